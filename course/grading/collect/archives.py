"""The files of a delivery: a folder, a zip or tar, a notebook, and zips in these.

Nothing is unpacked: a file is read into memory when it is asked for, and never written under a
name that somebody else chose. What should not be read becomes an `Aside` with the reason.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from ...errors import CourseError
from ..parcels import Aside
from . import untar, unzip
from .files import LINK, STAMP, File, Limits, RefusedError, is_litter, shown, tidy_path
from .store import Store


@contextmanager
def opened(source: Path, limits: Limits, store: Store) -> Iterator[list[File | Aside]]:
    """List the files of a delivery; they can be read until the context ends.

    What is wanted of the zips in it goes to the store, so that none of them stays in memory.

    Raises
    ------
    CourseError
        Where there is nothing, or nothing that can be read.
    """
    with ExitStack() as stack:
        try:
            source.stat()
            listed = list(_files(source, limits, stack, store))
        except FileNotFoundError:
            raise CourseError(
                f"There is nothing at {source}. Give the zip that the LMS made, or a folder."
            ) from None
        except OSError as error:
            raise CourseError(f"{source} can't be read: {error.strerror or error}.") from None
        except RefusedError as error:
            raise CourseError(f"{source.name} can't be collected. {error}") from None
        yield listed


def _files(source: Path, limits: Limits, stack: ExitStack, store: Store) -> Iterator[File | Aside]:
    """List the files, litter left out; a zip in a folder may be the LMS's."""
    listed: Iterable[File | Aside]
    if source.is_dir():
        listed, depth = _folder(source, limits), 0
    elif source.name.lower().endswith(untar.ENDINGS):
        listed, depth = untar.entries(source, stack, limits), 1
    elif source.suffix.lower() == ".ipynb":
        listed, depth = [File(source.name, _from_disk(source, limits))], 1
    else:
        listed, depth = unzip.entries(source, stack, limits), 1
    yield from _with_zips(listed, limits, store, depth)


def _with_zips(
    files: Iterable[File | Aside], limits: Limits, store: Store, depth: int
) -> Iterator[File | Aside]:
    """Put the files of a zip in its place."""
    for file in files:
        path = file.file if isinstance(file, Aside) else file.path
        if is_litter(path):
            continue
        if isinstance(file, Aside) or not path.lower().endswith(".zip"):
            yield file
            continue
        try:
            if depth == limits.depth:
                raise RefusedError("It is a zip in a zip in a zip: ask for the notebook itself.")
            nested = _inside(file, limits, store, depth + 1)
        except RefusedError as refused:
            yield Aside(path, str(refused))
            continue
        yield from nested or [Aside(path, "It is an empty zip: ask for the notebook.")]


def _inside(zipped: File, limits: Limits, store: Store, depth: int) -> list[File | Aside]:
    """List the files of a zip in a delivery. Raises RefusedError."""
    own = limits.of_zip()
    with ExitStack() as stack:
        inside = unzip.entries(zipped.read(), stack, own)
        below = [_below(zipped.path, one) for one in inside]
        return [_stored(one, store) for one in _with_zips(below, own, store, depth)]


def _stored(file: File | Aside, store: Store) -> File | Aside:
    """Return a file that can be read when its zip is closed; only what is wanted ever is."""
    if isinstance(file, Aside) or not file.path.lower().endswith((".ipynb", STAMP)):
        return file
    try:
        return replace(file, read=store.keep(file.read()).read)
    except RefusedError as refused:
        return Aside(file.path, str(refused))


def _below(path: str, file: File | Aside) -> File | Aside:
    if isinstance(file, Aside):
        return replace(file, file=f"{path}/{file.file}")
    return replace(file, path=f"{path}/{file.path}")


def _folder(folder: Path, limits: Limits) -> Iterator[File | Aside]:
    for root, folders, names in os.walk(folder, onerror=_stop):
        folders.sort()
        links = [name for name in folders if Path(root, name).is_symlink()]
        for name in sorted([*names, *links]):
            place = Path(root, name)
            try:
                path = tidy_path("/".join(place.relative_to(folder).parts))
            except RefusedError as refused:  # "C:" is a plain name on Linux
                yield Aside(shown(name), str(refused))
                continue
            if stat.S_ISREG(place.lstat().st_mode):
                yield File(path, _from_disk(place, limits))
            else:
                yield Aside(path, LINK)


def _stop(error: OSError) -> None:
    raise error


def _from_disk(place: Path, limits: Limits) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with place.open("rb") as stream:
                return limits.take(stream)
        except OSError as error:
            raise RefusedError(f"It can't be read: {error.strerror}. Look why.") from None

    return read
