"""Plain data as bytes and back: msgpack, with what Python and NumPy have beyond it.

Both ends use this. Nothing is unpickled. Reading is safe against bytes that mean harm:
`unpack_value` bounds depth, number of items and sizes before it builds anything, and raises
Malformed.
"""

import operator
from collections.abc import Callable
from typing import Any

import msgpack  # type: ignore[import-untyped]

from . import arrays
from .scan import DEPTH, MAX_MAP, MAX_MESSAGE, Malformed, scan

MAX_INT = 4096  # bytes
TUPLE, BIGINT, COMPLEX, SET, FROZENSET, RANGE, SLICE, ELLIPSIS = range(1, 9)

Export = Callable[[Any], tuple[int, Any] | None]
Restore = Callable[[int, Any], Any]
NATIVE = (float, str, bytes, list, dict)
PLAIN_BASES: tuple[Any, ...] = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset)


class Unsendable(Exception):  # noqa: N818, not an error of the program's
    """A value that is no plain data, and that nobody had a reference for."""


def pack_value(value: object, export: Export, exact: bool = False) -> bytes:
    """Return `value` as bytes.

    `export` gives a code of 64 or more and plain data for what is no plain data itself, such as a
    function, or None. An instance of a subclass, such as a named tuple, is sent as what it derives
    from; where it is to be `exact`, it is none of the plain data. Raises Unsendable for what nobody
    knows, what is nested too deeply or is too large.
    """

    def default(found: Any) -> Any:
        known = _known(found) or arrays.known(found, exact)
        if known is None and not exact and isinstance(found, PLAIN_BASES):
            found = _base(found)
            if type(found) in NATIVE:
                return found
            known = _known(found)
        known = known or export(found)
        if known is None:
            raise Unsendable(f"{type(found).__name__} is no plain data.")
        code, content = known
        return msgpack.ExtType(code, content if type(content) is bytes else _pack(content))

    def _pack(content: object) -> bytes:
        data: bytes = msgpack.packb(content, default=default, strict_types=True)
        return data

    try:
        data = _pack(value)
    except (ValueError, OverflowError, RecursionError, MemoryError, TypeError) as error:
        raise Unsendable(str(error)) from None
    if len(data) > MAX_MESSAGE:
        raise Unsendable("It is too large.")
    return data


def _known(value: Any) -> tuple[int, Any] | None:
    kind = type(value)
    if kind is tuple:
        return TUPLE, list(value)
    if kind is int:
        length = value.bit_length() // 8 + 1
        if length > MAX_INT:
            raise Unsendable("An integer is too large.")
        return BIGINT, value.to_bytes(length, "big", signed=True)
    if value is ...:
        return ELLIPSIS, b""
    if kind is complex:
        return COMPLEX, [value.real, value.imag]
    if kind is set or kind is frozenset:
        return (SET if kind is set else FROZENSET), list(value)
    if kind is range or kind is slice:
        return (RANGE if kind is range else SLICE), [value.start, value.stop, value.step]
    return None


def _base(value: Any) -> Any:
    """Return an instance of a subclass, such as a named tuple, as what it derives from."""
    kind = next(kind for kind in PLAIN_BASES if isinstance(value, kind))
    if kind is int:
        return int.__add__(value, 0)
    if kind is dict:
        return dict(dict.items(value))
    if kind in (list, tuple, set, frozenset):
        return kind(kind.__iter__(value))
    if kind is str:
        return str.__str__(value)
    return complex.__add__(value, 0) if kind is complex else kind.__add__(value, kind())


def unpack_value(data: bytes, restore: Restore) -> Any:
    """Return the value in `data`; `restore` makes what `export` had exported.

    Raises Malformed for anything but sound bytes of bounded size.
    """
    scan(data)
    return _unpack(data, restore, 0)


def _unpack(data: bytes, restore: Restore, depth: int) -> Any:
    if depth > DEPTH:
        raise Malformed("too deep")

    def hook(code: int, content: bytes) -> Any:
        if code == BIGINT and len(content) <= MAX_INT:
            return int.from_bytes(content, "big", signed=True)
        if code == ELLIPSIS:
            return ...
        if code in arrays.RAW:
            return arrays.restored(code, content)
        inside = _unpack(content, restore, depth + 1)
        if TUPLE <= code <= SLICE:
            return _made(code, inside)
        if code in arrays.NESTED:
            return arrays.filled(code, inside)
        return restore(code, inside)

    try:
        return msgpack.unpackb(
            data,
            ext_hook=hook,
            strict_map_key=False,
            max_map_len=MAX_MAP,
            max_str_len=len(data),
            max_bin_len=len(data),
            max_array_len=len(data),
            max_ext_len=len(data),
        )
    except Malformed:
        raise
    except (ValueError, TypeError, OverflowError, msgpack.UnpackException, RecursionError) as error:
        raise Malformed(str(error)[:200]) from None


def _made(code: int, inside: Any) -> Any:
    if not isinstance(inside, list):
        raise Malformed("no list")
    if code == TUPLE:
        return tuple(inside)
    if code == COMPLEX and len(inside) == 2:
        return complex(*(float(part) for part in inside))
    if code in (SET, FROZENSET) and len(inside) <= MAX_MAP:
        return set(inside) if code == SET else frozenset(inside)
    if code in (RANGE, SLICE) and len(inside) == 3:
        if code == SLICE:
            return slice(*inside)
        return range(*(operator.index(part) for part in inside))
    raise Malformed("unknown")
