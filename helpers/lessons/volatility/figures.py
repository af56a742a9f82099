"""Pictures of lesson 12: twenty years in three parts, leaks, and the contest on the test years."""

from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
    still,
)
from helpers.drawing.styles import TRAIN, VALIDATION, WHITE
from helpers.market.dataset import Array
from helpers.market.forecasts import MONTH
from helpers.market.split import chronological_split
from helpers.market.volatility import annualised, rolling_mean

from . import contest, leaks
from .study import WIDE, curves, snapshot

PARTS = (("train", FORWARD), ("validation", BACKWARD), ("test", PARAMETER))  # as the curves
PERCENT = [3, 5, 10, 20, 40, 80]
LOWEST = 1.2  # percent; the calmest day, in 2017, had 1.4
DRAWN_FROM = np.datetime64("2018-01-01")  # the last test year is drawn day by day
STORM = np.datetime64("2018-10-10")  # the day that the text asks about
GREY = "#555555"
# The variance of ln V around the logarithm of the true variance, for a price that wanders evenly
# (Alizadeh, Brandt and Diebold 2002, Range-Based Estimation of Stochastic Volatility Models,
# Journal of Finance 57: the logarithm of a range is off by 0.29, and ln V by twice that).
NOISE = 0.58**2


def _percent_axis(ax: Axes, which: str) -> None:
    getattr(ax, f"set_{which}scale")("log")
    getattr(ax, f"set_{which}ticks")(PERCENT, [f"{p}%" for p in PERCENT])
    getattr(ax, f"{which}axis").minorticks_off()


def _yearly(log_variance: Array) -> Array:
    """Return the volatility a year in percent of a daily ln V."""
    return 100 * annualised(np.exp(log_variance))


def timeline(rows: str = "in order") -> Picture:
    """Return the volatility of twenty years and below it a strip: which row goes into which part.

    Parameters
    ----------
    rows : "in order" or "shuffled".
    """
    return Picture(_draw_timeline, _describe_timeline).move(rows=rows)


def _draw_timeline() -> Drawing:
    found = snapshot()
    figure, (ax,) = new_figure(8.0, 3.7)
    ax.plot(found.dates, _yearly(found.y), color="#C8C8C8", linewidth=0.5)
    month = _yearly(rolling_mean(found.y, MONTH))
    ax.plot(found.dates, month, color="black", linewidth=1.3)
    _percent_axis(ax, "y")
    ax.set(ylim=(0.45, 130), xlim=(found.dates[0], found.dates[-1]))
    ax.set_ylabel("volatility a year")
    top = int(np.nanargmax(month))
    ax.text(found.dates[top + 110], 85, "autumn 2008", va="center", size=9.5, bbox=WHITE)
    ax.text(found.dates[1500], 26, "mean of 22 days", size=9.5, ha="center", bbox=WHITE)
    ax.text(found.dates[1500], 1.75, "one day", size=9.5, ha="center", color=GREY)
    below = ax.inset_axes((0, 0.015, 1, 0.07))
    below.axis("off")
    strip = below.imshow(np.zeros((1, 1, 3)), aspect="auto", interpolation="nearest")
    labels = [
        ax.text(0, 0.105, "", color=colour, ha="center", transform=ax.transAxes)
        for _, colour in PARTS
    ]
    title = ax.set_title("", fontsize=10, loc="left")

    def update(rows: str) -> None:
        shuffled = rows == "shuffled"
        count = len(found.y)
        order = np.random.default_rng(0).permutation(count) if shuffled else np.arange(count)
        colours = np.zeros((1, count, 3))
        for (_, colour), part in zip(PARTS, chronological_split(count), strict=True):
            colours[0, order[part]] = to_rgb(colour)
        strip.set_data(colours)
        # In order each label stands over its block; shuffled there are no blocks, so a key.
        places = (0.05, 0.155, 0.255) if shuffled else (0.3, 0.7, 0.9)
        for label, (name, _), at in zip(labels, PARTS, places, strict=True):
            label.set(x=at, text=f"■ {name}" if shuffled else name)
        title.set_text(f"rows {rows}")

    return figure, update


def _describe_timeline(rows: str) -> str:
    near = float(np.mean(leaks.nearest_training_day(rows == "shuffled") == 1))
    return (
        f"With the rows {rows}, {near:.0%} of the test days come right before or right after a "
        "training day."
    )


def small_and_wide() -> Picture:
    """Return the curves of a small and of a wide net, four starts each, never stopped early."""
    return Picture(_draw_small_and_wide, _describe_small_and_wide).move()


NETS = {"16 hidden units": (16,), "64 and 32 hidden units": WIDE}


