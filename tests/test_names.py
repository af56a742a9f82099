"""A public name of `course` or `helpers` means one thing, so a search for it finds that thing."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .lesson import ROOT

# The command line's functions are named as what is typed, and call what does it.
COMMANDS = ROOT / "course" / "cli.py"
THE_LESSON_S_OWN = "the same thing of each lesson's own network or landscape"
ONE_MEANING = {
    "main": "where a program starts",
    "mae": "the mean absolute error: a loss of (ŷ, y), and beside rmse and r2 a score of (y, ŷ)",
    "start": "a review's for a student to call; in lesson 05 the exercise's name",
    "setup": "what Sphinx calls in an extension",
    "forward": THE_LESSON_S_OWN,
    "backward": THE_LESSON_S_OWN,
    "gradients": THE_LESSON_S_OWN,
    "loss": THE_LESSON_S_OWN,
    "slope": THE_LESSON_S_OWN,
    "train": THE_LESSON_S_OWN,
    "walk": THE_LESSON_S_OWN,
    "Epoch": THE_LESSON_S_OWN,
    "net": THE_LESSON_S_OWN,
    "one_weight": THE_LESSON_S_OWN,
}


def defined(path: Path) -> Iterator[str]:
    """Give the public functions and classes of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        named = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        if named and not node.name.startswith("_"):
            yield node.name


def room(path: Path) -> str:
    """Return the lesson's room that a module is in, or "".

    In a room, `figures` are named as what they draw, and `checks` hold the same functions by other
    ways under their names: one search finds them all.
    """
    parts = path.relative_to(ROOT).parts
    return "/".join(parts[:3]) if parts[:2] == ("helpers", "lessons") else ""


def test_a_public_name_means_one_thing() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for folder in ("course", "helpers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            # A review's questions are named as what they ask for.
            if path != COMMANDS and not {"checks", "pool"} & set(path.with_suffix("").parts):
                for name in defined(path):
                    places[name].add(room(path) or path.relative_to(ROOT).as_posix())
    twice = {name: sorted(found) for name, found in places.items() if len(found) > 1}
    assert {name: found for name, found in twice.items() if name not in ONE_MEANING} == {}
    assert set(ONE_MEANING) <= set(twice), "an exception that nothing needs"
