"""micrograd: a graph of single numbers, anew for each step."""

import math

import numpy as np
from micrograd.engine import Value

from . import OtherTaskError
from .tasks import Array, Task


def sigmoid(z: Value) -> Value:
    """Return σ(z), which micrograd lacks, written as its own `relu` is."""
    out = Value(1 / (1 + math.exp(-z.data)), (z,), "sigmoid")

    def backward() -> None:
        z.grad += out.data * (1 - out.data) * out.grad

    out._backward = backward
    return out


class Micrograd:
    """Weights and biases as lists of numbers; one row at a time."""

    def __init__(self, task: Task) -> None:
        if not task.halves:
            raise OtherTaskError("a graph of single numbers is no tool for this size")
        self.task = task
        self.rows = list(zip(task.X.tolist(), task.y.tolist(), strict=True))

    def start(self) -> None:
        """Put the start weights back."""
        weights, biases = self.task.layers()
        self.weights = [[[Value(w) for w in row] for row in W.tolist()] for W in weights]
        self.biases = [[Value(b) for b in part.tolist()] for part in biases]
        flat = [w for W in self.weights for row in W for w in row]
        if self.task.biases:
            flat += [b for part in self.biases for b in part]
        self.parameters = flat

    def train(self) -> None:
        """Run the epochs: all rows a step."""
        for _ in range(self.task.epochs):
            loss = sum((self._row_loss(x, y) for x, y in self.rows), start=Value(0.0))
            for parameter in self.parameters:
                parameter.grad = 0.0
            loss.backward()
            for parameter in self.parameters:
                parameter.data -= self.task.lr * parameter.grad

    def _row_loss(self, x: list[float], y: list[float]) -> Value:
        bent = self.task.hidden == "sigmoid"
        a = x
        for W, b in zip(self.weights, self.biases, strict=True):
            z = [
                sum((w * a_j for w, a_j in zip(row, a, strict=True)), bias)
                for row, bias in self._units(W, b)
            ]
            a = [sigmoid(z_i) for z_i in z] if bent else z
        return 0.5 * sum((y_hat - target) ** 2 for y_hat, target in zip(a, y, strict=True))

    def _units(
        self, W: list[list[Value]], b: list[Value]
    ) -> list[tuple[list[Value], Value | float]]:
        return [(row, bias if self.task.biases else 0.0) for row, bias in zip(W, b, strict=True)]

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        weights = [np.array([[w.data for w in row] for row in W]) for W in self.weights]
        return weights, [np.array([b.data for b in part]) for part in self.biases]


make = Micrograd
