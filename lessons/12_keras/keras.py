# %% [markdown]
# # 12 · Keras
#
# **The question.** What does `fit` hide?
#
# **You will be able to**
#
# - move your weights into Keras and get your own output and your own step back;
# - say what `compile` and `fit` decide for you: batches, shuffling, the validation rows, the learning rate;
# - pair an output with its loss and its metric by their Keras names;
# - use early stopping, dropout and L2, and tell how each one works inside.
#
# About 60 minutes · 14 points · You need lessons 03, 06 and 08 to 11. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import check, figures, frameworks, progress, weapons, widgets
from helpers import fit_hides as lesson
from helpers.layers import backward_pass, forward_pass
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.text import said
from helpers.training import fit

# %% [markdown]
# This cell looks for Keras and scikit-learn. The first import of Keras takes some seconds. Where one of them is missing, it says what to install; later cells that need it do nothing then, and all exercises still work.

# %%
keras, sklearn = frameworks.find()

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 06: a layer takes 2 numbers in and gives 8 out. Which shape has our W, and how is Z made from a batch A?
#
# <details><summary>Answer</summary>
#
# W is (8, 2), a row for each unit. Z = A @ W.T + b.
#
# </details>
#
# 2. Lesson 08: 1,024 rows in batches of 32. How many updates make an epoch?
#
# <details><summary>Answer</summary>
#
# 32.
#
# </details>
#
# 3. Lesson 09: Adam's very first step, with lr = 0.001. How long is it for a weight of slope 0.01, and for one of slope 100?
#
# <details><summary>Answer</summary>
#
# 0.001 for both, very nearly: m̂/√v̂ is 1 or −1 then.
#
# </details>

# %% [markdown]
# ## In the market
#
# A vendor offers your bank a model. From the log of today's range of the S&P 500 (high over low, as in lesson 08) and today's return it forecasts the log of tomorrow's range. It comes as a few lines of Keras:
#
# ```python
# model = keras.Sequential([
#     keras.Input((2,)),
#     keras.layers.Dense(8, "relu"),
#     keras.layers.Dense(1),
# ])
# model.compile(optimizer="adam", loss="mse")
# model.fit(X, y, epochs=100, validation_split=0.2)
# ```
#
# A bank does not use such a model on trust. A second team, *model validation*, must check it: in 2011 US supervisors wrote that down, as SR 11-7, and asked for "effective challenge". You are the second team, and you begin by rebuilding the model and comparing numbers.
#
# What do these lines not say? For one: `validation_split=0.2` keeps a fifth of the days aside to judge by. Which fifth? The dashed line is a constant forecast for each fifth, the mean of the other four. The number above is its loss.

# %%
figures.show(figures.five_fifths())

# %% [markdown]
# (0 is the mean of lesson 08's 4,096 days; these five years were calmer.) The easiest fifth has less than half the loss of the hardest. A vendor who may choose the fifth may choose the number. **Whom did Keras let judge?**

# %% [markdown]
# ## 1 · Same weights, same step
#
# ### Show
#
# `Sequential` stacks layers. `Input((2,))` says that a row has two numbers, `Dense(8, "relu")` is a layer of 8 units with its bend, `Dense(1)` is one unit without. That is our `Network((2, 8, 1))`.
# Keras keeps two arrays for each `Dense` layer, the **kernel** and the bias, and computes
#
# $$Z = A \,@\, \text{kernel} + b .$$
#
# `model.get_weights()` hands all arrays out in one flat list: kernel, bias, kernel, bias, from the input to the output. `model.set_weights(...)` takes such a list.
#
# ### Predict
#
# Our formula is Z = A @ W.T + b. For the first layer, with 2 inputs and 8 units, our W is (8, 2). Which shape has the kernel? (No points: your guess is only printed beside the answer.)

# %%
my_guess = ...  # "(8, 2)" or "(2, 8)"

# %%
print(said(my_guess))
if keras:
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)]
    )
    for array in model.get_weights():
        print(array.shape)

