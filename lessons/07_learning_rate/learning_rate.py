# %% [markdown]
# # 07 · The learning rate
#
# **The question.** How long a step for a blind walker?
#
# **You will be able to**
#
# - say from the slope alone where a step leads, and when a walk arrives, swings or is lost;
# - find the longest step that a valley bears, from its sharpness;
# - read a loss curve and name its fault: too small, about right, too large;
# - choose a learning rate for a net by a sweep or by a finder.
#
# About 45 minutes · 15 points · You need lessons 01, 03 and 06.

# %% locked="imports"
import numpy as np

from helpers import check, decay, figures, progress, ranges, walks, widgets
from helpers.learning_rate import learning_rate_finder
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.text import said
from helpers.training import fit

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 03: at ŷ = 2 the slope of the loss was −18, yet raising ŷ by a whole 1 lowered the loss by 17.5 only. Why?
#
# <details><summary>Answer</summary>
#
# The slope is true where you stand. On the way the bowl gets flatter, so a whole step brings less than the slope promises.
#
# </details>
#
# 2. Lesson 05: the loss was a sum over four rows. With the mean instead, and the same lr, training was too slow. Why?
#
# <details><summary>Answer</summary>
#
# Every slope became four times smaller, and so did every step. A learning rate means something only together with its loss.
#
# </details>
#
# 3. Lesson 06: at each sigmoid layer the blame is multiplied by 0.25 or less. After ten such layers, how long is the step of the first layer's weights?
#
# <details><summary>Answer</summary>
#
# At most about a millionth of what it would be without them: 0.25¹⁰ ≈ 10⁻⁶, as long as the weights don't make up for it. The step is lr times the slope, and the slope is almost gone.
#
# </details>

# %% [markdown]
# ## In the market
#
# A risk desk forecasts how much the S&P 500 will move tomorrow. Its forecast of the variance, v, is a mix of its last forecast and of the last
# day's squared return r²:
#
# $$v_t = \lambda \cdot v_{t-1} + (1 - \lambda) \cdot r_{t-1}^2$$
#
# The weight λ ("lambda") is the *decay*: how much of the old forecast is kept. This mix is an EWMA, an exponentially weighted moving average. The returns are
# daily. The picture shows the volatility a year, √v · √252 (a year has about 252 trading days), for two decays, around the failure of Lehman Brothers in September 2008.
#
# **Which of the two would you have trusted in October 2008, and which in February 2009?**

# %%
figures.show(figures.memory())

# %% [markdown]
# Neither is right at all times. So the desk lets the data choose: it takes the λ with the lowest loss over 19 years of days, by gradient descent. There is
# one weight. You know which way is down. What is left to choose is the length of a step.

# %% [markdown]
# ## 1 · One weight: too small, about right, too large
#
# ### Show
#
# The loss of a day is ln v + r²/v. Its slope by v is 1/v − r²/v², which is 0 at v = r²: the loss is smallest where the forecast meets the r² of that day. L is the mean over all days. The walker stands in fog at λ = 0.7 and feels one thing, the slope
# underfoot.

# %%
figures.show(figures.fog(decay=0.7))

# %% [markdown]
# Find the floor from the slopes alone. How many looks do you need? Between which two values does it lie?

# %%
widgets.slide(
    figures.fog(decay=0.7),
    decay=[0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.93, 0.94, 0.95, 0.96, 0.98],
)

# %% [markdown]
# You jumped where you liked. Gradient descent has a fixed rule, the **update rule**:
#
# $$w \leftarrow w - lr \cdot \frac{dL}{dw}$$
#
# The step is the slope times the **learning rate** `lr`. At λ = 0.7 the slope is −1.55. With lr = 0.05 the step is 0.05 · 1.55 = 0.077, and the walker goes to 0.777. On a steep hill the steps are
# long, near the floor they get short by themselves.
#
# But the slope tells the direction, not the distance to the floor. To see what that does, take the plainest valley, a parabola:
#
# $$L = 2(w - 3)^2 \qquad\qquad \frac{dL}{dw} = 4(w - 3)$$
#
# From w = 0 the slope is −12. So the first step goes
#
# | lr | 0.05 | 0.25 | 0.4 |
# | --- | --- | --- | --- |
# | step | 0.6 | 3 | 4.8 |
# | new w | 0.6 | 3, on the floor | 4.8, beyond the floor |
#
# ### Predict
#
# **Exercise `beyond_the_floor` · 1 point.** With lr = 0.4 the walker is now at w = 4.8, on the other side. What do the next steps do?
#
# (a) It walks back to the floor from this side, and never crosses again. (b) It crosses the floor at every step, nearer each time. (c) It crosses at every step, farther away each time. (d) It swings
# between the same two places for ever.
#
# The check notes your answer; it is judged at hand-in. Compute one more step by hand before you choose.

