"""How far a small change gets through two nodes."""

from helpers.drawing.picture import (
    BACKWARD,
    CONTEXT,
    FORWARD,
    Drawing,
    Picture,
    new_figure,
)
from helpers.text import number


def nudge(x: float = 0.25, dx: float = 0.1) -> Picture:
    """Draw how a change of x is stretched by the node u = 2x + 1 and then by the node f = u²."""
    return Picture(_draw_nudge, _describe_nudge).move(x=x, dx=dx)


def _moves(x: float, dx: float) -> tuple[list[float], float]:
    """Return how far x, u and f move, and u."""
    u = 2 * x + 1
    return [dx, 2 * dx, (2 * (x + dx) + 1) ** 2 - u**2], u


def _draw_nudge() -> Drawing:
    figure, (ax,) = new_figure(7.4, 2.7)
    ax.set(xlim=(0, 14), ylim=(-0.6, 2.6), xlabel="how many times Δx")
    ax.set_yticks([2, 1, 0], ["x", "u = 2x + 1", "f = u²"], size=11)
    ax.tick_params(axis="y", length=0)
    bars = ax.barh([2, 1, 0], [0, 0, 0], height=0.5, color=[CONTEXT, CONTEXT, FORWARD])
    says = [ax.text(0, place, "", va="center", size=10) for place in (2, 1, 0)]
    promise = ax.plot([], [], color=BACKWARD, linestyle="--", linewidth=2)[0]
    promised = ax.text(0, 0.34, "", color=BACKWARD, size=10, va="bottom")

    def update(x: float, dx: float) -> None:
        moves, u = _moves(x, dx)
        for bar, text, move, name in zip(bars, says, moves, ("Δx", "Δu", "Δf"), strict=True):
            bar.set_width(move / dx)
            text.set_x(move / dx + 0.15)
            text.set_text(f"{name} = {number(round(move, 6))}")
        slope = 2 * 2 * u
        promise.set_data([slope, slope], [-0.32, 0.32])
        promised.set_x(slope)
        promised.set_text(f"2 × {number(2 * u)} = {number(slope)}")
        promised.set_horizontalalignment("center" if slope > 1 else "left")

    return figure, update


def _describe_nudge(x: float, dx: float) -> str:
    moves, u = _moves(x, dx)
    du, df, times = (number(round(move, 6)) for move in (*moves[1:], moves[2] / dx))
    return (
        f"From x = {number(x)}, a change of {number(dx)} moves u by {du} and f by {df}, "
        f"{times} times the change; the local gradients multiply to "
        f"2 × {number(2 * u)} = {number(2 * 2 * u)}."
    ).replace("-", "−")
