"""Whose file it is, from its path: by what an LMS wrote there, else by an id or a full name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..parcels import EXCHANGE, FOLDERS
from ..people.students import MOST_WORDS, Roster
from .layout import LOOSE, NAMES, Layout
from .lms import LAYOUTS
from .owner import NAMELESS, Owner, group_owner, only
from .submitters import Listed
from .system_names import BY_USERNAME, SystemNames

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
BOTH = (
    "Its folder is called as a group, and it as a student: put it into a folder named by the id, "
    "or give it another name if it is the whole group's, and grade again."
)
LESSON = re.compile(r"\d\d_(\w+)")


@dataclass
class Names:
    """What the file names are compared with.

    Attributes
    ----------
    listed : what the system says of submissions beside their names, see `submitters`.
    """

    roster: Roster
    lesson: str
    notebooks: tuple[str, ...]
    layout: Layout = field(default_factory=lambda: Layout(FOLDERS))
    listed: Mapping[str, Listed] = field(default_factory=dict)
    _known: dict[str, Owner] = field(default_factory=dict)

    def owner(self, path: str) -> Owner:
        """Return whose file this is: only where the path says so and nothing in it disagrees."""
        if path not in self._known:
            self._known[path] = self._owner(path)
        return self._known[path]

    def _owner(self, path: str) -> Owner:
        part = self.layout.part(path)
        if prefix := self.layout.prefix(part):  # what follows is the student's own choice
            return self._systems.owner(part, prefix)
        if self.layout.kind == EXCHANGE:
            return Owner(None, "It lies in the exchange, and nbgrader did not write its name.")
        part = part.removeprefix(self.layout.ahead)
        called_so = self._called_so(part)
        deeper = path.split("/")[self.layout.depth + 1 :]
        clues = [clue for one in (part, *deeper) for clue in self._clues(one)]
        clues += [clue for one in deeper for clue in self._written(one)]
        named = frozenset[str]().union(*self._clues(part))
        if not named and (members := self._group_called(part)):
            return Owner(None, BOTH) if clues else group_owner(members)
        if called_so or not named:
            return Owner(None, called_so or self._nameless(bool(clues)))
        agreed = frozenset.intersection(*clues, *self._doubts(part))
        return only(agreed or frozenset.union(*clues, *self._doubts(part)), "Its name")

    def is_student(self, name: str, whole: bool) -> bool:
        """Tell whether this is the name of a student's file or folder, and nothing besides."""
        if whole:  # a section's folder may be called as a group
            return bool(self._whole(name))
        return any(self._clues(name)) or bool(self._group_called(name))

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
        kinds = (kind for kind, form in LAYOUTS.items() if kind != LOOSE and form(part))
        kind = "" if self._whole(part) else next(kinds, "")
        return kind and (
            f"It is called as {NAMES[kind]} does it, and most names here are not: if it comes from "
            f"there, say --layout {kind}; else {NAMELESS}"
        )

    def _group_called(self, part: str) -> tuple[str, ...]:
        """Return the members of the group that a folder or file is called by."""
        stem = ENDING.sub("", part)
        found = self.roster.in_group(stem)
        if found or self._whole(part):
            return () if self._whole(part) else found
        each = (self.roster.in_group(words) for words in self._around(part))
        return next(filter(None, each), ())

    def _clues(self, part: str) -> Iterator[frozenset[str]]:
        """Find the students that a folder or a file names, beside the lesson's own name."""
        if part in (self.lesson, *self.notebooks):
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
            if prefix.system in BY_USERNAME:
                named, _ = self._systems.by_username(prefix)
            else:
                called = self._systems.numbered(prefix)
                agreeing = (one for one in called if self._systems.agrees(one, prefix.name))
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

    @property
    def _systems(self) -> SystemNames:
        return SystemNames(self.roster, self.layout, self.listed)

    @cached_property
    def _own_name(self) -> re.Pattern[str]:
        longest_first = sorted((self.lesson, *self.notebooks), key=len, reverse=True)
        names = (re.escape(name).replace("_", r"[\s_-]?") for name in longest_first)
        return re.compile("|".join(names), re.IGNORECASE)
