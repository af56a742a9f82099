"""Whether a message names the line that was mutated, how long it is, and what it costs."""

import difflib
import re
from collections.abc import Sequence

import numpy as np

from benchmarks.confusion.cases import bare
from benchmarks.confusion.runs import Result
from benchmarks.page import table

MOST_LINES, MOST_SECONDS = 6, 0.5
NAMES = re.compile(r"^(?:The first|A) value that is off.*$", re.MULTILINE)
CODE = re.compile(r"`([^`]*)`")


def names_right(result: Result) -> bool | None:
    """Say whether the mutated line is among those named; None where no line is told.

    A line that was left out is told where one beside its place is named, and that one is missing.
    """
    said = NAMES.search(result.verdict.message)
    before, after = bare(result.case.base).splitlines(), bare(result.case.source).splitlines()
    new = _changed(before, after)
    if not said or not new:
        return None
    named = {
        i
        for code in map(_plain, CODE.findall(said[0]))
        for i, line in enumerate(map(_plain, after))
        if code and (code in line or line in code)
    }
    left_out = {i for i in new if isinstance(i, float)}
    near = {i + by for i in left_out for by in (-0.5, 0.5)} if "is missing" in said[0] else set()
    return bool(named & (new - left_out | near))


def _changed(before: Sequence[str], after: Sequence[str]) -> set[float]:
    """Return the numbers of lines that are new, and n + 0.5 where one after the n-th is gone."""
    place, new, gone = -1, set[float](), set[float]()
    for line in difflib.ndiff(before, after):
        if line[0] in " +":
            place += 1
        if line[0] == "+":
            new.add(place)
        if line[0] == "-":
            gone.add(place + 0.5)
    passed = {i for i in new if after[int(i)].strip() == "pass"}
    if passed and passed == new:
        return {i + by for i in passed for by in (-0.5, 0.5)}
    return new or gone


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
