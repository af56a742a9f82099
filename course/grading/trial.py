"""How the tests of an instructor's own notebook are judged: a worker tries it with the solution."""

from typing import Protocol

from ..errors import CourseError
from .own import OwnTests
from .parcels import Mode
from .protocol.stopped import SandboxError
from .run.limits import Limits
from .workers import work
from .workers.executors import Workers


class OwnLesson(Protocol):
    """An own notebook."""

    @property
    def name(self) -> str:
        """The lesson's."""

    @property
    def notebook(self) -> str:
        """The file's, without ending."""

    @property
    def solution(self) -> str:
        """The notebook's text with solutions."""

    @property
    def release(self) -> str:
        """The notebook's text as students get it."""

    @property
    def files(self) -> tuple[tuple[str, bytes], ...]:
        """What lies beside it."""


def own_tests(workers: Workers, lesson: OwnLesson, mode: Mode) -> OwnTests:
    """Return what a trial finds. Raises CourseError where it can't be made."""
    task = work.trial_task(lesson.solution, lesson.release, lesson.files, mode)
    try:
        done = workers.submit(task, 3 * Limits().wall).result()
    except SandboxError as error:
        raise CourseError(f"Nothing was graded. {error}") from error
    except Exception as error:  # a worker may die over it, or the tests be at fault
        raise CourseError(
            f"The tests of {lesson.name}/{lesson.notebook} can't be tried with its own solution: "
            f"{type(error).__name__}: {error}"
        ) from error
    return work.unpacked_tests(done, lesson.files)
