# %% [markdown]
# # 06 · Layers
#
# **The question.** How do a thousand derivatives fit in four lines?
#
# **You will be able to**
#
# - name the shape of every array in a layer before you multiply;
# - send a batch forward through any number of layers, and the gradient back, in four lines per layer;
# - start the backward pass of a classifier with softmax and cross-entropy;
# - check the gradient of a whole network.
#
# About 75 minutes · 12 points · You need lessons 01 to 05. Take a break after part 2.

# %% locked="imports"
import numpy as np

from helpers import drawing, layers
from helpers.activations import sigmoid
from helpers.drawing import roadmap
from helpers.gradients import central_difference, numerical_gradient, relative_error
from helpers.lessons.layers import checks, figures
from helpers.market import three_days
from helpers.network import Network, pack
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("06"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 05: a layer reads 2 inputs and has 4 hidden units. Which shape has its W, and what stands in one row of W?
#
# <details><summary>Answer</summary>
#
# (4, 2), that is (n_out, n_in). A row holds the weights of one hidden unit.
#
# </details>
#
# 2. Lesson 05: four rows use the same weight. Which gradient does the weight get?
#
# <details><summary>Answer</summary>
#
# The sum of what comes back from the four rows.
#
# </details>
#
# 3. Lesson 04: a sigmoid unit is saturated and gives out 0.998. How large is its local gradient?
#
# <details><summary>Answer</summary>
#
# a(1 − a) = 0.998 · 0.002, about 0.002. Almost nothing passes.
#
# </details>

# %% [markdown]
# ## In the market
#
# A risk desk sorts the days of the S&P 500 into three classes. *Crash*: the index closed more than 2% below the day before. *Rally*: more than 2% above. All other days are *flat*.
#
# Do years with many crashes have few rallies?

# %%
drawing.show(figures.crash_and_rally())

# %% [markdown]
# <details><summary>Answer</summary>
#
# No, they have many. Large moves come in clusters and in both directions. So one can hope to know *that* a large move is near. Its direction is another question.
#
# </details>
#
# The desk wants three probabilities for tomorrow. Its network reads the trend and the volatility of the past month. It is written 2-5-4-3: two inputs, hidden layers of 5 and 4 units, three outputs.
#
# Its layers have 5 · 2 + 5 = 15, 4 · 5 + 4 = 24 and 3 · 4 + 3 = 15 weights and biases.
#
# In lesson 05 you wrote the backward pass of two layers, line by line. Now the same four lines must serve any number of layers.

# %% [markdown]
# ## 1 · Forward: one line per layer
#
# ### Show
#
# In a **dense layer** (also: fully connected layer) every unit reads every number that comes in. In a **feed-forward network** numbers only go from one layer to the next.
#
# Take one layer and one day. Three numbers come in, (2, −1, 0.5), and two units read them. Each unit has one row of W and one entry of b:
#
# | unit | row of W | b | pre-activation z |
# | --- | --- | --- | --- |
# | 1 | 0.4, −0.3, 1 | 0.1 | 0.4 · 2 + (−0.3) · (−1) + 1 · 0.5 + 0.1 = 1.7 |
# | 2 | −0.6, 0.5, 0.2 | −0.2 | (−0.6) · 2 + 0.5 · (−1) + 0.2 · 0.5 − 0.2 = −1.8 |

# %% [markdown]
# Then comes the activation function. **ReLU** (rectified linear unit) is the activation function that keeps a positive z and replaces a negative z by 0: ReLU(z) = max(0, z). Here the two units give out (1.7, 0). The next layer reads these numbers.
#
# Without an activation function **stacked linear layers collapse into one layer**. With one unit each: w2(w1·x + b1) + b2 = (w2·w1)·x + (w2·b1 + b2), again one weight and one bias. Only the non-linearity between layers makes depth useful.
#
# Now six days at once. A **batch** is a group of samples that go through the network together. In this course each sample is one row. **Vectorisation** means that one operation on whole arrays replaces a loop over samples and units.
#
# The picture shows a batch `A` of six days, and the `W` of a layer that reads 4 numbers and has 5 units. `A @ W` does not fit: the two inner numbers differ.

# %%
drawing.show(figures.shape_puzzle(product="A @ W"))

# %% [markdown]
# Here are the other four. Which two fit, and which of the two keeps one row per day?

# %%
drawing.slide(figures.shape_puzzle("W @ A"), product=["W @ A", "A @ W.T", "W @ A.T", "A * W"])

# %% [markdown]
# <details><summary>Answer</summary>
#
# `A @ W.T` fits and has the shape (6, 5): one row per day, one column per unit. `W @ A.T` fits too, but its days are columns.
#
# </details>
#
# ### Predict
#
# Six predictions stand in a column: `y_hat` has the shape (6, 1). The six true values stand in a row: `y` has the shape (6,). Each prediction is *exactly right*. Which shape has `y_hat - y`? (No points.)

# %%
shape_guess = ...  # "(6,)", "(6, 1)", "(6, 6)" or "an error"

# %%
y = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
y_hat = y.reshape(6, 1)
print(f"The shape is {(y_hat - y).shape}.")
print("mean square:", np.mean((y_hat - y) ** 2))
print("with equal shapes:", np.mean((y_hat - y.reshape(6, 1)) ** 2))
print(said(shape_guess))

# %% [markdown]
# By broadcasting, NumPy stretched both to (6, 6) and compared each prediction with each true value. In 18 of these 36 pairs one number is 1 and the other 0, so the mean is 0.5, and no error message comes. Print the shapes before you subtract.
#
# ### Do
#
# **Exercise `forward_pass` · 2 points.** Any number of layers. `weights` is a list with one W per layer, `biases` a list with one b per layer. Hidden layers use ReLU: `np.maximum` takes the larger of two numbers, entry by entry. The last layer uses `sigmoid`.
#
# All activations are kept in a list, x first: the backward pass needs them.
#
# Here is a small network 3-2-1 with four days. Its first layer and its first day are those of the table above. So your list must hold x, then a (4, 2) with 1.7, 0 in the first row, then a column (4, 1) with 0.7595, 0.2829, 0.5150, 0.6921.

# %%
x = np.array([[2.0, -1.0, 0.5], [-1.0, 2.0, 1.0], [1.0, 3.0, -2.0], [0.5, 1.0, 1.5]])
weights = [np.array([[0.4, -0.3, 1.0], [-0.6, 0.5, 0.2]]), np.array([[0.5, -0.8]])]
biases = [np.array([0.1, -0.2]), np.array([0.3])]

# %% solution="forward_pass"
def forward_pass(x, weights, biases):
    """Return the activations of all layers in a list: x first, the prediction last."""
    activations = [x]
    for layer in range(len(weights)):
        W, b = weights[layer], biases[layer]
        last = layer == len(weights) - 1
        ### BEGIN SOLUTION
        z = activations[-1] @ W.T + b
        a = sigmoid(z) if last else np.maximum(0, z)
        ### STUB
        # z = ...  # what does this layer read?
        # a = ... if last else ...
        ### END SOLUTION
        activations.append(a)
    return activations


# %% test="forward_pass" points=2
checks.forward_pass(forward_pass)
### BEGIN HIDDEN TESTS
checks.forward_pass(forward_pass, checks.net(11, (3, 4, 5, 2), 6))
checks.forward_pass(forward_pass, checks.net(12, (5, 2, 4, 3, 6), 3))
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · Softmax and cross-entropy
#
# ### Show
#
# Lesson 04 left a problem open. A sigmoid output that is sure and wrong is saturated. With the squared error almost no gradient arrives, and the worst prediction learns least.
#
# **Cross-entropy** is the loss that charges −log of the probability given to *what happened* (natural logarithm). It charges 0 for the probability 1, 0.69 for 0.5, and 4.61 for 0.01. Near 0 it is very steep.
#
# ### Predict
#
# The output has z = 6, so ŷ = 0.998, and the share fell: y = 0. With the loss ½(ŷ − y)² the gradient dL/dz is 0.0025. Cross-entropy is −log(1 − ŷ) here, since 1 − ŷ is the probability of a fall. How large is dL/dz now? (No points.)

# %%
gradient_guess = ...  # 0.0025, 0.25 or 1

# %%
by_square = central_difference(lambda z: 0.5 * (sigmoid(z) - 0) ** 2, 6.0)
by_entropy = central_difference(lambda z: -np.log(1 - sigmoid(z)), 6.0)
print(f"By small changes of z: square {by_square:.4f}, cross-entropy {by_entropy:.4f}.")
print(said(gradient_guess))
drawing.show(figures.two_losses())

# %% [markdown]
# Both losses for y = 0, with their tangents at z = 6. (The vertical axis on the right covers about 12 times as much.) On the left of both pictures the prediction is right, and there is nothing to learn. On the right it is wrong: the square is flat, and cross-entropy has the slope 1.
#
# So the full error arrives: the steep logarithm cancels the flat sigmoid. Here are the two factors, first for y = 0, then for y = 1 with its loss −log ŷ. (The derivative of log u is 1/u.)
#
# $$y = 0: \quad \frac{dL}{dz} = \frac{1}{1 - \hat y} \cdot \hat y (1 - \hat y) = \hat y$$
#
# $$y = 1: \quad \frac{dL}{dz} = -\frac{1}{\hat y} \cdot \hat y (1 - \hat y) = \hat y - 1$$
#
# In one formula: **dL/dz = ŷ − y**, as lesson 04 announced.
#
# <details><summary>If you like: the formula for both outcomes in one line</summary>
#
# $$L = -y \log \hat y - (1 - y) \log(1 - \hat y)$$
#
# The term −y log ŷ alone is only half of it: it charges nothing on days with y = 0.
#
# </details>

# %% [markdown]
# With three classes the output layer has three pre-activations. **Logits** are the pre-activations of the output layer. **Softmax** is the function that turns logits into probabilities: all are positive, and they add up to 1. The loss is again −log of the probability of what happened.
#
# $$p_k = \frac{e^{z_k}}{e^{z_1} + e^{z_2} + e^{z_3}} \qquad\qquad L = -\log p_{\text{true}}$$

# %% [markdown]
# What happened is written **one-hot**: a row of zeros with a 1 at the class that came true. This day turned out a crash:
#
# | class | logit z | eᶻ | p | y | dL/dz |
# | --- | --- | --- | --- | --- | --- |
# | crash | 0.4 | 1.492 | 0.2054 | 1 | −0.7946 |
# | flat | 1.6 | 4.953 | 0.6819 | 0 | 0.6819 |
# | rally | −0.2 | 0.819 | 0.1127 | 0 | 0.1127 |
# | **sum** | | 7.264 | 1 | 1 | 0 |
#
# The loss is −log 0.2054 = 1.583. The last column was *measured*, by small changes of each logit. Which simple formula gives it from p and y, in all three rows?

# %% [markdown]
# ### Do
#
# **Exercise `softmax_loss` · 2 points.** A batch of m days: each row of `Z` holds the logits of one day, each row of `Y` its class, one-hot. `P` is given: one row of probabilities per day. The loss is the **mean** over the rows.
#
# The check's first batch is the day of the table and a second, flat day with the logits 1.1, 0.3, −0.7. The loss of this batch is 1.4310, and the first row of `dL_dZ` is −0.3973, 0.3409, 0.0564.

# %% solution="softmax_loss"
def softmax_loss(Z, Y):
    """Return P (m, k), the loss (a number) and dL_dZ (m, k) for logits Z and one-hot classes Y."""
    m = len(Z)
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)  # keepdims: (m, 1) divides row by row
    ### BEGIN SOLUTION
    loss = -np.sum(Y * np.log(P)) / m
    dL_dZ = (P - Y) / m
    ### STUB
    # loss = ...  # Y * np.log(P) leaves one log per row
    # dL_dZ = ...
    ### END SOLUTION
    return P, loss, dL_dZ


