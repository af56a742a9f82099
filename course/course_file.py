"""`course.toml`: what an instructor says of the course, in one small file. Without it all is as is.

Whatever is in it and can't be used is refused, and the sentence names the key.
"""

import tomllib
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import CourseError

NAME = "course.toml"
WHEN = 'a time such as "2026-11-21 23:59"'


@dataclass(frozen=True)
class LessonWords:
    """What a build itself writes into a lesson, in the course's language.

    Attributes
    ----------
    points : the word after 1, and the word after another number.
    hand_in, hand_in_text : heading and text above the last cell.
    hand_in_title : the last cell's title, where Colab and JupyterLab fold the cell.
    """

    points: tuple[str, str] = ("point", "points")
    hand_in: str = "Hand in"
    hand_in_text: str = "The next cell says what is missing. Run it when you are done."
    hand_in_title: str = "Hand in: run this cell last"


@dataclass(frozen=True)
class CourseFile:
    """What `course.toml` says.

    Attributes
    ----------
    name : of the course, on its pages.
    contact : where students ask, in one line; "" where nothing is said.
    zone : of the times in `due`, and of the command's; None for this computer's.
    lessons : those that students get; () for all.
    rules_off : the rules of `anatomy` that a lesson need not keep.
    due : when a lesson is due, by its name; a time without a zone is in `zone`.
    words : what a build writes into a lesson.
    """

    name: str = "Downhill"
    contact: str = ""
    zone: tzinfo | None = None
    lessons: tuple[str, ...] = ()
    rules_off: tuple[str, ...] = ()
    due: Mapping[str, datetime] = field(default_factory=dict)
    words: LessonWords = field(default_factory=LessonWords)

    def offers(self, lesson: str) -> bool:
        """Say whether students get a lesson."""
        return not self.lessons or lesson in self.lessons


def read_course_file(root: Path) -> CourseFile:
    """Return what the course's file says; what it leaves out is as in a course without one.

    Raises CourseError for a file that is no TOML, and for a key or a value that is not understood.
    """
    try:
        said = tomllib.loads((root / NAME).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return CourseFile()
    except UnicodeDecodeError:
        raise CourseError(f"{NAME} is not in UTF-8: save it as UTF-8.") from None
    except (OSError, ValueError) as error:
        raise CourseError(f"{NAME} can't be read: {error}. Mend it, or move it away.") from None
    _known(said, [one.name for one in fields(CourseFile)])
    known = {place.name for room in ("lessons", "solutions") for place in (root / room).glob("*_*")}
    found: dict[str, Any] = {key: _text(said, key) for key in ("name", "contact") if key in said}
    if "zone" in said:
        found["zone"] = _zone(_text(said, "zone"))
    for key in ("lessons", "rules_off"):
        if key in said:
            found[key] = _texts(said, key)
    if "lessons" in said:
        if not found["lessons"]:
            raise _refused("lessons", "names none. Leave the line out to offer all")
        _lessons("lessons", found["lessons"], known)
    if "due" in said:
        times = _table(said, "due")
        _lessons("due", times, known)
        found["due"] = {lesson: _time(f"due.{lesson}", time) for lesson, time in times.items()}
    if "words" in said:
        found["words"] = _words(_table(said, "words"))
    return CourseFile(**found)


def _words(said: Mapping[str, Any]) -> LessonWords:
    _known(said, [one.name for one in fields(LessonWords)], "words.")
    found: dict[str, Any] = {key: _text(said, key, "words.") for key in said if key != "points"}
    if "points" in said:
        two = _texts(said, "points", "words.")
        if len(two) != 2:
            raise _refused("words.points", 'takes two words, as in ["point", "points"]')
        found["points"] = two
    return LessonWords(**found)


def _known(said: Mapping[str, Any], keys: list[str], where: str = "") -> None:
    if unknown := [key for key in said if key not in keys]:
        raise _refused(f"{where}{unknown[0]}", f"is unknown. There are: {', '.join(keys)}")


def _lessons(key: str, named: Collection[str], known: Collection[str]) -> None:
    if unknown := [lesson for lesson in named if lesson not in known]:
        there = ", ".join(sorted(known))
        raise _refused(key, f"names the lesson {unknown[0]}. There are: {there}")


def _text(said: Mapping[str, Any], key: str, where: str = "") -> str:
    value = said[key]
    if not isinstance(value, str) or not value.strip() or len(value.splitlines()) != 1:
        raise _refused(f"{where}{key}", "takes a text of one line, in quotation marks")
    return value.strip()


def _texts(said: Mapping[str, Any], key: str, where: str = "") -> tuple[str, ...]:
    value = said[key]
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _refused(f"{where}{key}", 'takes a list of texts, as in ["one", "another"]')
    return tuple(value)


def _table(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = said[key]
    if not isinstance(value, dict):
        raise _refused(key, f"takes a table of its own, below a line [{key}]")
    return value


def _time(key: str, value: object) -> datetime:
    """Return a time; a day alone is none, for it does not say when the day ends for whom."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and ":" in value:
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    raise _refused(key, f"takes {WHEN}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _refused("zone", f"is {name}, and takes a name such as Europe/Zurich") from None


def _refused(key: str, why: str) -> CourseError:
    return CourseError(f"In {NAME}, `{key}` {why}.")
