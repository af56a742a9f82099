"""What times mean that nbgrader, Blackboard and Moodle write; what isn't known is asked about."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.dates import get_month_names
from hypothesis import example, given, settings
from hypothesis import strategies as st
from traitlets.config.loader import Config

from course.grading.collect.exchange import Exchange
from course.grading.collect.times import TimeRules, parse_time
from course.grading.people.roster import read_roster

from .deliveries import (
    ADA,
    LESSON,
    OWN,
    blackboard,
    canvas,
    found,
    laid,
    moodle,
    notes,
    packed,
    reasons,
    zipped,
)

ZURICH, NEW_YORK = ZoneInfo("Europe/Zurich"), ZoneInfo("America/New_York")
KOLKATA, DUBLIN = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Dublin")
TIMED = f"ada/{LESSON}"


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-07-10 23:30:00 CEST", ZURICH, "07-10 21:30"),
        ("2026-01-10 23:30:00 CET", ZURICH, "01-10 22:30"),
        ("2026-07-10 23:30:00 EDT", NEW_YORK, "07-11 03:30"),
        ("2026-07-10 23:30:00 IST", KOLKATA, "07-10 18:00"),
        ("2026-07-10 23:30:00 IST", DUBLIN, "07-10 22:30"),
        ("2026-01-10 23:30:00 CST", ZoneInfo("Asia/Shanghai"), "01-10 15:30"),
        ("2026-10-25 02:30:00 CEST", ZURICH, "10-25 00:30"),  # the hour that comes twice
        ("2026-10-25 02:30:00 CET", ZURICH, "10-25 01:30"),
        ("2026-07-10 23:30:00 CEST", UTC, "07-10 21:30"),  # the same all over the world
        ("2026-07-10 23:30:00 EDT", ZURICH, "07-11 03:30"),
        ("2026-07-10 23:30:00 CET", ZURICH, "07-10 22:30"),  # Algiers has it in summer too
        ("2026-07-10 23:30:00 GMT", ZURICH, "07-10 23:30"),
        ("2026-07-10 23:30:00 +0200", UTC, "07-10 21:30"),
        ("2026-07-10 23:30:00.5 +02", UTC, "07-10 21:30"),
        ("2026-07-10 23:30:00 -09:30", UTC, "07-11 09:00"),
        ("2026-07-10 23:30:00 UTC+02:00", UTC, "07-10 21:30"),
        ("2026-07-10 23:30:00 UTC-5", ZURICH, "07-11 04:30"),
        ("2026-07-10 23:30:00 GMT+0530", ZURICH, "07-10 18:00"),
        ("2026-07-10 23:30:00 Etc/GMT+2", ZURICH, "07-11 01:30"),  # its sign is the other way
        ("Friday, 10 July 2026, 11:30 PM CEST", UTC, "07-10 21:30"),
        ("2026-07-10T23:30:00Z", ZURICH, "07-10 23:30"),
        ("2026-07-10T23:30:00+02:00", UTC, "07-10 21:30"),
        ("Friday, 10 July 2026, 11:30 PM", ZURICH, "07-10 21:30"),
        ("Friday, 10 July 2026, 12:05 AM", ZURICH, "07-09 22:05"),
        ("Freitag, 10. Juli 2026, 23:30", ZURICH, "07-10 21:30"),
        ("Donnerstag, 5. März 2026, 09:05", ZURICH, "03-05 08:05"),
    ],
)
def test_meanings(text: str, zone: ZoneInfo, utc: str) -> None:
    assert f"{parse_time(text, zone):%m-%d %H:%M}" == utc


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-01-10 23:30:00 CST", "UTC-06:00 or UTC-05:00 or UTC+08:00"),
        ("2026-07-10 23:30:00 IST", "UTC+01:00 or UTC+05:30"),
        ("2026-01-10 23:30:00 PST", "may mean"),
        ("2026-07-10 23:30:00 NOWHERE", "No time zone uses NOWHERE"),
        ("2026-07-10 23:30:00 Europe/Nowhere", "No time zone is called Europe/Nowhere"),
        ("2026-07-10 23:30:00 UTC+24", "No zone is UTC+24"),
        ("2026-07-10 23:30:00 (CEST)", "isn't understood"),
        ("2026-07-10 23:30:00 Pacific Daylight Time", "isn't understood"),
        ("2026-07-10 11:30 PM CEST", "isn't understood"),
        ("2026-11-20 14:05:33 ../../etc/passwd", "isn't understood"),
        ("10.07.2026 23:30 Uhr", "isn't understood"),
        ("7/10/2026 11:30 PM", "isn't understood"),
        ("Fri, 10 Jul 2026 23:30:00 +0200", "isn't understood"),
        ("Fri Jul 10 23:30:00 CEST 2026", "isn't understood"),
        ("July 10, 2026 at 11:30 PM", "isn't understood"),
        ("2026-07-10" + " " * 120 + "23:30", "isn't understood"),
    ],
)
def test_what_is_not_known_is_asked_about(tmp_path: Path, text: str, says: str) -> None:
    source = laid(tmp_path, {f"{TIMED}/{OWN}": b"a", f"{TIMED}/timestamp.txt": text.encode()})
    result = found(source, zone=ZURICH)
    (delivery,) = result.deliveries
    assert delivery.timestamp is None
    why = reasons(result)[f"{TIMED}/timestamp.txt"]
    assert says in why and "nothing says when it was handed in" in why


@pytest.mark.parametrize("text", ["Friday, 10 Brumaire 2026, 23:30", "x, 10 July 2026, 13:30 PM"])
def test_no_times_of_moodles(text: str) -> None:
    assert parse_time(text) is None


def test_a_guess_is_told_once_for_all(tmp_path: Path) -> None:
    files = {f"{one}/{LESSON}/{OWN}": b"a" for one in ("ada", "bob")}
    stamps = {f"{one}/{LESSON}/timestamp.txt": b"2026-07-10 23:30:00 EDT" for one in ("ada", "bob")}
    result = found(laid(tmp_path, {**files, **stamps}), zone=ZURICH)
    why = "EDT was taken for UTC-04:00, as everywhere in the world. So it is for ada, bob."
    assert result.remarks == [why] and not result.notes and not result.needs_review
    assert {one.timestamp for one in result.deliveries} == {
        datetime(2026, 7, 11, 3, 30, tzinfo=UTC)
    }


def test_a_time_without_a_zone_is_told(tmp_path: Path) -> None:
    stamp = {f"{TIMED}/timestamp.txt": b"2026-07-10 23:30:00"}
    result = found(laid(tmp_path, {f"{TIMED}/{OWN}": b"a", **stamp}), zone=ZURICH)
    assert f"{result.deliveries[0].timestamp:%H:%M}" == "23:30"
    assert result.remarks[0].startswith("It names no zone and was taken for UTC")


@pytest.mark.parametrize(
    "text",
    ["Friday, 10 July 2026, 11:30 PM", "Freitag, 10. Juli 2026, 23:30", "2026-07-10-23-30-00"],
)
def test_an_lmss_form_without_a_zone_is_in_the_courses(tmp_path: Path, text: str) -> None:
    stamp = {f"{TIMED}/timestamp.txt": text.encode()}
    result = found(laid(tmp_path, {f"{TIMED}/{OWN}": b"a", **stamp}), zone=ZURICH)
    assert f"{result.deliveries[0].timestamp:%H:%M}" == "21:30"
    assert "isn't as nbgrader writes it: it was taken for the course's" in result.remarks[0]


def test_the_zone_in_nbgraders_configuration(tmp_path: Path) -> None:
    config = Config()
    config.Exchange.timezone = "Asia/Kolkata"
    source = laid(
        tmp_path, {f"{TIMED}/{OWN}": b"a", f"{TIMED}/timestamp.txt": b"2026-07-10 23:30:00 IST"}
    )
    for zone, hours in ((ZURICH, "18:00"), (DUBLIN, "")):  # two of the course's zones disagree
        (delivery,) = found(source, zone=zone, exchange=Exchange.of(config)).deliveries
        assert (f"{delivery.timestamp:%H:%M}" if delivery.timestamp else "") == hours


def test_this_computers_zone(tmp_path: Path) -> None:
    code = "from course.grading.collect.times import TimeRules; print(TimeRules().read({!r}).time)"
    text = "2026-07-10 23:30:00 IST"
    for zone, said in (
        ("Asia/Kolkata", "18:00:00"),
        ("Europe/Dublin", "22:30:00"),
        ("UTC", "None"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code.format(text)],
            env={"TZ": zone},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert said in done.stdout


@given(
    zone=st.sampled_from(["Europe/Zurich", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Riyadh"]),
    when=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    microseconds=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_what_nbgrader_writes_in_the_courses_zone(
    zone: str, when: datetime, microseconds: bool
) -> None:
    home = ZoneInfo(zone)
    when = when.replace(tzinfo=UTC, microsecond=when.microsecond if microseconds else 0)
    text = when.astimezone(home).strftime("%Y-%m-%d %H:%M:%S.%f %Z")
    assert TimeRules(home).read(text).time == when
    assert TimeRules(UTC, home).read(text).time == when
    somewhere = TimeRules(UTC).read(text)
    assert somewhere.time in (when, None)


@given(text=st.text("2026-07101 :.+ZCESTA/", max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    reading = TimeRules(ZURICH).read(text)
    assert reading.time is None or abs(
        reading.time - datetime(2026, 7, 10, tzinfo=UTC)
    ) < timedelta(days=3_000_000)


DAYS = ["0001-01-01", "2026-07-10", "9999-12-31"]
ENDS = ["Z", "+99", "+24:00", "+0260", "-2359", "+٩٩", "NOWHERE", "CEST", "Europe/", "UTC+99"]


@given(
    text=st.text(st.characters(), max_size=120)
    | st.builds("{} {} {}".format, st.sampled_from(DAYS), st.times(), st.sampled_from(ENDS))
    | st.builds("2026-07-10 23:30:00{}".format, st.text(st.characters(), max_size=12))
)
@example("9999-12-31 23:30:00 NOWHERE")
@example("0001-01-01 00:30:00 NOWHERE")
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str) -> None:
    for zone in (None, UTC, ZURICH, KOLKATA, NEW_YORK):
        time = parse_time(text, zone)
        assert time is None or time.tzinfo is UTC


@pytest.mark.parametrize("zone", ["+99", "+9900", "+24:00", "-0260", "+٩٩"])
def test_one_students_impossible_zone_does_not_stop_the_class(tmp_path: Path, zone: str) -> None:
    time = f"2026-07-10 23:30:00 {zone}"
    stamped = {f"{TIMED}/{OWN}": b"a", f"{TIMED}/timestamp.txt": time.encode()}
    exchanged = {f"{one}+{LESSON}+{time}+r/{OWN}": b"a" for one in ("ada", "bob")}
    for number, files in enumerate((stamped, exchanged)):
        result = found(laid(tmp_path / f"{number}", files), zone=ZURICH)
        assert result.deliveries and not any(one.timestamp for one in result.deliveries)
        assert {one.student for one in result.needs_review} == {
            one.student for one in result.deliveries
        }
        assert all("nothing says when" in one.why for one in result.needs_review)


OWN_TIME = b"2020-01-01 00:00:00 UTC"


@pytest.mark.parametrize(
    "files",
    [
        {f"ada/{LESSON}/work.zip": packed({OWN: b"a", "timestamp.txt": OWN_TIME})},
        {"ada.zip": packed({OWN: b"a", "timestamp.txt": OWN_TIME})},
        {"ada.zip": packed({f"{LESSON}/{OWN}": b"a", f"{LESSON}/timestamp.txt": OWN_TIME})},
        {f"ada/work/{OWN}": b"a", "ada/work/timestamp.txt": OWN_TIME},
    ],
    ids=["a zip below", "a zip", "folders in a zip", "a folder below"],
)
def test_a_students_own_time_in_a_folder(tmp_path: Path, files: dict[str, bytes]) -> None:
    (delivery,) = found(laid(tmp_path, files)).deliveries
    assert delivery.timestamp is None


def test_a_students_own_time_beside_nbgraders(tmp_path: Path) -> None:
    files = {
        f"{TIMED}/timestamp.txt": b"2026-11-20 14:05:33.000000 UTC",
        f"{TIMED}/work/{OWN}": b"a",
        f"{TIMED}/work/timestamp.txt": OWN_TIME,
    }
    result = found(laid(tmp_path, files))
    assert result.deliveries[0].timestamp == datetime(2026, 11, 20, 14, 5, 33, tzinfo=UTC)
    assert "doesn't count" in notes(result)[f"{TIMED}/work/timestamp.txt"]


@pytest.mark.parametrize("inside", [False, True], ids=["beside the notebook", "in a zip"])
def test_a_students_own_time_in_an_lmss_archive(tmp_path: Path, inside: bool) -> None:
    own = {OWN: b"a", "timestamp.txt": OWN_TIME}
    zipped_own = {"w.zip": packed(own)}
    late = blackboard("lovelace1", "2026-11-20-23-05-33", "")[:-4] + "_"
    for prefix in (f"{moodle(ADA)}/", moodle(ADA), canvas(ADA, ""), late):
        files = {
            prefix + name: content for name, content in (zipped_own if inside else own).items()
        }
        (delivery,) = found(zipped(tmp_path, files), zone=UTC).deliveries
        when = delivery.timestamp
        assert when == (datetime(2026, 11, 20, 23, 5, 33, tzinfo=UTC) if prefix == late else None)


def test_a_time_in_a_folder_that_is_not_nbgraders_is_told(tmp_path: Path) -> None:
    result = found(laid(tmp_path, {f"ada/{OWN}": b"a", "ada/timestamp.txt": OWN_TIME}))
    assert result.deliveries[0].timestamp and result.deliveries[0].timestamp.year == 2020
    assert "whoever can write there" in result.remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        "Friday, 10 July 2026, 11:30 PM",
        "Freitag, 10. Juli 2026, 23:30",
        "vendredi 10 juillet 2026, 23:30",
        "viernes, 10 de julio de 2026, 23:30",
        "venerdì, 10 luglio 2026, 23:30",
        "vrijdag, 10 juli 2026, 23:30",
        "10 July 2026, 11:30\u202fPM",
        "Jul 10, 2026 1130 PM",
        "10 July, 2026 2330",
        "sexta, 10 de julho de 2026 às 23:30",
        "piątek, 10 lipca 2026, 23:30",
        "Cuma, 10 Temmuz 2026, 11:30 PM",
        "fredag, 10 juli 2026, 23:30",
        "vineri, 10 iulie 2026, 23:30",
        "пятница, 10 июля 2026, 23:30",
        "2026年07月10日 星期五 23:30",
        "الجمعة، 10 يوليو 2026، 11:30 PM",
    ],
)
def test_times_in_words(text: str) -> None:
    assert parse_time(text) == datetime(2026, 7, 10, 23, 30, tzinfo=UTC)


def test_every_month_of_every_language_is_one() -> None:
    from course.grading.collect.worded import LANGUAGES, _months

    for language in LANGUAGES:
        names = get_month_names("wide", locale=language)
        assert [_months()[names[n].casefold()] for n in range(1, 13)] == [*range(1, 13)]


def test_a_grading_worksheet_has_the_times_of_moodles_archive(tmp_path: Path) -> None:
    path = tmp_path / "worksheet.csv"
    path.write_text(
        "ID,Vollständiger Name,E-Mail-Adresse,Status,Zuletzt geändert (Abgabe)\n"
        'Teilnehmer/in17,Ada Lovelace,ada@uni.edu,Abgegeben,"Freitag, 10. Juli 2026, 23:30"\n'
        "Teilnehmer/in18,Bob O'Brien,bob@uni.edu,Keine Abgabe,-\n"
        'Teilnehmer/in19,Li Wei,li@uni.edu,Abgegeben,"perjantai 10. heinäkuuta 2026"\n',
        encoding="utf-8-sig",
    )
    names = ("Ada Lovelace_17", "Bob OBrien_18", "Li Wei_19")
    files = {f"{one}_assignsubmission_file/{OWN}": one.encode() for one in names}
    result = found(zipped(tmp_path, files), read_roster(path), zone=ZURICH)
    times = {one.student: one.timestamp for one in result.deliveries}
    assert times == {
        "ada@uni.edu": datetime(2026, 7, 10, 21, 30, tzinfo=UTC),
        "bob@uni.edu": None,
        "li@uni.edu": None,
    }
    assert "isn't understood" in reasons(result)[f"{names[2]}_assignsubmission_file/{OWN}"]
    assert [one for one in result.remarks if "grading worksheet" in one and "ada@uni.edu" in one]
    assert "when 2 of the files were handed in" in result.without_times()
    assert "grading worksheet" in result.without_times()
