"""A course of one's own: another language, other exercises, other points."""

import re
from pathlib import Path

import nbformat
import pytest

from course import anatomy, derived, marks
from course.errors import CourseError

from .lesson import ROOT, cells
from .test_build import course_copy, run

LESSON = "03_two_weights"
PLACE = Path("lessons") / LESSON / "two_weights.py"
GERMAN = {
    "look back": ("Look back", "Rückblick"),
    "in the market": ("In the market", "Am Markt"),
    "in your own words": ("In your own words", "In eigenen Worten"),
    "takeaways": ("Takeaways", "Das bleibt"),
    "show": ("Show", "Zeigen"),
    "predict": ("Predict", "Raten"),
    "do": ("Do", "Tun"),
}


def in_german(text: str) -> str:
    """Return the lesson with German headings and fixed words, and marks that say what is what."""
    found = []
    for cell in re.split(r"^(?=# %%)", text, flags=re.M):
        begun = []
        for part, (english, german) in GERMAN.items():
            cell, number = re.subn(rf"^# (##+) {english}\b", rf"# \1 {german}", cell, flags=re.M)
            begun += [part] * bool(number)
        cell = cell.replace("[markdown]", f'[markdown] part="{", ".join(begun)}"', bool(begun))
        found.append(cell)
    text = "".join(found).replace("**The question.**", "**Die Frage.**")
    text = text.replace("**You will be able to**", "**Danach kannst du**")
    text = re.sub(r"About (\d+) minutes · (\d+) points", r"Etwa \1 Minuten · \2 Punkte", text)
    text = re.sub(r"· (\d) points?\.\*\*", r"· \1 Punkte.**", text)
    text = text.replace("| Term | Symbol | Meaning |", "| Begriff | Zeichen | Bedeutung |")
    text = text.replace("**Model answer.**", "**Musterantwort.**")
    text = text.replace("**Rubric.**", "**Bewertung.**")
    return text.replace("**Next: ", "**Weiter: ")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return course_copy(tmp_path, LESSON)


