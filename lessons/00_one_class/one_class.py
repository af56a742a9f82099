# %% [markdown]
# # 00 · One class
#
# **The question.** What do the learning rate and the batch size do to a training?
#
# **You will be able to**
#
# - write gradient descent, and see in a plot whether a learning rate is too small or too large;
# - train a network in Keras, and read its loss curves;
# - compare batch sizes, and say what you held equal.
#
# About 25 minutes · 11 points · You need the 20 minutes of slides before it.

# %% locked="imports"
import matplotlib.pyplot as plt
import numpy as np

from helpers import drawing
from helpers.lessons.keras import fit_hides, frameworks, models
from helpers.lessons.keras.frameworks import keras, sklearn
from helpers.one_class import checks, figures
from helpers.one_class.yours import yours_or_ours
from helpers.text import said

# %% [markdown]
# ## Begin and hand in · 4 minutes
#
# Run each cell with Shift + Enter, from top to bottom. Where you see `...` or `raise NotImplementedError()`, write your code. The next cell checks it, and a wrong answer gets a hint.
#
# The start and handing in take two minutes each. Tasks 1 to 3 have 7 points, the voluntary part 4 more. **When the time of a task is over, go on to the next one:** none needs your answers to another.
#
# The next cell looks for Keras, for some seconds, and says what to install where it is missing.

# %%
frameworks.find()

# %% [markdown]
# ## 1 · Three learning rates · 7 minutes
#
# ### Show
#
# The blind hill-walker again. At each step she feels the slope, and goes downhill:
#
# $$w \leftarrow w - \eta \cdot \text{slope}(w)$$
#
# η is the learning rate, `lr` in code. The hill is a parabola, L = 2(w − 3)², and its slope is 4(w − 3). She starts at w = 0; the minimum is at w = 3.

# %%
drawing.show(figures.parabola(lr=0.2))


# %%
def slope(w):
    return 4 * (w - 3)


slope(0)

# %% [markdown]
# ### Predict
#
# Three walkers start at w = 0, with the learning rates 0.02, 0.2 and 0.52. Who is **farthest** from the minimum after 12 steps? Write your guess in place of the dots, run both cells, and move the slider. (No points.)

# %%
far_guess = ...  # 0.02, 0.2 or 0.52

# %%
print(said(far_guess))
drawing.slide(figures.parabola(lr=0.2), lr=[0.02, 0.2, 0.52])

# %% [markdown]
# The one with 0.52. Each step leads over the minimum and ends farther away than it began: this walk **diverges**. The one with 0.02 is on its way, and slow.
#
# ### Do
#
# **Exercise `three_walks` · 2 points.** Write one walk: a list with `start`, then the place after each of the `num_steps` steps. In place of the dots write several lines: a list, a loop, and `append` in it. The loop over the rates is given. `slope` is a function, such as the one above.
#
# For that `slope`, `start` = 0, the rates 0.02, 0.2 and 0.52 and 4 steps, the second walk is 0, 2.4, 2.88, 2.976, 2.9952.


# %% solution="three_walks"
def three_walks(slope, start, rates, num_steps):
    """Return walks, a list: for each rate one list with the start and num_steps places."""
    walks = []
    for lr in rates:
        ### BEGIN SOLUTION
        walk = [start]
        for step in range(num_steps):
            w = walk[-1]
            walk.append(w - lr * slope(w))
        ### STUB
        # walk = ...
        ### END SOLUTION
        walks.append(walk)
    return walks


# %% test="three_walks" points=2
checks.three_walks(three_walks)
### BEGIN HIDDEN TESTS
checks.three_walks(three_walks, (lambda w: 2.6 * (w - 1.2), -0.8, [0.1, 0.7], 6))
### END HIDDEN TESTS

# %% [markdown]
# Now look at your walks. Where they are not ready, you see the course's own. **Which line has too small a rate, which too large? By what do you see it?**

