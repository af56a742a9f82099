"""Submissions that mean harm: each ends with verdicts, and the next one is judged right."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.grading.judge.submission import judge
from course.grading.parcels import Graded, State
from course.grading.run.limits import Limits
from course.grading.run.load import Load
from course.grading.run.parent import Warm
from course.grading.run.sandbox.isolate import FIRST_UID
from course.grading.run.session import ChildSession

from ..lesson import ROOT, cells, without_shows
from ..sample_class.students import right_answers
from .submission import LESSON, all_right, graded, handed_in, points, verdict

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
RIGHT = "def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x\n"
BODY = "def forward(x, w1, w2):\n    "


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    parent = Warm(limits=Limits(seconds=1.0, patience=4.0))
    yield parent
    parent.close()


def printed(done: Graded, exercise: str = "forward") -> str:
    """Return what the answer's cell printed, and its error."""
    outputs = cells(done.notebook)[exercise].outputs
    return "".join(out.get("text", "") + out.get("evalue", "") for out in outputs)


def look(warm: Warm, code: str) -> str:
    """Return what a cell of a student's prints; the answer after it must be right."""
    done = graded(warm, f"{code}\n{RIGHT}")
    assert verdict(done).points == 1, printed(done)
    return printed(done).strip()


def test_the_course_is_not_there(warm: Warm) -> None:
    secrets = [ROOT / room for room in ("solutions", "lessons", "tests", "course", "gradebook")]
    code = f"import os\nprint([p for p in {list(map(str, secrets))} if os.path.exists(p)])"
    assert look(warm, code) == "[]"
    names = {"two_weights.ipynb", "checkcell.py"}
    code = f"import os\nprint({names} & {{f for top in ('/work', '/course', '/grader', '/home')"
    code += " for _, _, files in os.walk(top) for f in files})"
    assert look(warm, code) == "set()"


