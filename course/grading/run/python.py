"""What this Python consists of, file by file and folder by folder: what the sandbox shows of it.

No folder is shown for what else may be in it. A Python that is a link in `~/bin` does not show
`~`, nor does an environment show the course that it was made in.
"""

import importlib.util
import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ["numpy", "matplotlib", "IPython", "msgpack", "ipywidgets"]
LIBRARIES = ("lib", "lib64")  # of a prefix: the standard library, packages, shared libraries
KINDS = ("stdlib", "platstdlib", "purelib", "platlib")


def python_paths(elsewhere: list[str]) -> list[Path]:
    """Return files and folders, less what is in one of the others, or in a folder `elsewhere`."""
    found = {*_libraries(), *packages(), *_interpreter()[1]}
    found = {place for place in found if place.exists()}
    above = [Path(place) for place in elsewhere]
    found = {place for place in found if not _below(place, above)}
    return [p for p in sorted(found) if not _below(p, [q for q in found if q != p])]


def links(elsewhere: list[str]) -> dict[Path, Path]:
    """Return the symbolic links from the name of this Python to its program, and where they lead.

    Python finds its environment by the names on the way.
    """
    shown = [*python_paths(elsewhere), *map(Path, elsewhere)]
    found = _interpreter()[0]
    return {link: leads for link, leads in found.items() if not _below(link, shown)}


def packages() -> list[Path]:
    """Return the folders from which the packages come that a notebook needs."""
    found = [importlib.util.find_spec(name) for name in PACKAGES]
    return sorted({Path(spec.origin).parents[1] for spec in found if spec and spec.origin})


def _libraries() -> Iterator[Path]:
    for prefix in {sys.prefix, sys.base_prefix, sys.base_exec_prefix}:
        for place in (Path(prefix), Path(prefix).resolve()):
            yield from (place / name for name in LIBRARIES)
            yield place / "pyvenv.cfg"
    yield from (Path(sysconfig.get_path(kind)) for kind in KINDS)


def _interpreter() -> tuple[dict[Path, Path], list[Path]]:
    """Return the links from both names of this Python, and the programs to which they lead."""
    found, programs = dict[Path, Path](), list[Path]()
    for name in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        place = Path(name)
        while place.is_symlink():
            found[place] = place.readlink()
            place = Path(os.path.normpath(place.parent / found[place]))
        programs += [place, place.resolve()]
    return found, programs


def _below(place: Path, others: list[Path]) -> bool:
    return any(place == other or other in place.parents for other in others)
