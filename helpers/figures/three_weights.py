"""Pictures of lesson 04: a score as a probability, the bend and its slope, the way of the blame."""

import numpy as np

from .. import three_weights
from ..activations import sigmoid, sigmoid_prime
from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Picture, new_figure

X1, W1, W2 = 2.0, 0.5, -0.5
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def _text(value: float) -> str:
    """Return a number with three digits that count (more close to 1), and a true minus sign."""
    value += 0.0  # −0 is 0
    if 0 < abs(value) < 1e-3:
        return f"{value:.6f}".replace("-", "−")
    return f"{value:.{5 if 0.9985 < value < 1 else 3}g}".replace("-", "−")


def line_or_bend(score: float = 4.0) -> Picture:
    """Return a score made into a probability by a straight line, ½ + z/4, and by the sigmoid."""
    figure, (ax,) = new_figure(7.0, 3.4)
    grid = np.linspace(-6, 6, 200)
    ax.set(xlim=(-6, 6), ylim=(-1.1, 2.1), xlabel="score z", ylabel="“probability” of an up day")
    ax.set_yticks([-1, 0, 0.5, 1, 2], ["−1", "0", "½", "1", "2"])
    for low, high, place, side in ((1, 2.1, (-5.8, 1.8), "left"), (-1.1, 0, (5.8, -0.8), "right")):
        ax.axhspan(low, high, color="#EEEEEE", linewidth=0)
        ax.text(*place, "no probability", color="#555555", va="center", ha=side)
    ax.plot(grid, 0.5 + grid / 4, color=CONTEXT, linestyle="--", linewidth=1.5)
    ax.plot(grid, sigmoid(grid), color=FORWARD, linewidth=2.5)
    (straight,) = ax.plot([], [], "s", color="#555555", markersize=8)
    (bent,) = ax.plot([], [], "o", color=FORWARD, markersize=9)
    line_says = ax.text(0, 0, "", va="center", color="#555555")
    bend_says = ax.text(0, 0, "", va="center", ha="center", color=FORWARD, bbox=WHITE)

    def update(score: float) -> str:
        line, bend = 0.5 + score / 4, float(sigmoid(score))
        straight.set_data([score], [line])
        bent.set_data([score], [bend])
        side = 1 if score > 0 else -1
        line_says.set(
            position=(score - 0.35 * side, line + 0.14 * side),
            ha="right" if score > 0 else "left",
            text=f"line: {_text(line)}",
        )
        bend_says.set(position=(max(score, -4.6), bend - 0.28 * side), text=f"bend: {_text(bend)}")
        verdict = "a probability" if 0 <= line <= 1 else "no probability"
        return (
            f"At a score of {score:g} the straight line says {_text(line)}, which is {verdict}; "
            f"the bend says {_text(bend)}."
        ).replace("-", "−")

    return Picture(figure, update).move(score=score)


def bend(z: float = 0.0) -> Picture:
    """Return σ with its tangent at `z`, and σ′ beside it with the point at the same place."""
    figure, (left, right) = new_figure(7.8, 3.3, columns=2)
    grid = np.linspace(-8, 8, 300)
    left.plot(grid, sigmoid(grid), color=FORWARD, linewidth=2)
    left.set(xlim=(-8, 8), ylim=(-0.12, 1.12), xlabel="z")
    left.set_title("the bend: a = σ(z)", fontsize=10, loc="left", color=FORWARD)
    # The axes have different units: only a line of known slope shows how steep a tangent is.
    left.plot([-0.6, 0.6], [-0.1, 1.1], color="#555555", linestyle=":", linewidth=1.2, zorder=0)
    left.text(-0.7, 1.06, "slope 1", color="#555555", ha="right", va="center", size=9)
    right.plot(grid, sigmoid_prime(grid), color=BACKWARD, linestyle="--", linewidth=2)
    right.set(xlim=(-8, 8), ylim=(-0.02, 0.3), xlabel="z")
    for ax in (left, right):
        ax.set_xticks([-8, -6, -4, -2, 0, 2, 4, 6, 8])
    right.set_yticks([0, 0.05, 0.1, 0.15, 0.2, 0.25])
    right.set_title("its slope: σ′(z)", fontsize=10, loc="left", color=BACKWARD)
    right.axhline(0.25, color=CONTEXT, linestyle=":", linewidth=1)
    right.text(-7.8, 0.256, "¼, the greatest slope", color="#555555", va="bottom", size=9)
    (tangent,) = left.plot([], [], color=BACKWARD, linestyle="--", linewidth=2)
    (point,) = left.plot([], [], "o", color=FORWARD, markersize=9)
    (stem,) = right.plot([], [], color=BACKWARD, linewidth=3)
    (top,) = right.plot([], [], "o", color=BACKWARD, markersize=9)
    value = left.text(0, 0, "", color=FORWARD, bbox=WHITE)
    slope_value = right.text(0, 0, "", color=BACKWARD, va="bottom", bbox=WHITE)

    def update(z: float) -> str:
        a, slope = float(sigmoid(z)), float(sigmoid_prime(z))
        reach = np.array([-2.2, 2.2])
        tangent.set_data(z + reach, a + slope * reach)
        point.set_data([z], [a])
        stem.set_data([z, z], [0, slope])
        top.set_data([z], [slope])
        # Labels stand beside the point, or over the flat ends where there is more room.
        side = -1 if z < 0 else 1
        far = abs(z) > 2.5
        x = 5.4 * side if far else z + 0.7 * side
        ha = "center" if far else {-1: "right", 1: "left"}[side]
        below = {-1: "bottom", 1: "top"}[side]
        value.set(x=x, y=a - 0.09 * side, ha=ha, va=below, text=f"a = {_text(a)}")
        slope_value.set(
            x=x,
            y=max(slope + 0.03, 0.045) if far else slope - 0.008,
            ha=ha,
            text=f"σ′ = {_text(slope)}",
        )
        share = f"{4 * slope:.2g}"
        return (
            f"At z = {_text(z)} the bend gives a = {_text(a)} and its slope is {_text(slope)}: "
            + ("the greatest that there is." if z == 0 else f"{share} times the greatest, ¼.")
        )

    return Picture(figure, update).move(z=z)


