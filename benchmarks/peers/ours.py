"""`helpers` as the lessons call it."""

import numpy as np

from helpers.lessons import two_weights, xor
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.training import fit

from . import OtherTaskError
from .tasks import EPSILON, Array, Task


class Pair:
    """Lesson 03: two numbers, no arrays."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def start(self) -> None:
        """Put the start weights back."""
        self.w1, self.w2 = (float(w) for w in self.task.start)

    def train(self) -> None:
        """Run the epochs."""
        x, y = float(self.task.X[0, 0]), float(self.task.y[0, 0])
        table = two_weights.train(x, y, self.w1, self.w2, self.task.lr, self.task.epochs)
        self.w1, self.w2 = table[-1].w1, table[-1].w2

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        return [np.full((1, 1), w) for w in (self.w1, self.w2)], [np.zeros(1), np.zeros(1)]


class Corners:
    """Lesson 05."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def start(self) -> None:
        """Put the start weights back."""
        (W1, W2), (b1, b2) = self.task.layers()
        self.net = xor.Net(W1, b1, W2, b2)

    def train(self) -> None:
        """Run the epochs."""
        self.net = xor.train(self.net, self.task.epochs, self.task.lr)

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        return [self.net.W1, self.net.W2], [self.net.b1, self.net.b2]


class Dense:
    """From lesson 08 on."""

    def __init__(self, task: Task, dtype: str = "float64") -> None:
        self.task = task
        self.net = Network(task.sizes, task.hidden, task.output, dtype=np.dtype(dtype))
        self.X, self.y = (self.net.in_its_floats(part) for part in (task.X, task.y))

    def start(self) -> None:
        """Put the start weights back."""
        task = self.task
        self.net.parameters[:] = task.start
        adam = task.optimizer == "adam"
        self.optimizer = Adam(task.lr, epsilon=EPSILON) if adam else SGD(task.lr)

    def train(self) -> None:
        """Run the epochs."""
        task = self.task
        fit(self.net, self.X, self.y, self.optimizer, task.epochs, task.batch_size, seed=None)

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        return list(self.net.weights), list(self.net.biases)


def make(task: Task, dtype: str = "float64") -> Pair | Corners | Dense:
    """Return what the lesson of this task uses."""
    if task.biases and not task.halves:
        return Dense(task, dtype)
    if dtype != "float64":
        raise OtherTaskError("lessons 03 and 05 have loops of their own, in float64")
    return Corners(task) if task.biases else Pair(task)
