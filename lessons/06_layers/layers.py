# %% [markdown]
# # 06 · Layers
#
# **The question.** How do a thousand blames fit in four lines?
#
# **You will be able to**
#
# - name the shape of everything in a layer before you multiply;
# - send a batch forward through any number of layers, and the blame back in four lines a layer;
# - start the blame of a forecast of three classes: softmax, cross-entropy, ŷ − y;
# - say why blame vanishes or explodes in ten layers, and what ReLU, clipping and batch norm do about it.
#
# About 60 minutes · 15 points · You need lessons 01 to 05. A good place for a break is after part 2.

# %% locked="imports"
import numpy as np

from helpers import check, figures, layers, three_days, widgets
from helpers.activations import relu, relu_prime, sigmoid
from helpers.gradients import central_difference, numerical_gradient, relative_error
from helpers.network import Network
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 05: a layer reads 2 inputs and has 4 hidden units. Which shape has its W, and what is one row of it?
#
# <details><summary>Answer</summary>
#
# (4, 2), that is (n_out, n_in). A row holds the weights of one hidden unit.
#
# </details>
#
# 2. Lesson 05: two hidden units start with equal weights. Can you tell them apart after 100 steps?
#
# <details><summary>Answer</summary>
#
# No. Equal weights get equal blame, and so they stay equal. A random start breaks the symmetry.
#
# </details>
#
# 3. Lesson 04: blame passes two sigmoids on its way back. How much of it gets through at most?
#
# <details><summary>Answer</summary>
#
# A quarter at each, so a sixteenth. And that only where both units sit at z = 0.
#
# </details>

# %% [markdown]
# ## In the market
#
# A risk desk sorts the days of the S&P 500 into three classes. *Crash*: the index closed more than 2% below the day before. *Rally*: more than 2% above. All else is *flat*.
# The picture counts both for each year from 1999 to 2018. Do years with many crashes have few rallies?

# %%
figures.show(figures.crash_and_rally())

# %% [markdown]
# They have many. Big days come in clusters, and in both directions. So the evening before, one can hope to know that a big move is near. Which way it will go is another question.
#
# The desk wants three probabilities for tomorrow. A net for that has two inputs (the trend and the volatility of the past month), hidden layers of 5 and 4 units, and 3 outputs. Count its dials: 54 weights and biases.
# Lesson 05 wrote a line for every slope of every layer. With three layers that gets long. *How do a thousand blames fit in four lines?*

# %% [markdown]
# ## 1 · Forward: one line a layer
#
# ### Show
#
# One layer, one day. Three numbers a come in, two units read them. Each unit has a row of W and an entry of b:
#
# $$z = W a + b = \begin{pmatrix} 1.7 \\ -1.8 \end{pmatrix} \quad\text{with}$$
#
# $$W = \begin{pmatrix} 0.4 & -0.3 & 1 \\ -0.6 & 0.5 & 0.2 \end{pmatrix}$$
#
# $$a = \begin{pmatrix} 2 \\ -1 \\ 0.5 \end{pmatrix} \qquad b = \begin{pmatrix} 0.1 \\ -0.2 \end{pmatrix}$$
#
# First row: 0.4 · 2 + (−0.3) · (−1) + 1 · 0.5 + 0.1 = 1.7. In NumPy it is `W @ a + b`.
#
# Then comes the bend. Hidden layers here use **ReLU**, the rectified linear unit: it passes what is above 0 and stops the rest.
#
# $$\text{ReLU}(z) = \max(0, z) \qquad\text{so}\qquad a = (1.7,\ 0)$$
#
# What one layer gives out, the next one reads. Now six days at once. Rows are samples: `A` has a row for each day. The picture shows A and W of a layer that reads 4 values and has 5 units. `A @ W` does not fit: with `@` the two inner numbers must agree.

# %%
figures.show(figures.shape_puzzle(product="A @ W"))

# %% [markdown]
# Try the other four (`.T` exchanges rows and columns). Two of them fit. Which of the two has a row for each day?

# %%
widgets.slide(figures.shape_puzzle(), product=["A @ W", "W @ A", "A @ W.T", "W @ A.T", "A * W"])

