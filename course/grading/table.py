"""What a run of the grader says at its end."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from .claims import exercise
from .order import Done
from .parcels import Aside, State

NOTED = {State.TIMEOUT, State.DIED}


def table(done: Done) -> Table:
    """Return one line for all that went well, and a line for each student that did not."""
    shown = Table(box=None, pad_edge=False, show_header=False)
    shown.add_column(style="bold", no_wrap=True)
    shown.add_column(no_wrap=False)
    shown.add_column(overflow="fold")
    for row in _rows(done):
        shown.add_row(*(_plain(text) for text in row))
    return shown


def _rows(done: Done) -> Iterator[tuple[str, str, str]]:
    yield "graded", str(len(done.graded)), ""
    if done.unchanged:
        yield "unchanged", str(len(done.unchanged)), "graded before; --regrade does them again"
    for one in done.graded:
        if one.how:
            yield "repaired", one.student, " ".join(one.how)
    for one in done.graded:
        ended = [f"{exercise(v.grade_id)} {v.state}" for v in one.verdicts if v.state in NOTED]
        if ended:
            yield "stopped", one.student, ", ".join(ended)
    if done.late:
        whose = f"another late penalty than before: {', '.join(done.late)}"
        yield "late", str(len(done.late)), whose
    yield from _asides("to look at", done.asides)
    yield from _asides("failed", done.failed)
    yield from _asides("noted", done.notes)


def _asides(what: str, asides: list[Aside]) -> Iterator[tuple[str, str, str]]:
    for aside in asides:
        yield what, aside.student or "?", f"{aside.file}: {aside.why}" if aside.file else aside.why


def _plain(text: str) -> Text:
    """Names of files are students' own: no markup, and nothing that moves a terminal's cursor."""
    return Text("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))
