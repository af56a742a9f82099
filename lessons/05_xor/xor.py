# %% [markdown]
# # 05 · XOR
#
# **The question.** What can a hidden layer do that more training can't?
#
# **You will be able to**
#
# - say why one unit can't learn XOR, however long it trains;
# - send many rows at once forward through a hidden layer, and the gradient back to all its units;
# - start a network so that its hidden units can differ, and judge it by many starts, not by one.
#
# About 75 minutes · 11 points · You need lessons 01 to 04. Take a break after part 1.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.activations import sigmoid, sigmoid_prime
from helpers.drawing import progress, roadmap
from helpers.lessons import xor
from helpers.lessons.xor import checks, figures
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("05"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 04: a hidden unit has the activation a = 0.99. How much of the gradient that reaches it gets past its sigmoid?
#
# <details><summary>Answer</summary>
#
# The part a(1 − a) = 0.99 · 0.01, about 1%. The unit is saturated.
#
# </details>
#
# 2. Lesson 02: a value goes into two nodes. What happens to the two gradients that come back?
#
# <details><summary>Answer</summary>
#
# They add. Each path brings its own part.
#
# </details>
#
# 3. Lesson 04: what is the error signal δ of a unit?
#
# <details><summary>Answer</summary>
#
# dL/dz, the derivative of the loss with respect to the unit's pre-activation.
#
# </details>

# %% [markdown]
# ## In the market
#
# A desk trades a share index by two signals, each 0 or 1. *Momentum* is 1 when the index rose over the last
# months. *Stress* is 1 when volatility is high. The desk buys when **one of the two is on, and not both**:
#
# | momentum | stress | what the desk says | buy |
# | --- | --- | --- | --- |
# | 0 | 0 | a slow fall: nothing to gain yet | 0 |
# | 0 | 1 | sold in panic: a rebound is near | 1 |
# | 1 | 0 | a calm rise: buy | 1 |
# | 1 | 1 | a rise in a nervous market: stay out | 0 |
#
# The rule, made for this lesson, is called XOR, "exclusive or".
#
# <details><summary>If you like: is there something like it in real markets?</summary>
#
# Momentum traders know the panic row: their worst losses come when a stressed market rebounds (Daniel and Moskowitz 2016, *Momentum crashes*).
#
# </details>
#
# Each corner of the picture is one row of the table. Filled corners are buys. Can you draw **one straight line** with both buys on its shaded side and both other corners on the white side?

# %%
drawing.show(figures.one_line(angle=0, shift=0.0))

# %%
drawing.slide(
    figures.one_line(), angle=range(0, 360, 15), shift=[-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75]
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# No. Three corners are the most, for example at 240° and −0.25. Part 1 shows why.
#
# </details>

# %% [markdown]
# ## 1 · One unit
#
# ### Show
#
# The smallest network for this rule is one sigmoid unit. Here it reads the second row of the table, (0, 1):

# %%
drawing.show(figures.unit())

# %% [markdown]
# $$z = w_1 x_1 + w_2 x_2 + b \qquad\qquad \hat y = \sigma(z)$$
#
# New here is b, the **bias**: a number that the unit adds to its weighted sum. It is learned like a weight.
#
# The unit says "buy" where z is positive, since ŷ is above 0.5 there. The border, z = 0, is a straight line. The weights turn it and the bias shifts it.

# %% [markdown]
# Until now you computed one row at a time. NumPy computes all **four rows** at once. The picture shows their weighted sums, still without the bias. Below it: how the sum of row 1 is made. (NumPy counts from 0.)
#
# Compute the sum of row 2 by hand in the same way, and compare it with the picture.

# %%
drawing.show(figures.product(row=1))

# %% [markdown]
# <details><summary>Answer</summary>
#
# Row 2 is the corner (1, 0): 1 · 0.9 + 0 · (−0.3) = 0.9.
#
# </details>
#
# This is a product of two matrices. NumPy writes it **`@`**. Each entry of the result comes from one row on the left and one column on the right: multiply entry by entry, then add up.
#
# In the shapes below the matrices the inner numbers must agree: (4, **2**) and (**2**, 1). The outer numbers are the shape of the result: (4, 1).

# %% [markdown]
# - `X` has one row per sample and one column per input: (4, 2).
# - `W` has one row per unit and one column per input: here (1, 2).
# - `W.T`, the *transpose* of `W`, has rows and columns exchanged: (2, 1).
# - `b` has one number per unit: (1,). In `+ b` NumPy repeats it for every row. This is called **broadcasting**.

# %%
W, b = np.array([[0.9, -0.3]]), np.array([0.4])
print("z of the four rows:", (xor.X @ W.T + b).ravel())

# %% [markdown]
# Now train the unit on all rows. Its loss is the sum of their losses, $L = \tfrac12 \sum (\hat y - y)^2$. Each row has its own error signal δ = dL/dz = (ŷ − y) · σ′(z), as in lesson 04.
#
# But one weight is used in all four rows. So four gradients come back to it, and they **add**. Each is the δ of its row times what the weight multiplied there:
#
# | row (x1, x2) | δ | δ · x1 | δ · x2 |
# | --- | --- | --- | --- |
# | (0, 0) | 0.1438 | 0 | 0 |
# | (0, 1) | −0.1185 | 0 | −0.1185 |
# | (1, 0) | −0.0360 | −0.0360 | 0 |
# | (1, 1) | 0.1437 | 0.1437 | 0.1437 |
# | **sum** | dL/db = 0.133 | dL/dw1 = 0.108 | dL/dw2 = 0.025 |

# %% [markdown]
# ### Predict
#
# The unit trains for 10,000 epochs from here, with lr = 0.1. Here an epoch is one step, on all four rows. Where do its four predictions end?
#
# - (a) near 0, 1, 1, 0
# - (b) three right, one wrong
# - (c) all four at 0.5

# %%
end_guess = ...  # "a", "b" or "c"

# %%
print(said(end_guess))
for epoch in [0, 100, 1000, 10_000]:
    W_end, b_end, y_hat = xor.train_unit(xor.X, xor.y, W, b, lr=0.1, num_epochs=epoch)
    largest = max(np.abs(W_end).max(), np.abs(b_end).max())
    print(f"epoch {epoch:6,}: predictions {y_hat.ravel().round(4)}, largest parameter {largest:.4f}")

# %% [markdown]
# The unit says "I don't know", four times, and more epochs change nothing.
#
# It has come to a **local minimum**, at w1 = w2 = b = 0: a place where every small step raises the loss. Of 200 random starts none ends better.
#
# Why can't all four be right? Add up z at opposite corners. For **any** weights and bias
#
# $$z_{00} + z_{11} = w_1 + w_2 + 2b = z_{01} + z_{10} .$$
#
# The buys need a positive z, so the right side must be positive. The other two corners need a negative z, so the left side must be negative. But both sides are equal.
#
# Points of two kinds are **linearly separable** if one straight line has all points of one kind on one side and all others on the other side. The corners of XOR are not.

# %% [markdown]
# ### Do
#
# **Exercise `train_unit` · 2 points.** Write the two gradients of one unit, for any number m of rows and n of inputs. `dL_dZ` is given: it holds the δ of each row.
#
# One `@` makes the sums for all weights at once. Which shapes must stand left and right, so that (1, n) comes out and the rows are added up?
#
# For `dL_db`: `A.sum(axis=0)` adds down the rows of `A` and leaves one number per column. `A.sum(axis=1)` adds along each row and leaves one number per row.

# %% solution="train_unit"
def train_unit(X, y, W, b, lr, num_epochs):
    """Return W (1, n), b (1,) and the predictions y_hat (m, 1) after num_epochs steps."""
    for epoch in range(num_epochs):
        Z = X @ W.T + b
        y_hat = sigmoid(Z)
        dL_dZ = (y_hat - y) * sigmoid_prime(Z)  # (m, 1)
        ### BEGIN SOLUTION
        dL_dW = dL_dZ.T @ X
        dL_db = dL_dZ.sum(axis=0)
        ### STUB
        # dL_dW = ...  # (1, n)
        # dL_db = ...  # (1,)
        ### END SOLUTION
        W = W - lr * dL_dW
        b = b - lr * dL_db
    return W, b, sigmoid(X @ W.T + b)


# %% test="train_unit" points=2
checks.train_unit(train_unit)
### BEGIN HIDDEN TESTS
more = [checks.unit_point(21, 6, 2, 0.2, 3), checks.unit_point(22, 4, 4, 0.3, 2)]
checks.train_unit(train_unit, *more)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>If you like: the same training as a short program, and two traps</summary>
#
# This training is often written as below, with the weights in a column, (2, 1), so without a transpose on the way forward. Copy it into a new cell to run it.
#
# ```python
# rng = np.random.default_rng(0)
# weights, bias = rng.random((2, 1)), rng.random(1)
# for epoch in range(10_000):
#     output = sigmoid(xor.X @ weights + bias)
#     error = output - xor.y
#     d_output = error * output * (1 - output)
#     weights = weights - 0.1 * xor.X.T @ d_output
#     bias = bias - 0.1 * d_output.sum(axis=0)
#     if epoch % 1000 == 0:
#         print(epoch, np.abs(error).mean())
# ```
#
# *First trap.* The backward pass and the update belong inside the loop. Four spaces further left they run once, after 10,000 forward passes with the same weights: the mean of |error| is 0.4976 each time.
#
# *Second trap.* Some programs write `error = xor.y - output` and then `weights + …`. The two changes of sign cancel. With only one of them the program climbs, by gradient *ascent*: the loss rises.
#
# </details>
#
# **Take a break here.**

# %% [markdown]
# ## 2 · A layer that moves the points
#
# ### Show
#
# One line can't separate the corners where they are. So move them. A **layer** is a group of units that all see the same inputs. A **hidden layer** is a layer between the inputs and the output.
#
# This network is called 2-2-1: two inputs, two hidden units, one output. Its weights are set by hand, so that each unit asks a question:
#
# - hidden unit 1: "is *at least one* signal on?", z1 = 10·x1 + 10·x2 − 5;
# - hidden unit 2: "are *both* on?", z2 = 10·x1 + 10·x2 − 15;
# - the output: "the first, and not the second?", z3 = 10·h1 − 10·h2 − 5.
#
# With one signal on, x1 + x2 is 1, between the borders of the two units, 0.5 and 1.5. The factor 10 is large, so each sigmoid is nearly 0 or 1.

# %%
drawing.show(figures.by_hand(step="forward 2"))

# %% [markdown]
# The output unit never sees the corners. It sees h1 and h2, as new coordinates: here (0.993, 0.007).
#
# The picture numbers units; in the code a number counts *layers*. For all four rows at once, `W1` has one row per hidden unit, and `b1` one number per hidden unit: −5 and −15. Each layer is one line, as in part 1, and the second layer reads what the first gives out.
#
# ### Predict
#
# With these weights two of the four corners get the same new coordinates. Which?
#
# - (a) (0, 0) and (1, 1)
# - (b) (0, 1) and (1, 0)
# - (c) (1, 0) and (1, 1)

# %%
same_place_guess = ...  # "a", "b" or "c"

# %%
W1, b1 = np.array([[10.0, 10.0], [10.0, 10.0]]), np.array([-5.0, -15.0])
W2, b2 = np.array([[10.0, -10.0]]), np.array([-5.0])
A1 = sigmoid(xor.X @ W1.T + b1)
y_hat = sigmoid(A1 @ W2.T + b2)
print(said(same_place_guess))
for corner, place, prediction in zip(xor.X, A1, y_hat, strict=True):
    print(f"{corner} moves to {place.round(3)}, prediction {prediction[0]:.3f}")

# %% [markdown]
# Three places are left, and one straight line is enough.
#
# A second network 2-2-1 was trained from a random start. It found nearly the same two lines. The arrows point to the side where a unit says yes: its second unit asks the opposite question.

# %%
drawing.show(figures.questions())

# %% [markdown]
# Now watch this network learn, with lr = 0.5. Left: the corners, with the line of each hidden unit. Right: the same corners where the hidden layer puts them, with the output's line: it buys in the shaded part. The grid shows where the rest of the plane goes.
#
# From which stop of the slider on does the output's line have all four corners on the right side?

# %%
drawing.show(figures.moved_corners(epoch=300))

# %%
drawing.slide(figures.moved_corners(), epoch=figures.EPOCHS)

# %% [markdown]
# <details><summary>Answer</summary>
#
# From epoch 600 on. The two buys move together, until they are at the same place.
#
# </details>
#
# **A hidden layer moves the points. The output still draws one straight line.**
#
# <details><summary>If you like: how much can one hidden layer do?</summary>
#
# The **universal approximation** theorem (Cybenko 1989; Hornik 1991) says: with enough hidden units, one hidden layer can come as close as you like to any continuous function on a bounded region. It doesn't say that training finds the weights.
#
# </details>

# %% [markdown]
# Now backpropagation, as in lesson 04. What is new: **several** hidden units wait for a gradient. Here is a network 2-2-1 with its first weights, and the row (0, 1). The output's error signal goes back to both units, to each along its own weight.

# %%
drawing.show(figures.gradients(step="backward 2"))

# %% [markdown]
# Go through the pass with the slider. Which hidden unit gets the larger gradient dL/dh, and why? Why do w1 and w3 get the gradient 0?

# %%
drawing.slide(figures.gradients(), step=figures.STOPS)

# %% [markdown]
# <details><summary>Answer</summary>
#
# h1: it gets −0.04925 · (−2) = 0.0985, and h2 gets −0.04925 · 1.5 = −0.0739. The size of w5 is larger. The signs differ: h1 should fall and h2 should rise.
#
# w1 and w3 multiply x1, and x1 is 0 in this row. They had no part in the prediction.
#
# </details>
#
# ### Do
#
# **Exercise `backward` · 3 points.** Now for m rows, n inputs and h hidden units. `W1` is (h, n), `W2` is (1, h). `dL_dZ2` holds dL/dz3 of the picture, and `W2` holds w5 and w6.
#
# Each comment gives the shape of the result, and what the picture does for one row and the first hidden unit.
#
# Ask for each line: what is added up, and what is not?
#
# - Weights are shared by all rows, so rows add up, as in `train_unit`.
# - In `dL_dA1` each row sends its one dL/dz3 to h units. Nothing is added up.
# - σ′(z1) belongs to one row and one unit, so `*` multiplies entry by entry.

# %% solution="backward"
def backward(X, y, W1, b1, W2, b2):
    """Return dL_dW1 (h, n), dL_db1 (h,), dL_dW2 (1, h) and dL_db2 (1,)."""
    Z1, A1, Z2, y_hat = xor.forward(X, W1, b1, W2, b2)
    dL_dZ2 = (y_hat - y) * sigmoid_prime(Z2)
    ### BEGIN SOLUTION
    dL_dW2 = dL_dZ2.T @ A1
    dL_dA1 = dL_dZ2 @ W2
    dL_dZ1 = dL_dA1 * sigmoid_prime(Z1)
    dL_dW1 = dL_dZ1.T @ X
    ### STUB
    # dL_dW2 = ...  # (1, h); dL/dw5 = dL/dz3 · h1
    # dL_dA1 = ...  # (m, h); dL/dh1 = dL/dz3 · w5
    # dL_dZ1 = ...  # (m, h); dL/dz1 = dL/dh1 · σ′(z1)
    # dL_dW1 = ...  # (h, n); dL/dw1 = dL/dz1 · x1
    ### END SOLUTION
    dL_db2 = dL_dZ2.sum(axis=0)
    dL_db1 = dL_dZ1.sum(axis=0)
    return dL_dW1, dL_db1, dL_dW2, dL_db2


# %% test="backward" points=3
checks.backward(backward)
### BEGIN HIDDEN TESTS
more = [checks.backward_point(25, 6, 2, 3), checks.backward_point(26, 4, 3, 5)]
checks.backward(backward, *more)
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Two hundred starts
#
# ### Show
#
# Does a network 2-4-1 succeed where the one unit failed? Both trained for 10,000 epochs with lr = 0.5, like all networks of this part. The colour is the prediction, and the white line is where it is 0.5.

# %%
drawing.show(figures.bent_boundary())

# %% [markdown]
# The network's border is no straight line any more. *More epochs help where there is a way down. A hidden layer makes one, from most starts.*
#
# Does every start work? **Initialisation** is the choice of the weights and biases before the first step. Two choices look fair and fail: all entries 0, and all entries 0.5.

# %%
for value in [0.0, 0.5]:
    net = xor.train(xor.equal_start(2, value), num_epochs=10_000)
    print(f"start {value}: predictions {xor.answers(net).round(2)}, W1 {net.W1.round(2).tolist()}")

# %% [markdown]
# From 0.5 the network moves, but both units stay equal. With equal weights on both sides, from the inputs and to the output, they have equal activations, get equal gradients and take equal steps. Such twins do the work of one unit.
#
# One is too few: three corners stay together, at 0.67, since two of the three are buys.
#
# A random initialisation lets the units learn different things. This is **symmetry breaking**.
#
# From 0 nothing moves. Yet this place is no minimum but a **saddle point**, as on a mountain pass: every derivative is 0, and the loss falls in some directions and rises in others.

# %% [markdown]
# ### Predict
#
# So draw every entry from a normal distribution with standard deviation 1, with the seeds 0 to 199. How many of these 200 *small* networks, 2-2-1, solve XOR in 10,000 epochs, with all four predictions within 0.1 of their targets?

# %%
solved_guess = ...  # a number from 0 to 200

# %%
films, epochs = {}, range(0, 10_001, 1000)
for n_hidden in [2, 3, 4]:
    bar = progress.bar(f"epochs of 2-{n_hidden}-1")
    films[n_hidden] = xor.film_of_starts(n_hidden, 200, epochs, progress=bar)

# %%
print(said(solved_guess), "Row by row, from seed 0 at the top left; a cross: not solved.")
drawing.show(figures.strip_of_seeds(films, epochs, epoch=10_000))

# %% [markdown]
# **Two more hidden units** leave 1 failure in 200. More training helps far less: of the 37 small networks that failed, only 2 solve XOR after 40,000 epochs.
#
# One seed shows nothing: seed 0 of 2-2-1 fails, and seed 1 succeeds. And 200 starts are a sample. The interval in the title has the shares of success that fit it: for 2-2-1, 76 to 86%.

# %% [markdown]
# ### Do
#
# **Exercise `start` · 2 points.** Write the initial weights of a network 2-h-1; its biases may start at 0. `rng` is a random generator: `rng.normal(size=(3, 2))` draws an array of that shape. The check trains from your start: no two hidden units may stay twins, and at least half of 20 seeds must solve XOR.

# %% solution="start"
def start(rng, n_hidden):
    """Return W1 (n_hidden, 2), b1 (n_hidden,), W2 (1, n_hidden) and b2 (1,)."""
    ### BEGIN SOLUTION
    W1 = rng.normal(size=(n_hidden, 2))
    W2 = rng.normal(size=(1, n_hidden))
    ### STUB
    # W1 = ...
    # W2 = ...
    ### END SOLUTION
    b1, b2 = np.zeros(n_hidden), np.zeros(1)
    return W1, b1, W2, b2


# %% test="start" points=2
checks.start(start)
### BEGIN HIDDEN TESTS
checks.start(start, 5)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `mend_step` · 2 points: find the bug.** A colleague trains 2-4-1 with the step below. It solves XOR in 117 of 200 starts, ours in 199. "Bad luck with the seeds," he says. With three hidden units it stops with an error.
#
# Why does it run with four? Fix it for any number of hidden units and of rows. (`delta` is dL/dZ, and a(1 − a) is the slope of the sigmoid. Both are right.)

# %% solution="mend_step"
def mend_step(X, y, W1, b1, W2, b2, lr):
    """Return W1, b1, W2 and b2 after one step on the loss ½ Σ (y_hat − y)²."""
    _, A1, _, y_hat = xor.forward(X, W1, b1, W2, b2)
    delta2 = (y_hat - y) * y_hat * (1 - y_hat)
    delta1 = (delta2 @ W2) * A1 * (1 - A1)
    new_W1 = W1 - lr * delta1.T @ X
    ### BEGIN SOLUTION
    new_b1 = b1 - lr * delta1.sum(axis=0)
    ### STUB
    # new_b1 = b1 - lr * delta1.sum(axis=1)
    ### END SOLUTION
    new_W2 = W2 - lr * delta2.T @ A1
    new_b2 = b2 - lr * delta2.sum(axis=0)
    return new_W1, new_b1, new_W2, new_b2


# %% test="mend_step" points=2
checks.mend_step(mend_step)
### BEGIN HIDDEN TESTS
more = [checks.step_point(27, 4, 3, 0.5), checks.step_point(28, 6, 2, 0.4)]
checks.mend_step(mend_step, *more)
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>Why does it run with four hidden units?</summary>
#
# `axis=1` adds along each row and leaves one number per *row*. There are four rows, and here four hidden units as well, so the shapes fit by chance. Each bias got the gradient of a row that has nothing to do with it.
#
# </details>

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** Two colleagues want to learn the desk's rule. *Ada* trains one sigmoid unit. All her predictions stop at 0.5, and she plans a million epochs.
#
# *Ben* trains 2-2-1 with seed 0. Two of his predictions stop at 0.5, and he concludes that a hidden layer doesn't help either. Answer both, in about four sentences.

# %% [markdown] answer="ada_and_ben" points=2
# **Model answer.** Ada's unit draws one straight line, and no straight line has both buys on one side: opposite corners have the same sum of z, whatever the weights.
# A million epochs search among lines only, so they can't help. A hidden layer moves the corners first, so that one line is enough. Ben saw one start. About four of five starts of 2-2-1
# solve XOR and one of five fails, so a single seed shows nothing about the network. He should train from many seeds and report the share with its interval, or take more hidden units, which fail less often.
#
# **Rubric.** 1 point for Ada: one unit is one straight line and XOR is not linearly separable, so training time is not what is missing (half a point if the reason is missing).
# 1 point for Ben: one failed start is no evidence against the layer; try many seeds (or more hidden units) and look at the share (half a point for "try another seed" alone).

# %% [markdown]
# ## Takeaways
#
# - One unit draws one straight line. No training changes that.
# - A hidden layer moves the points; the output unit draws one straight line among them.
# - The gradient goes back to each hidden unit along its own weight, and past its sigmoid. Rows that share a parameter add their gradients.
# - Hidden units that are equal in all their weights stay equal. A random initialisation breaks the symmetry.
# - Whether a start succeeds is chance. Report a share over many seeds, with its interval.
#
# **Next: 06 · Layers.** You will write a layer once, and use it for networks of any size.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | XOR | | one of the two, not both |
# | bias | b, `b1`, `b2` | a learned number that a unit adds to its weighted sum |
# | broadcasting | `+ b` | NumPy repeats the smaller array: one bias for every row |
# | linearly separable | | one straight line separates the two kinds of points |
# | layer | | units that all see the same inputs |
# | hidden layer | `A1` (m, h) | a layer between the inputs and the output |
# | universal approximation | | with enough units one hidden layer comes close to any continuous function |
# | local minimum | | a place where every small step raises the loss |
# | saddle point | | all derivatives are 0, but the loss falls in some directions and rises in others |
# | initialisation | | the choice of the weights and biases before the first step |
# | symmetry breaking | | hidden units start different, so that they can learn different things |
