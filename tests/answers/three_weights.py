"""Answers to the exercises of lesson 04."""

from . import Exercise, Wrong, function

UNPACK = ("x1, x2 = x", "w1, w2, w3 = w")


def _bend(a: str, slope: str) -> str:
    return function("bend(z)", f"a = {a}", f"slope = {slope}", "return a, slope")


def _forward(**lines: str) -> str:
    right = {
        "z1": "w1 * x1 + w2 * x2",
        "h1": "sigmoid(z1)",
        "z2": "w3 * h1",
        "y_hat": "sigmoid(z2)",
    }
    body = [f"{name} = {formula}" for name, formula in (right | lines).items()]
    return function("forward(x, w)", *UNPACK, *body, "return z1, h1, z2, y_hat")


def _blame(formula: str) -> str:
    return function("output_blame(z2, y)", "y_hat = sigmoid(z2)", f"return {formula}")


def _gradients(**lines: str) -> str:
    right = {
        "dL_dz2": "three_weights.output_blame(z2, y)",
        "dL_dw3": "dL_dz2 * h1",
        "dL_dh1": "dL_dz2 * w3",
        "dL_dz1": "dL_dh1 * sigmoid_prime(z1)",
        "dL_dw1": "dL_dz1 * x1",
        "dL_dw2": "dL_dz1 * x2",
    }
    body = [f"{name} = {formula}" for name, formula in (right | lines).items()]
    return function(
        "gradients(x, y, w)",
        *UNPACK,
        "z1, h1, z2, y_hat = three_weights.forward(x, w)",
        *body,
        "return dL_dw1, dL_dw2, dL_dw3",
    )


FORWARD = "y_hat = three_weights.forward(x, w)[3]"
NOTE = "errors.append(y_hat - y)"
STEP = "w = w - lr * three_weights.gradients(x, y, w)"
CHAIN = (
    "z1, h1, z2, y_hat = three_weights.forward(x, w)",
    "b = (y_hat - y) * sigmoid_prime(z2)",
)


def _train(*lines: str, first: str = "errors = []", last: str = "return w, errors") -> str:
    loop = ["for epoch in range(num_epochs):", *("    " + line for line in lines)]
    return function("train(x, y, w, lr, num_epochs)", first, *loop, last)


def _mend(slope2: str, slope1: str, error: str = "y_hat - y") -> str:
    return function(
        "mend_slopes(x, y, w)",
        *UNPACK,
        "z1, h1, z2, y_hat = three_weights.forward(x, w)",
        f"dL_dz2 = ({error}) * {slope2}",
        "dL_dw3 = dL_dz2 * h1",
        f"dL_dz1 = dL_dz2 * w3 * {slope1}",
        "return dL_dz1 * x1, dL_dz1 * x2, dL_dw3",
    )


