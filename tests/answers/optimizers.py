"""Answers to the exercises of lesson 09."""

from . import Exercise, Wrong, function

ADAM = "w, gradient, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8"
WALK = "w, gradients, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8"


def _momentum(*lines: str) -> str:
    return function("momentum_step(w, gradient, velocity, lr, beta)", *lines, "return w, velocity")


def _adagrad(*lines: str, end: str = "return w, s") -> str:
    return function("adagrad_step(w, gradient, s, lr, epsilon)", *lines, end)


def _rmsprop(*lines: str, end: str = "return w, s") -> str:
    return function("rmsprop_step(w, gradient, s, lr, rho, epsilon)", *lines, end)


def _adam(*lines: str, end: str = "return w, m, v") -> str:
    return function(f"adam_step({ADAM})", *lines, end)


def _mend(*lines: str, start: int = 1) -> str:
    return function(
        f"mend_adam({WALK})",
        "m, v, path = np.zeros_like(w), np.zeros_like(w), []",
        f"for t, gradient in enumerate(gradients, start={start}):",
        *("    " + line for line in (*lines, "path.append(w)")),
        "return np.array(path)",
    )


VELOCITY, MOVE = "velocity = beta * velocity + gradient", "w = w - lr * velocity"
SUM, SCALED = "s = s + gradient**2", "w = w - lr * gradient / (np.sqrt(s) + epsilon)"
MEAN = "s = rho * s + (1 - rho) * gradient**2"
M, V = "m = beta1 * m + (1 - beta1) * gradient", "v = beta2 * v + (1 - beta2) * gradient**2"
M_HAT, V_HAT = "m_hat = m / (1 - beta1**t)", "v_hat = v / (1 - beta2**t)"
STEP = "w = w - lr * m_hat / (np.sqrt(v_hat) + epsilon)"
OVER_M, OVER_V = "m = m / (1 - beta1**t)", "v = v / (1 - beta2**t)"
RIGHT_PATHS = '"A": "AdaGrad", "B": "momentum", "C": "vanilla", "D": "Adam"'


def _paths(pairs: str) -> str:
    return f"match_paths = {{{pairs}}}"


