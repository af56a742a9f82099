"""The checks of lesson 02: slopes along a road, back over a graph, and at a fork.

The references differentiate each forward pass by the complex step or by central differences,
never by the answers' formulas.
"""

from collections.abc import Callable

import numpy as np

from ..gradients import central_difference, complex_step
from .chain_rule_sweep_variants import FUND, YEAR
from .chain_rule_variants import BOND, LOCAL
from .function import FunctionCheck
from .mistake import Mistake
from .variable import OrderCheck

Numbers = tuple[float, ...]


def _mistakes(table: dict[str, Callable[..., Numbers]]) -> list[Mistake]:
    return [Mistake(hint, variant) for hint, variant in table.items()]


def _local_slopes(w: float, x: float, y: float) -> Numbers:
    z = w * x - 1
    return (
        complex_step(lambda a: (a - y) * (a - y), z * z * z),
        complex_step(lambda z: z * z * z, z),
        central_difference(lambda w: w * x - 1, w, h=0.5),
    )


local_slopes = FunctionCheck(
    name="local_slopes",
    parameters="w, x, y",
    returns="dL_da, da_dz, dz_dw",
    reference=_local_slopes,
    # The first is the text's example. z is never 1, w or x, so that no two of the powers agree.
    points=[(2.5, 1.2, 5.0), (1.2, 3.0, 15.0), (-0.7, 2.2, -9.0), (2.3, -0.6, 1.5)],
    mistakes=_mistakes(LOCAL),
    miscounted=[
        Mistake(
            "That is the slope of the whole road. What does each box say of itself alone?",
            lambda w, x, y: np.prod(_local_slopes(w, x, y)),
        )
    ],
)


def _price(rate: complex, n: int) -> complex:
    price: complex = 100
    for _ in range(n):
        price = price / (1 + rate / 2)
    return price


bond_slope = FunctionCheck(
    name="bond_slope",
    parameters="rate, n",
    returns="price, dprice_drate",
    reference=lambda rate, n: (
        _price(rate, n).real,
        complex_step(lambda rate: _price(rate, n), rate),
    ),
    points=[(0.05, 4), (0.072, 6), (0.015, 30)],
    mistakes=_mistakes(BOND),
)


def _fails(step: str) -> Callable[[str, list[str]], bool]:
    return lambda first, order: first == step


def _walks_forward(first: str, order: list[str]) -> bool:
    return first == "C" and order.index("C") < order.index("A") < order.index("D")


backward_order = OrderCheck(
    name="backward_order",
    steps={
        "A": (["dL_dvalue", "fx"], "dL_dlocal"),
        "B": (["local", "fx"], "value"),
        "C": (["dL_dlocal", "shares"], "dL_dprice"),
        "D": (["value", "target"], "dL_dvalue"),
        "E": (["shares", "price"], "local"),
        "F": (["dL_dvalue", "local"], "dL_dfx"),
    },
    given=["shares", "price", "fx", "target"],
    mistakes=[
        (_fails("B"), "What does the stock cost in francs before it has a dollar value?"),
        (_fails("D"), "How can one blame a forward pass that has not run to its end?"),
        (_walks_forward, "You walk from the price to the loss. From which end does blame start?"),
        (_fails("A"), "Whose blame does A multiply, and has it arrived?"),
        (_fails("C"), "The price is two boxes away from the value. Which stands between?"),
        (_fails("F"), "Which quantity does the loss blame first?"),
    ],
)


def _year_loss(r_local: complex, r_fx: complex, target: float) -> complex:
    year: complex = 1
    for _ in range(12):
        year = year * (1 + r_local) * (1 + r_fx)
    return (year - target) * (year - target) / 2


def _year_as_given(r_local: float, r_fx: float, target: float) -> Numbers:
    growth = ((1 + r_local) * (1 + r_fx)) ** 12
    dL_dmonth = (growth - target) * 12 * growth**11
    loss = 0.5 * (growth - target) ** 2
    return loss, dL_dmonth * (1 + r_fx), dL_dmonth * (1 + r_local)


mend_year = FunctionCheck(
    name="mend_year",
    parameters="r_local, r_fx, target",
    returns="loss, dL_dr_local, dL_dr_fx",
    reference=lambda r_local, r_fx, target: (
        _year_loss(r_local, r_fx, target).real,
        complex_step(lambda r: _year_loss(r, r_fx, target), r_local),
        complex_step(lambda r: _year_loss(r_local, r, target), r_fx),
    ),
    points=[(0.02, -0.01, 1.3), (-0.03, 0.015, 0.9), (0.012, 0.025, 1.1)],
    mistakes=_mistakes(YEAR),
    unchanged=_year_as_given,
)


def _fund_loss(
    price: complex, fx: complex, hedge: float, agreed: float, target: float, lift: complex = 0
) -> complex:
    miss = price * fx + hedge * agreed - hedge * fx + lift - target
    return miss * miss / 2


def _fund(price: float, fx: float, hedge: float, agreed: float, target: float) -> Numbers:
    rest = hedge, agreed, target
    return (
        complex_step(lambda lift: _fund_loss(price, fx, *rest, lift), 0.0),
        complex_step(lambda price: _fund_loss(price, fx, *rest), price),
        complex_step(lambda fx: _fund_loss(price, fx, *rest), fx),
    )


hedged_fund = FunctionCheck(
    name="hedged_fund",
    parameters="price, fx, hedge, agreed, target",
    returns="dL_dvalue, dL_dprice, dL_dfx",
    reference=_fund,
    points=[
        (95.0, 1.1, 60.0, 1.08, 100.0),
        (88.0, 1.17, 130.0, 1.12, 95.0),
        (102.0, 0.93, 70.0, 0.98, 101.0),
    ],
    mistakes=_mistakes(FUND),
)
