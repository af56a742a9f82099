"""The command `course`."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .errors import CourseError

app = typer.Typer(
    help="Build and publish the lessons of Downhill, and grade a class.", no_args_is_help=True
)
console = Console(highlight=False)
Course = Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")]
Book = Annotated[
    str | None,
    typer.Option(help="The gradebook's database.", show_default="as in nbgrader_config.py"),
]
Lms = Annotated[str | None, typer.Option(help="Scores for canvas, moodle or blackboard to import.")]
Column = Annotated[
    str | None,
    typer.Option(help="What the LMS calls the assignment.", show_default="the lesson's title"),
]


@app.callback()
def main() -> None:
    """Build and publish the lessons of Downhill, and grade a class."""


def _fail(error: CourseError) -> typer.Exit:
    console.print(str(error), style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)


def _needs_linux() -> None:
    if sys.platform != "linux":
        raise CourseError(
            "Grading needs Linux, whose own means keep student code apart. On Windows it works in "
            "WSL, on macOS in a virtual machine with Linux. Everything else works here."
        )


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


@app.command()
def publish(
    out: Annotated[Path, typer.Argument(help="The folder to write, new or an earlier edition.")],
    repository: Annotated[
        str | None,
        typer.Option(help="Where it will lie, such as https://github.com/owner/name."),
    ] = None,
    branch: Annotated[str, typer.Option(help="Of that repository, for Colab's badges.")] = "main",
    lite: Annotated[
        bool, typer.Option("--lite", help="Write a web site that runs the lessons in the browser.")
    ] = False,
    course: Course = Path(),
) -> None:
    """Write the student edition: lessons, helpers and data, no solutions and no hidden tests."""
    from .publish import lite as site
    from .publish import publish as publish_all

    try:
        if lite and repository:
            raise CourseError("A site brings everything along: leave out --repository or --lite.")
        if lite:
            names = site.publish(course.resolve(), out)
            console.print(f"{out} has {len(names)} lessons.", markup=False, soft_wrap=True)
            console.print(
                f"Put it on any web server, or try it: python -m http.server --directory {out}",
                markup=False,
                soft_wrap=True,
            )
            return
        done = publish_all(course.resolve(), out, repository, branch)
    except CourseError as error:
        raise _fail(error) from None
    console.print(f"{out} has {len(done.lessons)} lessons.", markup=False, soft_wrap=True)
    if repository:
        console.print(
            f"Commit it, then `git tag {done.tag}` and push both: set-up cells ask pip for that "
            "tag. Until it is there they use the copy that they carry.",
            markup=False,
            soft_wrap=True,
        )


@app.command()
def grade(
    lesson: Annotated[str, typer.Argument(help="For example 03_two_weights.")],
    source: Annotated[Path, typer.Argument(help="What the LMS delivered: an archive, a folder.")],
    roster: Annotated[
        Path | None,
        typer.Option(help="The class as CSV.", show_default="gradebook/roster.csv"),
    ] = None,
    regrade: Annotated[bool, typer.Option(help="Grade also what did not change.")] = False,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes.", show_default="one a processor")
    ] = os.cpu_count() or 1,
    gradebook: Book = None,
    cluster: Annotated[
        str | None, typer.Option(help="A Dask scheduler, such as tcp://scheduler:8786.")
    ] = None,
    container: Annotated[
        bool, typer.Option("--container", help="Isolate by Podman or Docker, not bubblewrap.")
    ] = False,
    trust_students: Annotated[
        bool, typer.Option("--trust-students", help="Run student code without isolation.")
    ] = False,
    due: Annotated[
        datetime | None, typer.Option(help="Set the due date: local time, as 2026-11-21 23:59.")
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option(help="Of local times, as Europe/Zurich.", show_default="this computer's"),
    ] = None,
    lms: Lms = None,
    column: Column = None,
    course: Course = Path(),
) -> None:
    """Grade what a class handed in; run again, it grades only what is new or changed."""
    try:
        _needs_linux()
        from .grading.collect.times import in_utc, zone_called
        from .grading.run import isolation
        from .grading.workers.executors import warm_up
        from .grading.workers.imports import quick

        place = zone_called(zone) if zone else None
        mode = isolation.chosen(container, trust_students)
        if not cluster:
            warm_up(workers, mode)
        with quick():
            from .grading.command import run  # it imports nbgrader

        run(
            console,
            course=course.resolve(),
            lesson=lesson,
            source=source,
            roster=roster,
            regrade=regrade,
            workers=workers,
            gradebook=gradebook,
            cluster=cluster,
            mode=mode,
            due=in_utc(due, place).replace(tzinfo=None) if due else None,
            zone=place,
            lms=lms,
            column=column,
        )
    except CourseError as error:
        raise _fail(error) from None


@app.command()
def report(
    lesson: Annotated[str, typer.Argument(help="For example 03_two_weights.")],
    lms: Lms = None,
    column: Column = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="The class as the LMS exports it.", show_default="gradebook/roster.csv"),
    ] = None,
    gradebook: Book = None,
    course: Course = Path(),
) -> None:
    """Write pages and scores of a graded lesson again, as after grading by hand."""
    try:
        _needs_linux()
        from .grading.report.again import again

        written = again(course.resolve(), lesson, gradebook, lms, column, roster)
    except CourseError as error:
        raise _fail(error) from None
    places = [written.class_page, written.table, *filter(None, [written.lms])]
    console.print(f"{len(written.scores)} pages for students, and", markup=False)
    console.print("\n".join(map(str, places)), markup=False, soft_wrap=True)
