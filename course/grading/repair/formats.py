"""The cells in a student's file: notebook formats 2 to 4, a file cut short, a Python script."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from ..mended import Mend, Mended
from . import conflicts, scripts
from .cells import Cell, each, mapping, student_cell
from .loading import NotRepairable, decoded

MAX_CELLS = 2_000
MAX_TEXT = 1_000_000  # characters of source; a lesson has 50,000
CELLS = re.compile(r'"cells"\s*:\s*\[')
TORN = re.compile(r"^return\b", re.MULTILINE)
YIELD = re.compile(r"^[ \t]*yield\b", re.MULTILINE)
BETWEEN = re.compile(r"[ \t\r\n,]*")


@dataclass(frozen=True)
class FileContents:
    """What a file holds.

    Attributes
    ----------
    mended : what had to be mended to read it.
    cut : whether cells may be missing at the end.
    lossy : whether letters were lost: unreadable bytes became U+FFFD, unknown letters "?".
    """

    cells: tuple[Cell, ...]
    mended: tuple[Mended, ...] = ()
    cut: bool = False
    lossy: bool = False
    language: str = ""


def read_notebook(content: bytes) -> FileContents:
    """Return the file's cells. Raises NotRepairable where there are none to be had."""
    text = decoded(content)
    file = _of_text(text.text.lstrip())
    if len(file.cells) > MAX_CELLS:
        raise NotRepairable(f"The notebook has {len(file.cells):,} cells.")
    if sum(len(cell.source) for cell in file.cells) > MAX_TEXT:
        raise NotRepairable(f"The notebook's cells hold more than {MAX_TEXT:,} characters.")
    return replace(file, mended=(*text.mended, *file.mended), lossy=text.lossy)


def _of_text(text: str) -> FileContents:
    if conflicts.has_markers(text) and (text.startswith(("{", "<")) or scripts.is_script(text)):
        return _without_conflicts(text)
    if text.startswith("{"):
        return _parsed(text)
    if text.startswith("<"):
        raise NotRepairable("The file is a web page saved as .ipynb; ask for the notebook itself.")
    if not scripts.is_script(text):
        raise NotRepairable("The file is text and no notebook; ask for the notebook itself.")
    found = tuple(Cell(kind, source) for kind, source in scripts.cells(text))
    if any(_torn(cell) for cell in found):
        raise NotRepairable("A function in the file was torn apart; ask for the notebook.")
    return FileContents(found, (Mended(Mend.SCRIPT),))


def _without_conflicts(text: str) -> FileContents:
    """Read a file with git's markers where they are beside the cells: counts, outputs, ids."""
    both = conflicts.versions(text)
    why = "The file has unresolved git conflict markers"
    if both is None:
        raise NotRepairable(f"{why}, and some of them are gone; ask for it without them.")
    try:
        first, second = (_of_text(version.lstrip()) for version in both)
    except NotRepairable:
        raise NotRepairable(f"{why}; ask for it without them.") from None
    if first.cut or second.cut:
        raise NotRepairable(f"{why}; ask for it without them.")
    if first.cells != second.cells:
        raise NotRepairable(
            f"{why}, and its two versions differ{_where(first, second)}: decide which one counts."
        )
    return replace(first, mended=(Mended(Mend.CONFLICT), *first.mended))


def _where(*files: FileContents) -> str:
    """Return which cells differ, by the names that they claim."""
    ours, theirs = ({cell.claimed: cell.source for cell in file.cells} for file in files)
    names = [name for name in ours | theirs if name and ours.get(name) != theirs.get(name)]
    return f" in {', '.join(f'`{name}`' for name in names[:2])}" if names else ""


def _torn(cell: Cell) -> bool:
    """Say whether a converter to Python spoilt a function.

    It takes away the indentation of a cell that began inside one, and where a cell was no code, a
    function is a comment, whose blank lines part it.
    """
    if cell.kind == "code":
        generator = "def " not in cell.source and YIELD.search(cell.source) is not None
        return generator or TORN.search(cell.source) is not None
    return cell.source.startswith(("def ", "class ", "async ", "@"))


def _parsed(written: str) -> FileContents:
    # Jupyter, too, reads control characters in strings and takes the last of two equal keys.
    decoder = json.JSONDecoder(strict=False, parse_int=float, parse_constant=lambda _: None)
    try:
        try:
            whole, end = decoder.raw_decode(written)
        except json.JSONDecodeError:
            return _cut_short(written, decoder)
    except (RecursionError, MemoryError):
        raise NotRepairable("The file is nested too deeply for a notebook.") from None
    mended = [Mended(Mend.TEXT_BEHIND)] if written[end:].strip() else []
    if "worksheets" in whole and "cells" not in whole:
        mended.append(Mended(Mend.OLD_FORMAT))
        sheets = each(whole["worksheets"], dict, "worksheets")
        raw = [cell for sheet in sheets for cell in each(sheet.get("cells"), object, "cells")]
    else:
        raw = each(whole.get("cells"), object, "cells")
    cells = tuple(student_cell(cell, n) for n, cell in enumerate(raw, 1))
    return FileContents(cells, tuple(mended), language=_language(whole))


def _cut_short(written: str, decoder: json.JSONDecoder) -> FileContents:
    """Read the cells that are whole."""
    start = CELLS.search(written)
    if not start:
        raise NotRepairable("The file is damaged before its first cell.")
    found: list[Cell] = []
    place = start.end()
    while True:
        place = BETWEEN.match(written, place).end()  # type: ignore[union-attr]  # it always matches
        if written.startswith("]", place):
            return FileContents(tuple(found), (Mended(Mend.NO_END),))
        try:
            cell, place = decoder.raw_decode(written, place)
        except json.JSONDecodeError:
            return FileContents(
                tuple(found), (Mended(Mend.CUT_SHORT, number=len(found)),), cut=True
            )
        found.append(student_cell(cell, len(found) + 1))


def _language(whole: dict[str, Any]) -> str:
    kernel = mapping(mapping(whole.get("metadata")).get("kernelspec"))
    return str(kernel.get("language") or "")[:20]
