# %% [markdown]
# # 02 · The chain rule
#
# **The question.** How does a nudge travel through boxes?
#
# **You will be able to**
#
# - take a formula apart into boxes and give the local slope of each;
# - multiply slopes along a road, and add them where two roads meet;
# - run one backward sweep that gives the slope by every input, and say what the forward pass must keep for it;
# - find a slope that was taken in the wrong place.
#
# About 50 minutes · 14 points · You need lesson 01.

# %% locked="imports"
import numpy as np

from helpers import check, figures, graph, widgets
from helpers.gradients import central_difference
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Three questions on lesson 01. Answer in your head, then unfold.
#
# 1. f(x) = x³ − 3x² + 2x + 1. What is its slope at x = 3, and what does the 1 at the end do to it?
#
# <details><summary>Answer</summary>
#
# f′(x) = 3x² − 6x + 2, so the slope at 3 is 11. The 1 lifts the whole curve. It changes no slope.
#
# </details>
#
# 2. You estimate that slope by a central difference with h = 0.1. By how much do you miss? Would h = 10⁻¹⁵ be better?
#
# <details><summary>Answer</summary>
#
# On this cubic the miss is exactly h², so you get 11.01. With 10⁻¹⁵ rounding takes over and the estimate gets worse.
#
# </details>
#
# 3. What is the gradient of x² + y² at (3, 4)? Which way does a walker go who wants to get down?
#
# <details><summary>Answer</summary>
#
# (6, 8): one slope for each input you can nudge. It points uphill. The walker takes the opposite direction.
#
# </details>

# %% [markdown]
# ## In the market
#
# On 15 January 2015 the Swiss National Bank stopped holding the franc down. That day Swiss stocks lost about 9%,
# counted in francs. The franc itself rose by about a fifth against the dollar. Take −9% and +20%.
#
# An American holds one dollar's worth of these stocks. Her growth in dollars is a product of two growths:
#
# $$1 + r_{usd} = (1 + r_{local})\,(1 + r_{fx})$$
#
# In words: what the stock became in francs, times what a franc became in dollars. A product is an area, so draw it.

# %%
figures.show(figures.usd_return(stock_percent=-9, franc_percent=20))

# %% [markdown]
# Her stocks crashed, and she is 9.2% richer. Leave the franc at 20 and move the stock: does the franc bring the same cents each time?

# %%
widgets.slide(
    figures.usd_return(stock_percent=-9, franc_percent=20),
    stock_percent=[-9, 0, 5],
    franc_percent=[-10, 0, 20],
)

# %% [markdown]
# The franc rose by 20%, yet it brought 18.2 cents and not 20. (We let the stock fall first, so the franc's strip is shorter: the franc pays for the missing corner.)
# How much the franc brings depends on the *other* growth. So who is to blame for how much, when a number comes out of a chain of steps?

# %% [markdown]
# ## 1 · Boxes in a row
#
# ### Show
#
# Call every step of a formula a **box**. A number goes in, a number comes out. The **local slope** of a box says how many times as far its output
# moves as its input, for a small nudge. A box knows only what enters it, not what stands before it or after it.
#
# | Box | Local slope | In words |
# | --- | --- | --- |
# | u + c | 1 | a constant that is added passes the nudge on as it is |
# | c · u | c | a factor stretches the nudge |
# | uⁿ | n · uⁿ⁻¹ | the power rule of lesson 01; it holds for negative n too |
# | u + v | 1 for a nudge of u, 1 for a nudge of v | a sum passes both on as they are |
# | c − u | −1 | what is taken away moves the other way |
# | u · v | v for a nudge of u, u for a nudge of v | the height of the strip is the other factor |
#
# Now two boxes in a row, a **composite**: f = (2x + 1)². The first makes u = 2x + 1. The second makes f = u². Stand at x = 0.25, so u = 1.5 and f = 2.25. Nudge x by 0.1.

# %%
figures.show(figures.nudge(x=0.25, dx=0.1))

