"""Feedback goes back under the names under which submissions came, as each system reads them."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest

from course.grading.parcels import Origin
from course.grading.report import uploads
from course.grading.report.again import again
from course.grading.report.delivered import Delivered, remembered
from course.grading.report.messages import written_files
from course.grading.report.uploads import Uploads, zipped

from .deliveries import ADA, BOB, CLASS, OWN, blackboard, canvas, found, laid, moodle
from .deliveries import zipped as zip_
from .runs import LESSON, Run

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
PAGE = "two_weights.html"
INDEX = b"<html>list</html>"


def archives(folder: Path, origins: dict[str, Origin], index: bytes = b"") -> dict[str, list[str]]:
    """Return the names in each archive, by system."""
    made = Uploads(folder, LESSON, PAGE, origins, index)
    for student in origins:
        made.add(student, f"page of {student}".encode(), lambda: b"{}")
    return {
        place.stem.rpartition("_")[2]: zipfile.ZipFile(place).namelist() for place in made.write()
    }


def moodle_takes(path: str) -> tuple[int, str] | None:
    """Return the participant's number and the file's name, as importziplib.php finds them."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit():
            continue
        assert info[2:4] == ["assignsubmission", "file"], "no plugin of Moodle's"
        parts.insert(0, info[4] if len(info) > 4 else "")
        return int(info[1]), "/".join(parts)
    return None


def canvas_takes(path: str) -> list[str]:
    """Return the numbers of user and upload, as infer_comment_context_from_filename finds them."""
    pieces = [piece for piece in path.rpartition("/")[2].split("_") if piece != "LATE"]
    return [piece for piece in pieces if piece.isdigit()][:2]


FOLDER, OLD_FOLDER, FILE = "{}/{}", "{}_/{}", "{}_{}"


@pytest.mark.parametrize("form", [FOLDER, OLD_FOLDER, FILE])
def test_moodle_finds_every_student(form: str, tmp_path: Path) -> None:
    prefixes = {one.id: moodle(one, 500 + n).rstrip("_") for n, one in enumerate(CLASS)}
    files = {form.format(prefix, OWN): who.encode() for who, prefix in prefixes.items()}
    (made,) = archives(tmp_path, found(zip_(tmp_path, files)).origins).values()
    taken = dict(filter(None, map(moodle_takes, made)))
    assert {number: name.strip("/") for number, name in taken.items()} == dict.fromkeys(
        range(500, 500 + len(CLASS)), PAGE
    )
    assert archives(tmp_path, found(tmp_path / "download.zip").origins).keys() == {"moodle"}


def test_canvas_gets_the_names_that_it_gave(tmp_path: Path) -> None:
    files = {canvas(ADA, late=True): b"a", canvas(BOB, "12_of_34.ipynb", 901): b"b"}
    (made,) = archives(tmp_path, found(zip_(tmp_path, files)).origins).values()
    assert sorted(made) == sorted(files)
    assert [canvas_takes(name) for name in made] == [["11", "900"], ["22", "901"]]


def test_brightspace_gets_its_folders_and_its_index(tmp_path: Path) -> None:
    folder = "40211-7301 - Ada Lovelace - Nov 20, 2026 205 PM"
    made = archives(tmp_path, {"ada": Origin("brightspace", folder, folder)}, INDEX)
    assert made == {"brightspace": ["index.html", f"{folder}/{PAGE}"]}


def test_what_brightspace_delivered_goes_back_to_it(tmp_path: Path) -> None:
    names = [
        f"4021{n}-7301 - {who} - Nov 20, 2026 205 PM"
        for n, who in enumerate(("Ada Lovelace", "Bob O'Brien"))
    ]
    files = {"index.html": INDEX, **{f"{name}/{OWN}": name.encode() for name in names}}
    collected = found(zip_(tmp_path, files))
    made = archives(tmp_path, collected.origins, collected.index)
    assert made == {"brightspace": ["index.html", *(f"{name}/{PAGE}" for name in names)]}


