"""What all tests share."""

import os
import sys

from hypothesis import settings

from course.grading.workers.imports import quick

# The tests start hundreds of Pythons; each would compile anew all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

with quick():
    import nbformat  # noqa: F401

# No test asserts a time; what a gate finds is found again.
settings.register_profile("downhill", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("downhill")


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are processors: a test of the grader mostly waits."""
    return (os.cpu_count() or 1) + 2
