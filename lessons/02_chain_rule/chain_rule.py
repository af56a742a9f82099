# %% [markdown]
# # 02 · The chain rule
#
# **The question.** How does a small change travel through a formula, and how do all derivatives come back in one pass?
#
# **You will be able to**
#
# - split a formula into the nodes of a computation graph, and give the local gradient of each;
# - multiply along a path, and add where two paths meet;
# - write backpropagation as a loop, and say how it differs from gradient descent;
# - find a derivative that was taken in the wrong place.
#
# About 75 minutes · 12 points · You need lesson 01. Take a break after part 2.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.gradients import central_difference
from helpers.lessons.chain_rule import checks, figures, graph
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("02"))

# %% [markdown]
# ## Look back
#
# Three questions on lesson 01. Answer in your head, then unfold.
#
# 1. What is the derivative of x³ − 3x² + 2x + 1 at x = 3?
#
# <details><summary>Answer</summary>
#
# It is 3x² − 6x + 2, so 11 at x = 3. The 1 lifts the whole curve. It changes no slope.
#
# </details>
#
# 2. You estimate it by a central difference with h = 0.1, and get 11.01. Would h = 10⁻¹⁵ be better?
#
# <details><summary>Answer</summary>
#
# No. At 0.1 the truncation error is 0.01. With 10⁻¹⁵ rounding error takes over, and the estimate gets worse.
#
# </details>
#
# 3. What is the gradient of x² + y² at (3, 4)? Which way is down?
#
# <details><summary>Answer</summary>
#
# (6, 8): one partial derivative for each input. It points uphill; down is the opposite direction.
#
# </details>

# %% [markdown]
# ## In the market
#
# On 15 January 2015 the Swiss National Bank stopped holding the franc down. That day Swiss stocks lost about 9% in francs, and the franc rose by about a fifth against the dollar (Swiss Market Index and exchange rate of that day). Take −9% and +20%.
#
# An American holds one dollar's worth of these stocks. Her *growth factor* in dollars, 1 plus the return, is a product of two:
#
# $$1 + r_{usd} = (1 + r_{local})\,(1 + r_{fx})$$
#
# A product is an area. Here the stock moves first, then the franc.

# %%
drawing.show(figures.usd_return(stock_percent=-9, franc_percent=20))

# %% [markdown]
# Her stocks crashed, and she is 9.2% richer. The franc stays at +20%. Move the stock. Does the franc bring the same number of cents each time?

