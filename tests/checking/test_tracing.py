"""A check names the first line whose value is off, and says nothing where that is not sure."""

import linecache
import sys
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
import pytest

from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed
from helpers.checking.watching.local import LocalWatch, watch_of
from helpers.checking.watching.numbers import numeric
from helpers.checking.watching.parts import EVENTS
from tests.lesson import run_check

pytestmark = pytest.mark.usefixtures("time_enough")
number = count()


def back(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
    h = w1 * x
    y_hat = w2 * h
    dL_dy_hat = y_hat - y
    dL_dh = dL_dy_hat * w2
    return dL_dh * x, dL_dy_hat * h


def walked(x: float, y: float, w: float, lr: float, n: int) -> tuple[float, list[float]]:
    losses = []
    for _ in range(n):
        error = w * x - y
        losses.append(error**2)
        w = w - lr * 2 * error * x
    return w, losses


slopes = FunctionCheck(
    name="slopes",
    parameters=("x", "y", "w1", "w2"),
    returns=("dL_dw1", "dL_dw2"),
    reference=back,
    points=[(2.0, 20.0, 2.0, 0.5), (-1.5, 3.0, 0.8, -2.2), (3.0, -4.0, -1.3, 0.6)],
)
walk = FunctionCheck(
    name="walk",
    parameters=("x", "y", "w", "lr", "n"),
    returns=("w", "losses"),
    reference=walked,
    points=[(2.0, 3.0, 0.3, 0.05, 3), (-1.5, 1.0, 0.8, 0.1, 2)],
)
RIGHT = """
def slopes(x, y, w1, w2):
    inside = w1 * x
    guess = w2 * inside
    miss = guess - y
    reaches = miss * w2
    return reaches * x, miss * inside
"""
STEPS = """
def walk(x, y, w, lr, n):
    kept = []
    for k in range(n):
        miss = w * x - y
        kept.append(miss**2)
        w -= lr * 2 * miss * x
    return w, kept
"""
FIRST = "The first value that is off: "


def written(source: str) -> Any:
    """Return the last function of a cell, whose text can be found."""
    names: dict[str, Any] = {"np": np, "__name__": "__main__"}
    file = f"<cell {next(number)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    exec(compile(source, file, "exec"), names)
    return [value for name, value in names.items() if name not in ("np", "__name__")][-1]


def said(check: FunctionCheck, source: str) -> str:
    before = sys.gettrace()
    with pytest.raises(CheckFailed) as caught:
        check(written(source))
    assert sys.gettrace() is before
    assert len(caught.value.message.splitlines()) <= 6
    return caught.value.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("inside = w1 * x", "inside = w1 * x + 1"),
        ("guess = w2 * inside", "guess = w1 * inside"),
        ("miss = guess - y", "miss = 2 * guess - y"),
    ],
)
def test_the_first_line_that_is_off_is_named_whatever_the_names_are(old: str, new: str) -> None:
    says = said(slopes, RIGHT.replace(old, new))
    assert f"{FIRST}`{new}` gives" in says
    assert "\nWhat goes into it is right; " in says


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("reaches * x, miss", "reaches * y, miss", "`reaches * y` in `return reaches * y, miss"),
        ("guess = w2 * inside", "guess = -w2 * inside", "It should have the other sign."),
        ("reaches = miss * w2", "reaches = miss * w1", "`reaches = miss * w1` gives -36. It"),
    ],
)
def test_a_part_of_a_return_is_named_and_how_a_value_is_off(old: str, new: str, says: str) -> None:
    assert says in said(slopes, RIGHT.replace(old, new))


def test_a_line_is_told_in_which_one_small_change_mends_all() -> None:
    says = said(slopes, RIGHT.replace("reaches = miss * w2", "reaches = miss * inside"))
    assert "off arises in `reaches = miss * inside`.\nOne small change in `inside` makes" in says


def test_a_value_that_is_right_elsewhere_is_not_blamed_alone() -> None:
    """It takes two changes, so none is found."""
    says = said(slopes, RIGHT.replace("reaches = miss * w2", "reaches = inside * 1 * 1"))
    assert "near them: `reaches = inside * 1 * 1`, `return reaches * x, miss * inside`" in says


