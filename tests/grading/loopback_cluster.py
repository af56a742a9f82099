"""A Dask scheduler and workers on loopback, each a process of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..lesson import ROOT


@dataclass
class Cluster:
    """A scheduler's address, and its workers."""

    address: str
    workers: "list[subprocess.Popen[bytes]]"


@contextmanager
def loopback_cluster(folder: Path, count: int) -> Iterator[Cluster]:
    """Start a scheduler and so many workers; `folder` is theirs, and gets their log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (folder / "cluster.log").open("wb")

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            stdout=log,
            stderr=log,
        )

    address = f"tcp://127.0.0.1:{port}"
    own = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = start("dask_scheduler", *own, "--port", str(port))
    one = ("--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard")
    workers = [start("dask_worker", address, *one) for _ in range(count)]
    try:
        yield Cluster(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
        log.close()
