"""Pictures of lesson 09 of what is remembered: two markets, after a storm, the start of Adam."""

import numpy as np

from ..data import load_prices
from ..optimizers import Array
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

CALM, CRISIS, AFTER = 60, 20, 160
SLOPES = np.concatenate([np.ones(CALM), np.full(CRISIS, 100.0), np.ones(AFTER)])


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

    def update() -> str:
        return (
            f"The typical daily return of the S&P 500 was {size(calm):.2f}% in 2017 and "
            f"{size(crisis):.2f}% from October to December 2008, "
            f"{size(crisis) / size(calm):.1f} times as much."
        )

    return Picture(figure, update).move()


def step_sizes(rho: float | None) -> Array:
    """Return the step length in units of lr on each day of SLOPES, AdaGrad's where rho is None."""
    s, lengths = 0.0, []
    for g in SLOPES:
        s = s + g**2 if rho is None else rho * s + (1 - rho) * g**2
        lengths.append(g / np.sqrt(s))
    return np.array(lengths)


def after_the_storm(rho: float = 0.9) -> Picture:
    """Return the step lengths of AdaGrad and RMSprop before, in and after a crisis. State: rho."""
    figure, (ax,) = new_figure(7.4, 3.6)
    days = np.arange(1, len(SLOPES) + 1) - CALM - CRISIS
    ax.axvspan(-CRISIS + 0.5, 0.5, color="#EEEEEE")
    ax.text(-CRISIS / 2, 350, "crisis:\nslope\n100", ha="center", va="top", color="#555555")
    for x, text in ((-CRISIS - 30, "calm: slope 1"), (80, "calm: slope 1")):
        ax.text(x, 350, text, ha="center", va="top", color="#555555")
    ax.plot([-80, AFTER], [1, 1], color=CONTEXT, linewidth=1, linestyle=":")
    ax.set(xlim=(-80, AFTER + 36), ylim=(1e-3, 500), yscale="log", ylabel="step length / lr",
           xlabel="days since the crisis ended")  # fmt: skip
    ada = step_sizes(None)
    ax.plot(days, ada, color=BACKWARD, linestyle="--", linewidth=2)
    ax.text(AFTER + 2, ada[-1], "AdaGrad", color=BACKWARD, va="center")
    (line,) = ax.plot([], [], color=PARAMETER, linewidth=2)
    label = ax.text(0, 1, "RMSprop", color=PARAMETER, va="center")
    title = ax.set_title("", fontsize=10, loc="left")

    def update(rho: float) -> str:
        lengths = step_sizes(rho)
        line.set_data(days, lengths)
        label.set_position((AFTER + 2, lengths[-1]))
        back = np.flatnonzero(lengths[CALM + CRISIS :] >= 0.9)
        said = f"not at 90% of lr even after {AFTER} days"
        if len(back):
            said = f"back at 90% of lr after {_days(int(back[0]) + 1)}"
        title.set_text(f"ρ = {rho:g}: RMSprop's steps are {said}")
        return (
            f"With ρ = {rho:g} RMSprop's steps are {said} from the end of the crisis. "
            f"AdaGrad's are {ada[CALM - 1]:.3f}·lr on the last day before the crisis and "
            f"{ada[-1]:.4f}·lr at the end."
        )

    return Picture(figure, update).move(rho=rho)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def fair_start(beta2: float = 0.999) -> Picture:
    """Return Adam's step length at a constant slope, corrected and not (β1 = 0.9). State: beta2."""
    figure, (ax,) = new_figure(7.4, 3.3)
    t = np.unique(np.round(np.geomspace(1, 10_000, 200)))
    ax.set(
        xlim=(0.9, 1.2e4), ylim=(0, 7.5), xscale="log", xlabel="step t", ylabel="step length / lr"
    )
    ax.set_xticks([1, 10, 100, 1000, 10_000], ["1", "10", "100", "1 000", "10 000"])
    ax.minorticks_off()
    ax.plot(t, np.ones_like(t), color=FORWARD, linewidth=2.2)
    ax.text(1.3e3, 0.55, "with the correction", color=FORWARD, va="center")
    (line,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2.2)
    (first,) = ax.plot([], [], "o", color=BACKWARD, markersize=8)
    label = ax.text(1, 1, "without", color=BACKWARD, ha="center", va="bottom")
    title = ax.set_title("", fontsize=10, loc="left")

    def update(beta2: float) -> str:
        lengths = (1 - 0.9**t) / np.sqrt(1 - beta2**t)
        line.set_data(t, lengths)
        first.set_data(t[:1], lengths[:1])
        high = int(np.argmax(lengths))
        label.set_position((max(t[high], 2.0), lengths[high] + 0.12))
        title.set_text(f"β2 = {beta2:g}: the first step is {lengths[0]:.2f}·lr without correction")
        return (
            f"With β2 = {beta2:g} and a constant slope the first step without correction is "
            f"{lengths[0]:.2f}·lr and the longest is {lengths[high]:.2f}·lr, at step "
            f"{t[high]:.0f}. With the correction every step is lr."
        )

    return Picture(figure, update).move(beta2=beta2)
