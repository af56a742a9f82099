"""The pictures of lesson 01: a state in, a Picture out."""

from .bowls import long_bowl as long_bowl
from .bowls import round_bowl as round_bowl
from .secants import bond as bond
from .secants import chord as chord
from .secants import error as error
from .secants import secant as secant
from .walker import walker as walker
