"""Who put a folder into nbgrader's exchange: the system knows it, and its name only claims it.

Everybody may write into the exchange's inbound folder, under any name, and into a folder there
whose name they know. So nbgrader compares a folder's name with the account to whom it belongs
(`nbgrader collect`, check_owner), and warns. Here such a folder is left to a person, and so are
files in it that belong to somebody else.

Nothing is known from an archive, nor from folders that belong to root or to whoever grades: those
are copies.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from traitlets.config.loader import Config

from .files import File
from .owners import Names
from .times import NBGRADER, TimeRules, zone_called

if sys.platform != "win32":
    import pwd


@dataclass(frozen=True)
class Exchange:
    """What nbgrader_config.py says of the exchange.

    Attributes
    ----------
    timezone, form : in which zone, and how, nbgrader writes times; None where it isn't set.
    check_owner : as nbgrader's ExchangeCollect.check_owner.
    """

    timezone: str | None = None
    form: str = NBGRADER
    check_owner: bool = True

    @classmethod
    def of(cls, config: Config) -> "Exchange":
        """Return what a configuration sets."""
        said = config.get("Exchange", {})
        checked = {**said, **config.get("ExchangeCollect", {})}.get("check_owner", True)
        return cls(said.get("timezone"), said.get("timestamp_format", NBGRADER), bool(checked))

    def clock(self, clock: TimeRules) -> TimeRules:
        """Return a clock that knows how nbgrader writes times. Raises CourseError."""
        zone = zone_called(self.timezone) if self.timezone else None
        return TimeRules(clock.zone, zone, self.form)


class Accounts:
    """To whom the folders of an exchange belong."""

    def __init__(self, files: Iterable[File], names: Names) -> None:
        self.names = names
        self._students: defaultdict[int, set[str]] = defaultdict(set)
        self._accounts: defaultdict[str, set[int]] = defaultdict(set)
        for file in files:
            student, uid = names.owner(file.path).student, self._folder(file)
            if student is not None and uid is not None:
                self._students[uid].add(student)
                self._accounts[student].add(uid)

    def objection(self, file: File) -> str:
        """Say why a file can't be the student's whom its folder's name claims; "" where it can."""
        owner, folder = self.names.owner(file.path), self._folder(file)
        if folder is None or owner.prefix is None:
            return ""
        claimed = owner.prefix.name
        if not is_copy(folder) and not self._fits(folder, claimed, owner.student):
            return (
                f"Its folder's name says {claimed}, but it belongs to {_account(folder)}, as if "
                "somebody cheated: ask them. Where students share an account, set "
                "c.ExchangeCollect.check_owner = False in nbgrader_config.py."
            )
        inside = file.owners[self.names.layout.depth :]
        strangers = sorted(uid for uid in inside if uid != folder and not is_copy(uid))
        if strangers:
            whose = _account(strangers[0])
            return f"It lies in {claimed}'s folder but belongs to {whose}: ask both."
        return ""

    def changed(self, file: File) -> float | None:
        """Return when the system last saw a student's file change, in seconds since 1970.

        In a copy that is when it was copied, so nothing is known.
        """
        known = file.owners and not is_copy(file.owners[-1])
        return file.changed if known else None

    def _fits(self, uid: int, claimed: str, student: str | None) -> bool:
        """Tell whether an account may be the student's; one without a name has one student only."""
        if account := _name(uid):
            return account == claimed or student in self.names.roster.identified(account)
        return len(self._students[uid]) < 2 and len(self._accounts[student or ""]) < 2

    def _folder(self, file: File) -> int | None:
        depth = self.names.layout.depth
        return file.owners[depth] if len(file.owners) > depth else None


def is_copy(uid: int) -> bool:
    """Tell whether this account's files are copies that root or whoever grades made."""
    return uid in (0, os.geteuid())


def _account(uid: int) -> str:
    return f"the account {_name(uid) or f'number {uid}'}"


def _name(uid: int) -> str:
    """Return an account's name; "" where this system doesn't know it."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""
