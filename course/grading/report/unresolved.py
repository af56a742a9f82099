"""What a person must look at: files that were not graded, and submissions without a grade."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ..book import writing
from ..book.ledger import Entry
from ..parcels import NeedsReview

GONE = "Its graded notebook is missing or can't be read. Grade again, and it is made anew."


def unresolved(
    noted: Path,
    needs_review: Sequence[NeedsReview] | None,
    entries: Mapping[str, Entry],
    ungraded: Collection[str],
) -> list[NeedsReview]:
    """Return what is unresolved, and note it for the next time in the file `noted`.

    `needs_review` is what this run says; None for what was noted the last time. `ungraded` are the
    students who handed in and have no grade. Raises OSError.
    """
    if needs_review is None and noted.exists():
        needs_review = [NeedsReview(**one) for one in json.loads(noted.read_text(encoding="utf-8"))]
    kept = list(needs_review or ())
    named = {one.student for one in kept}
    for student in sorted(set(ungraded) - named):
        entry = entries.get(student)
        kept.append(NeedsReview("", (entry.why if entry else "") or GONE, student))
    writing.write_atomically(noted, json.dumps([asdict(one) for one in kept]).encode("utf-8"))
    return kept
