# %% [markdown]
# # 01 · Derivatives
#
# **The question.** How far does the output move if I nudge one input?
#
# **You will be able to**
#
# - turn a secant into a tangent, and read the slope as a rate of change;
# - find a slope in two ways, by the power rule and by nudging, and hold one against the other;
# - choose the size of the nudge, and say why smaller is not always better;
# - collect the slopes of several inputs into a gradient, and say where its arrow points.
#
# About 45 minutes · 14 points · no earlier lesson needed
#
# **How a lesson works.** Run the cells from top to bottom with Shift+Enter. Where you see `...` or
# `raise NotImplementedError`, the code is yours to write. The locked cell below it starts with
# `check.` and says what it finds: *not attempted*, *not right yet* with a hint, or *right*. Run it
# as often as you like. After you hand in, the same checks run at points that you have not seen. A
# **Predict** is a bet to place before you run the next cell; it carries points only where it says so.

# %% locked="imports"
import numpy as np

from helpers import check, figures, gradients, slopes, widgets
from helpers.text import said

# %% [markdown]
# ## In the market
#
# A bond pays 1.5 a year for ten years, and then 100. At the end of 2021 ten-year US government
# bonds yielded about 1.5%; at that yield our bond costs 100. A year later the yield was about 3.9%.
# (Only the yield moves here; the ten years stay.)
#
# The dashed line has the slope of the curve at 1.5%. It is −9.22: for one percentage point more
# yield, about 9.22 less price. Bond desks quote it as a percentage of the price, without the minus:
# 9.22% per percentage point, the *modified duration*.

# %%
figures.show(figures.bond(new_yield=3.9))

# %%
widgets.slide(figures.bond(), new_yield=[-0.5, 0.5, 1.0, 1.4, 1.6, 2.0, 2.5, 3.9, 5.0, 6.0])

# %% [markdown]
# For a jump of 2.4 points the line says that 22.13 is lost. The bond loses 19.56. So the question is:
# **what does a slope tell you, and how far can you trust it?** You will need this slider again at
# the end.
#
# A neural network asks the same. It has thousands of weights, and one number that says how wrong it
# is. If I nudge this weight, how far does the error move? The slope that comes back is the weight's
# share of the blame.

# %% [markdown]
# ## 1 · One step, then a shorter one
#
# ### Show
#
# You stand on a hill in thick fog. You can't see the valley. You feel one thing: the slope
# underfoot. This **hill-walker** stays with you through all twelve lessons.
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
# the **rate of change** is 6. The straight line through the two points is a **secant**.
#
# Now shorten the step $h$. The second point slides towards the first, and the secant turns until
# it meets the dashed line.

# %%
for h in (1.0, 0.5, 0.1, 0.01, 0.001):
    rise = cubic(2.0 + h) - cubic(2.0)
    print(f"h = {h:<6} rise {rise:.6f}   rise / h = {rise / h:.4f}")

# %%
figures.show(figures.secant(x=2.0, h=1.0))

# %%
widgets.slide(figures.secant(), h=[1.0, 0.5, 0.2, 0.1, 0.01])

# %% [markdown]
# The slopes settle at 2. The line with that slope is the **tangent**, and its slope is the
# **derivative** of $f$ at $x = 2$:
#
# $$f'(x) = \frac{df}{dx} = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}.$$
#
# In words: rise over run, for a run that shrinks towards nothing. At $x = 2$, a nudge of 0.01 moves
# the output by about 2 × 0.01 = 0.02.

# %% [markdown]
# ### Predict
#
# Go to $x = 1.5$. The height there is 0.625. A long step of $h = 1$ ends higher, at 2.875.
#
# **Predict · 1 point.** With a very short step to the right, does the walker go `"up"`, `"down"`,
# or stay `"level"`? Commit yourself before you calculate. The check only notes your answer; the
# point, for the right one, comes after you hand in.

# %% solution="slope_sign"
### BEGIN SOLUTION
slope_sign = "down"
### STUB
# slope_sign = ...  # "up", "down" or "level"
### END SOLUTION

# %% test="slope_sign" points=1
check.derivatives.slope_sign(slope_sign)
### BEGIN HIDDEN TESTS
check.derivatives.slope_sign(slope_sign, right="down")
### END HIDDEN TESTS

