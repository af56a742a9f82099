"""What a lesson's first cell says of it, read by its form: the words may be of any language."""

import re
from typing import NamedTuple

from nbformat import NotebookNode

TITLE = re.compile(r"^# (.+)$", re.M)
QUESTION = re.compile(r"^\*\*[^*\n]+\*\* (.+)", re.M)  # **The question.** Which weight is to blame?
AIMS = re.compile(r"^\*\*[^*\n]+\*\*\n+- ", re.M)
# About 70 minutes · 13 points · You need lessons 01 and 02.
FACTS = re.compile(
    r"^(?!#)[^\d\n·]*(?P<minutes>\d+) *[^\W\d][^·\n]* · (?P<rest>(?:(?P<points>\d+) *[^\W\d])?.*)$",
    re.M,
)


class Opening(NamedTuple):
    """What a first cell says; `title` is such as "05 · XOR". What it lacks is "" or None."""

    title: str
    question: str
    aims: bool
    minutes: int | None
    points: int | None
    rest: str  # what stands behind the minutes


def read_opening(notebook: NotebookNode) -> Opening:
    """Return what the first cell says."""
    first = notebook.cells[0].source
    title, question, facts = (one.search(first) for one in (TITLE, QUESTION, FACTS))
    points = facts["points"] if facts else None
    return Opening(
        title=title[1] if title else "",
        question=question[1] if question else "",
        aims=bool(AIMS.search(first)),
        minutes=int(facts["minutes"]) if facts else None,
        points=int(points) if points else None,
        rest=facts["rest"] if facts else "",
    )