# %% solution="beyond_the_floor"
### BEGIN SOLUTION
beyond_the_floor = "b"
### STUB
# beyond_the_floor = ...  # "a", "b", "c" or "d"
### END SOLUTION

# %% test="beyond_the_floor" points=1
check.learning_rate.beyond_the_floor(beyond_the_floor)
### BEGIN HIDDEN TESTS
check.learning_rate.beyond_the_floor(beyond_the_floor, right="b")
### END HIDDEN TESTS

# %%
print(said(beyond_the_floor))
print(walks.walk(walks.parabola_slope, 0.0, lr=0.4, num_steps=8).round(3))
figures.show(figures.parabola(lr=0.4))

# %% [markdown]
# It crosses each time and ends nearer. Here is why. Let d = w − 3 be the distance from the floor. The slope is 4d, so a step leads to
#
# $$d - lr \cdot 4 d = (1 - 4\, lr) \cdot d .$$
#
# Every step multiplies the distance by the same factor, 1 − 4 lr. With lr = 0.4 the factor is −0.6: the other side, and nearer. The 4 tells how fast the slope changes along the way: by 4 for each unit of
# w. It is the second derivative. We call it the **sharpness** s of the valley.
#
# Slide. Find the rate that arrives in one step, and the largest rate that still arrives.

# %%
widgets.slide(
    figures.parabola(lr=0.05),
    lr=[0.02, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.45, 0.48, 0.5, 0.52, 0.55],
)

# %% [markdown]
# | lr · s | factor 1 − lr · s | the walk |
# | --- | --- | --- |
# | below 1 | between 0 and 1 | creeps down one side |
# | 1 | 0 | one step |
# | between 1 and 2 | between −1 and 0 | crosses, and still arrives |
# | 2 | −1 | swings for ever |
# | above 2 | below −1 | is thrown out, farther each time |
#
# So on a parabola the largest stable rate is **2 / sharpness**. The sharper the valley, the shorter the step that it bears.
#
# ### Do
#
# **Exercise `three_walks` · 2 points.** Walk by yourself, once for each learning rate. `slope` is a function: `slope(w)` is the slope at w. Each walk begins at `start`. For `slope` = 4(w − 3),
# `start` = 0, the rates 0.02, 0.2 and 0.52 and 4 steps, the second row is 0, 2.4, 2.88, 2.976, 2.9952. Write the body.


# %% solution="three_walks"
def three_walks(slope, start, rates, num_steps):
    """Return walks, an array of places w: a row a rate, each the start and num_steps places."""
    ### BEGIN SOLUTION
    walks = []
    for lr in rates:
        walk = [start]
        for step in range(num_steps):
            w = walk[-1]
            walk.append(w - lr * slope(w))
        walks.append(walk)
    return np.array(walks)
    ### END SOLUTION


# %% test="three_walks" points=2
check.learning_rate.three_walks(three_walks)
### BEGIN HIDDEN TESTS
check.learning_rate.three_walks(three_walks, (lambda w: 2.6 * (w - 1.2), -0.8, [0.1, 0.7], 6))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `largest_stable_rate` · 2 points.** Measure a sharpness and turn it into a limit. You get `slope` and the place `w` of a floor. The sharpness is the slope of the slope, so the tool of lesson 01 works: two
# places close to `w`, one on each side. For 4(w − 3) and w = 3 the function returns 0.5. The check has valleys that are no parabolas, so choose a small nudge.


# %% solution="largest_stable_rate"
def largest_stable_rate(slope, w):
    """Return lr, the learning rate at which a walk near the floor w swings for ever."""
    ### BEGIN SOLUTION
    h = 1e-4
    sharpness = (slope(w + h) - slope(w - h)) / (2 * h)
    return 2 / sharpness
    ### END SOLUTION


