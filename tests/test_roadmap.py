"""The road of the course and a network's two directions."""

import pytest

from helpers.drawing import roadmap

from .bank import LESSONS


def test_every_lesson_is_on_the_road() -> None:
    for lesson in LESSONS:
        assert f"Lesson {lesson[:2]} is at: " in roadmap.roadmap(lesson[:2]).alt


def test_the_stations_of_a_lesson_are_filled() -> None:
    picture = roadmap.roadmap("03")
    assert picture.alt.endswith("Lesson 03 is at: gradient descent and network.")
    for lesson, filled in (("03", ["gradient\ndescent", "network"]), ("12", ["forecast"])):
        ax = picture.move(lesson=lesson).figure.axes[0]
        assert [t.get_text() for t in ax.texts if t.get_weight() == "bold"] == filled


def test_lessons_below_a_station() -> None:
    below = [t.get_text() for t in roadmap.roadmap().figure.axes[0].texts[1::2]]
    assert below == ["01", "01", "01", "02", "03", "03–07", "08–11, 13", "12–14"]


def test_an_unknown_lesson_is_refused() -> None:
    with pytest.raises(ValueError, match="no lesson '1' on the road"):
        roadmap.roadmap("1")


def test_two_directions_ask_the_question() -> None:
    picture = roadmap.two_directions()
    assert "how much did I contribute?" in picture.alt
    words = [t.get_text() for ax in picture.figure.axes for t in ax.texts]
    assert "each node asks:\nhow much did I contribute?" in words
