"""Questions on the learning rate, batches, optimizers, losses and their curves."""

import math

import numpy as np

from ..kinds import collector, pick, whole
from ..question import Question, QuestionKind, Slip, say

KINDS: list[QuestionKind] = []
about = collector(KINDS)


@about("08", "1 · One weight: too small, about right, too large")
def largest_stable_rate(rng: np.random.Generator) -> Question:
    """Ask for the rate from which a walk on a parabola diverges."""
    c = whole(rng, 3, 40)
    return Question(
        f"L(w) = {c}w². Up to which learning rate does gradient descent converge?",
        1 / c,
        (
            Slip(2 / c, f"The curvature is the second derivative of {c}w². That is not {c}."),
            Slip(
                1 / (2 * c), "That is 1/s, the fastest rate. The largest stable one is asked for."
            ),
            Slip(2 * c, "That is the curvature s. Which rate belongs to it?"),
        ),
        {"c": c},
    )


@about("08", "1 · One weight: too small, about right, too large")
def distance_left(rng: np.random.Generator) -> Question:
    """Ask for the distance from the minimum after some steps."""
    s, n = whole(rng, 2, 20), whole(rng, 2, 4)
    factor = pick(rng, [0.8, 0.5, 0.2, -0.2, -0.5])
    lr, d = (1 - factor) / s, whole(rng, 2, 9)
    lr = float(f"{lr:.3g}")
    return Question(
        f"A parabola has curvature {s}, the learning rate is {say(lr)}. You start at w = {d}, "
        f"and the minimum is at w = 0. Where is w after {n} steps?",
        d * (1 - lr * s) ** n,
        (
            Slip(d * (1 - lr * s), "That is one step only."),
            Slip(d * (1 - n * lr * s), "Each step starts where the one before ended."),
            Slip(d * (1 + lr * s) ** n, "That walks uphill."),
            Slip(d * (lr * s) ** n, "The factor of one step is 1 − lr · s."),
        ),
        {"s": s, "n": n, "lr": lr, "d": d},
    )


@about("08", "1 · One weight: too small, about right, too large")
def stable_for_one_sample(rng: np.random.Generator) -> Question:
    """Ask for the largest stable rate of a network of one weight."""
    x, y = whole(rng, 3, 9, signs=True), whole(rng, 10, 30)
    return Question(
        f"ŷ = w · x and L = ½(ŷ − y)², with x = {say(x)} and y = {y}. What is the largest stable "
        "learning rate for w?",
        2 / x**2,
        (
            Slip(2 / abs(x), "A step of length d moves ŷ by x · d, and L has its square."),
            Slip(1 / x**2, "That is 1/s, the fastest rate. The largest stable one is asked for."),
            Slip(x**2, "That is the curvature s. Which rate belongs to it?"),
            Slip(2 / y**2, "The target moves the parabola and changes no curvature."),
        ),
        {"x": x, "y": y},
    )


@about("09", "1 · One epoch, how many steps?")
def number_of_updates(rng: np.random.Generator) -> Question:
    """Ask for the number of updates in several epochs."""
    batch, epochs = pick(rng, [16, 32, 64, 128]), whole(rng, 2, 9)
    m = batch * whole(rng, 3, 12) + whole(rng, 1, batch - 1)
    full = m // batch
    return Question(
        f"There are {m} rows, and batches of {batch}; the short batch is kept. How many updates "
        f"do {epochs} epochs have?",
        (full + 1) * epochs,
        (
            Slip(full * epochs, "Each epoch ends with a short batch, and it counts."),
            Slip(full + 1, "That is one epoch."),
            Slip(math.ceil(m * epochs / batch), "Round up in each epoch, not once at the end."),
            Slip(m * epochs, "That is one update per row. One update uses a whole batch."),
        ),
        {"batch": batch, "epochs": epochs, "m": m},
    )


@about("09", "2 · Four times the days")
def standard_error(rng: np.random.Generator) -> Question:
    """Ask for the standard error of a mean over runs."""
    spread, n = whole(rng, 2, 40) / 100, pick(rng, [4, 9, 16, 20, 25, 50, 100])
    return Question(
        f"You train a net from {n} random starts. The losses have a standard deviation of "
        f"{say(spread)}. What is the standard error of their mean?",
        spread / math.sqrt(n),
        (
            Slip(spread / n, "The error of a mean falls with the root of n."),
            Slip(spread, "That is the spread of single runs. A mean of many is more certain."),
            Slip(spread * math.sqrt(n), "More runs make the mean more certain, not less."),
        ),
        {"spread": spread, "n": n},
    )


