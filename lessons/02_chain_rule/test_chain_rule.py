"""Lesson 02: its numbers, its pictures' words, its mistakes, its planted bug."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from helpers.checking import CheckFailed
from helpers.checking.comparison import Comparison
from helpers.checking.function import FunctionCheck
from helpers.gradients import central_difference, numerical_gradient
from helpers.lessons.chain_rule import checks, figures, graph
from tests.lesson import cells, read

LESSON = "02_chain_rule"
CHECKS = [
    checks.local_slopes,
    checks.mend_year,
    checks.backward,
]
GRAPHS = [
    (graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS),
    (graph.FUND, graph.FUND_INPUTS),
    (graph.FUND_LOSS, graph.FUND_INPUTS),
]


def _answer(grade_id: str, room: str = "solutions") -> Callable[..., Any]:
    names: dict[str, Any] = {"graph": graph}
    exec(cells(read(room, LESSON))[grade_id].source, names)
    answer: Callable[..., Any] = names[grade_id]
    return answer


def _prose() -> str:
    notebook = read("solutions", LESSON)
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


# The text


def test_the_look_back_is_right() -> None:
    def cubic(x: float) -> float:
        return x**3 - 3 * x**2 + 2 * x + 1

    assert central_difference(cubic, 3.0) == pytest.approx(11)
    assert central_difference(cubic, 3.0, h=0.1) == pytest.approx(11.01)
    assert abs(central_difference(cubic, 3.0, h=1e-15) - 11) > 0.01
    gradient = numerical_gradient(lambda p: p[0] ** 2 + p[1] ** 2, [3.0, 4.0])
    assert gradient == pytest.approx([6, 8])


def test_the_american_of_2015() -> None:
    r_local, r_fx = -0.09, 0.20
    assert (1 + r_local) * (1 + r_fx) - 1 == pytest.approx(0.092)
    assert r_fx * (1 + r_local) == pytest.approx(0.182)
    assert r_local + r_fx == pytest.approx(0.11)
    assert r_local * r_fx == pytest.approx(-0.018)
    assert r_local * (1 + r_fx) == pytest.approx(-0.108)
    assert [round(20 * (1 + stock), 1) for stock in (-0.09, 0, 0.05)] == [18.2, 20, 21]


def test_the_composites() -> None:
    assert central_difference(lambda x: (2 * x + 1) ** 2, 0.25) == pytest.approx(6)
    assert (2 * 0.25 + 1) ** 2 == 2.25
    assert [2 * (2 * x + 1) for x in (-0.25, 0.25, 0.75)] == [1, 3, 5]
    outer, inner = 2 * (3 * 1 + 2), 3
    assert central_difference(lambda x: (3 * x + 2) ** 2, 1.0) == pytest.approx(30)
    assert (outer, outer + inner, 2 * 1 * inner, outer * inner) == (10, 13, 6, 30)


def test_the_examples_of_the_exercises() -> None:
    assert _answer("local_slopes")(2.5, 1.2, 5.0) == (6, 12, 1.2)
    loss_of_w = central_difference(lambda w: ((w * 1.2 - 1) ** 3 - 5) ** 2, 2.5)
    assert loss_of_w == pytest.approx(6 * 12 * 1.2) == pytest.approx(86.4)
    fund = _answer("backward")(graph.record(graph.FUND_LOSS, graph.FUND_INPUTS))
    right = {"V": 3.3, "p": 3.63, "e": 115.5, "s": 3.3, "k": 3.3, "L": 1}
    assert fund == pytest.approx(right)


def test_backpropagation_agrees_with_numerical_derivatives() -> None:
    for nodes, inputs in GRAPHS:
        gradients = graph.backward(nodes, graph.forward(nodes, inputs))
        nudged, passes = graph.nudged(nodes, inputs)
        assert nudged == pytest.approx({name: gradients[name] for name in inputs}, rel=1e-5)
        assert passes == len(inputs) + 1
        assert checks.path_sums(graph.record(nodes, inputs)) == pytest.approx(gradients)
        assert _answer("backward")(graph.record(nodes, inputs)) == pytest.approx(gradients)


def test_a_node_may_take_a_quantity_twice() -> None:
    nodes = [graph.Node("y", ("x", "x"), "x·x", lambda u, v: u * v, lambda u, v: (v, u))]
    assert graph.backward(nodes, graph.forward(nodes, {"x": 3.0})) == {"x": 6.0, "y": 1.0}
    assert checks.path_sums(graph.record(nodes, {"x": 3.0})) == {"x": 6.0, "y": 1.0}


def test_a_tape_says_how_it_is_wired() -> None:
    tape = graph.record(graph.FUND, graph.FUND_INPUTS)
    assert repr(tape) == "s of p (×1.1), e (×95); k of e (×−60); V of s (×1), k (×1)"
    assert graph.zeros(tape) == dict.fromkeys(["p", "e", "s", "k", "V"], 0.0)


def test_a_backward_pass_of_a_layer_has_two_products_where_a_forward_pass_has_one() -> None:
    m, n_in, n_out = 7, 5, 3
    W, X, dL_dZ = np.ones((n_out, n_in)), np.ones((m, n_in)), np.ones((m, n_out))
    for product, shape in ((X @ W.T, (m, n_out)), (dL_dZ.T @ X, W.shape), (dL_dZ @ W, X.shape)):
        assert product.shape == shape  # each is m · n_in · n_out multiplications


def test_an_answer_that_is_no_dictionary_of_all_quantities_is_told_so() -> None:
    def one_less(tape: graph.Tape) -> graph.Values:
        gradients = checks.path_sums(tape)
        del gradients["k"]
        return gradients

    with pytest.raises(CheckFailed, match="gradients lacks k"):
        checks.backward(one_less)


def test_the_numbers_of_the_graphs() -> None:
    values = graph.forward(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)
    gradients = graph.backward(graph.ONE_WEIGHT, values)
    assert (values["z"], values["a"], values["L"]) == (4, 16, 4.5)
    assert [gradients[name] for name in "azwxby"] == [3, 24, 36, 48, 24, -3]
    gradients = graph.backward(graph.FUND, graph.forward(graph.FUND, graph.FUND_INPUTS))
    assert gradients["e"] == 95 - 60 == 35
    assert central_difference(lambda e: 95 * e + 60 * (1.08 - e), 1.1) == pytest.approx(35)


def test_the_local_gradients_of_the_table() -> None:
    """At u = 2, v = 3, c = 5, n = 4."""
    for step, slope in [
        (lambda u: u + 5, 1),
        (lambda u: 5 * u, 5),
        (lambda u: u**4, 4 * 2**3),
        (lambda u: u * 3, 3),
        (lambda u: u + 3, 1),
    ]:
        assert central_difference(step, 2.0) == pytest.approx(slope)


# The planted bug


def test_the_planted_bug_is_in_the_slopes_only() -> None:
    faulty = _answer("mend_year", room="notebooks")
    loss, by_local, _ = faulty(0.02, -0.01, 1.3)
    right = _answer("mend_year")(0.02, -0.01, 1.3)
    nudged = central_difference(lambda r: faulty(r, -0.01, 1.3)[0], 0.02)
    assert loss == pytest.approx(right[0])
    assert nudged == pytest.approx(right[1], rel=1e-6)
    said = re.search(
        r"dL/dr_local is −([\d.]+)\. The numerical derivative is −([\d.]+)\.", _prose()
    )
    assert said is not None
    assert (-float(said[1]), -float(said[2])) == (round(by_local, 3), round(nudged, 3))


# The checks


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_example_in_the_text_tells_right_from_wrong(check: FunctionCheck) -> None:
    example = Comparison(check, check.reference, check.points[:1])
    for mistake in check.mistakes:
        for variant in mistake.variants:
            assert not example.same(example.values(variant), example.right), mistake.id


def test_a_name_in_place_of_its_number_is_told_so() -> None:
    def names_its_end(tape: graph.Tape) -> graph.Values:
        gradients = graph.zeros(tape)
        gradients[tape[-1][0]] = tape[-1][0]
        for made, inputs in reversed(tape):
            for name, local in inputs:
                gradients[name] += gradients[made] * local
        return gradients

    with pytest.raises(CheckFailed, match="a number has to be put there for the end"):
        checks.backward(names_its_end)


def test_of_two_slips_the_first_is_named() -> None:
    with pytest.raises(CheckFailed) as caught:
        checks.local_slopes(lambda w, x, y: ((w * x - 1) ** 3 - y, 3 * (w * x - 1) ** 2, w))
    assert caught.value.mistake == "half-assumed"
    with pytest.raises(CheckFailed) as caught:
        checks.local_slopes(lambda w, x, y: (2 * ((w * x - 1) ** 3 - y), 6 * (w * x - 1), w))
    assert caught.value.mistake == "second-derivative"


GIVEN = """
def mend_year(r_local, r_fx, target):
    growth = (1 + r_local) * (1 + r_fx)
    growth = growth**12
    loss = 0.5 * (growth - target) ** 2
    dL_dyear = growth - target
    dL_dmonth = dL_dyear * 12 * growth**11
    dL_dr_local = dL_dmonth * (1 + r_fx)
    dL_dr_fx = dL_dmonth * (1 + r_local)
    return loss, dL_dr_local, dL_dr_fx
