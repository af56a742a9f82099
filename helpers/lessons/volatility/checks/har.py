"""The check of lesson 12's least squares: which evenings teach, and which column is which."""

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.running import quiet
from helpers.checking.stages import RightValues, stages

Array = NDArray[np.float64]
COLUMNS = ("ones", "day", "week", "month")


def normal_equations(day: Array, week: Array, month: Array) -> Array:
    """Return c by the normal equations, sum by sum over the evenings that have a tomorrow."""
    A, b = np.zeros((4, 4)), np.zeros(4)
    for t in range(len(day) - 1):
        x = np.array([1.0, day[t], week[t], month[t]])
        A += np.outer(x, x)
        b += x * day[t + 1]
    return np.asarray(np.linalg.solve(A, b))


def _in_steps(day: Array, week: Array, month: Array) -> Array:
    """Return c in steps that a check can watch."""
    ones = np.ones(len(day) - 1)
    X = np.column_stack([ones, day[:-1], week[:-1], month[:-1]])
    y = day[1:]
    return np.asarray(np.linalg.lstsq(X, y, rcond=None)[0])


def fitted_by(
    y: Callable[[Array, Array, Array], Array] = lambda d, w, m: d[1:],
    rows: slice = slice(None, -1),
    order: Sequence[int] = (0, 1, 2, 3),
) -> Callable[[Array, Array, Array], Array]:
    """Return an answer to `fit_har` from its target, its rows, and the order of its columns."""

    def variant(day: Array, week: Array, month: Array) -> Array:
        X = np.column_stack([np.ones(len(day)), day, week, month])[:, order][rows]
        return np.asarray(np.linalg.lstsq(X, y(day, week, month), rcond=None)[0])

    return variant


def _without_intercept(day: Array, week: Array, month: Array) -> Array:
    X = np.column_stack([day, week, month])[:-1]
    return np.append(0.0, np.linalg.lstsq(X, day[1:], rcond=None)[0])


def _means_of_tomorrow(day: Array, week: Array, month: Array) -> Array:
    X = np.column_stack([np.ones(len(day) - 1), day[:-1], week[1:], month[1:]])
    return np.asarray(np.linalg.lstsq(X, day[1:], rcond=None)[0])


def _of_tomorrow(column: int) -> Callable[[Array, Array, Array], Array]:
    """Return an answer in whose X one column is a day later than the others."""

    def variant(day: Array, week: Array, month: Array) -> Array:
        parts = [one[i == column :][: len(day) - 1] for i, one in enumerate((day, week, month))]
        X = np.column_stack([np.ones(len(day) - 1), *parts])
        return np.asarray(np.linalg.lstsq(X, day[1:], rcond=None)[0])

    return variant


def _first_row(*_: object) -> Known:
    """Give the example's first row, to compare with; asked where no known mistake matches."""
    return Known("compare-the-first-row", FIRST_ROW)


def _of_other_rows(answer: Any) -> str:
    """Say why `lstsq` finds X and y of different lengths: X lies on its side, or is not cut.

    With five days a table of four evenings fits on its side as well, and one of five doesn't.
    """
    try:
        with quiet():
            answer(*_random(3, 5))
    except Exception:  # the message that is explained says what it was
        return (
            "X and y need as many rows as each other, one for each evening that has a tomorrow. "
            "Which evening has none? Print X.shape and y.shape."
        )
    return (
        "X takes one row per evening and four columns. Yours lies on its side: np.column_stack "
        "makes columns."
    )


FIRST_ROW = (
    "The example has six evenings with a tomorrow. The first row of X is 1, 1, 2, 3, and its y is "
    "3. Print your X and y: where do they differ?"
)


def _orders() -> list[Mistake]:
    found = []
    for order in list(permutations(range(4)))[1:]:
        names = [COLUMNS[i] for i in order]
        says = f"The numbers are right, in another order: your columns are {', '.join(names)}. "
        says += "In which order does the formula have c₀ to c₃?"
        found.append(Mistake(f"columns-{'-'.join(names)}", says, fitted_by(order=order)))
    return found


def _example() -> tuple[Array, Array, Array]:
    day, week, month = [1, 3, 2, 5, 4, 6, 3], [2, 2, 3, 3, 4, 4, 5], [3, 1, 2, 2, 1, 3, 2]
    return np.array(day, float), np.array(week, float), np.array(month, float)


def _random(seed: int, days: int) -> tuple[Array, Array, Array]:
    day, week, month = np.random.default_rng(seed).normal(-2, 1.5, (3, days)).round(2)
    return day, week, month


