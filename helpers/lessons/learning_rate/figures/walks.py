"""Pictures of lesson 08 with one weight: the desk's days and hill, walks, two valleys."""

from functools import partial

import numpy as np

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
)
from helpers.drawing.styles import WHITE

from .. import desk, walks
from .. import two_valleys as hill


def desk_days(w: float = 0.5) -> Picture:
    """Return tomorrow's range against today's, a dot a day, and the forecast ŷ = w·x as a line."""
    return Picture(_draw_desk_days, _describe_desk_days).move(w=w)


def _draw_desk_days() -> Drawing:
    x, y = desk.ranges_of_two_days()
    figure, (ax,) = new_figure(7.0, 3.8)
    ax.plot(x, y, ".", color=CONTEXT, markersize=2, alpha=0.5)
    ax.set(xlim=(0, 8), ylim=(0, 8), yticks=range(0, 9, 2))
    ax.set(xlabel="x: today's range (%)", ylabel="y: tomorrow's range (%)")
    (line,) = ax.plot([], [], color=FORWARD, linewidth=2.5)
    title = ax.set_title("", fontsize=11, loc="left")

    def update(w: float) -> None:
        line.set_data([0, 8], [0, 8 * w])
        title.set_text(f"forecast ŷ = {w:g} · x: the mean loss is {float(desk.loss(w)):.3f}")

    return figure, update


def _describe_desk_days(w: float) -> str:
    x, y = desk.ranges_of_two_days()
    low = round(100 * float(np.mean(w * x < y)))
    return (
        f"With w = {w:g} the mean loss is {float(desk.loss(w)):.3f}, and {low}% of the days lie "
        "above the forecast."
    )


def fog(w: float = 0.2) -> Picture:
    """Return the slope at the weight w on the desk's hill, which cannot be seen."""
    return Picture(_draw_fog, _describe_fog).move(w=w)


def _draw_fog() -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.4)
    ax.set(xlim=(-0.05, 1.7), ylim=(0.2, 1.45), xlabel="weight w", ylabel="loss L")
    ax.set_facecolor("#E4E4E4")
    ax.text(1.3, 1.3, "fog", color="#555555", fontsize=14, ha="center")
    (tangent,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2.5)
    (walker,) = ax.plot([], [], "o", color=BACKWARD, markersize=9)
    label = ax.text(0, 0, "", color=BACKWARD, bbox=WHITE)

    def update(w: float) -> None:
        loss, slope = float(desk.loss(w)), desk.slope(w)
        reach = min(0.09, 0.14 / max(abs(slope), 1.0))
        tangent.set_data([w - reach, w + reach], [loss - reach * slope, loss + reach * slope])
        walker.set_data([w], [loss])
        side = -1 if slope > 0 else 1  # where the dashed line is not
        label.set(position=(w + 0.03 * side, loss + 0.12), text=f"slope {_signed(slope)}")
        label.set_horizontalalignment("right" if side < 0 else "left")

    return figure, update


