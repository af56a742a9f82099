"""What a grade depends on besides the file that was handed in, part by part.

The parts stand beside the grade. Where one is another today, the grade may be too: it is graded
again, and the parts say why.
"""

import json
import platform
import sys
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from functools import cache, cached_property
from hashlib import sha256
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from ..lesson import Lesson
from .sources import Sources

Parts = dict[str, str]
# What repairs, runs, judges and records. Reached from here is all that decides a grade.
GRADER = (
    "course.grading.repair.*",
    "course.grading.run.*",
    "course.grading.judge.*",
    "course.grading.workers.work",
    "course.grading.record.recorder",
    "course.grading.book.fingerprint",
)
ISOLATION = "the isolation"
NAMES = "names of modules"  # noted, and by itself of no weight
DIGEST = 64  # characters of a SHA-256; other parts are words, such as a version
PACKAGES = {"PIL": "pillow", "sklearn": "scikit-learn"}
NAMED = 3  # parts that a sentence names
MOST_PACKAGES, MOST_TEXT = 100, 40_000  # of others, and characters; in one student's file
UNKNOWN = "it was graded before the grader noted what a grade depends on"


class Fingerprint:
    """What grades of a lesson depend on as the course is now.

    Parameters
    ----------
    isolation : how student code is kept apart; "" where that is not to count.
    """

    def __init__(self, lesson: Lesson, isolation: str, sources: Sources | None = None) -> None:
        self._sources = sources or Sources()
        self._text = _code(json.loads(lesson.solution)["cells"])
        self._lesson = _lesson(lesson)
        self._isolation = {ISOLATION: isolation} if isolation else {}
        self.parts = cache(self._parts)

    def uses(self, notebook: NotebookNode) -> tuple[str, ...]:
        """Return the modules that a submission may import and its lesson doesn't."""
        # Together, for what a lesson imports has its name in a student's cells too.
        text = _code(one for one in notebook.cells if _source(one) not in self._text)
        own = self._sources.imported(self._text + text[:MOST_TEXT]) - self._imported
        ours = {name for name in own if self._sources.is_ours(name)}
        others = {name.partition(".")[0] for name in own - ours} - sys.stdlib_module_names
        return tuple(sorted(ours) + sorted(others)[:MOST_PACKAGES])

    def why(self, then: Mapping[str, str] | None, uses: tuple[str, ...] = ()) -> str:
        """Say what is another today than `then`; "" where nothing is."""
        if then is None:
            return UNKNOWN
        if self._as_it_was(then):
            return ""
        now = self.parts(uses)
        aside = {NAMES} if self._isolation else {NAMES, ISOLATION}
        return changed_parts(then, now, [*now, *(then.keys() - now.keys())], aside)

    def _as_it_was(self, then: Mapping[str, str]) -> bool:
        """Say whether all parts are the same, without a look for what is imported.

        The same files import the same, unless there are other modules to be found.
        """
        now = {**self._lesson, **self._isolation, "Python": platform.python_version()}
        now[NAMES] = self._sources.names()
        for name in then.keys() - now.keys() - ({ISOLATION} - self._isolation.keys()):
            now[name] = self._sources.digest(name) if "/" in name else version(name)
        return then == (now if self._isolation else {**now, ISOLATION: then.get(ISOLATION)})

    @cached_property
    def _imported(self) -> set[str]:
        return self._sources.imported(self._text)

    def _parts(self, uses: tuple[str, ...] = ()) -> Parts:
        """Return every part by what it is: the digest of a file or of a cell, or a version."""
        files, others = self._sources.used({*self._imported, *uses}, self._text)
        more, other = self._sources.used(GRADER)
        packages = (others | other) - sys.stdlib_module_names
        found = {name: version(name) for name in sorted(packages, key=str.lower)}
        return {
            **self._lesson,
            **{one: self._sources.digest(one) for one in sorted(files | more, key=_helpers_first)},
            "Python": platform.python_version(),
            **{name: number for name, number in found.items() if number or name in uses},
            **self._isolation,
            NAMES: self._sources.names(),
        }


def parts_digest(parts: Parts) -> str:
    """Return the digest of all parts that count."""
    return _digest({key: value for key, value in parts.items() if key != NAMES})


def changed_parts(
    then: Mapping[str, str], now: Mapping[str, str], names: Iterable[str], aside: Container[str]
) -> str:
    """Return in a few words which of these parts are not the same, but for those in `aside`."""
    changed, other = [], []
    for name in names:
        old, new = then.get(name, ""), now.get(name, "")
        if old == new or name in aside:
            continue
        if DIGEST in (len(old), len(new)):
            changed.append(name)
        else:
            other.append(f"{name} is {new or 'gone'} and was {old or 'missing'}")
    words = changed[:NAMED]
    if more := len(changed) - NAMED:
        words += [f"{more} more"] if more > 0 else []
    told = [f"{_listed(words)} changed"] if words else []
    told += other[:NAMED] + ([f"{len(other) - NAMED} more versions"] if other[NAMED:] else [])
    return "; ".join(told)


@cache
def version(name: str) -> str:
    """Return the version of the package that a module belongs to; "" where it is not there.

    Where a package has another name than its module, its first file stands for the version: to
    look through all packages takes seconds.
    """
    with suppress(metadata.PackageNotFoundError, ValueError):
        return metadata.version(PACKAGES.get(name, name))
    with suppress(ImportError, ValueError, OSError):
        spec = find_spec(name)
        if spec and spec.origin:
            return sha256(Path(spec.origin).read_bytes()).hexdigest()
    return ""


def _lesson(lesson: Lesson) -> Parts:
    """Return the parts that a lesson's notebooks are: a cell each, and all the rest."""
    cells: dict[str, list[Any]] = {}
    rest: list[Any] = []
    for text in (lesson.solution, lesson.release):
        notebook = json.loads(text)
        kept = {k: v for k, v in notebook["metadata"].items() if k != "downhill"}
        rest.append([notebook["nbformat"], kept])
        for cell in notebook["cells"]:
            if name := cell["metadata"].get("nbgrader", {}).get("grade_id"):
                cells.setdefault(name, []).append(cell)
                rest.append(name)
            else:
                rest.append(cell)
    named = {f"`{name}` in {lesson.name}": _digest(both) for name, both in cells.items()}
    return {**named, f"the text of {lesson.name}": _digest(rest)}


def _code(cells: Iterable[Mapping[str, Any]]) -> str:
    return "\n\n".join(_source(cell) for cell in cells if cell["cell_type"] == "code")


def _source(cell: Mapping[str, Any]) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _helpers_first(path: str) -> tuple[bool, str]:
    return not path.startswith("helpers/"), path


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode("utf-8")).hexdigest()


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
