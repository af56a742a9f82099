"""An edition's folder: written beside it, then put in its place; what is not ours stays."""

import tempfile
import tomllib
from pathlib import Path

from ..errors import CourseError

MARK = "pyproject.toml"  # its table tool.downhill says that a folder is an edition


def check(out: Path, root: Path) -> None:
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


def is_edition(folder: Path) -> bool:
    """Say whether `course publish` wrote this folder."""
    try:
        said = tomllib.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return "edition" in said.get("tool", {}).get("downhill", {})


def put(contents: dict[str, bytes], out: Path) -> None:
    """Write the contents, by path, to `out`.

    What an earlier edition had under these names in `out`, and everything in its folders, is
    replaced; other files and folders there, such as .git, are not touched. If it fails, `out` is as
    it was.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
            new, old = Path(beside) / "new", Path(beside) / "old"
            old.mkdir()
            for name, content in contents.items():
                place = new / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            if out.exists():
                _swap(new, out, old)
            else:
                new.rename(out)
    except OSError as error:
        raise CourseError(f"{out} can't be written, and was left as it was: {error}.") from error


def _swap(new: Path, out: Path, old: Path) -> None:
    """Put what is in `new` into `out`, and what was there under the same names into `old`.

    Raises OSError, after putting everything back.
    """
    names = [path.name for path in new.iterdir()]
    try:
        for name in names:
            if (out / name).exists():
                (out / name).rename(old / name)
            (new / name).rename(out / name)
    except OSError:
        for name in names:
            if not (new / name).exists():
                (out / name).rename(new / name)
            if (old / name).exists():
                (old / name).rename(out / name)
        raise
