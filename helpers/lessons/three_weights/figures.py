"""Pictures of lesson 04: the network, the sigmoid and its slope, the way of the gradient."""

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.drawing import network
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
from helpers.drawing.styles import WHITE
from helpers.lessons import three_weights

X1, X2, Y, W1, W2, W3, LR = 2.0, 3.0, 1.0, 0.5, -0.5, 0.5, 0.1
STOPS = network.steps(2)


def net(step: str = "start") -> Picture:
    """Return the network at one step of its training: forward, loss, backward, update."""
    picture = network.network(
        [[[W1, W2]], [[W3]]],
        x=[X1, X2],
        y=Y,
        hidden="sigmoid",
        output="sigmoid",
        lr=LR,
        units=[["x1", "x2"], ["h1"], ["ŷ"]],
    )
    return picture.move(step=step)


def one_weight(step: str = "start") -> Picture:
    """Return the example with one weight and one sigmoid: w = 0.8, x = 1.5 and y = 0."""
    picture = network.network([0.8], x=1.5, y=0.0, output="sigmoid", lr=LR, weight_names=["w"])
    return picture.move(step=step)


def _text(value: float) -> str:
    """Return a number with three digits that count (more close to 1), and a true minus sign."""
    value += 0.0  # −0 is 0
    if 0 < abs(value) < 1e-3:
        return f"{value:.6f}".replace("-", "−")
    return f"{value:.{5 if 0.9985 < value < 1 else 3}g}".replace("-", "−")


def line_or_sigmoid(z: float = 4.0) -> Picture:
    """Return a number made into a probability by a straight line, ½ + z/4, and by the sigmoid."""
    return Picture(_draw_line_or_sigmoid, _describe_line_or_sigmoid).move(z=z)


def _draw_line_or_sigmoid() -> Drawing:
    figure, (ax,) = new_figure(7.0, 3.4)
    grid = np.linspace(-6, 6, 200)
    ax.set(xlim=(-6, 6), ylim=(-1.1, 2.1), xlabel="z", ylabel="“probability” of an up day")
    ax.set_yticks([-1, 0, 0.5, 1, 2], ["−1", "0", "½", "1", "2"])
    for low, high, place, side in ((1, 2.1, (-5.8, 1.8), "left"), (-1.1, 0, (5.8, -0.8), "right")):
        ax.axhspan(low, high, color="#EEEEEE", linewidth=0)
        ax.text(*place, "no probability", color="#555555", va="center", ha=side)
    ax.plot(grid, 0.5 + grid / 4, color=CONTEXT, linestyle="--", linewidth=1.5)
    ax.plot(grid, sigmoid(grid), color=FORWARD, linewidth=2.5)
    (straight,) = ax.plot([], [], "s", color="#555555", markersize=8)
    (curved,) = ax.plot([], [], "o", color=FORWARD, markersize=9)
    line_says = ax.text(0, 0, "", va="center", color="#555555")
    curve_says = ax.text(0, 0, "", va="center", ha="center", color=FORWARD, bbox=WHITE)

    def update(z: float) -> None:
        line, curve = 0.5 + z / 4, float(sigmoid(z))
        straight.set_data([z], [line])
        curved.set_data([z], [curve])
        side = 1 if z > 0 else -1
        line_says.set(
            position=(z - 0.35 * side, line + 0.14 * side),
            ha="right" if z > 0 else "left",
            text=f"line: {_text(line)}",
        )
        place = (max(z, -4.6), curve - 0.28 * side)
        curve_says.set(position=place, text=f"sigmoid: {_text(curve)}")

    return figure, update


def _describe_line_or_sigmoid(z: float) -> str:
    line, curve = 0.5 + z / 4, float(sigmoid(z))
    verdict = "a probability" if 0 <= line <= 1 else "no probability"
    return (
        f"At z = {z:g} the straight line says {_text(line)}, which is {verdict}; "
        f"the sigmoid says {_text(curve)}."
    ).replace("-", "−")


def sigmoid_slope() -> Picture:
    """Return σ with its steepest tangent, and σ′ beside it with its values at z = 0 and z = 4."""
    return Picture(_draw_sigmoid_slope, _describe_sigmoid_slope).move()


