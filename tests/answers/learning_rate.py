"""Answers to the exercises of lesson 07."""

from . import Exercise, Wrong


def _walks(line: str, first: str = "walk, w = [start], start", outer: str = "") -> str:
    return (
        "def three_walks(slope, start, rates, num_steps):\n    walks = []\n"
        f"    {outer or 'pass'}\n"
        f"    for lr in rates:\n        {first}\n        for step in range(num_steps):\n"
        f"            {line}\n            walk.append(w)\n        walks.append(walk)\n"
        "    return np.array(walks)"
    )


def _limit(*lines: str) -> str:
    return "def largest_stable_rate(slope, w):\n" + "\n".join("    " + line for line in lines)


H = "h = 1e-4"
SHARPNESS = "s = (slope(w + h) - slope(w - h)) / (2 * h)"


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


def _finder(
    step: str = "w = w - lr * gradient",
    falls: str = "losses[:-1] - losses[1:]",
    pick: str = "rates[np.argmax(falls)]",
    first: str = "losses = []",
) -> str:
    return (
        f"def finder(loss_and_gradient, w, rates):\n    {first}\n    for lr in rates:\n"
        "        loss, gradient = loss_and_gradient(w)\n        losses.append(loss)\n"
        f"        {step}\n    losses = np.array(losses)\n    falls = {falls}\n"
        f"    pick = {pick}\n    return losses, pick"
    )


