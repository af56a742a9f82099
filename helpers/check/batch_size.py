"""The checks of lesson 08: updates an epoch, mini-batches, a fair sweep, a shuffle.

That of the noise stands in `batch_size_noise`. Row numbers and batch sizes don't divide each other
where the last batch matters.
"""

import math

import numpy as np

from .. import batch_size as lesson
from . import batch_size_epoch as e
from . import batch_size_minibatches as b
from . import batch_size_variants as v
from .batch_size_calls import SweepCheck
from .batch_size_noise import SMALL as SMALL
from .batch_size_noise import noise_slope as noise_slope
from .batch_size_noise import real_clouds as real_clouds
from .batches import BatchCheck, table
from .function import FunctionCheck
from .mistake import Mistake
from .properties import Property

updates_per_epoch = FunctionCheck(
    name="updates_per_epoch",
    parameters="num_rows, batch_size",
    returns="num_updates",
    reference=v.slow_updates,
    points=[(100, 32), (120, 32), (4096, 64), (10, 16), (4100, 16)],
    mistakes=[
        Mistake(
            "What becomes of the rows that don't fill a whole batch?",
            lambda m, size: m // size,
        ),
        Mistake(
            "That fits where rows are left over. And where the rows fill the batches exactly, "
            "as 4,096 rows fill batches of 64?",
            lambda m, size: m // size + 1,
        ),
        Mistake(
            "The rows left over share one batch. How many updates do they make together?",
            lambda m, size: m // size + m % size,
        ),
        Mistake(
            "A short last batch is a whole update, however short. Which way do you round?",
            lambda m, size: round(m / size),
        ),
        Mistake(
            "An update is taken or it isn't. What is the whole number here?",
            lambda m, size: m / size,
        ),
        Mistake("Which of the two numbers is divided by the other?", lambda m, size: size / m),
        Mistake(
            "More rows should bring more updates. Which number is divided by which?",
            lambda m, size: math.ceil(size / m),
        ),
        Mistake(
            "That counts the rows left over. How many batches are there?", lambda m, size: m % size
        ),
        Mistake("That is one update a row. How many rows share an update?", lambda m, size: m),
        Mistake(
            "That is how many rows a batch has. How many batches has an epoch?",
            lambda m, size: size,
        ),
        Mistake("An epoch looks at each row once. Why multiply?", lambda m, size: m * size),
    ],
)

minibatches = BatchCheck(
    name="minibatches",
    parameters="X, y, batch_size, rng",
    returns="batches",
    example=(*table(10), 4, np.random.default_rng(0)),
    shapes=lambda *point: [],
    arguments=(10, 4),
    properties=[
        Property(
            "Is the gap `rows = ...` still open? A batch is a part of the order.",
            b.all_rows_in_each,
        ),
        Property(
            "Does the loop end after its first turn? See how far `return` is indented, and where "
            "the starts go.",
            b.one_batch_only,
        ),
        Property("How many row numbers must `order` hold?", b.short_order),
        Property(
            "Each batch is drawn anew, from all rows. Shuffle once an epoch, then walk through "
            "that one order: nobody comes twice, nobody is left out.",
            b.drawn_each_time,
        ),
        Property(
            "`order[a:b]` goes from place a to below place b. Where does this batch end?",
            b.empty_inside,
        ),
        Property("Does a batch start where no row is left?", b.empty_batch),
        Property("The last batch may be shorter. With what do you fill it up?", b.filled_up),
        Property("How far apart do two batches begin, and how long are they?", b.overlap),
        Property("What becomes of the rows that don't fill a whole batch?", b.dropped),
        Property(
            "A row that was drawn must not be drawn again in this epoch. Which order holds each "
            "row once?",
            b.twice_in_a_batch,
        ),
        Property(
            "Do you draw anew for each batch? Shuffle once an epoch, then walk through the order.",
            b.drawn_anew,
        ),
        Property("Which is the last start? Try a last batch of one row.", b.last_row_lost),
        Property("Does each batch end where the next one begins?", b.left_out),
        Property("Does row 7 still own its label? One order serves both.", b.pairs_broken),
        Property("Where do the row numbers get shuffled?", b.unshuffled),
        Property(
            "The calendar is turned or cut in pieces. A shuffle moves each day by itself.",
            b.rotated,
        ),
        Property(
            "Which days ever meet in a batch? The shuffle comes before the cut, and it moves "
            "single days.",
            b.neighbours_together,
        ),
        Property("All batches are full, and the last one takes what is left.", b.sizes),
        Property(
            "Draw from the rng that is handed in, so that a run can be repeated.", b.not_repeatable
        ),
        Property("Every epoch needs a new order. What is rng for?", b.same_each_epoch),
        Property("Shuffle row numbers, not the table itself: others use it too.", b.data_changed),
    ],
)

bent_toy = v.bent_toy
SWEEPS = [
    (lesson.toy, 100, [32, 64], 40, [0, 1, 2]),
    (v.bent_toy, 130, [16, 50, 130], 77, [3, 5, 11, 4]),
    (lesson.toy, 90, [8, 40], 50, [2, 7, 3]),
]

