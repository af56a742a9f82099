"""Attacks that change the program that judges: its functions, its shell, its running frames."""

from .attack import Attack, before

ATTACKS = [
    Attack(
        "patched numpy comparison",
        "Has `np.allclose` and its like say yes to everything.",
        before("""
import numpy as np
np.allclose = np.isclose = np.array_equal = lambda *_, **__: True
"""),
        quick=True,
    ),
    Attack(
        "patched numpy testing",
        "Empties every `assert_…` of `np.testing`.",
        before("""
import numpy as np
for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, lambda *_, **__: None)
"""),
    ),
    Attack(
        "patched builtins",
        "Replaces the built-in `all` by one that is always true.",
        before("""
import builtins
builtins.all = lambda things: True
"""),
        quick=True,
    ),
    Attack(
        "crippled builtins",
        "Overwrites `len`, `isinstance` and `print`, so that whoever needs them fails.",
        before("""
import builtins
builtins.len = lambda thing: 10**9
builtins.isinstance = lambda *_: True
builtins.print = lambda *_, **__: None
"""),
    ),
    Attack(
        "patched check",
        "Replaces the check's `__call__` by one that prints the praise.",
        before("""
from helpers.checking.function import FunctionCheck
FunctionCheck.__call__ = lambda self, *_: print(f"{self.name}: right in all 3 tests.")
"""),
        quick=True,
    ),
    Attack(
        "patched reference",
        "Makes the wrong answers the check's references.",
        before("""
def swap(name, function):
    object.__setattr__(getattr(checks, name), "reference", function)
for name, count in [("forward", 2), ("gradients", 2), ("step", 2)]:
    swap(name, lambda *_: (0.0, 0.0))
for name in ("train", "mend_train"):
    swap(name, lambda *given: (0.0, 0.0, [0.0] * given[-1]))
"""),
    ),
    Attack(
        "patched hints",
        "Has the functions that say right and wrong both say right.",
        before("""
import helpers.checking.function as function
from helpers.checking import messages
function.diagnose = lambda *_: ["right in all 3 tests"]
function.FunctionCheck._same = lambda *_: True
function.passed = messages.passed = lambda name, *_: print(f"{name}: right in all 3 tests.")
"""),
    ),
    Attack(
        "false module",
        "Puts a module that allows everything in `sys.modules` in the check's place.",
        before("""
import sys, types
from helpers.lessons import two_weights
class Anything(types.ModuleType):
    def __getattr__(self, name):
        return Anything(name)
    def __call__(self, *_, **__):
        return None
two_weights.checks = checks = sys.modules["helpers.lessons.two_weights.checks"] = Anything("checks")
"""),
        quick=True,
    ),
    Attack(
        "shadowed name",
        "Binds the name `checks` to an object of its own in the notebook.",
        before("""
class checks:
    forward = gradients = step = train = mend_train = staticmethod(lambda *_: None)
"""),
    ),
    Attack(
        "input transformer",
        "Has IPython leave out every cell that calls a check.",
        before("""
def without(lines):
    return [] if any(line.startswith("checks.") for line in lines) else lines
get_ipython().input_transformers_post.append(without)
"""),
        quick=True,
    ),
    Attack(
        "ast transformer",
        "Has IPython cut calls of checks and every `assert` out of the parsed cell.",
        before("""
import ast
class Cut(ast.NodeTransformer):
    def visit_Expr(self, node):
        return ast.copy_location(ast.Pass(), node) if "check" in ast.dump(node) else node
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Cut())
"""),
    ),
    Attack(
        "silent exceptions",
        "Gives IPython a handler that swallows every exception of a cell.",
        before("get_ipython().set_custom_exc((Exception,), lambda *_, **__: None)"),
    ),
    Attack(
        "silent traceback",
        "Replaces IPython's `showtraceback`, so that no error comes out.",
        before("""
type(get_ipython()).showtraceback = lambda *_, **__: None
type(get_ipython())._showtraceback = lambda *_, **__: None
"""),
    ),
    Attack(
        "patched shell",
        "Replaces `run_cell`, so that later cells don't run.",
        before("""
shell = get_ipython()
usual = shell.run_cell
def run_cell(source, *given, **named):
    return usual("" if "checks." in source else source, *given, **named)
shell.run_cell = shell.run_cell_async = run_cell
"""),
    ),
    Attack(
        "patched messages",
        "Has the kernel's own connection drop whatever speaks of an error.",
        before("""
try:
    session = type(get_ipython().kernel.session)
    usual = session.send
    def send(self, stream, message, *given, **named):
        kind = message if isinstance(message, str) else message["header"]["msg_type"]
        return None if kind == "error" else usual(self, stream, message, *given, **named)
    session.send = send
except AttributeError:
    import sys
    for module in [m for name, m in sys.modules.items() if ".sandbox." in name]:
        for name in ("describe_error", "pack_value"):
            if hasattr(module, name):
                setattr(module, name, lambda *_, **__: None)
"""),
    ),
    Attack(
        "settrace",
        "Traces the check and jumps to the line after `passed`.",
        before("""
import inspect, sys
from helpers.checking.function import FunctionCheck
code = FunctionCheck.__call__.__code__
lines, first = inspect.getsourcelines(code)
end = first + next(n for n, line in enumerate(lines) if "passed(" in line) + 1
def trace(frame, event, argument):
    if frame.f_code is not code:
        return None
    if event == "line" and frame.f_lineno < end:
        frame.f_lineno = end
    return trace
sys.settrace(trace)
"""),
        quick=True,
    ),
    Attack(
        "setprofile",
        "Watches every call and widens the tolerance of a check that begins.",
        before("""
import sys
def profile(frame, event, argument):
    mine = frame.f_locals.get("self") if event == "call" else None
    if type(mine).__name__ == "FunctionCheck":
        object.__setattr__(mine, "atol", 1e9)
sys.setprofile(profile)
"""),
    ),
    Attack(
        "audit hook",
        "Empties a check cell at the moment it is compiled.",
        before("""
import ast, sys
def hook(event, given):
    if event == "compile" and isinstance(given[0], ast.AST) and "two_weights" in ast.dump(given[0]):
        if not any(isinstance(node, ast.FunctionDef) for node in given[0].body):
            given[0].body.clear()
sys.addaudithook(hook)
"""),
    ),
    Attack(
        "garbage collector",
        "Finds all checks among the program's objects and widens their tolerance.",
        before("""
import gc
for thing in gc.get_objects():
    if type(thing).__name__ == "FunctionCheck":
        object.__setattr__(thing, "atol", 1e9)
"""),
        quick=True,
    ),
    Attack(
        "global settings",
        "Changes folder, locale, warnings, NumPy's printing and random state, and exit handlers.",
        before("""
import atexit, locale, os, random, signal, sys, warnings
import numpy as np
os.chdir("/")
locale.setlocale(locale.LC_ALL, "C")
np.seterr(all="raise")
np.set_printoptions(precision=0)
warnings.simplefilter("error")
sys.setrecursionlimit(60)
sys.stdout = sys.stderr = None
atexit.register(os._exit, 0)
for number in range(1, 32):
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass
"""),
    ),
]
