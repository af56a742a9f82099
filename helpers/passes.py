"""Loss and gradient as training needs them thousands of times: into arrays that are made once.

The formulas are those of `layers`, in the same order, and so are the bits. What `layers` leaves to
NumPy, where a result is put, stands here: new arrays for every step take longer than filling them.
"""

import numpy as np
from numpy.typing import NDArray

from .layers import ACTIVATIONS, SLOPES_FROM_A
from .network import Network, unpack

Array = NDArray[np.float64]


class BatchPasses:
    """Forward and backward for batches of `num_rows`, through a network that learns meanwhile.

    Attributes
    ----------
    gradient : the slope of the loss by the network's `parameters`; each call overwrites it.
    """

    def __init__(self, network: Network, num_rows: int) -> None:
        kind = network.parameters.dtype
        self.hidden, self.loss_and_blame = network.hidden, network.loss_and_blame
        self.weights, self.biases = network.weights, network.biases  # views: they follow each step
        self.gradient = np.empty_like(network.parameters)
        self.dL_dW, self.dL_db = unpack(self.gradient, network.sizes)
        self.ones = np.ones(num_rows, kind)
        self.layers = [np.empty((num_rows, units), kind) for units in network.sizes[1:]]
        self.dL_dA = [np.empty_like(A) for A in self.layers[:-1]]

    def __call__(self, X: Array, y: Array) -> float:
        """Return the loss for X (num_rows, n_in) and y (num_rows, n_out), and fill `gradient`.

        Raises ValueError if y hasn't the shape of the prediction.
        """
        A = X
        for W, b, Z in zip(self.weights, self.biases, self.layers, strict=True):
            np.dot(A, W.T, out=Z)
            np.add(Z, b, out=Z)
            A = Z if Z is self.layers[-1] else self._bend(Z)
        loss, dL_dZ = self.loss_and_blame(A, y)
        for layer in reversed(range(len(self.weights))):
            A = self.layers[layer - 1] if layer > 0 else X
            np.dot(dL_dZ.T, A, out=self.dL_dW[layer])
            np.dot(self.ones, dL_dZ, out=self.dL_db[layer])  # the sum over the rows
            if layer > 0:
                dL_dA = np.dot(dL_dZ, self.weights[layer], out=self.dL_dA[layer - 1])
                # ReLU's slope as True and False is multiplied as 1 and 0.
                slope = A > 0.0 if self.hidden == "relu" else SLOPES_FROM_A[self.hidden](A)
                dL_dZ = np.multiply(dL_dA, slope, out=dL_dA)
        return loss

    def _bend(self, Z: Array) -> Array:
        """Put the activations of a hidden layer in the place of its z, and return them."""
        if self.hidden == "relu":
            return np.maximum(0.0, Z, out=Z)
        Z[:] = ACTIVATIONS[self.hidden](Z)
        return Z
