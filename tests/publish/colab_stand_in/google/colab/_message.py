"""Colab's messages to the browser; here the browser's notebook is a file."""

import json
import os
from pathlib import Path
from typing import Any


def blocking_request(
    request_type: str, request: str = "", timeout_sec: int = 5, parent: object = None
) -> dict[str, Any]:
    """Return what Colab returns for "get_ipynb"."""
    assert request_type == "get_ipynb", request_type
    text = Path(os.environ["COLAB_NOTEBOOK"]).read_text(encoding="utf-8")
    return {"ipynb": json.loads(text)}
