"""Every `course` command of the instructor's pages is one that the command line understands."""

import re
import shlex

import pytest
import typer

from course.cli import app

from .lesson import ROOT

PAGES = [ROOT / "docs" / "instructor.md", *sorted((ROOT / "docs" / "recipes").glob("*.md"))]
BLOCK = re.compile(r"^ *```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
COMMANDS = [
    line.strip()
    for page in PAGES
    for block in BLOCK.findall(page.read_text(encoding="utf-8"))
    for line in block.splitlines()
    if line.strip().startswith("uv run course ")
]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page_is_understood(line: str) -> None:
    name, *words = shlex.split(line, comments=True)[3:]
    group = typer.main.get_command(app)
    command = group.get_command(typer.Context(group), name)  # type: ignore[attr-defined]
    assert command, f"no command {name}"
    command.make_context(name, words)  # raises UsageError for words that it does not know


def test_the_page_has_commands_of_each_kind() -> None:
    kinds = {line.split()[3] for line in COMMANDS}
    assert {"publish", "grade", "report", "grade-one"} <= kinds
