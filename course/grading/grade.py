"""From what an LMS delivered to a gradebook: collect, repair, run, judge, record, report."""

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import InvalidEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from ..errors import CourseError
from . import lesson
from .collect.deliveries import collect
from .parcels import Aside, Delivery, Graded
from .record import enrol, gradebook
from .record.recorder import Recorder
from .record.sift import sift
from .report import pages as report
from .run import isolation
from .workers import work
from .workers.cluster import cluster
from .workers.executors import Workers, processes
from .workers.rounds import Failed, Result, grade_all

Track = Callable[[Iterable[tuple[Delivery, Result]], int], Iterable[tuple[Delivery, Result]]]


@dataclass(frozen=True)
class Order:
    """What the command was told.

    Attributes
    ----------
    course : the course's folder.
    lesson : such as "03_two_weights".
    source : the archive or folder with what was handed in.
    roster : a CSV; None for gradebook/roster.csv or, failing that, the gradebook's students.
    regrade : whether to grade also what is graded already.
    workers : how many processes.
    gradebook : the database's address; None for that of nbgrader_config.py.
    cluster : the address of a Dask scheduler; None for processes of this machine.
    due : the due date to be set in the gradebook; None leaves it.
    mode : how student code is kept apart.
    """

    course: Path
    lesson: str
    source: Path
    roster: Path | None = None
    regrade: bool = False
    workers: int = 1
    gradebook: str | None = None
    cluster: str | None = None
    due: datetime | None = None
    mode: isolation.Mode = isolation.Mode.BUBBLEWRAP


@dataclass
class Done:
    """What came of a run; nothing that was handed in is missing.

    Attributes
    ----------
    graded : what was graded in this run, without the notebooks.
    unchanged : what was graded before.
    asides : what a person must look at; it has no grade.
    failed : what no worker could grade; the next run tries again.
    notes : what a person may want to know.
    written : what was written for students and the instructor.
    """

    graded: list[Graded] = field(default_factory=list)
    unchanged: list[Delivery] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    failed: list[Aside] = field(default_factory=list)
    notes: list[Aside] = field(default_factory=list)
    written: report.Written | None = None


def grade(order: Order, track: Track) -> Done:
    """Grade what was handed in; `track` shows how far it is.

    Raises CourseError where something is wrong before the first submission is graded, and where
    the gradebook or its disk gives out later: what is recorded by then is whole, and stays.
    """
    config = lesson.settings(order.course)
    rooms = CourseDirectory(config=config)
    taught = lesson.read(config, order.lesson)
    url = gradebook.address(order.gradebook or rooms.db_url)
    folder = Path(rooms.format_path(rooms.submitted_directory, ".", ".")).resolve().parent
    if not order.cluster:
        isolation.check(order.mode)
    with _told(url):
        students = enrol.find(order.roster, folder / "roster.csv", url, rooms.course_id)
        collected = collect(order.source, taught.name, taught.notebook, students)
        with ExitStack() as stack:
            stack.enter_context(gradebook.alone(folder, url))
            workers = stack.enter_context(_workers(order))
            book = stack.enter_context(gradebook.opened(url, rooms.course_id))
            lesson.register(config, taught, url.render_as_string(hide_password=False))
            enrol.enrol(book, students)
            if order.due:
                book.update_or_create_assignment(taught.name, duedate=order.due)
            recorder = Recorder(book, config, taught)
            todo, unchanged, asides = sift(recorder, collected.deliveries, order.regrade)
            done = Done(
                unchanged=unchanged,
                asides=[*collected.asides, *asides],
                notes=collected.notes,
            )
            texts = (taught.solution, taught.release, order.mode)

            def pack(one: Delivery) -> bytes:
                return work.task(one.student, one.file, one.content, *texts)

            results = grade_all(workers, todo, pack, work.unpacked)
            for delivery, result in track(results, len(todo)):
                _record(recorder, delivery, result, done)
            for one in (done.asides, done.failed):
                one.sort(key=lambda aside: (aside.student or "", aside.file))
            done.graded.sort(key=lambda one: one.student)
            done.written = report.write(config, taught, book, [*done.asides, *done.failed])
            return done


def _record(recorder: Recorder, delivery: Delivery, result: Result, done: Done) -> None:
    if isinstance(result, Graded):
        recorder.record(delivery, result)
        # Without the notebook, so that memory does not grow with the class.
        done.graded.append(replace(result, notebook=NotebookNode()))
        return
    failed, why = isinstance(result, Failed), result.why
    if failed and recorder.has(delivery):
        why += " Its grade of before is kept."
    else:
        recorder.set_aside(delivery, why, again=failed)
    aside = Aside(delivery.file, why, delivery.student)
    (done.failed if failed else done.asides).append(aside)


def _workers(order: Order) -> AbstractContextManager[Workers]:
    if order.cluster:
        return cluster(work.grade, order.cluster)
    return processes(work.grade, order.workers)


@contextmanager
def _told(url: URL) -> Iterator[None]:
    """Turn what a disk or a database says into one sentence with what to do."""
    try:
        yield
    except (SQLAlchemyError, InvalidEntry) as error:
        raise gradebook.unusable(url, error) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        todo = "Make room" if full else "Mend that"
        raise CourseError(
            f"{error.filename or 'The disk'}: {error.strerror or error}. {todo} and run the "
            "command again; what was recorded before is kept."
        ) from error
