"""Repair: whatever happened to a notebook, the same score or a person."""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

import nbformat
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbgrader.utils import compute_checksum

from course.errors import CourseError
from course.grading.repair.submission import NotRepairable, repair

from ..bank import GRADED, LESSONS
from ..lesson import CHECK, cells, read
from ..sample_class.colab import saved_by_colab
from ..sample_class.students import answered
from ..test_answers_nbgrader import students
from . import damage
from .damage import DAMAGES, SAVINGS, Damage, Saving, as_jupyter, own
from .rebuilt import graded, mended, passed, right, told, wanted

LESSON = "03_two_weights"
damages = st.lists(st.sampled_from(DAMAGES), max_size=2)
savings = st.sampled_from(SAVINGS)
PERSON = {
    damage.cut_anywhere,
    damage.as_web_page,
    damage.empty,
    damage.with_conflicts_in_the_cells,
}


def check_one(lesson: str, how: list[Damage], saving: Saving, number: int, seed: int) -> bool:
    """Damage, save and mend a right notebook; return whether it was mended, fail if wrongly."""
    rng = Random(seed)
    notebook = right(lesson, number)
    lost: set[str] = set().union(*(hurt(notebook, rng) for hurt in how))
    content = saving(notebook, rng)
    try:
        repaired = mended(lesson, content)
    except NotRepairable as aside:
        assert str(aside).endswith(".")
        return False
    made = repaired.notebook
    nbformat.validate(made)
    assert graded(made) == wanted(lesson)
    theirs = cells(read("solutions", lesson), solution=False)
    for name, cell in cells(made, solution=False).items():
        assert cell.source == theirs[name].source
    failed = {name.removesuffix(CHECK) for name, good in passed(lesson, made).items() if not good}
    assert failed <= lost, (failed - lost, told(repaired))
    assert all(sentence.endswith(".") for sentence in told(repaired))
    return True


@settings(max_examples=60, deadline=None)
@given(how=damages, saving=savings, number=st.integers(0, 3), seed=st.integers(0, 10**6))
def test_the_same_score_or_a_person(
    how: list[Damage], saving: Saving, number: int, seed: int
) -> None:
    check_one(LESSON, how, saving, number, seed)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
@settings(max_examples=30, deadline=None)
@given(how=damages, saving=savings, number=st.integers(0, 3), seed=st.integers(0, 10**6))
def test_the_same_score_or_a_person_in_every_lesson(
    lesson: str, how: list[Damage], saving: Saving, number: int, seed: int
) -> None:
    check_one(lesson, how, saving, number, seed)


# What fuzzing found and was mended: damages, saving, number of the right answers, seed.
SPLIT, MERGED = damage.answer_split, damage.merged_into_one_cell
FOUND: list[tuple[str, list[Damage], Saving, int, int]] = [
    ("01_derivatives", [SPLIT, MERGED], as_jupyter, 0, 1),
    ("09_batch_size", [SPLIT, MERGED], as_jupyter, 0, 1),
    ("09_batch_size", [SPLIT], damage.as_script, 0, 21),
    ("13_keras", [SPLIT, MERGED], as_jupyter, 0, 1),
    ("10_optimizers", [damage.answered_in_the_check_cell, damage.answer_deleted], as_jupyter, 0, 0),
    ("11_loss_curves", [MERGED, damage.plain_cells_edited], damage.cut_anywhere, 2, 505122),
    ("13_keras", [damage.copy_of_the_stub_below, MERGED], damage.as_script, 2, 50333),
    ("01_derivatives", [SPLIT], damage.as_colab_without_metadata, 0, 241992),
]


@pytest.mark.parametrize("lesson, how, saving, number, seed", FOUND)
def test_what_fuzzing_found_stays_mended(
    lesson: str, how: list[Damage], saving: Saving, number: int, seed: int
) -> None:
    check_one(lesson, how, saving, number, seed)


@pytest.mark.parametrize("hurt", DAMAGES)
@pytest.mark.parametrize("seed", range(3))
def test_one_damage_is_mended(hurt: Damage, seed: int) -> None:
    assert check_one(LESSON, [hurt], as_jupyter, seed, seed)


