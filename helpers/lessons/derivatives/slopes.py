"""The functions of lesson 01, a cubic, two bowls and a bond, and its gradient check.

The functions take complex numbers too, so that `gradients.complex_step` gives their derivatives.
"""

from collections.abc import Callable

import numpy as np

from helpers.gradients import Array, central_difference, complex_step


def cubic(x: float) -> float:
    """Return x³ − 3x² + 2x + 1."""
    return x**3 - 3 * x**2 + 2 * x + 1


def round_bowl(x: float, y: float) -> float:
    """Return x² + y², a bowl whose contours are circles. Its minimum is at (0, 0)."""
    return x**2 + y**2


def long_bowl(x: float, y: float) -> float:
    """Return x² + 9y², a bowl three times as long as it is wide. Its minimum is at (0, 0)."""
    return x**2 + 9 * y**2


def bond_price(yield_percent: float, coupon: float = 1.5, years: int = 10) -> float:
    """Return the price, per 100 of face value, of a bond with one coupon a year.

    Parameters
    ----------
    yield_percent : the yearly yield that the market asks, in percent.
    coupon : paid at each year's end, per 100 of face value.
    years : until the face value is paid back.

    The sum of all payments, each discounted to today (Hull, Options, Futures, and Other
    Derivatives, chapter on interest rates, with yearly compounding).
    """
    discount = 1 / (1 + yield_percent / 100)
    coupons = sum(coupon * discount**year for year in range(1, years + 1))
    return coupons + 100 * discount**years


def largest_error(estimate: Callable[..., float], h: float) -> float:
    """Return the largest error of `estimate(cubic, x, h)` over 41 places x from 1.9 to 2.1.

    One place alone can be right by luck: rounding is a lottery. The exact slopes come from the
    complex step, which does not subtract.
    """
    places = [float(x) for x in np.linspace(1.9, 2.1, 41)]
    return max(abs(estimate(cubic, x, h) - complex_step(cubic, x)) for x in places)


def partials(f: Callable[..., float], *point: float, h: float = 1e-5) -> Array:
    """Return the partial derivatives of `f` at `point`, by one central difference per input.

    Parameters
    ----------
    f : a function of as many numbers as `point` has.
    point : where; each input is changed by `h` to both sides, and the others are held still.
    """

    def along(i: int) -> Callable[[float], float]:
        return lambda moved: f(*point[:i], moved, *point[i + 1 :])

    return np.array([central_difference(along(i), value, h) for i, value in enumerate(point)])


def gradient_check(
    f: Callable[..., float], formulas: Callable[..., tuple[float, ...]], *point: float
) -> None:
    """Print each partial derivative at `point`, by its formula and as a numerical derivative.

    Parameters
    ----------
    f : a function of up to three numbers.
    formulas : takes the same numbers, returns one partial derivative for each.
    """
    pairs = zip("xyz", formulas(*point), partials(f, *point), strict=False)
    for name, formula, numerical in pairs:
        apart = abs(formula - numerical)
        print(
            f"df_d{name}   formula {formula:9.4f}   numerical {numerical:9.4f}   "
            f"difference {apart:.0e}"
        )
