"""What an LMS, and nbgrader's exchange, write into the names of what students handed in.

From the programs themselves, as the manuals don't say:

- Moodle (moodle/moodle, mod/assign/classes/downloader.php; before 4.1 mod/assign/locallib.php,
  `download_submissions`): a folder "Full Name_123_assignsubmission_file_" a student, or, with
  "Download submissions in folders" off, a file "Full Name_123_assignsubmission_file_own.ipynb".
  The number is neither the user's nor the institution's: it is the participant in this one
  assignment, as in the grading worksheet. Underscores in names are spaces. Only the last attempt.
- Canvas (instructure/canvas-lms, lib/content_zipper.rb): "lastfirst_LATE_12_34_own.ipynb": the
  sortable name in lower case without spaces and signs, LATE where it is, the user's number, the
  upload's number, the file's name. A second file of the same name is called own-1.ipynb
  (app/models/attachment.rb, `make_unique_filename`). Graded anonymously: "anon_a1B2c_34_own.ipynb".
- Blackboard ("Assignment File Download"; the example in nbgrader's documentation of zip_collect):
  "Assignment_username_attempt_2026-11-20-14-05-33_own.ipynb", and for each attempt a receipt, the
  same without a file's name and with the ending .txt. The time is Blackboard's, without a zone.
- nbgrader's exchange (nbgrader/exchange/default/submit.py): a folder
  "student+lesson+2026-11-20 14:05:33.123456 UTC+random", with the same time in its timestamp.txt.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial

from .people import Roster
from .times import moment

MOODLE = re.compile(r"(?P<name>.+)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?")
CANVAS = re.compile(
    r"(?P<name>.+?)(?P<late>_LATE)?_(?P<user>\d+)_(?:(?P<upload>\d+)_)?(?P<file>.+)", re.IGNORECASE
)
ANONYMOUS = re.compile(r"(?:LATE_)?anon_\w+_\d+_.+")
BLACKBOARD = re.compile(
    r"(?P<before>.+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<receipt>\.txt))"
)


@dataclass(frozen=True)
class Mark:
    """What one part of a path says, where an LMS wrote it.

    Attributes
    ----------
    students : the ids of those whom it may mean: none, one, or several.
    what : the words that say who, for a message.
    file : the student's own name of the file; "" for a folder.
    attempt : when it was handed in, where the name says so.
    upload : Canvas's number of the upload, which grows.
    receipt : whether it is Blackboard's receipt and no file of the student's.
    lesson : for nbgrader's exchange.
    """

    system: str
    students: frozenset[str]
    what: str
    file: str = ""
    attempt: datetime | None = None
    upload: int | None = None
    late: bool = False
    receipt: bool = False
    anonymous: bool = False
    lesson: str = ""


def read(part: str, roster: Roster, zone: tzinfo | None) -> Mark | None:
    """Return what an LMS wrote into this part of a path; None where none did."""
    readers: tuple[Callable[[str, Roster], Mark | None], ...] = (
        _moodle,
        partial(_blackboard, zone=zone),
        _exchange,
        _canvas,
    )
    return next((mark for reader in readers if (mark := reader(part, roster))), None)


def _moodle(part: str, roster: Roster) -> Mark | None:
    if not (match := MOODLE.fullmatch(part)):
        return None
    by_number = frozenset(one.id for one in roster if one.participant == match["number"])
    students = by_number or roster.named(match["name"])
    return Mark("Moodle", students, match["name"], file=match["file"] or "")


def _blackboard(part: str, roster: Roster, zone: tzinfo | None) -> Mark | None:
    if not (match := BLACKBOARD.fullmatch(part)):
        return None
    # Titles and usernames may both have underscores: every ending may be the username.
    words = match["before"].split("_")
    endings = ["_".join(words[start:]) for start in range(1, len(words))]
    students = frozenset[str]().union(*(roster.identified(ending) for ending in endings))
    return Mark(
        "Blackboard",
        students,
        what=words[-1],
        file=match["file"] or "",
        attempt=moment(match["time"], zone),
        receipt=bool(match["receipt"]),
    )


def _exchange(part: str, roster: Roster) -> Mark | None:
    pieces = part.rsplit("+", 3)  # as nbgrader's collect does
    attempt = moment(pieces[2]) if len(pieces) > 2 else None
    if attempt is None:
        return None
    student, lesson = pieces[0], pieces[1]
    return Mark("nbgrader", roster.identified(student), student, attempt=attempt, lesson=lesson)


def _canvas(part: str, roster: Roster) -> Mark | None:
    if ANONYMOUS.fullmatch(part):
        return Mark("Canvas", frozenset(), "", anonymous=True)
    if not (match := CANVAS.fullmatch(part)):
        return None
    by_number = frozenset(one.id for one in roster if one.lms_id == match["user"])
    named = roster.named(match["name"])
    if not by_number:  # a namesake whose own number is another one is somebody else
        named = frozenset(one for one in named if not roster[one].lms_id)
    students = by_number if by_number & named else by_number | named
    if not students and not match["upload"]:
        return None  # many a file has a number in its name
    return Mark(
        "Canvas",
        students,
        what=match["name"],
        file=match["file"],
        upload=int(match["upload"]) if match["upload"] else None,
        late=bool(match["late"]),
    )