def test_one_of_several_results_is_mended_where_no_change_mends_all() -> None:
    source = RIGHT.replace("reaches = miss * w2", "reaches = miss / w2")
    says = said(slopes, source.replace("miss * inside", "miss + inside + 3"))
    assert "`reaches = miss / w2`" in says
    assert "dL_dw1 right" in says or "dL_dw1 is right" in says


def test_what_does_not_move_between_two_rounds_is_told() -> None:
    says = said(walk, STEPS.replace("        w -= lr * 2 * miss * x\n", ""))
    assert "gives -2.4 in round 2, as in the round before." in says


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kept.append(miss**2)", "kept.append(miss**3)", "`kept.append(miss**3)` gives"),
        ("miss = w * x - y", "miss = w * x - y + k", "gives -0.44 in round 2"),
        ("2 * miss * x", "2 * miss * w", "`w -= lr * 2 * miss * w` gives 0.372 in round 1"),
    ],
)
def test_in_a_loop_the_first_round_is_named(old: str, new: str, says: str) -> None:
    assert says in said(walk, STEPS.replace(old, new))


def test_helpers_lambdas_and_comprehensions_are_looked_into() -> None:
    helper = RIGHT.replace("reaches = miss * w2", "reaches = through(miss, w1, w2)")
    helper = f"def through(g, a, b):\n    return g * a\n{helper}"
    says = said(slopes, helper)
    assert f"{FIRST}`return g * a` gives" in says
    assert "What goes into it is right.\n" in says  # a return ends its function
    inner = "def slopes(x, y, w1, w2):\n    miss = lambda a: a * w2 * x + y\n    m = miss(w1)\n"
    assert "`miss = lambda a: a * w2 * x + y` gives" in said(
        slopes, f"{inner}    return m * w2 * x, m * w1 * x"
    )
    alone = "slopes = lambda x, y, w1, w2: ((x*w1*w2 - y) * w2 * x, (x*w1*w2 - y) * x * 3)"
    assert "`(x * w1 * w2 - y) * x * 3` in" in said(slopes, alone)
    sums = replace(
        slopes,
        parameters=("v",),
        returns=("total",),
        reference=lambda v: float(np.sum(np.asarray(v) ** 2)),
        points=[([1.5, 2.0],), ([3.0, -1.0],)],
    )
    squares = "def f(v):\n    squares = [x**3 for x in v]\n    return sum(squares)"
    assert "`squares = [x**3 for x in v]`" in said(sums, squares)


def test_words_of_the_exercise_say_what_a_value_should_be() -> None:
    source = RIGHT.replace("reaches = miss * w2", "reaches = miss * w1")
    assert "It should equal the derivative of L with respect to h.\n" in said(slopes, source)
    check = replace(slopes, intermediates={"dL_dh": "the gradient that reaches h"})
    assert "gives -36. It should equal the gradient that reaches h.\n" in said(check, source)


@pytest.mark.parametrize(
    "source",
    [
        RIGHT.replace("    reaches = miss * w2\n", "").replace("reaches * x", "y * x"),
        RIGHT.replace("reaches * x, miss * inside", "miss * inside, reaches * x"),
        RIGHT.replace("miss = guess - y", "miss = guess - y + np.random.rand()"),
        "def slopes(*point):\n    raise_it = point\n    return 1.0, 2.0",
        STEPS.replace("walk(x, y, w, lr, n)", "slopes(x, y, w, lr, n=2)"),
    ],
)
def test_no_right_line_is_blamed(source: str) -> None:
    """A line is missing, values are exchanged, drawn by chance, typed in, of another task."""
    says = said(slopes, source)
    for line in ("inside = w1 * x", "guess = w2 * inside", "reaches = miss * w2"):
        assert f"{FIRST}`{line}`" not in says


def test_a_line_whose_input_is_off_is_not_blamed_alone() -> None:
    """The reference has no such value as `inside`, so that line may be the one, too."""
    check = replace(slopes, reference=lambda x, y, w1, w2: tuple(np.array(back(x, y, w1, w2)) * 1))
    says = said(check, RIGHT.replace("inside = w1 * x", "inside = w1 - x"))
    assert FIRST not in says or "`inside = w1 - x`" in says