def _lowest(validation: Array) -> tuple[int, float]:
    """Return the epoch at which the mean of losses (n, starts) is lowest, and that mean."""
    middle = validation.mean(axis=1)
    return int(middle.argmin()), float(middle.min())


def _draw_small_and_wide() -> Drawing:
    figure, axes = new_figure(8.0, 3.4, columns=2, sharey=True)
    for ax, (name, hidden) in zip(axes, NETS.items(), strict=True):
        seen = curves(*hidden)
        last = len(seen.train) - 1
        for curve, style, above in zip(seen, (TRAIN, VALIDATION), (False, True), strict=True):
            middle = curve.mean(axis=1)
            ax.plot(curve, linewidth=1.1, alpha=0.6, **style)
            ax.plot(middle, linewidth=2.2, **style)
            kind = "validation" if above else "training"
            ax.annotate(
                f"{kind}: {middle[-1]:.2f}", (last, middle[-1]),
                (0, 14 if above else -14), textcoords="offset points",
                ha="right", va="bottom" if above else "top", color=style["color"], bbox=WHITE,
            )  # fmt: skip
        ax.plot(*_lowest(seen.validation), "D", color=BACKWARD, markersize=7)
        ax.set(xlim=(0, last), ylim=(0.2, 0.7), xlabel="epoch")
        ax.set_title(name, fontsize=10.5, loc="left")
    axes[0].set_ylabel("loss (1 = always forecast\nthe training mean)")
    return figure, still


def _describe_small_and_wide() -> str:
    found = []
    for name, hidden in NETS.items():
        validation = curves(*hidden).validation
        low, lowest = _lowest(validation)
        end = float(validation.mean(axis=1)[-1])
        found.append(
            f"with {name} the mean validation loss is lowest after {low} epochs, at {lowest:.2f}, "
            f"and ends at {end:.2f}"
        )
    return f"Four starts each: {'; '.join(found)}."


def forecast_and_actual(forecast: str = "persistence") -> Picture:
    """Return forecast and actual volatility: 2018 by date, and all test days as dots.

    Parameters
    ----------
    forecast : a name of `contest.everyone`.
    """
    picture = Picture(_draw_forecast_and_actual, _describe_forecast_and_actual)
    return picture.move(forecast=forecast)


@cache
def _test_years() -> tuple[Any, Array, dict[str, tuple[Array, float]]]:
    """Return dates, actual volatility, and each forecast of it with its R², on the test days.

    A forecast is drawn as exp of that of ln V, which R² scores, without `walk.factor`.
    """
    found, test = snapshot(), snapshot().parts[2]
    said = {
        name: (_yearly(one.log[test]), contest.score(found, one, test).r2)
        for name, one in contest.everyone().items()
    }
    return found.dates[test], _yearly(found.y[test]), said


def _draw_forecast_and_actual() -> Drawing:
    dates, actual, said = _test_years()
    inside = dates >= DRAWN_FROM
    figure, (left, right) = new_figure(8.0, 3.6, columns=2, width_ratios=[1.4, 1])
    # Dots for what came and a line for what was forecast: they stay apart where they are close.
    left.plot(dates[inside], actual[inside], "o", color=BACKWARD, markersize=2.6, zorder=3)
    (line,) = left.plot([], [], color=FORWARD, linewidth=1.3)
    _percent_axis(left, "y")
    left.set(ylim=(LOWEST, 130), xlim=dates[inside][[0, -1]])
    left.plot([STORM, STORM], [LOWEST, 130], color=GREY, linewidth=0.8, zorder=0)
    left.annotate(
        "10 October", (STORM, 1.4), (-4, 0), textcoords="offset points", ha="right", color=GREY
    )
    left.set_ylabel("volatility a year")
    locator = AutoDateLocator(maxticks=7)  # type: ignore[no-untyped-call]
    left.xaxis.set_major_locator(locator)
    months = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]
    left.xaxis.set_major_formatter(months)
    left.text(0.02, 0.97, "● actual", color=BACKWARD, transform=left.transAxes, va="top")
    left.text(0.22, 0.97, "— forecast", color=FORWARD, transform=left.transAxes, va="top")
    _percent_axis(right, "x")
    _percent_axis(right, "y")
    right.plot([LOWEST, 130], [LOWEST, 130], color="black", linewidth=1, linestyle="--")
    (dots,) = right.plot([], [], "o", color=CONTEXT, markersize=2.2, alpha=0.45)
    (own,) = right.plot([], [], "D", color=PARAMETER, markersize=3, alpha=0.8)
    right.set(xlim=(LOWEST, 130), ylim=(LOWEST, 130), xlabel="forecast", ylabel="actual")
    for text, colour, height in (("◆ 2018", PARAMETER, 0.97), ("● other years", GREY, 0.88)):
        right.text(
            0.04, height, text, color=colour, transform=right.transAxes, va="top", bbox=WHITE
        )
    title = left.set_title("", fontsize=10, loc="left")
    score = right.set_title("", fontsize=10, loc="left")

    def update(forecast: str) -> None:
        values, r2 = said[forecast]
        line.set_data(dates[inside], values[inside])
        dots.set_data(values, actual)
        own.set_data(values[inside], actual[inside])
        title.set_text(f"{forecast}, 2018")
        score.set_text(f"2015 to 2018: R² {r2:.2f}")

    return figure, update


