"""What lesson 01 says in prose, and what its pictures say, comes out of a computation."""

import math
import re

import numpy as np
import pytest

from helpers import gradients
from helpers.checking import CheckFailed
from helpers.lessons.derivatives import checks, figures, slopes
from tests.lesson import drawn

EXACT = {x: gradients.complex_step(slopes.cubic, x) for x in (0.0, 0.5, 1.5, 2.0)}


def one_side(f, x, h):
    return (f(x + h) - f(x)) / h


def test_the_bond() -> None:
    price, slope = slopes.bond_price, gradients.complex_step(slopes.bond_price, 1.5)
    assert price(1.5) == pytest.approx(100)
    assert round(slope, 2) == -9.22
    assert round(-slope / price(1.5), 4) == 0.0922  # 9.22% of the price, a percentage point
    assert round(-2.4 * slope, 2) == 22.13
    assert round(100 - price(3.9), 2) == 19.56
    assert (round(price(2.5), 2), round(100 + slope, 2)) == (91.25, 90.78)
    assert (round(price(0.5), 2), round(100 - slope, 2)) == (109.73, 109.22)
    assert (round(price(1.4), 3), round(100 - slope / 10, 3)) == (100.927, 100.922)
    assert (round(price(1.6), 3), round(100 + slope / 10, 3)) == (99.083, 99.078)


def test_the_line_lies_below_the_bond_and_its_error_is_about_quadratic() -> None:
    slope = gradients.complex_step(slopes.bond_price, 1.5)
    gaps = [slopes.bond_price(1.5 + dy) - 100 - slope * dy for dy in (1.0, 0.1, -1.0, -0.1)]
    assert min(gaps) > 0
    assert gaps[0] / gaps[1] == pytest.approx(100, rel=0.1)
    assert round(gaps[1], 3) == round(gaps[3], 3) == 0.005


def test_the_walk_on_the_cubic() -> None:
    assert [slopes.cubic(x) for x in (1.5, 2.0, 2.5, 3.0)] == [0.625, 1, 2.875, 7]
    assert [round(EXACT[x], 9) for x in (0.0, 1.5, 2.0)] == [2, -0.25, 2]
    assert one_side(slopes.cubic, 2.0, 0.5) == 3.75
    assert slopes.cubic(2.01) - 1 == pytest.approx(0.02, rel=0.02)
    assert slopes.cubic(1.51) < 0.625 < slopes.cubic(2.5)
    assert gradients.central_difference(slopes.cubic, 2.0, 0.5) == 2.25
    assert gradients.central_difference(slopes.cubic, 2.0, 0.1) == pytest.approx(2.01)
    assert one_side(slopes.cubic, 2.0, -0.5) == 0.75
    assert (3.75 + 0.75) / 2 == 2.25


@pytest.mark.parametrize("h", [0.5, 0.1, 0.01])
def test_the_errors_on_the_cubic(h: float) -> None:
    for x in (-1.3, 0.7, 2.0):
        error = gradients.central_difference(slopes.cubic, x, h) - gradients.complex_step(
            slopes.cubic, x
        )
        assert error == pytest.approx(h**2, abs=1e-12)
    assert one_side(slopes.cubic, 2.0, h) - 2 == pytest.approx(3 * h + h**2, abs=1e-12)


def test_a_nudge_can_be_too_short() -> None:
    errors = [abs(one_side(slopes.cubic, 2.0, h) - 2) for h in (1e-5, 1e-15)]
    assert round(errors[0], 5) == 0.00003
    assert round(errors[1], 1) == 0.2


def test_the_v_has_arms_of_the_slopes_that_the_lesson_tells() -> None:
    def both(h: float) -> float:
        return slopes.largest_error(gradients.central_difference, h)

    assert both(1e-2) / both(1e-3) == pytest.approx(100, rel=0.01)
    assert slopes.largest_error(one_side, 1e-2) / slopes.largest_error(one_side, 1e-3) < 11
    assert both(1e-12) > 1000 * both(1e-8) > 1000 * both(1e-5)
    # Well inside the target and well outside: no platform's rounding decides an answer.
    assert max(both(h) for h in (1e-6, 1e-5, 3e-5)) < checks.TARGET / 2
    assert min(both(h) for h in (1e-3, 1e-4, 1e-7, 1e-8, 1e-10)) >= 1.9 * checks.TARGET


