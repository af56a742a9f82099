"""Known wrong answers to `local_slopes`: a hint, and the formula that earns it."""

from collections.abc import Callable

from helpers.checking.comparison import Comparison, Outputs
from helpers.checking.messages import CheckFailed
from helpers.checking.mistake import Known, Mistake
from helpers.checking.stages import RightValues

Numbers = tuple[float, ...]
Variant = Callable[..., Numbers]


def _local(
    dL_da: Callable[[float, float], float] | None = None,
    da_dz: Callable[..., float] | None = None,
    dz_dw: Callable[[float, float], float] | None = None,
) -> Variant:
    """Return right local gradients but for those given, which take (a, y), (w, x, z, a), (w, x)."""

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


LOCAL = [
    Mistake(
        "multiplied-along-the-path",
        "You have multiplied along the path already. What does each node say of itself alone?",
        _chained,
    ),
    Mistake(
        "half-assumed",
        "Your dL_da lacks a factor. Is there a ½ in front of this square?",
        _local(dL_da=lambda a, y: a - y),
    ),
    Mistake(
        "last-node-at-z",
        "Your dL_da is taken at z. Which number enters the last node?",
        lambda w, x, y: (2 * (w * x - 1 - y), 3 * (w * x - 1) ** 2, x),
    ),
    Mistake(
        "sign-flipped",
        "Look at dL_da: if a lies above y and rises, does the square grow or shrink?",
        _local(dL_da=lambda a, y: 2 * (y - a)),
    ),
    Mistake(
        "sum-for-difference",
        "Your dL_da has a plus. Does the last node square a sum, or a difference?",
        _local(dL_da=lambda a, y: 2 * (a + y)),
    ),
    Mistake(
        "target-missing",
        "The last node takes a and y. Where is y in your dL_da?",
        _local(dL_da=lambda a, y: 2 * a),
    ),
    Mistake(
        "output-missing",
        "The last node takes a and y. Where is a in your dL_da?",
        _local(dL_da=lambda a, y: 2 * y),
        [_local(dL_da=lambda a, y: -2 * y), _local(dL_da=lambda a, y: y)],
    ),
    Mistake(
        "loss-for-derivative",
        "Your dL_da is the loss itself. How fast does a square grow?",
        _local(dL_da=lambda a, y: (a - y) ** 2),
        [_local(dL_da=lambda a, y: (a - y) ** 2 / 2)],
    ),
    Mistake(
        "power-of-the-loss-not-lowered",
        "Your dL_da still has the square. When the 2 comes to the front, the exponent goes down.",
        _local(dL_da=lambda a, y: 2 * (a - y) ** 2),
    ),
    Mistake(
        "cube-in-the-last-node",
        "Your dL_da holds two nodes already: 3z² belongs to the cube. What is left without it?",
        lambda w, x, y: (
            2 * ((w * x - 1) ** 3 - y) * 3 * (w * x - 1) ** 2,
            3 * (w * x - 1) ** 2,
            x,
        ),
    ),
    Mistake(
        "brackets-missing",
        "Look at dL_da: the 2 multiplies all of a − y. Which pair of brackets is missing?",
        _local(dL_da=lambda a, y: 2 * a - y),
    ),
    Mistake(
        "inner-factor-added",
        "Your dL_da has one factor more than the power rule gives. How far does a − y move with a?",
        _local(dL_da=lambda a, y: 2 * (a - y) * a),
    ),
    Mistake(
        "outer-derivative-at-x",
        "Your da_dz is taken at x. Which number enters the cube?",
        _local(da_dz=lambda w, x, z, a: 3 * x**2),
    ),
    Mistake(
        "outer-derivative-at-w",
        "Your da_dz is taken at w. What has the first node made of w by then?",
        _local(da_dz=lambda w, x, z, a: 3 * w**2),
    ),
    Mistake(
        "outer-derivative-of-the-output",
        "Your da_dz is taken at what comes out of the cube. What goes in?",
        _local(da_dz=lambda w, x, z, a: 3 * a**2),
    ),
    Mistake(
        "constant-forgotten",
        "Your da_dz is taken at w · x. What enters the cube is z, and z is w · x − 1.",
        _local(da_dz=lambda w, x, z, a: 3 * (w * x) ** 2),
    ),
    Mistake(
        "power-not-lowered",
        "In da_dz the 3 came down; what became of the exponent?",
        _local(da_dz=lambda w, x, z, a: 3 * z**3),
    ),
    Mistake(
        "new-power-in-front",
        "Which power comes to the front in da_dz: that of z³, or the one that is left?",
        _local(da_dz=lambda w, x, z, a: 2 * z**2),
    ),
    Mistake(
        "output-for-outer-derivative",
        "Your da_dz is z³, the cube itself. How fast does a cube grow?",
        _local(da_dz=lambda w, x, z, a: a),
    ),
    Mistake(
        "power-lowered-twice",
        "In da_dz: when one of three equal factors z moves, how many others multiply it?",
        _local(da_dz=lambda w, x, z, a: 3 * z),
    ),
    Mistake(
        "power-not-in-front",
        "The exponent of da_dz went down by one. What stands in front?",
        _local(da_dz=lambda w, x, z, a: z**2),
    ),
    Mistake(
        "square-for-cube",
        "2z in da_dz would be the derivative of a square. Which power does this node take?",
        _local(da_dz=lambda w, x, z, a: 2 * z),
    ),
    Mistake(
        "includes-inner-derivative",
        "da_dz holds a factor from the node before it. Is that still local?",
        _local(da_dz=lambda w, x, z, a: 3 * z**2 * x),
        [_local(da_dz=lambda w, x, z, a: 3 * z**2 * w)],
    ),
    Mistake(
        "input-for-coefficient",
        "In dz_dw only w moves. What does w multiply?",
        _local(dz_dw=lambda w, x: w),
        [_local(dz_dw=lambda w, x: w + x)],
    ),
    Mistake(
        "product-for-derivative",
        "Your dz_dw is w · x, the product itself. How far does it move when w alone moves by 1?",
        _local(dz_dw=lambda w, x: w * x),
    ),
    Mistake(
        "output-for-derivative",
        "Your dz_dw is z itself. How far does z move when w alone moves by 1?",
        _local(dz_dw=lambda w, x: w * x - 1),
    ),
    Mistake(
        "constant-kept",
        "Lift z by a constant: does dz_dw change?",
        _local(dz_dw=lambda w, x: x - 1),
    ),
    Mistake(
        "derivative-1",
        "If w moves by 1, does z move by 1 whatever x is?",
        _local(dz_dw=lambda w, x: 1.0),
    ),
    Mistake(
        "derivative-0",
        "With dz_dw = 0, z would stay where it is when w moves. Does it?",
        _local(dz_dw=lambda w, x: 0.0),
    ),
]


# At the text's example these are right: they are known only by `first_slip`.
RIGHT_AT_THE_EXAMPLE = [
    Mistake(
        "second-derivative",
        "In da_dz you took the power rule twice.",
        _local(da_dz=lambda w, x, z, a: 6 * z),
    ),
    Mistake(
        "numbers-of-the-example",
        "That is the example's number. Write a formula, which holds for other w, x and y, too.",
        lambda w, x, y: (6.0, 12.0, 1.2),
    ),
]


def first_slip(c: Comparison) -> None:
    """Compare; of several wrong numbers, look for a known mistake in the first alone."""
    try:
        RightValues()(c)
    except CheckFailed as failed:
        known = None if failed.hint else _of_the_first(c)
        if known:
            failed.explain(known)
        raise


def _of_the_first(c: Comparison) -> Known | None:
    def alike(one: list[Outputs], other: list[Outputs], q: int) -> bool:
        return all(c.close(a[q], b[q]) for a, b in zip(one, other, strict=True))

    first = next(q for q in range(len(c.names)) if not alike(c.got, c.right, q))
    for mistake in [*LOCAL[1:], *RIGHT_AT_THE_EXAMPLE]:
        if alike(c.got, c.values(mistake.variant), first):
            return mistake.known
    return None
