"""What the pages in `docs/` have in common."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

BAR = r"\|"  # within a cell


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', BAR) for cell in line)} |\n" for line in lines)


def aim(text: str, missed: Sequence[str]) -> str:
    """Return one line of a list: an aim, whether it is met, and what misses it."""
    return f"- {text}: " + (f"**missed** by {', '.join(missed)}." if missed else "**met**.") + "\n"


def give(text: str, out: Path | None) -> None:
    """Write a page to a file, if one is named, and print it."""
    if out:
        out.write_text(text, encoding="utf-8")
    Console().print(text, markup=False, soft_wrap=True)
