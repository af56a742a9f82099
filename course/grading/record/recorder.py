"""One writer into nbgrader's gradebook: files, scores, comments, late penalties, ledger.

Whatever nbgrader does itself is left to it: its API makes the submission, its SaveAutoGrades turns
a judged cell into a score.
"""

import shutil
import warnings
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import Config

from ..claims import by_name, checksum, is_written
from ..lesson import Lesson
from ..parcels import Delivery, Graded
from . import ledger, writing
from .late import Penalties
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
        self._penalties = Penalties(self.book, self.config)
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
        return (entry.delivered, entry.autograded) == (delivery.content.sha256, graded)

    def may_be_older(self, delivery: Delivery) -> bool:
        """Say whether another file is graded and nothing tells which of the two came later."""
        entry = self.entries.get(delivery.student)
        graded = entry is not None and bool(entry.autograded)
        return graded and not delivery.timestamp

    def record(self, delivery: Delivery, graded: Graded) -> None:
        """Write down a graded submission; what was there of an older one goes.

        A manual score stays. Where the written answer is another than before, nbgrader's flag asks
        a person to look again. Doing it twice changes nothing.
        """
        notebook = self._marked(graded)
        content = nbformat.writes(notebook).encode("utf-8")
        old = self.entries.get(delivery.student)
        entry = ledger.Entry(
            delivered=delivery.content.sha256,
            lesson=self.state,
            autograded=writing.digest(content),
            written={
                name: checksum(cell) for name, cell in by_name(notebook).items() if is_written(cell)
            },
        )
        with one_transaction(self.book):
            submission, sheet = self._submission(delivery)
            before = {name: grade.needs_manual_grade for name, grade in sheet.grades.items()}
            self._saver.gradebook = sheet
            self._saver.notebook_id = self._saver.assignment_id = self._saver.student_id = ""
            for position, cell in enumerate(notebook.cells):
                self._saver.preprocess_cell(cell, {}, position)
            for name, written in entry.written.items():
                grade = sheet.grades[name]
                if grade.manual_score is not None and old and old.written.get(name) == written:
                    grade.needs_manual_grade = before[name]
            self._penalties.assign(submission)
            entry = replace(entry, late=submission.total_seconds_late)
            self._finish(submission, delivery, entry, content)

    def set_aside(self, delivery: Delivery, why: str, again: bool = False) -> None:
        """Write down that a submission is there and has no grade yet, as nbgrader says it.

        `again` has the next run try it again, although nothing was changed.
        """
        delivered = "" if again else delivery.content.sha256
        entry = ledger.Entry(delivered, self.state, why=why)
        with one_transaction(self.book):
            submission, sheet = self._submission(delivery)
            for grade in sheet.grades.values():
                grade.auto_score, grade.needs_manual_grade = None, True
            for comment in sheet.comments.values():
                comment.auto_comment = None
            submission.notebooks[0].late_submission_penalty = None
            self._finish(submission, delivery, entry, None)

    def assess_late(self) -> list[str]:
        """Assign late penalties anew where dates were changed; return whose is another now."""
        graded = {one: entry for one, entry in self.entries.items() if entry.autograded}
        changed = self._penalties.again(self.lesson.name, graded)
        self.entries |= graded
        return changed

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
        for name, cell in by_name(notebook).items():
            cell.metadata.nbgrader.checksum = self._checksums[name]
        verdicts = [asdict(verdict) for verdict in graded.verdicts]
        notebook.metadata["downhill"] = {"verdicts": verdicts, "how": list(graded.how)}
        return notebook

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
        rooms = {submitted: delivery.content.read(), graded: autograded}
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
