"""scikit-learn's `MLPClassifier` and `MLPRegressor`: `fit`, its own loop, from given weights."""

import warnings
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

from . import OtherTaskError
from .tasks import EPSILON, Array, Task

ENDLESS = 10**9


class Sklearn:
    """A warm start from the task's weights; no shuffling, no L2, no early end."""

    def __init__(self, task: Task, dtype: str = "float64") -> None:
        if task.halves:
            raise OtherTaskError("its nets have biases, and no squared error after a sigmoid")
        self.task = task
        kind = MLPRegressor if task.output == "linear" else MLPClassifier
        # It halves its squared error, which ε would notice, were it not so small.
        self.model: Any = kind(
            hidden_layer_sizes=task.sizes[1:-1], activation=task.hidden, solver="adam",
            learning_rate_init=task.lr, epsilon=EPSILON, batch_size=task.batch_size, max_iter=1,
            alpha=0.0, shuffle=False, tol=0.0, n_iter_no_change=ENDLESS, warm_start=True,
            random_state=0,
        )  # fmt: skip
        self.X = task.X.astype(dtype)  # its weights are of the same kind
        self.y = task.y.argmax(1) if task.output == "softmax" else task.y[:, 0].astype(dtype)
        self.train()  # makes the weights, which `start` then fills
        self.model.set_params(max_iter=task.epochs)

    def start(self) -> None:
        """Put the start weights back; `fit` makes a new optimizer."""
        for coefs, intercepts, W, b in zip(
            self.model.coefs_, self.model.intercepts_, *self.task.layers(), strict=True
        ):
            coefs[:], intercepts[:] = W.T, b

    def train(self) -> None:
        """Run the epochs."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # it would rather have gone on
            self.model.fit(self.X, self.y)

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        weights, biases = self.model.coefs_, self.model.intercepts_
        return [W.T.astype(np.float64) for W in weights], [b.astype(np.float64) for b in biases]


make = Sklearn
