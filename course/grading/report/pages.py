"""What goes out when a class is graded: a page a student, a page on the class, the scores.

All of it is made from the gradebook and the autograded notebooks, so it can be made again at any
time: after manual grading, after a late penalty was changed.

A student's page goes where `nbgrader generate_feedback` would put its own, under the same name. So
Formgrader, `nbgrader release_feedback` and scripts for an LMS find it; and whoever prefers
nbgrader's page runs generate_feedback afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import inspect
from traitlets.config.loader import Config

from ...course_file import read_course_file
from ..book import ledger, writing
from ..lesson import Lesson
from ..parcels import NeedsReview
from . import class_page, feedback, places, readout, tables, uploads
from .delivered import Delivered, remembered
from .feedback_notebook import feedback_notebook
from .several import joined_outcomes
from .tally import Summary, Tally
from .titles import lesson_exercises, lesson_title
from .unresolved import unresolved


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    scores : the points so far of every student that has a page.
    class_page, table : the files with the class page and the scores.
    earlier : student, exercise and points where a person gave these to an earlier answer.
    outdated : how many pages and tables there were with another content.
    stale : how many grades are of another state of the course, by what changed; for `again`.
    late : whose late penalty is another than before; for `again`.
    lms : the file for the LMS, where one was asked for.
    older : an LMS's tables of an earlier time, whose scores are not those of now.
    questions : the table with the points of every exercise.
    came_late : who handed in late and by how many seconds, with or without a penalty.
    provisional : the students whose scores may rise, as a person has yet to read something.
    left_out : how many of these are not in the LMS's table.
    archives : what an LMS takes feedback back from, see `uploads`.
    """

    scores: dict[str, float]
    class_page: Path
    table: Path
    earlier: tuple[tuple[str, str, float], ...] = ()
    outdated: int = 0
    stale: Mapping[str, int] = field(default_factory=dict)
    late: tuple[str, ...] = ()
    lms: Path | None = None
    older: tuple[Path, ...] = ()
    questions: Path | None = None
    archives: tuple[Path, ...] = ()
    came_late: tuple[tuple[str, float], ...] = ()
    provisional: frozenset[str] = frozenset()
    left_out: int = 0

    def with_lms(self, file: Path, left_out: int) -> "Written":
        """Return this with a new table for the LMS."""
        older = tuple(one for one in self.older if one != file)
        return replace(self, lms=file, older=older, left_out=left_out)


def write(
    config: Config,
    lessons: Sequence[Lesson],
    book: Gradebook,
    needs_review: Sequence[NeedsReview] | None = None,
    delivered: Delivered | None = None,
) -> Written:
    """Write every student's page, the class page, tables of scores and what an LMS takes back.

    `lessons` are all notebooks of one. `needs_review` is what a person must look at, `delivered`
    how submissions came; None for what was said the last time.

    Raises CourseError where a file can't be written.
    """
    rooms, lesson = CourseDirectory(config=config), lessons[0]
    own = read_course_file(Path(rooms.root))
    reports = places.reports(rooms, lesson)
    title, each_notebook = lesson_title(lessons), lesson_exercises(lessons)
    parts = [part for parts in each_notebook for part in parts]
    every = {one.notebook: entries_of(book, one) for one in lessons}
    # Of a student's several notebooks, one for which there is no grade has the word.
    noted_of = sorted((item for of in every.values() for item in of.items()), key=_has_reason)
    entries = dict(noted_of)
    summary = Summary(title, [Tally(part) for part in parts])
    scores: dict[str, float] = {}
    so_far = set[str]()
    outdated = 0
    questions = tables.QuestionTable(parts)
    with places.disk_errors(lesson.name):
        known = remembered(reports / f"{lesson.name}_delivered.json", delivered)
        page = f"{lesson.notebook if len(lessons) == 1 else lesson.name}.html"
        archives = uploads.Uploads(reports, lesson.name, page, known.origins, known.index)
        names = {one.id: f"{one.first_name or ''} {one.last_name or ''}" for one in book.students}
        read = [
            readout.read_outcomes(rooms, one, book, its_parts, every[one.notebook])
            for one, its_parts in zip(lessons, each_notebook, strict=True)
        ]
        for outcome in joined_outcomes(read, each_notebook, [*every.values()]):
            origin = known.origins.get(outcome.student)
            others = [one for one in (origin.group if origin else ()) if one != outcome.student]
            outcome = replace(outcome, group=tuple(names.get(o, "").strip() or o for o in others))
            shown = feedback.student_page_html(title, outcome, own).encode("utf-8")
            for one in lessons:  # under each notebook's name, for there Formgrader looks for it
                place = places.feedback_file(rooms, one, outcome.student)
                outdated += writing.update(place, shown)
            archives.add(outcome.student, shown, partial(feedback_notebook, title, outcome))
            stamp = places.timestamp(rooms, lesson, outcome.student)
            uploads.for_exchange(origin, place.parent, stamp)
            summary.add(outcome)
            questions.add(outcome)
            scores[outcome.student] = outcome.score
            so_far |= {outcome.student} if outcome.so_far else set()
        handed_in = {one.student_id for one in book.find_assignment(lesson.name).submissions}
        for student in book.students:
            if student.id not in scores:  # as after a new file that can't be graded
                for one in lessons:
                    places.feedback_file(rooms, one, student.id).unlink(missing_ok=True)
        noted = reports / f"{lesson.name}_asides.json"
        summary.needs_review = unresolved(noted, needs_review, entries, handed_in - scores.keys())
        came = handed_in | {one.student for one in summary.needs_review}
        summary.missing = sorted({one.id for one in book.students} - came)
        whole = reports / f"{lesson.name}_class.html"
        outdated += writing.update(whole, class_page.class_page_html(summary).encode("utf-8"))
        table, text = tables.plain(reports, lesson, book, scores, summary.max_score, so_far)
        outdated += writing.update(table, text)
        each = reports / f"{lesson.name}_questions.csv"
        outdated += writing.update(each, questions.csv(book))
        packed = tuple(archives.write())
        older = tables.outdated_tables(reports, lesson, scores, so_far)
    earlier = [(who, one.exercise.answer_id, one.earlier or 0.0) for who, one in summary.earlier]
    return Written(
        *(scores, whole, table, tuple(earlier), outdated),
        older=older,
        questions=each,
        archives=packed,
        came_late=tuple(summary.came_late),
        provisional=frozenset(so_far),
    )


def _has_reason(noted: tuple[str, ledger.Entry]) -> bool:
    return bool(noted[1].why)


def entries_of(book: Gradebook, lesson: Lesson) -> dict[str, ledger.Entry]:
    """Return what the ledger says; nothing where only stock nbgrader graded."""
    if not inspect(book.engine).has_table(ledger.TABLE.name):
        return {}
    ledger.prepare_tables(book.engine)
    return ledger.ledger_entries(book.db, lesson.name, lesson.notebook)
