"""`python -m helpers.doctor` in good, bare and broken environments, which are real ones."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers import doctor

from .lesson import ROOT

DOCTOR = "helpers/doctor/__init__.py", "helpers/doctor/__main__.py"
STUDENTS = ["numpy", "matplotlib", "ipywidgets", "pandas", "yfinance", "jupyterlab"]


@dataclass
class Place:
    """A student's folder with the doctor in it, and a Python without packages."""

    folder: Path
    python: Path
    packages: Path

    def run(self) -> tuple[int, dict[str, str]]:
        """Run the doctor; return its exit code and its lines, by the word that each starts with."""
        return run(self.python, self.folder, **self.environment())

    def environment(self) -> dict[str, str]:
        """Return Jupyter's folder of this place's own, and the encoding of a poor console."""
        return {"JUPYTER_DATA_DIR": str(self.folder / "jupyter"), "PYTHONIOENCODING": "ascii"}

    def check(self, name: str) -> str:
        """Return what one check says: True or False, and its line."""
        code = f"from helpers import doctor; print(*doctor._outcome(doctor.{name}))"
        done = subprocess.run(
            [self.python, "-c", code],
            cwd=self.folder,
            env={**os.environ, **self.environment(), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8").strip()

    def install(self, name: str, version: str, code: str = "") -> None:
        """Put a package into the environment as an installer does, with what `code` says in it."""
        (self.packages / name).mkdir()
        (self.packages / name / "__init__.py").write_text(code, encoding="utf-8")
        told = self.packages / f"{name}-{version}.dist-info" / "METADATA"
        told.parent.mkdir()
        told.write_text(f"Name: {name}\nVersion: {version}\n", encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Change a line of the doctor."""
        path = self.folder / "helpers" / "doctor" / "__init__.py"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def run(python: Path | str, folder: Path, **environment: str) -> tuple[int, dict[str, str]]:
    done = subprocess.run(
        [python, "-m", "helpers.doctor"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="ascii",
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert all(re.match(r"(OK   |FAIL ) \S", line) for line in lines), done.stdout
    return done.returncode, {re.split(r"[ :]+", line)[1]: line for line in lines}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "Übung"
    for name in ("helpers/__init__.py", *DOCTOR, "data/sp500.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    made = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", made], check=True)
    python = made / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(
        asked, check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()
    return Place(folder, python, Path(packages))


def with_all_packages(place: Place) -> Place:
    """Let the environment see the packages of this one, but not what lies beside packages."""
    found = [folder for folder in sys.path if folder.endswith("-packages")]
    (place.packages / "all.pth").write_text("\n".join(found), encoding="utf-8")
    return place


def test_here_all_is_well(tmp_path: Path) -> None:
    code, lines = run(sys.executable, ROOT, JUPYTER_DATA_DIR=str(tmp_path))
    assert [line for line in lines.values() if not line.startswith("OK ")] == []
    assert code == 0
    assert list(lines) == ["Python", *STUDENTS, *doctor.COURSE, "data", "kernel", "widgets"]


def test_the_bounds_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {**doctor.LESSONS, **doctor.LAB, **doctor.COURSE}
    but = {name: f",!={version}" for name, (version, _) in doctor.UNFIT.items()}
    wanted = {f"{name}>={lowest}{but.get(name, '')}" for name, lowest in ours.items()}
    assert wanted == set(project["dependencies"])
    assert project["requires-python"] == ">={}.{}".format(*doctor.PYTHON)


@pytest.mark.parametrize("name", ["helpers/__init__.py", *DOCTOR])
def test_an_old_python_can_read_it_and_needs_no_package(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names]
            first = [node.module or "helpers"] if isinstance(node, ast.ImportFrom) else names
            assert {n.split(".")[0] for n in first} <= {
                *sys.stdlib_module_names,
                "__future__",
                "helpers",
            }


def test_a_python_without_packages(place: Place) -> None:
    code, lines = place.run()
    assert code == 1
    assert list(lines) == ["Python", *STUDENTS, "data", "kernel", "widgets"]
    assert lines["Python"].startswith("OK ")
    assert lines["data"] == "OK    data: 5031 days of prices"
    for name in STUDENTS:
        lowest = {**doctor.LESSONS, **doctor.LAB}[name]
        wanted = f'FAIL  {name} is not installed. Run: uv pip install "{name}>={lowest}"'
        assert lines[name] == wanted
    assert "No module named 'ipykernel'" in lines["kernel"]
    assert "Run: uv pip install --force-reinstall ipykernel" in lines["kernel"]
    assert "No module named 'ipywidgets'" in lines["widgets"]


def test_packages_that_are_old_broken_or_hidden(place: Place) -> None:
    place.change("SECONDS = 120", "SECONDS = 5")
    place.install("numpy", "1.26.4")
    place.install("pandas", "2.2.3", "raise ImportError('DLL load failed while importing writers')")
    place.install("matplotlib", "3.9.0", "import os; print('x'); os._exit(7)")
    place.install("ipywidgets", "8.1.5")
    place.install("yfinance", "0.2.66", "import time; time.sleep(60)")
    place.install("jupyterlab", "4.10")  # more than 4.2
    (place.folder / "ipywidgets.py").write_text("sliders = 3\n", encoding="utf-8")
    code, lines = place.run()
    assert code == 1
    assert 'numpy 1.26.4 is too old. Run: uv pip install "numpy>=2.0"' in lines["numpy"]
    assert "pandas 2.2.3 can't be used (ImportError: DLL load failed" in lines["pandas"]
    assert "matplotlib 3.9.0 can't be used (code 7)" in lines["matplotlib"]
    assert lines["ipywidgets"].startswith("FAIL  ipywidgets is hidden by ")
    assert lines["ipywidgets"].endswith("ipywidgets.py. Rename or delete that.")
    assert "yfinance 0.2.66 takes more than 5 seconds to import" in lines["yfinance"]
    assert lines["jupyterlab"] == "OK    jupyterlab 4.10"


def test_ipywidgets_that_vs_code_does_not_show(place: Place) -> None:
    """8.1.9; the doctor says it always, a lesson's first cell in VS Code."""
    place.install("ipywidgets", "8.1.9")
    _, lines = place.run()
    assert lines["ipywidgets"] == (
        "FAIL  ipywidgets 8.1.9 shows no slider in VS Code. Run: "
        'uv pip install "ipywidgets>=8.0,!=8.1.9"'
    )
    shutil.copy(ROOT / "helpers/doctor/set_up.py", place.folder / "helpers" / "doctor")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("VSCODE_")}
    for more, says in (({}, ""), ({"VSCODE_PID": "1"}, "ipywidgets 8.1.9 shows no slider")):
        done = subprocess.run(
            [place.python, "-c", "import helpers.doctor.set_up"],
            cwd=place.folder,
            env=environment | more,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        assert done.stdout.startswith(says) and bool(done.stdout) is bool(says)


def test_a_package_of_which_only_the_folder_is_left(place: Place) -> None:
    (place.packages / "pandas").mkdir()
    place.install("numpy", "2.1.0")
    (place.packages / "numpy" / "__init__.py").unlink()
    _, lines = place.run()
    assert "pandas is not installed" in lines["pandas"]
    assert lines["numpy"].startswith("FAIL ")


def test_the_installer_is_that_of_the_environment(place: Place) -> None:
    place.install("pip", "24.0")
    _, lines = place.run()
    assert f"{place.python} -m pip install" in lines["numpy"]
    (place.python.parents[1] / "conda-meta").mkdir()
    _, lines = place.run()
    assert 'Run: conda install -c conda-forge "numpy>=2.0"' in lines["numpy"]


def test_a_python_that_is_too_old(place: Place) -> None:
    place.change("PYTHON = (3, 11)", "PYTHON = (9, 8)")
    code, lines = place.run()
    found = ".".join(map(str, sys.version_info[:3]))
    assert lines["Python"] == (
        f"FAIL  Python {found} is too old. Install Python 9.8 or newer, and use that."
    )
    assert code == 1


def crlf(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


DATA: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "is missing. Get the folder data of the course anew and put it into"),
    "cut": (lambda p: p.write_bytes(p.read_bytes()[:70_000]), "days and not 5031. Get the folder"),
    "edited": (
        lambda p: p.write_bytes(p.read_bytes().replace(b"1248.810059", b"1248.810058")),
        "was changed. Get the folder",
    ),
    "no text": (lambda p: p.write_bytes(b"\xff\xfe\x00"), "can't be read ("),
    "with the ends of lines of Windows": (crlf, ""),
}


@pytest.mark.parametrize("case", DATA)
def test_data(place: Place, case: str) -> None:
    spoil, said = DATA[case]
    spoil(place.folder / "data" / "sp500.csv")
    _, lines = place.run()
    assert lines["data"].startswith("FAIL " if said else "OK ")
    assert said in lines["data"]


def test_notebooks_that_another_python_runs(place: Place) -> None:
    with_all_packages(place)
    assert place.check("kernel") == "True kernel: python3 is this Python"
    spec = place.folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    for other in (Path(sys.executable), place.folder / "gone" / "python", place.python):
        told = {"argv": [str(other), "-m", "ipykernel_launcher"], "display_name": "Python 3"}
        spec.write_text(json.dumps(told), encoding="utf-8")
        said = place.check("kernel")
        if other == place.python:
            assert said.startswith("True ")
        else:
            assert said.startswith(f"False kernel: notebooks are run by {other} and not by ")
            assert said.endswith(f"Delete the folder {spec.parent}")


def test_sliders_need_the_extension(place: Place) -> None:
    with_all_packages(place)
    said = place.check("widgets")
    assert "False widgets: JupyterLab lacks the extension that shows sliders. Run: " in said
    labels = place.python.parents[1] / "share/jupyter/labextensions/@jupyter-widgets"
    (labels / "jupyterlab-manager").mkdir(parents=True)
    (labels / "jupyterlab-manager" / "package.json").write_text('{"version": "5.0.1"}', "utf-8")
    assert place.check("widgets") == "True widgets: JupyterLab's extension 5.0.1"


def test_colab_has_its_own_lab_kernel_and_widgets(place: Place) -> None:
    colab = place.packages / "google" / "colab"
    colab.mkdir(parents=True)
    (colab / "__init__.py").write_text("", encoding="utf-8")
    code, lines = place.run()
    assert list(lines) == ["Python", *STUDENTS[:-1], "data"]
    assert '"ipywidgets>=7.7"' in lines["ipywidgets"]
    assert code == 1
