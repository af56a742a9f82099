"""Attacks by what an answer is or returns: code that runs where somebody looks at it."""

from .attack import WRONG, Attack, within

WANTED = """
import sys
import numpy as np
def wanted(given):
    frame = sys._getframe(1)
    while frame is not None:
        found = frame.f_locals.get("self")
        if type(found).__name__ == "FunctionCheck":
            return found.reference(*given)
        frame = frame.f_back
    raise LookupError("no check in sight")
"""
NAMES = {
    "forward": ("x, w1, w2", 2),
    "gradients": ("x, y, w1, w2", 2),
    "step": ("x, y, w1, w2, lr", 2),
    "train": ("x, y, w1, w2, lr, num_epochs", 3),
    "mend_train": ("x, y, w1, w2, lr, num_epochs", 3),
}


def each(kind: str, prelude: str) -> dict[str, str]:
    """Return answers of which each value is `kind(arguments, place)`."""
    answers = {}
    for name, (given, count) in NAMES.items():
        values = ", ".join(f"{kind}(({given}), {place})" for place in range(count))
        answers[name] = f"def {name}({given}):\n    return {values}\n"
    return {**answers, "forward": f"{prelude}\n{answers['forward']}"}


def whole(kind: str, prelude: str) -> dict[str, str]:
    """Return answers that return one `kind(arguments)`."""
    answers = {
        name: f"def {name}({given}):\n    return {kind}(({given}))\n"
        for name, (given, _) in NAMES.items()
    }
    return {**answers, "forward": f"{prelude}\n{answers['forward']}"}


