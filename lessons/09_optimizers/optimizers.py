# %% [markdown]
# # 09 · Optimizers
#
# **The question.** Can steps remember?
#
# **You will be able to**
#
# - write momentum, AdaGrad, RMSprop and Adam as update rules of a few lines each;
# - say what each rule remembers, and recognise it by its path in a ravine;
# - tell why Adam's first step is about lr whatever the slope, and mend an Adam that stands still;
# - choose a rule for a task, and give the reason.
#
# About 45 minutes · 15 points · You need lessons 07 and 08.

# %% locked="imports"
import numpy as np

from helpers import check, figures, ravine, widgets
from helpers.optimizers import SGD, Adam, Momentum
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 07: the sharpness of a valley, its curvature, is 100. What is the largest learning rate at which gradient descent still settles?
#
# <details><summary>Answer</summary>
#
# 2 divided by the curvature, 2/100 = 0.02. Beyond it each step lands higher on the other side.
#
# </details>
#
# 2. Lesson 08: you take the slope over four times as many days. What happens to its noise?
#
# <details><summary>Answer</summary>
#
# It is halved. The noise goes with 1/√B, where B is the number of rows in a batch.
#
# </details>
#
# 3. Lesson 01: in the long bowl x² + 9y², does the way straight down point at the minimum?
#
# <details><summary>Answer</summary>
#
# In general not. It crosses the contour at a right angle, so it points mostly across the bowl. It points at the minimum only on the two axes.
#
# </details>

# %% [markdown]
# ## In the market
#
# A desk forecasts tomorrow's return y as a weight times today's return x. It keeps two weights, one for calm days and one for days of crisis. The loss of
# a day is ½(w·x − y)². Here are the daily returns of a calm year and of a crisis, on one scale.

# %%
figures.show(figures.calm_and_crisis())

# %% [markdown]
# The typical return was 0.43% in 2017 and 4.23% in the crisis, about ten times as large. How many times as large is the *slope* of the loss by the weight? Decide before you read on.
#
# Let a and b say how far the two weights are from their best values, a for calm days and b for a crisis. On a crisis day the forecast is then off by b · x. The slope is error times signal, b · x · x = b · x² (what is left of
# the error at the best weight cancels over the days). x is ten times as large as on calm days, so x² and the slope are a hundred times as large. With as many days of crisis as calm ones, and up to a common factor and a constant, the loss is
#
# $$L = \tfrac12\left(a^2 + 100\,b^2\right)$$
#
# $$\frac{dL}{da} = a \qquad \frac{dL}{db} = 100\,b .$$
#
# This is a ravine: steep from side to side, nearly level along its floor, with the lowest point at a = b = 0. The walker in the fog feels only the slope underfoot, and nearly all of it points across.

# %% [markdown]
# ## 1 · Remember the direction
#
# ### Show
#
# The rule of the lessons so far is called **vanilla** gradient descent. With g for the gradient, it is
#
# $$w \leftarrow w - lr \cdot g .$$
#
# It uses each slope once and forgets it. In the ravine the steep side sets the limit: lr must stay below 2/100 = 0.02. Take 0.018.
# Each step multiplies b by 1 − 0.018 · 100 = −0.8, so the walker jumps from side to side. It multiplies a by 1 − 0.018 = 0.982, so along the floor it creeps.
# The crisis sets the learning rate, and the calm weight pays.
#
# Now let the walker roll instead of step. **Momentum** gives it a velocity, which adds up the slopes and lets the old ones fade:
#
# $$\text{velocity} \leftarrow \beta \cdot \text{velocity} + g$$
#
# $$w \leftarrow w - lr \cdot \text{velocity}$$
#
# The velocity adds up slopes, so it points uphill as they do; the minus sign turns it downhill. β ("beta") is the part of it that stays, usually 0.9. It starts at 0. One weight, lr = 0.2, β = 0.9, three slopes:
#
# | step | slope g | velocity | w |
# | --- | --- | --- | --- |
# | start | | 0 | 1 |
# | 1 | 4 | 0.9 · 0 + 4 = 4 | 1 − 0.2 · 4 = 0.2 |
# | 2 | 4 | 0.9 · 4 + 4 = 7.6 | 0.2 − 0.2 · 7.6 = −1.32 |
# | 3 | −2 | 0.9 · 7.6 − 2 = 4.84 | −1.32 − 0.2 · 4.84 = −2.288 |
#
# In step 3 the slope has turned, and the weight still goes on. Such a rule, which makes a step out of slopes, is called an **optimizer**.
#
# ### Predict
#
# A weight feels the slope 1 at every step, with β = 0.9. Where does its velocity end: at 1, at 10, or does it grow without end? (No points; set your guess, then run on.)