def test_what_is_watched_runs_as_before() -> None:
    function = written(STEPS)
    watch = LocalWatch(function)
    (run,) = watch.runs([walk.points[0]])
    assert run
    assert watch.repaired([walk.points[0]], [{}]) == [function(*walk.points[0])]
    values = [float(a) for k, a in run if watch.parts[k].name == "miss" if a is not None]
    assert len(values) == walk.points[0][-1]
    numbers = [k for k, part in enumerate(watch.parts) if part.name == "miss"]
    (value,) = watch.repaired([walk.points[0]], [{numbers[0]: [np.array(0.0)] * 3}])
    assert value == (0.3, [0.0, 0.0, 0.0])


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n        pass",
        "raise SystemExit",
        "return f(x)",
        "1 / 0",
    ],
)
def test_what_does_not_end_or_stops_is_given_up(body: str) -> None:
    watch = watch_of(written(f"def f(x):\n    {body}\n    return x"))
    assert watch
    assert watch.runs([(1.0,)]) == [None]
    assert watch.repaired([(1.0,)], [{0: [np.array(1.0)]}]) == [None]


def test_a_function_without_text_or_with_another_is_not_watched() -> None:
    function = written("def f(x):\n    return x + 1")
    file = function.__code__.co_filename
    linecache.cache[file] = (1, None, ["def f(x):\n", "    return x + 2\n"], file)
    assert watch_of(function) is None
    linecache.cache[file] = (1, None, ["def f(:\n"], file)
    assert watch_of(function) is None
    del linecache.cache[file]
    assert watch_of(function) is None
    assert watch_of(max) is None


def test_the_notebooks_own_names_stay_as_they_were() -> None:
    source = "seen = []\ndef slopes(x, y, w1, w2):\n    global last\n    last = x\n    return x, y"
    function = written(source)
    assert LocalWatch(function).runs(slopes.points)
    assert "last" not in function.__globals__
    assert not [name for name in function.__globals__ if name.startswith("·")]


@pytest.mark.parametrize(
    "value", [True, "7", None, [[1.0], [2.0, 3.0]], list(range(9999)), ["a"], 10**400, object()]
)
def test_only_numbers_of_a_bounded_size_are_kept(value: object) -> None:
    assert numeric(value) is None


def test_there_is_a_bound_on_how_much_is_kept() -> None:
    watch = watch_of(written(f"def f(x):\n    for k in range({EVENTS}):\n        x = x + k\n"))
    assert watch
    assert watch.runs([(1.0,)]) == [None]


def test_a_lessons_own_names_are_met_where_its_copy_is_known() -> None:
    source = """
def gradients(x, y, w1, w2):
    e = w2 * w1 * x - y
    through = e * w2 * w2 + 1
    return through * x, e * w1 * x
"""
    with pytest.raises(CheckFailed) as caught:
        run_check("03_two_weights", "gradients", source)
    assert f"{FIRST}`through = e * w2 * w2 + 1` gives -3.5" in caught.value.message


@pytest.mark.parametrize(
    "source",
    [
        "    m = np.ones(1)\n    for v in x:\n        m = m + v\n    return m",
        "    m = np.zeros(1)\n    for v in []:\n        m = m + v\n    return 1 * m",
    ],
)
def test_what_a_sum_starts_from_is_not_taken_for_right(source: str) -> None:
    points = [(np.array([1.5, 2.0]),), (np.array([3.0, -1.0]),)]
    total = FunctionCheck("total", ("x",), ("m",), lambda x: x.sum(), points)
    says = said(total, f"def total(x):\n{source}")
    assert FIRST not in says or "What goes into it is right" not in says


def test_the_first_is_only_said_where_nothing_else_is_off() -> None:
    """Two results are wrong, each by its own line: neither line is said to be the first."""
    says = said(slopes, RIGHT.replace("reaches * x, miss", "1.5 * reaches * x, 1.5 * miss"))
    assert "A value that is off" in says and "The first" not in says


def covariance(Z: Any) -> Any:
    around = Z - Z.sum(axis=0) / len(Z)
    return around.T @ around / len(Z)


def test_a_number_from_unpacking_is_called_by_its_name() -> None:
    check = FunctionCheck(
        name="covariance",
        parameters=("Z",),
        returns=("C",),
        reference=covariance,
        points=[
            (np.array([[1.0, 2.0], [3.0, 5.0], [0.0, 1.0]]),),
            (np.arange(8.0).reshape(4, 2) ** 2,),
        ],
    )
    source = "def covariance(Z):\n    n, m = Z.shape\n    around = Z - Z.sum(axis=0) / m\n"
    says = said(check, f"{source}    return around.T @ around / m\n")
    assert "`m` in `n, m = Z.shape` gives 2" in says
    assert "`Z.shape` in" not in says


