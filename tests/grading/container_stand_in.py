"""A stand-in for a container of Gradescope's: its folders, and root with Docker's few rights.

bubblewrap makes it: the system and this Python can be read there, /autograder can be written, and
the capabilities are those that Docker leaves to root. So no namespaces can be made inside.
"""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.grading.run import python
from course.grading.run.bubblewrap import SETTINGS, SYSTEM

PLACE = "/autograder"
# containers/common and moby/moby give these to root in a container.
DOCKER = (
    *("CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID"),
    *("SETFCAP", "SETPCAP", "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE"),
)


@dataclass(frozen=True)
class StandIn:
    """The folder that is /autograder inside."""

    folder: Path

    @classmethod
    def of(cls, folder: Path, archive: Path) -> "StandIn":
        """Make the folders as the documentation says, with the zip unpacked, and setup.sh done."""
        for name in ("source", "submission", "results"):
            (folder / name).mkdir(parents=True)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder / "source")
        script = folder / "run_autograder"
        shutil.copy(folder / "source" / "run_autograder", script)
        script.chmod(0o755)
        (folder / "environment").symlink_to(sys.prefix)  # in place of what setup.sh installs
        (folder / "submission_metadata.json").write_text("{}", encoding="utf-8")
        return cls(folder)

    def run(self, script: str = "run_autograder") -> "subprocess.CompletedProcess[str]":
        """Run a script inside; programs in /autograder/stubs go before the system's."""
        return subprocess.run(
            [*self._bwrap(), f"{PLACE}/{script}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def results(self) -> dict[str, Any]:
        """Run it, and return what it wrote."""
        done = self.run()
        assert done.returncode == 0, done.stdout
        text = (self.folder / "results" / "results.json").read_text(encoding="utf-8")
        found: dict[str, Any] = json.loads(text)
        return found

    def _bwrap(self) -> Iterator[str]:
        yield from ("bwrap", "--die-with-parent", "--unshare-pid", "--clearenv")
        yield from ("--setenv", "PATH", f"{PLACE}/stubs:/usr/bin:/bin", "--cap-drop", "ALL")
        for name in DOCKER:
            yield from ("--cap-add", f"CAP_{name}")
        for place in map(Path, SYSTEM):
            if place.is_symlink():
                yield from ("--symlink", str(place.readlink()), str(place))
            elif place.exists():
                yield from ("--ro-bind", str(place), str(place))
        shown, links = python.python_paths(SYSTEM), python.links(SYSTEM)
        above = {str(up) for place in (*shown, *links) for up in place.parents} - {"/"}
        for folder in sorted(above):
            yield from ("--perms", "0755", "--dir", folder)
        for place in SETTINGS:
            yield from ("--ro-bind-try", place, place)
        for place in shown:
            yield from ("--ro-bind", str(place), str(place))
        for link, leads in links.items():
            yield from ("--symlink", str(leads), str(link))
        yield from ("--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--tmpfs", "/tmp")
        yield from ("--bind", str(self.folder), PLACE, "--chdir", PLACE, "--")
