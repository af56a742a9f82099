"""From text to notebooks and back: the same bytes each time, and nothing lost on bad input."""

import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from course import anatomy, derived, marks, signature, work
from course.build import lessons
from course.cli import app

from .bank import EVERY, GRADED, LESSONS
from .lesson import CHECK, ROOT, cells, exercises, read

TEXTS = [ROOT / "lessons" / lesson / f"{lesson[3:]}.py" for lesson in EVERY]


def course_copy(place: Path, *only: str) -> Path:
    """Copy what a build needs to `place`, with the lessons in `only` (all if none is named)."""
    for room in ("course", "lessons", "solutions", "notebooks"):
        shutil.copytree(ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "nbgrader_config.py", place)
    for lesson in EVERY:
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
    assert [path.parent.name for path in lessons(ROOT)] == EVERY
    assert [p.name for p in sorted((ROOT / "notebooks").iterdir())] == EVERY


@pytest.mark.parametrize("lesson", sorted({*EVERY} - {*GRADED}))
def test_a_notebook_without_a_bank_says_that_it_is_ungraded(lesson: str) -> None:
    solution = read("solutions", lesson)
    assert anatomy.is_ungraded(solution)
    assert not cells(solution, grade=True) and not cells(solution, solution=True)
    assert [c.source for c in read("notebooks", lesson).cells] == [c.source for c in solution.cells]


def test_an_ungraded_notebook_is_so_by_rule(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "13_keras", "14_project")
    text = course / "lessons" / "14_project" / "project.py"
    given = text.read_text(encoding="utf-8")
    text.write_text(given.replace("· ungraded by", "· judged by"), encoding="utf-8")
    code, said = run(course, "build")
    assert code == 1 and "it has no points: write exercises, or `· ungraded`" in said
    region = "    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n"
    check = f'\n\n# %% solution="f"\ndef f(x):\n{region}'
    text.write_text(given + check, encoding="utf-8")
    code, said = run(course, "build")
    assert code == 1 and "says `ungraded`, and these cells are not: ['f']" in said
    lesson = course / "lessons" / "13_keras" / "keras.py"
    text.write_text(given, encoding="utf-8")
    words = lesson.read_text(encoding="utf-8")
    lesson.write_text(words.replace("· 15 points ·", "· ungraded ·"), encoding="utf-8")
    code, said = run(course, "build")
    assert code == 1 and "13_keras" in said and "these cells are not" in said


@pytest.mark.parametrize("text", TEXTS, ids=EVERY)
def test_a_round_trip_changes_nothing(text: Path) -> None:
    before = text.read_text(encoding="utf-8")
    solution = nbformat.read(ROOT / "solutions" / text.parent.name / f"{text.stem}.ipynb", 4)
    assert marks.to_text(solution) == before


@pytest.mark.parametrize("lesson", GRADED)
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


def test_each_lesson_plants_one_bug() -> None:
    for lesson in LESSONS:
        assert sum(name.startswith("mend_") for name in exercises(lesson)) == 1, lesson


@pytest.mark.parametrize("lesson", GRADED)
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
        "checks.forward(forward)\n### BEGIN HIDDEN TESTS",
        "checks.forward(forward)\n###",
        "forward-check has no hidden tests",
    ),
    "an open region": ("### END SOLUTION\n    return h", "    return h", "forward has no solution"),
    "no points in the title": ("· 13 points ·", "·", "must say `13 points`"),
    "a section gone": ("# ## Takeaways", "# ## The end", "sections must be"),
    "a cycle without its prediction": ("# ### Predict", "# ### Guess", "needs ### Show"),
    "a slider before its picture": (
        "drawing.show(figures.dials",
        "(figures.dials",
        "slider",
    ),
    "no written question": (' answer="lower_loss" points=2', "", "one written question"),
    "two bugs": ('"forward"', '"mend_forward"', "one planted bug is enough"),
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
    edited = re.sub(r"\d+ minutes", "50 minutes", text.read_text(encoding="utf-8"), count=1)
    text.write_text(edited, "utf-8")
    kept = text.read_bytes()
    code, output = run(course, "adopt", "03_two_weights")
    assert code == 1 and "were edited since the last build" in output
    assert text.read_bytes() == kept
    assert run(course, "build", "--discard")[0] == 0


