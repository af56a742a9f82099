"""Run a submission from top to bottom: its cells in the sandbox, its checks here."""

import copy
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.checking.notebook import OpenNotebook

from ..cell_metadata import exercise, grade_id, is_answer, is_check, is_locked, nbgrader_metadata
from ..parcels import Graded, Repaired, State, Verdict
from ..protocol.replies import Executed
from ..protocol.session import Session
from ..protocol.stopped import Stopped
from .checkcell import Bench, Judged, stopped_message
from .guard import memory_limit
from .stops import Stops


def judge(student: str, repaired: Repaired, session: Session) -> Graded:
    """Return a submission's verdicts and its notebook with outputs.

    As under nbgrader, the notebook runs on after an error, and a check that raises nothing and
    writes nothing to stderr gives all its points. Raises SandboxError where nothing can be run.
    """
    notebook = copy.deepcopy(repaired.notebook)
    opened = OpenNotebook()
    bench = Bench(*_trusted_parts(notebook), opened)
    verdicts, count, stopped, stops = [], 0, None, Stops()
    try:
        with memory_limit():
            for cell in notebook.cells:
                if cell.cell_type != "code":
                    continue
                count += 1
                cell.execution_count, cell.outputs = count, []
                if is_check(cell):
                    verdicts.append(_check(cell, bench, session, stopped, stops))
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
        if name == "display":
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
    cell: NotebookNode, bench: Bench, session: Session, stopped: Stopped | None, stops: Stops
) -> Verdict:
    """Evaluate a check cell; its outputs are the judge's.

    `stopped` is why a cell above it was: then a name that is not there is no slip of the student's.
    """
    name, most = grade_id(cell), float(nbgrader_metadata(cell)["points"])
    session.renew()
    done = bench.judge(cell.source, name, session.fetch, session.left())
    if done.state is State.NOT_FOUND and stopped:
        said = stopped_message(exercise(name), stopped)
        done = Judged(stopped.state, said, kind="Stopped")
    done = stops.told(exercise(name), done)
    cell.outputs = _check_outputs(done)
    points = most if done.state is State.RIGHT else 0.0
    return Verdict(name, done.state, points, most, done.message, done.mistake)


def _check_outputs(done: Judged) -> list[NotebookNode]:
    streams = {"stdout": done.out, "stderr": done.err}
    outputs = [_output("stream", name=name, text=text) for name, text in streams.items() if text]
    if done.kind:
        said = done.message.splitlines()
        outputs.append(_output("error", ename=done.kind, evalue=done.message, traceback=said))
    return outputs
