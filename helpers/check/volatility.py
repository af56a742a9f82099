"""The checks of lesson 11: what is known tonight, early stopping, and a leak to find.

That of the rivals stands in `volatility_rivals`. Series are long enough for a month to end well
before them, so that looking ahead finds something; no series is monotone, and parts differ in
length.
"""

from itertools import permutations
from math import log, sqrt

import numpy as np

from . import volatility_stop as s
from . import volatility_variants as v
from .arrays import ArrayCheck
from .function import ORDER
from .mistake import Mistake
from .volatility_rivals import EMPTY as EMPTY
from .volatility_rivals import baselines as baselines


def _closes(seed: int, days: int) -> v.Array:
    moves = np.random.default_rng(seed).normal(0, 3, days)
    return np.asarray((80 + 10 * seed + np.cumsum(moves)).round(1))


ONE_COLUMN = (
    "y is a table of one column. y − forecast would be an m × m table, without an error. One "
    "number for each evening: a plain row."
)
yearly_volatility = ArrayCheck(
    name="yearly_volatility",
    parameters="close",
    returns="r, volatility",
    reference=v.yearly,
    points=[
        (np.array([100.0, 103.0, 99.0, 101.0]),),
        (np.array([50.0, 48.0, 51.0, 55.0, 53.0, 54.0]),),
        (np.array([7.0, 7.7, 7.2]),),
    ],
    pointers={
        ORDER: f"{ORDER} It must end with `return r, volatility`.",
        r"r is a row of \d+ numbers; it should be [^\n]*\Z": "m closes lie around m − 1 steps. "
        "Which day has no day before it?",
        r"r is \[? *(nan|inf)": "The first day has no day before it, so it has no "
        "return. Leave it out.",
        r"volatility is a row": "Volatility is one number. Over what is the standard deviation "
        "taken?",
    },
    mistakes=[
        Mistake("r is C_t/C_{t−1} − 1, the simple return. What does `ln` make of the ratio?",
                v.yearly_by(lambda c: c[1:] / c[:-1] - 1)),
        Mistake("r is the ratio of two closes. What stands around the ratio in the formula?",
                v.yearly_by(lambda c: c[1:] / c[:-1])),
        Mistake("r is in index points. Would a day of 10 points mean the same at 100 and at 3,000?",
                v.yearly_by(np.diff)),
        Mistake("The close rose on the first step, and your r is negative. Which close is above?",
                v.yearly_by(lambda c: -np.diff(np.log(c)))),
        Mistake("Which logarithm is `ln`? Yours has base 10.",
                v.yearly_by(lambda c: np.diff(np.log10(c)))),
        Mistake("r compares with the first close of all. Which close comes one day before?",
                v.yearly_by(lambda c: np.log(c[1:] / c[0]))),
        Mistake("Both are in percent. The formulas give fractions: 0.01 for 1%.",
                v.yearly_by(lambda c: 100 * np.diff(np.log(c)))),
        Mistake("r is right. The volatility is in percent; the task wants a fraction.",
                v.yearly_by(volatility=lambda r: 100 * np.std(r, ddof=1) * sqrt(252))),
        Mistake("r is right. The volatility is of one day: what takes it to a year?",
                v.yearly_by(volatility=lambda r: np.std(r, ddof=1))),
        Mistake("r is right. Variances add up over 252 days. What does volatility, their root, do?",
                v.yearly_by(volatility=lambda r: np.std(r, ddof=1) * 252)),
        Mistake("r is right. Does the year make the volatility larger or smaller?",
                v.yearly_by(volatility=lambda r: np.std(r, ddof=1) / sqrt(252))),
        Mistake("r is right. Your year has 365 days; how many of them are trading days here?",
                v.yearly_by(volatility=lambda r: np.std(r, ddof=1) * sqrt(365))),
        Mistake("r is right. Your year has 250 days; which number stands in the task?",
                v.yearly_by(volatility=lambda r: np.std(r, ddof=1) * sqrt(250))),
        Mistake("r is right. By how many does your standard deviation divide: n, or n − 1?",
                v.yearly_by(volatility=lambda r: np.std(r) * sqrt(252))),
        Mistake("r is right. You annualise by n returns and not by n − 1, and by 252 for its root. "
                "Mend both.",
                v.yearly_by(volatility=lambda r: np.std(r) * 252)),
        Mistake("r is right. That is a variance a year. What turns a variance into a volatility?",
                v.yearly_by(volatility=lambda r: np.var(r, ddof=1) * 252)),
        Mistake("r is right. That is a variance times √252. Which of the two is under the root?",
                v.yearly_by(volatility=lambda r: np.var(r, ddof=1) * sqrt(252))),
        Mistake("r is right. You scale with the number of returns that came in. How many make a "
                "year?",
                v.yearly_by(volatility=lambda r: np.std(r, ddof=1) * sqrt(len(r)))),
        Mistake("r is right. You average the size of the moves. What does `np.std` measure?",
                v.yearly_by(volatility=lambda r: np.mean(np.abs(r)) * sqrt(252))),
        Mistake("r is right. Your average of squares leaves the mean return in. What does the "
                "standard deviation take away first?",
                v.yearly_by(volatility=lambda r: sqrt(np.mean(r**2) * 252))),
    ],
)  # fmt: skip

