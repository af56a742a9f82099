"""A graded notebook as stock nbgrader, JupyterLab and an editor may show it.

What is the lesson's own stays. Of what is a student's, prose becomes sanitized HTML, code stays
text, and outputs are text and pictures. The file that was handed in is kept beside it, unchanged.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode

from . import pictures, prose
from .letters import safe_text

# A lexer takes a time that grows with the square of a line's length.
LONGEST_LINE, MOST_CODE, MOST_PROSE = 1_000, 200_000, 30_000  # characters
# nbgrader looks for these words in every cell, and gives up on a notebook that has one of them.
MARK = re.compile(r"(BEGIN|END) (?=HIDDEN TESTS)")
LEFT_OUT = "… ({:,} more characters, in the file that was handed in)"


class Door:
    """Lets a lesson's own cells through as they are, and makes a student's harmless."""

    def __init__(self, *notebooks: NotebookNode) -> None:
        """Take the lesson: its solution and its release."""
        self._lesson = {_key(cell) for notebook in notebooks for cell in notebook.cells}
        self._metadata = {cell.id: cell.metadata for one in notebooks for cell in one.cells}
        self._whole = notebooks[-1].metadata

    def harmless(self, notebook: NotebookNode) -> NotebookNode:
        """Return a copy to be written to a file."""
        code, written = MOST_CODE, MOST_PROSE
        cells = []
        for cell in notebook.cells:
            known = self._metadata.get(cell.id, {})
            made = NotebookNode({**cell, "metadata": _kept(cell.metadata, known, "nbgrader")})
            if _key(cell) not in self._lesson and cell.source.strip():
                if cell.cell_type == "code":
                    made.source = _code(cell.source, code)
                    code = max(code - len(made.source), 0)
                else:
                    made.cell_type = "markdown"
                    made.source = _prose(cell, written)
                    written = max(written - len(cell.source), 0)
            made.pop("attachments", None)
            if "outputs" in cell:
                made.outputs = list(safe_outputs(cell.outputs))
            cells.append(made)
        metadata = _kept(notebook.metadata, self._whole, "downhill")
        return NotebookNode({**notebook, "cells": cells, "metadata": metadata})


def safe_outputs(found: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield outputs as text and pictures; what is neither is left out."""
    for output in found:
        kind = output.get("output_type")
        made: dict[str, Any] = {"output_type": kind}
        if kind == "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            made |= {"name": name, "text": safe_text(output.get("text", ""))}
        elif kind == "error":
            said = output.get("traceback")
            lines = [safe_text(line) for line in said] if isinstance(said, list) else []
            made |= {
                "ename": safe_text(output.get("ename", "")),
                "evalue": safe_text(output.get("evalue", "")),
            }
            made["traceback"] = lines
        elif kind in ("display_data", "execute_result"):
            made |= {"output_type": "display_data", "metadata": {}}
            made["data"] = dict(_data(output.get("data")))
            if not made["data"]:
                continue  # nbconvert warns of what it can't show
        else:
            continue
        yield nbformat.from_dict(made)


def _data(data: object) -> Iterator[tuple[str, str]]:
    if not isinstance(data, dict):
        return
    if "text/plain" in data:
        yield "text/plain", safe_text(data["text/plain"])
    for kind in ("image/png", "image/jpeg"):
        try:
            url = pictures.data_url(str(data.get(kind, "")))
        except pictures.NoPicture:
            continue
        if url.startswith(f"data:{kind};"):
            yield kind, url.partition(",")[2]


def _prose(cell: NotebookNode, most: int) -> str:
    source, most = cell.source, min(most, prose.MOST)
    if cell.cell_type != "markdown":
        made = prose.block(prose.pre(source))
    elif len(source) <= most and prose.is_plain(source):
        made = source
    else:
        made = prose.block(prose.html(source, cell.get("attachments"), most))
    return MARK.sub(r"\1&#160;", made)


def _code(source: str, most: int) -> str:
    lines = [
        line if len(line) <= LONGEST_LINE else _cut(line, LONGEST_LINE)
        for line in safe_text(source).split("\n")
    ]
    whole = MARK.sub("\\1\N{NO-BREAK SPACE}", "\n".join(lines))
    return whole if len(whole) <= most else _cut(whole, most)


def _cut(long: str, most: int) -> str:
    return f"{long[:most]}{LEFT_OUT.format(len(long) - most)}"


def _key(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, cell.source


def _kept(metadata: NotebookNode, lesson: NotebookNode, *ours: str) -> NotebookNode:
    return NotebookNode({k: v for k, v in metadata.items() if k in ours or lesson.get(k) == v})
