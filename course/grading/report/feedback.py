"""A student's feedback page: one file that opens anywhere, prints, and needs no network.

It says what the student's own checks said, and nothing of hidden tests, model answers or the
machine that graded. Templates escape everything; a policy in the page forbids scripts besides.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...course_file import CourseFile
from ..parcels import State
from .outcomes import Outcome, Result
from .plain import backticks
from .sentences import sentence

# "forward: right in all 3 tests." comes twice, for the check that the student saw and for the rest.
REPEATS = re.compile(
    r"\w+: (not right yet|not attempted yet|not found|out of time|stopped the program"
    r"|right (in|with) .*)\."
)
TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class ShownVerdict:
    """A verdict as a page shows it: the words say it, sign and colour only help."""

    words: str
    sign: str
    kind: str


SHOWN = {
    State.RIGHT: ShownVerdict("Right", "✓", "right"),
    State.WRONG: ShownVerdict("Not right yet", "✗", "wrong"),
    State.NOT_ATTEMPTED: ShownVerdict("Not attempted", "○", "open"),
    State.NOT_FOUND: ShownVerdict(
        "Not found: the name that the check asks for is not there", "○", "open"
    ),
    State.TIMEOUT: ShownVerdict(
        "Out of time: your code was still running, and was stopped", "✗", "wrong"
    ),
    State.DIED: ShownVerdict("Your code stopped the whole program", "✗", "wrong"),
}
WAITING = ShownVerdict("A person reads this", "…", "open")
READ = ShownVerdict("Read by a person", "✓", "right")


def student_page_html(title: str, outcome: Outcome, own: CourseFile) -> str:
    """Return a student's page as HTML; `title` is the lesson's, `own` names course and contact."""
    template = environment().get_template("feedback.html.j2")
    return template.render(title=title, outcome=outcome, own=own)


@cache
def environment() -> Environment:
    """Return the templates' surroundings: everything is escaped, a missing name is an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "backticks": backticks,
        "count": count,
        "how_long": how_long,
        "lines": message_lines,
        "moment": time_in_words,
        "points": points,
        "sentence": sentence,
        "verdict": verdict,
    }
    return found


def points(number: float) -> str:
    """Return points without needless zeros."""
    return f"{round(number, 2):g}"


def count(number: float) -> str:
    """Return points with the word, such as "1 point" or "2.5 points"."""
    return f"{points(number)} point{'s' * (points(number) != '1')}"


def time_in_words(when: datetime) -> str:
    """Return a moment in UTC in words."""
    return f"{when.day} {when:%B %Y, %H:%M} UTC"


def how_long(seconds: float) -> str:
    """Return how long something lasts, in its largest unit, such as "2 days"."""
    for name, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            number = int(seconds // length)
            return f"{number} {name}{'s' * (number > 1)}"
    return "less than a minute"


def verdict(result: Result) -> ShownVerdict:
    """Return how an exercise's verdict is shown."""
    if result.waiting:
        return WAITING
    return READ if result.state is None else SHOWN[result.state]


def message_lines(result: Result) -> list[str]:
    """Return a check's message without the lines that only repeat the verdict."""
    return [line for line in result.message if not REPEATS.fullmatch(line)]