# %%
rates = [0.02, 0.2, 0.52]
[walks] = yours_or_ours(three_walks, checks.three_walks, (slope, 0, rates, 12))
lines = {f"lr = {lr}": (range(13), walk) for lr, walk in zip(rates, walks, strict=True)}
drawing.show(figures.lines(lines, "step", "weight w"))

# %% [markdown]
# <details><summary>Answer</summary>
#
# 0.02 is too small: its line creeps towards 3, and is not there after 12 steps. 0.52 is too large: its line jumps from side to side, and the jumps grow. 0.2 is about right.
#
# </details>

# %% [markdown]
# ## 2 · A network in Keras · 9 minutes
#
# ### Show
#
# An example, and not yet yours: this network takes 3 numbers in a row and forecasts **one number**.
#
# ```python
# model = keras.Sequential([
#     keras.Input((3,)),
#     keras.layers.Dense(16, "relu"),
#     keras.layers.Dense(1),
# ])
# model.compile(optimizer="adam", loss="mse", metrics=["mae"])
# history = model.fit(X, y, batch_size=32, epochs=100, validation_split=0.2, verbose=0)
# ```
#
# `compile` chooses optimizer and loss; a **metric** is a number to look at only. `fit` trains. Each step looks at a **batch** of rows, here 32; an **epoch** is over when each row has been used once. The last 20% of the rows **validate**: `fit` never trains on them. It returns a history with the losses of each epoch.

# %% [markdown]
# Your task is to classify. `make_classification` makes a table: think of 1,280 borrowers with 20 numbers each, who default (1) or don't (0). For one borrower in ten the class is drawn by lot.

# %%
if sklearn:
    from sklearn.datasets import make_classification

    table, label = make_classification(
        n_samples=1280, n_features=20, n_informative=5, n_redundant=5, flip_y=0.1, random_state=12
    )
    print("table:", table.shape, " label:", label.shape, " share of defaults:", round(label.mean(), 2))

# %% [markdown]
# ### Predict
#
# **Accuracy** is the share of rows whose class is right. Half of the borrowers default, so a coin reaches 0.5. What does a small network reach on the rows that it never saw, after 20 epochs? (No points.)

# %%
accuracy_guess = ...  # 0.5, 0.8 or 1.0

# %%
print(said(accuracy_guess))
if keras and sklearn:
    keras.utils.set_random_seed(1)
    model, history = models.classify(table, label, 64)
    last = {name: curve[-1] for name, curve in history.history.items()}
    print(f"accuracy {last['accuracy']:.2f} in training, {last['val_accuracy']:.2f} in validation")

# %% [markdown]
# About 0.8, and a little more on the rows that it trained on. Now write such a network yourself.
#
# ### Do
#
# **Exercise `classify` · 4 points.** Build, compile and fit, as in the example. `X` has shape (m, n) with any n, so write `X.shape[1]` for n; y has shape (m,).
#
# - One hidden layer of 32 ReLU units. The last layer gives **one probability**, that of class 1: think of its activation.
# - Adam with its usual learning rate, and the loss that belongs to a probability of one of two classes.
# - `metrics=["accuracy"]`.
# - 20 epochs in batches of `batch_size` rows; the last 20% of the rows validate; `verbose=0`.
#
# Return the model and the history. The check trains your network: some seconds without a word.

# %% [markdown]
# Keras's words: an activation is `"relu"`, `"sigmoid"`, `"softmax"` or `"linear"`. A loss is `"mse"`, `"mae"`, `"binary_crossentropy"` or `"categorical_crossentropy"`.


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
# Train it on the borrowers, in batches of 64, and look at its loss curves. **Do both fall? Which is lower at the end, and how large is the gap?**

# %%
if keras and sklearn:
    keras.utils.set_random_seed(1)
    model, history = fit_hides.tried(classify, models.classify, table, label, 64)
    epochs, curves = range(1, 21), history.history
    lines = {"training": (epochs, curves["loss"]), "validation": (epochs, curves["val_loss"])}
    drawing.show(figures.lines(lines, "epoch", "binary cross-entropy"))