# %% [markdown]
# The kernel is (2, 8): inputs first. It is our W with rows and columns exchanged. A bias is a plain row of numbers, as ours.
#
# ### Do
#
# **Exercise `keras_weights` · 3 points.** Turn our two lists into Keras's flat list. The function must work for any number of layers. With
#
# ```
# weights = [[[1, 2], [3, 4], [5, 6]],  [[0.7, 0.8, 0.9]]]    shapes (3, 2) and (1, 3)
# biases  = [[0.1, 0.2, 0.3],  [0.4]]
# ```
#
# (as arrays) it returns a list of four arrays: `[[1, 3, 5], [2, 4, 6]]`, `[0.1, 0.2, 0.3]`, the column `[[0.7], [0.8], [0.9]]`, and `[0.4]`.


# %% solution="keras_weights"
def keras_weights(weights, biases):
    """Return kernel, bias, kernel, bias, ... in one flat list, from the input to the output."""
    ### BEGIN SOLUTION
    flat = []
    for W, b in zip(weights, biases, strict=True):
        flat.append(W.T)
        flat.append(b)
    return flat
    ### END SOLUTION


# %% test="keras_weights" points=3
check.keras.keras_weights(keras_weights)
### BEGIN HIDDEN TESTS
three = [np.array([[0.3, -1.2]] * 4) + np.arange(4)[:, None], np.arange(12.0).reshape(3, 4) - 5]
more = ([*three, np.array([[1.5, -0.4, 2.2]])], [np.arange(4) + 0.5, np.arange(3) - 0.7, np.ones(1)])
check.keras.keras_weights(keras_weights, more)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copies, so an error above costs you nothing below.
#
# Now the first test of the second team. Two nets with the same weights, ours and Keras's, forecast all 1,280 days.

# %%
X, y = lesson.days()


def twins():
    """Return our net and Keras's, with the same weights."""
    net = Network((2, 8, 1), seed=1)
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)]
    )
    model.set_weights(lesson.keras_weights(net.weights, net.biases))
    return net, model


if keras:
    net, model = twins()
    apart = np.abs(net.predict(X) - model.predict(X, verbose=0))
    print(f"{len(X)} forecasts, at most {apart.max():.0e} apart")

# %% [markdown]
# That is rounding: Keras counts in float32, with about 7 digits, our NumPy in float64, with about 16.
#
# Now one step. `fit` with a single batch and a single epoch does what you did in lessons 03 to 06, in four lines: **forward, loss, backward, step**.
#
# **Exercise `one_step` · 3 points.** Write it. `optimizer` is `"sgd"` (lesson 03's step) or `"adam"`; Adam's is its *first* step, where m̂ = g and v̂ = g². As in lesson 09, ε stands beside the root; let it be 1e-7:
#
# $$lr \cdot \frac{g}{\sqrt{g^2} + \varepsilon}$$
#
# (Lesson 09's own 1e-8 passes as well. One test has slopes of a millionth, so the place of ε counts.)
#
# The loss is Keras's `"mse"`: the mean of (ŷ − y)² over **all entries** of y, which has shape (m, n_out). `forward_pass` and `backward_pass` are lesson 06's; `activations[-1]` is ŷ. Fill the three gaps.
#
# The first test has two rows, three outputs, lr = 0.1 and `"sgd"`: there, the biases of the output go from (0.35, −0.15, 0.6) to (0.3872, −0.1418, 0.4707).


# %% solution="one_step"
def one_step(X, y, weights, biases, lr, optimizer):
    """Return all weights and all biases after one step, two lists with an array a layer."""
    activations = forward_pass(X, weights, biases, "relu", "linear")
    ### BEGIN SOLUTION
    dL_dZ = 2 * (activations[-1] - y) / y.size
    dL_dW, dL_db = backward_pass(dL_dZ, activations, weights, "relu")

    def moved(w, g):
        if optimizer == "sgd":
            return w - lr * g
        return w - lr * g / (np.sqrt(g**2) + 1e-7)

    ### STUB
    # dL_dZ = ...  # the blame of the output, (m, n_out)
    # dL_dW, dL_db = backward_pass(dL_dZ, activations, weights, "relu")
    #
    # def moved(w, g):
    #     """Return an array of weights or biases after the step; g are its slopes."""
    #     if optimizer == "sgd":
    #         return ...
    #     return ...  # "adam"
    #
    ### END SOLUTION
    new_weights = [moved(W, g) for W, g in zip(weights, dL_dW, strict=True)]
    new_biases = [moved(b, g) for b, g in zip(biases, dL_db, strict=True)]
    return new_weights, new_biases


