"""`work/`: JupyterLab makes it, git ignores it, and a changed lesson loses nothing typed."""

import copy
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nbformat
import pytest
from typer.testing import CliRunner

from course import signature, work
from course.cli import app
from course.grading.collect import untar

from .lesson import ROOT, cells, read
from .server import serving

LESSON, NAME = "03_two_weights", "two_weights"
GIVEN = f"notebooks/{LESSON}/{NAME}.ipynb"
MINE = f"work/{LESSON}/{NAME}.ipynb"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A clone of the parts of the repository that matter here, all in git."""
    for room in ("lessons", "notebooks", "solutions"):
        shutil.copytree(ROOT / room / LESSON, tmp_path / room / LESSON)
    for name in (".gitignore", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "all")
    return tmp_path


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def dirty(folder: Path) -> str:
    return git(folder, "status", "--porcelain", "--untracked-files=all")


def load(place: Path) -> Any:
    return nbformat.read(place, as_version=4)


def save(place: Path, notebook: Any) -> None:
    place.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def release(course: Path, change: Any) -> None:
    """Put another release into notebooks/, as a build would."""
    notebook = read("notebooks", LESSON)
    change(notebook)
    for cell in cells(notebook).values():
        if "checksum" in cell.metadata.nbgrader:
            cell.metadata.nbgrader.checksum = "another"
    signature.sign(notebook)
    save(course / GIVEN, notebook)


def test_jupyterlab_makes_it_and_working_in_it_dirties_nothing(course: Path) -> None:
    """The README's command, a lesson that was run and saved, and a loose delivery: git is clean."""
    assert not (course / "work").exists()
    base = course.parent / f"{course.name}-jupyter"
    base.mkdir()
    with serving(course, base) as server:
        mine = course / MINE
        assert mine.read_bytes() == (course / GIVEN).read_bytes()
        content = server.json(f"api/contents/{MINE}")["content"]
        for number, cell in enumerate(content["cells"]):
            if cell["cell_type"] == "code":
                cell["execution_count"], cell["outputs"] = number, []
        server.json(f"api/contents/{MINE}", "PUT", {"type": "notebook", "content": content})
        answer, text = server.ask("api/contents/work", "GET")
        assert answer == 200 and LESSON in text
    assert mine.read_bytes() != (course / GIVEN).read_bytes()
    (course / "downloads.zip").write_bytes(b"PK")
    (course / "Stats-Two weights-4711.zip").write_bytes(b"PK")
    (course / "downloads").mkdir()
    (course / "downloads" / "ada.ipynb").write_text("{}", encoding="utf-8")
    assert dirty(course) == ""


def test_git_ignores_whatever_the_grader_reads(course: Path) -> None:
    """Students' work and names in the root, as an LMS or an instructor's computer calls it."""
    for ending in (*untar.ENDINGS, ".zip", ".ipynb", ".csv"):
        for written in (ending, ending.upper(), ending.title()):
            (course / f"class{written}").write_bytes(b"")
    assert dirty(course) == ""


def test_jupyterlab_elsewhere_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with serving(tmp_path / "mine", tmp_path):
        pass
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_command_makes_it_and_again_changes_nothing(course: Path) -> None:
    for _ in range(2):
        done = CliRunner().invoke(app, ["work", "--course", str(course)])
        assert done.exit_code == 0 and "in work/" in done.output
        assert (course / MINE).read_bytes() == (course / GIVEN).read_bytes()
    done = CliRunner().invoke(app, ["work", "04_none", "--course", str(course)])
    assert done.exit_code == 1 and f"There are: {LESSON}." in " ".join(done.output.split())
    assert dirty(course) == ""


def test_a_changed_lesson_is_renewed_and_answers_stay(course: Path) -> None:
    work.refresh(course)
    mine = load(course / MINE)
    cells(mine)["forward"].source = "def forward(x, w1, w2):\n    return 1, 2  # mine"
    cells(mine)["lower_loss"].source = "In my words.\n\n![p](attachment:p.png)"
    cells(mine)["lower_loss"].attachments = {"p.png": {"image/png": "AAAA"}}
    guess = next(cell for cell in mine.cells if cell.source.startswith("weight_guess"))
    guess.source = 'weight_guess = "w1"'
    place = mine.cells.index(cells(mine)["forward"])
    mine.cells.insert(place + 1, nbformat.v4.new_code_cell("trial = 17"))
    save(course / MINE, mine)

    def change(notebook: Any) -> None:
        notebook.cells[0].source += "\n\nA new sentence."
        cells(notebook)["forward-check"].source += "  # mended"
        cells(notebook)["step"].source += "\n# another stub"
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell("New text.", id="cell-new"))

    release(course, change)
    assert work.refresh(course) == [
        f"{MINE} was renewed, for the lesson changed; your answers are in it."
    ]
    now = load(course / MINE)
    nbformat.validate(now)
    assert "A new sentence." in now.cells[0].source and now.cells[1].source == "New text."
    there = cells(now)
    assert there["forward"].source.endswith("# mine")
    assert there["lower_loss"].source.startswith("In my words.")
    assert there["lower_loss"].attachments == {"p.png": {"image/png": "AAAA"}}
    assert there["forward-check"].source.endswith("# mended")
    assert there["step"].source.endswith("# another stub")
    assert [c.source for c in now.cells].count('weight_guess = "w1"') == 1
    assert now.cells[now.cells.index(there["forward"]) + 1].source == "trial = 17"
    assert len(list((course / "work" / LESSON).iterdir())) == 1
    assert work.refresh(course) == []


