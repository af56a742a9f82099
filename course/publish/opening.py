"""What a lesson's first cell says of it, for a list of lessons."""

import re
from typing import NamedTuple

from nbformat import NotebookNode


class Opening(NamedTuple):
    """The words of a first cell; `title` is such as "05 · XOR"."""

    title: str
    question: str
    minutes: str


def opening(notebook: NotebookNode) -> Opening:
    """Return what the first cell says. Every lesson says it: a build looks."""
    first = notebook.cells[0].source
    title = re.search(r"^# (.+)$", first, re.M)
    question = re.search(r"\*\*The question\.\*\* (.+)", first)
    minutes = re.search(r"(\d+) minutes", first)
    assert title and question and minutes
    return Opening(title[1], question[1], minutes[1])
