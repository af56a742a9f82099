"""The check of lesson 11's rivals: persistence, the means of a week and of a month, HAR."""

from itertools import product

import numpy as np

from . import volatility_variants as v
from .arrays import ArrayCheck
from .mistake import Mistake

WEEKS = {
    (-4, 1): "",
    (-5, 0): "it ends yesterday; is today known tonight?",
    (-4, 0): "it has four days and leaves out today: a slice ends before its end.",
    (-5, 1): "it has six days. Count from t − 5 to t.",
    (-3, 2): "it takes in tomorrow. Which slice ends with day t?",
    (-2, 3): "it is centred on today, so two days of it are still to come.",
    (0, 5): "it starts today and walks into the future. Which five days are over tonight?",
    (1, 6): "it starts tomorrow. Which five days are over tonight?",
}
MONTHS = {
    (-21, 1): "",
    (-22, 0): "it ends yesterday; is today known tonight?",
    (-21, 0): "it has 21 days and leaves out today: a slice ends before its end.",
    (-22, 1): "it has 23 days. Count from t − 22 to t.",
    (-20, 2): "it takes in tomorrow. Which slice ends with day t?",
    (-11, 11): "it is centred on today, so half of it is still to come.",
    (-20, 1): "it has 21 days. How many has the task?",
    (-10, 12): "it is centred on today, and eleven days of it are still to come.",
    (0, 22): "it starts today and walks into the future. Which 22 days are over tonight?",
    (1, 23): "it starts tomorrow. Which 22 days are over tonight?",
}


def _windows() -> list[Mistake]:
    found = []
    for week, month in product(WEEKS, MONTHS):
        of_week, of_month = WEEKS[week], MONTHS[month]
        if of_week and of_month:
            says = f"Look at both means. The week: {of_week} The month: {of_month}"
        else:
            says = f"Look at your {'week' if of_week else 'month'}: {of_week or of_month}"
        if of_week or of_month:
            variant = v.rivals_by(week=v.window(*week), month=v.window(*month))
            found.append(Mistake(says, variant))
    return found


def _ends(days: int) -> v.Made:
    return lambda values, t: values[-days:].mean()


EMPTY = (
    "The mean of an empty slice is nan. Where does your slice begin at this t? A start below 0 "
    "counts from the end of v, so nothing lies between it and t."
)
C = np.array([-0.6, 0.3, 0.4, 0.25])
baselines = ArrayCheck(
    name="baselines",
    parameters="v, t, c",
    returns="persistence, har",
    reference=v.two_rivals,
    points=[
        (np.arange(40.0) ** 2 / 100, 30, C),
        (v.series(1, 48), 33, np.array([-0.9, 0.2, 0.45, 0.15])),
        (v.series(2, 60), 24, np.array([0.5, 0.35, 0.1, 0.6])),
    ],
    pointers={r"(har|persistence) is nan": EMPTY},
    mistakes=[
        *_windows(),
        Mistake("Your persistence is tomorrow's value. What is known tonight?",
                v.rivals_by(today=lambda v, t: v[t + 1])),
        Mistake("Your persistence is yesterday's value. Which day is tonight's?",
                v.rivals_by(today=lambda v, t: v[t - 1])),
        Mistake("Your persistence is the end of the whole series. Which entry is today?",
                v.rivals_by(today=lambda v, t: v[-1])),
        Mistake("Week and month are taken from the end of the series. Where does day t lie?",
                v.rivals_by(week=_ends(5), month=_ends(22))),
        Mistake("The month is taken from the end of the series. Where does day t lie?",
                v.rivals_by(month=_ends(22))),
        Mistake("The week is taken from the end of the series. Where does day t lie?",
                v.rivals_by(week=_ends(5))),
        Mistake("Your month is the mean of all days so far. How many days has it?",
                v.rivals_by(month=lambda v, t: v[: t + 1].mean())),
        Mistake("Your week and month are sums. What makes a mean of a sum?",
                v.rivals_by(week=lambda v, t: v[t - 4 : t + 1].sum(),
                            month=lambda v, t: v[t - 21 : t + 1].sum())),
        Mistake("Your week is a sum. What makes a mean of it?",
                v.rivals_by(week=lambda v, t: v[t - 4 : t + 1].sum())),
        Mistake("Your month is a sum. What makes a mean of it?",
                v.rivals_by(month=lambda v, t: v[t - 21 : t + 1].sum())),
        Mistake("Persistence agrees. c[0] stands alone in the formula: what does HAR forecast "
                "where all values are 0?",
                v.rivals_by(har=lambda c, d, w, m: c[1] * d + c[2] * w + c[3] * m)),
        Mistake("Persistence agrees. The coefficients are in another order than c tells.",
                v.rivals_by(har=lambda c, d, w, m: c[3] + c[0] * d + c[1] * w + c[2] * m)),
        Mistake("Persistence agrees. Which coefficient belongs to the day, which to the month?",
                v.rivals_by(har=lambda c, d, w, m: c[0] + c[3] * d + c[2] * w + c[1] * m)),
        Mistake("Persistence agrees. Which coefficient belongs to the week, which to the month?",
                v.rivals_by(har=lambda c, d, w, m: c[0] + c[1] * d + c[3] * w + c[2] * m)),
        Mistake("Persistence agrees. Which coefficient belongs to the day, which to the week?",
                v.rivals_by(har=lambda c, d, w, m: c[0] + c[2] * d + c[1] * w + c[3] * m)),
        Mistake("Persistence agrees. The day is missing in your HAR.",
                v.rivals_by(har=lambda c, d, w, m: c[0] + c[2] * w + c[3] * m)),
        Mistake("Persistence agrees. The week is missing in your HAR.",
                v.rivals_by(har=lambda c, d, w, m: c[0] + c[1] * d + c[3] * m)),
        Mistake("Persistence agrees. The month is missing in your HAR.",
                v.rivals_by(har=lambda c, d, w, m: c[0] + c[1] * d + c[2] * w)),
        Mistake("Persistence agrees. The day of your HAR is tomorrow.",
                v.rivals_by(day=lambda v, t: v[t + 1])),
        Mistake("Persistence agrees. The day of your HAR is yesterday.",
                v.rivals_by(day=lambda v, t: v[t - 1])),
    ],
)  # fmt: skip
