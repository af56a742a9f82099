"""Linux's own calls that Python 3.11 has no function for."""

import ctypes
import os

NEW_NS, NEW_UTS, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USER, NEW_PID, NEW_NET = 0x10000000, 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 8, 0x1000, 0x4000, 1 << 18
PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 4, 38, 24
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
PR_SET_CHILD_SUBREAPER = 36
CAPABILITIES_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
_libc.mount.argtypes = [ctypes.c_char_p] * 3 + [ctypes.c_ulong, ctypes.c_char_p]


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare(flags: int) -> None:
    """Give this process new namespaces. Raises OSError."""
    _checked(_libc.unshare(flags), "unshare")


def enter(namespace: int, kind: int) -> None:
    """Have the children born in the namespace that a file descriptor stands for. Raises OSError."""
    _checked(_libc.setns(namespace, kind), "setns")


def mount(kind: str, target: str, options: str = "", flags: int = 0) -> None:
    """Mount a file system of this kind. Raises OSError."""
    name = kind.encode()
    _checked(_libc.mount(name, target.encode(), name, flags, options.encode()), f"mount {target}")


def mount_over(place: str, target: str) -> None:
    """Have a file or folder appear in place of another. Raises OSError."""
    result = _libc.mount(place.encode(), target.encode(), None, MS_BIND, None)
    _checked(result, f"mount {target}")


def private_mounts() -> None:
    """Keep what is mounted from now on from every other process. Raises OSError."""
    _checked(_libc.mount(None, b"/", None, MS_REC | MS_PRIVATE, None), "mount /")


def prctl(option: int, argument: int, third: int = 0) -> None:
    """Set an attribute of this process. Raises OSError."""
    _checked(_libc.prctl(option, argument, third, 0, 0), f"prctl {option}")


def drop_bounding_set() -> None:
    """Make it impossible to gain any capability again."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            return  # beyond the last one that this kernel knows


def drop_capabilities() -> None:
    """Give up every capability. Raises OSError."""
    _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0)
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")
