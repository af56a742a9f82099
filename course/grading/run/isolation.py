"""How student code is kept apart from everything else: what there is, and whether it works."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ...errors import CourseError
from ..parcels import Mode
from . import bubblewrap, container

INSTEAD = (
    "Without it, --container runs student code in Podman or Docker, and --trust-students runs it "
    "with no isolation at all."
)
TRIAL = [
    "bwrap", "--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/",
    "--proc", "/proc", "--dev", "/dev", "true",
]  # fmt: skip


def chosen_mode(container: bool, trust_students: bool) -> Mode:
    """Return the mode that two options ask for. Raises CourseError where they are both there."""
    if container and trust_students:
        raise CourseError("Choose one of --container and --trust-students.")
    return Mode.CONTAINER if container else Mode.NONE if trust_students else Mode.BUBBLEWRAP


def check_isolation(mode: Mode = Mode.BUBBLEWRAP, *kept: Path) -> None:
    """Raise CourseError, with what to do, if student code can't be kept apart in this way.

    `kept` are files and folders that it must not see.
    """
    if mode is Mode.CONTAINER:
        container.engine()
    if mode is Mode.ACCOUNT and os.geteuid() != 0:
        raise CourseError("Only root can run student code in another account: start this as root.")
    if mode is not Mode.BUBBLEWRAP:
        return
    if Path(sys.prefix).is_relative_to("/tmp"):
        raise CourseError(
            f"This Python is in {sys.prefix}, and the sandbox has a /tmp of its own. Make its "
            f"environment somewhere else. {INSTEAD}"
        )
    bubblewrap.check_sandbox(*kept)
    if shutil.which("bwrap") is None:
        raise CourseError(
            "Student code is run in bubblewrap, which is not installed: `apt install bubblewrap` "
            f"on Debian and Ubuntu, `dnf install bubblewrap` on Fedora. {INSTEAD}"
        )
    done = subprocess.run(TRIAL, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise CourseError(
            f"bubblewrap does not work here ({said[-1] if said else 'it says nothing'}). It needs "
            f"user namespaces; on Ubuntu allow them with an AppArmor profile for bwrap. {INSTEAD}"
        )
