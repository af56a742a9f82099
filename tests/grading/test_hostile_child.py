"""What a child can do to the judge's process and to the machine: each kind of it is bounded."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course.grading.judge.submission import judge
from course.grading.parcels import Graded, State
from course.grading.protocol import bounds, replies, wire
from course.grading.run import cgroup
from course.grading.run.limits import Limits
from course.grading.run.load import Load
from course.grading.run.parent import Warm
from course.grading.run.sandbox.failures import describe_error
from course.grading.run.session import ChildSession

from ..lesson import CHECK, cells, without_shows
from ..sample_class.students import right_answers
from .submission import LESSON, all_right, graded, handed_in, points, verdict

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
RIGHT = "\ndef forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x\n"
LARGEST = 500_000  # characters of a graded notebook whose answers are short


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    parent = Warm(limits=Limits(seconds=1.0, patience=4.0))
    yield parent
    parent.close()


def printed(done: Graded, exercise: str = "forward") -> str:
    outputs = cells(done.notebook)[exercise].outputs
    return "".join(out.get("text", "") + out.get("evalue", "") for out in outputs)


# On every socket and pipe that there is, one byte that `poll` reports and no read finds.
URGENT = """
import os, socket, time
for number in range(3, 256):
    try:
        socket.socket(fileno=os.dup(number)).send(b"!", socket.MSG_OOB)
    except OSError:
        pass
time.sleep(3600)
"""


def test_an_urgent_byte_costs_its_own_exercise(warm: Warm) -> None:
    start = time.monotonic()
    done = graded(warm, URGENT)
    assert time.monotonic() - start < 60
    assert verdict(done).state is State.TIMEOUT and points(done) == 10
    assert all_right(warm)


# Answers for the child, whatever its own code would have said.
SPEAK = """
import gc, sys
found = [m for name, m in sys.modules.items() if name.endswith(".channel")]
ends = [one for one in gc.get_objects() if isinstance(one, found[0].Channel)]
wire = next(m for name, m in sys.modules.items() if name.endswith((".wire", ".packing")))
def say(*message):
    ends[0].send(wire.pack_value(list(message), lambda value: None))
huge = "A" * 3_000_000
"""
SAYS = {
    "an error's kind": "say('done', 0.1, [], [[huge] * 5, '', '', [], False], True)",
    "an error's text": "say('done', 0.1, [], [['E'], huge, huge, [huge] * 9, False], True)",
    "an error's line": "say('done', 0.1, [], [['E'], '', huge, [], False], True)",
    "a piece of output": "say('done', 0.1, [['stdout', huge], ['display', huge]], None, True)",
    "many pieces": "say('done', 0.1, [['display', 'x' * 2000]] * 1000, None, True)",
    "more pieces than there may be": "say('done', 0.1, [['display', 'x']] * 500_000, None, True)",
    "a kind of output": "say('done', 0.1, [[huge, 'x']], None, True)",
}


# Each waits until its child has used up its time; one of each kind is in the quick tests.
QUICK = ("an error's text", "many pieces")
slow = [pytest.param(what, marks=pytest.mark.slow) for what in SAYS if what not in QUICK]


@pytest.mark.parametrize("what", [*QUICK, *slow])
def test_a_text_from_a_child_is_cut(warm: Warm, what: str) -> None:
    done = graded(warm, f"{SPEAK}{SAYS[what]}\nimport time\ntime.sleep(3600)")
    assert verdict(done).points == 0
    assert "AttributeError" not in verdict(done).message  # else it said nothing at all
    size = len(json.dumps(done.notebook)) + sum(len(said.message) for said in done.verdicts)
    assert size < LARGEST
    assert all_right(warm)


REPLIES = {
    "an error's kind": "say('done', 0.1, [], [[huge] * 5, 'x', '', [], False], [], None)",
    "a value's type": "class_ = type(huge, (), {})\nreturn class_()",
    "a parameter": f"return eval('lambda ' + huge[:{10**6}] + ': 1')",
    "a returned text": "return huge",
    "a key": "return {huge: 1}, [huge]",
    "what is printed": "for _ in range(50):\n    print(huge)",
}


@pytest.mark.parametrize("what", REPLIES)
def test_a_text_from_a_called_function_is_cut(warm: Warm, what: str) -> None:
    body = (SPEAK + REPLIES[what]).replace("\n", "\n    ")
    done = graded(warm, f"def forward(x, w1, w2):\n    {body}\n    return 1")
    assert verdict(done).points == 0
    assert "AttributeError" not in verdict(done).message  # else it said nothing at all
    size = len(json.dumps(done.notebook)) + sum(len(said.message) for said in done.verdicts)
    assert size < LARGEST
    assert all_right(warm)


USE = """
try:
    print([f for f in kept if type(f).__name__ == "Callback"][-1](2.0), "still there")
