"""What all tests share."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from course.grading.workers.imports import quick

# The tests start hundreds of Pythons; each would compile anew all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

with quick():
    import nbformat  # noqa: F401

# No test asserts a time; what a gate finds is found again.
settings.register_profile("downhill", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("downhill")

# Keras on JAX compiles each model anew in each process; the second process finds it compiled.
JAX_CACHE = Path(__file__).parents[1] / ".pytest_cache" / "jax"
os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(JAX_CACHE))
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the gate has no time for."""
    parser.addoption("--whole-banks", action="store_true", help="grade every answer by nbgrader")
    parser.addoption("--screenshots", action="store_true", help="keep pictures of all cells")


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are processors: a test of the grader mostly waits."""
    return (os.cpu_count() or 1) + 2


# Slow tests that one worker is to run, as they share what takes long to make: a class graded by
# nbgrader, a Python with Colab's packages, the pictures of a lesson.
TOGETHER = [
    re.compile(r"(tests/(?:grading/test_stock|test_sample_class)\.py)::"),
    re.compile(r"(tests/publish/test_colab\.py::\w+\[[\d.]+)-"),
    re.compile(r"tests/test_(?:accessibility|overprint)\.py::\w+\[(\w+)\]"),
]


class ByGroup(LoadScopeScheduling):
    """Give each worker one test after another, but those of a group together."""

    def _split_scope(self, nodeid: str) -> str:
        found = [match[1] for pattern in TOGETHER if (match := pattern.match(nodeid))]
        return found[0] if found else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Schedule `--dist loadgroup`: xdist's own marks of groups are not seen by pytest 9."""
    return ByGroup(config, log) if config.getvalue("dist") == "loadgroup" else None


# What `--cov` would make twice as slow, and sees nothing new in: thousands of answers, whose checks
# have tests of their own, and whole runs, most of whose time is nbgrader's.
UNCOVERED = (
    "tests/test_answers.py::",
    "tests/grading/test_errors.py::",
    "tests/grading/test_fingerprint.py::",
    "tests/grading/test_generate_feedback.py::",
    "tests/grading/test_receipt.py::",
    "tests/grading/test_repair.py::",
    "tests/grading/test_totals.py::",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure coverage only where a test is of the code, and not of a lesson's answers."""
    for item in items:
        if item.nodeid.startswith(UNCOVERED):
            item.add_marker(pytest.mark.no_cover)
