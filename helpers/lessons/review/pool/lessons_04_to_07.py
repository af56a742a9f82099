"""Questions on activation functions, layers and deep networks."""

import math

import numpy as np

from helpers.activations import softmax

from ..kinds import collector, pick, whole
from ..question import Question, QuestionKind, Slip, say

KINDS: list[QuestionKind] = []
about = collector(KINDS)


@about("04", "1 · The sigmoid")
def past_a_sigmoid(rng: np.random.Generator) -> Question:
    """Ask for what a sigmoid lets pass of a gradient."""
    a, up = whole(rng, 1, 19) / 20, whole(rng, 2, 9, signs=True)
    return Question(
        f"A sigmoid unit gives out a = {say(a)}. The gradient dL/da = {say(up)} comes back to "
        "it. What is dL/dz?",
        up * a * (1 - a),
        (
            Slip(up * a, "The slope of the sigmoid is a(1 − a), not a."),
            Slip(up, "The gradient does not pass unchanged. What does the sigmoid multiply by?"),
            Slip(a * (1 - a), "That is the slope of the sigmoid alone."),
            Slip(up / 4, "The slope is ¼ only in the middle, where a = 0.5."),
        ),
        {"a": a, "up": up},
    )


@about("04", "2 · The gradient through a sigmoid")
def error_signal(rng: np.random.Generator) -> Question:
    """Ask for the error signal of a sigmoid output under a squared error."""
    y_hat, y = whole(rng, 1, 19) / 20, whole(rng, 0, 1)
    slope = y_hat * (1 - y_hat)
    return Question(
        f"The output is ŷ = σ(z) = {say(y_hat)}, the target is y = {y}, and L = ½(ŷ − y)². "
        "What is the error signal δ = dL/dz?",
        (y_hat - y) * slope,
        (
            Slip((y - y_hat) * slope, "The sign: the backward pass starts with ŷ − y."),
            Slip(y_hat - y, "That is dL/dŷ. The sigmoid lies between it and z."),
            Slip((y_hat - y) * y_hat, "The slope of the sigmoid is ŷ(1 − ŷ)."),
            Slip(slope, "That is the slope of the sigmoid. The loss has a slope too."),
        ),
        {"y_hat": y_hat, "y": y},
    )


@about("04", "2 · The gradient through a sigmoid")
def hidden_error_signal(rng: np.random.Generator) -> Question:
    """Ask for the error signal of a hidden unit."""
    delta, w3 = whole(rng, 1, 9, signs=True) / 10, whole(rng, 3, 15, signs=True) / 5
    h1 = whole(rng, 1, 19) / 20
    slope = h1 * (1 - h1)
    return Question(
        f"h1 = σ(z1) = {say(h1)} and z2 = w3 · h1 with w3 = {say(w3)}. The error signal of the "
        f"output is dL/dz2 = {say(delta)}. What is dL/dz1?",
        delta * w3 * slope,
        (
            Slip(delta * w3, "That is dL/dh1. The first sigmoid lies between h1 and z1."),
            Slip(delta * slope, "The weight w3 multiplied h1, so it is a local gradient."),
            Slip(delta * w3 * h1, "The slope of the sigmoid is h1(1 − h1)."),
            Slip(delta * h1, "That is dL/dw3: the value that w3 multiplied."),
        ),
        {"delta": delta, "w3": w3, "h1": h1},
    )


@about("05", "2 · A layer that moves the points")
def number_of_parameters(rng: np.random.Generator) -> Question:
    """Ask for the number of weights and biases of a net with one hidden layer."""
    n_in, h = whole(rng, 2, 6), whole(rng, 3, 12)
    weights = n_in * h + h
    return Question(
        f"A {n_in}-{h}-1 network has a bias for each of its units. How many weights and biases "
        "does it have, all together?",
        weights + h + 1,
        (
            Slip(weights, "Those are the weights. The biases are missing."),
            Slip(weights + h, "The output unit has a bias too."),
            Slip(n_in * h, "That is the first matrix alone."),
            Slip(weights + h + 1 + n_in, "Inputs are no units: they have no bias."),
        ),
        {"n_in": n_in, "h": h},
    )


@about("05", "2 · A layer that moves the points")
def shared_bias(rng: np.random.Generator) -> Question:
    """Ask for the gradient of a bias that four rows share."""
    deltas = tuple(whole(rng, 1, 19, signs=True) / 10 for _ in range(4))
    return Question(
        "The loss is the sum over four rows. For one hidden unit, dL/dz in these rows is "
        f"{', '.join(say(d) for d in deltas)}. What is the gradient of its bias?",
        sum(deltas),
        (
            Slip(sum(deltas) / 4, "The loss is a sum here, so nothing is divided by 4."),
            Slip(deltas[-1], "That is the last row only. All rows share the bias."),
            Slip(-sum(deltas), "The sign is wrong: z = … + b, so dz/db is 1."),
            Slip(sum(map(abs, deltas)), "The rows are added with their signs."),
        ),
        {"deltas": deltas},
    )


