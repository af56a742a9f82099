"""Where an error arose in the code that a student wrote."""

import linecache
import re
from collections.abc import Iterator
from types import CodeType, FrameType, FunctionType, TracebackType
from typing import Any, NamedTuple

import numpy as np

MOST = 20  # functions that are looked at for an open gap
GAP = re.compile(r"(.+?)\s*=\s*\.\.\.\s*(#.*)?")
# How an error speaks of `...` as a value. (NumPy names an ellipsis among what may be an index.)
GAP_VALUE = re.compile(r"'ellipsis'|ellipsis object|(type|not) ellipsis|to ellipsis\.")


class Place(NamedTuple):
    """Where an error arose; all empty where it arose elsewhere.

    Attributes
    ----------
    line : the innermost line of the function's own file that ran.
    gaps : what is still `...` in there, a name or an entry such as "losses[0]".
    other : the other function of the student's that has a gap, or in which the line stands.
    why : where None or a shape stops the line, which line above it made the None, or which shapes
        stand in it, as a sentence.
    """

    line: str = ""
    gaps: tuple[str, ...] = ()
    other: str = ""
    why: str = ""


def own_place(function: Any, error: BaseException) -> Place:
    """Return where an error arose in a function, or in another of the same file that it calls."""
    code = getattr(function, "__code__", None)
    if code is None:
        return Place()
    # Another cell of the same notebook is another file, with the same names.
    names = function.__globals__ if isinstance(function, FunctionType) else None
    own = [
        trace
        for trace in _traces(error)
        if trace.tb_frame.f_code.co_filename == code.co_filename
        or trace.tb_frame.f_globals is names
    ]
    if not own:
        return Place()
    frame = own[-1].tb_frame
    gaps = _gaps(frame)
    inside = frame.f_code.co_name
    other = "" if inside in (code.co_name, *INNER) else inside
    if (gaps or GAP_VALUE.search(str(error))) and not _is_open(frame.f_code):
        other = _open_one(frame.f_code, frame.f_globals)  # which may have handed it on
    line = _line(own[-1])
    return Place(line, gaps, other, _why(str(error), line, own[-1]))


SHAPES = re.compile(r"matmul|broadcast|not aligned")
# What changes something and returns None.
IN_PLACE = re.compile(r"\.(append|extend|insert|sort|shuffle|reverse|update|fill)\(.*\)$")


def _why(says: str, line: str, trace: TracebackType) -> str:
    """Return what the names in a line that stops hold, where that is what stops it."""
    held = trace.tb_frame.f_locals
    read = re.sub(r"^[^=()]*=(?!=)", "", line)  # without what gets a value
    names = [n for n in dict.fromkeys(re.findall(r"(?<![\w.])[^\W\d]\w*", read)) if n in held]
    if "'NoneType'" in says:
        told = (_made_none(n, trace.tb_frame.f_code, line) for n in names if held[n] is None)
        return next(filter(None, told), "")
    if SHAPES.search(says):
        values = {name: held[name] for name in names}
        for text, name, place in re.findall(r"((\w+)\[(\w+)\])", read):  # such as weights[layer]
            entries, at = held.get(name), held.get(place)
            if type(entries) is list and type(at) is int and -len(entries) <= at < len(entries):
                values[text] = entries[at]
        arrays = {n: v for n, v in values.items() if isinstance(v, np.ndarray) and v.ndim}
        told_of = ", ".join(f"{name} {value.shape}" for name, value in arrays.items())
        return f"The shapes in it: {told_of}." if told_of else ""
    return ""


def _made_none(name: str, code: CodeType, line: str) -> str:
    """Say which line of a function has made a name None, where that is sure."""
    texts = {n: linecache.getline(code.co_filename, n).strip() for *_, n in code.co_lines() if n}
    given = [text for _, text in sorted(texts.items()) if re.match(rf"{name}\s*=(?!=)", text)]
    given = [text for text in given if IN_PLACE.search(text)] or given
    if len(given) != 1:
        return ""
    if given[0] == line:
        return f"It has made `{name}` None in the round before."
    return f"`{name}` is None there: it comes from the line `{given[0]}`."


INNER = ("<lambda>", "<listcomp>", "<genexpr>", "<dictcomp>", "<setcomp>")


def cell_line(error: BaseException | None) -> str:
    """Return the line of a cell, outside of functions, in which an error arose; "" if none."""
    known: Place | None = getattr(error, "student_place", None)  # of another process
    if known is not None or error is None:
        return known.line if known else ""
    if isinstance(error, SyntaxError) and error.text:
        return error.text.strip()
    return next(
        (_line(trace) for trace in _traces(error) if trace.tb_frame.f_code.co_name == "<module>"),
        "",
    )


def _line(trace: TracebackType) -> str:
    return linecache.getline(trace.tb_frame.f_code.co_filename, trace.tb_lineno).strip()


def _gaps(frame: FrameType) -> tuple[str, ...]:
    """Return what was left open in a frame; a name may hold `...` that another gap handed on."""
    held = [name for name, value in frame.f_locals.items() if value is ...]
    code = frame.f_code
    lines = sorted({line for *_, line in code.co_lines() if line})
    texts = [linecache.getline(code.co_filename, line).strip() for line in lines]
    left = [found[1] for found in map(GAP.fullmatch, texts) if found]
    return tuple([gap for gap in left if gap in held or "[" in gap] or held) if held else ()


def _traces(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _is_open(code: CodeType) -> bool:
    """Say whether `...` stands in a function's own text."""
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return ... in code.co_consts or any(map(_is_open, inner))


def _open_one(code: CodeType, names: dict[str, Any]) -> str:
    """Return the name of a function beside one that it uses, and in which `...` stands; or ""."""
    todo, seen = [code], set[CodeType]()
    while todo and len(seen) < MOST:
        code = todo.pop(0)
        seen.add(code)
        for name in code.co_names:
            value = names.get(name)
            if isinstance(value, FunctionType) and value.__code__ not in seen:
                if value.__globals__ is names and _is_open(value.__code__):
                    return name
                todo.append(value.__code__)
    return ""
