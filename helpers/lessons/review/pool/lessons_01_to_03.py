"""Questions on derivatives, the chain rule and the network of two weights."""

import numpy as np

from ..kinds import collector, pick, whole
from ..question import Question, QuestionKind, Slip, plus, say

KINDS: list[QuestionKind] = []
about = collector(KINDS)


@about("01", "1 · One step, then a shorter one")
def power_rule(rng: np.random.Generator) -> Question:
    """Ask for the derivative of a cubic at a place."""
    a, b, c = whole(rng, 2, 4), whole(rng, 2, 5, signs=True), whole(rng, 2, 9, signs=True)
    x = whole(rng, 2, 3, signs=True)
    right = 3 * a * x**2 + 2 * b * x
    return Question(
        f"f(x) = {a}x³ {plus(b)}x² {plus(c)}. What is f′({say(x)})?",
        right,
        (
            Slip(a * x**3 + b * x**2 + c, "That is f(x), the height. The slope is asked for."),
            Slip(right + c, "The constant moves the whole curve and changes no slope."),
            Slip(a * x**2 + b * x, "The old power comes to the front as a factor."),
            Slip(3 * a * x**3 + 2 * b * x**2, "The power goes down by 1."),
            Slip(
                3 * a * x**2 - 2 * b * x,
                "The second term has the wrong sign. Multiply it out again.",
            ),
        ),
        {"a": a, "b": b, "c": c, "x": x},
    )


@about("01", "2 · How small a step?")
def central_difference(rng: np.random.Generator) -> Question:
    """Ask for a slope from three values of a function."""
    x, h = whole(rng, 2, 9), pick(rng, [0.1, 0.2, 0.5])
    low, middle, high = sorted(round(v, 1) for v in rng.uniform(1, 9, size=3).tolist())
    text = (
        f"You know three values: f({say(x - h)}) = {say(low)}, f({x}) = {say(middle)} and "
        f"f({say(x + h)}) = {say(high)}. What is the central difference at {x}?"
    )
    return Question(
        text,
        (high - low) / (2 * h),
        (
            Slip((high - low) / h, "The two places are 2h apart, not h."),
            Slip((high - middle) / h, "That uses a step to one side only."),
            Slip((middle - low) / h, "That uses a step to one side only."),
            Slip(high - low, "That is the rise. Divide by the run."),
        ),
        {"h": h, "low": low, "middle": middle, "high": high},
    )


@about("01", "3 · Many inputs, one at a time")
def gradient(rng: np.random.Generator) -> Question:
    """Ask for the gradient of a function of two inputs."""
    a, b = whole(rng, 2, 4), whole(rng, 2, 5)
    x, y = whole(rng, 2, 4, signs=True), whole(rng, 2, 5, signs=True)
    by_x, by_y = 2 * a * x + b * y, b * x
    return Question(
        f"f(x, y) = {a}x² + {b}xy. What is the gradient at ({say(x)}, {say(y)})? "
        "Give two numbers in brackets, first the one for x.",
        (by_x, by_y),
        (
            Slip((by_y, by_x), "These are the two numbers in the other order."),
            Slip((-by_x, -by_y), "That points downhill. The gradient points uphill."),
            Slip((2 * a * x, by_y), "In ∂f/∂x the second term counts too: y stands still there."),
            Slip((2 * a * x + b, by_y), "In ∂f/∂x, y stands still, but it stays as a factor."),
        ),
        {"a": a, "b": b, "x": x, "y": y},
    )


@about("02", "1 · Nodes in a row")
def nodes_in_a_row(rng: np.random.Generator) -> Question:
    """Ask for the derivative of a square of a line."""
    a, b = whole(rng, 2, 5), whole(rng, 1, 6, signs=True)
    x = whole(rng, 2, 4, signs=True)
    u = a * x + b
    return Question(
        f"u = {a}x {plus(b)} and y = u². What is dy/dx at x = {say(x)}?",
        2 * u * a,
        (
            Slip(2 * u, "That is dy/du. The way from x to u has a local gradient too."),
            Slip(2 * x * a, "The square takes u, so its local gradient is 2u."),
            Slip(2 * u + a, "Along a path local gradients are multiplied, not added."),
            Slip(u**2, "That is y. The derivative is asked for."),
        ),
        {"a": a, "b": b, "x": x},
    )


