"""One file graded by itself: no gradebook, no roster; what comes of it is data.

The same workers, limits and watchdog as in `course grade`, so the same points.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .collect import disk
from .collect.files import DeliveryLimits, RefusedError
from .own import OwnTests
from .parcels import Delivery, Mode, NeedsReview
from .report.one import Result, describe_result
from .run.limits import Limits
from .store import Store
from .trial import own_tests
from .workers import work
from .workers.executors import processes
from .workers.rounds import FailedSubmission, grade_all


@dataclass(frozen=True)
class LessonText:
    """What grading needs of a lesson.

    Attributes
    ----------
    name : such as "03_two_weights".
    solution, release : the notebooks' text.
    notebook : the file's name without ending.
    own : whether it is an instructor's own.
    files : what lies beside an instructor's own, name and bytes each.
    """

    name: str
    solution: str
    release: str
    notebook: str = ""
    own: bool = False
    files: tuple[tuple[str, bytes], ...] = ()


@contextmanager
def grader(lesson: LessonText, mode: Mode) -> Iterator[Callable[[Path], Result]]:
    """Give what grades a file of this lesson; its worker stays warm from one file to the next.

    What it gives raises CourseError where no student code can be run at all.
    """
    with closing(Store()) as store, processes(work.grade_task, 1) as workers:

        @cache
        def tests() -> OwnTests | None:
            return own_tests(workers, lesson, mode) if lesson.own else None

        def pack(one: Delivery, wall: float) -> bytes:
            texts = lesson.solution, lesson.release, mode
            return work.task("", one.file, one.content.read(), *texts, wall=wall, own=tests())

        def grade(file: Path) -> Result:
            try:
                content = disk.file_reader(file, DeliveryLimits())()
            except RefusedError as refused:
                return describe_result(
                    lesson, file.name, "", mode, NeedsReview(file.name, str(refused))
                )
            except OSError as error:
                why = f"{file} can't be read: {error.strerror or error}."
                return describe_result(lesson, file.name, "", mode, FailedSubmission(why))
            delivery = Delivery("", store.keep(content), file.name)
            results = grade_all(workers, [delivery], pack, work.unpacked, Limits().wall)
            ((_, found),) = results
            digest = hashlib.sha256(content).hexdigest()
            return describe_result(lesson, file.name, digest, mode, found)

        yield grade
