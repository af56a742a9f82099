"""The pictures of lesson 08: a state in, a Picture out."""

from .curves import rate_landscape as rate_landscape
from .curves import rate_sweep as rate_sweep
from .curves import three_curves as three_curves
from .finders import finder_curve as finder_curve
from .walks import desk_days as desk_days
from .walks import fog as fog
from .walks import parabola as parabola
from .walks import two_valleys as two_valleys
