"""Mutants by the operators of cosmic-ray, a mutation-testing tool for Python.

Of its operators those are used that a learner's slip could look like; bit operations, exceptions
and decorators don't occur in answers.
"""

from collections.abc import Iterator
from itertools import count

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ARITHMETIC = {"Add": "+", "Sub": "-", "Mul": "*", "Div": "/", "FloorDiv": "//", "Pow": "**"}
UNARY = ("USub_UAdd", "Delete_USub", "Delete_Not")
KINDS = {
    "NumberReplacer": "constant",
    "ReplaceAndWithOr": "comparison",
    "ReplaceOrWithAnd": "comparison",
    "ReplaceTrueWithFalse": "constant",
    "ReplaceFalseWithTrue": "constant",
    "AddNot": "comparison",
    "ReplaceBreakWithContinue": "dropped line",
    "ReplaceContinueWithBreak": "dropped line",
    "ZeroIterationForLoop": "dropped line",
    "RemoveNamedArgument": "dropped term",
}


def kind(name: str) -> str | None:
    """Return what one of cosmic-ray's operators does, None where it is not used."""
    name = name.removeprefix("core/")
    family, _, change = name.partition("_")
    if family == "ReplaceBinaryOperator":
        before, _, after = change.partition("_")
        if not {before, after} <= set(ARITHMETIC):
            return None
        return "sign" if {before, after} == {"Add", "Sub"} else "operator"
    if family == "ReplaceComparisonOperator":
        return None if "Is" in change or "In" in change else "comparison"
    if family == "ReplaceUnaryOperator":
        return ("comparison" if "Not" in change else "sign") if change in UNARY else None
    return KINDS.get(name)


OPERATORS = {name: found for name in sorted(operator_names()) if (found := kind(name))}


def _may_apply(name: str, source: str) -> bool:
    """Say whether it is worth asking: an operator's own sign must be there."""
    before = name.partition("_")[2].partition("_")[0]
    return "BinaryOperator" not in name or ARITHMETIC[before] in source


def mutants(source: str) -> Iterator[tuple[str, str]]:
    """Give each mutant of `source` with the kind of its operator."""
    for name, what in OPERATORS.items():
        if not _may_apply(name, source):
            continue
        for occurrence in count():
            mutant = mutate_code(source, get_operator(name)(), occurrence)
            if mutant is None:
                break
            yield what, mutant