# %% test="softmax_loss" points=2
checks.softmax_loss(softmax_loss)
### BEGIN HIDDEN TESTS
checks.softmax_loss(softmax_loss, checks.day_logits(11, 6, 4), checks.day_logits(12, 2, 3))
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>If you like: why the last column is what it is (open it when your check passes)</summary>
#
# The log of the fraction, taken apart, is $L = -z_{\text{true}} + \log(e^{z_1} + e^{z_2} + e^{z_3})$. Take its derivative with respect to $z_k$. The logarithm gives 1 over the sum, times $e^{z_k}$: that is $p_k$. The first term gives −1 at the true class and 0 elsewhere. So dL/dz = p − y.
#
# </details>
#
# **Exercise `mend_softmax` · 2 points: find the bug.** A colleague's softmax passed all his tests. Then a network came with the logits 1000, 990, 2 in one row, and the function returned `nan`. Fix it for logits of any size. Each row must still get its own softmax.
#
# <details><summary>Hint</summary>
#
# Add 5 to all logits of one row, and compute p again. What do you find, and how can you use it?
#
# </details>

# %% solution="mend_softmax"
def mend_softmax(Z):
    """Return the softmax of each row of Z (m, k), for logits of any size."""
    ### BEGIN SOLUTION
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    ### STUB
    # E = np.exp(Z)
    ### END SOLUTION
    return E / E.sum(axis=1, keepdims=True)


