"""How long a command takes, with everything that it starts; and what the machine is.

    python -m benchmarks.measure command …

prints it as JSON. Wall time ends with the command; processor time is that of all its processes,
those that it left behind and those that nobody waited for included: a control group counts them,
which root may make. Others get what was waited for, which under bubblewrap is not all.
"""

import ctypes
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

# Where control groups may be made, the file that counts, and its unit in seconds.
GROUPS = [
    (Path("/sys/fs/cgroup"), "cpu.stat", 1e-6),
    (Path("/sys/fs/cgroup/cpuacct"), "cpuacct.usage", 1e-9),
]
SUBREAPER = 36  # of prctl
GRADING = ("nbgrader", "nbconvert", "numpy", "matplotlib", "ipython")
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Spent:
    """What a run took, in seconds."""

    wall: float
    processor: float

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.wall + other.wall, self.processor + other.processor)

    def __sub__(self, other: "Spent") -> "Spent":
        return self + -1 * other

    def __rmul__(self, factor: float) -> "Spent":
        return Spent(factor * self.wall, factor * self.processor)

    def __truediv__(self, other: "Spent") -> "Spent":
        return Spent(self.wall / other.wall, self.processor / other.processor)


def median(runs: Sequence[Spent]) -> Spent:
    """Return the median of both, each for itself."""
    walls, processors = zip(*((one.wall, one.processor) for one in runs), strict=True)
    return Spent(statistics.median(walls), statistics.median(processors))


def run(command: Sequence[str], cwd: Path, environment: dict[str, str]) -> tuple[Spent, str]:
    """Run a command; return what it took and what it said.

    Raises RuntimeError where it fails.
    """
    environment = {**environment, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout)
    if told["code"]:
        raise RuntimeError(f"{' '.join(command)} ended with {told['code']}:\n{told['said']}")
    return Spent(**told["spent"]), told["said"]


def seconds(action: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def load() -> float:
    """Return how many processes wanted a processor in the last minute, on the average."""
    return os.getloadavg()[0]


def machine(packages: Sequence[str] = GRADING) -> str:
    """Return what was measured on, in a sentence, with the versions of some packages."""
    model = platform.processor()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors ({model}), "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {versions}."
    )


def _counter() -> tuple[Path, float] | None:
    """Go into a control group of one's own, which lasts as this one; None where there is none."""
    for place, file, unit in GROUPS:
        group = place / f"benchmark-{os.getpid()}"
        if not (place / "cgroup.procs").exists():
            continue
        with suppress(OSError):
            group.mkdir()
            (group / "cgroup.procs").write_text(str(os.getpid()), encoding="ascii")
            return group / file, unit
    return None


def _counted(counter: tuple[Path, float] | None) -> float:
    """Return the processor seconds of all that are or were in the group."""
    if counter is None:
        return 0.0
    words = counter[0].read_text(encoding="ascii").split()
    return float(words[1] if len(words) > 1 else words[0]) * counter[1]


def _leave(counter: tuple[Path, float] | None) -> None:
    """Go back to where one came from, and remove the group."""
    if counter:
        group = counter[0].parent
        with suppress(OSError):
            pid = str(os.getpid())
            (group.parent / "cgroup.procs").write_text(pid, encoding="ascii")
            group.rmdir()


def _measure(command: list[str]) -> None:
    """Run the command and print."""
    if ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0):
        raise OSError("prctl")
    counter = _counter()
    before = _counted(counter)
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        # Not to its end: what the command leaves behind may hold the pipe a little longer.
        said, _ = process.communicate()
    wall = time.perf_counter() - start
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = _counted(counter) - before if counter else used.ru_utime + used.ru_stime
    spent = Spent(wall, processor)
    _leave(counter)
    print(json.dumps({"spent": asdict(spent), "code": process.returncode, "said": said}))


if __name__ == "__main__":
    _measure(sys.argv[1:])
