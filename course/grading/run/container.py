"""The same warm parent in a container, where bubblewrap can't be had: Podman or Docker.

The image is built from course/grading/run/Containerfile. The command is put together here; tests
don't run it, for they have no container engine.
"""

import shutil
from pathlib import Path

from ...errors import CourseError
from . import bubblewrap
from .bubblewrap import CAPABILITIES, ENVIRONMENT, HOME

IMAGE = "downhill-grader"
SOCKET = "/control"


def engine() -> str:
    """Return "podman" or "docker", whichever is there. Raises CourseError."""
    for name in ("podman", "docker"):
        if shutil.which(name):
            return name
    raise CourseError("--container needs Podman or Docker; install one of them.")


def container_command(course: Path, folder: Path) -> list[str]:
    """Return the command up to the program; `folder` holds the judge's listening socket."""
    capabilities = [name.removeprefix("CAP_") for name in CAPABILITIES]
    mounts = bubblewrap.ours(course)
    return [
        engine(), "run", "--rm", "--init", "--network=none", "--read-only", "--user=0",
        "--cap-drop=ALL", *(f"--cap-add={name}" for name in capabilities),
        "--pids-limit=512", f"--tmpfs={HOME}", "--tmpfs=/tmp", f"--workdir={HOME}",
        # A child mounts file systems of its own before it gives this up.
        "--security-opt=apparmor=unconfined", "--security-opt=label=disable",
        *(f"--volume={place}:{target}:ro" for target, place in mounts.items()),
        f"--volume={folder}:{SOCKET}",
        *(f"--env={name}={value}" for name, value in ENVIRONMENT.items()),
        IMAGE,
    ]  # fmt: skip
