"""The pages: every link leads somewhere, headings are in order, commands and options exist."""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest
import typer
from PIL import Image

from course.cli import app

from .lesson import ROOT

ROOMS = ("benchmarks", "course", "data", "docs", "helpers", "lessons", "tests")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "gradebook/README.md", *(f"{room}/**/*.md" for room in ROOMS))
    for path in ROOT.glob(pattern)
)
GUIDES = ("instructor", "maintainer")
TEMPLATE = "course/publish/templates/"  # a page of another repository
FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def text(name: str) -> str:
    """Return a page without its blocks of code and commands."""
    return FENCED.sub("", (ROOT / name).read_text(encoding="utf-8"))


def headings(page: str) -> list[tuple[int, str]]:
    """Return the headings: level and words."""
    return [(len(m[1]), m[2]) for m in re.finditer(r"^(#+) (.*)$", text(page), re.MULTILINE)]


def anchor(heading: str) -> str:
    """Return what a host of repositories makes of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("name", [page for page in PAGES if not page.startswith(TEMPLATE)])
def test_every_link_leads_somewhere(name: str) -> None:
    for _, _, target in LINK.findall(text(name)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, part = unquote(target).partition("#")
        place = (ROOT / name).parent / file if file else ROOT / name
        assert place.exists(), f"{name}: {target}"
        if part:
            page = place.resolve().relative_to(ROOT).as_posix()
            assert part in {anchor(words) for _, words in headings(page)}, f"{name}: {target}"


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order(name: str) -> None:
    levels = [level for level, _ in headings(name)]
    assert levels[0] == 1 and levels.count(1) == 1, levels
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_pictures_have_words_and_are_small(name: str) -> None:
    for is_picture, words, target in LINK.findall(text(name)):
        if is_picture:
            picture = (ROOT / name).parent / target
            assert len(words) > 40, f"{name}: say what {target} shows"
            assert picture.stat().st_size < 150_000, target
            with Image.open(picture) as image:
                assert image.width <= 1200, target


def test_the_list_of_pages_has_them_all() -> None:
    listed = {target for _, _, target in LINK.findall(text("docs/README.md"))}
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"} <= listed


def options() -> dict[str, set[str]]:
    """Return every command of `course` with its options."""
    group: Any = typer.main.get_command(app)
    return {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in group.commands.items()
    }


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_their_options_exist(name: str) -> None:
    known = options()
    page = (ROOT / name).read_text(encoding="utf-8")
    for command, rest in re.findall(r"(?:uv run |`)course (\w+)([^`\n#]*)", page):
        assert command in known, f"{name}: course {command}"
        asked = set(re.findall(r"--[a-z-]+", rest))
        assert asked <= known[command], f"{name}: course {command} has no {asked - known[command]}"
    for file in re.findall(r"uv run python ([\w./]+\.py)", page):
        assert (ROOT / file).is_file(), f"{name}: {file}"


def test_every_command_has_its_place_in_a_page() -> None:
    said = "\n".join((ROOT / f"docs/{page}.md").read_text("utf-8") for page in GUIDES)
    assert not [name for name in options() if f"course {name}" not in said]
    asked = {option for option in options()["grade"] if option.startswith("--")}
    assert not [option for option in asked - {"--course"} if option not in said]


def test_the_readme_is_a_screen_and_a_half() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 90


def test_pictures_that_nobody_shows() -> None:
    shown = {
        ((ROOT / name).parent / target).resolve()
        for name in PAGES
        for _, _, target in LINK.findall(text(name))
    }
    there = {
        path
        for path in (ROOT / "docs/pictures").iterdir()
        if path.suffix in (".png", ".svg", ".webp")
    }
    assert not there - shown


def test_no_page_names_a_file_that_is_gone() -> None:
    """Of the paths in code marks, those in the rooms of this repository are there."""
    rooms = "course|docs|helpers|tests|benchmarks|data|lessons"
    for name in PAGES:
        if name.startswith(TEMPLATE):
            continue
        for path in re.findall(rf"`((?:{rooms})/[\w./-]+\.(?:py|md|txt|csv|png|svg))`", text(name)):
            if "NN_" not in path and "13_" not in path and "fading" not in path:
                assert (ROOT / path).exists() or (ROOT / name).parent.joinpath(path).exists(), (
                    f"{name}: {path}"
                )
