"""Answers to the exercises of lesson 05."""

from tests.bank import Exercise, Wrong, function


def _unit(dL_dZ: str, dL_dW: str = "dL_dZ.T @ X", dL_db: str = "dL_dZ.sum(axis=0)") -> str:
    return function(
        "train_unit(X, y, W, b, lr, num_epochs)",
        "for epoch in range(num_epochs):",
        "    Z = X @ W.T + b",
        "    y_hat = sigmoid(Z)",
        f"    dL_dZ = {dL_dZ}",
        f"    dL_dW = {dL_dW}",
        f"    dL_db = {dL_db}",
        "    W = W - lr * dL_dW",
        "    b = b - lr * dL_db",
        "return W, b, sigmoid(X @ W.T + b)",
    )


def _backward(
    dA1: str = "dL_dZ2 @ W2",
    dZ1: str = "dL_dA1 * sigmoid_prime(Z1)",
    dW1: str = "dL_dZ1.T @ X",
    db1: str = "dL_dZ1.sum(axis=0)",
    last: str = "return dL_dW1, dL_db1, dL_dW2, dL_db2",
) -> str:
    return function(
        "backward(X, y, W1, b1, W2, b2)",
        "Z1, A1, Z2, y_hat = xor.forward(X, W1, b1, W2, b2)",
        "dL_dZ2 = (y_hat - y) * sigmoid_prime(Z2)",
        "dL_dW2 = dL_dZ2.T @ A1",
        "dL_db2 = dL_dZ2.sum(axis=0)",
        f"dL_dA1 = {dA1}",
        f"dL_dZ1 = {dZ1}",
        f"dL_dW1 = {dW1}",
        f"dL_db1 = {db1}",
        last,
    )


def _w2(dL_dW2: str) -> str:
    return _backward().replace("dL_dW2 = dL_dZ2.T @ A1", f"dL_dW2 = {dL_dW2}")


def _start(*lines: str, last: str = "return W1, b1, W2, b2") -> str:
    return function("start(rng, n_hidden)", *lines, last)


NORMAL = (
    "W1 = rng.normal(size=(n_hidden, 2))",
    "b1 = np.zeros(n_hidden)",
    "W2 = rng.normal(size=(1, n_hidden))",
    "b2 = np.zeros(1)",
)


def _scaled(scale: str) -> str:
    return _start(*NORMAL, last=f"return {scale} * W1, {scale} * b1, {scale} * W2, {scale} * b2")


def _step(
    b1: str = "delta1.sum(axis=0)",
    W1: str = "delta1.T @ X",
    delta1: str = "delta2 @ W2 * A1 * (1 - A1)",
    b2: str = "delta2.sum(axis=0)",
    before: str = "",
    W2: str = "W2 - lr * delta2.T @ A1",
    sign: str = "-",
) -> str:
    lines = [
        "_, A1, _, y_hat = xor.forward(X, W1, b1, W2, b2)",
        "delta2 = (y_hat - y) * y_hat * (1 - y_hat)",
        *([before] if before else []),
        f"delta1 = {delta1}",
        f"new_W1 = W1 {sign} lr * {W1}",
        f"new_b1 = b1 {sign} lr * {b1}",
        f"new_W2 = {W2.replace('-', sign)}",
        f"new_b2 = b2 {sign} lr * {b2}",
        "return new_W1, new_b1, new_W2, new_b2",
    ]
    return function("mend_step(X, y, W1, b1, W2, b2, lr)", *lines)


ERROR = "(y_hat - y) * sigmoid_prime(Z)"

