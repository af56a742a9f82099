"""What goes from the judge to the child: plain data, and functions as references.

A public function of NumPy or of the course goes by its name: the child has the same. Any other is
called back: the child asks, the judge evaluates it on plain data and answers.
"""

import sys
from typing import Any

from ..protocol import proxies, wire
from ..protocol.wire.codes import BY_NAME, CALLBACK, OWN, PUBLIC

MAX_ERROR = 2000


class Sending:
    """Packs requests and answers, and evaluates what the child asks."""

    def __init__(self, remote: proxies.Remote, exact: bool = False) -> None:
        self._remote, self._exact = remote, exact
        self._functions: dict[int, Any] = {}  # of the present step
        self._count = 0  # of all steps

    def forget(self) -> None:
        """Let go of the functions of a step: a check's are no longer there when it is over."""
        self._functions.clear()

    def pack(self, message: list[Any]) -> bytes:
        """Return a message as bytes. Raises TypeError for arguments that can't be sent."""
        try:
            return wire.pack_value(message, self._export, self._exact)
        except wire.Unsendable as error:
            raise TypeError(f"a check can't hand this to a student's function: {error}") from None

    def _export(self, value: Any) -> tuple[int, Any] | None:
        if isinstance(value, proxies.Function):
            return OWN, value.number
        if not callable(value):
            return None
        named = _public(value)
        if named:
            return BY_NAME, named
        number = next((n for n, known in self._functions.items() if known is value), None)
        if number is None:
            number, self._count = self._count, self._count + 1
            self._functions[number] = value
        name = str(getattr(value, "__name__", type(value).__name__))
        return CALLBACK, [number, name]

    def restore(self, code: int, inside: Any) -> Any:
        """Return a function of the judge's that the child sends back. Raises Malformed."""
        if code == CALLBACK and type(inside) is int and 0 <= inside < self._count:
            return self._functions.get(inside, _over)
        raise wire.Malformed("an unknown reference")

    def answer(self, question: list[Any]) -> bytes:
        """Evaluate a function of the judge's for the child; return the packed answer.

        Raises Malformed for a question that is none.
        """
        if len(question) != 4 or question[0] != "ask":
            raise wire.Malformed("no question")
        _, number, arguments, named = question
        if type(arguments) is not tuple or not isinstance(named, dict):
            raise wire.Malformed("no arguments")
        if not all(type(name) is str for name in named) or type(number) is not int:
            raise wire.Malformed("no arguments")
        function = self.restore(CALLBACK, number)
        try:
            return self.pack(["answer", None, function(*arguments, **named)])
        except Exception as error:
            kinds = [kind.__name__ for kind in type(error).__mro__]
            return self.pack(["answer", [kinds, str(error)[:MAX_ERROR]], None])


def _over(*_: Any, **__: Any) -> None:
    """Stand for a function of a check that is over. Raises RuntimeError."""
    raise RuntimeError("The check that this function is from is over.")


def _public(function: Any) -> list[str] | None:
    """Return module and name of a function that the child has as well, None for any other."""
    module = str(getattr(function, "__module__", None) or "numpy")  # a ufunc does not say
    name = str(getattr(function, "__qualname__", None) or getattr(function, "__name__", ""))
    if module.partition(".")[0] not in PUBLIC or module not in sys.modules:
        return None
    found: Any = sys.modules[module]
    for step in name.split("."):
        found = getattr(found, step, None)
    return [module, name] if found is function else None