EXERCISES = {
    "bend": Exercise(
        right={
            "quotient": _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z)) ** 2"),
            "by tanh": _bend("(1 + np.tanh(z / 2)) / 2", "0.25 / np.cosh(z / 2) ** 2"),
            "math, list": (
                "import math\n\n"
                "def bend(t):\n    s = math.exp(t) / (1 + math.exp(t))\n    return [s, s - s * s]"
            ),
            "float32 lambda": (
                "height = lambda z: np.float32(1 / (1 + np.exp(-z)))\n"
                "bend = lambda z: (height(z), height(z) * (1 - height(z)))"
            ),
            "by nudging": (
                "def bend(z):\n    s = lambda t: 1 / (1 + np.exp(-t))\n"
                "    return s(z), (s(z + 1e-5) - s(z - 1e-5)) / 2e-5"
            ),
        },
        wrong={
            "sign of the exponent": Wrong(
                _bend("1 / (1 + np.exp(z))", "a * (1 - a)"), "the sign in the exponent"
            ),
            "no brackets": Wrong(
                _bend("1 / 1 + np.exp(-z)", "a * (1 - a)"), "what does Python divide first"
            ),
            "z for a": Wrong(_bend("1 / (1 + np.exp(-z))", "z * (1 - z)"), "your slope says flat"),
            "slope without brackets": Wrong(
                _bend("1 / (1 + np.exp(-z))", "a * 1 - a"), "what does Python multiply first"
            ),
            "through the bend twice": Wrong(
                function(
                    "bend(z)",
                    "s = lambda t: 1 / (1 + np.exp(-t))",
                    "a = s(z)",
                    "return a, s(a) * (1 - s(a))",
                ),
                "a second time",
            ),
            "lost minus": Wrong(
                _bend("1 / (1 + np.exp(-z))", "-np.exp(-z) / (1 + np.exp(-z)) ** 2"),
                "Your slope is negative",
            ),
            "no square": Wrong(
                _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z))"), "has a square"
            ),
            "height twice": Wrong(_bend("1 / (1 + np.exp(-z))", "a"), "the height of the curve"),
            "plus": Wrong(_bend("1 / (1 + np.exp(-z))", "a * (1 + a)"), "Far to the right"),
            "outer box only": Wrong(
                _bend("1 / (1 + np.exp(-z))", "-1 / (1 + np.exp(-z)) ** 2"), "The outermost box"
            ),
            "cubed": Wrong(
                _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z)) ** 3"),
                "One of the two factors is squared",
            ),
            "tanh": Wrong(_bend("np.tanh(z)", "1 - a ** 2"), "from −1 to 1"),
            "exchanged": Wrong(
                "def bend(z):\n    a = 1 / (1 + np.exp(-z))\n    return a * (1 - a), a",
                "Where a should stand, slope stands",
            ),
            "half the slope": Wrong(
                _bend("1 / (1 + np.exp(-z))", "a * (1 - a) / 2"), "0.5 times what it should be"
            ),
        },
    ),
    "forward": Exercise(
        right={
            "dot": _forward(z1="np.dot(w[:2], x)"),
            "list of float32": (
                "def forward(x, w):\n    z = np.float32(w[0] * x[0] + w[1] * x[1])\n"
                "    h = 1 / (1 + np.exp(-z))\n    s = np.float32(w[2] * h)\n"
                "    return [z, h, s, 1 / (1 + np.exp(-s))]"
            ),
            "loop": (
                "def forward(x, w):\n    z1 = 0\n    for weight, value in zip(w, x):\n"
                "        z1 += weight * value\n    h1 = sigmoid(z1)\n"
                "    return z1, h1, h1 * w[2], sigmoid(h1 * w[2])"
            ),
            "the lesson's copy": "forward = three_weights.forward",
            "array": (
                "def forward(x, w):\n    a = np.zeros(4)\n"
                "    a[0] = np.sum(np.array(w[:2]) * np.array(x))\n    a[1] = sigmoid(a[0])\n"
                "    a[2] = w[2] * a[1]\n    a[3] = sigmoid(a[2])\n    return a"
            ),
        },
        wrong={
            "x2 forgotten": Wrong(_forward(z1="w1 * x1"), "Where is x2"),
            "x1 forgotten": Wrong(_forward(z1="w2 * x2"), "Where is x1"),
            "weights crossed": Wrong(_forward(z1="w2 * x1 + w1 * x2"), "does x1 meet"),
            "product": Wrong(_forward(z1="w1 * x1 * w2 * x2"), "multiplied?"),
            "no bend in the middle": Wrong(_forward(h1="z1"), "The middle has no bend"),
            "no bend at the end": Wrong(_forward(y_hat="z2"), "ŷ should be a probability"),
            "z1 passes by the bend": Wrong(_forward(z2="w3 * z1"), "What enters the second half"),
            "w3 added": Wrong(_forward(z2="w3 + h1"), "Which operation scales h1"),
            "h1 in the last bend": Wrong(_forward(y_hat="sigmoid(h1)"), "enters the last bend"),
            "slopes for values": Wrong(
                _forward(h1="sigmoid_prime(z1)", y_hat="sigmoid_prime(z2)"), "Value or slope"
            ),
            "only the forecast": Wrong(
                _forward().replace("return z1, h1, z2, y_hat", "return y_hat"),
                "must return 4 values",
            ),
            "minus for plus": Wrong(_forward(z1="w1 * x1 - w2 * x2"), "already inside w2"),
            "x1 twice": Wrong(_forward(z1="w1 * x1 + w2 * x1"), "z1 should be"),
        },
    ),
    "output_blame": Exercise(
        right={
            "by the height": _blame("(y_hat - y) * y_hat * (1 - y_hat)"),
            "numerically": (
                "def output_blame(z2, y):\n    L = lambda z: 0.5 * (sigmoid(z) - y) ** 2\n"
                "    return (L(z2 + 1e-5) - L(z2 - 1e-5)) / 2e-5"
            ),
            "float32 lambda": (
                "output_blame = lambda z, t: np.float32((sigmoid(z) - t) * sigmoid_prime(z))"
            ),
            "one-element list": _blame("[(sigmoid(z2) - y) * sigmoid_prime(z2)]"),
        },
        wrong={
            "slope dropped": Wrong(_blame("y_hat - y"), "That is the blame of ŷ"),
            "sigmoid_prime of the output": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(y_hat)"), "z or its output"
            ),
            "z for a": Wrong(_blame("(y_hat - y) * z2 * (1 - z2)"), "At z2 = 0"),
            "score against outcome": Wrong(
                _blame("(z2 - y) * sigmoid_prime(z2)"), "What do you compare with y"
            ),
            "error without brackets": Wrong(
                _blame("y_hat - y * sigmoid_prime(z2)"), "brackets around the error"
            ),
            "slope without brackets": Wrong(
                _blame("(y_hat - y) * y_hat * 1 - y_hat"), "brackets around 1 − ŷ"
            ),
            "sign": Wrong(_blame("(y - y_hat) * sigmoid_prime(z2)"), "when ŷ is too low"),
            "the 2 survives": Wrong(_blame("2 * (y_hat - y) * sigmoid_prime(z2)"), "cancel"),
            "the loss itself": Wrong(
                _blame("0.5 * (y_hat - y) ** 2 * sigmoid_prime(z2)"), "You begin with the loss"
            ),
            "sum": Wrong(_blame("(y_hat - y) + sigmoid_prime(z2)"), "added or multiplied"),
            "height for slope": Wrong(_blame("(y_hat - y) * y_hat"), "by the height of the bend"),
            "half of the slope's factors": Wrong(
                _blame("(y_hat - y) * (1 - y_hat)"), "Where is ŷ itself"
            ),
            "no error": Wrong(_blame("sigmoid_prime(z2)"), "How wrong was the forecast"),
            "slope twice": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(z2) ** 2"), "slope more than once"
            ),
            "pair": Wrong(_blame("y_hat - y, sigmoid_prime(z2)"), "dL_dz2 is a row of 2 number"),
        },
    ),
    "gradients": Exercise(
        right={
            "array": (
                "def gradients(x, y, w):\n    z1, h1, z2, y_hat = three_weights.forward(x, w)\n"
                "    b = (y_hat - y) * y_hat * (1 - y_hat)\n"
                "    first = b * w[2] * h1 * (1 - h1) * np.array(x)\n"
                "    return np.append(first, b * h1)"
            ),
            "list of float32": (
                "def gradients(x, y, w):\n    z, h, s, p = three_weights.forward(x, w)\n"
                "    e = np.float32((p - y) * sigmoid_prime(s))\n"
                "    d = e * w[2] * sigmoid_prime(z)\n"
                "    return [np.float32(d * x[0]), np.float32(d * x[1]), e * h]"
            ),
            "numerically": (
                "def gradients(x, y, w):\n    slopes = []\n    for k in range(3):\n"
                "        up, down = list(w), list(w)\n        up[k] += 1e-5\n"
                "        down[k] -= 1e-5\n"
                "        above, below = (0.5 * (three_weights.forward(x, v)[3] - y) ** 2\n"
                "                        for v in (up, down))\n"
                "        slopes.append((above - below) / 2e-5)\n    return slopes"
            ),
            "by the heights": _gradients(dL_dz1="dL_dh1 * h1 * (1 - h1)"),
        },
        wrong={
            "w3 and h1 exchanged": Wrong(
                _gradients(dL_dw3="dL_dz2 * w3", dL_dh1="dL_dz2 * h1"), "did you exchange them"
            ),
            "w3 for h1": Wrong(_gradients(dL_dw3="dL_dz2 * w3"), "What does w3 multiply"),
            "h1 for w3": Wrong(_gradients(dL_dh1="dL_dz2 * h1"), "What does h1 meet"),
            "w3 skipped": Wrong(_gradients(dL_dh1="dL_dz2"), "which weight did you walk past"),
            "slope dropped": Wrong(_gradients(dL_dz1="dL_dh1"), "don't hear of it"),
            "w1 starts at dL_dh1": Wrong(_gradients(dL_dw1="dL_dh1 * x1"), "Has dL_dw1?"),
            "w2 starts at dL_dh1": Wrong(_gradients(dL_dw2="dL_dh1 * x2"), "Has dL_dw2?"),
            "no brackets": Wrong(_gradients(dL_dz1="dL_dh1 * h1 * 1 - h1"), "around 1 − h1"),
            "sigmoid_prime of h1": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid_prime(h1)"), "expect z1 or h1"
            ),
            "z for a": Wrong(_gradients(dL_dz1="dL_dh1 * z1 * (1 - z1)"), "At z1 = 0"),
            "the other bend": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid_prime(z2)"), "slope of the last bend. What"
            ),
            "function for slope": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid(z1)"), "The slope is not the function"
            ),
            "times the weights": Wrong(
                _gradients(dL_dw1="dL_dz1 * w1", dL_dw2="dL_dz1 * w2"), "dL_dz1 by the weights"
            ),
            "x2 forgotten": Wrong(_gradients(dL_dw2="dL_dz1 * x1"), "come out equal"),
            "stops at z1": Wrong(_gradients(dL_dw1="dL_dz1", dL_dw2="dL_dz1"), "You stop at z1"),
            "inputs crossed": Wrong(
                _gradients(dL_dw1="dL_dz1 * x2", dL_dw2="dL_dz1 * x1"), "Which input met w1"
            ),
            "w3 sees z2": Wrong(_gradients(dL_dw3="dL_dz2 * z2"), "z2, or h1"),
            "w3 sees the forecast": Wrong(
                _gradients(dL_dw3="dL_dz2 * y_hat"), "before the last bend. Can it"
            ),
            "w3 sees z1": Wrong(_gradients(dL_dw3="dL_dz2 * z1"), "not what went in"),
            "last slope twice": Wrong(
                _gradients(dL_dz2="three_weights.output_blame(z2, y) * sigmoid_prime(z2)"),
                "multiply by it again",
            ),
            "last slope dropped": Wrong(_gradients(dL_dz2="y_hat - y"), "Your blame starts at ŷ"),
            "both slopes dropped": Wrong(
                _gradients(dL_dz2="y_hat - y", dL_dz1="dL_dh1"), "Neither bend"
            ),
            "sign": Wrong(
                _gradients(dL_dz2="(y - y_hat) * sigmoid_prime(z2)"), "Compare with your sign"
            ),
            "the 2 survives": Wrong(
                _gradients(dL_dz2="2 * (y_hat - y) * sigmoid_prime(z2)"), "cancel"
            ),
            "adds the slope": Wrong(
                _gradients(dL_dz1="dL_dh1 + sigmoid_prime(z1)"), "Look at dL_dz1"
            ),
            "adds the weight": Wrong(_gradients(dL_dh1="dL_dz2 + w3"), "Look at dL_dh1"),
            "order turned": Wrong(
                _gradients().replace(
                    "return dL_dw1, dL_dw2, dL_dw3", "return dL_dw3, dL_dw2, dL_dw1"
                ),
                "Where dL_dw3 should stand, dL_dw1 stands",
            ),
            "only dL_dw1, oddly": Wrong(
                _gradients(dL_dw1="dL_dz1 * x1 ** 2"), "dL_dw3 and dL_dw2 agree. dL_dw1"
            ),
        },
    ),
    "train": Exercise(
        right={
            "in place": _train(
                FORWARD,
                NOTE,
                "w -= lr * three_weights.gradients(x, y, w)",
                first="errors, w = [], np.array(w)",
            ),
            "while, array": (
                "def train(x, y, w, lr, num_epochs):\n    errors = np.zeros(num_epochs)\n"
                "    epoch = 0\n    while epoch < num_epochs:\n"
                "        errors[epoch] = three_weights.forward(x, w)[-1] - y\n"
                "        w = w - lr * three_weights.gradients(x, y, w)\n        epoch += 1\n"
                "    return list(w), errors"
            ),
            "weight by weight": _train(
                FORWARD,
                NOTE,
                "g = three_weights.gradients(x, y, w)",
                "w = [w[k] - lr * g[k] for k in range(3)]",
            ),
            "from the lesson's table": (
                "def train(x, y, w, lr, num_epochs):\n"
                "    table = three_weights.train(x, y, w, lr, num_epochs)\n    end = table[-1]\n"
                "    return (end.w1, end.w2, end.w3), [row.error for row in table[:-1]]"
            ),
            "float32": _train(
                FORWARD,
                "errors.append(np.float32(y_hat - y))",
                "w = (w - lr * three_weights.gradients(x, y, w)).astype(np.float32)",
            ),
        },
        wrong={
            "error after the step": Wrong(_train(STEP, FORWARD, NOTE), "before its step, or after"),
            "from the start each time": Wrong(
                _train(FORWARD, NOTE, STEP.replace("w =", "v =", 1), last="return v, errors"),
                "starts where the last one ended",
            ),
            "slopes taken once": Wrong(
                _train(
                    FORWARD,
                    NOTE,
                    "w = w - lr * g",
                    first="errors, g = [], three_weights.gradients(x, y, w)",
                ),
                "When are yours computed",
            ),
            "uphill": Wrong(
                _train(FORWARD, NOTE, STEP.replace("- lr", "+ lr")), "Which way is downhill"
            ),
            "no learning rate": Wrong(
                _train(FORWARD, NOTE, STEP.replace("lr * ", "")), "What is lr for"
            ),
            "step replaces the weights": Wrong(
                _train(FORWARD, NOTE, STEP.replace("w - lr", "-lr")), "remember where it started"
            ),
            "one weight after another": Wrong(
                _train(
                    FORWARD,
                    NOTE,
                    "for k in range(3):",
                    "    w[k] -= lr * three_weights.gradients(x, y, w)[k]",
                ),
                "How many forward passes",
            ),
            "last weight first": Wrong(
                _train(
                    FORWARD,
                    NOTE,
                    "for k in (2, 1, 0):",
                    "    w[k] -= lr * three_weights.gradients(x, y, w)[k]",
                ),
                "Which weights does each slope see",
            ),
            "w3 moves too early": Wrong(
                _train(
                    *CHAIN,
                    NOTE,
                    "w[2] -= lr * b * h1",
                    "w[:2] -= lr * b * w[2] * sigmoid_prime(z1) * x",
                ),
                "Is w3 still the value",
            ),
            "only w3": Wrong(
                _train(FORWARD, NOTE, "w[2] -= lr * three_weights.gradients(x, y, w)[2]"),
                "Do w1 and w2 carry no blame",
            ),
            "y minus y_hat": Wrong(
                _train(FORWARD, "errors.append(y - y_hat)", STEP), "in this order"
            ),
            "losses": Wrong(
                _train(FORWARD, "errors.append(0.5 * (y_hat - y) ** 2)", STEP), "These are losses"
            ),
            "squares": Wrong(
                _train(FORWARD, "errors.append((y_hat - y) ** 2)", STEP), "hides its sign"
            ),
            "sizes": Wrong(
                _train(FORWARD, "errors.append(abs(y_hat - y))", STEP), "keeps its sign"
            ),
            "forecasts": Wrong(_train(FORWARD, "errors.append(y_hat)", STEP), "You noted the"),
            "returns in the first epoch": Wrong(
                _train(FORWARD, NOTE, STEP, "return w, errors"), "errors is a row of 1 number"
            ),
            "one epoch too many": Wrong(
                _train(FORWARD, NOTE, STEP).replace(
                    "num_epochs):\n        y", "num_epochs + 1):\n        y"
                ),
                "errors is a row of 5 number",
            ),
            "w never rebuilt": Wrong(
                _train(
                    FORWARD,
                    NOTE,
                    "w1, w2, w3 = w - lr * three_weights.gradients(x, y, w)",
                ),
                "Your w never moves",
            ),
            "w rebuilt at the end": Wrong(
                _train(
                    FORWARD,
                    NOTE,
                    "g = three_weights.gradients(x, y, w)",
                    "w1, w2, w3 = w1 - lr * g[0], w2 - lr * g[1], w3 - lr * g[2]",
                    first="errors = []; w1, w2, w3 = w",
                    last="return np.array([w1, w2, w3]), errors",
                ),
                "All your errors are the same",
            ),
            "errors first": Wrong(
                _train(FORWARD, NOTE, STEP, last="return errors, w"), "Both are there"
            ),
            "only the errors": Wrong(
                _train(FORWARD, NOTE, STEP, last="return errors"), "must return 2 values"
            ),
            "half a step": Wrong(
                _train(FORWARD, NOTE, STEP.replace("lr *", "lr / 2 *")),
                "the first that is not is errors[1]",
            ),
        },
    ),
    "mend_slopes": Exercise(
        right={
            "z in both": _mend("sigmoid_prime(z2)", "sigmoid_prime(z1)"),
            "by the heights": _mend("y_hat * (1 - y_hat)", "h1 * (1 - h1)"),
            "the older formula with a": (
                "def from_output(a):\n    return a * (1 - a)\n\n\n"
                + _mend("from_output(y_hat)", "from_output(h1)")
            ),
            "the lesson's copy": "mend_slopes = lambda x, y, w: three_weights.gradients(x, y, w)",
        },
        wrong={
            "last bend only": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(h1)"), "The last bend is mended"
            ),
            "first bend only": Wrong(
                _mend("sigmoid_prime(y_hat)", "sigmoid_prime(z1)"), "The first bend is mended"
            ),
            "the other z": Wrong(
                _mend("sigmoid_prime(z1)", "sigmoid_prime(z2)"), "Is it the z that went into"
            ),
            "older formula with z": Wrong(
                _mend("z2 * (1 - z2)", "z1 * (1 - z1)"), "the older program's formula"
            ),
            "slopes dropped": Wrong(_mend("1", "1"), "have lost their slopes"),
            "heights": Wrong(_mend("y_hat", "h1"), "how high it is"),
            "one bend more": Wrong(
                _mend("sigmoid_prime(sigmoid(y_hat))", "sigmoid_prime(sigmoid(h1))"),
                "One sigmoid more",
            ),
            "sign turned too": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(z1)", "y - y_hat"),
                "right. Raise w3 slightly",
            ),
            "only the sign turned": Wrong(
                _mend("sigmoid_prime(y_hat)", "sigmoid_prime(h1)", "y - y_hat"),
                "are as they were",
            ),
        },
    ),
}
