"""The frames of a picture: one for each state that its sliders reach, as files.

A picture is a pure function of its state, and a slider has a finite number of stops. So everything
that a reader can move to is drawn when the book is made.
"""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image

from helpers.drawing import Picture
from helpers.drawing.display import Shown
from helpers.drawing.picture import DPI
from helpers.drawing.sliders import Track, WithSliders

TIME = {"step", "epoch"}  # sliders along which something happens, so it can be played
QUALITY = 85  # of a picture with shades
EFFORT = 60  # of 100, to make a flat picture small
DENSITY = 1.5  # pixels of a frame for one of the page: screens of phones have more than one


def drawn(shown: Shown, folder: Path) -> dict[str, Any]:
    """Draw all states of what a lesson shows into `folder`; return what a page needs to know.

    The result has `alts` and `files`, one for each state in the order of `itertools.product`, the
    picture's `size` in a page's pixels, and its `sliders`: name, the label of each stop, the place
    of the start among them, and whether it is a slider of time.
    """
    assert isinstance(shown, Picture | WithSliders), shown
    tracks = dict(shown.tracks) if isinstance(shown, WithSliders) else {}
    picture = shown.picture if isinstance(shown, WithSliders) else shown
    picture.figure.set_dpi(DPI * DENSITY)
    width, height = (round(inches * DPI) for inches in picture.figure.get_size_inches())
    stops = [[value for _, value in track.options] for track in tracks.values()]
    sliders = [_slider(n, t, s) for (n, t), s in zip(tracks.items(), stops, strict=True)]
    alts, files = [], []
    for values in product(*stops):
        picture.move(**dict(zip(tracks, values, strict=True)))
        alts.append(picture.alt)
        files.append(_save(picture, folder))
    return {
        "kind": "picture",
        "alts": alts,
        "files": files,
        "size": [width, height],
        "sliders": sliders,
    }


def _slider(name: str, track: Track, stops: Sequence[object]) -> dict[str, Any]:
    return {
        "name": name.replace("_", " "),
        "labels": [label for label, _ in track.options],
        "start": next(k for k, value in enumerate(stops) if value == track.start),
        "time": name in TIME,
    }


def _save(picture: Picture, folder: Path) -> str:
    """Write the picture as it is now; return the file's name, which its contents give.

    A flat picture has at most 256 colours and is kept without loss; one with shades is not.
    """
    image = Image.open(BytesIO(picture.png(quick=True)))
    buffer = BytesIO()
    flat = image.mode == "P"
    plain = image.convert("RGBA").convert("RGB")  # a palette may hold transparent colours
    plain.save(buffer, "webp", lossless=flat, quality=EFFORT if flat else QUALITY)
    name = f"{hashlib.sha256(buffer.getvalue()).hexdigest()[:16]}.webp"
    (folder / name).write_bytes(buffer.getvalue())
    return name
