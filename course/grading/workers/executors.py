"""Where submissions are graded: processes of this machine, or a Dask cluster.

Both give a `concurrent.futures.Future` for a task, so the rest of the grader does not know which it
has.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from typing import Protocol

from pebble import ProcessExpired, ProcessPool

from ..parcels import Mode

Call = Callable[[bytes], bytes]


class Workers(Protocol):
    """What the grader asks of an executor.

    Attributes
    ----------
    window : how many tasks to hand in at once: enough that nobody waits.
    """

    window: int

    def submit(self, task: bytes, seconds: float) -> "Future[bytes]":
        """Hand in a task; it ends in a TimeoutError after so many seconds of work."""

    def died(self, error: BaseException) -> bool:
        """Say whether a task ended with this error because a worker died."""


class Processes:
    """Worker processes of this machine; a new one takes the place of one that dies.

    The time of a task is watched from this process, and a worker that takes longer is killed,
    whatever it is about. With a mode, a worker starts the warm parent of this mode before it has
    a task.
    """

    def __init__(self, call: Call | None, count: int, mode: Mode | None = None) -> None:
        self.call = call
        self.count = count
        self.window = 2 * count
        self._mode = mode
        # Not fork: this process has threads and an open gradebook.
        self._context = multiprocessing.get_context("forkserver")
        self._pool = self._new()
        self._starting: threading.Thread | None = None

    def _new(self) -> ProcessPool:
        return ProcessPool(self.count, 0, _begin, (self._mode,), self._context)

    def start(self) -> None:
        """Have the workers start while this process goes on."""

        def first() -> None:
            with suppress(RuntimeError):  # of a broken pool; `submit` sees to it
                self._pool.schedule(_nothing)

        self._starting = threading.Thread(target=first, daemon=True)
        self._starting.start()

    def submit(self, task: bytes, seconds: float) -> "Future[bytes]":
        """Hand in a task."""
        assert self.call
        if self._starting:
            self._starting.join()
        try:
            return self._pool.schedule(self.call, (task,), timeout=seconds)
        except RuntimeError:  # workers died before they had a task
            self.close()
            self._pool = self._new()
            return self._pool.schedule(self.call, (task,), timeout=seconds)

    def died(self, error: BaseException) -> bool:
        """Say whether a task's worker died, or all of them before they had a task."""
        return isinstance(error, (ProcessExpired, BrokenExecutor))

    def close(self) -> None:
        """Let the processes go, and drop what they are about."""
        if self._starting:
            self._starting.join()
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


_early: list[Processes] = []


def warm_up(count: int, mode: Mode) -> None:
    """Start the workers that `processes` will give.

    So the seconds that nbgrader takes to import pass once for everything.
    """
    multiprocessing.set_forkserver_preload(["course.grading.workers.preload"])
    _early.append(Processes(None, count, mode))
    _early[-1].start()


def _begin(mode: Mode | None) -> None:
    """Make a process ready for tasks."""
    from . import work

    _go_with_parent()
    Finalize(None, work.close, exitpriority=1)
    if mode:
        with suppress(Exception):  # where it fails, the first task tells why
            work.warm(mode)


def _nothing() -> None:
    """Have a worker started."""


def _go_with_parent() -> None:
    """End a worker when the grader ends, be it by kill -9; else it would wait for tasks forever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def processes(call: Call, count: int) -> Iterator[Workers]:
    """Give worker processes of this machine; `call` must be importable by its name."""
    workers = _early.pop() if _early and _early[-1].count == count else Processes(call, count)
    workers.call = call
    try:
        yield workers
    finally:
        workers.close()
