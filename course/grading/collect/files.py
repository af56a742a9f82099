"""One file of a delivery, and how much of a delivery is read."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

MB = 1 << 20
LITTER = {"__MACOSX", ".DS_Store", ".ipynb_checkpoints", "__pycache__", "Thumbs.db", "desktop.ini"}
GIT = ".git"
HISTORY = "It is the history of a cloned repository, and nothing in it was read."
# Browsers save a notebook as .ipynb.txt, .ipynb.json or .json, and some without any ending.
SECOND = re.compile(r"(?:\.ipynb[\w .()~-]{0,20}|\.(?:json|txt)|^[^.]+)$", re.IGNORECASE)
OTHER_KIND = re.compile(r"\.ipynb\.(?:zip|pdf|png|jpe?g|docx?)$", re.IGNORECASE)
STAMP = "timestamp.txt"  # nbgrader's: when it was handed in
LINK = "It is a link and no file: ask for the file itself."
NO_FILE = "It is no file but a pipe, a socket or a device: ask for the file itself."
# No file system has longer names. What compares names may take the square of a name's length.
NAME, PATH = 255, 4096
DEPTH = 64  # folders in each other; a cloned repository has a dozen
TOO_DEEP = f"It lies in more than {DEPTH} folders in each other: ask for the notebook itself."


class RefusedError(Exception):
    """Why a file was not read, and what to do: for the list of a person."""


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""


@dataclass(frozen=True)
class File:
    """A file: its path in the delivery, with "/", and how to get its bytes.

    A zip that a student handed in counts as a folder.

    Attributes
    ----------
    read : returns the bytes; raises RefusedError.
    why : why it can't be read, where its name, its kind or its folder says so; else "".
    owners : on disk, the user ids to whom each part of the path belongs; none in an archive.
    changed : on disk, when the system last saw it change, in seconds since 1970; nobody can set it.
    """

    path: str
    read: Callable[[], bytes]
    why: str = ""
    owners: tuple[int, ...] = ()
    changed: float | None = None

    @property
    def parts(self) -> list[str]:
        """The folders and the name."""
        return self.path.split("/")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


def refused(path: str, why: str, owners: tuple[int, ...] = ()) -> File:
    """Return a file that is listed and can't be read."""

    def read() -> bytes:
        raise RefusedError(why)

    return File(path, read, why, owners)


@dataclass
class DeliveryLimits:
    """How much is read of a delivery.

    Attributes
    ----------
    file, whole, zip : bytes of one file, of all that are read, and of all in a zip inside.
    files, files_inside : files in the delivery, and in a zip inside it.
    depth : zips in each other; 2 are the LMS's and one that a student handed in.
    """

    file: int = 50 * MB
    whole: int = 16 * 1024 * MB
    zip: int = 200 * MB
    files: int = 50_000
    files_inside: int = 2_000
    depth: int = 2
    what: str = "delivery"
    spent: int = field(default=0, init=False)

    def of_zip(self) -> "DeliveryLimits":
        """Return the limits of one zip inside, so that it does not use up everybody's."""
        return replace(self, whole=self.zip, what="zip")

    def take(self, stream: Readable) -> bytes:
        """Read a file; what its archive says of its size doesn't count. Raises RefusedError."""
        content = stream.read(self.file + 1)
        if len(content) > self.file:
            raise RefusedError(
                f"It has more than {self.file // MB} MB, too much for a notebook: look what is in "
                "it, or ask for it without outputs."
            )
        self.spent += len(content)
        if self.spent > self.whole:
            raise RefusedError(
                f"It was not read, as this {self.what} has more than {self.whole // MB} MB of "
                "notebooks: split it and collect the parts."
            )
        return content


def tidy_path(name: str) -> tuple[str, str]:
    r"""Return a path with "/" that can be shown, and why its file is not read, or "".

    Some programs on Windows write "\" into a zip.
    """
    name = shown(name)
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or re.match(r"[A-Za-z]:", name):
        return _cut(name), (
            "Its name leads out of the delivery's folder, as an attack does, so it was not read: "
            "ask for the file under a plain name."
        )
    parts = [part for part in parts if part not in ("", ".")]
    path = "/".join(parts)
    if len(path) > PATH or any(len(part) > NAME for part in parts):
        why = f"Its name has {len(path):,} letters, more than any computer allows"
        return "/".join(map(_cut, parts[:DEPTH])), f"{why}: ask for it under a short name."
    if len(parts) > DEPTH:
        return "/".join(parts[:DEPTH]), TOO_DEEP
    return path, ""


def shown(name: str) -> str:
    """Replace what would disguise a name in a report: control characters, turned direction."""
    return "".join("\ufffd" if _hides(sign) else sign for sign in name)


def may_be_notebook(path: str) -> bool:
    """Tell a name under which a notebook may come; its content says whether it is one."""
    name = path.rpartition("/")[2]
    return SECOND.search(name) is not None and not OTHER_KIND.search(name)


def is_notebook(content: bytes) -> bool:
    """Tell a notebook by its content, whatever it is called; the text may be in UTF-16."""
    plain = content.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return plain.startswith(b"{") and b'"nbformat"' in plain and b'"cell_type"' in plain


def history(path: str) -> str:
    """Return the path of the repository's history in which a file lies; "" for another file."""
    parts = path.split("/")
    return "/".join(parts[: parts.index(GIT) + 1]) if GIT in parts else ""


def is_litter(path: str) -> bool:
    """Tell what operating systems and Jupyter leave lying about."""
    parts = path.split("/")
    return not LITTER.isdisjoint(parts) or parts[-1].startswith("._")


def _cut(part: str) -> str:
    return part if len(part) <= NAME else part[: NAME - 1] + "…"


def _hides(sign: str) -> bool:
    turns = "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069"
    return turns or unicodedata.category(sign) in ("Cc", "Cs")
