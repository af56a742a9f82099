"""The same training by different packages; each is imported only when it is asked for.

A peer is made of a task and may warm up then. `start` puts the start weights back, with a new
optimizer; `train` runs the task's epochs, and only it is timed; `layers` returns the weights and
biases as they are now, a layer each, W (n_out, n_in) and b (n_out,).
"""

from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any, Protocol

from .tasks import Array, Task


class Peer(Protocol):
    """One package, set up for one task."""

    def start(self) -> None:
        """Put the start weights back, with a new optimizer."""

    def train(self) -> None:
        """Run the epochs."""

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""


class OtherTaskError(Exception):
    """The package has no net for this task; the message says why."""


@dataclass(frozen=True)
class Package:
    """Where a peer comes from.

    Attributes
    ----------
    module : of this folder; its `make` takes a task.
    needs : distributions that must be installed.
    asks : its module says what else the machine lacks, by `missing`.
    aimed : `helpers` aims to be faster.
    tolerance : how far the loss may be off, relative.
    against : the run of `helpers` that it is compared with, of equal precision.
    options : what `make` takes besides.
    """

    module: str
    needs: tuple[str, ...] = ()
    aimed: bool = True
    tolerance: float = 1e-9
    options: dict[str, Any] = field(default_factory=dict)
    against: str = "helpers"
    asks: bool = False

    def missing(self) -> str:
        """Return the first thing that is not there, or nothing."""
        for name in self.needs:
            try:
                version(name)
            except PackageNotFoundError:
                return name
        return str(self._module().missing()) if self.asks else ""

    def make(self, task: Task) -> Peer:
        """Import the package and set the task up. Raises OtherTaskError."""
        peer: Peer = self._module().make(task, **self.options)
        return peer

    def _module(self) -> ModuleType:
        return import_module(f"benchmarks.peers.{self.module}")


OURS, OURS_32, FLOOR, COMPILED = "helpers", "helpers, float32", "products", "C"


def _single(module: str, *needs: str) -> Package:
    """Return the package once more, counting in float32."""
    return Package(module, needs, True, 1e-4, {"dtype": "float32"}, OURS_32)


PACKAGES = {
    OURS: Package("ours", aimed=False),
    OURS_32: Package("ours", aimed=False, tolerance=1e-5, options={"dtype": "float32"}),
    "PyTorch": Package("in_torch", ("torch",)),
    "PyTorch, float32": _single("in_torch", "torch"),
    "scikit-learn": Package("in_sklearn", ("scikit-learn",)),
    "scikit-learn, float32": _single("in_sklearn", "scikit-learn"),
    "micrograd": Package("in_micrograd", ("micrograd",)),
    "Keras on JAX": Package("in_keras", ("keras", "jax")),
    "Keras on JAX, float32": _single("in_keras", "keras", "jax"),
    "JAX, a step compiled": Package("in_jax", ("jax",), aimed=False),
    COMPILED: Package("in_c", aimed=False, asks=True),
}
