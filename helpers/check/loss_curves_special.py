"""Two checks of lesson 10: a cross-entropy whose guard is looked at, and words of either form."""

import dis
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from .arrays import ArrayCheck
from .function import Point
from .matching import MatchCheck
from .messages import CheckFailed
from .stages import quiet

P, Y = np.array([0.9, 0.2, 0.7]), np.array([1, 0, 1])


class BceCheck(ArrayCheck):
    """An ArrayCheck that says where a logarithm still sees a 0, and that no nan may vanish."""

    def _clarify(self, failed: CheckFailed, answer: Any) -> None:
        super()._clarify(failed, answer)
        if "loss is nan" in str(failed) or "loss is inf" in str(failed):
            failed.hint(_where(answer))

    def _fault(self, answer: Any, at: Sequence[Point]) -> Sequence[str]:
        fault, hidden = super()._fault(answer, at), _hidden_nan(answer)
        if fault or not hidden:
            return fault
        return (
            f"The values are right, but a day with p = nan {hidden}. Nobody would notice.",
            "Hint: After your cure no logarithm gives nan. Which line still hides one?",
        )


def _hidden_nan(answer: Any) -> str:
    """Say what becomes of a day with p = nan where it does not make the mean nan or higher."""
    try:
        with quiet():
            without = float(answer(P.copy(), Y.copy()))
            both = [float(answer(np.append(P, np.nan), np.append(Y, y))) for y in (0, 1)]
    except Exception:  # the check itself will say it
        return ""
    if np.allclose(both, without):
        return "is left out of the mean"
    return "costs nothing" if max(both) < without else ""


def _where(answer: Any) -> str:
    """Say at which end of p the loss of a single day is no finite number."""

    def broken(p: float) -> bool:
        try:
            with quiet():
                values = [float(answer(np.array([p]), np.array([y]))) for y in (0, 1)]
        except Exception:  # not made for a single day
            return True
        return not np.all(np.isfinite(values))

    ends = [end for end in (0, 1) if broken(float(end))]
    if len(ends) == 1:
        return f"Which log still sees a 0 at p = {ends[0]}? The other end is guarded."
    if "clip" in getattr(getattr(answer, "__code__", None), "co_names", ()):
        if _discards(answer):
            return "np.clip changes nothing in place; where does its result go?"
        return (
            "At p = 1, which log sees a 0? Does the clip stand above the logs, do they use its "
            "result, and which limits has it?"
        )
    return "At p = 1, which log sees a 0? What could keep p away from both ends?"


def _discards(answer: Any) -> bool:
    """Return whether a line of the function calls something and drops what comes back."""
    # The code of a function in another process tells its steps by itself.
    steps = getattr(answer.__code__, "steps", None)
    steps = steps or [step.opname for step in dis.get_instructions(answer)]
    return any(a.startswith("CALL") and b == "POP_TOP" for a, b in pairwise(steps))


@dataclass(frozen=True)
class WordsCheck(MatchCheck):
    """A MatchCheck that also takes the infinitive of a verb: "underfit" for "underfits"."""

    def __call__(self, answer: Any, right: Mapping[str, str] | None = None) -> None:
        """Check `answer` as MatchCheck does."""
        if isinstance(answer, Mapping):
            answer = {label: self._full(option) for label, option in answer.items()}
        super().__call__(answer, right)

    def _full(self, option: Any) -> Any:
        with_s = f"{option.strip().lower()}s" if isinstance(option, str) else ""
        return with_s if with_s in self.replies else option
