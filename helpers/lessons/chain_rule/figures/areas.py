"""Products as areas: a change of one factor adds a strip as tall as the other factor."""

from functools import partial

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.drawing.picture import BACKWARD, CONTEXT, FORWARD, Drawing, Picture, new_figure
from helpers.text import number

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
    """Draw one dollar in a foreign stock as an area: the stock's growth factor times the franc's.

    Parameters
    ----------
    stock_percent : the stock's return in its own currency, in percent.
    franc_percent : the return of that currency in dollars, in percent.
    """
    picture = Picture(_draw_usd_return, _describe_usd_return)
    return picture.move(stock_percent=stock_percent, franc_percent=franc_percent)


def _draw_usd_return() -> Drawing:
    figure, (ax,) = new_figure(7.4, 3.9)
    ax.set(xlim=(0, 2.6), ylim=(0, 1.22), aspect="equal")
    ax.set(xlabel="growth factor of the franc", ylabel="growth factor of the stock")
    ax.set(xticks=[0, 0.5, 1.0], yticks=[0, 0.5, 1.0])
    ax.spines["bottom"].set_bounds(0, 1.4)
    ax.xaxis.set_label_coords(0.27, -0.11)
    left = _strip(ax, PALE, "")
    stock, franc = _strip(ax, BACKWARD, "//"), _strip(ax, FORWARD, "..")
    ax.add_patch(Rectangle((0, 0), 1, 1, fill=False, edgecolor="black", linestyle="--"))
    ax.text(0.5, 0.45, "dashed: the dollar\nyou paid, 1 × 1", ha="center", va="center", size=10)
    places = [(1.0, BACKWARD), (0.7, FORWARD), (0.36, "black"), (0.05, "#555555")]
    says = [ax.text(1.48, y, "", size=10.5, color=colour, va="center") for y, colour in places]
    says[3].set_text("full strip: a gain\nempty strip, hatched: a loss")
    says[3].set_fontsize(9.5)

    def update(stock_percent: float, franc_percent: float) -> None:
        r_local, r_fx = stock_percent / 100, franc_percent / 100
        high, wide = 1 + r_local, 1 + r_fx
        left.set_bounds(0, 0, min(wide, 1), min(high, 1))
        stock.set_bounds(0, min(1, high), 1, abs(r_local))
        franc.set_bounds(min(1, wide), 0, abs(r_fx), high)
        _gain_or_loss(stock, r_local > 0, BACKWARD)
        _gain_or_loss(franc, r_fx > 0, FORWARD)
        by_stock, by_franc, total = _cents(stock_percent, franc_percent)
        percents = _signed(stock_percent, "%"), _signed(franc_percent, "%")
        says[0].set_text(f"first the stock, {percents[0]}:\n{_moved(by_stock)}")
        says[1].set_text(
            f"then the franc, {percents[1]}, on a\nheight of {high:g}: {_moved(by_franc)}"
        )
        product = f"{wide:.2f} × {high:.2f} = {wide * high:.3f}"
        says[2].set_text(f"in dollars:\n{product}, {_signed(total, ' cents')}")

    return figure, update


def _cents(stock_percent: float, franc_percent: float) -> tuple[float, float, float]:
    """Return what the stock adds to a dollar, then the franc, and both together."""
    high, wide = 1 + stock_percent / 100, 1 + franc_percent / 100
    return (
        round(stock_percent, 6),
        round(franc_percent * high, 6),
        round(100 * (wide * high - 1), 6),
    )


def _describe_usd_return(stock_percent: float, franc_percent: float) -> str:
    by_stock, by_franc, total = _cents(stock_percent, franc_percent)
    percents = _signed(stock_percent, "%"), _signed(franc_percent, "%")
    return (
        f"For each dollar, {percents[0]} on the stock {_moved(by_stock)}, and "
        f"{percents[1]} on the franc {_moved(by_franc)}: {_signed(total, ' cents')} in all."
    )


def square(dx: float = 0.5, x: float = 3.0) -> Picture:
    """Draw x·x as an area that grows along two sides when x changes: two paths, one fork."""
    return Picture(partial(_draw_square, x), partial(_describe_square, x)).move(dx=dx)


def _draw_square(x: float) -> Drawing:
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

    def update(dx: float) -> None:
        right.set_bounds(x, 0, dx, x)
        top.set_bounds(0, x, x, dx)
        corner.set_bounds(x, x, dx, dx)
        strip, bit, times = _strips(x, dx)
        grown = number(round(2 * x * dx + dx * dx, 8))
        says[0].set_text(f"path 1, first factor: {strip}")
        says[1].set_text(f"path 2, second factor: {strip}")
        says[2].set_text(f"corner: {bit}")
        says[3].set_text(f"in all {grown},\n{times} times the change")

    return figure, update


def _strips(x: float, dx: float) -> tuple[str, str, str]:
    """Return a strip's area, the corner's, and how many times the nudge they are together."""
    return number(x * dx), number(round(dx * dx, 8)), number(round(2 * x + dx, 8))


def _describe_square(x: float, dx: float) -> str:
    strip, bit, times = _strips(x, dx)
    return (
        f"A change of {number(dx)} makes x·x grow by {strip} along each of two sides and by {bit} "
        f"in the corner: {times} times the change, "
        f"towards {number(x)} + {number(x)} = {number(2 * x)} as the change shrinks."
    )
