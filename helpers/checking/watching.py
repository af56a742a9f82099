"""A function run once more, with every value that its lines and their parts take.

The function is compiled anew from its own text, each expression inside a call that notes its value.
So parts are evaluated once and in their order, loops, comprehensions, lambdas and functions that
it calls included; no tracer is set, and a debugger's stays as it is. A value can also be replaced
while the function runs: that shows whether all that follows from it is right.
"""

import ast
import copy
import linecache
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import CodeType, FunctionType
from typing import Any, NamedTuple, Protocol, TypeGuard

import numpy as np

from .running import Array, quiet

RETURN = "return "
FRAMES = ("super", "locals", "vars", "dir", "eval", "exec")  # these look at who calls them
SEE, LEFT, FOLLOW, TURN, OWN = "·see", "·left", "·follow", "·turn", "·own"  # nobody writes these
# In two parts, for a fingerprint takes a name that ends with a dot as all modules of the package.
LESSONS = "helpers.lessons" + "."
PARTS, EVENTS, ENTRIES = 300, 3000, 1000
SECONDS = 0.15  # of the processor, for all runs of one request
LOOK = 20  # values between two looks at the clock, which takes longer than a value
WATCHED = (
    ast.BinOp, ast.UnaryOp, ast.Call, ast.IfExp, ast.Subscript, ast.Attribute, ast.ListComp,
)  # fmt: skip

NUMBERS = (int, float, complex, np.number, np.ndarray, list, tuple)
Repair = Mapping[int, Sequence[Array]]  # by the number of a part: its value each time it is run


class Part(NamedTuple):
    """A line of a function that gives a value, or an expression within it.

    Attributes
    ----------
    line : the text of the line.
    text : the expression.
    name : of a whole line what gets the value, of a returned one its place, as "return 0"; of a
        part of a line "".
    reads : the names of which the whole line's value is made.
    function : in which it stands; "" for what a function reads from outside of it.
    under : the lines that decide whether it runs: of loops and conditions around it.
    """

    line: str
    text: str
    name: str
    reads: tuple[str, ...]
    function: str
    under: tuple[str, ...]


# Of one run, in order: the number of a part, and its value (None if it is no number).
Events = Sequence[tuple[int, Array | None]]


