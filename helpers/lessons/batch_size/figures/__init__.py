"""The pictures of lesson 09: a state in, a Picture out."""

from .clouds import cloud as cloud
from .clouds import lines_from as lines_from
from .clouds import three_walks as three_walks
from .curves import batch_curves as batch_curves
from .falling import schedule as schedule
