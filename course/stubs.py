"""What a student sees in place of a solution: nbgrader's ClearSolutions, with a stub of one's own.

nbgrader puts the same stub in place of every solution. A prediction needs `answer = ...`, a gap
needs the lines around it, and a planted bug needs the faulty code. So a solution region may end
with the lines that students get, commented out, after a line `### STUB`::

    ### BEGIN SOLUTION
    best_h = 1e-5
    ### STUB
    # best_h = ...
    ### END SOLUTION

A region without that line gets nbgrader's `code_stub` from nbgrader_config.py.
"""

import re
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions as NbgraderClearSolutions
from nbgrader.preprocessors import NbGraderPreprocessor

from .signature import sign

STUB = "### STUB"
REGION = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN SOLUTION[^\n]*\n(?P<body>.*?)^[ \t]*### END SOLUTION[^\n]*$",
    re.MULTILINE | re.DOTALL,
)


def own_stub(body: str) -> str | None:
    """Return the stub lines of a solution region's body, uncommented; None where it has none."""
    _, found, stub = body.partition(STUB + "\n")
    if not found:
        return None
    return re.sub(r"^([ \t]*)# ?", r"\1", stub, flags=re.MULTILINE).rstrip("\n")


class ClearSolutions(NbgraderClearSolutions):  # type: ignore[misc]
    """Replace each solution region by its own stub, or by nbgrader's where it has none."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        stubs: list[str] = []

        def hold(region: re.Match[str]) -> str:
            stub = own_stub(region["body"])
            if stub is None:
                return region[0]
            stubs.append(stub)
            return f"\0{len(stubs) - 1}\0"

        # Regions with a stub of their own are set aside; nbgrader then sees only the others.
        cell.source = REGION.sub(hold, cell.source)
        replaced: bool = super()._replace_solution_region(cell, language)
        cell.source = re.sub("\0(\\d+)\0", lambda m: stubs[int(m[1])], cell.source)
        return replaced or bool(stubs)


class SignRelease(NbGraderPreprocessor):  # type: ignore[misc]
    """Sign a release, the last step: what the solution was signed with must not stay in it."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Put the release's lines in the place of the solution's."""
        sign(nb)
        return nb, resources
