"""Answers to the exercises of lesson 12."""

from tests.bank import Exercise, Wrong, function

COLUMNS, NEXT = "np.column_stack([v[days - k] for k in range(lags)])", "v[days + 1]"
SEEN, HOW = "train", "(part - mean) / std"
MOVES, MOVE = "np.abs(np.diff(np.log(close)))", "moves[days - 1]"
FIVE = "np.array([np.mean(v[t - 4 : t + 1]) for t in days])"


def _aligned(X: str = COLUMNS, y: str = NEXT, days: str = "np.arange(lags - 1, len(v) - 1)") -> str:
    return function(
        "features_and_target(v, lags)", f"days = {days}", f"X = {X}", f"y = {y}", "return X, y"
    )


def _har(
    X: str = "np.column_stack([np.ones(len(day) - 1), day[:-1], week[:-1], month[:-1]])",
    y: str = "day[1:]",
    c: str = "np.linalg.lstsq(X, y, rcond=None)[0]",
) -> str:
    return function("fit_har(day, week, month)", f"X = {X}", f"y = {y}", f"c = {c}", "return c")


def _qlike(loss: str = "np.mean(V / V_hat - np.log(V / V_hat) - 1)") -> str:
    return function("qlike(V, V_hat)", f"loss = {loss}", "return loss")


ALL_EVENINGS = "np.column_stack([np.ones(len(day)), day, week, month])"


def _parted(seen: str = SEEN, how: str = HOW) -> str:
    return function(
        "split_and_scale(X, num_train, num_validation)",
        "end = num_train + num_validation",
        "train, validation, test = X[:num_train], X[num_train:end], X[end:]",
        f"mean, std = {seen}.mean(axis=0), {seen}.std(axis=0)",
        f"return [{how} for part in (train, validation, test)]",
    )


def _mend(
    move: str = MOVE, today: str = "v[days]", week: str = FIVE, y: str = NEXT, moves: str = MOVES
) -> str:
    return function(
        "mend_rows(close, v)",
        "days = np.arange(4, len(v) - 1)",
        f"moves = {moves}",
        f"today = {today}",
        f"week = {week}",
        f"move = {move}",
        f"y = {y}",
        "return np.column_stack([today, week, move]), y",
    )


