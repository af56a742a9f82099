"""Whose file it is, from its path: by what an LMS wrote there, else by an id or a full name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from . import lms
from .lms import Mark
from .people import Roster

SERIES = r"(?:\s*\(\d+\)|-\d{1,2})"  # as browsers and Canvas number files of one name
BETWEEN = r"[\s_.-]+"
LESSON = re.compile(r"\d\d_(\w+)")
BLIND = "Participant"  # Moodle's word in English


@dataclass(frozen=True)
class Owner:
    """Whose file it is; `why` it can't be said and what to do, where `student` is None."""

    student: str | None
    why: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Names:
    """What the file names are compared with.

    Attributes
    ----------
    zone : of the times that an LMS writes without one; None for this computer's.
    """

    roster: Roster
    lesson: str
    notebook: str
    zone: tzinfo | None

    def owner(self, path: str) -> Owner:
        """Return whose file this is: only where the path says so and nothing in it disagrees."""
        parts = path.split("/")
        mark = next((one for part in parts if (one := self._mark(part))), None)
        if mark:  # what follows is the student's own choice, and may name a friend
            return self._by_mark(mark)
        clues = [clue for part in parts for clue in self._clues(part)]
        if not clues:
            return Owner(
                None,
                "Nothing in its name says whose it is: name it as in the roster, id.ipynb, and "
                "grade again.",
            )
        agreed = frozenset.intersection(*clues)
        return self._only(agreed or frozenset.union(*clues), "Its name")

    def of_other_lesson(self, path: str, owner: Owner) -> bool:
        """Tell files of nbgrader's folders that belong to another lesson."""
        if owner.mark and owner.mark.lesson:
            return owner.mark.lesson != self.lesson
        folder, _, name = path.rpartition("/")
        match = LESSON.fullmatch(folder.rpartition("/")[2])
        if match is None or match[0] == self.lesson:
            return False
        return name == f"{match[1]}.ipynb"

    def _mark(self, part: str) -> Mark | None:
        mark = lms.read(part, self.roster, self.zone)
        if mark and mark.system == "Canvas" and not mark.students and any(self._clues(part)):
            return None  # an id of this look, such as ws_26_03_ada
        return mark

    def _by_mark(self, mark: Mark) -> Owner:
        if mark.students:
            owner = self._only(mark.students, f"{mark.system}'s name, {mark.what!r},")
            return Owner(owner.student, owner.why, mark)
        if mark.anonymous or mark.what == BLIND:
            why = f"{mark.system} hides who handed it in: reveal the names and download again."
        else:
            why = (
                f"{mark.system} says that it is from {mark.what!r}, who is not in the roster: add "
                "them, or correct the name there."
            )
        return Owner(None, why, mark)

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
        stems = [part, part.rpartition(".")[0]]
        for stem in stems:
            once = re.sub(rf"{SERIES}$", "", stem)  # ada-1 may be another student, or a copy
            if whole := self.roster.called(stem) | self.roster.called(once):
                yield whole
                return
        for match in filter(None, map(self._own_name().fullmatch, stems)):
            for words in (match["before"], match["after"]):
                if words and (found := self.roster.called(words)):
                    yield found

    def _own_name(self) -> re.Pattern[str]:
        names = (re.escape(name).replace("_", r"[\s_-]?") for name in (self.lesson, self.notebook))
        return re.compile(
            rf"(?:(?P<before>.+?){BETWEEN})?(?:{'|'.join(names)}){SERIES}?"
            rf"(?:{BETWEEN}(?P<after>.+?))?{SERIES}?",
            re.IGNORECASE,
        )