# %%
print(said(slope_sign))
for h in (1.0, 0.5, 0.1, 0.01):
    print(f"h = {h:<5} slope of the secant {(cubic(1.5 + h) - cubic(1.5)) / h:+.4f}")

# %% [markdown]
# The long secant has one sign and the ground underfoot has the other. A far point says little about
# the slope here. Nor does height: a share can stand high and be falling.

# %% [markdown]
# ### Do
#
# For powers of $x$ there is a **power rule**. The slope of $x^n$ is $n\,x^{n-1}$: the old power comes to the front, and the
# power goes down by one. A factor in front stays where it is. Slopes of a sum add up.
#
# Worked example, $q(x) = 2x^4 - 5x + 7$, term by term:
#
# | term | slope | why |
# | --- | --- | --- |
# | $2x^4$ | $8x^3$ | the 4 comes down and meets the 2 |
# | $-5x$ | $-5$ | a straight line has one slope everywhere |
# | $7$ | $0$ | a constant lifts the curve, it does not tilt it |
#
# So $q'(x) = 8x^3 - 5$.
#
# **Power rule · 2 points.** Do the same for $f(x) = x^3 - 3x^2 + 2x + 1$, one term a line.
# `slope(x)` takes a number and returns $f'(x)$. You know one value already: `slope(2.0)` is 2.

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
check.derivatives.slope(slope)
### BEGIN HIDDEN TESTS
check.derivatives.slope(slope, (0.85,), (-2.4,), (5.3,))
### END HIDDEN TESTS

# %% [markdown]
# ## 2 · How short is short?
#
# ### Show
#
# A rule needs a formula. Nudging needs only a function that runs: a pricing library, a simulation,
# a network. How wrong is its answer? This is the secant as code:

# %%
def one_side(f, x, h):
    """Return the slope of the secant from x to x + h."""
    return (f(x + h) - f(x)) / h


for h in (0.1, 0.01, 0.001):
    found = one_side(cubic, 2.0, h)
    height = 1 + 2 * h  # along the tangent: the height at 2, and slope times step
    gap = cubic(2.0 + h) - height
    print(f"h = {h:<6} slope {found:.6f}   error {found - 2:.6f}   height off by {gap:.6f}")

# %% [markdown]
# A step ten times shorter makes the error of the **slope** about ten times smaller. The last column
# asks another question: walk along the tangent for one step, and how far from the curve do you end?
# That error, of the **height**, gets about a hundred times smaller. It shrinks with $h^2$.
#
# Now step to **both sides**. With $h = 0.5$ the two points are 1.5 and 2.5, with heights 0.625 and
# 2.875. The rise is 2.25, and the points are 1 apart: the slope is 2.25.

# %%
figures.show(figures.chord(x=2.0, h=0.5))

# %% [markdown]
# The chord is nearly parallel to the tangent. The step to the right alone finds a slope of 3.75, too
# steep; the step to the left alone finds 0.75, too flat. Their mean is 2.25: most of the two errors
# cancels. This slope is the **central difference**.

# %% [markdown]
# ### Predict
#
# Shorter has been better so far. Take one side at $x = 2$ once more, first with $h = 10^{-5}$, then
# with $h = 10^{-15}$. (Python writes $10^{-5}$, or 0.00001, as `1e-05`.) Is the error at $10^{-15}$
# `"smaller"` or `"larger"`? No points, only your word.

# %%
my_guess = ...  # "smaller" or "larger"

# %%
print(said(my_guess))
for h in (1e-1, 1e-5, 1e-15, 1e-16):
    found = one_side(cubic, 2.0, h)
    print(f"h = {h:.0e}   slope {found:.6f}   error {abs(found - 2):.6f}")

# %% [markdown]
# A float keeps about 16 digits. $f(2 + 10^{-15})$ and $f(2)$ agree in nearly all of them. The
# subtraction leaves the rounding, and the division by $10^{-15}$ blows that up. At $10^{-16}$ the
# nudge itself is lost: $2 + 10^{-16}$ is stored as 2.
#
# So two things go wrong: with a long step the curve bends away, with a short one rounding takes
# over. Here is the error of the slope, the largest of 41 places near $x = 2$. Each axis goes in
# powers of ten.