# %% test="one_step" points=3
check.keras.one_step(one_step)
### BEGIN HIDDEN TESTS
X_new = np.array([[0.9, -1.3], [-0.6, 0.8], [1.5, 0.4]])
y_new = np.array([[1.1, -0.2, 0.5], [0.3, 1.7, -1.0], [-0.9, 0.6, 2.0]])
W_new = [np.array([[0.7, -0.4], [-0.9, 0.6], [0.2, 1.1], [-0.1, 0.3]]), np.array([[0.5, -0.8, 0.9, 0.35], [1.2, 0.3, -0.6, 0.8], [-0.7, 0.45, 0.2, -1.1]])]
b_new = [np.array([0.15, 0.25, -0.1, -4.0]), np.array([-0.3, 0.2, 0.1])]
sgd, adam = (X_new, y_new, W_new, b_new, 0.05, "sgd"), (X_new, y_new, W_new, b_new, 0.04, "adam")
check.keras.one_step(one_step, sgd, adam)
### END HIDDEN TESTS

# %% [markdown]
# Second test of the second team: one step of `fit` on the first 32 days, beside our optimizers of lesson 09 and beside yours.

# %%
rows, target = X[:32], y[:32]

if keras:
    for name, lr, ours, theirs in [
        ("sgd", 0.1, SGD(0.1), keras.optimizers.SGD(0.1)),
        ("adam", 0.001, Adam(0.001), keras.optimizers.Adam(0.001)),
    ]:
        net, model = twins()
        yours = lesson.attempt(one_step, rows, target, net.weights, net.biases, lr, name)

        model.compile(optimizer=theirs, loss="mse")
        model.fit(rows, target, batch_size=32, epochs=1, verbose=0)

        loss, gradient = net.loss_and_gradient(rows, target)  # forward, loss, backward
        ours.step(net.parameters, gradient)  # step

        print(f"{name}: Keras's weights and ours: {lesson.apart(model, net.weights, net.biases)}")
        print(f"{name}: Keras's weights and yours: {lesson.apart(model, *yours)}")

# %% [markdown]
# SGD agrees to rounding. Adam's 2e-06 is more than that: Keras adds its ε = 1e-7 beside √v *before* v is corrected, and on the first step that weighs as much as 3.2e-6 does in our formula; with 3.2e-6 in it, 3e-08 is left.
#
# **One step of `fit` is your four lines.** (A good place for a break.)

# %% [markdown]
# ## 2 · A whole `fit`
#
# ### Show
#
# Now the vendor's lines. `compile` chooses the loss and the optimizer, by name. `fit` repeats the four lines: 100 epochs, each in batches. It returns a history: `history.history` is a dictionary with a list for each curve, `loss` and `val_loss`. `verbose=0` keeps `fit` from printing a line for each epoch.
#
# `model.evaluate(X, y)` returns the loss on any rows with the weights as they are; nothing is trained.
#
# ### Predict
#
# Keras shuffles the rows for you. So which days does it keep for `val_loss`: a random fifth, the first or the last? (No points.)

# %%
my_guess = ...  # "random", "first" or "last"

# %%
print(said(my_guess))
if keras:
    _, model = twins()
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(X, y, epochs=100, validation_split=0.2, verbose=0)
    for name, curve in history.history.items():
        print(f"{name}: {curve[0]:.4f} after the first epoch, {curve[-1]:.4f} after the last")

    random_days = np.random.default_rng(12).permutation(len(X))[:256]
    for name, part in [("random", random_days), ("first", slice(256)), ("last", slice(-256, None))]:
        loss = model.evaluate(X[part], y[part], verbose=0)
        same = np.isclose(loss, history.history["val_loss"][-1], atol=1e-4)
        print(f"loss on the {name} fifth {loss:.4f}{'  <- this is val_loss' if same else ''}")

