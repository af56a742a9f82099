"""The checks of lesson 08: walks, a largest rate, a sweep, a diagnosis, a finder.

The slopes at which a walk is checked have no minimum at 0 and no curvature of 1, 2 or 0.5: there a
rate and its inverse, or a step and a place, would look alike.
"""

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.stages import stages
from helpers.checking.variable import ChoicesCheck

from .. import walks
from . import variants as v
from .calls import LossesCheck, not_copied_once
from .plots import plot_walks as plot_walks

WALKS = [
    (v.steep, 0, [0.02, 0.2, 0.52], 4),  # a whole number: an array made from it cuts the rest
    (v.gentle, 1.5, [0.3, 1.1, 2.6, 3.1], 3),
    (v.bent, 1.2, [0.01, 0.06], 5),
]

three_walks = FunctionCheck(
    name="three_walks",
    parameters=("slope", "start", "rates", "num_steps"),
    returns=("walks",),
    reference=v.right_walks,
    points=WALKS,
    afterwards=(OwnWork(walks.walk),),
    symptoms=[
        Symptom(
            "one-long-row",
            "walks is a row of 15 numbers",  # three rates and five places each
            "All walks stand in one row. Make a list for each rate, and append it to `walks`.",
        ),
        Symptom(
            "slope-not-called",
            r"'function' and '(int|float)'|'(int|float)' and 'function'",
            "`slope` is a function. To get a number, call it: `slope(w)`.",
        ),
        Symptom(
            "list-for-place",
            r"'list' and '(int|float)'|'(int|float)' and 'list'|sequence by non-int",
            "A list of places is no place. Take its last one, `walk[-1]`, and append the new place "
            "to the list.",
        ),
    ],
    mistakes=[
        Mistake(
            "gradient-ascent",
            "Does the loss fall along your walk? The slope points uphill.",
            v.walks(lambda slope, w, start, lr: w + lr * slope(w)),
        ),
        Mistake(
            "lr-missing",
            "All your walks are alike. Where does the learning rate come in?",
            v.walks(lambda slope, w, start, lr: w - slope(w)),
        ),
        Mistake(
            "divides-by-lr",
            "A small lr should give a small step. Do you divide by it?",
            v.walks(lambda slope, w, start, lr: w - slope(w) / lr),
        ),
        Mistake(
            "gradient-of-the-start",
            "The slope is felt where the walker stands now. At which place do you take yours?",
            v.walks(lambda slope, w, start, lr: w - lr * slope(start)),
        ),
        Mistake(
            "step-replaces-place",
            "Does the new place remember the old one? A step is added to where you stand.",
            v.walks(lambda slope, w, start, lr: -lr * slope(w)),
        ),
        Mistake(
            "step-alone",
            "Your new place is the step alone, lr · slope. From what is the step taken away?",
            v.walks(lambda slope, w, start, lr: lr * slope(w)),
            others=[v.walks(lambda slope, w, start, lr: lr * slope(start))],
        ),
        Mistake(
            "slope-of-the-counter",
            "`step` counts the steps: 0, 1, 2, … Is it the place at which the slope is felt?",
            v.slope_of_the_counter,
        ),
        Mistake(
            "restarts-each-step",
            "Each of your steps leaves from the start again. Where did the last one end?",
            v.walks(lambda slope, w, start, lr: start - lr * slope(w)),
            others=[v.walks(lambda slope, w, start, lr: start - lr * slope(start))],
        ),
        Mistake(
            "old-place-overwritten",
            "Your step writes the new place over the old one. Where does the next place stand?",
            v.overwritten(lambda start: 0.0),
            others=[v.overwritten(lambda start: start)],
        ),
        Mistake(
            "slope-of-the-example",
            "That is right for the example only. Call the function `slope` that is handed in.",
            v.walks(lambda slope, w, start, lr: w - lr * 4.0 * (w - 3.0)),
        ),
        Mistake(
            "gradient-missing",
            "Your step is lr times w. By what should lr be multiplied?",
            v.walks(lambda slope, w, start, lr: w - lr * w),
        ),
        Mistake(
            "sign-of-gradient-only",
            "Your walker moves by lr whatever the slope. Does a steep hill give a longer step?",
            v.walks(lambda slope, w, start, lr: w - lr * np.sign(slope(w))),
        ),
        Mistake(
            "never-moves",
            "Your walker never moves. What happens to the new place after it is computed?",
            v.walks(lambda slope, w, start, lr: w),
        ),
        Mistake(
            "whole-number-array",
            "Your places are whole numbers where `start` is one. An array made from a whole number "
            "holds whole numbers: make it from float(start).",
            v.walks(
                lambda slope, w, start, lr: (
                    w - lr * slope(w) if isinstance(start, float) else int(w - lr * slope(w))
                )
            ),
        ),
        Mistake(
            "walks-joined",
            "The second walk begins where the first one ended. Where should each begin?",
            v.walks(lambda slope, w, start, lr: w - lr * slope(w), together=True),
        ),
        Mistake(
            "starts-at-0",
            "Your walks begin at 0, whatever `start` is. What stands at the first place?",
            lambda slope, start, rates, num_steps: v.right_walks(slope, 0.0, rates, num_steps),
        ),
        Mistake(
            "start-missing",
            "Each row should have one place more than there are steps. Is the start in it?",
            lambda *point: v.right_walks(*point)[:, 1:],
        ),
        Mistake(
            "begins-after-the-first-step",
            "Your walks begin one step late and end one step late. Which place comes before the "
            "first step?",
            lambda slope, start, rates, num_steps: v.right_walks(
                slope, start, rates, num_steps + 1
            )[:, 1:],
        ),
        Mistake(
            "one-list-for-all-rates",
            "All rates share one list, so each row holds the places of every rate. Where should a "
            "new list begin?",
            v.one_list(fresh=True),
            others=[v.one_list(fresh=False)],
        ),
        Mistake(
            "last-place-missing",
            "Each row should have one place more than there are steps. Where does the last step "
            "lead?",
            lambda *point: v.right_walks(*point)[:, :-1],
        ),
        Mistake(
            "one-step-too-many",
            "Your walks go one step too far. How many turns does your inner loop make?",
            lambda slope, start, rates, num_steps: v.right_walks(
                slope, start, rates, num_steps + 1
            ),
        ),
        Mistake(
            "number-of-steps-typed-in",
            "Your walks have the same number of steps in every call. How many is your function "
            "told to take?",
            lambda slope, start, rates, num_steps: v.right_walks(slope, start, rates, 12),
            others=[lambda slope, start, rates, num_steps: v.right_walks(slope, start, rates, 4)],
        ),
        Mistake(
            "rows-and-columns-exchanged",
            "Your rows are steps and your columns are rates. It should be the other way round.",
            lambda *point: v.right_walks(*point).T,
        ),
        Mistake(
            "return-inside-loop",
            "Only the first rate has a walk. How far is `return` indented?",
            lambda *point: v.right_walks(*point)[:1],
        ),
        Mistake(
            "last-rate-only",
            "Only the last rate has a walk. Where is the list of all walks made, and what is "
            "appended to it?",
            lambda *point: v.right_walks(*point)[-1:],
        ),
        Mistake(
            "ends-only",
            "You return where each walk ends. All its places are asked for.",
            lambda *point: v.right_walks(*point)[:, -1],
        ),
        Mistake(
            "one-place-per-rate",
            "You return one number per rate, the place after a single step. A walk is a list of "
            "places.",
            lambda slope, start, rates, num_steps: v.right_walks(slope, start, rates, 1)[:, -1],
        ),
        Mistake(
            "one-step-only",
            "Each of your walks has one step. Does the list begin again in the inner loop, or is "
            "there no inner loop?",
            lambda slope, start, rates, num_steps: v.right_walks(slope, start, rates, 1),
        ),
        Mistake(
            "walk-appended-each-step",
            "Each walk stands in `walks` once per step. How far is `walks.append(walk)` indented?",
            lambda *point: np.repeat(v.right_walks(*point), point[3], axis=0),
        ),
    ],
)

