"""A lesson's own cells, run once in the warm parent, so that what its helpers cache is there.

A lesson trains the same nets for everybody. Here go cells of the release, which the course wrote:
no answers, no checks, nothing of a student's.
"""

import contextlib
import gc
import io
import sys
from typing import Any

import numpy as np

from .timer import limited

SECONDS = 120.0  # of the processor, for all cells
# These start threads, and who has threads can't fork. What wants them does without here.
THREADED = ("jax", "keras", "tensorflow", "torch", "sklearn")


def warm_caches(cells: list[str]) -> None:
    """Run cells for what they leave in the helpers' caches; their names and errors are dropped."""
    absent: dict[str, Any] = dict.fromkeys(set(THREADED) - set(sys.modules))
    sys.modules.update(absent)
    random = np.random.get_state()
    names: dict[str, Any] = {"__name__": "__main__"}
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            limited(SECONDS),
        ):
            for cell in cells:
                with contextlib.suppress(Exception):
                    exec(compile(cell, "<lesson>", "exec"), names)
    except BaseException:
        pass  # out of time: what is cached by now is cached
    finally:
        np.random.set_state(random)
        for name in absent:
            sys.modules.pop(name, None)
    names.clear()
    gc.collect()
