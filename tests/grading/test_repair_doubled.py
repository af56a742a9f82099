"""Text that stands in a file twice, several versions, what git leaves: told, and never lost.

Real-time collaboration writes a cell's text twice on one line (jupyterlab/jupyter-collaboration
#594); notebooks with unresolved conflicts are in jupyter/notebook #4889.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from random import Random

import nbformat
import pytest
from nbformat import NotebookNode

from course.grading.mended import Mended
from course.grading.parcels import Repaired
from course.grading.repair.submission import NotRepairable

from ..lesson import cells, read
from . import damage
from .damage import WRITTEN, as_jupyter, own
from .rebuilt import mended, passed, right, told

LESSON = "03_two_weights"
FIRST = "01_derivatives"  # with answers that are no functions
FORWARD = """\
def forward(x, w1, w2):
    \"\"\"Return the middle value h and the forecast y_hat, two numbers.\"\"\"
    h = w1 * x
    y_hat = w2 * h
    return h, y_hat"""


def repaired(notebook: NotebookNode, lesson: str = LESSON) -> Repaired:
    return mended(lesson, as_jupyter(notebook, Random(0)))


def with_answer(name: str, make: Callable[[str], str], lesson: str = LESSON) -> NotebookNode:
    """Return a right notebook with another text in one cell."""
    notebook = given(lesson)
    cell = cells(notebook)[name]
    cell.source = make(cell.source.rstrip())
    return notebook


def given(lesson: str = LESSON) -> NotebookNode:
    """Return a right notebook with functions of several lines."""
    notebook = right(lesson)
    if lesson == LESSON:
        cells(notebook)["forward"].source = FORWARD
    return notebook


def beginning(lines: int, letters: int = 0) -> Callable[[str], str]:
    """Return what writes so many lines and letters of a text above the whole."""

    def make(text: str) -> str:
        every = text.split("\n")
        return "\n".join([*every[:lines], every[lines][:letters]]) + text

    return make


TWICE = "The text of the cell `{}` stood in it twice; it was kept once."
PART = "A part of the text of the cell `{}` stood in it twice; it was kept once."
DOUBLED = {
    "on one line": ("forward", lambda text: text + text, TWICE),
    "with a blank": ("forward", lambda text: f"{text} {text}", TWICE),
    "three times": ("step", lambda text: text * 3, TWICE.replace("twice", "three times")),
    "on lines": ("forward", lambda text: f"{text}\n{text}", PART),
    "tabs": ("forward", lambda text: text + text.replace("    ", "\t"), TWICE),
    "empty lines": ("train", lambda text: text + text.replace("\n", "\n\n"), TWICE),
    "one line first": ("forward", beginning(1), PART),
    "half a line first": ("gradients", beginning(3, 14), PART),
    "some letters first": ("step", beginning(0, 6), PART),
    "one letter first": ("step", beginning(0, 1), PART),
    "a word above": ("forward", lambda text: f"def\n{text}", PART),
    "half a word above": ("train", lambda text: f"de\n{text}", PART),
    "half a name above": ("forward", lambda text: f"def for\n{text}", PART),
    "half a line above": ("forward", lambda text: f"{text[:17]}\n\n{text}", PART),
    "in a string": ("forward", beginning(1, 20), PART),
    "in the indentation": ("forward", beginning(1, 2), PART),
    "only the end": ("forward", lambda text: text + text.rpartition("\n")[2], PART),
    "the last lines": ("forward", lambda text: text + "\n".join(text.split("\n")[-2:]), PART),
    "whole, then a part": ("forward", lambda text: f"{text}{text[:60]}", PART),
    "a locked cell": ("imports", lambda text: text + text, TWICE),
    "a written answer": ("lower_loss", lambda text: f"{text}\n\n{text}", TWICE),
    "a written answer, one line": ("lower_loss", lambda text: text + text, TWICE),
}


@pytest.mark.parametrize("how", DOUBLED)
def test_doubled_text_is_kept_once_and_told(how: str) -> None:
    name, make, says = DOUBLED[how]
    was = cells(given())[name].source
    made = repaired(with_answer(name, make))
    assert all(passed(LESSON, made.notebook).values())
    assert told(made) == (says.format(name),)
    now = cells(made.notebook)[name].source
    assert "".join(now.split()) == "".join(was.split())


def test_half_a_name_above_a_number() -> None:
    made = repaired(with_answer("best_h", lambda text: f"best\n{text}", FIRST), FIRST)
    assert all(passed(FIRST, made.notebook).values())
    assert told(made) == (PART.format("best_h"),)


def test_half_a_line_above_itself_below_other_code() -> None:
    made = repaired(with_answer("forward", lambda text: f"import numpy as np\ndef for\n{text}"))
    assert all(passed(LESSON, made.notebook).values())
    assert told(made) == (PART.format("forward"),)


GLUED = {
    "two answers": (("forward", "gradients"), "{0}{1}"),
    "the other way round": (("forward", "gradients"), "{1}{0}"),
    "with a blank": (("forward", "gradients"), "{0} {1}"),
    "three answers": (("forward", "gradients", "step"), "{0}{1}{2}"),
    "below an import": (("forward",), "import numpy as np{0}"),
    "below a comment": (("forward",), "# my work{0}"),
    "below a string": (("forward",), '"""My work."""{0}'),
    "below a helper": (("forward",), "def twice(a):\n    return 2 * a{0}"),
    "above a helper": (("forward",), "{0}def twice(a):\n    return 2 * a"),
    "above a coroutine": (("forward",), "{0}async def twice(a):\n    return 2 * a"),
}


@pytest.mark.parametrize("how", GLUED)
def test_code_that_lost_a_line_break_gets_it_back(how: str) -> None:
    names, pattern = GLUED[how]
    notebook = given()
    there = cells(notebook)
    texts = [there[name].source.rstrip() for name in names]
    there[names[0]].source = pattern.format(*texts)
    for name in names[1:]:
        del notebook.cells[damage.place_of(notebook, there[name])]
    made = repaired(notebook)
    assert all(passed(LESSON, made.notebook).values()), cells(made.notebook)[names[0]].source
    assert any("the break between them was put back" in line for line in told(made))


def test_two_numbers_that_lost_a_line_break_get_it_back() -> None:
    notebook = right(FIRST)
    there = cells(notebook)
    there["best_h"].source = there["best_h"].source.rstrip() + there["slope_sign"].source
    del notebook.cells[damage.place_of(notebook, there["slope_sign"])]
    made = repaired(notebook, FIRST)
    assert all(passed(FIRST, made.notebook).values())
    assert any("the break between them was put back" in line for line in told(made))


@pytest.mark.parametrize("padding", ["", "# long\n" * 4_000])
def test_an_answer_behind_other_code_that_is_no_python_goes_to_a_person(padding: str) -> None:
    notebook = given()
    there = cells(notebook)
    gradients = there["gradients"].source
    there["forward"].source = f"{padding}{FORWARD}{gradients}\nprint(("
    del notebook.cells[damage.place_of(notebook, there["gradients"])]
    with pytest.raises(NotRepairable, match="`gradients` behind other code on one line"):
        repaired(notebook)


@pytest.mark.parametrize("end", [" * (x)x)", "[0]0]", " * x x"])
def test_an_end_that_is_there_twice_and_no_python_goes_to_a_person(end: str) -> None:
    with pytest.raises(NotRepairable, match="twice and is no Python"):
        repaired(with_answer("forward", lambda text: f"{OLD}{end}"))


@pytest.mark.parametrize("end", [" * xx", " * x1 * x"])
def test_an_end_that_may_be_a_name_is_left_alone(end: str) -> None:
    assert repaired(with_answer("forward", lambda text: f"{OLD}{end}")).mended == ()


# No Python, each through the student's own mistake, with a function's head where it may be.
MISTAKES = [
    "# def forward(x, w1, w2):\n    return w1 * x, w2",
    "#def forward(x, w1, w2):\n    return w1 * x, w2",
    'def forward(x, w1, w2)\n    """Do as def forward(x) does."""\n    return w1 * x, w2',
    "def forward(x, w1, w2):\n    # not as olddef forward(x)\n    return w1 * x, w2 *",
    "(\n(1)",
    "x =\nx = 1\nforward = print(print(1)",
    "def forward(x, w1, w2):\n    return w1 * x)), w2",
    "let forward = (x, w1, w2) => w1 * x",
    'def forward(x, w1, w2):\n    """Never closed, def gradients(x):\n    return w1 * x',
]


