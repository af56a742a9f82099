# %% [markdown]
# # 01 · Derivatives
#
# **The question.** How far does the output move if I change one input a little?
#
# **You will be able to**
#
# - turn a secant into a tangent, and read a derivative as a rate of change;
# - find a derivative in two ways, by the power rule and numerically, and compare the two;
# - choose the size of the step, and name the two errors that depend on it;
# - collect partial derivatives into a gradient, and say where its arrow points.
#
# About 75 minutes · 14 points · no earlier lesson needed. Take a break after part 2.

# %% [markdown]
# **How a lesson works.** Run the cells from top to bottom with Shift+Enter. Where you see `...` or
# `raise NotImplementedError`, the code is yours to write. The cell below it starts with `checks.` and
# says what it finds. Run it as often as you like. After you hand in, the same checks run with other
# numbers.
#
# In a **Predict** you guess before you run the next cell.

# %% locked="imports"
import numpy as np

from helpers import drawing, gradients
from helpers.drawing import roadmap
from helpers.lessons.derivatives import checks, figures, slopes
from helpers.text import said

# %% [markdown]
# ## Where this course goes
#
# A neural network is a formula with many adjustable numbers, its *weights*. They are random at first,
# so its forecasts are wrong. One number, the *loss*, says how wrong.
#
# Two things happen again and again. *Forward*, the network computes its forecast and the loss.
# *Backward*, each node (a circle in the picture) asks: how much did I contribute to the loss?

# %%
drawing.show(roadmap.two_directions())

# %% [markdown]
# The answer is a slope for each weight: how far the loss moves if this weight changes a little. With
# these slopes the network improves itself, like a walker in thick fog on a hill, who feels only the
# slope under her feet.

# %%
drawing.show(figures.walker())

# %% [markdown]
# Step 1 is the subject of lessons 01 and 02, steps 2 and 3 of lesson 03. The roadmap shows the ideas in
# their order. This lesson covers the first three.

# %%
drawing.show(roadmap.roadmap("01"))

# %% [markdown]
# ## In the market
#
# A bond pays 1.5 a year for ten years, and then 100. At the end of 2021 ten-year US government
# bonds yielded about 1.5%. At that yield our bond costs 100, since it pays exactly what the market
# asks.
#
# A year later the yield was about 3.9% (US Treasury, par yield curve rates). Only the yield moves
# here: we pretend that the bond still runs for ten years.
#
# The dashed line has the slope of the curve at 1.5%. It is −9.22: when the yield rises by one
# percentage point, the price falls by about 9.22.

# %%
drawing.show(figures.bond(new_yield=3.9))

# %% [markdown]
# For a rise of 2.4 points the line says that 22.13 is lost. The bond loses 19.56. So: **what does a
# slope tell you, and how far can you trust it?**

# %% [markdown]
# ## 1 · One step, then a shorter one
#
# ### Show
#
# The first hill is a curve,
#
# $$f(x) = x^3 - 3x^2 + 2x + 1.$$

# %%
def cubic(x):
    return x**3 - 3 * x**2 + 2 * x + 1


cubic(2.0), cubic(3.0)

# %% [markdown]
# Walk from $x = 2$ to $x = 3$. The height goes from 1 to 7. That is a rise of 6 over a run of 1, so
# the **rate of change** is 6: how far the output moves, divided by how far the input moves. The
# straight line through the two points is a **secant**.

# %%
drawing.show(figures.secant(x=2.0, h=1.0))

# %% [markdown]
# Now make the step $h$ shorter. The second point slides towards the first. Watch the slope.

# %%
drawing.slide(figures.secant(), h=[1.0, 0.75, 0.5, 0.4, 0.3, 0.2, 0.1, 0.01])

# %% [markdown]
# The slope comes closer and closer to 2. The line with that slope is the **tangent**. Its slope is
# the **derivative** of $f$ *with respect to* $x$, at $x = 2$: the rate of change for a step that
# shrinks towards 0.
#
# $$f'(x) = \frac{df}{dx} = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}$$
#
# Read: the limit as $h$ goes to 0. $f'(x)$ and $df/dx$ mean the same. At $x = 2$ the derivative is 2:
# a change of 0.01 in the input moves the output by about 2 × 0.01 = 0.02. (Hints call such a small
# change a *nudge*, papers call it a *perturbation*.)

