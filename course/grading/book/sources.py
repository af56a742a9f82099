"""The files of the course on which a text depends: the modules that it leads to, and their data."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from .imports import imported

COURSE = Path(__file__).resolve().parents[3]
OURS = frozenset({"helpers", "course"})
DATA = "data"
MENTIONS = re.compile(rf"""['"/]{DATA}['"/]""")  # as part of a path
# It imports everything, only so that it is imported; what a notebook uses, it imports itself.
WARMS_UP = "course/grading/run/sandbox/warm.py"


class Sources:
    """The course's files as they are now; each is read once."""

    def __init__(self, root: Path = COURSE) -> None:
        self.root = root
        self._names = cache(self._listed)
        self._read = cache(lambda path: (root / path).read_bytes())
        self._imports = cache(self._imported)

    def digest(self, path: str) -> str:
        """Return a file's SHA-256, `path` as in `used`; "" where it is not there."""
        try:
            return sha256(self._read(path)).hexdigest()
        except OSError:
            return ""

    def is_ours(self, name: str) -> bool:
        """Say whether a full name is that of a module of the course's, or of what is in one."""
        return name.partition(".")[0] in OURS

    def imported(self, text: str, package: str = "") -> set[str]:
        """Return the full names of the modules that a text may import."""
        return imported(text, package, OURS, lambda name: self._is_folder(name.replace(".", "/")))

    def used(self, names: Iterable[str], text: str = "") -> tuple[set[str], set[str]]:
        """Return the files that importing these names leads to, and the packages of others.

        `text` is what imports them: a file that it names counts too. The files are paths from the
        root, with "/".
        """
        files, others = set(self._data(text, "")), set[str]()
        waiting, seen = set(names), set[str]()
        while waiting:
            name = waiting.pop()
            seen.add(name)
            if not self.is_ours(name):
                others.add(name.partition(".")[0])
                continue
            for path in set(self._modules(name)) - files:
                files.add(path)
                if path != WARMS_UP:
                    more, data = self._imports(path)
                    files |= {one for one in data if not one.endswith(".py")}
                    more |= {one[:-3].replace("/", ".") for one in data if one.endswith(".py")}
                    waiting |= more - seen
        return files, others

    def names(self) -> str:
        """Return a digest of all names of files: a new one may stand in another's place."""
        every = [path for folder in sorted(OURS) for path in self.below(folder)]
        every += self._files(DATA)
        return sha256("\n".join(every).encode("utf-8")).hexdigest()

    def below(self, folder: str) -> Iterator[str]:
        """Yield the modules in a folder and in those below it."""
        for name in sorted(self._names(folder)):
            path = f"{folder}/{name}"
            if name.endswith(".py"):
                yield path
            elif self._is_folder(path) and name != "__pycache__":
                yield from self.below(path)

    def _listed(self, folder: str) -> frozenset[str]:
        place = self.root / folder
        return frozenset(os.listdir(place)) if place.is_dir() else frozenset()  # noqa: PTH208, it is quicker

    def _is_folder(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return "." not in name and name in self._names(folder) and bool(self._names(path))

    def _modules(self, name: str) -> Iterator[str]:
        """Yield the files that run where a module of this name is imported."""
        folder = ""
        for part in name.split("."):
            if part == "*":
                yield from self.below(folder)
                return
            there, path = self._names(folder), f"{folder}/{part}".lstrip("/")
            if self._is_folder(path):
                if "__init__.py" in self._names(path):
                    yield f"{path}/__init__.py"
            elif f"{part}.py" in there:
                yield f"{path}.py"
                return
            else:
                return  # something in the module, and no module
            folder = path

    def _imported(self, path: str) -> tuple[set[str], set[str]]:
        """Return the modules that a file imports, and the files that it names."""
        text = self._read(path).decode("utf-8", "replace")
        folder = path.rpartition("/")[0]
        return self.imported(text, folder.replace("/", ".")), set(self._data(text, folder))

    def _data(self, text: str, folder: str) -> Iterator[str]:
        """Yield the files that a text may read: those that it names, or all that it may mean.

        A name may be put together from parts. So a lesson or helper that names the course's data at
        all may read all of it, and a helper whatever is no module in its folder and below.
        """
        taught = not folder or folder.partition("/")[0] == "helpers"
        everything = taught and MENTIONS.search(text) is not None
        for path in self._files(DATA):
            if everything or path.rpartition("/")[2] in text:
                yield path
        for path in self._files(folder) if folder else ():
            name = path.removeprefix(f"{folder}/")
            if name.endswith(".py"):  # in prose, it is no more than a hint for a reader
                if "/" not in name and (f'{name}"' in text or f"{name}'" in text):
                    yield path
            elif folder.partition("/")[0] == "helpers" or ("/" not in name and name in text):
                yield path

    def _files(self, folder: str) -> Iterator[str]:
        """Yield the files in a folder and below it, but for what is written for readers only."""
        for name in sorted(self._names(folder)):
            path = f"{folder}/{name}"
            if self._names(path):
                if name != "__pycache__":
                    yield from self._files(path)
            elif not name.endswith((".pyc", ".md")) and (self.root / path).is_file():
                yield path
