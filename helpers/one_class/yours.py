"""What a student wrote, or the course's own where that is not ready: no task waits for another."""

from collections.abc import Callable
from typing import Any

import numpy as np

from helpers.checking.function import FunctionCheck


def yours_or_ours(
    written: Callable[..., Any], check: FunctionCheck, *points: Any
) -> list[np.ndarray]:
    """Return what a student's function gives at each point, or what the check's own gives.

    Theirs is taken where it returns numbers in the right shape, be they right or wrong.
    """
    wanted = [np.asarray(check.reference(*point), dtype=np.float64) for point in points]
    try:
        found = [np.array(written(*point), dtype=np.float64) for point in points]
        if [array.shape for array in found] == [array.shape for array in wanted]:
            return found
    except Exception:  # the check says what is wrong with it
        pass
    print(f"(with the course's own {check.name}: yours is not ready)")
    return wanted
