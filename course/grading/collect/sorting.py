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


@dataclass
class Collected:
    """What became of every file of a delivery.

    Attributes
    ----------
    deliveries : one notebook a student, in the roster's order.
    needs_review : files that a person must look at.
    notes : what a person may want to know, and nothing needs to be done: an older attempt, LATE,
        a picture beside the notebook.
    remarks : what is so of the delivery as a whole: how its names and times were read.
    origins : under which name each student's notebook came.
    index : the list of contents that Brightspace puts beside the students' folders.
    """

    deliveries: list[Delivery] = field(default_factory=list)
    needs_review: list[NeedsReview] = field(default_factory=list)
    notes: list[NeedsReview] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    index: bytes = b""


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
        elif owner.student is None and not objection and file.name in (STAMP, SECRET):
            pass
        elif owner.student is None or objection:
            why = objection or file.why or owner.why
            self.collected.needs_review.append(NeedsReview(file.path, why))
        elif file.name == SECRET or self.stamps.take(file):
            pass
        else:
            if self.accounts and (changed := self.accounts.changed(file)):
                self.stamps.changed[file.path] = changed
            self.own[owner.student].append(
                self._found(file, Found(file.path, owner.prefix), owner.student)
            )

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
