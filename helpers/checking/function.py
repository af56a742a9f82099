"""The check of a function that a student writes: a table, and the stages that go through it.

(That the name exists at all is seen to in `notebook`.)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .comparison import Comparison, Point, Tolerance
from .effects import arguments_kept
from .messages import CheckFailed, passed
from .mistake import Mistake, Symptom
from .notebook import up_to_date
from .reading import Reading, Values
from .rungs import WithRungs
from .running import Function
from .stages import STAGES, Stage
from .wording import called, literal

VALUES, TOLERANCE = Values(), Tolerance()
# What has been tried out on the answer, or stands in its line; a pattern in a message knows less.
TRIED_OUT = {
    "only-the-last-entries", "keeps-from-call-to-call", "draws-at-random", "generator-for-list",
    "yield-for-return", "stream-for-list", "comparison-for-a-value", "set-for-several",
}  # fmt: skip


@dataclass(frozen=True)
class FunctionCheck(WithRungs):
    """The check of one exercise, called as `checks.exercise(answer)`.

    Attributes
    ----------
    name : what the student's function is called.
    parameters, returns : names, in order.
    reference : the right values by another route than the answer's formula.
    points : argument tuples at which right and wrong differ.
    mistakes : known wrong answers, the most specific first.
    symptoms : what is said in place of the usual hint where what a stage found shows one of these.
    unchanged : the behaviour of the code that was given (a planted bug); it is "not attempted".
    reads : how what is returned is read.
    tolerance : when two arrays agree.
    stages : what is asked, in order.
    afterwards : what is asked of an answer whose values are right, and that keeps its arguments.
    ways : other routes to the right values, of which is watched what they meet under which name.
    intermediates : what stands behind a name that the reference or the lesson's copy gives a value
        on its way, as "the gradient that reaches h"; said of a line in which such a value is off.
    """

    name: str
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    reference: Callable[..., Any]
    points: Sequence[Point]
    mistakes: Sequence[Mistake] = ()
    symptoms: Sequence[Symptom] = ()
    unchanged: Callable[..., Any] | None = None
    reads: Reading = VALUES
    tolerance: Tolerance = TOLERANCE
    stages: Sequence[Stage] = STAGES
    afterwards: Sequence[Stage] = ()
    ways: Sequence[Callable[..., Any]] = ()
    intermediates: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer` at the check's own points, or at `points` where some are given.

        Raises CheckFailed with a hint, NotAttempted for the stub. Returns None.
        """
        count = self.judge(answer, *points)
        passed(self.name, f"in all {count} tests" if count > 1 else "in one more test")

    def judge(self, answer: object, *points: Point) -> int:
        """Return in how many tests `answer` is right; raises as a call does, and prints nothing."""
        up_to_date(self.name)
        comparison = Comparison(self, answer, points or self.points)
        try:
            for stage in self.stages:
                stage(comparison)
        except CheckFailed as failed:
            if failed.mistake not in TRIED_OUT:
                self._look_for_symptoms(failed, answer)
            raise
        for stage in (arguments_kept, *self.afterwards):
            stage(comparison)
        return comparison.tests

    def called(self, point: Point) -> str:
        """Return the arguments of a call as text."""
        return called(self.parameters, point)

    def copied(self, point: Point) -> str:
        """Return a call that can be copied into a cell; "" for a point that can't be written."""
        written = literal(point)
        if written:
            return f"{self.name}{written}"
        places = [i for i, own in enumerate(self.points) if own is point]
        return f"{self.name}(*checks.{self.name}.points[{places[0]}])" if places else ""

    def prepared(self, function: Function) -> Function:
        """Return the function that is called in place of an answer, or of a known one."""
        return function

    def _look_for_symptoms(self, failed: CheckFailed, answer: object) -> None:
        found = failed.mistake or failed.kind
        for symptom in self.symptoms:
            if symptom.shows(failed.lines, found):
                failed.explain(symptom.known(answer))
                return
