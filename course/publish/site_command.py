"""What `course publish --book` and `--slides` do on a terminal: a progress bar, and what came."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .address import Address
from .release import unused_notebooks

Begin = Callable[[int], Callable[[str], object]]


def publish_book_and_say(
    console: Console,
    root: Path,
    out: Path,
    repository: str | None,
    branch: str,
    lite: str | None,
    only: Collection[str] | None,
) -> None:
    """Write the book and say so. Raises CourseError, as `publish_book` does."""
    from .book import publish_book

    address = Address.read(repository, branch) if repository else None
    with _bar(console) as begin:
        names = publish_book(root, out, address, lite, only or (), _teller(console), begin)
    _say_what_came(console, root, out, names)


def publish_slides_and_say(
    console: Console, root: Path, out: Path, only: Collection[str] | None
) -> None:
    """Write the slides and say so. Raises CourseError, as `publish_slides` does."""
    from .slides import publish_slides

    with _bar(console) as begin:
        names = publish_slides(root, out, only or (), _teller(console), begin)
    _say_what_came(console, root, out, names)


def _teller(console: Console) -> Callable[[str], None]:
    return lambda line: console.print(line, markup=False, soft_wrap=True)


@contextmanager
def _bar(console: Console) -> Iterator[Begin]:
    """Show a bar; what is yielded is a site's `begin`."""
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

        yield begin


def _say_what_came(console: Console, root: Path, out: Path, names: list[str]) -> None:
    tell = _teller(console)
    for line in unused_notebooks(root):
        tell(line)
    tell(f"{out} has {len(names)} lesson{'s' * (len(names) != 1)}. Open {out / 'index.html'}.")
