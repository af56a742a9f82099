"""How hard the lessons are to read: words, sentence lengths, and two figures of textstat.

    uv run --with textstat==0.7.3 --with "setuptools<80" python benchmarks/readability.py

Flesch's reading ease is high for easy prose (60 to 70 is plain English); Flesch and Kincaid's
grade is in years of school. Formulas, tables, code and HTML are left out; folded answers are in.
"""

import re
from pathlib import Path

import nbformat
import textstat
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
LEFT_OUT = re.compile(r"\$\$[^$]+\$\$|\$[^$\n]+\$|^\|.*$|^#+ .*$|<[^>]+>|`[^`\n]*`", re.M)


def prose(place: Path) -> str:
    """Return a notebook's sentences as plain text."""
    cells = nbformat.read(place, as_version=4).cells
    text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    text = re.sub(r"[*_]|^\s*(?:[-*]|\d+\.)\s", "", LEFT_OUT.sub(" ", text), flags=re.M)
    # A paragraph that does not end as a sentence ends there all the same.
    return "\n".join(
        p if p[-1] in ".?!:" else f"{p}." for p in re.split(r"\n\s*\n", text) if p.strip()
    )


def main() -> None:
    """Print a row for each lesson."""
    table = Table("lesson", "words", "words a sentence", "reading ease", "grade")
    for place in sorted(ROOT.glob("notebooks/*/*.ipynb")):
        text = prose(place)
        words, sentences = textstat.lexicon_count(text), textstat.sentence_count(text)
        table.add_row(
            place.parent.name,
            f"{words:,}",
            f"{words / sentences:.1f}",
            f"{textstat.flesch_reading_ease(text):.0f}",
            f"{textstat.flesch_kincaid_grade(text):.1f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
