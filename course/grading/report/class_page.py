"""The instructor's page on a class: one file, no network, no names, ids where someone must act."""

from dataclasses import dataclass

from ..parcels import State
from . import class_plots, class_statistics, plain
from .feedback import environment
from .tally import Summary, Tally

COLUMNS = {
    "right": State.RIGHT,
    "not right yet": State.WRONG,
    "not attempted": State.NOT_ATTEMPTED,
    "not found": State.NOT_FOUND,
    "out of time": State.TIMEOUT,
    "stopped the program": State.DIED,
}
MOST = 5  # mistakes shown of an exercise


@dataclass(frozen=True)
class MistakeCount:
    """A mistake, how many made it, and their share of those who attempted the exercise.

    Attributes
    ----------
    id : by which it is counted, such as "w2-first".
    name : the same in words.
    """

    id: str
    name: str
    count: int
    share: float


def class_page_html(summary: Summary) -> str:
    """Return the page as HTML."""
    checked = [tally for tally in summary.tallies if not tally.exercise.written]
    graded = bool(summary.scores)
    return (
        environment()
        .get_template("class.html.j2")
        .render(
            summary=summary,
            checked=checked,
            written=[tally for tally in summary.tallies if tally.exercise.written],
            columns=COLUMNS,
            mistakes={tally.exercise.grade_id: mistakes(tally) for tally in checked},
            most=MOST,
            statistics=class_statistics.section_html(summary) if graded else None,
            histogram=class_plots.histogram(summary) if graded else None,
            shares=class_plots.shares(summary) if graded and checked else None,
            needs_review=[
                (
                    aside.student or "",
                    plain.safe_text(aside.file, 200),
                    plain.safe_text(aside.why, 1000),
                )
                for aside in summary.needs_review
            ],
        )
    )


def mistakes(tally: Tally) -> list[MistakeCount]:
    """Return an exercise's mistakes, the most common first."""
    attempted = tally.attempted or 1
    ranked = sorted(tally.mistakes.items(), key=lambda item: (-item[1], item[0]))
    return [
        MistakeCount(mistake, tally.words.get(mistake, mistake), count, count / attempted)
        for mistake, count in ranked
    ]
