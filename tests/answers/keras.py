"""Answers to the exercises of lesson 12."""

from . import Exercise, Wrong, function


def _flat(*body: str, end: str = "return flat") -> str:
    return function(
        "keras_weights(weights, biases)",
        "flat = []",
        "for W, b in zip(weights, biases):",
        *("    " + line for line in body),
        end,
    )


def _step(blame: str, sgd: str = "w - lr * g", adam: str = "w - lr * g / (abs(g) + 1e-7)") -> str:
    return function(
        "one_step(X, y, weights, biases, lr, optimizer)",
        'activations = forward_pass(X, weights, biases, "relu", "linear")',
        f"dL_dZ = {blame}",
        'dL_dW, dL_db = backward_pass(dL_dZ, activations, weights, "relu")',
        "def moved(w, g):",
        '    if optimizer == "sgd":',
        f"        return {sgd}",
        f"    return {adam}",
        "new_weights = [moved(W, g) for W, g in zip(weights, dL_dW)]",
        "new_biases = [moved(b, g) for b, g in zip(biases, dL_db)]",
        "return new_weights, new_biases",
    )


def _stop(*lines: str) -> str:
    return function("early_stopping(validation, patience)", *lines)


def _loop(
    better: str = "loss < validation[keep]",
    over: str = "wait >= patience",
    new_low: str = "keep, wait = stop, 0",
    end: str = "return stop, keep",
) -> str:
    return _stop(
        "keep, wait = 0, 0",
        "for stop, loss in enumerate(validation):",
        f"    if {better}:",
        f"        {new_low}",
        "    elif stop > 0:",
        "        wait += 1",
        f"    if {over}:",
        "        break",
        end,
    )


def _from(best: float) -> str:
    return _stop(
        f"best, keep, wait = {best}, 0, 0",
        "for epoch, loss in enumerate(validation):",
        "    if loss < best:",
        "        best, keep, wait = loss, epoch, 0",
        "    else:",
        "        wait += 1",
        "    if wait == patience:",
        "        return epoch, keep",
        "return epoch, keep",
    )


def _dropout(train: str, test: str) -> str:
    return function(
        "mend_dropout(a, mask, rate, training)",
        "if training:",
        f"    return {train}",
        f"return {test}",
    )


def _l2(gradient: str) -> str:
    return function("l2_gradient(dL_dW, W, lam)", f"return {gradient}")


def _losses(*words: str) -> str:
    return f"right_loss = {list(words)!r}"


BLAME = "2 * (activations[-1] - y) / y.size"
SPARSE, BINARY = "sparse_categorical_crossentropy", "binary_crossentropy"
INVERTED = "a * mask / (1 - rate)"

