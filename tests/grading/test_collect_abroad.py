"""Names and numbers of other countries' classes, and of systems that write both."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from course.errors import CourseError
from course.grading.collect.ascii_name import ascii_name
from course.grading.people.students import Roster, Student

from .deliveries import OWN, Files, found, laid, notes, reasons, taken, zipped

ZOS = Student("zos", "Zośka", "Żółć", "z@uni.test", "51", "zzolc", "P-1")
SUK = Student("suk", "Şükrü", "Çağlayan", "s@uni.test", "52", "scag", "P-2")
JUR = Student("jur", "Jürgen", "Groß", "j@uni.test", "53", "jgross", "P-3")
ABROAD = Roster([ZOS, SUK, JUR])
NAMELESS = Roster([Student("z@uni.test", email="z@uni.test")])
WARSAW = ZoneInfo("Europe/Warsaw")


def brightspace(number: int, time: str) -> str:
    return f"{number}-7301 - Zośka Żółć - Nov 20, 2026 {time}/{OWN}"


def blackboard(name: str, time: str = "2026-11-20-14-05-33") -> str:
    return f"Lab 3_{name}_attempt_{time}_{OWN}"


@pytest.mark.parametrize(
    "names",
    [
        [f"żółćzośka_{number}_{upload}_{OWN}" for number, upload in ((51, 900), (99, 910))],
        [brightspace(40211, "205 PM"), brightspace(40999, "206 PM")],
    ],
    ids=["Canvas", "Brightspace"],
)
def test_one_name_with_two_numbers_may_be_two_people(names: list[str], tmp_path: Path) -> None:
    """The newer was graded as the one student's of that name."""
    nobody_numbered = Roster([Student("zos", "Zośka", "Żółć"), Student("suk", "Şükrü", "Çağlayan")])
    files = {name: str(number).encode() for number, name in enumerate(names)}
    result = found(zipped(tmp_path, files), nobody_numbered)
    assert not taken(result)
    assert [*reasons(result)] == names
    assert all("several people of that name" in why for why in reasons(result).values())


def test_a_groups_number_is_nobodys_id(tmp_path: Path) -> None:
    """Blackboard writes usernames; 51 was somebody's number."""
    files = {blackboard("Team_51"): b"a", blackboard("Team_52"): b"b"}
    result = found(zipped(tmp_path, files), ABROAD)
    assert not taken(result) and reasons(result).keys() == files.keys()
    named = {blackboard(one.username): one.id.encode() for one in ABROAD}
    assert taken(found(zipped(tmp_path, named), ABROAD)) == {
        one.id: one.id.encode() for one in ABROAD
    }


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Żółć_Zośka", "__o_____Zo__ka"),
        ("Groß_Jürgen", "Gross_Juergen"),
        ("Núñez_Zoë", "Nunez_Zoe"),
    ],
)
def test_iliass_names_in_ascii(name: str, written: str) -> None:
    assert ascii_name(name) == written


def test_iliass_folders_of_names_that_ascii_lacks(tmp_path: Path) -> None:
    """A name that begins with such a letter was none of ILIAS's."""
    files = {
        f"Lab_12/__o_____Zo__ka_zzolc_345/{OWN}": b"z",
        f"Lab_12/_a__layan___kr___scag_346/{OWN}": b"s",
        f"Lab_12/Gross_Juergen_jgross_347/{OWN}": b"j",
    }
    assert taken(found(zipped(tmp_path, files), ABROAD)) == {"zos": b"z", "suk": b"s", "jur": b"j"}


@pytest.mark.parametrize("name", ["Gross_Juergen_jgross_51", "Gross_Juergen_zzolc_345"])
def test_iliass_number_or_login_of_another(name: str, tmp_path: Path) -> None:
    result = found(zipped(tmp_path, {f"{name}/{OWN}": b"j"}), ABROAD)
    assert not taken(result)
    (why,) = reasons(result).values()
    assert "jur" in why and "zos" in why


