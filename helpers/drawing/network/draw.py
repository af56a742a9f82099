"""The drawing of a network: its artists, and what moves them to a stop."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

from ..picture import BACKWARD, CONTEXT, FORWARD, INK, PARAMETER, Drawing, new_figure
from ..styles import WHITE
from .layout import BELOW, Written, lay_out, stack
from .names import Labels
from .passes import Array, Passes, Training
from .places import FOOT, LINE, LOSS_WIDTH
from .words import target_words
from .written import Key, written_numbers

IN_UNIT = 7  # letters of a value in a circle beside its name; of more each is smaller
Compute = Callable[[str], Passes]  # all numbers, with the units dropped that are named


class Sketch:
    """The artists of one network, and the function that moves them to a stop."""

    def __init__(self, net: Training, labels: Labels, compute: Compute, digits: int | None) -> None:
        self.net, self.labels, self.compute = net, labels, compute
        self.style, self.where, last, edges = lay_out(net, labels, compute(""), digits)
        self.figure, (self.ax,) = new_figure(self.where.width, self.where.height)
        self.figure.set_layout_engine("none")
        self.ax.set_position((0, 0, 1, 1))
        self.ax.set(xlim=(0, self.where.width), ylim=(0, self.where.height))
        self.ax.axis("off")
        self.arrows = self._draw_arrows()
        self.circles = self._draw_circles()
        self.texts = self._draw_texts(last, edges)

    def _draw_arrows(self) -> dict[Key, FancyArrowPatch]:
        arrows = {}
        many = sum(W.size for W in self.net.weights) > 60
        for k, W in enumerate(self.net.weights):
            for j, i in np.ndindex(*W.shape):
                arrows[k, j, i] = self._arrow(*self.where.ends(k, j, i), "-" if many else "-|>")
        n = len(self.net.weights)
        for i in range(len(self.net.y)):
            arrows[n, 0, i] = self._arrow(*self.where.ends(n, 0, i), "-|>")
        return arrows

    def _arrow(self, start: Array, end: Array, style: str) -> FancyArrowPatch:
        arrow = FancyArrowPatch(
            tuple(start), tuple(end), arrowstyle=style, shrinkA=0, shrinkB=0, mutation_scale=10
        )
        self.ax.add_patch(arrow)
        return arrow

    def _draw_circles(self) -> dict[Key, Circle]:
        circles: dict[Key, Circle] = {}
        for layer, centres in enumerate(self.where.units):
            for i, centre in enumerate(centres):
                circle = Circle(tuple(centre), self.where.radius, facecolor="white", zorder=2)
                self.ax.add_patch(circle)
                circles[layer, i] = circle
        x, y = self.where.loss
        size = {"width": LOSS_WIDTH - 0.1, "height": 0.6}
        box = FancyBboxPatch(
            (x - size["width"] / 2, y - 0.3), **size, boxstyle="round,pad=0,rounding_size=0.08"
        )
        box.set(facecolor="white", edgecolor=INK, zorder=2)
        self.ax.add_patch(box)
        return circles

    def _draw_texts(self, last: Written, edges: dict[Key, Array]) -> dict[Key, Text]:
        where, style = self.where, self.style
        middle: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 4}
        texts: dict[Key, Text] = {
            ("heading",): self.ax.text(0.12, where.height - 0.22, "", size=11, va="center"),
            ("loss",): self.ax.text(0, 0, "", size=10, color=FORWARD, **middle),
        }
        texts["loss",].set_position(tuple(where.loss))
        aim = target_words(self.net, style.digits)
        if len(self.net.y) > 1:
            aim = f"target\ny = {aim}" if len(self.net.y) <= 4 else "target y"
        else:
            aim = f"target y = {aim}"
        x, y = where.loss
        self.ax.text(x, y - 0.36, aim, size=9, color=INK, ha="center", va="top")
        if not style.edges:
            texts["note",] = self.ax.text(
                0.12, where.height - 0.44, "", size=9, color=INK, va="center"
            )
        for k, caption in enumerate(self._captions()):
            x = where.units[k][0][0] if k < len(where.units) else where.loss[0]
            for line, text in enumerate(caption):
                y = FOOT - 0.14 - LINE * line
                self.ax.text(x, y, text, size=9, color=INK, ha="center", va="baseline")
        if not style.units:
            return texts
        for layer, centres in enumerate(where.units):
            for i, (x, y) in enumerate(centres):
                texts["a", layer, i] = self.ax.text(x, y, "", color=FORWARD, **middle)
                for key, (at, va) in stack(last, layer - 1, i, y, where.radius, style).items():
                    if key[0] in BELOW or style.edges:
                        color = {"z": FORWARD, "b": PARAMETER}.get(str(key[0]), BACKWARD)
                        texts[key] = self.ax.text(
                            x, at, "", size=9 if style.edges else 8, color=color,
                            ha="center", va=va, zorder=4, bbox=WHITE, linespacing=1.1,
                        )  # fmt: skip
        for key, centre in edges.items():
            color = PARAMETER if key[0] == "w" else BACKWARD
            x, y = centre
            texts[key] = self.ax.text(x, y, "", size=9, color=color, bbox=WHITE, **middle)
        return texts

    def _captions(self) -> list[tuple[str, ...]]:
        """Return the one or two lines below each column."""
        n = len(self.net.weights)
        hidden = [f"hidden layer {k + 1}" if n > 2 else "hidden layer" for k in range(n - 1)]
        names = [self.net.activation(k) for k in range(n)]
        bent = [() if name == "linear" else (name,) for name in names]
        pairs = zip([*hidden, "output"], bent, strict=True)
        return [("input",), *((first, *second) for first, second in pairs), ("loss",)]

    def update(self, step: str, dropped: str) -> None:
        """Move everything to a stop."""
        p = self.compute(dropped)
        said = written_numbers(self.net, self.labels, p, step, self.style)
        size = "gradient dL/dw" if step.startswith("backward") else "weight"
        said["note",] = f"thick: large {size} · dashed: negative"
        for key, text in self.texts.items():
            text.set_text(said.get(key, ""))
            text.set_visible(bool(text.get_text()))
        colors = {"forward": FORWARD, "loss": FORWARD, "backward": BACKWARD, "update": PARAMETER}
        kind, _, k = step.partition(" ")
        self.texts["heading",].set_color(colors.get(kind, "black"))
        off = {(k + 1, int(i)) for k, mask in enumerate(p.masks) for i in np.flatnonzero(mask == 0)}
        self._move_circles(kind, int(k or 0), off)
        self._move_arrows(kind, int(k or 0), p, off)

    def _move_circles(self, kind: str, k: int, off: set[tuple[int, int]]) -> None:
        here = {"start": 0, "forward": k, "loss": -1, "backward": k, "update": -1}[kind]
        color = BACKWARD if kind == "backward" else FORWARD
        for (layer, i), circle in self.circles.items():
            gone = (layer, i) in off
            active = layer == here and not gone
            circle.set(
                edgecolor=CONTEXT if gone else color if active else INK,
                linewidth=2.5 if active else 1.0,
                linestyle=":" if gone else "-",
            )
            if text := self.texts.get(("a", layer, i)):
                words = FORWARD if "\n" in text.get_text() and not gone else INK
                if text.get_color() != words:  # what is set is drawn anew
                    text.set_color(words)
                longest = max(map(len, text.get_text().split("\n")))
                size = 10.0 if self.style.edges and longest <= IN_UNIT else 8.5
                if text.get_fontsize() != size:
                    text.set_fontsize(size)

    def _move_arrows(self, kind: str, k: int, p: Passes, off: set[tuple[int, int]]) -> None:
        n = len(self.net.weights)
        sizes = p.dL_dW if kind == "backward" else self.net.weights
        largest = max(float(np.abs(size).max()) for size in sizes) or 1.0
        for (layer, j, i), arrow in self.arrows.items():
            at_loss = layer == n
            gone = (layer, i) in off or (layer + 1, j) in off
            active = {
                "forward": layer == k - 1,
                "loss": at_loss,
                "backward": layer == k - 1 or (at_loss and k == n),
                "update": not at_loss,
                "start": False,
            }[kind]
            color = {"backward": BACKWARD, "update": PARAMETER}.get(kind, FORWARD)
            # The gradient has come through these; before it has, none is drawn.
            passed = kind == "backward" and layer >= k - 1
            value = 0.0
            if not at_loss and (passed or kind != "backward"):
                value = float(sizes[layer][j, i])
            if self.style.edges or at_loss:
                width, dashed = 2.2 if active else 1.0, kind == "backward" and active
            else:
                width, dashed = 0.4 + 2.8 * abs(value) / largest, value < 0
            arrow.set(
                color=color if active else CONTEXT,
                linewidth=width,
                linestyle="--" if dashed else "-",
                visible=not gone,
                alpha=1.0 if active or self.style.edges or kind == "start" else 0.5,
                zorder=1.5 if active else 1,
            )
            start, end = self.where.ends(layer, j, i)
            if kind == "backward" and (active or (passed and not self.style.edges)):
                start, end = end, start
            arrow.set_positions(tuple(start), tuple(end))


def draw(net: Training, labels: Labels, compute: Compute, digits: int | None) -> Drawing:
    """Return the figure of a network and what moves it."""
    sketch = Sketch(net, labels, compute, digits)
    return sketch.figure, sketch.update
