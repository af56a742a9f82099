"""Where submissions are graded: processes of this machine, or a Dask cluster.

Both are a `concurrent.futures.Executor`, so the rest of the grader does not know which it has.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import Protocol

from ..run.isolation import Mode

Call = Callable[[bytes], bytes]


class Workers(Protocol):
    """What the grader asks of an executor.

    Attributes
    ----------
    window : how many tasks to hand in at once: enough that nobody waits.
    """

    window: int

    def submit(self, task: bytes) -> "Future[bytes]":
        """Hand in a task."""

    def died(self, error: BaseException) -> bool:
        """Say whether a task ended with this error because a worker died."""


class Processes:
    """Worker processes of this machine; a new pool takes the place of a broken one.

    With a mode, a worker starts the warm parent of this mode before it has a task.
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

    def _new(self) -> Executor:
        return ProcessPoolExecutor(self.count, self._context, _begin, (self._mode,))

    def start(self) -> None:
        """Have the workers start while this process goes on."""

        def each() -> None:
            with suppress(RuntimeError):  # of a broken pool; `submit` sees to it
                for _ in range(self.count):
                    self._pool.submit(_nothing)

        self._starting = threading.Thread(target=each, daemon=True)
        self._starting.start()

    def submit(self, task: bytes) -> "Future[bytes]":
        """Hand in a task."""
        assert self.call
        if self._starting:
            self._starting.join()
        try:
            return self._pool.submit(self.call, task)
        except BrokenExecutor:
            self.close()
            self._pool = self._new()
            return self._pool.submit(self.call, task)

    def died(self, error: BaseException) -> bool:
        """Say whether a pool broke; it takes all its tasks along."""
        return isinstance(error, BrokenExecutor)

    def close(self) -> None:
        """Let the processes go; what they are about is finished, what waits is dropped."""
        self._pool.shutdown(cancel_futures=True)


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
    _go_with_parent()
    if mode:
        from .work import warm

        with suppress(Exception):  # where it fails, the first task tells why
            warm(mode)


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
