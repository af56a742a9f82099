"""Who handed in what, from the names that each LMS gives: taken where plain, never guessed."""

import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from course.errors import CourseError
from course.grading.collect.times import parse_time
from course.grading.people.students import Roster, Student

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
    notes,
    packed,
    reasons,
    taken,
    zipped,
)

STAMP = b"2026-11-20 14:05:33.123456 UTC"
AFTERNOON = datetime(2026, 11, 20, 14, 5, 33, tzinfo=UTC)


def test_moodle_folders(tmp_path: Path) -> None:
    names = {f"{moodle(one)}/{OWN}": one.id.encode() for one in CLASS}
    result = found(zipped(tmp_path, names))
    assert taken(result) == {one.id: one.id.encode() for one in CLASS}
    assert not result.needs_review and not result.notes


def test_moodle_files_without_folders(tmp_path: Path) -> None:
    names = {f"{moodle(one)}{OWN}": one.id.encode() for one in CLASS}
    assert taken(found(zipped(tmp_path, names))) == {one.id: one.id.encode() for one in CLASS}


def test_moodle_newer_folders_have_no_underscore_at_the_end(tmp_path: Path) -> None:
    assert taken(found(zipped(tmp_path, {f"{moodle(ADA)[:-1]}/{OWN}": b"a"}))) == {"ada": b"a"}


def test_moodle_namesakes_are_told_apart_by_the_grading_worksheet_only(tmp_path: Path) -> None:
    twins = [Student(f"jo{n}", "Jo", "Smith", participant=f"{n}") for n in (7, 8)]
    source = zipped(tmp_path, {f"{moodle(twins[1], 8)}/{OWN}": b"8"})
    assert taken(found(source, Roster(twins))) == {"jo8": b"8"}
    unnumbered = Roster([Student("jo7", "Jo", "Smith"), Student("jo8", "Jo", "Smith")])
    result = found(source, unnumbered)
    assert not result.deliveries
    assert "may mean jo7 or jo8" in reasons(result)[f"{moodle(twins[1], 8)}/{OWN}"]


def test_moodle_blind_marking(tmp_path: Path) -> None:
    result = found(zipped(tmp_path, {f"Participant_5_assignsubmission_file_/{OWN}": b""}))
    assert not result.deliveries
    assert "reveal the names" in result.needs_review[0].why


def test_canvas(tmp_path: Path) -> None:
    names = {canvas(one, f"{OWN}", 900 + n): one.id.encode() for n, one in enumerate(CLASS)}
    result = found(zipped(tmp_path, names))
    assert taken(result) == {one.id: one.id.encode() for one in CLASS}
    assert not result.needs_review and not result.notes


def test_canvas_by_name_where_the_roster_has_no_numbers(tmp_path: Path) -> None:
    unnumbered = Roster([Student(one.id, one.first_name, one.last_name) for one in CLASS])
    names = {canvas(one): one.id.encode() for one in CLASS}
    assert len(taken(found(zipped(tmp_path, names), unnumbered))) == len(CLASS)


def test_canvas_late_is_told(tmp_path: Path) -> None:
    name = canvas(ADA, late=True)
    result = found(zipped(tmp_path, {name: b"a"}))
    assert taken(result) == {"ada": b"a"}
    assert notes(result) == {name: "Canvas marks it as late."}


def test_canvas_newest_upload_of_a_series(tmp_path: Path) -> None:
    names = [canvas(ADA, "two_weights-1.ipynb", 903), canvas(ADA, OWN, 901)]
    result = found(zipped(tmp_path, {names[0]: b"new", names[1]: b"old"}))
    assert taken(result) == {"ada": b"new"}
    assert notes(result) == {names[1]: f"It is older than {names[0]}."}


def test_canvas_two_notebooks_of_different_names(tmp_path: Path) -> None:
    names = [canvas(ADA, "scratch.ipynb", 903), canvas(ADA, OWN, 901)]
    result = found(zipped(tmp_path, {names[0]: b"new", names[1]: b"old"}))
    assert not result.deliveries
    assert {one.student for one in result.needs_review} == {"ada"} and len(result.needs_review) == 2


