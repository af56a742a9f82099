"""Totals: points that a person gave, answers that come later, points that the course changed."""

import copy
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from course.grading import lesson
from course.grading.book import gradebook
from course.grading.book.enrol import enrol
from course.grading.mended import Mend, Mended
from course.grading.order import Done
from course.grading.people import roster
from course.grading.repair.submission import repair
from course.grading.report.again import again
from course.grading.report.messages import report_sentences
from course.grading.report.sentences import sentence
from course.grading.table import _rows

from ..lesson import exercises, read
from ..sample_class.course import Score
from .markup import Page
from .runs import LESSON, Run

WRITTEN = "lower_loss"
EVERYTHING = exercises(LESSON)
MOST = 13


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run.prepare(tmp_path, ["ada", "bo"])


def give(run: Run, cell: str, points: float, student: str = "ada", extra: float = 0) -> None:
    """Give points, the way Formgrader does."""
    with run.course.api().gradebook as book:
        grade = book.find_grade(cell, "two_weights", LESSON, student)
        grade.manual_score, grade.needs_manual_grade, grade.extra_credit = points, False, extra
        book.db.commit()


def page(run: Run, student: str = "ada") -> str:
    place = run.course.place("gradebook/feedback", student, "html")
    return Page(place.read_text(encoding="utf-8")).text


def score(done: Done, student: str = "ada") -> float:
    assert done.written
    return done.written.scores[student]


def rows(done: Done) -> list[tuple[str, str, str]]:
    return [row for row in _rows(done) if row[0] == "to give again"]


def test_points_for_an_earlier_answer_do_not_count_until_they_are_given_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.deliver("ada", right=EVERYTHING, answers={WRITTEN: "A wall."})
    done = run.grade(monkeypatch)
    assert f"{MOST - 2} of {MOST} points so far" in page(run)
    give(run, WRITTEN, 1.5)
    done = run.grade(monkeypatch)
    assert (score(done), rows(done)) == (MOST - 0.5, [])
    run.deliver("ada", right=EVERYTHING, answers={WRITTEN: "A bowl."})
    for _ in range(2):
        done = run.grade(monkeypatch)
        assert score(done) == MOST - 2
        assert run.course.scores("ada")[WRITTEN] == Score(None, 2, True)
        assert f"{MOST - 2} of {MOST} points so far" in page(run)
        assert "up to 2 points more" in page(run)
        assert "A person gave 1.5 points before your answer or the exercise was changed" in page(
            run
        )
        assert [(who, "1.5 points" in what) for _, who, what in rows(done)] == [("ada", True)]
        assert done.written
        text = Page(done.written.class_page.read_text(encoding="utf-8")).text
        assert "Points for an earlier answer" in text
    assert again(run.course.folder, LESSON).earlier == (("ada", WRITTEN, 1.5),)
    give(run, WRITTEN, 2)
    written = again(run.course.folder, LESSON)
    assert (written.scores["ada"], written.earlier) == (MOST, ())
    assert f"{MOST} of {MOST} points" in page(run) and "so far" not in page(run)


