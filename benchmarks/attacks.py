"""The corpus of attacks (`tests/attacks/`) under stock nbgrader and under `course grade`.

One student is graded before, then the attacker, where it matters an accomplice, and an honest
student. The table says what points an attack gets, which is worth none, and whom it harms. nbgrader
runs in a cage, as root with a control group: about 10 seconds an attack on a quiet machine.
"""

import json
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import nbformat
import typer
from nbgrader.api import MissingEntry
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks import page
from benchmarks.measure import machine
from course.grading.workers import work
from tests.attacks import ATTACKS, exhaustion, leftovers, outside
from tests.attacks.attack import Attack
from tests.attacks.cage import NoCage, caged
from tests.attacks.ours import MOST, attacked
from tests.attacks.world import SECRETS, VARIABLE, World
from tests.lesson import CHECK
from tests.sample_class.students import LESSON, answered, right_answers

ALONE = {attack.name for room in (exhaustion, leftovers, outside) for attack in room.ATTACKS}
SECONDS, EACH, CELL = 200.0, 40.0, 20  # for a class, more for each student, for a cell
TOGETHER = 5
Row = tuple[str, str]  # points and harm


def environment(world: World) -> dict[str, str]:
    """Return the environment of nbgrader: a home that can be harmed, everything else aside."""
    own = world.course.environment()
    aside = str(world.course.folder / ".jupyter")
    for name in ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "JUPYTER_DATA_DIR"):
        own[name] = f"{aside}/{name}"
    return {**own, "HOME": str(world.folder / "home"), VARIABLE: SECRETS["the environment"]}


def base(folder: Path) -> World:
    """Return a world in which nbgrader has graded the first student."""
    world = World(folder)
    folder.mkdir()
    world.build()
    for step in ("generate_assignment", "autograde"):
        done = world.course.nbgrader(step, LESSON)
        assert done.returncode == 0, done.stderr
    return world


def copy(world: World, folder: Path) -> World:
    """Return a world of its own for one attack."""
    shutil.copytree(world.folder, folder, symlinks=True)
    return World(folder)


def score(world: World, student: str) -> float | None:
    """Return a student's points in nbgrader's gradebook, None where it has none."""
    try:
        found = world.course.scores(student)
    except MissingEntry:
        return None
    points = [one.auto_score for name, one in found.items() if name.endswith(CHECK)]
    return None if None in points else sum(one for one in points if one is not None)


def stock(attacks: list[Attack], world: World) -> list[Row]:
    """Grade attacks in one class by stock nbgrader; return points and harm of each.

    An attack that might harm others is in a class of its own.
    """
    students = {f"mallory-{number:02}": attack for number, attack in enumerate(attacks)}
    course, alone = world.course, len(attacks) == 1
    if alone and attacks[0].never:
        return [("not run", attacks[0].never)]
    with world.listening():
        for student, attack in students.items():
            places = {**world.places, "LOOT": world.loot(student)}
            course.submit(student, attack.text(places, short=True))
            if attack.accomplice:
                course.submit("oscar", attack.accomplices_text(places))
        course.submit("zoe", nbformat.writes(answered(LESSON, right_answers(LESSON))))
        before = world.state()
        command = [sys.executable, "-m", "nbgrader", "autograde", LESSON]
        command.append(f"--Execute.timeout={CELL}")
        seconds = SECONDS + EACH * len(attacks)
        group = f"downhill-{os.getpid()}-{world.folder.name}"
        try:
            failed = caged(command, world.folder, environment(world), seconds, group)
        except NoCage as error:
            return [("not run", str(error))] * len(attacks)
    common = [failed] if failed else []
    with suppress(OSError, ValueError):
        if left := int((course.folder / "left").read_text("ascii")):
            common.append(f"{left} processes left")
    if (got := score(world, "zoe")) != MOST:
        says = "is not graded" if got is None else f"gets {got:g} of {MOST:g}"
        common.append(f"the next student {says}")
    common += [f"changed {what}" for what, now in world.state().items() if now != before[what]]
    if common and not alone:  # whose doing was it?
        return [_again(attack, world) for attack in attacks]
    rows = []
    for student, attack in students.items():
        notebook, harm = None, list(common)
        with suppress(Exception):
            place = course.place("gradebook/autograded", student)
            notebook = nbformat.read(place, as_version=4)
        if attack.accomplice and (got := score(world, "oscar")):
            harm.append(f"its accomplice gets {got:g}")
        harm += world.stolen(notebook, student)
        rows.append(_row(score(world, student), harm))
    return rows


