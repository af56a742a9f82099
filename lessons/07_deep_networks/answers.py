"""Answers to the exercises of lesson 07."""

from tests.bank import Exercise, Wrong


def _clip(*lines: str) -> str:
    body = "\n".join("    " + line for line in lines)
    return f"def mend_clip(gradient, max_norm):\n    norm = np.linalg.norm(gradient)\n{body}"


def _norm(
    mean: str = "Z.mean(axis=0)",
    spread: str = "np.sqrt(Z.var(axis=0) + 1e-5)",
    out: str = "gamma * Z_hat + beta",
) -> str:
    return f"def batch_norm(Z, gamma, beta):\n    Z_hat = (Z - {mean}) / {spread}\n    return {out}"


def _std(relu: str = "2 / n_in", tanh: str = "2 / (n_in + n_out)", std: str = "np.sqrt(v)") -> str:
    return (
        "def initial_std(n_in, n_out, activation):\n"
        f'    v = {relu} if activation == "relu" else {tanh}\n    std = {std}\n    return std'
    )


def _predict(
    mean: str = "0.9 * running_mean + 0.1 * batch.mean(axis=0)",
    variance: str = "0.9 * running_variance + 0.1 * batch.var(axis=0)",
    out: str = "gamma * (z - running_mean) / np.sqrt(running_variance + 1e-5) + beta",
    start: str = "np.zeros(len(z)), np.ones(len(z))",
) -> str:
    return f"""def predict_one(batches, z, gamma, beta):
    running_mean, running_variance = {start}
    for batch in batches:
        running_mean = {mean}
        running_variance = {variance}
    out = {out}
    return out"""


