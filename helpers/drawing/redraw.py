"""Drawing a figure again: what moves and what lies above it, over a kept image of the rest.

Most of the time that a drawing takes goes into words, and those along the axes stand still.
"""

from itertools import dropwhile
from operator import attrgetter
from typing import Any, cast

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.axes3d import Axes3D


def _axes_of(ax: Axes) -> list[Axis]:
    return [ax.xaxis, ax.yaxis, *([ax.zaxis] if isinstance(ax, Axes3D) else [])]


def _seen_from(ax: Axes) -> list[object]:
    """Return where axes lie, and what part of their space they show from where."""
    place = [ax.bbox.bounds, ax.viewLim.bounds]
    return [*place, ax.get_zlim(), ax.elev, ax.azim, ax.roll] if isinstance(ax, Axes3D) else place


def _parts(owner: Figure | Axes) -> list[Artist]:
    """Return what is drawn in axes, or in a figure beside its axes, from the bottom up."""
    apart: set[Artist] = {owner.patch}
    if isinstance(owner, Figure):
        apart.update(owner.axes)
    elif not owner.axison:  # so it is with solid ones, which draw their axes themselves
        apart.update((*_axes_of(owner), *owner.spines.values()))
    return sorted((a for a in owner.get_children() if a not in apart), key=attrgetter("zorder"))


def _inside(part: Artist) -> list[Artist]:
    """Return a part and what it holds; an axis knows by itself whether it changed."""
    return [part] if isinstance(part, Axis) else part.findobj()


class Redraw:
    """Draws a figure in full or quickly.

    matplotlib marks as stale what was changed since it was drawn. What was stale once is taken to
    move. An axis never counts as above what moves: its ticks and labels lie outside the frame.
    (Grid lines don't: with a moving area below them, draw the grid as lines.)
    """

    def __init__(self, figure: Figure) -> None:
        self.figure, self.canvas = figure, cast(FigureCanvasAgg, figure.canvas)
        self.moving: set[Artist] = set()
        self.frame: list[Any] | None = None  # the parts, places and limits of the kept image
        self.still: Any = None

    def full(self) -> None:
        """Draw everything; what was kept is outdated."""
        self.canvas.draw()  # type: ignore[no-untyped-call]
        self.frame = None

    def quick(self) -> None:
        """Draw what moves and what is above it; the rest only if it isn't as it was."""
        axes = self.figure.axes
        groups = [*map(_parts, axes), _parts(self.figure)]
        everything = [part for parts in groups for part in parts]
        if self.frame is None:  # nothing tells yet what moves
            self.full()
            self.frame = []
        else:
            stale = {p for p in everything if any(artist.stale for artist in _inside(p))}
            self.moving |= {part for part in stale if not isinstance(part, Axis)}
            above = [p for ps in groups for p in dropwhile(lambda p: p not in self.moving, ps)]
            above = [part for part in above if not isinstance(part, Axis)]
            below = set(everything) - set(above)
            frame = [*(p for p in everything if p in below), *map(_seen_from, axes)]
            if frame == self.frame and below.isdisjoint(stale):
                self.canvas.restore_region(self.still)  # type: ignore[no-untyped-call]
            else:
                self._keep_still(above)
            self.frame = frame
            renderer = self.canvas.get_renderer()  # type: ignore[no-untyped-call]
            for part in above:
                part.draw(renderer)
        for part in everything:
            for artist in _inside(part):
                artist.stale = False

    def _keep_still(self, above: list[Artist]) -> None:
        """Draw all but what moves and what is above it, and keep the image."""
        for part in above:
            part.set_animated(True)  # so that the figure leaves it out
        self.canvas.draw()  # type: ignore[no-untyped-call]
        for part in above:
            part.set_animated(False)
        self.still = self.canvas.copy_from_bbox(self.figure.bbox)  # type: ignore[no-untyped-call]
