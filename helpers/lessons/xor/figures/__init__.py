"""The pictures of lesson 05: a state in, a Picture out."""

from .hidden import moved_corners as moved_corners
from .hidden import questions as questions
from .nets import STOPS as STOPS
from .nets import by_hand as by_hand
from .nets import gradients as gradients
from .nets import product as product
from .nets import unit as unit
from .planes import EPOCHS as EPOCHS
from .planes import bent_boundary as bent_boundary
from .planes import one_line as one_line
from .seeds import strip_of_seeds as strip_of_seeds