features_and_target = ArrayCheck(
    name="features_and_target",
    parameters="v, lags",
    returns="X, y",
    walk="y, X",
    reference=v.aligned,
    points=[
        (np.array([5.0, 1.0, 4.0, 2.0, 8.0]), 2),
        (np.array([0.3, 2.2, 1.7, 0.9, 3.1, 2.6, 4.4, 1.2]), 3),
        (np.array([1.5, 0.2, 2.4, 3.9, 0.8, 2.7]), 1),
    ],
    pointers={
        ORDER: f"{ORDER} It must end with `return X, y`.",
        r"X is an array of shape \(2, 3\); it should be an? array of shape \(3, 2\)": "One row an "
        "evening, one column a lag: exchange the two.",
        r"X is an array of shape \((\d+), 3\); it should be an? array of shape \(\1, 2\)": "The "
        "rows are as many as they should be, and X has one column more than `lags`. At which k "
        "does your list end?",
        r"X is an array of shape \((\d+), \d+\); it should be an? array of shape \(\1, \d+\)":
        "The rows are as many as they should be. How many columns does X need for lags = 3, and "
        "how many has yours?",
        r"y is an array of shape \(\d+, 1\)": ONE_COLUMN,
        r"arrays to stack|takes 1 positional": "np.column_stack takes one list of columns. Where "
        "do the square brackets go?",
        r"(X|y) is (a row of|an array of shape)": "How many evenings have all their lags, and a "
        "tomorrow? `days` holds them; one row for each.",
    },
    exact_shape=True,
    mistakes=[
        Mistake("y is today's value, and it stands in X as well: R² will be 1. Which day is to be "
                "forecast?", v.aligned_by(y=lambda v, t: v[t])),
        Mistake("y is yesterday's value. Which way does time run in v?",
                v.aligned_by(y=lambda v, t: v[t - 1])),
        Mistake("y lies two days ahead. How many evenings are there between tonight and tomorrow?",
                v.aligned_by(y=lambda v, t: v[t + 2])),
        Mistake("y is a change. The task asks for tomorrow's value itself.",
                v.aligned_by(y=lambda v, t: v[t + 1] - v[t])),
        Mistake("Your X has the oldest day first. What stands in column 0 of the example?",
                v.aligned_by(X=lambda v, t, n: [v[t - k] for k in range(n)][::-1])),
        Mistake("Nudge tomorrow: column 0 of your X moves. Which day does it hold?",
                v.aligned_by(X=lambda v, t, n: [v[t + 1 - k] for k in range(n)])),
        Mistake("Your X walks into the future: v[t + k]. Which sign takes you k days back?",
                v.aligned_by(X=lambda v, t, n: [v[t + k] for k in range(n)])),
        Mistake("Your X begins with yesterday. Tonight, is today's value known? (And look at the "
                "first row: v[-1] is the end of the series.)",
                v.aligned_by(X=lambda v, t, n: [v[t - 1 - k] for k in range(n)])),
        Mistake("All columns of X are today. Where does the lag k come in?",
                v.aligned_by(X=lambda v, t, n: [v[t]] * n)),
        Mistake("Both are one day too late: X holds tomorrow, y the day after. Where does tonight "
                "stand in `days`?",
                v.aligned_by(lambda v, t, n: [v[t + 1 - k] for k in range(n)],
                             lambda v, t: v[t + 2])),
        Mistake("X has the oldest day first, and y is today. Compare both with the example.",
                v.aligned_by(lambda v, t, n: [v[t - k] for k in range(n)][::-1],
                             lambda v, t: v[t])),
    ],
)  # fmt: skip


