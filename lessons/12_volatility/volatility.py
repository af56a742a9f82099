# %% [markdown]
# # 12 · Volatility
#
# **The question.** Can our net beat "tomorrow equals today", and who wins a fair contest?
#
# **You will be able to**
#
# - build and scale rows for a forecast so that nothing in them knows tomorrow;
# - fit the baseline HAR by least squares and write the score QLIKE;
# - compare forecasters out of sample, and tell a lead from luck.
#
# About 75 minutes · 17 points · You need lessons 06 to 11. Points are for an honest pipeline, never for a net that wins. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import progress, roadmap
from helpers.lessons.volatility import checks, contest, figures, later, leaks, study, yours
from helpers.market import dataset, future
from helpers.market.prices import load_prices
from helpers.market.volatility import annualised, parkinson
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("12"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 11: the lowest validation loss chose the epoch. Why can't it judge the net as well?
#
# <details><summary>Answer</summary>
#
# It is the lowest of many, so it is too good as an estimate. Only rows that chose nothing can judge: the test set.
#
# </details>
#
# 2. Lesson 09: rows are shuffled within an epoch. What keeps the features of a row together with its own target?
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
# Change the input a little and see whether the output moves.
#
# </details>

# %% [markdown]
# ## In the market
#
# **Volatility** is the standard deviation of returns: it says how widely a price moves. It is one of the things that set the price of an option.

# %%
drawing.show(figures.timeline())

# %% [markdown]
# Calm days follow calm days, and storms last for weeks. So "tomorrow equals today" is already a forecast, called **persistence**. A simple forecast that a model has to beat is a **baseline**.
#
# The strip shows which years train, which choose (validation) and which judge (test). **Is a net worth the trouble?**

# %% [markdown]
# ## 1 · What is known tonight?
#
# ### Show
#
# We have one high H and one low L per day, of the S&P 500 from 1999 to 2018. They give a **proxy** of a day's variance: right on average if the price has no trend within the day, but noisy (Parkinson 1980).
#
# $$V = \frac{(\ln (H/L))^2}{4 \ln 2}$$
#
# √V is a day's volatility; times √252, for the trading days of a year, it is the **annualised volatility**.

# %%
prices = load_prices()
V = parkinson(prices["high"], prices["low"])
for day in ["2008-10-10", "2017-11-24"]:
    of_day = V[prices.index.get_loc(day)]
    print(f"{day}: V = {of_day:.7f}, volatility {annualised(of_day):.1%} a year")

# %% [markdown]
# From 1.4% to 104%. So we forecast ln V: there a doubling counts the same in calm and in crisis.
#
# <details><summary>If you like: what these data leave out</summary>
#
# With a price for every five minutes one adds up the day's squared returns: the **realised variance**. It is a less noisy proxy.
#
# The night is not in V. So its level is low: the mean of V is a volatility of 16% a year, and closes give 19%.
#
# In the early years the day's range includes the jump from the previous close, later it doesn't (`data/README.md`). Some volumes of 2008 and 2011 look wrong.
#
# </details>

# %% [markdown]
# A **row** is an evening. Its **features** are what you know when the market has closed. Its **target** is ln V of the next day. We use 13 features:
#
# - ln V of four days, and its means over 5, 22 and 66 days;
# - two **log returns** (ln of a close over the close before), two numbers for falls alone, two for the volume.
#
# **Look-ahead bias**, or **leakage**: something in the features that nobody could know that evening. To find it, `future.moves` changes all prices after one evening and tells which columns move in the rows up to it. **No feature may move. The target must.**

# %%
evening = 3000
changed = future.moves(dataset.features, prices, evening)
print("features that move:", [name for name, yes in zip(dataset.COLUMNS, changed, strict=True) if yes])
print("the target moves:  ", future.moves(dataset.target, prices, evening)[0])

# %% [markdown]
# ### Predict
#
# Many examples shuffle the rows and then split them 60 : 20 : 20. Of 100 test days, how many have a training day right before or after them? (No points.)

# %%
neighbours_guess = ...  # a number from 0 to 100

# %%
share = np.mean(leaks.nearest_training_day(shuffled=True) == 1)
print(said(neighbours_guess), f"Shuffled, it is {100 * share:.0f} of 100.")
drawing.show(figures.timeline(rows="shuffled"))

# %% [markdown]
# Nearly every test day has a training day as its neighbour. The real future has none. So don't shuffle before the split.

# %% [markdown]
# ### Do
#
# **Exercise `features_and_target` · 3 points.** A series v has one value per day. Build a row for each evening in `days`, all that have `lags` known values and a tomorrow. X has today in column 0, yesterday in column 1, and so on. y is tomorrow's value.
#
# `v[days]` takes v at all these days at once. `np.column_stack([a, b])` takes one list (mind its brackets) and puts a and b side by side as columns.
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
    # X = ...  # one column for each k in range(lags)
    # y = ...
    ### END SOLUTION
    return X, y


# %% test="features_and_target" points=3
checks.features_and_target(features_and_target)
### BEGIN HIDDEN TESTS
more = (np.array([2.5, 0.4, 1.9, 3.3, 0.7, 2.8, 1.1]), 3)
checks.features_and_target(features_and_target, more, (np.array([1.0, 3.0, 2.0, 7.0]), 2))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `split_and_scale` · 3 points.** The rows of X, in order of time, are cut for you.
#
# Scale each column: subtract a mean, divide by a standard deviation (`np.std` as it is). All three parts need one scale, so one mean and one standard deviation per column. Which rows may these two come from?
#
# For a first column of 1, 3, 2, 6 | 9, 5 | 7, 8 the scaled column is −1.069, 0, −0.535, 1.604 | 3.207, 1.069 | 2.138, 2.673.


# %% solution="split_and_scale"
def split_and_scale(X, num_train, num_validation):
    """Return the scaled training, validation and test rows, three arrays."""
    end = num_train + num_validation
    train, validation, test = X[:num_train], X[num_train:end], X[end:]
    ### BEGIN SOLUTION
    mean, std = train.mean(axis=0), train.std(axis=0)
    return [(part - mean) / std for part in (train, validation, test)]
    ### STUB
    # mean, std = ..., ...  # a number for each column: axis=0
    # return [... for part in (train, validation, test)]
    ### END SOLUTION


# %% test="split_and_scale" points=3
checks.split_and_scale(split_and_scale)
### BEGIN HIDDEN TESTS
table = np.array([[3.0, 8], [1, 20], [4, 11], [1, 17], [5, 31], [9, 25], [2, 44], [6, 39], [8, 50]])
checks.split_and_scale(split_and_scale, (table, 5, 2), (table[::-1].copy(), 4, 3))
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copies (`helpers/market`). An error above costs you nothing below.

# %% [markdown]
# ## 2 · Baselines, a score and a net
#
# ### Show
#
# From now on v is ln V. The net's rivals:
#
# - persistence, and **EWMA**, an exponentially weighted moving average of V: each day counts 0.94 times as much as the day after it;
# - **HAR**, which you fit below;
# - **GJR-GARCH**: each evening the day's return moves a variance, and a fall may move it more than a rise. It sees closes alone, and here V judges it;
# - **the line**: a **linear regression**, a weighted sum of all 13 features and a constant. What it achieves needs no hidden layer.

# %% [markdown]
# ### Predict
#
# The small net has 16 hidden units with ReLU and one linear output. It trains by backpropagation and Adam, with the squared loss, a rate of 0.001 and batches of 64. A wide net has two hidden layers, of 64 and 32 units.
#
# Both run 80 epochs. Which has the lower *validation* loss at the end? (No points.)

# %%
net_guess = ...  # "small" or "wide", in validation

# %%
study.curves(study.UNITS, progress=progress.bar("epochs, small"))
study.curves(*study.WIDE, progress=progress.bar("epochs, wide"))
print(said(net_guess))
drawing.show(figures.small_and_wide())

# %% [markdown]
# Thin lines are four starts, thick ones their mean, the diamond its lowest in validation. (There 1 is easier to beat: measured from those years' own mean, the small net's 0.41 is 0.53, an R² of 0.47 in part 3.)
#
# The wide net overfits: its validation loss turns up, and the mean ends 8% above its lowest. That of the small net hardly rises.
#
# What holds a net back from overfitting is **regularisation**. The nets of part 3 stop early, after 10 epochs without a new lowest validation loss.
#
# <details><summary>If you like: stopping early, as a loop</summary>
#
# ```python
# for epoch in range(1, 201):
#     weights = run_epoch(weights)
#     loss = validation_loss(weights)
#     if loss < best_loss:
#         best_loss, best_epoch, best_weights = loss, epoch, weights
#     if epoch - best_epoch >= 10:
#         break
# ```
#
# </details>

# %% [markdown]
# ### Do
#
# **HAR** (heterogeneous autoregression, Corsi 2009) is a linear regression on three numbers: today, the mean of a week and the mean of a month.
#
# $$v_{t+1} \approx c_0 + c_1 v_t + c_2\, \overline{v}_{5} + c_3\, \overline{v}_{22}$$
#
# The two means take the last 5 and 22 days, today included. c₀ to c₃ come from **least squares**: the c with the smallest sum of squared errors.

# %% [markdown]
# **Exercise `fit_har` · 4 points.** `day`, `week` and `month` have one number per evening, in order of time: v of that day, and the two means. So `day[1]` is tomorrow's v for the evening of `day[0]`. Which evenings have a tomorrow?
#
# - X has a column for each of c₀ to c₃, in this order. A column of ones belongs to c₀.
# - y has tomorrow's v.
# - `np.linalg.lstsq(X, y, rcond=None)[0]` returns the c for which X @ c is nearest to y.
#
# Suppose that day is 1, 3, 2, 5, 4, 6, 3, that week is 2, 2, 3, 3, 4, 4, 5 and month 3, 1, 2, 2, 1, 3, 2. Then c is (1.186, −0.647, 1.971, −0.5).


# %% solution="fit_har"
def fit_har(day, week, month):
    """Return c, an array of four numbers."""
    ### BEGIN SOLUTION
    X = np.column_stack([np.ones(len(day) - 1), day[:-1], week[:-1], month[:-1]])
    y = day[1:]
    c = np.linalg.lstsq(X, y, rcond=None)[0]
    ### STUB
    # X = ...  # four columns
    # y = ...
    # c = ...
    ### END SOLUTION
    return c


# %% test="fit_har" points=4
checks.fit_har(fit_har)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(14)
checks.fit_har(fit_har, tuple(rng.normal(-9, 1, (3, 30))), tuple(rng.normal(0, 2, (3, 12))))
### END HIDDEN TESTS

# %% [markdown]
# A few wild days dominate the squared error of V. **QLIKE** (quasi-likelihood loss) looks at the ratio of the variance V and its forecast V̂:
#
# $$\frac{V}{\hat V} - \ln \frac{V}{\hat V} - 1$$
#
# It is 0 for a perfect forecast. To forecast half of V costs 0.307, to forecast twice V costs 0.193: a storm that you did not expect costs more than one that does not come.
#
# <details><summary>If you like: why this loss?</summary>
#
# V is only a proxy. Its noise can lead some losses, such as the MAE, to prefer the wrong forecast. If V is right on average, QLIKE still prefers the right one in the long run, and so does the squared error of V (Patton 2011).
#
# </details>

# %% [markdown]
# **Exercise `qlike` · 2 points.** Return the mean of QLIKE over all days. `V` and `V_hat` are arrays with one variance per day.
#
# For V = 4, 1 and V_hat = 2, 2 it is 0.25.


# %% solution="qlike"
def qlike(V, V_hat):
    """Return one number, 0 for perfect forecasts."""
    ### BEGIN SOLUTION
    ratio = V / V_hat
    loss = np.mean(ratio - np.log(ratio) - 1)
    ### STUB
    # loss = ...
    ### END SOLUTION
    return loss


# %% test="qlike" points=2
checks.qlike(qlike)
### BEGIN HIDDEN TESTS
checks.qlike(qlike, (np.array([0.3, 2.2, 1.7]), np.array([0.5, 1.1, 2.9])), (np.array([6.0]), np.array([0.7])))
### END HIDDEN TESTS

# %% [markdown]
# **Take a break here.** Part 3 is the contest.

# %% [markdown]
# ## 3 · A fair contest
#
# ### Show
#
# Nobody in 2017 uses a line from 2011. In a **walk-forward evaluation** (or rolling evaluation) each forecaster fits again every 250 evenings, about a year, on what is known by then, and forecasts the next 250 days. These forecasts are **out of sample**: of days after all that were used for fitting.
#
# All of the past is an **expanding window**, only the latest rows are a **rolling window**. The validation rows choose: the lowest QLIKE wins. The last two rows are by your functions.

# %%
print("QLIKE on the validation rows, by window")
print("rows:      ", *[f"{window or 'all':>7}" for window in contest.WINDOWS])
for name in [contest.HAR, contest.GARCH, contest.LINE]:
    print(f"{name:11s}", *[f"{s.qlike:7.3f}" for s in contest.by_window(name).values()])
print(yours.by_window(fit_har, qlike))

# %% [markdown]
# So these three use the latest 500 rows. Nets need more: ten nets (the mean of the forecasts from ten starts) are best with 2,000. Three quarters of these train, the last quarter stops the training.
#
# <details><summary>If you like: GJR-GARCH, and the levels of V</summary>
#
# If the errors of ln V lie evenly around 0, exp of the forecast is the median of V. V is skewed, so its mean is higher. So each V̂ is exp of the forecast times one number: the one that makes the mean of V/V̂ equal to 1 on the rows that were used for fitting.
#
# Two forecasts have another level. EWMA is a mean of V. The package `arch` made the forecasts of GJR-GARCH (Glosten, Jagannathan and Runkle 1993) from closes, so they include the night. For both, the logarithm is moved to the level of ln V.
#
# </details>

# %% [markdown]
# ### Predict
#
# By QLIKE on the validation rows the ten nets lead, with 0.338 against 0.346 for the line. Now the test rows, 2015 to 2018, are opened once by you.
#
# Who will have the lowest QLIKE there: `"HAR"`, `"GJR-GARCH"`, `"line"` or `"ten nets"`? (No points.)
#
# The picture shows a second score. **R²** looks at y = ln V:
#
# $$R^2 = 1 - \frac{\sum (y - \hat y)^2}{\sum (y - \overline y)^2}$$
#
# 1 is perfect, 0 is as good as the mean of the scored rows.

# %%
winner_guess = ...  # "HAR", "GJR-GARCH", "line" or "ten nets"

# %%
contest.everyone(progress.bar("fits"))
print(said(winner_guess))
drawing.show(figures.scoreboard())

# %% [markdown]
# ### What came out
#
# **The line is a little ahead**, with a QLIKE of 0.408 against 0.412 for ten nets, and by R² as well. A lead on the rows that chose need not last.
#
# "Fitted once" is an unfair version: that line knows nothing after February 2011, and those nets used the validation rows, too, to stop. "One net" is the first of the ten. Training the nets on the last quarter as well did not help.
#
# The dashed line: V is noisy, so even someone who knew each day's true variance would not get beyond an R² of 0.79.

# %% [markdown]
# 993 days are few. Is a lead more than luck? The **Diebold–Mariano test** (1995) takes the difference of two losses on each day, and divides the mean difference by its standard error. Neighbouring days are alike, so we use a **HAC** standard error: **Newey–West** (1987).
#
# The **p-value** says how often luck alone brings a mean difference at least as large, if both are equally good. Below 0.05 is a sign, no proof: of twenty tests of equal forecasts, about one falls below it by luck.
#
# <details><summary>If you like: why HAC?</summary>
#
# Where neighbours are alike, the usual standard error is too small. HAC, heteroskedasticity and autocorrelation consistent, allows for both: for spreads that change, and for days that resemble their neighbours.
#
# The test takes forecasts as they come. It also holds for models that are fitted again on a window of fixed length (Giacomini and White 2006).
#
# </details>

# %%
pairs = [
    (contest.NETS_ONCE, contest.LINE_ONCE),
    (contest.NETS, contest.LINE),
    (contest.NET, contest.LINE),
    (contest.LINE, contest.HAR),
]
print(contest.luck(pairs))

# %% [markdown]
# The first row would make a headline: nets beat a line on the squared error of ln V, with a p-value below 0.01! It is the unfair version: with the validation rows for that line as well, p is about 0.4. Fit both again every year, and the lead is gone: the difference may be luck.
#
# Each of the ten nets alone has a lower R² than the line, seven of them with p below 0.05.
#
# HAR is a line as well, with three of the 13 features, and it is clearly behind. So we see a gain from the **inputs**, and none from the hidden layer.

# %% [markdown]
# To you these test rows were new; we, the authors, tried earlier versions of this contest on them. A stricter test takes 2019 and later ("If you like" below).

# %% [markdown]
# <details><summary>If you like: a bias, the windows, and a check of the level</summary>
#
# The dashed line holds if prices are a random walk (Alizadeh, Brandt and Diebold 2002).
#
# Ten nets forecast ln V 0.10 too high on average.
#
# By window, ten nets have a QLIKE on validation of 0.361 (500 rows), 0.342 (1,000), 0.338 (2,000) and 0.343 (all). On test, the R² is 0.53 to 0.54 for the line, 0.50 to 0.54 for ten nets, 0.47 to 0.48 for HAR, 0.31 to 0.45 for GJR-GARCH.
#
# GJR-GARCH had bad luck with its window: with 1,000 rows its QLIKE is 0.458, near HAR's 0.456.
#
# A **Mincer–Zarnowitz regression** fits actual ≈ a + b · forecast; good is a near 0 and b near 1. For ln V, b is 1.02 for the line, 1.07 for ten nets, 1.11 for HAR and 0.64 for persistence, which swings too far.
#
# </details>

# %% [markdown]
# How does a forecast look? Here is persistence in 2018.

# %%
drawing.show(figures.forecast_and_actual(forecast="persistence"))

# %% [markdown]
# To the eye the left picture is nearly perfect, with an R² of 0.28! It is the actual series, one day late. **Never judge a forecast by such a picture.** A storm began on 10 October 2018, at the thin line. Did one of the others see it coming?

# %%
drawing.slide(
    figures.forecast_and_actual(forecast=contest.HAR),
    forecast=[contest.HAR, contest.GARCH, contest.LINE, contest.NETS],
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# None. On the evening before, every forecaster said less than half of the volatility that came.
#
# </details>

# %% [markdown]
# ### Predict
#
# A colleague's line has an R² of 0.77 on the validation rows, where the noise of V allows about 0.73. (It allows 0.79 on the test rows, because ln V varies more there.) Too good to be true? Four slips are easily made:
#
# - **scaling**: mean and standard deviation come from the scored rows, too;
# - **tomorrow**: the size of tomorrow's return is a feature;
# - **centring**: the mean of 5 days taken from two days before to two days *after*;
# - **today**: y was not shifted, so it stands in X already.
#
# Which slip makes R² no better at all? (No points.)

# %%
leak_guess = ...  # "scaling", "tomorrow", "centring" or "today"

# %%
print(said(leak_guess))
drawing.show(figures.leak_scores())

# %% [markdown]
# The colleague's slip was centring. **Scaling does no harm here**: a line can undo a shift and a stretch of its inputs. It is still wrong: nobody knew how calm the later years would be. The small change finds all four (scaling after the training rows).

# %% [markdown]
# ### Do
#
# **Exercise `mend_rows` · 3 points: find the leak.** Dana fits a straight line on three features: today's v, its mean over five days, and the size of today's move, |r|. Her R² on the validation rows is 0.61. With her leak fixed it is 0.39, no better than HAR's 0.39.
#
# Fix the function and keep all three features.
#
# For closes 100, 103, 99, 101, 96, 104, 98 and v = −9, −8.2, −9.6, −8.8, −7.9, −9.1, −8.4 there are two evenings, 4 and 5. The first row of X is −7.9, −8.7, 0.0508, and y is −9.1, −8.4.


# %% solution="mend_rows"
def mend_rows(close, v):
    """Return X (one row per evening, three columns) and y (tomorrow's v)."""
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
# Make the small change with her code, and again after your repair. (It can't show that each number is of the *right* day.)

# %%
print(leaks.small_change(mend_rows, prices, evening))

# %% [markdown]
# <details><summary>Hint</summary>
#
# Which feature moves with her code? Look at the line that makes it: between which two days does the first entry of `moves` lie?
#
# </details>

# %% test="mend_rows" points=3
checks.mend_rows(mend_rows)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(12)
more = (100 + np.cumsum(rng.normal(0, 2, 14)), rng.normal(-9, 1, 14))
checks.mend_rows(mend_rows, more)
### END HIDDEN TESTS

# %% [markdown]
# ### If you like: years that chose nothing
#
# <details><summary>No points: 2019 and later</summary>
#
# With `live = True` the cell asks Yahoo Finance for prices up to yesterday. It scores baselines on the days since 2019, by the rules that were fixed above. Towards your project: do this with a share of your own.
#
# </details>

# %%
live = False
print(later.report(load_prices(live=live)))

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A newsletter writes: "Our net forecasts tomorrow's *monthly volatility*, the mean of ln V over the 22 days that end tomorrow, with an R² of 0.99. The students of this course reach 0.54."
#
# Suppose that their code has no bug. Why may 0.99 be nothing special? Which one number, on the same rows, would settle it? And which experiment shows whether their code looks ahead after all?

# %% [markdown] answer="newsletter" points=2
# **Model answer.** Of the 22 days that end tomorrow, 21 are over tonight. Nearly all of the target is known before the forecast is made, so its R² is high for anybody. I would ask for the R² of persistence, "the monthly mean stays as it is tonight", on the same target and the same rows (it is 0.99 too). To look for a leak I would change the prices after some evening and build the rows again: no feature up to that
# evening may move, and the target must.
#
# **Rubric.** 1 point: the target overlaps with what is known tonight (21 of 22 days), so a high R² says little. Half a point: persistence, or another simple baseline, for the same target on the same rows. Half a point: change the days after an evening and see that no feature moves (or an equal experiment, such as building the features from a table that is cut off at that evening).

# %% [markdown]
# ## Takeaways
#
# - A row is an evening. Change tomorrow: features stay, the target moves.
# - Split by time. Fit the scaler and every constant on the past only. Choose by validation, open the test once.
# - Let the baselines do what the net may do: the same features, fitted again. Here a line then does as well as ten nets.
# - An R² that is too good is a finding about your code.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | realised variance | | the sum of a day's squared returns over short steps |
# | proxy | V | a noisy measure; here Parkinson's, from high and low |
# | annualised volatility | √(252 V) | volatility for a year |
# | log return | r | ln of a close over the close before |
# | look-ahead bias, leakage | | something that nobody could know that evening |
# | baseline | | a simple forecast to beat, such as persistence: tomorrow equals today |
# | EWMA | 0.94 | exponentially weighted moving average |
# | linear regression | c | a weighted sum of features and a constant |
# | least squares | c | the c with the smallest sum of squared errors |
# | HAR | c₀ … c₃ | a linear regression on day, week and month |
# | GJR-GARCH | | each evening the day's return moves a variance |
# | QLIKE | V/V̂ − ln(V/V̂) − 1 | a loss for variances, by their ratio |

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | walk-forward (rolling) evaluation | | fit, forecast the next stretch, fit again |
# | expanding, rolling window | | all past rows, or only the latest |
# | out of sample | | after all days that were used for fitting |
# | R² | 1 − Σ(y − ŷ)² / Σ(y − ȳ)² | 1 is perfect, 0 as good as the mean |
# | Diebold–Mariano test | p | do two forecasts differ by more than luck? |
# | HAC standard error (Newey–West) | | allows for losses that resemble their neighbours |
#
# **Next: 13 · Keras.** The wide net needs regularisation: dropout and L2 are in the next lesson. There Keras does in a few lines what you have written by hand, and you find your own code inside.