def change(course: Path, old: str, new: str, file: Path = PLACE) -> None:
    text = (course / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (text.count(old), old)
    (course / file).write_text(text.replace(old, new), encoding="utf-8")


def solution(course: Path) -> nbformat.NotebookNode:
    return nbformat.read(course / "solutions" / LESSON / "two_weights.ipynb", as_version=4)


def test_headings_and_fixed_words_in_another_language(course: Path) -> None:
    text = in_german((course / PLACE).read_text(encoding="utf-8"))
    assert text.count("part=") == 13
    for english, _ in GERMAN.values():
        assert not re.search(rf"^# ##+ {english}\b", text, re.M)
    (course / PLACE).write_text(text, encoding="utf-8")
    (course / "course.toml").write_text(
        '[words]\npoints = ["Punkt", "Punkte"]\nhand_in = "Abgeben"\n', encoding="utf-8"
    )
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    code, said = run(course, "build")
    assert code == 0, said
    made = solution(course)
    assert "Minuten · 13 Punkte ·" in made.cells[0].source
    every = "\n".join(cell.source for cell in made.cells)
    assert "**Exercise `forward` · 1 Punkt.**" in every
    assert "## Abgeben" in every and "## Hand in" not in every
    # Its terms are found, and the marks stay in the lesson's text.
    built = (course / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in glossary.splitlines() if line.endswith("| 03 |")] == built[6:]
    assert marks.to_text(made) == (course / PLACE).read_text(encoding="utf-8")


@pytest.mark.parametrize("part", GERMAN)
def test_a_part_without_its_mark_is_missed(course: Path, part: str) -> None:
    text = in_german((course / PLACE).read_text(encoding="utf-8"))
    (course / PLACE).write_text(
        re.sub(rf'part="(show, )?{part}(, predict)?"', "", text).replace("] \n", "]\n"),
        encoding="utf-8",
    )
    code, said = run(course, "build")
    assert code == 1 and "the lesson breaks the rules" in said
    assert ("mark its cells" if part not in ("show", "predict", "do") else "needs ### Show") in said


@pytest.mark.parametrize(
    ("lesson", "words"),
    [
        ("14_project", {"· ungraded by checks": "· ohne Punkte", "## The brief": "## Auftrag"}),
        ("03_weights_review", {"Review of lessons": "Wiederholung", "· ungraded ·": "· frei ·"}),
    ],
)
def test_a_notebook_without_points_in_another_language(lesson: str, words: dict[str, str]) -> None:
    text = (ROOT / "lessons" / lesson / f"{lesson[3:]}.py").read_text(encoding="utf-8")
    for english, german in words.items():
        assert text.count(english) == 1
        text = text.replace(english, german)
    name = f"lessons/{lesson}"
    assert anatomy.problems(marks.to_notebook(text, name), name)
    kind = "review" if "review" in lesson else "ungraded"
    text = text.replace("[markdown]", f'[markdown] part="{kind}"', 1)
    text = text.replace("[markdown]\n# ## Auftrag", '[markdown] part="the brief"\n# ## Auftrag')
    notebook = marks.to_notebook(text, name)
    assert anatomy.is_ungraded(notebook) and anatomy.is_review(notebook) is (kind == "review")
    assert anatomy.problems(notebook, name) == []


def test_rules_that_are_off() -> None:
    text = (ROOT / PLACE).read_text(encoding="utf-8")
    text = re.sub(r"About \d+ minutes", "About 90 minutes", text)
    notebook = marks.to_notebook(text, LESSON)
    (said,) = anatomy.problems(notebook, LESSON)
    assert said.endswith("45 to 75. (rule `duration`)")
    assert anatomy.problems(notebook, LESSON, ["duration"]) == []
    for rule in ("durations", "title", "exercises"):
        with pytest.raises(
            CourseError, match=rf"`rules_off` names {rule}\. It may name: blank_cells"
        ):
            anatomy.problems(notebook, LESSON, [rule])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("# %% [markdown]\n# ## Look", '# %% [markdown] part="back"\n# ## Look', "called `back`"),
        ('# %% locked="imports"', '# %% locked="imports" part="do"', "a cell of prose"),
    ],
)
def test_a_part_that_there_is_not(course: Path, old: str, new: str, says: str) -> None:
    change(course, old, new)
    code, said = run(course, "build")
    assert code == 1 and says in said


def test_points_are_changed_in_one_place(course: Path) -> None:
    change(course, 'test="forward" points=1', 'test="forward" points=4')
    assert derived.changed_notebooks(course, LESSON)
    code, said = run(course, "build")
    assert code == 0 and f"{PLACE.as_posix()} now names the points that its marks give." in said
    text = (course / PLACE).read_text(encoding="utf-8")
    assert "**Exercise `forward` · 4 points.**" in text and "· 16 points ·" in text
    assert "minutes · 16 points ·" in solution(course).cells[0].source
    assert derived.changed_notebooks(course, LESSON) == []
    assert "now names" not in run(course, "build")[1]


def without(text: str, exercise: str) -> str:
    """Return a lesson without the cells of an exercise: its opening, its answer and its check."""
    parts = re.split(r"^(?=# %%)", text, flags=re.M)
    own = rf'(solution|test)="{exercise}"|\A# %% \[markdown\]\n# \*\*Exercise `{exercise}` '
    return "".join(part for part in parts if not re.search(own, part))


def test_an_exercise_is_removed_in_one_edit(course: Path) -> None:
    """Also the planted bug: a lesson may do without it."""
    before = (course / PLACE).read_text(encoding="utf-8")
    bug = next(name for name in cells(solution(course)) if name.startswith("mend_"))
    name = bug.removesuffix("-check")
    points = int(re.search(rf'test="{name}" points=(\d)', before)[1])  # type: ignore[index]
    (course / PLACE).write_text(without(before, name), encoding="utf-8")
    code, said = run(course, "build")
    assert code == 0, said
    made = solution(course)
    assert f"· {13 - points} points ·" in made.cells[0].source
    assert f'"{name}"' not in made.cells[-1].source  # what is to be handed in
