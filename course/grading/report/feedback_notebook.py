"""A student's feedback as a notebook, for a system that keeps the handed-in file's name."""

import nbformat

from .feedback import count, how_long, message_lines, points, verdict
from .outcomes import Outcome, Result
from .sentences import sentence


def feedback_notebook(title: str, outcome: Outcome) -> bytes:
    """Return the notebook, which says what the page says; `title` is the lesson's."""
    cells = [_head(title, outcome), *(_exercise(result) for result in outcome.results)]
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(text, id=f"feedback-{number}")
            for number, text in enumerate(cells)
        ]
    )
    content: bytes = nbformat.writes(made).encode("utf-8")
    return content


def _head(title: str, outcome: Outcome) -> str:
    so_far = " so far" if outcome.so_far else ""
    said = [
        f"# {title}: feedback for {outcome.name or outcome.student}",
        f"{points(outcome.score)} of {count(outcome.max_score)}{so_far}.",
    ]
    if outcome.so_far:
        said.append("A person has yet to read what you wrote.")
    if outcome.penalty:
        said.append(f"Handed in late: {count(outcome.penalty)} taken off.")
    if outcome.group:
        said.append(f"One file was handed in for you and {', '.join(outcome.group)}.")
    if outcome.late:
        said.append(f"Handed in {how_long(outcome.late)} late.")
    said += [sentence(one) for one in (*outcome.changed, *outcome.damage)]
    return "\n\n".join(said)


def _exercise(result: Result) -> str:
    most, up_to = count(result.exercise.points), "up to " if result.waiting else ""
    so_many = "" if result.waiting else f"{points(result.points)} of "
    said = [
        f"## {result.exercise.title}",
        f"**{verdict(result).words}.** {up_to}{so_many}{most}.",
    ]
    # In a block of code nothing of a student's is read as Markdown.
    if lines := message_lines(result):
        said.append(_block("\n".join(lines)))
    if result.comment:
        said += ["Comment:", _block(result.comment)]
    if result.answer.strip() and not result.exercise.written:
        said += ["Your answer:", _block(result.answer)]
    return "\n\n".join(said)


def _block(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
