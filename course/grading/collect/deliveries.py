"""From what an LMS or a shared folder delivered to one notebook a student, nothing guessed.

Deliveries that are understood: the archives of Moodle, Canvas and Blackboard, nbgrader's exchange
(inbound) and its submitted/<student>/<lesson>/, folders of files named by an id or a full name,
zips that students handed in, and a single notebook. `lms` says how the names are read, `owners`
how they are matched with the roster.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path

from ...errors import CourseError
from ..parcels import Aside, Delivery
from .archives import opened
from .choose import Found, choose
from .files import STAMP, File, Limits, RefusedError
from .owners import Names
from .people import Roster
from .store import Store
from .times import moment

SECRET = "submission_secret.txt"  # nbgrader's exchange puts it beside the time


@dataclass
class Collected:
    """What became of every file of a delivery.

    Attributes
    ----------
    deliveries : one notebook a student, in the roster's order.
    asides : files that a person must look at.
    notes : what a person may want to know, and nothing needs to be done: an older attempt, LATE,
        a picture beside the notebook.
    """

    deliveries: list[Delivery] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    notes: list[Aside] = field(default_factory=list)


def collect(
    source: Path,
    lesson: str,
    notebook: str,
    roster: Roster,
    *,
    zone: tzinfo | None = None,
    limits: Limits | None = None,
    store: Store | None = None,
) -> Collected:
    """Find each student's notebook of a lesson.

    Parameters
    ----------
    source : a zip, a tar, a folder or a notebook.
    lesson, notebook : for example "03_two_weights" and "two_weights".
    zone : of the times in Blackboard's file names, which have none; None for this machine's.
    store : keeps the notebooks as long as it is open; None for one of its own.

    Raises
    ------
    CourseError
        Where the source is missing, unreadable or empty, or the roster is.
    """
    if not len(roster):
        raise CourseError("The roster has no students: add a line for each, then grade again.")
    names = Names(roster, lesson, notebook, zone)
    collected = Collected()
    own: defaultdict[str, list[Found]] = defaultdict(list)
    store = store or Store()
    with opened(source, limits or Limits(), store) as files:
        if not files:
            raise CourseError(f"{source} has no files: is it the right download?")
        stamps = {_path(file): file for file in files if _name(file) == STAMP}
        for file in files:
            if _name(file) not in (STAMP, SECRET):
                _sort(file, names, stamps, own, collected, store)
    for student in roster:
        if student.id in own:
            choice = choose(student.id, own[student.id])
            collected.deliveries += [choice.delivery] if choice.delivery else []
            collected.asides += choice.asides
            collected.notes += choice.notes
    return collected


def _path(file: File | Aside) -> str:
    return file.path if isinstance(file, File) else file.file


def _name(file: File | Aside) -> str:
    return _path(file).rpartition("/")[2]


def _sort(
    file: File | Aside,
    names: Names,
    stamps: dict[str, File | Aside],
    own: defaultdict[str, list[Found]],
    collected: Collected,
    store: Store,
) -> None:
    """Put a file to its student's, or aside."""
    path = _path(file)
    owner = names.owner(path)
    if names.of_other_lesson(path, owner):
        collected.notes.append(Aside(path, "It belongs to another lesson.", owner.student))
    elif owner.student is None:
        collected.asides.append(file if isinstance(file, Aside) else Aside(path, owner.why))
    else:
        found = _content(file, Found(path, owner.mark), store)
        stamp = stamps.get(path.removesuffix(_name(file)) + STAMP)
        own[owner.student].append(replace(found, timestamp=_time(found, stamp, collected)))


def _content(file: File | Aside, found: Found, store: Store) -> Found:
    if isinstance(file, Aside):
        return replace(found, why=file.why)
    ending = Path(found.path).suffix
    if ending.lower() != ".ipynb":
        kind = f"a {ending} file" if ending else "of another kind"
        why = "" if found.is_receipt else f"It is no notebook but {kind}: only .ipynb is graded."
        return replace(found, why=why)
    try:
        return replace(found, content=store.keep(file.read()))
    except RefusedError as refused:
        return replace(found, why=str(refused))


def _time(found: Found, stamp: File | Aside | None, collected: Collected) -> datetime | None:
    """Return when it was handed in: by nbgrader's timestamp.txt, else by the LMS's file name.

    The times in a zip don't count: they have no zone, and are when the LMS packed it.
    """
    if not isinstance(stamp, File) or found.content is None:
        return found.attempt
    try:
        time = moment(stamp.read().decode("utf-8", errors="replace"))
    except RefusedError:
        time = None
    if time is None:
        collected.notes.append(Aside(stamp.path, "It can't be read as a time, and was left out."))
    return time or found.attempt
