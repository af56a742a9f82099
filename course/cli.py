"""The command `course`."""

import os
import sys
from datetime import datetime, tzinfo
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
LessonName = Annotated[str, typer.Argument(help="For example 03_two_weights.")]
Container = Annotated[
    bool, typer.Option("--container", help="Isolate by Podman or Docker, not bubblewrap.")
]
TrustStudents = Annotated[
    bool, typer.Option("--trust-students", help="Run student code without isolation.")
]
Zone = Annotated[
    str | None,
    typer.Option(
        help="Of local times, as Europe/Zurich.",
        show_default="as in course.toml, else this computer's",
    ),
]
Lms = Annotated[str | None, typer.Option(help="Scores for canvas, moodle or blackboard to import.")]
Column = Annotated[
    str | None,
    typer.Option(help="What the LMS calls the assignment.", show_default="the lesson's title"),
]
Provisional = Annotated[
    bool,
    typer.Option(
        "--provisional", help="Write also scores that a person has yet to complete for the LMS."
    ),
]


@app.callback()
def main() -> None:
    """Build and publish the lessons of Downhill, and grade a class."""


def _fail(error: CourseError) -> typer.Exit:
    console.print(str(error), style="red", markup=False, soft_wrap=True)
    return typer.Exit(1)


def _say(*lines: str) -> None:
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def _many(lessons: list[str]) -> str:
    """Return how many lessons there are; a few are named."""
    if len(lessons) > 4:
        return f"{len(lessons)} lessons"
    return f"{len(lessons)} lesson{'s' * (len(lessons) != 1)}: {', '.join(lessons)}"


def _needs_linux() -> None:
    if sys.platform != "linux":
        raise CourseError(
            "Grading needs Linux, whose own means keep student code apart. On Windows it works in "
            "WSL, on macOS in a virtual machine with Linux. Everything else works here."
        )


def _utc(when: datetime | None, zone: tzinfo | None) -> datetime | None:
    """Return a time as nbgrader has it: in UTC, and without saying so."""
    from .grading.book.dates import book_time

    return book_time(when, zone) if when else None


@app.command()
def build(
    course: Course = Path(),
    discard: Annotated[
        bool, typer.Option("--discard", help="Drop what was typed in solutions/ and notebooks/.")
    ] = False,
) -> None:
    """Make solutions/ and notebooks/ from lessons/."""
    from .build import build as build_all  # nbgrader takes seconds to import

    try:
        names = build_all(course.resolve(), discard, _say)
    except CourseError as error:
        raise _fail(error) from None
    console.print(f"Built {len(names)} lessons: {', '.join(names)}.")


@app.command()
def adopt(
    lesson: LessonName,
    course: Course = Path(),
) -> None:
    """Bring a solution that was edited in JupyterLab back into lessons/."""
    from .build import adopt as adopt_one

    try:
        changed, left = adopt_one(course.resolve(), lesson)
    except CourseError as error:
        raise _fail(error) from None
    if left:
        _say("A lesson's text can't hold all of it; only the notebook has:", *left)
    console.print(
        f"lessons/{lesson} now says what its solution says. Run `course build` next."
        if changed
        else f"lessons/{lesson} says what its solution says already."
    )


