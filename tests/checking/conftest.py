"""What tests of the checks share."""

import pytest

from helpers.checking.changing import tried
from helpers.checking.tracing import trace
from helpers.checking.watching import local


@pytest.fixture
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a check look for a line as long as it takes: a busy machine finds the same."""
    for module in (local, tried, trace):
        monkeypatch.setattr(module, "SECONDS", 2.0)
