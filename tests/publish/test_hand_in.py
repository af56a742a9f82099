"""The last cell of a lesson: it names what is missing, and gives the file to hand in."""

import ast
import copy
import json
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from helpers import checking
from helpers.checking.hand_in.cells import checksum, edited_checks, hand_in_problems

from ..bank import GRADED
from ..lesson import cells, read
from ..sample_class.colab import saved_by_colab
from ..sample_class.students import answered, right_answers

LESSON, NAME = "03_two_weights", "two_weights"
NAMES = ("forward", "gradients", "step", "train", "mend_train", "lower_loss")


def right() -> NotebookNode:
    return answered(LESSON, right_answers(LESSON))


@pytest.mark.parametrize("lesson", GRADED)
def test_every_lesson_ends_with_it(lesson: str) -> None:
    for room in ("solutions", "notebooks"):
        notebook = read(room, lesson)
        last = notebook.cells[-1]
        call = ast.parse(last.source).body[-1].value
        assert ast.unparse(call.func) == "submit"
        named = [lesson[3:], *cells(notebook, solution=True)]
        assert [argument.value for argument in call.args] == named
        assert max(map(len, last.source.splitlines())) <= 95
        assert "nbgrader" not in last.metadata


@pytest.mark.parametrize("lesson", GRADED)
def test_it_knows_what_was_given_and_what_was_not(lesson: str) -> None:
    names = list(cells(read("notebooks", lesson), solution=True))
    untouched = read("notebooks", lesson)
    for cell in cells(untouched).values():
        assert checksum(cell) == compute_checksum(cell)
    written = cells(untouched, solution=True, grade=True)
    said = hand_in_problems(untouched, names)
    assert said == [f"{n}: not {'answered' if n in written else 'attempted'} yet." for n in names]
    assert hand_in_problems(answered(lesson, right_answers(lesson)), names) == []
    assert hand_in_problems(json.loads(saved_by_colab(untouched)), names) == said


def doubled(notebook: NotebookNode, name: str) -> None:
    place = notebook.cells.index(cells(notebook)[name])
    notebook.cells.insert(place, copy.deepcopy(notebook.cells[place]))


def deleted(notebook: NotebookNode, name: str) -> None:
    notebook.cells.remove(cells(notebook)[name])


def stripped(notebook: NotebookNode, name: str) -> None:
    del cells(notebook)[name].metadata["nbgrader"]


def emptied(notebook: NotebookNode, name: str) -> None:
    cells(notebook)[name].source = "\n"


def padded(notebook: NotebookNode, name: str) -> None:
    stub = cells(read("notebooks", LESSON))[name].source
    cells(notebook)[name].source = f"\n{stub}\n\n"


@pytest.mark.parametrize(
    ("how", "name", "says"),
    [
        (doubled, "step", "step: your answer's cell is there 2 times. Keep one."),
        (doubled, "step-check", "step: its check is there 2 times. Keep one."),
        (deleted, "step", "step: the cell of your answer was not found."),
        (stripped, "step", "step: the cell of your answer was not found."),
        (deleted, "step-check", "step: its check was deleted."),
        (stripped, "step-check", "step: its check was deleted."),
        (emptied, "step", "step: not attempted yet."),
        (padded, "step", "step: not attempted yet."),
        (emptied, "lower_loss", "lower_loss: not answered yet."),
        (deleted, "lower_loss", "lower_loss: the cell of your answer was not found."),
    ],
)
def test_what_is_wrong_with_a_notebook(how: Any, name: str, says: str) -> None:
    notebook = right()
    how(notebook, name)
    [line] = hand_in_problems(notebook, NAMES)
    assert line.startswith(says)


def test_an_edited_check_is_told_and_keeps_nobody_from_handing_in() -> None:
    notebook = right()
    cells(notebook)["step-check"].source += "  # hm"
    assert hand_in_problems(notebook, NAMES) == []
    [line] = edited_checks(notebook, NAMES)
    assert line.startswith("step: its check was changed.")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.delitem(sys.modules, "google.colab", raising=False)
    return tmp_path


