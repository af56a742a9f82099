"""The files in a folder on disk, which others may change while it is read.

Folders are opened one in another and no link is followed, so that what is exchanged between a look
and the opening leads nowhere; a pipe is opened without waiting, seen, and not read. What can't be
opened costs what lies in it and nothing else. A path may be longer than the system's limit.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .files import (
    DEPTH,
    GIT,
    HISTORY,
    LINK,
    NO_FILE,
    TOO_DEEP,
    DeliveryLimits,
    File,
    RefusedError,
    refused,
    tidy_path,
)

FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
REGULAR = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
EXCHANGED = "It was exchanged for something else while it was read: look what it is, and ask why."
Place = tuple[str, ...]  # names of folders below the delivery's, and of a file


def list_folder(folder: Path, limits: DeliveryLimits) -> Iterator[File]:
    """List the files below a folder, by name. Raises OSError where it can't be opened itself."""
    with os.scandir(folder):
        pass
    todo: list[tuple[Place, tuple[int, ...]]] = [((), ())]
    while todo:
        place, owners = todo.pop()
        try:
            found = _look(folder, place)
        except OSError as error:
            yield refused(_path(place)[0], _unread(error), owners)
            continue
        below: list[tuple[Place, tuple[int, ...]]] = []
        for name, info in found:
            here, whose = (*place, name), (*owners, info.st_uid)
            if name == GIT:
                yield refused(_path(here)[0], HISTORY, whose)
            elif stat.S_ISDIR(info.st_mode) and len(here) < DEPTH:
                below.append((here, whose))
            else:
                path, why = _path(here)
                why = why or _kind(info)
                read = _reader(folder, here, info.st_uid, limits)
                file = File(path, read, owners=whose, changed=info.st_ctime)
                yield refused(path, why, whose) if why else file
        todo += reversed(below)


def _kind(info: os.stat_result) -> str:
    """Say why it is no file that can be read, or ""."""
    if stat.S_ISREG(info.st_mode):
        return ""
    if stat.S_ISDIR(info.st_mode):
        return TOO_DEEP
    return LINK if stat.S_ISLNK(info.st_mode) else NO_FILE


def file_reader(file: Path, limits: DeliveryLimits) -> Callable[[], bytes]:
    """Return what reads one file; where it is a link, the instructor's own, what it leads to.

    Raises OSError where there is no such file, RefusedError for a pipe and the like.
    """
    file = file.resolve()
    info = file.stat()
    if stat.S_ISDIR(info.st_mode):
        raise IsADirectoryError(errno.EISDIR, "It is a folder")
    if not stat.S_ISREG(info.st_mode):
        raise RefusedError(NO_FILE)
    return _reader(file.parent, (file.name,), info.st_uid, limits)


def _look(folder: Path, place: Place) -> list[tuple[str, os.stat_result]]:
    """Return what lies in a folder, by name; what is gone when it is looked at is left out."""
    found = []
    with _opened(folder, place, FOLDER) as opened, os.scandir(opened) as listed:
        for name in sorted(one.name for one in listed):
            with suppress(FileNotFoundError):
                found.append((name, os.stat(name, dir_fd=opened, follow_symlinks=False)))
    return found


@contextmanager
def _opened(folder: Path, place: Place, flags: int) -> Iterator[int]:
    """Open what lies at a place, step by step; only the delivery's own folder may be a link."""
    current = os.open(folder, FOLDER & ~os.O_NOFOLLOW)
    try:
        for number, name in enumerate(place, 1):
            step = os.open(name, flags if number == len(place) else FOLDER, dir_fd=current)
            os.close(current)
            current = step
        yield current
    finally:
        os.close(current)


def _reader(folder: Path, place: Place, owner: int, limits: DeliveryLimits) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with _opened(folder, place, REGULAR) as opened:
                info = os.fstat(opened)
                if not stat.S_ISREG(info.st_mode) or info.st_uid != owner:
                    raise RefusedError(EXCHANGED)
                with open(opened, "rb", closefd=False) as stream:
                    return limits.take(stream)
        except OSError as error:
            raise RefusedError(_unread(error)) from None

    return read


def _path(place: Place) -> tuple[str, str]:
    return tidy_path("/".join(place))


def _unread(error: OSError) -> str:
    if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
        return EXCHANGED
    return f"It can't be read: {error.strerror or error}. Look why."
