"""The files of a delivery: a folder, a zip or tar, a notebook, and zips in these.

Nothing is unpacked: a file is read into memory when it is asked for, and never written under a
name that somebody else chose. What should not be read is listed with the reason.
"""

import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from ...errors import CourseError
from ..store import Store
from . import disk, untar, unzip
from .files import (
    HISTORY,
    DeliveryLimits,
    File,
    RefusedError,
    history,
    is_litter,
    may_be_notebook,
    refused,
    tidy_path,
)

KEPT = (".yml",)  # of a zip in a zip, what is read beside notebooks and times: Gradescope's list


@contextmanager
def open_delivery(source: Path, limits: DeliveryLimits, store: Store) -> Iterator[list[File]]:
    """List the files of a delivery; they can be read until the context ends.

    What is wanted of the zips in it goes to the store, so that none of them stays in memory.

    Raises
    ------
    CourseError
        Where there is nothing, or nothing that can be read.
    """
    with ExitStack() as stack:
        try:
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


def _files(source: Path, limits: DeliveryLimits, stack: ExitStack, store: Store) -> Iterator[File]:
    """List the files, litter left out; a zip in a folder may be the LMS's."""
    listed: Iterable[File]
    mode = source.stat().st_mode
    if stat.S_ISDIR(mode):
        listed, depth = disk.list_folder(source, limits), 0
    elif not stat.S_ISREG(mode):
        raise RefusedError("It is neither a file nor a folder.")
    elif source.name.lower().endswith(untar.ENDINGS):
        listed, depth = untar.list_tar(source, stack, limits), 1
    elif source.suffix.lower() == ".ipynb":
        listed, depth = [File(source.name, disk.file_reader(source, limits))], 1
    else:
        listed, depth = unzip.list_zip(source, stack, limits), 1
    yield from _with_zips(listed, limits, store, depth)


def _with_zips(
    files: Iterable[File], limits: DeliveryLimits, store: Store, depth: int
) -> Iterator[File]:
    """Put the files of a zip in its place, and one line in that of a repository's history."""
    seen = set()
    for file in files:
        if is_litter(file.path) or (of := history(file.path)) in seen:
            continue
        if of:
            seen.add(of)
            yield refused(of, HISTORY, file.owners)
            continue
        if file.why or not file.path.lower().endswith(".zip"):
            yield file
            continue
        try:
            if depth == limits.depth:
                raise RefusedError("It is a zip in a zip in a zip: ask for the notebook itself.")
            nested = _inside(file, limits, store, depth + 1)
        except RefusedError as error:
            yield refused(file.path, str(error), file.owners)
            continue
        empty = refused(file.path, "It is an empty zip: ask for the notebook.", file.owners)
        yield from nested or [empty]


def _inside(zipped: File, limits: DeliveryLimits, store: Store, depth: int) -> list[File]:
    """List the files of a zip in a delivery. Raises RefusedError."""
    own = limits.of_zip()
    with ExitStack() as stack:
        inside = unzip.list_zip(zipped.read(), stack, own)
        below = [_below(zipped, one) for one in inside]
        return [_stored(one, store) for one in _with_zips(below, own, store, depth)]


def _stored(file: File, store: Store) -> File:
    """Return a file that can be read when its zip is closed; only what is wanted ever is."""
    if file.why or not (may_be_notebook(file.path) or file.path.lower().endswith(KEPT)):
        return file
    try:
        return replace(file, read=store.keep(file.read()).read)
    except RefusedError as error:
        return refused(file.path, str(error), file.owners)


def _below(zipped: File, file: File) -> File:
    """Put a file under the path of its zip, and bound the whole once more."""
    if file.why:
        return refused(f"{zipped.path}/{file.path}", file.why, zipped.owners)
    path, why = tidy_path(f"{zipped.path}/{file.path}")
    if why:
        return refused(path, why, zipped.owners)
    return replace(file, path=path, owners=zipped.owners, changed=zipped.changed)
