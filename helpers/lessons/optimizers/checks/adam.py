"""The checks of Adam in lesson 10: one step, given its memory, and a walk with a planted bug.

The task's example stands first. Its ε is too small to see what an answer does with it; the walk
after it shows that.
v is larger than 1 and the slopes are small beside it, so that a missing bracket, as in v/1 − β2ᵗ or
1 − β2·g², leaves a root that exists.
"""

from typing import Any

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Known, Mistake, Symptom
from helpers.checking.reading import Values
from helpers.checking.running import quiet
from helpers.checking.stages import RightValues, stages

from . import mistakes as m
from . import variants as v

W = np.array([1.0, -2.0])
FROM_2 = (
    "Your step number 1 is right, and later ones are nan. At t = 1, β to the power t is β. Compute "
    "by hand what your line gives for β1 = 0.9 and t = 2, in place of 0.9 · 0.9 = 0.81."
)
NAN = r"\b(w|path) is [^;]*nan"
NEGATIVE = (
    "A root of a negative number gives nan. Print v and its corrected copy at each step: which "
    "line makes one of them negative?"
)
ROOT_OF_M = "Which quantity stands under your root? Only v̂ belongs there."
FROM_0 = "In the first round t must be 1: at t = 0 you divide by 1 − β⁰ = 0."


def _root_of_m(answer: Any) -> bool:
    """Return whether the sign of m alone decides if w is a number; v stays far above 0."""

    def finite(m: float) -> bool:
        w = answer(W, np.ones(2), np.full(2, m), np.full(2, 9.0), 4, 0.2, 0.9, 0.999, 0.5)[0]
        return bool(np.all(np.isfinite(np.asarray(w, dtype=np.float64))))

    return finite(5.0) and not finite(-5.0)


def _negative(answer: Any) -> str:
    """Say where nan comes from: at t = 1, β to the power t and β times t are the same."""
    try:
        with quiet():
            if _root_of_m(answer):
                return ROOT_OF_M
            first = answer(W, SLOPES[0], np.zeros(2), np.zeros(2), 1, 0.2, 0.9, 0.999, 0.5)
            right = v.adam_step(W, SLOPES[0], np.zeros(2), np.zeros(2), 1, 0.2, 0.9, 0.999, 0.5)
            same = np.allclose(np.asarray(first[0], dtype=np.float64), right[0])
    except Exception:  # the check itself has said it
        return NEGATIVE
    return FROM_2 if same else NEGATIVE


def _negative_in_a_walk(answer: Any) -> str:
    """Say the same of a walk, whose first step is number 1."""
    try:
        with quiet():
            # Slopes this large leave no root below 0: only a division by 0 is left.
            steep = answer(W, np.full((1, 2), 1e4), 0.2, 0.9, 0.999, 0.5)
            if not np.all(np.isfinite(np.asarray(steep, dtype=np.float64))):
                return FROM_0
            path = answer(W, np.array(SLOPES), 0.2, 0.9, 0.999, 0.5)
            right = v.adam_walk()(W, np.array(SLOPES), 0.2, 0.9, 0.999, 0.5)
            same = np.allclose(np.asarray(path[0], dtype=np.float64), right[0])
    except Exception:
        return NEGATIVE
    return FROM_2 if same else NEGATIVE


SLOPES = [np.array([1.5, -2.0]), np.array([-1.0, 2.5]), np.array([-0.8, -1.2])]

LINES = Known(
    "hats-or-step",
    "Your m and v are right. So look at three things one after the other: m_hat, v_hat, and the "
    "step that is made of them.",
)


def _first_off(value: Any, *point: Any) -> Known | None:
    """Say which lines can be wrong, where m and v are right and w is not."""
    w, m, squares = (np.asarray(part, dtype=np.float64) for part in value)
    right = v.adam_step(*point)
    kept = np.allclose(m, right[1]) and np.allclose(squares, right[2])
    return LINES if kept and not np.allclose(w, right[0], rtol=1e-4) else None


