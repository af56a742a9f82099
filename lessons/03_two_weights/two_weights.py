# %% [markdown]
# # 03 · Two weights
#
# **The question.** Which weight is to blame, and how much?
#
# **You will be able to**
#
# - send one number forward through a net of two weights, and keep what the way back needs;
# - share the blame for an error between the weights, by the chain rule;
# - take a step of gradient descent, both weights at once;
# - train for ten epochs, read the table, and find an error that a falling loss hides.
#
# About 45 minutes · 13 points · You need lessons 01 and 02.

# %% locked="imports"
import numpy as np

from helpers import check, figures, two_weights, widgets
from helpers.gradients import central_difference
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 02: `h = w1 * x` and `y_hat = w2 * h`. How far does `y_hat` move when `w1` moves by a little?
#
# <details><summary>Answer</summary>
#
# Each box multiplies the nudge by its own slope. The first box has slope x, the second has slope w2.
# So ŷ moves w2 · x times as far as w1.
#
# </details>
#
# 2. Lesson 02: what does the backward sweep take from the forward pass?
#
# <details><summary>Answer</summary>
#
# The values that went into each box. The local slope of a multiplication is the *other* factor, and
# that is a value from the way forward.
#
# </details>
#
# 3. Lesson 01: the gradient of x² + y² at (3, 4) is (6, 8). Which direction lowers x² + y² fastest?
#
# <details><summary>Answer</summary>
#
# The opposite one, (−6, −8). The gradient points uphill.
#
# </details>

# %% [markdown]
# ## In the market
#
# A desk has a signal for a share. Today it reads x = 2: the price has run two standard deviations
# above its average. The model turns the signal into a forecast of tomorrow's return in basis points
# (1 basis point, or bp, is 0.01%). Two dials sit in a row. Dial w1 scales the signal. Dial w2 turns the result
# into basis points.
#
# Tomorrow comes, and the return was y = 20 bp. The forecast had been 2 bp.

# %%
figures.show(figures.dials(w1=2.0, w2=0.5))

# %% [markdown]
# Turn the dials yourself. Make the forecast 20. Then find a second pair that also does it.

# %%
dial_settings = [0.5, 1.0, 2.0, 2.5, 4.0, 5.0]
widgets.slide(figures.dials(), w1=dial_settings, w2=dial_settings)

# %% [markdown]
# You could see the whole bar while you turned. A net with a thousand dials has no such view.
# It is like the walker in the fog, who feels only the slope underfoot.
# So the question of this lesson is: standing at w1 = 2 and w2 = 0.5, *which dial carries how much of the blame*
# for the missing 18 basis points?

# %% [markdown]
# ## 1 · Forward: from the signal to the loss
#
# ### Show
#
# The net has two boxes. Each multiplies by its weight:
#
# $$h = w_1 \cdot x \qquad\qquad \hat y = w_2 \cdot h$$
#
# The middle value h has a name because the way back will need it. How wrong the forecast is, we say in one number,
# the loss:
#
# $$L = \tfrac12(\hat y - y)^2$$
#
# With ŷ = 2 and y = 20 the loss is ½ · (−18)² = 162. The square makes a miss count the same in both
# directions, and the ½ cancels the 2 that its slope brings down. So
#
# $$\frac{dL}{d\hat y} = \hat y - y = 2 - 20 = -18.$$
#
# The slope is negative: the loss *falls* when the forecast rises. Its size is the error itself.

# %%
figures.show(figures.loss_slope(y_hat=2))

# %%
widgets.slide(figures.loss_slope(), y_hat=range(0, 41, 2))

# %% [markdown]
# ### Predict
#
# At ŷ = 2 the slope is −18. Now raise ŷ from 2 to 3, a step of 1. Does the loss fall by *more* than 18, by *less* than 18, or by
# *exactly* 18? Look at the tangent in the picture, and set your guess before you run the next cell.

# %%
my_guess = ...  # "more", "less" or "exactly"

