"""A computation graph, revealed step by step: values forward, then gradients backward."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import partial
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure
from helpers.text import number

from ..graph import Graph, Node, Values, backward, forward, local_gradients

# Where quantities and nodes (by what they make) stand, in inches.
QUANTITIES = {
    "w": (0.47, 2.6), "x": (0.47, 1.6), "b": (0.47, 0.6), "z": (2.92, 1.6), "a": (4.93, 1.6),
    "y": (4.93, 0.6), "L": (7.53, 1.6), "p": (0.6, 2.4), "e": (0.6, 1.3), "s": (4.6, 2.4),
    "k": (4.6, 0.9), "V": (7.25, 1.65),
}  # fmt: skip
NODES = {
    "z": (1.8, 1.6), "a": (4.02, 1.6), "L": (6.33, 1.6), "s": (2.8, 2.4), "k": (2.8, 0.9),
    "V": (5.95, 1.65),
}  # fmt: skip
WAITING, BORDER, HALF_QUANTITY = "#6E6E6E", "#555555", 0.45
Point = tuple[float, float]


def _text(value: float) -> str:
    return number(round(value, 10)).replace("-", "−")


def _bracketed(value: float) -> str:
    return _text(value) if value >= 0 else f"({_text(value)})"


def _times(upstream: float, local: float) -> str:
    return f"{_text(upstream)} × {_bracketed(local)}"


def _sum(parts: Sequence[float]) -> str:
    return " + ".join(_bracketed(part) for part in parts)


def _names(graph: Graph) -> list[str]:
    """Return a graph's quantities. Raises KeyError for one, or a node, without a place."""
    names = list(dict.fromkeys(name for node in graph for name in (*node.takes, node.makes)))
    absent = {*names} - {*QUANTITIES} | {node.makes for node in graph} - {*NODES}
    if absent:
        raise KeyError(f"no place is known for {', '.join(sorted(absent))}")
    return names


class _Sketch:
    """The artists of a graph. An edge is (node, input), or (node, node) for what the node makes."""

    def __init__(self, ax: Axes, graph: Graph) -> None:
        names = _names(graph)
        heights = [QUANTITIES[name][1] for name in names]
        bottom, top = min(heights) - 0.45, max(heights) + 0.85
        ax.set(xlim=(0, 8), ylim=(bottom, top), position=(0, 0, 1, 1))
        ax.set_axis_off()
        self.height = top - bottom
        self.ax = ax
        self.says = ax.text(0.08, top - 0.07, "", va="top", size=10.5)
        self.frames: dict[str, FancyBboxPatch] = {}
        self.edges: dict[tuple[str, str], tuple[Point, Point, FancyArrowPatch]] = {}
        self.factors: dict[tuple[str, str], Text] = {}
        for node in graph:
            self._operation(node)
        self.values = {name: self._quantity(name, 0.02, 11) for name in names}
        self.gradients = {name: self._quantity(name, -0.02, 9.5) for name in names}

    def _operation(self, node: Node) -> None:
        (x, y), half = NODES[node.makes], 0.14 + 0.042 * len(node.label)
        frame = FancyBboxPatch((x - half, y - 0.22), 2 * half, 0.44, boxstyle="round,pad=0.03")
        frame.set(facecolor="white", zorder=3)
        self.frames[node.makes] = frame
        self.ax.add_patch(frame)
        self.ax.text(x, y, node.label, size=10, zorder=4, ha="center", va="center")
        for name in node.takes:
            at, above = QUANTITIES[name]
            side = np.sign(above - y)  # a steep arrow keeps further away from the text
            start = at + HALF_QUANTITY + 0.07 * abs(side), above
            edge = start, (x - half - 0.03, y + 0.15 * side)
            self._edge((node.makes, name), *edge)
            self.factors[node.makes, name] = self._factor(*edge)
        made = QUANTITIES[node.makes][0] - HALF_QUANTITY
        self._edge((node.makes, node.makes), (x + half + 0.03, y), (made, y))

    def _edge(self, key: tuple[str, str], start: Point, end: Point) -> None:
        arrow = FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=10, shrinkA=1, shrinkB=1
        )
        self.ax.add_patch(arrow)
        self.edges[key] = start, end, arrow

    def _factor(self, start: Point, end: Point) -> Text:
        """Return the text that stands on an arrow: above a level one, beside a steep one."""
        fall = np.sign(round(start[1] - end[1], 6))
        middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        place = middle[0] + 0.08 * abs(fall), middle[1] + 0.06 * (1 if fall >= 0 else -1)
        text = self.ax.text(*place, "", size=10, color=BACKWARD)
        text.set_horizontalalignment("left" if fall else "center")
        text.set_verticalalignment("top" if fall < 0 else "bottom")
        return text

    def _quantity(self, name: str, up: float, size: float) -> Text:
        x, y = QUANTITIES[name]
        text = self.ax.text(x, y + up, "", size=size, ha="center", va="bottom" if up > 0 else "top")
        text.set(color=BACKWARD, zorder=0 if up > 0 else 3)  # below what moves: a value stands
        return text

    def draw_edge(self, key: tuple[str, str], kind: str, now: bool) -> None:
        """Draw an edge as waiting, as forward (solid) or as backward (dashed, turned round)."""
        start, end, arrow = self.edges[key]
        arrow.set_positions(*((end, start) if kind == "backward" else (start, end)))
        arrow.set_color({"waiting": WAITING, "forward": FORWARD, "backward": BACKWARD}[kind])
        arrow.set_linestyle((0, (3, 1.5)) if kind == "backward" else "solid")
        arrow.set_linewidth(2.4 if now else 1.2)


