"""Pictures of lesson 03: two dials, the loss against the forecast, the valley and the way down."""

from typing import Any

import numpy as np

from .. import two_weights
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

X, Y, START, LR = 2.0, 20.0, (2.0, 0.5), 0.01


def dials(w1: float = 2.0, w2: float = 0.5) -> Picture:
    """Return the forecast ŷ = w2·w1·x as a bar beside the outcome, for x = 2 and y = 20 (bp)."""
    figure, (ax,) = new_figure(7.0, 1.9)
    ax.set(xlim=(0, 44), ylim=(-0.75, 1.0), yticks=[], xlabel="basis points")
    ax.spines["left"].set_visible(False)
    (bar,) = ax.barh([0], [1.0], height=0.5, color=FORWARD)
    ax.axvline(Y, color="black", linestyle="--", linewidth=1.5)
    ax.text(Y, 0.8, " outcome y = 20", va="center")
    label = ax.text(0, 0, "", va="center")

    def update(w1: float, w2: float) -> str:
        y_hat = two_weights.forward(X, w1, w2)[1]
        loss = 0.5 * (y_hat - Y) ** 2
        bar.set_width(min(y_hat, 44))
        inside = y_hat > 30
        label.set(
            x=min(y_hat, 44) + (-0.5 if inside else 0.5),
            text=f"forecast ŷ = {y_hat:g}   loss = {loss:g}",
            color="white" if inside else "black",
            ha="right" if inside else "left",
            bbox={"facecolor": FORWARD if inside else "white", "edgecolor": "none", "pad": 1},
        )
        return (
            f"With w1 = {w1:g} and w2 = {w2:g} the forecast is {y_hat:g} basis points, "
            f"{abs(y_hat - Y):g} {'above' if y_hat > Y else 'below'} the outcome of 20; "
            f"the loss is {loss:g}."
            if y_hat != Y
            else f"With w1 = {w1:g} and w2 = {w2:g} the forecast meets the outcome of 20; "
            "the loss is 0."
        )

    return Picture(figure, update).move(w1=w1, w2=w2)