# %%
my_guess = ...  # "1", "10" or "without end"

# %%
print(said(my_guess))
for name, slopes in [("+1, +1, +1, ...", [1, 1] * 30), ("+1, -1, +1, ...", [1, -1] * 30)]:
    velocity, seen = 0.0, []
    for g in slopes:
        velocity = 0.9 * velocity + g
        seen.append(round(velocity, 2))
    print(f"slopes {name} velocity {seen[:4]} ... {seen[-2:]}")

# %% [markdown]
# It ends at 10, which is 1/(1 − β): each step a tenth of the velocity fades, and at 10 that is as much as the new slope brings. Slopes that change their sign cancel: the
# velocity ends between 0.53 and −0.53. That is what a ravine asks for. **Along it the slopes agree and add up. Across it they quarrel and cancel.**
#
# In the picture each move is the sum of two: one from memory, −lr · β · velocity, and one from the slope, −lr · g. The vertical axis is stretched.

# %%
figures.show(figures.velocity(step=5))

# %% [markdown]
# Memory has a price. At step 16 the walker is past the lowest point: the slope along the ravine pulls back by 0.001, and memory carries on by 0.52. Momentum overshoots.
#
# ### Do
#
# **Exercise `momentum_step` · 2 points.** One step. `w`, `gradient` and `velocity` are arrays with one entry for each weight; NumPy calculates entry by entry. The function takes the old
# velocity and returns the new one, so that the next step can go on from there. With w = (1, −2, 0.5), gradient (3, −4, 2), velocity (0.5, 2, −1), lr = 0.2 and β = 0.9 it returns
# w = (0.31, −1.56, 0.28) and velocity = (3.45, −2.2, 1.1).


# %% solution="momentum_step"
def momentum_step(w, gradient, velocity, lr, beta):
    """Return the new w and the new velocity, arrays as long as w."""
    ### BEGIN SOLUTION
    velocity = beta * velocity + gradient
    w = w - lr * velocity
    ### STUB
    # velocity = ...
    # w = ...
    ### END SOLUTION
    return w, velocity


# %% test="momentum_step" points=2
check.optimizers.momentum_step(momentum_step)
### BEGIN HIDDEN TESTS
check.optimizers.momentum_step(
    momentum_step, *check.optimizers.momentum_points((0.05, 0.8), (0.13, 0.55))
)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, the class `Momentum` in `helpers/optimizers.py`. An error above costs you nothing below.
#
# Now lay momentum beside vanilla, both with lr = 0.018.

# %%
figures.show(figures.side_by_side(beta=0.9))

# %% [markdown]
# Find the β with the lowest loss after 60 steps. What goes wrong at 0.99?

# %%
widgets.slide(figures.side_by_side(beta=0.9), beta=[0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99])

# %% [markdown]
# At β = 0.8 the loss is lowest, below 0.0001. With 0.9 the walker overshoots to a = 2.46 and still ends about 47 times lower than vanilla. At 0.99 it rolls past the lowest point and back, and
# is no lower than vanilla after 60 steps. No β is best everywhere; 0.9 is the usual first try.

