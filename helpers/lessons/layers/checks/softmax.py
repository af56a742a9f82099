"""The checks of softmax in lesson 06: with cross-entropy, and for logits of any size."""

import operator
from typing import Any

import numpy as np

from helpers.activations import sigmoid
from helpers.checking.comparison import Comparison
from helpers.checking.function import FunctionCheck
from helpers.checking.messages import Unchanged
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.running import quiet
from helpers.checking.stages import STAGES

from . import variants as v


def day_logits(seed: int, m: int, k: int) -> tuple[Any, Any]:
    """Return logits Z (m, k) of two digits, and one-hot classes Y (m, k).

    Y holds whole numbers: nobody nudges a class, and right answers differ in how they pick it.
    """
    rng = np.random.default_rng(seed)
    classes = np.eye(k, dtype=int)[rng.integers(0, k, m)]
    return np.round(rng.normal(0, 1.3, (m, k)), 1) + 0.04, classes


def _binary(P: Any, Y: Any) -> Any:
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(Y)


FIRST = (
    np.array([[0.4, 1.6, -0.2], [1.1, 0.3, -0.7]]),
    np.array([[1, 0, 0], [0, 1, 0]]),
)

softmax_loss = FunctionCheck(
    name="softmax_loss",
    parameters=("Z", "Y"),
    returns=("P", "loss", "dL_dZ"),
    reference=v.loss_slowly,
    points=[FIRST, day_logits(1, 4, 3), day_logits(2, 3, 5)],
    symptoms=[
        Symptom(
            "log-without-np",
            "name 'log' is not defined",
            "`log` belongs to NumPy, so it needs `np` in front, as `np.exp` does.",
        ),
        # The first batch has two days and three classes.
        Symptom(
            "loss-per-entry",
            "loss is an array of shape",
            "Your loss is a table. Pick the true class of each row, and take the mean over rows.",
            of="shape",
        ),
        Symptom(
            "loss-per-row",
            "loss is a row of 2 numbers",
            "Your loss has one number per day: the classes are added up. What is done with the "
            "days?",
            of="shape",
        ),
        Symptom(
            "loss-per-class",
            "loss is a row of 3 numbers",
            "Your loss has one number per class: the days are added up. What is done with the "
            "classes?",
            of="shape",
        ),
        Symptom(
            "gradient-is-one-number",
            "dL_dZ is one number",
            "Your gradient is one number. How many logits are there on all days?",
            of="shape",
        ),
        Symptom(
            "log-of-0",
            r"loss is inf",
            "The log of 0 is −∞, and Y · P is 0 at the other classes. Which comes first: the log "
            "of P, or the product with Y?",
        ),
        Symptom(
            "log-of-a-negative-number",
            r"loss is nan",
            "The log of a negative number is nan. Can a probability be negative? Which function "
            "makes every logit positive?",
        ),
    ],
    mistakes=[
        Mistake(
            "softmax-over-all",
            "All entries of P together add up to 1. What should add up to 1?",
            v.output(lambda Z: np.exp(Z) / np.exp(Z).sum()),
        ),
        Mistake(
            "softmax-over-columns",
            "The columns of P add up to 1. Over what do the days lie: rows, or columns?",
            v.output(lambda Z: np.exp(Z) / np.exp(Z).sum(0)),
        ),
        Mistake(
            "exponent-sign",
            "Your largest logit gets the smallest p. Which sign stands in the exponent?",
            v.output(lambda Z: v.by_row(-Z)),
        ),
        Mistake(
            "subtracts-from-logits",
            "You subtract y from the logits. Compare the columns of the table: from what is y "
            "subtracted?",
            lambda Z, Y: (v.by_row(Z), v.output()(Z, Y)[1], (Z - Y) / len(Y)),
        ),
        Mistake(
            "loss-returned-first",
            "The loss comes back first. In which order are the three asked for?",
            lambda Z, Y: operator.itemgetter(1, 0, 2)(v.output()(Z, Y)),
        ),
        Mistake(
            "loss-returned-last",
            "The loss comes back last. In which order are the three asked for?",
            lambda Z, Y: operator.itemgetter(0, 2, 1)(v.output()(Z, Y)),
        ),
        Mistake(
            "not-normalised",
            "P is no probability yet. By what is each e^z divided?",
            v.output(np.exp),
        ),
        Mistake(
            "sigmoid-for-softmax",
            "Each class of yours is asked alone, and a row does not add up to 1. That is the "
            "sigmoid; what does softmax divide by?",
            v.output(sigmoid),
        ),
        Mistake(
            "sum-for-mean",
            "Loss and gradient are sums over the rows. Copy every row: should the step double?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log(P)), slope=lambda P, Y: P - Y),
        ),
        Mistake(
            "gradient-sum-for-mean",
            "P and the loss are right. The loss is a mean over the rows; is its gradient one too?",
            v.output(slope=lambda P, Y: P - Y),
        ),
        Mistake(
            "loss-sum-for-mean",
            "The gradient is a mean over the rows. Is the loss one too?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log(P))),
        ),
        Mistake(
            "mean-over-all-entries",
            "The mean is taken over all entries. Over how many rows does the loss average?",
            v.output(
                loss=lambda P, Y: -np.mean(Y * np.log(P)), slope=lambda P, Y: (P - Y) / P.size
            ),
        ),
        Mistake(
            "loss-mean-over-all-entries",
            "Your loss is a mean over all entries of the table. How many days are there?",
            v.output(loss=lambda P, Y: -np.mean(Y * np.log(P))),
        ),
        Mistake(
            "gradient-mean-over-all-entries",
            "Your gradient is divided by the number of entries. How many days are there?",
            v.output(slope=lambda P, Y: (P - Y) / P.size),
        ),
        Mistake(
            "brackets-around-difference-missing",
            "Only Y is divided by m. Where do brackets belong?",
            v.output(slope=lambda P, Y: P - Y / len(Y)),
        ),
        Mistake(
            "loss-mean-over-classes",
            "Your loss is divided by the number of classes. Over what is it a mean?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log(P)) / P.shape[1]),
        ),
        Mistake(
            "gradient-mean-over-classes",
            "Your gradient is divided by the number of classes. Over what is the loss a mean?",
            v.output(slope=lambda P, Y: (P - Y) / P.shape[1]),
        ),
        Mistake(
            "mean-over-classes",
            "Loss and gradient are divided by the number of classes. Over what is the loss a mean?",
            v.output(
                loss=lambda P, Y: -np.sum(Y * np.log(P)) / P.shape[1],
                slope=lambda P, Y: (P - Y) / P.shape[1],
            ),
        ),
        Mistake(
            "loss-sign-missing",
            "A loss can't be negative. Which sign has the logarithm of a number below 1?",
            v.output(loss=lambda P, Y: np.sum(Y * np.log(P)) / len(Y)),
        ),
        Mistake(
            "gradient-sign-flipped",
            "Raise the logit of the true class: does the loss rise or fall? Look at the sign.",
            v.output(slope=lambda P, Y: (Y - P) / len(Y)),
            others=[v.output(slope=lambda P, Y: Y - P)],
        ),
        Mistake(
            "softmax-derivative-twice",
            "Your dL_dZ has a factor p·(1 − p). Does the last column of the table have it?",
            v.output(slope=lambda P, Y: (P - Y) * P * (1 - P) / len(Y)),
        ),
        Mistake(
            "softmax-derivative-alone",
            "p·(1 − p) does not know which class came true. Where is y?",
            v.output(slope=lambda P, Y: P * (1 - P) / len(Y)),
            others=[v.output(slope=lambda P, Y: P * (1 - P))],
        ),
        Mistake(
            "gradient-stops-at-p",
            "This is dL/dP. The gradient still has to pass back through softmax to Z.",
            v.output(slope=lambda P, Y: -Y / P / len(Y)),
            others=[v.output(slope=lambda P, Y: -Y / P)],
        ),
        Mistake(
            "binary-cross-entropy",
            "Your loss also charges 1 − p of the other classes. Which one probability is charged "
            "per row?",
            v.output(loss=_binary),
        ),
        Mistake(
            "log-of-the-sum",
            "You take one log, of a sum over all rows. Each row has its own log.",
            v.output(loss=lambda P, Y: -np.log(np.sum(Y * P)) / len(Y)),
            others=[v.output(loss=lambda P, Y: -np.log(np.sum(Y * P)))],
        ),
        Mistake(
            "charges-every-class",
            "Your loss charges the log of every class. Which factor picks the one that came true?",
            v.output(loss=lambda P, Y: -np.sum(np.log(P)) / len(Y)),
            others=[v.output(loss=lambda P, Y: -np.mean(np.log(P)))],
        ),
        Mistake(
            "log-missing",
            "Your loss has no logarithm. What does cross-entropy charge for a probability?",
            v.output(loss=lambda P, Y: -np.sum(Y * P) / len(Y)),
        ),
        Mistake(
            "gradient-squared",
            "You square the difference. Does the last column of the table have only positive "
            "numbers?",
            v.output(slope=lambda P, Y: (P - Y) ** 2 / len(Y)),
        ),
        Mistake(
            "gradient-at-the-true-class-only",
            "Only the true class gets a gradient. Do the other two rows of the table have 0?",
            v.output(slope=lambda P, Y: Y * (P - Y) / len(Y)),
            others=[v.output(slope=lambda P, Y: -Y / len(Y))],
        ),
        Mistake(
            "gradient-without-y",
            "The other classes are right. What is different at the true class?",
            v.output(slope=lambda P, Y: P / len(Y)),
        ),
        Mistake(
            "squared-error",
            "Your loss is a squared error. Cross-entropy takes the log of one probability per row.",
            v.output(loss=lambda P, Y: np.sum((P - Y) ** 2) / len(Y)),
            others=[
                v.output(loss=lambda P, Y: np.mean((P - Y) ** 2)),
                v.output(loss=lambda P, Y: 0.5 * np.sum((P - Y) ** 2) / len(Y)),
                v.output(
                    loss=lambda P, Y: np.sum((P - Y) ** 2) / len(Y),
                    slope=lambda P, Y: 2 * (P - Y) / len(Y),
                ),
            ],
        ),
        Mistake(
            "likeliest-for-true-class",
            "Your loss takes the probability of the likeliest class. Which class came true?",
            v.output(loss=lambda P, Y: -np.mean(np.log(P.max(1)))),
        ),
        Mistake(
            "log-of-another-base",
            "This is the logarithm to another base. Which one has the derivative 1/p?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log10(P)) / len(Y)),
        ),
        Mistake(
            "gradient-averaged-over-rows",
            "Your gradient is the mean over the days. Each logit of each day has its own "
            "derivative.",
            v.output(slope=lambda P, Y: (P - Y).mean(0)),
        ),
    ],
)


