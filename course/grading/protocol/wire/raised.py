"""An exception of the other process, made again from the names of its kinds and its text."""

import builtins
from collections.abc import Iterable

# These can't be made from a text.
ODD: dict[type[Exception], type[Exception]] = {UnicodeError: ValueError, ExceptionGroup: Exception}


def like(kinds: Iterable[str], text: str) -> Exception:
    """Return an exception with the name of the first of these kinds, and this text.

    It derives from the first of them that Python itself has.
    """
    names = list(kinds)
    base = next(filter(None, map(_of_python, names)), Exception)
    made: Exception = type(names[0], (base,), {"__str__": lambda self: text})()
    return made


def _of_python(name: str) -> type[Exception] | None:
    found = getattr(builtins, name, None)
    if not isinstance(found, type) or not issubclass(found, Exception):
        return None
    return next((other for odd, other in ODD.items() if issubclass(found, odd)), found)