def test_canvas_namesake_with_another_number_is_somebody_else(tmp_path: Path) -> None:
    stranger = Student("x", "Ada", "Lovelace", lms_id="99")
    result = found(zipped(tmp_path, {canvas(stranger): b"x"}))
    assert not result.deliveries
    assert "not in the roster" in result.needs_review[0].why


def test_canvas_number_and_name_of_two_students(tmp_path: Path) -> None:
    mixed = Student("x", "Ada", "Lovelace", lms_id=BOB.lms_id)
    unnumbered = Roster([Student("ada", "Ada", "Lovelace"), BOB])
    result = found(zipped(tmp_path, {canvas(mixed): b"x"}), unnumbered)
    assert not result.deliveries
    assert "ada or bob" in result.needs_review[0].why


def test_canvas_anonymous_and_text(tmp_path: Path) -> None:
    names = {f"anon_a1B2c_77_{OWN}": b"", f"lovelaceada_{ADA.lms_id}_text.html": b""}
    result = found(zipped(tmp_path, names))
    assert not result.deliveries
    assert "reveal the names" in reasons(result)[f"anon_a1B2c_77_{OWN}"]
    text = next(one for one in result.needs_review if one.file.endswith("html"))
    assert text.student == "ada" and "only .ipynb is graded" in text.why


def test_blackboard(tmp_path: Path) -> None:
    names = {blackboard(one.username): one.id.encode() for one in CLASS}
    receipts = {blackboard(one.username, own=""): b"Name: ..." for one in CLASS}
    result = found(zipped(tmp_path, {**names, **receipts}), zone=UTC)
    assert taken(result) == {one.id: one.id.encode() for one in CLASS}
    assert not result.needs_review and not result.notes
    assert {one.timestamp for one in result.deliveries} == {AFTERNOON}


def test_blackboard_time_in_the_schools_zone(tmp_path: Path) -> None:
    source = zipped(tmp_path, {blackboard("lovelace1"): b"a"})
    (delivery,) = found(source, zone=ZoneInfo("America/New_York")).deliveries
    assert delivery.timestamp == datetime(2026, 11, 20, 19, 5, 33, tzinfo=UTC)


def test_blackboard_time_in_this_computers_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Zurich")
    time.tzset()
    try:
        days = {"ada": "2026-07-01", "bob": "2026-11-20"}  # summer and winter time
        users = {"ada": "lovelace1", "bob": "bobrien"}
        files = {blackboard(users[one], f"{day}-14-05-33"): b"a" for one, day in days.items()}
        found_at = {one.student: one.timestamp for one in found(zipped(tmp_path, files)).deliveries}
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found_at["ada"] == datetime(2026, 7, 1, 12, 5, 33, tzinfo=UTC)
    assert found_at["bob"] == datetime(2026, 11, 20, 13, 5, 33, tzinfo=UTC)


def test_blackboard_newest_attempt(tmp_path: Path) -> None:
    old, new = (blackboard("lovelace1", f"2026-11-2{day}-14-05-33") for day in (0, 1))
    result = found(zipped(tmp_path, {new: b"new", old: b"old"}))
    assert taken(result) == {"ada": b"new"}
    assert notes(result) == {old: f"It is older than {new}."}


def test_blackboard_newest_attempt_without_a_notebook(tmp_path: Path) -> None:
    old = blackboard("lovelace1", "2026-11-20-14-05-33")
    new = blackboard("lovelace1", "2026-11-21-14-05-33", "two_weights.pdf")
    result = found(zipped(tmp_path, {old: b"old", new: b"pdf"}))
    assert not result.deliveries
    assert "decide which counts" in reasons(result)[old]
    assert "only .ipynb" in reasons(result)[new]


def test_blackboard_receipt_alone(tmp_path: Path) -> None:
    result = found(zipped(tmp_path, {blackboard("lovelace1", own=""): b"text"}))
    assert [one.student for one in result.needs_review] == ["ada"]
    assert "has no file" in result.needs_review[0].why


