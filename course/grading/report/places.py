"""Where pages and tables lie."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from ...errors import CourseError
from ..lesson import Lesson


def reports(rooms: CourseDirectory, lesson: Lesson) -> Path:
    """Return the folder of what is the instructor's, beside nbgrader's own."""
    return feedback_file(rooms, lesson, "+").parents[3] / "reports"


def feedback_file(rooms: CourseDirectory, lesson: Lesson, student: str) -> Path:
    """Return where nbgrader has a student's feedback."""
    folder = Path(rooms.format_path(rooms.feedback_directory, student, lesson.name))
    return folder / f"{lesson.notebook}.html"


def timestamp(rooms: CourseDirectory, lesson: Lesson, student: str) -> Path:
    """Return where it is noted when a student handed in, as nbgrader does."""
    folder = rooms.format_path(rooms.submitted_directory, student, lesson.name)
    return Path(folder) / "timestamp.txt"


@contextmanager
def disk_errors(lesson: str) -> Iterator[None]:
    """Turn what the disk says into one sentence with what to do."""
    try:
        yield
    except OSError as error:
        raise CourseError(
            f"The pages of {lesson} can't be written: {error.strerror} ({error.filename}). The "
            f"grades are safe; when that is mended run `course report {lesson}`."
        ) from error
