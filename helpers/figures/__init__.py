"""Pictures: a state in, a Picture out. One file a lesson; `picture` says what a Picture is."""

from .areas import square as square
from .areas import usd_return as usd_return
from .bowls import long_bowl as long_bowl
from .bowls import round_bowl as round_bowl
from .chain_rule import nudge as nudge
from .chain_rule import runs as runs
from .derivatives import bond as bond
from .derivatives import chord as chord
from .derivatives import error as error
from .derivatives import secant as secant
from .graph import sweep as sweep
from .picture import Picture as Picture
from .picture import show as show
from .three_weights import bend as bend
from .three_weights import blame_chain as blame_chain
from .three_weights import line_or_bend as line_or_bend
from .two_weights import dials as dials
from .two_weights import loss_slope as loss_slope
from .two_weights import loss_surface as loss_surface
