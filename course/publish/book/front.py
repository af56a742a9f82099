"""The pages of the book that are no lesson: the first page, the summary, the glossary."""

from html import escape
from pathlib import Path

from nbformat import NotebookNode

from helpers.drawing import one_page

from ... import glossary
from ...course_file import CourseFile
from ...opening import read_opening

INDEX = """# {name}

Read the lessons here, move the sliders, and make your predictions: nothing needs to be installed.
The exercises are done in a notebook. Each lesson's page links to it.

| Lesson | The one question | Minutes |
| --- | --- | --- |
{rows}
{contact}
```{{toctree}}
:hidden:
:caption: Lessons

{lessons}
```

```{{toctree}}
:hidden:
:caption: To look up

summary
glossary
```
"""
GLOSSARY = """# Glossary

The terms of all lessons, from the tables at their ends.

"""
SUMMARY_PAGE = """# Summary

![{alt}](summary.svg)

<details><summary>The same as text</summary>

{lines}

</details>
"""


def pages(notebooks: dict[str, NotebookNode], own: CourseFile) -> dict[str, str]:
    """Return the texts of these pages by path; `notebooks` are the release's, by lesson."""
    rows = "\n".join(_row(name, notebook) for name, notebook in notebooks.items())
    contact = f"\nQuestions: {escape(own.contact)}\n" if own.contact else ""
    listed = "\n".join(f"lessons/{name}" for name in notebooks)
    index = INDEX.format(name=own.name, rows=rows, contact=contact, lessons=listed)
    return {
        "index.md": index,
        "summary.md": SUMMARY_PAGE.format(alt=one_page.summary().alt, lines=_summary()),
        "glossary.md": GLOSSARY + _terms(notebooks),
    }


def _summary() -> str:
    """Return what is written on the summary as lists, for small screens and screen readers."""
    text = ""
    for title, _, rows, _ in (*one_page.LEFT, *one_page.RIGHT, *one_page.WIDE):
        text += f"\n**{title}**\n\n"
        for name, *columns in rows:
            said = " · ".join(escape(words) for words in columns if words)
            # A row without a name goes on with the one above.
            text += f"- {escape(name)}: {said}\n" if name else f"  <br>{said}\n"
    return text.strip()


def summary_svg(desk: Path) -> str:
    """Return the summary's picture, an SVG; `desk` is a folder to draw it in."""
    path = desk / "summary.svg"
    one_page.save(path)
    return path.read_text(encoding="utf-8")


def _row(name: str, notebook: NotebookNode) -> str:
    said = read_opening(notebook)
    return f"| [{said.title}](lessons/{name}.ipynb) | {said.question} | {said.minutes or ''} |"


def _terms(notebooks: dict[str, NotebookNode]) -> str:
    """Return the list of terms, each with its meanings; the number of a lesson leads to it."""
    by_number = {name[:2]: name for name in reversed(notebooks)}
    made = glossary.glossary(notebooks)
    text, last = "", ""
    for row in made[made.index("| --- |") :].splitlines()[1:]:
        term, symbol, meaning, number = (
            cell.strip().replace(r"\|", "|") for cell in glossary.BAR.split(row)[1:-1]
        )
        text += "" if term == last else f"\n{term}\n"
        shown = f"{symbol}: {meaning}" if symbol else meaning
        text += f": {shown} ([{number}](lessons/{by_number[number]}.ipynb))\n\n"
        last = term
    return text
