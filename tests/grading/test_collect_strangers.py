"""Whatever a student hands in, under whatever names: what everybody else gets stays the same."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.grading.people.students import Roster, Student

from .deliveries import (
    ADA,
    BOB,
    CLASS,
    LESSON,
    OWN,
    Files,
    blackboard,
    canvas,
    found,
    laid,
    moodle,
    packed,
    zipped,
)

NUMBERED = Roster(
    [
        Student(
            *(one.id, one.first_name, one.last_name, one.email, one.lms_id, one.username),
            *(one.number, str(700 + n)),
        )
        for n, one in enumerate(CLASS)
    ]
)
STAMP = b"2026-11-20 14:05:33.000000 UTC"
EARLY, LATE = b"2001-01-01 00:00:00 UTC", b"2099-01-01 00:00:00 UTC"


@dataclass(frozen=True)
class Packed:
    """How an LMS, or students, lay out what a class handed in.

    Attributes
    ----------
    prefix : what stands in front of a student's own names; a folder where it ends with "/".
    pack : how the files become a delivery.
    stamped : whether nbgrader writes a timestamp.txt.
    """

    prefix: Callable[[Student], str]
    pack: Callable[[Path, Files], Path] = zipped
    stamped: bool = False

    def honest(self, student: Student) -> dict[str, bytes]:
        """Return what an honest student handed in."""
        prefix = self.prefix(student)
        files = {prefix + OWN: student.id.encode()}
        return files | ({f"{prefix}timestamp.txt": STAMP} if self.stamped else {})


def number(student: Student) -> int:
    return int(NUMBERED[student.id].participant)


def in_exchange(student: Student) -> str:
    return f"{student.id}+{LESSON}+2026-11-20 14:05:33.000000 UTC+xK9_aa/"


LAYOUTS = {
    "Moodle's folders": Packed(lambda one: f"{moodle(one, number(one))}/"),
    "Moodle's files": Packed(lambda one: moodle(one, number(one))),
    "Moodle unpacked": Packed(lambda one: f"{moodle(one, number(one))}/", laid),
    "Canvas": Packed(lambda one: canvas(one, "")),
    "Blackboard": Packed(lambda one: blackboard(one.username, own="_")[:-1]),
    "the exchange": Packed(in_exchange, laid, stamped=True),
    "the exchange, packed": Packed(in_exchange, zipped, stamped=True),
    "submitted": Packed(lambda one: f"{one.id}/{LESSON}/", laid, stamped=True),
    "submitted, packed": Packed(lambda one: f"{one.id}/{LESSON}/", zipped, stamped=True),
    "folders by id": Packed(lambda one: f"{one.id}/", laid, stamped=True),
    "folders by name": Packed(lambda one: f"all/{one.first_name} {one.last_name}/", laid),
    "files by id": Packed(lambda one: f"{one.id}_", laid),
    "files by name": Packed(lambda one: f"{one.first_name} {one.last_name} - ", zipped),
}
OTHERS = [one for one in CLASS if one is not ADA]


def aimed_at(other: Student) -> list[str]:
    """Return names that an LMS might have written for another student, or that name one."""
    later = "2099-01-01-00-00-00"
    whole = f"{other.first_name} {other.last_name}"
    return [
        *(f"{moodle(other, number(other))}/{OWN}", f"{moodle(other, number(other))}{OWN}"),
        *(canvas(other, upload=9999), canvas(other, late=True), f"x_{canvas(other)}"),
        *(blackboard(other.username, later), f"x_{other.username}_attempt_{later}_{OWN}"),
        *(blackboard(other.username, later, own=""), f"{other.id}_attempt_{later}.ipynb"),
        *(f"{other.id}+{LESSON}+2099-01-01 00:00:00 UTC+x/{OWN}", f"{other.id}/{LESSON}/{OWN}"),
        *(
            f"{other.id}/{LESSON}/timestamp.txt",
            f"{other.id}/timestamp.txt",
            f"../{other.id}/{OWN}",
        ),
        *(f"{other.id}.ipynb", f"{other.id} (1).ipynb", f"two_weights_{other.id}.ipynb"),
        *(f"{whole}.ipynb", f"{whole}/{OWN}", f"{whole} - {OWN}", f"{other.number}.ipynb"),
        *(f"{other.lms_id}.ipynb", f"{other.email}.ipynb", f"{other.email}_{OWN}"),
    ]


NAMES = st.sampled_from(
    [
        *(name for other in OTHERS for name in aimed_at(other)),
        *(OWN, "two_weights-1.ipynb", "x.ipynb", "timestamp.txt", "submission_secret.txt", "x.pdf"),
        *("02_one_weight/one_weight.ipynb", f"{LESSON}/timestamp.txt", "C:\\x.ipynb", "a" * 250),
        *("x/" * 70 + OWN, "._x.ipynb", "\u202egnp.ipynb", "text.html"),
    ]
)
NAME = NAMES | st.builds("{}{}".format, st.sampled_from(["x_", "x/", "_", "1_"]), NAMES)
CONTENT = st.sampled_from([b"hostile", b"bob", b"", EARLY, LATE, b"soon"])
FILES = st.dictionaries(NAME, CONTENT, max_size=4)
ZIPS = st.dictionaries(
    st.sampled_from(["w.zip", f"{BOB.id}.zip", f"{moodle(BOB)}.zip", "two_weights.zip"]),
    st.one_of(FILES, FILES.map(lambda files: {"in.zip": packed(files)})).map(packed),
    max_size=2,
)


def under(prefix: str, names: Files, disk: bool) -> dict[str, bytes]:
    """Put files below a student's prefix; into a file's name no folder goes."""
    put = {}
    for name, content in names.items():
        if disk and (".." in name or name.count("/") > 20):
            continue  # no file of this name can be made
        put[prefix + (name if prefix.endswith("/") else name.replace("/", "_"))] = content
    return {name: put[name] for name in put if max(map(len, name.split("/"))) < 200}


def others(source: Path) -> dict[str, tuple[bytes, object, str]]:
    """Return what everybody but Ada gets."""
    return {
        one.student: (one.content.read(), one.timestamp, one.file)
        for one in found(source, NUMBERED).deliveries
        if one.student != ADA.id
    }


@pytest.mark.parametrize("layout", list(LAYOUTS))
@given(hostile=FILES, zips=ZIPS, honest_too=st.booleans(), absent=st.sampled_from(OTHERS))
@settings(max_examples=60, deadline=None)
def test_nobody_changes_what_another_gets(
    layout: str, hostile: Files, zips: Files, honest_too: bool, absent: Student
) -> None:
    way = LAYOUTS[layout]
    class_files: dict[str, bytes] = {}
    for one in OTHERS:
        if one is not absent:  # who handed in nothing gets nothing by another's doing either
            class_files |= way.honest(one)
    own = under(way.prefix(ADA), {**hostile, **zips}, way.pack is laid)
    if honest_too:
        own = way.honest(ADA) | own
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        for place in (before, after):
            place.mkdir()
        without = others(way.pack(before, class_files))
        assert set(without) == {one.id for one in OTHERS if one is not absent}
        try:
            source = way.pack(after, {**class_files, **own})
        except OSError:  # a file and a folder of one name
            return
        assert others(source) == without
