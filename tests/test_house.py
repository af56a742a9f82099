"""The house rules that no other test sees to."""

import re
import subprocess
import sys
import tomllib

import yaml

from .lesson import ROOT, tracked


def _bounds(requirements: list[str]) -> dict[str, str]:
    return {re.split("[>=<~!]", name)[0]: name for name in requirements}


def test_conda_and_pip_install_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    pip = next(part["pip"] for part in conda if isinstance(part, dict))
    packages = [part for part in [*conda, *pip] if isinstance(part, str)]
    named = _bounds([p for p in packages if p not in ("pip", "-e .")])
    python = named.pop("python")
    assert named == _bounds(project["dependencies"])
    lowest = project["requires-python"].removeprefix(">=")
    pinned = python.removeprefix("python=")
    assert [int(n) for n in pinned.split(".")] >= [int(n) for n in lowest.split(".")]


def test_importing_helpers_takes_numpy_only() -> None:
    code = (
        "import sys, helpers, helpers.checking, helpers.gradients, helpers.losses\n"
        "heavy = {'matplotlib', 'ipywidgets', 'IPython', 'pandas', 'scipy', 'nbgrader', 'course'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


def test_helpers_knows_nothing_of_grading() -> None:
    for path in (ROOT / "helpers").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) (course|nbgrader|tests)\b", text, re.M), path


def test_the_maintainer_s_page_names_all_that_imports_nbgrader() -> None:
    page = (ROOT / "docs" / "maintainer.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"All that knows its inside: (.*)", page)
    named = tuple(re.findall(r"`([^`]+)`", listed))
    for name in tracked():
        if name.startswith("course/") and name.endswith(".py"):
            text = (ROOT / name).read_text(encoding="utf-8")
            if re.search(r"^\s*(from|import) nbgrader\b", text, re.M):
                assert name.startswith(named), name


def test_student_work_and_machine_files_are_not_in_git() -> None:
    ours = {"gradebook/.gitignore", "gradebook/README.md"}
    assert {name for name in tracked() if name.startswith("gradebook/")} <= ours
    assert not [name for name in tracked() if name.endswith((".db", "uv.lock", ".pyc"))]


def test_no_address_or_path_of_a_machine_is_written_down() -> None:
    for name in tracked():
        path = ROOT / name
        if path.suffix in (".png", ".webp") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, name
        assert "/simple" not in re.sub(r"docs\.\S+", "", text) or name.endswith("test_house.py"), (
            name
        )


def test_the_readme_names_the_two_commands_and_every_lesson() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install uv && uv run jupyter lab" in readme
    assert "uv run pytest" in readme
    assert "\nuv run pytest  " in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for folder in (ROOT / "lessons").iterdir():
        assert folder.name in readme, f"README's lesson map lacks {folder.name}"
