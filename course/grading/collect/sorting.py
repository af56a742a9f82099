"""Each file of a delivery: to its student, or aside."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..parcels import SECRET, Delivery, NeedsReview, Origin
from ..store import Store
from .crowds import NO_NOTEBOOK, OTHER_LESSON
from .exchange import Accounts
from .files import GIT, STAMP, File, RefusedError, is_notebook, may_be_notebook
from .owners import Names
from .select import Found
from .stamps import Stamps

HELP = {
    "moodle": (
        " Moodle's archive doesn't say it, but the grading worksheet of the assignment does: "
        "download it with the archive and name it with --roster."
    ),
    "canvas": " Canvas marks the names of late files only; these are noted.",
    "ilias": (
        " ILIAS only begins the names of late files with its words for that, in its language, and "
        "a dash: look at them."
    ),
}


@dataclass
class Collected:
    """What became of every file of a delivery.

    Attributes
    ----------
    deliveries : one notebook a student, in the roster's order; of a lesson with several notebooks
        one of each, a notebook after the other.
    needs_review : files that a person must look at.
    notes : what a person may want to know, and nothing needs to be done: an older attempt, LATE,
        a picture beside the notebook.
    remarks : what is so of the delivery as a whole: how its names and times were read.
    origins : under which name each student's notebook came.
    layout : how the names were read, a key of `lms.LAYOUTS` or "folders".
    index : the list of contents that Brightspace puts beside the students' folders.
    """

    deliveries: list[Delivery] = field(default_factory=list)
    needs_review: list[NeedsReview] = field(default_factory=list)
    notes: list[NeedsReview] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    index: bytes = b""
    layout: str = ""

    def add(self, other: "Collected", notebook: str) -> None:
        """Take what became of the files that are one notebook of a lesson; "" for its only one."""
        self.deliveries += [replace(one, notebook=notebook) for one in other.deliveries]
        self.needs_review += other.needs_review
        self.notes += other.notes
        self.origins = other.origins | self.origins  # of several names, the first notebook's

    def without_times(self) -> str:
        """Say how many files nobody knows the time of, where there are any, and what helps."""
        count = sum(one.timestamp is None for one in self.deliveries)
        if not count:
            return ""
        help_ = HELP.get(self.layout, "")
        files = "1 of the files was" if count == 1 else f"{count} of the files were"
        return f"Nothing says when {files} handed in, so none of these counts as late.{help_}"


@dataclass
class Sorter:
    """Puts each file of a delivery to its student's, or aside."""

    names: Names
    accounts: Accounts | None
    stamps: Stamps
    store: Store
    own: defaultdict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    collected: Collected = field(default_factory=Collected)

    def sort(self, file: File) -> None:
        """Take a file."""
        owner = self.names.owner(file.path)
        objection = self.accounts.objection(file) if self.accounts else ""
        if file.name == GIT and file.why:
            self.collected.notes.append(NeedsReview(file.path, file.why, owner.student))
        elif self.names.of_other_lesson(file.path, owner):
            aside = NeedsReview(file.path, OTHER_LESSON, owner.student)
            self.collected.notes.append(aside)
        elif self.names.layout.is_systems_own(file.path) or (
            owner.student is None and not objection and file.name in (STAMP, SECRET)
        ):
            pass
        elif owner.student is None or objection:
            why = objection or file.why or owner.why
            self.collected.needs_review.append(NeedsReview(file.path, why))
        elif file.name == SECRET or self.stamps.take(file):
            pass
        else:
            if self.accounts and (changed := self.accounts.changed(file)):
                self.stamps.changed[file.path] = changed
            found = Found(file.path, owner.prefix, group=owner.group)
            found = self._found(file, found, owner.student)
            for student in owner.students:
                self.own[student].append(found)
            if owner.why and found.content:
                self.collected.needs_review.append(NeedsReview(file.path, owner.why))

    def _found(self, file: File, found: Found, student: str) -> Found:
        ending = Path(found.path).suffix.lower()
        if file.why:
            return replace(found, why=file.why, unread=ending in ("", ".ipynb", ".zip"))
        if file.name == STAMP:
            why = "The student handed it in, so the time in it doesn't count."
            return replace(found, why=why)
        if ending != ".ipynb" and not may_be_notebook(found.path):
            return self._no_notebook(found, ending)
        try:
            content = file.read()
        except RefusedError as refused:
            return replace(found, why=str(refused), unread=".ipynb" in file.name.lower())
        if ending != ".ipynb":
            if found.is_receipt or not is_notebook(content):
                return self._no_notebook(found, ending)
            why = f"It ends in {ending}" if ending else "It has no ending"
            why += ", but it is a notebook, and was read as one."
            self.collected.notes.append(NeedsReview(found.path, why, student))
        return replace(found, content=self.store.keep(content))

    def _no_notebook(self, found: Found, ending: str) -> Found:
        kind = f"a {Path(found.path).suffix} file" if ending else "of another kind"
        why = "" if found.is_receipt else f"{NO_NOTEBOOK} {kind}: only .ipynb is graded."
        return replace(found, why=why)
