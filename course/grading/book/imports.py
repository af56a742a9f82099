"""What a text of Python imports, read without running it: rather too much than too little.

Not by `ast` alone: to parse the whole course takes longer than to look at it, and a run that has
nothing to grade would wait for that. Imports in functions and in strings of code count too.
"""

import ast
import re
import warnings
from bisect import bisect
from collections.abc import Callable, Iterator

IMPORT = re.compile(
    r"(?:^|[:;'\"(]|\\n)[ \t]*"
    r"(?:from\s*(?P<source>\.*[\w.]*)\s*\bimport\s*"
    r"(?P<names>\((?:[^()#]++|#[^\n]*+){0,400}+\)|[^\n;'\")\\]*)"
    r"|import\s+(?P<modules>[^\n;'\")\\]+))",
    re.MULTILINE,
)
QUOTES = re.compile(r'"""|\'\'\'')
AS = re.compile(r"(?P<name>[\w.]+|\*)(?:\s+as\s+(?P<alias>\w+))?")
BY_NAME = ("import_module", "__import__", "iter_modules", "walk_packages")
OWN_PACKAGE = re.compile(rf"(?:{'|'.join(BY_NAME)})\([^)]*__(?:package|name|path|file)__")
ARGUMENT = re.compile(r"\(\s*[\"'](\w[\w.]*)[\"']")
LITERAL = re.compile(r"[\"'](\.*\w[\w.]*)([\"'{])")


def imported(
    text: str, package: str, ours: frozenset[str], is_package: Callable[[str], bool]
) -> set[str]:
    """Return the modules that a text may import, by their full names.

    A name may lead past a module to something in it. "a.*" is everything in the package a. Of a
    package of ours also what is only mentioned counts, as in `check.two_weights.forward`.

    Parameters
    ----------
    package : the package in which the text stands, for relative imports; "" for none.
    ours : the top-level packages and modules that are the course's.
    is_package : says whether a full name is a package of ours.
    """
    text = text.replace("\\\n", " ")
    found = set[str]()
    bound: dict[str, str] = {}
    for name, alias in _statements(text, package):
        found.add(name)
        whole = name.partition(".")[0] if alias in ours else name
        if alias and name.partition(".")[0] in ours and is_package(whole):
            bound[alias] = whole
    if bound:
        mentions = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, bound))})((?:\.\w+)+)")
        found |= {bound[name] + rest for name, rest in set(mentions.findall(text))}
    return found | set(_by_name(text, package, ours))


def _statements(text: str, package: str) -> Iterator[tuple[str, str]]:
    """Yield what is imported, and the name that it then has."""
    matches = list(IMPORT.finditer(text))
    quotes = [one.start() for one in QUOTES.finditer(text)]
    if any(bisect(quotes, match.start()) % 2 for match in matches):
        matches = _without_docstrings(text, matches)
    for match in matches:
        listed = re.sub(r"#[^\n]*", "", match["names"] or match["modules"] or "")
        for one in AS.finditer(listed):
            name, alias = one["name"], one["alias"]
            if match["modules"]:
                yield name, alias or name.partition(".")[0]
            elif source := _absolute(match["source"], package):
                yield source, ""
                yield f"{source}.{name}", alias or name


def _without_docstrings(text: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Drop the matches in docstrings but for their last lines: an example there is no import."""
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return matches
    lines = set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.update(range(node.lineno, node.end_lineno or 0))
    return [one for one in matches if 1 + text.count("\n", 0, one.end()) not in lines]


def _absolute(source: str, package: str) -> str:
    """Return the full name of what `from source import` takes things from; "" where it has none."""
    dots = len(source) - len(source.lstrip("."))
    if not dots:
        return source
    above = package.split(".")
    parts = [*above[: len(above) - dots + 1], source[dots:]]
    return ".".join(filter(None, parts)) if package and dots <= len(above) else ""


def _by_name(text: str, package: str, ours: frozenset[str]) -> Iterator[str]:
    """Yield modules that are named in strings, where a program may import them by such names."""
    computed = any(function in text for function in BY_NAME)
    if computed and package and OWN_PACKAGE.search(text):
        yield f"{package}.*"
    for name, end in set(LITERAL.findall(text)):
        relative = name.startswith(".")
        if name.partition(".")[0] in ours and (computed or "." in name):
            yield f"{name.rstrip('.')}.*" if end == "{" or name.endswith(".") else name
        elif computed and package and (relative or end == "{"):
            whole = _absolute(name if relative else f".{name}", package)
            yield f"{package}.*" if end == "{" else whole
        elif computed and package:
            yield f"{package}.{name}"
    if computed:
        yield from ARGUMENT.findall(text)
