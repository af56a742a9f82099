# %% [markdown]
# # 07 · Deep networks
#
# **The question.** Why can ten layers learn less than two, and what helps?
#
# **You will be able to**
#
# - explain why gradients vanish or explode in a deep network, by the factors that are multiplied;
# - choose the standard deviation of the initial weights (Glorot, He), and count dead ReLU units;
# - clip a gradient by its norm;
# - write the forward pass of batch normalisation, in training and at prediction.
#
# About 75 minutes · 9 points · You need lessons 01 to 06. Take a break after part 2.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.lessons.deep_networks import checks, figures
from helpers.text import said

# %%
drawing.show(roadmap.roadmap("07"))

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 06: on the way back from the z of one layer to the z of the layer before, which two things multiply the gradient?
#
# <details><summary>Answer</summary>
#
# The weights between the two layers, and the local gradient of the activation function.
#
# </details>
#
# 2. Lesson 04: how large is the local gradient of the sigmoid at most, and where?
#
# <details><summary>Answer</summary>
#
# 0.25, at z = 0. Everywhere else it is smaller.
#
# </details>
#
# 3. Lesson 05: why do weights start with random values?
#
# <details><summary>Answer</summary>
#
# Units with equal weights get equal gradients and stay equal. Random values break the symmetry.
#
# </details>

# %% [markdown]
# ## In the market
#
# The risk desk of lesson 06 forecasts crash, flat and rally. It stacks ten hidden layers of 20 sigmoid units, and compares them with two such layers. Both networks use the same learning rate, and each step sees 128 random days, the same for both. **What has the deep network learned after 400 steps?**

# %%
drawing.show(figures.ten_layers(cures=False))

# %% [markdown]
# <details><summary>Answer</summary>
#
# Only how frequent each class is. Its loss is 0.339. A forecast that gives each class its share of all days, the same every day, has 0.338. Two hidden layers have reached 0.278.
#
# </details>
#
# A gradient check agrees with both networks. So something happens to a *right* gradient on its long way back.
#
# Hochreiter described this problem in 1991. What helped came between 2010 and 2015: better initial weights, ReLU and batch normalisation.

# %% [markdown]
# ## 1 · The gradient on its way back
#
# ### Show
#
# Backpropagation multiplies. From one layer to the layer before, the gradient is multiplied by weights and by local gradients. This is like compound interest. After 10 layers a factor of 0.25 gives 9.5·10⁻⁷, less than a millionth, and a factor of 2 gives 1,024.
#
# A **vanishing gradient** has become so small on its way back that the first layers hardly learn. An **exploding gradient** has become so large that a step destroys what was learned.
#
# The picture shows a chain of five sigmoid units. All weights are 1, the loss is ½(ŷ − y)², and y = 0. Follow the gradient dL/dh, below the units, from the right to the left. **By which factor does it change from one unit to the unit before it, and where does this factor come from?**

# %%
drawing.show(figures.sigmoid_chain(step="backward 1"))

# %% [markdown]
# <details><summary>Answer</summary>
#
# By about 0.22: the weight 1 times the local gradient of the sigmoid. From 0.66 at the output it falls to 0.0016 at the first unit.
#
# </details>

# %% [markdown]
# Now in whole layers. Two networks have ten hidden layers of 20 units, one with sigmoids and one with ReLU. The weights are random, and nothing is trained. After one backward pass we take the norm of dL/dW in each layer. (The **norm** is the length of a vector: the root of the sum of its squared entries.)
#
# ### Predict
#
# With sigmoids, is the norm in layer 1, as a part of that in the last layer, (a) about a tenth, (b) about a thousandth, (c) less than a millionth? (No points.)

# %%
norm_guess = ...  # "a", "b" or "c"

# %%
drawing.show(figures.vanishing(depth=10))
print(said(norm_guess))

