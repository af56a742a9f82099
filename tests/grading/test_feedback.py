"""A student's page: what must be on it, and what must never be."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode

from course.course_file import CourseFile
from course.grading.mended import Mend, Mended
from course.grading.parcels import State
from course.grading.report import feedback, plain, titles
from course.grading.report import pages as report
from course.grading.report.outcomes import Outcome, Result

from ..lesson import exercises, read
from ..sample_class.colab import saved_by_colab
from ..sample_class.students import TYPICAL, right_answers
from .classroom import GradedClass, Handed, graded_class
from .markup import Page, asks_nobody

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
LESSON = "03_two_weights"
CANARIES = {
    where: f"canary-in-{where}" for where in ("hidden", "model", "traceback", "user", "output")
}
EVIL = [
    "<script>alert('evil')</script>",
    "</code></pre><img src=x onerror=alert('evil')>",
    "</style><svg onload=alert('evil')>",
    '" onmouseover="alert(1)" x="',
    "[click](javascript:alert('evil'))",
    "<a href='javascript:alert(1)'>evil</a>",
    "<!-- evil",
    "{{ 7 * 191 }}{% raw %}",
    "`<b>` evil",
]
EVERYTHING = "\n".join(EVIL)


def planted(solution: NotebookNode) -> None:
    """Put canaries into the hidden tests and the model answers."""
    for cell in solution.cells:
        hidden, model = CANARIES["hidden"], CANARIES["model"]
        begin = "### BEGIN HIDDEN TESTS\n"
        cell.source = cell.source.replace(begin, f'{begin}secret = "{hidden}"  # asked for\n')
        cell.source = cell.source.replace(
            "### BEGIN SOLUTION\n", f"### BEGIN SOLUTION\n# {model}\n"
        )
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source += f"\n\n{model}"


def leaking(state: State) -> dict[str, object]:
    """Return a verdict whose message holds what no message should hold."""
    message = (
        "gradients: not right yet.\nThis line stays.\n"
        f'    secret = "{CANARIES["hidden"]}"  # asked for\n'
        f"Hint: see /home/grader/{CANARIES['user']}/course/grading/judge.py\n"
        f"Traceback (most recent call last):\n  File {CANARIES['traceback']}"
    )
    return {"state": state, "points": 0.0, "message": message}


@pytest.fixture(scope="module")
def class_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GradedClass]:
    """Grade a class into which canaries and evil strings were put."""
    right, canary = right_answers(LESSON), CANARIES
    colab = json.loads(saved_by_colab(read("notebooks", LESSON)))["cells"]
    personal = next(c["metadata"] for c in colab if "executionInfo" in c["metadata"])
    del personal["nbgrader"]
    personal["executionInfo"]["user"] = {"displayName": canary["user"], "userId": canary["user"]}
    noise = [
        {"output_type": "stream", "name": "stdout", "text": canary["output"]},
        {
            "output_type": "error",
            "ename": "ValueError",
            "evalue": canary["traceback"],
            "traceback": [canary["traceback"]],
        },
    ]
    kept = {"metadata": personal, "outputs": noise}
    wrong = {exercise: leaking(State.WRONG) for exercise in exercises(LESSON)}
    evil = {
        exercise: {"state": State.WRONG, "points": 0.0, "message": EVERYTHING}
        for exercise in exercises(LESSON)
    }
    students = {
        "blank": Handed(**kept),
        "typical": Handed(TYPICAL, timestamp=datetime(2026, 11, 3, 14, 5, tzinfo=UTC), **kept),
        "right": Handed({**right, "lower_loss": "In my words."}, **kept),
        "leaking": Handed(TYPICAL, verdicts=wrong, **kept),
        "evil": Handed(
            dict.fromkeys(right, f"'''{EVERYTHING}'''"),
            verdicts=evil,
            mended=(Mended(Mend.LOCKED_TWICE, (EVERYTHING,), name=EVERYTHING),),
            names={"first_name": EVIL[0], "last_name": EVIL[1]},
        ),
        "odd": Handed(why="The file is a web page and no notebook."),
    }
    folder = tmp_path_factory.mktemp("course")
    with graded_class(folder, LESSON, students, ["absent"], planted) as graded:
        report.write(graded.config, [graded.lesson], graded.book)
        yield graded


def everybody(class_: GradedClass) -> dict[str, str]:
    return {s: class_.page(s) for s in ("blank", "typical", "right", "leaking", "evil")}


def test_the_canaries_are_where_the_pages_are_made_from(class_: GradedClass) -> None:
    place = class_.folder / "gradebook/autograded/leaking" / LESSON / "two_weights.ipynb"
    text = place.read_text(encoding="utf-8")
    missing = {where for where, canary in CANARIES.items() if canary not in text}
    # The model answers are in the solution only: the student's answers stand in their place.
    assert missing == {"model"}
    assert CANARIES["model"] in class_.lesson.solution


def test_no_page_holds_a_canary(class_: GradedClass) -> None:
    pages = {**everybody(class_), "class": class_.class_page()}
    found = {(s, c) for s, page in pages.items() for c in CANARIES.values() if c in page}
    assert found == set()
    assert "This line stays." in pages["leaking"]
    assert "/home/grader" not in pages["leaking"]
    assert "Traceback" not in "".join(pages.values())
    assert "judge.py" in pages["leaking"]  # a file's name may stay, its folder goes


def test_no_page_holds_a_line_of_a_hidden_test(class_: GradedClass) -> None:
    hidden = plain.hidden_lines(read("solutions", LESSON))
    assert len(hidden) >= 5
    for page in everybody(class_).values():
        assert not [line for line in hidden if line in Page(page).text]


def test_what_is_evil_stays_text(class_: GradedClass) -> None:
    page = Page(class_.page("evil"))
    assert asks_nobody(page)
    for evil in EVIL[:7]:
        assert page.text.count(evil) >= 6 + 5, evil  # in every answer and every message
    assert "{{ 7 * 191 }}" in page.text and "1337" not in page.text
    harmless = Page(class_.page("blank"))
    assert set(page.tags) <= set(harmless.tags) | {"ul", "li", "div"}
    known = {name for _, name, _ in harmless.attributes}
    assert {name for _, name, _ in page.attributes} <= known
    assert asks_nobody(Page(class_.class_page()))


def test_pages_are_whole_and_in_order(class_: GradedClass) -> None:
    for html in [*everybody(class_).values(), class_.class_page()]:
        page = Page(html)
        levels = page.headings()
        assert html.startswith("<!DOCTYPE html>") and ("html", "lang", "en") in page.attributes
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert asks_nobody(page)


def test_a_page_says_score_verdicts_hints_and_answers(class_: GradedClass) -> None:
    text = Page(class_.page("typical")).text
    assert "4 of 13 points so far" in text
    assert "up to 2 points more" in text
    assert "Handed in on 3 November 2026, 14:05 UTC." in text
    verdicts = ["Right", "Not right yet", "Not right yet", "Right", "Not attempted"]
    places = [text.find(f"Exercise {name}") for name in exercises(LESSON)]
    assert places == sorted(places) and min(places) > 0
    ends = [*places[1:], len(text)]
    for verdict, start, end in zip(verdicts, places, ends, strict=True):
        assert verdict in text[start:end]
    assert "Hint: " in text[places[1] : places[2]]
    assert TYPICAL["step"] in text[places[2] : places[3]]
    assert "A person reads this" in text and TYPICAL["lower_loss"] in text


def test_a_blank_submission_is_not_attempted_and_nothing_waits(class_: GradedClass) -> None:
    text = Page(class_.page("blank")).text
    assert "0 of 13 points" in text and "so far" not in text
    assert text.count("Not attempted") == 6
    assert "Not right yet" not in text


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_answer_is_shown_as_it_is(answer: str) -> None:
    part = titles.Exercise("a-check", "a", "A", "", 1, written=False)
    shown = plain.safe_text(answer)
    result = Result(part, State.WRONG, 0.0, 0.0, (answer,), shown, False, answer)
    mended = (Mended(Mend.INSIDE, (answer,), name=answer),)
    html = feedback.student_page_html(
        "Lesson", Outcome("s", answer, 0.0, None, (result,), mended), CourseFile()
    )
    page = Page(html)
    assert asks_nobody(page)
    if shown.strip():
        assert shown in page.text
    shown.encode("utf-8")
