"""A student's cell, or a part of one, and what is known of it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from .cells import Cell
from .similarity import bare, names, words
from .slots import Slot


@dataclass(eq=False)
class Piece:
    """A cell of the student's, or a part of one.

    Attributes
    ----------
    claim : the slot whose grade_id the cell bears; evidence, no proof.
    slot : where the piece belongs; None for a cell of the student's own.
    dropped : whether it has no place in the result.
    found : how it was found, where not by its grade_id.
    copied : whether the original stays where it is; a copy says nothing about order.
    """

    cell: Cell
    claim: Slot | None = None
    slot: Slot | None = None
    dropped: bool = False
    found: str = ""
    copied: bool = False

    def __post_init__(self) -> None:
        self.text = bare(self.cell.source)

    @cached_property
    def defines(self) -> frozenset[str]:
        """The names that it defines."""
        return names(self.text)

    def answers(self, slot: Slot) -> bool:
        """Say whether it defines what the slot asks for, beside the stub that may be in it."""
        if not self.defines & slot.defines:
            return False
        return bool(names(self.text.replace(slot.released, "")) & slot.defines)

    @cached_property
    def words(self) -> Counter[str]:
        """Its words and signs, counted."""
        return words(self.text)

    @property
    def own(self) -> bool:
        """Whether it is, so far, nothing but a cell of the student's."""
        return self.slot is None and not self.dropped

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text.strip()
