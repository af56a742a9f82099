"""One file for several students: by the group of an LMS, or by a line in the notebook."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from course.grading.people.students import Roster, Student

from .deliveries import (
    ADA,
    BOB,
    CLASS,
    JOSE,
    LI,
    OWN,
    blackboard,
    canvas,
    found,
    laid,
    moodle,
    notes,
    reasons,
    taken,
    zipped,
)

PAIRS = Roster(
    [
        replace(ADA, groups=("Pair 7",)),
        replace(BOB, groups=("Pair 7",)),
        replace(JOSE, groups=("Team Blue",)),
        replace(LI, groups=("Team Blue",)),
    ]
)
BOTH = {"ada": b"x", "bob": b"x"}


def written(*lines: str, as_one: bool = False, ascii_: bool = False) -> bytes:
    source: object = "\n".join(lines) if as_one else [f"{line}\n" for line in lines]
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    return json.dumps({"cells": [cell], "nbformat": 4}, ensure_ascii=ascii_).encode()


def test_canvas_gives_a_groups_file_to_everybody_in_it(tmp_path: Path) -> None:
    name = f"pair7_11_900_{OWN}"
    result = found(zipped(tmp_path, {name: b"x"}), PAIRS)
    assert taken(result) == BOTH and not result.needs_review
    assert [one.group for one in result.deliveries] == [("ada", "bob")] * 2
    assert result.origins["bob"].group == ("ada", "bob")
    assert notes(result) == {name: "It was graded for the group of ada, bob."}


def test_a_group_that_the_roster_does_not_have_is_asked_about(tmp_path: Path) -> None:
    (why,) = reasons(found(zipped(tmp_path, {f"pair7_11_900_{OWN}": b"x"}))).values()
    assert "group" in why and "column group of the roster" in why
    (why,) = reasons(found(zipped(tmp_path, {f"pair7_33_900_{OWN}": b"x"}), PAIRS)).values()
    assert "under the number of jose" in why


def test_what_was_uploaded_in_a_canvas_quiz(tmp_path: Path) -> None:
    names = [f"obrien_bob22_question_551_902_{OWN}", f"lovelace_ada11_question_551_903_{OWN}"]
    result = found(zipped(tmp_path, {names[0]: b"b", names[1]: b"a"}))
    assert taken(result) == {"ada": b"a", "bob": b"b"} and not result.needs_review
    assert {one.system for one in result.origins.values()} == {"folders"}  # no re-upload for these
    files = {names[1]: b"a", f"lovelace_ada11_question_552_904_{OWN}": b"other"}
    assert len(reasons(found(zipped(tmp_path, files)))) == 2
    (why,) = reasons(found(zipped(tmp_path, {f"nobody_x99_question_5_6_{OWN}": b""}))).values()
    assert "not in the roster" in why


@pytest.mark.parametrize(
    "name",
    [
        f"Team Blue_17_assignsubmission_file/{OWN}",
        f"Team Blue_assignsubmission_file/{OWN}",
        blackboard("Team Blue"),
        f"Team Blue/{OWN}",
        f"03-two-weights-team-blue/{OWN}",
        f"Team Blue {OWN}",
    ],
)
def test_groups_of_other_systems(name: str, tmp_path: Path) -> None:
    assert taken(found(zipped(tmp_path, {name: b"t"}), PAIRS)) == {"jose": b"t", "li": b"t"}


def test_a_sections_folder_is_no_groups_submission(tmp_path: Path) -> None:
    files = {f"Pair 7/ada/{OWN}": b"a", f"Team Blue/jose_{OWN}": b"j"}
    result = found(laid(tmp_path / "plain", files), PAIRS)
    assert not result.deliveries
    assert all("called as a group, and it as a student" in why for why in reasons(result).values())
    both = {"Pair 7": (ADA, BOB), "Team Blue": (JOSE, LI)}
    files = {f"{name}/{moodle(one)}/{OWN}": b"x" for name, class_ in both.items() for one in class_}
    assert len(taken(found(laid(tmp_path / "moodle", files), PAIRS))) == 4


def test_a_group_called_as_a_student_is_asked_about(tmp_path: Path) -> None:
    roster = Roster([*PAIRS, Student("x", "Pair", "7", lms_id="99")])
    assert not found(zipped(tmp_path, {f"pair7_11_900_{OWN}": b"x"}), roster).deliveries


def test_a_members_own_file_beside_the_groups_is_asked_about(tmp_path: Path) -> None:
    files = {f"pair7_11_900_{OWN}": b"x", canvas(BOB, "own.ipynb", 901): b"b"}
    result = found(zipped(tmp_path, files), PAIRS)
    assert taken(result) == {"ada": b"x"} and len(reasons(result)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Group: ada, bob",
        "**Group:** Ada Lovelace and Bob O'Brien",
        "# Team: ada; bob",
        "group : bob",
        "Gruppe: Ada Lovelace, Bob O'Brien",
        "Grupa: ada i bob",
        "# Team members: ada, bob",
        "Group：ada、bob",
        "小组：ada、bob",
        "**Équipe :** ada et bob",
    ],
)
@pytest.mark.parametrize("as_one", [True, False])
def test_a_line_in_the_notebook_names_the_group(line: str, as_one: bool, tmp_path: Path) -> None:
    content = written("# Two weights", line, "More.", as_one=as_one)
    result = found(laid(tmp_path, {"ada.ipynb": content}))
    assert taken(result) == {"ada": content, "bob": content} and not result.needs_review
    assert "the group of ada, bob" in notes(result)["ada.ipynb"]


def test_names_with_accents_in_either_form_of_json(tmp_path: Path) -> None:
    for ascii_ in (True, False):
        content = written("Group： José Núñez Díaz", ascii_=ascii_)
        assert set(taken(found(laid(tmp_path, {"ada.ipynb": content})))) == {"ada", "jose"}


def test_who_is_not_known_in_a_line_is_asked_about(tmp_path: Path) -> None:
    content = written("Group: bob, eve")
    result = found(laid(tmp_path, {"ada.ipynb": content}))
    assert set(taken(result)) == {"ada", "bob"} and "'eve'" in reasons(result)["ada.ipynb"]


def test_a_file_of_ones_own_counts_for_more_than_a_line(tmp_path: Path) -> None:
    content = written("Group: bob, li")
    files = {"ada.ipynb": content, "bob.ipynb": b"mine", "jose.ipynb": written("Team: li")}
    result = found(laid(tmp_path, files), CLASS)
    assert taken(result)["bob"] == b"mine" and "li" not in taken(result)
    assert "names bob, for whom a file of their own counts" in notes(result)["ada.ipynb"]
    assert "so does another file" in reasons(result)["jose.ipynb"]
