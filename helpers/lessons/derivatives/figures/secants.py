"""The pictures of lesson 01 with one input: secants, the V of the error, a bond.

Values are drawn in the forward colour, slopes in the backward colour.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from matplotlib.ticker import NullLocator

from helpers.drawing.picture import BACKWARD, CONTEXT, FORWARD, Drawing, Picture, new_figure
from helpers.gradients import Array, central_difference, complex_step
from helpers.text import number

from ..slopes import bond_price, cubic, largest_error


def secant(x: float = 2.0, h: float = 1.0) -> Picture:
    """Return the cubic with the secant from x to x + h, without the tangent. State: x, h."""
    return _line_through("secant", "to the right", 0.0).move(x=x, h=h)


def chord(x: float = 2.0, h: float = 0.5) -> Picture:
    """Return the cubic with the secant from x − h to x + h and the tangent at x. State: x, h."""
    return _line_through("secant", "to both sides", 1.0).move(x=x, h=h)


def _line_through(name: str, where: str, left: float) -> Picture:
    draw = partial(_draw_line_through, name, left)
    return Picture(draw, partial(_describe_line_through, name, where, left))


def _ends(left: float, x: float, h: float) -> tuple[Array, Array, float, float]:
    """Return the ends of the line, their heights (2,) each, its slope and that of the tangent."""
    ends = np.array([x - left * h, x + h])
    heights = np.array([cubic(end) for end in ends])
    return ends, heights, (heights[1] - heights[0]) / (ends[1] - ends[0]), complex_step(cubic, x)


def _slopes_in_words(slope: float, exact: float) -> tuple[str, str]:
    return f"{slope:.4g}".replace("-", "−"), f"{exact:.4g}".replace("-", "−")


def _draw_line_through(name: str, left: float) -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.6)
    ax.set(xlabel="x", ylabel="f(x)", xlim=(-0.6, 3.5), ylim=(-1.2, 7.4))
    grid = np.linspace(-0.6, 3.5, 300)
    ax.plot(grid, cubic(grid), color=FORWARD, lw=3)  # type: ignore[arg-type]
    ax.text(-0.5, 3.9, "f(x) = x³ − 3x² + 2x + 1", color=FORWARD)
    (tangent,) = ax.plot([], [], color=CONTEXT, ls="--", lw=1.5)
    (line,) = ax.plot([], [], color=BACKWARD, lw=1.8)
    (run,) = ax.plot([], [], color=BACKWARD, lw=1, ls=":")
    (points,) = ax.plot([], [], "o", color=FORWARD, ms=7)
    says = ax.text(-0.5, 7.2, "", color=BACKWARD, va="top")
    says_tangent = ax.text(-0.5, 5.1, "", color="#5C5C5C")
    white = {"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.8}
    legs: dict[str, Any] = {"color": BACKWARD, "fontsize": 10, "bbox": white}
    says_run = ax.text(0, 0, "", ha="center", va="top", **legs)
    says_rise = ax.text(0, 0, "", ha="left", va="center", **legs)
    for words in (says_run, says_rise):
        words.set_in_layout(False)

    def update(x: float, h: float) -> None:
        ends, heights, slope, exact = _ends(left, x, h)
        line.set_data(grid, heights[0] + slope * (grid - ends[0]))
        run.set_data([ends[0], ends[1], ends[1]], [heights[0], heights[0], heights[1]])
        points.set_data(ends, heights)
        through, touching = _slopes_in_words(slope, exact)
        if left:  # the lesson has no tangent before the secant has become one
            tangent.set_data(grid, cubic(x) + exact * (grid - x))
            says_tangent.set_text(f"tangent (dashed): slope {touching}")
        rise, width = heights[1] - heights[0], ends[1] - ends[0]
        up, along = (f"{part:.4g}".replace("-", "−") for part in (rise, width))
        says.set_text(f"{name}, h = {number(h)}\nslope = rise / run = {up} / {along} = {through}")
        # Beside a short leg there is no room: the line above says the numbers at every step.
        roomy = width >= 0.4
        says_run.set(text=f"run {along}" if roomy else "")
        says_run.set_position((ends.mean(), min(heights) - 0.15))
        says_rise.set(text=f"rise {up}" if roomy and abs(rise) > 0.5 else "")
        says_rise.set_position((ends[1] + 0.05, heights.mean()))

    return figure, update


def _describe_line_through(name: str, where: str, left: float, x: float, h: float) -> str:
    through, touching = _slopes_in_words(*_ends(left, x, h)[2:])
    ends = f"; the tangent has {touching}." if left else "."
    return (
        f"At x = {number(x)}, a step of h = {number(h)} {where} gives the {name} a slope of "
        f"{through}{ends}"
    )


def _one_side(f: Callable[[float], float], x: float, h: float) -> float:
    return (f(x + h) - f(x)) / h


def error(h: float = 0.1) -> Picture:
    """Return the measured error of both differences against h, on log axes. State: h."""
    return Picture(_draw_error, _describe_error).move(h=h)


def _draw_error() -> Drawing:
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
    ax.set(xlabel="step h", ylabel="largest error", xlim=(5e-17, 3), ylim=(1e-11, 300))
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_minor_locator(NullLocator())
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    aside: dict[str, Any] = {"color": "#5C5C5C", "zorder": 5, "bbox": white}
    ax.text(2e-15, 1e-7, "h too small:\nrounding error", **aside)
    ax.text(2.5, 1e-10, "h too large:\ntruncation error", ha="right", **aside)
    cursor = ax.axvline(1, color=FORWARD, lw=1.2, ls="--")
    (dots,) = ax.plot([], [], "o", color=FORWARD, ms=7)
    says = ax.set_title("", color=FORWARD, fontsize=11)

    def update(h: float) -> None:
        one, both = largest_error(_one_side, h), largest_error(central_difference, h)
        cursor.set_xdata([h, h])
        dots.set_data([h, h], [one, both])
        says.set_text(f"h = {number(h)}: one side {one:.1e}, both sides {both:.1e}")

    return figure, update


def _describe_error(h: float) -> str:
    one, both = largest_error(_one_side, h), largest_error(central_difference, h)
    return (
        f"Each error falls as h shrinks, turns, and rises again: a V. At h = {number(h)} the "
        f"largest error is {one:.1e} with a step to one side, {both:.1e} to both sides."
    )


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
    return Picture(_draw_bond, _describe_bond).move(new_yield=new_yield)


def _on_the_line(new_yield: float) -> float:
    return bond_price(1.5) + complex_step(bond_price, 1.5) * (new_yield - 1.5)


def _draw_bond() -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.6)
    ax.set(xlabel="yield in percent", ylabel="price", xlim=(-1.2, 6.4), ylim=(52, 132))
    grid = np.linspace(-1.2, 6.4, 200)
    start = bond_price(1.5)
    ax.plot(grid, [bond_price(y) for y in grid], color=FORWARD, lw=2)
    ax.plot(grid, [_on_the_line(y) for y in grid], color=BACKWARD, lw=1.5, ls="--")
    ax.plot([1.5], [start], "o", color=FORWARD, ms=7)
    ax.annotate("end of 2021: 100 at 1.5%", (1.5, start), (1.75, 103), color=FORWARD)
    ax.text(6.3, 74, "price", color=FORWARD, ha="right")
    ax.text(5.25, 57, "straight line", color=BACKWARD, ha="right")
    (gap,) = ax.plot([], [], color="black", lw=2.5)
    says = ax.text(6.3, 126, "", ha="right", va="top")

    def update(new_yield: float) -> None:
        price, line = bond_price(new_yield), _on_the_line(new_yield)
        costs, says_line, short = _told(price, line)
        at = f"{new_yield:.1f}%".replace("-", "−")
        gap.set_data([new_yield, new_yield], [line, price])
        says.set_text(f"at {at}\nprice {costs}\nline {says_line}\ngap {short}")

    return figure, update


def _describe_bond(new_yield: float) -> str:
    costs, says_line, short = _told(bond_price(new_yield), _on_the_line(new_yield))
    at = f"{new_yield:.1f}%".replace("-", "−")
    return (
        f"At a yield of {at} the bond costs {costs}. The straight line from 1.5% says "
        f"{says_line}: {short} too little."
    )
