"""A folder with what lies beside an own notebook, in which its tests are evaluated."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def beside(files: Iterable[tuple[str, bytes]]) -> Iterator[None]:
    """Work in a new folder with these files, where a notebook's relative paths lead.

    Modules among them can be imported, and are forgotten afterwards: another course may have a
    module of the same name. One at a time in a process.
    """
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files:
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        os.chdir(folder)
        sys.path.insert(0, folder)
        try:
            yield
        finally:
            os.chdir(before)
            sys.path.remove(folder)
            sys.path_importer_cache.pop(folder, None)
            for name, module in [*sys.modules.items()]:
                if str(getattr(module, "__file__", None) or "").startswith(folder):
                    del sys.modules[name]
