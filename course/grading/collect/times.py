"""When something was handed in, from what nbgrader and Blackboard write."""

import re
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

BLACKBOARD = "%Y-%m-%d-%H-%M-%S"
NAMED_ZONE = re.compile(r"(.*\d) ([A-Za-z]+(?:/[A-Za-z_]+){0,2})")


def moment(text: str, zone: tzinfo = UTC) -> datetime | None:
    """Return a time in UTC; None where the text is none.

    A time without a zone, or with one that this computer doesn't know, is in `zone`. nbgrader
    takes both for UTC (nbgrader.utils.parse_utc).
    """
    text = text.strip()
    if named := NAMED_ZONE.fullmatch(text):
        text, zone = named[1], _zone(named[2], zone)
    text = re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text)
    for parse in (_blackboard, _iso):
        try:
            found = parse(text)
            return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    return None


def _blackboard(text: str) -> datetime:
    return datetime.strptime(text, BLACKBOARD)


def _iso(text: str) -> datetime:
    if not re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:", text):
        raise ValueError("no time of day")
    return datetime.fromisoformat(text)


def _zone(name: str, otherwise: tzinfo) -> tzinfo:
    """Return the zone of this name: a short one, such as PST, is known where one lives in it."""
    if name in time.tzname:
        west = time.timezone if name == time.tzname[0] else time.altzone
        return timezone(timedelta(seconds=-west))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise
