"""Whether a busy machine may be to blame for what was slow."""

import os
from pathlib import Path

PRESSURE = Path("/proc/pressure")
KINDS = ("cpu", "io", "memory")


class Load:
    """How busy this machine has been since the object was made."""

    def __init__(self) -> None:
        self._before = _stalled()

    def to_blame(self, lost: float) -> bool:
        """Say whether the load explains at least half of `lost` seconds.

        By the time in which some program had to wait for processor, disk or memory, as the kernel
        counts it; on a kernel that does not count, by the number of programs that want to run.
        """
        if not self._before:
            return os.getloadavg()[0] > (os.cpu_count() or 1)
        now = _stalled()
        stalled = max(now[kind] - self._before[kind] for kind in now.keys() & self._before.keys())
        return stalled >= lost / 2


def _stalled() -> dict[str, float]:
    """Return for how many seconds some program has waited; empty where nobody counts."""
    found = {}
    for kind in KINDS:
        try:
            some = (PRESSURE / kind).read_text(encoding="ascii").split("\n")[0]
            found[kind] = float(some.rpartition("total=")[2]) / 1e6
        except (OSError, ValueError):
            continue
    return found
