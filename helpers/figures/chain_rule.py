"""How far a nudge gets through two boxes, and how many runs all the slopes take."""

import numpy as np

from ..text import number
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure


def nudge(x: float = 0.25, dx: float = 0.1) -> Picture:
    """Draw how a nudge of x is stretched by the box u = 2x + 1 and then by the box f = u²."""
    figure, (ax,) = new_figure(7.4, 2.7)
    ax.set(xlim=(0, 14), ylim=(-0.6, 2.6), xlabel="size of the move, measured in nudges of x")
    ax.set_yticks([2, 1, 0], ["x", "u = 2x + 1", "f = u²"], size=11)
    ax.tick_params(axis="y", length=0)
    bars = ax.barh([2, 1, 0], [0, 0, 0], height=0.5, color=[CONTEXT, CONTEXT, FORWARD])
    says = [ax.text(0, place, "", va="center", size=10) for place in (2, 1, 0)]
    promise = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2)[0]
    promised = ax.text(0, 0.34, "", color=BACKWARD, size=10, va="bottom")

    def update(x: float, dx: float) -> str:
        u = 2 * x + 1
        moves = [dx, 2 * dx, (2 * (x + dx) + 1) ** 2 - u**2]
        for bar, text, move, name in zip(bars, says, moves, ("Δx", "Δu", "Δf"), strict=True):
            bar.set_width(move / dx)
            text.set_x(move / dx + 0.15)
            text.set_text(f"{name} = {number(round(move, 6))}")
        slope = 2 * 2 * u
        promise.set_data([slope, slope], [-0.32, 0.32])
        promised.set_x(slope)
        promised.set_text(f"2 × {number(2 * u)} = {number(slope)}")
        promised.set_horizontalalignment("center" if slope > 1 else "left")
        du, df, times = (number(round(move, 6)) for move in (*moves[1:], moves[2] / dx))
        return (
            f"From x = {number(x)}, a nudge of {number(dx)} moves u by {du} and f by {df}, "
            f"{times} times the nudge; the slopes multiply to "
            f"2 × {number(2 * u)} = {number(slope)}."
        ).replace("-", "−")

    return Picture(figure, update).move(x=x, dx=dx)


def runs(inputs: int = 10) -> Picture:
    """Draw how many runs through the graph all the slopes take: by nudging, and by one sweep."""
    figure, (ax,) = new_figure(7.4, 3.3)
    many = np.geomspace(1, 10_000, 60)
    ax.set(xscale="log", yscale="log", xlim=(1, 60_000), ylim=(1, 30_000))
    ax.set(xlabel="inputs whose slope you want", ylabel="runs through the graph")
    ax.set_xticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    ax.set_yticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1,000", "10,000"])
    ax.minorticks_off()
    ax.plot(many, many + 1, color=CONTEXT, linestyle="-")
    ax.plot(many, np.full_like(many, 2), color=BACKWARD, linestyle="--")
    ax.text(12_000, 10_000, "nudge each\ninput", color="#555555", va="center", size=10)
    ax.text(12_000, 2, "one sweep", color=BACKWARD, va="center", size=10)
    dots = ax.plot([], [], "o", color=PARAMETER, markersize=8)[0]
    tags = [ax.text(0, 0, "", size=10, va="bottom", ha="right") for _ in range(2)]

    def update(inputs: int) -> str:
        dots.set_data([inputs, inputs], [inputs + 1, 2])
        for tag, height, count in zip(tags, (inputs + 1, 2), (inputs + 1, 2), strict=True):
            tag.set_position((inputs * 0.85, height * 1.15))
            tag.set_text(f"{count:,}")
            tag.set_horizontalalignment("right" if inputs > 1 else "left")
        return (
            f"For {inputs:,} input{'s' * (inputs > 1)}, nudging takes {inputs + 1:,} runs forward; "
            "the sweep takes one run forward and one back."
        )

    return Picture(figure, update).move(inputs=inputs)
