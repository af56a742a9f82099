"""How much memory all processes of the sandbox hold; a limit a process is no limit for many."""

import os

# KiB; what is mapped from files belongs to everybody.
OWN = ("RssAnon:", "RssShmem:", "VmSwap:", "VmPTE:")


def too_much(mib: int, uid: int | None = None) -> bool:
    """Say whether all other processes in sight hold more than so many MiB of their own.

    With `uid`, only those of this account are counted.
    """
    own, total = str(os.getpid()), 0
    for name in os.listdir("/proc"):  # noqa: PTH208
        if not name.isdigit() or name in ("1", own):
            continue
        try:
            with open(f"/proc/{name}/status", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                lines = file.readlines()
            if uid is None or any(line.split()[:2] == ["Uid:", str(uid)] for line in lines):
                total += sum(int(line.split()[1]) for line in lines if line.startswith(OWN))
        except (OSError, ValueError):
            continue  # it has just ended
    return total > mib * 2**10
