"""Whether a message names the line that was mutated, how long it is, and what it costs."""

import difflib
import re
from collections.abc import Sequence

import numpy as np

from benchmarks.confusion.cases import bare
from benchmarks.confusion.runs import Result
from benchmarks.page import table

MOST_LINES, MOST_SECONDS = 6, 0.5
NAMES = re.compile(r"^The first value that is off.*$", re.MULTILINE)
CODE = re.compile(r"`([^`]*)`")


def names_right(result: Result) -> bool | None:
    """Say whether the mutated line is among those named; None where none is, or none was changed.

    A line that was left out can't be named.
    """
    said = NAMES.search(result.verdict.message)
    before, after = bare(result.case.base).splitlines(), bare(result.case.source).splitlines()
    lines = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    new = {_plain(line[1:]) for line in lines if line[0] == "+"}
    if not said or not new or "pass" in new:
        return None
    lines = [_plain(line) for line in after]
    named = [
        i
        for code in map(_plain, CODE.findall(said[0]))
        for i, line in enumerate(lines)
        if code and (code in line or line in code)
    ]
    if "or between them" in said[0]:
        named = list(range(min(named, default=0), max(named, default=-1) + 1))
    return any(lines[i] in new for i in named)


def _plain(code: str) -> str:
    return re.sub(r"[\s()]", "", code)[:80]


def too_long(results: Sequence[Result]) -> list[Result]:
    """Return the refusals of more lines than a student should have to read."""
    # The last line is the id, which a notebook does not show.
    return [one for one in results if one.verdict.message.count("\n") > MOST_LINES]


def first_lines(results: Sequence[Result]) -> str:
    """Return the table of how often a line is named, rightly, and what a refusal costs."""
    found = [names_right(one) for one in results]
    named = sum(NAMES.search(one.verdict.message) is not None for one in results)
    seconds = [one.verdict.seconds for one in results] or [0.0]
    return table(
        ["refused mutants", "told a line", "the mutated one", "another", "0.99 of them within"],
        [[
            str(len(results)), str(named), str(found.count(True)), str(found.count(False)),
            f"{np.quantile(seconds, 0.99):.2g} s",
        ]],
    )  # fmt: skip
