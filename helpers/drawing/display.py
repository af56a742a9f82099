"""Where pictures go: into the notebook, unless somebody else has taken the place of it.

Who grades a notebook reads words only, and spares the drawing: `use` takes another display.
"""

from contextvars import ContextVar
from typing import Protocol


class Shown(Protocol):
    """What can be shown: a picture as it stands, or one with its sliders."""

    @property
    def alt(self) -> str:
        """The finding in words."""

    def publish(self) -> None:
        """Draw it and put it into the notebook."""


class Display(Protocol):
    """Takes what a notebook's cells show."""

    def show(self, shown: Shown) -> None:
        """Show it, or see that nobody needs to."""


class Notebook:
    """The display of an open notebook."""

    def show(self, shown: Shown) -> None:
        """Put it into the notebook."""
        shown.publish()


_display: ContextVar[Display] = ContextVar("display")


def use(display: Display) -> None:
    """Have `display` take all that is shown from now on in this context."""
    _display.set(display)


def show(picture: Shown) -> None:
    """Display a picture, with its finding as the alternative text."""
    _display.get(Notebook()).show(picture)
