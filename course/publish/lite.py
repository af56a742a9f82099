"""`course publish --lite`: the lessons as a JupyterLite site, which runs them in the browser."""

import json
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path
from string import Template

import nbformat
from nbformat import NotebookNode

from helpers.check.hand_in.cells import checksum

from ..errors import CourseError
from ..fixed_cells import SETUP
from . import place, release
from .files import packed, read
from .opening import opening
from .papers import TEMPLATES
from .portable import portable
from .wheels import installed, wheel

NAME = "Downhill"
LAST = 10  # lesson 11 takes too long in a browser, and Keras, for 12, does not run there
# What the kernel asks for when it starts, and what widgets need: all of it lies in the site.
WHEELS = ("comm", "ipywidgets", "jupyterlab_widgets")
EXTENSIONS = ("jupyterlab_widgets", "jupyterlite_pyodide_kernel")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# The kernel fetches what a cell imports; these are imported by the helpers only.
FETCH = """\
import sys

if sys.platform == "emscripten":  # Python in a browser
    %pip install --quiet ipywidgets matplotlib pandas

"""


def publish(root: Path, out: Path) -> list[str]:
    """Write the site of the course in `root` to the folder `out`; return its lessons' names.

    Raises
    ------
    CourseError : the notebooks are out of step with `lessons/`, JupyterLite is not installed,
        `out` holds something else than an earlier site, or it can't be written.
    """
    out = out.resolve()
    _check(out, root)
    notebooks = {p: n for p, n in release.notebooks(root).items() if _number(p) <= LAST}
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder).resolve()
        _lay_out(desk, root, notebooks)
        site = _built(desk)
        _set(site / "jupyter-lite.json")
        (site / "index.html").write_text(_page(notebooks), encoding="utf-8", newline="\n")
        paths = sorted(path for path in site.rglob("*") if path.is_file())
        place.put({p.relative_to(site).as_posix(): p.read_bytes() for p in paths}, out)
    return [Path(path).parent.name for path in notebooks]


def is_site(folder: Path) -> bool:
    """Say whether this command wrote the folder."""
    try:
        said = json.loads((folder / "jupyter-lite.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(said.get("jupyter-config-data", {}).get("appName") == NAME)


def _check(out: Path, root: Path) -> None:
    if is_site(out):
        return
    if place.is_edition(out):
        raise CourseError(f"{out} holds a student edition. Choose another folder for the site.")
    place.check(out, root)


def _number(path: str) -> int:
    return int(Path(path).parent.name[:2])


def _lay_out(desk: Path, root: Path, notebooks: dict[str, NotebookNode]) -> None:
    """Write what JupyterLite builds from: the lessons, wheels and its settings."""
    archive = packed(read(root))
    for path, notebook in notebooks.items():
        lesson = desk / "files" / Path(path).relative_to("notebooks")
        lesson.parent.mkdir(parents=True)
        text = _in_browser(portable(notebook, path, archive, "", None))
        lesson.write_text(text, encoding="utf-8", newline="\n")
    (desk / "pypi").mkdir()
    for name, content in map(wheel, WHEELS):
        (desk / "pypi" / name).write_bytes(content)
    settings = {
        "apps": ["lab"],
        "contents": ["files"],
        "output_dir": "site",
        "no_sourcemaps": True,
        # Not what else is in this environment: nbgrader's buttons ask a server that isn't there.
        "ignore_sys_prefix": ["federated_extensions"],
        "federated_extensions": [_extension(name) for name in EXTENSIONS],
    }
    text = json.dumps({"LiteBuildConfig": settings})
    (desk / "jupyter_lite_config.json").write_text(text, encoding="utf-8")


def _in_browser(text: str) -> str:
    """Return a portable notebook whose set-up cell fetches packages where it runs in a browser."""
    notebook = nbformat.reads(text, as_version=4)
    setup = next(cell for cell in notebook.cells if cell.get("id") == SETUP)
    title, _, rest = setup.source.partition("\n")
    setup.source = f"{title}\n{FETCH}{rest}"
    setup.metadata.nbgrader.checksum = checksum(setup)
    made: str = nbformat.writes(notebook)
    return made + "\n"


def _extension(name: str) -> str:
    """Return the folder of the JupyterLab extension that a package brings."""
    files = installed(name).files or []
    found = [p for p in files if "labextensions" in p.parts and p.name == "package.json"]
    assert found, f"{name} has no JupyterLab extension"
    return str(Path(str(found[0].locate())).resolve().parent)


def _built(desk: Path) -> Path:
    """Have JupyterLite build the site; return its folder. Raises CourseError if it can't."""
    done = subprocess.run(
        [sys.executable, "-m", "jupyterlite_core", "build"],
        cwd=desk,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode:
        raise CourseError(f"JupyterLite can't build the site:\n{done.stdout}")
    return desk / "site"


def _set(path: Path) -> None:
    """Write into the site's settings: its name, and not to look for packages elsewhere."""
    said = json.loads(path.read_text(encoding="utf-8"))
    data = said["jupyter-config-data"]
    data["appName"] = NAME
    data["litePluginSettings"][KERNEL]["disablePyPIFallback"] = True
    path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8", newline="\n")


def _page(notebooks: dict[str, NotebookNode]) -> str:
    """Return the site's first page, a list of the lessons."""
    rows = []
    for path, notebook in notebooks.items():
        said = opening(notebook)
        address = f"lab/index.html?path={Path(path).relative_to('notebooks').as_posix()}"
        words = [f'<a href="{address}">{escape(said.title)}</a>', escape(said.question)]
        rows.append("".join(f"<td>{text}</td>" for text in [*words, said.minutes]))
    template = Template((TEMPLATES / "lite.html.in").read_text(encoding="utf-8"))
    return template.substitute(lessons="".join(f"<tr>{row}</tr>\n" for row in rows))