def _rows(seed: int, m: int, n: int) -> v.Array:
    """Return rows whose level and spread drift, so that each part has its own."""
    rng = np.random.default_rng(seed)
    drift = np.linspace(1, 3, m)[:, None]
    return np.asarray((rng.normal(2, 1, (m, n)) * drift * np.arange(1, n + 1)).round(1))


split_and_scale = ArrayCheck(
    name="split_and_scale",
    parameters="X, num_train, num_validation",
    returns="train, validation, test",
    walk="train, validation, test",
    reference=v.parted,
    points=[
        (np.array([[1, 40], [3, 10], [2, 20], [6, 30], [9, 90], [5, 50], [7, 60], [8, 25.0]]),
         4, 2),
        (_rows(1, 10, 3), 5, 3),
        (_rows(2, 11, 2), 6, 2),
    ],
    pointers={
        ORDER: f"{ORDER} It must end with `return train, validation, test`.",
        r"validation is an array of shape \(0|test is an array of shape|"
        r"validation is an array of shape|train is an array of shape": "With 4 and 2, which rows "
        "are validation? They begin where training ends; the test rows begin after both.",
        r"(train|validation|test) is (inf|nan|\[)": "A spread came out as 0, or a part is empty. "
        "Which rows does each slice take?",
    },
    mistakes=[
        Mistake("Your mean and std come from all rows. On the last training day, could you know "
                "them?", v.parted_by(lambda X, a, b: X)),
        Mistake("Your mean and std come from training and validation rows together. Which rows may "
                "fit anything?", v.parted_by(lambda X, a, b: X[:b])),
        Mistake("Each part is scaled by its own mean and std. On the first test day, could you "
                "know those of all test days? And the net was trained on the other scale.",
                v.parted_alone),
        Mistake("Training is scaled; validation and test are as they came. In which unit will the "
                "net see them? Or did you take mean and std of a `train` that was scaled already?",
                v.parted_train_only),
        Mistake("The parts are right and nothing is scaled.", v.parted_by(how=lambda p, s: p)),
        Mistake("One mean and one std for the whole table: which axis gives one for each column?",
                v.parted_by(how=lambda p, s: (p - s.mean()) / s.std())),
        Mistake("The mean is each column's, the std is one for the whole table. Which axis?",
                v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.std())),
        Mistake("The std is each column's, the mean is one for the whole table. Which axis?",
                v.parted_by(how=lambda p, s: (p - s.mean()) / s.std(0))),
        Mistake("You divide by the variance. What has the unit of X?",
                v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.var(0))),
        Mistake("Your std divides by m − 1. The task divides by m.",
                v.parted_by(how=lambda p, s: (p - s.mean(0)) / s.std(0, ddof=1))),
        Mistake("The mean is taken away and nothing is divided. What is each column's spread now?",
                v.parted_by(how=lambda p, s: p - s.mean(0))),
        Mistake("It is divided by std, and the mean is still in it.",
                v.parted_by(how=lambda p, s: p / s.std(0))),
        Mistake("You multiply by std. What brings a spread of 4 to 1?",
                v.parted_by(how=lambda p, s: (p - s.mean(0)) * s.std(0))),
        Mistake("You add the mean. What brings a mean of 3 to 0?",
                v.parted_by(how=lambda p, s: (p + s.mean(0)) / s.std(0))),
        Mistake("std is a part of the difference: X − mean/std. Where do the brackets stand?",
                v.parted_by(how=lambda p, s: p - s.mean(0) / s.std(0))),
        Mistake("You scale to 0 and 1 by the lowest and the highest. The task asks for mean and "
                "std.", v.parted_by(how=lambda p, s: (p - s.min(0)) / (s.max(0) - s.min(0)))),
        Mistake("Scaled by the median. The task asks for the mean.",
                v.parted_by(how=lambda p, s: (p - np.median(s, 0)) / s.std(0))),
    ],
)  # fmt: skip


def _first(best: v.Array, last: v.Array) -> v.Array:
    return last


