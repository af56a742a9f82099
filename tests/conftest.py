"""What all tests share."""

import os

from hypothesis import settings

# No test asserts a time; what a gate finds is found again.
settings.register_profile("downhill", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("downhill")


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are processors: a test of the grader mostly waits."""
    return (os.cpu_count() or 1) + 2
