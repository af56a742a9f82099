"""The check of shapes in lesson 06; m, n_in and n_out all differ, so that no two shapes agree."""

import re
from typing import Any

from . import layers_variants as v
from .function import FunctionCheck
from .messages import CheckFailed
from .mistake import Mistake

SHAPE = re.compile(r"\[(\d+\.(?:, +\d+\.)*)\]")  # [5., 4.], as NumPy prints the shape (5, 4)


class TuplesCheck(FunctionCheck):
    """A FunctionCheck whose answers are shapes: they are shown as (5, 4)."""

    def _clarify(self, failed: CheckFailed, answer: Any) -> None:
        failed.args = (SHAPE.sub(_as_tuple, str(failed)),)


def _as_tuple(found: re.Match[str]) -> str:
    numbers = found[1].replace(".", "")
    return f"({numbers})" if "," in numbers else f"({numbers},)"


def _shapes(**other: Any) -> Any:
    """Return the right shapes with some exchanged, as a function of (m, n_in, n_out)."""

    def run(m: int, n_in: int, n_out: int) -> tuple[Any, ...]:
        names = ["W", "b", "Z", "dL_dW", "dL_dA"]
        right = dict(zip(names, v.shapes(m, n_in, n_out), strict=True))
        return tuple((right | {k: f(m, n_in, n_out) for k, f in other.items()}).values())

    return run


shapes = TuplesCheck(
    name="shapes",
    parameters="m, n_in, n_out",
    returns="W, b, Z, dL_dW, dL_dA",
    reference=v.shapes,
    points=[(6, 4, 5), (7, 3, 2), (2, 8, 5)],
    exact_shape=True,
    mistakes=[
        Mistake(
            "You turned everything. In this course rows are samples; W has a row for each unit.",
            _shapes(
                W=lambda m, i, o: (i, o),
                Z=lambda m, i, o: (o, m),
                dL_dW=lambda m, i, o: (i, o),
                dL_dA=lambda m, i, o: (i, m),
            ),
        ),
        Mistake(
            "Your samples are columns, as in some books. In this course they are rows.",
            _shapes(Z=lambda m, i, o: (o, m), dL_dA=lambda m, i, o: (i, m)),
        ),
        Mistake(
            "Your W has a row for each input. In this course, what does one row of W belong to?",
            _shapes(W=lambda m, i, o: (i, o), dL_dW=lambda m, i, o: (i, o)),
        ),
        Mistake(
            "W and dL_dW differ: your W has a row for each input. Whose weights stand in one row?",
            _shapes(W=lambda m, i, o: (i, o)),
        ),
        Mistake(
            "W and dL_dW differ. Each weight has one slope: where does the slope of W[0, 1] stand?",
            _shapes(dL_dW=lambda m, i, o: (i, o)),
        ),
        Mistake(
            "All samples add up in dL_dW. Is there still a row for each sample in it?",
            _shapes(dL_dW=lambda m, i, o: (m, o)),
        ),
        Mistake(
            "How many rows of the batch share one bias? Does it stand in b once for each?",
            _shapes(b=lambda m, i, o: (m, o)),
        ),
        Mistake(
            "(n_out) is a number in brackets. What makes a tuple of one entry out of it?",
            _shapes(b=lambda m, i, o: o),
        ),
        Mistake("Does a bias belong to an input, or to a unit?", _shapes(b=lambda m, i, o: (i,))),
        Mistake("Does a bias belong to a sample, or to a unit?", _shapes(b=lambda m, i, o: (m,))),
        Mistake(
            "Your b is a column. NumPy adds b to each row of Z; how many axes has a row?",
            _shapes(b=lambda m, i, o: (o, 1)),
        ),
        Mistake(
            "Your b is a table with one row. In this course it has one axis only.",
            _shapes(b=lambda m, i, o: (1, o)),
        ),
        Mistake(
            "Your Z has a column for each sample. In this course rows are what?",
            _shapes(Z=lambda m, i, o: (o, m)),
        ),
        Mistake(
            "Z is what comes out of this layer. How many units give out a score?",
            _shapes(Z=lambda m, i, o: (m, i)),
        ),
        Mistake(
            "dL_dA is the blame of what went *into* the layer. Which shape had that?",
            _shapes(dL_dA=lambda m, i, o: (m, o)),
        ),
        Mistake(
            "A is the batch that went in. Are its samples rows or columns?",
            _shapes(dL_dA=lambda m, i, o: (i, m)),
        ),
        Mistake(
            "A is what went in, one row a sample, and no weights. Which shape has it?",
            _shapes(dL_dA=lambda m, i, o: (o, i)),
        ),
    ],
)