# %% test="largest_stable_rate" points=2
check.learning_rate.largest_stable_rate(largest_stable_rate)
### BEGIN HIDDEN TESTS
check.learning_rate.largest_stable_rate(largest_stable_rate, (lambda w: np.tan(3 * w), 0.0))
### END HIDDEN TESTS

# %% [markdown]
# Back to the desk. The floor of its hill is at λ = 0.938. The cell measures the sharpness there, and then takes 40 steps from 0.7 with three rates (`walks.walk` is
# the lesson's copy of a walk, for one rate).

# %%
sharpness = (decay.slope(0.9385) - decay.slope(0.9383)) / 0.0002
print(f"sharpness {sharpness:.1f}, so the limit is {2 / sharpness:.3f}")
for lr in [0.002, 0.05, 0.09]:
    walk = walks.walk(decay.slope, 0.7, lr, num_steps=40)
    print(f"lr = {lr}: the last three λ are {walk[-3:].round(3)}")
figures.show(figures.fog(decay=0.94, lifted=True))

# %% [markdown]
# With 0.05 the walk arrives at 0.938. J.P. Morgan's RiskMetrics published 0.94 for daily data in 1996, from other markets and with another loss. With 0.09, a little above the limit, the walk
# swings between 0.924 and 0.948 and never settles. Why is it not thrown out? The factor 1 − lr · s = −1.08 holds near the floor. Farther out this hill is no parabola, so the swing grows to a certain size and no further.
# With 0.002 it is still on its way; its steps are short, and that is not the same as having arrived.
#
# But to measure the sharpness of the floor you must have been there. In the fog you haven't. So in practice one tries.

# %% [markdown]
# ## 2 · Two weights: a landscape, and a sweep
#
# ### Show
#
# Here is the net of lesson 03 again: x = 2, y = 20, start at w1 = 2 and w2 = 0.5. Its floor is the curve w1 · w2 = 10. With lr = 0.02 (ring: the start; large dot: the last place):

# %%
figures.show(figures.rate_landscape(lr=0.02))

# %% [markdown]
# ### Predict
#
# Take larger rates. After **one** step the losses are 58.79 with lr = 0.02, 38.11 with 0.025, 34.38 with 0.026 and 7.14 with 0.05. Each larger rate has done better. Which of
# the four has the lowest loss after 40 steps? (No points; it is for you.)

# %%
my_guess = ...  # 0.02, 0.025, 0.026 or 0.05

# %%
print(said(my_guess))
rates = [0.02, 0.025, 0.026, 0.05]
losses = walks.losses_of_rates(walks.valley, np.array([2.0, 0.5]), rates, num_steps=41)
figures.show(figures.rate_sweep(losses, rates))

# %% [markdown]
# The largest first drop belongs to the rate that is lost. Its losses grow until they are `nan`, "not a number", which is what comes of calculating with numbers too large to hold. What you see here is a **sweep**: one training for
# each rate, from the same start, the curves side by side (thin and grey: the other rates). Rates to try are spread by factors, not by sums: 0.001, 0.01, 0.1.
#
# Now slide. At which rate does the walker still arrive, and at which does it swing across the valley? Where on the floor does it swing?

# %%
widgets.slide(
    figures.rate_landscape(lr=0.005), lr=[0.005, 0.01, 0.02, 0.024, 0.025, 0.026, 0.03, 0.04, 0.05]
)

# %% [markdown]
# The limit is 0.025, and it can be computed. Begin with one weight, ŷ = w · x and L = ½(ŷ − y)². A step of length d from the floor moves the forecast by x · d, so L = ½(x·d)²: a parabola of sharpness x². The valley is the same. Take
# one step of length d across it: the forecast moves by c · d with c = x·√(w1² + w2²), so L = ½(c·d)², a parabola of sharpness
#
# $$s = c^2 = x^2 (w_1^2 + w_2^2) = 4\,(w_1^2 + w_2^2).$$
#
# So the right lr depends on the unit in which x is measured. And s differs from place to place. On w1 · w2 = 10 we have w1² + w2² = (w1 − w2)² + 20, which is smallest where both weights are √10 = 3.16; there s = 80. So the gentlest spot of the
# whole floor bears 2/80 = **0.025**, and no spot bears more. At 0.024 the walker settles. At 0.025 the loss sinks, slower and slower: 0.015 is left after 4 000 steps. At 0.026 it swings across the gentlest spot for ever, to a certain size, like the
# desk's; at 0.05 it is thrown out.
#
# For a net with thousands of weights nobody computes such a limit by hand. One sweeps.

