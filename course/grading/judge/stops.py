"""Cells that stopped, and what a check then says in place of "not found".

A right answer may stand below a line that fails in the grader only, such as the import of a package
that Colab has; a cell with a syntax error does not run at all. What a check would say of the name
that is missing is no help then: what helps is the line and its error.
"""

import re
from dataclasses import dataclass, field, replace

from helpers.checking.messages import CheckFailed, Kind
from helpers.checking.notebook import defined
from helpers.checking.tracebacks import cell_line

from ..parcels import CELL_STOPS, State
from ..protocol.replies import Executed
from .checkcell import Judged

LONGEST = 200  # characters of an error's text
IMPORTS = re.compile(r"^(?:from +[\w.]+ +)?import +(.+)$", re.MULTILINE)
BOUND = re.compile(r"(\w+)[\w.]*(?: +as +(\w+))?")
NO_NAME = re.compile(r"name '(\w+)' is not defined")
MAGIC = re.compile(r"\s*(%%\w+)")  # such as %%timeit and %%writefile; with %%time names are there
HINTS = {
    "U+00A0": "The line has a no-break space, as web pages have them: type its spaces anew.",
    "google.colab": "Only Colab has this: put it into a cell of its own, without an answer in it.",
    "`%%": "Delete the line, and run the cell.",
    "No module named": "The grader has the packages of the course only. Leave this one out.",
}


@dataclass(frozen=True)
class Reason:
    """Why a cell did not define what it was to; `how` follows its name, as in "Its cell stops"."""

    how: str
    line: str = ""
    mistake: str = ""


@dataclass
class Stops:
    """Which names are not there, or old, because a cell that was to define them did not."""

    told_little: bool = False  # from here on the student's code may know the tests' text
    _why: dict[str, Reason] = field(default_factory=dict)

    def note(self, source: str, name: str, done: Executed) -> None:
        """Take what came of a cell; `name` is the answer's that it is, or ""."""
        names = (set(defined(source)) | _imported(source) | {name}) - {""}
        for one in names:
            self._why.pop(one, None)
        if reason := _reason(source, done, self.told_little):
            self._why |= dict.fromkeys(names, reason)

    def told(self, exercise: str, judged: Judged) -> Judged:
        """Return what a check said, with the reason for which a name is missing that it needs."""
        if judged.state is State.NOT_FOUND or judged.mistake == Kind.NOT_RUN:
            reason = self._why.get(judged.about) or self._why.get(exercise)
            begin = "Its cell"
        elif judged.state is State.WRONG and (missing := NO_NAME.search(judged.message)):
            reason, begin = self._why.get(missing[1]), f"The cell that defines `{missing[1]}`"
        else:
            return judged
        if reason is None:
            return judged
        where = f"It happens in the line `{reason.line}`." if reason.line else ""
        said = [f"{exercise}: {CheckFailed.verdict}", f"{begin} {reason.how}", where]
        said += [f"Hint: {hint}" for sign, hint in HINTS.items() if sign in reason.how][:1]
        message = "\n".join(filter(None, said))
        return replace(
            judged, state=State.WRONG, message=message, kind="Stopped", mistake=reason.mistake
        )


def _reason(source: str, done: Executed, little: bool) -> Reason | None:
    """Return why a cell may not have defined what it was to; None where it ran as Python.

    It says `little` where its own words may hold what a student is not to read.
    """
    if done.late:
        return None
    if done.error is not None:
        kind, text = type(done.error).__name__, " ".join(str(done.error).split())[:LONGEST]
        if little:
            return Reason(f"stops before its end: {kind}", "", _mistake(kind))
        ran = "stops before its end"
        how = ran if done.compiled else "has a syntax error, so it did not run"
        line = cell_line(done.error).replace("\xa0", " ")
        return Reason(f"{how}: {kind}: {text}", line, _mistake(f"{kind} {text}"))
    if magic := MAGIC.match(source):
        return Reason(f"begins with `{magic[1]}`, so it defines nothing.", "", _mistake(magic[1]))
    return None


def _mistake(what: str) -> str:
    return CELL_STOPS + re.sub(r"\W+", "-", what).strip("-")[:80]


def _imported(source: str) -> set[str]:
    """Return the names that a cell's imports define."""
    each = (BOUND.finditer(found[1]) for found in IMPORTS.finditer(source))
    return {one[2] or one[1] for names in each for one in names}
