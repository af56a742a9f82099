"""Where submissions are graded: processes of this machine, or a Dask cluster.

Both are a `concurrent.futures.Executor`, so the rest of the grader does not know which it has.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import wait
from typing import Protocol

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
    """Worker processes of this machine; a new pool takes the place of a broken one."""

    def __init__(self, call: Call, count: int) -> None:
        self.call = call
        self.count = count
        self.window = 2 * count
        # Not fork: this process has threads and an open gradebook.
        self._context = multiprocessing.get_context("forkserver")
        self._pool = self._new()

    def _new(self) -> Executor:
        return ProcessPoolExecutor(self.count, self._context, _go_with_parent)

    def submit(self, task: bytes) -> "Future[bytes]":
        """Hand in a task."""
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


def warm_up() -> None:
    """Start the process that workers are forked from; it loads what they need meanwhile.

    So the seconds that nbgrader takes to import pass once for both.
    """
    multiprocessing.set_forkserver_preload(["course.grading.work"])
    forkserver.ensure_running()


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
    workers = Processes(call, count)
    try:
        yield workers
    finally:
        workers.close()
