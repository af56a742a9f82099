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
# About 60 minutes · 16 points · You need lessons 06 to 10. The 60 minutes are for a second look; for the first time take up to two hours, with a break after part 1 and another after part 2. Points are for an honest pipeline, never for a net that wins. Nothing here is investment advice.

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
# **Volatility** says how widely a price moves. It sets the price of an option and how much of a share a fund dares to hold. Lesson 10 found next to nothing to learn about tomorrow's return. Look at volatility:

# %%
figures.show(figures.timeline())

# %% [markdown]
# Calm days follow calm days, and storms last for weeks. So "tomorrow equals today" is already a forecast, and a free one: **persistence**. The strip shows which years may teach (train), which may choose (validation) and which will judge (test). **Is a net worth the trouble?**

# %% [markdown]
# ## 1 · What is known tonight?
#
# ### Show
#
# We have the S&P 500's daily prices and volume from 1999 to 2018. A day's wildest moves lie between its low L and its high H, so its **variance** is measured from them (Parkinson's formula):
#
# $$V = \frac{(\ln H/L)^2}{4 \ln 2}$$
#
# Variances of days add up, and a year has 252 trading days. So a day's volatility, the root of its variance, is multiplied by √252 to be **annualised**.

# %%
prices = load_prices()
V = parkinson(prices["high"], prices["low"])
for day in ["2008-10-10", "2017-11-24", "2018-02-05"]:
    of_day = V[prices.index.get_loc(day)]
    print(f"{day}: V = {of_day:.7f}, volatility {annualised(of_day):.1%} a year")

# %% [markdown]
# From 1.4% to 104%. So we forecast the logarithm, ln V: there a doubling weighs the same in calm and in crisis.
#
# A **row** is an evening. Its **features** are what you know when the market has closed; its **target** is ln V of the next day. We use 14:
#
# - ln V of today and of the four days before, and its means over 5, 22 and 66 days;
# - today's and yesterday's return, today's loss (the return if it is negative, else 0) and the mean loss of 5 days;
# - the volume of today against its mean of 22 days, and of 5 days against 66 (in logarithms).
#
# How do you know that no feature looks ahead? By a nudge, as in lesson 01. `lookahead.moved` changes all numbers after one evening and tells what moves in the rows up to that evening. **No feature may move. The target must.**

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

# %% [markdown]
# There nearly every test day stands beside a day that was trained on; tomorrow never does. So: no shuffling before the split. The past teaches, the future judges. (Within the training rows, mini-batches are shuffled as ever.)
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
# `np.column_stack([a, b])` takes one list, mind its brackets, and puts a and b side by side as columns.
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
    # X = ...  # column k is v[days - k]
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
# From here on the lesson uses its own copies, in `helpers/volatility_data.py` and `helpers/split.py`. An error above costs you nothing below.

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
# A net without rivals always wins. Ours has these, in ln V, written v:
#
# - **persistence**: v of tomorrow = v of today;
# - **mean of 22 days**: the mean of the last month;
# - **EWMA** (exponentially weighted moving average): a mean of all days so far; each day back weighs 0.94 times the one after it, RiskMetrics' weight. Lesson 07 smoothed squared returns with it; here it smooths V, and ln V;
# - **least squares**: a straight line through all 14 features of the net. Whatever it achieves needed no bend;
# - **HAR** (heterogeneous autoregression): a day, a week and a month side by side, with four coefficients fitted by least squares on training rows:
#
# $$v_{t+1} \approx c_0 + c_1 v_t + c_2\, \overline{v}_{5} + c_3\, \overline{v}_{22}$$
#
# Here $\overline{v}_5$ is the mean of the last five days, today included, and $\overline{v}_{22}$ that of the last 22.
#
# Four scores. RMSE (the root of the MSE), MAE (the mean size of the errors) and R² look at ln V; an **R²** of 1 is perfect, one of 0 as good as the mean of the rows that are scored. **QLIKE** (quasi-likelihood) looks at the variance itself, as a ratio:
#
# $$\frac{V}{\hat V} - \ln \frac{V}{\hat V} - 1$$
#
# It is 0 for a perfect forecast. Half the variance costs 0.307, twice the variance 0.193: to be surprised by a storm is worse than to wait for it in vain.
#
# <details><summary>From a forecast of ln V to one of V</summary>
#
# If the errors of ln V lie evenly around 0, exp of the forecast is the median of V. V is skewed, so its mean is higher. So each $\hat V$ is multiplied by one number that makes it right on average on the *training* rows.
#
# </details>
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
# Which EWMA is better depends on the score. So name the score before you look.
#
# ### Predict
#
# Two nets on the 14 features: a small one with 16 hidden units, and a wide one with two hidden layers of 64 and 32 units. Both run 80 epochs, and nobody stops them. Which has the lower *validation* loss at the end, `"small"` or `"wide"`? (No points.)

