"""The tables of scores: two for people and scripts, one that an LMS imports."""

import csv
import io
import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import cast, get_args

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import Config

from ..book import writing
from ..harmless import spreadsheet
from ..lesson import Lesson
from ..people.students import Roster, Student
from . import places
from .lms_export import GENERIC, Kind, Scores, lms_csv, lms_number
from .outcomes import Outcome
from .titles import Exercise, lesson_exercises, lesson_title

MADE = "{}_tables.json"
SO_FAR = "so far"  # a person has yet to read something


def for_lms(
    config: Config,
    lessons: Sequence[Lesson],
    scores: Scores,
    class_: Roster,
    lms: str,
    column: str | None,
    left_out: Collection[str] = (),
    every: Scores | None = None,
) -> Path:
    """Write what the LMS imports, and return the file; note from which scores it was made.

    `lessons` are all notebooks of one, `class_` holds what the LMS knows of students, `column` is
    what it calls the assignment; None for the lesson's title. Scores of `left_out` are not written.
    `every` has also the scores of students whom the LMS does not know. Raises CourseError, as
    `lms_csv` does and where it can't be written.
    """
    lesson = lessons[0]
    most = sum(part.points for parts in lesson_exercises(lessons) for part in parts)
    title = column or lesson_title(lessons)
    known, told = (
        {who: score for who, score in of.items() if who not in left_out}
        for of in (scores, every or scores)
    )
    text = lms_csv(cast(Kind, lms), known, class_, title, most)
    folder = places.reports(CourseDirectory(config=config), lesson)
    place = folder / f"{lesson.name}_{lms}.csv"
    with places.disk_errors(lesson.name):
        writing.write_atomically(place, text.encode("utf-8"))
        made = {**_made(folder, lesson), lms: told}
        writing.write_atomically(
            folder / MADE.format(lesson.name), json.dumps(made).encode("utf-8")
        )
    return place


def outdated_tables(
    folder: Path, lesson: Lesson, scores: Scores, so_far: Collection[str]
) -> tuple[Path, ...]:
    """Return the LMS's tables that were made from other scores, or nobody knows from which.

    A table may be without the scores `so_far`, which a person has yet to complete.
    """
    made = _made(folder, lesson)
    final = {who: score for who, score in scores.items() if who not in so_far}
    found = []
    for lms in get_args(Kind):
        place, then = folder / f"{lesson.name}_{lms}.csv", made.get(lms)
        if place.exists() and then not in (final, dict(scores)):
            found.append(place)
    return tuple(found)


def _made(folder: Path, lesson: Lesson) -> dict[str, Scores]:
    """Return the scores from which the LMS's tables were made, as far as that was noted."""
    try:
        noted = (folder / MADE.format(lesson.name)).read_text(encoding="utf-8")
        return cast(dict[str, Scores], dict(json.loads(noted)))
    except (FileNotFoundError, ValueError):
        return {}


def plain(
    folder: Path,
    lesson: Lesson,
    book: Gradebook,
    scores: Scores,
    most: float,
    so_far: Collection[str],
) -> tuple[Path, bytes]:
    """Return the file with everybody's score, and what is to be in it.

    `so_far` are those whose score may rise, as a person has yet to read something.
    """
    table = folder / f"{lesson.name}_scores.csv"
    rows = csv.reader(lms_csv("generic", scores, _class(book), "", most).splitlines())
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write([*next(rows), "remark"])
    for row, student in zip(rows, _class(book), strict=True):
        write([*row, SO_FAR if student.id in so_far else ""])
    return table, text.getvalue().encode("utf-8")


class QuestionTable:
    """The points of every exercise, a line a student, and how each check ended, by what mistake.

    A blank is no points yet, never 0: nothing was graded, or a person has yet to read the answer.
    """

    def __init__(self, parts: Sequence[Exercise]) -> None:
        self._parts = parts
        self._checked = [part for part in parts if not part.written]
        self._rows: dict[str, list[str]] = {}

    def add(self, outcome: Outcome) -> None:
        """Take a student's points."""
        each = ["" if one.waiting else lms_number(one.points) for one in outcome.results]
        so_far = SO_FAR if outcome.so_far else ""
        ends = [lms_number(outcome.penalty), lms_number(outcome.score), so_far]
        checked = [one for one in outcome.results if not one.exercise.written]
        states = [one.state.value if one.state else "" for one in checked]
        mistakes = [spreadsheet.cell(one.mistake) for one in checked]
        self._rows[outcome.student] = [*each, *ends, *states, *mistakes]

    def csv(self, book: Gradebook) -> bytes:
        """Return the table, with everybody in the gradebook."""
        text = io.StringIO()
        write = csv.writer(text, lineterminator="\n").writerow
        each = [f"{one.name} (of {lms_number(one.points)})" for one in self._parts]
        each += ["late penalty", "score", "remark"]
        each += [f"{one.name}: {what}" for what in ("check", "mistake") for one in self._checked]
        write([*(name for name, _ in GENERIC), *each])
        blank = [""] * len(each)
        for one in _class(book):
            who = [spreadsheet.cell(value(one)) for _, value in GENERIC]
            write([*who, *self._rows.get(one.id, blank)])
        return text.getvalue().encode("utf-8")


def _class(book: Gradebook) -> Roster:
    return Roster(
        Student(one.id, one.first_name or "", one.last_name or "", one.email or "")
        for one in book.students
    )
