"""A release notebook that runs where no folder `helpers` is: its set-up cell gets them."""

import copy
from pathlib import Path
from string import Template

import nbformat
from nbformat import NotebookNode

from helpers.checking.hand_in.cells import checksum

from .. import signature
from ..fixed_cells import SETUP
from .address import Address

TEMPLATES = Path(__file__).parent / "templates"
# As Colab marks the badge that it writes: "Save to GitHub" then replaces this one.
BADGE_ID = "view-in-github"


def installing(release: NotebookNode, path: str, tag: str, address: Address) -> NotebookNode:
    """Return a notebook whose set-up cell has pip install the helpers, with its badge.

    Its `grade_id`s are the release's, so it is graded like that: a grader puts the release's own
    set-up cell back.

    Parameters
    ----------
    path : of the notebook in the edition, with "/".
    tag : of the edition's commit.
    """
    notebook = _with_setup(release, "setup_pip.py.in", address=address.pip(tag))
    if badge := address.badge(path):
        cell = nbformat.v4.new_markdown_cell(badge, id=BADGE_ID)
        cell.metadata = NotebookNode(id=BADGE_ID, colab_type="text")
        notebook.cells.insert(0, cell)
    return notebook


def carrying(release: NotebookNode, archive: str) -> NotebookNode:
    """Return a notebook whose set-up cell holds the helpers, as `files.packed` gives them."""
    return _with_setup(release, "setup_archive.py.in", archive=archive)


def notebook_text(notebook: NotebookNode) -> str:
    """Return what is written to a notebook's file, which is signed as it is now."""
    notebook = copy.deepcopy(notebook)
    signature.sign(notebook)
    return f"{nbformat.writes(notebook)}\n"


def _with_setup(release: NotebookNode, template: str, **words: str) -> NotebookNode:
    notebook = copy.deepcopy(release)
    setup = next(c for c in notebook.cells if c.get("id") == SETUP)
    source = Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(words)
    setup.source = source.rstrip("\n")
    setup.metadata.nbgrader.checksum = checksum(setup)
    return notebook
