"""From what an LMS delivered to a gradebook: collect, repair, run, judge, record, report."""

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.api import InvalidEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from ..errors import CourseError
from . import lesson
from .collect.deliveries import collect
from .collect.store import Store
from .order import Done, Order
from .parcels import Aside, Delivery, Graded
from .record import enrol, gradebook
from .record.recorder import Recorder
from .record.sift import sift
from .report import lms_export, pages, tables
from .run import isolation
from .workers import work
from .workers.cluster import cluster
from .workers.executors import Workers, processes
from .workers.rounds import Failed, Result, grade_all

Track = Callable[[Iterable[tuple[Delivery, Result]], int], Iterable[tuple[Delivery, Result]]]

KEPT = " Its grade of before is kept."


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
        if order.lms:
            lms_export.check(order.lms, students)
        with ExitStack() as stack:
            store = stack.enter_context(closing(Store(folder)))
            names = taught.name, taught.notebook, students
            collected = collect(order.source, *names, zone=order.zone, store=store)
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
                asides=[*(_with_its_grade(one, recorder) for one in collected.asides), *asides],
                notes=collected.notes,
            )
            texts = (taught.solution, taught.release, order.mode)

            def pack(one: Delivery) -> bytes:
                return work.task(one.student, one.file, one.content.read(), *texts)

            results = grade_all(workers, todo, pack, work.unpacked)
            for delivery, result in track(results, len(todo)):
                _record(recorder, delivery, result, done)
            for one in (done.asides, done.failed):
                one.sort(key=lambda aside: (aside.student or "", aside.file))
            done.graded.sort(key=lambda one: one.student)
            done.late = recorder.assess_late()
            done.written = pages.write(config, taught, book, [*done.asides, *done.failed])
            if order.lms:
                scores = {one: n for one, n in done.written.scores.items() if one in students}
                why = f"The roster does not have this student, so {order.lms}'s table neither."
                done.notes += [Aside("", why, one) for one in done.written.scores.keys() - scores]
                file = tables.for_lms(config, taught, scores, students, order.lms, order.column)
                done.written = replace(done.written, lms=file)
            return done


def _record(recorder: Recorder, delivery: Delivery, result: Result, done: Done) -> None:
    if isinstance(result, Graded):
        recorder.record(delivery, result)
        # Without the notebook, so that memory does not grow with the class.
        done.graded.append(replace(result, notebook=NotebookNode()))
        return
    failed, why = isinstance(result, Failed), result.why
    if failed and recorder.has(delivery):
        why += KEPT
    elif not failed and recorder.may_be_older(delivery):
        why += " Nothing says whether it is newer than the graded one, so that grade is kept."
    else:
        recorder.set_aside(delivery, why, again=failed)
    aside = Aside(delivery.file, why, delivery.student)
    (done.failed if failed else done.asides).append(aside)


def _with_its_grade(aside: Aside, recorder: Recorder) -> Aside:
    """Say of a student of whose files none was chosen that an older grade stays."""
    entry = recorder.entries.get(aside.student or "")
    return replace(aside, why=aside.why + KEPT) if entry and not entry.why else aside


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
