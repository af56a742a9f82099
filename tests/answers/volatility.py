"""Answers to the exercises of lesson 11."""

from . import Exercise, Wrong, function

R, VOL = "np.log(close[1:] / close[:-1])", "np.std(r, ddof=1) * np.sqrt(252)"
COLUMNS, NEXT = "np.column_stack([v[days - k] for k in range(lags)])", "v[days + 1]"
WEEK, MONTH = "np.mean(v[t - 4 : t + 1])", "np.mean(v[t - 21 : t + 1])"
HAR = "c[0] + c[1] * v[t] + c[2] * week + c[3] * month"
SEEN, HOW = "train", "(part - mean) / std"
MOVES, MOVE = "np.abs(np.diff(np.log(close)))", "moves[days - 1]"
FIVE = "np.array([np.mean(v[t - 4 : t + 1]) for t in days])"


def _yearly(r: str = R, volatility: str = VOL) -> str:
    return function(
        "yearly_volatility(close)", f"r = {r}", f"volatility = {volatility}", "return r, volatility"
    )


def _aligned(X: str = COLUMNS, y: str = NEXT, days: str = "np.arange(lags - 1, len(v) - 1)") -> str:
    return function(
        "features_and_target(v, lags)", f"days = {days}", f"X = {X}", f"y = {y}", "return X, y"
    )


def _parted(
    seen: str = SEEN, how: str = HOW, end: str = "num_train + num_validation", *more: str
) -> str:
    return function(
        "split_and_scale(X, num_train, num_validation)",
        f"end = {end}",
        "train, validation, test = X[:num_train], X[num_train:end], X[end:]",
        f"mean, std = {seen}.mean(axis=0), {seen}.std(axis=0)",
        *more,
        f"return [{how} for part in (train, validation, test)]",
    )


def _rivals(today: str = "v[t]", week: str = WEEK, month: str = MONTH, har: str = HAR) -> str:
    return function(
        "baselines(v, t, c)",
        f"week = {week}",
        f"month = {month}",
        f"return {today}, {har}",
    )


