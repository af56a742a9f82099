"""When something was handed in, from what nbgrader and LMSs write."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...errors import CourseError
from .worded import worded
from .zones import offset

NBGRADER = "%Y-%m-%d %H:%M:%S.%f %Z"  # its Exchange.timestamp_format, unless the course sets it
BLACKBOARD = "%Y-%m-%d-%H-%M-%S"
UNSAID = "It names no zone and was taken for UTC, as nbgrader takes it."
NOT_UNDERSTOOD = "Its time, or the zone of it, isn't understood."
OF_COURSE = "It names no zone and isn't as nbgrader writes it: it was taken for the course's."
TWICE = "The clocks went back then, so that hour came twice: it was taken for the earlier one."
SKIPPED = (
    "The clocks went forward then, and no clock of this zone showed that time: is it the zone?"
)
LONGEST = 100  # letters of a time; nbgrader's own has under 40
NUMERIC = re.compile(r"(?P<time>.*[0-9])\s*(?P<zone>[+-][0-9]{2}(?::?[0-9]{2})?|Z)")
NAMED = re.compile(r"(?P<time>.*\S)\s+(?P<zone>[A-Za-z]{2,}(?:[/_+-][A-Za-z0-9:]+)*)")
FROM_UTC = re.compile(r"(?:UTC|GMT)(?P<ahead>[+-][0-9]{1,2}(?::?[0-9]{2})?)")
# What begins so says when, though it may not be understood: 10.7.2026, Fri, 10 July, Fri Jul 10.
DATE = re.compile(
    r"(?:\w+\.?,? ){0,2}?(?:\d{1,4}([-./])\d{1,2}\1\d{1,4}|\d{1,2}\.? \w+\.? \d{4}"
    r"|\d{1,2},? (?:\d{4}|\d\d:\d\d))"
)
Parse = Callable[[str], datetime]  # raises ValueError or OverflowError


@dataclass(frozen=True)
class StatedTime:
    """What a text says of when something was handed in.

    Attributes
    ----------
    time : in UTC; None where nothing certain is said.
    said : whether it is a time at all.
    note : how its zone was understood, or why it wasn't; "" where it says it outright.
    """

    time: datetime | None
    said: bool = True
    note: str = ""


@dataclass(frozen=True)
class TimeRules:
    """How the times of a delivery are read.

    Attributes
    ----------
    zone : the course's; None for this computer's.
    exchange : of nbgrader's Exchange.timezone, where the course sets it.
    form : nbgrader's Exchange.timestamp_format.
    """

    zone: tzinfo | None = None
    exchange: tzinfo | None = None
    form: str = NBGRADER

    def read(self, text: str) -> StatedTime:
        """Read a time of nbgrader's; one in an LMS's form is in the course's zone."""
        if not _first(text, _own(self.form)) and _first(text, LMS_FORMS):
            return self.read_in(self.zone, text, OF_COURSE)
        own = self.exchange and not re.search("%[Zz]", self.form)  # the course leaves the zone out
        return self.read_in(self.exchange, text) if own else self.read_in(UTC, text, UNSAID)

    def read_in(self, otherwise: tzinfo | None, text: str, note: str = "") -> StatedTime:
        """Read a time; one that names no zone is in `otherwise`, None for this computer's.

        An abbreviation such as CEST means what it means then in one of the course's zones or,
        failing that, wherever it is used. Where that is not one and the same, the time isn't known.
        """
        text = text.strip()
        unknown = StatedTime(None, bool(DATE.match(text)), NOT_UNDERSTOOD)
        if len(text) > LONGEST:
            return unknown
        if naive := _naive(text, self.form):
            return _reading(naive, otherwise, note)
        for form in (NUMERIC, NAMED):
            match = form.fullmatch(text)
            if match and (naive := _naive(match["time"], self.form)):
                return self._zoned(naive, match["zone"])
        return unknown

    def _zoned(self, naive: datetime, zone: str) -> StatedTime:
        from_utc = FROM_UTC.fullmatch(zone)
        if from_utc or zone == "Z" or zone[0] in "+-":
            ahead = _numeric(from_utc["ahead"] if from_utc else zone)
            return _reading(naive, ahead) if ahead else StatedTime(None, note=f"No zone is {zone}.")
        if "/" in zone:
            try:
                return _reading(naive, zone_called(zone))
            except CourseError:
                return StatedTime(None, note=f"No time zone is called {zone}.")
        means = offset(zone, naive, {self.zone, self.exchange or self.zone})
        if means.hours is None:
            return StatedTime(None, note=means.note)
        return _reading(naive, timezone(means.hours), means.note)


def parse_time(text: str, zone: tzinfo | None = UTC) -> datetime | None:
    """Return a time in UTC; None where the text is none, or its zone isn't known.

    A time that names no zone is in `zone`; None is the zone of this computer.
    """
    return TimeRules(zone).read_in(zone, text).time


def in_utc(when: datetime, zone: tzinfo | None) -> datetime:
    """Return a time in UTC; one without a zone is in `zone`, or None for this computer's."""
    return (when if when.tzinfo or zone is None else when.replace(tzinfo=zone)).astimezone(UTC)


def zone_called(name: str) -> ZoneInfo:
    """Return the zone of this name. Raises CourseError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CourseError(
            f"No time zone is called {name}. Take a name such as Europe/Zurich."
        ) from None


def _reading(naive: datetime, zone: tzinfo | None, note: str = "") -> StatedTime:
    """Read a time in a zone; the hour that comes twice in autumn is taken for the earlier one."""
    try:
        first, second = (in_utc(naive.replace(fold=fold), zone) for fold in (0, 1))
        back = first.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):  # at either end of the calendar
        return StatedTime(None, said=False)
    if back != naive.replace(tzinfo=None):
        return StatedTime(None, note=SKIPPED)
    return StatedTime(first, note=note if first == second else f"{note} {TWICE}".strip())


def _numeric(text: str) -> tzinfo | None:
    """Return the zone of Z, +2, +02, +0200 or +02:00; None where there can be none."""
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").zfill(2).ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours >= 24 or minutes >= 60:
        return None
    way = -1 if text[0] == "-" else 1
    return timezone(way * timedelta(hours=hours, minutes=minutes))


def _naive(text: str, form: str) -> datetime | None:
    """Return a date with a time of day, in a form that is known; None for anything else."""
    return _first(text, (*_own(form), *LMS_FORMS))


def _own(form: str) -> Iterable[Parse]:
    """Return how what nbgrader writes is read, without its zone."""
    own = re.sub(r"\s*%[Zz]\s*", " ", form).strip()
    return _iso, lambda text: datetime.strptime(text, own)


def _first(text: str, forms: Iterable[Parse]) -> datetime | None:
    for parse in forms:
        try:
            return parse(text.strip())
        except (ValueError, OverflowError):
            pass
    return None


def _blackboard(text: str) -> datetime:
    return datetime.strptime(text, BLACKBOARD)


def _iso(text: str) -> datetime:
    if not re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:", text):
        raise ValueError("no time of day")
    found = datetime.fromisoformat(text)
    if found.tzinfo:
        raise ValueError("a zone that was not understood")
    return found


LMS_FORMS: tuple[Parse, ...] = (worded, _blackboard)