NOTEBOOK = "notebooks/03_two_weights/two_weights.ipynb"
SOLUTION = "solutions/03_two_weights/two_weights.ipynb"


def load(course: Path, name: str) -> Any:
    return nbformat.read(course / name, as_version=4)


def save(course: Path, name: str, notebook: Any) -> None:
    (course / name).write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def answered(notebook: Any) -> None:
    cells(notebook)["forward"].source = "def forward(x, w1, w2):\n    return 1, 2"


def guessed(notebook: Any) -> None:
    next(
        c for c in notebook.cells if c.source.startswith("weight_guess")
    ).source = "weight_guess = 3"


def extended(notebook: Any) -> None:
    notebook.cells.append(nbformat.v4.new_markdown_cell("A note of mine."))


def pictured(notebook: Any) -> None:
    notebook.cells[0].attachments = {"p.png": {"image/png": "AAAA"}}


def tagged(notebook: Any) -> None:
    notebook.cells[0].metadata.tags = ["slide"]


def deleted(notebook: Any) -> None:
    del notebook.cells[4]


def moved(notebook: Any) -> None:
    notebook.cells.insert(4, notebook.cells.pop(6))


def set_up(notebook: Any) -> None:
    cells(notebook)["setup"].source += "\nimport seaborn"


EDITS = [answered, guessed, extended, pictured, tagged, deleted, moved, set_up]


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
@pytest.mark.parametrize("edit", EDITS)
def test_a_build_throws_nothing_away_that_was_typed(tmp_path: Path, room: str, edit: Any) -> None:
    """In either folder: it says what it would lose and how to keep it, and changes nothing."""
    course = course_copy(tmp_path, "03_two_weights")
    name = {"solutions": SOLUTION, "notebooks": NOTEBOOK}[room]
    notebook = load(course, name)
    edit(notebook)
    save(course, name, notebook)
    lesson = course / "lessons" / "03_two_weights" / "two_weights.py"
    lesson.write_text(lesson.read_text("utf-8").replace("Which weight", "What weight"), "utf-8")
    before = contents(course)
    code, output = run(course, "build")
    assert code == 1 and f"{name} was edited since it was built" in output
    keep = (
        "`course work 03_two_weights`" if room == "notebooks" else "`course adopt 03_two_weights`"
    )
    assert keep in output and "`course build --discard` drops it" in output
    assert contents(course) == before
    assert run(course, "build", "--discard")[0] == 0
    assert run(course, "build")[0] == 0


def test_a_build_says_all_that_it_would_lose(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights", "04_three_weights")
    for name in (NOTEBOOK, "solutions/04_three_weights/three_weights.ipynb"):
        notebook = load(course, name)
        extended(notebook)
        save(course, name, notebook)
    code, output = run(course, "build")
    assert code == 1 and output.count("was edited") == 2 and output.count("a new cell") == 2


def test_what_course_work_keeps_may_be_discarded(tmp_path: Path) -> None:
    """The way that the build names leads to the end, with the answer in work/."""
    course = course_copy(tmp_path, "03_two_weights")
    notebook = load(course, NOTEBOOK)
    answered(notebook)
    save(course, NOTEBOOK, notebook)
    assert run(course, "build")[0] == 1
    assert run(course, "work", "03_two_weights")[0] == 0
    assert run(course, "build", "--discard")[0] == 0
    kept = load(course, "work/03_two_weights/two_weights.ipynb")
    assert cells(kept)["forward"].source.endswith("return 1, 2")
    assert (course / NOTEBOOK).read_bytes() == (ROOT / NOTEBOOK).read_bytes()


def test_a_text_that_changed_is_no_edit_of_what_was_made(tmp_path: Path) -> None:
    """After an edit of lessons/ old solutions and notebooks, run or not, are replaced."""
    course = course_copy(tmp_path, "03_two_weights")
    for name in (SOLUTION, NOTEBOOK):
        notebook = load(course, name)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count = 1
                cell.metadata.execution = {"iopub.status.busy": "2026-11-21T10:00:00Z"}
        notebook.cells.append(nbformat.v4.new_code_cell())
        save(course, name, notebook)
    lesson = course / "lessons" / "03_two_weights" / "two_weights.py"
    lesson.write_text(lesson.read_text("utf-8").replace("Which weight", "What weight"), "utf-8")
    assert run(course, "build")[0] == 0
    assert "What weight" in (course / NOTEBOOK).read_text(encoding="utf-8")


def test_notebooks_of_one_s_own_stay(tmp_path: Path) -> None:
    """An instructor's own, which no lesson has, is nobody's to delete; one that we made goes."""
    course = course_copy(tmp_path, "03_two_weights", "04_three_weights")
    own = course / "solutions" / "99_own" / "own.ipynb"
    own.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(), own)
    before = own.read_bytes()
    shutil.rmtree(course / "lessons" / "04_three_weights")
    assert run(course, "build")[0] == 0
    assert own.read_bytes() == before
    assert not (course / "solutions" / "04_three_weights" / "three_weights.ipynb").exists()