# %% [markdown]
# ## 2 · Remember the size
#
# ### Show
#
# Momentum still has one learning rate for both weights, and the crisis sets it. So give each weight its own scale.
#
# **AdaGrad** remembers for each weight how large its slopes have been. s is the sum of their squares, from 0 on:
#
# $$s \leftarrow s + g^2 \qquad w \leftarrow w - lr \cdot \frac{g}{\sqrt{s} + \varepsilon}$$
#
# ε ("epsilon") is tiny, such as 10⁻⁸. It stands beside the root. A weight that never felt a slope has g = 0 and s = 0, and without ε that would be 0/0. Two steps of two weights, lr = 0.2:
#
# | | calm: slope | s | step | crisis: slope | s | step |
# | --- | --- | --- | --- | --- | --- | --- |
# | 1 | 3 | 9 | 0.2 · 3/3 = 0.2 | 300 | 90 000 | 0.2 · 300/300 = 0.2 |
# | 2 | 4 | 25 | 0.2 · 4/5 = 0.16 | 400 | 250 000 | 0.2 · 400/500 = 0.16 |
#
# The size cancels. **Calm and crisis are on one scale.** But s can only grow. At a constant slope the steps are lr, lr/√2, lr/√3 and so on.
#
# **RMSprop** lets the memory fade. Its s is a fading *mean* of squares:
#
# $$s \leftarrow \rho\, s + (1 - \rho)\, g^2$$
#
# and the step is the same as before. ρ ("rho") is usually 0.9: nine parts old memory, one part new square. At a constant slope of 3, s settles at 9 and the step at lr.
#
# ### Predict
#
# Now one weight through both times. It feels the slope 1 on 60 calm days, the slope 100 on 20 days of crisis, then 1 again on 160 calm days. After the crisis, whose steps come back to about the length they had before it? (No points.)
# (a) both rules', within two weeks. (b) only RMSprop's, and it takes months. (c) neither's.

# %%
my_guess = ...  # "a", "b" or "c"

# %%
print(said(my_guess))
figures.show(figures.after_the_storm(rho=0.9))

# %% [markdown]
# It is (b). RMSprop needs 100 trading days, about five months. AdaGrad's steps had 0.13 · lr before the crisis and stay at 0.0022 · lr: it never forgets one.
#
# Ten per cent fade each day, so why 100 days? A crisis of slope 100 leaves squares of 10 000, and those have to fade to about 1. Find the largest ρ here with which the steps are back within 60 days.

# %%
widgets.slide(figures.after_the_storm(rho=0.9), rho=[0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99])

# %% [markdown]
# It is 0.8, with 48 days. At ρ = 0 every step is lr: only the sign of the slope is left.
#
# ### Do
#
# **Exercise `adagrad_step` · 2 points.** One step, entry by entry; `np.sqrt` takes the root of each entry. With w = (1, −2, 0.5), gradient (3, −4, 2), s = (16, 20, 5), lr = 0.2 and epsilon = 1e-8 it returns
# w = (0.88, −1.8667, 0.3667), rounded, and s = (25, 36, 9).


# %% solution="adagrad_step"
def adagrad_step(w, gradient, s, lr, epsilon):
    """Return the new w and the new s, arrays as long as w."""
    ### BEGIN SOLUTION
    s = s + gradient**2
    w = w - lr * gradient / (np.sqrt(s) + epsilon)
    ### STUB
    # s = ...
    # w = ...
    ### END SOLUTION
    return w, s