DAYS = [
    (np.array([1.5, -0.5, 3.2]),),
    (np.array([0.3, 0.2, -0.4, 0.7]),),
    (np.array([2.6, 1.7]),),
]

largest_rate = FunctionCheck(
    name="largest_rate",
    parameters=("x",),
    returns=("rate",),
    reference=lambda x: 2.0 * len(x) / float(x @ x),
    points=DAYS,
    mistakes=[
        Mistake(
            "rate-for-each-day",
            "You return one rate for each x. All days have one w: what is the mean of x²?",
            lambda x: 2 / x**2,
            others=[lambda x: 2 / x, lambda x: 2 / x**2 / len(x)],
        ),
        Mistake(
            "mean-of-the-rates",
            "You take the mean of each day's own rate. All days have one w, and one loss: first "
            "the mean of x², then the rate.",
            lambda x: np.mean(2 / x**2),
        ),
        Mistake(
            "largest-square",
            "You divide by the largest x². The curvature is not the largest x² but a mean: which?",
            lambda x: 2 / np.max(x**2),
        ),
        Mistake(
            "variance-for-curvature",
            "You take the variance, so the mean of x is subtracted first. The curvature is the "
            "mean of x² as it is.",
            lambda x: 2 / np.var(x),
        ),
        Mistake(
            "root-of-the-curvature",
            "You take the root of the curvature. The largest stable rate is 2 / s.",
            lambda x: 2 / np.sqrt(np.mean(x**2)),
        ),
        Mistake(
            "half-in-the-curvature",
            "You divide by half of the mean of x². The ½ of the loss cancels in its derivative, so "
            "it is not in the curvature.",
            lambda x: 4 / np.mean(x**2),
        ),
        Mistake(
            "one-over-curvature",
            "At 1/s the factor is 0: the walk arrives in one step. At which rate is it −1?",
            lambda x: 1 / np.mean(x**2),
        ),
        Mistake(
            "curvature-for-rate",
            "This is the curvature s. How does the largest stable rate follow from it?",
            lambda x: np.mean(x**2),
        ),
        Mistake(
            "grows-with-curvature",
            "Your rate grows with the curvature. Should it? Above 2/s a walk diverges.",
            lambda x: np.mean(x**2) / 2,
            others=[lambda x: 2 * np.mean(x**2)],
        ),
        Mistake(
            "square-of-the-mean",
            "You square the mean. The curvature is the mean of the squares.",
            lambda x: 2 / np.mean(x) ** 2,
        ),
        Mistake(
            "square-missing",
            "You take the mean of x. Of what is the curvature the mean?",
            lambda x: 2 / np.mean(x),
        ),
        Mistake(
            "sum-for-mean",
            "You take the sum of the squares. The loss is a mean over the days.",
            lambda x: 2 / np.sum(x**2),
        ),
        Mistake(
            "curvature-typed-in",
            "You return the same rate for every x. Compute the curvature of the x handed in.",
            lambda x: 0.4,
            others=[lambda x: 2 / 2.79, lambda x: 0.5],
        ),
    ],
)

