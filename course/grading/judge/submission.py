"""Run a submission from top to bottom: its cells in the sandbox, its checks here."""

import copy
import hashlib
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.checking.notebook import OpenNotebook

from ..cell_metadata import exercise, grade_id, is_answer, is_check, is_locked, nbgrader_metadata
from ..own import OwnTests
from ..parcels import Graded, Repaired, State, Verdict
from ..protocol.replies import Executed
from ..protocol.session import Session
from ..protocol.stopped import Stopped
from .beside import beside
from .checkcell import Bench, Judged, stopped_message
from .guard import memory_limit
from .inside import PARTIAL, judged_inside, partial_points
from .own_bench import OwnBench, unclear
from .reach import reaching
from .stops import Stops


def judge(
    student: str, repaired: Repaired, session: Session, tests: OwnTests | None = None
) -> Graded:
    """Return a submission's verdicts and its notebook with outputs.

    As under nbgrader, the notebook runs on after an error, and a check that raises nothing and
    writes nothing to stderr gives all its points. `tests` is how those of an instructor's own
    notebook are judged; None for one of ours. Raises SandboxError where nothing can be run, and
    TooManyPoints for a test that gives more than it has.
    """
    notebook = copy.deepcopy(repaired.notebook)
    opened = OpenNotebook()
    locked, answers = _trusted_parts(notebook)
    bench = Bench(locked, answers, opened)
    inside: dict[str, str] = {}
    if tests is not None:
        bench = OwnBench(locked, tests.answers, opened, tests=tests, beside=_digest(tests.files))
        inside = {**reaching(notebook), **tests.inside}
    verdicts, count, stopped, stops = [], 0, None, Stops()
    try:
        with memory_limit(), beside(tests.files) if tests else nullcontext():
            for cell in notebook.cells:
                if cell.cell_type != "code":
                    continue
                count += 1
                cell.execution_count, cell.outputs = count, []
                if is_check(cell):
                    why = inside.get(grade_id(cell), "")
                    verdicts.append(_check(cell, bench, session, stopped, stops, why))
                    stops.told_little |= bool(verdicts[-1].inside)
                    stopped = None
                elif cell.source.strip():
                    stopped = _run(cell, session, opened, stops) or stopped
    finally:
        session.close()
    return Graded(
        student=student,
        notebook=notebook,
        verdicts=tuple(verdicts),
        mended=repaired.mended,
        suspect=session.suspect,
        seconds=session.seconds,
        wall=session.wall,
    )


def own_cells(release: NotebookNode) -> tuple[str, ...]:
    """Return the code that a release has beside answers and checks, for `Warm.prepare`."""
    code = [cell for cell in release.cells if cell.cell_type == "code"]
    return tuple(cell.source for cell in code if not is_answer(cell) and not is_check(cell))


def _trusted_parts(notebook: NotebookNode) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the sources of the locked cells, and the names of the answers."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    locked = [cell.source for cell in code if is_locked(cell) and not is_check(cell)]
    return tuple(locked), frozenset(grade_id(cell) for cell in code if is_answer(cell))


def _run(
    cell: NotebookNode, session: Session, opened: OpenNotebook, stops: Stops
) -> Stopped | None:
    """Run a cell of the student's and keep its outputs; return why it had to be stopped."""
    opened.note_run(cell.source)
    try:
        done = session.execute(cell.source)
    except Stopped as stopped:
        cell.outputs = [_error("Stopped", stopped.why)]
        return stopped
    if not done.compiled:
        opened.note_broken(cell.source, done.error)
    elif done.error:
        opened.note_stopped(cell.source, done.error)
    stops.note(cell.source, grade_id(cell) if is_answer(cell) else "", done)
    cell.outputs = _outputs(done)
    return Stopped(State.TIMEOUT, done.late) if done.late else None


def _outputs(done: Executed) -> list[NotebookNode]:
    outputs = []
    for name, text in done.output:
        if name in ("display", "result"):
            outputs.append(_output("display_data", {"text/plain": text}))
        else:
            outputs.append(_output("stream", name=name, text=text))
    if done.late:
        outputs.append(_error("Stopped", "It took too long. Does a loop never end?"))
    elif done.error is not None:
        outputs.append(_error(type(done.error).__name__, str(done.error)))
    return outputs


def _output(kind: str, data: dict[str, str] | None = None, **parts: Any) -> NotebookNode:
    """Return an output; nbformat's own `new_output` validates, which takes longer than a cell."""
    if data is not None:
        parts |= {"data": data, "metadata": {}}
    made: NotebookNode = nbformat.from_dict({"output_type": kind, **parts})
    return made


def _error(kind: str, says: str) -> NotebookNode:
    return _output("error", ename=kind, evalue=says, traceback=[f"{kind}: {says}"])


def _check(
    cell: NotebookNode,
    bench: Bench,
    session: Session,
    stopped: Stopped | None,
    stops: Stops,
    inside: str = "",
) -> Verdict:
    """Evaluate a check cell; its outputs are the judge's.

    `stopped` is why a cell above it was: then a name that is not there is no slip of the student's.
    `inside` is why it runs in the student's process; "" where it does not.
    """
    name, most = grade_id(cell), float(nbgrader_metadata(cell)["points"])
    session.renew()
    if not inside:
        done = bench.judge(cell.source, name, session.fetch, session.left())
        if isinstance(bench, OwnBench):
            inside = done.unclear or unclear(session.opaque)
    if inside:
        session.renew()
        done = judged_inside(cell.source, name, session)
    if done.state is State.NOT_FOUND and stopped:
        said = stopped_message(exercise(name), stopped)
        done = Judged(stopped.state, said, kind="Stopped")
    done = stops.told(exercise(name), done)
    points = partial_points(done.result, most, name) if done.state is State.RIGHT else 0.0
    if done.state is State.RIGHT and points < most:
        said = f"{exercise(name)}: {points:g} of {most:g} points."
        done = replace(done, state=State.WRONG, message=said, mistake=PARTIAL)
    cell.outputs = _check_outputs(done, cell.execution_count)
    message = "" if stops.told_little and done.state is State.RIGHT else done.message
    return Verdict(name, done.state, points, most, message, done.mistake, inside)


def _check_outputs(done: Judged, count: int) -> list[NotebookNode]:
    streams = {"stdout": done.out, "stderr": done.err}
    outputs = [_output("stream", name=name, text=text) for name, text in streams.items() if text]
    if done.kind:
        said = done.message.splitlines()
        outputs.append(_output("error", ename=done.kind, evalue=done.message, traceback=said))
    elif done.result:
        data = {"text/plain": done.result}
        outputs.append(_output("execute_result", data, execution_count=count))
    return outputs


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    """Tell one state of the files beside a notebook from another."""
    each = (f"{name}\0{hashlib.sha256(content).hexdigest()}" for name, content in files)
    return "\0".join(each)