# %% [markdown]
# It is (c). Each thin line is one of 20 random starts. The line with dots is their **median**, the value in the middle when the 20 are sorted, and the number is the median in layer 1. The axis is **logarithmic**: from one mark to the next the norm is multiplied by 1,000.
#
# - **Sigmoid:** the norm falls from 0.74 to 2.3·10⁻⁷. Ten local gradients of at most 0.25 do that.
# - **ReLU:** the line is level. Where a unit is on, its local gradient is 1.
#
# Slide the number of hidden layers. **Up to which depth is the sigmoid's norm in layer 1 above 0.001?**

# %%
drawing.slide(figures.vanishing(), depth=[2, 4, 5, 12])

# %% [markdown]
# <details><summary>Answer</summary>
#
# Up to 4: there the median is 1.7·10⁻³, and with 5 layers it is 4.2·10⁻⁴. Each further layer divides it by about 4 to 5.
#
# </details>

# %% [markdown]
# ### Show
#
# ReLU's level line needs one more thing: initial weights of the right size. The **variance** is the mean squared distance from the mean, the square of the standard deviation. One z adds up n_in products of a weight and an input a. If the weights have mean 0 and variance v, then
#
# $$\text{Var}(z) = n_{in} \cdot v \cdot \text{mean}(a^2)$$
#
# For example, n_in = 200, v = 0.01 and mean(a²) = 0.5 give Var(z) = 200 · 0.01 · 0.5 = 1.
#
# ReLU sets about half of the z to 0, so mean(a²) is half the variance of the z before. z keeps its variance from layer to layer if $n_{in} \cdot v \cdot \tfrac12 = 1$. **He initialisation** draws the weights of ReLU layers with this v.
#
# **Xavier (Glorot) initialisation**, for tanh, asks that v times the *mean* of n_in and n_out is 1. Keras uses it for every dense layer if you say nothing. The ten sigmoid layers above started with it, and the gradient vanished even so.

# %% [markdown]
# <details><summary>If you like: why the mean of n_in and n_out</summary>
#
# tanh passes small z on almost unchanged, so the forward pass wants $n_{in} \cdot v = 1$. The backward pass adds up n_out products, so it wants $n_{out} \cdot v = 1$. Both can be true only if the layers are equally wide. The mean is a compromise.
#
# </details>

# %% [markdown]
# ### Do
#
# **Exercise `initial_std` · 2 points.** Return the standard deviation of the initial weights, the root of v: for `"relu"` by He's condition, for `"tanh"` by Glorot's. Solve each condition for v on paper first.
#
# Example: with 200 inputs and 50 units the results are 0.1 and 0.0894.

# %% solution="initial_std"
def initial_std(n_in, n_out, activation):
    """Return the standard deviation of a layer's initial weights for "relu" or "tanh", a number."""
    ### BEGIN SOLUTION
    v = 2 / n_in if activation == "relu" else 2 / (n_in + n_out)
    std = np.sqrt(v)
    ### STUB
    # v = ... if activation == "relu" else ...
    # std = ...
    ### END SOLUTION
    return std


# %% test="initial_std" points=2
checks.initial_std(initial_std)
### BEGIN HIDDEN TESTS
checks.initial_std(initial_std, (30, 90, "tanh"), (30, 90, "relu"), (7, 3, "tanh"))
### END HIDDEN TESTS

# %% [markdown]
# Uncomment the lines (select them, Ctrl + /): they send 64 rows through ten ReLU layers with your standard deviation. **What happens to the numbers that leave layer 10 if you change the factor 1 to 2, or to 0.5?**

# %%
# rng = np.random.default_rng(0)
# A = rng.normal(size=(64, 200))
# for layer in range(10):
#     W = rng.normal(0, 1 * initial_std(200, 200, "relu"), size=(200, 200))
#     A = np.maximum(0, A @ W.T)
# print("standard deviation after 10 layers:", A.std())
# print("columns with only zeros:", (A == 0).all(axis=0).sum(), "of 200")

