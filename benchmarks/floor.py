"""The floor: nothing but the code cells of a notebook, in a fork of a Python that is warm.

No sandbox, no judge, no gradebook, no reports; the check cells run beside the answers. Either the
pictures are drawn, as in a notebook, or they are not, as in the grader.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from course.grading.run import bubblewrap

from .measure import ROOT, Spent


@contextmanager
def floor(drawn: bool, own_cells: list[str]) -> Iterator["Warm"]:
    """Give a warm Python; where nothing is drawn, a lesson's own cells have run in it once."""
    keep = ("PATH", "HOME", "LD_LIBRARY_PATH")
    environment = {name: os.environ[name] for name in keep if name in os.environ}
    quick = {k: v for k, v in bubblewrap.ENVIRONMENT.items() if k not in ("HOME", "PATH")}
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.floor", "drawn" if drawn else "not drawn"],
        cwd=ROOT,
        env={**environment, **quick},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        warm = Warm(process)
        if not drawn:
            warm.ask({"prepare": own_cells})
        yield warm
        process.stdin.close()  # type: ignore[union-attr]


class Warm:
    """The other end."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, what: dict[str, Any]) -> Any:
        """Have it do something; return its answer."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def run(self, cells: list[str]) -> Spent:
        """Run cells in a fork; return what that took."""
        return Spent(*self.ask({"run": cells}))


def _serve(drawn: bool) -> None:
    from course.grading.run.sandbox.lesson import warm_caches
    from course.grading.run.sandbox.output import Sink, Stream
    from course.grading.run.sandbox.warm import warmed
    from helpers.drawing import display

    answers = sys.stdout
    sink = Sink(20_000)
    shell = warmed(sink)
    if drawn:
        display.use(display.Notebook())
    for line in sys.stdin:
        asked = json.loads(line)
        if "prepare" in asked:
            warm_caches(asked["prepare"])
            told: Any = []
        else:
            start = time.perf_counter()
            pid = os.fork()
            if pid == 0:
                sys.stdout, sys.stderr = Stream("stdout", sink), Stream("stderr", sink)
                with suppress(BaseException):
                    for cell in asked["run"]:
                        shell.run_cell(cell, store_history=True)  # type: ignore[no-untyped-call]
                os._exit(0)
            _, _, usage = os.wait4(pid, 0)
            told = [time.perf_counter() - start, usage.ru_utime + usage.ru_stime]
        print(json.dumps(told), file=answers, flush=True)


if __name__ == "__main__":
    _serve(sys.argv[1] == "drawn")
