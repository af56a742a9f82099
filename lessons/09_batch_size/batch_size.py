# %% [markdown]
# # 09 · Batch size
#
# **The question.** How many days should you look at before each step?
#
# **You will be able to**
#
# - cut data into mini-batches, shuffled again in each epoch, and count the updates;
# - measure the noise of a gradient and say how it shrinks with the batch size;
# - compare batch sizes fairly, over several seeds, and say what you held equal;
# - find the bug that makes a market look unpredictable.
#
# About 75 minutes · 13 points · You need lessons 03, 05, 06 and 08.

# %% locked="imports"
import matplotlib.pyplot as plt
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.lessons import batch_size as lesson
from helpers.lessons.batch_size import checks, figures
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("09"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 08: a loss is a parabola with curvature 5. Up to which learning rate does gradient descent converge?
#
# <details><summary>Answer</summary>
#
# Up to 2 / 5 = 0.4. Beyond it every step ends farther away, on the other side.
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
# Almost nothing. One seed is one throw of the dice. Try many seeds and report a share, or a mean with its spread.
#
# </details>

# %% [markdown]
# ## In the market
#
# A volatility desk forecasts tomorrow's range of the S&P 500, from the day's low to its high. It uses two numbers from today, the range x1 and the return x2:
#
# $$\hat y = w_1 x_1 + w_2 x_2$$
#
# The data are 4,096 real days up to December 2018. Ranges are logarithms, and each column is measured in standard deviations from its mean. So a forecast of 0 means "a usual day", and no bias is needed.
#
# In the picture each dot is a day. Thirty desks look at **4 days each**, drawn at random, and fit w1 and w2 to them. For each desk a line shows its w1.

# %%
drawing.show(figures.lines_from(days=4))

# %% [markdown]
# Three of the thirty say that after a day with a wide range tomorrow is *calmer*. They are wrong: the dashed line, from all days, has the slope 0.62. **From how many days on are all thirty slopes within 0.15 of it?** (The text below the picture has the numbers.)

# %%
drawing.slide(figures.lines_from(days=4), days=[4, 16, 64, 256, 1024])

# %% [markdown]
# <details><summary>Answer</summary>
#
# From 256 days on. With 64 days the slopes still go from 0.41 to 0.81.
#
# </details>
#
# A desk that waits for more days knows more, but acts less often.

# %% [markdown]
# ## 1 · One epoch, how many steps?
#
# ### Show
#
# Each step of gradient descent needs a gradient. Backpropagation computes it from some rows of the data. The loss is the mean of (ŷ − y)² over these rows, so its gradient is a mean too:
#
# $$\frac{dL}{dw} = \frac1B \sum_{\text{rows of the batch}} 2\,(\hat y - y)\; x$$
#
# The rows that are used for one step are a **batch**. Their number B is the **batch size**. One step is an **update** or **iteration**. An **epoch** is over when each row has been used once.
#
# With 4,096 days an epoch can be:
#
# - **full-batch gradient descent**: 1 update with all rows;
# - **mini-batch gradient descent**: for example 64 updates with 64 rows each;
# - **stochastic gradient descent** (SGD): 4,096 updates with one row each. ("Stochastic" means random: the rows come in random order. Today the name is used for mini-batches too.)

# %% [markdown]
# ### Predict
#
# Three walkers start at w = (0, 0) with the same learning rate, 0.02, and walk for one epoch. Who ends with the lowest loss: the one with 1 day per update, the one with 64, or the one with all 4,096? (Guesses carry no points.)

# %%
walk_guess = ...  # 1, 64 or 4096

# %%
print(said(walk_guess))
drawing.show(figures.three_walks())

# %% [markdown]
# The one with 64 days: in 18 of 20 walks, each with shuffles of its own, it ends with the lowest loss.
#
# The full batch has taken one step only. It needs 64 epochs, so 64 steps, to be as low. At first the number of *updates* counts more than how carefully each was prepared. With one day per update the walker arrives quickly, and then it bounces around the minimum.
#
# ### Do
#
# **Exercise `updates_per_epoch` · 1 point.** 100 rows in batches of 32 make three full batches and one of 4 rows. The short one is an update like the others, so the function returns 4. `np.ceil(2.1)` rounds up, to 3.0. Fill the gap.


# %% solution="updates_per_epoch"
def updates_per_epoch(num_rows, batch_size):
    """Return into how many batches num_rows rows go, a whole number."""
    ### BEGIN SOLUTION
    num_updates = (num_rows + batch_size - 1) // batch_size
    ### STUB
    # num_updates = ...
    ### END SOLUTION
    return num_updates


# %% test="updates_per_epoch" points=1
checks.updates_per_epoch(updates_per_epoch)
### BEGIN HIDDEN TESTS
checks.updates_per_epoch(updates_per_epoch, (4096, 32), (999, 100), (7, 64), (65, 16))
### END HIDDEN TESTS

# %% [markdown]
# Now cut the batches. Neighbours in the calendar are alike: 16 days from October 2008 show nothing but panic. So the rows are shuffled first, **once per epoch and again for each epoch**, and then cut. Two tools, with six rows as an example:

# %%
rng = np.random.default_rng(8)
order = rng.permutation(6)
letters = np.array(["a", "b", "c", "d", "e", "f"])
print("order:", order, " letters in that order:", letters[order])
print("from 0 to below 6 in steps of 2:", list(range(0, 6, 2)))
print("order[2:4]:", order[2:4], " letters[order[2:4]]:", letters[order[2:4]])

# %% [markdown]
# **Exercise `minibatches` · 3 points.** Fill the three gaps. With 10 rows and a batch size of 4 the list has three pairs, of 4, 4 and 2 rows.
#
# Each row must come once per epoch, and x and y of a day must stay together. All batches but the last are full. The arguments stay as they were.


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
checks.minibatches(minibatches)
### BEGIN HIDDEN TESTS
checks.minibatches(minibatches, 11, 3)
checks.minibatches(minibatches, 23, 5)
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · Four times the days
#
# ### Show
#
# From here on the lesson uses its own copies: an error above costs you nothing below. At the start, w = (0, 0), the full gradient is:

# %%
X, y = lesson.days()
full = lesson.gradient(X, y, (0, 0))
print(f"full gradient: {full.round(2)}, length {np.sqrt(np.sum(full**2)):.2f}")

# %% [markdown]
# In the picture this is the arrow. It points left, uphill: a step goes *against* the gradient, to the right, as the walks above did.
#
# Each of the 300 dots is the gradient of a batch of 16 random days. On average they are right. How far off are they typically?
#
# Take the distance of each dot from the tip of the arrow, square it, take the mean over the dots, take the root. This is the **gradient noise**, the radius of the dashed ring. For two dots at the distances 1 and 7 it is √((1² + 7²) / 2) = 5.

# %%
drawing.show(figures.cloud(batch_size=16))

# %% [markdown]
# ### Predict
#
# With 16 days per update the noise is about 1.1, nearly the length of the arrow. Take four times the days, 64. Does the noise fall to a *quarter*, to a *half*, or does it stay the *same*?

# %%
noise_guess = ...  # "quarter", "half" or "same"

# %%
print(said(noise_guess))
for batch_size in [1, 4, 16, 64, 256]:
    cloud = lesson.cloud(batch_size, num_draws=4096)
    print(f"B = {batch_size:3d}: noise {lesson.noise(cloud, full):.2f}")

# %% [markdown]
# **Four times the data, half the noise.** As in a portfolio, independent errors partly cancel. The variance of a mean of B independent days is that of one day divided by B, and the noise is its root:
#
# $$\text{noise}(B) = \frac{\text{noise}(1)}{\sqrt B}$$
#
# So certainty gets more and more expensive. From 1 to 4 days, 3 more days halve the noise. From 64 to 256 it takes 192.
#
# If a dot lies to the right of the black line, it is more than 90° from the arrow, and a step against it leads *uphill*. Slide. **From which batch size on is there no such dot among the 300?**

# %%
drawing.slide(figures.cloud(batch_size=16), batch_size=[1, 4, 16, 64, 256])

# %% [markdown]
# <details><summary>Answer</summary>
#
# From 64 on. With 16 days there are 2 of them.
#
# </details>
#
# Take logs: log noise = log noise(1) − ½ log B. In log noise against log B the rule is a straight line with the slope −½. Is it −½ on real days?
#
# ### Do
#
# **Exercise `noise_slope` · 2 points.** `clouds` holds one array for each batch size, of shape (draws, 2): one gradient per row. Measure the noise of each cloud as above. The last line then fits a straight line through the points (log B, log noise).
#
# An example with the batch sizes 1 and 4 and the full gradient (1, 2):
#
# - the cloud (2, 2), (1, 9), (4, 6) has the noise 5;
# - the cloud (1, 4), (3, 2), (−1, 2) has the noise 2;
# - the slope is −0.661.


# %% solution="noise_slope"
def noise_slope(batch_sizes, clouds, full):
    """Return noises, one per batch size, and the slope of log noise against log batch size."""
    noises = []
    for cloud in clouds:
        ### BEGIN SOLUTION
        squares = np.sum((cloud - full) ** 2, axis=1)
        noises.append(np.sqrt(np.mean(squares)))
        ### STUB
        # squares = ...  # (draws,): each gradient's squared distance from the full one
        # noises.append(...)
        ### END SOLUTION
    slope, _ = np.polyfit(np.log(batch_sizes), np.log(noises), 1)
    return noises, slope


# %% test="noise_slope" points=2
checks.noise_slope(noise_slope)
### BEGIN HIDDEN TESTS
more = [checks.real_clouds(40, (0.1, 0.2)), checks.real_clouds(7, (0.5, -0.4))]
checks.noise_slope(noise_slope, *more)
### END HIDDEN TESTS

# %% [markdown]
# Here is the slope on the real days, measured 20 times with new draws. The **standard error** is the typical error of a mean of n runs: their spread divided by √n. With 20 runs, the mean ± 2.09 standard errors holds the true value in 95 cases of 100.
#
# <details><summary>If you like: why 2.09?</summary>
#
# With many runs it would be 1.96. With n = 20 this holds the true value in only 93.5 cases of 100, since the spread is estimated from few runs. Student's t distribution says what to take instead: 2.09 for n = 20.
#
# </details>

# %%
slopes = lesson.noise_slopes([1, 4, 16, 64, 256], num_seeds=20)
standard_error = np.std(slopes, ddof=1) / np.sqrt(len(slopes))  # ddof=1: divided by n − 1
print(f"slope {np.mean(slopes):.3f}, standard error {standard_error:.4f}")
print(f"95% interval: {np.mean(slopes):.3f} ± {2.09 * standard_error:.3f}")

# %% [markdown]
# The interval holds −½. But the rule needs rows that are **i.i.d.**, independent and identically distributed: each is drawn from the same days, whatever the others are. Are batches in calendar order as good?

# %%
for batch_size in [16, 64, 256]:
    row = [lesson.noise_in_order(batch_size), lesson.noise(lesson.cloud(batch_size, 4096), full)]
    print(
        f"B = {batch_size:3d}: noise {row[0]:.2f} in calendar order, {row[1]:.2f} drawn at random"
    )

# %% [markdown]
# 256 days in a row, a whole year, are as noisy as 16 days drawn at random. A calm year tells nothing of a crisis. Hence the shuffle.
#
# **Take a break here.** Part 3 takes about 30 minutes.

# %% [markdown]
# ## 3 · Equal epochs, equal updates
#
# ### Show
#
# Which batch size is best: 16, 64 or 256? Five epochs for each sounds fair. But that is 1,280 updates with B = 16, and 80 with B = 256. With equal updates B = 256 uses 16 times as many days. *You can't hold both equal.* So say which one you did.
#
# First we hold the epochs equal. The lowest possible loss is 0.5857. The picture shows the loss **above this minimum**, on a log axis.
#
# ### Predict
#
# All start at (0, 0) with lr = 0.02. After **one** epoch B = 16 leads. Which batch size has the lowest mean over 20 seeds after **five**?

# %%
batch_guess = ...  # 16, 64 or 256

# %%
print(said(batch_guess))
drawing.show(figures.batch_curves(lr_256=0.02))

# %% [markdown]
# B = 64 has. The lines are means over 20 seeds. The bands hold the middle 80% of the seeds.
#
# After one epoch B = 16 is far ahead, in 20 of 20 seeds: it has taken 256 steps, and B = 256 only 16. After five epochs B = 64 is lowest in 18 of 20 seeds. B = 16 is bouncing by then, and B = 256 is still on its way.

# %% [markdown]
# **The learning rate goes with the batch size.** If you can trust a gradient more, you may take a longer step, up to lesson 08's limit of 2 / curvature. Here the curvature in the steepest direction is 2.17, so the limit is 0.92.
#
# Slide the rate of B = 256. **At which rate does it fall as fast as B = 16 in the first epoch?**

# %%
drawing.slide(figures.batch_curves(), lr_256=[0.02, 0.04, 0.08, 0.32, 0.96])

# %% [markdown]
# <details><summary>Answer</summary>
#
# At 0.32: sixteen times the rate for sixteen times the days. At 0.96 it diverges, beyond the limit.
#
# </details>
#
# The **linear scaling rule** says: for a batch k times as large, take k times the rate. It ends at the largest stable rate.
#
# The price is noise. With the same lr / B the loss bounces on the same scale: over the last two epochs it is 0.0021 above the minimum with B = 256, and 0.0014 with B = 16.
#
# At the rate 0.04, B = 256 is slower, but after five epochs the lowest of all. Its line dips at the end of an epoch: by then each day has been used once, and the errors of the batches nearly cancel.

# %% [markdown]
# A larger batch also costs memory, since the backward pass needs the activations of every row. A usual choice to begin with is **B = 32**, the default of Keras.
#
# Noise is not only bad: it can carry the weights out of a local minimum.
#
# <details><summary>If you like: how often, and who found the rest?</summary>
#
# - 100 walkers start in the local minimum of lesson 08 and take 400 steps. With noise as from B = 4, 91 of them leave it. With 64 none does.
# - B = 32: Bengio (2012, *Practical recommendations for gradient-based training*) names it.
# - Linear scaling: Goyal et al. (2017, *Accurate, large minibatch SGD*).
# - In real nets large batches have sometimes done worse on *new* data: Keskar et al. (2017). Part of that gap closes with as many updates: Hoffer et al. (2017, *Train longer, generalize better*).
#
# </details>

# %% [markdown]
# ### Do
#
# **Exercise `fair_sweep` · 3 points.** Now hold the updates equal. Fill the four gaps.
#
# - `train(batch_size, num_epochs, seed)` trains from the start and returns the loss curve, an array. It takes whole epochs: give it as many as fit into `num_updates` updates.
# - `lesson.updates_per_epoch(num_rows, size)` is there for you.
# - The spread is `np.std`. Take means and spreads over the seeds, at each point of the curve.
#
# To try it out there is `lesson.toy`. It does not train: its "curve" is two numbers, num_epochs and seed² · batch_size / 32. `fair_sweep(lesson.toy, 100, [32, 64], 40, [0, 1, 2])` returns the means (10, 1.667) and (20, 3.333) and the spreads (0, 1.700) and (0, 3.399).


# %% solution="fair_sweep"
def fair_sweep(train, num_rows, batch_sizes, num_updates, seeds):
    """Return means and spreads of the loss curves, two lists with one array per batch size."""
    means, spreads = [], []
    for size in batch_sizes:
        ### BEGIN SOLUTION
        num_epochs = num_updates // lesson.updates_per_epoch(num_rows, size)
        curves = [train(size, num_epochs, seed) for seed in seeds]
        means.append(np.mean(curves, axis=0))
        spreads.append(np.std(curves, axis=0))
        ### STUB
        # num_epochs = ...
        # curves = [... for seed in ...]
        # means.append(...)
        # spreads.append(...)
        ### END SOLUTION
    return means, spreads


# %% test="fair_sweep" points=3
checks.fair_sweep(fair_sweep)
### BEGIN HIDDEN TESTS
toy, bent = lesson.toy, checks.bent_toy
checks.fair_sweep(
    fair_sweep, (bent, 70, [4, 30], 61, [9, 2, 6]), (toy, 55, [10], 20, [1, 5])
)
### END HIDDEN TESTS

# %% [markdown]
# Now run your sweep on the real days. Each size takes 256 updates: B = 16 needs one epoch for them, B = 256 needs 16.
#
# Uncomment the cell (delete each `#`) and complete the line that plots each mean curve, with a label, as in lesson 08. **How many standard errors, spread / √10, lie between the last means of B = 16 and B = 256?** Take the spread of B = 16.

# %%
# sizes = [16, 64, 256]
# means, spreads = fair_sweep(lesson.train, 4096, sizes, 256, range(10))
# fig, ax = plt.subplots(figsize=(7, 3.4))
# for size, mean, spread in zip(sizes, means, spreads, strict=True):
#     ax.plot(...)
#     print(f"{size:4d} days per update: last loss {mean[-1]:.5f}, spread {spread[-1]:.5f}")
# ax.set(xlabel="update", ylabel="loss", ylim=(0.58, 0.62))
# ax.legend()
# plt.show()

# %% [markdown]
# <details><summary>Answer</summary>
#
# The means differ by 0.0010. The spread of B = 16 is 0.00063, so the standard error of its mean is 0.00063 / √10 = 0.0002. That of B = 256 is far smaller. So B = 256 is lower by about five standard errors: that is not luck.
#
# </details>
#
# So at equal epochs B = 16 leads early, and at equal updates B = 256 ends lower, with 16 times the days.
#
# With a constant rate a small batch bounces without end. A **learning-rate schedule** changes the rate during training: when the rate falls, the steps get shorter and the bouncing dies down. Often a **warm-up** comes first, in which the rate grows from near 0. Here B is 16:

# %%
drawing.show(figures.schedule())

# %% [markdown]
# With the constant rate the loss stays about 0.0013 above the minimum. With the schedule it ends at 0.00003, about 40 times lower.
#
# **Exercise `mend_epoch` · 2 points: find the bug.** A colleague's epoch of mini-batches runs without an error, but her loss stays near 1, as bad as forecasting "a usual day" every day. She concludes: "Today says nothing about tomorrow."
#
# You know that 0.5857 is possible. Fix her function, and leave X, y and w of the caller as they were.


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
checks.mend_epoch(mend_epoch)
### BEGIN HIDDEN TESTS
checks.mend_epoch(mend_epoch, 11, 3)
checks.mend_epoch(mend_epoch, 13, 5)
### END HIDDEN TESTS

# %% [markdown]
# Run this before and after you fix it:

# %%
w, rng = np.zeros(2), np.random.default_rng(0)
for epoch in range(5):
    w = mend_epoch(X.copy(), y.copy(), w, lr=0.02, batch_size=64, rng=rng)
    print(f"epoch {epoch}: w = {np.round(w, 2)}, loss {lesson.loss(X, y, w):.4f}")

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** *Ana* trained a net on ten years of data (2,520 days) for 20 epochs, once with B = 32 and once with B = 512, both with lr = 0.01 and seed 0. B = 32 ended lower. Her report says: "Small batches learn better. The noise helps."
#
# In four or five sentences: which other explanation does her comparison allow? Which two or three runs would you ask for before you believe her? Say for each what it holds equal.

# %% [markdown] answer="ana" points=2
# **Model answer.** At equal epochs B = 32 took about 16 times as many updates as B = 512 (79 against 5 per epoch). So it may have ended lower only because it took more steps; noise need not have helped at all.
#
# I would ask for B = 512 at the same number of updates (16 times the epochs). That holds the steps equal.
#
# I would also ask for B = 512 at the same 20 epochs with a larger learning rate, up to 16 times as large where that is stable. That holds the days equal. Both sizes need several seeds, with mean and spread, because one seed may be luck.
#
# **Rubric.** 1 point: at equal epochs the small batch took many (about 16) times as many updates, so the number of steps explains it (half a point for "unfair" without saying what differs).
#
# 1 point: asks for at least two of equal updates, an adapted learning rate, several seeds, and says what one of them holds equal (half a point for one of them).

# %% [markdown]
# ## Takeaways
#
# - An epoch of m rows has m / B updates, rounded up, since the short batch counts.
# - Shuffle once per epoch, again in each epoch, and by one order for X and y.
# - Four times the data, half the noise, if the rows are i.i.d. Days in a row are not.
# - At equal epochs small batches lead early. At equal updates large ones end lower. Say which you held equal, and show several seeds.
# - If you change B, try lr again. A falling rate stops the bouncing.
# - Start with B = 32.
# - Towards your project (lesson 14): choose a batch size, and show means and spreads over several starts.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | batch, batch size | B, `batch_size` | the rows used for one step, and their number |
# | update, iteration | | one step |
# | epoch | | each row used once |
# | full-batch gradient descent | B = m | all rows, one update per epoch |
# | mini-batch gradient descent | 1 < B < m | some rows, often 32 to 256 |
# | stochastic gradient descent (SGD) | B = 1 | one row per update; today also mini-batches |
# | gradient noise | | root mean square distance of batch gradients from the full one |
# | i.i.d. | | independent and identically distributed |
# | standard error | | spread of n runs over √n: the typical error of their mean |
# | linear scaling rule | lr ∝ B | k times the batch, k times the rate, while that is stable |
# | learning-rate schedule | | a rule that changes the rate during training |
# | warm-up | | the rate grows in the first updates |
#
# **Next: 10 · Optimizers.** Each step here forgets the one before. What if a step could remember? Then past batches could help to calm the noise of the present one.
