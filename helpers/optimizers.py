"""How a gradient becomes a step: one update rule each, on one vector of parameters, in place.

An optimizer that remembers starts its memory at 0 with its first step, so each training needs a
new one. `lr` may be changed between steps. Where an ε guards a division it stands outside the root
and is PyTorch's; Keras's formula is told beside each rule.

Each rule's formula stands in its `step`. It runs on a few thousand numbers at a time and puts what
it computes on the way into one spare array, see `in_blocks`.
"""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Memory = Array | float  # 0 until the first step, then a vector as long as the parameters
BLOCK = 16384  # numbers: five arrays of them, Adam's and the spare one, fit into a core's cache


def in_blocks(*arrays: Array) -> list[tuple[Array, ...]]:
    """Return views of the arrays and a spare array, `BLOCK` numbers of each, along their last axis.

    What is written into the spare array takes no new memory; without it a rule makes an array for
    each of its operations. Long arrays would go through the memory and back for each operation;
    those of a block are still in the processor's cache when the next one comes.
    """
    first = arrays[0]
    if first.size <= BLOCK:
        return [(*arrays, np.empty_like(first))]
    width = max(1, BLOCK * first.shape[-1] // first.size)
    spare = np.empty_like(first[..., :width])
    starts = range(0, first.shape[-1], width)
    blocks = [[array[..., start : start + width] for array in arrays] for start in starts]
    return [(*views, spare[..., : views[0].shape[-1]]) for views in blocks]


def memory_of(memory: Memory, params: Array) -> Array:
    """Return an optimizer's memory, which its first step makes: zeros, one a parameter."""
    return memory if isinstance(memory, np.ndarray) else np.zeros_like(params)


class Optimizer(Protocol):
    """Whatever has a learning rate and takes steps."""

    lr: float

    def step(self, params: Array, gradient: Array) -> None:
        """Change `params` (n,) in place, given their gradient (n,)."""


@dataclass
class SGD:
    """Gradient descent: a step of lr times the gradient, downhill (Cauchy 1847)."""

    lr: float = 0.01

    def step(self, params: Array, gradient: Array) -> None:
        """Change `params` (n,) in place: params ← params − lr·g."""
        for w, g, spare in in_blocks(params, gradient):
            w -= np.multiply(g, self.lr, out=spare)


@dataclass
class Momentum:
    """The velocity adds up past gradients, each multiplied by β once more at every step.

    Polyak 1964, Some Methods of Speeding up the Convergence of Iteration Methods.
    As in PyTorch, it holds gradients. In Keras (and Sutskever et al. 2013, eqs. 1 and 2) it holds
    steps, velocity ← β·velocity − lr·g: the same path, unless lr changes on the way.
    """

    lr: float = 0.01
    beta: float = 0.9
    velocity: Memory = field(default=0.0, init=False)

    def step(self, params: Array, gradient: Array) -> None:
        """Change `params` (n,) in place.

        velocity ← β·velocity + g, params ← params − lr·velocity
        """
        self.velocity = memory_of(self.velocity, params)
        for w, g, velocity, spare in in_blocks(params, gradient, self.velocity):
            velocity *= self.beta
            velocity += g
            w -= np.multiply(velocity, self.lr, out=spare)


@dataclass
class AdaGrad:
    """Each parameter's step is divided by the root of the sum of its squared gradients so far.

    Duchi, Hazan and Singer 2011, Adaptive Subgradient Methods, figure 1 (diagonal).
    Keras has √(s + ε) with ε = 1e-7, and s starts at 0.1; its first steps are shorter.
    """

    lr: float = 0.01
    epsilon: float = 1e-10
    s: Memory = field(default=0.0, init=False)

    def step(self, params: Array, gradient: Array) -> None:
        """Change `params` (n,) in place: s ← s + g², params ← params − lr·g / (√s + ε)."""
        self.s = memory_of(self.s, params)
        for w, g, s, spare in in_blocks(params, gradient, self.s):
            s += np.square(g, out=spare)
            w -= self.lr * g / np.add(np.sqrt(s, out=spare), self.epsilon, out=spare)


@dataclass
class RMSprop:
    """As AdaGrad, but with an exponential moving average of squared gradients, which forgets.

    Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5.
    Keras has √(s + ε) with ε = 1e-7; PyTorch's default for ρ is 0.99.
    """

    lr: float = 0.001
    rho: float = 0.9
    epsilon: float = 1e-8
    s: Memory = field(default=0.0, init=False)

    def step(self, params: Array, gradient: Array) -> None:
        """Change `params` (n,) in place: s ← ρs + (1−ρ)g², params ← params − lr·g / (√s + ε)."""
        self.s = memory_of(self.s, params)
        for w, g, s, spare in in_blocks(params, gradient, self.s):
            s *= self.rho
            s += np.multiply(np.square(g, out=spare), 1 - self.rho, out=spare)
            w -= self.lr * g / np.add(np.sqrt(s, out=spare), self.epsilon, out=spare)


@dataclass
class Adam:
    """Adaptive Moment Estimation: an average m of gradients over the root of v, one of squares.

    m and v are exponential moving averages, corrected for their start at 0: without the correction
    m is 0.1 and v is 0.001 of what they should be after one step. With it the first step is about
    lr for every parameter, whatever its gradient.

    The attributes `m` and `v` hold m / (1−β1) and v / (1−β2).

    Kingma and Ba 2015, Adam, algorithm 1. Keras follows the form at the end of its section 2, with
    ε = 1e-7: there ε stands beside the uncorrected √v, so in early steps it weighs more.
    """

    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    t: int = field(default=0, init=False)
    m: Memory = field(default=0.0, init=False)
    v: Memory = field(default=0.0, init=False)

    def step(self, params: Array, gradient: Array) -> None:
        """Change `params` (n,) in place.

        m ← β1·m + (1−β1)·g, v ← β2·v + (1−β2)·g², m̂ = m / (1−β1ᵗ), v̂ = v / (1−β2ᵗ),
        params ← params − lr·m̂ / (√v̂ + ε)
        """
        self.t += 1
        self.m, self.v = memory_of(self.m, params), memory_of(self.v, params)
        # Every number goes through fewer operations if its factors are put together first: here m
        # and v are m / (1−β1) and v / (1−β2), so params ← params − step·m / (√v + epsilon).
        root = ((1 - self.beta2**self.t) / (1 - self.beta2)) ** 0.5
        step = self.lr * root * (1 - self.beta1) / (1 - self.beta1**self.t)
        epsilon = self.epsilon * root
        for w, g, m, v, spare in in_blocks(params, gradient, self.m, self.v):
            m *= self.beta1
            m += g
            v *= self.beta2
            v += np.square(g, out=spare)
            np.divide(m, np.add(np.sqrt(v, out=spare), epsilon, out=spare), out=spare)
            w -= np.multiply(spare, step, out=spare)