def _layer(rng: np.random.Generator) -> tuple[dict[str, int], str]:
    m, n_in, n_out = (int(n) for n in rng.permutation(np.arange(2, 13))[:3])
    text = (
        f"A dense layer reads {n_in} numbers and has {n_out} units; the batch has {m} rows. In "
        "this course rows are samples, and Z = A @ W.T + b."
    )
    return {"m": m, "n_in": n_in, "n_out": n_out}, text


def _two_units(rng: np.random.Generator) -> tuple[np.ndarray, str]:
    W = np.array([[whole(rng, 1, 5, signs=True) for _ in range(2)] for _ in range(2)])
    return W, f"A layer of two units has W = [{', '.join(_list(row) for row in W)}]"


def _list(values: np.ndarray) -> str:
    return f"[{', '.join(map(say, values))}]"


def _pair(values: np.ndarray) -> tuple[float, float]:
    return float(values[0]), float(values[1])


@about("06", "1 · Forward: one line per layer")
def relu_layer(rng: np.random.Generator) -> Question:
    """Ask for what a layer of two ReLU units gives out for one sample."""
    W, text = _two_units(rng)
    a, b = (np.array([whole(rng, 1, 5, signs=True) for _ in range(2)]) for _ in range(2))
    z = W @ a + b
    return Question(
        f"{text}, b = {_list(b)} and ReLU. The sample {say(_pair(a))} goes in. What comes out? "
        "Give two numbers in brackets.",
        _pair(np.maximum(z, 0)),
        (
            Slip(_pair(z), "That is Z. ReLU comes after it."),
            Slip(_pair(np.maximum(W @ a, 0)), "The bias is missing."),
            Slip(_pair(np.maximum(a @ W + b, 0)), "A row of W belongs to one unit: A @ W.T."),
            Slip(_pair(np.abs(z)), "ReLU gives 0 for a negative z. It does not change its sign."),
        ),
        {"W": W.tolist(), "a": a.tolist(), "b": b.tolist()},
    )


@about("06", "1 · Forward: one line per layer")
def shape_of_weights(rng: np.random.Generator) -> Question:
    """Ask for the shape of the gradient of W."""
    given, text = _layer(rng)
    m, n_in, n_out = given.values()
    return Question(
        f"{text} Which shape has dL/dW? Give two numbers in brackets.",
        (n_out, n_in),
        (
            Slip((n_in, n_out), "The other way round: a row of W belongs to one unit."),
            Slip(
                (m, n_out),
                "That is the shape of dL/dZ. Each gradient has the shape of its own array.",
            ),
            Slip(
                (m, n_in), "That is the shape of A. Each gradient has the shape of its own array."
            ),
        ),
        given,
    )


@about("06", "3 · Backward: four lines per layer")
def gradient_of_the_inputs(rng: np.random.Generator) -> Question:
    """Ask for the gradient that a layer of two units hands back, for one sample."""
    W, text = _two_units(rng)
    g = np.array([whole(rng, 1, 5, signs=True) for _ in range(2)])
    return Question(
        f"{text}, and Z = A @ W.T + b. For one sample dL/dZ is {say(_pair(g))}. What is dL/dA? "
        "Give two numbers in brackets.",
        _pair(g @ W),
        (
            Slip(_pair(W @ g), "An input meets one column of W: one weight of each unit."),
            Slip(
                _pair(g[0] * W[0]), "That is what comes back from the first unit. Add the second."
            ),
            Slip(
                _pair(g[1] * W[1]), "That is what comes back from the second unit. Add the first."
            ),
            Slip(_pair(W.sum(axis=0)), "The upstream gradient dL/dZ is missing."),
        ),
        {"W": W.tolist(), "g": g.tolist()},
    )


@about("06", "3 · Backward: four lines per layer")
def shape_of_inputs(rng: np.random.Generator) -> Question:
    """Ask for the shape of the gradient of a layer's inputs."""
    given, text = _layer(rng)
    m, n_in, n_out = given.values()
    return Question(
        f"{text} Which shape has dL/dA, the gradient of what goes into the layer? "
        "Give two numbers in brackets.",
        (m, n_in),
        (
            Slip((n_in, m), "The other way round: rows are samples."),
            Slip((m, n_out), "That is the shape of dL/dZ, on the other side of the layer."),
            Slip((n_out, n_in), "That is the shape of dL/dW."),
        ),
        given,
    )


@about("06", "2 · Softmax and cross-entropy")
def softmax_of_three(rng: np.random.Generator) -> Question:
    """Ask for the probability of one class."""
    z = tuple(whole(rng, 1, 8, signs=True) / 2 for _ in range(3))
    k = whole(rng, 0, 2)
    powers = [math.exp(value) for value in z]
    return Question(
        f"The logits of a row are {', '.join(map(say, z))}. Softmax turns them into "
        f"probabilities. What is the {('first', 'second', 'third')[k]} one?",
        float(softmax(np.array([z]))[0, k]),
        (
            Slip(z[k] / (sum(z) or math.inf), "Softmax takes e to the power of each logit first."),
            Slip(1 / (1 + math.exp(-z[k])), "That is the sigmoid. It does not see the others."),
            Slip(powers[k], "The powers of e still have to be divided by their sum."),
            Slip(powers[k] / (sum(powers) - powers[k]), "The sum has all three in it."),
        ),
        {"z": z, "k": k},
    )