# %% [markdown]
# `A @ W.T`, of shape (6, 5). So the batch form is
#
# $$Z = A\,W^\top + b$$
#
# and NumPy adds the row b, shape (5,), to each row of Z. For a single day, a row of 4 numbers, the same line `a @ W.T + b` gives what `W @ a + b` gives.
#
# ### Predict
#
# Six forecasts stand in a column: `y_hat` has the shape (6, 1). The six outcomes stand in a row: `y` has the shape (6,). Each forecast here is *exactly right*. Which shape has `y_hat - y`? (No points.)

# %%
shape_guess = ...  # "(6,)", "(6, 1)", "(6, 6)" or "an error"

# %%
y = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
y_hat = y.reshape(6, 1)
print(f"The shape is {(y_hat - y).shape}.")
print("mean square:", np.mean((y_hat - y) ** 2))
print("with matching shapes:", np.mean((y_hat - y.reshape(6, 1)) ** 2))
print(said(shape_guess))

# %% [markdown]
# NumPy stretched both to (6, 6) and compared each forecast with each outcome. No error, and a perfect forecaster gets a loss of 0.5. **Same count is not same shape.** Print the shapes before you subtract.
#
# ### Do
#
# **Exercise `shapes` · 2 points.** A layer reads n_in values and has n_out units; the batch has m rows. Give the shape of each thing as a tuple; a tuple with one entry needs its comma, as in `(5,)`. One rule settles the last two: *a blame has the shape of what it blames.*
# A is the batch that goes into the layer. For m = 6, n_in = 4 and n_out = 5 the function returns (5, 4), (5,), (6, 5), (5, 4) and (6, 4).

# %% solution="shapes"
def shapes(m, n_in, n_out):
    """Return the shapes of W, b, Z, dL_dW and dL_dA, five tuples."""
    ### BEGIN SOLUTION
    W = (n_out, n_in)
    b = (n_out,)
    Z = (m, n_out)
    dL_dW = (n_out, n_in)
    dL_dA = (m, n_in)
    ### STUB
    # W = (..., ...)
    # b = (...,)
    # Z = (..., ...)
    # dL_dW = (..., ...)
    # dL_dA = (..., ...)
    ### END SOLUTION
    return W, b, Z, dL_dW, dL_dA


# %% test="shapes" points=2
check.layers.shapes(shapes)
### BEGIN HIDDEN TESTS
check.layers.shapes(shapes, (11, 2, 6), (3, 9, 4))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `forward_pass` · 2 points.** Any number of layers. `weights` is a list with a W for each layer, `biases` a list with a b for each. Hidden layers end in `relu`, the last one in `sigmoid`. Keep all
# activations in a list, x first: the way back needs them. Your line for z should work for one day and for a batch. `relu` and `sigmoid` are imported and bend whole arrays.
#
# Here is a small net, 3-2-1, with four days. Its first layer is the one above, and so is its first day. The function returns a list of three arrays: x itself; then 1.7, 0 in the first row and 0.1, 1.6 in the second; then 0.7595, 0.2829, 0.5150 and 0.6921, one for each day.

# %%
x = np.array([[2.0, -1.0, 0.5], [-1.0, 2.0, 1.0], [1.0, 3.0, -2.0], [0.5, 1.0, 1.5]])
weights = [np.array([[0.4, -0.3, 1.0], [-0.6, 0.5, 0.2]]), np.array([[0.5, -0.8]])]
biases = [np.array([0.1, -0.2]), np.array([0.3])]

# %% solution="forward_pass"
def forward_pass(x, weights, biases):
    """Return the activations of all layers in a list: x first, the forecast last."""
    a = x
    activations = [a]
    for layer in range(len(weights)):
        W, b = weights[layer], biases[layer]
        last = layer == len(weights) - 1
        ### BEGIN SOLUTION
        z = a @ W.T + b
        a = sigmoid(z) if last else relu(z)
        ### STUB
        # z = ...
        # a = ... if last else ...
        ### END SOLUTION
        activations.append(a)
    return activations


# %% test="forward_pass" points=2
check.layers.forward_pass(forward_pass)
### BEGIN HIDDEN TESTS
check.layers.forward_pass(forward_pass, check.layers.net(11, (3, 4, 5, 2), 6))
check.layers.forward_pass(forward_pass, check.layers.net(12, (5, 2, 4, 3, 6), 0))
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, `layers.forward_pass`. An error above costs you nothing below.

