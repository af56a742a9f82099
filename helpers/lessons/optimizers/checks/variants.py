"""Right and wrong update rules of lesson 10, for its checks.

The right ones take another road than the answers: momentum in Keras's form, roots as hypotenuses,
Adam's corrections as sums of weights, entry by entry. A wrong one is the rule with a part replaced;
a part takes a namespace with the rule's arguments and what was computed so far.
"""

from collections.abc import Callable, Sequence
from math import copysign, hypot, sqrt
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Part = Callable[[Any], Any]
Rule = Callable[..., Any]


def momentum_step(w: Array, gradient: Array, velocity: Array, lr: float, beta: float) -> Any:
    """Return w and velocity, by way of a velocity that holds steps, v ← βv − lr·g, w ← w + v."""
    move = beta * (-lr * velocity) - lr * gradient
    return w + move, -move / lr


def _slide(w: Array, gradient: Array, root: Array, lr: float, epsilon: float) -> Array:
    """Return w after a step of lr, times the slope as a share of root + ε, the sign apart."""
    return np.array(
        [
            place - copysign(lr / ((r + epsilon) / abs(g)), g)
            for place, g, r in zip(w, gradient, root, strict=True)
        ]
    )


def rmsprop_step(w: Array, gradient: Array, s: Array, lr: float, rho: float, epsilon: float) -> Any:
    """Return w and s; the root is the hypotenuse over √(ρs) and √(1−ρ)·g."""
    root = np.array(
        [hypot(sqrt(rho * old), sqrt(1 - rho) * g) for old, g in zip(s, gradient, strict=True)]
    )
    return _slide(w, gradient, root, lr, epsilon), root**2


