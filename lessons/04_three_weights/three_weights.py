# %% [markdown]
# # 04 · Three weights
#
# **The question.** What does a bend in the middle do to the blame?
#
# **You will be able to**
#
# - turn a score into a probability with the sigmoid, and derive the slope of that bend;
# - pass blame back through a bend, from the forecast to the weights in front of it;
# - train a net of three weights for ten epochs and read its table;
# - say when a unit is saturated, and why it then learns next to nothing.
#
# About 45 minutes · 15 points · You need lessons 01 to 03.

# %% locked="imports"
import numpy as np

from helpers import check, figures, three_weights, widgets
from helpers.gradients import central_difference
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 01: you have a formula for a slope and don't trust it. How do you test it?
#
# <details><summary>Answer</summary>
#
# Nudge the input both ways and divide by the distance between the two points: (f(x + h) − f(x − h)) / 2h, with h near 10⁻⁵.
#
# </details>
#
# 2. Lesson 02: u = 2x + 1 and y = u². The outer box has the slope 2 times *something*. Is it 2u or 2x?
#
# <details><summary>Answer</summary>
#
# 2u. A local slope is taken at the number that enters its own box. The outer box never sees x.
#
# </details>
#
# 3. Lesson 03: the weight w2 sat between h and ŷ. Which two factors make its blame?
#
# <details><summary>Answer</summary>
#
# What it multiplied on the way forward, h, times the blame that reached its box, dL/dŷ.
#
# </details>

# %% [markdown]
# ## In the market
#
# The desk of lesson 03 changes its question. Not *how far* will the share move tomorrow, but *will it rise?* To size a bet, a trader needs
# a probability. A net makes scores, and a score can be any number. A straight line over the scores gives this for a score of 4:

# %%
figures.show(figures.line_or_bend(score=4))

# %% [markdown]
# Nobody can stake money on a chance of 150%. The bent curve never leaves the range from 0 to 1.
#
# Then tomorrow comes. The share rose, so y = 1, and the net had said 0.547: too low by 0.453. In lesson 03 all boxes
# were straight. Now the blame has to pass a bend, and then another one. *What does a bend do to it?*

# %% [markdown]
# ## 1 · The bend
#
# ### Show
#
# The bent curve is the **sigmoid**. It turns any score z into a height a between 0 and 1:
#
# $$a = \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# The larger z, the smaller $e^{-z}$, and the closer a comes to 1. For its slope take the formula apart into boxes, as in lesson 02. The numbers are for z = −0.5.
#
# | Box | Value | Local slope | Number |
# | --- | --- | --- | --- |
# | u = −z | 0.5 | −1 | −1 |
# | v = eᵘ | 1.6487 | v (the slope of eᵘ is eᵘ itself) | 1.6487 |
# | n = 1 + v | 2.6487 | 1 | 1 |
# | a = 1 / n | 0.3775 | −1 / n² (power rule, n⁻¹) | −0.1425 |
#
# Slopes along a road multiply: (−1) · 1.6487 · 1 · (−0.1425) = 0.2350. The two minus signs cancel. What is left is v / n², and it can be split:
#
# $$\sigma'(z) = \frac{v}{n^2} = \frac{1}{n}\cdot\frac{n - 1}{n} = a \cdot (1 - a)$$
#
# The first step uses v = n − 1, the second a = 1/n.
#
# So the slope of the bend can be read off its height: 0.3775 · 0.6225 = 0.2350.
#
# ### Predict
#
# The height a can be anything between 0 and 1. How great is the slope a · (1 − a) at the steepest place of the curve?

# %%
my_guess = ...  # "0.25", "0.5" or "1"

# %%
print(said(my_guess))
figures.show(figures.bend(z=0))

# %% [markdown]
# The steepest place is the middle, and the slope there is only **¼**. (The two axes on the left have different units. The dotted line shows how steep a slope of 1 is.)
# Slide z. At which of these z is less than a tenth of that ¼ left?

# %%
widgets.slide(figures.bend(), z=[-6, -4, -2, -0.5, 0, 0.5, 2, 4, 6])

# %% [markdown]
# ### Do
#
# **Exercise `bend` · 2 points.** Return the height and the slope. `bend(-0.5)` gives 0.3775 and 0.2350, rounded. In NumPy, $e^t$ is `np.exp(t)`.

