"""How a child shuts itself off before it touches a student's code, and what it may take.

The zygote holds CAP_SYS_ADMIN in its sandbox and nothing else of worth; the child uses it to get
mounts of its own and then gives it up for good, bounding set and all.
"""

import contextlib
import os
import resource
import stat
from collections.abc import Mapping

from . import linux, syscalls

TMPFS = ["/tmp", "/dev/shm"]
# No notebook needs it, and what is mapped from it is memory that no count sees; this reads alike.
ZEROS, INSTEAD = "/dev/zero", "/dev/full"
FLAGS = linux.MS_NOSUID | linux.MS_NODEV
FIRST_UID = 61_000


def shut_off(home: str, uid: int | None, limits: Mapping[str, float]) -> None:
    """Leave everything behind: file systems, other processes, network, capabilities.

    The caller is process 1 of a new process space and has CAP_SYS_ADMIN. `uid` is whom to become
    where the sandbox belongs to the real root, else None. Raises OSError.
    """
    linux.unshare(linux.NEW_NS | linux.NEW_IPC | linux.NEW_NET | linux.NEW_UTS)
    linux.private_mounts()
    owner = 0 if uid is None else uid
    size = int(limits["file"]) * 2
    for place in (*TMPFS, home):
        options = f"size={size}m,nr_inodes=4096,mode=0700,uid={owner},gid={owner}"
        linux.mount("tmpfs", place, options, FLAGS)
    linux.mount("proc", "/proc", "", FLAGS | linux.MS_NOEXEC)
    linux.mount_over(INSTEAD, ZEROS)
    _first_to_go()
    ration(limits)
    linux.drop_bounding_set()
    if uid is None:
        _own_user_namespace()
    else:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.chdir(home)
    harmless()


def change_account(home: str, uid: int, limits: Mapping[str, float]) -> None:
    """Become a user account with no rights and no network, where there are no namespaces.

    What everybody may read can still be read. The caller is root. Raises OSError.
    """
    os.setsid()
    _first_to_go()
    ration(limits)
    linux.drop_bounding_set()
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    os.chdir(home)
    harmless(network=False)


def _own_user_namespace() -> None:
    """Enter a user namespace of one's own, where processes are counted from one."""
    uid, gid = os.getuid(), os.getgid()
    linux.unshare(linux.NEW_USER)
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {uid} 1"), ("gid_map", f"0 {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(text)
    linux.drop_bounding_set()


def _first_to_go() -> None:
    """Have the kernel end this process, rather than the warm parent, where memory gives out."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "wb") as file:  # noqa: PTH123
        file.write(b"1000")


def harmless(network: bool = True) -> None:
    """Give up every capability, also of programs that are run; refuse to be looked into.

    `network` is whether sockets of the internet may be made, which lead nowhere in a network
    namespace of one's own. Raises OSError.
    """
    linux.drop_capabilities()
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    syscalls.refuse(network)


def ration(limits: Mapping[str, float]) -> None:
    """Set the limits of this process and of those that it starts."""
    mib = 2**20
    wanted = {
        resource.RLIMIT_AS: int(limits["memory"]) * mib,
        resource.RLIMIT_CPU: int(limits["total"]) + 1,
        resource.RLIMIT_NPROC: int(limits["processes"]),
        resource.RLIMIT_FSIZE: int(limits["file"]) * mib,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }
    for kind, amount in wanted.items():
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            amount = min(amount, most)
        resource.setrlimit(kind, (amount, amount))


def close_all_but(*kept: int) -> None:
    """Close every socket, pipe and device but those; standard input and output lead nowhere.

    Files that are open for reading stay: they are fonts, in the same read-only system.
    """
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        number = int(name)
        if number <= 2 or number in kept:
            continue
        try:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                os.close(number)
        except OSError:
            continue  # the folder that is being listed
