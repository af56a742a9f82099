# %% [markdown]
# # 08 · Batch size
#
# **The question.** How many days before I act?
#
# **You will be able to**
#
# - cut data into mini-batches, shuffled anew each epoch, and count the updates;
# - measure the noise of a gradient and say how it shrinks with the batch;
# - compare batch sizes fairly, over several seeds, and say what you held equal;
# - find the bug that makes a market look unpredictable.
#
# About 45 minutes · 14 points · You need lessons 03, 06 and 07.

# %% locked="imports"
import numpy as np

from helpers import batch_size as lesson
from helpers import check, figures, widgets
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 07: a bowl has sharpness 2.17. Up to which learning rate is gradient descent stable on it?
#
# <details><summary>Answer</summary>
#
# Up to 2 / 2.17 ≈ 0.92. Beyond it every step lands higher on the other side.
#
# </details>
#
# 2. Lesson 06: the loss is the mean over the rows of a batch. You write every row twice. What happens to the gradient?
#
# <details><summary>Answer</summary>
#
# Nothing. The mean is the same, and so is its slope. With a sum it would double.
#
# </details>
#
# 3. Lesson 05: a net does not learn XOR from seed 0. What does that show about the net?
#
# <details><summary>Answer</summary>
#
# Next to nothing. One seed is one throw of the dice. Try many and report a share, or a mean with its spread.
#
# </details>

# %% [markdown]
# ## In the market
#
# A volatility desk forecasts how far the S&P 500 will swing tomorrow: the *range* from the day's low to its high. Two
# numbers of today go in, the range x1 and the return x2:
#
# $$\hat y = w_1 x_1 + w_2 x_2$$
#
# The data are real: 4,096 days up to December 2018, from the course's snapshot. Ranges are logarithms, and each column is measured in standard deviations from its mean.
# So a forecast of 0 means "a usual day", and the net needs no bias.
#
# Each dot is a day. Thirty desks look at **4 days each**, drawn at random, and fit their two weights to them. Each line is what one desk would conclude.

# %%
figures.show(figures.lines_from(days=4))

# %% [markdown]
# Three of the thirty say that a wide day today makes tomorrow *calmer*. They are wrong. From how many days on are all thirty slopes within 0.15 of the dashed one? (Its slope is 0.62.)

# %%
widgets.slide(figures.lines_from(days=4), days=[4, 16, 64, 256, 1024])

# %% [markdown]
# From 256 days on; with 64 they still go from 0.41 to 0.81. A desk that waits for more days knows more. But it also acts more rarely. That is the trade of this lesson.

# %% [markdown]
# ## 1 · One epoch, how many steps?
#
# ### Show
#
# The walker in the fog needs a slope before each step. The loss is the mean of (ŷ − y)² over days, so its slope is a mean over days too:
#
# $$\frac{dL}{dw} = \frac1B \sum_{\text{rows of the batch}} 2\,(\hat y - y)\; x$$
#
# The *batch* is the set of rows that he looks at before one step, B is their number, the *batch size*, and one step is an *update* or *iteration*. An *epoch* is over when each row has been looked at once.
# Two days as a batch, at w = (0, 0): the first has x = (1, −2) and y = 0.5, the second x = (2, 1) and y = 1.5. Their slopes are 2 · (−0.5) · (1, −2) = (−1, 2) and
# 2 · (−1.5) · (2, 1) = (−6, −3). The batch's gradient is the mean, (−3.5, −0.5).
#
# With 4,096 days an epoch is 1 update of the *full batch*, 64 updates of *mini-batches* of 64, or 4,096 updates of one sample (*stochastic* gradient descent, SGD). All three look at the same days.
#
# ### Predict
#
# Three walkers start at w = (0, 0) with the same learning rate, 0.02, and walk for one epoch. Who ends nearest to the floor of the bowl: the one with 1 day an update, the one with 64, or the one with all 4,096? (Guesses carry no points.)

# %%
my_guess = ...  # 1, 64 or 4096

# %%
print(said(my_guess))
figures.show(figures.three_walks(epoch=1))

# %% [markdown]
# The full batch has taken one step and is hardly under way. One day an update rushed to the floor and now runs about it. The long straight lines are wild days: a bowl of one day has
# sharpness 2(x1² + x2²), and on 6 days that is above 2 / 0.02 = 100, too sharp for this rate. With 64 days he is nearly there: nearest in 18 of 20 shuffles.
#
# The last epoch is drawn in bold and blue, earlier ones thin and grey. After how many epochs does the full batch stand about as low as 64 did after one? (Read the numbers below the picture.)

