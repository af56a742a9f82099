"""What a check cell calls: `check.two_weights.forward(forward)`, a module a lesson."""

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
    "three_weights",
    "two_weights",
    "volatility",
    "xor",
]

notebook.install()
