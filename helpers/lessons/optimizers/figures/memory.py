"""Pictures of lesson 10 of what is remembered: two markets, and after a storm."""

from functools import cache

import numpy as np

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
from helpers.market.prices import load_prices
from helpers.optimizers import Array

CALM, CRISIS, AFTER = 60, 20, 160
RHO = 0.9
SLOPES = np.concatenate([np.ones(CALM), np.full(CRISIS, 100.0), np.ones(AFTER)])


@cache
def regimes() -> tuple[Array, Array]:
    """Return the S&P 500's daily returns in percent: all of 2017, October to December 2008."""
    close = load_prices().close
    returns = 100 * close.pct_change()
    return returns["2017"].to_numpy(), returns["2008-10":"2008-12"].to_numpy()


def size(values: Array) -> float:
    """Return the typical size of returns, the root of the mean of their squares."""
    return float(np.sqrt(np.mean(values**2)))


def calm_and_crisis() -> Picture:
    """Return the daily returns of a calm year and of a crisis on one scale."""
    return Picture(_draw_calm_and_crisis, _describe_calm_and_crisis).move()


def _draw_calm_and_crisis() -> Drawing:
    calm, crisis = regimes()
    figure, axes = new_figure(7.4, 2.9, columns=2, sharey=True, width_ratios=[len(calm), 110])
    for ax, values, colour, name in zip(
        axes, (calm, crisis), (FORWARD, BACKWARD), ("2017", "October to December 2008"), strict=True
    ):
        ax.bar(np.arange(len(values)), values, width=1.0, color=colour)
        ax.axhline(0, color=CONTEXT, linewidth=0.8)
        ax.set(xticks=[], xlim=(-1, len(values)), ylim=(-11, 13))
        ax.set_title(f"{name}\n{len(values)} days", fontsize=10, loc="left")
    axes[0].set_ylabel("S&P 500, daily return (%)")
    axes[1].spines["left"].set_visible(False)
    axes[1].tick_params(left=False)

    return figure, still


def _describe_calm_and_crisis() -> str:
    calm, crisis = map(size, regimes())
    return (
        f"The typical daily return of the S&P 500 was {calm:.2f}% in 2017 and "
        f"{crisis:.2f}% from October to December 2008, "
        f"{crisis / calm:.1f} times as much."
    )


def step_sizes(rho: float | None) -> Array:
    """Return the step length in units of lr on each day of SLOPES, AdaGrad's where rho is None."""
    s, lengths = 0.0, []
    for g in SLOPES:
        s = s + g**2 if rho is None else rho * s + (1 - rho) * g**2
        lengths.append(g / np.sqrt(s))
    return np.array(lengths)


def after_the_storm() -> Picture:
    """Return the step lengths of AdaGrad and RMSprop before, in and after a crisis."""
    return Picture(_draw_after_the_storm, _describe_after_the_storm).move()


def days_to_recover(rho: float) -> int:
    """Return after how many days from a crisis RMSprop's steps are back at 90% of lr."""
    return int(np.argmax(step_sizes(rho)[CALM + CRISIS :] >= 0.9)) + 1


def _draw_after_the_storm() -> Drawing:
    figure, (ax,) = new_figure(7.4, 3.6)
    days = np.arange(1, len(SLOPES) + 1) - CALM - CRISIS
    ax.axvspan(-CRISIS + 0.5, 0.5, color="#EEEEEE")
    ax.text(-CRISIS / 2, 350, "crisis:\ngradient\n100", ha="center", va="top", color="#555555",
            fontsize=7.5)  # fmt: skip
    for x, text in ((-CRISIS - 30, "calm: gradient 1"), (80, "calm: gradient 1")):
        ax.text(x, 350, text, ha="center", va="top", color="#555555")
    ax.plot([-80, AFTER], [1, 1], color=CONTEXT, linewidth=1, linestyle=":")
    ax.set(xlim=(-80, AFTER + 36), ylim=(1e-3, 500), yscale="log", ylabel="step length / lr",
           xlabel="days since the crisis ended")  # fmt: skip
    for name, rho, colour, style in (
        ("AdaGrad", None, BACKWARD, "--"),
        ("RMSprop", RHO, PARAMETER, "-"),
    ):
        lengths = step_sizes(rho)
        ax.plot(days, lengths, color=colour, linestyle=style, linewidth=2)
        ax.text(AFTER + 2, lengths[-1], name, color=colour, va="center")
    ax.set_title(f"RMSprop with ρ = {RHO:g}", fontsize=10, loc="left")

    return figure, still


def _describe_after_the_storm() -> str:
    ada = step_sizes(None)
    return (
        f"With ρ = {RHO:g} RMSprop's steps are back at 90% of lr {days_to_recover(RHO)} days after "
        f"the end of the crisis. AdaGrad's are {ada[CALM - 1]:.3f}·lr on the last day before the "
        f"crisis and {ada[-1]:.4f}·lr at the end."
    )
