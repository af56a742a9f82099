"""A canvas that keeps words as pixels: most of the time that a drawing takes goes into words.

The same words at the same place over the same pixels give the same pixels. So what stands still,
and what a slider comes back to, is drawn once; pictures are the same to the last bit.
"""

from math import ceil, cos, floor, radians, sin
from typing import Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

MOST = 200  # words that are kept; some 20 kB each
REACH = 4  # pixels by which letters may stick out of the box that their font gives


class Inked(NamedTuple):
    """Words as pixels: what was there before, and what came of it."""

    below: np.ndarray
    drawn: np.ndarray


class WordKeeper(RendererAgg):
    """Agg, which keeps the words that it draws."""

    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)  # type: ignore[no-untyped-call]
        self._sizes: dict[object, tuple[float, float, float]] = {}
        self._kept: dict[object, Inked] = {}

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any
    ) -> tuple[float, float, float]:
        """Return the size of words in pixels, as Agg does; asked for again when they are drawn."""
        key = s, hash(prop), ismath
        if key not in self._sizes:
            if len(self._sizes) >= MOST:
                self._sizes.clear()
            size = super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call]
            self._sizes[key] = size
        return self._sizes[key]

    def draw_text(
        self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float, ismath: Any = False,
        mtext: Any = None,
    ) -> None:  # fmt: skip
        """Draw words as Agg does, or put what came of it last time."""
        if gc.get_clip_path()[0] is not None:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        clip = gc.get_clip_rectangle()
        features = [
            getattr(mtext, name)()
            for name in ("get_fontfeatures", "get_language")
            if hasattr(mtext, name)  # from matplotlib 3.11 on
        ]
        key = (
            *(s, x, y, angle, ismath, hash(prop), gc.get_rgb(), gc.get_alpha()),
            *(gc.get_forced_alpha(), gc.get_antialiased(), clip and clip.bounds),
            *map(str, features),
        )
        place = self._place(x, y, angle, self.get_text_width_height_descent(s, prop, ismath))
        pixels = np.asarray(self.buffer_rgba())[place]  # type: ignore[no-untyped-call]
        kept = self._kept.get(key)
        if kept and np.array_equal(pixels, kept.below):
            pixels[:] = kept.drawn
            return
        below = pixels.copy()
        super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
        self._kept.pop(key, None)
        self._kept[key] = Inked(below, pixels.copy())
        if len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))  # the oldest

    def _place(
        self, x: float, y: float, angle: float, size: tuple[float, float, float]
    ) -> tuple[slice, slice]:
        """Return the rows and columns that words may touch whose base line starts at x, y."""
        width, height, descent = size
        c, s = cos(radians(angle)), sin(radians(angle))
        corners = [(u, v) for u in (0, width) for v in (-descent, height - descent)]
        across = [x + u * c - v * s for u, v in corners]
        down = [y - u * s - v * c for u, v in corners]
        rows, columns = (
            slice(max(floor(min(ends)) - REACH, 0), max(ceil(max(ends)) + REACH, 0))
            for ends in (down, across)
        )
        return rows, columns


class Canvas(FigureCanvasAgg):
    """A canvas with such a renderer."""

    def get_renderer(self) -> WordKeeper:
        """Return the renderer; a new one where the figure's size changed."""
        found = super().get_renderer()  # type: ignore[no-untyped-call]
        if not isinstance(found, WordKeeper):
            found = self.renderer = WordKeeper(found.width, found.height, found.dpi)
        return found
