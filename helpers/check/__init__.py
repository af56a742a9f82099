"""What a check cell calls: `check.two_weights.forward(forward)`, a module a lesson.

`check.submit`, in a lesson's last cell, says what is missing before the notebook is handed in.
"""

from . import (
    batch_size,
    chain_rule,
    derivatives,
    keras,
    layers,
    learning_rate,
    loss_curves,
    notebook,
    optimizers,
    three_weights,
    two_weights,
    volatility,
    xor,
)
from .hand_in import submit
from .messages import CheckFailed, NotAttempted, NotFound

__all__ = [
    "CheckFailed",
    "NotAttempted",
    "NotFound",
    "batch_size",
    "chain_rule",
    "derivatives",
    "keras",
    "layers",
    "learning_rate",
    "loss_curves",
    "optimizers",
    "submit",
    "three_weights",
    "two_weights",
    "volatility",
    "xor",
]

notebook.install()
