"""Answers to the exercises of lesson 03."""

from . import Exercise, Wrong


def _gradients(*lines: str, start: str = "h, y_hat = two_weights.forward(x, w1, w2)") -> str:
    body = [start, *lines, "return dL_dw1, dL_dw2"]
    return "def gradients(x, y, w1, w2):\n" + "\n".join("    " + line for line in body)


def _step(*lines: str) -> str:
    first = "dL_dw1, dL_dw2 = two_weights.gradients(x, y, w1, w2)"
    return "def step(x, y, w1, w2, lr):\n" + "\n".join("    " + line for line in (first, *lines))


def _loop(name: str, *lines: str, first: str = "losses = []", last: str = "") -> str:
    head = [f"def {name}(x, y, w1, w2, lr, num_epochs):", f"    {first}"]
    body = ["    for epoch in range(num_epochs):", *("        " + line for line in lines)]
    return "\n".join([*head, *body, "    " + (last or "return w1, w2, losses")])


FORWARD = "h, y_hat = two_weights.forward(x, w1, w2)"
NOTE = "losses.append(0.5 * (y_hat - y) ** 2)"
SLOPES = "s1, s2 = two_weights.gradients(x, y, w1, w2)"
ERROR = "dL_dy_hat = y_hat - y"
W2 = "dL_dw2 = dL_dy_hat * h"
H = "dL_dh = dL_dy_hat * w2"
W1 = "dL_dw1 = dL_dh * x"
MOVE1, MOVE2 = "w1 = w1 - lr * dL_dw1", "w2 = w2 - lr * dL_dw2"