# %% [markdown]
# ## 2 · Back: four lines a layer
#
# ### Show
#
# The sweep back starts at the loss. For probabilities there is a better one than the square: **cross-entropy**. It asks which probability the net gave to *what happened*, and charges −log of it (natural log).
# For 1 it charges 0, for 0.5 it charges 0.69, for 0.01 it charges 4.61.
#
# One slope is new: log u has the slope 1/u. So −log is steep where u is small.
#
# ### Predict
#
# Lesson 04 had a net that was sure and wrong. Its score was 6, it said 0.998, and the share fell: y = 0. With the square loss ½(ŷ − y)² a blame of only 0.0025 arrived behind the bend.
# Cross-entropy charges −log(1 − ŷ) here, since 1 − ŷ is what the net gave to falling. How much blame arrives now? (No points.)

# %%
blame_guess = ...  # 0.0025, 0.25 or 1

# %%
by_square = central_difference(lambda z: 0.5 * (sigmoid(z) - 0) ** 2, 6.0)
by_entropy = central_difference(lambda z: -np.log(1 - sigmoid(z)), 6.0)
print(f"By nudging the score: square {by_square:.4f}, cross-entropy {by_entropy:.4f}.")
print(said(blame_guess))

# %% [markdown]
# The full error arrives: the log is as steep as the sigmoid is flat. For both outcomes in one line:
#
# $$L = -y \log \hat y - (1 - y) \log(1 - \hat y)$$
#
# If y = 1, pay for ŷ; if y = 0, pay for 1 − ŷ. (−y log ŷ alone, as often printed, charges nothing on days with y = 0.)
# Its slope by ŷ is −1/ŷ for y = 1 and 1/(1 − ŷ) for y = 0; both are (ŷ − y) / (ŷ(1 − ŷ)). Times the sigmoid's slope ŷ(1 − ŷ), the bend cancels:
#
# $$\frac{dL}{dz} = \hat y - y$$
#
# With three classes the last layer has three scores. **Softmax** turns them into probabilities that add up to 1, and the loss charges the one that came true:
#
# $$p_k = \frac{e^{z_k}}{e^{z_1} + e^{z_2} + e^{z_3}}$$
#
# $$L = -\log p_{\text{true}}$$
#
# $$L = -z_{\text{true}} + \log\left(e^{z_1} + e^{z_2} + e^{z_3}\right)$$
#
# The second line is the log of the fraction, taken apart. Take its slope by $z_k$. The log gives 1 over the sum, times $e^{z_k}$: that is $p_k$. The first part gives −1 at the true class. So again: **blame = ŷ − y**, where ŷ is p, and y is 1 at the true class and 0 elsewhere.
# A day with the scores 0.4, 1.6 and −0.2 turns out a crash:
#
# | class | score z | eᶻ | p | y | blame dL/dz |
# | --- | --- | --- | --- | --- | --- |
# | crash | 0.4 | 1.492 | 0.2054 | 1 | −0.7946 |
# | flat | 1.6 | 4.953 | 0.6819 | 0 | 0.6819 |
# | rally | −0.2 | 0.819 | 0.1127 | 0 | 0.1127 |
# | **sum** | | 7.264 | 1 | 1 | 0 |
#
# The loss is −log 0.2054 = 1.583. The blames add up to 0: what one class should gain, the others should give.
#
# ### Do
#
# **Exercise `softmax_loss` · 2 points.** Now for a batch of m days. Each row of `Z` holds the scores of a day, each row of `Y` the 1 at its class. The loss is the **mean** over the rows. A sum, as in lesson 05, doubles with all its slopes when every row is copied, though nothing new was learnt. So the blame of each row is divided by m, here and *nowhere else* on the way back.
#
# The first row of the check is the day of the table, and a second day has the scores 1.1, 0.3, −0.7 and was flat. Then the loss is 1.4310, the first row of `P` is 0.2054, 0.6819, 0.1127, and the first row of `dL_dZ` is −0.3973, 0.3409, 0.0564.
# For the sum of each row write `.sum(axis=1, keepdims=True)`: shape (m, 1), so that it divides row by row.