EXERCISES = {
    "train_unit": Exercise(
        right={
            "slope from the output": _unit("(y_hat - y) * y_hat * (1 - y_hat)"),
            "einsum": _unit(ERROR, "np.einsum('mi,mn->in', dL_dZ, X)", "np.sum(dL_dZ, axis=0)"),
            "row by row": function(
                "train_unit(X, y, W, b, lr, num_epochs)",
                "for _ in range(num_epochs):",
                "    dW, db = np.zeros_like(W), np.zeros_like(b)",
                "    for x, target in zip(X, y):",
                "        z = W @ x + b",
                "        blame = (sigmoid(z) - target) * sigmoid_prime(z)",
                "        dW += blame[:, None] * x",
                "        db += blame",
                "    W, b = W - lr * dW, b - lr * db",
                "return W, b, sigmoid(X @ W.T + b)",
            ),
            "one number for b's slope": _unit(ERROR, dL_db="dL_dZ.sum()"),
            "float32, a list": function(
                "train_unit(X, y, W, b, lr, num_epochs)",
                "X, y, W, b = (np.float32(part) for part in (X, y, W, b))",
                "for _ in range(num_epochs):",
                "    a = 1 / (1 + np.exp(-(X @ W.T + b)))",
                "    d = np.float32((a - y) * a * (1 - a))",
                "    W, b = W - np.float32(lr) * d.T @ X, b - np.float32(lr) * d.sum(0)",
                "return [W, b, 1 / (1 + np.exp(-(X @ W.T + b)))]",
            ),
        },
        wrong={
            "lr twice": Wrong(
                _unit(ERROR, "lr * dL_dZ.T @ X", "lr * dL_dZ.sum(axis=0)"),
                "`dL_dW = lr * dL_dZ.T @ X` gives",
            ),
            "bias from dL_dW": Wrong(
                _unit(ERROR, dL_db="dL_dW.sum(axis=1)"), "`dL_db = dL_dW.sum(axis=1)` gives"
            ),
            "slope at the output": Wrong(
                _unit("(y_hat - y) * sigmoid_prime(y_hat)"), "What do you hand it"
            ),
            "z(1 − z)": Wrong(_unit("(y_hat - y) * Z * (1 - Z)"), "flat at z = 0"),
            "no slope of the bend": Wrong(_unit("y_hat - y"), "Which local gradient is missing"),
            "y − ŷ": Wrong(_unit("(y - y_hat) * sigmoid_prime(Z)"), "does the loss rise or fall"),
            "no error": Wrong(_unit("sigmoid_prime(Z)"), "where is y"),
            "a mean": Wrong(_unit(f"{ERROR} / len(X)"), "too short by the number of rows"),
            "the 2 survives": Wrong(_unit(f"2 * {ERROR}"), "What does the ½"),
            "no bias": Wrong(_unit(ERROR, dL_db="0"), "b stays as it was"),
            "mean for b": Wrong(_unit(ERROR, dL_db="dL_dZ.mean(axis=0)"), "b gets the mean"),
            "mean for W": Wrong(_unit(ERROR, "dL_dZ.T @ X / len(X)"), "W gets the mean"),
            "1 for b": Wrong(_unit(ERROR, dL_db="1"), "In each row δ arrives from above"),
            "sums multiplied": Wrong(
                _unit(ERROR, "dL_dZ.sum(axis=0) * X.sum(axis=0)"), "You add up the rows first"
            ),
            "one sum": Wrong(_unit(ERROR, "np.sum(dL_dZ * X)"), "All weights get the same number"),
            "last row for b": Wrong(
                _unit(ERROR, dL_db="dL_dZ[-1]"), "the gradient of one row only"
            ),
            "the loss": Wrong(
                _unit("0.5 * (y_hat - y) ** 2 * sigmoid_prime(Z)"), "dL_dZ holds a loss"
            ),
            "the square": Wrong(_unit("(y_hat - y) ** 2 * sigmoid_prime(Z)"), "holds a square"),
            "height for slope": Wrong(
                _unit("(y_hat - y) * sigmoid(Z)"), "multiply by the activation"
            ),
            "score against outcome": Wrong(
                _unit("(Z - y) * sigmoid_prime(Z)"), "What do you compare with y"
            ),
            "W from the error": Wrong(_unit(ERROR, "(y_hat - y).T @ X"), "dL_dW starts at"),
            "b from the error": Wrong(
                _unit(ERROR, dL_db="(y_hat - y).sum(axis=0)"), "dL_db starts at"
            ),
            "the wrong axis": Wrong(_unit(ERROR, dL_db="dL_dZ.sum(axis=1)"), "each row has a bias"),
            "flat answers": Wrong(
                _unit(ERROR).replace("+ b)", "+ b)[:, 0]"),
                "y_hat is a row of 5",
            ),
            "b a column": Wrong(
                _unit(ERROR, dL_db="dL_dZ.sum(axis=0, keepdims=True)"), "of shape (1, 1)"
            ),
            "b a row": Wrong(_unit(ERROR, dL_db="dL_dZ"), "Here all rows share the bias"),
            "not transposed": Wrong(_unit(ERROR, "dL_dZ @ X"), "Write the shape under each factor"),
            "no sum for W": Wrong(_unit(ERROR, "dL_dZ * X"), "One step earlier W got a row"),
            "W a column": Wrong(_unit(ERROR, "X.T @ dL_dZ"), "broadcasts both to (n, n)"),
            "in the caller's arrays": Wrong(
                _unit(ERROR).replace("W = W - lr", "W -= lr").replace("b = b - lr", "b -= lr"),
                "overwrites its argument `W`",
            ),
            "return in the loop": Wrong(
                _unit(ERROR).replace("    return", "        return"), "Does `return` stand inside"
            ),
            "the lesson's copy": Wrong(
                "def train_unit(*at):\n    return xor.train_unit(*at)",
                "`xor.train_unit` has computed them",
            ),
            "odd": Wrong(_unit(f"1.5 * {ERROR}"), "`dL_dZ = 1.5 * (y_hat - y) *"),
        },
    ),
    "backward": Exercise(
        right={
            "slope from the output": _backward(dZ1="dL_dA1 * A1 * (1 - A1)"),
            "row by row": _backward(
                "[d * W2[0] for d in dL_dZ2[:, 0]]",
                "np.array(dL_dA1) * sigmoid_prime(Z1)",
                "sum(np.outer(d, x) for d, x in zip(dL_dZ1, X))",
                "sum(dL_dZ1)",
            ),
            "an outer product": _backward("dL_dZ2 * W2", dW1="np.einsum('mh,mn->hn', dL_dZ1, X)"),
            "numerically": function(
                "backward(X, y, *net)",
                "def loss(*p): return 0.5 * np.sum((xor.forward(X, *p)[-1] - y) ** 2)",
                "found = []",
                "for k, p in enumerate(net):",
                "    slope = np.zeros_like(p)",
                "    for i in np.ndindex(p.shape):",
                "        up, down = p.copy(), p.copy()",
                "        up[i] += 1e-5",
                "        down[i] -= 1e-5",
                "        rest = net[k + 1:]",
                "        high = loss(*net[:k], up, *rest)",
                "        slope[i] = (high - loss(*net[:k], down, *rest)) / 2e-5",
                "    found.append(slope)",
                "return found",
            ),
            "float32": _backward(
                last="return [np.float32(d) for d in (dL_dW1, dL_db1, dL_dW2, dL_db2)]"
            ),
        },
        wrong={
            "no slope of the bend": Wrong(_backward(dZ1="dL_dA1"), "between dL_dA1 and dL_dZ1"),
            "slope at the output": Wrong(
                _backward(dZ1="dL_dA1 * sigmoid_prime(A1)"), "in the hidden layer"
            ),
            "z(1 − z)": Wrong(_backward(dZ1="dL_dA1 * Z1 * (1 - Z1)"), "In which letter"),
            "times the output": Wrong(
                _backward(dZ1="dL_dA1 * A1"), "multiply by the hidden activation"
            ),
            "the output's slope": Wrong(_backward(dZ1="dL_dA1 * sigmoid_prime(Z2)"), "Whose slope"),
            "no W2": Wrong(_backward("dL_dZ2"), "Which weights does it meet"),
            "from the error": Wrong(_backward("(y_hat - y) @ W2"), "starts from the error"),
            "W1 from dA1": Wrong(_backward(dW1="dL_dA1.T @ X"), "Does yours start at dL_dA1"),
            "b1 from dA1": Wrong(
                _backward(db1="dL_dA1.sum(axis=0)"), "before the sigmoid, or after"
            ),
            "means": Wrong(
                _backward(dW1="dL_dZ1.T @ X / len(X)", db1="dL_dZ1.mean(axis=0)"),
                "too small by the number of rows",
            ),
            "mean for b1": Wrong(
                _backward(db1="dL_dZ1.mean(axis=0)"), "dL_db1 is a mean over the rows"
            ),
            "mean for W1": Wrong(
                _backward(dW1="dL_dZ1.T @ X / len(X)"), "dL_dW1 is a mean over the rows"
            ),
            "the wrong axis": Wrong(_backward(db1="dL_dZ1.sum(axis=1)"), "dL_db1 is a row of 4"),
            "b1 as a row of a table": Wrong(
                _backward(db1="dL_dZ1.sum(axis=0, keepdims=True)"), "has the shape of its parameter"
            ),
            "a bias a row": Wrong(_backward(db1="dL_dZ1"), "dL_db1 is an array of shape (4, 3)"),
            "* for @": Wrong(_backward(dW1="dL_dZ1 * X"), "could not be broadcast"),
            "W2 transposed": Wrong(_backward("dL_dZ2 @ W2.T"), "matmul"),
            "hidden outputs for inputs": Wrong(
                _backward(dW1="dL_dZ1.T @ A1"), "That stands beside dL_dZ1"
            ),
            "turned": Wrong(_backward(dW1="X.T @ dL_dZ1"), "Which factor stands on the left"),
            "exchanged": Wrong(
                _backward(last="return dL_dW2, dL_db2, dL_dW1, dL_db1"),
                "dL_dW1 is an array of shape (1, 3)",
            ),
            "in the caller's array": Wrong(
                _backward().replace("    dL_dA1 =", "    y[:] = y_hat\n    dL_dA1 =", 1),
                "overwrites its argument `y`",
            ),
            "the lesson's copy": Wrong(
                "def backward(*at):\n    return xor.backward(*at)", "`xor.backward` has computed"
            ),
            "W2 from the error": Wrong(_w2("(y_hat - y).T @ A1"), "dL_dW2 starts at the error"),
            "W2 from Z1": Wrong(_w2("dL_dZ2.T @ Z1"), "What did W2 multiply"),
            "mean for W2": Wrong(_w2("dL_dZ2.T @ A1 / len(X)"), "dL_dW2 is a mean"),
            "sums for W2": Wrong(
                _w2("dL_dZ2.sum(axis=0) * A1.sum(axis=0)"), "dL_dW2 adds up the rows first"
            ),
            "means for both W": Wrong(
                _backward(dW1="dL_dZ1.T @ X / len(X)").replace(
                    "dL_dZ2.T @ A1", "dL_dZ2.T @ A1 / len(X)"
                ),
                "dL_dW2 and dL_dW1 are means",
            ),
            "inputs for W2": Wrong(_w2("dL_dZ2.T @ X"), "The first layer reads X"),
            "each row for W2": Wrong(_w2("dL_dZ2 * A1"), "All samples share W2"),
            "W2 alone": Wrong(_backward("W2"), "dL_dA1 is W2, the local gradient alone"),
            "A1 for W2": Wrong(_backward("dL_dZ2 * A1"), "dL_dA1 multiplies by A1"),
            "units added up": Wrong(
                _backward("(dL_dZ2 @ W2).sum(axis=1, keepdims=True)"), "Has each one its own weight"
            ),
            "rows added up": Wrong(_backward("dL_dZ2.sum(axis=0) * W2"), "all rows get the same"),
            "uphill": Wrong(_backward("-(dL_dZ2 @ W2)"), "dL_db1 has the wrong sign"),
        },
    ),
    "start": Exercise(
        right={
            "all normal": _start(
                "draw = rng.normal",
                last="return draw(size=(n_hidden, 2)), draw(size=n_hidden), "
                "draw(size=(1, n_hidden)), draw(size=1)",
            ),
            "uniform": _start(
                "W1 = rng.uniform(-1, 1, (n_hidden, 2))",
                "W2 = rng.uniform(-1, 1, (1, n_hidden))",
                last="return [W1, np.zeros(n_hidden), W2, [0.0]]",
            ),
            "between 0 and 1": _start(
                "W1 = rng.random((n_hidden, 2))",
                last="return W1, rng.random(n_hidden), rng.random((1, n_hidden)), rng.random(1)",
            ),
            "only W2 is random": _start(
                "W1 = np.ones((n_hidden, 2))", *NORMAL[1:], last="return W1, b1, W2, b2"
            ),
            "scaled by the inputs": _start(
                "W1 = rng.standard_normal((n_hidden, 2)) / np.sqrt(2)",
                "b1 = np.zeros(n_hidden)",
                "W2 = rng.standard_normal((1, n_hidden)) / np.sqrt(n_hidden)",
                "b2 = np.zeros(1)",
            ),
            "half width": _scaled("0.5"),
            "float32": _start(
                *NORMAL, last="return np.float32(W1), np.float32(b1), np.float32(W2), b2"
            ),
        },
        wrong={
            "zeros": Wrong(_scaled("0"), "How much comes back through 0"),
            "ones": Wrong(
                _start(
                    "one = np.ones",
                    last="return one((n_hidden, 2)), one(n_hidden), one((1, n_hidden)), one(1)",
                ),
                "What must differ before the first step",
            ),
            "the first layer at 0": Wrong(
                _start("W1 = np.zeros((n_hidden, 2))", *NORMAL[1:]),
                "so that two hidden units can ask different questions",
            ),
            "tiny": Wrong(_scaled("0.01"), "how far apart do they start"),
            "huge": Wrong(_scaled("10"), "On which part of σ do the values lie"),
            "far out": Wrong(
                _start(
                    "one = rng.normal(size=(n_hidden, 2)) * 0.1 + 300",
                    last="return one, one[:, 0], one[None, :, 0], one[0, :1] * 1",
                ),
                "is any unit not saturated",
            ),
            "the lesson's copy": Wrong(
                "def start(rng, n_hidden):\n    return xor.start(rng, n_hidden)",
                "`xor.start` has computed them",
            ),
            "a seed of its own": Wrong(
                _start("rng = np.random.default_rng(0)", *NORMAL), "What is rng for"
            ),
            "another generator": Wrong(
                _start(*(line.replace("rng.", "np.random.") for line in NORMAL)),
                "a start that nobody can repeat",
            ),
            "layers turned": Wrong(
                _start("W1 = rng.normal(size=(2, n_hidden))", *NORMAL[1:]),
                "W1 has shape (2, 3); at n_hidden=3 it should be (3, 2)",
            ),
            "W2 without its row": Wrong(
                _start(*NORMAL, last="return W1, b1, W2[0], b2"), "W2 has shape (3,)"
            ),
            "a number for b2": Wrong(
                _start(*NORMAL, last="return W1, b1, W2, 0.0"), "b2 has shape ()"
            ),
            "a mean for a size": Wrong(
                _start("W1 = rng.normal(n_hidden, 2)", *NORMAL[1:]), "The shape goes into"
            ),
            "always two units": Wrong(
                _start("W1 = rng.normal(size=(2, 2))", *NORMAL[1:]), "W1 has shape (2, 2)"
            ),
            "weights only": Wrong(_start(*NORMAL, last="return W1, W2"), "must return 4 values"),
        },
    ),
    "mend_step": Exercise(
        right={
            "-2": _step("delta1.sum(axis=-2)"),
            "np.sum": _step("np.sum(delta1, 0)"),
            "ones times delta": _step("np.ones(len(X)) @ delta1"),
            "turned first": _step("delta1.T.sum(axis=1)"),
        },
        wrong={
            "one sum for all": Wrong(_step("delta1.sum()"), "by the same number"),
            "uphill": Wrong(_step("-delta1.sum(axis=0)"), "Which way does b1 move"),
            "uphill, wrong axis": Wrong(_step("-delta1.sum(axis=1)"), "Neither the sign nor"),
            "no learning rate": Wrong(_step("delta1.sum(axis=0) / lr"), "the other three lines"),
            "b1 forgets its start": Wrong(
                _step().replace("new_b1 = b1 - lr", "new_b1 = -lr"), "a step alone"
            ),
            "two means": Wrong(
                _step("delta1.mean(axis=0)", "delta1.T @ X / len(X)"), "W1 and b1 get the mean"
            ),
            "as many rows as units": Wrong(
                _step("delta1[:len(b1)].sum(axis=0)"), "How many rows are there"
            ),
            "ones of the wrong number": Wrong(
                _step("np.ones(len(b1)) @ delta1"), "Write the shape under each factor"
            ),
            "an index of the wrong number": Wrong(
                _step("sum(delta1[i] for i in range(len(b1)))"), "IndexError"
            ),
            "a mean": Wrong(_step("delta1.mean(axis=0)"), "a sum over the rows, or their mean"),
            "b1 stands still": Wrong(_step("0"), "Has it no gradient"),
            "the last row": Wrong(_step("delta1[-1]"), "How many rows use it"),
            "W1 turned instead": Wrong(
                _step("delta1.sum(axis=1)", "delta1 @ X"), "rows, or hidden units"
            ),
            "W1 turned too": Wrong(_step(W1="delta1 @ X"), "What did you change in it"),
            "W2 first": Wrong(
                _step(before="W2 = W2 - lr * delta2.T @ A1", W2="W2"),
                "All gradients belong to one forward pass",
            ),
            "signs turned": Wrong(_step(sign="+"), "Does the loss still fall"),
            "bend dropped": Wrong(_step(delta1="delta2 @ W2"), "Where has it gone"),
            "sigmoid_prime of a": Wrong(
                _step(delta1="delta2 @ W2 * sigmoid_prime(A1)"), "What does `sigmoid_prime` take"
            ),
            "kept dimensions": Wrong(
                _step("delta1.sum(axis=0, keepdims=True)"), "A step keeps the shape"
            ),
            "in the caller's arrays": Wrong(
                _step().replace("new_b1 = b1 - lr *", "b1 -= lr *").replace("new_b1,", "b1,"),
                "overwrites its argument `b1`",
            ),
            "the lesson's copy": Wrong(
                function(
                    "mend_step(X, y, W1, b1, W2, b2, lr)",
                    "net = W1, b1, W2, b2",
                    "return [p - lr * d for p, d in zip(net, xor.backward(X, y, *net))]",
                ),
                "`xor.backward` has computed them",
            ),
            "a mean over units": Wrong(
                _step("delta1.mean(axis=1)"), "a mean over the hidden units"
            ),
            "delta2": Wrong(_step("delta2.sum(axis=0)"), "Which delta belongs to layer 1"),
            "cut to the units": Wrong(
                _step("delta1.sum(axis=1)[:len(b1)]"), "You cut the numbers to the length"
            ),
            "no sum": Wrong(_step("delta1"), "b1 is an array of shape (4, 4)"),
            "the other axis too": Wrong(_step(b2="delta2.sum(axis=1)"), "b2 was right before"),
        },
    ),
}
