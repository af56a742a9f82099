"""The cells in a student's file: notebook formats 2 to 4, a file cut short, a Python script."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from . import scripts
from .cells import Cell, each, mapping, student_cell
from .loading import NotRepairable, text

MAX_CELLS = 2_000
MAX_TEXT = 1_000_000  # characters of source; a lesson has 50,000
CELLS = re.compile(r'"cells"\s*:\s*\[')
TORN = re.compile(r"^return\b", re.MULTILINE)
YIELD = re.compile(r"^[ \t]*yield\b", re.MULTILINE)
BETWEEN = re.compile(r"[ \t\r\n,]*")


@dataclass(frozen=True)
class File:
    """What a file holds.

    Attributes
    ----------
    how : what had to be mended to read it.
    cut : whether cells may be missing at the end.
    lossy : whether letters were lost: unreadable bytes became U+FFFD, unknown letters "?".
    """

    cells: list[Cell]
    how: list[str]
    cut: bool = False
    lossy: bool = False
    language: str = ""


def read(content: bytes) -> File:
    """Return the file's cells. Raises NotRepairable where there are none to be had."""
    written, how, lossy = text(content)
    start = written.lstrip()
    if start.startswith("<"):
        raise NotRepairable("The file is a web page saved as .ipynb; ask for the notebook itself.")
    if not start.startswith("{"):
        if not scripts.is_script(written):
            raise NotRepairable("The file is text and no notebook; ask for the notebook itself.")
        found = [Cell(kind, source) for kind, source in scripts.cells(written)]
        if any(_torn(cell) for cell in found):
            raise NotRepairable("A function in the file was torn apart; ask for the notebook.")
        file = File(found, [*how, "The file was a Python script made from a notebook."])
    else:
        file = _parsed(start)
        file = replace(file, how=[*how, *file.how])
    if len(file.cells) > MAX_CELLS:
        raise NotRepairable(f"The notebook has {len(file.cells):,} cells.")
    if sum(len(cell.source) for cell in file.cells) > MAX_TEXT:
        raise NotRepairable(f"The notebook's cells hold more than {MAX_TEXT:,} characters.")
    return replace(file, lossy=lossy)


def _torn(cell: Cell) -> bool:
    """Say whether a converter to Python spoilt a function.

    It takes away the indentation of a cell that began inside one, and where a cell was no code, a
    function is a comment, whose blank lines part it.
    """
    if cell.kind == "code":
        generator = "def " not in cell.source and YIELD.search(cell.source) is not None
        return generator or TORN.search(cell.source) is not None
    return cell.source.startswith(("def ", "class ", "async ", "@"))


def _parsed(written: str) -> File:
    # Jupyter, too, reads control characters in strings and takes the last of two equal keys.
    decoder = json.JSONDecoder(strict=False, parse_int=float, parse_constant=lambda _: None)
    try:
        try:
            whole, end = decoder.raw_decode(written)
        except json.JSONDecodeError:
            return _cut_short(written, decoder)
    except (RecursionError, MemoryError):
        raise NotRepairable("The file is nested too deeply for a notebook.") from None
    how = ["Text after the notebook's end was left out."] if written[end:].strip() else []
    if "worksheets" in whole and "cells" not in whole:
        how.append("The notebook was in an old format, from before 2015.")
        sheets = each(whole["worksheets"], dict, "worksheets")
        raw = [cell for sheet in sheets for cell in each(sheet.get("cells"), object, "cells")]
    else:
        raw = each(whole.get("cells"), object, "cells")
    return File(
        [student_cell(cell, n) for n, cell in enumerate(raw, 1)], how, language=_language(whole)
    )


def _cut_short(written: str, decoder: json.JSONDecoder) -> File:
    """Read the cells that are whole."""
    start = CELLS.search(written)
    if not start:
        raise NotRepairable("The file is damaged before its first cell.")
    found: list[Cell] = []
    place = start.end()
    while True:
        place = BETWEEN.match(written, place).end()  # type: ignore[union-attr]  # it always matches
        if written.startswith("]", place):
            return File(found, ["The file was damaged after its last cell."])
        try:
            cell, place = decoder.raw_decode(written, place)
        except json.JSONDecodeError:
            how = (
                f"The file was cut short or damaged; the {len(found)} cells before that were read."
            )
            return File(found, [how], cut=True)
        found.append(student_cell(cell, len(found) + 1))


def _language(whole: dict[str, Any]) -> str:
    kernel = mapping(mapping(whole.get("metadata")).get("kernelspec"))
    return str(kernel.get("language") or "")[:20]
