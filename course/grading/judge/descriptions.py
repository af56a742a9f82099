"""From what a child says of a thing to what stands for it here, part by part."""

import inspect
from typing import Any

from ..run.sandbox import raised
from ..run.sandbox.scan import Malformed
from .proxies import Function, Iteration, Other, Remote

MAX_TEXT, MAX_PARAMETERS = 2000, 255
NO_SIGNATURE: dict[Any, type[Exception]] = {"TypeError": TypeError, "ValueError": ValueError}


def function(remote: Remote, inside: Any) -> Function:
    """Return the function that a description is of. Raises Malformed."""
    number, name, parameters, text, has_code = _checked(inside, (int, str, object, str, bool))
    return Function(remote, number, name, text, _signature(parameters), has_code)


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
    made = raised.like(names, text[:MAX_TEXT])
    made.open_gaps = [gap[:80] for gap in gaps[:20]]  # type: ignore[attr-defined]
    made.student_line = line[:300] if type(line) is str else ""  # type: ignore[attr-defined]
    return made


def _checked(inside: Any, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    """Return the parts of a description, texts cut; raise Malformed where a part is not as said."""
    if not isinstance(inside, (list, tuple)) or len(inside) != len(kinds):
        raise Malformed("no description")
    for part, kind in zip(inside, kinds, strict=True):
        if kind is not object and type(part) is not kind:
            raise Malformed("no description")
    return tuple(part[:MAX_TEXT] if type(part) is str else part for part in inside)


def _signature(said: Any) -> inspect.Signature | type[Exception]:
    """Return the signature, or what `inspect.signature` raises. Raises Malformed."""
    if isinstance(said, str) and said in NO_SIGNATURE:
        return NO_SIGNATURE[said]
    if not isinstance(said, list) or len(said) > MAX_PARAMETERS:
        raise Malformed("no parameters")
    try:
        kinds = list(inspect._ParameterKind)
        found = [
            inspect.Parameter(name, kinds[kind], default=None if has else inspect.Parameter.empty)
            for name, kind, has in said
        ]
        return inspect.Signature(found)
    except (TypeError, ValueError, IndexError):
        raise Malformed("no parameters") from None
