# %% [markdown]
# # 11 · Loss curves
#
# **The question.** What counts as wrong, and is it still learning?
#
# **You will be able to**
#
# - choose a loss function by its gradient, and write one that knows what an error costs;
# - pair each loss with its output, and keep a cross-entropy finite;
# - read training and validation curves: underfitting, overfitting, stopped early, or healthy;
# - pick the epoch to stop at, and say how far to trust it.
#
# About 75 minutes · 13 points · You need lessons 06 to 10. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import drawing, losses
from helpers.drawing import progress, roadmap
from helpers.gradients import numerical_gradient
from helpers.lessons import loss_curves
from helpers.lessons.loss_curves import checks, figures, memorising
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("11"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 08: a training loss jumps up and down and does not converge. What do you change first?
#
# <details><summary>Answer</summary>
#
# The learning rate, to a smaller one. The steps are too long: each one lands on the other side of the valley.
#
# </details>
#
# 2. Lesson 09: a batch has four times the rows. What happens to the noise of its gradient?
#
# <details><summary>Answer</summary>
#
# It is halved. The noise falls with the root of the batch size.
#
# </details>
#
# 3. Lesson 10: one weight has the gradient 0.001, another 1,000. How long is Adam's first step for each?
#
# <details><summary>Answer</summary>
#
# About lr for both. Adam divides each gradient by its own size.
#
# </details>

# %% [markdown]
# ## In the market
#
# The week of 13 October 2008. The S&P 500 rose by 11% on Monday and fell by 9.5% on Wednesday; on Tuesday and Friday it moved by about half a percent (log returns).
#
# A model had forecast 0 for each day. How much does each day count in training? As much as the loss's gradient on that day: backpropagation passes nothing else on to the weights.

# %%
drawing.show(figures.crash_week())

# %% [markdown]
# The bars show the size of each day's gradient, without its sign. Under one loss, Monday and Wednesday have about four fifths of the sum. Under the other, all five days count alike.
#
# Neither is *true*. You choose the **loss function**, and with it you choose from which days a net learns most.

# %% [markdown]
# ## 1 · The gradient of the loss decides what counts
#
# ### Show
#
# The **error** of a forecast is ŷ − y, as in lesson 03. Two losses for numbers:
#
# $$\text{MSE} = \frac1m \sum (\hat y - y)^2$$
#
# $$\text{MAE} = \frac1m \sum |\hat y - y|$$
#
# **MSE** is the **mean squared error**, **MAE** the **mean absolute error**; m is the number of forecasts. Lesson 03's ½(ŷ − y)² is half of one forecast's squared error.
#
# Look at the right half of the picture: the gradient says how much **one** forecast counts. (The thin lines are other losses. You will write the one of a fund below.)

# %%
drawing.show(figures.loss_and_slope(loss="squared", error=-2))

# %% [markdown]
# Move it. **At which two errors do the squared and the absolute loss have derivatives of the same size? Which derivatives does the loss of the fund have at −2 and at 2?**

# %%
errors = [-4, -3, -2, -1.5, -1, -0.5, -0.1, 0.1, 0.5, 1, 1.5, 2]
drawing.slide(
    figures.loss_and_slope(loss="squared", error=-2),
    loss=["squared", "absolute", "fund"],
    error=errors,
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# At −½ and ½ both have the size 1. The fund's loss has −4 at an error of −2 and 12 at 2: a forecast that is too high costs three times as much.
#
# </details>
#
# ### Predict
#
# Ben wants to train on money. His rule buys one share where ŷ > 0 and sells one where ŷ < 0. His loss is minus the mean profit:
#
# $$L = -\frac1m \sum \operatorname{sign}(\hat y) \cdot y$$
#
# He changes each of five forecasts by a millionth; none of them is near 0. Which derivatives does he find? (a) the returns over m, with their sign turned; (b) plus or minus 1 over m; (c) zeros. (No points.)

# %%
profit_guess = ...  # "a", "b" or "c"

# %%
y_hat = np.array([0.3, -0.2, 0.1, 0.4, -0.1])
y = np.array([11.0, -0.5, -9.5, 4.2, -0.6])


def minus_profit(forecast):
    return -np.mean(np.sign(forecast) * y)


print(said(profit_guess), f"His loss is {minus_profit(y_hat):.2f}, and its derivatives are")
print(numerical_gradient(minus_profit, y_hat, h=1e-6))

# %% [markdown]
# All are zero: (c). A small change turns no sign, so no profit changes, and gradient descent never moves. **Accuracy**, the share of right answers, has the same fault. Such numbers serve to judge a net, not to train it. **A loss must react to a small change.**
#
# ### Do
#
# A net returns ŷ with shape (m, 1), and a column of a table has shape (m,). Here the forecasts are *exact*:

# %%
exact, outcome = np.array([[0.1], [0.2], [0.3]]), np.array([0.1, 0.2, 0.3])
print("shape of the error:", (exact - outcome).shape)
print(f"MSE: {np.mean((exact - outcome) ** 2):.4f}")

# %% [markdown]
# No warning: each forecast was compared with every outcome.
#
# **Exercise `slopes` · 2 points.** Write the gradients of MSE and of MAE with respect to the forecasts. Fill the three gaps. `y_hat` has shape (m, 1), `y` has shape (m,). Each gradient has the shape of `y_hat`.
#
# Divide by m. No test has an error of exactly 0. Don't change `y_hat`.
#
# For forecasts 0.5, −1, 2 and outcomes 2, −3, 1 the gradients are −1, 1.333, 0.667 for MSE, and −0.333, 0.333, 0.333 for MAE.
#
# <details><summary>Reminder</summary>
#
# Lesson 06: `y.reshape(m, 1)` makes a column of m numbers. `np.sign(a)` is −1, 0 or 1 for each entry of a.
#
# </details>


# %% solution="slopes"
def slopes(y_hat, y):
    """Return the gradients of MSE and of MAE with respect to y_hat, two arrays of shape (m, 1)."""
    ### BEGIN SOLUTION
    error = y_hat - y.reshape(y_hat.shape)
    dL_squared = 2 * error / y.size
    dL_absolute = np.sign(error) / y.size
    ### STUB
    # error = ...  # (m, 1)
    # dL_squared = ...
    # dL_absolute = ...
    ### END SOLUTION
    return dL_squared, dL_absolute


# %% test="slopes" points=2
checks.slopes(slopes)
### BEGIN HIDDEN TESTS
more = (np.array([[2.2], [-1.3], [0.4], [0.9], [-0.7]]), np.array([0.3, -0.8, -1.9, 2.1, -2.4]))
checks.slopes(slopes, more)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copies: an error above costs you nothing below.
#
# Now a loss for business. A fund buys on a high forecast. If the forecast promised too much (ŷ > y), clients lose money. If it promised too little (ŷ < y), they miss a rally, which hurts less.
#
# So the fund gives each squared error a price c: `lost` where the forecast was too high, `missed` where it was too low.
#
# $$L = \frac1m \sum c \cdot (\hat y - y)^2$$
#
# **Exercise `fund_loss` · 3 points.** Return the loss and its gradient. Here `y_hat` and `y` both have shape (m,), and no forecast is exact. `np.where(condition, a, b)` takes a where the condition holds and b elsewhere.
#
# For ŷ = (1, 1, 2), y = (−2, 3, 1.5), lost = 3 and missed = 1, the errors are 3, −2 and 0.5. The loss is 10.5833, the gradient is 6, −1.3333 and 1.


# %% solution="fund_loss"
def fund_loss(y_hat, y, lost, missed):
    """Return the loss, one number, and dL_dy_hat, an array of shape (m,)."""
    ### BEGIN SOLUTION
    error = y_hat - y
    cost = np.where(error > 0, lost, missed)
    return np.mean(cost * error**2), 2 * cost * error / y.size
    ### END SOLUTION


# %% test="fund_loss" points=3
checks.fund_loss(fund_loss)
### BEGIN HIDDEN TESTS
more = (np.array([1.9, -0.7, 0.3, -1.2, 0.6]), np.array([0.4, -1.8, 1.1, 0.5, 2.3]), 4.0, 1.5)
checks.fund_loss(fund_loss, more)
### END HIDDEN TESTS

# %% [markdown]
# What does each loss ask for? Let one constant be the forecast of all 5,030 days from 1999 to 2018. Which constant has the lowest loss?

# %%
_, returns = loss_curves.daily_returns()
constants = np.linspace(-0.6, 0.6, 1201)

for name, loss in [("MSE", losses.mse), ("MAE", losses.mae), ("3 to 1", losses.fund_loss)]:
    values = [loss(np.full(len(returns), constant), returns) for constant in constants]
    print(f"{name:6s} is lowest at a forecast of {constants[np.argmin(values)]:+.3f}%")

print(f"mean return {returns.mean():+.3f}%, median {np.median(returns):+.3f}%")

# %% [markdown]
# MSE asks for the mean, MAE for the median. The 3-to-1 loss asks for a gloomy −0.457%, since a forecast that is too high costs three times as much. Your net will learn what the loss punishes, not what you had in mind.
#
# <details><summary>If you like: the names of such forecasts</summary>
#
# The −0.457% is called the **0.25-expectile** of the returns: 0.25 is the share that the lower price has in both, 1/(3 + 1). The same prices on *absolute* errors give a **quantile loss**, whose minimum is the 0.25-quantile. Value at Risk is such a quantile, often the 0.01-quantile.
#
# </details>

# %% [markdown]
# ## 2 · Sure, and wrong
#
# ### Show
#
# Will tomorrow be up? Now y is 1 or 0, and the net gives a probability p = σ(z). The pre-activation z of an output is called its **logit**. **Binary cross-entropy** (**BCE**) charges for surprise. It is the mean over the days of
#
# $$-y \log p - (1 - y) \log(1 - p) .$$
#
# On an up-day only the first term counts: p = 0.8 costs 0.223, p = 0.2 costs 1.609, p = 0.01 costs 4.605. With the first term alone, down-days would cost nothing, and the best net would always say "up".
#
# Why not the squared loss (p − y)² after the sigmoid? Compare the derivatives on an up-day. Far to the left the net is sure of the opposite.

# %%
drawing.show(figures.sure_and_wrong(logit=-4))

# %% [markdown]
# At z = −4 the net says p = 0.018. The derivative of cross-entropy is −0.98, that of the squared loss only −0.035: the sigmoid is saturated, and σ′ makes the gradient small (lesson 04). In cross-entropy σ′ cancels:
#
# $$\frac{\partial L}{\partial z} = \frac{p - y}{m} .$$
#
# With k classes you know the loss from lesson 06: **categorical cross-entropy** (**CCE**) after softmax is the mean over the *rows* of −Σ y log p. Its derivative with respect to the logits is (P − Y)/m.
#
# | you forecast | output | loss |
# | --- | --- | --- |
# | a number | linear | MSE |
# | a number, with extreme rows | linear | MAE |
# | yes or no | sigmoid | BCE |
# | k classes | softmax | CCE |

# %% [markdown]
# ### Predict
#
# The net says p = 1 and the day is up: a perfect forecast. What does NumPy compute for −y log p − (1 − y) log(1 − p)? Type `"0"`, `"inf"` or `"nan"` ("not a number"). (No points.)

# %%
sure_guess = ...  # "0", "inf" or "nan"

# %%
p, y = np.array([0.9, 0.2, 1.0, 0.3]), np.array([1, 0, 1, 1])
with np.errstate(all="ignore"):  # no warning about log(0)
    each = -y * np.log(p) - (1 - y) * np.log(1 - p)
print(said(sure_guess), "The four days cost", each.round(4))

# %% [markdown]
# 0 · log 0 is 0 · (−∞), and that is not a number. One `nan` makes the mean `nan`, then every gradient, then every weight.
#
# ### Do
#
# **Exercise `mend_bce` · 2 points: find the bug.** Cleo's training broke down like this. She added two lines, and now it runs. But both hide the fault: for the four days above she gets 0.5108, and it should be 0.3831.
#
# Remove the cause instead: no logarithm may ever see a 0. Keras keeps each probability between 1e-7 and 1 − 1e-7; do the same.
#
# If a p that comes in is `nan`, the loss must be `nan`, too: somebody must notice. The arrays that come in stay as they are.
#
# <details><summary>Hint</summary>
#
# `np.clip(values, lowest, highest)` returns each value, moved to the nearer limit where it lies outside.
#
# </details>


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
checks.mend_bce(mend_bce)
### BEGIN HIDDEN TESTS
more = (np.array([0.0, 0.0, 1.0, 1.0, 1e-9, 0.35]), np.array([0, 1, 0, 1, 1, 0]))
checks.mend_bce(mend_bce, more)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>If you like: finite is not yet useful</summary>
#
# Beyond the clip the loss is flat, so its derivative is 0: at z = −20 on an up-day the net is as wrong as can be, and nothing pulls it back.
#
# The cure is to skip p and compute the loss from the logit: log(1 + eᶻ) − y · z, written so that nothing overflows. Then the derivative at z = −20 is −1. Keras does it with `from_logits=True`.
#
# </details>
#
# **Take a break here.** Part 3 takes about half an hour.

# %% [markdown]
# ## 3 · Is it still learning?
#
# ### Show
#
# A falling loss says that the net gets better *on the rows it trains on*, the **training set**. You want it to be good on other rows: this is called **generalisation**. So keep some rows out of training, the **validation set**, and look at the loss on both after each epoch. The two **loss curves** tell how the training goes.
#
# An example where the truth is known: implied volatility across strikes forms a smile. We made 16 training quotes and 15 validation quotes from one true smile, each off by about 2 points. (Strikes are scaled to run from −1 to 1.)
#
# Noise makes a loss of its own: on these quotes the true smile itself has the training loss 3.5 and the validation loss 5.0. A net with a training loss far below 3.5 has learnt noise.
#
# Eight nets from eight starts try to learn it. **Capacity** is the variety of curves that a net could fit; here it grows with the number of hidden units. This is one unit:

# %%
drawing.show(figures.capacity(width=1))

# %% [markdown]
# On the right, thin lines are single nets and thick lines their median. Most of these nets never get near the smile. This is **underfitting**: too little is learnt.
#
# ### Predict
#
# Give them 4 units, or 64. Which of the three widths has the lowest *validation* loss after 1,000 epochs? (No points.)

# %%
width_guess = ...  # 1, 4 or 64

# %%
print(said(width_guess))
for width in [1, 2, 4, 8, 64]:
    train, validation = (curve[-1] for curve in loss_curves.smile_nets(width).curves)
    medians = np.median(train), np.median(validation)
    print(f"width {width:2d}: training {medians[0]:4.1f}, validation {medians[1]:4.1f}")
drawing.show(figures.capacity(width=64))

# %% [markdown]
# After 1,000 epochs the training loss is lower for each larger width. The validation loss falls, and then rises again: with 64 units the nets run through the noise of single quotes, and are worse between them. This is **overfitting**: the noise is learnt, too.
#
# Move the width. **From which width on does the thick validation curve clearly climb after its lowest point? What do the nets, the solid lines on the left, do there? Which width has the lowest validation loss of all?**

# %%
drawing.slide(figures.capacity(width=1), width=[1, 2, 4, 8, 16, 24, 64])

# %% [markdown]
# <details><summary>Answer</summary>
#
# From 24 on: there its label reads "lowest 5.1, ends at 6.1", a climb of about a fifth. The nets bend towards single quotes.
#
# Width 64 has the lowest of all, 4.9 after 121 epochs, by luck a little below the true smile's 5.0. Only its end is bad. So a wide net must be stopped in time, and then it is as good as a narrow one.
#
# (The climb is no law: nets with far more weights than rows can end well, too. The term is *double descent*, Belkin and others 2019.)
#
# </details>
#
# Five patterns to know:
#
# - **healthy**: both curves fall and become flat at a low loss, validation a little above training;
# - both curves flat and high: the net underfits;
# - training falls, validation turns up: it overfits, and the turn is the epoch to stop at;
# - both still fall at the end: it was stopped early;
# - validation far *below* training: the validation rows are easier. They have calmer days or less noise.

# %% [markdown]
# Calm years have small losses, whatever the net. So from now on every loss is divided by that of a **constant forecast** (the mean of the training rows) on the same rows. Then 1 means: as good as that.
#
# <details><summary>If you like: when validation is a little below training</summary>
#
# This alone is no bug. Keras takes the training loss *during* the epoch and validation at its end, half an epoch later; and dropout (lesson 13) is on in training only.
#
# </details>
#
# ### Do
#
# **Exercise `diagnose` · 2 points.** Five colleagues send their curves. Their tasks differ; the dotted line is the constant forecast.
#
# Is a loss high or low? Compare it with what the noise alone makes, the loss of the true curve. In A, C and E that is between 0.1 and 0.2: near it is low, several times as much is high.

# %%
drawing.show(figures.five_trainings())

# %% [markdown]
# Give each letter one of these words. Each word fits at most one letter, and one is left over: `"healthy"`, `"underfits"`, `"overfits"`, `"stopped early"`, `"easier validation"`, `"steps too long"`.
#
# The check cell says what each of your words would mean. It does not say whether it is right: hold it against the picture. "Noted" means that your answer is graded when you hand in.

# %% solution="diagnose"
### BEGIN SOLUTION
diagnose = {
    "A": "stopped early",
    "B": "overfits",
    "C": "healthy",
    "D": "easier validation",
    "E": "underfits",
}
### STUB
# diagnose = {
#     "A": ...,
#     "B": ...,
#     "C": ...,
#     "D": ...,
#     "E": ...,
# }
### END SOLUTION

# %% test="diagnose" points=2
checks.diagnose(diagnose)
### BEGIN HIDDEN TESTS
right = {
    "A": "stopped early",
    "B": "overfits",
    "C": "healthy",
    "D": "easier validation",
    "E": "underfits",
}
checks.diagnose(diagnose, right=right)
### END HIDDEN TESTS

# %% [markdown]
# Now real money. The net sees the last ten daily returns of the S&P 500 and forecasts the next one: 32 hidden units, Adam, batches of 64, trained on 2012 to 2015, validated on 2016 and 2017. Ten starts.

# %%
curves = loss_curves.return_curves(progress=progress.bar("epochs"))
print("epochs and starts:", curves.validation.shape)

# %%
drawing.show(figures.ten_starts(epoch=5))

# %% [markdown]
# This is how returns look: training falls to the last epoch, and validation turns up early. Both start at 2.7, above the picture, because the forecasts of random weights are large and have nothing to do with the returns. Move the mark and read both means.

# %%
drawing.slide(figures.ten_starts(epoch=5), epoch=range(121))

# %% [markdown]
# **Exercise `pick_epoch` · 2 points.** After how many epochs would you stop? Judge by the ten starts together. Read it off, or compute it: `curves.train` and `curves.validation` have one row for each epoch, 0 to 120, and one column for each start. Every epoch within 1% of the lowest mean counts as right.

# %% solution="pick_epoch"
### BEGIN SOLUTION
pick_epoch = 20
### STUB
# pick_epoch = ...  # a whole number from 0 to 120
### END SOLUTION

# %% test="pick_epoch" points=2
checks.pick_epoch(pick_epoch)
### BEGIN HIDDEN TESTS
checks.pick_epoch(pick_epoch, right=range(12, 30))
### END HIDDEN TESTS

# %% [markdown]
# To stop at the turn is called **early stopping**; in lesson 13 Keras does it. But the turn lies *above* 1: even at its best epoch the mean loss of the ten nets is 1.08. The constant is better, because most of what they learnt is noise of 2012 to 2015.
#
# That was no bad luck with the years. In five periods between 2000 and 2018 the mean is never below 1 either. For this net and these inputs, the next day's return is nearly all noise. Only a **baseline**, here the constant forecast, shows it.
#
# One more trap. Throw ten dice and keep the highest: its number tells of your choosing, not of that die. In the same way the lowest of many noisy losses is partly luck. So a third part of the rows, the **test set**, is used for no choice, and opened once, at the end.

# %% [markdown]
# Accuracy shows overfitting as well, and it needs a baseline as well. Will tomorrow's range be larger than today's? Nets with the 13 inputs of lesson 10 train on the 252 evenings of 2011, five starts each. The evenings of 2012 are the validation set.
#
# The baseline is a rule without training: where today's range is smaller than yesterday's, say that tomorrow's is larger, and otherwise not.

# %%
found = {f"{width} units": memorising.up_or_down(width, num_epochs=100) for width in (64, 4)}
found["the rule"] = memorising.rule()
for name, accuracy in found.items():
    print(f"{name:8s}: training {accuracy.train:.0%}, validation {accuracy.validation:.0%}")

# %% [markdown]
# With 64 units the nets are right on 99% of their own evenings and on 60% of those of 2012: they have memorised 2011. With 4 units they are right on 80% and 72%. The rule alone has 66% and 73%: on new evenings no net here beats it.
#
# Everything that holds a net back from learning the noise is called **regularisation**: a smaller net, early stopping, and two tools of lesson 13, dropout and L2.

# %% [markdown]
# ## In your own words
#
# Here is the lowest of all validation losses on returns, with the ten starts at that epoch, and each start's own lowest:

# %%
# The place in the table, counted from 0: its row is the epoch, its column the start.
epoch, start = np.unravel_index(np.argmin(curves.validation), curves.validation.shape)
print(f"Start number {start + 1}, after {epoch} epochs: the lowest of {curves.validation.size:,}.")
print("all ten there:   ", np.sort(curves.validation[epoch]).round(3))
print("each at its best:", np.sort(curves.validation.min(axis=0)).round(3))

# %% [markdown]
# **Written question · 2 points.** A colleague says: "Start number 3 has 0.966 after three epochs. It beats the constant forecast by 3.4%. We trade that one."
#
# Answer in three or four sentences. From how many numbers was 0.966 chosen, and what do the others say? Why is 0.966 itself no fair estimate any more, and what would be a fair test?

# %% [markdown] answer="lucky_start" points=2
# **Model answer.** 0.966 is the lowest of 1,210 validation losses: ten starts at 121 epochs. The other nine starts at that epoch have 1.11 to 1.33, each stays above 1.05 at its own best epoch, and the mean is never below 1.07. So this is the luckiest of many tries, and no sign of a pattern.
#
# The validation rows were used to *choose* start and epoch, so their loss is now too good, as a training loss is. A fair test fixes start and epoch first and then takes rows that served for no choice, such as later years, against the same constant forecast (several starts, with their spread).
#
# **Rubric.** 1 point: it is the best of very many (ten starts times the epochs), and the other starts, or the mean, are above 1. 1 point: choosing by the validation rows makes their number too good, and a fair test takes other rows, used for no choice, against the constant.
#
# Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - The gradient of the loss decides what counts: in MSE the largest errors, in MAE all alike, in a loss of your own what costs money.
# - A loss must react to a small change. Profit by sign, and accuracy, don't.
# - Pair the loss with the output. Then the derivative with respect to the logit is (p − y)/m, large when the net is sure and wrong.
# - Guard the logarithm, not the result.
# - Draw two curves, over several starts, against a baseline. Stop where validation turns up.
# - What was used to choose can't be used to judge.
# - Towards your project (lesson 14): two loss curves over several starts, a baseline, and a test set that is opened once.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | mean squared error | MSE | mean of (ŷ − y)²; asks for the mean |
# | mean absolute error | MAE | mean of \|ŷ − y\|; asks for the median |
# | logit | z | pre-activation of an output, before its sigmoid or softmax |
# | binary cross-entropy | BCE | mean of −y log p − (1 − y) log(1 − p), for one probability |
# | categorical cross-entropy | CCE | mean of −Σ y log p along a row, for k probabilities |
# | accuracy | | share of right answers |

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | training set | `train` | the rows from which a net learns |
# | validation set | `validation` | rows never trained on, used to choose |
# | test set | `test` | rows used for no choice, opened once |
# | generalisation | | being good on rows that are new |
# | loss curve | | the loss after each epoch |
# | capacity | `width` | the variety of curves that a net could fit |
# | underfitting | | too little is learnt |
# | overfitting | | the noise is learnt, too |
# | early stopping | | stop where the validation loss is lowest |
# | regularisation | | what holds a net back from learning the noise |
# | baseline | | a simple forecast to compare with |
#
# **Next: 12 · Volatility.** Tomorrow's return is nearly all noise. Tomorrow's *volatility* is not. You will forecast it, and compare the net with baselines that are hard to beat.
