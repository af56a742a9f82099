"""The anatomy of a lesson, as rules that a build enforces.

Each rule takes a solution notebook and yields what is wrong with it. What a rule is for stands in
its docstring; docs/maintainer.md shows the anatomy as an outline.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from nbformat import NotebookNode

from .marks import CHECK
from .stubs import REGION, own_stub

HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n(.+?)\n### END HIDDEN TESTS$", re.M | re.S)
SECTIONS = ["## Look back", "## In the market", "## In your own words", "## Takeaways"]
PRAISE = r"\b(awesome|amazing|great job|well done|congratulations|simply|obviously|just)\b"
EMOJI = r"[\U0001F300-\U0001FAFF\u2705\u274C\u2B50]"


def problems(notebook: NotebookNode, name: str) -> list[str]:
    """Return what is wrong with a lesson, a sentence each; an empty list for a sound one."""
    return [f"{problem}" for rule in RULES for problem in rule(notebook, name)]


def _prose(notebook: NotebookNode) -> str:
    return "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def _graded(notebook: NotebookNode, **wanted: bool) -> dict[str, NotebookNode]:
    cells = [c for c in notebook.cells if "nbgrader" in c.metadata]
    return {
        c.metadata.nbgrader.grade_id: c
        for c in cells
        if all(c.metadata.nbgrader[key] is value for key, value in wanted.items())
    }


def opening(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Title, question, aims, minutes, points: a student decides in ten seconds whether to start."""
    first = notebook.cells[0].source
    number = re.search(r"(\d\d)_", name)
    if number and not first.startswith(f"# {number[1]} · "):
        yield f"the title must start with `# {number[1]} · `."
    for part in ("**The question.**", "**You will be able to**", "minutes"):
        if part not in first:
            yield f"the first cell lacks `{part}`."
    points = sum(c.metadata.nbgrader.points for c in _graded(notebook, grade=True).values())
    if f"{points} points" not in first:
        yield f"the first cell must say `{points} points`, the sum over its cells."


def sections(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The fixed sections in their order; two or three cycles of show, predict, do between them."""
    headings = re.findall(r"^#{2,3} .*$", _prose(notebook), re.M)
    wanted = SECTIONS[1:] if "01_" in name else SECTIONS
    found = [h for h in headings if h in SECTIONS]
    if found != wanted:
        yield f"the sections must be {wanted}, in this order; found {found}."
    cycles = [h for h in headings if re.match(r"## \d · ", h)]
    if not 2 <= len(cycles) <= 3:
        yield f"two or three cycles `## 1 · …` are wanted; found {len(cycles)}."
    for cycle, following in pairwise([*cycles, "## In your own words"]):
        if cycle not in headings or following not in headings:
            continue
        inside = headings[headings.index(cycle) : headings.index(following)]
        steps = [h.split()[1] for h in inside if h.startswith("### ")]
        order = [s for s in dict.fromkeys(steps) if s in ("Show", "Predict", "Do")]
        if order != ["Show", "Predict", "Do"]:
            yield f"`{cycle}` needs ### Show, ### Predict, ### Do in this order; found {steps}."


def recall(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Three retrieval questions from earlier lessons, each with a folded answer."""
    text = _prose(notebook)
    asked = text.partition("## Look back")[2].partition("\n## ")[0].count("<details>")
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
        if not visible.startswith("check.") or "\n" in visible:
            yield f"the visible part of {grade_id} must be one line `check.…`."


def difficulty(notebook: NotebookNode, name: str) -> Iterator[str]:
    """At most two blank-cell tasks, one planted bug, one written question with a rubric."""
    answers = _graded(notebook, solution=True, grade=False)
    blank = [
        grade_id
        for grade_id, cell in answers.items()
        if any(own_stub(region["body"]) is None for region in REGION.finditer(cell.source))
    ]
    if len(blank) > 2:
        yield f"at most two tasks start from a blank cell; these do: {blank}. Give gaps instead."
    bugs = [grade_id for grade_id in answers if grade_id.startswith("mend_")]
    if len(bugs) != 1:
        yield f"one planted bug is wanted, an exercise named mend_…; found {bugs}."
    written = _graded(notebook, solution=True, grade=True)
    if len(written) != 1 or any(c.metadata.nbgrader.points != 2 for c in written.values()):
        yield f"one written question of 2 points is wanted; found {list(written)}."
    for grade_id, cell in written.items():
        if "**Rubric" not in cell.source:
            yield f"the written answer {grade_id} needs a rubric, `**Rubric.** …`."


def pictures(notebook: NotebookNode, name: str) -> Iterator[str]:
    """A static figure first, then a slider around the same function: exports lose nothing."""
    shown: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        shown |= set(re.findall(r"figures\.show\(\s*figures\.(\w+)", cell.source))
        for moved in re.findall(r"widgets\.slide\(\s*figures\.(\w+)", cell.source):
            if moved not in shown:
                yield f"the slider around figures.{moved} comes before the static figure."
    if not shown:
        yield "there is no picture: figures.show(figures.…)."


def takeaways(notebook: NotebookNode, name: str) -> Iterator[str]:
    """The end: what to keep, the new terms with their symbols, what comes next."""
    end = _prose(notebook).partition("## Takeaways")[2]
    for part in ("| Term |", "**Next"):
        if part not in end:
            yield f"`## Takeaways` lacks `{part}`."


def wording(notebook: NotebookNode, name: str) -> Iterator[str]:
    """Plain words: no filler, no praise, no emoji."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for word in re.findall(PRAISE, cell.source, re.I) + re.findall(EMOJI, cell.source):
                yield f"cell {cell.id}: leave out `{word}`."


RULES = [
    opening, sections, recall, exercises, difficulty, pictures, takeaways, wording,
]  # fmt: skip
