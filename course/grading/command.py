"""What `course grade` does on a terminal: what the options mean, a progress bar, a table."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from .grade import grade
from .order import Done, Order
from .parcels import Mode
from .receipt import Receipt, Said
from .report import messages
from .table import result_rows
from .terminal import show_result


def grade_and_say(console: Console, receipt: Receipt, **told: Any) -> None:
    """Grade, say what came of it, and leave a receipt. Raises CourseError, as `grade` does."""
    order = Order(**told)
    if order.mode is Mode.NONE:
        console.print("Student code runs with your rights: it can read and change your files.")

    def track(results: Iterable[Any], total: int) -> Iterator[Any]:
        columns = (SpinnerColumn(), TextColumn(order.lesson), BarColumn())
        more = (MofNCompleteColumn(), TimeRemainingColumn())
        hidden = not console.is_terminal
        with Progress(*columns, *more, console=console, transient=True, disable=hidden) as progress:
            task = progress.add_task(order.lesson, total=total)
            for result in results:
                yield result
                progress.advance(task)

    done = grade(order, track, receipt)
    lines = _lines(done, order.lesson)
    show_result(console, Said(result_rows(done), lines))
    if _says_the_same_again(done):
        known = [*done.unchanged, *(one.student for one in done.graded)]
        next_time = replace(done, graded=[], unchanged=known)
        receipt.keep(Said(result_rows(next_time), lines))


def _lines(done: Done, lesson: str) -> list[str]:
    if not done.written:
        return []
    return [
        *messages.written_files(done.written),
        *filter(None, [messages.provisional(done.written, lesson)]),
        *messages.outdated_sentences(done.written, lesson),
    ]


def _says_the_same_again(done: Done) -> bool:
    """Say whether a run with nothing new would say the same, but that all is unchanged."""
    if done.failed or done.late:
        return False
    return not done.graded or not (done.why or done.needs_review or done.notes)
