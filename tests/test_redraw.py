"""A quick redraw shows the pixels of a full drawing by matplotlib's own canvas."""

import itertools

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from benchmarks import redraw
from helpers.drawing import Picture
from helpers.drawing.picture import Drawing, new_figure
from helpers.lessons.chain_rule import figures


def pixels(picture: Picture, quick: bool) -> np.ndarray:
    picture.png(quick)
    shown = np.array(picture.figure.canvas.buffer_rgba())
    return shown if quick else plain(picture, shown)


def plain(picture: Picture, shown: np.ndarray) -> np.ndarray:
    """Return the pixels of a canvas that keeps nothing; a full drawing's are the same."""
    ours = picture.figure.canvas
    canvas = FigureCanvasAgg(picture.figure)
    canvas.draw()
    picture.figure.set_canvas(ours)
    assert np.array_equal(shown, canvas.buffer_rgba())
    return shown


def restless(step: int = 0) -> Picture:
    """Return a picture in which everything may move, sooner or later."""
    return Picture(draw_restless, lambda step: f"Step {step}.").move(step=step)


def draw_restless() -> Drawing:
    figure, (ax, other) = new_figure(columns=2)
    ax.set(xlim=(0, 10), ylim=(0, 10))
    other.set_axis_off()
    (line,) = ax.plot([0, 10], [0, 10], linewidth=4)
    legend = other.legend([line], ["line"], loc="upper left")
    legend.set_zorder(1)
    ax.text(5, 5, "above the bar", zorder=5)
    (bar,) = ax.bar([5], [1], width=6)
    title, late = ax.set_title(""), ax.text(2, 2, "")
    words = figure.text(0.5, 0.02, "below")
    note = other.annotate("", (0.5, 0.5), (0, 0), arrowprops={"arrowstyle": "->"})
    note.set_zorder(2)  # above the legend, below the spines
    figure.draw_without_rendering()  # a legend finds its place once
    figure.set_layout_engine("none")

    def update(step: int) -> None:
        bar.set_height(step)
        title.set_text(f"step {step}" if step else "")
        legend.get_texts()[0].set_text("line" if step < 2 else "the line")
        late.set_text("late" if step > 3 else "")
        line.set_visible(step != 4)
        if ax.get_xlim() != (limits := (0, 10 if step < 5 else 8)):
            ax.set_xlim(limits)
        if ax.get_xlabel() != (label := "x" if step < 6 else "X"):
            ax.set_xlabel(label)
        words.set_text("below" if step < 3 else "at the bottom")
        note.set_position((0, step / 10))
        line.set_zorder(2 if step < 8 else 0)
        other.set_position((0.55, 0.1, 0.4 if step < 9 else 0.2, 0.8))

    return figure, update


def test_whatever_moves_is_redrawn() -> None:
    picture, full = restless(), restless()
    for step in [*range(10), 3, 8, 3, 0, 5, 4, 9, 9]:
        assert np.array_equal(
            pixels(picture.move(step=step), True), pixels(full.move(step=step), False)
        ), step


def test_a_full_drawing_between_quick_ones() -> None:
    picture, full = restless(), restless()
    for step, quick in ((0, True), (1, True), (2, True), (3, False), (3, True), (3, True)):
        shown = pixels(picture.move(step=step), quick)
        assert np.array_equal(shown, pixels(full.move(step=step), False)), step


def test_what_stands_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = figures.usd_return()
    for percent in (5, 10):
        picture.move(stock_percent=percent, franc_percent=-percent).png(quick=True)
    monkeypatch.setattr(picture.figure.axes[0].xaxis, "draw", lambda renderer: pytest.fail("drawn"))
    for percent in (10, -5):
        picture.move(stock_percent=percent, franc_percent=-percent).png(quick=True)


@pytest.mark.slow
def test_every_picture_with_a_slider_is_redrawn_as_it_is_drawn() -> None:
    for name, (draw, choices) in redraw.sliders().items():
        states = [dict(zip(choices, s, strict=True)) for s in itertools.product(*choices.values())]
        picture, full = draw(), draw()
        for one in (picture, full):
            one.png()  # lays the axes out in the same state
        few = states[:: max(1, len(states) // 8)]
        for state in (*few, *reversed(few)):
            quick = pixels(picture.move(**state), True)
            assert np.array_equal(quick, pixels(full.move(**state), False)), (name, state)
