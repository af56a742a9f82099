"""A submission's program as the judge sees it: cells to run, names to fetch."""

from typing import Any, Protocol

from .replies import Executed


class Session(Protocol):
    """One submission in its sandbox, from its first cell to `close`."""

    @property
    def suspect(self) -> str:
        """Why it may have suffered from a busy machine, or ""."""

    @property
    def opaque(self) -> list[str]:
        """The kinds of the things that this step was only told of."""

    @property
    def seconds(self) -> float:
        """Processor seconds of all that has ended."""

    @property
    def wall(self) -> float:
        """Wall seconds since its first cell."""

    def execute(self, source: str) -> Executed:
        """Run a cell. Raises Stopped where it had to be killed; the next cell may still run."""

    def fetch(self, name: str) -> tuple[bool, Any]:
        """Return whether the student's notebook has a name, and its value. Raises Stopped."""

    def renew(self) -> None:
        """Start a new step: its own budget, and no function of the step before is called back."""

    def left(self) -> float:
        """Return the wall seconds that are left of the whole submission."""

    def close(self) -> None:
        """End it, with all that it left."""
