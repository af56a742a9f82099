"""Pictures of lesson 11: twenty years in three parts, the test years, and the leak switch."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from .. import leaks
from ..data import load_prices
from ..forecasts import MONTH
from ..scores import r2
from ..split import chronological_split
from ..volatility import annualised, rolling_mean
from ..volatility_data import Array
from ..volatility_study import NET, WIDE, curves, rivals, snapshot, train_nets
from .loss_curves_training import TRAIN, VALIDATION, WHITE
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

PARTS = (("train", FORWARD), ("validation", BACKWARD), ("test", PARAMETER))  # as the curves
PERCENT = [3, 5, 10, 20, 40, 80]
LOWEST = 1.2  # percent; the calmest day, in 2017, had 1.4
GREY = "#555555"


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

    def update(rows: str) -> str:
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
        near = float(np.mean(leaks.nearest_training_day(shuffled) == 1))
        title.set_text(f"rows {rows}")
        return (
            f"With the rows {rows}, {near:.0%} of the test days come right before or right after a "
            "training day."
        )

    return Picture(figure, update).move(rows=rows)


def early_divergence() -> Picture:
    """Return the curves of a small and of a wide net, four starts each, never stopped early."""
    figure, axes = new_figure(8.0, 3.4, columns=2, sharey=True)
    found = []
    for ax, hidden, name in zip(
        axes, ((16,), WIDE), ("16 hidden units", "64 and 32 hidden units"), strict=True
    ):
        seen = curves(*hidden)
        last = len(seen.train) - 1
        for curve, style, above in zip(seen, (TRAIN, VALIDATION), (False, True), strict=True):
            middle = curve.mean(axis=1)
            ax.plot(curve, linewidth=0.7, alpha=0.4, **style)
            ax.plot(middle, linewidth=2.4, **style)
            kind = "validation" if above else "training"
            ax.annotate(
                f"{kind}: {middle[-1]:.2f}", (last, middle[-1]),
                (0, 14 if above else -14), textcoords="offset points",
                ha="right", va="bottom" if above else "top", color=style["color"], bbox=WHITE,
            )  # fmt: skip
        low = int(seen.validation.mean(axis=1).argmin())
        lowest = float(seen.validation.mean(axis=1).min())
        ax.plot(low, lowest, "D", color=BACKWARD, markersize=7)
        ax.set(xlim=(0, last), ylim=(0.2, 0.7), xlabel="epoch")
        ax.set_title(name, fontsize=10.5, loc="left")
        end = float(seen.validation.mean(axis=1)[-1])
        found.append(
            f"with {name} the mean validation loss is lowest after {low} epochs, at {lowest:.2f}, "
            f"and ends at {end:.2f}"
        )
    axes[0].set_ylabel("loss (training mean = 1)")

    def update() -> str:
        return f"Four starts each: {'; '.join(found)}."

    return Picture(figure, update).move()


def forecast_years(forecast: str = "persistence", year: int = 2018) -> Picture:
    """Return forecast and actual volatility: one test year by date, and all test days as dots.

    Parameters
    ----------
    forecast : "persistence", "HAR", "least squares" or "mean of 10 nets".
    year : 2015 to 2018.
    """
    found = snapshot()
    said = rivals(load_prices(), found) | {NET: train_nets().forecasts.mean(axis=0)}
    test = found.parts[2]
    dates, actual = found.dates[test], _yearly(found.y[test])
    figure, (left, right) = new_figure(8.0, 3.6, columns=2, width_ratios=[1.7, 1])
    # Above the forecast and thinner, so that both show where they are one.
    (real,) = left.plot([], [], color=GREY, linewidth=0.9, zorder=3)
    (line,) = left.plot([], [], color=FORWARD, linewidth=1.8)
    _percent_axis(left, "y")
    left.set(ylim=(LOWEST, 100))
    left.set_ylabel("volatility a year")
    locator = AutoDateLocator(maxticks=7)  # type: ignore[no-untyped-call]
    left.xaxis.set_major_locator(locator)
    months = ConciseDateFormatter(locator)  # type: ignore[no-untyped-call]
    left.xaxis.set_major_formatter(months)
    left.text(0.02, 0.97, "— actual", color=GREY, transform=left.transAxes, va="top")
    left.text(0.22, 0.97, "— forecast", color=FORWARD, transform=left.transAxes, va="top")
    _percent_axis(right, "x")
    _percent_axis(right, "y")
    right.plot([LOWEST, 90], [LOWEST, 90], color="black", linewidth=1, linestyle="--")
    (dots,) = right.plot([], [], "o", color=CONTEXT, markersize=2.2, alpha=0.45)
    (own,) = right.plot([], [], "D", color=FORWARD, markersize=3, alpha=0.8)
    right.set(xlim=(LOWEST, 100), ylim=(LOWEST, 100), xlabel="forecast", ylabel="actual")
    key = right.text(0.04, 0.97, "", color=FORWARD, transform=right.transAxes, va="top")
    right.text(0.04, 0.89, "● other years", color=GREY, transform=right.transAxes, va="top")
    title = left.set_title("", fontsize=10, loc="left")
    score = right.set_title("", fontsize=10, loc="left")

    def update(forecast: str, year: int) -> str:
        values = _yearly(said[forecast][test])
        inside = dates.astype("datetime64[Y]").astype(int) + 1970 == year
        real.set_data(dates[inside], actual[inside])
        line.set_data(dates[inside], values[inside])
        left.set_xlim(dates[inside][0], dates[inside][-1])
        dots.set_data(values, actual)
        own.set_data(values[inside], actual[inside])
        key.set_text(f"◆ {year}")
        found_r2 = r2(found.y[test], said[forecast][test])
        title.set_text(f"{forecast}, {year}")
        score.set_text(f"2015 to 2018: R² {found_r2:.2f}")
        worst = int(np.argmax(np.where(inside, actual / values, 0)))
        return (
            f"{forecast[0].upper()}{forecast[1:]} has a test R² of {found_r2:.2f}. In {year} it "
            f"fell short most on {dates[worst]}: {values[worst]:.0f}% was forecast, "
            f"{actual[worst]:.0f}% came."
        )

    return Picture(figure, update).move(forecast=forecast, year=year)


def leak_switch(leak: str = leaks.HONEST) -> Picture:
    """Return forecast against actual on the test rows of one pipeline, and all reported R²."""
    found = leaks.all_switches()
    figure, (left, right) = new_figure(8.0, 3.5, columns=2, width_ratios=[1, 1.25])
    _percent_axis(left, "x")
    _percent_axis(left, "y")
    left.plot([2, 90], [2, 90], color="black", linewidth=1, linestyle="--")
    (dots,) = left.plot([], [], "o", color=FORWARD, markersize=2.5, alpha=0.5)
    left.set(xlim=(1.8, 100), ylim=(1.8, 100), xlabel="forecast", ylabel="actual")
    names = list(found)[::-1]
    means = [float(found[name].scores.mean()) for name in names]
    bars = right.barh(range(len(names)), means, color="#D9D9D9", height=0.62)
    for place, (name, mean) in enumerate(zip(names, means, strict=True)):
        right.plot(found[name].scores, [place] * len(found[name].scores), "|", color="black")
        right.text(mean + 0.03, place, f"{mean:.2f}", va="center")
    right.set_yticks(range(len(names)), ["no leak" if n == leaks.HONEST else n for n in names])
    right.set(xlim=(0, 1.15), xlabel="reported R²", xticks=[0, 0.5, 1])
    right.tick_params(axis="y", length=0)
    title = left.set_title("", fontsize=10, loc="left")

    def update(leak: str) -> str:
        report = found[leak]
        dots.set_data(_yearly(report.forecast), _yearly(report.actual))
        for bar, name in zip(bars, names, strict=True):
            bar.set_facecolor(BACKWARD if name == leak else "#D9D9D9")
            bar.set_hatch("//" if name == leak else "")
        title.set_text("no leak" if leak == leaks.HONEST else leak)
        low, high = report.scores.min(), report.scores.max()
        which = "Without a leak" if leak == leaks.HONEST else f"With the leak “{leak}”"
        honest = found[leaks.HONEST].scores.mean()
        return (
            f"{which} three nets report a test R² of {low:.2f} to {high:.2f}; without a leak "
            f"their mean is {honest:.2f}."
        )

    return Picture(figure, update).move(leak=leak)
