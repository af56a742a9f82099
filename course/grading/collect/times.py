"""When something was handed in, from what nbgrader and Blackboard write."""

import re
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...errors import CourseError

BLACKBOARD = "%Y-%m-%d-%H-%M-%S"
NAMED_ZONE = re.compile(r"(.*\d) ([A-Za-z]+(?:/[A-Za-z_]+){0,2})")


def moment(text: str, zone: tzinfo | None = UTC) -> datetime | None:
    """Return a time in UTC; None where the text is none.

    A time without a zone, or with one that this computer doesn't know, is in `zone`; None is the
    zone of this computer. nbgrader takes both for UTC (nbgrader.utils.parse_utc).
    """
    text = text.strip()
    if named := NAMED_ZONE.fullmatch(text):
        text, zone = named[1], _zone(named[2], zone)
    text = re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text)
    for parse in (_blackboard, _iso):
        try:
            found = parse(text)
            return in_utc(found, zone)
        except (ValueError, OverflowError):
            pass
    return None


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


def _blackboard(text: str) -> datetime:
    return datetime.strptime(text, BLACKBOARD)


def _iso(text: str) -> datetime:
    if not re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:", text):
        raise ValueError("no time of day")
    return datetime.fromisoformat(text)


def _zone(name: str, otherwise: tzinfo | None) -> tzinfo | None:
    """Return the zone of this name: a short one, such as PST, is known where one lives in it."""
    if name in time.tzname:
        west = time.timezone if name == time.tzname[0] else time.altzone
        return timezone(timedelta(seconds=-west))
    try:
        return zone_called(name)
    except CourseError:
        return otherwise
