"""The grader runs on Linux only; elsewhere its tests are skipped before they are imported.

The workers of all tests are forked from one process that has imported what they need.
"""

import multiprocessing
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "linux":
    multiprocessing.set_forkserver_preload(
        ["course.grading.workers.preload", "tests.grading.double"]
    )


class Skipped(pytest.Module):
    """A module of tests that this system can't even import."""

    def collect(self) -> Iterable[Any]:
        """Skip it, and say why."""
        pytest.skip("the grader needs Linux", allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: Any) -> pytest.Module | None:
    """Return what stands for a module off Linux; on Linux pytest does as ever."""
    return None if sys.platform == "linux" else Skipped.from_parent(parent, path=module_path)
