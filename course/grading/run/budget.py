"""What a submission may still take: processor seconds by its child's word, wall seconds by ours."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from ..parcels import State
from .limits import Limits


class Stopped(BaseException):
    """The student's code had to be stopped; not an Exception, so that no check goes on after it."""

    def __init__(self, state: State, why: str) -> None:
        super().__init__(why)
        self.state, self.why = state, why


class Clock:
    """The wall time of a whole submission; it runs from the first child on."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.end = float("inf")

    def start(self) -> None:
        """Let the time run, unless it runs already."""
        self.end = min(self.end, time.monotonic() + self._limits.wall)

    @property
    def over(self) -> bool:
        """Whether the time is used up."""
        return time.monotonic() >= self.end


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
