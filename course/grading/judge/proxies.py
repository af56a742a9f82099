"""What a student's function, iterator or other object looks like from the judge's side.

Nothing of the student's is in this process: a call sends arguments over and brings plain data back.
"""

import builtins
import inspect
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from ..run.sandbox.scan import Malformed

MAX_TEXT, MAX_PARAMETERS = 2000, 255


class Remote(Protocol):
    """The connection that proxies use."""

    def call(self, number: int, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """Call the student's function of this number."""

    def advance(self, number: int, call: int, given: list[Any]) -> Any:
        """Return the iterator's next value."""

    def iterate(self, number: int) -> Any:
        """Return an iterator over the student's object of this number."""

    def code(self, number: int) -> tuple[list[str], list[str]]:
        """Return the names that a function uses and the steps that it takes."""


class Code:
    """Stands for a function's code: which names it uses, which steps it takes."""

    co_filename = "<the student's notebook>"

    def __init__(self, ask: Callable[[], tuple[list[str], list[str]]]) -> None:
        self._ask = ask

    @property
    def co_names(self) -> tuple[str, ...]:
        """The global names and attributes that the function uses."""
        return tuple(self._ask()[0])

    @property
    def steps(self) -> list[str]:
        """The names of its operations, in order."""
        return self._ask()[1]


class Function:
    """A function of the student's."""

    def __init__(self, remote: Remote, number: int, name: str, text: str) -> None:
        self._remote, self.number = remote, number
        self.__name__ = self.__qualname__ = name
        self._text = text
        self._parameters: list[inspect.Parameter] | str = []

    def described(self, parameters: Any, has_code: bool) -> "Function":
        """Note what the child says of the parameters and whether there is code."""
        self._parameters = _parameters(parameters)
        if has_code:
            self.__code__ = Code(lambda: self._remote.code(self.number))
        return self

    @property
    def __signature__(self) -> inspect.Signature:
        if isinstance(self._parameters, str):
            raise (TypeError if self._parameters == "TypeError" else ValueError)("no signature")
        return inspect.Signature(self._parameters)

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it. Raises what it raises, and Stopped."""
        return self._remote.call(self.number, arguments, named)

    def __repr__(self) -> str:
        return self._text

    def __copy__(self) -> "Function":
        return self

    def __deepcopy__(self, memo: Any) -> "Function":
        return self  # as a function is


class Iteration(Iterator[Any]):
    """An iterator of the student's, such as what a function with `yield` returns."""

    def __init__(self, remote: Remote, number: int, text: str) -> None:
        self._remote, self._number, self._text = remote, number, text
        self.call, self.given = 0, list[Any]()  # whose arguments it may still change

    def __next__(self) -> Any:
        return self._remote.advance(self._number, self.call, self.given)

    def __repr__(self) -> str:
        return self._text

    def __deepcopy__(self, memo: Any) -> Any:
        raise TypeError("cannot copy an iterator")


class Other:
    """Anything else of the student's: its type's name and its text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text

    def __deepcopy__(self, memo: Any) -> "Other":
        return self


def function(remote: Remote, inside: Any) -> Function:
    """Return the function that a description is of. Raises Malformed."""
    number, name, parameters, text, has_code = _checked(inside, (int, str, object, str, bool))
    return Function(remote, number, name, text).described(parameters, has_code)


def iteration(remote: Remote, inside: Any) -> Iteration:
    """Return the iterator that a description is of. Raises Malformed."""
    number, _, text = _checked(inside, (int, str, str))
    return Iteration(remote, number, text)


def other(remote: Remote, inside: Any) -> Other:
    """Return what stands for an object of an unknown kind. Raises Malformed."""
    number, name, text, value = _checked(inside, (object, str, str, object))
    own: dict[str, Any] = {}
    if type(number) is int:
        own["__iter__"] = lambda self: remote.iterate(number)
    if type(value) is float:
        own["__float__"] = lambda self: value
    made: Other = type(name if name.isidentifier() else "object", (Other,), own)(text)
    return made


def error(failure: Any) -> Exception:
    """Return an exception like the student's: type name, text, line and open gaps. Or Malformed."""
    kinds, text, line, gaps, _ = _checked(failure, (list, str, object, list, bool))
    names = [kind for kind in kinds[:50] if type(kind) is str and kind.isidentifier()]
    if not names or not all(type(gap) is str for gap in gaps):
        raise Malformed("no error")
    base: type[Exception] = Exception
    for name in names:
        found = getattr(builtins, name, None)
        if isinstance(found, type) and issubclass(found, Exception):
            base = {UnicodeError: ValueError, ExceptionGroup: Exception}.get(_odd(found), found)
            if issubclass(found, ExceptionGroup):  # it can't be made from a text either
                base = Exception
            break
    shown = text[:MAX_TEXT]
    made: Exception = type(names[0], (base,), {"__str__": lambda self: shown})()
    made.open_gaps = [gap[:80] for gap in gaps[:20]]  # type: ignore[attr-defined]
    made.student_line = line[:300] if type(line) is str else ""  # type: ignore[attr-defined]
    return made


def _odd(kind: type[Exception]) -> type[Exception]:
    """Return the base of those kinds of exceptions that can't be made from a text alone."""
    return next((odd for odd in (UnicodeError, ExceptionGroup) if issubclass(kind, odd)), kind)


def _checked(inside: Any, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """Return the parts of a description, texts cut; raise Malformed where a part is not as said."""
    if not isinstance(inside, (list, tuple)) or len(inside) != len(kinds):
        raise Malformed("no description")
    for part, kind in zip(inside, kinds, strict=True):
        if kind is not object and type(part) is not kind:
            raise Malformed("no description")
    return tuple(part[:MAX_TEXT] if type(part) is str else part for part in inside)


def _parameters(said: Any) -> list[inspect.Parameter] | str:
    if said in ("TypeError", "ValueError"):
        return str(said)
    if not isinstance(said, list) or len(said) > MAX_PARAMETERS:
        raise Malformed("no parameters")
    try:
        kinds = list(inspect._ParameterKind)
        found = [
            inspect.Parameter(name, kinds[kind], default=None if has else inspect.Parameter.empty)
            for name, kind, has in said
        ]
        inspect.Signature(found)
    except (TypeError, ValueError, IndexError):
        raise Malformed("no parameters") from None
    return found
