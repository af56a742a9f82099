"""Whether a text is Python at all, which damaged text mostly is not."""

import ast
import re

MAX_TEXT = 20_000  # characters; of a longer text nothing is said
# IPython's own lines, and backslashes about which the parser warns.
MAGIC = re.compile(r"^([ \t]*)(?:[%!][^\n]*|[^\n#]*\?)$", re.MULTILINE)
ESCAPE = re.compile(r"\\([^\n])")
# A string, which may lack its end, and comments, whose quotes begin no string.
STRING = re.compile(
    r"\"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}(?:\\.|[^\\])*?(?:'{3}|\Z)"
    r"|\"(?:\\[^\n]|[^\"\\\n])*\"?|'(?:\\[^\n]|[^'\\\n])*'?|(?P<comment>#[^\n]*)",
    re.DOTALL,
)
QUOTED = re.compile(r"[^\n]")
FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def is_python(text: str) -> bool:
    """Say whether a cell's text can be parsed; nothing of it runs. A long text counts as Python.

    The parser bounds its own depth: what is nested too deeply for it is no Python either.
    """
    if len(text) > MAX_TEXT:
        return True
    plain = ESCAPE.sub(lambda found: found[0] if found[1] in "\\'\"" else "//", text)
    try:
        compile(MAGIC.sub(r"\1pass", plain), "<cell>", "exec", flags=FLAGS, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def without_strings(text: str) -> str:
    """Return the text with a quote for each letter of its strings; places and lines stay."""
    return STRING.sub(
        lambda found: found[0] if found["comment"] else QUOTED.sub('"', found[0]), text
    )
