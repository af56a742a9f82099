"""How a check speaks. What it says of one lesson stands in `helpers.lessons.<lesson>.checks`.

`submit`, in a lesson's last cell, says what is missing before the notebook is handed in.
"""

from . import attempts, not_found
from .hand_in import submit
from .messages import CheckFailed, NotAttempted, NotFound

__all__ = ["CheckFailed", "NotAttempted", "NotFound", "submit"]

not_found.install()
attempts.count_attempts()
