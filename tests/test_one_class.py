"""The one class grades like the lessons from which it has its exercises."""

import ast
import re
import shutil
import sys
from importlib import import_module
from pathlib import Path

import nbformat
import pytest

from course import anatomy, derived, parts
from course.errors import LessonError
from course.grading.book.fingerprint import Fingerprint
from course.grading.lesson import Lesson
from course.publish import book, lite
from helpers.checking.hand_in.cells import hand_in_problems
from helpers.checking.rungs import rung_of

from .bank import CLASS, EVERY, LESSONS, TAKEN, bank
from .lesson import CHECK, ROOT, cells, exercises, read, run_check
from .sample_class.students import answered, right_answers
from .test_answers_nbgrader import by_course_grade, by_nbgrader, failures, handed_in, students

TEXT = ROOT / "lessons" / CLASS / "one_class.py"


def test_it_has_no_other_exercise_and_no_written_question() -> None:
    assert exercises(CLASS) == list(TAKEN)
    assert not cells(read("solutions", CLASS), solution=True, grade=True)
    assert anatomy.is_class(read("solutions", CLASS))
    assert not [name for name in LESSONS if anatomy.is_class(read("solutions", name))]


@pytest.mark.parametrize("room", ["solutions", "notebooks"])
@pytest.mark.parametrize("exercise", TAKEN)
def test_an_exercise_and_its_check_are_the_lesson_s_to_the_byte(room: str, exercise: str) -> None:
    mine, taught = cells(read(room, CLASS)), cells(read(room, TAKEN[exercise]))
    for name in (exercise, exercise + CHECK):
        assert mine[name].source.encode() == taught[name].source.encode()
        assert mine[name].metadata.nbgrader == taught[name].metadata.nbgrader


def test_its_checks_are_the_lessons_own() -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in cells(read("solutions", CLASS), locked=True, grade=False).values():
        exec(compile(cell.source, cell.id, "exec"), names)
    for exercise, taught in TAKEN.items():
        room = import_module(f"helpers.lessons.{taught[3:]}.checks")
        assert getattr(names["checks"], exercise) is getattr(room, exercise)


def test_its_checks_have_the_lessons_second_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    room = "helpers.one_class.checks"
    mine = import_module(room)
    monkeypatch.setattr(sys, "modules", {room: mine, **sys.modules})  # loaded before all others
    for exercise in TAKEN:
        rung = rung_of(getattr(mine, exercise))
        assert rung and rung.worked


# Nets of Keras are trained in the slow test below.
@pytest.mark.parametrize("exercise", [one for one in TAKEN if one != "classify"])
def test_right_answers_pass(exercise: str) -> None:
    for source in bank(CLASS)[exercise].right.values():
        run_check(CLASS, exercise, source)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
def test_right_answers_pass_by_nbgrader_and_by_course_grade(tmp_path: Path) -> None:
    """Nothing answered, then all right answers of the lessons' banks."""
    right = max(len(exercise.right) for exercise in bank(CLASS).values())
    taken = students(CLASS)[: right + 1]
    everyone = {f"student-{k:02}": answers for k, answers in enumerate(taken)}
    given = sum(wanted.right for answers in taken for wanted in answers.values())
    assert given == sum(len(exercise.right) for exercise in bank(CLASS).values())
    texts = {
        student: handed_in(CLASS, {name: wanted.source for name, wanted in answers.items()})
        for student, answers in everyone.items()
    }
    stock = by_nbgrader(tmp_path / "stock", CLASS, texts)
    ours = by_course_grade(tmp_path / "ours", CLASS, texts)
    assert not failures(stock, everyone) and not failures(ours, everyone)
    for student in everyone:
        assert ours.scores(student) == stock.scores(student)


def test_the_lecture_and_the_recipe_name_its_minutes() -> None:
    outline = parts.outline(read("notebooks", CLASS))
    tasks = [int(one.split()[-2]) for one in outline if one.startswith("## ")]
    lecture = (ROOT / "lessons" / "lecture" / "lecture.py").read_text(encoding="utf-8")
    assert f"Open the notebook `{CLASS}`" in lecture
    assert [int(n) for n in re.findall(r"\((\d+) minutes\)", lecture)] == tasks
    recipe = (ROOT / "docs" / "recipes" / "45_minutes.md").read_text(encoding="utf-8")
    spans = re.findall(r"^ *\| (\d+) to (\d+) \|", recipe, re.M)
    start, *inside, end = (int(end) - int(begin) for begin, end in spans)
    assert inside == tasks and start == end == 2 and 2 + sum(tasks) + 2 == 25
    assert (spans[0][0], spans[-1][1]) == ("20", "45")


