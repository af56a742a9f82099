"""What a reader sees: contrast, colours without red, green or blue, a lesson's pictures."""

from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pytest
from colorspacious import cspace_convert
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from helpers import drawing
from helpers.drawing import Picture

from .lesson import read

# Machado, Oliveira and Fernandes (2009), at full severity.
EYES = [None, "protanomaly", "deuteranomaly", "tritanomaly"]
States = dict[str, list[Any]]


def luminance(color: Any) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 to 1."""
    c = np.asarray(to_rgb(color))
    return float(
        np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    )


def contrast(one: Any, other: Any) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def difference(one: Any, other: Any) -> float:
    """Return the distance of two colours in CIELAB for the eyes that tell them apart worst."""
    return min(float(np.linalg.norm(_lab(one, eyes) - _lab(other, eyes))) for eyes in EYES)


def _lab(color: Any, eyes: str | None) -> np.ndarray:
    seen = np.asarray(to_rgb(color))
    if eyes:
        space = {"name": "sRGB1+CVD", "cvd_type": eyes, "severity": 100}
        seen = np.clip(cspace_convert(seen, space, "sRGB1"), 0, 1)
    return cspace_convert(seen, "sRGB1", "CIELab")


class Shown(NamedTuple):
    """A picture as a lesson shows it: where, and through which states its sliders go."""

    cell: str
    picture: Picture
    states: States

    def moved(self) -> Iterator[Picture]:
        """Yield the picture as it is or, with sliders, in its first, middle and last state."""
        every = list(product(*self.states.values()))
        for state in dict.fromkeys([every[0], every[len(every) // 2], every[-1]]):
            yield self.picture.move(**dict(zip(self.states, state, strict=True)))


@cache
def pictures(lesson: str) -> list[Shown]:
    """Run a lesson with its solutions, and return its pictures in order."""
    found: list[Shown] = []
    names: dict[str, Any] = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()):
        for cell in read("solutions", lesson).cells:

            def note(picture: Picture, where: str = cell.id, **states: Any) -> None:
                found.append(Shown(where, picture, {k: list(v) for k, v in states.items()}))

            patch.setattr(drawing, "show", note)
            patch.setattr(drawing, "slide", note)
            if cell.cell_type == "code" and "raises-exception" not in cell.metadata.get("tags", []):
                exec(cell.source, names)
    return found


def words(picture: Picture) -> list[tuple[str, float]]:
    """Return each text of a picture with its contrast to what lies behind it."""
    texts = [t for t in picture.figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    picture.png()
    boxes = [text.get_window_extent() for text in texts]
    for text in texts:
        text.set_visible(False)
    picture.png()
    behind = np.asarray(picture.figure.canvas.buffer_rgba())[::-1, :, :3] / 255
    for text in texts:
        text.set_visible(True)
    found = []
    for text, box in zip(texts, boxes, strict=True):
        x0, y0, x1, y1 = (max(int(v), 0) for v in (*box.min, *box.max))
        area = behind[y0 : y1 + 1, x0 : x1 + 1].reshape(-1, 3)
        if not len(area):  # outside the picture
            continue
        ground = np.median(area, axis=0)
        patch = text.get_bbox_patch()
        if patch and patch.get_facecolor()[3] > 0:
            *face, alpha = patch.get_facecolor()
            ground = alpha * np.array(face) + (1 - alpha) * ground
        found.append((text.get_text(), contrast(text.get_color(), tuple(ground))))
    return found
