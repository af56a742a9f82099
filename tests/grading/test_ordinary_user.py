"""`course grade` by somebody who is not root: the same scores, and as little harm."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import MissingEntry

from course.grading.run import python

from ..attacks import ATTACKS
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
WAITING = ("endless loop", "an urgent byte")  # minutes, with the limits of a real class


def opened() -> Iterator[str]:
    """Yield bubblewrap's options that show this Python and the course to everybody.

    They may lie in root's home, or in a folder that only root may enter.
    """
    places = [Path(sys.prefix), Path(sys.base_prefix), *python.packages(), ROOT]
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


@dataclass
class Class:
    """A course that belongs to an ordinary user, and who is in its class.

    Attributes
    ----------
    hostile : students whose file is worth no points.
    watched : files and folders that must stay as they are, with what is in them.
    """

    course: Course
    loot: Path
    hostile: list[str] = field(default_factory=list)

    @property
    def watched(self) -> dict[str, str]:
        """What must stay as it is: the course, the home, and an empty folder for loot."""
        kept = [self.course.folder / name for name in ("lessons", "solutions", ".bashrc")]
        files = [file for place in (*kept, self.loot) for file in (place, *place.rglob("*"))]
        return {
            str(file): sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()
        }


@pytest.fixture
def taught() -> Iterator[Class]:
    """A class with the sample class in it, a hostile student a kind, and their accomplices."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="downhill-") as folder:
        course = Course.copy(Path(folder), LESSON)
        made = Class(course, Path(folder) / "loot")
        made.loot.mkdir()
        (Path(folder) / ".bashrc").write_text("# mine\n", encoding="utf-8")
        places = {"COURSE": folder, "HOME": folder, "LOOT": str(made.loot), "PORT": "9"}
        files = dict(sample_class())
        quick = [attack for attack in ATTACKS if attack.quick and attack.name not in WAITING]
        for number, attack in enumerate(quick):
            mallory, oscar = f"m{number:02}-a", f"m{number:02}-b"
            files[mallory] = attack.text(places, short=True)
            made.hostile.append(mallory)
            if attack.accomplice:
                files[oscar] = attack.accomplices_text(places)
                made.hostile.append(oscar)
        right = right_answers(LESSON)
        forks = answered(LESSON, {**right, "forward": FORKS + right["forward"]})
        course.deliver({**files, "forks": nbformat.writes(forks)})
        for place in (Path(folder), *Path(folder).rglob("*")):
            os.chown(place, ORDINARY, ORDINARY)
        Path(folder).chmod(0o755)
        yield made


def test_an_ordinary_user_grades_a_class(taught: Class) -> None:
    """One worker after another, so that what a student leaves is there when the next one comes."""
    course = taught.course
    home, before = str(course.folder), taught.watched
    words = [
        *("bwrap", "--dev-bind", "/", "/", *opened(), "--chdir", home),
        *("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"),
        *("setpriv", "--reuid", str(ORDINARY), "--regid", str(ORDINARY), "--clear-groups"),
        *("env", f"HOME={home}", sys.executable, "-c", "from course.cli import app; app()"),
        *("grade", LESSON, "delivered", "--roster", "roster.csv", "--workers", "1"),
    ]
    done = subprocess.run(words, env=course.environment(), capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "failed" not in done.stdout, done.stdout
    assert (course.folder / "gradebook/gradebook.db").stat().st_uid == ORDINARY
    for student in STUDENTS:
        assert course.scores(student) == expected(student)
    forks = course.scores("forks")
    assert forks["forward-check"].auto_score == 0 and forks["train-check"].auto_score
    paid = {}
    for student in taught.hostile:
        with contextlib.suppress(MissingEntry):  # for a person: nothing was graded
            scores = course.scores(student)
            paid[student] = sum(one.auto_score or 0 for one in scores.values())
    assert len(paid) > 0.9 * len(taught.hostile) > 30
    assert not any(paid.values()), paid
    assert taught.watched == before
