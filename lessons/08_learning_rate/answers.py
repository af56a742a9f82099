"""Answers to the exercises of lesson 08."""

from tests.bank import Exercise, Wrong


def _walks(line: str, first: str = "walk, w = [start], start", outer: str = "") -> str:
    return (
        "def three_walks(slope, start, rates, num_steps):\n    walks = []\n"
        f"    {outer or 'pass'}\n"
        f"    for lr in rates:\n        {first}\n        for step in range(num_steps):\n"
        f"            {line}\n            walk.append(w)\n        walks.append(walk)\n"
        "    return np.array(walks)"
    )


def _plot(line: str, inside: bool = True) -> str:
    pad = "        " if inside else "    "
    return (
        "def plot_walks(plot, walks, rates):\n    for walk, lr in zip(walks, rates):\n"
        f"{'' if inside else '        pass' + chr(10)}{pad}{line}"
    )


def _sweep(
    *,
    first: str = "w = start.copy()",
    before: str = "pass",
    inner: str = "pass",
    note: str = "losses.append(loss)",
    step: str = "w -= lr * gradient",
    last: str = "pass",
    best: str = "rates[np.nanargmin(losses[:, -1])]",
) -> str:
    return (
        "def mend_sweep(loss_and_gradient, start, rates, num_steps):\n"
        f"    table = []\n    {before}\n    for lr in rates:\n        {first}\n"
        "        losses = []\n"
        f"        for step in range(num_steps):\n            {inner}\n"
        f"            loss, gradient = loss_and_gradient(w)\n            {note}\n"
        f"            {step}\n            {last}\n        table.append(losses)\n"
        f"    losses = np.array(table)\n    best = {best}\n    return losses, best"
    )


def _finder(falls: str = "losses[:-1] - losses[1:]", pick: str = "rates[np.argmax(falls)]") -> str:
    return (
        "def finder(loss_and_gradient, w, rates):\n    losses = []\n    for lr in rates:\n"
        "        loss, gradient = loss_and_gradient(w)\n        losses.append(loss)\n"
        "        w = w - lr * gradient\n    losses = np.array(losses)\n"
        f"    falls = {falls}\n    pick = {pick}\n    return losses, pick"
    )


