"""One cell of a student's file, of which any part may be of any type.

What is read of a cell is its kind, its source, its attachments and what nbgrader's metadata claim.
Outputs, ids and all other metadata, the name and user id that Colab adds among them, stay behind.
"""

from dataclasses import dataclass, field
from typing import Any

from .loading import NotRepairable


@dataclass(frozen=True)
class Cell:
    """A cell as it is in the student's file; nothing that it claims is believed yet."""

    kind: str
    source: str
    claims: dict[str, Any] = field(default_factory=dict)
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


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
    claims = mapping(mapping(cell.get("metadata")).get("nbgrader"))
    source = _sound(source).replace("\r\n", "\n").replace("\r", "\n")
    return Cell(kind, source, claims, attached)


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
