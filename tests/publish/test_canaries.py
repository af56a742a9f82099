"""Nothing of a solution gets into an edition: canaries wherever students must not look."""

import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from course.anatomy import is_ungraded
from course.build import lessons
from course.cli import app

from ..bank import GRADED
from ..lesson import cells, read
from .editions import course_of, everything
from .interpreters import UV

MARKS = {
    "solution": r"^( *)### BEGIN SOLUTION$",
    "hidden": r"^( *)### BEGIN HIDDEN TESTS$",
    "model": r"^(# \*\*Model answer\.\*\* )",
}


def plant(text: str, lesson: str) -> tuple[str, list[str]]:
    """Put a canary into each solution, hidden test and model answer of a lesson's text."""
    canaries: list[str] = []

    def canary(kind: str) -> str:
        canaries.append(f"canary-{lesson}-{kind}-{len(canaries)}")
        return canaries[-1]

    for kind in ("solution", "hidden"):
        text = re.sub(
            MARKS[kind],
            lambda m, kind=kind: f'{m[0]}\n{m[1]}canary = "{canary(kind)}"',
            text,
            flags=re.MULTILINE,
        )
    text = re.sub(
        MARKS["model"],
        lambda m: m[0].replace(m[1], f"{m[1]}{canary('model')} "),
        text,
        flags=re.MULTILINE,
    )
    return text, canaries


def publish_with_canaries(tmp_path: Path, lesson: str | None) -> list[str]:
    """Build and publish a course whose lessons have canaries; return the canaries."""
    course = course_of(tmp_path / "course", lesson)
    planted = []
    for text in lessons(course):
        solution = read("solutions", text.parent.name)
        if is_ungraded(solution):  # it has no answers to give away
            continue
        new, canaries = plant(text.read_text(encoding="utf-8"), text.stem)
        regions = sum(cell.source.count("### BEGIN") for cell in cells(solution).values())
        assert len(canaries) == regions + len(cells(solution, grade=True, solution=True))
        text.write_text(new, encoding="utf-8", newline="\n")
        for beside in ("answers", f"test_{text.stem}"):  # the bank and the tests hold answers too
            place = text.with_name(f"{beside}.py")
            if not place.exists():  # one class has no bank of its own
                continue
            canaries.append(f"canary-{text.stem}-{beside}")
            old = place.read_text(encoding="utf-8")
            place.write_text(f"# {canaries[-1]}\n{old}", encoding="utf-8", newline="\n")
        planted += canaries
    for words in (["build"], ["publish", str(tmp_path / "out")]):
        done = CliRunner().invoke(app, [*words, "--course", str(course)])
        assert done.exit_code == 0, done.output
    return planted


@pytest.mark.parametrize(
    "lesson", [pytest.param("03_two_weights"), pytest.param(None, marks=pytest.mark.slow)]
)
def test_no_canary_leaves_the_course(tmp_path: Path, lesson: str | None) -> None:
    planted = publish_with_canaries(tmp_path, lesson)
    out, built = tmp_path / "out", tmp_path / "built"
    command = [UV, "build", "--quiet", "--out-dir", str(built), str(out)]
    subprocess.run(command, check=True, cwd=tmp_path)
    [wheel], [_] = built.glob("*.whl"), built.glob("*.tar.gz")
    found = {name: content.decode("utf-8", "replace") for name, content in everything(tmp_path)}
    # They are in the course, so this search does find them.
    rooms = ("course/solutions/", "course/lessons/")
    ours = [text for name, text in found.items() if name.startswith(rooms)]
    assert all(any(canary in text for text in ours) for canary in planted)
    notebooks = len([lesson] if lesson else GRADED)
    shown = {name: text for name, text in found.items() if not name.startswith("course/")}
    assert sum("!archive!helpers/__init__.py" in name for name in shown) >= 2 * notebooks
    for name, text in shown.items():
        leaked = [canary for canary in planted if canary in text]
        assert not leaked, f"{leaked} in {name}"
        path = name.rpartition("!")[2]
        assert not re.match(r"([^\s/]+-0\.1\.0[^\s/]*/)?(course|tests|solutions|lessons)/", path), (
            name
        )
    names = [n.partition("!")[2] for n in shown if n.startswith(f"built/{wheel.name}!")]
    tops = {name.partition("/")[0].partition("-")[0] for name in names}
    assert tops == {"helpers", "data", "downhill"}
