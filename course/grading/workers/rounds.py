"""Tasks to workers and results back: all at once first, then the doubtful ones alone."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice

from ...errors import CourseError
from ..parcels import Aside, Delivery, Graded
from ..run.parent import SandboxError
from .executors import Workers

KILLED = "The grader's own process ended twice over this file; nothing was graded."


@dataclass(frozen=True)
class Failed:
    """A submission that no worker could grade, and why."""

    why: str


Result = Graded | Aside | Failed
Pack = Callable[[Delivery], bytes]
Unpack = Callable[[bytes], Graded | Aside]


def grade_all(
    workers: Workers, deliveries: Iterable[Delivery], pack: Pack, unpack: Unpack
) -> Iterator[tuple[Delivery, Result]]:
    """Yield the result of every submission, as they come.

    What may have suffered from a busy machine, what was under way when a worker died and what ended
    in an error is done again with nothing beside it, before it counts.

    Raises CourseError where the very first submission shows that no student code can be run.
    """
    again: list[Delivery] = []
    begun = False
    for delivery, done in _spread(workers, deliveries, pack, workers.window):
        result = _result(workers, done, unpack)
        if isinstance(done.exception(), SandboxError) and not begun:
            raise CourseError(f"Nothing was graded. {done.exception()}")
        begun = True
        if isinstance(result, Failed) or (isinstance(result, Graded) and result.suspect):
            again.append(delivery)
        else:
            yield delivery, result
    for delivery, done in _spread(workers, again, pack, 1):
        yield delivery, _result(workers, done, unpack)


def _spread(
    workers: Workers, deliveries: Iterable[Delivery], pack: Pack, window: int
) -> Iterator[tuple[Delivery, "Future[bytes]"]]:
    """Yield tasks as they are done; only so many are handed in, so that memory stays flat."""
    waiting = iter(deliveries)
    under_way: dict[Future[bytes], Delivery] = {}
    while True:
        for delivery in islice(waiting, window - len(under_way)):
            under_way[workers.submit(pack(delivery))] = delivery
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            yield under_way.pop(future), future


def _result(workers: Workers, done: "Future[bytes]", unpack: Unpack) -> Result:
    """Return what came of a task. A fault of the grader's costs one submission, and is told."""
    if done.cancelled():
        raise CourseError(
            "The cluster has gone. What was recorded is kept: run the command again when it is "
            "back."
        )
    error = done.exception()
    if error is None:
        return unpack(done.result())
    if workers.died(error):
        return Failed(KILLED)
    return Failed(f"The grader failed on it: {type(error).__name__}: {error}")
