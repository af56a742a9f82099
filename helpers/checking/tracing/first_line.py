"""Which line is said to be the first that is off: what is found in three ways, weighed."""

from ..comparison import Comparison
from ..mistake import Finding
from ..running import libraries_quiet
from .by_name import right_by_name
from .by_value import off_by_value
from .matches import Matches
from .mending import Mending, mending
from .sentences import changed_lines, names_line, narrowed
from .structure import reads_outside, returned_early
from .suspects import LINES
from .trace import asked, trace_of


@libraries_quiet()  # other values in its lines may be nan to a library
def first_wrong_line(c: Comparison, whole: bool = False) -> Finding | None:
    """Return in which line the first value is off, None where that can't be said surely.

    With `whole`, only a line is said with which all results come right: where one result has a
    wrong shape, what is made of it tells nothing of another result.
    """
    mended = mending(c)
    lines = [] if whole and mended.what else mended.lines
    trace = trace_of(c)
    if trace:
        return _weighed(Matches(trace), mended, lines, whole)
    return changed_lines(lines, mended) if 0 < len(lines) <= LINES else None


def _weighed(m: Matches, mended: Mending, lines: list[str], whole: bool) -> Finding | None:
    nothing: tuple[set[str], Finding | None] = set(), None
    cleared, off = asked(lambda: right_by_name(m), nothing)
    traced = asked(lambda: off_by_value(m, lines, whole) or reads_outside(m.trace), None)
    left = [line for line in lines if line not in cleared]
    named = [line for line in left if traced and names_line(traced, line)]
    if traced and (not left or traced.id == "reads-from-outside"):
        return traced
    # Where a change mends one result only, it may make up for a line above that is off.
    if traced and (named or mended.what) and traced.id == "first-wrong-line":
        return narrowed(traced, mended) if named and named == left else traced
    if asked(lambda: m.all_known(left), otherwise=False):
        return traced  # a change makes up for two slips in what comes of these lines
    named = named if len(left) > LINES else left
    if not 0 < len(named) <= LINES:
        return traced or off
    return returned_early(m.trace, named) or changed_lines(named, mended)