# %% [markdown]
# ### Predict
#
# Go to $x = 1.5$. The height there is 0.625. A step of $h = 1$ ends higher, at 2.875.
#
# **Exercise `slope_sign` · 1 point.** With a very short step to the right, does the walker go
# `"up"`, `"down"`, or stay `"level"`? Guess first; then you may calculate. The check only notes your
# answer; the point comes after you hand in.

# %% solution="slope_sign"
### BEGIN SOLUTION
slope_sign = "down"
### STUB
# slope_sign = ...  # "up", "down" or "level"
### END SOLUTION

# %% test="slope_sign" points=1
checks.slope_sign(slope_sign)
### BEGIN HIDDEN TESTS
checks.slope_sign(slope_sign, right="down")
### END HIDDEN TESTS

# %%
print(said(slope_sign))
for h in (1.0, 0.5, 0.1, 0.01):
    print(f"h = {h:<5} slope of the secant {(cubic(1.5 + h) - cubic(1.5)) / h:+.4f}")

# %% [markdown]
# The right answer is `"down"`. The long secant goes up, but close by the curve goes down. A far
# point says little about the slope here.

# %%
drawing.show(figures.secant(x=1.5, h=1.0))

# %% [markdown]
# ### Do
#
# For powers of $x$ there is a **power rule**. The derivative of $x^n$ is $n\,x^{n-1}$: the old power
# comes to the front, and the power goes down by one. A factor in front stays. The derivatives of the
# terms add up.
#
# Worked example, $q(x) = 2x^4 - 5x + 7$, term by term:
#
# | term | derivative | why |
# | --- | --- | --- |
# | $2x^4$ | $8x^3$ | the 4 comes down and multiplies the 2 |
# | $-5x$ | $-5$ | a straight line has one slope everywhere |
# | $7$ | $0$ | a constant lifts the whole curve and changes no slope |
#
# So $q'(x) = 8x^3 - 5$.

# %% [markdown]
# **Exercise `slope` · 2 points.** Do the same for $f(x) = x^3 - 3x^2 + 2x + 1$, one line per term.
# `slope(x)` takes a number and returns $f'(x)$. You know one value already: `slope(2.0)` is 2. Another
# is `slope(3.0)`, which is 11. A function that is right at one place need not be right at the other.

# %% solution="slope"
def slope(x):
    """Return f'(x) for f(x) = x³ − 3x² + 2x + 1."""
    ### BEGIN SOLUTION
    from_cube = 3 * x**2
    from_square = -6 * x
    from_line = 2
    from_constant = 0
    ### STUB
    # from_cube = ...
    # from_square = ...
    # from_line = ...
    # from_constant = ...
    ### END SOLUTION
    return from_cube + from_square + from_line + from_constant

# %% test="slope" points=2
checks.slope(slope)
### BEGIN HIDDEN TESTS
checks.slope(slope, (0.85,), (-2.4,), (5.3,))
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · How small a step?
#
# ### Show
#
# A rule needs a formula. But a pricing library or a network is a program. For any function that runs,
# a step gives a **numerical derivative**: rise over run, for one small step $h$ that is not 0. Here
# is the secant as code, at $x = 2$, where the derivative is 2.

# %%
def one_side(f, x, h):
    """Return the slope of the secant from x to x + h."""
    return (f(x + h) - f(x)) / h


one_side(cubic, 2.0, 0.5)

# %% [markdown]
# The slope 3.75 is too steep: the curve bends within the step. This is the **truncation error**, the
# error that comes from a step which is not 0. A shorter step makes it smaller.
#
# Another way is to step to *both sides*, here to 1.5 and to 2.5. The heights are 0.625 and 2.875. The
# rise is 2.25 and the run is 1, so the slope is 2.25.

# %%
drawing.show(figures.chord(x=2.0, h=0.5))

# %% [markdown]
# This secant is nearly parallel to the tangent. The step to the right finds 3.75, too steep. The step
# to the left finds 0.75, too flat. Their mean is 2.25: the two errors nearly cancel. A numerical
# derivative of this kind is a **central difference**.

