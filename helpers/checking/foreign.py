"""Objects of other libraries as plain data, so that a check can ask about them wherever it runs.

A model of Keras can't leave the process in which a student built it; what can be said of it can.
Who knows a library says how its objects are described, by the name of the library's package.
"""

from collections.abc import Callable
from typing import Any

Report = tuple[str, dict[str, Any]]  # what it is, such as "keras model", and all that is said of it
Describer = Callable[[Any], Report | None]

_describers: dict[str, Describer] = {}


def describe_by(package: str, describer: Describer) -> None:
    """Have objects whose class, or a base of it, comes from `package` described by `describer`.

    It returns None for what it does not know.
    """
    _describers[package] = describer


def described(value: object) -> Report | None:
    """Return the report on an object of a known library, None for anything else."""
    if isinstance(value, type):
        return None
    packages = [str(kind.__module__).partition(".")[0] for kind in type(value).__mro__]
    describer = next((_describers[name] for name in packages if name in _describers), None)
    return describer(value) if describer else None


def plain_data(value: Any) -> Any:
    """Return a value with each object of a known library, in lists and tuples too, as its report.

    A report is plain data already, so it comes back as it is.
    """
    if type(value) in (list, tuple):
        return type(value)(map(plain_data, value))
    report = described(value)
    return value if report is None else report