# %% [markdown]
# The first box has slope 2, the second 2u = 3. The nudge is stretched twice, then three times: six times in all.
#
# $$\frac{df}{dx} = \frac{df}{du}\cdot\frac{du}{dx} = 2u \cdot 2 = 3 \cdot 2 = 6$$
#
# This is the **chain rule**: *slopes along a road multiply*. Each slope is taken at the number that enters its own box. The outer box sees u = 1.5. It never sees x.
#
# The lowest bar is a little longer than 6, because the square bends during the nudge. Make the nudge smaller. Then move x: which slope changes, and which doesn't?

# %%
widgets.slide(figures.nudge(x=0.25, dx=0.1), dx=[0.4, 0.1, 0.05], x=[-0.25, 0.25, 0.75])

# %% [markdown]
# The first slope is 2 everywhere. The second, 2u, moves with x: 1 at x = −0.25, 3 at 0.25, 5 at 0.75.
#
# A box may hold several steps. (c − u)² is a subtraction and a square, so its local slope is a chain of its own: 2(c − u) · (−1).

# %% [markdown]
# ### Predict
#
# Another composite: f = (3x + 2)², at x = 1. Which of these is its slope: 6, 10, 13 or 30? Set your guess, then run the next cell.

# %%
my_slope = ...  # 6, 10, 13 or 30


# %%
def f_of(x):
    return (3 * x + 2) ** 2


nudged_slope = central_difference(f_of, 1.0)  # left out, h is 1e-5
print(said(my_slope), f"Nudging x says {nudged_slope:.4f}.")

# %% [markdown]
# The inner slope is 3. The outer box sees u = 5, so its slope is 10. Together 30. The others: 10 forgets the inner box, 13 adds the two slopes, 6 takes the outer slope at x.

# %% [markdown]
# ### Do
#
# **Exercise `local_slopes` · 2 points.** Three boxes in a row. The last one makes a **loss** L: it measures how far a number a lies from its **target** y, the number that was wanted.
#
# $$z = w \cdot x - 1 \qquad a = z^3 \qquad L = (a - y)^2$$
#
# Return the three local slopes, last box first. Multiply nothing yet. For w = 2.5, x = 1.2 and y = 5 you get z = 2, a = 8, L = 9 and the local slopes 6, 12 and 1.2.
# Replace every `...`, run your cell, then the check below it. Its first point is this example.


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


# %% test="local_slopes" points=2
check.chain_rule.local_slopes(local_slopes)
### BEGIN HIDDEN TESTS
check.chain_rule.local_slopes(local_slopes, (0.9, -1.7, 4.0), (-1.1, 0.6, 2.2))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `bond_slope` · 3 points.** A bond pays 100 dollars after `n` half-years, and nothing before. Money in the bank is multiplied by u every half-year, u = 1 + rate/2, where `rate` is a yearly rate.
# The bond costs what you would put into the bank today to have 100 then, so price = 100 · u⁻ⁿ.
#
# Lesson 01 nudged for the slope. Now find dprice/drate by the chain rule, in as many lines as you like. At rate = 0.05 and n = 4 the price is about 90.595 and the slope −176.77: a rate higher by 0.01 costs about 1.77 dollars.


# %% solution="bond_slope"
def bond_slope(rate, n):
    """Return the price in dollars and dprice_drate, in dollars per 1.00 of rate."""
    u = 1 + rate / 2
    price = 100 * u**-n
    ### BEGIN SOLUTION
    dprice_du = 100 * -n * u ** (-n - 1)
    du_drate = 1 / 2
    dprice_drate = dprice_du * du_drate
    ### STUB
    # dprice_drate = ...
    ### END SOLUTION
    return price, dprice_drate