except RuntimeError as error:
    print(error)
"""


def test_a_checks_function_is_gone_with_its_check(warm: Warm) -> None:
    """Outside a check nothing bounds what the judge computes for a child."""
    lesson = "01_derivatives"
    answers = right_answers(lesson)
    first, later = "central_difference", "mend_gradient"
    keep = "\nkept = []\n_usual = central_difference\ndef central_difference(f, x, h):\n"
    answers[first] += keep + "    kept.append(f)\n    return _usual(f, x, h)\n"
    answers[later] += USE
    submission = handed_in(lesson, answers)
    check = cells(submission.notebook)[first + CHECK]
    check.source = "assert 2 < central_difference(lambda x: x**2, 1.5, 0.01) < 4"
    done = judge("mallory", submission, ChildSession(warm))
    assert verdict(done, first).state is State.RIGHT, verdict(done, first).message
    assert verdict(done, later).state is State.RIGHT, verdict(done, later).message
    assert printed(done, later).strip() == "The check that this function is from is over."


# Each kind of memory that stays when no process shows it; says how many MiB it could take.
HIDE = """
import ctypes, mmap, os, socket
libc = ctypes.CDLL(None, use_errno=True)
taken = 0
def hidden(number):
    held = mmap.mmap(number, 64 * 2**20, flags=mmap.MAP_SHARED)
    held[:] = bytes(len(held))
    held.madvise(mmap.MADV_DONTNEED)  # no process shows it any more
    return 64
def anonymous():
    return hidden(-1)
def zeros():
    return hidden(os.open("/dev/zero", os.O_RDWR))
def nameless():
    number = os.memfd_create("mine")
    os.truncate(number, 64 * 2**20)
    return hidden(number)
def system_v():
    return 64 if libc.shmget(0, 64 * 2**20, 0o1600) >= 0 else 0
def pipes():
    own = mmap.mmap(-1, 2**20, flags=mmap.MAP_PRIVATE)
    own[:] = bytes(len(own))
    vector = (ctypes.c_ulong * 2)(ctypes.addressof(ctypes.c_char.from_buffer(own)), 65536)
    return 1 if libc.vmsplice(os.pipe()[1], vector, 1, 0) > 0 else 0
for kind in (anonymous, zeros, nameless, system_v, pipes):
    try:
        taken += kind()
    except (OSError, ValueError):
        pass
print(taken)
"""


def test_no_memory_is_out_of_sight(warm: Warm) -> None:
    done = graded(warm, HIDE + RIGHT)
    assert printed(done).strip() == "0" and points(done) == 11


def test_what_notebooks_map_can_still_be_mapped(warm: Warm) -> None:
    code = """
import mmap, tempfile
np.save("mine.npy", np.arange(5.0))
assert np.load("mine.npy", mmap_mode="r").sum() == 10
with tempfile.NamedTemporaryFile() as file:
    file.truncate(100)
    mmap.mmap(file.fileno(), 100)[:3] = b"abc"
assert open("/dev/zero", "rb").read(3) == bytes(3)
import multiprocessing, subprocess
multiprocessing.Value("d", 3.0).value += 1
with multiprocessing.Pool(1) as pool:
    assert pool.map(abs, [-1]) == [1]
assert subprocess.run(["cat"], input=b"x", capture_output=True).stdout == b"x"
"""
    done = graded(warm, code + RIGHT)
    assert points(done) == 11, printed(done)


FILL = """
import itertools
for folder in ("/tmp", "/dev/shm", "."):
    for number in itertools.count():
        try:
            with open(f"{folder}/{number}", "wb") as file:
                file.write(bytes(50 * 2**20))
        except OSError:
            break
