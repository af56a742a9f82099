"""How much a submission may take."""

from dataclasses import asdict, dataclass

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """What one submission may take; whatever takes more is stopped.

    Attributes
    ----------
    seconds : of processor time, for one cell of the student's or all calls of one check. Of the
        lessons' own cells the import of Keras takes longest, about 6.
    patience : wall seconds for the same, as a multiple of `seconds`: on a busy machine other
        programs have the processor most of the time.
    total : processor seconds of the whole submission.
    wall : wall seconds of the whole submission, waits and all its runs included.
    memory : MiB of address space; Keras on JAX needs about 2 GiB of it.
    processes : processes and threads at once.
    file : MiB of one file.
    output : characters kept of what a cell prints.
    revivals : how often a submission that was killed is taken up again after the cell.
    """

    seconds: float = 20.0
    patience: float = 6.0
    total: float = 300.0
    wall: float = 600.0
    memory: int = 4096
    processes: int = 128
    file: int = 64
    output: int = 20_000
    revivals: int = 3

    def plain(self) -> dict[str, int | float]:
        """Return the limits as the sandbox reads them."""
        return asdict(self)
