"""`benchmarks/grader_confusion.py`: the answers that it makes are what it says, and it can find."""

import ast
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.confusion import choices, expressions, lines, standard
from benchmarks.confusion.cases import HAND, MUTANT, STYLE, Case, bare, mutants
from benchmarks.confusion.equality import Equality, agree
from benchmarks.confusion.figures import Counts, share
from benchmarks.confusion.fits import misfits
from benchmarks.confusion.hints import VAGUE, help_of
from benchmarks.confusion.inputs import fresh
from benchmarks.confusion.judge import Verdict, judge
from benchmarks.confusion.oracles import mend_epoch, minibatches, start
from benchmarks.confusion.pages import page
from benchmarks.confusion.runs import Result, judged, wrong
from benchmarks.confusion.styles import STYLES
from benchmarks.confusion.unseen import KINDS, untrue
from helpers.lessons.two_weights import checks as two_weights
from tests.sample_class.students import right_answers

LESSON = "03_two_weights"
SLIPS = [
    (standard, "a = b + c", "sign", "a = b - c"),
    (standard, "a = b * c", "operator", "a = b / c"),
    (standard, "a = b < c", "comparison", "a = b <= c"),
    (standard, "a = 2 * b", "constant", "a = 3 * b"),
    (standard, "a = b.sum(axis=0)", "constant", "a = b.sum(axis=1)"),
    (expressions, "a = b + c", "sign", "a = -(b + c)"),
    (expressions, "a = b + c", "dropped term", "a = b"),
    (expressions, "a = np.log(b)", "dropped term", "a = b"),
    (expressions, "a = b @ c.T", "transposed", "a = b @ c"),
    (expressions, "a = b @ c", "transposed", "a = b.T @ c"),
    (expressions, "a = f(b, c)", "swapped", "a = f(c, b)"),
    (expressions, "a = b - c", "swapped", "a = c - b"),
    (expressions, "a = b[i]", "index", "a = b[i - 1]"),
    (expressions, "a = b[:i]", "index", "a = b[:i + 1]"),
    (expressions, "a = range(n)", "off by one", "a = range(1, n)"),
    (expressions, "a = b.sum()", "other function", "a = b.mean()"),
    (expressions, "def f(a, b):\n    return a", "other variable", "def f(a, b):\n    return b"),
    (lines, "def f():\n    a = 1\n    b = a", "stale", "def f():\n    b = a\n    a = 1"),
    (lines, "def f():\n    a = 1\n    b = 2", "dropped line", "def f():\n    b = 2"),
    (
        lines,
        "def f():\n    for i in b:\n        a = i\n    return a",
        "off by one",
        "def f():\n    for i in b:\n        a = i\n        return a",
    ),
]
SAMPLE = """
def f(x, w, n):
    total = 0.0
    for k in range(n):
        part = w[k] * x - k / 2
        total = total + part**2 if part > 0.5 else total
    squares = [v**2 for v in w]
    return total, sum(squares) - x
"""


@pytest.mark.parametrize(("room", "source", "slip", "mutant"), SLIPS)
def test_each_operator_makes_its_slip(room, source: str, slip: str, mutant: str) -> None:  # type: ignore[no-untyped-def]
    made = [(what, ast.unparse(ast.parse(text))) for what, text in room.mutants(source)]
    assert (slip, mutant) in made
    assert ast.unparse(ast.parse(source)) not in [text for _, text in made]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_changes_the_text_and_not_what_it_does(style: str) -> None:
    source = "def f(x, w, n):\n    return w[0] * x, n - x" if style == "lambda" else SAMPLE
    other = STYLES[style](source, "f")
    assert other is not None
    assert other != ast.unparse(ast.parse(source))
    found = []
    for text in (source, other):
        names = {"np": np}
        exec(text, names)
        found.append(names["f"](1.25, [0.5, -0.75, 2.0, 0.5], 4))  # exact in float32
    assert agree(*found, rtol=1e-12)


