# %% [markdown]
# # 10 · Optimizers
#
# **The question.** Can steps remember?
#
# **You will be able to**
#
# - write momentum, RMSprop and Adam as update rules, from their description in words;
# - say what each rule remembers, and draw what that changes in a ravine;
# - explain why Adam's first step is about lr for every gradient, and fix an Adam that stands still;
# - compare optimizers and learning-rate schedules on a real net, and say what the default is worth.
#
# About 75 minutes · 13 points · You need lessons 08 and 09.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import progress, roadmap
from helpers.lessons.optimizers import checks, figures, ravine, real_net, self_check
from helpers.optimizers import SGD, Adam, Momentum
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("10"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 08: the curvature of a valley is 100. What is the largest learning rate at which gradient descent still converges?
#
# <details><summary>Answer</summary>
#
# 2 divided by the curvature, 2/100 = 0.02. With a larger rate each step lands higher on the other side.
#
# </details>
#
# 2. Lesson 09: you compute the gradient from four times as many rows. What happens to its noise?
#
# <details><summary>Answer</summary>
#
# It is halved. The noise falls with 1/√B, where B is the number of rows in a batch.
#
# </details>
#
# 3. Lesson 01: in the long bowl x² + 9y², does the way straight down point at the minimum?
#
# <details><summary>Answer</summary>
#
# In general it does not. It crosses the contour at a right angle, so it points mostly across the bowl. It points at the minimum only on the two axes.
#
# </details>

# %% [markdown]
# ## In the market
#
# A desk forecasts tomorrow's return y as a weight times today's return x. It has two weights: one for calm days and one for days of crisis. The loss of a day is ½(w·x − y)².
#
# Here are the daily returns of a calm year and of a crisis, on one scale.

# %%
drawing.show(figures.calm_and_crisis())

# %% [markdown]
# The typical return was 0.43% in 2017 and 4.23% in the crisis, about ten times as large. How many times as large is the *gradient* with respect to the weight?
#
# <details><summary>Answer</summary>
#
# About a hundred times. Suppose a weight is off by d. On a day with return x its forecast is off by d · x on average. The gradient is error times input, so on average d · x². If x is ten times as large, x² is a hundred times as large.
#
# </details>

# %% [markdown]
# Let $a$ (calm) and $b$ (crisis) say how far the two weights are from their best values. With equally many days of both, and up to a common factor and a constant, the loss is
#
# $$L = \tfrac12\left(a^2 + 100\,b^2\right)$$
#
# $$\frac{\partial L}{\partial a} = a \qquad \frac{\partial L}{\partial b} = 100\,b .$$
#
# This is a **ravine**, a long valley with steep walls. Its minimum is at $a = b = 0$. Along $a$ it is nearly level, with curvature 1; along $b$ it is steep, with curvature 100.
#
# Such a problem is **ill-conditioned**: its curvatures differ so much that no single learning rate suits all directions. The loss of a net usually is.

# %% [markdown]
# ## 1 · Remember the direction
#
# ### Show
#
# Backpropagation computes the gradient. A rule that turns gradients into steps is called an **optimizer**. The rule of the lessons so far is plain or **vanilla** gradient descent:
#
# $$w \leftarrow w - \eta \cdot g$$
#
# η is the learning rate, `lr` in the code, and g the gradient ∇L.
#
# In the ravine the steep direction sets the limit: lr must stay below 2/100 = 0.02. Take 0.018. Each step multiplies $b$ by 1 − 0.018 · 100 = −0.8: the walker jumps from side to side. It multiplies $a$ by 0.982: along the floor it creeps.
#
# **The crisis sets the learning rate, and the calm weight pays for it.** (In the pictures the vertical axis is stretched.)

# %%
drawing.show(figures.zigzag())

# %% [markdown]
# **Momentum** is an optimizer that keeps a **velocity**: a sum of all gradients so far, in which older ones count less and less. The walker rolls.
#
# At each step β times the old velocity stays, and the new gradient is added in full. Then the weight moves by lr times the *new* velocity, downhill. β ("beta") is usually 0.9. The velocity starts at 0.
#
# Three steps of one weight, with lr = 0.2 and β = 0.9:
#
# | step | gradient | velocity | w |
# | --- | --- | --- | --- |
# | start | | 0 | 1 |
# | 1 | 4 | 4 | 1 − 0.2 · 4 = 0.2 |
# | 2 | 4 | 0.9 · 4 + 4 = 7.6 | −1.32 |
# | 3 | −2 | 0.9 · 7.6 − 2 = 4.84 | −2.288 |
#
# In step 3 the gradient has changed its sign, and the weight still moves on.

# %% [markdown]
# ### Predict
#
# A weight feels the gradient 1 at every step, with β = 0.9. Where does its velocity end: at 1, at 10, or does it grow without end? (No points. Write your guess, then run on.)

# %%
velocity_guess = ...  # "1", "10" or "without end"

# %%
print(said(velocity_guess))
for name, gradients in [("+1, +1, +1, ...", [1.0, 1.0] * 30), ("+1, -1, +1, ...", [1.0, -1.0] * 30)]:
    rule, w, seen = Momentum(beta=0.9), np.zeros(1), []
    for g in gradients:
        rule.step(w, np.array([g]))
        seen.append(round(float(rule.velocity[0]), 2))
    print(f"gradients {name} velocity {seen[:4]} ... {seen[-2:]}")

# %% [markdown]
# It ends at 10, which is 1/(1 − β). So where the gradients agree, the steps become ten times as long as vanilla's. Hence a rule of thumb: **with β = 0.9, try a tenth of vanilla's learning rate first.**
#
# Gradients that change their sign cancel: in the end that velocity jumps between 0.53 and −0.53. **Along a ravine the gradients agree and add up. Across it they change sign and partly cancel.**
#
# In the picture each move is the sum of two arrows: one from memory, −lr · β · velocity, and one from the gradient, −lr · g.

# %%
drawing.show(figures.velocity(step=5))

# %% [markdown]
# Go through the steps. **At which step does the walker first move on along $a$, although the gradient there already pulls back?**

# %%
drawing.slide(figures.velocity(step=5), step=range(1, 25))

# %% [markdown]
# <details><summary>Answer</summary>
#
# At step 16: the gradient pulls back by 0.001, and memory carries on by 0.52. Memory has a price: momentum **overshoots**. A variant, **Nesterov momentum**, takes the gradient at the place to which the velocity is about to carry the weight, so it brakes a little earlier.
#
# </details>
#
# ### Do
#
# **Exercise `momentum_path` · 3 points.** Write momentum for a walk down the ravine. `w` is the start, the array ($a$, $b$): $a$ is `w[0]`, $b$ is `w[1]`. In the loop, compute the gradient where the walker stands, then velocity and w. Don't use `-=`: it changes the caller's array.
#
# From (−9, 0.9) with lr = 0.018 and β = 0.9 the first two rows after the start are (−8.838, −0.72) and (−8.5331, −0.882). With β = 0 it is vanilla.


# %% solution="momentum_path"
def momentum_path(w, lr, beta, num_steps):
    """Return the start and the place after each step, (num_steps + 1, 2)."""
    velocity = np.zeros(2)
    path = [w]
    for step in range(num_steps):
        ### BEGIN SOLUTION
        gradient = np.array([w[0], 100 * w[1]])
        velocity = beta * velocity + gradient
        w = w - lr * velocity
        path.append(w)
        ### STUB
        # gradient = ...  # an array: dL/da, dL/db at w
        # velocity = ...
        # w = ...
        # path.append(w)
        ### END SOLUTION
    return np.array(path)


# %% test="momentum_path" points=3
checks.momentum_path(momentum_path)
### BEGIN HIDDEN TESTS
checks.momentum_path(momentum_path, (np.array([0.8, 1.3]), 0.007, 0.75, 5))
### END HIDDEN TESTS

# %% [markdown]
# **Your plot, no points.** Draw vanilla and momentum (β = 0.9) in one figure: start (−9, 0.9), lr = 0.018, 60 steps each. `ax.plot(x, y, "o-", label="…")` draws a path through points with columns x and y. Name the axes (`ax.set_xlabel`) and the lines (`ax.legend()`). Which of the two ends lower?

# %%
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(7, 3))
start = np.array([-9.0, 0.9])
# your lines:

