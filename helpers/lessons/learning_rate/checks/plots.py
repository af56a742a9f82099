"""The check of lesson 08 that looks at what a student's function draws: one line per walk.

The function gets the method that draws a line. In the notebook that is matplotlib's; here it is
one that writes down what it is told.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from helpers.checking.effects import keeps
from helpers.checking.messages import CheckFailed, Kind, NotAttempted
from helpers.checking.mistake import Known
from helpers.checking.own_work import names_in
from helpers.checking.properties import Property, PropertyCheck
from helpers.checking.running import Array, Function, quiet, run

Lines = list["Line"]
PYPLOT = Known("pyplot-for-plot", "Call the argument `plot`: `plot(…)` in place of `plt.plot(…)`.")


class Line(NamedTuple):
    """What one line shows: its places along both axes, and its name in the legend."""

    x: Array
    y: Array
    label: str


class Pen:
    """Draws nothing and notes each line, called as matplotlib's `Axes.plot` may be."""

    def __init__(self) -> None:
        self.lines: Lines = []

    def __call__(self, *data: Any, **style: Any) -> list[None]:
        """Note the lines of one call: `plot(y)`, `plot(x, y)`, with a format and a label."""
        before = len(self.lines)
        for part in _datasets(data):
            self._note(part, style.get("label", ""))
        return [None] * (len(self.lines) - before)

    def _note(self, data: list[Array], label: Any) -> None:
        y = data[-1]
        x = data[0] if len(data) > 1 else np.arange(1.0 * len(y))
        if len(x) != len(y):
            along = "1 number" if len(x) == 1 else f"{len(x)} numbers"
            raise ValueError(
                f"plot gets {along} along and {len(y)} up; each point needs both. "
                "How many places has your walk, and how many steps do you count?"
            )
        columns = y.T if y.ndim == 2 else [y]
        several = isinstance(label, (list, tuple, np.ndarray)) and len(label) == len(columns)
        for place, column in enumerate(columns):
            places = x[:, place] if x.ndim == 2 else x
            self.lines.append(Line(places, column, str(label[place] if several else label)))


def _datasets(data: tuple[Any, ...]) -> list[list[Array]]:
    """Return the numbers of each line: y, or x and y; a format ends a line, as in matplotlib."""
    found: list[list[Array]] = [[]]
    for part in data:
        if isinstance(part, str):
            found.append([])
        else:
            if len(found[-1]) == 2:
                found.append([])
            found[-1].append(np.atleast_1d(np.asarray(part, dtype=np.float64)))
    full = [numbers for numbers in found if numbers]
    if not full:
        raise ValueError("plot needs the numbers of a line")
    return full


class Drawn:
    """A plotting function as `run` calls it: it returns the lines that were drawn."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.__code__ = getattr(function, "__code__", None)

    def __call__(self, walks: Array, rates: Sequence[float]) -> Lines:
        """Return what the function draws."""
        pen = Pen()
        self.function(pen, walks, rates)
        return pen.lines


class PlotCheck(PropertyCheck):
    """The check of `f(plot, walks, rates)`: a property gets (draw, walks, rates)."""

    def first(self, safe: Callable[..., Lines]) -> Lines:
        """Return the lines at the check's own walks, so that an error is said first."""
        return safe(*self.arguments)

    def keeps_arguments(self, function: Function) -> None:
        """Raise CheckFailed where a right answer overwrites the walks or the rates."""
        walks, rates = self.arguments
        given = np.array(walks), list(rates)
        with quiet():
            Drawn(function)(*given)
        keeps(self.name, self.parameters[1:], (np.array(walks), list(rates)), given)

    def safe(self, function: Function) -> Callable[..., Lines]:
        """Return the function as the properties call it."""

        def safe(walks: Any, rates: Sequence[float]) -> Lines:
            call = f"plot, walks with {len(rates)} rows, rates={list(rates)}"
            lines: Any = run(self.name, call, Drawn(function), (np.array(walks), list(rates)))
            code = getattr(function, "__code__", None)
            if not lines and code is not None and "plt" in names_in(code):
                says = (
                    "You drew with `plt`, so the picture appears, but not where the caller wants."
                )
                raise CheckFailed(self.name, says, known=PYPLOT)
            if not lines:
                says = "Nothing is drawn: `plot`, the first argument, was not called."
                raise NotAttempted(self.name, says, kind=Kind.OPEN_GAP)
            if any(len(line.x) == 0 for line in lines):
                raise CheckFailed(self.name, "A line has no points.", kind=Kind.SHAPE)
            return list(lines)

        return safe


Draw = Callable[..., Lines]


def _shows(line: Line, y: Any) -> bool:
    return line.y.shape == np.shape(y) and bool(np.allclose(line.y, y, rtol=1e-5, atol=1e-6))


