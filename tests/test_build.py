"""From text to notebooks and back: the same bytes each time, and nothing lost on bad input."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from course import marks
from course.build import lessons
from course.cli import app

from .answers import LESSONS
from .lesson import CHECK, ROOT, cells, read

TEXTS = [ROOT / "lessons" / lesson / f"{lesson[3:]}.py" for lesson in LESSONS]


def course_copy(place: Path, *only: str) -> Path:
    """Copy what a build needs to `place`, with the lessons in `only` (all if none is named)."""
    for room in ("course", "lessons", "solutions", "notebooks"):
        shutil.copytree(ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", place)
    for lesson in LESSONS:
        if only and lesson not in only:
            for room in ("lessons", "solutions", "notebooks"):
                shutil.rmtree(place / room / lesson)
    return place


def contents(course: Path) -> dict[str, bytes]:
    return {
        path.relative_to(course).as_posix(): path.read_bytes()
        for room in ("solutions", "notebooks")
        for path in sorted((course / room).rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def run(course: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--course", str(course)])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, re.sub(r"\s+", " ", result.output)


def test_a_build_from_nothing_gives_the_committed_bytes(tmp_path: Path) -> None:
    course = course_copy(tmp_path)
    shutil.rmtree(course / "solutions")
    shutil.rmtree(course / "notebooks")
    assert run(course, "build")[0] == 0
    first = contents(course)
    assert first == contents(ROOT), "run `uv run course build` and commit what it changes"
    assert run(course, "build")[0] == 0
    assert contents(course) == first


def test_every_lesson_is_built() -> None:
    assert [path.parent.name for path in lessons(ROOT)] == LESSONS
    assert [p.name for p in sorted((ROOT / "notebooks").iterdir())] == LESSONS


@pytest.mark.parametrize("text", TEXTS, ids=LESSONS)
def test_a_round_trip_changes_nothing(text: Path) -> None:
    before = text.read_text(encoding="utf-8")
    solution = nbformat.read(ROOT / "solutions" / text.parent.name / f"{text.stem}.ipynb", 4)
    assert marks.to_text(solution) == before


@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_of_a_solution_is_left_in_a_notebook(lesson: str) -> None:
    solution, release = read("solutions", lesson), read("notebooks", lesson)
    text = "\n".join(cell.source for cell in release.cells)
    for word in ("SOLUTION", "HIDDEN TESTS", "### STUB", "Model answer", "Rubric"):
        assert word not in text
    for name, cell in cells(solution).items():
        given = set(cells(release)[name].source.splitlines())
        hidden = re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END", cell.source, re.S)
        secret = {line for part in hidden for line in part.splitlines() if line.strip()}
        assert not secret & given
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)### (?:STUB|END)", cell.source, re.S):
            stub = re.findall(r"### STUB\n(.*?)### END", cell.source, re.S)
            allowed = {re.sub(r"^\s*# ?", "", s).strip() for p in stub for s in p.splitlines()}
            outside = cell.source.replace(region, "")
            for line in region.splitlines():
                if line.strip() and line.strip() not in allowed and line not in outside:
                    assert line not in given, f"{name}: a solution line is in the notebook"


@pytest.mark.parametrize("lesson", LESSONS)
def test_names_and_points(lesson: str) -> None:
    release = read("notebooks", lesson)
    named = [c.metadata.nbgrader.grade_id for c in release.cells if "nbgrader" in c.metadata]
    assert len(set(named)) == len(named)
    assert all(cell.metadata.nbgrader.points > 0 for cell in cells(release, grade=True).values())
    for name in cells(release, solution=True, grade=False):
        assert name + CHECK in cells(release, grade=True)
    ids = [cell.id for cell in release.cells]
    assert len(set(ids)) == len(ids)
    for room in ("solutions", "notebooks"):
        raw = (ROOT / room / lesson / f"{lesson[3:]}.ipynb").read_text(encoding="utf-8")
        assert str(ROOT) not in raw and str(Path.home()) not in raw
        assert all(not cell.get("outputs") for cell in read(room, lesson).cells)


SOLUTION = "### BEGIN SOLUTION\n    h = w1 * x\n    y_hat = w2 * h\n"
BROKEN = {
    "an unquoted mark": ('solution="forward"', "solution=forward", "broken cell marker"),
    "a marker with a typo": ('# %% solution="forward"', '#%% solution="forward"', "broken cell"),
    "an unknown mark": ('solution="forward"', 'soluton="forward"', "unknown mark"),
    "no grade_id": ('solution="forward"', 'solution=""', "needs a name"),
    "no mark but points": ('test="forward" points=1', "points=1", "points need a mark"),
    "a grade_id twice": ('solution="gradients"', 'solution="forward"', "forward was used in line"),
    "no points": ('test="forward" points=1', 'test="forward"', "needs points=1 or more"),
    "points of 0": ('test="forward" points=1', 'test="forward" points=0', "needs points=1"),
    "no solution": (SOLUTION, "", "forward has no solution"),
    "no check": ('test="forward" points=1', 'test="backward" points=1', "forward has no check"),
    "no hidden tests": (
        "check.two_weights.forward(forward)\n### BEGIN HIDDEN TESTS",
        "check.two_weights.forward(forward)\n###",
        "forward-check has no hidden tests",
    ),
    "an open region": ("### END SOLUTION\n    return h", "    return h", "forward has no solution"),
    "wrong points in the title": ("13 points", "15 points", "must say `13 points`"),
    "a section gone": ("# ## Takeaways", "# ## The end", "sections must be"),
    "a cycle without its prediction": ("# ### Predict", "# ### Guess", "needs ### Show"),
    "a slider before its picture": (
        "figures.show(figures.loss_slope",
        "(figures.loss_slope",
        "slider",
    ),
    "no written question": (' answer="lower_loss" points=2', "", "one written question"),
    "no bug": ("mend_train", "best_train", "one planted bug"),
    "praise": ("Answer in your head first", "Well done. Answer in your head first", "leave out"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_bad_lessons_are_named_and_change_nothing(how: str, tmp_path: Path) -> None:
    old, new, says = BROKEN[how]
    course = course_copy(tmp_path, "03_two_weights")
    lesson = course / "lessons" / "03_two_weights" / "two_weights.py"
    text = lesson.read_text(encoding="utf-8")
    assert old in text
    lesson.write_text(text.replace(old, new), encoding="utf-8")
    before = contents(course)
    code, output = run(course, "build")
    assert code == 1
    assert "lessons/03_two_weights/two_weights.py" in output and says in output
    assert contents(course) == before


def test_a_broken_marker_is_named_with_its_line(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    lesson = course / "lessons" / "03_two_weights" / "two_weights.py"
    lines = lesson.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if 'test="forward"' in line)
    lines[number] = "# %% test=forward points=1\n"
    lesson.write_text("".join(lines), encoding="utf-8")
    assert f"two_weights.py:{number + 1}: broken cell marker" in run(course, "build")[1]


def test_a_lesson_without_its_text(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    (course / "lessons" / "03_two_weights" / "two_weights.py").unlink()
    assert run(course, "build") == (1, "lessons/03_two_weights: two_weights.py is missing. ")
    shutil.rmtree(course / "lessons")
    code, output = run(course, "build")
    assert code == 1 and "There are no lessons in" in output


def test_an_edit_in_jupyterlab_comes_back_and_is_not_overwritten(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    text = course / "lessons" / "03_two_weights" / "two_weights.py"
    place = course / "solutions" / "03_two_weights" / "two_weights.ipynb"
    before = text.read_text(encoding="utf-8")
    assert "already" in run(course, "adopt", "03_two_weights")[1]
    notebook = nbformat.read(place, as_version=4)
    notebook.cells[0].source += "\n\nOne more line."
    code_cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code_cell.outputs, code_cell.execution_count = [nbformat.v4.new_output("stream")], 7
    nbformat.write(notebook, place)
    code, output = run(course, "build")
    assert code == 1 and "`course adopt 03_two_weights`" in output
    assert run(course, "adopt", "03_two_weights")[0] == 0
    after = text.read_text(encoding="utf-8")
    assert after == before.replace(
        "lessons 01 and 02.\n", "lessons 01 and 02.\n#\n# One more line.\n", 1
    )
    assert run(course, "build")[0] == 0
    assert "One more line." in (course / "notebooks/03_two_weights/two_weights.ipynb").read_text(
        encoding="utf-8"
    )


def test_running_a_solution_is_no_edit(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    place = course / "solutions" / "03_two_weights" / "two_weights.ipynb"
    notebook = nbformat.read(place, as_version=4)
    notebook.cells[1].execution_count = 3
    nbformat.write(notebook, place)
    assert run(course, "build")[0] == 0
    assert place.read_bytes() == (ROOT / "solutions/03_two_weights/two_weights.ipynb").read_bytes()


def test_two_edits_of_one_lesson_are_not_mixed(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    text = course / "lessons" / "03_two_weights" / "two_weights.py"
    place = course / "solutions" / "03_two_weights" / "two_weights.ipynb"
    notebook = nbformat.read(place, as_version=4)
    notebook.cells[0].source += " A."
    nbformat.write(notebook, place)
    text.write_text(text.read_text(encoding="utf-8").replace("45 minutes", "50 minutes"), "utf-8")
    kept = text.read_bytes()
    code, output = run(course, "adopt", "03_two_weights")
    assert code == 1 and "were edited since the last build" in output
    assert text.read_bytes() == kept
    assert run(course, "build", "--discard")[0] == 0


def test_adopting_an_unknown_lesson(tmp_path: Path) -> None:
    code, output = run(course_copy(tmp_path, "03_two_weights"), "adopt", "03_three_weights")
    assert code == 1 and "There are: 03_two_weights." in output
