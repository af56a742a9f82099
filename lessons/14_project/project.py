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
from helpers.market.luck import diebold_mariano
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
# Choose one ticker with at least six years of daily prices: a share, a fund or an index. Forecast ln V, the logarithm of tomorrow's variance, as in lesson 12. Hand in this notebook with all cells run, and one page of findings at its end.

# %% [markdown]
# | part | what is asked | where you learned it |
# | --- | --- | --- |
# | data | prices of your ticker, looked at | 12 |
# | features | HAR's three columns and at least three of your own | 12 |
# | honesty | split by time, scaling by training rows, the leak test passes | 11, 12 |
# | baselines | persistence, HAR, a line | 12 |
# | network | at least five versions, chosen on validation rows | 08 to 13 |
# | result | one table on the test rows, opened once | 12 |
# | findings | one page | your own words |
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
checks.parts(train, validation, test, len(y))

# %%
X_scaled = Scaler.fit(X[train]).transform(X)
y_scaler = Scaler.fit(y[train, None])
checks.scaled(X_scaled, train)

# %% [markdown]
# ## 4 · Baselines
#
# A forecast is one number per row. Persistence and HAR are here; the line is yours: a linear regression on all your columns (lesson 12). A baseline learns from the rows in `fitted` only: the training rows while you choose, and all rows before the test rows at the end.
#
# In the table, **RMSE** is the root of the mean squared error.


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
# Here is one version with NumPy; you may use Keras instead (lesson 13). Train at least five versions: other features, more units, other learning rates, with and without L2 or dropout. Note the validation loss of each. Choose by it, and don't look at the test rows.
#
# The function does everything, from prices to one forecast per day. So the leak test can look at all of it at once.


# %%
def forecast(prices):
    """Return a network's forecast of the next day's ln V for each day (m,); NaN where it has none."""
    days, X, y = rows(prices)
    train, validation, _ = chronological_split(len(y))
    X_scaled = Scaler.fit(X[train]).transform(X)
    y_scaler = Scaler.fit(y[train, None])
    target = y_scaler.transform(y[:, None])

    net = Network((X.shape[1], 8, 1), seed=1)
    fit(
        net, X_scaled[train], target[train], Adam(0.001), 100, 64,
        validation=(X_scaled[validation], target[validation]), patience=10, seed=1,
    )
    said = np.full(len(prices), np.nan)
    said[days] = y_scaler.inverse(net.predict(X_scaled))[:, 0]
    return said


checks.pipeline(forecast, prices, days[test])

# %%
forecasts["network"] = forecast(prices)[days]
checks.forecasts(forecasts, len(y))
project.scores_table(y, forecasts, validation)

# %% [markdown]
# | version | features | network | validation R² |
# | --- | --- | --- | --- |
# | 1 | HAR's three | 8 units, Adam 0.001 | |
# | 2 | | | |
# | 3 | | | |
# | 4 | | | |
# | 5 | | | |

# %% [markdown]
# ## 6 · The test rows, once
#
# Is everything chosen? Then set `open_test_rows` to True and run this part. The scores and the p-value judge; the picture only shows on which days a forecast failed. If you change something afterwards, your page must say so.

# %%
open_test_rows = False

# %%
if open_test_rows:
    before = slice(0, validation.stop)
    forecasts = baselines(before) | {"network": forecasts["network"]}
    project.scores_table(y, forecasts, test)
    # Diebold and Mariano's test of two lists of losses, one for each day (lesson 12).
    squares = [(y[test] - forecasts[name][test]) ** 2 for name in ("network", "HAR")]
    print(f"network against HAR, squared error: p-value {diebold_mariano(*squares).p_value:.3f}")
    drawing.show(figures.against(y, forecasts["HAR"], forecasts["network"]))

# %% [markdown]
# ## 7 · Findings
#
# One page, about 400 words, in your own words:
#
# 1. **Result.** The test table in two sentences. Who is ahead of whom, and by how much?
# 2. **Data.** What did you find when you looked at it, and what did you do about it?
# 3. **Choice.** Which versions did you try, what did the validation rows say, and why did you choose this one?
# 4. **Honesty.** Which leaks could have entered, and how do you know that they did not? Were the test rows opened once?
# 5. **Limits.** Is the lead more than luck (lesson 12)? On which days does the network fail? Would you use it?

# %% [markdown]
# *(Your page goes here: double-click.)*

# %% [markdown]
# ## Before you hand it in
#
# - Restart the kernel and run all cells. Does every self-check say `OK`?
# - Is the test table the one that your page speaks of?
# - Are your sources named: data, code, people, tools?
