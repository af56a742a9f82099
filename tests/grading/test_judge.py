"""The bank of answers, judged through the sandbox: the same points and words as in one process."""

import contextlib
import io
import linecache
import re
import shutil
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from course.grading.judge.submission import judge
from course.grading.parcels import State
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
from helpers.checking import CheckFailed

from ..bank import bank
from ..lesson import CHECK, cells, read, without_shows
from ..sample_class.students import right_answers
from ..test_answers_nbgrader import students
from .submission import LESSON, all_right, graded, handed_in, verdict

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
RIGHT = "def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x"
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    parent = Warm()
    yield parent
    parent.close()


def in_process(lesson: str, exercise: str, source: str) -> tuple[bool, str]:
    """Return whether an answer passes its check in this very process, and what is said."""
    given, names = read("solutions", lesson), dict[str, Any](__name__="__main__")
    printed = io.StringIO()

    def run(cell: NotebookNode | str, name: str) -> None:
        text = cell if isinstance(cell, str) else cell.source
        file = f"{lesson}/{name}"
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        exec(compile(text, file, "exec"), names)

    for name, cell in cells(given, locked=True, grade=False).items():
        run(cell, name)
    with contextlib.redirect_stdout(printed):
        with contextlib.suppress(Exception):
            run(source, exercise)
        printed.truncate(0)
        printed.seek(0)
        try:
            run(cells(given)[exercise + CHECK], exercise + CHECK)
        except CheckFailed as failed:
            return False, failed.message
        except Exception as error:
            said = f"One more test fails ({type(error).__name__})."
            return False, f"{exercise}: not right yet.\n{said}"
    return True, printed.getvalue().rstrip()


@pytest.mark.parametrize("lesson", ["01_derivatives", "03_two_weights"])
def test_every_answer_gets_what_it_gets_in_process(lesson: str, warm: Warm) -> None:
    """Points and words; tests/test_answers_nbgrader.py has the points of every lesson."""
    stubs = cells(read("notebooks", lesson))
    different = []
    for answers in students(lesson):
        sources = {name: wanted.source for name, wanted in answers.items()}
        submission = handed_in(lesson, sources)
        without_shows(submission.notebook)
        done = judge("someone", submission, ChildSession(warm))
        assert not done.suspect
        said = {v.grade_id: v for v in done.verdicts}
        for name in bank(lesson):
            source = sources.get(name, stubs[name].source)
            right, message = in_process(lesson, name, source)
            found = said[name + CHECK]
            words = ADDRESS.sub("", found.message)
            if (found.points == found.max_points, words) != (right, ADDRESS.sub("", message)):
                different.append((name, source, message, found.message))
    assert not different, "\n\n".join(map("\n---\n".join, different))


def test_a_missing_name_is_not_found(warm: Warm) -> None:
    said = verdict(graded(warm, "forwards = 1"))
    assert said.state is State.NOT_FOUND
    assert "A cell defines `forwards`; the check asks for `forward`." in said.message


def test_a_call_of_the_lessons_copy_in_an_inner_function_is_seen(warm: Warm) -> None:
    source = "def forward(*x):\n    return (lambda: two_weights.forward(*x))()"
    assert verdict(graded(warm, source)).mistake == "calls-the-lessons-copy"


def test_a_broken_cell_is_told_and_forgotten(warm: Warm) -> None:
    submission = handed_in(LESSON, right_answers(LESSON))
    cells(submission.notebook)["gradients"].source = "def forward(x:\n"
    place = submission.notebook.cells.index(cells(submission.notebook)["forward-check"])
    submission.notebook.cells.append(submission.notebook.cells.pop(place))
    said = verdict(judge("someone", submission, ChildSession(warm)))
    assert said.state is State.WRONG and "has a syntax error" in said.message
    assert all_right(warm)


COLAB = "from google.colab import drive\ndrive.mount('/content/drive')\n"
STYLE = "import matplotlib.pyplot as plt\nplt.style.use('seaborn')\n"