def test_ten_times_smaller_is_ten_and_a_hundred_times_better() -> None:
    """The folded note: from h = 0.1 to h = 0.01."""
    one = [slopes.largest_error(one_side, h) for h in (0.1, 0.01)]
    both = [slopes.largest_error(gradients.central_difference, h) for h in (0.1, 0.01)]
    assert [round(error, 2) for error in one] == [0.34, 0.03]
    assert round(one[1], 3) == 0.033
    assert both == pytest.approx([0.01, 0.0001], rel=1e-6)


def test_a_wrong_h_is_told_the_error_that_it_makes() -> None:
    with pytest.raises(CheckFailed, match=r"largest error is 1\.0e-06; the target is below 5e-09"):
        checks.best_h(1e-3)
    with pytest.raises(CheckFailed, match="no slope at all"):
        checks.best_h(0)


def test_the_partials_and_the_gradients() -> None:
    def f(x: float, y: float, z: float) -> float:
        return x * y**2 + 2 * y * z

    assert checks.partials(f, 2.0, 3.0, -1.0) == pytest.approx([9, 10, 6])
    assert [f(t, 3, -1) - (9 * t - 6) for t in (0, 1, 5)] == [0, 0, 0]
    assert [f(2, t, -1) - (2 * t**2 - 2 * t) for t in (0, 1, 5)] == [0, 0, 0]
    assert [f(2, 3, t) - (18 + 6 * t) for t in (0, 1, 5)] == [0, 0, 0]
    assert checks.partials(slopes.round_bowl, 3.0, 4.0) == pytest.approx([6, 8])
    assert checks.partials(slopes.long_bowl, 3.0, 1.0) == pytest.approx([6, 18])


@pytest.mark.parametrize("h", [1e5, 15, 10, 3, 1, 0.5, 0.1, -15])
@pytest.mark.parametrize("left", [0, 1])
def test_a_gradient_by_a_senseless_nudge_is_refused(h: float, left: int) -> None:
    hidden = [(slopes.long_bowl, 0.6, -1.3), (np.power, 0.6, 3.4)]
    for points in ([], hidden):
        with pytest.raises(CheckFailed), np.errstate(all="ignore"):
            checks.gradient(checks._nudged(h, left), *points)


@pytest.mark.parametrize(("h", "left"), [(1e-5, 1), (1e-3, 1), (1e-7, 1), (1e-4, 0), (1e-6, 0)])
def test_a_gradient_by_a_fair_nudge_passes(h: float, left: int) -> None:
    checks.gradient(checks._nudged(h, left))
    checks.gradient(checks._nudged(h, left), (slopes.long_bowl, 0.6, -1.3), (np.power, 0.6, 3.4))


def test_a_message_shows_the_formula_of_the_function() -> None:
    with pytest.raises(CheckFailed, match=r"x³ − 2xy³, x=2\.3"):
        checks.gradient(
            lambda f, x, y: (2 * x, 2 * y) if f is slopes.round_bowl else (2 * x, 18 * y)
        )


def test_the_planted_bug_hides_at_z_equal_to_1() -> None:
    faulty = checks.mend_gradient.unchanged
    assert faulty is not None
    assert faulty(2.0, 3.0, 1.0) == pytest.approx(
        checks.partials(checks.three_inputs, 2.0, 3.0, 1.0)
    )
    for point in [(2.0, 3.0, 2.0), *checks.mend_gradient.points]:
        right = checks.partials(checks.three_inputs, *point)
        assert [bool(abs(a - b) > 0.1) for a, b in zip(faulty(*point), right, strict=True)] == [
            False, True, False,
        ]  # fmt: skip


def test_a_slope_that_moves_by_the_wrong_amount_is_told_so() -> None:
    with pytest.raises(CheckFailed, match=r"is off: `x \*\* 2 \+ 3 \+ z` in .* gives 5\.5"):
        checks.mend_gradient(lambda x, y, z: (2 * x * y, x**2 + 3 + z, 3 * y - 2 * z))


def test_each_way_to_get_one_term_wrong_is_told_which_term() -> None:
    for mistake in checks.slope.mistakes:
        if mistake.id.endswith("-term-off"):
            for variant in mistake.variants:
                with pytest.raises(CheckFailed) as caught:
                    checks.slope(variant)
                assert caught.value.mistake == mistake.id


def test_the_lessons_gradient_check(capsys: pytest.CaptureFixture[str]) -> None:
    def k(x: float, y: float, z: float) -> float:
        return x * y**2 + 2 * y * z

    assert slopes.partials(k, 2.0, 3.0, -1.0) == pytest.approx([9, 10, 6])
    slopes.gradient_check(k, lambda x, y, z: (y**2, 2 * x * y, 2 * y), 2.0, 3.0, -1.0)
    differences = [float(line.split()[-1]) for line in capsys.readouterr().out.splitlines()]
    assert [difference < 1e-6 for difference in differences] == [True, False, True]


