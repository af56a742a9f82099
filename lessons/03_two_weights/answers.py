"""Answers to the exercises of lesson 03."""

from tests.bank import Exercise, Wrong


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
            "both weights in h": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * w2 * x\n    return h, h",
                "In which line does w2 belong",
            ),
            "the weights": Wrong(
                "def forward(x, w1, w2):\n    return w1, w2", "These are the weights"
            ),
            "w2 sees x": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    y_hat = w2 * x\n    return h, y_hat",
                "x, or what the first neuron gave out",
            ),
            "weights exchanged": Wrong(
                "def forward(x, w1, w2):\n    h = w2 * x\n    y_hat = w1 * h\n    return h, y_hat",
                "Which weight does x meet first",
            ),
            "h is x": Wrong(
                "def forward(x, w1, w2):\n    h = x\n    y_hat = w2 * w1 * x\n    return h, y_hat",
                "Which weight does that neuron have",
            ),
            "adds": Wrong(
                "def forward(x, w1, w2):\n    h = x + w1\n    y_hat = h + w2\n    return h, y_hat",
                "Which operation scales",
            ),
            "x twice": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    return h, h * x * w2",
                "h holds x already",
            ),
            "w1 again": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    return h, h * w1 * w2",
                "h holds w1 already",
            ),
            "w1 twice": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    y_hat = w1 * h\n    return h, y_hat",
                "use the weight of the second neuron",
            ),
            "without the signal": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    y_hat = w1 * w2\n    return h, y_hat",
                "Where is h in your second line",
            ),
            "outputs exchanged": Wrong(
                "def forward(x, w1, w2):\n    h = w1 * x\n    return w2 * h, h",
                "You return y_hat in the place of h",
            ),
            "the example's numbers": Wrong(
                "def forward(x, w1, w2):\n    h, y_hat = 4, 4 / 2\n    return h, y_hat",
                "4 and 2 are the values at one point",
            ),
            "both weights of the example": Wrong(
                "def forward(x, w1, w2):\n    h = 2 * x\n    y_hat = 0.5 * h\n    return h, y_hat",
                "Use x, w1 and w2",
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
            "calls the lesson's copy": Wrong(
                "def forward(x, w1, w2):\n    h, y_hat = two_weights.forward(x, w1, w2)\n"
                "    return h, y_hat",
                "`two_weights.forward` has computed them",
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
            "w2 and h exchanged": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * w2", "dL_dh = dL_dy_hat * h", W1),
                "Did you exchange them",
            ),
            "w1 sees h": Wrong(
                _gradients(ERROR, W2, H, "dL_dw1 = dL_dh * h"),
                "What did w1 multiply on the way forward: x",
            ),
            "w2 for x": Wrong(_gradients(ERROR, W2, H, "dL_dw1 = dL_dh * w2"), "holds w2 twice"),
            "w1 times the error": Wrong(
                _gradients(ERROR, W2, "dL_dw1 = dL_dy_hat * w1"), "Your dL_dw1 holds w1 itself"
            ),
            "w2 sees y": Wrong(_gradients(ERROR, "dL_dw2 = dL_dy_hat * y", H, W1), "h, or y?"),
            "w2 sees nothing": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat", H, W1), "dL_dw2 is still dL_dy_hat"
            ),
            "h against y": Wrong(_gradients("dL_dy_hat = h - y", W2, H, W1), "compared with y"),
            "y forgotten": Wrong(
                _gradients("dL_dy_hat = y_hat", W2, H, W1), "Where is the outcome"
            ),
            "half of it": Wrong(
                _gradients("dL_dy_hat = 0.5 * (y_hat - y)", W2, H, W1), "What is left of the ½"
            ),
            "the lesson's copy": Wrong(
                "gradients = two_weights.gradients", "`two_weights.gradients` has computed them"
            ),
            "y minus y_hat": Wrong(
                _gradients("dL_dy_hat = y - y_hat", W2, H, W1), "does the loss rise or fall"
            ),
            "w2 sees x": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * x", H, W1), "What does w2 multiply"
            ),
            "no brackets": Wrong(
                _gradients("dL_dy_hat = y_hat - y ** 2", W2, H, W1), "the power or the minus"
            ),
            "the example's error": Wrong(
                _gradients("dL_dy_hat = -18", W2, H, W1), "−18 is ŷ − y at one point only"
            ),
            "the example's derivatives": Wrong(
                _gradients("dL_dw1, dL_dw2 = -18, -72"), "are the derivatives at one point"
            ),
            "a node is skipped": Wrong(
                _gradients(ERROR, W2, "dL_dw1 = dL_dy_hat * x"), "name each node"
            ),
            "stops at h": Wrong(_gradients(ERROR, W2, H, "dL_dw1 = dL_dh"), "stops at h"),
            "w1 in the second node": Wrong(
                _gradients(ERROR, W2, "dL_dh = dL_dy_hat * w1", W1),
                "Which weight does it meet there",
            ),
            "w2 times the forecast": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * y_hat", H, W1), "which is ŷ. What did w2"
            ),
            "minus in the return line": Wrong(
                _gradients(ERROR, W2, H, W1, "dL_dw1, dL_dw2 = 2 * dL_dw1, -dL_dw2"),
                "dL_dw2 has the wrong sign everywhere",
            ),
            "w1 for x": Wrong(_gradients(ERROR, W2, H, "dL_dw1 = dL_dh * w1"), "both are 2"),
            "w2 times itself": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * w2", H, W1), "Your dL_dw2 holds w2 itself"
            ),
            "w2 times w1": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat * w1", H, W1), "holds w1 and not x"
            ),
            "h passed back": Wrong(
                _gradients(ERROR, W2, "dL_dh = dL_dy_hat * h", W1), "holds h, as dL_dw2 does"
            ),
            "from w2's slope": Wrong(
                _gradients(ERROR, W2, "dL_dh = dL_dw2 * w2", W1), "a factor too many"
            ),
            "arguments exchanged": Wrong(
                _gradients(ERROR, W2, H, W1).replace("(x, y, w1, w2):", "(y, x, w1, w2):"),
                "Its arguments stand in another order",
            ),
            "the loss for its slope": Wrong(
                _gradients("dL_dy_hat = 0.5 * (y_hat - y) ** 2", W2, H, W1), "the square itself"
            ),
            "adds along the path": Wrong(
                _gradients(ERROR, "dL_dw2 = dL_dy_hat + h", "dL_dw1 = dL_dy_hat + w2 + x"),
                "added or multiplied",
            ),
            "exchanged": Wrong(
                _gradients(ERROR, W2, H, W1, "dL_dw1, dL_dw2 = dL_dw2, dL_dw1"),
                "The order is",
            ),
            "no upstream gradient at h": Wrong(
                _gradients(ERROR, W2, "dL_dh = w2", W1), "Where is the upstream gradient?"
            ),
            "all local gradients": Wrong(
                _gradients(ERROR, "dL_dw2 = h", "dL_dh = w2", "dL_dw1 = x"),
                "the upstream gradient of each node",
            ),
            "the example's x": Wrong(
                _gradients(ERROR, W2, H, "dL_dw1 = dL_dh * 2"), "Is it x, h, w1 or w2"
            ),
            "a symbol for the name": Wrong(
                _gradients("dL_dy_hat = ŷ - y", W2, H, W1), "in code it is `y_hat`"
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
            "the old weights": Wrong(
                _step("new1, new2 = w1 - lr * dL_dw1, w2 - lr * dL_dw2", "return w1, w2"),
                "Which names hold the new ones",
            ),
            "one sign": Wrong(_step("return w1 - lr * dL_dw1, w2 + lr * dL_dw2"), "goes uphill"),
            "abs": Wrong(
                _step("return w1 - lr * abs(dL_dw1), w2 - lr * abs(dL_dw2)"), "can only go down"
            ),
            "the loss": Wrong(
                _step("L = 0.5 * (w1 * w2 * x - y) ** 2", "return w1 - lr * L, w2 - lr * L"),
                "lr times the loss",
            ),
            "lr outside": Wrong(
                _step("return lr * (w1 - dL_dw1), lr * (w2 - dL_dw2)"), "the weight as well"
            ),
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
                "Which ŷ does your second one see",
            ),
            "no learning rate": Wrong(_step("return w1 - dL_dw1, w2 - dL_dw2"), "What is lr for"),
            "the step replaces the weight": Wrong(
                _step("return -lr * dL_dw1, -lr * dL_dw2"), "remember where it started"
            ),
            "the slopes": Wrong(_step("return dL_dw1, dL_dw2"), "These are the derivatives"),
            "only w1": Wrong(
                _step("return w1 - lr * dL_dw1, w2"), "derivative with respect to w2 zero"
            ),
            "only w2": Wrong(
                _step("return w1, w2 - lr * dL_dw2"), "derivative with respect to w1 zero"
            ),
            "lr alone": Wrong(_step("return w1 - lr, w2 - lr"), "You subtract lr alone"),
            "times the weight": Wrong(
                _step("return w1 * (1 - lr * dL_dw1), w2 * (1 - lr * dL_dw2)"),
                "Which factor is there once more",
            ),
            "one slope for both": Wrong(
                _step("return w1 - lr * dL_dw2, w2 - lr * dL_dw2"), "by the same derivative"
            ),
            "w2 from w1": Wrong(
                _step("return w1 - lr * dL_dw1, w1 - lr * dL_dw2"), "starts from w1"
            ),
            "w1 set twice": Wrong(
                _step("w1 = w1 - lr * dL_dw1", "w1 = w2 - lr * dL_dw2", "return w1, w2"),
                "Which name does your second line set",
            ),
            "the example's rate": Wrong(
                _step("return w1 - 0.01 * dL_dw1, w2 - 0.01 * dL_dw2"), "for lr = 0.01 only"
            ),
            "the example's weights": Wrong(
                _step("return 2.18, 1.22"), "are the weights after one step from one point"
            ),
            "places exchanged": Wrong(
                _step("return dL_dw1 - lr * w1, dL_dw2 - lr * w2"), "have changed places"
            ),
            "exchanged": Wrong(
                _step("return w2 - lr * dL_dw2, w1 - lr * dL_dw1"), "In the place of w1 your"
            ),
            "lr from the weight": Wrong(
                _step("return (w1 - lr) * dL_dw1, (w2 - lr) * dL_dw2"), "what is lr multiplied by"
            ),
            "lr and weight exchanged": Wrong(
                _step("return lr - w1 * dL_dw1, lr - w2 * dL_dw2"), "From which of the two"
            ),
            "the example's derivatives": Wrong(
                "def step(x, y, w1, w2, lr):\n    return w1 - lr * (-18), w2 - lr * (-72)",
                "computes them at any point",
            ),
            "a Greek letter": Wrong(
                _step("return w1 - η * dL_dw1, w2 - η * dL_dw2"), "in code it is `lr`"
            ),
            "derivatives without a call": Wrong(
                "def step(x, y, w1, w2, lr):\n    return w1 - lr * dL_dw1, w2 - lr * dL_dw2",
                "give names to the two numbers",
            ),
            "calls the lesson's copy": Wrong(
                "def step(x, y, w1, w2, lr):\n    return two_weights.step(x, y, w1, w2, lr)",
                "`two_weights.step` has computed them",
            ),
        },
    ),
    "train": Exercise(
        right={
            "calls itself": (
                "def train(x, y, w1, w2, lr, num_epochs):\n"
                "    if num_epochs == 0:\n        return w1, w2, []\n"
                "    loss = 0.5 * (two_weights.forward(x, w1, w2)[1] - y) ** 2\n"
                "    moved = two_weights.step(x, y, w1, w2, lr)\n"
                "    w1, w2, losses = train(x, y, *moved, lr, num_epochs - 1)\n"
                "    return w1, w2, [loss, *losses]"
            ),
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
        },
        wrong={
            "step for gradients": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    NOTE,
                    "s1, s2 = two_weights.step(x, y, w1, w2, lr)",
                    "w1, w2 = w1 - lr * s1, w2 - lr * s2",
                ),
                "returns the new weights already",
            ),
            "loss of the example": Wrong(
                _loop(
                    "train",
                    "losses.append(0.5 * (two_weights.forward(2.0, w1, w2)[1] - 20.0) ** 2)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "takes x = 2 and y = 20",
            ),
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
                "When is yours computed",
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
                "Does `return` stand inside the loop",
            ),
            "a new list in each epoch": Wrong(
                _loop(
                    "train",
                    "losses = []",
                    FORWARD,
                    NOTE,
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "only the last loss is left",
            ),
            "from the lesson's table": Wrong(
                "def train(x, y, w1, w2, lr, num_epochs):\n"
                "    table = two_weights.train(x, y, w1, w2, lr, num_epochs)\n"
                "    return table[-1].w1, table[-1].w2, [row.loss for row in table[:-1]]",
                "`two_weights.train` has computed them",
            ),
            "the last loss for the list": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "loss = 0.5 * (y_hat - y) ** 2",
                    "losses.append(loss)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                    last="return w1, w2, loss",
                ),
                "What is the list of losses called",
            ),
            "no loss computed": Wrong(
                "def loss(w1, w2, x=2.0, y=20.0):\n    return 0.5 * (w2 * w1 * x - y) ** 2\n\n\n"
                + _loop(
                    "train",
                    FORWARD,
                    "losses.append(loss)",
                    'print(f"{epoch:5d} {y_hat:9.4f} {loss:9.4f} {w1:7.4f} {w2:7.4f}")',
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "`loss` is the notebook's function here",
            ),
            "loss hides the function": Wrong(
                "def loss(w1, w2, x=2.0, y=20.0):\n    return 0.5 * (w2 * w1 * x - y) ** 2\n\n\n"
                + _loop(
                    "train",
                    "loss = loss(w1, w2, x, y)",
                    "losses.append(loss)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "It is also the name of a function",
            ),
            "the example's rate": Wrong(
                _loop("train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 - 0.01 * s1, w2 - 0.01 * s2"),
                "for lr = 0.01 only",
            ),
            "nothing noted": Wrong(
                _loop("train", FORWARD, "w1, w2 = two_weights.step(x, y, w1, w2, lr)"),
                "The list of losses stays empty",
            ),
            "errors": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses.append(y_hat - y)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "These are errors",
            ),
            "predictions": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses.append(y_hat)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "You noted the predictions",
            ),
            "h against y": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses.append(0.5 * (h - y) ** 2)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "Which number is compared",
            ),
            "no brackets": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses.append(0.5 * y_hat - y ** 2)",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                ),
                "what does Python square",
            ),
            "two steps for one": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    NOTE,
                    "w1 = two_weights.step(x, y, w1, w2, lr)[0]",
                    "w2 = two_weights.step(x, y, w1, w2, lr)[1]",
                ),
                "in a second forward pass",
            ),
            "slopes for weights": Wrong(
                _loop("train", FORWARD, NOTE, SLOPES.replace("s1, s2", "w1, w2")),
                "Your weights become derivatives",
            ),
            "weights exchanged": Wrong(
                _loop("train", FORWARD, NOTE, "w2, w1 = two_weights.step(x, y, w1, w2, lr)"),
                "change places",
            ),
            "a loop over a number": Wrong(
                _loop(
                    "train", FORWARD, NOTE, "w1, w2 = two_weights.step(x, y, w1, w2, lr)"
                ).replace("range(num_epochs)", "num_epochs"),
                "A loop of n turns",
            ),
            "the list has no beginning": Wrong(
                _loop(
                    "train",
                    FORWARD,
                    "losses = losses + [0.5 * (y_hat - y) ** 2]",
                    "w1, w2 = two_weights.step(x, y, w1, w2, lr)",
                    first="pass",
                ),
                "`losses` has no value yet",
            ),
            "a star is missing": Wrong(
                _loop("train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 - lr(s1), w2 - lr(s2)"),
                "Is a `*` missing",
            ),
            "one epoch too many": Wrong(
                _loop(
                    "train", FORWARD, NOTE, "w1, w2 = two_weights.step(x, y, w1, w2, lr)"
                ).replace("range(num_epochs)", "range(num_epochs + 1)"),
                "How often does your loop run",
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
            "w2 dropped": Wrong(
                _loop(
                    "mend_train", FORWARD, NOTE, ERROR, W2, "dL_dw1 = dL_dy_hat * x", MOVE2, MOVE1
                ),
                "holds no w2 any more",
            ),
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
                "Which w1 does the derivative",
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
            "forward again after w1": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, H, W1, MOVE1, FORWARD, ERROR, W2, MOVE2),
                "Which w1 does its ŷ belong to",
            ),
            "derivatives crossed": Wrong(
                _loop("mend_train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 - lr * s2, w2 - lr * s1"),
                "by the other one's derivative",
            ),
            "one sign turned": Wrong(
                _loop(
                    "mend_train", FORWARD, NOTE, ERROR, W2, H, W1, MOVE2, MOVE1.replace("-", "+")
                ),
                "One of your two moves goes uphill",
            ),
            "from w2's derivative": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, W2, "dL_dw1 = dL_dw2 * x", MOVE2, MOVE1),
                "holds h, as dL_dw2 does",
            ),
            "h for x": Wrong(
                _loop(
                    "mend_train", FORWARD, NOTE, ERROR, W2, H, "dL_dw1 = dL_dh * h", MOVE2, MOVE1
                ),
                "in the place of x in dL_dw1",
            ),
            "the example's rate": Wrong(
                _loop(
                    "mend_train", FORWARD, NOTE, SLOPES, "w1, w2 = w1 - 0.01 * s1, w2 - 0.01 * s2"
                ),
                "for lr = 0.01 only",
            ),
            "the example's derivative": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, W2, "dL_dw1 = -18", MOVE2, MOVE1),
                "−18 is right at the start of the lesson only",
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
            "the lesson's step": Wrong(
                _loop("mend_train", FORWARD, NOTE, "w1, w2 = two_weights.step(x, y, w1, w2, lr)"),
                "`two_weights.step` has computed them",
            ),
            "w1 in dL_dh": Wrong(
                _loop(
                    "mend_train", FORWARD, NOTE, ERROR, W2, H.replace("w2", "w1"), W1, MOVE1, MOVE2
                ),
                "Which weight stands in dL_dh",
            ),
            "x dropped": Wrong(
                _loop(
                    "mend_train", FORWARD, NOTE, ERROR, W2, "dL_dw1 = dL_dy_hat * w2", MOVE1, MOVE2
                ),
                "Where is x in dL_dw1",
            ),
            "w2's move dropped": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, H, W1, MOVE1), "w2 must move too"
            ),
            "w1's move dropped": Wrong(
                _loop("mend_train", FORWARD, NOTE, ERROR, W2, MOVE2), "w1 must move too"
            ),
            "the lesson's table": Wrong(
                "def mend_train(x, y, w1, w2, lr, num_epochs):\n"
                "    table = two_weights.train(x, y, w1, w2, lr, num_epochs)\n"
                "    return table[-1].w1, table[-1].w2, [row.loss for row in table[:-1]]",
                "`two_weights.train` has computed them",
            ),
        },
        blank="At which line does w2 change",
    ),
}
