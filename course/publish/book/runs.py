"""All lessons run, side by side; a lesson that nothing has changed for is not run again.

What a lesson showed is kept in a record, which names the files of the course that it imported.
While these, its notebook and the packages that draw are the same, the record and its frames hold.
"""

import hashlib
import inspect
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from ...errors import CourseError
from ...fixed_cells import is_fixed
from ...grading.cell_metadata import is_check
from ...shown import frames, running

PACKAGES = ("ipython", "ipywidgets", "matplotlib", "numpy", "pandas", "pillow")
RAISES = "raises-exception"  # the tag of a cell that is meant to stop
Record = dict[str, Any]


def records(
    root: Path,
    notebooks: dict[str, NotebookNode],
    desk: Path,
    tell: Callable[[str], object] = lambda lesson: None,
) -> dict[str, Record]:
    """Return the record of each lesson, by its name; frames are in `desk`/frames/<lesson>.

    `tell` is called with each lesson that is done.

    Raises CourseError where a lesson can't be run.
    """
    (desk / "runs").mkdir(parents=True, exist_ok=True)
    for name in notebooks:
        (desk / "frames" / name).mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # The later lessons take the longest, so they begin first.
        waiting = {
            pool.submit(_record, root, name, notebook, desk): name
            for name, notebook in sorted(notebooks.items(), reverse=True)
        }
        found = {}
        try:
            for done in as_completed(waiting):
                found[waiting[done]] = done.result()
                tell(waiting[done])
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return found


def _record(root: Path, lesson: str, notebook: NotebookNode, desk: Path) -> Record:
    place, folder = desk / "runs" / f"{lesson}.json", desk / "frames" / lesson
    text = json.dumps(_cells(notebook))
    known = _read(place)
    if known and known["state"] == _state(root, text, known["files"]) and _whole(known, folder):
        return known
    with tempfile.TemporaryDirectory() as beside:
        source, said = Path(beside) / "cells.json", Path(beside) / "said.json"
        source.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", running.__name__, *map(str, (source, folder, said))]
        own = {"MPLBACKEND": "agg", "IPYTHONDIR": beside, "PYTHONWARNINGS": "ignore"}
        own["DOWNHILL_OFFLINE"] = "1"  # the same page on every day
        paths = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")]))
        done = subprocess.run(
            command,
            cwd=root,
            env=os.environ | own | {"PYTHONPATH": paths},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise CourseError(f"{lesson} can't be run: {last}")
        made: Record = json.loads(said.read_text(encoding="utf-8"))
    made["files"] = _own_files(root, made.pop("modules"))
    made["state"] = _state(root, text, made["files"])
    place.write_text(json.dumps(made), encoding="utf-8")
    for file in folder.iterdir():
        if file.name not in files_of(made):
            file.unlink()
    return made


def _cells(notebook: NotebookNode) -> list[dict[str, object]]:
    """Return what is run: no set-up, and no checks, which speak to somebody who has answered."""
    return [
        {"id": cell.id, "source": cell.source, "stops": RAISES in cell.metadata.get("tags", [])}
        for cell in notebook.cells
        if cell.cell_type == "code" and not is_fixed(cell) and not is_check(cell)
    ]


def files_of(record: Record) -> set[str]:
    """Return the names of a lesson's frames."""
    items = [item for shown in record["cells"].values() for item in shown]
    return {name for item in items for name in item.get("files", ())}


def _read(place: Path) -> Record | None:
    try:
        known: Record = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known if {"state", "files", "cells"} <= known.keys() else None


def _whole(record: Record, folder: Path) -> bool:
    return all((folder / name).is_file() for name in files_of(record))


def _own_files(root: Path, modules: list[str]) -> list[str]:
    """Return the files of the course that a lesson depends on: its modules, and all data."""
    data = [p for p in (root / "data").glob("*.csv") if p.is_file()]
    found = {Path(file).resolve() for file in modules} | {*data}
    helpers = root / "helpers"
    own = [p for p in found if p.is_relative_to(helpers) or p.parent == root / "data"]
    return sorted(path.relative_to(root).as_posix() for path in own)


def _state(root: Path, cells: str, files: list[str]) -> str:
    """Return a digest of all that a lesson's record depends on; a file that is gone counts too."""
    digest = hashlib.sha256(cells.encode("utf-8"))
    ours = [Path(inspect.getfile(module)) for module in (running, frames)]
    for path in [*ours, *(root / name for name in files)]:
        digest.update(b"\0" + (path.read_bytes() if path.is_file() else b""))
    digest.update(" ".join(f"{name} {version(name)}" for name in PACKAGES).encode("utf-8"))
    return digest.hexdigest()
