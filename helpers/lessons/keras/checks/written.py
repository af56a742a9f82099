"""The check of a function in which a student writes Keras: asked are the model and its history.

What comes back is read as `reports` describes it, so the check is the same in a notebook, where the
model is at hand, and in a grader, where it lives in another process.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from helpers.checking.comparison import Point
from helpers.checking.foreign import plain_data
from helpers.checking.messages import CheckFailed, Kind, NotAttempted, passed
from helpers.checking.mistake import Known, Symptom
from helpers.checking.notebook import up_to_date
from helpers.checking.rungs import WithRungs
from helpers.checking.running import Array, Function, as_function, run

from ..reports import HISTORY, MODEL

KINDS = {"model": MODEL, "history": HISTORY}  # what is returned, in this order


@dataclass(frozen=True)
class Written:
    """What a student's function made.

    Attributes
    ----------
    layers : the model's layers as dictionaries; inputs, and activations that stand alone, are none.
    inputs : how many numbers a row has, None where the model does not know.
    weights : kernel, bias, kernel, bias, …, empty where the model does not know its inputs.
    loss, optimizer : of the compiled model, "" and {} before; the optimizer has kind, lr and steps.
    curves : the lists of the history, {} where none was asked for.
    asked, run, batches : epochs that were asked for and that were run, and batches in each.
    """

    layers: list[dict[str, Any]]
    inputs: int | None
    weights: list[Array]
    loss: str
    optimizer: dict[str, Any]
    curves: dict[str, list[float]] = field(default_factory=dict)
    asked: int = 0
    run: int = 0
    batches: int = 0

    @classmethod
    def of(cls, model: dict[str, Any], history: dict[str, Any]) -> "Written":
        """Read the reports on a model and on a history ({} for none)."""
        return cls(
            _layers(model["layers"]),
            model["inputs"],
            model["weights"],
            model["loss"] or "",
            model["optimizer"] or {},
            *(history[key] for key in ("curves", "asked", "run", "batches") if history),
        )

    def kinds(self) -> list[str]:
        """Return the kinds of the layers, in order."""
        return [layer["kind"] for layer in self.layers]

    def dense(self) -> list[dict[str, Any]]:
        """Return the dense layers, in order."""
        return [layer for layer in self.layers if layer["kind"] == "Dense"]


class Rule(NamedTuple):
    """What a right answer does not do.

    Attributes
    ----------
    id : says the misconception in a few words.
    hint : what helps.
    finding : takes what was made and the arguments; returns what is wrong as a sentence, or "".
    """

    id: str
    hint: str
    finding: Callable[..., str]


@dataclass(frozen=True)
class WrittenCheck(WithRungs):
    """The check of one exercise, called as `checks.exercise(answer)`.

    Attributes
    ----------
    name, parameters : what the student's function is called, and its arguments.
    points : arguments at which it is called.
    rules : asked in order; the first that finds something speaks.
    own : the name of the lesson's own copy, which an answer may not call.
    """

    name: str
    parameters: tuple[str, ...]
    points: Sequence[Point]
    rules: Sequence[Rule]
    own: str = ""

    def __call__(self, answer: object, *points: Point) -> None:
        """Check `answer` at the check's own points, or at `points` where some are given.

        Raises CheckFailed with a hint, NotAttempted for the stub and where Keras is missing.
        """
        up_to_date(self.name)
        at = points or self.points
        function = as_function(self.name, self.parameters, answer, at[0])
        if self.own and self.own in getattr(getattr(answer, "__code__", None), "co_names", ()):
            says = f"It calls `{self.own}` of the lesson. Here you write what is inside of it."
            raise CheckFailed(self.name, says, known=Known("calls-the-lessons-copy", ""))
        for point in at:
            self._judge(function, point)
        passed(self.name, "in one more test" if points else "in all that was asked")

    def _judge(self, function: Function, point: Point) -> None:
        call = ", ".join(map(_brief, self.parameters, point))
        made = self._made(call, self._returned(function, call, point))
        for rule in self.rules:
            wrong = rule.finding(made, *point)
            if wrong:
                says = f"At {call}: {wrong}"
                raise CheckFailed(self.name, says, known=Known(rule.id, rule.hint))

    def _returned(self, function: Function, call: str, point: Point) -> Any:
        """Return what comes back, as plain data."""
        try:
            return plain_data(run(self.name, call, function, point))
        except NotAttempted:
            raise
        except CheckFailed as failed:
            if "MissingLibrary" in failed.message:
                says = "This exercise needs Keras. The cell at the top says how to install it."
                raise NotAttempted(self.name, says) from None
            if re.search("Ellipsis|'ellipsis'", failed.message):
                says = "A gap `...` is still open."
                raise NotAttempted(self.name, says, kind=Kind.OPEN_GAP) from None
            for symptom in SYMPTOMS:
                if re.search(symptom.pattern, failed.message):
                    failed.explain(symptom.known(None))
                    break
            failed.lines = tuple(AROUND.sub("", line) for line in failed.lines)
            raise

    def _made(self, call: str, value: Any) -> Written:
        """Return what was made, or raise CheckFailed for anything else than what is asked for."""
        wanted = f"It must end with `return {', '.join(KINDS)}`."
        parts = [value] if _kind(value) else value
        if not isinstance(parts, (list, tuple)) or len(parts) != len(KINDS):
            raise CheckFailed(self.name, f"{_told(value)} {wanted}", kind=Kind.COUNT)
        reports = {}
        for name, part in zip(KINDS, parts, strict=True):
            if _kind(part) == KINDS[name]:
                reports[name] = part[1]
                continue
            says = f"At {call} {name} should be a Keras {name}. {_told(part)}"
            raise CheckFailed(self.name, says, kind=Kind.TYPE, known=_mistaken(name, part))
        return Written.of(reports["model"], reports["history"])


# What Keras writes around the sentence that says what does not fit.
AROUND = re.compile(
    r"Exception encountered when calling [\w.]+\(\)\.\s+|\s+Arguments received by .*", re.DOTALL
)
# What Keras says where something does not fit, and what helps.
SYMPTOMS = (
    Symptom(
        "n-has-no-value",
        "name 'n' is not defined",
        "n is the number of X's columns, and the function is not given it. Where does X say it?",
    ),
    Symptom(
        "layers-not-in-a-list",
        "Expected `trainable` to be a boolean|Argument `name` must be",
        "`Sequential` takes one thing: a list of layers. Where are the square brackets?",
    ),
    Symptom(
        "shape-in-a-shape",
        r"Cannot convert '\(\(",
        "`X.shape` is (m, n), a tuple itself, and you put it into another: a shape inside a shape. "
        "The length of one row is `X.shape[1]`.",
    ),
    Symptom(
        "shape-no-tuple",
        "Cannot convert '.*' to a shape",
        "A shape is a tuple, also with a single number: (5,) with its comma.",
    ),
    Symptom(
        "not-compiled",
        "must call `compile",
        "`fit` needs a loss and an optimizer. Which line chooses them, and where does it stand?",
    ),
    Symptom(
        "monitor-for-patience",
        "removeprefix",
        "The first argument of EarlyStopping is `monitor`, the name of a curve. Write `patience=`.",
    ),
    Symptom(
        "number-for-a-regulariser",
        "Could not interpret regularizer",
        "`lam` is a number. Which object makes a price on the weights of it?",
    ),
    Symptom(
        "split-no-share",
        "StopIteration",
        "`validation_split` is a share between 0 and 1: 20% is 0.2.",
    ),
    Symptom(
        "rate-takes-no-units",
        "Invalid value received for argument `rate`",
        "`Dropout` takes one number, the share of units to drop, between 0 and 1. It stands after "
        "the layer whose units it drops, and has none of its own.",
    ),
    Symptom(
        "value-by-its-place",
        "multiple values for argument",
        "One value is given to this argument by its place, and one by name. Is a `...` left in "
        "the call? Take it out.",
    ),
    Symptom(
        "compile-for-model",
        "'NoneType' object has no attribute",
        "`compile` and `add` change the model and return nothing. Do you write `model = ` before "
        "one of them?",
    ),
    Symptom(
        "keras-name-without-its-place",
        r"NameError: name '(Sequential|Input|Dense|Dropout|L2|EarlyStopping|Adam|layers|callbacks"
        r"|regularizers|optimizers)'",
        "Keras's names are written with their place, such as `keras.layers.Dense`. How does the "
        "text above write this one?",
    ),
    Symptom(
        "regularizer-without-its-part",
        r"'regulari[sz]er'",
        "A layer has weights (the kernel) and biases. The argument's name says which of them "
        "the price is on: `kernel_regularizer`.",
    ),
    Symptom(
        "name-unknown-to-keras",
        "Could not interpret|has no attribute|is not recognized",
        "Keras doesn't know this name. How is it spelled in the text above?",
    ),
    Symptom(
        "argument-unknown-to-keras",
        r"unexpected keyword|Unrecognized keyword|not recognized: ",
        "No argument has this name there. Which call takes it, and how is it spelled in the text "
        "above?",
    ),
    Symptom(
        "callback-is-a-class",
        "missing 1 required positional argument",
        "A callback is made by calling its class: `EarlyStopping(...)` with brackets.",
    ),
    Symptom(
        "metrics-no-list",
        "Expected `metrics` argument to be a list",
        "`metrics` takes a list, also for a single one.",
    ),
    Symptom(
        "input-takes-one-row",
        "Invalid input shape for input",
        "`Input` takes the shape of one row, without the number of rows: a tuple with one number.",
    ),
    Symptom(
        "rows-do-not-fit-the-input",
        "incompatible with the layer|must have the same shape",
        "How many numbers does a row of X have, and how many a row of y? "
        "Input and last layer must say the same.",
    ),
)


def _kind(value: Any) -> str:
    """Return what a report is on, "" for what is no report."""
    whole = isinstance(value, (list, tuple)) and len(value) == 2
    return value[0] if whole and isinstance(value[0], str) and isinstance(value[1], dict) else ""


def _told(value: Any) -> str:
    """Return what came back, as a sentence."""
    kind = _kind(value)
    if kind in KINDS.values():
        return f"You return a {kind.removeprefix('keras ')}."
    if kind:
        return f"You return Keras's {value[1].get('kind', 'object')}."
    return f"You return {'None' if value is None else type(value).__name__}."


def _mistaken(name: str, part: Any) -> Known | None:
    """Return what is known of something else in the place of a model or a history."""
    if _kind(part) in KINDS.values():
        return Known("values-in-another-order", "The model comes first, and then the history.")
    if name == "history" and part is None:
        return Known("history-of-compile", "`compile` returns nothing; `fit` returns the history.")
    if name == "history" and isinstance(part, dict):
        return Known(
            "dictionary-for-history",
            "`.history` is the dictionary inside. Return what `fit` itself returns.",
        )
    if name == "model" and isinstance(part, list):
        return Known("list-for-model", "A list of layers is no model yet. What stacks them?")
    return None


def _layers(given: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the layers; an activation that is a layer of its own belongs to the one before."""
    found: list[dict[str, Any]] = []
    for layer in given:
        alone = {"ReLU": "relu", "Activation": layer.get("activation")}.get(layer["kind"])
        if alone and found and found[-1].get("activation") == "linear":
            found[-1] = {**found[-1], "activation": alone}
        elif layer["kind"] != "InputLayer":
            found.append(layer)
    return found


def _brief(name: str, value: Any) -> str:
    """Return an argument as text, an array by its shape."""
    return f"{name} of shape {value.shape}" if isinstance(value, np.ndarray) else f"{name}={value}"