def _again(attack: Attack, world: World) -> Row:
    """Grade an attack alone."""
    folder = world.folder.with_name(f"{world.folder.name}-{ATTACKS.index(attack)}")
    return stock([attack], copy(World(world.folder.with_name("base")), folder))[0]


def ours(attack: Attack, world: World) -> Row:
    """Grade an attack by `course grade`'s worker; return its points and the harm."""
    with world.listening():
        done = attacked(attack, world)
    return _row(done.points, list(done.harm))


def _row(points: float | None, harm: list[str]) -> Row:
    return ("not graded" if points is None else f"{points:g}"), "; ".join(harm) or "none"


def main(
    out: Annotated[Path | None, typer.Option(help="Write the table as Markdown.")] = None,
    only: Annotated[str, typer.Option(help="Attacks whose name contains this.")] = "",
    partial: Annotated[
        Path | None, typer.Option(help="Keep nbgrader's results, and go on from there.")
    ] = None,
    run_stock: Annotated[bool, typer.Option(help="Run nbgrader too.")] = True,
    jobs: Annotated[int, typer.Option(help="Classes under nbgrader at once.")] = 2,
) -> None:
    """Print the table."""
    os.environ[VARIABLE] = SECRETS["the environment"]
    wanted = [attack for attack in ATTACKS if only in attack.name]
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(jobs) as pool:
        first = base(Path(place) / "base")
        found: dict[str, Row] = {}
        if partial and partial.exists():
            found = {
                name: tuple(row) for name, row in json.loads(partial.read_text("utf-8")).items()
            }
        new = [attack for attack in wanted if run_stock and attack.name not in found]
        calm = [attack for attack in new if attack.name not in ALONE]
        classes = [calm[n : n + TOGETHER] for n in range(0, len(calm), TOGETHER)]
        classes += [[attack] for attack in new if attack.name in ALONE]
        worlds = [copy(first, Path(place) / f"class-{n}") for n in range(len(classes))]
        tasks = pool.map(stock, classes, worlds)
        for some, result in zip(classes, track(tasks, "nbgrader", total=len(classes)), strict=True):
            found |= dict(zip([attack.name for attack in some], result, strict=True))
            if partial:
                partial.write_text(json.dumps(found), encoding="utf-8")
        world = copy(first, Path(place) / "ours")
        mine = [ours(attack, world) for attack in track(wanted, "course grade")]
        work.close()
    theirs = [found.get(attack.name, ("not run", "")) for attack in wanted]
    rows = [
        [attack.name, attack.tries, *one, *other]
        for attack, one, other in zip(wanted, theirs, mine, strict=True)
    ]
    heads = ["attack", "tries", "nbgrader: points", "harm", "course grade: points", "harm"]
    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    said = [_sum(who, these) for who, these in (("nbgrader", theirs), ("course grade", mine))]
    Console().print("\n".join(said))
    if out:
        intro = f"# Attacks\n\n{HEAD}\n\n{machine()}\n\n" + "\n".join(f"- {one}" for one in said)
        out.write_text(f"{intro}\n\n{page.table(heads, rows)}", encoding="utf-8")


HEAD = f"""Made by `uv run python benchmarks/attacks.py --out docs/attacks.md`: every submission
in `tests/attacks/` is worth no points of {MOST:g}. nbgrader ran with this course's settings in a
cage, in which only the course's copy can be written to and {SECONDS:.0f} s are given for a class.
"The next student" is an honest one with right answers, graded after the attack."""


def _sum(who: str, rows: list[Row]) -> str:
    ran = [row for row in rows if row[0] != "not run"]
    paid = sum(row[0] not in ("0", "not graded") for row in ran)
    harmed = sum(row[1] != "none" for row in ran)
    either = sum(row[0] not in ("0", "not graded") or row[1] != "none" for row in ran)
    return (
        f"{who}: of {len(ran)} attacks {paid} get points and {harmed} do harm; {either} do either."
    )


if __name__ == "__main__":
    typer.run(main)
