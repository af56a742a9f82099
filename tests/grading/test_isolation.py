"""The other ways to keep student code apart: without root, without anything, in a container."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.run import bubblewrap, container, isolation
from course.grading.run.isolation import Mode
from course.grading.run.launch import COURSE
from course.grading.run.limits import Limits
from course.grading.run.parent import SandboxError, Warm

from ..lesson import cells
from .submission import all_right, graded, points, verdict

SYSTEM_PYTHON = "/usr/bin/python3"
ORDINARY = 12345  # a user id that nobody has
needs_bubblewrap = pytest.mark.skipif(
    not shutil.which("bwrap"), reason="bubblewrap is not installed"
)


def test_a_missing_bubblewrap_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(CourseError) as caught:
        isolation.check_isolation()
    for word in ("apt install bubblewrap", "dnf install", "--container", "--trust-students"):
        assert word in str(caught.value)
    with pytest.raises(CourseError, match="Podman or Docker"):
        isolation.check_isolation(Mode.CONTAINER)
    isolation.check_isolation(Mode.NONE)


def test_a_bubblewrap_that_may_not_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "bwrap"
    said = "bwrap: setting up uid map: Permission denied"
    fake.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(CourseError, match=r"Permission denied.*user namespaces.*--container"):
        isolation.check_isolation()


@needs_bubblewrap
def test_where_it_works_nothing_is_said() -> None:
    isolation.check_isolation()


def test_trusted_students_run_without_isolation() -> None:
    with Warm(Mode.NONE, Limits(seconds=2.0)) as warm:
        assert all_right(warm)
        assert points(graded(warm, "import os\nos._exit(0)")) == 10
        forked = (
            "import os, time\npid = os.fork()\nif not pid:\n    os.setsid()\n    time.sleep(60)\n"
        )
        answer = "def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x\nprint(pid)"
        done = graded(warm, forked + answer)
        assert verdict(done).points == 1
        (left,) = cells(done.notebook)["forward"].outputs
        assert not Path(f"/proc/{int(left.text)}").exists()
        assert all_right(warm)


def test_a_container_gets_the_same_and_no_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    words = container.container_command(COURSE, tmp_path)
    assert words[0] == "podman" and words[-1] == container.IMAGE
    assert {"--network=none", "--read-only", "--cap-drop=ALL"} <= set(words)
    volumes = [word.split("=")[1] for word in words if word.startswith("--volume")]
    assert len(volumes) == 5 and sum(volume.endswith(":ro") for volume in volumes) == 4


# Stands for Podman: takes the folder and the program from the words, bubblewrap does the rest.
ENGINE = """#!{python}
import os, sys
from pathlib import Path
sys.path.insert(0, {course!r})
from course.grading.run import bubblewrap
words = sys.argv[1:]
folder = next(w for w in words if w.endswith(":/control")).removeprefix("--volume=").split(":")[0]
program = words[words.index("downhill-grader") + 2 :]
command = bubblewrap.bwrap_command(Path({course!r}))
place = command.index("--remount-ro")
command[place:place] = ["--bind", folder, "/control"]
os.execvp("bwrap", [*command, sys.executable, *program])
"""


@needs_bubblewrap
def test_a_parent_in_a_container_connects(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    engine = tmp_path / "podman"
    engine.write_text(ENGINE.format(python=sys.executable, course=str(COURSE)), encoding="utf-8")
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    if os.geteuid() != 0:
        pytest.skip("a container's parent is root in there; bubblewrap would have to be as well")
    with Warm(Mode.CONTAINER) as warm:
        assert all_right(warm)


def test_a_container_that_does_not_start_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = tmp_path / "podman"
    engine.write_text("#!/bin/sh\necho 'no such image' >&2\nexit 125\n", encoding="utf-8")
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    says = "no such image\nThe image must have been built"
    with Warm(Mode.CONTAINER) as warm, pytest.raises(SandboxError, match=says):
        warm.fork()


# What the child does to itself, tried by an ordinary user with the system's Python.
TRIAL = textwrap.dedent("""
    import os, signal, sys
    sys.path.insert(0, "/grader")
    from grading.run.sandbox import isolate, linux
    limits = dict(memory=2000, total=20, processes=20, file=8)
    here = os.open("/proc/self/ns/pid", os.O_RDONLY)
    for turn in range(2):
        linux.unshare(linux.NEW_PID)
        pid = os.fork()
        if not pid:
            isolate.close_all_but(-1)
            isolate.shut_off("/home/student", None, limits)
            count = 0
            try:
                for count in range(100):
                    if not os.fork():
                        signal.pause()
            except OSError:
                pass
            told = [line for line in open("/proc/self/status") if line.startswith("Cap")]
            rights = [line for line in told if "0" * 16 not in line]
            alone = os.getpid() == 1 and os.listdir("/tmp") == []
            os._exit(count if alone and not rights else 255)
        linux.enter(here, linux.NEW_PID)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), end=" ", flush=True)
""")  # fmt: skip


@needs_bubblewrap
@pytest.mark.skipif(not Path(SYSTEM_PYTHON).exists(), reason="needs a Python that all may read")
def test_an_ordinary_user_gets_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    if os.geteuid() != 0:
        pytest.skip("whoever is not root tests this in test_run")
    words = _as_ordinary_user()
    done = subprocess.run(
        [*words, SYSTEM_PYTHON, "-c", TRIAL],
        user=ORDINARY, group=ORDINARY, extra_groups=[], capture_output=True, encoding="utf-8",
    )  # fmt: skip
    if "Permission denied" in done.stderr and "Can't find source path" in done.stderr:
        pytest.skip("the course lies where only root may read")
    first, second = map(int, done.stdout.split())
    assert 10 < first < 20, done.stderr  # as many processes as allowed, less those around it
    assert second == first  # what the first had left is gone


def _as_ordinary_user() -> list[str]:
    """Return the sandbox's command as it is for an ordinary user, less this very Python."""
    program = (
        "import os, sys; os.geteuid = lambda: 1000; from pathlib import Path; "
        "from course.grading.run import bubblewrap as b; b.python.python_paths = lambda _: []; "
        "b.python.links = lambda _: {}; "
        f"print('\\0'.join(b.bwrap_command(Path({str(COURSE)!r}))), end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=COURSE, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\0")


def test_the_sandbox_holds_no_part_of_the_course_but_its_helpers() -> None:
    words = bubblewrap.bwrap_command(COURSE)
    bound = [words[i + 1] for i, word in enumerate(words) if word.startswith("--ro-bind")]
    inside = [Path(place).relative_to(COURSE).parts[0] for place in bound if str(COURSE) in place]
    allowed = {"helpers", "data", "course", Path(sys.prefix).name}
    assert set(inside) <= allowed
    assert [place for place in bound if f"{COURSE}/course" in place] == [
        f"{COURSE}/course/grading/protocol/wire",
        f"{COURSE}/course/grading/run/sandbox",
    ]
