"""Text on its way to a page: what a check, a student or a file name said, made harmless to read.

Escaping for HTML is the templates' work. Here goes what would still be there afterwards.
"""

import re

from markupsafe import Markup, escape
from nbformat import NotebookNode

from ..harmless.letters import LONGEST_MESSAGE, safe_text

__all__ = ["backticks", "hidden_lines", "message", "safe_text"]

TRACEBACK = re.compile(r"^(Traceback \(most recent call last\)|-{20,}$).*", re.M | re.S)
# A path of two steps or more. In `a/b/c` the first stroke has a letter before it and stays.
PATH = re.compile(r"(?<![\w)\]/.])(?:[A-Za-z]:)?[/\\](?:[\w.+-]+[/\\])+([\w.+-]+)")
OWN_LINE = "It happens in the line `"
HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS\n(.*?)^### END HIDDEN TESTS", re.M | re.S)


def hidden_lines(notebook: NotebookNode) -> frozenset[str]:
    """Return the lines of a notebook's hidden tests."""
    hidden = [part for cell in notebook.cells for part in HIDDEN.findall(cell.source)]
    lines = {line.strip() for part in hidden for line in part.splitlines()}
    return frozenset(line for line in lines if len(line) > 9)  # not a lone bracket


def message(said: object, hidden: frozenset[str] = frozenset()) -> list[str]:
    """Return the lines of a check's message that a student may read.

    The judge keeps hidden tests, tracebacks and paths out of a message already. This is the last
    door before the page, and it holds them back once more.
    """
    kept = TRACEBACK.sub("", safe_text(said, LONGEST_MESSAGE))
    lines = [_without_folders(line.rstrip()) for line in kept.splitlines()]
    shown = [line for line in lines if line and not any(secret in line for secret in hidden)]
    return list(dict.fromkeys(shown))


def _without_folders(line: str) -> str:
    """Return a line in which a path is only its file; a line of the student's own code stays."""
    return line if line.startswith(OWN_LINE) else PATH.sub(r"\1", line)


def backticks(said: str) -> Markup:
    """Return escaped text in which `code` between backticks is set as code."""
    parts = said.split("`")
    if len(parts) % 2 == 0:  # an odd one out: leave all of them
        return escape(said)
    made = [
        Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts)
    ]
    return Markup("").join(made)
