"""What `course grade` does on a terminal: what the options mean, a progress bar, a table."""

from collections.abc import Iterable, Iterator
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
from .report import messages
from .table import result_table


def grade_and_say(console: Console, **told: Any) -> Done:
    """Grade, and say what came of it. Raises CourseError, as `grade` does."""
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

    done = grade(order, track)
    console.print(result_table(done))
    if done.written:
        lines = [
            *messages.written_files(done.written),
            *filter(None, [messages.provisional(done.written, order.lesson)]),
            *messages.outdated_sentences(done.written, order.lesson),
        ]
        console.print("\n".join(lines), markup=False, soft_wrap=True)
    return done