class Watch(Protocol):
    """A function that can be watched; the parts are known once it has run."""

    @property
    def parts(self) -> Sequence[Part]:
        """The parts that have been met so far."""

    def runs(self, points: Sequence[Sequence[Any]]) -> Sequence[Events | None]:
        """Return what happens at each point; None for a run that stops or is too long."""

    def repaired(self, at: Sequence[Sequence[Any]], repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair; None where nothing does in time."""


class TooLong(BaseException):
    """A run has more values than can be kept, or takes too long."""


class LocalWatch:
    """A function of this process. Raises LookupError for one whose text can't be found."""

    def __init__(self, function: FunctionType) -> None:
        self._made: dict[CodeType, CodeType] = {}
        self._spaces: dict[int, dict[str, Any]] = {}
        self._own = str(function.__module__).startswith(LESSONS), function.__globals__
        self.parts: list[Part] = []
        self._events: list[tuple[int, Array | None]] = []
        self._repair: Repair = {}
        self._turns: dict[int, int] = {}
        self._steps, self._end = 0, 0.0
        self._function = self._compiled(function)

    def runs(self, points: Sequence[Sequence[Any]]) -> Sequence[Events | None]:
        """Return what happens at each point; None for a run that stops or is too long."""
        self._end = time.thread_time() + SECONDS
        done = [(self._run(point, {}), self._events) for point in points]
        return [events if ended else None for ended, events in done]

    def repaired(self, at: Sequence[Sequence[Any]], repairs: Sequence[Repair]) -> list[Any]:
        """Return what comes back at each point under a repair; None where nothing does in time."""
        self._end = time.thread_time() + SECONDS
        done = (self._run(*pair) for pair in zip(at, repairs, strict=True))
        return [ended[0] if ended else None for ended in done]

    def _run(self, point: Sequence[Any], repair: Repair) -> tuple[Any] | None:
        self._events, self._repair, self._turns, self._steps = [], repair, {}, 0
        if time.thread_time() > self._end:
            return None
        try:
            with quiet():
                return (self._function(*copy.deepcopy(tuple(point))),)
        except (Exception, SystemExit, TooLong):
            return None  # it is told elsewhere how an answer stops, and a repaired one may

    def _see(self, number: int, value: Any) -> Any:
        self._turn()
        if self._repair:
            turn = self._turns.get(number, 0)
            self._turns[number] = turn + 1
            there = self._repair.get(number, ())
            return in_form_of(value, there[turn]) if turn < len(there) else value
        self._events.append((number, numeric(value)))
        return value

    def _left(self, number: int, value: Any) -> None:
        """Note, or replace in place, what has been changed in place."""
        now = self._see(number, value)
        if now is not value:
            value[:] = now

    def _turn(self) -> None:
        self._steps += 1
        late = self._steps % LOOK == 0 and time.thread_time() > self._end
        if self._steps > EVENTS or late:
            raise TooLong

    def _follow(self, called: Any) -> Any:
        """Return a function as it is to be called: watched if it stands beside the first one."""
        if type(called) is not FunctionType or len(self._made) > 20:
            return called
        lesson, names = self._own
        beside = str(called.__module__).startswith(LESSONS) if lesson else False
        if SEE in called.__globals__ or not (beside or called.__globals__ is names):
            return called
        try:
            return self._compiled(called)
        except LookupError:
            return called

    def _compiled(self, function: FunctionType) -> FunctionType:
        code = function.__code__
        if code not in self._made:
            self._made[code] = self._rewritten(code, _outside(code, function.__globals__))
        return self._with_space(function, self._made[code])

    def _with_space(self, function: FunctionType, made: CodeType) -> FunctionType:
        """Return a function of other code, in a space of its own."""
        code = function.__code__
        space = self._spaces.setdefault(
            id(function.__globals__),
            {**function.__globals__, **self._own_names()},
        )
        cells = dict(zip(code.co_freevars, function.__closure__ or (), strict=True))
        closure = tuple(cells[name] for name in made.co_freevars)
        new = FunctionType(made, space, function.__name__, function.__defaults__, closure)
        new.__kwdefaults__ = function.__kwdefaults__
        return new

    def _own_names(self) -> dict[str, Any]:
        return {SEE: self._see, LEFT: self._left, FOLLOW: self._follow, TURN: self._turn}

    def _rewritten(self, code: CodeType, outside: Sequence[str]) -> CodeType:
        rewriter = _Rewriter(self.parts, code, bool(self._made), outside)
        node = rewriter.rewritten(copy.deepcopy(definition(code)))
        if len(self.parts) > PARTS:
            raise LookupError("more than can be watched")
        return self._made_of(node, code)

    def _made_of(self, node: ast.FunctionDef, code: CodeType) -> CodeType:
        """Return the code of a rewritten definition."""
        # Inside another function, so that names which are not its own are found where they were;
        # one that calls itself finds itself there, too.
        node.name = OWN
        given = [ast.arg(name) for name in code.co_freevars]
        arguments = ast.arguments([], given, None, [], [], None, [])
        tree = ast.Module([function_of("outer", arguments, [node], node)], [])
        ast.fix_missing_locations(tree)
        return _inner(_inner(compile(tree, code.co_filename, "exec"), "outer"), OWN)


def watch_of(function: Any) -> Watch | None:
    """Return a function ready to be watched, None for one of which there is no text."""
    if type(function) is not FunctionType:
        elsewhere = getattr(function, "watched_elsewhere", None)  # in another process
        return elsewhere() if elsewhere else None
    try:
        return LocalWatch(function)
    except LookupError:
        return None


def numeric(value: Any) -> Array | None:
    """Return a copy of a number or of an array or list of numbers; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, NUMBERS):
        return None
    if isinstance(value, (list, tuple)) and len(value) > ENTRIES:
        return None
    try:
        array = np.asarray(value)
        small = array.size <= ENTRIES and array.dtype.kind in "iufc"
        return np.array(array.real, dtype=np.float64) if small else None  # of a complex step
    except (TypeError, ValueError, OverflowError):
        return None


def in_form_of(value: Any, number: Array) -> Any:
    """Return what stands in place of a value, of the same kind."""
    if isinstance(value, (list, tuple)):
        return type(value)(number.reshape(np.shape(value)).tolist())
    if isinstance(value, int) and number.ndim == 0 and number == np.rint(number):
        return int(number)
    return number.copy() if isinstance(value, np.ndarray) or number.ndim else float(number)


@lru_cache(maxsize=16)
def _parsed(file: str, text: str) -> tuple[ast.Module, frozenset[CodeType]]:
    tree = ast.parse(text)
    return tree, frozenset(_codes(compile(tree, file, "exec", dont_inherit=True)))


def definition(code: CodeType) -> ast.FunctionDef:
    """Return the definition of which a function was compiled. Raises LookupError."""
    text = "".join(linecache.getlines(code.co_filename))
    try:
        tree, codes = _parsed(code.co_filename, text)
    except (SyntaxError, ValueError):
        raise LookupError("no text of Python's") from None
    if code not in codes:
        raise LookupError("the text is another one than what was compiled")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == code.co_name:
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            if first == code.co_firstlineno:
                return function_of(node.name, node.args, node.body, node)
        if isinstance(node, ast.Lambda) and _is_body(node.body, code):
            back = ast.copy_location(ast.Return(node.body), node.body)
            return function_of("answer", node.args, [back], node)
    raise LookupError("no plain function")


def _is_body(body: ast.expr, code: CodeType) -> bool:
    """Say whether a lambda's code is of this expression."""
    place = (body.lineno, body.end_lineno, body.col_offset, body.end_col_offset)
    return code.co_name == "<lambda>" and place in code.co_positions()


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def _outside(code: CodeType, names: Mapping[str, Any]) -> list[str]:
    """Return the numbers, arrays and lists that a function reads and does not make."""
    codes = list(_codes(code))
    own = {name for c in codes for name in (*c.co_varnames, *c.co_cellvars, *c.co_freevars)}
    read = dict.fromkeys(name for c in codes for name in c.co_names if name in names)
    return [name for name in read if name not in own and numeric(names[name]) is not None]


def _inner(code: CodeType, name: str) -> CodeType:
    return next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name)


