"""Sliders around pictures, of core ipywidgets only (versions 7 and 8 alike)."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import ipywidgets
from IPython.display import display

from helpers.text import number

from .display import show
from .picture import Picture, element

LONGEST = 9  # letters that fit into the space for a slider's value


def slide(picture: Picture, **choices: Sequence[object]) -> None:
    """Show `picture` with a slider for each part of its state.

    Parameters
    ----------
    picture : from a function of a lesson's `figures`.
    choices : for each keyword of the picture's state, the values that its slider goes through.
        The slider starts at what the picture shows, or at the first.

    Notes
    -----
    The picture follows the hand while a slider moves. Where redrawing takes longer than the hand,
    places on the way are left out and the last one never is: a slider in the page sends its next
    place when the kernel has done with the one before, and then only the newest. On Colab, where
    each change is a round trip to another machine, it is redrawn when the slider is let go.
    Below it stands its finding in words.
    """
    tracks = {name: _track(picture, name, values) for name, values in choices.items()}
    picture.move(**{name: track.start for name, track in tracks.items()})
    show(WithSliders(picture, tracks))


@dataclass(frozen=True)
class Track:
    """What a slider goes through, labels and values, and where it starts."""

    options: Sequence[tuple[str, object]]
    start: object


def _track(picture: Picture, name: str, values: Sequence[object]) -> Track:
    options = [(number(value), value) for value in values]
    start = picture.state[name] if picture.state.get(name) in values else values[0]
    same = [value for _, value in options if value == start]
    if not same:
        raise ValueError(f"{name} can't start at {start}, which is not equal to itself.")
    return Track(options, same[0])


@dataclass(frozen=True)
class WithSliders:
    """A picture and the tracks of its sliders, by the names of its state."""

    picture: Picture
    tracks: Mapping[str, Track]

    @property
    def alt(self) -> str:
        """The finding in words."""
        return self.picture.alt

    def publish(self) -> None:
        """Put picture and sliders into the notebook; from now on it follows them."""
        display(self.box())  # type: ignore[no-untyped-call]

    def box(self) -> ipywidgets.VBox:
        """Return the sliders in a box, in order, and below them the picture, which follows them."""
        sliders = {
            name: ipywidgets.SelectionSlider(
                options=track.options,
                value=track.start,
                description=name.replace("_", " "),
                continuous_update=not on_colab(),
                readout=all(_fits(label) for label, _ in track.options),
                layout=ipywidgets.Layout(width="95%", max_width="560px"),
                style={"description_width": "110px"},
            )
            for name, track in self.tracks.items()
        }
        # Not ipywidgets.Image, which has no alternative text.
        shown = ipywidgets.HTML(layout=ipywidgets.Layout(width="100%", margin="0"))

        def redraw(change: object = None) -> None:
            self.picture.move(**{name: slider.value for name, slider in sliders.items()})
            image = element(self.picture, self.picture.png(quick=True))
            # The alternative text says the finding already.
            words = f'<p aria-hidden="true" style="margin: 0">{escape(self.alt)}</p>'
            shown.value = image + words

        for slider in sliders.values():
            slider.observe(redraw, names="value")
        redraw()
        return ipywidgets.VBox([*sliders.values(), shown])


def on_colab() -> bool:
    """Say whether this is a kernel of Colab's, which imports google.colab when it starts."""
    return "google.colab" in sys.modules


def _fits(label: str) -> bool:
    """Say whether a value's words can stand beside the slider; else the picture alone tells it."""
    return len(label) <= LONGEST
