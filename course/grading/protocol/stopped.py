"""Why student code, or all of it, could not go on."""

from ..parcels import State


class Stopped(BaseException):
    """The student's code had to be stopped; not an Exception, so that no check goes on after it."""

    def __init__(self, state: State, why: str) -> None:
        super().__init__(why)
        self.state, self.why = state, why


class SandboxError(Exception):
    """The sandbox itself fails, and no student's code is to blame."""
