# %% [markdown]
# # 11 · Volatility
#
# **The question.** Can our net beat "tomorrow equals today"?
#
# **You will be able to**
#
# - build rows for a forecast so that no feature knows tomorrow, and prove it with a nudge;
# - split by time, fit the scaler on training rows only, and stop a training early;
# - judge a net against persistence, EWMA, HAR and a straight line, with errors that fit volatility;
# - find a leak by a result that is too good.
#
# About 60 minutes · 16 points · You need lessons 06 to 10. A good place for a break is after part 1. Points are for an honest pipeline, never for a net that wins. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import check, figures, leaks, lookahead, progress, volatility_data, widgets
from helpers import volatility_study as study
from helpers.data import load_prices
from helpers.text import said
from helpers.volatility import annualised, parkinson

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 10: the validation loss turns up, the training loss falls on. Where do you stop, and what may you not conclude from the lowest validation loss?
#
# <details><summary>Answer</summary>
#
# Stop at the turn. The lowest of many losses was chosen, so it is too good as an estimate. Rows that nobody has looked at must judge: the test rows.
#
# </details>
#
# 2. Lesson 08: what keeps a row's features beside its own target when the rows are shuffled within an epoch?
#
# <details><summary>Answer</summary>
#
# One order of row numbers, used for X and for y alike.
#
# </details>
#
# 3. Lesson 01: how do you find out whether an output depends on an input at all?
#
# <details><summary>Answer</summary>
#
# Nudge the input and see whether the output moves.
#
# </details>

# %% [markdown]
# ## In the market
#
# **Volatility** says how widely a price moves. It sets the price of an option, the margin at a broker, and how much of a share a fund dares to hold. Lesson 10 found next to nothing to learn about tomorrow's return. Look at volatility:

# %%
figures.show(figures.timeline())

# %% [markdown]
# Calm days follow calm days, and storms last for weeks. So "tomorrow equals today" is already a forecast, and a free one. It is called **persistence**. Below the curve you see which years may teach (train), which may choose (validation) and which will judge (test). **Is a net worth the trouble?**

# %% [markdown]
# ## 1 · What is known tonight?
#
# ### Show
#
# We have the S&P 500's daily open, high, low, close and volume from 1999 to 2018. A day's wildest moves lie between its low L and its high H, so its **variance** is measured from them (Parkinson's formula):
#
# $$V = \frac{(\ln H/L)^2}{4 \ln 2}$$
#
# It is the variance of one day. Variances of days add up, and a year has 252 trading days. So volatility, the root of the variance, is multiplied by √252 to be **annualised**.

# %%
prices = load_prices()
V = parkinson(prices["high"], prices["low"])
for day in ["2008-10-10", "2017-11-24", "2018-02-05"]:
    of_day = V[prices.index.get_loc(day)]
    print(f"{day}: V = {of_day:.7f}, volatility {annualised(of_day):.1%} a year")

# %% [markdown]
# From 1% to 104%. So we forecast the logarithm, ln V: there a doubling weighs the same in calm and in crisis.
#
# A **row** is an evening. Its **features** are what you know when the market has closed; its **target** is ln V of the next day. We use 14 features:
#
# - ln V of today and of the four days before, and its means over 5, 22 and 66 days;
# - today's and yesterday's return, today's loss (the return if it is negative, else 0) and the mean loss of 5 days;
# - the volume of today against its mean of 22 days, and of 5 days against 66 (in logarithms).
#
# How do you know that no feature looks ahead? As in lesson 01: by a nudge. `lookahead.moved` changes all numbers after one evening and tells what moves in the rows up to that evening. **No feature may move. The target must.**

# %%
evening = 3000
nudged = lookahead.moved(volatility_data.features, prices, evening)
print("features that move:", [n for n, moves in zip(volatility_data.COLUMNS, nudged, strict=True) if moves])
print("the target moves:  ", lookahead.moved(volatility_data.target, prices, evening))

