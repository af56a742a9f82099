"""nbgrader's exchange, into which everybody writes: a folder's account must fit its name."""

import os
import pwd
from pathlib import Path

import pytest
from traitlets.config.loader import Config

from course.grading.collect.exchange import Exchange
from course.grading.people.students import Roster, Student

from .deliveries import LESSON, OWN, blackboard, found, laid, moodle, notes, reasons, taken

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")

# Accounts that every Linux has, as students; of the last two nobody has heard.
DAEMON, BIN = (pwd.getpwnam(name).pw_uid for name in ("daemon", "bin"))
NAMELESS, OTHER = 54321, 54322
STUDENTS = Roster([Student("daemon"), Student("bin"), Student("zoe"), Student("max")])


def inbound(student: str, hour: int = 14, lesson: str = LESSON) -> str:
    """Return the name of a folder as nbgrader's submit makes it."""
    return f"{student}+{lesson}+2026-11-20 {hour}:05:33.123456 UTC+x{hour}-_Ab"


def give(folder: Path, name: str, uid: int, content: bytes = b"own") -> Path:
    """Put a folder with a notebook into the exchange, and let it belong to an account."""
    laid(folder, {f"{name}/{OWN}": content})
    for place in (folder / name, folder / name / OWN):
        os.chown(place, uid, -1)
    return folder / name


def test_each_folder_belongs_to_its_student(tmp_path: Path) -> None:
    give(tmp_path, inbound("daemon"), DAEMON)
    give(tmp_path, inbound("bin"), BIN)
    assert set(taken(found(tmp_path, STUDENTS))) == {"daemon", "bin"}


def test_a_folder_in_another_students_name(tmp_path: Path) -> None:
    give(tmp_path, inbound("daemon"), DAEMON, b"honest")
    give(tmp_path, inbound("daemon", 23), BIN, b"hostile")
    give(tmp_path, inbound("zoe"), BIN, b"hostile")
    result = found(tmp_path, STUDENTS)
    assert taken(result) == {"daemon": b"honest"}
    why = reasons(result)[f"{inbound('daemon', 23)}/{OWN}"]
    assert "name says daemon, but it belongs to the account bin" in why and "check_owner" in why
    assert {one.student for one in result.needs_review} == {None}


def test_a_students_login_may_be_another_than_the_id(tmp_path: Path) -> None:
    roster = Roster([Student("S-1", username="daemon"), Student("S-2", username="bin")])
    give(tmp_path, inbound("S-1"), DAEMON)
    give(tmp_path, inbound("S-2"), DAEMON)
    assert set(taken(found(tmp_path, roster))) == {"S-1"}


def test_files_of_another_in_a_students_folder(tmp_path: Path) -> None:
    """By nbgrader everybody may write into the folder, so that the instructor can delete it."""
    folder = give(tmp_path, inbound("daemon"), DAEMON, b"honest")
    more = {"two_weights (1).ipynb": b"x", "timestamp.txt": b"2020-01-01 00:00:00 UTC"}
    for name, content in more.items():
        (folder / name).write_bytes(content)
        os.chown(folder / name, BIN, -1)
    os.mkfifo(folder / "pipe.ipynb")
    os.chown(folder / "pipe.ipynb", BIN, -1)
    result = found(tmp_path, STUDENTS)
    assert taken(result) == {"daemon": b"honest"}
    assert result.deliveries[0].timestamp and result.deliveries[0].timestamp.year == 2026
    assert len(result.needs_review) == 3 and {one.student for one in result.needs_review} == {None}
    assert "belongs to the account bin" in result.needs_review[0].why


def test_a_pipe_in_a_newer_folder_of_another(tmp_path: Path) -> None:
    give(tmp_path, inbound("daemon"), DAEMON, b"honest")
    (tmp_path / inbound("daemon", 23)).mkdir()
    os.mkfifo(tmp_path / inbound("daemon", 23) / OWN)
    for place in (tmp_path / inbound("daemon", 23), tmp_path / inbound("daemon", 23) / OWN):
        os.chown(place, BIN, -1)
    assert taken(found(tmp_path, STUDENTS)) == {"daemon": b"honest"}


def test_what_nbgrader_did_not_name(tmp_path: Path) -> None:
    files = {
        "zoe.ipynb": b"hostile",
        f"zoe/{LESSON}/{OWN}": b"hostile",
        f"{moodle(Student('zoe', 'Zoe', 'Z'), 7)}/{OWN}": b"hostile",
        blackboard("zoe", "2030-01-01-00-00-00"): b"hostile",
    }
    laid(tmp_path, files)
    for student in STUDENTS:
        give(tmp_path, inbound(student.id), 0, b"honest")
    give(tmp_path, inbound("max", 15), 0, b"honest")
    result = found(tmp_path, STUDENTS)
    assert set(taken(result).values()) == {b"honest"} and len(taken(result)) == 4
    assert set(reasons(result)) == set(files)


def test_accounts_that_this_computer_does_not_know(tmp_path: Path) -> None:
    give(tmp_path, inbound("zoe"), NAMELESS)
    give(tmp_path, inbound("max"), OTHER)
    assert set(taken(found(tmp_path, STUDENTS))) == {"zoe", "max"}


def test_one_unknown_account_in_two_names(tmp_path: Path) -> None:
    give(tmp_path, inbound("zoe"), NAMELESS)
    give(tmp_path, inbound("max"), NAMELESS)
    give(tmp_path, inbound("daemon"), DAEMON)
    assert set(taken(found(tmp_path, STUDENTS))) == {"daemon"}