"""


@pytest.mark.slow
def test_a_control_group_counts_what_no_process_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cgroup, "PARENT", -300)
    with Warm(limits=Limits(memory=600, seconds=5)) as small:
        small.end(small.fork())
        assert small._parent
        group = small._parent.group
        if not group.prefix:
            pytest.skip("no control group can be made here")
        made = graded(small, FILL + RIGHT)
        assert verdict(made).state is State.DIED, verdict(made)
        assert points(made) == 10 and all_right(small)
    assert not (group.folder and group.folder.exists())


def test_many_small_waits_are_one_budget(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else's load is to blame, so it is not run again."""
    answers = right_answers(LESSON)
    waits = "\nimport time\ntime.sleep(1.5)"
    submission = handed_in(LESSON, {name: source + waits for name, source in answers.items()})
    without_shows(submission.notebook)
    for blamed in (False, True):
        monkeypatch.setattr(Load, "to_blame", lambda self, lost, blamed=blamed: blamed)
        start = time.monotonic()
        done = judge("mallory", submission, ChildSession(warm, 4.0))
        assert time.monotonic() - start < 12
        assert [said.state for said in done.verdicts].count(State.TIMEOUT) > 1
        assert bool(done.suspect) is blamed
        assert 4.0 <= done.wall < 12


