"""Answers to the exercises of lesson 06."""

from . import Exercise, Wrong


def _shapes(**other: str) -> str:
    right = {
        "W": "(n_out, n_in)",
        "b": "(n_out,)",
        "Z": "(m, n_out)",
        "dL_dW": "(n_out, n_in)",
        "dL_dA": "(m, n_in)",
    }
    lines = [f"    {name} = {shape}" for name, shape in (right | other).items()]
    return "\n".join(["def shapes(m, n_in, n_out):", *lines, "    return W, b, Z, dL_dW, dL_dA"])


def _forward(
    z: str = "a @ W.T + b", a: str = "sigmoid(z) if last else relu(z)", keep: str = "a"
) -> str:
    return f"""def forward_pass(x, weights, biases):
    a = x
    activations = [a]
    for layer in range(len(weights)):
        W, b = weights[layer], biases[layer]
        last = layer == len(weights) - 1
        z = {z}
        a = {a}
        activations.append({keep})
    return activations"""


def _softmax(
    P: str = "np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)",
    loss: str = "-np.sum(Y * np.log(P)) / m",
    slope: str = "(P - Y) / m",
    last: str = "return P, loss, dL_dZ",
) -> str:
    return f"""def softmax_loss(Z, Y):
    m = len(Z)
    P = {P}
    loss = {loss}
    dL_dZ = {slope}
    {last}"""


def _backward(
    w: str = "dL_dZ.T @ A",
    b: str = "dL_dZ.sum(axis=0)",
    da: str = "dL_dZ @ W",
    dz: str = "dL_dA * relu_prime(A)",
    last: str = "return dL_dW[::-1], dL_db[::-1]",
) -> str:
    return f"""def backward_pass(dL_dZ, activations, weights):
    dL_dW, dL_db = [], []
    for layer in reversed(range(len(weights))):
        W = weights[layer]
        A = activations[layer]
        dL_dW.append({w})
        dL_db.append({b})
        if layer > 0:
            dL_dA = {da}
            dL_dZ = {dz}
    {last}"""


def _clip(*lines: str) -> str:
    body = "\n".join("    " + line for line in lines)
    return f"def mend_clip(gradient, max_norm):\n    norm = np.linalg.norm(gradient)\n{body}"


def _norm(
    mean: str = "Z.mean(axis=0)",
    spread: str = "np.sqrt(Z.var(axis=0) + 1e-5)",
    out: str = "gamma * Z_hat + beta",
) -> str:
    return f"def batch_norm(Z, gamma, beta):\n    Z_hat = (Z - {mean}) / {spread}\n    return {out}"