def _given(Z: Any) -> Any:
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def _still_given(c: Comparison) -> None:
    """A stage: the answer is not the given code, which gives nan at some of the points."""
    with quiet():
        given = [_given(*point) for point in c.at]
        pairs = zip(c.returned, given, strict=True)
        same = [np.array_equal(mine, theirs, equal_nan=True) for mine, theirs in pairs]
    if all(same):
        says = "At every point it returns what the given code returns."
        raise Unchanged(c.check.name, says)


FAR = (
    "Some exponent is still far above 0, or all of a row are far below. Which logit of each row "
    "should end at the exponent 0?"
)


def _why_nan(answer: Any) -> str:
    """Say whether ordinary rows are wrong too, large logits overflow, or whole rows become 0."""

    def probed(*rows: list[float]) -> Any:
        with quiet():
            return np.asarray(answer(np.array(rows)), dtype=np.float64)

    ordinary = np.array([[0.4, 1.6], [2.2, -0.5]])
    found = probed(*ordinary.tolist())
    if not np.isfinite(found).all():
        return (
            "Even ordinary rows, such as (0.4, 1.6), give 0 / 0 now: their e^z are all 0. Does one "
            "fixed number fit every row?"
        )
    if np.allclose(found, v.by_row(-ordinary)):
        return "The largest logit gets the smallest p. Which sign has z in the exponent?"
    if np.allclose(found, v.by_row(ordinary - ordinary.max(axis=0))):
        return (
            "The p of ordinary rows, such as (0.4, 1.6) above (2.2, −0.5), are wrong now. Which "
            "numbers may be shifted together: those of a row, or those of a column?"
        )
    if not np.allclose(found, v.by_row(ordinary), atol=1e-6):
        return (
            "The p of ordinary rows, such as (0.4, 1.6), have changed as well. At small logits the "
            "given function was right: compare."
        )
    if not np.isfinite(probed([800.0, 801.0])).all():
        return (
            "e to the power of 800 is too large for a float: it becomes inf, and inf / inf is nan. "
            "How could you make the exponents smaller without changing p?"
        )
    if not np.isfinite(probed(*ROWS.tolist())[1]).all():
        return (
            "After your shift every e^z of the row (0.4, 1.6, −0.2) is 0, and 0 / 0 is nan. Which "
            "logit of *this* row should end at the exponent 0?"
        )
    if not np.isfinite(probed([-800.0, -801.0], [0.0, 1.0])).all():
        return (
            "In a row of logits like −800 every e^z is 0, and 0 / 0 is nan. Which logit of *this* "
            "row should end at the exponent 0?"
        )
    if np.isfinite(probed([1000.0, 0.0])).all() and not np.isfinite(probed([0.0, 1000.0])).all():
        return (
            "A row like (0, 1000) still gives nan, and (1000, 0) does not. Which logit of each row "
            "should end at the exponent 0?"
        )
    return FAR


