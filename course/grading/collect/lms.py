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
  member. Graded anonymously: "anon_a1B2c_34_own.ipynb". What students uploaded in a quiz
  (app/models/quizzes/quiz_submission_zipper.rb, `question_attachment_filename`):
  "last_first12_question_5_34_own.ipynb", with the user's, the question's and the upload's number.
- Blackboard ("Assignment File Download"; the example in nbgrader's documentation of zip_collect):
  "Assignment_username_attempt_2026-11-20-14-05-33_own.ipynb", and for each attempt a receipt, the
  same without a file's name and with the ending .txt. The time is Blackboard's, without a zone.
- Brightspace: a folder "40211-7301 - First Last - Nov 20, 2026 205 PM" for each attempt, and beside
  them an index.html. Its code is not public, and its documentation doesn't say; this is how scripts
  of its users read it (squell/bb-scripts, bsunzip.sh; jdmau72/Grading-Tools-). That a file may have
  the same in front, where it was downloaded alone, is by their word too. What the first number
  counts nobody says, so one name with two of them is left to a person.
- Gradescope, "Export Submissions": a folder "submission_90000001" each, see `submitters`.
- Sakai (sakaiproject/sakai, assignment/impl/.../AssignmentServiceImpl.java, `zipSubmissions`): a
  folder "Last, First(login)" in one named by the assignment, its timestamp.txt in it, the files in
  "Submission attachment(s)"; without folders the same joined by "_".
  Several submitters are parted by "; ". A group's (`zipGroupSubmissions`) is "Title (its id)", and
  members.txt in it names the members. Beside them grades.csv or .xls. What was given back before
  lies in "Feedback Attachment(s)".
- ILIAS (ILIAS-eLearning/ILIAS, Modules/Exercise/classes/class.ilExSubmission.php,
  `downloadAllAssignmentFiles`): a folder "Last_First_login_123", in ASCII (see `ascii_name`), with
  the user's number; for a team in a folder "Team 5". A late file's name begins with the words for
  that in the installation's language and " - ".
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
QUIZ = re.compile(
    r"(?P<name>(?:(?!_\d+_)[^\s/.,;+])+?)(?P<number>\d+)_question_(?P<question>\d+)_"
    r"(?P<upload>\d+)_(?P<file>.+)"
)
BRIGHTSPACE = re.compile(
    r"(?P<number>\d+)-\d+ - (?P<name>.+?) - "
    r"(?P<time>(?:\w+\.?,? ){1,4}\d{4},? \d{1,2}[:.]?\d\d(?: ?[AaPp]\.?[Mm]\.?)?)"
    r"(?: - (?P<file>.+))?"
)
GRADESCOPE = re.compile(r"submission_\d+(?:\.ipynb)?")
SAKAI_PERSON = r"[^();/]+,[^();/]*\([^();/]+\)"
SAKAI = re.compile(rf"(?P<name>{SAKAI_PERSON}(?:; ?{SAKAI_PERSON})*)(?:_(?P<file>.+))?")
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SAKAI_GROUP = re.compile(rf"(?P<name>.+) \((?P<number>{UUID})\)")
ILIAS = re.compile(r"(?P<name>.+_.+_.+)_(?P<number>\d+)")
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
    question : the number of a quiz's question.
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
    question: str = ""


def _moodle(part: str) -> Prefix | None:
    if not (match := MOODLE.fullmatch(part)):
        return None
    end = match.start("file") if match["file"] is not None else len(part)
    return Prefix("Moodle", match["name"], match["number"] or "", match["file"] or "", end)


def _canvas(part: str) -> Prefix | None:
    if hidden := ANONYMOUS.fullmatch(part):
        return Prefix("Canvas", "", file=hidden["file"], end=hidden.start("file"), anonymous=True)
    if quiz := QUIZ.fullmatch(part):
        return Prefix(
            *("Canvas", quiz["name"], quiz["number"], quiz["file"], quiz.start("file")),
            upload=int(quiz["upload"]),
            question=quiz["question"],
        )
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


def _brightspace(part: str) -> Prefix | None:
    if not (match := BRIGHTSPACE.fullmatch(part)):
        return None
    end = match.start("file") if match["file"] else len(part)
    number, file = match["number"], match["file"] or ""
    return Prefix("Brightspace", match["name"], number, file, end, time=match["time"])


def _gradescope(part: str) -> Prefix | None:
    return Prefix("Gradescope", part, end=len(part)) if GRADESCOPE.fullmatch(part) else None


def _sakai(part: str) -> Prefix | None:
    if group := SAKAI_GROUP.fullmatch(part):
        return Prefix("Sakai", group["name"], group["number"], end=len(part))
    if not (match := SAKAI.fullmatch(part)):
        return None
    end = match.start("file") if match["file"] else len(part)
    return Prefix("Sakai", match["name"], file=match["file"] or "", end=end)


def _ilias(part: str) -> Prefix | None:
    if not (match := ILIAS.fullmatch(part)):  # it is always a folder
        return None
    return Prefix("ILIAS", match["name"], match["number"], end=len(part))


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
    "brightspace": _brightspace,
    "gradescope": _gradescope,
    "sakai": _sakai,
    "ilias": _ilias,
    "exchange": _exchange,
}
# What a system itself lays beside the students' folders, and into each.
BESIDE = {
    "brightspace": {"index.html"},
    "gradescope": {"submission_metadata.yml"},
    "sakai": {"grades.csv", "grades.xls", "grades.xlsx"},
    "ilias": {"status.csv", "status.xlsx", "README.md"},
}
INSIDE = {"sakai": {"comments.txt", "feedbackText.html", "members.txt", "Feedback Attachment(s)"}}
