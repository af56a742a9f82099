"""How a check speaks. What it says of one lesson stands in `helpers.lessons.<lesson>.checks`.

`submit`, in a lesson's last cell, says what is missing before the notebook is handed in.
"""

from . import attempts, notebook
from .hand_in import submit
from .messages import CheckFailed, NotAttempted, NotFound

__all__ = ["CheckFailed", "NotAttempted", "NotFound", "submit"]

notebook.install()
attempts.count_attempts()
