"""The set-up cell: it does nothing where the helpers are, and finds them everywhere else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from ..lesson import ROOT, cells
from .editions import ADDRESS, published

# In this project's own Python `helpers` is installed, so each cell runs in one that lacks it.
RUN = """
import json, os, subprocess, sys
sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != os.environ["COURSE"]] + [""]
asked, pip = [], os.environ.get("PIP", "fails")
def stand_in(command, **options):
    asked.append(command[1:])
    if pip == "hangs":
        raise subprocess.TimeoutExpired(command, options["timeout"])
    if pip == "works":
        sys.path.append(os.environ["COURSE"])
    elif options.get("check"):
        raise subprocess.CalledProcessError(1, command)
    return subprocess.CompletedProcess(command, 0 if pip == "works" else 1)
subprocess.run = stand_in
if os.environ.get("THERE"):
    sys.path.append(os.environ["COURSE"])
    import helpers.checking
before, modules = list(sys.path), set(sys.modules)
exec(compile(sys.stdin.read(), "setup", "exec"), {"__name__": "__main__"})
kept = sys.path == before
found = None
try:
    import helpers.checking
    from helpers.market.prices import load_prices
    found = [helpers.__file__, len(load_prices())]
except ImportError:
    pass
print(json.dumps({"found": found, "asked": asked, "kept": kept}))
"""


@pytest.fixture(scope="module")
def setups(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The set-up cells of a lesson in a folder, alone for Colab, and in a repository."""
    found = {}
    lesson, single = "notebooks/03_two_weights/two_weights.ipynb", "colab/03_two_weights.ipynb"
    for name, file, repository in (
        ("files", lesson, None),
        ("single", single, None),
        ("web", lesson, ADDRESS),
    ):
        out = tmp_path_factory.mktemp(name) / "out"
        with pytest.MonkeyPatch.context() as patch:
            published(out, patch, repository)
        found[name] = cells(nbformat.read(out / file, 4))["setup"].source
    return found


def run(source: str, folder: Path, **more: str) -> tuple[list[str], dict[str, Any]]:
    """Run a set-up cell in a folder; return what it printed, and what came of it."""
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder))
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=source,
        cwd=folder,
        env={**os.environ, "COURSE": str(ROOT), "PYTHONUTF8": "1", **temporary, **more},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0 and not done.stderr, done.stderr
    *said, found = done.stdout.splitlines()
    return said, json.loads(found)


@pytest.mark.parametrize("which", ["files", "single", "web"])
def test_it_does_nothing_where_the_helpers_are(
    setups: dict[str, str], tmp_path: Path, which: str
) -> None:
    said, state = run(setups[which], tmp_path, THERE="yes")
    assert said == [] and state["kept"] and state["asked"] == []
    assert state["found"] == [str(ROOT / "helpers" / "__init__.py"), 5031]


@pytest.mark.parametrize("which", ["files", "single", "web"])
def test_it_finds_a_folder_above(setups: dict[str, str], tmp_path: Path, which: str) -> None:
    for room in ("helpers", "data"):
        shutil.copytree(ROOT / room, tmp_path / room)
    below = tmp_path / "notebooks" / "03_two_weights"
    below.mkdir(parents=True)
    said, state = run(setups[which], below)
    assert said == [] and state["asked"] == []
    assert state["found"] == [str(tmp_path / "helpers" / "__init__.py"), 5031]


def test_it_unpacks_what_it_carries(setups: dict[str, str], tmp_path: Path) -> None:
    said, state = run(setups["single"], tmp_path)
    assert said == ["The course's helpers were unpacked from this cell."]
    assert state["asked"] == []
    [folder] = tmp_path.glob("downhill-*")
    assert state["found"] == [str(folder / "helpers" / "__init__.py"), 5031]


def test_it_asks_pip_for_the_published_state_and_nothing_else(
    setups: dict[str, str], tmp_path: Path
) -> None:
    said, state = run(setups["web"], tmp_path, PIP="works")
    assert said == []
    assert state["found"] == [str(ROOT / "helpers" / "__init__.py"), 5031]
    [command] = state["asked"]
    *options, address = command
    assert options == ["-m", "pip", "install", "--quiet", "--no-deps"]
    assert address.startswith(f"git+{ADDRESS}@v0.1.0-")


@pytest.mark.parametrize("how", ["fails", "hangs"])
def test_it_says_that_pip_does_not_get_them(
    setups: dict[str, str], tmp_path: Path, how: str
) -> None:
    [said], state = run(setups["web"], tmp_path, PIP=how)
    assert said.startswith("pip can't install the course's helpers. Look at the network")
    assert len(state["asked"]) == 1 and not state["found"]


@pytest.mark.parametrize("other", ["helpers.py", "helpers/__init__.py", "helpers/notes.txt"])
def test_another_module_of_the_name_is_passed_over(
    setups: dict[str, str], tmp_path: Path, other: str
) -> None:
    (tmp_path / other).parent.mkdir(exist_ok=True)
    (tmp_path / other).write_text("", encoding="utf-8")
    said, state = run(setups["single"], tmp_path)
    assert said == ["The course's helpers were unpacked from this cell."]
    assert state["found"] and state["found"][1] == 5031


@pytest.mark.parametrize("which", ["release", "files"])
def test_a_lesson_in_a_folder_says_what_is_missing(
    setups: dict[str, str], tmp_path: Path, which: str
) -> None:
    source = (ROOT / "course" / "setup_cell.py").read_text(encoding="utf-8")
    said, state = run(setups.get(which, source), tmp_path)
    assert len(said) == 1 and said[0].startswith("The folder `helpers` is missing.")
    assert state["asked"] == [] and state["found"] is None


@pytest.mark.parametrize("which", ["files", "single"])
def test_it_says_in_a_sentence_what_is_too_old(
    setups: dict[str, str], tmp_path: Path, which: str
) -> None:
    """NumPy 1.26 and Matplotlib 3.7, as some images have them; the packages here are only named."""
    for name, version in (("numpy", "1.26.4"), ("matplotlib", "3.7.5")):
        info = tmp_path / f"{name}-{version}.dist-info"
        info.mkdir()
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(text, encoding="utf-8")
    for room in ("helpers", "data"):
        shutil.copytree(ROOT / room, tmp_path / room)
    [said], _ = run(setups[which], tmp_path)
    assert said.startswith("Too old for the lessons: numpy 1.26.4, matplotlib 3.7.5. Run ")
    assert '"numpy>=2.0" "matplotlib>=3.9"' in said and said.endswith("restart the kernel.")
