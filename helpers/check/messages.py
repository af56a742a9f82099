"""What a check says. A failing check is an exception that shows its message and no traceback."""


class CheckFailed(Exception):  # noqa: N818, students read the name
    """The answer is not right yet; the message says what is known of why."""

    def __init__(self, name: str, *lines: str) -> None:
        self.name = name
        super().__init__("\n".join([f"{name}: {self.verdict}", *lines]))

    verdict = "not right yet."

    def hint(self, text: str) -> None:
        """End the message with this hint, in place of the one that it may have."""
        message = str(self).partition("\nHint:")[0]
        self.args = (f"{message}\nHint: {text}",)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return str(self).splitlines()


class NotAttempted(CheckFailed):
    """There is no answer to judge: the stub is as it was given."""

    verdict = "not attempted yet."


class Unchanged(NotAttempted):
    """A planted bug is still there; whether the code was edited, nobody can tell."""

    verdict = "not attempted yet, or the bug is still in there."


class NotFound(CheckFailed):
    """The name that a check asks for does not exist."""

    verdict = "not found."


def passed(name: str, what: str) -> None:
    """Print the one line that a right answer gets."""
    print(f"{name}: right {what}.")
