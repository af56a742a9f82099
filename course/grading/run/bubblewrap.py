"""The bubblewrap command around the warm parent: what is in its sandbox, and nothing else.

The course's repository is not in there, nor are solutions, gradebook or submissions: the system's
programs, what this Python needs, the helpers, the data, and the code of `sandbox` and `wire`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from ...errors import CourseError
from . import python

HOME = "/home/student"
GRADER, COURSE = "/grader", "/course"
SYSTEM = ["/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin"]
SETTINGS = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/fonts"]
SETTINGS += ["/etc/alternatives", "/etc/localtime"]
# What the parent needs to give its children spaces of their own, and the children to give it up.
CAPABILITIES = ["CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_KILL"]
CAPABILITIES += ["CAP_SETFCAP"]  # without it an ordinary user's children get no user namespace
ENVIRONMENT = {
    "HOME": HOME,
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "IPYTHONDIR": "/tmp/ipython",
    "KERAS_BACKEND": "jax",
    "KERAS_HOME": "/tmp/keras",
    "JAX_PLATFORMS": "cpu",
    # One thread: unshare wants it, and a busy machine too.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


def bwrap_command(course: Path) -> list[str]:
    """Return the command up to the program and its arguments."""
    root = os.geteuid() == 0
    # In a user namespace of one's own, or as the real root without one: see `isolate`.
    spaces = [] if root else ["--unshare-user", "--uid", "0", "--gid", "0"]
    capabilities = [word for name in CAPABILITIES for word in ("--cap-add", name)]
    return [
        "bwrap", "--die-with-parent", "--new-session", "--clearenv", *spaces,
        "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--unshare-cgroup-try",
        "--cap-drop", "ALL", *capabilities,
        *_read_only(course),
        "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev",
        "--tmpfs", "/dev/shm", "--tmpfs", "/tmp", "--tmpfs", HOME,
        "--chdir", HOME, "--remount-ro", "/",
        *(word for item in ENVIRONMENT.items() for word in ("--setenv", *item)),
        "--",
    ]  # fmt: skip


def _read_only(course: Path) -> Iterator[str]:
    """Yield the options that put files and folders into the sandbox."""
    for place in SYSTEM:
        if Path(place).is_symlink():
            yield from ("--symlink", str(Path(place).readlink()), place)
        elif Path(place).exists():
            yield from ("--ro-bind", place, place)
    bound = {str(place): place for place in python.python_paths(SYSTEM)} | ours(course)
    links = python.links(SYSTEM)
    targets = [*map(Path, (*bound, HOME, *SETTINGS)), *links]
    for folder in sorted({str(parent) for target in targets for parent in target.parents} - {"/"}):
        # Left to itself, bubblewrap makes some of them for its own user only.
        yield from ("--perms", "0755", "--dir", folder)
    for place in SETTINGS:
        yield from ("--ro-bind-try", place, place)
    for target, source in bound.items():
        yield from ("--ro-bind", str(source), target)
    for link, leads in links.items():
        yield from ("--symlink", str(leads), str(link))


def ours(course: Path) -> dict[str, Path]:
    """Return where what the child needs of the course goes, and where it is."""
    code = Path(__file__).parents[1]
    return {
        **{f"{COURSE}/{room}": course / room for room in ("helpers", "data")},
        **{f"{GRADER}/grading/{room}": code / room for room in ("protocol/wire", "run/sandbox")},
    }


def check_sandbox(*kept: Path) -> None:
    """Raise CourseError where the sandbox would show a folder or file that is to be kept from it.

    It may lie in a folder of the system, or of this Python, that is shown as a whole.
    """
    shown = [Path(place) for place in SYSTEM if not Path(place).is_symlink()]
    here = Path(__file__).parents[3]
    ours = [here / room for room in ("solutions", "lessons") if (here / room).exists()]
    for place in (*shown, *python.python_paths(SYSTEM)):
        for one in (*kept, *ours):
            if one.resolve().is_relative_to(place.resolve()):
                raise CourseError(
                    f"Students' code needs {place} to run, and {one} lies in there: it would be "
                    "read. Move it somewhere else, such as a folder in your home."
                )
