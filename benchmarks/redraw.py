"""One redraw on a slider step against drawing the picture anew, as a ratio of medians.

Both end with the PNG that the student sees. The two are timed in turn, so that a busy moment hits
both. The states are those of the sliders in the lessons.
"""

import ast
import inspect
import itertools
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from helpers import figures

ROOT = Path(__file__).parents[1]
ROUNDS = 9


def sliders() -> dict[str, ast.Call]:
    """Return the first `widgets.slide(figures.name(…), state=…)` of each picture."""
    found: dict[str, ast.Call] = {}
    for lesson in sorted((ROOT / "lessons").glob("*/*.py")):
        for node in ast.walk(ast.parse(lesson.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "widgets.slide":
                name = re.match(r"figures\.(\w+)", ast.unparse(node.args[0]))
                if name and name[1] not in found:
                    found[name[1]] = node
    return found


def seconds(action: Callable[[], Any]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def ratio(name: str, call: ast.Call) -> float | None:
    """Return redraw over full replot; None where the slider needs the lesson's own variables."""
    draw = getattr(figures, name)
    try:
        choices = {
            keyword.arg: list(eval(ast.unparse(keyword.value), {"range": range}))
            for keyword in call.keywords
        }
        picture = draw()
    except (NameError, TypeError):
        return None
    states = [dict(zip(choices, s, strict=True)) for s in itertools.product(*choices.values())]
    accepted = inspect.signature(draw).parameters
    moved, anew = [], []
    for state in itertools.islice(itertools.cycle(states), ROUNDS):
        moved.append(seconds(lambda state=state: picture.move(**state).png(compression=1)))
        fresh = {key: value for key, value in state.items() if key in accepted}
        anew.append(seconds(lambda fresh=fresh: draw(**fresh).png(compression=1)))
    return statistics.median(moved) / statistics.median(anew)


def main() -> None:
    """Print the table."""
    table = Table("picture", "redraw / full replot")
    for name, call in track(sliders().items(), "pictures", transient=True):
        found = ratio(name, call)
        table.add_row(name, "needs the lesson's variables" if found is None else f"{found:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
