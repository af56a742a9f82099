"""What an abbreviation of a time zone means: CEST, EDT. Many mean several things in the world."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

UNIVERSAL = ("UTC", "GMT", "UT", "Z")


@dataclass(frozen=True)
class Meaning:
    """By how much a local time is ahead of UTC; `note` says how this is known, or why it isn't."""

    hours: timedelta | None
    note: str = ""


def offset(name: str, when: datetime, homes: Iterable[tzinfo | None]) -> Meaning:
    """Return what an abbreviation means at a local time.

    `homes` are the course's zones, None for this computer's. One that uses the abbreviation then
    says what it means. Else it is taken for what it means in all zones of the world that use it
    then, if these agree.
    """
    if name in UNIVERSAL:
        return Meaning(timedelta(0))
    at_home = _offsets(name, when, homes)
    if len(at_home) == 1:
        return Meaning(at_home.pop())
    anywhere = at_home or _offsets(name, when, _users(name, when.year))
    if len(anywhere) == 1:
        (hours,) = anywhere
        return Meaning(hours, f"{name} was taken for {_shown(hours)}, as everywhere in the world.")
    if anywhere:
        several = " or ".join(map(_shown, sorted(anywhere)))
        return Meaning(None, f"{name} may mean {several}: name the course's zone with --zone.")
    return Meaning(None, f"No time zone uses {name} at that time.")


def _offsets(name: str, when: datetime, zones: Iterable[tzinfo | None]) -> set[timedelta]:
    found = set()
    for zone in zones:
        for local in _both(when, zone):
            hours = local.utcoffset()
            if local.tzname() == name and hours is not None:
                found.add(hours)
    return found


def _both(when: datetime, zone: tzinfo | None) -> Iterator[datetime]:
    """Give a local time its zone; the hour that comes twice in autumn has two meanings."""
    for fold in (0, 1):
        try:
            local = when.replace(fold=fold)
            yield local.replace(tzinfo=zone) if zone else local.astimezone()
        except (ValueError, OverflowError):  # at either end of the calendar
            return


@cache
def _users(name: str, year: int) -> tuple[ZoneInfo, ...]:
    """Return the zones that use an abbreviation in a year; none does for less than a week."""
    weeks = [datetime(year, 1, 1) + timedelta(days=days) for days in range(0, 366, 6)]
    return tuple(zone for zone in _world() if any(zone.tzname(when) == name for when in weeks))


@cache
def _world() -> tuple[ZoneInfo, ...]:
    found = []
    for name in sorted(available_timezones()):
        try:
            found.append(ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):  # listed, and its file is missing
            continue
    return tuple(found)


def _shown(hours: timedelta) -> str:
    minutes = round(hours.total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
