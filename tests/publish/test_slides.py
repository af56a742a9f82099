"""The slides: the outline's items in their order, twenty minutes, and nothing that is graded."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from typer.testing import CliRunner

from course import parts
from course.cli import app
from course.errors import CourseError, LessonError
from course.publish import generator, slides
from course.publish.slides import chunks, deck, lecture

from ..bank import GRADED
from ..lesson import ROOT, cells, read

NOTHING_SHOWN = {"kind": "text", "text": "shown\n"}
OUTLINE = [
    *("challenge", "two directions", "forward pass", "loss", "hill-walker", "landscape"),
    *("blame", "chain rule", "training loop", "in Keras: four lines", "learning rate"),
    *("three learning rates", "finder", "optimizers", "training and validation", "batch size"),
    *("which loss", "volatility", "your turn", "takeaways", "too good to be true"),
]
HANDS_ON = 25


def ran(notebook: NotebookNode) -> dict[str, object]:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {"cells": {cell.id: [NOTHING_SHOWN] for cell in code}, "stopped": []}


@pytest.fixture(scope="module")
def talk() -> NotebookNode:
    found = lecture.read_lecture(ROOT)
    assert found
    return found


@pytest.fixture(scope="module")
def shown(talk: NotebookNode) -> str:
    return lecture.lecture_deck(talk, ran(talk))


def test_the_items_of_the_outline_are_slides_in_their_order(shown: str) -> None:
    titles = [title.lower() for title in re.findall(r"^## (.+)$", shown, re.M)]
    place = 0
    for item in OUTLINE:
        found = [k for k, title in enumerate(titles) if item.lower() in title and k >= place]
        assert found, f"{item} is missing after {titles[place - 1]}"
        place = found[0] + 1


def test_each_slide_has_notes_and_they_take_twenty_minutes(talk: NotebookNode, shown: str) -> None:
    lasts = lecture.minutes(talk)
    assert all(lasts.values()), [title for title, time in lasts.items() if not time]
    (hands_on,) = (time for title, time in lasts.items() if title.startswith("Your turn"))
    assert hands_on == HANDS_ON and sum(lasts.values()) - hands_on == 20
    timed = [int(seconds) for seconds in re.findall(r":data-timing: (\d+)", shown)]
    assert timed == [round(60 * time) for time in lasts.values()]
    assert shown.count('<aside class="notes">') == len(lasts)
    tasks = re.findall(r"\((\d+) minutes\)", shown)
    assert "The start and handing in take two minutes each." in shown
    assert len(tasks) == 3 and 2 + sum(map(int, tasks)) + 2 == HANDS_ON


def test_a_poll_waits_before_its_answer(shown: str) -> None:
    polls = shown.split(deck.THINK)
    assert len(polls) >= 3
    for before, after in pairwise(polls):
        assert before.rstrip().endswith("</p>"), "options stand above the time to think"
        assert after.lstrip().startswith('<div class="fragment">')


def secret_lines() -> set[str]:
    """Return the lines of all solutions and hidden tests that no release has."""
    found = set()
    for lesson in GRADED:
        release = "\n".join(c.source for c in read("notebooks", lesson).cells)
        for cell in cells(read("solutions", lesson)).values():
            for kind in ("SOLUTION", "HIDDEN TESTS"):
                for region in re.findall(rf"### BEGIN {kind}\n(.*?)### END", cell.source, re.S):
                    lines = (line.strip() for line in region.partition("### STUB")[0].splitlines())
                    found |= {line for line in lines if len(line) > 12 and line not in release}
    return found


def test_nothing_that_is_graded_is_given_away(shown: str) -> None:
    secret = secret_lines()
    assert len(secret) > 200
    for text in [shown, *(of_lesson(lesson) for lesson in GRADED)]:
        assert not [line for line in secret if line in text]


def of_lesson(lesson: str) -> str:
    release = read("notebooks", lesson)
    return deck.lesson_deck(release, ran(release), lesson)


@pytest.mark.parametrize("lesson", GRADED)
def test_a_lesson_s_slides_are_what_it_shows(lesson: str) -> None:
    text = of_lesson(lesson)
    release = read("notebooks", lesson)
    found = parts.outline(release)
    cycles = [one for one in found if one.startswith("## ")]
    heads = re.findall(r"^#{1,2} .+$", text, re.M)
    assert [one for one in heads if one in cycles] == cycles
    assert heads[0] == release.cells[0].source.split("\n")[0]
    for name in cells(release):
        assert f"Exercise `{name}`" not in text and f"checks.{name}" not in text
    assert "You made no guess" not in text
    assert "Look back" not in text and "submit(" not in text
    assert text.count("<details>") == 0
    assert text.count(deck.THINK) >= 1


def test_a_full_slide_goes_on_with_the_same_title() -> None:
    long = "\n\n".join(["word " * 50] * 8)
    cell = nbformat.v4.new_markdown_cell(f"## 1 · Long\n\n### Show\n\n{long}")
    first = nbformat.v4.new_markdown_cell("# 01 · One")
    text = deck.lesson_deck(nbformat.v4.new_notebook(cells=[first, cell]), {}, "one")
    assert text.count(deck.BREAK) == 1 and "Show" not in text
    assert text.count("word") == 8 * 50


@pytest.mark.parametrize("lesson", GRADED)
def test_no_slide_is_empty_until_the_next_key(lesson: str) -> None:
    for slide in re.split(rf"^#+ .+$|{re.escape(deck.BREAK)}", of_lesson(lesson), flags=re.M):
        assert not slide.lstrip().startswith(deck.WAITS), slide[:200]


def test_folded_code_stands_in_lines_of_its_own() -> None:
    folded = (
        "<details><summary>A loop</summary>\n\n```python\nfor x in y:\n    z()\n```\n\n</details>"
    )
    (block,) = chunks.prose_chunks(folded)
    assert "\n\n**A loop.**\n\n```python\nfor x in y:\n" in block.text


def test_a_formula_stays_on_the_slide_of_its_words() -> None:
    text = "One line.\n\nWhat is left is\n\n$$a = b$$\n\n$$c = d$$\n\nAnother line."
    found = [chunk.text for chunk in chunks.prose_chunks(text)]
    assert found == ["One line.", text[11:-15], "Another line."]


def test_a_formula_takes_its_room_where_it_is_folded() -> None:
    bare = "$$a = b$$\n\n$$c = d$$"
    (one,) = chunks.prose_chunks(bare)
    (folded,) = chunks.prose_chunks(f"<details><summary>A</summary>\n\n{bare}\n\n</details>")
    (line,) = chunks.prose_chunks("a")
    assert folded.lines > one.lines > 2 * line.lines


def test_long_folded_notes_stay_in_the_lesson() -> None:
    folded = "<details><summary>{}</summary>\n\n{}\n\n</details>"
    text = "\n\n".join([folded.format("Answer", "It falls."), folded.format("More", "so " * 90)])
    (block,) = chunks.prose_chunks(text)
    assert block.text == '<div class="fragment">\n\n**Answer.** It falls.\n\n</div>'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('minutes="0.5"', 'minutes="5"', "says 45 minutes, and its slides' notes 49.5"),
        ('minutes="0.5"', 'minutes="half"', r"lecture.py:\d+: .*write minutes as in"),
        ('minutes="0.5"', "minutes = 1", "broken cell marker"),
    ],
)
def test_minutes_are_looked_at(tmp_path: Path, before: str, after: str, told: str) -> None:
    folder = tmp_path / "lessons" / "lecture"
    folder.mkdir(parents=True)
    text = (ROOT / "lessons" / "lecture" / "lecture.py").read_text(encoding="utf-8")
    (folder / "lecture.py").write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LessonError, match=told):
        lecture.read_lecture(tmp_path)


def test_a_course_needs_no_lecture(tmp_path: Path) -> None:
    assert lecture.read_lecture(tmp_path) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--slides", "--book"], "one site at a time"),
        (["--slides", "--repository", "https://github.com/a/b"], "leave out --repository"),
        (["--slides", "--gradescope", "01_derivatives"], "name no other"),
    ],
)
def test_what_is_refused(tmp_path: Path, words: list[str], told: str) -> None:
    done = CliRunner().invoke(app, ["publish", str(tmp_path / "out"), *words])
    assert done.exit_code == 1 and told in done.output, done.output


def test_slides_are_not_written_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CourseError, match="not an earlier edition"):
        slides.publish_slides(ROOT, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_one_site_is_made_after_another(tmp_path: Path) -> None:
    """In one process, with other extensions for the same kind of source."""
    for extension in ("myst_nb", "myst_parser"):
        desk = tmp_path / extension
        generator.write_sources(desk / "source", {"index.md": "# A title\n"})
        settings = {"extensions": [extension, "course.publish.book.mathml"]}
        assert "index.html" in generator.make(desk, "html", "the site", settings).files
