"""What the child can't send as plain data goes as a reference, and comes back as one."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from numbers import Number
from typing import Any

from numpy import ndarray

from helpers.checking import foreign

from ...protocol.wire.arrays import known
from ...protocol.wire.codes import BY_NAME, CALLBACK, FUNCTION, ITERATOR, OTHER
from ...protocol.wire.packing import TUPLE

MAX_TEXT = 300


class References:
    """The child's things that the judge knows by number."""

    def __init__(self, ask: Callable[[int, tuple[Any, ...], dict[str, Any]], Any]) -> None:
        self._ask = ask
        self.exact = False  # whether what is only like plain data goes as a reference too
        self._things: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

    def __getitem__(self, number: int) -> Any:
        return self._things[number]

    def number(self, thing: Any) -> int:
        """Return the number of a thing, the same each time."""
        if id(thing) not in self._numbers:
            self._numbers[id(thing)] = len(self._things)
            self._things[len(self._things)] = thing
        return self._numbers[id(thing)]

    def export(self, value: Any) -> tuple[int, Any] | None:
        """Return code and description of what is no plain data."""
        if isinstance(value, Callback):
            return CALLBACK, value.number
        report = None if self.exact else foreign.described(value)
        if report is not None:
            return TUPLE, list(report)
        if callable(value):
            described = [self.number(value), name_of(value), _parameters(value), repr_start(value)]
            return FUNCTION, [*described, hasattr(value, "__code__"), module_of(value)]
        if isinstance(value, Iterator):
            return ITERATOR, [self.number(value), name_of(type(value)), repr_start(value)]
        if isinstance(value, Told):
            return OTHER, value.content
        like_array = not self.exact and hasattr(type(value), "__array__")
        array = value.__array__() if like_array else None
        return known(array) if isinstance(array, ndarray) else (OTHER, self.other(value))

    def other(self, value: Any) -> list[Any]:
        """Return the description of a thing that is known by name and text only."""
        real = hasattr(type(value), "__float__") and isinstance(value, Number)
        number = self.number(value) if isinstance(value, Iterable) else None
        return [number, name_of(type(value)), repr_start(value), float(value) if real else None]

    def restore(self, code: int, inside: Any) -> Any:
        """Return what the judge meant."""
        if code == CALLBACK:
            return Callback(inside[0], inside[1], self._ask)
        if code == BY_NAME:
            found: Any = import_module(inside[0])
            for step in inside[1].split("."):
                found = getattr(found, step)
            return found
        return self._things[inside]


class Told:
    """Stands for a thing that is described rather than sent."""

    def __init__(self, content: list[Any]) -> None:
        self.content = content


class Callback:
    """A function of the judge's."""

    def __init__(self, number: int, name: str, ask: Callable[..., Any]) -> None:
        self.number, self.__name__, self._ask = number, name, ask
        self.__qualname__ = name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Have the judge call it. Raises what it raises."""
        return self._ask(self.number, arguments, named)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"

    def __deepcopy__(self, memo: Any) -> "Callback":
        return self  # as a function is


def name_of(value: Any) -> str:
    """Return a function's or a class's name."""
    return str(getattr(value, "__name__", type(value).__name__))[:MAX_TEXT]


def module_of(value: Any) -> str:
    """Return the name of the module in which a function was written."""
    return str(getattr(value, "__module__", ""))[:MAX_TEXT]


def repr_start(value: Any) -> str:
    """Return the beginning of a value's text."""
    try:
        text = repr(value)
    except Exception as error:
        text = f"<{type(value).__name__}, {type(error).__name__} in its repr>"
    return text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def _parameters(function: Any) -> list[list[Any]] | str:
    """Return name, kind and whether there is a default, for each parameter; or the error's name."""
    try:
        found = inspect.signature(function).parameters.values()
        return [[p.name, int(p.kind), p.default is not p.empty] for p in found]
    except (ValueError, TypeError) as error:
        return type(error).__name__
