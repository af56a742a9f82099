"""What is said of a name that a cell should have given, and of a function that is not written."""

import linecache
import traceback
from itertools import count
from typing import Any

import pytest

from helpers.checking import CheckFailed
from helpers.checking.not_found import missing
from helpers.checking.notebook import OpenNotebook, defined
from helpers.lessons.derivatives import checks as derivatives
from helpers.lessons.two_weights import checks as two_weights

number = count()


def run(cell: str, names: dict[str, Any]) -> None:
    file = f"<notebook cell {next(number)}>"
    linecache.cache[file] = (len(cell), None, cell.splitlines(keepends=True), file)
    exec(compile(cell, file, "exec"), names)


def told(*cells: str, check: Any = two_weights) -> str:
    """Return what the last cell, a check's, says after the others ran, each as far as it comes."""
    notebook, names = OpenNotebook(), dict[str, Any](checks=check, two_weights=None)
    *answers, last = cells
    for cell in answers:
        notebook.note_run(cell)
        try:
            run(cell, names)
        except SyntaxError as error:
            notebook.note_broken(cell, error)
        except Exception as error:
            notebook.note_stopped(cell, error)
    with notebook.opened():
        try:
            run(last, names)
        except CheckFailed as failed:
            return failed.message
        except NameError as error:
            found = missing(error, error.__traceback__)
            assert found, traceback.format_exc()
            return found.message
    return ""


CHECK = "checks.forward(forward)"
RIGHT = "def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x\n"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["def forward(x, w1, w2)\n    return x"], "at `def forward(x, w1, w2)`: expected ':'."),
        ([RIGHT, "def forward(x, w1, w2):\n    return (x"], "`return (x`: '(' was never closed."),
        ([f"import numpyy\n{RIGHT}"], "in the line `import numpyy`, with ModuleNotFoundError"),
        ([f"import numpyy\n{RIGHT}"], "Hint: No exercise needs it: leave that line out."),
        ([RIGHT, f"1 / 0\n{RIGHT}"], "in the line `1 / 0`, with ZeroDivisionError: division by"),
        ([RIGHT.replace("forward", "Forward")], "A cell defines `Forward`; the check asks for"),
        ([RIGHT.replace("forward", "mine")], "Begin with `def forward(x, w1, w2):`."),
        ([], "Run the cell that defines `forward` first"),
        ([f"print(forward(1, 2, 3))\n{RIGHT}"], "this cell gives it one only there or below."),
        ([RIGHT.replace("w1 * x, ", "w1 x, ")], "Hint: `w1 x` is two names side by side."),
        ([RIGHT.replace("w2 * w1", "2 w1")], "Between a number and a name stands a `*`"),
        ([RIGHT.replace("w2 * w1", "2w1")], "Between a number and a name stands a `*`"),
        ([RIGHT.replace("w2 * w1", "w2 − w1")], "Type it again: `-` is minus"),
        ([RIGHT.replace("    ret", "    h = 1\nret")], "it belongs to no function."),
        ([RIGHT.replace("    return", "return")], "stands four spaces further right than it."),
        ([RIGHT.replace("    ret", "    h = 1\n   ret")], "begin exactly below each other."),
        ([RIGHT.replace("    ret", "    if x:\n\tret")], "begin with a tab"),
        (
            [RIGHT.replace("    ret", "    if x = 1:\n        ret")],
            "instead of '='?\nHint: One `=`",
        ),
    ],
)
def test_a_function_that_is_not_there(cells: list[str], says: str) -> None:
    assert says in told(*cells, CHECK)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("slope_sign = down", 'Text stands between quotation marks: "down".'),
        ('slope_sign = "down', "unterminated string literal"),
        ("slope_sgin = 'down'", "A cell defines `slope_sgin`"),
        ("slope_sign = “down”", "Python knows only straight ones"),
        ("slope_sign = [\n    'up',\n    down,\n]", "in the line `down,`, with NameError"),
        ("slope_sign = [\n    'up',\n    down,\n]", 'Text stands between quotation marks: "down".'),
        ("slope_sign = 0,05", "A decimal has a point in Python, not a comma: 0.05."),
        ("slope_sign = going down", "`going down` is two names side by side. If it is a text"),
        ("my = 'down'", "A cell defines `my`; the check asks for `slope_sign`."),
    ],
)
def test_a_choice_that_is_not_there(cell: str, says: str) -> None:
    assert says in told(cell, "checks.slope_sign(slope_sign)", check=derivatives)


@pytest.mark.parametrize("after", [f"{RIGHT}1 / 0", f"{RIGHT}print(other)"])
def test_what_stops_below_an_answer_is_no_matter(after: str) -> None:
    assert told(after, CHECK) == ""
    assert told(after.replace("1 / 0", "x = (", 1), RIGHT, CHECK) == ""


def test_an_answer_that_calls_one_that_is_not_written() -> None:
    step = "def step(x, y, w1, w2, lr):\n    a, b = slopes(x, y, w1, w2)\n    return a - lr, b - lr"
    check = "checks.step(step)"
    gap = "def slopes(x, y, w1, w2):\n    a = ...\n    return a, a\n"
    assert "`slopes`, in which a gap `...` is open" in told(gap, step, check)
    inline = step.replace("a, b = slopes(x, y, w1, w2)", "a = b = 2 * slopes(x, y, w1, w2)")
    handed = "def slopes(x, y, w1, w2):\n    a = ...\n    return a\n"
    assert "`slopes`, in which a gap `...` is open" in told(handed, inline, check)
    stub = "def slopes(x, y, w1, w2):\n    raise NotImplementedError()\n"
    assert "`slopes`, which is not written yet" in told(stub, step, check)
    own = "def step(x, y, w1, w2, lr):\n    raise NotImplementedError()"
    assert "step: not attempted yet." in told(own, check)


def test_names_that_a_cell_gives() -> None:
    cell = "a, b = 1, 2\nif a:\n    def f(x, y):\n        inside = 1\nfor i in []: c: int = 3\n"
    assert list(defined(cell)) == ["a", "b", "f", "i", "c"]
    assert defined(cell)["f"] == (3, ("x", "y"))
    assert list(defined("%time\ndef f(x):\n    pass\na, b = 1\nc: int = 3\nd == 4\n")) == [
        "f", "a", "b", "c",
    ]  # fmt: skip