print(self_check.two_paths(ax))

# %% [markdown]
# <details><summary>One way to draw it</summary>
#
# ```python
# for name, beta in [("vanilla", 0.0), ("momentum", 0.9)]:
#     path = momentum_path(start, 0.018, beta, 60)
#     ax.plot(path[:, 0], path[:, 1], "o-", label=name)
# ax.set_xlabel("a")
# ax.set_ylabel("b")
# ax.legend()
# ```
#
# </details>
#
# (If your `momentum_path` is not right yet: `path = ravine.walk(Momentum(0.018, beta), 60)` is the lesson's own.)
#
# <details><summary>Answer</summary>
#
# After 60 steps vanilla has come only to $a$ = −3.03, with a loss of 4.58. Momentum overshoots to $a$ = 2.46 and turns back; it ends with a loss of 0.10.
#
# </details>
#
# From here on the lesson uses its own copies, so an error above costs you nothing below.
#
# *Take a break here.*

# %% [markdown]
# ## 2 · Remember the size
#
# ### Show
#
# Momentum still has one learning rate for both weights. So give each weight its own scale.
#
# **AdaGrad** remembers for each weight how large its gradients have been. s is the sum of their squares, starting at 0:
#
# $$s \leftarrow s + g^2 \qquad w \leftarrow w - \eta \cdot \frac{g}{\sqrt{s} + \varepsilon}$$
#
# ε ("epsilon") is tiny, such as 10⁻⁸, and stands beside the root. It keeps 0/0 away.
#
# Two steps of two weights, with lr = 0.2:
#
# | | calm: g | s | step | crisis: g | s | step |
# | --- | --- | --- | --- | --- | --- | --- |
# | 1 | 3 | 9 | 0.2 · 3/3 = 0.2 | 300 | 90,000 | 0.2 · 300/300 = 0.2 |
# | 2 | 4 | 25 | 0.2 · 4/5 = 0.16 | 400 | 250,000 | 0.2 · 400/500 = 0.16 |