def test_a_shape_is_only_asked_for_where_it_is_needed() -> None:
    """Where a number does as well as an array of one entry, its value is what is off."""

    def moved(X: Any, b: Any) -> Any:
        pull = X.sum(axis=0)
        return b - 0.5 * pull

    check = FunctionCheck(
        name="moved",
        parameters=("X", "b"),
        returns=("b",),
        reference=moved,
        points=[
            (np.array([[2.0], [5.0]]), np.array([1.0])),
            (np.array([[-1.0], [0.5], [3.0]]), np.array([-2.0])),
        ],
    )
    says = said(
        check, "def moved(X, b):\n    pull = (X.sum() + 2) ** 2\n    return b - 0.5 * pull\n"
    )
    assert "`pull = (X.sum() + 2) ** 2` gives 81" in says and "shape" not in says


def test_a_wrong_shape_sends_nobody_to_the_line_of_another_result() -> None:
    source = """
def train_unit(X, y, W, b, lr, num_epochs):
    for epoch in range(num_epochs):
        Z = X @ W.T + b
        y_hat = sigmoid(Z)
        dL_dZ = (y_hat - y) * sigmoid_prime(Z)
        dL_dW = dL_dZ.T @ X
        dL_db = dL_dZ
        W = W - lr * dL_dW
        b = b - lr * dL_db
    return W, b, sigmoid(X @ W.T + b)
"""
    with pytest.raises(CheckFailed) as caught:
        run_check("05_xor", "train_unit", source)
    assert "b is an array of shape (5, 1)" in caught.value.message
    assert "W = W" not in caught.value.message


def through(d: Any, w: Any, s: Any) -> Any:
    back = d * w
    return back * s


def test_what_goes_into_a_line_is_not_right_by_its_value_alone() -> None:
    """`back` is w, a value that is met. By its name it should be another one, of another size."""
    rng = np.random.default_rng(0)
    sizes = [(4, 3), (2, 5)]
    points = [
        (rng.normal(size=(m, 1)), rng.normal(size=h), rng.normal(size=(m, h))) for m, h in sizes
    ]
    check = FunctionCheck("through", ("d", "w", "s"), ("past",), through, points)
    says = said(
        check, "def through(d, w, s):\n    back = w\n    past = back * s\n    return past\n"
    )
    assert "`back = w`" in says and "What goes into it is right" not in says


TRAINED = """
def train_unit(X, y, W, b, lr, num_epochs):
    for epoch in range(num_epochs):
        Z = X @ W.T + b
        y_hat = sigmoid(Z)
        dL_dZ = (y_hat - y) * sigmoid_prime(Z)
        dL_dW = dL_dZ.T @ X
        dL_db = dL_dZ.sum(axis=0)
        W = W - lr * dL_dW
        b = b - lr * dL_db
    return W, b, sigmoid(X @ W.T + b)
"""


def test_a_line_is_not_blamed_that_would_mend_two_others() -> None:
    """Both gradients have lr already: to divide the line above them by it mends all values."""
    source = TRAINED.replace("= dL_dZ.", "= lr * dL_dZ.")
    with pytest.raises(CheckFailed) as caught:
        run_check("05_xor", "train_unit", source)
    assert "`dL_dW = lr * dL_dZ.T @ X` gives" in caught.value.message
    assert "`dL_dZ = (y_hat" not in caught.value.message


def test_a_value_that_is_not_what_its_name_says_is_told_where_no_line_is_sure() -> None:
    """Two terms of one sum are off: another value in either line makes the sum right."""
    source = """
def slope(x):
    from_cube = x**2
    from_square = -6
    from_line = 2
    from_constant = 0
    return from_cube + from_square + from_line + from_constant
"""
    with pytest.raises(CheckFailed) as caught:
        run_check("01_derivatives", "slope", source)
    says = "A value that is off: `from_cube = x**2` gives 4. It should equal the derivative of x³."
    assert says in caught.value.message
    assert "What goes into it" not in caught.value.message  # nothing was tried out


def test_a_part_of_what_is_unpacked_is_called_by_its_name() -> None:
    source = "def step(x, y, w1, w2, lr):\n    s1, s2 = two_weights.gradients(y, x, w1, w2)\n"
    with pytest.raises(CheckFailed) as caught:
        run_check("03_two_weights", "step", source + "    return w1 - lr * s1, w2 - lr * s2\n")
    assert "gives [180., 720.]. `s2` should be negative." in caught.value.message


