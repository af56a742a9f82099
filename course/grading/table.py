"""What a run of the grader says at its end."""

from collections import Counter
from collections.abc import Iterator

from .cell_metadata import exercise
from .order import Done
from .parcels import CELL_STOPS, NeedsReview, State
from .report.messages import came_late, earlier, late
from .report.sentences import inside, sentence
from .report.tally import in_words

NOTED = {State.TIMEOUT, State.DIED}
FEW = 3  # students that a line names


def result_rows(done: Done) -> list[list[str]]:
    """Return one line for all that went well, and a line for each student that did not."""
    return [[*row] for row in _rows(done)]


def _rows(done: Done) -> Iterator[tuple[str, str, str]]:
    again = [one for one in done.graded if one.student in done.why]
    yield "graded", str(len(done.graded)), ""
    if done.unchanged:
        what = "graded before, and nothing changed that their grades depend on"
        yield "unchanged", str(len(done.unchanged)), what
    for why, count in Counter(done.why[one.student] for one in again).items():
        yield "regraded", str(count), f"{why}."
    for one in done.graded:
        if damage := [sentence(what) for what in one.mended if not what.by_course]:
            yield "repaired", one.student, " ".join(damage)
    changed = Counter(what for one in done.graded for what in one.mended if what.by_course)
    for change, count in changed.items():
        yield "changed", str(count), f"{sentence(change)} These files were given out before."
    for one in done.graded:
        ended = [f"{exercise(v.grade_id)} {v.state}" for v in one.verdicts if v.state in NOTED]
        if ended:
            yield "stopped", one.student, ", ".join(ended)
    for why, count in _cells_that_stop(done).items():
        yield "cell stops", str(count), why
    for why, students in _inside(done).items():
        few = f" ({', '.join(students)})" if len(students) <= FEW else ""
        yield "judged inside", str(len(students)), f"{why}{few}."
    for who, what, points in done.written.earlier if done.written else ():
        yield "to give again", who, f"{earlier(what, points)}."
    if done.written and done.written.came_late:
        yield "handed in late", str(len(done.written.came_late)), came_late(done.written)
    if done.late:
        yield "late", str(len(done.late)), late(done.late)
    yield from _asides("to look at", done.needs_review)
    yield from _asides("failed", done.failed)
    yield from _asides("noted", done.notes)


def _cells_that_stop(done: Done) -> Counter[str]:
    """Count the students by exercise and error where an answer's cell stopped before its end."""
    every = (verdict for one in done.graded for verdict in one.verdicts)
    return Counter(
        f"{exercise(verdict.grade_id)}: {in_words(verdict.message.splitlines(), verdict.mistake)}"
        for verdict in every
        if verdict.mistake.startswith(CELL_STOPS)
    )


def _inside(done: Done) -> dict[str, list[str]]:
    """Return the students by the test that ran in their own process, and by why."""
    found: dict[str, list[str]] = {}
    for one in done.graded:
        for verdict in one.verdicts:
            if verdict.inside:
                found.setdefault(inside(verdict.grade_id, verdict.inside), []).append(one.student)
    return found


def _asides(what: str, needs_review: list[NeedsReview]) -> Iterator[tuple[str, str, str]]:
    for aside in needs_review:
        yield what, aside.student or "?", f"{aside.file}: {aside.why}" if aside.file else aside.why
