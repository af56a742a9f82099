"""Files that were made to break the grader: a sentence for a person, and never an exception."""

import io
import json
import time
import zipfile
from random import Random
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.grading.repair.loading import MAX_BYTES
from course.grading.repair.submission import NotRepairable

from .damage import as_jupyter
from .rebuilt import graded, mended, right, wanted

LESSON = "03_two_weights"
SECONDS = 20  # on a busy machine; most take milliseconds


def notebook(cells: object, **more: object) -> bytes:
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


def code(source: object, **more: object) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "metadata": {}, **more}


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 10_000_000)
    return packed.getvalue()


FILES = {
    "too large": b" " * MAX_BYTES + b"{}",
    "only zeros": b"\0" * 1000,
    "deep": b"[" * 1_000_000,
    "deep in a notebook": b'{"cells": ' + b"[" * 1_000_000,
    "deep metadata": b'{"cells": [], "metadata": ' + b'{"a":' * 1_000_000,
    "very many values": b'{"cells": [' + b"[]," * 4_000_000,
    "very many cells": notebook([code("")] * 3000),
    "very much text": notebook([code("x" * 999)] * 1500),
    "not a number": b'{"cells": NaN, "nbformat": -Infinity}',
    "a long number": b'{"cells": ' + b"9" * 100_000 + b"}",
    "cells twice": notebook([code("1")])[:-1] + b', "cells": "none"}',
    "cells a number": notebook(3),
    "cells a dictionary": notebook({"0": code("1")}),
    "a cell a number": notebook([7]),
    "source a number": notebook([code(7)]),
    "source numbers": notebook([code([1, 2])]),
    "source missing": notebook([{"cell_type": "code"}]),
    "kind a list": notebook([{"cell_type": [], "source": ""}]),
    "no cells": notebook([]),
    "metadata a string": notebook([code("1", metadata="none")], metadata="none"),
    "nbgrader a string": notebook([code("1", metadata={"nbgrader": "forward"})]),
    "grade_id a list": notebook([code("1", metadata={"nbgrader": {"grade_id": ["forward"]}})]),
    "worksheets": b'{"worksheets": [3], "nbformat": 3}',
    "a list": b"[1, 2]",
    "a word": b'"cells"',
    "a sentence": b"Sorry, I could not open the notebook.",
    "no text": bytes(range(256)) * 50,
    "utf-16 with half a letter": b"\xff\xfe{\x00\x00",
    "a zip archive": zipped(),
    "a PDF": b"%PDF-1.7\n",
    "a JSON string in a string": json.dumps(json.dumps({"cells": []})).encode(),
    "conflict": b'{"cells": [\n<<<<<<< HEAD\n{"a": 1}\n=======\n{"a": 2}\n>>>>>>> mine\n]}',
}


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"Rar!\x1a\x07\x01\0", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z archive"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a", "git lfs pull"),
    ],
)
def test_what_the_file_is_instead_is_said(start: bytes, says: str) -> None:
    """All three were called text."""
    with pytest.raises(NotRepairable, match=says):
        mended(LESSON, start + bytes(99))


@pytest.mark.parametrize("name", FILES)
def test_a_person_is_told_in_a_sentence(name: str) -> None:
    start = time.process_time()
    with pytest.raises(NotRepairable) as caught:
        mended(LESSON, FILES[name])
    assert time.process_time() - start < SECONDS
    said = str(caught.value)
    assert said.endswith(".") and "\n" not in said and len(said) < 200


LIMITS = {
    "too large": "50 MB",
    "deep": "nested too deeply",
    "very many values": "3,000,000 values",
    "very many cells": "3,000 cells",
    "very much text": "1,000,000 characters",
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_named(name: str) -> None:
    content = FILES[name] if name != "deep" else FILES["deep in a notebook"]
    with pytest.raises(NotRepairable, match=LIMITS[name]):
        mended(LESSON, content)


MANY = [
    *("same cell", "own cells", "long lines", "stubs", "brackets", "one line again", "no Python"),
    *("functions on one line", "repeated letters", "long name"),
]


@pytest.mark.parametrize("many", MANY)
def test_much_work_is_bounded(many: str) -> None:
    """As many cells and as much text as is let in, made to be compared with every answer."""
    whole = json.loads(as_jupyter(right(LESSON), Random(0)))
    answer = whole["cells"][24]
    extra = {
        "same cell": [answer] * 1900,
        "own cells": [code(f"dL_dw{n} = y_hat - y * {n}\n" * 10) for n in range(1900)],
        "long lines": [code("(((((" * 40_000), code(" " * 200_000), code("a," * 100_000)],
        "stubs": [{**answer, "source": "def gradients(x, y, w1, w2):\n    " + "x" * 400}] * 1900,
        # What follows itself is looked for in text that is no Python.
        "brackets": [code("(" * 19_000)] * 50,
        "one line again": [code("x = (1,\n" * 2_400)] * 48,
        "no Python": [code("a(\n" * 6_600)] * 48,
        "functions on one line": [code("def forward(x, a): 1 + " * 800)] * 50,
        "repeated letters": [code("ab" * 9_000 + " a")] * 50,
        "long name": [code(f"{'h' * 60_000} = {'h' * 60_000}\n{'h' * 60_000}b")] * 5,
    }[many]
    for cell in whole["cells"]:
        cell["metadata"] = {}
    whole["cells"] = [cell for cell in whole["cells"] if cell is not answer] + extra
    start = time.process_time()
    try:
        made = mended(LESSON, json.dumps(whole).encode())
        assert len(made.mended) <= 41
    except NotRepairable:
        pass
    assert time.process_time() - start < SECONDS


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | values.map(lambda value: json.dumps(value).encode()))
def test_any_file(content: bytes) -> None:
    with pytest.raises(NotRepairable):
        mended(LESSON, content)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path to every value in a JSON document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path] if path else []
    for key, inner in inside if isinstance(value, (dict, list)) else ():
        found += places(inner, (*path, key)) if isinstance(inner, (dict, list)) else [(*path, key)]
    return found


WHOLE = json.loads(as_jupyter(right(LESSON), Random(0)))
PLACES = places(WHOLE)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=4))
def test_any_value_anywhere(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    whole = json.loads(json.dumps(WHOLE))
    for path, value in changes:
        inner = whole
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # another change took the place away
    try:
        made = mended(LESSON, json.dumps(whole).encode()).notebook
    except NotRepairable as aside:
        assert str(aside).endswith(".")
        return
    nbformat.validate(made)
    nbformat.writes(made).encode()
    assert graded(made) == wanted(LESSON)
