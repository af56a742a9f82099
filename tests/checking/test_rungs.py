"""Second hints, sentences after success and new numbers: every exercise has them, and they hold."""

import ast
import copy
import re
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from helpers.checking import practice
from helpers.checking.function import FunctionCheck
from helpers.checking.practice import PracticeFailed, ask_new, judge_worked_out
from helpers.checking.rungs import Rung, rung_of
from helpers.checking.running import quiet

from ..bank import LESSONS
from ..lesson import cells, exercises, read

EXERCISES = [(lesson, name) for lesson in LESSONS for name in exercises(lesson)]
NUMBER = r"−?\d[\d,]*(?:\.\d+)?(?:e−?\d+)?"
# A computation, and a number behind an equals sign.
EQUATION = re.compile(rf"(?<![\w²³√^.=])([√−(\d][\d\s.,()·+−/√²³⁴e|]*?)\s=\s({NUMBER})(?![\d\w(])")
SIGNS = {"−": "-", "·": "*", "²": "**2", "³": "**3", "⁴": "**4", ",": "", "\n": " "}
PRAISE = re.compile(r"\b(great|well done|perfect|congratulations|simply|just|obviously)\b", re.I)


@cache
def check_of(lesson: str, name: str) -> Any:
    locked = "\n".join(c.source for c in cells(read("solutions", lesson), locked=True).values())
    found = re.search(r"from (helpers\.lessons\.\w+) import .*\bchecks\b", locked)
    assert found
    return getattr(import_module(f"{found[1]}.checks"), name)


def rung(lesson: str, name: str) -> Rung:
    found = rung_of(check_of(lesson, name))
    assert found, "it has no rung"
    return found


def solution(lesson: str, name: str) -> str:
    source = cells(read("solutions", lesson))[name].source
    regions = re.findall(r"### BEGIN SOLUTION\n(.*?)### (?:STUB|END SOLUTION)", source, re.S)
    return "\n".join(regions)


def value(text: str) -> float:
    for sign, python in SIGNS.items():
        text = text.replace(sign, python)
    text = re.sub(r"√\(([^()]*)\)|√([\d.]+)", r"((\1\2)**0.5)", text)
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", text)
    return float(eval(text, {"abs": abs}))


def significant(number: float) -> bool:
    """Say whether a number is more than a constant of one digit."""
    return float(f"{number:.0e}") != number


@pytest.mark.parametrize(("lesson", "name"), EXERCISES)
def test_every_exercise_has_a_rung_in_plain_words(lesson: str, name: str) -> None:
    one = rung(lesson, name)
    lines = one.worked.strip("\n").splitlines()
    assert 3 <= len(lines) <= 13, len(lines)
    assert max(len(line.strip()) for line in lines) <= 100
    assert one.worked.strip().endswith((".", "?")), "no whole sentence"
    assert one.after.endswith(".") and not re.search(r"[.?!] [A-Z]", one.after), "one sentence"
    assert len(one.after.split()) <= 36
    assert not PRAISE.search(f"{one.worked} {one.after} {one.nothing}")
    assert (one.draw is None) == bool(one.nothing)


@pytest.mark.parametrize(("lesson", "name"), EXERCISES)
def test_what_is_computed_in_a_hint_is_right(lesson: str, name: str) -> None:
    one = rung(lesson, name)
    found = EQUATION.findall(" ".join(one.worked.split()))
    assert found or not one.draw, "nothing is computed"
    for computed, said in found:
        digits = len(said.partition(".")[2])
        assert abs(value(computed) - value(said)) <= 0.5001 * 10**-digits, (computed, said)


@pytest.mark.parametrize(("lesson", "name"), EXERCISES)
def test_a_hint_gives_neither_numbers_nor_lines_of_the_answer(lesson: str, name: str) -> None:
    check, one, code = check_of(lesson, name), rung(lesson, name), solution(lesson, name)
    text = f"{one.worked} {one.after} {one.nothing}"
    packed = re.sub(r"\s", "", text)
    for line in code.splitlines():
        parts = {line, line.partition(" = ")[2], line.partition("return ")[2]}
        for part in (re.sub(r"\s", "", part.partition("#")[0]) for part in parts):
            assert len(part) < 6 or part not in packed, part
    answers = {float(n) for n in re.findall(r"(?<![\w.])\d+\.?\d*(?:e-?\d+)?", code)}
    if isinstance(check, FunctionCheck):
        for point in check.points:
            with quiet():
                made = check.prepared(check.reference)(*copy.deepcopy(point))
            flat = check.reads.flat(check.returns, made)
            answers |= {float(x) for part in flat for x in np.ravel(np.asarray(part, float))}
    answers = {abs(a) for a in answers if significant(a)}
    given = [float(n.replace("−", "-").replace(",", "")) for n in re.findall(NUMBER, text)]
    for number in {abs(n) for n in given if significant(n)}:
        assert not any(np.isclose(number, a, rtol=1e-3) for a in answers), number
    for choice in re.findall(r'"([a-z ]+)"', code) if not isinstance(check, FunctionCheck) else ():
        assert f'"{choice}"' not in text


def restored(check: Any, parts: list[Any]) -> Any:
    """Return the right values as a learner hands them over: rounded to four digits."""

    def rounded(x: Any) -> Any:
        if isinstance(x, dict):
            return {key: rounded(one) for key, one in x.items()}
        if isinstance(x, (list, tuple)):
            return [rounded(one) for one in x]
        array = np.asarray(x, dtype=float)
        made = np.array([float(f"{one:.4g}") for one in array.ravel()]).reshape(array.shape)
        return made if array.ndim else float(made)

    return [rounded(part) for part in parts]


@pytest.mark.parametrize(("lesson", "name"), EXERCISES)
def test_new_numbers_get_the_replies_of_the_check(
    lesson: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check, draw = check_of(lesson, name), rung(lesson, name).draw
    if draw is None:
        check.again()
        assert "nothing to practise here" in capsys.readouterr().out
        return
    rng = np.random.default_rng(1)
    for _ in range(2):
        ask_new(check, draw, rng)
        question = capsys.readouterr().out
        assert f"checks.{name}.again(" in question and "…" not in question
        for line in question.splitlines():
            if line.startswith("    "):
                ast.parse(line.strip())
        point = practice._asked[id(check)]
        right = check.prepared(check.reference)(*point)
        parts = list(right) if len(check.returns) > 1 else [right]
        judge_worked_out(check, *restored(check, parts))
        assert f"{name}: right." in capsys.readouterr().out
    told = set()
    some = check.mistakes[:: 1 + len(check.mistakes) // 5]  # each is compared with all of them
    for mistake in some:
        with quiet():
            made = check.prepared(mistake.variant)(*point)
        parts = list(made) if len(check.returns) > 1 else [made]
        try:
            judge_worked_out(check, *parts)
        except PracticeFailed as failed:
            told.add(failed.mistake)
            assert len(failed.message.splitlines()) <= 6
    if check.mistakes:
        assert told & {mistake.id for mistake in check.mistakes}, "no known mistake is told apart"