@pytest.mark.parametrize("saving", SAVINGS)
def test_one_way_to_save_is_read(saving: Saving) -> None:
    assert check_one(LESSON, [], saving, 0, 1) == (saving not in PERSON)


@pytest.mark.parametrize(
    "lesson",
    [pytest.param(name, marks=[] if name == LESSON else pytest.mark.slow) for name in GRADED],
)
def test_an_undamaged_notebook_stays_as_it_is(lesson: str) -> None:
    """For every answer of the bank, right or wrong, as Jupyter and as Colab save it."""
    for answers in students(lesson):
        given = answered(lesson, {name: answer.source for name, answer in answers.items()})
        checks = cells(read("solutions", lesson), grade=True, solution=False)
        expected = [
            checks[cell.metadata.nbgrader.grade_id].source
            if cell.metadata.get("nbgrader", {}).get("grade_id") in checks
            else cell.source
            for cell in given.cells
        ]
        for text in (nbformat.writes(given), saved_by_colab(given)):
            made = mended(lesson, text.encode())
            assert made.mended == ()
            assert [cell.source for cell in made.notebook.cells] == expected


@pytest.mark.parametrize("lesson", GRADED)
def test_checksums_are_those_of_nbgrader(lesson: str) -> None:
    made = mended(lesson, as_jupyter(right(lesson), Random(0))).notebook
    for cell in cells(made, solution=False).values():
        assert cell.metadata.nbgrader.checksum == compute_checksum(cell)
    stubs = cells(read("notebooks", lesson), solution=True)
    for name, cell in cells(made, solution=True).items():
        assert cell.metadata.nbgrader.checksum == compute_checksum(stubs[name])


@pytest.mark.parametrize("lesson", GRADED)
@pytest.mark.parametrize("other", GRADED)
@pytest.mark.parametrize("hurt", [damage.nothing, damage.metadata_stripped])
def test_another_lesson_is_told(lesson: str, other: str, hurt: Damage) -> None:
    notebook = copy.deepcopy(read("notebooks", other))
    hurt(notebook, Random(0))
    content = as_jupyter(notebook, Random(0))
    if other == lesson:
        assert len(cells(mended(lesson, content).notebook)) > 5
        return
    title = notebook.cells[0].source.split("\n")[0].removeprefix("# ")
    with pytest.raises(NotRepairable, match="another lesson") as caught:
        mended(lesson, content)
    assert title[:50] in str(caught.value)


def test_another_lesson_without_its_title_is_told_by_its_grade_ids() -> None:
    notebook = copy.deepcopy(read("notebooks", "02_chain_rule"))
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    with pytest.raises(NotRepairable, match="another lesson, with local_slopes, "):
        mended(LESSON, as_jupyter(notebook, Random(0)))


@pytest.mark.parametrize("above", ["forward", "forward-check"])
def test_half_a_function_away_from_its_beginning_goes_to_a_person(above: str) -> None:
    notebook = right(LESSON)
    cells(notebook)["forward"].source = cells(read("notebooks", LESSON))["forward"].source
    place = damage.place_of(notebook, cells(notebook)[above])
    notebook.cells.insert(place + 1, own("    h = w1 * x\n    return h, w2 * h"))
    with pytest.raises(NotRepairable, match="A function was split"):
        mended(LESSON, as_jupyter(notebook, Random(0)))


@pytest.mark.parametrize("lesson", [LESSON, "10_optimizers"])
def test_half_a_function_in_a_cell_of_several_answers_goes_to_a_person(lesson: str) -> None:
    """Found by Hypothesis: the end of the second function looked like the end of the first."""
    notebook = right(lesson)
    first, second, third = list(cells(notebook, solution=True, grade=False).values())[:3]
    *second.source, end = second.source.rstrip().splitlines()
    second.source = "\n".join(second.source)
    assert end.startswith("    return ")
    first.source = f"{first.source.rstrip()}\n\n\n{end}\n\n\n{third.source}"
    del notebook.cells[damage.place_of(notebook, third)]
    with pytest.raises(NotRepairable, match="A function was split"):
        mended(lesson, as_jupyter(notebook, Random(0)))