def function_of(
    name: str, arguments: ast.arguments, body: list[ast.stmt], place: ast.AST
) -> ast.FunctionDef:
    """Return a definition that stands where another node stands."""
    return ast.copy_location(ast.FunctionDef(name, arguments, body, []), place)


class _Rewriter(ast.NodeTransformer):
    """Puts each expression of a function into a call that notes its value."""

    def __init__(
        self, parts: list[Part], code: CodeType, called: bool, outside: Sequence[str]
    ) -> None:
        self._parts, self._code, self._called, self._outside = parts, code, called, outside
        self._line, self._function = "", code.co_name
        self._under, self._handed = tuple[str, ...](), frozenset[str]()

    def rewritten(self, function: ast.FunctionDef) -> ast.FunctionDef:
        """Return the function with its body rewritten."""
        self._line, before = line_of(self._code.co_filename, function), self._function
        self._function = function.name
        first = self._handed_in(function.args) if self._called else []
        self._called = True  # those in it are called by it
        first += self._read_outside(function.body)
        function.body = [*first, *self._block(function.body)]
        self._function = before
        return function

    def visit(self, node: ast.AST) -> Any:
        """Rewrite one node."""
        if isinstance(node, ast.stmt):
            self._line = line_of(self._code.co_filename, node)
        if isinstance(node, ast.FunctionDef):
            return self.rewritten(node)
        if isinstance(node, (ast.ClassDef, ast.JoinedStr)):
            return node
        if isinstance(node, ast.Lambda):
            return self._lambda(node, "lambda")
        if isinstance(node, ast.Name) and node.id in self._handed:
            return self._seen(node, node.id, node.id)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            return self._called_alone(node, node.value)
        if isinstance(node, ast.Assign):
            return self._assigned(node)
        if isinstance(node, ast.AugAssign):
            return self._moved(node)
        if isinstance(node, ast.Return) and node.value is not None:
            node.value = self._returned(node.value)
            return node
        if isinstance(node, (ast.For, ast.While)):
            return self._loop(node)
        if isinstance(node, ast.If):
            line, node.test = self._line, self.visit(node.test)
            node.body, node.orelse = self._block(node.body, line), self._block(node.orelse, line)
            return node
        if isinstance(node, WATCHED) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            text = ast.unparse(node)
            return self._seen(self._inside(node), text)
        return self.generic_visit(node)

    def _loop(self, node: ast.For | ast.While) -> ast.stmt:
        """Note what a loop's variables are in each round; a round without values counts, too."""
        line, first = self._line, []
        if isinstance(node, ast.For):
            reads, text = _names(node.iter), ast.unparse(node.iter)
            node.iter = self.visit(node.iter)
            names = [one for one in ast.walk(node.target) if _plain_name(one)]
            first = [self._noted(name, text, reads) for name in names]
        else:
            node.test = self.visit(node.test)
        node.body = [*first, ast.Expr(call(TURN)), *self._block(node.body, line)]
        node.orelse = self._block(node.orelse, line)
        return node

    def _lambda(self, node: ast.Lambda, name: str) -> ast.Lambda:
        """Note what a lambda gives, and what it is called with."""
        before = self._function, self._handed
        self._function = name
        self._handed = before[1] | {one.arg for one in (*node.args.posonlyargs, *node.args.args)}
        node.body = self._given(node.body, f"{RETURN}0")
        self._function, self._handed = before
        return node

    def _called_alone(self, node: ast.Expr, call: ast.Call) -> list[ast.stmt]:
        """Note what a list is after something was put into it, and what that is."""
        if not (isinstance(call.func, ast.Attribute) and _plain_name(call.func.value)):
            node.value = self.visit(call)
            return [node]
        name, reads = call.func.value.id, _names(call)
        text = ast.unparse(call)
        if len(call.args) == 1 and call.func.attr == "append":
            call.args = [self._given(call.args[0], f"{name}.append")]
            return [node, self._left(name, text, reads)]
        handed = [one.id for one in call.args if _plain_name(one)]  # it may be changed in place
        node.value = self.visit(call)
        return [node, *(self._left(one, text, reads) for one in (name, *handed))]

    def _left(self, name: str, text: str, reads: tuple[str, ...]) -> ast.stmt:
        """Return a statement that notes what is left of what was changed in place."""
        return ast.Expr(self._seen(ast.Name(name, ast.Load()), text, name, reads, LEFT))

    def _block(self, body: list[ast.stmt], header: str = "") -> list[ast.stmt]:
        """Return statements rewritten; `header` is the line that decides whether they run."""
        before, done = self._under, list[ast.stmt]()
        self._under = (*before, header) if header else before
        for one in body:
            new = self.visit(one)
            done += new if isinstance(new, list) else [new]
        self._under = before
        return done

    def _inside(self, node: Any) -> Any:
        """Return an expression with all that is in it rewritten."""
        if not isinstance(node, WATCHED):
            return self.visit(node)
        if not isinstance(node, ast.Call):
            return self.generic_visit(node)
        if isinstance(node.func, ast.Attribute):  # what is called is no value of the line's
            node.func.value = self.visit(node.func.value)
        if not (isinstance(node.func, ast.Name) and node.func.id in FRAMES):
            node.func = call(FOLLOW, node.func)
        node.args = [self.visit(one) for one in node.args]
        node.keywords = [self.visit(one) for one in node.keywords]
        return node

    def _assigned(self, node: ast.Assign) -> ast.stmt | list[ast.stmt]:
        target, value = node.targets[0], node.value
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        if isinstance(value, ast.Lambda) and _plain_name(target):
            node.value = self._lambda(value, target.id)
            return node
        if isinstance(target, ast.Subscript) and _plain_name(target.value):
            text, reads = ast.unparse(node), _names(node)
            node.value = self._given(value, ast.unparse(target))
            return [node, self._left(target.value.id, text, reads)]
        if len(names) == 1:
            node.value = self._given(value, ast.unparse(target))
            return node
        if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
            pairs = zip(value.elts, names, strict=True)
            value.elts = [self._given(one, ast.unparse(name)) for one, name in pairs]
            return node
        reads, text = _names(value), ast.unparse(value)
        node.value = self._given(value, ast.unparse(target))
        return [node, *(self._noted(name, text, reads) for name in names if _plain_name(name))]

    def _noted(self, target: ast.expr, text: str, reads: tuple[str, ...]) -> ast.stmt:
        """Return a statement that gives a name its value once more, noted."""
        name = ast.unparse(target)
        now = self._seen(ast.Name(name, ast.Load()), text, name, reads)
        return ast.Assign([ast.Name(name, ast.Store())], now)

    def _moved(self, node: ast.AugAssign) -> Any:
        text, reads = ast.unparse(node), _names(node)
        node.value = self.visit(node.value)
        target = node.target
        if isinstance(target, ast.Subscript) and _plain_name(target.value):
            return [node, self._left(target.value.id, text, reads)]
        return [node, self._noted(target, text, reads)] if _plain_name(target) else node

    def _returned(self, value: ast.expr) -> ast.expr:
        if not isinstance(value, (ast.Tuple, ast.List)) or len(value.elts) < 2:
            return self._given(value, f"{RETURN}0")
        value.elts = [self._given(one, f"{RETURN}{i}") for i, one in enumerate(value.elts)]
        return value

    def _given(self, value: ast.expr, name: str) -> ast.expr:
        reads, text = _names(value), ast.unparse(value)
        return self._seen(self._inside(value), text, name, reads)

    def _handed_in(self, arguments: ast.arguments) -> list[ast.stmt]:
        """Note what a function that another calls is called with."""
        names = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
        return [self._noted(ast.Name(name), name, ()) for name in names]

    def _read_outside(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """Note what a function has from outside of it, before it begins."""
        names, self._outside = self._outside, ()
        said = {name for one in body if isinstance(one, ast.Global) for name in one.names}
        self._function, own = "", self._function
        seen = [self._seen(ast.Name(name, ast.Load()), name, name) for name in names]
        self._function = own
        both: list[ast.stmt] = [ast.Global(sorted(said))] if said else []
        body[:] = [one for one in body if not isinstance(one, ast.Global)]
        return [*both, *map(ast.Expr, seen)]

    def _seen(
        self,
        inside: ast.expr,
        text: str,
        name: str = "",
        reads: tuple[str, ...] = (),
        how: str = SEE,
    ) -> ast.expr:
        self._parts.append(Part(self._line, text, name, reads, self._function, self._under))
        return ast.copy_location(call(how, ast.Constant(len(self._parts) - 1), inside), inside)


def line_of(file: str, node: ast.stmt) -> str:
    """Return the text of a statement, of one with others inside its first line."""
    end = node.lineno if hasattr(node, "body") else node.end_lineno or node.lineno
    lines = (linecache.getline(file, number).strip() for number in range(node.lineno, end + 1))
    return " ".join(lines)


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """Return the call of a function by its name."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _plain_name(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name)


def _names(node: ast.AST) -> tuple[str, ...]:
    """Return the names of which a value is made, without those that stand for something in it."""
    inside = list(ast.walk(node))
    own = {one.arg for one in inside if isinstance(one, ast.arg)}
    for one in inside:
        if isinstance(one, ast.comprehension):
            own |= {name.id for name in ast.walk(one.target) if _plain_name(name)}
    return tuple(dict.fromkeys(one.id for one in inside if _plain_name(one) and one.id not in own))