# %% [markdown]
# <details><summary>Answer</summary>
#
# Both fall, and training is lower at the end. The gap stays small, about 0.1: a healthy training. If validation turned up while training falls, that would be **overfitting**.
#
# (In the first epochs validation is lower. Keras's training loss is a mean over the epoch, so it comes from weights that were not yet as good.)
#
# </details>

# %% [markdown]
# ## 3 · Three batch sizes · 5 minutes
#
# ### Show
#
# One step is an **update**. Of the 1,280 borrowers 1,024 train. A batch of 16 rows sees little, and its step is noisy. A batch of 256 rows sees much, and its step is calm.

# %% [markdown]
# ### Predict
#
# The network of task 2 trains three times for 20 epochs: with 16, 64 and 256 rows in a batch. All else is equal. Whose validation loss is lowest at the end? (No points.)

# %%
batch_guess = ...  # 16, 64 or 256

# %%
print(said(batch_guess))
if keras and sklearn:
    losses = {}
    for size in [16, 64, 256]:
        keras.utils.set_random_seed(1)
        model, history = models.classify(table, label, size)
        losses[size] = history.history["val_loss"]
    drawing.show(figures.three_batches(losses, num_rows=1024))

# %% [markdown]
# The one with 16, although each of its steps is the noisiest. So how many steps did each of them take?
#
# ### Do
#
# **Exercise `updates_per_epoch` · 1 point.** 100 rows in batches of 32 make three full batches and one of 4 rows. The short one is an update like the others, so the function returns 4. `np.ceil(2.1)` rounds up, to 3.0. Fill the gap.


# %% solution="updates_per_epoch"
def updates_per_epoch(num_rows, batch_size):
    """Return into how many batches num_rows rows go, a whole number."""
    ### BEGIN SOLUTION
    num_updates = (num_rows + batch_size - 1) // batch_size
    ### STUB
    # num_updates = ...
    ### END SOLUTION
    return num_updates


# %% test="updates_per_epoch" points=1
checks.updates_per_epoch(updates_per_epoch)
### BEGIN HIDDEN TESTS
checks.updates_per_epoch(updates_per_epoch, (4096, 32), (999, 100), (7, 64), (65, 16))
### END HIDDEN TESTS

# %%
points = [(1024, size) for size in [16, 64, 256]]
counts = yours_or_ours(updates_per_epoch, checks.updates_per_epoch, *points)
for (_, size), count in zip(points, counts, strict=True):
    print(f"batches of {size:3d}: {20 * count:4.0f} updates in 20 epochs")

# %% [markdown]
# Now draw the same three curves against **updates**, by the slider; a mark stands at the end of each epoch. **After as many updates as 256 took in all, at the thin line: who is lowest now?**

# %%
if keras and sklearn:
    drawing.slide(figures.three_batches(losses, num_rows=1024), axis=["epochs", "updates"])

# %% [markdown]
# <details><summary>Answer</summary>
#
# 16 took 1,280 updates, 64 took 320, and 256 only 80. After 80 updates 256 is lowest, by a little: its steps were calmer. But by then it has used 16 times as many rows as the training with batches of 16.
#
# </details>
#
# **At equal epochs the small batch leads, at equal updates the large one.** You can't hold both equal, so say which one you did. And one training each may be luck: lesson 09 repeats it.

# %% [markdown]
# ## Done early?

# %% [markdown]
# **Exercise `plot_walks` · 1 point.** Plot the walks: one line per rate, the step (0, 1, 2, …) along the horizontal axis, w along the vertical one. Each label must name its rate.
#
# `plot` draws one line. For example, `plot([0, 1, 2], [5, 7, 6], label="sales")` draws it through three points, and `label` is its name in the legend. Return nothing.


# %% solution="plot_walks"
def plot_walks(plot, walks, rates):
    """Draw w against the step: one line per row of walks, labelled with its rate."""
    for walk, lr in zip(walks, rates, strict=True):
        ### BEGIN SOLUTION
        plot(range(len(walk)), walk, "o-", label=f"lr = {lr}")
        ### STUB
        # ...  # call plot once
        ### END SOLUTION


