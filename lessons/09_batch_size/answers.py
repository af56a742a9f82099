"""Answers to the exercises of lesson 09."""

from tests.bank import Exercise, Wrong, function


def _updates(value: str) -> str:
    return function("updates_per_epoch(num_rows, batch_size)", f"return {value}")


def _batches(
    *before: str,
    order: str = "rng.permutation(len(X))",
    starts: str = "range(0, len(X), batch_size)",
    rows: str = "order[start:start + batch_size]",
    pair: str = "(X[rows], y[rows])",
    last: str = "return batches",
) -> str:
    return function(
        "minibatches(X, y, batch_size, rng)",
        *before,
        f"order = {order}",
        "batches = []",
        f"for start in {starts}:",
        f"    rows = {rows}",
        f"    batches.append({pair})",
        last,
    )


def _noise(
    squares: str = "np.sum((cloud - full) ** 2, axis=1)",
    noise: str = "np.sqrt(np.mean(squares))",
    fit: str = "np.polyfit(np.log(batch_sizes), np.log(noises), 1)",
    names: str = "slope, _",
    last: str = "return noises, slope",
) -> str:
    return function(
        "noise_slope(batch_sizes, clouds, full)",
        "noises = []",
        "for cloud in clouds:",
        f"    squares = {squares}",
        f"    noises.append({noise})",
        f"{names} = {fit}",
        last,
    )


def _sweep(
    epochs: str = "num_updates // lesson.updates_per_epoch(num_rows, size)",
    losses: str = "[train(size, num_epochs, seed) for seed in seeds]",
    mean: str = "np.mean(losses, axis=0)",
    spread: str = "np.std(losses, axis=0)",
    last: str = "return means, spreads",
) -> str:
    return function(
        "fair_sweep(train, num_rows, batch_sizes, num_updates, seeds)",
        "means, spreads = [], []",
        "for size in batch_sizes:",
        f"    num_epochs = {epochs}",
        f"    losses = {losses}",
        f"    means.append({mean})",
        f"    spreads.append({spread})",
        last,
    )


PAIRED = ("order = rng.permutation(len(X))", "X, y = X[order], y[order]")


def _epoch(
    *shuffle: str,
    starts: str = "range(0, len(X), batch_size)",
    step: str = "w - lr * 2 * X_batch.T @ error / len(X_batch)",
    error: str = "X_batch @ w - y_batch",
) -> str:
    return function(
        "mend_epoch(X, y, w, lr, batch_size, rng)",
        *shuffle,
        f"for start in {starts}:",
        "    X_batch = X[start : start + batch_size]",
        "    y_batch = y[start : start + batch_size]",
        f"    error = {error}",
        f"    w = {step}",
        "return w",
    )


