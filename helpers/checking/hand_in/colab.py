"""The notebook that is open in Google Colab: fetched from the browser, and given back as a file."""

import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

SECONDS = 60  # for the browser's answer; a notebook with many pictures takes a while
KEPT = {"kernelspec", "language_info", "downhill"}
KEPT_OF_CELLS = {"nbgrader", "tags", "jupyter", "cellView", "deletable", "editable", "id"}


class NoNotebook(Exception):  # noqa: N818, like the checks' names
    """Colab did not give the notebook."""


def is_here() -> bool:
    """Say whether this is a kernel of Colab's, which imports google.colab when it starts."""
    return "google.colab" in sys.modules


def open_notebook() -> dict[str, Any]:
    """Return the notebook as the browser shows it, saved or not. Raises NoNotebook.

    The module is Colab's own and may change, so whatever goes wrong in it is told, not raised.
    """
    try:
        message = import_module("google.colab._message")
        answer = message.blocking_request("get_ipynb", timeout_sec=SECONDS)
    except Exception as error:
        raise NoNotebook(f"Colab did not give this notebook ({type(error).__name__}).") from error
    if not answer or "cells" not in answer.get("ipynb", {}):
        raise NoNotebook("Colab did not give this notebook.")
    notebook: dict[str, Any] = answer["ipynb"]
    return notebook


def without_personal_data(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook less what Colab notes of a learner: name, user id, times, file ids."""
    metadata = {key: value for key, value in notebook["metadata"].items() if key in KEPT}
    return {**notebook, "metadata": metadata, "cells": [_bare(c) for c in notebook["cells"]]}


def _bare(cell: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in cell["metadata"].items() if key in KEPT_OF_CELLS}
    bare = {**cell, "metadata": kept}
    if "outputs" in cell:
        bare["outputs"] = [_output(output) for output in cell["outputs"]]
    return bare


def _output(output: dict[str, Any]) -> dict[str, Any]:
    """Keep what describes a picture, such as its alt text; its key is a kind of data."""
    if "metadata" not in output:
        return output
    return {**output, "metadata": {k: v for k, v in output["metadata"].items() if "/" in k}}


def browser_download(notebook: dict[str, Any], name: str) -> None:
    """Have the browser download the notebook under this name."""
    # Not in the working folder: that may be on Google Drive, with the notebook itself in it.
    path = Path(tempfile.mkdtemp(prefix="downhill-")) / name
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    import_module("google.colab.files").download(str(path))
