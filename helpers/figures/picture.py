"""What every picture is: a figure, a way to move it to another state, and its finding in words.

A function such as `figures.secant(x=1.0, h=1.0)` draws its figure once and returns a Picture.
`show` puts it into the notebook as it is; `widgets.slide` moves it by sliders. Moving sets the
data of lines that are there already, which is several times faster than drawing anew.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import Any, cast

import numpy as np
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from .redraw import Redraw

# After Okabe and Ito, two of them darker: words in them have a contrast of 4.5 on white, and who
# does not see red, green or blue tells them apart. Lines differ in style too, not only in colour.
FORWARD, BACKWARD, PARAMETER, CONTEXT = "#0072B2", "#C05500", "#00663C", "#8C8C8C"
DPI = 100


@dataclass
class Picture:
    """A figure that can be moved.

    Attributes
    ----------
    figure : the matplotlib figure, 8 inches wide at most.
    update : moves the figure; takes the state as keywords, returns the finding in one sentence.
    state : what is shown now.
    alt : the finding of that state: the alternative text.
    """

    figure: Figure
    update: Callable[..., str]
    state: dict[str, Any] = field(default_factory=dict, init=False)
    alt: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self._redraw = Redraw(self.figure)

    def move(self, **state: Any) -> "Picture":
        """Move the picture to `state`; what is left out stays as it is."""
        self.state |= state
        self.alt = self.update(**self.state)
        return self

    def png(self, quick: bool = False) -> bytes:
        """Return the picture as it is now; `quick`, for sliders, in 256 colours if it is flat.

        The first drawing lays the axes out. Later ones keep that layout: finding it anew takes as
        long as all the rest. A quick one draws only what moves, and gives the same pixels.
        """
        canvas = cast(FigureCanvasAgg, self.figure.canvas)
        flat = not any(ax.name == "3d" for ax in self.figure.axes)
        if quick and flat:
            self._redraw.quick()
        else:
            self._redraw.full()
        self.figure.set_layout_engine("none")
        buffer = BytesIO()
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        if not quick:
            Image.fromarray(pixels[..., :3]).save(buffer, "png")
        elif not flat:  # shades would show as bands
            Image.fromarray(pixels[..., :3]).save(buffer, "png", compress_level=1)
        else:
            few = Image.fromarray(pixels).quantize(method=Image.Quantize.FASTOCTREE)
            few.save(buffer, "png", compress_level=1)
        return buffer.getvalue()


def new_figure(
    width: float = 7.0, height: float = 3.6, columns: int = 1, **axes: Any
) -> tuple[Figure, list[Axes]]:
    """Return a figure outside pyplot (nothing to close, nothing shown twice) and its axes."""
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.subplots(1, columns, squeeze=False, **axes)
    plain = list(grid[0])
    for ax in plain:
        ax.spines[["top", "right"]].set_visible(False)
    return figure, plain


def element(picture: Picture, png: bytes) -> str:
    """Return a picture as HTML; its finding is its alternative text."""
    width = f"{picture.figure.get_figwidth() * DPI:.0f}px"
    style = f"display: block; width: 100%; max-width: {width}"
    source = b64encode(png).decode("ascii")
    return f'<img alt="{escape(picture.alt)}" style="{style}" src="data:image/png;base64,{source}">'


def show(picture: Picture) -> None:
    """Display a picture, with its finding as the alternative text.

    As HTML, since JupyterLab and its export to HTML give a PNG no alternative text, and as a PNG,
    for an export to PDF.
    """
    png = picture.png()
    data = {"text/html": element(picture, png), "image/png": png, "text/plain": picture.alt}
    display(data, raw=True, metadata={"image/png": {"alt": picture.alt}})  # type: ignore[no-untyped-call]
