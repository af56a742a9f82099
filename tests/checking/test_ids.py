"""The ids of known mistakes: well formed, unique in their exercise, and none goes unseen.

A class is counted by them over the years. `ids.txt` lists all; to take one away, or to rename one,
is a choice that shows there. To write it anew: python -m tests.checking.test_ids
"""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import helpers.lessons
from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import ID, Case, Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.properties import PropertyCheck
from helpers.checking.stages import RightCount
from helpers.checking.variable import NumberCheck

LIST = Path(__file__).with_name("ids.txt")
Known = Mistake | Symptom | Case


def checks() -> Iterator[tuple[str, Any]]:
    """Yield the lesson and each check that its notebook calls."""
    for module in pkgutil.iter_modules(helpers.lessons.__path__):
        if module.name == "review":  # not graded, so no class is counted by its slips
            continue
        room = importlib.import_module(f"helpers.lessons.{module.name}.checks")
        for check in vars(room).values():
            if hasattr(check, "name") and callable(check):
                yield module.name, check


def known(check: Any) -> Iterator[str]:
    """Yield the ids that a check can find by a table."""
    if isinstance(check, FunctionCheck):
        miscounted = [m for s in check.stages if isinstance(s, RightCount) for m in s.mistakes]
        every: list[Known] = [*check.mistakes, *check.symptoms, *miscounted]
        yield from dict.fromkeys(one.id for one in every)
        yield from (s.known.id for s in check.afterwards if isinstance(s, OwnWork))
    elif isinstance(check, PropertyCheck):
        yield from (one.known.id for one in check.properties)
        yield from (one.id for one in check.symptoms)
    elif isinstance(check, NumberCheck):
        yield from (case.id for case in check.mistakes)
    elif hasattr(check, "rules"):
        yield from (rule.id for rule in check.rules)
    elif hasattr(check, "replies") and isinstance(check.replies, list):
        yield from (case.id for case in check.replies)


def ids() -> list[str]:
    """Return all of them, such as "two_weights.step.w2-updated-first"."""
    return sorted(
        {f"{lesson}.{check.name}.{one}" for lesson, check in checks() for one in known(check)}
    )


def test_they_are_well_formed() -> None:
    bad = [one for one in ids() if not ID.fullmatch(one.rpartition(".")[2])]
    assert not bad


def test_each_mistake_of_an_exercise_has_its_own() -> None:
    for lesson, check in checks():
        if isinstance(check, FunctionCheck):
            hints = {mistake.id: mistake.hint for mistake in check.mistakes}
            twice = [one for one, n in Counter(m.id for m in check.mistakes).items() if n > 1]
            assert not twice, (lesson, check.name)
            assert len(set(hints.values())) == len(hints)


def test_none_is_lost_or_renamed_unseen() -> None:
    assert ids() == LIST.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    LIST.write_text("\n".join(ids()) + "\n", encoding="utf-8", newline="\n")