EXERCISES = {
    "keras_weights": Exercise(
        right={
            "pairs": _flat("flat += [W.T, b]"),
            "comprehension": function(
                "keras_weights(weights, biases)",
                "return [part for W, b in zip(weights, biases) for part in (W.T, b)]",
            ),
            "index, float32": function(
                "keras_weights(weights, biases)",
                "flat = []",
                "for i in range(len(weights)):",
                "    flat.append(np.transpose(weights[i]).astype(np.float32))",
                "    flat.append(np.float32(biases[i]))",
                "return flat",
            ),
            "lists": _flat("flat.append(W.T.tolist())", "flat.append(list(b))"),
            "tuple": _flat("flat.extend([np.swapaxes(W, 0, 1), b])", end="return tuple(flat)"),
        },
        wrong={
            "W as it is": Wrong(_flat("flat += [W, b]"), "of its axes counts the inputs"),
            "W as it is, other words": Wrong(
                _flat("flat += [W.reshape(W.shape[1], W.shape[0]), b]"), "reshape reads W row by"
            ),
            "kernels first": Wrong(
                function(
                    "keras_weights(weights, biases)",
                    "return [W.T for W in weights] + list(biases)",
                ),
                "All kernels stand before all biases",
            ),
            "bias first": Wrong(_flat("flat += [b, W.T]"), "which of the two does Keras want"),
            "from the last layer": Wrong(
                function(
                    "keras_weights(weights, biases)",
                    "flat = []",
                    "for W, b in zip(weights[::-1], biases[::-1]):",
                    "    flat += [W.T, b]",
                    "return flat",
                ),
                "begins with the last layer",
            ),
            "nested": Wrong(_flat("flat.append((W.T, b))"), "What do you put into it at once"),
            "only the first layer": Wrong(
                _flat("flat += [W.T, b]", "return flat"), "They are the first ones"
            ),
            "the last kernel": Wrong(_flat("flat = [W.T]"), "What is left out, or put in twice"),
            "bias as a matrix": Wrong(
                _flat("flat += [W.T, b[None, :]]"), "A bias of yours is a matrix"
            ),
            "bias as a column": Wrong(
                _flat("flat += [W.T, b.reshape(-1, 1)]"), "A bias of yours is a column"
            ),
            "no biases": Wrong(_flat("flat += [W.T, np.zeros_like(b)]"), "Where did ours go"),
            "flattened": Wrong(_flat("flat += [W.T.ravel(), b]"), "Your kernels are rows of"),
            "turned": Wrong(_flat("flat += [-W.T, b]"), "flat[0] has the wrong sign"),
            "prints": Wrong(_flat("flat += [W.T, b]", end="print(flat)"), "It returns None"),
            "two layers only": Wrong(
                function(
                    "keras_weights(weights, biases)",
                    "return [weights[0].T, biases[0], weights[1].T, biases[1]]",
                ),
                "How many does your code count on",
            ),
            "plus an array": Wrong(
                _flat("flat += W.T", "flat += b"), "By which method does a list get one more"
            ),
            "one array": Wrong(
                _flat("flat += [*W.T.ravel(), *b]", end="return np.array(flat)"),
                "put two arrays in for each",
            ),
            "in place": Wrong(
                _flat("flat += [W.T.copy(), b.copy()]", "W *= 0"), "overwrites its argument"
            ),
        },
    ),
    "one_step": Exercise(
        right={
            "the lesson's slope": "from helpers.losses import mse_prime\n"
            + _step("mse_prime(activations[-1], y)"),
            "lesson 09's ε": _step(BLAME, adam="w - lr * g / (np.sqrt(g**2) + 1e-8)"),
            "Keras's own place for ε": _step(
                BLAME,
                adam="w - lr * np.sqrt(0.001) / 0.1 * (0.1 * g) / (np.sqrt(0.001 * g**2) + 1e-7)",
            ),
            "float32": _step(
                "np.float32(2 / y.size) * (activations[-1] - y)", "np.float32(w - lr * g)"
            ),
            "the optimizers": function(
                "one_step(X, y, weights, biases, lr, optimizer)",
                'net = Network((len(X[0]), *map(len, biases)), output="linear")',
                "for mine, given in zip([*net.weights, *net.biases], [*weights, *biases]):",
                "    mine[:] = given",
                "_, gradient = net.loss_and_gradient(X, y)",
                '(SGD(lr) if optimizer == "sgd" else Adam(lr)).step(net.parameters, gradient)',
                "return list(net.weights), list(net.biases)",
            ),
        },
        wrong={
            "y minus ŷ": Wrong(
                _step("2 * (y - activations[-1]) / y.size"), "go uphill, both of them"
            ),
            "mean over the rows": Wrong(
                _step("2 * (activations[-1] - y) / len(y)"), "A row has several outputs"
            ),
            "no mean": Wrong(_step("2 * (activations[-1] - y)"), "should the step double"),
            "no 2": Wrong(_step("(activations[-1] - y) / y.size"), "This loss has no ½"),
            "softmax's": Wrong(
                _step("(activations[-1] - y) / len(y)"), "the mean goes over more than the rows"
            ),
            "lesson 03's": Wrong(_step("activations[-1] - y"), "the blame of lesson 03"),
            "mean twice": Wrong(_step(BLAME + " / y.size"), "averaged twice"),
            "sgd uphill": Wrong(_step(BLAME, "w + lr * g"), "With SGD you go uphill"),
            "adam uphill": Wrong(
                _step(BLAME, adam="w + lr * g / (abs(g) + 1e-7)"), "With Adam you go uphill"
            ),
            "one rule for both": Wrong(
                _step(BLAME, adam="w - lr * g"), "Your Adam takes the same step"
            ),
            "exchanged": Wrong(
                _step(BLAME, "w - lr * g / (abs(g) + 1e-7)", "w - lr * g"),
                "The two rules have changed places",
            ),
            "Adam for both": Wrong(
                _step(BLAME, "w - lr * np.sign(g)"), "Adam's step comes out for both"
            ),
            "no bias correction": Wrong(
                _step(BLAME, adam="w - lr * 0.1 * g / (np.sqrt(0.001 * g**2) + 1e-7)"),
                "Which correction is missing",
            ),
            "no root": Wrong(
                _step(BLAME, adam="w - lr * g / (g**2 + 1e-7)"), "divides by the square"
            ),
            "root of the size": Wrong(
                _step(BLAME, adam="w - lr * g / (np.sqrt(abs(g)) + 1e-7)"), "v̂ is g²: what is its"
            ),
            "no sign": Wrong(_step(BLAME, adam="w - lr * abs(g) / (abs(g) + 1e-7)"), "has no sign"),
            "no ε": Wrong(_step(BLAME, adam="w - lr * g / np.sqrt(g**2)"), "What is ε for"),
            "Adam is a sign": Wrong(
                _step(BLAME, adam="w - lr * np.sign(g)"), "your step is ±lr as ever"
            ),
            "ε inside the root": Wrong(
                _step(BLAME, adam="w - lr * g / np.sqrt(g**2 + 1e-7)"), "ε stands inside the root"
            ),
            "ε far too small a power": Wrong(
                _step(BLAME, adam="w - lr * g / (abs(g) + 1e-5)"), "so ε and its place count"
            ),
            "only the step of sgd": Wrong(
                _step(BLAME, "lr * g"), "With SGD you return what is to be taken away"
            ),
            "sgd replaces": Wrong(_step(BLAME, "-lr * g"), "With SGD the step replaces w"),
            "only the step of adam": Wrong(
                _step(BLAME, adam="lr * g / (abs(g) + 1e-7)"),
                "With Adam you return what is to be taken away",
            ),
            "adam replaces": Wrong(
                _step(BLAME, adam="-lr * g / (abs(g) + 1e-7)"), "With Adam the step replaces w"
            ),
            "another rule": Wrong(
                _step(BLAME, adam="w - lr * g * 0.3"),
                "right at optimizer=sgd and wrong at optimizer",
            ),
            "no lr": Wrong(
                _step(BLAME, "w - g", "w - g / (abs(g) + 1e-7)"), "Neither rule knows lr"
            ),
            "no lr in sgd": Wrong(_step(BLAME, "w - g"), "SGD doesn't know lr"),
            "no lr in adam": Wrong(
                _step(BLAME, adam="w - g / (abs(g) + 1e-7)"), "Adam doesn't know lr"
            ),
            "the step itself": Wrong(
                _step(BLAME, "-lr * g", "-lr * g / (abs(g) + 1e-7)"), "remember where it started"
            ),
            "biases stay": Wrong(
                _step(BLAME).replace("moved(b, g) for b", "b for b"), "Do biases learn, too"
            ),
            "sgd stays": Wrong(_step(BLAME, "w"), "Nothing moves with SGD"),
            "adam stays": Wrong(_step(BLAME, adam="w"), "Nothing moves with Adam"),
            "np.mean": Wrong(_step("np.mean((activations[-1] - y) ** 2)"), "stops with"),
            "outputs exchanged": Wrong(
                _step(BLAME).replace(
                    "return new_weights, new_biases", "return new_biases, new_weights"
                ),
                "new_weights[0] is a row of",
            ),
            "no step at all": Wrong(
                _step(BLAME, "lr * g", "lr * g / (abs(g) + 1e-7)"),
                "is to be taken away from the weights",
            ),
        },
    ),
    "right_loss": Exercise(
        right={
            "as asked": _losses("mse", BINARY, SPARSE, "mae"),
            "a tuple, capitals": f'right_loss = ("MSE", "{BINARY.title()}", "{SPARSE}", " MAE ")',
            "names first": (
                f'a, b, c = "mse", "{BINARY}", "{SPARSE}"\nright_loss = [a, b, c, "mae"]'
            ),
        },
        wrong={
            "accuracy for volatility": Wrong(
                _losses("mse", BINARY, SPARSE, "accuracy"), 'metric of A "accuracy"'
            ),
            "mae asks for the median": Wrong(
                _losses("mae", BINARY, SPARSE, "mae"), 'loss of A "mae"'
            ),
            "accuracy as a loss": Wrong(
                _losses("mse", "accuracy", SPARSE, "mae"), 'loss of B "accuracy"'
            ),
            "categorical for numbers": Wrong(
                _losses("mse", BINARY, "categorical_crossentropy", "mae"),
                "so with 3 classes y has shape (m, 3)",
            ),
            "mse for yes or no": Wrong(_losses("mse", "mse", SPARSE, "mae"), 'loss of B "mse"'),
            "metric is the loss": Wrong(_losses("mse", BINARY, SPARSE, "mse"), 'metric of A "mse"'),
            "three of four": Wrong(_losses("mse", BINARY, SPARSE), "a list of 4 choices"),
            "another word": Wrong(_losses("mse", "cross-entropy", SPARSE, "mae"), "Choose one of"),
        },
    ),
    "early_stopping": Exercise(
        right={
            "counts": _loop(),
            "lowest so far": _stop(
                "for stop in range(len(validation)):",
                "    keep = int(np.argmin(validation[:stop + 1]))",
                "    if stop - keep >= patience:",
                "        return stop, keep",
                "return len(validation) - 1, keep",
            ),
            "infinity": _stop(
                "best, wait = float('inf'), 0",
                "for epoch, value in enumerate(validation):",
                "    wait += 1",
                "    if value < best:",
                "        best, keep, wait = value, epoch, 0",
                "    if wait == patience:",
                "        break",
                "return epoch, keep",
            ),
            "while": _stop(
                "stop = keep = 0",
                "while stop - keep < patience and stop + 1 < len(validation):",
                "    stop = stop + 1",
                "    if validation[stop] < validation[keep]:",
                "        keep = stop",
                "return [stop, keep]",
            ),
        },
        wrong={
            "looks ahead": Wrong(
                _loop(end="return stop, int(np.argmin(validation))"), "has been seen when training"
            ),
            "no restore": Wrong(_loop(end="return stop, stop"), "where restore_best_weights is"),
            "exchanged": Wrong(_loop(end="return keep, stop"), "which one comes later"),
            "one too many": Wrong(_loop(over="wait > patience"), "one epoch too many"),
            "one too few": Wrong(
                _loop(over="wait and wait >= patience - 1"), "one epoch too early"
            ),
            "from 1": Wrong(_loop(end="return stop + 1, keep + 1"), "Both count from 1"),
            "stop from 1": Wrong(_loop(end="return stop + 1, keep"), "Your stop counts from 1"),
            "the one before": Wrong(
                _loop("stop and loss < validation[stop - 1]"), "is 4.2 a new low"
            ),
            "ties": Wrong(_loop("loss <= validation[keep]"), "Is a loss that equals the lowest"),
            "no reset": Wrong(_loop(new_low="keep = stop"), "never starts again"),
            "first rise": Wrong(_loop(over="wait >= 1"), "What is patience for"),
            "beyond the end": Wrong(
                _loop(end="return keep + patience, keep"), "lies beyond the last loss"
            ),
            "losses": Wrong(
                _loop(end="return validation[stop], validation[keep]"), "You return losses"
            ),
            "keeps a loss": Wrong(_loop(end="return stop, validation[keep]"), "You keep a loss"),
            "runs on": Wrong(
                _stop("return len(validation) - 1, int(np.argmin(validation))"),
                "You run all epochs",
            ),
            "only where it stops": Wrong(
                _stop(
                    "keep = 0",
                    "for stop in range(len(validation)):",
                    "    if validation[stop] < validation[keep]:",
                    "        keep = stop",
                    "    if stop - keep == patience:",
                    "        return stop, keep",
                ),
                "It returns None at validation=",
            ),
            "one value": Wrong(_loop(end="return keep"), "must return 2 values"),
            "starts from 100": Wrong(_from(100), "here it lies on the wrong side"),
            "starts from 0": Wrong(_from(0), "Nothing is ever a new low"),
            "the lowest of all, first": Wrong(
                _stop(
                    "keep = int(np.argmin(validation))",
                    "return min(keep + patience, len(validation) - 1), keep",
                ),
                "You look up the lowest loss of the whole list",
            ),
            "length for stop": Wrong(
                _stop(
                    "keep = 0",
                    "for stop in range(len(validation)):",
                    "    if validation[stop] < validation[keep]:",
                    "        keep = stop",
                    "    if stop - keep == patience:",
                    "        return stop, keep",
                    "return len(validation), keep",
                ),
                "your stop is the number of losses",
            ),
            "None for stop": Wrong(_loop(end="return None, keep"), "stop is None at"),
        },
    ),
    "mend_dropout": Exercise(
        right={
            "one line": _dropout(INVERTED, "a"),
            "expression": function(
                "mend_dropout(a, mask, rate, training)",
                "return np.where(mask, a / (1 - rate), 0) if training else a",
            ),
            "loop": function(
                "mend_dropout(a, mask, rate, training)",
                "if not training:",
                "    return list(a)",
                "return [x / (1 - rate) if m == 1 else 0.0 for x, m in zip(a, mask)]",
            ),
            "float32": _dropout("(a / (1 - rate) * mask).astype(np.float32)", "a.copy()"),
        },
        wrong={
            "training not made up for": Wrong(_dropout("a * mask", "a"), "what makes up for"),
            "fails at the client's": Wrong(
                _dropout(INVERTED, "a * mask"), "Do units still fail when the client asks"
            ),
            "always": Wrong(
                function("mend_dropout(a, mask, rate, training)", f"return {INVERTED}"),
                "do units fail, and is anything",
            ),
            "the paper's": Wrong(_dropout("a * mask", "a * (1 - rate)"), "the paper's first way"),
            "made up for twice": Wrong(
                _dropout(INVERTED, "a * (1 - rate)"), "what is left to do outside"
            ),
            "enlarged outside": Wrong(
                _dropout(INVERTED, "a / (1 - rate)"), "What is enlarged outside of it"
            ),
            "by rate": Wrong(_dropout("a * mask / rate", "a"), "are those that stay too few"),
            "smaller": Wrong(
                _dropout("a * mask * (1 - rate)", "a"), "Does your factor make them larger"
            ),
            "times rate": Wrong(
                _dropout("a * mask * rate", "a"), "Your factor is the share that is dropped"
            ),
            "times 2": Wrong(_dropout("a * mask * 2", "a"), "2 is the factor for a rate of 0.5"),
            "own mask": Wrong(
                _dropout("a * (np.random.default_rng(5).random(len(a)) > rate) / (1 - rate)", "a"),
                "do you draw one of your own",
            ),
            "bracket": Wrong(_dropout("a * mask / 1 - rate", "a"), "Where is the bracket"),
            "other way round": Wrong(_dropout("a", INVERTED), "When do units fail"),
            "other way round, as it was": Wrong(
                _dropout("a", "a * mask"), "and nothing is made up for"
            ),
            "no mask": Wrong(_dropout("a / (1 - rate)", "a"), "Where is the mask"),
            "no dropout": Wrong(_dropout("a", "a"), "Nothing is dropped at any time"),
            "the others": Wrong(
                _dropout("a * (1 - mask) / (1 - rate)", "a"), "Which ones do you drop"
            ),
            "the share that stayed": Wrong(
                _dropout("a * mask / np.mean(mask)", "a"), "Which share was asked for"
            ),
            "in place": Wrong(
                function(
                    "mend_dropout(a, mask, rate, training)",
                    "if training:",
                    "    a *= mask / (1 - rate)",
                    "return a",
                ),
                "overwrites its argument",
            ),
            "only in training": Wrong(
                function(
                    "mend_dropout(a, mask, rate, training)",
                    "if training:",
                    f"    return {INVERTED}",
                ),
                "It returns None at a=",
            ),
        },
    ),
    "l2_gradient": Exercise(
        right={
            "as asked": _l2("dL_dW + 2 * lam * W"),
            "loop": function(
                "l2_gradient(dL_dW, W, lam)",
                "out = np.zeros_like(W)",
                "for place in np.ndindex(W.shape):",
                "    out[place] = dL_dW[place] + lam * (W[place] + W[place])",
                "return out",
            ),
            "float32": _l2("np.float32(dL_dW) + np.float32(2 * lam) * W"),
            "lambda": "l2_gradient = lambda dL_dW, W, lam: np.add(dL_dW, W * lam / 0.5)",
        },
        wrong={
            "no 2": Wrong(_l2("dL_dW + lam * W"), "This penalty has no ½"),
            "the penalty": Wrong(_l2("dL_dW + lam * W**2"), "You add the penalty itself"),
            "the whole penalty": Wrong(
                _l2("dL_dW + lam * np.sum(W**2)"), "the whole penalty to every slope"
            ),
            "summed": Wrong(_l2("dL_dW + 2 * lam * np.sum(W)"), "Every slope gets the same here"),
            "away from 0": Wrong(_l2("dL_dW - 2 * lam * W"), "towards 0, or away from it"),
            "only the penalty": Wrong(_l2("2 * lam * W"), "Where is the slope of the loss"),
            "L1": Wrong(_l2("dL_dW + lam * np.sign(W)"), "the slope of |W|, of L1"),
            "mean": Wrong(_l2("dL_dW + 2 * lam * W / W.size"), "a mean over the weights"),
            "no lam": Wrong(_l2("dL_dW + 2 * W"), "doesn't know lam"),
            "product": Wrong(_l2("dL_dW * 2 * lam * W"), "The slope of a sum is a sum"),
            "shrinks the slope": Wrong(
                _l2("dL_dW + 2 * lam * dL_dW"), "You shrink the slope of the loss"
            ),
            "lam squared": Wrong(_l2("dL_dW + 2 * lam**2 * W"), "How often does lam count"),
            "bracket": Wrong(_l2("2 * lam * (dL_dW + W)"), "multiply both slopes by lam"),
            "bracket, lam": Wrong(_l2("lam * (dL_dW + 2 * W)"), "lam multiplies the slope"),
            "nothing": Wrong(_l2("dL_dW"), "What does the penalty add"),
            "in place": Wrong(
                function("l2_gradient(dL_dW, W, lam)", "dL_dW += 2 * lam * W", "return dL_dW"),
                "overwrites its argument",
            ),
        },
    ),
}