def _stop(
    better: str = "loss < best_loss",
    stop: str = "epoch - best_epoch >= patience",
    kept: str = "loss, epoch, weights",
    last: str = "best_weights, best_epoch, epoch",
) -> str:
    return function(
        "early_stopping(run_epoch, validation_loss, weights, patience, max_epochs)",
        "best_loss, best_epoch, best_weights = np.inf, 0, weights",
        "for epoch in range(1, max_epochs + 1):",
        "    weights = run_epoch(weights)",
        "    loss = validation_loss(weights)",
        f"    if {better}:",
        f"        best_loss, best_epoch, best_weights = {kept}",
        f"    if {stop}:",
        "        break",
        f"return {last}",
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
    "yearly_volatility": Exercise(
        right={
            "diff of logs": _yearly("np.diff(np.log(close))"),
            "by hand": _yearly(
                "np.log(close)[1:] - np.log(close)[:-1]",
                "(252 * np.sum((r - r.mean()) ** 2) / (len(r) - 1)) ** 0.5",
            ),
            "float32": _yearly("np.float32(np.log(close[1:] / close[:-1]))"),
            "variance first": _yearly(volatility="np.sqrt(252 * np.var(r, ddof=1))"),
            "a list": function(
                "yearly_volatility(close)",
                "r = [float(np.log(b / a)) for a, b in zip(close, close[1:])]",
                "return r, float(np.std(r, ddof=1)) * 252**0.5",
            ),
        },
        wrong={
            "simple returns": Wrong(_yearly("close[1:] / close[:-1] - 1"), "the simple return"),
            "ratios": Wrong(_yearly("close[1:] / close[:-1]"), "What stands around the ratio"),
            "points": Wrong(_yearly("np.diff(close)"), "at 100 and at 3,000"),
            "upside down": Wrong(_yearly("np.log(close[:-1] / close[1:])"), "Which close is above"),
            "base ten": Wrong(_yearly("np.log10(close[1:] / close[:-1])"), "Yours has base 10"),
            "since the start": Wrong(_yearly("np.log(close[1:] / close[0])"), "one day before"),
            "percent": Wrong(
                _yearly("100 * np.log(close[1:] / close[:-1])"), "Both are in percent"
            ),
            "percent at the end": Wrong(
                _yearly(volatility="100 * " + VOL), "The volatility is in percent"
            ),
            "a day": Wrong(_yearly(volatility="np.std(r, ddof=1)"), "what takes it to a year"),
            "no root": Wrong(
                _yearly(volatility="np.std(r, ddof=1) * 252"), "Variances add up over 252 days"
            ),
            "divided": Wrong(
                _yearly(volatility="np.std(r, ddof=1) / np.sqrt(252)"), "larger or smaller"
            ),
            "calendar days": Wrong(
                _yearly(volatility="np.std(r, ddof=1) * np.sqrt(365)"), "Your year has 365 days"
            ),
            "n": Wrong(_yearly(volatility="np.std(r) * np.sqrt(252)"), "divide: n, or n − 1"),
            "variance": Wrong(
                _yearly(volatility="np.var(r, ddof=1) * 252"), "That is a variance a year"
            ),
            "root of the wrong one": Wrong(
                _yearly(volatility="np.var(r, ddof=1) * np.sqrt(252)"), "a variance times √252"
            ),
            "root of n": Wrong(
                _yearly(volatility="np.std(r, ddof=1) * np.sqrt(len(r))"), "returns that came in"
            ),
            "absolute": Wrong(
                _yearly(volatility="np.mean(np.abs(r)) * np.sqrt(252)"), "the size of the moves"
            ),
            "nan in front": Wrong(
                _yearly(
                    "np.concatenate([[np.nan], np.diff(np.log(close))])",
                    "np.nanstd(r, ddof=1) * np.sqrt(252)",
                ),
                "so it has no return",
            ),
            "zero in front": Wrong(
                _yearly("np.diff(np.log(close), prepend=np.log(close[0]))"),
                "Which day has no day before",
            ),
            "exchanged": Wrong(
                function("yearly_volatility(close)", f"r = {R}", f"return {VOL}, r"),
                "another order",
            ),
        },
    ),
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
                "right at v=[1.5",
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
                _aligned("np.column_stack(v[days - k] for k in range(lags))"), "square brackets"
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
                "from helpers.split import Scaler",
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
            "brackets": Wrong(_parted(how="part - mean / std"), "Where do the brackets"),
            "lowest to highest": Wrong(
                _parted(how="(part - train.min(0)) / (train.max(0) - train.min(0))"),
                "by the lowest and the highest",
            ),
            "forgets to add": Wrong(
                function(
                    "split_and_scale(X, num_train, num_validation)",
                    "a, b = X[:num_train], X[num_train:num_validation]",
                    "c = X[num_validation:]",
                    "m, s = a.mean(0), a.std(0)",
                    "return (a - m) / s, (b - m) / s, (c - m) / s",
                ),
                "They begin where training ends",
            ),
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
    "baselines": Exercise(
        right={
            "slices": _rivals(),
            "up to tonight": function(
                "baselines(v, t, c)",
                "known = v[: t + 1]",
                "parts = [1, known[-1], known[-5:].mean(), known[-22:].mean()]",
                "return known[-1], np.dot(c, parts)",
            ),
            "sums": _rivals(week="sum(v[t - 4 : t + 1]) / 5", month="sum(v[t - 21 : t + 1]) / 22"),
            "float32": _rivals(har=f"np.float32({HAR})"),
            "helpers": function(
                "baselines(v, t, c)",
                "from helpers import forecasts",
                "return [forecasts.persistence(v)[t], forecasts.har(v, c)[t]]",
            ),
        },
        wrong={
            "tomorrow": Wrong(_rivals(today="v[t + 1]"), "Your persistence is tomorrow's"),
            "yesterday": Wrong(_rivals(today="v[t - 1]"), "Your persistence is yesterday's"),
            "the end": Wrong(_rivals(today="v[-1]"), "persistence is the end of the whole"),
            "both without today": Wrong(
                _rivals(week="np.mean(v[t - 5 : t])", month="np.mean(v[t - 22 : t])"),
                "The week: it ends yesterday; is today known tonight? The month: it ends",
            ),
            "week without today": Wrong(
                _rivals(week="np.mean(v[t - 5 : t])"),
                "Look at your week: it ends yesterday; is today known tonight?",
            ),
            "week of four": Wrong(
                _rivals(week="np.mean(v[t - 4 : t])"), "week: it has four days and leaves"
            ),
            "week of six": Wrong(_rivals(week="np.mean(v[t - 5 : t + 1])"), "it has six days"),
            "centred week": Wrong(
                _rivals(week="np.mean(v[t - 2 : t + 3])"), "week: it is centred on today"
            ),
            "centred month": Wrong(
                _rivals(month="np.mean(v[t - 11 : t + 11])"), "month: it is centred on today"
            ),
            "month of 21 without today": Wrong(
                _rivals(month="np.mean(v[t - 21 : t])"), "month: it has 21 days and leaves"
            ),
            "month of 21": Wrong(
                _rivals(month="np.mean(v[t - 20 : t + 1])"), "How many has the task"
            ),
            "month of 23": Wrong(_rivals(month="np.mean(v[t - 22 : t + 1])"), "it has 23 days"),
            "month of 30": Wrong(
                _rivals(month="np.mean(v[t - 29 : t + 1])"), "mean of an empty slice"
            ),
            "both ahead": Wrong(
                _rivals(week="np.mean(v[t : t + 5])", month="np.mean(v[t : t + 22])"),
                "five days are over tonight? The month: it starts today and walks",
            ),
            "week ahead": Wrong(
                _rivals(week="np.mean(v[t : t + 5])"), "Look at your week: it starts today"
            ),
            "week from tomorrow": Wrong(
                _rivals(week="np.mean(v[t + 1 : t + 6])"), "Look at your week: it starts tomorrow"
            ),
            "month ahead": Wrong(
                _rivals(month="np.mean(v[t : t + 22])"), "Look at your month: it starts today"
            ),
            "month from tomorrow": Wrong(
                _rivals(month="np.mean(v[t + 1 : t + 23])"), "your month: it starts tomorrow"
            ),
            "end of the series": Wrong(
                _rivals(week="np.mean(v[-5:])", month="np.mean(v[-22:])"),
                "Week and month are taken from the end",
            ),
            "all so far": Wrong(_rivals(month="np.mean(v[: t + 1])"), "mean of all days so far"),
            "sums": Wrong(
                _rivals(week="np.sum(v[t - 4 : t + 1])", month="np.sum(v[t - 21 : t + 1])"),
                "Your week and month are sums",
            ),
            "no constant": Wrong(
                _rivals(har="c[1] * v[t] + c[2] * week + c[3] * month"), "c[0] stands alone"
            ),
            "constant last": Wrong(
                _rivals(har="c[3] + c[0] * v[t] + c[1] * week + c[2] * month"), "in another order"
            ),
            "day and month exchanged": Wrong(
                _rivals(har="c[0] + c[3] * v[t] + c[2] * week + c[1] * month"),
                "to the day, which to the month",
            ),
            "day left out": Wrong(
                _rivals(har="c[0] + c[2] * week + c[3] * month"), "The day is missing"
            ),
            "order": Wrong(
                _rivals().replace("return v[t], " + HAR, "return " + HAR + ", v[t]"),
                "Where persistence should stand, har stands",
            ),
        },
    ),
    "early_stopping": Exercise(
        right={
            "gaps": _stop(),
            "counter": function(
                "early_stopping(run_epoch, validation_loss, weights, patience, max_epochs)",
                "best, kept, at, bad, epoch = float('inf'), weights, 0, 0, 0",
                "while epoch < max_epochs and bad < patience:",
                "    epoch += 1",
                "    weights = run_epoch(weights)",
                "    now = validation_loss(weights)",
                "    bad += 1",
                "    if now < best:",
                "        best, kept, at, bad = now, weights.copy(), epoch, 0",
                "return kept, at, epoch",
            ),
            "lists": function(
                "early_stopping(run_epoch, validation_loss, weights, patience, max_epochs)",
                "seen, losses = [], []",
                "for _ in range(max_epochs):",
                "    weights = run_epoch(weights)",
                "    seen.append(weights)",
                "    losses.append(validation_loss(weights))",
                "    if len(losses) - 1 - int(np.argmin(losses)) == patience:",
                "        break",
                "k = int(np.argmin(losses))",
                "return [float(w) for w in seen[k]], k + 1, len(losses)",
            ),
            "equality": _stop(stop="epoch == best_epoch + patience"),
        },
        wrong={
            "last weights": Wrong(
                _stop(last="weights, best_epoch, epoch"), "weights are those of the last one"
            ),
            "sign of the waiting": Wrong(
                _stop(stop="best_epoch - epoch >= patience"), "which is larger, epoch or best_epoch"
            ),
            "a gap left": Wrong(_stop(stop="..."), "left in the second `if`"),
            "one too long": Wrong(
                _stop(stop="epoch - best_epoch > patience"), "one epoch too long"
            ),
            "one too early": Wrong(
                _stop(stop="epoch > best_epoch and epoch - best_epoch >= patience - 1"),
                "too early. How many epochs",
            ),
            "one too early, or at once": Wrong(
                _stop(stop="epoch - best_epoch >= patience - 1"), "with a patience of 1 at once"
            ),
            "above the lowest": Wrong(
                _stop(stop="loss > best_loss"), "first loss above the lowest"
            ),
            "losses": Wrong(_stop(stop="loss - best_loss >= patience"), "a difference of losses"),
            "epoch first": Wrong(_stop(kept="epoch, loss, weights"), "best_loss holds an epoch"),
            "weights in the middle": Wrong(_stop(kept="loss, weights, epoch"), "is an array. Hold"),
            "from the best": Wrong(
                _stop().replace("run_epoch(weights)", "run_epoch(best_weights)"),
                "Where does the walk go on from",
            ),
            "validation first": Wrong(
                _stop().replace(
                    "    weights = run_epoch(weights)\n        loss = validation_loss(weights)",
                    "    loss = validation_loss(weights)\n        weights = run_epoch(weights)",
                ),
                "You validate before the epoch",
            ),
            "epoch not written down": Wrong(
                _stop(kept="loss, best_epoch, weights"), "best_epoch stays 0"
            ),
            "weights and epoch returned": Wrong(
                _stop(last="best_epoch, best_weights, epoch"), "another order"
            ),
            "no return": Wrong(
                _stop().replace("    return best_weights, best_epoch, epoch", ""), "returns None"
            ),
            "from the start": Wrong(_stop(stop="epoch >= patience"), "whatever validation did"),
            "at once": Wrong(
                _stop(stop="loss > best_loss or loss == best_loss and epoch != best_epoch"),
                "What is patience for?",
            ),
            "bad in all": Wrong(
                function(
                    "early_stopping(run_epoch, validation_loss, weights, patience, max_epochs)",
                    "best, kept, at, bad = np.inf, weights, 0, 0",
                    "for epoch in range(1, max_epochs + 1):",
                    "    weights = run_epoch(weights)",
                    "    loss = validation_loss(weights)",
                    "    if loss < best:",
                    "        best, kept, at = loss, weights, epoch",
                    "    else:",
                    "        bad += 1",
                    "    if bad >= patience:",
                    "        break",
                    "return kept, at, epoch",
                ),
                "Bad epochs are counted in all",
            ),
            "the one before": Wrong(
                function(
                    "early_stopping(run_epoch, validation_loss, weights, patience, max_epochs)",
                    "before, kept, at = np.inf, weights, 0",
                    "for epoch in range(1, max_epochs + 1):",
                    "    weights = run_epoch(weights)",
                    "    loss = validation_loss(weights)",
                    "    if loss < before:",
                    "        kept, at = weights, epoch",
                    "    before = loss",
                    "    if epoch - at >= patience:",
                    "        break",
                    "return kept, at, epoch",
                ),
                "You compare with the epoch before",
            ),
            "ties": Wrong(_stop("loss <= best_loss"), "as low as the lowest counts"),
            "turned": Wrong(_stop("loss > best_loss"), "Nothing is ever a new lowest"),
            "not written down": Wrong(
                _stop(kept="best_loss, epoch, weights"), "is best_loss written down"
            ),
            "from zero": Wrong(
                _stop(last="best_weights, best_epoch - 1, epoch"), "best_epoch counts from 0"
            ),
            "best for last": Wrong(
                _stop(last="best_weights, best_epoch, best_epoch"), "How many were run in all"
            ),
            "last for best": Wrong(
                _stop(last="best_weights, epoch, epoch"), "best_epoch is the last epoch"
            ),
            "exchanged": Wrong(
                _stop(last="best_weights, epoch, best_epoch"), "two epochs are exchanged"
            ),
            "loss for weights": Wrong(
                _stop(last="best_loss, best_epoch, epoch"), "Which of the names holds an array"
            ),
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
            "further on": Wrong(_mend("moves[days + 1]"), "one shorter than `close`"),
            "two columns": Wrong(
                _mend().replace("[today, week, move]", "[today, week]"), "A column is gone"
            ),
            "fewer rows": Wrong(
                _mend().replace("len(v) - 1)", "len(v) - 2)"), "Keep `days` as it was"
            ),
        },
    ),
}
