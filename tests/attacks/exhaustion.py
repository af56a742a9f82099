"""Attacks that use everything up: time, memory, processes, files, output; or end the program."""

from .attack import WRONG, Attack, before, within

FILLS_DISK = "It would fill a real disk."
ATTACKS = [
    Attack(
        "fork bomb",
        "Forks without end.",
        before(
            "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
        ),
    ),
    Attack(
        "thread bomb",
        "Starts threads without end.",
        before("""
import threading, time
while True:
    try:
        threading.Thread(target=time.sleep, args=(1000,)).start()
    except RuntimeError:
        time.sleep(0.1)
"""),
    ),
    Attack(
        "40 GB of memory",
        "Takes 40 GB of memory and writes to all of it.",
        before("import numpy as np\nheld = [np.ones(2**27) for _ in range(40)]"),
    ),
    Attack(
        "memory of many",
        "Forks 20 processes of which each takes 3 GB.",
        before("""
import os, time
import numpy as np
for _ in range(20):
    if os.fork() == 0:
        try:
            held = [np.ones(2**24) for _ in range(24)]
            time.sleep(100)
        finally:
            os._exit(0)
time.sleep(100)
"""),
    ),
    Attack(
        "shared memory",
        "The same with memory that the processes share with nobody, though they could.",
        before("""
import mmap, os, time
for _ in range(10):
    if os.fork() == 0:
        try:
            held = mmap.mmap(-1, 2 * 2**30)
            for place in range(0, len(held), 2**20):
                held[place : place + 2**20] = bytes(2**20)
            time.sleep(100)
        finally:
            os._exit(0)
time.sleep(100)
"""),
    ),
    Attack(
        "memory without owner",
        "Fills files in memory, segments of System V and key rings, which belong to no process.",
        before("""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
done = 0
for _ in range(100):
    try:
        done += os.write(os.memfd_create("mine"), bytes(50 * 2**20))
    except OSError:
        pass
    segment = libc.shmget(0, 50 * 2**20, 0o1600)
    if segment >= 0:
        place = libc.shmat(segment, None, 0)
        ctypes.memset(place, 1, 50 * 2**20)
        libc.shmdt(ctypes.c_void_p(place))
        done += 50 * 2**20
print(done)
"""),
        never="System V segments would stay on the machine.",
    ),
    Attack(
        "memory out of sight",
        "Shares memory with itself and takes it out of every process, where it stays uncounted.",
        before("""
import mmap, os, time
for _ in range(6):
    if os.fork() == 0:
        try:
            for source in (-1, os.open("/dev/zero", os.O_RDWR)):
                held = mmap.mmap(source, 2**30, flags=mmap.MAP_SHARED)
                for place in range(0, len(held), 2**24):
                    held[place : place + 2**24] = b"x" * 2**24
                    held.madvise(mmap.MADV_DONTNEED)
            time.sleep(100)
        finally:
            os._exit(0)
time.sleep(100)
"""),
    ),
    Attack(
        "a name of 30 million letters",
        "Has the child report an error whose type, text and line are 30 million letters long.",
        before("""
import gc, sys, time
modules = dict(sys.modules)
channel = next(m for name, m in modules.items() if name.endswith(".channel"))
wire = next(m for name, m in modules.items() if name.endswith((".wire", ".packing")))
(end,) = [one for one in gc.get_objects() if type(one) is channel.Channel]
huge = "A" * 3 * 10**7
said = ["done", 0.1, [], [[huge], huge[:1000], huge[:300], [], False], True]
end.send(wire.pack_value(said, lambda value: None))
time.sleep(3600)
"""),
    ),
    Attack(
        "an urgent byte",
        "Sends a byte that `poll` reports and no read finds, so that the judge waits for ever.",
        before("""
import os, socket, time
for number in range(3, 256):
    try:
        socket.socket(fileno=os.dup(number)).send(b"!", socket.MSG_OOB)
    except OSError:
        pass
time.sleep(3600)
"""),
        quick=True,
    ),
    Attack(
        "200 MB of output",
        "Prints 200 MB.",
        before("line = 'x' * 1000\nfor _ in range(200_000):\n    print(line)"),
    ),
    Attack(
        "output past python",
        "Writes 200 MB past Python to its output and its error output.",
        before("""
import os, subprocess
for number in (1, 2):
    for _ in range(1000):
        os.write(number, b"x" * 100_000)
subprocess.run("head -c 100000000 /dev/zero >&2", shell=True)
"""),
    ),
    Attack(
        "a flood of displays",
        "Displays a hundred thousand things, each with HTML and a script.",
        before("""
from IPython.display import HTML, display
for number in range(100_000):
    display(HTML("<script>document.title = 'right in all 3 tests.'</script>" * 10))
"""),
    ),
    Attack("endless loop", "Never ends.", before("while True:\n    pass"), quick=True),
    Attack("endless answer", "Never returns when it is called.", within("while True:\n    pass")),
    Attack(
        "endless loop without signals",
        "Never ends, with all signals blocked.",
        before("""
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    pass
"""),
    ),
    Attack(
        "endless loop with exceptions caught",
        "Never ends, and catches whatever would stop it.",
        before("""
import signal
while True:
    try:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        while True:
            pass
    except BaseException:
        pass
"""),
    ),
    Attack(
        "one endless step",
        "Has C code compute without end, where Python can't be interrupted.",
        before("10 ** 10 ** 10 % 7"),
    ),
    Attack("sleep", "Sleeps for an hour.", before("import time\ntime.sleep(3600)")),
    Attack(
        "every cell endless",
        "Has an endless loop in every answer and in each of its functions.",
        {name: f"{source}while True:\n    pass\n" for name, source in WRONG.items()},
    ),
    Attack(
        "recursion",
        "Calls itself without end and without a limit.",
        before("""
import sys, threading
sys.setrecursionlimit(10**9)
def deeper(*given):
    return sorted([1, 2], key=deeper)
deeper()
"""),
    ),
    Attack(
        "files without end",
        "Fills the disk with large files.",
        before("""
import itertools, tempfile
for folder in (".", tempfile.gettempdir(), "/dev/shm"):
    for number in itertools.count():
        try:
            with open(f"{folder}/{number}", "wb") as file:
                file.write(bytes(50 * 2**20))
        except OSError:
            break
"""),
        never=FILLS_DISK,
    ),
    Attack(
        "names without end",
        "Fills the disk with a million empty files.",
        before("""
import os
for number in range(10**6):
    try:
        os.close(os.open(f"{number}", os.O_CREAT))
    except OSError:
        break
"""),
        never=FILLS_DISK,
    ),
    Attack(
        "descriptors without end",
        "Opens files and pipes until there are no more.",
        before("""
import os
held = []
try:
    while True:
        held.append(os.pipe())
except OSError:
    print(len(held))
"""),
    ),
    Attack("exit", "Ends the program.", before("import os\nos._exit(0)"), quick=True),
    Attack(
        "exit when called", "Ends the program when it is called.", within("import os\nos._exit(0)")
    ),
    Attack(
        "crash",
        "Reads from address 0.",
        before("import ctypes\nctypes.string_at(0)"),
    ),
    Attack(
        "everything closed",
        "Closes every file and socket of the program.",
        before("import os\nos.closerange(0, 1000)"),
        quick=True,
    ),
]
