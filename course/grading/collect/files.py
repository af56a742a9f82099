"""One file of a delivery, and how much of a delivery is read."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

MB = 1 << 20
LITTER = {"__MACOSX", ".DS_Store", ".ipynb_checkpoints", "__pycache__", "Thumbs.db", "desktop.ini"}
STAMP = "timestamp.txt"  # nbgrader's: when it was handed in
LINK = "It is a link and no file: ask for the file itself."


class RefusedError(Exception):
    """Why a file was not read, and what to do: for the list of a person."""


class Stream(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""


@dataclass(frozen=True)
class File:
    """A file: its path in the delivery, with "/", and how to get its bytes.

    A zip that a student handed in counts as a folder. `read` raises RefusedError.
    """

    path: str
    read: Callable[[], bytes]


@dataclass
class Limits:
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

    def of_zip(self) -> "Limits":
        """Return the limits of one zip inside, so that it does not use up everybody's."""
        return replace(self, whole=self.zip, what="zip")

    def take(self, stream: Stream) -> bytes:
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


def tidy_path(name: str) -> str:
    r"""Return a path with "/" that can be shown; raises RefusedError where it leads out.

    Some programs on Windows write "\" into a zip.
    """
    name = shown(name)
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or re.match(r"[A-Za-z]:", name):
        raise RefusedError(
            "Its name leads out of the delivery's folder, as an attack does, so it was not read: "
            "ask for the file under a plain name."
        )
    return "/".join(part for part in parts if part not in ("", "."))


def shown(name: str) -> str:
    """Replace what would disguise a name in a report: control characters, turned direction."""
    return "".join("\ufffd" if _hides(sign) else sign for sign in name)


def is_litter(path: str) -> bool:
    """Tell what operating systems and Jupyter leave lying about."""
    parts = path.split("/")
    return not LITTER.isdisjoint(parts) or parts[-1].startswith("._")


def _hides(sign: str) -> bool:
    turns = "\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069"
    return turns or unicodedata.category(sign) in ("Cc", "Cs")
