"""The corpus of attacks: each gets no points, and harms nobody."""

import shutil
from collections.abc import Iterator

import pytest

from course.grading.judge.submission import judge, own_cells
from course.grading.parcels import State
from course.grading.run.parent import Warm
from course.grading.run.session import ChildSession
from course.grading.workers import work

from ..attacks import ATTACKS, ROOMS
from ..attacks.attack import Attack
from ..attacks.ours import attacked
from ..attacks.world import SECRETS, VARIABLE, World
from ..bank import LESSONS
from ..lesson import exercises, read, without_shows
from ..sample_class.students import right_answers
from .submission import handed_in

pytestmark = [
    pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's own
]
CASES = [
    pytest.param(attack, id=attack.name, marks=[] if attack.quick else pytest.mark.slow)
    for attack in ATTACKS
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    built = World(tmp_path_factory.mktemp("world"))
    built.build()
    built.enter()
    with pytest.MonkeyPatch.context() as patch, built.listening():
        patch.setenv(VARIABLE, SECRETS["the environment"])
        yield built
    work.close()


@pytest.mark.parametrize("attack", CASES)
def test_an_attack_gets_nothing_and_harms_nobody(attack: Attack, world: World) -> None:
    done = attacked(attack, world)
    assert not done.points
    assert done.harm == ()
    for verdict in done.graded.verdicts if done.graded else ():
        assert verdict.state is not State.RIGHT
        assert not verdict.message.startswith(verdict.grade_id.removesuffix("-check") + ": right")


SPOIL = """

import copy, functools
def _spoil(thing):
    if isinstance(thing, (list, tuple)):
        for part in thing:
            _spoil(part)
        if isinstance(thing, list):
            thing.append("spoilt")
    elif isinstance(thing, dict):
        thing.clear()
    elif hasattr(thing, "random"):
        thing.random(3)
    elif hasattr(thing, "flat"):
        thing[...] = 7
def _spoiling(function):
    @functools.wraps(function)
    def spoilt(*given):
        if {first}:
            _spoil(given)
        value = copy.deepcopy(function(*given))
        _spoil(given)
        return value
    return spoilt if callable(function) else function
{name} = _spoiling({name})
"""


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_what_is_done_to_arguments_stays_with_the_student(lesson: str) -> None:
    """The judge serves many students: what it hands out must be a copy, in every check."""
    right = right_answers(lesson)
    checked = exercises(lesson)
    with Warm() as warm:
        warm.prepare(own_cells(read("notebooks", lesson)))
        for first in (True, False):
            spoilt = {n: right[n] + SPOIL.format(name=n, first=first) for n in checked}
            submission = handed_in(lesson, {**right, **spoilt})
            without_shows(submission.notebook)
            judge("mallory", submission, ChildSession(warm))
        done = judge("zoe", handed_in(lesson, right), ChildSession(warm))
    assert [v.grade_id for v in done.verdicts if v.points != v.max_points] == []


def test_the_corpus_is_one() -> None:
    names = [attack.name for attack in ATTACKS]
    assert len(set(names)) == len(names) >= 40
    assert all(room.ATTACKS for room in ROOMS)
    assert all(attack.tries.endswith(".") for attack in ATTACKS)