# %% solution="bend"
def bend(z):
    """Return a = σ(z) and slope = σ′(z), two numbers."""
    ### BEGIN SOLUTION
    a = 1 / (1 + np.exp(-z))
    slope = a * (1 - a)
    ### STUB
    # a = ...
    # slope = ...
    ### END SOLUTION
    return a, slope


# %% test="bend" points=2
check.three_weights.bend(bend)
### BEGIN HIDDEN TESTS
check.three_weights.bend(bend, (0.35,), (-3.2,))
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own `sigmoid` and `sigmoid_prime`. An error above costs you nothing below.

# %% locked="activations"
from helpers.activations import sigmoid, sigmoid_prime

# %% [markdown]
# **A warning about names.** Many old programs carry a function `sigmoid_derivative(x)` that returns `x * (1 - x)`. Hand it z, and it is wrong: at z = 0 it says flat, where the bend is
# steepest. It is right only of the *output* a, and its name doesn't say so. Ours, `sigmoid_prime(z)`, takes z. Before you call a derivative, ask what it takes.
#
# ### Show
#
# Now the net with its three weights. Two inputs meet in the first score: x1 = 2 is the momentum of the share, x2 = 3 the stress in the market, both in standard deviations above average. The weights are w1 = 0.5, w2 = −0.5 and w3 = 0.5.
#
# $$z_1 = w_1 x_1 + w_2 x_2 \qquad h_1 = \sigma(z_1)$$
# $$z_2 = w_3 h_1 \qquad \hat y = \sigma(z_2)$$
#
# Momentum speaks for a rise, stress against it, and stress is louder: z1 = 0.5 · 2 + (−0.5) · 3 = −0.5. The first bend sits in the middle of the net; its output h1 is a **hidden unit**. The second turns the last score
# into a probability. The loss is as before, L = ½(ŷ − y)². So the road is: x1 and x2 → z1 → h1 → z2 → ŷ → L.
#
# ### Do
#
# **Exercise `forward` · 1 point.** Four lines, four gaps. For the numbers above the function returns −0.5, 0.3775, 0.1888 and 0.5471, rounded.

# %% solution="forward"
def forward(x, w):
    """Return z1, h1, z2 and y_hat; x holds two numbers, w holds three."""
    x1, x2 = x
    w1, w2, w3 = w
    ### BEGIN SOLUTION
    z1 = w1 * x1 + w2 * x2
    h1 = sigmoid(z1)
    z2 = w3 * h1
    y_hat = sigmoid(z2)
    ### STUB
    # z1 = ...
    # h1 = ...
    # z2 = ...
    # y_hat = ...
    ### END SOLUTION
    return z1, h1, z2, y_hat


# %% test="forward" points=1
check.three_weights.forward(forward)
### BEGIN HIDDEN TESTS
check.three_weights.forward(forward, ((0.8, -1.7), (0.6, 1.4, -2.3)), ((-2.5, 1.3), (-0.7, 0.4, 1.9)))
### END HIDDEN TESTS

# %% [markdown]
# The lesson's copy is `three_weights.forward`.

# %% [markdown]
# ## 2 · Blame through a bend
#
# ### Show
#
# A bend is a box like any other. Blame comes in at its output, and the box passes it on, times its local slope. Here is a smaller net, with **one** weight and one bend:
# z = w · x and ŷ = σ(z), with x = 1.5, w = 0.8, y = 0.
#
# | | formula | number |
# | --- | --- | --- |
# | forward | z = w · x | 1.2 |
# | | ŷ = σ(z) | 0.7685 |
# | blame of the forecast | dL/dŷ = ŷ − y | 0.7685 |
# | local slope of the bend | σ′(z), taken at what entered: z = 1.2 | 0.1779 |
# | blame behind the bend | dL/dz = dL/dŷ · σ′(z) | 0.1367 |
# | blame of the weight | dL/dw = dL/dz · x | 0.2051 |
#
# Look at the third number and the fifth. The net was wrong by 0.77, and the bend let 0.14 of it pass.
#
# ### Predict
#
# Back to the net of three weights. Its forecast carries a blame of −0.453. On the way to z1 the blame must pass the last bend, the weight w3 = 0.5, and the first bend.
# How much of it arrives at z1? "a": about half, "b": about a tenth, "c": about 3 hundredths.

