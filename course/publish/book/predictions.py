"""Predictions of a lesson: what can be chosen, and where the part that waits for it ends."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from nbformat import NotebookNode

from ... import parts
from ...grading.cell_metadata import grade_id, is_answer

LITERAL = r'(?:"[^"]*"|-?\d+(?:\.\d+)?(?:e-?\d+)?)'
# error_guess = ...  # "smaller" or "larger"
GUESS = re.compile(r"(?P<name>\w+) = \.\.\.(?:  # (?P<choices>.+))?")
CHOICES = re.compile(rf"{LITERAL}(?:(?:, | \w+ ){LITERAL})+")
HEADING = re.compile(r"^#{2,3} ", re.M)


@dataclass(frozen=True)
class Guess:
    """A name that waits for a reader's guess, and its options; without options it is a number."""

    name: str
    options: tuple[str, ...]


def guesses_in(cell: NotebookNode, part: str) -> list[Guess]:
    """Return what is to be guessed in a cell that does nothing but wait for that; [] for others.

    A cell of points counts only in the part "predict" and with options: elsewhere its answer is to
    be worked out.
    """
    if cell.cell_type != "code":
        return []
    matches = [GUESS.fullmatch(line) for line in cell.source.splitlines() if line.strip()]
    found = [Guess(m["name"], _options(m["choices"] or "")) for m in matches if m]
    chosen = part == "predict" and all(guess.options for guess in found)
    return found if all(matches) and (chosen or not grade_id(cell)) else []


def _options(comment: str) -> tuple[str, ...]:
    """Return the options that a comment lists; none for such as `a number from 0 to 200`."""
    listed = CHOICES.match(comment)
    return tuple(one.strip('"') for one in re.findall(LITERAL, listed[0])) if listed else ()


def end_of_reveal(cell: NotebookNode, exercises: Collection[str]) -> int | None:
    """Return the place in a cell's text where a reveal ends; None where it goes on.

    It ends where a part of the lesson begins, or with a bold line that names an exercise.
    """
    if cell.cell_type != "markdown":
        return 0 if is_answer(cell) else None
    ends = [told_exercise(cell.source, exercises)]
    if parts.begun_parts(cell):
        ends.append(HEADING.search(cell.source))
    return min((end.start() for end in ends if end), default=None)


def told_exercise(text: str, exercises: Collection[str]) -> re.Match[str] | None:
    """Return where a text begins to tell an exercise: a bold line that names it."""
    names = "|".join(map(re.escape, exercises)) or "(?!)"
    return re.search(rf"^\*\*[^*\n]*`(?:{names})`", text, re.M)
