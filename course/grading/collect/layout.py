"""Which LMS packed a delivery, and how deep in it the students' names stand: settled once for all.

Whoever packed it wrote the outermost names; what lies below a student's is that student's choice
and may look like another LMS's, or name a friend. So the depth is the first at which a name says
anything, or at which there is more than one; nothing below it says whose a file is.

A name that an LMS wrote has that LMS's form, whatever the student wrote behind it. So the LMS is
the one whose form most of the names have, and all those that have any.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from ...errors import CourseError
from ..parcels import EXCHANGE, FOLDERS
from .files import File
from .lms import BESIDE, INSIDE, LAYOUTS, Prefix

NAMES = {
    **{"moodle": "Moodle", "canvas": "Canvas", "blackboard": "Blackboard", "exchange": "nbgrader"},
    **{"brightspace": "Brightspace", "gradescope": "Gradescope", "sakai": "Sakai"},
    "ilias": "ILIAS",
}
LOOSE = "ilias"  # many a name that a student chose has this form as well
KNOWN = (*LAYOUTS, FOLDERS)
ENDS = re.compile("_| - ")  # of a name that somebody put before a file's own


class IsStudent(Protocol):
    """Tells whether a name is an id or a full name in the roster."""

    def __call__(self, name: str, whole: bool) -> bool:
        """Tell it; `whole` asks for one that is nothing besides."""


@dataclass(frozen=True)
class Layout:
    """How the names of a delivery are read.

    Attributes
    ----------
    kind : a key of LAYOUTS, or FOLDERS.
    depth : how many folders lie above the students' names.
    note : what a person should know of how this was settled; "" where it was plain.
    titles : what all of Blackboard's names have in front, the assignment's title: it ends before
        this many letters or at them; 0 where they have nothing in common.
    teams : whether it is a team assignment of Moodle's.
    ahead : what all names have in front of an id or a full name, the assignment's name at GitHub
        Classroom for example; "" where they have nothing.
    """

    kind: str
    depth: int = 0
    note: str = ""
    titles: int = 0
    teams: bool = False
    ahead: str = ""

    def part(self, path: str) -> str:
        """Return the part of a path that says whose it is; "" where it is too short."""
        parts = path.split("/", self.depth + 1)
        return parts[self.depth] if len(parts) > self.depth else ""

    def is_systems_own(self, path: str) -> bool:
        """Tell what the system itself laid beside the students' files."""
        rest = path.split("/")[self.depth :]
        beside, inside = BESIDE.get(self.kind, set()), INSIDE.get(self.kind, set())
        return (len(rest) == 1 and rest[0] in beside) or (len(rest) > 1 and rest[1] in inside)

    def prefix(self, part: str) -> Prefix | None:
        """Return what the LMS wrote there; None where it did not write the name."""
        return LAYOUTS[self.kind](part) if self.kind in LAYOUTS else None


@dataclass
class _Level:
    """The names at one depth: which of them have which LMS's form, which are a student's."""

    forms: dict[str, dict[str, Prefix]] = field(default_factory=lambda: defaultdict(dict))
    plain: set[str] = field(default_factory=set)
    ahead: str = ""


def settle(files: Iterable[File], is_student: IsStudent, told: str | None) -> Layout:
    """Return the layout of a delivery.

    Parameters
    ----------
    is_student : whether a name is an id or a full name in the roster; the second argument asks for
        one that is nothing besides.
    told : the layout that the user named.

    Raises
    ------
    CourseError
        Where two LMSs' names are mixed; for a layout that isn't known.
    """
    if told and told not in KNOWN:
        raise CourseError(f"No layout is called {told}. Take {', '.join(KNOWN)}.")
    paths = [parts for file in files if ".." not in (parts := file.parts) and parts[0]]
    depth = 0
    while True:
        names, holders = _names(paths, depth)
        level = _read(names, is_student, told)
        wraps = names == holders and _wraps(holders, paths, depth, is_student, told)
        if (level.forms or level.plain) and not wraps:
            return _settled(level, depth, names, told)
        one = names == holders and len(names) == 1
        if not one and not wraps:
            return Layout(told or FOLDERS)
        depth += 1


def _names(paths: list[list[str]], depth: int) -> tuple[set[str], set[str]]:
    """Return the names at a depth, and those that hold more; what just lies about doesn't count."""
    holders = {parts[depth] for parts in paths if len(parts) > depth + 1}
    last = {parts[depth] for parts in paths if len(parts) == depth + 1}
    handed = {name for name in last if ".ipynb" in name.lower() or name.lower().endswith(".zip")}
    return holders | handed | {name for name in last if _forms(name)}, holders


def _forms(name: str) -> bool:
    return any(form(name) for kind, form in LAYOUTS.items() if kind != LOOSE)


