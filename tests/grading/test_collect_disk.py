"""A folder that others write to: what is odd in it costs its own student, and nobody waits."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.collect import disk
from course.grading.collect.files import DeliveryLimits, RefusedError, tidy_path

from .deliveries import ADA, OWN, found, laid, moodle, notes, packed, reasons, taken, zipped

ORDINARY = 12345  # a user id that nobody has
DEEP = 1200


def nest(folder: Path, name: str, depth: int) -> None:
    """Make folders in each other, deeper than a path can say."""
    opened = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=opened)
        inner = os.open(name, os.O_RDONLY, dir_fd=opened)
        os.close(opened)
        opened = inner
    file = os.open(OWN, os.O_WRONLY | os.O_CREAT, dir_fd=opened)
    os.write(file, b"deep")
    for one in (file, opened):
        os.close(one)


@contextmanager
def ordinary() -> Iterator[Path]:
    """Be somebody who is not root, in a folder that everybody may enter."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_ordinary(folder: Path) -> dict[str, object]:
    """Collect as somebody who is not root."""
    os.seteuid(ORDINARY)
    try:
        result = found(folder)
        return {"taken": taken(result), "reasons": reasons(result), "notes": notes(result)}
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("name", ["x", "x" * 200])
def test_folders_1200_deep(name: str) -> None:
    place = Path(tempfile.mkdtemp(dir="/var/tmp"))
    try:
        laid(place, {f"ada/{OWN}": b"a", f"bob/{OWN}": b"b"})
        nest(place / "bob", name, DEEP)
        result = found(place)
    finally:  # neither pytest nor shutil can delete what is so deep
        subprocess.run(["rm", "-rf", place], check=True)
    assert taken(result) == {"ada": b"a", "bob": b"b"}
    (why,) = {**reasons(result), **notes(result)}.values()
    assert "more than 64 folders" in why or "more than any computer allows" in why


def test_folders_1200_deep_in_a_zip(tmp_path: Path) -> None:
    deep = f"{'x/' * DEEP}{OWN}"
    result = found(zipped(tmp_path, {"ada.ipynb": b"a", "bob.zip": packed({deep: b"b"})}))
    assert taken(result) == {"ada": b"a"}
    (aside,) = result.needs_review
    assert aside.student == "bob" and "more than 64 folders" in aside.why


def test_names_of_60000_letters_are_not_compared(tmp_path: Path) -> None:
    """Two of them took 13 minutes, when they were."""
    long = [f"{sign * 60_000}.ipynb" for sign in ("_", "two_weights_", "a_1_", "a.")]
    inner = packed({name[-65_000:]: b"x" for name in long})
    files = {f"{moodle(ADA)}/w.zip": inner, "bob.zip": inner, f"bob/{OWN}": b"b"}
    result = found(zipped(tmp_path, files))
    assert taken(result) == {"bob": b"b"}
    assert all("more than any computer allows" in one.why for one in result.needs_review)
    assert max(len(one.file) for one in result.needs_review) < 1000


@pytest.mark.parametrize("name", ["a" * 256, "a/" * 65 + "x", "ab/" * 2000 + "x"])
def test_paths_that_are_not_read(name: str) -> None:
    path, why = tidy_path(name)
    assert why and len(path) < 5000


def test_paths_that_are() -> None:
    for name in ("a" * 255, "/".join(["a" * 60] * 60)):
        assert tidy_path(name) == (name, "")


def test_a_pipe_in_a_files_place_after_the_look(tmp_path: Path) -> None:
    laid(tmp_path, {"ada.ipynb": b"a", "bob.ipynb": b"b", "li/two_weights.ipynb": b"l"})
    for listed in list(disk.list_folder(tmp_path, DeliveryLimits())):
        (tmp_path / listed.path).unlink()
        os.mkfifo(tmp_path / listed.path)
        reader = threading.Thread(target=refused, args=(listed.read,), daemon=True)
        reader.start()
        reader.join(10)
        assert not reader.is_alive(), "it waits for the pipe"


def refused(read: object) -> None:
    """Read, and demand that it is refused."""
    with pytest.raises(RefusedError, match="exchanged"):
        read()  # type: ignore[operator]