# %% test="bond_slope" points=3
check.chain_rule.bond_slope(bond_slope)
### BEGIN HIDDEN TESTS
check.chain_rule.bond_slope(bond_slope, (0.026, 7), (0.11, 3))
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · One sweep back
#
# ### Show
#
# Now a longer road, from a weight w to a loss L. The target is y again:
#
# $$z = w \cdot x + b \qquad a = z^2 \qquad L = \tfrac12 (a - y)^2$$
#
# $$\frac{dL}{dw} = \frac{dL}{da}\cdot\frac{da}{dz}\cdot\frac{dz}{dw}$$
#
# Read the product from the left, as **blame** that is handed back. The loss blames a. The box that made a passes it on to z, times its own local slope. The next box passes it on to w, times its own.
# So blame is a slope: how far the loss moves per nudge of a number. The way back starts with 1, because the loss moves as far as itself: dL/dL = 1.
#
# In code, one line a box. (The ½ cancels the 2 of the square: dL/da is a − y.)

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
# Drawn, this is the **computation graph**. Blue and solid is the **forward pass**: values, from left to right. Orange and dashed is the **backward sweep**: slopes, from right to left.
# Each dashed arrow carries the local slope that it multiplies by.

# %%
figures.show(figures.sweep(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS, step=7))

# %% [markdown]
# The slider takes the sweep step by step. At each step, find the line of the code above that does it.

# %%
widgets.slide(figures.sweep(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS, step=3), step=range(3, 8))

# %% [markdown]
# Three things to see.
#
# - **Order.** A box can pass blame on only when blame has reached it. So the way back is the way forward, turned round.
# - **Reuse.** dL/dz = 24 was worked out once. The slopes by w, x and b all start from it.
# - **Memory.** a − y needs a, the square needs z, the product needs x and w. The forward pass has to keep them.

# %% [markdown]
# ### Predict
#
# Another way to all the slopes: nudge one input to one side, run the whole graph again, and do so for each input. How many runs does a network of 10,000 weights need that way,
# counting one without any nudge to compare with? And how many with a sweep, counting the run forward and the run back?

# %%
my_nudge_runs = ...  # a number
my_sweep_runs = ...  # a number

# %%
slopes, runs = graph.nudged(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS)
print(
    f"Nudging w, x, b and y took {runs} runs. It says dL/dw = {slopes['w']:.3f}, and the sweep said 36."
)
print(f"10,000 weights, each nudged to one side: {10_000 + 1:,} runs.", said(my_nudge_runs))
print(f"10,000 weights, one sweep: {1 + 1} runs.", said(my_sweep_runs))

# %%
figures.show(figures.runs(inputs=10_000))

# %% [markdown]
# **One sweep prices every nudge**: it gives all the slopes, and a slope is the price of a nudge, so much loss for so much nudge. The walker in the fog would have to try 10,000 directions with a foot before every step.
# The sweep looks back once along the road she came and knows them all. A run back costs about as much as a few runs forward, however many inputs there are.

# %% [markdown]
# ### Do
#
# **Exercise `backward_order` · 2 points.** A fund owns `shares` shares of a Swiss company. In francs they are worth `local`, in dollars `value`. The fund had promised `target` dollars, so L = ½(value − target)². These six lines, shuffled, compute the slopes of L by the
# price and by the exchange rate `fx` (dollars per franc):
#
# | | Line |
# | --- | --- |
# | A | `dL_dlocal = dL_dvalue * fx` |
# | B | `value = local * fx` |
# | C | `dL_dprice = dL_dlocal * shares` |
# | D | `dL_dvalue = value - target` |
# | E | `local = shares * price` |
# | F | `dL_dfx = dL_dvalue * local` |
#
# Put them into an order that runs, as a list of six letters in quotes. There is more than one right order. At the start you know `shares`, `price`, `fx` and `target`.

# %% solution="backward_order"
### BEGIN SOLUTION
backward_order = ["E", "B", "D", "F", "A", "C"]
### STUB
# backward_order = ...
### END SOLUTION

