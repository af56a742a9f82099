"""The checks of lesson 12: what is known tonight, one scale for three parts, and a leak to find.

Those of HAR's coefficients and of QLIKE stand beside this file. No series is monotone, so that
looking ahead finds something; parts differ in length.
"""

from collections.abc import Callable
from itertools import permutations
from math import log

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.reading import Values
from helpers.checking.stages import ORDER, RightValues, stages

from . import variants as v
from .ahead import in_another_order, looks_ahead
from .har import fit_har as fit_har
from .ratio import qlike as qlike


def _closes(seed: int, days: int) -> v.Array:
    moves = np.random.default_rng(seed).normal(0, 3, days)
    return np.asarray((80 + 10 * seed + np.cumsum(moves)).round(1))


def _example(name: str, hint: str) -> Callable[..., Known]:
    """Return what is said where no known mistake matches: numbers of the example to compare."""
    return lambda *_: Known(name, hint)


ONE_COLUMN = (
    "y is a table of one column. y − forecast would be an m × m table, without an error. One "
    "number for each evening: a plain row."
)
features_and_target = FunctionCheck(
    name="features_and_target",
    parameters=("v", "lags"),
    returns=("X", "y"),
    reads=Values(back=("y", "X"), exact_shape=True),
    stages=stages(
        values=RightValues(
            asked=looks_ahead(lambda v, lags: lags - 1, series=(0,)),
            finding=_example(
                "compare-the-first-evening",
                "The first evening of the example is day 1: its row is 1, 5, and its y is 4. "
                "What do you have there, and at which places of v does it stand?",
            ),
        )
    ),
    reference=v.aligned,
    points=[
        (np.array([5.0, 1.0, 4.0, 2.0, 8.0]), 2),
        (np.array([0.3, 2.2, 1.7, 0.9, 3.1, 2.6, 4.4, 1.2]), 3),
        (np.array([1.5, 0.2, 2.4, 3.9, 0.8, 2.7]), 1),
    ],
    symptoms=[
        Symptom(
            "values-in-another-order",
            "",
            f"{ORDER} It must end with `return X, y`.",
            of="values-in-another-order",
        ),
        Symptom(
            "rows-and-columns-exchanged",
            r"X is an array of shape \(2, 3\); it should be an? array of shape \(3, 2\)",
            "One row per evening, one column per lag: exchange the two.",
        ),
        Symptom(
            "one-lag-too-many",
            r"X is an array of shape \((\d+), 3\); it should be an? array of shape \(\1, 2\)",
            "The "
            "rows are as many as they should be, and X has one column more than `lags`. At which k "
            "does your list end?",
        ),
        Symptom(
            "other-columns",
            r"X is an array of shape \((\d+), \d+\); it should be an? array of shape \(\1, \d+\)",
            "The rows are as many as they should be. How many columns does X need for lags = 3, "
            "and "
            "how many has yours?",
        ),
        Symptom(
            "column-of-targets",
            r"y is an array of shape \(\d+, 1\)",
            ONE_COLUMN,
        ),
        Symptom(
            "no-columns",
            r"need at least one array",
            "With lags = 1 your list of columns is empty. Does k begin with today, k = 0?",
        ),
        Symptom(
            "k-without-a-loop",
            r"name 'k' is not defined",
            "k goes through range(lags): one column for each k.",
        ),
        Symptom(
            "two-indices",
            r"too many indices",
            "v has one value per day and takes one index; a comma makes two. In X, which sign "
            "between `days` and k goes back? In y, how far is tomorrow?",
        ),
        Symptom(
            "slice-by-arrays",
            r"only integer scalar arrays",
            "A colon stands between two single numbers, and `days` is an array. `v[days]` takes "
            "all of them without a colon.",
        ),
        Symptom(
            "index-no-whole-number",
            r"must be of integer|only integers, slices",
            "A place in v is a whole number. Which part of your index is none?",
        ),
        Symptom(
            "all-lags-at-once",
            r"could not be broadcast",
            "`days` and range(lags) have different lengths. Take one k at a time: "
            "`[… for k in range(lags)]`.",
        ),
        Symptom(
            "columns-not-in-a-list",
            r"arrays to stack|takes 1 positional",
            "np.column_stack takes one list of columns. Where do the square brackets go?",
        ),
        Symptom(
            "columns-of-other-lengths",
            r"must match exactly",
            "Every column has one number for each evening of `days`. How long is each of yours?",
        ),
        Symptom(
            "second-bracket",
            r"lags=2\) stops with IndexError: index \d+ is out of bounds for axis 0 with size 3",
            "v[days] has one value per evening, and a second bracket picks from these. Put the "
            "shift into the first bracket.",
        ),
        Symptom(
            "place-past-the-end",
            r"IndexError: index \d+ is out of bounds",
            "You ask for a day after the end of v. The last evening has one day after it, and no "
            "more. In X, which sign takes you k days back? In y, how far is tomorrow?",
        ),
        Symptom(
            "one-day-for-all-evenings",
            r"X is an array of shape \(1, (\d+)\); it should be an array of shape \(\d+, \1\)",
            "Each of your columns is one number, the same for all evenings. A column is v at all "
            "`days` at once, k days back: one pair of square brackets.",
        ),
        Symptom(
            "one-row-for-all-columns",
            r"X is a row of",
            "X is one plain row. It needs a column for each k in range(lags), side by side.",
        ),
        Symptom(
            "one-target",
            r"y is one number",
            "y needs tomorrow's value of every evening in `days`, all at once.",
        ),
        Symptom(
            "other-targets",
            r"y is a row of",
            "X has the right rows. y needs one number for each of them, tomorrow's. At which "
            "places of v do these stand, seen from `days`?",
        ),
        Symptom(
            "other-evenings",
            r"X is an array of shape",
            "How many evenings have all their lags, and a "
            "tomorrow? `days` holds them; one row for each.",
        ),
    ],
    mistakes=[
        Mistake(
            "target-is-today",
            "y is today's value, and it stands in X as well: R² will be 1. Which day is to be "
            "forecast?",
            v.aligned_by(y=lambda v, t: v[t]),
        ),
        Mistake(
            "target-is-yesterday",
            "y is yesterday's value. Which way does time run in v?",
            v.aligned_by(y=lambda v, t: v[t - 1]),
        ),
        Mistake(
            "target-two-days-ahead",
            "y lies two days ahead. How many evenings are there between tonight and tomorrow?",
            v.aligned_by(y=lambda v, t: v[t + 2]),
        ),
        Mistake(
            "target-is-a-change",
            "y is a change. The task asks for tomorrow's value itself.",
            v.aligned_by(y=lambda v, t: v[t + 1] - v[t]),
        ),
        Mistake(
            "oldest-first",
            "Your X has the oldest day first. What stands in column 0 of the example?",
            v.aligned_by(X=lambda v, t, n: [v[t - k] for k in range(n)][::-1]),
        ),
        Mistake(
            "look-ahead-by-one",
            "Change tomorrow: column 0 of your X moves. Which day does it hold?",
            v.aligned_by(X=lambda v, t, n: [v[t + 1 - k] for k in range(n)]),
        ),
        Mistake(
            "lags-into-the-future",
            "Your X walks into the future: v[t + k]. Which sign takes you k days back?",
            v.aligned_by(X=lambda v, t, n: [v[t + k] for k in range(n)]),
        ),
        Mistake(
            "starts-yesterday",
            "Your X begins with yesterday. Tonight, is today's value known? (And look at the "
            "first row: v[-1] is the end of the series.)",
            v.aligned_by(X=lambda v, t, n: [v[t - 1 - k] for k in range(n)]),
        ),
        Mistake(
            "lag-missing",
            "All columns of X are today. Where does the lag k come in?",
            v.aligned_by(X=lambda v, t, n: [v[t]] * n),
        ),
        Mistake(
            "both-one-day-early",
            "Both are one day too early: y is today, X starts at yesterday. Where does tonight "
            "stand in `days`?",
            v.aligned_by(lambda v, t, n: [v[t - 1 - k] for k in range(n)], lambda v, t: v[t]),
        ),
        Mistake(
            "added-to-the-value",
            "You add 1 to the value, not to the day. Where does the bracket close?",
            v.aligned_by(y=lambda v, t: v[t] + 1),
        ),
        Mistake(
            "lag-taken-from-the-value",
            "You take k from the value, not from the day. Where does the bracket close?",
            v.aligned_by(X=lambda v, t, n: [v[t] - k for k in range(n)]),
        ),
        Mistake(
            "days-for-values",
            "You return the numbers of the days. Which values stand in v at these places?",
            v.aligned_by(lambda v, t, n: [t - k for k in range(n)], lambda v, t: t + 1),
            others=[
                v.aligned_by(X=lambda v, t, n: [t - k for k in range(n)]),
                v.aligned_by(y=lambda v, t: t + 1),
            ],
        ),
        Mistake(
            "last-lag-alone",
            "Every column of X is the day `lags` days back. Where does k come in?",
            v.aligned_by(X=lambda v, t, n: [v[t - n]] * n),
        ),
        Mistake(
            "both-one-day-late",
            "Both are one day too late: X holds tomorrow, y the day after. Where does tonight "
            "stand in `days`?",
            v.aligned_by(lambda v, t, n: [v[t + 1 - k] for k in range(n)], lambda v, t: v[t + 2]),
        ),
        Mistake(
            "oldest-first-and-target-today",
            "X has the oldest day first, and y is today. Compare both with the example.",
            v.aligned_by(lambda v, t, n: [v[t - k] for k in range(n)][::-1], lambda v, t: v[t]),
        ),
    ],
)


