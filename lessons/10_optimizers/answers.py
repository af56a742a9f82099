"""Answers to the exercises of lesson 10."""

from tests.bank import Exercise, Wrong, function

ADAM = "w, gradient, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8"
WALK = "w, gradients, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8"


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


GRADIENT, APPEND = "gradient = np.array([w[0], 100 * w[1]])", "path.append(w)"
VELOCITY, MOVE = "velocity = beta * velocity + gradient", "w = w - lr * velocity"
SUM, SCALED = "s = s + gradient**2", "w = w - lr * gradient / (np.sqrt(s) + epsilon)"
MEAN = "s = rho * s + (1 - rho) * gradient**2"
M, V = "m = beta1 * m + (1 - beta1) * gradient", "v = beta2 * v + (1 - beta2) * gradient**2"
M_HAT, V_HAT = "m_hat = m / (1 - beta1**t)", "v_hat = v / (1 - beta2**t)"
STEP = "w = w - lr * m_hat / (np.sqrt(v_hat) + epsilon)"
OVER_M, OVER_V = "m = m / (1 - beta1**t)", "v = v / (1 - beta2**t)"
GIVEN_STEP = "w = w - lr * m / (np.sqrt(v) + epsilon)"


def _path(*lines: str, first: str = "[w]") -> str:
    return function(
        "momentum_path(w, lr, beta, num_steps)",
        f"velocity, path = np.zeros(2), {first}",
        "for step in range(num_steps):",
        *("    " + line for line in lines),
        "return np.array(path)",
    )