# %% [markdown]
# ### Do
#
# **Exercise `mend_sweep` · 3 points: find the bug.** A colleague wrote the sweep below. It takes any landscape: `loss_and_gradient(w)` returns the loss and the gradient at the array `w`. She begins with the largest rate. Every rate, she
# says, begins at `start`: it stands in the code.


# %% solution="mend_sweep"
def mend_sweep(loss_and_gradient, start, rates, num_steps):
    """Return losses (number of rates, num_steps), each before its step, and the best rate."""
    table = []
    for lr in rates:
        ### BEGIN SOLUTION
        w = start.copy()
        ### STUB
        # w = start
        ### END SOLUTION
        losses = []
        for step in range(num_steps):
            loss, gradient = loss_and_gradient(w)
            losses.append(loss)
            w -= lr * gradient
        table.append(losses)
    losses = np.array(table)
    best = rates[np.nanargmin(losses[:, -1])]  # lowest last loss; a walk lost to nan doesn't count
    return losses, best


# %% [markdown]
# Run her sweep on the valley. It finds the *smallest* rate best, and that is the one which creeps. Look at what is printed.
#
# <details><summary>Stuck? Two names for one array</summary>
#
# Print the first loss of each rate. Are they equal? After `b = a` an array has two names. `b -= 1` changes the array, so `a` shows it too (and `a[:]` is the same array seen again). `b = b - 1` makes a new array, and `a` stays as it was.
#
# </details>

# %%
rates = [0.045, 0.026, 0.025, 0.02, 0.005, 0.001]
start = np.array([2.0, 0.5])
print("start before the sweep:", start)
losses, best = mend_sweep(walks.valley, start, rates, 20)
print("start after the sweep: ", start)
print("best rate:", best)
figures.show(figures.rate_sweep(losses, rates))

# %% [markdown]
# Mend the function, run both cells again, and then the check. Mended, the best of these rates after 20 steps is 0.02.

# %% test="mend_sweep" points=3
check.learning_rate.mend_sweep(mend_sweep)
### BEGIN HIDDEN TESTS
more = (walks.valley, np.array([1.7, 2.6]), [0.024, 0.002, 0.01], 6)
check.learning_rate.mend_sweep(mend_sweep, more)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `diagnosis` · 2 points.** Three trainings of one net, on the same 60 days and from the same start. Nobody noted the learning rates. One is too small, one is about right, one is too large.

# %%
figures.show(figures.three_curves(step=40))

# %% [markdown]
# Give your diagnosis for A, B and C, in this order. The check notes it, tells what each choice would mean, and judges it at hand-in.

# %% solution="diagnosis"
### BEGIN SOLUTION
diagnosis = ["about right", "too small", "too large"]
### STUB
# diagnosis = [..., ..., ...]  # "too small", "about right" or "too large", for A, B and C
### END SOLUTION

# %% test="diagnosis" points=2
check.learning_rate.diagnosis(diagnosis)
### BEGIN HIDDEN TESTS
check.learning_rate.diagnosis(diagnosis, right=["about right", "too small", "too large"])
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Eighty-one weights: a finder
#
# ### Show
#
# A sweep costs one training for each rate. A **learning-rate finder** costs a fraction of one: a single walk in which the rate grows by the same factor at every step, from far too small to far too large
# (Smith 2017). You watch the loss on the way.
#
# The net here is 3-16-1. From the range of the S&P 500 between the day's low and high, today, over a week and over a month, it forecasts the range of tomorrow (all as scaled logarithms). It has 81 weights and biases and about 5 000 days. Each step
# takes 32 days drawn at random, a *batch*; after 157 steps, an epoch, each day has been drawn once. The update rule with the slopes of one batch is called SGD, stochastic gradient descent.

# %%
X, y = ranges.table()
found = learning_rate_finder(Network((3, 16, 1), seed=1), X, y, SGD, seed=1)
figures.show(figures.finder_step(found, update=20))