def _draw_sigmoid_slope() -> Drawing:
    figure, (left, right) = new_figure(7.8, 3.3, columns=2)
    grid = np.linspace(-8, 8, 300)
    left.plot(grid, sigmoid(grid), color=FORWARD, linewidth=2)
    left.set(xlim=(-8, 8), ylim=(-0.12, 1.12), xlabel="z")
    left.set_title("the sigmoid: a = σ(z)", fontsize=10, loc="left", color=FORWARD)
    # The axes have different units: only a line of known slope shows how steep a tangent is.
    left.plot([-0.6, 0.6], [-0.1, 1.1], color="#555555", linestyle=":", linewidth=1.2, zorder=0)
    left.text(-0.7, 1.06, "slope 1", color="#555555", ha="right", va="center", size=9)
    reach = np.array([-2.2, 2.2])
    left.plot(reach, 0.5 + sigmoid_prime(0) * reach, color=BACKWARD, linestyle="--", linewidth=2)
    left.plot([0], [0.5], "o", color=FORWARD, markersize=9)
    left.text(2.3, 0.86, "slope ¼", color=BACKWARD, ha="left", va="top", size=9, bbox=WHITE)
    right.plot(grid, sigmoid_prime(grid), color=BACKWARD, linestyle="--", linewidth=2)
    right.set(xlim=(-8, 8), ylim=(-0.02, 0.3), xlabel="z")
    for ax in (left, right):
        ax.set_xticks([-8, -6, -4, -2, 0, 2, 4, 6, 8])
    right.set_yticks([0, 0.05, 0.1, 0.15, 0.2, 0.25])
    right.set_title("its slope: σ′(z)", fontsize=10, loc="left", color=BACKWARD)
    for z, place in ((0.0, (0.7, 0.25)), (4.0, (3.3, 0.05))):
        slope = float(sigmoid_prime(z))
        right.plot([z, z], [0, slope], color=BACKWARD, linewidth=3)
        right.plot([z], [slope], "o", color=BACKWARD, markersize=9)
        said = f"σ′({z:g}) = {_text(slope)}"
        right.text(*place, said, color=BACKWARD, va="bottom", size=10, bbox=WHITE)
    return figure, still


def _describe_sigmoid_slope() -> str:
    return (
        "The sigmoid is steepest at z = 0, with the slope ¼. "
        f"Far out it is flat: at z = 4 its slope is {_text(float(sigmoid_prime(4)))}."
    )


def gradient_chain(x2: float = X2, w3: float = W3, y: float = Y) -> Picture:
    """Return the size of the gradient at every stop, from the prediction back to the weights.

    x1 = 2, w1 = 0.5 and w2 = −0.5 stay; the stress `x2`, the weight `w3` and the outcome `y` move.
    """
    return Picture(_draw_gradient_chain, _describe_gradient_chain).move(x2=x2, w3=w3, y=y)


def _chain(x2: float, w3: float, y: float) -> tuple[float, list[tuple[float, str]]]:
    """Return the prediction, and for each stop the derivative and the last factor in words."""
    z1, h1, z2, y_hat = three_weights.forward((X1, x2), (W1, W2, w3))
    slope2, slope1 = float(sigmoid_prime(z2)), float(sigmoid_prime(z1))
    at_z2 = (y_hat - y) * slope2
    at_h1, at_z1 = at_z2 * w3, at_z2 * w3 * slope1
    return y_hat, [
        (y_hat - y, f"ŷ − y = {_text(y_hat)} − {y:g}"),
        (at_z2, f"× {_text(slope2)}, the slope of σ at z2 = {_text(z2)}"),
        (at_h1, f"× {_text(w3)}, the weight w3"),
        (at_z1, f"× {_text(slope1)}, the slope of σ at z1 = {_text(z1)}"),
        (at_z2 * h1, f"δ2 × {_text(h1)}, the value h1"),
        (at_z1 * x2, f"δ1 × {_text(x2)}, the input x2"),
        (at_z1 * X1, f"δ1 × {_text(X1)}, the input x1"),
    ]


def _draw_gradient_chain() -> Drawing:
    figure, (ax,) = new_figure(8.0, 3.9)
    places = [7, 6, 5, 4, 2.6, 1.6, 0.6]
    stops = ["dL/dŷ", "dL/dz2 = δ2", "dL/dh1", "dL/dz1 = δ1", "dL/dw3", "dL/dw2", "dL/dw1"]
    ax.set(xlim=(0, 1.25), ylim=(0, 7.6), xlabel="size of the derivative")
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.set_yticks(places, stops, size=11)
    ax.tick_params(axis="y", length=0)
    bars = ax.barh(places, [0.0] * 7, height=0.62, color=[BACKWARD] * 4 + [PARAMETER] * 3)
    for bar in bars[4:]:
        bar.set(hatch="///", edgecolor="white")
    says = [ax.text(0, place, "", va="center", size=10, bbox=WHITE) for place in places]
    ax.axhline(3.3, color=CONTEXT, linestyle=":", linewidth=1)
    for height, words in ((4.0, "the chain"), (0.6, "the weights")):
        ax.text(1.25, height, words, ha="right", va="center", color="#555555")

    def update(x2: float, w3: float, y: float) -> None:
        _, rows = _chain(x2, w3, y)
        for bar, text, (derivative, factor) in zip(bars, says, rows, strict=True):
            size = abs(derivative)
            bar.set_width(size)
            long = size >= 0.55  # then the words stand inside the bar
            text.set(
                x=size - 0.02 if long else size + 0.012,
                ha="right" if long else "left",
                text=f"{_text(derivative)}   ({factor})",
            )

    return figure, update


def _describe_gradient_chain(x2: float, w3: float, y: float) -> str:
    y_hat, ((start, _), (at_z2, _), _, (at_z1, _), *_) = _chain(x2, w3, y)
    return (
        f"The prediction is {_text(y_hat)} and y = {y:g}. Of dL/dŷ = {_text(start)}, "
        f"{_text(at_z2)} passes the last sigmoid and {_text(at_z1)} arrives at z1, "
        f"behind the first: {100 * at_z1 / start:.2g}% is left."
    )