fair_sweep = SweepCheck(
    name="fair_sweep",
    parameters="train, num_rows, batch_sizes, num_updates, seeds",
    returns="means, spreads",
    reference=v.compared(),
    points=SWEEPS,
    mistakes=[
        Mistake(
            "That is right for 4,096 rows. How many rows are handed in?",
            v.compared(lambda m, size, updates: updates // v.slow_updates(4096, size)),
        ),
        Mistake(
            "The losses of one size are still in the list when the next size comes. Where does "
            "`losses = []` stand?",
            v.carried_over,
        ),
        Mistake(
            "Every run has seed 0. What does the loop over the seeds change?",
            v.compared(seeds_of=lambda seeds: [0] * len(seeds)),
        ),
        Mistake(
            "You hand the number of updates over as epochs. How many updates has one epoch?",
            v.compared(lambda m, size, updates: updates),
        ),
        Mistake(
            "The last short batch is an update too. How many updates has an epoch then?",
            v.compared(lambda m, size, updates: updates // (m // size)),
        ),
        Mistake(
            "Your epochs come from the number of rows seen. A short last batch counts as a whole "
            "update.",
            v.compared(lambda m, size, updates: updates * size // m),
        ),
        Mistake(
            "One epoch too many for the budget: as many whole epochs as fit. Which way to round?",
            v.compared(lambda m, size, updates: math.ceil(updates / v.slow_updates(m, size))),
        ),
        Mistake(
            "As many whole epochs as fit. Which way do you round?",
            v.compared(lambda m, size, updates: round(updates / v.slow_updates(m, size))),
        ),
        Mistake(
            "An epoch is whole here. What becomes of the fraction?",
            v.compared(lambda m, size, updates: updates / v.slow_updates(m, size)),  # type: ignore[arg-type,return-value]
        ),
        Mistake(
            "You multiply updates by updates an epoch. How many epochs make one update budget?",
            v.compared(lambda m, size, updates: updates * v.slow_updates(m, size)),
        ),
        Mistake(
            "All sizes get the updates of one epoch as epochs. What is `num_updates` for?",
            v.compared(lambda m, size, updates: v.slow_updates(m, size)),
        ),
        Mistake(
            "`train` takes the batch size first, then the epochs, then the seed.",
            v.compared(call=lambda train, size, epochs, seed: train(epochs, size, seed)),
        ),
        Mistake(
            "You count the seeds from 0. Which seeds were handed in?",
            v.compared(seeds_of=lambda seeds: range(len(seeds))),
        ),
        Mistake(
            "One seed is one lucky or unlucky run. Where are the others?",
            v.compared(seeds_of=lambda seeds: seeds[:1]),
        ),
        Mistake(
            "Only the last seed is left. Is your list made anew in the loop, or overwritten?",
            v.compared(seeds_of=lambda seeds: seeds[-1:]),
        ),
        Mistake(
            "The lowest loss is the luckiest seed. What is asked for?", v.compared(mean=np.min)
        ),
        Mistake("You return medians. What is asked for?", v.compared(mean=np.median)),
        Mistake("These are sums over the seeds. And their mean?", v.compared(mean=np.sum)),
        Mistake(
            "The means are right. Your spread is a variance, in squared units.",
            v.compared(spread=np.var),
        ),
        Mistake(
            "The means are right. Your spread divides by one less than the number of seeds; "
            "`np.std` as it is doesn't.",
            v.compared(spread=lambda losses: np.std(losses, ddof=1)),
        ),
        Mistake(
            "The means are right. Your spread is the error of the mean. How far apart are single "
            "runs?",
            v.compared(spread=lambda losses: np.std(losses) / math.sqrt(len(losses))),
        ),
        Mistake(
            "The means are right. Your spread is the range from lowest to highest.",
            v.compared(spread=np.ptp),
        ),
    ],
)

mend_epoch = e.EpochCheck(
    name="mend_epoch",
    parameters="X, y, w, lr, batch_size, rng",
    returns="w",
    example=(*e.random_rows(10), np.array([0.4, -0.7]), 0.1, 4, np.random.default_rng(0)),
    shapes=lambda X, y, w, *rest: [w.shape],
    arguments=(10, 4),
    unchanged=e.given,
    properties=[
        Property(
            "Draw from the rng that is handed in: then a run can be repeated.", e.not_repeatable
        ),
        Property("Does row 7 still own its label? Follow one row of X and its y.", e.pairs_broken),
        Property("Which way is downhill? That sign was right before.", e.uphill),
        Property("Is each row drawn once an epoch? Which order holds each row once?", e.redrawn),
        Property("What becomes of the rows of the last batch?", e.rows_dropped),
        Property("`lr` is handed in. Where is it used?", e.own_rate),
        Property("Mean or sum over the batch? That was right before.", e.summed),
        Property("lr, the 2 and the division were right before. Which one is changed?", e.scaled),
        Property("By how many rows do you divide in the last batch?", e.short_batch),
        Property(
            "Follow one row through the epoch. By what does it move its weight, and how often?",
            e.wrong_steps,
        ),
        Property(
            "The pairs are whole again. But are the rows still shuffled, anew in each epoch?",
            e.unshuffled,
        ),
        Property("At which w is the slope of the second batch taken?", e.stale),
        Property(
            "Turning or cutting up the calendar is no shuffle: each day must move by itself.",
            e.rotated,
        ),
    ],
)