# %% test="mend_softmax" points=2
checks.mend_softmax(mend_softmax)
### BEGIN HIDDEN TESTS
checks.mend_softmax(mend_softmax, (np.array([[1500.0, 1501.5], [-2500.0, -2498.0], [0.3, -0.6]]),))
### END HIDDEN TESTS

# %% [markdown]
# **Take a break here.**

# %% [markdown]
# ## 3 · Backward: four lines per layer
#
# ### Show
#
# Stand at one layer, on the way back. The upstream gradient dL/dZ has arrived: one row per day, one column per unit. Backpropagation asks four questions. Each becomes one line.
#
# 1. **What does a weight get?** In each row it multiplied one input, for one unit. So each row contributes the unit's dL/dZ times this input. All rows share the weight, so the rows add up.
# 2. **What does a bias get?** In every row it was added to z as it is. Again the rows add up.
# 3. **What does an input get?** It went to *all* units, each time multiplied by another weight. So a gradient comes back from every unit, and the units add up.
# 4. **What passes back through the ReLU of the layer before?** Each entry meets its own local gradient: 1 where z > 0, else 0. ReLU gives out more than 0 exactly where z > 0, so z need not be kept.

# %% [markdown]
# <details><summary>If you like: the two sums in symbols, ReLU at 0, and where the method comes from</summary>
#
# $$\frac{\partial L}{\partial W_{ij}} = \sum_{r} \frac{\partial L}{\partial Z_{ri}} \, A_{rj}$$
#
# $$\frac{\partial L}{\partial A_{rj}} = \sum_{i} \frac{\partial L}{\partial Z_{ri}} \, W_{ij}$$
#
# At z = 0 ReLU has no derivative. Keras, PyTorch and this course take 0 there.
#
# Rumelhart, Hinton and Williams made backpropagation known in 1986, with networks whose hidden layers found useful features by themselves. Gradient descent is something else: it *uses* the derivatives for a step.
#
# </details>
#
# Question 1 in numbers: the small network on its four days, with y = 1, 0, 1, 0. The loss is cross-entropy after the sigmoid, as a mean over four days, so dL/dZ = (ŷ − y)/4. On day 1 this is (0.7595 − 1)/4 = −0.0601.
#
# The second weight of the last layer gets the sum of four products, one per day:
#
# | day | dL/dZ | input: second hidden unit | product |
# | --- | --- | --- | --- |
# | 1 | −0.0601 | 0 | 0 |
# | 2 | 0.0707 | 1.6 | 0.1132 |
# | 3 | −0.1213 | 0.3 | −0.0364 |
# | 4 | 0.1730 | 0.3 | 0.0519 |
# | **sum** | 0.0624 | | 0.1287 |