ATTACKS = [
    Attack(
        "equal to everything",
        "Returns objects that are equal to everything, whatever is done with them.",
        each(
            "Same",
            """
class Same:
    __array_priority__ = 1e9
    def __init__(self, *_): pass
    def __eq__(self, other): return True
    def __float__(self): return 1.0
    def __array_ufunc__(self, *_, **__): return True
    def __array_function__(self, *_, **__): return True
    def __getattr__(self, name): return Same()
    def __call__(self, *_, **__): return Same()
    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = lambda *_: True
    __add__ = __sub__ = __mul__ = __rsub__ = __radd__ = __abs__ = lambda self, *_: self
    __hash__ = lambda self: 0
""",
        ),
        quick=True,
    ),
    Attack(
        "array subclass",
        "Returns an array whose comparisons are all true.",
        each(
            "Yes",
            """
import numpy as np
class Yes(np.ndarray):
    def __new__(cls, *_): return np.zeros(()).view(cls)
    def __array_ufunc__(self, *_, **__): return np.True_
    def __array_function__(self, *_, **__): return True
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
""",
        ),
        quick=True,
    ),
    Attack(
        "number subclasses",
        "Returns numbers and texts whose methods lie.",
        each(
            "Lie",
            """
class Lie(float):
    def __new__(cls, *_): return float.__new__(cls, 0.0)
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    def __add__(self, other): return other
    def __repr__(self): return "right in all 3 tests."
    __ne__ = lambda *_: False
    __rsub__ = __abs__ = lambda *_: 0.0
    __le__ = __lt__ = lambda *_: True
    __hash__ = float.__hash__
""",
        ),
    ),
    Attack(
        "array method",
        "Returns objects whose `__array__` looks for the check among its callers and asks it.",
        each(
            "Late",
            WANTED
            + """
class Late:
    def __init__(self, given, place): self.given, self.place = given, place
    def __array__(self, dtype=None, copy=None):
        return np.asarray(wanted(self.given)[self.place], dtype)
""",
        ),
        quick=True,
    ),
    Attack(
        "array interface",
        "The same by the attribute `__array_interface__`.",
        each(
            "Late",
            WANTED
            + """
class Late:
    def __init__(self, given, place): self.given, self.place = given, place
    @property
    def __array_interface__(self):
        self.kept = np.asarray(wanted(self.given)[self.place], float)
        return self.kept.__array_interface__
""",
        ),
    ),
    Attack(
        "lazy tuple",
        "Returns a tuple whose `__iter__` asks the check that unpacks it.",
        whole(
            "Late",
            WANTED
            + """
class Late(tuple):
    def __iter__(self): return iter(wanted(tuple(self[:])))
""",
        ),
    ),
    Attack(
        "lazy array",
        "Returns an array whose `__iter__` asks the check that unpacks it.",
        whole(
            "late",
            WANTED
            + """
class Late(np.ndarray):
    def __iter__(self): return iter(wanted(self.given))
def late(given):
    made = np.zeros(len(given)).view(Late)
    made.given = given
    return made
""",
        ),
    ),
    Attack(
        "hostile signature",
        "Is a callable object whose signature, when it is read, widens the check's tolerance.",
        {
            name: f"""
import inspect, sys
{source}
class Answer:
    plain = staticmethod({name})
    def __call__(self, *given): return self.plain(*given)
    @property
    def __signature__(self):
        frame = sys._getframe(1)
        while frame is not None:
            for found in frame.f_locals.values():
                if type(found).__name__ == "FunctionCheck":
                    object.__setattr__(found, "atol", 1e9)
            frame = frame.f_back
        return inspect.signature(self.plain)
{name} = Answer()
"""
            for name, source in WRONG.items()
        },
    ),
    Attack(
        "hostile exception",
        "Raises an exception whose text, when it is read, replaces the check.",
        within("""
class Boom(Exception):
    def __str__(self):
        from helpers.checking.function import FunctionCheck
        FunctionCheck.__call__ = lambda *_: None
        return "right in all 3 tests."
    __repr__ = __str__
raise Boom
"""),
        quick=True,
    ),
    Attack(
        "hostile class",
        "Raises an exception whose class answers every question by replacing the check.",
        within("""
def harm():
    from helpers.checking.function import FunctionCheck
    FunctionCheck.__call__ = lambda *_: None
class Meta(type):
    @property
    def __name__(cls): harm(); return "right"
    @property
    def __mro__(cls): harm(); raise SystemExit
    def __instancecheck__(cls, thing): return True
class Boom(Exception, metaclass=Meta):
    @property
    def __class__(self): harm(); return str
raise Boom
"""),
    ),
    Attack(
        "exceptions that end programs",
        "Raises SystemExit, KeyboardInterrupt, GeneratorExit, and a group of exceptions.",
        {
            **WRONG,
            "forward": "def forward(x, w1, w2):\n    raise SystemExit(0)\n",
            "gradients": "def gradients(x, y, w1, w2):\n    raise KeyboardInterrupt\n",
            "step": "def step(x, y, w1, w2, lr):\n    raise GeneratorExit\n",
            "train": "raise ExceptionGroup('all', [ValueError()])\n",
            "mend_train": "def mend_train(x, y, w1, w2, lr, num_epochs):\n"
            "    raise BaseExceptionGroup('all', [SystemExit()])\n",
        },
        quick=True,
    ),
    Attack(
        "hostile pickle",
        "Returns objects that run a command when they are copied or unpickled.",
        each(
            "Pickled",
            """
import os
class Pickled:
    def __init__(self, *_): pass
    def __reduce__(self): return os.system, ("echo unpickled > @LOOT@/unpickled",)
    def __deepcopy__(self, memo): return self.__reduce__()[0](*self.__reduce__()[1])
    __copy__ = lambda self: self.__deepcopy__({})
""",
        ),
    ),
    Attack(
        "another value each time",
        "Learns the points of the tests and returns something else on each call.",
        {
            **WRONG,
            "forward": """
calls = []
def forward(x, w1, w2):
    calls.append((x, w1, w2))
    return [lambda *_: 0.0, np.nan, 0.0, -1e308, "0", None, ...][len(calls) % 7], len(calls)
""",
        },
    ),
    Attack(
        "endless list",
        "Returns a list whose iteration never ends.",
        within("""
class Endless(list):
    def __iter__(self):
        while True:
            yield 0.0
    __len__ = lambda self: 2
return Endless([0.0, 0.0])
"""),
    ),
    Attack(
        "monstrous values",
        "Returns an integer of a million digits, half a gigabyte, a list 100,000 deep, itself.",
        {
            **WRONG,
            "forward": "def forward(x, w1, w2):\n    return 10 ** 10 ** 6, 1\n",
            "gradients": "def gradients(x, y, w1, w2):\n    return np.zeros(2**26), 1\n",
            "step": "def step(x, y, w1, w2, lr):\n    deep = []\n"
            "    for _ in range(100_000):\n        deep = [deep]\n    return deep, 1\n",
            "train": "def train(x, y, w1, w2, lr, num_epochs):\n    a = []\n"
            "    a.append(a)\n    return a, a, a\n",
        },
    ),
    Attack(
        "arguments changed",
        "Changes the arguments it is given, and keeps them to change them later.",
        within("""
import gc, sys
for thing in gc.get_referrers(x, w1, w2):
    if isinstance(thing, list):
        thing.clear()
frame = sys._getframe(1)
while frame is not None:
    for name, value in list(frame.f_locals.items()):
        if name in ("calls", "at", "returned") and isinstance(value, list):
            value.clear()
    frame = frame.f_back
"""),
    ),
]
