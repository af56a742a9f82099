"""Whether a student has written an answer, or has called the lesson's own copy of it."""

import dis
from collections.abc import Callable
from types import CodeType
from typing import Any

from .comparison import Comparison
from .messages import CheckFailed, Kind
from .mistake import Known

TAKEN = {"LOAD_ATTR", "LOAD_METHOD", "IMPORT_FROM"}  # instructions with a name behind a dot


def names_in(code: Any) -> list[str]:
    """Return the global names and attributes that a code object uses, those of inner functions too.

    What stands behind a dot is in it a second time with that dot: a function that calls itself has
    a global name that may also be one of a module's. A function of another process has a code
    object that has collected all of them.
    """
    if not isinstance(code, CodeType):
        return [*code.co_names]
    taken = [f".{one.argval}" for one in dis.get_instructions(code) if one.opname in TAKEN]
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return [*code.co_names, *taken, *(name for part in inner for name in names_in(part))]


class OwnWork:
    """A stage for the end: right values do not count where the lesson's copy has computed them.

    It looks at the names that the answer uses, so it tells a student who took a short cut by
    mistake, and does not stop one who hides it.

    Attributes
    ----------
    copies : the lesson's functions that do what the exercise asks for.
    room : the name under which a lesson imports their module, where that is not its own.
    known, mended : what a student reads, and the id by which a class is counted; the latter of a
        planted bug.
    """

    def __init__(self, *copies: Callable[..., Any], room: str = "") -> None:
        self.copies, self.room = copies, room
        self.known = Known(
            "calls-the-lessons-copy",
            "The lesson's copy is there for its pictures and later exercises. Write the steps of "
            "this one yourself.",
        )
        self.mended = Known(
            self.known.id,
            "Here a bug is to be found. Keep the given lines, and mend the one that is wrong.",
        )

    def __call__(self, c: Comparison) -> None:
        """Raise CheckFailed if the answer is one of the copies, or calls one."""
        self.judge(c.check.name, c.answer)

    def judge(self, name: str, answer: object) -> None:
        """Raise the same for the exercise `name`."""
        for copy in self.copies:
            room = self.room or copy.__module__.rpartition(".")[2]
            called = {room, f".{copy.__name__}"} <= set(_names(answer))
            if called or _is(answer, copy):
                says = f"The values are right, but `{room}.{copy.__name__}` has computed them."
                known = self.mended if name.startswith("mend_") else self.known
                raise CheckFailed(name, says, kind=Kind.COPY, known=known)


def _names(answer: Any) -> list[str]:
    code = getattr(answer, "__code__", None)
    return [] if code is None else names_in(code)


def _is(answer: Any, copy: Any) -> bool:
    """Say whether a function is the copy itself; one of another process is known by its names."""
    own = [getattr(answer, name, None) for name in ("__module__", "__name__")]
    return own == [copy.__module__, copy.__name__]
