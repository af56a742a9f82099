"""Calls to the kernel that no notebook needs and a child is refused (seccomp).

Namespaces of one's own would give capabilities back. Keys, and memory that belongs to no process,
would escape the limits and outlive the child. Locks and watches on files that all children see
would let students who are graded at the same time talk to each other, or hold the grader up. The
rest is what has let programs break out before.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterator, Mapping

from . import linux
from .rules import LOCAL, NEW, RULES, TABLES, Rule, Table

PR_SET_SECCOMP, MODE_FILTER = 22, 2
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
LOAD, AND, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # places in `struct seccomp_data`
SECOND_TABLE = 0x40000000  # x86-64 has all calls a second time from here
CLONE3 = 435  # its flags can't be looked at; without it everybody takes clone


class Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def refuse(network: bool = True) -> None:
    """Refuse the calls from now on, here and in whatever this process starts.

    Without `network`, sockets are of this machine only.
    No new privileges must be allowed already. Raises OSError, also on a machine not known here.
    """
    machine = os.uname().machine
    if machine not in TABLES:
        raise OSError(errno.ENOSYS, f"no list of kernel calls for {machine}")
    rules = RULES if network else RULES | {"socket": LOCAL}
    steps = b"".join(_steps(TABLES[machine], rules))
    program = Program(len(steps) // 8, steps)
    linux.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.addressof(program))


def _steps(table: Table, rules: Mapping[str, Rule]) -> Iterator[bytes]:
    """Yield the filter's instructions; a jump counts the instructions it leaves out."""
    no = ERRNO | errno.EPERM
    yield _step(LOAD, ARCHITECTURE)
    yield _step(EQUAL, table.architecture, 1, 0)
    yield _step(RETURN, no)
    yield _step(LOAD, NUMBER)
    yield from _if(AT_LEAST, SECOND_TABLE, no)
    yield from _if(EQUAL, CLONE3, ERRNO | errno.ENOSYS)
    for number in (*table.refused, *NEW):
        yield from _if(EQUAL, number, no)
    for name, rule in rules.items():
        yield from _by_argument(table.numbers[name], rule)
    yield _step(RETURN, ALLOW)


def _by_argument(number: int, rule: Rule) -> Iterator[bytes]:
    """Yield what refuses a call by the low half of one of its arguments."""
    no = ERRNO | rule.error
    inside = [_step(LOAD, ARGUMENTS + 8 * rule.argument)]
    for value in rule.values:
        inside += _if(EQUAL, value, no)
    if rule.only:
        inside += [_step(EQUAL, value, len(rule.only) - n) for n, value in enumerate(rule.only)]
        inside.append(_step(RETURN, no))
    if rule.any_bit:
        inside += _if(ANY_BIT, rule.any_bit, no)
    if rule.all_bits:
        inside += [_step(AND, rule.all_bits), *_if(EQUAL, rule.all_bits, no)]
    inside.append(_step(LOAD, NUMBER))
    yield _step(EQUAL, number, 0, len(inside))
    yield from inside


def _if(test: int, value: int, result: int) -> Iterator[bytes]:
    yield _step(test, value, 0, 1)
    yield _step(RETURN, result)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