def _rows(seed: int, m: int, n: int) -> v.Array:
    """Return rows whose level and spread drift, so that each part has its own."""
    rng = np.random.default_rng(seed)
    drift = np.linspace(1, 3, m)[:, None]
    return np.asarray((rng.normal(2, 1, (m, n)) * drift * np.arange(1, n + 1)).round(1))


SCALER = (
    "The first column of the example's training rows is 1, 3, 2, 6, with the mean 3 and the "
    "standard deviation 1.871. So 1 becomes (1 − 3)/1.871 = −1.069, and 9, in validation, "
    "(9 − 3)/1.871 = 3.207. Which step of yours differs?"
)
SOURCES: dict[str, v.Made] = {
    "all rows": lambda X, a, b: X,
    "the training and validation rows": lambda X, a, b: X[:b],
    "the validation rows": lambda X, a, b: X[a:b],
    "the test rows": lambda X, a, b: X[b:],
}


def _two_sources() -> list[Mistake]:
    """Return the scalers whose mean and std come from different rows, one of them from training."""
    found = []
    for rows, seen in SOURCES.items():
        for one, other in (("mean", "std"), ("std", "mean")):
            says = f"Your {one} comes from {rows}, your {other} from the training rows. "
            says += "Which rows may fit both?"
            name = rows.removeprefix("the ").replace(" ", "-")
            found.append(Mistake(f"{one}-of-{name}", says, v.parted_from(**{one: seen})))
    return found


