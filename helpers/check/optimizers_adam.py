"""The checks of Adam in lesson 09: one step, given its memory, and a walk with a planted bug.

v is larger than 1 and the slopes are small beside it, so that a missing bracket, as in v/1 − β2ᵗ or
1 − β2·g², leaves a root that exists.
"""

import numpy as np

from . import optimizers_mistakes as m
from . import optimizers_variants as v
from .function import FunctionCheck
from .mistake import Mistake

W = np.array([1.0, -2.0])
SLOPES = [np.array([1.5, -2.0]), np.array([-1.0, 2.5]), np.array([-0.8, -1.2])]

adam_step = FunctionCheck(
    name="adam_step",
    parameters="w, gradient, m, v, t, lr, beta1, beta2, epsilon",
    returns="w, m, v",
    walk="m, v, w",
    reference=v.adam_step,
    points=v.walk(
        v.adam_step,
        W,
        [np.array([0.5, -0.2]), np.array([4.0, 6.0])],
        SLOPES,
        [
            (3, 0.2, 0.9, 0.999, 1e-8),
            (4, 0.3, 0.8, 0.99, 0.5),
            (5, 0.07, 0.7, 0.95, 0.2),
        ],
    ),
    mistakes=[
        Mistake(
            "Compare a first step (t = 1, m = v = 0) with lr: it is 3.16·lr. Where are the hats?",
            v.adam(m_hat=lambda n: n.m, v_hat=lambda n: n.v),
        ),
        Mistake(
            "m has its hat. Does v start at 0 too?",
            v.adam(v_hat=lambda n: n.v),
        ),
        Mistake(
            "v has its hat. Does m start at 0 too?",
            v.adam(m_hat=lambda n: n.m),
        ),
        Mistake(
            "The weight is right. You hand on the corrected memories, and the next step corrects "
            "them again.",
            v.adam(keep=lambda n: (n.m_hat, n.v_hat)),
        ),
        Mistake(
            "w and v are right. Is the m that you hand on the memory, or its corrected copy?",
            v.adam(keep=lambda n: (n.m_hat, n.v)),
        ),
        Mistake(
            "w and m are right. Is the v that you hand on the memory, or its corrected copy?",
            v.adam(keep=lambda n: (n.m, n.v_hat)),
        ),
        Mistake(
            "Your m has faded t times. By what does a fading memory shrink: β·t, or β to the power "
            "t?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b1 * n.t)),
        ),
        Mistake(
            "The power belongs to β alone: does your bracket raise 1 − β to it?",
            v.adam(
                m_hat=lambda n: n.m / (1 - n.b1) ** n.t, v_hat=lambda n: n.v / (1 - n.b2) ** n.t
            ),
        ),
        Mistake(
            "The correction stays the same at each step. Where is t?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b1), v_hat=lambda n: n.v / (1 - n.b2)),
        ),
        Mistake(
            "t counts this step already: in the first step it is 1. What do you add to it?",
            v.adam(
                m_hat=lambda n: n.m / (1 - n.b1 ** (n.t + 1)),
                v_hat=lambda n: n.v / (1 - n.b2 ** (n.t + 1)),
            ),
        ),
        Mistake(
            "t counts this step already: in the first step it is 1. What do you take off?",
            v.adam(
                m_hat=lambda n: n.m / (1 - n.b1 ** (n.t - 1)),
                v_hat=lambda n: n.v / (1 - n.b2 ** (n.t - 1)),
            ),
        ),
        Mistake(
            "m is too small at the start. Does your correction make it larger or smaller?",
            v.adam(m_hat=lambda n: n.m * (1 - n.b1**n.t), v_hat=lambda n: n.v * (1 - n.b2**n.t)),
        ),
        Mistake(
            "Divide by the share of the memory that is full. β to the power t is the empty share.",
            v.adam(m_hat=lambda n: n.m / n.b1**n.t, v_hat=lambda n: n.v / n.b2**n.t),
        ),
        Mistake(
            "Each memory fades at its own rate. Which β corrects v?",
            v.adam(v_hat=lambda n: n.v / (1 - n.b1**n.t)),
        ),
        Mistake(
            "Each memory fades at its own rate. Which β corrects m?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b2**n.t)),
        ),
        Mistake(
            "The two corrections have changed places.",
            v.adam(m_hat=lambda n: n.m / (1 - n.b2**n.t), v_hat=lambda n: n.v / (1 - n.b1**n.t)),
        ),
        Mistake(
            "v's correction comes after your root. Which of the two is corrected: v, or √v?",
            v.adam(w=lambda n: n.w - n.lr * n.m_hat / (np.sqrt(n.v) / (1 - n.b2**n.t) + n.eps)),
        ),
        Mistake(
            "Your corrected copies are made of the old m and v. In which order do the lines stand?",
            v.adam(
                m_hat=lambda n: n.old_m / (1 - n.b1**n.t),
                v_hat=lambda n: n.old_v / (1 - n.b2**n.t),
            ),
        ),
        Mistake(
            "β1 and β2 have changed places in the memories. Which of m and v should forget sooner?",
            v.adam(
                m=lambda n: n.b2 * n.old_m + (1 - n.b2) * n.g,
                v=lambda n: n.b1 * n.old_v + (1 - n.b1) * n.g**2,
            ),
        ),
        Mistake(
            "β1 and β2 have changed places everywhere. Which of m and v should forget sooner?",
            v.adam(
                m=lambda n: n.b2 * n.old_m + (1 - n.b2) * n.g,
                v=lambda n: n.b1 * n.old_v + (1 - n.b1) * n.g**2,
                m_hat=lambda n: n.m / (1 - n.b2**n.t),
                v_hat=lambda n: n.v / (1 - n.b1**n.t),
            ),
        ),
        Mistake(
            "Which β belongs to the memory of squares? Yours fades with β1.",
            v.adam(v=lambda n: n.b1 * n.old_v + (1 - n.b1) * n.g**2),
        ),
        Mistake(
            "m adds up slopes as momentum does. Here it is a mean: what are its two weights?",
            v.adam(m=lambda n: n.b1 * n.old_m + n.g),
        ),
        Mistake(
            "v adds up squares. Here it is a mean: what are its two weights?",
            v.adam(v=lambda n: n.b2 * n.old_v + n.g**2),
        ),
        Mistake(
            "Both memories add up. Here they are means: what are the two weights of each?",
            v.adam(m=lambda n: n.b1 * n.old_m + n.g, v=lambda n: n.b2 * n.old_v + n.g**2),
        ),
        Mistake(
            "β and 1 − β have changed places in both memories. Which part is the larger one?",
            v.adam(
                m=lambda n: (1 - n.b1) * n.old_m + n.b1 * n.g,
                v=lambda n: (1 - n.b2) * n.old_v + n.b2 * n.g**2,
            ),
        ),
        Mistake(
            "Slopes of both signs would cancel in your v. What does v average?",
            v.adam(v=lambda n: n.b2 * n.old_v + (1 - n.b2) * n.g),
        ),
        Mistake(
            "`*2` doubles a slope. Does doubling make all of them count as sizes, without a sign?",
            v.adam(v=lambda n: n.b2 * n.old_v + (1 - n.b2) * n.g * 2),
        ),
        Mistake(
            "Your v averages the squares of m. Whose squares should it remember?",
            v.adam(v=lambda n: n.b2 * n.old_v + (1 - n.b2) * n.m**2),
        ),
        Mistake(
            "You square 1 − β2 as well. What exactly does the square belong to?",
            v.adam(v=lambda n: n.b2 * n.old_v + ((1 - n.b2) * n.g) ** 2),
        ),
        Mistake(
            "Your ε is under the root. Where does the formula have it?",
            v.adam(w=lambda n: n.w - n.lr * n.m_hat / np.sqrt(n.v_hat + n.eps)),
        ),
        Mistake(
            "The slope itself stands on top of your fraction. What is m for?",
            v.adam(w=lambda n: n.w - n.lr * n.g / (np.sqrt(n.v_hat) + n.eps)),
        ),
        Mistake(
            "You made m_hat and v_hat, and the step uses m and v.",
            v.adam(
                w=lambda n: n.w - n.lr * n.m / (np.sqrt(n.v) + n.eps),
                keep=lambda n: (n.m_hat, n.v_hat),
            ),
        ),
        Mistake("The memories change and the weight stays.", v.adam(w=lambda n: n.w)),
        Mistake(
            "The weight is right. The memories that you hand on are the old ones.",
            v.adam(keep=lambda n: (n.old_m, n.old_v)),
        ),
        Mistake(
            "Without its bracket, `1 - beta * ...` is no weight of a mean, in m and in v. What "
            "belongs in the bracket?",
            v.adam(
                m=lambda n: n.b1 * n.old_m + 1 - n.b1 * n.g,
                v=lambda n: n.b2 * n.old_v + 1 - n.b2 * n.g**2,
            ),
        ),
        Mistake(
            "In m, `1 - beta1 * gradient` lacks its bracket. What is the slope's weight?",
            v.adam(m=lambda n: n.b1 * n.old_m + 1 - n.b1 * n.g),
        ),
        Mistake(
            "In v, `1 - beta2 * gradient**2` lacks its bracket. What is the square's weight?",
            v.adam(v=lambda n: n.b2 * n.old_v + 1 - n.b2 * n.g**2),
        ),
        Mistake(
            "`m / 1 - beta1**t` divides by 1 alone, and so in v_hat. Which brackets are missing?",
            v.adam(m_hat=lambda n: n.m / 1 - n.b1**n.t, v_hat=lambda n: n.v / 1 - n.b2**n.t),
        ),
        Mistake(
            "`m / 1 - beta1**t` divides by 1 alone. Which bracket is missing?",
            v.adam(m_hat=lambda n: n.m / 1 - n.b1**n.t),
        ),
        Mistake(
            "`v / 1 - beta2**t` divides by 1 alone. Which bracket is missing?",
            v.adam(v_hat=lambda n: n.v / 1 - n.b2**n.t),
        ),
        Mistake(
            "β1 and 1 − β1 have changed places in m. With β1 = 0.9, which part is the larger one?",
            v.adam(m=lambda n: (1 - n.b1) * n.old_m + n.b1 * n.g),
        ),
        Mistake(
            "β2 and 1 − β2 have changed places in v. Which part should be the larger one?",
            v.adam(v=lambda n: (1 - n.b2) * n.old_v + n.b2 * n.g**2),
        ),
        *m.steps(v.adam, m.FRACTION),
        *m.hard_coded(v.adam_step, lr=0.2, beta1=0.9, beta2=0.999, epsilon=1e-8),
        Mistake(
            "Your learning rate stays at its default, 0.001, whatever `lr` is given.",
            m.fixed(v.adam_step, lr=0.001),
        ),
    ],
)