# %%
drop = 0.5 * (2 - 20) ** 2 - 0.5 * (3 - 20) ** 2
print(said(my_guess), f"The loss falls by {drop}.")

# %% [markdown]
# It falls by 17.5. The slope tells the truth for a small nudge. On the way the bowl
# gets flatter, so a whole step brings a little less. Remember this when we choose the size of a step.

# %% [markdown]
# ### Do
#
# **Exercise `forward` · 1 point.** Fill the two gaps. For x = 2, w1 = 2, w2 = 0.5 the function returns h = 4 and ŷ = 2.

# %% solution="forward"
def forward(x, w1, w2):
    """Return the middle value h and the forecast y_hat, two numbers."""
    ### BEGIN SOLUTION
    h = w1 * x
    y_hat = w2 * h
    ### STUB
    # h = ...
    # y_hat = ...
    ### END SOLUTION
    return h, y_hat


# %% test="forward" points=1
check.two_weights.forward(forward)
### BEGIN HIDDEN TESTS
check.two_weights.forward(forward, (1.7, -0.4, 2.6), (-2.3, 1.9, 0.35))
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, `two_weights.forward`. An error above costs you nothing below.

# %% [markdown]
# ## 2 · Backward: who is to blame
#
# ### Show
#
# Forward, the signal went from box to box. Now the blame goes the other way. Start with what is known:
# the forecast is to blame with dL/dŷ = ŷ − y. Each box passes this blame on to what went into it, times
# its own local slope. That is all that the chain rule says.
#
# Here is a smaller net as an example, with **one** weight: ŷ = w · x, x = 3, y = 10, w = 2.
#
# | | formula | number |
# | --- | --- | --- |
# | forward | ŷ = w · x | 6 |
# | blame of the forecast | dL/dŷ = ŷ − y | −4 |
# | local slope of the box by w | dŷ/dw = x | 3 |
# | blame of the weight | dL/dw = dL/dŷ · dŷ/dw | −12 |
#
# The last line is the slope of the loss by the weight: raise w by 0.01, and the loss falls by about 0.12.
# Check it: at w = 2.01 the forecast is 6.03 and the loss is ½ · 3.97² = 7.88; at w = 2 it was 8.
#
# ### Predict
#
# Back to the net with two weights, w1 = 2 and w2 = 0.5, x = 2, y = 20. Nudge one weight by 0.01 and
# leave the other alone. For which of the two does the loss fall more?

# %%
my_guess = ...  # "w1" or "w2"


# %%
def loss(w1, w2, x=2.0, y=20.0):
    _, y_hat = two_weights.forward(x, w1, w2)
    return 0.5 * (y_hat - y) ** 2


print(said(my_guess))
print(f"nudge w1 by 0.01: the loss goes from {loss(2.0, 0.5)} to {loss(2.01, 0.5):.3f}")
print(f"nudge w2 by 0.01: the loss goes from {loss(2.0, 0.5)} to {loss(2.0, 0.51):.3f}")

# %% [markdown]
# The nudge of w2 does four times as much. It meets a large number: w2 multiplies h = 4. A nudge of w1 meets x = 2, and the
# second box then halves it: x · w2 = 1. *The blame of a weight depends on what it multiplies, and on what comes
# after it.* Exchange the two weights, and the blame is exchanged too.
#
# Nudging works, and it is slow: two forward passes for each weight, one to either side. The chain rule
# gets both slopes from one sweep back.
#
# ### Do
#
# **Exercise `gradients` · 3 points.** Walk back from the loss, one line a box. You need four slopes. The first
# is the one from part 1. Each of the other three is a slope that you have already, times one local slope. Use the names
# as given: `dL_dh` means dL/dh. At the desk's point, x = 2, y = 20, w1 = 2, w2 = 0.5, the function returns −18 and −72.

