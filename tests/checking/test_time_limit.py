"""A loop without end is stopped, with its line, and whatever was there before is there again."""

import linecache
import sys
import threading
import time
from typing import Any

import pytest

from helpers.checking import running, time_limit
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed, Kind
from helpers.checking.time_limit import CallTimedOut, time_limited

LOOP = """
def grows(x):
    y = x
    while y > 0:
        y = y + 1
    return y
"""
grows = FunctionCheck("grows", ("x",), ("y",), lambda x: 2 * x, [(1.0,)])


def written(source: str) -> Any:
    """Return the function of a cell, whose text can be found."""
    names: dict[str, Any] = {}
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    exec(compile(source, "<cell>", "exec"), names)
    return names["grows"]


def spin() -> None:
    while True:
        pass


def test_a_loop_without_end_ends_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS", 0.3)
    with pytest.raises(CheckFailed) as caught:
        grows(written(LOOP))
    failed = caught.value
    assert (failed.kind, failed.mistake) == (Kind.STOPS, "loop-without-end")
    assert "grows(x=1) does not come to an end" in failed.message
    assert "in the line `while y > 0:`" in failed.message or "`y = y + 1`" in failed.message
    assert len(failed.message.splitlines()) <= 6
    grows(lambda x: x + x)  # the next call runs as ever


def test_it_is_raised_again_where_a_bare_except_swallows_it() -> None:
    count = 0

    def stubborn() -> None:
        nonlocal count
        while True:
            try:
                spin()
            except BaseException:
                count += 1
                if count == 2:
                    raise

    with pytest.raises(CallTimedOut), time_limited(0.2):
        stubborn()


def test_nothing_is_left_behind() -> None:
    before, running_now = sys.gettrace(), threading.active_count()

    def endless() -> None:
        n = 0
        while True:
            n += 1

    with pytest.raises(CallTimedOut), time_limited(0.2):
        endless()
    with time_limited(0.2):
        pass
    until = time.monotonic() + 3 * time_limit.LOOK
    while time.monotonic() < until:  # an exception that is late would arrive here
        pass
    assert sys.gettrace() is before
    assert threading.active_count() <= running_now


def test_the_grader_has_limits_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(threading.Thread, "start", lambda self: started.append(self))
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with time_limited():
        pass
    monkeypatch.delenv("NBGRADER_EXECUTION")

    class Elsewhere:  # as a function of another process
        def __call__(self, x: float) -> float:
            return 2 * x

    assert running.run("grows", "x=1", Elsewhere(), (1.0,)) == 2.0
    assert not started


def test_without_threads_a_call_runs_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none)
    grows(lambda x: 2 * x)