EXERCISES = {
    "updates_per_epoch": Exercise(
        right={
            "minus floor of minus": _updates("-(-num_rows // batch_size)"),
            "np.ceil": _updates("np.ceil(num_rows / batch_size)"),
            "int": _updates("int(np.ceil(num_rows / batch_size))"),
            "counted": _updates("len(range(0, num_rows, batch_size))"),
            "with an if": function(
                "updates_per_epoch(n, b)".replace("n, b", "num_rows, batch_size"),
                "full, left = divmod(num_rows, batch_size)",
                "return full + 1 if left else full",
            ),
            "a lambda": "updates_per_epoch = lambda num_rows, batch_size: "
            "num_rows // batch_size + (num_rows % batch_size > 0)",
        },
        wrong={
            "rounded down": Wrong(_updates("num_rows // batch_size"), "don't fill a whole batch"),
            "always one more": Wrong(
                _updates("num_rows // batch_size + 1"), "where the rows fill the batches exactly"
            ),
            "each row left over": Wrong(
                _updates("num_rows // batch_size + num_rows % batch_size"), "share one batch"
            ),
            "rounded": Wrong(_updates("round(num_rows / batch_size)"), "Which way do you round"),
            "a fraction": Wrong(_updates("num_rows / batch_size"), "taken or it isn't"),
            "turned": Wrong(_updates("batch_size / num_rows"), "divided by the other"),
            "turned, rounded up": Wrong(_updates("-(-batch_size // num_rows)"), "More rows should"),
            "the rest": Wrong(_updates("num_rows % batch_size"), "the rows left over"),
            "a row each": Wrong(_updates("num_rows"), "one update per row"),
            "the size": Wrong(_updates("batch_size"), "how many rows a batch has"),
            "multiplied": Wrong(_updates("num_rows * batch_size"), "Why multiply"),
            "one less": Wrong(_updates("-(-num_rows // batch_size) - 1"), "by the same amount, -1"),
            "the example": Wrong(_updates("4"), "never uses `num_rows`"),
            "printed": Wrong(_updates("print(num_rows)"), "returns None"),
            "the lesson's": Wrong(
                _updates("lesson.updates_per_epoch(num_rows, batch_size)"),
                "`lesson.updates_per_epoch` has computed",
            ),
        },
    ),
    "minibatches": Exercise(
        right={
            "yields": function(
                "minibatches(X, y, batch_size, rng)",
                "order = rng.permutation(len(X))",
                "for start in range(0, len(X), batch_size):",
                "    rows = order[start:start + batch_size]",
                "    yield X[rows], y[rows]",
            ),
            "shuffles a list of numbers": _batches(
                "numbers = np.arange(len(y))", "rng.shuffle(numbers)", order="numbers"
            ),
            "both tables by one order first": function(
                "minibatches(X, y, batch_size, rng)",
                "i = rng.permutation(len(y))",
                "X, y = X[i], y[i]",
                "b = batch_size",
                "return [(X[s:s + b], y[s:s + b]) for s in range(0, len(y), b)]",
            ),
            "while": function(
                "minibatches(X, y, batch_size, rng)",
                "left = list(rng.permutation(len(X)))",
                "found = []",
                "while left:",
                "    now, left = left[:batch_size], left[batch_size:]",
                "    found.append([X[now].tolist(), y[now].tolist()])",
                "return tuple(found)",
            ),
            "choice without replacement": _batches(
                order="rng.choice(len(X), len(X), replace=False)"
            ),
            "float32": _batches(pair="(np.float32(X[rows]), np.float32(y[rows]))"),
            "sorted by luck": _batches(order="np.argsort(rng.random(len(X)))"),
            "numbered batches": _batches(
                starts="range(-(-len(X) // batch_size))",
                rows="order[start * batch_size:(start + 1) * batch_size]",
            ),
        },
        wrong={
            "gap left": Wrong(_batches(rows="..."), "Is the gap `rows = ...` still open"),
            "return in the loop": Wrong(
                _batches(last="    return batches"), "`return` is indented"
            ),
            "an order of 6": Wrong(_batches(order="rng.permutation(6)"), "holds 6 row numbers"),
            "an order of one batch": Wrong(
                _batches(order="rng.permutation(batch_size)"), "holds 4 row numbers"
            ),
            "an order of the starts": Wrong(
                _batches(order="rng.permutation(range(0, len(X), batch_size))"),
                "holds 3 row numbers",
            ),
            "choice in each batch": Wrong(
                _batches(rows="rng.choice(len(X), batch_size, replace=False)"),
                "drawn from all rows again",
            ),
            "a row alone": Wrong(
                _batches(starts="range(0, len(X) - 1, batch_size)"), "a last batch of one row"
            ),
            "the calendar turned": Wrong(
                _batches(order="np.roll(np.arange(len(X)), rng.integers(len(X)))"),
                "The calendar is rotated or cut into pieces",
            ),
            "the table shuffled": Wrong(
                _batches(order="rng.permutation(X)"), "Row numbers are whole"
            ),
            "a range for rows": Wrong(
                _batches(rows="range(start, start + batch_size)"), "X has no such row"
            ),
            "an empty batch": Wrong(
                _batches(starts="range(0, len(X) + 1, batch_size)"), "where no row is left"
            ),
            "one row too many": Wrong(
                _batches(rows="order[start:start + batch_size + 1]"),
                "Batch 1 begins with 1 of the rows with which",
            ),
            "numbers for starts": Wrong(
                _batches(starts="range(-(-len(X) // batch_size))"), "Batch 1 begins with 3"
            ),
            "no start": Wrong(
                _batches(rows="order[start:batch_size]"), "Where does this batch end"
            ),
            "filled up": Wrong(
                _batches(rows="np.take(order, range(start, start + batch_size), mode='wrap')"),
                "With what do you fill it up",
            ),
            "a start at every row": Wrong(_batches(starts="order"), "makes a batch for every row"),
            "short batch dropped": Wrong(
                _batches(starts="range(0, len(X) - batch_size + 1, batch_size)"),
                "What happens to the rows",
            ),
            "drawn anew for each batch": Wrong(
                _batches(rows="rng.permutation(len(X))[:min(batch_size, len(X) - start)]"),
                "Do you shuffle again",
            ),
            "with replacement": Wrong(
                _batches(order="rng.integers(len(X), size=len(X))"), "must not be drawn again"
            ),
            "y left": Wrong(
                _batches(pair="(X[rows], y[start:start + batch_size])"), "One order serves both"
            ),
            "starts up to the number of batches": Wrong(
                _batches(starts="range(0, len(X) // batch_size, batch_size)"),
                "They are places in `order`",
            ),
            "a fraction in range": Wrong(
                _batches(starts="range(0, len(X) / batch_size, batch_size)"), "`/` gives a float"
            ),
            "not shuffled": Wrong(
                _batches(order="np.arange(len(X))"), "Where do the row numbers get shuffled"
            ),
            "shuffled inside batches": Wrong(
                _batches(
                    order="np.arange(len(X))",
                    rows="rng.permutation(order[start:start + batch_size])",
                ),
                "Which days ever meet",
            ),
            "even parts": Wrong(
                function(
                    "minibatches(X, y, batch_size, rng)",
                    "order = rng.permutation(len(X))",
                    "parts = np.array_split(order, -(-len(X) // batch_size))",
                    "return [(X[rows], y[rows]) for rows in parts]",
                ),
                "the last one takes what is left",
            ),
            "one row too few": Wrong(
                _batches(rows="order[start:start + batch_size - 1]"), "never come in a batch: rows"
            ),
            "another generator": Wrong(
                _batches(order="np.random.permutation(len(X))"), "so that a run can be repeated"
            ),
            "a seed of its own": Wrong(
                _batches(order="np.random.default_rng(0).permutation(len(X))"), "What is rng for"
            ),
            "the table itself": Wrong(
                _batches("i = rng.permutation(len(X))", "X[:], y[:] = X[i], y[i]"),
                "Shuffle row numbers",
            ),
            "y first": Wrong(_batches(pair="(y[rows], X[rows])"), "X_batch comes first"),
            "row numbers only": Wrong(_batches(pair="rows"), "must be a pair"),
            "columns": Wrong(_batches(pair="(X[rows, 0], y[rows])"), "all 2 columns"),
            "no return": Wrong(_batches(last="print(len(batches))"), "It returns None"),
            "a number": Wrong(_batches(last="return len(batches)"), "a pair for each batch"),
            "too few labels": Wrong(
                _batches(pair="(X[rows], y[rows[:2]])"), "Do both use the same row numbers"
            ),
            "scaled": Wrong(_batches(pair="(X[rows] / 2, y[rows])"), "change no number"),
        },
    ),
    "noise_slope": Exercise(
        right={
            "norms": _noise("np.linalg.norm(cloud - full, axis=1) ** 2"),
            "loops": _noise("[sum((a - b) ** 2 for a, b in zip(g, full)) for g in cloud]"),
            "logs of 10": _noise(fit="np.polyfit(np.log10(batch_sizes), np.log10(noises), 1)"),
            "covariance": _noise(
                fit="np.log(batch_sizes), np.log(noises)",
                names="a, b",
                last="return np.array(noises), np.cov(a, b)[0, 1] / np.var(a, ddof=1)",
            ),
            "the root first": _noise(
                "np.sqrt(np.sum((cloud - full) ** 2, axis=1))", "np.sqrt(np.mean(squares ** 2))"
            ),
            "float32": _noise("np.sum((np.float32(cloud) - np.float32(full)) ** 2, axis=1)"),
        },
        wrong={
            "full forgotten": Wrong(
                _noise("np.sum(cloud ** 2, axis=1)"), "It is not in your noises"
            ),
            "the cloud's own mean": Wrong(
                _noise("np.sum((cloud - cloud.mean(axis=0)) ** 2, axis=1)"), "the middle of each"
            ),
            "no square": Wrong(_noise("np.sum(cloud - full, axis=1)"), "sums of the differences"),
            "summed before the square": Wrong(
                _noise("np.sum(cloud - full, axis=1) ** 2"), "cancel in your sum"
            ),
            "abs": Wrong(_noise("np.sum(np.abs(cloud - full), axis=1)"), "sums of sizes, by"),
            "round the corner": Wrong(
                _noise("np.sum(np.abs(cloud - full), axis=1) ** 2"),
                "The straight distance is shorter",
            ),
            "root of distances": Wrong(
                _noise("np.linalg.norm(cloud - full, axis=1)"), "the root of mean distances"
            ),
            "in place": Wrong(
                _noise("np.sum(cloud ** 2, axis=1)").replace(
                    "    squares =", "    cloud -= full\n        squares ="
                ),
                "After the call clouds is no longer",
            ),
            "mean distance": Wrong(
                _noise("np.linalg.norm(cloud - full, axis=1)", "np.mean(squares)"),
                "plain means of the distances",
            ),
            "no root": Wrong(_noise(noise="np.mean(squares)"), "back to a distance"),
            "middle off": Wrong(
                _noise("np.sum((cloud.mean(axis=0) - full) ** 2)"), "the distance of the middle"
            ),
            "over all entries": Wrong(_noise("(cloud - full) ** 2"), "average over all entries"),
            "the squares' spread": Wrong(_noise(noise="np.std(squares)"), "`np.std` says"),
            "the cloud's spread": Wrong(_noise(noise="np.std(cloud)"), "comes from your `squares`"),
            "squared first": Wrong(
                _noise("np.sum(cloud ** 2 - full ** 2, axis=1)"), "subtract, then square"
            ),
            "all squares": Wrong(_noise(noise="squares"), "You append all the squares"),
            "clouds for cloud": Wrong(
                _noise("np.sum((clouds - full) ** 2, axis=1)"), "whose turn it is `cloud`"
            ),
            "half for the root": Wrong(_noise(noise="squares.mean() ** 1/2"), "is (a ** 1) / 2"),
            "rows for columns": Wrong(
                _noise("(cloud[0] - full[0]) ** 2 + (cloud[1] - full[1]) ** 2"),
                "is one gradient, the first row",
            ),
            "hypot of rows": Wrong(
                _noise("np.hypot(*(cloud - full)) ** 2"), "`np.hypot` wants two columns"
            ),
            "sum of squares": Wrong(
                _noise(noise="np.sqrt(np.sum(squares))"), "a sum over the draws"
            ),
            "over the draws": Wrong(
                _noise("np.sum((cloud - full) ** 2, axis=0)"), "Your sum runs over the draws"
            ),
            "one less": Wrong(
                _noise(noise="np.sqrt(np.sum(squares) / (len(cloud) - 1))"), "divide by one less"
            ),
            "no logs": Wrong(
                _noise(fit="np.polyfit(batch_sizes, noises, 1)"), "in the sizes, or in their log"
            ),
            "log of sizes": Wrong(
                _noise(fit="np.polyfit(np.log(batch_sizes), noises, 1)"), "of the sizes only"
            ),
            "log of noises": Wrong(
                _noise(fit="np.polyfit(batch_sizes, np.log(noises), 1)"), "of the noises only"
            ),
            "axes turned": Wrong(
                _noise(fit="np.polyfit(np.log(noises), np.log(batch_sizes), 1)"), "horizontal axis"
            ),
            "the intercept": Wrong(_noise(names="_, slope"), "Which one is the slope"),
            "mixed logs": Wrong(
                _noise(fit="np.polyfit(np.log10(batch_sizes), np.log(noises), 1)"),
                "must be of one kind.",
            ),
            "mixed logs again": Wrong(
                _noise(fit="np.polyfit(np.log2(batch_sizes), np.log(noises), 1)"), "times what it"
            ),
            "typed in": Wrong(_noise(last="return noises, -0.5"), "typed in or expected"),
            "turned": Wrong(_noise(last="return slope, noises"), "noises is one number"),
            "a squared line": Wrong(
                _noise(fit="np.polyfit(np.log(batch_sizes), np.log(noises), 2)"), "too many values"
            ),
            "sign": Wrong(_noise(last="return noises, -slope"), "wrong sign everywhere"),
            "no return": Wrong(_noise(last="print(slope)"), "returns None"),
            "the lesson's noise": Wrong(
                _noise("0", "lesson.noise(cloud, full)"), "`lesson.noise` has computed"
            ),
        },
    ),
    "fair_sweep": Exercise(
        right={
            "comprehensions": function(
                "fair_sweep(train, num_rows, batch_sizes, num_updates, seeds)",
                "runs = []",
                "for b in batch_sizes:",
                "    n = num_updates // int(np.ceil(num_rows / b))",
                "    runs.append([train(b, n, s) for s in seeds])",
                "return np.mean(runs, axis=1), np.std(runs, axis=1)",
            ),
            "by name": _sweep(
                losses="[train(batch_size=size, num_epochs=num_epochs, seed=s) for s in seeds]"
            ),
            "by hand": _sweep(
                mean="sum(losses) / len(losses)",
                spread="(sum((l - sum(losses) / len(losses)) ** 2 for l in losses) / len(losses)) "
                "** 0.5",
            ),
            "int of a fraction": _sweep("int(num_updates / -(-num_rows // size))"),
            "float32": _sweep(mean="np.float32(np.mean(losses, axis=0))"),
            "np.floor": _sweep("np.floor(num_updates / lesson.updates_per_epoch(num_rows, size))"),
            "divided by np.ceil": _sweep("num_updates // np.ceil(num_rows / size)"),
        },
        wrong={
            "updates as epochs": Wrong(_sweep("num_updates"), "hand the number of updates over"),
            "rounded down": Wrong(
                _sweep("num_updates // (num_rows // size)"), "The last short batch is an update too"
            ),
            "by rows": Wrong(_sweep("num_updates * size // num_rows"), "the number of rows seen"),
            "rounded up": Wrong(
                _sweep("-(-num_updates // lesson.updates_per_epoch(num_rows, size))"),
                "One epoch too many",
            ),
            "rounded": Wrong(
                _sweep("round(num_updates / lesson.updates_per_epoch(num_rows, size))"),
                "also where nearly one more would",
            ),
            "a fraction": Wrong(
                _sweep("num_updates / lesson.updates_per_epoch(num_rows, size)"),
                "do with the fraction",
            ),
            "multiplied": Wrong(
                _sweep("num_updates * lesson.updates_per_epoch(num_rows, size)"), "You multiply"
            ),
            "one list for all sizes": Wrong(
                _sweep()
                .replace("    losses = [", "    losses += [")
                .replace("means, spreads = [], []", "means, spreads, losses = [], [], []"),
                "Where is your list of curves made",
            ),
            "seed 0 always": Wrong(
                _sweep(losses="[train(size, num_epochs, 0) for s in seeds]"), "Every run has seed 0"
            ),
            "equal epochs": Wrong(_sweep("10"), "Equal epochs are not equal updates"),
            "by the rows": Wrong(_sweep("num_updates // num_rows"), "`train` gets 0 epochs"),
            "the lesson's train": Wrong(
                _sweep(losses="[lesson.train(size, 1, seed) for seed in seeds]"),
                "It never calls the `train`",
            ),
            "4096 typed in": Wrong(
                _sweep("num_updates // lesson.updates_per_epoch(4096, size)"), "right for 4,096"
            ),
            "updates of one epoch": Wrong(
                _sweep("lesson.updates_per_epoch(num_rows, size)"), "What is `num_updates` for"
            ),
            "arguments turned": Wrong(
                _sweep(losses="[train(num_epochs, size, s) for s in seeds]"), "`train` takes the"
            ),
            "seeds from 0": Wrong(
                _sweep(losses="[train(size, num_epochs, s) for s in range(len(seeds))]"),
                "You count the seeds from 0",
            ),
            "one seed": Wrong(
                _sweep(losses="[train(size, num_epochs, seeds[0])]"), "one lucky or unlucky run"
            ),
            "last seed": Wrong(
                _sweep(losses="[[train(size, num_epochs, s)] for s in seeds][-1]"),
                "Only the last seed",
            ),
            "the luckiest": Wrong(_sweep(mean="np.min(losses, axis=0)"), "those of lucky seeds"),
            "medians": Wrong(_sweep(mean="np.median(losses, axis=0)"), "You return medians"),
            "sums": Wrong(_sweep(mean="sum(losses)"), "sums over the seeds"),
            "variances": Wrong(_sweep(spread="np.var(losses, axis=0)"), "a variance"),
            "one less": Wrong(
                _sweep(spread="np.std(losses, axis=0, ddof=1)"), "divides by one less"
            ),
            "error of the mean": Wrong(
                _sweep(spread="np.std(losses, axis=0) / np.sqrt(len(losses))"),
                "is the standard error",
            ),
            "ranges": Wrong(_sweep(spread="np.ptp(losses, axis=0)"), "from lowest to highest"),
            "turned": Wrong(_sweep(last="return spreads, means"), "In the place of means"),
            "return in the loop": Wrong(
                _sweep(last="    return means, spreads"), "How far is `return` indented"
            ),
            "means only": Wrong(_sweep(last="return means"), "must return 2 values"),
            "no axis": Wrong(
                _sweep(mean="np.mean(losses)", spread="np.std(losses)"), "you return one number"
            ),
            "one curve": Wrong(
                _sweep(mean="np.mean(losses[-1])", spread="np.std(losses[-1])"),
                "that of the last seed",
            ),
            "last losses": Wrong(
                _sweep(losses="[train(size, num_epochs, seed)[-1] for seed in seeds]"),
                "The whole curve is asked for",
            ),
            "lists in the loop": Wrong(
                _sweep().replace(
                    "    num_epochs =", "    means, spreads = [], []\n        num_epochs ="
                ),
                "Where are your two lists made",
            ),
            "an entry per seed": Wrong(
                _sweep(
                    mean="losses[0]); means.extend(losses[1:]",
                    spread="0 * losses[0]); spreads.extend(0 * loss for loss in losses[1:]",
                ),
                "an entry for each seed",
            ),
            "by the size": Wrong(_sweep("num_updates // size"), "divide the updates by the batch"),
            "the other axis": Wrong(
                _sweep(mean="np.mean(losses, axis=1)", spread="np.std(losses, axis=1)"),
                "You average along each curve",
            ),
            "a range for seeds": Wrong(
                _sweep(losses="[train(size, num_epochs, s) for s in range(seeds)]"),
                "seeds is a list",
            ),
            "all sizes at once": Wrong(
                _sweep(losses="[train(batch_sizes, num_epochs, seed) for seed in seeds]"),
                "`train` gets the whole list of batch sizes; it wants one",
            ),
            "all epochs at once": Wrong(
                _sweep("num_updates // np.ceil(num_rows / np.array(batch_sizes))"),
                "`train` gets the whole list of epochs",
            ),
            "all seeds at once": Wrong(
                _sweep(losses="[train(size, num_epochs, seeds) for seed in seeds]"),
                "`train` gets the whole list of seeds",
            ),
            "batch_size for size": Wrong(
                _sweep(losses="[train(batch_size, num_epochs, seed) for seed in seeds]"),
                "it calls one batch size `size`",
            ),
            "no loop": Wrong(
                _sweep(losses="train(size, num_epochs, seed)"), "`seed` gets a value in a loop"
            ),
            "train without a call": Wrong(
                _sweep(losses="[train for seed in seeds]"), "`train` alone is the function"
            ),
            "no seed": Wrong(
                _sweep(losses="[train(size, num_epochs) for seed in seeds]"),
                "`train` takes three arguments",
            ),
            "spread of the means": Wrong(
                _sweep(spread="np.std(means)"), "You take the spread of means"
            ),
            "rows and size exchanged": Wrong(
                _sweep("num_updates // lesson.updates_per_epoch(size, num_rows)"),
                "takes the rows first",
            ),
        },
    ),
    "mend_epoch": Exercise(
        right={
            "order first": _epoch(*PAIRED),
            "a new name": _epoch(
                "i = np.arange(len(X))", "rng.shuffle(i)", "X = X[i]", "y = np.take(y, i)"
            ),
            "side by side": _epoch(
                "both = rng.permutation(np.column_stack([X, y]))",
                "X, y = both[:, :-1], both[:, -1]",
            ),
            "rows in the loop": function(
                "mend_epoch(X, y, w, lr, batch_size, rng)",
                "order = rng.permutation(len(X))",
                "for start in range(0, len(X), batch_size):",
                "    rows = order[start : start + batch_size]",
                "    for_all = [2 * (x @ w - t) * x for x, t in zip(X[rows], y[rows])]",
                "    w = w - lr * np.mean(for_all, axis=0)",
                "return w",
            ),
            "float32": _epoch(*PAIRED, "X = np.float32(X)"),
        },
        wrong={
            "y left": Wrong(
                _epoch("order = rng.permutation(len(X))", "X = X[order]"), "y still has the old one"
            ),
            "y by another order": Wrong(
                _epoch("X = X[rng.permutation(len(X))]", "y = y[rng.permutation(len(y))]"),
                "Row 0 of X learns from row 1 of y",
            ),
            "y drawn for each batch": Wrong(
                _epoch("X = X[rng.permutation(len(X))]").replace(
                    "y_batch = y[start", "y_batch = y[rng.permutation(len(y))][start"
                ),
                "Row 1 of X learns from row 5 of y",
            ),
            "X for row numbers": Wrong(
                _epoch("X = X[rng.permutation(len(X))]", "y = y[X]"), "rows of X are not row"
            ),
            "an order of one batch": Wrong(
                _epoch("order = rng.permutation(batch_size)", "X, y = X[order], y[order]"),
                "Does your order hold the numbers of all rows",
            ),
            "no shuffle": Wrong(_epoch(), "are the rows still shuffled"),
            "a seed of its own": Wrong(
                _epoch("i = np.random.default_rng(0).permutation(len(X))", "X, y = X[i], y[i]"),
                "Draw it from the rng",
            ),
            "uphill": Wrong(
                _epoch(*PAIRED, error="y_batch - X_batch @ w"), "Which way is downhill"
            ),
            "sum": Wrong(
                _epoch(*PAIRED, step="w - lr * 2 * X_batch.T @ error"), "Mean or sum over the batch"
            ),
            "divided by B": Wrong(
                _epoch(*PAIRED, step="w - lr * 2 * X_batch.T @ error / batch_size"),
                "do you divide in the last batch",
            ),
            "short batch dropped": Wrong(
                _epoch(*PAIRED, starts="range(0, len(X) - batch_size + 1, batch_size)"),
                "Of 10 rows in batches of 4, 2 move",
            ),
            "no 2": Wrong(
                _epoch(*PAIRED, step="w - lr * X_batch.T @ error / len(X_batch)"),
                "Each step is 0.5 times",
            ),
            "another generator": Wrong(
                _epoch("order = np.random.permutation(len(X))", "X, y = X[order], y[order]"),
                "then a run can be repeated",
            ),
            "in place": Wrong(
                _epoch("order = rng.permutation(len(X))", "X[:], y[:] = X[order], y[order]"),
                "After the call X is no longer",
            ),
            "w in place": Wrong(
                _epoch(*PAIRED).replace("w = w - lr", "w -= lr"), "After the call w is no longer"
            ),
            "the calendar turned": Wrong(
                _epoch(
                    "k = rng.integers(1, len(X))", "X, y = np.roll(X, k, axis=0), np.roll(y, k)"
                ),
                "is no shuffle: each day",
            ),
            "a rate typed in": Wrong(
                _epoch(*PAIRED, step="w - 0.02 * 2 * X_batch.T @ error / len(X_batch)"),
                "Where is it used",
            ),
            "with replacement": Wrong(
                _epoch("order = rng.integers(len(X), size=len(X))", "X, y = X[order], y[order]"),
                "Is each row used once per epoch",
            ),
            "a row alone": Wrong(
                _epoch(*PAIRED, starts="range(0, len(X) - 1, batch_size)"),
                "Of 9 rows in batches of 4, 1 moves nothing",
            ),
            "all at the start": Wrong(
                function(
                    "mend_epoch(X, y, w, lr, batch_size, rng)",
                    *PAIRED,
                    "start_w = w",
                    "for s in range(0, len(X), batch_size):",
                    "    A, b = X[s : s + batch_size], y[s : s + batch_size]",
                    "    w = w - lr * 2 * A.T @ (A @ start_w - b) / len(A)",
                    "return w",
                ),
                "the slope of the second batch",
            ),
            "return in the loop": Wrong(
                _epoch(*PAIRED).replace("return w", "    return w"), "end the epoch after"
            ),
            "new weights lost": Wrong(
                _epoch(*PAIRED).replace("    w = w - lr", "    w2 = w - lr"), "those that came in"
            ),
            "each step from the first w": Wrong(
                _epoch(*PAIRED)
                .replace("    w = w - lr", "    w2 = w - lr")
                .replace("return w", "return w2"),
                "begin where the one before ended",
            ),
            "no return": Wrong(_epoch(*PAIRED).replace("return w", "print(w)"), "returns None"),
        },
        blank="the bug is still in there",
    ),
}
