"""The students of a class, and finding one of them by what an LMS calls them."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ACCENTS = range(0x0300, 0x0370)  # Unicode's block of combining accents; vowel signs lie elsewhere


@dataclass(frozen=True)
class Student:
    """One line of the roster.

    Attributes
    ----------
    id : the identifier in nbgrader's gradebook, and the name of the student's folders.
    lms_id : the LMS's own number (Canvas's ID, nbgrader's lms_user_id).
    username : the login name (Canvas's SIS Login ID, Moodle's and Blackboard's Username).
    number : the institution's number (Canvas's SIS User ID, Moodle's ID number).
    participant : Moodle's number in one assignment, from the Identifier of its grading worksheet.
    section : as Canvas names it.
    """

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""
    username: str = ""
    number: str = ""
    participant: str = ""
    section: str = ""

    @property
    def identifiers(self) -> set[str]:
        """Everything that names one person only."""
        every = (self.id, self.username, self.email, self.number, self.lms_id)
        return {fold(text) for text in every if text}


def fold(text: str) -> str:
    """Return an identifier for comparison: case and the way of storing accents don't count."""
    return unicodedata.normalize("NFC", text.strip().casefold())


def squeeze(name: str, accents: bool = False) -> str:
    """Return a name's letters, marks and digits; what an LMS drops or changes doesn't count.

    Canvas drops all but letters, marks, digits and underscores. Moodle drops quotation marks, and
    writes a space for an underscore.
    """
    text = "".join(filter(_counts, name)).casefold()
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)  # what the first round brought out
    return "".join(c for c in text if _counts(c) and (accents or ord(c) not in ACCENTS))


def _counts(sign: str) -> bool:
    return unicodedata.category(sign).startswith(("L", "M", "Nd"))


class Roster:
    """A class, in the order of its file."""

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = tuple(students)
        self._by_id = {student.id: student for student in self.students}
        self._identified: defaultdict[str, set[str]] = defaultdict(set)
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for student in self.students:
            for text in student.identifiers:
                self._identified[text].add(student.id)
            for name in _both_orders(student):
                self._named[squeeze(name)].add(student.id)
        self._named.pop("", None)

    def __iter__(self) -> Iterator[Student]:
        """Go through the students."""
        return iter(self.students)

    def __len__(self) -> int:
        """How many students there are."""
        return len(self.students)

    def __contains__(self, student: object) -> bool:
        """Whether a student has this id."""
        return student in self._by_id

    def __getitem__(self, student: str) -> Student:
        """Return the student with this id; raises KeyError."""
        return self._by_id[student]

    def identified(self, text: str) -> frozenset[str]:
        """Return the ids of the students whose id, username, email or number this is."""
        return frozenset(self._identified.get(fold(text), ()))

    def named(self, name: str) -> frozenset[str]:
        """Return the ids of the students with this full name, in either order.

        Accents may be missing. Where that leaves several students, a name that has accents means
        those who are written with the same ones.
        """
        found = self._named.get(squeeze(name), set())
        exact = squeeze(name, accents=True)
        if len(found) > 1 and exact != squeeze(name):
            same = {one for one in found if exact in _exact_names(self[one])}
            found = same or found
        return frozenset(found)

    def called(self, text: str) -> frozenset[str]:
        """Return the ids of the students whom this identifier or, failing that, name means."""
        return self.identified(text) or self.named(text)


def _both_orders(student: Student) -> tuple[str, str]:
    first, last = student.first_name, student.last_name
    return f"{first} {last}", f"{last} {first}"


def _exact_names(student: Student) -> set[str]:
    return {squeeze(name, accents=True) for name in _both_orders(student)}