# %% [markdown]
# <details><summary>Answer</summary>
#
# With He's rule their standard deviation is about 0.7. This is A, after the ReLU; the z before it have about 1.2. With the factor 2 it is 1,024 times as large, since each layer doubles it. With 0.5 it is 1,024 times smaller.
#
# </details>
#
# **ReLU has a problem of its own.** A unit that gives out 0 for *every* row has the local gradient 0 everywhere, so a step does not change its weights. This is **dying ReLU**.
#
# Such a unit is a column of A with only zeros. The last line that you uncommented counts 27 of them for these 64 rows, before any step. A step that is too large makes more.
#
# Take three layers of 20 ReLU units for crash, flat and rally. After a training with the learning rate 0.1 a few of the 60 units are dead, and with 5 most of them. A smaller learning rate helps, or *leaky ReLU*, which is not quite flat on the left: z above 0, and 0.01 z below.

# %% [markdown]
# ## 2 · When the gradient explodes
#
# ### Show
#
# The other factor is the weight. Weights that start too large, or that grow in training, multiply the gradient in each layer.
#
# **Gradient clipping** is a guard against this. It looks at the norm of the whole gradient, all layers together. If the norm is above a limit, the gradient is shortened until its norm *is* the limit. Its direction stays. A gradient with a smaller norm stays as it is.
#
# <details><summary>If you like: why not clip the loss?</summary>
#
# A loss that is cut off at a limit is flat above it, and there its gradient is 0. Clipping the gradient is due to Pascanu, Mikolov and Bengio (2013).
#
# </details>
#
# ### Predict
#
# All initial weights of the ten hidden ReLU layers are multiplied by 2. By which factor does the norm of dL/dW in layer 1 grow? (a) 2, (b) about 20, (c) several hundred. (No points.)

# %%
growth_guess = ...  # "a", "b" or "c"

# %%
drawing.show(figures.clipping(scale=2))
print(said(growth_guess))

# %% [markdown]
# It is (c): from 0.40 to 276, almost 700 times. On the way back to layer 1, dL/dZ doubles in each of the nine hidden layers behind it: 2⁹ = 512.
#
# The rest is a factor of about 1.35. The logits are 1,024 times as large, so the softmax is sure of one class, often a wrong one, and the error ŷ − y is larger.
#
# Why is the line level? dL/dW is dL/dZ times the input of the layer. The inputs double on the way forward, and dL/dZ doubles on the way back. Together that makes nine doublings in every hidden layer, so *every* layer's norm is large.
#
# The second panel is the same network with a limit of 5, for all layers together. **With a factor of 0.5 in place of 2, what would clipping do?**
#
# <details><summary>Answer</summary>
#
# Nothing. The norm stays below the limit, and clipping only shortens.
#
# </details>

# %% [markdown]
# ### Do
#
# **Exercise `mend_clip` · 1 point: find the bug.** A colleague clips with the function below; `np.clip` cuts off each entry at two limits. His training does not explode, but his steps do not keep the direction of the gradient. Fix it. `np.linalg.norm` computes a norm.
#
# For the gradient (3, −4) and the limit 2 the function should return (1.2, −1.6).

# %% solution="mend_clip"
def mend_clip(gradient, max_norm):
    """Return the gradient (all entries in one vector), with a norm of at most max_norm."""
    ### BEGIN SOLUTION
    norm = np.linalg.norm(gradient)
    clipped = gradient * max_norm / norm if norm > max_norm else gradient
    ### STUB
    # clipped = np.clip(gradient, -max_norm, max_norm)
    ### END SOLUTION
    return clipped


# %% test="mend_clip" points=1
checks.mend_clip(mend_clip)
### BEGIN HIDDEN TESTS
checks.mend_clip(mend_clip, (np.array([0.4, 2.6, -1.1, 0.9]), 1.3), (np.array([-0.2, 0.5, 0.1]), 0.8))
### END HIDDEN TESTS

# %% [markdown]
# **Take a break here.**

# %% [markdown]
# ## 3 · Batch normalisation
#
# ### Show
#
# A unit has the z 1, 3, 5, 7 on four days. The mean is 4, and the variance is (9 + 1 + 1 + 9) / 4 = 5. Subtract 4 and divide by √5 = 2.236. The result Ẑ is −1.342, −0.447, 0.447, 1.342.
#
# **Batch normalisation** does this before the activation function: it brings each unit's z to mean 0 and standard deviation 1 over the batch. Each unit then gets a standard deviation γ and a mean β of its own, learned like weights.
#
# $$\hat Z = \frac{Z - \text{mean}}{\sqrt{\text{variance} + \varepsilon}} \qquad \text{out} = \gamma\,\hat Z + \beta$$
#
# The small ε = 0.00001 avoids a division by 0 where all z are equal.

