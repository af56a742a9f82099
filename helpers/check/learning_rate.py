"""The checks of lesson 07: walks, the largest stable rate, a sweep, a diagnosis, a finder.

The slopes at which a walk is checked have no floor at 0 and no sharpness of 1, 2 or 0.5: there a
rate and its inverse, or a step and a place, would look alike.
"""

import numpy as np

from . import learning_rate_variants as v
from .function import FunctionCheck
from .learning_rate_calls import LossesCheck
from .mistake import Mistake
from .variable import ChoiceCheck, ChoicesCheck

beyond_the_floor = ChoiceCheck(
    name="beyond_the_floor",
    replies={
        "a": "Then the walk crosses the floor once and never again. Run the next cell and see.",
        "b": "Then each step ends nearer than it began, though on the other side. Run the next "
        "cell and see.",
        "c": "Then each step ends farther away than it began. Run the next cell and see.",
        "d": "Then each step ends as far away as it began. Run the next cell and see.",
    },
)

WALKS = [
    (v.steep, 0, [0.02, 0.2, 0.52], 4),  # a whole number: an array made from it cuts the rest
    (v.gentle, 1.5, [0.3, 1.1, 2.6, 3.1], 3),
    (v.bent, 1.2, [0.01, 0.06], 5),
]

three_walks = FunctionCheck(
    name="three_walks",
    parameters="slope, start, rates, num_steps",
    returns="walks",
    reference=v.right_walks,
    points=WALKS,
    mistakes=[
        Mistake(
            "Does the loss fall along your walk? The slope points uphill.",
            v.walks(lambda slope, w, start, lr: w + lr * slope(w)),
        ),
        Mistake(
            "All your walks are alike. Where does the learning rate come in?",
            v.walks(lambda slope, w, start, lr: w - slope(w)),
        ),
        Mistake(
            "A small lr should give a small step. Do you divide by it?",
            v.walks(lambda slope, w, start, lr: w - slope(w) / lr),
        ),
        Mistake(
            "The walker feels the slope underfoot. At which place do you take yours?",
            v.walks(lambda slope, w, start, lr: w - lr * slope(start)),
        ),
        Mistake(
            "Does the new place remember the old one? A step is added to where you stand.",
            v.walks(lambda slope, w, start, lr: -lr * slope(w)),
        ),
        Mistake(
            "Each of your steps leaves from the start again. Where did the last one end?",
            v.walks(lambda slope, w, start, lr: start - lr * slope(w)),
        ),
        Mistake(
            "Your step is a part of w. Of what should it be a part?",
            v.walks(lambda slope, w, start, lr: w - lr * w),
        ),
        Mistake(
            "Your walker moves by lr whatever the slope. Does a steep hill give a longer step?",
            v.walks(lambda slope, w, start, lr: w - lr * np.sign(slope(w))),
        ),
        Mistake(
            "Your walker never moves. What becomes of the new place?",
            v.walks(lambda slope, w, start, lr: w),
        ),
        Mistake(
            "Your places are whole numbers where `start` is one. An array made from a whole number "
            "holds whole numbers: make it from float(start).",
            v.walks(
                lambda slope, w, start, lr: (
                    w - lr * slope(w) if isinstance(start, float) else int(w - lr * slope(w))
                )
            ),
        ),
        Mistake(
            "The second walk begins where the first one ended. Where should each begin?",
            v.walks(lambda slope, w, start, lr: w - lr * slope(w), together=True),
        ),
    ],
)

FLOORS = [(v.steep, 3.0), (v.gentle, -2.0), (v.bent, 2.0), (v.curved, float(np.log(2.0)))]


def _sharpness(slope: v.Slope, w: float) -> float:
    return 2.0 / v.limit_by_trying(slope, w)


AT_REST = "On a floor the slope itself is 0. You need how fast it changes."

largest_stable_rate = FunctionCheck(
    name="largest_stable_rate",
    parameters="slope, w",
    returns="lr",
    reference=v.limit_by_trying,
    points=FLOORS,
    rtol=1e-3,
    pointers={"ZeroDivisionError": AT_REST, "lr is inf": AT_REST},
    mistakes=[
        Mistake(AT_REST, lambda slope, w: 0.0),
        Mistake(
            "This is half of the limit. Which rate is 1/sharpness? And if you nudged to both "
            "sides, how far apart are your two places?",
            lambda slope, w: 1.0 / _sharpness(slope, w),
        ),
        Mistake(
            "This is twice the limit. How far apart are the two places whose slopes you compare?",
            lambda slope, w: 4.0 / _sharpness(slope, w),
        ),
        Mistake(
            "This is the sharpness. A sharp valley needs short steps: which way does the limit go?",
            _sharpness,
        ),
        Mistake(
            "This grows with the sharpness. Should a sharper valley allow longer steps?",
            lambda slope, w: 2.0 * _sharpness(slope, w),
        ),
        Mistake(
            "This is half of the sharpness. Turn the fraction over.",
            lambda slope, w: _sharpness(slope, w) / 2.0,
        ),
        Mistake(
            "The sign is turned. In which order do you take the two slopes?",
            lambda slope, w: -2.0 / _sharpness(slope, w),
        ),
        Mistake(
            "Your limit depends on where the floor lies. Take a difference of slopes around it.",
            lambda slope, w: 2.0 / slope(w + 1.0) if abs(slope(w + 1.0)) > 0 else np.inf,
        ),
    ],
)

