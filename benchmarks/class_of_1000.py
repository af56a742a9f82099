"""A class of 1,000, a twentieth of it damaged or hostile, graded in one go by `course grade`.

Afterwards everybody is looked for, every score is compared with what the bank says, and the memory
of the first quarter of the run is compared with that of the last.
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import psutil  # type: ignore[import-untyped]
import typer

from benchmarks.classes import Member, course_with, members, scores
from benchmarks.measure import machine
from benchmarks.page import give, table
from course.grading.book import ledger
from tests.sample_class.course import Course

MIB = 2**20
LOOK = 0.5  # seconds


@dataclass(frozen=True)
class Sample:
    """Resident memory in bytes, how far the run was, and the main process's processor seconds."""

    graded: int
    main: int
    worker: int
    inside: int
    seconds: float


class Watch:
    """Looks at the memory of a command and its processes, over and over."""

    def __init__(self, process: psutil.Process, graded: Path) -> None:
        self._process, self._graded = process, graded
        self.samples: list[Sample] = []
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while _runs(self._process):
            with suppress(psutil.Error):  # a process ended under our eyes
                self.samples.append(self._look())
            time.sleep(LOOK)

    def _look(self) -> Sample:
        """Workers are forked from the process that multiprocessing calls the fork server."""
        below = self._process.children()
        servers = [one for one in below if "forkserver" in " ".join(one.cmdline())]
        workers = [one for server in servers for one in server.children()]
        inside = [deep for one in workers for deep in one.children(recursive=True)]
        count = sum(1 for _ in self._graded.iterdir()) if self._graded.is_dir() else 0
        return Sample(
            count,
            _memory([self._process]),
            max((_memory([one]) for one in workers), default=0),
            _memory(inside),
            sum(self._process.cpu_times()[:2]),
        )

    def ended(self) -> list[Sample]:
        """Wait for the end, and return what was seen."""
        self._process.wait()
        self._thread.join()
        return self.samples


def _runs(process: psutil.Process) -> bool:
    """Say whether a process has not ended; one that nobody has waited for yet has."""
    with suppress(psutil.Error):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def _memory(processes: Iterable[psutil.Process]) -> int:
    return sum(one.memory_info().rss for one in processes)


def quarters(samples: list[Sample], size: int) -> list[tuple[str, list[Sample]]]:
    """Return the samples of the first and of the last quarter of what was graded."""
    most = max(one.graded for one in samples)
    first = [one for one in samples if 0 < one.graded <= size / 4]
    last = [one for one in samples if 3 / 4 * size < one.graded < most]
    pages = [one for one in samples if one.graded == most]
    return [("first quarter", first), ("last quarter", last), ("pages and tables", pages)]


def account(course: Course, class_: list[Member]) -> tuple[Counter[str], list[str]]:
    """Return how everybody ended, by kind, and whatever is not as it should be."""
    from nbgrader.api import Gradebook

    found = dict(scores(course))
    with Gradebook(f"sqlite:///{course.folder / 'gradebook' / 'gradebook.db'}", "downhill") as book:
        entries = ledger.ledger_entries(book.db, course.lesson, course.notebook)
    ends, wrong = Counter[str](), []
    for one in class_:
        kind, entry = one.kind.partition(":")[0], entries.get(one.student)
        if entry is None or one.student not in found:
            end = "lost"
        elif entry.why:
            end = "for a person"
        else:
            end = "right" if one.fits(found[one.student]) else "otherwise"
        ends[f"{kind} {end}"] += 1
        if end in ("lost", "otherwise") or (kind == "plain" and end != "right"):
            wrong.append(f"{one.student}: {one.kind}: {end} {entry.why if entry else ''}".strip())
    strangers = found.keys() - {one.student for one in class_}
    return ends, wrong + [f"{stranger}: nobody knows this student" for stranger in strangers]


def main(
    size: Annotated[int, typer.Option(help="Students.")] = 1000,
    lesson: str = "03_two_weights",
    share: Annotated[float, typer.Option(help="Of damaged or hostile submissions.")] = 0.05,
    out: Annotated[Path | None, typer.Option(help="Write the page.")] = None,
) -> None:
    """Print the page; exit code 1 where somebody was lost or a score is wrong."""
    class_ = members(lesson, size, share)
    with tempfile.TemporaryDirectory() as folder:
        course = course_with(Path(folder), lesson, class_)
        command = Path(sys.executable).with_name("course")
        given = [lesson, f"{folder}/delivered", "--course", folder, "--workers", "2"]
        process = psutil.Popen(
            [str(command), "grade", *given], cwd=folder, env=course.environment()
        )
        samples = Watch(process, Path(folder) / "gradebook/autograded").ended()
        ends, wrong = account(course, class_) if process.returncode == 0 else (Counter(), [])
    text = _page(size, share, samples, ends, wrong, process.returncode)
    give(text, out)
    if wrong or process.returncode:
        raise typer.Exit(1)


def _page(
    size: int,
    share: float,
    samples: list[Sample],
    ends: Counter[str],
    wrong: list[str],
    code: int,
) -> str:
    kinds = ["plain", "damaged", "hostile"]
    said = ["right", "otherwise", "for a person", "lost"]
    counts = [[kind, *(str(ends[f"{kind} {s}"]) for s in said)] for kind in kinds]
    memory = []
    for name, part in quarters(samples, size):
        if part:
            tops = [max(getattr(one, who) for one in part) for who in ("main", "worker", "inside")]
            memory.append([name, *(f"{top / MIB:.0f}" for top in tops)])
    return f"""# A class of {size:,}

Made by `uv run python benchmarks/class_of_1000.py --out docs/grading_1000.md`. {machine()}

The class has answers of the bank, right and wrong; {share:.0%} are notebooks damaged in the ways
of `tests/grading/damage.py` and attacks of `tests/attacks/`. `course grade --workers 2` graded it
in one go and ended with exit code {code}.

{
        table(
            ["submissions", "all scores right", "some score otherwise", "for a person", "lost"],
            counts,
        )
    }
Right means: for each check what the bank says of the answer, nothing for an answer that the damage
deleted, and nothing for an attack. {"Not as it should be: " + "; ".join(wrong) if wrong else ""}

{table(["most memory in MiB", "main process", "larger worker", "all sandboxes"], memory)}"""


if __name__ == "__main__":
    typer.run(main)
