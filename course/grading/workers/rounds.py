"""Tasks to workers and results back: all at once first, then the doubtful ones alone."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice

from ...errors import CourseError
from ..parcels import Delivery, Graded, NeedsReview
from ..protocol.stopped import SandboxError
from .executors import Workers

KILLED = "The grader's own process ended twice over this file; nothing was graded."
STUCK = (
    "It kept the grader busy for more than {:.0f} minutes, and was stopped; nothing was graded. "
    "Look at the file yourself."
)
TOGETHER = 0.5  # part of a submission's wall time that it may take beside others
MORE = 300.0  # seconds for all that is not the student's: a sandbox that starts, repair, the checks


@dataclass(frozen=True)
class FailedSubmission:
    """A submission that no worker could grade, and why."""

    why: str


@dataclass(frozen=True)
class Round:
    """A submission's turn, and the wall seconds that its code may take in it."""

    delivery: Delivery
    wall: float


Result = Graded | NeedsReview | FailedSubmission
Pack = Callable[[Delivery, float], bytes]  # with the wall seconds that it may take
Unpack = Callable[[bytes], Graded | NeedsReview]


def grade_all(
    workers: Workers,
    deliveries: Iterable[Delivery],
    pack: Pack,
    unpack: Unpack,
    wall: float,
) -> Iterator[tuple[Delivery, Result]]:
    """Yield the result of every submission, as they come.

    What may have suffered from a busy machine, what was under way when a worker died and what ended
    in an error is done again with nothing beside it, before it counts: in what is left of the
    `wall` seconds that a submission has for all its runs.

    Raises CourseError where the very first submission shows that no student code can be run.
    """
    again: list[Round] = []
    begun = False
    first = (Round(one, TOGETHER * wall) for one in deliveries)
    for turn, done in _spread(workers, first, pack, workers.window):
        result = _result(workers, turn, done, unpack)
        if isinstance(done.exception(), SandboxError) and not begun:
            raise CourseError(f"Nothing was graded. {done.exception()}")
        begun = True
        suspect = isinstance(result, Graded) and bool(result.suspect)
        if isinstance(result, FailedSubmission) or suspect:
            spent = result.wall if isinstance(result, Graded) else 0.0
            again.append(Round(turn.delivery, wall - spent))
        else:
            yield turn.delivery, result
    for turn, done in _spread(workers, again, pack, 1):
        yield turn.delivery, _result(workers, turn, done, unpack)


def _spread(
    workers: Workers, turns: Iterable[Round], pack: Pack, window: int
) -> Iterator[tuple[Round, "Future[bytes]"]]:
    """Yield tasks as they are done; only so many are handed in, so that memory stays flat."""
    waiting = iter(turns)
    under_way: dict[Future[bytes], Round] = {}
    while True:
        for turn in islice(waiting, window - len(under_way)):
            task = pack(turn.delivery, turn.wall)
            under_way[workers.submit(task, turn.wall + MORE)] = turn
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            yield under_way.pop(future), future


def _result(workers: Workers, turn: Round, done: "Future[bytes]", unpack: Unpack) -> Result:
    """Return what came of a task. A fault of the grader's costs one submission, and is told."""
    if done.cancelled():
        raise CourseError(
            "The cluster has gone. What was recorded is kept: run the command again when it is "
            "back."
        )
    error = done.exception()
    if error is None:
        return unpack(done.result())
    if isinstance(error, TimeoutError):
        one, minutes = turn.delivery, (turn.wall + MORE) / 60
        return NeedsReview(one.file, STUCK.format(minutes), one.student)
    if workers.died(error):
        return FailedSubmission(KILLED)
    return FailedSubmission(f"The grader failed on it: {type(error).__name__}: {error}")
