"""The command `course`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .errors import CourseError

app = typer.Typer(help="Build the lessons of Downhill.", no_args_is_help=True)
console = Console(highlight=False)
Course = Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")]


@app.callback()
def main() -> None:
    """Build the lessons of Downhill."""


def _fail(error: CourseError) -> typer.Exit:
    console.print(str(error), style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)


@app.command()
def build(
    course: Course = Path(),
    discard: Annotated[bool, typer.Option(help="Drop edits made in solutions/.")] = False,
) -> None:
    """Make solutions/ and notebooks/ from lessons/."""
    from .build import build as build_all  # nbgrader takes seconds to import

    try:
        names = build_all(course.resolve(), discard=discard)
    except CourseError as error:
        raise _fail(error) from None
    console.print(f"Built {len(names)} lessons: {', '.join(names)}.")


@app.command()
def adopt(
    lesson: Annotated[str, typer.Argument(help="For example 03_two_weights.")],
    course: Course = Path(),
) -> None:
    """Bring a solution that was edited in JupyterLab back into lessons/."""
    from .build import adopt as adopt_one

    try:
        changed = adopt_one(course.resolve(), lesson)
    except CourseError as error:
        raise _fail(error) from None
    console.print(
        f"lessons/{lesson} now says what its solution says. Run `course build` next."
        if changed
        else f"lessons/{lesson} says what its solution says already."
    )