# %% [markdown]
# ### Predict
#
# A smaller step has been better so far. Take `one_side` at $x = 2$ with $h = 10^{-5}$ and with
# $h = 10^{-15}$. (Python writes `1e-05` and `1e-15`.) Is the error at $10^{-15}$ `"smaller"` or
# `"larger"`?

# %%
error_guess = ...  # "smaller" or "larger"

# %%
print(said(error_guess))
for h in (1e-1, 1e-5, 1e-15):
    found = one_side(cubic, 2.0, h)
    print(f"h = {h:.0e}   slope {found:.6f}   error {abs(found - 2):.6f}")

# %% [markdown]
# It is larger: about 0.2, where $10^{-5}$ gives 0.00003. A computer keeps about 16 digits of a number.
# $f(2 + 10^{-15})$ and $f(2)$ agree in nearly all of them, so their difference is mostly wrong
# digits. The division by $10^{-15}$ makes that large. This is **rounding error**: the error that
# comes from storing a limited number of digits.

# %% [markdown]
# ### Do
#
# **Exercise `central_difference` · 3 points.** `central_difference(f, x, h)` takes a function `f`, a
# place `x` and a step `h`. It returns the slope of the line through the two points of `f` that lie
# one `h` to the right of `x` and one `h` to the left.
#
# Example: `central_difference(cubic, 2.0, 0.5)` is 2.25.

# %% solution="central_difference"
def central_difference(f, x, h):
    """Return the slope between the points at x + h and x - h."""
    ### BEGIN SOLUTION
    rise = f(x + h) - f(x - h)
    run = 2 * h
    return rise / run
    ### END SOLUTION

# %% test="central_difference" points=3
checks.central_difference(central_difference)
### BEGIN HIDDEN TESTS
checks.central_difference(
    central_difference, (np.sin, 2.2, 0.3), (slopes.cubic, 3.1, 0.4), (np.exp, -0.6, 0.7)
)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, `gradients.central_difference`, so a mistake above costs
# you nothing below.
#
# Two errors work against each other. For each $h$ the picture shows the largest of the errors at 41
# places between 1.9 and 2.1. Each axis goes in powers of ten.

# %%
drawing.show(figures.error(h=0.01))

# %% [markdown]
# **Exercise `best_h` · 1 point.** Set `best_h` to a step with which the error of the central
# difference (in the picture: both sides) is below $5 \cdot 10^{-9}$, that is `5e-09`. Look for it with
# the slider.

# %%
drawing.slide(figures.error(), h=[10.0**-k for k in range(1, 16)])

# %% solution="best_h"
### BEGIN SOLUTION
best_h = 1e-5
### STUB
# best_h = ...
### END SOLUTION

# %% test="best_h" points=1
checks.best_h(best_h)
### BEGIN HIDDEN TESTS
assert slopes.largest_error(gradients.central_difference, float(best_h)) < 5e-9
### END HIDDEN TESTS

# %% [markdown]
# <details><summary>If you like: how fast does the truncation error shrink?</summary>
#
# With a step ten times shorter, from 0.1 to 0.01, the one-sided error is about 10 times smaller (from
# 0.34 to 0.033), that of the central difference 100 times (from 0.01 to 0.0001). The first goes like
# $h$, the second like $h^2$.
#
# To see why, multiply out $f(x + h)$ and $f(x - h)$ and subtract. Every even power of $h$ cancels.
# What stays is $2h\,f'(x) + 2h^3$. Divide by $2h$: the derivative plus $h^2$.
#
# </details>
#
# *Take a break here.*

# %% [markdown]
# ## 3 · Many inputs, one at a time
#
# ### Show
#
# Most outputs have several inputs. Take
#
# $$k(x, y, z) = x y^2 + 2 y z$$
#
# and stand at $x = 2$, $y = 3$, $z = -1$. Change $x$ alone. The other two inputs are *held still*:
# they keep their values. Put these in, and a function of one input is left:
#
# $$k(x, 3, -1) = x \cdot 3^2 + 2 \cdot 3 \cdot (-1) = 9x - 6.$$
#
# Its derivative is 9. Note that $y$ has not become 0. It is still 3, and it makes the 9.

