"""Small changes of a function's lines, each tried out: which of them gives other values.

What a slip has put in, another one takes out: a sign, an operator, a name, a number, a call, a
factor or term, two lines exchanged. All changes of expressions are compiled into one function, in
which a number says which of them counts; those of whole lines are functions of their own. (Debroy
and Wong, "Using mutation to automatically suggest fixes for faulty programs", ICST 2010.)
"""

import ast
import copy
import linecache
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, count, islice
from types import CodeType, FunctionType
from typing import Any, NamedTuple, Protocol

from .running import quiet
from .time_limit import CallTimedOut, time_limited
from .watching import FOLLOW, TURN, LocalWatch, TooLong, call, definition, line_of

WHICH = "·which"  # nobody writes this name
MOST, NAMES, STEPS, LINES = 1000, 12, 1000, 40
SECONDS = 0.08  # of the processor, for the changes at one point
LIMIT = 1.0  # the same for one that does not come to an end
LIKE = (
    ("sum", "mean", "prod", "cumsum"), ("max", "min", "maximum", "minimum"), ("exp", "log"),
    ("argmax", "argmin"), ("sqrt", "square", "abs"), ("log", "log2", "log10", "log1p"),
    ("var", "std"), ("sin", "cos"), ("zeros", "ones"), ("mean", "median"), ("sqrt", "log", "exp"),
    ("nanmin", "nanmax"), ("nanargmin", "nanargmax"), ("multiply", "dot"), ("add", "subtract"),
    ("multiply", "divide", "add", "subtract", "power"), ("sigmoid", "sigmoid_prime"),
)  # fmt: skip
# What has a whole value, and in which field.
WHOLE: dict[type[ast.AST], str] = {
    ast.Assign: "value", ast.AugAssign: "value", ast.Return: "value", ast.Lambda: "body",
    ast.ListComp: "elt", ast.GeneratorExp: "elt",
}  # fmt: skip
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
FILLS = {"append", "extend", "insert"}
ROOM = {"zeros", "ones", "empty", "full", "eye", "arange", "linspace", "repeat", "tile"}
# The lines of a change, and last what is changed in the one line; "" for more than a part of it.
Lines = tuple[str, ...]


