"""How curves of training look in every picture, and the ground of words that lie on lines."""

from typing import Any

from .picture import BACKWARD, FORWARD

TRAIN: dict[str, Any] = {"color": FORWARD, "linestyle": "-"}
VALIDATION: dict[str, Any] = {"color": BACKWARD, "linestyle": "--"}
WHITE: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
