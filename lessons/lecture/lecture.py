# %% [markdown]
# # Backpropagation in one class
#
# **The question.** A network has thousands of weights and one error. How does it find out which weight to change, and how much?
#
# About 45 minutes · 20 minutes of slides, then 25 minutes at the keyboard.

# %%
from helpers import drawing
from helpers.drawing import roadmap
from helpers.lessons.batch_size import figures as batches
from helpers.lessons.chain_rule import figures as chain
from helpers.lessons.chain_rule import graph
from helpers.lessons.derivatives import figures as derivatives
from helpers.lessons.learning_rate import figures as rates
from helpers.lessons.learning_rate import nets
from helpers.lessons.loss_curves import figures as curves
from helpers.one_class import figures as letters
from helpers.lessons.optimizers import figures as optimizers
from helpers.lessons.two_weights import figures as two_weights
from helpers.lessons.volatility import figures as volatility

# %% [markdown] minutes="0.5"
# Last time the class built networks. Ask: who chose their weights? Nobody: they were random. Today they are learned.

# %% [markdown]
# ## The challenge
#
# A network has **10,000 weights**, and chance chose them. It makes its first prediction, which is far off.
#
# - Which weights are to blame?
# - By how much do you move each of them?
#
# You could move one weight a little, run the network again, and look. That takes 10,000 runs for a single step.
#
# **Backpropagation** answers both questions for all weights, in one pass back through the network.

# %% [markdown] minutes="0.5"
# Let the class guess how many steps a training takes: many thousands. So one run per weight is out of the question.

# %% [markdown]
# ## After this class you can
#
# - say what **gradient descent** does, and what **backpropagation** computes for it;
# - read a **loss curve**, and name what is wrong with a training;
# - choose a **learning rate**, and say what it does;
# - watch a training with a **validation set**.
#
# In finance: you train a model that forecasts tomorrow's volatility, and know how far to trust it.

# %% [markdown] minutes="0.25"
# Read out two of them, no more.

# %% [markdown]
# ## The big picture: two directions

# %%
drawing.show(roadmap.two_directions())

# %% [markdown]
# **Forward**, values go from left to right and make a prediction. **Backward**, the error goes from right to left, and says how each weight should change.

# %% [markdown] minutes="0.75"
# Point at one node of the hidden layer. It wants to know its own share of the error. Keep that question: the whole class answers it.

# %% [markdown]
# ## Step 1: the forward pass
#
# Multiply by a weight, add up, apply an activation function. Here with two weights and no activation: the signal x = 2, the outcome y = 20.

# %%
drawing.slide(two_weights.net(step="start"), step=two_weights.STOPS[:4])

# %% [markdown] minutes="1"
# Move the slider and let the class say each number before it appears: 2 times 2 is 4, 4 times 0.5 is 2. The prediction should have been 20.

# %% [markdown]
# ## The forward pass, layer by layer
#
# $$z = W a + b \qquad\qquad a = \text{activation}(z)$$
#
# ```python
# a = x
# for W, b, activation in layers:
#     z = W @ a + b
#     a = activation(z)  # keep z and a: the way back needs them
# ```
#
# | Activation | Formula | Where |
# | --- | --- | --- |
# | ReLU | max(0, z) | hidden layers |
# | sigmoid | 1 / (1 + e⁻ᶻ) | output, for a probability |
# | none | z | output, for a number |

# %% [markdown] minutes="0.5"
# One line per layer, however wide it is. W has a row for each unit of the layer. The values are kept for the way back.

# %% [markdown]
# ## Step 2: the loss, one number for how wrong
#
# The square makes both directions count. Its slope says what the prediction should do.

# %%
drawing.slide(two_weights.loss_slope(y_hat=2), y_hat=[2, 8, 14, 20, 26, 32])

# %% [markdown] minutes="0.75"
# At 2 the slope is −18: raise the prediction, and the loss falls. At 26 it is positive. Its size is the error. Regression takes the squared error, classification cross-entropy.

# %% [markdown]
# ## Sure and wrong: binary cross-entropy
#
# The day was up, y = 1. The model's logit z says a probability p. Cross-entropy costs −log p: little where the model was right, very much where it was **sure and wrong**.

# %%
drawing.slide(curves.sure_and_wrong(logit=-4), logit=[-6, -4, -2, 0, 2, 4])