# %%
my_guess = ...  # "small" or "wide", in validation

# %%
study.curves(study.UNITS, progress=progress.bar("epochs, small"))
study.curves(*study.WIDE, progress=progress.bar("epochs, wide"))
print(said(my_guess))
figures.show(figures.early_divergence())

# %% [markdown]
# Thin lines are four starts, thick ones their mean; the diamond is the lowest mean in validation. The wide net goes on learning its training years, and its validation loss turns up early: three of four starts have their lowest in the first quarter, and the mean ends about a tenth above its lowest. The small net hardly diverges. (A loss of 1 is that of a constant, the training mean. R² is held against the mean of the scored rows, so it isn't 1 − loss.)
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
# (`Network` changes its weights in place, so `fit(..., patience=10)` keeps a copy of the best.) Now the nets: 16 hidden units with ReLU, squared loss, Adam at its default of 0.001, batches of 64, a patience of 10. None of it was tuned. The forecast is the mean of ten starts.

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
# The mean of the nets stands first in every column. But 993 days are few. Is it more than luck? The p-value of the **Diebold–Mariano test** (`helpers/luck.py`) says how often a mean difference of two losses as large would come about if both forecasts were equally good. Below 0.05 is usually taken as a sign, and is no proof.

# %%
print("nets against   squared error   QLIKE")
for other in ["persistence", study.HAR, study.LINE]:
    tests = study.compare(rows, everyone[study.NET], everyone[other]).values()
    p_values = ["< 0.0001" if t.p_value < 1e-4 else f"{t.p_value:.4f}" for t in tests]
    print(f"{other:14s} {p_values[0]:>13s}  {p_values[1]:>8s}")

# %% [markdown]
# The nets beat persistence and, on QLIKE less surely, HAR; over a straight line on the same 14 features they are ahead by 0.02 in R², and on QLIKE that can't be told from luck. The line makes three quarters of the way from HAR to the nets, so most of the gain is in the **inputs**, and only a little is in the bends.
#
# (We had tried this pipeline on these years before. A stricter judge would take 2019 and later.) Here is persistence in 2018:

# %%
figures.show(figures.forecast_years(forecast="persistence", year=2018))

# %% [markdown]
# To the eye the left picture is nearly perfect, with an R² of 0.28! It is the actual curve one day late. **Never judge a forecast by such a picture**; the dots on the right tell more. On which days of 2015 and 2018 do all of them fail?

# %%
widgets.slide(
    figures.forecast_years(forecast="persistence", year=2018),
    forecast=["persistence", study.HAR, study.LINE, study.NET],
    year=[2015, 2018],
)

# %% [markdown]
# The first days of a storm surprise them all: 24 August 2015, 10 October 2018. On the second day the nets go only part of the way: for 25 August 2015 they said 23%, and 40% came.

# %% [markdown]
# ## 3 · Too good to be true
#
# ### Show
#
# Honest is an R² near 0.5 here. A colleague reports 0.7. Five slips that are easily made:
#
# - **scaling**: mean and standard deviation from the test years too;
# - **shuffling**: shuffled, then split;
# - **tomorrow**: the size of tomorrow's return among the features, by an index that is off by one;
# - **centring**: the mean of 5 days taken from two days before to two days *after*;
# - **today**: y was not shifted, so it stands in X already.
#
# ### Predict
#
# The same small net, three starts for each slip. Which slip makes the test R² no better at all? (No points.)

# %%
my_guess = ...  # "scaling", "shuffling", "tomorrow", "centring" or "today"

# %%
switches = leaks.all_switches(progress.bar("pipelines"))
print(said(my_guess))
for leak, report in switches.items():
    print(f"{leak:10s} R² of three nets:", report.scores.round(2))