# %% solution="gradients"
def gradients(x, y, w1, w2):
    """Return dL_dw1 and dL_dw2, the slopes of L = ½(y_hat − y)², two numbers."""
    h, y_hat = two_weights.forward(x, w1, w2)
    ### BEGIN SOLUTION
    dL_dy_hat = y_hat - y
    dL_dw2 = dL_dy_hat * h
    dL_dh = dL_dy_hat * w2
    dL_dw1 = dL_dh * x
    ### STUB
    # dL_dy_hat = ...  # the blame of the forecast
    # dL_dw2 = ...  # what did w2 multiply?
    # dL_dh = ...  # what is passed back through the second box?
    # dL_dw1 = ...  # and through the first?
    ### END SOLUTION
    return dL_dw1, dL_dw2


# %% test="gradients" points=3
check.two_weights.gradients(gradients)
### BEGIN HIDDEN TESTS
check.two_weights.gradients(gradients, (1.7, 2.9, -0.4, 2.6), (-2.3, -1.1, 1.9, 0.35))
### END HIDDEN TESTS

# %% [markdown]
# Here are both slopes by nudging. Look for a trap: at the desk's point x and w1 are both 2, so a formula that takes one for the other
# looks right there. At the second point they differ. (Lesson 01: choose a point without coincidences.)

# %%
for w1, w2 in [(2.0, 0.5), (3.0, 0.8)]:
    by_w1 = central_difference(lambda w: loss(w, w2), w1)
    by_w2 = central_difference(lambda w: loss(w1, w), w2)
    print(f"at w1 = {w1}, w2 = {w2}: dL/dw1 = {by_w1:.4f}, dL/dw2 = {by_w2:.4f}")

# %% [markdown]
# ## 3 · Down into the valley
#
# ### Show
#
# The gradient points uphill. So the walker goes the other way, by a small part of the slope. The part is the learning
# rate `lr`:
#
# $$w \leftarrow w - lr \cdot \frac{dL}{dw}$$
#
# Take the one-weight net above: w = 2, slope −12, and lr = 0.01. The new weight is 2 − 0.01 · (−12) = 2.12. The slope was negative, so the
# weight grew, the forecast rose from 6 to 6.36, and the loss fell from 8 to 6.62.
#
# With two weights there is one more rule, and it is easy to break. **Both slopes first, then both moves.** The
# slopes were felt at one spot, in one forward pass. If w2 has moved already, the slope by w1 is felt at another spot.
#
# Over w1 and w2 the loss is a landscape. Its floor is a long bent valley: every pair with w1 · w2 = 10 gives a forecast of 20.
# The walker starts at (2, 0.5), high on the slope.

# %%
figures.show(figures.loss_surface(epoch=0))

# %% [markdown]
# ### Predict
#
# Ten steps with lr = 0.01 will take the walker to the floor. Many places on the floor are equally good.
# Where will this walker arrive? (a) near (2.4, 4.1): mostly w2 moves. (b) near (3.4, 2.9): both move, w2 more.
# (c) near (4.9, 2.0): mostly w1 moves. Think of the two slopes at the start, and of how they change on the way.

# %%
my_guess = ...  # "a", "b" or "c"

# %%
print(said(my_guess))
figures.show(figures.loss_surface(epoch=10))

# %%
widgets.slide(figures.loss_surface(), epoch=range(11))

# %% [markdown]
# It is (b). At the start w2 moves four times as fast. As w2 grows, so does the slope by w1, and the two go side by side. No rule chose this pair. The walker follows the slope from where it started and stops where the ground is flat.
# From another start it ends at another pair with the same forecast. Big nets are like this too: two trainings
# of the same net can end with different weights and the same loss.
#
# ### Do
#
# **Exercise `step` · 2 points.** One step of gradient descent. `two_weights.gradients(x, y, w1, w2)` gives you both slopes.
# From the desk's point with lr = 0.01 the step leads to w1 = 2.18 and w2 = 1.22.

