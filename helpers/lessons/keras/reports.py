"""What can be said of Keras's objects as plain data: of a model and of what `fit` returns.

Keras itself is not imported here: whoever has an object of its has it already.
"""

import re
from typing import Any

import numpy as np

from helpers.checking import foreign

MODEL, HISTORY, OTHER = "keras model", "keras history", "keras object"
# Keras's short names of losses and metrics, and its class names, as one name each.
NAMES = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "bce": "binary_crossentropy",
    "acc": "accuracy",
    "binary_accuracy": "accuracy",
}


def describe(value: Any) -> foreign.Report | None:
    """Return what a check may ask of one of Keras's objects.

    Of a model: its layers, the shapes of its weights and the weights, and, once it is compiled, its
    loss and its optimizer. Of a history: its curves, how many epochs were asked for and how many
    were run, and the number of batches of an epoch. Of anything else: its kind.
    """
    kinds = {kind.__name__ for kind in type(value).__mro__}
    if "Model" in kinds:
        return MODEL, _model(value)
    if "History" in kinds:
        return HISTORY, _history(value)
    return OTHER, {"kind": type(value).__name__}


def _model(model: Any) -> dict[str, Any]:
    built = bool(model.built) and bool(model.weights)
    said: dict[str, Any] = {
        "layers": [_layer(layer) for layer in model.layers],
        "inputs": int(model.input_shape[-1]) if built else None,
        "weights": [np.array(w, dtype=np.float64) for w in model.get_weights()] if built else [],
        "loss": None,
        "optimizer": None,
    }
    if getattr(model, "optimizer", None) is not None:
        optimizer = model.optimizer
        said["loss"] = config_name(model.loss)
        said["optimizer"] = {
            "kind": type(optimizer).__name__,
            "lr": float(np.asarray(optimizer.learning_rate)),
            "steps": int(np.asarray(optimizer.iterations)),
        }
    return said


def _layer(layer: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": type(layer).__name__}
    for name in ("units", "rate"):
        if hasattr(layer, name):
            said[name] = float(getattr(layer, name))
    if hasattr(layer, "activation"):
        said["activation"] = config_name(layer.activation)
    for name in ("kernel", "bias", "activity"):
        penalty = getattr(layer, f"{name}_regularizer", None)
        if penalty is not None:
            said[name] = {
                which: float(np.asarray(getattr(penalty, which, 0.0))) for which in ("l1", "l2")
            }
    return said


def _history(history: Any) -> dict[str, Any]:
    asked = history.params or {}
    return {
        "curves": {
            str(name): [float(np.asarray(v)) for v in curve]
            for name, curve in history.history.items()
        },
        "asked": asked.get("epochs"),
        "run": len(history.epoch),
        "batches": asked.get("steps"),
    }


def config_name(what: Any) -> str:
    """Return one name for a loss, a metric or an activation, however it was given."""
    if what is None:
        return ""
    name = what if isinstance(what, str) else getattr(what, "__name__", type(what).__name__)
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()  # MeanSquaredError
    return NAMES.get(name, name)


foreign.describe_by("keras", describe)