# %%
widgets.slide(figures.three_walks(epoch=1), epoch=[1, 4, 16, 64])

# %% [markdown]
# After 64 epochs: then it has taken 64 steps, too. Early on it is *updates* that count, more than how carefully each was prepared. (The numbers of one day an update rise on the way. That is chance: each is one moment of a run that bounces for ever.)
#
# ### Do
#
# **Exercise `updates_per_epoch` · 1 point.** 100 rows in batches of 32 make three full batches and one of 4 rows. The short one is an update like the others, so the function returns 4. `np.ceil(2.1)` rounds up, to 3.0; so does `math.ceil` after `import math`. Fill the gap.


# %% solution="updates_per_epoch"
def updates_per_epoch(num_rows, batch_size):
    """Return in how many batches num_rows rows go, a whole number."""
    ### BEGIN SOLUTION
    num_updates = (num_rows + batch_size - 1) // batch_size
    ### STUB
    # num_updates = ...
    ### END SOLUTION
    return num_updates


# %% test="updates_per_epoch" points=1
check.batch_size.updates_per_epoch(updates_per_epoch)
### BEGIN HIDDEN TESTS
check.batch_size.updates_per_epoch(updates_per_epoch, (4096, 32), (999, 100), (7, 64), (65, 16))
### END HIDDEN TESTS

# %% [markdown]
# Now cut the batches. Neighbours in the calendar are alike: 16 days from October 2008 know nothing but panic. So the rows are shuffled first, **once an epoch and anew for each epoch**, and then cut into
# batches.
#
# Two tools, with six rows as an example. A list of row numbers picks rows, in that order. And `range` can walk in steps.

# %%
rng = np.random.default_rng(8)
order = rng.permutation(6)
letters = np.array(["a", "b", "c", "d", "e", "f"])
print("order:", order, " letters in that order:", letters[order])
print("from 0 to below 6 in steps of 2:", list(range(0, 6, 2)))
print("order[2:4]:", order[2:4], " letters[order[2:4]]:", letters[order[2:4]])

# %% [markdown]
# **Exercise `minibatches` · 3 points.** Fill the three gaps. With 10 rows and a batch size of 4 the list has three pairs, of 4, 4 and 2 rows. Which rows go where is up to `rng`, so the check asks for properties: each row once
# an epoch, x and y of a day together, all batches full but the last, another order in the next epoch, your arguments left as they were.


# %% solution="minibatches"
def minibatches(X, y, batch_size, rng):
    """Return one epoch: a list of pairs (X_batch, y_batch)."""
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    ### STUB
    # order = ...  # all row numbers, shuffled
    # batches = []
    # for start in ...:  # the places in `order` where a batch starts
    #     rows = ...  # the row numbers of this batch
    #     batches.append((X[rows], y[rows]))
    ### END SOLUTION
    return batches


# %% test="minibatches" points=3
check.batch_size.minibatches(minibatches)
### BEGIN HIDDEN TESTS
check.batch_size.minibatches(minibatches, 11, 3)
check.batch_size.minibatches(minibatches, 23, 5)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copies, so an error above costs you nothing below.

# %% [markdown]
# ## 2 · Four times the days
#
# ### Show
#
# At the start, w = (0, 0), the slopes over all 4,096 days are the full gradient:

# %%
X, y = lesson.days()
full = lesson.gradient(X, y, (0, 0))
print(f"full gradient: {full.round(2)}, length {np.hypot(*full):.2f}")

# %% [markdown]
# A batch sees something else. Each dot below is the gradient that 16 random days give; there are 300 such batches. On average they are right.
#
# How far off, typically? Take each dot's distance from the tip of the arrow, square it, take the mean over the dots, take the root. We call this the *noise*. For two dots that lie 1 and 7 away it
# is √((1² + 7²) / 2) = 5.

# %%
figures.show(figures.cloud(batch_size=16))

# %% [markdown]
# ### Predict
#
# With 16 days an update the noise is about 1.1, nearly as long as the arrow itself. Now four times the days, 64. Does the noise fall to a *quarter*, to a *half*, or does it stay the *same*?

# %%
my_guess = ...  # "quarter", "half" or "same"

# %%
print(said(my_guess))
for batch_size in [1, 4, 16, 64, 256]:
    clouds = [
        lesson.cloud(batch_size, num_draws=1000, seed=[seed, batch_size]) for seed in range(20)
    ]
    noises = [lesson.noise(cloud, full) for cloud in clouds]
    print(f"B = {batch_size:3d}: noise {np.mean(noises):.2f} ± {np.std(noises):.2f} over 20 seeds")