def test_what_is_voluntary_counts_apart() -> None:
    notebook = read("notebooks", CLASS)
    voluntary = parts.voluntary(notebook)
    assert voluntary == ["plot_walks", "momentum_path"]
    checks = cells(notebook, grade=True)
    extra = sum(checks[name + CHECK].metadata.nbgrader.points for name in voluntary)
    tasks = sum(cell.metadata.nbgrader.points for cell in checks.values()) - extra
    told = f"Tasks 1 to 3 have {tasks} points, the voluntary part {extra} more."
    assert told in TEXT.read_text(encoding="utf-8")
    recipe = (ROOT / "docs" / "recipes" / "45_minutes.md").read_text(encoding="utf-8")
    assert f"count {tasks} points as full marks" in recipe
    page = (ROOT / "docs" / "instructor.md").read_text(encoding="utf-8")
    assert f"have {tasks} points and the voluntary part {extra}: count {tasks} as" in page


def test_what_is_voluntary_is_not_missing() -> None:
    last = ast.parse(read("notebooks", CLASS).cells[-1].source).body[-1]
    assert isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)
    said = {
        one.arg: ast.literal_eval(one.value) for one in last.value.keywords if one.arg != "anyway"
    }
    assert said == {"voluntary": ["plot_walks", "momentum_path"]}
    asked = {name: text for name, text in right_answers(CLASS).items() if name in TAKEN}
    for name in said["voluntary"]:
        del asked[name]
    notebook = answered(CLASS, asked)
    assert hand_in_problems(notebook, list(TAKEN), **said) == []
    [line] = hand_in_problems(notebook, list(TAKEN), unsaved=["momentum_path"], **said)
    assert line.startswith("momentum_path: what you ran last is not in the file")
    del asked["classify"]
    missing = hand_in_problems(answered(CLASS, asked), list(TAKEN), **said)
    assert missing == ["classify: not attempted yet."]
    assert not parts.voluntary(read("notebooks", "08_learning_rate"))


BROKEN = {
    "minutes that do not sum up": (
        "· 9 minutes",
        "· 10 minutes",
        "says 25 minutes, and the headings 26",
    ),
    "a task without minutes": (" · 9 minutes", "", "must end with its minutes"),
    "no takeaways": ("# ## Takeaways", "# ## The end", "a class needs `## Takeaways`"),
    "a task without its prediction": ("# ### Predict", "# ### Guess", "needs ### Show"),
    "other points": ("· 11 points ·", "·", "must say `11 points`"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_class_is_so_by_rule(how: str) -> None:
    old, new, says = BROKEN[how]
    text = TEXT.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(LessonError, match=says):
        derived.make_solution(text.replace(old, new, 1), f"lessons/{CLASS}/one_class.py")


def test_a_mark_says_it_in_another_language() -> None:
    text = TEXT.read_text(encoding="utf-8").replace("00 · One class", "00 · Eine Stunde")
    with pytest.raises(LessonError, match="sections must be"):
        derived.make_solution(text, f"lessons/{CLASS}/one_class.py")
    marked = text.replace("# %% [markdown]", '# %% [markdown] part="class"', 1)
    assert derived.make_solution(marked, f"lessons/{CLASS}/one_class.py")


def test_the_site_that_runs_in_a_browser_has_no_lesson_that_needs_keras() -> None:
    every = {f"notebooks/{name}/{name[3:]}.ipynb": read("notebooks", name) for name in EVERY}
    wanted = [f"notebooks/{n}/{n[3:]}.ipynb" for n in EVERY if 1 <= int(n[:2]) <= lite.LAST]
    assert [path for path, one in every.items() if lite.runnable(path, one)] == wanted
    for path, notebook in every.items():
        places = dict(book._places(path, notebook, None, "https://example.org/site"))
        assert ("open in the browser" in places) is (path in wanted)


def test_a_grade_depends_on_the_checks_of_the_lessons() -> None:
    texts = (nbformat.writes(read(room, CLASS)) for room in ("solutions", "notebooks"))
    parts = Fingerprint(Lesson(CLASS, CLASS[3:], *texts), "none").parts()
    for exercise, taught in TAKEN.items():
        assert f"`{exercise}` in {CLASS}" in parts
        assert f"helpers/lessons/{taught[3:]}/checks/__init__.py" in parts
