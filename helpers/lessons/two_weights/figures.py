"""Pictures of lesson 03: the network, its graph, the loss against the prediction, the valley."""

from functools import partial
from typing import Any

import numpy as np

from helpers.drawing import network
from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    PARAMETER,
    Drawing,
    Picture,
    new_figure,
)
from helpers.gradients import Array
from helpers.lessons import two_weights

from . import chain

X, Y, START, LR = 2.0, 20.0, (2.0, 0.5), 0.01
LABELS = [(5, -1), (50, -1), (100, -1), (150, -1), (5, 1), (50, 1), (100, 1)]  # level, side
LONGEST = 50  # the longest bar of the lesson's slider, 5 · 5 · 2
APART = 0.06  # of the axis: between the middles of two labels
STOPS = network.steps(2)


def net(step: str = "start") -> Picture:
    """Return the network at one step of its training: forward, loss, backward, update."""
    return network.network(list(START), x=X, y=Y, lr=LR).move(step=step)


def one_weight(step: str = "start") -> Picture:
    """Return the example with one weight, w = 2, x = 3 and y = 10, at one step of its training."""
    picture = network.network([2.0], x=3.0, y=10.0, lr=LR, weight_names=["w"])
    return picture.move(step=step)


def graph() -> Picture:
    """Return the computation graph of the network with its values and its gradients."""
    h, y_hat = two_weights.forward(X, *START)
    error = y_hat - Y
    slope1, slope2 = two_weights.gradients(X, Y, *START)
    return chain.chain(
        [
            chain.ChainNode("×", "h", ["w1"]),
            chain.ChainNode("×", "ŷ", ["w2"]),
            chain.ChainNode("½(ŷ − y)²", "L", ["y"]),
        ],
        ["x"],
        {"x": X, "w1": START[0], "h": h, "w2": START[1], "ŷ": y_hat, "y": Y, "L": error**2 / 2},
        {"ŷ": error, "w2": slope2, "h": error * START[1], "w1": slope1},
    )


def dials(w1: float = 2.0, w2: float = 0.5) -> Picture:
    """Return the prediction ŷ = w2·w1·x as a bar beside the outcome, for x = 2 and y = 20 (bp)."""
    return Picture(_draw_dials, _describe_dials).move(w1=w1, w2=w2)


def _draw_dials() -> Drawing:
    figure, (ax,) = new_figure(7.0, 1.9)
    ax.set(xlim=(0, LONGEST + 2), ylim=(-0.75, 1.0), yticks=[], xlabel="basis points")
    ax.spines["left"].set_visible(False)
    (bar,) = ax.barh([0], [1.0], height=0.5, color=FORWARD)
    ax.plot([Y, Y], [-0.3, 1.0], color="black", linestyle="--", linewidth=1.5)
    ax.text(Y, 0.8, " outcome y = 20", va="center")
    label = ax.text(0.3, -0.5, "", va="center")  # below the bar, where the line never is

    def update(w1: float, w2: float) -> None:
        y_hat = two_weights.forward(X, w1, w2)[1]
        bar.set_width(min(y_hat, LONGEST))
        stops = "" if y_hat <= LONGEST else f" (the bar stops at {LONGEST})"
        label.set_text(f"prediction ŷ = {y_hat:g}{stops}")

    return figure, update


def _describe_dials(w1: float, w2: float) -> str:
    y_hat = two_weights.forward(X, w1, w2)[1]
    return (
        f"With w1 = {w1:g} and w2 = {w2:g} the prediction is {y_hat:g} basis points, "
        f"{abs(y_hat - Y):g} {'above' if y_hat > Y else 'below'} the outcome of 20."
        if y_hat != Y
        else f"With w1 = {w1:g} and w2 = {w2:g} the prediction meets the outcome of 20."
    )


def loss_slope(y_hat: float = 2.0) -> Picture:
    """Return L = ½(ŷ − 20)² against ŷ with the tangent at `y_hat`, whose slope is ŷ − 20."""
    return Picture(_draw_loss_slope, _describe_loss_slope).move(y_hat=y_hat)


def _draw_loss_slope() -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.4)
    grid = np.linspace(-2, 42, 200)
    ax.plot(grid, 0.5 * (grid - Y) ** 2, color=CONTEXT)
    ax.set(xlim=(-2, 42), ylim=(-25, 250), xlabel="prediction ŷ (basis points)", ylabel="loss L")
    ax.axvline(Y, color=CONTEXT, linestyle=":", linewidth=1)
    ax.text(Y + 0.5, 232, "outcome y = 20", color="#555555")
    (tangent,) = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2)
    (point,) = ax.plot([], [], "o", color=FORWARD, markersize=9)
    label = ax.text(0, 0, "", color=BACKWARD)

    def update(y_hat: float) -> None:
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

    return figure, update


def _describe_loss_slope(y_hat: float) -> str:
    loss, slope = 0.5 * (y_hat - Y) ** 2, y_hat - Y
    way = "the loss falls as ŷ rises" if slope < 0 else "the loss rises with ŷ"
    return f"At ŷ = {y_hat:g} the loss is {loss:g} and its slope is {slope:g}: " + (
        "the minimum." if slope == 0 else f"{way}."
    )


def loss_surface(epoch: int = 0, num_epochs: int = 10) -> Picture:
    """Return the loss over (w1, w2), in 3-D and from above, with the way from (2, 0.5) down."""
    path = np.array(
        [(row.w1, row.w2, row.loss) for row in two_weights.train(X, Y, *START, LR, num_epochs)]
    )
    describe = partial(_describe_loss_surface, path)
    return Picture(partial(_draw_loss_surface, path), describe).move(epoch=epoch)