@about("09", "2 · Four times the days")
def gradient_noise(rng: np.random.Generator) -> Question:
    """Ask for the noise of the gradient of a larger batch."""
    noise, batch, k = whole(rng, 2, 30) / 10, pick(rng, [8, 16, 32]), pick(rng, [4, 9, 16])
    return Question(
        f"With batches of {batch} independent rows the noise of the gradient is {say(noise)}. "
        f"How large is it with batches of {k * batch}?",
        noise / math.sqrt(k),
        (
            Slip(noise / k, f"There are {k} times the rows. The noise falls with their root."),
            Slip(noise * math.sqrt(k), "More rows make less noise, not more."),
            Slip(noise, "More independent rows average some of the noise away."),
        ),
        {"noise": noise, "batch": batch, "k": k},
    )


@about("10", "1 · Remember the direction")
def end_velocity(rng: np.random.Generator) -> Question:
    """Ask for the velocity that momentum reaches under a constant gradient."""
    g, beta = whole(rng, 2, 9, signs=True), pick(rng, [0.5, 0.6, 0.75, 0.8, 0.9, 0.95])
    return Question(
        f"velocity ← {say(beta)} · velocity + g. The gradient g stays {say(g)}. At which value "
        "does the velocity end?",
        g / (1 - beta),
        (
            Slip(g, "Each step keeps a part of the old velocity, so it grows beyond g."),
            Slip(g * (1 - beta), "Divide by 1 − β. The gradients add up."),
            Slip(g * (1 + beta), "That is the second step. The velocity grows on."),
            Slip(g / beta, "In the end, velocity = β · velocity + g. Solve it for the velocity."),
        ),
        {"g": g, "beta": beta},
    )


@about("10", "1 · Remember the direction")
def second_velocity(rng: np.random.Generator) -> Question:
    """Ask for the velocity after two gradients."""
    beta = pick(rng, [0.5, 0.8, 0.9])
    first, second = whole(rng, 2, 9, signs=True), whole(rng, 2, 9, signs=True)
    return Question(
        f"velocity ← {say(beta)} · velocity + g, from velocity 0. The first gradient is "
        f"{say(first)}, the second {say(second)}. What is the velocity then?",
        beta * first + second,
        (
            Slip(first + second, "The old velocity is multiplied by β first."),
            Slip(first + beta * second, "β belongs to the old velocity, not to the new gradient."),
            Slip(
                beta * first + (1 - beta) * second,
                "The new gradient comes in whole: momentum is a sum, not an average.",
            ),
            Slip(second, "That has forgotten the first gradient."),
        ),
        {"beta": beta, "first": first, "second": second},
    )


@about("10", "3 · Both memories, and a fair start")
def first_step_of_adam(rng: np.random.Generator) -> Question:
    """Ask for Adam's first step."""
    lr = pick(rng, [0.001, 0.003, 0.01, 0.1])
    g = pick(rng, [0.002, 0.05, 0.4, 3, 25, 700]) * pick(rng, [-1, 1])
    step = math.copysign(lr, g)
    return Question(
        f"Adam with lr = {say(lr)}. In the first step the gradient of a weight is {say(g)}, "
        "and ε is far smaller. By how much does the weight change? Give the sign, too.",
        -step,
        (
            Slip(step, "The sign: the step is against the gradient."),
            Slip(-lr * g, "That is vanilla gradient descent. Adam divides by the gradient's size."),
            Slip(-step * 0.1 / math.sqrt(0.001), "That is a step without bias correction."),
            Slip(lr * g, "Adam divides by the gradient's size, and steps against it."),
        ),
        {"lr": lr, "g": g},
    )


def _forecasts(rng: np.random.Generator) -> tuple[dict[str, object], list[int], str]:
    y = [whole(rng, 1, 9, signs=True) for _ in range(4)]
    errors = [whole(rng, 1, 5, signs=True) for _ in range(4)]
    y_hat = [a + b for a, b in zip(y, errors, strict=True)]
    text = f"Four outcomes are {say(y)}, the forecasts {say(y_hat)}."
    return {"y": tuple(y), "y_hat": tuple(y_hat)}, errors, text