# %% [markdown]
# The last. `validation_split` takes the **tail** of the rows as they stand. Only what is left is shuffled, anew in each epoch. So the last fifth judged, the second hardest of the five: a constant scores 1.31 there, and the vendor's net about 0.63.
#
# For prices in order of time that is what you want: the later days judge, as in lesson 11. For a table that is *sorted*, say by rating, with the defaults at the end, it is a disaster: the net trains on one kind and is judged by the other. Shuffle such a table yourself before `fit`; never shuffle prices.
#
# Now rebuild the whole `fit`. Our own `fit`, in `helpers/training.py`, gets Adam and the tail as validation rows. The shuffling is switched off on both sides, because our dice and Keras's fall differently. 20 epochs:

# %%
if keras:
    net, model = twins()
    model.compile(optimizer="adam", loss="mse")
    theirs = model.fit(X, y, epochs=20, validation_split=0.2, shuffle=False, verbose=0)
    ours = fit(net, X[:1024], y[:1024], Adam(), 20, validation=(X[1024:], y[1024:]), seed=None)
    figures.show(figures.laid_over(ours, theirs.history))

# %% [markdown]
# **`fit` is your four lines**, in a loop over batches, in a loop over epochs. With the shuffling on, the two end in nearly the same place and not on the same digits.
#
# What the vendor's lines decided without a word:
#
# | hidden | Keras's choice |
# | --- | --- |
# | learning rate of `"adam"` | 0.001 (and ε = 1e-7, added before v is corrected) |
# | batch size | 32; the last batch may be shorter |
# | start | weights drawn evenly from ±√(6/(n_in + n_out)), after Glorot; biases 0 |
# | order | training rows shuffled anew in each epoch |
# | validation rows | the last ones, never shuffled |
# | `loss` in the history | mean over the epoch, each batch *before* its step |
# | `val_loss` | after the epoch, with the weights of its end |
# | a penalty such as L2 (section 3) | is part of `loss` and of `val_loss` |
# | numbers | float32 |
#
# ### Class-room task: an MLP on `make_classification`
#
# An *MLP*, multi-layer perceptron, is an old name for a net like ours. scikit-learn's `make_classification` makes up a table with two classes. Think of 1,280 borrowers with 20 figures each, who default (1) or don't (0). Five figures inform, five are mixtures of those, ten are noise, and a tenth of the labels is thrown by a coin.
#
# The output is a probability: a sigmoid and binary cross-entropy. `metrics=["accuracy"]` asks for one more curve to look at; nothing is trained on it (lesson 10). Three batch sizes, the same start, the same 20 epochs. Before you run it: how many updates an epoch has each, and who ends lowest in training, who in validation?

# %%
if keras and sklearn:
    from sklearn.datasets import make_classification

    table, label = make_classification(
        n_samples=1280, n_features=20, n_informative=5, n_redundant=5, flip_y=0.1, random_state=12
    )
    start = Network((20, 32, 1), output="sigmoid", seed=1)
    histories, show = {}, progress.bar("trainings")

    for batch_size in [16, 64, 256]:
        model = keras.Sequential(
            [
                keras.Input((20,)),
                keras.layers.Dense(32, "relu"),
                keras.layers.Dense(1, "sigmoid"),
            ]
        )
        model.set_weights(lesson.keras_weights(start.weights, start.biases))
        model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
        history = model.fit(
            table, label, batch_size=batch_size, epochs=20, validation_split=0.2, verbose=0
        )
        histories[batch_size] = history.history
        show(len(histories), 3)

    figures.show(figures.three_fits(histories))
    for batch_size, curves in histories.items():
        print(
            f"batch {batch_size:3d}: {1024 // batch_size:2d} updates an epoch, accuracy "
            f"{curves['accuracy'][-1]:.2f} in training, {curves['val_accuracy'][-1]:.2f} in validation"
        )

