"""More pictures of lesson 07: the valley, a sweep, three curves to diagnose, a finder's curve."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.ticker import NullFormatter

from .. import walks
from ..learning_rate import Finder
from ..three_curves import CURVES
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

START, NUM_STEPS = (2.0, 0.5), 40
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}


def rate_landscape(lr: float = 0.02) -> Picture:
    """Return 40 steps in the valley of lesson 03, in 3-D and from above, with learning rate lr."""
    figure, (left, right) = new_figure(8.0, 3.9, columns=2)
    left.remove()
    solid = figure.add_subplot(1, 2, 1, projection="3d")
    w1, w2 = np.meshgrid(np.linspace(0, 5.5, 60), np.linspace(0, 5.5, 60))
    loss = 0.5 * (2.0 * w1 * w2 - 20.0) ** 2
    loss[w1 * w2 > 16] = np.nan  # the far side would stand before the valley
    solid.plot_surface(w1, w2, loss, cmap="cividis", alpha=0.7, rcount=30, ccount=30)
    solid.set(xlabel="w1", ylabel="w2", zlim=(0, 200))
    solid.set_title("height: the loss L", fontsize=10, loc="left")
    solid.view_init(elev=40, azim=35)
    right.contour(w1, w2, loss, levels=[5, 20, 50, 100, 150], cmap="cividis", linewidths=1)
    floor = np.linspace(10 / 5.5, 5.5, 100)
    right.plot(floor, 10 / floor, color=CONTEXT, linestyle="--", linewidth=2)
    right.text(5.4, 5.3, "dashed: floor w1·w2 = 10", ha="right", va="top", fontsize=9, bbox=WHITE)
    right.text(1.85, 0.35, "start", ha="right", va="center", bbox=WHITE)
    right.set(xlabel="w1", ylabel="w2", xlim=(0, 5.5), ylim=(0, 5.5), aspect="equal")
    (trail,) = right.plot([], [], "--o", color=PARAMETER, linewidth=1.2, markersize=3.5)
    right.plot(*START, "o", color=PARAMETER, markerfacecolor="white", markersize=6, zorder=3)
    (walker,) = right.plot([], [], "o", color=BACKWARD, markersize=8, zorder=4)
    (trail3,) = solid.plot([], [], [], "--o", color=PARAMETER, markersize=3, zorder=5)
    (walker3,) = solid.plot([], [], [], "o", color=BACKWARD, markersize=8, zorder=6)
    title = right.set_title("", fontsize=10, loc="left")

    def update(lr: float) -> str:
        path = walks.path(walks.valley, np.array(START), lr, NUM_STEPS)
        inside = np.all((path[:, :2] > 0) & (path[:, :2] < 5.5), axis=1)
        seen = path if inside.all() else path[: int(np.argmin(inside))]
        trail.set_data(seen[:, 0], seen[:, 1])
        trail3.set_data_3d(*seen.T)
        walker.set_data(seen[-1:, 0], seen[-1:, 1])
        walker3.set_data_3d(seen[-1:, 0], seen[-1:, 1], seen[-1:, 2])
        title.set_text(f"lr = {lr:g}")
        if not inside.all():
            return (
                f"With lr = {lr:g} the loss is {path[1, 2]:.2f} after one step; at step "
                f"{len(seen)} the walker leaves the map."
            )
        last = path[-4:, 2]
        end = "below 0.0001" if last.max() < 1e-4 else " and ".join(f"{v:.3g}" for v in last[2:])
        return (
            f"With lr = {lr:g} the loss is {path[1, 2]:.2f} after one step; after {NUM_STEPS - 1} "
            f"and {NUM_STEPS} steps it is {end}."
        )

    return Picture(figure, update).move(lr=lr)


def rate_sweep(losses: np.ndarray, rates: Sequence[float]) -> Picture:
    """Return the curves of a sweep side by side on the same axes: `losses` (rates, steps)."""
    columns = min(len(rates), 4) if len(rates) < 5 else 3
    rows = -(-len(rates) // columns)
    figure, (first,) = new_figure(8.0, 1.2 + 1.5 * rows)
    first.remove()
    grid = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    low, high = 1e-8, 1e6
    ends = []
    for ax, lr, curve in zip(grid.flat, rates, np.asarray(losses), strict=False):
        ax.spines[["top", "right"]].set_visible(False)
        steps = np.arange(len(curve))
        for other in np.asarray(losses):
            ax.plot(steps, np.clip(other, low, high), color="#DDDDDD", linewidth=1)
        shown = np.clip(curve, low, high)
        ax.plot(steps, shown, color=FORWARD, linewidth=2)
        ax.set(yscale="log", ylim=(low / 3, high * 3), yticks=[1e-6, 1e-3, 1, 1e3, 1e6])
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.set_title(f"lr = {lr:g}", fontsize=10, loc="left")
        ends.append(f"{lr:g} ends {_end(curve, low)}")
    for ax in grid.flat[len(rates) :]:
        ax.remove()
    edges = "a curve below $10^{-8}$ or above $10^{6}$ is drawn at the edge; at nan it ends"
    figure.supxlabel(f"step          ({edges})", fontsize=10)
    figure.supylabel("loss L", fontsize=10)

    def update() -> str:
        return f"Of {len(rates)} learning rates {', '.join(ends)}."

    return Picture(figure, update).move()


def _end(curve: np.ndarray, low: float) -> str:
    if not np.all(np.isfinite(curve)):
        return "beyond all numbers"
    return "at the floor" if curve[-1] < low else f"at a loss of {curve[-1]:.2g}"


def three_curves(step: int = 40) -> Picture:
    """Return the losses A, B and C up to `step`, side by side on the same axes."""
    figure, axes = new_figure(8.0, 2.9, columns=3, sharey=True)
    lines, points, notes = [], [], []
    for ax, name in zip(axes, CURVES, strict=True):
        ax.set(xlim=(-1, 41), ylim=(9, 200), yscale="log", xlabel="step")
        ax.set_yticks([10, 20, 50, 100, 200], ["10", "20", "50", "100", "200"])
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.set_title(f"curve {name}", fontsize=10, loc="left")
        lines += ax.plot([], [], color=FORWARD, linewidth=1.8)
        points += ax.plot([], [], "o", color=BACKWARD, markersize=6)
        notes.append(ax.text(40, 160, "", ha="right", va="center"))
    axes[0].set_ylabel("loss L")

    def update(step: int) -> str:
        values = []
        for (name, curve), line, point, note in zip(
            CURVES.items(), lines, points, notes, strict=True
        ):
            line.set_data(np.arange(step + 1), curve[: step + 1])
            point.set_data([step], [curve[step]])
            note.set_text(f"{curve[step]:.1f}")
            values.append(f"{name} {curve[step]:.1f} ({curve[max(step - 1, 0)]:.1f})")
        return f"The losses after {step} of 40 steps, and one step before: {', '.join(values)}."

    return Picture(figure, update).move(step=step)


def finder_curve(found: Finder, marks: Mapping[str, float] | None = None) -> Picture:
    """Return a finder's curve, the loss against a growing rate, with lettered `marks` on it."""
    figure, (ax,) = new_figure(7.5, 3.5)
    ax.plot(found.rates, found.losses, color="#CCCCCC", linewidth=1)
    ax.plot(found.rates, found.smoothed, color=FORWARD, linewidth=2.2)
    top = float(np.max(found.smoothed)) * 1.35
    low = float(np.min(found.smoothed))
    ax.set(xscale="log", ylim=(0, top), xlabel="learning rate of the step", ylabel="loss L")
    ax.text(found.rates[2], low * 0.35, "thin: each batch; thick: smoothed", color="#555555")
    for name, rate in (marks or {}).items():
        loss = float(np.interp(np.log(rate), np.log(found.rates), found.smoothed))
        ax.plot([rate], [loss], "o", color=BACKWARD, markersize=8)
        ax.text(
            rate,
            loss + top * 0.05,
            name,
            color=BACKWARD,
            ha="center",
            va="bottom",
            fontsize=12,
            fontweight="bold",
            bbox={**WHITE, "alpha": 0.7},
        )

    def update() -> str:
        return (
            f"As the learning rate grows from {found.rates[0]:.2g} to {found.rates[-1]:.2g}, the "
            f"smoothed loss goes from {found.smoothed[0]:.2f} down to {low:.2f} and up again."
        )

    return Picture(figure, update).move()


