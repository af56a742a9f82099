"""Messages over a socket: four bytes of length, then the bytes; bounded in size and in time."""

import select
import socket
import struct
import time

from .scan import Malformed

MAX_MESSAGE = 64 * 2**20
PIECE = 2**20


class Gone(Exception):  # noqa: N818, that may be what was wanted
    """The other side has closed."""


class Late(Exception):  # noqa: N818
    """Nothing whole has come in time."""


class Channel:
    """One end of a connection that carries messages."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, message: bytes, deadline: float | None = None) -> None:
        """Send a message; `deadline` is of `time.monotonic`.

        Raises Gone, and Late for a reader that does not read.
        """
        data = memoryview(struct.pack(">I", len(message)) + message)
        # A send that may block sends all or nothing, and so could wait for ever.
        flags = 0 if deadline is None else socket.MSG_DONTWAIT
        while data:
            self._wait(deadline, select.POLLOUT)
            try:
                data = data[self._end.send(data[:PIECE], flags) :]
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
            self._wait(deadline, select.POLLIN)
            try:
                piece = self._end.recv(min(count, PIECE))
            except OSError:
                raise Gone from None
            if not piece:
                raise Gone
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def _wait(self, deadline: float | None, event: int) -> None:
        if deadline is None:
            return
        left = deadline - time.monotonic()
        poll = select.poll()  # not select.select: its descriptors must be below 1024
        poll.register(self._end, event)
        if left <= 0 or not poll.poll(1000 * left):
            raise Late

    def close(self) -> None:
        """Close this end."""
        self._end.close()
