"""Messages over two pipes: four bytes of length, then the bytes; bounded in size and in time.

Pipes carry bytes and nothing else. A socket has urgent bytes, which `poll` reports and a read does
not find, and carries descriptors.
"""

import os
import select
import struct
import time
from dataclasses import dataclass

from .scan import MAX_MESSAGE, Malformed

PIECE = 2**16  # what a pipe holds


class Gone(Exception):  # noqa: N818, that may be what was wanted
    """The other side has closed."""


class Late(Exception):  # noqa: N818
    """Nothing whole has come in time."""


@dataclass(frozen=True)
class Channel:
    """One end of a connection that carries messages, as two file descriptors.

    With a deadline, of `time.monotonic`, neither a read nor a write may block: see `bounded`.
    """

    incoming: int
    outgoing: int

    def bounded(self) -> "Channel":
        """Return this end, where no call waits for the other side longer than its deadline."""
        for end in (self.incoming, self.outgoing):
            os.set_blocking(end, False)
        return self

    def send(self, message: bytes, deadline: float | None = None) -> None:
        """Send a message. Raises Gone, and Late for a reader that does not read."""
        data = memoryview(struct.pack(">I", len(message)) + message)
        while data:
            _wait(self.outgoing, select.POLLOUT, deadline)
            try:
                data = data[os.write(self.outgoing, data[:PIECE]) :]
            except BlockingIOError:
                continue
            except OSError:
                raise Gone from None

    def receive(self, deadline: float | None = None) -> bytes:
        """Return the next message. Raises Gone, Late, and Malformed for one that is too large."""
        (length,) = struct.unpack(">I", self._exactly(4, deadline))
        if length > MAX_MESSAGE:
            raise Malformed("too large")
        return self._exactly(length, deadline)

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        pieces = []
        while count:
            _wait(self.incoming, select.POLLIN, deadline)
            try:
                piece = os.read(self.incoming, min(count, PIECE))
            except BlockingIOError:
                continue
            except OSError:
                raise Gone from None
            if not piece:
                raise Gone
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        """Close this end."""
        os.close(self.incoming)
        os.close(self.outgoing)


def connected() -> tuple[Channel, Channel]:
    """Return both ends of a new connection."""
    (mine_in, theirs_out), (theirs_in, mine_out) = os.pipe(), os.pipe()
    return Channel(mine_in, mine_out), Channel(theirs_in, theirs_out)


def _wait(end: int, event: int, deadline: float | None) -> None:
    if deadline is None:
        return
    left = deadline - time.monotonic()
    poll = select.poll()  # not select.select: its descriptors must be below 1024
    poll.register(end, event)
    if left <= 0 or not poll.poll(1000 * left):
        raise Late