def computation_graph(graph: Graph, inputs: Mapping[str, float], step: int = 0) -> Picture:
    """Draw a graph after some steps of its forward pass and of its backward pass.

    Parameters
    ----------
    graph, inputs : of this lesson's `graph`; the names need a place in this file.
    step : 0 shows the inputs. Each node is one step forward, then the gradient 1 at the end is one
        step, then each node from the end is one step backward: 2n + 1 steps for n nodes.
    """
    given = deepcopy((graph, inputs))
    _names(graph)
    return Picture(partial(_draw_graph, *given), partial(_describe_graph, *given)).move(step=step)


def _draw_graph(graph: Graph, inputs: Mapping[str, float]) -> Drawing:
    figure, (ax,) = new_figure()
    figure.set_layout_engine("none")
    sketch = _Sketch(ax, graph)
    figure.set_size_inches(8, sketch.height)
    values = forward(graph, inputs)
    end = graph[-1].makes

    def update(step: int) -> None:
        # For `Redraw`: what is `set` counts as moving from the first step on, even if it stays.
        ahead, back, passed, gradients = _progress(graph, values, step)
        known = {*inputs, *(node.makes for node in graph[:ahead])}
        reached = {end, *(name for node in passed for name in node.takes)} if back else set()
        for name in sketch.values:
            shown = f"{name} = {_text(values[name])}" if name in known else name
            if sketch.values[name].get_text() != shown:
                sketch.values[name].set(text=shown, color=FORWARD if name in known else WAITING)
            waits = any(name in node.takes and node not in passed for node in graph)
            slope = f"d{end}/d{name} = {_text(gradients[name])}" if name in reached else ""
            parts = _contributions(passed, name, values, gradients)
            below = "\nso far" if waits else f"\n= {_sum(parts)}" if len(parts) > 1 else ""
            sketch.gradients[name].set(text=slope + below if slope else "")
        for place, node in enumerate(graph, start=1):
            now = node is passed[0] if passed else not back and place == ahead
            kind = "backward" if node in passed else "forward" if place <= ahead else "waiting"
            for name in (*node.takes, node.makes):
                sketch.draw_edge((node.makes, name), kind, now)
            colour = {"backward": BACKWARD, "forward": FORWARD}[kind] if now else BORDER
            sketch.frames[node.makes].set(edgecolor=colour, linewidth=2.4 if now else 1)
            for name, local in local_gradients(node, values):
                factor = f"× {_bracketed(local)}" if node in passed else ""
                sketch.factors[node.makes, name].set(text=factor)
        says = _finding(graph, inputs, values, gradients, ahead, back)
        sketch.says.set_text(fill(says, 95))
        sketch.says.set_color(BACKWARD if back else FORWARD)

    return figure, update


def _progress(
    graph: Graph, values: Values, step: int
) -> tuple[int, int, Sequence[Node], dict[str, float]]:
    """Return the steps ahead and back, the nodes passed back, and the gradients there."""
    ahead, back = min(step, len(graph)), max(step - len(graph), 0)
    passed = graph[len(graph) + 1 - back :] if back else []
    return ahead, back, passed, backward(passed, values) if passed else {graph[-1].makes: 1.0}


def _describe_graph(graph: Graph, inputs: Mapping[str, float], step: int) -> str:
    values = forward(graph, inputs)
    ahead, back, _, gradients = _progress(graph, values, step)
    says = _finding(graph, inputs, values, gradients, ahead, back)
    return f"Step {step} of {2 * len(graph) + 1}. {says}"


def _contributions(
    passed: Sequence[Node], name: str, values: Values, gradients: Values
) -> list[float]:
    """Return what each path has brought to a quantity, the last node's first."""
    return [
        gradients[node.makes] * local
        for node in reversed(passed)
        for taken, local in local_gradients(node, values)
        if taken == name
    ]


def _finding(
    graph: Graph,
    inputs: Mapping[str, float],
    values: Values,
    gradients: Values,
    ahead: int,
    back: int,
) -> str:
    """Return what the last step did, with its numbers."""
    end = graph[-1].makes
    if not ahead:
        given = ", ".join(f"{name} = {_text(value)}" for name, value in inputs.items())
        return f"Given: {given}."
    if not back:
        node = graph[ahead - 1]
        return f"Forward: {node.label} makes {node.makes} = {_text(values[node.makes])}."
    if back == 1:
        return f"Backward starts at the end, with d{end}/d{end} = 1."
    node = graph[len(graph) + 1 - back]
    passed = ", ".join(
        f"{_times(gradients[node.makes], local)} = {_text(gradients[node.makes] * local)} to {name}"
        for name, local in local_gradients(node, values)
    )
    done = graph[len(graph) + 1 - back :]
    parts = {name: _contributions(done, name, values, gradients) for name in node.takes}
    sums = "".join(
        f" In all, {name} gets {_sum(part)} = {_text(gradients[name])}."
        for name, part in parts.items()
        if len(part) > 1
    )
    return f"Backward: {node.label} passes {passed}.{sums}"
