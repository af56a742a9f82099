"""Whose a file is, where two signs of it disagree or a student's own names look like an LMS's."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.people.students import Roster, Student, may_be

from .deliveries import (
    ADA,
    BOB,
    CLASS,
    JOSE,
    LESSON,
    LI,
    OWN,
    blackboard,
    canvas,
    found,
    laid,
    moodle,
    packed,
    reasons,
    taken,
    zipped,
)

LATER = "2030-01-01-00-00-00"
FOLDER = f"{LESSON}/{OWN}"
NUMBERED = Roster(
    [
        Student("ada", "Ada", "Lovelace", participant="17"),
        Student("bob", "Bob", "O'Brien", participant="18"),
    ]
)


def asked(source: Path, roster: Roster = CLASS) -> str:
    """Return the only reason why nothing was taken."""
    result = found(source, roster)
    assert not result.deliveries
    (aside,) = result.needs_review
    assert aside.student is None
    return aside.why


def test_a_groups_folder_of_moodle_is_no_person(tmp_path: Path) -> None:
    for name in ("Team Blue_17_assignsubmission_file", "Team Blue_17_assignsubmission_file_"):
        why = asked(zipped(tmp_path, {f"{name}/{OWN}": b"t"}), NUMBERED)
        assert "17 is that of ada" in why and "group" in why


def test_moodles_default_group_shows_that_all_are_groups(tmp_path: Path) -> None:
    files = {
        f"Default group_assignsubmission_file/{OWN}": b"d",
        f"Ada Lovelace_17_assignsubmission_file/{OWN}": b"t",  # a group of this name
        "Bob O'Brien_4_assignsubmission_file/bob.ipynb": b"t",
    }
    result = found(zipped(tmp_path, files), NUMBERED)
    assert not result.deliveries and len(result.needs_review) == 3
    assert all("groups" in one.why for one in result.needs_review)


def test_moodles_number_against_its_name(tmp_path: Path) -> None:
    source = zipped(tmp_path, {f"{moodle(BOB, 17)}/{OWN}": b"b"})
    assert "ada or bob" in asked(source, NUMBERED)


def test_moodles_number_of_another_assignment(tmp_path: Path) -> None:
    why = asked(zipped(tmp_path, {f"{moodle(ADA, 99)}/{OWN}": b"a"}), NUMBERED)
    assert "99 is nobody's" in why and "another assignment" in why


def test_canvass_number_that_is_nobodys(tmp_path: Path) -> None:
    why = asked(zipped(tmp_path, {f"obrienbob_99_900_{OWN}": b"b"}))
    assert "'obrienbob', may mean bob, but its number 99 is nobody's" in why
    assert "name the file by the id" in why and "who is not in the roster" not in why


def test_moodles_numbers_of_some_only(tmp_path: Path) -> None:
    some = Roster([NUMBERED["ada"], Student("bob", "Bob", "O'Brien")])
    assert taken(found(zipped(tmp_path, {f"{moodle(BOB, 99)}/{OWN}": b"b"}), some)) == {"bob": b"b"}


@pytest.mark.parametrize(
    "name",
    [
        *("ADA LOVELACE", "Lovelace Ada", "Lovelace, Ada", "Ada  Lovelace", "Äda Lovelace"),
        *("A. Lovelace", "Ada L.", "lovelace, a", "Ada\u00a0Lovelace"),
    ],
)
def test_what_an_lms_does_to_a_name_agrees(tmp_path: Path, name: str) -> None:
    files = {f"{name}_17_assignsubmission_file/{OWN}": b"a"}
    assert taken(found(zipped(tmp_path, files), NUMBERED)) == {"ada": b"a"}


@pytest.mark.parametrize(
    "name",
    ["Ada", "Lovelace", "A L", "Team Lovelace", "Team Ada Lovelace", "Adam Lovelace", "Ada Bob"],
)
def test_what_is_not_the_whole_name_does_not_agree(tmp_path: Path, name: str) -> None:
    source = zipped(tmp_path, {f"{name}_17_assignsubmission_file/{OWN}": b"a"})
    assert "17 is that of ada" in asked(source, NUMBERED)


def test_second_names_may_be_missing_and_whole_names_be_turned() -> None:
    ada = Student("ada", "Ada King", "Lovelace-Byron")
    for name in ("Ada Byron", "byronadaking", "A K Lovelace Byron", "LovelaceByron Ada"):
        assert may_be(ada, name)
    assert may_be(Student("li", "", "Li Wei"), "Wei Li")
    assert not may_be(Student("li", "", "Li"), "L")
    assert not may_be(Student("x", "a " * 99, "b " * 99), "a b")


def test_a_shorter_name_that_is_another_students_is_asked_about(tmp_path: Path) -> None:
    both = Roster(
        [
            Student("anna", "Jo Anna", "Smith", participant="1"),
            Student("jo", "Jo", "Smith", participant="2"),
        ]
    )
    source = zipped(tmp_path, {f"Jo Smith_1_assignsubmission_file_/{OWN}": b"?"})
    assert "anna or jo" in asked(source, both)


def test_a_groups_file_of_canvas_is_no_person(tmp_path: Path) -> None:
    why = asked(zipped(tmp_path, {f"pair7_{ADA.lms_id}_900_{OWN}": b"p"}))
    assert "'pair7'" in why and "group" in why


def test_a_quiz_of_canvas_has_the_number_of_a_question(tmp_path: Path) -> None:
    name = f"obrien_bob{BOB.lms_id}_question_{ADA.lms_id}_902_{OWN}"
    assert taken(found(zipped(tmp_path, {name: b"q"}))) == {"bob": b"q"}
    assert "group" in asked(zipped(tmp_path, {name.replace("bob22", "pair22"): b"q"}))


def test_canvas_by_number_where_the_roster_has_no_names(tmp_path: Path) -> None:
    nameless = Roster([Student("ada", lms_id="11"), Student("bob", lms_id="22")])
    assert taken(found(zipped(tmp_path, {canvas(ADA): b"a"}), nameless)) == {"ada": b"a"}


def test_signs_in_plain_folders_that_disagree(tmp_path: Path) -> None:
    names = [
        f"S-2/{ADA.username}.ipynb",
        f"ada@uni.edu/Bob O'Brien_{OWN}",
        f"bobrien_{OWN.removesuffix('.ipynb')}_Ada Lovelace.ipynb",
        f"22_{OWN.removesuffix('.ipynb')}_ada@uni.edu.ipynb",
    ]
    for number, name in enumerate(names):
        assert "ada or bob" in asked(laid(tmp_path / f"{number}", {name: b"?"}))


HOSTILE = {
    "Moodle's folder": f"{moodle(BOB)}/{OWN}",
    "Moodle's file": f"{moodle(BOB)}{OWN}",
    "Canvas's": canvas(BOB, upload=9999),
    "Blackboard's": f"x_{BOB.username}_attempt_{LATER}_{OWN}",
    "Blackboard's alone": f"x_{BOB.username}_attempt_{LATER}.txt",
    "the exchange's": f"bob+{LESSON}+2030-01-01 00:00:00.000000 UTC+x/{OWN}",
    "nbgrader's": f"bob/{FOLDER}",
    "an id": "bob.ipynb",
    "an id after the lesson's name": "two_weights_bob.ipynb",
    "a full name": "Bob O'Brien.ipynb",
    "a number": "S-2.ipynb",
}
PREFIXES = {
    "Moodle's folders": "{moodle}/",
    "Moodle's files": "{moodle}",
    "Canvas": "{canvas}",
    "Blackboard": "{blackboard}",
}


def prefixes(student: Student) -> dict[str, str]:
    """Return what each LMS writes in front of a student's files."""
    return {
        "Moodle's folders": f"{moodle(student)}/",
        "Moodle's files": moodle(student),
        "Canvas": canvas(student, ""),
        "Blackboard": blackboard(student.username, own="x")[:-1],
    }


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("lms", list(PREFIXES))
@pytest.mark.parametrize("hostile", list(HOSTILE))
def test_a_students_own_name_in_an_lmss_form(
    tmp_path: Path, lms: str, hostile: str, alone: bool
) -> None:
    own = HOSTILE[hostile] if lms == "Moodle's folders" else HOSTILE[hostile].replace("/", "_")
    files = {prefixes(ADA)[lms] + own: b"hostile"}
    honest = {} if alone else {prefixes(BOB)[lms] + OWN: b"bob"}
    result = found(zipped(tmp_path, {**files, **honest}))
    assert taken(result).get("bob") == (None if alone else b"bob")
    assert {one.student for one in result.needs_review} <= {"ada"}
    if own.endswith(".ipynb"):
        assert taken(result)["ada"] == b"hostile"


