"""One cell of a student's file, of which any part may be of any type.

What is read of a cell is its kind, its source, its attachments and what nbgrader's metadata claim.
Outputs, ids and all other metadata, the name and user id that Colab adds among them, stay behind.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..cell_metadata import checksum
from .loading import NotRepairable
from .similarity import bare, names, word_counts

NAME = re.compile(r"[A-Za-z0-9_-]{1,56}")


@dataclass(frozen=True)
class Cell:
    """A cell as it is in the student's file; nothing that it claims is believed yet."""

    kind: str
    source: str
    metadata: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def claimed(self) -> str:
        """The grade_id that it claims to have, "" where that can't be one."""
        name = self.metadata.get("grade_id")
        return name if isinstance(name, str) and NAME.fullmatch(name) else ""

    def given_out(self, *texts: str) -> bool:
        """Say whether a release, whichever it was, had this cell with one of these texts.

        So says the checksum that nbgrader left in the cell. Who forges it gets another sentence,
        and no other score.
        """
        cell = {"cell_type": self.kind, "metadata": {"nbgrader": self.metadata}}
        try:
            return self.metadata.get("checksum") in {checksum(cell, text) for text in texts}
        except (KeyError, TypeError, ValueError, OverflowError):
            return False

    @cached_property
    def text(self) -> str:
        """Its source without blanks at the ends."""
        return bare(self.source)

    @cached_property
    def defines(self) -> frozenset[str]:
        """The names that it defines."""
        return names(self.text)

    @cached_property
    def words(self) -> Counter[str]:
        """Its words and signs, counted."""
        return word_counts(self.text)

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text.strip()


def student_cell(raw: object, number: int) -> Cell:
    """Return the cell. Raises NotRepairable, with its number, where it has no text."""
    cell = mapping(raw)
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    kind = cell.get("cell_type")
    if not isinstance(source, str) or not isinstance(kind, str):
        raise NotRepairable(f"Cell {number} of the file has no readable source.")
    if kind == "heading":  # of format 3
        kind, source = "markdown", f"# {source}"
    attached = {
        _sound(name): {_sound(mime): _sound(data) for mime, data in kinds.items() if _text(data)}
        for name, kinds in mapping(cell.get("attachments")).items()
        if isinstance(kinds, dict)
    }
    kind = kind if kind in ("code", "markdown", "raw") else "markdown"
    metadata = mapping(mapping(cell.get("metadata")).get("nbgrader"))
    source = _sound(source).replace("\r\n", "\n").replace("\r", "\n")
    return Cell(kind, source, metadata, attached)


def mapping(value: object) -> dict[str, Any]:
    """Return a dictionary as it is, and an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def each(value: object, kind: type, what: str) -> list[Any]:
    """Return a list of one kind. Raises NotRepairable where it is none."""
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        raise NotRepairable(f"The file is no notebook: its {what} are no list of {what}.")
    return value


def _text(value: object) -> bool:
    return isinstance(value, str)


def _sound(text: str) -> str:
    """Return the text without halves of characters, which no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
