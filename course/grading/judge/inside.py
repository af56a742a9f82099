"""A test that runs in the student's own process, and the points that a test gives, as in nbgrader.

There the student's code can make it pass. So it is done where there is no other way, and told.
"""

from ..cell_metadata import exercise
from ..parcels import State
from ..protocol.session import Session
from ..protocol.stopped import Stopped
from .checkcell import Judged, stopped_message

PARTIAL = "partial-credit"  # the id of a mistake


class TooManyPoints(Exception):  # noqa: N818 - it is no error of the program
    """A test gives more points than it has; nbgrader gives no score then."""


def judged_inside(source: str, grade_id: str, session: Session) -> Judged:
    """Run a test as a cell of the student's notebook; its words may quote it, and are left out."""
    name = exercise(grade_id)
    try:
        done = session.execute(source)
    except Stopped as stopped:
        return Judged(stopped.state, stopped_message(name, stopped), kind="Stopped")
    if done.late:
        late = Stopped(State.TIMEOUT, done.late)
        return Judged(late.state, stopped_message(name, late), kind="Stopped")
    texts = {
        kind: "".join(text for of, text in done.output if of == kind) for kind, _ in done.output
    }
    out, err = texts.get("stdout", ""), texts.get("stderr", "")
    wrong = f"{name}: not right yet.\n"
    if done.error is not None:
        kind = type(done.error).__name__
        said = f"{wrong}One more test fails ({kind})."
        return Judged(State.WRONG, said, out, err, kind, f"check-stops-with-{kind}")
    if err:
        said = f"{wrong}It works, but it warns or writes to stderr."
        return Judged(State.WRONG, said, out, err, mistake="writes-to-stderr")
    return Judged(State.RIGHT, "", out, result=texts.get("result", ""))


def partial_points(result: str, most: float, grade_id: str) -> float:
    """Return the points that a test gives which raised nothing: a number at its end says how many.

    As nbgrader.utils.get_partial_grade, whose import takes seconds: what is no number, or is
    negative, gives all points. Raises TooManyPoints.
    """
    try:
        points = float(result)
    except ValueError:
        return most
    if points > most:
        raise TooManyPoints(
            f"Its test {grade_id} gives {points:g} points and has {most:g}; nbgrader gives no "
            "score then. Mend the test and grade again, or give the points by hand."
        )
    return points if points >= 0 else most