EXERCISES = {
    "forward": Exercise(
        right={
            "one line": "def forward(x, w1, w2):\n    return w1 * x, w2 * w1 * x",
            "list, other names": "def forward(a, b, c):\n    m = a * b\n    return [m, m * c]",
            "float32 array": (
                "def forward(x, w1, w2):\n"
                "    return np.cumprod(np.array([x, w1, w2], dtype=np.float32))[1:]"
            ),
            "loop": (
                "def forward(x, w1, w2):\n    values = [x]\n    for w in (w1, w2):\n"
                "        values.append(values[-1] * w)\n    return values[1], values[2]"
            ),
            "lambda": "forward = lambda x, w1, w2: (x * w1, x * w1 * w2)",
        },
        wrong={
            "w2 sees x": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    y_hat = w2 * x\n    return h, y_hat",
                "x, or what the first box gave out",
            ),
            "weights exchanged": Wrong(
                "def forward(x, w1, w2):\n    h = w2 * x\n    y_hat = w1 * h\n    return h, y_hat",
                "Which weight does x meet first",
            ),
            "adds": Wrong(
                "def forward(x, w1, w2):\n    h = x + w1\n    y_hat = h + w2\n    return h, y_hat",
                "Which operation scales",
            ),
            "w1 twice": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    y_hat = w1 * h\n    return h, y_hat",
                "use the weight of the second box",
            ),
            "without the signal": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    y_hat = w1 * w2\n    return h, y_hat",
                "Where is h in your second line",
            ),
            "outputs exchanged": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    return w2 * h, h",
                "Where h should stand, y_hat stands",
            ),
            "only the forecast": Wrong(
                "def forward(x, w1, w2):\n    return w2 * w1 * x", "must return 2 values"
            ),
            "prints": Wrong(
                "def forward(x, w1, w2):\n    print(w1 * x, w2 * w1 * x)", "It returns None"
            ),
            "one argument short": Wrong(
                "def forward(x, w):\n    return w * x, w * x", "It must take x, w1, w2"
            ),
            "a number": Wrong("forward = 2.0", "not a function"),
            "stops": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    return h, w2 * H",
                "stops with NameError",
            ),
        },
    ),
    "gradients": Exercise(
        right={
            "closed form": _gradients(
                "e = x * w1 * w2 - y", "dL_dw1, dL_dw2 = e * w2 * x, e * w1 * x", start="pass"
            ),
            "list of float32": (
                "def gradients(x, y, w1, w2):\n"
                "    e = np.float32(w2 * w1 * x - y)\n"
                "    return [np.float32(e * w2 * x), np.float32(e * w1 * x)]"
            ),
            "numerically": (
                "def gradients(x, y, w1, w2):\n"
                "    L = lambda a, b: 0.5 * (b * a * x - y) ** 2\n"
                "    k = 1e-4\n"
                "    return ((L(w1 + k, w2) - L(w1 - k, w2)) / (2 * k),\n"
                "            (L(w1, w2 + k) - L(w1, w2 - k)) / (2 * k))"
            ),
            "vector": (
                "def gradients(x, y, w1, w2):\n    w = np.array([w1, w2])\n"
                "    return (x * w.prod() - y) * x * w[::-1]"
            ),
        },
        wrong={
            "the 2 survives": Wrong(_gradients("dL_dy_hat = 2 * (y_hat - y)", W2, H, W1), "cancel"),
            "y minus y_hat": Wrong(
                _gradients("dL_dy_hat = y - y_hat", W2, H, W1), "does the loss rise or fall"
            ),
            "w2 sees x": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * x", H, W1), "What does w2 multiply"
            ),
            "a box is skipped": Wrong(
                _gradients(ERROR, W2, "dL_dw1 = dL_dy_hat * x"), "name each box"
            ),
            "stops at h": Wrong(_gradients(ERROR, W2, H, "dL_dw1 = dL_dh"), "stops at h"),
            "w1 in the second box": Wrong(
                _gradients(ERROR, W2, "dL_dh = dL_dy_hat * w1", W1), "Which weight sits in that box"
            ),
            "w2 times the forecast": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * y_hat", H, W1), "What went into the second"
            ),
            "minus in the return line": Wrong(
                _gradients(ERROR, W2, H, W1, "dL_dw1, dL_dw2 = 2 * dL_dw1, -dL_dw2"),
                "dL_dw2 has the wrong sign everywhere",
            ),
            "w1 for x": Wrong(_gradients(ERROR, W2, H, "dL_dw1 = dL_dh * w1"), "both are 2"),
            "w2 times itself": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * w2", H, W1), "Your dL_dw2 holds a weight"
            ),
            "w2 times w1": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * w1", H, W1), "holds w1 and not x"
            ),
            "h passed back": Wrong(
                _gradients(ERROR, W2, "dL_dh = dL_dy_hat * h", W1), "Your dL_dh holds h"
            ),
            "from w2's slope": Wrong(
                _gradients(ERROR, W2, "dL_dh = dL_dw2 * w2", W1), "over w2's own slope"
            ),
            "arguments exchanged": Wrong(
                _gradients(ERROR, W2, H, W1).replace("(x, y, w1, w2):", "(y, x, w1, w2):"),
                "Its arguments stand in another order",
            ),
            "the loss for its slope": Wrong(
                _gradients("dL_dy_hat = 0.5 * (y_hat - y) ** 2", W2, H, W1), "the loss itself"
            ),
            "adds along the road": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat + h", "dL_dw1 = dL_dy_hat + w2 + x"),
                "added or multiplied",
            ),
            "exchanged": Wrong(
                _gradients(ERROR, W2, H, W1, "dL_dw1, dL_dw2 = dL_dw2, dL_dw1"),
                "Look at the order",
            ),
            "only w1 is wrong, oddly": Wrong(
                _gradients(ERROR, W2, H, "dL_dw1 = dL_dh * x + 1"), "dL_dw2 agrees. dL_dw1"
            ),
        },
    ),
    "step": Exercise(
        right={
            "in place": _step("w1 -= lr * dL_dw1", "w2 -= lr * dL_dw2", "return w1, w2"),
            "array": (
                "def step(x, y, w1, w2, lr):\n"
                "    w = np.array([w1, w2])\n"
                "    return w - lr * np.array(two_weights.gradients(x, y, w1, w2))"
            ),
            "by hand": (
                "def step(x, y, w1, w2, lr):\n    error = w1 * w2 * x - y\n"
                "    return [w1 - lr * error * w2 * x, w2 - lr * error * w1 * x]"
            ),
            "float32": _step("return np.float32(w1 - lr * dL_dw1), np.float32(w2 - lr * dL_dw2)"),
        },
        wrong={
            "uphill": Wrong(
                _step("w1 += lr * dL_dw1", "w2 += lr * dL_dw2", "return w1, w2"),
                "The gradient points uphill",
            ),
            "w2 first": Wrong(
                "def step(x, y, w1, w2, lr):\n    h, y_hat = two_weights.forward(x, w1, w2)\n"
                "    e = y_hat - y\n    w2 = w2 - lr * e * h\n    w1 = w1 - lr * e * w2 * x\n"
                "    return w1, w2",
                "Is w2 still the value of the forward pass",
            ),
            "w1 first": Wrong(
                "def step(x, y, w1, w2, lr):\n    e = w1 * w2 * x - y\n"
                "    w1 = w1 - lr * e * w2 * x\n    w2 = w2 - lr * e * w1 * x\n    return w1, w2",
                "Is w1 still the value of the forward pass",
            ),
            "forward again between": Wrong(
                "def step(x, y, w1, w2, lr):\n"
                "    w2 = w2 - lr * two_weights.gradients(x, y, w1, w2)[1]\n"
                "    w1 = w1 - lr * two_weights.gradients(x, y, w1, w2)[0]\n    return w1, w2",
                "Which ŷ does your second slope see",
            ),
            "no learning rate": Wrong(_step("return w1 - dL_dw1, w2 - dL_dw2"), "What is lr for"),
            "the step replaces the weight": Wrong(
                _step("return -lr * dL_dw1, -lr * dL_dw2"), "remember where it started"
            ),
            "the slopes": Wrong(_step("return dL_dw1, dL_dw2"), "These are the slopes"),
            "only w1": Wrong(_step("return w1 - lr * dL_dw1, w2"), "Does w2 carry no blame"),
            "only w2": Wrong(_step("return w1, w2 - lr * dL_dw2"), "Does w1 carry no blame"),
            "exchanged": Wrong(
                _step("return w2 - lr * dL_dw2, w1 - lr * dL_dw1"), "Where w1 should stand, w2"
            ),
        },
    ),
    "train": Exercise(
        right={
            "while": (
                "def train(x, y, w1, w2, lr, num_epochs):\n    losses = []\n"
                "    while len(losses) < num_epochs:\n        error = x * w1 * w2 - y\n"
                "        losses += [error * error / 2]\n"
                "        w1, w2 = w1 - lr * error * w2 * x, w2 - lr * error * w1 * x\n"
                "    return w1, w2, losses"
            ),
            "array of losses": (
                "def train(x, y, w1, w2, lr, num_epochs):\n    losses = np.zeros(num_epochs)\n"
                "    for epoch in range(num_epochs):\n"
                "        losses[epoch] = 0.5 * (two_weights.forward(x, w1, w2)[1] - y) ** 2\n"
                "        w1, w2 = two_weights.step(x, y, w1, w2, lr)\n    return w1, w2, losses"
            ),
            "float32": (
                "def train(x, y, w1, w2, lr, num_epochs):\n"
                "    x, y, w1, w2, lr = map(np.float32, (x, y, w1, w2, lr))\n    losses = []\n"
                "    for _ in range(num_epochs):\n        e = x * w1 * w2 - y\n"
                "        losses.append(e * e / 2)\n"
                "        w1, w2 = w1 - lr * e * w2 * x, w2 - lr * e * w1 * x\n"
                "    return w1, w2, losses"
            ),
            "from the lesson's table": (
                "def train(x, y, w1, w2, lr, num_epochs):\n"
                "    table = two_weights.train(x, y, w1, w2, lr, num_epochs)\n"
                "    return table[-1].w1, table[-1].w2, [row.loss for row in table[:-1]]"
            ),
        },
        wrong={
            "loss after the step": Wrong(
                _loop(
                    "train",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                    "losses.append(0.5 * (x * w1 * w2 - y) ** 2)",
                ),
                "before its step, or after",
            ),
            "from the start each time": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    NOTE,
                    "a, b = two_weights.step(x, y, w1, w2, lr)",
                    last="return a, b, losses",
                ),
                "Each epoch starts where the last one ended",
            ),
            "slopes taken once": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    NOTE,
                    "w1, w2 = w1 - lr * s1, w2 - lr * s2",
                    first=f"losses, (s1, s2) = [], {SLOPES.split(' = ')[1]}",
                ),
                "When are yours computed",
            ),
            "never moves": Wrong(
                _loop("train", FORWARD, NOTE, "two_weights.step(x, y, w1, w2, lr)"),
                "The weights never moved",
            ),
            "forward once": Wrong(
                _loop(
                    "train",
                    NOTE,
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                    first="losses, (h, y_hat) = [], two_weights.forward(x, w1, w2)",
                ),
                "Where is your forward pass",
            ),
            "rounds": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses.append(round(0.5 * (y_hat - y) ** 2, 4))",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "Is something rounded",
            ),
            "text": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    'losses.append(f"{0.5 * (y_hat - y) ** 2:.4f}")',
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "losses must be a number or an array",
            ),
            "uphill": Wrong(
                _loop("train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 + lr * s1, w2 + lr * s2"),
                "Which way is downhill",
            ),
            "w2 first": Wrong(
                _loop("train", FORWARD, NOTE, ERROR, W2, MOVE2, H, W1, MOVE1),
                "Is w2 still the value",
            ),
            "w1 first": Wrong(
                _loop("train", FORWARD, NOTE, ERROR, H, W1, MOVE1, "h = w1 * x", W2, MOVE2),
                "Is w1 still the value",
            ),
            "no half": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses.append((y_hat - y) ** 2)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "What happened to the ½",
            ),
            "no learning rate": Wrong(
                _loop("train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 - s1, w2 - s2"),
                "What is lr for",
            ),
            "returns in the first epoch": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    NOTE,
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                    "return w1, w2, losses",
                ),
                "losses is a row of 1 number",
            ),
            "one epoch too many": Wrong(
                _loop(
                    "train", FORWARD, NOTE, "w1, w2 = two_weights.step(x, y, w1, w2, lr)"
                ).replace("range(num_epochs)", "range(num_epochs + 1)"),
                "losses is a row of 5 number",
            ),
            "only the losses": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    NOTE,
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                    last="return losses",
                ),
                "must return 3 values",
            ),
        },
    ),
    "mend_train": Exercise(
        right={
            "moves last": _loop("mend_train", FORWARD, NOTE, ERROR, W2, H, W1, MOVE2, MOVE1),
            "keeps the old w2": _loop(
                "mend_train",
                FORWARD,
                NOTE,
                ERROR,
                W2,
                "old = w2",
                MOVE2,
                "dL_dw1 = dL_dy_hat * old * x",
                MOVE1,
            ),
            "both at once": _loop(
                "mend_train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 - lr * s1, w2 - lr * s2"
            ),
            "w1's slope first": _loop("mend_train", FORWARD, NOTE, ERROR, H, W1, W2, MOVE1, MOVE2),
        },
        wrong={
            "w1 first": Wrong(
                _loop(
                    "mend_train",
                    FORWARD,
                    NOTE,
                    ERROR,
                    H,
                    W1,
                    MOVE1,
                    "dL_dw2 = dL_dy_hat * w1 * x",
                    MOVE2,
                ),
                "Which w1 does the slope by w2 see",
            ),
            "forward again between": Wrong(
                _loop(
                    "mend_train",
                    FORWARD,
                    NOTE,
                    ERROR,
                    W2,
                    MOVE2,
                    "dL_dw1 = (x * w1 * w2 - y) * w2 * x",
                    MOVE1,
                ),
                "belongs to one forward pass",
            ),
            "loss after the step": Wrong(
                _loop(
                    "mend_train",
                    FORWARD,
                    ERROR,
                    W2,
                    H,
                    W1,
                    MOVE2,
                    MOVE1,
                    "losses.append(0.5 * (x * w1 * w2 - y) ** 2)",
                ),
                "before its step, or after",
            ),
            "signs turned": Wrong(
                _loop(
                    "mend_train",
                    FORWARD,
                    NOTE,
                    ERROR,
                    W2,
                    H,
                    W1,
                    MOVE2.replace("-", "+"),
                    MOVE1.replace("-", "+"),
                ),
                "Does the loss still fall",
            ),
            "w2's move dropped": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, H, W1, MOVE1), "w2 must move too"
            ),
            "w1's move dropped": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, W2, MOVE2), "w1 must move too"
            ),
        },
    ),
}
