"""Known wrong answers to `mend_year` and `hedged_fund`: a hint, and the formula that earns it."""

from collections.abc import Callable

Numbers = tuple[float, ...]
Variant = Callable[..., Numbers]


def _year(
    dL_dmonth: Callable[[float, float, float], float] | None = None, swapped: bool = False
) -> Variant:
    """Return a right year but for dL_dmonth, which takes (month, year, target), or the swap."""

    def variant(r_local: float, r_fx: float, target: float) -> Numbers:
        month = (1 + r_local) * (1 + r_fx)
        year = month**12
        blame = (year - target) * 12 * month**11
        if dL_dmonth:
            blame = dL_dmonth(month, year, target)
        to = (1 + r_local, 1 + r_fx) if swapped else (1 + r_fx, 1 + r_local)
        return 0.5 * (year - target) ** 2, blame * to[0], blame * to[1]

    return variant


def _month_in_the_loss(r_local: float, r_fx: float, target: float) -> Numbers:
    month = (1 + r_local) * (1 + r_fx)
    blame = (month - target) * 12 * month**11
    return 0.5 * (month - target) ** 2, blame * (1 + r_fx), blame * (1 + r_local)


def _bug_and_swap(r_local: float, r_fx: float, target: float) -> Numbers:
    year = ((1 + r_local) * (1 + r_fx)) ** 12
    blame = (year - target) * 12 * year**11
    return 0.5 * (year - target) ** 2, blame * (1 + r_local), blame * (1 + r_fx)


def _no_last_factor(r_local: float, r_fx: float, target: float) -> Numbers:
    month = (1 + r_local) * (1 + r_fx)
    blame = (month**12 - target) * 12 * month**11
    return 0.5 * (month**12 - target) ** 2, blame, blame


YEAR: dict[str, Variant] = {
    "What does the target speak of: a month, or a year?": _month_in_the_loss,
    "The loss compares years. Does dL_dyear?": _year(lambda m, y, t: (m - t) * 12 * m**11),
    "Where does the blame go that had arrived at the year?": _year(lambda m, y, t: 12 * m**11),
    "How fast does a twelfth power grow, at the month's growth?": _year(
        lambda m, y, t: (y - t) * 12 * m
    ),
    "There are twelve months. How many of them can be nudged?": _year(
        lambda m, y, t: (y - t) * m**11
    ),
    "When one of twelve equal factors is nudged, how many are left?": _year(
        lambda m, y, t: (y - t) * 12 * m**12
    ),
    "The slopes of the year's box are gone. Is a month's growth the same as a year's?": _year(
        lambda m, y, t: y - t
    ),
    "In a product, how tall is the strip that a nudge of one factor adds?": _year(swapped=True),
    "Which two slopes come last, and where did they go?": _no_last_factor,
    "The old fault is still there, and the last two lines are new: which factor did each have?": (
        _bug_and_swap
    ),
}


def _fund(
    fx: Callable[..., float],
    price: Callable[[float, float, float], float] = lambda blame, fx, price: blame * fx,
    value: Callable[[float, float], float] = lambda value, target: value - target,
) -> Variant:
    """Return the slopes of the fund; `fx` takes (blame, price, hedge, agreed, fx)."""

    def variant(p: float, rate: float, hedge: float, agreed: float, target: float) -> Numbers:
        blame = value(p * rate + hedge * (agreed - rate), target)
        return blame, price(blame, rate, p), fx(blame, p, hedge, agreed, rate)

    return variant


def _both(blame: float, p: float, hedge: float, agreed: float, fx: float) -> float:
    return blame * (p - hedge)


FUND: dict[str, Variant] = {
    "Where did the first road's contribution go?": _fund(lambda b, p, h, k, fx: -b * h),
    "fx also enters the deal. What comes back along that road?": _fund(
        lambda b, p, h, k, fx: b * p
    ),
    "If fx rises, does agreed − fx rise or fall?": _fund(lambda b, p, h, k, fx: b * (p + h)),
    "One road after another multiplies. Do these two roads follow each other?": _fund(
        lambda b, p, h, k, fx: -b * p * h
    ),
    "Two roads carry two whole contributions. Why take their mean?": _fund(
        lambda b, p, h, k, fx: b * (p - h) / 2
    ),
    "What is the slope of the deal by fx, as against the deal itself?": _fund(
        lambda b, p, h, k, fx: b * (p + h * (k - fx))
    ),
    "In the deal, how far does the bracket move with fx, and what multiplies it?": _fund(
        lambda b, p, h, k, fx: b * (p - 1)
    ),
    "agreed − fx is the slope of the deal by the hedge. Which number do you nudge?": _fund(
        lambda b, p, h, k, fx: b * (p + k - fx)
    ),
    "agreed − fx is the slope by the hedge, not by fx. And which blame is missing?": _fund(
        lambda b, p, h, k, fx: p + k - fx
    ),
    "On the road through the holding, what does fx multiply?": _fund(
        lambda b, p, h, k, fx: b * (p * fx - h)
    ),
    "What does fx multiply in the holding, and which blame has reached the value?": _fund(
        lambda b, p, h, k, fx: p * fx - h
    ),
    "These are the slopes of the value. Which blame has the loss sent to it?": _fund(
        lambda b, p, h, k, fx: p - h, price=lambda b, fx, p: fx
    ),
    "Your dL_dfx says how the value moves with fx. How does the loss move?": _fund(
        lambda b, p, h, k, fx: p - h
    ),
    "One of the two roads to fx lacks the blame that reached the value. Which?": _fund(
        lambda b, p, h, k, fx: b * p - h
    ),
    "The road through the deal carries blame. Does the road through the holding?": _fund(
        lambda b, p, h, k, fx: p - b * h
    ),
    "Your dL_dprice says how the value moves with the price. How does the loss move?": _fund(
        _both, price=lambda b, fx, p: fx
    ),
    "In price · fx, which factor decides how far a nudge of the price goes?": _fund(
        _both, price=lambda b, fx, p: b * p
    ),
    "If the value lies above the target and rises, does the loss grow or shrink?": _fund(
        _both, value=lambda v, target: target - v
    ),
    "What does the ½ in front of the square cancel?": _fund(
        _both, value=lambda v, target: 2 * (v - target)
    ),
    "Your dL_dvalue is the loss itself. How fast does it grow with the value?": _fund(
        _both, value=lambda v, target: 0.5 * (v - target) ** 2
    ),
    "Where is the target in your dL_dvalue?": _fund(_both, value=lambda v, target: v),
    "1 is what the loss has to pass on. What does its box multiply that by?": _fund(
        _both, value=lambda v, target: 1.0
    ),
}
