"""A submission between two passes of `repair`."""

from dataclasses import dataclass, replace

from ..mended import Mended
from .formats import FileContents
from .pieces import Pieces
from .slots import Role, Slot


@dataclass(frozen=True)
class Draft:
    """What one pass hands to the next; a pass returns a new one.

    Attributes
    ----------
    lesson : the lesson's cells, in order.
    file : what the student's file holds.
    pieces : what became of the file's cells, in the file's order.
    mended : what had to be mended so far.
    """

    lesson: tuple[Slot, ...]
    file: FileContents
    pieces: Pieces = ()
    mended: tuple[Mended, ...] = ()

    @property
    def answers(self) -> list[Slot]:
        """The cells that a student fills in."""
        return [slot for slot in self.lesson if slot.role is Role.ANSWER]

    def after(self, pieces: Pieces, *mended: Mended) -> "Draft":
        """Return the draft with other pieces, and with what was mended by that."""
        return replace(self, pieces=pieces, mended=(*self.mended, *mended))
