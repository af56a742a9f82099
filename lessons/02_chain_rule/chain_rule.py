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
# About 45 minutes · 14 points · You need lesson 01.

# %% locked="imports"
import numpy as np

from helpers import check, figures, graph, widgets
from helpers.gradients import central_difference
from helpers.text import said

# %% [markdown]
# ## Look back
#
# Three questions on lesson 01. Answer in your head first. Then unfold.
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
# On 15 January 2015 the Swiss National Bank stopped holding the franc down. That day Swiss shares lost about 9%,
# counted in francs. The franc itself rose by about a fifth against the dollar. Take −9% and +20%.
#
# An American holds one dollar's worth of these shares. Her growth in dollars is a product of two growths:
#
# $$1 + r_{usd} = (1 + r_{local})\,(1 + r_{fx})$$
#
# In words: what the share became in francs, times what a franc became in dollars. A product is an area, so draw it.

# %%
figures.show(figures.usd_return(r_local=-0.09, r_fx=0.20))

# %% [markdown]
# Her shares crashed, and she is 9.2% richer. Move both returns yourself.

# %%
widgets.slide(figures.usd_return(), r_local=[-0.09, -0.05, 0.0, 0.05], r_fx=[0.20, 0.10, 0.0, -0.10])

# %% [markdown]
# Look at the dotted strip. The franc rose by 20%, yet it brought 18.2 cents and not 20. Its share of the credit depends on how tall the
# rectangle is, and that height is the *other* growth. So who is to blame for how much, when a number comes out of a chain of steps? That is
# the question of this lesson.

# %% [markdown]
# ## 1 · Boxes in a row
#
# ### Show
#
# Call every step of a formula a **box**. A number goes in, a number comes out. The **local slope** of a box says how many times as far its output
# moves as its input, for a small nudge. A box knows only what enters it. It doesn't know what stands before it or after it.
#
# | Box | Local slope | In words |
# | --- | --- | --- |
# | u + c | 1 | a constant that is added passes the nudge on as it is |
# | c · u | c | a factor stretches the nudge |
# | uⁿ | n · uⁿ⁻¹ | the power rule of lesson 01 |
# | u · v | v for a nudge of u, u for a nudge of v | the height of the strip is the other factor |
#
# Now put two boxes in a row: y = (2x + 1)². The first box makes u = 2x + 1. The second makes y = u². A formula inside another one is called a **composite**.
# Stand at x = 0.25. Then u = 1.5 and y = 2.25. Nudge x by 0.1.

# %%
figures.show(figures.nudge(x=0.25, dx=0.1))

# %% [markdown]
# The first box has slope 2, so u moves twice as far as x. The second box has slope 2u = 3, so y moves three times as far as u. Stretched twice, then
# three times: six times in all.
#
# $$\frac{dy}{dx} = \frac{dy}{du}\cdot\frac{du}{dx} = 2u \cdot 2 = 3 \cdot 2 = 6$$
#
# This is the **chain rule**: *slopes along a road multiply*. Each slope is taken at the number that enters its own box. The outer box sees u = 1.5. It never sees x.
#
# The blue bar is a little longer than 6, because the square bends during the nudge. Make the nudge smaller. Then move x: which slope changes, and which doesn't?

# %%
widgets.slide(figures.nudge(), dx=[0.4, 0.2, 0.1, 0.05, 0.01], x=[0.25, -0.25, 0.75])

# %% [markdown]
# ### Predict
#
# Another composite: y = (3x + 2)², at x = 1. Which of these is its slope: 6, 10, 13 or 30? Set your guess, then run the next cell.

# %%
my_slope = ...  # 6, 10, 13 or 30

# %%
def y_of(x):
    return (3 * x + 2) ** 2


nudged_slope = central_difference(y_of, 1.0)
print(said(my_slope), f"Nudging x says {nudged_slope:.4f}.")

# %% [markdown]
# The inner box has slope 3. The outer box sees u = 5 and has slope 10. Multiplied, they give 30. The other three numbers have a story each: 10 forgets that u moves three times as far
# as x, 13 adds the two slopes, and 6 multiplies by 3 but takes the outer slope at x = 1.

