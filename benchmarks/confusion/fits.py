"""Which mutations can bring about what a message speaks of.

Most of what a refusal says was measured on the answer itself. A hint says more: it speaks of how
the code came to be so, and that may be wrong where another slip has the same effect at all points
of the check.
"""

import re
from collections.abc import Sequence

from benchmarks.confusion.runs import Result

FITS: dict[str, tuple[str, set[str]]] = {
    "a turned sign": (
        r"uphill|downhill|wrong sign|[Ss]igns? (is|are|was|were|has|of|turn)|rise or fall|a minus"
        r"|below 0\. Can|Which sign",
        {"sign", "swapped", "operator", "constant", "comparison", "dropped term", "other function",
         "other variable"},
    ),
    "two values exchanged": (
        r"In which order|The order is|stand in another order|are exchanged\.",
        {"swapped", "stale", "other variable", "transposed", "index", "constant",
         "sign"},  # of [::-1]
    ),
    "two rules exchanged": (
        r"changed places|have exchanged",
        {"swapped", "other variable", "comparison", "constant", "operator", "dropped term",
         "off by one"},
    ),
    "rows and columns": (
        r"is transposed|rows and columns|right numbers in the wrong places",
        {"transposed", "swapped", "dropped term", "other variable"},
    ),
    "an axis": (
        r"[Ww]hich axis",
        {"constant", "swapped", "dropped term", "other variable", "other function"},
    ),
    "rounding": (r"decimals?\. Is something rounded", {"other function", "operator"}),
    "one too many or too few": (
        r"one (epoch|step|rate) too|One rate too far|too early|counts? from [01]|Which is the last"
        r"|it has (four|six|21|23) days|by one less",
        {"off by one", "index", "constant", "comparison", "operator", "dropped term", "sign",
         "stale"},
    ),
    "a mean or a sum": (
        r"is a (mean|sum) over|[Ss]um or (a )?mean|Mean or sum|mean (is )?taken twice"
        r"|small by the number of rows|large by the number of rows",
        {"other function", "dropped term", "operator", "constant", "other variable"},
    ),
    "something left out": (
        r"What is lr for|slope is missing|Where (is|has|did) (γ|β|the mask|it gone|lr|ρ)|has gone",
        {"dropped term", "dropped line", "other variable", "operator", "constant",
         "other function", "comparison"},
    ),
    "a bracket": (
        r"pair of brackets|[Pp]ut brackets|bracket is missing|left to right",
        {"operator", "dropped term", "swapped"},
    ),
    "a sign for powers": (r"`\^`|`\*2`", {"operator", "constant"}),
    "a number typed in": (
        r"typed in|right for 4,?096|whatever function",
        {"constant", "other variable", "dropped term", "dropped line"},
    ),
    "lines in another order": (
        r"from before this slope|validate before|before its step, or after|still the value of"
        r"|moves first|moved before",
        {"stale", "other variable", "dropped line", "off by one"},
    ),
    "an argument overwritten": (
        r"overwrites its argument|two names",
        {"dropped term", "other function", "other variable", "stale"},
    ),
    "an open gap": (r"[Aa] gap `\.\.\.` is still open", set()),
}  # fmt: skip


def misfits(results: Sequence[Result]) -> list[Result]:
    """Return the mutants that are told of something that their mutation can't bring about."""
    return [one for one in results if strange(one)]


def strange(result: Result) -> list[str]:
    """Return what a mutant is told of and its mutation can't bring about."""
    return [
        claim
        for claim, (says, kinds) in FITS.items()
        if re.search(says, result.verdict.message) and result.case.how not in kinds
    ]