EXERCISES = {
    "momentum_step": Exercise(
        right={
            "in place": _momentum("velocity *= beta", "velocity += gradient", "w -= lr * velocity"),
            "a loop, lists": function(
                "momentum_step(w, gradient, velocity, lr, beta)",
                "new = [beta * a + g for a, g in zip(velocity, gradient)]",
                "return [a - lr * b for a, b in zip(w, new)], new",
            ),
            "float32": _momentum(VELOCITY, MOVE, "w = w.astype(np.float32)"),
            "lambda": (
                "momentum_step = lambda w, gradient, velocity, lr, beta: ("
                "w - lr * beta * velocity - lr * gradient, gradient + beta * velocity)"
            ),
        },
        wrong={
            "the old velocity moves": Wrong(
                _momentum(MOVE, VELOCITY), "velocity from before this slope"
            ),
            "the slope moves": Wrong(
                _momentum(VELOCITY, "w = w - lr * gradient"), "the weight doesn't feel it"
            ),
            "uphill": Wrong(_momentum(VELOCITY, MOVE.replace("-", "+")), "slopes point uphill"),
            "a mean": Wrong(
                _momentum("velocity = beta * velocity + (1 - beta) * gradient", MOVE),
                "fading mean, as in Adam",
            ),
            "Keras's": Wrong(
                _momentum("velocity = beta * velocity - lr * gradient", "w = w + velocity"),
                "That is Keras's form",
            ),
            "lr in the velocity": Wrong(
                _momentum("velocity = beta * velocity + lr * gradient", "w = w - velocity"),
                "lr stands in your velocity",
            ),
            "lr twice": Wrong(
                _momentum("velocity = beta * velocity + lr * gradient", MOVE), "how often lr meets"
            ),
            "minus the slope": Wrong(
                _momentum("velocity = beta * velocity - gradient", MOVE), "turn the sign once each"
            ),
            "the slope fades": Wrong(
                _momentum("velocity = velocity + beta * gradient", MOVE), "Which of the two should"
            ),
            "both fade": Wrong(
                _momentum("velocity = beta * (velocity + gradient)", MOVE), "Is it old already"
            ),
            "nothing fades": Wrong(
                _momentum("velocity = velocity + gradient", MOVE), "What is beta for"
            ),
            "no learning rate": Wrong(_momentum(VELOCITY, "w = w - velocity"), "What is lr for"),
            "replaces the weight": Wrong(
                _momentum(VELOCITY, "w = -lr * velocity"), "remember where it started"
            ),
            "Nesterov's": Wrong(
                _momentum(VELOCITY, "w = w - lr * (gradient + beta * velocity)"), "Nesterov"
            ),
            "lr and beta exchanged": Wrong(
                _momentum("velocity = lr * velocity + gradient", "w = w - beta * velocity"),
                "have changed places",
            ),
            "the old velocity handed on": Wrong(
                _momentum("w = w - lr * (beta * velocity + gradient)"), "hand on is the old one"
            ),
            "the slope once more": Wrong(
                _momentum(VELOCITY, MOVE + " * gradient"), "multiply the step once more"
            ),
            "outputs exchanged": Wrong(
                _momentum(VELOCITY, MOVE, "return velocity, w"), "Where velocity should stand"
            ),
            "lr in figures": Wrong(
                _momentum(VELOCITY, "w = w - 0.2 * velocity"), "doesn't follow `lr`: "
            ),
            "beta in figures": Wrong(
                _momentum("velocity = 0.9 * velocity + gradient", MOVE), "doesn't follow `beta`: "
            ),
            "both in figures": Wrong(
                _momentum("velocity = 0.9 * velocity + gradient", "w = w - 0.2 * velocity"),
                "doesn't follow `lr` and `beta`",
            ),
            "a mean without its bracket": Wrong(
                _momentum("velocity = beta * velocity + 1 - beta * gradient", MOVE),
                "Without a bracket",
            ),
            "arguments exchanged": Wrong(
                _momentum(VELOCITY, MOVE).replace("lr, beta)", "beta, lr)"), "in another order"
            ),
            "prints": Wrong(_momentum(VELOCITY, "print(w)", "return None"), "It returns None"),
            "only the weights": Wrong(
                "def momentum_step(w, gradient, velocity, lr, beta):\n"
                "    return w - lr * (beta * velocity + gradient)",
                "must return 2 values",
            ),
        },
    ),
    "adagrad_step": Exercise(
        right={
            "in place": _adagrad(
                "s += gradient * gradient", "w -= lr * gradient / (s**0.5 + epsilon)"
            ),
            "a loop": _adagrad(
                "s = [a + g * g for a, g in zip(s, gradient)]",
                "w = [a - lr * g / (b**0.5 + epsilon) for a, g, b in zip(w, gradient, s)]",
            ),
            "float32, a list": _adagrad(SUM, SCALED, end="return [w.astype(np.float32), s]"),
            "np.hypot": _adagrad(
                "root = np.hypot(np.sqrt(s), gradient)",
                "w = w - lr * (gradient / (root + epsilon))",
                end="return w, root**2",
            ),
        },
        wrong={
            "no square": Wrong(_adagrad("s = s + gradient", SCALED), "What does s add up?"),
            "doubles": Wrong(_adagrad("s = s + gradient * 2", SCALED), "`*2` doubles"),
            "absolute": Wrong(_adagrad("s = s + abs(gradient)", SCALED), "s adds up sizes"),
            "forgets": Wrong(_adagrad("s = gradient**2", SCALED), "forgets everything"),
            "shared": Wrong(_adagrad("s = s + np.sum(gradient**2)", SCALED), "All weights share"),
            "no root": Wrong(
                _adagrad(SUM, "w = w - lr * gradient / (s + epsilon)"), "The root is missing"
            ),
            "the old s": Wrong(_adagrad(SCALED, SUM), "the memory from before this slope"),
            "uphill": Wrong(_adagrad(SUM, SCALED.replace("-", "+")), "gradient points uphill"),
            "epsilon under the root": Wrong(
                _adagrad(SUM, "w = w - lr * gradient / np.sqrt(s + epsilon)"), "as in Keras"
            ),
            "no epsilon": Wrong(
                _adagrad(SUM, "w = w - lr * gradient / (np.sqrt(s) + 1e-8)"),
                "doesn't follow the argument `epsilon`",
            ),
            "lr in figures": Wrong(
                _adagrad(SUM, "w = w - 0.2 * gradient / (np.sqrt(s) + epsilon)"),
                "doesn't follow `lr`: ",
            ),
            "lr and epsilon in figures": Wrong(
                _adagrad(SUM, "w = w - 0.2 * gradient / (np.sqrt(s) + 1e-8)"),
                "doesn't follow `lr` and `epsilon`",
            ),
            "the weight in the bracket": Wrong(
                _adagrad(SUM, "w = (w - lr * gradient) / (np.sqrt(s) + epsilon)"),
                "divides the weight as well",
            ),
            "a bracket short": Wrong(
                _adagrad(SUM, "w = w - lr * gradient / np.sqrt(s) + epsilon"), "does your ε change"
            ),
            "a bracket wrong": Wrong(
                _adagrad(SUM, "w = w - (lr * gradient / np.sqrt(s) + epsilon)"), "Which bracket"
            ),
            "no slope": Wrong(
                _adagrad(SUM, "w = w - lr / (np.sqrt(s) + epsilon)"), "how long and not which way"
            ),
            "no learning rate": Wrong(
                _adagrad(SUM, "w = w - gradient / (np.sqrt(s) + epsilon)"), "What is lr for"
            ),
            "times": Wrong(
                _adagrad(SUM, "w = w - lr * gradient * (np.sqrt(s) + epsilon)"), "Yours grow"
            ),
            "the old s handed on": Wrong(
                _adagrad("w = w - lr * gradient / (np.sqrt(s + gradient**2) + epsilon)"),
                "is the old one",
            ),
            "a power in the manner of Excel": Wrong(
                _adagrad("s = s + gradient ^ 2", SCALED), "stops with"
            ),
            "a gap": Wrong(_adagrad(SUM, "w = 'w'"), "must be a number or an array"),
        },
    ),
    "rmsprop_step": Exercise(
        right={
            "in place": _rmsprop(
                "s *= rho",
                "s += (1 - rho) * gradient * gradient",
                SCALED.replace("w = w -", "w -="),
            ),
            "as a correction": _rmsprop(
                "s = s + (1 - rho) * (gradient**2 - s)", SCALED, end="return [w, s]"
            ),
            "a loop": _rmsprop(
                "s = [rho * a + (1 - rho) * g * g for a, g in zip(s, gradient)]",
                "w = [a - lr * g / (b**0.5 + epsilon) for a, g, b in zip(w, gradient, s)]",
            ),
            "float32": _rmsprop(MEAN, SCALED, "w = np.float32(w)"),
        },
        wrong={
            "AdaGrad": Wrong(_rmsprop(SUM, SCALED), "That is AdaGrad's sum"),
            "exchanged": Wrong(
                _rmsprop("s = (1 - rho) * s + rho * gradient**2", SCALED), "changed places"
            ),
            "no weight": Wrong(_rmsprop("s = rho * s + gradient**2", SCALED), "settle at 9"),
            "no fading": Wrong(
                _rmsprop("s = s + (1 - rho) * gradient**2", SCALED), "the old s doesn't fade"
            ),
            "rho twice": Wrong(
                _rmsprop("s = rho * s + rho * gradient**2", SCALED), "add up to 1. Do yours"
            ),
            "the square too far": Wrong(
                _rmsprop("s = rho * s + ((1 - rho) * gradient) ** 2", SCALED),
                "square 1 − ρ as well",
            ),
            "no square": Wrong(
                _rmsprop("s = rho * s + (1 - rho) * gradient", SCALED), "What does s average?"
            ),
            "doubles": Wrong(
                _rmsprop("s = rho * s + (1 - rho) * gradient*2", SCALED), "`*2` doubles"
            ),
            "shared": Wrong(
                _rmsprop("s = rho * s + (1 - rho) * np.mean(gradient**2)", SCALED),
                "say to the crisis",
            ),
            "no root": Wrong(
                _rmsprop(MEAN, "w = w - lr * gradient / (s + epsilon)"), "The root is missing"
            ),
            "the old s": Wrong(_rmsprop(SCALED, MEAN), "the memory from before this slope"),
            "uphill": Wrong(_rmsprop(MEAN, SCALED.replace("-", "+")), "gradient points uphill"),
            "epsilon under the root": Wrong(
                _rmsprop(MEAN, "w = w - lr * gradient / np.sqrt(s + epsilon)"), "as in Keras"
            ),
            "a bracket short": Wrong(
                _rmsprop(MEAN, "w = w - lr * gradient / np.sqrt(s) + epsilon"), "does your ε change"
            ),
            "no epsilon": Wrong(
                _rmsprop(MEAN, "w = w - lr * gradient / np.sqrt(s)"),
                "doesn't follow the argument `epsilon`",
            ),
            "lr in figures": Wrong(
                _rmsprop(MEAN, SCALED.replace("lr", "0.2")), "doesn't follow `lr`: "
            ),
            "rho in figures": Wrong(
                _rmsprop("s = 0.9 * s + 0.1 * gradient**2", SCALED), "doesn't follow `rho`: "
            ),
            "all in figures": Wrong(
                _rmsprop(
                    "s = 0.9 * s + 0.1 * gradient**2",
                    "w = w - 0.2 * gradient / (np.sqrt(s) + 1e-8)",
                ),
                "doesn't follow `lr` and `rho` and `epsilon`",
            ),
            "no bracket": Wrong(
                _rmsprop("s = rho * s + 1 - rho * gradient**2", SCALED), "Without its bracket"
            ),
            "the weight in the bracket": Wrong(
                _rmsprop(MEAN, "w = (w - lr * gradient) / (np.sqrt(s) + epsilon)"),
                "divides the weight as well",
            ),
            "the root handed on": Wrong(
                _rmsprop(MEAN, SCALED, end="return w, np.sqrt(s)"), "hand on the root"
            ),
            "outputs exchanged": Wrong(
                _rmsprop(MEAN, SCALED, end="return s, w"), "Where s should stand"
            ),
        },
    ),
    "adam_step": Exercise(
        right={
            "PyTorch's order": _adam(
                "m = m + (gradient - m) * (1 - beta1)",
                V,
                "root = np.sqrt(v) / np.sqrt(1 - beta2**t) + epsilon",
                "w = w - lr / (1 - beta1**t) * m / root",
            ),
            "in place": _adam(
                "m *= beta1",
                "m += (1 - beta1) * gradient",
                "v *= beta2",
                "v += (1 - beta2) * gradient * gradient",
                "w -= lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + epsilon)",
            ),
            "a loop": _adam(
                "m = [beta1 * a + (1 - beta1) * g for a, g in zip(m, gradient)]",
                "v = [beta2 * a + (1 - beta2) * g * g for a, g in zip(v, gradient)]",
                "hats = [(a / (1 - beta1**t), b / (1 - beta2**t)) for a, b in zip(m, v)]",
                "w = [p - lr * a / (b**0.5 + epsilon) for p, (a, b) in zip(w, hats)]",
                end="return [w, m, v]",
            ),
            "float32": _adam(M, V, M_HAT, V_HAT, STEP, "w = w.astype(np.float32)"),
        },
        wrong={
            "no correction": Wrong(
                _adam(M, V, "w = w - lr * m / (np.sqrt(v) + epsilon)"), "3.16·lr"
            ),
            "only m": Wrong(_adam(M, V, M_HAT, "v_hat = v", STEP), "Does v start at 0 too"),
            "only v": Wrong(_adam(M, V, "m_hat = m", V_HAT, STEP), "Does m start at 0 too"),
            "hats handed on": Wrong(
                _adam(M, V, OVER_M, OVER_V, "w = w - lr * m / (np.sqrt(v) + epsilon)"),
                "You hand on the corrected memories",
            ),
            "m's hat handed on": Wrong(
                _adam(M, V, M_HAT, V_HAT, STEP, end="return w, m_hat, v"), "w and v are right"
            ),
            "times t in both": Wrong(
                _adam(M, V, "m_hat = m / (1 - beta1 * t)", "v_hat = v / (1 - beta2 * t)", STEP),
                "nan is what comes of",
            ),
            "times t in m": Wrong(
                _adam(M, V, "m_hat = m / (1 - beta1 * t)", V_HAT, STEP), "has faded t times"
            ),
            "the bracket's power": Wrong(
                _adam(M, V, "m_hat = m / (1 - beta1)**t", "v_hat = v / (1 - beta2)**t", STEP),
                "The power belongs to β alone",
            ),
            "no t": Wrong(
                _adam(M, V, "m_hat = m / (1 - beta1)", "v_hat = v / (1 - beta2)", STEP),
                "Where is t",
            ),
            "t from 0": Wrong(
                _adam("t = t + 1", M, V, M_HAT, V_HAT, STEP), "What do you add to it"
            ),
            "multiplies": Wrong(
                _adam(M, V, M_HAT.replace("/", "*"), V_HAT.replace("/", "*"), STEP),
                "larger or smaller",
            ),
            "one beta": Wrong(
                _adam(M, V, M_HAT, "v_hat = v / (1 - beta1**t)", STEP), "Which β corrects v"
            ),
            "hats too early": Wrong(_adam(M_HAT, V_HAT, M, V, STEP), "In which order"),
            "betas exchanged": Wrong(
                _adam(M, V, M_HAT, V_HAT, STEP).replace("beta1=0.9, beta2", "beta2=0.9, beta1"),
                "in another order",
            ),
            "betas exchanged in the memories": Wrong(
                _adam(M.replace("beta1", "beta2"), V.replace("beta2", "beta1"), M_HAT, V_HAT, STEP),
                "changed places in the memories",
            ),
            "sums": Wrong(
                _adam("m = beta1 * m + gradient", V, M_HAT, V_HAT, STEP), "as momentum does"
            ),
            "no square": Wrong(
                _adam(M, "v = beta2 * v + (1 - beta2) * gradient", M_HAT, V_HAT, STEP),
                "What does v average",
            ),
            "no root": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = w - lr * m_hat / (v_hat + epsilon)"),
                "The root is missing",
            ),
            "epsilon under the root": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = w - lr * m_hat / np.sqrt(v_hat + epsilon)"),
                "Your ε is under the root",
            ),
            "a bracket short": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = w - lr * m_hat / np.sqrt(v_hat) + epsilon"),
                "does your ε change",
            ),
            "the slope on top": Wrong(
                _adam(M, V, V_HAT, "w = w - lr * gradient / (np.sqrt(v_hat) + epsilon)"),
                "What is m for",
            ),
            "uphill": Wrong(_adam(M, V, M_HAT, V_HAT, STEP.replace("-", "+")), "points uphill"),
            "hats made and not used": Wrong(
                _adam(
                    M,
                    V,
                    M_HAT,
                    V_HAT,
                    "w = w - lr * m / (np.sqrt(v) + epsilon)",
                    end="return w, m_hat, v_hat",
                ),
                "the step uses m and v",
            ),
            "no brackets in the memories": Wrong(
                _adam(
                    "m = beta1 * m + 1 - beta1 * gradient",
                    "v = beta2 * v + 1 - beta2 * gradient**2",
                    M_HAT,
                    V_HAT,
                    STEP,
                ),
                "is no weight of a mean, in m and in v",
            ),
            "no bracket in m": Wrong(
                _adam("m = beta1 * m + 1 - beta1 * gradient", V, M_HAT, V_HAT, STEP),
                "In m, `1 - beta1 * gradient`",
            ),
            "no bracket in v": Wrong(
                _adam(M, "v = beta2 * v + 1 - beta2 * gradient**2", M_HAT, V_HAT, STEP),
                "In v, `1 - beta2 * gradient**2`",
            ),
            "no brackets in the hats": Wrong(
                _adam(M, V, "m_hat = m / 1 - beta1**t", "v_hat = v / 1 - beta2**t", STEP),
                "and so in v_hat",
            ),
            "no bracket in m_hat": Wrong(
                _adam(M, V, "m_hat = m / 1 - beta1**t", V_HAT, STEP),
                "`m / 1 - beta1**t` divides by 1 alone. Which",
            ),
            "no bracket in v_hat": Wrong(
                _adam(M, V, M_HAT, "v_hat = v / 1 - beta2**t", STEP), "`v / 1 - beta2**t`"
            ),
            "m's parts exchanged": Wrong(
                _adam("m = (1 - beta1) * m + beta1 * gradient", V, M_HAT, V_HAT, STEP),
                "changed places in m.",
            ),
            "v's parts exchanged": Wrong(
                _adam(M, "v = (1 - beta2) * v + beta2 * gradient**2", M_HAT, V_HAT, STEP),
                "changed places in v.",
            ),
            "the weight in the bracket": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = (w - lr * m_hat) / (np.sqrt(v_hat) + epsilon)"),
                "divides the weight as well",
            ),
            "epsilon in figures": Wrong(
                _adam(M, V, M_HAT, V_HAT, STEP.replace("epsilon", "1e-8")),
                "doesn't follow the argument `epsilon`",
            ),
            "lr in figures": Wrong(
                _adam(M, V, M_HAT, V_HAT, STEP.replace("lr", "0.2")), "doesn't follow `lr`: "
            ),
            "the default lr": Wrong(
                _adam("lr = 0.001", M, V, M_HAT, V_HAT, STEP), "stays at its default"
            ),
            "betas in figures": Wrong(
                _adam("beta1, beta2 = 0.9, 0.999", M, V, M_HAT, V_HAT, STEP),
                "doesn't follow `beta1` and `beta2`: ",
            ),
            "beta2 in figures": Wrong(
                _adam("beta2 = 0.999", M, V, M_HAT, V_HAT, STEP), "doesn't follow `beta2`: "
            ),
            "m and v exchanged": Wrong(
                _adam(M, V, M_HAT, V_HAT, STEP, end="return w, v, m"), "Where m should stand"
            ),
        },
    ),
    "mend_adam": Exercise(
        right={
            "new names": _mend(M, V, M_HAT, V_HAT, STEP),
            "in the step itself": _mend(
                M,
                V,
                "w = w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon)",
            ),
            "the copy keeps the name": _mend(
                "m_kept = beta1 * (m_kept if t > 1 else 0) + (1 - beta1) * gradient",
                "v_kept = beta2 * (v_kept if t > 1 else 0) + (1 - beta2) * gradient**2",
                "m = m_kept / (1 - beta1**t)",
                "v = v_kept / (1 - beta2**t)",
                "w = w - lr * m / (np.sqrt(v) + epsilon)",
            ),
            "the lesson's Adam": function(
                f"mend_adam({WALK})",
                "rule, w, path = Adam(lr, beta1, beta2, epsilon), w.copy(), []",
                "for gradient in gradients:",
                "    rule.step(w, gradient)",
                "    path.append(w.copy())",
                "return path",
            ),
        },
        wrong={
            "only v": Wrong(
                _mend(M, V, OVER_M, V_HAT, "w = w - lr * m / (np.sqrt(v_hat) + epsilon)"),
                "v is mended",
            ),
            "only m": Wrong(
                _mend(M, V, M_HAT, OVER_V, "w = w - lr * m_hat / (np.sqrt(v) + epsilon)"),
                "m is mended",
            ),
            "no correction": Wrong(
                _mend(M, V, "w = w - lr * m / (np.sqrt(v) + epsilon)"), "nothing is corrected"
            ),
            "m's correction gone": Wrong(
                _mend(M, V, V_HAT, "w = w - lr * m / (np.sqrt(v_hat) + epsilon)"),
                "m's correction has gone with the bug",
            ),
            "v's correction gone": Wrong(
                _mend(M, V, M_HAT, "w = w - lr * m_hat / (np.sqrt(v) + epsilon)"),
                "v's correction has gone with the bug",
            ),
            "m's line deleted": Wrong(
                _mend(M, V, OVER_V, "w = w - lr * m / (np.sqrt(v) + epsilon)"),
                "m's correction has gone, and v",
            ),
            "v's line deleted": Wrong(
                _mend(M, V, OVER_M, "w = w - lr * m / (np.sqrt(v) + epsilon)"),
                "v's correction has gone, and m",
            ),
            "no t": Wrong(
                _mend(M, V, "m_hat = m / (1 - beta1)", "v_hat = v / (1 - beta2)", STEP),
                "Where is t",
            ),
            "counts from 2": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP, start=2), "Where does yours start"
            ),
            "in place": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP.replace("w = w -", "w -=")),
                "changes the one array that each row is. Which",
            ),
            "in place and unmended": Wrong(
                _mend(M, V, OVER_M, OVER_V, "w -= lr * m / (np.sqrt(v) + epsilon)"),
                "still overwritten as well",
            ),
            "numbers in figures": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP).replace(
                    "m, v, path", "beta1, beta2 = 0.9, 0.999; m, v, path", 1
                ),
                "doesn't follow `beta1` and `beta2`: ",
            ),
            "uphill": Wrong(_mend(M, V, M_HAT, V_HAT, STEP.replace("-", "+")), "way is downhill"),
        },
    ),
    "match_paths": Exercise(
        right={
            "as given": _paths(RIGHT_PATHS),
            "other case, other order": _paths(
                '"D": "adam", "c": "Vanilla", "b": " Momentum", "A": "adagrad"'
            ),
            "dict": ('match_paths = dict(zip("ABCD", ["AdaGrad", "momentum", "vanilla", "Adam"]))'),
        },
        wrong={
            "RMSprop forgets no less": Wrong(
                _paths(RIGHT_PATHS.replace("AdaGrad", "RMSprop")), "3 of 4 are matched."
            ),
            "momentum and Adam": Wrong(
                _paths('"A": "AdaGrad", "B": "Adam", "C": "vanilla", "D": "momentum"'),
                "B as Adam",
            ),
            "vanilla and momentum": Wrong(
                _paths('"A": "AdaGrad", "B": "vanilla", "C": "momentum", "D": "Adam"'),
                "C as momentum",
            ),
            "one twice": Wrong(
                _paths('"A": "AdaGrad", "B": "momentum", "C": "momentum", "D": "Adam"'),
                "stands twice",
            ),
            "another rule": Wrong(_paths(RIGHT_PATHS.replace("AdaGrad", "SGD")), "The options are"),
            "a letter missing": Wrong(
                _paths('"A": "AdaGrad", "B": "momentum", "C": "vanilla"'), "Use each of A, B, C, D"
            ),
            "a list": Wrong(
                'match_paths = ["AdaGrad", "momentum", "vanilla", "Adam"]', "Keep the braces"
            ),
        },
    ),
}