@pytest.mark.parametrize("source", MISTAKES)
def test_a_students_own_mistake_is_left_alone(source: str) -> None:
    made = repaired(with_answer("forward", lambda text: source))
    assert made.mended == ()
    assert cells(made.notebook)["forward"].source == source


@pytest.mark.parametrize("name", ["best_h", "slope_sign"])
@pytest.mark.parametrize("letters", [3, 10, None])
def test_an_answer_that_is_no_function(name: str, letters: int | None) -> None:
    made = repaired(with_answer(name, lambda text: text[:letters] + text, FIRST), FIRST)
    assert all(passed(FIRST, made.notebook).values()), cells(made.notebook)[name].source
    assert len(told(made)) == 1 and f"`{name}`" in told(made)[0]


@pytest.mark.parametrize("glue", ["", "\n", "\n\n\n"])
def test_a_cell_of_two_answers_of_which_one_is_doubled(glue: str) -> None:
    notebook = right(LESSON)
    there = cells(notebook)
    step = there["step"].source.rstrip()
    there["forward"].source = f"{there['forward'].source}\n\n\n{step}{glue}{step}"
    del notebook.cells[damage.place_of(notebook, there["step"])]
    made = repaired(notebook)
    assert all(passed(LESSON, made.notebook).values())
    assert PART.format("forward") in told(made)
    assert cells(made.notebook)["forward"].source.count("def step") == 1