def test_a_single_number_is_no_gradient() -> None:
    for number in (14.0, 10.0):
        with pytest.raises(CheckFailed, match="must return 2 values"):
            checks.gradient(lambda f, x, y, number=number: number)
    for mistake in checks.ONE_NUMBER:
        for variant in mistake.variants:
            with pytest.raises(CheckFailed) as caught:
                checks.gradient(variant)
            assert (caught.value.mistake, caught.value.hint) == mistake.known
    assert checks.ONE_NUMBER[0].variant(slopes.round_bowl, 3.0, 4.0) == pytest.approx(14)
    assert checks.ONE_NUMBER[-1].variant(slopes.round_bowl, 3.0, 4.0) == pytest.approx(10)


def test_the_reference_of_the_central_difference_is_what_it_measures() -> None:
    for f, x, h in checks.central_difference.points:
        assert checks.mean_slope(f, x, h) == pytest.approx((f(x + h) - f(x - h)) / (2 * h))


def test_what_the_pictures_say() -> None:
    assert "costs 80.44" in figures.bond(3.9).alt and "says 77.87: 2.57 too little" in (
        figures.bond(3.9).alt
    )
    assert "100.9222: 0.0049 too little" in figures.bond(1.4).alt
    assert "90.78: 0.47 too little" in figures.bond(2.5).alt
    assert "from 7.76 to 1.00" in figures.walker().alt
    assert figures.secant(2.0, 1.0).alt.endswith("gives the secant a slope of 6.")
    assert figures.secant(1.5, 1.0).alt.endswith("gives the secant a slope of 2.25.")
    assert "slope of 2.25; the tangent has 2." in figures.chord(2.0, 0.5).alt
    assert "3.3e-02 with a step to one side, 1.0e-04 to both sides" in figures.error(0.01).alt
    assert "is (6, 8)" in figures.round_bowl(3, 4).alt and "0° off" in figures.round_bowl(3, 4).alt
    assert "is (6, 18)" in figures.long_bowl(3, 1).alt
    angle = math.degrees(math.acos((6 * 3 + 18 * 1) / math.hypot(6, 18) / math.hypot(3, 1)))
    assert f"{angle:.0f}° off" in figures.long_bowl(3, 1).alt and round(angle) == 53
    drawn_words = [text.get_text() for text in figures.long_bowl(3, 1).figure.axes[0].texts]
    assert {"53°", "gradient", "downhill"} <= set(drawn_words)
    assert "level in every direction" in figures.long_bowl(0, 0).alt


@pytest.mark.parametrize("y", [0.5, 1.4, 2.5, 3.9])
def test_the_bond_pictures_numbers_add_up(y: float) -> None:
    price, line, gap = (
        float(n) for n in re.findall(r"(\d+\.\d+)(?=[: ] ?|\. )", figures.bond(y).alt)[-3:]
    )
    assert round(price - line - gap, 9) == 0
    assert gap > 0


@pytest.mark.parametrize(("x", "y"), [(3.0, 1.0), (-2.0, 0.5), (1.0, -1.5)])
def test_the_arrow_crosses_the_contour_at_a_right_angle(x: float, y: float) -> None:
    arrow = checks.partials(slopes.long_bowl, x, y)
    turn = math.atan2(3 * y, x)
    along = np.array([-math.sin(turn), math.cos(turn) / 3])  # the ellipse x² + 9y² = const
    assert arrow @ along == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("draw", "state"),
    [
        (figures.secant, {"x": 0.5, "h": 0.2}),
        (figures.chord, {"x": 1.0, "h": 0.2}),
        (figures.error, {"h": 1e-9}),
        (figures.bond, {"new_yield": 0.5}),
        (figures.round_bowl, {"x": -1, "y": 2}),
        (figures.long_bowl, {"x": -1, "y": 0.5}),
    ],
)
def test_moving_a_picture_is_drawing_it_there(draw, state) -> None:
    moved = drawn(draw()).move(**state)
    assert moved.alt == draw(**state).alt
    assert moved.png() == draw(**state).png()


def test_of_a_formula_nothing_is_said_that_another_line_has_made_wrong() -> None:
    def mended(x, y, z):
        z = 1
        return 2 * x * y, x**2 + 3 * z, 3 * y - 2 * z

    with pytest.raises(CheckFailed) as caught:
        checks.mend_gradient(mended)
    assert "You changed" not in caught.value.message
    assert "or in what goes into it" in caught.value.message
