"""What a run of the grader shows on a terminal at its end."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .receipt import Said


def show_result(console: Console, said: Said) -> None:
    """Print a table, and lines below it."""
    shown = Table(box=None, pad_edge=False, show_header=False)
    shown.add_column(style="bold", no_wrap=True)
    shown.add_column(no_wrap=False)
    shown.add_column(overflow="fold")
    for row in said.rows:
        shown.add_row(*map(_plain, row))
    console.print(shown)
    if said.lines:
        console.print("\n".join(said.lines), markup=False, soft_wrap=True)


def _plain(text: str) -> Text:
    """Names of files are students' own: no markup, and nothing that moves a terminal's cursor."""
    return Text("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text))
