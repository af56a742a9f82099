"""What is written at a network's units and edges at each stop."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .names import Labels, short, steps, with_sign
from .passes import Array, Passes, Training
from .places import LINE
from .words import heading

Key = tuple[Any, ...]  # what a text says and of which unit or edge: ("w", layer, j, i)


@dataclass(frozen=True)
class Style:
    """How much is written: on edges, at units, or nowhere."""

    edges: bool
    units: bool
    digits: int
    wrapped: bool = False

    @property
    def line(self) -> float:
        """Inches from one line of words at a unit to the next."""
        return LINE if self.edges else 0.14

    @property
    def away(self) -> float:
        """Inches from a unit to the words above and below it."""
        return 0.1 if self.wrapped else 0.05

    @property
    def between(self) -> str:
        """What stands between a name and its value on an edge."""
        return "\n= " if self.wrapped else " = "

    @property
    def to(self) -> str:
        """What stands between an old value and a new one."""
        return "\n→ " if self.wrapped else " → "


def written_numbers(
    net: Training, labels: Labels, p: Passes, step: str, style: Style
) -> dict[Key, str]:
    """Return what is written at a stop, without what doesn't change."""
    n, digits = len(net.weights), style.digits
    at, last = steps(n).index(step), 2 * n + 2
    gone = [
        labels.units[k + 1][i]
        for k, mask in enumerate(p.masks)
        for i in np.flatnonzero(mask == 0).tolist()
    ]
    said: dict[Key, str] = {("heading",): heading(net, labels, p, step, digits)}
    if gone and step.startswith("forward"):
        said["heading",] = f"dropout, rate {net.rate:g}: {' '.join(gone)} off"
    said["loss",] = f"L = {short(p.loss, digits)}" if at > n else "L"
    if at == last:
        said["loss",] += f"\n→ {short(p.new_loss, digits)}"
    for layer in range(n + 1):
        for i, name in enumerate(labels.units[layer]):
            value = short(p.a[layer][i], digits) if _on(p, layer, i) else "off"
            said["a", layer, i] = f"{name}\n{value}" if at >= layer else name
    for k in range(n):
        back = at >= 2 * n + 1 - k
        arrived = at >= 2 * n - k if k < n - 1 else back
        bent = net.activation(k) != "linear"
        dL_da = p.dL_da[k]
        for j, unit in enumerate(labels.units[k + 1]):
            z = labels.z[k][j]
            if not _on(p, k + 1, j):
                continue
            if bent and at > k and style.edges:
                said["z", k, j] = f"{z} = {short(p.z[k][j], digits)}"
            if net.biased and style.edges:
                b, now = labels.biases[k][j], short(net.biases[k][j], digits)
                new = short(p.new_biases[k][j], digits)
                said["b", k, j] = f"{b}: {now}{style.to}{new}" if at == last else f"{b} = {now}"
            if arrived and dL_da is not None:
                parts = p.parts[k + 1][:, j] if k < n - 1 else np.array([dL_da[j]])
                said["da", k, j] = _arrived(f"dL/d{unit}", parts, digits)
            if back and (bent or dL_da is None):
                said["dz", k, j] = f"dL/d{z} = {short(p.dL_dz[k][j], digits)}"
            for i, w in enumerate(labels.weights[k][j]):
                now = short(net.weights[k][j, i], digits)
                new = short(p.new_weights[k][j, i], digits)
                said["w", k, j, i] = f"{w}: {now}{style.to}{new}" if at == last else f"{w} = {now}"
                if back:
                    slope = short(p.dL_dW[k][j, i], digits)
                    said["dw", k, j, i] = f"dL/d{w}{style.between}{slope}"
    return said


def _on(p: Passes, layer: int, i: int) -> bool:
    return layer == 0 or bool(p.masks[layer - 1][i])


def _arrived(name: str, parts: Array, digits: int) -> str:
    total = short(float(parts.sum()), digits)
    if len(parts) == 1 or len(parts) > 3:
        return f"{name} = {total}"
    return f"{name} = {with_sign(list(parts), digits)}\n= {total}"
