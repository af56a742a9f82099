"""The pictures of the class page, as SVG inside the page, each with its finding in words.

A kind of answer is told by the words and the number in its piece of the bar and by its pattern;
its colour comes on top.
"""

import math
import re
from collections.abc import Callable
from io import StringIO
from statistics import median
from typing import Any

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.drawing.picture import BACKWARD, FORWARD, new_figure

from ..parcels import State
from .feedback import points
from .responses import UNTRIED
from .tally import ENDED_EARLY, Summary, Tally

# What a piece of a bar is called; face, hatching and colour of the text.
PIECES: list[tuple[str, tuple[State, ...], str, str, str]] = [
    ("right", (State.RIGHT,), FORWARD, "", "white"),
    ("not right yet", (State.WRONG,), "#F9D3BC", "////", "black"),
    ("out of time or stopped", ENDED_EARLY, "#FFFFFF", "xxxx", "black"),
    ("not attempted", UNTRIED, "#E8E8E8", "", "black"),
]
EDGES = {"////": BACKWARD, "xxxx": "#000000", "": "#FFFFFF"}
FONT: dict[Any, Any] = {"font.size": 11, "font.family": "sans-serif", "hatch.linewidth": 0.5}


def histogram(summary: Summary) -> tuple[Markup, str]:
    """Return the histogram of scores, and its finding in a sentence."""
    top = math.ceil(summary.max_score)
    counts = [0] * (top + 1)
    for score in summary.scores:
        counts[min(max(math.floor(score), 0), top)] += 1
    middle, best = median(summary.scores), sum(s >= summary.max_score for s in summary.scores)
    finding = (
        f"Scores of {len(summary.scores)} students: the median is {points(middle)} of "
        f"{points(summary.max_score)} points, the lowest score {points(min(summary.scores))}, "
        f"the highest {points(max(summary.scores))}; {best} have all points."
    )

    def draw() -> Figure:
        figure, (ax,) = new_figure(7.0, 2.9)
        ax.axvline(middle, color="black", linestyle="--", linewidth=1.2)
        bars = ax.bar(range(top + 1), counts, width=0.9, color=FORWARD, zorder=2)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        for label in ax.bar_label(bars, [str(count or "") for count in counts], padding=3):
            label.set_bbox(box if label.get_text() else None)
        left = middle > top / 2
        ax.annotate(
            f"median {points(middle)}",
            (middle, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(-5 if left else 5, -4),
            textcoords="offset points",
            ha="right" if left else "left",
        )
        ax.set(xlabel="points (whole points; half points count down)", ylabel="students")
        ax.set_xticks(range(top + 1))
        ax.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        ax.margins(y=0.25)
        return figure

    return _svg(draw, finding), finding


def shares(summary: Summary) -> tuple[Markup, str]:
    """Return how each checked exercise went, a bar each, and the finding in a sentence."""
    checked = [tally for tally in summary.tallies if not tally.exercise.written]
    right = {tally.exercise.name: _share(tally, (State.RIGHT,)) for tally in checked}
    said = ", ".join(f"{name} {share:.0%}" for name, share in right.items())
    fewest = [name for name, share in right.items() if share == min(right.values())]
    finding = f"Share of right answers: {said}. Fewest are right in {' and '.join(fewest)}."

    def draw() -> Figure:
        figure, (ax,) = new_figure(7.0, 0.7 + 0.5 * len(checked))
        for row, tally in enumerate(checked):
            start = 0.0
            for name, states, face, hatch, ink in PIECES:
                share, count = _share(tally, states), sum(tally.states[s] for s in states)
                ax.barh(row, share, 0.7, start, color=face, hatch=hatch, edgecolor=EDGES[hatch])
                label = next(
                    (t for t in (f"{count} {name}", str(count)) if count and len(t) < 62 * share),
                    "",
                )
                box = {"facecolor": face, "edgecolor": "none", "pad": 1.5} if hatch else None
                middle = start + share / 2
                ax.text(middle, row, label, color=ink, ha="center", va="center", bbox=box)
                start += share
        ax.set_yticks(range(len(checked)), [tally.exercise.name for tally in checked])
        ax.set(xlim=(0, 1), ylim=(len(checked) - 0.5, -0.5))
        ax.xaxis.set_major_formatter(mpl.ticker.PercentFormatter(1.0))
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        return figure

    return _svg(draw, finding), finding


def _share(tally: Tally, states: tuple[State, ...]) -> float:
    total = tally.states.total()
    return sum(tally.states[state] for state in states) / total if total else 0.0


def _svg(draw: Callable[[], Figure], alt: str) -> Markup:
    """Return what `draw` draws as an SVG element that says `alt` to whoever can't see it."""
    out = StringIO()
    nothing = dict.fromkeys(["Creator", "Date", "Format", "Type"])
    # Text stays text, which is small and can be searched. Ids of marks differ from picture to
    # picture.
    with mpl.rc_context({**FONT, "svg.fonttype": "none", "svg.hashsalt": alt}):
        draw().savefig(out, format="svg", metadata=nothing)
    svg = re.sub(r'<g id="[^"]*"', "<g", out.getvalue())  # names of groups, the same in each
    start = Markup('<svg role="img" aria-label="{}" ').format(alt)
    return start + Markup(svg[svg.index("<svg ") + len("<svg ") :])