MEMORY = [np.array([0.5, -0.2]), np.array([4.0, 6.0])]
EXAMPLE = (W, SLOPES[0], *MEMORY, 3, 0.2, 0.9, 0.999, 1e-8)  # the task's
# Here rounding to six decimals shows.
SMALL, SMALL_RATES = np.array([1.13, 1.27]), (0.02, 0.75, 0.94, 2e-8)

adam_step = FunctionCheck(
    name="adam_step",
    parameters=("w", "gradient", "m", "v", "t", "lr", "beta1", "beta2", "epsilon"),
    returns=("w", "m", "v"),
    reads=Values(back=("m", "v", "w")),
    reference=v.adam_step,
    stages=stages(values=RightValues(allowed=[v.adam_by_paper], finding=_first_off)),
    symptoms=[Symptom("power-as-product", NAN, _negative)],
    points=[
        EXAMPLE,
        *v.walk(
            v.adam_step,
            W,
            MEMORY,
            SLOPES,
            [
                (4, 0.15, 0.85, 0.995, 0.3),
                (5, 0.3, 0.8, 0.99, 0.5),
                (6, 0.07, 0.7, 0.95, 0.15),
            ],
        ),
        (0.5 * W, *(np.array([0.00123, -0.00371]) * k for k in (1, 0.3)), SMALL, 2, *SMALL_RATES),
    ],
    mistakes=[
        Mistake(
            "no-bias-correction",
            "Compare a first step (t = 1, m = v = 0) with lr: with the usual β it is 3.16·lr. "
            "Where are the hats?",
            v.adam(m_hat=lambda n: n.m, v_hat=lambda n: n.v),
        ),
        Mistake(
            "v-not-corrected",
            "m has its hat. Does v start at 0 too?",
            v.adam(v_hat=lambda n: n.v),
        ),
        Mistake(
            "m-not-corrected",
            "v has its hat. Does m start at 0 too?",
            v.adam(m_hat=lambda n: n.m),
        ),
        Mistake(
            "hands-on-corrected",
            "The weight is right. You hand on the corrected memories, and the next step corrects "
            "them again.",
            v.adam(keep=lambda n: (n.m_hat, n.v_hat)),
        ),
        Mistake(
            "hands-on-m-hat",
            "w and v are right. Is the m that you hand on the memory, or its corrected copy?",
            v.adam(keep=lambda n: (n.m_hat, n.v)),
        ),
        Mistake(
            "hands-on-v-hat",
            "w and m are right. Is the v that you hand on the memory, or its corrected copy?",
            v.adam(keep=lambda n: (n.m, n.v_hat)),
        ),
        Mistake(
            "beta-times-t",
            "After t steps the false 0 has been multiplied by β t times. Is that β·t, or β to the "
            "power t?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b1 * n.t)),
        ),
        Mistake(
            "times-t-after-bracket",
            "`m / (1 - beta1) * t` multiplies by t. Which number is raised to the power t?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b1) * n.t),
            others=[
                v.adam(
                    m_hat=lambda n: n.m / (1 - n.b1) * n.t, v_hat=lambda n: n.v / (1 - n.b2) * n.t
                ),
            ],
        ),
        Mistake(
            "multiplies-by-beta-power",
            "Your corrected copies are smaller than m and v. An average that is not full yet: "
            "should its correction make it smaller?",
            v.adam(m_hat=lambda n: n.m * n.b1**n.t, v_hat=lambda n: n.v * n.b2**n.t),
        ),
        Mistake(
            "power-of-the-bracket",
            "The power belongs to β alone: does your bracket raise 1 − β to it?",
            v.adam(
                m_hat=lambda n: n.m / (1 - n.b1) ** n.t, v_hat=lambda n: n.v / (1 - n.b2) ** n.t
            ),
        ),
        Mistake(
            "t-missing",
            "The correction stays the same at each step. Where is t?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b1), v_hat=lambda n: n.v / (1 - n.b2)),
        ),
        Mistake(
            "t-plus-1",
            "t counts this step already: in the first step it is 1. What do you add to it?",
            v.adam(
                m_hat=lambda n: n.m / (1 - n.b1 ** (n.t + 1)),
                v_hat=lambda n: n.v / (1 - n.b2 ** (n.t + 1)),
            ),
        ),
        Mistake(
            "t-minus-1",
            "t counts this step already: in the first step it is 1. What do you take off?",
            v.adam(
                m_hat=lambda n: n.m / (1 - n.b1 ** (n.t - 1)),
                v_hat=lambda n: n.v / (1 - n.b2 ** (n.t - 1)),
            ),
        ),
        Mistake(
            "multiplies-by-correction",
            "m is too small at the start. Does your correction make it larger or smaller?",
            v.adam(m_hat=lambda n: n.m * (1 - n.b1**n.t), v_hat=lambda n: n.v * (1 - n.b2**n.t)),
        ),
        Mistake(
            "divides-by-beta-power",
            "Divide by the share of the memory that is full. β to the power t is the empty share.",
            v.adam(m_hat=lambda n: n.m / n.b1**n.t, v_hat=lambda n: n.v / n.b2**n.t),
        ),
        Mistake(
            "v-corrected-by-beta1",
            "Each average has its own β. Which β corrects v?",
            v.adam(v_hat=lambda n: n.v / (1 - n.b1**n.t)),
        ),
        Mistake(
            "m-corrected-by-beta2",
            "Each average has its own β. Which β corrects m?",
            v.adam(m_hat=lambda n: n.m / (1 - n.b2**n.t)),
        ),
        Mistake(
            "corrections-exchanged",
            "The two corrections have changed places.",
            v.adam(m_hat=lambda n: n.m / (1 - n.b2**n.t), v_hat=lambda n: n.v / (1 - n.b1**n.t)),
        ),
        Mistake(
            "corrected-after-root",
            "v's correction comes after your root. Which of the two is corrected: v, or √v?",
            v.adam(w=lambda n: n.w - n.lr * n.m_hat / (np.sqrt(n.v) / (1 - n.b2**n.t) + n.eps)),
        ),
        Mistake(
            "corrects-old-memories",
            "Your corrected copies are made of the old m and v. In which order do the lines stand?",
            v.adam(
                m_hat=lambda n: n.old_m / (1 - n.b1**n.t),
                v_hat=lambda n: n.old_v / (1 - n.b2**n.t),
            ),
        ),
        Mistake(
            "betas-exchanged-in-memories",
            "β1 and β2 have changed places in the memories. Which of m and v should forget sooner?",
            v.adam(
                m=lambda n: n.b2 * n.old_m + (1 - n.b2) * n.g,
                v=lambda n: n.b1 * n.old_v + (1 - n.b1) * n.g**2,
            ),
        ),
        Mistake(
            "betas-exchanged",
            "β1 and β2 have changed places everywhere. Which of m and v should forget sooner?",
            v.adam(
                m=lambda n: n.b2 * n.old_m + (1 - n.b2) * n.g,
                v=lambda n: n.b1 * n.old_v + (1 - n.b1) * n.g**2,
                m_hat=lambda n: n.m / (1 - n.b2**n.t),
                v_hat=lambda n: n.v / (1 - n.b1**n.t),
            ),
        ),
        Mistake(
            "m-with-beta2",
            "Which β belongs to m?",
            v.adam(m=lambda n: n.b2 * n.old_m + (1 - n.b2) * n.g),
        ),
        Mistake(
            "corrections-in-figures",
            "t and β are missing from your correction.",
            v.adam(m_hat=lambda n: n.m / 0.1, v_hat=lambda n: n.v / 0.001),
            others=[
                v.adam(m_hat=lambda n: n.m / 0.1),
                v.adam(m_hat=lambda n: n.m / 0.1, v_hat=lambda n: n.v),
            ],
        ),
        Mistake(
            "v-with-beta1",
            "Which β belongs to the average of squares? Yours uses β1.",
            v.adam(v=lambda n: n.b1 * n.old_v + (1 - n.b1) * n.g**2),
        ),
        Mistake(
            "m-is-a-sum",
            "m adds up gradients as momentum does. Here it is a mean: what are its two weights?",
            v.adam(m=lambda n: n.b1 * n.old_m + n.g),
        ),
        Mistake(
            "v-is-a-sum",
            "v adds up squares. Here it is a mean: what are its two weights?",
            v.adam(v=lambda n: n.b2 * n.old_v + n.g**2),
        ),
        Mistake(
            "memories-are-sums",
            "Both memories add up. Here they are means: what are the two weights of each?",
            v.adam(m=lambda n: n.b1 * n.old_m + n.g, v=lambda n: n.b2 * n.old_v + n.g**2),
        ),
        Mistake(
            "weights-exchanged-in-both",
            "β and 1 − β have changed places in both memories. Which part is the larger one?",
            v.adam(
                m=lambda n: (1 - n.b1) * n.old_m + n.b1 * n.g,
                v=lambda n: (1 - n.b2) * n.old_v + n.b2 * n.g**2,
            ),
        ),
        Mistake(
            "square-missing",
            "Gradients of both signs would cancel in your v. What does v average?",
            v.adam(v=lambda n: n.b2 * n.old_v + (1 - n.b2) * n.g),
        ),
        Mistake(
            "doubled-for-squared",
            "`*2` doubles a gradient. Does doubling make all of them count as sizes, without a "
            "sign?",
            v.adam(v=lambda n: n.b2 * n.old_v + (1 - n.b2) * n.g * 2),
        ),
        Mistake(
            "squares-m",
            "Your v averages the squares of m. Whose squares should it remember?",
            v.adam(v=lambda n: n.b2 * n.old_v + (1 - n.b2) * n.m**2),
        ),
        Mistake(
            "squares-the-weight",
            "You square 1 − β2 as well. What exactly does the square belong to?",
            v.adam(v=lambda n: n.b2 * n.old_v + ((1 - n.b2) * n.g) ** 2),
        ),
        Mistake(
            "epsilon-under-root",
            "Your ε is under the root. Where does the formula have it?",
            v.adam(w=lambda n: n.w - n.lr * n.m_hat / np.sqrt(n.v_hat + n.eps)),
        ),
        Mistake(
            "multiplies-by-root",
            "Your step multiplies by √v̂ + ε. Should large gradients in memory make it longer?",
            v.adam(w=lambda n: n.w - n.lr * n.m_hat * (np.sqrt(n.v_hat) + n.eps)),
        ),
        Mistake(
            "memories-unused",
            "The memories change, and the step doesn't look at them: that is vanilla.",
            v.adam(w=lambda n: n.w - n.lr * n.g),
        ),
        Mistake(
            "size-unused",
            "Your step uses m̂ alone. What is v for?",
            v.adam(w=lambda n: n.w - n.lr * n.m_hat),
        ),
        Mistake(
            "gradient-for-m",
            "The gradient itself stands on top of your fraction. What is m for?",
            v.adam(w=lambda n: n.w - n.lr * n.g / (np.sqrt(n.v_hat) + n.eps)),
        ),
        Mistake(
            "corrections-unused",
            "You made m_hat and v_hat, and the step uses m and v.",
            v.adam(
                w=lambda n: n.w - n.lr * n.m / (np.sqrt(n.v) + n.eps),
                keep=lambda n: (n.m_hat, n.v_hat),
            ),
        ),
        Mistake(
            "weight-never-updated",
            "The memories change and the weight stays.",
            v.adam(w=lambda n: n.w),
        ),
        Mistake(
            "hands-on-old-memories",
            "The weight is right. The memories that you hand on are the old ones.",
            v.adam(keep=lambda n: (n.old_m, n.old_v)),
        ),
        Mistake(
            "brackets-missing-in-memories",
            "Without its bracket, `1 - beta * ...` is no weight of a mean, in m and in v. What "
            "belongs in the bracket?",
            v.adam(
                m=lambda n: n.b1 * n.old_m + 1 - n.b1 * n.g,
                v=lambda n: n.b2 * n.old_v + 1 - n.b2 * n.g**2,
            ),
        ),
        Mistake(
            "bracket-missing-in-m",
            "In m, `1 - beta1 * gradient` lacks its bracket. What is the gradient's weight?",
            v.adam(m=lambda n: n.b1 * n.old_m + 1 - n.b1 * n.g),
        ),
        Mistake(
            "bracket-missing-in-v",
            "In v, `1 - beta2 * gradient**2` lacks its bracket. What is the square's weight?",
            v.adam(v=lambda n: n.b2 * n.old_v + 1 - n.b2 * n.g**2),
        ),
        Mistake(
            "brackets-missing-in-corrections",
            "`m / 1 - beta1**t` divides by 1 alone, and so in v_hat. Which brackets are missing?",
            v.adam(m_hat=lambda n: n.m / 1 - n.b1**n.t, v_hat=lambda n: n.v / 1 - n.b2**n.t),
        ),
        Mistake(
            "bracket-missing-in-m-hat",
            "`m / 1 - beta1**t` divides by 1 alone. Which bracket is missing?",
            v.adam(m_hat=lambda n: n.m / 1 - n.b1**n.t),
        ),
        Mistake(
            "bracket-missing-in-v-hat",
            "`v / 1 - beta2**t` divides by 1 alone. Which bracket is missing?",
            v.adam(v_hat=lambda n: n.v / 1 - n.b2**n.t),
        ),
        Mistake(
            "weights-exchanged-in-m",
            "β1 and 1 − β1 have changed places in m. With β1 = 0.9, which part is the larger one?",
            v.adam(m=lambda n: (1 - n.b1) * n.old_m + n.b1 * n.g),
        ),
        Mistake(
            "weights-exchanged-in-v",
            "β2 and 1 − β2 have changed places in v. Which part should be the larger one?",
            v.adam(v=lambda n: (1 - n.b2) * n.old_v + n.b2 * n.g**2),
        ),
        *m.steps(v.adam, m.FRACTION),
        *m.hard_coded(v.adam_step, lr=0.2, beta1=0.9, beta2=0.999, epsilon=1e-8),
        Mistake(
            "default-lr",
            "Your learning rate stays at its default, 0.001, whatever `lr` is given.",
            m.fixed(v.adam_step, lr=0.001),
        ),
    ],
)

