"""More checks of lesson 06: softmax with its loss, gradient clipping, batch norm."""

import operator
from typing import Any

import numpy as np

from ..activations import sigmoid
from . import layers_variants as v
from .arrays import ArrayCheck
from .mistake import Mistake


def day_scores(seed: int, m: int, k: int) -> tuple[Any, Any]:
    """Return scores Z (m, k) of two digits, and Y (m, k) with a 1 at one class of each row."""
    rng = np.random.default_rng(seed)
    return np.round(rng.normal(0, 1.3, (m, k)), 1) + 0.04, np.eye(k)[rng.integers(0, k, m)]


def _binary(P: Any, Y: Any) -> Any:
    return -np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(Y)


FIRST = (
    np.array([[0.4, 1.6, -0.2], [1.1, 0.3, -0.7]]),
    np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
)

softmax_loss = ArrayCheck(
    name="softmax_loss",
    parameters="Z, Y",
    returns="P, loss, dL_dZ",
    reference=v.loss_slowly,
    points=[FIRST, day_scores(1, 4, 3), day_scores(2, 3, 5)],
    mistakes=[
        Mistake(
            "All entries of P together add up to 1. What should add up to 1?",
            v.output(lambda Z: np.exp(Z) / np.exp(Z).sum()),
        ),
        Mistake(
            "The columns of P add up to 1. Over what do the days lie: rows, or columns?",
            v.output(lambda Z: np.exp(Z) / np.exp(Z).sum(0)),
        ),
        Mistake(
            "Your largest score gets the smallest p. Which sign stands in the exponent?",
            v.output(lambda Z: v.by_row(-Z)),
        ),
        Mistake(
            "Your slope takes y from the scores. From what does it stand in the formula?",
            lambda Z, Y: (v.by_row(Z), v.output()(Z, Y)[1], (Z - Y) / len(Y)),
        ),
        Mistake(
            "The loss comes back first. In which order are the three asked for?",
            lambda Z, Y: operator.itemgetter(1, 0, 2)(v.output()(Z, Y)),
        ),
        Mistake(
            "The loss comes back last. In which order are the three asked for?",
            lambda Z, Y: operator.itemgetter(0, 2, 1)(v.output()(Z, Y)),
        ),
        Mistake(
            "P is not a share yet. By what is each e^z divided?",
            v.output(np.exp),
        ),
        Mistake(
            "Each class of yours is asked alone, and a row does not add up to 1. That is the "
            "sigmoid; what does softmax divide by?",
            v.output(sigmoid),
        ),
        Mistake(
            "Loss and slope are sums over the rows. Duplicate every row: should the step double?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log(P)), slope=lambda P, Y: P - Y),
        ),
        Mistake(
            "P and the loss agree. The loss is a mean over the rows; is its slope one too?",
            v.output(slope=lambda P, Y: P - Y),
        ),
        Mistake(
            "The slope is a mean over the rows. Is the loss one too?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log(P))),
        ),
        Mistake(
            "The mean is taken over all entries. Over how many rows does the loss average?",
            v.output(
                loss=lambda P, Y: -np.mean(Y * np.log(P)), slope=lambda P, Y: (P - Y) / P.size
            ),
        ),
        Mistake(
            "Your loss is a mean over all entries of the table. How many days are there?",
            v.output(loss=lambda P, Y: -np.mean(Y * np.log(P))),
        ),
        Mistake(
            "Your slope divides by the number of entries. How many days are there?",
            v.output(slope=lambda P, Y: (P - Y) / P.size),
        ),
        Mistake(
            "Only Y is divided by m. Where do brackets belong?",
            v.output(slope=lambda P, Y: P - Y / len(Y)),
        ),
        Mistake(
            "Your loss divides by the number of classes. Over what is it a mean?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log(P)) / P.shape[1]),
        ),
        Mistake(
            "Your slope divides by the number of classes. Over what is the loss a mean?",
            v.output(slope=lambda P, Y: (P - Y) / P.shape[1]),
        ),
        Mistake(
            "A surer right answer should cost less. Which sign has the log of a number below 1?",
            v.output(loss=lambda P, Y: np.sum(Y * np.log(P)) / len(Y)),
        ),
        Mistake(
            "Raise the score of the true class: does the loss rise or fall? Look at the sign.",
            v.output(slope=lambda P, Y: (Y - P) / len(Y)),
        ),
        Mistake(
            "Multiply both slopes on paper first: p·(1 − p) cancels. Is it there once more?",
            v.output(slope=lambda P, Y: (P - Y) * P * (1 - P) / len(Y)),
        ),
        Mistake(
            "Your slope stops at P. The blame still has to pass the softmax.",
            v.output(slope=lambda P, Y: -Y / P / len(Y)),
        ),
        Mistake(
            "Your loss is the binary one, added up. With three classes, which probability pays?",
            v.output(loss=_binary),
        ),
        Mistake(
            "You measure squares. This loss asks for the log of one probability a row.",
            v.output(loss=lambda P, Y: np.sum((P - Y) ** 2) / len(Y)),
        ),
        Mistake(
            "Your loss takes the probability of the likeliest class. Which class came true?",
            v.output(loss=lambda P, Y: -np.mean(np.log(P.max(1)))),
        ),
        Mistake(
            "That is the log of base 10 or 2. Which one has the slope 1/p?",
            v.output(loss=lambda P, Y: -np.sum(Y * np.log10(P)) / len(Y)),
        ),
        Mistake(
            "Your slope is the mean over the days. Each day's score needs a blame of its own.",
            v.output(slope=lambda P, Y: (P - Y).mean(0)),
        ),
    ],
)


