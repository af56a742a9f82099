"""Colab's downloads; here they go to a folder."""

import os
import shutil
from pathlib import Path


def download(filename: str) -> None:
    """Have the browser save the file under its name."""
    if not Path(filename).exists():
        raise FileNotFoundError(f"Cannot find file: {filename}")
    shutil.copy(filename, os.environ["COLAB_DOWNLOADS"])