# %% [markdown]
# **Four times the data, half the noise.** The reason is a rule that you know from portfolios: independent errors partly cancel. The variance of a mean of B independent days is that of one day divided by B,
# and the noise is its root:
#
# $$\text{noise}(B) = \frac{\text{noise}(1)}{\sqrt B}$$
#
# So certainty gets dearer and dearer. From 1 to 4 days you pay 3 days to halve the noise. From 64 to 256 you pay 192 for the same.
#
# Gradients point uphill, and the step goes against them. A dot beyond the thin line is more than 90° from the arrow, so that a step against it leads *uphill*. Slide: from which batch size on is there no such dot among the 300?

# %%
widgets.slide(figures.cloud(batch_size=16), batch_size=[1, 4, 16, 64, 256])

# %% [markdown]
# From 64 on. On paper with logarithms on both axes the rule is a straight line, since log noise = log noise(1) − ½ log B. Its slope should be −½. Is it, on real days?
#
# ### Do
#
# **Exercise `noise_slope` · 3 points.** `clouds` holds one array for each batch size, shape (draws, 2): a gradient in each row. Measure each cloud's noise as above, then put a straight line through the points
# (log B, log noise). `np.polyfit(x, y, 1)` fits a line and returns two numbers, the slope first. For example:

# %%
print(np.polyfit([0, 1, 2], [5, 8, 11], 1).round(6))  # the line 5 + 3x

# %% [markdown]
# For batch sizes 1 and 4, a full gradient (1, 2) and the clouds (2, 2), (1, 9), (4, 6) and (1, 4), (3, 2), (−1, 2), the function returns the noises 5 and 2 and the slope −0.661.


# %% solution="noise_slope"
def noise_slope(batch_sizes, clouds, full):
    """Return noises, one a batch size, and the slope of log noise against log batch size."""
    noises = []
    for cloud in clouds:
        ### BEGIN SOLUTION
        squares = np.sum((cloud - full) ** 2, axis=1)
        noises.append(np.sqrt(np.mean(squares)))
    slope, _ = np.polyfit(np.log(batch_sizes), np.log(noises), 1)
    ### STUB
    #     squares = ...  # (draws,): each gradient's squared distance from the full one
    #     noises.append(...)
    # slope, _ = np.polyfit(..., ..., 1)
    ### END SOLUTION
    return noises, slope


# %% test="noise_slope" points=3
check.batch_size.noise_slope(noise_slope)
### BEGIN HIDDEN TESTS
more = [check.batch_size.real_clouds(40, (0.1, 0.2)), check.batch_size.real_clouds(7, (0.5, -0.4))]
check.batch_size.noise_slope(noise_slope, *more)
### END HIDDEN TESTS

# %% [markdown]
# Here is the slope on the real days, measured 20 times with new draws. The *standard error* says how far a mean of n runs is typically off: the spread of the runs over √n. (`ddof=1` divides by n − 1 in the spread, since the mean is
# estimated, too.) Mean ± 1.96 standard errors holds the true value 95 times in 100.

# %%
slopes = lesson.noise_slopes([1, 4, 16, 64, 256], num_seeds=20)
error = 1.96 * np.std(slopes, ddof=1) / np.sqrt(len(slopes))
print(f"slope {np.mean(slopes):.3f} ± {error:.3f}")

# %% [markdown]
# The interval holds −½. The rule asks for one thing: the days must be drawn **independently**. Here are batches cut from the calendar without a shuffle, beside shuffled ones.

# %%
for batch_size in [16, 64, 256]:
    row = [lesson.noise_in_order(batch_size), lesson.noise(lesson.cloud(batch_size, 1000), full)]
    print(
        f"B = {batch_size:3d}: noise {row[0]:.2f} in calendar order, {row[1]:.2f} drawn at random"
    )

# %% [markdown]
# 256 days in a row, a whole year, are as noisy as 16 drawn at random. A calm year and a crisis year each tell only their own story. Hence the shuffle.

# %% [markdown]
# ## 3 · Equal epochs, equal updates
#
# ### Show
#
# Which batch size is best: 16, 64 or 256? Ten epochs for each sounds fair. But that is 2,560 updates with B = 16, and 160 with 256. With the same number of updates for each, 256 looks at 16 times as many days.
# *You can't hold both equal.* So say which one you did.
#
# The best two weights have a loss of 0.5857, the *floor*. We plot the loss **above the floor**, on a log axis.
#
# ### Predict
#
# All start at (0, 0) with lr = 0.02. After **one** epoch 16 leads. Which batch size has the lowest mean over 20 seeds after **five**?

# %%
my_guess = ...  # 16, 64 or 256

