"""The anatomy of a lesson, as rules that a build enforces.

Each rule takes a solution notebook and yields what is wrong with it. What a rule is for stands in
its docstring; docs/maintainer.md shows the anatomy as an outline. The rules read marks and form, so
a lesson may be in any language.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from nbformat import NotebookNode

from . import parts
from .course_file import NAME
from .errors import CourseError
from .glossary import TABLE
from .marks import CHECK
from .opening import read_opening
from .parts import is_class as is_class
from .stubs import REGION, own_stub

HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n(.+?)\n### END HIDDEN TESTS$", re.M | re.S)
PARAGRAPH, CELL = 60, 180  # words at most
ITS_MINUTES = re.compile(r" · (\d+) [^\W\d]+$")  # at the end of a heading of one class
MINUTES = range(45, 76)  # a first-time student's, for a whole lesson
BOLD = re.compile(r"^\*\*\S", re.M)
MARK_THEM = 'Where its headings are in another language, mark its cells: `part="look back"`.'
PRAISE = r"\b(awesome|amazing|great job|well done|congratulations|simply|obviously|just)\b"
EMOJI = r"[\U0001F300-\U0001FAFF\u2705\u274C\u2B50]"


def problems(notebook: NotebookNode, name: str, off: Collection[str] = ()) -> list[str]:
    """Return what is wrong with a lesson, a sentence each; an empty list for a sound one.

    A notebook whose first cell says that it is ungraded has rules of its own; a review and a class
    have others. Rules in `off` are passed over, and a sentence says how: the rule's name ends it.

    Raises CourseError for a name in `off` that no rule has, or one that can't be passed over.
    """
    every = {rule.__name__ for rule in (*RULES, *UNGRADED, *REVIEW, *CLASS)} - NEEDED
    if unknown := [one for one in off if one not in every]:
        raise CourseError(
            f"In {NAME}, `rules_off` names {unknown[0]}. It may name: {', '.join(sorted(every))}."
        )
    rules = CLASS if is_class(notebook) else RULES
    if is_ungraded(notebook):
        rules = REVIEW if is_review(notebook) else UNGRADED
    return [
        problem if rule.__name__ in NEEDED else f"{problem} (rule `{rule.__name__}`)"
        for rule in rules
        if rule.__name__ not in off
        for problem in rule(notebook, name)
    ]


def is_ungraded(notebook: NotebookNode) -> bool:
    """Say whether a notebook says of itself that it is ungraded, such as the project."""
    first = notebook.cells[0]
    marked = not {"ungraded", "review"}.isdisjoint(_marks(first))
    return marked or bool(re.search(r"· ungraded\b", first.source))


def is_review(notebook: NotebookNode) -> bool:
    """Say whether a notebook says of itself that it is a review of lessons."""
    first = notebook.cells[0]
    return bool(re.match(r"# \d\d · Review of lessons ", first.source)) or "review" in _marks(first)


def _marks(cell: NotebookNode) -> list[str]:
    return parts.begun_parts(cell) if parts.MARK in cell.metadata else []


def _graded(notebook: NotebookNode, **wanted: bool) -> dict[str, NotebookNode]:
    cells = [c for c in notebook.cells if "nbgrader" in c.metadata]
    return {
        c.metadata.nbgrader.grade_id: c
        for c in cells
        if all(c.metadata.nbgrader[key] is value for key, value in wanted.items())
    }


def title(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Title, question, aims, minutes: a student decides in ten seconds whether to start."""
    first = notebook.cells[0].source
    number = re.search(r"(\d\d)_", name)
    if number and not first.startswith(f"# {number[1]} · "):
        yield f"the title must start with `# {number[1]} · `."
    said = read_opening(notebook)
    there = {
        "**The question.** …": said.question,
        "**You will be able to** with a list": said.aims,
        "About N minutes · …": said.minutes,
    }
    for part, found in there.items():
        if not found:
            yield f"the first cell lacks `{part}`."