# %% [markdown] minutes="0.5"
# Move to −4: the probability of the right answer is 2%. Cross-entropy pulls hard there. The squared error has almost no slope, so it would learn almost nothing.

# %% [markdown]
# ## In finance: what does an error cost?
#
# The week of 13 October 2008, and a forecast of 0. Which days tell the model what to do?

# %%
drawing.show(curves.crash_week())

# %% [markdown]
# The loss is a choice of yours. With the squared error two wild days decide. With the absolute error each day counts the same.

# %% [markdown] minutes="0.5"
# A desk may also say that a forecast which is too high costs three times as much. Lesson 11 builds that loss.

# %% [markdown]
# ## The blind hill-walker
#
# | 1 · Feel the slope | 2 · Take a step | 3 · Repeat |
# | --- | --- | --- |
# | compute the **gradient** | **update** the weights | the training **loop** |

# %%
drawing.show(derivatives.walker())

# %% [markdown] minutes="0.75"
# She sees nothing and feels only the ground under her feet. Left, middle, right: the same three things that a training program does.

# %% [markdown]
# ## Walking downhill
#
# $$w_{\text{new}} = w_{\text{old}} - \text{learning rate} \cdot \text{slope}$$
#
# The slope points uphill, and the minus turns it round. The learning rate says how far to go.

# %%
drawing.slide(rates.fog(w=0.2), w=[0.2, 0.6, 0.8, 0.9, 1.2])

# %% [markdown] minutes="1"
# Ask before each move: left or right? Where the slope is negative the weight grows. Between 0.8 and 0.9 the sign changes, so the minimum lies there.

# %% [markdown]
# ## Two weights: a landscape

# %%
drawing.slide(two_weights.loss_surface(), epoch=range(11))

# %% [markdown]
# The same rule for both weights at once. In a real network there are thousands of directions, and the rule stays the same.

# %% [markdown] minutes="0.75"
# Press Play. Ten steps lead from a loss of 162 into the valley. Every point of the valley predicts 20.

# %% [markdown]
# ## Which way is downhill, for every weight?
#
# The walker felt one slope. A network has thousands, one for each weight. **How do you get them all at once?**

# %%
slopes_guess = ...  # "try each weight", "guess", "hand the error back, layer by layer"

# %% [markdown]
# <details><summary>Answer</summary>
#
# Hand it back. The last layer knows the error. It tells the layer before it how much each unit contributed, and so on to the first. That is **backpropagation**.
#
# </details>

# %% [markdown] minutes="0.75"
# A poll: let them think for ten seconds, then raise hands. The answer comes with the next key.

# %% [markdown]
# ## Tracing the blame

# %%
drawing.slide(two_weights.net(step=two_weights.STOPS[4]), step=two_weights.STOPS)

# %% [markdown]
# Each node receives a gradient from the node after it, multiplies it by its own slope, and hands the product on.

# %% [markdown] minutes="1"
# The error is −18. The weight w2 multiplied 4, so its gradient is −72. What goes back through w2 = 0.5 is −9. The weight w1 multiplied 2, so its gradient is −18.

# %% [markdown]
# ## The chain rule
#
# $$\frac{dL}{dw} = \frac{dL}{da} \cdot \frac{da}{dz} \cdot \frac{dz}{dw}$$

# %%
drawing.slide(chain.computation_graph(graph.ONE_WEIGHT, graph.ONE_WEIGHT_INPUTS, step=3), step=range(8))

# %% [markdown]
# Derivatives along a path multiply. Each is computed once and used by all that come before it: so one pass is enough.

# %% [markdown] minutes="1"
# Steps 1 to 3 go forward, 4 to 7 back. At each box: what arrives, times the box's own derivative.

# %% [markdown]
# ## The derivatives that you need
#
# | Of | Derivative |
# | --- | --- |
# | sigmoid | σ′(z) = σ(z) · (1 − σ(z)) |
# | ReLU | 1 where z > 0, else 0 |
# | softmax with cross-entropy, at the scores | ŷ − y |
#
# For a layer with z = W a + b, once dL/dz has arrived:
#
# $$\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} \cdot a^T \qquad \frac{\partial L}{\partial b} = \frac{\partial L}{\partial z} \qquad \frac{\partial L}{\partial a} = W^T \cdot \frac{\partial L}{\partial z}$$
#
# The first two change the layer's own weights. The third goes on to the layer before.

