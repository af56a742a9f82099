"""Each stage of a check by itself: what it lets through, and what it raises."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from helpers.checking.comparison import Comparison, Tolerance
from helpers.checking.effects import arguments_kept
from helpers.checking.errors import known_error
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import CheckFailed, Kind, NotAttempted, Unchanged
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.reading import Direction, Layers, Pairs, Values
from helpers.checking.stages import (
    RightCount,
    RightValues,
    Stage,
    is_function,
    numbers,
    right_shape,
    runs,
)
from helpers.lessons import two_weights

pair = FunctionCheck(
    name="pair",
    parameters=("a", "b"),
    returns=("total", "gap"),
    reference=lambda a, b: (a + b, a - b),
    points=[(1.5, 4.0), (-2.0, 0.5)],
    mistakes=[Mistake("product", "Is that a sum?", lambda a, b: (a * b, a - b))],
)
rows = FunctionCheck(
    name="rows",
    parameters=("v",),
    returns=("w",),
    reference=lambda v: 2 * v,
    points=[(np.array([1.0, -2.0]),), (np.array([0.5, 3.0]),)],
)


def beside(check: FunctionCheck, answer: object) -> Comparison:
    return Comparison(check, answer, check.points)


def raised(stage: Stage, check: FunctionCheck, answer: object) -> CheckFailed:
    with pytest.raises(CheckFailed) as caught:
        stage(beside(check, answer))
    return caught.value


@pytest.mark.parametrize("stage", [*pair.stages, arguments_kept])
def test_every_stage_lets_a_right_answer_through(stage: Stage) -> None:
    stage(beside(pair, lambda a, b: (a + b, a - b)))


@pytest.mark.parametrize(
    ("answer", "kind", "mistake"),
    [
        (3.0, Kind.NO_FUNCTION, ""),
        (lambda a: a, Kind.SIGNATURE, ""),
        (lambda b, a: (a, b), Kind.SIGNATURE, "arguments-in-another-order"),
    ],
)
def test_an_answer_is_a_function(answer: object, kind: Kind, mistake: str) -> None:
    failed = raised(is_function, pair, answer)
    assert (failed.kind, failed.mistake) == (kind, mistake)


@pytest.mark.parametrize(
    ("answer", "kind", "mistake"),
    [
        (lambda a, b: a / 0, Kind.STOPS, "stops-with-ZeroDivisionError"),
        (lambda a, b: a ^ b, Kind.STOPS, "power-by-caret"),
        (lambda a, b: a - β1 * b, Kind.STOPS, "symbol-for-a-name"),  # noqa: F821
        (lambda a, b: np.exp ** (-a), Kind.STOPS, "function-without-brackets"),
        (lambda a, b: a * raised, Kind.STOPS, "function-without-brackets"),
        (lambda a, b: np.exp(raised), Kind.STOPS, "function-without-brackets"),
        (lambda a, b: np.array([a, b]).sum * a, Kind.STOPS, "function-without-brackets"),
        (lambda a, b: [a].append(b).append(a), Kind.STOPS, "none-in-the-middle"),
        (lambda a, b: np.mean(np.array(a), axis=0), Kind.STOPS, "no-such-axis"),
        (lambda a, b: np.polyfit([a, b], [a], 1), Kind.STOPS, "lengths-differ"),
        (lambda a, b: np.column_stack([[a, b], [a]]), Kind.STOPS, "lengths-differ"),
        (lambda a, b: np.array([[a, b], [a]]), Kind.STOPS, "lengths-differ"),
        (lambda a, b: two_weights.forward(a), Kind.STOPS, "arguments-missing"),  # type: ignore[call-arg]
        (lambda a, b: np.maximum(a), Kind.STOPS, "arguments-missing"),
        (lambda a, b: np.exp(), Kind.STOPS, "arguments-missing"),
        (lambda a, b: np.zeros(), Kind.STOPS, "arguments-missing"),
        (lambda a, b: len(), Kind.STOPS, "arguments-missing"),  # type: ignore[call-arg]
        (lambda a, b: max(), Kind.STOPS, "arguments-missing"),  # type: ignore[call-overload]
        (lambda a, b: two_weights.forward(a, b, a, b), Kind.STOPS, "arguments-too-many"),  # type: ignore[call-arg]
        (lambda a, b: np.maximum(a, b, a, b), Kind.STOPS, "arguments-too-many"),
        (lambda a, b: len([a], b), Kind.STOPS, "arguments-too-many"),  # type: ignore[call-arg]
        (lambda a, b: range(0, 1, 2, 3), Kind.STOPS, "arguments-too-many"),  # type: ignore[call-overload]
        (lambda a, b: None, Kind.RETURNS_NONE, ""),
    ],
)
def test_an_answer_runs(answer: object, kind: Kind, mistake: str) -> None:
    failed = raised(runs, pair, answer)
    assert (failed.kind, failed.mistake) == (kind, mistake)


@pytest.mark.parametrize(
    ("error", "line", "says"),
    [
        (ValueError("operands could not be broadcast"), "s = (1,0 - rho) * s", "`1.0`"),
        (ValueError("operands could not be broadcast"), "s = f(1, 0) * s", "Write the shape"),
        (NameError("name 'loss' is not defined"), "loss == a + b", "gives `loss` its value"),
        (NameError("name 'loss' is not defined"), "a == loss", "`loss` has no value here"),
    ],
)
def test_a_line_that_stops_may_show_why(error: Exception, line: str, says: str) -> None:
    assert says in known_error(error, line).hint


def test_a_gap_is_not_attempted() -> None:
    for stage, answer in ((runs, lambda a, b: ... + a), (numbers, lambda a, b: (..., a))):
        failed = raised(stage, pair, answer)
        assert isinstance(failed, NotAttempted)
        assert failed.kind is Kind.OPEN_GAP


def test_one_number_for_several_is_known_or_left_to_the_next_stage() -> None:
    total = Mistake("only-the-total", "And the gap?", lambda a, b: a + b)
    stage = RightCount([total])
    failed = raised(stage, pair, lambda a, b: b + a)
    assert (failed.kind, failed.mistake, failed.hint) == (Kind.COUNT, *total.known)
    stage(beside(pair, lambda a, b: a * b))
    assert raised(numbers, pair, lambda a, b: a * b).kind is Kind.COUNT


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda a, b: (a, "b"), Kind.TYPE),
        (lambda a, b: (a, True), Kind.TYPE),
        (lambda a, b: (a, None), Kind.RETURNS_NONE),
        (lambda a, b: (a, np.inf), Kind.NOT_FINITE),
        (lambda a, b: (a, b, a), Kind.COUNT),
    ],
)
def test_what_comes_back_are_finite_numbers(answer: object, kind: Kind) -> None:
    assert raised(numbers, pair, answer).kind is kind


def test_nan_is_explained_and_infinity_is_not() -> None:
    assert raised(numbers, pair, lambda a, b: (a, np.nan)).mistake == "not-a-number"
    assert not raised(numbers, pair, lambda a, b: (a, np.inf)).mistake


def test_a_shape_is_wrong_by_itself_by_a_mistake_or_by_the_order() -> None:
    failed = raised(right_shape, rows, lambda v: v[:1])
    assert (failed.kind, failed.mistake) == (Kind.SHAPE, "")
    sums = Mistake("sums", "Of what?", lambda v: v.sum())
    failed = raised(right_shape, replace(rows, mistakes=[sums]), lambda v: v[0] + v[1])
    assert (failed.kind, failed.mistake) == (Kind.SHAPE, "sums")
    both = FunctionCheck("both", ("v",), ("a", "b"), lambda v: (v, v.sum()), rows.points)
    failed = raised(right_shape, both, lambda v: (v.sum(), v))
    assert failed.mistake == "values-in-another-order"
    assert failed.hint.endswith("`return a, b`.")


def test_a_line_that_gives_a_wrong_shape_is_told() -> None:
    table = np.array([[1.0, 2.0], [0.5, -1.0], [4.0, 3.0]])
    net = FunctionCheck("net", ("X",), ("h", "W"), lambda X: (X.sum(), 2 * X), [(table,)])

    def across(X: np.ndarray) -> Any:
        h = X.sum()
        W = 2 * X.T
        return h, W

    failed = raised(right_shape, net, across)
    assert (failed.mistake, failed.hint) == ("", "")
    assert failed.lines[1] == "W is transposed: rows and columns are exchanged."
    assert "W is an array of shape (2, 3); it should be an array of" in failed.lines[0]
    assert "`W = 2 * X.T`" in failed.lines[2]

    def short(X: np.ndarray) -> Any:
        h = X.sum()
        W = 2 * X[::2]
        return h, W

    failed = raised(right_shape, net, short)
    assert failed.hint == ""
    assert "`W = 2 * X[::2]`" in failed.lines[1]


@pytest.mark.parametrize("exact", [False, True])
def test_a_column_for_a_row_counts_where_the_shape_is_asked_for(exact: bool) -> None:
    check = replace(rows, reads=Values(exact_shape=exact))
    column: Callable[[Any], Any] = lambda v: 2 * v[:, None]  # noqa: E731
    if exact:
        assert raised(right_shape, check, column).kind is Kind.SHAPE
    else:
        right_shape(beside(check, column))


def test_values_are_right_as_given_known_or_described() -> None:
    stage = RightValues()
    given = replace(pair, unchanged=lambda a, b: (a, b))
    assert isinstance(raised(stage, given, lambda a, b: (a, b)), Unchanged)
    failed = raised(stage, pair, lambda a, b: (a * b, a - b))
    assert (failed.kind, failed.mistake, failed.hint) == (Kind.VALUE, "product", "Is that a sum?")
    failed = raised(stage, pair, lambda a, b: (a + b, b - a))
    assert (failed.kind, failed.mistake, failed.hint) == (Kind.VALUE, "wrong-sign", "")
    assert failed.lines[1].startswith("total agrees. gap has the wrong sign")
    assert failed.lines[-1] == "Run `pair(1.5, 4.0)`."


def test_another_reference_is_allowed_and_a_finding_speaks_after_known_mistakes() -> None:
    halves = RightValues(allowed=[lambda a, b: (a / 2, b / 2)])
    halves(beside(pair, lambda a, b: (0.5 * a, 0.5 * b)))
    stage = RightValues(finding=lambda value, a, b: Known("found", "Look.") if a < 0 else None)
    assert raised(stage, pair, lambda a, b: (0.0, 0.0)).mistake == "found"
    assert raised(stage, pair, lambda a, b: (a * b, a - b)).mistake == "product"


def test_an_overwritten_argument_is_named() -> None:
    def doubles(v: np.ndarray) -> np.ndarray:
        v *= 2
        return v

    failed = raised(arguments_kept, rows, doubles)
    assert (failed.kind, failed.mistake) == (Kind.SIDE_EFFECT, "overwrites-argument")
    assert "`v`" in failed.lines[0]


def test_an_answer_that_is_the_lessons_copy_or_calls_it_is_told_so() -> None:
    net = replace(pair, parameters=("x", "w1", "w2"), returns=("h", "y_hat"), points=[(2, 3, 4)])
    stage = OwnWork(two_weights.forward)
    copies: list[Callable[..., Any]] = [
        two_weights.forward,
        lambda x, w1, w2: two_weights.forward(x, w1, w2),
        lambda x, w1, w2: next(list(two_weights.forward(*at)) for at in [(x, w1, w2)]),
    ]
    for copy in copies:
        failed = raised(stage, net, copy)
        assert (failed.kind, failed.mistake) == (Kind.COPY, "calls-the-lessons-copy")
        assert "`two_weights.forward`" in failed.lines[0]

    def forward(x: float, w1: float, w2: float) -> Any:
        return forward(w1 * x, w2, 1) if w2 != 1 else (x, w1 * x)

    stage(beside(net, forward))  # its own name, and not the lesson's
    names: dict[str, Any] = {"two_weights": two_weights}
    exec(
        "def train(x, y, w1, w2, lr, n):\n    if n == 0:\n        return w1, w2, []\n"
        "    loss = 0.5 * (two_weights.forward(x, w1, w2)[1] - y) ** 2\n"
        "    w1, w2, losses = train(x, y, *two_weights.step(x, y, w1, w2, lr), lr, n - 1)\n"
        "    return w1, w2, [loss, *losses]",
        names,
    )
    OwnWork(two_weights.train).judge("train", names["train"])  # one that calls itself
    with pytest.raises(CheckFailed, match="Keep the given lines"):
        stage.judge("mend_net", two_weights.forward)
    stage(beside(net, lambda x, w1, w2: two_weights.gradients(x, 0.0, w1, w2)))
    stage(beside(net, dict))  # without code


def test_a_symptom_takes_the_place_of_the_hint_and_may_look_at_the_answer() -> None:
    known = Symptom("spotted", "gap = 0", lambda answer: f"See {answer.__name__}.")
    check = replace(pair, symptoms=[known])
    with pytest.raises(CheckFailed) as caught:
        check(lambda a, b: (a + b, 0.0))
    assert (caught.value.mistake, caught.value.hint) == ("spotted", "See <lambda>.")


@pytest.mark.parametrize(
    ("symptom", "found"),
    [
        (Symptom("in-the-hint", "Is that a sum", ""), "product"),
        (Symptom("of-another", "total = ", "", of="gap"), "product"),
        (Symptom("of-it", "total = ", "", of="product"), "of-it"),
    ],
)
def test_a_symptom_is_looked_for_in_what_was_found_and_not_in_its_hint(
    symptom: Symptom, found: str
) -> None:
    with pytest.raises(CheckFailed) as caught:
        replace(pair, symptoms=[symptom])(lambda a, b: (a * b, a - b))
    assert caught.value.mistake == found


def test_an_order_and_a_value_twice_are_told_apart_by_their_ids() -> None:
    assert raised(RightValues(), pair, lambda a, b: (a - b, a + b)).mistake == (
        "another-in-its-place"
    )
    assert raised(RightValues(), pair, lambda a, b: (a + b, a + b)).mistake != (
        "another-in-its-place"
    )


def test_layers_are_read_from_the_loss_back() -> None:
    reads, example = Layers(), [[1, 2], [3, 4]]
    assert reads.labels(["W", "b"], example) == ["W[0]", "W[1]", "b[0]", "b[1]"]
    assert reads.walk(["W", "b"], example) == ["b[1]", "W[1]", "b[0]", "W[0]"]
    forward = Layers(direction=Direction.FORWARD)
    assert forward.walk(["A"], [[0, 1]]) == ["A[0]", "A[1]"]


@pytest.mark.parametrize(
    ("reads", "value", "kind", "mistake"),
    [
        (Layers(), np.ones(2), Kind.TYPE, ""),
        (Layers(), reversed([[1.0], [2.0]]), Kind.TYPE, "stream-for-list"),
        (Layers(), [], Kind.COUNT, "list-stays-empty"),
        (Layers(), [[1.0]], Kind.COUNT, "only-the-first-ones"),
        (Layers(), [[2.0]], Kind.COUNT, "only-the-last-ones"),
        (Pairs(), [([1.0], [[2.0, 3.0]])], Kind.COUNT, "entries-hold-several"),
        (Layers(), ..., Kind.OPEN_GAP, ""),
    ],
)
def test_a_list_with_too_few_arrays_says_which(
    reads: Layers, value: Any, kind: Kind, mistake: str
) -> None:
    with pytest.raises(CheckFailed) as caught:
        reads.opened("x", ["A"], [[[1.0], [2.0]]], value)
    assert (caught.value.kind, caught.value.mistake) == (kind, mistake)


def test_tolerance_grows_with_the_largest_entry_and_may_ask_for_the_shape() -> None:
    big = np.array([1e6, 1.0])
    assert Tolerance().close(big + np.array([0, 0.5]), big)
    assert not Tolerance().close(np.array([1.5]), np.array([1.0]))
    square = np.arange(6.0).reshape(2, 3)
    assert Tolerance().close(square.ravel(), square)
    assert not Tolerance(same_shape=True).close(square.ravel(), square)


def test_the_answer_is_called_once_a_point() -> None:
    calls = []

    def answer(a: float, b: float) -> tuple[float, float]:
        calls.append((a, b))
        return a + b, a - b

    assert pair.judge(answer) == 2
    assert calls[:2] == list(pair.points)
    assert len(calls) == 2


def test_a_hint_that_comes_last_leaves_room_for_six_lines() -> None:
    failed = CheckFailed(
        "pair", "At a=1 you return 2.", "It is off.", "One.\nTwo.", "Run `pair(1)`."
    )
    assert len(failed.message.splitlines()) == 6
    failed.explain(Known("sum", "Add them."))
    assert failed.message.splitlines()[1:] == [
        "At a=1 you return 2.", "One.", "Two.", "Run `pair(1)`.", "Hint: Add them."
    ]  # fmt: skip
    assert CheckFailed("pair", known=Known("sum", "Add.")).message.count("\n") <= 2


def test_text_is_made_last_and_its_id_is_kept_beside_it() -> None:
    failed = CheckFailed("step", "At w=2.", known=Known("w2-first", "Which w2?"))
    assert failed.message == "step: not right yet.\nAt w=2.\nHint: Which w2?"
    assert str(failed) == f"{failed.message}\n[step.w2-first]"
    assert failed._render_traceback_() == failed.message.splitlines()
    assert NotAttempted("step", "x").id == "step.not-attempted"


@pytest.mark.parametrize("kind", [NotAttempted, Unchanged])
def test_what_is_not_attempted_is_no_alarm(
    kind: type[NotAttempted], monkeypatch: pytest.MonkeyPatch
) -> None:
    untried = kind("step", "Write the new weight.")
    first, second = untried._render_traceback_()
    assert first.startswith(f"\x1b[30;47m{untried.message.splitlines()[0]}")
    assert len(first) == len(second) and first.endswith("\x1b[0m")
    assert "\x1b" not in "".join(CheckFailed("step", "At w=2.")._render_traceback_())
    assert "\x1b" not in untried.message + str(untried)
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert untried._render_traceback_() == untried.message.splitlines()
