"""Stock nbgrader under attack, in a cage: what it would do to this machine ends at the cage.

Outside the course's copy the files are read-only; processes and memory are counted by the kernel
(a control group, which only root can make); everything is killed in the end.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
PROCESSES, MEMORY = 200, 3 * 2**30
# Of one processor at most.
ONE_TREE = {"pids.max": PROCESSES, "memory.max": MEMORY, "cpu.max": "100000 100000"}
SEVERAL = {
    "pids/pids.max": PROCESSES,
    "memory/memory.limit_in_bytes": MEMORY,
    "cpu/cpu.cfs_quota_us": 100_000,
}
# In the cage: join the group, run the command, wait a little, count what is left.
SCRIPT = """
for file in $1; do echo $$ > "$file" || exit 9; done; shift
exec "$@"
"""
COUNT = """
"$@" > log 2>&1; echo $? > ended
sleep 1; grep -ls '^python' /proc/[0-9]*/comm | wc -l > left
"""


class NoCage(Exception):  # noqa: N818
    """Processes and memory can't be counted on this machine."""


@contextmanager
def group(name: str) -> Iterator[list[Path]]:
    """Make a control group; yield the files in which a process enters its number. Or NoCage."""
    limits = ONE_TREE if (GROUPS / "cgroup.controllers").exists() else SEVERAL
    made: list[Path] = []
    try:
        for place, amount in limits.items():
            above, _, file = place.rpartition("/")
            folder = GROUPS / above / name
            folder.mkdir(exist_ok=True)
            made.append(folder)
            (folder / file).write_text(str(amount), encoding="ascii")
    except OSError as error:
        raise NoCage(f"no control group can be made: {error}") from None
    try:
        yield [folder / "cgroup.procs" for folder in dict.fromkeys(made)]
    finally:
        for folder in made:
            _remove(folder)


def _remove(group: Path) -> None:
    """Remove a control group, which can't be done before its last process is dead."""
    for _ in range(100):
        try:
            group.rmdir()
        except OSError:
            time.sleep(0.1)
        else:
            return


def caged(
    command: list[str], folder: Path, environment: dict[str, str], seconds: float, name: str
) -> str:
    """Run a command that may do harm, in a folder; return how it went wrong, or "".

    Raises NoCage.
    """
    box = [
        "bwrap", "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--cap-drop", "ALL",
        "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp",
        "--tmpfs", "/dev/shm", "--bind", str(folder), str(folder),
        "--chdir", str(folder / "course"),
        "sh", "-c", COUNT, "sh",
    ]  # fmt: skip
    with group(name) as joined:
        process = subprocess.Popen(
            ["sh", "-c", SCRIPT, "sh", " ".join(map(str, joined)), *box, *command],
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return f"did not end in {seconds:.0f} s"
        finally:
            process.kill()  # bubblewrap's processes die with it
            process.wait()
    if not (folder / "course" / "ended").exists():
        return "the grader was killed"
    return ""
