# %% [markdown]
# # 10 · Loss curves
#
# **The question.** What counts as wrong, and is it still learning?
#
# **You will be able to**
#
# - choose a loss by its slope, and write one that knows what a mistake costs;
# - pair each loss with its output, and keep a cross-entropy finite at p = 0 and p = 1;
# - read training and validation curves: too small, too large, stopped early, or fine;
# - pick the epoch to stop at, and say how far to trust it.
#
# About 50 minutes · 15 points · You need lessons 06 to 09. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import check, cross_entropy, figures, loss_curves, losses, progress, widgets
from helpers.gradients import numerical_gradient
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 07: a training loss jumps up and down and never settles. What do you change first?
#
# <details><summary>Answer</summary>
#
# The learning rate, to a smaller one. The steps are too long: each one lands on the other side of the valley.
#
# </details>
#
# 2. Lesson 08: a batch has four times the rows. What happens to the noise of its gradient?
#
# <details><summary>Answer</summary>
#
# It halves. Noise falls with the root of the batch size.
#
# </details>
#
# 3. Lesson 09: one weight has the slope 0.001, another 1000. How long is Adam's first step for each?
#
# <details><summary>Answer</summary>
#
# About lr for both. Adam divides each slope by its own size.
#
# </details>

# %% [markdown]
# ## In the market
#
# The week of 13 October 2008. The S&P 500 rose by 11% on Monday and fell by 9.5% on Wednesday; Tuesday and Friday moved by about half a percent. (All moves are log returns.)
# A model had forecast 0 for each day. How loudly does each day blame the forecast? That is the size of the loss's slope on that day, and the slope is all that the walker in the fog will feel.

# %%
figures.show(figures.crash_week())

# %% [markdown]
# Same week, same forecasts. Under one loss, Monday and Wednesday carry about four fifths of the blame. Under the other, all five have one voice each.
# Neither is *true*. The loss is yours to choose, and with it you choose the hill that the walker goes down. **To which days should a net listen?**

# %% [markdown]
# ## 1 · The slope of the loss decides who shouts
#
# ### Show
#
# Call ŷ − y, the error of lesson 03, the **miss**. Two losses for numbers:
#
# $$\text{MSE} = \frac1m \sum (\hat y - y)^2$$
#
# $$\text{MAE} = \frac1m \sum |\hat y - y|$$
#
# MSE is the mean squared error, MAE the mean absolute error; m counts the forecasts. Training never sees the loss itself. It sees the slope. So look at the right half of the picture:
# this is how loudly **one** forecast shouts (the thin lines are the other two losses of this part).

# %%
figures.show(figures.loss_and_slope(loss="squared", miss=-2))

# %% [markdown]
# Now move it. At which two misses do the squared and the absolute loss shout equally loudly? And what does the loss called "return" do at −2 and at 2? (You will write it below: promising too much costs three times.)

# %%
misses = [-4, -3, -2, -1, -0.5, -0.1, 0.1, 0.5, 1, 2, 3, 4]
widgets.slide(
    figures.loss_and_slope(loss="squared", miss=-2),
    loss=["squared", "absolute", "return"],
    miss=misses,
)

# %% [markdown]
# ### Predict
#
# Ben wants to train on money. His rule buys for 1 where ŷ > 0 and sells for 1 where ŷ < 0, so his loss is minus the mean profit:
#
# $$L = -\frac1m \sum \operatorname{sign}(\hat y) \cdot y$$
#
# He nudges each of five forecasts, none of them near 0, by a millionth. Which slopes does he find? (a) the returns, with their sign turned, over m; (b) plus or minus 1 over m; (c) zeros.
# (No points: your guess is only printed beside the answer.)

# %%
my_guess = ...  # "a", "b" or "c"

# %%
y_hat = np.array([0.3, -0.2, 0.1, 0.4, -0.1])
y = np.array([11.0, -0.5, -9.5, 4.2, -0.6])


def minus_profit(forecast):
    return -np.mean(np.sign(forecast) * y)


print(said(my_guess), f"His loss is {minus_profit(y_hat):.2f}, and its slopes are")
print(numerical_gradient(minus_profit, y_hat, h=1e-6))

# %% [markdown]
# All zero: (c). A small nudge turns no sign, so no profit changes. This hill is made of flat steps, and on flat ground the walker stands still for ever.
# Accuracy has the same fault. Such numbers are good for judging a net, and useless for training it. **A loss must notice a nudge.**
#
# ### Do
#
# Lesson 06's trap first: a net gives out ŷ with shape (m, 1), a column of a table has shape (m,). Here the forecasts are *exact*:

