"""The two pictures of the project: loss curves of several starts, and a year of forecasts."""

from .curves import loss_curves as loss_curves
from .forecasts import against as against
