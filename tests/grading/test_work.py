"""One task as a worker sees it: bytes in, bytes out."""

import shutil

import nbformat
import pytest

from course.grading import work
from course.grading.parcels import Aside, Graded

from ..lesson import read
from ..sample_class.students import answered, right_answers
from .submission import LESSON

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")


def task(content: bytes) -> bytes:
    solution, release = (nbformat.writes(read(room, LESSON)) for room in ("solutions", "notebooks"))
    return work.task("hacker", "two_weights.ipynb", content, solution, release)


def test_a_right_submission_comes_back_graded() -> None:
    content = nbformat.writes(answered(LESSON, right_answers(LESSON))).encode()
    try:
        done = work.unpacked(work.grade(task(content)))
    finally:
        work.close()
    assert isinstance(done, Graded)
    assert done.student == "hacker" and not done.suspect
    assert sum(v.points for v in done.verdicts) == sum(v.max_points for v in done.verdicts) == 11
    nbformat.validate(done.notebook)


def test_what_is_no_notebook_comes_back_aside() -> None:
    done = work.unpacked(work.grade(task(b"<html>no</html>")))
    assert isinstance(done, Aside)
    assert (done.student, done.file) == ("hacker", "two_weights.ipynb") and done.why
