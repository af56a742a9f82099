"""An edition as `course.toml` says, and one that grows by a lesson a week."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import nbformat
import pytest

from course import publish
from course.course_file import CourseFile
from course.errors import CourseError
from course.publish import lite

from ..lesson import ROOT
from .editions import files, published
from .test_edition import test_pages_lead_somewhere as lead_somewhere

OWN = CourseFile(
    name="Netze von Hand",
    contact="Jo Weber <jo@example.org>",
    zone=ZoneInfo("Europe/Zurich"),
    lessons=("02_chain_rule", "03_two_weights"),
    due={"03_two_weights": datetime(2026, 11, 21, 23, 59)},
)


def lessons(out: Path) -> list[str]:
    return sorted(place.name for place in (out / "notebooks").iterdir())


def test_an_edition_is_the_course_file_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "read_course_file", lambda root: OWN)
    out = tmp_path / "out"
    assert published(out, monkeypatch).lessons == list(OWN.lessons) == lessons(out)
    assert len(list((out / "colab").iterdir())) == 2
    readme = (out / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Netze von Hand\n")
    assert "\n\nQuestions: Jo Weber <jo@example.org>\n\n##" in readme
    assert "| minutes | due |" in readme
    assert "| 21 November 2026, 23:59 (Europe/Zurich) |" in readme and "|  |\n" in readme
    student = (out / "docs" / "student.md").read_text(encoding="utf-8")
    assert student.endswith("\nQuestions on Netze von Hand: Jo Weber <jo@example.org>\n")
    for page in (readme, student):
        assert "`notebooks/02_chain_rule/chain_rule.ipynb`" in page
        assert "01_derivatives" not in page
    lead_somewhere(out)


def test_a_site_is_too() -> None:
    place = "notebooks/02_chain_rule/chain_rule.ipynb"
    page = lite._page({place: nbformat.read(ROOT / place, as_version=4)}, OWN)
    assert "<h1>Netze von Hand in the browser</h1>" in page
    assert "<p>Questions: Jo Weber &lt;jo@example.org&gt;</p>" in page


def test_a_lesson_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    done = published(out, monkeypatch, only=["02_chain_rule"])
    assert done.lessons == lessons(out) == ["02_chain_rule"]
    first = files(out)
    assert published(out, monkeypatch, only=["04_three_weights"]).lessons == lessons(out)
    assert lessons(out) == ["02_chain_rule", "04_three_weights"]
    second = files(out)
    changed = {name for name, content in first.items() if second[name] != content}
    assert changed == {"README.md", "docs/glossary.md"}
    lead_somewhere(out)
    with pytest.raises(CourseError, match="4_weights is no lesson that the course offers"):
        published(out, monkeypatch, only=["4_weights"])
    assert files(out) == second
    monkeypatch.setattr(publish, "read_course_file", lambda root: OWN)
    with pytest.raises(CourseError, match="05_xor is no lesson that the course offers"):
        published(out, monkeypatch, only=["05_xor"])