early_stopping = ArrayCheck(
    name="early_stopping",
    parameters="run_epoch, validation_loss, weights, patience, max_epochs",
    returns="best_weights, best_epoch, epoch",
    walk="epoch, best_epoch, best_weights",
    reference=s.stopped,
    points=s.POINTS,
    pointers={
        ORDER: f"{ORDER} It must end with `return best_weights, best_epoch, epoch`.",
        r"best_weights is one number": "A number stands where the weights should. Which of the "
        "names holds an array?",
        r"truth value of an array": "best_loss or best_epoch is an array. Hold the names on the "
        "left of `best_loss, best_epoch, best_weights = ...` against what you wrote on the right.",
    },
    mistakes=[
        Mistake("Your epochs are right, and the weights are those of the last one. Which did "
                "validation like best?", s.stopped_by(kept=_first)),
        Mistake("It never stops before max_epochs. Where is patience asked for, and which is "
                "larger, epoch or best_epoch?",
                s.stopped_by(stop=lambda e, b, p: False)),
        Mistake("It never stops, and the last weights come back. Where is patience asked for, and "
                "which weights were best?",
                s.stopped_by(stop=lambda e, b, p: False, kept=_first)),
        Mistake("It stops after the first epoch. Is a gap `...` left in the second `if`, or is "
                "that true even at a new lowest?",
                s.stopped_by(stop=lambda e, b, p: True)),
        Mistake("You wait one epoch too long. How many epochs without a new lowest are allowed?",
                s.stopped_by(stop=lambda e, b, p: e - b > p)),
        Mistake("You stop one epoch too early. How many epochs without a new lowest are allowed?",
                s.stopped_by(stop=lambda e, b, p: e - b >= p - 1 and e > b)),
        Mistake("You stop one epoch too early, and with a patience of 1 at once. From which epoch "
                "on do you count?", s.stopped_by(stop=lambda e, b, p: e - b >= p - 1)),
        Mistake("You stop at the first loss above the lowest. How many such epochs does patience "
                "allow?", s.stopped_by(by_loss=lambda loss, best, p: loss > best)),
        Mistake("You hold patience against a difference of losses. What does patience count?",
                s.stopped_by(by_loss=lambda loss, best, p: loss - best >= p)),
        Mistake("best_loss holds an epoch and best_epoch a loss. Which name stands where on the "
                "left?", s.stopped_by(keep=lambda loss, e, w: (e, loss, w))),
        Mistake("best_epoch stays 0. What is to be written down beside the loss?",
                s.stopped_by(epochs=lambda best, last: (0, last), stop=lambda e, b, p: e >= p)),
        Mistake("Each epoch starts from the best weights again. Where does the walk go on from?",
                s.stopped_by(runs=lambda weights, best: best)),
        Mistake("You validate before the epoch. Whose loss is it then?",
                s.stopped_by(loss_first=True)),
        Mistake("You stop after `patience` epochs, whatever validation did. From which epoch on is "
                "the waiting counted?", s.stopped_by(stop=lambda e, b, p: e >= p)),
        Mistake("You stop `patience` epochs after the start or later, at the first that is no new "
                "lowest. Which epoch is patience counted from?",
                s.stopped_by(stop=lambda e, b, p: e >= p and e > b)),
        Mistake("You stop at the first epoch that is no new lowest. What is patience for?",
                s.stopped_by(stop=lambda e, b, p: e > b)),
        Mistake("Bad epochs are counted in all. What does a new lowest do to the waiting?",
                s.stopped_by(stop=lambda e, b, p: e >= p,
                             count=lambda n, found: n + (not found))),
        Mistake("You compare with the epoch before. Is 4.1 after 4.4 a new lowest, if 4 came "
                "earlier?", s.stopped_by(better=lambda loss, best, before: loss < before)),
        Mistake("A loss as low as the lowest counts as a new one. Is it lower?",
                s.stopped_by(better=lambda loss, best, before: loss <= best)),
        Mistake("You keep the epoch with the highest loss. Which way is better?",
                s.stopped_by(better=lambda loss, best, before: loss > (best if best < 1e9 else 0))),
        Mistake("Nothing is ever a new lowest. What does the first `if` ask, and with what does "
                "best_loss begin?",
                s.stopped_by(better=lambda loss, best, before: loss > best)),
        Mistake("Each epoch counts as a new lowest. What does the first `if` ask (a gap `...` is a "
                "yes), and is best_loss written down when it falls?",
                s.stopped_by(update=False)),
        Mistake("best_epoch counts from 0. How many epochs had been run when validation was "
                "lowest?", s.stopped_by(epochs=lambda best, last: (best - 1, last))),
        Mistake("Both epochs count from 0. The first epoch is number 1.",
                s.stopped_by(epochs=lambda best, last: (best - 1, last - 1))),
        Mistake("The last value is the best epoch. How many were run in all?",
                s.stopped_by(epochs=lambda best, last: (best, best))),
        Mistake("best_epoch is the last epoch, and the weights are the best. After how many epochs "
                "was validation lowest?", s.stopped_by(epochs=lambda best, last: (last, last))),
        Mistake("The two epochs are exchanged.",
                s.stopped_by(epochs=lambda best, last: (last, best))),
    ],
)  # fmt: skip

