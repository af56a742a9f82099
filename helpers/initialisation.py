"""How weights start: random, so that units differ, and of a size that keeps signals alive.

Biases start at 0; units already differ by their weights.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def he(n_out: int, n_in: int, rng: np.random.Generator) -> Array:
    """Return W (n_out, n_in) from N(0, 2 / n_in), for a layer that ends in ReLU.

    ReLU stops half of the signal, hence the 2 (He et al. 2015, Delving Deep into Rectifiers,
    eq. 10). Keras's `he_normal` redraws what is beyond two standard deviations; this doesn't.
    """
    return rng.normal(0.0, np.sqrt(2 / n_in), (n_out, n_in))


def glorot(n_out: int, n_in: int, rng: np.random.Generator) -> Array:
    """Return W (n_out, n_in), even over ±√(6 / (n_in + n_out)), for any other layer.

    A compromise between keeping the size of signals forward and of gradients backward (Glorot and
    Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural Networks, eq. 16).
    Keras uses it for every dense layer; PyTorch draws evenly over ±1/√n_in, biases too.
    """
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, (n_out, n_in))
