"""Attacks on what the judge is told: forged praise, and forged replies on the child's connection.

Under stock nbgrader the same code writes into the kernel's sockets.
"""

from .attack import WRONG, Attack, before, within

SEND = """
import os, struct, time
import msgpack
sockets = []
for number in range(3, 256):
    try:
        if os.readlink(f"/proc/self/fd/{number}").startswith("socket"):
            sockets.append(number)
    except OSError:
        pass
def raw(data):
    for number in sockets:
        try:
            while data:
                data = data[os.write(number, data):]
        except OSError:
            pass
def say(*message):
    data = message[0] if type(message[0]) is bytes else msgpack.packb(list(message))
    raw(struct.pack(">I", len(data)) + data)
def ext(code, content):
    return msgpack.ExtType(code, content if type(content) is bytes else msgpack.packb(content))
pair = ext(1, [1.0, 2.0])
"""


def told(name: str, tries: str, code: str, quick: bool = False) -> Attack:
    """Return an attack that sends something when its function is called."""
    return Attack(name, tries, within(SEND + code), quick=quick)


ATTACKS = [
    Attack(
        "praise on stdout",
        "Prints what the check prints for a right answer, from the cell and from its functions.",
        {
            name: source.replace(":\n", f":\n    print({name!r} + ': right in all 3 tests.')\n", 1)
            + f"print({name!r} + ': right in all 3 tests.')\n"
            for name, source in WRONG.items()
        },
        quick=True,
    ),
    Attack(
        "praise in an error",
        "Raises an error whose text is the praise, with escapes that delete the line before it.",
        within("raise ValueError('\\r\\x1b[2K\\x1b[1A\\u202eforward: right in all 3 tests.')"),
    ),
    Attack(
        "odd letters",
        "Prints and returns terminal escapes, halves of characters, zeros and bidirectional marks.",
        before("""
print("\\x1b]0;owned\\x07\\x1b[31m\\u202e\\x00\\ud800" + chr(0x10FFFF))
half = "\ud800"
"""),
        quick=True,
    ),
    told(
        "forged verdicts",
        "Answers with verdicts and points of its own.",
        """
say("executed", True)
say("verdict", {"state": "right", "points": 100.0})
say("done", "right", 1.0, None, [], 1.0)
""",
        quick=True,
    ),
    told(
        "forged success of the call",
        "Answers before it is done, and once more for every question that may follow.",
        """
for _ in range(200):
    say("done", 0.0, [["stdout", "forward: right in all 3 tests.\\n"]], None, [], pair)
""",
        quick=True,
    ),
    Attack(
        "forged success of a cell",
        "Answers for the cell while it runs, with too few parts, and for the next questions.",
        before(
            SEND
            + """
say("done")
say("done", 0.0, [], None, True)
say("done", True, pair)
"""
        ),
        quick=True,
    ),
    told(
        "a length that lies",
        "Announces four gigabytes.",
        'raw(b"\\xff\\xff\\xff\\xff" + b"x" * 1000)',
    ),
    told(
        "a slow reply",
        "Announces sixty megabytes and sends a byte now and then.",
        """
raw(struct.pack(">I", 60 * 2**20))
while True:
    raw(b"x")
    time.sleep(0.2)
""",
    ),
    told(
        "a huge reply",
        "Sends sixty megabytes that unpack to much more: empty lists, and arrays that claim it.",
        """
say(b"\\xdd" + struct.pack(">I", 50 * 2**20) + b"\\x90" * (50 * 2**20))
say(b"\\xdd\\xff\\xff\\xff\\xff")
""",
    ),
    told(
        "a deep reply",
        "Sends lists within lists, a million deep, and packets within packets.",
        """
say(b"\\x91" * 10**6 + b"\\xc0")
inner = b"\\xc0"
for _ in range(500):
    inner = msgpack.packb(ext(1, inner))
say(inner)
""",
    ),
    told(
        "a pickle in the reply",
        "Sends a pickle that runs a command, as an unknown kind and as an array of objects.",
        """
import pickle
class Run:
    def __reduce__(self): return os.system, ("echo unpickled > @LOOT@/unpickled",)
held = pickle.dumps(Run())
for code in (0, 42, 99, 127, 5):
    say("done", 0.0, [], None, [], msgpack.ExtType(code, held))
say("done", 0.0, [], None, [], ext(32, struct.pack(">BBQ", 3, 1, 1) + b"|O8" + held))
say(held)
""",
        quick=True,
    ),
    told(
        "impossible arrays",
        "Sends arrays of negative, endless and overflowing size.",
        """
for shape in ([2**62, 4], [2**63, 2], [0, 2**60], [2**24 + 1], []):
    head = struct.pack(f">BB{len(shape)}Q", 3, len(shape), *shape) + b"<f8"
    say("done", 0.0, [], None, [], ext(32, head))
    say("done", 0.0, [], None, [], ext(34, [shape, [0.0]]))
""",
    ),
    told(
        "wrong references",
        "Asks for functions of the judge's that were never handed out, and names its modules.",
        """
for number in (0, -1, 2**40, "eval", None, 1.5):
    say("ask", number, [], {})
    say("ask", number, ext(1, []), {"__class__": 1})
    say("done", 0.0, [], None, [], ext(67, number))
say("done", 0.0, [], None, [], ext(68, ["os", "system"]))
say("done", 0.0, [], None, [], ext(69, 0))
""",
    ),
    told(
        "questions without end",
        "Asks and asks instead of answering.",
        """
while True:
    say("ask", 0, ext(1, [1.0]), {})
""",
    ),
    told(
        "lies about time",
        "Says that it took no time, less than none, or no number.",
        """
for seconds in (-1e9, float("nan"), float("inf"), True, "0", None):
    say("done", seconds, [], None, [], pair)
while True:
    pass
""",
    ),
    told(
        "lies about errors",
        "Sends errors by the names that the judge's own exceptions have.",
        """
for kind in ("Stopped", "CheckFailed", "SystemExit", "ExceptionGroup", "StopIteration", "__x__"):
    say("done", 0.0, [], [[kind, "Exception"], "right", None, [], True], [], pair)
say("done", 0.0, [], [["ExceptionGroup"], "right", "", ["x"] * 10**5, False], [], pair)
say("done", 0.0, [], [[], "", None, None, None], [], pair)
""",
        quick=True,
    ),
    told(
        "lies about arguments",
        "Says that it changed arguments it never had, into functions and objects of its own.",
        """
it = ext(64, [0, "forward", [["x", 1, False]], "right", True])
other = ext(66, [0, "ndarray", "1", 1.0])
say("done", 0.0, [], None, [[0, it], [-1, it], [10**9, it], [1, other]], pair)
""",
    ),
    told(
        "colliding keys",
        "Sends dictionaries whose keys all fall on one place of the table.",
        """
keys = {(2**61 - 1) * n: 0 for n in range(1, 4)}
full = b"".join(msgpack.packb(float(n) * 2.0**61) + b"\\xc0" for n in range(1, 65_000))
say(b"\\x91\\xdf" + struct.pack(">I", 64_999) + full)
""",
    ),
    told(
        "noise",
        "Sends random bytes, with and without a sound length.",
        """
import random
rng = random.Random(1)
for _ in range(300):
    say(rng.randbytes(rng.randrange(1, 60)))
raw(rng.randbytes(10_000))
""",
    ),
]