def _entry_by_entry(gradient: Any, max_norm: float) -> Any:
    return np.clip(gradient, -max_norm, max_norm)


def _length(gradient: Any) -> float:
    return float(np.linalg.norm(gradient))


def _turned_or_long(clipped: Any, gradient: Any, max_norm: float) -> str | None:
    """Say whether a clipped gradient has turned, or is still longer than it may be."""
    length = _length(clipped)
    straight = np.dot(clipped, gradient) / (length * _length(gradient)) if length else 1.0
    if straight < 1 - 1e-6:
        return (
            "The direction has turned: the entries are not all multiplied by one factor. Which "
            "factor makes a long gradient short enough?"
        )
    if length > max_norm * (1 + 1e-6):
        return "A gradient comes back longer than max_norm. By which factor is it too long?"
    return None


mend_clip = ArrayCheck(
    name="mend_clip",
    parameters="gradient, max_norm",
    returns="clipped",
    reference=v.clip_slowly,
    unchanged=_entry_by_entry,
    finding=_turned_or_long,
    points=[
        (np.array([3.0, -4.0]), 2.0),
        (np.array([0.3, -0.6, 0.2]), 1.5),
        (np.array([-2.5, 0.7, 1.9, -0.4, 3.1]), 1.2),
    ],
    mistakes=[
        Mistake(
            "A short gradient comes back longer than it was. When is there nothing to clip?",
            lambda g, c: g * c / _length(g),
        ),
        Mistake(
            "All your gradients come back with length 1. Which length was allowed?",
            lambda g, c: g / _length(g),
        ),
        Mistake(
            "A long gradient comes back with length 1. Which length was allowed?",
            lambda g, c: g / _length(g) if _length(g) > c else g,
        ),
        Mistake(
            "Too long comes back as nothing at all. Should the walker stand still there?",
            lambda g, c: g * 0.0 if _length(g) > c else g,
        ),
        Mistake(
            "Nothing is shortened. What happens when the length is above max_norm?",
            lambda g, c: g,
        ),
        Mistake(
            "The longer the gradient, the more should be taken away. Is your factor upside down?",
            lambda g, c: g * _length(g) / c if _length(g) > c else g,
        ),
        Mistake(
            "Your factor holds the square of the length. Was a root forgotten?",
            lambda g, c: g * c / _length(g) ** 2 if _length(g) > c else g,
        ),
        Mistake(
            "You divide by the largest entry. How long is the whole gradient (Pythagoras)?",
            lambda g, c: g * c / np.abs(g).max() if np.abs(g).max() > c else g,
        ),
        Mistake(
            "You divide by the sum of the entries' sizes. How long is a diagonal (Pythagoras)?",
            lambda g, c: g * c / np.abs(g).sum() if np.abs(g).sum() > c else g,
        ),
        Mistake(
            "You clip twice: entry by entry, and then by length. The first one has turned it.",
            lambda g, c: v.clip_slowly(_entry_by_entry(g, c), c),
        ),
        Mistake(
            "Only what is too large upwards is cut. And downwards? Better: is cutting an entry "
            "what you want?",
            lambda g, c: np.minimum(g, c),
        ),
        Mistake(
            "Multiplying by max_norm makes each gradient another one. Which factor makes the "
            "length equal to max_norm?",
            lambda g, c: g * c if _length(g) > c else g,
        ),
        Mistake(
            "The entries are cut first, and the rest is stretched to max_norm. Cutting has turned "
            "the direction already.",
            lambda g, c: _entry_by_entry(g, c) * c / _length(_entry_by_entry(g, c)),
        ),
        Mistake(
            "You take the excess length from each entry. Does a difference keep the ratio of the "
            "entries, or does a factor?",
            lambda g, c: g - (_length(g) - c) if _length(g) > c else g,
        ),
        Mistake(
            "Short gradients grow, and long ones stay. Should the factor be the larger or the "
            "smaller of 1 and max_norm / length?",
            lambda g, c: g * max(1.0, c / _length(g)),
        ),
    ],
)

