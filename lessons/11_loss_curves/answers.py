"""Answers to the exercises of lesson 11."""

from tests.bank import Exercise, Wrong, function


def _slopes(error: str, squared: str, absolute: str) -> str:
    return function(
        "slopes(y_hat, y)",
        f"error = {error}",
        f"dL_squared = {squared}",
        f"dL_absolute = {absolute}",
        "return dL_squared, dL_absolute",
    )


def _fund_loss(*lines: str, last: str = "return loss, slope") -> str:
    return function("fund_loss(y_hat, y, lost, missed)", *lines, last)


def _bce(*lines: str) -> str:
    return function("mend_bce(p, y)", *lines)


def _diagnose(A: str, B: str, C: str, D: str, E: str) -> str:
    return f"diagnose = {dict(A=A, B=B, C=C, D=D, E=E)!r}"


MISS = "y_hat - y.reshape(y_hat.shape)"
SQUARED, ABSOLUTE = "2 * error / len(y)", "np.sign(error) / len(y)"
E, COST = "e = y_hat - y", "c = np.where(y_hat > y, lost, missed)"
LOSS, SLOPE = "loss = np.mean(c * e**2)", "slope = 2 * c * e / len(y)"
CLIP = "p = np.clip(p, 1e-7, 1 - 1e-7)"
EACH = "each = -y * np.log(p) - (1 - y) * np.log(1 - p)"
MEAN = "return np.mean(each)"
TRUE = ("stopped early", "overfits", "healthy", "easier validation", "underfits")

