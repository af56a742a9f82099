"""The checks of the two functions in which students of lesson 13 write Keras.

The data of `train` are made so that the validation loss is lowest after the first epoch: on the
last fifth of the rows y has the other sign.
"""

from math import ceil
from typing import Any

import numpy as np

from helpers.gradients import Array
from helpers.layers import forward_pass
from helpers.losses import mse

from ..models import BATCH_SIZE, CLASSIFIER, EPOCHS, UNITS
from .written import Rule, Written, WrittenCheck

RIGHT = 1e-3  # relative: Keras counts in float32
LR = 0.001  # Adam's usual learning rate


def turning(m: int, n: int, seed: int) -> tuple[Array, Array]:
    """Return X (m, n) and y (m, 1) whose sign turns before the last fifth."""
    X = np.random.default_rng(seed).normal(size=(m, n)).round(2)
    y = 5 * (X.sum(axis=1, keepdims=True) + 2 * X[:, :1])
    y[4 * m // 5 :] *= -1
    return X, y


def small_steps(m: int, n: int, seed: int) -> tuple[Array, Array]:
    """Return X (m, n) and y (m, 1), so small that every new low of the loss is a small one.

    On the last fifth the slopes are a third of the others: the validation loss falls for some
    epochs and then rises.
    """
    X = 0.01 * np.random.default_rng(seed).normal(size=(m, n)).round(2)
    y = 3 * X.sum(axis=1, keepdims=True)
    y[4 * m // 5 :] /= 3
    return X, y


def two_classes(m: int, n: int, seed: int) -> tuple[Array, Array]:
    """Return X (m, n) and y (m,), 0 or 1."""
    X = np.random.default_rng(seed).normal(size=(m, n)).round(2)
    return X, (X[:, 0] + X[:, 1] > 0.3).astype(float)


# The model


def _dense(made: Written, *_: Any) -> str:
    count = len(made.dense())
    return "" if count == 2 else f"the model has {count} dense layer{'s' * (count != 1)}, not 2."


def _no_dropout(made: Written, *_: Any) -> str:
    return "" if "Dropout" in made.kinds() else "no layer of the model is a Dropout layer."


def _place(made: Written, *_: Any) -> str:
    kinds = made.kinds()
    if kinds == ["Dense", "Dropout", "Dense"]:
        return ""
    return f"the layers are {', '.join(kinds)}."


def _units(wanted: int) -> Any:
    def finding(made: Written, *_: Any) -> str:
        has = int(made.dense()[0]["units"])
        return "" if has == wanted else f"the hidden layer has {_count(has)}."

    return finding


def _one_output(made: Written, *_: Any) -> str:
    has = int(made.dense()[-1]["units"])
    return "" if has == 1 else f"the last layer has {_count(has)}, and a row of y one number."


def _hidden_linear(made: Written, *_: Any) -> str:
    return "the hidden layer is linear." if made.dense()[0]["activation"] == "linear" else ""


def _hidden_other(made: Written, *_: Any) -> str:
    has = made.dense()[0]["activation"]
    return "" if has == "relu" else f"the hidden layer's activation is {has}."


def _output_linear(made: Written, *_: Any) -> str:
    has = made.dense()[-1]["activation"]
    return "" if has == "linear" else f"the last layer's activation is {has}."


def _rate_kept(made: Written, X: Array, y: Array, rate: float, *_: Any) -> str:
    has = _rate(made)
    return f"units are dropped with probability {has:g}." if np.isclose(has, 1 - rate) else ""


def _rate_other(made: Written, X: Array, y: Array, rate: float, *_: Any) -> str:
    has = _rate(made)
    return "" if np.isclose(has, rate) else f"units are dropped with probability {has:g}."


def _rate(made: Written) -> float:
    return float(next(layer["rate"] for layer in made.layers if layer["kind"] == "Dropout"))


def _no_penalty(made: Written, *_: Any) -> str:
    named = [layer for layer in made.layers if {"kernel", "bias", "activity"} & layer.keys()]
    return "" if named else "no layer has a regulariser: large weights cost nothing."


def _penalty_elsewhere(made: Written, *_: Any) -> str:
    hidden, last = made.dense()
    found = [
        f"{where} has the regulariser on its {name}s"
        for where, layer in (("the hidden layer", hidden), ("the last layer", last))
        for name in ("kernel", "bias")
        if name in layer and not (layer is hidden and name == "kernel")
    ]
    found += ["a layer has it on what it gives"] * any("activity" in x for x in made.layers)
    return f"{found[0].replace('kernels', 'weights').replace('biass', 'biases')}." if found else ""


def _l1(made: Written, *_: Any) -> str:
    return "the price is on |w|, not on w²." if made.dense()[0]["kernel"]["l1"] else ""


def _price(made: Written, X: Array, y: Array, rate: float, lam: float, *_: Any) -> str:
    has = made.dense()[0]["kernel"]["l2"]
    return "" if np.isclose(has, lam, rtol=1e-4) else f"the price of w² is {has:g}."


def _count(units: int) -> str:
    return f"{units} unit{'s' * (units != 1)}"


def _batches(count: int) -> str:
    return f"{count} batch{'es' * (count != 1)}"


HIDDEN_RELU = (
    Rule(
        "hidden-linear",
        "Two linear layers in a row are one linear layer. Which activation is asked for?",
        _hidden_linear,
    ),
    Rule("hidden-other-activation", "Which activation is asked for?", _hidden_other),
)

# What `train` does not make. The line with the input and that with the output are given.
MODEL = (
    Rule(
        "dense-layers-miscounted",
        "One hidden layer, and one layer that gives the forecast. Which one is missing, or too "
        "much?",
        _dense,
    ),
    Rule("dropout-missing", "Which layer lets hidden units fail in training?", _no_dropout),
    Rule(
        "dropout-elsewhere",
        "A Dropout layer drops what the layer before it gives. The hidden units are to fail, "
        "not the inputs and not the forecast. Between which two lines does it stand?",
        _place,
    ),
    Rule("hidden-other-size", "How many hidden units does the task ask for?", _units(UNITS)),
    Rule("outputs-not-one", "How many numbers does one forecast have?", _one_output),
    *HIDDEN_RELU,
    Rule(
        "output-not-linear",
        "The scaled y lies above and below 0, and beyond 1. Which numbers can your last layer "
        "give?",
        _output_linear,
    ),
    Rule(
        "kept-for-dropped",
        "Keras's rate is the share that is dropped. Which share do you hand over?",
        _rate_kept,
    ),
    Rule("rate-not-the-argument", "The Dropout layer takes its number from `rate`.", _rate_other),
    Rule(
        "penalty-missing",
        "Which argument of Dense takes the regulariser? Section 3 names it.",
        _no_penalty,
    ),
    Rule(
        "penalty-elsewhere",
        "The price is on the weights of the hidden layer only. Which argument of which layer "
        "is that?",
        _penalty_elsewhere,
    ),
    Rule("l1-for-l2", "Which of the two regularisers squares the weight?", _l1),
    Rule(
        "price-not-lam",
        '`L2(lam)` takes `lam` as it is, without a factor. (The text `"l2"` means 0.01.)',
        _price,
    ),
)

# train


def tail_loss(made: Written, X: Array, y: Array, lam: float) -> float:
    """Return the loss on the last fifth with the weights that the model has now, by NumPy.

    Keras adds the penalty of L2 to it.
    """
    kernels, biases = made.weights[::2], made.weights[1::2]
    weights = [np.transpose(kernel) for kernel in kernels]
    tail = slice(len(X) * 4 // 5, None)
    said = forward_pass(X[tail], weights, biases, "relu", "linear")[-1]
    return mse(said, y[tail]) + lam * float(np.sum(kernels[0] ** 2))


def _same(a: float, b: float) -> bool:
    return bool(np.isclose(a, b, rtol=RIGHT))


def _loss(wanted: str) -> Any:
    def finding(made: Written, *_: Any) -> str:
        return f"the loss is {made.loss}." if made.loss not in ("", wanted) else ""

    return finding


def _no_loss(made: Written, *_: Any) -> str:
    return "" if made.loss else "the model was compiled without a loss."


def _adam(made: Written, *_: Any) -> str:
    kind = made.optimizer.get("kind", "")
    return "" if kind == "Adam" else f"the optimizer is {kind}."


def _rate_of_adam(made: Written, *_: Any) -> str:
    rate = made.optimizer.get("lr", LR)
    return "" if _same(rate, LR) else f"Adam has a learning rate of {rate:g}."


def _unjudged(made: Written, *_: Any) -> str:
    return "" if "val_loss" in made.curves else "the history has no val_loss."


def _epochs(wanted: int) -> Any:
    def finding(made: Written, *_: Any) -> str:
        return "" if made.asked == wanted else f"fit is told to run {made.asked} epochs."

    return finding


def _watches_training(
    made: Written, X: Array, y: Array, rate: float, lam: float, patience: int
) -> str:
    waits = {name: made.run - 1 - int(np.argmin(curve)) for name, curve in made.curves.items()}
    never_stopped = made.run == made.asked
    if never_stopped or waits["val_loss"] == patience or waits["loss"] != patience:
        return ""
    return f"training stopped {patience} epochs after the lowest training loss."


def _never_stops(made: Written, *_: Any) -> str:
    best = int(np.argmin(made.curves["val_loss"])) + 1
    if made.run < made.asked:
        return ""
    return f"all {made.run} epochs were run, though val_loss was lowest after epoch {best}."


def _margin(made: Written, X: Array, y: Array, rate: float, lam: float, patience: int) -> str:
    best = int(np.argmin(made.curves["val_loss"]))
    waited = made.run - 1 - best
    if best == 0 or waited >= patience:
        return ""
    return f"training stopped {waited} epochs after the lowest val_loss, not {patience}."


def _patience(made: Written, X: Array, y: Array, rate: float, lam: float, patience: int) -> str:
    waited = made.run - 1 - int(np.argmin(made.curves["val_loss"]))
    if waited == patience:
        return ""
    return f"training went on for {waited} epochs after the lowest val_loss."


def _last_weights(made: Written, X: Array, y: Array, rate: float, lam: float, patience: int) -> str:
    curve, now = made.curves["val_loss"], tail_loss(made, X, y, lam)
    if not _same(now, curve[-1]) or _same(now, min(curve)):
        return ""
    return (
        f"the model has the weights of the last epoch, with val_loss {now:.4g}; the lowest was "
        f"{min(curve):.4g}."
    )


def _other_rows(made: Written, X: Array, y: Array, rate: float, lam: float, patience: int) -> str:
    if _same(tail_loss(made, X, y, lam), min(made.curves["val_loss"])):
        return ""
    return "val_loss is not the loss of the last fifth of the rows."


def _trained_on_all(made: Written, X: Array, *_: Any) -> str:
    if made.batches != ceil(len(X) / BATCH_SIZE):
        return ""
    return f"an epoch has {_batches(made.batches)}: all {len(X)} rows are trained on."


def _other_batches(made: Written, X: Array, *_: Any) -> str:
    wanted = ceil(0.8 * len(X) / BATCH_SIZE)
    if made.batches == wanted:
        return ""
    return (
        f"an epoch has {_batches(made.batches)}; {int(0.8 * len(X))} training rows in batches of "
        f"{BATCH_SIZE} make {wanted}."
    )


train = WrittenCheck(
    name="train",
    own="train",
    parameters=("X", "y", "rate", "lam", "patience"),
    points=[
        (*turning(520, 3, seed=1), 0.1, 0.02, 4),
        (*small_steps(520, 3, seed=2), 0.0, 0.0, 3),
    ],
    rules=[
        *MODEL,
        Rule("loss-missing", "What does `compile` choose besides the optimizer?", _no_loss),
        Rule(
            "other-loss",
            "Which loss asks for the mean (lesson 11)? `compile` takes its short name.",
            _loss("mean_squared_error"),
        ),
        Rule("other-optimizer", "Which optimizer is asked for?", _adam),
        Rule(
            "other-learning-rate",
            "The task asks for Adam's usual learning rate. Which one do you get without a number?",
            _rate_of_adam,
        ),
        Rule(
            "no-validation-rows",
            "By which rows should early stopping judge? `fit` keeps none aside unless you say so.",
            _unjudged,
        ),
        Rule("other-epochs", "How many epochs does the task allow at most?", _epochs(EPOCHS)),
        Rule(
            "watches-the-training-loss",
            "The training loss falls while a network overfits. Which curve should be watched? "
            "Keras's default is the right one.",
            _watches_training,
        ),
        Rule(
            "never-stops",
            "Does `fit` get your callback? And which curve does it watch?",
            _never_stops,
        ),
        Rule(
            "small-new-lows-do-not-count",
            "Every new lowest `val_loss` counts, also one that is lower by very little. Does your "
            "stopper ask for more than that?",
            _margin,
        ),
        Rule("patience-not-the-argument", "EarlyStopping takes `patience`.", _patience),
        Rule(
            "trains-on-validation-rows",
            "Rows that judge must not be trained on. What does `validation_split` do with the rows "
            "that you hand over?",
            _trained_on_all,
        ),
        Rule(
            "batches-not-64",
            "`fit` takes 32 rows at a time unless told, and keeps aside the share that you say. "
            "Which two arguments are that?",
            _other_batches,
        ),
        Rule(
            "best-weights-not-restored",
            "Keras keeps the last weights unless told otherwise. Which argument of EarlyStopping "
            "puts the best ones back?",
            _last_weights,
        ),
        Rule(
            "other-validation-rows",
            "The last 20% are to judge. Which argument of `fit` takes that share, and from where?",
            _other_rows,
        ),
    ],
)

# classify


def _hidden_layers(made: Written, *_: Any) -> str:
    kinds = made.kinds()
    if kinds == ["Dense", "Dense"]:
        return ""
    return f"the layers are {', '.join(kinds) or 'none'}, and not two dense ones."


def _softmax_of_one(made: Written, *_: Any) -> str:
    last = made.dense()[-1]
    alone = last["units"] == 1 and last["activation"] == "softmax"
    return "the last layer is a softmax over one number." if alone else ""


def _softmax_of_two(made: Written, *_: Any) -> str:
    last = made.dense()[-1]
    pair = last["units"] == 2 and last["activation"] == "softmax"
    return "the last layer is a softmax over two numbers." if pair else ""


def _two_outputs(made: Written, *_: Any) -> str:
    has = int(made.dense()[-1]["units"])
    return "" if has == 1 else f"the last layer has {_count(has)}."


def _no_probability(made: Written, *_: Any) -> str:
    has = made.dense()[-1]["activation"]
    return "" if has == "sigmoid" else f"the last layer's activation is {has}."


def _squares(made: Written, *_: Any) -> str:
    return f"the loss is {made.loss}." if made.loss.startswith("mean_") else ""


def _no_accuracy(made: Written, *_: Any) -> str:
    names = list(made.curves)
    if any(name in ("accuracy", "acc", "binary_accuracy") for name in names):
        return ""
    return f"the history has {', '.join(names)}."


def _batch(made: Written, X: Array, y: Array, batch_size: int) -> str:
    rows = int(len(X) * 0.8)
    wanted = ceil(rows / batch_size)
    if made.batches == wanted:
        return ""
    return (
        f"an epoch has {_batches(made.batches)}; {rows} training rows in batches of {batch_size} "
        f"make {wanted}."
    )


classify = WrittenCheck(
    name="classify",
    own="classify",
    parameters=("X", "y", "batch_size"),
    points=[(*two_classes(100, 6, seed=3), 20)],
    rules=[
        Rule(
            "layers-not-two",
            "A hidden layer and an output, no more.",
            _hidden_layers,
        ),
        Rule(
            "hidden-other-size",
            "How many hidden units does the task ask for?",
            _units(CLASSIFIER.units),
        ),
        *HIDDEN_RELU,
        Rule(
            "softmax-over-one",
            "A softmax makes its numbers add up to 1. What does it make of a single one, whatever "
            "its logit?",
            _softmax_of_one,
        ),
        Rule(
            "softmax-over-two",
            "It gives p(0) and p(1). The task wants one probability, p(1): one unit, and which "
            "activation?",
            _softmax_of_two,
        ),
        Rule(
            "outputs-not-one",
            "y holds one number per row, the class. How many probabilities does that take?",
            _two_outputs,
        ),
        Rule(
            "output-no-probability",
            "Binary cross-entropy takes the logarithm of a probability. Which activation keeps the "
            "output between 0 and 1?",
            _no_probability,
        ),
        Rule("loss-missing", "What does `compile` choose besides the optimizer?", _no_loss),
        Rule(
            "regression-loss",
            "That loss is made for forecasts of a number. Which one goes with a probability?",
            _squares,
        ),
        Rule(
            "other-loss",
            "Two classes, one probability: which cross-entropy is it?",
            _loss("binary_crossentropy"),
        ),
        Rule("other-optimizer", "Which optimizer is asked for?", _adam),
        Rule(
            "other-learning-rate",
            "The task asks for Adam's usual learning rate. Which one do you get without a number?",
            _rate_of_adam,
        ),
        Rule(
            "accuracy-missing",
            "`compile` takes a list of `metrics`, for people to look at.",
            _no_accuracy,
        ),
        Rule(
            "no-validation-rows",
            "Without rows kept aside nobody sees overfitting. Which argument of `fit` keeps some?",
            _unjudged,
        ),
        Rule("other-epochs", "How many epochs does the task ask for?", _epochs(CLASSIFIER.epochs)),
        Rule(
            "batch-size-not-the-argument",
            "`fit` takes 32 rows at a time unless told, and keeps aside the share that you say. "
            "Which two arguments are that?",
            _batch,
        ),
    ],
)