# %% [markdown] minutes="0.5"
# Nobody needs to know these by heart: Keras has them. The lessons derive each one. The slope of the sigmoid is at most a quarter, so many sigmoids in a row let gradients vanish.

# %% [markdown]
# ## The training loop
#
# | | Step | What it gives |
# | --- | --- | --- |
# | 1 | forward pass | a prediction |
# | 2 | loss | how wrong it is |
# | 3 | backward pass | the gradient of every weight |
# | 4 | update | new weights |
#
# Once through all training data is an **epoch**. Repeat for many epochs, until the loss hardly falls any more.

# %% [markdown] minutes="0.5"
# Backpropagation is line 3 alone. Gradient descent is line 4. People mix them up.

# %% [markdown]
# ## In Keras: four lines
#
# ```python
# model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(1)])
# model.compile(optimizer="adam", loss="mse")
# history = model.fit(X, y, epochs=100, validation_split=0.2)
# plt.plot(history.history["val_loss"])
# ```
#
# You choose the architecture and the hyperparameters. Keras computes all gradients by itself: **automatic differentiation**.

# %% [markdown] minutes="0.5"
# Ask which of the four lines holds steps 1 to 4 of the slide before: `fit`.

# %% [markdown]
# ## The learning rate: how long is a step?

# %%
drawing.slide(rates.parabola(lr=0.05), lr=[0.02, 0.05, 0.25, 0.4, 0.48, 0.52])

# %% [markdown]
# Too small: it takes forever. Too large: each step lands farther away. Begin with Adam's default, 0.001, and change it where training is slow or unstable.

# %% [markdown] minutes="1"
# Start at 0.02 and go up. At 0.25 it arrives in one step. From 0.25 on it crosses the minimum, and at 0.52 it flies away.

# %% [markdown]
# ## Three learning rates
#
# One parabola, one start, three learning rates: too large, too small, about right. **Which is which?**

# %%
drawing.slide(letters.three_letters(step=20), step=range(21))

# %%
rate_guess = ...  # "A is too large", "B is too large", "C is too large"

# %% [markdown]
# <details><summary>Answer</summary>
#
# A is too large: its loss grows. B is too small: it falls, and slowly. C is about right.
#
# </details>

# %% [markdown] minutes="0.75"
# Ten seconds, then hands for each letter. Move the slider back to step 5: could they tell by then?

# %% [markdown]
# ## A learning-rate finder
#
# Instead of many trainings, one short walk. The rate grows at every step, from far too small to far too large.

# %%
drawing.show(rates.finder_curve(nets.finder(seed=9), {"P": 1.3e-4, "Q": 7.9e-3, "R": 0.63, "S": 1.0}))

# %% [markdown]
# Take the rate where the loss falls **fastest** (Q), not the one where it is lowest (R): there the steps are about to be too long.

# %% [markdown] minutes="0.5"
# A net of 81 weights. The finder is cheap: one walk, and a look at the curve.

# %% [markdown]
# ## Optimizers: a walker with a memory

# %%
drawing.slide(optimizers.velocity(step=5), step=range(1, 25))

# %% [markdown]
# - **SGD** feels only the slope here and now.
# - **Momentum** also remembers its last steps.
# - **Adam** (adaptive moment estimation) remembers, and gives each weight a step of its own size: today's default.

# %% [markdown] minutes="0.75"
# The blue and green arrows add up. Across the ravine they cancel, along it they agree. Adam rarely needs tuning, and still its rate is a choice.

# %% [markdown]
# ## Always plot training and validation
#
# Ten nets learn the next day's return of the S&P 500. **Up to where do they learn something that holds?**

# %%
drawing.slide(curves.ten_starts(epoch=5), epoch=range(0, 121, 5))

# %% [markdown] minutes="1"
# If they remember one slide, this one. Training falls to the end. Validation turns up early: from there on the nets learn noise. Don't say the epoch, lesson 11 asks for it.

# %% [markdown]
# ## Underfitting and overfitting

# %%
drawing.slide(curves.capacity(width=1), width=[1, 2, 4, 8, 16, 24, 64])

# %% [markdown]
# Both losses high: **underfitting**, the net is too small. Training low and validation rising: **overfitting**. Both low with a small gap: healthy.

# %% [markdown] minutes="0.5"
# Ask at each stop: too small, about right, too large?