"""
LOOP = """
def backward(tape):
    gradients = graph.zeros(tape)
    end = tape[-1][0]
    gradients[end] = 1.0
    for made, inputs in reversed(tape):
        upstream = gradients[made]
        for name, local in inputs:
            gradients[name] += upstream * local
    return gradients
"""


@pytest.mark.parametrize(
    ("given", "line", "instead", "mistake"),
    [
        (GIVEN, "growth", "renamed", "unchanged"),
        (GIVEN, "dL_dmonth * (1 + r_fx)", "dL_dmonth * r_fx", "last-lines-changed"),
        (GIVEN, "dL_dmonth * (1 + r_fx)", "dL_dmonth * (1 + r_local) ** 11", "last-lines-changed"),
        (GIVEN, "12 * growth**11", "12 * (1 + r_fx) ** 11", "one-factor-in-the-power"),
        (GIVEN, "12 * growth**11", "growth**11", "unfixed-and-12-dropped"),
        (GIVEN, "dL_dmonth * (1 + r_fx)", "np.array([r_fx])", "last-lines-changed"),
        (GIVEN, "dL_dyear * 12", "12", "upstream-gradient-missing"),
        (LOOP, "upstream * local", "gradients[name] * local", "multiplied-at-the-fork"),
        (LOOP, "reversed(tape)", "tape", "only-the-last-node"),
        (LOOP, "    return gradients", "            return gradients", "only-the-last-node"),
        (LOOP, "gradients[name] +=", "gradients =", "gradients-replaced"),
        (LOOP, "gradients[end] = 1.0", "gradients[end] = 2.0", "end-not-1"),
        (LOOP, "gradients[made]", "inputs[name]", "upstream-of-the-input"),
        (LOOP, "gradients[made]", "local", "upstream-of-the-input"),
        (LOOP, "gradients[made]", "inputs", "name-for-its-number"),
    ],
)
def test_a_slip_is_named_however_it_is_written(
    given: str, line: str, instead: str, mistake: str
) -> None:
    """The bank holds one answer for each hint; these get the same hints."""
    assert line in given
    names: dict[str, Any] = {"graph": graph, "np": np}
    exec(given.replace(line, instead), names)
    check = checks.mend_year if given is GIVEN else checks.backward
    with pytest.raises(CheckFailed) as caught:
        check(names[check.name])
    assert caught.value.mistake == mistake
    assert caught.value.hint


def test_backpropagation_changes_no_weight() -> None:
    notebook = read("solutions", LESSON)
    (code,) = [c.source for c in notebook.cells if c.source.startswith("w, x, b, y = ")]
    names: dict[str, Any] = {}
    exec(code, names)
    assert (names["w"], names["dL_dw"], names["w"] - names["dL_dw"]) == (2, 36, -34)


# The pictures


def test_the_graph_shows_values_first_and_gradients_after() -> None:
    picture = figures.computation_graph(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)
    assert picture.alt == "Step 0 of 7. Given: w = 2, x = 1.5, b = 1, y = 13."
    assert picture.move(step=3).alt.endswith("Forward: ½(a − y)² makes L = 4.5.")
    assert picture.move(step=6).alt.endswith("Backward: z² passes 3 × 8 = 24 to z.")
    picture.move(step=7)
    assert "24 × 1.5 = 36 to w, 24 × 2 = 48 to x, 24 × 1 = 24 to b" in picture.alt
    shown = [text.get_text() for text in picture.figure.axes[0].texts]
    assert {"w = 2", "dL/dw = 36", "dL/dz = 24", "dL/dy = −3", "× 1.5", "× (−3)"} <= set(shown)
    picture.move(step=1)
    shown = [text.get_text() for text in picture.figure.axes[0].texts]
    assert "z = 4" in shown
    assert not any(text.startswith("dL/") for text in shown)


def test_the_fork_is_so_far_until_both_paths_report() -> None:
    picture = figures.computation_graph(graph.FUND, graph.FUND_INPUTS, step=6)
    texts = picture.figure.axes[0].texts
    assert "dV/de = −60\nso far" in [text.get_text() for text in texts]
    assert picture.move(step=7).alt.endswith("95 to e. In all, e gets (−60) + 95 = 35.")
    assert "dV/de = 35\n= (−60) + 95" in [text.get_text() for text in texts]


def test_the_words_of_the_other_pictures() -> None:
    assert "loses 9 cents, and +20% on the franc gains 18.2 cents: +9.2" in figures.usd_return().alt
    assert "u by 0.2 and f by 0.64, 6.4 times" in figures.nudge(x=0.25, dx=0.1).alt
    assert "2 × 3 = 6" in figures.nudge().alt
    assert "1.5 along each of two sides and by 0.25" in figures.square(dx=0.5).alt
    assert "6.5 times the change" in figures.square(dx=0.5).alt
    assert "0.3 along each of two sides and by 0.01" in figures.square(dx=0.1).alt


def test_the_areas_add_up() -> None:
    for stock, franc in [(-9, 20), (5, -10), (5, 20), (0, -10), (-5, 0)]:
        figure = figures.usd_return(stock, franc).figure
        _, *strips, _ = figure.axes[0].patches
        areas = [abs(strip.get_width() * strip.get_height()) for strip in strips]
        whole = 1 + np.sign(stock) * areas[0] + np.sign(franc) * areas[1]
        assert whole == pytest.approx((1 + stock / 100) * (1 + franc / 100))
        drawn = [strip.get_facecolor()[3] > 0 for strip in strips if strip.get_visible()]
        assert drawn == [move > 0 for move in (stock, franc) if move], "filled is gained"


def test_a_picture_says_where_it_starts() -> None:
    """A slider starts at the state that the picture shows."""
    assert figures.usd_return().state == {"stock_percent": -9, "franc_percent": 20}
    assert figures.nudge(x=0.75).state == {"x": 0.75, "dx": 0.1}
    assert figures.square().state == {"dx": 0.5}
