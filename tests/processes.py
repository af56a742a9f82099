"""The processes below one, by Linux's /proc."""

import time
from collections.abc import Iterable
from pathlib import Path


def below(parent: int) -> set[int]:
    """Return the processes below one, whichever of its threads started them."""
    found = {parent}
    while True:
        parents = [(int(place.name), _parent(place)) for place in Path("/proc").glob("[0-9]*")]
        more = {child for child, its in parents if its in found} - found
        if not more:
            return found - {parent}
        found |= more


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except OSError:  # it has gone meanwhile
        return -1


def alive(process: int) -> bool:
    """Say whether a process runs; one that has ended and was not waited for does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def left(processes: Iterable[int], seconds: float = 20) -> set[int]:
    """Return which of the processes still run after so long a time."""
    until = time.monotonic() + seconds
    while (running := {one for one in processes if alive(one)}) and time.monotonic() < until:
        time.sleep(0.1)
    return running
