"""What of this Python is in the sandbox: all that it needs, and nothing that lies beside it."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.run import bubblewrap, isolation, python

from ..lesson import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
LOOK = """
import sys
sys.path.insert(0, {root!r})
from course.grading.run import python
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
assert sys.prefix == {prefix!r} and python.links([])
with Warm() as warm:
    session = ChildSession(warm)
    done = session.execute({cell!r})
    session.close()
print(done.error, *(text for _, text in done.output))
"""
CELL = """
import os, sys, numpy, matplotlib.pyplot, pandas, helpers
found = [name for top in {places!r} for _, folders, files in os.walk(top) for name in files]
print([name for name in found if name == "secret.ipynb"], sys.prefix, sorted(os.listdir({home!r})))
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A home in which Python is a link in `~/bin`, and a course lies."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="downhill-home-") as folder:
        place = Path(folder).resolve()
        for room in ("bin", "course/solutions", "course/gradebook"):
            (place / room).mkdir(parents=True)
        (place / "course/solutions/secret.ipynb").write_text("secret", encoding="utf-8")
        (place / "bin/python3").symlink_to(os.path.realpath(sys.executable))
        place.chmod(0o755)
        yield place


@pytest.mark.parametrize("inside", ["", "course/"])
def test_a_python_in_the_home_does_not_show_the_home(home: Path, inside: str) -> None:
    """As in an environment that was made with it, in the home or in the course itself."""
    made = home / inside / "venv"
    words = [str(home / "bin/python3"), "-m", "venv", "--symlinks", "--without-pip", str(made)]
    subprocess.run(words, check=True, timeout=120)
    (packages,) = (made / "lib").glob("python3*/site-packages")
    elsewhere = "\n".join(map(str, python.packages()))
    (packages / "more.pth").write_text(f"{elsewhere}\n", encoding="utf-8")
    cell = CELL.format(places=[str(home), "/course", "/grader"], home=str(home))
    program = LOOK.format(root=str(ROOT), prefix=str(made), cell=cell)
    done = subprocess.run(
        [str(made / "bin/python3"), "-c", program],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    shown = {"bin", "course" if inside else "venv"}
    assert done.stdout.strip() == f"None [] {made} {sorted(shown)}"


def test_what_lies_in_a_folder_that_is_shown_is_refused(tmp_path: Path) -> None:
    bubblewrap.check_sandbox(tmp_path)
    for place in (Path("/usr/src/app"), python.packages()[0] / "mine", python.packages()[0]):
        with pytest.raises(CourseError, match="Move it somewhere else"):
            isolation.check_isolation(isolation.Mode.BUBBLEWRAP, tmp_path, place)
    link = tmp_path / "link"
    link.symlink_to("/usr")
    with pytest.raises(CourseError, match="Move it somewhere else"):
        bubblewrap.check_sandbox(link / "src")


def test_nothing_of_this_python_holds_the_course() -> None:
    for place in python.python_paths(bubblewrap.SYSTEM):
        assert not ROOT.is_relative_to(place) and not Path.home().is_relative_to(place)
