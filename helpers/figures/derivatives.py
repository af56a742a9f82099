"""The pictures of lesson 01 with one input: a secant, a chord, the V of the error, a bond.

Values are drawn in the forward colour, slopes in the backward colour.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.ticker import NullLocator

from ..gradients import central_difference, complex_step
from ..slopes import bond_price, cubic, largest_error
from ..text import number
from .picture import BACKWARD, CONTEXT, FORWARD, Picture, new_figure


def secant(x: float = 2.0, h: float = 1.0) -> Picture:
    """Return the cubic with the secant from x to x + h and the tangent at x. State: x, h."""
    return _line_through("secant", "to the right", 0.0).move(x=x, h=h)


def chord(x: float = 2.0, h: float = 0.5) -> Picture:
    """Return the cubic with the secant from x − h to x + h and the tangent at x. State: x, h."""
    return _line_through("chord", "on both sides", 1.0).move(x=x, h=h)


def _line_through(name: str, where: str, left: float) -> Picture:
    figure, (ax,) = new_figure(7.0, 3.6)
    ax.set(xlabel="x", ylabel="f(x)", xlim=(-0.6, 3.3), ylim=(-1.2, 7.4))
    grid = np.linspace(-0.6, 3.3, 300)
    ax.plot(grid, cubic(grid), color=FORWARD, lw=3)  # type: ignore[arg-type]
    ax.text(-0.5, 4.4, "f(x) = x³ − 3x² + 2x + 1", color=FORWARD)
    (tangent,) = ax.plot([], [], color=CONTEXT, ls="--", lw=1.5)
    (line,) = ax.plot([], [], color=BACKWARD, lw=1.8)
    (run,) = ax.plot([], [], color=BACKWARD, lw=1, ls=":")
    (points,) = ax.plot([], [], "o", color=FORWARD, ms=7)
    says = ax.text(-0.5, 6.7, "", color=BACKWARD)
    says_tangent = ax.text(-0.5, 5.9, "", color="#5C5C5C")

    def update(x: float, h: float) -> str:
        ends = np.array([x - left * h, x + h])
        heights = np.array([cubic(end) for end in ends])
        slope = (heights[1] - heights[0]) / (ends[1] - ends[0])
        exact = complex_step(cubic, x)
        tangent.set_data(grid, cubic(x) + exact * (grid - x))
        line.set_data(grid, heights[0] + slope * (grid - ends[0]))
        run.set_data([ends[0], ends[1], ends[1]], [heights[0], heights[0], heights[1]])
        points.set_data(ends, heights)
        through, touching = (f"{value:.4g}".replace("-", "−") for value in (slope, exact))
        says.set_text(f"{name}, h = {number(h)}: slope {through}")
        says_tangent.set_text(f"tangent, dashed: slope {touching}")
        return (
            f"At x = {number(x)}, a step of h = {number(h)} {where} gives the {name} a slope of "
            f"{through}; the tangent has {touching}."
        )

    return Picture(figure, update)


def _one_side(f: Callable[[float], float], x: float, h: float) -> float:
    return (f(x + h) - f(x)) / h


def error(h: float = 0.1) -> Picture:
    """Return the measured error of both differences against h, on log axes. State: h."""
    figure, (ax,) = new_figure(7.0, 3.8)
    ax.set(xscale="log", yscale="log")
    steps = 10.0 ** np.arange(-16, 0.01, 0.25)
    kinds = {
        "one side": (_one_side, CONTEXT, "s", ":", (1e-5, 1e-3)),
        "both sides": (central_difference, BACKWARD, "o", "-", (1e-7, 1e-9)),
    }
    for name, (estimate, color, marker, style, place) in kinds.items():
        measured = [largest_error(estimate, step) for step in steps]
        ax.plot(steps, measured, marker=marker, ls=style, color=color, ms=3.5, lw=1.2)
        ax.text(*place, name, ha="right", color="#5C5C5C" if color == CONTEXT else color)
    ax.set(xlabel="the nudge h", ylabel="largest error", xlim=(5e-17, 3), ylim=(1e-11, 300))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_minor_locator(NullLocator())
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    aside: dict[str, Any] = {"color": "#5C5C5C", "zorder": 5, "bbox": white}
    ax.text(2e-15, 1e-8, "h too short:\nrounding", **aside)
    ax.text(2.5, 1e-10, "h too long:\nthe curve bends", ha="right", **aside)
    cursor = ax.axvline(h, color=FORWARD, lw=1.2, ls="--")
    (dots,) = ax.plot([], [], "o", color=FORWARD, ms=7)
    says = ax.set_title("", color=FORWARD, fontsize=11)

    def update(h: float) -> str:
        one, both = largest_error(_one_side, h), largest_error(central_difference, h)
        cursor.set_xdata([h, h])
        dots.set_data([h, h], [one, both])
        says.set_text(f"h = {number(h)}: one side {one:.1e}, both sides {both:.1e}")
        return (
            f"Each error falls as h shrinks, turns, and rises again: a V. At h = {number(h)} the "
            f"largest error is {one:.1e} with a nudge to one side, {both:.1e} to both sides."
        )

    return Picture(figure, update).move(h=h)


def _told(price: float, line: float) -> tuple[str, str, str]:
    """Return both values and their gap, with digits enough for a small gap and for the sum."""
    for digits in range(2 if price - line >= 0.1 else 4, 9):
        above, below, gap = (round(v, digits) for v in (price, line, price - line))
        if round(above - below, digits) == gap:
            break
    return f"{above:.{digits}f}", f"{below:.{digits}f}", f"{gap:.{digits}f}"


def bond(new_yield: float = 3.9) -> Picture:
    """Return a ten-year bond's price against its yield, with the tangent at 1.5%.

    State: new_yield, in percent.
    """
    figure, (ax,) = new_figure(7.0, 3.6)
    ax.set(xlabel="yield in percent", ylabel="price", xlim=(-1.2, 6.4), ylim=(52, 132))
    grid = np.linspace(-1.2, 6.4, 200)
    start, slope = bond_price(1.5), complex_step(bond_price, 1.5)
    ax.plot(grid, [bond_price(y) for y in grid], color=FORWARD, lw=2)
    ax.plot(grid, start + slope * (grid - 1.5), color=BACKWARD, lw=1.5, ls="--")
    ax.plot([1.5], [start], "o", color=FORWARD, ms=7)
    ax.annotate("end of 2021: 100 at 1.5%", (1.5, start), (1.75, 103), color=FORWARD)
    ax.text(6.3, 74, "price", color=FORWARD, ha="right")
    ax.text(5.25, 57, "straight line", color=BACKWARD, ha="right")
    (gap,) = ax.plot([], [], color="black", lw=2.5)
    says = ax.text(6.3, 126, "", ha="right", va="top")

    def update(new_yield: float) -> str:
        price, line = bond_price(new_yield), start + slope * (new_yield - 1.5)
        costs, says_line, short = _told(price, line)
        at = f"{new_yield:.1f}%".replace("-", "−")
        gap.set_data([new_yield, new_yield], [line, price])
        says.set_text(f"at {at}\nprice {costs}\nline {says_line}\ngap {short}")
        return (
            f"At a yield of {at} the bond costs {costs}. The straight line from 1.5% says "
            f"{says_line}: {short} too little."
        )

    return Picture(figure, update).move(new_yield=new_yield)
