"""The walker in the fog, in three panels: feel the slope, take a step, repeat."""

import numpy as np

from helpers.drawing.picture import BACKWARD, FORWARD, PARAMETER, Drawing, Picture, new_figure
from helpers.drawing.picture import still as unmoved

START, RATE, STEPS = 2.6, 0.12, 14
PANELS = ("1 · Feel the slope\ngradient", "2 · Take a step\nupdate", "3 · Repeat\ntraining loop")


def walker() -> Picture:
    """Return the three steps of the walker, each with the word that networks use for it."""
    return Picture(_draw_walker, _describe_walker).move()


def valley_walk() -> list[float]:
    """Return the walker's places on the valley x² + 1: each step goes against the slope 2x."""
    places = [START]
    for _ in range(STEPS):
        places.append(places[-1] - RATE * 2 * places[-1])
    return places


def _draw_walker() -> Drawing:
    figure, panels = new_figure(8.0, 2.7, 3, sharey=True)
    grid, places = np.linspace(-3, 3, 100), np.array(valley_walk())
    heights = places**2 + 1
    for ax, title in zip(panels, PANELS, strict=True):
        ax.plot(grid, grid**2 + 1, color=FORWARD, lw=2)
        ax.set(xlim=(-3, 3.4), ylim=(0, 11), xticks=[], yticks=[], xlabel="weight")
        ax.set_title(title, fontsize=10.5)
    panels[0].set_ylabel("loss")
    nearby = START + np.array([-0.6, 0.6])
    panels[0].plot(nearby, heights[0] + 2 * START * (nearby - START), color=BACKWARD, lw=3, ls="--")
    panels[0].plot(*_dots(places[:1]), "o", color="black", ms=7)
    panels[1].annotate("", (places[1], heights[1]), (places[0], heights[0]),
                       arrowprops={"arrowstyle": "-|>", "lw": 2.2, "color": PARAMETER})  # fmt: skip
    panels[1].plot(*_dots(places[:2]), "o", color="black", ms=7)
    panels[2].plot(*_dots(places), "o-", color="black", ms=4.5, lw=1)
    return figure, unmoved


def _dots(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return places, places**2 + 1


def _describe_walker() -> str:
    first, last = (f"{valley_walk()[n] ** 2 + 1:.2f}" for n in (0, -1))
    return (
        "A valley, three times: feel the slope (the gradient), take a step downhill (the update), "
        f"repeat (the training loop). {STEPS} steps bring the loss from {first} to {last}."
    )