figures.show(figures.leak_switch(leak="none"))

# %% [markdown]
# Which of the five clouds would you take for a good honest forecast, if you had only this picture?

# %%
widgets.slide(figures.leak_switch(leak="none"), leak=list(leaks.LEAKS))

# %% [markdown]
# Only the last cloud looks impossible. The height of R² gives the others away, to someone who knows what the rivals score.
#
# **Scaling on all rows does no measurable harm here**: a net can undo a shift and a stretch of its inputs. It is wrong all the same: nobody knew how calm the test years would be.
#
# **Shuffling** gains little of its own here. Most of its rise comes from easier test years; on the same days a straight line gains about 0.02.
#
# The nudge test finds the other three: two features move that may not, and one target stays that must move. It finds the scaling, too. Only shuffling slips through.
#
# ### Do
#
# **Exercise `mend_rows` · 2 points: find the leak.** Dana fits a straight line on three features: today's v = ln V, its mean over five days, and the size of today's move, |r|. Her test R² is 0.59. With her leak mended it is 0.45, below HAR. Her indices look alike. What is the first entry of `moves`: between which two days does it lie? Mend the function and keep all three features.
#
# For closes 100, 103, 99, 101, 96, 104, 98 and v = −9, −8.2, −9.6, −8.8, −7.9, −9.1, −8.4 there are two evenings, 4 and 5. The first row of X is −7.9, −8.7, 0.0508, and y is −9.1, −8.4.


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


# %% [markdown]
# Her code under the nudge. (`first=4`: her first row is the evening of day 4, since a week needs five days.) Run this cell again after mending. It shows that nothing comes from a later day; that each number is of the *right* day, it can't show.

# %%
columns = {"close": prices["close"], "v": np.log(V)}
print(lookahead.told(mend_rows, ["today", "week", "move"], columns, evening, first=4))

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
# <details><summary>No points: the rivals on newer prices</summary>
#
# With `live = True` the cell asks Yahoo Finance for prices up to yesterday and runs the rivals on them, 60:20:20 again. Without a network, or with `live = False`, it takes the snapshot from 2005 on.
#
# </details>

# %%
live = False
recent = load_prices(start="2005-01-01", live=live)
recent_rows = volatility_data.rows(recent)
last_fifth = recent_rows.parts[2]
print("test targets:", recent_rows.dates[last_fifth][0], "to", recent_rows.dates[last_fifth][-1])
for name, forecast in study.rivals(recent, recent_rows).items():
    print(f"{name:16s} R² {study.score(recent_rows, forecast, last_fifth).r2:.2f}")

# %% [markdown]
# <details><summary>What these data can't tell</summary>
#
# V is measured from high and low, so the night is not in it. But in the early years the day's range includes the jump from the previous close, and later it doesn't (`data/README.md`): the same market gives a smaller V in the test years. Some volumes of 2008 and 2011 look wrong. And four test years are one stretch of history.
#
# </details>

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
# - Beat persistence, HAR and a straight line on your own features before you speak of a net. Here the nets beat the first two; over the line there is little left. The gain is in the inputs.
# - An R² that is too good is a finding about your code.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | log return | r | ln of today's close over yesterday's |
# | Parkinson's variance | V | a day's variance from its high and low |
# | annualised | √252 | a daily volatility times the root of 252 trading days |
# | persistence | | tomorrow equals today |
# | EWMA | 0.94 | exponentially weighted moving average |
# | R² | 1 − Σ(y − ŷ)² / Σ(y − ȳ)² | 1 is perfect, 0 as good as the mean of the rows |
# | MAE | | the mean size of the errors |
# | HAR | c₀ … c₃ | a line through the day, the week's mean and the month's |
# | QLIKE | V/V̂ − ln(V/V̂) − 1 | a loss for variances that looks at the ratio |
# | look-ahead, leak | | something in the rows or the scaler that nobody could know that evening |
# | patience | `patience` | epochs in a row without a new lowest validation loss |
# | Diebold–Mariano test | p | whether two forecasts differ by more than luck |
#
# **Next: 12 · Keras.** Four lines of Keras do what you have built in eleven lessons. You will open them and find your own code inside.
