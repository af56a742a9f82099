"""The page's second part: what is said of answers that no check was written for."""

from collections.abc import Sequence

from benchmarks.confusion.figures import percent
from benchmarks.confusion.first_lines import NAMES, names_right
from benchmarks.confusion.hints import KNOWN, VAGUE, help_of
from benchmarks.confusion.runs import Result
from benchmarks.confusion.slips import OTHER, STYLED, TEXT, TWO
from benchmarks.confusion.tables import listed
from benchmarks.page import table
from helpers.checking.messages import Kind

KINDS = (TWO, STYLED, OTHER, TEXT)
# What tells which of several values is meant, and needs no line.
NAMED = ("exchanged", "rounded")


def by_value(results: Sequence[Result]) -> list[Result]:
    """Return the wrong answers whose values are off."""
    return [one for one in results if one.verdict.kind == Kind.VALUE and not one.verdict.accepted]


def is_named(result: Result) -> bool:
    """Say whether a known mistake is named, or what is exchanged or rounded."""
    says_a_line = NAMES.search(result.verdict.message)
    return help_of(result.verdict) in (KNOWN, *NAMED) and not says_a_line


def located(result: Result) -> bool:
    """Say whether a student learns the mistake, or the line that was changed."""
    return is_named(result) or names_right(result) is True


def useless(result: Result) -> bool:
    """Say whether it is told no more than that it is wrong."""
    return help_of(result.verdict) in VAGUE


def untrue(results: Sequence[Result]) -> list[Result]:
    """Return the refusals with a sentence that is not so."""
    return [one for one in results if any(not claim.so for claim in one.claims)]


def unseen(results: Sequence[Result]) -> str:
    """Return the table of both kinds of mutants, a row each, and what is untrue."""
    groups = {"one slip": [one for one in results if one.case.how not in KINDS]}
    groups |= {how: [one for one in results if one.case.how == how] for how in KINDS}
    heads = [
        "answers", "wrong", "accepted", "by value", "named", "the changed line", "another line",
        "named or changed line", "useless", "sentences", "untrue",
    ]  # fmt: skip
    rows = []
    for how, some in groups.items():
        off = by_value(some)
        lines = [names_right(one) for one in off]
        rows.append([
            how, str(len(some)), str(sum(one.verdict.accepted for one in some)), str(len(off)),
            str(sum(map(is_named, off))), str(lines.count(True)), str(lines.count(False)),
            percent(sum(map(located, off)), len(off)), percent(sum(map(useless, off)), len(off)),
            str(sum(len(one.claims) for one in off)), str(len(untrue(off))),
        ])  # fmt: skip
    found = untrue(results)
    return f"{table(heads, rows)}\nWhat is untrue:\n\n{listed(found)}"
