"""The mixed reviews after lessons 03, 07 and 11: questions with numbers that differ on each run."""

from .questions import Questions


def start(lesson: str, seed: int | None = None) -> Questions:
    """Print the questions of the review after a lesson, "03", "07" or "11", and return them.

    The same seed gives the same questions; without one they differ on each run. Raises ValueError
    for a lesson that no review follows.
    """
    return Questions(lesson, seed)
