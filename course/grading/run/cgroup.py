"""A control group around a warm parent and its children, where this machine has one for us.

In it the kernel itself counts memory, also what no look at processes shows: files in memory, pipes,
sockets. systemd gives one to any user who is logged in; root makes one in the file system. Where
there is neither, the warm parent's own count remains.
"""

import contextlib
import itertools
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .limits import MIB, Limits

ROOT = Path("/sys/fs/cgroup")
SYSTEMD = Path("/run/systemd/system")  # is there where systemd runs the machine
PARENT = 1024  # MiB for the warm parent, and for what the kernel keeps of files that were read
NAME = "downhill"
ENTER = 'echo $$ > "$1" || exit 9; shift; exec "$@"'
PATIENCE = 5.0  # seconds for systemd to answer, and for the processes of a group to end
_count = itertools.count()


@dataclass(frozen=True)
class Group:
    """What goes before a command to run it in a group, and the folder of a group that is ours."""

    prefix: tuple[str, ...] = ()
    folder: Path | None = None

    def close(self) -> None:
        """Remove the group; its processes have been killed."""
        until = time.monotonic() + PATIENCE
        while self.folder and self.folder.exists():
            with contextlib.suppress(OSError):
                self.folder.rmdir()
                return
            if time.monotonic() > until:
                return  # the next worker's start removes it
            time.sleep(0.02)


def make_group(limits: Limits) -> Group:
    """Return a group for a warm parent, one without effect where none can be made."""
    most = limits.memory + PARENT
    scope = _scope() if SYSTEMD.exists() else ()
    if scope:
        return Group((*scope, f"--property=MemoryMax={most}M", "--"))
    if os.geteuid() != 0:
        return Group()
    for place, file in _places():
        folder = place / f"{NAME}-{os.getpid()}-{next(_count)}"
        try:
            _remove_old(place)
            folder.mkdir()
            (folder / file).write_text(str(most * MIB), encoding="ascii")
        except OSError:
            with contextlib.suppress(OSError):
                folder.rmdir()
            continue
        return Group(("sh", "-c", ENTER, "sh", str(folder / "cgroup.procs")), folder)
    return Group()


def _places() -> Iterator[tuple[Path, str]]:
    """Yield folders in which a group may be made so that it is bounded by ours, and its limit."""
    for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
        _, kinds, own = line.split(":", 2)
        if kinds == "memory":
            yield ROOT / "memory" / own.lstrip("/"), "memory.limit_in_bytes"
        elif not kinds and (ROOT / "cgroup.controllers").exists():
            # A group with processes of its own can have none below it: beside ours, then.
            yield (ROOT / own.lstrip("/")).parent if own != "/" else ROOT, "memory.max"


def _remove_old(place: Path) -> None:
    """Remove what a worker left that was killed."""
    for folder in place.glob(f"{NAME}-*"):
        if not Path(f"/proc/{folder.name.split('-')[1]}").exists():
            with contextlib.suppress(OSError):
                folder.rmdir()


@lru_cache(maxsize=1)
def _scope() -> tuple[str, ...]:
    """Return the command by which systemd runs another in a group, or nothing if it does not."""
    user = [] if os.geteuid() == 0 else ["--user"]
    command = ["systemd-run", *user, "--scope", "--quiet", "--collect"]
    command.append("--property=MemorySwapMax=0")
    # Since version 253 systemd ends a whole scope when the kernel ends one of its processes.
    for more in (["--property=OOMPolicy=continue"], []):
        if _works([*command, *more]):
            return (*command, *more)
    return ()


def _works(command: list[str]) -> bool:
    """Say whether the command runs another, with an open file handed down, and memory counted."""
    mine, theirs = os.pipe()
    words = [*command, "--property=MemoryMax=1G", "--", "sh", "-c", f"echo yes >&{theirs}"]
    try:
        with os.fdopen(mine, "rb") as heard:
            try:
                done = subprocess.run(
                    words, pass_fds=[theirs], capture_output=True, timeout=PATIENCE
                )
            finally:
                os.close(theirs)
            return done.returncode == 0 and heard.read() == b"yes\n"
    except (OSError, subprocess.TimeoutExpired):
        return False
