"""One writer into nbgrader's gradebook: files, scores, comments, late penalties, ledger.

Whatever nbgrader does itself is left to it: its API makes the submission, its SaveAutoGrades turns
a judged cell into a score, its AssignLatePenalties asks the course's plugin.
"""

import shutil
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import compute_checksum, is_grade, is_solution, parse_utc
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import Config

from ..lesson import Lesson
from ..parcels import Delivery, Graded
from . import ledger, writing
from .transaction import Sheet, one_transaction


@dataclass
class Recorder:
    """The writer of one run; the lesson must be registered, the students be in the gradebook."""

    book: Gradebook
    config: Config
    lesson: Lesson

    def __post_init__(self) -> None:
        self.rooms = CourseDirectory(config=self.config)
        notebook = self.book.find_notebook(self.lesson.notebook, self.lesson.name)
        self._names = {cell.id: cell.name for cell in notebook._base_cells}
        self._checksums = {cell.name: cell.checksum for cell in notebook.source_cells}
        self._saver = SaveAutoGrades(config=self.config)
        self._penalties = AssignLatePenalties(config=self.config)
        self._penalties.init_plugin()
        ledger.prepare(self.book.engine)
        self.state = f"{self.lesson.sha256} {ledger.GRADER}"
        self.entries = ledger.entries(self.book.db, self.lesson.name)

    def place(self, room: str, student: str) -> Path:
        """Return where a room, such as nbgrader's submitted_directory, has a student's notebook."""
        folder = Path(self.rooms.format_path(room, student, self.lesson.name))
        return folder / f"{self.lesson.notebook}.ipynb"

    def has(self, delivery: Delivery) -> bool:
        """Say whether these very bytes are recorded, and the result is still as it was written."""
        entry = self.entries.get(delivery.student)
        if entry is None or entry.lesson != self.state:
            return False
        graded = writing.digest_of(self.place(self.rooms.autograded_directory, delivery.student))
        delivered = writing.digest(delivery.content)
        return (entry.delivered, entry.autograded) == (delivered, graded)

    def record(self, delivery: Delivery, graded: Graded) -> None:
        """Write down a graded submission; what was there of an older one goes.

        A manual score stays. Where the written answer is another than before, nbgrader's flag asks
        a person to look again. Doing it twice changes nothing.
        """
        notebook = self._marked(graded)
        content = nbformat.writes(notebook).encode("utf-8")
        old = self.entries.get(delivery.student)
        entry = ledger.Entry(
            delivered=writing.digest(delivery.content),
            lesson=self.state,
            autograded=writing.digest(content),
            written={
                cell.metadata.nbgrader.grade_id: compute_checksum(cell)
                for cell in notebook.cells
                if is_grade(cell) and is_solution(cell)
            },
        )
        with one_transaction(self.book):
            submission, sheet = self._submission(delivery)
            before = {name: grade.needs_manual_grade for name, grade in sheet.grades.items()}
            self._saver.gradebook = sheet
            self._saver.notebook_id = self._saver.assignment_id = self._saver.student_id = ""
            for position, cell in enumerate(notebook.cells):
                self._saver.preprocess_cell(cell, {}, position)
            for name, checksum in entry.written.items():
                grade = sheet.grades[name]
                if grade.manual_score is not None and old and old.written.get(name) == checksum:
                    grade.needs_manual_grade = before[name]
            self._late(submission)
            self._finish(submission, delivery, entry, content)

    def set_aside(self, delivery: Delivery, why: str, again: bool = False) -> None:
        """Write down that a submission is there and has no grade yet, as nbgrader says it.

        `again` has the next run try it again, although nothing was changed.
        """
        delivered = "" if again else writing.digest(delivery.content)
        entry = ledger.Entry(delivered, self.state, why=why)
        with one_transaction(self.book):
            submission, sheet = self._submission(delivery)
            for grade in sheet.grades.values():
                grade.auto_score, grade.needs_manual_grade = None, True
            for comment in sheet.comments.values():
                comment.auto_comment = None
            submission.notebooks[0].late_submission_penalty = None
            self._finish(submission, delivery, entry, None)

    def _submission(self, delivery: Delivery) -> tuple[SubmittedAssignment, Sheet]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader looks things up half-way
            submission = self.book.update_or_create_submission(
                self.lesson.name, delivery.student, timestamp=delivery.timestamp
            )
        return submission, Sheet(submission.notebooks[0], self._names)

    def _marked(self, graded: Graded) -> NotebookNode:
        """Return the notebook with what nbgrader and our report look for in its metadata."""
        notebook = graded.notebook
        for cell in notebook.cells:
            if "nbgrader" in cell.metadata:
                cell.metadata.nbgrader.checksum = self._checksums[cell.metadata.nbgrader.grade_id]
        verdicts = [asdict(verdict) for verdict in graded.verdicts]
        notebook.metadata["downhill"] = {"verdicts": verdicts, "how": list(graded.how)}
        return notebook

    def _late(self, submission: SubmittedAssignment) -> None:
        """Assign the penalty that the course's plugin wants, as AssignLatePenalties does."""
        notebook = submission.notebooks[0]
        notebook.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            self.book.db.flush()
            self.book.db.expire(notebook, ["score"])
            penalty = self._penalties.plugin_inst.late_submission_penalty(
                submission.student_id, notebook.score, submission.total_seconds_late
            )
            if penalty is not None:
                penalty = self._penalties._check_late_penalty(notebook, penalty)
            notebook.late_submission_penalty = penalty

    def _finish(
        self,
        submission: SubmittedAssignment,
        delivery: Delivery,
        entry: ledger.Entry,
        autograded: bytes | None,
    ) -> None:
        """Write files and ledger; what fails here, or is killed, is done again by the next run."""
        ledger.note(self.book.db, submission.id, entry)
        self.book.db.flush()
        submitted = self.place(self.rooms.submitted_directory, delivery.student)
        graded = self.place(self.rooms.autograded_directory, delivery.student)
        at = parse_utc(delivery.timestamp)
        stamp = f"{at:%Y-%m-%d %H:%M:%S.%f} UTC\n" if at else ""
        rooms = {submitted: delivery.content, graded: autograded}
        for file, content in rooms.items():
            if content is None:
                # By the folder, Formgrader sees whether a submission has been graded.
                shutil.rmtree(file.parent, ignore_errors=True)
                continue
            writing.place(file, content)
            if stamp:
                writing.place(file.with_name("timestamp.txt"), stamp.encode())
            else:
                file.with_name("timestamp.txt").unlink(missing_ok=True)
        self.entries[delivery.student] = entry
