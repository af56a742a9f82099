"""Several of nbgrader's own steps in one transaction: a kill leaves all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook


class Uncommitted:
    """A session whose commit only sends what there is to the database, to be committed later."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def commit(self) -> None:
        """Send what there is."""
        self._session.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


@contextmanager
def one_transaction(book: Gradebook) -> Iterator[None]:
    """Commit at the end what nbgrader's gradebook would commit after each call; all or nothing."""
    session = book.db
    book.db = Uncommitted(session)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        book.db = session


class Sheet:
    """What nbgrader's SaveAutoGrades asks of a gradebook, for one submission that was read once.

    Asked of the gradebook, each cell would be looked up through five tables and be committed.
    """

    def __init__(self, notebook: SubmittedNotebook, names: dict[str, str]) -> None:
        self.db, self.notebook = self, notebook
        self.grades = {names[grade.cell_id]: grade for grade in notebook.grades}
        self.comments = {names[comment.cell_id]: comment for comment in notebook.comments}

    def commit(self) -> None:
        """Leave it to the transaction."""

    def find_grade(self, cell: str, *where: str) -> Grade:
        """Return the grade of a cell."""
        return self.grades[cell]

    def find_comment(self, cell: str, *where: str) -> Comment:
        """Return the comment on a cell."""
        return self.comments[cell]