# %% test="adagrad_step" points=2
check.optimizers.adagrad_step(adagrad_step)
### BEGIN HIDDEN TESTS
check.optimizers.adagrad_step(
    adagrad_step, *check.optimizers.adagrad_points((0.05, 0.3), (0.13, 0.7))
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `rmsprop_step` · 2 points.** The same with a memory that fades. With w = (1, −2, 0.5), gradient (3, −4, 2), s = (16, 20, 5), lr = 0.2, rho = 0.9 and epsilon = 1e-8 it returns
# w = (0.8466, −1.8193, 0.3193), rounded, and s = (15.3, 19.6, 4.9).


# %% solution="rmsprop_step"
def rmsprop_step(w, gradient, s, lr, rho, epsilon):
    """Return the new w and the new s, arrays as long as w."""
    ### BEGIN SOLUTION
    s = rho * s + (1 - rho) * gradient**2
    w = w - lr * gradient / (np.sqrt(s) + epsilon)
    return w, s
    ### END SOLUTION


# %% test="rmsprop_step" points=2
check.optimizers.rmsprop_step(rmsprop_step)
### BEGIN HIDDEN TESTS
check.optimizers.rmsprop_step(
    rmsprop_step, *check.optimizers.rmsprop_points((0.05, 0.8, 0.3), (0.13, 0.55, 0.7))
)
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Both memories, and a fair start
#
# ### Show
#
# **Adam** (Kingma and Ba 2015) keeps both memories, as fading means. m remembers the direction, v the size. (This v is RMSprop's s under the name of the paper. It is no velocity.)
#
# $$m \leftarrow \beta_1 m + (1 - \beta_1)\, g$$
#
# $$v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2$$
#
# with β1 = 0.9 and β2 = 0.999. Both start at 0, and that is a false memory: of steps that never were, with slope 0. After one step with g = 4, m is 0.1 · 4 = 0.4, a tenth of the slope. v is 0.001 · 16 = 0.016, a
# thousandth of its square. The step would be lr · 0.4/√0.016 = 3.16 · lr. RMSprop has the same flaw: in the picture above its first step is 3.16 · lr too.
#
# After t steps a memory is filled to the share 1 − βᵗ. The rest, βᵗ, is still the false 0. So divide by the share that is filled. A hat marks the corrected copy:
#
# $$\hat m = \frac{m}{1 - \beta_1^t} \qquad \hat v = \frac{v}{1 - \beta_2^t}$$
#
# $$w \leftarrow w - lr \cdot \frac{\hat m}{\sqrt{\hat v} + \varepsilon}$$
#
# This is the **bias correction**. t counts the steps, and in the first one it is 1. Then m̂ = 0.4/0.1 = 4 and v̂ = 0.016/0.001 = 16: the slope and its square. The default learning rate is 0.001.
#
# β2 = 0.999 fades a hundred times as slowly as RMSprop's 0.9: a thousandth a step, not a tenth. So Adam's memory of size is a long one. After the crisis above its steps need about 6 700 days to be back at 90% of lr, where RMSprop's need 100.
#
# ### Predict
#
# Three weights feel their first slope: 0.0001, 1 and 10 000. With which of the three does Adam take the longest first step, at lr = 0.001? (No points.)

# %%
my_guess = ...  # "small", "middle", "large" or "all alike"

# %%
print(said(my_guess), "The first step of each rule, for the slopes 0.0001, 1 and 10 000:")
for name, rule in [("vanilla", SGD(0.001)), ("momentum", Momentum(0.001)), ("Adam", Adam(0.001))]:
    w = np.zeros(3)
    rule.step(w, np.array([0.0001, 1.0, 10_000.0]))
    print(f"{name:9s}", *[f"{-move:14.7f}" for move in w])

# %% [markdown]
# **Adam's first step is about lr, whatever the slope.** After one step m̂ is g and √v̂ is the size of g. Their ratio is the sign. (The last digits at the small slope are ε's doing.) So the default of
# 0.001 is a length in the weight's own units. It suits the weights of a net, which have short ways to go. Choose it by how far a weight should move, not by how steep the hill is.
#
# The correction is not for the first step only. Here are the step lengths at a constant slope, with and without it.

# %%
figures.show(figures.fair_start(beta2=0.999))

# %% [markdown]
# Without it the steps grow to 6.57 · lr. (At β2 = 0.99 the two flaws happen to cancel in step 1, and step 10 is about 2.1 · lr all the same.) **A right first step proves little.**
#
# ### Do
#
# **Exercise `adam_step` · 4 points.** One step, number `t`. Return the memories m and v as they are, without hats: the next step goes on from them. With w = (1, −2), gradient (1.5, −2), m = (0.5, −0.2), v = (4, 6), t = 3, lr = 0.2
# and the usual other numbers it returns w = (0.98788, −1.99373), m = (0.6, −0.38) and v = (3.99825, 5.998), where w is rounded.


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
check.optimizers.adam_step(adam_step)
### BEGIN HIDDEN TESTS
check.optimizers.adam_step(
    adam_step, *check.optimizers.adam_points((0.05, 0.8, 0.95, 0.3), (0.13, 0.55, 0.97, 0.7))
)
check.optimizers.adam_step(
    adam_step, *check.optimizers.adam_points((0.001, 0.9, 0.999, 1e-8), (0.02, 0.85, 0.98, 1e-8))
)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `mend_adam` · 2 points: find the bug.** A colleague's Adam walks over many slopes, one row of `gradients` a step. He tested it: the first step is exactly lr, for every weight and every slope. But his net hardly learns.
# Here are the lengths of his steps at a constant slope of 4, with lr = 0.1.
#
# | step | 1 | 2 | 3 | 4 |
# | --- | --- | --- | --- | --- |
# | right | 0.1 | 0.1 | 0.1 | 0.1 |
# | his | 0.1 | 0.0235 | 0.0044 | 0.0007 |
#
# Each formula in his code is in the text above. Follow m from one round of the loop to the next, and mend the function.


# %% solution="mend_adam"
def mend_adam(w, gradients, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Return the path: w after each step, one row for each row of gradients."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    path = []
    for t, gradient in enumerate(gradients, start=1):
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
check.optimizers.mend_adam(mend_adam)
### BEGIN HIDDEN TESTS
slopes = np.array([[0.4, -3.0, 1.2], [-2.2, -0.7, 0.9], [1.6, 2.5, -4.0]])
check.optimizers.mend_adam(mend_adam, (np.array([0.4, -1.1, 2.3]), slopes, 0.03, 0.85, 0.98, 0.1))
### END HIDDEN TESTS

# %% [markdown]
# Now all five race down the ravine, 60 steps each. To be fair, each has the best of 17 learning rates from 0.001 to 10: the one with the lowest loss at the end. A lowest loss at one moment can be luck, a walker who rolls across the
# lowest point. So ask who comes below 1, the dotted line, and stays there.

# %%
figures.show(figures.race(step=60))

# %% [markdown]
# Adam stays below 1 from step 36, momentum from step 44, RMSprop from step 55, vanilla not within 60 steps.
# (RMSprop's and Adam's best rates are far from 0.001, for here the way is 9 long.)
#
# And AdaGrad, with the largest rate of all? Its first step of 10 leaps out of the picture, to b = −9.1 and a loss of 4 141. From then on each weight
# has a step that fits its own curvature, and the loss stays below 1 from step 3. Is it the best optimizer? This ravine lies along the axes, one weight steep and the other one level: AdaGrad's ideal. Turn it by 45°, so that each weight
# has a part of both, and choose the rates anew:

# %%
for turn in [0, 45]:
    print(f"Turned by {turn} degrees, the loss stays below 1")
    for name, (lr, when) in ravine.race(turn).items():
        print(f"    {name:9s} lr = {lr:6.3f}   {when}")

# %% [markdown]
# Vanilla and momentum don't notice. AdaGrad never comes below 1 now and ends at 9.07, higher than vanilla's 4.70. Both weights now feel the steep side, so their slopes are about equal in size, and dividing each by its own size changes
# next to nothing. RMSprop loses for the same reason. Adam, which also remembers the direction, holds its ground. A scale for each weight helps where the weights differ in scale, as calm and crisis do. **A race tells as much about the ravine as about the rule.**
#
# **Exercise `match_paths` · 1 point.** Four of the five rules walk from another start, with other learning rates, 25 steps each. Which is which? Compare the first steps and the later ones with lr (vertical lines are 1 apart). Write the four names. The check says "noted" and what to look for; your answer is judged when you hand in.

# %%
figures.show(figures.four_paths())

# %% solution="match_paths"
### BEGIN SOLUTION
match_paths = {"A": "AdaGrad", "B": "momentum", "C": "vanilla", "D": "Adam"}
### STUB
# # the options: "vanilla", "momentum", "AdaGrad", "RMSprop", "Adam"
# match_paths = {"A": ..., "B": ..., "C": ..., "D": ...}
### END SOLUTION

# %% test="match_paths" points=1
check.optimizers.match_paths(match_paths)
### BEGIN HIDDEN TESTS
paths = {"A": "AdaGrad", "B": "momentum", "C": "vanilla", "D": "Adam"}
check.optimizers.match_paths(match_paths, right=paths)
### END HIDDEN TESTS

# %% [markdown]
# Which one when?
#
# | rule | remembers | try it when | usual numbers |
# | --- | --- | --- | --- |
# | vanilla | nothing | the problem is small, its weights have one scale; as a yardstick | lr by lesson 07 |
# | momentum | direction | the ravine may lie anywhere and you have time to tune lr | β = 0.9 |
# | AdaGrad | all sizes | most slopes are 0 on most days, such as a weight for rate-decision days: it keeps its long steps for the day that comes | lr = 0.01 |
# | RMSprop | recent sizes | the scale changes on the way, as from calm to crisis | lr = 0.001, ρ = 0.9 |
# | Adam | direction and recent sizes | you don't know yet: **the default** | **lr = 0.001**, β1 = 0.9, β2 = 0.999 |
#
# <details><summary>Your numbers differ a little from a library's? The same name is not always the same formula.</summary>
#
# - ε: PyTorch has it beside the root, as we do. Keras has it under the root in AdaGrad and RMSprop, √(s + ε), and in Adam beside the *uncorrected* √v. Its ε is 10⁻⁷.
# - Keras's AdaGrad starts with s = 0.1. PyTorch's RMSprop has ρ = 0.99.
# - Keras's velocity holds steps: velocity ← β · velocity − lr · g, then w ← w + velocity. The path is ours as long as lr stays the same.
#
# </details>

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A desk trains its forecast by AdaGrad, one step a day, through years of calm and then through a crisis. A year after the crisis its weights hardly move. A colleague says:
# "Then make lr a hundred times larger." Answer in three or four sentences. What does AdaGrad remember, and why does waiting not help? What would the larger lr do to a weight that was added after the
# crisis? Which rule would you take, and how long does it need to recover?

# %% [markdown] answer="after_the_crisis" points=2
# **Model answer.** AdaGrad adds up the squares of all slopes. The crisis put huge squares into that sum, and nothing in it ever fades, so the divisor stays large and the steps stay short; calm days only add to it. A weight that was added later
# has an empty memory: its first step is lr, so with the larger lr it is a hundred times too long. RMSprop or Adam would recover, since their memory fades. That is not at once: with ρ = 0.9 and
# slopes a hundred times as large it takes about 100 days; with Adam's β2 = 0.999, which fades a hundred times as slowly, thousands of days.
#
# **Rubric.** 1 point: s sums squares and never forgets, so the crisis stays in the divisor for ever. 1 point: the larger lr lengthens every step, also that of a weight without the crisis in its memory (or: of the
# next years, while s goes on growing), and a rule with a fading memory (RMSprop, Adam) recovers by itself, the slower the larger ρ. Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - A step can remember the direction of past slopes (momentum), their size (AdaGrad, RMSprop), or both (Adam).
# - A velocity adds up slopes that agree, to 1/(1 − β) times, and cancels those that change their sign. It overshoots.
# - Dividing by the root of squared slopes puts all weights on one scale. A sum never forgets a crisis, a fading mean does.
# - A memory that starts at 0 is too small at first. Bias correction divides by the share that is filled.
# - Adam's first step is about lr whatever the slope. That alone does not prove that an Adam is right.
# - First try: Adam with lr = 0.001.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | optimizer | | a rule that makes steps out of slopes |
# | vanilla | w ← w − lr · g | gradient descent without a memory |
# | velocity | `velocity` | fading sum of slopes |
# | fading | β, ρ, β1, β2 | the part of a memory that stays from step to step |
# | sum or fading mean of squares | s, in Adam v | how large a weight's slopes have been |
# | fading mean of slopes | m | the direction in Adam |
# | bias correction | m̂, v̂ | a young memory divided by the share that is filled, 1 − βᵗ |
# | epsilon | ε | keeps 0/0 away |
#
# **Next: 10 · Loss curves.** What counts as wrong? The slope of the loss decides which day speaks loudest, and the loss on unseen days tells when to stop.
