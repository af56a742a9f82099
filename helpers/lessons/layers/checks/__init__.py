"""The checks of lesson 06: a forward and a backward pass; the others are imported.

No layer is square, no batch has one row, no bias is 0, and no two of (rows, inputs, outputs) agree.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from helpers.activations import relu, sigmoid
from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.reading import Direction, Layers
from helpers.checking.running import quiet

from . import variants as v
from .softmax import day_logits as day_logits
from .softmax import mend_softmax as mend_softmax
from .softmax import softmax_loss as softmax_loss

# The small network of the lesson's text: four days, 3-2-1.
X = np.array([[2.0, -1.0, 0.5], [-1.0, 2.0, 1.0], [1.0, 3.0, -2.0], [0.5, 1.0, 1.5]])
WEIGHTS = [np.array([[0.4, -0.3, 1.0], [-0.6, 0.5, 0.2]]), np.array([[0.5, -0.8]])]
BIASES = [np.array([0.1, -0.2]), np.array([0.3])]
Y = np.array([[1.0], [0.0], [1.0], [0.0]])


def net(seed: int, sizes: Sequence[int], m: int) -> tuple[Any, list[Any], list[Any]]:
    """Return X (m, n_in), weights and biases; three digits each."""
    rng = np.random.default_rng(seed)
    layers = list(pairwise(sizes))
    weights = [np.round(rng.normal(0, 1.1, (n_out, n_in)), 2) + 0.003 for n_in, n_out in layers]
    biases = [np.round(rng.normal(0, 0.8, n_out), 2) + 0.003 for _, n_out in layers]
    x = np.round(rng.normal(0, 1.2, (m, sizes[0])), 2) + 0.003
    return x, weights, biases


def backward_point(seed: int, sizes: Sequence[int], m: int) -> tuple[Any, list[Any], list[Any]]:
    """Return dL_dZ (m, n_out), activations and weights for a backward pass."""
    x, weights, biases = net(seed, sizes, m)
    activations = v.forward_slowly(x, weights, biases)
    upstream = np.random.default_rng(seed + 1000).normal(0, 0.5, activations[-1].shape)
    return np.round(upstream, 2) + 0.003, activations, weights


def _first_backward_point() -> tuple[Any, list[Any], list[Any]]:
    activations = v.forward_slowly(X, WEIGHTS, BIASES)
    return (activations[-1] - Y) / 4, activations, WEIGHTS


PRE_ACTIVATION = "The product with W is there. What else is part of the pre-activation z?"


def _second_layer(answer: Any) -> str:
    """Say whether the product of the first layer already fails, or that of the second."""
    try:
        with quiet():
            answer(X, WEIGHTS[:1], BIASES[:1])
    except Exception:  # the check itself has said it
        return (
            "A day brings 3 numbers, and W is (2, 3), one row per unit. How did part 1 make the "
            "inner numbers agree?"
        )
    return "The first layer works, and the second stops. What does the second layer read?"


FORWARD_SYMPTOMS = [
    Symptom(
        "python-max",
        r"truth value(?s:.*)(?<!np\.)max\(",
        "Python's `max` compares two single numbers. Which function of NumPy compares entry by "
        "entry?",
    ),
    Symptom(
        "column-form",
        "size 4 is different from 3",
        "Days are rows here. Which product did you find in part 1 that keeps one row per day?",
    ),
    Symptom(
        "relu-without-a-name",
        r"name '(relu|ReLU|RELU)' is not defined",
        "No function of this name is imported. Which function of NumPy compares z with 0, entry by "
        "entry?",
    ),
    Symptom(
        "list-of-all-weights",
        r"(inhomogeneous|no attribute 'T')(?s:.*)in the line `[^`]*\bweights\b(?! ?\[)",
        "`weights` and `biases` are lists of all layers. Which two arrays of this layer stand two "
        "lines above?",
    ),
    Symptom(
        "list-of-all-biases",
        r"inhomogeneous(?s:.*)in the line `[^`]*\bbiases\b(?! ?\[)",
        "`biases` holds the biases of all layers. Which array holds those of this layer?",
    ),
    Symptom(
        "a-in-capitals",
        "name 'A' is not defined",
        "`A` is what goes into the layer, and no name for it is given here. In which list is it "
        "the last entry?",
    ),
    Symptom(
        "one-column-per-day",
        r"\(2,4\) \(2,\)",
        "Your product has one column per day. Which product of the slider in part 1 has a day as "
        "a row?",
    ),
    Symptom(
        "transpose-missing",
        r"size 2 is different from 3(?s:.*)in the line `(?![^`]*(\.T\b|transpose))",
        _second_layer,
    ),
    Symptom("second-layer-reads-x", "size 2 is different from 3", _second_layer),
    Symptom(
        "list-for-array",
        r"(inhomogeneous|no attribute 'T')(?s:.*)in the line `[^`]*\bactivations\b(?! ?\[)",
        "`activations` is the whole list. Which one of its arrays does this layer read?",
    ),
    Symptom(
        "a-before-its-time",
        "local variable 'a'",
        "Before the first layer there is no `a`. In which list stands what this layer reads?",
    ),
    Symptom(
        "np-max",
        r"integer scalar|'axis'",
        "`np.max` returns the largest entry of one array. Which function compares z with 0, entry "
        "by entry?",
    ),
    Symptom(
        "activation-not-called",
        "does not have enough dimensions|it is <function",
        "`sigmoid` without brackets is the function itself. Of what should it be taken?",
    ),
]
BACKWARD_SYMPTOMS = [
    Symptom(
        "relu-of-the-layer-before",
        r"broadcast(?s:.*)in the line `.*activations\[layer ?- ?1\]",
        "The product is right, and the index is not. dL_dA belongs to what went into this layer, "
        "and yours went into the layer before: which entry of the list is one later?",
    ),
    Symptom(
        "relu-of-the-output",
        r"broadcast(?s:.*)in the line `.*activations\[layer ?\+ ?1\]",
        "The product is right, and the index is not. dL_dA belongs to what went into this layer, "
        "and yours is what it gave out: which entry of the list is one earlier?",
    ),
    Symptom(
        "entry-by-entry",
        r"\(4,2\) \(4,3\)",
        "`*` multiplies entry by entry. Write the shapes down: which product adds up over the "
        "rows?",
    ),
    Symptom(
        "z-not-kept",
        "name '[zZ]'",
        "z is not kept; A is. Where is A above 0, compared with its z?",
    ),
]

forward_pass = FunctionCheck(
    name="forward_pass",
    parameters=("x", "weights", "biases"),
    returns=("activations",),
    reads=Layers(direction=Direction.FORWARD),
    symptoms=FORWARD_SYMPTOMS,
    reference=v.forward_slowly,
    points=[(X, WEIGHTS, BIASES), net(1, (4, 5, 3), 6), net(2, (2, 4, 3), 5)],
    mistakes=[
        Mistake(
            "keeps-pre-activations",
            "You keep the pre-activations. What does the next layer read: z, or a?",
            v.forward(keep="z"),
        ),
        Mistake(
            "hands-on-pre-activations",
            "You append z, and so the next layer reads z. What comes after z in a layer?",
            v.forward(hidden=lambda z: z, last=lambda z: z),
        ),
        Mistake(
            "relu-at-output",
            "The hidden layers are right. Which activation function has the last layer?",
            v.forward(last=relu),
        ),
        Mistake(
            "sigmoid-in-hidden",
            "Your hidden layers have the activation function of the last one. Which is theirs?",
            v.forward(hidden=sigmoid),
        ),
        Mistake(
            "activations-exchanged",
            "The two activation functions have changed places.",
            v.forward(hidden=sigmoid, last=relu),
        ),
        Mistake(
            "no-activation-in-hidden",
            "Your hidden layers have no activation function. Multiply their matrices: how many "
            "layers remain?",
            v.forward(hidden=lambda z: z),
        ),
        Mistake(
            "no-activation-at-output",
            "What leaves the last layer should lie between 0 and 1. What comes after its z?",
            v.forward(last=lambda z: z),
        ),
        Mistake("bias-missing", PRE_ACTIVATION, v.forward(score=lambda a, W, b: a @ W.T)),
        Mistake(
            "bias-subtracted",
            "Is b added to z, or subtracted?",
            v.forward(score=lambda a, W, b: a @ W.T - b),
        ),
        Mistake(
            "bias-after-activation",
            "You add b after the activation function. Where does it belong?",
            v.forward(late=True),
        ),
        Mistake(
            "minimum-for-relu",
            "ReLU keeps the larger of 0 and z. Which one do you keep?",
            v.forward(hidden=lambda z: -relu(-z)),
        ),
        Mistake(
            "sigmoid-twice",
            "The hidden layers are right. The last z passes the sigmoid twice.",
            v.forward(last=lambda z: sigmoid(sigmoid(z))),
        ),
        Mistake(
            "tanh-for-relu",
            "Your hidden layers have tanh. What does ReLU do with a positive z?",
            v.forward(hidden=np.tanh),
        ),
        Mistake(
            "absolute-value-for-relu", "ReLU of −2 is 0. What is yours?", v.forward(hidden=np.abs)
        ),
        Mistake(
            "derivative-for-activation",
            "You use the derivative of ReLU, 0 or 1. What is ReLU itself at z = 5?",
            v.forward(hidden=lambda z: (z > 0) * 1.0),
        ),
        Mistake(
            "largest-entry-for-maximum",
            "`np.max(z, 0)` is the largest entry along axis 0. Which function compares z with 0, "
            "entry by entry?",
            v.forward(hidden=lambda z: np.max(z, 0)),
        ),
        Mistake(
            "softmax-in-hidden",
            "What leaves your hidden layers adds up to 1. Which activation function is theirs?",
            v.forward(hidden=lambda z: np.exp(z) / np.exp(z).sum(-1, keepdims=True)),
        ),
    ],
)

backward_pass = FunctionCheck(
    name="backward_pass",
    parameters=("dL_dZ", "activations", "weights"),
    returns=("dL_dW", "dL_db"),
    reads=Layers(exact_shape=True),
    symptoms=BACKWARD_SYMPTOMS,
    reference=v.backward_slowly,
    points=[
        _first_backward_point(),
        backward_point(3, (4, 5, 3), 6),
        backward_point(4, (3, 4, 2), 5),
    ],
    mistakes=[
        Mistake(
            "bias-not-summed",
            "`dL_db = dL_dZ` holds for one sample. How many rows share this bias?",
            v.backward(for_b=lambda dZ: dZ),
        ),
        Mistake(
            "bias-summed-over-units",
            "Your dL_db is one number per layer. Has each unit a bias of its own?",
            v.backward(for_b=lambda dZ: dZ.sum()),
        ),
        Mistake(
            "sum-over-wrong-axis",
            "Your dL_db has an entry for each sample. Along which axis do the samples lie?",
            v.backward(for_b=lambda dZ: dZ.sum(1)),
        ),
        Mistake(
            "bias-gradient-without-upstream",
            "1 is the derivative of z with respect to b. In each row dL_dZ arrives from above: "
            "where is it?",
            v.backward(for_b=lambda dZ: np.ones(())),
        ),
        Mistake(
            "product-of-sums",
            "dL_dW adds up the rows first and multiplies then. Each row has products of its own: "
            "multiply first.",
            v.backward(lambda dZ, A: np.outer(dZ.sum(0), A.sum(0))),
        ),
        Mistake(
            "units-added-up-for-all",
            "Every input gets the same dL_dA, the sum over all of them. With which weights does "
            "each input reach the units?",
            v.backward(back=lambda dA, A: dA.sum(1, keepdims=True) * (A > 0)),
        ),
        Mistake(
            "mean-twice",
            "dL_dW and dL_db are both too small by the number of rows. The mean is in dL_dZ "
            "already; how often should it be taken?",
            v.backward(lambda dZ, A: dZ.T @ A / len(A), lambda dZ: dZ.mean(0)),
        ),
        Mistake(
            "db-mean-twice",
            "dL_db is too small by the number of rows. Is a mean taken twice?",
            v.backward(for_b=lambda dZ: dZ.mean(0)),
        ),
        Mistake(
            "dw-mean-twice",
            "dL_dW is too small by the number of rows. Is a mean taken twice?",
            v.backward(lambda dZ, A: dZ.T @ A / len(A)),
        ),
        Mistake(
            "db-times-rows",
            "dL_db is too large by the number of rows. What is added up besides the rows of dL_dZ?",
            v.backward(for_b=lambda dZ: dZ.sum(0) * len(dZ)),
        ),
        Mistake(
            "dw-mean-over-inputs",
            "dL_dW is divided by the number of inputs. Which mean is in dL_dZ already?",
            v.backward(lambda dZ, A: dZ.T @ A / A.shape[1]),
        ),
        Mistake(
            "dw-transposed",
            "dL_dW has the right numbers in the wrong places. Which shape must it have?",
            v.backward(lambda dZ, A: A.T @ dZ),
            others=[v.backward(lambda dZ, A: A.T @ dZ, back=lambda dA, A: dA)],
        ),
        Mistake(
            "dw-with-x",
            "The product is right, and the index in dL_dW is not: `activations[0]` is x, which "
            "went into the first layer only. What went into this one?",
            v.backward(into=lambda layer: 0),
        ),
        Mistake(
            "dw-with-the-output",
            "The product is right, and the index in dL_dW is not: this is what the layer gave "
            "out. What went into it?",
            v.backward(into=lambda layer: layer + 1),
        ),
        Mistake(
            "activation-derivative-missing",
            "From a back to z the gradient passes ReLU. Which local gradient is missing, or 1 "
            "everywhere?",
            v.backward(back=lambda dA, A: dA),
        ),
        Mistake(
            "value-for-derivative",
            "You multiply by what ReLU gives out. What is its *derivative* at z = 5?",
            v.backward(back=lambda dA, A: dA * A),
        ),
        Mistake(
            "sigmoid-derivative-for-relu",
            "a·(1 − a) is the derivative of another activation function. Which one do the hidden "
            "layers have?",
            v.backward(back=lambda dA, A: dA * A * (1 - A)),
        ),
        Mistake(
            "local-gradient-0-everywhere",
            "A is never below 0, so nothing passes ReLU. Where is its local gradient 1?",
            v.backward(back=lambda dA, A: dA * 0.0),
        ),
        Mistake(
            "relu-of-the-gradient",
            "You stop the gradient where *it* is negative. Which value tells whether the unit "
            "was on?",
            v.backward(back=lambda dA, A: relu(dA)),
        ),
        Mistake(
            "upstream-gradient-missing",
            "The local gradient is there. Where is the upstream gradient dL_dA?",
            v.backward(back=lambda dA, A: (A > 0) * 1.0),
        ),
        Mistake(
            "sign-flipped",
            "The sign changes at each hidden layer. Is there a minus on the way back?",
            v.backward(back=lambda dA, A: -dA * (A > 0)),
        ),
        Mistake(
            "lists-from-the-last-layer",
            "Your lists start with the last layer. Which layer should stand first?",
            v.backward(turned=True),
        ),
        Mistake(
            "lists-exchanged",
            "The two lists have changed places in the return line.",
            lambda *point: v.backward()(*point)[::-1],
        ),
        Mistake(
            "bias-as-table",
            "Your dL_db has the right numbers in a table. Which shape has b? Is keepdims needed?",
            v.backward(for_b=lambda dZ: dZ.sum(0, keepdims=True)),
        ),
    ],
)