EXERCISES = {
    "three_walks": Exercise(
        blank="gap",
        right={
            "step by step": _walks("w = w - lr * slope(w)"),
            "array of zeros": (
                "def three_walks(slope, start, rates, num_steps):\n"
                "    walks = np.zeros((len(rates), num_steps + 1))\n    walks[:, 0] = start\n"
                "    for i, lr in enumerate(rates):\n        for k in range(num_steps):\n"
                "            walks[i, k + 1] = walks[i, k] - lr * slope(walks[i, k])\n"
                "    return walks"
            ),
            "all rates at once": (
                "def three_walks(slope, start, rates, num_steps):\n"
                "    rates = np.array(rates)\n    w = [np.full(len(rates), float(start))]\n"
                "    for _ in range(num_steps):\n"
                "        w.append(w[-1] - rates * np.array([slope(v) for v in w[-1]]))\n"
                "    return np.array(w).T"
            ),
            "list of lists, float32": _walks("w = np.float32(w - lr * slope(w))").replace(
                "np.array(walks)", "walks"
            ),
            "recursion": (
                "def three_walks(slope, start, rates, num_steps):\n    def go(w, lr, k):\n"
                "        return [w] if k == 0 else [w] + go(w - lr * slope(w), lr, k - 1)\n"
                "    return [go(start, lr, num_steps) for lr in rates]"
            ),
        },
        wrong={
            "uphill": Wrong(_walks("w = w + lr * slope(w)"), "The slope points uphill"),
            "no lr": Wrong(_walks("w = w - slope(w)"), "Where does the learning rate come in"),
            "divides by lr": Wrong(_walks("w = w - slope(w) / lr"), "Do you divide by it"),
            "slope of the start": Wrong(
                _walks("w = w - lr * slope(start)"), "At which place do you take yours"
            ),
            "the step is the place": Wrong(
                _walks("w = -lr * slope(w)"), "Does the new place remember the old one"
            ),
            "from the start": Wrong(
                _walks("w = start - lr * slope(w)"), "leaves from the start again"
            ),
            "a part of w": Wrong(_walks("w = w - lr * w"), "Your step is lr times w"),
            "steps of lr": Wrong(_walks("w = w - lr * np.sign(slope(w))"), "whatever the slope"),
            "never moves": Wrong(_walks("new = w - lr * slope(w)"), "Your walker never moves"),
            "goes on": Wrong(
                _walks("w = w - lr * slope(w)", first="walk = [w]", outer="w = start"),
                "begins where the first one ended",
            ),
            "without the start": Wrong(
                _walks("w = w - lr * slope(w)", first="walk, w = [], start"),
                "Is the start in it",
            ),
            "appended after one step": Wrong(
                _walks("w = w - lr * slope(w)", first="walk, w = [], start").replace(
                    "range(num_steps)", "range(num_steps + 1)"
                ),
                "begin one step late",
            ),
            "one list for all": Wrong(
                _walks("w = w - lr * slope(w)", first="w = start", outer="walk = [start]"),
                "All rates share one list",
            ),
            "one walk": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n    w, walk = start, [start]\n"
                "    for _ in range(num_steps):\n        w = w - rates[0] * slope(w)\n"
                "        walk.append(w)\n    return walk",
                "Only the first rate has a walk",
            ),
            "last walk": Wrong(
                _walks("w = w - lr * slope(w)").replace("np.array(walks)", "np.array(walk)"),
                "Only the last rate has a walk",
            ),
            "rates in the columns": Wrong(
                _walks("w = w - lr * slope(w)").replace("(walks)", "(walks).T"),
                "the other way round",
            ),
            "one step short": Wrong(
                _walks("w = w - lr * slope(w)").replace("range(num_steps)", "range(num_steps - 1)"),
                "Where does the last step lead",
            ),
            "only the ends": Wrong(
                _walks("w = w - lr * slope(w)").replace(
                    "np.array(walks)", "np.array(walks)[:, -1]"
                ),
                "All its places are asked for",
            ),
            "cut to whole numbers": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n"
                "    walks = np.full((len(rates), num_steps + 1), start)\n"
                "    for i, lr in enumerate(rates):\n        for k in range(num_steps):\n"
                "            walks[i, k + 1] = walks[i, k] - lr * slope(walks[i, k])\n"
                "    return walks",
                "Your places are whole numbers",
            ),
            "t + 1 forgotten": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n"
                "    walks = np.zeros((len(rates), num_steps + 1))\n    walks[:, 0] = start\n"
                "    for i, lr in enumerate(rates):\n        for t in range(num_steps):\n"
                "            walks[i, t] = walks[i, t] - lr * slope(walks[i, t])\n"
                "    return walks",
                "writes the new place over the old one",
            ),
            "zeros": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n"
                "    walks = np.zeros((len(rates), num_steps + 1))\n"
                "    for i, lr in enumerate(rates):\n        for k in range(num_steps):\n"
                "            walks[i, k + 1] = walks[i, k] - lr * slope(walks[i, k])\n"
                "    return walks",
                "Your walks begin at 0",
            ),
            "one step for each rate": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n"
                "    return [start - lr * slope(start) for lr in rates]",
                "the place after a single step",
            ),
            "a new list each step": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n    walks = []\n"
                "    for lr in rates:\n        for _ in range(num_steps):\n"
                "            walk = [start]\n"
                "            walk.append(walk[-1] - lr * slope(walk[-1]))\n"
                "        walks.append(walk)\n    return walks",
                "Does the list begin again in the inner loop",
            ),
            "appended in the inner loop": Wrong(
                _walks("w = w - lr * slope(w)").replace(
                    "        walks.append(walk)", "            walks.append(walk)"
                ),
                "How far is `walks.append(walk)` indented",
            ),
            "the example's slope": Wrong(
                _walks("w = w - lr * 4 * (w - 3)"), "Call the function `slope` that is handed in"
            ),
            "slope as a number": Wrong(
                _walks("w = w - lr * (slope * w)"), "To get a number, call it"
            ),
            "step alone": Wrong(_walks("w = lr * slope(w)"), "From what is the step taken"),
            "slope of the counter": Wrong(
                _walks("w = w - lr * slope(step)"), "`step` counts the steps"
            ),
            "one step too many": Wrong(
                _walks("w = w - lr * slope(w)").replace("range(num_steps)", "range(num_steps + 1)"),
                "How many turns does your inner loop make",
            ),
            "twelve steps": Wrong(
                _walks("w = w - lr * slope(w)").replace("range(num_steps)", "range(12)"),
                "How many is your function told to take",
            ),
            "list as a place": Wrong(
                _walks("walk = walk - lr * slope(walk)", first="walk = [start]").replace(
                    "            walk.append(w)\n", ""
                ),
                "Take its last one",
            ),
            "one long row": Wrong(
                _walks("w = w - lr * slope(w)").replace("(walks)", "(walks).ravel()"),
                "All walks stand in one row",
            ),
            "the lesson's walk": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n"
                "    return [walks.walk(slope, start, lr, num_steps) for lr in rates]",
                "`walks.walk` has computed them",
            ),
            "rounds": Wrong(_walks("w = round(w - lr * slope(w), 2)"), "Is something rounded"),
            "prints": Wrong(
                _walks("w = w - lr * slope(w)").replace("return np.array", "print"),
                "It returns None",
            ),
        },
    ),
    "largest_rate": Exercise(
        blank="gap",
        right={
            "mean": "def largest_rate(x):\n    return 2 / np.mean(x**2)",
            "method": "def largest_rate(x):\n    s = (x * x).mean()\n    return 2 / s",
            "loop": (
                "def largest_rate(x):\n    total = 0\n    for one in x:\n"
                "        total += one**2\n    return 2 * len(x) / total"
            ),
            "in two steps": "def largest_rate(x):\n    return 1 / (0.5 * np.average(np.square(x)))",
        },
        wrong={
            "arrives in one step": Wrong(
                "def largest_rate(x):\n    return 1 / np.mean(x**2)", "At 1/s the factor is 0"
            ),
            "the curvature": Wrong(
                "def largest_rate(x):\n    return np.mean(x**2)", "This is the curvature s"
            ),
            "upside down": Wrong(
                "def largest_rate(x):\n    return np.mean(x**2) / 2", "grows with the curvature"
            ),
            "square of the mean": Wrong(
                "def largest_rate(x):\n    return 2 / np.mean(x) ** 2", "You square the mean"
            ),
            "no square": Wrong(
                "def largest_rate(x):\n    return 2 / np.mean(x)", "You take the mean of x"
            ),
            "sum": Wrong(
                "def largest_rate(x):\n    return 2 / np.sum(x**2)", "The loss is a mean over"
            ),
            "one day fewer": Wrong(
                "def largest_rate(x):\n    return 2 * (len(x) - 1) / sum(x**2)",
                "one small change in `len(x) - 1` makes",
            ),
            "mean of rates": Wrong(
                "def largest_rate(x):\n    return np.mean(2 / x**2)", "mean of each day's own rate"
            ),
            "largest square": Wrong(
                "def largest_rate(x):\n    return 2 / max(x**2)", "divide by the largest x²"
            ),
            "one for each day": Wrong(
                "def largest_rate(x):\n    return 2 / x**2", "one rate for each x"
            ),
            "variance": Wrong(
                "def largest_rate(x):\n    return 2 / np.var(x)", "You take the variance"
            ),
            "root": Wrong(
                "def largest_rate(x):\n    return 2 / np.sqrt(np.mean(x**2))",
                "You take the root of the curvature",
            ),
            "half of x²": Wrong(
                "def largest_rate(x):\n    return 2 / np.mean(0.5 * x**2)",
                "by half of the mean of x²",
            ),
            "the example's": Wrong(
                "def largest_rate(x):\n    return 0.4", "the same rate for every x"
            ),
            "caret": Wrong(
                "def largest_rate(x):\n    return 2 / np.mean(x ^ 2)", "In Python a power is"
            ),
        },
    ),
    "plot_walks": Exercise(
        blank="Nothing is drawn",
        right={
            "walk alone": _plot('plot(walk, label=f"lr = {lr}")'),
            "steps given": _plot('plot(range(len(walk)), walk, "o-", label=str(lr))'),
            "a list of steps": _plot(
                'plot([n for n, w in enumerate(walk)], list(walk), label="rate " + str(lr))'
            ),
            "all at once": (
                "def plot_walks(plot, walks, rates):\n"
                "    plot(np.arange(walks.shape[1]), np.array(walks).T, label=rates)"
            ),
            "by number": (
                "def plot_walks(plot, walks, rates):\n    for i in range(len(rates)):\n"
                '        plot(walks[i], marker="o", label="lr %g" % rates[i])'
            ),
        },
        wrong={
            "axes exchanged": Wrong(
                _plot("plot(walk, range(len(walk)), label=lr)"), "to the right with w"
            ),
            "a line per step": Wrong(
                "def plot_walks(plot, walks, rates):\n    for step in np.array(walks).T:\n"
                "        plot(step)",
                "What does `walk` hold",
            ),
            "first walk again": Wrong(_plot("plot(walks[0], label=lr)"), "Which walk belongs"),
            "all walks each time": Wrong(
                _plot("plot(np.array(walks).T, label=lr)"), "You draw 9 lines for 3 rates"
            ),
            "behind the loop": Wrong(_plot("plot(walk, label=lr)", inside=False), "or behind it"),
            "by pyplot": Wrong(_plot("plt.plot(walk, label=lr)"), "Call the argument `plot`"),
            "return in the loop": Wrong(
                _plot("return plot(walk, label=lr)"), "A `return` ends the function"
            ),
            "without the start": Wrong(_plot("plot(walk[1:], label=lr)"), "the start included"),
            "the steps' lengths": Wrong(
                _plot("plot(np.abs(walk), label=lr)"), "should be the walk's w"
            ),
            "from 1": Wrong(
                _plot("plot(range(1, len(walk) + 1), walk, label=lr)"), "place after 0 steps"
            ),
            "rates along the axis": Wrong(
                _plot("plot([lr] * len(walk), walk, label=lr)"), "Count the steps of the walk"
            ),
            "no label": Wrong(_plot('plot(walk, "o-")'), "as in the example"),
            "one label for all": Wrong(
                _plot('plot(walk, label="walk")'), "Which rate made this walk"
            ),
            "f forgotten": Wrong(_plot('plot(walk, label="lr = {lr}")'), "Is the f missing"),
            "format in the middle": Wrong(
                _plot('plot(range(len(walk)), "o-", walk, label=lr)'), "You draw 6 lines"
            ),
            "label without its name": Wrong(
                _plot("plot(range(len(walk)), walk, lr)"), "is drawn as a line of its own"
            ),
            "too many steps": Wrong(
                _plot("plot(range(len(walk) + 1), walk, label=lr)"), "How many places has your walk"
            ),
        },
    ),
    "mend_sweep": Exercise(
        blank="the bug is still in there",
        right={
            "copy": _sweep(),
            "np.array": _sweep(first="w = np.array(start, dtype=float)"),
            "a new w each step": _sweep(first="w = start", step="w = w - lr * gradient"),
            "times one": _sweep(first="w = 1.0 * start"),
            "whole table": _sweep(
                first="w = start + 0", best="rates[int(np.nanargmin(losses.T[-1]))]"
            ),
        },
        wrong={
            "back at every step": Wrong(
                _sweep(inner="w = start.copy()"), "How often should a walker go back"
            ),
            "first drop wins": Wrong(
                _sweep(best="rates[np.argmin(losses[:, 1])]"), "The largest first drop wins"
            ),
            "loss after the step": Wrong(
                _sweep(note="pass", last="losses.append(loss_and_gradient(w)[0])"),
                "noted before each step",
            ),
            "highest": Wrong(
                _sweep(best="rates[np.argmax(losses[:, -1])]"), "the highest last loss"
            ),
            "copied once": Wrong(
                _sweep(before="w = start.copy()", first="pass"), "once for each rate"
            ),
            "copy not called": Wrong(_sweep(first="w = start.copy"), "With which brackets"),
            "start typed in": Wrong(
                _sweep(first="w = np.array([2.0, 0.5])"), "whatever `start` is"
            ),
            "uphill": Wrong(_sweep(step="w += lr * gradient"), "The gradient points uphill"),
            "no lr": Wrong(_sweep(step="w -= gradient"), "Where did lr go"),
            "puts the start back": Wrong(
                _sweep(before="begin = start.copy()", first="start[:] = begin; w = start"),
                "it overwrites its argument `start`",
            ),
            "lowest on the way": Wrong(
                _sweep(best="rates[np.nanargmin(np.nanmin(losses, axis=1))]"),
                "the lowest of a walk, or its last",
            ),
            "lost to nan": Wrong(
                _sweep(best="rates[np.argmin(losses[:, -1])]"), "What does np.argmin do with nan"
            ),
            "number of the best": Wrong(
                _sweep(best="np.nanargmin(losses[:, -1])"),
                "`best = np.nanargmin(losses[:, -1])` gives",
            ),
            "only losses": Wrong(
                _sweep().replace("return losses, best", "return losses"), "must return 2 values"
            ),
        },
    ),
    "diagnosis": Exercise(
        right={
            "list": 'diagnosis = ["about right", "too small", "too large"]',
            "tuple": 'diagnosis = ("about right", "too small", "too large")',
            "capitals": 'diagnosis = ["About right", " too  small", "TOO LARGE"]',
        },
        wrong={
            "largest first drop": Wrong(
                'diagnosis = ["too small", "too small", "about right"]', 'A "too small"'
            ),
            "slow is converged": Wrong(
                'diagnosis = ["about right", "about right", "too large"]', 'B "about right"'
            ),
            "A and C exchanged": Wrong(
                'diagnosis = ["too large", "too small", "about right"]', 'A "too large"'
            ),
            "C is right": Wrong(
                'diagnosis = ["about right", "too small", "about right"]', 'C "about right"'
            ),
            "only B": Wrong('diagnosis = "too small"', "It must be a list of 3 choices"),
            "other words": Wrong('diagnosis = ["good", "slow", "wild"]', "A is 'good'"),
            "numbers": Wrong("diagnosis = [2, 1, 3]", "A is 2"),
        },
    ),
    "finder": Exercise(
        blank="gap",
        right={
            "gaps": _finder(),
            "diff": _finder(falls="-np.diff(losses)"),
            "argmin of rises": _finder(falls="np.diff(losses)", pick="rates[falls.argmin()]"),
            "lists": (
                "def finder(loss_and_gradient, w, rates):\n    losses = []\n"
                "    for lr in rates:\n        L, g = loss_and_gradient(w)\n"
                "        losses += [np.float32(L)]\n        w = w - lr * g\n"
                "    best, pick = 0.0, None\n    for a, b, lr in zip(losses, losses[1:], rates):\n"
                "        if a - b > best:\n            best, pick = a - b, lr\n"
                "    return losses, pick"
            ),
        },
        wrong={
            "fall from the start": Wrong(
                _finder(falls="losses[0] - losses"), "You measure the fall from the start"
            ),
            "one too far": Wrong(_finder(pick="rates[np.argmax(falls) + 1]"), "One rate too far"),
            "one too early": Wrong(
                _finder(pick="rates[np.argmax(falls) - 1]"), "One rate too early"
            ),
            "highest loss": Wrong(
                _finder(pick="rates[np.argmax(losses)]"), "Is a high loss a large fall"
            ),
            "relative fall": Wrong(
                _finder(falls="-np.diff(np.log(losses))"), "By how much does the loss itself fall"
            ),
            "loss for rate": Wrong(
                _finder(pick="losses[np.argmax(falls)]"), "This is a loss, not a rate"
            ),
            "falls as index": Wrong(_finder(pick="rates[falls]"), "An index is a whole number"),
            "steepest rise": Wrong(
                _finder(pick="rates[np.argmin(falls)]"), "Which sign has a fall"
            ),
            "before and after mixed": Wrong(
                _finder(falls="np.gradient(-losses)"), "Which two losses does one step connect"
            ),
            "longest change": Wrong(
                _finder(pick="rates[np.argmax(np.abs(falls))]"), "Is a rise as good as a fall"
            ),
            "per rate": Wrong(
                _finder(falls="-np.diff(losses) / np.diff(rates)"), "count each step alike"
            ),
            "before the lowest": Wrong(
                _finder(pick="rates[np.argmin(losses) - 1]"), "the last rate before"
            ),
            "unequal slices": Wrong(_finder(falls="losses - losses[1:]"), "must be equally long"),
            "the last rate": Wrong(_finder(pick="lr"), "whatever the losses are"),
            "number of the step": Wrong(_finder(pick="np.argmax(falls)"), "the number of a step"),
            "overwrites w": Wrong(
                _finder().replace("w = w - lr", "w -= lr"), "overwrites its argument `w`"
            ),
            "the fall": Wrong(_finder(pick="np.max(falls)"), "how far the loss falls"),
            "only the rate": Wrong(
                _finder().replace("return losses, pick", "return pick"), "must return 2 values"
            ),
        },
    ),
}
