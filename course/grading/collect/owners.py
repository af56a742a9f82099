"""Whose file it is, from its path: by what an LMS wrote there, else by an id or a full name.

An LMS that writes a name and a number says it twice. Where the two disagree, a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..parcels import EXCHANGE, FOLDERS
from ..people.students import MOST_WORDS, Roster, may_be
from .layout import NAMES, Layout
from .lms import LAYOUTS, Prefix

SERIES = r"(?:\s*\(\d+\)|-\d{1,2})"  # as browsers and Canvas number files of one name
# Usernames have dots, too: jo.smith is not jo.
ENDING = re.compile(
    r"(?:\.(?:ipynb|zip|txt|json|py|pdf|html?|md|docx?|csv|png|jpe?g))+$", re.IGNORECASE
)
# Google Drive, Windows and Jupyter call a copy so, in the language of whoever made it.
COPY_OF = re.compile(
    r"(?:(?:copy of|kopie von|kopie van|copia de|copia di|copie de|cópia de)\s+)+$", re.IGNORECASE
)
A_COPY = re.compile(r"^[ ._-]*(?:copy|kopie|copia|copie|cópia)[ \d]*(?:\(\d+\))?$", re.IGNORECASE)
NAME_AND_FILE = " - "  # Google Classroom: "First Last - file"
BETWEEN = " \t_.-"
LESSON = re.compile(r"\d\d_(\w+)")
BLIND = "Participant"  # Moodle's word in English
NAMELESS = "name it as in the roster, id.ipynb, and grade again."


@dataclass(frozen=True)
class Owner:
    """Whose file it is; `why` it can't be said and what to do, where `student` is None."""

    student: str | None
    why: str = ""
    prefix: Prefix | None = None


