"""The class page's section on difficulty and reliability: what is computed, and how it is shown."""

from dataclasses import dataclass

from markupsafe import Markup

from .elsewhere import FEW, Elsewhere, points_elsewhere
from .feedback import environment
from .intervals import Interval
from .item_analysis import FEWEST, NARROW, Item, Reliability, item_analysis, reliability
from .responses import PointTable
from .tally import Summary


@dataclass(frozen=True)
class ClassStatistics:
    """The statistics of a lesson's exercises over a class.

    Attributes
    ----------
    items, reliability, elsewhere : empty, and None, where there are too few students or no
        exercises.
    """

    table: PointTable
    items: tuple[Item, ...] = ()
    reliability: Reliability | None = None
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def count(self) -> int:
        """How many students count."""
        return len(self.table.points)


def class_statistics(table: PointTable) -> ClassStatistics:
    """Compute all statistics of a class of FEWEST students or more."""
    if len(table.points) < FEWEST or not table.exercises:
        return ClassStatistics(table)
    return ClassStatistics(
        table, item_analysis(table), reliability(table.points), points_elsewhere(table)
    )


def section_html(summary: Summary) -> Markup:
    """Return the section."""
    return Markup(
        environment()
        .get_template("statistics.html.j2")
        .render(
            statistics=class_statistics(summary.responses.table()),
            exercises=[tally.exercise for tally in summary.tallies],
            fewest=FEWEST,
            few=FEW,
            narrow=NARROW,
            about=about,
            decimal=decimal,
            decimals=decimals,
            percent=percent,
            percents=percents,
        )
    )


def about(number: int) -> str:
    """Return a number in two digits that count, such as 350 for 347 or 1,200 for 1234."""
    return f"{int(float(f'{number:.2g}')):,}"


def decimal(number: float) -> str:
    """Return a number with two places; what rounds to nothing has no sign."""
    return f"{round(number, 2) + 0.0:.2f}"


def decimals(between: Interval) -> str:
    """Return an interval's ends with two places."""
    return f"{decimal(between.low)} to {decimal(between.high)}"


def percent(share: float) -> str:
    """Return a share as a whole percentage."""
    return f"{share:.0%}"


def percents(between: Interval) -> str:
    """Return an interval's ends as percentages."""
    return f"{percent(between.low)} to {percent(between.high)}"
