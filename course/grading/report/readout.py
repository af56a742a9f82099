"""What came out for each student: the gradebook and the autograded notebooks, read together.

The points are the gradebook's, so that those which a person gave are in them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory

from ..book import writing
from ..book.ledger import Entry
from ..cell_metadata import cells_by_id
from ..harmless import prose
from ..lesson import Lesson
from ..mended import Mended
from ..parcels import State, Verdict
from . import plain, verdicts
from .outcomes import Outcome, Result
from .titles import Exercise

NO_RECORD: dict[str, Any] = {"verdicts": [], "mended": []}


def read_outcomes(
    rooms: CourseDirectory,
    lesson: Lesson,
    book: Gradebook,
    parts: Sequence[Exercise],
    entries: Mapping[str, Entry],
) -> Iterator[Outcome]:
    """Yield the outcome of every student whose autograded notebook is there, by student's id.

    `rooms` knows where the autograded notebooks are, `entries` is what the ledger says of each.
    One notebook is in memory at a time. One that can't be read is left out.
    """
    grades, comments = _rows(book, lesson.name, Grade), _rows(book, lesson.name, Comment)
    for student, handed_in, penalty, extension, due in _submissions(book, lesson.name):
        folder = Path(rooms.format_path(rooms.autograded_directory, student.id, lesson.name))
        try:
            content = (folder / f"{lesson.notebook}.ipynb").read_bytes()
            notebook = nbformat.v4.reads(content.decode("utf-8"))
            # Only in a notebook that `record` wrote are these metadata ours. Where stock nbgrader
            # graded, they are what the student's file had.
            entry = entries.get(student.id)
            ours = entry is not None and entry.autograded == writing.content_digest(content)
            left = notebook.metadata["downhill"] if ours else NO_RECORD
            said = {one["grade_id"]: _verdict(one) for one in left["verdicts"]}
            # An older grader's record has none; the next run grades that submission again.
            mended = tuple(Mended.of(one) for one in left.get("mended", []))
            scores, notes = grades.get(student.id, {}), comments.get(student.id, {})
            results = tuple(_results(parts, notebook, said, scores, notes, ours))
        except (OSError, ValueError, KeyError, AttributeError):
            continue
        yield Outcome(
            student=student.id,
            name=" ".join(filter(None, [student.first_name, student.last_name])),
            penalty=float(penalty or 0),
            handed_in=handed_in,
            results=results,
            mended=mended,
            until=due + extension if due and extension else None,
            late=_late(handed_in, due + (extension or timedelta()) if due else None),
        )


def _late(handed_in: datetime | None, due: datetime | None) -> float:
    """Return by how many seconds something came late; 0.0 where nothing says that it did."""
    return max((handed_in - due).total_seconds(), 0.0) if handed_in and due else 0.0


def _submissions(book: Gradebook, lesson: str) -> list[Any]:
    """Return student, time of handing in, late penalty, extension and the lesson's due date."""
    penalty = SubmittedNotebook.late_submission_penalty
    dates = SubmittedAssignment.extension, Assignment.duedate
    query = (
        book.db.query(Student, SubmittedAssignment.timestamp, penalty, *dates)
        .select_from(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .filter(Assignment.name == lesson)
        .order_by(Student.id)
    )
    return list(query.all())


def _rows(book: Gradebook, lesson: str, kind: type[Any]) -> dict[str, dict[str, Any]]:
    """Return all grades or all comments of a lesson, by student and name of the cell."""
    query = (
        book.db.query(Student.id, BaseCell.name, kind)
        .select_from(kind)
        .join(BaseCell, BaseCell.id == kind.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == kind.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .filter(Assignment.name == lesson)
    )
    found: dict[str, dict[str, Any]] = {}
    for student, cell, row in query.all():
        found.setdefault(student, {})[cell] = row
    return found


def _results(
    parts: Sequence[Exercise],
    notebook: NotebookNode,
    said: Mapping[str, Verdict],
    grades: Mapping[str, Any],
    comments: Mapping[str, Any],
    ours: bool,
) -> Iterator[Result]:
    """Yield one student's exercises; `said` holds the verdicts on record.

    `ours` says whether `record` wrote the notebook. Only then a flag on points that a person gave
    says that they are for an earlier answer: stock nbgrader flags all of them.
    """
    cells = cells_by_id(notebook)
    hidden = plain.hidden_lines(notebook)
    for part in parts:
        grade, comment = grades.get(part.grade_id), comments.get(part.answer_id)
        auto = None if grade is None else grade.auto_score
        waiting = grade is not None and bool(grade.needs_manual_grade)
        state: State | None
        inside = ""
        if part.written:
            read = waiting or (grade is not None and grade.manual_score is not None)
            state, message, mistake = None if read else State.NOT_ATTEMPTED, [], ""
        else:
            verdict = said.get(part.grade_id) or _seen(cells.get(part.grade_id), auto, part)
            state, message = verdict.state, plain.message(verdict.message, hidden)
            mistake = plain.safe_text(verdict.mistake, 100)
            inside = plain.safe_text(verdict.inside, 200)
        answer = cells.get(part.answer_id)
        earlier = grade.manual_score if ours and grade is not None and waiting else None
        points, extra = _points(grade, earlier is not None, part.points)
        yield Result(
            exercise=part,
            state=state,
            points=points + extra,
            by_check=None if part.written else auto,
            message=tuple(message),
            mistake=mistake,
            answer="" if answer is None else _answer(answer, part, ours),
            waiting=waiting,
            comment="" if comment is None else plain.safe_text(comment.manual_comment or ""),
            earlier=earlier,
            more=part.points - points if waiting else 0.0,
            inside=inside,
        )


def _points(grade: Any, check_only: bool, most: float) -> tuple[float, float]:
    """Return the points that count so far, at most those that there are, and the extra credit."""
    if grade is None:
        return 0.0, 0.0
    extra = float(grade.extra_credit or 0)
    points = (grade.auto_score or 0.0) if check_only else float(grade.score) - extra
    return min(points, most), extra


def _answer(cell: NotebookNode, part: Exercise, ours: bool) -> str:
    if part.written:
        return prose.standalone_cell(cell.source, cell.get("attachments"), ours)
    return plain.safe_text(cell.source)


def _verdict(recorded: Mapping[str, Any]) -> Verdict:
    return Verdict(**{**recorded, "state": State(recorded["state"])})


def _seen(cell: NotebookNode | None, auto: float | None, part: Exercise) -> Verdict:
    """Return the verdict of a check that has none on record."""
    if cell is None or auto is None:
        return Verdict(part.grade_id, State.NOT_FOUND, 0, part.points, "The check did not run.")
    return verdicts.from_outputs(cell, auto, part.points)