@pytest.mark.parametrize(
    ("line", "divided", "says"),
    [
        ("dL_dh = dL_dy_hat * w2", "dL_dh = dL_dy_hat / w2", True),
        ("dL_dw2 = dL_dy_hat * h", "dL_dw2 = dL_dy_hat / h", True),
        ("dL_dw2 = dL_dy_hat * h", "dL_dw2 = 3 * dL_dy_hat / h", False),
        ("dL_dw2 = dL_dy_hat * h", "dL_dw2 = dL_dy_hat * h / 3", False),
    ],
)
def test_a_derivative_that_is_divided_on_the_way_back_is_told_so(
    line: str, divided: str, says: bool
) -> None:
    source = """
def gradients(x, y, w1, w2):
    h, y_hat = two_weights.forward(x, w1, w2)
    dL_dy_hat = y_hat - y
    dL_dw2 = dL_dy_hat * h
    dL_dh = dL_dy_hat * w2
    dL_dw1 = dL_dh * x
    return dL_dw1, dL_dw2
""".replace(line, divided)
    with pytest.raises(CheckFailed) as caught:
        run_check("03_two_weights", "gradients", source)
    assert f"`{divided}` gives" in caught.value.message
    assert ("the chain rule makes products" in caught.value.message) is says


def test_a_name_that_is_made_in_two_steps_is_not_off_after_the_first() -> None:
    source = """
def slope(x):
    from_cube = x**2
    from_cube = 3 * from_cube
    from_square = -6
    from_line = 5 * x
    from_constant = 0
    return from_cube + from_square + from_line + from_constant
"""
    with pytest.raises(CheckFailed) as caught:
        run_check("01_derivatives", "slope", source)
    assert "`from_square = -6` gives -6. It should equal" in caught.value.message


def test_a_return_that_hands_on_a_value_is_not_named_beside_the_line_that_makes_it() -> None:
    source = """
def gradient(f, x, y):
    h = 1e-5
    df_dx = (f(x + h, y) - f(x - h, y)) / (2 * h)
    df_dy = (f(x, y - h) - f(x, y + h)) / (2 * h)
    return df_dx, df_dy
"""
    with pytest.raises(CheckFailed) as caught:
        run_check("01_derivatives", "gradient", source)
    assert "off arises in `df_dy = (f(x, y - h) - f(x, y + h)) / (2 * h)`" in caught.value.message
    assert "`return" not in caught.value.message


def test_a_whole_array_may_be_divided() -> None:
    source = """
def backward(X, y, W1, b1, W2, b2):
    Z1, A1, Z2, y_hat = xor.forward(X, W1, b1, W2, b2)
    dL_dZ2 = (y_hat - y) * sigmoid_prime(Z2)
    dL_dA1 = dL_dZ2 / W2
    dL_dZ1 = dL_dA1 * sigmoid_prime(Z1)
    return dL_dZ1.T @ X, dL_dZ1.sum(axis=0), dL_dZ2.T @ A1, dL_dZ2.sum(axis=0)
"""
    with pytest.raises(CheckFailed) as caught:
        run_check("05_xor", "backward", source)
    assert "It is divided by `W2`: the chain rule makes products." in caught.value.message


def test_a_line_that_gives_what_it_should_is_not_blamed_for_two_slips_behind_it() -> None:
    """With `2 * miss` all would be right; but what is off is behind it, twice."""
    source = RIGHT.replace("reaches * x, miss * inside", "reaches * x / 2, miss * inside / 2")
    says = said(slopes, source)
    assert "dL_dw1 is 0.5 times what it should be, at every point." in says
    assert "miss = guess - y" not in says


def test_what_equals_an_argument_by_chance_may_be_the_one_that_is_off() -> None:
    def priced(e: Any, up: float, down: float) -> float:
        price = np.where(e > 0, up, down)
        return float(np.mean(price * e**2))

    check = FunctionCheck(
        name="priced",
        parameters=("e", "up", "down"),
        returns=("loss",),
        reference=priced,
        points=[(np.array([1.4, -1.2]), 0.5, 1.5), (np.array([-0.3, 0.8, 2.1]), 3.0, 1.25)],
    )
    source = "def priced(e, up, down):\n    cost = up if (e > 0).any() else down\n"
    says = said(check, f"{source}    each = cost * e**2\n    return np.mean(each)")
    assert "`cost = up if (e > 0).any() else down`" in says