# %%
drawing.show(figures.normalised(scale=1))

# %% [markdown]
# The line is level, though the units are sigmoids. After a sigmoid layer the standard deviation of a unit's z is only about 0.2. Batch normalisation divides by it, and on the way back the gradient is divided by 0.2, too. This factor of 5 makes up for the sigmoid's quarter.
#
# Slide the scale of the initial weights. **Which of the two networks depends on it more?**

# %%
drawing.slide(figures.normalised(), scale=[0.5, 1, 3])

# %% [markdown]
# <details><summary>Answer</summary>
#
# The plain one: its median in layer 1 goes from 7.6·10⁻¹⁰ to 2.1·10⁻⁴. Larger weights help it, and it still vanishes.
#
# With batch normalisation the median goes from 0.35 to 0.058. W and 6W give the same Ẑ, since the standard deviation is divided out. So the loss stays the same, and dL/dW becomes as many times smaller as W is larger: 6 times.
#
# </details>
#
# <details><summary>If you like: why it helps is still discussed</summary>
#
# Ioffe and Szegedy wanted to keep the inputs of each layer from moving during training. Santurkar and others (2018) found that they still move, and that the loss becomes smoother. What we measured here is one effect: the factor 1/(standard deviation).
#
# </details>
#
# ### Predict
#
# Training is over. A unit has γ = 1.5 and β = 0.2. Tomorrow is *one* day, so the batch has one row, and for this row z = 2. What does the unit give out, by the formula above? (No points.)

# %%
alone_guess = ...  # 0.2, 1.7 or 3.2

# %%
z = np.array([[2.0]])
Z_hat = (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + 1e-5)
print("it gives out", (1.5 * Z_hat + 0.2).item())
print(said(alone_guess))

# %% [markdown]
# It is β, whatever z is: a single row is its own mean. So the forecast would be the same every day.
#
# Therefore the layer keeps **running statistics**: a mean and a variance of each unit, updated with every training batch and used at prediction in place of the batch's.
#
# The running mean starts at 0 and the running variance at 1. Each batch moves both of them *one tenth of the way* towards its own mean and variance.
#
# For example, the batch 1, 3, 5, 7 moves the running mean from 0 to 0.4, and the running variance from 1 to 1.4.

# %% [markdown]
# ### Do
#
# **Exercise `batch_norm` · 2 points.** The forward pass in training, from a blank cell. Z is (m, n), a column for each unit; gamma and beta are (n,). Use ε = 1e-5. The variance divides by m.
#
# Example: for a unit with z = 40, 10, 10, 20 and γ = 2, β = 0.5 the first entry is 3.766.

# %% solution="batch_norm"
def batch_norm(Z, gamma, beta):
    """Return the normalised batch, (m, n) like Z."""
    ### BEGIN SOLUTION
    mean, variance = Z.mean(axis=0), Z.var(axis=0)
    return gamma * (Z - mean) / np.sqrt(variance + 1e-5) + beta
    ### END SOLUTION


# %% test="batch_norm" points=2
checks.batch_norm(batch_norm)
### BEGIN HIDDEN TESTS
checks.batch_norm(batch_norm, checks.batch(11, 5, 3), checks.batch(12, 3, 6))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `predict_one` · 2 points.** The same layer at prediction. `batches` is the list of the training batches, each (m, n). Update the running statistics with each of them. Then normalise the one new row z, of shape (n,), with ε = 1e-5.
#
# Example: after the one batch 1, 3, 5, 7 above, z = 3 with γ = 2 and β = 0.5 gives 4.895.

