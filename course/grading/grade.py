"""From what an LMS delivered to a gradebook: collect, repair, run, judge, record, report."""

import errno
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
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
from .own import OwnTests
from .parcels import Delivery, Graded, Mode, NeedsReview
from .receipt import Receipt
from .record.recorder import Recorder
from .record.sift import Sifted, outdated_records, sift
from .report import lms_export, pages, tables
from .report.delivered import Delivered
from .run import isolation
from .run.limits import Limits
from .store import Store
from .trial import own_tests
from .workers import work
from .workers.cluster import cluster
from .workers.executors import Workers, processes
from .workers.rounds import FailedSubmission, Result, grade_all

Track = Callable[[Iterable[tuple[Delivery, Result]], int], Iterable[tuple[Delivery, Result]]]

KEPT = " Its grade of before is kept."
FAILING = (
    "The solution of {lesson}/{file} gets {got:g} points by its own test {test}, not all: look at "
    "the test. Students' answers were judged by it all the same, as by nbgrader."
)


def grade(order: Order, track: Track, receipt: Receipt | None = None) -> Done:
    """Grade what was handed in; `track` shows how far it is.

    `receipt` is told when pages begin to be made, if the gradebook is where it can look.

    Raises CourseError where something is wrong before the first submission is graded, and where
    the gradebook or its disk gives out later: what is recorded by then is whole, and stays.
    """
    config = lesson.settings(order.course)
    rooms = CourseDirectory(config=config)
    every = lesson.read_notebooks(config, order.lesson)
    name = every[0].name
    if not order.cluster and order.mode is not Mode.CONTAINER:
        for taught in every:
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
            names = name, [one.notebook for one in every], students
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
            lesson.register(config, every, url.render_as_string(hide_password=False))
            enrol.enrol(book, students)
            if order.due:
                book.update_or_create_assignment(name, duedate=order.due)
            told = [*every[0].notes, *students.notes, *collected.remarks]
            if any(one.name == name and one.duedate for one in book.assignments):
                told += filter(None, [collected.without_times()])
            recorders = [Recorder(book, config, one, order.mode.value) for one in every]
            done = Done(
                needs_review=[*_with_their_grades(collected, recorders)],
                notes=[
                    *(NeedsReview("", why) for why in told),
                    *collected.notes,
                ],
            )
            for recorder in recorders:
                grader = _Grader(recorder, workers, order.mode, done, track)
                its = [
                    one
                    for one in collected.deliveries
                    if one.notebook in ("", recorder.lesson.notebook)
                ]
                grader.grade(sift(recorder, its, order.regrade))
                grader.grade(outdated_records(recorder, store, grader.seen))
            for student in {one.student for one in collected.deliveries if one.notebook}:
                for recorder in recorders:
                    recorder.note_missing(student)
            for one in (done.needs_review, done.failed):
                one.sort(key=lambda aside: (aside.student or "", aside.file))
            done.graded.sort(key=lambda one: one.student)
            late = (student for recorder in recorders for student in recorder.assess_late())
            done.late = [*dict.fromkeys(late)]
            came = Delivered(collected.origins, collected.index)
            if receipt and receipt.covers(folder, gradebook.file(url)):
                receipt.hold()
            told_to_look = [*done.needs_review, *done.failed]
            done.written = pages.write(config, every, book, told_to_look, came)
            if order.lms:
                why = f"The roster does not have this student, so {order.lms}'s table neither."
                scores = {one: n for one, n in done.written.scores.items() if one in students}
                done.notes += [
                    NeedsReview("", why, one) for one in done.written.scores.keys() - scores
                ]
                left_out = frozenset() if order.provisional else done.written.provisional
                what = scores, students, order.lms, order.column, left_out, done.written.scores
                table = tables.for_lms(config, every, *what)
                done.written = done.written.with_lms(table, len(left_out))
            return done


@dataclass
class _Grader:
    """Grades what was handed in as one notebook of a lesson, and records it."""

    recorder: Recorder
    workers: Workers
    mode: Mode
    done: Done
    track: Track
    seen: set[str] = field(default_factory=set)  # whom it has seen to

    def grade(self, sifted: Sifted) -> None:
        """Grade what is to be graded. One file for several students is graded once.

        Raises CourseError where no student code can be run.
        """
        of: dict[str, list[Delivery]] = {}
        for one in sifted.todo:
            shared = one.group or one.student in sifted.why
            of.setdefault(one.content.sha256 if shared else f"of {one.student}", []).append(one)
        whose = {each[0]: each for each in of.values()}
        results = grade_all(self.workers, whose, self._packed, work.unpacked, Limits().wall)
        for first, result in self.track(results, len(whose)) if whose else ():
            for delivery in whose[first]:
                own = result
                if not isinstance(result, FailedSubmission):
                    own = replace(result, student=delivery.student)
                _record(self.recorder, delivery, own, self.done)
                if not isinstance(own, NeedsReview):
                    self.seen.add(delivery.student)
        unchanged = [one.student for one in sifted.unchanged]
        self.seen |= {*unchanged}
        self.done.unchanged += unchanged
        self.done.needs_review += sifted.needs_review
        self.done.notes += sifted.notes
        self.done.why |= sifted.why

    def _packed(self, one: Delivery, wall: float) -> bytes:
        texts = self.recorder.lesson.solution, self.recorder.lesson.release, self.mode
        content = one.content.read()
        return work.task(one.student, one.file, content, *texts, wall=wall, own=self._own)

    @cached_property
    def _own(self) -> OwnTests | None:
        """How the tests of an instructor's own notebook are judged; tried out when it is needed."""
        lesson = self.recorder.lesson
        if not lesson.own:
            return None
        found = own_tests(self.workers, lesson, self.mode)
        for test, points in found.failing.items():
            why = FAILING.format(test=test, lesson=lesson.name, file=lesson.notebook, got=points)
            self.done.notes.append(NeedsReview("", why))
        return found


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


def _with_their_grades(collected: Collected, recorders: list[Recorder]) -> Iterator[NeedsReview]:
    """Say of students of whose files none was chosen that an older grade stays."""
    chosen = {one.student for one in collected.deliveries}
    for aside in collected.needs_review:
        who = "" if aside.student in chosen else aside.student or ""
        entries = [one.entries[who] for one in recorders if who in one.entries]
        kept = any(not entry.why for entry in entries)
        yield replace(aside, why=aside.why + KEPT) if kept else aside


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