def save(notebook: NotebookNode, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def submit(capsys: pytest.CaptureFixture[str], anyway: bool = False) -> list[str]:
    capsys.readouterr()
    checking.submit(NAME, *NAMES, anyway=anyway)
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out.splitlines()


def test_a_file_with_everything(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(right(), folder / "two_weights.ipynb")
    first, second, _, third = submit(capsys)
    assert first == "two_weights: nothing is missing."
    assert second.startswith("So says two_weights.ipynb, saved at ")
    assert third == "Hand in two_weights.ipynb."


def test_a_file_with_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(read("notebooks", LESSON), folder / "two_weights.ipynb")
    first, *rest, last, save_and_again = submit(capsys, anyway=True)
    assert first == "two_weights: something is missing."
    assert len(rest) == len(NAMES) and "  forward: not attempted yet." in rest
    assert last.startswith("So says two_weights.ipynb") and "run this cell again" in save_and_again


def test_which_file_is_the_open_notebook(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "was not found" in submit(capsys)[0]
    # The only one in the folder, whatever it is called.
    save(right(), folder / "Kopie von 03.ipynb")
    assert submit(capsys)[-1] == "Hand in Kopie von 03.ipynb."
    # The one that is called so.
    save(read("notebooks", LESSON), folder / "two_weights.ipynb")
    assert "So says two_weights.ipynb" in submit(capsys)[-2]
    # The one that Jupyter names, if it is there and is this lesson.
    save(right(), folder / "elsewhere" / "mine.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "elsewhere" / "mine.ipynb"))
    assert submit(capsys)[-1] == "Hand in mine.ipynb."
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "renamed.ipynb"))
    assert "So says two_weights.ipynb" in submit(capsys)[-2]
    save(read("notebooks", "01_derivatives"), folder / "other.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "other.ipynb"))
    assert "So says two_weights.ipynb" in submit(capsys)[-2]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"cells": []}'])
def test_a_file_that_is_no_notebook(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (folder / "two_weights.ipynb").write_bytes(content)
    assert "was not found" in submit(capsys)[0]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> InteractiveShell:
    made = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: made)
    monkeypatch.setattr(made.history_manager, "input_hist_raw", [""])
    return made


def test_what_was_not_saved(
    folder: Path, capsys: pytest.CaptureFixture[str], shell: InteractiveShell
) -> None:
    notebook = right()
    save(notebook, folder / "two_weights.ipynb")
    ran = shell.history_manager.input_hist_raw
    step = cells(notebook)["step"].source
    ran += ["def step(): pass", step, "x = 1", "print('step = 2')"]
    assert submit(capsys)[0] == "two_weights: nothing is missing."
    ran.append(step.replace("lr", "rate"))
    assert "  step: what you ran last is not in the file. Save, or run that cell." in submit(capsys)
    cells(notebook)["step"].source = ran[-1]
    save(notebook, folder / "two_weights.ipynb")
    assert submit(capsys)[0] == "two_weights: nothing is missing."


def test_vs_code_names_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str], shell: InteractiveShell
) -> None:
    save(right(), folder / "elsewhere" / "code.ipynb")
    shell.user_ns["__vsc_ipynb_file__"] = str(folder / "elsewhere" / "code.ipynb")
    assert submit(capsys)[-1] == "Hand in code.ipynb."


@pytest.fixture
def colab(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the open notebook, open.ipynb, and with what is downloaded."""
    stand_in = Path(__file__).with_name("colab_stand_in")
    for name in google_modules():
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(stand_in))
    monkeypatch.setitem(sys.modules, "google", types.ModuleType("google"))
    sys.modules["google"].__path__ = [str(stand_in / "google")]
    import google.colab

    assert google.colab.__file__.startswith(str(stand_in))
    (folder / "downloads").mkdir()
    (folder / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "temporary"))
    monkeypatch.setenv("COLAB_NOTEBOOK", str(folder / "open.ipynb"))
    monkeypatch.setenv("COLAB_DOWNLOADS", str(folder / "downloads"))
    yield folder
    for name in google_modules():  # the stand-in's own: to a later test this is no Colab
        del sys.modules[name]


def google_modules() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "google"]


def downloads(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "downloads").iterdir())


def test_colab_downloads_what_is_complete(colab: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (colab / "open.ipynb").write_text(saved_by_colab(right()), encoding="utf-8")
    assert submit(capsys) == [
        "two_weights: nothing is missing.",
        "Your browser downloads two_weights.ipynb: hand in that file.",
    ]
    assert downloads(colab) == ["two_weights.ipynb"]
    text = (colab / "downloads" / "two_weights.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert hand_in_problems(notebook, NAMES) == []
    for secret in ("Jo Example", "01234567890123456789", "executionInfo", "user_tz", "base_uri"):
        assert secret in saved_by_colab(right()) and secret not in text
    assert {key for cell in notebook.cells for key in cell.metadata} <= {
        *("nbgrader", "tags", "jupyter", "cellView", "deletable", "editable", "id"),
    }
    assert [c.source for c in notebook.cells[1:]] == [c.source for c in right().cells]
    assert notebook.cells[2].outputs


def test_colab_downloads_the_unfinished_only_when_asked_to(
    colab: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = saved_by_colab(read("notebooks", LESSON))
    (colab / "open.ipynb").write_text(text, encoding="utf-8")
    said = submit(capsys)
    assert said[0] == "two_weights: something is missing." and "tick `anyway`" in said[-1]
    assert downloads(colab) == []
    assert submit(capsys, anyway=True)[-1].startswith("Your browser downloads two_weights.ipynb")
    assert downloads(colab) == ["two_weights.ipynb"]


@pytest.mark.parametrize("answer", ["None", "{}", "{'ipynb': {}}", "1 / 0"])
def test_colab_that_does_not_answer(
    colab: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    import google.colab._message as message

    monkeypatch.setattr(message, "blocking_request", lambda *words, **more: eval(answer))
    [line] = submit(capsys)
    assert line.startswith("two_weights: Colab did not give this notebook")
    assert line.endswith("Choose File, Download, Download .ipynb, and hand in that file.")
    assert downloads(colab) == []