def test_the_same_answer_in_another_file_keeps_its_points(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after a file that was for a person, and after the answer was another in between."""
    answers = {WRITTEN: "A wall.", "gradients": "def gradients(): pass"}
    run.deliver("ada", at="16 12:00:00", right=["forward"], answers=answers)
    run.grade(monkeypatch)
    give(run, WRITTEN, 1.5)
    give(run, "gradients-check", 1)
    run.deliver("ada", at="17 12:00:00", right=["forward", "step"], answers=answers)
    done = run.grade(monkeypatch)
    assert (score(done), rows(done)) == (1 + 2 + 1.5 + 1, [])
    run.hand_in("ada", "no notebook")
    run.grade(monkeypatch)
    run.deliver("ada", at="18 12:00:00", right=[], answers={**answers, WRITTEN: "A bowl."})
    done = run.grade(monkeypatch)
    assert (score(done), len(rows(done))) == (1, 1)
    run.deliver("ada", at="19 12:00:00", right=[], answers=answers)
    done = run.grade(monkeypatch)
    assert (score(done), rows(done)) == (2.5, [])


def test_points_given_for_a_checked_exercise_belong_to_its_answer_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the check gives to the new answer counts so far, and a person looks once more."""
    run.deliver("ada", answers={"gradients": "def gradients(): return 1"})
    run.grade(monkeypatch)
    give(run, "gradients-check", 1)
    run.deliver("ada", right=["gradients"], answers={"gradients": "def gradients(): return 2"})
    done = run.grade(monkeypatch)
    assert score(done) == 3
    assert run.course.scores("ada")["gradients-check"] == Score(3, 3, True)
    assert f"3 of {MOST} points so far" in page(run)
    assert [who for _, who, _ in rows(done)] == ["ada"]


def test_extra_credit_is_nbgrader_s(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run.deliver("ada", right=EVERYTHING, answers={WRITTEN: "A wall."})
    run.grade(monkeypatch)
    give(run, WRITTEN, 2, extra=1)
    assert again(run.course.folder, LESSON).scores == {"ada": MOST + 1}


def name_of(run: Run, student: str) -> tuple[str | None, str | None]:
    with run.course.api().gradebook as book:
        found = book.find_student(student)
        return found.first_name, found.last_name


@pytest.mark.parametrize("whole", ["Dmitri Ivanov", "Ivanov Dmitri", "DMITRI IVANOV"])
def test_namesakes_keep_one_first_and_one_last_name(
    run: Run, monkeypatch: pytest.MonkeyPatch, whole: str
) -> None:
    """As advised: the participants first, then the grading worksheet, which has whole names."""
    place = run.gradebook / "roster.csv"
    people = "Username,First name,Last name\nada,Dmitri,Ivanov\nbo,Dmitri,Ivanov\n"
    place.write_text(people, encoding="utf-8")
    run.deliver("ada", right=["forward"])
    run.grade(monkeypatch)
    sheet = f"Identifier,Full name,Username\nParticipant 7,{whole},ada\nParticipant 8,{whole},bo\n"
    place.write_text(sheet, encoding="utf-8")
    for _ in range(2):
        run.grade(monkeypatch)
        names = [tuple(str(name).casefold() for name in name_of(run, one)) for one in ("ada", "bo")]
        assert names == [("dmitri", "ivanov")] * 2
        assert page(run).casefold().count("dmitri") == 1
    place.write_text(people, encoding="utf-8")
    run.grade(monkeypatch)
    assert name_of(run, "bo") == ("Dmitri", "Ivanov")


@pytest.mark.parametrize(
    ("known", "whole", "wanted"),
    [
        (("Dmitri", "Dmitri Ivanov"), "Dmitri Ivanov", ("Dmitri", "Ivanov")),  # doubled before
        (("Anna Maria", "van der Berg"), "Anna Maria van der Berg", ("Anna Maria", "van der Berg")),
        (("Jose", "Perez"), "José Pérez", ("José", "Pérez")),
        (("Ann", "Smith"), "Anna Smith", ("Anna", "Smith")),
        (("Ana", "Sousa"), "Ana Lima", ("Ana", "Lima")),
        (("", ""), "Dmitri Ivanov", (None, "Dmitri Ivanov")),
        (("Xenia", "Young"), "Dmitri Ivanov", (None, "Dmitri Ivanov")),
        (("Dmitri", "Ivanov"), "Ivanov", ("Dmitri", "Ivanov")),
    ],
)
def test_a_whole_name_is_parted_as_it_is_known(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    known: tuple[str, str],
    whole: str,
    wanted: tuple[str | None, str],
) -> None:
    config = lesson.settings(run.course.folder)
    place = run.gradebook / "roster.csv"
    url = gradebook.address(config.CourseDirectory.db_url)
    with gradebook.open_gradebook(url, "downhill") as book:
        book.add_student("ada", first_name=known[0], last_name=known[1])
        place.write_text(f"id,Full name\nada,{whole}\n", encoding="utf-8")
        enrol(book, roster.read_roster(place))
        found = book.find_student("ada")
        assert (found.first_name or None, found.last_name) == wanted


# What the course changed is told as the course's change; the real repair, with files of before.


def filled(answer: str = "") -> dict[str, Any]:
    """Return the lesson as it was given out, with a written answer."""
    notebook: dict[str, Any] = json.loads(nbformat.writes(read("notebooks", LESSON)))
    if answer:
        cell(notebook, WRITTEN)["source"] = answer
    return notebook


def cell(notebook: Any, name: str) -> Any:
    return next(
        one
        for one in notebook["cells"]
        if one["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def changed(change: Callable[[Any], None]) -> tuple[NotebookNode, NotebookNode]:
    """Return solution and release after the course changed both in this way."""
    both = [copy.deepcopy(read(room, LESSON)) for room in ("solutions", "notebooks")]
    for notebook in both:
        change(notebook)
        for one in notebook.cells:
            if "checksum" in one.metadata.get("nbgrader", {}):
                one.metadata.nbgrader.checksum = compute_checksum(one)
    return both[0], both[1]


def worth(name: str, points: int) -> Callable[[Any], None]:
    def change(notebook: Any) -> None:
        cell(notebook, name)["metadata"]["nbgrader"]["points"] = points

    return change


def rewritten(name: str, text: str) -> Callable[[Any], None]:
    def change(notebook: Any) -> None:
        cell(notebook, name)["source"] = text

    return change


@pytest.mark.parametrize("by", ["grade", "report"])
def test_points_given_by_hand_change_a_late_penalty(
    run: Run, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """By the rule, who is late has 0; what a person made of a penalty stays."""
    with (run.course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    for student in ("ada", "bo"):
        run.deliver(student, "16 12:01:00", right=["forward"], answers={WRITTEN: "A wall."})
    done = run.grade(monkeypatch, due=datetime(2026, 11, 16, 12))
    assert (score(done), score(done, "bo"), done.late) == (0, 0, [])
    give(run, WRITTEN, 1.5)
    give(run, WRITTEN, 2, "bo")
    with run.course.api().gradebook as book:
        book.find_submission_notebook("two_weights", LESSON, "bo").late_submission_penalty = 0.5
        book.db.commit()
    for late in (["ada"], []):
        if by == "grade":
            done = run.grade(monkeypatch)
            assert (done.graded, done.late) == ([], late)
            assert ("late" in {row[0] for row in _rows(done)}) == bool(late)
            assert done.written
            scores = done.written.scores
        else:
            written = again(run.course.folder, LESSON)
            assert list(written.late) == late
            told = "1 have another late penalty than before: ada."
            assert (told in report_sentences(written, LESSON)) == bool(late)
            scores = written.scores
        assert scores == {"ada": 0, "bo": 2.5}


@pytest.mark.parametrize("answer", ["", "A wall."])
@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (worth("step-check", 5), "The course changed the points of `step-check` from 2 to 5."),
        (worth(WRITTEN, 5), f"The course changed the points of `{WRITTEN}` from 2 to 5."),
        (
            rewritten("step-check", "checks.step(step, 1)"),
            "The course changed the cell `step-check`.",
        ),
        (
            rewritten("imports", "from another import everything, that, was, never, here"),
            "The course changed the cell `imports`.",
        ),
        (
            rewritten("step-check", "entirely.other(text_than_before) and more"),
            "The course changed the cell `step-check`.",
        ),
    ],
)
def test_what_the_course_changed_is_no_damage(
    change: Callable[[Any], None], wanted: str, answer: str
) -> None:
    repaired = repair(*changed(change), json.dumps(filled(answer)).encode())
    assert [(one.by_course, sentence(one)) for one in repaired.mended] == [(True, wanted)]
    assert repair(*changed(lambda notebook: None), json.dumps(filled()).encode()).mended == ()


def test_what_a_student_changed_is_still_the_student_s() -> None:
    for name in ("step-check", WRITTEN):
        for lesson_of_today in (lambda notebook: None, rewritten("imports", "import numpy")):
            notebook = filled("A wall.")
            worth(name, 100)(notebook)
            repaired = repair(*changed(lesson_of_today), json.dumps(notebook).encode())
            said = [sentence(one) for one in repaired.mended if not one.by_course]
            assert said == [f"The points of `{name}` were changed back."]
    notebook = filled()
    cell(notebook, "step-check")["source"].append("  # easy")
    repaired = repair(*changed(lambda _: None), json.dumps(notebook).encode())
    said = [sentence(one) for one in repaired.mended]
    assert said == ["The locked cell `step-check` had been edited and was restored."]


def test_pages_and_table_tell_a_change_of_the_course_s(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Mended(Mend.COURSE_POINTS, ("step-check",), 2, "3")
    damage = Mended(Mend.ORDER)
    run.deliver("ada", mended=[asdict(change)])
    run.deliver("bo", mended=[asdict(change), asdict(damage)])
    done = run.grade(monkeypatch)
    assert "What the course changed" in page(run) and "Your file was damaged" not in page(run)
    assert "What the course changed" in page(run, "bo") and "Your file was damaged" in page(
        run, "bo"
    )
    told = [row for row in _rows(done) if row[0] in ("repaired", "changed")]
    assert [row[:2] for row in told] == [("repaired", "bo"), ("changed", "2")]
    assert "The course changed the points" in told[1][2] and "order" in told[0][2]


def test_points_that_are_more_than_the_exercise_is_worth_now_are_asked_for_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(run.course.folder / "lessons")  # a lesson of an instructor's own, in notebooks
    run.deliver("ada", right=EVERYTHING, answers={WRITTEN: "A wall."})
    run.grade(monkeypatch)
    give(run, WRITTEN, 2)
    for room in ("solutions", "notebooks"):
        place = run.course.place(room)
        notebook = nbformat.read(place, as_version=4)
        worth(WRITTEN, 1)(notebook)
        for one in notebook.cells:
            if "checksum" in one.metadata.get("nbgrader", {}):
                one.metadata.nbgrader.checksum = compute_checksum(one)
        place.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert again(run.course.folder, LESSON).scores == {"ada": MOST - 1}
    done = run.grade(monkeypatch)
    assert (score(done), len(rows(done))) == (MOST - 2, 1)
    assert done.why == {"ada": f"`{WRITTEN}` in {LESSON} changed"}
    assert f"{MOST - 2} of {MOST - 1} points so far" in page(run)
