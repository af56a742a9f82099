"""Which calls to the kernel are refused: by number on each machine, and some by an argument."""

import errno
from dataclasses import dataclass

# unshare, setns, mount, umount2, pivot_root, chroot, add_key, request_key, keyctl, ptrace,
# process_vm_readv, process_vm_writev, bpf, perf_event_open, userfaultfd, memfd_create,
# shmget, msgget, semget, name_to_handle_at, open_by_handle_at,
# flock, vmsplice, splice, tee, inotify_init1, inotify_add_watch, fanotify_init
X86 = (
    *(272, 308, 165, 166, 155, 161, 248, 249, 250, 101),
    *(310, 311, 321, 298, 323, 319),
    *(29, 68, 64, 303, 304),
    *(73, 278, 275, 276, 294, 254, 300),
    253,  # inotify_init
)
GENERIC = (
    *(97, 268, 40, 39, 41, 51, 217, 218, 219, 117),
    *(270, 271, 280, 241, 282, 279),
    *(194, 186, 190, 264, 265),
    *(32, 75, 76, 77, 26, 27, 262),
)
# io_uring_*, open_tree, move_mount, fs*, pidfd_getfd, mount_setattr, memfd_secret, cachestat
NEW = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 447, 451)


@dataclass(frozen=True)
class Rule:
    """Which values of an argument's low half are refused, and the error that the caller gets.

    Attributes
    ----------
    argument : its place, from 0.
    any_bit, all_bits : refused where one of these bits, or all of them, are set.
    values : refused.
    only : if there are any, everything else is refused.
    """

    argument: int
    error: int = errno.EPERM
    any_bit: int = 0
    all_bits: int = 0
    values: tuple[int, ...] = ()
    only: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A machine: its number in a filter, calls that are refused, numbers of those with rules."""

    architecture: int
    refused: tuple[int, ...]
    numbers: dict[str, int]


NAMESPACES = 0x7E020000  # the flags of clone that make one
FAMILIES = (1, 2, 10)  # AF_UNIX, and those of the internet, which leads nowhere; not AF_VSOCK
MSG_OOB = 1
# F_GETLK, F_SETLK, F_SETLKW, the same for open files, F_SETLEASE, F_NOTIFY
LOCKS = (5, 6, 7, 36, 37, 38, 1024, 1026)
SHARED_MEMORY = 0x21  # MAP_SHARED | MAP_ANONYMOUS: what `madvise` takes away stays, uncounted
RULES = {
    "clone": Rule(0, any_bit=NAMESPACES),
    "socket": Rule(0, errno.EAFNOSUPPORT, only=FAMILIES),
    "socketpair": Rule(0, errno.EAFNOSUPPORT, only=FAMILIES),
    "sendto": Rule(3, any_bit=MSG_OOB),
    "sendmsg": Rule(2, any_bit=MSG_OOB),
    "sendmmsg": Rule(3, any_bit=MSG_OOB),
    "fcntl": Rule(1, errno.ENOLCK, values=LOCKS),
    "mmap": Rule(3, all_bits=SHARED_MEMORY),
}
LOCAL = Rule(0, errno.EAFNOSUPPORT, only=FAMILIES[:1])  # in place of the rule on `socket`
ON_X86 = dict(zip(RULES, (56, 41, 53, 44, 46, 307, 72, 9), strict=True))
ON_OTHERS = dict(zip(RULES, (220, 198, 199, 206, 211, 269, 25, 222), strict=True))
TABLES = {
    "x86_64": Table(0xC000003E, X86, ON_X86),
    "aarch64": Table(0xC00000B7, GENERIC, ON_OTHERS),
    "riscv64": Table(0xC00000F3, GENERIC, ON_OTHERS),
}
