"""A note in the gradebook's folder of which solution each lesson's text made.

Making one takes a fifth of a second, most of it to import jupytext. The note has digests only: of
the text and all code that makes a solution, and of what came of it. A file with that digest is that
solution, whoever wrote it.
"""

import hashlib
import json
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from helpers.checking.hand_in import cells

from .. import derived
from ..course_file import CourseFile, read_course_file
from .book import writing

NOTE = "solutions.json"
MAKERS = [*sorted(Path(derived.__file__).parent.glob("*.py")), Path(cells.__file__)]
LIBRARIES = ("jupytext", "nbformat")


def known_solution(folder: Path, text: Path, place: Path) -> str:
    """Return the solution that a lesson's text makes; `place` is where one may lie.

    Raises LessonError for a text that breaks the rules of a lesson.
    """
    said, own = derived.read_text(text), read_course_file(text.parents[2])
    with suppress(OSError, ValueError):  # there is no such file, or it is no text
        there = place.read_text(encoding="utf-8")
        if _notes(folder).get(text.parent.name) == [_state(said, own), _digest(there)]:
            return there
    return derived.make_solution(said, f"lessons/{text.parent.name}/{text.name}", own)


def remember_solution(folder: Path, text: Path, solution: str) -> None:
    """Note what a text made. Raises OSError where the folder can't be written."""
    old, own = _notes(folder), read_course_file(text.parents[2])
    new = old | {text.parent.name: [_state(derived.read_text(text), own), _digest(solution)]}
    if new != old:
        writing.write_atomically(folder / NOTE, json.dumps(new, indent=1).encode("utf-8"))


def _notes(folder: Path) -> dict[str, list[str]]:
    """Return the notes; none where a file is missing or damaged, for they are made again."""
    with suppress(OSError, ValueError):
        found = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def _state(text: str, own: CourseFile) -> str:
    """Return a digest of all that a solution is made from."""
    code = (maker.read_text(encoding="utf-8") for maker in MAKERS)
    return _digest(text, repr(own.rules_off), repr(own.words), *map(version, LIBRARIES), *code)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()