# %%
figures.show(figures.error(h=0.01))

# %%
widgets.slide(figures.error(), h=[10.0**-k for k in range(1, 16)])

# %% [markdown]
# ### Do
#
# **Central difference · 3 points.** `central_difference(f, x, h)` takes a function `f`, a place `x`
# and a step `h`. It returns the slope of the line through the two points of `f` that lie one `h` to the
# right of `x` and one `h` to the left. For `cubic`, 2.0 and 0.5 it returns 2.25.

# %% solution="central_difference"
def central_difference(f, x, h):
    """Return the slope between the points at x + h and x - h."""
    ### BEGIN SOLUTION
    rise = f(x + h) - f(x - h)
    run = 2 * h
    return rise / run
    ### END SOLUTION

# %% test="central_difference" points=3
check.derivatives.central_difference(central_difference)
### BEGIN HIDDEN TESTS
check.derivatives.central_difference(
    central_difference, (np.sin, 0.9, 0.3), (slopes.cubic, 3.1, 0.4), (np.exp, -0.6, 0.7)
)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, `gradients.central_difference`, so an error above costs
# you nothing below.
#
# **Best $h$ · 1 point.** Set `best_h` to a step with which the central difference is wrong by less
# than $5 \cdot 10^{-9}$ at all 41 places. The picture above tells you where to look. The check
# measures the error that your step makes.

# %% solution="best_h"
### BEGIN SOLUTION
best_h = 1e-5
### STUB
# best_h = ...
### END SOLUTION

# %% test="best_h" points=1
check.derivatives.best_h(best_h)
### BEGIN HIDDEN TESTS
assert slopes.largest_error(gradients.central_difference, float(best_h)) < 5e-9
### END HIDDEN TESTS

# %% [markdown]
# On the right arm of the V for both sides, an $h$ ten times smaller makes the error a hundred times
# smaller. On this curve there is more to it:

# %%
for h in (0.5, 0.1, 0.01):
    error = gradients.central_difference(cubic, 2.0, h) - 2
    print(f"h = {h:<5} error {error:.8f}   h² = {h**2:.8f}")

# %% [markdown]
# The error **is** $h^2$, and that at every $x$, until rounding sets in.
#
# <details><summary>Why exactly h²?</summary>
#
# Multiply out $f(x + h)$ and $f(x - h)$ and subtract. Every term with an even power of $h$ cancels.
# What stays is $2h\,f'(x) + 2h^3$. Divide by $2h$: the slope, plus $h^2$. On one side the term with
# $h$ does not cancel, and at $x = 2$ the error is $3h + h^2$.
#
# </details>

# %% [markdown]
# ## 3 · Many inputs, one nudge each
#
# ### Show
#
# Most outputs have several inputs. The idea stays: nudge one, hold the others still. The slope is
# then a **partial derivative**, written with a round ∂. Take
#
# $$k(x, y, z) = x y^2 + 2 y z$$
#
# and stand at $x = 2$, $y = 3$, $z = -1$.
#
# | nudge | held still | what is left | slope |
# | --- | --- | --- | --- |
# | x | y = 3, z = −1 | $9x - 6$ | $y^2 = 9$ |
# | y | x = 2, z = −1 | $2y^2 - 2y$ | $2xy + 2z = 10$ |
# | z | x = 2, y = 3 | $18 + 6z$ | $2y = 6$ |
#
# An input held still acts like a number: as a factor it stays, as a term of its own it drops out.
#
# Put the three into one vector and you have the **gradient**, $\nabla k = (9, 10, 6)$. It is as long
# a list as there are inputs. Nudging gives the same. The helper hands over all inputs as one list
# `p`, so we wrap $k$: `lambda p: …` is a function of `p` without a name, and `*p` takes the list
# apart again.

# %%
def k(x, y, z):
    return x * y**2 + 2 * y * z


print(gradients.numerical_gradient(lambda p: k(*p), [2.0, 3.0, -1.0]))

# %% [markdown]
# **Three nudges of an option.** A *call* is the right, not the duty, to buy a share on a set day at a
# set price, the *strike*. Here the strike is 100 and the day is a year off. The share costs 100 today
# (the *spot* price), its volatility is 20% a year, the interest rate 2%. By the Black–Scholes formula
# the call costs 8.92. Whoever has sold it wants to know what each input does.