# %% [markdown]
# ### Do
#
# **Exercise `local_slopes` · 2 points.** Three boxes in a row:
#
# $$z = w \cdot x - 1 \qquad a = z^3 \qquad L = (a - y)^2$$
#
# Return the local slope of each box, last box first: dL/da, da/dz and dz/dw. Multiply nothing yet. For w = 1.5, x = 2 and y = 6 the forward pass gives z = 2, a = 8 and L = 4, and the three local slopes are 4, 12 and 2.
# Replace every `...`, run your cell, then run the check below it.

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
# **Exercise `bond_slope` · 3 points.** Lesson 01 nudged a bond's yield. Now you can do without nudging. A zero-coupon bond pays 100 dollars after `n` half-years. The market quotes a rate per year, and
# half of it is added every half-year:
#
# $$\text{price} = 100 \cdot u^{-n} \qquad\text{with}\qquad u = 1 + \tfrac12\,\text{rate}$$
#
# Write the whole function. It returns the price and the slope of the price by the rate. For rate = 0.05 and n = 4 they are about 90.595 and −176.77. So a rate higher by 0.01 costs about 1.77 dollars.

# %% solution="bond_slope"
def bond_slope(rate, n):
    """Return the price in dollars and dprice_drate, in dollars per 1.00 of rate."""
    ### BEGIN SOLUTION
    u = 1 + rate / 2
    price = 100 * u**-n
    dprice_du = 100 * -n * u ** (-n - 1)
    du_drate = 1 / 2
    dprice_drate = dprice_du * du_drate
    return price, dprice_drate
    ### END SOLUTION

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
# Now a road that ends in a loss, and starts at a weight w:
#
# $$z = w \cdot x + b \qquad a = z^2 \qquad L = \tfrac12 (a - y)^2$$
#
# $$\frac{dL}{dw} = \frac{dL}{da}\cdot\frac{da}{dz}\cdot\frac{dz}{dw}$$
#
# Read the product from the left, as blame that is handed back. The loss blames a. The box that made a passes the blame on to z, times its own local slope. The box that made z passes it on to w, times its own.
# A slope is a share of the blame: it says how much the loss would move if this number had been a little different.
#
# Here it is in code, one line a box. (The ½ cancels the 2 that the square brings down, so dL/da is a − y.)

# %%
w, x, b, y = 2.0, 1.5, 1.0, 13.0

z = w * x + b  # forward: keep z and a
a = z**2
L = 0.5 * (a - y) ** 2

dL_da = a - y  # backward: begin at the loss
dL_dz = dL_da * 2 * z
dL_dw = dL_dz * x
dL_dx = dL_dz * w
dL_db = dL_dz * 1
print(f"L = {L}, dL/dw = {dL_dw}, dL/dx = {dL_dx}, dL/db = {dL_db}")

# %% [markdown]
# Draw the boxes and the numbers that flow between them, and you have the **computation graph**. Blue is the **forward pass**: values, from left to right. Orange and dashed is the **backward sweep**: slopes, from right to left.

# %%
figures.show(figures.sweep(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS, step=7))

# %% [markdown]
# Move the slider through the steps, first the three forward, then the way back. At every orange step, say which local slope the box uses before you look.

# %%
widgets.slide(figures.sweep(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS), step=range(8))

# %% [markdown]
# Three things to see.
#
# - **Order.** A box can pass blame on only when blame has reached it. So the way back is the way forward, turned round.
# - **Reuse.** dL/dz = 24 was worked out once. The slopes by w, x and b all start from it.
# - **Memory.** The sweep needs numbers from the forward pass: a − y needs a, the square needs z, the product needs x and w. The forward pass has to keep them.

# %% [markdown]
# ### Predict
#
# There is another way to all the slopes: nudge one input, run the whole graph again, look at the loss, and do so for each input. A network has 10,000 weights. How many times do you run through it if you nudge,
# counting one run without any nudge to compare with? And how many times with a backward sweep, counting the run forward and the run back?

# %%
my_nudge_runs = ...  # a number
my_sweep_runs = ...  # a number

