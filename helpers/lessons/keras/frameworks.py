"""Keras and scikit-learn, if they are there. Lesson 13 and the one class ask for them.

`from helpers.lessons.keras.frameworks import keras` stands in for `import keras`: the import, which
takes seconds, happens when Keras is first used, with a backend that is installed.
"""

import importlib
import os
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any

BROWSER = (
    "Keras doesn't run in a browser: cells and exercises that need it are skipped (open this "
    "lesson in Colab or on your machine to do them)."
)


class MissingLibrary(ImportError):  # noqa: N818, it reads well in a message
    """A library that the lesson uses is not installed, or can't be imported here."""


class Library:
    """A library that is imported when it is first used; it is false where that fails."""

    def __init__(self, name: str, title: str) -> None:
        self._name, self._title = name, title

    def _found(self) -> tuple[ModuleType | None, str]:
        """Return the module, or None and why it can't be imported, in a few words."""
        if self._name == "keras":
            _choose_backend()
        if self._name not in sys.modules and find_spec(self._name) is None:
            return None, "is not installed"
        try:
            return importlib.import_module(self._name), ""
        except Exception as error:  # above all a backend that is missing
            said = f"{type(error).__name__}: {str(error).splitlines()[0]:.60}"
            return None, f"can't be imported ({said})"

    def __bool__(self) -> bool:
        return self._found()[0] is not None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python and IPython ask of any object
            raise AttributeError(name)
        module, why = self._found()
        if module is None:
            raise MissingLibrary(f"{self._title} {why}")
        return getattr(module, name)

    def __repr__(self) -> str:
        return f"<{self._title}, imported when first used>"


keras = Library("keras", "Keras")
sklearn = Library("sklearn", "scikit-learn")


def find() -> None:
    """Import Keras and scikit-learn, and print in one line what there is, or what to install."""
    (module, why), (other, _) = keras._found(), sklearn._found()
    print(_says(module, other, why))


def _choose_backend() -> None:
    """Have Keras compute with JAX where that is installed and nobody has chosen.

    Somebody has where KERAS_BACKEND is set, or Keras is imported already; elsewhere it is Keras's
    own choice, TensorFlow.
    """
    if "keras" in sys.modules:
        return
    if find_spec("jax"):
        os.environ.setdefault("KERAS_BACKEND", "jax")
    if os.environ.get("KERAS_BACKEND") == "jax":
        # Networks as small as these run for less time than JAX takes to make their code faster.
        os.environ.setdefault("JAX_DISABLE_MOST_OPTIMIZATIONS", "1")


def _says(keras: ModuleType | None, sklearn: ModuleType | None, why: str) -> str:
    """Return one line: what is there, or what to install."""
    if sys.platform == "emscripten" and not keras:
        return BROWSER
    there, wanted, missing = [], [], []
    if keras:
        there.append(f"Keras {keras.__version__} on {keras.backend.backend()}")
    else:
        missing.append(f"Keras {why}")
        wanted += ["keras", "jax"]
    if sklearn:
        there.append(f"scikit-learn {sklearn.__version__}")
    else:
        missing.append("scikit-learn is not installed")
        wanted.append("scikit-learn")
    if not wanted:
        return f"{', '.join(there)}."
    without = (
        "the exercises that write Keras need it, all others work"
        if not keras
        else ("every exercise works without")
    )
    return (
        f"{' and '.join(missing)}: run `%pip install {' '.join(wanted)}`, restart the kernel and "
        f"run all. Cells that need it are skipped; {without}."
    )
