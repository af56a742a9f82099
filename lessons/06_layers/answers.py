"""Answers to the exercises of lesson 06."""

from tests.bank import Exercise, Wrong


def _forward(
    z: str = "a @ W.T + b",
    a: str = "sigmoid(z) if last else np.maximum(0, z)",
    keep: str = "a",
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


def _mend(exponentials: str, last: str = "E / E.sum(axis=1, keepdims=True)") -> str:
    return f"def mend_softmax(Z):\n    E = {exponentials}\n    return {last}"


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
    dz: str = "dL_dA * (A > 0)",
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


EXERCISES = {
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
                "        a = np.maximum(0, a @ np.float32(W.T) + np.float32(b))\n"
                "        kept += (a,)\n"
                "    return kept + (sigmoid(a @ weights[-1].T + biases[-1]),)"
            ),
            "recursive": (
                "def forward_pass(x, weights, biases):\n"
                "    z = x @ weights[0].T + biases[0]\n"
                "    if len(weights) == 1:\n        return [x, sigmoid(z)]\n"
                "    return [x] + forward_pass(z * (z > 0), weights[1:], biases[1:])"
            ),
        },
        wrong={
            "keeps z": Wrong(_forward(keep="z"), "You keep the pre-activations"),
            "z is handed on": Wrong(
                _forward("activations[-1] @ W.T + b", keep="z"), "and so the next layer reads z"
            ),
            "A as in the text": Wrong(_forward("W @ A.T + b"), "no name for it is given"),
            "one column per day": Wrong(_forward("W @ a.T + b"), "of the slider in part 1"),
            "ReLU at the end": Wrong(
                _forward(a="np.maximum(0, z)"), "Which activation function has the last layer"
            ),
            "sigmoid everywhere": Wrong(
                _forward(a="sigmoid(z)"), "the activation function of the last one"
            ),
            "activation functions exchanged": Wrong(
                _forward(a="np.maximum(0, z) if last else sigmoid(z)"), "have changed places"
            ),
            "no hidden activation function": Wrong(
                _forward(a="sigmoid(z) if last else z"), "have no activation function"
            ),
            "no activation function at the end": Wrong(
                _forward(a="z if last else np.maximum(0, z)"), "should lie between 0 and 1"
            ),
            "no bias": Wrong(_forward("a @ W.T"), "What else is part of the pre-activation"),
            "minus bias": Wrong(_forward("a @ W.T - b"), "added to z, or subtracted"),
            "bias after the activation function": Wrong(
                _forward("a @ W.T", "(sigmoid(z) if last else np.maximum(0, z)) + b"),
                "You add b after",
            ),
            "the smaller": Wrong(
                _forward(a="sigmoid(z) if last else np.minimum(0, z)"), "Which one do you keep"
            ),
            "abs": Wrong(_forward(a="sigmoid(z) if last else np.abs(z)"), "ReLU of −2 is 0"),
            "derivative of ReLU": Wrong(
                _forward(a="sigmoid(z) if last else (z > 0) * 1.0"),
                "the derivative of ReLU, 0 or 1",
            ),
            "one sample only": Wrong(_forward("W @ a + b"), "keeps one row per day"),
            "Python's max": Wrong(
                _forward(a="sigmoid(z) if last else max(0, z)"), "compares two single numbers"
            ),
            "sigmoid without brackets, everywhere": Wrong(
                _forward(a="sigmoid"), "does not have enough dimensions"
            ),
            "sigmoid without brackets": Wrong(
                _forward(a="sigmoid if last else np.maximum(0, z)"), "it is <function sigmoid"
            ),
            "overwrites the biases": Wrong(
                _forward().replace("    return", "    biases[0][:] = 0\n    return"),
                "overwrites its argument `biases`",
            ),
            "entry by entry": Wrong(_forward("W * a + b"), "(2,3) (4,3)"),
            "always x": Wrong(_forward("x @ W.T + b"), "The first layer works"),
            "all biases": Wrong(
                _forward("a @ W.T + biases"), "`biases` holds the biases of all layers"
            ),
            "not transposed": Wrong(
                _forward("a @ W + b"), "How did part 1 make the inner numbers agree"
            ),
            "the whole list": Wrong(
                _forward("activations @ W.T + b"), "`activations` is the whole list"
            ),
            "a before its time": Wrong(
                _forward().replace("    a = x\n    activations = [a]", "    activations = [x]"),
                "Before the first layer there is no `a`",
            ),
            "np.max": Wrong(
                _forward(a="sigmoid(z) if last else np.max(0, z)"), "returns the largest entry"
            ),
            "np.maximum of z alone": Wrong(
                _forward(a="sigmoid(z) if last else np.maximum(z)"), "has too few arguments"
            ),
            "np.max over an axis": Wrong(
                _forward(a="sigmoid(z) if last else np.max(z, 0)"), "largest entry along axis 0"
            ),
            "softmax in the hidden layers": Wrong(
                _forward(
                    a="sigmoid(z) if last else np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)"
                ),
                "What leaves your hidden layers adds up to 1",
            ),
            "relu without a definition": Wrong(
                _forward(a="sigmoid(z) if last else relu(z)"), "No function of this name"
            ),
            "the lists of all layers": Wrong(
                _forward("activations[-1] @ weights.T + biases"), "stand two lines above"
            ),
            "sigmoid twice": Wrong(
                _forward(a="sigmoid(sigmoid(z)) if last else np.maximum(0, z)"),
                "passes the sigmoid twice",
            ),
            "tanh": Wrong(
                _forward(a="sigmoid(z) if last else np.tanh(z)"), "Your hidden layers have tanh"
            ),
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
            "not divided": Wrong(_softmax("np.exp(Z)"), "P is no probability yet"),
            "sigmoid": Wrong(_softmax("sigmoid(Z)"), "Each class of yours is asked alone"),
            "no exponential": Wrong(
                _softmax("Z / Z.sum(axis=1, keepdims=True)"), "Can a probability be negative"
            ),
            "log of the product": Wrong(
                _softmax(loss="-np.sum(np.log(Y * P)) / m"), "The log of 0 is"
            ),
            "one log": Wrong(
                _softmax(loss="-np.log(np.sum(Y * P)) / m"), "Each row has its own log"
            ),
            "every class": Wrong(
                _softmax(loss="-np.sum(np.log(P)) / m"), "Which factor picks the one"
            ),
            "a table": Wrong(
                _softmax(loss="-Y * np.log(P)", slope="P - Y"), "Your loss is a table"
            ),
            "no log": Wrong(_softmax(loss="-np.sum(Y * P) / m"), "Your loss has no logarithm"),
            "squared difference": Wrong(
                _softmax(slope="(P - Y) ** 2 / m"), "You square the difference"
            ),
            "true class only": Wrong(
                _softmax(slope="Y * (P - Y) / m"), "Only the true class gets a gradient"
            ),
            "P alone": Wrong(_softmax(slope="P / m"), "What is different at the true class"),
            "without keepdims": Wrong(
                _softmax("np.exp(Z) / np.exp(Z).sum(axis=1)"), "the whole shapes must"
            ),
            "sums": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P))", slope="P - Y"), "should the step double"
            ),
            "no mean in the slope": Wrong(_softmax(slope="P - Y"), "P and the loss are right"),
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
                "Your loss is divided by the number of classes",
            ),
            "slope over classes": Wrong(
                _softmax(slope="(P - Y) / Z.shape[1]"),
                "Your gradient is divided by the number of classes",
            ),
            "slope over entries": Wrong(
                _softmax(slope="(P - Y) / Z.size"),
                "Your gradient is divided by the number of entries",
            ),
            "minus forgotten": Wrong(
                _softmax(loss="np.sum(Y * np.log(P)) / m"), "Which sign has the logarithm"
            ),
            "y minus y_hat": Wrong(_softmax(slope="(Y - P) / m"), "Look at the sign"),
            "softmax once more": Wrong(
                _softmax(slope="(P - Y) * P * (1 - P) / m"), "Your dL_dZ has a factor"
            ),
            "stops at P": Wrong(_softmax(slope="-Y / P / m"), "This is dL/dP"),
            "binary": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / m"),
                "Which one probability is charged",
            ),
            "both over classes": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P)) / Z.shape[1]", slope="(P - Y) / Z.shape[1]"),
                "Loss and gradient are divided by the number of classes",
            ),
            "slope of the sigmoid": Wrong(
                _softmax(slope="P * (1 - P) / m"), "does not know which class came true"
            ),
            "squares": Wrong(
                _softmax(loss="np.sum((P - Y) ** 2) / m"), "Your loss is a squared error"
            ),
            "likeliest class": Wrong(
                _softmax(loss="-np.log(P.max(axis=1)).mean()"), "Which class came true"
            ),
            "log of base 10": Wrong(
                _softmax(loss="-np.sum(Y * np.log10(P)) / m"), "Which one has the derivative 1/p"
            ),
            "mean gradient": Wrong(
                _softmax(slope="(P - Y).mean(axis=0)"), "has its own derivative"
            ),
            "exp of minus Z": Wrong(
                _softmax("np.exp(-Z) / np.exp(-Z).sum(axis=1, keepdims=True)"),
                "Which sign stands in the exponent",
            ),
            "logits minus y": Wrong(_softmax(slope="(Z - Y) / m"), "subtract y from the logits"),
            "loss first": Wrong(_softmax(last="return loss, P, dL_dZ"), "loss comes back first"),
            "loss last": Wrong(_softmax(last="return P, dL_dZ, loss"), "loss comes back last"),
            "P and slope exchanged": Wrong(
                _softmax(last="return dL_dZ, loss, P"), "In the place of P"
            ),
            "overwrites the logits": Wrong(
                _softmax("np.exp(Z, out=Z) / Z.sum(axis=1, keepdims=True)"),
                "overwrites its argument `Z`",
            ),
            "a mean in each row": Wrong(
                _softmax(loss="-(Y * np.log(P)).mean(axis=1)", slope="P - Y"), "one number per day"
            ),
            "one loss a class": Wrong(
                _softmax(loss="-np.sum(Y * np.log(P), axis=0) / m"), "one number per class"
            ),
            "one slope": Wrong(_softmax(slope="np.mean(P - Y)"), "Your gradient is one number"),
            "log without np": Wrong(_softmax(loss="-np.sum(Y * log(P)) / m"), "`np` in front"),
        },
    ),
    "mend_softmax": Exercise(
        right={
            "the largest of the row": _mend("np.exp(Z - Z.max(axis=1, keepdims=True))"),
            "by a loop": (
                "def mend_softmax(Z):\n    rows = []\n    for z in Z:\n"
                "        e = np.exp(z - max(z))\n        rows.append(e / e.sum())\n"
                "    return np.array(rows)"
            ),
            "log-sum-exp": (
                "def mend_softmax(Z):\n"
                "    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))"
            ),
            "transposed": (
                "def mend_softmax(Z):\n    E = np.exp(Z.T - Z.max(1))\n    return (E / E.sum(0)).T"
            ),
        },
        wrong={
            "a small number below": Wrong(
                _mend("np.exp(Z)", "E / (E.sum(axis=1, keepdims=True) + 1e-9)"), "it becomes inf"
            ),
            "the first of the row": Wrong(
                _mend("np.exp(Z - Z[:, [0]])"), "A row like (0, 1000) still gives"
            ),
            "Python's max": Wrong(_mend("np.exp(Z - max(Z))"), "compare whole rows here"),
            "the largest of the table": Wrong(
                _mend("np.exp(Z - Z.max())"), "After your shift every e^z of the row (0.4"
            ),
            "softplus": Wrong(_mend("np.log1p(np.exp(Z))"), "have changed as well"),
            "one fixed number": Wrong(
                _mend("np.exp(Z - 1000)"), "Does one fixed number fit every row"
            ),
            "sign": Wrong(
                _mend("np.exp(Z.max(axis=1, keepdims=True) - Z)"),
                "Which sign has z in the exponent",
            ),
            "the mean of the row": Wrong(
                _mend("np.exp(Z - Z.mean(axis=1, keepdims=True))"),
                "Some exponent is still far above 0",
            ),
            "clipped logits": Wrong(
                _mend("np.exp(np.clip(Z, -500, 500))"), "Two of them above it become equal"
            ),
            "divided": Wrong(
                _mend("np.exp(Z / Z.max(axis=1, keepdims=True))"), "lie closer together"
            ),
            "divided by the sum": Wrong(
                _mend("np.exp(Z / Z.sum(axis=1, keepdims=True))"), "You divide the logits"
            ),
            "standardised": Wrong(
                _mend("np.exp((Z - Z.mean(axis=1, keepdims=True)) / Z.std(axis=1, keepdims=True))"),
                "divided by their spread",
            ),
            "nan to 0": Wrong(
                _mend("np.exp(Z)", "np.nan_to_num(E / E.sum(axis=1, keepdims=True))"),
                "nan is replaced",
            ),
            "the largest of the column": Wrong(_mend("np.exp(Z - Z.max(axis=0))"), "are wrong now"),
            "columns": Wrong(
                _mend("np.exp(Z - Z.max(axis=0))", "E / E.sum(axis=0)"), "The columns of P add up"
            ),
            "large rows only": Wrong(
                _mend("np.exp(Z - np.maximum(0, Z.max(axis=1, keepdims=True)))"),
                "In a row of logits like −800",
            ),
            "without keepdims": Wrong(
                _mend("np.exp(Z - Z.max(axis=1))"), "What does `sum` in the last line have"
            ),
            "overwrites the logits": Wrong(
                "def mend_softmax(Z):\n    Z -= Z.max(axis=1, keepdims=True)\n"
                "    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)",
                "overwrites its argument `Z`",
            ),
        },
    ),
    "backward_pass": Exercise(
        right={
            "from the other side": _backward("(A.T @ dL_dZ).T", "np.ones(len(A)) @ dL_dZ"),
            "einsum": _backward(
                "np.einsum('mo,mi->oi', dL_dZ, A)",
                "np.sum(dL_dZ, 0)",
                dz="np.where(A > 0, dL_dA, 0)",
            ),
            "inserts at the front": (
                "def backward_pass(dL_dZ, activations, weights):\n    dL_dW, dL_db = [], []\n"
                "    for A, W in zip(activations[-2::-1], weights[::-1]):\n"
                "        dL_dW.insert(0, dL_dZ.T @ A)\n        dL_db.insert(0, dL_dZ.sum(0))\n"
                "        dL_dZ = dL_dZ @ W * np.sign(A)\n    return dL_dW, dL_db"
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
        },
        wrong={
            "b not summed": Wrong(_backward(b="dL_dZ"), "holds for one sample"),
            "1 for b": Wrong(_backward(b="1"), "In each row dL_dZ arrives from above"),
            "sums multiplied": Wrong(
                _backward("np.outer(dL_dZ.sum(axis=0), A.sum(axis=0))"),
                "dL_dW adds up the rows first",
            ),
            "inputs added up": Wrong(
                _backward(da="(dL_dZ @ W).sum(axis=1, keepdims=True)"),
                "Every input gets the same dL_dA",
            ),
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
            "W over the inputs": Wrong(
                _backward("dL_dZ.T @ A / A.shape[1]"), "divided by the number of inputs"
            ),
            "W turned": Wrong(_backward("A.T @ dL_dZ"), "the right numbers in the wrong places"),
            "W entry by entry": Wrong(_backward("dL_dZ * A"), "adds up over the rows"),
            "W of x": Wrong(
                _backward("dL_dZ.T @ activations[0]"), "went into the first layer only"
            ),
            "W of what comes out": Wrong(
                _backward("dL_dZ.T @ activations[layer + 1]"), "this is what the layer gave out"
            ),
            "ReLU one layer too early": Wrong(
                _backward(dz="dL_dA * (activations[layer - 1] > 0)"),
                "entry of the list is one later",
            ),
            "ReLU one layer too late": Wrong(
                _backward(dz="dL_dA * (activations[layer + 1] > 0)"),
                "entry of the list is one earlier",
            ),
            "W without turning": Wrong(_backward("dL_dZ @ A"), "size 4 is different from 1"),
            "ReLU left out": Wrong(_backward(dz="dL_dA"), "Which local gradient is missing"),
            "ReLU for its derivative": Wrong(
                _backward(dz="dL_dA * np.maximum(0, A)"), "*derivative* at z = 5"
            ),
            "sigmoid's derivative": Wrong(
                _backward(dz="dL_dA * A * (1 - A)"), "of another activation function"
            ),
            "never on": Wrong(_backward(dz="dL_dA * (A < 0)"), "A is never below 0"),
            "asks the gradient": Wrong(
                _backward(dz="dL_dA * (dL_dA > 0)"), "where *it* is negative"
            ),
            "upstream gradient dropped": Wrong(
                _backward(dz="(A > 0) * 1.0"), "Where is the upstream gradient"
            ),
            "sign": Wrong(_backward(dz="-dL_dA * (A > 0)"), "a minus on the way back"),
            "through W.T": Wrong(_backward(da="dL_dZ @ W.T"), "size 2 is different from 1"),
            "old gradient times derivative": Wrong(_backward(dz="dL_dZ * (A > 0)"), "(6,3) (6,5)"),
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
            "asks z": Wrong(_backward(dz="dL_dA * (z > 0)"), "z is not kept"),
            "overwrites the activations": Wrong(
                _backward(dz="dL_dA * (A > 0)\n            A *= 0"),
                "overwrites its argument `activations`",
            ),
            "prints": Wrong(_backward(last="print(dL_dW, dL_db)"), "It returns None"),
        },
    ),
}
