"""A published lesson in a kernel that is like Colab's, from an empty folder."""

import copy
import json
import os
from dataclasses import dataclass
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from ..lesson import cells
from ..sample_class.colab import saved_by_colab
from ..sample_class.students import right_answers

STAND_IN = Path(__file__).with_name("colab_stand_in")
SECONDS = 600  # for one cell, on a busy machine


@dataclass(frozen=True)
class Run:
    """A lesson that was run as it was given, and then once more with right answers.

    Attributes
    ----------
    given, answered : the notebooks with their outputs.
    downloads : the folder with what the browser downloaded.
    """

    given: NotebookNode
    answered: NotebookNode
    downloads: Path


def run(python: Path, lesson: str, text: str, folder: Path, **more: str) -> Run:
    """Run a published lesson, whose text is given, in a Python with Colab's packages."""
    given = nbformat.reads(text, as_version=4)
    answered = copy.deepcopy(given)
    for name, source in right_answers(lesson).items():
        cells(answered)[name].source = source
    for place in ("content", "downloads", "ipython/profile_default/startup", "temporary"):
        (folder / place).mkdir(parents=True)
    for name, notebook in (("given", given), ("answered", answered)):
        (folder / f"{name}.ipynb").write_text(saved_by_colab(notebook), encoding="utf-8")
    startup = folder / "ipython" / "profile_default" / "startup" / "colab.py"
    startup.write_text("import google.colab\n", encoding="utf-8")  # as Colab's kernels do
    # Both in one kernel: what a lesson trains is kept, so the second time takes little.
    opened = f"import os; os.environ['COLAB_NOTEBOOK'] = {str(folder / 'answered.ipynb')!r}"
    both = copy.deepcopy([*given.cells, nbformat.v4.new_code_cell(opened), *answered.cells])
    for number, cell in enumerate(both):
        cell.id = f"cell-{number}"
    whole = nbformat.v4.new_notebook(cells=both, metadata=given.metadata)
    client = NotebookClient(
        whole,
        timeout=SECONDS,
        km=AsyncKernelManager(kernel_name="colab", kernel_spec_manager=_specs(python, folder)),
        resources={"metadata": {"path": str(folder / "content")}},
    )
    client.execute(cleanup_kc=True, env=_environment(folder) | more)
    for notebook, start in ((given, 0), (answered, len(given.cells) + 1)):
        for cell, done in zip(notebook.cells, whole.cells[start:], strict=False):
            if cell.cell_type == "code":
                cell.outputs = done.outputs
    return Run(given, answered, folder / "downloads")


def _specs(python: Path, folder: Path) -> KernelSpecManager:
    """Return a kernel of that Python; nothing of ours is installed in it."""
    place = folder / "kernels" / "colab"
    place.mkdir(parents=True)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Colab", "language": "python"}
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    return KernelSpecManager(kernel_dirs=[str(folder / "kernels")], ensure_native_kernel=False)


def _environment(folder: Path) -> dict[str, str]:
    """Return the kernel's environment: the stand-in, and nothing of this project's."""
    ours = ("PYTHON", "VIRTUAL_ENV", "JPY_", "UV", "KERAS", "MPLBACKEND")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    temporary = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder / "temporary"))
    return {
        **kept,
        **temporary,
        "PYTHONPATH": str(STAND_IN),
        "PYTHONUTF8": "1",
        "IPYTHONDIR": str(folder / "ipython"),
        "COLAB_NOTEBOOK": str(folder / "given.ipynb"),
        "COLAB_DOWNLOADS": str(folder / "downloads"),
        "OPENBLAS_NUM_THREADS": "1",
    }
