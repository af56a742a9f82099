"""When a slider tells the kernel of its moves, and what the picture's HTML says of its size."""

import sys
from types import ModuleType
from typing import Any

import ipywidgets
import pytest

from helpers import drawing
from helpers.drawing import sliders
from helpers.drawing.picture import Drawing, Picture, element, new_figure


def numbered() -> Picture:
    def draw() -> Drawing:
        figure, (ax,) = new_figure(4.0, 2.5)
        text = ax.text(0.5, 0.5, "")
        return figure, lambda step: text.set_text(str(step))

    return Picture(draw, lambda step: f"This is step {step}.").move(step=0)


def slid(monkeypatch: pytest.MonkeyPatch) -> tuple[ipywidgets.SelectionSlider, ipywidgets.HTML]:
    shown: list[Any] = []
    monkeypatch.setattr(sliders, "display", shown.append)
    drawing.slide(numbered(), step=range(5))
    slider, html = shown[0].children
    return slider, html


def test_a_picture_follows_the_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    slider, html = slid(monkeypatch)
    assert slider.continuous_update
    for value in (3, 1, 4):
        slider.value = value
        assert f'alt="This is step {value}."' in html.value


def test_on_colab_it_follows_when_the_slider_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    slider, html = slid(monkeypatch)
    assert not slider.continuous_update
    slider.value = 2
    assert 'alt="This is step 2."' in html.value


def test_a_picture_has_its_size_before_it_is_decoded() -> None:
    picture = numbered()
    assert 'width="400" height="250" decoding="sync"' in element(picture, picture.png())
