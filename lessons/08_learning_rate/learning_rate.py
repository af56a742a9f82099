# %% [markdown]
# # 08 · The learning rate
#
# **The question.** How long should one step of gradient descent be?
#
# **You will be able to**
#
# - say where a step leads, and whether a walk converges, oscillates or diverges;
# - compute the largest stable learning rate from the curvature;
# - plot walks with several rates, read a loss curve, and name its fault;
# - choose a learning rate for a network by a sweep or by a learning-rate finder.
#
# About 75 minutes · 13 points · You need lessons 01, 03, 05 and 07. Take a break after part 1.

# %% locked="imports"
import matplotlib.pyplot as plt
import numpy as np

from helpers import drawing
from helpers.drawing import progress, roadmap
from helpers.lessons.learning_rate import checks, desk, figures, nets, walks
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("08"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 03: at ŷ = 2 the slope of the loss was −18. Yet raising ŷ by 1 lowered the loss by only 17.5. Why?
#
# <details><summary>Answer</summary>
#
# The slope is true where you stand. On the way the curve gets flatter.
#
# </details>
#
# 2. Lesson 05: the loss was the **sum** over four rows. Take the **mean** instead and keep the learning rate. What happens to each step?
#
# <details><summary>Answer</summary>
#
# Every slope becomes four times smaller, and so does every step. A learning rate means something only together with its loss.
#
# </details>
#
# 3. Lesson 07: with ten sigmoid layers the gradient of the first layer vanishes. What does this do to the steps of its weights?
#
# <details><summary>Answer</summary>
#
# They nearly vanish too: a step is the learning rate times the gradient.
#
# </details>

# %% [markdown]
# ## In the market
#
# A risk desk measures a day of the S&P 500 by its **range**: the log of the day's highest price over its lowest, in percent.
#
# Restless days come in groups. So the desk forecasts tomorrow's range y from today's range x, with one weight: ŷ = w · x.

# %%
drawing.show(figures.desk_days(w=0.5))

# %% [markdown]
# Each dot is one of 5,030 days. The line is the forecast with w = 0.5. The loss L is the mean of ½(ŷ − y)² over all days. **Should w be larger or smaller?**
#
# <details><summary>Answer</summary>
#
# Larger. 90% of the days lie above this line. With w = 0.9 the loss falls from 0.522 to 0.326.
#
# </details>
#
# With thousands of weights nobody can try them all. Backpropagation computes the gradient, so you know which way is down. What is left to choose is the length of a step.

# %% [markdown]
# ## 1 · One weight: too small, about right, too large
#
# ### Show
#
# A walker stands on the desk's hill in fog, at w = 0.2. He sees nothing. He feels only the slope under his feet.

# %%
drawing.show(figures.fog(w=0.2))

# %% [markdown]
# Slide, and find the **minimum** from the slopes alone. **Between which two stops does it lie?**

# %%
drawing.slide(figures.fog(w=0.2), w=[0.2, 0.6, 0.8, 0.9, 1.2])

# %% [markdown]
# <details><summary>Answer</summary>
#
# Between 0.8 and 0.9. At 0.8 the slope is −0.21, so the hill still falls to the right. At 0.9 it is +0.07, so the hill already rises.
#
# </details>
#
# You jumped where you liked. Gradient descent has a fixed rule. You know this **update rule** from lesson 03; here it is for one weight and for many:
#
# $$w \leftarrow w - \eta \cdot \frac{dL}{dw} \qquad\qquad w \leftarrow w - \eta \cdot \nabla L$$
#
# The step is the learning rate η (`lr` in code) times the slope.

# %% [markdown]
# At w = 0.2 the slope is −1.88. With lr = 0.1 the walker goes to 0.2 + 0.1 · 1.88 = 0.388. Where the hill is steep the steps are long. Near the minimum they get short by themselves.
#
# But the slope tells the direction, and not how far away the minimum is. Take a parabola with round numbers:
#
# $$L = 2(w - 3)^2 \qquad\qquad \frac{dL}{dw} = 4(w - 3)$$
#
# At w = 0 the slope is −12. With lr = 0.05 the first step goes to 0.6, with 0.25 to 3, the minimum, and with 0.4 to 4.8, beyond it.

# %% [markdown]
# ### Predict
#
# With lr = 0.4 the walker is now at w = 4.8. What do the next steps do? Compute one of them first. (No points.)
#
# (a) He never crosses the minimum again.
#
# (b) He crosses it at every step, and is nearer each time.
#
# (c) He crosses it at every step, and is farther away each time.
#
# (d) He swings between the same two places without end.

# %%
crossing_guess = ...  # "a", "b", "c" or "d"

# %%
print(said(crossing_guess))
print(walks.walk(walks.parabola_slope, 0.0, lr=0.4, num_steps=8).round(3))
drawing.show(figures.parabola(lr=0.4))

# %% [markdown]
# It is (b). Let d = w − 3 be the distance from the minimum. The slope is 4d, so a step leads to
#
# $$d - \eta \cdot 4 d = (1 - 4\, \eta) \cdot d .$$
#
# Every step multiplies the distance by 1 − 4η. With lr = 0.4 this factor is −0.6: on the other side, and nearer.
#
# The 4 is how much the slope changes when w grows by 1. It is the **second derivative**, the slope of the slope. We call it the **curvature** s.
#
# Slide. **Which rate arrives in one step? What is the largest of these rates with which the walk still comes nearer at each step?**

# %%
drawing.slide(figures.parabola(lr=0.05), lr=[0.05, 0.25, 0.48, 0.5, 0.52])

# %% [markdown]
# <details><summary>Answer</summary>
#
# 0.25 arrives in one step: the factor is 0. The largest is 0.48, with the factor −0.92. At 0.5 the factor is −1.
#
# </details>
#
# A walk **converges** when it comes closer and closer to a minimum. It **oscillates** when it swings from side to side. It **diverges** when it gets farther and farther away.
#
# | η · s | factor 1 − η · s | the walk |
# | --- | --- | --- |
# | below 1 | between 0 and 1 | converges from one side |
# | 1 | 0 | arrives in one step |
# | between 1 and 2 | between −1 and 0 | oscillates, and converges |
# | 2 | −1 | oscillates without end |
# | above 2 | below −1 | oscillates, and diverges |
#
# So on a parabola the largest stable learning rate is **2 / s**.

# %% [markdown]
# ### Do
#
# **Exercise `three_walks` · 2 points.** Write one walk: a list with `start`, then the place after each of the `num_steps` steps. The loop over the rates is given. `slope` is a function: `slope(w)` is the slope at w.
#
# For `slope` = 4(w − 3), `start` = 0, the rates 0.02, 0.2 and 0.52 and 4 steps, the second walk is 0, 2.4, 2.88, 2.976, 2.9952.


# %% solution="three_walks"
def three_walks(slope, start, rates, num_steps):
    """Return walks, a list: for each rate one list with the start and num_steps places."""
    walks = []
    for lr in rates:
        ### BEGIN SOLUTION
        walk = [start]
        for step in range(num_steps):
            w = walk[-1]
            walk.append(w - lr * slope(w))
        ### STUB
        # walk = ...
        ### END SOLUTION
        walks.append(walk)
    return walks


# %% test="three_walks" points=2
checks.three_walks(three_walks)
### BEGIN HIDDEN TESTS
checks.three_walks(three_walks, (lambda w: 2.6 * (w - 1.2), -0.8, [0.1, 0.7], 6))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `plot_walks` · 1 point.** Plot your walks: one line per rate. The step (0, 1, 2, …) goes along the horizontal axis, w along the vertical one. Each label must name its rate.
#
# The argument `plot` is a function that draws one line. For example, `plot([0, 1, 2], [5, 7, 6], label="sales")` draws a line through three points, and `label` is its name in the legend. Return nothing.


# %% solution="plot_walks"
def plot_walks(plot, walks, rates):
    """Draw w against the step: one line per row of walks, labelled with its rate."""
    for walk, lr in zip(walks, rates, strict=True):
        ### BEGIN SOLUTION
        plot(range(len(walk)), walk, "o-", label=f"lr = {lr}")
        ### STUB
        # ...  # call plot once
        ### END SOLUTION


# %% test="plot_walks" points=1
checks.plot_walks(plot_walks)
### BEGIN HIDDEN TESTS
checks.plot_walks(plot_walks, [[1.0, 2.5, -1.5, 0.5], [1.0, 1.25, 2.0, 4.0]], [0.3, 0.07])
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `largest_rate` · 1 point.** The desk's loss is a parabola too. For ŷ = w · x and the mean of ½(ŷ − y)², the curvature is the mean of x². Compute the largest stable learning rate for an array `x` of any length.
#
# Example: for x = 1 and 3 the curvature is 5, and the rate is 0.4.


# %% solution="largest_rate"
def largest_rate(x):
    """Return the largest stable learning rate of ŷ = w · x, a number, for an array x."""
    ### BEGIN SOLUTION
    rate = 2 / np.mean(x**2)
    ### STUB
    # rate = ...
    ### END SOLUTION
    return rate


# %% test="largest_rate" points=1
checks.largest_rate(largest_rate)
### BEGIN HIDDEN TESTS
checks.largest_rate(largest_rate, (np.array([0.4, -1.1, 0.7, 2.3, 1.9]),))
### END HIDDEN TESTS

# %% [markdown]
# On the desk's days the curvature is 2.79. **What do the three rates below do?** Uncomment the lines (delete each `#`) and see your walks on the desk's hill.

# %%
# rates = [0.02, 0.3, 0.75]
# fig, ax = plt.subplots(figsize=(7, 3.4))
# plot_walks(ax.plot, three_walks(desk.slope, 0.2, rates, 20), rates)
# ax.set(xlabel="step", ylabel="weight w", xticks=range(0, 21, 5))
# ax.legend()
# plt.show()

# %% [markdown]
# <details><summary>Answer</summary>
#
# The limit is 2/2.79, about 0.72. With 0.3 the walk converges to w = 0.875. With 0.75 the factor is −1.09, and it diverges. With 0.02 it is still on its way: its steps are short, but it has not arrived.
#
# </details>
#
# A training ends after a fixed number of steps, or when its loss hardly falls any more. This rule is its **stopping criterion**.
#
# In the fog you don't know the curvature at the minimum. So in practice one tries several rates.
#
# **Take a break here.**

# %% [markdown]
# ## 2 · Two weights: a landscape and a sweep
#
# ### Show
#
# Here is the net of lesson 03 again: ŷ = x · w1 · w2 and L = ½(ŷ − y)², with x = 2 and y = 20. The walk starts at w1 = 2 and w2 = 0.5.
#
# The loss is 0 on the two curves w1 · w2 = 10. Each is the bottom of a **valley**. On the left you see the landscape from above, on the right the loss. The rate is 0.02.

# %%
drawing.show(figures.rate_landscape(lr=0.02))

# %% [markdown]
# ### Predict
#
# After **one** step the loss is 58.79 with lr = 0.02, 38.11 with 0.025, 34.38 with 0.026 and 7.14 with 0.05. Each larger rate has done better. **Which of the four has the lowest loss after 40 steps?** (No points.)

# %%
rate_guess = ...  # 0.02, 0.025, 0.026 or 0.05

# %%
print(said(rate_guess))
rates = [0.02, 0.025, 0.026, 0.05]
losses = walks.losses_of_rates(walks.valley, np.array([2.0, 0.5]), rates, num_steps=41)
drawing.show(figures.rate_sweep(losses, rates))

# %% [markdown]
# 0.02 does. The rate with the largest first drop, 0.05, diverges: its loss grows until it is `nan`, "not a number".
#
# This is a **sweep**: one training for each rate, from the same start. Rates to try are spread by factors: 0.001, 0.01, 0.1.
#
# Slide. **At which rates does the walk converge, oscillate without end, or diverge?**

# %%
drawing.slide(figures.rate_landscape(lr=0.005), lr=[0.005, 0.02, 0.026, 0.05])

# %% [markdown]
# <details><summary>Answer</summary>
#
# - At 0.005 and 0.02 it converges.
# - At 0.026 it oscillates without end across the curve w1 · w2 = 10, at the place where w1 = w2.
# - At 0.05 it diverges.
#
# </details>
#
# The curvature differs from place to place. Across the valley it is smallest where the two weights are equal, and there it is 80. So there the limit is 2/80 = **0.025**. Everywhere else on the curve w1 · w2 = 10 the curvature is larger, so the limit is smaller.
#
# In the sweep the loss at 0.025 still falls. Exactly at the limit only a parabola swings without end. This valley is no parabola, and the loss creeps down: it is 0.98 after 40 steps, and 0.015 after 4,000.

# %% [markdown]
# <details><summary>If you like: where the 80 comes from</summary>
#
# The gradient of ŷ = x · w1 · w2 is (x · w2, x · w1). Its length is c = x · √(w1² + w2²). A short step of length d along it moves the forecast by about c · d. So across the valley L is about ½(c · d)², a parabola with the curvature
#
# $$s = c^2 = x^2 (w_1^2 + w_2^2) .$$
#
# On w1 · w2 = 10 we have w1² + w2² = (w1 − w2)² + 20. This is smallest where w1 = w2. With x = 2 it gives s = 4 · 20 = 80.
#
# With many weights, all second derivatives form a matrix, the **Hessian**. Its largest eigenvalue is the curvature in the steepest direction, and it takes the place of s.
#
# </details>

# %% [markdown]
# One more thing can go wrong. A **local minimum** is lower than all places near it. The **global minimum** is the lowest place of all.
#
# Gradient descent feels only the slope where it stands, so the start decides. From 0.8, with lr = 0.1, this walk ends in the local minimum. From 1.2, beyond the top at w = 1, it would end in the global one.

# %%
drawing.show(figures.two_valleys(start=0.8))

# %% [markdown]
# ### Do
#
# **Exercise `mend_sweep` · 3 points: find the bug.** A colleague wrote the sweep below. `loss_and_gradient(w)` returns the loss and the gradient at the array `w`. Every rate, she says, begins at `start`, and she shows the line `w = start`.


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
    best = rates[np.nanargmin(losses[:, -1])]  # lowest last loss; nan doesn't count
    return losses, best


# %% [markdown]
# Run her sweep on the valley. It says that the *smallest* rate is the best. Look at what is printed. Fix the function and run both cells again: the best of these rates is 0.02.
#
# <details><summary>Stuck?</summary>
#
# Print the first loss of each rate. Are they equal? After `b = a` an array has two names. `b -= 1` changes the array, so `a` shows it too. (`a[:]` is the same array seen again.) `b = b - 1` makes a new array, and `a` stays as it was.
#
# </details>

# %%
rates = [0.045, 0.026, 0.025, 0.02, 0.005, 0.001]
start = np.array([2.0, 0.5])
print("start before the sweep:", start)
losses, best = mend_sweep(walks.valley, start, rates, 20)
print("start after the sweep: ", start)
print("best rate:", best)

# %% test="mend_sweep" points=3
checks.mend_sweep(mend_sweep)
### BEGIN HIDDEN TESTS
more = (walks.valley, np.array([1.7, 2.6]), [0.024, 0.002, 0.01], 6)
checks.mend_sweep(mend_sweep, more)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `diagnosis` · 2 points.** Three trainings of one net on the same 60 days, from the same start. Nobody noted the learning rates: one is too small, one about right, one too large. No weights have a loss below 12.65: what is left is the noise of the days.

# %%
drawing.show(figures.three_curves(step=40))

# %% [markdown]
# At step 10 the loss of C is the lowest. Give your diagnosis for A, B and C, in this order. The check notes it and tells you what each choice would mean. It is graded when you hand in.

# %% solution="diagnosis"
### BEGIN SOLUTION
diagnosis = ["about right", "too small", "too large"]
### STUB
# diagnosis = [..., ..., ...]  # "too small", "about right" or "too large", for A, B and C
### END SOLUTION

# %% test="diagnosis" points=2
checks.diagnosis(diagnosis)
### BEGIN HIDDEN TESTS
checks.diagnosis(diagnosis, right=["about right", "too small", "too large"])
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Eighty-one weights: a learning-rate finder
#
# ### Show
#
# A sweep costs one training for each rate. A **learning-rate finder** costs a single short walk: the rate grows by the same factor at every step, from far too small to far too large.
#
# The net here is 3-16-1, with 81 weights and biases. It forecasts tomorrow's range from three ranges so far. Each step uses all of about 5,000 days.

# %%
marks = {"P": 1.3e-4, "Q": 7.9e-3, "R": 0.63, "S": 1.0}
drawing.show(figures.finder_curve(nets.finder(seed=9), marks))

# %% [markdown]
# At P the steps are so short that little happens. At Q the loss falls fastest. At R it is lowest. At S the walk begins to diverge, and the finder stops.
#
# ### Predict
#
# Ten nets, from ten starts, train for 100 steps each. At which rate does none of them diverge: (a) the one where their own curve falls fastest, like Q, (b) the one at its lowest point, like R, or (c) both? (No points.)

# %%
finder_guess = ...  # "a", "b" or "c"

# %%
print(said(finder_guess))
ends = nets.ends_of_ten_nets(progress.bar("nets"))
for rate, losses in ends.items():
    print(f"{rate:14}", np.array(losses).round(3))

# %% [markdown]
# It is (a). At the lowest point all ten diverge (`nan`). Yet the finder's curve looked good there. A finder takes only one step with each rate; a training takes 100 with the same.
#
# In part 1 every step multiplied the distance by a factor. A factor of −1.1 does little harm in one step; in 100 steps it makes the distance 13,781 times as large. **So the lowest point is where the steps are about to get too long.**
#
# The rate of the steepest fall is a good first choice, and not the best rate: 0.1, between Q and R, is better for nine of the ten nets. So go up from there by factors, as in a sweep.

# %% [markdown]
# <details><summary>If you like: the other net, and who found that</summary>
#
# The fourth net starts with a loss of only 0.50. Its curve is nearly flat, so its steepest fall, at 0.126, says little.
#
# Smith (2017, *Cyclical Learning Rates for Training Neural Networks*, section 3.3) proposed the "LR range test". In it the rate grows by equal steps, and one watches the accuracy. Later the library fastai made the rate grow by equal factors, watched the loss, and picked the steepest fall.
#
# </details>

# %% [markdown]
# ### Do
#
# **Exercise `finder` · 2 points.** The walk is given. Pick the rate whose step lowered the loss most. `losses[i]` is the loss *before* the step with `rates[i]`; `np.argmax(a)` is the index of the largest entry of a.
#
# Example: the losses 5, 4, 1, 0.5 with the rates 0.1, 0.2, 0.4, 0.8. The pick is 0.2: the step with 0.2 led from 4 to 1.


# %% solution="finder"
def finder(loss_and_gradient, w, rates):
    """Return the loss before each step (as many as rates) and the rate of the steepest fall."""
    losses = []
    for lr in rates:
        loss, gradient = loss_and_gradient(w)
        losses.append(loss)
        w = w - lr * gradient
    losses = np.array(losses)
    ### BEGIN SOLUTION
    falls = losses[:-1] - losses[1:]
    pick = rates[np.argmax(falls)]
    ### STUB
    # pick = ...
    ### END SOLUTION
    return losses, pick


# %% test="finder" points=2
checks.finder(finder)
### BEGIN HIDDEN TESTS
more = (walks.valley, np.array([2.0, 0.5]), np.geomspace(1e-4, 0.03, 12))
checks.finder(finder, more)
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A desk forecasts ŷ = w · x with the mean of ½(ŷ − y)² as its loss. The curvature is the mean of x². Both x and y are in percent, and lr = 0.5 converges in a few steps.
#
# A colleague divides all data by 100, to have fractions, and changes nothing else. "The data are the same," she says, "so the curve must be the same too."
#
# Answer in three or four sentences. What does her loss curve look like, and why? Which learning rate brings the old walk back?

# %% [markdown] answer="units" points=2
# **Model answer.** The slope with respect to w is the mean of (ŷ − y) · x, and the curvature is the mean of x². Both x and y are 100 times smaller, so slope and curvature are 100² = 10,000 times smaller, while the best w is the same number.
#
# With the old lr = 0.5 each step is 10,000 times too short. Her curve starts 10,000 times lower and is almost flat: it looks like a rate that is too small, although nothing has converged. The walk depends on lr times curvature, so lr = 0.5 · 10,000 = 5,000 gives the old walk back, step by step.
#
# **Rubric.** 1 point: the curve is (almost) flat, too small a rate, because slope or curvature shrinks by 100² (half a point for "too slow" without the factor or its reason). 1 point: lr = 5,000, since lr · curvature decides (half a point for "larger" with a reason but a wrong factor).

# %% [markdown]
# ## Takeaways
#
# - A step is the learning rate times the gradient. It does not know how far away the minimum is.
# - Where the curvature is s, every step multiplies the distance from the minimum by 1 − η · s. The walk converges for η below 2/s, and fastest at 1/s. Above 2/s it does not settle.
# - A slow curve has not converged, and the largest first drop is no recommendation.
# - A finder's rate is where the curve falls fastest, not where it is lowest.
# - A learning rate has units: if you rescale the data or the loss, rescale it too.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | convergence | | the walk comes closer and closer to a minimum |
# | divergence | | the walk gets farther and farther away |
# | oscillation | | the walk swings from side to side |
# | curvature | s | the second derivative: how fast the slope changes |
# | largest stable learning rate | 2/s | above it a walk near the minimum does not settle |
# | stopping criterion | | the rule that ends a training |
# | sweep | | one training for each rate, from the same start |
# | local minimum, global minimum | | lower than all places near it; the lowest of all |
# | learning-rate finder | | one short walk with a growing rate |
#
# **Next: 09 · Batch size.** Every step here used all days. How many does a step need?