EXERCISES = {
    "features_and_target": Exercise(
        right={
            "windows": _aligned(
                "np.lib.stride_tricks.sliding_window_view(v, lags)[:-1, ::-1]", "v[lags:]"
            ),
            "loop": function(
                "features_and_target(v, lags)",
                "X, y = [], []",
                "for t in range(lags - 1, len(v) - 1):",
                "    X.append([v[t - k] for k in range(lags)])",
                "    y.append(v[t + 1])",
                "return X, y",
            ),
            "float32": _aligned("np.float32(" + COLUMNS + ")"),
            "stack": _aligned("np.stack([v[days - k] for k in range(lags)], axis=-1)"),
        },
        wrong={
            "not shifted": Wrong(_aligned(y="v[days]"), "R² will be 1"),
            "yesterday": Wrong(_aligned(y="np.roll(v, 1)[days]"), "Which way does time run"),
            "two days": Wrong(_aligned(y="np.roll(v, -2)[days]"), "lies two days ahead"),
            "from k = 1": Wrong(
                _aligned("np.column_stack([v[days - k] for k in range(1, lags)])"),
                "your list of columns is empty",
            ),
            "k alone": Wrong(_aligned("v[days - k]"), "k goes through range(lags)"),
            "change": Wrong(_aligned(y="v[days + 1] - v[days]"), "y is a change"),
            "oldest first": Wrong(
                _aligned("np.column_stack([v[days - k] for k in reversed(range(lags))])"),
                "oldest day first. What",
            ),
            "knows tomorrow": Wrong(
                _aligned("np.column_stack([v[days + 1 - k] for k in range(lags)])"),
                "column 0 of your X moves",
            ),
            "without today": Wrong(
                _aligned("np.column_stack([v[days - k - 1] for k in range(lags)])"),
                "begins with yesterday",
            ),
            "one lag": Wrong(
                _aligned("np.column_stack([v[days] for k in range(lags)])"), "Where does the lag k"
            ),
            "into the future": Wrong(
                _aligned(
                    "np.column_stack([v[np.minimum(days + k, len(v) - 1)] for k in range(lags)])"
                ),
                "X[0, 1] looks ahead",
            ),
            "both early": Wrong(
                _aligned("np.column_stack([v[days - k - 1] for k in range(lags)])", "v[days]"),
                "Both are one day too early",
            ),
            "one more": Wrong(_aligned(y="v[days] + 1"), "You add 1 to the value"),
            "k less": Wrong(
                _aligned("np.column_stack([v[days] - k for k in range(lags)])"),
                "You take k from the value",
            ),
            "days": Wrong(
                _aligned("np.column_stack([days - k for k in range(lags)])", "days + 1"),
                "return the numbers of the days",
            ),
            "lags back": Wrong(
                _aligned("np.column_stack([v[days - lags] for k in range(lags)])"),
                "is the day `lags` days back",
            ),
            "a comma": Wrong(
                _aligned("np.column_stack([v[days, k] for k in range(lags)])"),
                "a comma makes two",
            ),
            "round brackets": Wrong(
                _aligned("np.column_stack([v(days - k) for k in range(lags)])"),
                "Square brackets take values",
            ),
            "a second bracket": Wrong(
                _aligned("np.column_stack([v[days][k] for k in range(lags)])"),
                "Each of your columns is one number",
            ),
            "a second bracket past the end": Wrong(
                _aligned("np.column_stack([v[days][k + lags] for k in range(lags)])"),
                "a second bracket picks from these",
            ),
            "a colon": Wrong(
                _aligned("np.column_stack([v[k:days] for k in range(lags)])"),
                "takes all of them without a colon",
            ),
            "half a day": Wrong(
                _aligned("np.column_stack([v[days - k / 1] for k in range(lags)])"),
                "Which part of your index is none",
            ),
            "all lags at once": Wrong(
                _aligned("np.column_stack([v[days - range(lags)]])"), "Take one k at a time"
            ),
            "today alone": Wrong(_aligned("v[days]"), "X is one plain row"),
            "one tomorrow": Wrong(_aligned(y="v[days + 1][0]"), "tomorrow's value of every"),
            "all but the first": Wrong(_aligned(y="v[days][1:]"), "X has the right rows"),
            "slices": Wrong(
                _aligned("np.column_stack([v[: len(v) - 1 - k] for k in range(lags)])"),
                "How long is each of yours",
            ),
            "plus k": Wrong(
                _aligned("np.column_stack([v[days + k] for k in range(lags)])"),
                "which sign takes you k days back? In y",
            ),
            "rolls into the future": Wrong(
                _aligned("np.column_stack([np.roll(v, -k)[days] for k in range(lags)])"),
                "v[t + k]",
            ),
            "lying": Wrong(
                _aligned("np.stack([v[days - k] for k in range(lags)])"), "exchange the two"
            ),
            "too few": Wrong(
                _aligned(days="np.arange(lags - 1, len(v) - 2)"), "and a tomorrow? `days` holds"
            ),
            "two lags": Wrong(
                _aligned("np.column_stack([v[days], v[days - 1]])"), "need for lags = 3"
            ),
            "one lag more": Wrong(
                _aligned("np.column_stack([v[days - k] for k in range(lags + 1)])"),
                "one column more than `lags`",
            ),
            "exchanged": Wrong(_aligned().replace("return X, y", "return y, X"), "another order"),
            "a column": Wrong(_aligned(y="v[days + 1].reshape(-1, 1)"), "table of one column"),
            "no list": Wrong(
                _aligned("np.column_stack(v[days - k] for k in range(lags))"),
                "Where do the square brackets",
            ),
            "no return": Wrong(_aligned().replace("return X, y", "print(X, y)"), "returns None"),
        },
    ),
    "split_and_scale": Exercise(
        right={
            "parts": _parted(),
            "whole table first": function(
                "split_and_scale(X, num_train, num_validation)",
                "Z = (X - np.mean(X[:num_train], axis=0)) / np.std(X[:num_train], axis=0)",
                "return np.split(Z, [num_train, num_train + num_validation])",
            ),
            "from the end": function(
                "split_and_scale(X, num_train, num_validation)",
                "last = len(X) - num_train - num_validation",
                "a, b, c = X[:num_train], X[num_train:-last], X[-last:]",
                "m, s = a.mean(0), a.std(0)",
                "return (a - m) / s, (b - m) / s, (c - m) / s",
            ),
            "float32": _parted(how="np.float32((part - mean) / std)"),
            "the lesson's copy": function(
                "split_and_scale(X, num_train, num_validation)",
                "from helpers.market.split import Scaler",
                "s, b = Scaler.fit(X[:num_train]), num_train + num_validation",
                "parts = X[:num_train], X[num_train:b], X[b:]",
                "return tuple(s.transform(part) for part in parts)",
            ),
        },
        wrong={
            "all rows": Wrong(_parted("X"), "On the last training day"),
            "validation too": Wrong(_parted("X[:end]"), "training and validation rows together"),
            "each its own": Wrong(
                _parted(how="(part - part.mean(axis=0)) / part.std(axis=0)"), "Each part is scaled"
            ),
            "shuffled": Wrong(
                _parted().replace(
                    "    end =", "    X = np.random.default_rng(0).permutation(X)\n    end ="
                ),
                "stands where row 0 belongs",
            ),
            "retaken": Wrong(
                function(
                    "split_and_scale(X, num_train, num_validation)",
                    "train, b, c = np.split(X, [num_train, num_train + num_validation])",
                    "train = (train - train.mean(0)) / train.std(0)",
                    "b = (b - train.mean(0)) / train.std(0)",
                    "c = (c - train.mean(0)) / train.std(0)",
                    "return train, b, c",
                ),
                "a `train` that was scaled already",
            ),
            "exchanged": Wrong(
                function(
                    "split_and_scale(X, num_train, num_validation)",
                    "Z = (X - X[:num_train].mean(0)) / X[:num_train].std(0)",
                    "a, b, c = np.split(Z, [num_train, num_train + num_validation])",
                    "return a, c, b",
                ),
                "another order",
            ),
            "not scaled": Wrong(_parted(how="part"), "nothing is scaled"),
            "whole table": Wrong(
                _parted(how="(part - train.mean()) / train.std()"), "One mean and one std"
            ),
            "one std": Wrong(_parted(how="(part - mean) / train.std()"), "The mean is each"),
            "one mean": Wrong(_parted(how="(part - train.mean()) / std"), "The std is each"),
            "variance": Wrong(_parted(how="(part - mean) / std**2"), "divide by the variance"),
            "m minus one": Wrong(
                _parted(how="(part - mean) / train.std(axis=0, ddof=1)"), "divides by m − 1"
            ),
            "centred only": Wrong(_parted(how="part - mean"), "nothing is divided"),
            "divided only": Wrong(_parted(how="part / std"), "the mean is still in it"),
            "times": Wrong(_parted(how="(part - mean) * std"), "You multiply by std"),
            "plus": Wrong(_parted(how="(part + mean) / std"), "You add the mean"),
            "brackets": Wrong(_parted(how="part - mean / std"), "Python divides first"),
            "order of subtraction": Wrong(
                _parted(how="(mean - part) / std"), "The order of the subtraction"
            ),
            "mean last": Wrong(_parted(how="part / std - mean"), "You divide first"),
            "names exchanged": Wrong(
                _parted(how="(part - std) / mean"), "subtract the std and divide by the mean"
            ),
            "mean twice": Wrong(
                _parted(how="(part - mean) / mean"), "subtract the mean and divide by the mean"
            ),
            "std twice": Wrong(
                _parted(how="(part - std) / std"), "subtract the std and divide by the std"
            ),
            "mean of all": Wrong(
                _parted(how="(part - X.mean(axis=0)) / std"), "Your mean comes from all rows"
            ),
            "std of all": Wrong(
                _parted(how="(part - mean) / X.std(axis=0)"), "Your std comes from all rows"
            ),
            "mean of validation": Wrong(
                _parted(how="(part - validation.mean(axis=0)) / std"),
                "Your mean comes from the validation rows",
            ),
            "fitted on validation": Wrong(
                _parted("validation"), "Your mean and std come from the validation rows"
            ),
            "fitted on test": Wrong(_parted("test"), "Your mean and std come from the test rows"),
            "validation's own": Wrong(
                _parted().replace(
                    "return ",
                    "own = (validation - validation.mean(axis=0)) / validation.std(axis=0)\n"
                    "    return (train - mean) / std, own, (test - mean) / std  # ",
                ),
                "The validation rows are scaled by their own",
            ),
            "test's own": Wrong(
                _parted().replace(
                    "return ",
                    "own = (test - test.mean(axis=0)) / test.std(axis=0)\n"
                    "    return (train - mean) / std, (validation - mean) / std, own  # ",
                ),
                "The test rows are scaled by their own",
            ),
            "each its own mean": Wrong(
                _parted(how="(part - part.mean(axis=0)) / std"), "each part has a mean of its own"
            ),
            "each its own std": Wrong(
                _parted(how="(part - mean) / part.std(axis=0)"), "each part has a std of its own"
            ),
            "mean alone": Wrong(
                _parted().replace(", train.std(axis=0)", ""), "two things, separated by a comma"
            ),
            "without np": Wrong(
                _parted().replace("train.mean(axis=0)", "mean(train, axis=0)"),
                "for your own variables",
            ),
            "a comma": Wrong(_parted(how="(part - mean, std)"), "What divides"),
            "rows for parts": Wrong(
                _parted().replace("in (train, validation, test)]", "in X]"),
                "Over what does your list go",
            ),
            "three scalers": Wrong(
                _parted().replace(
                    "train.mean(axis=0)", "[p.mean(axis=0) for p in (train, validation, test)]"
                ),
                "What is the shape of yours",
            ),
            "parts at once": Wrong(
                _parted()
                .replace("return [(part - mean) / std for part in", "return (")
                .replace("test)]", "test) - mean) / std"),
                "Scale one `part` at a time",
            ),
            "another scale": Wrong(
                _parted(how="(part - mean) / (std + 1)"), "Which step of yours differs"
            ),
            "lowest to highest": Wrong(
                _parted(how="(part - train.min(0)) / (train.max(0) - train.min(0))"),
                "by the lowest and the highest",
            ),
            "one for each row": Wrong(
                _parted().replace("axis=0", "axis=1"), "With axis=1 there is one mean"
            ),
            "of part": Wrong(_parted("part"), "exists inside the brackets"),
            "of nothing": Wrong(_parted("np"), "need the rows first"),
            "train again": Wrong(_parted(how="(train - mean) / std"), "comes from its own"),
            "overwrites": Wrong(
                function(
                    "split_and_scale(X, num_train, num_validation)",
                    "a = X[:num_train]",
                    "m, s = a.mean(0), a.std(0)",
                    "X -= m",
                    "X /= s",
                    "return np.split(X, [num_train, num_train + num_validation])",
                ),
                "overwrites its argument `X`",
            ),
        },
    ),
    "fit_har": Exercise(
        right={
            "slices": _har(),
            "normal equations": _har(c="np.linalg.solve(X.T @ X, X.T @ y)"),
            "pseudo-inverse": _har(c="np.linalg.pinv(X) @ y"),
            "whole table first": _har(ALL_EVENINGS + "[:-1]"),
            "rows": _har("np.array([np.ones_like(day), day, week, month])[:, :-1].T"),
            "loop": function(
                "fit_har(day, week, month)",
                "X, y = [], []",
                "for t in range(len(day) - 1):",
                "    X.append([1, day[t], week[t], month[t]])",
                "    y.append(day[t + 1])",
                "return np.linalg.lstsq(X, y, rcond=None)[0].tolist()",
            ),
        },
        wrong={
            "today": Wrong(_har(y="day[:-1]"), "Your c is 0, 1, 0, 0"),
            "yesterday": Wrong(_har(ALL_EVENINGS + "[1:]", "day[:-1]"), "it forecasts yesterday"),
            "two days": Wrong(
                _har(ALL_EVENINGS + "[:-2]", "day[2:]"), "two days after its row of X"
            ),
            "rolled": Wrong(_har(ALL_EVENINGS, "np.roll(day, -1)"), "gets the first day as one"),
            "the week": Wrong(_har(y="week[1:]"), "the week's mean of tomorrow"),
            "the month": Wrong(_har(y="month[1:]"), "the month's mean of tomorrow"),
            "change": Wrong(_har(y="np.diff(day)"), "Your y is a change"),
            "the month of tomorrow": Wrong(
                _har("np.column_stack([np.ones(len(day) - 1), day[:-1], week[:-1], month[1:]])"),
                "the month's mean is tomorrow's",
            ),
            "no ones": Wrong(
                _har("np.column_stack([day[:-1], week[:-1], month[:-1]])"), "belongs to c₀"
            ),
            "ones last": Wrong(
                _har("np.column_stack([day[:-1], week[:-1], month[:-1], np.ones(len(day) - 1)])"),
                "your columns are day, week, month, ones",
            ),
            "week and month exchanged": Wrong(
                _har("np.column_stack([np.ones(len(day) - 1), day[:-1], month[:-1], week[:-1]])"),
                "your columns are ones, day, month, week",
            ),
            "not the first": Wrong(
                _har(ALL_EVENINGS + "[1:-1]", "day[2:]"), "begin with the second evening"
            ),
            "one too few": Wrong(
                _har(ALL_EVENINGS + "[:-2]", "day[1:-1]"), "the last but one has a tomorrow"
            ),
            "lying": Wrong(
                _har("np.array([np.ones(len(day) - 1), day[:-1], week[:-1], month[:-1]])"),
                "Yours lies on its side",
            ),
            "not cut": Wrong(_har(ALL_EVENINGS), "Which evening has none"),
            "a single one": Wrong(
                _har("np.column_stack([1, day[:-1], week[:-1], month[:-1]])"),
                "One of your columns has a single entry",
            ),
            "one for each coefficient": Wrong(
                _har("np.column_stack([np.ones(4), day[:-1], week[:-1], month[:-1]])"),
                "not one per coefficient",
            ),
            "ones of an array": Wrong(
                _har("np.column_stack([np.ones(day), day[:-1], week[:-1], month[:-1]])"),
                "n is a whole number",
            ),
            "c0 in X": Wrong(
                _har("np.column_stack([c0, day[:-1], week[:-1], month[:-1]])"),
                "they can't stand in X",
            ),
            "without np": Wrong(
                _har("np.column_stack([ones(len(day) - 1), day[:-1], week[:-1], month[:-1]])"),
                "NumPy's functions begin with np",
            ),
            "a list": Wrong(
                _har("[1, day[:-1], week[:-1], month[:-1]]"), "a list of things of different"
            ),
            "tomorrow in X": Wrong(
                _har(
                    "np.column_stack([np.ones(len(day) - 1), day[:-1], week[:-1], month[:-1],"
                    " day[1:]])"
                ),
                "(X @ c would be forecasts.)",
            ),
            "one tomorrow": Wrong(_har(y="day[1]"), "One of X and y is a single number"),
            "y first": Wrong(
                _har(c="np.linalg.lstsq(y, X, rcond=None)[0]"), "takes the table X first"
            ),
            "solved": Wrong(_har(c="np.linalg.solve(X, y)"), "fits every row exactly"),
            "half the normal equations": Wrong(
                _har(c="np.linalg.solve(X.T @ X, y)"), "What does y lack there"
            ),
            "c0 alone": Wrong(_har(c="np.linalg.lstsq(X, y, rcond=None)[0][0]"), "takes c₀ alone"),
            "ones too long": Wrong(
                _har("np.column_stack([np.ones(len(day)), day[:-1], week[:-1], month[:-1]])"),
                "also from the ones",
            ),
            "no intercept, then 0": Wrong(
                _har("np.column_stack([0 * day[:-1], day[:-1], week[:-1], month[:-1]])"),
                "fitted without it",
            ),
            "means of tomorrow": Wrong(
                _har("np.column_stack([np.ones(len(day) - 1), day[:-1], week[1:], month[1:]])"),
                "week and month are tomorrow's",
            ),
            "forecasts": Wrong(
                _har(c="X @ np.linalg.lstsq(X, y, rcond=None)[0]"), "the coefficients themselves"
            ),
            "no list": Wrong(
                _har("np.column_stack(np.ones(len(day) - 1), day[:-1], week[:-1], month[:-1])"),
                "takes one list of columns",
            ),
            "days ahead": Wrong(
                _har(ALL_EVENINGS + "[:-3]", "day[3:]"), "The example has six evenings"
            ),
            "no bracket": Wrong(_har(c="np.linalg.lstsq(X, y, rcond=None)"), "Write `[0]` behind"),
            "no return": Wrong(_har().replace("return c", "print(c)"), "returns None"),
        },
    ),
    "qlike": Exercise(
        right={
            "ratio": _qlike(),
            "logs": _qlike("np.mean(np.exp(np.log(V / V_hat)) - np.log(V) + np.log(V_hat) - 1)"),
            "sum": _qlike("(V / V_hat - np.log(V / V_hat) - 1).sum() / len(V)"),
            "loop": function(
                "qlike(V, V_hat)",
                "total = 0",
                "for a, f in zip(V, V_hat):",
                "    total += a / f - np.log(a / f) - 1",
                "return total / len(V)",
            ),
        },
        wrong={
            "upside down": Wrong(
                _qlike("np.mean(V_hat / V - np.log(V_hat / V) - 1)"), "Your ratio is V̂/V"
            ),
            "first upside down": Wrong(
                _qlike("np.mean(V_hat / V - np.log(V / V_hat) - 1)"), "the first is V̂/V"
            ),
            "second upside down": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V_hat / V) - 1)"),
                "Which sign does it have in the formula",
            ),
            "log of V alone": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V) / V_hat - 1)"), "Your logarithm is of V"
            ),
            "no one": Wrong(_qlike("np.mean(V / V_hat - np.log(V / V_hat))"), "It should be 0"),
            "plus one": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V / V_hat) + 1)"), "the sign of the 1"
            ),
            "no ratio": Wrong(_qlike("np.mean(-np.log(V / V_hat) - 1)"), "the ratio itself"),
            "no logarithm": Wrong(_qlike("np.mean(V / V_hat - 1)"), "Where is the logarithm"),
            "base ten": Wrong(
                _qlike("np.mean(V / V_hat - np.log10(V / V_hat) - 1)"), "Yours has base 10"
            ),
            "sum": Wrong(_qlike("np.sum(V / V_hat - np.log(V / V_hat) - 1)"), "sum over the days"),
            "each day": Wrong(_qlike("V / V_hat - np.log(V / V_hat) - 1"), "one loss for each day"),
            "divided twice": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V / V_hat) - 1) / len(V)"),
                "divide by the number of days twice",
            ),
            "one for all days": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V / V_hat)) - 1 / len(V)"),
                "Each day has its own − 1",
            ),
            "squared": Wrong(
                _qlike("np.mean((V / V_hat - np.log(V / V_hat) - 1) ** 2)"),
                "You square the loss of each day",
            ),
            "ratio squared": Wrong(
                _qlike("np.mean((V / V_hat) ** 2 - np.log((V / V_hat) ** 2) - 1)"),
                "Your ratio is squared",
            ),
            "root of the mean": Wrong(
                _qlike("np.sqrt(np.mean(V / V_hat - np.log(V / V_hat) - 1))"),
                "You take the root of the mean",
            ),
            "exp": Wrong(
                _qlike(
                    "np.mean(np.exp(V) / np.exp(V_hat) - np.log(np.exp(V) / np.exp(V_hat)) - 1)"
                ),
                "You take exp, and the formula has none",
            ),
            "means first": Wrong(
                _qlike("V.mean() / V_hat.mean() - np.log(V.mean() / V_hat.mean()) - 1"),
                "take the means first",
            ),
            "mean ratio": Wrong(
                _qlike("np.mean(V / V_hat) - np.log(np.mean(V / V_hat)) - 1"),
                "the mean of the ratios first",
            ),
            "roots": Wrong(
                _qlike("np.mean(np.sqrt(V / V_hat) - np.log(np.sqrt(V / V_hat)) - 1)"),
                "of volatilities, roots",
            ),
            "squared error": Wrong(_qlike("np.mean((V - V_hat) ** 2)"), "the mean squared error"),
            "likelihood": Wrong(_qlike("np.mean(np.log(V_hat) + V / V_hat)"), "the same ranking"),
            "ln": Wrong(
                _qlike("np.mean(V / V_hat - ln(V / V_hat) - 1)"), "NumPy calls the natural"
            ),
            "NumPy's ln": Wrong(
                _qlike("np.mean(V / V_hat - np.ln(V / V_hat) - 1)"), "There is no `np.ln`"
            ),
            "ratio of logarithms": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V) / np.log(V_hat) - 1)"),
                "the logarithm of the ratio",
            ),
            "absolute error": Wrong(
                _qlike("np.mean(np.abs(V - V_hat))"), "the mean absolute error"
            ),
            "logarithms alone": Wrong(
                _qlike("np.mean(np.log(V / V_hat) ** 2)"), "the difference of the logarithms"
            ),
            "a difference": Wrong(
                _qlike("np.mean(V_hat - np.log(V / V_hat) - 1)"), "At which of the three"
            ),
            "inside": Wrong(
                _qlike("np.mean(V / V_hat - np.log(V / V_hat - 1))"), "What stands inside your ln"
            ),
            "no return": Wrong(_qlike().replace("return loss", "print(loss)"), "returns None"),
        },
    ),
    "mend_rows": Exercise(
        right={
            "index": _mend(),
            "shifted series": _mend(
                "moves[days]", moves="np.abs(np.diff(np.log(close), prepend=np.log(close[0])))"
            ),
            "both closes": _mend("np.abs(np.log(close[days] / close[days - 1]))"),
            "slice": _mend("moves[3 : len(v) - 2]"),
            "roll": _mend("np.roll(moves, 1)[days]"),
            "float32": _mend("np.float32(moves[days - 1])"),
        },
        wrong={
            "yesterday": Wrong(_mend("moves[days - 2]"), "The move is of yesterday now"),
            "from the first": Wrong(_mend("moves[days - 4]"), "first evening gets moves[0] now"),
            "day before yesterday": Wrong(_mend("moves[days - 3]"), "of the day before yesterday"),
            "no move": Wrong(_mend("0 * moves[days]"), "0 everywhere"),
            "columns exchanged": Wrong(
                _mend().replace("[today, week, move]", "[week, move, today]"), "in another order"
            ),
            "week before day 0": Wrong(
                _mend(week=FIVE.replace("t - 4 : t + 1", "t - 5 : t")), "mean of an empty slice"
            ),
            "days shifted": Wrong(
                _mend().replace("np.arange(4, len(v) - 1)", "np.arange(3, len(v) - 1)"),
                "an evening before day 4",
            ),
            "a column": Wrong(_mend(y="v[days + 1][:, None]"), "table of one column"),
            "sign": Wrong(_mend(moves="np.diff(np.log(close))"), "Did the given code ask"),
            "sign only": Wrong(
                _mend("moves[days]", moves="np.diff(np.log(close))"), "and now it has its sign"
            ),
            "simple": Wrong(
                _mend(moves="np.abs(close[1:] / close[:-1] - 1)"), "The given code has the log"
            ),
            "target to today": Wrong(_mend("moves[days]", y="v[days]"), "The target has moved"),
            "both": Wrong(_mend(y="v[days]"), "But the target is today's"),
            "today to yesterday": Wrong(
                _mend("moves[days]", today="v[days - 1]"), "Today has become yesterday"
            ),
            "today too": Wrong(_mend(today="v[days - 1]"), "column has become yesterday's"),
            "week without today": Wrong(
                _mend("moves[days]", week=FIVE.replace("t + 1", "t")), "week lost today, and"
            ),
            "week too": Wrong(_mend(week=FIVE.replace("t + 1", "t")), "week lost today: was"),
            "one move": Wrong(_mend("moves[days][:-1]"), "columns have different lengths"),
            "t": Wrong(_mend("moves[t - 1]"), "inside the brackets of the week only"),
            "centred week": Wrong(
                _mend(week=FIVE.replace("t - 4 : t + 1", "t - 2 : t + 3")), "week is centred on"
            ),
            "further on": Wrong(_mend("moves[days + 1]"), "one shorter than `close`"),
            "target past the end": Wrong(
                _mend(y="v[days + 2]"), "Which line asks for a day after the last"
            ),
            "lying": Wrong(
                _mend().replace(
                    "np.column_stack([today, week, move])", "np.array([today, week, move])"
                ),
                "per evening, one column per feature",
            ),
            "two columns": Wrong(
                _mend().replace("[today, week, move]", "[today, week]"), "A column is gone"
            ),
            "fewer rows": Wrong(
                _mend().replace("len(v) - 1)", "len(v) - 2)"), "Keep `days` as it was"
            ),
        },
    ),
}