# %%
exact, outcome = np.array([[0.1], [0.2], [0.3]]), np.array([0.1, 0.2, 0.3])
print("shape of the miss:", (exact - outcome).shape)
print(f"MSE: {np.mean((exact - outcome) ** 2):.4f}")

# %% [markdown]
# No warning, and each forecast was compared with every outcome.
#
# **Exercise `slopes` · 2 points.** The slopes of MSE and MAE by each forecast. `y_hat` has shape (m, 1), `y` has shape (m,). Fill the three gaps; each slope has the shape of `y_hat`, (m, 1): a slope of shape (m,) falls into the same trap at the next subtraction.
# The mean is part of the loss, so it is part of the slope. Test forecasts are never exact.
#
# For forecasts 0.5, −1, 2 and outcomes 2, −3, 1 the slopes are −1, 1.333, 0.667 for MSE, and −0.333, 0.333, 0.333 for MAE.


# %% solution="slopes"
def slopes(y_hat, y):
    """Return the slopes of MSE and of MAE by y_hat, two arrays of shape (m, 1)."""
    ### BEGIN SOLUTION
    miss = y_hat - y.reshape(y_hat.shape)
    dL_squared = 2 * miss / y.size
    dL_absolute = np.sign(miss) / y.size
    ### STUB
    # miss = ...  # (m, 1)
    # dL_squared = ...
    # dL_absolute = ...
    ### END SOLUTION
    return dL_squared, dL_absolute


# %% test="slopes" points=2
check.loss_curves.slopes(slopes)
### BEGIN HIDDEN TESTS
more = (np.array([[2.2], [-1.3], [0.4], [0.9], [-0.7]]), np.array([0.3, -0.8, -1.9, 2.1, -2.4]))
check.loss_curves.slopes(slopes, more)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copies, in `helpers/losses.py` and `helpers/cross_entropy.py`. An error above costs you nothing below.
#
# Now a loss for business. A fund buys on a high forecast. If the forecast promised too much (ŷ > y), clients lose money. If it promised too little (ŷ < y), they miss a rally, which hurts less.
# The fund says: a point of the first costs `lost`, one of the second costs `missed`.
#
# $$L = \frac1m \sum c \cdot (\hat y - y)^2$$
#
# $$c = \begin{cases} \text{lost} & \hat y > y \\ \text{missed} & \hat y < y \end{cases}$$
#
# No statistics gives you 3 to 1. The fund decides it.
#
# **Exercise `return_loss` · 3 points.** Return the loss and its slopes. Here `y_hat` and `y` both have shape (m,), and no forecast is exact. `np.where(condition, a, b)` takes a where the condition holds and b elsewhere.
#
# For ŷ = (1, 1, 2), y = (−2, 3, 1.5), lost = 3 and missed = 1, the misses are 3, −2 and 0.5. The loss is 10.5833, the slopes are 6, −1.3333 and 1.


# %% solution="return_loss"
def return_loss(y_hat, y, lost, missed):
    """Return the loss, one number, and dL_dy_hat, an array of shape (m,)."""
    ### BEGIN SOLUTION
    miss = y_hat - y
    cost = np.where(miss > 0, lost, missed)
    return np.mean(cost * miss**2), 2 * cost * miss / y.size
    ### END SOLUTION


# %% test="return_loss" points=3
check.loss_curves.return_loss(return_loss)
### BEGIN HIDDEN TESTS
more = (np.array([1.9, -0.7, 0.3, -1.2, 0.6]), np.array([0.4, -1.8, 1.1, 0.5, 2.3]), 4.0, 1.5)
check.loss_curves.return_loss(return_loss, more)
### END HIDDEN TESTS

# %% [markdown]
# What do you get if you ask for it? Let one constant be the forecast of all 5,030 days from 1999 to 2018, and look for the constant with the lowest loss.

# %%
_, returns = loss_curves.daily_returns()
constants = np.linspace(-0.6, 0.6, 1201)

for name, loss in [("MSE", losses.mse), ("MAE", losses.mae), ("3 to 1", losses.return_loss)]:
    values = [loss(np.full(len(returns), constant), returns) for constant in constants]
    print(f"{name:6s} is lowest at a forecast of {constants[np.argmin(values)]:+.3f}%")

print(f"mean return {returns.mean():+.3f}%, median {np.median(returns):+.3f}%")

