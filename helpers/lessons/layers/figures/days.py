"""Crash and rally days by year, and how often a network predicts them."""

import numpy as np

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure, still
from helpers.market import three_days
from helpers.network import Network


def crash_and_rally() -> Picture:
    """Return the number of rally days (up) and crash days (down) of each year."""
    return Picture(_draw_crash_and_rally, _describe_crash_and_rally).move()


def _days_by_year() -> tuple[np.ndarray, three_days.Array]:
    """Return the years (n,) and their numbers of crash, flat and rally days (n, 3)."""
    days = three_days.load()
    years = np.unique(days.year)
    return years, np.stack([days.Y[days.year == year].sum(0) for year in years])


def _draw_crash_and_rally() -> Drawing:
    years, counts = _days_by_year()
    figure, (ax,) = new_figure(7.6, 3.2)
    ax.bar(years, counts[:, 2], color=FORWARD, width=0.75)
    ax.bar(years, -counts[:, 0], color=BACKWARD, width=0.75, hatch="///", edgecolor="white")
    ax.axhline(0, color="black", linewidth=1)
    ax.set(xlim=(1998.3, 2018.7), ylim=(-46, 46), ylabel="days per year")
    ax.set_xticks(range(2000, 2019, 2))
    ax.set_yticks([-40, -20, 0, 20, 40], ["40", "20", "0", "20", "40"])
    ax.text(2010.8, 31, "rally: up more than 2%", color=FORWARD, va="center")
    ax.text(2010.8, -31, "crash: down more than 2%", color=BACKWARD, va="center")

    return figure, still


def _describe_crash_and_rally() -> str:
    years, counts = _days_by_year()
    most = int(np.argmax(counts[:, 0]))
    together = np.corrcoef(counts[:, 0], counts[:, 2])[0, 1]
    crashes, flats, rallies = counts.sum(0)
    return (
        f"Crash days and rally days of the S&P 500, {years[0]} to {years[-1]}: {crashes:.0f} "
        f"and {rallies:.0f} of {crashes + flats + rallies:.0f}. They come in the same years "
        f"({years[most]}: {counts[most, 0]:.0f} and {counts[most, 2]:.0f}); their yearly "
        f"numbers have a correlation of {together:.2f}."
    )


GROUPS = ("calmest", "calm", "middle", "stormy", "stormiest")


def predicted_and_happened(net: Network | None = None) -> Picture:
    """Return the shares of crash and rally in five groups of days, calmest month before first.

    Parameters
    ----------
    net : predicts crash, flat and rally from trend and volatility; left out, an untrained one.
    """
    days = three_days.load()
    predicted = (net or Network((2, 5, 4, 3), hidden="relu", output="softmax")).predict(days.X)
    shares = [
        100 * three_days.by_volatility(values, days.volatility) for values in (predicted, days.Y)
    ]

    def draw() -> Drawing:
        figure, axes = new_figure(7.6, 3.3, columns=2, sharey=True)
        places, top = np.arange(len(GROUPS)), max(float(s[:, [0, 2]].max()) for s in shares)
        for ax, name, colour in zip(axes, ("crash", "rally"), (BACKWARD, FORWARD), strict=True):
            column = three_days.NAMES.index(name)
            for values, shift, hatch, face in zip(
                shares, (-0.2, 0.2), ("", "///"), (colour, "white"), strict=True
            ):
                bars = ax.bar(
                    places + shift,
                    values[:, column],
                    0.38,
                    facecolor=face,
                    edgecolor=colour,
                    hatch=hatch,
                )
                ax.bar_label(bars, fmt="%.0f", fontsize=9, padding=2)
            ax.set(xlabel="month before", ylim=(0, 1.18 * top))
            ax.set_xticks(places, GROUPS, fontsize=9)
            ax.set_title(f"{name}: filled predicted, hatched happened", fontsize=10, loc="left")
        axes[0].set_ylabel("% of the days")
        return figure, still

    def describe() -> str:
        said = [
            f"after the {GROUPS[g]} months {name} was predicted on {shares[0][g, column]:.0f}% and "
            f"happened on {shares[1][g, column]:.0f}% of the days"
            for g in (0, -1)
            for column, name in ((0, "crash"), (2, "rally"))
        ]
        return f"Five groups of days by the volatility of the month before: {'; '.join(said)}."

    return Picture(draw, describe).move()