# %% [markdown]
# 64, 16 and 4 updates an epoch. At equal epochs the batch of 16 has taken the most steps and has the lowest training loss, the batch of 256 is still on its way down (lesson 08 compared them at equal updates, too, over many seeds).
# In validation 16 hardly leads any more: its curve has been nearly flat since about epoch 10, while its training loss still falls. What it learns there are its own rows. One run of each, so don't read the second digit.
#
# ### Do
#
# **Exercise `right_loss` · 1 point.** A class can be written as a row with a single 1, or as its number; *sparse* in a name means the number (lesson 10). Three nets:
#
# - **A** forecasts tomorrow's volatility, a number; last layer `Dense(1)`.
# - **B** forecasts whether tomorrow is up, y is 0 or 1; last layer `Dense(1, "sigmoid")`.
# - **C** forecasts crash, flat or rally, y is 0, 1 or 2 with shape (m,); last layer `Dense(3, "softmax")`.
#
# Give a list of four: the loss of A, which is to ask for the mean (lesson 10), the loss of B, the loss of C, and a **metric** for A. A metric is what you print for people; it should tell the miss in the unit of volatility. The words are
#
# `"mse"`, `"mae"`, `"accuracy"`, `"binary_crossentropy"`, `"categorical_crossentropy"`, `"sparse_categorical_crossentropy"`.
#
# The check cell says what each of your words would mean, right or wrong; it is judged at hand-in.

# %% solution="right_loss"
### BEGIN SOLUTION
right_loss = ["mse", "binary_crossentropy", "sparse_categorical_crossentropy", "mae"]
### STUB
# right_loss = [..., ..., ..., ...]  # loss of A, loss of B, loss of C, metric of A
### END SOLUTION

# %% test="right_loss" points=1
check.keras.right_loss(right_loss)
### BEGIN HIDDEN TESTS
words = ["mse", "binary_crossentropy", "sparse_categorical_crossentropy", "mae"]
check.keras.right_loss(right_loss, right=words)
### END HIDDEN TESTS

# %% [markdown]
# ## 3 · Three weapons against overfitting
#
# ### Show
#
# Lesson 10's nets with 64 units ran through the noise of 16 quotes of a volatility smile. Three weapons, each one line in Keras, say to the walker: don't go all the way down *this* hill, it is not quite the one you want.
#
# **Early stopping** watches the validation loss. When it has brought no new low for `patience` epochs, training stops, and the weights of the lowest epoch are put back.
# `keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)`, handed to `fit` as `callbacks=[...]`.

# %%
figures.show(figures.early_stop(patience=5))

# %% [markdown]
# What is the smallest patience here that finds the lowest point of all?

# %%
widgets.slide(figures.early_stop(patience=5), patience=[1, 5, 10, 20, 50, 100])

# %% [markdown]
# 50: it keeps epoch 271. With 5 the first bump ended it, at a loss half as large again, 7.22 against 4.84. Without `restore_best_weights=True` Keras keeps the *last* weights, those of after the waiting.
#
# **Dropout** lets units fail. In each training step every unit is dropped with probability `rate`: it gives 0, and no blame passes through it. A *mask*, drawn anew each time, has a 0 for a dropped unit and a 1 for the others. No unit can rely on one other, so they learn to do without each other.
# `keras.layers.Dropout(0.5)`, between two layers. Outside of training (`predict`, `evaluate`, the `val_loss`) no unit fails. Here `rate` is 0.5, and units that stay give *twice* their value. Why?

# %%
figures.show(figures.failing_units(passes=256))

# %% [markdown]
# The diamonds, means of 256 passes, lie close to the outlines: **on average, a unit under dropout gives what it gives without.** So the next layer meets the same level in training and afterwards. Does Keras do it, too? Ten units of value 1:

# %%
if keras:
    drop = keras.layers.Dropout(0.5, seed=12)
    for training in [True, False]:
        out = drop(np.ones((1, 10)), training=training)
        print(f"training={training}:", keras.ops.convert_to_numpy(out)[0])

# %% [markdown]
# **L2** puts a price on large weights. To the loss is added
#
# $$\text{lam} \cdot \sum W^2$$
#
# summed over the weights of a layer, not its biases. `lam` ("lambda") sets the price. Sharp bends need large weights, so the curve becomes calm. `keras.regularizers.L2(0.003)`, given to a `Dense` layer as `kernel_regularizer`.

