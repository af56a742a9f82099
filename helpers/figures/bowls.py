"""The pictures of lesson 01 with two inputs: a bowl seen from above, its gradient, its slices."""

from collections.abc import Callable

import numpy as np

from .. import slopes
from ..gradients import numerical_gradient
from ..text import number
from .picture import BACKWARD, CONTEXT, FORWARD, Picture, new_figure

REACH = 7.0
SHORTEST = 1.6  # of a drawn arrow: its head must leave some shaft


def round_bowl(x: float = 3.0, y: float = 4.0) -> Picture:
    """Return x² + y² from above with its gradient, and the two slices. State: x, y."""
    return _bowl(slopes.round_bowl, 1.0, "x² + y²", 0.2).move(x=x, y=y)


def long_bowl(x: float = 3.0, y: float = 1.0) -> Picture:
    """Return x² + 9y² from above with its gradient, and the two slices. State: x, y."""
    return _bowl(slopes.long_bowl, 3.0, "x² + 9y²", 0.12).move(x=x, y=y)


def _bowl(f: Callable[[float, float], float], stretch: float, name: str, scale: float) -> Picture:
    """Return the picture of x² + (stretch · y)²; arrows are drawn at `scale` of their length."""
    figure, (top, along_x, along_y) = new_figure(7.8, 3.5, 3, width_ratios=[1.75, 1, 1])
    grid = np.linspace(-REACH, REACH, 121)
    heights = f(*np.meshgrid(grid, grid))  # type: ignore[arg-type]
    top.contour(grid, grid, heights, levels=np.array([1, 2, 3, 4, 6, 8]) ** 2 * 2.0,
                cmap="cividis", linewidths=0.8, alpha=0.6)  # fmt: skip
    top.set(aspect="equal", xlabel="x", ylabel="y", xticks=[-6, -3, 0, 3, 6])
    top.set_ylim(*np.array([-1, 1]) * (REACH if stretch == 1 else 0.7 * REACH))
    top.set_title(f"{name}\nfrom above", fontsize=10)
    low, high = top.get_ylim()
    top.plot([0], [0], "+", color="black", ms=10)
    (ring,) = top.plot([], [], color=FORWARD, lw=2)
    (to_floor,) = top.plot([], [], color=CONTEXT, ls=":", lw=2)
    arrows = [
        top.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "lw": 2.2, "ls": style,
                     "color": BACKWARD, "shrinkA": 0, "shrinkB": 0})
        for style in ("-", "--")
    ]  # fmt: skip
    words = [
        top.text(0, 0, word, color=BACKWARD,
                 bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.75})
        for word in ("uphill", "downhill")
    ]  # fmt: skip
    for artist in (*arrows, *words):
        artist.set_in_layout(False)  # the axes stay where they are while the arrows move
    (spot,) = top.plot([], [], "o", color=FORWARD, ms=7)
    slices = (along_x, along_y)
    curves = [ax.plot(grid, grid, color=FORWARD, lw=2)[0] for ax in slices]
    tangents = [ax.plot(grid, grid, color=BACKWARD, lw=1.8, ls="--")[0] for ax in slices]
    dots = [ax.plot([0], [0], "o", color=FORWARD, ms=6)[0] for ax in slices]
    for ax, label in ((along_x, "x"), (along_y, "y")):
        ax.set(xlabel=label, xlim=(-REACH, REACH), ylim=(-4 * stretch, 56 * stretch))
        ax.set_yticks([0, 20 * stretch, 40 * stretch])
    along_x.set_ylabel("height")
    along_y.set_yticklabels([])

    def update(x: float, y: float) -> str:
        at = np.array([x, y])
        value = f(x, y)
        slope = numerical_gradient(lambda p: f(*p), at)
        turn = np.linspace(0, 2 * np.pi, 200)
        ring.set_data(np.sqrt(value) * np.cos(turn), np.sqrt(value) * np.sin(turn) / stretch)
        to_floor.set_data([x, 0], [y, 0])
        spot.set_data([x], [y])
        steep = float(np.linalg.norm(slope))
        way = slope / steep if steep > 1e-6 else np.array([0.0, 1.0])
        side = np.array([-way[1], way[0]])
        side *= -1 if side @ at < -1e-6 or (abs(side @ at) <= 1e-6 and side[0] < 0) else 1
        for arrow, word, sign in zip(arrows, words, (1, -1), strict=True):
            tip = at + sign * max(scale * steep, SHORTEST) * way
            arrow.set_position((x, y))
            arrow.xy = tuple(tip)
            # Beside the tip, on the side that the dotted line does not take, inside the frame.
            height = np.clip(tip[1], low + 0.6, high - 0.6)
            word.set(
                position=(tip[0] + 0.6 * side[0], height + 0.6 * side[1]),
                ha=_pick(side[0], "right", "center", "left"),
                va=_pick(side[1], "top", "center", "bottom"),
            )
            for artist in (arrow, word):
                artist.set_visible(steep > 1e-6)
        lines = [f(grid, y), f(x, grid)]  # type: ignore[arg-type]
        still = [f"y = {number(y)}", f"x = {number(x)}"]
        for i, ax in enumerate(slices):
            curves[i].set_ydata(lines[i])
            tangents[i].set_ydata(value + slope[i] * (grid - at[i]))
            dots[i].set_data([at[i]], [value])
            title = f"slice: {still[i]} held still\nslope {slope[i]:.3g}"
            ax.set_title(title.replace("-", "−"), fontsize=10)
        return _finding(name, at, slope)

    return Picture(figure, update)


def _pick(part: float, below: str, middle: str, above: str) -> str:
    """Return the alignment of a text that lies in a direction with this share."""
    return middle if abs(part) < 0.4 else (above if part > 0 else below)


def _finding(name: str, at: np.ndarray, slope: np.ndarray) -> str:
    here = f"At ({number(at[0])}, {number(at[1])}) the gradient of {name} is ".replace("-", "−")
    length = np.linalg.norm(slope)
    if length < 1e-6:
        return f"{here}(0, 0): the floor, level in every direction."
    cosine = float(slope @ at) / (length * np.linalg.norm(at))
    apart = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    gradient = f"({slope[0]:.3g}, {slope[1]:.3g})".replace("-", "−")
    return (
        f"{here}{gradient}. It crosses the contour at a right angle, uphill. "
        f"The steepest way down (dashed) is {apart:.0f}° off the way to the minimum."
    )