# %% solution="softmax_loss"
def softmax_loss(Z, Y):
    """Return P (m, k), the loss (a number) and dL_dZ (m, k) for scores Z and classes Y."""
    m = len(Z)
    ### BEGIN SOLUTION
    P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    loss = -np.sum(Y * np.log(P)) / m
    dL_dZ = (P - Y) / m
    ### STUB
    # P = ...
    # loss = ...  # Y * np.log(P) leaves one log a row
    # dL_dZ = ...
    ### END SOLUTION
    return P, loss, dL_dZ


# %% test="softmax_loss" points=2
check.layers.softmax_loss(softmax_loss)
### BEGIN HIDDEN TESTS
check.layers.softmax_loss(softmax_loss, check.layers.day_scores(11, 6, 4), check.layers.day_scores(12, 2, 3))
### END HIDDEN TESTS

# %% [markdown]
# Now the sweep. Stand at a layer and hold its blame dL/dz. For one day, with a and dL/dz as *columns*, these four lines say all:
#
# | what | formula | in words |
# | --- | --- | --- |
# | blame of W | dL/dW = dL/dz · aᵀ | weight (i, j) multiplied the input j for unit i: the blame of i times the input j |
# | blame of b | dL/db = dL/dz | b was added as it is |
# | blame of the inputs | dL/da = Wᵀ · dL/dz | input j went to all units; each sends blame back by its weight |
# | past the bend before | dL/dz = dL/da · bend′(z) | entry by entry: each unit has its own bend |
#
# The last line gives the blame at the layer before, and the four lines start anew. For the bends: σ′(z) = a(1 − a), and ReLU′(z) = 1 where z > 0, else 0. For ReLU, z > 0 exactly where a > 0. So `relu_prime(a)` is right too, and z need not be kept. (Lesson 04 warned of slopes asked at a; ReLU is the exception.)
#
# Day 1 of the small net, with y = 1:
#
# | step | numbers |
# | --- | --- |
# | last layer: dL/dz = ŷ − y | 0.7595 − 1 = −0.2405 |
# | dL/dW = −0.2405 · (1.7, 0) | (−0.4088, 0) |
# | dL/db | −0.2405 |
# | dL/da = −0.2405 · (0.5, −0.8) | (−0.1202, 0.1924) |
# | past ReLU, which was on and off: · (1, 0) | (−0.1202, 0) |
# | first layer: dL/dW, first row = −0.1202 · (2, −1, 0.5) | (−0.2405, 0.1202, −0.0601) |
#
# The second unit was off that day. It passes no blame, and its row of dL/dW is 0.
#
# **A batch** has a row for each day, so columns turn into rows and factors change sides: lesson 05 wrote `dL_dZ2.T @ A1`. W and b are shared by all m rows, so they are forks with m roads: their blames *add up over the rows*. dL/db = dL/dz holds for one day only.
#
# **Exercise `backward_pass` · 4 points.** Four gaps, each for a batch. Write the shapes down first: `dL_dZ` is (m, n_out), `A` is (m, n_in), `W` is (n_out, n_in).
# Each blame gets the shape of its W or b. The mean is in `dL_dZ` already. For the small net with its four days and y = 1, 0, 1, 0 the function returns `dL_dW[1]` = (0.1644, 0.1287), `dL_db[1]` = 0.0624, `dL_db[0]` = (0.0918, −0.0980).

# %% solution="backward_pass"
def backward_pass(dL_dZ, activations, weights):
    """Return two lists, dL_dW and dL_db of all layers, from the blame dL_dZ of the last scores."""
    dL_dW, dL_db = [], []
    for layer in reversed(range(len(weights))):
        W = weights[layer]
        A = activations[layer]  # what went into this layer
        ### BEGIN SOLUTION
        dL_dW.append(dL_dZ.T @ A)
        dL_db.append(dL_dZ.sum(axis=0))
        if layer > 0:
            dL_dA = dL_dZ @ W
            dL_dZ = dL_dA * relu_prime(A)
        ### STUB
        # dL_dW.append(...)
        # dL_db.append(...)
        # if layer > 0:
        #     dL_dA = ...
        #     dL_dZ = ...  # of the layer before, whose bend gave A
        ### END SOLUTION
    return dL_dW[::-1], dL_db[::-1]  # [::-1] turns a list round: first layer first


