"""Which tests of an instructor's own notebook reach into the student's process.

Such a test deletes, sets or patches what the notebook's code uses, or is no plain Python. Judged
outside, it would change names of the judge's and find nothing changed. This reads the cells' text;
what it can't see, a trial with the lesson's own solution shows.
"""

import ast
import symtable
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nbformat import NotebookNode

from ..cell_metadata import grade_id, is_check

# What looks at names from elsewhere, or runs a text.
CALLS = frozenset(
    [
        "globals",
        "locals",
        "vars",
        "exec",
        "eval",
        "get_ipython",
        "setattr",
        "delattr",
        "compile",
        "__import__",
    ]
)
MODULES = frozenset({"unittest.mock", "mock", "__main__", "builtins", "IPython"})
SEEDS = frozenset({"seed", "set_state", "setstate", "set_seed", "manual_seed"})
INNER = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
HISTORY = frozenset({"In", "Out", "_", "__", "___"})


@dataclass
class CellNames:
    """The names of a cell.

    Attributes
    ----------
    bound : set by it in the notebook, imports not among them.
    imported : set by its imports.
    needed : used by it before it sets them, its functions not among the users.
    within : used by its functions, and so whenever one of these is called.
    reaches : in words, what it does that only works inside; "" for nothing.
    """

    bound: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    needed: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    reaches: str = ""

    @property
    def all_bound(self) -> set[str]:
        """All that it sets."""
        return self.bound | self.imported


def reaching(notebook: NotebookNode) -> dict[str, str]:
    """Return why a test must run inside, by grade_id, for each test that must."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    names = [names_of(cell.source) for cell in cells]
    tests = [number for number, cell in enumerate(cells) if is_check(cell)]
    found: dict[int, str] = {}
    for number in tests:
        if why := names[number].reaches or _sets(number, names, tests):
            found[number] = why
    # What a test inside needs of an earlier one must be inside too.
    for number in reversed(tests):
        later = [names[one] for one in found if one > number]
        used = set[str]().union(*(one.needed | one.within for one in later))
        if number not in found and (both := names[number].all_bound & used):
            others = [n for n in range(number) if n not in tests]
            known = set[str]().union(*(names[n].all_bound for n in others))
            if left := both - known:
                found[number] = f"a test that must run there uses its `{min(left)}`"
    return {grade_id(cells[number]): why for number, why in found.items()}


def _sets(number: int, names: Sequence[CellNames], tests: Sequence[int]) -> str:
    """Say which name a test sets that code of the notebook's uses."""
    own = names[number]
    others = [one for n, one in enumerate(names) if n not in tests]
    within = set[str]().union(*(one.within for one in others))
    if used := own.bound & within:
        return f"it sets `{min(used)}`, which functions of the notebook use"
    kept = own.all_bound - _imports(others, own)
    for one in (names[n] for n in range(number + 1, len(names)) if n not in tests):
        if used := kept & (one.needed | one.within):
            return f"it sets `{min(used)}`, which a later cell uses"
        kept -= one.all_bound
    return ""


def _imports(others: Sequence[CellNames], own: CellNames) -> set[str]:
    """Return the names that a test imports as another cell does."""
    return own.imported & set[str]().union(*(one.imported for one in others))


def names_of(source: str) -> CellNames:
    """Return the names of a cell; of one that is no Python, that it reaches in."""
    tree, is_plain = parsed(source)
    if tree is None:
        return CellNames(reaches="it is no plain Python")
    found = CellNames(
        reaches="" if is_plain else "it has a command of the notebook's, such as `%time`"
    )
    first: dict[str, bool] = {}
    for node in sorted(_outer(tree), key=_place):
        for name, loads in _uses(node):
            first.setdefault(name, loads)
            if not loads:
                imports = isinstance(node, ast.Import | ast.ImportFrom)
                (found.imported if imports else found.bound).add(name)
    found.needed = {name for name, loads in first.items() if loads}
    if is_plain:
        table = symtable.symtable(source, "<cell>", "exec")
        for scope in _scopes(table):
            for symbol in scope.get_symbols():
                if symbol.is_global() and symbol.is_assigned():
                    found.bound.add(symbol.get_name())
                elif symbol.is_global():
                    found.within.add(symbol.get_name())
    found.reaches = found.reaches or _reaches(tree, found)
    return found


def parsed(source: str) -> tuple[ast.Module | None, bool]:
    """Return a cell's tree, and whether it is plain Python; None where it is not even magics."""
    try:
        return ast.parse(source), True
    except (SyntaxError, ValueError):
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            manager = TransformerManager()  # type: ignore[no-untyped-call]
            return ast.parse(manager.transform_cell(source)), False
        except (SyntaxError, ValueError):
            return None, False


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _scopes(child)


def _outer(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that are not inside a function, a class or a comprehension."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, INNER):
            yield from _outer(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for one in node.decorator_list:
                yield from (one, *_outer(one))


def _place(node: ast.AST) -> tuple[int, int]:
    """Return where a node counts: what is set by a statement is set at its end."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        return getattr(node, "end_lineno", 0), 10**6
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _uses(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield the names that a node loads (True) or sets (False) in the notebook."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            yield name, True
        case ast.Name(id=name, ctx=ast.Store()):
            yield name, False
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name, False
        case ast.ExceptHandler(name=str(name)):
            yield name, False
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            for one in names:
                yield one.asname or one.name.partition(".")[0], False


def _reaches(tree: ast.Module, names: CellNames) -> str:
    """Say what a test does that works inside only; "" for nothing."""
    nodes = sorted(ast.walk(tree), key=_place)
    bound = set[str]()
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
            case ast.Name(id=name, ctx=ast.Del()) if name not in bound:
                return f"it deletes `{name}`"
            case ast.Attribute(value=of, attr=attr, ctx=ast.Store() | ast.Del()):
                if (base := _base(of)) not in bound:
                    return f"it changes `{base}.{attr}`"
            case ast.Subscript(value=of, ctx=ast.Store() | ast.Del()):
                if (base := _base(of)) not in bound:
                    return f"it changes an entry of `{base}`"
            case ast.Name(id=name) if name in HISTORY and name not in bound:
                return f"it uses `{name}`"
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                return f"it calls `{name}`"
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in SEEDS:
                return f"it calls `{attr}`, and random numbers are drawn there"
            case ast.Import(names=modules):
                if used := {one.name for one in modules} & MODULES:
                    return f"it imports `{min(used)}`"
            case ast.ImportFrom(module=str(module), names=modules):
                every = {module, *(f"{module}.{one.name}" for one in modules)}
                if used := every & MODULES:
                    return f"it imports `{min(used)}`"
            case ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                return "it awaits something"
    return ""


def _base(node: ast.expr) -> str:
    """Return the name that a chain of attributes, entries and calls begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else "…"