class Changing(Protocol):
    """What tries out small changes of a function, here or in another process."""

    def changed(
        self, point: Sequence[Any], numbers: Sequence[int] | None = None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each change, and what comes back under those of these numbers."""


class Change(NamedTuple):
    """A change: how likely it is (the smaller the likelier), which one, in which lines."""

    rank: int
    number: int
    lines: Lines


class Changes(LocalWatch):
    """A function with its small changes. Raises LookupError where its text can't be found."""

    def __init__(self, function: FunctionType) -> None:
        self._found, self._known = list[Change](), list[Change]()
        self._numbers = count()
        self._variants: dict[int, FunctionType] = {}
        super().__init__(function)
        self._statements(function)

    def changed(
        self, point: Sequence[Any], numbers: Sequence[int] | None = None
    ) -> tuple[list[Lines], list[Any]]:
        """Return the lines of each change, and what comes back under those of these numbers.

        None stands for all of them, and for what does not come back, or not in time.
        """
        self._end = time.thread_time() + SECONDS
        with quiet(), suppress(CallTimedOut), time_limited(LIMIT):
            if not self._known:
                self._value(point, -1)  # functions that it calls are met now
                self._known = sorted(self._found)[:MOST]
        numbers = range(len(self._known)) if numbers is None else numbers
        values = list[Any]()
        with quiet(), suppress(CallTimedOut), time_limited(LIMIT):
            values += (self._value(point, self._known[i].number) for i in numbers)
        missing = [None] * (len(numbers) - len(values))
        return [one.lines for one in self._known], [*values, *missing]

    def _value(self, point: Sequence[Any], number: int) -> Any:
        if time.thread_time() > self._end:
            return None
        self._steps = 0
        for space in self._spaces.values():
            space[WHICH] = number
        try:
            return self._variants.get(number, self._function)(*copy.deepcopy(tuple(point)))
        except (Exception, SystemExit, TooLong):
            return None  # most changes make no sense

    def _turn(self) -> None:
        self._steps += 1
        if self._steps > STEPS:
            raise TooLong

    def _own_names(self) -> dict[str, Any]:
        return {**super()._own_names(), WHICH: -1}

    def _rewritten(self, code: CodeType, outside: Sequence[str]) -> CodeType:
        node = definition(code)
        names = [*outside, *own_names(node)]
        switches = Switches(self._found, self._numbers, code.co_filename, names)
        return self._made_of(switches.function(node), code)

    def _statements(self, function: FunctionType) -> None:
        """Add the changes of whole lines, a function each."""
        code, file = function.__code__, function.__code__.co_filename
        for lines, node in islice(line_changes(definition(code), file), LINES):
            number = next(self._numbers)
            node = Switches(None, self._numbers, file, []).function(node)
            try:
                made = self._made_of(node, code)
            except (SyntaxError, LookupError):
                continue  # such as a `break` outside of a loop
            self._variants[number] = self._with_space(function, made)
            self._found.append(Change(3, number, (*lines, "")))


class Switches:
    """Puts the changes of each expression beside it; none where none are to be found."""

    def __init__(
        self, found: list[Change] | None, numbers: Iterator[int], file: str, names: Sequence[str]
    ) -> None:
        self._found, self._numbers, self._file, self._line = found, numbers, file, ""
        self._names = list(dict.fromkeys(names))[:NAMES]

    def function(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Return a definition with all of its changes."""
        new = copy.copy(node)
        new.body = self._block(node.body)
        return new

    def _block(self, body: Sequence[ast.stmt]) -> list[ast.stmt]:
        done = []
        for one in body:
            new = self._copied(one)
            if isinstance(new, (ast.For, ast.While)):
                new.body = [ast.Expr(call(TURN)), *new.body]
            done.append(new)
        return done

    def _copied(self, node: Any) -> Any:
        """Return a copy; what is in it stays what it was, for the changes hold it as well."""
        if isinstance(node, ast.stmt) and self._found is not None:
            self._line = line_of(self._file, node)
        if isinstance(node, (ast.JoinedStr, ast.ClassDef, ast.arguments)) or _makes_room(node):
            return node
        if isinstance(node, (ast.Slice, ast.Starred)):
            return self._parts(node)
        line, new = self._line, self._parts(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            new.func = call(FOLLOW, node.func)
        field = WHOLE.get(type(node), "")
        if field and getattr(node, field):
            self._line, whole = line, more(getattr(node, field), self._names)
            setattr(new, field, self._beside(getattr(new, field), whole, 2, ""))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append":
            whole = more(node.args[0], self._names)
            new.args = [self._beside(new.args[0], whole, 2, ""), *new.args[1:]]
        if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            self._line, text = line, self._text(node)
            new = self._beside(new, instead(node, self._names), 1, text)
            if isinstance(node, ast.BinOp):
                new = self._beside(new, in_a_term(node, self._names), 3, text)
        return new

    def _parts(self, node: Any) -> Any:
        new = copy.copy(node)
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "ctx", "op", "ops", "returns"):
                continue
            if field in ("targets", "target") and not _is_place(value):
                continue
            if field == "func" and not isinstance(value, ast.Attribute):
                continue
            if isinstance(value, ast.AST):
                setattr(new, field, self._copied(value))
            elif isinstance(value, list):
                statements = value and isinstance(value[0], ast.stmt)
                parts = self._block(value) if statements else None
                setattr(new, field, parts or [
                    self._copied(one) if isinstance(one, ast.AST) else one for one in value
                ])  # fmt: skip
        return new

    def _text(self, node: ast.expr) -> str:
        """Return an expression as it is written; "" for one of several lines."""
        if self._found is None or node.end_lineno != node.lineno:
            return ""
        line = linecache.getline(self._file, node.lineno).encode()
        return line[node.col_offset : node.end_col_offset].decode(errors="ignore")

    def _beside(self, node: ast.expr, others: Iterator[ast.expr], rank: int, text: str) -> ast.expr:
        if self._found is None:
            return node
        for other in others:
            number = next(self._numbers)
            if number >= 3 * MOST:
                return node
            self._found.append(Change(rank, number, (self._line, text)))
            chosen = ast.Compare(_read(WHICH), [ast.Eq()], [ast.Constant(number)])
            node = ast.IfExp(chosen, other, node)
        return node


def _makes_room(node: ast.AST) -> bool:
    """Say whether it is a call whose arguments say how much memory is taken."""
    function = getattr(node, "func", None)
    return getattr(function, "attr", getattr(function, "id", "")) in ROOM


def _is_place(target: Any) -> bool:
    """Say whether what gets a value is an entry of something, whose place may be off."""
    return isinstance(target[0] if isinstance(target, list) else target, ast.Subscript)


def instead(node: ast.expr, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield what may have been meant in the place of an expression."""
    if isinstance(node, ast.BinOp):
        yield from _operations(node)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Name) and node.id in names:
        yield from (_read(name) for name in names if name != node.id)
        yield _minus(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        c = node.value
        others = dict.fromkeys((c - 1, c + 1, -c, 2 * c, c / 2, 0, 1, 2, 3, 0.5, c - 2, c + 2))
        yield from (ast.Constant(other) for other in others if other != c)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for op in COMPARED:
            if not isinstance(node.ops[0], op) and isinstance(node.ops[0], COMPARED):
                yield ast.Compare(node.left, [op()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Subscript):
        yield from _places(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, (ast.Tuple, ast.List)) and 1 < len(node.elts) < 5:
        for i in range(len(node.elts) - 1):
            elements = [*node.elts[:i], node.elts[i + 1], node.elts[i], *node.elts[i + 2 :]]
            yield type(node)(elements, ast.Load())


def more(node: ast.expr, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield a line's value with a factor, a term, a power or a sign that may be missing."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for i, one in enumerate(node.elts):
            for other in more(one, names):
                yield type(node)([*node.elts[:i], other, *node.elts[i + 1 :]], ast.Load())
        return
    yield _minus(node)
    yield from (_operation(node, ast.Mult(), ast.Constant(c)) for c in (2, 0.5))
    yield _operation(node, ast.Pow(), ast.Constant(2))
    yield _operation(ast.Constant(1), ast.Sub(), node)
    yield from _called(node)
    for name in names:
        yield from (_operation(node, op(), _read(name)) for op in ARITHMETIC[:4])


def _called(node: ast.expr) -> Iterator[ast.expr]:
    """Yield an expression inside a call that may be missing."""
    for name in ("log", "sqrt", "abs", "exp"):
        yield ast.Call(ast.Attribute(_read("np"), name, ast.Load()), [node], [])


def in_a_term(node: ast.BinOp, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield a sum or product with a factor or power that may be missing in one part of it."""
    for one in (node.left, node.right):
        mended = [_operation(one, ast.Pow(), ast.Constant(2))]
        if isinstance(node.op, (ast.Add, ast.Sub)):
            more = (_operation(one, op(), _read(n)) for n in names for op in (ast.Mult, ast.Div))
            mended += [_operation(one, ast.Mult(), ast.Constant(2)), *more]
        for new in mended:
            pair = (new, node.right) if one is node.left else (node.left, new)
            yield _operation(pair[0], node.op, pair[1])


def _operations(node: ast.BinOp) -> Iterator[ast.expr]:
    left, op, right = node.left, node.op, node.right
    if isinstance(op, ast.MatMult):
        transposed = [ast.Attribute(one, "T", ast.Load()) for one in (left, right)]
        yield _operation(transposed[0], op, right)
        yield _operation(left, op, transposed[1])
        yield from (_operation(left, ast.Mult(), right), ast.Attribute(node, "T", ast.Load()))
    others = ARITHMETIC if isinstance(right, ast.Constant) else ARITHMETIC[:4]
    yield from (_operation(left, one(), right) for one in others if not isinstance(op, one))
    if isinstance(op, ast.Mult):
        yield _operation(left, ast.MatMult(), right)
    if not isinstance(op, (ast.Add, ast.Mult)):
        yield _operation(right, op, left)
    for one in ARITHMETIC[:4]:  # brackets, and what they hang on
        if isinstance(left, ast.BinOp):
            yield _operation(left.left, left.op, _operation(left.right, one(), right))
            yield _operation(left.left, one(), _operation(left.right, op, right))
        if isinstance(right, ast.BinOp):
            yield _operation(_operation(left, op, right.left), one(), right.right)
    yield from (left, right, _minus(node))


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    like = chain(*(some for some in LIKE if name in some))
    for other in dict.fromkeys(like):
        if other != name:
            plain = isinstance(node.func, ast.Name)
            value: Any = getattr(node.func, "value", None)
            function = _read(other) if plain else ast.Attribute(value, other, ast.Load())
            yield ast.Call(function, node.args, node.keywords)
    arguments = node.args
    if len(arguments) == 1 and not node.keywords and not isinstance(arguments[0], ast.Starred):
        yield arguments[0]
        yield from (ast.Call(node.func, [one], []) for one in _called(arguments[0]))
    yield from (
        ast.Call(node.func, arguments, [*node.keywords[:i], *node.keywords[i + 1 :]])
        for i in range(len(node.keywords))
    )
    for i in range(len(arguments) - 1):
        turned = [*arguments[:i], arguments[i + 1], arguments[i], *arguments[i + 2 :]]
        yield ast.Call(node.func, turned, node.keywords)
    if name == "range" and arguments:
        *first, last = arguments
        one = ast.Constant(1)
        yield from (
            ast.Call(node.func, [*first, _operation(last, op(), one)], [])
            for op in (ast.Sub, ast.Add)
        )
        if not first:
            yield ast.Call(node.func, [one, last], [])
            yield ast.Call(node.func, [one, _operation(last, ast.Add(), one)], [])


def _places(node: ast.Subscript) -> Iterator[ast.expr]:
    place = node.slice
    yield node.value
    if isinstance(place, ast.Slice):
        one, minus = ast.Constant(1), ast.Constant(-1)
        for first, last in ((place.lower, None), (None, place.upper), (one, None), (None, minus)):
            yield ast.Subscript(node.value, ast.Slice(first, last, place.step), ast.Load())
    elif not isinstance(place, ast.Tuple):
        for op in (ast.Add, ast.Sub):
            moved = _operation(place, op(), ast.Constant(1))
            yield ast.Subscript(node.value, moved, ast.Load())


def line_changes(function: ast.FunctionDef, file: str) -> Iterator[tuple[Lines, ast.FunctionDef]]:
    """Yield a definition with lines exchanged, left out, moved into a loop or out of it."""
    for body, again in _blocks(function):
        for i, one in enumerate(body):
            line, next_one = (line_of(file, one),), body[i + 1 : i + 2]
            both = (*line, *(line_of(file, other) for other in next_one))
            if isinstance(one, ast.AugAssign):
                value = _read(one.target.id) if isinstance(one.target, ast.Name) else None
                new: ast.stmt = ast.Assign([one.target], one.value)
                yield line, again([*body[:i], new, *body[i + 1 :]])
                for op in ARITHMETIC[:4]:
                    if value and not isinstance(one.op, op):
                        moved = ast.AugAssign(one.target, op(), one.value)
                        yield line, again([*body[:i], moved, *body[i + 1 :]])
            elif isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
                for sign in (ast.Add(), ast.Sub()):
                    moved = ast.AugAssign(one.targets[0], sign, one.value)
                    yield line, again([*body[:i], moved, *body[i + 1 :]])
            if next_one and not isinstance(one, (ast.Return, ast.FunctionDef)):
                if not isinstance(next_one[0], ast.Return):
                    yield both, again([*body[:i], next_one[0], one, *body[i + 2 :]])
                if isinstance(one, (ast.For, ast.While)):
                    inside = copy.copy(one)
                    inside.body = [*one.body, next_one[0]]
                    yield both[1:], again([*body[:i], inside, *body[i + 2 :]])
            if isinstance(one, (ast.For, ast.While)) and len(one.body) > 1:
                shorter, last = copy.copy(one), one.body[-1]
                shorter.body = one.body[:-1]
                outside = again([*body[:i], shorter, last, *body[i + 1 :]])
                yield (line_of(file, last),), outside
            if len(body) > 1 and not isinstance(one, (ast.Return, ast.FunctionDef, ast.For)):
                yield line, again([*body[:i], *body[i + 1 :]])


def _blocks(function: Any) -> Iterator[tuple[list[ast.stmt], Any]]:
    """Yield each block of a definition, and what makes the definition with another in its place."""

    def of(node: Any, again: Any) -> Iterator[tuple[list[ast.stmt], Any]]:
        for field in ("body", "orelse"):
            body = getattr(node, field, None)
            if not isinstance(body, list) or not body:
                continue

            def with_body(new: list[ast.stmt], field: str = field) -> Any:
                other = copy.copy(node)
                setattr(other, field, new)
                return again(other)

            yield body, with_body
            for i, one in enumerate(body):
                if isinstance(one, (ast.For, ast.While, ast.If)):
                    yield from of(
                        one,
                        lambda new, i=i, body=body, put=with_body: put(
                            [*body[:i], new, *body[i + 1 :]]
                        ),
                    )

    yield from of(function, lambda new: new)


def own_names(node: ast.FunctionDef) -> list[str]:
    """Return the names of a definition's arguments, and those that get a number in it.

    A list that is filled is no number, and within itself or another one it has no end.
    """
    inside = list(ast.walk(node))
    arguments = [one.arg for one in inside if isinstance(one, ast.arg)]
    given = [
        one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    ]
    lists = {"_"}
    for one in inside:
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            lists |= {one.value.id} if one.attr in FILLS else set()
        if isinstance(one, ast.Assign) and isinstance(one.value, (ast.List, ast.ListComp)):
            lists |= {name.id for name in one.targets if isinstance(name, ast.Name)}
    return [name for name in dict.fromkeys([*arguments, *given]) if name not in lists]


def _operation(left: ast.expr, op: ast.operator, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, op, right)


def _minus(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.USub(), node)


def _read(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def changes_of(function: Any) -> Changing | None:
    """Return a function with its small changes, None for one of which there is no text."""
    if type(function) is not FunctionType:
        elsewhere = getattr(function, "watched_elsewhere", None)  # in another process
        return elsewhere() if elsewhere else None
    try:
        return Changes(function)
    except (LookupError, SyntaxError, RecursionError):
        return None