# %% test="backward_pass" points=4
check.layers.backward_pass(backward_pass)
### BEGIN HIDDEN TESTS
check.layers.backward_pass(backward_pass, check.layers.sweep(11, (3, 4, 5, 2), 6), check.layers.sweep(12, (5, 2, 4, 3), 7))
check.layers.backward_pass(backward_pass, check.layers.sweep(13, (2, 5, 3, 4, 6), 3))
### END HIDDEN TESTS

# %% [markdown]
# The loop at the end of `helpers/layers.py` holds the same, with the bend chosen by name.
#
# Do a thousand blames come out right? A net 10-30-20-3 has 1013 weights and biases. `Network` keeps them in one vector, `net.parameters`, and calls the four lines. We nudge each of the 1013 up and down and lay the slopes beside those of one sweep.

# %%
rng = np.random.default_rng(0)
X = rng.normal(size=(8, 10))
Y = np.eye(3)[rng.integers(0, 3, size=8)]  # for class 2 the row 2 of np.eye(3), (0, 0, 1)
net = Network((10, 30, 20, 3), hidden="relu", output="softmax", seed=0)
loss, gradient = net.loss_and_gradient(X, Y)


def loss_at(parameters):
    net.parameters = parameters
    return net.loss(X, Y)


nudged = numerical_gradient(loss_at, net.parameters)
print(f"{gradient.size} slopes, relative error {relative_error(gradient, nudged):.0e}")

# %% [markdown]
# A relative error below 10⁻⁷ means that the two agree. Five sweeps with a single wrong line gave 0.4 or more each. Do this check whenever you write a sweep back.
#
# Now let it work for the desk: 5 010 days, 300 steps. The days are sorted into five groups by the volatility of the month before, the calmest first.

# %%
days = three_days.load()
net = Network((2, 5, 4, 3), hidden="relu", output="softmax", seed=0)
for epoch in range(300):
    loss, gradient = net.loss_and_gradient(days.X, days.Y)
    net.parameters -= 0.5 * gradient

forecast = three_days.by_volatility(net.predict(days.X), days.volatility)
happened = three_days.by_volatility(days.Y, days.volatility)
print(f"loss {net.loss(days.X, days.Y):.3f}")
print("crash: said  happened   rally: said  happened")
for p, q in zip(forecast, happened, strict=True):
    print(f"     {p[0]:6.1%}    {q[0]:6.1%}        {p[2]:6.1%}    {q[2]:6.1%}")

# %% [markdown]
# Saying the same every day, 4.4% crash, 91.9% flat, 3.7% rally, costs 0.338. The net costs 0.275 (five seeds: 0.274 to 0.276). After a stormy month it says 12% crash *and* 11% rally. It has learnt that a big day is near, and not which way. These are the days that it learnt from; lesson 11 asks how much of it survives on new ones.

# %% [markdown]
# ## 3 · Ten layers
#
# ### Show
#
# Follow one road of blame. At each layer it is multiplied by a weight and by the slope of a bend. Ten layers, ten such pairs, all multiplied.
#
# Take four nets with ten hidden layers of 20 units. Nothing is trained: their weights are random, and they see 64 rows of noise. After one sweep back we measure the length of dL/dW in each layer: the root of the sum of its squares. (Length and *norm* are the same.)
#
# ### Predict
#
# The hidden units are sigmoids. How long is dL/dW in layer 1, compared with the last layer? (a) about a tenth, (b) about a thousandth, (c) about a millionth. (No points.)

# %%
length_guess = ...  # "a", "b" or "c"

# %%
print(f"Ten bends alone let through at most 0.25 ** 10 = {0.25**10:.1e}.")
figures.show(figures.blame_by_layer(scale=1))
print(said(length_guess))

# %% [markdown]
# It is (c). Each thin line is one of 20 random starts, the line with dots their median. The number is the median in layer 1. Mind the log axis.
#
# - **Sigmoid: the gradient vanishes.** From the last layer to the first it falls from 0.7 to 0.0000002. The bends do that; the weights between them can win some of it back, here not much.
# - **ReLU** passes blame in full where a unit is on. The line is level. (Its start weights have the variance 2 / n_in: ReLU stops half of the signal, and the 2 makes up for it. Both sigmoid nets start with 1 / n_in; 2 would not save the plain one, as the slider shows.)
# - **Batch norm** (more below) makes the line level for sigmoids too.
#
# The second factor is the weight. Move the slider: it multiplies all hidden weights at the start. From which setting on is ReLU's median in layer 1 above 1000? Does any setting make the sigmoid's line level?