NARROW = np.array([[0.501, 2.0], [0.504, -1.0], [0.498, 4.0], [0.509, 0.5], [0.493, 1.0]])


def batch(seed: int, m: int, n: int) -> tuple[Any, ...]:
    """Return Z (m, n), gamma (n,) and beta (n,)."""
    rng = np.random.default_rng(seed)
    draw = [rng.normal(0.7, 2.0, (m, n)), rng.uniform(0.5, 2.0, n), rng.normal(0, 1, n)]
    return tuple(np.round(part, 1) + 0.04 for part in draw)


batch_norm = ArrayCheck(
    name="batch_norm",
    parameters="Z, gamma, beta",
    returns="out",
    reference=v.norm_slowly,
    points=[
        (
            np.array([[1.0, 40.0], [3.0, 10.0], [5.0, 10.0], [7.0, 20.0]]),
            np.array([1.0, 2.0]),
            np.array([0.0, 0.5]),
        ),
        (NARROW, np.array([1.3, 0.8]), np.array([-0.4, 0.9])),
        batch(3, 6, 4),
    ],
    mistakes=[
        Mistake(
            "Each row has mean 0 now. Is a unit a row of Z, or a column?",
            v.norm(
                lambda Z: Z.mean(1, keepdims=True),
                lambda Z: np.sqrt(Z.var(1, keepdims=True) + 1e-5),
            ),
        ),
        Mistake(
            "One mean and one spread serve the whole table. Should units of different size be "
            "mixed?",
            v.norm(lambda Z: Z.mean(), lambda Z: np.sqrt(Z.var() + 1e-5)),
        ),
        Mistake(
            "One mean serves all units, and each has its own spread. Whose mean should it be?",
            v.norm(center=lambda Z: Z.mean()),
        ),
        Mistake(
            "Each unit has its own mean, and one spread serves all. Whose spread should it be?",
            v.norm(spread=lambda Z: np.sqrt(Z.var() + 1e-5)),
        ),
        Mistake(
            "You divide by the variance. What does the formula take of it first?",
            v.norm(spread=lambda Z: Z.var(0) + 1e-5),
        ),
        Mistake(
            "Does your variance divide by m, or by m − 1?",
            v.norm(spread=lambda Z: np.sqrt(Z.var(0, ddof=1) + 1e-5)),
        ),
        Mistake(
            "The column that hardly varies is off. What is ε for, and where does it stand?",
            v.norm(spread=lambda Z: Z.std(0)),
        ),
        Mistake(
            "ε is added to the spread. To what does the formula add it?",
            v.norm(spread=lambda Z: Z.std(0) + 1e-5),
        ),
        Mistake(
            "Only the mean is divided by the spread. Where do brackets belong?",
            lambda Z, gamma, beta: gamma * (Z - Z.mean(0) / np.sqrt(Z.var(0) + 1e-5)) + beta,
        ),
        Mistake(
            "The columns keep their mean. What is subtracted first?",
            v.norm(center=lambda Z: 0.0),
        ),
        Mistake(
            "The columns keep their spread. What are they divided by?",
            v.norm(spread=lambda Z: 1.0),
        ),
        Mistake(
            "Each column has mean 0 and spread 1 now. And γ and β?",
            v.norm(finish=lambda Z_hat, gamma, beta: Z_hat),
        ),
        Mistake(
            "Where is β, the mean that the layer learns?",
            v.norm(finish=lambda Z_hat, gamma, beta: gamma * Z_hat),
        ),
        Mistake(
            "Where is γ, the spread that the layer learns?",
            v.norm(finish=lambda Z_hat, gamma, beta: Z_hat + beta),
        ),
        Mistake(
            "Which of γ and β scales, and which shifts?",
            v.norm(finish=lambda Z_hat, gamma, beta: beta * Z_hat + gamma),
        ),
        Mistake(
            "γ scales β too. To what does the formula apply γ?",
            v.norm(finish=lambda Z_hat, gamma, beta: gamma * (Z_hat + beta)),
        ),
    ],
)
