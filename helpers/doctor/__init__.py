"""Is all there that the lessons need? `python -m helpers.doctor` prints OK or FAIL, a line each.

The doctor itself needs nothing but Python, even an old one: each package is imported by a second
Python, so one that is broken costs a line and not the doctor.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
PYTHON = (3, 11)
# Package and lowest version, as in pyproject.toml; a test compares them.
LESSONS = {
    "numpy": "2.0",
    "matplotlib": "3.9",
    "ipywidgets": "7.7",
    "pandas": "2.2",
    "yfinance": "0.2.66",
}
# Colab has its own JupyterLab, which shows the sliders of ipywidgets 7.
LAB = {"ipywidgets": "8.0", "jupyterlab": "4.2"}
# A version that is left out, and what is wrong with it: microsoft/vscode-jupyter#17504.
UNFIT = {"ipywidgets": ("8.1.9", "shows no slider in VS Code")}
COURSE = {  # for who builds and grades: where the folder course is
    "nbgrader": "0.9.5",
    "jupytext": "1.16",
    "nbformat": "5.10",
    "typer": "0.15.4",
    "rich": "13.7",
    "msgpack": "1.0.8",
    "nh3": "0.2.18",
    "pebble": "5.0",
    "charset-normalizer": "3.3",
    "pyyaml": "6",
    "babel": "2.14",
}
MODULES = {"charset-normalizer": "charset_normalizer", "pyyaml": "yaml"}  # of another name
SNAPSHOT = HOME / "data" / "sp500.csv"
DAYS, SHA256 = 5031, "e2d27e1137dfaa3eaf4b81f5320249775e28aff0c5190199bb2918dd1c71d149"
SECONDS = 120  # for one import: an antivirus program looks at each file of a new package
KERNEL = """
import json, ipykernel.kernelapp
from jupyter_client.kernelspec import KernelSpecManager
spec = KernelSpecManager().get_kernel_spec("python3")
print(json.dumps([spec.argv[0], spec.resource_dir]))
"""
WIDGETS = """
import ipywidgets, json, pathlib
from jupyter_core.paths import jupyter_path
places = [pathlib.Path(p, "@jupyter-widgets", "jupyterlab-manager", "package.json")
          for p in jupyter_path("labextensions")]
found = next((p for p in places if p.is_file()), None)
print(json.loads(found.read_text(encoding="utf-8"))["version"] if found else "")
"""


class Failed(Exception):  # noqa: N818
    """What is wrong, and what to do."""


def python() -> str:
    """Check this Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < PYTHON:
        lowest = "{}.{}".format(*PYTHON)
        raise Failed(f"Python {found} is too old. Install Python {lowest} or newer, and use that.")
    return f"Python {found}, {sys.executable}"


def package(name: str, lowest: str) -> str:
    """Check that a package is there, new enough, not hidden by another, and can be imported."""
    mend = f'Run: {_installer(name)} "{name}>={lowest}"'
    try:
        there = importlib.metadata.distribution(name)
        found = there.version
    except (importlib.metadata.PackageNotFoundError, KeyError):
        found = None
    if not found:
        raise Failed(f"{name} is not installed. {mend}")
    if _numbers(found) < _numbers(lowest):
        raise Failed(f"{name} {found} is too old. {mend}")
    version, why = UNFIT.get(name, ("", ""))
    if found == version:
        raise Failed(f'{name} {found} {why}. Run: {_installer(name)} "{name}>={lowest},!={found}"')
    module = MODULES.get(name, name)
    place = _answer(f"import {module}; print({module}.__file__)", f"{name} {found}", mend)
    if Path(str(there.locate_file(""))).resolve() not in Path(place).resolve().parents:
        raise Failed(f"{name} is hidden by {place}. Rename or delete that.")
    return f"{name} {found}"


def too_old() -> str:
    """Return a sentence that names the lessons' packages that are older than they need, or ""."""
    old = {}
    for name, lowest in LESSONS.items():
        try:
            found = _version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # whoever imports it says so, and not every lesson does
        if _numbers(found) < _numbers(lowest):
            old[f"{name} {found}"] = f'"{name}>={lowest}"'
    if not old:
        return ""
    return (
        f"Too old for the lessons: {', '.join(old)}. Run {_installer('numpy')} "
        f"{' '.join(old.values())} and restart the kernel."
    )