EXERCISES = {
    "momentum_path": Exercise(
        right={
            "as asked": _path(GRADIENT, VELOCITY, MOVE, APPEND),
            "elementwise": _path(
                "gradient = np.array([1, 100]) * w",
                "velocity = gradient + beta * velocity",
                "w = w - lr * velocity",
                "path = path + [w]",
            ),
            "Keras's velocity": _path(
                GRADIENT, "velocity = beta * velocity - lr * gradient", "w = w + velocity", APPEND
            ),
            "its own step": _path(
                "a, b = w",
                "velocity = beta * velocity + np.array([a, 100 * b])",
                "w = path[-1] - lr * velocity",
                APPEND,
            ),
            "the lesson's Momentum": function(
                "momentum_path(w, lr, beta, num_steps)",
                "from helpers.optimizers import Momentum",
                "rule, place, path = Momentum(lr, beta), w.copy(), [w]",
                "for step in range(num_steps):",
                "    rule.step(place, np.array([place[0], 100 * place[1]]))",
                "    path.append(place.copy())",
                "return path",
            ),
        },
        wrong={
            "velocity starts again in the loop": Wrong(
                _path("velocity = np.zeros(2)", GRADIENT, VELOCITY, MOVE, APPEND),
                "Your walk is vanilla's",
            ),
            "gradient of the start": Wrong(
                _path(
                    "gradient = np.array([path[0][0], 100 * path[0][1]])", VELOCITY, MOVE, APPEND
                ),
                "feels the gradient at the start",
            ),
            "no 100": Wrong(_path("gradient = w", VELOCITY, MOVE, APPEND), "the same curvature"),
            "100 at a": Wrong(
                _path("gradient = np.array([100 * w[0], w[1]])", VELOCITY, MOVE, APPEND),
                "belongs to the crisis weight",
            ),
            "100 at both": Wrong(
                _path("gradient = 100 * w", VELOCITY, MOVE, APPEND), "100 in both directions"
            ),
            "the half stays": Wrong(
                _path("gradient = 0.5 * np.array([w[0], 100 * w[1]])", VELOCITY, MOVE, APPEND),
                "Half of your gradient is missing",
            ),
            "the 2 stays": Wrong(
                _path("gradient = np.array([2 * w[0], 200 * w[1]])", VELOCITY, MOVE, APPEND),
                "twice too large",
            ),
            "a and b by name": Wrong(
                _path("gradient = np.array([a, 100 * b])", VELOCITY, MOVE, APPEND), "a is `w[0]`"
            ),
            "uphill": Wrong(
                _path(GRADIENT, VELOCITY, "w = w + lr * velocity", APPEND), "Your walk climbs"
            ),
            "an average": Wrong(
                _path(GRADIENT, "velocity = beta * velocity + (1 - beta) * gradient", MOVE, APPEND),
                "with 1 − β before the gradient",
            ),
            "the old velocity": Wrong(
                _path(GRADIENT, MOVE, VELOCITY, APPEND), "Which line comes first"
            ),
            "no beta": Wrong(
                _path(GRADIENT, "velocity = velocity + gradient", MOVE, APPEND), "What is beta for"
            ),
            "no lr": Wrong(_path(GRADIENT, VELOCITY, "w = w - velocity", APPEND), "What is lr for"),
            "appends first": Wrong(
                _path(APPEND, GRADIENT, VELOCITY, MOVE), "the last place is missing"
            ),
            "in place": Wrong(
                _path(GRADIENT, VELOCITY, "w -= lr * velocity", APPEND), "All rows of your path"
            ),
            "return in the loop": Wrong(
                _path(GRADIENT, VELOCITY, MOVE, APPEND, "return np.array(path)"),
                "Does `return` stand inside the loop",
            ),
            "nothing appended": Wrong(
                _path(GRADIENT, VELOCITY, MOVE), "Your path is the start alone"
            ),
            "the start left out": Wrong(
                _path(GRADIENT, VELOCITY, MOVE, APPEND, first="[]"), "How often do you append"
            ),
            "lr in the velocity, too": Wrong(
                _path(GRADIENT, "velocity = beta * velocity + lr * gradient", MOVE, APPEND),
                "lr meets the new gradient",
            ),
            "the gradient fades": Wrong(
                _path(GRADIENT, "velocity = velocity + beta * gradient", MOVE, APPEND),
                "Which of the two should",
            ),
            "no old velocity": Wrong(
                _path(GRADIENT, "velocity = beta * gradient", MOVE, APPEND),
                "has no old velocity in it",
            ),
            "both fade": Wrong(
                _path(GRADIENT, "velocity = beta * (velocity + gradient)", MOVE, APPEND),
                "Is it old already",
            ),
            "replaces the weight": Wrong(
                _path(GRADIENT, VELOCITY, "w = -lr * velocity", APPEND), "remember where it started"
            ),
            "Nesterov's": Wrong(
                _path(GRADIENT, VELOCITY, "w = w - lr * (gradient + beta * velocity)", APPEND),
                "Nesterov",
            ),
            "lr and beta exchanged": Wrong(
                _path(
                    GRADIENT,
                    "velocity = lr * velocity + gradient",
                    "w = w - beta * velocity",
                    APPEND,
                ),
                "have changed places",
            ),
            "a mean without its bracket": Wrong(
                _path(GRADIENT, "velocity = beta * velocity + 1 - beta * gradient", MOVE, APPEND),
                "Without a bracket",
            ),
            "beta in figures": Wrong(
                _path(GRADIENT, "velocity = 0.9 * velocity + gradient", MOVE, APPEND),
                "doesn't follow `beta`: ",
            ),
            "arguments exchanged": Wrong(
                _path(GRADIENT, VELOCITY, MOVE, APPEND).replace("lr, beta, num", "beta, lr, num"),
                "in another order",
            ),
            "prints": Wrong(
                _path(GRADIENT, VELOCITY, MOVE, APPEND).replace("return np", "print(path) #"),
                "It returns None",
            ),
            "the loss": Wrong(
                _path("gradient = 0.5 * (w[0]**2 + 100 * w[1]**2)", VELOCITY, MOVE, APPEND),
                "Your gradient is one number",
            ),
        },
    ),
    "rmsprop_step": Exercise(
        right={
            "np.hypot": _rmsprop(
                "root = np.hypot(np.sqrt(rho * s), np.sqrt(1 - rho) * gradient)",
                "w = w - lr * (gradient / (root + epsilon))",
                end="return w, root**2",
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
            "in place": Wrong(
                _rmsprop("s *= rho", "s += (1 - rho) * gradient**2", SCALED),
                "overwrites its argument `s`",
            ),
            "AdaGrad": Wrong(_rmsprop(SUM, SCALED), "That is AdaGrad's sum"),
            "exchanged": Wrong(
                _rmsprop("s = (1 - rho) * s + rho * gradient**2", SCALED), "changed places"
            ),
            "no weight": Wrong(_rmsprop("s = rho * s + gradient**2", SCALED), "settle at 9"),
            "no fading": Wrong(
                _rmsprop("s = s + (1 - rho) * gradient**2", SCALED), "the old s stays whole"
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
                "shorten the calm weight",
            ),
            "no root": Wrong(
                _rmsprop(MEAN, "w = w - lr * gradient / (s + epsilon)"), "The root is missing"
            ),
            "the old s": Wrong(_rmsprop(SCALED, MEAN), "the memory from before this gradient"),
            "uphill": Wrong(_rmsprop(MEAN, SCALED.replace("-", "+")), "gradient points uphill"),
            "epsilon under the root": Wrong(
                _rmsprop(MEAN, "w = w - lr * gradient / np.sqrt(s + epsilon)"),
                "Your ε is under the root",
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
                _rmsprop(MEAN, SCALED, end="return s, w"), "In the place of s"
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
            "Keras's order, epsilon beside the uncorrected root": _adam(
                M,
                V,
                "rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)",
                "w = w - rate * m / (np.sqrt(v) + epsilon)",
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
            "in place": Wrong(
                _adam("m *= beta1", "m += (1 - beta1) * gradient", V, M_HAT, V_HAT, STEP),
                "overwrites its argument `m`",
            ),
            "no correction": Wrong(_adam(M, V, GIVEN_STEP), "3.16·lr"),
            "only m": Wrong(_adam(M, V, M_HAT, "v_hat = v", STEP), "Does v start at 0 too"),
            "only v": Wrong(_adam(M, V, "m_hat = m", V_HAT, STEP), "Does m start at 0 too"),
            "hats handed on": Wrong(
                _adam(M, V, OVER_M, OVER_V, GIVEN_STEP),
                "You hand on the corrected memories",
            ),
            "m's hat handed on": Wrong(
                _adam(M, V, M_HAT, V_HAT, STEP, end="return w, m_hat, v"), "w and v are right"
            ),
            "times t in both": Wrong(
                _adam(M, V, "m_hat = m / (1 - beta1 * t)", "v_hat = v / (1 - beta2 * t)", STEP),
                "Your step number 1 is right, and later ones are nan",
            ),
            "times t in m": Wrong(
                _adam(M, V, "m_hat = m / (1 - beta1 * t)", V_HAT, STEP), "Is that β·t"
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
            "beta2 in m": Wrong(
                _adam(M.replace("beta1", "beta2"), V, M_HAT, V_HAT, STEP), "Which β belongs to m?"
            ),
            "corrections in figures": Wrong(
                _adam(M, V, "m_hat = m / 0.1", "v_hat = v / 0.001", STEP),
                "t and β are missing from your correction",
            ),
            "fraction upside down": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = w - lr * v_hat / (np.sqrt(m_hat) + epsilon)"),
                "Which quantity stands under your root",
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
            "multiplies by the root": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = w - lr * m_hat * (np.sqrt(v_hat) + epsilon)"),
                "Your step multiplies by √v̂",
            ),
            "vanilla's step": Wrong(
                _adam(M, V, M_HAT, V_HAT, "w = w - lr * gradient"), "that is vanilla"
            ),
            "no v": Wrong(_adam(M, V, M_HAT, V_HAT, "w = w - lr * m_hat"), "What is v for"),
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
                    GIVEN_STEP,
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
                _adam(M, V, M_HAT, V_HAT, STEP, end="return w, v, m"), "In the place of m"
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
                GIVEN_STEP,
            ),
            "Keras's order": _mend(
                M,
                V,
                "rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)",
                "w = w - rate * m / (np.sqrt(v) + epsilon)",
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
                "v is right now",
            ),
            "only m": Wrong(
                _mend(M, V, M_HAT, OVER_V, "w = w - lr * m_hat / (np.sqrt(v) + epsilon)"),
                "m is right now",
            ),
            "no correction": Wrong(_mend(M, V, GIVEN_STEP), "nothing is corrected"),
            "m's correction gone": Wrong(
                _mend(M, V, V_HAT, "w = w - lr * m / (np.sqrt(v_hat) + epsilon)"),
                "m's correction is gone, too",
            ),
            "v's correction gone": Wrong(
                _mend(M, V, M_HAT, "w = w - lr * m_hat / (np.sqrt(v) + epsilon)"),
                "v's correction is gone, too",
            ),
            "m's line deleted": Wrong(
                _mend(M, V, OVER_V, GIVEN_STEP),
                "m's correction is gone, and v",
            ),
            "v's line deleted": Wrong(
                _mend(M, V, OVER_M, GIVEN_STEP),
                "v's correction is gone, and m",
            ),
            "no t": Wrong(
                _mend(M, V, "m_hat = m / (1 - beta1)", "v_hat = v / (1 - beta2)", STEP),
                "Where is t",
            ),
            "times t": Wrong(
                _mend(M, V, "m_hat = m / (1 - beta1 * t)", "v_hat = v / (1 - beta2 * t)", STEP),
                "Your step number 1 is right, and later ones are nan",
            ),
            "the start moves along": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP.replace("w = w -", "w -=")).replace(
                    "path.append(w)", "path.append(w.copy())"
                ),
                "overwrites its argument `w`",
            ),
            "corrects copies in the first round only": Wrong(
                _mend(
                    M,
                    V,
                    "m_hat = m / (1 - beta1) if t == 1 else m",
                    "v_hat = v / (1 - beta2) if t == 1 else v",
                    STEP,
                ),
                "full from the second round on",
            ),
            "no t and overwritten": Wrong(
                _mend(M, V, "m = m / (1 - beta1)", "v = v / (1 - beta2)", GIVEN_STEP),
                "The given power was right",
            ),
            "memories set to 0 in the loop": Wrong(
                _mend(
                    "m, v = np.zeros_like(w), np.zeros_like(w)", M, V, OVER_M, OVER_V, GIVEN_STEP
                ),
                "begin at 0 again",
            ),
            "the gradient on top, unmended": Wrong(
                _mend(M, V, OVER_M, OVER_V, GIVEN_STEP.replace("* m", "* gradient")),
                "The given step was right to have m",
            ),
            "the gradient on top": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP.replace("m_hat", "gradient")),
                "where the given step had m",
            ),
            "vanilla's step": Wrong(
                _mend(M, V, OVER_M, OVER_V, "w = w - lr * gradient"), "That is vanilla"
            ),
            "corrects after the step": Wrong(
                _mend(M, V, GIVEN_STEP, OVER_M, OVER_V), "Your corrections come after the step"
            ),
            "corrects copies of the old memories": Wrong(
                _mend(M_HAT, V_HAT, M, V, STEP), "Your corrections come before the lines"
            ),
            "multiplies": Wrong(
                _mend(M, V, M_HAT.replace("/", "*"), V_HAT.replace("/", "*"), STEP),
                "does your correction make it larger",
            ),
            "multiplies by the root": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP.replace("/", "*")), "divided by √v + ε"
            ),
            "counts from 0": Wrong(
                _mend(M, V, M_HAT, V_HAT, STEP, start=0), "In the first round t must be 1"
            ),
            "a longer step": Wrong(
                _mend(M, V, OVER_M, OVER_V, "w = w - 10 * lr * m / (np.sqrt(v) + epsilon)"),
                "Which m does the next round start from",
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
}