# %% [markdown]
# Question 3 as a picture: one day, and two output units. A gradient comes back from both, and what arrives at a hidden unit is a sum. (What the text calls a is called h in the picture.)

# %%
drawing.show(figures.two_gradients(step="backward 2"))

# %% [markdown]
# ### Predict
#
# In the picture, dL/dh2 = −0.6985 has arrived at the unit h2. This unit is off: it gives out 0. Which gradient dL/dz2 is left for its weights? (No points.)

# %%
off_guess = ...  # -0.6985, -0.349 or 0

# %%
print(said(off_guess))
drawing.show(figures.two_gradients(step="backward 1"))

# %% [markdown]
# It is 0: a unit that is off passes nothing on. The weights into it, w3 and w4, get the gradient 0. So do the weights out of it, w6 and w8, because it gave out 0. They can learn from other days only.
#
# ### Do
#
# **Exercise `backward_pass` · 4 points.** Turn the four questions into four lines, each for a whole batch and without a loop. Which product adds up over rows, and which over units?
#
# Write the shapes down first: `dL_dZ` is (m, n_out), `A` is (m, n_in), `W` is (n_out, n_in). *A gradient has the shape of what it belongs to*, since each entry has one derivative.
#
# `activations[0]` is x. So `A = activations[layer]` is what goes *into* this layer. (In lesson 05 `A1` was what comes out of layer 1.)
#
# The mean over the rows is in `dL_dZ` already. For the small network `dL_dW[1]` is (0.1644, 0.1287), `dL_db[1]` is 0.0624 and `dL_db[0]` is (0.0918, −0.0980).

