"""Archives of Brightspace, Gradescope, Sakai and ILIAS, and folders of GitHub Classroom."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from course.grading.people.students import Roster

from .deliveries import ADA, BOB, CLASS, JOSE, LI, OWN, found, laid, notes, reasons, taken, zipped

AFTERNOON = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
METADATA = """---
submission_90000001:
  :submitters:
  - :name: Somebody Else
    :sid: '100011'
    :email: ada@uni.edu
  :created_at: 2026-11-20 14:05:00.000000000 Z
submission_90000002:
  :submitters:
  - :name: Bob O'Brien
    :sid: S-2
    :email:
  - :name: José Núñez Díaz
    :sid:
    :email: jose@uni.edu
submission_90000003:
  :submitters:
  - :name: Eve Nobody
    :sid: '9'
    :email: eve@uni.edu
submission_90000004:
  :submitters:
  - :name: Ada Lovelace
    :sid: S-2
    :email: ada@uni.edu
"""


def brightspace(name: str, time: str, number: int = 40211) -> str:
    return f"{number}-7301 - {name} - {time}"


def test_brightspace(tmp_path: Path) -> None:
    ada, newer, older = (
        brightspace("Ada Lovelace", "Nov 20, 2026 205 PM"),
        brightspace("Bob O'Brien", "Nov 20, 2026 1159 PM", 40212),
        brightspace("Bob O'Brien", "Nov 20, 2026 1201 AM", 40212),
    )
    files = {
        "index.html": b"<html>",
        f"{ada}/{OWN}": b"a",
        f"{newer}/{OWN}": b"new",
        f"{older}/{OWN}": b"old",
    }
    result = found(zipped(tmp_path, files), zone=UTC)
    assert taken(result) == {"ada": b"a", "bob": b"new"}
    assert not result.needs_review and list(notes(result)) == [f"{older}/{OWN}"]
    assert result.deliveries[0].timestamp == AFTERNOON
    assert (result.layout, result.index) == ("brightspace", b"<html>")
    assert {one.system for one in result.origins.values()} == {"brightspace"}
    assert result.origins["ada"].name == ada


@pytest.mark.parametrize(
    "time", ["20 November, 2026 1405", "20 nov. 2026 1405", "20. November 2026 14:05"]
)
def test_brightspace_in_another_form_and_without_folders(time: str, tmp_path: Path) -> None:
    name = f"{brightspace('Ada Lovelace', time)} - {OWN}"
    result = found(laid(tmp_path, {name: b"a"}), zone=UTC)
    assert taken(result) == {"ada": b"a"} and result.deliveries[0].timestamp == AFTERNOON


def test_a_time_of_brightspaces_in_an_unknown_language_is_asked_about(tmp_path: Path) -> None:
    name = f"{brightspace('Ada Lovelace', '20 marraskuu 2026 1405')}/{OWN}"
    result = found(zipped(tmp_path, {name: b"a"}))
    assert taken(result) == {"ada": b"a"} and "isn't understood" in reasons(result)[name]


def test_gradescope(tmp_path: Path) -> None:
    folder = "assignment_5005_export"
    files = {f"{folder}/submission_9000000{n}/{OWN}": f"{n}".encode() for n in range(1, 6)}
    files[f"{folder}/submission_metadata.yml"] = METADATA.encode()
    result = found(zipped(tmp_path, files))
    assert taken(result) == {"ada": b"1", "bob": b"2", "jose": b"2"}
    assert result.deliveries[0].timestamp == AFTERNOON
    assert [one.group for one in result.deliveries] == [(), ("bob", "jose"), ("bob", "jose")]
    why = {name.split("/")[1][-1]: said for name, said in reasons(result).items()}
    assert "Eve Nobody, who can't be found" in why["3"]
    assert "Ada Lovelace, who can't be found" in why["4"]  # the number is Bob's
    assert "is missing or doesn't have it" in why["5"]


def test_gradescopes_list_is_the_one_beside_the_folders(tmp_path: Path) -> None:
    files = {
        f"x/submission_1/{OWN}": b"a",
        "x/submission_1/submission_metadata.yml": METADATA.replace("90000001", "1").encode(),
        f"x/submission_2/{OWN}": b"b",
        "x/submission_metadata.yml": b"submission_1: [\n",
    }
    result = found(zipped(tmp_path, files))
    assert not result.deliveries and len(reasons(result)) >= 2


def test_sakai(tmp_path: Path) -> None:
    root = "Two weights"
    ada, both = "Lovelace, Ada(lovelace1)", "O'Brien, Bob(bobrien); Nunez Diaz, Jose(jnunez)"
    files = {
        f"{root}/grades.csv": b"x",
        f"{root}/{ada}/timestamp.txt": b"2026-11-20T14:05:00Z",
        f"{root}/{ada}/comments.txt": b"",
        f"{root}/{ada}/Submission attachment(s)/{OWN}": b"a",
        f"{root}/{both}/Submission attachment(s)/{OWN}": b"b",
    }
    result = found(zipped(tmp_path, files))
    assert taken(result) == {"ada": b"a", "bob": b"b", "jose": b"b"}
    assert result.deliveries[0].timestamp == AFTERNOON and not result.needs_review


def test_sakais_groups_and_files_without_folders(tmp_path: Path) -> None:
    team = "Team Blue (5f0e4a1c-0d1e-4b7a-9c9e-0123456789ab)"
    files = {
        f"Two weights/{team}/members.txt": b"Lovelace, Ada(lovelace1); O'Brien, Bob(bobrien)",
        f"Two weights/{team}/Submission attachment(s)/{OWN}": b"t",
    }
    result = found(zipped(tmp_path, files))
    assert taken(result) == {"ada": b"t", "bob": b"t"} and not result.needs_review
    name = f"Two weights/Lovelace, Ada(lovelace1)_Submission attachment(s)_{OWN}"
    assert taken(found(zipped(tmp_path, {name: b"a"}))) == {"ada": b"a"}


def test_ilias(tmp_path: Path) -> None:
    files = {
        f"Two_weights_12/Lovelace_Ada_lovelace1_345/{OWN}": b"a",
        "Two_weights_12/O_Brien_Bob_bobrien_346/Late Submission - two_weights.ipynb": b"b",
        "Two_weights_12/Nobody_Eve_eve1_347/two_weights.ipynb": b"e",
    }
    result = found(zipped(tmp_path, files))
    assert taken(result) == {"ada": b"a", "bob": b"b"}
    (why,) = reasons(result).values()
    assert "Nobody_Eve" in why or "Nothing in its name" in why


def test_iliass_teams(tmp_path: Path) -> None:
    files = {
        f"Team 1/Lovelace_Ada_lovelace1_345/{OWN}": b"a",
        f"Team 2/O_Brien_Bob_bobrien_346/{OWN}": b"b",
    }
    assert taken(found(zipped(tmp_path, files))) == {"ada": b"a", "bob": b"b"}


def test_github_classroom(tmp_path: Path) -> None:
    names = {ADA: "lovelace1", BOB: "bobrien", JOSE: "jnunez", LI: "liwei"}
    files = {
        f"03-two-weights-submissions/03-two-weights-{login}/notebooks/03_two_weights/{OWN}": one.id
        for one, login in names.items()
    }
    result = found(laid(tmp_path, {name: text.encode() for name, text in files.items()}))
    assert taken(result) == {one.id: one.id.encode() for one in CLASS}


@pytest.mark.parametrize(
    "files",
    [
        {f"Lesson/Lovelace, Ada(bobrien)/Submission attachment(s)/{OWN}": b"a"},
        {f"Lesson/O'Brien, Bob(lovelace1); Lovelace, Ada(bobrien)/{OWN}": b"a"},
        {f"Lovelace_Ada_bobrien_11/{OWN}": b"a", f"OBrien_Bob_lovelace1_12/{OWN}": b"b"},
        {
            "submission_metadata.yml": METADATA.replace("Somebody Else", "Bob O'Brien").encode(),
            f"submission_90000001/{OWN}": b"a",
        },
    ],
    ids=["Sakai", "Sakai, two", "ILIAS", "Gradescope"],
)
def test_a_name_of_one_with_the_login_or_address_of_another(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    result = found(zipped(tmp_path, files))
    assert not taken(result)
    assert reasons(result).keys() == files.keys() - {"submission_metadata.yml"}


def test_a_folder_with_a_number_is_not_iliass(tmp_path: Path) -> None:
    files = {f"ada_two_weights_final_2/{OWN}": b"a", f"bob_two_weights_1/{OWN}": b"b"}
    result = found(laid(tmp_path, files), Roster(CLASS))
    assert taken(result) == {"ada": b"a", "bob": b"b"} and result.layout == "folders"
