"""Known wrong answers to `mend_year`: a hint, and the formula that earns it."""

from collections.abc import Callable

from helpers.checking.mistake import Mistake

Numbers = tuple[float, ...]
Variant = Callable[..., Numbers]


def _year(
    dL_dmonth: Callable[[float, float, float], float] | None = None, swapped: bool = False
) -> Variant:
    """Return a right year but for dL_dmonth, which takes (month, year, target), or the swap."""

    def variant(r_local: float, r_fx: float, target: float) -> Numbers:
        month = (1 + r_local) * (1 + r_fx)
        year = month**12
        upstream = (year - target) * 12 * month**11
        if dL_dmonth:
            upstream = dL_dmonth(month, year, target)
        to = (1 + r_local, 1 + r_fx) if swapped else (1 + r_fx, 1 + r_local)
        return 0.5 * (year - target) ** 2, upstream * to[0], upstream * to[1]

    return variant


def _month_in_the_loss(r_local: float, r_fx: float, target: float) -> Numbers:
    month = (1 + r_local) * (1 + r_fx)
    upstream = (month - target) * 12 * month**11
    return 0.5 * (month - target) ** 2, upstream * (1 + r_fx), upstream * (1 + r_local)


def _bug_and_swap(r_local: float, r_fx: float, target: float) -> Numbers:
    year = ((1 + r_local) * (1 + r_fx)) ** 12
    upstream = (year - target) * 12 * year**11
    return 0.5 * (year - target) ** 2, upstream * (1 + r_local), upstream * (1 + r_fx)


def _year_by(power: Callable[[float], float]) -> Variant:
    """Return the given code, in which growth is the year, with `power` of it in dL_dmonth."""

    def variant(r_local: float, r_fx: float, target: float) -> Numbers:
        growth = ((1 + r_local) * (1 + r_fx)) ** 12
        upstream = (growth - target) * 12 * power(growth)
        return 0.5 * (growth - target) ** 2, upstream * (1 + r_fx), upstream * (1 + r_local)

    return variant


def _no_last_factor(r_local: float, r_fx: float, target: float) -> Numbers:
    month = (1 + r_local) * (1 + r_fx)
    upstream = (month**12 - target) * 12 * month**11
    return 0.5 * (month**12 - target) ** 2, upstream, upstream


def _rates(r_local: float, r_fx: float, target: float) -> Numbers:
    month = (1 + r_local) * (1 + r_fx)
    upstream = (month**12 - target) * 12 * month**11
    return 0.5 * (month**12 - target) ** 2, upstream * r_fx, upstream * r_local


def _mixed(local: Variant, fx: Variant, *point: float) -> Numbers:
    """Return loss and dL_dr_local of one variant, dL_dr_fx of the other."""
    return *local(*point)[:2], fx(*point)[2]


def _power_of_one(local: bool) -> Variant:
    """Return the year with one factor of the month in the power of dL_dmonth."""

    def variant(r_local: float, r_fx: float, target: float) -> Numbers:
        factor = 1 + (r_local if local else r_fx)
        return _year(lambda m, y, t: (y - t) * 12 * factor**11)(r_local, r_fx, target)

    return variant


YEAR = [
    Mistake(
        "month-in-the-loss",
        "Your loss takes the month. Is the target about a month, or about a year?",
        _month_in_the_loss,
    ),
    Mistake(
        "error-of-the-month",
        "dL_dyear takes the month. What does the loss compare with the target?",
        _year(lambda m, y, t: (m - t) * 12 * m**11),
    ),
    Mistake(
        "upstream-gradient-missing",
        "dL_dmonth starts from 1. Where does dL_dyear go?",
        _year(lambda m, y, t: 12 * m**11),
        [_year(lambda m, y, t: 12 * y**11)],
    ),
    Mistake(
        "power-lowered-too-far",
        "In dL_dmonth the power is too low. What is the power rule for month**12?",
        _year(lambda m, y, t: (y - t) * 12 * m),
    ),
    Mistake(
        "power-missing",
        "In dL_dmonth the 12 is there. What else does the power rule leave of month**12?",
        _year(lambda m, y, t: (y - t) * 12),
    ),
    Mistake(
        "powers-exchanged",
        "In dL_dmonth 11 and 12 have changed places: which of them comes to the front?",
        _year(lambda m, y, t: (y - t) * 11 * m**12),
    ),
    Mistake(
        "rate-for-growth",
        "The last two lines: the other factor of the product is 1 + rate, not the rate.",
        _rates,
    ),
    Mistake(
        "one-rate-for-growth",
        "One of the last two lines multiplies by a rate. The other factor of the product is 1 + "
        "that rate.",
        lambda r_local, r_fx, target: _mixed(_rates, _year(), r_local, r_fx, target),
        [lambda r_local, r_fx, target: _mixed(_year(), _rates, r_local, r_fx, target)],
    ),
    Mistake(
        "one-factor-in-the-power",
        "In dL_dmonth the power takes in the factor of the stock or of the franc alone. A month's "
        "growth factor is the product of both.",
        _power_of_one(local=True),
        [_power_of_one(local=False)],
    ),
    Mistake(
        "power-not-in-front",
        "There are twelve equal factors. How many of them can move?",
        _year(lambda m, y, t: (y - t) * m**11),
    ),
    Mistake(
        "power-not-lowered",
        "When one of twelve equal factors moves, how many others multiply it?",
        _year(lambda m, y, t: (y - t) * 12 * m**12),
    ),
    Mistake(
        "unfixed-and-12-dropped",
        "The 12 was right, and the old bug is still there. Which number does the twelfth power "
        "take in?",
        _year_by(lambda growth: growth**11 / 12),
    ),
    Mistake(
        "another-power-of-the-year",
        "Another power does not help: dL_dmonth is still taken at the year. Which number enters "
        "the power, and is it still there?",
        _year_by(lambda growth: growth**12),
        [_year_by(lambda growth: growth**10)],
    ),
    Mistake(
        "year-derivative-missing",
        "The local gradient of the power is missing in dL_dmonth. Is a month's growth a year's?",
        _year(lambda m, y, t: y - t),
    ),
    Mistake(
        "factors-exchanged",
        "The last two lines: in a product, how tall is the strip that one factor adds?",
        _year(swapped=True),
    ),
    Mistake(
        "last-factors-missing",
        "The last two lines lack a factor each. What multiplies 1 + r_local in the product?",
        _no_last_factor,
    ),
    Mistake(
        "unfixed-and-exchanged",
        "The old bug is still there, and the last two factors have changed places. Why?",
        _bug_and_swap,
    ),
]
