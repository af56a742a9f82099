"""Everything that costs time the first time is done here, once, before the first fork."""

import importlib
import pkgutil
import sys

from .output import Sink, Stream
from .shell import Shell, started

CELLS = [
    "import numpy as np\nimport matplotlib.pyplot as plt",
    "from helpers import checking, drawing\nfrom helpers.lessons.two_weights import figures",
    "def _warm(x):\n    return np.log(x) + undefined",
    "_warm(2.0)",
    "np.testing.assert_allclose(np.ones(2), np.zeros(2))",
    "1 / 0",
    "oh no",
    "print(np.array([1.0]))\nnp.array([1.0])",
    "drawing.show(figures.dials())",
    "drawing.slide(figures.dials(), w1=[1.0, 2.0])",
]


def warmed(sink: Sink) -> Shell:
    """Return the shell in which the first cell is as fast as the second."""
    shell = started(sink)  # before the course's checks: they install themselves in it
    import ipywidgets  # noqa: F401
    import matplotlib
    import matplotlib.pyplot
    import numpy.testing  # noqa: F401

    import helpers
    from helpers.drawing import display
    from helpers.market.prices import load_prices

    for module in pkgutil.walk_packages(helpers.__path__, "helpers."):
        importlib.import_module(module.name)
    load_prices()  # Pandas is the slowest of all

    from .words import Words

    display.use(Words())
    usual = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout", sink), Stream("stderr", sink)
    for cell in CELLS:
        shell.run_cell(cell, store_history=True)  # type: ignore[no-untyped-call]
    shell.reset(new_session=True)  # type: ignore[no-untyped-call]
    sys.stdout, sys.stderr = usual
    sink.taken()
    matplotlib.pyplot.close("all")
    return shell