# %%
figures.show(figures.shrunk(lam=0))

# %% [markdown]
# Eight nets lie on one another here, nearly. Which `lam` has the lowest validation loss? What do the nets look like at the largest?

# %%
widgets.slide(figures.shrunk(lam=0), lam=[0, 0.0003, 0.003, 0.1])

# %% [markdown]
# 0.003. At 0.1 the price is so high that the nets underfit. (These numbers belong to this task: they depend on the units of y.)
#
# ### Predict
#
# Here the true smile is known, so we can measure what no market shows: each net's mean squared distance from it. Which weapon comes closest: `"early stopping"` with patience 100, `"dropout"` with rate 0.2, or `"L2"` with lam 0.003? (No points.)

# %%
my_guess = ...  # "early stopping", "dropout" or "L2"

# %%
print(said(my_guess))
plain, dropped, shrunk = weapons.eight_nets(), weapons.eight_nets(rate=0.2), weapons.eight_nets(lam=0.003)
for name, fits in [
    ("no weapon", plain.fits),
    ("early stopping", plain.kept),
    ("dropout", dropped.fits),
    ("L2", shrunk.fits),
]:
    off = weapons.off_the_smile(fits)
    print(f"{name:14s} median {np.median(off):.2f}, eight nets from {off.min():.2f} to {off.max():.2f}")

# %% [markdown]
# Each takes away about two thirds of the 2.16, or more. Early stopping has the lowest median and the widest range: where it lands is partly luck of the start. L2 is the steadiest. They may be combined, and each has a number to choose (patience, rate, lam), on validation rows and never on test rows.
#
# ### Do
#
# **Exercise `early_stopping` · 2 points.** `validation` is a list of losses of any size, one for each epoch that a full training would take; epochs count from 0, as places in the list do. Walk through it as Keras does. The first loss is the first low; a later one is a new low only if it is *lower* than all before. Stop as soon as `patience` epochs in a row have brought no new low.
# Return `stop`, the last epoch that is run, and `keep`, the epoch whose weights are put back. If patience never runs out, `stop` is the last epoch of the list.
#
# For [5, 4, 4.5, 4.2, 3, 3.5, 3.6, 3.7, 2] and patience 3 it returns (7, 4): nobody ever sees the 2. With patience 2 it returns (3, 1).


# %% solution="early_stopping"
def early_stopping(validation, patience):
    """Return stop, the last epoch that is run, and keep, the epoch with the weights to keep."""
    ### BEGIN SOLUTION
    keep = 0
    for stop, loss in enumerate(validation):
        if loss < validation[keep]:
            keep = stop
        if stop - keep == patience:
            break
    return stop, keep
    ### END SOLUTION


# %% test="early_stopping" points=2
check.keras.early_stopping(early_stopping)
### BEGIN HIDDEN TESTS
losses_seen = [1.9, 1.4, 1.6, 1.3, 1.35, 1.3, 1.32, 1.2, 1.5, 1.1, 1.15]
check.keras.early_stopping(early_stopping, (losses_seen, 2), (losses_seen, 3), (losses_seen, 4))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `mend_dropout` · 2 points: find the bug.** Dana's dropout runs. But clients who ask twice for the same day get two forecasts, and on average they are too small. Mend it. `a` and `mask` have shape (n,), `rate` is the share that is dropped, and `training` is `True` or `False`. With rate 0.5 the factor was 2; to find it for any rate is the point.
#
# For a = (2, 1, 0.5, 3, 1.2), mask = (1, 0, 1, 1, 0) and rate = 0.6 it should give (5, 0, 1.25, 7.5, 0) in training. Hers gives (2, 0, 0.5, 3, 0).


# %% solution="mend_dropout"
def mend_dropout(a, mask, rate, training):
    """Return the activations after dropout, shape (n,)."""
    ### BEGIN SOLUTION
    if training:
        return a * mask / (1 - rate)
    return a
    ### STUB
    # return a * mask
    ### END SOLUTION