split_and_scale = FunctionCheck(
    name="split_and_scale",
    parameters=("X", "num_train", "num_validation"),
    returns=("train", "validation", "test"),
    reads=Values(back=("train", "validation", "test")),
    stages=stages(
        values=RightValues(asked=in_another_order, finding=_example("compare-the-scaler", SCALER))
    ),
    reference=v.parted,
    points=[
        (
            np.array([[1, 40], [3, 10], [2, 20], [6, 30], [9, 90], [5, 50], [7, 60], [8, 25.0]]),
            4,
            2,
        ),
        (_rows(1, 10, 3), 5, 3),
        (_rows(2, 11, 2), 6, 2),
    ],
    symptoms=[
        Symptom(
            "values-in-another-order",
            "",
            f"{ORDER} The training rows come first, then validation, then test.",
            of="values-in-another-order",
        ),
        Symptom(
            "one-for-each-row",
            r"could not be broadcast together with shapes \(\d+,\d+\) \(\d+,\)",
            "With axis=1 there is one mean for each row. Which axis gives one for each column?",
        ),
        Symptom(
            "part-outside-the-list",
            r"name 'part' is not defined",
            "`part` exists inside the brackets of the list only. mean and std are the same for all "
            "three parts: from which rows?",
        ),
        Symptom(
            "rows-not-named",
            r"missing 1 required positional argument: 'a'",
            "`np.mean` and `np.std` need the rows first, before the axis. Which rows?",
        ),
        Symptom(
            "a-scaler-for-each-part",
            r"could not be broadcast",
            "mean and std are one number for each column, the same for all three parts. What is "
            "the shape of yours?",
        ),
        Symptom(
            "mean-alone",
            r"values to unpack|cannot unpack",
            "`mean, std = …` takes two things, separated by a comma: the mean of each column, then "
            "the standard deviation.",
        ),
        Symptom(
            "function-without-np",
            r"local variable '(mean|std)'",
            "Python takes `mean` and `std` for your own variables here. NumPy's functions are "
            "`np.mean` and `np.std`.",
        ),
        Symptom(
            "comma-for-division",
            r"(train|validation|test) must be a number or an array; it is \(",
            "The brackets hold two things with a comma between them. What divides?",
        ),
        Symptom(
            "parts-in-a-tuple",
            r"inhomogeneous shape|'tuple'",
            "Three parts in round brackets take no `-` and no `/`. Scale one `part` at a time, "
            "inside the list.",
        ),
        Symptom(
            "parts-missing",
            r"It must return 3 values",
            "One scaled array for each of train, validation and test. Over what does your list go?",
        ),
        Symptom(
            "other-array-scaled",
            r"(train|validation|test) is (a row of|an array of shape|one number)",
            "Each of the three arrays comes from its own `part`. Does your list scale `part`, and "
            "has each part the rows that it had?",
        ),
    ],
    mistakes=[
        Mistake(
            "fitted-on-all-rows",
            "Your mean and std come from all rows. On the last training day, could you know them?",
            v.parted_by(lambda X, a, b: X),
        ),
        Mistake(
            "fitted-on-validation-too",
            "Your mean and std come from training and validation rows together. Which rows may "
            "fit anything?",
            v.parted_by(lambda X, a, b: X[:b]),
        ),
        Mistake(
            "each-part-by-itself",
            "Each part is scaled by its own mean and std. On the first test day, could you "
            "know those of all test days? And the net was trained on the other scale.",
            v.parted_alone,
        ),
        Mistake(
            "fitted-on-validation",
            "Your mean and std come from the validation rows. Which rows may fit anything?",
            v.parted_by(lambda X, a, b: X[a:b]),
        ),
        Mistake(
            "fitted-on-test",
            "Your mean and std come from the test rows. Which rows may fit anything?",
            v.parted_by(lambda X, a, b: X[b:]),
        ),
        *_two_sources(),
        Mistake(
            "mean-of-each-part",
            "The std is that of the training rows, and each part has a mean of its own. All three "
            "need one scale.",
            v.parted_by(how=lambda p, s: (p - p.mean(0)) / s.std(0)),
        ),
        Mistake(
            "std-of-each-part",
            "The mean is that of the training rows, and each part has a std of its own. All three "
            "need one scale.",
            v.parted_by(how=lambda p, s: (p - s.mean(0)) / p.std(0)),
        ),
        Mistake(
            "validation-by-itself",
            "The validation rows are scaled by their own mean and std. All three parts need one "
            "scale, that of the training rows.",
            v.parted_own("validation"),
        ),
        Mistake(
            "test-by-itself",
            "The test rows are scaled by their own mean and std. All three parts need one scale, "
            "that of the training rows.",
            v.parted_own("test"),
        ),
        Mistake(
            "only-training-scaled",
            "Training is scaled; validation and test are as they came. In which unit will the "
            "net see them? Or did you take mean and std of a `train` that was scaled already?",
            v.parted_train_only,
        ),
        Mistake(
            "not-scaled",
            "The parts are right and nothing is scaled.",
            v.parted_by(how=lambda p, s: p),
        ),
        Mistake(
            "one-mean-and-std-for-all",
            "One mean and one std for the whole table: which axis gives one for each column?",
            v.parted_by(how=lambda p, s: (p - s.mean()) / s.std()),
        ),
        Mistake(
            "one-std-for-all",
            "The mean is each column's, the std is one for the whole table. Which axis?",
            v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.std()),
        ),
        Mistake(
            "one-mean-for-all",
            "The std is each column's, the mean is one for the whole table. Which axis?",
            v.parted_by(how=lambda p, s: (p - s.mean()) / s.std(0)),
        ),
        Mistake(
            "variance-for-std",
            "You divide by the variance. What has the unit of X?",
            v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.var(0)),
        ),
        Mistake(
            "m-minus-1",
            "Your std divides by m − 1. The task divides by m.",
            v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.std(0, ddof=1)),
        ),
        Mistake(
            "not-divided",
            "The mean is taken away and nothing is divided. What is each column's spread now?",
            v.parted_by(how=lambda p, s: p - s.mean(0)),
        ),
        Mistake(
            "mean-not-subtracted",
            "It is divided by std, and the mean is still in it.",
            v.parted_by(how=lambda p, s: p / s.std(0)),
        ),
        Mistake(
            "multiplied-by-std",
            "You multiply by std. What brings a spread of 4 to 1?",
            v.parted_by(how=lambda p, s: (p - s.mean(0)) * s.std(0)),
        ),
        Mistake(
            "mean-added",
            "You add the mean. What brings a mean of 3 to 0?",
            v.parted_by(how=lambda p, s: (p + s.mean(0)) / s.std(0)),
        ),
        Mistake(
            "mean-minus-part",
            "The order of the subtraction: you take the rows from the mean. Should a value above "
            "the mean come out above 0 or below?",
            v.parted_by(how=lambda p, s: (s.mean(0) - p) / s.std(0)),
        ),
        Mistake(
            "divided-first",
            "You divide first and subtract the mean afterwards. The task subtracts first: where "
            "do the brackets go?",
            v.parted_by(how=lambda p, s: p / s.std(0) - s.mean(0)),
        ),
        Mistake(
            "mean-and-std-exchanged",
            "You subtract the std and divide by the mean. Which of the two is subtracted?",
            v.parted_by(how=lambda p, s: (p - s.std(0)) / s.mean(0)),
            others=[v.parted_by(how=lambda p, s: p / s.mean(0) - s.std(0))],
        ),
        Mistake(
            "divided-by-the-mean",
            "You subtract the mean and divide by the mean. By what does the task divide?",
            v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.mean(0)),
        ),
        Mistake(
            "std-subtracted",
            "You subtract the std and divide by the std. What does the task subtract?",
            v.parted_by(how=lambda p, s: (p - s.std(0)) / s.std(0)),
        ),
        Mistake(
            "brackets-missing",
            "Python divides first: yours is X − (mean/std). What does the task do first?",
            v.parted_by(how=lambda p, s: p - s.mean(0) / s.std(0)),
        ),
        Mistake(
            "min-max-scaling",
            "You scale to 0 and 1 by the lowest and the highest. The task asks for mean and std.",
            v.parted_by(how=lambda p, s: (p - s.min(0)) / (s.max(0) - s.min(0))),
        ),
        Mistake(
            "median-for-mean",
            "Scaled by the median. The task asks for the mean.",
            v.parted_by(how=lambda p, s: (p - np.median(s, 0)) / s.std(0)),
        ),
    ],
)


