"""The checks of every lesson: known mistakes differ from the right answer and from each other."""

import importlib
import itertools
import pkgutil
from typing import Any

import numpy as np
import pytest

import helpers.lessons
from helpers.checking.comparison import Comparison, Outputs
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed, NotAttempted
from helpers.checking.mistake import Mistake
from helpers.checking.stages import stages

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(helpers.lessons.__path__, "helpers.lessons.")
    if ".checks" in module.name
]
CHECKS = {
    f"{module.__name__.removeprefix('helpers.lessons.')}.{name}": check
    for module in MODULES
    for name, check in vars(module).items()
    if isinstance(check, FunctionCheck)
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_reference_passes_its_own_check(name: str) -> None:
    check = CHECKS[name]
    check(check.reference)


def in_lists(value: Any) -> Any:
    """Return an array as a list, a number as a list of one number, and a list of such arrays."""
    if isinstance(value, dict):
        return {name: in_lists(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [part.tolist() if isinstance(part, np.ndarray) else part for part in value]
    return np.atleast_1d(value).tolist()


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("form", [list, tuple])
def test_a_list_is_read_as_the_array_that_it_holds(name: str, form: type) -> None:
    check = CHECKS[name]

    def answer(*arguments: Any) -> Any:
        value = check.reference(*arguments)
        several = len(check.returns) > 1
        return form(map(in_lists, value)) if several else in_lists(value)

    check(answer)


@pytest.mark.parametrize("name", CHECKS)
def test_known_mistakes_are_told_apart(name: str) -> None:
    check = CHECKS[name]
    hints = [mistake.hint for mistake in check.mistakes]
    assert len(set(hints)) == len(hints)
    for mistake in check.mistakes:
        for variant in mistake.variants:
            with pytest.raises(CheckFailed) as caught:
                check(variant)
            assert (caught.value.mistake, caught.value.hint) == mistake.known


@pytest.mark.parametrize("name", CHECKS)
def test_known_mistakes_differ_from_the_right_answer_and_from_each_other(name: str) -> None:
    check = CHECKS[name]
    known = [(mistake.hint, variant) for mistake in check.mistakes for variant in mistake.variants]
    known.append(("the right answer", check.reference))
    if check.unchanged:
        known.append(("the given code", check.unchanged))
    beside = Comparison(check, check.reference, check.points)
    values = [(hint, beside.values(function)) for hint, function in known]
    for hint, outputs in values:
        assert all(np.isfinite(part).all() for point in outputs for part in point), hint
    for (hint, a), (other, b) in itertools.combinations(values, 2):
        apart = check.reads.exact_shape and _shapes(a) != _shapes(b)
        assert apart or not beside.same(a, b), (hint, other)


def _shapes(values: list[Outputs]) -> list[tuple[int, ...]]:
    return [part.shape for point in values for part in point]


double = FunctionCheck(
    name="double",
    parameters=("x",),
    returns=("y",),
    reference=lambda x: x + x,
    points=[(1.5,), (-2.0,), (3.0,)],
    mistakes=[Mistake("squared", "Twice is not squared.", lambda x: x * x)],
)
pair = FunctionCheck(
    name="pair",
    parameters=("a", "b"),
    returns=("total", "gap"),
    reference=lambda a, b: (a + b, a - b),
    points=[(1.5, 4.0), (-2.0, 0.5), (3.0, 7.0)],
)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (..., "Replace the dots"),
        (3.0, "It is 3.0, not a function"),
        (lambda: 1, "It must take x"),
        (lambda x: None, "It returns None"),
        (lambda x: "a", "must be a number"),
        (lambda x: True, "must be a number"),
        (lambda x: 1j, "must be a number"),
        (lambda x: {"y": 1}, "must be a number"),
        (lambda x: abs, "it is <built-in function abs>."),
        (lambda x: iter(()), "it is <tuple_iterator object>."),
        (lambda x: {x}, "Curly brackets around values make a set"),
        (lambda x: np.nan, "y is nan at x=1.5"),
        (lambda x: [x, x], "y is a row of 2 numbers; it should be one number"),
        (lambda x: ["3.0"], "must be a number"),
        (lambda x: x == 2, "True or False is the answer. One `=` gives a value."),
        (lambda x: str(2 * x), "Quotation marks and `str` make a text: leave them out."),
        (lambda x: x ^ 2, "In Python a power is `**`"),
        (lambda x: (x, x) * x, "a list, a tuple or a text stands where one number"),
        (lambda x: "x" * x, "a list, a tuple or a text stands where one number"),
        (lambda x: "x" - x, "a list, a tuple or a text stands where one number"),
        (lambda x: (x, x) - x, "Somewhere several numbers stand where one is"),
        (lambda x: x / 0, "stops with ZeroDivisionError"),
        (lambda x: x * x, "Twice is not squared"),
        (lambda x: -2 * x, "wrong sign everywhere, and the right size"),
        (lambda x: 3 * x, "1.5 times what it should be"),
        (lambda x: 2 * x + 1, "off by the same amount, +1"),
        (lambda x: 2 * x if x > 0 else 0, "y is right at x=1.5 and wrong at x=-2"),
        (lambda x: 2 * x + x**3, "the right sign there; it should be smaller in size"),
        (lambda x: 2 * x + 0.001 * x**3, "within 1% at every point"),
        (lambda x: -(x**2) - 1, "should be positive"),
    ],
)
def test_what_is_said_of_a_function(answer: object, says: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        double(answer)
    assert says in str(caught.value)


def test_a_terminal_s_codes_are_left_out_of_an_error() -> None:
    def bold(x: float) -> float:
        raise ValueError("\x1b[1mNo such\x1b[0m shape\x1b[32;1m.\x1b[0m")

    with pytest.raises(CheckFailed, match=r"stops with ValueError: No such shape\.\n"):
        double(bold)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda a, b: a + b, "must return 2 values"),
        (
            lambda a, b: (a - b, a + b),
            "In the place of total your function returns gap. The order is total, gap.",
        ),
        (
            lambda a, b: (a + b, a + b),
            "In the place of gap your function returns total. It returns total twice.",
        ),
        (lambda b, a: (a + b, a - b), "Its arguments stand in another order. They are a, b."),
        (lambda a, b: (a + b, b - a), "total agrees. gap has the wrong sign"),
    ],
)
def test_what_is_said_of_a_pair(answer: object, says: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        pair(answer)
    assert says in str(caught.value)


def test_every_variant_of_a_mistake_gets_its_hint() -> None:
    check = FunctionCheck(
        name="pair",
        parameters=("a", "b"),
        returns=("total", "gap"),
        reference=pair.reference,
        points=pair.points,
        mistakes=[Mistake("half", "Half?", lambda a, b: (a, b), others=[lambda a, b: (b, a)])],
        stages=stages(
            miscounted=[
                Mistake(
                    "one-of-two", "And the other?", lambda a, b: a + b, others=[lambda a, b: a - b]
                )
            ]
        ),
    )
    for answer in (lambda a, b: (a, b), lambda a, b: (b, a)):
        with pytest.raises(CheckFailed, match="Hint: Half"):
            check(answer)
    for answer in (lambda a, b: a + b, lambda a, b: a - b):
        with pytest.raises(CheckFailed, match=r"must return 2 values.*\n.*Hint: And the other"):
            check(answer)


@pytest.mark.parametrize("gap", [lambda x: ..., lambda x: ... + x, lambda x: [...]])
def test_an_open_gap_is_not_attempted(gap: object) -> None:
    with pytest.raises(NotAttempted, match="gap"):
        double(gap)


def test_every_kind_of_number_passes() -> None:
    kinds = [float, np.float32, np.float64, np.array, lambda v: [v], lambda v: np.array([[v]])]
    for kind, other in itertools.product(kinds, kinds):
        double(lambda x, kind=kind: kind(2 * x))
        pair(lambda a, b, kind=kind, other=other: [kind(a + b), other(a - b)])


def test_an_answer_can_print_and_warn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def noisy(x: np.ndarray) -> np.ndarray:
        print("a row of my table")
        np.log(-np.ones(1))
        return x * 2

    FunctionCheck("noisy", ("x",), ("y",), reference=lambda x: 2 * x, points=[(np.ones(3),)])(noisy)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("noisy: right in one more test.\n", "")


def test_the_line_that_stops_is_shown() -> None:
    def stops(x: float) -> float:
        return x + undefined  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(CheckFailed, match="It happens in the line `return x \\+ undefined"):
        double(stops)


def test_what_stops_a_line_is_told_where_it_is_sure() -> None:
    def shuffled(x: float) -> float:
        order = np.arange(3)
        order = np.random.default_rng(0).shuffle(order)
        return float(order[0]) * x

    def appended(x: float) -> float:
        found: Any = []
        for _ in range(2):
            found = found.append(x)
        return float(found[0])

    def either(x: float) -> float:
        found = dict[str, float]().get("x")
        found = found if x > 5 else dict[str, float]().get("y")
        return float(found * 2)  # type: ignore[operator]

    def shapes(x: float) -> float:
        a, b = np.ones((2, 3)), x * np.ones((2, 1))
        c = a.T * b
        return float(c.sum())

    def entry(x: float) -> float:
        parts, k = [np.ones((2, 3)), x * np.ones((3, 2))], 1
        return float((parts[0] @ parts[k] @ parts[k]).sum())

    says = {
        entry: "`return float((parts[0] @ parts[k] @ parts[k]).sum())`. "
        "The shapes in it: parts[k] (3, 2).",
        shuffled: "`order` is None there: it comes from the line "
        "`order = np.random.default_rng(0).shuffle(order)`.",
        appended: "It has made `found` None in the round before.",
        either: "`return float(found * 2)  # type: ignore[operator]`.",
        shapes: "`c = a.T * b`. The shapes in it: a (2, 3), b (2, 1).",
    }
    for answer, words in says.items():
        with pytest.raises(CheckFailed) as caught:
            double(answer)
        assert caught.value.lines[1].endswith(words)
