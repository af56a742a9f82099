"""Late penalties: what the course's plugin says, asked the way nbgrader does."""

from dataclasses import replace

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy.orm import load_only
from traitlets.config.loader import Config

from . import ledger
from .ledger import Entry
from .transaction import one_transaction


class Penalties:
    """Assigns penalties; due dates and extensions are the gradebook's."""

    def __init__(self, book: Gradebook, config: Config) -> None:
        self._book = book
        self._step = AssignLatePenalties(config=config)
        self._step.init_plugin()

    def assign(self, submission: SubmittedAssignment) -> bool:
        """Assign the penalty of a submission's one notebook; say whether it was another."""
        notebook = submission.notebooks[0]
        before, notebook.late_submission_penalty = notebook.late_submission_penalty, None
        if submission.total_seconds_late > 0:
            self._book.db.flush()
            self._book.db.expire(notebook, ["score"])
            penalty = self._step.plugin_inst.late_submission_penalty(
                submission.student_id, notebook.score, submission.total_seconds_late
            )
            if penalty is not None:
                penalty = self._step._check_late_penalty(notebook, penalty)
            notebook.late_submission_penalty = penalty
        return bool(before != notebook.late_submission_penalty)

    def again(self, lesson: str, entries: dict[str, Entry]) -> list[str]:
        """Assign penalties anew where a due date or an extension was changed since.

        `entries` is what the ledger has of those who are graded; it is brought up to date. What a
        person made of a penalty stays as long as the dates do. Returns whose penalty is another.
        """
        changed = []
        with one_transaction(self._book):
            for one in self._submissions(lesson):
                entry, late = entries.get(one.student_id), one.total_seconds_late
                if entry is None or entry.late == late:
                    continue
                if self.assign(one):
                    changed.append(one.student_id)
                entries[one.student_id] = replace(entry, late=late)
                ledger.note(self._book.db, one.id, entries[one.student_id])
        return changed

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
