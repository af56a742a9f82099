"""An edition in a repository: pip installs its helpers and data, and touches nothing else."""

import json
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

from ..lesson import cells
from .editions import ADDRESS, published
from .interpreters import environment

pytestmark = pytest.mark.slow
WHERE = """
import json, helpers
from helpers.lessons.two_weights import checks
from helpers.market.prices import load_prices
print(json.dumps([helpers.__file__, len(load_prices())]))
"""


def installed(python: Path) -> set[str]:
    command = [str(python), "-m", "pip", "freeze"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.splitlines())


def test_the_set_up_cell_installs_the_published_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = environment("3.11", tmp_path)
    out = tmp_path / "out"
    tag = published(out, monkeypatch, ADDRESS).tag
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(out)]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "edition"], ["tag", tag]):
        subprocess.run([*git, *words], check=True)
    # The branch goes on, and the lessons that were handed out stay with their own state.
    shutil.rmtree(out / "helpers")
    subprocess.run([*git, "commit", "-qam", "later"], check=True)
    notebook = nbformat.read(out / "notebooks/03_two_weights/two_weights.ipynb", as_version=4)
    setup = cells(notebook)["setup"].source.replace(ADDRESS, out.as_uri())
    assert f"git+file:///{out.as_posix().lstrip('/')}@{tag}" in setup
    before = installed(python)
    content = tmp_path / "content"
    content.mkdir()
    done = subprocess.run(
        [str(python), "-"],
        input=f"{setup}\n{WHERE}",
        capture_output=True,
        encoding="utf-8",
        cwd=content,
    )
    [found] = done.stdout.splitlines()
    place, days = json.loads(found)
    assert Path(place).is_relative_to(tmp_path / "venv") and days == 5031
    [new] = installed(python) - before
    assert new.startswith("downhill @ git+file:") and before < installed(python)
    shutil.rmtree(tmp_path / "venv")
