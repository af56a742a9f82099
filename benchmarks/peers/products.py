"""The floor: the matrix products of a training and nothing else, into arrays made before.

What comes out means nothing: there are no biases, bends, losses or steps.
"""

import numpy as np

from .tasks import Array, Task

Product = tuple[Array, Array, Array]


def _product(a: Array, b: Array) -> Product:
    return a, b, np.empty((len(a), b.shape[1]))


class Products:
    """All products of an epoch, in order."""

    def __init__(self, task: Task) -> None:
        self.task = task
        weights = task.layers()[0]
        self.products: list[Product] = []
        for rows in task.batches():
            activations = [task.X[rows].copy()]
            for W in weights:
                self.products.append(_product(activations[-1], W.T))
                activations.append(self.products[-1][2])
            blame = activations.pop()
            for layer in reversed(range(len(weights))):
                self.products.append(_product(blame.T, activations[layer]))
                if layer > 0:
                    self.products.append(_product(blame, weights[layer]))
                    blame = self.products[-1][2]
        # It does less than np.matmul, which stands behind `@`, before it calls the same BLAS.
        self.call = np.dot

    def start(self) -> None:
        """Nothing to do."""

    def train(self) -> None:
        """Multiply."""
        call, products = self.call, self.products
        for _ in range(self.task.epochs):
            for a, b, out in products:
                call(a, b, out)

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return nothing."""
        return [], []


make = Products