def blame_chain(x2: float = 3.0, w3: float = 0.5, y: float = 1.0) -> Picture:
    """Return the size of the blame at every stop, from the forecast back to the weights.

    x1 = 2, w1 = 0.5 and w2 = −0.5 stay; the stress `x2`, the weight `w3` and the outcome `y` move.
    """
    figure, (ax,) = new_figure(8.0, 3.9)
    places = [7, 6, 5, 4, 2.6, 1.6, 0.6]
    stops = ["ŷ", "z2", "h1", "z1", "w3", "w2", "w1"]
    ax.set(xlim=(0, 1.15), ylim=(0, 7.6), xlabel="size of the blame, |dL/d…|")
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.set_yticks(places, stops, size=11)
    ax.tick_params(axis="y", length=0)
    bars = ax.barh(places, [0.0] * 7, height=0.62, color=[BACKWARD] * 4 + [PARAMETER] * 3)
    for bar in bars[4:]:
        bar.set(hatch="///", edgecolor="white")
    says = [ax.text(0, place, "", va="center", size=10, bbox=WHITE) for place in places]
    ax.axhline(3.3, color=CONTEXT, linestyle=":", linewidth=1)
    for height, words in ((4.0, "the chain"), (0.6, "the weights")):
        ax.text(1.15, height, words, ha="right", va="center", color="#555555")

    def update(x2: float, w3: float, y: float) -> str:
        z1, h1, z2, y_hat = three_weights.forward((X1, x2), (W1, W2, w3))
        bend2, bend1 = float(sigmoid_prime(z2)), float(sigmoid_prime(z1))
        at_z2 = (y_hat - y) * bend2
        at_h1, at_z1 = at_z2 * w3, at_z2 * w3 * bend1
        rows = [
            (y_hat - y, f"ŷ − y = {_text(y_hat)} − {y:g}"),
            (at_z2, f"× {_text(bend2)}, the slope of the bend at z2 = {_text(z2)}"),
            (at_h1, f"× {_text(w3)}, the weight w3"),
            (at_z1, f"× {_text(bend1)}, the slope of the bend at z1 = {_text(z1)}"),
            (at_z2 * h1, f"blame at z2 × {_text(h1)}, the value h1"),
            (at_z1 * x2, f"blame at z1 × {_text(x2)}, the input x2"),
            (at_z1 * X1, f"blame at z1 × {_text(X1)}, the input x1"),
        ]
        for bar, text, (blame, factor) in zip(bars, says, rows, strict=True):
            bar.set_width(abs(blame))
            long = abs(blame) >= 0.55  # then the words stand inside the bar
            text.set(
                x=abs(blame) - 0.02 if long else abs(blame) + 0.012,
                ha="right" if long else "left",
                text=f"{_text(blame)}   ({factor})",
            )
        share = f"{100 * at_z1 / (y_hat - y):.2g}"
        return (
            f"The forecast is {_text(y_hat)} and y = {y:g}. Of its blame of "
            f"{_text(y_hat - y)}, {_text(at_z2)} passes the last bend and {_text(at_z1)} "
            f"arrives at z1, behind the first: {share}% is left."
        )

    return Picture(figure, update).move(x2=x2, w3=w3, y=y)