ROWS = np.array([[3.0, -4.0], [-2.0, 5.0], [1.0, 2.0], [-0.5, -2.5]])
WALKS = [
    (W, ROWS, 0.2, 0.9, 0.999, 1e-8),
    (np.array([0.3, 1.4]), ROWS[::-1] / 3, 0.05, 0.8, 0.95, 0.2),
]

mend_adam = FunctionCheck(
    name="mend_adam",
    parameters="w, gradients, lr, beta1, beta2, epsilon",
    returns="path",
    reference=v.adam_walk(),
    points=WALKS,
    unchanged=v.adam_walk(v.adam(keep=lambda n: (n.m_hat, n.v_hat))),
    mistakes=[
        Mistake(
            "v is mended. Which m does the next step take up: the memory, or its corrected copy?",
            v.adam_walk(v.adam(keep=lambda n: (n.m_hat, n.v))),
        ),
        Mistake(
            "m is mended. Which v does the next step take up: the memory, or its corrected copy?",
            v.adam_walk(v.adam(keep=lambda n: (n.m, n.v_hat))),
        ),
        Mistake(
            "Now nothing is corrected, and the first step is 3.16·lr. The corrections were needed.",
            v.adam_walk(v.adam(m_hat=lambda n: n.m, v_hat=lambda n: n.v)),
        ),
        Mistake(
            "m's correction has gone with the bug. Was it wrong, or only where it was kept?",
            v.adam_walk(v.adam(m_hat=lambda n: n.m)),
        ),
        Mistake(
            "v's correction has gone with the bug. Was it wrong, or only where it was kept?",
            v.adam_walk(v.adam(v_hat=lambda n: n.v)),
        ),
        Mistake(
            "m's correction has gone, and v is still overwritten by its corrected copy.",
            v.adam_walk(v.adam(m_hat=lambda n: n.m, keep=lambda n: (n.m, n.v_hat))),
        ),
        Mistake(
            "v's correction has gone, and m is still overwritten by its corrected copy.",
            v.adam_walk(v.adam(v_hat=lambda n: n.v, keep=lambda n: (n.m_hat, n.v))),
        ),
        Mistake(
            "The memories are safe now, and each is corrected by the other one's β.",
            v.adam_walk(
                v.adam(m_hat=lambda n: n.m / (1 - n.b2**n.t), v_hat=lambda n: n.v / (1 - n.b1**n.t))
            ),
        ),
        Mistake(
            "The correction stays the same at each step now. Where is t?",
            v.adam_walk(v.adam(m_hat=lambda n: n.m / (1 - n.b1), v_hat=lambda n: n.v / (1 - n.b2))),
        ),
        Mistake(
            "The count was right before: in the first step t is 1. Where does yours start?",
            v.adam_walk(first=2),
        ),
        Mistake(
            "The sign of the step was right. Which way is downhill?",
            v.adam_walk(v.adam(w=lambda n: n.w + n.lr * n.m_hat / (np.sqrt(n.v_hat) + n.eps))),
        ),
        Mistake(
            "The root was right where it was.",
            v.adam_walk(v.adam(w=lambda n: n.w - n.lr * n.m_hat / (n.v_hat + n.eps))),
        ),
        Mistake(
            "All rows of your path are alike: `w -=` changes the one array that each row is. Which "
            "line makes a new array?",
            v.adam_walk(alias=True),
        ),
        Mistake(
            "All rows of your path are alike: `w -=` changes the one array that each row is. The "
            "memories are still overwritten as well.",
            v.adam_walk(v.adam(keep=lambda n: (n.m_hat, n.v_hat)), alias=True),
        ),
        *m.hard_coded(v.adam_walk(), lr=0.2, beta1=0.9, beta2=0.999, epsilon=1e-8),
    ],
)
