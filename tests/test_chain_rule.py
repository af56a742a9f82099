"""Lesson 02: its numbers, its pictures' words, its mistakes, its planted bug."""

import re
from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest

from helpers import figures, graph
from helpers.check import CheckFailed, chain_rule
from helpers.check.function import FunctionCheck
from helpers.gradients import central_difference, numerical_gradient

from .lesson import cells, read

LESSON = "02_chain_rule"
CHECKS = [
    chain_rule.local_slopes,
    chain_rule.bond_slope,
    chain_rule.mend_year,
    chain_rule.hedged_fund,
]
GRAPHS = [
    (graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS),
    (graph.EXPORTER, graph.EXPORTER_INPUTS),
]


def _answer(grade_id: str, room: str = "solutions") -> Callable[..., tuple[float, ...]]:
    names: dict[str, Callable[..., tuple[float, ...]]] = {}
    exec(cells(read(room, LESSON))[grade_id].source, names)
    return names[grade_id]


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


def test_the_composites() -> None:
    assert central_difference(lambda x: (2 * x + 1) ** 2, 0.25) == pytest.approx(6)
    assert (2 * 0.25 + 1) ** 2 == 2.25
    assert [2 * (2 * x + 1) for x in (-0.25, 0.25, 0.75)] == [1, 3, 5]
    outer, inner = 2 * (3 * 1 + 2), 3
    assert central_difference(lambda x: (3 * x + 2) ** 2, 1.0) == pytest.approx(30)
    assert (outer, outer + inner, 2 * 1 * inner, outer * inner) == (10, 13, 6, 30)


def test_the_examples_of_the_exercises() -> None:
    assert _answer("local_slopes")(2.5, 1.2, 5.0) == (6, 12, 1.2)
    price, slope = _answer("bond_slope")(0.05, 4)
    assert (round(price, 3), round(slope, 2), round(slope * 0.01, 2)) == (90.595, -176.77, -1.77)
    assert _answer("hedged_fund")(95, 1.1, 60, 1.08, 100) == pytest.approx((3.3, 3.63, 115.5))


def test_the_sweep_agrees_with_nudging() -> None:
    for boxes, inputs in GRAPHS:
        slopes = graph.backward(boxes, graph.forward(boxes, inputs))
        nudged, runs = graph.nudged(boxes, inputs)
        assert nudged == pytest.approx({name: slopes[name] for name in inputs}, rel=1e-5)
        assert runs == len(inputs) + 1


def test_a_box_may_take_a_quantity_twice() -> None:
    boxes = [graph.Box("y", ("x", "x"), "x·x", lambda u, v: u * v, lambda u, v: (v, u))]
    assert graph.backward(boxes, graph.forward(boxes, {"x": 3.0})) == {"x": 6.0, "y": 1.0}


def test_the_numbers_of_the_graphs() -> None:
    values = graph.forward(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)
    slopes = graph.backward(graph.ONE_WEIGHT, values)
    assert (values["z"], values["a"], values["L"]) == (4, 16, 4.5)
    assert (slopes["a"], slopes["z"], slopes["w"], slopes["x"], slopes["b"]) == (3, 24, 36, 48, 24)
    values = graph.forward(graph.EXPORTER, graph.EXPORTER_INPUTS)
    slopes = graph.backward(graph.EXPORTER, values)
    assert (values["p"], slopes["p"], -30 * slopes["p"]) == (94, 1.2, -36)
    assert slopes["fx"] == pytest.approx(58)


def test_the_slopes_of_the_boxes() -> None:
    """Those of the table, at u = 2, v = 3, c = 5, n = −4; and (c − u)², a box of two steps."""
    for step, slope in [
        (lambda u: u + 5, 1),
        (lambda u: 5 * u, 5),
        (lambda u: u**-4, -4 * 2**-5),
        (lambda u: u + 3, 1),
        (lambda u: 5 - u, -1),
        (lambda u: u * 3, 3),
        (lambda u: (5 - u) ** 2, 2 * (5 - 2) * -1),
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
    said = re.search(r"slope by r_local is −([\d.]+)\. Nudging r_local says −([\d.]+)\.", _prose())
    assert said is not None
    assert (-float(said[1]), -float(said[2])) == (round(by_local, 3), round(nudged, 3))


# The checks


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_example_in_the_text_tells_right_from_wrong(check: FunctionCheck) -> None:
    example = check.points[:1]
    right = check._values(check.reference, example)
    for mistake in check.mistakes:
        for variant in mistake.variants:
            assert not check._same(check._values(variant, example), right), mistake.hint


def test_the_hint_is_about_the_step_that_is_named() -> None:
    """Every order that breaks is told of its first step that fails, and of no other."""
    words = {"A": "A multiply", "B": "stock cost", "D": "pass", "F": "the loss blame"}
    words["C"] = "two boxes away|From which end"
    for order in permutations("ABCDEF"):
        try:
            chain_rule.backward_order(order)
        except CheckFailed as failed:
            step = re.search(r"Step \d, (\w),", str(failed))
            assert step is not None
            assert re.search(f"Hint: .*({words[step[1]]})", str(failed)), str(failed)
    with pytest.raises(CheckFailed, match="F, needs dL_dvalue and local; no step has made those"):
        chain_rule.backward_order("FEBDAC")


# The pictures


def test_the_sweep_shows_values_first_and_slopes_after() -> None:
    picture = figures.sweep(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)
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


def test_the_fork_is_so_far_until_both_roads_report() -> None:
    picture = figures.sweep(graph.EXPORTER, graph.EXPORTER_INPUTS, step=4)
    texts = picture.figure.axes[0].texts
    assert "dV/dfx = 94\nso far" in [text.get_text() for text in texts]
    assert picture.move(step=5).alt.endswith("−36 to fx. In all, fx gets 94 + (−36) = 58.")
    assert "dV/dfx = 58\n= 94 + (−36)" in [text.get_text() for text in texts]


def test_the_words_of_the_other_pictures() -> None:
    assert "loses 9 cents, and +20% on the franc gains 18.2 cents: +9.2" in figures.usd_return().alt
    assert "u by 0.2 and f by 0.64, 6.4 times" in figures.nudge(x=0.25, dx=0.1).alt
    assert "2 × 3 = 6" in figures.nudge().alt
    assert "1.5 along each of two sides and by 0.25" in figures.square(dx=0.5).alt
    assert "0.3 along each of two sides and by 0.01" in figures.square(dx=0.1).alt
    assert "takes 10,001 runs forward" in figures.runs(inputs=10_000).alt


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
