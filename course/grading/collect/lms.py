"""What an LMS, and nbgrader's exchange, write in front of what students handed in.

From the programs themselves, as the manuals don't say:

- Moodle (moodle/moodle, mod/assign/classes/downloader.php, `get_student_prefix`; before 4.1
  mod/assign/locallib.php, `download_submissions`): a folder "Full Name_123_assignsubmission_file" a
  student, or, with "Download submissions in folders" off, a file
  "Full Name_123_assignsubmission_file_own.ipynb". The number is neither the user's nor the
  institution's: it is the participant in this one assignment, as in the grading worksheet.
  Underscores in names are spaces. Only the last attempt. Where groups hand in, name and number are
  the group's, and who is in none hands in for the "Default group", which has no number.
- Canvas (instructure/canvas-lms, lib/content_zipper.rb): "lastfirst_LATE_12_34_own.ipynb": the
  sortable name in lower case without spaces, signs and numbers between underscores, LATE where it
  is, the user's number, the upload's number, the file's name; text and links have no upload. A
  second file of the same name is called own-1.ipynb (app/models/attachment.rb,
  `make_unique_filename`). Where groups hand in, the name is the group's and the number that of one
  member. Graded anonymously: "anon_a1B2c_34_own.ipynb".
- Blackboard ("Assignment File Download"; the example in nbgrader's documentation of zip_collect):
  "Assignment_username_attempt_2026-11-20-14-05-33_own.ipynb", and for each attempt a receipt, the
  same without a file's name and with the ending .txt. The time is Blackboard's, without a zone.
- nbgrader's exchange (nbgrader/exchange/default/submit.py): a folder
  "student+lesson+2026-11-20 14:05:33.123456 UTC+random", with the same time in its timestamp.txt.

What follows such a prefix is the student's own choice, and may look like any of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

MOODLE = re.compile(
    r"(?P<name>[^_]+)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?"
)
CANVAS = re.compile(
    r"(?P<name>(?:(?!_\d+_)[^\s/.,;+-])+?)(?P<late>_LATE)?_(?P<number>\d+)_"
    r"(?:(?P<upload>\d+)_(?P<file>.+)|(?P<text>(?:text|link)(?:-\d+)?\.html))"
)
ANONYMOUS = re.compile(r"(?:LATE_)?anon_[A-Za-z0-9]+_(?P<upload>\d+)_(?P<file>.+)")
BLACKBOARD = re.compile(
    r"(?P<before>.+?)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<receipt>\.txt))"
)
# A time has eight digits or more, and a "+" where its zone has no letters; a username may have one.
EXCHANGE = (
    r"(?P<name>.+)\+(?P<lesson>[^+]+)\+"
    r"(?P<time>(?=(?:[^+\d]*\d){8})[^+]*(?:\+\d\d(?::?\d\d)?)?)"
)
EXCHANGES = [re.compile(EXCHANGE + random) for random in (r"\+(?!\d\d(?:\d\d)?$)[\w=-]*", "")]


@dataclass(frozen=True)
class Prefix:
    """What an LMS wrote in front of a student's own name of a file.

    Attributes
    ----------
    system : the LMS.
    name : whom it names: a full name, a group's, or a username. Blackboard's has the assignment's
        title in front.
    number : the LMS's number of them; "" where it gives none.
    file : the student's own name of the file; "" for a folder.
    end : how many letters of the name are the LMS's.
    time : when it was handed in, as text, where the name says so.
    upload : Canvas's number of the upload, which grows.
    receipt : whether it is Blackboard's receipt and no file of the student's.
    lesson : for nbgrader's exchange.
    """

    system: str
    name: str
    number: str = ""
    file: str = ""
    end: int = 0
    time: str = ""
    upload: int | None = None
    late: bool = False
    receipt: bool = False
    anonymous: bool = False
    lesson: str = ""


def _moodle(part: str) -> Prefix | None:
    if not (match := MOODLE.fullmatch(part)):
        return None
    end = match.start("file") if match["file"] is not None else len(part)
    return Prefix("Moodle", match["name"], match["number"] or "", match["file"] or "", end)


def _canvas(part: str) -> Prefix | None:
    if hidden := ANONYMOUS.fullmatch(part):
        return Prefix("Canvas", "", file=hidden["file"], end=hidden.start("file"), anonymous=True)
    if not (match := CANVAS.fullmatch(part)):
        return None
    file = "file" if match["file"] else "text"
    upload = int(match["upload"]) if match["upload"] else None
    return Prefix(
        *("Canvas", match["name"], match["number"], match[file], match.start(file)),
        upload=upload,
        late=bool(match["late"]),
    )


def _blackboard(part: str) -> Prefix | None:
    if not (match := BLACKBOARD.fullmatch(part)):
        return None
    return Prefix(
        *("Blackboard", match["before"], "", match["file"] or "", match.end("time")),
        time=match["time"],
        receipt=bool(match["receipt"]),
    )


def _exchange(part: str) -> Prefix | None:
    if part.lower().endswith((".ipynb", ".zip")):  # it is always a folder
        return None
    for form in EXCHANGES:
        if match := form.fullmatch(part):
            name, lesson, time = match["name"], match["lesson"], match["time"]
            return Prefix("nbgrader", name, end=len(part), time=time, lesson=lesson)
    return None


LAYOUTS: dict[str, Callable[[str], Prefix | None]] = {
    "moodle": _moodle,
    "canvas": _canvas,
    "blackboard": _blackboard,
    "exchange": _exchange,
}