HONEST = [
    "total = 1\ntotal += 1\ntotal += 1",
    "x = 1\nx = 1",
    "print(1)\nprint(1)",
    "((1)",
    "print(print(1)",
    "# --------\n# --------",
    '"ab""ab"',
    "import math\nimport math",
    "d = 3\nd\ndef double(x):\n    return 2 * x",
    "fore\nforecast = 3",
    "my_step = 3\nmy_step = 4",
    "%timeit 1 + 1\n%timeit 1 + 1",
    "old = forward\n\n\ndef forward(x, w1, w2):\n    return old(x, w1, w2)",
]


@pytest.mark.parametrize("source", HONEST)
def test_text_that_repeats_itself_is_left_alone(source: str) -> None:
    notebook = right(LESSON)
    place = damage.place_of(notebook, cells(notebook)["forward"]) + 1
    notebook.cells.insert(place, own(source))
    made = repaired(notebook)
    assert made.mended == ()
    assert made.notebook.cells[place].source == source


def test_repeated_statements_in_an_answer_are_left_alone() -> None:
    source = "h = 0\nh += 1e-5\nh += 1e-5\nbest_h = h / 2"
    made = repaired(with_answer("best_h", lambda text: source, FIRST), FIRST)
    assert made.mended == ()
    assert cells(made.notebook)["best_h"].source == source


def test_a_short_written_answer_that_repeats_itself_is_left_alone() -> None:
    made = repaired(with_answer("lower_loss", lambda text: "Ha. Ha."))
    assert made.mended == ()


OLD = "def forward(x, w1, w2):\n    return w1 * x, w2"


def test_the_last_of_two_versions_is_graded_and_told() -> None:
    made = repaired(with_answer("forward", lambda text: f"{OLD}\n\n\n{text}"))
    assert all(passed(LESSON, made.notebook).values())
    (said,) = told(made)
    assert said.startswith("The cell of `forward` has 2 versions of the answer")


@pytest.mark.parametrize("order", [1, -1])
def test_two_versions_on_one_line_go_to_a_person(order: int) -> None:
    with pytest.raises(NotRepairable, match="two versions of `forward` run together"):
        repaired(with_answer("forward", lambda text: "".join([OLD, text][::order])))


def test_two_numbers_on_one_line_go_to_a_person() -> None:
    with pytest.raises(NotRepairable, match="two versions of `best_h` run together"):
        repaired(with_answer("best_h", lambda text: "best_h = 0.1best_h = 0.001", FIRST), FIRST)


