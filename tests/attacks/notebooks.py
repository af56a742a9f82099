"""Attacks by the file itself: check cells gone, edited or doubled, false metadata, odd JSON."""

import copy

import nbformat
from nbformat import NotebookNode

from ..lesson import cells
from .attack import WRONG, Attack


def checks(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the check cells."""
    return list(cells(notebook, grade=True, solution=False).values())


def deleted(notebook: NotebookNode) -> None:
    """Delete the check cells."""
    notebook.cells = [cell for cell in notebook.cells if cell not in checks(notebook)]


def edited(notebook: NotebookNode) -> None:
    """Leave nothing of the check cells' text."""
    for cell in checks(notebook):
        cell.source = "print('right in all 3 tests.')"
        cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="right\n")]


def doubled(notebook: NotebookNode) -> None:
    """Add a harmless copy of each check cell."""
    for cell in checks(notebook):
        for place in (0, len(notebook.cells)):
            copied = copy.deepcopy(cell)
            copied.source = "pass"
            notebook.cells.insert(place, copied)


def renamed(notebook: NotebookNode) -> None:
    """Exchange the check cells' names, so that an easy one counts for a hard one."""
    named = checks(notebook)
    names = [cell.metadata.nbgrader.grade_id for cell in named]
    for cell, name in zip(named, [*names[1:], names[0]], strict=True):
        cell.metadata.nbgrader.grade_id = name
        cell.source = "pass"


def richer(notebook: NotebookNode) -> None:
    """Claim a thousand points a check, and points for stubs."""
    for cell in checks(notebook):
        cell.metadata.nbgrader.points = 1000
    for cell in cells(notebook, solution=True).values():
        cell.metadata.nbgrader |= {"grade": True, "points": 1000}


def as_answers(notebook: NotebookNode) -> None:
    """Claim that the check cells are answers, unlocked, and empty them."""
    for cell in checks(notebook):
        cell.metadata.nbgrader |= {"solution": True, "locked": False}
        cell.source = "pass"


def as_text(notebook: NotebookNode) -> None:
    """Turn the check cells into text."""
    for place, cell in enumerate(notebook.cells):
        if cell in checks(notebook):
            made = nbformat.v4.new_markdown_cell(cell.source, metadata=cell.metadata)
            notebook.cells[place] = nbformat.from_dict({**made, "id": cell.id})


def tagged(notebook: NotebookNode) -> None:
    """Tag the check cells as not to be run, or as expected to fail."""
    for cell in checks(notebook):
        cell.metadata.tags = ["skip-execution", "raises-exception"]


def extra(notebook: NotebookNode) -> None:
    """Add a graded cell of one's own."""
    claims = {"grade": True, "grade_id": "bonus-check", "locked": True, "points": 100}
    claims |= {"schema_version": 3, "solution": False, "task": False, "cell_type": "code"}
    notebook.cells.append(nbformat.v4.new_code_cell("pass", metadata={"nbgrader": claims}))


def imports(notebook: NotebookNode) -> None:
    """Have the locked imports bring a check of one's own."""
    imported = cells(notebook)["imports"]
    imported.source += "\nclass check:\n    class two_weights:\n"
    imported.source += "        forward = gradients = step = train = mend_train = print\n"
    imported.metadata.nbgrader.locked = False


def kernel(notebook: NotebookNode) -> None:
    """Ask for another kernel."""
    notebook.metadata.kernelspec = {"name": "bash", "display_name": "Bash", "language": "bash"}
    notebook.metadata.language_info = {"name": "bash"}


def schema(notebook: NotebookNode) -> None:
    """Claim metadata from the future."""
    for cell in checks(notebook):
        cell.metadata.nbgrader.schema_version = 99


def confused(notebook: NotebookNode) -> None:
    """Give metadata kinds that they never have."""
    kinds: list[object] = [None, [], 3.5, {"x": []}, "§" * 1000, -1]
    for number, cell in enumerate(checks(notebook)):
        cell.metadata.nbgrader.points = kinds[number % len(kinds)]
        cell.metadata.nbgrader.grade_id = kinds[-1 - number % len(kinds)]


def deep(notebook: NotebookNode) -> None:
    """Nest the notebook's metadata deeply."""
    inside: dict[str, object] = {}
    for _ in range(300):
        inside = {"a": inside}
    notebook.metadata.deep = inside


def claimed(name: str, tries: str, damage: object, quick: bool = False) -> Attack:
    """Return an attack by a damaged notebook."""
    assert callable(damage)
    return Attack(name, tries, WRONG, damage, quick=quick)


ATTACKS = [
    claimed("checks deleted", "Deletes the check cells.", deleted, quick=True),
    claimed(
        "checks edited", "Replaces the check cells by praise, with outputs.", edited, quick=True
    ),
    claimed("checks doubled", "Adds an empty copy before and after of each check cell.", doubled),
    claimed("checks renamed", "Exchanges the `grade_id`s of emptied check cells.", renamed),
    claimed("more points", "Claims a thousand points for each check, and some for stubs.", richer),
    claimed(
        "checks as answers", "Claims that the emptied checks are answers.", as_answers, quick=True
    ),
    claimed("checks as text", "Turns the check cells into text cells.", as_text),
    claimed("checks tagged", "Tags the check cells as not to be executed.", tagged, quick=True),
    claimed(
        "a check of its own", "Adds a check of its own that gives 100 points.", extra, quick=True
    ),
    claimed("imports edited", "Has the locked imports bring a check that does nothing.", imports),
    claimed("another kernel", "Asks for a kernel that is not Python.", kernel),
    claimed("metadata from the future", "Claims a schema that no program knows.", schema),
    claimed("metadata of wrong kinds", "Has lists and nothing for names and points.", confused),
    claimed("deep metadata", "Nests the notebook's metadata 300 deep.", deep),
]
