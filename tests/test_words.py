"""The canvas that keeps words: the pixels of matplotlib's own canvas, drawn once."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.drawing import words
from helpers.drawing.words import Canvas


def written() -> tuple[Figure, Text]:
    figure = Figure(figsize=(3, 2))
    Canvas(figure)
    figure.text(0.1, 0.8, "ŷ = Σ w · x, (Åj) ∑", size=14, style="italic")
    figure.text(0.9, 0.1, "upwards", rotation=70, backgroundcolor="yellow")
    figure.text(0.95, 0.95, "beyond the edge of the picture")
    return figure, figure.text(0.1, 0.3, "what $w^2$\nis", size=16)


def same_as_plain(figure: Figure) -> bool:
    ours, plain = figure.canvas, FigureCanvasAgg(figure)
    plain.draw()
    ours.draw()
    figure.set_canvas(ours)
    return np.array_equal(ours.buffer_rgba(), plain.buffer_rgba())


@pytest.mark.parametrize(
    "change",
    [
        {"color": "red"},
        {"alpha": 0.5},
        {"size": 17},
        {"rotation": 10},
        {"x": 0.105},
        {"y": 0.4},
        {"antialiased": False},
        {"family": "serif"},
        {"weight": "bold"},
        {"parse_math": False},
        {"clip_box": Bbox([[0, 0], [60, 60]]), "clip_on": True},
        {"text": "who"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_words_that_change_are_drawn_as_they_are(change: dict[str, object]) -> None:
    figure, text = written()
    assert same_as_plain(figure)
    figure.canvas.draw()
    before = np.array(figure.canvas.buffer_rgba())
    text.set(**change)
    assert same_as_plain(figure)
    assert not np.array_equal(before, figure.canvas.buffer_rgba())


def test_words_over_other_pixels_are_drawn_over_them() -> None:
    figure, _ = written()
    for colour in ("white", "pink", "white"):
        figure.set_facecolor(colour)
        assert same_as_plain(figure)


def test_words_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    figure, text = written()
    for y in (0.3, 0.4):
        text.set_y(y)
        figure.canvas.draw()
    monkeypatch.setattr(RendererAgg, "draw_text", lambda *a, **k: pytest.fail("drawn"))
    for y in (0.3, 0.4):
        text.set_y(y)
        figure.canvas.draw()


def test_few_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST", 3)
    figure, text = written()
    for step in range(9):
        text.set_text(f"step {step}")
        assert same_as_plain(figure)
    renderer = figure.canvas.get_renderer()
    assert len(renderer._kept) <= 3 and len(renderer._sizes) <= 3


def test_a_figure_of_another_size_is_drawn_anew() -> None:
    figure, _ = written()
    figure.canvas.draw()
    figure.set_dpi(150)
    assert same_as_plain(figure)