SWEEPS = [
    (v.bowl, np.array([2.7, -1.3]), [0.05, 0.3, 0.45, 0.62], 4),  # the last step decides
    (v.net, np.array([0.6, 1.4]), [0.02, 0.3, 0.1], 4),
    (v.funnel, np.array([-2.2, 1.7]), [0.9, 0.2, 0.5], 5),
    (v.net, np.array([1.6, 0.7]), [0.03, 0.2, 0.11, 1e4], 7),  # the last is lost to nan
]

mend_sweep = LossesCheck(
    name="mend_sweep",
    parameters="loss_and_gradient, start, rates, num_steps",
    returns="losses, best",
    reference=v.sweeps(),
    points=SWEEPS,
    unchanged=v.sweeps(fresh=False),
    pointers={"what the given code returns": "Print the first loss of each rate. Are they equal?"},
    mistakes=[
        Mistake(
            "Now every step leaves from the start. How often should a walker go back there?",
            v.fresh_once_more,
        ),
        Mistake(
            "The largest first drop wins in your sweep. Run more steps: who is ahead at the end?",
            v.sweeps(column=1),
        ),
        Mistake(
            "Your best rate was lost to nan. What does np.argmin make of nan, and what did the "
            "given line use?",
            v.sweeps(lost=True),
        ),
        Mistake("The losses were noted before each step. Are yours?", v.sweeps(after=True)),
        Mistake("Your best rate has the highest last loss.", v.sweeps(highest=True)),
        Mistake("Do the losses fall? The gradient points uphill.", v.sweeps(sign=-1.0)),
        Mistake("All rates give the same curve. Where did lr go?", v.sweeps(use_lr=False)),
    ],
)

diagnosis = ChoicesCheck(
    name="diagnosis",
    labels=("A", "B", "C"),
    replies={
        "too small": "then its loss still falls at the last step, and more steps would help",
        "about right": "then its loss falls in a few steps and stays, and no other gets lower",
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
    parameters="loss_and_gradient, w, rates",
    returns="losses, pick",
    reference=v.right_finder,
    points=FINDERS,
    calls=2,
    mistakes=[
        Mistake(
            "You move the array that you were given: a second call with the same w begins where "
            "the first one ended. `w -= …` changes the array itself; which line makes a new one?",
            v.moving_finder,
        ),
        Mistake(
            "You measure the fall from the start, or take the lowest loss. How far does each "
            "single step lower it?",
            v.finder(lambda losses, rates: rates[np.argmin(losses)]),
        ),
        Mistake(
            "One rate too far: the fall from losses[i] to losses[i + 1] is the work of which rate?",
            v.finder(lambda losses, rates: rates[np.argmin(np.diff(losses)) + 1]),
        ),
        Mistake(
            "You take the step with the steepest rise. Which sign has a fall?",
            v.finder(lambda losses, rates: rates[np.argmax(np.diff(losses))]),
        ),
        Mistake(
            "You mix the fall before a step with the fall after it, as np.gradient does. Which "
            "two losses does one step connect?",
            v.finder(lambda losses, rates: rates[np.argmax(-np.gradient(losses))]),
        ),
        Mistake(
            "You look for the longest change, up or down. Is a rise as good as a fall?",
            v.finder(lambda losses, rates: rates[np.argmax(np.abs(np.diff(losses)))]),
        ),
        Mistake(
            "You divide each fall by the gap between two rates, which favours the small rates. "
            "The rates grow by factors: count each step alike.",
            v.finder(lambda losses, rates: rates[np.argmax(-np.diff(losses) / np.diff(rates))]),
        ),
        Mistake(
            "You take the last rate before the loss is lowest. Where does it fall most?",
            v.finder(lambda losses, rates: rates[max(int(np.argmin(losses)) - 1, 0)]),
        ),
        Mistake(
            "This is the number of a step, not a rate. What stands at that place in `rates`?",
            v.finder(lambda losses, rates: float(np.argmin(np.diff(losses)))),
        ),
        Mistake(
            "This is how far the loss falls, not the rate that made it fall.",
            v.finder(lambda losses, rates: float(np.max(-np.diff(losses)))),
        ),
        Mistake(
            "All your losses are alike: the walker never moves. What becomes of the new w?",
            v.finder(
                lambda losses, rates: rates[np.argmin(np.diff(losses))],
                lambda w, start, lr, g: w,
            ),
        ),
        Mistake(
            "Your loss rises from the first step on. The gradient points uphill.",
            v.finder(
                lambda losses, rates: rates[np.argmin(np.diff(losses))],
                lambda w, start, lr, g: w + lr * g,
            ),
        ),
        Mistake(
            "Each rate leaves from the start again. In a finder the walker goes on.",
            v.finder(
                lambda losses, rates: rates[np.argmin(np.diff(losses))],
                lambda w, start, lr, g: start - lr * g,
            ),
        ),
        Mistake(
            "Compare your step with the rate of that step. What is lr for?",
            v.finder(
                lambda losses, rates: rates[np.argmin(np.diff(losses))],
                lambda w, start, lr, g: w - g,
            ),
        ),
    ],
)

finder_choice = ChoiceCheck(
    name="finder_choice",
    replies={
        "p": "Then the steps there are so short that the loss is the same before and after.",
        "q": "Then the loss has begun to fall there, and falls faster a little further on.",
        "r": "Then the loss falls faster at no other letter. Lay a ruler along the curve.",
        "s": "Then no other letter has a lower loss. Is the loss still falling there?",
        "t": "Then the steps there are so long that the loss rises.",
    },
)
