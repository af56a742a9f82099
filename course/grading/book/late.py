"""Late penalties: what the course's plugin says, asked the way nbgrader does."""

import sys
from dataclasses import replace
from pathlib import Path

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import func
from sqlalchemy.orm import load_only
from traitlets.config.loader import Config

from . import extensions, ledger, writing
from .ledger import Entry
from .transaction import one_transaction


def notebook_of(submission: SubmittedAssignment, name: str) -> SubmittedNotebook:
    """Return what was handed in as the notebook of this name."""
    return next(one for one in submission.notebooks if one.name == name)


class Penalties:
    """Assigns penalties; due dates and extensions are the gradebook's.

    An extension of ours is written to its submission first, where nbgrader looks for it.
    """

    def __init__(self, book: Gradebook, config: Config) -> None:
        self._book = book
        granted = extensions.granted(book)
        self._until = {(one.lesson, one.student): one.until for one in granted}
        self._step = AssignLatePenalties(config=config)
        self._step.init_plugin()
        settings = Path(CourseDirectory(config=config).root) / "nbgrader_config.py"
        module = sys.modules.get(type(self._step.plugin_inst).__module__)
        plugin = Path(getattr(module, "__file__", None) or "")
        both = writing.digest_of(settings) + writing.digest_of(plugin)
        self.rule = writing.content_digest(both.encode())

    def assign(self, notebook: SubmittedNotebook, old: Entry | None, new: Entry) -> Entry:
        """Assign the penalty of what was handed in as a notebook; return `new` with what was done.

        What a person made of the penalty of `old` stays as long as the dates do.
        """
        submission = notebook.assignment
        self._extend(submission)
        late = submission.total_seconds_late
        before, score = notebook.late_submission_penalty, None
        if late > 0:
            self._book.db.flush()
            self._book.db.expire(notebook, ["score"])
            score = _rounded(notebook.score)
        new = replace(new, late=late, rule=self.rule, score=score)
        if old and old.rule and before != old.penalty and late == old.late:
            return replace(new, penalty=old.penalty)
        notebook.late_submission_penalty = None
        if late > 0:
            penalty = self._step.plugin_inst.late_submission_penalty(
                submission.student_id, notebook.score, late
            )
            if penalty is not None:
                penalty = self._step._check_late_penalty(notebook, penalty)
            notebook.late_submission_penalty = penalty
        return replace(new, penalty=notebook.late_submission_penalty)

    def again(self, lesson: str, notebook: str, entries: dict[str, Entry]) -> list[str]:
        """Assign penalties anew where a due date, an extension, the rule or points changed since.

        `entries` is what the ledger has of a lesson's notebook, of those who are graded; it is
        brought up to date. Returns whose penalty is another.
        """
        changed: list[str] = []
        scores = (
            self._scores(lesson, notebook) if any(one.late > 0 for one in entries.values()) else {}
        )
        with one_transaction(self._book):
            for one in self._submissions(lesson):
                self._extend(one)
                entry, late = entries.get(one.student_id), one.total_seconds_late
                if entry is None:
                    continue
                score = scores.get(one.student_id) if late > 0 else None
                if (entry.late, entry.rule, entry.score) == (late, self.rule, score):
                    continue
                its = notebook_of(one, notebook)
                before = its.late_submission_penalty
                entries[one.student_id] = self.assign(its, entry, entry)
                if before != its.late_submission_penalty:
                    changed.append(one.student_id)
                ledger.note_entry(self._book.db, its, entries[one.student_id])
        return changed

    def _extend(self, submission: SubmittedAssignment) -> None:
        lesson = submission.assignment.name
        extensions.apply(submission, self._until.get((lesson, submission.student_id)))

    def _scores(self, lesson: str, notebook: str) -> dict[str, float]:
        """Return all students' points in a lesson's notebook: nbgrader's sums, and one query."""
        query = (
            self._book.db.query(SubmittedAssignment.student_id, func.sum(Grade.score))
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .filter(Assignment.name == lesson, Notebook.name == notebook)
            .group_by(SubmittedAssignment.student_id)
        )
        return {student: _rounded(score or 0.0) for student, score in query.all()}

    def _submissions(self, lesson: str) -> list[SubmittedAssignment]:
        """Return a lesson's submissions without their scores, each of which is a query."""
        columns = ("id", "student_id", "timestamp", "extension", "assignment_id")
        query = (
            self._book.db.query(SubmittedAssignment)
            .options(load_only(*(getattr(SubmittedAssignment, name) for name in columns)))
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == lesson)
            .order_by(SubmittedAssignment.student_id)
        )
        return list(query.all())


def _rounded(score: float) -> float:
    """Return points without what the order of adding them makes of them."""
    return round(float(score), 6)