def test_one_result_that_a_change_mends_hides_no_line_above_that_is_off() -> None:
    """The guess does not hang on `reaches`, so a change in the last line mends one result only."""
    check = replace(slopes, returns=("y_hat", "dL_dw1"), reference=lambda *at: both(*at))

    def both(x: float, y: float, w1: float, w2: float) -> tuple[float, float]:
        y_hat = w2 * (w1 * x)
        return y_hat, (y_hat - y) * w2 * x

    source = RIGHT.replace("guess = w2 * inside", "guess = w2 * inside + 3e-5").replace(
        "return reaches * x, miss * inside", "return guess, reaches"
    )
    assert "guess = w2 * inside + 3e-5" in said(check, source)


def test_a_return_inside_a_loop_is_told() -> None:
    check = replace(
        walk, returns=("w",), reference=lambda *at: walked(*at)[0], points=walk.points[:1]
    )
    source = STEPS.replace("    return w, kept", "        return w")
    assert "`return w` stands inside the loop `for k in range(n):`" in said(check, source)


def test_of_nan_the_first_line_is_told_that_gives_it() -> None:
    check = replace(
        slopes, parameters=("x", "n"), returns=("y",), reference=lambda x, n: np.sqrt(x) + n,
        points=[(np.array([4.0, 0.25]), 3), (np.array([2.0, 9.0]), 2)],
    )  # fmt: skip
    guarded = "logs = np.where(x > 0, np.log(x - x), 0.0)\n    "
    loop = (
        "y = x\n    for k in range(n):\n        y = np.sqrt(y - 0.5 * k)\n    return y + logs * 0"
    )
    says = said(check, f"def f(x, n):\n    {guarded.replace('x > 0', 'x < 0')}{loop}")
    expected = "no finite number: `np.sqrt(y - 0.5 * k)` in `y = np.sqrt(y - 0.5 * k)` gives ["
    assert expected in says
    assert " in round 3.\nHint: nan is what comes of" in says
    assert "no finite" not in said(check, "def f(x, n):\n    y = x * np.inf\n    return y - y")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("total += v.mean() * b", "`v` holds all of them; the loop hands them out one at a time"),
        ("total += a.mean() * b + 0 * v.sum() + len(w)", "one at a time, as `a`. Which of the two"),
        ("total += sum(v.mean() * p for p in w)", "`v` holds all of them"),
    ],
)
def test_a_whole_list_where_the_loop_gives_one_of_it_is_told(line: str, says: str) -> None:
    def summed(v: Any, w: Any) -> float:
        return float(sum(np.mean(part) * k for part, k in zip(v, w, strict=True)))

    check = replace(
        slopes, parameters=("v", "w"), returns=("total",), reference=summed,
        points=[([np.array([1.5, 2.0]), np.array([4.0, 0.3])], [0.5, 3.0])],
    )  # fmt: skip
    source = f"def f(v, w):\n    total = 0\n    for a, b in zip(v, w):\n        {line}\n"
    assert says in said(check, f"{source}    return total")


def test_a_list_of_which_an_entry_or_the_length_is_taken_is_none_too_many() -> None:
    check = replace(slopes, parameters=("v",), returns=("total",), points=[([[1.5], [2.0]],)])
    check = replace(check, reference=lambda v: float(np.sum(v)))
    source = (
        "def f(v):\n    total = []\n    for a in v:\n        total = total * a + v[0] * len(v)\n"
    )
    assert "holds all of them" not in said(check, f"{source}    return total")


def test_an_argument_that_is_never_used_is_told_where_the_right_values_hang_on_it() -> None:
    says = said(walk, STEPS.replace("lr * 2", "0.05 * 2"))
    assert "Your function never uses `lr`.\n" in says
    assert "never uses" not in said(walk, STEPS.replace("lr * 2", "lr * lr"))
    idle = replace(
        walk, parameters=(*walk.parameters, "seed"), points=[(*p, 7) for p in walk.points]
    )
    idle = replace(idle, reference=lambda *at: walked(*at[:5]))
    assert "never uses" not in said(
        idle, STEPS.replace("lr, n)", "lr, n, seed)").replace("2 *", "3 *")
    )
