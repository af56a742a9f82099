"""What every picture is: its finding in words, a way to another state, and a figure.

A function such as `figures.secant(x=1.0, h=1.0)` returns a Picture, which says its finding at once
and is drawn when somebody looks: `show` puts it into the notebook as it is, `slide` moves it
by sliders. Moving sets the data of lines that are there already, which is several times faster
than drawing anew.
"""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any

import numpy as np
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from .redraw import Redraw
from .words import Canvas

# After Okabe and Ito, two of them darker: words in them have a contrast of 4.5 on white, and who
# does not see red, green or blue tells them apart. Lines differ in style too, not only in colour.
FORWARD, BACKWARD, PARAMETER, CONTEXT = "#0072B2", "#C05500", "#00663C", "#8C8C8C"
INK = "#333333"  # of words and edges that are neither
DPI = 100


Drawing = tuple[Figure, Callable[..., None]]  # a figure, and what moves it to a state


class Picture:
    """A finding in words and the figure that shows it; both can be moved.

    Attributes
    ----------
    state : what is shown now.
    alt : the finding of that state in one sentence: the alternative text.
    """

    def __init__(self, draw: Callable[[], Drawing], describe: Callable[..., str]) -> None:
        """`draw` makes the figure and a function that moves it; `describe` gives the finding.

        Both functions take the state as keywords. Drawing waits until the figure is asked for.
        """
        self._draw, self._describe = draw, describe
        self._drawn: tuple[Redraw, Callable[..., None]] | None = None
        self.state: dict[str, Any] = {}
        self.alt = ""

    def __repr__(self) -> str:
        return f"Picture({self.alt!r})"

    @property
    def figure(self) -> Figure:
        """The matplotlib figure, 8 inches wide at most."""
        return self._redraw().figure

    def _redraw(self) -> Redraw:
        if self._drawn is None:
            figure, update = self._draw()
            update(**self.state)
            self._drawn = Redraw(figure), update
        return self._drawn[0]

    def move(self, **state: Any) -> "Picture":
        """Move the picture to `state`; what is left out stays as it is."""
        moved = self.state | state
        self.alt = self._describe(**moved)
        self.state = moved
        if self._drawn:
            self._drawn[1](**moved)
        return self

    def publish(self) -> None:
        """Put the picture into the notebook, with its finding as the alternative text.

        As HTML, since JupyterLab and its export to HTML give a PNG no alternative text, and as a
        PNG, for an export to PDF.
        """
        png = self.png()
        data = {"text/html": element(self, png), "image/png": png, "text/plain": self.alt}
        display(data, raw=True, metadata={"image/png": {"alt": self.alt}})  # type: ignore[no-untyped-call]

    def png(self, quick: bool = False) -> bytes:
        """Return the picture as it is now; `quick`, for sliders, in 256 colours if it is flat.

        The first drawing lays the axes out. Later ones keep that layout: finding it anew takes as
        long as all the rest. A quick one draws only what moves, and gives the same pixels.
        """
        redraw = self._redraw()
        flat = not any(ax.name == "3d" for ax in redraw.figure.axes)
        if quick:
            redraw.quick()
        else:
            redraw.full()
        redraw.figure.set_layout_engine("none")
        buffer = BytesIO()
        pixels = np.asarray(redraw.canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        if not quick:
            Image.fromarray(pixels[..., :3]).save(buffer, "png")
        elif not flat:  # shades would show as bands
            Image.fromarray(pixels[..., :3]).save(buffer, "png", compress_level=1)
        else:
            few = Image.fromarray(pixels).quantize(method=Image.Quantize.FASTOCTREE)
            few.save(buffer, "png", compress_level=1)
        return buffer.getvalue()


def still() -> None:
    """Move nothing: the update of a picture with one state."""


def new_figure(
    width: float = 7.0, height: float = 3.6, columns: int = 1, **axes: Any
) -> tuple[Figure, list[Axes]]:
    """Return a figure outside pyplot (nothing to close, nothing shown twice) and its axes."""
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    Canvas(figure)
    grid = figure.subplots(1, columns, squeeze=False, **axes)
    plain = list(grid[0])
    for ax in plain:
        ax.spines[["top", "right"]].set_visible(False)
    return figure, plain


def element(picture: Picture, png: bytes) -> str:
    """Return a picture as HTML; its finding is its alternative text.

    Its size is known before it is decoded, and it is decoded before it is shown: so nothing jumps
    or flickers while a slider moves it.
    """
    width, height = (round(inches * DPI) for inches in picture.figure.get_size_inches())
    style = f"display: block; width: 100%; max-width: {width}px; height: auto"
    size = f'width="{width}" height="{height}" decoding="sync"'
    source = f"data:image/png;base64,{b64encode(png).decode('ascii')}"
    return f'<img alt="{escape(picture.alt)}" {size} style="{style}" src="{source}">'