# %% [markdown]
# The size cancels. **Calm and crisis are on one scale**, and the first step of every weight has the length lr. But s can only grow. At a constant gradient the steps are lr, lr/√2, lr/√3 and so on.
#
# **RMSprop** lets the memory fade. Its s is an **exponential moving average** of the squares: ρ of the old average stays, and the new square gets the remaining share, 1 − ρ. So older values count less and less. The step is AdaGrad's, and ρ ("rho") is usually 0.9.

# %% [markdown]
# ### Predict
#
# One weight takes one step per day. It feels the gradient 1 on 60 calm days, 100 on 20 days of crisis, then 1 again on 160 calm days.
#
# After the crisis, whose steps come back to about the length that they had before? (a) those of both rules, within two weeks; (b) only RMSprop's, and it takes months; (c) those of neither. (No points.)

# %%
storm_guess = ...  # "a", "b" or "c"

# %%
print(said(storm_guess))
drawing.show(figures.after_the_storm())

# %% [markdown]
# It is (b). AdaGrad's steps stay at 0.0022 · lr: a sum never forgets a crisis. RMSprop's are back at 90% of lr after 100 trading days, about five months.
#
# Why so long? At the end of the crisis s is about 8,800. Each calm day keeps 0.9 of it: after 100 days 8,800 · 0.9¹⁰⁰ = 0.23 is left, beside 1 from the calm days. So s = 1.23 and the step is lr/√1.23 = 0.9 · lr.
#
# The two peaks, on RMSprop's first day and on the first day of the crisis, are at 3.16 · lr. There s holds only a tenth of the new square: 1/√0.1 = 3.16.

# %% [markdown]
# ### Do
#
# **Exercise `rmsprop_step` · 2 points.** Write one step of RMSprop: first the new s, then the step with that s. `np.sqrt` takes the root of each entry. Don't use `-=` or `*=`: they change the caller's arrays.
#
# With w = (1, −2, 0.5), gradient (3, −4, 2), s = (16, 20, 5), lr = 0.2, rho = 0.9 and epsilon = 1e-8 it returns w = (0.8466, −1.8193, 0.3193), rounded, and s = (15.3, 19.6, 4.9).


# %% solution="rmsprop_step"
def rmsprop_step(w, gradient, s, lr, rho, epsilon):
    """Return the new w and the new s, arrays as long as w."""
    ### BEGIN SOLUTION
    s = rho * s + (1 - rho) * gradient**2
    w = w - lr * gradient / (np.sqrt(s) + epsilon)
    return w, s
    ### END SOLUTION


