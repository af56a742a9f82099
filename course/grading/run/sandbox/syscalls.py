"""Calls to the kernel that no notebook needs and a child is refused (seccomp).

Namespaces of one's own would give capabilities back. Keys, and memory that belongs to no process,
would escape the limits and outlive the child. The rest is what has let programs break out before.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterator

from . import linux

PR_SET_SECCOMP, MODE_FILTER = 22, 2
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # places in `struct seccomp_data`
NAMESPACES = 0x7E020000  # the flags of clone that make one
SECOND_TABLE = 0x40000000  # x86-64 has all calls a second time from here
CLONE3 = 435  # its flags can't be looked at; without it everybody takes clone

# unshare, setns, mount, umount2, pivot_root, chroot, add_key, request_key, keyctl, ptrace,
# process_vm_readv, process_vm_writev, bpf, perf_event_open, userfaultfd, memfd_create,
# shmget, msgget, semget, name_to_handle_at, open_by_handle_at
X86: tuple[int, ...] = (
    272,
    308,
    165,
    166,
    155,
    161,
    248,
    249,
    250,
    101,
    310,
    311,
    321,
    298,
    323,
    319,
)
X86 += (29, 68, 64, 303, 304)
GENERIC: tuple[int, ...] = (
    97,
    268,
    40,
    39,
    41,
    51,
    217,
    218,
    219,
    117,
    270,
    271,
    280,
    241,
    282,
    279,
)
GENERIC += (194, 186, 190, 264, 265)
# io_uring_*, open_tree, move_mount, fs*, pidfd_getfd, mount_setattr, memfd_secret
NEW = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 447)
# by machine: its number in a filter, its number of clone, what is refused
MACHINES = {
    "x86_64": (0xC000003E, 56, X86 + NEW),
    "aarch64": (0xC00000B7, 220, GENERIC + NEW),
    "riscv64": (0xC00000F3, 220, GENERIC + NEW),
}


class Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def refuse() -> None:
    """Refuse the calls from now on, here and in whatever this process starts.

    No new privileges must be allowed already. Raises OSError, also on a machine not known here.
    """
    machine = os.uname().machine
    if machine not in MACHINES:
        raise OSError(errno.ENOSYS, f"no list of kernel calls for {machine}")
    steps = b"".join(_steps(*MACHINES[machine]))
    program = Program(len(steps) // 8, steps)
    linux.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.addressof(program))


def _steps(architecture: int, clone: int, refused: tuple[int, ...]) -> Iterator[bytes]:
    """Yield the filter's instructions; a jump counts the instructions it leaves out."""
    no, not_there = ERRNO | errno.EPERM, ERRNO | errno.ENOSYS
    yield _step(LOAD, ARCHITECTURE)
    yield from _unless(EQUAL, architecture, no)
    yield _step(LOAD, NUMBER)
    yield from _if(AT_LEAST, SECOND_TABLE, no)
    yield from _if(EQUAL, CLONE3, not_there)
    for number in refused:
        yield from _if(EQUAL, number, no)
    yield from _unless(EQUAL, clone, ALLOW)
    yield _step(LOAD, FIRST_ARGUMENT)
    yield from _if(ANY_BIT, NAMESPACES, no)
    yield _step(RETURN, ALLOW)


def _if(test: int, value: int, result: int) -> Iterator[bytes]:
    yield _step(test, value, 0, 1)
    yield _step(RETURN, result)


def _unless(test: int, value: int, result: int) -> Iterator[bytes]:
    yield _step(test, value, 1, 0)
    yield _step(RETURN, result)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
