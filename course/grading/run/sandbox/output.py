"""What a cell prints and displays: kept up to a limit, counted no further."""

import io

STREAMS = ("stdout", "stderr")
CUT = "\n… the rest of the output is left out.\n"


class Sink:
    """Pieces of output in order, `[name, text]` each.

    The name is "stdout", "stderr", "display", or "result" for a cell's last expression.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.pieces: list[list[str]] = []
        self._left = limit

    def add(self, name: str, text: str) -> None:
        """Keep a piece, or what there is room for."""
        if self._left <= 0 or not text:
            return
        if len(text) > self._left:
            text = text[: self._left] + CUT
        self._left -= len(text)
        text = text.encode("utf-8", "replace").decode("utf-8")
        if self.pieces and self.pieces[-1][0] == name and name in STREAMS:
            self.pieces[-1][1] += text
        else:
            self.pieces.append([name, text])
        if len(self.pieces) >= 1000:
            self._left = 0

    def taken(self) -> list[list[str]]:
        """Return what was kept, and start anew."""
        pieces, self.pieces, self._left = self.pieces, [], self.limit
        return pieces


class Stream(io.TextIOBase):
    """A standard stream that leads into a sink."""

    encoding = "utf-8"

    def __init__(self, name: str, sink: Sink) -> None:
        self.name = f"<{name}>"
        self._name, self._sink = name, sink

    def write(self, text: str) -> int:
        """Keep a piece of text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._sink.add(self._name, text)
        return len(text)

    def writable(self) -> bool:
        """Say that this is for writing."""
        return True
