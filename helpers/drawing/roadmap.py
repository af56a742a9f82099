"""Two pictures of the whole: where a lesson lies on the course's road, and a network's two ways."""

from itertools import pairwise, product
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from .picture import BACKWARD, CONTEXT, FORWARD, INK, Drawing, Picture, new_figure, still

STATIONS = {  # what is written in each box, and the lessons that are there
    "derivative": ("derivative", ("01",)),
    "partial derivatives": ("partial\nderivatives", ("01",)),
    "gradient": ("gradient", ("01",)),
    "chain rule (backpropagation)": ("chain rule\n(backpropagation)", ("02",)),
    "gradient descent": ("gradient\ndescent", ("03",)),
    "network": ("network", ("03", "04", "05", "06", "07")),
    "training well": ("training\nwell", ("08", "09", "10", "11", "13")),
    "forecast": ("forecast", ("12", "13", "14")),
}
WIDTHS = (0.84, 0.88, 0.72, 1.3, 0.76, 0.76, 0.76, 0.78)  # of the boxes, in inches
GAP, EDGE, HIGH, LOW = 0.15, 0.07, 0.42, 0.26


def roadmap(lesson: str = "01") -> Picture:
    """Return the road of the course, from the derivative to a forecast, in a strip of 0.75 inches.

    The stations of `lesson`, such as "01", are filled; those before it have a solid edge, those to
    come a dashed one. Below each station stand its lessons. Shown at the start of each lesson:
    `drawing.show(roadmap.roadmap("04"))`.

    Raises
    ------
    ValueError : there is no such lesson.
    """
    return Picture(_draw_roadmap, _describe_roadmap).move(lesson=lesson)


def _stations(lesson: str) -> list[int]:
    """Return the places of a lesson's stations."""
    here = [k for k, (_, lessons) in enumerate(STATIONS.values()) if lesson in lessons]
    if not here:
        raise ValueError(f"no lesson {lesson!r} on the road: lessons are written '01' to '14'")
    return here


def _draw_roadmap() -> Drawing:
    width = sum(WIDTHS) + GAP * (len(WIDTHS) - 1) + 2 * EDGE
    figure, (ax,) = new_figure(width, 0.75)
    figure.set_layout_engine("none")
    _plain(ax, width, 0.75)
    boxes, words, x = [], [], EDGE
    for (text, lessons), w in zip(STATIONS.values(), WIDTHS, strict=True):
        box = FancyBboxPatch((x, LOW), w, HIGH, boxstyle="round,pad=0,rounding_size=0.08")
        boxes.append(ax.add_patch(box))
        middle: dict[str, Any] = {"ha": "center", "va": "center", "size": 8.5, "linespacing": 1.1}
        words.append(ax.text(x + w / 2, LOW + HIGH / 2, text, **middle))
        ax.text(x + w / 2, 0.11, _span(lessons), ha="center", va="center", size=8.5, color=INK)
        if x > EDGE:
            ax.add_patch(_arrow((x - GAP, LOW + HIGH / 2), (x, LOW + HIGH / 2), CONTEXT, "-", 1.0))
        x += w + GAP

    def update(lesson: str) -> None:
        here = _stations(lesson)
        for k, (box, word) in enumerate(zip(boxes, words, strict=True)):
            at = k in here
            box.set(
                facecolor=FORWARD if at else "white",
                edgecolor=FORWARD if k <= here[-1] else CONTEXT,
                linestyle="-" if k <= here[-1] else "--",
            )
            word.set(color="white" if at else INK, weight="bold" if at else "normal")

    return figure, update


def _span(lessons: tuple[str, ...]) -> str:
    """Return lessons as they are written below a station: 08–11, 13."""
    runs: list[list[str]] = []
    for lesson in lessons:
        if runs and int(lesson) == int(runs[-1][-1]) + 1:
            runs[-1].append(lesson)
        else:
            runs.append([lesson])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _describe_roadmap(lesson: str) -> str:
    here = [list(STATIONS)[k] for k in _stations(lesson)]
    at = " and ".join([", ".join(here[:-1]), here[-1]] if len(here) > 1 else here)
    return f"The road of the course: {', then '.join(STATIONS)}. Lesson {lesson} is at: {at}."


