"""A student's cell, or a part of one, and what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from .cells import Cell
from .similarity import names
from .slots import Slot


class How(Enum):
    """How a cell of the lesson's was found in the student's file."""

    TEXT = "by its text, which is the released one or close to it"
    ID = "by its grade_id"
    NAMES = "by the names that it defines"
    INSIDE = "inside the cell of another answer"
    LIKENESS = "by its likeness to the stub or the solution"
    PLACE = "by its place between other cells"
    RELEASED = "not at all: it is put back as it was released"


@dataclass(frozen=True)
class Provenance:
    """Where the text of one of the lesson's cells comes from.

    Attributes
    ----------
    likeness : from 0 to 1, where it was found by that.
    inside : the grade_id of the answer in whose cell it stood.
    """

    how: How
    likeness: float = 0.0
    inside: str = ""


@dataclass(frozen=True, eq=False)
class Piece:
    """A cell of the student's, or a part of one.

    Attributes
    ----------
    claim : the slot whose grade_id the cell bears; evidence, no proof.
    slot : where the piece belongs; None for a cell of the student's own.
    found : how that is known; None where `slot` is.
    dropped : whether it has no place in the result.
    copied : whether the original stays where it is; a copy says nothing about order.
    joined : whether it was two cells.
    """

    cell: Cell
    claim: Slot | None = None
    slot: Slot | None = None
    found: Provenance | None = None
    dropped: bool = False
    copied: bool = False
    joined: bool = False

    @property
    def text(self) -> str:
        """Its source without blanks at the ends."""
        return self.cell.text

    @property
    def defines(self) -> frozenset[str]:
        """The names that it defines."""
        return self.cell.defines

    def answers(self, slot: Slot) -> bool:
        """Say whether it defines what the slot asks for, beside the stub that may be in it."""
        if not self.defines & slot.defines:
            return False
        return bool(names(self.text.replace(slot.released, "")) & slot.defines)

    @property
    def own(self) -> bool:
        """Whether it is, so far, nothing but a cell of the student's."""
        return self.slot is None and not self.dropped

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return self.cell.blank

    @property
    def is_code(self) -> bool:
        """Whether the student's cell is one of code."""
        return self.cell.kind == "code"

    @property
    def holds_code(self) -> bool:
        """Whether it is code, or a code answer that became prose."""
        claim = self.claim
        return self.is_code or (
            claim is not None and bool(claim.defines) and claim.cell.cell_type == "code"
        )

    def holding(self, source: str, **more: Any) -> "Piece":
        """Return a piece like this one with another text."""
        return replace(self, cell=replace(self.cell, source=source), **more)

    def dropped_as(self, slot: Slot) -> "Piece":
        """Return this piece as a further one for a slot, which is left out."""
        return replace(self, slot=slot, dropped=True)

    def placed(self, slot: Slot, how: How, likeness: float = 0.0) -> "Piece":
        """Return this piece in a slot."""
        return replace(self, slot=slot, found=Provenance(how, likeness))


Pieces = tuple[Piece, ...]


def exchanged(pieces: Sequence[Piece], changes: dict[Piece, Piece]) -> Pieces:
    """Return the pieces with some of them exchanged."""
    return tuple(changes.get(piece, piece) for piece in pieces) if changes else tuple(pieces)


def candidates(pieces: Sequence[Piece], slot: Slot) -> list[Piece]:
    """Return the pieces that belong to a slot and were not dropped."""
    return [piece for piece in pieces if piece.slot is slot and not piece.dropped]
