"""What stands above a check's own hint: a worked step, a sentence after success, new numbers.

A lesson's room holds them in its module `rungs`. It is looked for only in a running kernel, and no
check imports it: a reworded hint changes no grade, and the grader prints none of it.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from textwrap import dedent
from typing import Any, ClassVar

import numpy as np

ROOM = re.compile(r"(helpers\.lessons\.\w+)\.checks")
Draw = Callable[[np.random.Generator], tuple[Any, ...]]


@dataclass(frozen=True)
class Rung:
    """What one exercise has above its check's hints.

    Attributes
    ----------
    worked : a step of the same kind with other numbers, never the answer; a line as it is read.
    after : one sentence after a right answer: why it works, or where it comes back. A check that
        only notes a choice shows it after each, so then it gives no choice away.
    draw : draws the arguments of one call of the function, to be worked out by hand.
    nothing : where `draw` is None, why there is nothing to practise, and what else there is.
    """

    worked: str
    after: str
    draw: Draw | None = None
    nothing: str = ""


class WithRungs:
    """The part of a check that a learner calls by name: `checks.step.hint(2)`."""

    name: str
    # Whether a check cell replies to right and wrong answers alike.
    only_notes: ClassVar[bool] = False

    def hint(self, number: int = 2) -> None:
        """Print the second hint. The first is what the check says of a wrong answer."""
        if number == 1:
            print(f"{self.name}: the first hint is in what the check says. Run its cell.")
        elif number != 2:
            print(f"{self.name}: there are two hints. `checks.{self.name}.hint(2)` is the second.")
        elif rung := rung_of(self):
            print(f"{self.name}, a step of the same kind:\n{dedent(rung.worked).strip()}")
        else:
            print(f"{self.name}: no second hint is written for this exercise.")

    def again(self, *answer: Any) -> None:
        """Ask the exercise's question with new numbers; with an answer, check that. No points.

        Raises CheckFailed with the check's own replies.
        """
        rung = rung_of(self)
        if rung and rung.draw:
            from .practice import (  # here, for a check imports nothing of it
                ask_new,
                judge_worked_out,
            )

            if answer:
                judge_worked_out(self, *answer)
            else:
                ask_new(self, rung.draw)
        else:
            why = rung.nothing if rung else "No other numbers are written for it."
            print(f"{self.name}: nothing to practise here. {why}")


def rung_of(check: Any) -> Rung | None:
    """Return what the room of a check's lesson has for it, None where it has nothing."""
    exercise = str(check.name)
    for loaded, module in list(sys.modules.items()):
        room = ROOM.fullmatch(loaded)
        if room and getattr(module, exercise, None) is check:
            name = f"{room[1]}.rungs"
            rungs: dict[str, Rung] = import_module(name).RUNGS if find_spec(name) else {}
            return rungs.get(exercise)
    return None
