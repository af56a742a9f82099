"""Lessons 01 to 11 in a Python that lacks what a browser's lacks, but has the numeric packages."""

import nbclient
import pytest
from nbformat.v4 import new_code_cell

from course.publish import lite

from ..bank import LESSONS
from ..lesson import ROOT
from ..sample_class.students import answered, right_answers

LACKING = """
import importlib.abc, subprocess, sys, threading

class Lacking(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {"yfinance", "keras", "jax", "sklearn", "scipy"}:
            raise ModuleNotFoundError(f"no {name} in the browser", name=name)

sys.meta_path.insert(0, Lacking())

def no_process(*arguments, **more):
    raise OSError("no processes in the browser")

def no_thread(thread, start=threading.Thread.start):
    if not sys._getframe(1).f_globals["__name__"].startswith(("zmq.", "ipykernel.")):
        raise RuntimeError("no threads in the browser")
    start(thread)  # of the kernel, which is not a browser's

subprocess.Popen.__init__ = no_process
threading.Thread.start = no_thread
"""


@pytest.mark.slow
@pytest.mark.parametrize("lesson", [name for name in LESSONS if int(name[:2]) <= lite.LAST])
def test_a_lesson_does_without(lesson: str) -> None:
    notebook = answered(lesson, right_answers(lesson))
    notebook.cells.insert(0, new_code_cell(LACKING))
    where = {"metadata": {"path": str(ROOT)}}
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources=where).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(outputs) > 10
    assert not [output for output in outputs if output.output_type == "error"]
