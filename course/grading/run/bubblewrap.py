"""The bubblewrap command around the warm parent: what is in its sandbox, and nothing else.

The course's repository is not in there, nor are solutions, gradebook or submissions: the system's
programs, this Python with its packages, the helpers, the data, and the code of `sandbox`.
"""

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

HOME = "/home/student"
GRADER, COURSE = "/grader", "/course"
SYSTEM = ["/usr", "/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin"]
SETTINGS = ["/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/fonts"]
SETTINGS += ["/etc/alternatives", "/etc/localtime"]
# What the parent needs to give its children spaces of their own, and the children to give it up.
CAPABILITIES = ["CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_KILL"]
CAPABILITIES += ["CAP_SETFCAP"]  # without it an ordinary user's children get no user namespace
PACKAGES = ["numpy", "matplotlib", "IPython", "msgpack", "ipywidgets"]
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


def command(course: Path) -> list[str]:
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
        "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp",
        "--tmpfs", HOME, "--chdir", HOME, "--remount-ro", "/",
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
    sandbox = Path(__file__).with_name("sandbox")
    bound = {place: place for place in _python()}
    bound |= {f"{COURSE}/{room}": str(course / room) for room in ("helpers", "data")}
    bound |= {f"{GRADER}/sandbox": str(sandbox)}
    above = {str(parent) for target in (*bound, HOME, *SETTINGS) for parent in Path(target).parents}
    for folder in sorted(above - {"/"}):
        # Left to itself, bubblewrap makes some of them for its own user only.
        yield from ("--perms", "0755", "--dir", folder)
    for place in SETTINGS:
        yield from ("--ro-bind-try", place, place)
    for target, place in bound.items():
        yield from ("--ro-bind", place, target)


def _python() -> list[str]:
    """Return the folders of this Python: prefixes, symbolic links on the way, packages."""
    places = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.base_prefix).resolve()}
    link = Path(sys.executable)
    while link.is_symlink():
        link = link.parent / link.readlink()
        places.add(Path(os.path.normpath(link)).parent.parent)
    places |= set(packages())
    places = {place for place in places if not _below(place, [Path(s) for s in SYSTEM])}
    return [str(p) for p in sorted(places) if not _below(p, [q for q in places if q != p])]


def packages() -> list[Path]:
    """Return the folders from which the packages come that a notebook needs."""
    found = [importlib.util.find_spec(name) for name in PACKAGES]
    return sorted({Path(spec.origin).parents[1] for spec in found if spec and spec.origin})


def _below(place: Path, others: list[Path]) -> bool:
    return any(place == other or other in place.parents for other in others)
