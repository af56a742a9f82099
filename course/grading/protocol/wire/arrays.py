"""NumPy's arrays, scalars and generators as bytes: dtype, shape, content; never a pickle."""

import math
import re
import struct
from typing import Any

import numpy as np

from .scan import Malformed

ARRAY, SCALAR, OBJECTS, GENERATOR = 32, 33, 34, 35
RAW, NESTED = frozenset({ARRAY, SCALAR}), frozenset({OBJECTS, GENERATOR})
DTYPE = re.compile(
    r"[<>|=]?(b1|[iu][1248]|f(2|4|8|12|16)|c(8|16|24|32)|[SU][1-9]\d{0,6}|[mM]8(\[\w{1,12}\])?)"
)
MAX_CELLS = 2**24  # entries that a shape may speak of, also where one of its sides is 0
MAX_SIDES = 32


def known(value: Any, exact: bool = False) -> tuple[int, Any] | None:
    """Return code and content of what NumPy has, None for anything else.

    A matrix or a masked array is an array; where it is to be `exact`, it is something else.
    """
    if isinstance(value, np.ndarray) and not (exact and type(value) is not np.ndarray):
        array = np.asarray(value)
        if array.dtype.kind == "O":
            return OBJECTS, [list(array.shape), list(array.flat)]
        if not DTYPE.fullmatch(array.dtype.str):
            return None
        return ARRAY, _raw(array)
    if isinstance(value, np.generic):
        if not DTYPE.fullmatch(value.dtype.str):
            return None
        return SCALAR, _raw(np.asarray(value))
    if isinstance(value, np.random.Generator):
        state = value.bit_generator.state
        if state["bit_generator"] != "PCG64":
            return None
        inside = state["state"]
        return GENERATOR, [inside["state"], inside["inc"], state["has_uint32"], state["uinteger"]]
    return None


def _raw(array: Any) -> bytes:
    dtype = array.dtype.str.encode()
    head = struct.pack(f">BB{array.ndim}Q", len(dtype), array.ndim, *array.shape)
    return b"".join([head, dtype, array.tobytes()])


def restored(code: int, content: bytes) -> Any:
    """Return the array or scalar; raise Malformed where the bytes don't fit the claim."""
    try:
        length, sides = struct.unpack_from(">BB", content)
        if sides > MAX_SIDES:
            raise Malformed("too many dimensions")
        shape = struct.unpack_from(f">{sides}Q", content, 2)
        start = 2 + 8 * sides + length
        name = content[start - length : start].decode("ascii")
        if not DTYPE.fullmatch(name):
            raise Malformed("no such dtype")
        dtype = np.dtype(name)
    except (struct.error, UnicodeDecodeError, TypeError, ValueError):
        raise Malformed("no array") from None
    _fits(shape)
    if math.prod(shape) * dtype.itemsize != len(content) - start:
        raise Malformed("an array of another size")
    array = np.ndarray(shape, dtype, content, start).copy()
    if dtype.kind == "b":  # a byte of 2 would be neither True nor False
        array = np.asarray(array.view(np.uint8) != 0)
    return array if code == ARRAY else array[()]


def _fits(shape: Any) -> None:
    whole = all(type(side) is int and side >= 0 for side in shape)
    if not whole or math.prod(max(side, 1) for side in shape) > MAX_CELLS:
        raise Malformed("an array of impossible shape")


def filled(code: int, inside: Any) -> Any:
    """Return an array of objects, or a generator."""
    if not isinstance(inside, list):
        raise Malformed("no list")
    return _generator(inside) if code == GENERATOR else _objects(inside)


def _objects(inside: list[Any]) -> Any:
    if len(inside) != 2 or not all(isinstance(part, list) for part in inside):
        raise Malformed("no array")
    shape, entries = inside
    _fits(shape)
    if len(shape) > MAX_SIDES or math.prod(shape) != len(entries):
        raise Malformed("an array of another size")
    array = np.empty(len(entries), dtype=object)
    for place, entry in enumerate(entries):
        array[place] = entry
    return array.reshape(shape)


def _generator(inside: list[Any]) -> np.random.Generator:
    if len(inside) != 4 or not all(type(part) is int and 0 <= part < 2**128 for part in inside):
        raise Malformed("no generator")
    generator = np.random.Generator(np.random.PCG64(0))
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": inside[0], "inc": inside[1]},
        "has_uint32": inside[2] % 2,
        "uinteger": inside[3] % 2**32,
    }
    return generator