def _read(names: set[str], is_student: IsStudent, told: str | None) -> _Level:
    level = _Level()
    whole = partial(is_student, whole=True)
    level.ahead = _ahead(names, whole)
    for name in names:
        if is_student(name, True) or (level.ahead and whole(name.removeprefix(level.ahead))):
            level.plain.add(name)
            continue
        for kind, form in LAYOUTS.items():
            if kind == LOOSE and not any(map(whole, _endings(name))):
                continue  # many a folder's name has underscores and a number
            if told in (kind, None) and (prefix := form(name)):
                level.forms[kind][name] = prefix
        if not any(name in found for found in level.forms.values()) and is_student(name, False):
            level.plain.add(name)
    if level.plain:  # a title comes first in Blackboard's form, and a title is nobody's name
        for name in [*level.forms.get("blackboard", ())]:
            if any(is_student(name[: end.start()], True) for end in ENDS.finditer(name)):
                del level.forms["blackboard"][name]
                level.plain.add(name)
    return level


def _ahead(names: set[str], whole: Callable[[str], bool]) -> str:
    """Return what several names have in front of a student's, up to a dash."""
    same = _shared(names, "-")
    if not same or any(map(whole, names)):
        return ""
    students = sum(whole(name.removeprefix(same)) for name in names)
    return same if students > 1 else ""


def _endings(name: str) -> list[str]:
    """Return what may be the login in ILIAS's name of a folder, which ends in a number."""
    pieces = name.split("_")[:-1]
    return ["_".join(pieces[start:]) for start in range(2, len(pieces))]


def _settled(level: _Level, depth: int, names: set[str], told: str | None) -> Layout:
    kind = told or _kind(level, names)
    found = level.forms.get(kind, {})
    others = len(names) - len(found)
    note = _alone(depth, names)
    if kind != FOLDERS and others:
        read = "not read" if kind == EXCHANGE else "read as ids or full names"
        note = (
            f"{len(found)} of {len(names)} names are as {NAMES[kind]} writes them; the others were "
            f"{read}. If that is wrong, name the layout with --layout."
        )
    teams = kind == "moodle" and any(not prefix.number for prefix in found.values())
    ahead = level.ahead if kind == FOLDERS else ""
    return Layout(kind, depth, note, _common(found.values()), teams, ahead)


def _kind(level: _Level, names: set[str]) -> str:
    """Return the layout that the names of a level have. Raises CourseError."""
    some = {name for found in level.forms.values() for name in found}
    exchanged = len(level.forms.get(EXCHANGE, ()))
    if 2 * exchanged > len(names):
        return EXCHANGE
    whole = {kind: found for kind, found in level.forms.items() if found.keys() == some}
    # Into an exchange, and into a shared folder, students write whatever names they like.
    if exchanged < 2 and level.plain and (len(some) < len(level.plain) or not whole):
        return FOLDERS
    if whole and (exchanged < 2 or not level.plain):
        # Where all names have two forms, one was written by students, and so begins later.
        return min(whole, key=lambda one: sum(prefix.end for prefix in whole[one].values()))
    counts = [f"{len(level.forms[kind])} of {NAMES[kind]}" for kind in LAYOUTS if level.forms[kind]]
    counts += [f"{len(level.plain)} of no LMS"] if level.plain else []
    raise CourseError(
        f"The names in this delivery are not of one LMS: {', '.join(counts)}. Grade what each of "
        f"them packed by itself, or say with --layout how to read them: {', '.join(KNOWN)}."
    )


def _alone(depth: int, names: set[str]) -> str:
    """Say that the only name there is stands below another, which may be the student's own."""
    if not depth or len(names) > 1:
        return ""
    return f"Only {next(iter(names))!r} says whose this is, and no name above it does."


def _wraps(
    holders: set[str],
    paths: list[list[str]],
    depth: int,
    is_student: IsStudent,
    told: str | None,
) -> bool:
    """Tell whether these are downloads of one LMS, such as a group's each, laid into one folder.

    A download may be called by the lesson and a number that is somebody's id. One with a single
    name in it may as well be a student's.
    """
    if any(_forms(name) or is_student(name, True) for name in holders):
        return False
    below = {(parts[depth], parts[depth + 1]) for parts in paths if len(parts) > depth + 1}
    kinds = [told] if told else list(LAYOUTS)
    return len(below) > 1 and any(
        all(LAYOUTS[kind](name) for _, name in below) for kind in kinds if kind in LAYOUTS
    )


def _common(found: Iterable[Prefix]) -> int:
    """Return how long what all these names begin with is, up to an underscore."""
    return len(_shared({prefix.name for prefix in found}, "_"))


def _shared(names: set[str], end: str) -> str:
    """Return what several names begin with, up to the last such sign."""
    first, last = min(names, default=""), max(names, default="")
    both = zip(first, last, strict=False)
    same = next((at for at, (one, other) in enumerate(both) if one != other), 0)
    return first[: first.rfind(end, 0, same) + 1]
