"""What tests of the checks share."""

import pytest

from helpers.checking import changing, tracing, watching


@pytest.fixture
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a check look for a line as long as it takes: a busy machine finds the same."""
    for module in (changing, tracing, watching):
        monkeypatch.setattr(module, "SECONDS", 2.0)