def adam_step(
    w: Array,
    gradient: Array,
    m: Array,
    v: Array,
    t: int,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Any:
    """Return w, m and v; what is missing in a young memory is counted, weight by weight."""
    places, ms, vs = [], [], []
    for place, g, old_m, old_v in zip(w, gradient, m, v, strict=True):
        ms.append(old_m + (1 - beta1) * (g - old_m))
        vs.append(hypot(sqrt(beta2 * old_v), sqrt(1 - beta2) * g) ** 2)
        share_m = sum((1 - beta1) * beta1**age for age in range(t))
        share_v = sum((1 - beta2) * beta2**age for age in range(t))
        places.append(place - lr * (ms[-1] / share_m) / (sqrt(vs[-1] / share_v) + epsilon))
    return np.array(places), np.array(ms), np.array(vs)


def walk(
    rule: Rule, w: Array, memory: Sequence[Array], gradients: Sequence[Array], rates: Sequence[Any]
) -> list[tuple[Any, ...]]:
    """Return the arguments of each step of one walk by `rule`: what follows the memory is `rates`.

    An entry of `rates` belongs to a step. It ends with what the rule takes beside w, g and memory.
    """
    points = []
    for gradient, rest in zip(gradients, rates, strict=True):
        points.append((w, gradient, *memory, *rest))
        w, *memory = rule(*points[-1])
    return points


def momentum(
    new: Part = lambda n: n.beta * n.velocity + n.g,
    w: Part = lambda n: n.w - n.lr * n.new,
    keep: Part = lambda n: n.new,
) -> Rule:
    """Return momentum with another velocity, another move, or another memory handed on."""

    def rule(place: Array, gradient: Array, velocity: Array, lr: float, beta: float) -> Any:
        n = SimpleNamespace(w=place, g=gradient, velocity=velocity, lr=lr, beta=beta)
        n.new = new(n)
        return w(n), keep(n)

    return rule


def _scaled(n: Any) -> Any:
    return n.w - n.lr * n.top / (np.sqrt(n.under) + n.eps)


def rmsprop(
    new: Part = lambda n: n.rho * n.s + (1 - n.rho) * n.g**2,
    w: Part = _scaled,
    keep: Part = lambda n: n.new,
) -> Rule:
    """Return RMSprop with another mean, another move, or another memory handed on."""

    def rule(place: Array, gradient: Array, s: Array, lr: float, rho: float, epsilon: float) -> Any:
        n = SimpleNamespace(w=place, g=gradient, s=s, lr=lr, rho=rho, eps=epsilon)
        n.new = new(n)
        n.top, n.under = gradient, n.new
        return w(n), keep(n)

    return rule


def adam(
    m: Part = lambda n: n.b1 * n.old_m + (1 - n.b1) * n.g,
    v: Part = lambda n: n.b2 * n.old_v + (1 - n.b2) * n.g**2,
    m_hat: Part = lambda n: n.m / (1 - n.b1**n.t),
    v_hat: Part = lambda n: n.v / (1 - n.b2**n.t),
    w: Part = _scaled,
    keep: Part = lambda n: (n.m, n.v),
) -> Rule:
    """Return Adam with another part; the parts are computed in this order."""

    def rule(
        place: Array,
        gradient: Array,
        old_m: Array,
        old_v: Array,
        t: int,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> Any:
        n = SimpleNamespace(w=place, g=gradient, old_m=old_m, old_v=old_v, t=t, lr=lr)
        n.b1, n.b2, n.eps = beta1, beta2, epsilon
        n.m = m(n)
        n.v = v(n)
        n.m_hat, n.v_hat = m_hat(n), v_hat(n)
        n.top, n.under = n.m_hat, n.v_hat
        return w(n), *keep(n)

    return rule


def adam_by_paper(
    w: Array,
    gradient: Array,
    old_m: Array,
    old_v: Array,
    t: int,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> Any:
    """Return w, m and v with both corrections in the learning rate, so that ε meets √v alone.

    Kingma and Ba 2015, Adam, the end of section 2; Keras's form.
    """
    _, m, v = adam_step(w, gradient, old_m, old_v, t, lr, beta1, beta2, epsilon)
    rate = lr * sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + epsilon), m, v


def momentum_path(w: Array, lr: float, beta: float, num_steps: int) -> Array:
    """Return the walk of momentum down the ravine, (num_steps + 1, 2), weight by weight."""
    columns = []
    for place, curvature in zip(w, (1.0, 100.0), strict=True):
        move, column = 0.0, [float(place)]
        for _ in range(num_steps):
            move = beta * move - lr * curvature * column[-1]
            column.append(column[-1] + move)
        columns.append(column)
    return np.array(columns).T


def path_by(
    gradient: Callable[[Array, Array], Any] = lambda w, start: w * np.array([1.0, 100.0]),
    step: Rule = momentum_step,
    forgets: bool = False,
    alias: bool = False,
    early: bool = False,
) -> Rule:
    """Return a walk with another gradient of the place (and the start), or another step.

    With `forgets` the velocity is 0 at each step, with `alias` each row is the last one, with
    `early` each row is the place before the step.
    """

    def loop(w: Array, lr: float, beta: float, num_steps: int) -> Any:
        start, velocity, path = w, np.zeros(2), [w]
        for _ in range(num_steps):
            before = w
            w, velocity = step(w, gradient(w, start), velocity, lr, beta)
            velocity = velocity * (not forgets)
            path.append(before if early else w)
        return np.array([w] * len(path) if alias else path)

    return loop


def adam_walk(
    rule: Rule = adam_step, first: int = 1, alias: bool = False, forgets: bool = False
) -> Rule:
    """Return the walk of `rule` over rows of slopes: w after each step, t counted from `first`.

    With `alias` each row is the last one, as where `w -=` changes one array again and again. With
    `forgets` m and v are 0 before each step.
    """

    def loop(
        w: Array,
        gradients: Array,
        lr: float = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> Any:
        m, v = np.zeros_like(w), np.zeros_like(w)
        path = []
        for t, gradient in enumerate(gradients, start=first):
            if forgets:
                m, v = np.zeros_like(w), np.zeros_like(w)
            w, m, v = rule(w, gradient, m, v, t, lr, beta1, beta2, epsilon)
            path.append(w)
        return np.array([w] * len(path) if alias else path)

    return loop