def test_blackboard_usernames_with_underscores(tmp_path: Path) -> None:
    smiths = Roster([Student("jo_smith"), Student("ann_b")])
    assert taken(found(zipped(tmp_path, {blackboard("jo_smith"): b"j"}), smiths)) == {
        "jo_smith": b"j"
    }
    smiths = Roster([Student("jo_smith"), Student("smith")])
    result = found(zipped(tmp_path, {blackboard("jo_smith"): b"j"}), smiths)
    assert not result.deliveries and "jo_smith or smith" in result.needs_review[0].why


def test_exchange(tmp_path: Path) -> None:
    def inbound(lesson: str, day: int) -> str:
        return f"ada+{lesson}+2026-11-{day} 14:05:33.123456 UTC+xK9_aa"

    folders = {inbound(LESSON, day): b"%d" % day for day in (20, 21)}
    files = {f"{name}/{OWN}": content for name, content in folders.items()}
    files |= {f"{name}/submission_secret.txt": b"s" for name in folders}
    files |= {f"{inbound(LESSON, 21)}/timestamp.txt": STAMP.replace(b"-20", b"-21")}
    files |= {f"{inbound('02_one_weight', 22)}/one_weight.ipynb": b"other"}
    result = found(laid(tmp_path, files))
    assert taken(result) == {"ada": b"21"}
    assert result.deliveries[0].timestamp == datetime(2026, 11, 21, 14, 5, 33, 123456, UTC)
    assert sorted(notes(result).values())[0] == "It belongs to another lesson."
    assert len(result.notes) == 2 and not result.needs_review


@pytest.mark.parametrize("root", ["", "gradebook/submitted/"])
def test_submitted_folders(tmp_path: Path, root: str) -> None:
    files = {f"{root}{one.id}/{LESSON}/{OWN}": one.id.encode() for one in CLASS}
    files |= {f"{root}ada/{LESSON}/timestamp.txt": STAMP}
    files |= {f"{root}bob/02_one_weight/one_weight.ipynb": b"other"}
    result = found(laid(tmp_path, files))
    assert taken(result) == {one.id: one.id.encode() for one in CLASS}
    times = {one.student: one.timestamp for one in result.deliveries}
    assert times["ada"] == AFTERNOON.replace(microsecond=123456) and times["bob"] is None
    assert (
        list(notes(result).values()) == ["It belongs to another lesson."]
        and not result.needs_review
    )


@pytest.mark.parametrize("time", [b"soon", b"", b"../../etc/passwd", b"\xff"])
def test_timestamp_that_is_none(tmp_path: Path, time: bytes) -> None:
    result = found(laid(tmp_path, {f"ada/{OWN}": b"a", "ada/timestamp.txt": time}))
    assert result.deliveries[0].timestamp is None
    assert "can't be read as a time" in notes(result)["ada/timestamp.txt"]


def test_timestamp_in_a_named_zone(tmp_path: Path) -> None:
    stamp = b"2026-11-20 09:05:33.000000 EST"
    result = found(laid(tmp_path, {f"ada/{OWN}": b"a", "ada/timestamp.txt": stamp}))
    assert result.deliveries[0].timestamp == AFTERNOON


@pytest.mark.parametrize(
    "name",
    [
        "ada.ipynb",
        "ADA.ipynb",
        "ada_two_weights.ipynb",
        "two_weights_ada.ipynb",
        "two weights - ada (1).ipynb",
        "ada-03_two_weights-1.ipynb",
        "Ada Lovelace.ipynb",
        "Lovelace, Ada - two_weights.ipynb",
        "lovelace1.ipynb",
        "ada@uni.edu_two_weights.ipynb",
        "S-1.ipynb",
        "11_two_weights.ipynb",
        "ada/two_weights (1).ipynb",
        "Ada Lovelace/Untitled.ipynb",
        "class of 26/ada/work/answer.ipynb",
    ],
)
def test_plain_names(tmp_path: Path, name: str) -> None:
    assert taken(found(laid(tmp_path, {name: b"a"}))) == {"ada": b"a"}
    assert taken(found(zipped(tmp_path, {name: b"a"}))) == {"ada": b"a"}


