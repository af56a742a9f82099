"""The same gradebook in a real PostgreSQL, which the test starts and stops."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.book import gradebook

from .books import everything
from .runs import Run

pytestmark = pytest.mark.slow
CLASS = ("ada", "bo", "cy")


def binary(name: str) -> str | None:
    """Return a program of PostgreSQL's; Debian keeps them off the PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, places), os.environ["PATH"]]))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server without databases of its own."""
    initdb, postgres = binary("initdb"), binary("postgres")
    if not initdb or not postgres:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    # It refuses to run as root; nobody's password, nobody's files.
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    # Not in pytest's folder, which is for its owner alone.
    folder = Path(tempfile.mkdtemp(prefix="downhill-postgres-"))
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    if user:
        os.chown(data, pwd.getpwnam("nobody").pw_uid, -1)
    start = [initdb, "-D", str(data), "-A", "trust", "-U", "grader", "-E", "UTF8", "--no-locale"]
    subprocess.run([*start, "--no-sync"], check=True, capture_output=True, cwd=folder, **user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["-h", "127.0.0.1", "-p", str(port), "-k", "", "-F"]
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [postgres, "-D", str(data), *options], stderr=log, stdout=log, cwd=folder, **user
        )
    try:
        wait_for(port, process, folder / "log")
        yield f"postgresql://grader@127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(folder)


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    import psycopg

    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            psycopg.connect(f"postgresql://grader@127.0.0.1:{port}/postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """The address of a new, empty database."""
    import psycopg

    name = request.node.name[:60].lower()
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    return f"{server}/{name}"


def test_the_same_as_in_sqlite(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.prepare(tmp_path, CLASS)
    run.deliver("ada", at="16 12:00:00", right=["forward"], answers={"lower_loss": "A wall."})
    run.deliver("bo", right=["step"])
    (run.delivered / "cy" / "03_two_weights").mkdir(parents=True)
    (run.delivered / "cy" / "03_two_weights" / "two_weights.ipynb").write_text("no", "utf-8")
    done = run.grade(monkeypatch)
    assert (len(done.graded), len(done.needs_review)) == (2, 1)
    sqlite = run.everything()
    run.forget()
    done = run.grade(monkeypatch, gradebook=address)
    assert (len(done.graded), len(done.needs_review)) == (2, 1)
    assert not (run.gradebook / "gradebook.db").exists()
    driver = address.replace("postgresql://", "postgresql+psycopg://")
    postgres = everything(run.gradebook, driver)
    assert postgres == sqlite
    assert sum(row["auto_score"] or 0 for row in postgres[0]["grade"]) == 3
    again = run.grade(monkeypatch, gradebook=address)
    assert (len(again.graded), len(again.unchanged)) == (0, 2)
    assert everything(run.gradebook, driver) == postgres


def test_nbgrader_goes_on_with_it(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Run.prepare(tmp_path, CLASS)
    run.deliver("ada", right=["forward"])
    run.grade(monkeypatch, gradebook=address)
    driver = address.replace("postgresql://", "postgresql+psycopg://")
    done = run.course.nbgrader("export", f"--CourseDirectory.db_url={driver}")
    assert done.returncode == 0, done.stderr
    grades = (run.gradebook / "grades.csv").read_text(encoding="utf-8")
    assert ",ada," in grades and ",1.0," in grades


def test_two_graders_on_two_machines(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They share no folder, so the database itself keeps the second one out."""
    run = Run.prepare(tmp_path, CLASS)
    run.deliver("ada", right=["forward"])
    with (
        gradebook.alone(tmp_path / "elsewhere", gradebook.address(address)),
        pytest.raises(CourseError, match="Another `course grade`"),
    ):
        run.grade(monkeypatch, gradebook=address)
    assert len(run.grade(monkeypatch, gradebook=address).graded) == 1
