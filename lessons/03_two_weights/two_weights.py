# %% [markdown]
# # 03 · Two weights
#
# **The question.** Which weight is to blame, and how much?
#
# **You will be able to**
#
# - send one number forward through a small neural network, and measure its loss;
# - compute the gradient of the loss by backpropagation;
# - update both weights by gradient descent, and say how that differs from backpropagation;
# - train for ten epochs, and find an error that a falling loss hides.
#
# About 75 minutes · 13 points · You need lessons 01 and 02.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.gradients import central_difference
from helpers.lessons import two_weights
from helpers.lessons.two_weights import checks, figures
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("03"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 02: u = 3x and v = 5u. How far does v move when x moves by a little?
#
# <details><summary>Answer</summary>
#
# Derivatives along a path multiply: 5 · 3 = 15. So v moves 15 times as far as x.
#
# </details>
#
# 2. Lesson 02: what does the backward pass take from the forward pass?
#
# <details><summary>Answer</summary>
#
# The values that went into each node. The local gradient of a multiplication is the *other* factor, and
# that factor is a value from the forward pass.
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
# A desk has a signal for a share: a number x that it reads off the market every day. Today x = 2: the price is two standard deviations
# above its average.
#
# The desk's model makes of it a **prediction** ŷ ("y hat") of tomorrow's return, in basis points
# (1 basis point, or bp, is 0.01%). It has two **weights**, numbers that training may change. Weight w1 scales the signal. Weight w2 scales the result again.
#
# Today w1 = 2 and w2 = 0.5, so the prediction is 2 bp. (That x, w1 and ŷ are all 2 is chance: keep the names apart.) Tomorrow comes, and the return is y = 20 bp.

# %%
drawing.show(figures.dials(w1=2.0, w2=0.5))

# %% [markdown]
# Move both weights until the prediction is 20. Then find a second pair that also gives 20. What do the pairs have in common?

# %%
dial_settings = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0]
drawing.slide(figures.dials(), w1=dial_settings, w2=dial_settings)

# %% [markdown]
# <details><summary>Answer</summary>
#
# The pairs (2, 5), (2.5, 4), (4, 2.5) and (5, 2) all give 20. Their product w1 · w2 is 10 each time.
#
# </details>
#
# **Why two weights, if only their product counts?** It is the smallest network in which one weight can be reached only *through* another. Every deep network is like that.
#
# **Why one day?** So that you can follow every number by hand. Lesson 12 takes many years.
#
# With a thousand weights nobody can try all settings. A network is like the walker in the fog, who feels only the slope underfoot.
# So the question is: at w1 = 2 and w2 = 0.5, *how much does the error of 18 bp change with each weight?*

# %% [markdown]
# ## 1 · Forward: from the signal to the loss
#
# ### Show
#
# A **neural network** is a function with weights, built from many small functions that feed each other. Each small function is a **neuron**, also called a **unit**. It multiplies each of its inputs by a weight, adds the products up, and hands the result on.
#
# Our network has two neurons in a row. Each has one input and one weight, so there is nothing to add up yet. The first makes h of the input x. The second makes the prediction ŷ of h.

# %%
drawing.show(figures.net())

# %% [markdown]
# The picture calls the outcome y the *target*, and the neuron in the middle a *hidden layer*.
#
# The prediction was 2, the outcome was 20. A **loss function** says in one number how wrong a prediction is. It is also called *cost* or *objective*. Ours is half the **squared error**:
#
# $$L = \tfrac12(\hat y - y)^2 = \tfrac12 \cdot (-18)^2 = 162$$
#
# The square makes an error count the same in both directions. The ½ cancels the 2 which the power rule brings down, so
#
# $$\frac{dL}{d\hat y} = \hat y - y = 2 - 20 = -18.$$
#
# With many samples one takes the mean of the squared errors, the **mean squared error** (MSE). For our one sample it is (ŷ − y)², which is 2L. The factor 2 moves no minimum, so both losses ask for the same weights.

# %%
drawing.show(figures.loss_slope(y_hat=2))

# %% [markdown]
# Left of 20 the slope is negative: the loss *falls* when the prediction rises. Right of 20 it is positive. Its size is the size of the error.
#
# ### Predict
#
# At ŷ = 2 the derivative is −18. Now raise ŷ from 2 to 3, a step of 1. Does the loss fall by *more* than 18, by *less* than 18, or by
# *exactly* 18? Look at the tangent.

# %%
drop_guess = ...  # "more", "less" or "exactly"

# %%
drop = 0.5 * (2 - 20) ** 2 - 0.5 * (3 - 20) ** 2
print(said(drop_guess), f"The loss falls by {drop}.")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Less: it falls by 17.5. A derivative holds for a small change. While ŷ rises, the curve gets flatter.
#
# </details>
#
# ### Do
#
# **Exercise `forward` · 1 point.** Write the forward pass, from the description of the two neurons. For x = 2, w1 = 2 and w2 = 0.5 the function returns h = 4 and ŷ = 2.