@about("02", "2 · One pass back")
def upstream_times_local(rng: np.random.Generator) -> Question:
    """Ask for what a multiplication sends back to its first input."""
    q, r = whole(rng, 2, 6, signs=True), whole(rng, 2, 9, signs=True)
    up = whole(rng, 2, 9, signs=True)
    return Question(
        f"A node multiplies q = {say(q)} and r = {say(r)}. The upstream gradient that "
        f"reaches it is {say(up)}. What is dL/dq?",
        up * r,
        (
            Slip(up * q, "The local gradient of a multiplication is the other factor."),
            Slip(r, "That is the local gradient alone. Where is the upstream gradient?"),
            Slip(up, "That is the upstream gradient alone. Where is the local one?"),
            Slip(up * q * r, "Only one of the two factors is the local gradient."),
        ),
        {"q": q, "r": r, "up": up},
    )


@about("02", "3 · A fork adds")
def fork(rng: np.random.Generator) -> Question:
    """Ask for a derivative over two paths."""
    a, c = whole(rng, 2, 9), whole(rng, 2, 5)
    x = whole(rng, 2, 5, signs=True)
    return Question(
        f"x goes into two nodes: u = {a}x and v = x². Then L = {c} · (u + v). "
        f"What is dL/dx at x = {say(x)}?",
        c * (a + 2 * x),
        (
            Slip(c * a, "That is the path through u only. Two paths lead from x to L."),
            Slip(c * 2 * x, "That is the path through v only. Two paths lead from x to L."),
            Slip(c * a * 2 * x, "Paths are added. Only along a path you multiply."),
            Slip(a + 2 * x, "The last node has a local gradient too."),
        ),
        {"a": a, "c": c, "x": x},
    )


def _net(rng: np.random.Generator) -> dict[str, float]:
    """Return a network of two weights with its sample."""
    return {
        "x": whole(rng, 2, 4),
        "w1": whole(rng, 2, 5, signs=True) / 2,
        "w2": whole(rng, 3, 7, signs=True) / 2,
        "y": whole(rng, 2, 20),
    }


def _told(net: dict[str, float]) -> str:
    values = ", ".join(f"{name} = {say(value)}" for name, value in net.items())
    return f"h = w1 · x, ŷ = w2 · h and L = ½(ŷ − y)², with {values}."


@about("03", "1 · Forward: from the signal to the loss")
def loss_of_two_weights(rng: np.random.Generator) -> Question:
    """Ask for the loss of a network of two weights."""
    net = _net(rng)
    y_hat = net["w2"] * net["w1"] * net["x"]
    miss = y_hat - net["y"]
    return Question(
        f"{_told(net)} What is L?",
        miss**2 / 2,
        (
            Slip(miss**2, "The ½ is missing."),
            Slip(miss, "That is ŷ − y. It has to be squared and halved."),
            Slip(miss / 2, "The square is missing."),
            Slip(y_hat, "That is the prediction ŷ."),
            Slip((net["w2"] * net["x"] - net["y"]) ** 2 / 2, "w2 multiplies h, not x."),
        ),
        net,
    )


@about("03", "2 · Backward: which weight, and how much?")
def gradient_of_w1(rng: np.random.Generator) -> Question:
    """Ask for the derivative with respect to the first of two weights."""
    net = _net(rng)
    x, w1, w2, y = (net[name] for name in ("x", "w1", "w2", "y"))
    miss = w2 * w1 * x - y
    return Question(
        f"{_told(net)} What is dL/dw1?",
        miss * w2 * x,
        (
            Slip(-miss * w2 * x, "The sign: the backward pass starts with ŷ − y, not y − ŷ."),
            Slip(2 * miss * w2 * x, "The ½ in the loss cancels the 2 of the square."),
            Slip(miss * x, "On its way to w1 the gradient passes the node with w2."),
            Slip(miss * w1 * x, "That is dL/dw2: w2 multiplied h."),
            Slip(w2 * x, "That is the slope of ŷ. The loss comes after it."),
        ),
        net,
    )


@about("03", "3 · Down into the valley")
def update_rule(rng: np.random.Generator) -> Question:
    """Ask for a weight after one step, for a gradient of either sign."""
    w, g = whole(rng, 2, 9, signs=True) / 2, whole(rng, 2, 12, signs=True)
    lr = pick(rng, [0.01, 0.05, 0.1, 0.2])
    return Question(
        f"A weight is {say(w)}, its gradient is {say(g)}, the learning rate is {say(lr)}. "
        "What is the weight after one step of gradient descent?",
        w - lr * g,
        (
            Slip(w + lr * g, "That goes uphill. The step is against the gradient."),
            Slip(w - g, "The learning rate is missing."),
            Slip(-lr * g, "That is the step. Add it to the weight."),
            Slip(w - lr * w * g, "The gradient is not multiplied by the weight."),
        ),
        {"w": w, "g": g, "lr": lr},
    )
