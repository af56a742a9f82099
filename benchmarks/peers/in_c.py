"""The same training in C: the limit of this processor, compiled here, through NumPy's own BLAS."""

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from helpers.network import unpack

from . import OtherTaskError
from .tasks import EPSILON, Array, Task

SOURCE = Path(__file__).with_suffix(".c")
# No flag changes a formula: no error number and no trap has to be kept, so loops may be vectors.
FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-shared", "-fPIC")
OUTPUTS = ("linear", "sigmoid", "softmax")
GEMM = "scipy_cblas_dgemm64_"


def blas() -> Path | None:
    """Return the OpenBLAS that NumPy's wheel brings; other builds of NumPy have none here."""
    folder = Path(np.__file__).parents[1] / "numpy.libs"
    return next(folder.glob("libscipy_openblas64_*.so"), None)


def missing() -> str:
    """Return what this machine lacks, or nothing."""
    if not shutil.which("cc"):
        return "a C compiler, cc"
    return "" if blas() else "NumPy's OpenBLAS"


@cache
def library() -> tuple[Any, Any]:
    """Compile once; return the function `train` and the BLAS's product."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "in_c.so")
        subprocess.run(["cc", *FLAGS, str(SOURCE), "-lm", "-o", str(target)], check=True)
        train = ctypes.CDLL(str(target)).train
    number, double, pointer = ctypes.c_int64, ctypes.c_double, ctypes.c_void_p
    train.argtypes = [
        pointer, ctypes.c_int, pointer, ctypes.c_int, pointer, pointer, pointer, number, number,
        ctypes.c_int, double, double,
    ]  # fmt: skip
    train.restype = double
    return train, ctypes.cast(getattr(ctypes.CDLL(str(blas())), GEMM), pointer)


class Compiled:
    """Arrays that C reads and writes."""

    def __init__(self, task: Task) -> None:
        if task.halves or (task.hidden, task.optimizer) != ("relu", "adam"):
            raise OtherTaskError("it has ReLU layers and Adam, and no loss with a half")
        self.task, self.parameters = task, task.start.copy()
        self.X, self.y = np.ascontiguousarray(task.X), np.ascontiguousarray(task.y)
        self.sizes = np.array(task.sizes, np.int64)
        self.call, self.gemm = library()

    def start(self) -> None:
        """Put the start weights back; `train` makes Adam's memory."""
        self.parameters[:] = self.task.start

    def train(self) -> None:
        """Run the epochs."""
        task = self.task
        arrays = [array.ctypes.data for array in (self.parameters, self.X, self.y)]
        layers, output = len(task.sizes) - 1, OUTPUTS.index(task.output)
        loss = self.call(
            self.gemm, layers, self.sizes.ctypes.data, output, *arrays, len(self.X),
            task.batch_size, task.epochs, task.lr, EPSILON,
        )  # fmt: skip
        if loss < 0:  # no loss of these is
            raise MemoryError("C had no memory for the training")

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        weights, biases = unpack(self.parameters, self.task.sizes)
        return list(weights), list(biases)


make = Compiled
