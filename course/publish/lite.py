"""`course publish --lite`: the lessons as a JupyterLite site, which runs them in the browser."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from html import escape
from pathlib import Path
from string import Template

from nbformat import NotebookNode

from helpers.checking.hand_in.cells import checksum

from ..course_file import CourseFile, read_course_file
from ..errors import CourseError
from ..fixed_cells import SETUP
from ..opening import read_opening
from . import place, release
from .files import packed, read_tree
from .papers import TEMPLATES
from .portable import carrying
from .portable import notebook_text as text_of
from .wheels import installed, wheel

NAME = "Downhill"
LAST = 11  # lesson 12 takes too long in a browser
KERAS = "frameworks import keras"  # does not run there
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


def publish_site(
    root: Path,
    out: Path,
    discard: bool = False,
    tell: Callable[[str], object] = print,
    only: Collection[str] = (),
) -> list[str]:
    """Write the site of the course in `root` to the folder `out`; return its lessons' names.

    `discard` replaces also notebooks of an earlier site in which somebody typed; `tell` is called
    with a sentence on files beside them, which stay. `only` is as in `publish`.

    Raises
    ------
    CourseError : a lesson's text is at fault, JupyterLite is not installed, `out` holds something
        else than an earlier site, or what somebody typed in one, or it can't be written.
    """
    out = out.resolve()
    place.check_site(out, root, is_site(out), "site")
    own = read_course_file(root)
    every = {p: n for p, n in release.notebooks(root).items() if runnable(p, n)}
    notebooks = release.offered(every, own, only, out / "files")
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder).resolve()
        _lay_out(desk, root, notebooks)
        site = _built(desk)
        _set(site / "jupyter-lite.json")
        (site / "index.html").write_text(_page(notebooks, own), encoding="utf-8", newline="\n")
        paths = sorted(path for path in site.rglob("*") if path.is_file())
        contents = {p.relative_to(site).as_posix(): p.read_bytes() for p in paths}
        for line in place.put(contents, out, ["files"], discard):
            tell(line)
    return [Path(path).parent.name for path in notebooks]


def is_site(folder: Path) -> bool:
    """Say whether this command wrote the folder."""
    try:
        said = json.loads((folder / "jupyter-lite.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(said.get("jupyter-config-data", {}).get("appName") == NAME)


def runnable(path: str, notebook: NotebookNode) -> bool:
    """Say whether a browser can run a notebook."""
    early = int(Path(path).parent.name[:2]) <= LAST
    return early and not any(KERAS in cell.source for cell in notebook.cells)


def _lay_out(desk: Path, root: Path, notebooks: dict[str, NotebookNode]) -> None:
    """Write what JupyterLite builds from: the lessons, wheels and its settings."""
    archive = packed(read_tree(root))
    for path, notebook in notebooks.items():
        lesson = desk / "files" / Path(path).relative_to("notebooks")
        lesson.parent.mkdir(parents=True)
        made = _in_browser(carrying(notebook, archive))
        lesson.write_text(text_of(made), encoding="utf-8", newline="\n")
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


def _in_browser(notebook: NotebookNode) -> NotebookNode:
    """Have the set-up cell fetch packages where the notebook runs in a browser."""
    setup = next(cell for cell in notebook.cells if cell.get("id") == SETUP)
    title, _, rest = setup.source.partition("\n")
    setup.source = f"{title}\n{FETCH}{rest}"
    setup.metadata.nbgrader.checksum = checksum(setup)
    return notebook


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


def _page(notebooks: dict[str, NotebookNode], own: CourseFile) -> str:
    """Return the site's first page, a list of the lessons."""
    rows = []
    for path, notebook in notebooks.items():
        said = read_opening(notebook)
        address = f"lab/index.html?path={Path(path).relative_to('notebooks').as_posix()}"
        words = [f'<a href="{address}">{escape(said.title)}</a>', escape(said.question)]
        rows.append("".join(f"<td>{text}</td>" for text in [*words, f"{said.minutes}"]))
    template = Template((TEMPLATES / "lite.html.in").read_text(encoding="utf-8"))
    contact = f"<p>Questions: {escape(own.contact)}</p>\n" if own.contact else ""
    table = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return template.substitute(lessons=table, name=escape(own.name), contact=contact)