# %% [markdown]
# This 9 is a **partial derivative**: the derivative with respect to one input, while all other
# inputs are held still. It is written with a round ∂. You need not put the numbers in first: treat
# every other letter as if it were a number.
#
# | input that moves | held still | what is left, with numbers | partial derivative, with letters |
# | --- | --- | --- | --- |
# | x | y = 3, z = −1 | $9x - 6$, slope 9 | $\partial k/\partial x = y^2$ |
# | y | x = 2, z = −1 | $2y^2 - 2y$, slope 10 at y = 3 | $\partial k/\partial y = 2xy + 2z$ |
# | z | x = 2, y = 3 | $18 + 6z$, slope 6 | $\partial k/\partial z = 2y$ |

# %% [markdown]
# The vector of all partial derivatives is the **gradient**, here $\nabla k = (9, 10, 6)$. (∇ is read
# "nabla" or "grad".) It has one entry for each input.
#
# With two inputs you can see it. Here is a round bowl, $x^2 + y^2$, from above. The thick ring is a
# **contour**: all places as high as you are. On the right the bowl is cut through your place, along
# $x$ and along $y$. At (3, 4) these slices have slopes 6 and 8, so the gradient is (6, 8).

# %%
drawing.show(figures.round_bowl(x=3.0, y=4.0))

# %% [markdown]
# Drawn as an arrow, the gradient points *uphill*, the steepest way. The dashed arrow is its
# opposite, the steepest way down. (The picture shortens both.) Along the contour the height
# does not change. So the gradient has no part along the contour: it crosses it at a right angle. The
# dotted line leads to the minimum.

# %% [markdown]
# ### Predict
#
# Now a long bowl, $x^2 + 9y^2$. Its contours are ellipses, and its minimum is at (0, 0). You stand at
# (3, 1) and set off the steepest way down, against the gradient. Do you head straight for the
# minimum?

# %%
heading_guess = ...  # "yes" or "no"

# %%
print(said(heading_guess))
drawing.show(figures.long_bowl(x=3.0, y=1.0))

# %% [markdown]
# The right answer is `"no"`. The steepest way down is 53° off the way to the minimum. It crosses the
# contour at a right angle, and it knows only the ground at this place. Many short steps,
# each with a new gradient, still bring the walker down.

# %% [markdown]
# ### Do
#
# **Exercise `gradient` · 3 points.** `gradient(f, x, y)` takes a function of two numbers and a place.
# It returns the two partial derivatives. Compute each one separately, as a numerical derivative, and
# write the steps yourself, without `gradients` and `slopes`.
#
# Up to rounding it returns 6 and 8 for `slopes.round_bowl` at (3, 4), and 6 and 18 for
# `slopes.long_bowl` at (3, 1).

# %% solution="gradient"
def gradient(f, x, y):
    """Return df_dx and df_dy at (x, y), each one computed separately."""
    h = 1e-5
    ### BEGIN SOLUTION
    df_dx = (f(x + h, y) - f(x - h, y)) / (2 * h)
    df_dy = (f(x, y + h) - f(x, y - h)) / (2 * h)
    ### STUB
    # df_dx = ...
    # df_dy = ...
    ### END SOLUTION
    return df_dx, df_dy

# %% test="gradient" points=3
checks.gradient(gradient)
### BEGIN HIDDEN TESTS
checks.gradient(gradient, (slopes.long_bowl, 0.6, -1.3), (np.power, 0.6, 3.4))
### END HIDDEN TESTS

# %% [markdown]
# A formula is fast, and easy to get wrong. A numerical derivative is slow, and has no algebra to get
# wrong. A **gradient check** compares the two. Here is one for the formulas of the table above.

# %%
def k(x, y, z):
    return x * y**2 + 2 * y * z


def k_gradient(x, y, z):
    return y**2, 2 * x * y + 2 * z, 2 * y


slopes.gradient_check(k, k_gradient, 2.0, 3.0, -1.0)

# %% [markdown]
# A difference of about $10^{-6}$ or less is only the error of the numerical derivative: the formula
# agrees with it.
#
# **Exercise `mend_gradient` · 2 points: find the bug.** A colleague has written the gradient of
# $g(x, y, z) = x^2 y + 3yz - z^2$. One of the three formulas is wrong. Run the gradient check below:
# it tries two points. Then fix the formula, and run all three cells.

