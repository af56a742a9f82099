"""Keras and scikit-learn, if they are there. Only lesson 12 asks for them."""

import importlib
import os
import sys
from importlib.util import find_spec
from types import ModuleType

BROWSER = (
    "Keras doesn't run in a browser: cells that need it are skipped (open this lesson in Colab "
    "or on your machine to see them). Every exercise works here."
)


def find() -> tuple[ModuleType | None, ModuleType | None]:
    """Return the modules keras and sklearn, None for what is missing, and print what there is.

    Keras needs a backend. Unless somebody has chosen one (KERAS_BACKEND is set, or keras is
    imported already), it is JAX where JAX is installed, and Keras's own choice elsewhere.
    """
    if "keras" not in sys.modules and "KERAS_BACKEND" not in os.environ and find_spec("jax"):
        os.environ["KERAS_BACKEND"] = "jax"
    keras, why = _load("keras")
    sklearn, _ = _load("sklearn")
    print(_says(keras, sklearn, why))
    return keras, sklearn


def _load(name: str) -> tuple[ModuleType | None, str]:
    """Return the module, or None and why it can't be imported, in a few words."""
    if find_spec(name) is None:
        return None, "is not installed"
    try:
        return importlib.import_module(name), ""
    except Exception as error:  # above all a backend that is missing
        return None, f"can't be imported ({type(error).__name__}: {str(error).splitlines()[0]:.60})"


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
    return (
        f"{' and '.join(missing)}: run `%pip install {' '.join(wanted)}`, restart the kernel and "
        "run all. Cells that need it are skipped; every exercise works without."
    )
