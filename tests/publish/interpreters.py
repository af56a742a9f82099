"""Python in the versions that Colab has had, found or made by uv."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

UV = os.environ.get("UV") or shutil.which("uv") or "uv"
PINS = Path(__file__).with_name("colab.txt")
PYTHONS = ("3.12", "3.11", "3.13")  # the first is the one that Colab has now


def interpreter(version: str) -> str:
    """Return the path of a Python; skip the test, with the reason, where there is none."""
    done = subprocess.run(
        [UV, "python", "find", "--no-project", "--system", version],
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        pytest.skip(f"no Python {version} found: `uv python install {version}` gets one")
    return done.stdout.strip()


def environment(version: str, folder: Path) -> Path:
    """Make a fresh virtual environment with Colab's packages; return its Python."""
    python = interpreter(version)
    make = [UV, "venv", "--quiet", "--no-project", "--python", python, str(folder / "venv")]
    subprocess.run(make, check=True, cwd=folder)
    scripts = "Scripts" if os.name == "nt" else "bin"
    made = folder / "venv" / scripts / ("python.exe" if os.name == "nt" else "python")
    install = [UV, "pip", "install", "--quiet", "--python", str(made), "-r", str(PINS)]
    subprocess.run(install, check=True, cwd=folder)
    return made
