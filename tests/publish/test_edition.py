"""What `course publish` writes, and what it refuses to."""

import re
import shutil
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.testing import CliRunner

from course.cli import app
from course.errors import CourseError
from course.publish import place
from course.publish.address import Address

from ..bank import EVERY, LESSONS
from ..lesson import ROOT, cells, read
from .editions import ADDRESS, course_of, files, inside, published

PAPERS = {"README.md", "LICENSE", "LICENSE-TEXT", "pyproject.toml", "environment.yml", ".gitignore"}


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["publish", *words])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, re.sub(r"\s+", " ", result.output)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    with pytest.MonkeyPatch.context() as patch:
        published(folder / "out", patch)
    assert [path.name for path in folder.iterdir()] == ["out"]
    return folder / "out"


def test_an_edition_is_what_students_need(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = files(edition)
    tops = {name.partition("/")[0] for name in there}
    assert tops == {"notebooks", "colab", "helpers", "data", "docs", *PAPERS}
    for room in ("helpers", "data"):
        ours = {
            f"{room}/{name}": content
            for name, content in files(ROOT / room).items()
            if "__pycache__" not in name
        }
        assert ours == {name: text for name, text in there.items() if name.startswith(f"{room}/")}
    notebooks = [name for name in there if name.startswith("notebooks/")]
    assert sorted(notebooks) == [f"notebooks/{name}/{name[3:]}.ipynb" for name in EVERY]
    singles = [name for name in there if name.startswith("colab/")]
    assert sorted(singles) == [f"colab/{name}.ipynb" for name in EVERY]
    published(tmp_path / "again", monkeypatch)
    assert files(tmp_path / "again") == there


@pytest.mark.parametrize("lesson", EVERY)
def test_a_published_lesson_is_its_release(edition: Path, lesson: str) -> None:
    name = f"notebooks/{lesson}/{lesson[3:]}.ipynb"
    assert (edition / name).read_bytes() == (ROOT / name).read_bytes()


@pytest.mark.parametrize("lesson", EVERY)
def test_a_single_file_is_its_release_with_helpers(edition: Path, lesson: str) -> None:
    place = edition / "colab" / f"{lesson}.ipynb"
    made = nbformat.read(place, as_version=4)
    nbformat.validate(made)
    original = read("notebooks", lesson)
    assert cells(made).keys() == cells(original).keys()
    for mine, theirs in zip(made.cells, original.cells, strict=True):
        if mine.id != "setup":
            assert mine == theirs
    start = f"{place.name}!archive!"
    packed = {n: content for n, content in inside(place.name, place.read_bytes())}
    packed = {n: content for n, content in packed.items() if n.startswith(start)}
    brought = ("helpers/", "data/", "LICENSE")
    there = {f"{start}{n}": text for n, text in files(edition).items() if n.startswith(brought)}
    assert packed == there
    assert place.stat().st_size < 1_000_000


def test_without_an_address_nothing_points_anywhere(edition: Path) -> None:
    for name, content in files(edition).items():
        if name.endswith((".ipynb", ".md")):
            text = content.decode("utf-8")
            assert "colab-badge" not in text and "git+" not in text, name
            assert "colab.research.google.com/github" not in text, name


def test_an_address_is_in_badges_and_set_up_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = published(tmp_path / "out", monkeypatch, f"{ADDRESS}.git")
    readme = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    start = "https://colab.research.google.com/github/someone/downhill/blob/main/"
    linked = re.findall(rf'href="{start}([^"]+)"', readme)
    assert linked == [f"notebooks/{name}/{name[3:]}.ipynb" for name in EVERY]
    assert done.tag.startswith("v0.1.0-")
    for path in linked:
        notebook = nbformat.read(tmp_path / "out" / path, as_version=4)
        nbformat.validate(notebook)
        assert f'href="{start}{path}"' in notebook.cells[0].source
        assert notebook.cells[0].metadata.id == "view-in-github"
        setup = cells(notebook)["setup"].source
        assert f'"git+{ADDRESS}@{done.tag}"]' in setup
        assert (tmp_path / "out" / path).stat().st_size < 100_000
    # The helpers come from the address; nothing carries them.
    assert not (tmp_path / "out" / "colab").exists()


def test_set_up_cells_are_short(edition: Path, tmp_path: Path) -> None:
    """At most eight lines, and nothing packed, but in the single files for Colab."""
    with pytest.MonkeyPatch.context() as patch:
        published(tmp_path / "web", patch, ADDRESS)
    web = tmp_path / "web" / "notebooks"
    for folder in (ROOT / "solutions", ROOT / "notebooks", edition / "notebooks", web):
        found = sorted(folder.glob("*/*.ipynb"))
        assert len(found) == len(EVERY)
        for notebook in found:
            setup = cells(nbformat.read(notebook, as_version=4))["setup"].source
            assert len(setup.splitlines()) <= 8 and len(setup) < 1000, notebook
    for single in (edition / "colab").iterdir():
        setup = cells(nbformat.read(single, as_version=4))["setup"].source
        long = [line for line in setup.splitlines() if len(line) > 110]
        assert len(setup.splitlines()) <= 15 and [line[:7] for line in long] == ["ARCHIVE"]


def test_single_files_go_with_the_next_edition_that_has_an_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    published(out, monkeypatch)
    assert (out / "colab").is_dir()
    published(out, monkeypatch, ADDRESS)
    assert not (out / "colab").exists()
    (out / "colab").mkdir()
    (out / "colab" / "mine.txt").write_text("mine", encoding="utf-8")
    published(out, monkeypatch, ADDRESS)
    assert (out / "colab" / "mine.txt").is_file()


def test_the_tag_tells_one_state_of_the_helpers_from_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published(tmp_path / "out", monkeypatch).tag
    course = course_of(tmp_path / "course", "03_two_weights")
    (course / "helpers" / "text.py").write_text("# changed\n", encoding="utf-8")
    monkeypatch.setattr("tests.publish.editions.ROOT", course)
    assert published(tmp_path / "out", monkeypatch).tag != before


@pytest.mark.parametrize(
    "url",
    [
        "github.com/someone/downhill",
        "http://github.com/someone/downhill",
        "https://github.com/someone",
        "https://github.com/some one/downhill",
        "https://github.com/someone/downhill?tab=readme",
        "git@github.com:someone/downhill",
    ],
)
def test_what_is_no_address(url: str, tmp_path: Path) -> None:
    code, output = run(str(tmp_path / "out"), "--repository", url, "--course", str(ROOT))
    assert code == 1 and "https://github.com/owner/name" in output
    assert not list(tmp_path.iterdir())


def test_colab_opens_github_only() -> None:
    elsewhere = Address.read("https://gitlab.com/group/sub/downhill/", "main")
    assert elsewhere.pip("v1") == "git+https://gitlab.com/group/sub/downhill@v1"
    assert elsewhere.badge("notebooks/a/b.ipynb") is None
    with pytest.raises(CourseError, match="name of a branch"):
        Address.read(ADDRESS, "a b")


def test_papers(edition: Path) -> None:
    project = tomllib.loads((edition / "pyproject.toml").read_text(encoding="utf-8"))
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"]
    assert set(needed) < set(ours["project"]["dependencies"])
    assert "scripts" not in project["project"]
    conda = yaml.safe_load((edition / "environment.yml").read_text(encoding="utf-8"))
    python, *packages = conda["dependencies"]
    assert python.startswith("python=3.") and packages == needed


def brought_by(names: Iterable[str]) -> set[str]:
    """Return these packages and all that they need."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        found.add(name)
        for needed in map(Requirement, metadata.requires(name) or []):
            if not needed.marker or needed.marker.evaluate({"extra": ""}):
                waiting.append(needed.name)
    return found


def test_what_the_helpers_import_is_asked_for(edition: Path) -> None:
    project = tomllib.loads((edition / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    brought = brought_by(Requirement(text).name for text in asked)
    assert "nbgrader" not in brought
    owners = metadata.packages_distributions()
    imports = re.compile(r"^\s*(?:import|from) ([A-Za-z]\w*)", re.MULTILINE)
    for path in (edition / "helpers").rglob("*.py"):
        for module in imports.findall(path.read_text(encoding="utf-8")):
            if module in owners and module not in ("helpers", "google"):
                assert brought & {*map(canonicalize_name, owners[module])}, f"{path}: {module}"


def test_pages_lead_somewhere(edition: Path) -> None:
    linked = set()
    for page in edition.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)]+)\)", text):
            assert link.startswith("https://") or (page.parent / link).is_file(), (page, link)
            linked.add((page.parent / link).resolve())
        if page.parent.name != "data":
            for words in ("solutions", "nbgrader", "course grade", "hidden test"):
                assert words not in text, page
            # A $ is a word that a template left, or a formula of the glossary.
            assert "$" not in text or page.name == "glossary.md", page
    # The student's page and its picture are reached from README.
    assert {path.resolve() for path in (edition / "docs").rglob("*.*")} <= linked


def test_what_the_student_s_page_names_is_there(edition: Path) -> None:
    page = (edition / "docs" / "student.md").read_text(encoding="utf-8")
    for file in ("notebooks/01_derivatives/derivatives.ipynb", "environment.yml"):
        assert file in page and (edition / file).is_file()
    assert (
        "python -m helpers.doctor" in page
        and (edition / "helpers" / "doctor" / "__main__.py").is_file()
    )


def test_an_earlier_edition_is_replaced_and_other_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    published(out, monkeypatch)
    fresh = files(out)
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref: refs/heads/main", encoding="utf-8")
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "notebooks" / "00_old").mkdir()
    # A lesson of an earlier edition that this one has not.
    shutil.copy(out / "colab" / f"{LESSONS[0]}.ipynb", out / "notebooks" / "00_old" / "old.ipynb")
    (out / "helpers" / "text.py").write_text("# edited", encoding="utf-8")
    published(out, monkeypatch)
    assert files(out) == {**fresh, ".git/HEAD": b"ref: refs/heads/main", "notes.txt": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("repository", [None, pytest.param(ADDRESS, marks=pytest.mark.slow)])
def test_what_was_typed_in_an_earlier_edition_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: str | None
) -> None:
    """Running a lesson is no typing; an answer is, in each folder; a file that can't be read, too.

    A folder with .git in it is as good as any.
    """
    out = tmp_path / "out"
    published(out, monkeypatch, repository)
    fresh = files(out)
    (out / ".git").mkdir()
    names = [f"notebooks/{LESSONS[2]}/{LESSONS[2][3:]}.ipynb", f"colab/{LESSONS[2]}.ipynb"]
    for name in names if repository is None else names[:1]:
        notebook = nbformat.read(out / name, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.execution_count = 1
        nbformat.write(notebook, out / name)
        published(out, monkeypatch, repository)
        assert files(out) == fresh
        cells(notebook)["forward"].source = "# typed"
        nbformat.write(notebook, out / name)
        for _ in range(2):
            before = files(out)
            with pytest.raises(CourseError, match=f"{name} would be replaced.* --discard"):
                published(out, monkeypatch, repository)
            assert files(out) == before
            (out / name).write_text("<<<<<<<", encoding="utf-8")
        published(out, monkeypatch, repository, discard=True)
        assert files(out) == fresh
    assert (out / ".git").is_dir()


def test_files_of_one_s_own_in_an_edition_s_folders_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside a lesson, beside the data, and an edited lesson that this edition has not."""
    out = tmp_path / "out"
    published(out, monkeypatch)
    fresh = files(out)
    edited = nbformat.read(out / "colab" / f"{LESSONS[0]}.ipynb", as_version=4)
    edited.cells[0].source = "typed"
    own = {
        "data/mine.csv": b"1",
        "notebooks/00_old/notes.txt": b"notes",
        "notebooks/00_old/old.ipynb": nbformat.writes(edited).encode("utf-8"),
        f"notebooks/{LESSONS[0]}/mine.ipynb": b"{}",
    }
    lesson = f"notebooks/{LESSONS[0]}/{LESSONS[0][3:]}"
    own[f"{lesson}-Copy1.ipynb"] = fresh[f"{lesson}.ipynb"]
    for name, content in own.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(content)
    (out / "helpers" / "__pycache__").mkdir()
    (out / "helpers" / "__pycache__" / "text.pyc").write_bytes(b"")
    (out / "colab" / "mine.txt").write_bytes(b"mine")
    notes = published(out, monkeypatch, ADDRESS).notes  # an edition without the folder colab
    assert [line for line in notes if "and was left" in line] == [
        f"In {out}, colab/mine.txt, {', '.join([*own][:3])} and 2 more is not of this edition, "
        "and was left."
    ]
    there = files(out)
    assert {name: there.pop(name) for name in own} == own
    assert there.pop("colab/mine.txt") == b"mine"
    assert there.keys() == {name for name in fresh if not name.startswith("colab/")}


@pytest.mark.parametrize("after", range(1, 12, 3))
def test_what_fails_half_way_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    out = tmp_path / "out"
    published(out, monkeypatch)
    (out / "README.md").write_text("earlier", encoding="utf-8")
    before = files(out)
    rename, times = Path.rename, []

    def fails_once(self: Path, target: Path) -> Path:
        times.append(target)
        if len(times) == after:
            raise PermissionError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(CourseError, match="left as it was: in use"):
        published(out, monkeypatch)
    assert files(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_other_folders_are_refused(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.tex").write_text("three years", encoding="utf-8")
    for out in (mine, mine / "thesis.tex"):
        code, output = run(str(out), "--course", str(ROOT))
        assert code == 1 and "is not an earlier edition" in output
    for out in (ROOT, ROOT / "helpers" / "out"):
        code, output = run(str(out), "--course", str(ROOT))
        assert code == 1 and "Choose a" in output
    assert files(tmp_path) == {"mine/thesis.tex": b"three years"}
    assert not place.is_edition(ROOT)


def test_what_lies_in_derived_folders_is_not_published(tmp_path: Path) -> None:
    """What is published is what `lessons/` makes; a sentence says what differs."""
    course = course_of(tmp_path / "course", "03_two_weights")
    assert run(str(tmp_path / "clean"), "--course", str(course))[0] == 0
    wanted = files(tmp_path / "clean")
    for room in ("solutions", "notebooks"):
        notebook = course / room / "03_two_weights" / "two_weights.ipynb"
        before = notebook.read_bytes()
        notebook.write_bytes(before.replace(b"Which weight", b"What weight"))
        out = tmp_path / room
        code, output = run(str(out), "--course", str(course))
        assert code == 0 and output.count("not used") == 1
        assert f"{room}/03_two_weights/two_weights.ipynb was edited" in output
        assert files(out) == wanted
        notebook.unlink()
        assert run(str(tmp_path / f"no {room}"), "--course", str(course))[0] == 0
        assert files(tmp_path / f"no {room}") == wanted
        notebook.write_bytes(before)


def test_publishing_needs_nothing_of_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from cron or an editor's task: nbgrader's own command would look there for alembic."""
    course = course_of(tmp_path / "course", "03_two_weights")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert run(str(tmp_path / "out"), "--course", str(course))[0] == 0
    done = CliRunner().invoke(app, ["build", "--course", str(course)])
    assert done.exit_code == 0, done.output


def test_a_course_without_its_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_of(tmp_path / "course", "03_two_weights")
    shutil.rmtree(course / "data")
    monkeypatch.setattr("tests.publish.editions.ROOT", course)
    with pytest.raises(CourseError, match="data is missing"):
        published(tmp_path / "out", monkeypatch)
    assert not (tmp_path / "out").exists()
