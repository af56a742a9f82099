# %% [markdown]
# # 13 · Keras
#
# **The question.** What does `fit` hide?
#
# **You will be able to**
#
# - move your weights into Keras and get your own forecasts and steps back;
# - write a network in Keras: build it, compile it, fit it;
# - say what `fit` decides for you: batches, shuffling, validation rows, learning rate;
# - use early stopping, dropout and L2 against overfitting.
#
# About 75 minutes · 15 points · You need lessons 03, 06 and 09 to 12. Nothing here is investment advice.

# %% locked="imports"
import numpy as np

from helpers import drawing
from helpers.drawing import roadmap
from helpers.lessons.keras import checks, contest, figures, frameworks, models
from helpers.lessons.keras import fit_hides as lesson
from helpers.lessons.keras.frameworks import keras, sklearn
from helpers.network import Network
from helpers.optimizers import SGD, Adam
from helpers.text import said
from helpers.training import fit

# %%
drawing.show(roadmap.roadmap("13"))

# %% [markdown]
# The next cell looks for Keras and scikit-learn, which takes some seconds. Where one is missing, it says what to install. Without Keras two exercises can't be done, and cells that need it do nothing.

# %%
frameworks.find()

# %% [markdown]
# ## Look back
#
# Answer in your head first. Then unfold.
#
# 1. Lesson 06: a layer takes 2 numbers in and gives 8 out. Which shape does our W have, and how is Z made from a batch A?
#
# <details><summary>Answer</summary>
#
# W is (8, 2), one row per unit. Z = A @ W.T + b.
#
# </details>
#
# 2. Lesson 09: 1,024 rows in batches of 32. How many updates are one epoch?
#
# <details><summary>Answer</summary>
#
# There are 32.
#
# </details>
#
# 3. Lesson 11: the training loss still falls, and the validation loss has been rising for 30 epochs. What is this called, and which weights would you keep?
#
# <details><summary>Answer</summary>
#
# Overfitting. Keep the weights of the epoch with the lowest validation loss.
#
# </details>

# %% [markdown]
# ## In the market
#
# A vendor offers your bank a model. From today's log range of the S&P 500 (high over low, as in lesson 09) and today's return it forecasts the log of tomorrow's range. It comes as a few lines of Keras:
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
# A bank does not use such a model on trust: people who did not build it must check it. This is called *model validation*. US supervisors wrote it down in 2011 (letter SR 11-7). On 17 April 2026 a new letter, SR 26-2, replaced that one; independent checking stays.
#
# You are this second team. What do the lines not say?

# %% [markdown]
# For example, `validation_split=0.2` keeps one fifth of the days aside to judge by. Which fifth? The picture shows for each fifth a constant forecast, the mean of the other four (dashed), with its loss.

# %%
drawing.show(figures.five_fifths())

# %% [markdown]
# The easiest fifth has less than half the loss of the hardest. **A vendor who may choose the fifth may choose the number.** Section 2 shows which one Keras takes.
#
# <details><summary>If you like: let each fifth judge once</summary>
#
# This is **cross-validation**; the five losses are averaged. For days in order of time, later days then teach about earlier ones. There the walk-forward evaluation of lesson 12 is the honest way.
#
# </details>

# %% [markdown]
# ## 1 · Same weights, same step
#
# ### Show
#
# Keras is a **framework**: you describe a network, and it runs the forward pass, the backward pass and the update for you. It computes with another library, its *backend*: **TensorFlow**, JAX or PyTorch. (Many tutorials write `from tensorflow import keras`; it is the same Keras.)
#
# `Sequential` stacks layers. `Input((2,))` says that a row has two numbers. `Dense(8, "relu")` is a layer of 8 ReLU units, and `Dense(1)` is one linear unit. So the vendor's model is our `Network((2, 8, 1))`.
#
# For each `Dense` layer Keras keeps two arrays, the **kernel** and the bias, and computes
#
# $$Z = A \,@\, \text{kernel} + b .$$
#
# ### Predict
#
# Our formula is Z = A @ W.T + b. For the first layer, with 2 inputs and 8 units, our W is (8, 2). Which shape does the kernel have? (No points: your guess is only printed beside the answer.)