mend_rows = ArrayCheck(
    name="mend_rows",
    parameters="close, v",
    returns="X, y",
    walk="y, X",
    reference=v.rows,
    points=[
        (np.array([100.0, 103, 99, 101, 96, 104, 98]),
         np.array([-9.0, -8.2, -9.6, -8.8, -7.9, -9.1, -8.4])),
        (_closes(3, 12), v.series(3, 12)),
        (_closes(4, 9), v.series(4, 9)),
    ],
    exact_shape=True,
    unchanged=v.leaky_rows,
    pointers={
        r"X is an array of shape \(\d+, 2\)": "A column is gone. The information is fine, its day "
        "is not: keep all three.",
        r"X is \[\[[^\]]*nan[^\]]*\],\s+\[[^\]]*\]\]": EMPTY,
        r"X is \[\[.*nan": "`days` holds an evening before day 4. At which place does "
        "its week begin?",
        r"y is an array of shape \(\d+, 1\)": ONE_COLUMN,
        r"(X|y) is (a row of|an array of shape)": "Keep `days` as it was given: one row for each "
        "of them.",
        r"IndexError": "`moves` is one shorter than `close`. Which move stands in moves[0]?",
    },
    mistakes=[
        Mistake("The move is of yesterday now. Which move stands in moves[0], and which is "
                "today's?",
                v.rows_by(move=lambda c, t: abs(log(c[t - 1] / c[t - 2])))),
        Mistake("The first evening gets moves[0] now. Between which two days does that "
                "move lie, and which day is the first evening?",
                v.rows_by(move=lambda c, t: abs(log(c[t - 3] / c[t - 4])))),
        Mistake("The move is of the day before yesterday. Which move stands in moves[0], and which "
                "is today's?", v.rows_by(move=lambda c, t: abs(log(c[t - 2] / c[t - 3])))),
        Mistake("The column of moves is 0 everywhere: the leak is gone, and today's move with it. "
                "Which entry of `moves` is today's?", v.rows_by(move=lambda c, t: 0.0)),
        *(Mistake(f"Your columns are {', '.join(v.OF_ROWS[i] for i in order)}, in another order "
                  "than the given code has them.", v.rows_by(order=order))
          for order in list(permutations(range(3)))[1:]),
        Mistake("The move has its sign. Did the given code ask which way the market went?",
                v.rows_by(move=lambda c, t: log(c[t] / c[t - 1]))),
        Mistake("The move still is tomorrow's, and now it has its sign. Which step lies between "
                "close[t] and close[t + 1]?",
                v.rows_by(move=lambda c, t: log(c[t + 1] / c[t]))),
        Mistake("The move is a simple return. The given code has the logarithm.",
                v.rows_by(move=lambda c, t: abs(c[t] / c[t - 1] - 1))),
        Mistake("The target has moved to today. It was right: it may know tomorrow, X may not.",
                v.rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])), y=lambda v, t: v[t])),
        Mistake("The move is right now. But the target is today's: nudge tomorrow, and it stays.",
                v.rows_by(y=lambda v, t: v[t])),
        Mistake("Today has become yesterday, and the move is as it was. Which column moves when "
                "you nudge tomorrow?",
                v.rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])),
                          today=lambda v, t: v[t - 1])),
        Mistake("The move is right now. Today's column has become yesterday's: was it wrong?",
                v.rows_by(today=lambda v, t: v[t - 1])),
        Mistake("The week ends yesterday now, and the move is as it was. Which column moves when "
                "you nudge tomorrow?",
                v.rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])),
                          week=lambda v, t: v[t - 5 : t].mean() if t > 4 else v[:t].mean())),
        Mistake("The week lost today, and the move is as it was. Which column moves when you nudge "
                "tomorrow?",
                v.rows_by(move=lambda c, t: abs(log(c[t + 1] / c[t])),
                          week=lambda v, t: v[t - 4 : t].mean())),
        Mistake("The move is right now. The week lost today: was it wrong?",
                v.rows_by(week=lambda v, t: v[t - 4 : t].mean())),
        Mistake("The move is of the day after tomorrow. Which way is back?",
                v.rows_by(move=lambda c, t: abs(log(c[t + 2] / c[t + 1])) if t + 2 < len(c)
                          else 0.0)),
    ],
)  # fmt: skip