@app.command()
def work(
    lesson: Annotated[
        str | None,
        typer.Argument(help="For example 03_two_weights.", show_default="all lessons"),
    ] = None,
    course: Course = Path(),
) -> None:
    """Make copies of the lessons in work/, which git ignores, or renew them; answers are kept."""
    from .work import refresh

    try:
        said = refresh(course.resolve(), lesson)
    except CourseError as error:
        raise _fail(error) from None
    _say(*said, f"Your copy is in work/{lesson or ''}: open it there.")


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
    book: Annotated[
        bool, typer.Option("--book", help="Write a web site to read, with pictures that move.")
    ] = False,
    slides: Annotated[
        bool, typer.Option("--slides", help="Write the lecture and all lessons as slides.")
    ] = False,
    lite_address: Annotated[
        str | None, typer.Option(help="Of the site that --lite wrote, for links in --book.")
    ] = None,
    discard: Annotated[
        bool, typer.Option("--discard", help="Drop what was typed in the earlier edition.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LESSON",
            help="Add this lesson to those that are there, and no other. May be given again.",
            show_default="all lessons",
        ),
    ] = None,
    gradescope: Annotated[
        str | None, typer.Option(help="Write this lesson's autograder for Gradescope, a zip.")
    ] = None,
    course: Course = Path(),
) -> None:
    """Write the student edition: lessons, helpers and data, no solutions and no hidden tests."""
    from .publish import lite as site
    from .publish import publish as publish_all
    from .publish.release import unused_notebooks

    try:
        if gradescope and (lite or book or slides or repository or only):
            raise CourseError("An autograder is one lesson's zip: name no other edition's options.")
        if gradescope:
            from .publish.gradescope import publish_autograder

            publish_autograder(course.resolve(), gradescope, out)
            _say(f"{out} has the hidden tests: upload it to Gradescope, and give it to nobody.")
            return
        if lite + book + slides > 1 or (lite_address and not book):
            raise CourseError("Write one site at a time; --lite-address goes with --book.")
        if repository and (lite or slides):
            raise CourseError(
                "This site brings everything along: leave out --repository, or --lite and --slides."
            )
        if book or slides:
            from .publish import site_command

            if slides:
                site_command.publish_slides_and_say(console, course.resolve(), out, only)
                return
            site_command.publish_book_and_say(
                console, course.resolve(), out, repository, branch, lite_address, only
            )
            return
        if lite:
            names = site.publish_site(course.resolve(), out, discard, _say, only or ())
            _say(
                *unused_notebooks(course.resolve()),
                f"{out} has {_many(names)}.",
                f"Put it on any web server, or try it: python -m http.server --directory {out}",
            )
            return
        done = publish_all(course.resolve(), out, repository, branch, discard, only or ())
    except CourseError as error:
        raise _fail(error) from None
    _say(*done.notes, f"{out} has {_many(done.lessons)}.")
    if repository:
        _say(
            f"Commit it, then `git tag {done.tag}` and push both: set-up cells ask pip for that "
            "tag, so until it is there a lesson that was opened in Colab can't get its helpers."
        )


@app.command()
def grade(
    lesson: LessonName,
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
    container: Container = False,
    trust_students: TrustStudents = False,
    due: Annotated[
        datetime | None,
        typer.Option(help="Local time, as 2026-11-21 23:59.", show_default="as in course.toml"),
    ] = None,
    zone: Zone = None,
    layout: Annotated[
        str | None,
        typer.Option(
            help="Who packed it: moodle, canvas, blackboard, brightspace, gradescope, sakai, "
            "ilias, exchange (nbgrader's), or folders.",
            show_default="by its names",
        ),
    ] = None,
    lms: Lms = None,
    column: Column = None,
    provisional: Provisional = False,
    course: Course = Path(),
) -> None:
    """Grade what a class handed in; run again, it grades only what is new or changed."""
    told = {name: str(value) for name, value in locals().items()}
    del told["workers"], told["regrade"]  # they don't say what the next run finds
    try:
        _needs_linux()
        from .grading.receipt import Receipt
        from .grading.terminal import show_result

        files = [source.absolute(), *([roster.absolute()] if roster else [])]
        receipt = Receipt(course.resolve(), lesson, told, files)
        if not regrade and (said := receipt.said()):
            show_result(console, said)
            return
        from .course_file import read_course_file

        own = read_course_file(course.resolve())
        from .grading.workers.imports import quick

        with quick():
            from .grading.collect.times import zone_called
            from .grading.run import isolation
            from .grading.workers.executors import warm_up

        place = zone_called(zone) if zone else own.zone
        mode = isolation.chosen_mode(container, trust_students)
        if not cluster:
            warm_up(workers, mode)
        with quick():
            from .grading.command import grade_and_say  # it imports nbgrader

        grade_and_say(
            console,
            receipt,
            course=course.resolve(),
            lesson=lesson,
            source=source,
            roster=roster,
            regrade=regrade,
            workers=workers,
            gradebook=gradebook,
            cluster=cluster,
            mode=mode,
            due=_utc(due or own.due.get(lesson), place),
            zone=place,
            layout=layout,
            lms=lms,
            column=column,
            provisional=provisional,
        )
    except CourseError as error:
        raise _fail(error) from None


