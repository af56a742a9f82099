"""What lesson 13 says beyond its checks: a worked step, a sentence after success, new numbers."""

import numpy as np

from helpers.checking.draws import array, one_of
from helpers.checking.rungs import Rung

RUNGS = {
    "keras_weights": Rung(
        """
        A layer with three inputs and two units: our W is [[1, 2, 3], [4, 5, 6]], one row per unit.
        Keras has one row per input. The first input goes to both units, with 1 and with 4. So the
        kernel's first row is 1, 4, the others are 2, 5 and 3, 6. Its shape is (3, 2).
        The two biases, say 7 and 8, stay as they are and come right after their kernel.
        Then the next layer follows with its own two arrays. The list is flat, without pairs in it:
        with four layers it holds 4 · 2 = 8 arrays.
        """,
        "With such a list you can move a trained network from one program to another.",
        draw=lambda rng: (
            [array(rng, 2, 3), array(rng, 1, 2)],
            [array(rng, 2), array(rng, 1)],
        ),
    ),
    "classify": Rung(
        """
        Another table: 8 columns and three classes. `keras.Input((8,))` comes first, then
        `keras.layers.Dense(16, "tanh")`, and last `keras.layers.Dense(3, "softmax")`, because three
        probabilities are asked for. They have 8 · 16 + 16 = 144 and 16 · 3 + 3 = 51 parameters.
        y holds the number of the class, so `compile` gets `loss="sparse_categorical_crossentropy"`,
        and an optimizer by its name, such as "sgd".
        `fit` takes X and y, and then names: `epochs=5`, `validation_split=0.3` and so on. What it
        returns has to be kept in a variable.
        Your task has one probability. Which activation makes a number from 0 to 1 of one z?
        """,
        "In these lines is the whole training loop: `fit` shuffles, goes forward and back, and "
        "updates.",
        nothing="The check trains a network, so there is no number to work out.",
    ),
    "train": Rung(
        """
        A layer of 10 units with another price, L1, looks like this:
        `keras.layers.Dense(10, "tanh", kernel_regularizer=keras.regularizers.L1(0.01))`.
        A dropout layer stands behind the layer whose units it drops. `keras.layers.Dropout(0.3)`
        drops 0.3 · 10 = 3 of the 10 on average.
        A callback is made first, such as `watch = keras.callbacks.TerminateOnNaN()`. Then it goes
        into `fit` in a list: `callbacks=[watch]`.
        The stopper is another callback, with two arguments. With a patience of 2 and the validation
        losses 5, 4, 4.2, 4.1 it stops after the fourth epoch: the last two brought no lower loss.
        Then the model has the weights of the fourth epoch, unless it gets the best ones back.
        """,
        "All three keep a network from learning noise: small weights, units that can't rely on one "
        "another, an early end.",
        nothing="The check trains a network, so there is no number to work out.",
    ),
    "mend_dropout": Rung(
        """
        Ten units that all give out 1, and rate = 0.8. On average 10 · (1 − 0.8) = 2 of them stay.
        So the sum falls from 10 to 2, and the next layer gets too little.
        Each unit that stays is made 10 / 2 = 5 times as large. Then the sum is 2 · 5 = 10 again.
        In the rate alone: one fifth stays, and 1 / 0.2 = 5.
        At prediction no unit is dropped, so none is made larger, and the mask is not looked at:
        two calls give one forecast.
        """,
        "Keras's Dropout layer does the same, so nothing has to be corrected at prediction.",
        draw=lambda rng: (
            array(rng, 4),
            rng.permutation(np.array([1.0, 0.0, 1.0, 1.0])),
            one_of(rng, 0.2, 0.25, 0.4, 0.6, 0.75),
            True,
        ),
    ),
}