# %% solution="mend_gradient"
def mend_gradient(x, y, z):
    """Return the gradient of g(x, y, z) = x²y + 3yz − z²."""
    ### BEGIN SOLUTION
    df_dx = 2 * x * y
    df_dy = x**2 + 3 * z
    df_dz = 3 * y - 2 * z
    ### STUB
    # df_dx = 2 * x * y
    # df_dy = x**2 + 3
    # df_dz = 3 * y - 2 * z
    ### END SOLUTION
    return df_dx, df_dy, df_dz

# %%
def g(x, y, z):
    return x**2 * y + 3 * y * z - z**2


for z in (1.0, 2.0):
    print(f"At (2, 3, {z:.0f}):")
    slopes.gradient_check(g, mend_gradient, 2.0, 3.0, z)

# %% test="mend_gradient" points=2
checks.mend_gradient(mend_gradient)
### BEGIN HIDDEN TESTS
checks.mend_gradient(mend_gradient, (-1.4, 0.6, 2.7), (3.3, -1.8, -0.9))
### END HIDDEN TESTS

# %% [markdown]
# A gradient check speaks only for the point at which it was made. Which number in the point (2, 3, 1)
# hides the bug, and why?
#
# <details><summary>Answer</summary>
#
# The 1. Multiplying by 1 changes nothing, so it does not show whether a formula has that factor. A 0
# hides even more: every term that it multiplies. Choose points without zeros and ones.
#
# </details>

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** Back to the bond. A trader says: "The slope at 1.5% is −9.22. So for every
# point that the yield moves, up or down, the price moves by 9.22."
#
# | yield | price | straight line |
# | --- | --- | --- |
# | 0.5% | 109.73 | 109.22 |
# | 1.4% | 100.927 | 100.922 |
# | 1.6% | 99.083 | 99.078 |
# | 2.5% | 91.25 | 90.78 |
#
# In three to five sentences, tell the trader
#
# - why the straight line is wrong,
# - on which side of it the true price lies when the yield rises, and when it falls,
# - and what happens to the gap when the move is ten times smaller.

# %% [markdown] answer="why_the_line_errs" points=2
# **Model answer.** The slope −9.22 holds at a yield of 1.5% and nowhere else: the curve is bent, and
# it gets flatter as the yield rises (convexity). The line keeps the slope of one place.
#
# So the true price lies above the line on both sides: at 2.5% it is 91.25 and the line says 90.78; at
# 0.5% it is 109.73 and the line says 109.22. The owner loses less than the line says, and gains more.
#
# The gap grows about as the square of the move: a move ten times smaller has a gap about a hundred
# times smaller, about 0.005 for a tenth of a point.
#
# **Rubric.** 1 point for saying that the slope itself changes along the curve, so that the line is
# good near 1.5% only. 1 point for the side (the price is above the line for a rise and for a fall)
# together with a gap that shrinks faster than the move (about a hundredfold).

# %% [markdown]
# ## Takeaways
#
# - A derivative is a rate of change. It holds where it was taken. Further away the curve bends.
# - A numerical derivative has two errors: truncation error if the step is large, rounding error if it
#   is small. A central difference beats one side.
# - With several inputs, change one at a time and hold the others still. The partial derivatives
#   together are the gradient.
# - The gradient points uphill and crosses the contour at a right angle. Its opposite need not lead
#   straight to the minimum.
# - A gradient check compares formulas with numerical derivatives. Choose a point without zeros and
#   ones.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | rate of change | | how far the output moves, divided by how far the input moves |
# | secant, tangent | | the line through two points of a curve; what it becomes as the step shrinks |
# | derivative | $f'(x)$, $df/dx$ | the rate of change for a step that shrinks towards 0 |
# | power rule | $n\,x^{n-1}$ | the derivative of $x^n$ |
# | numerical derivative | $\approx f'(x)$ | rise over run for one small step $h$ |
# | central difference | | a numerical derivative with a step to both sides |
# | truncation error | | the error that comes from a step which is not 0 |
# | rounding error | | the error that comes from a limited number of digits |
# | partial derivative | $\partial f/\partial x$ | the derivative with respect to one input, all others held still |
# | gradient | $\nabla f$ | the vector of all partial derivatives |
# | contour | | all places of the same height |
# | gradient check | | formulas compared with numerical derivatives |
#
# **Next: 02 · The chain rule.** A network is a chain of small steps. You will find every derivative in
# one pass back.
