"""A notebook whose cells are all there several times: one after the other, or the whole again."""

from collections.abc import Sequence
from dataclasses import replace

from ..mended import Mend, Mended
from .cells import Cell
from .draft import Draft

FEWEST = 4  # cells; of fewer, nothing says that they are a notebook
MOST = 5  # times


def each_cell_once(draft: Draft) -> Draft:
    """Needs the file, before there are pieces. Gives it with each cell once."""
    cells = [cell for cell in draft.file.cells if not cell.blank]
    for times in range(2, MOST + 1):
        number, rest = divmod(len(cells), times)
        if rest or number < FEWEST:
            continue
        again = [cells[start : start + number] for start in range(0, len(cells), number)]
        beside = [cells[start::times] for start in range(times)]
        for copies in (again, beside):
            if all(_texts(copy) == _texts(copies[0]) for copy in copies):
                once = tuple(map(_with_claim, zip(*copies, strict=True)))
                file = replace(draft.file, cells=once)
                mended = Mended(Mend.NOTEBOOK_REPEATED, number=times)
                return replace(draft, file=file, mended=(*draft.mended, mended))
    return draft


def _texts(cells: Sequence[Cell]) -> list[tuple[str, str]]:
    return [(cell.kind, cell.text) for cell in cells]


def _with_claim(copies: Sequence[Cell]) -> Cell:
    """Return the copy that still has nbgrader's metadata, or the first."""
    return next((cell for cell in copies if cell.claimed), copies[0])
