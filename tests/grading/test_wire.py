"""Plain data over the wire and back; bytes that mean harm are refused before anything is built."""

import math
import os
import struct
import threading
import time
from collections import OrderedDict, namedtuple
from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from course.grading.protocol import wire
from course.grading.protocol.wire.channel import Channel, Gone, Late, connected
from course.grading.protocol.wire.scan import DEPTH, MAX_ITEMS, MAX_KEYS, Malformed

Point = namedtuple("Point", "x y")


def nothing(value: object) -> None:
    return None


def refused(code: int, inside: object) -> Any:
    raise Malformed("a reference")


def there_and_back(value: object) -> Any:
    return wire.unpack_value(wire.pack_value(value, nothing), refused)


def same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(same, a.items(), b.items()))
    if isinstance(a, (np.ndarray, np.generic)):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, float) and math.isnan(a):
        return math.isnan(b)
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    return bool(a == b)


simple = st.one_of(
    st.none(), st.just(...), st.booleans(), st.integers(), st.floats(), st.complex_numbers(),
    st.text(), st.binary(), st.integers(0, 2**2000), st.integers(-(2**70), 2**70),
)  # fmt: skip
kinds = st.one_of(
    npst.floating_dtypes(), npst.integer_dtypes(), npst.unsigned_integer_dtypes(),
    npst.boolean_dtypes(), npst.complex_number_dtypes(), npst.datetime64_dtypes(),
    npst.byte_string_dtypes(), npst.unicode_string_dtypes(),
)  # fmt: skip
arrays = npst.arrays(kinds, npst.array_shapes(min_dims=0, min_side=0))
values = st.recursive(
    simple | arrays,
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text() | st.integers(-(2**63), 2**63), inner),
        st.lists(inner, max_size=3).map(lambda parts: Point(parts, ...)).map(tuple),
    ),
    max_leaves=12,
)


@given(values)
def test_what_goes_comes_back(value: object) -> None:
    assert same(there_and_back(value), value)


@given(st.binary(max_size=300))
def test_noise_is_refused_or_read(data: bytes) -> None:
    try:
        wire.unpack_value(data, refused)
    except Malformed:
        return


@given(values, st.data())
def test_damaged_messages_are_refused_or_read(value: object, data: st.DataObject) -> None:
    whole = bytearray(wire.pack_value(value, nothing))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for damaged in (bytes(whole), bytes(whole[:cut])):
        try:
            wire.unpack_value(damaged, refused)
        except Malformed:
            continue


@pytest.mark.parametrize(
    ("value", "back"),
    [
        ({1, 2.5, "a"}, {1, 2.5, "a"}),
        (frozenset({(1, 2)}), frozenset({(1, 2)})),
        (range(3, 9, 2), range(3, 9, 2)),
        (slice(None, 3), slice(None, 3, None)),
        (Point(1, [2.0]), (1, [2.0])),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (type("Text", (str,), {})("x"), "x"),
        (type("Whole", (int,), {})(2**70), 2**70),
        (type("Real", (float,), {})(0.5), 0.5),
        ({(1, 2): 3}, {(1, 2): 3}),
        ([math.inf, -math.inf], [math.inf, -math.inf]),
        (bytearray(b"x"), b"x"),
    ],
)
def test_other_plain_data_come_back_as_what_they_are(value: object, back: object) -> None:
    assert same(there_and_back(value), back)


@pytest.mark.parametrize("kind", [np.float32, np.float64, np.int8, np.bool_, np.str_, np.complex64])
def test_a_scalar_keeps_its_kind(kind: type) -> None:
    assert type(there_and_back(kind(1))) is kind


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_odd_arrays() -> None:
    table = np.arange(12.0).reshape(3, 4)
    for array in (table.T, table[:, ::2], np.asfortranarray(table), table[:0], np.matrix(table)):
        assert np.array_equal(there_and_back(array), np.asarray(array))
        assert type(there_and_back(array)) is np.ndarray
    mixed = np.array([1, "a", None, [2]], dtype=object)
    assert there_and_back(mixed).tolist() == mixed.tolist()
    assert there_and_back(mixed.reshape(2, 2)).shape == (2, 2)
    there_and_back(table)[0, 0] = 5  # it can be written to


def test_a_generator_goes_on_where_it_was() -> None:
    rng = np.random.default_rng(3)
    rng.integers(5, dtype=np.int32)
    copy = there_and_back(rng)
    assert rng.normal(size=5).tolist() == copy.normal(size=5).tolist()


cyclic: list[Any] = []
cyclic.append(cyclic)
cyclic_tuple: list[Any] = []
cyclic_tuple.append((cyclic_tuple,))


UNSENDABLE = {
    "an object": object(),
    "a function": print,
    "a cycle": cyclic,
    "a cycle of tuples": cyclic_tuple,
    "a huge integer": 1 << 10**6,
    "half a character": "\ud800",
    "a structure": np.array([(1, 2)], "i,i"),
}


@pytest.mark.parametrize("what", UNSENDABLE)
def test_what_is_no_plain_data_is_not_sent(what: str) -> None:
    with pytest.raises(wire.Unsendable):
        wire.pack_value(UNSENDABLE[what], nothing)