# %% [markdown]
# MSE asks for the mean, MAE for the median. The 3-to-1 loss asks for a gloomy −0.457%: an optimist is shouted at three times as loudly. At each lowest point the blame from above and the blame from below are equal, and the walker
# stands still. Your net will learn what the loss punishes, not what you had in mind.

# %% [markdown]
# ## 2 · Sure, and wrong
#
# ### Show
#
# Will tomorrow be up? Now y is 1 or 0, and the net gives a probability p = σ(z). The score z is what comes out of the last layer before its bend. **Binary cross-entropy** charges for surprise. It is the mean over the days of
#
# $$-y \log p - (1 - y) \log(1 - p)$$
#
# On an up-day only the first half counts: p = 0.8 costs 0.223, p = 0.2 costs 1.609, p = 0.01 costs 4.605.
# Some outlines write cross-entropy as −y log ŷ. With one output that is **one half** of it: down-days would cost nothing. Then the best net is one that always says "up":

# %%
up = np.where(returns > 0, 1, 0)
p = 0.999  # "up", every day
half = -up * np.log(p)
whole = half - (1 - up) * np.log(1 - p)
print(f"{np.mean(up):.1%} of the days were up.")
print(f"one half: {half.mean():.4f}, both halves: {whole.mean():.3f}")

# %% [markdown]
# Why not the squared loss (p − y)² after the sigmoid? Look at who shouts. It is an up-day, and far left the net is sure of the opposite.

# %%
figures.show(figures.sure_and_wrong(score=-4))

# %% [markdown]
# At z = −4 the net says p = 0.018. Cross-entropy shouts −0.98, the squared loss whispers −0.035. The bend σ′ has eaten the blame (lesson 04). In cross-entropy the bend cancels, and for every score
#
# $$\frac{dL}{dz} = \frac{p - y}{m} .$$
#
# With k classes you know it from lesson 06: softmax makes a row of P, Y has a 1 at the class that happened, and **categorical cross-entropy** is the mean over the *rows* of −Σ y log p, summed along the row.
# Here −log p is the whole truth: more for one class is less for the others.
#
# | you forecast | output | loss | slope by z |
# | --- | --- | --- | --- |
# | a number | linear | MSE | 2(ŷ − y)/m |
# | a number, wild rows | linear | MAE | ±1/m |
# | yes or no | sigmoid | binary CE | (p − y)/m |
# | one of k classes | softmax | categorical CE | (P − Y)/m |
#
# (CE is short for cross-entropy.) Keras, in lesson 12, knows them by these names:
#
# | loss | in Keras |
# | --- | --- |
# | MSE | `"mse"` |
# | MAE | `"mae"` |
# | binary CE | `"binary_crossentropy"` |
# | categorical CE | `"categorical_crossentropy"` |
#
# (m counts rows, and each row has one output or one set of k.) If the classes come as numbers 0 … k − 1 and not as rows with one 1, Keras calls it `"sparse_categorical_crossentropy"`.
# The outputs are `activation="linear"`, `"sigmoid"` and `"softmax"`. A cost of your own, like the fund's, goes in as a function.
#
# ### Predict
#
# The net says p = 1 and the day is up. It could not be better. What does NumPy make of −y log p − (1 − y) log(1 − p)? Type `"0"`, `"inf"` or `"nan"` ("not a number"). (No points.)

# %%
my_guess = ...  # "0", "inf" or "nan"

# %%
p, y = np.array([0.9, 0.2, 1.0, 0.3]), np.array([1, 0, 1, 1])
with np.errstate(all="ignore"):
    each = -y * np.log(p) - (1 - y) * np.log(1 - p)
print(said(my_guess), "The four days cost", each.round(4))

# %% [markdown]
# 0 · log 0 is 0 · (−∞), and that is not a number. One `nan` makes the mean `nan`, then every slope, then every weight.
#
# ### Do
#
# **Exercise `mend_bce` · 2 points: find the bug.** Cleo's training died of this. She added two lines, and now it runs. But perfect forecasts no longer help: for the four days above she gets 0.5108, and it should be 0.3831.
# And p = 0.00001 on an up-day costs as much as p = 0.0000001.
#
# Both lines hide the illness. Cure the cause instead: no logarithm may ever see a 0. Keras keeps each probability between 1e-7 and 1 − 1e-7; do as Keras does. (`np.clip(values, lowest, highest)`.) Neither of her lines is needed then.
# If p itself is ever `nan`, the loss must not be silent about that day. The arrays that come in stay as they are.