def _signed(value: float) -> str:
    """Return a value with two decimals, a minus sign and no −0."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _describe_fog(w: float) -> str:
    return f"In the fog: at w = {w:g} the slope of the loss is {_signed(desk.slope(w))}."


def parabola(lr: float = 0.05, num_steps: int = 12) -> Picture:
    """Return a walk on L = 2(w − 3)² from w = 0, and its distance from the minimum at each step."""
    draw = partial(_draw_parabola, num_steps)
    return Picture(draw, partial(_describe_parabola, num_steps)).move(lr=lr)


def _draw_parabola(num_steps: int) -> Drawing:
    figure, (left, right) = new_figure(7.8, 3.3, columns=2)
    grid = np.linspace(-6, 12, 200)
    left.plot(grid, walks.parabola(grid), color=CONTEXT)
    left.set(xlim=(-5.2, 11.2), ylim=(-6, 125), ylabel="loss L")
    left.set_xlabel("weight w (ring: start; large dot: last place)", fontsize=9)
    (trail,) = left.plot([], [], color=PARAMETER, linestyle="--", marker="o", markersize=4)
    left.plot([0], [walks.parabola(0.0)], "o", color=PARAMETER, markerfacecolor="white")
    (last,) = left.plot([], [], "o", color=BACKWARD, markersize=8, zorder=3)
    right.axhline(0, color=CONTEXT, linestyle=":")
    (distance,) = right.plot([], [], color=PARAMETER, marker="o", markersize=4)
    right.set(xlim=(-0.4, num_steps + 0.5), ylim=(-8.5, 8.5), ylabel="w − 3")
    right.set_xlabel("step (dotted: the minimum, w = 3)", fontsize=9)
    right.set_xticks(range(0, num_steps + 1, 2))
    title = left.set_title("", fontsize=10, loc="left")
    end = right.set_title("", fontsize=10, loc="left")

    def update(lr: float) -> None:
        places = walks.walk(walks.parabola_slope, 0.0, lr, num_steps)
        end.set_text(f"at the end {abs(places[-1] - walks.MINIMUM):.2g} from the minimum")
        trail.set_data(places, walks.parabola(places))
        last.set_data(places[-1:], walks.parabola(places[-1:]))
        distance.set_data(np.arange(num_steps + 1), places - walks.MINIMUM)
        title.set_text(f"lr = {lr:g}")

    return figure, update


def _describe_parabola(num_steps: int, lr: float) -> str:
    end = abs(walks.walk(walks.parabola_slope, 0.0, lr, num_steps)[-1] - walks.MINIMUM)
    if end > 3.001:
        fate = f"it diverges: it is {end:.1f} away"
    elif end > 2.999:
        fate = "it oscillates between the same two places"
    else:
        fate = f"it is {end:.2g} from the minimum"
    return f"With lr = {lr:g} the walk starts 3 from the minimum; after {num_steps} steps {fate}."


def two_valleys(start: float = 0.8, lr: float = 0.1, num_steps: int = 30) -> Picture:
    """Return a walk on a curve with a local and a global minimum, from `start`."""
    draw = partial(_draw_two_valleys, lr, num_steps)
    return Picture(draw, partial(_describe_two_valleys, lr, num_steps)).move(start=start)


def _draw_two_valleys(lr: float, num_steps: int) -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.2)
    grid = np.linspace(-1.2, 5.3, 200)
    ax.plot(grid, hill.loss(grid), color=CONTEXT)
    ax.set(xlim=(-1.3, 5.4), ylim=(-1, 17), xlabel="weight w", ylabel="loss L")
    ax.text(0, 8.2, "local minimum", ha="center", va="center")
    ax.text(hill.GLOBAL, 6.5, "global\nminimum", ha="center", va="center")
    (trail,) = ax.plot([], [], color=PARAMETER, linewidth=0.8, marker="o", markersize=3.5)
    (first,) = ax.plot([], [], "o", color=PARAMETER, markerfacecolor="white", zorder=3)
    (last,) = ax.plot([], [], "o", color=BACKWARD, markersize=8, zorder=4)
    title = ax.set_title("", fontsize=10, loc="left")

    def update(start: float) -> None:
        places = walks.walk(lambda w: float(hill.slope(w)), start, lr, num_steps)
        trail.set_data(places, hill.loss(places))
        first.set_data(places[:1], hill.loss(places[:1]))
        last.set_data(places[-1:], hill.loss(places[-1:]))
        place = f"{start:g}".replace("-", "−")
        title.set_text(f"start (ring) at w = {place}; the large dot is the last place")

    return figure, update


def _describe_two_valleys(lr: float, num_steps: int, start: float) -> str:
    end = walks.walk(lambda w: float(hill.slope(w)), start, lr, num_steps)[-1]
    which = "local" if abs(end - hill.LOCAL) < abs(end - hill.GLOBAL) else "global"
    place = f"{start:g}".replace("-", "−")
    return f"From w = {place} the walk ends at w = {_signed(end)}, in the {which} minimum."
