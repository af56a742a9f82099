"""The pictures of lesson 01 with two inputs: a bowl seen from above, its gradient, its slices."""

from collections.abc import Callable
from functools import partial

import numpy as np
from matplotlib.artist import Artist

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure
from helpers.gradients import numerical_gradient
from helpers.text import number

from .. import slopes

REACH = 7.0
SHORTEST, LONGEST = 1.6, 2.4  # of a drawn arrow: its head leaves some shaft, and it stays inside
ARC, SQUARE = 1.1, 0.4  # radius of the angle's arc, side of the right angle's square


def round_bowl(x: float = 3.0, y: float = 4.0) -> Picture:
    """Return x² + y² from above with its gradient, and the two slices. State: x, y."""
    return _bowl(slopes.round_bowl, 1.0, "x² + y²", 0.2).move(x=x, y=y)


def long_bowl(x: float = 3.0, y: float = 1.0) -> Picture:
    """Return x² + 9y² from above with its gradient, and the two slices. State: x, y."""
    return _bowl(slopes.long_bowl, 3.0, "x² + 9y²", 0.12).move(x=x, y=y)


def _bowl(f: Callable[[float, float], float], stretch: float, name: str, scale: float) -> Picture:
    """Return the picture of x² + (stretch · y)²; arrows are drawn at `scale` of their length."""
    draw = partial(_draw_bowl, f, stretch, name, scale)
    return Picture(draw, partial(_describe_bowl, f, name))


def _draw_bowl(
    f: Callable[[float, float], float], stretch: float, name: str, scale: float
) -> Drawing:
    figure, (top, along_x, along_y) = new_figure(8.0, 3.6, 3, width_ratios=[1.9, 1, 1])
    grid = np.linspace(-REACH, REACH, 121)
    heights = f(*np.meshgrid(grid, grid))  # type: ignore[arg-type]
    levels = np.array([1, 2, 3, 4, 6, 8]) ** 2 * 2.0
    # The brightest third of the colours would be pale on white.
    top.contour(grid, grid, heights, levels=levels, cmap="cividis", linewidths=1.2,
                vmin=0, vmax=1.5 * levels[-1])  # fmt: skip
    wide, tall = (REACH, REACH) if stretch == 1 else (6.4, 5.0)
    top.set(aspect="equal", xlabel="x", ylabel="y", xlim=(-wide, wide), ylim=(-tall, tall))
    top.set_xticks([-6, -3, 0, 3, 6])
    top.set_title(f"{name}\nfrom above", fontsize=10)
    low, high = top.get_ylim()
    top.plot([0], [0], "+", color="black", ms=10)
    (ring,) = top.plot([], [], color=FORWARD, lw=2)
    (to_minimum,) = top.plot([], [], color="#5C5C5C", ls=":", lw=2.2)
    (corner,) = top.plot([], [], color="black", lw=1.2)
    (arc,) = top.plot([], [], color="black", lw=1.2)
    arrows = [
        top.annotate("", (0, 0), (0, 0), arrowprops={"arrowstyle": "-|>", "lw": 2.2, "ls": style,
                     "color": BACKWARD, "shrinkA": 0, "shrinkB": 0})
        for style in ("-", "--")
    ]  # fmt: skip
    words = [
        top.text(0, 0, word, color=BACKWARD,
                 bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.75})
        for word in ("gradient", "downhill")
    ]  # fmt: skip
    turned = top.text(0, 0, "", ha="center", va="center", fontsize=10, bbox={
        "facecolor": "white", "edgecolor": "none", "pad": 0.3, "alpha": 0.75})  # fmt: skip
    for artist in (*arrows, *words, turned):
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

    def update(x: float, y: float) -> None:
        at = np.array([x, y])
        value = f(x, y)
        slope = numerical_gradient(lambda p: f(*p), at)
        turn = np.linspace(0, 2 * np.pi, 200)
        ring.set_data(np.sqrt(value) * np.cos(turn), np.sqrt(value) * np.sin(turn) / stretch)
        to_minimum.set_data([x, 0], [y, 0])
        spot.set_data([x], [y])
        steep = float(np.linalg.norm(slope))
        way = slope / steep if steep > 1e-6 else np.array([0.0, 1.0])
        side = np.array([-way[1], way[0]])
        side *= -1 if side @ at < -1e-6 or (abs(side @ at) <= 1e-6 and side[0] < 0) else 1
        for arrow, word, sign in zip(arrows, words, (1, -1), strict=True):
            tip = at + sign * np.clip(scale * steep, SHORTEST, LONGEST) * way
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
        square = np.array([at + SQUARE * way, at + SQUARE * (way + side), at + SQUARE * side])
        corner.set_data(*square.T)
        down = np.arctan2(-way[1], -way[0])
        between = (np.arctan2(-y, -x) - down + np.pi) % (2 * np.pi) - np.pi
        bow = down + np.linspace(0, between, 40)
        arc.set_data(x + ARC * np.cos(bow), y + ARC * np.sin(bow))
        middle = down + between / 2
        turned.set_position((x + 1.75 * np.cos(middle), y + 1.75 * np.sin(middle)))
        turned.set_text(f"{abs(np.degrees(between)):.0f}°")
        corner.set_visible(steep > 1e-6)
        marks: tuple[Artist, ...] = (arc, turned)
        for mark in marks:
            mark.set_visible(steep > 1e-6 and abs(between) > 0.05)
        lines = [f(grid, y), f(x, grid)]  # type: ignore[arg-type]
        still = [f"y = {number(y)}", f"x = {number(x)}"]
        for i, ax in enumerate(slices):
            curves[i].set_ydata(lines[i])
            tangents[i].set_ydata(value + slope[i] * (grid - at[i]))
            dots[i].set_data([at[i]], [value])
            title = f"slice: {still[i]} held still\nslope {slope[i]:.3g}"
            ax.set_title(title.replace("-", "−"), fontsize=10)

    return figure, update


def _pick(part: float, below: str, middle: str, above: str) -> str:
    """Return the alignment of a text that lies in a direction with this share."""
    return middle if abs(part) < 0.4 else (above if part > 0 else below)


def _describe_bowl(f: Callable[[float, float], float], name: str, x: float, y: float) -> str:
    at = np.array([x, y])
    slope = numerical_gradient(lambda p: f(*p), at)
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
