# %% [markdown]
# # 03 · Review of lessons 01 to 03
#
# **The question.** What do you still know without looking it up?
#
# **You will be able to**
#
# - compute a derivative and a gradient, and follow them through a chain of nodes;
# - take a network of two weights forward, backward and one step on.
#
# About 10 minutes · ungraded · You need lessons 01 to 03.

# %% locked="imports"
import numpy as np

from helpers.lessons import review

# %% [markdown]
# ## How it works
#
# The next cell prints seven questions, mixed from these lessons. Each run draws other questions and other numbers. Nothing is handed in.
#
# Use paper, or Python in a cell of your own: `np.sqrt(2)`, `np.exp(1)`, `np.log(2)`.

# %%
questions = review.start("03")

# %% [markdown]
# Type your answers in place of the dots and run the cell. Three digits are enough. Where two numbers are asked for, write `(3, 0.5)`. What you leave open stays open.
#
# A wrong answer gets a reply that says what went wrong, if it is a common mistake, and where to look. Correct it and run the cell again.

# %%
answers = {
    1: ...,
    2: ...,
    3: ...,
    4: ...,
    5: ...,
    6: ...,
    7: ...,
}
questions.reply(answers)

# %% [markdown]
# Still stuck after a second look at the lesson? Uncomment the first line of the next cell to see the right answers. Uncomment the second for the same questions with new numbers; answer them in the cell above.

# %%
# questions.show_answers()
# questions.again()
