"""One writer into nbgrader's gradebook: files, scores, comments, late penalties, ledger.

Whatever nbgrader does itself is left to it: its API makes the submission, its SaveAutoGrades turns
a judged cell into a score.
"""

import shutil
import warnings
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Assignment, Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import Config

from ..book import late, ledger, writing
from ..book.fingerprint import Fingerprint, parts_digest
from ..book.late import Penalties
from ..book.recorded import Recorded
from ..book.transaction import Sheet, one_transaction
from ..cell_metadata import by_graded, cells_by_id, checksum
from ..harmless.notebook import Door
from ..lesson import Lesson
from ..parcels import Delivery, Graded


@dataclass
class Recorder:
    """The writer of one run; the lesson must be registered, the students be in the gradebook.

    Attributes
    ----------
    isolation : how student code is kept apart, for the fingerprint.
    """

    book: Gradebook
    config: Config
    lesson: Lesson
    isolation: str = "bubblewrap"

    def __post_init__(self) -> None:
        self.rooms = CourseDirectory(config=self.config)
        notebook = self.book.find_notebook(self.lesson.notebook, self.lesson.name)
        self._names = {cell.id: cell.name for cell in notebook._base_cells}
        self._checksums = {cell.name: cell.checksum for cell in notebook.source_cells}
        lesson = (self.lesson.solution, self.lesson.release)
        self._door = Door(*(nbformat.reads(text, as_version=4) for text in lesson))
        self._saver = SaveAutoGrades(config=self.config)
        self._penalties = Penalties(self.book, self.config)
        ledger.prepare_tables(self.book.engine)
        self._fingerprint = Fingerprint(self.lesson, self.isolation)
        recorded = Recorded(self.book, self.rooms, self.lesson, self._fingerprint)
        self._states, self.entries = recorded.states, recorded.entries
        self.place, self.why, self.why_again = recorded.place, recorded.why, recorded.why_again

    def handed_in(self) -> dict[str, datetime | None]:
        """Return when the recorded submissions were handed in, in UTC without a zone."""
        query = (
            self.book.db.query(SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .filter(Assignment.name == self.lesson.name)
        )
        return dict(query.all())

    def knows(self, delivery: Delivery) -> bool:
        """Say whether these very bytes are recorded, with a grade or with why there is none."""
        entry = self.entries.get(delivery.student)
        return entry is not None and entry.delivered == delivery.content.sha256

    def has(self, delivery: Delivery) -> bool:
        """Say whether these very bytes are recorded, and nothing asks for grading them again."""
        return self.knows(delivery) and not self.why_again(delivery.student)

    def may_be_older(self, delivery: Delivery) -> bool:
        """Say whether another file is graded and nothing tells which of the two came later."""
        entry = self.entries.get(delivery.student)
        graded = entry is not None and bool(entry.autograded)
        return graded and not self.knows(delivery) and not delivery.timestamp

    def record(self, delivery: Delivery, graded: Graded) -> None:
        """Write down a graded submission; what was there of an older one goes.

        A manual score stays. Where it was given to another answer than this one, or is more than
        the exercise is worth, nbgrader's flag asks a person to look again. Doing it twice changes
        nothing.
        """
        notebook = self._marked(graded)
        content = nbformat.writes(self._door.harmless(notebook)).encode("utf-8")
        answers = by_graded(notebook)
        old = self.entries.get(delivery.student)
        uses = self._fingerprint.uses(notebook)
        entry = ledger.Entry(
            delivered=delivery.content.sha256,
            state=parts_digest(self._fingerprint.parts(uses)),
            autograded=writing.content_digest(content),
            answers={
                name: writing.content_digest(cell.source.encode()) for name, cell in answers.items()
            },
            uses=uses,
        )
        with one_transaction(self.book):
            sheet = self._sheet(delivery)
            given = _given(old, sheet, entry)
            self._saver.gradebook = sheet
            self._saver.notebook_id = self._saver.assignment_id = self._saver.student_id = ""
            for position, cell in enumerate(notebook.cells):
                self._saver.preprocess_cell(cell, {}, position)
            for name, cell in answers.items():
                grade = sheet.grades[name]
                if grade.manual_score is not None:
                    # An earlier grader noted nbgrader's checksum of an answer.
                    same = given.get(name) in (entry.answers[name], checksum(cell))
                    grade.needs_manual_grade = not same or grade.manual_score > grade.max_score
            given = {one: was for one, was in given.items() if sheet.grades[one].needs_manual_grade}
            entry = self._penalties.assign(sheet.notebook, old, replace(entry, given=given))
            self._finish(sheet.notebook, delivery, entry, content)

    def set_aside(self, delivery: Delivery, why: str, again: bool = False) -> None:
        """Write down that a submission is there and has no grade yet, as nbgrader says it.

        `again` has the next run try it again, although nothing was changed.
        """
        delivered = "" if again else delivery.content.sha256
        entry = ledger.Entry(delivered, parts_digest(self._fingerprint.parts()), why=why)
        with one_transaction(self.book):
            sheet = self._sheet(delivery)
            entry = replace(entry, given=_given(self.entries.get(delivery.student), sheet, entry))
            for grade in sheet.grades.values():
                grade.auto_score, grade.needs_manual_grade = None, True
            for comment in sheet.comments.values():
                comment.auto_comment = None
            sheet.notebook.late_submission_penalty = None
            self._finish(sheet.notebook, delivery, entry, None)

    def assess_late(self) -> list[str]:
        """Assign late penalties anew where dates or points changed; return whose is another now."""
        noted = {one: entry for one, entry in self.entries.items() if entry.state}
        graded = {one: entry for one, entry in noted.items() if entry.autograded}
        changed = self._penalties.again(self.lesson.name, self.lesson.notebook, graded)
        self.entries |= graded
        return changed

    def note_missing(self, student: str) -> bool:
        """Give no points for a notebook that a student left out, as nbgrader does.

        Say whether that is so: nothing of this notebook was recorded at any time.
        """
        if student in self.entries:
            return False
        with one_transaction(self.book):
            submission = self.book.find_submission(self.lesson.name, student)
            for grade in late.notebook_of(submission, self.lesson.notebook).grades:
                grade.auto_score, grade.needs_manual_grade = 0, False
        return True

    def _sheet(self, delivery: Delivery) -> Sheet:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader looks things up half-way
            submission = self.book.update_or_create_submission(
                self.lesson.name, delivery.student, timestamp=delivery.timestamp
            )
        return Sheet(late.notebook_of(submission, self.lesson.notebook), self._names)

    def _marked(self, graded: Graded) -> NotebookNode:
        """Return the notebook with what nbgrader and our report look for in its metadata."""
        notebook = graded.notebook
        for name, cell in cells_by_id(notebook).items():
            cell.metadata.nbgrader.checksum = self._checksums[name]
        verdicts = [asdict(verdict) for verdict in graded.verdicts]
        mended = [asdict(one) for one in graded.mended]
        notebook.metadata["downhill"] = {"verdicts": verdicts, "mended": mended}
        return notebook

    def _finish(
        self,
        notebook: SubmittedNotebook,
        delivery: Delivery,
        entry: ledger.Entry,
        autograded: bytes | None,
    ) -> None:
        """Write files and ledger; what fails here, or is killed, is done again by the next run."""
        parts = self._fingerprint.parts(entry.uses)
        self._states[ledger.note_state(self.book.db, parts)] = parts
        ledger.note_entry(self.book.db, notebook, entry)
        self.book.db.flush()
        submitted = self.place(self.rooms.submitted_directory, delivery.student)
        graded = self.place(self.rooms.autograded_directory, delivery.student)
        at = parse_utc(delivery.timestamp)
        stamp = f"{at:%Y-%m-%d %H:%M:%S.%f} UTC\n" if at else ""
        rooms = {submitted: delivery.content.read(), graded: autograded}
        for file, content in rooms.items():
            if content is None:
                # By the folder, Formgrader sees whether a submission has been graded.
                file.unlink(missing_ok=True)
                if not any(file.parent.glob("*.ipynb")):
                    shutil.rmtree(file.parent, ignore_errors=True)
                continue
            writing.write_atomically(file, content)
            if stamp:
                writing.write_atomically(file.with_name("timestamp.txt"), stamp.encode())
            else:
                file.with_name("timestamp.txt").unlink(missing_ok=True)
        self.entries[delivery.student] = entry


def _given(old: ledger.Entry | None, sheet: Sheet, new: ledger.Entry) -> dict[str, str]:
    """Return the checksums of the answers to which a person gave the points that are there."""
    given: dict[str, str] = {}
    for name, grade in sheet.grades.items():
        if old is None or grade.manual_score is None:
            continue
        noted = (old.given if grade.needs_manual_grade else old.answers).get(name)
        # An earlier grader noted written answers only.
        same = old.delivered == new.delivered and not grade.needs_manual_grade
        if found := noted or (new.answers.get(name) if same else None):
            given[name] = found
    return given