def test_the_renewed_copy_can_be_renewed_again(course: Path) -> None:
    work.refresh(course)
    mine = load(course / MINE)
    cells(mine)["forward"].source = "# mine"
    save(course / MINE, mine)
    for number in range(3):
        release(course, lambda n, number=number: n.cells[0].update(source=f"Title {number}"))
        work.refresh(course)
        now = load(course / MINE)
        assert now.cells[0].source == f"Title {number}" and cells(now)["forward"].source == "# mine"


def lost_exercise(notebook: Any) -> None:
    notebook.cells.remove(cells(notebook)["step"])


def other_prediction(notebook: Any) -> None:
    guess = next(cell for cell in notebook.cells if cell.source.startswith("weight_guess"))
    guess.source = "my_other_guess = ..."


def other_check(notebook: Any) -> None:
    cells(notebook)["step-check"].source += "  # mended"


@pytest.mark.parametrize("change", [lost_exercise, other_prediction, other_check])
def test_in_doubt_the_old_file_is_kept_beside(course: Path, change: Any) -> None:
    """An exercise that is gone, a prediction that is another, a check that the student changed."""
    work.refresh(course)
    mine = load(course / MINE)
    cells(mine)["step"].source = "def step(): pass  # mine"
    guess = next(cell for cell in mine.cells if cell.source.startswith("weight_guess"))
    guess.source = 'weight_guess = "w1"'
    if change is other_check:
        cells(mine)["step-check"].source = "print(17)  # mine"
    save(course / MINE, mine)
    before = load(course / MINE)
    release(course, change)
    _, told = work.refresh(course)
    [beside] = [p for p in (course / "work" / LESSON).iterdir() if p.name != f"{NAME}.ipynb"]
    assert beside.relative_to(course).as_posix() in told and beside.name.startswith(f"{NAME} until")
    assert load(beside).cells == before.cells
    text = (course / MINE).read_text(encoding="utf-8")
    assert "def step(): pass  # mine" in text and 'weight_guess = \\"w1\\"' in text
    nbformat.validate(load(course / MINE))
    named = [
        c.metadata.nbgrader.grade_id for c in load(course / MINE).cells if "nbgrader" in c.metadata
    ]
    assert len(named) == len(set(named))
    assert work.refresh(course) == []


def waiting(kept: str) -> str:
    return (
        f"{MINE} is not renewed while {GIVEN} is edited. What was typed there is kept in {kept}; "
        "`course build --discard` brings back the lesson."
    )


def test_a_copy_that_waits_says_so(course: Path) -> None:
    """Also where the copy itself is what began with the edit, and when the lesson changed since."""
    typed = read("notebooks", LESSON)
    cells(typed)["forward"].source = "# typed in notebooks"
    save(course / GIVEN, typed)
    work.refresh(course)
    for _ in range(2):
        assert work.refresh(course) == [waiting(MINE)]
    release(course, lambda notebook: notebook.cells[0].update(source="Another title"))
    assert work.refresh(course) == [
        f"{MINE} was renewed, for the lesson changed; your answers are in it."
    ]
    assert work.refresh(course) == []


def test_what_was_typed_in_notebooks_is_kept(course: Path) -> None:
    typed = read("notebooks", LESSON)
    cells(typed)["forward"].source = "# typed in notebooks"
    save(course / GIVEN, typed)
    assert work.refresh(course) == [f"{MINE} begins with what was typed in {GIVEN}."]
    assert cells(load(course / MINE))["forward"].source == "# typed in notebooks"
    mine = load(course / MINE)
    cells(mine)["forward"].source = "# typed in work"
    save(course / MINE, mine)
    beside = course / "work" / LESSON / f"{NAME} from notebooks.ipynb"
    assert work.refresh(course) == [
        f"What was typed in {GIVEN} is kept in {beside.relative_to(course).as_posix()}."
    ]
    kept = beside.relative_to(course).as_posix()
    assert work.refresh(course) == [waiting(kept)]
    assert cells(load(beside))["forward"].source == "# typed in notebooks"
    assert cells(load(course / MINE))["forward"].source == "# typed in work"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": []}'])
def test_a_file_that_is_no_copy_is_left(course: Path, text: str) -> None:
    work.refresh(course)
    (course / MINE).write_text(text, encoding="utf-8")
    [said] = work.refresh(course)
    assert "was left" in said and (course / MINE).read_text(encoding="utf-8") == text


def test_a_release_says_nothing_of_the_solution() -> None:
    """What a release is signed with are its own cells, not those with the answers."""
    for place in (ROOT / "notebooks").glob("*/*.ipynb"):
        notebook = json.loads(place.read_text(encoding="utf-8"))
        solution = copy.deepcopy(read("solutions", place.parent.name))
        assert signature.signed(notebook) == signature.signature_lines(notebook)
        answers = {signature.cell_digest(c) for c in cells(solution, solution=True).values()}
        answers |= {signature.cell_digest(c) for c in cells(solution, grade=True).values()}
        assert not answers & {line.split()[-1] for line in signature.signed(notebook) or ()}