def test_the_page_beside_the_folders_is_kept(tmp_path: Path) -> None:
    files = {"all/index.html": INDEX, "all/ada/x.ipynb": b"a", "all/bob/index.html": b"own"}
    assert found(zip_(tmp_path, files)).index == INDEX
    assert found(zip_(tmp_path, {"ada/x.ipynb": b"a", "ada/index.html": b"own"})).index == b""


def test_what_has_no_upload_gets_a_folder_a_student(tmp_path: Path) -> None:
    files = {blackboard("lovelace1"): b"a", blackboard("bobrien"): b"b"}
    collected = found(zip_(tmp_path, files))
    assert archives(tmp_path, collected.origins) == {"folders": [f"ada/{PAGE}", f"bob/{PAGE}"]}
    files = {"Ada Lovelace/mine.ipynb": b"a", "bob.ipynb": b"b"}
    collected = found(laid(tmp_path / "shared", files))
    assert archives(tmp_path, collected.origins) == {
        "folders": [f"Ada Lovelace/{PAGE}", f"bob/{PAGE}"]
    }


def test_two_pages_of_one_upload_are_both_there(tmp_path: Path) -> None:
    one = Origin("canvas", "team_11_900_two_weights.ipynb", "team_11_900_")
    made = archives(tmp_path, {"ada": one, "bob": one})
    assert made == {"canvas": [one.name], "folders": [f"bob/{PAGE}"]}


def test_an_archive_for_which_there_is_nothing_goes(tmp_path: Path) -> None:
    old = tmp_path / f"{LESSON}_feedback_canvas.zip"
    old.touch()
    assert archives(tmp_path, {"ada": Origin("folders", "ada", "ada")}).keys() == {"folders"}
    assert not old.exists()


def test_an_lms_name_outlasts_a_file_put_beside_it(tmp_path: Path) -> None:
    noted = tmp_path / "noted.json"
    first, beside = Origin("moodle", "Ada_1_assignsubmission_file", ""), Origin("folders", "a", "a")
    newer = Origin("moodle", "Ada_2_assignsubmission_file", "")
    assert remembered(noted, None) == Delivered({})
    remembered(noted, Delivered({"ada": first, "bob": beside}, INDEX))
    assert remembered(noted, Delivered({"ada": beside})).origins["ada"] == first
    assert remembered(noted, Delivered({"ada": newer})).origins == {"ada": newer, "bob": beside}
    assert remembered(noted, None).index == INDEX
    noted.write_text("{", encoding="utf-8")
    assert remembered(noted, None) == Delivered({})


def test_the_same_pages_make_the_same_archive() -> None:
    files = {"ä/x.html": b"1", "b/x.html": b"2"}
    assert zipped(files) == zipped(files)