@app.command("grade-one")
def grade_one(
    lesson: LessonName,
    file: Annotated[
        Path, typer.Argument(help="A notebook; - reads names of notebooks, a line each.")
    ],
    json: Annotated[
        bool, typer.Option("--json", help="Print JSON, as course/grading/report/one.schema.json.")
    ] = False,
    container: Container = False,
    trust_students: TrustStudents = False,
    course: Course = Path(),
) -> None:
    """Grade one notebook and print what came of it; no gradebook is read or written.

    Ends with 0 where it was graded, 1 where nothing could be graded, 3 where a person must look at
    the file.
    """
    try:
        _needs_linux()
        from .grading.workers.imports import quick

        with quick():
            from .grading.run import isolation
            from .grading.workers.executors import warm_up

        mode = isolation.chosen_mode(container, trust_students)
        warm_up(1, mode)
        with quick():
            from .grading.one_command import grade_files  # it imports nbgrader

        code = grade_files(course.resolve(), lesson, file, mode, json)
    except CourseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    raise typer.Exit(code)


@app.command()
def extend(
    student: Annotated[
        str | None, typer.Argument(help="As the roster names one.", show_default="all: a list")
    ] = None,
    lesson: Annotated[
        str | None, typer.Argument(help="For example 03_two_weights.", show_default=False)
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Argument(metavar="DATE", help="As 2026-11-28 23:59.", show_default=False),
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it back; without DATE.")] = False,
    show: Annotated[bool, typer.Option("--list", help="List all extensions.")] = False,
    zone: Zone = None,
    gradebook: Book = None,
    course: Course = Path(),
) -> None:
    """Give a student more time for a lesson, or list who has some."""
    try:
        _needs_linux()
        from .course_file import read_course_file
        from .grading.collect.times import zone_called
        from .grading.extend import extend as grant
        from .grading.extend import listed

        root = course.resolve()
        place = zone_called(zone) if zone else read_course_file(root).zone
        if show or not (student or lesson):
            _say(*(listed(root, place, gradebook) or ["Nobody has an extension."]))
        elif not (student and lesson) or remove is (until is not None):
            raise CourseError(
                "Name student, lesson and time, as in "
                'course extend jdoe 03_two_weights "2026-11-28 23:59", or --remove for the time.'
            )
        else:
            _say(grant(root, student, lesson, until, place, gradebook))
    except CourseError as error:
        raise _fail(error) from None


@app.command()
def report(
    lesson: LessonName,
    lms: Lms = None,
    column: Column = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="The class as the LMS exports it.", show_default="gradebook/roster.csv"),
    ] = None,
    gradebook: Book = None,
    provisional: Provisional = False,
    course: Course = Path(),
) -> None:
    """Write pages and scores of a graded lesson again, as after grading by hand."""
    try:
        _needs_linux()
        from .course_file import read_course_file
        from .grading.report import messages
        from .grading.report.again import again

        own = read_course_file(course.resolve())
        due = _utc(own.due.get(lesson), own.zone)
        book = gradebook, lms, column, roster, due, provisional
        written = again(course.resolve(), lesson, *book)
    except CourseError as error:
        raise _fail(error) from None
    lines = messages.report_sentences(written, lesson)
    console.print("\n".join(lines), markup=False, soft_wrap=True)