EXERCISES = {
    "slopes": Exercise(
        right={
            "column": _slopes("y_hat - y[:, None]", SQUARED, ABSOLUTE),
            "rows instead": (
                "def slopes(a, b):\n    d = a.ravel() - b\n"
                "    return (2 / d.size * d).reshape(-1, 1), ((d > 0) * 2.0 - 1)[:, None] / d.size"
            )
            .replace("slopes(a, b)", "slopes(y_hat, y)")
            .replace("a.ravel() - b", "y_hat.ravel() - y"),
            "float32": _slopes(
                MISS, "np.float32(2 * error / error.size)", "error / abs(error) / error.size"
            ),
            "loop": function(
                "slopes(y_hat, y)",
                "first, second, m = [], [], len(y)",
                "for forecast, outcome in zip(y_hat[:, 0], y):",
                "    first.append([2 * (forecast - outcome) / m])",
                "    second.append([1 / m if forecast > outcome else -1 / m])",
                "return first, second",
            ),
            "the lesson's copy": function(
                "slopes(y_hat, y)",
                "y = np.expand_dims(y, 1)",
                "return losses.mse_prime(y_hat, y), losses.mae_prime(y_hat, y)",
            ),
        },
        wrong={
            "stretched": Wrong(_slopes("y_hat - y", SQUARED, ABSOLUTE), "What does NumPy make of"),
            "an unknown m": Wrong(
                _slopes(MISS, "2 * error / m", "np.sign(error) / m"), "Which call counts them"
            ),
            "reshaped by an array": Wrong(
                _slopes("y_hat - y.reshape(y_hat)", SQUARED, ABSOLUTE), "`reshape` takes a shape"
            ),
            "turned": Wrong(
                _slopes("y.reshape(-1, 1) - y_hat", SQUARED, ABSOLUTE), "Both signs are turned"
            ),
            "the losses themselves": Wrong(
                _slopes(MISS, "np.mean(error**2)", "np.mean(abs(error))"),
                "the two losses themselves",
            ),
            "nothing below": Wrong(
                _slopes(MISS, SQUARED, "np.where(error > 0, 1, 0) / len(y)"),
                "stop changing there",
            ),
            "no mean": Wrong(
                _slopes(MISS, "2 * error", "np.sign(error)"),
                "should the derivative of each forecast",
            ),
            "squared without mean": Wrong(
                _slopes(MISS, "2 * error", ABSOLUTE), "Your derivative of MSE lacks the mean"
            ),
            "absolute without mean": Wrong(
                _slopes(MISS, SQUARED, "np.sign(error)"), "Your derivative of MAE lacks the mean"
            ),
            "half the square": Wrong(
                _slopes(MISS, "error / len(y)", ABSOLUTE), "no ½ in front of this square"
            ),
            "2 of the square": Wrong(
                _slopes(MISS, "2 * error**2 / len(y)", ABSOLUTE),
                "The derivative of a square is no square",
            ),
            "no sign in the first": Wrong(
                _slopes(MISS, "2 * np.abs(error) / len(y)", ABSOLUTE), "Its sign is lost"
            ),
            "the losses": Wrong(
                _slopes(MISS, "error**2 / len(y)", "np.abs(error) / len(y)"), "These are losses"
            ),
            "the square": Wrong(
                _slopes(MISS, "error**2 / len(y)", ABSOLUTE), "How fast does it change with ŷ"
            ),
            "the absolute value": Wrong(
                _slopes(MISS, SQUARED, "np.abs(error) / len(y)"),
                "does its derivative grow with the error",
            ),
            "error for its sign": Wrong(
                _slopes(MISS, SQUARED, "error / len(y)"), "In the picture, does it?"
            ),
            "always up": Wrong(
                _slopes(MISS, SQUARED, "np.ones_like(error) / len(y)"), "on both sides of 0"
            ),
            "sign of the forecast": Wrong(
                _slopes(MISS, SQUARED, "np.sign(y_hat) / len(y)"), "You take the sign of ŷ"
            ),
            "two signs": Wrong(
                _slopes(MISS, "2 * np.sign(error) / len(y)", ABSOLUTE), "one size for every error"
            ),
            "one number": Wrong(
                _slopes(MISS, "np.mean(2 * error)", "np.mean(np.sign(error))"),
                "turn into one number",
            ),
            "mean twice": Wrong(
                _slopes(MISS, SQUARED + "**2", ABSOLUTE + "**2"), "How often is the batch averaged"
            ),
            "first sign only": Wrong(
                _slopes(MISS, "-" + SQUARED, ABSOLUTE),
                "One of your derivatives has its sign turned",
            ),
            "second sign only": Wrong(
                _slopes(MISS, SQUARED, "-" + ABSOLUTE),
                "Your derivative of MAE points the wrong way",
            ),
            "exchanged": Wrong(_slopes(MISS, ABSOLUTE, SQUARED), "The order is"),
            "the number 3": Wrong(_slopes(MISS, "2 * error / 3", ABSOLUTE), "You divide by 3"),
            "the error is summed up": Wrong(
                _slopes(f"np.sum({MISS})", SQUARED, ABSOLUTE), "A sum or a mean made one"
            ),
            "a row": Wrong(_slopes("y_hat[:, 0] - y", SQUARED, ABSOLUTE), "The shape is (m,)"),
            "lying": Wrong(_slopes("y_hat.T - y", SQUARED, ABSOLUTE), "lie in one row"),
            "in place": Wrong(
                function(
                    "slopes(y_hat, y)",
                    "y_hat -= y.reshape(y_hat.shape)",
                    "return 2 * y_hat / len(y), np.sign(y_hat) / len(y)",
                ),
                "overwrites its argument `y_hat`",
            ),
        },
    ),
    "fund_loss": Exercise(
        right={
            "two parts": _fund_loss(
                "up = np.maximum(y_hat - y, 0)",
                "down = np.minimum(y_hat - y, 0)",
                "loss = (lost * up**2 + missed * down**2).sum() / y.size",
                "slope = 2 * (lost * up + missed * down) / y.size",
            ),
            "loop": _fund_loss(
                "loss, slope = 0.0, []",
                "for a, b in zip(y_hat, y):",
                "    if a > b:",
                "        c = lost",
                "    else:",
                "        c = missed",
                "    loss += c * (a - b) ** 2 / len(y)",
                "    slope.append(2 * c * (a - b) / len(y))",
            ),
            "mask, float32": _fund_loss(
                "c = np.full(len(y), missed, dtype=np.float32)",
                "c[y_hat >= y] = lost",
                E,
                LOSS,
                "slope = np.float32(e * c) * 2 / y.size",
            ),
            "the lesson's copy": _fund_loss(
                "loss = losses.fund_loss(y_hat, y, lost, missed)",
                "slope = losses.fund_loss_prime(y_hat, y, lost, missed)",
            ),
        },
        wrong={
            "an unknown m": Wrong(
                _fund_loss(E, COST, LOSS, "slope = 2 * c * e / m"), "Which call counts them"
            ),
            "y minus forecast": Wrong(
                _fund_loss("e = y - y_hat", "c = np.where(e > 0, lost, missed)", LOSS, SLOPE),
                "Your error is y − ŷ",
            ),
            "cost squared in the slope": Wrong(
                _fund_loss(E, COST, LOSS, "slope = 2 * c**2 * e / len(y)"),
                "Your derivative has each cost twice",
            ),
            "exchanged costs": Wrong(
                _fund_loss(E, "c = np.where(y_hat > y, missed, lost)", LOSS, SLOPE),
                "Which forecast promised too much",
            ),
            "each forecast": Wrong(
                _fund_loss(E, COST, "loss = c * e**2", SLOPE), "The loss of a batch is their mean"
            ),
            "means multiplied": Wrong(
                _fund_loss(E, COST, "loss = np.mean(c) * np.mean(e**2)", SLOPE),
                "Does each square meet its own cost",
            ),
            "square of the mean": Wrong(
                _fund_loss(E, COST, "loss = np.mean(c * e) ** 2", SLOPE), "You square a mean"
            ),
            "mean cost": Wrong(
                _fund_loss(E, COST, LOSS, "slope = 2 * np.mean(c) * e / len(y)"),
                "Which of them were too high",
            ),
            "return in the loop": Wrong(
                _fund_loss(
                    "loss, slope = 0, []",
                    "for i in range(len(y)):",
                    "    e = y_hat[i] - y[i]",
                    "    c = lost if e > 0 else missed",
                    "    loss += c * e**2 / len(y)",
                    "    slope.append(2 * c * e / len(y))",
                    last="    return loss, slope",
                ),
                "Only the first forecast comes back",
            ),
            "the last forecast": Wrong(
                _fund_loss(
                    "loss = 0",
                    "for i in range(len(y)):",
                    "    e = y_hat[i] - y[i]",
                    "    c = lost if e > 0 else missed",
                    "    loss += c * e**2 / len(y)",
                    "    slope = 2 * c * e / len(y)",
                ),
                "Is one number overwritten",
            ),
            "sign of the forecast": Wrong(
                _fund_loss(E, "c = np.where(np.sign(y_hat) > 0, lost, missed)", LOSS, SLOPE),
                "Your cost looks at the sign of ŷ",
            ),
            "sign of the market": Wrong(
                _fund_loss(E, "c = np.where(y < 0, lost, missed)", LOSS, SLOPE),
                "whether the market rose or fell",
            ),
            "wrong direction": Wrong(
                _fund_loss(E, "c = np.where(y_hat * y < 0, lost, missed)", LOSS, SLOPE),
                "have different signs",
            ),
            "larger in size": Wrong(
                _fund_loss(E, "c = np.where(abs(y_hat) > abs(y), lost, missed)", LOSS, SLOPE),
                "compares the sizes",
            ),
            "a cost below 0": Wrong(
                _fund_loss(E, "c = np.where(e > 0, lost, -missed)", LOSS, SLOPE),
                "Can a cost be below 0",
            ),
            "size in the slope": Wrong(
                _fund_loss("e = abs(y_hat - y)", COST, LOSS, SLOPE),
                "it has lost the sign of the error",
            ),
            "slope without cost": Wrong(
                _fund_loss(E, COST, LOSS, "slope = 2 * e / len(y)"),
                "Does your derivative know what a forecast that is",
            ),
            "loss without cost": Wrong(
                _fund_loss(E, COST, "loss = np.mean(e**2)", SLOPE), "Where are they in the loss"
            ),
            "cost squared": Wrong(
                _fund_loss(
                    E, COST, "loss = np.mean((c * e) ** 2)", "slope = 2 * c * c * e / len(y)"
                ),
                "three times, or nine times",
            ),
            "no 2": Wrong(
                _fund_loss(E, COST, LOSS, "slope = c * e / len(y)"),
                "What does the square bring down",
            ),
            "slope without mean": Wrong(
                _fund_loss(E, COST, LOSS, "slope = 2 * c * e"), "Whose part of the mean"
            ),
            "sums": Wrong(
                _fund_loss(E, COST, "loss = np.sum(c * e**2)", "slope = 2 * c * e"),
                "should the loss double",
            ),
            "sum and mean": Wrong(
                _fund_loss(E, COST, "loss = np.sum(c * e**2)", SLOPE), "do not belong together"
            ),
            "weighted mean": Wrong(
                _fund_loss(
                    E, COST, "loss = np.average(e**2, weights=c)", "slope = 2 * c * e / c.sum()"
                ),
                "divide by the sum of the costs",
            ),
            "sign": Wrong(
                _fund_loss(E, COST, LOSS, "slope = 2 * c * (y - y_hat) / len(y)"),
                "Look at your sign",
            ),
            "absolute": Wrong(
                _fund_loss(
                    E, COST, "loss = np.mean(c * abs(e))", "slope = c * np.sign(e) / len(y)"
                ),
                "With what does the task let it grow",
            ),
            "slope is one number": Wrong(
                _fund_loss(E, COST, LOSS, "slope = np.mean(2 * c * e)"),
                "Where did yours turn into one number",
            ),
            "adds the cost": Wrong(
                _fund_loss(E, COST, "loss = np.mean(c + e**2)", "slope = 2 * e / len(y)"),
                "Do you add it",
            ),
            "only the loss": Wrong(
                _fund_loss(E, COST, last="return np.mean(c * e**2)"), "must return 2 values"
            ),
            "if on an array": Wrong(
                _fund_loss(
                    "if y_hat > y:", "    c = lost", "else:", "    c = missed", last="return c, c"
                ),
                "An `if` takes one answer",
            ),
            "costs fixed at 3 and 1": Wrong(
                _fund_loss(E, "c = np.where(e > 0, 3, 1)", LOSS, SLOPE),
                "does a number stand where an argument",
            ),
            "in place": Wrong(
                _fund_loss(
                    "y_hat -= y", "e = y_hat", "c = np.where(e > 0, lost, missed)", LOSS, SLOPE
                ),
                "overwrites its argument",
            ),
            "prints": Wrong(
                _fund_loss(E, COST, LOSS, SLOPE, last="print(loss, slope)"), "It returns None"
            ),
        },
    ),
    "mend_bce": Exercise(
        right={
            "max and min": _bce(
                "p = np.minimum(np.maximum(p, 1e-7), 1 - 1e-7)", EACH, "return each.sum() / len(y)"
            ),
            "loop": _bce(
                "total = 0",
                "for a, b in zip(p, y):",
                "    a = min(max(a, 1e-7), 1 - 1e-7)",
                "    total -= np.log(a) if b else np.log(1 - a)",
                "return total / len(p)",
            ),
            "where": _bce(CLIP, "return -np.log(np.where(y == 1, p, 1 - p)).mean()"),
            "guard in each log": _bce(
                "low = 1e-7",
                "up = y * np.log(np.maximum(p, low))",
                "return -np.mean(up + (1 - y) * np.log(np.maximum(1 - p, low)))",
            ),
            "limits first": _bce("p = np.clip(1e-7, p, 1 - 1e-7)", EACH, MEAN),
            "the lesson's copy": "from helpers import cross_entropy\n\n"
            + _bce("return cross_entropy.binary_cross_entropy(p, y)"),
        },
        wrong={
            "cap left": Wrong(
                _bce(CLIP, EACH, "each = np.minimum(each, 10)", "return np.nanmean(each)"),
                "No day costs more than 10 in yours",
            ),
            "nan is 0": Wrong(
                _bce(
                    "each = np.nan_to_num(-y * np.log(p) - (1 - y) * np.log(1 - p), posinf=20)",
                    MEAN,
                ),
                "loss is right at p=",
            ),
            "still skips what is not there": Wrong(
                _bce(CLIP, EACH, "return np.nanmean(each)"), "is left out of the mean"
            ),
            "nan is still 0": Wrong(
                _bce(CLIP, EACH, "return np.mean(np.nan_to_num(each))"), "costs nothing"
            ),
            "loop, limits first: nan becomes 1e-7": Wrong(
                _bce(
                    "total = 0",
                    "for a, b in zip(p, y):",
                    "    a = min(1 - 1e-7, max(1e-7, a))",
                    "    total -= np.log(a) if b else np.log(1 - a)",
                    "return total / len(p)",
                ),
                "0.1713 on a down-day and 4.201 on an up-day",
            ),
            "nan becomes a half": Wrong(
                _bce("p = np.clip(np.nan_to_num(p, nan=0.5), 1e-7, 1 - 1e-7)", EACH, MEAN),
                "0.3446 on a down-day and 0.3446 on an up-day",
            ),
            "nan is silent on a down-day": Wrong(
                _bce(
                    CLIP,
                    "each = np.where(y == 1, -np.log(p), np.nan_to_num(-np.log(1 - p)))",
                    MEAN,
                ),
                "0.1713 on a down-day. Nobody",
            ),
            "adds": Wrong(
                _bce("return np.mean(-y * np.log(p + 1e-7) - (1 - y) * np.log(1 - p + 1e-7))"),
                "You add the 1e-07",
            ),
            "only exact ends": Wrong(
                _bce("p = np.where(p == 0, 1e-7, np.where(p == 1, 1 - 1e-7, p))", EACH, MEAN),
                "Only p at exactly 0 or 1",
            ),
            "Python's min and max": Wrong(
                _bce("p = min(max(p, 1e-7), 1 - 1e-7)", EACH, MEAN), "compare single numbers"
            ),
            "limits swapped": Wrong(
                _bce("p = np.clip(p, 1 - 1e-7, 1e-7)", EACH, MEAN), "Every p becomes 1e-7"
            ),
            "only below": Wrong(_bce("p = np.maximum(p, 1e-7)", EACH, MEAN), "a 0 at p = 1?"),
            "only above": Wrong(
                _bce("p = np.clip(1e-7, 1 - 1e-7, p)", EACH, MEAN), "a 0 at p = 0?"
            ),
            "unguarded": Wrong(_bce(EACH, MEAN), "keep p away from both ends"),
            "in place": Wrong(
                _bce("np.clip(p, 1e-7, 1 - 1e-7, out=p)", EACH, MEAN), "overwrites its argument"
            ),
            "one end, and both patches": Wrong(
                _bce(
                    "p = np.maximum(p, 1e-7)",
                    EACH,
                    "each = np.minimum(each, 10)",
                    "return np.nanmean(each)",
                ),
                "What does the logarithm see at p = 1",
            ),
            "clip at 1e-3": Wrong(
                _bce("p = np.clip(p, 1e-3, 1 - 1e-3)", EACH, MEAN), "Your clip begins at 0.001"
            ),
            "clip at 1e-9": Wrong(
                _bce("p = np.clip(p, 1e-9, 1 - 1e-9)", EACH, MEAN), "Your clip begins at 1e-09"
            ),
            "clip after the logarithm": Wrong(
                _bce(EACH, CLIP, MEAN), "Does the clip stand above the logs"
            ),
            "one half": Wrong(
                _bce(CLIP, "return np.mean(-y * np.log(p))"), "Only one half is left"
            ),
            "other half": Wrong(
                _bce(CLIP, "return np.mean(-(1 - y) * np.log(1 - p))"), "Only the down-days cost"
            ),
            "no minus": Wrong(
                _bce(CLIP, "return np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))"),
                "Can a loss be",
            ),
            "exchanged": Wrong(
                _bce(CLIP, "return np.mean(-(1 - y) * np.log(p) - y * np.log(1 - p))"),
                "have exchanged their days",
            ),
            "sum": Wrong(_bce(CLIP, EACH, "return np.sum(each)"), "should the loss double"),
            "sure days left out": Wrong(
                _bce("keep = (p > 0) & (p < 1)", "p, y = p[keep], y[keep]", EACH, MEAN),
                "Did they not happen",
            ),
            "a higher cap": Wrong(
                _bce(EACH, "each = np.minimum(each, -np.log(1e-7))", "return np.nanmean(each)"),
                "or where the logarithm is guarded",
            ),
            "clip given to nobody": Wrong(
                _bce("np.clip(p, 1e-7, 1 - 1e-7)", EACH, MEAN), "where does its result go"
            ),
            "1 + p": Wrong(
                _bce(CLIP, "each = -y * np.log(p) - (1 - y) * np.log(1 + p)", MEAN),
                "What is the probability of a down-day",
            ),
            "median": Wrong(_bce(CLIP, EACH, "return np.median(each)"), "by their median"),
            "over 4": Wrong(_bce(CLIP, EACH, "return np.sum(each) / 4"), "You divide by 4"),
            "each day": Wrong(_bce(CLIP, EACH, "return each"), "should be one number"),
        },
    ),
    "diagnose": Exercise(
        right={
            "as asked": _diagnose(*TRUE),
            "another order, capitals": (
                'diagnose = {"e": "Underfits", "d": "Easier validation", "c": "Healthy",'
                ' "b": "OVERFITS", "a": " stopped early"}'
            ),
            "infinitives": (
                'diagnose = {"A": "stopped early", "B": "overfit", "C": "healthy",'
                ' "D": "easier validation", "E": "underfit"}'
            ),
            "dict()": (
                'diagnose = dict(A="stopped early", B="overfits", C="healthy",'
                ' D="easier validation", E="underfits")'
            ),
        },
        wrong={
            "D underfits, E easier": Wrong(
                _diagnose("stopped early", "overfits", "healthy", "underfits", "easier validation"),
                "D as underfits: then both curves lie flat and close together",
            ),
            "A underfits, E stopped": Wrong(
                _diagnose("underfits", "overfits", "healthy", "easier validation", "stopped early"),
                "E as stopped early: then both curves still point down",
            ),
            "D overfits": Wrong(
                _diagnose("stopped early", "easier validation", "healthy", "overfits", "underfits"),
                "D as overfits: then validation has a lowest point",
            ),
            "steps too long in B": Wrong(
                _diagnose(
                    "stopped early", "steps too long", "healthy", "easier validation", "underfits"
                ),
                "B as steps too long: then the training curve jumps",
            ),
            "validation below training is a bug": Wrong(
                _diagnose("stopped early", "overfits", "healthy", "steps too long", "underfits"),
                "D as steps too long",
            ),
            "flat and together is healthy": Wrong(
                _diagnose("stopped early", "overfits", "underfits", "easier validation", "healthy"),
                "E as healthy: then both curves fall and become flat at a low loss",
            ),
            "falling is healthy": Wrong(
                _diagnose("healthy", "overfits", "stopped early", "easier validation", "underfits"),
                "A as healthy",
            ),
            "a word twice": Wrong(
                _diagnose("underfits", "overfits", "healthy", "easier validation", "underfits"),
                "stands twice",
            ),
            "a typo": Wrong(
                _diagnose("stopped early", "overfitts", "healthy", "overfits", "underfits"),
                "Look at its spelling",
            ),
            "another word": Wrong(
                _diagnose("too slow", "overfits", "healthy", "easier validation", "underfits"),
                "The options are",
            ),
            "a list": Wrong(f"diagnose = {list(TRUE)!r}", "Keep the braces"),
        },
    ),
    "pick_epoch": Exercise(
        right={
            "computed": "pick_epoch = 20",
            "read off": "pick_epoch = 25",
            "from the curves": (
                "c = loss_curves.return_curves()\n"
                "pick_epoch = int(c.validation.mean(axis=1).argmin())"
            ),
            "the middle of the single ones": (
                "c = loss_curves.return_curves()\n"
                "pick_epoch = np.median(c.validation.argmin(axis=0))"
            ),
        },
        wrong={
            "the first": Wrong("pick_epoch = 0", "Before the first step"),
            "the last, lowest training loss": Wrong(
                "pick_epoch = 120", "Here the training loss is lowest"
            ),
            "the luckiest start": Wrong("pick_epoch = 3", "What do the other nine have"),
            "through the flat table": Wrong(
                "pick_epoch = np.argmin(loss_curves.return_curves().validation)",
                "counts the table entry by entry",
            ),
            "the other axis": Wrong(
                "pick_epoch = loss_curves.return_curves().validation.mean(axis=0).argmin()",
                "of the start with the lowest mean",
            ),
            "no whole epoch": Wrong("pick_epoch = 22.1", "not within one"),
            "before the first": Wrong("pick_epoch = -1", "outside of the curves"),
            "where training passes 1": Wrong("pick_epoch = 8", "A gap between the two curves"),
            "a loss": Wrong(
                "pick_epoch = loss_curves.return_curves().validation.mean(axis=1).min()",
                "Is this a loss",
            ),
            "through the whole table": Wrong(
                "pick_epoch = np.argmax(loss_curves.return_curves().train[::-1])",
                "or through the whole table?",
            ),
            "one for each start": Wrong(
                "pick_epoch = np.argmin(loss_curves.return_curves().validation, axis=0)",
                "It must be one whole number",
            ),
        },
    ),
}