# %% solution="backward_pass"
def backward_pass(dL_dZ, activations, weights):
    """Return two lists, dL_dW and dL_db of all layers, from dL_dZ (m, n_out) of the last layer."""
    dL_dW, dL_db = [], []
    for layer in reversed(range(len(weights))):
        W = weights[layer]
        A = activations[layer]  # what went into this layer, and came out of the one before
        ### BEGIN SOLUTION
        dL_dW.append(dL_dZ.T @ A)
        dL_db.append(dL_dZ.sum(axis=0))
        if layer > 0:
            dL_dA = dL_dZ @ W
            dL_dZ = dL_dA * (A > 0)
        ### STUB
        # dL_dW.append(...)
        # dL_db.append(...)
        # if layer > 0:
        #     dL_dA = ...
        #     dL_dZ = ...  # of the layer before, whose ReLU gave A
        ### END SOLUTION
    return dL_dW[::-1], dL_db[::-1]  # [::-1] reverses a list: first layer first


# %% test="backward_pass" points=4
checks.backward_pass(backward_pass)
### BEGIN HIDDEN TESTS
checks.backward_pass(backward_pass, checks.backward_point(11, (3, 4, 5, 2), 6), checks.backward_point(12, (5, 2, 4, 3), 7))
checks.backward_pass(backward_pass, checks.backward_point(13, (2, 5, 3, 4, 6), 3))
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>If you like: how many textbooks write it (open it when your check passes)</summary>
#
# Many textbooks write one sample as a *column*. Factors then change sides, and nothing is summed over rows:
#
# | | one sample as a column | a batch as rows, as here |
# | --- | --- | --- |
# | forward | z = W a + b | `A @ W.T + b` |
# | weights | dL/dW = dL/dz · aᵀ | `dL_dZ.T @ A` |
# | bias | dL/db = dL/dz | `dL_dZ.sum(axis=0)` |
# | inputs | dL/da = Wᵀ · dL/dz | `dL_dZ @ W` |
# | ReLU | dL/da, 0 where a = 0 | `dL_dA * (A > 0)` |
#
# </details>
#
# Do a thousand derivatives come out right? The gradient check of lesson 01 compares them with numerical derivatives, one small change up and down per parameter. The network 10-30-20-3 below has 1,013 parameters; `pack` puts their derivatives into one vector. Run the cell. Then let it check *your* function: delete the first `#`, and run it again.

# %%
backward = layers.backward_pass  # the course's copy
# backward = backward_pass  # yours

rng = np.random.default_rng(0)
X = rng.normal(size=(8, 10))
Y = np.eye(3)[rng.integers(0, 3, size=8)]  # one-hot: for class 2 the row (0, 0, 1)
net = Network((10, 30, 20, 3), hidden="relu", output="softmax", seed=0)
activations = layers.forward_pass(X, net.weights, net.biases, output="softmax")
gradient = pack(*backward((activations[-1] - Y) / 8, activations, net.weights))


def loss_at(parameters):
    net.parameters = parameters
    return net.loss(X, Y)


numerical = numerical_gradient(loss_at, net.parameters)
print(f"{gradient.size} derivatives, relative error {relative_error(gradient, numerical):.0e}")

