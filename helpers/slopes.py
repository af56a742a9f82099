"""The functions whose slopes lesson 01 feels: a cubic, two bowls, a bond, an option.

All but the option take complex numbers too, so that `gradients.complex_step` gives their slopes.
"""

import math
from collections.abc import Callable

import numpy as np

from .gradients import complex_step


def cubic(x: float) -> float:
    """Return x³ − 3x² + 2x + 1."""
    return x**3 - 3 * x**2 + 2 * x + 1


def round_bowl(x: float, y: float) -> float:
    """Return x² + y², a bowl whose contours are circles. Its floor is at (0, 0)."""
    return x**2 + y**2


def long_bowl(x: float, y: float) -> float:
    """Return x² + 9y², a bowl three times as long as it is wide. Its floor is at (0, 0)."""
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


def normal_cdf(z: float) -> float:
    """Return the probability that a standard normal number is below `z`."""
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))


def call_price(
    spot: float, volatility: float, years: float, strike: float = 100.0, rate: float = 0.02
) -> float:
    """Return the Black–Scholes price of a European call on a share without dividends.

    Parameters
    ----------
    spot : the share's price today.
    volatility : of the share, a year, as a fraction (0.2 is 20%).
    years : until the option expires; positive.
    strike : the price at which the option lets one buy.
    rate : riskless, a year, continuously compounded, as a fraction.

    Black and Scholes 1973, The Pricing of Options and Corporate Liabilities, eq. 13.
    """
    spread = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + rate * years) / spread + spread / 2
    return spot * normal_cdf(d1) - strike * math.exp(-rate * years) * normal_cdf(d1 - spread)


def largest_error(estimate: Callable[..., float], h: float) -> float:
    """Return the largest error of `estimate(cubic, x, h)` over 41 places x from 1.9 to 2.1.

    One place alone can be right by luck: rounding is a lottery. The exact slopes come from the
    complex step, which does not subtract.
    """
    places = [float(x) for x in np.linspace(1.9, 2.1, 41)]
    return max(abs(estimate(cubic, x, h) - complex_step(cubic, x)) for x in places)
