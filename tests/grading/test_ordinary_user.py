"""`course grade` by somebody who is not root: the same scores, and as little harm."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from course.grading.run import bubblewrap

from ..lesson import ROOT
from ..sample_class.course import Course
from ..sample_class.students import LESSON, answered, right_answers, sample_class
from ..test_sample_class import STUDENTS, expected

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else"),
    pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed"),
    pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv (util-linux) is not installed"),
]
ORDINARY = 12345  # a user id that nobody has
FORKS = "import os\nwhile True:\n    os.fork()\n"
SHARED = stat.S_IXOTH


def opened() -> Iterator[str]:
    """Yield bubblewrap's options that show this Python and the course to everybody.

    They may lie in root's home, or in a folder that only root may enter.
    """
    places = [*map(Path, bubblewrap._python()), ROOT]
    above = {folder for place in places for folder in place.parents}
    closed = {folder for folder in above if not folder.stat().st_mode & SHARED}
    for folder in sorted(closed):
        if not closed & set(folder.parents):
            yield from ("--perms", "0755", "--tmpfs", str(folder))
    hidden = [place for place in places if closed & set(place.parents)]
    for folder in sorted(folder for place in hidden for folder in place.parents):
        if closed & {folder, *folder.parents}:
            yield from ("--perms", "0755", "--dir", str(folder))
    for place in hidden:
        yield from ("--ro-bind", str(place), str(place))


@pytest.fixture
def course() -> Iterator[Course]:
    """A course that belongs to an ordinary user, with the sample class and a hostile student."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="downhill-") as folder:
        made = Course.copy(Path(folder), LESSON)
        right = right_answers(LESSON)
        forks = nbformat.writes(answered(LESSON, {**right, "forward": FORKS + right["forward"]}))
        made.deliver({**sample_class(), "forks": forks})
        for place in (Path(folder), *Path(folder).rglob("*")):
            os.chown(place, ORDINARY, ORDINARY)
        Path(folder).chmod(0o755)
        yield made


def test_an_ordinary_user_grades_a_class(course: Course) -> None:
    home = str(course.folder)
    words = [
        *("bwrap", "--dev-bind", "/", "/", *opened(), "--chdir", home),
        *("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"),
        *("setpriv", "--reuid", str(ORDINARY), "--regid", str(ORDINARY), "--clear-groups"),
        *("env", f"HOME={home}", sys.executable, "-c", "from course.cli import app; app()"),
        *("grade", LESSON, "delivered", "--roster", "roster.csv", "--workers", "1"),
    ]
    done = subprocess.run(words, env=course.environment(), capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "graded 6" in " ".join(done.stdout.split())
    assert (course.folder / "gradebook/gradebook.db").stat().st_uid == ORDINARY
    for student in STUDENTS:
        assert course.scores(student) == expected(student)
    forks = course.scores("forks")
    assert forks["forward-check"].auto_score == 0 and forks["train-check"].auto_score