# %%
drawing.slide(
    figures.usd_return(stock_percent=-9, franc_percent=20),
    stock_percent=[-9, -5, 0, 5],
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# No. With the stock at −9% the franc brings 18.2 cents, at 0% it brings 20, at 5% it brings 21. The strip of the franc is as tall as the growth factor of the stock.
#
# </details>
#
# How much the franc brings depends on the *other* growth factor. So when a number comes out of a chain of steps, **how much did each step contribute?**

# %% [markdown]
# ## 1 · Nodes in a row
#
# ### Show
#
# Take f = (2x + 1)² apart: first u = 2x + 1, then f = u². A **node** is one step: numbers go in, one number comes out. You choose how large a step is; here 2x + 1 is one. At x = 0.25 we have u = 1.5 and f = 2.25.
#
# The **local gradient** of a node is the derivative of its output with respect to its own input. For u = 2x + 1 it is 2. For f = u² it is 2u = 3, by the power rule.
#
# Change x by 0.1. The picture shows Δx ("delta x"), this change, and how far u and f move: Δu and Δf.

# %%
drawing.show(figures.nudge(x=0.25, dx=0.1))

# %% [markdown]
# The first node makes the change 2 times as large, the second about 3 times, together about 6 times:
#
# $$\frac{df}{dx} = \frac{df}{du}\cdot\frac{du}{dx} = 2u \cdot 2 = 3 \cdot 2 = 6$$
#
# This is the **chain rule**: the derivative along a path is the product of the local gradients on it. Each local gradient is taken at the number that enters its own node. The outer node sees u = 1.5. It never sees x.
#
# Make the change smaller. Then move x. Which local gradient changes, and which does not?

# %%
drawing.slide(
    figures.nudge(x=0.25, dx=0.1), dx=[0.4, 0.2, 0.1, 0.05], x=[-0.25, 0, 0.25, 0.5, 0.75]
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# A smaller change brings the lowest bar closer to the dashed mark. (The bar is longer, because the square bends during the step.) The first local gradient is 2 everywhere. The second, 2u, moves with x: it is 1 at x = −0.25, 3 at 0.25 and 5 at 0.75.
#
# </details>

# %% [markdown]
# ### Predict
#
# Another chain: f = (3x + 2)². Which is its derivative at x = 1: 6, 10, 13 or 30?

# %%
chain_guess = ...  # 6, 10, 13 or 30


# %%
def f_of(x):
    return (3 * x + 2) ** 2


numerical = central_difference(f_of, 1.0)  # h is 1e-5 where nothing is said
print(said(chain_guess), f"The numerical derivative is {numerical:.4f}.")

# %% [markdown]
# The inner local gradient is 3. The outer node sees u = 5, so its local gradient is 10, and 3 · 10 = 30. The others: 10 forgets the inner node, 13 adds the two, 6 takes the outer derivative at x.

# %% [markdown]
# ### Do
#
# Five rules are enough for this lesson:
#
# | Node | Local gradient | Why |
# | --- | --- | --- |
# | u + c | 1 | a constant changes no slope |
# | c · u | c | a factor stretches the change |
# | u + v | 1 for u, and 1 for v | each change passes on as it is |
# | u · v | v for u, and u for v | the other one is held still |
# | uⁿ | n · uⁿ⁻¹ | the power rule |

# %% [markdown]
# **Exercise `local_slopes` · 3 points.** Three nodes in a row. The last makes a *loss* L: it measures how far a number $a$ is from its *target* $y$, the number that was wanted.
#
# $$z = w \cdot x - 1 \qquad a = z^3 \qquad L = (a - y)^2$$
#
# Write the three local gradients, last node first. Multiply nothing yet. For w = 2.5, x = 1.2 and y = 5 the values are z = 2, a = 8, L = 9, and the local gradients are 6, 12 and 1.2.


# %% solution="local_slopes"
def local_slopes(w, x, y):
    """Return dL_da, da_dz and dz_dw, three numbers."""
    z = w * x - 1
    a = z**3
    ### BEGIN SOLUTION
    dL_da = 2 * (a - y)
    da_dz = 3 * z**2
    dz_dw = x
    ### STUB
    # dL_da = ...
    # da_dz = ...
    # dz_dw = ...
    ### END SOLUTION
    return dL_da, da_dz, dz_dw


# %% test="local_slopes" points=3
checks.local_slopes(local_slopes)
### BEGIN HIDDEN TESTS
checks.local_slopes(local_slopes, (0.9, -1.7, 4.0), (-1.1, 0.6, 2.2))
### END HIDDEN TESTS

# %% [markdown]
# Multiplied, the three numbers of the example are dL/dw = 6 · 12 · 1.2 = 86.4: the chain rule over three nodes.

# %% [markdown]
# ## 2 · One pass back
#
# ### Show
#
# Now a path from a weight w to a loss L. The loss has a ½ this time: it will cancel the 2 that comes down from the square.
#
# $$z = w \cdot x + b \qquad a = z^2 \qquad L = \tfrac12 (a - y)^2$$
#
# Drawn, this is a **computation graph**: a formula as nodes and edges. An **edge** is an arrow that carries a number to the next node. The **forward pass** computes the values, from the inputs to the loss.

# %%
drawing.show(figures.computation_graph(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS, step=3))

# %% [markdown]
# The **backward pass** computes the derivatives, from the loss to the inputs. It starts with dL/dL = 1: the loss moves as far as itself.
#
# Then it hands gradients back. In a picture: it hands back *blame*. Each node receives an **upstream gradient**: the derivative of the loss with respect to what the node made. It multiplies this by its local gradient, and hands the product on to its inputs:
#
# $$\frac{dL}{dw} = \frac{dL}{da}\cdot\frac{da}{dz}\cdot\frac{dz}{dw}$$
#
# Go through both passes, and stop at step 6. Which derivative will step 7 hand to x?
#
# (The target y enters the last node too, so step 5 gives it a derivative. It is −3, since a larger y makes a − y smaller. Nobody needs it: a target is given.)

# %%
drawing.slide(
    figures.computation_graph(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS, step=0), step=range(8)
)

# %% [markdown]
# <details><summary>Answer</summary>
#
# It is 48. The upstream gradient dL/dz = 24 is computed once and used three times: 24 · 1.5 for w, 24 · 2 for x, 24 · 1 for b.
#
# </details>

# %% [markdown]
# In code:

# %%
w, x, b, y = 2.0, 1.5, 1.0, 13.0

z = w * x + b  # forward: keep z and a
a = z**2
L = 0.5 * (a - y) ** 2

dL_da = 1 * (a - y)  # backward: dL/dL = 1
dL_dz = dL_da * 2 * z
dL_dw = dL_dz * x
dL_dx = dL_dz * w
dL_db = dL_dz * 1
print(f"L = {L}, dL/dw = {dL_dw}, dL/dx = {dL_dx}, dL/db = {dL_db}")

# %% [markdown]
# Two things to see:
#
# - **Order.** A node hands gradients on only after its upstream gradient has arrived. So the way back is the way forward, reversed.
# - **Memory.** $a - y$ needs $a$, the square needs $z$, the product needs $x$ and $w$. The forward pass has to keep them.

# %% [markdown]
# The algorithm has a name. **Backpropagation** computes the gradient of a loss with respect to every weight: one forward pass, then one backward pass. In a network it traces blame back through every layer.
#
# Frameworks such as PyTorch and TensorFlow run it for you, on any formula written in their operations. This is **automatic differentiation**: a program applies the chain rule to each operation. Going from the output back to the inputs, as here, is its *reverse mode*.

# %% [markdown]
# ### Predict
#
# The code above ran backpropagation with w = 2 and found dL/dw = 36. What is w now: 2, 36, 38 or −34?

# %%
w_guess = ...  # 2, 36, 38 or -34

# %%
print(said(w_guess), f"w is {w:g}.")

# %% [markdown]
# Backpropagation only computes the gradient; it changes no weight. *Gradient descent* (lesson 03) takes the gradient and changes the weights. The walker feels the slope, and then she takes a step.
#
# There is another way to get the derivatives: change one weight a little, run the network again, and see how far the loss moves. How many passes do all derivatives of a network of 10,000 weights take that way? And how many by backpropagation?

# %%
numerical_guess = ...  # a number
backprop_guess = ...  # a number

# %%
derivatives, passes = graph.nudged(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)
print(f"For w, x, b and y: {passes} passes. dL/dw = {derivatives['w']:.3f}; backward said 36.")
print(f"10,000 weights, numerically: {10_000 + 1:,} passes.", said(numerical_guess))
print(f"10,000 weights, backpropagation: {1 + 1} passes.", said(backprop_guess))

# %% [markdown]
# The numerical way takes one pass for each weight, and one more to compare with. One backward pass gives every derivative; in a network it takes about twice as long as a forward pass. Without backpropagation, the walker would have to test 10,000 directions with her foot before every step.

# %% [markdown]
# ### Do
#
# **Exercise `mend_year` · 3 points: find the bug.** In dollars a stock grows by the factor (1 + r_local)(1 + r_fx) each month, and twelve such months make a year. The loss is ½(year − target)².
#
# At r_local = 0.02, r_fx = −0.01 and target = 1.3 the code below says that dL/dr_local is −7.569. The numerical derivative is −2.326. The loss itself is right. Find the bug and fix it.
#
# <details><summary>A hint, if you need one</summary>
#
# Ask of each backward line: at which number is this derivative taken, and has the forward pass kept that number?
#
# </details>


# %% solution="mend_year"
def mend_year(r_local, r_fx, target):
    """Return the loss, dL_dr_local and dL_dr_fx, three numbers."""
    ### BEGIN SOLUTION
    month = (1 + r_local) * (1 + r_fx)
    year = month**12
    loss = 0.5 * (year - target) ** 2

    dL_dyear = year - target
    dL_dmonth = dL_dyear * 12 * month**11
    dL_dr_local = dL_dmonth * (1 + r_fx)
    dL_dr_fx = dL_dmonth * (1 + r_local)
    ### STUB
    # growth = (1 + r_local) * (1 + r_fx)
    # growth = growth**12
    # loss = 0.5 * (growth - target) ** 2

    # dL_dyear = growth - target
    # dL_dmonth = dL_dyear * 12 * growth**11
    # dL_dr_local = dL_dmonth * (1 + r_fx)
    # dL_dr_fx = dL_dmonth * (1 + r_local)
    ### END SOLUTION
    return loss, dL_dr_local, dL_dr_fx


# %% test="mend_year" points=3
checks.mend_year(mend_year)
### BEGIN HIDDEN TESTS
checks.mend_year(mend_year, (0.008, -0.013, 1.05), (-0.021, 0.03, 0.97))
### END HIDDEN TESTS

# %% [markdown]
# *Take a break here.*

# %% [markdown]
# ## 3 · A fork adds
#
# ### Show
#
# What if a number goes into two nodes, or twice into one? The smallest example is x · x. The path **forks** at x: a change of x travels along both branches.

# %%
drawing.show(figures.square(dx=0.5))

# %% [markdown]
# At x = 3 each side adds 3 times the change. Together that makes 6, or 2x, as the power rule says. The picture says 6.5: its change is 0.5, and the corner adds 0.5 times the change. The smaller the change, the less the corner counts.
#
# **Where paths meet again, their contributions add.** So the chain rule has two halves: multiply along a path, add over paths. In code one starts at 0 and collects with `+=`.

# %% [markdown]
# ### Predict
#
# A fund owns one Swiss stock, of p = 95 francs. The exchange rate e = 1.1 is the price of a franc in dollars. The fund has also sold 60 francs in advance, at 1.08 dollars each. This deal gains when the franc falls.
#
# In dollars the stock is worth s, the deal k, and both together V. So e enters twice:
#
# $$s = p \cdot e \qquad k = 60\,(1.08 - e) \qquad V = s + k$$

# %%
drawing.show(figures.computation_graph(graph.FUND, graph.FUND_INPUTS, step=3))

# %% [markdown]
# Along the upper path alone, V moves 95 times as far as e. Count both paths. Does V then move by *more* than 95 times the change of e, by *less*, or by the *same*?

# %%
fork_guess = ...  # "more", "less" or "same"


# %%
def V_of(e):
    return 95 * e + 60 * (1.08 - e)


print(said(fork_guess), f"The numerical derivative is {central_difference(V_of, 1.1):.4f}.")

# %%
drawing.show(figures.computation_graph(graph.FUND, graph.FUND_INPUTS, step=7))

# %% [markdown]
# By the upper path e gets 95, by the lower path −60. The sum is 35: less than 95. That is what a *hedge* is: a second path, built on purpose, whose contribution has the opposite sign.
#
# This answers the market's question: for a small change, a path contributes the change times the product of its local gradients, and the paths add up.

# %% [markdown]
# ### Do
#
# You have all the parts of backpropagation. Now write it as a loop that works for *any* graph. Its three lines are the core of every framework.
#
# During the forward pass a framework keeps a **tape**: for each node, what it made, and what it took, with the local gradients. Here is the tape of the fund, with a loss L = ½(V − 100)² at its end.

# %%
tape = graph.record(graph.FUND_LOSS, graph.FUND_INPUTS)
for made, inputs in tape:
    taken = [f"{name} (local gradient {local:.4g})" for name, local in inputs]
    print(f"{made} takes {', '.join(taken)}")

# %% [markdown]
# **Exercise `backward` · 4 points.** Fill three lines. `gradients` holds one number for every quantity, 0 at first. The loop goes over the tape from its end.
#
# 1. What has to stand at the end before the loop starts?
# 2. What is the upstream gradient of this node?
# 3. What arrives at each quantity that the node took?
#
# For the fund, dL/dV is 3.3, dL/dp is 3.63 and dL/de is 115.5, rounded.


# %% solution="backward"
def backward(tape):
    """Return the gradient of the end with respect to every quantity, a dictionary by name."""
    gradients = graph.zeros(tape)
    end = tape[-1][0]  # the name of what the last node made
    ### BEGIN SOLUTION
    gradients[end] = 1.0
    ### STUB
    # gradients[end] = ...
    ### END SOLUTION
    for made, inputs in reversed(tape):
        ### BEGIN SOLUTION
        upstream = gradients[made]
        ### STUB
        # upstream = ...
        ### END SOLUTION
        for name, local in inputs:
            ### BEGIN SOLUTION
            gradients[name] += upstream * local
            ### STUB
            # gradients[name] = ...
            ### END SOLUTION
    return gradients


# %% test="backward" points=4
checks.backward(backward)
### BEGIN HIDDEN TESTS
tapes = [
    [
        ("s", [("p", 2.3), ("e", -0.4)]),
        ("k", [("e", 1.7)]),
        ("V", [("s", 0.6), ("k", -1.1)]),
        ("L", [("V", 1.9), ("e", 0.8)]),
    ],
    [
        ("k", [("p", -0.9), ("e", 1.4)]),
        ("s", [("k", 2.1)]),
        ("V", [("s", 0.3), ("s", 0.3)]),
        ("L", [("V", -1.6), ("k", 0.7)]),
    ],
]
checks.backward(backward, *[(graph.Tape(tape),) for tape in tapes])
### END HIDDEN TESTS

# %% [markdown]
# Run your loop on the one-weight graph of part 2. Does it find the 36, 48 and 24 of the slider?

# %%
print(backward(graph.record(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)))

# %% [markdown]
# <details><summary>If you like: the American of 2015, once more</summary>
#
# Both growth factors start at 1, so both local gradients are 1, and derivatives say −9% + 20% = 11%. She got 9.2%. The missing 1.8% is the corner of the area, 9% of 20%. Derivatives hold for small changes, and that day was not small.
#
# </details>

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A colleague nudges each of his 10,000 weights and runs the network again. "Every derivative is a product along the path from its weight to the loss," he says. "With backpropagation I would have to work out 10,000 long products."
#
# In three to five sentences: what is right in this, and what does he overlook? Use dL/dz = 24 of part 2. And what about a weight that goes into two nodes?

# %% [markdown] answer="why_sweep" points=2
# **Model answer.** He is right that a derivative is the product of the local gradients along the path. But the paths share their last part: w, x and b all reach the loss through z. The backward pass computes dL/dz = 3 · 8 = 24 once. Each of them costs one more factor, 1.5, 2 or 1.
#
# So the model is run forward once, keeping the values that the local gradients need, and back once, in place of 10,001 forward passes.
#
# A weight that goes into two nodes reaches the loss by two paths. Each node hands on its upstream gradient times its local gradient. The two contributions are added.
#
# **Rubric.** 1 point for what he overlooks: the upstream gradient at z (24) is computed once and reused by everything before it, so one pass forward and one back are enough. 1 point for the two rules: local gradients multiply along a path *and* contributions add where the weight forks. Other words and other examples are welcome.

# %% [markdown]
# ## Takeaways
#
# - A formula is a graph of nodes. Each node knows its local gradients, at the numbers that enter it.
# - Multiply along a path, add over paths. That is the whole chain rule.
# - Forward keeps values. Backward starts with dL/dL = 1, and each node multiplies its upstream gradient by its local gradients.
# - So two passes give every derivative. They change no weight; gradient descent does.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | computation graph | | a formula drawn as nodes and edges |
# | node | | one step of a formula: numbers go in, one number comes out |
# | edge | | an arrow that carries a number to the next node |
# | local gradient | da/dz | the derivative of a node's output with respect to its own input |
# | chain rule | dL/dw = dL/da · da/dz · dz/dw | multiply along a path, add over paths |
# | fork | `+=` | one number goes into two nodes |
# | forward pass | z, a, L | computes the values, from the inputs to the loss |
# | backward pass | dL/da, dL/dz, dL/dw | computes the derivatives, from the loss to the inputs |
# | upstream gradient | dL/da | the derivative of the loss with respect to what a node made |
# | backpropagation | | forward pass, then backward pass: the gradient with respect to every weight |
# | automatic differentiation | | a program applies the chain rule to each operation; reverse mode: from the output back |
# | tape | | what the forward pass records for the backward pass |
#
# **Next: 03 · Two weights.** You use backpropagation to walk downhill. A forecast misses by 18 basis points, and after ten steps it hardly misses.
