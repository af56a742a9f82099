"""The pictures of lesson 13: a state in, a Picture out."""

from helpers.drawing.one_page import summary as summary

from .fits import five_fifths as five_fifths
from .fits import laid_over as laid_over
from .weapons import dropped_net as dropped_net
from .weapons import early_stop as early_stop
