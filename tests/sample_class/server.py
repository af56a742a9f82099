"""A Jupyter server with nbgrader's extensions, asked over HTTP."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .course import Course

TOKEN = "sample-class"
PATIENCE = 60  # seconds for the server to come up on a busy machine


@dataclass(frozen=True)
class Server:
    """Where a running server is."""

    address: str

    def ask(self, path: str, method: str = "GET", sent: object = None) -> tuple[int, str]:
        """Send one request, with JSON where `sent` is given; return the status and the text."""
        request = urllib.request.Request(
            f"{self.address}/{path}",
            method=method,
            data=None if sent is None else json.dumps(sent).encode(),
            headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
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
def serving(course: Course) -> Iterator[Server]:
    """Run a server in the course's folder, the way an instructor starts JupyterLab there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}")
    log = course.folder / ".jupyter" / "server.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"),
                *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
                f"--IdentityProvider.token={TOKEN}",
            ],
            cwd=course.folder,
            env=course.environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not up(server):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text("utf-8")
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def up(server: Server) -> bool:
    """Say whether the server answers."""
    try:
        return server.ask("api/status")[0] == 200
    except urllib.error.URLError:  # nobody listens yet
        return False
