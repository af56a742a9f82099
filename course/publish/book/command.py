"""What `course publish --book` does on a terminal: a progress bar, and what came of it."""

from collections.abc import Callable, Collection
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ..address import Address
from ..release import unused_notebooks
from . import publish_book


def publish_and_say(
    console: Console,
    root: Path,
    out: Path,
    repository: str | None,
    branch: str,
    lite: str | None,
    only: Collection[str] | None,
) -> None:
    """Write the book and say so. Raises CourseError, as `publish_book` does."""
    address = Address.read(repository, branch) if repository else None

    def say(line: str) -> None:
        console.print(line, markup=False, soft_wrap=True)

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:

        def begin(steps: int) -> Callable[[str], object]:
            task = progress.add_task("running the lessons", total=steps)
            return lambda step: progress.update(task, advance=1, description=step)

        names = publish_book(root, out, address, lite, only or (), say, begin)
    for line in unused_notebooks(root):
        say(line)
    say(f"{out} has {len(names)} lesson{'s' * (len(names) != 1)}. Open {out / 'index.html'}.")