# %% solution="forward"
def forward(x, w1, w2):
    """Return the middle value h and the prediction y_hat, two numbers."""
    ### BEGIN SOLUTION
    h = w1 * x
    y_hat = w2 * h
    ### STUB
    # h = ...
    # y_hat = ...
    ### END SOLUTION
    return h, y_hat


# %% test="forward" points=1
checks.forward(forward)
### BEGIN HIDDEN TESTS
checks.forward(forward, (1.7, -0.4, 2.6), (-2.3, 1.9, 0.35))
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, `two_weights.forward`. An error above costs you nothing below.

# %% [markdown]
# ## 2 · Backward: which weight, and how much?
#
# ### Show
#
# **Backpropagation** computes the derivative of the loss with respect to every weight, in one backward pass through the network. It starts at the loss, with dL/dŷ.
#
# Each node receives a derivative from the node after it, the upstream gradient. It multiplies that by its own local gradient and hands the product back. In a picture: the loss hands back blame, and each node asks, *how much did I contribute?*

# %% [markdown]
# A smaller network as an example, with **one** weight: ŷ = w · x, with x = 3, y = 10 and w = 2.
#
# | | formula | number |
# | --- | --- | --- |
# | forward | ŷ = w · x | 6 |
# | upstream gradient | dL/dŷ = ŷ − y | −4 |
# | local gradient of the node, with respect to w | dŷ/dw = x | 3 |
# | gradient of the weight | dL/dw = dL/dŷ · dŷ/dw | −12 |
# | local gradient of the node, with respect to x | dŷ/dx = w | 2 |
# | gradient handed on | dL/dx = dL/dŷ · dŷ/dx | −8 |
#
# A node before this one would receive the −8 as its upstream gradient.

# %%
drawing.show(figures.one_weight(step="backward 1"))

# %% [markdown]
# ### Predict
#
# Back to the network with two weights, at w1 = 2 and w2 = 0.5. Raise one weight by a little and
# leave the other alone. For which of the two does the loss fall more?

# %%
weight_guess = ...  # "w1" or "w2"


# %%
def loss(w1, w2, x=2.0, y=20.0):
    _, y_hat = two_weights.forward(x, w1, w2)
    return 0.5 * (y_hat - y) ** 2