def test_an_archive_is_packed_again_only_where_its_pages_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[list[str]] = []

    def pack(files: Mapping[str, bytes]) -> bytes:
        packed.append([*files])
        return zipped(files)

    monkeypatch.setattr(uploads, "zipped", pack)
    origins = {who: Origin("folders", who, who) for who in ("ada", "bo")}
    place = tmp_path / f"{LESSON}_feedback_folders.zip"
    archives(tmp_path, origins)
    first = place.read_bytes()
    archives(tmp_path, origins)
    assert len(packed) == 1
    for spoilt in (
        b"",
        first[:-30],
        first.replace(b"page of ada"[:4], b"rage"),
        first[:40] + b"\xff\xff\xff" + first[43:],
        zipped({f"ada/{PAGE}": b"page of ada"}),
        zipped({f"ada/{PAGE}": b"page of adb", f"bo/{PAGE}": b"page of bo"}),
        zipped({f"bo/{PAGE}": b"page of bo", f"ada/{PAGE}": b"page of ada"}),
    ):
        place.write_bytes(spoilt)
        before = len(packed)
        archives(tmp_path, origins)
        assert (len(packed) == before + 1) is (spoilt != first)
        assert place.read_bytes() == first
    archives(tmp_path, dict(reversed(origins.items())) | {"cy": Origin("folders", "cy", "cy")})
    assert packed[-1] == [f"bo/{PAGE}", f"ada/{PAGE}", f"cy/{PAGE}"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run.prepare(tmp_path, ["ada", "bo", "cy"])


def test_grade_and_report_write_the_same(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"ada": "Ada_501_assignsubmission_file", "bo": "Bo_502_assignsubmission_file"}
    files = {
        f"{name}/{OWN}": json.dumps({"right": ["forward"]}).encode() for name in names.values()
    }
    source = zip_(run.course.folder, files)
    written = run.grade(monkeypatch, source=source).written
    assert written
    (place,) = written.archives
    assert str(place) in written_files(written)
    with zipfile.ZipFile(place) as archive:
        for student, name in names.items():
            page = run.gradebook / "feedback" / student / LESSON / PAGE
            assert archive.read(f"{name}/{PAGE}") == page.read_bytes()
    before = place.read_bytes()
    assert again(run.course.folder, LESSON).archives == (place,)
    assert place.read_bytes() == before

    with (run.gradebook / "reports" / f"{LESSON}_questions.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert rows["ada"]["forward (of 1)"] == rows["ada"]["score"] == "1"
    assert rows["ada"]["step (of 2)"] == "0"
    assert (rows["ada"]["forward: check"], rows["ada"]["forward: mistake"]) == ("right", "")
    assert set(rows["cy"].values()) == {"cy", "Cy", ""}


def test_canvas_feedback_is_a_notebook(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "ada_11_900_two_weights.ipynb"
    source = zip_(run.course.folder, {name: json.dumps({"right": ["forward"]}).encode()})
    run_roster = run.gradebook / "roster.csv"
    run_roster.write_text("id,last_name,lms_user_id\nada,Ada,11\n", encoding="utf-8")
    written = run.grade(monkeypatch, source=source, layout="canvas").written
    assert written
    with zipfile.ZipFile(written.archives[0]) as archive:
        made = nbformat.reads(archive.read(name).decode("utf-8"), as_version=4)
    nbformat.validate(made)
    text = "\n".join(cell.source for cell in made.cells)
    assert "1 of 13 points" in text and "**Right.**" in text


def nbgrader(folder: Path, *words: str) -> None:
    """Run a command of nbgrader's own."""
    command = "from nbgrader.apps import NbGraderApp; NbGraderApp.launch_instance()"
    done = subprocess.run(
        [sys.executable, "-c", command, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_exchange_gives_it_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = run.course.folder / "exchange", run.course.folder / "cache"
    secret, time = "a-secret-of-this-submission", "2026-11-20 12:00:00.000000 UTC"
    came = f"ada+{LESSON}+{time}"
    files = {
        f"{came}+random/{OWN}": json.dumps({"right": ["forward"]}).encode(),
        f"{came}+random/timestamp.txt": time.encode(),
        f"{came}+random/submission_secret.txt": secret.encode(),
    }
    inbound = laid(root / "downhill/inbound", files)
    kept = laid(cache / "downhill", {name.replace("+random", ""): x for name, x in files.items()})
    assert kept.is_dir()
    written = run.grade(monkeypatch, source=inbound).written
    assert written and not written.archives
    options = [f"--Exchange.root={root}", f"--Exchange.cache={cache}", "--course=downhill"]
    nbgrader(run.course.folder, "release_feedback", LESSON, *options)
    here = run.course.folder / "student"
    here.mkdir()
    nbgrader(here, "fetch_feedback", LESSON, *options, "--student=ada")
    page = run.gradebook / "feedback/ada" / LESSON / PAGE
    assert (here / LESSON / "feedback" / time / PAGE).read_bytes() == page.read_bytes()


def test_a_secret_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    came = f"ada+{LESSON}+2026-11-20 12:00:00.000000 UTC+random"
    files = {f"{came}/{OWN}": b"x", f"{came}/submission_secret.txt": b"s" * 300}
    collected = found(zip_(tmp_path, files))
    assert collected.origins["ada"] == Origin("exchange", came, came)
