"""Products as areas: a nudge of one factor adds a strip as tall as the other factor."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..text import number
from .picture import BACKWARD, CONTEXT, FORWARD, Picture, new_figure

PALE = "#E8E8E8"


def _signed(value: float, unit: str = "") -> str:
    return f"{value:+.3g}{unit}".replace("-", "−") if value else f"0{unit}"


def _moved(value: float) -> str:
    """Return a change of value in cents, in words."""
    if not value:
        return "moves nothing"
    return f"{'gains' if value > 0 else 'loses'} {abs(value):.3g} cents"


def _strip(ax: Axes, colour: str, hatch: str) -> Rectangle:
    patch = Rectangle((0, 0), 0, 0, facecolor=colour, edgecolor="white", hatch=hatch, alpha=0.85)
    ax.add_patch(patch)
    return patch


def _gain_or_loss(strip: Rectangle, gain: bool, colour: str) -> None:
    """Fill a strip that was gained; leave one that was lost empty but for its hatching."""
    strip.set_visible(strip.get_width() * strip.get_height() > 0)
    strip.set_facecolor(colour if gain else "none")
    strip.set_edgecolor("white" if gain else colour)


def usd_return(stock_percent: float = -9, franc_percent: float = 20) -> Picture:
    """Draw one dollar in a foreign stock as an area: growth of the stock times growth of FX.

    Parameters
    ----------
    stock_percent : the stock's return in its own currency, in percent.
    franc_percent : the return of that currency in dollars, in percent.
    """
    figure, (ax,) = new_figure(7.4, 3.9)
    ax.set(xlim=(0, 2.6), ylim=(0, 1.22), aspect="equal")
    ax.set(xlabel="growth of the franc, in dollars", ylabel="growth of the stock, in francs")
    ax.set(xticks=[0, 0.5, 1.0], yticks=[0, 0.5, 1.0])
    ax.spines["bottom"].set_bounds(0, 1.4)
    ax.xaxis.set_label_coords(0.27, -0.11)
    left = _strip(ax, PALE, "")
    stock, franc = _strip(ax, BACKWARD, "//"), _strip(ax, FORWARD, "..")
    ax.add_patch(Rectangle((0, 0), 1, 1, fill=False, edgecolor="black", linestyle="--"))
    ax.text(0.5, 0.45, "dashed: the dollar\nyou paid, 1 × 1", ha="center", va="center", size=10)
    places = [(1.0, BACKWARD), (0.7, FORWARD), (0.36, "black"), (0.05, "#555555")]
    says = [ax.text(1.48, y, "", size=10.5, color=colour, va="center") for y, colour in places]
    says[3].set_text("filled: gained   only hatched: lost")
    says[3].set_fontsize(9.5)

    def update(stock_percent: float, franc_percent: float) -> str:
        r_local, r_fx = stock_percent / 100, franc_percent / 100
        high, wide = 1 + r_local, 1 + r_fx
        left.set_bounds(0, 0, min(wide, 1), min(high, 1))
        stock.set_bounds(0, min(1, high), 1, abs(r_local))
        franc.set_bounds(min(1, wide), 0, abs(r_fx), high)
        _gain_or_loss(stock, r_local > 0, BACKWARD)
        _gain_or_loss(franc, r_fx > 0, FORWARD)
        by_stock, by_franc = round(100 * r_local, 6), round(100 * r_fx * high, 6)
        total = round(100 * (wide * high - 1), 6)
        percents = _signed(stock_percent, "%"), _signed(franc_percent, "%")
        says[0].set_text(f"first the stock, {percents[0]}:\n{_moved(by_stock)}")
        says[1].set_text(
            f"then the franc, {percents[1]}, on a\nheight of {high:g}: {_moved(by_franc)}"
        )
        product = f"{wide:.2f} × {high:.2f} = {wide * high:.3f}"
        says[2].set_text(f"in dollars:\n{product}, {_signed(total, ' cents')}")
        return (
            f"For each dollar, {percents[0]} on the stock {_moved(by_stock)}, and "
            f"{percents[1]} on the franc {_moved(by_franc)}: {_signed(total, ' cents')} in all."
        )

    return Picture(figure, update).move(stock_percent=stock_percent, franc_percent=franc_percent)


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

    def update(dx: float) -> str:
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

    return Picture(figure, update).move(dx=dx)
