"""The tables of the page `docs/grader_confusion.md`."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from benchmarks.confusion.cases import MUTANT, STYLE, bare
from benchmarks.confusion.figures import Counts, percent, share
from benchmarks.confusion.fits import misfits
from benchmarks.confusion.hints import HELPS, VAGUE, help_of
from benchmarks.confusion.runs import Result
from benchmarks.page import table

Group = Callable[[Result], str]


def _groups(results: Sequence[Result], by: Group) -> dict[str, Counts]:
    found = defaultdict(list)
    for one in results:
        found[by(one)].append(one)
    return {name: Counts(group) for name, group in found.items()}


def change(result: Result) -> str:
    """Return what a mutation changed, as old line → new line, or the line that it moved."""
    before, after = bare(result.case.base).splitlines(), bare(result.case.source).splitlines()
    lines = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    old = [line[1:].strip() for line in lines if line[0] == "-"]
    new = [line[1:].strip() for line in lines if line[0] == "+"]
    if old == new:
        return f"moved: {' ⏎ '.join(old)}"
    return f"{' ⏎ '.join(old) or '(nothing)'} → {' ⏎ '.join(new) or '(nothing)'}"


def _code(text: str) -> str:
    safe = text.replace("|", "¦").replace("`", "'")
    return f"`{safe}`"


def listed(results: Sequence[Result]) -> str:
    """Return a line for each result that is not as it should be, or "None."."""
    rows = [
        [one.lesson, one.exercise, f"{one.case.origin}: {one.case.how}", _what(one), _said(one)]
        for one in results
    ]
    return (
        table(["lesson", "exercise", "answer", "what it is", "what it is told"], rows)
        if rows
        else "None.\n"
    )


def _what(one: Result) -> str:
    text = change(one) if one.case.origin == MUTANT else " ⏎ ".join(one.case.source.splitlines())
    return _code(text[:300])


def _said(one: Result) -> str:
    return " ".join(one.verdict.message.splitlines()[1:]).replace("|", "¦")[:300] or "–"


def lessons(results: Sequence[Result]) -> str:
    """Return the table with a row a lesson."""
    heads = [
        "lesson", "wrong accepted", "right refused", "misconceptions named right",
        "mutants told more than \"not equal\"", "of those whose values are off",
    ]  # fmt: skip
    groups = {**_groups(results, lambda one: one.lesson), "**all**": Counts(results)}
    rows = []
    for name, of in groups.items():
        by_value = [one for one in of.mutants if help_of(one.verdict) not in FORMAL]
        rows.append([
            name, of.false_accept(), of.false_refuse(),
            share(len(of.named), len(of.misconceptions)),
            percent(of.told(of.mutants), len(of.mutants)),
            percent(of.told(by_value), len(by_value)),
        ])  # fmt: skip
    return table(heads, rows)


FORMAL = ("does not run", "form", "left as given")


def origins(results: Sequence[Result]) -> str:
    """Return the table with a row for each source of answers."""
    rows = []
    for name, of in _groups(results, lambda one: one.case.origin).items():
        rows.append([name, of.false_accept(), of.false_refuse(), str(len(of.equivalent))])
    return table(
        ["answers", "wrong accepted", "right refused", "equivalent mutants, left out"], rows
    )


def styles(results: Sequence[Result]) -> str:
    """Return how many right answers each style gave."""
    count = Counter(one.case.how for one in results if one.case.origin == STYLE)
    return ", ".join(f"{name} {number}" for name, number in count.most_common())


def operators(results: Sequence[Result]) -> str:
    """Return the table with a row for each kind of mutation."""
    groups = _groups(
        [one for one in results if one.case.origin == MUTANT], lambda one: one.case.how
    )
    rows = []
    for name, of in sorted(groups.items()):
        wrong = [one for one in misfits(of.mutants)]
        told = percent(of.told(of.mutants), len(of.mutants))
        rows.append([
            name, str(len(of.mutants)), str(len(of.equivalent)), str(len(of.accepted)), told,
            str(len(wrong)),
        ])  # fmt: skip
    heads = ["mutation", "wrong", "equivalent", "accepted", "told more", "hints that don't fit"]
    return table(heads, rows)


def helps(results: Sequence[Result]) -> str:
    """Return how often each kind of help is given to mutants and to handwritten answers."""
    rows = []
    of = Counts(results)
    for name in (*HELPS, "other"):
        cells = [
            percent(sum(help_of(one.verdict) == name for one in some), len(some))
            for some in (of.misconceptions, of.mutants)
        ]
        mark = ' (not more than "not equal")' if name in VAGUE else ""
        rows.append([f"{name}{mark}", *cells])
    return table(["what a refusal says", "of the misconceptions", "of the mutants"], rows)


def equivalent(results: Sequence[Result]) -> str:
    """Return all equivalent mutants, an exercise a line."""
    lines = []
    for name, of in _groups(results, lambda one: f"{one.lesson} {one.exercise}").items():
        if of.equivalent:
            changes = Counter(change(one) for one in of.equivalent)
            said = "; ".join(_code(text) for text in changes)
            lines.append(f"- **{name}**, {len(of.equivalent)}: {said}\n")
    return "".join(lines) or "None.\n"
