"""Times as nbgrader's gradebook has them, in UTC and without saying so, and as a person reads them.

A zone of None is this computer's.
"""

from datetime import UTC, datetime, tzinfo

from ..collect.times import in_utc


def book_time(when: datetime, zone: tzinfo | None) -> datetime:
    """Return a time as the gradebook has it; one without a zone is in `zone`."""
    return in_utc(when, zone).replace(tzinfo=None)


def local_time(when: datetime, zone: tzinfo | None) -> str:
    """Return a time of the gradebook's as a local one, with its zone."""
    return f"{when.replace(tzinfo=UTC).astimezone(zone):%Y-%m-%d %H:%M %Z}"