# %% solution="step"
def step(x, y, w1, w2, lr):
    """Return the new w1 and w2 after one step with learning rate lr, two numbers."""
    ### BEGIN SOLUTION
    dL_dw1, dL_dw2 = two_weights.gradients(x, y, w1, w2)
    return w1 - lr * dL_dw1, w2 - lr * dL_dw2
    ### END SOLUTION


# %% test="step" points=2
check.two_weights.step(step)
### BEGIN HIDDEN TESTS
check.two_weights.step(step, (1.7, 2.9, -0.4, 2.6, 0.05), (-2.3, -1.1, 1.9, 0.35, 0.02))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `train` · 3 points.** Now many steps. An **epoch** is one pass over the data; with one row of data it is one step.
# In each epoch: forward, note the loss, print a row, step.
#
# Return the last `w1` and `w2` and the list of losses, one an epoch. Each loss is taken *before* its step, so for the start above the first
# is 162. Note the full number; round only where you print. The lesson's copies `two_weights.forward` and
# `two_weights.step(x, y, w1, w2, lr)` are there for you. For a row of the table:
# `print(f"{epoch:5d} {y_hat:9.4f} {loss:9.4f} {w1:7.4f} {w2:7.4f}")`.

# %% solution="train"
def train(x, y, w1, w2, lr, num_epochs):
    """Return w1, w2 (numbers) and losses (a list of num_epochs numbers)."""
    ### BEGIN SOLUTION
    losses = []
    for epoch in range(num_epochs):
        _, y_hat = two_weights.forward(x, w1, w2)
        loss = 0.5 * (y_hat - y) ** 2
        losses.append(loss)
        print(f"{epoch:5d} {y_hat:9.4f} {loss:9.4f} {w1:7.4f} {w2:7.4f}")
        w1, w2 = two_weights.step(x, y, w1, w2, lr)
    return w1, w2, losses
    ### END SOLUTION


# %% test="train" points=3
check.two_weights.train(train)
### BEGIN HIDDEN TESTS
check.two_weights.train(train, (1.7, 2.9, -0.4, 2.6, 0.05, 5), (-2.3, -1.1, 1.9, 0.35, 0.02, 1))
### END HIDDEN TESTS

# %% [markdown]
# Run your loop on the desk's numbers: take away the `#` in the next cell. The lesson's table, in the cell after it, has 11 rows, the start and ten steps.
# Your loop prints before each step, so ask it for 11.

# %%
# w1, w2, losses = train(2.0, 20.0, 2.0, 0.5, 0.01, 11)

# %%
print("epoch     y_hat      loss      w1      w2")
for row in two_weights.train(2.0, 20.0, 2.0, 0.5, 0.01, num_epochs=10):
    print(f"{row.epoch:5d} {row.y_hat:9.4f} {row.loss:9.4f} {row.w1:7.4f} {row.w2:7.4f}")

# %% [markdown]
# After the first step the weights are 2.18 and 1.22, and the loss is 107.76. After ten steps the
# forecast is 19.9998. Look at the forecast column from row to row: it rises by 3.3, then 4.1, then 4.6, then slower and slower.
# The steps grow while h grows, and shrink as the error does. Nobody changed the learning rate.
#
# **Exercise `mend_train` · 2 points: find the bug.** A colleague wrote the loop below. It runs, its loss falls, and after ten
# steps its forecast is 20. After the first step, which takes her to w1 = 2.4392 and w2 = 1.22, her loss is even *lower* than yours.

# %%
print(f"her loss after one step:  {loss(2.4392, 1.22):.2f}")
print(f"your loss after one step: {loss(2.18, 1.22):.2f}")

# %% [markdown]
# Lower is not the same as right. An update tells which slope it used: the move divided by the learning rate, (old − new) / lr. Lay that
# beside the nudges.

# %%
for whose, w1, w2 in [("hers ", 2.4392, 1.22), ("yours", 2.18, 1.22)]:
    print(f"{whose}: slope by w1 {(2.0 - w1) / 0.01:7.2f}, slope by w2 {(0.5 - w2) / 0.01:7.2f}")