def test_a_damaged_notebook_is_told(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    (course / NOTEBOOK).write_text("{", encoding="utf-8")
    code, output = run(course, "build")
    assert code == 1 and f"{NOTEBOOK} is damaged" in output
    assert run(course, "build", "--discard")[0] == 0


CELL = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Text."}
WHOLE = {"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
MALFORMED: list[Any] = [
    *(None, 17, [], {"cells": [None], "metadata": {}}),
    *(WHOLE | {"metadata": None}, WHOLE | {"cells": None}, WHOLE | {"cells": [17]}),
    *(WHOLE | {"cells": [CELL | {"metadata": None}]}, WHOLE | {"nbformat": {}}),
    *(WHOLE | {"cells": [CELL | {"source": other}]} for other in (None, 17, [17], {})),
    *(
        WHOLE | {"cells": [CELL | {"metadata": {"nbgrader": it}}]}
        for it in (None, {"grade_id": []})
    ),
    *(WHOLE | {"cells": [CELL | {"id": other}]} for other in (None, [], 17)),
    WHOLE | {"cells": [CELL | {"source": "\ud83d"}]},
]


def damage(place: Path, how: Any) -> None:
    place.unlink()
    if how == "a folder":
        place.mkdir()
    elif how == "a link that leads nowhere":
        place.symlink_to("nowhere")
    else:
        place.write_text(json.dumps(how), encoding="utf-8")


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
def test_a_malformed_notebook_is_told_as_a_damaged_one(tmp_path: Path, room: str) -> None:
    """Valid JSON, but no notebook: each command says so, and a build puts a good one there."""
    course = course_copy(tmp_path, "03_two_weights")
    name = {"solutions": SOLUTION, "notebooks": NOTEBOOK}[room]
    for how in [*MALFORMED, "a link that leads nowhere"]:
        damage(course / name, how)
        assert derived.changed_notebooks(course, "03_two_weights") == (
            []
            if how == "a link that leads nowhere"
            else [f"{name} is damaged and was not used: `course build` says what to do."]
        ), how
        code, output = run(course, "build")
        assert code == 1 and f"{name} is damaged" in output, how
        if room == "notebooks":
            assert f"{name} is damaged" in run(course, "work")[1], how
        elif how != "a link that leads nowhere":
            assert f"{name} is damaged" in run(course, "adopt", "03_two_weights")[1], how
        assert run(course, "build", "--discard")[0] == 0, how
        assert (course / name).read_bytes() == (ROOT / name).read_bytes()
        assert not (course / "work").exists()


def test_a_folder_in_a_notebook_s_place_is_told(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    damage(course / NOTEBOOK, "a folder")
    for words in (["build"], ["build", "--discard"]):
        assert run(course, *words) == (
            1,
            f"{NOTEBOOK}: a notebook belongs there, not a folder. Move it. ",
        )
    assert f"{NOTEBOOK} is damaged" in run(course, "work")[1]
    assert signature.read_plain(course / NOTEBOOK) is None


def test_a_solution_that_nbformat_refuses_is_not_adopted(tmp_path: Path) -> None:
    """It has all that a signature looks at, and outputs that are none."""
    course = course_copy(tmp_path, "03_two_weights")
    notebook = json.loads((course / SOLUTION).read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] += " More."
    next(c for c in notebook["cells"] if c["cell_type"] == "code")["outputs"] = [None]
    (course / SOLUTION).write_text(json.dumps(notebook), encoding="utf-8")
    assert f"{SOLUTION} was edited" in run(course, "build")[1]
    code, output = run(course, "adopt", "03_two_weights")
    assert code == 1 and f"{SOLUTION}: it is no valid notebook" in output


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def nearly(parts: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return dicts with some of these keys, whose values are as they should be or anything."""
    return st.fixed_dictionaries({}, optional={key: part | JSON for key, part in parts.items()})


CLAIMED = nearly({"grade_id": st.sampled_from("ab"), "points": st.integers(), "solution": JSON})
CELLS = nearly(
    {
        "id": st.sampled_from("ab"),
        "metadata": nearly({"nbgrader": CLAIMED}),
        "source": st.text(max_size=3) | st.lists(st.text(max_size=3), max_size=2),
        "attachments": JSON,
    }
).map(lambda cell: {"source": "", "metadata": {}} | cell)
SIGNED = st.lists(st.sampled_from(["a b", "b", "", "a ", "a  b"]) | JSON, max_size=2)
NOTEBOOKS = nearly(
    {
        "metadata": nearly({"downhill": nearly({"cells": SIGNED})}),
        "cells": st.lists(CELLS | JSON, max_size=3),
        "nbformat": st.just(4),
    }
).map(lambda notebook: {"nbformat": 4, "metadata": {}} | notebook)


@given(st.lists(NOTEBOOKS | JSON, min_size=2, max_size=2))
def test_whatever_json_there_is_nothing_raises(two: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "a.ipynb"
        found = []
        for one in two:
            place.write_text(json.dumps(one), encoding="utf-8")
            found.append(signature.read_plain(place))
        for notebook in filter(None, found):
            signature.edits(notebook)
            for made in filter(None, found):
                signature.edits(notebook, made)
                work.merge(notebook, made)


def test_a_picture_without_text_is_typed(tmp_path: Path) -> None:
    """A cell that has an attachment only, as a picture pasted and its text cut."""
    course = course_copy(tmp_path, "03_two_weights")
    notebook = load(course, NOTEBOOK)
    cell = nbformat.v4.new_markdown_cell("", attachments={"p.png": {"image/png": "AAAA"}})
    notebook.cells.append(cell)
    save(course, NOTEBOOK, notebook)
    code, output = run(course, "build")
    assert code == 1 and f"{NOTEBOOK} was edited since it was built (a new cell)" in output


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (pictured, "Cell 1 (cell-00): attachments."),
        (tagged, "Cell 1 (cell-00): metadata."),
        (set_up, "Cell 2 (setup): text."),
    ],
)
def test_adopting_says_what_a_text_can_not_hold(tmp_path: Path, edit: Any, says: str) -> None:
    """The edit beside it is adopted; the rest stays in the notebook, and a build asks."""
    course = course_copy(tmp_path, "03_two_weights")
    notebook = load(course, SOLUTION)
    notebook.cells[0].source += "\n\nOne more line."
    edit(notebook)
    save(course, SOLUTION, notebook)
    code, output = run(course, "adopt", "03_two_weights")
    assert code == 0 and says in output
    text = course / "lessons" / "03_two_weights" / "two_weights.py"
    assert "One more line." in text.read_text(encoding="utf-8")
    before = (course / SOLUTION).read_bytes()
    code, output = run(course, "build")
    assert code == 1 and "can't hold that: copy the file elsewhere" in output
    assert (course / SOLUTION).read_bytes() == before


def test_adopting_a_raw_cell_or_half_a_point(tmp_path: Path) -> None:
    course = course_copy(tmp_path, "03_two_weights")
    text = course / "lessons" / "03_two_weights" / "two_weights.py"
    kept = text.read_bytes()
    notebook = load(course, SOLUTION)
    notebook.cells.insert(3, nbformat.v4.new_raw_cell("raw"))
    save(course, SOLUTION, notebook)
    code, output = run(course, "adopt", "03_two_weights")
    assert code == 1 and "no raw cells" in output
    assert run(course, "build")[0] == 1
    notebook = read("solutions", "03_two_weights")
    cells(notebook)["forward-check"].metadata.nbgrader.points = 1.5
    save(course, SOLUTION, notebook)
    code, output = run(course, "adopt", "03_two_weights")
    assert "(forward-check): nbgrader" in output
    assert run(course, "build")[0] == 1
    assert text.read_bytes() == kept


def test_adopting_an_unknown_lesson(tmp_path: Path) -> None:
    code, output = run(course_copy(tmp_path, "03_two_weights"), "adopt", "03_three_weights")
    assert code == 1 and "There are: 03_two_weights." in output
