"""A JupyterLab of its own, apart from the user's settings."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .lab import LabError

# JupyterLab keeps only the visible cells in the page unless told otherwise; the tests look at all.
# Autosave off: one test's edits must not reach the next test that opens the same lesson.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}
# The news plugin asks, in a pop-up over the page, whether it may fetch news.
PAGE_CONFIG = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: where it listens, its token, and the folder it serves."""

    url: str
    token: str
    root: Path


@contextmanager
def serving(root: Path, base: Path) -> Iterator[Lab]:
    """Serve the folder `root`; settings, log and everything else of JupyterLab go under `base`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    lab = Lab(f"http://127.0.0.1:{port}", secrets.token_hex(16), root)
    log = base / "jupyterlab.log"
    with log.open("wb") as sink:
        server = subprocess.Popen(
            command(lab, port),
            cwd=root,
            env=environment(base),
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_up(lab, server, log)
        yield lab
    finally:
        stop(server)


def command(lab: Lab, port: int) -> list[str]:
    """Return the command that starts JupyterLab."""
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={lab.root}",
        f"--IdentityProvider.token={lab.token}",
    ]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*command, "--allow-root"] if is_root else command


def environment(base: Path) -> dict[str, str]:
    """Return an environment in which JupyterLab keeps all of its files under `base`."""
    config = base / "config"
    for name, values in SETTINGS.items():
        file = base / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    page_config = config / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True)
    page_config.write_text(json.dumps(PAGE_CONFIG), encoding="utf-8")
    return os.environ | {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(base / "data"),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(base / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(base / "workspaces"),
        "IPYTHONDIR": str(base / "ipython"),
        # The lessons' arrays are small: more threads would only compete with the browser.
        "OPENBLAS_NUM_THREADS": "1",
    }


def wait_until_up(lab: Lab, server: subprocess.Popen[bytes], log: Path, seconds: int = 60) -> None:
    """Return when the server answers; raise LabError with the end of its log if it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{lab.url}/api", timeout=5):
                return
        except urllib.error.URLError:  # Not listening yet.
            time.sleep(0.1)
    tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
    raise LabError(f"JupyterLab did not answer within {seconds} s; the end of its log:\n{tail}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop, which also stops its kernels; kill its process group if it hangs."""
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
