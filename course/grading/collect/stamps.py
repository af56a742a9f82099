"""When a delivery says that something was handed in; only what an LMS or nbgrader wrote counts.

Blackboard, Brightspace and nbgrader's exchange write it into a name, Gradescope into its list. Of
Moodle's archives the grading worksheet says it, where that is the roster. nbgrader writes a
timestamp.txt as well, into the folder of the exchange, or into submitted/<student>/<lesson>/, and
Sakai one into each folder. Deeper than that, in a zip, or beside what another LMS packed, such a
file is the student's own. The times that a zip has for
its files don't count: they have no zone, and are when the LMS packed it.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from ..parcels import EXCHANGE, FOLDERS, Delivery, NeedsReview
from .files import STAMP, File, RefusedError
from .owners import Names
from .select import Found
from .times import StatedTime, TimeRules

UNREADABLE = "It can't be read as a time, and was left out."
OTHERWISE = "It says another time than the name of its folder, and the later one counts."
UNSETTLED = (
    "Until that is settled, nothing says when it was handed in, and no penalty is taken: mend the "
    "time, or name the zone, and grade again."
)
OWN_FOLDER = (
    f"The time is from a {STAMP} in the student's own folder: whoever can write there can have "
    "written the time."
)
WRITTEN_LATER = (
    "The file was written later than its folder's name says, by the clock of this computer. "
    "nbgrader writes that name with the student's rights, so look at it, unless the exchange was "
    "copied here."
)
WORKSHEET = (
    "The time is from the grading worksheet that is the roster, which must be of this assignment "
    "and as new as the archive."
)
LATER = timedelta(minutes=10)  # that two clocks may differ, and a submission take
SHOWN = 5  # students in a note that is about many


@dataclass
class Stamps:
    """The times of a delivery, and what is to be said of them.

    Attributes
    ----------
    changed : when the system last saw a file of the exchange change, by its path.
    """

    names: Names
    clock: TimeRules
    changed: dict[str, float] = field(default_factory=dict)
    _files: dict[str, File] = field(default_factory=dict)
    _readings: dict[str, StatedTime] = field(default_factory=dict)
    _said: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, file: File) -> bool:
        """Say whether a file is nbgrader's timestamp.txt, and keep it."""
        folder, _, name = file.path.rpartition("/")
        if name != STAMP or folder not in self._folders(file.path):
            return False
        self._files[folder] = file
        return True

    def dated(self, found: Found, student: str) -> Found:
        """Return a student's file with the time at which it was handed in."""
        named, _, stamped = self._read(found.path)
        if self.names.layout.kind == "moodle" and found.prefix:
            return replace(found, timestamp=self._of_worksheet(student).time)
        attempt = named.time if named else None
        times = [one.time for one in (named, stamped) if one and one.time]
        if named and not attempt:  # the student can have written the timestamp.txt alone
            times = []
        return replace(found, attempt=attempt, timestamp=max(times, default=None))

    def told(self, delivery: Delivery) -> tuple[list[NeedsReview], list[NeedsReview]]:
        """Return what to ask about the time of what is graded, and what to note.

        What may be the same for many is kept, see `remarks`.
        """
        student = delivery.student
        named, file, stamped = self._read(delivery.file)
        notes: list[NeedsReview] = []
        where = file.path if file else delivery.file
        if self.names.layout.kind == "moodle" and self.names.roster[student].submitted:
            said = self._of_worksheet(student)
            if said.time:
                self._said[WORKSHEET].append(student)
                return [], notes
            return [NeedsReview(where, f"{said.note} {UNSETTLED}", student)], notes
        if stamped and not stamped.time and (delivery.timestamp or not stamped.said):
            notes.append(NeedsReview(where, UNREADABLE, student))
        if named and stamped and named.time and stamped.time and named.time != stamped.time:
            notes.append(NeedsReview(where, OTHERWISE, student))
        changed = datetime.fromtimestamp(self.changed.get(delivery.file, 0), UTC)
        if named and delivery.timestamp and changed > delivery.timestamp + LATER:
            self._said[WRITTEN_LATER].append(student)
        if named and not named.time:
            why = named.note or "The time in its name can't be read."
            return [NeedsReview(delivery.file, f"{why} {UNSETTLED}", student)], notes
        if stamped and stamped.said and not delivery.timestamp:
            return [NeedsReview(where, f"{stamped.note} {UNSETTLED}", student)], notes
        used = [one for one in (stamped, named) if one and one.time == delivery.timestamp]
        if delivery.timestamp and used[0].note:
            self._said[used[0].note].append(student)
        if stamped and stamped.time and self._is_own_folder(where):
            self._said[OWN_FOLDER].append(student)
        return [], notes

    def remarks(self) -> list[str]:
        """Return what is to be said of many students, once for all of them."""
        told = []
        for why, students in self._said.items():
            more = f" and {len(students) - SHOWN} more" if len(students) > SHOWN else ""
            told.append(f"{why} So it is for {', '.join(students[:SHOWN])}{more}.")
        return told

    def _read(self, path: str) -> tuple[StatedTime | None, File | None, StatedTime | None]:
        """Return what the name says, the timestamp.txt that counts, and what that says."""
        prefix = self.names.owner(path).prefix
        named = None
        listed = self.names.listed.get(self.names.layout.part(path))
        if listed and listed.time:
            named = self.clock.read_in(UTC, listed.time)
        elif prefix and prefix.system in ("Blackboard", "Brightspace"):
            named = self.clock.read_in(self.clock.zone, prefix.time)
        elif prefix and prefix.time:
            named = self.clock.read(prefix.time)
        folders = [folder for folder in self._folders(path) if folder in self._files]
        if not folders:
            return named, None, None
        file = self._files[folders[0]]
        if file.path not in self._readings:
            self._readings[file.path] = self._reading(file)
        return named, file, self._readings[file.path]

    def _of_worksheet(self, student: str) -> StatedTime:
        """Return what the roster says, where it is the grading worksheet of Moodle's assignment."""
        said = self.names.roster[student].submitted
        return self.clock.read_in(self.clock.zone, said) if said else StatedTime(None, said=False)

    def _reading(self, file: File) -> StatedTime:
        try:
            return self.clock.read(file.read().decode("utf-8", errors="replace"))
        except RefusedError:
            return StatedTime(None, said=False)

    def _is_own_folder(self, path: str) -> bool:
        """Tell a timestamp.txt in a folder that isn't nbgrader's submitted/<student>/<lesson>/."""
        layout = self.names.layout
        return layout.kind == FOLDERS and len(path.split("/")) == layout.depth + 2

    def _folders(self, path: str) -> list[str]:
        """Return the folders in which nbgrader writes a timestamp.txt for a file, deepest first."""
        layout, parts = self.names.layout, path.split("/")
        student = parts[: layout.depth + 1]
        if len(parts) < len(student) + 1 or layout.kind not in (EXCHANGE, FOLDERS, "sakai"):
            return []
        below = [parts[layout.depth + 1]] if layout.kind == FOLDERS else []
        folders = [[*student, *below]] if below == [self.names.lesson] else []
        return ["/".join(one) for one in (*folders, student) if not _zipped(one[layout.depth :])]


def _zipped(parts: list[str]) -> bool:
    return any(part.lower().endswith(".zip") for part in parts)
