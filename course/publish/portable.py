"""A release notebook that brings its helpers along, so that the one file runs anywhere."""

import copy
import re

import nbformat
from nbformat import NotebookNode

from helpers.check.hand_in.cells import checksum

from ..fixed_cells import SETUP
from .address import Address

# As Colab marks the badge that it writes: "Save to GitHub" then replaces this one.
BADGE_ID = "view-in-github"


def portable(
    release: NotebookNode, path: str, archive: str, tag: str, address: Address | None
) -> str:
    """Return the text of a notebook whose set-up cell holds the helpers and their address.

    Its `grade_id`s are the release's, so it is graded like that: a grader puts the release's own
    set-up cell back.

    Parameters
    ----------
    path : of the notebook in the edition, with "/".
    archive : the helpers, as `files.packed` gives them.
    tag : of the edition's commit.
    """
    notebook = copy.deepcopy(release)
    setup = next(c for c in notebook.cells if c.get("id") == SETUP)
    setup.source = _filled(setup.source, "ARCHIVE", archive)
    if address:
        setup.source = _filled(setup.source, "ADDRESS", address.pip(tag))
    setup.metadata.nbgrader.checksum = checksum(setup)
    if address and (badge := address.badge(path)):
        cell = nbformat.v4.new_markdown_cell(badge, id=BADGE_ID)
        cell.metadata = NotebookNode(id=BADGE_ID, colab_type="text")
        notebook.cells.insert(0, cell)
    text: str = nbformat.writes(notebook)
    return text + "\n"


def _filled(source: str, name: str, value: str) -> str:
    filled, times = re.subn(rf'^{name} = ""', lambda _: f'{name} = "{value}"', source, flags=re.M)
    assert times == 1, f"course/setup_cell.py has no line {name} = "
    return filled
