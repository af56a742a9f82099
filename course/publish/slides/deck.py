"""A deck of slides as Markdown for Sphinx: from a lesson's release, or from the lecture.

Of a lesson come the title, `In the market`, all that is shown or to be predicted, and the
takeaways, with no text of their own. Prose is cut at its paragraphs where a slide is full.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from nbformat import NotebookNode

from helpers.text import said

from ... import parts
from ...fixed_cells import is_fixed
from ...grading.cell_metadata import grade_id, is_answer, is_check, is_locked
from ..book.predictions import Guess, guesses_in, told_exercise
from . import blocks
from .blocks import Block

FRAMES = "../frames/"  # as seen from a deck
WANTED = {"title", "in the market", "show", "predict", "takeaways"}
THINK = '<p class="think">Think for ten seconds.</p>'
BREAK = "```{revealjs-break}\n```"
NO_GUESS = said(...)
LONG = 12  # lines of code that a slide still shows


def lesson_deck(release: NotebookNode, ran: dict[str, Any], lesson: str) -> str:
    """Return the slides of a lesson; `ran` is what `runs.records` has of its release."""
    return "\n\n".join(_filled(_wanted(release, ran, f"{FRAMES}{lesson}/")))


def _filled(every: Iterator[Block]) -> Iterator[str]:
    """Yield the blocks' texts, with a new slide of the same title where one is full."""
    room = blocks.SLIDE
    for block in every:
        if block.text.startswith("#"):
            room = blocks.SLIDE
        elif block.first or block.lines > room:
            if room < blocks.SLIDE:
                yield BREAK
            room = blocks.SLIDE
        if not block.text.startswith("#"):
            room -= block.lines
        yield block.text


def _wanted(release: NotebookNode, ran: dict[str, Any], folder: str) -> Iterator[Block]:
    exercises = [grade_id(cell) for cell in release.cells if is_answer(cell)]
    part = "title"
    for cell in release.cells:
        if is_fixed(cell) or is_check(cell) or is_answer(cell) or is_locked(cell):
            continue
        if cell.cell_type == "markdown":
            for begun, text in parts.pieces(cell):
                part = begun or part
                if part in WANTED or part.startswith("## "):
                    told = told_exercise(text, exercises)
                    yield from _prose(text[: told.start()] if told else text, part)
                    part = "do" if told else part
        elif part in WANTED:
            guesses = guesses_in(cell, part)
            yield from poll(guesses) if guesses else shown(cell, ran, folder)
            if guesses:
                yield Block("", 0, True)


def _prose(text: str, part: str) -> Iterator[Block]:
    """Yield a piece of prose; the headings of steps say nothing to a class."""
    first = part == "predict"
    head = re.match(r"(#{1,3}) (.+)\n*", text)
    if head and len(head[1]) < 3:
        yield Block(head[0].strip(), 0)
        first = False
    elif head and part not in parts.STEPS:
        yield Block(f"**{head[2]}**", 1.5)
    for block in blocks.prose(text[head.end() :] if head else text):
        yield Block(block.text, block.lines, first and bool(head))
        first = False


def poll(guesses: list[Guess]) -> Iterator[Block]:
    """Yield what the class can choose, and time to think; what came out is on the next slide."""
    options = "".join(f"<span>{escape(o)}</span>" for guess in guesses for o in guess.options)
    yield Block(f'<p class="options">{options}</p>' if options else "", 1.6 if options else 0)
    yield Block(THINK, 1.2)


def shown(cell: NotebookNode, ran: dict[str, Any], folder: str) -> Iterator[Block]:
    """Yield what a cell shows; the code of one that shows nothing, where it is short."""
    items = ran["cells"][cell.id]
    if not items and cell.id not in ran["stopped"] and cell.source.count("\n") < LONG:
        yield blocks.code(cell.source)
    for item in items:
        if item["kind"] == "text":
            item = item | {"text": item["text"].replace(NO_GUESS, "").lstrip(" ")}
            if not item["text"].strip():
                continue
        yield blocks.shown(item, folder)
