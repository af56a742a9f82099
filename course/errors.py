"""What the command `course` says when its input is wrong."""


class CourseError(Exception):
    """A mistake of the user's, told in one or two sentences that say what to do."""


class LessonError(CourseError):
    """Something is wrong in a lesson's text, with the place where."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
