"""Pictures of lesson 06: days in three classes, shapes, two losses, networks."""

from .days import crash_and_rally as crash_and_rally
from .days import predicted_and_happened as predicted_and_happened
from .losses import two_losses as two_losses
from .networks import desk as desk
from .networks import two_gradients as two_gradients
from .shapes import shape_puzzle as shape_puzzle