# %% test="rmsprop_step" points=2
checks.rmsprop_step(rmsprop_step)
### BEGIN HIDDEN TESTS
checks.rmsprop_step(
    rmsprop_step, *checks.rmsprop_points((0.05, 0.8, 0.3), (0.13, 0.55, 0.7))
)
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Both memories, and a fair start
#
# ### Show
#
# **Adam**, short for **Adaptive Moment Estimation** (Kingma and Ba 2015), keeps both memories as exponential moving averages:
#
# - m is the average of the gradients: the direction. It keeps β1 = 0.9 of its old value.
# - v is the average of their squares: the size. It keeps β2 = 0.999.
#
# They start at 0 although no gradient was 0. After one step with g = 4, m is 0.1 · 4 = 0.4, a tenth of the gradient. v is 0.001 · 16 = 0.016, a thousandth of its square.
#
# A step of lr · m/√v would be lr · 0.4/√0.016 = 3.16 · lr: too long, as RMSprop's first step was in section 2.

# %% [markdown]
# After t steps an average has filled up to the share 1 − βᵗ; the rest is still the false 0. With β = 0.9: 0.1 after one step, then 0.1 + 0.9 · 0.1 = 0.19 = 1 − 0.9². So divide by the share that is filled. A hat marks the corrected copy:
#
# $$\hat m = \frac{m}{1 - \beta_1^t}$$
#
# v is corrected in the same way, with its own β. This is the **bias correction**; t is 1 in the first step. In the example m̂ = 4 and v̂ = 16: the gradient and its square.
#
# Adam steps by lr times m̂ over √v̂ + ε, downhill. Its default learning rate is 0.001.

# %% [markdown]
# ### Predict
#
# Three weights feel their first gradient: 0.0001, 1 and 10,000. With which of the three does Adam take the longest first step, at lr = 0.001? (No points.)

# %%
first_step_guess = ...  # "small", "middle", "large" or "all alike"

# %%
print(said(first_step_guess), "The first step of each rule, for the gradients 0.0001, 1 and 10,000:")
for name, rule in [("vanilla", SGD(0.001)), ("momentum", Momentum(0.001)), ("Adam", Adam(0.001))]:
    w = np.zeros(3)
    rule.step(w, np.array([0.0001, 1.0, 10_000.0]))
    print(f"{name:9s}", *[f"{-move:14.7f}" for move in w])

# %% [markdown]
# **Adam's first step is about lr, whatever the gradient.** After one step m̂ is g, and √v̂ is the size of g. Their ratio is the sign of g. (The last digits at the small gradient come from ε.)
#
# So lr is a length in the weight's own units: choose it by how far a weight should move.

# %% [markdown]
# ### Do
#
# **Exercise `adam_step` · 4 points.** Write step number `t`. Return m and v as they are, without hats: the next step goes on from them. Don't use `-=` or `*=`.
#
# With w = (1, −2), gradient (1.5, −2), m = (0.5, −0.2), v = (4, 6), t = 3, lr = 0.2 and the defaults for the rest it returns w = (0.98788, −1.99373), rounded. m is (0.6, −0.38) and v is (3.99825, 5.998).


