# %% [markdown]
# # 14 · Project
#
# **The question.** How well can you forecast tomorrow's volatility of a ticker of your own?
#
# **You will be able to**
#
# - build a forecast from raw prices to a table of scores, without a leak;
# - judge a network fairly against simple baselines;
# - report what you found on one page, also where it is "no better than the line".
#
# About 480 minutes, spread over several days · ungraded by checks: your instructor reads it · You need lessons 03, 06 and 09 to 13. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.lessons import project
from helpers.lessons.project import checks, figures
from helpers.market.forecasts import fit_har, har, har_features, persistence
from helpers.market.split import Scaler, chronological_split
from helpers.market.volatility import log_returns, rolling_mean
from helpers.network import Network
from helpers.optimizers import Adam
from helpers.training import fit

# %%
drawing.show(roadmap.roadmap("14"))

# %% [markdown]
# ## The brief
#
# Choose one ticker with at least ten years of daily prices: a share, a fund or an index. Fewer leave few test days, and a small lead there can't be told from luck. Forecast ln V, the logarithm of tomorrow's variance, as in lesson 12. Hand in this notebook with all cells run, and one page of findings at its end.

# %% [markdown]
# | part | what is asked | where you learned it | points | minutes |
# | --- | --- | --- | --- | --- |
# | data | prices of your ticker, looked at | 12 | 2 | 40 |
# | features | HAR's three columns and at least three of your own | 12 | 3 | 80 |
# | honesty | split by time, scaling by training rows, the leak tests pass | 11, 12 | 4 | 40 |
# | baselines | persistence, HAR, a line | 12 | 2 | 50 |
# | network | at least five versions, five starts each, chosen on validation rows | 08 to 13 | 3 | 130 |
# | result | one table on the test rows, opened once | 12 | 2 | 20 |
# | findings | one page | your own words | 4 | 120 |
#
# A part in which something is missing gets half of its points. A leak that you did not notice costs those for honesty and result.
#
# A network that loses to the line and is judged fairly is a good project. A network that wins through a leak is not.

# %% [markdown]
# This notebook runs as it stands, with the smallest version of each part. Replace and extend it. After each part a **self-check** prints one line: `OK`, `LOOK` (something is wrong) or `TO DO`. Self-checks give no points.

# %% [markdown]
# ## 1 · Your data
#
# Write your ticker as Yahoo does, for example `"SIE.DE"`, `"NVDA"` or `"^GDAXI"`. Where Yahoo gives no prices, the cell takes the course's S&P 500 and says so.

# %%
ticker = "^GSPC"  # yours goes here

# %%
prices = project.prices_of(ticker)
v = project.log_variance(prices)
print(f"{len(prices)} days, from {prices.index[0]:%Y-%m-%d} to {prices.index[-1]:%Y-%m-%d}")
prices.describe().round(2)

# %% [markdown]
# Look at the numbers. Is a price 0, or a hundred times its neighbours? Is the volume there on all days? Write down what you find: it belongs on your page.

# %% [markdown]
# ## 2 · Features without the future
#
# One row per day: what you know in the evening when the market has closed. These are HAR's three columns. Add at least three of your own: returns, losses, volume, the weekday. Say for each why it may help.


# %%
def features(prices):
    """Return what is known in the evening of each day, (m, n); NaN where too few days came before."""
    v = project.log_variance(prices)
    return np.column_stack(
        [
            har_features(v),
            # your columns go here
        ]
    )


checks.features(features, prices)

# %% [markdown]
# The **leak test** changes all prices after an evening, and looks at the rows up to this evening. Nothing that you call known may move.

# %% [markdown]
# ## 3 · Split and scale
#
# The target of a day is ln V of the next day. Rows with a gap are left out.


# %%
def rows(prices):
    """Return the days with all features and a target, features X (m, n) and target y (m,)."""
    X, y = features(prices), np.append(project.log_variance(prices)[1:], np.nan)
    days = np.flatnonzero(np.isfinite(X).all(axis=1) & np.isfinite(y))
    return days, X[days], y[days]


days, X, y = rows(prices)
train, validation, test = chronological_split(len(y))
before = slice(0, validation.stop)  # all rows before the test rows
checks.parts(train, validation, test, len(y))

# %%
X_scaled = Scaler.fit(X[train]).transform(X)
checks.scaled(X_scaled, train)

# %% [markdown]
# ## 4 · Baselines
#
# A forecast is one number per row. Persistence and HAR are here; the line is yours: a linear regression on all your columns (lesson 12). A baseline, and later your network, learns from the rows in `fitted` only: the training rows while you choose, and all rows before the test rows at the end.
#
# In the table, **RMSE** is the root of the mean squared error. **QLIKE** takes exp of each forecast times one factor, as in lesson 12: the mean of V/V̂ becomes 1 on the rows before. So a wrong level of ln V shows in R² and RMSE only.