# %% solution="mend_bce"
def mend_bce(p, y):
    """Return the mean binary cross-entropy, one number; p is from 0 to 1, y is 0 or 1."""
    ### BEGIN SOLUTION
    p = np.clip(p, 1e-7, 1 - 1e-7)
    each = -y * np.log(p) - (1 - y) * np.log(1 - p)
    return np.mean(each)
    ### STUB
    # each = -y * np.log(p) - (1 - y) * np.log(1 - p)
    # each = np.minimum(each, 10)  # no day may cost more than 10
    # return np.nanmean(each)  # the mean without what is not a number
    ### END SOLUTION


# %% test="mend_bce" points=2
check.loss_curves.mend_bce(mend_bce)
### BEGIN HIDDEN TESTS
more = (np.array([0.0, 0.0, 1.0, 1.0, 1e-9, 0.35]), np.array([0, 1, 0, 1, 1, 0]))
check.loss_curves.mend_bce(mend_bce, more)
### END HIDDEN TESTS

# %% [markdown]
# Finite is not yet loud. Beyond any clip the loss is flat, so its slope is 0. The cure for *that* is to skip p and compute the loss from the score: log(1 + eᶻ) − y · z, written so that nothing overflows. Keras does it with `from_logits=True`.
# An up-day, and scores that are more and more wrong:

# %%
y = np.array([1.0])
for z in [-5.0, -15.0, -20.0]:
    z = np.array([z])
    p = 1 / (1 + np.exp(-z))
    by_p = np.abs(cross_entropy.binary_cross_entropy_prime(p, y) * p * (1 - p))
    by_z = np.abs(cross_entropy.binary_cross_entropy_from_scores_prime(z, y))
    print(f"z = {z[0]:3.0f}: loudness {by_p[0]:.3f} by the clipped p, {by_z[0]:.3f} by the score")

# %% [markdown]
# At −20 the clipped loss is silent about the worst forecast of all.
#
# **Exercise `cce` · 2 points.** Categorical cross-entropy and its slope by the scores. P is (m, k), after softmax, no entry is 0. Y is (m, k) with a 1 in each row. Fill the two gaps.
#
# For P with the rows (0.7, 0.2, 0.1) and (0.1, 0.3, 0.6) and true classes 0 and 1, the loss is 0.7803 and the first row of the slopes is −0.15, 0.1, 0.05.


# %% solution="cce"
def cce(P, Y):
    """Return the loss, one number, and dL_dZ, its slope by the scores, (m, k)."""
    ### BEGIN SOLUTION
    loss = -np.mean(np.sum(Y * np.log(P), axis=1))
    dL_dZ = (P - Y) / len(P)
    ### STUB
    # loss = ...
    # dL_dZ = ...
    ### END SOLUTION
    return loss, dL_dZ


# %% test="cce" points=2
check.loss_curves.cce(cce)
### BEGIN HIDDEN TESTS
P = np.array([[0.35, 0.65], [0.8, 0.2], [0.55, 0.45], [0.1, 0.9], [0.25, 0.75]])
check.loss_curves.cce(cce, (P, np.array([[1, 0], [0, 1], [1, 0], [0, 1], [0, 1]])))
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Is it still learning?
#
# ### Show
#
# A falling loss says that the net gets better *on the rows it trains on*. You want it to be good on others. So keep some rows out of training. These are the **validation rows**, and after each epoch you look at the loss on both.
#
# An example where the truth is known. Options at different strikes are quoted by their implied volatility, and across strikes it forms a smile. We made 16 training quotes and 15 validation quotes from one true smile, each off by about 2 points. The strike axis is scaled to run from −1 to 1.
# Eight nets from eight starts try to learn the smile. **Capacity** is what a net could bend itself into; here it is the number of hidden units. This is one unit:

# %%
figures.show(figures.capacity(width=1))

# %% [markdown]
# Thin lines are single nets, the thick ones their median. Most of these nets never get near the smile, on either kind of row: they **underfit**.
#
# ### Predict
#
# Give them 4 units, or 64. Which of the three widths has the lowest *validation* loss after 1,000 epochs? (No points.)

# %%
my_guess = ...  # 1, 4 or 64

# %%
print(said(my_guess))
for width in [1, 2, 4, 8, 64]:
    train, validation = (curve[-1] for curve in loss_curves.smile_nets(width).curves)
    print(
        f"width {width:2d}: training {np.median(train):4.1f} "
        f"({train.min():4.1f} to {train.max():4.1f}), "
        f"validation {np.median(validation):4.1f} "
        f"({validation.min():4.1f} to {validation.max():4.1f})"
    )