fit_har = FunctionCheck(
    name="fit_har",
    parameters=("day", "week", "month"),
    returns=("c",),
    stages=stages(values=RightValues(finding=_first_row)),
    reference=normal_equations,
    ways=[_in_steps],
    points=[_example(), _random(1, 16), _random(2, 25)],
    symptoms=[
        Symptom(
            "intercept-missing",
            r"c is a row of 3 numbers",
            "Three numbers. Which column of X belongs to c₀?",
        ),
        Symptom(
            "all-of-lstsq",
            r"c must be a number or an array",
            "`np.linalg.lstsq(…)` returns four things, and c is the first. Write `[0]` behind its "
            "brackets.",
        ),
        Symptom(
            "column-of-coefficients",
            r"c is an array of shape \(4, 1\)",
            "c is a table of one column. Is your y a plain row of numbers?",
        ),
        Symptom(
            "rows-of-x-and-y-differ",
            r"Incompatible dimensions",
            _of_other_rows,
        ),
        Symptom(
            "solved-for-every-row",
            r"must be square",
            "`solve` and `inv` need as many rows as columns. X has one row per evening, and no c "
            "fits every row exactly. Which function finds the nearest?",
        ),
        Symptom(
            "y-without-x-transposed",
            r"solve1?: Input operand 1",
            "XᵀX has four rows, so the right side needs four numbers, too. What does y lack there?",
        ),
        Symptom(
            "x-and-y-exchanged",
            r"1-dimensional array given",
            "`lstsq` takes the table X first, and y second. Is your order right, and has X four "
            "columns?",
        ),
        Symptom(
            "one-target",
            r"0-dimensional array given",
            "One of X and y is a single number. y needs one for each row of X.",
        ),
        Symptom(
            "things-of-different-lengths",
            r"inhomogeneous shape",
            "X is a list of things of different lengths. It is to be a table: np.column_stack "
            "makes it, and the ones have one 1 per row.",
        ),
        Symptom(
            "how-many-ones",
            r"ones\(\) missing|interpreted as an integer",
            "np.ones(n) makes n of them, and n is a whole number. How many rows has X?",
        ),
        Symptom(
            "unknown-in-x",
            r"name 'c_?[0-3]' is not defined",
            "c₀ to c₃ are what you look for, so they can't stand in X. What is multiplied by c₀?",
        ),
        Symptom(
            "functions-without-np",
            r"name '(ones|column_stack|linalg|lstsq)' is not defined",
            "NumPy's functions begin with np: np.ones, np.column_stack, np.linalg.lstsq.",
        ),
        Symptom(
            "second-of-lstsq",
            r"c is (one number|a row of 1 number)",
            "c is a single number. One `[0]` behind the brackets of lstsq takes c; `[1]` is the "
            "sum of squared errors, and a second `[0]` takes c₀ alone. (Or has X one column?)",
        ),
        Symptom(
            "columns-not-in-a-list",
            r"takes 1 positional",
            "np.column_stack takes one list of columns. Where do the square brackets go?",
        ),
        Symptom(
            "forecasts-for-coefficients",
            r"c is a row of 6 numbers; it should be a row of 4",
            "Four numbers are asked for, the coefficients themselves, and not X @ c.",
        ),
        Symptom(
            "other-columns",
            r"c is a row of (?!4 )\d+ numbers; it should be a row of 4",
            "c has one number for each column of X, and X needs four. How many has yours? (X @ c "
            "would be forecasts.)",
        ),
        Symptom(
            "column-of-one-entry",
            r"has size 1\b",
            "One of your columns has a single entry. Each has one entry per row: there is one 1 "
            "per row, too, and np.ones(n) makes n of them. How many rows are there?",
        ),
        Symptom(
            "different-lengths",
            r"has size (7 .* size 6|6 .* size 7)\b",
            "The columns have different lengths. The evening without a tomorrow has to go from "
            "all of them, also from the ones.",
        ),
        Symptom(
            "ones-of-another-length",
            r"must match exactly",
            "Your columns have different lengths. Each has one entry per evening with a tomorrow, "
            "and the ones have one 1 per row, not one per coefficient.",
        ),
    ],
    mistakes=[
        Mistake(
            "target-in-x",
            "Your c is 0, 1, 0, 0: y is the column `day` of X itself. Which day is to be "
            "forecast from which?",
            fitted_by(lambda d, w, m: d[:-1]),
        ),
        Mistake(
            "forecasts-yesterday",
            "Your y lies one day before its row of X: it forecasts yesterday. Which way does time "
            "run in `day`?",
            fitted_by(lambda d, w, m: d[:-1], slice(1, None)),
        ),
        Mistake(
            "two-days-ahead",
            "Your y lies two days after its row of X. How many days are there from tonight to "
            "tomorrow?",
            fitted_by(lambda d, w, m: d[2:], slice(None, -2)),
        ),
        Mistake(
            "last-day-wraps",
            "The last evening has no tomorrow, and yours gets the first day as one (`np.roll` goes "
            "round). What becomes of that row?",
            fitted_by(lambda d, w, m: np.roll(d, -1), slice(None)),
        ),
        *[
            Mistake(
                f"{name}-of-tomorrow",
                f"In your X the {name}'s mean is tomorrow's: row 0 has `{name}[1]`, which nobody "
                "knows on that evening. Which evening do the other columns of this row have?",
                _of_tomorrow(column),
            )
            for column, name in ((1, "week"), (2, "month"))
        ],
        Mistake(
            "target-is-the-week",
            "Your y is the week's mean of tomorrow. What does HAR forecast?",
            fitted_by(lambda d, w, m: w[1:]),
        ),
        Mistake(
            "target-is-the-month",
            "Your y is the month's mean of tomorrow. What does HAR forecast?",
            fitted_by(lambda d, w, m: m[1:]),
        ),
        Mistake(
            "target-is-a-change",
            "Your y is a change from day to day. HAR forecasts tomorrow's v itself.",
            fitted_by(lambda d, w, m: np.diff(d)),
        ),
        Mistake(
            "intercept-left-out",
            "c₀ is 0 in yours, and the other three were fitted without it. What stands in the "
            "first column of X?",
            _without_intercept,
        ),
        Mistake(
            "means-of-tomorrow",
            "Your week and month are tomorrow's: they look ahead. Which evening is the row of?",
            _means_of_tomorrow,
        ),
        Mistake(
            "first-evening-missing",
            "Your rows begin with the second evening. Does the first one have a tomorrow?",
            fitted_by(lambda d, w, m: d[2:], slice(1, -1)),
        ),
        Mistake(
            "last-pair-missing",
            "One evening too few: the last but one has a tomorrow. Where does your slice end?",
            fitted_by(lambda d, w, m: d[1:-1], slice(None, -2)),
        ),
        *_orders(),
    ],
)