def test_a_link_in_a_files_place_after_the_look(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(b"solution")
    laid(tmp_path / "in", {"ada.ipynb": b"a", "bob/two_weights.ipynb": b"b"})
    ada, bob = disk.list_folder(tmp_path / "in", DeliveryLimits())
    (tmp_path / "in/ada.ipynb").unlink()
    (tmp_path / "in/ada.ipynb").symlink_to(secret)
    refused(ada.read)
    (tmp_path / "in/bob").rename(tmp_path / "two_weights")
    laid(tmp_path, {f"elsewhere/{OWN}": b"solution"})
    (tmp_path / "in/bob").symlink_to(tmp_path / "elsewhere")
    refused(bob.read)


def test_another_users_file_in_a_files_place_after_the_look(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    laid(tmp_path, {"ada.ipynb": b"a"})
    (ada,) = disk.list_folder(tmp_path, DeliveryLimits())
    os.chown(tmp_path / "ada.ipynb", ORDINARY, -1)
    refused(ada.read)


def test_a_folder_that_is_gone_or_grown_after_the_look(tmp_path: Path) -> None:
    laid(tmp_path, {"ada.ipynb": b"a", "bob/x.ipynb": b"b", "li.ipynb": b"l"})
    ada, li, bob = disk.list_folder(tmp_path, DeliveryLimits())
    (tmp_path / "bob/x.ipynb").unlink()
    with pytest.raises(RefusedError, match="No such file"):
        bob.read()
    (tmp_path / "li.ipynb").write_bytes(b"longer")  # handed in again, by the same student
    assert (ada.read(), li.read()) == (b"a", b"longer")


def test_a_closed_folder_costs_its_own_student_only() -> None:
    with ordinary() as folder:
        laid(folder, {f"ada/{OWN}": b"a", f"bob/{OWN}": b"b", f"li/work/{OWN}": b"l"})
        (folder / "bob").chmod(0o700)
        (folder / "li/work").chmod(0o700)
        got = as_ordinary(folder)
    assert got["taken"] == {"ada": b"a"}
    why = "It can't be read: Permission denied. Look why."
    assert got["reasons"] == {"bob": why, "li/work": why}


def test_a_closed_folder_beside_a_notebook_is_told() -> None:
    with ordinary() as folder:
        laid(folder, {f"ada/{OWN}": b"a", f"ada/new/{OWN}": b"newer"})
        (folder / "ada/new").chmod(0o700)
        got = as_ordinary(folder)
    assert got["taken"] == {"ada": b"a"} and list(got["reasons"]) == ["ada/new"]  # type: ignore[call-overload]


def test_the_delivery_itself_is_closed() -> None:
    with ordinary() as folder:
        laid(folder, {f"in/{OWN}": b"a"})
        (folder / "in").chmod(0o700)
        with pytest.raises(CourseError, match="can't be read: Permission denied"):
            as_ordinary(folder / "in")


def test_the_delivery_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "download.zip")
    with pytest.raises(CourseError, match="neither a file nor a folder"):
        found(tmp_path / "download.zip")


def test_one_file_that_is_none_is_not_waited_for(tmp_path: Path) -> None:
    """`course grade-one` opened it, and waited for ever."""
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "pipe.ipynb")
    for name in ("pipe.ipynb", "link.ipynb"):
        with pytest.raises(RefusedError, match="It is no file but a pipe"):
            disk.file_reader(tmp_path / name, DeliveryLimits())
    with pytest.raises(IsADirectoryError):
        disk.file_reader(tmp_path, DeliveryLimits())


def test_the_delivery_is_a_link_of_the_instructors(tmp_path: Path) -> None:
    laid(tmp_path / "in", {"ada.ipynb": b"a"})
    (tmp_path / "link").symlink_to(tmp_path / "in")
    (tmp_path / "ada.ipynb").symlink_to(tmp_path / "in/ada.ipynb")
    assert taken(found(tmp_path / "link")) == {"ada": b"a"}
    assert taken(found(tmp_path / "ada.ipynb")) == {"ada": b"a"}
