"""Canaries through the whole of `course grade`: none of them comes out on a page."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from ..lesson import read
from ..sample_class.colab import saved_by_colab
from ..sample_class.course import Course
from ..sample_class.students import TYPICAL, answered, right_answers
from .test_feedback import CANARIES, planted

LESSON = "03_two_weights"
PEEK = """\
import sys, traceback
def forward(x, w1, w2):
    frame, seen = sys._getframe(), []
    while frame:
        seen.append(str(frame.f_locals) + str(frame.f_globals.get("In")))
        frame = frame.f_back
    for place in ("/proc/self/environ", "/proc/self/cmdline", "/proc/1/cmdline"):
        try:
            seen.append(open(place).read())
        except OSError as error:
            seen.append(traceback.format_exc())
    raise ValueError("I saw " + " ".join(reversed(seen)).replace("\\0", " "))
"""

# Who raised an error sees it in the own answer, in the line that stopped and in what is said of it;
# the class page counts it among what stopped cells and in the list of mistakes.
SEEN = {("peeks", "traceback"): 3, ("class", "traceback"): 2}


@pytest.mark.slow
def test_no_canary_passes_the_pipeline(tmp_path: Path) -> None:
    secret = tmp_path / "canary-in-path"
    secret.mkdir()
    course = Course.copy(secret, LESSON)
    solution = nbformat.from_dict(json.loads(json.dumps(read("solutions", LESSON))))
    planted(solution)
    course.own_solution(solution)
    right = {**right_answers(LESSON), "lower_loss": "In my words."}
    peeks = f"{PEEK}raise ValueError({CANARIES['traceback']!r})\n"
    students = {
        "blank": nbformat.writes(answered(LESSON, {})),
        "colab": saved_by_colab(answered(LESSON, TYPICAL)).replace("Jo Example", CANARIES["user"]),
        "right": nbformat.writes(answered(LESSON, right)),
        "syntax": nbformat.writes(answered(LESSON, {**right, "step": "def step(:"})),
        "peeks": nbformat.writes(answered(LESSON, {**right, "step": peeks, "forward": PEEK})),
    }
    for student, text in students.items():
        place = secret / "handed_in" / student / "two_weights.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(text, encoding="utf-8")
    (secret / "gradebook/roster.csv").write_text("id\n" + "\n".join(students), encoding="utf-8")
    start = "from course.cli import app; app()"
    command = [sys.executable, "-c", start, "grade", LESSON, "handed_in", "--workers", "1"]
    done = subprocess.run(
        command, cwd=secret, env=course.environment(), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {page.parts[-3]: page for page in secret.glob("gradebook/feedback/*/*/*.html")}
    assert pages.keys() == students.keys()
    assert "ValueError: I saw" in pages["peeks"].read_text(encoding="utf-8")
    pages["class"] = secret / f"gradebook/reports/{LESSON}_class.html"
    for student, page in pages.items():
        text = page.read_text(encoding="utf-8")
        for where, canary in {**CANARIES, "path": str(tmp_path)}.items():
            assert text.count(canary) == SEEN.get((student, where), 0), (student, where)
        assert os.sep + "grading" + os.sep not in text