mend_rows = FunctionCheck(
    name="mend_rows",
    parameters=("close", "v"),
    returns=("X", "y"),
    reads=Values(back=("y", "X"), exact_shape=True),
    stages=stages(
        values=RightValues(
            asked=looks_ahead(lambda close, v: 4, series=(0, 1)),
            finding=_example(
                "compare-the-first-row",
                "The first row of the example is −7.9, −8.7, 0.0508, and its y is −9.1. Which of "
                "these differs in yours?",
            ),
        )
    ),
    reference=v.rows,
    points=[
        (
            np.array([100.0, 103, 99, 101, 96, 104, 98]),
            np.array([-9.0, -8.2, -9.6, -8.8, -7.9, -9.1, -8.4]),
        ),
        (_closes(3, 12), v.series(3, 12)),
        (_closes(4, 9), v.series(4, 9)),
    ],
    unchanged=v.leaky_rows,
    symptoms=[
        Symptom(
            "rows-and-columns-exchanged",
            r"X is an array of shape \(3, 2\); it should be an? array of shape \(2, 3\)",
            "One row per evening, one column per feature. np.column_stack makes columns.",
        ),
        Symptom(
            "column-dropped",
            r"X is an array of shape \(\d+, 2\)",
            "A column is gone. The information is fine, its day is not: keep all three.",
        ),
        Symptom(
            "empty-window",
            r"X is \[\[[^\]]*nan[^\]]*\],\s+\[[^\]]*\]\]",
            "The mean of an empty slice is nan. Where does your week begin on day 4? A start below "
            "0 counts from the end of v, so nothing lies between it and t.",
        ),
        Symptom(
            "evening-before-day-4",
            r"X is \[\[.*nan",
            "`days` holds an evening before day 4. At which place does its week begin?",
        ),
        Symptom(
            "column-of-targets",
            r"y is an array of shape \(\d+, 1\)",
            ONE_COLUMN,
        ),
        Symptom(
            "other-evenings",
            r"(X|y) is (a row of|an array of shape)",
            "Keep `days` as it was given: one row for each of them.",
        ),
        Symptom(
            "moves-of-another-length",
            r"must match exactly",
            "The three columns have different lengths. Each has one entry per evening of `days`: "
            "print their shapes.",
        ),
        Symptom(
            "t-outside-the-list",
            r"name 't' is not defined",
            "`t` exists inside the brackets of the week only. `days` holds all evenings at once.",
        ),
        Symptom(
            "target-past-the-end",
            r"IndexError[^\n]* with size 7\b",
            "v and close have 7 days here. Which line asks for a day after the last? (y was right "
            "as given.)",
        ),
        Symptom(
            "index-past-the-end",
            r"IndexError",
            "`moves` is one shorter than `close`. Which move stands in moves[0]?",
        ),
    ],
    mistakes=[
        Mistake(
            "move-of-yesterday",
            "The move is of yesterday now. Which move stands in moves[0], and which is today's?",
            v.rows_by(move=lambda c, t: abs(log(c[t - 1] / c[t - 2]))),
        ),
        Mistake(
            "moves-from-the-start",
            "The first evening gets moves[0] now. Between which two days does that "
            "move lie, and which day is the first evening?",
            v.rows_by(move=lambda c, t: abs(log(c[t - 3] / c[t - 4]))),
        ),
        Mistake(
            "move-two-days-old",
            "The move is of the day before yesterday. Which move stands in moves[0], and which "
            "is today's?",
            v.rows_by(move=lambda c, t: abs(log(c[t - 2] / c[t - 3]))),
        ),
        Mistake(
            "move-dropped",
            "The column of moves is 0 everywhere: the leak is gone, and today's move with it. "
            "Which entry of `moves` is today's?",
            v.rows_by(move=lambda c, t: 0.0),
        ),
        *(
            Mistake(
                f"columns-{'-'.join(v.OF_ROWS[i].split()[-1] for i in order)}",
                f"Your columns are {', '.join(v.OF_ROWS[i] for i in order)}, in another order "
                "than the given code has them.",
                v.rows_by(order=order),
            )
            for order in list(permutations(range(3)))[1:]
        ),
        Mistake(
            "sign-kept",
            "The move has its sign. Did the given code ask which way the market went?",
            v.rows_by(move=lambda c, t: log(c[t] / c[t - 1])),
        ),
        Mistake(
            "still-tomorrow-with-sign",
            "The move still is tomorrow's, and now it has its sign. Which step lies between "
            "close[t] and close[t + 1]?",
            v.rows_by(move=lambda c, t: log(c[t + 1] / c[t])),
        ),
        Mistake(
            "simple-return",
            "The move is a simple return. The given code has the logarithm.",
            v.rows_by(move=lambda c, t: abs(c[t] / c[t - 1] - 1)),
        ),
        Mistake(
            "target-moved-to-today",
            "The target has moved to today. It was right: it may know tomorrow, X may not.",
            v.rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])), y=lambda v, t: v[t]),
        ),
        Mistake(
            "target-is-today",
            "The move is right now. But the target is today's: change tomorrow, and it stays.",
            v.rows_by(y=lambda v, t: v[t]),
        ),
        Mistake(
            "today-moved-still-leaks",
            "Today has become yesterday, and the move is as it was. Which column moves when "
            "you change tomorrow?",
            v.rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])), today=lambda v, t: v[t - 1]),
        ),
        Mistake(
            "today-is-yesterday",
            "The move is right now. Today's column has become yesterday's: was it wrong?",
            v.rows_by(today=lambda v, t: v[t - 1]),
        ),
        Mistake(
            "week-moved-still-leaks",
            "The week ends yesterday now, and the move is as it was. Which column moves when "
            "you change tomorrow?",
            v.rows_by(
                move=lambda c, t: abs(log(c[t + 1] / c[t])),
                week=lambda v, t: v[t - 5 : t].mean() if t > 4 else v[:t].mean(),
            ),
        ),
        Mistake(
            "week-shortened-still-leaks",
            "The week lost today, and the move is as it was. Which column moves when you change "
            "tomorrow?",
            v.rows_by(
                move=lambda c, t: abs(log(c[t + 1] / c[t])), week=lambda v, t: v[t - 4 : t].mean()
            ),
        ),
        Mistake(
            "week-centred",
            "The move is right now. The week is centred on today: two days of it are still to "
            "come. Was it wrong as it was given?",
            v.rows_by(week=lambda v, t: v[t - 2 : t + 3].mean()),
        ),
        Mistake(
            "week-without-today",
            "The move is right now. The week lost today: was it wrong?",
            v.rows_by(week=lambda v, t: v[t - 4 : t].mean()),
        ),
        Mistake(
            "move-two-days-ahead",
            "The move is of the day after tomorrow. Which way is back?",
            v.rows_by(move=lambda c, t: abs(log(c[t + 2] / c[t + 1])) if t + 2 < len(c) else 0.0),
        ),
    ],
)
