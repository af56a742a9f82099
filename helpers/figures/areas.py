"""Products as areas: a nudge of one factor adds a strip as tall as the other factor."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..text import number
from .picture import BACKWARD, CONTEXT, FORWARD, Picture, new_figure

PALE = "#E8E8E8"


def _signed(value: float, unit: str = "") -> str:
    return f"{value:+.3g}{unit}".replace("-", "−")


def _strip(ax: Axes, colour: str, hatch: str) -> Rectangle:
    patch = Rectangle((0, 0), 0, 0, facecolor=colour, edgecolor="white", hatch=hatch, alpha=0.85)
    ax.add_patch(patch)
    return patch


def usd_return(r_local: float = -0.09, r_fx: float = 0.20) -> Picture:
    """Draw one dollar in a foreign share as an area: growth of the share times growth of FX.

    Parameters
    ----------
    r_local : the share's return in its own currency, a fraction.
    r_fx : the return of that currency in dollars, a fraction.
    """
    figure, (ax,) = new_figure(7.4, 3.9)
    ax.set(xlim=(0, 2.45), ylim=(0, 1.22), aspect="equal")
    ax.set(xlabel="growth of the franc, in dollars", ylabel="growth of the share, in francs")
    ax.set(xticks=[0, 0.5, 1.0], yticks=[0, 0.5, 1.0])
    ax.spines["bottom"].set_bounds(0, 1.4)
    ax.xaxis.set_label_coords(0.29, -0.11)
    now = _strip(ax, PALE, "")
    local, fx = _strip(ax, BACKWARD, "//"), _strip(ax, FORWARD, "..")
    ax.add_patch(Rectangle((0, 0), 1, 1, fill=False, edgecolor="black", linestyle="--"))
    ax.text(0.5, 0.45, "the dollar\nyou paid:\n1 × 1", ha="center", va="center", size=10)
    says = [
        ax.text(1.5, height, "", size=10.5, color=colour, va="center")
        for height, colour in ((1.0, BACKWARD), (0.68, FORWARD), (0.3, "black"))
    ]

    def update(r_local: float = r_local, r_fx: float = r_fx) -> str:
        high, wide = 1 + r_local, 1 + r_fx
        now.set_bounds(0, 0, min(wide, 1), min(high, 1))
        local.set_bounds(0, min(1, high), 1, abs(r_local))
        fx.set_bounds(min(1, wide), 0, abs(r_fx), high)
        total = wide * high - 1
        says[0].set_text(f"share {r_local:+.0%}:\n{_signed(100 * r_local)} cents".replace("-", "−"))
        says[1].set_text(
            f"franc {r_fx:+.0%}, on what is there:\n{_signed(100 * r_fx * high)} cents".replace(
                "-", "−"
            )
        )
        product = f"{wide:.2f} × {high:.2f} = {wide * high:.3f}"
        says[2].set_text(f"in dollars:\n{product}\n{_signed(100 * total)} cents")
        return (
            f"For each dollar, {r_local:+.0%} on the share is {_signed(100 * r_local)} cents and "
            f"{r_fx:+.0%} on the franc is {_signed(100 * r_fx * high)} cents: "
            f"{_signed(100 * total)} cents in all."
        ).replace("-", "−")

    return Picture(figure, update).move()


def square(dx: float = 0.5, x: float = 3.0) -> Picture:
    """Draw x·x as an area that grows along two sides when x is nudged: two roads, one fork."""
    figure, (ax,) = new_figure(7.4, 3.6)
    ax.set(xlim=(0, 2.1 * (x + 1.05)), ylim=(0, x + 1.05), aspect="equal")
    ax.set(xlabel="first factor, x", ylabel="second factor, x", xticks=[0, x], yticks=[0, x])
    ax.spines["bottom"].set_bounds(0, x + 1)
    ax.xaxis.set_label_coords(0.22, -0.09)
    ax.add_patch(Rectangle((0, 0), x, x, facecolor=PALE))
    ax.text(x / 2, x / 2, f"x · x = {number(x * x)}", ha="center", va="center", size=11)
    right, top, corner = (
        _strip(ax, FORWARD, ""),
        _strip(ax, BACKWARD, "//"),
        _strip(ax, CONTEXT, ""),
    )
    says = [
        ax.text(x + 1.25, height, "", size=10.5, color=colour, va="center")
        for height, colour in ((2.7, FORWARD), (2.1, BACKWARD), (1.5, "#555555"), (0.6, "black"))
    ]

    def update(dx: float = dx) -> str:
        right.set_bounds(x, 0, dx, x)
        top.set_bounds(0, x, x, dx)
        corner.set_bounds(x, x, dx, dx)
        strip, bit = number(x * dx), number(round(dx * dx, 8))
        grown = number(round(2 * x * dx + dx * dx, 8))
        times = number(round(2 * x + dx, 8))
        says[0].set_text(f"road 1, first factor: {strip}")
        says[1].set_text(f"road 2, second factor: {strip}")
        says[2].set_text(f"corner: {bit}")
        says[3].set_text(f"in all {grown},\n{times} times the nudge")
        return (
            f"A nudge of {number(dx)} grows x·x by {strip} along each of two sides and by {bit} "
            f"in the corner: {times} times the nudge, "
            f"towards {number(x)} + {number(x)} = {number(2 * x)} as the nudge shrinks."
        )

    return Picture(figure, update).move()
