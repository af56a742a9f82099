"""A formula as boxes, revealed step by step: values forward, then slopes backward."""

from collections.abc import Mapping
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

from ..graph import Box, Graph, Values, backward, forward, local_slopes
from ..text import number
from .picture import BACKWARD, FORWARD, Picture, new_figure

# Where quantities, boxes (by what they make) and products (by box and input) stand, in inches.
QUANTITIES = {
    "w": (0.5, 2.6), "x": (0.5, 1.6), "b": (0.5, 0.6), "z": (3.2, 1.6), "a": (5.15, 1.6),
    "y": (4.3, 0.6), "L": (7.5, 1.6), "fx": (0.8, 1.1), "p": (4.3, 2.3), "V": (7.2, 1.1),
}  # fmt: skip
BOXES = {"z": (2.05, 1.6), "a": (4.18, 1.6), "L": (6.35, 1.6), "p": (2.75, 2.3), "V": (5.8, 1.1)}
PRODUCTS = {
    ("z", "w"): (1.55, 2.35), ("z", "x"): (2.05, 1.12), ("z", "b"): (1.6, 0.75),
    ("a", "z"): (4.18, 1.12), ("L", "a"): (6.35, 2.08), ("L", "y"): (5.75, 0.95),
    ("p", "fx"): (2.6, 1.65), ("V", "fx"): (3.3, 0.85), ("V", "p"): (5.65, 1.85),
}  # fmt: skip
WAITING, BORDER, HALF_NODE = "#C8C8C8", "#555555", 0.45
Point = tuple[float, float]


def _text(value: float) -> str:
    return number(round(value, 10)).replace("-", "−")


def _times(blame: float, local: float) -> str:
    return (
        f"{_text(blame)} × {_text(local)}" if local >= 0 else f"{_text(blame)} × ({_text(local)})"
    )


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
        self.products: dict[tuple[str, str], Text] = {}
        for box in graph:
            self._box(box)
        self.values = {name: self._node(name, 0.02, 11) for name in names}
        self.slopes = {name: self._node(name, -0.02, 10) for name in names}

    def _box(self, box: Box) -> None:
        (x, y), half = BOXES[box.makes], 0.14 + 0.042 * len(box.label)
        frame = FancyBboxPatch((x - half, y - 0.22), 2 * half, 0.44, boxstyle="round,pad=0.03")
        frame.set(facecolor="white", zorder=3)
        self.frames[box.makes] = frame
        self.ax.add_patch(frame)
        self.ax.text(x, y, box.label, size=10, zorder=4, ha="center", va="center")
        for name in box.takes:
            at, above = QUANTITIES[name]
            self._edge((box.makes, name), (at + HALF_NODE, above), (x - half - 0.03, y))
            place = PRODUCTS[box.makes, name]
            text = self.ax.text(*place, "", size=9.5, color=BACKWARD, ha="center", va="center")
            self.products[box.makes, name] = text
        made = QUANTITIES[box.makes][0] - HALF_NODE
        self._edge((box.makes, box.makes), (x + half + 0.03, y), (made, y))

    def _edge(self, key: tuple[str, str], start: Point, end: Point) -> None:
        arrow = FancyArrowPatch(
            start, end, arrowstyle="-|>", mutation_scale=10, shrinkA=0, shrinkB=0
        )
        self.ax.add_patch(arrow)
        self.edges[key] = start, end, arrow

    def _node(self, name: str, up: float, size: float) -> Text:
        x, y = QUANTITIES[name]
        text = self.ax.text(x, y + up, "", size=size, ha="center", va="bottom" if up > 0 else "top")
        text.set_color(BACKWARD)
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
        ahead, back = min(step, len(graph)), max(step - len(graph), 0)
        known = {*inputs, *(box.makes for box in graph[:ahead])}
        passed = graph[len(graph) + 1 - back :] if back else []
        slopes = backward(passed, values) if passed else {end: 1.0}
        blamed = {end, *(name for box in passed for name in box.takes)} if back else set()
        for name in sketch.values:
            sketch.values[name].set_text(
                f"{name} = {_text(values[name])}" if name in known else name
            )
            sketch.values[name].set_color(FORWARD if name in known else WAITING)
            waits = any(name in box.takes and box not in passed for box in graph)
            slope = f"d{end}/d{name} = {_text(slopes[name])}" if name in blamed else ""
            sketch.slopes[name].set_text(f"{slope}\nso far" if slope and waits else slope)
        for place, box in enumerate(graph, start=1):
            now = box is passed[0] if passed else not back and place == ahead
            kind = "backward" if box in passed else "forward" if place <= ahead else "waiting"
            for name in (*box.takes, box.makes):
                sketch.draw_edge((box.makes, name), kind, now)
            colour = {"backward": BACKWARD, "forward": FORWARD}[kind] if now else BORDER
            sketch.frames[box.makes].set(edgecolor=colour, linewidth=2.4 if now else 1)
            for name, local in local_slopes(box, values):
                product = _times(slopes[box.makes], local) if box in passed else ""
                if product and _roads(graph, name) > 1:
                    product += f" = {_text(slopes[box.makes] * local)}"
                sketch.products[box.makes, name].set_text(product)
        says = _finding(graph, inputs, values, slopes, ahead, back)
        sketch.says.set_text(fill(says, 95))
        sketch.says.set_color(BACKWARD if back else FORWARD)
        return f"Step {step} of {2 * len(graph) + 1}. {says}"

    return Picture(figure, update).move(step=step)


def _roads(graph: Graph, name: str) -> int:
    return sum(box.takes.count(name) for box in graph)


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
    sums = "".join(
        f" In all, {name} gets {_text(slopes[name])}."
        for name in dict.fromkeys(box.takes)
        if _roads(graph, name) > 1 and _roads(graph[len(graph) + 1 - back :], name) > 1
    )
    return f"Backward: {box.label} passes {passed}.{sums}"
