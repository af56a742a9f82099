"""A class that was graded by hand: what `judge` would say of answers, recorded by `record`.

The verdicts are those of the lesson's own checks, run here on the answers.
"""

import contextlib
import copy
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import Config

from course.grading import lesson as lessons
from course.grading.book import gradebook
from course.grading.lesson import Lesson
from course.grading.mended import Mended
from course.grading.parcels import Delivery, Graded, State, Verdict
from course.grading.record.recorder import Recorder
from course.grading.store import Store
from helpers.checking.messages import CheckFailed, NotAttempted, NotFound

from ..lesson import CHECK, cells, exercises, read, run_check
from ..sample_class.course import Course

KINDS = {NotFound: State.NOT_FOUND, NotAttempted: State.NOT_ATTEMPTED, CheckFailed: State.WRONG}


@dataclass
class Handed:
    """What a student of a test class handed in.

    Attributes
    ----------
    answers : sources by grade_id; the stub where there is none.
    verdicts : what is to differ from what the check says, by exercise.
    why : why a person must look at it; there is no grade then.
    metadata, outputs : what the student's file had besides, in each answer cell.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, dict[str, object]] = field(default_factory=dict)
    mended: tuple[Mended, ...] = ()
    timestamp: datetime | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict)
    outputs: Sequence[Mapping[str, object]] = ()


def verdict(lesson: str, exercise: str, source: str) -> Verdict:
    """Return what the check says of an answer."""
    points = cells(read("solutions", lesson))[exercise + CHECK].metadata.nbgrader.points
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            run_check(lesson, exercise, source)
    except NameError as missing:  # a notebook shows it as a sentence, see helpers.checking.notebook
        return Verdict(
            exercise + CHECK, State.NOT_FOUND, 0.0, points, f"{missing.name}: not found."
        )
    except CheckFailed as failed:
        state = next(state for kind, state in KINDS.items() if isinstance(failed, kind))
        return Verdict(
            exercise + CHECK, state, 0.0, points, failed.message, failed.mistake or failed.kind
        )
    return Verdict(exercise + CHECK, State.RIGHT, points, points, out.getvalue())


def judged(solution: NotebookNode, lesson: str, student: str, handed: Handed) -> Graded:
    """Return a submission as `judge` hands it on."""
    notebook = copy.deepcopy(solution)
    notebook.metadata.update(handed.metadata)
    stubs = cells(read("notebooks", lesson), solution=True)
    mine = cells(notebook)
    for name, stub in stubs.items():
        mine[name].source = handed.answers.get(name, stub.source)
    verdicts = []
    for name in exercises(lesson):
        said = replace(verdict(lesson, name, mine[name].source), **handed.verdicts.get(name, {}))
        verdicts.append(said)
        kind = {"output_type": "stream", "name": "stdout", "text": said.message}
        if said.points == 0:
            lines = ["Traceback (most recent call last)", said.message]
            kind = {"output_type": "error", "ename": "X", "evalue": "x", "traceback": lines}
        mine[name + CHECK].outputs = [nbformat.from_dict(kind)]
        mine[name].metadata.update(handed.metadata)
        mine[name].outputs = [nbformat.from_dict(output) for output in handed.outputs]
    return Graded(student, notebook, tuple(verdicts), handed.mended)


@dataclass
class GradedClass:
    """A course with its gradebook open, after `record`."""

    folder: Path
    config: Config
    lesson: Lesson
    book: Gradebook

    def page(self, student: str) -> str:
        """Return a student's page."""
        place = self.folder / "gradebook/feedback" / student / self.lesson.name
        return (place / f"{self.lesson.notebook}.html").read_text(encoding="utf-8")

    def class_page(self) -> str:
        """Return the class page."""
        place = self.folder / "gradebook/reports" / f"{self.lesson.name}_class.html"
        return place.read_text(encoding="utf-8")


@contextlib.contextmanager
def graded_class(
    folder: Path,
    name: str,
    class_: Mapping[str, Handed],
    absent: Sequence[str] = (),
    planted: Callable[[NotebookNode], None] = lambda solution: None,
) -> Iterator[GradedClass]:
    """Grade a class by hand in a copy of the course; `planted` changes the solution first."""
    solution = copy.deepcopy(read("solutions", name))
    planted(solution)
    course = Course.copy(folder, name)
    if solution != read("solutions", name):
        course.own_solution(solution)
    config = lessons.settings(folder)
    lesson = lessons.read_lesson(config, name)
    rooms = CourseDirectory(config=config)
    url = gradebook.address(rooms.db_url)
    with gradebook.open_gradebook(url, rooms.course_id) as book:
        lessons.register(config, [lesson], url.render_as_string(hide_password=False))
        for student in [*class_, *absent]:
            book.add_student(student, **class_[student].names if student in class_ else {})
        recorder = Recorder(book, config, lesson)
        for student, handed in class_.items():
            content = Store().keep(b"as delivered")
            delivery = Delivery(student, content, f"{student}.ipynb", handed.timestamp)
            if handed.why:
                recorder.set_aside(delivery, handed.why)
            else:
                recorder.record(delivery, judged(solution, name, student, handed))
        yield GradedClass(folder, config, lesson, book)
