"""The files in a zip that somebody else made: none is unpacked, and no number in it is believed."""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from .files import LINK, DeliveryLimits, File, RefusedError, refused, tidy_path

UTF8_NAME, ENCRYPTED = 0x800, 0x1
END, END_OF_LARGE = b"PK\x05\x06", b"PK\x06\x07"
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError),
    *(EOFError, OSError, ValueError),
)


def list_zip(source: Path | bytes, stack: ExitStack, limits: DeliveryLimits) -> list[File]:
    """List the files of a zip on disk, or of one that a student handed in.

    The zip stays open as long as the stack. Raises RefusedError where it can't be opened or has too
    many files; FileNotFoundError and PermissionError as they come.
    """
    inside = isinstance(source, bytes)
    most = limits.files_inside if inside else limits.files
    if isinstance(source, bytes):
        _check_directory(source, most)
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        stack.enter_context(archive)
    except (FileNotFoundError, PermissionError):
        raise
    except DAMAGED:
        advice = _advice(source) if isinstance(source, Path) else "ask for the notebook itself"
        raise RefusedError(f"It can't be read as a zip: {advice}.") from None
    if len(archive.infolist()) > most:
        raise _too_many(most)
    folders = ("/", "\\")
    return [
        _entry(archive, info, limits)
        for info in archive.infolist()
        if not info.orig_filename.endswith(folders)
    ]


def _advice(source: Path) -> str:
    """Say what to do with a download that is no zip: it may be another kind of archive."""
    with source.open("rb") as stream:
        start = stream.read(8)
    if not start or start.startswith(b"PK"):
        return "download it again"
    return "download it again, or, if it is another kind of archive, unpack it and grade the folder"


def _check_directory(content: bytes, most: int) -> None:
    """Refuse a list of contents that is too long, before it is read into memory."""
    tail = content[-(1 << 16) - 22 :]
    end = tail.rfind(END)
    size = int.from_bytes(tail[end + 12 : end + 16], "little")
    if end >= 0 and (size > most * 300 or END_OF_LARGE in tail):
        raise _too_many(most)


def _too_many(most: int) -> RefusedError:
    return RefusedError(f"It has more than {most} files: ask for the notebook itself.")


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: DeliveryLimits) -> File:
    path, why = tidy_path(_name(info))
    if stat.S_ISLNK(info.external_attr >> 16):
        why = why or LINK
    if info.flag_bits & ENCRYPTED:
        why = why or "It is locked with a password: ask for it without one."
    return refused(path, why) if why else File(path, _reader(archive, info, limits))


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name as its author wrote it: many a program writes UTF-8 and doesn't say so."""
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME:
        try:
            return name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return name


def _reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: DeliveryLimits
) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(info) as stream:
                return limits.take(stream)
        except (*DAMAGED, RuntimeError):
            raise RefusedError("It is damaged in the zip: download it again.") from None

    return read
