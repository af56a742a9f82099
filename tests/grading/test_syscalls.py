"""What the kernel refuses to a child, tried from within."""

import shutil

import pytest

from course.grading.parcels import State
from course.grading.run.parent import Warm

from .submission import graded, verdict

pytestmark = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
TRY = """
import ctypes, errno, fcntl, mmap, os, platform, socket, struct, threading
libc = ctypes.CDLL(None, use_errno=True)
def refused(result):
    assert result == -1 and ctypes.get_errno() == errno.EPERM, (result, ctypes.get_errno())
refused(libc.unshare(0x10000000))
refused(libc.setns(0, 0))
refused(libc.mount(b"none", b"/tmp", b"tmpfs", 0, None))
refused(libc.memfd_create(b"mine", 0))
refused(libc.shmget(0, 4096, 0o1600))
refused(libc.ptrace(0, 0, None, None))
shared = os.open(os.__file__, os.O_RDONLY)
refused(libc.flock(shared, fcntl.LOCK_EX))
refused(libc.inotify_add_watch(0, os.__file__.encode(), 1))
refused(libc.inotify_init1(0))
refused(libc.fanotify_init(0, 0))
refused(libc.vmsplice(1, None, 0, 0))
refused(libc.splice(0, None, 1, None, 1, 0))
refused(libc.tee(0, 1, 1, 0))
class Told(Exception):
    pass
def fails(error, do, *given):
    try:
        do(*given)
    except OSError as failed:
        assert failed.errno == error, failed
    else:
        raise Told(do, given)
one_byte = struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 7, 1, 0)
for command in (fcntl.F_GETLK, fcntl.F_SETLK, fcntl.F_SETLKW, 36, 37, 38):
    fails(errno.ENOLCK, fcntl.fcntl, shared, command, one_byte)
for command in (fcntl.F_SETLEASE, fcntl.F_NOTIFY):
    fails(errno.ENOLCK, fcntl.fcntl, shared, command, fcntl.F_RDLCK)
assert fcntl.fcntl(shared, fcntl.F_GETFL) == os.O_RDONLY | 0o100000
for family in (16, 17, 38, 40):  # AF_NETLINK, AF_PACKET, AF_ALG, AF_VSOCK
    fails(errno.EAFNOSUPPORT, socket.socket, family, socket.SOCK_STREAM, 0)
near, far = socket.socketpair()
fails(errno.EPERM, near.send, b"!", socket.MSG_OOB)
fails(errno.EPERM, near.sendmsg, [b"!"], [], socket.MSG_OOB)
fails(errno.EPERM, mmap.mmap, -1, 4096)
assert near.send(b"x") == len(far.recv(9)) == len(mmap.mmap(-1, 1, flags=mmap.MAP_PRIVATE))
if platform.machine() == "x86_64":
    refused(libc.syscall(248, b"user", b"mine", b"x", 1, -4))  # add_key
    refused(libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0))  # clone with a user namespace
    refused(libc.syscall(0x40000000 + 39))  # the second table
if os.fork() == 0:
    os._exit(0)
os.wait()
threading.Thread(target=print).start()
def forward(x, w1, w2):
    return w1 * x, w2 * w1 * x
"""


def test_what_no_notebook_needs_is_refused_and_threads_and_forks_are_not() -> None:
    with Warm() as warm:
        said = verdict(graded(warm, TRY))
    assert said.state is State.RIGHT, said.message


@pytest.mark.parametrize("error", ["ExceptionGroup('x', [ValueError()])", "UnicodeDecodeError"])
def test_errors_that_cant_be_made_from_a_text_are_told(error: str) -> None:
    with Warm() as warm:
        cell = graded(warm, f"raise {error}")
        call = graded(warm, f"def forward(x, w1, w2):\n    raise {error}")
    assert verdict(cell).mistake.startswith("cell-stops-with-")
    assert verdict(call).state is State.WRONG