def test_files_of_this_machine_are_not_there(warm: Warm, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    code = f"import os\nprint(os.listdir('/tmp'), os.path.exists({str(tmp_path)!r}))"
    assert look(warm, code) == "[] False"
    assert look(warm, "import os\nprint(os.path.exists('/etc/passwd'))") == "False"


def test_the_environment_is_not_there(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOWNHILL_SECRET", "secret")
    with Warm() as fresh:
        assert look(fresh, "import os\nprint('DOWNHILL_SECRET' in os.environ)") == "False"


def test_other_processes_are_not_there(warm: Warm) -> None:
    code = "import os\nprint([n for n in os.listdir('/proc') if n.isdigit()], os.getppid())"
    assert look(warm, code) == "['1'] 0"


def test_there_is_no_network(warm: Warm) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = f"import socket\nprint(socket.socket().connect_ex(('127.0.0.1', {port})))"
        assert look(warm, code) != "0"


def test_nothing_can_be_written_but_in_rooms_of_ones_own(warm: Warm) -> None:
    code = """
import os, helpers, numpy
for place in ("/", "/usr", "/etc", os.path.dirname(helpers.__file__), "/grader/sandbox", "/proc",
              os.path.dirname(numpy.__file__), "/home", "/dev"):
    try:
        open(place + "/mine", "w")
        print("written", place)
    except OSError:
        pass
for place in ("/tmp", "/dev/shm", os.getcwd(), os.path.expanduser("~")):
    open(place + "/mine", "w").write("x")
"""
    assert look(warm, code) == ""
    assert look(warm, "import os\nprint(os.listdir('/tmp'), os.listdir('.'))") == "[] []"


def test_no_privilege_is_left(warm: Warm) -> None:
    code = """
import ctypes, os
for line in open("/proc/self/status"):
    if line.startswith(("Cap", "NoNewPrivs")):
        print(line.split()[1].strip("0"), end=",")
libc = ctypes.CDLL(None, use_errno=True)
print(libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None), libc.sethostname(b"x", 1), end=" ")
print(sorted(os.listdir("/proc/self/fd"))[:3], len(os.listdir("/proc/self/fd")) < 12)
"""
    said = look(warm, code)
    assert said.startswith(",,,,,1,-1 -1 ['0', '1', '2'] True"), said


ENDS = {
    "os._exit": "import os\nos._exit(0)",
    "a crash": "import ctypes\nctypes.string_at(0)",
    "kill the parent": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos._exit(1)",
    "close everything": "import os\nos.closerange(0, 1000)",
    "kill all": "import os, signal\nos.kill(-1, signal.SIGKILL)\nos._exit(1)",
    "a fork bomb": "import os\nwhile True:\n    os.fork()",
    "garbage": "import os\nfor n in range(3, 200):\n    try:\n        os.write(n, b'x' * 99)\n"
    "    except OSError:\n        pass\nos._exit(0)",
    "no end": "while True:\n    pass",
    "no end, and no exception": "while True:\n    try:\n        while True: pass\n"
    "    except BaseException: pass",
    "no end, signals blocked": "import signal\n"
    "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True:\n    pass",
    "sleep": "import time\ntime.sleep(100)",
}


QUICK = ("os._exit", "close everything", "no end, and no exception")
CASES = [
    pytest.param(what, marks=[] if what in QUICK else pytest.mark.slow) for what in ENDS
]  # fmt: skip


def graded_at_last(warm: Warm, what: str, answer: str) -> Graded:
    """Grade; a fork bomb up to three times: on a busy machine its processes end after it.

    They count among the account's, so that the next child may find no room for itself.
    """
    for _ in range(3 if what == "a fork bomb" else 1):
        done = graded(warm, answer)
        if points(done) == 10:
            break
    return done


@pytest.mark.parametrize("what", CASES)
def test_a_cell_that_ends_all_costs_its_own_exercise(warm: Warm, what: str) -> None:
    done = graded_at_last(warm, what, ENDS[what] + "\n" + RIGHT)
    said = verdict(done)
    # There is nobody else to kill: Python raises an error, and the cell ends at it.
    ended = {State.WRONG} if what == "kill all" else {State.TIMEOUT, State.DIED}
    assert said.points == 0 and said.state in ended, said
    assert points(done) == 10, [v.message for v in done.verdicts]
    assert all_right(warm)


@pytest.mark.parametrize("what", CASES)
def test_a_function_that_ends_all_costs_its_own_exercise(warm: Warm, what: str) -> None:
    done = graded_at_last(warm, what, BODY + ENDS[what].replace("\n", "\n    "))
    said = verdict(done)
    assert said.points == 0 and (said.state is not State.WRONG or what == "kill all"), said
    assert points(done) == 10, [v.message for v in done.verdicts]
    assert all_right(warm)


@pytest.mark.slow
def test_what_takes_time_without_the_processor_is_suspect_on_a_busy_machine(
    warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Load, "to_blame", lambda self, lost: False)
    assert not graded(warm, ENDS["sleep"]).suspect
    monkeypatch.setattr(Load, "to_blame", lambda self, lost: True)
    assert graded(warm, ENDS["sleep"]).suspect
    assert not graded(warm, ENDS["no end, signals blocked"]).suspect


def test_a_whole_notebook_has_so_much_time_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each cell keeps within its own limits; then nothing more is run, and it is told."""
    monkeypatch.setattr(Load, "to_blame", lambda self, lost: True)
    answers = right_answers(LESSON)
    slow = "\nimport time\ntime.sleep(2)"
    submission = handed_in(LESSON, {name: source + slow for name, source in answers.items()})
    without_shows(submission.notebook)
    with Warm(limits=Limits(seconds=1.0, patience=10.0, wall=6.0)) as hasty:
        done = judge("someone", submission, ChildSession(hasty))
        assert all_right(hasty)
    states = [verdict.state for verdict in done.verdicts]
    stopped = states.index(State.TIMEOUT)
    assert stopped > 0 and set(states[:stopped]) == {State.RIGHT}
    assert set(states[stopped:]) == {State.TIMEOUT}
    assert "more than 0.1 minutes, and was stopped" in done.verdicts[-1].message
    assert done.suspect


def test_a_loop_that_never_ends_is_told(warm: Warm) -> None:
    said = verdict(graded(warm, BODY + "while True: pass"))
    assert said.state is State.TIMEOUT
    assert "more than 1 seconds" in said.message


@pytest.mark.slow
def test_memory_is_limited(warm: Warm) -> None:
    one = graded(warm, f"x = np.ones(6 * 2**30 // 8)\n{RIGHT}")
    assert "MemoryError" in printed(one) or "allocate" in printed(one)
    assert points(one) == 10
    with Warm(limits=Limits(seconds=4.0, memory=600)) as small:
        many = "import os, time\nfor _ in range(8):\n    if not os.fork():\n"
        many += "        x = np.ones(200 * 2**20 // 8)\n        time.sleep(30)\ntime.sleep(3)\n"
        done = graded(small, many + RIGHT)
        assert "600 MiB" in printed(done)
        assert points(done) == 10 and all_right(small)


@pytest.mark.slow
def test_output_is_limited(warm: Warm) -> None:
    done = graded(warm, "line = 'x' * 1000 + '\\n'\nfor _ in range(200_000): print(line)\n" + RIGHT)
    assert len(printed(done)) < 30_000
    assert points(done) == 11
    lots = graded(warm, "import os\nfor _ in range(20_000): os.write(1, b'x' * 10_000)\n" + RIGHT)
    assert points(lots) == 11


def test_what_is_left_behind_dies(warm: Warm) -> None:
    leave = """
import os, threading, time
def forever():
    while True:
        try:
            open("/tmp/mine", "a").write("x")
        except OSError:
            pass
threading.Thread(target=forever, daemon=True).start()
if not os.fork():
    os.setsid()
    if not os.fork():
        forever()
    os._exit(0)
"""
    graded(warm, leave + RIGHT)
    owner = f"Uid:\t{FIRST_UID + os.getpid() % 4000}"
    running = [
        p for p in Path("/proc").glob("[0-9]*/status") if os.geteuid() == 0 and owner in _text(p)
    ]
    assert not running
    assert all_right(warm)


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8")
    except OSError:
        return ""


def test_a_parent_that_died_is_started_again(warm: Warm) -> None:
    assert all_right(warm)
    assert warm.process is not None
    warm.process.kill()
    warm.process.wait()
    assert all_right(warm)


def test_a_thread_can_judge_too(warm: Warm) -> None:
    said: list[bool] = []
    worker = threading.Thread(target=lambda: said.append(all_right(warm)))
    worker.start()
    worker.join()
    assert said == [True]