@pytest.mark.parametrize("hostile", list(HOSTILE))
@pytest.mark.parametrize("prefix", ["Eve Nobody/", "ada/", "ada.zip/", f"ada/{LESSON}/"])
def test_a_students_own_name_in_a_shared_folder(tmp_path: Path, hostile: str, prefix: str) -> None:
    honest = {"bob/two_weights.ipynb": b"bob", "Li Wei.ipynb": b"?"}
    files: Mapping[str, bytes] = {prefix + HOSTILE[hostile]: b"hostile"}
    if ".zip" in prefix:
        files = {"ada.zip": packed({HOSTILE[hostile]: b"hostile"})}
    result = found(laid(tmp_path, {**honest, **files}))
    assert taken(result)["bob"] == b"bob" and set(taken(result)) <= {"ada", "bob"}
    assert not {"bob"} & {one.student for one in result.needs_review}


def test_an_lmss_name_among_plain_ones(tmp_path: Path) -> None:
    fake = f"x_{BOB.username}_attempt_{LATER}_{OWN}"
    result = found(laid(tmp_path, {"ada.ipynb": b"a", "bob.ipynb": b"b", fake: b"hostile"}))
    assert taken(result) == {"ada": b"a", "bob": b"b"}
    assert "as Blackboard does it" in reasons(result)[fake]