figures.show(figures.capacity(width=64))

# %% [markdown]
# The table gives the median of eight nets and their range. Training falls with each width. Validation falls, and then rises again: with 64 units the nets run through the noise of single quotes and pay for it between them. They **overfit**.
# (A net that knew the true smile would have a loss of about 4 on any rows. A training loss of 0.3 is too good.)
#
# Move the width. From which width on does the thick validation curve clearly climb after its lowest point? What do the nets, the solid lines on the left, do there?

# %%
widgets.slide(figures.capacity(width=1), width=[1, 2, 4, 8, 16, 32, 64])

# %% [markdown]
# From 32 on: the nets bend towards single quotes.
#
# Four patterns to know:
#
# - both curves flat and high: the net underfits;
# - training falls, validation turns up: it overfits, and the turn is the epoch to stop at;
# - both still fall at the end: it was stopped early;
# - validation *below* training: not a bug by itself. Ask when and on what each was measured.
#
# Three innocent reasons for the last: Keras takes the training loss *during* the epoch and validation at its end, half an epoch later; dropout (lesson 12) is on in training only; or the validation rows are easier, with calmer days or less noise. Calm is common with prices:

# %%
for first, last in [(2000, 2003), (2004, 2005)]:
    _, y = loss_curves.lagged(first, last)
    print(f"{first} to {last}: a forecast of 0 has the MSE {np.mean(y**2):.2f}")

# %% [markdown]
# Train on the first years and validate on the second, and validation has a quarter of the loss before anything is learnt. To take the calm out, divide every loss by that of a **constant forecast** (the mean of the training rows) on the same rows. Then 1 means: as good as that.
# From now on all losses are divided in this way. (Less noise in single rows still shows.)
#
# ### Do
#
# **Exercise `diagnose` · 2 points.** Four colleagues send their curves. Their tasks differ; the dotted line is the constant forecast.

# %%
figures.show(figures.four_trainings())

# %% [markdown]
# Give each letter one of these words. Each word fits at most one letter, and one is left over: `"underfits"`, `"overfits"`, `"stopped early"`, `"easier validation"`, `"steps too long"`.
#
# The check cell replies to each pair, right or wrong: hold the reply against the picture. "Noted" means that your answer is judged at hand-in.

# %% solution="diagnose"
### BEGIN SOLUTION
diagnose = {
    "A": "stopped early",
    "B": "overfits",
    "C": "easier validation",
    "D": "underfits",
}
### STUB
# diagnose = {
#     "A": ...,
#     "B": ...,
#     "C": ...,
#     "D": ...,
# }
### END SOLUTION

# %% test="diagnose" points=2
check.loss_curves.diagnose(diagnose)
### BEGIN HIDDEN TESTS
right = {"A": "stopped early", "B": "overfits", "C": "easier validation", "D": "underfits"}
check.loss_curves.diagnose(diagnose, right=right)
### END HIDDEN TESTS

# %% [markdown]
# Now real money. The net sees the last ten daily returns of the S&P 500 and forecasts the next one: 32 hidden units, Adam, batches of 64, trained on 2012 to 2015, validated on 2016 and 2017. Ten starts.

# %%
curves = loss_curves.return_curves(progress=progress.bar("epochs"))
print("epochs and starts:", curves.validation.shape)

# %%
figures.show(figures.ten_starts(epoch=5))

# %% [markdown]
# This is how returns look: training falls to the last epoch, and validation turns up early. The first epochs only unlearn the random start. Move the mark and read both means.

# %%
widgets.slide(figures.ten_starts(epoch=5), epoch=range(121))

# %% [markdown]
# **Exercise `pick_epoch` · 2 points.** After how many epochs would you stop? Judge by the ten starts together. Read it off, or compute it: `curves.train` and `curves.validation` have a row for each epoch, 0 to 120, and a column for each start. Every epoch within 1% of the lowest mean counts as right: the starts differ by more than that.

# %% solution="pick_epoch"
### BEGIN SOLUTION
pick_epoch = 20
### STUB
# pick_epoch = ...  # a whole number from 0 to 120
### END SOLUTION

# %% test="pick_epoch" points=2
check.loss_curves.pick_epoch(pick_epoch)
### BEGIN HIDDEN TESTS
check.loss_curves.pick_epoch(pick_epoch, right=range(12, 30))
### END HIDDEN TESTS