@pytest.mark.parametrize(
    "name",
    [
        "two_weights.ipynb",
        "two_weights (1).ipynb",
        "adam.ipynb",
        "Ada.ipynb/x.ipynb",
        "Lovelace.ipynb",
    ],
)
def test_plain_names_that_say_too_little(tmp_path: Path, name: str) -> None:
    strangers = Roster([Student("1", "Ada", "Lovelace"), Student("2", "Bob", "Lovelace")])
    result = found(laid(tmp_path, {name: b"a"}), strangers)
    assert not result.deliveries
    assert reasons(result)[name].startswith("Nothing in its name says whose it is")


def test_a_name_for_two_students(tmp_path: Path) -> None:
    for name in ("ada/bob.ipynb", "ada_two_weights_bob.ipynb"):
        result = found(laid(tmp_path / name[:4], {name: b"a"}))
        assert not result.deliveries and "ada or bob" in result.needs_review[0].why


def test_a_number_that_is_a_copys_or_a_students(tmp_path: Path) -> None:
    numbered = Roster([Student("ada"), Student("ada-1")])
    result = found(laid(tmp_path, {"ada-1.ipynb": b"a"}), numbered)
    assert not result.deliveries and "ada or ada-1" in result.needs_review[0].why


def test_students_own_file_name_is_no_clue_in_an_lms_archive(tmp_path: Path) -> None:
    source = zipped(tmp_path, {f"{moodle(ADA)}/bob.ipynb": b"a"})
    assert taken(found(source)) == {"ada": b"a"}


def test_accents_and_forms_of_unicode(tmp_path: Path) -> None:
    decomposed = "José Núñez Díaz"
    for name in ("Jose Nunez Diaz", decomposed, "NÚÑEZ DÍAZ José"):
        assert taken(found(zipped(tmp_path, {f"{name}.ipynb": b"j"}))) == {"jose": b"j"}


def test_accents_tell_namesakes_apart_only_where_they_are_written(tmp_path: Path) -> None:
    both = Roster([JOSE, Student("jose2", "Jose", "Nunez Diaz")])
    source = zipped(tmp_path, {"José Núñez Díaz.ipynb": b"1", "Jose Nunez Diaz.ipynb": b"2"})
    result = found(source, both)
    assert taken(result) == {"jose": b"1"}
    assert "jose or jose2" in reasons(result)["Jose Nunez Diaz.ipynb"]


def test_vowel_signs_are_no_accents(tmp_path: Path) -> None:
    reena = Roster([Student("reena", "रीना", "दास")])
    assert taken(found(zipped(tmp_path, {"रीना दास.ipynb": b"r"}), reena)) == {"reena": b"r"}
    assert not found(zipped(tmp_path, {"राना दास.ipynb": b"r"}), reena).deliveries


def test_unknown_student(tmp_path: Path) -> None:
    stranger = Student("eve", "Eve", "Nobody", username="eve")
    names = [f"{moodle(stranger)}/{OWN}", canvas(stranger), blackboard("eve"), "eve.ipynb"]
    for name in names:
        result = found(zipped(tmp_path, {name: b"e", "ada.ipynb": b"a"}))
        assert taken(result) == {"ada": b"a"} and list(reasons(result)) == [name]


def test_two_files_of_one_student(tmp_path: Path) -> None:
    files = {"ada/two_weights.ipynb": b"1", "ada/two_weights (1).ipynb": b"2", "bob.ipynb": b"b"}
    result = found(laid(tmp_path, files))
    assert taken(result) == {"bob": b"b"}
    assert set(reasons(result)) == {"ada/two_weights.ipynb", "ada/two_weights (1).ipynb"}
    assert "one of 2 notebooks" in result.needs_review[0].why


def test_the_same_file_twice(tmp_path: Path) -> None:
    result = found(laid(tmp_path, {"ada.ipynb": b"1", "ada/two_weights.ipynb": b"1"}))
    assert taken(result) == {"ada": b"1"} and not result.needs_review
    assert "the same as" in result.notes[0].why


