"""Which of a student's files is graded. Where that isn't plain, none is, and a person decides."""

import os.path
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..parcels import Delivery, NeedsReview
from ..store import StoredFile
from .lms import Prefix

COPY = re.compile(r"-(\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\.ipynb$)", re.IGNORECASE)


NAMED = 3  # files in a message
PEOPLE = (
    "{}'s names give one name with several numbers ({}), which may be of several people of that "
    "name: name each file by its student's id and grade again."
)
LISTED = 100  # files of one student in the list of a person, which may hold thousands


@dataclass(frozen=True)
class Found:
    """A file of a student's.

    Attributes
    ----------
    prefix : what an LMS wrote in front of its name.
    content : a notebook's; None for other files, and those that can't be read.
    why : why it is no notebook, and what to do.
    unread : whether it may be a notebook and couldn't be read.
    group : all whose file it is, where these are several.
    attempt : when the LMS says that it was handed in, in its name.
    timestamp : when it was handed in, by its name or by nbgrader's timestamp.txt.
    """

    path: str
    prefix: Prefix | None
    content: StoredFile | None = None
    why: str = ""
    unread: bool = False
    group: tuple[str, ...] = ()
    attempt: datetime | None = None
    timestamp: datetime | None = None

    @property
    def is_receipt(self) -> bool:
        """Whether it is Blackboard's and not the student's."""
        return bool(self.prefix and self.prefix.receipt)


@dataclass
class Selection:
    """What became of a student's files: each is in one of the three."""

    student: str
    delivery: Delivery | None = None
    needs_review: list[NeedsReview] = field(default_factory=list)
    notes: list[NeedsReview] = field(default_factory=list)

    def aside(self, files: Sequence[Found], why: str) -> None:
        """Leave files to a person."""
        self.needs_review += [
            NeedsReview(file.path, file.why or why, self.student) for file in files
        ]

    def note(self, files: Sequence[Found], why: str) -> None:
        """Mention files about which nothing needs to be done."""
        self.notes += [NeedsReview(file.path, file.why or why, self.student) for file in files]

    def shorten(self) -> None:
        """Say how many more there are, where one student's files would fill the list."""
        for one in (self.needs_review, self.notes):
            more = len(one) - LISTED
            if more > 0:
                one[LISTED:] = [
                    NeedsReview("", f"There are {more} more of these files.", self.student)
                ]

    def take(self, file: Found) -> None:
        """Grade this one."""
        assert file.content is not None
        told = self.student, file.content, file.path, file.timestamp
        self.delivery = Delivery(*told, group=file.group)
        if file.prefix and file.prefix.late:
            self.note([file], f"{file.prefix.system} marks it as late.")


def select(student: str, files: Sequence[Found]) -> Selection:
    """Take a student's one notebook; of a series that the LMS dates or numbers, the newest."""
    selection = Selection(student)
    placed = [file for file in files if file.prefix is None]
    if any(file.content for file in placed) and len(placed) < len(files):
        packed = [file for file in files if file.prefix]
        why = f"It was not taken: {placed[0].path} lies beside what the LMS packed."
        selection.note([Found(file.path, file.prefix) for file in packed], why)
        files = placed
    numbers = {file.prefix.number for file in files if file.prefix and file.prefix.number}
    if len(numbers) > 1:
        system = next(file.prefix.system for file in files if file.prefix)
        selection.aside(files, PEOPLE.format(system, ", ".join(sorted(numbers))))
        return selection
    newest = max((file.attempt for file in files if file.attempt), default=None)
    now = [file for file in files if file.attempt in (newest, None)]
    older = [file for file in files if file not in now and not file.is_receipt]
    notebooks = [file for file in now if file.content is not None]
    others = [file for file in now if file.content is None and not file.is_receipt]

    notebooks = _without_copies(notebooks, selection)
    notebooks = _newest_of_series(notebooks, selection)
    if len(notebooks) == 1:
        taken = notebooks[0]
        selection.take(taken)
        selection.note(
            [Found(one.path, one.prefix) for one in older], f"It is older than {taken.path}."
        )
        for file in others:  # a file that couldn't be read may be the better one
            (selection.aside if file.unread else selection.note)([file], "")
        return selection
    if notebooks:
        names = _told_apart([file.path for file in notebooks[:NAMED]])
        both = " and ".join(names) + (" and more" if len(notebooks) > NAMED else "")
        selection.aside(
            notebooks,
            f"It is one of {len(notebooks)} notebooks ({both}): keep the one that counts and "
            "grade again.",
        )
    elif older:
        why = "The newest attempt holds no notebook, and this is older: decide which counts."
        selection.aside([Found(one.path, one.prefix) for one in older], why)
        older = []
    selection.aside(others, "")
    selection.note([Found(one.path, one.prefix) for one in older], "It is from an older attempt.")
    if not (selection.needs_review or selection.notes):  # nothing but receipts
        selection.aside(files, "The attempt has no file: read in it what the student wrote.")
    return selection


def _told_apart(paths: list[str]) -> list[str]:
    """Return the names of files, with their folders where two have the same name."""
    names = [path.rpartition("/")[2] for path in paths]
    if len({*names}) == len(names):
        return names
    return [path.removeprefix(f"{os.path.commonpath(paths)}/") for path in paths]


def _without_copies(files: list[Found], selection: Selection) -> list[Found]:
    """Keep one of several files with the same bytes: either gets the same grade."""
    first: dict[StoredFile | None, Found] = {}
    for file in reversed(files):  # the last is the newest, where there is an order
        kept = first.setdefault(file.content, file)
        if kept is not file:
            selection.note([file], f"It is the same as {kept.path}.")
    return [file for file in files if first[file.content] is file]


def _newest_of_series(files: list[Found], selection: Selection) -> list[Found]:
    """Of Canvas's own.ipynb, own-1.ipynb, … keep the newest upload."""
    found = [one.prefix for one in files if one.prefix and one.prefix.upload is not None]
    names = {(prefix.question, COPY.sub("", prefix.file)) for prefix in found}
    uploads = {prefix.upload for prefix in found}
    if len(files) < 2 or len(found) < len(files) or len(names) > 1 or len(uploads) < len(files):
        return files
    *older, newest = sorted(files, key=_upload)
    selection.note(older, f"It is older than {newest.path}.")
    return [newest]


def _upload(file: Found) -> int:
    return (file.prefix and file.prefix.upload) or 0
