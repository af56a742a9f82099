"""What an edition takes from the course as it is, and the same packed into text."""

import base64
import io
import lzma
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ..errors import CourseError

ROOMS = ("helpers", "data")
PAPERS = ("LICENSE", "LICENSE-TEXT")
PAGES = ("docs/student.md", "docs/pictures/hint.png")  # for who has the folder: not packed
LITTER = {"__pycache__", ".ipynb_checkpoints"}
BYTECODE = {".pyc", ".pyo"}


def read_tree(root: Path, names: Iterable[str] = (*ROOMS, *PAPERS)) -> dict[str, bytes]:
    """Return the contents of these files and folders, by their path with "/".

    Raises CourseError where one of them is missing.
    """
    found = {}
    for name in names:
        place = root / name
        if not place.exists():
            raise CourseError(f"{place} is missing. Run this in the course.")
        paths = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in filter(_wanted, paths):
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def _wanted(path: Path) -> bool:
    hidden = path.name.startswith(".")
    litter = path.suffix in BYTECODE or LITTER.intersection(path.parts)
    return path.is_file() and not hidden and not litter


def packed(contents: dict[str, bytes]) -> str:
    """Return a zip as letters and digits only, the same for the same contents.

    The zip is compressed as a whole, which takes half as much as file by file. Base32 and not
    base64: it is one word, and by its words the grader knows a set-up cell as one.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(contents.items()):
            archive.writestr(zipfile.ZipInfo(name), content)  # a fixed date, not today's
    return base64.b32encode(lzma.compress(buffer.getvalue(), preset=9)).decode()