COPIES = "keep m and v as they are, and make corrected copies for the step only."


def hats(n: Any) -> Any:
    """Return what the given code hands on."""
    return n.m_hat, n.v_hat


def fraction(top: str, under: str) -> v.Part:
    """Return the step with other quantities in its fraction, such as "m" for "m_hat"."""
    return lambda n: n.w - n.lr * getattr(n, top) / (np.sqrt(getattr(n, under)) + n.eps)


ROWS = np.array([[3.0, -4.0], [-2.0, 5.0], [1.0, 2.0], [-0.5, -2.5]])
WALKS = [
    (np.zeros(1), np.full((4, 1), 4.0), 0.1, 0.9, 0.999, 1e-8),  # the task's table
    (np.array([0.3, 1.4]), ROWS[::-1] / 3, 0.05, 0.8, 0.95, 0.2),
    (W, ROWS, 0.2, 0.85, 0.98, 1e-7),
]

mend_adam = FunctionCheck(
    name="mend_adam",
    parameters=("w", "gradients", "lr", "beta1", "beta2", "epsilon"),
    returns=("path",),
    reference=v.adam_walk(),
    stages=stages(values=RightValues(allowed=[v.adam_walk(v.adam_by_paper)])),
    symptoms=[Symptom("power-as-product", NAN, _negative_in_a_walk)],
    points=WALKS,
    unchanged=v.adam_walk(v.adam(keep=hats)),
    mistakes=[
        Mistake(
            "memories-still-overwritten",
            "Which m does the next round start from, the memory or its corrected copy?",
            v.adam_walk(
                v.adam(
                    m_hat=lambda n: n.m * (1 - n.b1**n.t),
                    v_hat=lambda n: n.v * (1 - n.b2**n.t),
                    keep=hats,
                )
            ),
            others=[
                v.adam_walk(v.adam(m_hat=lambda n: n.m * (1 - n.b1**n.t), keep=hats)),
                v.adam_walk(
                    v.adam(
                        w=lambda n: n.w - 10 * n.lr * n.m_hat / (np.sqrt(n.v_hat) + n.eps),
                        keep=hats,
                    )
                ),
                v.adam_walk(
                    v.adam(
                        m_hat=lambda n: n.m / (1 - n.b1) if n.t == 1 else n.m,
                        v_hat=lambda n: n.v / (1 - n.b2) if n.t == 1 else n.v,
                        keep=hats,
                    )
                ),
            ],
        ),
        Mistake(
            "corrected-in-first-round-only",
            "Is an average full from the second round on? Each round's copies are corrected.",
            v.adam_walk(
                v.adam(
                    m_hat=lambda n: n.m / (1 - n.b1) if n.t == 1 else n.m,
                    v_hat=lambda n: n.v / (1 - n.b2) if n.t == 1 else n.v,
                )
            ),
        ),
        Mistake(
            "m-still-overwritten",
            "v is right now. Which m does the next step take up: the memory, or its corrected "
            "copy?",
            v.adam_walk(v.adam(keep=lambda n: (n.m_hat, n.v))),
        ),
        Mistake(
            "v-still-overwritten",
            "m is right now. Which v does the next step take up: the memory, or its corrected "
            "copy?",
            v.adam_walk(v.adam(keep=lambda n: (n.m, n.v_hat))),
        ),
        Mistake(
            "no-bias-correction",
            "Now nothing is corrected, and with the usual β the first step is 3.16·lr. The "
            "corrections were needed.",
            v.adam_walk(v.adam(m_hat=lambda n: n.m, v_hat=lambda n: n.v)),
        ),
        Mistake(
            "m-not-corrected",
            "m's correction is gone, too. Was it wrong, or only where it was kept?",
            v.adam_walk(v.adam(m_hat=lambda n: n.m)),
        ),
        Mistake(
            "v-not-corrected",
            "v's correction is gone, too. Was it wrong, or only where it was kept?",
            v.adam_walk(v.adam(v_hat=lambda n: n.v)),
        ),
        Mistake(
            "m-not-corrected-v-overwritten",
            "m's correction is gone, and v is still overwritten by its corrected copy.",
            v.adam_walk(v.adam(m_hat=lambda n: n.m, keep=lambda n: (n.m, n.v_hat))),
        ),
        Mistake(
            "v-not-corrected-m-overwritten",
            "v's correction is gone, and m is still overwritten by its corrected copy.",
            v.adam_walk(v.adam(v_hat=lambda n: n.v, keep=lambda n: (n.m_hat, n.v))),
        ),
        Mistake(
            "corrections-exchanged",
            "The memories are safe now, and each is corrected by the other one's β.",
            v.adam_walk(
                v.adam(m_hat=lambda n: n.m / (1 - n.b2**n.t), v_hat=lambda n: n.v / (1 - n.b1**n.t))
            ),
        ),
        Mistake(
            "t-missing",
            "The correction stays the same at each step now. Where is t?",
            v.adam_walk(v.adam(m_hat=lambda n: n.m / (1 - n.b1), v_hat=lambda n: n.v / (1 - n.b2))),
            others=[
                v.adam_walk(v.adam(m_hat=lambda n: n.m / (1 - n.b1))),
                v.adam_walk(v.adam(v_hat=lambda n: n.v / (1 - n.b2))),
            ],
        ),
        Mistake(
            "t-missing-and-overwritten",
            "The given power was right. What is wrong is where the result is kept: " + COPIES,
            v.adam_walk(
                v.adam(
                    m_hat=lambda n: n.m / (1 - n.b1), v_hat=lambda n: n.v / (1 - n.b2), keep=hats
                )
            ),
            others=[
                v.adam_walk(v.adam(m_hat=lambda n: n.m / (1 - n.b1), keep=hats)),
                v.adam_walk(v.adam(v_hat=lambda n: n.v / (1 - n.b2), keep=hats)),
            ],
        ),
        Mistake(
            "memories-empty-in-each-round",
            "In each round your m and v begin at 0 again. What is a memory that starts anew at "
            "each step worth? The given zeros stand before the loop.",
            v.adam_walk(forgets=True),
        ),
        Mistake(
            "corrected-after-the-step",
            "Your corrections come after the step: it uses m and v uncorrected, and the next round "
            "starts from the corrected ones. It should be the other way round: " + COPIES,
            v.adam_walk(v.adam(w=fraction("m", "v"), keep=hats)),
            others=[
                v.adam_walk(v.adam(w=fraction("m", "v_hat"), keep=hats)),
                v.adam_walk(v.adam(w=fraction("m", "v_hat"), keep=lambda n: (n.m_hat, n.v))),
                v.adam_walk(v.adam(w=fraction("m_hat", "v"), keep=hats)),
                v.adam_walk(v.adam(w=fraction("m_hat", "v"), keep=lambda n: (n.m, n.v_hat))),
            ],
        ),
        Mistake(
            "corrected-before-the-update",
            "Your corrections come before the lines that bring in the new gradient. The order of "
            "the given lines was right. So " + COPIES,
            v.adam_walk(
                v.adam(
                    m_hat=lambda n: n.old_m / (1 - n.b1**n.t),
                    v_hat=lambda n: n.old_v / (1 - n.b2**n.t),
                )
            ),
            others=[
                v.adam_walk(
                    v.adam(
                        m=lambda n: n.b1 * n.old_m / (1 - n.b1**n.t) + (1 - n.b1) * n.g,
                        v=lambda n: n.b2 * n.old_v / (1 - n.b2**n.t) + (1 - n.b2) * n.g**2,
                        w=fraction("m", "v"),
                    )
                )
            ],
        ),
        Mistake(
            "multiplies-by-correction",
            "The given lines divided by 1 − βᵗ. A young m is too small: does your correction make "
            "it larger?",
            v.adam_walk(
                v.adam(m_hat=lambda n: n.m * (1 - n.b1**n.t), v_hat=lambda n: n.v * (1 - n.b2**n.t))
            ),
        ),
        Mistake(
            "gradient-for-m",
            "Your m and v are right now. The gradient stands on top of your fraction, where the "
            "given step had m. What is m for?",
            v.adam_walk(v.adam(w=fraction("g", "v_hat"))),
        ),
        Mistake(
            "gradient-for-m-and-overwritten",
            "The given step was right to have m on top of its fraction, and the m that it got was "
            "not. So " + COPIES,
            v.adam_walk(v.adam(w=fraction("g", "v_hat"), keep=hats)),
        ),
        Mistake(
            "memories-unused",
            "That is vanilla: your step doesn't look at m and v. What is wrong is "
            "what the given step gets: " + COPIES,
            v.adam_walk(v.adam(w=lambda n: n.w - n.lr * n.g)),
        ),
        Mistake(
            "multiplies-by-root",
            "The given step divided by √v + ε. Should large gradients make the steps longer?",
            v.adam_walk(v.adam(w=lambda n: n.w - n.lr * n.m_hat * (np.sqrt(n.v_hat) + n.eps))),
        ),
        Mistake(
            "t-starts-at-2",
            "The count was right before: in the first step t is 1. Where does yours start?",
            v.adam_walk(first=2),
        ),
        Mistake(
            "gradient-ascent",
            "The sign of the given step was right. Which way is downhill?",
            v.adam_walk(v.adam(w=lambda n: n.w + n.lr * n.m_hat / (np.sqrt(n.v_hat) + n.eps))),
        ),
        Mistake(
            "root-missing",
            "The root is missing now: the given step divided by √v + ε.",
            v.adam_walk(v.adam(w=lambda n: n.w - n.lr * n.m_hat / (n.v_hat + n.eps))),
        ),
        Mistake(
            "rows-share-one-array",
            "All rows of your path are alike: `w -=` changes the one array that each row is. Which "
            "line makes a new array?",
            v.adam_walk(alias=True),
        ),
        Mistake(
            "rows-share-one-array-and-unfixed",
            "All rows of your path are alike: `w -=` changes the one array that each row is. The "
            "memories are still overwritten as well.",
            v.adam_walk(v.adam(keep=hats), alias=True),
        ),
        *m.hard_coded(v.adam_walk(), lr=0.2, beta1=0.9, beta2=0.999, epsilon=1e-8),
    ],
)