def test_a_quiet_machine_is_not_to_blame(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from course.grading.run import load

    monkeypatch.setattr(load, "PRESSURE", tmp_path)

    def counted(cpu: float) -> None:
        for kind in load.KINDS:
            seconds = cpu if kind == "cpu" else 0.0
            text = (
                f"some avg10=0.00 avg60=0.00 avg300=0.00 total={seconds * 1e6:.0f}\nfull total=9\n"
            )
            (tmp_path / kind).write_text(text, encoding="ascii")

    counted(100.0)
    since = Load()
    counted(109.0)
    assert since.to_blame(18.0) and not since.to_blame(20.0)
    for kind in load.KINDS:
        (tmp_path / kind).unlink()
    monkeypatch.setattr(os, "getloadavg", lambda: (0.0, 0.0, 0.0))
    assert not Load().to_blame(1.0)
    monkeypatch.setattr(os, "getloadavg", lambda: (99.0, 0.0, 0.0))
    assert Load().to_blame(1.0)


SOUND = [0.1, [["a = b", "b", "a", ["b"], "f", []]], [[[0, np.array(1.0)]], None]]


@pytest.mark.parametrize("late", [False, True])
def test_whether_the_time_was_up_is_read_as_it_was_sent(late: bool) -> None:
    failure = list(describe_error(ZeroDivisionError("none"), late=late))
    executed = replies.executed(100, [0.1, [], failure, True])
    assert executed.late == ("Its time was up." if late else "")
    assert replies.stepped(100, [0.1, [], failure, [], None]).late is late


def test_what_happened_in_a_function_is_read_as_it_was_sent() -> None:
    seconds, parts, runs = replies.followed(SOUND)
    assert (seconds, parts[0].name, parts[0].reads) == (0.1, "a", ("b",))
    assert runs == [[(0, np.array(1.0))], None]
    long = [["a" * 9999, "b", "a", ["b"] * 999, "f", []]]
    (part,) = replies.followed([0.1, long, []])[1]
    assert len(part.line) == bounds.LINE
    assert len(part.reads) == bounds.KINDS
    assert len(replies.followed([0.1, [], [None] * 9999])[2]) == bounds.RUNS


@pytest.mark.parametrize(
    "said",
    [
        [],
        [-1.0, [], []],
        [0.1, [["a"]], []],
        [0.1, [[1, "b", "a", ["b"], "f", []]], []],
        [0.1, [["a", "b", "a", "b", "f", []]], []],
        [0.1, SOUND[1] * 301, []],
        [0.1, SOUND[1], 7],
        [0.1, SOUND[1], [7]],
        [0.1, SOUND[1], [[[1, None]]]],  # there is no such part
        [0.1, SOUND[1], [[[-1, None]]]],
        [0.1, SOUND[1], [[[True, None]]]],
        [0.1, SOUND[1], [[[0, 1.0]]]],
        [0.1, SOUND[1], [[[0, np.array("text")]]]],
        [0.1, SOUND[1], [[[0, np.ones(1001)]]]],
        [0.1, SOUND[1], [[[0, None]] * 3001]],
    ],
)
def test_what_did_not_happen_in_a_function_is_refused(said: list[Any]) -> None:
    with pytest.raises(wire.Malformed):
        replies.followed(said)


def test_a_repaired_value_is_one_of_a_bounded_list() -> None:
    assert replies.repaired([0.1, [1.0, None]]) == (0.1, [1.0, None])
    for said in ([0.1], [0.1, 7], [0.1, [None] * 501], ["x", []]):
        with pytest.raises(wire.Malformed):
            replies.repaired(said)


def test_small_changes_are_told_in_bounded_lists() -> None:
    told = [["a", "b", "c", "d"], ["x" * 999, ""]]
    seconds, lines, values = replies.changed([0.1, told, [1.0, None]])
    assert (seconds, lines, values) == (
        0.1,
        [("a", "b", "c"), ("x" * bounds.LINE, "")],
        [1.0, None],
    )
    for said in (
        [0.1, [[]], []],
        [0.1, [["a line alone"]], []],
        [0.1, []],
        [0.1, 7, []],
        [0.1, ["a"], []],
        [0.1, [], [None] * 1001],
        ["x", [], []],
    ):
        with pytest.raises(wire.Malformed):
            replies.changed(said)


LIES = """
def forward(x, w1, w2):
    return w1 * x, w2 * w1 * x + 1

def runs(self, number, points, seconds):
    event = [0, np.full(3, np.nan)]
    part = ["<b>", "return", "return 0", ["return 0", "h"], "forward", ["for", "for"]]
    self.say("done", 0.0, [part] * 300, [[event] * 3000 for _ in points])
def repaired(self, number, points, repairs, seconds):
    self.say("done", 0.0, [(1.0, [2.0]), "x", {}, None, float] * 10)
def changed(self, number, point, numbers, seconds):
    self.say("done", 0.0, [["<b>", "return"]] * 999, [(1.0, [2.0]), "x", {}, None, float] * 10)
for owner in [one for one in gc.get_objects() if type(one).__name__ == "Child"]:
    owner._answers["runs"] = runs.__get__(owner)
    owner._answers["repaired"] = repaired.__get__(owner)
    owner._answers["changed"] = changed.__get__(owner)
"""


def test_a_child_that_lies_of_its_lines_changes_no_points(warm: Warm) -> None:
    done = graded(warm, f"import gc\n{LIES}")
    said = verdict(done)
    assert not cells(done.notebook)["forward"].outputs  # so the lies are in place
    assert (said.points, said.state) == (0.0, State.WRONG)
    assert len(said.message) < 3000
    assert all_right(warm)


def test_the_first_wrong_line_is_named_as_in_a_notebook(warm: Warm) -> None:
    source = (
        "def forward(x, w1, w2):\n    h = w1 * x + w2 - 1\n    y_hat = w2 * h\n    return h, y_hat"
    )
    said = verdict(graded(warm, source))
    assert "`h = w1 * x + w2 - 1` gives 3.5. It should be larger" in said.message
    assert said.mistake == "first-wrong-line"


def test_the_first_nan_is_told_as_in_a_notebook(warm: Warm) -> None:
    source = (
        "def forward(x, w1, w2):\n    h = w1 * 1e308 * 1e308 - w1 * 1e308 * 1e308\n    return h, h"
    )
    said = verdict(graded(warm, source))
    assert "no finite number: `w1 * 1e+308` in `h = w1 * 1e308 * 1e308 - w1" in said.message


def test_a_small_change_is_tried_as_in_a_notebook(warm: Warm) -> None:
    source = "def forward(x, w1, w2):\n    return w1 * x, w2 + w1 * x * x"
    said = verdict(graded(warm, source.replace("w2 + w1 * x * x", "w2 * w1 + x")))
    assert "w2 * w1 + x" in said.message
