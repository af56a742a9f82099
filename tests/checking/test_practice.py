"""New numbers for an exercise: the same replies, and nothing that one point can't tell."""

import numpy as np
import pytest

from helpers.checking import practice
from helpers.checking.draws import SPECIAL, array, between
from helpers.checking.new_numbers import assignments, new_point
from helpers.checking.practice import PracticeFailed, ask_new, judge_worked_out
from helpers.lessons.layers import checks as layers
from helpers.lessons.two_weights import checks
from helpers.lessons.two_weights.rungs import RUNGS
from helpers.lessons.volatility import checks as volatility

POINT = (2.5, -2.0, 0.5, 3.0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(practice._asked, id(checks.gradients), POINT)


def test_who_answers_before_asking_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    practice._asked.pop(id(checks.step), None)
    checks.step.again(1.0, 2.0)
    assert "call `checks.step.again()` first" in capsys.readouterr().out


@pytest.mark.usefixtures("asked")
def test_values_may_come_one_by_one_or_as_a_function_returns_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = checks.gradients.reference(*POINT)
    checks.gradients.again(*right)
    checks.gradients.again(tuple(right))
    assert capsys.readouterr().out.count("gradients: right.") == 2
    for few in ([right[0]], [*right, 1.0]):
        with pytest.raises(PracticeFailed, match="It takes 2 values"):
            checks.gradients.again(*few)


@pytest.mark.usefixtures("asked")
def test_three_digits_are_enough_and_two_are_not() -> None:
    right = np.array([43.125, 7.1875])
    assert np.allclose(checks.gradients.reference(*POINT), right)
    judge_worked_out(checks.gradients, *[float(f"{value:.3g}") for value in right])
    with pytest.raises(PracticeFailed):
        judge_worked_out(checks.gradients, 41.0, 7.2)


@pytest.mark.usefixtures("asked")
def test_a_wrong_answer_is_told_which_of_its_values_are_right() -> None:
    with pytest.raises(PracticeFailed) as caught:
        judge_worked_out(checks.gradients, 77.0, 7.19)
    assert caught.value.lines == ("dL_dw1 = 77 is not right. dL_dw2 is.",)
    assert caught.value.hint == ""
    with pytest.raises(PracticeFailed) as caught:
        judge_worked_out(checks.gradients, 77.0, 66.0)
    assert caught.value.lines == ("dL_dw2 = 66 is not right.",), "nearer to the loss"


@pytest.mark.usefixtures("asked")
def test_a_known_mistake_gets_its_own_hint() -> None:
    for mistake in checks.gradients.mistakes:
        with pytest.raises(PracticeFailed) as caught:
            judge_worked_out(checks.gradients, *mistake.variant(*POINT))
        assert (caught.value.mistake, caught.value.hint) == mistake.known


def test_a_list_of_arrays_is_judged_like_an_answer() -> None:
    point = layers.forward_pass.points[0]
    right = layers.forward_pass.reference(*point)
    practice._asked[id(layers.forward_pass)] = point
    layers.forward_pass.again(right)
    with pytest.raises(PracticeFailed, match="it should hold 3"):
        layers.forward_pass.again(right[:-1])
    with pytest.raises(PracticeFailed) as caught:
        layers.forward_pass.again([right[0], -right[1], right[2]])
    assert "activations[1]" in caught.value.message


def test_a_symptom_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    point = volatility.fit_har.points[0]
    monkeypatch.setitem(practice._asked, id(volatility.fit_har), point)
    with pytest.raises(PracticeFailed, match="Which column of X belongs to c₀") as caught:
        volatility.fit_har.again([1.0, 2.0, 3.0])
    assert caught.value.mistake == "intercept-missing"


def test_the_planted_bug_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    point = (2.0, 20.0, 2.0, 0.5, 0.01, 1)
    monkeypatch.setitem(practice._asked, id(checks.mend_train), point)
    assert checks.mend_train.unchanged
    with pytest.raises(PracticeFailed, match="The code with the bug gives this") as caught:
        checks.mend_train.again(*checks.mend_train.unchanged(*point))
    assert caught.value.mistake == "planted-bug"


def test_known_mistakes_give_other_values_at_what_is_drawn() -> None:
    draw = RUNGS["gradients"].draw
    assert draw
    for seed in range(5):
        point = new_point(checks.gradients, draw, np.random.default_rng(seed))
        right = checks.gradients.reference(*point)
        for mistake in checks.gradients.mistakes:
            assert not np.allclose(mistake.variant(*point), right, rtol=0.01), mistake.id


def test_what_is_given_can_be_copied(capsys: pytest.CaptureFixture[str]) -> None:
    ask_new(checks.forward, lambda rng: (2.5, -1.5, -0.5))
    out = capsys.readouterr().out
    assert "    x, w1, w2 = 2.5, -1.5, -0.5\n" in out and "function" not in out
    assert "Work out `h` and `y_hat` by hand" in out
    ask_new(checks.train, lambda rng: (2.0, 3.0, 0.5, 1.5, 0.1, 2))
    assert "Work out `w1`, `w2` and `losses` by hand" in capsys.readouterr().out
    lines = assignments(("a", "n", "rows"), (np.array([[1.0, -0.5]]), 3, [np.array([2.0]), 7]))
    names: dict[str, object] = {"np": np}
    exec("\n".join(lines), names)
    assert names["n"] == 3 and np.array_equal(names["a"], [[1.0, -0.5]])  # type: ignore[arg-type]
    assert names["rows"] == [np.array([2.0]), 7]


def test_numbers_have_few_digits_and_no_special_ones() -> None:
    rng = np.random.default_rng(3)
    numbers = array(rng, 40, 5).ravel()
    assert {float(x) for x in numbers} <= {k / 2 for k in range(-6, 7)} - set(SPECIAL)
    assert {between(rng, 0.1, 0.3, 0.1) for _ in range(40)} == {0.1, 0.2, 0.3}
    assert between(rng, 1.0, 1.0) == 1.0, "there is no other"
