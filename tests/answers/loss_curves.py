"""Answers to the exercises of lesson 10."""

from . import Exercise, Wrong, function


def _slopes(miss: str, squared: str, absolute: str) -> str:
    return function(
        "slopes(y_hat, y)",
        f"miss = {miss}",
        f"dL_squared = {squared}",
        f"dL_absolute = {absolute}",
        "return dL_squared, dL_absolute",
    )


def _return_loss(*lines: str, last: str = "return loss, slope") -> str:
    return function("return_loss(y_hat, y, lost, missed)", *lines, last)


def _bce(*lines: str) -> str:
    return function("mend_bce(p, y)", *lines)


def _cce(loss: str, dL_dZ: str) -> str:
    return function("cce(P, Y)", f"loss = {loss}", f"dL_dZ = {dL_dZ}", "return loss, dL_dZ")


def _diagnose(A: str, B: str, C: str, D: str) -> str:
    return f"diagnose = {dict(A=A, B=B, C=C, D=D)!r}"


MISS = "y_hat - y.reshape(y_hat.shape)"
SQUARED, ABSOLUTE = "2 * miss / len(y)", "np.sign(miss) / len(y)"
E, COST = "e = y_hat - y", "c = np.where(y_hat > y, lost, missed)"
LOSS, SLOPE = "loss = np.mean(c * e**2)", "slope = 2 * c * e / len(y)"
CLIP = "p = np.clip(p, 1e-7, 1 - 1e-7)"
EACH = "each = -y * np.log(p) - (1 - y) * np.log(1 - p)"
MEAN = "return np.mean(each)"
CCE, BY_Z = "-np.mean(np.sum(Y * np.log(P), axis=1))", "(P - Y) / len(P)"
TRUE = ("stopped early", "overfits", "easier validation", "underfits")

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
                MISS, "np.float32(2 * miss / miss.size)", "miss / abs(miss) / miss.size"
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
            "turned": Wrong(
                _slopes("y.reshape(-1, 1) - y_hat", SQUARED, ABSOLUTE), "Both signs are turned"
            ),
            "no mean": Wrong(
                _slopes(MISS, "2 * miss", "np.sign(miss)"), "should each forecast shout as loud"
            ),
            "squared without mean": Wrong(
                _slopes(MISS, "2 * miss", ABSOLUTE), "Your squared slope lacks the mean"
            ),
            "absolute without mean": Wrong(
                _slopes(MISS, SQUARED, "np.sign(miss)"), "Your absolute slope lacks the mean"
            ),
            "half the square": Wrong(
                _slopes(MISS, "miss / len(y)", ABSOLUTE), "no ½ in front of this square"
            ),
            "the losses": Wrong(
                _slopes(MISS, "miss**2 / len(y)", "np.abs(miss) / len(y)"), "These are losses"
            ),
            "the square": Wrong(
                _slopes(MISS, "miss**2 / len(y)", ABSOLUTE), "How fast does it change with ŷ"
            ),
            "the absolute value": Wrong(
                _slopes(MISS, SQUARED, "np.abs(miss) / len(y)"), "does its slope grow with the miss"
            ),
            "miss for its sign": Wrong(
                _slopes(MISS, SQUARED, "miss / len(y)"), "In the picture, does it?"
            ),
            "always up": Wrong(
                _slopes(MISS, SQUARED, "np.ones_like(miss) / len(y)"), "on both sides of 0"
            ),
            "sign of the forecast": Wrong(
                _slopes(MISS, SQUARED, "np.sign(y_hat) / len(y)"), "does the sign of ŷ alone say"
            ),
            "two signs": Wrong(
                _slopes(MISS, "2 * np.sign(miss) / len(y)", ABSOLUTE), "one size for every miss"
            ),
            "one number": Wrong(
                _slopes(MISS, "np.mean(2 * miss)", "np.mean(np.sign(miss))"),
                "turn into one number",
            ),
            "mean twice": Wrong(
                _slopes(MISS, SQUARED + "**2", ABSOLUTE + "**2"), "How often is the batch averaged"
            ),
            "first sign only": Wrong(
                _slopes(MISS, "-" + SQUARED, ABSOLUTE), "One of your slopes has its sign turned"
            ),
            "second sign only": Wrong(
                _slopes(MISS, SQUARED, "-" + ABSOLUTE), "Your absolute slope points the wrong way"
            ),
            "exchanged": Wrong(_slopes(MISS, ABSOLUTE, SQUARED), "Look at the order"),
            "the number 3": Wrong(_slopes(MISS, "2 * miss / 3", ABSOLUTE), "is right at y_hat"),
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
    "return_loss": Exercise(
        right={
            "two parts": _return_loss(
                "up = np.maximum(y_hat - y, 0)",
                "down = np.minimum(y_hat - y, 0)",
                "loss = (lost * up**2 + missed * down**2).sum() / y.size",
                "slope = 2 * (lost * up + missed * down) / y.size",
            ),
            "loop": _return_loss(
                "loss, slope = 0.0, []",
                "for a, b in zip(y_hat, y):",
                "    if a > b:",
                "        c = lost",
                "    else:",
                "        c = missed",
                "    loss += c * (a - b) ** 2 / len(y)",
                "    slope.append(2 * c * (a - b) / len(y))",
            ),
            "mask, float32": _return_loss(
                "c = np.full(len(y), missed, dtype=np.float32)",
                "c[y_hat >= y] = lost",
                E,
                LOSS,
                "slope = np.float32(e * c) * 2 / y.size",
            ),
            "the lesson's copy": _return_loss(
                "loss = losses.return_loss(y_hat, y, lost, missed)",
                "slope = losses.return_loss_prime(y_hat, y, lost, missed)",
            ),
        },
        wrong={
            "exchanged costs": Wrong(
                _return_loss(E, "c = np.where(y_hat > y, missed, lost)", LOSS, SLOPE),
                "Which forecast promised too much",
            ),
            "sign of the forecast": Wrong(
                _return_loss(E, "c = np.where(np.sign(y_hat) > 0, lost, missed)", LOSS, SLOPE),
                "looks at the sign of ŷ",
            ),
            "sign of the market": Wrong(
                _return_loss(E, "c = np.where(y < 0, lost, missed)", LOSS, SLOPE),
                "whether the market rose or fell",
            ),
            "wrong direction": Wrong(
                _return_loss(E, "c = np.where(y_hat * y < 0, lost, missed)", LOSS, SLOPE),
                "have different signs",
            ),
            "slope without cost": Wrong(
                _return_loss(E, COST, LOSS, "slope = 2 * e / len(y)"),
                "does your slope know what it costs",
            ),
            "loss without cost": Wrong(
                _return_loss(E, COST, "loss = np.mean(e**2)", SLOPE), "Where are they in the loss"
            ),
            "cost squared": Wrong(
                _return_loss(
                    E, COST, "loss = np.mean((c * e) ** 2)", "slope = 2 * c * c * e / len(y)"
                ),
                "three times, or nine times",
            ),
            "no 2": Wrong(
                _return_loss(E, COST, LOSS, "slope = c * e / len(y)"),
                "What does the square bring down",
            ),
            "slope without mean": Wrong(
                _return_loss(E, COST, LOSS, "slope = 2 * c * e"), "Whose part of the mean"
            ),
            "sums": Wrong(
                _return_loss(E, COST, "loss = np.sum(c * e**2)", "slope = 2 * c * e"),
                "should the loss double",
            ),
            "sum and mean": Wrong(
                _return_loss(E, COST, "loss = np.sum(c * e**2)", SLOPE), "do not belong together"
            ),
            "weighted mean": Wrong(
                _return_loss(
                    E, COST, "loss = np.average(e**2, weights=c)", "slope = 2 * c * e / c.sum()"
                ),
                "divide by the sum of the costs",
            ),
            "sign": Wrong(
                _return_loss(E, COST, LOSS, "slope = 2 * c * (y - y_hat) / len(y)"),
                "Look at your sign",
            ),
            "absolute": Wrong(
                _return_loss(
                    E, COST, "loss = np.mean(c * abs(e))", "slope = c * np.sign(e) / len(y)"
                ),
                "With what does the task let it grow",
            ),
            "slope is one number": Wrong(
                _return_loss(E, COST, LOSS, "slope = np.mean(2 * c * e)"),
                "Where did yours turn into one number",
            ),
            "adds the cost": Wrong(
                _return_loss(E, COST, "loss = np.mean(c + e**2)", "slope = 2 * e / len(y)"),
                "Do you add it",
            ),
            "only the loss": Wrong(
                _return_loss(E, COST, last="return np.mean(c * e**2)"), "must return 2 values"
            ),
            "if on an array": Wrong(
                _return_loss(
                    "if y_hat > y:", "    c = lost", "else:", "    c = missed", last="return c, c"
                ),
                "An `if` takes one answer",
            ),
            "costs fixed at 3 and 1": Wrong(
                _return_loss(E, "c = np.where(e > 0, 3, 1)", LOSS, SLOPE), "loss is right at y_hat"
            ),
            "in place": Wrong(
                _return_loss(
                    "y_hat -= y", "e = y_hat", "c = np.where(e > 0, lost, missed)", LOSS, SLOPE
                ),
                "overwrites its argument",
            ),
            "prints": Wrong(
                _return_loss(E, COST, LOSS, SLOPE, last="print(loss, slope)"), "It returns None"
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
            "loop, limits first": _bce(
                "total = 0",
                "for a, b in zip(p, y):",
                "    a = min(1 - 1e-7, max(1e-7, a))",
                "    total -= np.log(a) if b else np.log(1 - a)",
                "return total / len(p)",
            ),
            "limits first": _bce("p = np.clip(1e-7, p, 1 - 1e-7)", EACH, MEAN),
            "the lesson's copy": _bce("return cross_entropy.binary_cross_entropy(p, y)"),
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
            "adds": Wrong(
                _bce("return np.mean(-y * np.log(p + 1e-7) - (1 - y) * np.log(1 - p + 1e-7))"),
                "You add the 1e-07",
            ),
            "only exact ends": Wrong(
                _bce("p = np.where(p == 0, 1e-7, np.where(p == 1, 1 - 1e-7, p))", EACH, MEAN),
                "Only p at exactly 0 or 1",
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
            "each day": Wrong(_bce(CLIP, EACH, "return each"), "should be one number"),
        },
    ),
    "cce": Exercise(
        right={
            "by hand": _cce("-(Y * np.log(P)).sum() / P.shape[0]", "P / len(P) - Y / len(P)"),
            "picked": _cce("-np.log(P[np.arange(len(P)), Y.argmax(axis=1)]).mean()", BY_Z),
            "loop": function(
                "cce(P, Y)",
                "loss, slopes = 0, []",
                "for p, y in zip(P, Y):",
                "    loss -= sum(b * np.log(a) for a, b in zip(p, y)) / len(P)",
                "    slopes.append([(a - b) / len(P) for a, b in zip(p, y)])",
                "return loss, slopes",
            ),
            "float32, clipped": _cce(
                "np.mean(-np.sum(Y * np.log(np.clip(P, 1e-7, 1)), axis=-1))",
                "np.asarray((P - Y) / len(Y), dtype=np.float32)",
            ),
        },
        wrong={
            "mean over all": Wrong(_cce("-np.mean(Y * np.log(P))", BY_Z), "over the wrong axis"),
            "axis 0, then the mean": Wrong(
                _cce("-np.mean(np.sum(Y * np.log(P), axis=0))", BY_Z),
                "Your loss is divided by the number of classes",
            ),
            "slope over the classes": Wrong(
                _cce(CCE, "(P - Y) / P.shape[1]"), "Your slope is divided by the number"
            ),
            "both over all": Wrong(
                _cce("-np.mean(Y * np.log(P))", "(P - Y) / P.size"), "Both are divided"
            ),
            "both over the classes": Wrong(
                _cce("-np.sum(Y * np.log(P)) / P.shape[1]", "(P - Y) / P.shape[1]"),
                "both divided by k",
            ),
            "log of the sum": Wrong(_cce("-np.log(np.sum(Y * P))", BY_Z), "of a sum over all rows"),
            "log of the sum, divided": Wrong(
                _cce("-np.log(np.sum(Y * P)) / len(P)", BY_Z), "of a sum, and divide it"
            ),
            "1 - p": Wrong(
                _cce("np.mean(np.sum(Y * (1 - P), axis=1))", BY_Z), "charge 1 − p of the true class"
            ),
            "log of 1 - p": Wrong(
                _cce("-np.mean(np.sum(Y * np.log(1 - P), axis=1))", BY_Z),
                "Your log is of 1 − p",
            ),
            "the others": Wrong(
                _cce("-np.mean(np.sum((1 - Y) * np.log(1 - P), axis=1))", BY_Z),
                "the classes that did not happen",
            ),
            "every class": Wrong(
                _cce("-np.mean(np.sum(np.log(P), axis=1))", BY_Z), "Your sum takes every class"
            ),
            "in place": Wrong(
                function(
                    "cce(P, Y)",
                    "loss = -np.mean(np.sum(Y * np.log(P), axis=1))",
                    "P -= Y",
                    "return loss, P / len(P)",
                ),
                "overwrites its argument",
            ),
            "slope over all": Wrong(_cce(CCE, "(P - Y) / P.size"), "rows and classes"),
            "one a class": Wrong(
                _cce("-np.mean(Y * np.log(P), axis=0)", BY_Z), "One number a class comes out"
            ),
            "one a row": Wrong(
                _cce("-np.sum(Y * np.log(P), axis=1)", BY_Z), "One number a row comes out"
            ),
            "sums": Wrong(_cce("-np.sum(Y * np.log(P))", "P - Y"), "should loss and slope double"),
            "sum and mean": Wrong(
                _cce("-np.sum(Y * np.log(P))", BY_Z), "Your loss is a sum over the rows"
            ),
            "slope without mean": Wrong(_cce(CCE, "P - Y"), "Is the slope's m missing"),
            "no minus": Wrong(
                _cce("np.mean(np.sum(Y * np.log(P), axis=1))", BY_Z), "Can a loss be"
            ),
            "turned": Wrong(_cce(CCE, "(Y - P) / len(P)"), "Raise the score of the true class"),
            "slope by P": Wrong(_cce(CCE, "-Y / P / len(P)"), "That is the slope by P"),
            "binary": Wrong(
                _cce("-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P)) / len(P)", BY_Z),
                "the binary half for every class",
            ),
            "the favourite": Wrong(
                _cce("-np.mean(np.log(np.max(P, axis=1)))", BY_Z),
                "sure the net was of its favourite",
            ),
            "log of the mean": Wrong(
                _cce("-np.log(np.mean(np.sum(Y * P, axis=1)))", BY_Z),
                "In which order do yours stand",
            ),
            "only the true class": Wrong(
                _cce(CCE, "(P - Y) * Y / len(P)"), "do the probabilities stay"
            ),
            "log10": Wrong(
                _cce("-np.mean(np.sum(Y * np.log10(P), axis=1))", BY_Z), "Its slope is 1/p"
            ),
            "log2": Wrong(_cce("-np.mean(np.sum(Y * np.log2(P), axis=1))", BY_Z), "With base 2"),
            "softmax twice": Wrong(
                _cce(CCE, "(np.exp(P) / np.exp(P).sum(axis=1, keepdims=True) - Y) / len(P)"),
                "has been through softmax already",
            ),
            "the 2 of a square": Wrong(_cce(CCE, "2 * (P - Y) / len(P)"), "is there a square"),
            "P and Y exchanged": Wrong(
                _cce("-np.mean(np.sum(P * np.log(Y), axis=1))", BY_Z), "loss is inf"
            ),
        },
    ),
    "diagnose": Exercise(
        right={
            "as asked": _diagnose(*TRUE),
            "another order, capitals": (
                'diagnose = {"d": "Underfits", "c": "Easier validation",'
                ' "b": "OVERFITS", "a": " stopped early"}'
            ),
            "infinitives": (
                'diagnose = {"A": "stopped early", "B": "overfit", "C": "easier validation",'
                ' "D": "underfit"}'
            ),
            "dict()": (
                'diagnose = dict(A="stopped early", B="overfits", C="easier validation",'
                ' D="underfits")'
            ),
        },
        wrong={
            "C underfits, D easier": Wrong(
                _diagnose("stopped early", "overfits", "underfits", "easier validation"),
                "C as underfits: then both curves lie flat",
            ),
            "A is fine, D stopped": Wrong(
                _diagnose("underfits", "overfits", "easier validation", "stopped early"),
                "D as stopped early: then both curves still point down",
            ),
            "C overfits": Wrong(
                _diagnose("stopped early", "easier validation", "overfits", "underfits"),
                "C as overfits: then validation has a lowest point",
            ),
            "steps too long in B": Wrong(
                _diagnose("stopped early", "steps too long", "easier validation", "underfits"),
                "B as steps too long: then the training curve jumps",
            ),
            "validation below training is a bug": Wrong(
                _diagnose("stopped early", "overfits", "steps too long", "underfits"),
                "C as steps too long",
            ),
            "a word twice": Wrong(
                _diagnose("underfits", "overfits", "easier validation", "underfits"), "stands twice"
            ),
            "another word": Wrong(
                _diagnose("too slow", "overfits", "easier validation", "underfits"),
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
            "the luckiest start": Wrong("pick_epoch = 3", "What have the other nine"),
            "through the flat table": Wrong(
                "pick_epoch = np.argmin(loss_curves.return_curves().validation)",
                "entry by entry",
            ),
            "the other axis": Wrong(
                "pick_epoch = loss_curves.return_curves().validation.mean(axis=0).argmin()",
                "number of the start with the lowest mean",
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
