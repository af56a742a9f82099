"""Pictures of lesson 07: the gradient in deep networks, and what they learn."""

from .chain import sigmoid_chain as sigmoid_chain
from .gradients import clipping as clipping
from .gradients import normalised as normalised
from .gradients import vanishing as vanishing
from .learning import ten_layers as ten_layers