def two_directions() -> Picture:
    """Return a network twice: values go forward to the loss, and gradients come back from it.

    On the way back each node asks how much it contributed to the loss. An opening picture, before
    any formula: `drawing.show(roadmap.two_directions())`.
    """
    return Picture(_draw_two_directions, _describe_two_directions).move()


LAYERS, RADIUS, PANEL, TALL = (2, 3, 1), 0.17, 3.95, 2.75
NODES = [
    np.stack([np.full(n, 0.45 + 1.05 * k), 1.2 - 0.62 * (np.arange(n) - (n - 1) / 2)], axis=1)
    for k, n in enumerate(LAYERS)
]
LOSS = np.array([3.5, 1.2])


def _draw_two_directions() -> Drawing:
    figure, axes = new_figure(2 * PANEL, TALL, columns=2)
    figure.set_layout_engine("none")
    for k, ax in enumerate(axes):
        _plain(ax, PANEL, TALL, left=k / 2, share=0.5)
        _draw_network(ax, backward=bool(k))
    forward, backward = axes
    titles: dict[str, Any] = {"size": 11, "va": "center"}
    forward.text(0.2, TALL - 0.22, "forward: values, from input to loss", color=FORWARD, **titles)
    backward.text(
        0.2, TALL - 0.22, "backward: gradients, from loss to weights", color=BACKWARD, **titles
    )
    asking = NODES[1][0]
    backward.annotate(
        "each node asks:\nhow much did I contribute?",
        xy=(asking[0] + 0.1, asking[1] + 0.15),
        xytext=(asking[0] + 0.55, asking[1] + 0.32),
        size=9.5,
        color=BACKWARD,
        va="center",
        arrowprops={"arrowstyle": "-", "color": BACKWARD, "linestyle": ":", "shrinkB": 0},
    )
    return figure, still


def _draw_network(ax: Axes, backward: bool) -> None:
    color, style = (BACKWARD, "--") if backward else (FORWARD, "-")
    pairs = [pair for before, after in pairwise(NODES) for pair in product(before, after)]
    for start, end in [*pairs, (NODES[-1][0], LOSS - np.array([0.13, 0]))]:
        toward = (end - start) / np.linalg.norm(end - start)
        line = (start + RADIUS * toward, end - RADIUS * toward)
        first, last = line[::-1] if backward else line
        ax.add_patch(_arrow(first, last, color, style, 1.5))
    for nodes in NODES:
        for node in nodes:
            ax.add_patch(Circle(tuple(node), RADIUS, facecolor="white", edgecolor=INK))
    low = LOSS - np.array([0.3, 0.2])
    box = FancyBboxPatch(tuple(low), 0.6, 0.4, boxstyle="round,pad=0,rounding_size=0.08")
    box.set(facecolor="white", edgecolor=INK)
    ax.add_patch(box)
    ax.text(LOSS[0], LOSS[1], "loss", size=10, ha="center", va="center", color=INK)
    for (x, _), name in zip(
        [n[0] for n in NODES], ("input", "hidden layer", "output"), strict=True
    ):
        ax.text(x, 0.15, name, size=9, ha="center", va="center", color=INK)


def _describe_two_directions() -> str:
    return (
        "A network of two inputs, three hidden nodes and one output, drawn twice. Solid arrows: "
        "values go forward from the inputs to the loss. Dashed arrows: gradients come back from "
        "the loss, and each node asks: how much did I contribute?"
    )


def _arrow(start: Any, end: Any, color: str, style: str, width: float) -> FancyArrowPatch:
    arrow = FancyArrowPatch(
        tuple(start), tuple(end), arrowstyle="-|>", shrinkA=0, shrinkB=0, mutation_scale=9
    )
    arrow.set(color=color, linestyle=style, linewidth=width)
    return arrow


def _plain(ax: Axes, width: float, height: float, left: float = 0.0, share: float = 1.0) -> None:
    """Give axes a part of the figure, without a frame, in inches."""
    ax.set_position((left, 0, share, 1))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
