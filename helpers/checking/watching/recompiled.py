"""A function compiled from another definition than its own, and with it the functions it calls."""

import ast
from collections.abc import Callable, Mapping, Sequence
from types import CodeType, FunctionType
from typing import Any

from .numbers import numeric
from .text import code_objects, function_of

FOLLOW, TURN, OWN = "·follow", "·turn", "·own"  # nobody writes these
# In two parts, for a fingerprint takes a name that ends with a dot as all modules of the package.
LESSONS = "helpers.lessons" + "."
MOST = 20  # functions that are called
# What is compiled in the place of a function, by its code and by what it reads and does not make.
Rewrite = Callable[[CodeType, Sequence[str]], ast.FunctionDef]


class Recompiled:
    """A function of other code, with names of ours beside its own.

    A function that it calls is compiled anew as well, if it stands beside the first one.

    Parameters
    ----------
    function : the function as it was written.
    rewrite : returns the definition to compile instead. Raises LookupError where there is none.
    names : what the new code finds under the names that `rewrite` has put into it.
    """

    def __init__(self, function: FunctionType, rewrite: Rewrite, names: Mapping[str, Any]) -> None:
        self._rewrite, self._names = rewrite, {**names, FOLLOW: self._follow}
        self._made: dict[CodeType, CodeType] = {}
        self._spaces: dict[int, dict[str, Any]] = {}
        self._own = str(function.__module__).startswith(LESSONS), function.__globals__
        self.function = self._compiled(function)

    def variant(self, function: FunctionType, node: ast.FunctionDef) -> FunctionType:
        """Return a function of another definition. Raises SyntaxError for one that is none."""
        return self._with_space(function, _made_of(node, function.__code__))

    def set_name(self, name: str, value: Any) -> None:
        """Let all functions so far find a value under a name."""
        for space in self._spaces.values():
            space[name] = value

    def _follow(self, called: Any) -> Any:
        """Return a function as it is to be called: anew if it stands beside the first one."""
        if type(called) is not FunctionType or len(self._made) > MOST:
            return called
        lesson, names = self._own
        beside = str(called.__module__).startswith(LESSONS) if lesson else False
        if FOLLOW in called.__globals__ or not (beside or called.__globals__ is names):
            return called
        try:
            return self._compiled(called)
        except LookupError:
            return called

    def _compiled(self, function: FunctionType) -> FunctionType:
        code = function.__code__
        if code not in self._made:
            node = self._rewrite(code, _outside(code, function.__globals__))
            self._made[code] = _made_of(node, code)
        return self._with_space(function, self._made[code])

    def _with_space(self, function: FunctionType, made: CodeType) -> FunctionType:
        """Return a function of other code, in a space of its own."""
        code = function.__code__
        space = self._spaces.setdefault(
            id(function.__globals__),
            {**function.__globals__, **self._names},
        )
        cells = dict(zip(code.co_freevars, function.__closure__ or (), strict=True))
        closure = tuple(cells[name] for name in made.co_freevars)
        new = FunctionType(made, space, function.__name__, function.__defaults__, closure)
        new.__kwdefaults__ = function.__kwdefaults__
        return new


def call(name: str, *arguments: ast.expr) -> ast.Call:
    """Return the call of a function by its name."""
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _made_of(node: ast.FunctionDef, code: CodeType) -> CodeType:
    """Return the code of a definition that takes the place of another's."""
    # Inside another function, so that names which are not its own are found where they were;
    # one that calls itself finds itself there, too.
    node.name = OWN
    given = [ast.arg(name) for name in code.co_freevars]
    arguments = ast.arguments([], given, None, [], [], None, [])
    tree = ast.Module([function_of("outer", arguments, [node], node)], [])
    ast.fix_missing_locations(tree)
    return _inner(_inner(compile(tree, code.co_filename, "exec"), "outer"), OWN)


def _outside(code: CodeType, names: Mapping[str, Any]) -> list[str]:
    """Return the numbers, arrays and lists that a function reads and does not make."""
    codes = list(code_objects(code))
    own = {name for c in codes for name in (*c.co_varnames, *c.co_cellvars, *c.co_freevars)}
    read = dict.fromkeys(name for c in codes for name in c.co_names if name in names)
    return [name for name in read if name not in own and numeric(names[name]) is not None]


def _inner(code: CodeType, name: str) -> CodeType:
    return next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name)
