"""Two checks of lesson 11: a cross-entropy whose guard is looked at, and words of either form."""

import dis
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from typing import Any

import numpy as np

from helpers.checking.comparison import Comparison
from helpers.checking.matching import MatchCheck
from helpers.checking.messages import CheckFailed, Kind
from helpers.checking.mistake import Known
from helpers.checking.running import quiet

NAN_HIDDEN = (
    "With your cure no logarithm gives nan by itself. Which line still turns a nan into a number? "
    "(`np.nanmean` and `np.nan_to_num` do; of Python's `max` and `min` it depends on the order.)"
)
P, Y = np.array([0.9, 0.2, 0.7]), np.array([1, 0, 1])


def nan_counts(c: Comparison) -> None:
    """A stage: a day with p = nan makes the loss nan, whether it went up or down."""
    hidden = _hidden_nan(c.answer)
    if hidden:
        says = f"The values are right, but a day with p = nan {hidden}. Nobody would notice."
        raise CheckFailed(c.check.name, says, known=Known("nan-hidden", NAN_HIDDEN))


def _hidden_nan(answer: Any) -> str:
    """Say what becomes of a day with p = nan where it does not make the mean nan."""
    try:
        with quiet():
            without = float(answer(P.copy(), Y.copy()))
            both = [float(answer(np.append(P, np.nan), np.append(Y, y))) for y in (0, 1)]
    except Exception:  # the check itself will say it
        return ""
    if np.isnan(both).all():
        return ""
    if np.allclose(both, without):
        return "is left out of the mean"
    if np.isfinite(both).all() and max(both) < without:
        return "costs nothing"
    silent = [
        f"{value:.4g} on {day}"
        for day, value in zip(("a down-day", "an up-day"), both, strict=True)
        if not np.isnan(value)
    ]
    return f"gives a finite loss, {' and '.join(silent)}"


def unguarded(answer: Any) -> str:
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
            "result, and what are its limits?"
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
    """A MatchCheck that takes the infinitive of a verb, "underfit", and names a typo."""

    def __call__(self, answer: Any, right: Mapping[str, str] | None = None) -> None:
        """Check `answer` as MatchCheck does."""
        if isinstance(answer, Mapping):
            answer = {label: self._full(option) for label, option in answer.items()}
        super().__call__(answer, right)

    def _pairs(self, answer: Any) -> dict[str, str]:
        if isinstance(answer, Mapping):
            for label, option in answer.items():
                word = str(option).strip().lower()
                near = get_close_matches(word, list(self.replies), n=1, cutoff=0.85)
                if near and word not in self.replies:
                    says = f'{label} is {option!r:.60}. Look at its spelling: "{near[0]}"?'
                    raise CheckFailed(self.name, says, kind=Kind.TYPE)
        return super()._pairs(answer)

    def _full(self, option: Any) -> Any:
        with_s = f"{option.strip().lower()}s" if isinstance(option, str) else ""
        return with_s if with_s in self.replies else option
