"""The workers of a Dask cluster."""

import faulthandler
import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, cast

from ...errors import CourseError
from ..protocol.stopped import SandboxError
from .executors import Call, Workers
from .state import state

OTHER = (
    "A worker of the cluster has another copy of the course, or other versions of Python and its "
    "packages, than this machine. Bring them to the same state, then start the workers again."
)
PATIENCE = 30  # seconds to find the scheduler, and a worker


class Cluster:
    """Dask's executor, which gives a task to another worker when one is lost."""

    def __init__(self, call: Call, executor: Executor, window: int) -> None:
        self.call = call
        self._executor = executor
        self.window = window

    def submit(self, task: bytes, seconds: float) -> "Future[bytes]":
        """Hand in a task."""
        return self._executor.submit(watched, self.call, task, seconds, state())

    def died(self, error: BaseException) -> bool:
        """Say whether Dask gave a task up because worker after worker died over it."""
        from distributed import KilledWorker

        return isinstance(error, KilledWorker)


def watched(call: Call, task: bytes, seconds: float, copy: str) -> bytes:
    """Do a task; after so many seconds the worker's process ends, whatever it is about.

    Raises SandboxError where this worker has another copy of the course than `copy`, or other
    versions: its grade would not be the one that is noted.

    Python's own watchdog needs no turn of the interpreter. Who supervises the worker starts it
    again, and Dask gives the task up after some tries.
    """
    if copy != state():
        raise SandboxError(OTHER)
    with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            return call(task)
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def cluster(call: Call, address: str) -> Iterator[Workers]:
    """Give the workers of the scheduler at `address`, such as tcp://scheduler:8786.

    Raises CourseError where `distributed` is not installed, and where nobody answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise CourseError(
            "--cluster needs the package distributed, here and on the workers: "
            "pip install distributed."
        ) from None
    try:
        client: Any = cast(Any, Client)(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"No Dask scheduler answers at {address}. Start one with `dask scheduler`, and workers "
            f"with `dask worker {address} --nthreads 1`."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise CourseError(
                f"The scheduler at {address} has no workers. Start some with "
                f"`dask worker {address} --nthreads 1`."
            ) from None
        threads = sum(client.nthreads().values())
        # Not pure: a task that is handed in again is to be done again.
        with client.get_executor(pure=False) as executor:
            yield Cluster(call, executor, 2 * threads)
