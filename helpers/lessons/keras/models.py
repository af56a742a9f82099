"""The lesson's own copies of what students write in Keras: no later cell waits for theirs."""

from typing import Any, NamedTuple

from numpy.typing import ArrayLike

from .frameworks import keras

UNITS, BATCH_SIZE, EPOCHS = 64, 64, 100  # of `train`: its hidden units, and its most epochs


class Classifier(NamedTuple):
    """What is fixed of `classify`."""

    units: int = 32
    epochs: int = 20


CLASSIFIER = Classifier()


def train(X: ArrayLike, y: ArrayLike, rate: float, lam: float, patience: int) -> tuple[Any, Any]:
    """Return a model and the history of its training, stopped early by the last 20% of the rows.

    It has one hidden ReLU layer, L2 on its weights and dropout after it.

    Raises MissingLibrary where Keras is missing, as `classify` does.
    """
    penalty = keras.regularizers.L2(lam)
    model = keras.Sequential(
        [
            keras.Input((len(X[0]),)),  # type: ignore[index,arg-type]
            keras.layers.Dense(UNITS, "relu", kernel_regularizer=penalty),
            keras.layers.Dropout(rate),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    stopper = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        X, y, batch_size=BATCH_SIZE, epochs=EPOCHS, validation_split=0.2,
        callbacks=[stopper], verbose=0,
    )  # fmt: skip
    return model, history


def classify(X: ArrayLike, y: ArrayLike, batch_size: int) -> tuple[Any, Any]:
    """Return a classifier of two classes and the history of its training."""
    model = keras.Sequential(
        [
            keras.Input((len(X[0]),)),  # type: ignore[index,arg-type]
            keras.layers.Dense(CLASSIFIER.units, "relu"),
            keras.layers.Dense(1, "sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(
        X, y, batch_size=batch_size, epochs=CLASSIFIER.epochs, validation_split=0.2, verbose=0
    )
    return model, history