# %% test="backward_order" points=2
check.chain_rule.backward_order(backward_order)
### BEGIN HIDDEN TESTS
check.chain_rule.backward_order(tuple(backward_order))  # there is nothing to hide
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `mend_year` · 2 points.** In dollars a stock grows by (1 + r_local)(1 + r_fx) a month, and twelve such months make a year. The loss is ½(year − target)².
#
# At r_local = 0.02, r_fx = −0.01 and target = 1.3 the code below says that the slope by r_local is −7.569. Nudging r_local says −2.326. The loss itself is right. Find the fault and mend it: look at what each backward line needs, and at what the forward pass has kept.
# If the check says that the bug is still in there although you have edited, ask of each backward line: at which number is this slope taken?


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


# %% test="mend_year" points=2
check.chain_rule.mend_year(mend_year)
### BEGIN HIDDEN TESTS
check.chain_rule.mend_year(mend_year, (0.008, -0.013, 1.05), (-0.021, 0.03, 0.97))
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · A fork adds
#
# ### Show
#
# What if a number goes into two boxes, or twice into one? The smallest example is x · x. Forget the power rule for a moment: x enters a product box on *both* sides. The road **forks** at x, and a nudge travels along both branches.

# %%
figures.show(figures.square(dx=0.5))

# %% [markdown]
# At x = 3 each side grows the area at the rate 3. Together that makes 6. The corner fades: for a nudge of 0.1 it is 0.01, against 0.3 a strip. **Where roads meet again, their contributions add.** In code, start at zero and collect:

# %%
x = 3.0
df_dx = 0.0
df_dx += x  # by the first side: the other factor
df_dx += x  # by the second side: the other factor
print(df_dx)

# %% [markdown]
# The sum is 2x: the power rule falls out of the fork. With `=` in place of `+=` the first contribution would be lost, and the answer would be 3.
#
# So the chain rule has two halves. **Multiply along a road. Add over roads.**

# %% [markdown]
# ### Predict
#
# A Swiss exporter sells abroad. When the franc gets dearer, its stock falls: say p = 130 − 30 · fx francs, where fx is the price of a franc in dollars. In dollars the stock is worth V = p · fx. So fx enters twice. Stand at fx = 1.2.

# %%
figures.show(figures.sweep(graph.EXPORTER, graph.EXPORTER_INPUTS, step=2))

# %% [markdown]
# Along the lower road alone, V moves 94 times as far as fx, since that is the price in francs. Count both roads. Does V then move by *more* than 94 times the nudge of fx, by *less*, or by the *same*?

# %%
my_guess = ...  # "more", "less" or "same"


# %%
def V_of(fx):
    return (130 - 30 * fx) * fx


print(said(my_guess), f"Nudging fx says {central_difference(V_of, 1.2):.4f}.")

# %%
figures.show(figures.sweep(graph.EXPORTER, graph.EXPORTER_INPUTS, step=4))

# %% [markdown]
# Blame starts with 1 at V, the end of this graph. By the lower road fx gets 94, a slope *so far*. It is final only when every road has reported.

# %%
figures.show(figures.sweep(graph.EXPORTER, graph.EXPORTER_INPUTS, step=5))

# %% [markdown]
# By the upper road fx gets 1.2 · (−30) = −36, for a dearer franc hurts the stock. The sum is 58: less than 94.
#
# That is all a backward sweep does. Open `helpers/graph.py` and read `backward`: it is one loop over the boxes, it has the `+=`, and it works for any graph.

# %% [markdown]
# ### Do
#
# **Exercise `hedged_fund` · 3 points.** A fund owns one Swiss stock of `price` francs. A bank will buy `hedge` francs from it at the rate `agreed`, so the fund gains if the franc stays below that rate. The exchange rate `fx` enters twice:
#
# $$\text{holding} = \text{price}\cdot\text{fx}$$
#
# $$\text{deal} = \text{hedge}\cdot(\text{agreed} - \text{fx})$$
#
# $$\text{value} = \text{holding} + \text{deal}$$
#
# The loss is L = ½(value − target)². Return dL/dvalue, dL/dprice and dL/dfx. For price = 95, fx = 1.1, hedge = 60, agreed = 1.08 and target = 100 they are 3.3, 3.63 and 115.5.