# %%
kernel_guess = ...  # "(8, 2)" or "(2, 8)"

# %%
print(said(kernel_guess))


def vendors_model():
    """Return the vendor's model, with random weights."""
    return keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)]
    )


if keras:
    for array in vendors_model().get_weights():
        print(array.shape)

# %% [markdown]
# <details><summary>Answer</summary>
#
# (2, 8): inputs first. The kernel is our W with rows and columns exchanged. A bias is a row, as ours.
#
# </details>
#
# ### Do
#
# `model.set_weights(...)` takes all arrays in one flat list: kernel, bias, kernel, bias, from the input to the output.
#
# **Exercise `keras_weights` · 2 points.** Turn our two lists into this flat list, for any number of layers. With two layers, for example, it has four arrays:
#
# | | W | b | | kernel | bias |
# | --- | --- | --- | --- | --- | --- |
# | hidden | [[1, 2], [3, 4], [5, 6]] | [0.1, 0.2, 0.3] | → | [[1, 3, 5], [2, 4, 6]] | [0.1, 0.2, 0.3] |
# | output | [[0.7, 0.8, 0.9]] | [0.4] | → | [[0.7], [0.8], [0.9]] | [0.4] |


# %% solution="keras_weights"
def keras_weights(weights, biases):
    """Return kernel, bias, kernel, bias, ... in one flat list, from the input to the output."""
    flat = []
    for W, b in zip(weights, biases, strict=True):
        ### BEGIN SOLUTION
        kernel = W.T
        flat += [kernel, b]
        ### STUB
        # kernel = ...
        # flat += [..., ...]
        ### END SOLUTION
    return flat


# %% test="keras_weights" points=2
checks.keras_weights(keras_weights)
### BEGIN HIDDEN TESTS
three = [np.array([[0.3, -1.2]] * 4) + np.arange(4)[:, None], np.arange(12.0).reshape(3, 4) - 5]
more = ([*three, np.array([[1.5, -0.4, 2.2]])], [np.arange(4) + 0.5, np.arange(3) - 0.7, np.ones(1)])
checks.keras_weights(keras_weights, more)
### END HIDDEN TESTS

# %% [markdown]
# From here on the lesson uses its own copy, so an error above costs you nothing below.
#
# First test of the second team: our network and Keras's, with the same weights, forecast all 1,280 days.

# %%
X, y = lesson.last_days()


def twins():
    """Return our network and Keras's, with the same weights."""
    net, model = Network((2, 8, 1), seed=1), vendors_model()
    model.set_weights(lesson.keras_weights(net.weights, net.biases))
    return net, model


if keras:
    net, model = twins()
    difference = np.abs(net.predict(X) - model.predict(X, verbose=0))
    print(f"{len(X)} forecasts, largest difference {difference.max():.0e}")

# %% [markdown]
# This is rounding: Keras computes with about 7 digits (float32), our NumPy with about 16.
#
# Second test: one step on the first 32 days. Ours is what you wrote in lessons 03 to 06, in four lines: **forward pass, loss, backward pass, update**. Keras's is a `fit` of one batch and one epoch. (In the code, only the two lines with a comment matter.)

# %%
if keras:
    for name, ours, theirs in [
        ("SGD", SGD(0.1), keras.optimizers.SGD(0.1)),
        ("Adam", Adam(0.001), keras.optimizers.Adam(0.001)),
    ]:
        net, model = twins()
        model.compile(optimizer=theirs, loss="mse")
        model.fit(X[:32], y[:32], batch_size=32, epochs=1, verbose=0)

        loss, gradient = net.loss_and_gradient(X[:32], y[:32])  # forward pass, loss, backward pass
        ours.step(net.parameters, gradient)  # update

        print(f"{name}: Keras's weights and ours are {lesson.apart(model, net.weights, net.biases)}")