def _loss_in_words(loss: float) -> str:
    return f"{loss:.2f}" if loss >= 0.005 else "below 0.005"


def _draw_loss_surface(path: Array) -> Drawing:
    figure, (left, right) = new_figure(8.0, 3.9, columns=2)
    left.remove()
    solid = figure.add_subplot(1, 2, 1, projection="3d")

    w1, w2 = np.meshgrid(np.linspace(0, 5, 60), np.linspace(0, 4.2, 60))
    loss = 0.5 * (w1 * w2 * X - Y) ** 2
    solid.plot_surface(w1, w2, loss, cmap="cividis", alpha=0.6, rcount=30, ccount=30)
    solid.set(xlabel="w1", ylabel="w2", xlim=(0, 5), ylim=(0, 4.2), zlim=(0, 250))
    solid.set_title("height: the loss L", fontsize=10, loc="left")
    solid.view_init(elev=55, azim=-75)  # turned as the map beside it: w1 to the right, w2 away
    levels = [0.5, 5, 20, 50, 100, 150, 200, 300]
    lines = right.contour(w1, w2, loss, levels=levels, cmap="cividis", linewidths=1)
    # Away from the trail: on the line w1 = 4.4 below the valley, and above it.
    places = [(4.4, (10 + side * np.sqrt(level / 2)) / 4.4) for level, side in LABELS]
    right.clabel(lines, manual=places, fontsize=9, fmt="%g", colors="#555555")
    valley = np.linspace(10 / 4.2, 5, 100)
    right.plot(valley, 10 / valley, color=CONTEXT, linestyle="--", linewidth=2)
    solid.plot(
        valley, 10 / valley, 0 * valley, color="white", linestyle="--", linewidth=2, zorder=4
    )
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

    def update(epoch: int) -> None:
        a, b, height = path[epoch]
        trail.set_data(path[: epoch + 1, 0], path[: epoch + 1, 1])
        walker.set_data([a], [b])
        trail3.set_data_3d(*path[: epoch + 1].T)
        walker3.set_data_3d([a], [b], [height])
        title.set_text(f"epoch {epoch}: loss {_loss_in_words(height)}")

    return figure, update


def _describe_loss_surface(path: Array, epoch: int) -> str:
    a, b, height = path[epoch]
    return (
        f"After {epoch} of {len(path) - 1} steps the walker stands at w1 = {a:.3f}, "
        f"w2 = {b:.3f}; the loss is {_loss_in_words(height)} and w1·w2 = {a * b:.3f}. "
        "The bottom of the valley is the curve w1·w2 = 10."
    )


def two_loops(lr: float = 0.01, num_epochs: int = 10) -> Picture:
    """Return the losses of gradient descent and of the colleague's faulty loop, on a log axis."""
    draw = partial(_draw_two_loops, num_epochs)
    return Picture(draw, partial(_describe_two_loops, num_epochs)).move(lr=lr)


def _losses(lr: float, num_epochs: int) -> tuple[Array, Array]:
    """Return the losses of both loops, (num_epochs + 1,) each."""
    table = two_weights.train(X, Y, *START, lr, num_epochs)
    return np.array([row.loss for row in table]), np.array(_w2_first(lr, num_epochs))


def _draw_two_loops(num_epochs: int) -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.2)
    high = 1e8
    ax.set(xlim=(0, num_epochs + 4), yscale="log", ylabel="loss L")
    ax.set(xlabel="epoch", xticks=range(0, num_epochs + 1, 2))
    (right,) = ax.plot([], [], color=FORWARD, marker="o", markersize=4)
    (hers,) = ax.plot([], [], color=BACKWARD, marker="s", markersize=4, linestyle="--")
    labels = [
        ax.text(num_epochs + 0.25, 1, "your loop", color=FORWARD, va="center"),
        ax.text(num_epochs + 0.25, 1, "her loop", color=BACKWARD, va="center"),
    ]

    def update(lr: float) -> None:
        losses = _losses(lr, num_epochs)
        for line, values in zip((right, hers), losses, strict=True):
            line.set_data(np.arange(num_epochs + 1), values)
        low = max(min(map(np.nanmin, losses)), 1e-12) / 10
        ax.set_ylim(low, high)
        ends = np.log10([np.clip(values[-1], low * 10, high / 10) for values in losses])
        apart = APART * np.log10(high / low)
        close = max(apart - abs(ends[0] - ends[1]), 0)  # the labels would stand on each other
        up = 1 if losses[0][-1] > losses[1][-1] else -1
        for label, values, end, side in zip(labels, losses, ends, (up, -up), strict=True):
            shown = np.flatnonzero(values < high)[-1]
            # A line that leaves through the top has its label there.
            x = shown + (0.25 if shown == num_epochs else 0.6)
            label.set_position((x, float(10 ** (end + side * close / 2))))

    return figure, update


def _describe_two_loops(num_epochs: int, lr: float) -> str:
    losses = _losses(lr, num_epochs)
    ends = ["diverges" if v[-1] > 1e6 else f"ends at {v[-1]:.2g}" for v in losses]
    return (
        f"With lr = {lr:g} the loss of gradient descent {ends[0]}; that of the "
        f"colleague's loop {ends[1]}. After one step they are {losses[0][1]:.2f} and "
        f"{losses[1][1]:.2f}."
    )


def _w2_first(lr: float, num_epochs: int) -> list[float]:
    (w1, w2), losses = START, []
    for _ in range(num_epochs + 1):
        error = X * w1 * w2 - Y
        losses.append(min(0.5 * error**2, 1e12))
        if losses[-1] < 1e12:
            w2 = w2 - lr * error * w1 * X
            w1 = w1 - lr * error * w2 * X
    return losses
