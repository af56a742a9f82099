"""Pictures of lesson 07: the memory of a volatility, the hill in fog, walks on a parabola."""

import numpy as np

from .. import decay as hill
from .. import walks
from ..data import load_prices
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

HILL = np.concatenate([np.linspace(0.5, 0.9, 30), np.linspace(0.905, 0.985, 33)])
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def memory(start: str = "2008-07-01", end: str = "2009-06-30") -> Picture:
    """Return the EWMA volatility of the S&P 500 for a short and a long memory, in % a year."""
    figure, (ax,) = new_figure(7.5, 3.3)
    days = load_prices().index[1 + hill.WARM_UP :]
    shown = (days >= start) & (days <= end)
    moves = np.sqrt(252 * np.array(hill.squares()[hill.WARM_UP :]))[shown]
    ax.vlines(days[shown], 0, moves, color="#D0D0D0", linewidth=1.5)
    peaks = []
    for decay, colour, style in ((0.80, BACKWARD, "--"), (0.98, FORWARD, "-")):
        values = hill.volatility(decay)[shown]
        ax.plot(days[shown], values, color=colour, linestyle=style, linewidth=2)
        ax.text(days[shown][-1], values[-1] + 3, f" λ = {decay:.2f}", color=colour, va="center")
        peaks.append(values.max())
    ax.text(days[shown][130], 150, "bars: each day's move · √252", color="#555555")
    ax.set(ylabel="volatility (% a year: √v · √252)", ylim=(0, 185))
    ax.margins(x=0.01)
    ax.set_xlim(right=days[shown][-1] + (days[shown][-1] - days[shown][0]) * 0.12)
    for label in ax.get_xticklabels():
        label.set_fontsize(9)

    def update() -> str:
        return (
            f"In the autumn of 2008 the volatility with λ = 0.8 jumps up to {peaks[0]:.0f}% a year "
            f"and falls back within weeks; with λ = 0.98 it rises to {peaks[1]:.0f}% only and "
            "stays high for months."
        )

    return Picture(figure, update).move()


def fog(decay: float = 0.7, lifted: bool = False) -> Picture:
    """Return the slope underfoot at λ = `decay` on the desk's hill, and the hill if `lifted`."""
    figure, (ax,) = new_figure(7.0, 3.4)
    ax.set(xlim=(0.47, 1.0), ylim=(0.82, 1.75), xlabel="decay λ", ylabel="loss L")
    if lifted:
        ax.plot(HILL, [hill.loss_and_slope(d)[0] for d in HILL], color=CONTEXT)
        ax.set_facecolor("white")
    else:
        ax.set_facecolor("#E4E4E4")
        ax.text(0.73, 1.66, "fog", color="#555555", fontsize=14, ha="center")
    (tangent,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2.5)
    (walker,) = ax.plot([], [], "o", color=BACKWARD, markersize=9)
    label = ax.text(0, 0, "", color=BACKWARD, bbox=WHITE)

    def update(decay: float, lifted: bool) -> str:
        loss, slope = hill.loss_and_slope(decay)
        reach = min(0.03, 0.09 / max(abs(slope), 1.0))
        tangent.set_data(
            [decay - reach, decay + reach], [loss - reach * slope, loss + reach * slope]
        )
        walker.set_data([decay], [loss])
        left = decay < 0.75
        label.set(
            position=(decay + (0.03 if left else -0.03), loss + 0.1),
            ha="left" if left else "right",
            text=f"slope {slope:.2f}".replace("-", "−"),
        )
        way = "the floor lies to the right" if slope < 0 else "the floor lies to the left"
        seen = " The fog has lifted: the hill has one floor." if lifted else ""
        return f"At λ = {decay:g} the slope underfoot is {slope:.2f}: {way}.{seen}"

    return Picture(figure, update).move(decay=decay, lifted=lifted)


def parabola(lr: float = 0.05, num_steps: int = 12) -> Picture:
    """Return a walk on L = 2(w − 3)² from w = 0, and its distance from the floor a step."""
    figure, (left, right) = new_figure(7.8, 3.3, columns=2)
    grid = np.linspace(-4, 10, 200)
    left.plot(grid, walks.parabola(grid), color=CONTEXT)
    left.set(xlim=(-3.2, 9.2), ylim=(-4, 78), xlabel="weight w", ylabel="loss L")
    (trail,) = left.plot([], [], color=PARAMETER, linestyle="--", marker="o", markersize=4)
    left.plot([0], [walks.parabola(0.0)], "o", color=PARAMETER, markerfacecolor="white")
    (last,) = left.plot([], [], "o", color=BACKWARD, markersize=8, zorder=3)
    left.text(-0.3, 18, "start ", ha="right", va="center", bbox=WHITE)
    right.axhline(0, color=CONTEXT, linestyle=":")
    right.text(num_steps + 0.5, 0, "floor", color="#555555", va="center", bbox=WHITE)
    (distance,) = right.plot([], [], color=PARAMETER, marker="o", markersize=4)
    right.set(xlim=(-0.4, num_steps + 2.5), ylim=(-6.5, 6.5), xlabel="step", ylabel="w − 3")
    right.set_xticks(range(0, num_steps + 1, 2))
    title = left.set_title("", fontsize=10, loc="left")

    def update(lr: float) -> str:
        places = walks.walk(walks.parabola_slope, 0.0, lr, num_steps)
        trail.set_data(places, walks.parabola(places))
        last.set_data(places[-1:], walks.parabola(places[-1:]))
        distance.set_data(np.arange(num_steps + 1), places - walks.FLOOR)
        title.set_text(f"lr = {lr:g}")
        end = abs(places[-1] - walks.FLOOR)
        if end > 3.001:
            fate = "it is lost"
        elif end > 2.999:
            fate = "it swings for ever"
        else:
            fate = f"it is {end:.2g} from the floor"
        return f"With lr = {lr:g} the walk starts 3 from the floor; after {num_steps} steps {fate}."

    return Picture(figure, update).move(lr=lr)