# %%
my_guess = ...  # "a", "b" or "c"


# %%
def loss_from_y_hat(y_hat):
    return 0.5 * (y_hat - 1) ** 2


def loss_from_z1(z1):
    return loss_from_y_hat(sigmoid(0.5 * sigmoid(z1)))


at_y_hat = central_difference(loss_from_y_hat, sigmoid(0.5 * sigmoid(-0.5)))
at_z1 = central_difference(loss_from_z1, -0.5)
print(said(my_guess))
print(f"By nudging: {at_y_hat:.5f} at y_hat, {at_z1:.5f} at z1. That is {at_z1 / at_y_hat:.1%} of it.")

# %% [markdown]
# Three hundredths. Each bend lets through a quarter at most, and w3 halves what is left: ¼ · ½ · ¼ is about 0.03. **The local slope shrinks the blame at each bend.** A large weight may swell the blame again; a bend never does.
# Lesson 06 counts what is left after ten bends.
#
# ### Do
#
# **Exercise `output_blame` · 2 points.** The first stop on the way back: dL/dz2, the blame behind the last bend. `sigmoid(z)` and
# `sigmoid_prime(z)` are there for you. For z2 = 0.19 and y = 1 the function returns −0.1121.

# %% solution="output_blame"
def output_blame(z2, y):
    """Return dL_dz2, the slope of L = ½(y_hat − y)² with y_hat = σ(z2), a number."""
    ### BEGIN SOLUTION
    y_hat = sigmoid(z2)
    dL_dy_hat = y_hat - y
    return dL_dy_hat * sigmoid_prime(z2)
    ### END SOLUTION


# %% test="output_blame" points=2
check.three_weights.output_blame(output_blame)
### BEGIN HIDDEN TESTS
check.three_weights.output_blame(output_blame, (-0.8, 0.0), (1.7, 1.0))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `gradients` · 3 points.** Now the rest of the way. `dL_dz2` is given, by the lesson's copy of the function above. Each further slope is one that you have already, times one local slope:
# what does this box do on the way forward? For the net above dL_dz1 is −0.01319 and dL_dw3 is −0.04237.

# %% solution="gradients"
def gradients(x, y, w):
    """Return dL_dw1, dL_dw2 and dL_dw3, three numbers."""
    x1, x2 = x
    w1, w2, w3 = w
    z1, h1, z2, y_hat = three_weights.forward(x, w)
    dL_dz2 = three_weights.output_blame(z2, y)
    ### BEGIN SOLUTION
    dL_dw3 = dL_dz2 * h1
    dL_dh1 = dL_dz2 * w3
    dL_dz1 = dL_dh1 * sigmoid_prime(z1)
    dL_dw1 = dL_dz1 * x1
    dL_dw2 = dL_dz1 * x2
    ### STUB
    # dL_dw3 = ...  # z2 = w3 * h1
    # dL_dh1 = ...  # the other factor of the same box
    # dL_dz1 = ...  # back through the first bend
    # dL_dw1 = ...
    # dL_dw2 = ...
    ### END SOLUTION
    return dL_dw1, dL_dw2, dL_dw3


# %% test="gradients" points=3
check.three_weights.gradients(gradients)
### BEGIN HIDDEN TESTS
check.three_weights.gradients(gradients, ((0.8, -1.7), 0.0, (0.6, 1.4, -2.3)), ((-2.5, 1.3), 1.0, (-0.7, 0.4, 1.9)))
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Where the blame goes
#
# ### Show
#
# Here is the whole way back, as bars. At the top is the blame of the forecast. Each plain bar below it has passed one more box. The hatched bars are the weights.

# %%
figures.show(figures.blame_chain())

