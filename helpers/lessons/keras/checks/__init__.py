"""The checks of lesson 13: our weights in Keras's order, Keras that students write, a planted bug.

Those of `keras_weights` and `mend_dropout` need no Keras: what it would give is computed by NumPy,
and tests hold that against Keras itself. No layer is square, so that W and its transpose differ.
"""

from dataclasses import replace

import numpy as np

from helpers.checking.comparison import Tolerance
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import Kind
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.reading import Pairs

from . import variants as v
from .models import classify as classify
from .models import train as train
from .then import Then
from .weapons import A as A
from .weapons import mend_dropout as mend_dropout

keras_weights = FunctionCheck(
    name="keras_weights",
    parameters=("weights", "biases"),
    returns=("flat",),
    reads=Pairs(exact_shape=True),
    tolerance=Tolerance(same_shape=True),
    reference=v.keras_weights,
    points=[
        (
            [np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([[0.7, 0.8, 0.9]])],
            [np.array([0.1, 0.2, 0.3]), np.array([0.4])],
        ),
        v.net((3, 4, 2), seed=1),
        v.net((2, 5, 3), seed=2),
    ],
    symptoms=[
        Symptom(
            "plus-on-an-array",
            r"could not be broadcast|same shape",
            "With an array on one side, `+` adds numbers. By "
            "which method does a list get one more thing at its end?",
        ),
        Symptom(
            "entries-hold-several",
            "",
            "Keras takes one flat list. What do you put into it at once?",
            of="entries-hold-several",
        ),
        Symptom(
            "all-layers-for-one",
            r"must be a number or an array; it is \[array",
            "You put in the arrays of all layers at once. In the loop, those of one layer are `W` "
            "and `b`.",
        ),
        Symptom(
            "arrays-missing-or-twice",
            r"holds \d+ array",
            "Keras takes kernel, bias, kernel, bias and so on. What is left out, or put in twice?",
            of=Kind.COUNT,
        ),
        Symptom(
            "called-as-a-function",
            r"'numpy.ndarray' object is not callable",
            "`.T` is no function: it takes no brackets.",
        ),
        Symptom(
            "not-a-list",
            r"must be a list with two",
            "Start from an empty list, and put two arrays in for each layer.",
        ),
    ],
    mistakes=[
        Mistake(
            "not-transposed",
            "The numbers of your kernels stand as in W. Which of its axes counts the inputs, and "
            "which should?",
            v.flat_by(lambda W, b: (W, b)),
        ),
        Mistake(
            "reshaped-for-transposed",
            "The shape is right, and the numbers are in other places: reshape reads W row by row. "
            "What turns a row into a column?",
            v.flat_by(lambda W, b: (W.reshape(W.shape[::-1]), b)),
        ),
        Mistake(
            "rows-flipped",
            "Your kernels are W upside down. A kernel has one row per input and one column per "
            "unit: where does W have its units?",
            v.flat_by(lambda W, b: (W[::-1], b)),
        ),
        Mistake(
            "rows-and-columns-flipped",
            "Your kernels are W in reverse order, and a row of W is still a row. What makes it a "
            "column?",
            v.flat_by(lambda W, b: (np.flip(W), b)),
        ),
        Mistake(
            "kernel-for-bias",
            "The second array of each pair is the bias of that layer, as it is. What is yours?",
            v.flat_by(lambda W, b: (W.T, W.T)),
        ),
        Mistake(
            "kernels-first",
            "All kernels stand before all biases. In which order does Keras want them?",
            v.kernels_first,
        ),
        Mistake(
            "bias-first",
            "Within each layer, which of the two does Keras want first?",
            v.flat_by(lambda W, b: (b, W.T)),
        ),
        Mistake(
            "from-the-last-layer",
            "Your list begins with the last layer. Where does x come in?",
            v.from_the_last,
        ),
        Mistake(
            "bias-as-matrix",
            "A bias of yours is a matrix. Which shape does Keras give it?",
            v.flat_by(lambda W, b: (W.T, b[None, :])),
        ),
        Mistake(
            "bias-as-column",
            "A bias of yours is a column. Which shape does Keras give it?",
            v.flat_by(lambda W, b: (W.T, b[:, None])),
        ),
        Mistake(
            "biases-zero",
            "The kernels are right, and the biases are all 0. Where did ours go?",
            v.flat_by(lambda W, b: (W.T, 0 * b)),
        ),
        Mistake(
            "kernel-flattened",
            "Your kernels are rows of numbers. Which shape does the table give them?",
            v.flat_by(lambda W, b: (W.T.ravel(), b)),
        ),
    ],
)
OTHER_DEPTH = (
    "With two layers it is right. How many does your code count on, and how many are in the lists "
    "here?"
)
keras_weights = replace(
    keras_weights,
    afterwards=(
        *keras_weights.afterwards,
        Then(
            [
                replace(
                    keras_weights,
                    points=[point],
                    mistakes=(),
                    symptoms=[Symptom("other-depth", "", OTHER_DEPTH)],
                )
                for point in (v.net((2, 4, 3, 1), seed=3), v.net((3, 2), seed=4))
            ]
        ),
    ),
)