# %% [markdown]
# **One step of `fit` is your four lines.**
#
# Who wrote the backward pass of this model? Nobody. The backend records each operation of the forward pass as a node of a computation graph, as in lesson 02, and knows its local gradient. So it can run the backward pass by itself. This is **automatic differentiation**; for a network it is backpropagation.

# %% [markdown]
# ## 2 · A whole `fit`
#
# ### Show
#
# Now the vendor's last two lines. `compile` chooses the loss and the optimizer. `fit` repeats the four lines, for 100 epochs in batches. It returns a history: `history.history` is a dictionary with one list per curve, `loss` and `val_loss`. (`verbose=0` keeps it quiet.)
#
# `model.evaluate(X, y)` returns the loss on any rows. Nothing is trained.
#
# ### Predict
#
# Keras shuffles the rows for you. So which days does it keep for `val_loss`: a random fifth, the first fifth or the last? (No points.)

# %%
judge_guess = ...  # "random", "first" or "last"

# %%
print(said(judge_guess))
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
# <details><summary>Answer</summary>
#
# The last. `validation_split` takes the **tail** of the rows as they stand. Only the other rows are shuffled, again in each epoch. So the last fifth judged, the second hardest of the five: a constant has a loss of 1.31 there, and the vendor's network about 0.6.
#
# Why the others? The first fifth is easy (see the first picture). Over all days the loss is 0.54; a random fifth is off by 0.07 at times.
#
# </details>
#
# For prices in order of time this is what you want: the later days judge, as in lesson 12.
#
# For a table that is *sorted*, for example with the defaults at the end, it is a disaster: the network trains on one kind of row and is judged by another. Shuffle such a table before `fit`; never shuffle prices.
#
# Now a whole `fit`, Keras's and our own (`helpers/training.py`), for 20 epochs and without shuffling.

# %%
if keras:
    net, model = twins()
    model.compile(optimizer="adam", loss="mse")
    theirs = model.fit(X, y, epochs=20, validation_split=0.2, shuffle=False, verbose=0)
    ours = fit(net, X[:1024], y[:1024], Adam(), 20, validation=(X[1024:], y[1024:]), seed=None)
    drawing.show(figures.laid_over(ours, theirs.history))

# %% [markdown]
# **`fit` is your four lines**, in a loop over batches, in a loop over epochs.
#
# The vendor's lines chose these, too, without saying so:
#
# | hidden | Keras's choice |
# | --- | --- |
# | learning rate of `"adam"` | 0.001 |
# | batch size | 32; the last batch may be smaller |
# | start | Glorot's initialisation; biases 0 |
# | order | training rows shuffled again in each epoch |
# | validation rows | the last ones, never shuffled |
# | `loss` in the history | mean over the epoch, each batch *before* its update |
# | `val_loss` | after the epoch, with the weights of its end |

# %% [markdown]
# *Take a break here.*
#
# ### Do
#
# An *MLP*, multi-layer perceptron, is an old name for a network like ours. You now write one that classifies. scikit-learn's `make_classification` creates the table: think of 1,280 borrowers with 20 numbers each, who default (1) or don't (0). Half of the columns are noise.
#
# **Exercise `classify` · 4 points.** Build, compile and fit, as the vendor's lines do. `X` has shape (m, n) with any n, and y has shape (m,).
#
# - One hidden layer of 32 ReLU units. The last layer gives one probability, that of class 1.
# - Adam with its usual learning rate, and the loss that belongs to such a probability (lesson 11).
# - `metrics=["accuracy"]`, in `compile`. A **metric** is a number to look at; nothing is trained on it. **Accuracy** is the share of rows whose class is right.
# - 20 epochs in batches of `batch_size` rows; the last 20% of the rows validate; `verbose=0`.
#
# The check trains your network: some seconds without a word.

