"""Chunks of a slide: prose cut into paragraphs, outputs of cells, and how much room each takes.

Room is counted in lines of a slide's text. It is an estimate: `static/slides.js` makes the text of
a slide smaller whose content is too high after all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from typing import Any

from ..book.figures import figure

SLIDE = 14.5  # lines of text below a slide's title
LINE, CODE, CAPTION = 88, 100, 125  # letters in a line of text, of code, of a picture's words
WIDTH, HEIGHT, TEXT = 1180, 400, 37  # of a picture at most, and of a line of text, in pixels
FOLDED = 80  # words at most of a folded answer that is shown; longer notes stay in the lesson
DETAILS = re.compile(r"<details><summary>(.*?)</summary>\n+(.*?)\n*</details>", re.S)


@dataclass(frozen=True)
class Chunk:
    """A piece of a slide in Markdown, and the lines that it takes; `first` begins a new slide."""

    text: str
    lines: float
    first: bool = False


def prose_chunks(text: str) -> Iterator[Chunk]:
    """Yield the paragraphs of a text; a folded answer appears when the speaker goes on."""
    for paragraph in _paragraphs(text):
        if folded := DETAILS.fullmatch(paragraph):
            words, answer = folded.groups()
            if len(answer.split()) <= FOLDED:
                apart = "\n\n" if re.match(r"```|\$\$|[|>-]|\d+\. ", answer) else " "
                shown = f'<div class="fragment">\n\n**{words}.**{apart}{answer}\n\n</div>'
                yield Chunk(shown, _lines(answer) + (1.5 if apart.strip(" ") else 0.5))
        else:
            yield Chunk(paragraph, _lines(paragraph))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield what stands between blank lines; in one piece fenced code, and what is folded.

    A formula stays with the words before it, which may end with "is".
    """
    held: list[str] = []
    found = re.split(r"\n\s*\n", text.strip("\n"))
    for paragraph, after in zip_longest(found, found[1:], fillvalue=""):
        held.append(paragraph)
        whole = "\n\n".join(held)
        closed = whole.count("<details>") == whole.count("</details>")
        if closed and whole.count("```") % 2 == 0 and not after.startswith("$$"):
            yield whole
            held = []
    if held:
        yield "\n\n".join(held)


def _lines(text: str) -> float:
    if not text.startswith("```") and "\n\n" in text:
        return sum(map(_lines, re.split(r"\n\s*\n", text)))
    if text.startswith("$$"):
        return 2.4
    if text.startswith("```"):
        return 0.85 * (text.count("\n") - 1) + 0.8
    if text.startswith("|"):
        return 1.25 * text.count("\n") + 0.5
    rows = re.split(r"\n(?=\s*(?:[-*]|\d+\.)\s)", text) if re.match(r"[-*]|\d+\.", text) else [text]
    plain = [re.sub(r"<[^>]+>|[*`$]", "", row) for row in rows]
    return sum(ceil(len(row) / LINE) for row in plain) + 0.5


def code_chunk(source: str) -> Chunk:
    """Return code as a chunk."""
    text = f"```python\n{source}\n```"
    return Chunk(text, _lines(text))


def output_chunk(item: dict[str, Any], folder: str) -> Chunk:
    """Return what a cell shows as a chunk; `folder` is where its pictures are."""
    if item["kind"] == "picture":
        width, height = item["size"]
        rows = min(HEIGHT, WIDTH * height / width) / TEXT + 0.6
        if item["sliders"]:
            words = max(len(alt) for alt in item["alts"])
            rows += 1.3 * len(item["sliders"]) + 0.75 * ceil(words / CAPTION) + 0.8
        return Chunk(" ".join(figure(item, folder).split("\n")), rows)
    if item["kind"] == "html":
        plain = "\n".join(line for line in item["html"].splitlines() if line.strip())
        return Chunk(f"<div>{plain}</div>", 1.1 * plain.count("<tr") + 1)
    printed = item["text"].rstrip("\n").split("\n")
    rows = sum(max(1, ceil(len(line) / CODE)) for line in printed)
    return Chunk("\n".join(["```text", *printed, "```"]), 0.65 * rows + 0.8)
