"""The students of a class, and finding one of them by what an LMS calls them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

# Letters with a stroke, which Unicode does not take for accents, as they are typed without.
STROKES = str.maketrans("łøđħıŧ", "lodhit")
ACCENTS = range(0x0300, 0x0370)  # Unicode's block of combining accents; vowel signs lie elsewhere
MOST_WORDS = 8  # of a name that is compared word by word: every order of them is tried


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
    groups : the groups in which the student hands in, as the LMS names them.
    submitted : when the student handed in, as the grading worksheet of Moodle's assignment says it.
    one_name : whether the source has first and last name in one, which is the last name then.
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
    groups: tuple[str, ...] = ()
    submitted: str = ""
    one_name: bool = False

    @property
    def identifiers(self) -> set[str]:
        """Everything that names one person only."""
        every = (self.id, self.username, self.email, self.number, self.lms_id)
        return {fold_case(text) for text in every if text}


def fold_case(text: str) -> str:
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
    text = text if accents else text.translate(STROKES)
    return "".join(c for c in text if _counts(c) and (accents or ord(c) not in ACCENTS))


def may_be(student: Student, name: str) -> bool:
    """Tell whether a name as an LMS wrote it agrees with the one in the roster.

    Case, accents, signs, spaces and the order don't count; second names may be missing, and a name
    may be shortened to its first letter. Something of the first and of the last name must be there,
    one of them in full, and nothing that the roster does not have: that may be a group's.
    """
    whole = squeeze(name)
    first, last = (_words(one) for one in (student.first_name, student.last_name))
    if whole and whole in {squeeze(one) for one in _both_orders(student)}:
        return True
    if not first:  # a roster with whole names
        first, last = last[:1], last[1:]
    words = [*first, *last]
    if not last or len(words) > MOST_WORDS:
        return False
    # What may still stand there, which words are used, and which of these in full.
    todo, seen = [(whole, frozenset[int](), False)], set[tuple[str, frozenset[int], bool]]()
    while todo:
        state = todo.pop()
        rest, used, full = state
        if state in seen:
            continue
        seen.add(state)
        both = min(used, default=len(words)) < len(first) <= max(used, default=-1)
        if not rest and both and full:
            return True
        for number, word in enumerate(words):
            if number in used:
                continue
            if rest.startswith(word):
                # A word of one letter is an initial, also in the roster.
                todo.append((rest[len(word) :], used | {number}, full or len(word) > 1))
            if rest.startswith(word[0]):
                todo.append((rest[1:], used | {number}, full))
    return False


def _words(name: str) -> list[str]:
    return [word for part in re.split(r"[\s.,-]+", name) if (word := squeeze(part))]


def _counts(sign: str) -> bool:
    return unicodedata.category(sign).startswith(("L", "M", "Nd"))


class Roster:
    """A class, in the order of its file.

    Attributes
    ----------
    notes : what a person should know of how the file was read.
    """

    def __init__(self, students: Iterable[Student], notes: Iterable[str] = ()) -> None:
        self.notes = tuple(notes)
        self.students = tuple(students)
        self._by_id = {student.id: student for student in self.students}
        self._identified: defaultdict[str, set[str]] = defaultdict(set)
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        self._lms_ids: defaultdict[str, set[str]] = defaultdict(set)
        self._participants: defaultdict[str, set[str]] = defaultdict(set)
        for student in self.students:
            for text in student.identifiers:
                self._identified[text].add(student.id)
            for name in _both_orders(student):
                self._named[squeeze(name)].add(student.id)
            self._lms_ids[student.lms_id].add(student.id)
            self._participants[student.participant].add(student.id)
        self._named.pop("", None)
        self._groups: defaultdict[str, set[str]] = defaultdict(set)
        for student in self.students:
            for group in student.groups:
                self._groups[squeeze(group)].add(student.id)
        self._groups.pop("", None)
        self._written: dict[Callable[[str], str], dict[str, set[str]]] = {}

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

    @property
    def has_names(self) -> bool:
        """Whether it has anybody's name."""
        return any(one.first_name or one.last_name for one in self.students)

    def identified(self, text: str) -> frozenset[str]:
        """Return the ids of the students whose id, username, email or number this is."""
        return frozenset(self._identified.get(fold_case(text), ()))

    def of_lms_id(self, number: str) -> frozenset[str]:
        """Return the ids of the students whose number in the LMS this is."""
        return frozenset(self._lms_ids.get(number, ()) if number else ())

    def of_participant(self, number: str) -> frozenset[str]:
        """Return the ids of the students whose number in Moodle's assignment this is."""
        return frozenset(self._participants.get(number, ()) if number else ())

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

    def written(self, form: Callable[[str], str], text: str) -> frozenset[str]:
        """Return the ids of the students whose "Last_First" is this in a system's form of names."""
        if form not in self._written:
            known = defaultdict(set)
            for one in self.students:
                if one.first_name and one.last_name:
                    known[fold_case(form(f"{one.last_name}_{one.first_name}"))].add(one.id)
            self._written[form] = known
        return frozenset(self._written[form].get(fold_case(text), ()))

    def in_group(self, name: str) -> tuple[str, ...]:
        """Return the ids of the students in a group of this name, in the roster's order."""
        members = self._groups.get(squeeze(name), set())
        return tuple(student.id for student in self.students if student.id in members)

    def called(self, text: str) -> frozenset[str]:
        """Return the ids of the students whom this identifier or, failing that, name means."""
        return self.identified(text) or self.named(text)


def _both_orders(student: Student) -> tuple[str, str]:
    first, last = student.first_name, student.last_name
    return f"{first} {last}", f"{last} {first}"


def _exact_names(student: Student) -> set[str]:
    return {squeeze(name, accents=True) for name in _both_orders(student)}