# %% test="plot_walks" points=1
checks.plot_walks(plot_walks)
### BEGIN HIDDEN TESTS
checks.plot_walks(plot_walks, [[1.0, 2.5, -1.5, 0.5], [1.0, 1.25, 2.0, 4.0]], [0.3, 0.07])
### END HIDDEN TESTS

# %% [markdown]
# Your own plot: uncomment the lines (Ctrl + A, Ctrl + /).

# %%
# fig, ax = plt.subplots(figsize=(7, 3.4))
# plot_walks(ax.plot, walks, rates)
# ax.set(xlabel="step", ylabel="weight w")
# ax.legend()
# plt.show()

# %% [markdown]
# ### Momentum
#
# A **ravine** is a long valley with steep walls, such as $L = \tfrac12 (a^2 + 100\, b^2)$, with the minimum at $a = b = 0$. The slopes are
#
# $$\frac{\partial L}{\partial a} = a \qquad \frac{\partial L}{\partial b} = 100\, b .$$
#
# Plain ("vanilla") gradient descent jumps from wall to wall, and creeps along the floor. In the picture $b$ is a weight for days of crisis, whose slopes are a hundred times as steep as those of $a$, for calm days. (The vertical axis is stretched.)

# %%
drawing.show(figures.zigzag())

# %% [markdown]
# **Momentum** remembers. It keeps a **velocity**, 0 at the start. At each step β times the old velocity stays, and the new gradient is added in full. Then w moves by lr times the *new* velocity, downhill.
#
# **Exercise `momentum_path` · 3 points.** Write it. `w` is the array ($a$, $b$): $a$ is `w[0]`, $b$ is `w[1]`. Compute the gradient where the walker stands, then velocity and w. Don't use `-=`: it changes the caller's array.
#
# From (−9, 0.9) with lr = 0.018 and β = 0.9 the first two rows after the start are (−8.838, −0.72) and (−8.5331, −0.882). With β = 0 it is vanilla.


# %% solution="momentum_path"
def momentum_path(w, lr, beta, num_steps):
    """Return the start and the place after each step, (num_steps + 1, 2)."""
    velocity = np.zeros(2)
    path = [w]
    for step in range(num_steps):
        ### BEGIN SOLUTION
        gradient = np.array([w[0], 100 * w[1]])
        velocity = beta * velocity + gradient
        w = w - lr * velocity
        path.append(w)
        ### STUB
        # gradient = ...  # an array: dL/da, dL/db at w
        # velocity = ...
        # w = ...
        # path.append(w)
        ### END SOLUTION
    return np.array(path)


# %% test="momentum_path" points=3
checks.momentum_path(momentum_path)
### BEGIN HIDDEN TESTS
checks.momentum_path(momentum_path, (np.array([0.8, 1.3]), 0.007, 0.75, 5))
### END HIDDEN TESTS

# %% [markdown]
# Compare: same start, same learning rate, 60 steps each. **Which one ends nearer to the minimum? What is the price of a memory?**

# %%
points = [(np.array([-9.0, 0.9]), 0.018, beta, 60) for beta in [0.0, 0.9]]
paths = yours_or_ours(momentum_path, checks.momentum_path, *points)
lines = {name: path.T for name, path in zip(["vanilla", "momentum"], paths, strict=True)}
drawing.show(figures.lines(lines, "a", "b"))

# %% [markdown]
# <details><summary>Answer</summary>
#
# Momentum. After 60 steps its loss is 0.10, and vanilla's 4.58. The price: it rolls beyond the minimum, to $a$ = 2.46, and has to turn back.
#
# </details>

# %% [markdown]
# ## Takeaways
#
# - A step is the learning rate times the slope. Too small creeps, too large diverges, and a plot shows which.
# - Keras computes the gradients. You choose the layers, and the loss that belongs to the last one.
# - Always plot training and validation.
# - A comparison holds something equal: epochs, or updates. Say which.
#
# **Next: the course.** Lesson 01 begins with one slope, and by lesson 06 you have written backpropagation yourself. More of today: the learning rate in 08, batches in 09, momentum and Adam in 10, Keras in 13.
