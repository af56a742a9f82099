"""The picture of lesson 10 on a real net: curves at the best rates, and the end at every rate."""

from typing import Any

import numpy as np

from helpers.drawing.picture import BACKWARD, CONTEXT, INK, PARAMETER, Drawing, Picture, new_figure

from ..real_net import ENDS, LAST, NUM_EPOCHS, RATES, RULES, best_rate, six_trainings

LOOKS: dict[str, dict[str, Any]] = {
    "vanilla": {"color": INK, "linestyle": "-", "marker": "o"},
    "momentum": {"color": PARAMETER, "linestyle": "--", "marker": "s"},
    "Adam": {"color": BACKWARD, "linestyle": "-.", "marker": "D"},
}
TOP = 0.75  # where the vertical axis ends; what diverged is marked above it


def real_net(schedule: str = "constant") -> Picture:
    """Return curves of three rules at their best rates, and their end at six. State: schedule."""
    return Picture(_draw_real_net, _describe_real_net).move(schedule=schedule)


def _draw_real_net() -> Drawing:
    figure, (left, right) = new_figure(7.8, 3.9, columns=2)
    left.set(xlim=(0, NUM_EPOCHS), ylim=(0.395, 0.56), xlabel="epoch")
    left.set(ylabel="validation loss", xticks=range(0, NUM_EPOCHS + 1, 5))
    right.set(xlim=(0.0007, 0.5), ylim=(0.395, TOP + 0.05), xscale="log", xlabel="learning rate lr")
    right.set_title(f"mean of the last {LAST} epochs, six rates", fontsize=10, loc="left")
    right.set_xticks(RATES, [f"{rate:g}" for rate in RATES])
    right.minorticks_off()
    right.axhline(TOP, color=CONTEXT, linewidth=1, linestyle=":")
    right.text(0.0008, TOP + 0.012, "diverged", color="#555555", va="bottom", fontsize=9)
    curves, ends, lost, words = {}, {}, {}, {}
    for place, (rule, look) in enumerate(LOOKS.items()):
        marker = {"marker": look["marker"], "markersize": 6}
        line = {"color": look["color"], "linestyle": look["linestyle"], "linewidth": 2}
        (curves[rule],) = left.plot([], [], **line)
        words[rule] = left.text(0.97, 0.93 - 0.08 * place, "", color=look["color"], ha="right",
                                transform=left.transAxes)  # fmt: skip
        (ends[rule],) = right.plot([], [], **line, **marker)
        (lost[rule],) = right.plot([], [], color=look["color"], linestyle="", **marker)
    title = left.set_title("", fontsize=10, loc="left")

    def update(schedule: str) -> None:
        title.set_text(f"{schedule} rate: mean of ten starts")
        for place, rule in enumerate(RULES):
            found = six_trainings()[rule, schedule].validation.mean(axis=1)
            curves[rule].set_data(np.arange(NUM_EPOCHS + 1), found)
            best = best_rate(rule, schedule)
            words[rule].set_text(f"{rule}, lr = {best:g}: {found[-LAST:].mean():.4f}")
            values = np.array(ENDS[rule, schedule])
            ends[rule].set_data(RATES, np.minimum(values, TOP))
            gone = np.array(RATES)[np.isnan(values)]
            lost[rule].set_data(gone * 1.3 ** (place - 1), np.full(len(gone), TOP + 0.02))

    return figure, update


def _describe_real_net(schedule: str) -> str:
    parts = []
    for rule in RULES:
        values = ENDS[rule, schedule]
        gone = [f"{rate:g}" for rate, value in zip(RATES, values, strict=True) if np.isnan(value)]
        end = f"{rule} {np.nanmin(values):.4f} at lr = {best_rate(rule, schedule):g}"
        parts.append(end + (f", diverging at {' and '.join(gone)}" if gone else ""))
    return (
        f"The lowest mean validation losses of the last {LAST} of {NUM_EPOCHS} epochs with a "
        f"{schedule} learning rate: {'; '.join(parts)}."
    )