# %% solution="hedged_fund"
def hedged_fund(price, fx, hedge, agreed, target):
    """Return dL_dvalue, dL_dprice and dL_dfx, three numbers."""
    holding = price * fx
    deal = hedge * (agreed - fx)
    value = holding + deal
    ### BEGIN SOLUTION
    dL_dvalue = value - target
    dL_dprice = dL_dvalue * fx
    dL_dfx = 0.0
    dL_dfx += dL_dvalue * price
    dL_dfx += dL_dvalue * -hedge
    ### STUB
    # dL_dvalue = ...
    # dL_dprice = ...
    # dL_dfx = ...  # two roads lead here
    ### END SOLUTION
    return dL_dvalue, dL_dprice, dL_dfx


# %% test="hedged_fund" points=3
check.chain_rule.hedged_fund(hedged_fund)
### BEGIN HIDDEN TESTS
check.chain_rule.hedged_fund(
    hedged_fund, (76.0, 1.31, 40.0, 1.25, 104.0), (120.0, 0.88, 150.0, 0.9, 111.0)
)
### END HIDDEN TESTS

# %% [markdown]
# A hedge is a second road, built on purpose, that carries the opposite blame.
#
# And the American of 2015? Both growths start at 1, so both slopes are 1, and for small moves her return is the sum of the two. But −9% and +20% add up to 11%, and she got 9.2%.
# The missing 1.8% is the corner, 9% of 20%. Slopes price nudges. A day like that is no nudge.

# %% [markdown]
# ## In your own words
#
# **`why_sweep` · 2 points.** A colleague nudges his 10,000 weights one by one. "Every slope is a product along the whole road from its weight to the loss," he says. "With a sweep I would have 10,000 long products
# to work out." In three to five sentences: what is right in this, and what does he overlook? Use dL/dz = 24 of section 2. And what should he do about a weight that goes into two boxes?

# %% [markdown] answer="why_sweep" points=2
# **Model answer.** He is right that a slope is the product of the local slopes along the road. But the roads share their last stretch: in section 2, w, x and b all reach the loss through z. The sweep works out dL/dz = 3 · 8 = 24 once, and each of them
# costs one more factor, 1.5, 2 or 1. So the whole model is run forward once, keeping the values that the local slopes need, and back once, in place of 10,001 runs. A weight that goes into two boxes reaches the loss by two roads. Each box
# passes its blame on, times its local slope, and the two contributions are added.
#
# **Rubric.** 1 point for what he overlooks: the blame at z (24) is worked out once and reused by everything before it, so one run forward and one back are enough. 1 point for the two rules: local slopes multiply along a road *and* contributions add where the weight forks.
# Other words and other examples are welcome.

# %% [markdown]
# ## Takeaways
#
# - A formula is a row of boxes. Each box knows one thing about slopes: its own, at the number that enters it.
# - Multiply along a road, add over roads. That is the whole chain rule.
# - Forward keeps values. Backward starts with dL/dL = 1 and passes blame on, box by box.
# - One sweep gives every slope, the price of every nudge: two runs, for four inputs or for ten thousand.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | composite | f(g(x)) | one box feeds the next |
# | local slope | da/dz | how far a box's output moves per nudge of its own input |
# | loss, target | L, y | L measures how far a number lies from y |
# | chain rule | dL/dw = dL/da · da/dz · dz/dw | slopes along a road multiply |
# | computation graph | | boxes, and the numbers that flow between them |
# | forward pass | z, a, L | values, from the inputs to the loss |
# | backward sweep | dL/da, dL/dz, dL/dw | slopes, from the loss to the inputs |
# | fork | `+=` | one number goes into two boxes: contributions add |
#
# **Next: 03 · Two weights.** You take the sweep and walk downhill with it. Two weights are to blame for a forecast that missed by 18 basis points, and after ten steps it hardly misses.
