"""Known wrong answers to `local_slopes` and `bond_slope`: a hint, and the formula that earns it."""

from collections.abc import Callable

Numbers = tuple[float, ...]
Variant = Callable[..., Numbers]


def _local(
    dL_da: Callable[[float, float], float] | None = None,
    da_dz: Callable[..., float] | None = None,
    dz_dw: Callable[[float, float], float] | None = None,
) -> Variant:
    """Return right local slopes but for those given, which take (a, y), (w, x, z, a), (w, x)."""

    def variant(w: float, x: float, y: float) -> Numbers:
        z = w * x - 1
        a = z**3
        return (
            dL_da(a, y) if dL_da else 2 * (a - y),
            da_dz(w, x, z, a) if da_dz else 3 * z**2,
            dz_dw(w, x) if dz_dw else x,
        )

    return variant


def _chained(w: float, x: float, y: float) -> Numbers:
    dL_da, da_dz, dz_dw = _local()(w, x, y)
    return dL_da, dL_da * da_dz, dL_da * da_dz * dz_dw


LOCAL: dict[str, Variant] = {
    "You have multiplied along the road already. What does each box say of itself alone?": _chained,
    "Is there a ½ in front of this square?": _local(dL_da=lambda a, y: a - y),
    "If a lies above y and rises, does the square grow or shrink?": _local(
        dL_da=lambda a, y: 2 * (y - a)
    ),
    "The last box takes a and y. Where is y in your dL_da?": _local(dL_da=lambda a, y: 2 * a),
    "Your dL_da is the loss itself. How fast does a square grow?": _local(
        dL_da=lambda a, y: (a - y) ** 2
    ),
    "Your outer slope da_dz is taken at x. Which number enters the cube?": _local(
        da_dz=lambda w, x, z, a: 3 * x**2
    ),
    "Your da_dz is taken at w. What has the first box made of w by then?": _local(
        da_dz=lambda w, x, z, a: 3 * w**2
    ),
    "Your da_dz is taken at what comes out of the cube. What goes in?": _local(
        da_dz=lambda w, x, z, a: 3 * a**2
    ),
    "In da_dz the 3 came down; what became of the exponent?": _local(
        da_dz=lambda w, x, z, a: 3 * z**3
    ),
    "How many factors z are left once one of the three has been nudged?": _local(
        da_dz=lambda w, x, z, a: 3 * z
    ),
    "The exponent of da_dz went down by one. What stands in front?": _local(
        da_dz=lambda w, x, z, a: z**2
    ),
    "2z would be the slope of a square. Which power does this box take?": _local(
        da_dz=lambda w, x, z, a: 2 * z
    ),
    "da_dz already contains the slope of the box before it. Is that still local?": _local(
        da_dz=lambda w, x, z, a: 3 * z**2 * x
    ),
    "dz_dw asks about a nudge of w. What does w multiply?": _local(dz_dw=lambda w, x: w),
    "w · x is what the product makes. How far does that move when w alone moves by 1?": _local(
        dz_dw=lambda w, x: w * x
    ),
    "Lift z by a constant: does dz_dw change?": _local(dz_dw=lambda w, x: x - 1),
    "If w moves by 1, does z move by 1 whatever x is?": _local(dz_dw=lambda w, x: 1.0),
}


def _bond(slope: Callable[[float, float, int], float]) -> Variant:
    """Return the right price with `slope`, which takes (rate, u, n)."""
    return lambda rate, n: (
        100 * (1 + rate / 2) ** -n,
        slope(rate, 1 + rate / 2, n),
    )


def _at(u: Callable[[float], float], du: float, periods: Callable[[int], int]) -> Variant:
    """Return price and slope of another bond, each taken rightly."""
    return lambda rate, n: (
        100 * u(rate) ** -periods(n),
        -100 * periods(n) * u(rate) ** (-periods(n) - 1) * du,
    )


BOND: dict[str, Variant] = {
    "How far does u move when the rate moves by 1?": _bond(
        lambda r, u, n: -100 * n * u ** (-n - 1)
    ),
    "The outer slope is taken at the rate. Which number enters the outer box?": _bond(
        lambda r, u, n: -100 * n * r ** (-n - 1) / 2
    ),
    "That is the product rule. Do the two boxes stand side by side, or does one feed the other?": (
        _bond(lambda r, u, n: -100 * n * u ** (-n - 1) * u + 100 * u**-n / 2)
    ),
    "You added two slopes. What if one box stretches what another has stretched?": (
        _bond(lambda r, u, n: -100 * n * u ** (-n - 1) + 1 / 2)
    ),
    "Has the exponent moved when it came down in front?": _bond(
        lambda r, u, n: -100 * n * u**-n / 2
    ),
    "Is one less than −n nearer to zero, or further away?": _bond(
        lambda r, u, n: -100 * n * u ** (-n + 1) / 2
    ),
    "If the market asks for a higher rate, do you pay more today, or less?": _bond(
        lambda r, u, n: 100 * n * u ** (-n - 1) / 2
    ),
    "That is a hundredth. Are the 100 dollars in the slope, and is it per 1.00 of rate?": _bond(
        lambda r, u, n: -n * u ** (-n - 1) / 2
    ),
    "Which number came down from the exponent?": _bond(lambda r, u, n: -100 * u ** (-n - 1) / 2),
    "Two boxes stand between rate and price. Where is the slope of the second?": _bond(
        lambda r, u, n: 1 / 2
    ),
    "How much of the yearly rate is added in one half-year?": _at(
        lambda r: 1 + r, 1.0, lambda n: n
    ),
    "n counts half-years already. How often is half the rate added?": _at(
        lambda r: 1 + r / 2, 0.5, lambda n: 2 * n
    ),
    "Does a bond that pays 100 later cost more than 100 today?": _at(
        lambda r: 1 + r / 2, 0.5, lambda n: -n
    ),
}