# %%
def baselines(fitted):
    """Return each baseline's forecast for all rows, by name; `fitted` are the rows it learns from."""
    known = v[: days[fitted][-1] + 2]  # ln V of all days up to the last target in `fitted`
    return {
        "persistence": persistence(v)[days],
        "HAR": har(v, fit_har(known))[days],
        # "line": your forecast goes here
    }


checks.fitted(baselines, len(y))
forecasts = baselines(train)
checks.forecasts(forecasts, len(y))
project.scores_table(y, forecasts, validation)

# %% [markdown]
# ## 5 · Your network
#
# Here is one version with NumPy. Two runs with one seed must agree: with Keras (lesson 13), write `from helpers.lessons.keras.frameworks import keras`, and begin the function with `keras.utils.set_random_seed(seed)`.
#
# Train at least five versions: other features, more units, other learning rates, with and without L2 or dropout. Don't look at the test rows.
#
# The function does everything, from prices to one forecast per day. So the leak test can look at all of it at once. It has a fixed number of epochs: to stop early, it needs rows in `fitted` that it doesn't learn from.


# %%
def forecast(prices, fitted, seed=1):
    """Return each day's forecast of the next day's ln V (m,), NaN where it has none; and two loss curves."""
    days, X, y = rows(prices)
    validation = chronological_split(len(y))[1]  # for its loss curve
    X_scaled = Scaler.fit(X[fitted]).transform(X)
    y_scaler = Scaler.fit(y[fitted, None])
    target = y_scaler.transform(y[:, None])

    net = Network((X.shape[1], 8, 1), seed=seed)
    history = fit(
        net, X_scaled[fitted], target[fitted], Adam(0.001), 60, 64,
        validation=(X_scaled[validation], target[validation]), seed=seed,
    )
    said = np.full(len(prices), np.nan)
    said[days] = y_scaler.inverse(net.predict(X_scaled))[:, 0]
    return said, (history.train_loss, history.validation_loss)


checks.pipeline(forecast, prices, days, train, before)

# %% [markdown]
# One start is partly luck. So train five; the mean of their forecasts is the network's, as with the ten nets of lesson 12. Read off the curves whether 60 epochs are too few or too many.


# %%
def five_starts(fitted):
    """Return the forecasts of five starts (5, m), and their loss curves."""
    found = [forecast(prices, fitted, seed) for seed in range(5)]
    return np.array([said[days] for said, _ in found]), [curves for _, curves in found]


starts, curves = five_starts(train)
checks.starts(starts, y, validation)
forecasts["network"] = starts.mean(axis=0)
checks.forecasts(forecasts, len(y))
project.scores_table(y, forecasts, validation)
drawing.show(figures.loss_curves(curves))

# %% [markdown]
# Note each version here, with mean and spread (standard deviation) of its five R². Choose by the mean. A lead that is smaller than the spread may be luck.
#
# | version | features | network | validation R², mean | spread |
# | --- | --- | --- | --- | --- |
# | 1 | HAR's three | 8 units, Adam 0.001, 60 epochs | | |
# | 2 | | | | |
# | 3 | | | | |
# | 4 | | | | |
# | 5 | | | | |

# %% [markdown]
# ## 6 · The test rows, once
#
# Is everything chosen? Then set `open_test_rows` to True and run this part. All learn again, from all rows before. The scores and the p-values judge; the picture only shows on which days a forecast failed. If you change something afterwards, your page must say so.

# %%
open_test_rows = False

# %%
if open_test_rows:
    forecasts = baselines(before) | {"network": five_starts(before)[0].mean(axis=0)}
    project.scores_table(y, forecasts, test)
    # Diebold and Mariano's test (lesson 12) of the network against each baseline.
    project.luck_table(y, forecasts, test)
    dates = prices.index[days[test] + 1]
    drawing.show(figures.against(dates, y[test], forecasts["HAR"][test], forecasts["network"][test]))

# %% [markdown]
# ## 7 · Findings
#
# One page, about 400 words, in your own words:
#
# 1. **Result.** The test table in two sentences. Who is ahead of whom, and by how much?
# 2. **Data.** What did you find when you looked at it, and what did you do about it?
# 3. **Choice.** Which versions did you try, what did the validation rows say, and why did you choose this one?
# 4. **Honesty.** Which leaks could have entered, and how do you know that they did not? Were the test rows opened once?
# 5. **Limits.** Is the lead more than luck (lesson 12)? On which days does the network fail? Nobody learned again within the test years: whom may that hurt? Would you use it?

# %% [markdown]
# *(Your page goes here: double-click.)*

# %% [markdown]
# ## Before you hand it in
#
# - Restart the kernel and run all cells. Does every self-check say `OK`?
# - Is the test table the one that your page speaks of?
# - Are your sources named: data, code, people, tools?
