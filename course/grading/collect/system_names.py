"""Whose a file is by what a system wrote: a full name, a number, a login, a group, or a list.

A system that writes a name and a number says it twice. Where the two disagree, a person decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..people.columns import PARTICIPANTS
from ..people.students import Roster, fold_case, may_be
from .ascii_name import ascii_name
from .layout import Layout
from .lms import Prefix
from .owner import MEMBERS, NAMELESS, Owner, group_owner, only
from .submitters import METADATA, Listed, Submitter, sakai_people

BLIND = {word.replace("/", "") for word in PARTICIPANTS}  # as in the name of a folder
NUMBERED = ("Moodle", "Canvas")  # they number those whom they name
BY_USERNAME = ("Blackboard", "nbgrader", "ILIAS")


@dataclass(frozen=True)
class SystemNames:
    """What names in a system's form are compared with.

    Attributes
    ----------
    listed : what the system says of submissions beside their names, see `submitters`.
    """

    roster: Roster
    layout: Layout
    listed: Mapping[str, Listed]

    def owner(self, part: str, prefix: Prefix) -> Owner:
        """Return whose a file is by what a system wrote in front of its name, or lists of it."""
        if prefix.anonymous or prefix.name in BLIND:
            why = f"{prefix.system} hides who handed it in: reveal the names and download again."
            return Owner(None, why, prefix)
        if prefix.system in ("Gradescope", "Sakai"):
            return self._by_list(part, prefix)
        if (members := self._group_of(prefix)) is not None:
            return members
        if prefix.system in BY_USERNAME:
            students, shown = self.by_username(prefix)
            holders = self.roster.of_lms_id(prefix.number)  # ILIAS's, which few rosters have
            if holders and not holders & students:
                return self._by_number(prefix, holders, students)
        else:
            students, shown = self.roster.named(prefix.name), prefix.name
            moodle = prefix.system == "Moodle"
            if holders := self.numbered(prefix):
                return self._by_number(prefix, holders, students)
            whose = [self.roster[one] for one in students]
            theirs = {o.id: o.participant if moodle else o.lms_id for o in whose}
            others = frozenset(o for o in theirs if theirs[o] and prefix.system in NUMBERED)
            if others and others == students:
                return self._other_number(prefix, students)
            students -= others
        if students:
            owner = only(students, f"{prefix.system}'s name, {shown!r},")
            return Owner(owner.student, owner.why, prefix)
        why = (
            f"{prefix.system} says that it is from {shown!r}, who is not in the roster: add them, "
            f"or correct the name there. If it is a group, {MEMBERS}"
        )
        if prefix.system not in BY_USERNAME and not self.roster.has_names:
            why = (
                f"{prefix.system} says that it is from {prefix.name!r}, and the roster has no "
                "names: export it with first and last names, and grade again."
            )
        return Owner(None, why, prefix)

    def _group_of(self, prefix: Prefix) -> Owner | None:
        """Return the members of the group that an LMS names, where it names one."""
        members = self.roster.in_group(prefix.name)
        if prefix.system == "Blackboard":
            starts = [place.end() for place in re.finditer("_", prefix.name)]
            each = (self.roster.in_group(prefix.name[at:]) for at in starts)
            members = next(filter(None, each), ())
            if self.by_username(prefix)[0]:
                return None
        teams = prefix.system == "Moodle" and (self.layout.teams or not prefix.number)
        if members and not self.roster.named(prefix.name):
            holders = self.numbered(prefix) if prefix.system == "Canvas" else frozenset(members)
            if holders <= {*members}:
                return group_owner(members, prefix)
            several = " and ".join(sorted(holders))
            why = (
                f"Canvas's group {prefix.name!r} came under the number of {several}, whom the "
                "roster does not have in it: correct its column group, and grade again."
            )
            return Owner(None, why, prefix)
        if not teams:
            return None
        why = f"Moodle's names are those of groups here, and no student's: {MEMBERS}"
        return Owner(None, why, prefix)

    def _by_list(self, part: str, prefix: Prefix) -> Owner:
        """Return whose a submission is whose submitters the system names."""
        listed = self.listed.get(part)
        people = listed.submitters if listed else ()
        if not people and prefix.system == "Sakai":
            people = sakai_people(prefix.name)
            if not people and (members := self.roster.in_group(prefix.name)):
                return group_owner(members, prefix)
        if not people:
            where = "members.txt" if prefix.system == "Sakai" else METADATA
            why = (
                f"{prefix.system} says whose it is in {where}, which is missing or doesn't have "
                f"it: download the archive again, or {NAMELESS}"
            )
            return Owner(None, why, prefix)
        found = {person: self._person(person) for person in people}
        strangers = [one.name or one.identifiers[0] for one, who in found.items() if len(who) != 1]
        known = [next(iter(who)) for who in found.values() if len(who) == 1]
        why = (
            f"{prefix.system} says that it is from {' and '.join(strangers)}, who can't be found "
            "in the roster, or may be several there: add them, or correct name, login, number or "
            "email address."
        )
        why = why if strangers else ""
        if not known:
            return Owner(None, why, prefix)
        return replace(group_owner(tuple(dict.fromkeys(known)), prefix), why=why)

    def _person(self, person: Submitter) -> frozenset[str]:
        """Return whom a system means; several, or nobody, where what it says disagrees."""
        every = *map(self.roster.identified, person.identifiers), self.roster.named(person.name)
        said = [who for who in every if who]
        if not said:
            return frozenset()
        return frozenset.intersection(*said) or frozenset.union(*said)

    def by_username(self, prefix: Prefix) -> tuple[frozenset[str], str]:
        """Return whom a username may mean: Blackboard puts it behind the assignment's title.

        Both may have underscores, so every ending may be the username that is not shorter than
        what differs between the names of this delivery. A number that is not a username is a
        group's or the title's, though somebody's id may be the same.
        """
        name = prefix.name
        if prefix.system == "ILIAS":
            return self._by_login(name)
        if prefix.system == "nbgrader":
            return self.roster.identified(name), name
        starts = [place.end() for place in re.finditer("_", name)]
        possible = [at for at in starts if at <= self.layout.titles or not self.layout.titles]
        return (
            frozenset[str]().union(*(self._logged_in(name[at:]) for at in possible)),
            name[max(possible, default=0) :],
        )

    def _by_login(self, name: str) -> tuple[frozenset[str], str]:
        """Return whom ILIAS's "Last_First_login" may mean; all three may have underscores."""
        starts = [place.end() for place in re.finditer("_", name)][1:]
        found = frozenset[str]().union(*(self._logged_in(name[at:]) for at in starts))
        before = [name[: at - 1] for at in starts]
        each = (self.roster.named(one.replace("_", " ")) for one in before)
        written = (self.roster.written(ascii_name, one) for one in before)
        named = frozenset[str]().union(*each, *written)
        return found & named or found | named, name

    def _logged_in(self, text: str) -> frozenset[str]:
        """Return whose username this is, or whose id, of those without a username."""
        known = self.roster.identified(text)
        own = {one: self.roster[one].username for one in known}
        return frozenset(o for o in known if not own[o] or fold_case(own[o]) == fold_case(text))

    def numbered(self, prefix: Prefix) -> frozenset[str]:
        """Return whose number Moodle's or Canvas's is in the roster."""
        moodle = prefix.system == "Moodle"
        of_number = self.roster.of_participant if moodle else self.roster.of_lms_id
        return of_number(prefix.number) if prefix.system in NUMBERED else frozenset()

    def _by_number(self, prefix: Prefix, holders: frozenset[str], named: frozenset[str]) -> Owner:
        """Return whose the number is, where the name agrees, or the roster has none."""
        agreeing = holders & named
        if not named:
            agreeing = frozenset(one for one in holders if self.agrees(one, prefix.name))
        if len(agreeing) == 1:
            return Owner(next(iter(agreeing)), "", prefix)
        several = " or ".join(sorted(holders | named))
        whose = f"may mean {several}" if named else "may be a group's, for nobody is called so"
        why = (
            f"{prefix.system}'s number {prefix.number} is that of {' and '.join(sorted(holders))}, "
            f"but with its name, {prefix.name!r}, it {whose}. Find out whose it is, name it by the "
            f"id and grade again. If it is a group's, {MEMBERS}"
        )
        return Owner(None, why, prefix)

    def agrees(self, student: str, name: str) -> bool:
        """Tell whether a name may be a student's, or the roster has none."""
        one = self.roster[student]
        return may_be(one, name) or not (one.first_name or one.last_name)

    def _other_number(self, prefix: Prefix, named: frozenset[str]) -> Owner:
        several = " or ".join(sorted(named))
        other, mend = {
            "Moodle": (
                "the grading worksheet of another assignment",
                "Export this assignment's, or leave out its column Identifier,",
            ),
            "Canvas": (
                "the gradebook of another Canvas",
                "Export this one's, or name the file by the id,",
            ),
        }[prefix.system]
        why = (
            f"{prefix.system}'s name, {prefix.name!r}, may mean {several}, but its number "
            f"{prefix.number} is nobody's and not in the roster: a group of that name, or "
            f"{other}. {mend} and grade again."
        )
        return Owner(None, why, prefix)