@dataclass
class Names:
    """What the file names are compared with."""

    roster: Roster
    lesson: str
    notebook: str
    layout: Layout = field(default_factory=lambda: Layout(FOLDERS))
    _known: dict[str, Owner] = field(default_factory=dict)

    def owner(self, path: str) -> Owner:
        """Return whose file this is: only where the path says so and nothing in it disagrees."""
        if path not in self._known:
            self._known[path] = self._owner(path)
        return self._known[path]

    def _owner(self, path: str) -> Owner:
        part = self.layout.part(path)
        if prefix := self.layout.prefix(part):  # what follows is the student's own choice
            return self._by_prefix(prefix)
        if self.layout.kind == EXCHANGE:
            return Owner(None, "It lies in the exchange, and nbgrader did not write its name.")
        called_so = self._called_so(part)
        deeper = path.split("/")[self.layout.depth + 1 :]
        clues = [clue for one in (part, *deeper) for clue in self._clues(one)]
        clues += [clue for one in deeper for clue in self._written(one)]
        named = frozenset[str]().union(*self._clues(part))
        if called_so or not named:
            return Owner(None, called_so or self._nameless(bool(clues)))
        agreed = frozenset.intersection(*clues, *self._doubts(part))
        return self._only(agreed or frozenset.union(*clues, *self._doubts(part)), "Its name")

    def is_student(self, name: str, whole: bool) -> bool:
        """Tell whether this is the name of a student's file or folder, and nothing besides."""
        return bool(self._whole(name) if whole else any(self._clues(name)))

    def of_other_lesson(self, path: str, owner: Owner) -> bool:
        """Tell files of nbgrader's folders that belong to another lesson."""
        if owner.prefix and owner.prefix.lesson:
            return owner.prefix.lesson != self.lesson
        folder, _, name = path.rpartition("/")
        match = LESSON.fullmatch(folder.rpartition("/")[2])
        if match is None or match[0] == self.lesson:
            return False
        return name == f"{match[1]}.ipynb"

    def _nameless(self, below: bool) -> str:
        more = " What lies deeper doesn't say it, for it may be anybody's choice." if below else ""
        return f"Nothing in its name says whose it is: {NAMELESS}{more}"

    def _called_so(self, part: str) -> str:
        """Say that a name is as another LMS's than what the delivery is of, if anything."""
        kinds = (kind for kind, form in LAYOUTS.items() if form(part))
        kind = "" if self._whole(part) else next(kinds, "")
        return kind and (
            f"It is called as {NAMES[kind]} does it, and most names here are not: if it comes from "
            f"there, say --layout {kind}; else {NAMELESS}"
        )

    def _by_prefix(self, prefix: Prefix) -> Owner:
        if prefix.anonymous or prefix.name == BLIND:
            why = f"{prefix.system} hides who handed it in: reveal the names and download again."
            return Owner(None, why, prefix)
        if prefix.system == "Moodle" and (self.layout.teams or not prefix.number):
            why = (
                "Moodle's names are those of groups here, and no student's: give everybody in the "
                "group a copy, in a folder named by the id, and grade that."
            )
            return Owner(None, why, prefix)
        if prefix.system in ("Blackboard", "nbgrader"):
            students, shown = self._by_username(prefix)
        else:
            students, shown = self.roster.named(prefix.name), prefix.name
            moodle = prefix.system == "Moodle"
            if holders := self._numbered(prefix):
                return self._by_number(prefix, holders, students)
            whose = [self.roster[one] for one in students]
            others = frozenset(o.id for o in whose if (o.participant if moodle else o.lms_id))
            if others and others == students:
                return self._other_number(prefix, students)
            students -= others
        if students:
            owner = self._only(students, f"{prefix.system}'s name, {shown!r},")
            return Owner(owner.student, owner.why, prefix)
        why = (
            f"{prefix.system} says that it is from {shown!r}, who is not in the roster: add them, "
            "or correct the name there. If it is a group, put a copy for each student beside it, "
            "named by the id."
        )
        return Owner(None, why, prefix)

    def _by_username(self, prefix: Prefix) -> tuple[frozenset[str], str]:
        """Return whom a username may mean: Blackboard puts it behind the assignment's title.

        Both may have underscores, so every ending may be the username that is not shorter than
        what differs between the names of this delivery.
        """
        name = prefix.name
        if prefix.system == "nbgrader":
            return self.roster.identified(name), name
        starts = [place.end() for place in re.finditer("_", name)]
        possible = [at for at in starts if at <= self.layout.titles or not self.layout.titles]
        return (
            frozenset[str]().union(*(self.roster.identified(name[at:]) for at in possible)),
            name[max(possible, default=0) :],
        )

    def _numbered(self, prefix: Prefix) -> frozenset[str]:
        """Return whose number Moodle's or Canvas's is in the roster."""
        moodle = prefix.system == "Moodle"
        return (self.roster.of_participant if moodle else self.roster.of_lms_id)(prefix.number)

    def _by_number(self, prefix: Prefix, holders: frozenset[str], named: frozenset[str]) -> Owner:
        """Return whose the number is, where the name agrees, or the roster has none."""
        agreeing = holders & named
        if not named:
            agreeing = frozenset(one for one in holders if self._agrees(one, prefix.name))
        if len(agreeing) == 1:
            return Owner(next(iter(agreeing)), "", prefix)
        several = " or ".join(sorted(holders | named))
        whose = f"may mean {several}" if named else "may be a group's, for nobody is called so"
        why = (
            f"{prefix.system}'s number {prefix.number} is that of {' and '.join(sorted(holders))}, "
            f"but with its name, {prefix.name!r}, it {whose}. Find out whose it is, name it by the "
            "id and grade again."
        )
        return Owner(None, why, prefix)

    def _agrees(self, student: str, name: str) -> bool:
        one = self.roster[student]
        return may_be(one, name) or not (one.first_name or one.last_name)

    def _other_number(self, prefix: Prefix, named: frozenset[str]) -> Owner:
        several = " or ".join(sorted(named))
        other, mend = {
            "Moodle": (
                "the grading worksheet of another assignment",
                "Export this assignment's, or leave out its column Identifier,",
            ),
            "Canvas": (
                "the gradebook of another Canvas",
                "Export this one's, or name the file by the id,",
            ),
        }[prefix.system]
        why = (
            f"{prefix.system}'s name, {prefix.name!r}, may mean {several}, but its number "
            f"{prefix.number} is nobody's and not in the roster: a group of that name, or "
            f"{other}. {mend} and grade again."
        )
        return Owner(None, why, prefix)

    def _only(self, students: frozenset[str], what: str) -> Owner:
        if len(students) == 1:
            return Owner(next(iter(students)))
        several = " or ".join(sorted(students))
        return Owner(
            None,
            f"{what} may mean {several}: name the file by the id and grade again.",
        )

    def _clues(self, part: str) -> Iterator[frozenset[str]]:
        """Find the students that a folder or a file names, beside the lesson's own name."""
        if part in (self.lesson, self.notebook):
            return
        if whole := self._whole(part):
            yield whole
            return
        for words in self._around(part):
            if found := self.roster.called(words):
                yield found

    def _written(self, part: str) -> Iterator[frozenset[str]]:
        """Find the students whom a name in an LMS's form means, whichever LMS's it is."""
        for form in LAYOUTS.values():
            if not (prefix := form(part)):
                continue
            if prefix.system in ("Blackboard", "nbgrader"):
                named, _ = self._by_username(prefix)
            else:
                called = self._numbered(prefix)
                agreeing = (one for one in called if self._agrees(one, prefix.name))
                named = self.roster.named(prefix.name).union(agreeing)
            if named:
                yield named

    def _doubts(self, part: str) -> Iterator[frozenset[str]]:
        """Find students in words that name nobody as a whole: it may be theirs, or not."""
        unclear = () if self._whole(part) else self._around(part)
        for words in unclear:
            if self.roster.called(words):
                continue
            each = list(re.finditer(f"[^{BETWEEN}]+", words))
            for start, first in enumerate(each):
                for last in each[start : start + MOST_WORDS]:
                    if found := self.roster.called(words[first.start() : last.end()]):
                        yield found

    def _whole(self, part: str) -> frozenset[str]:
        for stem in dict.fromkeys((part, ENDING.sub("", part))):
            # ada-1 may be another student, or a copy
            both = {stem, re.sub(rf"{SERIES}$", "", stem)}
            if whole := frozenset[str]().union(*map(self.roster.called, both)):
                return whole
        return frozenset()

    def _around(self, part: str) -> Iterator[str]:
        """Find what stands before and after the lesson's or the notebook's name."""
        for stem in (part, ENDING.sub("", part)):
            if not (match := self._own_name.search(stem)):
                continue
            before, after = stem[: match.start()], stem[match.end() :]
            after = re.sub(rf"^{SERIES}", "", after)
            if (before and before[-1] not in BETWEEN) or (after and after[0] not in BETWEEN):
                continue
            after = after.strip(BETWEEN)
            before, after = COPY_OF.sub("", before), A_COPY.sub("", after)
            yield from (before.strip(BETWEEN), after, re.sub(rf"{SERIES}$", "", after))
        name, dash, file = ENDING.sub("", part).partition(NAME_AND_FILE)
        if dash and self.roster.called(name):
            yield from (name, COPY_OF.sub("", file))

    @cached_property
    def _own_name(self) -> re.Pattern[str]:
        names = (re.escape(name).replace("_", r"[\s_-]?") for name in (self.lesson, self.notebook))
        return re.compile("|".join(names), re.IGNORECASE)
