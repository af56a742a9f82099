"""Cells that stopped, and what a check then says in place of "not found".

A right answer may stand below a line that fails in the grader only, such as the import of a package
that Colab has; a cell with a syntax error does not run at all. What a check would say of the name
that is missing is no help then: what helps is the line and its error.
"""

import re
from dataclasses import dataclass, field, replace

from helpers.checking.messages import Kind
from helpers.checking.notebook import defined

from ..parcels import CELL_STOPS, State
from ..protocol.replies import Executed
from .checkcell import Judged

LONGEST = 200  # characters of an error's text
IMPORTS = re.compile(r"^(?:from +[\w.]+ +)?import +(.+)$", re.MULTILINE)
BOUND = re.compile(r"(\w+)[\w.]*(?: +as +(\w+))?")
NO_NAME = re.compile(r"name '(\w+)' is not defined")
HINTS = {
    "U+00A0": "The line has a no-break space, as web pages have them: type its spaces anew.",
    "google.colab": "Only Colab has this: put it into a cell of its own, without an answer in it.",
    "No module named": "The grader has the packages of the course only. Leave this one out.",
}


@dataclass
class Stops:
    """Which names are not there, or old, because a cell that was to define them stopped."""

    _why: dict[str, Executed] = field(default_factory=dict)

    def note(self, source: str, name: str, done: Executed) -> None:
        """Take what came of a cell; `name` is the answer's that it is, or ""."""
        names = defined(source) | _imported(source) | {name}
        for one in names:
            self._why.pop(one, None)
        if done.error is not None and not done.late:
            self._why |= dict.fromkeys(names - {""}, done)

    def told(self, exercise: str, judged: Judged) -> Judged:
        """Return what a check said, with the error by which a name is missing that it asks for."""
        if judged.state is State.NOT_FOUND or judged.mistake == Kind.NOT_RUN:
            done = self._why.get(judged.about) or self._why.get(exercise)
            begin = "Its cell"
        elif judged.state is State.WRONG and (missing := NO_NAME.search(judged.message)):
            done, begin = self._why.get(missing[1]), f"The cell that defines `{missing[1]}`"
        else:
            return judged
        if done is None or done.error is None:
            return judged
        kind, text = type(done.error).__name__, " ".join(str(done.error).split())[:LONGEST]
        how = (
            "has a syntax error, so it did not run" if not done.compiled else "stops before its end"
        )
        line = str(getattr(done.error, "student_line", "")).replace("\xa0", " ")
        where = f"It happens in the line `{line}`." if line else ""
        said = [f"{exercise}: {State.WRONG}.", f"{begin} {how}: {kind}: {text}", where]
        said += [f"Hint: {hint}" for sign, hint in HINTS.items() if sign in text][:1]
        mistake = re.sub(r"\W+", "-", f"{CELL_STOPS}{kind} {text}").strip("-")[:100]
        message = "\n".join(filter(None, said))
        return replace(judged, state=State.WRONG, message=message, kind="Stopped", mistake=mistake)


def _imported(source: str) -> set[str]:
    """Return the names that a cell's imports define."""
    each = (BOUND.finditer(found[1]) for found in IMPORTS.finditer(source))
    return {one[2] or one[1] for names in each for one in names}
