"""From what an LMS or a shared folder delivered to one notebook a student, nothing guessed.

Deliveries that are understood: the archives of Moodle, Canvas and Blackboard, nbgrader's exchange
(inbound) and its submitted/<student>/<lesson>/, folders of files named by an id or a full name,
zips that students handed in, and a single notebook. `lms` says how the names are read, `owners`
how they are matched with the roster.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from pathlib import Path

from ...errors import CourseError
from ..parcels import EXCHANGE, SECRET, Delivery, NeedsReview, Origin
from ..people.students import Roster
from ..store import Store
from .archives import open_delivery
from .exchange import Accounts, Exchange
from .files import STAMP, DeliveryLimits, File, RefusedError
from .layout import settle
from .origins import Origins
from .owners import Names
from .select import Found, select
from .stamps import Stamps
from .times import TimeRules


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


def collect(
    source: Path,
    lesson: str,
    notebook: str,
    roster: Roster,
    *,
    zone: tzinfo | None = None,
    layout: str | None = None,
    exchange: Exchange | None = None,
    limits: DeliveryLimits | None = None,
    store: Store | None = None,
) -> Collected:
    """Find each student's notebook of a lesson.

    Parameters
    ----------
    source : a zip, a tar, a folder or a notebook.
    lesson, notebook : for example "03_two_weights" and "two_weights".
    zone : the course's; None for this machine's. Blackboard's times have none, and an abbreviation
        means what it means there.
    layout : how the names are read, one of `layout.KNOWN`; None finds out.
    exchange : what the course's configuration says of nbgrader's exchange.
    store : keeps the notebooks as long as it is open; None for one of its own.

    Raises
    ------
    CourseError
        Where the source is missing, unreadable or empty, or the roster is; where the names are of
        more than one LMS.
    """
    if not len(roster):
        raise CourseError("The roster has no students: add a line for each, then grade again.")
    exchange = exchange or Exchange()
    store = store or Store()
    with open_delivery(source, limits or DeliveryLimits(), store) as files:
        if not files:
            raise CourseError(f"{source} has no files: is it the right download?")
        names = Names(roster, lesson, notebook)
        names.layout = settle(files, names.is_student, layout)
        checked = exchange.check_owner and names.layout.kind == EXCHANGE
        accounts = Accounts(files if checked else (), names)
        stamps = Stamps(names, exchange.clock(TimeRules(zone)))
        origins = Origins(names, files)
        sorter = _Sorter(names, accounts if checked else None, stamps, store)
        for file in files:
            sorter.sort(file)
        collected = sorter.collected
        collected.index = origins.index()
        for student in roster:
            if student.id not in sorter.own:
                continue
            selection = select(student.id, [stamps.dated(one) for one in sorter.own[student.id]])
            selection.shorten()
            collected.needs_review += selection.needs_review
            collected.notes += selection.notes
            if selection.delivery:
                asked, noted = stamps.told(selection.delivery)
                collected.deliveries.append(selection.delivery)
                collected.origins[student.id] = origins.of(selection.delivery)
                collected.needs_review += asked
                collected.notes += noted
    collected.remarks += [*filter(None, [names.layout.note]), *stamps.remarks()]
    return collected


@dataclass
class _Sorter:
    """Puts each file of a delivery to its student's, or aside."""

    names: Names
    accounts: Accounts | None
    stamps: Stamps
    store: Store
    own: defaultdict[str, list[Found]] = field(default_factory=lambda: defaultdict(list))
    collected: Collected = field(default_factory=Collected)

    def sort(self, file: File) -> None:
        owner = self.names.owner(file.path)
        objection = self.accounts.objection(file) if self.accounts else ""
        if self.names.of_other_lesson(file.path, owner):
            aside = NeedsReview(file.path, "It belongs to another lesson.", owner.student)
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
            self.own[owner.student].append(self._found(file, Found(file.path, owner.prefix)))

    def _found(self, file: File, found: Found) -> Found:
        ending = Path(found.path).suffix.lower()
        if file.why:
            return replace(found, why=file.why, unread=ending in ("", ".ipynb", ".zip"))
        if file.name == STAMP:
            why = "The student handed it in, so the time in it doesn't count."
            return replace(found, why=why)
        if ending != ".ipynb":
            kind = f"a {Path(found.path).suffix} file" if ending else "of another kind"
            why = (
                "" if found.is_receipt else f"It is no notebook but {kind}: only .ipynb is graded."
            )
            return replace(found, why=why)
        try:
            return replace(found, content=self.store.keep(file.read()))
        except RefusedError as refused:
            return replace(found, why=str(refused), unread=True)
