"""Python for the browser from the package registries, with empty packages for the numeric ones.

A published site loads all of this from a public network. Pyodide itself is the package `pyodide` of
npm; the pure Python packages that a kernel loads are those of pip, in the same versions. Numeric
packages for a browser are in neither.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LOADED = ("micropip", "ipython", "jedi", "packaging")  # by a kernel when it starts
EMPTY = ("numpy", "matplotlib", "pandas")


def fetch(version: str, folder: Path) -> Path:
    """Fetch Pyodide and the packages into a folder in `folder`; return that one."""
    npm = shutil.which("npm")
    assert npm, "there is no npm"
    pack = _run(npm, "pack", f"pyodide@{version}", "--silent", cwd=folder)
    with tarfile.open(folder / pack.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    pyodide = folder / "package"
    place = pyodide / "pyodide-lock.json"
    lock = json.loads(place.read_text(encoding="utf-8"))
    packages = {name: lock["packages"][name] for name in _closure(lock["packages"], LOADED)}
    wanted = [f"{package['name']}=={package['version']}" for package in packages.values()]
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps")
    _run(
        *pip,
        "--only-binary=:all:",
        f"--python-version={lock['info']['python'][:4]}",
        *wanted,
        cwd=pyodide,
    )
    for name in EMPTY:
        packages[name] = {**lock["packages"][name], "depends": []}
        packages[name]["file_name"] = _empty(name, packages[name]["version"], pyodide)
    for package in packages.values():  # Pyodide's own wheels have the same contents, packed anew
        content = (pyodide / package["file_name"]).read_bytes()
        package["sha256"] = hashlib.sha256(content).hexdigest()
    place.write_text(json.dumps({**lock, "packages": packages}), encoding="utf-8")
    return pyodide


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _closure(known: dict[str, Any], names: Iterable[str]) -> set[str]:
    """Return the keys of the packages with these names and of all that they need."""
    keys = {name.lower().replace("_", "-") for name in names}
    return keys.union(*(_closure(known, known[key]["depends"]) for key in keys))


def _empty(name: str, version: str, folder: Path) -> str:
    """Write a wheel of a package with nothing in it; return its name."""
    info = f"{name}-{version}.dist-info"
    wheel = f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(folder / wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        said = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        archive.writestr(f"{info}/METADATA", said)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel
