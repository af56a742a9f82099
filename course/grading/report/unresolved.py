"""What a person must look at: files that were not graded, and submissions without a grade."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from ..parcels import Aside
from ..record import writing
from ..record.ledger import Entry

GONE = "Its autograded notebook is missing or can't be read. Grade it again with --regrade."


def unresolved(
    noted: Path,
    asides: Sequence[Aside] | None,
    entries: Mapping[str, Entry],
    ungraded: Collection[str],
) -> list[Aside]:
    """Return what is unresolved, and note it for the next time in the file `noted`.

    `asides` is what this run says; None for what was noted the last time. `ungraded` are the
    students who handed in and have no grade. Raises OSError.
    """
    if asides is None and noted.exists():
        asides = [Aside(**one) for one in json.loads(noted.read_text(encoding="utf-8"))]
    kept = list(asides or ())
    named = {one.student for one in kept}
    for student in sorted(set(ungraded) - named):
        entry = entries.get(student)
        kept.append(Aside("", (entry.why if entry else "") or GONE, student))
    writing.place(noted, json.dumps([asdict(one) for one in kept]).encode("utf-8"))
    return kept