print(said(weight_guess))
print(f"dL/dw1, numerically: {central_difference(lambda w: loss(w, 0.5), 2.0):.3f}")
print(f"dL/dw2, numerically: {central_difference(lambda w: loss(2.0, w), 0.5):.3f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# For w2: the loss falls four times as fast. Backpropagation will tell why.
#
# </details>
#
# A central difference (lesson 01) needs two forward passes per weight. The one-sided way (lesson 02) needs one per weight, and one more. Backpropagation needs one pass back for all weights.
#
# ### Do
#
# **Exercise `gradients` · 3 points.** Walk back from the loss, with one line per derivative. The first
# is the one from part 1. Each of the other three is a derivative that you have already, times one local gradient.
#
# `dL_dh` means dL/dh. At x = 2, y = 20, w1 = 2 and w2 = 0.5 the function returns −18 and −72.

# %% solution="gradients"
def gradients(x, y, w1, w2):
    """Return dL_dw1 and dL_dw2, the derivatives of L = ½(y_hat − y)², two numbers."""
    h, y_hat = two_weights.forward(x, w1, w2)
    ### BEGIN SOLUTION
    dL_dy_hat = y_hat - y
    dL_dw2 = dL_dy_hat * h
    dL_dh = dL_dy_hat * w2
    dL_dw1 = dL_dh * x
    ### STUB
    # dL_dy_hat = ...  # where the backward pass starts
    # dL_dw2 = ...  # what did w2 multiply?
    # dL_dh = ...  # what is handed back through the second neuron?
    # dL_dw1 = ...  # and through the first?
    ### END SOLUTION
    return dL_dw1, dL_dw2


# %% test="gradients" points=3
checks.gradients(gradients)
### BEGIN HIDDEN TESTS
checks.gradients(gradients, (1.7, 2.9, -0.4, 2.6), (-2.3, -1.1, 1.9, 0.35))
### END HIDDEN TESTS

# %% [markdown]
# Now watch the whole network. Which value of the forward pass does each of the two derivatives use? Why is dL/dw2 four times as large? (The last stop, *update*, belongs to part 3.)

# %%
drawing.slide(figures.net(), step=figures.STOPS)

# %% [markdown]
# <details><summary>Answer</summary>
#
# dL/dw2 uses h = 4, the value that w2 multiplied: −18 · 4 = −72. dL/dw1 uses x = 2, the value that w1 multiplied. But what arrives there has passed w2 = 0.5 and is only −9: −9 · 2 = −18.
#
# So the error −18 is multiplied by h = 4 for w2, and by w2 · x = 1 for w1.
#
# </details>
#
# The same backward pass in the computation graph. Every node has handed back the upstream gradient times its local gradient:

# %%
drawing.show(figures.graph())

# %% [markdown]
# **Take a break here.** Half of the lesson is done.

# %% [markdown]
# ## 3 · Down into the valley
#
# ### Show
#
# Backpropagation has done its work: you have the gradient ∇L, the list of all derivatives, here (−18, −72). No weight has changed.
#
# **Gradient descent** changes them. It moves every weight a small step against its derivative, again and again. So: *backpropagation computes the gradient, gradient descent uses it*.
#
# The **learning rate η** (Greek "eta"; `lr` in code) sets the size of a step. The **update rule** is
#
# $$w \leftarrow w - \eta\,\frac{\partial L}{\partial w}$$
#
# The arrow ← means "becomes". (The curly ∂ says that L depends on other weights, too. This course writes dL/dw.) For the list **w** of all weights at once it reads $\mathbf w \leftarrow \mathbf w - \eta\,\nabla L$.
#
# The learning rate is a **hyperparameter**: a person chooses it before the training. The training finds the weights.

# %% [markdown]
# What the minus sign does, in the network with one weight, for η = 0.01:
#
# - **The derivative is negative: the weight goes up.** At w = 2, dL/dw = −12. The new weight is 2 − 0.01 · (−12) = 2.12, and the loss falls from 8 to 6.62.
# - **The derivative is positive: the weight goes down.** At w = 5 the prediction is 15, too high, and dL/dw = 15. The new weight is 5 − 0.01 · 15 = 4.85, and the loss falls from 12.5 to 10.35.

# %% [markdown]
# The walker in the fog does the same: she feels the slope (`gradients`), takes a step downhill (`step`), and repeats (`train`).
#
# Over w1 and w2 the loss is a landscape. Its minimum is not one point but a long bent valley: every pair with w1 · w2 = 10 predicts 20.
# Left you see the landscape from the side, right from above. The dashed line is the bottom of the valley.

# %%
drawing.show(figures.loss_surface(epoch=0))

# %% [markdown]
# ### Predict
#
# Ten steps with η = 0.01 will take the walker from (2, 0.5) to the bottom. Where will she arrive? Think of the two derivatives at the start, and on the way.
#
# - (a) near (2.4, 4.1): mostly w2 moves.
# - (b) near (3.4, 2.9): both move, w2 more.
# - (c) near (4.9, 2.0): mostly w1 moves.
#
# Then move the slider and walk with her.

# %%
place_guess = ...  # "a", "b" or "c"

# %%
print(said(place_guess))
drawing.slide(figures.loss_surface(), epoch=range(11))

# %% [markdown]
# <details><summary>Answer</summary>
#
# It is (b). At the start w2 moves four times as fast as w1. While w2 grows, so does the derivative with respect to w1, but for two steps only: from 18 to 39 in size. Then the small error makes both derivatives small, and the weights move almost alike.
#
# </details>
#
# From another start the walker arrives at another pair. Large networks usually start from random weights, so two trainings can end with different weights and nearly the same loss.
#
# ### Do
#
# **Exercise `step` · 2 points.** Write one step of gradient descent. `two_weights.gradients(x, y, w1, w2)` gives you both derivatives.
# From w1 = 2 and w2 = 0.5 with lr = 0.01 the step leads to w1 = 2.18 and w2 = 1.22.

# %% solution="step"
def step(x, y, w1, w2, lr):
    """Return the new w1 and w2 after one step with learning rate lr, two numbers."""
    ### BEGIN SOLUTION
    dL_dw1, dL_dw2 = two_weights.gradients(x, y, w1, w2)
    return w1 - lr * dL_dw1, w2 - lr * dL_dw2
    ### END SOLUTION


# %% test="step" points=2
checks.step(step)
### BEGIN HIDDEN TESTS
checks.step(step, (1.7, 2.9, -0.4, 2.6, 0.05), (-2.3, -1.1, 1.9, 0.35, 0.02))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `train` · 3 points.** Now many steps. An **epoch** is one pass over all the training data. With one sample, that is one step.
#
# Write what happens in one epoch: go forward, note the loss, take a step. Use `two_weights.forward` and `two_weights.step(x, y, w1, w2, lr)`.
#
# Each loss is noted *before* its step. For the start above, lr = 0.01 and two epochs the losses are 162 and 107.76; w1 and w2 end at 2.538 and 1.860.

# %% solution="train"
def train(x, y, w1, w2, lr, num_epochs):
    """Return w1, w2 (numbers) and losses (a list of num_epochs numbers)."""
    losses = []
    for epoch in range(num_epochs):
        ### BEGIN SOLUTION
        _, y_hat = two_weights.forward(x, w1, w2)
        losses.append(0.5 * (y_hat - y) ** 2)
        w1, w2 = two_weights.step(x, y, w1, w2, lr)
        ### END SOLUTION
    return w1, w2, losses


# %% test="train" points=3
checks.train(train)
### BEGIN HIDDEN TESTS
checks.train(train, (1.7, 2.9, -0.4, 2.6, 0.05, 5), (-2.3, -1.1, 1.9, 0.35, 0.02, 1))
### END HIDDEN TESTS

# %% [markdown]
# The table of ten steps. Row 0 is the start, so it has 11 rows. (Your `train` returns the weights and the losses; `two_weights.train` returns this table.)

# %%
print("epoch     y_hat      loss      w1      w2")
for row in two_weights.train(2.0, 20.0, 2.0, 0.5, 0.01, num_epochs=10):
    print(f"{row.epoch:5d} {row.y_hat:9.4f} {row.loss:9.4f} {row.w1:7.4f} {row.w2:7.4f}")

# %% [markdown]
# After ten steps the prediction is 19.9998. One repeats until the loss hardly falls any more. Lesson 08 has a name for that, *convergence*, and says when to stop.
#
# **Take a second break here.** A bug and a written question are left.

# %% [markdown]
# **Exercise `mend_train` · 2 points: find the bug.** A colleague wrote the loop in the answer cell below. It runs, its loss falls, and after ten
# steps its prediction is 20. Her first step takes her to w1 = 2.4392 and w2 = 1.22. There her loss is 98.68. Yours was 107.76.
#
# Lower is not the same as right. An update tells which derivative it used: (old − new) / lr. For her w1 that is (2 − 2.4392) / 0.01 = −43.92, and the numerical derivative was −18.
#
# With small steps such an error may do no harm. With lr = 0.03 her loss diverges: it grows without end. Yours does not settle at that rate either, but from the first step on it stays below 50.

# %%
drawing.show(figures.two_loops(lr=0.03))

# %% [markdown]
# Find out where the −43.92 comes from. Then fix the function.

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
checks.mend_train(mend_train)
### BEGIN HIDDEN TESTS
checks.mend_train(mend_train, (1.7, 2.9, -0.4, 2.6, 0.05, 5))
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** Your colleague says: "My loss after the first step is 98.68, yours is 107.76.
# So my update is the better one."
#
# Answer in three or four sentences. Which number does her code put in the place of which, so that dL/dw1 is −43.92 and not −18? Why is a lower loss no proof that an update is right, and what is a proof?

# %% [markdown] answer="lower_loss" points=2
# **Model answer.** Her code moves w2 first. The derivative with respect to w1 is then the error of the old forward pass times the *new*
# w2: −18 · 1.22 · 2 = −43.92, with 1.22 in the place of 0.5. It mixes two places, so it belongs to neither.
#
# The step for w1 comes out longer, and here a longer step
# happens to lead further down. A longer step with the right gradient does that too, and at a larger learning rate hers diverges.
#
# The proof is to compare the derivatives, (old − new) / lr,
# with numerical ones (central differences) at several points.
#
# **Rubric.** 1 point: the derivative with respect to w1 uses the w2 that was updated already, 1.22 for 0.5 (two places are mixed). 1 point: a lower loss can come from a longer
# step, so the proof is to compare with numerical derivatives, not with the loss. Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - The derivative with respect to a weight is *the value that it multiplied* times *the upstream gradient that reached its node*. At the start it is −18 for w1 and −72 for w2.
# - Backpropagation computes the gradient. Gradient descent uses it.
# - Derivative negative: the weight goes up. Derivative positive: the weight goes down.
# - First all derivatives, at one place. Then all moves.
# - A falling loss does not prove that the gradient is right. Numerical derivatives do.
#
# **Next: 04 · Three weights.** A curve in the middle of the network, and the gradient has to get past it.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | neural network | | a function with weights, built from neurons that feed each other |
# | neuron, unit | | multiplies its inputs by weights and adds up |
# | weight | w1, w2 | a number in the network that training changes |
# | prediction | ŷ, `y_hat` | what the network gives out |
# | loss function, cost, objective | L | how wrong the prediction is, one number |
# | squared error, MSE | (ŷ − y)² | L is half of it; the MSE is its mean over samples |
# | backpropagation | | computes all derivatives of L in one backward pass |
# | gradient descent | | steps against the gradient ∇L, again and again |
# | learning rate | η, `lr` | the part of the gradient that a step takes |
# | update rule | w ← w − η · dL/dw | how a step moves a weight |
# | epoch | `epoch` | one pass over all training data |
# | hyperparameter | η, `num_epochs` | chosen before training |