# %%
spot, volatility, years = 100.0, 0.20, 1.0
option = gradients.numerical_gradient(lambda p: slopes.call_price(*p), [spot, volatility, years])
delta, vega, by_time = option
print(f"spot, delta      {delta:7.3f}")
print(f"volatility, vega {vega:7.3f}")
print(f"years left       {by_time:7.3f}")

# %% [markdown]
# Delta is 0.579: if the share moves by 1, the option moves by about 0.58. A bank that has sold calls
# on 1,000 shares therefore holds 579 shares, and a small move costs it next to nothing. Volatility
# counts in units of 100%, so one percentage point is worth 0.39. Each day that passes takes about
# 4.891 / 365 = 0.013 from whoever holds the call.
#
# With two inputs you can see the gradient. Here is a round bowl, $x^2 + y^2$, from above. The thick
# ring is a **contour**: all places as high as you are. On the right are two **slices**: cut the bowl
# through your place, along $x$ and along $y$, and look at it from the side. At (3, 4) the slices have
# slopes 6 and 8, so the gradient is (6, 8). Drawn as an arrow, it points **uphill**, the steepest
# way. The dashed arrow is its opposite, the dotted line leads to the floor. (Arrows show a direction;
# their length is made to fit.)

# %%
figures.show(figures.round_bowl(x=3.0, y=4.0))

# %% [markdown]
# Test "steepest". The height at (3, 4) is 25. Here are four steps, each 0.1 long.

# %%
here = np.array([3.0, 4.0])
steps = {
    "along (6, 8)": (0.06, 0.08),
    "along x only": (0.1, 0.0),
    "sideways": (-0.08, 0.06),
    "against (6, 8)": (-0.06, -0.08),
}
for way, step in steps.items():
    print(f"{way:14}  height {slopes.round_bowl(*(here + step)):.2f}")

# %% [markdown]
# ### Predict
#
# Now a long bowl, $x^2 + 9y^2$. Its contours are ellipses, and its floor is at (0, 0). You stand at
# (3, 1) and set off the steepest way down, against the gradient. Do you head straight for the floor?
# (No points.)

# %%
my_heading = ...  # "yes" or "no"

# %%
print(said(my_heading))
figures.show(figures.long_bowl(x=3.0, y=1.0))

# %% [markdown]
# The steepest way is 53° off the way to the floor. The gradient crosses the contour underfoot at a
# right angle; it knows nothing of the rest of the hill. Many short steps, each with a fresh gradient,
# get the walker down all the same. From which places do the two ways agree? Find one.

# %%
widgets.slide(figures.long_bowl(), x=range(-3, 5), y=[-1.5, -1, -0.5, 0, 0.5, 1, 1.5])

# %% [markdown]
# ### Do
#
# **Gradient · 2 points.** `gradient(f, x, y)` takes a function of two numbers and a place. It
# returns the two partial derivatives, each by a nudge of its own; $h = 10^{-5}$ does well. Up to
# rounding it returns 6 and 8 for `slopes.round_bowl` at (3, 4), and 6 and 18 for `slopes.long_bowl`
# at (3, 1).

# %% solution="gradient"
def gradient(f, x, y):
    """Return df_dx and df_dy at (x, y), each by a nudge of its own."""
    ### BEGIN SOLUTION
    h = 1e-5
    df_dx = (f(x + h, y) - f(x - h, y)) / (2 * h)
    df_dy = (f(x, y + h) - f(x, y - h)) / (2 * h)
    return df_dx, df_dy
    ### END SOLUTION

# %% test="gradient" points=2
check.derivatives.gradient(gradient)
### BEGIN HIDDEN TESTS
check.derivatives.gradient(gradient, (slopes.long_bowl, 0.6, -1.3), (np.power, 0.6, 3.4))
### END HIDDEN TESTS

# %% [markdown]
# A formula is fast, and it is easy to slip in deriving it. Nudging is slow, and there is no algebra
# to slip in. A **gradient check** lays one beside the other. Run one whenever you have derived slopes
# by hand.

