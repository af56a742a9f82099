"""Notebooks under other endings, copies of copies, and what a cloned repository has beside them."""

import json
from pathlib import Path

import pytest

from .deliveries import ADA, BOB, OWN, canvas, found, laid, moodle, notes, reasons, taken, zipped

NOTEBOOK = json.dumps(
    {"cells": [{"cell_type": "code", "source": ""}], "nbformat": 4, "nbformat_minor": 5}
).encode()
REPO = "03-two-weights-submissions/03-two-weights-lovelace1"


@pytest.mark.parametrize(
    "name",
    [
        *(f"{OWN}.txt", f"{OWN}.json", "two_weights.json", "two_weights", f"{OWN}.download"),
        *(f"{OWN} (1).txt", f"{OWN} (1)", f"{OWN.upper()}.TXT", "two_weights.txt"),
    ],
)
def test_a_notebook_is_known_by_its_content(name: str, tmp_path: Path) -> None:
    path = f"{moodle(ADA)}/{name}"
    result = found(zipped(tmp_path, {path: NOTEBOOK, f"{moodle(BOB, 2)}/{OWN}": b"b"}))
    assert taken(result) == {"ada": NOTEBOOK, "bob": b"b"}
    assert not result.needs_review and "but it is a notebook" in notes(result)[path]


def test_a_notebook_in_another_encoding_and_one_without_a_folder(tmp_path: Path) -> None:
    wide = NOTEBOOK.decode().encode("utf-16")
    assert taken(found(laid(tmp_path, {"ada.ipynb.txt": wide, "bob.ipynb": b"b"}))) == {
        "ada": wide,
        "bob": b"b",
    }
    assert taken(found(zipped(tmp_path, {canvas(ADA, f"{OWN}.txt"): NOTEBOOK}))) == {
        "ada": NOTEBOOK
    }


def test_what_is_no_notebook_stays_none(tmp_path: Path) -> None:
    files = {f"{moodle(ADA)}/{name}": b'{"a": 1}' for name in ("notes.txt", "data.json")}
    result = found(zipped(tmp_path, files))
    assert not result.deliveries and set(reasons(result)) == set(files)
    result = found(zipped(tmp_path, {**files, f"{moodle(ADA)}/{OWN}": NOTEBOOK}))
    assert taken(result) == {"ada": NOTEBOOK} and not result.needs_review


def test_two_different_notebooks_are_asked_about_whatever_they_are_called(tmp_path: Path) -> None:
    files = {f"{moodle(ADA)}/{OWN}": b"{}", f"{moodle(ADA)}/{OWN}.txt": NOTEBOOK}
    assert len(reasons(found(zipped(tmp_path, files)))) == 2


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace - Copy of two_weights.ipynb",
        "Ada Lovelace - Copy of Copy of 03_two_weights.ipynb",
        "Ada Lovelace - Kopie von two_weights.ipynb",
        "Copy of two_weights Ada Lovelace.ipynb",
        "ada two_weights - Copy (2).ipynb",
        "ada_two_weights-Copy1.ipynb",
        "Ada Lovelace - Copy of Untitled12.ipynb",
        "Ada Lovelace - my homework.ipynb",
    ],
)
def test_a_copy_is_its_makers(name: str, tmp_path: Path) -> None:
    files = {name: b"a", "Bob O'Brien - two_weights.ipynb": b"b"}
    assert taken(found(laid(tmp_path, files))) == {"ada": b"a", "bob": b"b"}


def test_two_names_in_one_are_asked_about(tmp_path: Path) -> None:
    files = {"Ada Lovelace - Bob O'Brien.ipynb": b"x", "José Núñez Díaz - two_weights.ipynb": b"j"}
    result = found(laid(tmp_path, files))
    assert taken(result) == {"jose": b"j"}
    assert "may mean ada or bob" in reasons(result)["Ada Lovelace - Bob O'Brien.ipynb"]


@pytest.mark.parametrize("packed", [zipped, laid], ids=["zip", "folder"])
def test_a_cloned_repository_is_a_line(packed: object, tmp_path: Path) -> None:
    history = {f"{REPO}/.git/objects/aa/{n:038}": b"x" for n in range(200)}
    beside = {f"{REPO}/data/{n}.csv": b"1" for n in range(9)}
    others = {f"{REPO}/notebooks/{n:02}_other/other.ipynb": b"o" for n in (1, 2, 4, 5, 6)}
    files = {f"{REPO}/notebooks/03_two_weights/{OWN}": NOTEBOOK, **history, **beside, **others}
    result = found(packed(tmp_path, files))  # type: ignore[operator]
    assert taken(result) == {"ada": NOTEBOOK} and not result.needs_review
    assert {one.file: one.student for one in result.notes} == {
        f"{REPO}/.git": "ada",
        f"{REPO}/data": "ada",
        f"{REPO}/notebooks": "ada",
    }
    assert notes(result)[f"{REPO}/data"].startswith("9 files are no notebooks")
    assert notes(result)[f"{REPO}/notebooks"].startswith("5 files belong to other lessons")
