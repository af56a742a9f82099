"""The worked examples of docs/maintainer.md, done to a copy of the course, word for word.

Above a block stands what is to be done with it: "In `file`, …" a change, "New file `file`, …" its
text. A block of commands is run as it stands. Nothing else of an example is needed.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .lesson import ROOT

PAGE = ROOT / "docs" / "maintainer.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOLD = re.compile(r"^(In|New file) `([^`]+)`", re.MULTILINE)
COPIED = (
    *("lessons", "solutions", "notebooks", "helpers", "course", "data", "docs", "tests"),
    *("benchmarks", ".ci", "README.md", "nbgrader_config.py", "pyproject.toml", ".gitignore"),
)
BUILT = ".ipynb_checkpoints", "__pycache__"


def sections() -> dict[str, str]:
    """Return the examples by their headings, "Add …"."""
    parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts if part.startswith("Add ")}


def steps(section: str) -> list[tuple[str, str, str]]:
    """Return an example's steps in order: the kind of block, the file that it is for, its text."""
    found = []
    for block in BLOCK.finditer(section):
        told = list(TOLD.finditer(section, 0, block.start()))
        kind = {"diff": "In", "python": "New file"}.get(block[1])
        if kind:
            assert told and told[-1][1] == kind, f"no `{kind}` above\n{block[0]}"
        found.append((block[1], told[-1][2] if told else "", block[2]))
    return found


def change(file: Path, diff: str) -> None:
    """Change a file as a block says: lines with + are new, lines with - go."""
    lines = diff.splitlines(keepends=True)
    assert all(line[0] in " +-" for line in lines), diff
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file.name} has {text.count(old)} places such as\n{old}"
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def run(course: Path, command: str) -> str:
    """Run a command of the page in the copy, by this environment's Python."""
    words = shlex.split(command)
    assert words[:2] == ["uv", "run"], command
    module = {"course": ["-c", "from course.cli import app; app()"], "pytest": ["-m", "pytest"]}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, *module[words[2]], *words[3:]],
        cwd=course,
        # One process: this test may run beside others.
        env=environment | {"PYTHONPATH": str(course), "PYTEST_ADDOPTS": "-n0 -p no:cacheprovider"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Copy what a maintainer has."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(*BUILT))
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def slow_but(quick: str) -> list[object]:
    """Return the examples; those that build all lessons are too slow for the plain command."""
    return [
        name if name == quick else pytest.param(name, marks=pytest.mark.slow) for name in sections()
    ]


@pytest.mark.parametrize("name", slow_but("Add a misconception"))
def test_an_example(name: str, course: Path) -> None:
    said = []
    for kind, file, text in steps(sections()[name]):
        if kind == "diff":
            change(course / file, text)
        elif kind == "python":
            assert not (course / file).exists()
            (course / file).parent.mkdir(parents=True, exist_ok=True)
            (course / file).write_text(text, encoding="utf-8", newline="\n")
        elif kind == "sh":
            said += [run(course, line) for line in text.splitlines()]
    # pytest ends with 5, not with 0, where it finds no test; so the commands have shown something.
    assert re.search(r"\d+ passed", said[-1])


def test_there_are_three_examples() -> None:
    assert list(sections()) == ["Add a misconception", "Add an exercise", "Add a lesson"]


@pytest.mark.slow
def test_the_checks_of_the_examples_can_fail(course: Path) -> None:
    """Without the hint, the bank's new answer fails: the commands look at what was added."""
    for kind, file, text in steps(sections()["Add a misconception"]):
        if kind == "diff" and file.endswith("answers.py"):
            change(course / file, text)
        elif kind == "sh":
            with pytest.raises(AssertionError, match="first-wrong-line"):
                run(course, text.strip())