@about("11", "1 · The gradient of the loss decides what counts")
def mean_squared_error(rng: np.random.Generator) -> Question:
    """Ask for the MSE of four forecasts."""
    given, errors, text = _forecasts(rng)
    total = sum(e**2 for e in errors)
    return Question(
        f"{text} What is the MSE?",
        total / 4,
        (
            Slip(total, "That is the sum. Take the mean."),
            Slip(math.sqrt(total / 4), "That is the root of it, the RMSE."),
            Slip(sum(map(abs, errors)) / 4, "That is the MAE. The errors are squared here."),
            Slip((sum(errors) / 4) ** 2, "Square each error first, then take the mean."),
        ),
        given,
    )


@about("11", "1 · The gradient of the loss decides what counts")
def mean_absolute_error(rng: np.random.Generator) -> Question:
    """Ask for the MAE of four forecasts."""
    given, errors, text = _forecasts(rng)
    total = sum(map(abs, errors))
    return Question(
        f"{text} What is the MAE?",
        total / 4,
        (
            Slip(total, "That is the sum. Take the mean."),
            Slip(sum(errors) / 4, "Positive and negative errors must not cancel."),
            Slip(sum(e**2 for e in errors) / 4, "That is the MSE. No squares here."),
        ),
        given,
    )


@about("11", "2 · Sure, and wrong")
def binary_cross_entropy(rng: np.random.Generator) -> Question:
    """Ask for the BCE of one forecast."""
    p, y = whole(rng, 1, 19) / 20, whole(rng, 0, 1)
    of_truth = p if y else 1 - p
    return Question(
        f"The net says p = {say(p)} for an up day, and the outcome is y = {y}. What is the "
        "binary cross-entropy? Use the natural logarithm.",
        -math.log(of_truth),
        (
            Slip(-math.log(1 - of_truth), f"For y = {y} the other of the two terms counts."),
            Slip(math.log(of_truth), "The sign: a loss is never negative here."),
            Slip(-math.log10(of_truth), "That is the logarithm to base 10."),
            Slip((p - y) ** 2, "That is the squared error."),
        ),
        {"p": p, "y": y},
    )


@about("11", "3 · Is it still learning?")
def where_to_stop(rng: np.random.Generator) -> Question:
    """Ask for the epoch to stop at."""
    epochs = sorted(int(e) for e in 10 * rng.choice(np.arange(1, 40), size=6, replace=False))
    turn = whole(rng, 1, 4)
    train = np.sort(rng.choice(np.arange(20, 80), size=6, replace=False))[::-1] / 100
    steps = rng.integers(2, 9, size=6) / 100
    rises = np.where(np.arange(6) <= turn, -steps, steps)
    validation = 0.9 + np.cumsum(rises)
    rows = zip(epochs, train, validation, strict=True)
    table = "\n".join(f"epoch {e:3d}: training {t:.2f}, validation {v:.2f}" for e, t, v in rows)
    return Question(
        f"The losses of a training:\n{table}\nAt which epoch do you stop?",
        epochs[turn],
        (
            Slip(epochs[-1], "There the training loss is lowest. Which rows are new to the net?"),
            Slip(epochs[0], "There the validation loss still falls, epoch by epoch."),
            Slip(
                epochs[turn + 1] if turn < 4 else epochs[turn - 1],
                "Near, but the validation loss is lower at a neighbour.",
            ),
        ),
        {"epochs": tuple(epochs), "validation": tuple(validation.round(2).tolist())},
    )


@about("11", "3 · Is it still learning?")
def reading_curves(rng: np.random.Generator) -> Question:
    """Ask what the ends of two loss curves say."""
    baseline = whole(rng, 80, 120) / 100
    right = pick(rng, ["A", "B", "C"])
    train, low, end = {
        "A": (0.97, 0.98, 0.98),  # parts of the baseline: neither net nor rows beat it
        "B": (0.15, 0.6, 0.9),
        "C": (0.45, 0.5, 0.5),
    }[right]
    shift = whole(rng, -2, 2) / 100
    train, low, end = ((part + shift) * baseline for part in (train, low, end))
    seen = {
        "A": "Both losses are still near the baseline. What has the net learnt?",
        "B": "Validation has been lower before, while training fell on. What does that mean?",
        "C": "Training and validation end close together, and far below the baseline.",
    }
    return Question(
        f"A forecast of the mean has the loss {baseline:.2f}. After a long training the training "
        f"loss is {train:.2f}. The lowest validation loss was {low:.2f}, the last is {end:.2f}. "
        "Which word fits? A: underfits. B: overfits. C: healthy. Give the letter, in quotes.",
        right,
        tuple(Slip(other, seen[right]) for other in "ABC" if other != right),
        {"baseline": baseline, "train": train, "low": low, "end": end},
    )
