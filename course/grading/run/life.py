"""A submission's children, one after another: forked, killed, and why."""

from ..parcels import State
from ..protocol import wire
from ..protocol.stopped import Stopped
from ..protocol.wire.channel import Gone, Late
from .budget import Clock
from .limits import Limits
from .load import Load
from .parent import ChildProcess, Ended, Warm


class Life:
    """Holds a submission's child, if there is one, and gives it another so many times.

    Attributes
    ----------
    clock : the time of the whole submission.
    seconds : processor seconds of all children that have ended.
    told : the same of the present one, by its own word.
    load : how busy the machine has been since the present step began.
    suspect : why the submission may have suffered from a busy machine, or "".
    """

    def __init__(self, warm: Warm, wall: float) -> None:
        self._warm, self._limits = warm, warm.limits
        self._child: ChildProcess | None = None
        self._kills = 0
        self._last: Stopped | None = None
        self.clock = Clock(wall)
        self.load = Load()
        self.seconds = self.told = 0.0
        self.suspect = ""

    def begin(self) -> bool:
        """Fork a child if there is none; say whether it is new. Raises Stopped."""
        if self._child is not None:
            return False
        if self.clock.over:
            raise self._late(0.0)
        if self.seconds > self._limits.total:
            raise Stopped(State.TIMEOUT, self._too_long(self._limits.total, " of the processor"))
        if self._kills > self._limits.revivals:
            assert self._last
            raise self._last
        self._child, self.told = self._warm.fork(), 0.0
        self.clock.start()
        return True

    def child(self) -> ChildProcess:
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
        elif isinstance(error, (wire.Malformed, MemoryError)):
            self._last = Stopped(State.DIED, "What came back from it could not be read.")
        else:
            self._last = Stopped(State.DIED, _ending(ended, self._limits))
        return self._last

    def _late(self, step: float) -> Stopped:
        """Say which time is over; what used little of the processor may have had little of it."""
        limits = self._limits
        if self.clock.over:
            wall, used, enough = self.clock.wall, self.seconds, 0.5 * self.clock.wall
            load, why = self.clock.load, self._too_long(self.clock.wall)
        else:
            wall, used, enough = limits.seconds * limits.patience, step, 0.5 * limits.seconds
            load, why = self.load, slow(limits)
        if used < enough and load.to_blame(wall - used):
            self.suspect = f"It took {wall:.0f} seconds and {max(used, 0):.1f} of the processor."
        return Stopped(State.TIMEOUT, why)

    def _too_long(self, seconds: float, what: str = "") -> str:
        return f"The notebook ran for more than {seconds / 60:g} minutes{what}, and was stopped."

    def drop(self, gone: bool = False) -> Ended:
        """End the child, with whatever it left; `gone` if it seems to have ended."""
        child, self._child = self._child, None
        ended = Ended(0.0, 0, "") if child is None else self._warm.end(child, gone)
        self.seconds += ended.seconds
        return ended


def _ending(ended: Ended, limits: Limits) -> str:
    """Say how a child ended by itself."""
    if ended.killed == "memory":
        return f"It took more than {limits.memory} MiB of memory."
    if ended.signal in (9, 24):
        return f"It was stopped by the system: more than {limits.total:g} seconds, or no memory."
    if ended.signal:
        return f"It crashed (signal {ended.signal})."
    return "It ended the program."


def slow(limits: Limits) -> str:
    """Say that a step was too long."""
    return f"It ran for more than {limits.seconds:g} seconds. Does a loop never end?"