# %%
def gradient_check(f, formulas, x, y, z):
    """Print each partial derivative by its formula and by nudging."""
    by_nudging = gradients.numerical_gradient(lambda p: f(*p), [x, y, z])
    for name, formula, nudged in zip("xyz", formulas(x, y, z), by_nudging, strict=True):
        apart = gradients.relative_error(formula, nudged)
        print(f"df_d{name}   formula {formula:8.4f}   nudging {nudged:8.4f}   apart {apart:.0e}")


gradient_check(k, lambda x, y, z: (y**2, 2 * x * y + 2 * z, 2 * y), 2.0, 3.0, -1.0)

# %% [markdown]
# The last number is the difference, relative to the larger of the two. About $10^{-7}$ or less means
# that they agree.
#
# **Gradient check · 3 points.** A colleague has written the gradient of
# $g(x, y, z) = x^2 y + 3yz - z^2$. One of the three formulas is wrong. Find it with the gradient
# check, then mend it.

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


gradient_check(g, mend_gradient, 2.0, 3.0, 1.0)

# %% [markdown]
# If all three agree, one formula may be wrong all the same: a check speaks for the point at which it
# was made. Change the point in the last line above and run that cell again. Which number at (2, 3, 1)
# can hide a slip? Once you have mended the formula, run both cells again, then the check below.

# %% test="mend_gradient" points=3
check.derivatives.mend_gradient(mend_gradient)
### BEGIN HIDDEN TESTS
check.derivatives.mend_gradient(mend_gradient, (-1.4, 0.6, 2.7), (3.3, -1.8, -0.9))
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **Question · 2 points.** Go back to the bond. A trader says: "The slope is −9.22. So for every point
# that the yield moves, up or down, the price moves by 9.22." In three to five sentences, tell the
# trader why the straight line errs, on which side of it the true price lies when the yield rises and
# when it falls, and what becomes of the error when the move is ten times smaller. Use the first
# slider: 2.5% is a move of one point, 1.6% of a tenth.

# %% [markdown] answer="why_the_line_errs" points=2
# **Model answer.** The slope −9.22 holds at a yield of 1.5% and nowhere else: the curve is bent, and
# it gets flatter as the yield rises (convexity). The line keeps the slope of one place. So the true
# price lies above the line on both sides: at 2.5% it is 91.25 and the line says 90.78; at 0.5% it is
# 109.73 and the line says 109.22. The owner loses less than the line says, and gains more. The error
# grows about as the square of the move: a move ten times smaller has an error about a hundred times
# smaller, some 0.005 for a tenth of a point.
#
# **Rubric.** 1 point for saying that the slope itself changes along the curve, so that the line is
# good near 1.5% only. 1 point for the side (the price is above the line for a rise and for a fall)
# together with an error that shrinks faster than the move (about a hundredfold).

# %% [markdown]
# ## Takeaways
#
# - A slope is a rate of change: how far the output moves for a small nudge of one input.
# - It holds where it was taken. Further away the curve bends, and the straight line errs, about as
#   $h^2$.
# - Nudging to both sides beats one side: errors of the size of $h^2$ and of $h$. Too long a nudge
#   sees the bend, too short a one sees rounding.
# - With several inputs, nudge one at a time. The partial derivatives together are the gradient.
# - The gradient points uphill and crosses the contour at a right angle. It need not lie along the
#   way to the minimum.
# - A gradient check lays formulas beside nudges. Choose a point without zeros and ones.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | nudge, step | $h$ | a small change of one input |
# | derivative | $f'(x)$, $df/dx$ | the slope of the tangent at $x$ |
# | central difference | $\approx f'(x)$ | the slope between the points one $h$ right and left of $x$ |
# | partial derivative | $\partial f/\partial x$ | the slope by $x$ with all other inputs held still |
# | gradient | $\nabla f$ | the vector of all partial derivatives |
# | contour | | all places of the same height |
# | modified duration | | a bond's slope by yield, as a percentage of its price, without the minus |
# | delta | | an option's slope by spot, the share's price today |
#
# **Next: 02 · The chain rule.** A network is boxes in a row: the output of one is the input of the
# next. You will see how a nudge travels through them, and find every slope in one walk back.
