"""Which of an assignment's several notebooks each of a student's files is, by the file's name."""

import re
from collections.abc import Iterable, Sequence

from ..parcels import NeedsReview
from .owners import A_COPY, BETWEEN, COPY_OF, ENDING, SERIES
from .select import Found

UNKNOWN = (
    "Its name does not say which of the assignment's notebooks it is: call it {} and grade again."
)
MISSING = "{} was not handed in: its exercises have 0 points, as in nbgrader."


def parted(
    student: str, files: Sequence[Found], notebooks: Sequence[str]
) -> tuple[dict[str, list[Found]], list[NeedsReview]]:
    """Return a student's files by notebook, and what a person must look at.

    What is no notebook, and what is of an older attempt, comes with the first of them, to be told
    once. A lesson of one notebook takes all files, whatever they are called.
    """
    by: dict[str, list[Found]] = {one: [] for one in notebooks}
    if len(notebooks) == 1:
        return {notebooks[0]: [*files]}, []
    asked: list[NeedsReview] = []
    newest = max((one.attempt for one in files if one.attempt), default=None)
    others = []
    for file in files:
        if file.content is None or file.attempt not in (newest, None):
            others.append(file)
        elif name := notebook_called(file, notebooks):
            by[name].append(file)
        else:
            names = " or ".join(f"{one}.ipynb" for one in notebooks)
            asked.append(NeedsReview(file.path, UNKNOWN.format(names), student))
    first = next((name for name in notebooks if by[name]), notebooks[0])
    by[first] += others
    return by, asked


def notebook_called(file: Found, notebooks: Iterable[str]) -> str:
    """Return the one notebook that a file is called by; "" where there is none, or several."""
    own = file.prefix.file if file.prefix and file.prefix.file else file.path.rpartition("/")[2]
    stem = A_COPY.sub("", ENDING.sub("", own))
    stem = COPY_OF.sub("", re.sub(rf"{SERIES}$", "", stem)).strip(BETWEEN)
    between = f"[{re.escape(BETWEEN)}]"
    found = [
        one
        for one in notebooks
        if re.search(rf"(?:^|{between}){re.escape(one)}(?:{between}|$)", stem, re.IGNORECASE)
    ]
    # Of week and week_2, a file called week_2 is the second.
    longest = [one for one in found if not any(one != o and one in o for o in found)]
    return longest[0] if len(longest) == 1 else ""


def not_handed_in(student: str, names: Iterable[str]) -> NeedsReview:
    """Say which notebooks of an assignment a student did not hand in."""
    told = " and ".join(f"{name}.ipynb" for name in names)
    return NeedsReview("", MISSING.format(told), student)