def _describe_forecast_and_actual(forecast: str) -> str:
    dates, actual, said = _test_years()
    values, r2 = said[forecast]
    day = int(np.searchsorted(dates, STORM))
    return (
        f"{forecast[0].upper()}{forecast[1:]}: a test R² of {r2:.2f}. For 10 October 2018, "
        f"{values[day]:.0f}% was forecast, and {actual[day]:.0f}% came."
    )


def scoreboard() -> Picture:
    """Return every forecaster's R² and QLIKE on the test rows; R² with what V's noise allows."""
    return Picture(_draw_scoreboard, _describe_scoreboard).move()


def ceiling(part: int = 2) -> float:
    """Return the R² on validation (1) or test rows (2) of somebody who knows the true variances.

    The logarithm of V is off by NOISE, a variance, even then.
    """
    found = snapshot()
    return float(1 - NOISE / found.y[found.parts[part]].var())


@cache
def _test_scores() -> dict[str, contest.Scores]:
    """Return every forecaster's scores on the test rows, the lowest R² first."""
    found, test = snapshot(), snapshot().parts[2]
    scores = {name: contest.score(found, one, test) for name, one in contest.everyone().items()}
    return dict(sorted(scores.items(), key=lambda item: item[1].r2))


def _draw_scoreboard() -> Drawing:
    found = _test_scores()
    figure, (left, right) = new_figure(8.0, 3.5, columns=2, width_ratios=[1.35, 1], sharey=True)
    colours = [FORWARD if "net" in name else "#C8C8C8" for name in found]
    for ax, score in ((left, "r2"), (right, "qlike")):
        values = [getattr(scores, score) for scores in found.values()]
        ax.barh(list(found), values, color=colours, height=0.66)
        for place, value in enumerate(values):
            ax.text(value + 0.01, place, f"{value:.3f}", va="center")
        ax.tick_params(axis="y", length=0)
    left.axvline(ceiling(), color="black", linestyle="--", linewidth=1)
    left.text(ceiling() - 0.01, 0, "the most that the\nnoise of V allows", ha="right", va="center")
    left.set(xlim=(0, 0.85), xlabel="R² of ln V, high is good")
    right.set(xlim=(0, 0.72), xlabel="QLIKE of V, low is good")
    return figure, still


def _describe_scoreboard() -> str:
    said = [
        f"{name} {scores.r2:.2f} and {scores.qlike:.2f}"
        for name, scores in reversed(_test_scores().items())
    ]
    return (
        f"R² and QLIKE on the test rows, 2015 to 2018: {'; '.join(said)}. "
        f"For R² the noise of V allows about {ceiling():.2f}."
    )


def leak_scores() -> Picture:
    """Return the R² on the validation rows of an honest line and of each leak."""
    return Picture(_draw_leak_scores, _describe_leak_scores).move()


def _draw_leak_scores() -> Drawing:
    found = {leak: leaks.reported(leak) for leak in reversed(leaks.LEAKS)}
    figure, (ax,) = new_figure(7.0, 2.6)
    names = ["no leak" if leak == leaks.HONEST else leak for leak in found]
    colours = [FORWARD if leak == leaks.HONEST else BACKWARD for leak in found]
    ax.barh(names, list(found.values()), color=colours, height=0.62)
    for place, value in enumerate(found.values()):
        ax.text(value + 0.015, place, f"{value:.2f}", va="center", bbox=WHITE)
    top = ceiling(1)
    ax.axvline(top, color="black", linestyle="--", linewidth=1)
    ax.text(top + 0.015, len(found) - 1, "the most that the noise\nof V allows", va="center")
    ax.set(xlim=(0, 1.15), xlabel="R² on the validation rows", xticks=[0, 0.5, 1])
    ax.tick_params(axis="y", length=0)
    return figure, still


def _describe_leak_scores() -> str:
    told = ", ".join(f"{leak} {leaks.reported(leak):.2f}" for leak in leaks.LEAKS[1:])
    return (
        f"A straight line has an R² of {leaks.reported(leaks.HONEST):.2f} on the validation rows. "
        f"With a leak: {told}. The noise of V allows about {ceiling(1):.2f}."
    )