EXERCISES = {
    "beyond_the_floor": Exercise(
        right={
            "letter": 'beyond_the_floor = "b"',
            "capital": 'beyond_the_floor = "B"',
            "spaces": "beyond_the_floor = ' b '",
        },
        wrong={
            "one side": Wrong('beyond_the_floor = "a"', "crosses the floor once"),
            "farther": Wrong('beyond_the_floor = "c"', "farther away than it began"),
            "for ever": Wrong('beyond_the_floor = "d"', "as far away as it began"),
            "no option": Wrong('beyond_the_floor = "e"', "It is 'e'"),
            "a number": Wrong("beyond_the_floor = 2", "It is 2"),
        },
    ),
    "three_walks": Exercise(
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
            "a part of w": Wrong(_walks("w = w - lr * w"), "Your step is a part of w"),
            "steps of lr": Wrong(_walks("w = w - lr * np.sign(slope(w))"), "whatever the slope"),
            "never moves": Wrong(_walks("new = w - lr * slope(w)"), "Your walker never moves"),
            "goes on": Wrong(
                _walks("w = w - lr * slope(w)", first="walk = [w]", outer="w = start"),
                "begins where the first one ended",
            ),
            "without the start": Wrong(
                _walks("w = w - lr * slope(w)", first="walk, w = [], start"),
                "is an array of shape (3, 4)",
            ),
            "one walk": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n    w, walk = start, [start]\n"
                "    for _ in range(num_steps):\n        w = w - rates[0] * slope(w)\n"
                "        walk.append(w)\n    return walk",
                "is a row of 5 numbers",
            ),
            "cut to whole numbers": Wrong(
                "def three_walks(slope, start, rates, num_steps):\n"
                "    walks = np.full((len(rates), num_steps + 1), start)\n"
                "    for i, lr in enumerate(rates):\n        for k in range(num_steps):\n"
                "            walks[i, k + 1] = walks[i, k] - lr * slope(walks[i, k])\n"
                "    return walks",
                "Your places are whole numbers",
            ),
            "slope as a number": Wrong(_walks("w = w - lr * slope"), "stops with TypeError"),
            "rounds": Wrong(_walks("w = round(w - lr * slope(w), 2)"), "Is something rounded"),
            "prints": Wrong(
                _walks("w = w - lr * slope(w)").replace("return np.array", "print"),
                "It returns None",
            ),
        },
    ),
    "largest_stable_rate": Exercise(
        right={
            "central": _limit(H, SHARPNESS, "return 2 / s"),
            "forward": _limit("h = 1e-6", "return 2 * h / (slope(w + h) - slope(w))"),
            "arrays": _limit(
                "s = np.diff([slope(w - 1e-5), slope(w + 1e-5)])[0] / 2e-5",
                "return np.float32(2 / s)",
            ),
            "lambda": (
                "largest_stable_rate = lambda slope, w: 4e-4 / (slope(w + 1e-4) - slope(w - 1e-4))"
            ),
        },
        wrong={
            "one over sharpness": Wrong(_limit(H, SHARPNESS, "return 1 / s"), "half of the limit"),
            "gap is 4h": Wrong(
                _limit(H, "s = (slope(w + h) - slope(w - h)) / (4 * h)", "return 2 / s"),
                "twice the limit",
            ),
            "sharpness": Wrong(_limit(H, SHARPNESS, "return s"), "This is the sharpness"),
            "two times sharpness": Wrong(
                _limit(H, SHARPNESS, "return 2 * s"), "grows with the sharpness"
            ),
            "half of the sharpness": Wrong(
                _limit(H, SHARPNESS, "return s / 2"), "Turn the fraction over"
            ),
            "sign": Wrong(
                _limit(H, "return 4 * h / (slope(w - h) - slope(w + h))"), "The sign is turned"
            ),
            "two over the slope beside": Wrong(
                _limit("return 2 / slope(w + 1.0)"), "depends on where the floor lies"
            ),
            "two over the slope": Wrong(
                _limit("return 2 / slope(w)"), "You need how fast it changes"
            ),
            "not divided by the gap": Wrong(
                _limit(H, "return 2 / (slope(w + h) - slope(w - h))"),
                "times what it should be",
            ),
            "a coarse nudge": Wrong(
                _limit("h = 0.1", SHARPNESS, "return 2 / s"), "or a step too coarse"
            ),
            "a huge nudge": Wrong(
                _limit("h = 1.0", SHARPNESS, "return 2 / s"), "lr is right at slope=4(w − 3)"
            ),
            "returns two": Wrong(_limit(H, SHARPNESS, "return s, 2 / s"), "lr is a row of 2"),
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
            "uphill": Wrong(_sweep(step="w += lr * gradient"), "The gradient points uphill"),
            "no lr": Wrong(_sweep(step="w -= gradient"), "Where did lr go"),
            "lost to nan": Wrong(
                _sweep(best="rates[np.argmin(losses[:, -1])]"), "What does np.argmin make of nan"
            ),
            "number of the best": Wrong(
                _sweep(best="np.nanargmin(losses[:, -1])"), "Nudge rates alone: best should move"
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
    "finder_choice": Exercise(
        right={
            "letter": 'finder_choice = "r"',
            "capital": 'finder_choice = "R"',
            "spaces": "finder_choice = ' r'",
        },
        wrong={
            "flat": Wrong('finder_choice = "p"', "the same before and after"),
            "begins to fall": Wrong('finder_choice = "q"', "a little further on"),
            "lowest": Wrong('finder_choice = "s"', "Is the loss still falling there"),
            "rising": Wrong('finder_choice = "t"', "that the loss rises"),
            "a rate": Wrong("finder_choice = 0.016", "Choose one of"),
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
            "steepest rise": Wrong(
                _finder(pick="rates[np.argmin(falls)]"), "Which sign has a fall"
            ),
            "before and after mixed": Wrong(
                _finder(falls="np.gradient(-losses)"), "Which two losses does one step connect"
            ),
            "moves w itself": Wrong(
                _finder("w -= lr * gradient"), "You move the array that you were given"
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
            "number of the step": Wrong(_finder(pick="np.argmax(falls)"), "the number of a step"),
            "the fall": Wrong(_finder(pick="np.max(falls)"), "how far the loss falls"),
            "never moves": Wrong(_finder("new = w - lr * gradient"), "the walker never moves"),
            "uphill": Wrong(_finder("w = w + lr * gradient"), "rises from the first step on"),
            "from the start": Wrong(
                _finder("w = start - lr * gradient", first="losses, start = [], w"),
                "In a finder the walker goes on",
            ),
            "no lr": Wrong(_finder("w = w - gradient"), "What is lr for"),
            "only the rate": Wrong(
                _finder().replace("return losses, pick", "return pick"), "must return 2 values"
            ),
        },
    ),
}
