"""`course grade` that kills itself: python -m tests.grading.killer files|commit|tables grade …"""

import os
import signal
import sys
from typing import Any

from . import double


def die(*arguments: Any, **named: Any) -> None:
    """End at once, as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def between_two_files() -> None:
    """Of the second student one file is there."""
    from course.grading.record import recorder as record

    real, calls = record.writing.write_atomically, []

    def place(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 4:
            die()
        real(*arguments)

    record.writing.write_atomically = place


def before_the_commit() -> None:
    """All files of the second student are there, and nothing in the gradebook."""
    from course.grading.record import recorder as record

    real = record.Recorder._finish

    def finish(self: Any, *arguments: Any) -> None:
        real(self, *arguments)
        if len(self.entries) == 2:
            die()

    record.Recorder._finish = finish


def among_the_tables() -> None:
    """One of nbgrader's tables is there."""
    from nbgrader.api import Base

    def create(connection: Any) -> None:
        Base.metadata.sorted_tables[0].create(connection)
        connection.commit()
        die()

    Base.metadata.create_all = create


if __name__ == "__main__":
    from course.cli import app
    from course.grading.workers import work

    work.grade_task = double.grade
    moments = {"files": between_two_files, "commit": before_the_commit, "tables": among_the_tables}
    moments[sys.argv.pop(1)]()
    app()
