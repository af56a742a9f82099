"""The open notebook's file on disk, and whether what ran was saved."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..notebook import defined, shell
from .cells import Cell, cell_text, cells_with_id


@dataclass(frozen=True)
class Saved:
    """A notebook file.

    Attributes
    ----------
    name : of the file, without its folder, which may hold the student's own name.
    time : of the last save, on this computer's clock.
    """

    name: str
    time: str
    notebook: Cell


def saved_notebook(lesson: str, exercises: Sequence[str]) -> Saved | None:
    """Return the file of the open notebook, None where it can't be told.

    Only a file that has one of the exercises counts: what a Jupyter says may be out of date.
    """
    for path in _candidates(lesson):
        notebook = _read(path)
        if any(cells_with_id(notebook, name) for name in exercises):
            time = datetime.fromtimestamp(path.stat().st_mtime)
            return Saved(path.name, f"{time:%H:%M:%S}", notebook)
    return None


def _candidates(lesson: str) -> Iterator[Path]:
    """Go through the files that may be the open notebook, the most certain first."""
    told = [_names().get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")]
    yield from (Path(name) for name in told if isinstance(name, str))
    yield Path.cwd() / f"{lesson}.ipynb"
    alone = list(Path.cwd().glob("*.ipynb"))
    yield from alone if len(alone) == 1 else []


def _read(path: Path) -> Cell:
    """Return a notebook, {} for a file that is none; a half-written one may be among them."""
    if path.suffix != ".ipynb" or not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def unsaved(notebook: Cell, exercises: Sequence[str]) -> set[str]:
    """Return the names of the answers whose cell ran with a text that the file does not have."""
    ran = [source.strip() for source in _history()]
    there = {cell_text(cell).strip() for cell in notebook.get("cells", [])}
    found = set()
    for name in exercises:
        for cell in cells_with_id(notebook, name)[:1]:
            names = set(defined(cell_text(cell))) if cell["cell_type"] == "code" else set()
            last = next((s for s in reversed(ran) if names and names <= set(defined(s))), None)
            if last is not None and last not in there:
                found.add(name)
    return found


def _names() -> dict[str, Any]:
    """Return the notebook's variables; VS Code puts the file's path among them."""
    return getattr(shell(), "user_ns", {})


def _history() -> list[str]:
    """Return the texts of the cells that ran in this session."""
    manager = getattr(shell(), "history_manager", None)
    return list(getattr(manager, "input_hist_raw", []))
