"""The checks of lesson 02: derivatives along a path, back over a graph, and at a fork.

The references differentiate each forward pass by the complex step or by central differences, or
add over all paths, never by the answers' formulas.
"""

from typing import Any

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.stages import RightValues, stages
from helpers.gradients import central_difference, complex_step

from .. import graph
from .backward_variants import BACKWARD, TAPES
from .named import Named
from .variants import LOCAL, first_slip
from .year_variants import YEAR

Numbers = tuple[float, ...]


def _local_slopes(w: float, x: float, y: float) -> Numbers:
    z = w * x - 1
    return (
        complex_step(lambda a: (a - y) * (a - y), z * z * z),
        complex_step(lambda z: z * z * z, z),
        central_difference(lambda w: w * x - 1, w, h=0.5),
    )


WHOLE_PATH = Mistake(
    "product-of-all",
    "That is the derivative along the whole path. What is the local gradient of each node alone?",
    lambda w, x, y: np.prod(_local_slopes(w, x, y)),
)

local_slopes = FunctionCheck(
    name="local_slopes",
    parameters=("w", "x", "y"),
    returns=("dL_da", "da_dz", "dz_dw"),
    reference=_local_slopes,
    # The first is the text's example. z is never 1, w or x, so that no two of the powers agree.
    points=[(2.5, 1.2, 5.0), (1.2, 3.0, 15.0), (-0.7, 2.2, -9.0), (2.3, -0.6, 1.5)],
    mistakes=LOCAL,
    stages=stages(miscounted=[WHOLE_PATH], values=first_slip),
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


def _year(r_local: float, r_fx: float, target: float) -> Numbers:
    return (
        _year_loss(r_local, r_fx, target).real,
        complex_step(lambda r: _year_loss(r, r_fx, target), r_local),
        complex_step(lambda r: _year_loss(r_local, r, target), r_fx),
    )


def _year_by_boxes(r_local: float, r_fx: float, target: float) -> Numbers:
    month = 1 + r_local + r_fx + r_local * r_fx
    year = float(np.prod([month] * 12))
    dL_dyear = complex_step(lambda end: (end - target) * (end - target) / 2, year)
    dL_dmonth = complex_step(lambda rate: _year_loss(rate - 1, 0, target), month)
    return (dL_dyear * dL_dyear / 2, dL_dmonth * (1 + r_fx), dL_dmonth * (1 + r_local))


LOSS_CHANGED = Known(
    "loss-changed",
    "The loss as given was right. Undo what you changed in its line, or in what it takes.",
)
LAST_LINES_CHANGED = Known(
    "last-lines-changed",
    "The last two lines as given were right, and yours do not fit together. What does each factor "
    "of the product get?",
)
MONTH_WRONG = Known(
    "month-wrong",
    "The loss and the last two lines fit, so the slip is in dL_dyear or in dL_dmonth.",
)


def _wrong_line(value: Any, r_local: float, r_fx: float, target: float) -> Known | None:
    """Say which lines of the answer are wrong at a point, None where none is."""
    right = _year(r_local, r_fx, target)
    loss, by_local, by_fx = got = [np.squeeze(one) for one in value]  # a (1,) is a number, too
    if np.allclose(got, right, rtol=1e-4):
        return None
    if not np.isclose(loss, right[0], rtol=1e-4):
        return LOSS_CHANGED
    # Both are dL_dmonth times the other's factor.
    fit = np.isclose(by_local * (1 + r_local), by_fx * (1 + r_fx), rtol=1e-4)
    return MONTH_WRONG if fit else LAST_LINES_CHANGED


mend_year = FunctionCheck(
    name="mend_year",
    parameters=("r_local", "r_fx", "target"),
    returns=("loss", "dL_dr_local", "dL_dr_fx"),
    reference=_year,
    ways=[_year_by_boxes],
    points=[(0.02, -0.01, 1.3), (-0.03, 0.015, 0.9), (0.012, 0.025, 1.1)],
    mistakes=YEAR,
    symptoms=[
        Symptom(
            "unchanged",
            r"returns what the given code returns",
            "New names alone change no value. Which number does the twelfth power take in, and "
            "does dL_dmonth use that one?",
        ),
    ],
    stages=stages(values=RightValues(finding=_wrong_line)),
    unchanged=_year_as_given,
)


def path_sums(tape: graph.Tape) -> graph.Values:
    """Return the gradients by definition: a product along each path to the end, added over paths.

    It starts from each quantity and goes forward, where an answer goes back once for all.
    """
    end = tape[-1][0]

    def to_the_end(name: str) -> float:
        if name == end:
            return 1.0
        taken = [(made, local) for made, inputs in tape for took, local in inputs if took == name]
        return sum(local * to_the_end(made) for made, local in taken)

    return {name: to_the_end(name) for name in graph.zeros(tape)}


def _not_1_at_the_end(value: Any, tape: graph.Tape) -> Known | None:
    if np.isclose(value[tape[-1][0]], 1.0):
        return None
    hint = "At the end stands dL/dL: how far does L move when L moves by 1?"
    return Known("end-not-1", hint)


backward = FunctionCheck(
    name="backward",
    parameters=("tape",),
    returns=("gradients",),
    reference=path_sums,
    points=[(tape,) for tape in TAPES],
    reads=Named(("p", "e", "s", "k", "V", "L")),
    mistakes=BACKWARD,
    symptoms=[
        Symptom(
            "name-for-its-number",
            r"sequence by non-int|operand.*'str'|concatenate str",
            "A name, such as `made`, or a list, such as `inputs`, stands where one number is "
            "wanted. The number of a name is in `gradients[…]`; before the loop, a number has to "
            "be put there for the end.",
        ),
        Symptom(
            "upstream-of-the-input",
            r"local variable '(name|local)'",
            "`name` and `local` belong to the inner loop: they are of what the node took. The "
            "upstream gradient is that of what the node made.",
        ),
        Symptom(
            "tape-for-gradients",
            r"(tuple|list) indices must be integers",
            "A tape has no names for its entries. The gradient that has arrived at a name is in "
            "`gradients[…]`.",
        ),
        Symptom(
            "gradients-replaced",
            r"'dict' and '|object is not subscriptable",
            "`gradients` is the whole dictionary. Where you mean one entry, write `gradients[…]`: "
            "of which name?",
        ),
    ],
    stages=stages(values=RightValues(finding=_not_1_at_the_end)),
    afterwards=[OwnWork(graph.backward)],
)
