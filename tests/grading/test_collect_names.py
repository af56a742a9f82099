"""Any names: a file reaches its own student or a person, never another student, never none."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course.grading.people.students import Roster, Student, squeeze

from .deliveries import OWN, blackboard, canvas, found, moodle, zipped

# What a zip can hold as a name; the LMSs take away the rest.
SIGNS = st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="/\\:")
NAME = st.text(SIGNS, min_size=1, max_size=12) | st.text("aAbéE_ -'.,1", min_size=1, max_size=6)
ID = st.text("ab_-.1", min_size=1, max_size=5).filter(lambda text: text.strip("._- ") == text)


@st.composite
def classes(draw: st.DrawFn) -> Roster:
    ids = draw(st.lists(ID, min_size=1, max_size=5, unique_by=str.casefold))
    return Roster(
        Student(one, draw(NAME), draw(NAME), lms_id=draw(st.sampled_from(["", f"{5000 + n}"])))
        for n, one in enumerate(ids)
    )


def in_moodle(student: Student, number: int) -> str:
    return f"{moodle(student, 800 + number)}/{OWN}"


def in_canvas(student: Student, number: int) -> str:
    numbered = student.lms_id or f"{6000 + number}"
    return canvas(Student("", student.first_name, student.last_name, lms_id=numbered), upload=9)


def in_blackboard(student: Student, number: int) -> str:
    return blackboard(student.id)


def by_id(student: Student, number: int) -> str:
    return f"{student.id}_{OWN}"


@pytest.mark.parametrize("lms", [in_moodle, in_canvas, in_blackboard, by_id])
@given(roster=classes())
@example(roster=Roster([Student("a", "Jo", "de_1_2_x"), Student("b", "Jo de", "12x")]))
@example(roster=Roster([Student("a_b"), Student("b")]))
@example(roster=Roster([Student("a", "_", "_"), Student("b", "-", "'")]))
@settings(max_examples=60, deadline=None)
def test_no_file_reaches_another_student(lms: object, roster: Roster) -> None:
    names = {lms(one, n): one.id for n, one in enumerate(roster)}  # type: ignore[operator]
    with tempfile.TemporaryDirectory() as folder:
        files = {name: student.encode() for name, student in names.items()}
        result = found(zipped(Path(folder), files), roster)
    for delivery in result.deliveries:
        assert delivery.content.read().decode() == delivery.student
    everywhere = [one.file for one in (*result.deliveries, *result.needs_review, *result.notes)]
    assert len(set(everywhere)) == len(names)  # each is somewhere, also where its name was tidied


@pytest.mark.parametrize("lms", [in_moodle, in_canvas])
@given(roster=classes())
@settings(max_examples=60, deadline=None)
def test_names_that_are_unique_are_found(lms: object, roster: Roster) -> None:
    keys = [
        {squeeze(one.first_name + one.last_name), squeeze(one.last_name + one.first_name)}
        for one in roster
    ]
    for number, (student, own) in enumerate(zip(roster, keys, strict=True)):
        others = set().union(*keys[:number], *keys[number + 1 :])
        numbered = any(map(str.isdecimal, "".join(own)))  # Canvas itself misreads _12_
        if not (own & others) and all(own) and not numbered:
            name = lms(student, number)  # type: ignore[operator]
            with tempfile.TemporaryDirectory() as folder:
                result = found(zipped(Path(folder), {name: b"own"}), roster)
            assert [one.student for one in result.deliveries] == [student.id], name


@given(name=NAME)
def test_squeezed_names_are_stable(name: str) -> None:
    assert squeeze(squeeze(name)) == squeeze(name)
    assert squeeze(f" {name}_") == squeeze(name)
