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
from .book import enrol, gradebook
from .collect.deliveries import Collected, collect
from .collect.exchange import Exchange
from .order import Done, Order
from .parcels import Delivery, Graded, Mode, NeedsReview
from .record.recorder import Recorder
from .record.sift import Sifted, outdated_records, sift
from .report import lms_export, pages, tables
from .report.delivered import Delivered
from .run import isolation
from .run.limits import Limits
from .store import Store
from .workers import work
from .workers.cluster import cluster
from .workers.executors import Workers, processes
from .workers.rounds import FailedSubmission, Result, grade_all

Track = Callable[[Iterable[tuple[Delivery, Result]], int], Iterable[tuple[Delivery, Result]]]

KEPT = " Its grade of before is kept."


def grade(order: Order, track: Track) -> Done:
    """Grade what was handed in; `track` shows how far it is.

    Raises CourseError where something is wrong before the first submission is graded, and where
    the gradebook or its disk gives out later: what is recorded by then is whole, and stays.
    """
    config = lesson.settings(order.course)
    rooms = CourseDirectory(config=config)
    taught = lesson.read_lesson(config, order.lesson)
    if not order.cluster and order.mode is not Mode.CONTAINER:
        lesson.check_libraries(taught)
    url = gradebook.address(order.gradebook or rooms.db_url)
    folder = Path(rooms.format_path(rooms.submitted_directory, ".", ".")).resolve().parent
    if not order.cluster:
        isolation.check_isolation(order.mode, order.course, order.source, folder)
    with _told(url):
        students = enrol.find_class(order.roster, folder / "roster.csv", url, rooms.course_id)
        if order.lms:
            lms_export.identifying_columns(order.lms, students)
        with ExitStack() as stack:
            store = stack.enter_context(closing(Store(folder)))
            names = taught.name, taught.notebook, students
            collected = collect(
                order.source,
                *names,
                zone=order.zone,
                layout=order.layout,
                exchange=Exchange.of(config),
                store=store,
            )
            stack.enter_context(gradebook.alone(folder, url))
            workers = stack.enter_context(_workers(order))
            book = stack.enter_context(gradebook.open_gradebook(url, rooms.course_id))
            lesson.register(config, taught, url.render_as_string(hide_password=False))
            enrol.enrol(book, students)
            if order.due:
                book.update_or_create_assignment(taught.name, duedate=order.due)
            recorder = Recorder(book, config, taught, order.mode.value)
            delivered = sift(recorder, collected.deliveries, order.regrade)
            told = [*taught.notes, *students.notes, *collected.remarks]
            if any(one.name == taught.name and one.duedate for one in book.assignments):
                told += filter(None, [collected.without_times()])
            done = Done(
                unchanged=delivered.unchanged,
                needs_review=[*_with_their_grades(collected, recorder)],
                notes=[
                    *(NeedsReview("", why) for why in told),
                    *collected.notes,
                ],
            )
            texts = (taught.solution, taught.release, order.mode)

            def pack(one: Delivery, wall: float) -> bytes:
                return work.task(one.student, one.file, one.content.read(), *texts, wall=wall)

            def go(sifted: Sifted) -> None:
                results = grade_all(workers, sifted.todo, pack, work.unpacked, Limits().wall)
                for delivery, result in track(results, len(sifted.todo)) if sifted.todo else ():
                    _record(recorder, delivery, result, done)
                done.needs_review += sifted.needs_review
                done.notes += sifted.notes
                done.why |= sifted.why

            go(delivered)
            seen = {one.student for one in done.graded} | {one.student for one in done.unchanged}
            go(outdated_records(recorder, store, seen | {one.student or "" for one in done.failed}))
            for one in (done.needs_review, done.failed):
                one.sort(key=lambda aside: (aside.student or "", aside.file))
            done.graded.sort(key=lambda one: one.student)
            done.late = recorder.assess_late()
            came = Delivered(collected.origins, collected.index)
            told_to_look = [*done.needs_review, *done.failed]
            done.written = pages.write(config, taught, book, told_to_look, came)
            if order.lms:
                scores = {one: n for one, n in done.written.scores.items() if one in students}
                why = f"The roster does not have this student, so {order.lms}'s table neither."
                done.notes += [
                    NeedsReview("", why, one) for one in done.written.scores.keys() - scores
                ]
                what = scores, students, order.lms, order.column, done.written.scores
                done.written = done.written.with_lms(tables.for_lms(config, taught, *what))
            return done


def _record(recorder: Recorder, delivery: Delivery, result: Result, done: Done) -> None:
    if isinstance(result, Graded):
        recorder.record(delivery, result)
        # Without the notebook, so that memory does not grow with the class.
        done.graded.append(replace(result, notebook=NotebookNode()))
        return
    failed, why = isinstance(result, FailedSubmission), result.why
    entry = recorder.entries.get(delivery.student)
    if failed and entry and entry.autograded and recorder.knows(delivery):
        changed = recorder.why(entry)
        why += KEPT + (f" It is of another state of the course: {changed}." if changed else "")
    elif not failed and recorder.may_be_older(delivery):
        why += " Nothing says whether it is newer than the graded one, so that grade is kept."
    else:
        recorder.set_aside(delivery, why, again=failed)
    aside = NeedsReview(delivery.file, why, delivery.student)
    (done.failed if failed else done.needs_review).append(aside)


def _with_their_grades(collected: Collected, recorder: Recorder) -> Iterator[NeedsReview]:
    """Say of students of whose files none was chosen that an older grade stays."""
    chosen = {one.student for one in collected.deliveries}
    for aside in collected.needs_review:
        entry = None if aside.student in chosen else recorder.entries.get(aside.student or "")
        yield replace(aside, why=aside.why + KEPT) if entry and not entry.why else aside


def _workers(order: Order) -> AbstractContextManager[Workers]:
    if order.cluster:
        return cluster(work.grade_task, order.cluster)
    return processes(work.grade_task, order.workers)


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
