"""The autograder for Gradescope, in a stand-in for its container."""

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from course.cli import app
from course.errors import CourseError
from course.grading.gradescope import handed_in
from course.grading.parcels import Mode
from course.grading.run.isolation import check_isolation
from course.grading.run.sandbox.ending import kill_account
from course.grading.run.sandbox.memory import too_much
from course.publish.gradescope import publish_autograder

from ..lesson import ROOT, read
from ..own_courses.build import Shape
from ..own_courses.graded import Both
from ..own_courses.shapes import FILES, REACHING
from ..sample_class.students import TYPICAL, right_answers
from .container_stand_in import StandIn
from .runs import LESSON

OWN = "two_weights.ipynb"
RIGHT = right_answers(LESSON)
needs_root = pytest.mark.skipif(
    os.geteuid() != 0 or not shutil.which("bwrap"),
    reason="only root has accounts to give, and bubblewrap makes the stand-in",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the zip by the command."""
    place = tmp_path_factory.mktemp("published") / "out.zip"
    done = CliRunner().invoke(
        app, ["publish", "--gradescope", LESSON, str(place), "--course", str(ROOT)]
    )
    assert done.exit_code == 0, done.output
    assert "hidden tests" in done.output
    return place


@pytest.fixture
def stand_in(archive: Path) -> Iterator[StandIn]:
    """Make it where every account may look; a test's own folder is for its user only."""
    place = Path("/var/tmp") / f"autograder-{os.getpid()}"
    shutil.rmtree(place, ignore_errors=True)
    yield StandIn.of(place, archive)
    shutil.rmtree(place)


def hand_in(stand_in: StandIn, answers: dict[str, str], name: str = OWN) -> None:
    """Hand in the lesson with these answers."""
    notebook = read("notebooks", LESSON)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    nbformat.write(notebook, stand_in.folder / "submission" / name)


def test_the_zip_is_as_gradescope_asks(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        assert {"setup.sh", "run_autograder", "lesson.json", "requirements.txt"} <= {*names}
        for script in ("setup.sh", "run_autograder"):
            assert packed.getinfo(script).external_attr >> 16 & 0o111
            assert packed.read(script).startswith(b"#!/usr/bin/env bash\n")
            subprocess.run(["bash", "-n"], input=packed.read(script), check=True)
    assert not any(name.startswith(("solutions", "lessons", "gradebook")) for name in names)


ONLY = """
import json, re, sys
from importlib import metadata
from importlib.machinery import PathFinder

def plain(name):
    return re.sub("[-_.]+", "-", name).lower()

todo, installed = [plain(name) for name in json.loads(sys.argv[1])], set()
while todo:
    name = todo.pop()
    if name in installed:
        continue
    installed.add(name)
    try:
        needs = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of another system
        continue
    todo += [plain(re.match("[A-Za-z0-9._-]+", one)[0]) for one in needs if "extra ==" not in one]
owners = metadata.packages_distributions()

installed.add("downhill")

class Installed(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        there = path or name not in owners or installed & {*map(plain, owners[name])}
        return super().find_spec(name, path, target) if there else None

sys.meta_path[sys.meta_path.index(PathFinder)] = Installed
import course.grading.gradescope
from course.grading.workers import preload
from course.grading.run.sandbox import zygote
from course.grading.run.sandbox.output import Sink
from course.grading.run.sandbox.warm import warmed
warmed(Sink(10))
"""


def test_what_is_installed_is_enough(archive: Path) -> None:
    """Import all of it as if nothing else were there."""
    with zipfile.ZipFile(archive) as packed:
        lines = packed.read("requirements.txt").decode("utf-8").split()
    wanted = json.dumps([line.partition("==")[0] for line in lines])
    done = subprocess.run(
        [sys.executable, "-c", ONLY, wanted], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


def test_an_unknown_lesson_and_another_ending_are_told(tmp_path: Path) -> None:
    for words, said in (
        (["99_none", str(tmp_path / "a.zip")], "There is no lesson 99_none"),
        ([LESSON, str(tmp_path / "a.tar")], "Gradescope takes a zip"),
    ):
        done = CliRunner().invoke(app, ["publish", "--gradescope", *words, "--course", str(ROOT)])
        assert done.exit_code == 1 and said in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("shape", "says"),
    [(REACHING, "is a notebook of your own"), (FILES, "has 2 notebooks, and this command takes")],
    ids=lambda given: getattr(given, "name", ""),
)
def test_somebodys_own_notebooks_are_refused_in_a_sentence(
    shape: Shape, says: str, tmp_path: Path
) -> None:
    course, out = Both.of(tmp_path, shape).ours.folder, tmp_path / "out.zip"
    with pytest.raises(CourseError, match=says) as refused:
        publish_autograder(course, shape.name, out)
    assert "use `course grade`" in str(refused.value).lower()
    assert not out.exists()


@needs_root
@pytest.mark.slow
def test_a_submission_gets_its_points(stand_in: StandIn) -> None:
    hand_in(stand_in, {**TYPICAL, "lower_loss": "In my words."})
    found = stand_in.results()
    assert found.keys() == {"output", "stdout_visibility", "tests"}
    for test in found["tests"]:
        assert test.keys() == {"name", "score", "max_score", "output", "visibility"}
    points = {test["name"]: test["score"] for test in found["tests"]}
    assert points["Exercise forward"] == 1 and points["Exercise gradients"] == 0
    assert sum(test["max_score"] for test in found["tests"]) == 11
    assert "A person reads lower_loss: up to 2 more points." in found["output"]


ATTACK = """
import glob, os, signal, socket
def tried(what):
    try:
        return what()
    except BaseException as error:
        return type(error).__name__
def write(place):
    with open(place, "w") as file:
        return file.write("{}")
def read(place):
    with open(place, "rb") as file:
        return file.read(1)
own = os.getpid()
others = [int(p[6:]) for p in glob.glob("/proc/[0-9]*") if int(p[6:]) != own]
print("uid", os.getuid() > 60000, os.getgroups())
for place in ("results/results.json", "results/x", "source/lesson.json", "run_autograder"):
    print("write", place, tried(lambda: write("/autograder/" + place)))
for place in ("source/lesson.json", "results", "submission/two_weights.ipynb"):
    print("read", place, tried(lambda: read("/autograder/" + place)))
print("list", tried(lambda: os.listdir("/autograder/results")))
print("kill", {tried(lambda: os.kill(pid, 0)) for pid in others})
print("mem", {tried(lambda: read(f"/proc/{pid}/environ")) for pid in others})
print("net", tried(lambda: socket.socket()), tried(lambda: socket.socket(socket.AF_INET6)))
print("root", tried(lambda: os.setuid(0)))
pid = os.fork()
if pid == 0:
    os.setsid()
    while True:
        signal.pause()
def forward(x, w1, w2):
    return w1 * x, w2 * w1 * x
"""
DENIED = """
uid True []
write results/results.json PermissionError
write results/x PermissionError
write source/lesson.json PermissionError
write run_autograder PermissionError
read source/lesson.json PermissionError
read results PermissionError
read submission/two_weights.ipynb PermissionError
list PermissionError
kill {'PermissionError'}
mem {'PermissionError'}
net OSError OSError
root PermissionError
"""


@needs_root
@pytest.mark.slow
def test_students_code_is_kept_from_it(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    # The code tells by its error what it found; a check passes only where nothing could be done.
    told = f"assert said == {DENIED.strip().splitlines()!r}, said\npid = os.fork()"
    spy = "said = []\ndef print(*words):\n    said.append(' '.join(map(str, words)))\n"
    attack = spy + ATTACK.replace("pid = os.fork()", told)
    hand_in(stand_in, {**RIGHT, "forward": attack})
    found = stand_in.results()
    assert found["tests"][0]["score"] == 1, found["tests"][0]
    assert sum(test["score"] for test in found["tests"]) == 11


@needs_root
@pytest.mark.slow
def test_a_file_that_cannot_be_graded_is_told(stand_in: StandIn) -> None:
    (stand_in.folder / "submission" / OWN).write_text("<html>", encoding="utf-8")
    found = stand_in.results()
    assert found["score"] == 0 and "Not graded, and the 0 is no grade." in found["output"]


@needs_root
def test_all_of_an_account_is_counted_and_killed() -> None:
    uid = 65_432
    assert not too_much(0, uid)
    with subprocess.Popen(
        ["sh", "-c", "setsid sleep 99 & setsid sh -c 'sleep 99' & echo; sleep 99"],
        user=uid,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        assert too_much(0, uid)
        kill_account(uid)
        assert process.wait(20) == -signal.SIGKILL
    assert not too_much(0, uid)


def test_only_root_has_accounts_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(CourseError, match="start this as root"):
        check_isolation(Mode.ACCOUNT)


STUB = """#!/bin/sh
echo "$(basename "$0") $*" >> /autograder/told
mkdir -p /autograder/python
"""


@needs_root
def test_set_up_installs_what_was_here(stand_in: StandIn) -> None:
    """Programs that need the internet are stubs, which note what they were asked for."""
    stubs = stand_in.folder / "stubs"
    stubs.mkdir()
    for name in ("apt-get", "curl", "uv"):
        (stubs / name).write_text(STUB, encoding="utf-8")
        (stubs / name).chmod(0o755)
    (stand_in.folder / "environment").unlink()
    (stand_in.folder / "environment").mkdir()
    script = stand_in.folder / "source" / "setup.sh"
    script.chmod(0o755)
    done = stand_in.run("source/setup.sh")
    assert done.returncode == 0, done.stdout
    told = (stand_in.folder / "told").read_text(encoding="utf-8")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"uv venv --managed-python --python {version} /autograder/environment\n" in told
    assert " -r requirements.txt\n" in told
    assert (stand_in.folder / "source" / "lesson.json").stat().st_mode & 0o777 == 0o600


def test_one_notebook_is_found(tmp_path: Path) -> None:
    assert handed_in(tmp_path, "two_weights") == (
        None,
        "There is none. Hand in one notebook, two_weights.ipynb.",
    )
    secret = tmp_path / "secret"
    secret.touch()
    folder = tmp_path / "submission"
    (folder / ".ipynb_checkpoints").mkdir(parents=True)
    (folder / ".ipynb_checkpoints" / OWN).touch()
    (folder / OWN).symlink_to(secret)
    assert handed_in(folder, "two_weights")[0] is None
    (folder / "mine.ipynb").touch()
    assert handed_in(folder, "two_weights")[0] == folder / "mine.ipynb"
    (folder / "other.ipynb").touch()
    assert "There are 2: mine.ipynb, other.ipynb." in handed_in(folder, "two_weights")[1]
    (folder / OWN).unlink()
    (folder / OWN).touch()
    assert handed_in(folder, "two_weights")[0] == folder / OWN
