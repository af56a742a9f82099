"""Which tests of somebody else's notebook must run in the student's process, and which need not."""

import pytest

from course.grading.judge.reach import names_of, reaching

from ..own_courses.build import answer, check, code, notebook

SQUARES = "def squares(n):\n    return [i * i for i in range(n)]"
USES = "def total(n):\n    return sum(squares(n)) + offset"
NEEDS_NOTHING = [
    "assert squares(2) == [0, 1]",
    "for n in range(3):\n    assert len(squares(n)) == n",
    "result = squares(3)\nresult[0] = 5\nassert result[0] == 5",
    "import numpy as np\nnp.testing.assert_allclose(squares(2), [0, 1])",
    "try:\n    squares('a')\nexcept TypeError as error:\n    assert str(error)",
    "squares(3)[1]",
]
REACHES = {
    "del squares": "deletes `squares`",
    "squares = None\nassert total(2)": "sets `squares`",
    "offset = 3\nassert total(1) == 3": "sets `offset`",
    "def squares(n):\n    return []\nassert total(1) == 0": "sets `squares`",
    "def change():\n    global offset\n    offset = 1\nchange()": "sets `offset`",
    "import math\nmath.pi = 3": "changes `math.pi`",
    "table['b'] = 2\nassert look('b') == 2": "an entry of `table`",
    "from unittest.mock import patch": "imports `unittest.mock`",
    "import builtins": "imports `builtins`",
    "assert 'squares' in globals()": "calls `globals`",
    "np.random.seed(1)": "calls `seed`",
    "assert In": "uses `In`",
    "%timeit squares(3)": "command of the notebook's",
    "this is no python": "no plain Python",
    "late = 3": "sets `late`, which a later cell uses",
}


def found(source: str) -> dict[str, str]:
    cells = [code("offset = 0\ntable = {}\nimport numpy as np"), answer("squares", SQUARES)]
    cells += [answer("total", USES), check("it", 1, source), code("print(late)")]
    return reaching(notebook(*cells))


@pytest.mark.parametrize("source", NEEDS_NOTHING)
def test_a_test_that_only_asks_is_judged_outside(source: str) -> None:
    assert found(source) == {}


@pytest.mark.parametrize("source", REACHES)
def test_a_test_that_reaches_in_says_how(source: str) -> None:
    assert REACHES[source] in found(source)["it"]


def test_what_such_a_test_needs_of_an_earlier_one_runs_inside_too() -> None:
    first = check("first", 1, "def near(a, b):\n    return abs(a - b) < 1e-9")
    second = check("second", 1, "old = squares\ndel squares\nassert near(1, 1)\nsquares = old")
    assert found_in(first, second)["first"] == "a test that must run there uses its `near`"
    third = check("third", 1, "assert near(squares(2)[1], 1)")
    assert found_in(first, third) == {}


def found_in(*tests: object) -> dict[str, str]:
    return reaching(notebook(answer("squares", SQUARES), *tests))  # type: ignore[arg-type]


def test_the_names_of_a_cell() -> None:
    names = names_of(
        "import os.path as p\ny = x\nx = 1\ndef f(a):\n    return a + g(z)\n[q for q in w]"
    )
    assert names.imported == {"p"} and names.bound == {"x", "y", "f"}
    assert names.needed == {"x"} and names.within == {"g", "z", "w"} - {"w"}
