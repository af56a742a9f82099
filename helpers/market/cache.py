"""Downloads that are kept for half a day, so that a notebook run twice asks Yahoo once."""

import os
import sys
import time
from pathlib import Path
from urllib.parse import quote

HOURS = 12.0


def cache_folder() -> Path:
    """Return where downloads are kept: a folder of the user's, never in the course's.

    The environment variable DOWNHILL_CACHE names another one. Deleting it does no harm.
    """
    if named := os.environ.get("DOWNHILL_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        usual = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        usual = Path.home() / "Library" / "Caches"
    else:
        usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return usual / "downhill"


def cache_file(ticker: str, start: str, end: str) -> Path:
    """Return the file for a request; any ticker makes a name that every system takes."""
    return cache_folder() / "prices" / f"{quote(ticker, safe='')}_{start}_{end}.csv"


def kept(path: Path) -> str | None:
    """Return the text at `path` if it is there and not older than HOURS, else None."""
    if not path.is_file() or time.time() - path.stat().st_mtime > HOURS * 3600:
        return None
    return path.read_text(encoding="utf-8")


def keep(path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all. Raises OSError where that can't be done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)
