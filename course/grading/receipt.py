"""Whether a run of the grader would find anything new.

A run notes the state of all that it read and wrote, and what the next one would say if nothing was
new. That next one has nothing to do where it is told the same and finds the same: the course,
Python's packages, what was delivered, the gradebook. A file is the same where its kind, size,
times, owner and place on the disk are. Where that can't be told, the run is a whole one.
"""

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from .book.writing import write_atomically

ENDING = "_receipt.json"
OURS = Path(__file__).resolve().parents[2]  # where `course` and `helpers` come from
BOOK = "gradebook"  # the folder, where it is in its usual place
WRITTEN = ("feedback", "reports")  # rooms of it that pages are written into
ENVIRONMENT = "pyvenv.cfg"  # marks a folder that holds another Python's packages


@dataclass(frozen=True)
class Said:
    """What a run says on a terminal: a table's rows, and lines below it."""

    rows: list[list[str]]
    lines: list[str]


class Receipt:
    """What the last run of a lesson left, and the state of what this one reads.

    Parameters
    ----------
    course : the course's folder.
    lesson : such as "03_two_weights".
    told : the command's arguments and options.
    files : those that it was told to read, wherever they lie.
    """

    def __init__(
        self, course: Path, lesson: str, told: Mapping[str, object], files: Iterable[Path]
    ) -> None:
        self._book = course / BOOK
        self._place = self._book / "reports" / f"{Path(lesson).name}{ENDING}"
        self._told = repr(sorted(told.items()))
        ours = [OURS / room for room in ("course", "helpers", "data")]
        self._course = [course] if course == OURS else [course, *ours]
        self._files = list(files)
        self._packages = [Path(one).absolute() for one in sys.path]  # a run adds to it
        self._read = self._state_of_inputs()
        self._held = ""

    def said(self) -> Said | None:
        """Return what this run would say, if nothing is new; None where only a run can tell."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            noted = json.loads(self._place.read_text(encoding="utf-8"))
            if noted["read"] == self._read != "" and noted["held"] == self._state_of_book():
                return Said(**noted["said"])
        return None

    def covers(self, folder: Path, database: Path | None) -> bool:
        """Say whether the gradebook's folder and database are where a receipt looks."""
        return folder == self._book and database is not None and folder in database.parents

    def hold(self) -> None:
        """Note the gradebook's state before pages are made from it."""
        self._held = self._state_of_book(WRITTEN)

    def keep(self, said: Said) -> None:
        """Note what the next run would say, unless something changed while this one read it."""
        unseen = self._held and self._held == self._state_of_book(WRITTEN)
        if not (unseen and self._read and self._read == self._state_of_inputs()):
            return
        noted = {"read": self._read, "held": self._state_of_book(), "said": asdict(said)}
        write_atomically(self._place, json.dumps(noted).encode("utf-8"))

    def _state_of_inputs(self) -> str:
        def lines() -> Iterator[str]:
            yield f"{self._told} {sys.version} {sys.prefix} {os.geteuid()} {os.environ.get('TZ')}"
            yield from _stated("/etc/localtime", follow=True)
            for place in self._course:
                yield from _walked(place, {self._book}, aside=True)
            for place in self._files:
                yield from _walked(place)
            for place in self._packages:
                yield from _packages(place)

        return _digest(lines())

    def _state_of_book(self, but: Iterable[str] = ()) -> str:
        return _digest(_walked(self._book, but={self._book / room for room in but}))


class _UnsureError(Exception):
    """Neither file nor folder lies there, but a link for example: that may change unseen."""


def _digest(lines: Iterable[str]) -> str:
    """Return a digest of all lines; "" where what they tell of can't be read."""
    found = sha256()
    try:
        for line in lines:
            found.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    except (OSError, _UnsureError):
        return ""
    return found.hexdigest()


def _walked(root: Path, but: Iterable[Path] = (), aside: bool = False) -> Iterator[str]:
    """Tell of every file in a folder, of a single file, or that there is none.

    `aside` leaves out what is no part of a course: hidden files, another Python's packages, and
    what Python compiles. In what students handed in, all counts.
    """
    if not root.is_dir():
        yield from _stated(root, follow=True)
        return
    waiting = [str(root)]
    left_out = {str(one) for one in but}
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        if aside and any(entry.name == ENVIRONMENT for entry in found):
            continue
        for entry in found:
            hidden = entry.name[0] == "." or entry.name == "__pycache__"
            if entry.path in left_out or (aside and hidden) or entry.name.endswith(ENDING):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield entry.path
                waiting.append(entry.path)
            else:
                yield from _stated(entry.path)


def _packages(place: Path) -> Iterator[str]:
    """Tell which packages, of which versions, and which modules a folder of Python's path has."""
    if not place.is_dir():
        return
    with os.scandir(place) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith((".dist-info", ".egg-info", ".pth")):
                yield entry.path
            elif entry.name.endswith(".py"):
                yield from _stated(entry.path, follow=True)
            elif entry.is_dir() and (inside := Path(entry.path, "__init__.py")).exists():
                yield from _stated(inside, follow=True)


def _stated(place: str | Path, follow: bool = False) -> Iterator[str]:
    try:
        found = Path(place).stat(follow_symlinks=follow)
    except FileNotFoundError:
        yield f"{place} is not there"
        return
    if not follow and not stat.S_ISREG(found.st_mode):
        raise _UnsureError
    what = found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    yield f"{place} {what} {found.st_ino} {found.st_dev} {found.st_uid}"
