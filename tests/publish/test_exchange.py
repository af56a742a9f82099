"""What nbgrader's exchange hands out runs where no folder `helpers` is."""

import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from ..lesson import ROOT, cells
from ..sample_class.course import Course
from .test_set_up import run

LESSON = "03_two_weights"


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange needs Unix accounts")
def test_a_released_notebook_brings_the_helpers(tmp_path: Path) -> None:
    course = Course.copy(tmp_path / "course", LESSON)
    for room in ("helpers", "data"):
        shutil.copytree(ROOT / room, course.folder / room)
    for paper in ("LICENSE", "LICENSE-TEXT"):
        shutil.copy(ROOT / paper, course.folder)
    other = course.folder / "notebooks" / LESSON / "own.ipynb"  # an instructor's own, beside it
    nbformat.write(nbformat.v4.new_notebook(), other)
    exchange = tmp_path / "exchange"
    with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f'\nc.Exchange.root = "{exchange}"\n')
    done = course.nbgrader("release_assignment", LESSON)
    assert done.returncode == 0, done.stderr
    out = exchange / "downhill" / "outbound" / LESSON
    assert (out / "own.ipynb").read_bytes() == other.read_bytes()
    place = out / "two_weights.ipynb"
    assert place.stat().st_mode & 0o777 == 0o644
    given = cells(nbformat.read(place, as_version=4))
    release = cells(nbformat.read(course.place("notebooks"), as_version=4))
    assert {name for name in given if given[name].source != release[name].source} == {"setup"}
    alone = tmp_path / "alone"
    alone.mkdir()
    said, state = run(given["setup"].source, alone)
    assert said == ["The course's helpers were unpacked from this cell."]
    assert state["found"] and state["found"][1] == 5031
