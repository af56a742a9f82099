"""`work/`: a copy of each lesson to try it in, which git ignores.

JupyterLab makes it when it starts in the course's folder (lab.py), and `course work` by hand. When
a lesson changed, its copy gets the new texts and checks, and keeps what somebody typed: in answers,
in cells of the lesson, and in cells of one's own.
"""

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from helpers.checking.hand_in.cells import nbgrader_metadata

from . import signature
from .errors import CourseError

Notebook = dict[str, Any]
RAN = ("outputs", "execution_count")


def refresh(root: Path, lesson: str | None = None) -> list[str]:
    """Make or renew the copies of all lessons, or of one; return a sentence on each of note.

    Raises CourseError for an unknown lesson, and where `work/` can't be written.
    """
    found = sorted((root / "notebooks").glob("[0-9][0-9]_*/*.ipynb"))
    wanted = [place for place in found if lesson in (None, place.parent.name)]
    if not wanted:
        known = ", ".join(place.parent.name for place in found) or "none; run `course build`"
        raise CourseError(f"notebooks/ has no lesson {lesson or ''}. There are: {known}.")
    try:
        return [line for place in wanted for line in _refresh(root, place)]
    except OSError as error:
        raise CourseError(f"{error.filename or root / 'work'}: {error.strerror}.") from error


def _refresh(root: Path, place: Path) -> Iterator[str]:
    mine = root / "work" / place.parent.name / place.name
    given, typed_in = place.relative_to(root).as_posix(), mine.relative_to(root).as_posix()
    new = signature.read_plain(place)
    if new is None:
        yield f"{given} is damaged: bring it back from git, or run `course build`."
    elif not mine.exists():
        _write(mine, new)
        if signature.edits(new):
            yield f"{typed_in} begins with what was typed in {given}."
    elif signature.edits(new):
        # Somebody typed there. It is kept beside, once; the copy is renewed when that is settled.
        kept = next((p for p in sorted(mine.parent.glob("*.ipynb")) if _same(p, new)), None)
        if kept is None:
            beside = _free(mine, "from notebooks")
            _write(beside, new)
            yield f"What was typed in {given} is kept in {beside.relative_to(root).as_posix()}."
        else:
            yield (
                f"{typed_in} is not renewed while {given} is edited. What was typed there is kept "
                f"in {kept.relative_to(root).as_posix()}; `course build --discard` brings back the "
                "lesson."
            )
    else:
        yield from _renew(root, mine, new)


def _same(place: Path, notebook: Notebook) -> bool:
    """Say whether a file holds what was typed into a notebook."""
    found = signature.read_plain(place)
    return found is not None and signature.signature_lines(found) == signature.signature_lines(
        notebook
    )


def _renew(root: Path, mine: Path, new: Notebook) -> Iterator[str]:
    """Bring a copy up to date with an unedited notebook."""
    old, named = signature.read_plain(mine), mine.relative_to(root).as_posix()
    if old is None or signature.signed(old) is None:
        yield f"{named} is no copy of the lesson and was left. Rename it to get a new copy."
    elif signature.signed(old) == signature.signed(new):
        return
    elif not signature.edits(old):
        _write(mine, new)
    else:
        merged, in_doubt = merge(old, new)
        yield f"{named} was renewed, for the lesson changed; your answers are in it."
        if in_doubt:
            beside = _free(mine, f"until {date.today():%Y-%m-%d}")
            _write(beside, old)
            yield (
                "Not all that you typed has a place in the new lesson; the old file is "
                f"{beside.relative_to(root).as_posix()}."
            )
        _write(mine, merged)


def merge(old: Notebook, new: Notebook) -> tuple[Notebook, bool]:
    """Return the new notebook with what was typed into the old one.

    The second value says whether something typed has no certain place there: a cell of the lesson
    that is another or gone now, an edited check, or cells in another order.
    """
    built = dict(line.split(" ") for line in signature.signed(old) or ())
    made = copy.deepcopy(new)
    cells: list[Notebook] = made["cells"]
    digests = [signature.cell_digest(cell) for cell in cells]
    names = {
        nbgrader_metadata(cell)["grade_id"]: n
        for n, cell in enumerate(cells)
        if nbgrader_metadata(cell)
    }
    extra: dict[int, list[Notebook]] = {}
    filled: set[int] = set()
    in_doubt, after = False, -1
    for cell in (c for c in old["cells"] if signature.signature_lines({"cells": [c]})):
        now, before = signature.cell_digest(cell), built.get(cell.get("id", ""))
        place = _place(cell, before or now, names, digests, filled)
        answers = bool(nbgrader_metadata(cell).get("solution"))
        if place is not None:
            in_doubt |= place < after
            after = max(after, place)
            filled.add(place)
        if place is not None and now == digests[place]:
            cells[place].update({key: cell[key] for key in RAN if key in cell})
        elif now == before:
            continue  # nothing was typed: the lesson's own text is renewed, or gone
        elif place is not None and answers:
            kept = ("source", "attachments", *RAN)
            cells[place].update({key: cell[key] for key in kept if key in cell})
        elif place is not None and not nbgrader_metadata(cell):
            cells[place] = copy.deepcopy(cell)
        else:
            in_doubt |= before is not None
            extra.setdefault(after, []).append(_own(cell, cells))
    for number in sorted(extra, reverse=True):
        cells[number + 1 : number + 1] = extra[number]
    return made, in_doubt


def _place(
    cell: Notebook, before: str, names: dict[str, int], digests: list[str], filled: set[int]
) -> int | None:
    """Return which cell of the new lesson a cell of the old one is, None for none."""
    name = nbgrader_metadata(cell).get("grade_id")
    found = [names[name]] if name in names else []
    if not name:
        found = [number for number, digest in enumerate(digests) if digest == before]
    return next((number for number in found if number not in filled), None)


def _own(cell: Notebook, cells: list[Notebook]) -> Notebook:
    """Return a cell as one of the student's own, with an id that no other has."""
    own = copy.deepcopy(cell)
    own["metadata"] = {k: v for k, v in cell.get("metadata", {}).items() if k != "nbgrader"}
    if any(own.get("id") == other.get("id") for other in cells):
        own["id"] = f"{own['id'][:40]}-{signature.cell_digest(cell)}"
    return own


def _free(mine: Path, what: str) -> Path:
    """Return a name beside a notebook that no file has."""
    found, number = mine.with_name(f"{mine.stem} {what}.ipynb"), 1
    while found.exists():
        number += 1
        found = mine.with_name(f"{mine.stem} {what} {number}.ipynb")
    return found


def _write(place: Path, notebook: Notebook) -> None:
    """Write a notebook as nbformat does, whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    new = place.with_name(f".{place.name}.new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(place)