# %%
inputs = graph.ONE_WEIGHT_INPUTS
values = graph.forward(graph.ONE_WEIGHT, inputs)
swept = graph.backward(graph.ONE_WEIGHT, values)
nudged, runs = graph.nudged(graph.ONE_WEIGHT, inputs)

for name in inputs:
    print(f"dL/d{name}: {nudged[name]:8.4f} by nudging, {swept[name]:8.4f} by the sweep")
print(f"Nudging took {runs} runs for {len(inputs)} inputs. The sweep took one forward and one backward.")
print("Nudging 10,000 weights:", said(my_nudge_runs))
print("Sweeping once over 10,000:", said(my_sweep_runs))

# %%
figures.show(figures.runs(inputs=10_000))

# %%
widgets.slide(figures.runs(), inputs=[1, 4, 10, 100, 1000, 10_000])

# %% [markdown]
# 10,001 against 2. **One sweep prices every nudge.** The walker in the fog would have to try each of 10,000 directions with a foot before every step. The sweep looks back once along the road she came and knows them all.
# A run back costs about as much as a few runs forward, however many inputs there are.
#
# The sweep above is not this lesson's private trick. Open `helpers/graph.py`: `backward` is one loop over the boxes, and it works for any graph.

# %% [markdown]
# ### Do
#
# **Exercise `backward_order` · 2 points.** A fund owns `shares` shares of a Swiss company. In francs they are worth `local`, in dollars `value`. The fund had promised `target` dollars, so L = ½(value − target)². These six lines compute the slopes of L by the
# price and by the exchange rate `fx`, but they have been shuffled:
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
check.chain_rule.backward_order(backward_order)
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `mend_year` · 2 points.** An analyst asks: if every month were like this one, what would a year bring in dollars, and which return is to blame for missing the target? A month's growth is (1 + r_local)(1 + r_fx). Twelve such months make a year.
# The loss is ½(year − target)².
#
# At r_local = 0.02, r_fx = −0.01 and target = 1.3 the code below says that the slope by r_local is −7.569. Nudging r_local says −2.326. The loss itself is right. Run it, find the fault, and mend it. Look at what each backward line needs, and at what the forward pass has kept.

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
# So far every number went into one box. What if it goes into two? The smallest example is x · x. Forget the power rule for a moment: here is a product box, and x enters it on *both* sides. The road **forks** at x. A nudge travels along both branches.

# %%
figures.show(figures.square(dx=0.5))

# %%
widgets.slide(figures.square(), dx=[1.0, 0.5, 0.2, 0.1, 0.01])

# %% [markdown]
# At x = 3 each side grows the area at the rate 3. Together that makes 6. The corner fades as the nudge shrinks. **Where roads meet again, their contributions add.** In code, start at zero and collect:

# %%
x = 3.0
dy_dx = 0.0
dy_dx += x  # by the first side: the other factor
dy_dx += x  # by the second side: the other factor
print(dy_dx)

# %% [markdown]
# The sum is 2x: the power rule falls out of the fork. With `=` in place of `+=`, the second line would throw the first road's contribution away, and the answer would be 3.
#
# So the chain rule has two halves. **Multiply along a road. Add over roads.**

# %% [markdown]
# ### Predict
#
# A Swiss exporter sells watches abroad. When the franc gets dearer, its share price falls: say p = 130 − 30 · fx francs, where fx is the price of a franc in dollars. In dollars the share is worth V = p · fx. So fx enters twice.

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
figures.show(figures.sweep(graph.EXPORTER, graph.EXPORTER_INPUTS, step=5))

# %%
widgets.slide(figures.sweep(graph.EXPORTER, graph.EXPORTER_INPUTS), step=range(6))

# %% [markdown]
# Blame comes back along two roads. By the lower road fx gets 94. By the upper road it gets 1.2 · (−30) = −36, for a dearer franc hurts the share. The sum is 58. Watch step 4 on the slider: the 94 that stands there is a slope *so far*. It is final only when every road has reported.

