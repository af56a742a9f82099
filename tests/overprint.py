"""Words in pictures that lie on one another, or leave the picture, at any stop of its sliders.

A lesson's own test calls `overprints(figures.dials(), w1=settings, w2=settings)`;
`lesson_overprints("03_two_weights")` looks at all pictures of a lesson as it stands in solutions/.
"""

from collections.abc import Sequence
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from matplotlib.text import Text

from helpers.drawing import Picture

from .eyes import pictures

# The box of a text has room above and below its letters, and a pixel at the sides: so many pixels
# of it may lie on another box. A letter that is cut off by less isn't seen.
ROOM_X, ROOM_Y = 0.5, 1.5
Corners = np.ndarray  # (4, 2), in pixels, in order around the box


def overprints(picture: Picture, **choices: Sequence[Any]) -> list[str]:
    """Return what is wrong with a picture's words, a line each with the stop where it is.

    Parameters
    ----------
    picture : as a lesson shows it.
    choices : what its sliders go through, as given to `drawing.slide`; all stops are looked at.
    """
    start = {
        name: picture.state[name] if picture.state.get(name) in list(values) else values[0]
        for name, values in choices.items()
    }
    picture.move(**start).png()  # lays the axes out, as the first drawing in a notebook does
    found = []
    for stop in product(*choices.values()):
        state = dict(zip(choices, stop, strict=True))
        where = ", ".join(f"{name} = {value}" for name, value in state.items())
        picture.move(**state)
        found += [f"{where}: {fault}" if where else fault for fault in faults(picture)]
    return found


def lesson_overprints(lesson: str) -> list[str]:
    """Return the same of all pictures of a lesson, with the cell where each is shown."""
    return [
        f"{shown.cell}: {fault}"
        for shown in pictures(lesson)
        for fault in overprints(shown.picture, **shown.states)
    ]


def faults(picture: Picture) -> list[str]:
    """Return what is wrong with the words of a picture as it stands."""
    boxes = [(text, corners(text)) for text in drawn_texts(picture)]
    found = [
        f"{one.get_text()!r} lies on {other.get_text()!r}"
        for (one, a), (other, b) in combinations(boxes, 2)
        if meet(a, b)
    ]
    width, height = picture.figure.bbox.size
    for text, box in boxes:
        if (box.min(0) < (-ROOM_X, -ROOM_Y)).any() or (
            box.max(0) > (width + ROOM_X, height + ROOM_Y)
        ).any():
            found.append(f"{text.get_text()!r} leaves the picture")
        elif cut(text, box):
            found.append(f"{text.get_text()!r} is cut off at the frame")
    return found


def drawn_texts(picture: Picture) -> list[Text]:
    """Return the texts that a drawing of the picture draws: no ticks outside the frame."""
    found: dict[int, Text] = {}
    draw = Text.draw

    def note(text: Text, *arguments: Any, **keywords: Any) -> None:
        if text.get_visible() and text.get_text().strip() and text.get_alpha() != 0:
            found[id(text)] = text
        draw(text, *arguments, **keywords)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", note)
        picture.figure.draw_without_rendering()
    return [text for text in found.values() if not hidden(text)]


def corners(text: Text) -> Corners:
    """Return the corners of a text's box, turned as the text is, less the room around letters."""
    angle = text.get_rotation()
    centre = np.mean(text.get_window_extent().get_points(), axis=0)
    turned = angle % 90 != 0
    if turned:
        text.set_rotation(0)
    box = text.get_window_extent()
    if turned:
        text.set_rotation(angle)
    across = ROOM_X, ROOM_Y
    if not turned and angle % 180:
        across = ROOM_Y, ROOM_X
    half = np.maximum(np.array(box.size) / 2 - across, 0.5)
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    turn = np.deg2rad(angle) if turned else 0.0
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return centre + (signs * half) @ matrix


def meet(one: Corners, other: Corners) -> bool:
    """Say whether two turned boxes overlap: no side of either has all of the other beyond it."""
    for box in (one, other):
        for k in (0, 1):
            side = box[k + 1] - box[k]
            a, b = one @ side, other @ side
            if a.max() <= b.min() or b.max() <= a.min():
                return False
    return True


def hidden(text: Text) -> bool:
    """Say whether a text lies outside the frame that clips it."""
    frame = text.get_clip_box() if text.get_clip_on() else None
    return frame is not None and not frame.overlaps(text.get_window_extent())


def cut(text: Text, box: Corners) -> bool:
    """Say whether a text lies across the frame that clips it."""
    frame = text.get_clip_box() if text.get_clip_on() else None
    if frame is None:
        return False
    return bool((box.min(0) < frame.min - ROOM_Y).any() or (box.max(0) > frame.max + ROOM_Y).any())
