"""The pictures of lesson 11: a state in, a Picture out."""

from .losses import crash_week as crash_week
from .losses import loss_and_slope as loss_and_slope
from .losses import sure_and_wrong as sure_and_wrong
from .training import capacity as capacity
from .training import five_trainings as five_trainings
from .training import ten_starts as ten_starts
