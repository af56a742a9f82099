"""The commands of docs/recipes, page by page, in a copy of the course, on what came from there."""

import re
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from .lesson import ROOT
from .sample_class.course import Course
from .sample_class.students import answered, right_answers
from .test_build import course_copy
from .test_instructor_page import PAPERS

PAGES = sorted(place.stem for place in (ROOT / "docs" / "recipes").glob("*.md"))
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NEEDED = ("01_derivatives", "02_chain_rule", "03_two_weights", "00_one_class")
ROSTER = (
    "id,First name,Last name,Email address,ID,SIS Login ID\n"
    "jdoe,Jo,Doe,jdoe@uni.edu,11,jdoe\nada,Ada,Lovelace,ada@uni.edu,22,ada\n"
)
TIME = "2026-11-20 10:00:00.000000 UTC"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Two weights (4711)\n"
    '"Doe, Jo",11,s11,jdoe,A,\n"Lovelace, Ada",22,s22,ada,A,\n'
)
DELIVERED: dict[str, tuple[str, str]] = {
    "45_minutes": (
        "Jo Doe_7_assignsubmission_file/{}.ipynb",
        "Ada Lovelace_8_assignsubmission_file/{}.ipynb",
    ),
    "moodle": (
        "Jo Doe_7_assignsubmission_file/{}.ipynb",
        "Ada Lovelace_8_assignsubmission_file/{}.ipynb",
    ),
    "canvas": ("doejo_11_901_{}.ipynb", "lovelaceada_22_902_{}.ipynb"),
    "google_classroom": ("Jo Doe - {}.ipynb", "Ada Lovelace - {}.ipynb"),
    "weekly_release": ("jdoe.ipynb", "ada.ipynb"),
}

GRADED = {"45_minutes": "00_one_class", "weekly_release": "01_derivatives"}


def commands(page: str) -> list[str]:
    text = (ROOT / "docs" / "recipes" / f"{page}.md").read_text(encoding="utf-8")
    return [line.strip() for block in BLOCK.findall(text) for line in block.splitlines()]


def handed_in(lesson: str) -> str:
    return nbformat.writes(answered(lesson, right_answers(lesson))) + "\n"


def deliver(course: Course, page: str) -> None:
    """Put what the place of a recipe delivers into the course's folder."""
    (course.folder / "gradebook").mkdir(exist_ok=True)
    roster = CANVAS if page == "canvas" else ROSTER
    (course.folder / "gradebook" / "roster.csv").write_text(roster, encoding="utf-8")
    if page in DELIVERED:
        lesson = GRADED.get(page, "03_two_weights")
        with zipfile.ZipFile(course.folder / "downloads.zip", "w") as archive:
            for name in DELIVERED[page]:
                archive.writestr(name.format(lesson[3:]), handed_in(lesson))
    if page == "jupyterhub":
        exchange = course.folder / "exchange"
        inbound = exchange / "downhill" / "inbound"
        with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write(f"\nc.Exchange.root = {str(exchange)!r}\n")
        for student in ("jdoe", "ada"):
            folder = inbound / f"{student}+03_two_weights+{TIME}+random"
            folder.mkdir(parents=True)
            (folder / "two_weights.ipynb").write_text(handed_in("03_two_weights"), encoding="utf-8")
            (folder / "timestamp.txt").write_text(TIME, encoding="utf-8")
            (folder / "submission_secret.txt").write_text(f"of {student}", encoding="utf-8")
        (exchange / "downhill" / "outbound").mkdir()
        (exchange / "downhill" / "feedback").mkdir()
        for place in (exchange, *exchange.rglob("*")):
            place.chmod(0o2777 if place.is_dir() else 0o644)


def has_scores(course: Path, lesson: str = "03_two_weights", lms: str = "scores") -> bool:
    lines = (course / "gradebook/reports" / f"{lesson}_{lms}.csv").read_text(encoding="utf-8")
    return all(one in lines for one in ("Doe", "Lovelace"))


def given(course: Path, file: str) -> bool:
    return (course.parent / "downhill-students" / file).exists()


def feedback(course: Path, system: str) -> bool:
    place = course / "gradebook/reports" / f"03_two_weights_feedback_{system}.zip"
    return len(zipfile.ZipFile(place).namelist()) == 2


CAME: dict[str, Callable[[Path], bool]] = {
    "45_minutes": lambda course: (
        given(course, "notebooks/00_one_class/one_class.ipynb")
        and has_scores(course, "00_one_class", lms="moodle")
    ),
    # Both scores are provisional: nobody has read the written answers.
    "canvas": lambda course: feedback(course, "canvas") and not has_scores(course, lms="canvas"),
    "google_classroom": lambda course: (
        given(course, "colab/03_two_weights.ipynb")
        and has_scores(course)
        and feedback(course, "folders")
    ),
    "gradescope": lambda course: "run_autograder" in zipfile.ZipFile(course / "out.zip").namelist(),
    "jupyterhub": lambda course: (
        has_scores(course) and any((course / "exchange/downhill/feedback").rglob("*.html"))
    ),
    "moodle": lambda course: feedback(course, "moodle") and not has_scores(course, lms="moodle"),
    "pdf": lambda course: (course.parent / "paper/two_weights.pdf").read_bytes()[:4] == b"%PDF",
    "weekly_release": lambda course: (
        given(course, "notebooks/02_chain_rule/chain_rule.ipynb")
        and has_scores(course, "01_derivatives")
    ),
}


def test_every_page_is_tried_and_says_what_was_not() -> None:
    assert {*CAME, "README"} == set(PAGES)
    for page in CAME:
        text = (ROOT / "docs" / "recipes" / f"{page}.md").read_text(encoding="utf-8")
        assert commands(page) and "**Not tried here:** " in text, page


@pytest.mark.slow
@pytest.mark.parametrize("page", CAME)
def test_the_commands_of_a_page(page: str, tmp_path: Path) -> None:
    if page == "pdf" and not shutil.which("chromium"):
        pytest.skip("Chromium is not installed")
    folder = course_copy(tmp_path / "course", *NEEDED)
    for paper in PAPERS:
        copy = shutil.copytree if (ROOT / paper).is_dir() else shutil.copy
        copy(ROOT / paper, folder / paper)
    course = Course(folder, "03_two_weights")
    deliver(course, page)
    for line in commands(page):
        do(course, line)
    assert CAME[page](folder), page


def do(course: Course, line: str) -> None:
    """Run a command of a page in the course's folder."""
    words = shlex.split(line)
    if words[0] == "chromium":
        subprocess.run(
            [*words, "--no-sandbox"],
            cwd=course.folder,
            check=True,
            capture_output=True,
            timeout=120,
        )
        return
    assert words[:2] == ["uv", "run"], line
    if words[2] == "course":
        course.command(*words[3:])
        return
    module = {"nbgrader": "nbgrader", "jupyter": "jupyter"}[words[2]]
    done = course._run("-m", module, *words[3:])
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
