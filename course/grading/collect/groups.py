"""One file for several students: everybody whom it is of has it, and a line says so.

Whose it is, an LMS says by a group that the roster knows, or a line in the notebook does, such as
"Group: ada, Bob O'Brien", in a text or a comment. Who is named has the grade too, unless there is a
file of their own; so each group is told, for a person to see who named whom.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from ..parcels import Delivery, NeedsReview
from ..people.students import Roster
from .sorting import Collected

WORDS = (
    r"(?:group|team|gruppen?|groupe|équipe|grupo|equipo|equipe|gruppo|groep|grupa|grup|група|группа"
    r"|grupp|小组|مجموعة)(?:[ -]?(?:members?|mitglieder|mates?))?"
)
# In a notebook's text, where a line begins at a quotation mark or behind a written line break.
LINE = re.compile(
    rf'(?:"|\\n)[\s#*>_-]{{0,20}}{WORDS}[*_]{{0,3}}\s?(?:[:：]|\\uff1a)[*_]{{0,3}}((?:[^"\\]|\\u[0-9a-fA-F]{{4}}){{1,2000}})',
    re.IGNORECASE,
)
PARTS = re.compile(r"[,;&，、；]|\s(?:and|und|et|y|e|en|i|ve|och|и|та)\s")
TWO_FILES = "It names {}, and so does another file: decide which counts for them."


def named_in(content: bytes) -> list[str]:
    """Return the names in a notebook's lines about its group."""
    found = LINE.findall(content.decode("utf-8", "ignore"))
    each = (name for text in found for name in PARTS.split(json.loads(f'"{_plain(text)}"')))
    return [name for one in each if (name := one.strip(" \t*_`.#>"))]


def _plain(text: str) -> str:
    """Return text as JSON may have it in a string."""
    return re.sub(r"[\x00-\x1f]", " ", text)


def share(collected: Collected, roster: Roster, aside: Set[str]) -> None:
    """Give everybody of a group its file, and say so; `aside` are those whom a person looks at."""
    settled = aside | {one.student for one in collected.deliveries}
    settled |= {one.student or "" for one in collected.needs_review}
    claims: defaultdict[str, list[Delivery]] = defaultdict(list)
    for one in collected.deliveries:
        if not one.group:
            members, strangers = _members(one, roster)
            for member in members:
                claims[member].append(one)
            if strangers:
                collected.needs_review.append(_strangers(one, strangers))
    more: defaultdict[str, list[str]] = defaultdict(list)
    for member, claimed in claims.items():
        files = {one.content.sha256: one for one in claimed}
        if member in settled:
            collected.notes += _own_counts(member, claimed, collected.deliveries)
        elif len(files) > 1:
            collected.needs_review += [
                NeedsReview(one.file, TWO_FILES.format(member), member) for one in claimed
            ]
        else:
            more[claimed[0].student].append(member)
    order = {student.id: number for number, student in enumerate(roster)}
    every = _shared(collected, more)
    collected.deliveries = sorted(every, key=lambda one: order[one.student])
    collected.notes += _told(collected.deliveries)


def _members(one: Delivery, roster: Roster) -> tuple[list[str], list[str]]:
    """Return who else is named in a file, and the names of nobody, or of several."""
    found = {name: roster.called(name) for name in named_in(one.content.read())}
    members = {next(iter(who)) for who in found.values() if len(who) == 1} - {one.student}
    return sorted(members), [name for name, who in found.items() if len(who) != 1]


def _shared(collected: Collected, more: dict[str, list[str]]) -> Iterator[Delivery]:
    for one in collected.deliveries:
        if one.student not in more:
            yield one
            continue
        group = (one.student, *more[one.student])
        origin = replace(collected.origins[one.student], group=group)
        for member in group:
            collected.origins[member] = origin
            yield replace(one, student=member, group=group)


def _strangers(one: Delivery, names: list[str]) -> NeedsReview:
    shown = ", ".join(repr(name[:60]) for name in names[:5])
    why = (
        f"It was graded for those whom its line on the group names, but for {shown}: nobody in the "
        "roster is called so, or several are. Ask who is meant."
    )
    return NeedsReview(one.file, why, one.student)


def _own_counts(
    member: str, claimed: list[Delivery], every: Iterable[Delivery]
) -> Iterator[NeedsReview]:
    own = {one.student: one.content.sha256 for one in every}
    for one in claimed:
        if own.get(member) != one.content.sha256:
            why = f"Its line on the group names {member}, for whom a file of their own counts."
            yield NeedsReview(one.file, why, one.student)


def _told(deliveries: Iterable[Delivery]) -> Iterator[NeedsReview]:
    """Name each group once."""
    for file, group in {one.file: one.group for one in deliveries if one.group}.items():
        yield NeedsReview(file, f"It was graded for the group of {', '.join(group)}.")