# %% [markdown]
# Keras's words: an activation is `"relu"`, `"sigmoid"`, `"softmax"` or `"linear"`. A loss is `"mse"`, `"mae"`, `"binary_crossentropy"`, `"categorical_crossentropy"` or `"sparse_categorical_crossentropy"` (*sparse*: y holds the number of the class).


# %% solution="classify"
def classify(X, y, batch_size):
    """Build and train a network for two classes; return the model and what fit returns."""
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            keras.layers.Dense(32, "relu"),
            keras.layers.Dense(1, "sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    history = model.fit(
        X, y, batch_size=batch_size, epochs=20, validation_split=0.2, verbose=0
    )
    return model, history
    ### END SOLUTION


# %% test="classify" points=4
checks.classify(classify)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(7)
table_new = rng.normal(size=(60, 3))
checks.classify(classify, (table_new, (table_new[:, 0] > 0).astype(float), 12))
### END HIDDEN TESTS

# %% [markdown]
# Now train it on the 1,280 borrowers, in batches of 64.

# %%
if keras and sklearn:
    from sklearn.datasets import make_classification

    table, label = make_classification(
        n_samples=1280, n_features=20, n_informative=5, n_redundant=5, flip_y=0.1, random_state=12
    )
    keras.utils.set_random_seed(1)
    model, history = lesson.tried(classify, models.classify, table, label, 64)
    curves = history.history
    print(f"accuracy {curves['accuracy'][-1]:.2f} in training, {curves['val_accuracy'][-1]:.2f} in validation")

# %% [markdown]
# **Your plot, no points.** Draw the two loss curves, `curves["loss"]` and `curves["val_loss"]`, over the epochs. Name both axes. Is this one of the patterns of lesson 11?

# %%
import matplotlib.pyplot as plt

# Your plot goes here.

# %% [markdown]
# <details><summary>One way</summary>
#
# ```python
# epochs = np.arange(1, 21)
# plt.plot(epochs, curves["loss"], label="training")
# plt.plot(epochs, curves["val_loss"], label="validation")
# plt.xlabel("epoch")
# plt.ylabel("binary cross-entropy")
# plt.legend()
# ```
#
# </details>
#
# <details><summary>Answer</summary>
#
# A healthy fit: both losses fall, and the gap between them stays small, below 0.15.
#
# </details>
#
# Accuracy counts all errors alike. A bank also asks: of those we called defaults, which share did default (**precision**)? And of those who did default, which share did we find (**recall**)? Here both are about 0.8 on the validation rows.

# %% [markdown]
# ## 3 · Three weapons against overfitting
#
# ### Show
#
# A warning first: 200 borrowers with 100 numbers each, of which four tell something, and 60 epochs.

