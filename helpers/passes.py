"""Loss and gradient as training needs them thousands of times: into arrays that are made once.

The formulas are those of `layers`, in the same order, and the bits too, but for sums over rows: a
product with ones adds in another order. What `layers` leaves to NumPy, where a result is put,
stands here: new arrays for every step take longer than filling them.
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
        self.gradient = np.empty_like(network.parameters)
        self.ones = np.ones(num_rows, kind)
        W, b = network.weights, network.biases  # views: they follow each step
        dL_dW, dL_db = unpack(self.gradient, network.sizes)
        # The z of each layer, in whose place a hidden layer's activations are put.
        A = [np.empty((num_rows, units), kind) for units in network.sizes[1:]]
        # What each step needs of a layer, the hidden ones and the others.
        transposed = [weights.T for weights in W]
        zeros = [np.zeros_like(a) for a in A]
        *self.forward, (*self.output, _) = zip(transposed, b, A, zeros, strict=True)
        self.first = dL_dW[0], dL_db[0]
        into = [(np.empty_like(a), np.empty_like(a)) for a in A[:-1]]
        self.backward = list(zip(dL_dW[1:], dL_db[1:], W[1:], A[:-1], into, strict=True))[::-1]

    def __call__(self, X: Array, y: Array) -> float:
        """Return the loss for X (num_rows, n_in) and y (num_rows, n_out), and fill `gradient`.

        Raises ValueError if y hasn't the shape of the prediction.
        """
        A = X
        for W_T, b, Z, zeros in self.forward:
            np.dot(A, W_T, out=Z)
            Z += b
            A = self._bend(Z, zeros)
        W_T, b, Z = self.output
        np.dot(A, W_T, out=Z)
        Z += b
        loss, dL_dZ = self.loss_and_blame(Z, y)
        for dL_dW, dL_db, W, A, (dL_dA, slope) in self.backward:
            np.dot(dL_dZ.T, A, out=dL_dW)
            np.dot(self.ones, dL_dZ, out=dL_db)  # the sum over the rows
            np.dot(dL_dZ, W, out=dL_dA)
            slopes = A > 0.0 if self.hidden == "relu" else SLOPES_FROM_A[self.hidden](A)
            np.copyto(slope, slopes)  # True and False as 1 and 0
            dL_dZ = np.multiply(dL_dA, slope, out=dL_dA)
        dL_dW, dL_db = self.first
        np.dot(dL_dZ.T, X, out=dL_dW)
        np.dot(self.ones, dL_dZ, out=dL_db)
        return loss

    def _bend(self, Z: Array, zeros: Array) -> Array:
        """Put the activations of a hidden layer in the place of its z, and return them."""
        if self.hidden == "relu":
            # NumPy compares two arrays several numbers at a time, an array with one number not.
            return np.maximum(Z, zeros, out=Z)
        Z[:] = ACTIVATIONS[self.hidden](Z)
        return Z
