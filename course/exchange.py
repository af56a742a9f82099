"""What nbgrader's exchange hands out: notebooks that bring the course's helpers along.

nbgrader calls this because of nbgrader_config.py. It copies the folder of a release, and students
get nothing else; so each notebook of ours becomes the single file that Colab gets too.
"""

from pathlib import Path

import nbformat
from nbgrader.exchange.default import ExchangeReleaseAssignment

from .fixed_cells import SETUP
from .publish import portable
from .publish.files import packed, read_tree


class ReleaseWithHelpers(ExchangeReleaseAssignment):  # type: ignore[misc]
    """Release an assignment; a notebook without our set-up cell stays as it is."""

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy the release to the exchange, and put the helpers into its notebooks there."""
        super().do_copy(src, dest, log)
        archive = ""
        for place in sorted(Path(dest).glob("*.ipynb")):
            notebook = nbformat.read(place, as_version=4)
            if any(cell.get("id") == SETUP for cell in notebook.cells):
                archive = archive or packed(read_tree(Path(self.coursedir.root)))
                carrying = portable.carrying(notebook, archive)
                place.write_text(portable.notebook_text(carrying), encoding="utf-8", newline="\n")
