"""A trial with an own notebook's solution: which of its tests can be judged outside.

A test that the solution passes outside the student's process is judged there. One that it passes
inside only is run inside, for every student; so is one that it does not pass at all.
"""

import ast
from collections.abc import Callable
from dataclasses import replace

from nbformat import NotebookNode

from ..cell_metadata import is_answer, is_check
from ..own import OwnTests
from ..parcels import Graded, Repaired
from ..protocol.session import Session
from .reach import names_of, parsed, reaching
from .submission import judge

TRIED = "the lesson's own solution passes it there only"
FAILS = "the lesson's own solution does not pass it anywhere"


def try_tests(
    solution: NotebookNode,
    release: NotebookNode,
    files: tuple[tuple[str, bytes], ...],
    session: Callable[[], Session],
) -> OwnTests:
    """Return how the tests of a notebook are to be judged; `session` begins a run of it.

    Raises SandboxError where nothing can be run, and TooManyPoints.
    """
    code = [cell for cell in solution.cells if cell.cell_type == "code"]
    answers = [cell for cell in code if is_answer(cell)]
    defined = frozenset[str]().union(*(names_of(cell.source).bound for cell in answers))
    tests = OwnTests(reaching(solution), defined, _imports(release), files=files)

    def run() -> Graded:
        return judge("", Repaired(solution), session(), tests)

    outside = {one.grade_id: one for one in run().verdicts}
    unsure = {
        name: one.inside or TRIED
        for name, one in outside.items()
        if one.inside or one.points < one.max_points
    }
    if not unsure:
        return tests
    tests = replace(tests, inside={**unsure, **tests.inside})
    failing, told = {}, dict(tests.inside)
    for one in run().verdicts:
        if one.points < one.max_points:
            failing[one.grade_id] = one.points
            if told.get(one.grade_id) == TRIED:
                told[one.grade_id] = FAILS
                if 0 < one.points == outside[one.grade_id].points:
                    del told[one.grade_id]  # a part of the points, and the same from outside
    return replace(tests, inside=told, failing=failing)


def _imports(release: NotebookNode) -> tuple[str, ...]:
    """Return the import statements of a release beside answers and tests."""
    found: list[str] = []
    for cell in release.cells:
        if cell.cell_type == "code" and not is_answer(cell) and not is_check(cell):
            tree, _ = parsed(cell.source)
            body = tree.body if tree else []
            found += [
                ast.unparse(one) for one in body if isinstance(one, ast.Import | ast.ImportFrom)
            ]
    return tuple(dict.fromkeys(found))