# %% [markdown]
# Stopping at the turn is called **early stopping**; lesson 12 has Keras do it. But look at the height of the turn, too. It lies *above* 1: even at its best epoch the average net is worse than the constant. Was that bad luck with the years? Five other stretches, ten starts each, 40 epochs:

# %%
for row in loss_curves.five_stretches(progress.bar("stretches")):
    print(
        f"trained on {row.train_years}, validated on {row.years}: best epoch {row.best_epoch}, "
        f"loss {row.loss:.2f} ± {row.spread:.2f}, after 40 epochs {row.last:.2f}"
    )

# %% [markdown]
# The ± is the luck of the start: one standard deviation over ten starts. The rows differ by the luck of the years. In every stretch the curve turns up within 20 epochs, and never has the mean gone below 1. For this net and these inputs, the next day's return is nearly all noise, and what the net learns from 2012 to 2015 is mostly the noise of 2012 to 2015.
# Early stopping finds the least bad epoch. Only a baseline tells you whether that is good.
#
# One more trap. Throw ten dice and keep the highest: its number tells of your choosing, not of that die. Of many noisy losses, too, the lowest owes part of its height to luck. So there is a third kind of rows, **test rows**: nobody looks at them before everything is chosen, and they judge.

# %% [markdown]
# ## In your own words
#
# One of the ten starts above did better. Here are the ten validation losses at its best epoch, and then each start's own lowest:

# %%
epoch, start = np.unravel_index(np.argmin(curves.validation), curves.validation.shape)
print(f"Start number {start + 1}, after {epoch} epochs: the lowest of {curves.validation.size:,}.")
print("all ten there:   ", np.sort(curves.validation[epoch]).round(3))
print("each at its best:", np.sort(curves.validation.min(axis=0)).round(3))

# %% [markdown]
# **Written question · 2 points.** A colleague says: "Start number 3 has 0.966 after three epochs. It beats the constant forecast by 3.4%. We trade that one." Answer in three or four sentences. From how many numbers was 0.966 chosen, and what do the others say? Why is 0.966 itself no fair estimate any more, and what would be a fair test?

# %% [markdown] answer="lucky_start" points=2
# **Model answer.** 0.966 is the lowest of 1,210 validation losses: ten starts at 121 epochs. The other nine starts at that epoch have 1.11 to 1.33, each of them stays above 1.05 even at its own best epoch, and the mean over the starts is never below 1.07, so this is what the luckiest of many tries looks like and no sign that the net has found a pattern. The validation rows were used to *choose* start and epoch, so their loss is now too
# good, as a training loss is. A fair test fixes start and epoch first and then takes rows that nobody has looked at, later years, against the same constant forecast (several starts, with their spread).
#
# **Rubric.** 1 point: it is the best of very many (ten starts times the epochs), and the other starts, or the mean, are above 1. 1 point: choosing by the validation rows uses them up, so the number is too good, and a fair test takes new rows, chosen for nothing, against the constant. Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - The slope of the loss decides who shouts. MSE listens to the largest misses, MAE to all alike, a loss of your own to what costs money.
# - A loss must notice a nudge. Profit by sign, and accuracy, don't.
# - Pair the loss with the output. Then the slope by the score is (p − y)/m, loud when the net is sure and wrong.
# - Guard the logarithm, not the result. Better still, compute from the score.
# - Always two curves, over several starts, against a constant forecast. Stop where validation turns up.
# - What was used to choose can't be used to judge.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | mean squared error | MSE | mean of (ŷ − y)²; asks for the mean |
# | mean absolute error | MAE | mean of \|ŷ − y\|; asks for the median |
# | score | z | what comes out of the last layer before its sigmoid or softmax; Keras says *logit* |
# | binary cross-entropy | −y log p − (1 − y) log(1 − p) | both halves, for one probability |
# | categorical cross-entropy | −Σ y log p | along a row, for k probabilities |
# | validation rows | `validation` | rows that are looked at and never trained on |
# | test rows | | rows that nobody looks at before everything is chosen |
# | capacity | `width` | what a net could bend itself into |
# | underfit, overfit | | too little learnt; the noise learnt too |
# | early stopping | | stop where the validation loss is lowest |
#
# **Next: 11 · Volatility.** Tomorrow's return is nearly all noise. Tomorrow's *volatility* is not. You will try to beat "tomorrow equals today", with rows that nobody has looked at.