EXERCISES = {
    "initial_std": Exercise(
        right={
            "root of the mean": _std(tanh="1 / np.mean([n_in, n_out])"),
            "powers": (
                "def initial_std(n_in, n_out, activation):\n"
                "    if activation == 'tanh':\n        return ((n_in + n_out) / 2) ** -0.5\n"
                "    return (n_in / 2) ** -0.5"
            ),
            "dictionary": (
                "def initial_std(n_in, n_out, activation):\n"
                "    size = {'relu': n_in, 'tanh': n_in + n_out}[activation]\n"
                "    return np.float32(np.sqrt(2 / size))"
            ),
        },
        wrong={
            "variance": Wrong(_std(std="v"), "This is the variance v"),
            "half of v": Wrong(_std(std="v ** 1/2"), "is (v ** 1) / 2"),
            "tanh upside down": Wrong(
                _std(tanh="(n_in + n_out) / 2"), "your v is the mean of n_in and n_out"
            ),
            "both rules added": Wrong(
                _std(tanh="1 / n_in + 1 / n_out"), "you add the rules 1/n_in and 1/n_out"
            ),
            "exchanged": Wrong(
                _std("2 / (n_in + n_out)", "2 / n_in"), "The two conditions have changed places"
            ),
            "He for both": Wrong(_std(tanh="2 / n_in"), "What is the condition for tanh"),
            "Glorot for both": Wrong(_std("2 / (n_in + n_out)"), "What is the condition for ReLU"),
            "no half": Wrong(_std("1 / n_in"), "where is the ½ of its condition"),
            "half on the other side": Wrong(_std("0.5 / n_in"), "on which side does the ½ end"),
            "no half in either": Wrong(
                _std("1 / n_in", "1 / (n_in + n_out)"), "Both your v are half"
            ),
            "both halves on the other side": Wrong(
                _std("0.5 / n_in", "0.5 / (n_in + n_out)"), "Both your v are a quarter"
            ),
            "np.std of v": Wrong(_std(std="np.std(v)"), "Your result is 0 everywhere"),
            "n_out": Wrong(_std("2 / n_out"), "How many products are added up in one z"),
            "sum of both": Wrong(_std(tanh="1 / (n_in + n_out)"), "Is yours their sum"),
            "half of the sum's inverse": Wrong(
                _std(tanh="1 / (n_in + n_out) / 2"), "On which side does the ½ of the mean end"
            ),
            "geometric mean": Wrong(
                _std(tanh="1 / np.sqrt(n_in * n_out)"), "the root of the product"
            ),
            "forward only": Wrong(_std(tanh="1 / n_in"), "What does the backward pass ask for"),
            "backward only": Wrong(_std(tanh="1 / n_out"), "What does the forward pass ask for"),
            "uniform": Wrong(_std(tanh="6 / (n_in + n_out)"), "half the width of a uniform"),
            "He upside down": Wrong(_std("n_in / 2"), "which of n_in and 2 ends below"),
            "brackets": Wrong(_std(tanh="2 / n_in + n_out"), "Where do brackets belong"),
            "square": Wrong(_std(std="v**2"), "You square v"),
            "4 for 2": Wrong(
                _std("4 / n_in", "4 / (n_in + n_out)"), "The first value that is off: `v = 4 / n_in"
            ),
            "root twice": Wrong(
                _std("np.sqrt(2 / n_in)", "np.sqrt(2 / (n_in + n_out))"), "You take two roots"
            ),
            "np.mean of two": Wrong(
                _std(tanh="1 / np.mean(n_in, n_out)"), "its second argument is an axis"
            ),
            "upside down": Wrong(
                _std("n_in / 2", "(n_in + n_out) / 2"),
                "A wider layer needs a smaller standard deviation",
            ),
            "a weight": Wrong(
                _std(std="np.random.default_rng(0).normal(0, np.sqrt(v))"), "You draw one weight"
            ),
            "all weights": Wrong(
                _std(std="np.random.default_rng(0).normal(0, np.sqrt(v), (n_out, n_in))"),
                "You draw all weights of a layer",
            ),
            "prints": Wrong(_std().replace("return std", "print(std)"), "It returns None"),
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
                "Your factor is max_norm",
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
            "the length": Wrong(
                _clip("return np.clip(norm, 0, max_norm)"), "You clip the norm and return it"
            ),
            "if on the entries": Wrong(
                _clip("if gradient > max_norm:", "    return gradient * max_norm / norm"),
                "Compare the norm of the gradient with the limit",
            ),
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
            "sum of squares": Wrong(
                _norm(spread="np.sqrt(((Z - Z.mean(axis=0)) ** 2).sum(axis=0) + 1e-5)"),
                "Your variance is the sum",
            ),
            "squares of z": Wrong(
                _norm(spread="np.sqrt((Z**2).mean(axis=0) + 1e-5)"), "Your variance is the mean of"
            ),
            "distances": Wrong(
                _norm(spread="np.sqrt((Z - Z.mean(axis=0)).mean(axis=0) + 1e-5)"),
                "with their signs, add up to 0",
            ),
            "1/2 without brackets": Wrong(
                _norm(spread="((Z.var(axis=0) + 1e-5) ** 1/2)"), "by half of the variance"
            ),
            "another epsilon": Wrong(
                _norm(spread="np.sqrt(Z.var(axis=0) + 1e-3)"), "Your ε has another size"
            ),
            "a row for each unit": Wrong(
                "def batch_norm(Z, gamma, beta):\n    out = []\n"
                "    for z, g, b in zip(Z.T, gamma, beta):\n"
                "        out.append(g * (z - z.mean()) / np.sqrt(z.var() + 1e-5) + b)\n"
                "    return np.array(out)",
                "In Z a unit is a column",
            ),
            "gamma as a column": Wrong(
                _norm(out="gamma.reshape(-1, 1) * Z_hat + beta"),
                "Write the shape under each factor",
            ),
            "m and n exchanged": Wrong(
                "def batch_norm(Z, gamma, beta):\n    n, m = Z.shape\n"
                "    mean = Z.sum(axis=0) / m\n"
                "    variance = ((Z - mean) ** 2).sum(axis=0) / m\n"
                "    return gamma * (Z - mean) / np.sqrt(variance + 1e-5) + beta",
                "You divide by the number of units",
            ),
            "by rows": Wrong(
                _norm(
                    "Z.mean(axis=1, keepdims=True)",
                    "np.sqrt(Z.var(axis=1, keepdims=True) + 1e-5)",
                ),
                "Is a unit a row of Z",
            ),
            "by rows, without keepdims": Wrong(
                _norm("Z.mean(axis=1)", "np.sqrt(Z.var(axis=1) + 1e-5)"), "which axis?"
            ),
            "the whole table": Wrong(
                _norm("Z.mean()", "np.sqrt(Z.var() + 1e-5)"), "One mean and one standard deviation"
            ),
            "mean of all": Wrong(_norm("Z.mean()"), "One mean serves all units"),
            "spread of all": Wrong(
                _norm(spread="np.sqrt(Z.var() + 1e-5)"), "and one standard deviation serves all"
            ),
            "variance": Wrong(_norm(spread="(Z.var(axis=0) + 1e-5)"), "You divide by the variance"),
            "m minus 1": Wrong(
                _norm(spread="np.sqrt(Z.var(axis=0, ddof=1) + 1e-5)"), "divide by m, or by m − 1"
            ),
            "no epsilon": Wrong(_norm(spread="Z.std(axis=0)"), "The column that hardly varies"),
            "epsilon on the spread": Wrong(
                _norm(spread="(Z.std(axis=0) + 1e-5)"), "ε is added to the standard deviation"
            ),
            "mean stays": Wrong(_norm(mean="0"), "The columns keep their mean"),
            "spread stays": Wrong(_norm(spread="1"), "The columns keep their standard deviation"),
            "epsilon on the output": Wrong(
                _norm(spread="Z.std(axis=0) + 1e-5"), "ε is added to the output"
            ),
            "root of the spread": Wrong(
                _norm(spread="np.sqrt(Z.std(axis=0) + 1e-5)"), "the root of a standard deviation"
            ),
            "turned": Wrong(_norm(out="-gamma * Z_hat + beta"), "Which of the two is subtracted"),
            "mean last": Wrong(
                _norm("0", out="gamma * Z_hat - Z.mean(axis=0) + beta"),
                "subtract the mean afterwards",
            ),
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
    "predict_one": Exercise(
        right={
            "towards": _predict(
                "running_mean + 0.1 * (batch.mean(0) - running_mean)",
                "running_variance + 0.1 * (batch.var(0) - running_variance)",
            ),
            "other names": (
                "def predict_one(batches, z, gamma, beta):\n    m, v = 0, 1\n"
                "    for b in batches:\n        m = (9 * m + b.mean(axis=0)) / 10\n"
                "        v = (9 * v + b.var(axis=0)) / 10\n"
                "    return gamma * (z - m) * (v + 1e-5) ** -0.5 + beta"
            ),
            "float32 at the end": _predict().replace("return out", "return np.float32(out)"),
        },
        wrong={
            "no brackets": Wrong(
                _predict(out="gamma * z - running_mean / np.sqrt(running_variance + 1e-5) + beta"),
                "Only the running mean is divided",
            ),
            "only the step": Wrong(
                _predict(
                    "0.1 * (batch.mean(axis=0) - running_mean)",
                    "0.1 * (batch.var(axis=0) - running_variance)",
                ),
                "From which value does it move",
            ),
            "its own mean": Wrong(
                _predict(out="gamma * (z - z) / np.sqrt(0 + 1e-5) + beta"), "comes back as β"
            ),
            "over the units": Wrong(
                _predict(out="gamma * (z - z.mean()) / np.sqrt(z.var() + 1e-5) + beta"),
                "normalised over its units",
            ),
            "returns in the loop": Wrong(
                _predict().replace("    return out", "").replace("    out =", "        return"),
                "Only the first batch counts",
            ),
            "last batch": Wrong(
                _predict(out="gamma * (z - batch.mean(0)) / np.sqrt(batch.var(0) + 1e-5) + beta"),
                "which mean and variance does `out` use",
            ),
            "new share too large": Wrong(
                _predict(
                    "0.9 * running_mean + batch.mean(axis=0)",
                    "0.9 * running_variance + batch.var(axis=0)",
                ),
                "add all of the new one",
            ),
            "half of the way": Wrong(
                _predict(
                    "(running_mean + batch.mean(axis=0)) / 2",
                    "(running_variance + batch.var(axis=0)) / 2",
                ),
                "half of the way",
            ),
            "epsilon on the fraction": Wrong(
                _predict(
                    out="gamma * (z - running_mean) / np.sqrt(running_variance) + 1e-5 + beta"
                ),
                "ε is added to the whole fraction",
            ),
            "old value lost": Wrong(
                _predict("0.1 * batch.mean(axis=0)", "0.1 * batch.var(axis=0)"),
                "Which part of the old running value stays",
            ),
            "one hundredth": Wrong(
                _predict(
                    "0.99 * running_mean + 0.01 * batch.mean(axis=0)",
                    "0.99 * running_variance + 0.01 * batch.var(axis=0)",
                ),
                "by one hundredth",
            ),
            "away": Wrong(
                _predict("running_mean - 0.1 * (batch.mean(axis=0) - running_mean)"),
                "moves away from the batch",
            ),
            "shares exchanged": Wrong(
                _predict(
                    "0.1 * running_mean + 0.9 * batch.mean(axis=0)",
                    "0.1 * running_variance + 0.9 * batch.var(axis=0)",
                ),
                "nine tenths of the way",
            ),
            "adds up": Wrong(
                _predict(
                    "running_mean + 0.1 * batch.mean(axis=0)",
                    "running_variance + 0.1 * batch.var(axis=0)",
                ),
                "keep all of the old one",
            ),
            "mean adds up": Wrong(
                _predict("running_mean + 0.1 * batch.mean(axis=0)"),
                "Your running mean keeps all of the old one",
            ),
            "variance adds up": Wrong(
                _predict(variance="running_variance + 0.1 * batch.var(axis=0)"),
                "Your running variance keeps all of the old one",
            ),
            "around the running mean": Wrong(
                _predict(
                    variance="0.9 * running_variance + 0.1 * ((batch - running_mean)**2).mean(0)"
                ),
                "the batch's variance around the running mean",
            ),
            "by rows": Wrong(
                _predict(
                    "0.9 * running_mean + 0.1 * batch.mean(axis=1)",
                    "0.9 * running_variance + 0.1 * batch.var(axis=1)",
                ),
                "which axis?",
            ),
            "running spread": Wrong(
                _predict(variance="0.9 * running_variance + 0.1 * batch.std(axis=0)"),
                "a running standard deviation",
            ),
            "variance from 0": Wrong(
                _predict(start="np.zeros(len(z)), np.zeros(len(z))"),
                "Your running variance is too small",
            ),
            "mean from 1": Wrong(
                _predict(start="np.ones(len(z)), np.ones(len(z))"), "Your running mean is too large"
            ),
            "mean stays": Wrong(_predict("running_mean"), "The running mean stays"),
            "variance stays": Wrong(
                _predict(variance="running_variance"), "The running variance stays"
            ),
            "one mean": Wrong(
                _predict("0.9 * running_mean + 0.1 * batch.mean()"), "One mean serves all units"
            ),
            "one of each": Wrong(
                _predict(
                    "0.9 * running_mean + 0.1 * batch.mean()",
                    "0.9 * running_variance + 0.1 * batch.var()",
                ),
                "One mean and one variance",
            ),
            "m minus 1": Wrong(
                _predict(variance="0.9 * running_variance + 0.1 * batch.var(axis=0, ddof=1)"),
                "divide by m, or by m − 1",
            ),
            "moves with z": Wrong(
                _predict("0.9 * running_mean + 0.1 * z"), "The new row moves your running mean"
            ),
            "one table": Wrong(
                "def predict_one(batches, z, gamma, beta):\n    Z = np.vstack(batches)\n"
                "    return gamma * (z - Z.mean(axis=0)) / np.sqrt(Z.var(axis=0) + 1e-5) + beta",
                "You put all rows into one table",
            ),
            "all batches alike": Wrong(
                "def predict_one(batches, z, gamma, beta):\n"
                "    m = np.mean([b.mean(axis=0) for b in batches], axis=0)\n"
                "    v = np.mean([b.var(axis=0) for b in batches], axis=0)\n"
                "    return gamma * (z - m) / np.sqrt(v + 1e-5) + beta",
                "You average all batches alike",
            ),
            "by the variance": Wrong(
                _predict(out="gamma * (z - running_mean) / (running_variance + 1e-5) + beta"),
                "You divide by the variance",
            ),
            "no epsilon": Wrong(
                _predict(out="gamma * (z - running_mean) / np.sqrt(running_variance) + beta"),
                "The unit that hardly varies",
            ),
            "epsilon outside": Wrong(
                _predict(
                    out="gamma * (z - running_mean) / (np.sqrt(running_variance) + 1e-5) + beta"
                ),
                "ε is added to the standard deviation",
            ),
            "no gamma and beta": Wrong(
                _predict(out="(z - running_mean) / np.sqrt(running_variance + 1e-5)"),
                "And γ and β?",
            ),
            "no beta": Wrong(
                _predict(out="gamma * (z - running_mean) / np.sqrt(running_variance + 1e-5)"),
                "Where is β",
            ),
            "no gamma": Wrong(
                _predict(out="(z - running_mean) / np.sqrt(running_variance + 1e-5) + beta"),
                "Where is γ",
            ),
            "exchanged": Wrong(
                _predict(
                    out="beta * (z - running_mean) / np.sqrt(running_variance + 1e-5) + gamma"
                ),
                "scales, and which shifts",
            ),
        },
    ),
}
