"""Which of a student's files is graded. Where that isn't plain, none is, and a person decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..parcels import Aside, Delivery
from .lms import Mark
from .store import Kept

COPY = re.compile(r"-(\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\.ipynb$)", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A file of a student's.

    Attributes
    ----------
    content : a notebook's; None for other files, and those that can't be read.
    why : why it is no notebook, and what to do.
    """

    path: str
    mark: Mark | None
    content: Kept | None = None
    why: str = ""
    timestamp: datetime | None = None

    @property
    def attempt(self) -> datetime | None:
        """When the LMS says that it was handed in."""
        return self.mark.attempt if self.mark else None

    @property
    def is_receipt(self) -> bool:
        """Whether it is Blackboard's and not the student's."""
        return bool(self.mark and self.mark.receipt)


@dataclass
class Choice:
    """What became of a student's files: each is in one of the three."""

    student: str
    delivery: Delivery | None = None
    asides: list[Aside] = field(default_factory=list)
    notes: list[Aside] = field(default_factory=list)

    def aside(self, files: Sequence[Found], why: str) -> None:
        """Leave files to a person."""
        self.asides += [Aside(file.path, file.why or why, self.student) for file in files]

    def note(self, files: Sequence[Found], why: str) -> None:
        """Mention files about which nothing needs to be done."""
        self.notes += [Aside(file.path, file.why or why, self.student) for file in files]

    def take(self, file: Found) -> None:
        """Grade this one."""
        assert file.content is not None
        self.delivery = Delivery(self.student, file.content, file.path, file.timestamp)
        if file.mark and file.mark.late:
            self.note([file], f"{file.mark.system} marks it as late.")


def choose(student: str, files: Sequence[Found]) -> Choice:
    """Take a student's one notebook; of a series that the LMS dates or numbers, the newest."""
    choice = Choice(student)
    newest = max((file.attempt for file in files if file.attempt), default=None)
    now = [file for file in files if file.attempt in (newest, None)]
    older = [file for file in files if file not in now and not file.is_receipt]
    notebooks = [file for file in now if file.content is not None]
    others = [file for file in now if file.content is None and not file.is_receipt]

    notebooks = _without_copies(notebooks, choice)
    notebooks = _newest_of_series(notebooks, choice)
    if len(notebooks) == 1:
        taken = notebooks[0]
        choice.take(taken)
        choice.note([Found(one.path, one.mark) for one in older], f"It is older than {taken.path}.")
        for file in others:  # a file that couldn't be read may be the better one
            unread = file.path.lower().endswith((".ipynb", ".zip"))
            (choice.aside if unread else choice.note)([file], "")
        return choice
    if notebooks:
        both = " and ".join(file.path.rpartition("/")[2] for file in notebooks)
        choice.aside(
            notebooks,
            f"It is one of {len(notebooks)} notebooks ({both}): keep the one that counts and "
            "grade again.",
        )
    elif older:
        why = "The newest attempt holds no notebook, and this is older: decide which counts."
        choice.aside([Found(one.path, one.mark) for one in older], why)
        older = []
    choice.aside(others, "")
    choice.note([Found(one.path, one.mark) for one in older], "It is from an older attempt.")
    if not (choice.asides or choice.notes):  # nothing but receipts
        choice.aside(files, "The attempt has no file: read in it what the student wrote.")
    return choice


def _without_copies(files: list[Found], choice: Choice) -> list[Found]:
    """Keep one of several files with the same bytes: either gets the same grade."""
    first: dict[Kept | None, Found] = {}
    for file in reversed(files):  # the last is the newest, where there is an order
        kept = first.setdefault(file.content, file)
        if kept is not file:
            choice.note([file], f"It is the same as {kept.path}.")
    return [file for file in files if first[file.content] is file]


def _newest_of_series(files: list[Found], choice: Choice) -> list[Found]:
    """Of Canvas's own.ipynb, own-1.ipynb, … keep the newest upload."""
    marks = [file.mark for file in files if file.mark and file.mark.upload is not None]
    names = {COPY.sub("", mark.file) for mark in marks}
    uploads = {mark.upload for mark in marks}
    if len(files) < 2 or len(marks) < len(files) or len(names) > 1 or len(uploads) < len(files):
        return files
    *older, newest = sorted(files, key=_upload)
    choice.note(older, f"It is older than {newest.path}.")
    return [newest]


def _upload(file: Found) -> int:
    return (file.mark and file.mark.upload) or 0
