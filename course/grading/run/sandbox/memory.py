"""How much memory all processes of the sandbox hold; a limit a process is no limit for many."""

import os

OWN = ("RssAnon:", "RssShmem:")  # KiB; what is mapped from files belongs to everybody


def too_much(mib: int) -> bool:
    """Say whether all other processes in sight hold more than so many MiB of their own."""
    own, total = str(os.getpid()), 0
    for name in os.listdir("/proc"):  # noqa: PTH208
        if not name.isdigit() or name in ("1", own):
            continue
        try:
            with open(f"/proc/{name}/status", encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                total += sum(int(line.split()[1]) for line in file if line.startswith(OWN))
        except (OSError, ValueError):
            continue  # it has just ended
    return total > mib * 2**10
