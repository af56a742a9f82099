"""The lecture, `lessons/lecture/lecture.py`: a text in a lesson's format, with a slide a heading.

A mark says what the speaker says: `# %% [markdown] minutes="1.5"` begins the notes of the slide
above it, and tells how long it takes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
from nbformat import NotebookNode

from ... import derived, marks
from ...errors import LessonError
from ...opening import read_opening
from ..book.predictions import guesses_in
from . import chunks, deck

NAME = "lecture"
MINUTES = "minutes"  # the mark, and the key in a cell's metadata


def read_lecture(root: Path) -> NotebookNode | None:
    """Return the lecture of the course in `root` as a notebook; None where it has none.

    Raises LessonError for a broken marker, for notes without minutes, and where the minutes don't
    sum up to those of the first cell.
    """
    place = derived.lesson_text(root, f"00_{NAME}").parents[1] / NAME / f"{NAME}.py"
    if not place.exists():
        return None
    text, name = derived.read_text(place), place.relative_to(root).as_posix()
    lines = marks.marker_lines(text, name)
    notebook = jupytext.reads(text, fmt="py:percent")
    for number, (cell, line) in enumerate(zip(notebook.cells, lines, strict=True)):
        cell.id = f"cell-{number:02d}"
        said = cell.metadata.get(MINUTES)
        if said is not None and not re.fullmatch(r"\d+(\.\d+)?", str(said)):
            raise LessonError(f"{name}:{line}", f'write minutes as in {MINUTES}="1.5".')
    stated, total = read_opening(notebook).minutes, sum(minutes(notebook).values())
    if stated != total:
        raise LessonError(
            name, f"its first cell says {stated} minutes, and its slides' notes {total:g}."
        )
    return notebook


def minutes(notebook: NotebookNode) -> dict[str, float]:
    """Return the minutes of each slide by its title; 0 for one without notes."""
    found: dict[str, float] = {}
    title = ""
    for cell in notebook.cells:
        if head := re.match(r"##? (.+)", cell.source) if cell.cell_type == "markdown" else None:
            title = head[1]
        found[title] = found.get(title, 0) + float(cell.metadata.get(MINUTES, 0))
    return found


def lecture_deck(notebook: NotebookNode, ran: dict[str, Any]) -> str:
    """Return the slides; `ran` is what `runs.records` has of the notebook."""
    return "\n\n".join(_texts(notebook, ran, minutes(notebook)))


def _texts(notebook: NotebookNode, ran: dict[str, Any], lasts: dict[str, float]) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            guesses = guesses_in(cell, "predict")
            found = (
                deck.poll(guesses)
                if guesses
                else deck.cell_chunks(cell, ran, f"{deck.FRAMES}{NAME}/")
            )
            yield from (chunk.text for chunk in found)
        elif MINUTES in cell.metadata:
            time = float(cell.metadata[MINUTES])
            words = f"**{time:g} minute{'s' * (time != 1)}.** {cell.source}"
            yield f'<aside class="notes">\n\n{words}\n\n</aside>'
        else:
            head, _, rest = cell.source.partition("\n")
            if title := re.match(r"##? (.+)", head):
                seconds = round(60 * lasts[title[1]])
                yield f"{head}\n\n```{{revealjs-section}}\n:data-timing: {seconds}\n```"
            else:
                rest = cell.source
            yield from (chunk.text for chunk in chunks.prose_chunks(rest))
