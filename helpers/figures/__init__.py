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
from .two_weights import two_loops as two_loops
from .xor import bent_boundary as bent_boundary
from .xor import one_line as one_line
from .xor_hidden import moved_corners as moved_corners
from .xor_hidden import strip_of_seeds as strip_of_seeds
