"""What came of one file as plain data, as `one.schema.json` beside this describes it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import nbformat
from nbformat import NotebookNode

from ..cell_metadata import cells_by_id, is_task
from ..parcels import Graded, Mode, NeedsReview, State, Verdict
from . import plain
from .sentences import inside, sentence
from .titles import Exercise, exercise_titles

VERSION = 1
SCHEMA = Path(__file__).with_name("one.schema.json")
UNREAD = "unread"  # a written answer that a person has yet to read

Result = dict[str, Any]


class LessonRelease(Protocol):
    """A lesson: its name, and the text of its release."""

    @property
    def name(self) -> str:
        """Such as "03_two_weights"."""

    @property
    def release(self) -> str:
        """The notebook's text."""


class Ungradable(Protocol):
    """What no worker could grade."""

    @property
    def why(self) -> str:
        """A sentence."""


def describe_result(
    lesson: LessonRelease,
    file: str,
    sha256: str,
    mode: Mode,
    found: Graded | NeedsReview | Ungradable,
) -> Result:
    """Return what `one.schema.json` describes.

    Parameters
    ----------
    file : its name, without folders.
    sha256 : of its bytes; "" where they were not read.
    """
    release = nbformat.reads(lesson.release, as_version=4)
    parts = exercise_titles(release)
    told: Result = {
        "version": VERSION,
        "lesson": lesson.name,
        "file": plain.safe_text(file, 200),
        "sha256": sha256,
        "isolation": mode.value,
        "max_score": sum(part.points for part in parts),
    }
    if not isinstance(found, Graded):
        status = "needs_review" if isinstance(found, NeedsReview) else "failed"
        return told | {"status": status, "why": plain.safe_text(found.why, 1000)}
    each = list(_exercises(parts, release, found))
    unread = [one["max_points"] for one in each if one["state"] == UNREAD]
    return told | {
        "status": "graded",
        "score": sum(one["points"] for one in each),
        "unread": sum(unread),
        "exercises": each,
        "mended": [sentence(one) for one in found.mended],
        "seconds": round(found.seconds, 3),
    }


def _exercises(
    parts: list[Exercise], release: NotebookNode, graded: Graded
) -> Iterator[dict[str, Any]]:
    verdicts = {verdict.grade_id: verdict for verdict in graded.verdicts}
    stubs, cells = cells_by_id(release), cells_by_id(graded.notebook)
    hidden = plain.hidden_lines(graded.notebook)
    for part in parts:
        told = {
            "name": part.answer_id or part.grade_id,
            "title": part.title,
            "kind": "written" if part.written else "check",
            "max_points": part.points,
        }
        if part.written:
            answer = cells[part.answer_id]
            given = "", stubs[part.answer_id].source.strip()
            same = answer.source.strip() in given and not is_task(answer)
            state = State.NOT_ATTEMPTED.value if same else UNREAD
            yield told | {"state": state, "points": 0.0, "message": [], "mistake": ""}
        else:
            yield told | _verdict(verdicts[part.grade_id], hidden)


def _verdict(verdict: Verdict, hidden: frozenset[str]) -> dict[str, Any]:
    told = {
        "state": verdict.state.value,
        "points": verdict.points,
        "message": plain.message(verdict.message, hidden),
        "mistake": plain.safe_text(verdict.mistake, 100),
    }
    return told | ({"inside": plain.safe_text(verdict.inside, 200)} if verdict.inside else {})


def text(result: Result) -> str:
    """Return the same for a terminal."""
    if result["status"] != "graded":
        return f"{result['file']}: not graded. {result['why']}"
    lines = [f"{result['file']}: {result['score']:g} of {result['max_score']:g} points."]
    if result["unread"]:
        lines.append(f"A person has yet to read an answer: up to {result['unread']:g} more.")
    lines += result["mended"]
    for one in result["exercises"]:
        lines.append(f"{one['name']}: {one['state']}, {one['points']:g} of {one['max_points']:g}.")
        lines += [f"    {line}" for line in one["message"]]
        if "inside" in one:
            lines.append(f"    {inside(one['name'], one['inside'])}.")
    return "\n".join(lines)


def as_json(result: Result) -> str:
    """Return it as JSON, on one line."""
    return json.dumps(result, ensure_ascii=False, allow_nan=False)