# %%
widgets.slide(figures.blame_by_layer(), scale=[0.5, 1, 1.5, 2, 3])

# %% [markdown]
# At 3 it is 11 000: **the gradient explodes**. From 1 to 2 the median in layer 1 grows about 690 times: its road crosses the nine other layers, and 2⁹ = 512. (The error at the end is larger, too.) The line is high in *all* layers, because a layer's dL/dW is input times blame: the layers before it have made the input large, the layers behind it the blame.
# No setting makes the sigmoids' line level.
#
# The third panel is the ReLU net with a guard. **Gradient clipping** measures the whole gradient, all layers together. If it is longer than a limit (5 here), all entries are multiplied by one factor that makes it as long as the limit. The direction stays.
#
# Clip the gradient, never the loss. A loss cut off at some limit is flat above it, and flat ground has no slope to follow.
#
# **Batch norm** works on the way forward. Each unit's scores over the batch, a column of Z, are shifted to mean 0 and divided by their spread. Then the unit may choose its own spread γ and mean β, learnt like weights:
#
# $$\hat Z = \frac{Z - \text{mean}}{\sqrt{\text{variance} + \varepsilon}} \qquad\qquad \text{out} = \gamma\,\hat Z + \beta$$
#
# A unit with the scores 1, 3, 5, 7 on four days has mean 4 and variance (9 + 1 + 1 + 9) / 4 = 5. The root of 5 is 2.236, so Ẑ is −1.342, −0.447, 0.447, 1.342. The small ε = 0.00001 keeps a column of equal scores from dividing by 0.
#
# Why does that help the blame? A sigmoid squeezes what goes through. In the plain net the spread of a unit's scores is about 1 in layer 1, 0.2 in layer 2, 0.05 in layer 3, 0.01 in layer 4. Batch norm divides by the spread in every layer, so each finds only one squeeze to undo: about 0.2.
# On the way back the blame is divided by it too, and that is times 5. This makes up for the quarters. (The bends themselves gain nothing: the mean σ′ is 0.20 to 0.21 with batch norm, and 0.21 to 0.24 without.)
#
# ### Do
#
# **Exercise `mend_clip` · 1 point: find the bug.** A colleague clips with the function below. No entry is ever larger than the limit, and her training does not explode. Here is what it does to the gradient (3, −4), whose length is 5, with the limit 2:

# %%
steep = np.array([3.0, -4.0])
hers = np.clip(steep, -2.0, 2.0)  # cuts each entry at −2 and 2
print("hers:", hers, "length", np.linalg.norm(hers).round(3))
print("second over first entry:", (steep[1] / steep[0]).round(3), "and then", hers[1] / hers[0])

# %% [markdown]
# Her walker goes down another way than the slope says, and too far. Mend the function. For this gradient it should return (1.2, −1.6); a gradient that is short enough should come back as it was. `np.linalg.norm(gradient)` is its length.

# %% solution="mend_clip"
def mend_clip(gradient, max_norm):
    """Return the gradient (all slopes in one vector), at most max_norm long, in its own direction."""
    ### BEGIN SOLUTION
    norm = np.linalg.norm(gradient)
    clipped = gradient * max_norm / norm if norm > max_norm else gradient
    ### STUB
    # clipped = np.clip(gradient, -max_norm, max_norm)
    ### END SOLUTION
    return clipped


# %% test="mend_clip" points=1
check.layers.mend_clip(mend_clip)
### BEGIN HIDDEN TESTS
check.layers.mend_clip(mend_clip, (np.array([0.4, 2.6, -1.1, 0.9]), 1.3), (np.array([-0.2, 0.5, 0.1]), 0.8))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `batch_norm` · 2 points.** The way forward of batch norm, from a blank cell. Z is (m, n); gamma and beta are (n,), one for each unit. Use ε = 1e-5, and let the variance divide by m, as `.var(axis=...)` does.
# The check's first batch has two units: one with the scores 1, 3, 5, 7, γ = 1, β = 0, and one with 40, 10, 10, 20, γ = 2, β = 0.5. The first column comes back as above. The second starts with 3.766.