def test_files_of_other_kinds(tmp_path: Path) -> None:
    files = {
        "ada/two_weights.ipynb": b"1",
        "ada/plot.png": b"",
        "bob/two_weights.py": b"",
        "x.pdf": b"",
    }
    result = found(laid(tmp_path, files))
    assert taken(result) == {"ada": b"1"}
    assert (
        reasons(result)["bob/two_weights.py"]
        == "It is no notebook but a .py file: only .ipynb is graded."
    )
    assert set(reasons(result)) == {"bob/two_weights.py", "x.pdf"} and set(notes(result)) == {
        "ada/plot.png"
    }


def test_zip_that_a_student_handed_in(tmp_path: Path) -> None:
    inner = packed({"work/two_weights.ipynb": b"a", "__MACOSX/._two_weights.ipynb": b"junk"})
    for name in (
        f"{moodle(ADA)}/work.zip",
        canvas(ADA, "work.zip"),
        blackboard("lovelace1", own="w.zip"),
        "ada.zip",
    ):
        result = found(zipped(tmp_path, {name: inner}))
        assert taken(result) == {"ada": b"a"} and not result.needs_review
        assert result.deliveries[0].file == f"{name}/work/two_weights.ipynb"


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    zipped(tmp_path, {f"{moodle(ADA)}/work.zip": packed({"x.ipynb": b"a"})})
    assert taken(found(tmp_path)) == {"ada": b"a"}


def test_one_notebook(tmp_path: Path) -> None:
    place = tmp_path / "ada.ipynb"
    place.write_bytes(b"a")
    assert taken(found(place)) == {"ada": b"a"}


def test_the_order_is_the_rosters(tmp_path: Path) -> None:
    files = {f"{one.id}.ipynb": b"" for one in reversed(CLASS.students)}
    assert [one.student for one in found(laid(tmp_path, files)).deliveries] == [
        one.id for one in CLASS
    ]


def test_nothing_to_collect(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"There is nothing at .*missing.zip. Give the zip"):
        found(tmp_path / "missing.zip")
    with pytest.raises(CourseError, match="is it the right download"):
        found(tmp_path)
    (tmp_path / ".DS_Store").write_bytes(b"")
    with pytest.raises(CourseError, match="is it the right download"):
        found(tmp_path)
    with pytest.raises(CourseError, match="The roster has no students"):
        found(laid(tmp_path, {"ada.ipynb": b""}), Roster([]))


def test_a_chinese_name_in_both_orders(tmp_path: Path) -> None:
    for name in ("李伟", "伟 李"):
        assert taken(found(zipped(tmp_path, {f"{name}.ipynb": b"w"}))) == {LI.id: b"w"}


def test_an_id_that_looks_like_canvas(tmp_path: Path) -> None:
    roster = Roster([Student("ws_26_03_ada"), Student("ada")])
    for name in ("ws_26_03_ada.ipynb", "ws_26_03_ada/two_weights.ipynb"):
        assert taken(found(zipped(tmp_path, {name: b"w"}), roster)) == {"ws_26_03_ada": b"w"}


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-20 14:05:33", 14),
        ("2026-11-20T14:05:33+00:00", 14),
        ("2026-11-20 14:05:33 +0100", 13),
        ("2026-11-20 14:05:33.000000 America/New_York", 19),
        ("2026-11-20-14-05-33", 14),
    ],
)
def test_times(text: str, hour: int) -> None:
    assert parse_time(text) == AFTERNOON.replace(hour=hour)


@pytest.mark.parametrize(
    "text",
    [
        *("7", "", "tomorrow", "2026-13-20 14:05:33", "2026-11-20 x"),
        *("2026-11-20 14:05:33.000000 NOWHERE", "2026-11-20 14:05:33 America"),
    ],
)
def test_no_times(text: str) -> None:
    assert parse_time(text) is None


def test_times_at_the_edge_of_the_calendar() -> None:
    assert parse_time("0001-01-01 00:00:00 Asia/Tokyo") is None