def test_dictionaries_are_compared_name_by_name() -> None:
    assert agree({"a": np.float32(1), "b": 2}, {"a": 1.0, "b": 2.0}, rtol=1e-6)
    assert not agree({"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 2.1}, rtol=1e-6)
    assert not agree({"a": 1.0}, {"a": 1.0, "b": 2.0}, rtol=1e-6)


def test_fresh_inputs_stay_in_their_kind() -> None:
    rng = np.random.default_rng(0)
    shares = np.array([[0.2, 0.8], [0.5, 0.5]])
    for _ in range(50):
        assert 0 < fresh(0.9, rng) < 1
        assert fresh(-3.0, rng) < 0
        assert fresh(1, rng) >= 1
        assert sorted(fresh(np.array([0.0, 1.0, 1.0]), rng)) == [0, 1, 1]
        assert np.allclose(fresh(shares, rng).sum(axis=1), 1)
    assert not np.array_equal(fresh(shares, rng), shares)
    assert fresh("sgd", rng) == "sgd"


def test_equal_answers_are_told_from_unequal_ones() -> None:
    right = right_answers(LESSON)["forward"]
    equality = Equality(LESSON, "forward", right)
    assert equality.equal("def forward(a, b, c):\n    return [a * b, np.prod([c, b, a])]", right)
    # Right at the check's points and nowhere else.
    known = [arguments[0] for arguments in equality.calls]
    only = f"def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x if x in {known} else 0.0"
    assert judge(LESSON, "forward", only, 5.0).accepted
    assert not equality.equal(only, right)


def test_an_answer_is_judged_as_a_notebook_is() -> None:
    right = right_answers(LESSON)["forward"]
    assert judge(LESSON, "forward", right, 5.0) == Verdict(True, "")
    endless = "def forward(x, w1, w2):\n    while True:\n        pass"
    assert judge(LESSON, "forward", endless, 0.2) == Verdict(False, "forward: out of time.")
    stubborn = (
        "def forward(x, w1, w2):\n    while True:\n        try:\n            while True: pass\n"
        "        except: break\n    return 0, 0"
    )
    assert judge(LESSON, "forward", stubborn, 0.2) == Verdict(False, "forward: out of time.")
    loud = f"import sys\n{right}\nprint('!', file=sys.stderr)"
    assert not judge(LESSON, "forward", loud, 5.0).accepted
    told = judge(LESSON, "forward", "def forward(x, w1, w2):\n    return w1 * x, w2 * x", 5.0)
    assert help_of(told) == "known mistake"
    assert help_of(judge(LESSON, "forward", "forward = 3", 5.0)) == "form"
    stops = judge(LESSON, "forward", "def forward(x, w1, w2):\n    return H", 5.0)
    assert help_of(stops) == "does not run"


def test_the_options_of_a_choice_hold_the_right_one() -> None:
    found = list(choices.answers("01_derivatives", "slope_sign", "down"))
    assert {source for source, right, how in found if right and how == "option"} == {
        "slope_sign = 'down'"
    }
    epochs = [right for _, right, how in choices.pick_epoch("e", None) if how == "epoch"]
    assert [epochs.index(True), sum(epochs)] == [12, 18]  # the task's range(12, 30)


def test_oracles_tell_right_from_wrong() -> None:
    def batches(X, y, size, rng, order=None):  # type: ignore[no-untyped-def]
        order = rng.permutation(len(X)) if order is None else order(len(X))
        return [(X[order[i : i + size]], y[order[i : i + size]]) for i in range(0, len(X), size)]

    assert minibatches(batches)
    assert not minibatches(lambda *given: batches(*given, order=np.arange))
    assert not minibatches(lambda *given: batches(*given)[:-1])

    def epoch(X, y, w, lr, size, rng, shuffled=True):  # type: ignore[no-untyped-def]
        order = rng.permutation(len(X)) if shuffled else np.arange(len(X))
        for i in range(0, len(X), size):
            rows = order[i : i + size]
            w = w - lr * 2 * X[rows].T @ (X[rows] @ w - y[rows]) / len(rows)
        return w

    assert mend_epoch(epoch)
    assert not mend_epoch(lambda *given: epoch(*given, shuffled=False))
    assert not mend_epoch(lambda X, y, *rest: epoch(X, y[::-1], *rest))

    def draw(rng, n):  # type: ignore[no-untyped-def]
        return rng.normal(size=(n, 2)), np.zeros(n), rng.normal(size=(1, n)), np.zeros(1)

    assert start(draw)
    assert start(lambda rng, n: [0 * part for part in draw(rng, n)]) is False


def test_mutants_are_drawn_from_all_kinds_and_differ() -> None:
    right = right_answers(LESSON)["gradients"]
    some = mutants([right], seed=1, most=40)
    assert len(some) == 40
    assert len({ast.dump(ast.parse(case.source)) for case in some}) == 40
    assert {"sign", "operator", "swapped", "stale", "dropped line"} <= {case.how for case in some}
    assert some == mutants([right], seed=1, most=40)
    assert some != mutants([right], seed=2, most=40)
    assert '"""' not in bare(right)


def test_a_small_run_from_end_to_end() -> None:
    results = judged(LESSON, "forward", seed=1, most=30)
    of = Counts(results)
    assert not of.accepted
    assert not of.refused
    assert of.named == of.misconceptions
    one_slip = [one for one in [*of.mutants, *of.equivalent] if one.case.how not in KINDS]
    assert len(one_slip) == 30 < len(of.mutants) + len(of.equivalent)
    assert not untrue(results)
    styles = {one.case.how for one in results if one.case.origin == STYLE}
    assert len(styles) >= 4
    text = page(results, 30, 1)
    assert "no wrong answer accepted: **met**" in text
    assert "{" not in text.replace("{}", "")


def test_a_check_with_a_hole_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    # At one point, x = w1 = 2 and w2 = 0.5, many wrong formulas are right.
    hole = replace(two_weights.forward, points=[(2.0, 2.0, 0.5)])
    monkeypatch.setattr(two_weights, "forward", lambda answer, *points: hole(answer))
    results = judged(LESSON, "forward", seed=1, most=100)
    accepted = Counts(results).accepted
    assert len(accepted) > 3
    assert all(one.case.origin in (HAND, MUTANT) for one in accepted)
    assert "no wrong answer accepted: **missed**" in page(results, 100, 1)


def result(how: str, message: str, accepted: bool = False, equal: bool | None = False) -> Result:
    case = Case("a = 1", False, MUTANT, how, base="a = 2")
    return Result(LESSON, "forward", case, Verdict(accepted, message), equal)


def test_only_equivalent_mutants_that_pass_are_left_out() -> None:
    assert wrong(result("sign", "no"))
    assert wrong(result("sign", "", accepted=True))
    assert wrong(result("sign", "no", equal=True))
    assert not wrong(result("sign", "", accepted=True, equal=True))
    assert not wrong(result("sign", "", accepted=True, equal=None))


def test_hints_that_do_not_fit_are_found() -> None:
    misled = result(
        "constant", "f: not right yet.\nA is transposed: rows and columns are exchanged."
    )
    assert misfits([misled]) == [misled]
    fine = result(
        "transposed", "f: not right yet.\nA is transposed: rows and columns are exchanged."
    )
    assert misfits([fine]) == []


def test_the_interval_is_the_exact_one() -> None:
    assert share(0, 100) == "0 / 100 (0% to 3.6%)"  # 1 - 0.025^(1/100)
    assert share(0, 0) == "–"


def test_what_says_no_more_than_not_equal_is_told_apart() -> None:
    def line(text: str) -> Verdict:
        return Verdict(False, f"f: not right yet.\n{text}", "value")

    assert help_of(line("a has the right sign there; it should be larger in size.")) in VAGUE
    assert help_of(line("Change only `x` a little: a should move, and yours stays.")) == "nudge"
