"""A JupyterLab of its own, apart from the user's settings; a browser opens it, HTTP asks it."""

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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds for the server to come up, or to answer, on a busy machine

# JupyterLab keeps only the visible cells in the page unless told otherwise; the tests look at all.
# Autosave off: one test's edits must not reach the next test that opens the same lesson.
SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}
# The news plugin asks, in a pop-up over the page, whether it may fetch news.
PAGE_CONFIG = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: where it listens, its token, and the folder it serves."""

    url: str
    token: str
    root: Path

    def ask(self, path: str, method: str = "GET", sent: object = None) -> tuple[int, str]:
        """Send one request, with JSON where `sent` is given; return the status and the text."""
        request = urllib.request.Request(
            f"{self.url}/{path}",
            method=method,
            data=None if sent is None else json.dumps(sent).encode(),
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode("utf-8")

    def json(self, path: str, method: str = "GET", sent: object = None) -> Any:
        """Return the JSON of an answer that must be good."""
        status, text = self.ask(path, method, sent)
        assert status == 200, f"{method} {path}: {status}\n{text}"
        return json.loads(text)


@contextmanager
def serving(
    root: Path, base: Path, environment: Mapping[str, str] = os.environ
) -> Iterator[Server]:
    """Serve the folder `root`; settings, log and everything else of JupyterLab go under `base`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}", secrets.token_hex(16), root)
    own = settings(base)
    log = base / "jupyterlab.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command(server, port),
            cwd=root,
            env={**environment, **own},
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_up(server, process, log)
        yield server
    finally:
        stop(process)


def command(server: Server, port: int) -> list[str]:
    """Return the command that starts JupyterLab."""
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={server.root}",
        f"--IdentityProvider.token={server.token}",
    ]
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*command, "--allow-root"] if is_root else command


def settings(base: Path) -> dict[str, str]:
    """Write the settings; return the variables with which JupyterLab keeps all files in `base`."""
    config = base / "config"
    for name, values in SETTINGS.items():
        file = base / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")
    page_config = config / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True, exist_ok=True)
    page_config.write_text(json.dumps(PAGE_CONFIG), encoding="utf-8")
    return {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(base / "data"),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(base / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(base / "workspaces"),
        "IPYTHONDIR": str(base / "ipython"),
        # The lessons' arrays are small: more threads would only compete with the browser.
        "OPENBLAS_NUM_THREADS": "1",
    }


def wait_until_up(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; raise RuntimeError with the end of its log if it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if server.ask("api/status")[0] == 200:
                return
        except urllib.error.URLError:  # Not listening yet.
            pass
        time.sleep(0.1)
    tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
    raise RuntimeError(f"JupyterLab did not answer within {PATIENCE} s; its log ends:\n{tail}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to stop, which also stops its kernels; kill its process group if it hangs."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