def test_many_names_of_an_lms_among_plain_ones_replace_nobodys_file(tmp_path: Path) -> None:
    fakes = {f"x_{one.username}_attempt_{LATER}_{OWN}": b"hostile" for one in CLASS}
    result = found(laid(tmp_path, {"ada.ipynb": b"a", "bob.ipynb": b"b", **fakes}))
    assert taken(result)["ada"] == b"a" and taken(result)["bob"] == b"b"


def test_what_lies_beside_an_lmss_archive_counts_for_more(tmp_path: Path) -> None:
    files = {f"{moodle(one)}/{OWN}": one.id.encode() for one in CLASS} | {"bob.ipynb": b"mended"}
    result = found(laid(tmp_path, files))
    assert taken(result)["bob"] == b"mended" and len(taken(result)) == 4
    assert any("beside what the LMS packed" in one.why for one in result.notes)
    assert any("4 of 5 names are as Moodle writes them" in one for one in result.remarks)


def test_names_of_two_lmss(tmp_path: Path) -> None:
    files = {f"{moodle(ADA)}/{OWN}": b"a", canvas(BOB): b"b"}
    with pytest.raises(CourseError, match=r"not of one LMS: 1 of Moodle, 1 of Canvas.*--layout"):
        found(laid(tmp_path, files))
    assert taken(found(tmp_path, layout="moodle")) == {"ada": b"a"}
    assert taken(found(tmp_path, layout="canvas")) == {"bob": b"b"}
    with pytest.raises(CourseError, match=r"No layout is called x\. Take moodle, canvas"):
        found(tmp_path, layout="x")


def test_blackboards_title_is_the_same_for_all(tmp_path: Path) -> None:
    """A username that isn't in the roster and ends like somebody else's is not that one's."""
    files = {
        blackboard("bobrien"): b"bob",
        blackboard("eve_lovelace1"): b"hostile",
    }
    result = found(zipped(tmp_path, files))
    assert taken(result) == {"bob": b"bob"}
    assert "'eve_lovelace1', who is not in the roster" in result.needs_review[0].why


def test_blackboards_usernames_that_begin_alike(tmp_path: Path) -> None:
    roster = Roster([Student("jo_a"), Student("jo_b")])
    files = {blackboard("jo_a"): b"a", blackboard("jo_b"): b"b"}
    assert taken(found(zipped(tmp_path, files), roster)) == {"jo_a": b"a", "jo_b": b"b"}


def test_the_only_name_stands_below_another(tmp_path: Path) -> None:
    result = found(laid(tmp_path, {"Eve Nobody/bob.ipynb": b"?"}))
    assert result.remarks == ["Only 'bob.ipynb' says whose this is, and no name above it does."]


def test_names_below_several_folders_that_say_nothing(tmp_path: Path) -> None:
    files = {"upload_1/two_weights.ipynb": b"1", "upload_2/bob.ipynb": b"2"}
    result = found(laid(tmp_path, files))
    assert not result.deliveries
    assert "may be anybody's choice" in reasons(result)["upload_2/bob.ipynb"]