# %% solution="batch_norm"
def batch_norm(Z, gamma, beta):
    """Return the normalised batch, (m, n) like Z."""
    ### BEGIN SOLUTION
    Z_hat = (Z - Z.mean(axis=0)) / np.sqrt(Z.var(axis=0) + 1e-5)
    return gamma * Z_hat + beta
    ### END SOLUTION


# %% test="batch_norm" points=2
check.layers.batch_norm(batch_norm)
### BEGIN HIDDEN TESTS
check.layers.batch_norm(batch_norm, check.layers.batch(11, 5, 3), check.layers.batch(12, 3, 6))
### END HIDDEN TESTS

# %% [markdown]
# The way back through it is `batch_norm_backward` in `helpers/normalisation.py`; the fourth panel used it.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A colleague has a net of ten sigmoid layers. Its first layers don't move. He says: "A gradient problem is a gradient problem. I clip at length 1, then it will learn." Answer in four or five sentences.
# What does clipping do to the first layers' gradient here, and why? Which factors are multiplied along the road of blame, and which of them make the product so small? Name two changes that help, and say for each what it does to that product.

# %% [markdown] answer="ten_sigmoids" points=2
# **Model answer.** Clipping only shortens a gradient that is too long. At the start his whole gradient is 0.2 to 1.2 long: at most starts clipping at 1 does nothing, and at the others it shortens the first layers' part (about 10⁻⁷) still more. On the way back the blame is multiplied at
# each layer by a weight and by the slope of a sigmoid, at most ¼. Ten of these slopes make 10⁻⁶ or less, and the weights win little of it back: the product vanishes. ReLU replaces the quarters by 1 where a unit is on. Batch norm divides the scores by their spread, and so the blame as well: it puts a factor 1/spread
# into the product, about 5 a layer, which makes up for the quarter. (Fewer layers also count: fewer factors.)
#
# **Rubric.** 1 point: clipping shortens and never lengthens (it does nothing here, or shortens still more), so it can't help a vanished gradient; the cause is the product of slopes of at most ¼ (half a point for one of the two). 1 point: two changes that help, each with what it does to the product: ReLU (slope 1 where on), batch norm (a factor 1/spread, which is above 1 where the scores lie close together),
# fewer layers (fewer factors). Half a point for one, or for two names without reasons. "Batch norm keeps units off the flat ends" is no reason here: in this net they do not sit there. Larger weights alone earn nothing: at 3 the slider still shows a factor of nearly 5 000 between the last layer and the first.

# %% [markdown]
# ## Takeaways
#
# - Forward, one line a layer: `Z = A @ W.T + b`, then the bend. Keep the activations.
# - Back, four lines a layer: blame of W, of b, of the inputs, and past the bend. They are the same for 54 dials and for a million.
# - A blame has the shape of what it blames. Write the shapes down before you multiply.
# - dL/db = dL/dz is for one sample. In a batch, rows that share a parameter add up. The mean over the rows is taken once, in the first blame.
# - Sigmoid with binary cross-entropy, softmax with cross-entropy: the first blame is ŷ − y. And −y log ŷ is only one half of the binary one.
# - The bends of ten sigmoids let through at most 0.25¹⁰ ≈ 10⁻⁶. ReLU (slope 1) and batch norm (a factor 1/spread) keep blame alive; clipping tames a gradient that is too long.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | activations | `activations[layer]` | x and what each layer gives out; kept for the way back |
# | ReLU | max(0, z) | a bend with slope 1 or 0 |
# | transpose | Wᵀ, `W.T` | rows and columns exchanged |
# | softmax | p, `P` | scores to probabilities that add up to 1 |
# | cross-entropy | −log p of the true class | the loss for classes; its blame is ŷ − y |
# | vanishing, exploding gradient | | too small, too large after many factors |
# | norm | length | root of the sum of squares |
# | gradient clipping | `max_norm` | shorten a gradient that is too long; keep its direction |
# | batch norm | γ, β, ε | each unit's scores to mean 0 and spread 1, then its own mean and spread |
#
# **Next: 07 · Learning rate.** You have every slope of every dial. How long should the step be? The walker in the fog sees only the ground underfoot.