# %% [markdown]
# ### Predict
#
# In many examples the rows are shuffled and then split 60:20:20. Do that here. Of 100 test days, how many will have a training day right before or right after them? (No points.)

# %%
my_guess = ...  # a number from 0 to 100

# %%
beside = np.mean(leaks.nearest_training_day(shuffled=True) == 1)
print(said(my_guess), f"Shuffled, it is {100 * beside:.0f} of 100.")
figures.show(figures.timeline(rows="shuffled"))
print("Test R² of a forecast that knows the date and nothing else:")
print(f"shuffled {leaks.by_date(shuffled=True):.2f}, in order {leaks.by_date(shuffled=False):.2f}")

# %% [markdown]
# R² is 1 for a perfect forecast and 0 for one as good as the mean of the test rows. The last line is of a forecast that sees no market at all. It looks up the five training days nearest in the calendar and takes their mean. Shuffled, it seems to be clever. In order, as in life, it is worth nothing.
#
# So: no shuffling before the split. The past teaches, the future judges. (Within the training rows, mini-batches are shuffled as ever.)
#
# ### Do
#
# **Exercise `yearly_volatility` · 2 points.** Another measure of volatility uses closes. Return the **log returns** r, and their volatility a year, as a fraction:
#
# $$r_t = \ln \frac{C_t}{C_{t-1}} \qquad \text{volatility} = s \cdot \sqrt{252}$$
#
# s is the standard deviation of r that divides by n − 1: `np.std(r, ddof=1)`. m closes give m − 1 returns.
#
# For the closes 100, 103, 99, 101 the returns are 0.02956, −0.03961, 0.02000, and the volatility is 0.5950, which is 59.5% a year.


# %% solution="yearly_volatility"
def yearly_volatility(close):
    """Return r, an array with one entry fewer than close, and the volatility, one number."""
    ### BEGIN SOLUTION
    r = np.log(close[1:] / close[:-1])
    volatility = np.std(r, ddof=1) * np.sqrt(252)
    ### STUB
    # r = ...
    # volatility = ...
    ### END SOLUTION
    return r, volatility