def test_several_archives_of_one_lms(tmp_path: Path) -> None:
    files = {
        "group a.zip": packed({f"{moodle(ADA)}/{OWN}": b"a"}),
        "group b.zip": packed({f"{moodle(BOB)}/{OWN}": b"b"}),
        "roster.csv": b"",
    }
    assert taken(found(laid(tmp_path, files))) == {"ada": b"a", "bob": b"b"}


def test_what_follows_a_dot_belongs_to_the_name(tmp_path: Path) -> None:
    roster = Roster([Student("jo"), Student("ada", "Ada", "M")])
    files = {f"jo.smith/{OWN}": b"?", f"Ada M. Lovelace_5_assignsubmission_file/{OWN}": b"?"}
    for number, (name, content) in enumerate(files.items()):
        assert not found(laid(tmp_path / f"{number}", {name: content}), roster).deliveries


BELOW = {
    "Moodle's folder": f"{moodle(BOB)}/{OWN}",
    "Moodle's file": f"{moodle(BOB)}{OWN}",
    "Canvas's": canvas(BOB),
    "Canvas's number": f"obrienb_22_900_{OWN}",
    "Blackboard's": blackboard(BOB.username),
    "the exchange's": f"bob+{LESSON}+2026-11-20 14:05:33.123456 UTC+x/{OWN}",
}


@pytest.mark.parametrize("below", list(BELOW))
@pytest.mark.parametrize("outer", ["S-1", "ada", "Ada Lovelace", f"ada/{LESSON}"])
def test_an_lmss_name_below_an_id_that_disagrees(tmp_path: Path, outer: str, below: str) -> None:
    """Only what is below asks: the other student's own file is graded."""
    files = {f"{outer}/{BELOW[below]}": b"?", f"bob/{BELOW[below]}": b"bob", "li.ipynb": b"li"}
    result = found(laid(tmp_path, files))
    assert taken(result) == {"bob": b"bob", "li": b"li"}
    assert list(reasons(result)) == [f"{outer}/{BELOW[below]}"]
    assert "ada or bob" in result.needs_review[0].why and result.needs_review[0].student is None


def test_ids_that_are_no_students_below_are_not_asked_about(tmp_path: Path) -> None:
    files = {f"ada/nobody_99_900_{OWN}": b"a", f"bob/try_11_2_{OWN}": b"b", "li.ipynb": b"li"}
    assert set(taken(found(laid(tmp_path, files)))) == {"ada", "bob", "li"}


@pytest.mark.parametrize("form", ["Moodle's", "Canvas's", "Blackboard's"])
@pytest.mark.parametrize(
    "names",
    [
        *(["Two weights 17"], ["two_weights_17.zip"], ["17 Two weights.zip"]),
        *(["ada-Two weights-17.zip"], ["Two weights - ada.zip"]),
        ["Two weights 17.zip", "Two weights 18.zip"],
    ],
)
def test_a_download_that_is_called_by_the_lesson_and_an_id(
    tmp_path: Path, names: list[str], form: str
) -> None:
    forms: dict[str, Callable[[Student], str]] = {
        "Moodle's": lambda one: f"{moodle(one)}/{OWN}",
        "Canvas's": canvas,
        "Blackboard's": lambda one: blackboard(one.username),
    }
    roster = Roster([*CLASS, Student("17", "Eve", "Seventeen"), Student("18", "Max", "Eighteen")])
    half = [[ADA, BOB], [JOSE, LI]] if len(names) > 1 else [[ADA, BOB, JOSE, LI]]
    for name, students in zip(names, half, strict=True):
        files = {forms[form](one): one.id.encode() for one in students}
        if name.endswith(".zip"):
            laid(tmp_path, {name: packed(files)})
        else:
            laid(tmp_path / name, files)
    expected = {one: one.encode() for one in ("ada", "bob", "jose", "li")}
    assert taken(found(tmp_path, roster)) == expected


def test_a_students_own_folder_with_names_in_an_lmss_form(tmp_path: Path) -> None:
    """A folder called by an id alone is a student's, whatever is in it."""
    files = {f"{moodle(one)}/{OWN}": b"hostile" for one in (BOB, LI)}
    result = found(laid(tmp_path / "ada", files).parent)
    assert not result.deliveries and len(result.needs_review) == 2
    result = found(laid(tmp_path, {"Bob O'Brien/two_weights.ipynb": b"b"}))
    assert taken(result) == {"bob": b"b"}