def stated_points(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The first cell says how many points there are, or that there are none."""
    points = sum(c.metadata.nbgrader.points for c in _graded(notebook, grade=True).values())
    if not points:
        yield "it has no points: write exercises, or `· ungraded` in the first cell."
    elif read_opening(notebook).points != points:
        yield f"the first cell must say `{points} points`, the sum over its cells."


def no_points(notebook: NotebookNode, name: str) -> Iterator[str]:
    """An ungraded notebook has no answer, no check and no written question."""
    found = [*_graded(notebook, grade=True), *_graded(notebook, solution=True)]
    if found:
        yield f"the first cell says `ungraded`, and these cells are not: {sorted(set(found))}."


def self_checks(notebook: NotebookNode, name: str) -> Iterator[str]:
    """An ungraded notebook lets its reader see how far it is, and says what is to be done."""
    if "the brief" not in parts.outline(notebook):
        yield "an ungraded notebook needs `## The brief`."
    code = "\n".join(c.source for c in notebook.cells if c.cell_type == "code")
    if not re.search(r"^checks\.", code, re.M):
        yield "an ungraded notebook needs self-checks, `checks.…` in a line of its own."


def replies(notebook: NotebookNode, name: str) -> Iterator[str]:
    """A review is short, and replies to what its reader answers."""
    if read_opening(notebook).minutes != 10:
        yield "the first cell of a review must say `About 10 minutes`."
    code = "\n".join(c.source for c in notebook.cells if c.cell_type == "code")
    for line in (r"^questions = review\.start\(", r"^questions\.reply\("):
        if not re.search(line, code, re.M):
            yield "a review needs `questions = review.start(…)` and `questions.reply(…)`."


def sections(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The fixed sections in their order; two or three cycles of show, predict, do between them."""
    found = parts.outline(notebook)
    wanted = list(parts.SECTIONS[1:] if "01_" in name else parts.SECTIONS)
    sections = [one for one in found if one in parts.SECTIONS]
    if sections != wanted:
        yield f"the sections must be {wanted}, in this order; found {sections}. {MARK_THEM}"
    yield from _cycles(found, "in your own words")


def tasks(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The tasks of a class: each shows, asks and has something done, and says how long it takes."""
    found = parts.outline(notebook)
    if "takeaways" not in found:
        yield f"a class needs `## Takeaways`. {MARK_THEM}"
    yield from _cycles(found, "takeaways")
    cycles = [one for one in found if one.startswith("## ")]
    for cycle in cycles:
        if not ITS_MINUTES.search(cycle):
            yield f"`{cycle}` must end with its minutes, as in `· 8 minutes`."
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = [f"{level} {words}" for level, words in parts.HEADING.findall(prose)]
    total = sum(int(n) for one in found for n in ITS_MINUTES.findall(one))
    said = read_opening(notebook).minutes
    if total != said:
        yield f"the first cell says {said} minutes, and the headings {total}."


def _cycles(found: list[str], end: str) -> Iterator[str]:
    """Yield what is wrong with the cycles of an outline; `end` is the part after the last one."""
    cycles = [one for one in found if one.startswith("## ")]
    if not 2 <= len(cycles) <= 3:
        yield f"two or three cycles `## 1 · …` are wanted; found {len(cycles)}."
    for cycle, following in pairwise([*cycles, end]):
        if following not in found:
            continue
        inside = found[found.index(cycle) : found.index(following)]
        steps = [one for one in inside if one in parts.STEPS]
        if tuple(dict.fromkeys(steps)) != parts.STEPS:
            yield f"`{cycle}` needs ### Show, ### Predict, ### Do in this order; found {steps}."


def recall(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Three retrieval questions from earlier lessons, each with a folded answer."""
    asked = parts.text_of(notebook, "look back").count("<details>")
    if "01_" not in name and asked != 3:
        yield f"`## Look back` needs three questions with a <details> answer; found {asked}."


def exercises(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Every exercise has a solution, a stub and a check with a hidden part."""
    answers = _graded(notebook, solution=True, grade=False)
    checks = _graded(notebook, solution=False, grade=True)
    for grade_id, cell in answers.items():
        if grade_id + CHECK not in checks:
            yield f'the exercise {grade_id} has no check: add `# %% test="{grade_id}" points=…`.'
        regions = list(REGION.finditer(cell.source))
        if not regions:
            yield f"{grade_id} has no solution: put it in ### BEGIN SOLUTION … ### END SOLUTION."
        for region in regions:
            if not region["indent"] and own_stub(region["body"]) is None:
                yield f"{grade_id} needs a ### STUB: the standard stub is for functions only."
    for grade_id, cell in checks.items():
        if grade_id.removesuffix(CHECK) not in answers:
            yield f"the check {grade_id} has no exercise before it."
        hidden = HIDDEN.search(cell.source)
        visible = HIDDEN.sub("", cell.source).strip()
        if not hidden:
            yield f"{grade_id} has no hidden tests."
        if not visible.startswith("checks.") or "\n" in visible:
            yield f"the visible part of {grade_id} must be one line `checks.…`."


def blank_cells(notebook: NotebookNode, name: str) -> Iterator[str]:
    """At most two tasks start from a blank cell."""
    answers = _graded(notebook, solution=True, grade=False)
    blank = [
        grade_id
        for grade_id, cell in answers.items()
        if any(own_stub(region["body"]) is None for region in REGION.finditer(cell.source))
    ]
    if len(blank) > 2:
        yield f"at most two tasks start from a blank cell; these do: {blank}. Give gaps instead."


def planted_bug(notebook: NotebookNode, name: str) -> Iterator[str]:
    """At most one planted bug: a lesson that does without it stands."""
    answers = _graded(notebook, solution=True, grade=False)
    bugs = [grade_id for grade_id in answers if grade_id.startswith("mend_")]
    if len(bugs) > 1:
        yield f"one planted bug is enough, an exercise named mend_…; found {bugs}."


def written_question(notebook: NotebookNode, name: str) -> Iterator[str]:
    """One question in the student's own words, with a rubric for who reads the answers."""
    written = _graded(notebook, solution=True, grade=True)
    if len(written) != 1 or any(c.metadata.nbgrader.points != 2 for c in written.values()):
        yield f"one written question of 2 points is wanted; found {list(written)}."
    for grade_id, cell in written.items():
        if len(BOLD.findall(cell.source)) < 2:
            yield f"{grade_id} needs `**Model answer.** …` and a rubric, `**Rubric.** …`."


def pictures(notebook: NotebookNode, name: str) -> Iterator[str]:
    """A static figure first, then a slider around the same function: exports lose nothing."""
    shown: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        shown |= set(re.findall(r"drawing\.show\(\s*figures\.(\w+)", cell.source))
        for moved in re.findall(r"drawing\.slide\(\s*figures\.(\w+)", cell.source):
            if moved not in shown:
                yield f"the slider around figures.{moved} comes before the static figure."
    if not shown:
        yield "there is no picture: drawing.show(figures.…)."


def takeaways(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The end: what to keep, the new terms with their symbols, what comes next."""
    end = parts.text_of(notebook, "takeaways")
    wanted = {"| Term | Symbol | Meaning |": TABLE, "**Next: …**": BOLD}
    for part, form in wanted.items():
        if not form.search(end):
            yield f"`## Takeaways` lacks `{part}`."


def wording(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Plain words: no filler, no praise, no emoji."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for word in re.findall(PRAISE, cell.source, re.I) + re.findall(EMOJI, cell.source):
                yield f"cell {cell.id}: leave out `{word}`."


def duration(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The first cell says how long a first-time student needs, which is no more than a session."""
    if read_opening(notebook).minutes not in MINUTES:
        yield f"the first cell must say `About N minutes`, {MINUTES[0]} to {MINUTES[-1]}."


def portions(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Small portions: at most 60 words a paragraph and 180 a cell, formulas left out.

    A written answer is its grader's, with a model answer and a rubric, and may be longer.
    """
    for cell in notebook.cells:
        if cell.cell_type != "markdown" or "nbgrader" in cell.metadata:
            continue
        text = re.sub(r"\$\$.+?\$\$", "", cell.source, flags=re.S)
        if (many := _words(text)) > CELL:
            yield f"cell {cell.id} has {many} words: split it, {CELL} are enough."
        for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.)\s)", text):
            if (many := _words(paragraph)) > PARAGRAPH:
                begins = " ".join(paragraph.split()[:6])
                yield f"the paragraph `{begins} …` has {many} words: {PARAGRAPH} are enough."


def _words(text: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


RULES = [
    title, stated_points, sections, recall, exercises, blank_cells, planted_bug, written_question,
    pictures, takeaways, wording, duration, portions,
]  # fmt: skip
UNGRADED = [title, no_points, self_checks, pictures, wording]
# What publishing and grading are made from.
NEEDED = {"title", "stated_points", "no_points", "exercises"}
REVIEW = [title, no_points, replies, wording, portions]
CLASS = [
    title, stated_points, tasks, exercises, blank_cells, planted_bug, pictures, wording, portions,
]  # fmt: skip