@pytest.mark.parametrize(
    ("above", "line", "error"),
    [
        ("import seaborn as sns\n", "import seaborn as sns", "No module named 'seaborn'"),
        (COLAB, "from google.colab import drive", "ModuleNotFoundError"),
        (STYLE, "plt.style.use('seaborn')", "OSError: 'seaborn' is not a valid"),
        ("x\xa0= 1\n", "x = 1", "a syntax error, so it did not run: SyntaxError: invalid"),
        ("(1\n", "(1", "a syntax error"),
    ],
)
def test_an_error_above_a_right_answer_is_told(
    above: str, line: str, error: str, warm: Warm
) -> None:
    said = verdict(graded(warm, above + RIGHT))
    assert said.state is State.WRONG and said.mistake.startswith("cell-stops-with-")
    assert said.message.startswith("forward: not right yet.\n")
    assert "not found" not in said.message and "first" not in said.message
    assert f"in the line `{line}`" in said.message and error in said.message


@pytest.mark.parametrize("magic", ["%%timeit", "%%writefile forward.py"])
def test_a_magic_that_keeps_an_answer_from_being_defined_is_told(magic: str, warm: Warm) -> None:
    said = verdict(graded(warm, f"{magic}\n{RIGHT}"))
    assert f"Its cell begins with `{magic.split()[0]}`, so it defines nothing." in said.message
    assert verdict(graded(warm, f"%%time\n{RIGHT}")).state is State.RIGHT


def test_an_import_that_failed_in_another_cell_is_told(warm: Warm) -> None:
    submission = handed_in(LESSON, right_answers(LESSON))
    own = nbformat.v4.new_code_cell("import numpy as np, seaborn as sns")
    submission.notebook.cells.insert(1, own)
    source = RIGHT.replace("\n", "\n    sns.set_theme()\n")
    cells(submission.notebook)["forward"].source = source
    said = verdict(judge("someone", submission, ChildSession(warm)))
    assert "defines `sns` stops before its end: ModuleNotFoundError" in said.message


def test_a_check_that_writes_to_stderr_gives_nothing(warm: Warm) -> None:
    submission = handed_in(LESSON, right_answers(LESSON))
    check = cells(submission.notebook)["forward-check"]
    check.source += "\nimport sys\nprint('careful', file=sys.stderr)"
    said = verdict(judge("someone", submission, ChildSession(warm)))
    assert (said.state, said.points) == (State.WRONG, 0.0)


def test_what_a_function_warns_of_counts_where_it_counts_under_nbgrader(warm: Warm) -> None:
    submission = handed_in(LESSON, right_answers(LESSON))
    plain = (
        "def forward(x, w1, w2):\n    np.log(-1.0)\n    print('hm')\n    return w1 * x, w2 * w1 * x"
    )
    cells(submission.notebook)["forward"].source = plain
    check = cells(submission.notebook)["forward-check"]
    held_back = verdict(judge("someone", submission, ChildSession(warm)))
    assert held_back.points == 1 and "hm" not in held_back.message
    check.source = "forward(1.0, 2.0, 3.0)"
    shown = judge("someone", submission, ChildSession(warm))
    outputs = cells(shown.notebook)["forward-check"].outputs
    assert [out.name for out in outputs] == ["stdout", "stderr"]
    assert "hm" in outputs[0].text and "RuntimeWarning" in outputs[1].text
    assert verdict(shown).points == 0


def test_the_notebook_keeps_what_cells_said(warm: Warm) -> None:
    source = "print('one')\nimport sys\nprint('two', file=sys.stderr)\ndisplay(3)\n1 / 0"
    done = graded(warm, source)
    outputs = cells(done.notebook)["forward"].outputs
    kinds = [(out.output_type, out.get("name", out.get("ename", ""))) for out in outputs]
    assert kinds == [
        ("stream", "stdout"),
        ("stream", "stderr"),
        ("display_data", ""),
        ("error", "ZeroDivisionError"),
    ]
    nbformat.validate(done.notebook)


def test_a_figure_of_the_students_own_is_drawn_without_harm(warm: Warm) -> None:
    source = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n" + RIGHT
    done = graded(warm, source + "\nfigures.dials().figure.axes[0].get_title()")
    assert verdict(done).points == 1
    assert not [o for o in cells(done.notebook)["forward"].outputs if o.output_type == "error"]


def test_a_hidden_test_that_fails_is_not_quoted(warm: Warm) -> None:
    done = graded(warm, "best_h = 1e-3", "best_h", "01_derivatives")
    said = verdict(done, "best_h")
    assert said.points == 0 and "largest_error" not in said.message