# %% test="yearly_volatility" points=2
check.volatility.yearly_volatility(yearly_volatility)
### BEGIN HIDDEN TESTS
check.volatility.yearly_volatility(
    yearly_volatility, (np.array([20.0, 21.5, 19.0, 19.4, 22.2, 21.0]),), (np.array([9.0, 8.0, 8.5]),)
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `features_and_target` · 2 points.** A series v has one value a day. In the evening of day t you know v[t] and all before. Build a row for each evening that has `lags` known values and a tomorrow; `days` lists those evenings. X has today in column 0, yesterday in column 1, and so on. y is tomorrow's value.
#
# For v = 5, 1, 4, 2, 8 and lags = 2 the evenings are 1, 2 and 3. The rows of X are (1, 5), (4, 1), (2, 4), and y is 4, 2, 8.


# %% solution="features_and_target"
def features_and_target(v, lags):
    """Return X, a row for each evening and `lags` columns, and y, a number for each evening."""
    days = np.arange(lags - 1, len(v) - 1)
    ### BEGIN SOLUTION
    X = np.column_stack([v[days - k] for k in range(lags)])
    y = v[days + 1]
    ### STUB
    # X = ...  # v[days - k] is column k, and np.column_stack puts columns side by side
    # y = ...
    ### END SOLUTION
    return X, y


# %% test="features_and_target" points=2
check.volatility.features_and_target(features_and_target)
### BEGIN HIDDEN TESTS
more = (np.array([2.5, 0.4, 1.9, 3.3, 0.7, 2.8, 1.1]), 3)
check.volatility.features_and_target(features_and_target, more, (np.array([1.0, 3.0, 2.0, 7.0]), 2))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `split_and_scale` · 3 points.** The rows of X are in order of time. The first `num_train` rows are for training, the next `num_validation` for validation, all others for the test. Then scale each column: subtract a mean, divide by a standard deviation (`np.std` as it is, which divides by m). Which rows may that mean and that standard deviation come from? Your answer counts for all three parts: the net must meet the same scale everywhere.
#
# For a first column of 1, 3, 2, 6, 9, 5, 7, 8 with num_train = 4 and num_validation = 2, the scaled column is −1.069, 0, −0.535, 1.604 | 3.207, 1.069 | 2.138, 2.673.


# %% solution="split_and_scale"
def split_and_scale(X, num_train, num_validation):
    """Return the scaled training, validation and test rows, three arrays."""
    ### BEGIN SOLUTION
    end = num_train + num_validation
    train, validation, test = X[:num_train], X[num_train:end], X[end:]
    mean, std = train.mean(axis=0), train.std(axis=0)
    train, validation, test = [(part - mean) / std for part in (train, validation, test)]
    ### STUB
    # train = ...
    # validation = ...
    # test = ...
    # mean, std = ..., ...  # a number for each column: axis=0
    # train = ...
    # validation = ...
    # test = ...
    ### END SOLUTION
    return train, validation, test


# %% test="split_and_scale" points=3
check.volatility.split_and_scale(split_and_scale)
### BEGIN HIDDEN TESTS
table = np.array([[3.0, 8], [1, 20], [4, 11], [1, 17], [5, 31], [9, 25], [2, 44], [6, 39], [8, 50]])
check.volatility.split_and_scale(split_and_scale, (table, 5, 2), (table[::-1].copy(), 4, 3))
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copies, in `helpers/volatility_data.py` and `helpers/split.py`. An error above costs you nothing below. These are the rows:

# %%
rows = study.snapshot()
train, validation, test = rows.parts
for name, part in [("train", train), ("validation", validation), ("test", test)]:
    dates = rows.dates[part]
    print(f"{name:10s} {len(dates)} rows, targets from {dates[0]} to {dates[-1]}")

# %% [markdown]
# ## 2 · The rivals, and the net
#
# ### Show
#
# A net that has no rival always wins. Here are those of ours, in ln V, written v:
#
# - **persistence**: v of tomorrow = v of today;
# - **mean of 22 days**: the mean of the last month;
# - **EWMA**: a mean of all days so far; each day back weighs 0.94 times the one after it (lesson 07). It is taken of V, as RiskMetrics has it, and of ln V;
# - **least squares**: a straight line through all 14 features of the net. What it can do, no bend was needed for;
# - **HAR**: a day, a week and a month side by side, with four coefficients fitted by least squares on training rows:
#
# $$v_{t+1} \approx c_0 + c_1 v_t + c_2\, \overline{v}_{5} + c_3\, \overline{v}_{22}$$
#
# Here $\overline{v}_5$ is the mean of the last five days, today included, and $\overline{v}_{22}$ that of the last 22.
#
# Four scores. RMSE (the root of the MSE), MAE and R² look at ln V. **QLIKE** looks at the variance itself, as a ratio:
#
# $$\frac{V}{\hat V} - \ln \frac{V}{\hat V} - 1$$
#
# It is 0 for a perfect forecast. A forecast of half the variance costs 0.307, one of twice the variance 0.193: to be surprised by a storm is worse than to wait for it in vain.
# For QLIKE a forecast of ln V must become one of V. Its exponential is a middle value, and the mean lies higher. So each rival's $\hat V$ is multiplied by one number that makes it right on average on the *training* rows.
#
# The test rows stay shut. On the validation rows:

# %%
rivals = study.rivals(prices, rows)


def table(forecasts, part):
    print("                   RMSE    MAE     R²  QLIKE")
    for name, forecast in forecasts.items():
        scores = study.score(rows, forecast, part)
        print(f"{name:16s}", *[f"{number:6.3f}" for number in scores])


table(rivals, validation)

# %% [markdown]
# Which EWMA is better depends on the score. That is why you name the score before you look.
#
# ### Predict
#
# Two nets on the 14 features: a small one with 16 hidden units, and a wide one with two hidden layers of 64 and 32 units. Both run 80 epochs, and nobody stops them. Which has the lower *validation* loss at the end, `"small"` or `"wide"`? And which the lower training loss? (No points.)

# %%
my_guess = ...  # "small" or "wide", in validation

# %%
study.curves(study.UNITS, progress=progress.bar("epochs, small"))
study.curves(*study.WIDE, progress=progress.bar("epochs, wide"))
print(said(my_guess))
figures.show(figures.early_divergence())

# %% [markdown]
# Thin lines are four starts, thick ones their mean; the diamond is the lowest mean in validation. The wide net goes on learning its training years, and its validation loss turns up early: each start has its lowest loss in the first half, three of four in the first quarter, and the mean ends about a tenth above its lowest. The small net hardly diverges. (A loss of 1 is that of a constant forecast. With the next *return* as a target, lesson 10's mean never got below it.)
#
# ### Do
#
# **Exercise `baselines` · 2 points.** It is the evening of day t. The series v goes on after t, since we know how it ended; your forecast may not. Return persistence's and HAR's forecast of v[t + 1]. `c` holds c₀, c₁, c₂, c₃.
#
# For v[i] = i²/100 with i from 0 to 39, t = 30 and c = (−0.6, 0.3, 0.4, 0.25), persistence is 9 and HAR is 6.29525.


# %% solution="baselines"
def baselines(v, t, c):
    """Return two forecasts of v[t + 1], two numbers."""
    ### BEGIN SOLUTION
    persistence = v[t]
    week = np.mean(v[t - 4 : t + 1])
    month = np.mean(v[t - 21 : t + 1])
    har = c[0] + c[1] * v[t] + c[2] * week + c[3] * month
    ### STUB
    # persistence = ...
    # week = ...  # the mean of five days
    # month = ...  # the mean of 22 days
    # har = ...
    ### END SOLUTION
    return persistence, har


# %% test="baselines" points=2
check.volatility.baselines(baselines)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(11)
check.volatility.baselines(
    baselines,
    (rng.normal(-9, 1, 50), 28, np.array([-0.4, 0.25, 0.5, 0.2])),
    (rng.normal(-9, 1, 44), 22, np.array([0.8, 0.1, 0.3, 0.7])),
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `early_stopping` · 3 points.** Write the loop around the mini-batches. `weights = run_epoch(weights)` goes over all batches once and returns the new weights; `validation_loss(weights)` returns one number. Keep the weights of the lowest validation loss. Stop when `patience` epochs in a row brought no new lowest loss (a loss as low as the lowest is no new one), or after `max_epochs`. Epochs count from 1.
#
# With a patience of 3 and validation losses of 5, 4, 4.4, 4.1, 4.2, 4.3, 3 … the loop ends after epoch 5 and returns the weights of epoch 2. It will never see the 3. That is the price of stopping.


# %% solution="early_stopping"
def early_stopping(run_epoch, validation_loss, weights, patience, max_epochs):
    """Return the best weights, their epoch, and how many epochs were run."""
    best_loss, best_epoch, best_weights = np.inf, 0, weights
    for epoch in range(1, max_epochs + 1):
        weights = run_epoch(weights)
        loss = validation_loss(weights)
        ### BEGIN SOLUTION
        if loss < best_loss:
            best_loss, best_epoch, best_weights = loss, epoch, weights
        if epoch - best_epoch >= patience:
            break
        ### STUB
        # if ...:
        #     best_loss, best_epoch, best_weights = ...
        # if ...:
        #     break
        ### END SOLUTION
    return best_weights, best_epoch, epoch


# %% test="early_stopping" points=3
check.volatility.early_stopping(early_stopping)
### BEGIN HIDDEN TESTS
point = check.volatility_stop.point
check.volatility.early_stopping(
    early_stopping,
    point([8, 7, 7.5, 6, 6.5, 6.2, 6.1, 6.3, 6.4, 5, 5.5], 4),
    point([4, 4, 3, 3.5, 3.2, 2, 2.5], 2),
    point([2, 1, 1.5], 5),
)
### END HIDDEN TESTS

# %% [markdown]
# (If your epoch changes the weights in place, as `Network` does, `best_weights` must be a copy, or it walks on with the others. `fit(..., patience=10)` in `helpers/training.py` does all this.)
#
# Now the nets: 16 hidden units with ReLU, squared loss, Adam at its default of 0.001, batches of 64, a patience of 10, ten starts. None of it was tuned. The forecast is the mean of the ten.

# %%
nets = study.train_nets(progress.bar("nets"))
print("best epochs:", [history.best_epoch + 1 for history in nets.histories])

# %% [markdown]
# And now, once, the test rows: 2015 to 2018.

# %%
everyone = rivals | {study.NET: nets.forecasts.mean(axis=0)}
table(everyone, test)

alone = [study.score(rows, forecast, test) for forecast in nets.forecasts]
print(f"one net alone: R² {min(s.r2 for s in alone):.2f} to {max(s.r2 for s in alone):.2f}, "
      f"QLIKE {min(s.qlike for s in alone):.2f} to {max(s.qlike for s in alone):.2f}")

# %% [markdown]
# The mean of the nets stands first in every column. (An RMSE of 0.86 in ln V is 0.43 in the logarithm of volatility: typically off by a factor of about 1.5.) But 993 days are few, and storms come in lumps. Is the difference more than luck? The **Diebold–Mariano test** looks at the daily difference of two losses. It asks how often a mean difference as large as this would come about if both forecasts were equally good. Its variance allows for neighbouring days being alike (Newey and West; sources are in `helpers/luck.py`). A p-value below 0.05 is usually taken as a sign; it is no proof.

# %%
pairs = [(study.NET, other) for other in ["persistence", study.HAR, study.LINE]]
pairs.append((study.LINE, study.HAR))
print("                                   squared error    QLIKE")
for one, other in pairs:
    tests = study.compare(rows, everyone[one], everyone[other]).values()
    p_values = ["< 0.0001" if t.p_value < 1e-4 else f"{t.p_value:8.4f}" for t in tests]
    print(f"{one + ' against ' + other:38s} {p_values[0]}  {p_values[1]}")

# %% [markdown]
# What came out, with nothing left away:
#
# - **Against persistence** the nets win clearly, under both losses.
# - **Against HAR** they win on squared errors (p below 0.0001), and on QLIKE less surely (p about 0.03; a single net alone comes below 0.05 in a minority of the ten starts).
# - **Against a straight line on the same 14 features** there is little left. The line makes about three quarters of the way in R² from HAR to the nets. The mean of ten nets is ahead by 0.02 in R²: on squared errors that seems more than luck (p about 0.01), on QLIKE it can't be told from luck (p about 0.4). A single net is hardly ever ahead of the line by more than luck.
#
# So most of the gain is in the **inputs**, and only a little is in the bends. And a warning about us: we had tried this pipeline on these years before we wrote the lesson. A stricter judge would take 2019 and later.
#
# Now look at it. Here is persistence in 2018:

# %%
figures.show(figures.forecast_years(forecast="persistence", year=2018))

# %% [markdown]
# To the eye the left picture is nearly perfect, with an R² of 0.28! It is the actual curve one day late, and a day is less than the width of the line. **Never judge a forecast by such a picture**; the dots on the right tell more. Now the others: what does the net do that persistence doesn't, and on which days of 2015 and 2018 do all of them fail?

# %%
widgets.slide(
    figures.forecast_years(forecast="persistence", year=2018),
    forecast=["persistence", study.HAR, study.LINE, study.NET],
    year=[2015, 2016, 2017, 2018],
)

# %% [markdown]
# The nets stay near the middle of what may come. The first days of a storm surprise them, as they surprise all others: 24 August 2015, 10 October 2018. And on the second day they go only part of the way: for 25 August 2015 they said 23%, and 40% came.

# %% [markdown]
# ## 3 · Too good to be true
#
# ### Show
#
# You know what honest looks like here: an R² near 0.5. A colleague reports 0.7. Five slips that are easily made:
#
# - **scaled on all rows**: mean and standard deviation from the test years too;
# - **shuffled rows**: shuffled, then split;
# - **tomorrow's move**: the size of tomorrow's return among the features, by an index that is off by one;
# - **centred mean**: the mean of 5 days taken from two days before to two days *after*;
# - **target of today**: y was not shifted, so it stands in X already.
#
# ### Predict
#
# The same small net, three starts for each slip. Which slip makes the test R² no better at all? (No points.)

# %%
my_guess = ...  # "scaled", "shuffled", "move", "mean" or "target"

# %%
switches = leaks.all_switches(progress.bar("pipelines"))
print(said(my_guess))
for leak, report in switches.items():
    print(f"{leak:20s} R² of three nets:", report.scores.round(2))
figures.show(figures.leak_switch(leak="none"))

# %% [markdown]
# Switch the leaks on. Which of the five clouds would you take for a good honest forecast, if you had only this picture?

# %%
widgets.slide(figures.leak_switch(leak="none"), leak=list(leaks.LEAKS))

# %% [markdown]
# Only the last cloud looks impossible. What gives the others away is the height of R², to someone who knows what persistence, HAR and a straight line score.
#
# **Scaling on all rows does no measurable harm here.** A net can undo a shift and a stretch of its inputs, so little of the future gets in. It is wrong all the same: the scaler knows how calm the test years will be, which nobody knew, and with few rows, a scaling by the highest value, or a choice of features made in the same way, it can do harm. To do it right costs nothing.
#
# **Shuffling** does less harm to this net than to the date look-up: with 14 features and 16 units it can't memorise days. Most of its rise comes from other test rows, since other years are easier than 2015 to 2018. On the days that both test sets share, shuffling gains a straight line about 0.02 (the mean of 20 shuffles).
#
# The nudge test finds the other three: two features move that may not, and one target stays that must move. It finds the scaler, too. Only shuffling slips through.
#
# ### Do
#
# **Exercise `mend_rows` · 2 points: find the leak.** Dana fits a straight line on three features: today's v = ln V, its mean over five days, and the size of today's move, |r|. Her test R² is 0.59. With her leak mended it is 0.45, below HAR. First her code under the nudge:


# %% solution="mend_rows"
def mend_rows(close, v):
    """Return X (a row an evening, three columns) and y (tomorrow's v)."""
    days = np.arange(4, len(v) - 1)
    ### BEGIN SOLUTION
    moves = np.abs(np.diff(np.log(close)))
    today = v[days]
    week = np.array([np.mean(v[t - 4 : t + 1]) for t in days])
    move = moves[days - 1]
    y = v[days + 1]
    ### STUB
    # moves = np.abs(np.diff(np.log(close)))
    # today = v[days]
    # week = np.array([np.mean(v[t - 4 : t + 1]) for t in days])
    # move = moves[days]
    # y = v[days + 1]
    ### END SOLUTION
    return np.column_stack([today, week, move]), y


# %%
columns = {"close": prices["close"], "v": np.log(V)}


def her_X(c):
    return mend_rows(c["close"], c["v"])[0]


nudged = lookahead.moved(her_X, columns, evening, first=4)
print("features that move:", [n for n, moves in zip(["today", "week", "move"], nudged, strict=True) if moves])

# %% [markdown]
# Her indices look alike. What is the first entry of `moves`: between which two days does it lie? Mend the function and keep all three features. For closes 100, 103, 99, 101, 96, 104, 98 and v = −9, −8.2, −9.6, −8.8, −7.9, −9.1, −8.4 there are two evenings, 4 and 5. The first row of X is −7.9, −8.7, 0.0508, and y is −9.1, −8.4.

# %% test="mend_rows" points=2
check.volatility.mend_rows(mend_rows)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(12)
more = (100 + np.cumsum(rng.normal(0, 2, 14)), rng.normal(-9, 1, 14))
check.volatility.mend_rows(mend_rows, more)
### END HIDDEN TESTS

# %% [markdown]
# ### If you like: the days until yesterday
#
# No points. With `live = True` this asks Yahoo Finance for prices up to yesterday and runs the rivals on them, 60:20:20 again. Without a network, or with `live = False`, it takes the snapshot from 2005 on.

# %%
live = False
recent = load_prices(start="2005-01-01", live=live)
recent_rows = volatility_data.rows(recent)
last_fifth = recent_rows.parts[2]
print("test targets:", recent_rows.dates[last_fifth][0], "to", recent_rows.dates[last_fifth][-1])
for name, forecast in study.rivals(recent, recent_rows).items():
    print(f"{name:16s} R² {study.score(recent_rows, forecast, last_fifth).r2:.2f}")

# %% [markdown]
# What these data can't tell. V is measured from high and low, so the night is not in it; in the early years the range includes the jump from the previous close, later not (`data/README.md`), so V means a little less in the test years. Some volumes of 2008 and 2011 look wrong. And four test years are one stretch of history.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A newsletter writes: "Our net forecasts tomorrow's *monthly volatility*, the mean of ln V over the 22 days that end tomorrow, with a test R² of 0.99. The students of Downhill reach 0.53." Suppose that their code has no bug. Answer in three or four sentences. Why can 0.99 be no feat at all? Which one number, on the same rows, would settle it? And by which experiment would you find out whether their code looks ahead after all?

# %% [markdown] answer="newsletter" points=2
# **Model answer.** Of the 22 days that end tomorrow, 21 are over tonight. Nearly all of the target is known before the forecast is made, so its R² is high for anybody. I would ask for the R² of persistence, "the monthly mean stays as it is tonight", on the same target and the same test rows (it is 0.99 too). To look for a leak I would change the prices after some evening and build the rows again: no feature up to that
# evening may move, and the target must.
#
# **Rubric.** 1 point: the target overlaps with what is known tonight (21 of 22 days), so a high R² says little. Half a point: persistence, or another simple rival, for the same target on the same test rows. Half a point: nudge the days after an evening and see that no feature moves (or an equal experiment, such as building the features from a table that is cut off at that evening).

# %% [markdown]
# ## Takeaways
#
# - A row is an evening: features from days up to t, the target from day t + 1. Nudge tomorrow: features stay, the target moves.
# - Split by time. Fit the scaler, HAR and every constant on training rows only. Choose by validation, open the test once.
# - Persistence is free. Then come HAR and a straight line on your own features. Beat these before you speak of a net.
# - Here the nets beat persistence and HAR; over a straight line there is little left. The gain is in the inputs.
# - An R² that is too good is a finding about your code.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | log return | r | ln of today's close over yesterday's |
# | Parkinson's variance | V | a day's variance from its high and low |
# | annualised | √252 | a daily volatility times the root of 252 trading days |
# | persistence | | tomorrow equals today |
# | HAR | c₀ … c₃ | a line through the day, the week's mean and the month's |
# | QLIKE | V/V̂ − ln(V/V̂) − 1 | a loss for variances that looks at the ratio |
# | look-ahead, leak | | something in the rows or the scaler that nobody could know that evening |
# | patience | `patience` | epochs in a row without a new lowest validation loss |
# | Diebold–Mariano test | p | whether two forecasts differ by more than luck |
#
# **Next: 12 · Keras.** Four lines of Keras do what you have built in eleven lessons. You will open them and find your own code inside.
