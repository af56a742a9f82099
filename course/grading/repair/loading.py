"""A student's file, whatever it is, as text: its encoding, its size, and what else it may be."""

import json
from dataclasses import dataclass

from ..mended import Mend, Mended

MEGABYTE = 1_000_000
MAX_BYTES = 50 * MEGABYTE
# One JSON value takes up to 100 bytes of memory. Base64 pictures hold none of these characters.
MAX_VALUES = 3_000_000
OTHER_FILES = {
    b"PK\x03\x04": "a zip archive",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\xfd7zXZ\0": "an xz archive",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"\x89PNG": "a picture",
    b"SQLite format 3": "a database",
}
LFS = b"version https://git-lfs.github.com/spec/"


class NotRepairable(Exception):  # noqa: N818 - it is no error of the program
    """No submission can be rebuilt from this file; one sentence says why, for a person."""


@dataclass(frozen=True)
class Text:
    """A file's text.

    Attributes
    ----------
    lossy : whether letters were lost: unreadable bytes became U+FFFD, unknown letters "?".
    """

    text: str
    mended: tuple[Mended, ...] = ()
    lossy: bool = False


def decoded(content: bytes) -> Text:
    """Return a file's text. Raises NotRepairable for what is no text, is empty or is too large."""
    if len(content) > MAX_BYTES:
        size, most = len(content) / MEGABYTE, MAX_BYTES / MEGABYTE
        raise NotRepairable(f"The file has {size:.0f} MB; a notebook may have {most:.0f} MB.")
    if not content.strip(b"\0 \t\r\n"):
        raise NotRepairable("The file is empty.")
    for start, what in OTHER_FILES.items():
        if content.startswith(start):
            raise NotRepairable(f"The file is {what} and no notebook.")
    if content.startswith(LFS):
        raise NotRepairable(
            "The file is git's note of where a large file lies (Git LFS), and the notebook is not "
            "in it: run `git lfs pull` in the cloned repository, or ask for the notebook itself."
        )
    read = _decoded(content, json.detect_encoding(content))
    if sum(map(read.text.count, "{[,")) > MAX_VALUES:
        raise NotRepairable(f"The file holds more than {MAX_VALUES:,} values.")
    return read


def _decoded(content: bytes, encoding: str) -> Text:
    try:
        read = content.decode(encoding)
    except UnicodeDecodeError:
        if not encoding.startswith("utf-8"):
            raise NotRepairable("The file is neither text nor a notebook.") from None
        return _not_utf8(content)
    if encoding == "utf-8":
        return Text(read)
    if encoding == "utf-8-sig":
        return Text(read, (Mended(Mend.BYTE_ORDER_MARK),))
    return Text(read, (Mended(Mend.ENCODING, name=encoding.upper()),))


def _not_utf8(content: bytes) -> Text:
    """Read Windows' encoding where no character is UTF-8's, else replace the broken bytes."""
    read = content.decode("utf-8", "replace")
    if all(letter < "\x80" or letter == "\ufffd" for letter in read):
        try:
            windows = content.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            return Text(windows, (Mended(Mend.ENCODING, name="Windows-1252"),), lossy=True)
    return Text(read, (Mended(Mend.BROKEN_BYTES),), lossy=True)
