"""What is known of an open notebook is known to that notebook alone."""

import threading
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course.grading.judge.checkcell import Bench, Judged
from course.grading.parcels import State
from helpers.checking import CheckFailed
from helpers.checking.notebook import OpenNotebook
from helpers.lessons.two_weights import checks

from ..lesson import ROOT

BROKEN = "def forward(x:\n"
IMPORTS = "from helpers.lessons.two_weights import checks"
CHECK = "checks.forward(forward)"
TURNS = 30.0  # seconds to wait for another thread's turn


def forward(x: float, w1: float, w2: float) -> tuple[float, float]:
    return w1 * x, w2 * w1 * x


def bench(notebook: OpenNotebook) -> Bench:
    return Bench(
        ("from helpers.lessons.two_weights import checks",), frozenset({"forward"}), notebook
    )


def judged(one: Bench) -> Judged:
    return one.judge(CHECK, "forward-check", lambda name: (True, forward))


def test_two_notebooks_judged_in_two_threads_do_not_see_each_other() -> None:
    """They take turns, since what a check prints is the whole process's."""
    turn = threading.Barrier(2, timeout=TURNS)
    found: dict[str, Judged] = {}

    def first() -> None:
        notebook = OpenNotebook()
        notebook.note_broken(BROKEN)
        turn.wait()  # the other one has begun, and is judged now
        turn.wait()
        found["broken"] = judged(bench(notebook))
        turn.wait()

    def second() -> None:
        notebook = OpenNotebook()
        turn.wait()
        found["whole"] = judged(bench(notebook))
        notebook.note_run("def forward(x, w1, w2):")
        turn.wait()
        turn.wait()

    threads = [threading.Thread(target=one) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found["whole"].state is State.RIGHT
    assert found["broken"].state is State.WRONG
    assert "has a syntax error" in found["broken"].message


def test_checks_at_the_same_moment_ask_their_own_notebook() -> None:
    inside = threading.Barrier(2, timeout=TURNS)
    raised: dict[bool, bool] = {}

    def check(broken: bool) -> None:
        notebook = OpenNotebook()
        if broken:
            notebook.note_broken(BROKEN)
        with notebook.opened():
            inside.wait()
            try:
                checks.forward.judge(forward)
                raised[broken] = False
            except CheckFailed:
                raised[broken] = True
            inside.wait()

    threads = [threading.Thread(target=check, args=(broken,)) for broken in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == {True: True, False: False}


def test_nothing_is_left_when_a_notebook_is_closed() -> None:
    notebook = OpenNotebook()
    notebook.note_broken(BROKEN)
    with notebook.opened(), pytest.raises(CheckFailed, match="has a syntax error"):
        checks.forward.judge(forward)
    checks.forward.judge(forward)
    assert judged(bench(OpenNotebook())).state is State.RIGHT
    assert judged(bench(notebook)).state is State.WRONG


def test_a_kernel_knows_its_notebook() -> None:
    right = "def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x"
    sources = [
        f"{IMPORTS}\n{right}", CHECK, f"{BROKEN}    return x", CHECK,
        f"import asyncio\nawait asyncio.sleep(0)\n{CHECK}", right, CHECK,
    ]  # fmt: skip
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(s) for s in sources])
    place: dict[str, Any] = {"metadata": {"path": ROOT}}
    NotebookClient(notebook, timeout=300, allow_errors=True, resources=place).execute()
    said = [
        "".join(o.get("evalue", "") + o.get("text", "") for o in cell.outputs)
        for cell in notebook.cells
    ]
    assert ["syntax error, so it did not run" in text for text in said] == [
        False, False, False, True, True, False, False,
    ]  # fmt: skip
    assert "forward: right" in said[1] and "forward: right" in said[6]
