"""One submission's worth of work, bytes in and bytes out, for any `concurrent.futures` executor.

A worker keeps its warm parents in this module, so the function must be imported, not pickled.
"""

import atexit
import json
import threading
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import msgpack  # type: ignore[import-untyped]
import nbformat
from nbformat import NotebookNode

from ..judge.inside import TooManyPoints
from ..judge.submission import judge, own_cells
from ..judge.trial import try_tests
from ..mended import Mended
from ..own import OwnTests
from ..parcels import Graded, Mode, NeedsReview, State, Verdict
from ..run.limits import Limits
from ..run.parent import Warm
from ..run.session import ChildSession

_warm: dict[tuple[Mode, Limits], Warm] = {}
# A Dask worker may have several threads. A parent has one child at a time, and a check's prints,
# warnings and limits are the whole process's: more at once takes more processes.
_one_at_a_time = threading.Lock()


def task(
    student: str,
    file: str,
    content: bytes,
    solution: str,
    release: str,
    mode: Mode = Mode.BUBBLEWRAP,
    limits: Limits = Limits(),  # noqa: B008, it can't be changed
    wall: float | None = None,
    own: OwnTests | None = None,
) -> bytes:
    """Return what `grade_task` needs: a delivery's parts, and the text of solution and release.

    `wall` is how many wall seconds of its limits the submission may take now; None for all. `own`
    is how the tests of an instructor's own notebook are judged.
    """
    parts = {
        "student": student,
        "file": file,
        "content": content,
        "solution": solution,
        "release": release,
        "mode": mode.value,
        "limits": limits.plain(),
        "wall": wall,
        "own": own and [own.plain(), own.files],
    }
    packed: bytes = msgpack.packb(parts)
    return packed


def trial_task(
    solution: str, release: str, files: tuple[tuple[str, bytes], ...], mode: Mode
) -> bytes:
    """Return what `grade_task` needs to try an own notebook with its solution."""
    return task("", "", b"", solution, release, mode, own=OwnTests(files=files))


def grade_task(task: bytes) -> bytes:
    """Repair, run and judge a submission; return what `unpacked` reads.

    Raises SandboxError where student code can't be run here.
    """
    from ..repair.submission import NotRepairable, repair

    parts: dict[str, Any] = msgpack.unpackb(task)
    solution, release = _notebook(parts["solution"]), _notebook(parts["release"])
    own = parts["own"] and OwnTests.of(parts["own"][0], tuple(map(tuple, parts["own"][1])))
    if own and not parts["content"]:
        with _one_at_a_time:
            warm = warm_parent(Mode(parts["mode"]), Limits(**parts["limits"]))
            warm.prepare(())
            found = try_tests(
                solution, release, own.files, lambda: ChildSession(warm, None, own.files)
            )
        return _packed({"tests": found.plain()})
    try:
        repaired = repair(solution, release, parts["content"])
    except NotRepairable as error:
        aside = NeedsReview(file=parts["file"], why=str(error), student=parts["student"])
        return _packed({"aside": asdict(aside)})
    with _one_at_a_time:
        warm = warm_parent(Mode(parts["mode"]), Limits(**parts["limits"]))
        # What an own notebook does is its own affair: it may read files, or start threads.
        warm.prepare(() if own else own_cells(release))
        session = ChildSession(warm, parts["wall"], own.files if own else None)
        try:
            graded = judge(parts["student"], repaired, session, own)
        except TooManyPoints as error:
            aside = NeedsReview(file=parts["file"], why=str(error), student=parts["student"])
            return _packed({"aside": asdict(aside)})
    plain = {
        "student": graded.student,
        "notebook": json.dumps(graded.notebook),
        "verdicts": [asdict(verdict) for verdict in graded.verdicts],
        "mended": [asdict(one) for one in graded.mended],
        "suspect": graded.suspect,
        "seconds": graded.seconds,
        "wall": graded.wall,
    }
    return _packed({"graded": plain})


def unpacked_tests(result: bytes, files: tuple[tuple[str, bytes], ...]) -> OwnTests:
    """Return what a trial found."""
    return OwnTests.of(msgpack.unpackb(result)["tests"], files)


def unpacked(result: bytes) -> Graded | NeedsReview:
    """Return what a worker found."""
    found: dict[str, Any] = msgpack.unpackb(result)
    if "aside" in found:
        return NeedsReview(**found["aside"])
    plain = found["graded"]
    verdicts = [Verdict(**{**said, "state": State(said["state"])}) for said in plain["verdicts"]]
    notebook = nbformat.from_dict(json.loads(plain["notebook"]))
    mended = tuple(Mended.of(one) for one in plain["mended"])
    parts = {"notebook": notebook, "verdicts": tuple(verdicts), "mended": mended}
    return Graded(**{**plain, **parts})


def warm_parent(mode: Mode, limits: Limits) -> Warm:
    """Return this process's warm parent for a configuration."""
    if (mode, limits) not in _warm:
        _warm[mode, limits] = Warm(mode, limits)
    return _warm[mode, limits]


def warm(mode: Mode) -> None:
    """Start this process's warm parent before it is needed. Raises SandboxError."""
    with _one_at_a_time:
        parent = warm_parent(mode, Limits())
        parent.end(parent.fork())


@atexit.register
def close() -> None:
    """Let the warm parents go."""
    while _warm:
        _warm.popitem()[1].close()


@lru_cache(maxsize=4)
def _notebook(text: str) -> NotebookNode:
    return nbformat.reads(text, as_version=4)


def _packed(found: dict[str, Any]) -> bytes:
    packed: bytes = msgpack.packb(found)
    return packed
