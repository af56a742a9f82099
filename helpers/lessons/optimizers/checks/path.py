"""The check of a walk by momentum down the ravine of lesson 10."""

from typing import Any

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.stages import RightValues, stages

from . import mistakes as m
from . import variants as v

START = np.array([-9.0, 0.9])


def first_off(value: Any, w: np.ndarray, lr: float, beta: float, num_steps: int) -> Known | None:
    """Say which row of a path is wrong first, and what that row depends on."""
    path, right = np.asarray(value, dtype=np.float64), v.momentum_path(w, lr, beta, num_steps)
    wrong = np.flatnonzero(~np.isclose(path, right, rtol=1e-5).all(axis=1))
    if not len(wrong):
        return None
    if wrong[0] == 0:
        return Known("start-is-not-row-0", "Row 0 is the start, as it came in.")
    if wrong[0] > 1:
        says = "Row 1 of your path is right, a later row is not. What should the velocity keep?"
        return Known("later-step", says)
    entries = [
        name for name, same in zip("ab", np.isclose(path[1], right[1]), strict=True) if not same
    ]
    return Known(
        "first-step",
        f"Row 1 of your path is wrong in {' and '.join(entries)}. It depends only on lr and the "
        "gradient at the start. Print that gradient: is it what ∂L/∂a and ∂L/∂b say there? If so, "
        "how often does lr meet it, and with which sign?",
    )