EXERCISES = {
    "shapes": Exercise(
        right={
            "one line": (
                "def shapes(m, n_in, n_out):\n"
                "    return (n_out, n_in), (n_out,), (m, n_out), (n_out, n_in), (m, n_in)"
            ),
            "lists": _shapes(W="[n_out, n_in]", b="[n_out]", Z="[m, n_out]"),
            "asks NumPy": (
                "def shapes(m, n_in, n_out):\n    A = np.ones((m, n_in))\n"
                "    W, b = np.ones((n_out, n_in)), np.ones(n_out)\n    Z = A @ W.T + b\n"
                "    return [W.shape, b.shape, Z.shape, (Z.T @ A).shape, (Z @ W).shape]"
            ),
            "lambda": ("shapes = lambda m, i, o: ((o, i), (o,), (m, o), (o, i), (m, i))"),
        },
        wrong={
            "W and its blame turned": Wrong(
                _shapes(W="(n_in, n_out)", dL_dW="(n_in, n_out)"), "Your W has a row for each input"
            ),
            "everything turned": Wrong(
                _shapes(
                    W="(n_in, n_out)", dL_dW="(n_in, n_out)", Z="(n_out, m)", dL_dA="(n_in, m)"
                ),
                "You turned everything",
            ),
            "another book's columns": Wrong(
                _shapes(Z="(n_out, m)", dL_dA="(n_in, m)"), "as in some books"
            ),
            "b as a column": Wrong(_shapes(b="(n_out, 1)"), "Your b is a column"),
            "b as a table": Wrong(_shapes(b="(1, n_out)"), "a table with one row"),
            "W turned": Wrong(_shapes(W="(n_in, n_out)"), "Whose weights stand in one row"),
            "b is a number": Wrong(_shapes(b="(n_out)"), "a number in brackets"),
            "another scale": Wrong(_shapes(Z="(m, n_out + 1)"), "Z = (6, 6), dL_dW = (5, 4)"),
            "dL_dW turned": Wrong(
                _shapes(dL_dW="(n_in, n_out)"), "where does the slope of W[0, 1] stand"
            ),
            "dL_dW keeps the rows": Wrong(
                _shapes(dL_dW="(m, n_out)"), "Is there still a row for each sample"
            ),
            "a bias a row": Wrong(_shapes(b="(m, n_out)"), "Does it stand in b once for each"),
            "a bias an input": Wrong(_shapes(b="(n_in,)"), "to an input, or to a unit"),
            "a bias a sample": Wrong(_shapes(b="(m,)"), "to a sample, or to a unit"),
            "samples as columns": Wrong(_shapes(Z="(n_out, m)"), "has a column for each sample"),
            "Z as wide as the input": Wrong(_shapes(Z="(m, n_in)"), "How many units give out"),
            "dL_dA like Z": Wrong(_shapes(dL_dA="(m, n_out)"), "what went *into* the layer"),
            "dL_dA turned": Wrong(_shapes(dL_dA="(n_in, m)"), "Are its samples rows or columns"),
            "dL_dA like W": Wrong(_shapes(dL_dA="(n_out, n_in)"), "and no weights"),
            "text": Wrong(_shapes(W="'(n_out, n_in)'"), "W must be a number or an array"),
            "one short": Wrong(
                _shapes().replace("return W, b, Z, dL_dW, dL_dA", "return W, b, Z, dL_dW"),
                "must return 5 values",
            ),
            "prints": Wrong(_shapes().replace("return ", "print(") + ")", "It returns None"),
        },
    ),
    "forward_pass": Exercise(
        right={
            "zip and enumerate": (
                "def forward_pass(x, weights, biases):\n    kept = [x]\n"
                "    for i, (W, b) in enumerate(zip(weights, biases)):\n"
                "        z = kept[-1].dot(W.T) + b\n"
                "        kept.append(np.maximum(0, z) if i < len(weights) - 1 "
                "else 1 / (1 + np.exp(-z)))\n"
                "    return kept"
            ),
            "columns": _forward("(W @ a.T).T + b"),
            "float32 tuple": (
                "def forward_pass(x, weights, biases):\n    a = np.float32(x)\n    kept = (a,)\n"
                "    for W, b in zip(weights[:-1], biases[:-1]):\n"
                "        a = relu(a @ np.float32(W.T) + np.float32(b))\n        kept += (a,)\n"
                "    return kept + (sigmoid(a @ weights[-1].T + biases[-1]),)"
            ),
            "recursive": (
                "def forward_pass(x, weights, biases):\n"
                "    z = x @ weights[0].T + biases[0]\n"
                "    if len(weights) == 1:\n        return [x, sigmoid(z)]\n"
                "    return [x] + forward_pass(relu(z), weights[1:], biases[1:])"
            ),
            "the lesson's copy": (
                "def forward_pass(x, weights, biases):\n"
                "    return layers.forward_pass(x, weights, biases)"
            ),
        },
        wrong={
            "keeps z": Wrong(_forward(keep="z"), "You keep the scores"),
            "ReLU at the end": Wrong(_forward(a="relu(z)"), "Is the last bend also a ReLU"),
            "sigmoid everywhere": Wrong(
                _forward(a="sigmoid(z)"), "Your hidden layers bend like the last one"
            ),
            "bends exchanged": Wrong(
                _forward(a="relu(z) if last else sigmoid(z)"), "have changed places"
            ),
            "no hidden bend": Wrong(
                _forward(a="sigmoid(z) if last else z"), "Your hidden layers don't bend"
            ),
            "no bend at the end": Wrong(
                _forward(a="z if last else relu(z)"), "should lie between 0 and 1"
            ),
            "no bias": Wrong(_forward("a @ W.T"), "What else goes into the score"),
            "minus bias": Wrong(_forward("a @ W.T - b"), "added to the score, or taken away"),
            "bias after the bend": Wrong(
                _forward("a @ W.T", "(sigmoid(z) if last else relu(z)) + b"),
                "b arrives after the bend",
            ),
            "the smaller": Wrong(
                _forward(a="sigmoid(z) if last else np.minimum(0, z)"), "Which does yours keep"
            ),
            "abs": Wrong(_forward(a="sigmoid(z) if last else np.abs(z)"), "ReLU of −2 is 0"),
            "slope of ReLU": Wrong(
                _forward(a="sigmoid(z) if last else relu_prime(z)"), "the slope of ReLU, 0 or 1"
            ),
            "one sample only": Wrong(_forward("W @ a + b"), "`W @ a` is the form for one day"),
            "Python's max": Wrong(
                _forward(a="sigmoid(z) if last else max(0, z)"), "compares two single numbers"
            ),
            "a bend without brackets": Wrong(
                _forward(a="sigmoid(z) if last else relu"), "does not have enough dimensions"
            ),
            "the last bend without brackets": Wrong(
                _forward(a="sigmoid if last else relu(z)"), "it is <function sigmoid"
            ),
            "overwrites the biases": Wrong(
                _forward().replace("    return", "    biases[0][:] = 0\n    return"),
                "overwrites its argument `biases`",
            ),
            "entry by entry": Wrong(_forward("W * a + b"), "(2,3) (4,3)"),
            "always x": Wrong(_forward("x @ W.T + b"), "size 2 is different from 3"),
            "without x": Wrong(
                _forward().replace("activations = [a]", "activations = []"),
                "They are the last ones",
            ),
            "the forecast only": Wrong(
                _forward().replace("return activations", "return a"),
                "it is one array of shape (4, 1)",
            ),
            "returns in the loop": Wrong(
                _forward().replace("    return activations", "        return activations"),
                "Does `return` stand inside the loop",
            ),
            "nothing": Wrong(_forward().replace("return activations", "pass"), "It returns None"),
        },
    ),
    "softmax_loss": Exercise(
        right={
            "largest score first": _softmax(
                "np.exp(Z - Z.max(1, keepdims=True))\n    P = P / P.sum(1, keepdims=True)",
                "-np.log(P[Y == 1]).mean()",
            ),
            "loops": (
                "def softmax_loss(Z, Y):\n    P = []\n    loss = 0\n    for z, y in zip(Z, Y):\n"
                "        p = np.exp(z) / sum(np.exp(z))\n        P.append(p)\n"
                "        loss -= np.log(p[np.argmax(y)]) / len(Z)\n"
                "    return np.array(P), loss, (np.array(P) - Y) / len(Z)"
            ),
            "transposed on the way": _softmax(
                "(np.exp(Z).T / np.exp(Z).sum(1)).T", "np.mean(-np.sum(Y * np.log(P), axis=1))"
            ),
            "float32 list": _softmax(last="return [np.float32(P), np.float32(loss), dL_dZ]"),
        },
        wrong={
            "over the whole table": Wrong(
                _softmax("np.exp(Z) / np.exp(Z).sum()"), "All entries of P together"
            ),
            "over the columns": Wrong(
                _softmax("np.exp(Z) / np.exp(Z).sum(axis=0)"), "The columns of P add up"
            ),
            "not divided": Wrong(_softmax("np.exp(Z)"), "P is not a share yet"),
            "sigmoid": Wrong(_softmax("sigmoid(Z)"), "Each class of yours is asked alone"),
            "no exponential": Wrong(
                _softmax("Z / Z.sum(axis=1, keepdims=True)"), "root or log of a negative number"
            ),
            "without keepdims": Wrong(
                _softmax("np.exp(Z) / np.exp(Z).sum(axis=1)"), "the whole shapes must"
            ),
            "sums": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P))", slope="P - Y"), "should the step double"
            ),
            "no mean in the slope": Wrong(_softmax(slope="P - Y"), "P and the loss agree"),
            "no mean in the loss": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P))"), "Is the loss one too"
            ),
            "mean over entries": Wrong(
                _softmax(loss="-np.mean(Y * np.log(P))"), "a mean over all entries of the table"
            ),
            "both over entries": Wrong(
                _softmax(loss="-np.mean(Y * np.log(P))", slope="(P - Y) / P.size"),
                "The mean is taken over all entries",
            ),
            "no brackets": Wrong(_softmax(slope="P - Y / m"), "Only Y is divided by m"),
            "loss over classes": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P)) / Z.shape[1]"),
                "Your loss divides by the number of classes",
            ),
            "slope over classes": Wrong(
                _softmax(slope="(P - Y) / Z.shape[1]"),
                "Your slope divides by the number of classes",
            ),
            "slope over entries": Wrong(
                _softmax(slope="(P - Y) / Z.size"), "Your slope divides by the number of entries"
            ),
            "minus forgotten": Wrong(
                _softmax(loss="np.sum(Y * np.log(P)) / m"), "Which sign has the log"
            ),
            "y minus y_hat": Wrong(_softmax(slope="(Y - P) / m"), "Look at the sign"),
            "the bend once more": Wrong(
                _softmax(slope="(P - Y) * P * (1 - P) / m"), "Multiply both slopes on paper"
            ),
            "stops at P": Wrong(_softmax(slope="-Y / P / m"), "Your slope stops at P"),
            "binary": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m"),
                "which probability pays",
            ),
            "squares": Wrong(_softmax(loss="np.sum((P - Y) ** 2) / m"), "You measure squares"),
            "likeliest class": Wrong(
                _softmax(loss="-np.log(P.max(axis=1)).mean()"), "Which class came true"
            ),
            "log of base 10": Wrong(
                _softmax(loss="-np.sum(Y * np.log10(P)) / m"), "Which one has the slope 1/p"
            ),
            "mean blame": Wrong(_softmax(slope="(P - Y).mean(axis=0)"), "a blame of its own"),
            "exp of minus Z": Wrong(
                _softmax("np.exp(-Z) / np.exp(-Z).sum(axis=1, keepdims=True)"),
                "Which sign stands in the exponent",
            ),
            "scores minus y": Wrong(_softmax(slope="(Z - Y) / m"), "takes y from the scores"),
            "loss first": Wrong(_softmax(last="return loss, P, dL_dZ"), "loss comes back first"),
            "loss last": Wrong(_softmax(last="return P, dL_dZ, loss"), "loss comes back last"),
            "P and slope exchanged": Wrong(
                _softmax(last="return dL_dZ, loss, P"), "Where P should stand"
            ),
            "overwrites the scores": Wrong(
                _softmax("np.exp(Z, out=Z) / Z.sum(axis=1, keepdims=True)"),
                "overwrites its argument `Z`",
            ),
            "one loss a row": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P), axis=1)"), "loss is a row of 2 numbers"
            ),
        },
    ),
    "backward_pass": Exercise(
        right={
            "from the other side": _backward("(A.T @ dL_dZ).T", "np.ones(len(A)) @ dL_dZ"),
            "einsum": _backward(
                "np.einsum('mo,mi->oi', dL_dZ, A)", "np.sum(dL_dZ, 0)", dz="dL_dA * (A > 0)"
            ),
            "inserts at the front": (
                "def backward_pass(dL_dZ, activations, weights):\n    dL_dW, dL_db = [], []\n"
                "    for A, W in zip(activations[-2::-1], weights[::-1]):\n"
                "        dL_dW.insert(0, dL_dZ.T @ A)\n        dL_db.insert(0, dL_dZ.sum(0))\n"
                "        dL_dZ = dL_dZ @ W * relu_prime(A)\n    return dL_dW, dL_db"
            ),
            "row by row, float32, tuples": (
                "def backward_pass(dL_dZ, activations, weights):\n    Ws, bs = (), ()\n"
                "    for k in range(len(weights) - 1, -1, -1):\n"
                "        A = activations[k]\n"
                "        Ws = (np.float32(sum(np.outer(d, a) for d, a in zip(dL_dZ, A))), *Ws)\n"
                "        bs = (np.float32(sum(dL_dZ)), *bs)\n"
                "        dL_dZ = np.array([weights[k].T @ d * (a > 0) for d, a in zip(dL_dZ, A)])\n"
                "    return [Ws, bs]"
            ),
            "the lesson's copy": (
                "def backward_pass(dL_dZ, activations, weights):\n"
                "    return layers.backward_pass(dL_dZ, activations, weights)"
            ),
        },
        wrong={
            "b not summed": Wrong(_backward(b="dL_dZ"), "holds for one sample"),
            "b as one number": Wrong(_backward(b="dL_dZ.sum()"), "Your dL_db is one number"),
            "b over the units": Wrong(
                _backward(b="dL_dZ.sum(axis=1)"), "Along which axis do the samples lie"
            ),
            "means twice": Wrong(
                _backward("dL_dZ.T @ A / len(A)", "dL_dZ.mean(axis=0)"), "how often should it"
            ),
            "b's mean": Wrong(_backward(b="dL_dZ.mean(axis=0)"), "dL_db is too small by"),
            "W's mean": Wrong(_backward("dL_dZ.T @ A / len(A)"), "dL_dW is too small by"),
            "b too large": Wrong(
                _backward(b="len(A) * dL_dZ.sum(axis=0)"), "dL_db is too large by"
            ),
            "W turned": Wrong(_backward("A.T @ dL_dZ"), "the right numbers in the wrong places"),
            "W entry by entry": Wrong(_backward("dL_dZ * A"), "(4,2) (4,3)"),
            "W without turning": Wrong(_backward("dL_dZ @ A"), "size 4 is different from 1"),
            "bend left out": Wrong(_backward(dz="dL_dA"), "Which local slope is missing"),
            "relu for its slope": Wrong(_backward(dz="dL_dA * relu(A)"), "*slope* at z = 5"),
            "sigmoid's slope": Wrong(_backward(dz="dL_dA * A * (1 - A)"), "of another bend"),
            "asks the blame": Wrong(
                _backward(dz="dL_dA * relu_prime(dL_dA)"), "where *it* is negative"
            ),
            "blame dropped": Wrong(_backward(dz="relu_prime(A)"), "Where has the blame dL_dA gone"),
            "sign": Wrong(_backward(dz="-dL_dA * relu_prime(A)"), "a minus on the way back"),
            "through W.T": Wrong(_backward(da="dL_dZ @ W.T"), "size 2 is different from 1"),
            "old blame times slope": Wrong(_backward(dz="dL_dZ * relu_prime(A)"), "(6,3) (6,5)"),
            "last layer first": Wrong(
                _backward(last="return dL_dW, dL_db"), "Which layer should stand first"
            ),
            "one list": Wrong(
                _backward(last="return dL_dW[::-1]"), "it is one array of shape (2, 3)"
            ),
            "lists exchanged": Wrong(
                _backward(last="return dL_db[::-1], dL_dW[::-1]"),
                "have changed places in the return",
            ),
            "b as a table": Wrong(
                _backward(b="dL_dZ.sum(axis=0, keepdims=True)"), "the right numbers in a table"
            ),
            "asks z": Wrong(_backward(dz="dL_dA * relu_prime(z)"), "z is not kept"),
            "overwrites the activations": Wrong(
                _backward(dz="dL_dA * relu_prime(A)\n            A *= 0"),
                "overwrites its argument `activations`",
            ),
            "prints": Wrong(_backward(last="print(dL_dW, dL_db)"), "It returns None"),
        },
    ),
    "mend_clip": Exercise(
        right={
            "if": _clip(
                "if norm > max_norm:", "    return gradient * (max_norm / norm)", "return gradient"
            ),
            "smallest factor": _clip("return gradient * min(1, max_norm / norm)"),
            "Pythagoras, float32": _clip(
                "length = sum(g * g for g in gradient) ** 0.5",
                "return np.float32(gradient / max(length / max_norm, 1))",
            ),
            "list": _clip(
                "f = max_norm / norm if norm > max_norm else 1", "return [g * f for g in gradient]"
            ),
        },
        wrong={
            "always": Wrong(
                _clip("return gradient / norm * max_norm"), "When is there nothing to clip"
            ),
            "always length 1": Wrong(
                _clip("return gradient / norm"), "All your gradients come back with length 1"
            ),
            "length 1 where too long": Wrong(
                _clip("return gradient / norm if norm > max_norm else gradient"),
                "A long gradient comes back with length 1",
            ),
            "thrown away": Wrong(
                _clip("return 0 * gradient if norm > max_norm else gradient"), "stand still there"
            ),
            "not at all": Wrong(_clip("return gradient"), "Nothing is shortened"),
            "upside down": Wrong(
                _clip("return gradient * norm / max_norm if norm > max_norm else gradient"),
                "upside down",
            ),
            "squared length": Wrong(
                _clip("return gradient * max_norm / norm**2 if norm > max_norm else gradient"),
                "Was a root forgotten",
            ),
            "largest entry": Wrong(
                _clip("return gradient * min(1, max_norm / np.abs(gradient).max())"),
                "divide by the largest entry",
            ),
            "sum of sizes": Wrong(
                _clip("return gradient * min(1, max_norm / np.abs(gradient).sum())"),
                "the sum of the entries' sizes",
            ),
            "both clips": Wrong(
                _clip(
                    "g = np.clip(gradient, -max_norm, max_norm)",
                    "return g * min(1, max_norm / np.linalg.norm(g))",
                ),
                "The first one has turned it",
            ),
            "upwards only": Wrong(_clip("return np.minimum(gradient, max_norm)"), "And downwards"),
            "times the limit": Wrong(
                _clip("return gradient * max_norm if norm > max_norm else gradient"),
                "makes each gradient another one",
            ),
            "cut, then stretched": Wrong(
                _clip(
                    "g = np.clip(gradient, -max_norm, max_norm)",
                    "return g * max_norm / np.linalg.norm(g)",
                ),
                "the rest is stretched",
            ),
            "minus the excess": Wrong(
                _clip("return gradient - (norm - max_norm) if norm > max_norm else gradient"),
                "You take the excess length",
            ),
            "max for min": Wrong(
                _clip("return gradient * max(1, max_norm / norm)"), "Short gradients grow"
            ),
            "turned": Wrong(
                _clip("return np.sign(gradient) * min(norm, max_norm)"), "The direction has turned"
            ),
            "too long still": Wrong(
                _clip("return gradient * min(1, (max_norm / norm) ** 0.5)"),
                "comes back longer than max_norm",
            ),
            "overwrites the gradient": Wrong(
                _clip("gradient *= min(1, max_norm / norm)", "return gradient"),
                "overwrites its argument `gradient`",
            ),
            "the length": Wrong(_clip("return min(norm, max_norm)"), "clipped is one number"),
        },
    ),
    "batch_norm": Exercise(
        right={
            "short": _norm(spread="(Z.var(0) + 1e-5) ** 0.5"),
            "loop": (
                "def batch_norm(Z, gamma, beta):\n    out = np.zeros_like(Z)\n"
                "    for j in range(Z.shape[1]):\n        z = Z[:, j]\n"
                "        v = ((z - z.mean()) ** 2).mean()\n"
                "        out[:, j] = gamma[j] * (z - z.mean()) / np.sqrt(v + 1e-5) + beta[j]\n"
                "    return out"
            ),
            "from the spread": _norm(spread="np.sqrt(Z.std(axis=0) ** 2 + 1e-5)"),
            "float32 at the end": _norm(out="np.float32(gamma * Z_hat + beta)"),
        },
        wrong={
            "by rows": Wrong(
                _norm(
                    "Z.mean(axis=1, keepdims=True)",
                    "np.sqrt(Z.var(axis=1, keepdims=True) + 1e-5)",
                ),
                "Is a unit a row of Z",
            ),
            "the whole table": Wrong(
                _norm("Z.mean()", "np.sqrt(Z.var() + 1e-5)"), "One mean and one spread"
            ),
            "mean of all": Wrong(_norm("Z.mean()"), "One mean serves all units"),
            "spread of all": Wrong(
                _norm(spread="np.sqrt(Z.var() + 1e-5)"), "and one spread serves all"
            ),
            "variance": Wrong(_norm(spread="(Z.var(axis=0) + 1e-5)"), "You divide by the variance"),
            "m minus 1": Wrong(
                _norm(spread="np.sqrt(Z.var(axis=0, ddof=1) + 1e-5)"), "divide by m, or by m − 1"
            ),
            "no epsilon": Wrong(_norm(spread="Z.std(axis=0)"), "The column that hardly varies"),
            "epsilon on the spread": Wrong(
                _norm(spread="(Z.std(axis=0) + 1e-5)"), "ε is added to the spread"
            ),
            "mean stays": Wrong(_norm(mean="0"), "The columns keep their mean"),
            "spread stays": Wrong(_norm(spread="1"), "The columns keep their spread"),
            "no gamma and beta": Wrong(_norm(out="Z_hat"), "And γ and β?"),
            "no beta": Wrong(_norm(out="gamma * Z_hat"), "Where is β"),
            "no gamma": Wrong(_norm(out="Z_hat + beta"), "Where is γ"),
            "exchanged": Wrong(_norm(out="beta * Z_hat + gamma"), "scales, and which shifts"),
            "gamma on beta": Wrong(_norm(out="gamma * (Z_hat + beta)"), "γ scales β too"),
            "overwrites the batch": Wrong(
                "def batch_norm(Z, gamma, beta):\n    Z -= Z.mean(axis=0)\n"
                "    Z /= np.sqrt(Z.var(axis=0) + 1e-5)\n    return gamma * Z + beta",
                "overwrites its argument `Z`",
            ),
            "without brackets": Wrong(
                "def batch_norm(Z, gamma, beta):\n"
                "    Z_hat = Z - Z.mean(axis=0) / np.sqrt(Z.var(axis=0) + 1e-5)\n"
                "    return gamma * Z_hat + beta",
                "Only the mean is divided",
            ),
        },
    ),
}
