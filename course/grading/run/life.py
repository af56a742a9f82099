"""A submission's children, one after another: forked, killed, and why."""

from ..judge import replies
from ..parcels import State
from .budget import Clock, Stopped
from .limits import Limits
from .parent import Child, Ended, Warm
from .sandbox import wire
from .sandbox.channel import Gone, Late


class Life:
    """Holds a submission's child, if there is one, and gives it another so many times.

    Attributes
    ----------
    clock : the time of the whole submission.
    seconds : processor seconds of all children that have ended.
    told : the same of the present one, by its own word.
    suspect : why the submission may have suffered from a busy machine, or "".
    """

    def __init__(self, warm: Warm) -> None:
        self._warm, self._limits = warm, warm.limits
        self._child: Child | None = None
        self._kills = 0
        self._last: Stopped | None = None
        self.clock = Clock(self._limits)
        self.seconds = self.told = 0.0
        self.suspect = ""

    def begin(self) -> bool:
        """Fork a child if there is none; say whether it is new. Raises Stopped."""
        if self._child is not None:
            return False
        if self.clock.over:
            raise self._late(0.0)
        if self._kills > self._limits.revivals:
            assert self._last
            raise self._last
        self._child, self.told = self._warm.fork(), 0.0
        self.clock.start()
        return True

    def child(self) -> Child:
        """Return the child. Raises Stopped where there is none, or no time."""
        if self._child is None:
            raise self._last or Stopped(State.DIED, "It was stopped before.")
        if self.clock.over:
            raise self.lost(Late())
        return self._child

    def lost(self, error: Exception) -> Stopped:
        """Kill the child; return why."""
        self._kills += 1
        ended = self.drop(gone=isinstance(error, Gone))
        if isinstance(error, Late):
            self._last = self._late(ended.seconds - self.told)
        elif isinstance(error, wire.Malformed):
            self._last = Stopped(State.DIED, "What came back from it could not be read.")
        else:
            self._last = Stopped(State.DIED, replies.ending(ended, self._limits))
        return self._last

    def _late(self, step: float) -> Stopped:
        """Say which time is over; what used little of the processor may have had little of it."""
        limits = self._limits
        if self.clock.over:
            wall, used, enough = limits.wall, self.seconds, 0.5 * limits.wall
            why = f"The notebook ran for more than {limits.wall / 60:g} minutes, and was stopped."
        else:
            wall, used, enough = limits.seconds * limits.patience, step, 0.5 * limits.seconds
            why = slow(limits)
        if used < enough:
            self.suspect = f"It took {wall:.0f} seconds and {max(used, 0):.1f} of the processor."
        return Stopped(State.TIMEOUT, why)

    def drop(self, gone: bool = False) -> Ended:
        """End the child, with whatever it left; `gone` if it seems to have ended."""
        child, self._child = self._child, None
        ended = Ended(0.0, 0, "") if child is None else self._warm.end(child, gone)
        self.seconds += ended.seconds
        return ended


def slow(limits: Limits) -> str:
    """Say that a step was too long."""
    return f"It ran for more than {limits.seconds:g} seconds. Does a loop never end?"