def test_a_whole_answer_with_a_beginning_below_goes_to_a_person() -> None:
    with pytest.raises(NotRepairable, match="below it the beginning"):
        repaired(with_answer("forward", lambda text: text + "\n" + text.rpartition("\n")[0]))


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("glue", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("lesson, name", [(LESSON, "forward"), (FIRST, "best_h")])
def test_a_stub_beside_the_answer_does_not_count(
    lesson: str, name: str, glue: str, order: int
) -> None:
    stub = cells(read("notebooks", lesson))[name].source
    made = repaired(
        with_answer(name, lambda text: glue.join([text, stub][::order]), lesson), lesson
    )
    assert all(passed(lesson, made.notebook).values()), cells(made.notebook)[name].source


def test_a_stub_that_is_there_twice_is_no_answer() -> None:
    notebook = right(LESSON)
    for name in ("forward", "lower_loss"):
        stub = cells(read("notebooks", LESSON))[name].source
        cells(notebook)[name].source = stub + stub
    made = repaired(notebook)
    stubs = cells(read("notebooks", LESSON))
    assert all(
        cells(made.notebook)[name].source == stubs[name].source
        for name in ("forward", "lower_loss")
    )


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("times, word", [(2, "twice"), (3, "three times")])
def test_a_notebook_with_every_cell_more_than_once(beside: bool, times: int, word: str) -> None:
    notebook = right(LESSON)
    notebook.cells.insert(5, own("count = 1"))
    every = [[cell, *(damage.twin(cell) for _ in range(times - 1))] for cell in notebook.cells]
    number = len(notebook.cells)
    order = every if beside else zip(*every, strict=True)
    notebook.cells = [cell for some in order for cell in some]
    made = repaired(notebook)
    assert told(made) == (f"Every cell of the notebook was there {word}; one of each was kept.",)
    assert len(made.notebook.cells) == number
    assert all(passed(LESSON, made.notebook).values())


def conflict(*versions: str, base: bool = False) -> str:
    """Return lines between git's markers."""
    middle = "||||||| 1a2b3c4\n" if base else ""
    return f"<<<<<<< HEAD\n{versions[0]}{middle}=======\n{versions[1]}>>>>>>> 4f2c9d1 (mine)\n"


def file(change: Callable[[str], str]) -> bytes:
    """Return a right notebook's file with some of its text changed."""
    text = nbformat.writes(given())
    changed = change(text + "\n")
    assert changed != text + "\n"
    return changed.encode()


COUNT, OUTPUTS = '   "execution_count": null,\n', '   "outputs": [],\n'
CONFLICTS = {
    "a count": lambda text: text.replace(COUNT, conflict(COUNT, COUNT.replace("null", "7"))),
    "with a base": lambda text: text.replace(COUNT, conflict(COUNT, COUNT, base=True), 1),
    "an output": lambda text: text.replace(
        OUTPUTS, conflict(OUTPUTS, '   "outputs": [{"output_type": "stream"}],\n'), 2
    ),
    "an id": lambda text: text.replace(COUNT, conflict('   "id": "a",\n', '   "id": "b",\n'), 1),
    "the whole file": lambda text: conflict(text, text.replace("null", "7")),
    "ends of lines": lambda text: text.replace(COUNT, conflict(COUNT, COUNT), 1).replace(
        "\n", "\r\n"
    ),
}


@pytest.mark.parametrize("where", CONFLICTS)
def test_git_conflicts_beside_the_cells_are_mended_and_told(where: str) -> None:
    made = mended(LESSON, file(CONFLICTS[where]))
    assert all(passed(LESSON, made.notebook).values())
    assert len(told(made)) == 1 and "git conflict markers" in told(made)[0]


LINE = '    "    h = w1 * x\\n",\n'
UNRESOLVED = {
    "an answer": lambda text: text.replace(LINE, conflict(LINE, LINE.replace("*", "+")), 1),
    "a whole file": lambda text: conflict(text, text.replace("w1 * x", "w1 + x")),
    "one marker left": lambda text: text.replace(LINE, f">>>>>>> 4f2c9d1\n{LINE}", 1),
    "in a cell's text": lambda text: text.replace(
        LINE, '    "<<<<<<< local\\n",\n' + LINE + '    ">>>>>>> remote\\n",\n', 1
    ),
    "in a cell's text, whole": lambda text: text.replace(
        LINE,
        "".join(
            f'    "{line}\\n",\n'
            for line in (
                "<<<<<<< local",
                "    h = w1 * x",
                "=======",
                "    h = w1",
                ">>>>>>> remote",
            )
        ),
        1,
    ),
}


@pytest.mark.parametrize("where", UNRESOLVED)
def test_other_git_conflicts_go_to_a_person_for_what_they_are(where: str) -> None:
    with pytest.raises(NotRepairable, match="unresolved git conflict markers"):
        mended(LESSON, file(UNRESOLVED[where]))


def test_the_person_is_told_which_answer_the_versions_differ_in() -> None:
    with pytest.raises(NotRepairable, match="its two versions differ in `forward`"):
        mended(LESSON, file(UNRESOLVED["an answer"]))


def test_a_conflict_in_a_locked_cell_is_restored() -> None:
    notebook = right(LESSON)
    there = cells(notebook)["imports"]
    there.source = conflict(there.source + "\n", "import numpy\n")
    made = repaired(notebook)
    assert all(passed(LESSON, made.notebook).values())
    assert len(told(made)) == 1 and "git conflict markers" in told(made)[0]


BODY = "    h = w1 * x\n    return h, w2 * h\n"
LEFT_IN_CODE = {
    "indented": "    <<<<<<< HEAD\n{0}    =======\n{1}    >>>>>>> mine",
    "indented, with a base": "\t<<<<<<<\n{0}\t||||||| 1a2b\n\t=======\n{1}\t>>>>>>> mine",
    "a middle marker": "{0}=======\n{1}",
    "a middle marker, indented": "{0}    =======\n{1}",
    "an end, indented": "{0}    >>>>>>> mine\n",
}


@pytest.mark.parametrize("how", LEFT_IN_CODE)
def test_markers_in_code_at_any_depth_go_to_a_person(how: str) -> None:
    text = "def forward(x, w1, w2):\n" + LEFT_IN_CODE[how].format(BODY, BODY.replace("*", "+"))
    with pytest.raises(NotRepairable, match="`forward` has unresolved git conflict markers"):
        repaired(with_answer("forward", lambda _: text))


@pytest.mark.parametrize("how", ["indented", "indented, with a base"])
def test_indented_markers_between_equal_versions_are_mended(how: str) -> None:
    text = "def forward(x, w1, w2):\n" + LEFT_IN_CODE[how].format(BODY, BODY)
    made = repaired(with_answer("forward", lambda _: text))
    assert all(passed(LESSON, made.notebook).values())
    assert len(told(made)) == 1 and "git conflict markers" in told(made)[0]


def test_a_middle_marker_between_two_equal_versions_is_mended() -> None:
    made = repaired(with_answer("forward", lambda text: f"{text}\n=======\n{text}"))
    assert all(passed(LESSON, made.notebook).values())
    assert len(told(made)) == 1 and "git conflict markers" in told(made)[0]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "name, lone", [("forward", True), ("forward", False), ("lower_loss", False)]
)
def test_an_answer_in_conflict_with_its_stub_counts(name: str, lone: bool, order: int) -> None:
    stub = cells(read("notebooks", LESSON))[name].source

    def make(text: str) -> str:
        both = [f"{text}\n", f"{stub}\n"][::order]
        return "=======\n".join(both) if lone else conflict(*both)

    made = repaired(with_answer(name, make))
    assert all(passed(LESSON, made.notebook).values())
    assert len(told(made)) == 1 and "git conflict markers" in told(made)[0]


@pytest.mark.parametrize("end", ["", ")"])
def test_a_line_below_a_heading_in_a_string_is_no_conflict(end: str) -> None:
    text = f'def forward(x, w1, w2):\n    """Mine\n    =======\n    """\n    return x, w2{end}'
    assert repaired(with_answer("forward", lambda _: text)).mended == ()


def test_a_line_below_a_heading_in_a_cell_of_markdown_is_no_conflict() -> None:
    notebook = right(LESSON)
    notebook.cells.insert(4, own("%%markdown\nMine\n=======\n"))
    assert repaired(notebook).mended == ()


def test_a_heading_with_a_line_below_is_no_conflict() -> None:
    made = repaired(with_answer("lower_loss", lambda text: f"Mine\n=======\n{WRITTEN}"))
    assert made.mended == ()


def test_what_was_mended_is_plain_data() -> None:
    found = repaired(with_answer("forward", lambda text: text + text)).mended
    assert tuple(Mended.of(json.loads(json.dumps(asdict(one)))) for one in found) == found