SWEEPS = [
    (v.bowl, np.array([2.7, -1.3]), [0.05, 0.3, 0.45, 0.62], 4),  # the last step decides
    (v.net, np.array([0.6, 1.4]), [0.02, 0.3, 0.1], 4),
    (v.funnel, np.array([-2.2, 1.7]), [0.9, 0.2, 0.5], 5),
    (v.net, np.array([1.6, 0.7]), [0.03, 0.2, 0.11, 1e4], 7),  # the last is lost to nan
    (v.net, np.array([0.6, 1.4]), [0.02, 0.35, 0.03], 6),  # the second is lowest on the way only
]

mend_sweep = LossesCheck(
    name="mend_sweep",
    parameters=("loss_and_gradient", "start", "rates", "num_steps"),
    returns=("losses", "best"),
    reference=v.sweeps(),
    points=SWEEPS,
    unchanged=v.sweeps(fresh=False),
    stages=stages(values=not_copied_once),
    symptoms=[
        Symptom(
            "still-as-given",
            "what the given code returns",
            "Print the first loss of each rate. Are they equal?",
        ),
        Symptom(
            "copied-once",
            "share one copy",
            "How often must `start` be copied: once, or once for each rate?",
        ),
        Symptom(
            "call-without-brackets",
            "builtin_function_or_method",
            "`start.copy` is the function itself. With which brackets is it called?",
        ),
    ],
    mistakes=[
        Mistake(
            "restarts-each-step",
            "Now every step leaves from the start. How often should a walker go back there?",
            v.fresh_once_more,
        ),
        Mistake(
            "largest-first-drop",
            "The largest first drop wins in your sweep. Run more steps: who is ahead at the end?",
            v.sweeps(column=1),
        ),
        Mistake(
            "nan-wins",
            "Your best rate diverged to nan. What does np.argmin do with nan, and what did the "
            "given line use?",
            v.sweeps(lost=True),
        ),
        Mistake(
            "lowest-on-the-way",
            "Your best rate had the lowest loss somewhere on its way. Which loss counts: the "
            "lowest of a walk, or its last?",
            v.sweeps(anywhere=True),
        ),
        Mistake(
            "losses-after-step",
            "The losses were noted before each step. Are yours?",
            v.sweeps(after=True),
        ),
        Mistake(
            "highest-loss",
            "Your best rate has the highest last loss. Which loss should the best rate have?",
            v.sweeps(highest=np.argmax),
            others=[v.sweeps(highest=np.nanargmax)],
        ),
        Mistake(
            "start-typed-in",
            "All your walks begin at (2, 0.5), whatever `start` is. Begin at the `start` that is "
            "handed in.",
            v.from_the_lessons_start,
        ),
        Mistake(
            "gradient-ascent",
            "Do the losses fall? The gradient points uphill.",
            v.sweeps(sign=-1.0),
        ),
        Mistake(
            "lr-missing", "All rates give the same curve. Where did lr go?", v.sweeps(use_lr=False)
        ),
    ],
)

diagnosis = ChoicesCheck(
    name="diagnosis",
    labels=("A", "B", "C"),
    replies={
        "too small": "then its loss still falls at the last step, and more steps would help",
        "about right": "then its loss falls and stays, and no other gets lower",
        "too large": "then its loss jumps up again after it fell, and more steps would not help",
    },
)