momentum_path = FunctionCheck(
    name="momentum_path",
    parameters=("w", "lr", "beta", "num_steps"),
    returns=("path",),
    reference=v.momentum_path,
    stages=stages(values=RightValues(finding=first_off)),
    symptoms=[
        Symptom(
            "weight-not-named",
            r"name '[ab]' is not defined",
            "The function gets one array, w = (a, b): a is `w[0]`. What is b?",
        ),
        Symptom(
            "one-place-only",
            r"path is a row of 2 numbers",
            "One place comes back. The list `path` holds all of them: where does it get lost?",
        ),
        Symptom(
            "nothing-appended",
            r"of shape \(1, 2\)",
            "Your path is the start alone. Which line adds a place to it?",
        ),
        Symptom(
            "return-in-loop",
            r"of shape \(2, 2\)",
            "Your path ends after one step. Does `return` stand inside the loop, or `path.append` "
            "behind it?",
        ),
        Symptom(
            "another-number-of-rows",
            r"path is an array of shape \(\d+, 2\)",
            "The start is one row, and each step adds one. How often do you append?",
        ),
    ],
    points=[
        (START, 0.018, 0.9, 4),
        (np.array([2.5, -0.7]), 0.012, 0.6, 3),
    ],
    mistakes=[
        Mistake(
            "no-old-velocity",
            "Your velocity has no old velocity in it, and the new gradient must count in full.",
            v.path_by(step=v.momentum(lambda n: n.beta * n.g)),
        ),
        Mistake(
            "vanilla",
            "Your walk is vanilla's: each step is lr times the new gradient alone. Is the old "
            "velocity kept from step to step, and do the weights move by the velocity?",
            v.path_by(forgets=True),
        ),
        Mistake(
            "gradient-of-start",
            "Every step of yours feels the gradient at the start. At which place does the walker "
            "stand in step 2?",
            v.path_by(lambda w, start: start * np.array([1.0, 100.0])),
        ),
        Mistake(
            "curvature-missing",
            "Both weights feel the same curvature in yours. What is dL/db?",
            v.path_by(lambda w, start: w),
        ),
        Mistake(
            "curvatures-exchanged",
            "The 100 belongs to the crisis weight. Which entry of w is b?",
            v.path_by(lambda w, start: w * np.array([100.0, 1.0])),
        ),
        Mistake(
            "curvatures-for-gradient",
            "Those are the curvatures. The gradient depends on the place as well.",
            v.path_by(lambda w, start: np.array([1.0, 100.0])),
            others=[v.path_by(lambda w, start: np.array([w[0], 100.0]))],
        ),
        Mistake(
            "square-kept",
            "You have the squares of the loss in your gradient. What is the derivative of ½a²?",
            v.path_by(lambda w, start: w**2 * np.array([1.0, 100.0])),
            others=[v.path_by(lambda w, start: w**2 * np.array([0.5, 50.0]))],
        ),
        Mistake(
            "half-kept",
            "Half of your gradient is missing: the ½ of the loss is cancelled by the square's 2.",
            v.path_by(lambda w, start: w * np.array([0.5, 50.0])),
        ),
        Mistake(
            "factor-2",
            "Your gradient is twice too large: what does the ½ in the loss do?",
            v.path_by(lambda w, start: w * np.array([2.0, 200.0])),
        ),
        Mistake(
            "curvature-100-for-both",
            "The curvature is 100 in both directions of yours. What is dL/da?",
            v.path_by(lambda w, start: 100 * w),
        ),
        Mistake(
            "loss-for-gradient",
            "Your gradient is one number for both weights. A gradient has one entry per weight: "
            "what are dL/da and dL/db?",
            v.path_by(lambda w, start: 0.5 * (w[0] ** 2 + 100 * w[1] ** 2)),
            others=[
                v.path_by(lambda w, start: w[0] + 100 * w[1]),
                v.path_by(lambda w, start: w[0] ** 2 + 100 * w[1] ** 2),
            ],
        ),
        Mistake(
            "gradient-ascent",
            "Your walk climbs. How often does the sign turn between the gradient and the step?",
            v.path_by(lambda w, start: -w * np.array([1.0, 100.0])),
        ),
        Mistake(
            "averaged-velocity",
            "Your velocity is an average, with 1 − β before the gradient. Here the new gradient "
            "counts in full.",
            v.path_by(step=v.momentum(lambda n: n.beta * n.velocity + (1 - n.beta) * n.g)),
        ),
        Mistake(
            "old-velocity",
            "The weights move by the velocity from before this gradient. Which line comes first?",
            v.path_by(step=v.momentum(w=lambda n: n.w - n.lr * n.velocity)),
        ),
        Mistake(
            "beta-missing",
            "Your velocity never fades. What is beta for?",
            v.path_by(step=v.momentum(lambda n: n.velocity + n.g)),
        ),
        Mistake(
            "lr-missing",
            "The velocity itself is your step. What is lr for?",
            v.path_by(step=v.momentum(w=lambda n: n.w - n.new)),
        ),
        Mistake(
            "lr-twice",
            "Count how often lr meets the new gradient on its way into the weight.",
            v.path_by(step=v.momentum(lambda n: n.beta * n.velocity + n.lr * n.g)),
            others=[v.path_by(step=v.momentum(lambda n: n.beta * n.velocity - n.lr * n.g))],
        ),
        Mistake(
            "beta-on-gradient",
            "Which of the two should fade: the velocity so far, or the new gradient?",
            v.path_by(step=v.momentum(lambda n: n.velocity + n.beta * n.g)),
        ),
        Mistake(
            "beta-on-both",
            "You let the new gradient fade as well. Is it old already?",
            v.path_by(step=v.momentum(lambda n: n.beta * (n.velocity + n.g))),
        ),
        Mistake(
            "one-minus-beta",
            "You keep the part 1 − β of the velocity. With β = 0.9, is that a long memory?",
            v.path_by(step=v.momentum(lambda n: (1 - n.beta) * n.velocity + n.g)),
        ),
        Mistake(
            "average-exchanged",
            "An average, and with its two parts exchanged. Which part does the text name?",
            v.path_by(step=v.momentum(lambda n: (1 - n.beta) * n.velocity + n.beta * n.g)),
        ),
        Mistake(
            "lr-and-beta-exchanged",
            "lr and beta have changed places. Which one fades, which one scales the step?",
            v.path_by(
                step=v.momentum(lambda n: n.lr * n.velocity + n.g, lambda n: n.w - n.beta * n.new)
            ),
        ),
        Mistake(
            "beta-for-lr",
            "The move is scaled by beta. Which number sets the length of a step?",
            v.path_by(step=v.momentum(w=lambda n: n.w - n.beta * n.new)),
        ),
        Mistake(
            "step-replaces-weight",
            "Does the new weight remember where it started?",
            v.path_by(step=v.momentum(w=lambda n: -n.lr * n.new)),
        ),
        Mistake(
            "weight-never-updated",
            "The walker never moves. Is the velocity added to w? And does the new velocity add the "
            "gradient to the old one, which is 0 at the start?",
            v.path_by(step=v.momentum(w=lambda n: n.w)),
        ),
        Mistake(
            "gradient-twice",
            "The weight moves by the gradient and by the velocity that holds it already: once too "
            "often.",
            v.path_by(step=v.momentum(w=lambda n: n.w - n.lr * (n.new + n.g))),
        ),
        Mistake(
            "nesterov",
            "That is Nesterov's form, which looks one step ahead. Ours moves by the velocity.",
            v.path_by(step=v.momentum(w=lambda n: n.w - n.lr * (n.g + n.beta * n.new))),
        ),
        Mistake(
            "gradient-multiplied-again",
            "The gradient is in your velocity already. Why does it multiply the step once more?",
            v.path_by(step=v.momentum(w=lambda n: n.w - n.lr * n.new * n.g)),
        ),
        Mistake(
            "bracket-missing",
            "Without a bracket, `1 - beta * gradient` takes the gradient times β off 1. And here "
            "the new gradient counts in full.",
            v.path_by(step=v.momentum(lambda n: n.beta * n.velocity + 1 - n.beta * n.g)),
        ),
        Mistake(
            "appended-before-the-step",
            "The start stands twice in your path, and the last place is missing. When is a place "
            "to be appended: before its step, or after it?",
            v.path_by(early=True),
        ),
        Mistake(
            "rows-share-one-array",
            "All rows of your path are the same: `w -=` changes the one array that each row is. "
            "Which line makes a new array?",
            v.path_by(alias=True),
        ),
        *m.hard_coded(v.momentum_path, lr=0.018, beta=0.9),
    ],
)