# %% [markdown]
# ## Batch size: how much data for one step?

# %%
drawing.slide(batches.cloud(batch_size=16), batch_size=[1, 4, 16, 64, 256])

# %% [markdown] minutes="0.5"
# Each dot is the gradient of one random batch. Four times the rows, half the noise. With one row, a third of the steps lead uphill.

# %% [markdown]
# ## Batch size: the trade-off

# %%
drawing.show(batches.three_walks())

# %% [markdown]
# | | Rows per step | In one epoch |
# | --- | --- | --- |
# | full batch | all | one calm step, much memory |
# | mini-batch | 32 to 256 | many good steps: the default, begin with 32 |
# | stochastic | 1 | very many noisy steps, which can leave a local minimum |

# %% [markdown] minutes="0.5"
# All three saw each day once. Mini-batches ended lowest.

# %% [markdown]
# ## Which loss goes with which output?
#
# | Task | Loss | Output | In Keras |
# | --- | --- | --- | --- |
# | a number | MSE or MAE | none (linear) | `"mse"`, `"mae"` |
# | one of two classes | binary cross-entropy | sigmoid | `"binary_crossentropy"` |
# | one of several classes | categorical cross-entropy | softmax | `"sparse_categorical_crossentropy"` |
#
# A loss with the wrong output trains badly or not at all, and Keras does not complain.

# %% [markdown] minutes="0.5"
# The slide to photograph. "Sparse" means that the classes come as numbers 0, 1, 2 and not as one-hot rows.

# %% [markdown]
# ## In finance: tomorrow's volatility
#
# A regression. Inputs: the last returns, ranges and volumes. Split by **time**: nobody trains on the future.

# %%
drawing.slide(volatility.timeline(), rows=["in order", "shuffled"])

# %% [markdown] minutes="0.5"
# Shuffle the rows with the slider: nearly every test day then has a training day as its neighbour. That is cheating.

# %% [markdown]
# ## Training curves on market data

# %%
drawing.show(volatility.small_and_wide())

# %% [markdown]
# Market data are noisy. The larger net overfits early: its validation loss turns up while training goes on falling.

# %% [markdown] minutes="0.5"
# Left the small net, right the large one. Compare the gaps at the end.

# %% [markdown]
# ## Forecast and actual

# %%
drawing.show(volatility.forecast_and_actual(forecast="persistence"))

# %% [markdown]
# "Tomorrow equals today" is the baseline to beat, on days that no model has seen. Lesson 12 holds the contest.

# %% [markdown] minutes="0.25"
# On 10 October 2018 nobody saw it coming.

# %% [markdown]
# ## Your turn: 25 minutes
#
# Open the notebook `00_one_class`. Each task has a check that says what is wrong.
#
# 1. **Gradient descent on a parabola**, with three learning rates. (7 minutes)
# 2. **Train an MLP in Keras** on `make_classification`, and look at its loss curves. (9 minutes)
# 3. **Batch sizes 16, 64 and 256**: which one converges how? (5 minutes)
#
# **Done early?** Plot the walks yourself, add **momentum**, and compare it with vanilla gradient descent.

# %% [markdown] minutes="25"
# The start and handing in take two minutes each. Walk around. A check's hint names the misconception: let students read it aloud before you help. Call the end of each task, so that everybody gets to the third: no task needs the answers to another.

# %% [markdown]
# ## Takeaways
#
# 1. **Forward pass**: compute a prediction.
# 2. **Loss**: measure the error, in one number.
# 3. **Backward pass**: find each weight's share, its gradient.
# 4. **Gradient descent**: move each weight a little against its gradient.
# 5. **Keras computes the gradients.** The architecture and the hyperparameters are yours.
#
# To begin with: Adam with 0.001, batches of 32, and a plot of training and validation loss.

# %% [markdown] minutes="0.5"
# Let the class say the first four before you show them.

# %% [markdown]
# ## Next time: too good to be true
#
# Training accuracy **99%**, test accuracy **60%**. What has this network learned?
#
# Remember the market curves: validation turned up while training fell. Three weapons against overfitting:
#
# - **dropout**: units fail at random, so no unit relies on one other;
# - **early stopping**: keep the weights of the best epoch;
# - **regularization**: large weights cost something.

# %% [markdown] minutes="0.25"
# It knows its rows by heart. Lesson 13 has all three weapons, one line of Keras each.
