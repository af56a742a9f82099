"""What was mended in a student's file, as data; `report.sentences` makes the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Mend(StrEnum):
    """A kind of thing that was mended. The values are on record beside grades: keep them."""

    # The file.
    TEXT_BEHIND = "text behind the end"
    OLD_FORMAT = "old format"
    NO_END = "damaged behind the last cell"
    CUT_SHORT = "cut short"
    SCRIPT = "Python script"
    BYTE_ORDER_MARK = "byte order mark"
    ENCODING = "encoding"
    BROKEN_BYTES = "broken bytes"
    CONFLICT = "git conflict beside the cells"
    KERNEL = "kernel"
    # Text that stands somewhere more than once.
    NOTEBOOK_REPEATED = "notebook repeated"
    TEXT_REPEATED = "text repeated"
    PART_REPEATED = "part of the text repeated"
    RUN_TOGETHER = "lines run together"
    VERSIONS = "several versions in one cell"
    CONFLICT_IN_CELL = "git conflict in a cell"
    # Cells that were merged or split, and copies of cells.
    JOINED = "split function joined"
    TEXT_ADDED = "text added to a cell"
    PARTED = "merged cell parted"
    STUB = "stub left out"
    SPLIT = "split answer"
    COPIES_EDITED = "copies, of which one differs"
    COPIES = "copies"
    WRITTEN_JOINED = "written answers joined"
    WRITTEN_COPIES = "copies of a written answer"
    # Where cells were found.
    METADATA_GONE = "metadata gone"
    POINTS = "points"
    METADATA = "metadata"
    BY_NAMES = "found by names"
    BY_PLACE = "found by place"
    BY_LIKENESS = "found by likeness"
    INSIDE = "found in another cell"
    PUT_BACK = "put back as released"
    KIND = "kind of cell"
    CHECK_PUT_BACK = "check put back"
    LOCKED_PUT_BACK = "locked cell put back"
    LOCKED_EDITED = "locked cell restored"
    LOCKED_TWICE = "locked cells twice"
    ORDER = "order"
    MORE = "more"
    # What the course changed after the file was given out, and nobody damaged.
    COURSE_POINTS = "points, by the course"
    COURSE_CELL = "locked cell, by the course"
    OTHER_POINTS = "points, nobody knows by whom"


BY_COURSE = {Mend.COURSE_POINTS, Mend.COURSE_CELL, Mend.OTHER_POINTS}


@dataclass(frozen=True)
class Mended:
    """One thing that was mended.

    Attributes
    ----------
    cells : the grade_ids of the lesson's cells that it is about.
    number : how many there were of what the kind says, or how like, from 0 to 1.
    name : of an encoding, of a kind of cell, or the grade_id of another cell.
    """

    what: Mend
    cells: tuple[str, ...] = ()
    number: float = 0
    name: str = ""

    @property
    def by_course(self) -> bool:
        """Whether it is no damage: the lesson itself is another since the file was given out."""
        return self.what in BY_COURSE

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Mended":
        """Return what `dataclasses.asdict` made plain, also after JSON. Raises ValueError."""
        cells = tuple(map(str, plain["cells"]))
        return cls(Mend(plain["what"]), cells, float(plain["number"]), str(plain["name"]))