def test_half_a_function_above_other_answers_is_joined() -> None:
    notebook = right(LESSON)
    _, second, third, *_ = cells(notebook, solution=True, grade=False).values()
    *source, end = second.source.rstrip().splitlines()
    second.source = "\n".join(source)
    rest = own(f"{end}\n\n\n{third.source}")
    notebook.cells.insert(damage.place_of(notebook, second) + 1, rest)
    del notebook.cells[damage.place_of(notebook, third)]
    all_pass(LESSON, notebook)


def test_an_answer_in_place_of_its_check_is_found_though_it_is_like_it() -> None:
    notebook = right(LESSON)
    to_stub(notebook, LESSON, "forward")
    cells(notebook)["forward-check"].source = "forward = lambda x, w1, w2: (w1*x, w2*w1*x)"
    all_pass(LESSON, notebook)


def test_an_answer_that_became_prose_is_found_beside_its_stub() -> None:
    notebook = right(LESSON)
    mine = to_stub(notebook, LESSON, "step")
    at = damage.place_of(notebook, cells(notebook)["step"])
    notebook.cells.insert(at + 1, nbformat.v4.new_markdown_cell(mine))
    assert "The cell `step` is code again." in all_pass(LESSON, notebook)


def test_prose_below_an_empty_cell_of_a_script_is_read() -> None:
    notebook = right(LESSON)
    cells(notebook)["mend_train-check"].source = ""  # the cell above the written question
    made = mended(LESSON, damage.as_script(notebook, Random(0)))
    assert all(passed(LESSON, made.notebook).values()), told(made)


@pytest.mark.parametrize("make", [nbformat.v4.new_markdown_cell, nbformat.v4.new_raw_cell])
def test_half_a_function_that_became_prose_goes_to_a_person(make: Callable[[str], Any]) -> None:
    notebook = right(LESSON)
    cell = cells(notebook)["step"]
    *lines, end = cell.source.rstrip().splitlines()
    cell.source = "\n".join(lines)
    notebook.cells.insert(damage.place_of(notebook, cell) + 1, make(end))
    with pytest.raises(NotRepairable, match="no code any more"):
        mended(LESSON, as_jupyter(notebook, Random(0)))


def test_a_forgotten_return_is_no_split() -> None:
    notebook = right(LESSON)
    there = cells(notebook)
    there["forward"].source += "\n    return 0"
    there["step"].source = there["step"].source.replace("return", "print")
    made = mended(LESSON, as_jupyter(notebook, Random(0)))
    assert made.mended == ()


def test_a_cell_that_is_indented_as_a_whole_is_left_alone() -> None:
    notebook = right(LESSON)
    place = damage.place_of(notebook, cells(notebook)["forward"])
    notebook.cells.insert(place + 1, own("    def mine(x):\n        return x"))
    made = mended(LESSON, as_jupyter(notebook, Random(0)))
    assert made.mended == ()
    assert made.notebook.cells[place + 1].source == notebook.cells[place + 1].source


def test_an_answer_in_another_answers_cell_counts_though_its_stub_is_there() -> None:
    notebook = right(LESSON)
    there = cells(notebook)
    there["forward"].source += "\n\n\n" + there["step"].source
    there["step"].source = cells(read("notebooks", LESSON))["step"].source
    made = mended(LESSON, as_jupyter(notebook, Random(0)))
    assert all(passed(LESSON, made.notebook).values())
    assert "The answer `step` stood in the cell of `forward`." in told(made)


def all_pass(lesson: str, notebook: nbformat.NotebookNode) -> tuple[str, ...]:
    """Mend a notebook in which every check must pass; return what was mended."""
    repaired = mended(lesson, as_jupyter(notebook, Random(0)))
    assert all(passed(lesson, repaired.notebook).values()), told(repaired)
    return told(repaired)


def to_stub(notebook: nbformat.NotebookNode, lesson: str, name: str) -> str:
    """Put an answer's stub back; return the answer."""
    cell = cells(notebook)[name]
    source: str = cell.source
    cell.source = cells(read("notebooks", lesson))[name].source
    return source


def place(notebook: nbformat.NotebookNode, name: str) -> int:
    return damage.place_of(notebook, cells(notebook)[name])


def test_an_answer_below_its_stub_stays_with_what_it_needs() -> None:
    lesson = "01_derivatives"
    notebook = right(lesson)
    best = to_stub(notebook, lesson, "best_h").replace("best_h", "mine")
    new = [own(best), own("best_h = mine")]
    notebook.cells[place(notebook, "best_h-check") : place(notebook, "best_h-check")] = new
    assert all_pass(lesson, notebook) == ()