# %% [markdown]
# To five digits, dL/dz2 = −0.11223, dL/dw3 = −0.04237 and dL/dz1 = −0.01319. (An older text gives −0.04239 for dL/dw3, because it rounded on the way: carry all digits and round once, at the end.)
# All blames are negative, so raising any weight lowers the loss. For w2 = −0.5 that means *less* weight on stress: the share rose although stress was high.
#
# Raise the stress x2: the score z1 slides down the flat end of the first bend. What is left for w1? Then set x2 to 0, w3 to 8 and y to 0. That net is 99.7% sure of a rise, and the share falls.
# How much of its blame gets past the last bend?

# %%
widgets.slide(figures.blame_chain(), x2=[0, 1, 2, 3, 5, 8, 12], w3=[0.25, 0.5, 1, 2, 4, 8], y=[1, 0])

# %% [markdown]
# Sure and wrong: the error has its full length, and behind the bend next to nothing of it is left. A unit whose z lies far out on a flat end is **saturated**: at z = 4 its slope is 0.0177, at z = 10 it is 0.000045.
# It passes values forward, and hardly any blame back. The weight w3 = 8 swells what is left, to eight times as much at h1, and that is still little.
#
# Think of the walker in fog. Only the slope underfoot can be felt, and here the ground is a high plateau. The valley may be far below. The feet say *flat*.
#
# ### Predict
#
# Train the net: y = 1, lr = 0.1, ten epochs. The forecast starts at 0.547. In lesson 03 ten steps with a tenth of that learning rate were enough. Where is the forecast after ten steps here?

# %%
my_guess = ...  # "0.56", "0.75" or "0.95"

# %%
table = three_weights.train((2, 3), 1, (0.5, -0.5, 0.5), lr=0.1, num_epochs=10)
print(said(my_guess), f"The forecast is {table[10].y_hat:.4f}.")

# %% [markdown]
# It has moved by one hundredth. Nothing is broken: the steps are small because the bends passed on so little blame.
#
# ### Do
#
# **Exercise `train` · 3 points.** The training loop, from a blank cell. The weights are one array `w` of three numbers now, and `three_weights.gradients(x, y, w)` returns the three slopes as one array,
# so a single line moves all weights at once.
#
# In each epoch: forward, note the error ŷ − y, print a row, step. Return the last `w` and the list of errors, one an epoch, each taken *before* its step. The first one here is −0.45295. Print a row with
#
# ```python
# print(f"{epoch:5d} {y_hat:.5f} {y_hat - y:+.5f}", *(f"{v:+.5f}" for v in w))
# ```

# %% solution="train"
def train(x, y, w, lr, num_epochs):
    """Return w (three numbers) and errors (a list of num_epochs numbers)."""
    ### BEGIN SOLUTION
    errors = []
    for epoch in range(num_epochs):
        z1, h1, z2, y_hat = three_weights.forward(x, w)
        errors.append(y_hat - y)
        print(f"{epoch:5d} {y_hat:.5f} {y_hat - y:+.5f}", *(f"{v:+.5f}" for v in w))
        w = w - lr * three_weights.gradients(x, y, w)
    return w, errors
    ### END SOLUTION


# %% test="train" points=3
check.three_weights.train(train)
### BEGIN HIDDEN TESTS
check.three_weights.train(
    train,
    (np.array([0.8, -1.7]), 0.0, np.array([0.6, 1.4, -2.3]), 0.7, 5),
    (np.array([-2.5, 1.3]), 1.0, np.array([-0.7, 0.4, 1.9]), 0.4, 1),
)
### END HIDDEN TESTS

# %% [markdown]
# Run your loop on the desk's numbers: take away the `#` in the next cell. Your table should agree with the lesson's, in the cell after it.

# %%
# train(np.array([2.0, 3.0]), 1.0, np.array([0.5, -0.5, 0.5]), 0.1, 11)

# %%
print("epoch   y_hat    error       w1       w2       w3")
for row in table:
    print(f"{row.epoch:5d} {row.y_hat:.5f} {row.error:+.5f} {row.w1:+.5f} {row.w2:+.5f} {row.w3:+.5f}")

