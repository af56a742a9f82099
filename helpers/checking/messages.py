"""What a check says. A failing check is an exception that carries what is known as data.

Its text is made last, from the fields, and shown without a traceback.
"""

import os
from enum import StrEnum

from .mistake import Known

# ANSI's black on white, which notebooks show as dark on light grey; and the end of it.
CALM, PLAIN = "\x1b[30;47m", "\x1b[0m"
WIDEST = 80  # characters of a line that is filled up to look like a block
MOST_LINES = 6  # of what is shown of a failing check


class Kind(StrEnum):
    """What about an answer is not right; the stages of a check ask in about this order."""

    NOT_FOUND = "not-found"
    NOT_RUN = "not-run"
    NOT_ATTEMPTED = "not-attempted"
    OPEN_GAP = "open-gap"
    UNCHANGED = "unchanged"
    NO_FUNCTION = "no-function"
    SIGNATURE = "signature"
    STOPS = "stops"
    RETURNS_NONE = "returns-none"
    COUNT = "count"
    TYPE = "type"
    NOT_FINITE = "not-finite"
    SHAPE = "shape"
    VALUE = "value"
    SIDE_EFFECT = "side-effect"
    COPY = "copy"
    CHOICE = "choice"


class CheckFailed(Exception):  # noqa: N818, students read the name
    """The answer is not right yet.

    Attributes
    ----------
    exercise : the name of what was checked.
    lines : what is known of why, a line each.
    kind : what about the answer is not right.
    mistake : the known mistake's id, such as "w2-first"; "" where none is known.
    hint : what helps; "" where nothing is known.
    """

    verdict = "not right yet."
    usual = Kind.VALUE
    offer = ""  # of a second hint, where a kernel has seen enough

    def __init__(
        self,
        exercise: str,
        *lines: str,
        kind: Kind | None = None,
        known: Known | None = None,
    ) -> None:
        super().__init__(exercise, *lines)
        self.exercise, self.lines, self.kind = exercise, lines, kind or self.usual
        self.mistake, self.hint = known or ("", "")

    @property
    def id(self) -> str:
        """The known mistake, or the kind, with its exercise: "step.w2-first"."""
        return f"{self.exercise}.{self.mistake or self.kind}"

    @property
    def message(self) -> str:
        """What a student reads; where a hint leaves too little room, not how a value is off."""
        head = f"{self.exercise}: {self.verdict}"
        if not self.hint:
            return "\n".join([head, *self.lines])
        rows = [row for line in self.lines for row in line.split("\n")]
        too_many = max(len(rows) + 2 - MOST_LINES, 0)
        return "\n".join([head, *rows[:1], *rows[1 + too_many :], f"Hint: {self.hint}"])

    def explain(self, known: Known) -> None:
        """Take what is known in place of what was."""
        self.mistake, self.hint = known

    def __str__(self) -> str:
        # A notebook keeps this text beside what it shows: so the id is found again in a notebook
        # that stock nbgrader graded.
        return f"{self.message}\n[{self.id}]"

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        lines = self.message.splitlines()
        if self.offer and len(lines) < MOST_LINES:
            return [*lines, self.offer]
        return [*lines[:-1], f"{lines[-1]} {self.offer}".rstrip()]


class NotAttempted(CheckFailed):
    """There is no answer to judge: the stub is as it was given, or a gap is open."""

    verdict = "not attempted yet."
    usual = Kind.NOT_ATTEMPTED

    def _render_traceback_(self) -> list[str]:
        """Return it on a calm ground of its own: the box of any error is red, and this is none.

        It stays an error, so that nbgrader gives no points for it, and plain where nbgrader runs.
        """
        lines = super()._render_traceback_()
        if "NBGRADER_EXECUTION" in os.environ:
            return lines
        wide = min(max(map(len, lines)), WIDEST)
        return [f"{CALM}{line:<{wide}}{PLAIN}" for line in lines]


class Unchanged(NotAttempted):
    """A planted bug is still there; whether the code was edited, nobody can tell."""

    verdict = "not attempted yet, or the bug is still in there."
    usual = Kind.UNCHANGED


class NotFound(CheckFailed):
    """The name that a check asks for does not exist."""

    verdict = "not found."
    usual = Kind.NOT_FOUND


def passed(name: str, what: str) -> None:
    """Print the one line that a right answer gets."""
    print(f"{name}: right {what}.")
