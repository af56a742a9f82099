"""What the gradebook has of a lesson's submissions, and which of the grades are not today's."""

from functools import cache
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import inspect

from ..lesson import Lesson
from . import ledger, writing
from .fingerprint import Fingerprint


class Recorded:
    """The entries of a lesson's submissions, by student, beside the files that they speak of.

    A submission with scores and without an entry, as after `nbgrader autograde`, has one here that
    names no state: nothing notes what its grade depends on.
    """

    def __init__(
        self, book: Gradebook, rooms: CourseDirectory, lesson: Lesson, fingerprint: Fingerprint
    ) -> None:
        self._rooms, self._lesson, self._fingerprint = rooms, lesson, fingerprint
        self._why = cache(self._compared)
        self.entries: dict[str, ledger.Entry] = {}
        self.states: dict[str, dict[str, str]] = {}
        if inspect(book.engine).has_table(ledger.TABLE.name):
            ledger.prepare_tables(book.engine)
            self.entries = ledger.ledger_entries(book.db, lesson.name, lesson.notebook)
            self.states = ledger.states(book.db)
        scored = ledger.scored(book.db, lesson.name, lesson.notebook)
        for student in scored - self.entries.keys():
            submitted = writing.digest_of(self.place(rooms.submitted_directory, student))
            graded = writing.digest_of(self.place(rooms.autograded_directory, student))
            self.entries[student] = ledger.Entry(submitted, state="", autograded=graded)

    def place(self, room: str, student: str) -> Path:
        """Return where a room, such as nbgrader's submitted_directory, has a student's notebook."""
        folder = Path(self._rooms.format_path(room, student, self._lesson.name))
        return folder / f"{self._lesson.notebook}.ipynb"

    def why(self, entry: ledger.Entry) -> str:
        """Say what of the course changed since an entry was made; "" where nothing did."""
        return self._why(entry.state, entry.uses)

    def _compared(self, state: str, uses: tuple[str, ...]) -> str:
        return self._fingerprint.why(self.states.get(state), uses)

    def why_again(self, student: str) -> str:
        """Say why what is recorded of a student is to be graded again; "" where nothing asks it."""
        entry = self.entries[student]
        graded = writing.digest_of(self.place(self._rooms.autograded_directory, student))
        if graded != entry.autograded:
            return "its graded notebook is not the one that was written"
        return self.why(entry)
