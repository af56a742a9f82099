"""The losses of a network with two hidden layers and of networks with ten."""

from typing import Any

import numpy as np

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    INK,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
)
from helpers.drawing.styles import WHITE
from helpers.lessons.deep_networks import learning

CURVES: dict[tuple[str, int], dict[str, Any]] = {
    ("sigmoid", 2): {"color": FORWARD, "linestyle": "-"},
    ("sigmoid", 10): {"color": BACKWARD, "linestyle": "-"},
    ("sigmoid, batch norm", 10): {"color": BACKWARD, "linestyle": "--"},
    ("ReLU", 10): {"color": PARAMETER, "linestyle": "-."},
}


def ten_layers(cures: bool = False) -> Picture:
    """Return loss curves on crash, flat and rally; `cures` adds ReLU and batch norm."""
    return Picture(_draw, _describe).move(cures=cures)


def _shown(cures: bool) -> list[tuple[str, int]]:
    return list(CURVES) if cures else list(CURVES)[:2]


def _name(curve: tuple[str, int]) -> str:
    return f"{curve[1]} hidden layers, {curve[0]}"


def _draw() -> Drawing:
    figure, (ax,) = new_figure(7.6, 3.6)
    steps, level = list(learning.STEPS)[1:], learning.same_every_day()
    ax.set(xlim=(50, 660), ylim=(0.265, 0.365), xlabel="step", ylabel="loss on all days")
    ax.set_xticks(steps)
    ax.axhline(level, color=CONTEXT, linestyle=":", linewidth=1.5)
    ax.text(660, level - 0.002, "same forecast every day", color=INK, ha="right", va="top")
    lines = {curve: ax.plot([], [], linewidth=2, **style)[0] for curve, style in CURVES.items()}
    labels = {
        curve: ax.text(410, 0, "", color=style["color"], va="center", bbox=WHITE)
        for curve, style in CURVES.items()
    }

    def update(cures: bool) -> None:
        shown = _shown(cures)
        for curve in CURVES:
            on = curve in shown
            values = learning.losses(*curve)[1:] if on else np.full(len(steps), np.nan)
            lines[curve].set_data(steps, values)
            labels[curve].set_text(_name(curve) if on else "")
        ends = {curve: float(learning.losses(*curve)[-1]) for curve in shown}
        for curve, y in _apart(ends, 0.007).items():
            labels[curve].set_y(y)

    return figure, update


def _apart(ends: dict[tuple[str, int], float], gap: float) -> dict[tuple[str, int], float]:
    """Return the heights of labels, each at least `gap` above the one below it."""
    found, last = {}, 0.265
    for curve in sorted(ends, key=lambda c: ends[c]):
        last = max(ends[curve], last + gap)
        found[curve] = last
    return found


def _describe(cures: bool) -> str:
    said = [f"{_name(c)}: {learning.losses(*c)[-1]:.3f}" for c in _shown(cures)]
    return (
        f"Loss on all days after {learning.STEPS[-1]} steps. {'; '.join(said)}. "
        f"The same forecast every day costs {learning.same_every_day():.3f}."
    )