def test_a_stub_is_known_where_letters_were_lost() -> None:
    """The stub has a minus sign that Windows-1252 has not; the answer is below the check."""
    notebook = right(LESSON)
    mine = to_stub(notebook, LESSON, "gradients")
    notebook.cells.insert(place(notebook, "gradients-check") + 1, own(mine))
    made = mended(LESSON, damage.as_windows_1252(notebook, Random(0)))
    assert all(passed(LESSON, made.notebook).values()), told(made)


def test_a_cell_above_that_several_answers_need_stays_above() -> None:
    notebook = right(LESSON)
    helper = cells(notebook)["forward"].source.replace("forward", "mine")
    cells(notebook)["forward"].source = "def forward(*given):\n    return mine(*given)"
    helper += "\n\n\n" + to_stub(notebook, LESSON, "step")
    notebook.cells.insert(place(notebook, "forward"), own(helper))
    assert "Answers found by the names that they define: `step`." in all_pass(LESSON, notebook)


def test_a_cell_below_merged_answers_stays_there() -> None:
    notebook = right(LESSON)
    mine = to_stub(notebook, LESSON, "forward")
    damage.merged_into_one_cell(notebook, Random(0))
    notebook.cells.insert(place(notebook, "forward-check"), own(mine))
    all_pass(LESSON, notebook)


def test_what_an_answer_needs_moves_with_it() -> None:
    notebook = right(LESSON)
    helper = cells(notebook)["step"].source.replace("def step", "def mine")
    cells(notebook)["step"].source = "step = mine"
    moved = notebook.cells.pop(place(notebook, "step"))
    notebook.cells += [own(helper), moved]
    assert all_pass(LESSON, notebook) == (
        "Cells stood in another order; the lesson's order was restored.",
    )


def test_a_renamed_answer_is_found_by_likeness() -> None:
    notebook = right(LESSON)
    solved = cells(read("solutions", LESSON))["gradients"].source
    answer = cells(notebook)["gradients"]
    answer.source = solved.replace("def gradients", "def blame")
    notebook.cells.append(notebook.cells.pop(place(notebook, "gradients")))
    damage.metadata_stripped(notebook, Random(0))
    made = mended(LESSON, as_jupyter(notebook, Random(0)))
    assert "The answer `gradients` was found by likeness" in " ".join(told(made))
    assert cells(made.notebook)["gradients"].source == answer.source


def test_a_notebook_of_somebody_else() -> None:
    with pytest.raises(NotRepairable, match="nothing of this lesson"):
        mended(LESSON, as_jupyter(nbformat.v4.new_notebook(cells=[own("print(1)")]), Random(0)))


def test_personal_metadata_stay_behind() -> None:
    text = saved_by_colab(right(LESSON))
    assert "Jo Example" in text
    made = nbformat.writes(mended(LESSON, text.encode()).notebook)
    for personal in ("Jo Example", "01234567890123456789", "colab", "someone"):
        assert personal not in made


def test_a_picture_in_a_written_answer_is_kept() -> None:
    notebook = right(LESSON)
    answer = cells(notebook)["lower_loss"]
    answer.attachments = {"sketch.png": {"image/png": "iVBORw0KGgo="}}
    made = mended(LESSON, as_jupyter(notebook, Random(0))).notebook
    assert cells(made)["lower_loss"].attachments == answer.attachments


@pytest.mark.parametrize("where", [0, 1])
def test_the_release_must_fit_the_solution(where: int) -> None:
    pair = [copy.deepcopy(read(room, LESSON)) for room in ("solutions", "notebooks")]
    del pair[where].cells[-1]
    with pytest.raises(CourseError, match="course build"):
        repair(*pair, as_jupyter(right(LESSON), Random(0)))


def test_lesson_and_release_are_not_changed() -> None:
    rooms = ("solutions", "notebooks")
    before = [nbformat.writes(read(room, LESSON)) for room in rooms]
    made = mended(LESSON, as_jupyter(right(LESSON), Random(0))).notebook
    for cell in made.cells:
        cell.source, cell.metadata = "", {}
    assert [nbformat.writes(read(room, LESSON)) for room in rooms] == before