# %% [markdown]
# The **relative error** is the largest difference between the two gradients, divided by the largest derivative. Below 10⁻⁷ the two agree.
#
# Break one line of yours: leave out `* (A > 0)`, for example. Run its cell and this one, and look at the error. (We broke five lines, one at a time: it was 0.4 or more each time.) Then put the line back, and run its cell and its check.
#
# Do a gradient check whenever you write a backward pass.

# %% [markdown]
# Back to the desk: here is its network before it learns. Both inputs are in standard deviations from their mean.

# %%
drawing.show(figures.desk())

# %% [markdown]
# Now it learns from 5,010 days, in 300 steps of gradient descent. The next picture sorts the days into five groups by the volatility of the month before.

# %%
days = three_days.load()
net = Network((2, 5, 4, 3), hidden="relu", output="softmax", seed=0)
for epoch in range(300):
    loss, gradient = net.loss_and_gradient(days.X, days.Y)
    net.parameters -= 0.5 * gradient

shares = days.Y.mean(axis=0)
print("shares of crash, flat, rally:", ", ".join(f"{share:.1%}" for share in shares))
print(f"loss of these shares, every day: {-np.sum(shares * np.log(shares)):.3f}")
print(f"loss of the network: {net.loss(days.X, days.Y):.3f}")
drawing.show(figures.predicted_and_happened(net))

# %% [markdown]
# After the calmest months the network predicts almost no crash and no rally. After the stormiest months it predicts 12% crash *and* 11% rally. It has learned that a large move is near, and not which way.
#
# Its loss is 0.275. Whoever predicts the same every day, the shares 4.4%, 91.9% and 3.7%, has the loss 0.338. But these are the days that it learned from. Lesson 12 asks how much of it holds on new days.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A colleague writes a backward pass for a network 5-5-5 and a batch of 5 rows. He changes orders and transposes until no line stops with an error. The loss falls a little and then stays.
#
# Why did NumPy not complain? Which shape must dL/dW have in general, for n_in inputs, n_out units and m rows, and why? Name two tests that would have found the bug, and say what each of them looks at. Four or five sentences are enough.

# %% [markdown] answer="five_by_five" points=2
# **Model answer.** All arrays are 5 by 5, so every product fits, in every order and with every transpose. Shapes that fit do not make a formula right. dL/dW has the shape of W, (n_out, n_in), whatever m is, since each weight has one derivative and the update W − η · dL/dW works entry by entry.
#
# First test: sizes and number of rows that all differ, such as 3-4-2 with 7 rows. There most wrong products stop with an error, or give a gradient of the wrong shape. Second test: a gradient check. It compares the numbers with numerical derivatives, so it also finds a wrong factor, a missing sum or a missing local gradient.
#
# **Rubric.** 1 point: all shapes are equal, so everything fits (half a point); dL/dW has the shape of W, with a reason (half a point). 1 point: two tests, each with what it looks at: different sizes look at shapes, a gradient check looks at numbers (half a point each). Training longer, or another learning rate, earns nothing.

# %% [markdown]
# ## Takeaways
#
# - Forward, one line per layer: a matrix product, a bias, an activation function. Keep the activations.
# - Backward, four lines per layer: the gradient of W, of b, of the inputs, and past the activation function.
# - A gradient has the shape of what it belongs to. Write the shapes down before you multiply.
# - Sigmoid or softmax with cross-entropy: the error ŷ − y arrives in full at the logits.
# - Stacked linear layers collapse into one.
#
# **Next: 07 · Deep networks.** With ten layers in place of three the same four lines hold. Yet the first layers do not learn. Why?

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | dense (fully connected) layer | W, b | every unit reads every number that comes in |
# | feed-forward network | 2-5-4-3 | numbers go from layer to layer, only forward |
# | ReLU | max(0, z) | activation function with the derivative 1 or 0 |
# | batch | m rows | samples that go through the network together |
# | vectorisation | `@` | one operation on whole arrays in place of a loop |
# | logit | z | pre-activation of the output layer |
# | softmax | p, `P` | turns logits into probabilities that add up to 1 |
# | one-hot | y, `Y` | zeros, and a 1 at the true class |
# | cross-entropy | −log p of the true class | the loss for classes |
# | relative error | | largest difference of two gradients, divided by the largest derivative |
