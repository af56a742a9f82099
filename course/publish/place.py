"""An edition's folder: written beside it, then put in its place; what is not ours stays."""

import json
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import signature
from ..errors import CourseError
from .files import BYTECODE, LITTER

MARK = "pyproject.toml"  # its table tool.downhill says that a folder is an edition


def check_destination(out: Path, root: Path) -> None:
    """Raise CourseError unless `out` is new, empty or an earlier edition, and outside the rooms."""
    inside = out.relative_to(root).parts if out.is_relative_to(root) else ()
    if inside and (root / inside[0]).exists() and not is_edition(root / inside[0]):
        raise CourseError(f"{out} is in a folder of the course. Choose another one.")
    if out.is_dir() and not any(out.iterdir()):
        return
    if out.exists() and not is_edition(out):
        raise CourseError(
            f"{out} is there already and is not an earlier edition. Choose a folder that is new "
            "or empty."
        )


def check_site(out: Path, root: Path, ours: bool, what: str) -> None:
    """Raise CourseError unless a web site can go to `out`; `ours` says that one is there already.

    `what` names the site, as in "Choose another folder for the book".
    """
    if ours:
        return
    if is_edition(out):
        raise CourseError(f"{out} holds a student edition. Choose another folder for the {what}.")
    check_destination(out, root)


def is_edition(folder: Path) -> bool:
    """Say whether `course publish` wrote this folder."""
    return "edition" in _said(folder)


def _said(folder: Path) -> dict[str, Any]:
    """Return what an edition says of itself, {} for any other folder."""
    try:
        said = tomllib.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    found: dict[str, Any] = said.get("tool", {}).get("downhill", {})
    return found


def put(
    contents: dict[str, bytes], out: Path, rooms: list[str] | None = None, discard: bool = False
) -> list[str]:
    """Write the contents, by path, to `out`; return a sentence on files there that are not ours.

    What an earlier edition had under these paths is replaced, and notebooks of lessons that it had
    and this one has not go, where nobody typed in them. Everything else stays in its place. If it
    fails, `out` is as it was.

    Parameters
    ----------
    rooms : the folders in which somebody may have put files, all others are replaced as a whole;
        None for all folders.
    discard : Replace also notebooks in which somebody typed.

    Raises
    ------
    CourseError : a notebook in which somebody typed would be replaced, or `out` can't be written.
    """
    if not discard and (lost := list(_lost(contents, out))):
        raise CourseError(
            f"In {out}, {_listed(lost)} would be replaced, and was edited since it was published, "
            "or is damaged. Copy it elsewhere to keep it, or publish to another folder; "
            "`course publish --discard` drops the edit."
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
            new, old = Path(beside) / "new", Path(beside) / "old"
            old.mkdir()
            for name, content in contents.items():
                place = new / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            own = list(_own(contents, out, rooms))
            for name in own:
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(out / name, new / name, follow_symlinks=False)
            if out.exists():
                gone = [n for n in _said(out).get("folders", []) if not (new / n).exists()]
                _swap(new, out, old, gone)
            else:
                new.rename(out)
    except OSError as error:
        raise CourseError(f"{out} can't be written, and was left as it was: {error}.") from error
    return [f"In {out}, {_listed(own)} is not of this edition, and was left."] if own else []


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"{', '.join(names[:4])}{more}"


def _lost(contents: dict[str, bytes], out: Path) -> Iterator[str]:
    """Yield the paths of notebooks in which somebody typed and which would be replaced."""
    for name, content in contents.items():
        if name.endswith(".ipynb") and (out / name).exists():
            found = signature.read_plain(out / name)
            if found is None or signature.edits(found, json.loads(content)):
                yield name


def _own(contents: dict[str, bytes], out: Path, rooms: list[str] | None) -> Iterator[str]:
    """Yield the paths of files in an edition's folders that no edition wrote, so far as known."""
    tops = {name.split("/")[0] for name in contents} | {*_said(out).get("folders", [])}
    for top in sorted(tops if rooms is None else tops.intersection(rooms)):
        for path in sorted((out / top).rglob("*")):
            name = path.relative_to(out)
            litter = path.suffix in BYTECODE or LITTER.intersection(name.parts)
            folder = path.is_dir() and not path.is_symlink()
            if not (folder or litter or name.as_posix() in contents or _is_old_lesson(path)):
                yield name.as_posix()


def _is_old_lesson(path: Path) -> bool:
    """Say whether a file is a lesson that an edition wrote, and nobody typed in it."""
    if not re.fullmatch(r"\d\d_\w+", path.stem) and path.stem != path.parent.name[3:]:
        return False
    found = signature.read_plain(path) if path.suffix == ".ipynb" else None
    return found is not None and bool(signature.signed(found)) and not signature.edits(found)


def _swap(new: Path, out: Path, old: Path, gone: list[str]) -> None:
    """Put what is in `new` into `out`, and what was there under these names or `gone` into `old`.

    Raises OSError, after putting everything back.
    """
    names = [path.name for path in new.iterdir()]
    try:
        for name in [*names, *gone]:
            if (out / name).exists():
                (out / name).rename(old / name)
            if name not in gone:
                (new / name).rename(out / name)
    except OSError:
        for name in names:
            if not (new / name).exists():
                (out / name).rename(new / name)
        for name in [*names, *gone]:
            if (old / name).exists():
                (old / name).rename(out / name)
        raise
