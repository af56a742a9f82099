"""One line for the many files that lie beside a student's notebook, as in a cloned repository."""

import os.path
from collections import defaultdict
from collections.abc import Iterable

from ..parcels import NeedsReview

NO_NOTEBOOK = "It is no notebook but"
OTHER_LESSON = "It belongs to another lesson."
FEW = 3  # of a kind, which get a line each
SHOWN = 3  # names in a line for many
KINDS = {NO_NOTEBOOK: "are no notebooks", OTHER_LESSON: "belong to other lessons"}


def fewer(notes: Iterable[NeedsReview]) -> list[NeedsReview]:
    """Return notes with one in the place of many of a kind about one student's files."""
    crowds: defaultdict[tuple[str | None, str], list[NeedsReview]] = defaultdict(list)
    kept: list[NeedsReview] = []
    for one in notes:
        kind = next((kind for kind in KINDS if one.why.startswith(kind)), "")
        (crowds[one.student, kind] if kind else kept).append(one)
    for (student, kind), crowd in crowds.items():
        kept += crowd if len(crowd) <= FEW else [_one(student, kind, crowd)]
    return kept


def _one(student: str | None, kind: str, crowd: list[NeedsReview]) -> NeedsReview:
    folder = os.path.commonpath([one.file for one in crowd])
    names = ", ".join(one.file.removeprefix(f"{folder}/") for one in crowd[:SHOWN])
    why = f"{len(crowd)} files {KINDS[kind]}, and were not graded: {names} and more."
    return NeedsReview(folder, why, student)
