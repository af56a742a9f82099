"""What kind of help a refusal gives: from its data and, where a value is off, from its line."""

import re

from benchmarks.confusion.judge import Verdict
from helpers.checking.messages import Kind

# What says something of every answer in which it is found, not of one exercise.
GENERAL = {
    "entries-hold-several", "list-stays-empty", "values-in-another-order", "another-number",
    "first-wrong-line", "among-lines", "ignores-an-argument", "follows-an-argument",
    "moves-the-other-way", "uses-an-argument-wrongly", "rounded", "wrong-sign", "transposed",
    "factor", "shift", "another-in-its-place", "nearly-right", "some-entries",
    "wrong-sign-there", "size", "right-at-some-points", "reversed", "reads-from-outside",
    "draws-at-random", "keeps-from-call-to-call", "only-the-first-entries",
    "only-the-last-entries", "the-first-entry-missing", "entries-too-many", "generator-for-list",
    "yield-for-return", "stream-for-list", "set-for-several",
    "compare-the-first-evening", "compare-the-scaler", "compare-the-first-row", "returned-twice",
    "argument-unused",
}  # fmt: skip
BY_KIND = {
    "left as given": (Kind.NOT_ATTEMPTED, Kind.OPEN_GAP, Kind.UNCHANGED),
    "does not run": ("", Kind.NOT_FOUND, Kind.NOT_RUN, Kind.STOPS),
    "form": (
        Kind.NO_FUNCTION, Kind.SIGNATURE, Kind.RETURNS_NONE, Kind.COUNT, Kind.TYPE,
        Kind.NOT_FINITE, Kind.SHAPE, Kind.SIDE_EFFECT,
    ),
}  # fmt: skip
# The general diagnosis of a value is one line; the first pattern found says which, in this order.
BY_LINE = {
    "the first line that is off": r"(The first|A) value that is off: ",
    "a few lines, or between them": r"(The first|A) value that is off arises",
    "sign": r"wrong sign everywhere|should be (positive|negative|zero) there",
    "factor or shift": r"times what it should be|off by the same amount",
    "transposed": r"is transposed",
    "exchanged": r"In the place of \S+ your function returns|from the last to the first",
    "rounded": r"Is something rounded",
    "nudge": r"Change .* a little: .*(should move|should stay|it does not)",
    "some entries": r"\d+ of the \d+ entries of",
    "chance, or from outside": r"made outside of the function|Called twice with the same",
    "where it starts": r" agrees?\. ",
    "where it differs": r"is right at ",
    "an example to compare": r"of the example|The first column of the example",
    "size only": r"right sign there; it should be",
}
KNOWN = "known mistake"
HELPS = (KNOWN, *BY_KIND, *BY_LINE)
VAGUE = ("size only", "other")  # not more than "not equal"


def help_of(verdict: Verdict) -> str:
    """Return the kind of help that a refusal gives."""
    early = (Kind.STOPS, Kind.NOT_FINITE, Kind.SIGNATURE)
    if verdict.mistake and verdict.mistake not in GENERAL and verdict.kind not in early:
        return KNOWN
    by_kind = next((name for name, kinds in BY_KIND.items() if verdict.kind in kinds), "")
    lines = (name for name, says in BY_LINE.items() if re.search(says, verdict.message))
    return by_kind or next(lines, "other")


def hint(message: str) -> str:
    """Return the hint in a message, or nothing."""
    return message.partition("\nHint: ")[2].partition("\n")[0]