# %% test="mend_dropout" points=2
check.keras.mend_dropout(mend_dropout)
### BEGIN HIDDEN TESTS
a_new, mask_new = np.array([1.3, -0.7, 2.6, 0.4]), np.array([1.0, 1, 0, 1])
check.keras.mend_dropout(mend_dropout, (a_new, mask_new, 0.35, True), (a_new, mask_new, 0.35, False))
### END HIDDEN TESTS

# %% [markdown]
# **Exercise `l2_gradient` · 1 point.** The slope of loss + lam · Σ W² by W. `dL_dW` is the slope of the loss alone, of the shape of W. With dL_dW = [[1, −2]], W = [[3, −0.5]] (arrays of shape (1, 2)) and lam = 0.1 it is [[1.6, −2.1]].


# %% solution="l2_gradient"
def l2_gradient(dL_dW, W, lam):
    """Return the slope of the loss and the penalty together, of the shape of W."""
    ### BEGIN SOLUTION
    gradient = dL_dW + 2 * lam * W
    ### STUB
    # gradient = ...
    ### END SOLUTION
    return gradient


# %% test="l2_gradient" points=1
check.keras.l2_gradient(l2_gradient)
### BEGIN HIDDEN TESTS
more = (np.array([[0.9, -1.6], [0.7, 0.2]]), np.array([[2.1, -0.3], [-1.2, 0.8]]), 0.25)
check.keras.l2_gradient(l2_gradient, more)
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A lender keeps its loans sorted by date, the newest at the end. A colleague trains a net with `Dropout(0.5)` on them, by `fit(X, y, epochs=50, validation_split=0.2)`. In every epoch `val_loss` is below `loss`. One says: "A bug in Keras." Another: "The net is better on new loans than on old ones. We can lend more."
# Answer in four or five sentences. Name **two** things that `fit` hides and that could each explain it. For each, say what you would compute or change to find out.

# %% [markdown] answer="below_training" points=2
# **Model answer.** It need not be a bug, and it says nothing about lending. First, dropout is on while `loss` is taken and off while `val_loss` is taken, so the training loss is that of a crippled net. To find out I compute the training loss again with dropout off, by `model.evaluate` (or the loss of `model.predict`) on the training rows, and compare that.
# Second, `validation_split` takes the last rows, here the newest loans, and those may be easier, for example because young loans have had no time to default. To find out I compute the loss of a constant forecast on both parts, or train once more with another stretch of dates as validation rows.
# (A third: `loss` is a mean over the epoch, each batch before its step, so it lags behind; evaluating both at the end of the epoch removes that.)
#
# **Rubric.** 1 point for each of two explanations that fit this story, half for the explanation and half for a test that would tell: dropout on in training only (evaluate the training rows without it); the tail is another, easier kind of row (constant forecast on both parts, or another split); the moment at which each loss is taken (evaluate both after the epoch). "Shuffle the rows before the split" counts as a test of the second, if it is said that it mixes old and new loans.

# %% [markdown]
# ## Takeaways
#
# - `fit` is your four lines, in a loop over batches and epochs. With the same weights and the same order of rows, Keras walks your path.
# - Its defaults are decisions: Adam with 0.001, batches of 32, the last rows as judges.
# - The loss has to fit the last layer; the metric is for people.
# - Early stopping, dropout and L2 keep the walker from the bottom of a hill that is partly noise. Each has a number, chosen on validation rows.
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | kernel | W.T | Keras's weights of a layer, (n_in, n_out) |
# | `compile` | | chooses loss, optimizer and metrics |
# | `fit` | | the loop; returns a history |
# | `validation_split` | | the share of rows, from the tail, that judges |
# | MLP | | multi-layer perceptron, a net like ours |
# | metric | | a number to look at; nothing is trained on it |
# | patience | | epochs in a row without a new low after which training stops |
# | dropout | a · mask / (1 − rate) | in training only |
# | L2 | lam · Σ W² | slope 2 · lam · W |
#
# **Next: your own data.** You have come from one slope to a library that does it all, and you can check it. Below is the whole course on one page. (It pairs outputs with losses: do `right_loss` before you look.)

# %%
figures.show(figures.summary())
