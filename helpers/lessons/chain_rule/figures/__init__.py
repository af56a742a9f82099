"""The pictures of lesson 02: a state in, a Picture out."""

from .areas import square as square
from .areas import usd_return as usd_return
from .graph import computation_graph as computation_graph
from .nudges import nudge as nudge