SAYS = {
    damage.metadata_stripped: "metadata were gone",
    damage.answer_duplicated: "There were 2 copies of",
    damage.checks_deleted: "-check` was deleted or replaced, and was put back.",
    damage.imports_deleted: "The locked cell `imports` was deleted or replaced, and was put back.",
    damage.answer_deleted: "was deleted and put back as it was released.",
    damage.check_duplicated: "Second copies of locked cells were left out",
    damage.points_changed: "-check` were changed back.",
    damage.kernel_changed: "The kernel was changed back.",
    damage.kind_changed: "is code again.",
    damage.merged_into_one_cell: "stood in the cell of",
    damage.merged_with_the_cell_below: "was parted from the text that it was merged with.",
}


@pytest.mark.parametrize("hurt", SAYS)
def test_what_was_mended_is_told(hurt: Damage) -> None:
    notebook = right(LESSON)
    hurt(notebook, Random(3))
    how = told(mended(LESSON, as_jupyter(notebook, Random(3))))
    assert SAYS[hurt] in " ".join(how), how


@pytest.mark.parametrize("hurt", [damage.kind_changed, damage.answer_split])
def test_a_function_that_a_script_spoils_goes_to_a_person(hurt: Damage) -> None:
    notebook = right(LESSON)
    hurt(notebook, Random(3))
    with pytest.raises(NotRepairable, match="torn apart"):
        mended(LESSON, damage.as_script(notebook, Random(0)))


def test_text_that_may_be_an_answer_goes_to_a_person() -> None:
    notebook = right(LESSON)
    cells(notebook)["forward"].source = "def fwd(a, b):\n    return a, b"
    at = damage.place_of(notebook, cells(notebook)["forward"])
    damage.metadata_stripped(notebook, Random(0))
    notebook.cells.append(notebook.cells.pop(at))  # away from its place, under another name
    with pytest.raises(NotRepairable, match="`forward` is not in its place"):
        mended(LESSON, as_jupyter(notebook, Random(0)))


def test_a_forged_cell_gains_nothing() -> None:
    """Cells that claim to be locked, or checks with other points, stay the student's or go."""
    notebook = right(LESSON)
    for name in ("imports", "forward-check", "train-check"):
        forged = copy.deepcopy(cells(read("solutions", LESSON))[name])
        forged.id = f"forged-{name}"
        forged.source = "check = None\n### BEGIN HIDDEN TESTS\nforged = 1\n### END HIDDEN TESTS"
        forged.metadata.nbgrader.points = 100
        notebook.cells.insert(3, forged)
    made = mended(LESSON, as_jupyter(notebook, Random(0))).notebook
    assert graded(made) == wanted(LESSON)
    holders = [cell for cell in made.cells if "forged" in cell.source]
    assert len(holders) == 3
    assert all(dict(cell.metadata) == {} for cell in holders)


def _source(text: str) -> bytes:
    whole = json.loads(as_jupyter(right(LESSON), Random(0)))
    whole["cells"][17]["source"] = text
    return json.dumps(whole).encode()


@example("\ud800")
@example("\x00")
@example("(" * 5000)
@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_in_an_answer(text: str) -> None:
    made = mended(LESSON, _source(text)).notebook
    nbformat.writes(made).encode()


@pytest.mark.parametrize("metadata", [True, False])
def test_all_that_was_written_is_kept(metadata: bool) -> None:
    """Two cells with text, and the one to write in, which stayed empty."""
    notebook = right(LESSON)
    answer = cells(notebook)["lower_loss"]
    start = place(notebook, "lower_loss")
    texts = ["Her step is longer.", "I compared the slopes.", "YOUR ANSWER HERE"]
    written = [damage.twin(answer) for _ in texts]
    for cell, text in zip(written, texts, strict=True):
        cell.source = text
        if not metadata:
            cell.metadata.clear()
    notebook.cells[start : start + 1] = written
    made = mended(LESSON, as_jupyter(notebook, Random(0)))
    assert cells(made.notebook)["lower_loss"].source == "\n\n".join(texts[:2])
    assert "YOUR ANSWER HERE" not in [cell.source for cell in made.notebook.cells]
    assert "their texts were joined" in " ".join(told(made))
