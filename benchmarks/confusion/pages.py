"""The page `docs/grader_confusion.md`."""

from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.confusion.cases import HAND, MUTANT, OPTION, STYLE
from benchmarks.confusion.equality import FRESH
from benchmarks.confusion.figures import Counts
from benchmarks.confusion.first_lines import (
    MOST_LINES,
    MOST_SECONDS,
    first_lines,
    names_right,
    too_long,
)
from benchmarks.confusion.fits import FITS, misfits
from benchmarks.confusion.runs import LIMIT, TIMES, Result
from benchmarks.confusion.tables import (
    equivalent,
    helps,
    lessons,
    listed,
    operators,
    origins,
    styles,
)
from benchmarks.confusion.unseen import located, unseen, untrue, useless
from benchmarks.measure import machine
from benchmarks.page import aim
from helpers.checking.messages import Kind


def page(results: Sequence[Result], most: int, seed: int) -> str:
    """Return the whole page."""
    of = Counts(results)
    by_value = [one for one in of.mutants if one.verdict.kind == Kind.VALUE]
    right = [names_right(one) for one in by_value]
    aims = {
        "no wrong answer accepted": _some(of.accepted),
        "no right answer refused": _some(of.refused),
        "90% of the handwritten misconceptions named right": _below(
            len(of.named), len(of.misconceptions), 0.9
        ),
        '60% of the mutants told more than "not equal"': _below(
            of.told(of.mutants), len(of.mutants), 0.6
        ),
        "no hint that doesn't fit its mutation": _some(misfits(of.mutants)),
        "90% of the lines named are the mutated ones": _below(
            right.count(True), right.count(True) + right.count(False), 0.9
        ),
        "90% of the mutants by value told the changed line or a mistake by name": _below(
            sum(map(located, by_value)), len(by_value), 0.9
        ),
        "not more than 3% of them told nothing of use": _below(
            sum(not useless(one) for one in by_value), len(by_value), 0.97
        ),
        "no sentence that is untrue": _some(untrue(of.mutants)),
        f"no message of more than {MOST_LINES} lines": _some(too_long(of.mutants)),
        f"no failing check of more than {MOST_SECONDS} s": _some(
            [one for one in of.mutants if one.verdict.seconds > MOST_SECONDS]
        ),
    }
    undecided = [one for one in of.equivalent if one.equal is None]
    unequal = [one for one in of.mutants if one.equal and not one.verdict.accepted]
    exercises = len({(one.lesson, one.exercise) for one in results})
    return f"""# How often the grader is wrong

Made by `uv run python benchmarks/grader_confusion.py --out docs/grader_confusion.md`.
{machine()} Mutations by cosmic-ray {version("cosmic-ray")}, intervals by SciPy {version("scipy")}.

{exercises} exercises. Every answer is judged by the check cell of the solution, its hidden part
included, as in the tests; whatever takes more than {LIMIT:g} s and {TIMES} times the processor time
of the model answer is refused. Intervals are exact ones of 95% (Clopper and Pearson). Answers to
one exercise have much in common, so they are narrower than for as many answers of as many students.

{"".join(aim(text, missed) for text, missed in aims.items())}
{lessons(results)}
{first_lines(by_value)}
Of the mutants whose values are off: how many are told the first line that is off, and whether the
mutated line is named; a line that was left out or moved can't be. The seconds are the processor's,
for the answer, the check and its message together.

In brackets the interval. A misconception is named right where it gets the hint that the bank asks
for, and no other's. Mutants that stop with an error, or return something of another form, are told
so, which is more than "not equal"; the last column leaves them out.

## Answers that no check was written for

{unseen(of.mutants)}
Beside single slips: two at once; slips in answers written in other styles; a line for which one of
another exercise, or of the lesson's text, was put in (`benchmarks/confusion/slips.py`). Each
general sentence of a reply is held against the answer and the reference at the points of the check,
by other means than those that found it (`benchmarks/confusion/claims.py`).

## Where the answers come from

{origins(results)}
- **{HAND}**: the bank, `lessons/*/answers.py`, and the model answers.
- **{STYLE}**: right answers written in other ways, by rules on their syntax tree:
  {styles(results)}. A rewrite counts where it returns what its original does (to 1e-9, in float32
  to 1e-6) at the check's own calls and at 20 others.
- **{OPTION}**: for exercises that ask for no function, all options, orders, pairs and numbers.
- **{MUTANT}**: right answers with one slip each. At most {most} an exercise, the kinds in turn,
  drawn at random (seed {seed}); those by sign, operator, comparison and constant are cosmic-ray's.

## Mutations

{operators(results)}
A hint fits where a slip of that kind can bring about what the hint speaks of
(`benchmarks/confusion/fits.py`): {len(FITS)} kinds of claims are held against the mutations that
may meet them.

{helps(results)}
## What is not as it should be

Wrong answers that are accepted:

{listed(of.accepted)}
Right answers that are refused:

{listed(of.refused)}
Misconceptions that are not named right:

{listed([one for one in of.misconceptions if one not in of.named])}
Hints that don't fit:

{listed(misfits(of.mutants))}
## Equivalent mutants

A mutant is equivalent, and left out, if the check takes it and it returns the same as the answer
that it was made from, or as the model answer, on {FRESH} random inputs that are none of the
check's: to 1e-9, or as exactly as that answer itself where that one computes in float32 or by
differences. The inputs have the types and shapes of the check's own calls. Where a task has many
right answers (`start`, `plot_walks`, `minibatches`, `mend_epoch`), what it asks for is tried out
apart from the check (`benchmarks/confusion/oracles.py`). Left undecided, as a near thing:
{len(undecided)}.

{len(unequal)} mutants return the same as a right answer, and are refused: for a shape that the task
asks for, for arguments that they overwrite, or for an input of the check that random ones don't
meet. They count as wrong.

<details><summary>All {len(of.equivalent)} equivalent mutants</summary>

{equivalent(results)}
</details>
"""


def _some(results: Sequence[Result]) -> list[str]:
    return [f"{len(results)} (below)"] if results else []


def _below(count: int, total: int, least: float) -> list[str]:
    return [f"{count} of {total}"] if count < least * total else []