FINDERS = [
    (v.bowl, np.array([2.1, -3.7]), np.geomspace(0.01, 2.56, 9)),
    (v.funnel, np.array([-2.4, 3.1]), np.geomspace(0.02, 9.0, 10)),
    (v.bowl, np.array([-1.2, 4.3]), np.geomspace(0.02, 4.0, 8)),
    (v.net, np.array([0.6, 2.4]), np.geomspace(0.01, 0.5, 7)),  # the fall before and after mixed
    (v.net, np.array([0.2, 0.4]), np.geomspace(0.01, 0.5, 9)),  # it falls fastest per rate late
]

finder = LossesCheck(
    name="finder",
    parameters=("loss_and_gradient", "w", "rates"),
    returns=("losses", "pick"),
    reference=v.right_finder,
    points=FINDERS,
    symptoms=[
        Symptom(
            "slices-of-unequal-length",
            "could not be broadcast",
            "The two slices must be equally long. Which losses have a next one, and which "
            "have one before them?",
        ),
        Symptom(
            "no-index",
            "IndexError: (arrays used as ind|only integers)|only integer scalar|list indices must",
            "An index is a whole number. Which function gives the index of the largest fall?",
        ),
    ],
    mistakes=[
        Mistake(
            "lowest-loss",
            "You measure the fall from the start, or take the lowest loss. How far does each "
            "single step lower it?",
            v.finder(lambda losses, rates: rates[np.argmin(losses)]),
        ),
        Mistake(
            "one-rate-too-far",
            "One rate too far: the fall from losses[i] to losses[i + 1] is the work of which rate?",
            v.finder(lambda losses, rates: rates[np.argmin(np.diff(losses)) + 1]),
        ),
        Mistake(
            "one-rate-too-early",
            "One rate too early. `falls[i]` is the work of `rates[i]`: is there anything to shift?",
            v.finder(lambda losses, rates: rates[np.argmin(np.diff(losses)) - 1]),
        ),
        Mistake(
            "highest-loss",
            "You take the step with the highest loss. Is a high loss a large fall?",
            v.finder(lambda losses, rates: rates[np.argmax(losses)]),
        ),
        Mistake(
            "relative-fall",
            "You measure each fall relative to its loss, as a log does. By how much does the loss "
            "itself fall?",
            v.finder(lambda losses, rates: rates[np.argmin(np.diff(np.log(losses)))]),
        ),
        Mistake(
            "loss-for-rate",
            "This is a loss, not a rate. What stands at that place in `rates`?",
            v.finder(lambda losses, rates: losses[np.argmin(np.diff(losses))]),
            others=[
                v.finder(lambda losses, rates: losses[np.argmin(np.diff(losses)) + 1]),
                v.finder(lambda losses, rates: np.min(losses)),
                v.finder(lambda losses, rates: np.max(losses)),
            ],
        ),
        Mistake(
            "steepest-rise",
            "You take the step with the largest rise. Which sign has a fall?",
            v.finder(lambda losses, rates: rates[np.argmax(np.diff(losses))]),
        ),
        Mistake(
            "central-difference-of-losses",
            "You mix the fall before a step with the fall after it, as np.gradient does. Which "
            "two losses does one step connect?",
            v.finder(lambda losses, rates: rates[np.argmax(-np.gradient(losses))]),
        ),
        Mistake(
            "largest-change",
            "You look for the largest change, up or down. Is a rise as good as a fall?",
            v.finder(lambda losses, rates: rates[np.argmax(np.abs(np.diff(losses)))]),
        ),
        Mistake(
            "divided-by-rate-gap",
            "You divide each fall by the gap between two rates, which favours the small rates. "
            "The rates grow by factors: count each step alike.",
            v.finder(lambda losses, rates: rates[np.argmax(-np.diff(losses) / np.diff(rates))]),
        ),
        Mistake(
            "before-the-lowest",
            "You take the last rate before the loss is lowest. Where does it fall most?",
            v.finder(lambda losses, rates: rates[max(int(np.argmin(losses)) - 1, 0)]),
        ),
        Mistake(
            "last-rate",
            "This is the last rate, whatever the losses are. Which step lowered the loss most?",
            v.finder(lambda losses, rates: rates[-1]),
        ),
        Mistake(
            "step-number-for-rate",
            "This is the number of a step, not a rate. What stands at that place in `rates`?",
            v.finder(lambda losses, rates: float(np.argmin(np.diff(losses)))),
        ),
        Mistake(
            "fall-for-rate",
            "This is how far the loss falls, not the rate that made it fall.",
            v.finder(lambda losses, rates: float(np.max(-np.diff(losses)))),
        ),
    ],
)