# %% solution="adam_step"
def adam_step(w, gradient, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the new w, m and v, arrays as long as w; t is 1 in the first step."""
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + epsilon)
    ### STUB
    # m = ...
    # v = ...
    # m_hat = ...
    # v_hat = ...
    # w = ...
    ### END SOLUTION
    return w, m, v


# %% test="adam_step" points=4
checks.adam_step(adam_step)
### BEGIN HIDDEN TESTS
checks.adam_step(
    adam_step, *checks.adam_points((0.05, 0.8, 0.95, 0.3), (0.13, 0.55, 0.97, 0.7))
)
checks.adam_step(
    adam_step, *checks.adam_points((0.001, 0.9, 0.999, 1e-8), (0.02, 0.85, 0.98, 1e-8))
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `mend_adam` · 2 points: find the bug.** A colleague's Adam takes one step for each row of `gradients`. The first step is exactly lr, for every weight and every gradient. But his net hardly learns. Here are the lengths of his steps at a constant gradient of 4, with lr = 0.1.
#
# | step | 1 | 2 | 3 | 4 |
# | --- | --- | --- | --- | --- |
# | right | 0.1 | 0.1 | 0.1 | 0.1 |
# | his | 0.1 | 0.0235 | 0.0044 | 0.0007 |
#
# Follow m from one round of the loop to the next, and fix the function.


# %% solution="mend_adam"
def mend_adam(w, gradients, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the path: w after each step, one row for each row of gradients."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    path = []
    for t, gradient in enumerate(gradients, start=1):  # t = 1, 2, 3, ...
        ### BEGIN SOLUTION
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        w = w - lr * m_hat / (np.sqrt(v_hat) + epsilon)
        ### STUB
        # m = beta1 * m + (1 - beta1) * gradient
        # v = beta2 * v + (1 - beta2) * gradient**2
        # m = m / (1 - beta1**t)
        # v = v / (1 - beta2**t)
        # w = w - lr * m / (np.sqrt(v) + epsilon)
        ### END SOLUTION
        path.append(w)
    return np.array(path)


# %% test="mend_adam" points=2
checks.mend_adam(mend_adam)
### BEGIN HIDDEN TESTS
slopes = np.array([[0.4, -3.0, 1.2], [-2.2, -0.7, 0.9], [1.6, 2.5, -4.0]])
checks.mend_adam(mend_adam, (np.array([0.4, -1.1, 2.3]), slopes, 0.03, 0.85, 0.98, 0.1))
### END HIDDEN TESTS

# %% [markdown]
# **A right first step proves little.**

# %% [markdown]
# ## On a real net
#
# Now a net that you will build in lesson 12: 13 inputs that are known in the evening, 16 hidden units, and the forecast of tomorrow's volatility of the S&P 500. It trains on 1999 to 2011. What counts is the loss on the validation rows, 2011 to 2015, on which the net never trains.
#
# A loss of 1 is that of a constant forecast. Three optimizers take 20 epochs with batches of 64. Each trains with a constant learning rate, and with a **learning-rate schedule** (lesson 09): after each epoch the rate falls by a twentieth of its first value.
#
# Each training uses the best of six rates from 0.001 to 0.3, and ten starts. The loss jumps from epoch to epoch, so the mean over the last six epochs counts.
#
# ### Predict
#
# What will make the larger difference: the rule or the schedule? (No points.)

# %%
schedule_guess = ...  # "rule" or "schedule"

# %%
print(said(schedule_guess))
trainings = real_net.six_trainings(progress=progress.bar("trainings"))
ends = {way: real_net.last_losses(curves) for way, curves in trainings.items()}  # ten losses each
for way, losses in ends.items():
    print(f"{way[0]:8s} {way[1]:8s} lr = {real_net.best_rate(*way):<5g} loss {losses.mean():.4f}")

# %% [markdown]
# Are these differences more than luck? Start number 1 is the same net in all six trainings, and so are its batches. So subtract start by start: luck that both trainings share cancels. The ± is the standard error (lesson 09) of the mean of the ten differences.

# %%
for higher, lower in real_net.PAIRS:
    gains = ends[higher] - ends[lower]
    error, wins = gains.std(ddof=1) / np.sqrt(len(gains)), np.sum(gains > 0)
    pair = f"{' '.join(higher)} − {' '.join(lower)}"
    print(f"{pair:36s} {gains.mean():.4f} ± {error:.4f}, above 0 in {wins} of {len(gains)}")

# %% [markdown]
# The schedule, by a little. The falling rate lowers the loss of every rule, by 0.005 to 0.009, each time more than twice its ±. It begins with long steps and settles at the end.
#
# **With a constant rate** the rule counts as well: momentum and Adam end lower than vanilla, by 0.003 and 0.006, and both differences are more than twice their ±. Whether Adam beats momentum stays open. **With the falling rate Adam's lead is gone**: 0.4081, 0.4062 and 0.4061 differ by no more than their ±.
#
# Momentum's best constant rate is 0.003, a tenth of vanilla's 0.03, as in section 1; with the falling rate it is 0.03, against 0.1. (The rates were chosen by these same losses, so all are slightly too good.)

# %%
drawing.show(figures.real_net(schedule="constant"))

# %% [markdown]
# On the left are the trainings at their best rates, on the right the mean of the last six epochs at every rate. **Which rule tolerates the most learning rates? How good is Adam with its default, 0.001?**

# %%
drawing.slide(figures.real_net(schedule="constant"), schedule=["constant", "falling"])

# %% [markdown]
# <details><summary>Answer</summary>
#
# Adam: it diverges at none of the six rates. Vanilla diverges at 0.3, momentum at 0.1 and at 0.3. With its default, 0.001, Adam has 0.433, or 0.458 with the falling rate: 20 epochs are too few for such short steps.
#
# </details>
#
# So **"Adam is the default" means a usable result with the least search for a learning rate**. It does not mean a lower loss: with a falling rate the others end about as low. Whatever the rule, try a few rates and a falling schedule.

# %% [markdown]
# And the crisis? Adam's β2 = 0.999 forgets a hundred times as slowly as RMSprop's 0.9: with one step per day, as in section 2, it needs thousands of days. Here it does no harm, because each batch mixes 64 evenings from all years, calm and wild ones.
#
# It would do harm in **online learning**, where a model takes one step per day in order of time. There choose a smaller β2.

# %% [markdown]
# Which one when?
#
# | rule | remembers | try it when | usual numbers |
# | --- | --- | --- | --- |
# | vanilla | nothing | the problem is small; as a baseline | lr by lesson 08 |
# | momentum | direction | vanilla zigzags | β = 0.9, a tenth of vanilla's lr |
# | RMSprop | recent sizes | the scale changes on the way | lr = 0.001, ρ = 0.9 |
# | Adam | both | you don't know yet: the default | lr = 0.001, β1 = 0.9, β2 = 0.999 |
#
# **AdamW** is Adam with one more term, which pulls every weight towards 0 a little at each step (weight decay, lesson 13). Large language models are usually trained with it.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A desk trains its forecast by AdaGrad, one step per day, through years of calm and then through a crisis. A year after the crisis its weights hardly move. A colleague says: "Then make lr a hundred times larger."
#
# What does AdaGrad remember, and why does waiting not help? What would the larger lr do to a weight that was added after the crisis (for a new input)? Which rule would you take? Three or four sentences are enough.

# %% [markdown] answer="after_the_crisis" points=2
# **Model answer.** AdaGrad adds up the squares of all gradients. The crisis put huge squares into that sum, and nothing in it fades, so the steps stay short; calm days only add to it.
#
# A weight that was added later has an empty memory: its first step is lr, so with the larger lr it is a hundred times too long.
#
# RMSprop or Adam would recover, since their memory fades. That takes time: with ρ = 0.9 and gradients a hundred times as large about 100 days; with Adam's β2 = 0.999, which fades a hundred times as slowly, thousands of days.
#
# **Rubric.** 1 point: s sums squares and never forgets, so the crisis stays in the divisor. 1 point: the larger lr lengthens every step, also that of a weight without the crisis in its memory, and a rule with a fading memory (RMSprop, Adam) recovers by itself, the more slowly the larger ρ.
#
# Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - A step can remember the direction of past gradients (momentum), their size (AdaGrad, RMSprop), or both (Adam).
# - A velocity adds up gradients that agree and partly cancels those that change their sign. It overshoots.
# - Dividing by the root of squared gradients puts all weights on one scale. A sum never forgets a crisis, a moving average does.
# - An average that starts at 0 is too small at first. Bias correction divides by the share that is filled. So Adam's first step is about lr for every gradient.
# - First try: Adam, a few learning rates, and a falling schedule. On our net every rule gained from it, and with it the three were nearly equal.
# - **Towards your project** (lesson 14): choose rule, rate and schedule on validation rows, over several starts.

# %% [markdown]
# The terms of this lesson:
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | optimizer | | a rule that turns gradients into steps |
# | vanilla gradient descent | w ← w − η · g | a step without memory |
# | ill-conditioned | | curvatures differ so much that no single learning rate suits all directions |
# | momentum | velocity ← β · velocity + g, w ← w − η · velocity | steps by a fading sum of gradients |
# | Nesterov momentum | | momentum with the gradient taken where the velocity leads |
# | AdaGrad | s ← s + g² | steps divided by √s, s the sum of squared gradients |

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | exponential moving average | β, ρ | an average in which older values count less and less |
# | RMSprop | s ← ρ · s + (1 − ρ) · g² | AdaGrad with an exponential moving average |
# | Adam | m, v | Adaptive Moment Estimation: averages of gradients and of their squares |
# | AdamW | | Adam with weight decay |
# | bias correction | m̂, v̂ | a young average divided by the filled share, 1 − βᵗ |
# | online learning | | one step for each new row, in order of time |
#
# **Next: 11 · Loss curves.** Which error counts most, and when should training stop?