# %% solution="predict_one"
def predict_one(batches, z, gamma, beta):
    """Return the output for the new row z, (n,), after training on the batches."""
    running_mean, running_variance = np.zeros(len(z)), np.ones(len(z))
    for batch in batches:
        ### BEGIN SOLUTION
        running_mean = 0.9 * running_mean + 0.1 * batch.mean(axis=0)
        running_variance = 0.9 * running_variance + 0.1 * batch.var(axis=0)
    out = gamma * (z - running_mean) / np.sqrt(running_variance + 1e-5) + beta
    ### STUB
    #     running_mean = ...
    #     running_variance = ...
    # out = ...
    ### END SOLUTION
    return out


# %% test="predict_one" points=2
checks.predict_one(predict_one)
### BEGIN HIDDEN TESTS
checks.predict_one(predict_one, checks.training(11, 4, 5, 2), checks.training(12, 7, 3, 4))
### END HIDDEN TESTS

# %% [markdown]
# Back to the desk. Two lines are new: ten sigmoid layers with batch normalisation, and ten ReLU layers with He initialisation.

# %%
drawing.show(figures.ten_layers(cures=True))

# %% [markdown]
# Both deep networks learn now, within 50 steps, and all three come down to about 0.28. Which of them is lowest changes from step to step and from start to start. Two inputs and three classes do not need ten layers. The remedies make depth *possible*. Whether it is useful depends on the data.

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A colleague has a network of ten sigmoid layers. Its first layers do not learn. She says: "A gradient problem is a gradient problem. I clip at norm 1, then it will learn." Answer in four or five sentences.
#
# What does clipping do to the gradient of the first layers here, and why? Which factors are multiplied on the way back, and which of them make the product so small? Name two changes that help, and say for each what it does to that product.

# %% [markdown] answer="ten_sigmoids" points=2
# **Model answer.** Clipping only shortens a gradient that is too long. At the start her whole gradient has a norm of 0.2 to 1.2. For most starts clipping at 1 does nothing; for the others it shortens the first layers' part (about 10⁻⁷) still more.
#
# On the way back the gradient is multiplied by weights and by local gradients of at most ¼. Ten of them make 10⁻⁶ or less. ReLU replaces the quarters by 1 where a unit is on. Batch normalisation divides by the standard deviation of z: a factor of about 5 per layer.
#
# **Rubric.** 1 point: clipping never lengthens, so it cannot help a vanished gradient; the cause is the product of local gradients of at most ¼ (half a point each).
#
# 1 point: two changes, each with what it does to the product: ReLU (1 where on), batch normalisation (1/standard deviation), fewer layers (fewer factors). Half a point for one change, or for names alone. "Out of saturation" is none: nothing here is saturated. Larger initial weights earn nothing: at scale 3 the norms differ nearly 5,000 times.

# %% [markdown]
# ## Takeaways
#
# - On the way back the gradient is multiplied, layer by layer, by weights and local gradients. With factors below 1 it vanishes, as through sigmoids (at most 0.25). With factors above 1 it explodes. The local gradient of ReLU is 1 where a unit is on.
# - Initial weights have a standard deviation that keeps one layer's factor near 1: He for ReLU, Glorot for tanh. Through sigmoids the gradient vanishes even so.
# - Clipping shortens a gradient that is too long. It never lengthens one.
# - Batch normalisation uses the batch's mean and variance in training, and running statistics at prediction.

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | vanishing gradient | | too small in the first layers, after many factors below 1 |
# | exploding gradient | | too large, after many factors above 1; then a step destroys what was learned |
# | norm | ‖∇L‖ | length of the gradient: root of the sum of squares |
# | He initialisation | n_in · v / 2 = 1 | variance of the initial weights for ReLU layers |
# | Xavier (Glorot) initialisation | v · (n_in + n_out) / 2 = 1 | the same for tanh layers |
# | dying ReLU | | a unit that gives out 0 for all samples, so no step changes its weights |
# | gradient clipping | `max_norm` | shorten a gradient that is too long, keep its direction |
# | batch normalisation | γ, β, ε | brings each unit's z to mean 0 and standard deviation 1, then to the standard deviation γ and the mean β |
# | running statistics | | mean and variance kept from training, used at prediction |

# %% [markdown]
# **Next: 08 · Learning rate.** Every gradient now arrives in the right size. How long should the step be?
