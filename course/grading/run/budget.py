"""What a submission may still take: processor seconds by its child's word, wall seconds by ours."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from .limits import Limits
from .load import Load


class Clock:
    """The wall time of a whole submission; it runs from the first child on.

    Attributes
    ----------
    wall : how many seconds there are.
    load : how busy the machine has been since.
    """

    def __init__(self, wall: float) -> None:
        self.wall = wall
        self.load = Load()
        self.end = float("inf")

    def start(self) -> None:
        """Let the time run, unless it runs already."""
        if self.end == float("inf"):
            self.load = Load()
            self.end = time.monotonic() + self.wall

    @property
    def over(self) -> bool:
        """Whether the time is used up."""
        return self.left <= 0

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return min(self.end - time.monotonic(), self.wall)

    @property
    def passed(self) -> float:
        """The seconds that have passed."""
        return self.wall - self.left


class Budget:
    """What one cell, or one check, may take within the submission's time."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._clock = clock
        self._seconds = limits.seconds
        self._wall = limits.seconds * limits.patience
        self._spent = 0.0

    def spend(self, seconds: float) -> None:
        """Note processor seconds."""
        self._spent += seconds

    def left(self) -> float:
        """Return the processor seconds that are left."""
        return max(self._seconds - self._spent, 0.05)

    def deadline(self) -> float:
        """Return until when to wait, by `time.monotonic`."""
        return min(time.monotonic() + self._wall, self._clock.end)

    @contextmanager
    def waiting(self) -> Iterator[float]:
        """Give the deadline of what is waited for inside, and count the wait."""
        start = time.monotonic()
        try:
            yield self.deadline()
        finally:
            self._wall -= time.monotonic() - start