def unfit() -> str:
    """Return a sentence on a package that VS Code can't use, where this is VS Code, or ""."""
    if not any(name.startswith("VSCODE_") for name in os.environ):
        return ""
    for name, (version, why) in UNFIT.items():
        try:
            found = _version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        if found == version:
            run = f'{_installer(name)} "{name}!={version}"'
            return f"{name} {version} {why}. Run {run} and restart the kernel."
    return ""


def data() -> str:
    """Check the snapshot of prices; the ends of its lines may be those of Windows."""
    mend = f"Get the folder data of the course anew and put it into {HOME}"
    try:
        text = SNAPSHOT.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Failed(f"data: {SNAPSHOT} is missing. {mend}") from None
    except (OSError, ValueError) as error:
        raise Failed(f"data: {SNAPSHOT} can't be read ({error}). {mend}") from None
    days = text.count("\n") - 1
    if days != DAYS:
        raise Failed(f"data: {SNAPSHOT} has {days} days and not {DAYS}. {mend}")
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != SHA256:
        raise Failed(f"data: {SNAPSHOT} was changed. {mend}")
    return f"data: {DAYS} days of prices"


def kernel() -> str:
    """Check that notebooks are run by this Python."""
    mend = f"Run: {_installer('ipykernel')} --force-reinstall ipykernel"
    said = _answer(KERNEL, "kernel: python3", mend)
    started, folder = json.loads(said)
    plain = ("python", "python3", "python{}.{}".format(*sys.version_info))  # means this one
    if started not in plain and not _this_python(Path(started)):
        raise Failed(
            f"kernel: notebooks are run by {started} and not by {sys.executable}. "
            f"Delete the folder {folder}"
        )
    return "kernel: python3 is this Python"


def widgets() -> str:
    """Check that sliders are shown in JupyterLab."""
    mend = f"Run: {_installer('jupyterlab_widgets')} --force-reinstall jupyterlab_widgets"
    found = _answer(WIDGETS, "widgets", mend)
    if not found:
        raise Failed(f"widgets: JupyterLab lacks the extension that shows sliders. {mend}")
    return f"widgets: JupyterLab's extension {found}"


def in_colab() -> bool:
    """Say whether this is Google Colab, which brings its own notebook, kernel and widgets."""
    return bool(importlib.util.find_spec("google") and importlib.util.find_spec("google.colab"))


def main() -> int:
    """Print the lines. Returns 1 if any says FAIL, else 0."""
    wanted = dict(LESSONS)
    if not in_colab():
        wanted.update(LAB)
    if (HOME / "course").is_dir():
        wanted.update(COURSE)
    checks: list[Callable[[], str]] = [python, *(partial(package, *p) for p in wanted.items())]
    checks += [data] if in_colab() else [data, kernel, widgets]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for well, line in pool.map(_outcome, checks):
            failed += not well
            text = f"{'OK   ' if well else 'FAIL '} {' '.join(line.split())}"
            print(text.encode("ascii", "backslashreplace").decode("ascii"))  # for any console
    return 1 if failed else 0


def _outcome(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except Failed as failure:
        return False, str(failure)


def _answer(code: str, what: str, mend: str) -> str:
    """Return the last line that `code` prints in a second Python. Raises Failed."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{what} takes more than {SECONDS} seconds to import. {mend}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split("\n")
        why = next((s.strip() for s in reversed(said) if s.strip()), f"code {done.returncode}")
        raise Failed(f"{what} can't be used ({why:.200}). {mend}")
    return (done.stdout.decode("utf-8", "replace").splitlines() or [""])[-1].strip()


def _installer(name: str) -> str:
    """Return the command by which packages come into this Python."""
    if (Path(sys.prefix) / "conda-meta").is_dir() and name != "msgpack":  # another name there
        return "conda install -c conda-forge"
    if importlib.util.find_spec("pip") is None:
        return "uv pip install"
    return f"{sys.executable} -m pip install"


def _version(name: str) -> str:
    """Return a package's version as `importlib.metadata.version` does, which parses all it says.

    Every lesson's first cell waits for this.

    Raises PackageNotFoundError.
    """
    there = importlib.metadata.distribution(name)
    found = re.search(r"^Version: *(\S+)", there.read_text("METADATA") or "", re.MULTILINE)
    return found[1] if found else there.version


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _this_python(other: Path) -> bool:
    """Say whether `other` starts this Python: two environments may link to the same program."""
    try:
        return other.parent.samefile(Path(sys.executable).parent) and other.samefile(sys.executable)
    except OSError:
        return False
