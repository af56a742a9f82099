"""A look at the headers of packed data, before anything is built from them.

A few megabytes can claim to hold billions of empty lists. This counts without building.
"""

import struct

MAX_MESSAGE = 64 * 2**20
MAX_ITEMS = 1_000_000
MAX_KEYS = 65_536  # in all dictionaries; keys that collide cost their square
MAX_MAP = 4096  # entries of one dictionary or set
DEPTH = 100


class Malformed(Exception):  # noqa: N818, what came, not what we did
    """Bytes that are no sound message."""


# first byte: bytes of the length that follows, and what a length of n means
_FIXED = {0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8}
_FIXED |= {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_FIXEXT = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}
_BLOB = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}
_EXT = {0xC7: ">B", 0xC8: ">H", 0xC9: ">I"}
_ARRAY = {0xDC: ">H", 0xDD: ">I"}
_MAP = {0xDE: ">H", 0xDF: ">I"}
# Codes of our own types (see wire and arrays), and those of them that hold bytes, not packed data.
CODES = frozenset({*range(1, 9), *range(32, 36), *range(64, 80)})
RAW_CODES = frozenset({2, 8, 32, 33})


def scan(data: bytes) -> None:
    """Raise Malformed if `data` is broken, too deep, or holds too many items."""
    _Scan().run(data, 0)


class _Scan:
    """Counts over a message and over what is packed within it."""

    def __init__(self) -> None:
        self.items = self.keys = 0

    def run(self, data: bytes, depth: int) -> None:
        """Go through one packed value, which must fill `data`."""
        try:
            end = self._walk(data, depth)
        except (IndexError, struct.error):
            raise Malformed("cut off") from None
        if end != len(data):
            raise Malformed("too long or cut off")

    def _walk(self, data: bytes, depth: int) -> int:
        open_lists: list[int] = []
        place, left = 0, 1  # `left` items of the innermost list are to come
        while True:
            while left == 0:
                if not open_lists:
                    return place
                left = open_lists.pop()
            left -= 1
            self.items += 1
            if self.items > MAX_ITEMS:
                raise Malformed("too many items")
            kind = data[place]
            place += 1
            inside = 0
            if kind <= 0x7F or kind >= 0xE0:
                continue
            if 0xA0 <= kind <= 0xBF:
                place += kind & 0x1F
            elif kind in _FIXED:
                place += _FIXED[kind]
            elif kind in _BLOB:
                size, place = _length(_BLOB[kind], data, place)
                place += size
            elif kind in _EXT or kind in _FIXEXT:
                if kind in _EXT:
                    size, place = _length(_EXT[kind], data, place)
                else:
                    size = _FIXEXT[kind]
                code, place = data[place], place + 1
                if code not in CODES or place + size > len(data):
                    raise Malformed("of an unknown kind, or cut off")
                if code not in RAW_CODES:
                    if depth + len(open_lists) >= DEPTH:
                        raise Malformed("too deep")
                    self.run(data[place : place + size], depth + len(open_lists) + 1)
                place += size
            elif 0x90 <= kind <= 0x9F:
                inside = kind & 0x0F
            elif kind in _ARRAY:
                inside, place = _length(_ARRAY[kind], data, place)
            elif 0x80 <= kind <= 0x8F or kind in _MAP:
                if kind in _MAP:
                    entries, place = _length(_MAP[kind], data, place)
                else:
                    entries = kind & 0x0F
                self.keys += entries
                if self.keys > MAX_KEYS:
                    raise Malformed("too many keys")
                inside = 2 * entries
            else:
                raise Malformed("not msgpack")
            if inside:
                if depth + len(open_lists) >= DEPTH:
                    raise Malformed("too deep")
                open_lists.append(left)
                left = inside


def _length(form: str, data: bytes, place: int) -> tuple[int, int]:
    (size,) = struct.unpack_from(form, data, place)
    return size, place + struct.calcsize(form)