# %% [markdown]
# Read it from the left. Below 0.001 the steps are too short to matter. Then the loss falls. Beyond 0.1 it shoots up: the walker is thrown out. The loss of single batches is noisy, so the thick line is an EWMA of it, like the desk's
# forecast (0.95 of the old mean, 0.05 of the new loss), and it lags a little behind.
#
# Slide through the updates. The dashed line is the slope of the curve: how far the loss falls while the rate grows tenfold. **Where does the curve fall fastest, and how far before its lowest point is that?**

# %%
widgets.slide(
    figures.finder_step(found, update=20), update=[20, 30, 40, 45, 47, 50, 55, 60, 65, 67, 70]
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# It falls fastest at about 0.007, by 0.89 for a tenfold rate. The lowest point is at 0.115, a factor of 16 further. There the curve is level, and a little beyond it rises steeply.
#
# </details>
#
# ### Predict
#
# **Exercise `finder_choice` · 1 point.** Another start, and another optimizer, Adam (lesson 09 opens it up). Which letter would you train with? Noted now, judged at hand-in.

# %%
adam_found = learning_rate_finder(Network((3, 16, 1), seed=2), X, y, Adam, seed=2)
marks = {"P": 1e-4, "Q": 3e-3, "R": 1.6e-2, "S": 2.5, "T": 4.2}
figures.show(figures.finder_curve(adam_found, marks))

# %% solution="finder_choice"
### BEGIN SOLUTION
finder_choice = "r"
### STUB
# finder_choice = ...  # "p", "q", "r", "s" or "t"
### END SOLUTION

# %% test="finder_choice" points=1
check.learning_rate.finder_choice(finder_choice)
### BEGIN HIDDEN TESTS
check.learning_rate.finder_choice(finder_choice, right="r")
### END HIDDEN TESTS

# %% [markdown]
# One curve shows little. So let 20 nets, from 20 starts, train for three epochs with SGD: once with the rate where their own curve falls fastest, once with the rate where it is lowest.

# %%
ends = {"steepest fall": [], "lowest point": []}
bar = progress.bar("nets")
for seed in range(20):
    seen = learning_rate_finder(Network((3, 16, 1), seed=seed), X, y, SGD, seed=seed)
    lowest = seen.rates[seen.smoothed.argmin()]
    for where, lr in [("steepest fall", seen.steepest), ("lowest point", lowest)]:
        net = Network((3, 16, 1), seed=seed)
        fit(net, X, y, SGD(lr), num_epochs=3, seed=seed)
        ends[where].append(net.loss(X, y))
    bar(seed + 1, 20)
for where, losses in ends.items():
    lost = np.isnan(losses).sum()
    print(f"{where}: {lost} of 20 lost; the others end between", end=" ")
    print(f"{np.nanmin(losses):.3f} and {np.nanmax(losses):.3f}, median {np.nanmedian(losses):.3f}")

# %% [markdown]
# At the lowest point four nets of 20 are lost. At the steepest fall none is. And those that survive at the lowest point are no better for it: in the middle they end at 0.462, the others at 0.460. **The lowest point is where the steps are about to get too long.** One net of the safe group ends at 0.591: its curve hardly falls, and the finder took a
# piece of noise for the steepest part. So look at the curve, and don't trust the number alone.
#
# ### Do
#
# **Exercise `finder` · 2 points.** Build one. At each rate: take the loss and the gradient, note the loss, take **one** step with this rate, and go on from there. Then pick the rate of the step that lowered the loss most. (Ours also smooths, and looks no
# further than the lowest point.) Fill the three gaps. For L = ½(3a² + b²) + 0.4 from (2.1, −3.7), with 9 rates that double from 0.01 on, it returns losses from 13.86 to 0.424 and picks 0.16.


# %% solution="finder"
def finder(loss_and_gradient, w, rates):
    """Return the loss before each step (as many as rates) and the rate of the steepest fall."""
    losses = []
    for lr in rates:
        ### BEGIN SOLUTION
        loss, gradient = loss_and_gradient(w)
        losses.append(loss)
        w = w - lr * gradient
        ### STUB
        # loss, gradient = loss_and_gradient(w)
        # losses.append(loss)
        # w = ...
        ### END SOLUTION
    losses = np.array(losses)
    ### BEGIN SOLUTION
    falls = losses[:-1] - losses[1:]
    pick = rates[np.argmax(falls)]
    ### STUB
    # falls = ...  # how far the loss falls from each entry to the next
    # pick = ...  # the rate of the longest fall
    ### END SOLUTION
    return losses, pick


# %% test="finder" points=2
check.learning_rate.finder(finder)
### BEGIN HIDDEN TESTS
more = (walks.valley, np.array([2.0, 0.5]), np.geomspace(1e-4, 0.03, 12))
check.learning_rate.finder(finder, more)
### END HIDDEN TESTS

# %% [markdown]
# And without a finder? Start with **Adam at 0.001**: its paper's choice (Kingma and Ba 2015), and the default of Keras and PyTorch. A sweep by factors of ten, five starts each, three epochs:

# %%
bar, done = progress.bar("trainings"), 0
rates = [0.001, 0.01, 0.1, 1.0]
for optimizer in [SGD, Adam]:
    ends = np.zeros((5, len(rates)))
    for seed in range(5):
        for place, lr in enumerate(rates):
            net = Network((3, 16, 1), seed=seed)
            fit(net, X, y, optimizer(lr), num_epochs=3, seed=seed)
            ends[seed, place] = net.loss(X, y)
            bar(done := done + 1, 40)
    print(f"{optimizer.__name__:4s} best of five  {ends.min(axis=0).round(3)}")
    print(f"     worst of five {ends.max(axis=0).round(3)}   for lr = {rates}")

# %% [markdown]
# For each optimizer a range of rates does well, and it ends differently: SGD at 1.0 is lost to `nan`, Adam at 1.0 trains badly. Adam's 0.001 is safe here and not the best: after three epochs 0.01 is ahead from four of the five starts. A default is where you begin, not where
# you end. These are losses on the days that it trained on; whether a net forecasts *new* days is the question of lessons 10 and 11.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** For one day, ŷ = w · x with the loss ½(ŷ − y)² has the sharpness x². A desk averages this loss over many days. Both x and y are returns in percent, and lr = 0.5 arrives in a few steps. A colleague
# divides all returns by 100, to have fractions, and changes nothing else. "The data are the same," she says, "so the curve must be too." Answer in three or four sentences. What does her loss curve look like,
# and why? Which lr brings the old walk back?

# %% [markdown] answer="units" points=2
# **Model answer.** The slope by w is the mean of (ŷ − y) · x, and the sharpness is the mean of x². Both x and y are 100 times smaller, so slope and sharpness are 100² = 10 000 times smaller, while the best w is the same number. With the old
# lr = 0.5 each step is 10 000 times too short: her curve starts 10 000 times lower and is almost flat, the picture of a rate that is too small, although nothing has converged. The walk depends on lr times sharpness, so lr = 0.5 · 10 000 = 5 000 gives the old
# walk back, step by step.
#
# **Rubric.** 1 point: the curve is (almost) flat, too small a rate, because slope or sharpness shrinks by 100² (half a point for "too slow" without the factor or its reason). 1 point: lr = 5 000, since lr · sharpness decides (half a
# point for "larger" with a reason but a wrong factor).

# %% [markdown]
# ## Takeaways
#
# - A step is lr times the slope. The slope tells the direction, and not how far the floor is.
# - In a valley of sharpness s every step multiplies the distance by 1 − lr · s. It arrives for lr below 2/s, and is fastest at 1/s.
# - Above 2/s it doesn't settle: on a parabola it is thrown out, elsewhere it may swing for ever.
# - The largest first drop is no recommendation, and a slow curve is not a converged one. Look at the end, and ask whether more steps would still help.
# - A sweep starts every rate afresh, from a copy of the same start.
# - A finder's rate stands where the curve falls fastest, not where it is lowest.
# - A learning rate has units: rescale the data or the loss, and it must be rescaled too.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | update rule | w ← w − lr · dL/dw | one step of gradient descent |
# | sharpness | s | how fast the slope changes: the second derivative |
# | largest stable rate | 2/s | beyond it the walk doesn't settle |
# | sweep over rates | | one training for each rate, from the same start |
# | learning-rate finder | | one walk with a growing rate |
# | decay | λ | how much of the old forecast an EWMA keeps |
# | stochastic gradient descent | SGD | the update rule with the slopes of one batch |
#
# **Next: 08 · Batch size.** Every step here felt the slope of 32 days at once, or of all of them. How many days should a walker ask before each step?