def places_as_steps(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The step goes along the horizontal axis."""
    walks, lines = np.array(walks), draw(walks, rates)
    if all(any(_shows(Line(n.y, n.x, ""), w) for w in walks) for n in lines):
        return "Your lines go up with the step and to the right with w."
    return None


def one_line_per_step(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """A line is a walk, not a step."""
    walks, lines = np.array(walks), draw(walks, rates)
    if walks.shape[1] == len(lines) and all(
        _shows(line, w) for line, w in zip(lines, walks.T, strict=True)
    ):
        return f"You draw {len(lines)} lines through {len(rates)} points each, one line per step."
    return None


def first_walk_only(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """Each line shows a walk of its own."""
    walks, lines = np.array(walks), draw(walks, rates)
    if len(lines) == len(rates) > 1 and all(_shows(line, lines[0].y) for line in lines):
        return f"All {len(lines)} lines show the same walk."
    return None


def label_without_its_name(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """A rate is no line; handed in without a name, it becomes one."""
    lines = draw(np.array(walks), rates)
    own, rest = lines[::2], lines[1::2]
    if len(own) == len(rest) == len(rates) and all(
        _shows(line, [lr]) for line, lr in zip(rest, rates, strict=True)
    ):
        return f"A rate is drawn as a line of its own: you draw {len(lines)} lines."
    return None


def all_walks_each_time(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """No walk is drawn again for the next rate."""
    lines = draw(np.array(walks), rates)
    if len(lines) > len(rates):
        return f"You draw {len(lines)} lines for {len(rates)} rates."
    return None


def return_inside_loop(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The function does not end after its first line."""
    walks, lines = np.array(walks), draw(walks, rates)
    if len(lines) == 1 < len(rates) and _shows(lines[0], walks[0]):
        return f"You draw the first walk only, for {len(rates)} rates."
    return None


def too_few_lines(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """Each rate has a line."""
    lines = draw(np.array(walks), rates)
    if len(lines) < len(rates):
        return f"You draw {len(lines)} line for {len(rates)} rates."
    return None


def start_left_out(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The line begins at the start."""
    walks, lines = np.array(walks), draw(walks, rates)
    for line, w in zip(lines, walks, strict=True):
        if _shows(line, w[1:]) or _shows(line, w[:-1]):
            return f"A walk has {len(w)} places, and your line has {len(line.y)} points."
    return None


def other_heights(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """A line is as high as its walk."""
    walks, lines = np.array(walks), draw(walks, rates)
    if not all(any(_shows(line, w) for line in lines) for w in walks):
        return f"The first line is drawn at the heights {np.round(lines[0].y[:4], 4).tolist()}."
    return None


def steps_counted_from_1(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The start is step 0."""
    lines = draw(np.array(walks), rates)
    if all(np.allclose(line.x, 1 + np.arange(len(line.x))) for line in lines):
        return "Your lines begin at step 1."
    return None


def other_steps(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The steps are 0, 1, 2, …."""
    for line in draw(np.array(walks), rates):
        if not np.allclose(line.x, np.arange(len(line.x))):
            return f"A line goes along {np.round(line.x[:4], 4).tolist()}; it should go 0, 1, 2, …"
    return None


def no_labels(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """Each line has a name."""
    if not any(line.label.strip() for line in draw(np.array(walks), rates)):
        return "The lines are right, and none has a label."
    return None


def braces_in_label(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The name of a line is a text whose braces were filled in."""
    for line in draw(np.array(walks), rates):
        if "{" in line.label:
            return f'A line has the label "{line.label}".'
    return None


def labels_without_rate(draw: Draw, walks: Any, rates: Sequence[float]) -> str | None:
    """The name of a line holds its own rate and no other, or a rounding of it."""
    walks = np.array(walks)
    for line in draw(walks, rates):
        own = [lr for w, lr in zip(walks, rates, strict=True) if _shows(line, w)]
        told = [float(n) for n in re.findall(r"\d*\.?\d+(?:e-?\d+)?", line.label)]
        named = [lr for lr in rates if any(np.isclose(n, lr, rtol=1e-3) for n in told)]
        if named != own:
            return f'The line of the rate {own[0]:g} has the label "{line.label}".'
    return None


plot_walks = PlotCheck(
    name="plot_walks",
    parameters=("plot", "walks", "rates"),
    returns=(),
    example=(print, [[0.0, 1.5, 1.1], [0.0, 2.5, -3.0]], [0.15, 0.25]),
    shapes=lambda *point: [],
    arguments=(
        [[0.0, 1.5, 2.1, 2.3], [0.0, 2.5, -3.0, 4.5], [0.0, 0.4, 0.7, 0.9]],
        [0.15, 0.25, 0.04],
    ),
    properties=[
        Property("Which row of numbers belongs to the horizontal axis?", places_as_steps),
        Property("A line is the walk of one rate. What does `walk` hold?", one_line_per_step),
        Property("Which walk belongs to this turn of the loop?", first_walk_only),
        Property(
            "The name of a line has a name in the call too: `label=…`.", label_without_its_name
        ),
        Property("How many lines does one turn of the loop draw?", all_walks_each_time),
        Property(
            "A `return` ends the function in the first turn of the loop. Nothing is returned here.",
            return_inside_loop,
        ),
        Property("Where does `plot` stand: inside the loop, or behind it?", too_few_lines),
        Property("Draw all places of a walk, the start included.", start_left_out),
        Property("The height of a line should be the walk's w, as it is.", other_heights),
        Property("The start is the place after 0 steps.", steps_counted_from_1),
        Property("Count the steps of the walk.", other_steps),
        Property("`plot` takes `label=…`, as in the example.", no_labels),
        Property(
            'Braces are filled in only behind an f: `f"…{lr}"`. Is the f missing?', braces_in_label
        ),
        Property("Which rate made this walk? Put that number into its label.", labels_without_rate),
    ],
)