# %% [markdown]
# Nudging says −18 and −72. Her −43.92 is the slope of the loss at no place on the hill. With small steps that may go well. With lr = 0.03 it does not.
# The rule of gradient descent bounces about at that rate, and her loop is lost in four steps:

# %%
figures.show(figures.two_loops(lr=0.03))

# %%
widgets.slide(figures.two_loops(lr=0.03), lr=[0.03, 0.025, 0.02, 0.015, 0.01])

# %% [markdown]
# Slide down to 0.01. There her curve lies below yours, and both arrive. Find the line that is in the wrong place, and mend the function.

# %% solution="mend_train"
def mend_train(x, y, w1, w2, lr, num_epochs):
    """Return w1, w2 and the list of losses, each taken before its step."""
    losses = []
    for epoch in range(num_epochs):
        h, y_hat = two_weights.forward(x, w1, w2)
        losses.append(0.5 * (y_hat - y) ** 2)
        dL_dy_hat = y_hat - y
        dL_dw2 = dL_dy_hat * h
        ### BEGIN SOLUTION
        dL_dh = dL_dy_hat * w2
        dL_dw1 = dL_dh * x
        w2 = w2 - lr * dL_dw2
        w1 = w1 - lr * dL_dw1
        ### STUB
        # w2 = w2 - lr * dL_dw2
        # dL_dh = dL_dy_hat * w2
        # dL_dw1 = dL_dh * x
        # w1 = w1 - lr * dL_dw1
        ### END SOLUTION
    return w1, w2, losses


# %% test="mend_train" points=2
check.two_weights.mend_train(mend_train)
### BEGIN HIDDEN TESTS
check.two_weights.mend_train(mend_train, (1.7, 2.9, -0.4, 2.6, 0.05, 5))
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** Your colleague says: "My loss after the first step is 98.68, yours is 107.76.
# So my update is the better one." Answer in three or four sentences. Which number does her code put in the place of which, so that −18 becomes
# −43.92? Why is a lower loss after one step no proof that an update is right, and what is a proof?

# %% [markdown] answer="lower_loss" points=2
# **Model answer.** Her code moves w2 first. The slope of w1 is then the error of the old forward pass times the *new*
# w2: −18 · 1.22 · 2 = −43.92, with 1.22 in the place of 0.5. It mixes two places, so it is the slope at neither. The step for w1 comes out longer, and here a longer step
# happens to lead further down; a longer step with the right slope does that too, and at a larger learning rate hers runs away. The proof is to compare the slopes, (old − new) / lr,
# with nudges (central differences) at several points.
#
# **Rubric.** 1 point: the slope of w1 uses the w2 that was updated already, 1.22 for 0.5 (two places are mixed). 1 point: a lower loss can come from a longer
# step, so the proof is to compare with numerical slopes, not with the loss. Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - Forward computes and keeps h and ŷ. Backward starts with ŷ − y and passes blame from box to box, times the local slope.
# - A weight's blame is *what it multiplied* times *the blame that reached its box*.
# - The gradient points uphill; the step goes the other way, by lr times the slope.
# - Both slopes first, then both moves.
# - A falling loss does not prove that the slopes are right. Nudging does.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | forecast, prediction | ŷ, `y_hat` | what the net gives out |
# | loss | L | how wrong the forecast is, one number |
# | half squared error | ½(ŷ − y)² | its slope by ŷ is the error ŷ − y |
# | gradient | (dL/dw1, dL/dw2) | the slope of the loss by every weight |
# | learning rate | `lr` | the part of the slope that a step takes |
# | gradient descent | w ← w − lr · dL/dw | walk against the gradient |
# | epoch | `epoch` | one pass over the data; here, one step |
#
# **Next: 04 · Three weights.** A bend in the middle: the sigmoid. It turns a score into the probability of an up day, and at each bend the blame shrinks.
