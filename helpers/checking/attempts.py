"""The answers to each exercise that failed in this kernel, and what is offered then.

Nothing of it is stored: it is gone with the kernel. The grader has no kernel, so it counts nothing.
"""

import ast
import re
import sys
from collections import defaultdict
from types import TracebackType
from typing import Any

from .messages import CheckFailed, Kind
from .notebook import defined
from .rungs import WithRungs, rung_of

ENOUGH = 2  # changed attempts that failed
CHECKED = re.compile(r"^checks\.(\w+)\(", re.MULTILINE)


def essence(cell: str) -> str:
    """Return what a cell does, as text: comments and blanks don't count."""
    try:
        return ast.dump(ast.parse(cell))
    except (SyntaxError, ValueError):  # a cell with a magic command, or with a null byte
        return cell.strip()


class Attempts:
    """Counts failed answers: each once, however often it is run.

    Parameters
    ----------
    names : the notebook's variables; `checks` is one of them.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._answers: dict[str, str] = {}
        self._failed: dict[str, set[str]] = defaultdict(set)
        self._told = False

    def note_run(self, cell: str) -> None:
        """Keep what a cell that is about to run says of each name that it defines."""
        for name in defined(cell):
            self._answers[name] = essence(cell)

    def offer(self, error: BaseException) -> None:
        """Count a failing check; after enough of them its message offers the second hint.

        Not counted: what was not attempted or did not run, and a failed try on new numbers.
        """
        if type(error) is CheckFailed and error.kind is not Kind.NOT_RUN:
            check = self._check(error.exercise)
            if check and self._enough(check):
                call = f"`checks.{check.name}.hint(2)`"
                error.offer = f"Run {call} in a new cell: it shows a step with other numbers."

    def reply(self, cell: str) -> list[str]:
        """Return what is said after a check cell that raised nothing, a line each."""
        lines = []
        for name in dict.fromkeys(CHECKED.findall(cell)):
            check = self._check(name)
            rung = check and rung_of(check)
            if not check or not rung:
                continue
            lines.append(rung.after)
            if check.only_notes and self._enough(check):
                lines.append(
                    f"Run `checks.{name}.hint(2)` in a new cell: it looks at another case."
                )
            elif not check.only_notes:
                self._failed.pop(name, None)
            if rung.draw and not self._told:
                self._told = True
                lines.append(
                    f"To practise on new numbers, run `checks.{name}.again()` in a new cell. Every "
                    "exercise with numbers has it. It gives no points."
                )
        return lines

    def _check(self, name: str) -> WithRungs | None:
        check = getattr(self._names.get("checks"), name, None)
        return check if isinstance(check, WithRungs) else None

    def _enough(self, check: WithRungs) -> bool:
        """Count the present answer to an exercise, and say whether there are enough."""
        failed = self._failed[check.name]
        failed.add(self._answers.get(check.name, ""))
        return len(failed) >= ENOUGH and rung_of(check) is not None


class Watcher:
    """Has IPython ask `Attempts` around each cell, and of each check that fails."""

    def __init__(self, attempts: Attempts) -> None:
        self.attempts = attempts

    def before(self, info: Any) -> None:
        """Do what is to be done before IPython runs a cell."""
        self.attempts.note_run(info.raw_cell or "")

    def after(self, result: Any) -> None:
        """Print what is to be said of a cell that ran without an error (None: interrupted)."""
        if result is not None and result.success:
            for line in self.attempts.reply(result.info.raw_cell or ""):
                print(line)

    def shows(self, shell: Any) -> None:
        """Have the shell show a failing check with what is offered, and others as before."""
        others, show_others = shell.custom_exceptions, shell.CustomTB

        def show(
            shell: Any,
            kind: type[BaseException],
            error: BaseException,
            trace: TracebackType,
            tb_offset: int | None = None,
        ) -> None:
            self.attempts.offer(error)
            if isinstance(error, others):
                show_others(kind, error, trace, tb_offset)
            else:
                shell.showtraceback((kind, error, trace), running_compiled_code=True)

        shell.set_custom_exc((*others, CheckFailed), show)


def count_attempts() -> None:
    """Have the running IPython, if there is one, count attempts."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        watcher = Watcher(Attempts(shell.user_ns))
        watcher.shows(shell)
        shell.events.register("pre_run_cell", watcher.before)
        shell.events.register("post_run_cell", watcher.after)