def loss_slope(y_hat: float = 2.0) -> Picture:
    """Return L = ½(ŷ − 20)² against ŷ with the tangent at `y_hat`, whose slope is ŷ − 20."""
    figure, (ax,) = new_figure(7.0, 3.4)
    grid = np.linspace(-2, 42, 200)
    ax.plot(grid, 0.5 * (grid - Y) ** 2, color=CONTEXT)
    ax.set(xlim=(-2, 42), ylim=(-25, 250), xlabel="forecast ŷ (basis points)", ylabel="loss L")
    ax.axvline(Y, color=CONTEXT, linestyle=":", linewidth=1)
    ax.text(Y + 0.5, 232, "outcome y = 20", color="#555555")
    (tangent,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2)
    (point,) = ax.plot([], [], "o", color=FORWARD, markersize=9)
    label = ax.text(0, 0, "", color=BACKWARD)

    def update(y_hat: float) -> str:
        loss, slope = 0.5 * (y_hat - Y) ** 2, y_hat - Y
        reach = np.array([-6.0, 6.0])
        tangent.set_data(y_hat + reach, loss + slope * reach)
        point.set_data([y_hat], [loss])
        left = y_hat <= Y
        label.set(
            position=(y_hat + (1.6 if left else -1.6), loss + 14 if slope else -18),
            ha="left" if left else "right",
            text=f"slope ŷ − y = {slope:g}".replace("-", "−"),
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
        way = "the loss falls as ŷ rises" if slope < 0 else "the loss rises with ŷ"
        return f"At ŷ = {y_hat:g} the loss is {loss:g} and its slope is {slope:g}: " + (
            "the floor of the bowl." if slope == 0 else f"{way}."
        )

    return Picture(figure, update).move(y_hat=y_hat)


def loss_surface(epoch: int = 0, num_epochs: int = 10) -> Picture:
    """Return the loss over (w1, w2), in 3-D and from above, with the way from (2, 0.5) down."""
    table = two_weights.train(X, Y, *START, LR, num_epochs)
    path = np.array([(row.w1, row.w2, row.loss) for row in table])
    figure, (left, right) = new_figure(8.0, 3.9, columns=2)
    left.remove()
    solid = figure.add_subplot(1, 2, 1, projection="3d")

    w1, w2 = np.meshgrid(np.linspace(0, 5, 60), np.linspace(0, 4.2, 60))
    loss = 0.5 * (w1 * w2 * X - Y) ** 2
    loss[w1 * w2 > 13] = np.nan  # the far side would stand before the valley
    solid.plot_surface(w1, w2, loss, cmap="cividis", alpha=0.75, rcount=30, ccount=30)
    solid.set(xlabel="w1", ylabel="w2")
    solid.set_title("height: the loss L", fontsize=10, loc="left")
    solid.view_init(elev=38, azim=35)
    levels = [0.5, 5, 20, 50, 100, 150, 200, 300]
    lines = right.contour(w1, w2, loss, levels=levels, cmap="cividis", linewidths=1)
    right.clabel(lines, [5, 50, 100, 150, 200, 300], fontsize=9, fmt="%g", colors="#555555")
    valley = np.linspace(10 / 4.2, 5, 100)
    right.plot(valley, 10 / valley, color=CONTEXT, linestyle="--", linewidth=2)
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    right.text(2.3, 4.1, "valley w1·w2 = 10", ha="right", va="top", bbox=white)
    right.annotate("", (2.52, 3.97), (2.3, 3.97), arrowprops={"arrowstyle": "->"})
    right.text(1.9, 0.35, "start", ha="right", va="center", bbox=white)
    right.set(xlabel="w1", ylabel="w2", xlim=(0, 5), ylim=(0, 4.2), aspect="equal")
    style: dict[str, Any] = {"color": PARAMETER, "linewidth": 2, "marker": "o", "markersize": 3}
    (trail,) = right.plot([], [], **style)
    (walker,) = right.plot([], [], "o", color=BACKWARD, markersize=9)
    (trail3,) = solid.plot([], [], [], **style, zorder=5)
    (walker3,) = solid.plot([], [], [], "o", color=BACKWARD, markersize=8, zorder=6)
    title = right.set_title("", fontsize=10, loc="left")

    def update(epoch: int) -> str:
        a, b, height = path[epoch]
        loss_text = f"{height:.2f}" if height >= 0.005 else "below 0.005"
        trail.set_data(path[: epoch + 1, 0], path[: epoch + 1, 1])
        walker.set_data([a], [b])
        trail3.set_data_3d(*path[: epoch + 1].T)
        walker3.set_data_3d([a], [b], [height])
        title.set_text(f"epoch {epoch}: loss {loss_text}")
        return (
            f"After {epoch} of {num_epochs} steps the walker stands at w1 = {a:.3f}, "
            f"w2 = {b:.3f}; the loss is {loss_text} and w1·w2 = {a * b:.3f}. "
            "The valley floor is the curve w1·w2 = 10."
        )

    return Picture(figure, update).move(epoch=epoch)


def two_loops(lr: float = 0.01, num_epochs: int = 10) -> Picture:
    """Return the losses of gradient descent and of the loop that moves w2 first, on a log axis."""
    figure, (ax,) = new_figure(7.0, 3.2)
    low, high = 1e-10, 1e8
    ax.set(xlim=(0, num_epochs + 4), ylim=(low, high), yscale="log", ylabel="loss L")
    ax.set(xlabel="epoch", xticks=range(0, num_epochs + 1, 2))
    (right,) = ax.plot([], [], color=FORWARD, marker="o", markersize=4)
    (hers,) = ax.plot([], [], color=BACKWARD, marker="s", markersize=4, linestyle="--")
    labels = [
        ax.text(num_epochs + 0.25, 1, "both slopes first", color=FORWARD, va="center"),
        ax.text(num_epochs + 0.25, 1, "w2 moves first", color=BACKWARD, va="center"),
    ]

    def update(lr: float) -> str:
        table = two_weights.train(X, Y, *START, lr, num_epochs)
        losses = [np.array([row.loss for row in table]), np.array(_w2_first(lr, num_epochs))]
        for line, label, values in zip((right, hers), labels, losses, strict=True):
            line.set_data(np.arange(num_epochs + 1), values)
            label.set_y(float(np.clip(values[-1], low * 10, high / 10)))
        ends = ["runs away" if v[-1] > 1e6 else f"ends at {v[-1]:.2g}" for v in losses]
        return (
            f"With lr = {lr:g} the loss of gradient descent {ends[0]}; that of the loop "
            f"that moves w2 first {ends[1]}. After one step they are {losses[0][1]:.2f} and "
            f"{losses[1][1]:.2f}."
        )

    return Picture(figure, update).move(lr=lr)


def _w2_first(lr: float, num_epochs: int) -> list[float]:
    (w1, w2), losses = START, []
    for _ in range(num_epochs + 1):
        error = X * w1 * w2 - Y
        losses.append(min(0.5 * error**2, 1e12))
        if losses[-1] < 1e12:
            w2 = w2 - lr * error * w1 * X
            w1 = w1 - lr * error * w2 * X
    return losses