# %%
if keras and sklearn:
    few, their_label = make_classification(
        n_samples=200, n_features=100, n_informative=4, n_redundant=0, flip_y=0.1, random_state=12
    )
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [keras.Input((100,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    told = model.fit(
        few, their_label, batch_size=16, epochs=60, validation_split=0.2, verbose=0
    ).history
    print(f"accuracy {told['accuracy'][-1]:.0%} in training, {told['val_accuracy'][-1]:.0%} in validation")

# %% [markdown]
# All training rows are right, and about 60% of the new ones: the network knows its rows by heart. Three weapons against this, all of them **regularisation** (lesson 11), take one line each in Keras.
#
# **Early stopping** watches the validation loss. When `patience` epochs in a row have brought no new lowest value, training stops. In Keras it is a **callback**: an object that `fit` calls after each epoch.
#
# `keras.callbacks.EarlyStopping(patience=5)` makes one; `fit` takes it, or a list of several, as `callbacks`. The model then has the weights of the *last* epoch. With `restore_best_weights=True` it gets those of the best epoch back.
#
# Below is the validation loss of one of lesson 11's networks, which overfitted 16 quotes of a volatility smile.

# %%
drawing.show(figures.early_stop(patience=5))

# %% [markdown]
# What is the smallest patience here that finds the lowest point of all?

# %%
drawing.slide(figures.early_stop(patience=5), patience=[1, 5, 10, 20, 50, 100])

# %% [markdown]
# <details><summary>Answer</summary>
#
# 50: it keeps epoch 271. With 5 the first bump ended the training, at a loss 1.5 times as large, 7.22 against 4.84.
#
# </details>
#
# It does not cure too few rows. On the 200 borrowers a patience of 10 ends training after 28 epochs, with a `val_loss` of 0.78 instead of 0.95. The accuracy stays 57%, as if all were called defaults. And only 40 rows judge: one row is 2.5 points.
#
# **Dropout** lets units fail. In training, each hidden unit is dropped with probability `rate` (Keras's word; here it is no learning rate), drawn anew for each row: it gives 0, and no gradient passes through it. So no unit can rely on one other unit. The layer `keras.layers.Dropout(0.5)` stands *after* the layer whose units it drops.
#
# In the picture `rate` is 0.5, and h1, h3 and h5 are dropped. (h2 is 0 by its ReLU.)

# %%
drawing.show(figures.dropped_net())

# %% [markdown]
# The units that stay give *twice* their value. Why? And what happens outside of training, in `predict` and for `val_loss`? Ask Keras: 1,000 draws for ten units of value 1.

# %%
if keras:
    drop = keras.layers.Dropout(0.5, seed=12)
    for training in [True, False]:
        draws = keras.ops.convert_to_numpy(drop(np.ones((1000, 10)), training=training))
        print(f"training={training}: one draw {draws[0]}, mean of all {draws.mean():.2f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Half of the units are missing on average, so the others are made twice as large. **The mean stays what it was**, and the next layer meets the same level in training and afterwards. Outside of training no unit is dropped, and nothing is made larger.
#
# </details>
#
# **L2** puts a price on large weights. This is added to the loss, summed over the weights of a layer, without its biases (`lam` is short for lambda, λ):
#
# $$\text{lam} \cdot \sum W^2$$
#
# Sharp bends of a curve need large weights, so the curve becomes calm. At too high a price the network underfits. In Keras, `keras.regularizers.L2(0.003)` is such a price, and `Dense` takes it as `kernel_regularizer`.
#
# <details><summary>If you like: why it is also called weight decay</summary>
#
# Its derivative is 2 · lam · W: each step of gradient descent also pulls every weight a little towards 0. This pull is called **weight decay**. (With Adam the two differ; lesson 10's AdamW decays the weights directly.)
#
# </details>

# %% [markdown]
# ### Predict
#
# Now to real rows: lesson 12's evenings, 13 features and tomorrow's ln V, 3,972 rows before the test years. Two baselines are fitted on all of them once: HAR, and a **line**, least squares on the 13 columns. Their R² on the test rows is 0.47 and 0.52.
#
# (Lesson 12 has scored these rows before: this is no fresh test.)
#
# A network of 64 units trains for 100 epochs without a weapon. Where will its R² be: `"below HAR"`, `"between"` or `"above the line"`? (No points.)

# %%
weapons_guess = ...  # "below HAR", "between" or "above the line"

# %%
print(said(weapons_guess))
evenings, tomorrow = contest.known_evenings()
if keras:
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [keras.Input((13,)), keras.layers.Dense(64, "relu"), keras.layers.Dense(1)]
    )
    model.compile(optimizer="adam", loss="mse")
    bare = model.fit(
        evenings, tomorrow, batch_size=64, epochs=100, validation_split=0.2, verbose=0
    ).history
    print(f"loss {bare['loss'][-1]:.2f} in training, {bare['val_loss'][-1]:.2f} in validation")
    best = int(np.argmin(bare["val_loss"]))
    print(f"lowest in validation: {bare['val_loss'][best]:.2f} after epoch {best + 1}", end=", ")
    print(f"with {bare['loss'][best]:.2f} in training")
    print(f"R² on the test rows: {contest.r2_of_model(model):.2f}")

# %% [markdown]
# <details><summary>Answer</summary>
#
# Between, about 0.5. The gap between the two losses shows little: the last fifth may be harder. But the validation loss was lowest long before the end. It has risen a little since then, while the training loss went on falling: the network has learned noise.
#
# </details>
#
# ### Do
#
# **Exercise `train` · 5 points.** Now with all three weapons. Four gaps are open:
#
# - the hidden layer: 64 ReLU units, with L2 at the price `lam` on its weights;
# - dropout of these units at the given `rate`;
# - the stopper: it waits `patience` epochs, and the model gets its best weights back;
# - `fit`: at most 100 epochs in batches of 64 rows, the last 20% of the rows validate, and the stopper is called.
#
# The check trains again, for some seconds.


# %% solution="train"
def train(X, y, rate, lam, patience):
    """Train a network with L2, dropout and early stopping; return it and what fit returns."""
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            ### BEGIN SOLUTION
            keras.layers.Dense(64, "relu", kernel_regularizer=keras.regularizers.L2(lam)),
            keras.layers.Dropout(rate),
            ### STUB
            # ...,  # the hidden layer
            # ...,  # dropout
            ### END SOLUTION
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    ### BEGIN SOLUTION
    stopper = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    history = model.fit(
        X, y, batch_size=64, epochs=100, validation_split=0.2, callbacks=[stopper], verbose=0
    )
    ### STUB
    # stopper = ...
    # history = model.fit(X, y, verbose=0)  # more arguments belong in here
    ### END SOLUTION
    return model, history


# %% test="train" points=5
checks.train(train)
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(8)
rows_new = rng.normal(size=(650, 4))
target_new = 6 * rows_new.sum(axis=1, keepdims=True)
target_new[520:] *= -1
checks.train(train, (rows_new, target_new, 0.3, 0.0, 7))
### END HIDDEN TESTS

# %% [markdown]
# The contest: HAR, the line, and your `train` with one weapon and with all three. Run it; it takes some seconds.

# %%
if keras:
    for name, r2 in contest.rivals().items():
        print(f"{name:18s} R² {r2:.3f}")
    for name, rate, lam in [("early stopping", 0, 0), ("all three weapons", 0.2, 0.003)]:
        keras.utils.set_random_seed(1)
        model, history = lesson.tried(train, models.train, evenings, tomorrow, rate, lam, 10)
        print(f"{name:18s} R² {contest.r2_of_model(model):.3f}, {len(history.epoch)} epochs", end=", ")
        print(f"Σ W² {np.sum(model.get_weights()[0] ** 2):.0f}")

# %% [markdown]
# L2 brings Σ W² of the hidden layer from 22 down to 3. Overfitting sets in later, so new lows of the validation loss keep coming, and training lasts longer.
#
# One seed can't tell whether dropout and L2 raised R². Seeds 1 to 5 give 0.522 to 0.530 with early stopping, and 0.535 to 0.540 with all three: together they did, by about 0.01. (Without a weapon, seeds 1 to 3 give 0.49 to 0.51.)
#
# The lead over the line, 0.524, is about 0.01, too. Lesson 12 tests whether such a lead is more than luck. Its line, fitted again every year, has 0.54 and stays ahead of every network here.
#
# Each weapon has a hyperparameter: patience, rate, lam. Choose them on validation rows, never on test rows.

# %% [markdown]
# **Exercise `mend_dropout` · 2 points: find the bug.** Dana's dropout runs. But clients who ask twice for the same day get two forecasts, and on average they are too small. Fix it.
#
# `a` and `mask` have shape (n,); a 0 in the mask is a dropped unit, a 1 one that stays. `training` is `True` or `False`. With rate 0.5 the factor was 2. Find it for any rate: the mean must stay what it was.
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
checks.mend_dropout(mend_dropout)
### BEGIN HIDDEN TESTS
a_new, mask_new = np.array([1.3, -0.7, 2.6, 0.4]), np.array([1.0, 1, 0, 1])
checks.mend_dropout(mend_dropout, (a_new, mask_new, 0.35, True), (a_new, mask_new, 0.35, False))
### END HIDDEN TESTS

# %% [markdown]
# ## In your own words
#
# **Written question · 2 points.** A lender keeps its loans sorted by date, the newest at the end. A colleague trains a network with `Dropout(0.5)` on them, by `fit(X, y, epochs=50, validation_split=0.2)`.
#
# In every epoch `val_loss` is below `loss`. One says: "A bug in Keras." Another: "The network is better on new loans than on old ones. We can lend more."
#
# Name **two** causes that could each explain it. Both lie in how Keras gets the two numbers; which rows they come from counts too. For each, say what you would compute or change to find out. Four or five sentences are enough.

# %% [markdown] answer="below_training" points=2
# **Model answer.** It need not be a bug, and it says nothing about lending. First, dropout is on while `loss` is taken and off while `val_loss` is taken, so the training loss is that of a weakened network. To find out I compute the training loss again with dropout off, by `model.evaluate` on the training rows, and compare that.
#
# Second, `validation_split` takes the last rows, here the newest loans, and those may be easier, for example because young loans have had no time to default. To find out I compute the loss of a constant forecast on both parts, or train once more with another stretch of dates as validation rows.
#
# (A third: `loss` is a mean over the epoch, each batch before its update, so it lags behind; evaluating both at the end of the epoch removes that.)
#
# **Rubric.** 1 point for each of two explanations that fit this story, half for the explanation and half for a test that would tell: dropout on in training only (evaluate the training rows without it); the tail is another, easier kind of row (constant forecast on both parts, or another split); the moment at which each loss is taken (evaluate both after the epoch). "Shuffle the rows before the split" counts as a test of the second, if it is said that it mixes old and new loans.

# %% [markdown]
# ## Takeaways
#
# - `fit` is your four lines, in a loop over batches and epochs. Keras derives the gradients itself; you choose the architecture and the hyperparameters.
# - Its defaults are decisions: Adam with 0.001, batches of 32, the last rows as judges.
# - A good first try: one hidden layer of 16 to 64 ReLU units, Adam, early stopping. The task decides the last layer and the loss. Then change one hyperparameter at a time, and let validation rows judge.
# - Always train a simple baseline as well.
# - **Towards your project:** `train` and a table with baselines are the middle part of it.

# %% [markdown]
# New in this lesson:
#
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | framework | | runs forward pass, backward pass and update for you |
# | automatic differentiation | | the framework derives the gradients |
# | kernel | W.T | Keras's weights of a layer, (n_in, n_out) |
# | callback | | an object that `fit` calls after each epoch |
# | early stopping | patience | end when validation brings no new low; keep the best weights |
# | dropout | a · mask / (1 − rate) | hidden units fail, in training only |
# | L2, weight decay | lam · Σ W² | a price on large weights; its derivative is 2 · lam · W |

# %% [markdown]
# | Term | Symbol | Meaning |
# | --- | --- | --- |
# | accuracy | | share of rows whose class is right |
# | precision | | of those called 1, the share that is 1 |
# | recall | | of those that are 1, the share called 1 |
# | metric | | a number to look at; nothing is trained on it |
# | cross-validation | | each part judges once, the others train |
# | MLP | | multi-layer perceptron, a network like ours |

# %% [markdown]
# **Next: your project.** In `14_project` you forecast the volatility of a ticker of your own. Below is the whole course on one page.

# %%
drawing.show(figures.summary())
