"""A formula as boxes, revealed step by step: values forward, then slopes backward."""

from collections.abc import Mapping, Sequence
from textwrap import fill

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

from ..graph import Box, Graph, Values, backward, forward, local_slopes
from ..text import number
from .picture import BACKWARD, FORWARD, Picture, new_figure

# Where quantities and boxes (by what they make) stand, in inches.
QUANTITIES = {
    "w": (0.47, 2.6), "x": (0.47, 1.6), "b": (0.47, 0.6), "z": (2.92, 1.6), "a": (4.93, 1.6),
    "y": (4.93, 0.6), "L": (7.53, 1.6), "fx": (0.6, 1.1), "p": (4.3, 2.3), "V": (7.3, 1.1),
}  # fmt: skip
BOXES = {"z": (1.8, 1.6), "a": (4.02, 1.6), "L": (6.33, 1.6), "p": (2.5, 2.3), "V": (6.1, 1.1)}
WAITING, BORDER, HALF_NODE = "#C8C8C8", "#555555", 0.45
Point = tuple[float, float]


def _text(value: float) -> str:
    return number(round(value, 10)).replace("-", "−")


def _bracketed(value: float) -> str:
    return _text(value) if value >= 0 else f"({_text(value)})"


def _times(blame: float, local: float) -> str:
    return f"{_text(blame)} × {_bracketed(local)}"


def _sum(parts: Sequence[float]) -> str:
    return " + ".join(_bracketed(part) for part in parts)


class _Sketch:
    """The artists of a graph. An edge is (box, input), or (box, box) for what the box makes."""

    def __init__(self, ax: Axes, graph: Graph) -> None:
        names = dict.fromkeys(name for box in graph for name in (*box.takes, box.makes))
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
        for box in graph:
            self._box(box)
        self.values = {name: self._node(name, 0.02, 11) for name in names}
        self.slopes = {name: self._node(name, -0.02, 9.5) for name in names}

    def _box(self, box: Box) -> None:
        (x, y), half = BOXES[box.makes], 0.14 + 0.042 * len(box.label)
        frame = FancyBboxPatch((x - half, y - 0.22), 2 * half, 0.44, boxstyle="round,pad=0.03")
        frame.set(facecolor="white", zorder=3)
        self.frames[box.makes] = frame
        self.ax.add_patch(frame)
        self.ax.text(x, y, box.label, size=10, zorder=4, ha="center", va="center")
        for name in box.takes:
            at, above = QUANTITIES[name]
            side = np.sign(above - y)  # a steep arrow keeps further away from the text
            start = at + HALF_NODE + 0.07 * abs(side), above
            edge = start, (x - half - 0.03, y + 0.15 * side)
            self._edge((box.makes, name), *edge)
            self.factors[box.makes, name] = self._factor(*edge)
        made = QUANTITIES[box.makes][0] - HALF_NODE
        self._edge((box.makes, box.makes), (x + half + 0.03, y), (made, y))

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

    def _node(self, name: str, up: float, size: float) -> Text:
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


def sweep(graph: Graph, inputs: Mapping[str, float], step: int = 0) -> Picture:
    """Draw a graph after some steps of its forward pass and of its backward sweep.

    Parameters
    ----------
    graph, inputs : of `helpers.graph`; the names need a place in this file.
    step : 0 shows the inputs. Each box is one step forward, then the slope 1 at the end is one
        step, then each box from the end is one step backward: 2n + 1 steps for n boxes.
    """
    figure, (ax,) = new_figure()
    figure.set_layout_engine("none")
    sketch = _Sketch(ax, graph)
    figure.set_size_inches(8, sketch.height)
    values = forward(graph, inputs)
    end = graph[-1].makes

    def update(step: int) -> str:
        # For `Redraw`: what is `set` counts as moving from the first step on, even if it stays.
        ahead, back = min(step, len(graph)), max(step - len(graph), 0)
        known = {*inputs, *(box.makes for box in graph[:ahead])}
        passed = graph[len(graph) + 1 - back :] if back else []
        slopes = backward(passed, values) if passed else {end: 1.0}
        blamed = {end, *(name for box in passed for name in box.takes)} if back else set()
        for name in sketch.values:
            shown = f"{name} = {_text(values[name])}" if name in known else name
            if sketch.values[name].get_text() != shown:
                sketch.values[name].set(text=shown, color=FORWARD if name in known else WAITING)
            waits = any(name in box.takes and box not in passed for box in graph)
            slope = f"d{end}/d{name} = {_text(slopes[name])}" if name in blamed else ""
            parts = _contributions(passed, name, values, slopes)
            below = "\nso far" if waits else f"\n= {_sum(parts)}" if len(parts) > 1 else ""
            sketch.slopes[name].set(text=slope + below if slope else "")
        for place, box in enumerate(graph, start=1):
            now = box is passed[0] if passed else not back and place == ahead
            kind = "backward" if box in passed else "forward" if place <= ahead else "waiting"
            for name in (*box.takes, box.makes):
                sketch.draw_edge((box.makes, name), kind, now)
            colour = {"backward": BACKWARD, "forward": FORWARD}[kind] if now else BORDER
            sketch.frames[box.makes].set(edgecolor=colour, linewidth=2.4 if now else 1)
            for name, local in local_slopes(box, values):
                factor = f"× {_bracketed(local)}" if box in passed else ""
                sketch.factors[box.makes, name].set(text=factor)
        says = _finding(graph, inputs, values, slopes, ahead, back)
        sketch.says.set_text(fill(says, 95))
        sketch.says.set_color(BACKWARD if back else FORWARD)
        return f"Step {step} of {2 * len(graph) + 1}. {says}"

    return Picture(figure, update).move(step=step)


def _contributions(passed: Sequence[Box], name: str, values: Values, slopes: Values) -> list[float]:
    """Return what each road has brought to a quantity, the last box's first."""
    return [
        slopes[box.makes] * local
        for box in reversed(passed)
        for taken, local in local_slopes(box, values)
        if taken == name
    ]


def _finding(
    graph: Graph, inputs: Mapping[str, float], values: Values, slopes: Values, ahead: int, back: int
) -> str:
    """Return what the last step did, with its numbers."""
    end = graph[-1].makes
    if not ahead:
        given = ", ".join(f"{name} = {_text(value)}" for name, value in inputs.items())
        return f"Given: {given}."
    if not back:
        box = graph[ahead - 1]
        return f"Forward: {box.label} makes {box.makes} = {_text(values[box.makes])}."
    if back == 1:
        return f"Backward starts at the end, with d{end}/d{end} = 1."
    box = graph[len(graph) + 1 - back]
    passed = ", ".join(
        f"{_times(slopes[box.makes], local)} = {_text(slopes[box.makes] * local)} to {name}"
        for name, local in local_slopes(box, values)
    )
    done = graph[len(graph) + 1 - back :]
    parts = {name: _contributions(done, name, values, slopes) for name in box.takes}
    sums = "".join(
        f" In all, {name} gets {_sum(part)} = {_text(slopes[name])}."
        for name, part in parts.items()
        if len(part) > 1
    )
    return f"Backward: {box.label} passes {passed}.{sums}"
