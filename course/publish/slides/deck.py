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
from . import chunks
from .chunks import Chunk

FRAMES = "../frames/"  # as seen from a deck
WANTED = {"title", "in the market", "show", "predict", "takeaways"}
THINK = '<p class="think">Think for ten seconds.</p>'
BREAK = "```{revealjs-break}\n```"
WAITS, TOLD = '<div class="fragment">', '<div class="told">'
NO_GUESS = said(...)
LONG = 12  # lines of code that a slide still shows


def lesson_deck(release: NotebookNode, ran: dict[str, Any], lesson: str) -> str:
    """Return the slides of a lesson; `ran` is what `runs.records` has of its release."""
    return "\n\n".join(_filled(_wanted(release, ran, f"{FRAMES}{lesson}/")))


def _filled(every: Iterator[Chunk]) -> Iterator[str]:
    """Yield the chunks' texts, with a new slide of the same title where one is full.

    An answer with which a slide begins is there at once: nobody turns the page to an empty slide.
    """
    room = chunks.SLIDE
    for chunk in every:
        if chunk.text.startswith("#"):
            room = chunks.SLIDE
        elif chunk.first or chunk.lines > room:
            if room < chunks.SLIDE:
                yield BREAK
            room = chunks.SLIDE
        opens = room == chunks.SLIDE
        if not chunk.text.startswith("#"):
            room -= chunk.lines
        yield chunk.text.replace(WAITS, TOLD, 1) if opens else chunk.text


def _wanted(release: NotebookNode, ran: dict[str, Any], folder: str) -> Iterator[Chunk]:
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
            yield from poll(guesses) if guesses else cell_chunks(cell, ran, folder)
            if guesses:
                yield Chunk("", 0, True)


def _prose(text: str, part: str) -> Iterator[Chunk]:
    """Yield a piece of prose; the headings of steps say nothing to a class."""
    first = part == "predict"
    head = re.match(r"(#{1,3}) (.+)\n*", text)
    if head and len(head[1]) < 3:
        yield Chunk(head[0].strip(), 0)
        first = False
    elif head and part not in parts.STEPS:
        yield Chunk(f"**{head[2]}**", 1.5)
    for chunk in chunks.prose_chunks(text[head.end() :] if head else text):
        yield Chunk(chunk.text, chunk.lines, first and bool(head))
        first = False


def poll(guesses: list[Guess]) -> Iterator[Chunk]:
    """Yield what the class can choose, and time to think; what came out is on the next slide."""
    options = "".join(f"<span>{escape(o)}</span>" for guess in guesses for o in guess.options)
    yield Chunk(f'<p class="options">{options}</p>' if options else "", 1.6 if options else 0)
    yield Chunk(THINK, 1.2)


def cell_chunks(cell: NotebookNode, ran: dict[str, Any], folder: str) -> Iterator[Chunk]:
    """Yield what a cell shows; the code of one that shows nothing, where it is short."""
    items = ran["cells"][cell.id]
    if not items and cell.id not in ran["stopped"] and cell.source.count("\n") < LONG:
        yield chunks.code_chunk(cell.source)
    for item in items:
        if item["kind"] == "text":
            item = item | {"text": item["text"].replace(NO_GUESS, "").lstrip(" ")}
            if not item["text"].strip():
                continue
        yield chunks.output_chunk(item, folder)
