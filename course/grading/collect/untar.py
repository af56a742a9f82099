"""The files in a tar that an instructor packed; students' tars are left to a person."""

import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from ..parcels import Aside
from .files import LINK, File, Limits, RefusedError, shown, tidy_path

ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


def entries(source: Path, stack: ExitStack, limits: Limits) -> Iterator[File | Aside]:
    """List the files of a tar, which stays open as long as the stack.

    Raises RefusedError where it can't be read.
    """
    try:
        archive = stack.enter_context(tarfile.open(source))  # noqa: SIM115 - the stack closes it
        members = archive.getmembers()
    except (tarfile.TarError, EOFError, zlib.error):
        raise RefusedError("It can't be read as a tar: download it again.") from None
    for member in members:
        try:
            path = tidy_path(member.name)
        except RefusedError as refused:
            yield Aside(shown(member.name), str(refused))
            continue
        if member.isreg():
            yield File(path, _reader(archive, member, limits))
        elif not member.isdir():
            yield Aside(path, LINK)


def _reader(
    archive: tarfile.TarFile, member: tarfile.TarInfo, limits: Limits
) -> Callable[[], bytes]:
    def read() -> bytes:
        stream = archive.extractfile(member)
        try:
            return limits.take(stream) if stream else b""
        except (tarfile.TarError, EOFError, zlib.error, OSError):
            raise RefusedError("It is damaged in the tar: download it again.") from None

    return read
