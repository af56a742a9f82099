"""A published edition, and what is packed inside its files."""

import base64
import io
import lzma
import re
import shutil
import tarfile
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from course import publish
from course.cli import app
from course.publish import release
from course.publish.files import PAGES

from ..lesson import ROOT

ADDRESS = "https://github.com/someone/downhill"
ARCHIVE = re.compile(r'^ARCHIVE = "([A-Z2-7]*=*)"', re.MULTILINE)


def published(
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    repository: str | None = None,
    discard: bool = False,
    only: Collection[str] = (),
) -> publish.Published:
    """Publish what is in `notebooks/`: to make it from `lessons/` takes as long as a build."""
    paths = sorted((ROOT / "notebooks").glob("*/*.ipynb"))
    found = {p.relative_to(ROOT).as_posix(): nbformat.read(p, as_version=4) for p in paths}
    monkeypatch.setattr(release, "notebooks", lambda root: found)
    return publish.publish(ROOT, out, repository, discard=discard, only=only)


def course_of(place: Path, lesson: str | None = None) -> Path:
    """Copy what publishing needs to `place`, with all lessons or with one."""
    every = ("lessons", "solutions", "notebooks")
    for room in ("helpers", "data", *every):
        shutil.copytree(ROOT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    for room in every if lesson else ():
        for folder in (place / room).iterdir():
            if folder.name != lesson:
                shutil.rmtree(folder)
    papers = ("nbgrader_config.py", "pyproject.toml", "environment.yml", "LICENSE", "LICENSE-TEXT")
    for paper in papers:
        shutil.copy(ROOT / paper, place)
    for page in PAGES:
        (place / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / page, place / page)
    return place


def site_of(course: Path, kind: str, out: Path) -> Path:
    """Publish a course by the command as `kind`, such as "--book"; return the site's folder."""
    done = CliRunner().invoke(app, ["publish", str(out), kind, "--course", str(course)])
    assert done.exit_code == 0, done.output
    assert done.output.count("\n") == 1, f"Sphinx warns:\n{done.output}"
    return out


def files(folder: Path) -> dict[str, bytes]:
    """Return the contents of a folder by path."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Go through all files of a folder and all that is packed in them, at any depth."""
    for name, content in files(folder).items():
        yield from inside(name, content)


def inside(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Go through a file and all that is packed in it."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from inside(f"{name}!{member}", archive.read(member))
    if name.endswith(".tar.gz"):
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for entry in filter(tarfile.TarInfo.isfile, archive):
                opened = archive.extractfile(entry)
                assert opened
                yield from inside(f"{name}!{entry.name}", opened.read())
    if name.endswith(".ipynb"):
        for cell in nbformat.reads(content.decode("utf-8"), as_version=4).cells:
            for packed in filter(None, ARCHIVE.findall(cell.source)):
                yield from inside(f"{name}!archive", lzma.decompress(base64.b32decode(packed)))
