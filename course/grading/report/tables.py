"""The tables of scores: one for people and scripts, one that an LMS imports."""

from pathlib import Path
from typing import cast

import nbformat
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import Config

from ..collect.people import Roster, Student
from ..lesson import Lesson
from ..record import writing
from . import places
from .lms_export import Kind, Scores, lms_csv
from .titles import exercises, lesson_title


def for_lms(
    config: Config,
    lesson: Lesson,
    scores: Scores,
    class_: Roster,
    lms: str,
    column: str | None,
) -> Path:
    """Write what the LMS imports, and return the file.

    `class_` holds what the LMS knows of students, `column` is what it calls the assignment; None
    for the lesson's title. Raises CourseError, as `lms_csv` does and where it can't be written.
    """
    release = nbformat.reads(lesson.release, as_version=4)
    most = sum(part.points for part in exercises(release))
    title = column or lesson_title(release)
    text = lms_csv(cast(Kind, lms), scores, class_, title, most)
    place = places.reports(CourseDirectory(config=config), lesson) / f"{lesson.name}_{lms}.csv"
    with places.told(lesson.name):
        writing.place(place, text.encode("utf-8"))
    return place


def plain(
    folder: Path, lesson: Lesson, book: Gradebook, scores: Scores, title: str, most: float
) -> Path:
    """Write everybody's score, and return the file. Raises OSError."""
    class_ = Roster(
        Student(one.id, one.first_name or "", one.last_name or "", one.email or "")
        for one in book.students
    )
    table = folder / f"{lesson.name}_scores.csv"
    writing.place(table, lms_csv("generic", scores, class_, title, most).encode("utf-8"))
    return table
