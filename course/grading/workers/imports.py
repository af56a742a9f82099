"""Importing nbgrader takes five seconds; this takes a third of them away."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quick() -> Iterator[None]:
    """Import faster inside, in a program that lets go of nothing that it imports."""
    # jsonschema, which nbformat needs, would build the grammar of international web addresses: one
    # second. It does without where the package is missing; a notebook's schema has none of them.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    gc.disable()  # it looks through all that was imported, again and again
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()