def _known_nan(answer: Any) -> str:
    """Return why nan comes; `FAR` for an answer that can't be asked, such as for three classes."""
    try:
        return _why_nan(answer)
    except Exception:
        return FAR


ROWS = np.array([[1000.0, 990.0, 2.0], [0.4, 1.6, -0.2]])

mend_softmax = FunctionCheck(
    name="mend_softmax",
    parameters=("Z",),
    returns=("P",),
    reference=v.softmax_slowly,
    stages=(*STAGES[:2], _still_given, *STAGES[2:]),
    points=[
        (ROWS,),
        (np.array([[-900.0, -902.5], [3000.0, 3001.5], [1.3, 0.4]]),),
        # The largest logit stands neither first nor last.
        (np.array([[-5000.0, 30000.0, 29999.0, 0.0], [-2.2, 0.7, 1.1, -0.3]]),),
    ],
    symptoms=[
        Symptom("overflow-or-all-zero", r"P is (?s:.*)nan", _known_nan),
        Symptom(
            "row-without-keepdims",
            r"\(2,3\) \(2,\)",
            "`Z` is (2, 3), and the largest logit of each row is (2,). What does `sum` in the last "
            "line have, so that each row gets its own number?",
        ),
    ],
    mistakes=[
        Mistake(
            "logits-cut-off",
            "Large logits are cut off at a limit. Two of them above it become equal: do they still "
            "get their own p?",
            lambda Z: _given(np.clip(Z, -500, 500)),
            others=[lambda Z: _given(np.clip(Z, 0, 500))],
        ),
        Mistake(
            "logits-divided",
            "Logits divided by their largest one lie closer together. Compare the second row of "
            "the first test with the p that it had before.",
            lambda Z: _given(Z / np.abs(Z).max(axis=1, keepdims=True)),
            others=[
                lambda Z: _given(Z / Z.max(axis=1, keepdims=True)),
                lambda Z: _given(Z / Z.max()),
            ],
        ),
        Mistake(
            "logits-scaled",
            "You divide the logits. That changes the differences between them, and with them p. "
            "Which change of a row leaves all differences as they are?",
            lambda Z: _given(Z / Z.sum(axis=1, keepdims=True)),
            others=[lambda Z: _given(Z / 100), lambda Z: _given(Z / 1000)],
        ),
        Mistake(
            "logits-standardised",
            "Your logits are divided by their spread. That changes the differences between them, "
            "and with them p.",
            lambda Z: _given((Z - Z.mean(axis=1, keepdims=True)) / Z.std(axis=1, keepdims=True)),
        ),
        Mistake(
            "nan-replaced",
            "nan is replaced by 0 after the fact. What do the p of that row add up to?",
            lambda Z: np.nan_to_num(_given(Z)),
        ),
        Mistake(
            "softmax-over-columns",
            "The columns of P add up to 1. Over which axis does one day lie?",
            lambda Z: np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0),
        ),
    ],
)
