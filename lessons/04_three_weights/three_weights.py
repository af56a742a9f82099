# %% [markdown]
# # 04 · Three weights
#
# **The question.** What does a curve in the middle of a network do to the gradient?
#
# **You will be able to**
#
# - say why a network needs activation functions, and compute the sigmoid and its slope;
# - pass the gradient back through a sigmoid, to the weights that stand before it;
# - say when a unit is saturated, and why it then learns next to nothing;
# - find a wrong gradient in a network that trains all the same, and say why it trains.
#
# About 75 minutes · 11 points · You need lessons 01 to 03. Take a break after part 2.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.gradients import central_difference
from helpers.lessons import three_weights
from helpers.lessons.three_weights import checks, figures
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("04"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 01: you have a formula for a derivative and don't trust it. How do you test it?
#
# <details><summary>Answer</summary>
#
# By a numerical derivative, the central difference: (f(x + h) − f(x − h)) / 2h, with h near 10⁻⁵.
#
# </details>
#
# 2. Lesson 02: u = 2x + 1 and y = u². The outer node has the local gradient 2 times *something*. Is it 2u or 2x?
#
# <details><summary>Answer</summary>
#
# 2u. A local gradient is taken at the number that enters its own node. The outer node never sees x.
#
# </details>
#
# 3. Lesson 03: what does backpropagation do, and what does gradient descent do?
#
# <details><summary>Answer</summary>
#
# Backpropagation computes the derivative of the loss with respect to every weight. Gradient descent uses these derivatives to move the weights.
#
# </details>

# %% [markdown]
# ## In the market
#
# The desk of lesson 03 changes its question. It no longer asks *how far* the share will move tomorrow. It asks: *will it rise?* The answer is a probability.
#
# But a network that multiplies and adds can give out any number. A straight line turns such a number z into a "probability" like this. For z = 4:

# %%
drawing.show(figures.line_or_sigmoid(z=4))

# %% [markdown]
# Nobody can stake money on a chance of 150%. The curve never leaves the range from 0 to 1.
#
# The network of this lesson ends in this curve. It will say 0.547, and the share rises, so y = 1: the prediction is too low by 0.453. In lesson 03 the gradient met multiplications only. Now it has to pass the curve. *What does the curve do to it?*

# %% [markdown]
# ## 1 · The sigmoid
#
# ### Show
#
# A neuron works in two steps. First it multiplies its inputs by their weights and adds up. The result is the **pre-activation** z. Then it applies a fixed curve to z, the **activation function**, and hands on the **activation** a.
#
# Why a curve? In lesson 03 only the product of the two weights counted: w2 · (w1 · x) = (w2 · w1) · x. That holds for any number of layers that only multiply and add: together they are no more than one layer.
#
# A curve between them breaks this. It is a **non-linearity**: a function that is no straight line.

# %% [markdown]
# The curve of this lesson is the **sigmoid**. It turns any z into a number between 0 and 1:
#
# $$a = \sigma(z) = \frac{1}{1 + e^{-z}}$$
#
# Here e is Euler's number, about 2.718. The larger z is, the smaller is $e^{-z}$, and the closer a comes to 1.

# %% [markdown]
# For the slope of the sigmoid take the formula apart into nodes, as in lesson 02. The numbers are for z = −0.5.
#
# | Node | Value | Local gradient | Number |
# | --- | --- | --- | --- |
# | u = −z | 0.5 | −1 | −1 |
# | v = eᵘ | 1.6487 | v (eᵘ is its own derivative) | 1.6487 |
# | n = 1 + v | 2.6487 | 1 | 1 |
# | a = 1 / n | 0.3775 | 1 / n = n⁻¹, so −1 · n⁻² = −1 / n² | −0.1425 |
#
# Derivatives along a path multiply: (−1) · 1.6487 · 1 · (−0.1425) = 0.2350. The two minus signs cancel. What is left is
#
# $$\sigma'(z) = \frac{v}{n^2}.$$

# %% [markdown]
# ### Predict
#
# How steep is the sigmoid at its steepest place? A slope of 1 would mean: z rises by 0.01, and a rises by 0.01.

# %%
steepest_guess = ...  # "0.25", "0.5" or "1"

# %%
print(said(steepest_guess))
drawing.show(figures.sigmoid_slope())

# %% [markdown]
# <details><summary>Answer</summary>
#
# The steepest place is the middle, and the slope there is only **¼**.
#
# </details>
#
# The dotted line shows how steep a slope of 1 is. On the right you see how soon the slope gets small: at z = 4 it is 0.0177, less than a tenth of ¼.
#
# ### Do
#
# **Exercise `bend` · 2 points.** Return the activation and the slope of the curve. `bend(-0.5)` gives 0.3775 and 0.2350, rounded. In NumPy, $e^t$ is `np.exp(t)`.
#
# The slope v / n² can be computed from a alone. First find out how, on paper: use a = 1 / n and v = n − 1.

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
checks.bend(bend)
### BEGIN HIDDEN TESTS
checks.bend(bend, (0.35,), (-3.2,))
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>The formula, for when you are done</summary>
#
# v / n² = (1 / n) · (n − 1) / n = (1 / n) · (1 − 1 / n) = a · (1 − a). In numbers: 0.3775 · 0.6225 = 0.2350.
#
# </details>
#
# From here on the lesson uses its own `sigmoid` and `sigmoid_prime`. An error above costs you nothing below.

# %% locked="activations"
from helpers.activations import sigmoid, sigmoid_prime

# %% [markdown]
# ### Show
#
# Now the network. It has two inputs, both in standard deviations above average: x1 = 2 is the momentum of the share (how far it has risen lately), and x2 = 3 is the stress in the market.
#
# The first neuron takes both inputs, with the weights w1 = 0.5 and w2 = −0.5. Its pre-activation is z1, its activation is h1. It stands in the middle, so it is a **hidden unit**.
#
# The second neuron takes h1, with the weight w3 = 0.5. Its pre-activation is z2, and its activation is the prediction ŷ. The loss is as before, L = ½(ŷ − y)².

# %%
drawing.show(figures.net())

# %% [markdown]
# The forward pass:
#
# | | formula | number |
# | --- | --- | --- |
# | hidden unit | z1 = w1 · x1 + w2 · x2 | −0.5 |
# | | h1 = σ(z1) | 0.3775 |
# | output | z2 = w3 · h1 | 0.1888 |
# | | ŷ = σ(z2) | 0.5471 |
#
# z1 is negative, and yet ŷ = 0.547 says *rise*. This network can't say anything else: h1 is never negative, so with w3 = 0.5 neither is z2, and ŷ is at least ½. Lesson 05 adds what is missing, the *bias*.

# %% [markdown]
# ## 2 · The gradient through a sigmoid
#
# ### Show
#
# For backpropagation the sigmoid is a node like any other. The upstream gradient arrives at its output. The node multiplies it by its local gradient σ′(z) and hands the product back.
#
# The derivative of the loss with respect to a pre-activation has a name of its own, the **error signal δ** ("delta") of that unit: δ = dL/dz. Our network has two: δ1 = dL/dz1 at the hidden unit and δ2 = dL/dz2 at the output. In code they are `dL_dz1` and `dL_dz2`.
#
# δ is all that the weights of its unit have to know. Each multiplies δ by what it met on the way forward.

# %% [markdown]
# A smaller network as an example, with **one** weight and one sigmoid:
# z = w · x and ŷ = σ(z), with x = 1.5, w = 0.8, y = 0.
#
# | | formula | number |
# | --- | --- | --- |
# | forward | z = w · x | 1.2 |
# | | ŷ = σ(z) | 0.7685 |
# | upstream gradient of the sigmoid | dL/dŷ = ŷ − y | 0.7685 |
# | local gradient of the sigmoid | σ′(z), taken at z = 1.2 | 0.1779 |
# | error signal | δ = dL/dz = dL/dŷ · σ′(z) | 0.1367 |
# | gradient of the weight | dL/dw = δ · x | 0.2051 |
#
# Look at the third number and the fifth. The network was wrong by 0.77, and the sigmoid let 0.14 pass, which is 18%.

# %%
drawing.show(figures.one_weight(step="backward 1"))

# %% [markdown]
# ### Predict
#
# Back to the network of three weights. At its prediction the gradient is −0.453. On the way to z1 it must pass a sigmoid, the weight w3 = 0.5, and the other sigmoid.
# How much of it arrives at z1?
#
# - (a) about half
# - (b) about a tenth
# - (c) about 3 hundredths

# %%
left_guess = ...  # "a", "b" or "c"


# %%
def loss(z1):
    return 0.5 * (sigmoid(0.5 * sigmoid(z1)) - 1) ** 2


at_z1 = central_difference(loss, -0.5)
print(said(left_guess), f"Numerically {at_z1:.5f} of -0.45295 arrives: {at_z1 / -0.45295:.1%}.")

# %% [markdown]
# <details><summary>Answer</summary>
#
# It is (c). Each sigmoid lets a quarter through at most, and w3 halves what is left: ¼ · ½ · ¼ is about 0.03.
#
# </details>
#
# So **a sigmoid always makes the gradient smaller**, to a quarter or less. Not every activation function does. The **tanh** (hyperbolic tangent), 2σ(2z) − 1, goes from −1 to 1, and its slope is 1 in the middle. Lesson 06 brings one whose slope is 1 for every positive z.
#
# ### Do
#
# **Exercise `output_blame` · 2 points.** Compute the first stop on the way back, the error signal δ2 of the output. `sigmoid(z)` and
# `sigmoid_prime(z)` are there for you. For z2 = −1.4 and y = 1 the function returns −0.1273.

# %% solution="output_blame"
def output_blame(z2, y):
    """Return dL_dz2, the derivative of L = ½(y_hat − y)² with y_hat = σ(z2), a number."""
    ### BEGIN SOLUTION
    y_hat = sigmoid(z2)
    dL_dy_hat = y_hat - y
    return dL_dy_hat * sigmoid_prime(z2)
    ### END SOLUTION


# %% test="output_blame" points=2
checks.output_blame(output_blame)
### BEGIN HIDDEN TESTS
checks.output_blame(output_blame, (-0.8, 0.0), (1.7, 1.0))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `gradients` · 3 points.** Now the rest of the way. `dL_dz2` is given. Each further derivative is one that you have already, times one local gradient:
# what does this node do on the way forward? For the network above dL_dz1 is −0.01319 and dL_dw3 is −0.04237.

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
    # dL_dw3 = ...  # what did w3 multiply?
    # dL_dh1 = ...  # the other factor of the same node
    # dL_dz1 = ...  # back through the first sigmoid
    # dL_dw1 = ...
    # dL_dw2 = ...
    ### END SOLUTION
    return dL_dw1, dL_dw2, dL_dw3


# %% test="gradients" points=3
checks.gradients(gradients)
### BEGIN HIDDEN TESTS
checks.gradients(gradients, ((0.8, -1.7), 0.0, (0.6, 1.4, -2.3)), ((-2.5, 1.3), 1.0, (-0.7, 0.4, 1.9)))
### END HIDDEN TESTS

# %% [markdown]
# Now watch the whole network. Which of the three weights moves furthest in its first step, and why?

# %%
drawing.slide(figures.net(), step=figures.STOPS)

# %% [markdown]
# <details><summary>Answer</summary>
#
# w3, by 0.0042. Its gradient has passed one sigmoid only. Then w2, by 0.0040. It shares δ1 with w1, but it met the larger input, 3 against 2.
#
# </details>
#
# The same way back as bars. At the top stands dL/dŷ. Each plain bar below it has passed one more node. The hatched bars are the weights.

# %%
drawing.show(figures.gradient_chain())

# %% [markdown]
# All derivatives are negative, so raising any weight lowers the loss. w2 moves from −0.5 towards 0: from now on stress counts less against a rise.
#
# **Take a break here.** Two thirds of the lesson are done.

# %% [markdown]
# ## 3 · Where the gradient goes
#
# ### Show
#
# Here are the bars once more, with three sliders. Raise the stress x2 to 12. Then z1 moves down, to the flat end of the first sigmoid. What is left for w1?
#
# Then set x2 to 0, w3 to 8 and y to 0. This network is 99.7% sure of a rise, and the share falls. How much gets past the last sigmoid?

# %%
drawing.slide(figures.gradient_chain(), x2=range(13), w3=[0.25, 0.5, 1, 2, 4, 8], y=[1, 0])

# %% [markdown]
# <details><summary>Answer</summary>
#
# At x2 = 12, z1 is −5, and the slope there is 0.0066. For w1 −0.00083 is left. At x2 = 3 it was −0.0264, which is 32 times as much.
#
# Sure and wrong: the error is nearly 1, and 0.00286 gets past the last sigmoid, 0.3%. The next bar is longer again: a weight above 1 *enlarges* the gradient, and dL/dh1 is 8 times δ2. A sigmoid never enlarges it.
#
# </details>
#
# A unit is **saturated** when its z lies so far out that its activation function is nearly flat. That state is called **saturation**. A saturated unit passes values forward, and hardly any gradient back. It is the walker on a high plateau: flat underfoot, and far above the valley.

# %% [markdown]
# **Why this loss, if it learns least when it is sure and wrong?** Only because you know it. For probabilities another loss is usual, the *cross-entropy*. With it σ′ cancels out: what is left is dL/dz = ŷ − y, and the largest error learns fastest. You will derive that in lesson 06.
#
# ### Predict
#
# Train the network: y = 1, lr = 0.1, ten epochs. In lesson 03 ten steps with a tenth of that learning rate were enough. Here the prediction starts at 0.547. Where does it end?

# %%
end_guess = ...  # "0.56", "0.75" or "0.95"

# %%
print(said(end_guess))
print("epoch   y_hat    error       w1       w2       w3")
for row in three_weights.train((2, 3), 1, (0.5, -0.5, 0.5), lr=0.1, num_epochs=10):
    print(f"{row.epoch:5d} {row.y_hat:.5f} {row.error:+.5f} {row.w1:+.5f} {row.w2:+.5f} {row.w3:+.5f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# At 0.5569: it has moved by one hundredth. Nothing is broken. A step is η times the gradient, and the gradient is small for two reasons:
#
# | at the start | lesson 03 | here | here it is |
# | --- | --- | --- | --- |
# | size of the error ŷ − y | 18 | 0.453 | 40 times smaller |
# | largest derivative, per unit of error | 4 | 0.094 | 43 times smaller |
#
# A probability can't be wrong by more than 1, so the error is small. And the sigmoids let little of it through.
#
# </details>
#
# All weights rise, w3 and w2 the most. The error creeps from −0.453 to −0.443. With this learning rate the prediction needs 719 steps to reach 0.9.

# %% [markdown]
# ### Do
#
# **Exercise `mend_slopes` · 2 points: find the bug.** A colleague wrote the function below. It trains: after ten epochs her prediction is 0.5563, where the right one is 0.5569.
#
# Then she tested it at the starting weights. Her dL/dw1 is −0.0254, and the numerical derivative is −0.0264. A difference of 4% is no rounding error. Fix the function. `sigmoid_prime` itself is right.

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
checks.mend_slopes(mend_slopes)
### BEGIN HIDDEN TESTS
checks.mend_slopes(mend_slopes, ((0.8, -1.7), 0.0, (0.6, 1.4, -2.3)), ((-2.5, 1.3), 1.0, (-0.7, 0.4, 1.9)))
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>The bug, for when you have found it</summary>
#
# A derivative can be written for z or for the output a, and its name does not always say which. `sigmoid_prime(z)` takes z; you will also meet a function that returns `x * (1 - x)`, and that one is right only if x is the output a.
# Before you call a derivative, ask what it takes.
#
# </details>
#
# ### Predict
#
# 4% is easily overlooked. She tests at three more places. Where is her dL/dw1 furthest from the right one?
#
# | | w1, w2, w3 | z1 |
# | --- | --- | --- |
# | (a) | 0.3, 0.2, 0.5 | 1.2 |
# | (b) | 3, −2, 0.5 | 0 |
# | (c) | 3, 0.5, 0.5 | 7.5 |

# %%
place_guess = ...  # "a", "b" or "c"

# %%
print(said(place_guess))
print("    z1   slope at z1   dL/dw1: right       hers")
for w in (0.3, 0.2, 0.5), (3, -2, 0.5), (3, 0.5, 0.5):
    z1 = three_weights.forward((2, 3), w)[0]
    right = three_weights.gradients((2, 3), 1, w)[0]
    hers = three_weights.colleagues_gradients((2, 3), 1, w)[0]
    print(f"{z1:6.1f} {sigmoid_prime(z1):13.5f} {right:15.6f} {hers:10.6f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# At (c), where the hidden unit is saturated: hers is more than 300 times too large. The weights of (b) are large too, but z1 is 0.
#
# </details>
#
# **Why does the wrong gradient train?** h1 and ŷ lie between 0 and 1, so her slopes always lie between 0.197 and 0.25. While z stays between −1 and 1, the right slopes do too. Far out the right slope goes to 0, and hers is never flat.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** Two networks predict the same day, and the share falls: y = 0. Network A has z2 = 0.19 and says 0.547. Network B has z2 = 6 and says 0.998. Yet δ2 = dL/dz2 is 0.136 for A and 0.0025 for B.
#
# A colleague says: "B's gradient is almost 0, so B has reached a minimum and is done." Explain to her in three to five sentences why the larger error leaves the smaller error signal. Is B at a minimum? What will its next ten epochs look like?

# %% [markdown] answer="sure_and_wrong" points=2
# **Model answer.** The error signal is the error times the slope of the sigmoid, (ŷ − y) · ŷ(1 − ŷ). B's error is about 1, but its z2 lies on the flat end: the slope is 0.0025, where A's is about ¼. So the product is 55 times smaller than A's.
#
# B is not at a minimum: its loss is about ½, and a negative z2 could bring it near 0. It stands on a plateau. All weights get their gradients *through* the last sigmoid. So for ten epochs they hardly move, and the error stays near 1.
#
# **Rubric.** 1 point: the error signal is error times local gradient, and the local gradient is tiny where the unit is saturated. 1 point: no minimum, because the loss is far from its lowest value, and yet B's weights and its error hardly change. Half a point each for an answer that is only partly clear.

# %% [markdown]
# ## Takeaways
#
# - Without activation functions a network of many layers is no more than one layer.
# - The sigmoid turns any number into one between 0 and 1. Its slope is a(1 − a): at most ¼, and next to nothing far out.
# - A gradient that passes a sigmoid is multiplied by its slope, taken at what *entered* it, z.
# - A saturated unit passes hardly any gradient.
# - A wrong gradient can train, and look right for ten epochs. Test it numerically at several places, also where a unit is saturated.
#
# **Next: 05 · XOR.** This network has one hidden unit. You will see what several of them can do together.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | pre-activation | z | the weighted sum that goes into the activation function |
# | activation function | | a fixed curve that a neuron applies to z |
# | activation | a, h1, ŷ | what comes out of it |
# | non-linearity | | a function that is no straight line |
# | sigmoid | σ(z) = 1 / (1 + e⁻ᶻ) | any number in, between 0 and 1 out |
# | tanh | 2σ(2z) − 1 | any number in, between −1 and 1 out |
# | hidden unit | h1 | a neuron in the middle of a network |
# | error signal | δ = dL/dz | derivative of the loss with respect to a pre-activation |
# | saturated, saturation | abs(z) large | on a flat end, where the slope is near 0 |
