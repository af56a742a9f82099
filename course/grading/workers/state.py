"""The state of the course that a worker has: a cluster's must be the one that is noted."""

import platform
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import course
import helpers

PACKAGES = ("numpy", "nbformat", "msgpack")


@cache
def state() -> str:
    """Return a digest of the course's code, and of the versions of Python and of what it needs."""
    digest = sha256(platform.python_version().encode("ascii"))
    for package in PACKAGES:
        digest.update(f"{package} {metadata.version(package)}\0".encode())
    for room in (course, helpers):
        (folder,) = map(Path, room.__path__)
        for file in sorted(folder.rglob("*.py")):
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