def test_two_unknown_accounts_in_one_name(tmp_path: Path) -> None:
    give(tmp_path, inbound("zoe"), NAMELESS)
    give(tmp_path, inbound("zoe", 23), OTHER)
    result = found(tmp_path, STUDENTS)
    assert not result.deliveries and "account number 5432" in result.needs_review[0].why


def test_a_copy_tells_nothing(tmp_path: Path) -> None:
    for student in STUDENTS:
        give(tmp_path, inbound(student.id), 0)
    assert len(taken(found(tmp_path, STUDENTS))) == 4


def test_students_who_share_an_account(tmp_path: Path) -> None:
    for student in ("zoe", "max"):
        give(tmp_path, inbound(student), BIN)
    assert not found(tmp_path, STUDENTS).deliveries
    config = Config()
    config.ExchangeCollect.check_owner = False
    shared = Exchange.of(config)
    assert set(taken(found(tmp_path, STUDENTS, exchange=shared))) == {"zoe", "max"}


def test_the_later_of_two_times_counts(tmp_path: Path) -> None:
    folder = give(tmp_path, inbound("zoe", 23), 0)
    (folder / "timestamp.txt").write_bytes(b"2026-11-20 14:05:33.123456 UTC")
    result = found(tmp_path, STUDENTS)
    (delivery,) = result.deliveries
    assert delivery.timestamp and delivery.timestamp.hour == 23
    assert "another time than the name" in notes(result)[f"{inbound('zoe', 23)}/timestamp.txt"]


@pytest.mark.parametrize(
    ("time", "hour"),
    [
        ("2026-11-20 14:05:33.123456 +0100", 13),
        ("2026-11-20 14:05:33.123456 +01", 13),
        ("2026-11-20 14:05:33.123456 -0530", 19),
        ("2026-11-20 14:05:33.123456 CET", 13),
        ("2026-11-20 14:05:33.123456", 14),
    ],
)
@pytest.mark.parametrize("random", ["+x_-12345678", ""])
@pytest.mark.parametrize("student", ["zoe", "zoe+max"])
def test_times_in_the_folders_name(
    tmp_path: Path, student: str, time: str, hour: int, random: str
) -> None:
    roster = Roster([Student(student)])
    laid(tmp_path, {f"{student}+{LESSON}+{time}{random}/{OWN}": b"own"})
    (delivery,) = found(tmp_path, roster).deliveries
    assert delivery.student == student
    assert delivery.timestamp and delivery.timestamp.hour == hour


def test_the_courses_own_form_and_zone_of_times(tmp_path: Path) -> None:
    config = Config()
    config.Exchange.timezone = "Asia/Kolkata"
    config.Exchange.timestamp_format = "%d.%m.%Y %H-%M-%S"
    laid(tmp_path, {f"zoe+{LESSON}+20.11.2026 14-05-33+x/{OWN}": b"own"})
    (delivery,) = found(tmp_path, STUDENTS, exchange=Exchange.of(config)).deliveries
    assert f"{delivery.timestamp:%m-%d %H:%M}" == "11-20 08:35"


@pytest.mark.parametrize(("year", "told"), [(2001, True), (2199, False)])
def test_a_file_that_was_written_after_the_time_in_its_folders_name(
    tmp_path: Path, year: int, told: bool
) -> None:
    for number, uid in enumerate((DAEMON, 0)):
        source = tmp_path / f"{number}"
        give(source, inbound("daemon").replace("2026", f"{year}"), uid)
        result = found(source, STUDENTS)
        assert taken(result) == {"daemon": b"own"}
        said = [one for one in result.remarks if "written later than its folder's name says" in one]
        assert bool(said) is (told and uid == DAEMON)  # a copy tells nothing


@pytest.mark.parametrize("zone", ["XYZ", "+9900", "CEST CEST", "Pacific Daylight Time"])
def test_a_name_whose_time_is_not_understood_is_asked_about(tmp_path: Path, zone: str) -> None:
    """The student can write the timestamp.txt, so it doesn't count alone."""
    name = f"zoe+{LESSON}+2026-07-10 23:30:00 {zone}+r"
    laid(tmp_path, {f"{name}/{OWN}": b"z", f"{name}/timestamp.txt": b"2020-01-01 00:00:00 UTC"})
    result = found(tmp_path, STUDENTS)
    assert taken(result) == {"zoe": b"z"} and result.deliveries[0].timestamp is None
    assert "nothing says when it was handed in" in reasons(result)[f"{name}/{OWN}"]


@pytest.mark.parametrize(("year", "told"), [(2001, True), (2199, False)])
def test_a_file_that_was_written_after_the_time_that_counts(
    tmp_path: Path, year: int, told: bool
) -> None:
    folder = give(tmp_path, inbound("daemon").replace("2026", "2000"), DAEMON)
    (folder / "timestamp.txt").write_bytes(b"%d-11-20 14:05:33 UTC" % year)
    result = found(tmp_path, STUDENTS)
    assert result.deliveries[0].timestamp and result.deliveries[0].timestamp.year == year
    assert told is any("written later than its folder's name says" in one for one in result.remarks)


def test_a_stamp_that_is_not_understood_beside_a_name_that_is(tmp_path: Path) -> None:
    laid(tmp_path, {f"{inbound('zoe')}/{OWN}": b"z"})
    (tmp_path / inbound("zoe") / "timestamp.txt").write_bytes(b"2026-12-24 23:30:00 XYZ")
    result = found(tmp_path, STUDENTS)
    assert result.deliveries[0].timestamp and result.deliveries[0].timestamp.month == 11
    assert "left out" in notes(result)[f"{inbound('zoe')}/timestamp.txt"]
