"""A computation graph that is one chain: values go along it, gradients come back.

Each node takes what the node before it gives out, and weights or an outcome from below. Lesson 02
draws any graph; a network with one unit per layer is such a chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from helpers.drawing.picture import (
    BACKWARD,
    FORWARD,
    INK,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
    still,
)

# In inches: the figure, what lies between two boxes, a box with a sign and one with a formula, and
# what a word below a box takes.
WIDE, TALL, GAP, NARROW, BROAD, WORD = 8.0, 2.5, 1.15, 0.45, 0.95, 0.9


@dataclass(frozen=True)
class ChainNode:
    """One operation of the chain.

    Attributes
    ----------
    does : the operation as it is written in the box.
    makes : the name of what it gives out.
    takes : the names of what comes from below.
    """

    does: str
    makes: str
    takes: Sequence[str] = ()


def chain(
    nodes: Sequence[ChainNode],
    start: Sequence[str],
    values: Mapping[str, float],
    gradients: Mapping[str, float],
) -> Picture:
    """Return the graph with its values and its gradients.

    Parameters
    ----------
    nodes : from the input to the loss.
    start : the names of what goes into the first node from the left.
    values : the value of each name.
    gradients : the derivative of the loss with respect to a name; names without one show none.
    """
    draw = partial(_draw, nodes, start, values, gradients)
    describe = partial(_describe, nodes, start, values, gradients)
    return Picture(draw, describe).move()


def _number(value: float) -> str:
    return f"{value:.4g}".replace("-", "−")


def _draw(
    nodes: Sequence[ChainNode],
    start: Sequence[str],
    values: Mapping[str, float],
    gradients: Mapping[str, float],
) -> Drawing:
    boxes = [BROAD if len(node.does) > 2 else NARROW for node in nodes]
    gap = min(GAP, (WIDE - sum(boxes)) / (len(nodes) + 1))
    width = gap * (len(nodes) + 1) + sum(boxes)
    figure, (ax,) = new_figure(width, TALL)
    figure.set_layout_engine("none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(0, TALL))
    ax.axis("off")
    slope: dict[str, Any] = {"ha": "center", "color": BACKWARD, "size": 8.5}
    names: list[Sequence[str]] = [start, *([node.makes] for node in nodes)]
    lefts = [gap * (k + 1) + sum(boxes[:k]) for k in range(len(nodes))]
    for node, left, box in zip(nodes, lefts, boxes, strict=True):
        _box(ax, left, box, node.does)
        for j, name in enumerate(node.takes):
            x = left + box / 2 + WORD * (j - (len(node.takes) - 1) / 2)
            end = left + box * (j + 1) / (len(node.takes) + 1)
            color = INK if name == "y" else PARAMETER
            told = f"{name} = {_number(values[name])}"
            ax.text(x, 0.52, told, ha="center", color=color, size=8.5)
            _arrow(ax, (x, 0.7), (end, 1.18), FORWARD, "-")
            if name in gradients:
                text = f"dL/d{name} =\n{_number(gradients[name])}"
                ax.text(x, 0.46, text, va="top", **slope)
    for k, made in enumerate(names):
        left = lefts[k - 1] + boxes[k - 1] if k else 0.0
        right = left + gap
        last = k == len(nodes)
        _arrow(ax, (left + 0.03, 1.6), (right - (0.5 * gap if last else 0.03), 1.6), FORWARD, "-")
        said = "\n".join(f"{name} = {_number(values[name])}" for name in made)
        ax.text((left + right) / 2, 1.7, said, ha="center", va="bottom", color=FORWARD, size=8.5)
        for name in set(made) & set(gradients):
            _arrow(ax, (right - 0.03, 1.4), (left + 0.03, 1.4), BACKWARD, "--")
            text = f"dL/d{name} =\n{_number(gradients[name])}"
            ax.text((left + right) / 2, 1.33, text, va="top", **slope)
    return figure, still


def _box(ax: Axes, left: float, wide: float, text: str) -> None:
    box = FancyBboxPatch((left, 1.2), wide, 0.6, boxstyle="round,pad=0,rounding_size=0.08")
    box.set(facecolor="white", edgecolor=INK)
    ax.add_patch(box)
    ax.text(left + wide / 2, 1.5, text, ha="center", va="center", size=9, color=INK)


def _arrow(ax: Axes, start: Any, end: Any, color: str, style: str) -> None:
    arrow = FancyArrowPatch(start, end, arrowstyle="-|>", shrinkA=0, shrinkB=0, mutation_scale=9)
    arrow.set(color=color, linestyle=style, linewidth=1.4)
    ax.add_patch(arrow)


def _describe(
    nodes: Sequence[ChainNode],
    start: Sequence[str],
    values: Mapping[str, float],
    gradients: Mapping[str, float],
) -> str:
    given = ", ".join(f"{name} = {_number(values[name])}" for name in start)
    made = ", ".join(f"{node.makes} = {_number(values[node.makes])}" for node in nodes)
    back = ", ".join(f"dL/d{name} = {_number(value)}" for name, value in gradients.items())
    return (
        f"The computation graph of the network: from {given} it makes {made}. "
        f"The backward pass makes {back}."
    )