# %%
print(said(my_guess))
figures.show(figures.batch_curves(lr_256=0.02))

# %% [markdown]
# The lines are means over 20 seeds. The bands hold the middle 80% of the seeds.
#
# - **Equal epochs.** After one epoch 16 is far ahead of 256, in 20 of 20 seeds: it has taken 256 steps against 16. After five, 64 is lowest in 18 of 20 seeds, and 16 beats 256 in 9 of 20: a coin toss. (Its mean line lies higher, since a few bad seeds pull the mean up.) It has long been bouncing where its noise holds it.
# - **Equal updates.** For the first 40 updates nobody can tell them apart. Then less noise is the only difference: after 160 updates 256 beats 16 in 20 of 20 seeds. But it looked at the days ten times over for that, and 16 had not finished one epoch. (Its teeth are one epoch, 16 updates, long: at the end of an epoch the errors of its batches nearly cancel.)
#
# "16 beats 256" and "256 beats 16" are both true, of the same data. And keep it in proportion: 16 bounces 0.0013 above a floor of 0.5857. No client would notice.
#
# **The learning rate goes with the batch.** With a gradient that you can trust more, you may take a longer step. Find the rate at which 256 is about as quick per epoch as 16. What does it pay for its speed?

# %%
widgets.slide(figures.batch_curves(), lr_256=[0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 0.96])

# %% [markdown]
# At 0.32, sixteen times the rate for sixteen times the days, 256 is as quick per epoch as 16. It pays with noise: it now bounces somewhat higher than 16, for the height depends mostly on lr / B. Scaling lr with B is the *linear scaling rule*.
# It ends where lesson 07 said: beyond 2 / 2.17 ≈ 0.92, and 0.96 explodes.
#
# Last, the bill. This table is measured now, on your machine.

# %%
print(lesson.table([1, 16, 32, 64, 256, 4096]))

# %% [markdown]
# **Time:** each update has a fixed cost, and an epoch of single days pays it 4,096 times. **Memory** grows with B: a deep net also keeps every layer's activations of the batch, and that sets the largest B. **Noise** falls with √B only.
#
# A usual start is **B = 32**: far less noise than one sample, far more updates than the full batch. And noise is not all bad. In a net with many valleys a little of it can shake the walker out of a poor one.
#
# <details><summary>Who found that?</summary>
#
# - B = 32 is the default of Keras; Bengio (2012, *Practical recommendations for gradient-based training*) names it.
# - Linear scaling: Goyal et al. (2017, *Accurate, large minibatch SGD*).
# - Large batches did worse on new data: Keskar et al. (2017). Part of that gap closes when they get as many updates: Hoffer et al. (2017, *Train longer, generalize better*). You know now why that had to be asked.
#
# </details>
#
# ### Do
#
# **Exercise `fair_sweep` · 3 points.** Compare batch sizes at equal updates. `train(batch_size, num_epochs, seed)` trains afresh and returns the final loss. For each batch size, find how many **whole epochs fit** into `num_updates` updates, train once for each seed, and note the mean and the spread
# (`np.std`) of the losses. `lesson.updates_per_epoch(num_rows, size)` is there for you.
#
# To try it out there is `lesson.toy`. It does not train: it returns num_epochs + seed² · batch_size / 32, so you see how it was called. `fair_sweep(lesson.toy, 100, [32, 64], 40, [0, 1, 2])` gives 32 ten epochs and 64 twenty. It returns the means 11.667 and 23.333 and the spreads 1.700 and 3.399.


# %% solution="fair_sweep"
def fair_sweep(train, num_rows, batch_sizes, num_updates, seeds):
    """Return means and spreads of the final losses, two lists with a number a batch size."""
    ### BEGIN SOLUTION
    means, spreads = [], []
    for size in batch_sizes:
        num_epochs = num_updates // lesson.updates_per_epoch(num_rows, size)
        losses = [train(size, num_epochs, seed) for seed in seeds]
        means.append(np.mean(losses))
        spreads.append(np.std(losses))
    return means, spreads
    ### END SOLUTION


# %% test="fair_sweep" points=3
check.batch_size.fair_sweep(fair_sweep)
### BEGIN HIDDEN TESTS
toy, bent = lesson.toy, check.batch_size.bent_toy
check.batch_size.fair_sweep(
    fair_sweep, (bent, 70, [4, 30], 61, [9, 2, 6]), (toy, 55, [10], 20, [1, 5])
)
### END HIDDEN TESTS

# %% [markdown]
# Take away the `#` to run your sweep on the real days, for 256 updates: 1, 4 and 16 epochs. How many spreads of 16 lie between the means of 16 and 256?

