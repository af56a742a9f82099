"""The verdict of a check in a notebook that stock nbgrader graded, read from the cell's outputs."""

import re

from nbformat import NotebookNode

from ..cell_metadata import grade_id
from ..parcels import State, Verdict

# How an error in a check cell reads as a verdict.
ENDED = {
    "CheckFailed": State.WRONG,
    "NotAttempted": State.NOT_ATTEMPTED,
    "Unchanged": State.NOT_ATTEMPTED,
    "NotFound": State.NOT_FOUND,
    "CellTimeoutError": State.TIMEOUT,
    "DeadKernelError": State.DIED,
}
# The last line of what a check's exception says: exercise and mistake.
ID = re.compile(r"\n\[\w+\.([\w-]+)\]\Z")
SPOKEN = {"CheckFailed", "NotAttempted", "Unchanged", "NotFound"}


def from_outputs(cell: NotebookNode, points: float, max_points: float) -> Verdict:
    """Return the verdict that a check cell's outputs and its score amount to.

    Only the words of a check itself are taken over; any other error may quote hidden tests.
    """
    outputs = cell.get("outputs", [])
    mistake = ""
    errors = [output for output in outputs if output.output_type == "error"]
    if errors:
        kind = str(errors[-1].ename)
        said = str(errors[-1].evalue) if kind in SPOKEN else ""
        if found := ID.search(said):
            said, mistake = said[: found.start()], found[1]
        state = ENDED.get(kind, State.WRONG)
    elif points >= max_points:
        printed = [o.text.rstrip() for o in outputs if o.get("name") == "stdout"]
        state, said = State.RIGHT, "\n".join(printed)
    else:
        state, said = State.WRONG, ""
    said = said or "The check stopped before it came to a verdict."
    return Verdict(grade_id(cell), state, points, max_points, said, mistake)