# %% [markdown]
# ### Do
#
# **Exercise `hedged_fund` · 3 points.** A fund owns a Swiss share of `price` francs. It has also agreed with a bank to sell `hedge` francs at the rate `agreed`; that deal brings it hedge · (agreed − fx) dollars. The exchange rate `fx` enters twice:
#
# $$\text{share} = \text{price}\cdot\text{fx} \qquad \text{deal} = \text{hedge}\cdot(\text{agreed} - \text{fx}) \qquad \text{value} = \text{share} + \text{deal}$$
#
# The loss is L = ½(value − target)². Return dL/dvalue, dL/dprice and dL/dfx. For price = 95, fx = 1.1, hedge = 60, agreed = 1.08 and target = 100 they are 3.3, 3.63 and 115.5.

# %% solution="hedged_fund"
def hedged_fund(price, fx, hedge, agreed, target):
    """Return dL_dvalue, dL_dprice and dL_dfx, three numbers."""
    share = price * fx
    deal = hedge * (agreed - fx)
    value = share + deal
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
check.chain_rule.hedged_fund(hedged_fund, (76.0, 1.31, 40.0, 1.25, 104.0), (120.0, 0.88, 150.0, 0.9, 111.0))
### END HIDDEN TESTS

# %% [markdown]
# What is such a deal for? Let the franc rise from 1.10 to 1.12 dollars, for three sizes of hedge, and look at how far the value moves.

# %%
def value_of(fx, hedge):
    return 95 * fx + hedge * (1.08 - fx)


hedges = np.array([0, 60, 95])
moves = value_of(1.12, hedges) - value_of(1.10, hedges)
for i in range(3):
    print(f"hedge of {hedges[i]:2} francs: the value moves by {moves[i]:.2f} dollars")

# %% [markdown]
# With a hedge as large as the share's price the two roads cancel. A hedge is a second road, built on purpose, that carries the opposite blame.
#
# And the American of 2015? Before the day began, both growths were 1, so both slopes of her product were 1. For small moves her return is the sum of the two returns. But −9% and +20% add up to 11%, and she got 9.2%.
# The missing 1.8% is the corner of the rectangle, −9% of 20%, which belongs to both. Slopes price nudges. A day like that is no nudge.

# %% [markdown]
# ## In your own words
#
# **`why_sweep` · 2 points.** A colleague has a model with 10,000 weights. He finds each slope by nudging that weight and running the model again. Explain to him in four to six sentences what a backward sweep does instead. Say what it
# reuses, what it does along a road and what it does at a fork.

# %% [markdown] answer="why_sweep" points=2
# **Model answer.** Nudging runs the whole model once for every weight, and once more to compare: 10,001 runs. The sweep runs it forward once and keeps the values that entered each box. Then it walks back from the loss. Each box takes the blame
# that has reached its output and passes it on, times its own local slope, so slopes multiply along a road. The blame at a box is worked out once and used for everything that lies before it. If a number went into two boxes,
# a nudge of it reaches the loss along both roads, so the two contributions are added.
#
# **Rubric.** 1 point for the saving and where it comes from: one forward and one backward run in place of one run a weight, because kept values or shared blame are reused. 1 point for the rule: multiply along a road (or: pass on times the local slope) *and* add at a fork.
# Other words and other examples are welcome.

# %% [markdown]
# ## Takeaways
#
# - A formula is a row of boxes. Each box knows one thing about slopes: its own, at the number that enters it.
# - Multiply along a road, add over roads. That is the whole chain rule.
# - Forward keeps values. Backward starts with 1 at the loss and passes blame on, box by box.
# - One sweep prices every nudge: two runs, for four inputs or for ten thousand.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | composite | y = f(g(x)) | one box feeds the next |
# | local slope | da/dz | how far a box's output moves per nudge of its own input |
# | chain rule | dL/dw = dL/da · da/dz · dz/dw | slopes along a road multiply |
# | computation graph | | boxes, and the numbers that flow between them |
# | forward pass | z, a, L | values, from the inputs to the loss |
# | backward sweep | dL/da, dL/dz, dL/dw | slopes, from the loss to the inputs |
# | fork | `+=` | one number goes into two boxes: contributions add |
#
# **Next: 03 · Two weights.** You take the sweep and walk downhill with it. Two weights share the blame for a forecast that missed by 18 basis points, and after ten steps it hardly misses.
