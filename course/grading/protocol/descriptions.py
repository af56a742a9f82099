"""From what a child says of a thing to what stands for it here, part by part."""

import inspect
from typing import Any

from helpers.checking.tracebacks import Place

from . import bounds
from .proxies import Function, Iteration, Other, Remote
from .wire import Malformed, raised

NO_SIGNATURE: dict[Any, type[Exception]] = {"TypeError": TypeError, "ValueError": ValueError}


def function(remote: Remote, inside: Any) -> Function:
    """Return the function that a description is of. Raises Malformed."""
    number, name, parameters, text, has_code, module = _parts(inside, 6)
    name, text = bounds.bounded_text(name, bounds.NAME), bounds.bounded_text(text, bounds.TEXT)
    if type(has_code) is not bool:
        raise Malformed("no description")
    made = Function(remote, _number(number), name, text, _signature(parameters), has_code)
    made.__module__ = bounds.bounded_text(module, bounds.LINE)
    return made


def iteration(remote: Remote, inside: Any) -> Iteration:
    """Return the iterator that a description is of. Raises Malformed."""
    number, _, text = _parts(inside, 3)
    return Iteration(remote, _number(number), bounds.bounded_text(text, bounds.TEXT))


def other(remote: Remote, inside: Any) -> Other:
    """Return what stands for an object of an unknown kind. Raises Malformed."""
    number, name, text, value = _parts(inside, 4)
    name, text = bounds.bounded_text(name, bounds.NAME), bounds.bounded_text(text, bounds.TEXT)
    own: dict[str, Any] = {}
    if type(number) is int:
        own["__iter__"] = lambda self: remote.iterate(number)
    if type(value) is float:
        own["__float__"] = lambda self: value
    made: Other = type(name if name.isidentifier() else "object", (Other,), own)(text)
    return made


def described_error(failure: Any) -> Exception:
    """Return an exception like the student's: type name, text, line and open gaps. Or Malformed."""
    kinds, text, line, gaps, other, why, _ = _parts(failure, 7)
    names = [kind for kind in bounds.texts(kinds, bounds.KINDS) if kind.isidentifier()]
    if not names:
        raise Malformed("no error")
    made = raised.like(names, bounds.bounded_text(text, bounds.TEXT))
    line, other = bounds.bounded_text(line, bounds.LINE), bounds.bounded_text(other, bounds.NAME)
    why = bounds.bounded_text(why, bounds.LINE)
    place = Place(line, tuple(bounds.texts(gaps, bounds.GAPS)), other, why)
    made.student_place = place  # type: ignore[attr-defined]
    return made


def _parts(inside: Any, count: int) -> Any:
    if not isinstance(inside, (list, tuple)) or len(inside) != count:
        raise Malformed("no description")
    return inside


def _number(said: Any) -> int:
    if type(said) is not int:
        raise Malformed("no number")
    return said


def _signature(said: Any) -> inspect.Signature | type[Exception]:
    """Return the signature, or what `inspect.signature` raises. Raises Malformed."""
    if isinstance(said, str) and said in NO_SIGNATURE:
        return NO_SIGNATURE[said]
    if type(said) is not list or len(said) > bounds.PARAMETERS:
        raise Malformed("no parameters")
    try:
        return inspect.Signature([_parameter(*one) for one in said])
    except (TypeError, ValueError, IndexError):
        raise Malformed("no parameters") from None


def _parameter(name: Any, kind: Any, has: Any) -> inspect.Parameter:
    default = None if has else inspect.Parameter.empty
    kinds = list(inspect._ParameterKind)
    return inspect.Parameter(bounds.bounded_text(name, bounds.NAME), kinds[kind], default=default)