@pytest.mark.parametrize("folder", ["lab-3-submissions/lab-3", "mine/backprop", "lab-3"])
def test_repositories_called_by_an_assignment_of_the_instructors(
    folder: str, tmp_path: Path
) -> None:
    """GitHub Classroom calls them by its own assignment, which no lesson need be called by."""
    files = {f"{folder}-zzolc/{OWN}": b"z", f"{folder}-scag-1/{OWN}": b"s"}
    assert taken(found(laid(tmp_path, files), ABROAD)) == {"zos": b"z", "suk": b"s"}


def test_a_name_that_begins_as_others_do_is_its_own(tmp_path: Path) -> None:
    class_ = Roster([Student("jean-luc"), Student("luc"), Student("paul")])
    files = {f"jean-luc/{OWN}": b"1", f"jean-paul/{OWN}": b"2"}
    result = found(laid(tmp_path, files), class_)
    assert taken(result) == {"jean-luc": b"1"} and [*reasons(result)] == [f"jean-paul/{OWN}"]


def test_feedback_that_sakai_packs_again_is_not_handed_in(tmp_path: Path) -> None:
    student = "Lab/Żółć, Zośka(zzolc)"
    files = {
        f"{student}/Submission attachment(s)/{OWN}": b"new",
        f"{student}/Feedback Attachment(s)/{OWN}": b"given back",
    }
    result = found(zipped(tmp_path, files), ABROAD)
    assert taken(result) == {"zos": b"new"} and not reasons(result) and not notes(result)


def test_a_stroke_may_be_missing_as_an_accent_may(tmp_path: Path) -> None:
    files = {f"Zoska Zolc/{OWN}": b"z", "Caglayan Sukru.ipynb": b"s"}
    assert taken(found(laid(tmp_path, files), ABROAD)) == {"zos": b"z", "suk": b"s"}


def test_a_roster_without_names_is_told(tmp_path: Path) -> None:
    files = {f"Zośka Żółć_701_assignsubmission_file/{OWN}": b"z"}
    (why,) = reasons(found(zipped(tmp_path, files), NAMELESS)).values()
    assert "the roster has no names" in why


@pytest.mark.parametrize("word", ["Uczestnik", "Katılımcı", "Participante"])
def test_a_name_that_moodle_hides(word: str, tmp_path: Path) -> None:
    files = {f"{word}_701_assignsubmission_file/{OWN}": b"z"}
    (why,) = reasons(found(zipped(tmp_path, files), ABROAD)).values()
    assert "hides who handed it in" in why


def test_the_hour_that_comes_twice_is_told(tmp_path: Path) -> None:
    early, only = "2026-10-25-02-30-00", "2026-10-25-03-30-00"
    files = {blackboard("zzolc", early): b"z", blackboard("scag", only): b"s"}
    result = found(zipped(tmp_path, files), ABROAD, zone=WARSAW)
    times = {one.student: one.timestamp for one in result.deliveries}
    assert [str(times[one]) for one in ("zos", "suk")] == [
        "2026-10-25 00:30:00+00:00",
        "2026-10-25 02:30:00+00:00",
    ]
    (remark,) = result.remarks
    assert "came twice" in remark and remark.endswith("So it is for zos.")


def test_an_hour_that_no_clock_showed_is_asked_about(tmp_path: Path) -> None:
    name = blackboard("zzolc", "2026-03-29-02-30-00")
    result = found(zipped(tmp_path, {name: b"z"}), ABROAD, zone=WARSAW)
    assert result.deliveries[0].timestamp is None and "went forward" in reasons(result)[name]


@pytest.mark.parametrize(
    "start", [b"Rar!\x1a\x07\x01\0", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd"]
)
def test_a_download_of_another_kind(start: bytes, tmp_path: Path) -> None:
    place = tmp_path / "download.rar"
    place.write_bytes(start + bytes(99))
    with pytest.raises(CourseError, match="unpack it and grade the folder"):
        found(place, ABROAD)


def test_two_notebooks_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files: Files = {f"zos/v1/{OWN}": b"1", f"zos/v2/{OWN}": b"2"}
    result = found(laid(tmp_path, files), ABROAD)
    assert all(f"(v1/{OWN} and v2/{OWN})" in why for why in reasons(result).values())
