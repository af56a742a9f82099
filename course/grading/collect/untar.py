"""The files in a tar that an instructor packed; students' tars are left to a person."""

import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from .files import LINK, NO_FILE, DeliveryLimits, File, RefusedError, refused, tidy_path

ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")


def list_tar(source: Path, stack: ExitStack, limits: DeliveryLimits) -> Iterator[File]:
    """List the files of a tar, which stays open as long as the stack.

    Raises RefusedError where it can't be read.
    """
    try:
        archive = stack.enter_context(tarfile.open(source))  # noqa: SIM115 - the stack closes it
        members = archive.getmembers()
    except (tarfile.TarError, EOFError, zlib.error):
        raise RefusedError("It can't be read as a tar: download it again.") from None
    for member in members:
        if member.isdir():
            continue
        path, why = tidy_path(member.name)
        if not member.isreg():
            why = why or (LINK if member.issym() or member.islnk() else NO_FILE)
        yield refused(path, why) if why else File(path, _reader(archive, member, limits))


def _reader(
    archive: tarfile.TarFile, member: tarfile.TarInfo, limits: DeliveryLimits
) -> Callable[[], bytes]:
    def read() -> bytes:
        stream = archive.extractfile(member)
        try:
            return limits.take(stream) if stream else b""
        except (tarfile.TarError, EOFError, zlib.error, OSError):
            raise RefusedError("It is damaged in the tar: download it again.") from None

    return read