def array(dtype: bytes, shape: tuple[int, ...], content: bytes, code: int = 32) -> bytes:
    head = struct.pack(f">BB{len(shape)}Q", len(dtype), len(shape), *shape)
    return msgpack.packb(msgpack.ExtType(code, head + dtype + content))


MANY = b"\xdd" + struct.pack(">I", 400_000) + b"\x90" * 400_000
HARMFUL = {
    "deep": b"\x91" * (DEPTH + 1) + b"\xc0",
    "deep in tuples": msgpack.packb(
        msgpack.ExtType(1, b"\x91" * (DEPTH - 1) + msgpack.packb(msgpack.ExtType(1, b"\x91\xc0")))
    ),
    "many empty lists": b"\xdd" + struct.pack(">I", MAX_ITEMS) + b"\x90" * MAX_ITEMS,
    "many in tuples": b"\x93" + msgpack.packb(msgpack.ExtType(1, MANY)) * 3,
    "claims more than it holds": b"\xdd\xff\xff\xff\xff",
    "a long text that is not there": b"\xdb\xff\xff\xff\xff",
    "many keys": msgpack.packb([dict.fromkeys(range(4096))] * (MAX_KEYS // 4096 + 1)),
    "a large dictionary": msgpack.packb(dict.fromkeys(range(5000))),
    "a list as a key": b"\x81\x90\xc0",
    "something after it": b"\xc0\xc0",
    "no text": b"\xa1\xff",
    "never used": b"\xc1",
    "a moment": msgpack.packb(msgpack.Timestamp(5)),
    "a pickle": msgpack.packb(msgpack.ExtType(50, b"cos\nsystem\n(S'true'\ntR.")),
    "a reference": msgpack.packb(msgpack.ExtType(64, b"\xc0")),
    "a huge integer": msgpack.packb(msgpack.ExtType(2, b"\x01" * 5000)),
    "objects by dtype": array(b"|O", (1,), b"12345678"),
    "a structure by dtype": array(b"i4,O", (1,), b"12345678"),
    "fewer bytes than the shape": array(b"<f8", (3,), b"12345678"),
    "more bytes than the shape": array(b"<f8", (1,), b"1234567812345678"),
    "entries of no size": array(b"|S0", (10**6,), b""),
    "a shape beyond all bounds": array(b"<f8", (0, 2**40), b""),
    "a shape that wraps round": array(b"<f8", (2**32, 2**32), b""),
    "many dimensions": array(b"<f8", (1,) * 40, b"12345678"),
    "no array": msgpack.packb(msgpack.ExtType(32, b"")),
    "objects of another number": msgpack.packb(msgpack.ExtType(34, msgpack.packb([[3], [1]]))),
    "objects of a negative number": msgpack.packb(msgpack.ExtType(34, msgpack.packb([[-1], [1]]))),
    "a generator of nothing": msgpack.packb(msgpack.ExtType(35, msgpack.packb([1, 2, "x", 4]))),
    "a range of texts": msgpack.packb(msgpack.ExtType(6, msgpack.packb(["a", "b", "c"]))),
    "a set of lists": msgpack.packb(msgpack.ExtType(4, msgpack.packb([[]]))),
}  # fmt: skip


@pytest.mark.parametrize("what", HARMFUL)
def test_harm_is_refused_quickly(what: str) -> None:
    start = time.process_time()
    with pytest.raises(Malformed):
        wire.unpack_value(HARMFUL[what], refused)
    assert time.process_time() - start < 5


def test_a_truth_is_true_or_false() -> None:
    two = wire.unpack_value(array(b"|b1", (2,), b"\x02\x00"), refused)
    assert two.tolist() == [True, False] and two.tobytes() == b"\x01\x00"


def ends() -> tuple[Channel, Channel]:
    """Return the judge's end of a connection, and the child's."""
    ours, theirs = connected()
    return ours.bounded(), theirs


def test_a_message_that_drips_is_late() -> None:
    ours, theirs = ends()

    def drip() -> None:
        for byte in struct.pack(">I", 1000) + b"x" * 20:
            time.sleep(0.05)
            os.write(theirs.outgoing, bytes([byte]))

    dripping = threading.Thread(target=drip)
    dripping.start()
    start = time.monotonic()
    with pytest.raises(Late):
        ours.receive(start + 0.3)
    assert time.monotonic() - start < 0.6
    dripping.join()


def test_a_huge_message_is_not_even_received() -> None:
    ours, theirs = ends()
    os.write(theirs.outgoing, struct.pack(">I", 2**32 - 1))
    with pytest.raises(Malformed):
        ours.receive(time.monotonic() + 1)


def test_a_reader_that_does_not_read_is_late() -> None:
    ours, _theirs = ends()
    with pytest.raises(Late):
        ours.send(b"x" * 10**7, time.monotonic() + 0.2)


def test_a_closed_end_is_gone() -> None:
    ours, theirs = ends()
    theirs.close()
    with pytest.raises(Gone):
        ours.receive(time.monotonic() + 1)
    with pytest.raises(Gone):
        ours.send(b"x", time.monotonic() + 1)
