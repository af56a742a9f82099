"""The worked examples of docs/instructor.md, "Make it yours", done word for word to a copy."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .lesson import ROOT
from .test_build import course_copy
from .test_maintainer_page import change, run, steps

PAGE = ROOT / "docs" / "instructor.md"
LESSONS = "01_derivatives", "02_chain_rule", "03_two_weights", "04_three_weights"
PAPERS = (
    *("course.toml", "pyproject.toml", "environment.yml", "LICENSE", "LICENSE-TEXT", "helpers"),
    *("data", "docs"),
)


def sections() -> dict[str, str]:
    """Return the examples by their headings."""
    text = PAGE.read_text(encoding="utf-8")
    part = text.partition("\n## Make it yours\n")[2].partition("\n## ")[0]
    return {one.partition("\n")[0]: one for one in part.split("\n### ")[1:]}


def lesson(course: Path) -> str:
    return (course / "lessons/03_two_weights/two_weights.py").read_text(encoding="utf-8")


def built(course: Path) -> str:
    return (course / "notebooks/03_two_weights/two_weights.ipynb").read_text(encoding="utf-8")


def edition(course: Path, file: str = "README.md") -> str:
    return (course.parent / "downhill-students" / file).read_text(encoding="utf-8")


def given(course: Path) -> list[str]:
    return sorted(p.name for p in (course.parent / "downhill-students" / "notebooks").iterdir())


CAME: dict[str, Callable[[Path], bool]] = {
    "Name, contact and due dates": lambda course: (
        edition(course).startswith("# Neural networks by hand\n")
        and "Questions: Jo Weber, jo.weber@example.org" in edition(course)
        and "| 21 November 2026, 23:59 (Europe/Zurich) |" in edition(course)
        and edition(course, "docs/student.md").endswith("jo.weber@example.org\n")
    ),
    "Fewer lessons": lambda course: given(course) == ["01_derivatives", "03_two_weights"],
    "A lesson a week": lambda course: given(course) == [*LESSONS[:3]],
    "Remove an exercise": lambda course: (
        "· 11 points ·" in lesson(course)
        and "· 11 points ·" in built(course)
        and "checks.step" not in built(course)
        and '\\"step\\"' not in built(course)
    ),
    "Other points": lambda course: (
        "· 15 points ·" in lesson(course)
        and "**Exercise `gradients` · 5 points.**" in lesson(course)
        and "· 15 points ·" in built(course)
    ),
    "A rule that your lessons need not keep": lambda course: "About 90 minutes" in built(course),
    "Another language": lambda course: (
        "## Rückblick" in built(course)
        and "## Abgeben" in built(course)
        and "**Exercise `forward` · 1 point.**" in built(course)
    ),
}


def test_every_example_is_looked_at() -> None:
    assert list(sections()) == list(CAME)


QUICK = "Other points"


@pytest.mark.parametrize(
    "name", [QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in CAME if name != QUICK)]
)
def test_an_example(name: str, tmp_path: Path) -> None:
    publishes = "course publish" in sections()[name]
    course = course_copy(tmp_path / "course", *(LESSONS if publishes else LESSONS[2:3]))
    for paper in PAPERS if publishes else PAPERS[:1]:
        copy = shutil.copytree if (ROOT / paper).is_dir() else shutil.copy
        copy(ROOT / paper, course / paper)
    for kind, file, text in steps(sections()[name]):
        if kind == "diff":
            change(course / file, text)
        elif kind == "sh":
            for line in text.splitlines():
                run(course, line)
    assert CAME[name](course)


def test_the_table_names_every_key() -> None:
    from course.course_file import CourseFile

    rows = re.findall(r"^\| (`.+?`) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    keys = {key.strip("`[]") for row in rows for key in row.split(", ")}
    assert set(CourseFile.__dataclass_fields__) <= keys