@about("06", "2 · Softmax and cross-entropy")
def error_at_a_logit(rng: np.random.Generator) -> Question:
    """Ask for the derivative of the cross-entropy with respect to the true class's logit."""
    p = whole(rng, 3, 17) / 20
    return Question(
        f"One sample, softmax and cross-entropy. The true class has the probability {say(p)}. "
        "What is the derivative of the loss with respect to the logit of the true class?",
        p - 1,
        (
            Slip(p, "At the true class y is 1, and p − y is asked for."),
            Slip(1 - p, "The sign: a higher logit of the true class lowers the loss."),
            Slip(-math.log(p), "That is the loss. Its derivative is asked for."),
            Slip(-1 / p, "That is the derivative with respect to p. The logit is one step before."),
        ),
        {"p": p},
    )


@about("07", "1 · The gradient on its way back")
def vanishing(rng: np.random.Generator) -> Question:
    """Ask for what is left of a gradient after several layers with one unit each."""
    n, w, s = whole(rng, 3, 6), whole(rng, 4, 15) / 10, whole(rng, 2, 5) / 20
    return Question(
        f"A gradient of 1 goes back through {n} layers of one unit each. In each it is multiplied "
        f"by a weight of {say(w)} and by a local gradient of {say(s)}. What is left?",
        (w * s) ** n,
        (
            Slip(s**n, "The weights multiply the gradient too."),
            Slip(w**n, "The local gradients multiply the gradient too."),
            Slip(n * w * s, "Factors along a path are multiplied, not added."),
            Slip(w * s, "That is one layer only."),
        ),
        {"n": n, "w": w, "s": s},
    )


@about("07", "1 · The gradient on its way back")
def he_spread(rng: np.random.Generator) -> Question:
    """Ask for He's standard deviation."""
    n_in, n_out = pick(rng, [20, 50, 72, 128, 200]), pick(rng, [10, 32, 64, 100])
    return Question(
        f"A ReLU layer reads {n_in} numbers and has {n_out} units. Which standard deviation of "
        "the initial weights does He's rule give?",
        math.sqrt(2 / n_in),
        (
            Slip(2 / n_in, "That is the variance. The standard deviation is its root."),
            Slip(math.sqrt(1 / n_in), "ReLU sets half of the units to 0. Where is the 2?"),
            Slip(math.sqrt(2 / (n_in + n_out)), "That is Glorot's rule, for tanh and sigmoid."),
            Slip(math.sqrt(2 / n_out), "The numbers that come in count, not the units."),
        ),
        {"n_in": n_in, "n_out": n_out},
    )


@about("07", "1 · The gradient on its way back")
def glorot_spread(rng: np.random.Generator) -> Question:
    """Ask for Glorot's standard deviation."""
    n_in, n_out = pick(rng, [20, 50, 72, 128, 200]), pick(rng, [10, 32, 64, 100])
    return Question(
        f"A tanh layer reads {n_in} numbers and has {n_out} units. Which standard deviation of "
        "the initial weights does Glorot's rule give?",
        math.sqrt(2 / (n_in + n_out)),
        (
            Slip(2 / (n_in + n_out), "That is the variance. The standard deviation is its root."),
            Slip(math.sqrt(2 / n_in), "That is He's rule, for ReLU. Glorot counts both sides."),
            Slip(math.sqrt(1 / (n_in + n_out)), "Glorot takes the mean of n_in and n_out."),
        ),
        {"n_in": n_in, "n_out": n_out},
    )


@about("07", "2 · When the gradient explodes")
def clipping(rng: np.random.Generator) -> Question:
    """Ask for a clipped gradient."""
    scale, limit = whole(rng, 1, 4), pick(rng, [0.5, 2, 2.5, 4])
    three, four = pick(rng, [(3, 4), (4, 3), (-3, 4), (4, -3), (6, 8), (-8, 6)])
    g = (three * scale, four * scale)
    norm = math.hypot(*g)
    a, b = np.clip(g, -limit, limit).tolist()
    return Question(
        f"The gradient is {say(g)}. It is clipped by its norm, with max_norm = {say(limit)}. "
        "What comes out? Give two numbers in brackets.",
        (g[0] * limit / norm, g[1] * limit / norm),
        (
            Slip((a, b), "That clips each number by itself, so the direction changes."),
            Slip((g[0] / norm, g[1] / norm), "That has length 1. It may be as long as max_norm."),
            Slip(g, "Its norm is above max_norm, so it has to be shortened."),
            Slip((g[0] * limit, g[1] * limit), "Divide by the norm, too."),
        ),
        {"g": g, "limit": limit},
    )
