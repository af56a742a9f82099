"""The checks of lesson 06: a forward pass and a backward sweep; the others are imported.

No layer is square, no batch has one row, no bias is 0, and no two of (rows, inputs, outputs) agree.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from ..activations import relu, sigmoid
from . import layers_variants as v
from .arrays import ArrayCheck
from .layers_shapes import shapes as shapes
from .layers_tools import batch as batch
from .layers_tools import batch_norm as batch_norm
from .layers_tools import day_scores as day_scores
from .layers_tools import mend_clip as mend_clip
from .layers_tools import softmax_loss as softmax_loss
from .mistake import Mistake

# The small net of the lesson's text: four days, 3-2-1.
X = np.array([[2.0, -1.0, 0.5], [-1.0, 2.0, 1.0], [1.0, 3.0, -2.0], [0.5, 1.0, 1.5]])
WEIGHTS = [np.array([[0.4, -0.3, 1.0], [-0.6, 0.5, 0.2]]), np.array([[0.5, -0.8]])]
BIASES = [np.array([0.1, -0.2]), np.array([0.3])]
Y = np.array([[1.0], [0.0], [1.0], [0.0]])


def net(seed: int, sizes: Sequence[int], m: int) -> tuple[Any, list[Any], list[Any]]:
    """Return X (m, n_in), or (n_in,) for m = 0, weights and biases; three digits each."""
    rng = np.random.default_rng(seed)
    layers = list(pairwise(sizes))
    weights = [np.round(rng.normal(0, 1.1, (n_out, n_in)), 2) + 0.003 for n_in, n_out in layers]
    biases = [np.round(rng.normal(0, 0.8, n_out), 2) + 0.003 for _, n_out in layers]
    x = np.round(rng.normal(0, 1.2, (m, sizes[0]) if m else sizes[0]), 2) + 0.003
    return x, weights, biases


def sweep(seed: int, sizes: Sequence[int], m: int) -> tuple[Any, list[Any], list[Any]]:
    """Return dL_dZ (m, n_out), activations and weights for a backward sweep."""
    x, weights, biases = net(seed, sizes, m)
    activations = v.forward_slowly(x, weights, biases)
    blame = np.random.default_rng(seed + 1000).normal(0, 0.5, activations[-1].shape)
    return np.round(blame, 2) + 0.003, activations, weights


def _first_sweep() -> tuple[Any, list[Any], list[Any]]:
    activations = v.forward_slowly(X, WEIGHTS, BIASES)
    return (activations[-1] - Y) / 4, activations, WEIGHTS


SCORE = "`a @ W.T` is there. What else goes into the score z?"
FORWARD_POINTERS = {
    "truth value": "Python's `max` compares two single numbers. Which function of the imports "
    "bends a whole array?",
    "size 4 is different from 3": "`W @ a` is the form for one day, a column. Which form did "
    "part 1 find for a row for each day?",
    "does not have enough dimensions|it is <function": "A bend without brackets is the function "
    "itself. Of what should it be taken?",
}
BACKWARD_POINTERS = {
    "name '[zZ]'": "z is not kept; A is. The text says what ReLU's slope may be asked about "
    "instead.",
}

forward_pass = ArrayCheck(
    name="forward_pass",
    parameters="x, weights, biases",
    returns="activations",
    lists="forward",
    pointers=FORWARD_POINTERS,
    reference=v.forward_slowly,
    points=[(X, WEIGHTS, BIASES), net(1, (4, 5, 3), 0), net(2, (2, 4, 3), 5)],
    mistakes=[
        Mistake(
            "You keep the scores. Which does the next layer multiply on the way forward: z, or a?",
            v.forward(keep="z"),
        ),
        Mistake(
            "The hidden layers look right. Is the last bend also a ReLU, or does a probability "
            "come out?",
            v.forward(last=relu),
        ),
        Mistake(
            "Your hidden layers bend like the last one. Which bend is theirs?",
            v.forward(hidden=sigmoid),
        ),
        Mistake("The two bends have changed places.", v.forward(hidden=sigmoid, last=relu)),
        Mistake(
            "Your hidden layers don't bend. Multiply their matrices: how many layers remain?",
            v.forward(hidden=lambda z: z),
        ),
        Mistake(
            "What leaves the last layer should lie between 0 and 1. What comes after its score?",
            v.forward(last=lambda z: z),
        ),
        Mistake(SCORE, v.forward(score=lambda a, W, b: a @ W.T)),
        Mistake(
            "Is b added to the score, or taken away?",
            v.forward(score=lambda a, W, b: a @ W.T - b),
        ),
        Mistake("b arrives after the bend. Does it belong to the score?", v.forward(late=True)),
        Mistake(
            "ReLU keeps the larger of 0 and z. Which does yours keep?",
            v.forward(hidden=lambda z: -relu(-z)),
        ),
        Mistake("ReLU of −2 is 0. What is yours?", v.forward(hidden=np.abs)),
        Mistake(
            "You give out the slope of ReLU, 0 or 1. What does a ReLU itself give out at z = 5?",
            v.forward(hidden=lambda z: (z > 0) * 1.0),
        ),
        Mistake(
            "A hidden layer of yours gives out shares that add up to 1. Which bend is asked for?",
            v.forward(hidden=lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True)),
        ),
    ],
)

backward_pass = ArrayCheck(
    name="backward_pass",
    parameters="dL_dZ, activations, weights",
    returns="dL_dW, dL_db",
    lists="back",
    exact_shape=True,
    pointers=BACKWARD_POINTERS,
    reference=v.backward_slowly,
    points=[_first_sweep(), sweep(3, (4, 5, 3), 6), sweep(4, (3, 4, 2), 5)],
    mistakes=[
        Mistake(
            "`dL_db = dL_dZ` holds for one sample. How many rows share this bias?",
            v.backward(for_b=lambda dZ: dZ),
        ),
        Mistake(
            "Your dL_db is one number a layer. Has each unit a bias of its own?",
            v.backward(for_b=lambda dZ: dZ.sum()),
        ),
        Mistake(
            "Your dL_db has an entry for each sample. Along which axis do the samples lie?",
            v.backward(for_b=lambda dZ: dZ.sum(1)),
        ),
        Mistake(
            "dL_dW and dL_db are both too small by the number of rows. The mean is in dL_dZ "
            "already; how often should it be taken?",
            v.backward(lambda dZ, A: dZ.T @ A / len(A), lambda dZ: dZ.mean(0)),
        ),
        Mistake(
            "dL_db is too small by the number of rows. Is a mean taken twice?",
            v.backward(for_b=lambda dZ: dZ.mean(0)),
        ),
        Mistake(
            "dL_dW is too small by the number of rows. Is a mean taken twice?",
            v.backward(lambda dZ, A: dZ.T @ A / len(A)),
        ),
        Mistake(
            "dL_db is too large by the number of rows. What is added up besides the rows of dL_dZ?",
            v.backward(for_b=lambda dZ: dZ.sum(0) * len(dZ)),
        ),
        Mistake(
            "dL_dW has the right numbers in the wrong places. Which shape must it have?",
            v.backward(lambda dZ, A: A.T @ dZ),
        ),
        Mistake(
            "From a back to z the blame passes the hidden bend. Which local slope is missing, or 1 "
            "everywhere?",
            v.backward(back=lambda dA, A: dA),
        ),
        Mistake(
            "You multiply by what ReLU gives out. What is ReLU's *slope* at z = 5?",
            v.backward(back=lambda dA, A: dA * A),
        ),
        Mistake(
            "a·(1 − a) is the slope of another bend. Which one do the hidden layers have?",
            v.backward(back=lambda dA, A: dA * A * (1 - A)),
        ),
        Mistake(
            "You stop the blame where *it* is negative. Which value says whether the unit was on?",
            v.backward(back=lambda dA, A: relu(dA)),
        ),
        Mistake(
            "The local slope is there. Where has the blame dL_dA gone?",
            v.backward(back=lambda dA, A: (A > 0) * 1.0),
        ),
        Mistake(
            "The sign turns at each hidden layer. Is there a minus on the way back?",
            v.backward(back=lambda dA, A: -dA * (A > 0)),
        ),
        Mistake(
            "Your lists start with the last layer. Which layer should stand first?",
            v.backward(turned=True),
        ),
        Mistake(
            "The two lists have changed places in the return line.",
            lambda *point: v.backward()(*point)[::-1],
        ),
        Mistake(
            "Your dL_db has the right numbers in a table. Which shape has b? Is keepdims needed?",
            v.backward(for_b=lambda dZ: dZ.sum(0, keepdims=True)),
        ),
    ],
)
