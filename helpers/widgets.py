"""Sliders around pictures, of core ipywidgets only (versions 7 and 8 alike)."""

from collections.abc import Sequence
from html import escape

import ipywidgets
from IPython.display import display

from .figures.picture import Picture, element
from .text import number

LONGEST = 10  # letters of a word that fit into the space for a slider's value


def slide(picture: Picture, **choices: Sequence[object]) -> None:
    """Show `picture` with a slider for each part of its state.

    Parameters
    ----------
    picture : from a function of `helpers.figures`.
    choices : for each keyword of the picture's state, the values that its slider goes through.
        The slider starts at what the picture shows, or at the first.

    Notes
    -----
    The picture is redrawn when a slider is let go (on Colab each change is a round trip).
    Below it stands its finding in words.
    """
    sliders = {
        name: ipywidgets.SelectionSlider(
            options=[(number(value), value) for value in values],
            value=picture.state[name] if picture.state.get(name) in values else values[0],
            description=name.replace("_", " "),
            continuous_update=False,
            readout=all(_fits(number(value)) for value in values),
            layout=ipywidgets.Layout(width="95%", max_width="560px"),
            style={"description_width": "110px"},
        )
        for name, values in choices.items()
    }
    # Not ipywidgets.Image, which has no alternative text.
    shown = ipywidgets.HTML(layout=ipywidgets.Layout(width="100%", margin="0"))

    def redraw(change: object = None) -> None:
        picture.move(**{name: slider.value for name, slider in sliders.items()})
        image = element(picture, picture.png(quick=True))
        # The alternative text says the finding already.
        words = f'<p aria-hidden="true" style="margin: 0">{escape(picture.alt)}</p>'
        shown.value = image + words

    for slider in sliders.values():
        slider.observe(redraw, names="value")
    redraw()
    display(ipywidgets.VBox([*sliders.values(), shown]))  # type: ignore[no-untyped-call]


def _fits(label: str) -> bool:
    """Say whether a value's words can stand beside the slider; else the picture alone tells it."""
    return all(len(word) <= LONGEST for word in label.split())