# %% [markdown]
# All weights rise, w3 and w2 the most. The error creeps from −0.453 to −0.443. With this learning rate the forecast needs 719 steps to reach 0.9.
#
# **Exercise `mend_slopes` · 2 points: find the bug.** A colleague put this function together from an older program. It trains: after ten epochs her forecast is 0.5563, where yours is 0.5569. She did what this course does with slopes, and nudged.
# Here is dL/dw1 for x = (2, 3) and y = 1, at two places.
#
# | weights w1, w2, w3 | by nudging | by her function |
# | --- | --- | --- |
# | 0.5, −0.5, 0.5 | −0.0264 | −0.0254 |
# | 3, 0.5, 0.5 | −0.000049 | −0.0169 |
#
# In the first place she is off by 4%. In the second, her slope is more than 300 times too large. Which unit is saturated there, and what should it have done to the blame? Mend the function. `sigmoid_prime` is as it was.

# %% solution="mend_slopes"
def mend_slopes(x, y, w):
    """Return dL_dw1, dL_dw2 and dL_dw3, three numbers."""
    x1, x2 = x
    w1, w2, w3 = w
    z1, h1, z2, y_hat = three_weights.forward(x, w)
    ### BEGIN SOLUTION
    dL_dz2 = (y_hat - y) * sigmoid_prime(z2)
    dL_dw3 = dL_dz2 * h1
    dL_dz1 = dL_dz2 * w3 * sigmoid_prime(z1)
    ### STUB
    # dL_dz2 = (y_hat - y) * sigmoid_prime(y_hat)
    # dL_dw3 = dL_dz2 * h1
    # dL_dz1 = dL_dz2 * w3 * sigmoid_prime(h1)
    ### END SOLUTION
    return dL_dz1 * x1, dL_dz1 * x2, dL_dw3


# %% test="mend_slopes" points=2
check.three_weights.mend_slopes(mend_slopes)
### BEGIN HIDDEN TESTS
check.three_weights.mend_slopes(mend_slopes, ((0.8, -1.7), 0.0, (0.6, 1.4, -2.3)), ((-2.5, 1.3), 1.0, (-0.7, 0.4, 1.9)))
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **`sure_and_wrong` · 2 points.** Two nets forecast the same day, and the share falls: y = 0. Net A has the score z2 = 0.19 and says 0.547. Net B has z2 = 6 and says 0.998. Yet dL/dz2 is 0.136 for A and 0.0025 for B.
#
# Explain in three to five sentences how the larger error can leave the smaller blame. Say also what this means for the weights before the bend, and what B's table would look like over the next ten epochs.

# %% [markdown] answer="sure_and_wrong" points=2
# **Model answer.** The blame behind the bend is the error times the slope of the bend, (ŷ − y) · ŷ(1 − ŷ). B's error is about 1, but its score lies on the flat end: the slope is 0.0025, where A's is about ¼. So the product is 55 times smaller than A's.
# Every weight before the bend gets its blame *through* the bend, so all of them receive next to nothing, however wrong the forecast is. In B's table the rows would look almost the same for ten epochs: the error stays near 1, and the weights hardly move.
#
# **Rubric.** 1 point: the blame is error times local slope, and the local slope is tiny where the unit is saturated. 1 point: the consequence, all weights before the bend get only this product, so B's weights and its error hardly change. Half a point each for an answer that is only partly clear.
# "B is at a minimum" earns no point for the second part: the ground is flat there, and it is a plateau.

# %% [markdown]
# ## Takeaways
#
# - The sigmoid turns any score into a number between 0 and 1. Its slope is a(1 − a): at most ¼, and next to nothing far out.
# - A bend is a box. Blame that passes it back is multiplied by its local slope, taken at what *entered* it, z. So the blame shrinks at each bend; a large weight may swell it again.
# - A saturated unit passes hardly any blame. Sure and wrong learns least.
# - A wrong slope can train, and look right for ten epochs. Nudge at several places, a flat one among them.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | activation, bend | a = σ(z) | a curved box after a sum |
# | sigmoid | σ(z) = 1 / (1 + e⁻ᶻ) | score in, number between 0 and 1 out |
# | score | z | what goes into a bend |
# | slope of the sigmoid | σ′(z) = σ(z)(1 − σ(z)) | at most ¼, at z = 0 |
# | hidden unit | h1 | a value in the middle, after its bend |
# | saturated | abs(z) large | on a flat end, where the slope is near 0 |
#
# **Next: 05 · XOR.** This net has one hidden unit. You will see what several of them can do together that no amount of patience can.
