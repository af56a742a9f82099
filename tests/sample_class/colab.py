"""A notebook saved the way Google Colab saves it, as seen in 73 files saved there."""

import json

from nbformat import NotebookNode

BADGE = (
    '<a href="https://colab.research.google.com/github/someone/course/blob/main/lesson.ipynb" '
    'target="_parent"><img src="https://colab.research.google.com/assets/colab-badge.svg" '
    'alt="Open In Colab"/></a>'
)


def saved_by_colab(notebook: NotebookNode) -> str:
    """Return the text of the file: format 4.0, ids in the metadata, who ran what and when."""
    cells = [_cell(cell, number) for number, cell in enumerate(notebook.cells)]
    badge = {
        "cell_type": "markdown",
        "metadata": {"id": "view-in-github", "colab_type": "text"},
        "source": [BADGE],
    }
    whole = {
        "nbformat": 4,
        "nbformat_minor": 0,
        "metadata": {
            "colab": {"provenance": [], "include_colab_link": True},
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "language_info": {"name": "python"},
        },
        "cells": [badge, *cells],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)  # no newline at the end


def _cell(cell: NotebookNode, number: int) -> dict[str, object]:
    metadata = {**cell.metadata, "id": f"aB3{number:09d}"}
    source = cell.source.splitlines(keepends=True)
    if cell.cell_type != "code":
        return {"cell_type": cell.cell_type, "metadata": metadata, "source": source}
    metadata["colab"] = {"base_uri": "https://localhost:8080/"}
    metadata["outputId"] = f"5c1f0e2a-7d43-4a55-9c6e-{number:012d}"
    metadata["executionInfo"] = {
        "status": "ok",
        "timestamp": 1790000000000 + number,
        "user_tz": -60,
        "elapsed": 12,
        "user": {"displayName": "Jo Example", "userId": "01234567890123456789"},
    }
    printed = {"output_type": "stream", "name": "stdout", "text": ["saved by Colab\n"]}
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "execution_count": number + 1,
        "outputs": [printed],
    }