# %%
# means, spreads = fair_sweep(lesson.train, 4096, [16, 64, 256], 256, range(10))
# for size, mean, spread in zip([16, 64, 256], means, spreads):
#     print(f"{size:4d} days an update: loss {mean:.5f}, spread {spread:.5f}")

# %% [markdown]
# About 1.6, and 256 is lower in ten seeds of ten. So at equal updates it ends lower, and not by luck; the spread of 16 is the noise at work.
#
# **Exercise `mend_epoch` · 2 points: find the bug.** A colleague writes one epoch of mini-batches. It runs without an error. But her loss stays near 1, as bad as forecasting "a usual day" every day. She concludes:
# "Today says nothing about tomorrow. The market is efficient." You know that 0.5857 is possible. Mend her function, and leave X, y and w of the caller as they were.


# %% solution="mend_epoch"
def mend_epoch(X, y, w, lr, batch_size, rng):
    """Return the weights after one epoch of shuffled mini-batches; X (m, n), y (m,), w (n,)."""
    ### BEGIN SOLUTION
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    ### STUB
    # X = X[rng.permutation(len(X))]
    ### END SOLUTION
    for start in range(0, len(X), batch_size):
        X_batch = X[start : start + batch_size]
        y_batch = y[start : start + batch_size]
        error = X_batch @ w - y_batch
        w = w - lr * 2 * X_batch.T @ error / len(X_batch)
    return w


# %% test="mend_epoch" points=2
check.batch_size.mend_epoch(mend_epoch)
### BEGIN HIDDEN TESTS
check.batch_size.mend_epoch(mend_epoch, 11, 3)
check.batch_size.mend_epoch(mend_epoch, 13, 5)
### END HIDDEN TESTS

# %% [markdown]
# Run this before and after you mend it:

# %%
w, rng = np.zeros(2), np.random.default_rng(0)
for epoch in range(5):
    w = mend_epoch(X, y, w, lr=0.02, batch_size=64, rng=rng)
    print(f"epoch {epoch}: w = {np.round(w, 2)}, loss {lesson.loss(X, y, w):.4f}")

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** *Ana* trained a net on ten years of data (2,520 days) for 20 epochs, once with B = 32 and once with B = 512, both with lr = 0.01 and seed 0. B = 32 ended lower. Her report says: "Small batches learn better. The noise
# helps." In four or five sentences: which other explanation does her comparison allow, and what two or three runs would you ask for before you believe her? Say for each what it holds equal.

# %% [markdown] answer="ana" points=2
# **Model answer.** At equal epochs B = 32 took about 16 times as many updates as B = 512 (79 against 5 an epoch), so it may have ended lower only because it took more steps; noise need not have helped at all. I would ask for B = 512 at the same number of updates
# (16 times the epochs): that holds the steps equal, and it looks at 16 times as many days. I would also ask for B = 512 at the same 20 epochs with a larger learning rate, up to 16 times as large where that is stable: that holds the days equal and adapts the step. Both sizes need several seeds, with mean and spread,
# because one seed may be luck.
#
# **Rubric.** 1 point: at equal epochs the small batch took many (about 16) times as many updates, so the number of steps explains it (half a point for "the comparison is unfair" without saying what differs). 1 point: asks for at least two of equal updates, an adapted learning rate, several seeds,
# and says what one of them holds equal (half a point for one of them).

# %% [markdown]
# ## Takeaways
#
# - An update looks at B rows. An epoch has ⌈m / B⌉ updates: m rows, rounded up, the short batch counts.
# - Shuffle once an epoch, anew each epoch, and by one order for X and y.
# - Four times the data, half the noise: noise(B) = noise(1) / √B, if rows are drawn independently. Days in a row are not.
# - At equal epochs small batches lead early, by their many updates. At equal updates large ones end lower. Say which you held equal, and show several seeds.
# - Where the walker bounces depends on lr / B. Change B, and try lr again.
# - Start with B = 32.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | batch, batch size | B, `batch_size` | the rows looked at before one step, and their number |
# | full batch | B = m | all rows, one update an epoch |
# | mini-batch | 1 < B < m | some rows, often 32 to 256 |
# | stochastic gradient descent, SGD | B = 1 | one row an update; today the name is used for mini-batches too |
# | update, iteration; epoch | | one step; each row once |
# | noise | | root mean square distance of batch gradients from the full one |
# | floor | | the lowest loss that there is |
# | linear scaling rule | lr ∝ B | k times the batch, k times the rate, while that is stable |
#
# **Next: 09 · Optimizers.** Each step here forgets the one before. What if a step could remember? Then past batches could help to calm the noise of the present one.
