"""From what an LMS or a shared folder delivered to one notebook a student, nothing guessed.

Deliveries that are understood: the archives of Moodle, Canvas, Blackboard, Brightspace, Gradescope,
Sakai and ILIAS, nbgrader's exchange (inbound) and its submitted/<student>/<lesson>/, folders of
files named by an id or a full name, as those of Google Classroom and GitHub Classroom are, zips
that students handed in, and a single notebook. `lms` says how the names are read, `owners`
how they are matched with the roster.
"""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path

from ...errors import CourseError
from ..parcels import EXCHANGE, NeedsReview
from ..people.students import Roster
from ..store import Store
from . import several
from .archives import open_delivery
from .crowds import fewer
from .exchange import Accounts, Exchange
from .files import DeliveryLimits
from .groups import share
from .layout import settle
from .origins import Origins
from .owners import Names
from .select import Found, select
from .sorting import Collected, Sorter
from .stamps import Stamps
from .submitters import read_lists
from .times import TimeRules

__all__ = ["Collected", "collect"]


def collect(
    source: Path,
    lesson: str,
    notebooks: Sequence[str],
    roster: Roster,
    *,
    zone: tzinfo | None = None,
    layout: str | None = None,
    exchange: Exchange | None = None,
    limits: DeliveryLimits | None = None,
    store: Store | None = None,
) -> Collected:
    """Find each student's notebook of a lesson, or each of its notebooks.

    Parameters
    ----------
    source : a zip, a tar, a folder or a notebook.
    lesson, notebooks : for example "03_two_weights" and "two_weights".
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
        names = Names(roster, lesson, tuple(notebooks))
        names.layout = settle(files, names.is_student, layout)
        names.listed = read_lists(files, names.layout)
        checked = exchange.check_owner and names.layout.kind == EXCHANGE
        accounts = Accounts(files if checked else (), names)
        stamps = Stamps(names, exchange.clock(TimeRules(zone)))
        origins = Origins(names, files)
        sorter = Sorter(names, accounts if checked else None, stamps, store)
        for file in files:
            sorter.sort(file)
        collected = sorter.collected
        collected.index, collected.layout = origins.index(), names.layout.kind
        every = {name: Collected() for name in notebooks}
        for student in roster:
            if student.id not in sorter.own:
                continue
            own = [stamps.dated(one, student.id) for one in sorter.own[student.id]]
            by, asked = several.parted(student.id, own, notebooks)
            collected.needs_review += asked
            for name, files_of in by.items():
                _take(student.id, files_of, every[name], stamps, origins)
        aside = {one.student or "" for one in collected.needs_review}
        for name, found in every.items():
            share(found, roster, aside)
            collected.add(found, name if len(every) > 1 else "")
    if len(every) > 1:
        collected.notes += _missing(every)
    collected.notes = fewer(collected.notes)
    collected.remarks += [*filter(None, [names.layout.note]), *stamps.remarks()]
    return collected


def _take(
    student: str, files: Sequence[Found], into: Collected, stamps: Stamps, origins: Origins
) -> None:
    """Put one of a student's files that are the same notebook to what is graded."""
    if not files:
        return
    selection = select(student, files)
    selection.shorten()
    into.needs_review += selection.needs_review
    into.notes += selection.notes
    if selection.delivery:
        asked, noted = stamps.told(selection.delivery)
        into.deliveries.append(selection.delivery)
        into.origins[student] = origins.of(selection.delivery)
        into.needs_review += asked
        into.notes += noted


def _missing(every: Mapping[str, Collected]) -> list[NeedsReview]:
    """Say who handed in some of the notebooks only."""
    there = {
        name: {one.student for one in found.deliveries}
        | {one.student or "" for one in found.needs_review}
        for name, found in every.items()
    }
    handed_in = sorted({one.student for found in every.values() for one in found.deliveries})
    absent = {who: [name for name, whose in there.items() if who not in whose] for who in handed_in}
    return [several.not_handed_in(who, names) for who, names in absent.items() if names]