def finder_step(found: Finder, update: int = 20) -> Picture:
    """Return the finder's curve up to its `update`, with the slope there, for tenfold rates."""
    figure, (ax,) = new_figure(7.5, 3.4)
    ax.plot(found.rates, found.losses, color="#E2E2E2", linewidth=1)
    ax.plot(found.rates, found.smoothed, color="#9DBFD8", linewidth=1.5)
    ax.set(xscale="log", ylim=(0, float(np.max(found.smoothed)) * 1.3))
    ax.set(xlabel="learning rate of the step", ylabel="loss L")
    ax.text(found.rates[2], 0.15, "thin: each batch; thick: smoothed", color="#555555")
    (line,) = ax.plot([], [], color=FORWARD, linewidth=2.2)
    (tangent,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2)
    (point,) = ax.plot([], [], "o", color=BACKWARD, markersize=8)
    title = ax.set_title("", fontsize=10, loc="left", color=BACKWARD)

    def show(update: int) -> str:
        logs, here = np.log10(found.rates), min(update, len(found.rates) - 1)
        near = 5 if here + 5 <= found.smoothed.argmin() else 1  # a wide view evens out the noise
        low, high = max(here - near, 0), min(here + near, len(logs) - 1)
        slope = float((found.smoothed[high] - found.smoothed[low]) / (logs[high] - logs[low]))
        reach = np.array([-0.35, 0.35])
        line.set_data(found.rates[: here + 1], found.smoothed[: here + 1])
        tangent.set_data(10 ** (logs[here] + reach), found.smoothed[here] + slope * reach)
        point.set_data([found.rates[here]], [found.smoothed[here]])
        way = (
            f"{'falls' if slope < 0 else 'rises'} by {abs(slope):.2f} while the rate grows tenfold"
        )
        title.set_text(f"lr = {found.rates[here]:.2g}: along the dashed line the loss {way}")
        return (
            f"At a learning rate of {found.rates[here]:.2g} the smoothed loss is "
            f"{found.smoothed[here]:.2f}; along its slope there it {way}."
        )

    return Picture(figure, show).move(update=update)
