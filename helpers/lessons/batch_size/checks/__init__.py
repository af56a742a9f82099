"""The checks of lesson 09: updates per epoch, mini-batches, a fair sweep, a shuffle.

That of the noise is in `noise`. Row numbers and batch sizes
don't divide each other where the last batch matters.
"""

import math
from functools import partial

import numpy as np

from helpers.checking.function import FunctionCheck
from helpers.checking.mistake import Mistake, Symptom
from helpers.checking.own_work import OwnWork
from helpers.checking.properties import Property
from helpers.checking.stages import stages
from helpers.lessons import batch_size as lesson

from . import epoch as e
from . import minibatches as b
from . import variants as v
from .batches import BatchCheck, table
from .calls import SweepCheck, fair_calls
from .noise import SMALL as SMALL
from .noise import noise_slope as noise_slope
from .noise import real_clouds as real_clouds

updates_per_epoch = FunctionCheck(
    name="updates_per_epoch",
    parameters=("num_rows", "batch_size"),
    returns=("num_updates",),
    reference=v.slow_updates,
    afterwards=(OwnWork(lesson.updates_per_epoch, room="lesson"),),
    points=[(100, 32), (120, 32), (4096, 64), (10, 16), (4100, 16)],
    mistakes=[
        Mistake(
            "last-batch-dropped",
            "What happens to the rows that don't fill a whole batch?",
            lambda m, size: m // size,
        ),
        Mistake(
            "one-too-many",
            "That fits where rows are left over. And where the rows fill the batches exactly, "
            "as 4,096 rows fill batches of 64?",
            lambda m, size: m // size + 1,
        ),
        Mistake(
            "rows-left-over-counted",
            "The rows left over share one batch. How many updates do they make together?",
            lambda m, size: m // size + m % size,
        ),
        Mistake(
            "rounded-to-nearest",
            "A short last batch is a whole update, however short. Which way do you round?",
            lambda m, size: round(m / size),
        ),
        Mistake(
            "fraction-kept",
            "An update is taken or it isn't. What is the whole number here?",
            lambda m, size: m / size,
        ),
        Mistake(
            "fraction-upside-down",
            "Which of the two numbers is divided by the other?",
            lambda m, size: size / m,
        ),
        Mistake(
            "ceiling-upside-down",
            "More rows should bring more updates. Which number is divided by which?",
            lambda m, size: math.ceil(size / m),
        ),
        Mistake(
            "remainder",
            "That counts the rows left over. How many batches are there?",
            lambda m, size: m % size,
        ),
        Mistake(
            "one-per-row",
            "That is one update per row. How many rows share an update?",
            lambda m, size: m,
        ),
        Mistake(
            "batch-size-itself",
            "That is how many rows a batch has. How many batches has an epoch?",
            lambda m, size: size,
        ),
        Mistake(
            "product", "An epoch looks at each row once. Why multiply?", lambda m, size: m * size
        ),
    ],
)

minibatches = BatchCheck(
    name="minibatches",
    parameters=("X", "y", "batch_size", "rng"),
    returns=("batches",),
    example=(*table(10), 4, np.random.default_rng(0)),
    shapes=lambda *point: [],
    arguments=(10, 4),
    properties=[
        Property(
            "Is the gap `rows = ...` still open? A batch is a part of the order.",
            b.all_rows_in_each,
        ),
        Property(
            "Up to where do the starts run? They are places in `order`, one for each row.",
            b.starts_end_early,
        ),
        Property(
            "Does the loop end after its first turn, or is the list made anew in each? See how far "
            "`return` is indented, where `batches = []` stands, and where the starts go.",
            b.one_batch_only,
        ),
        Property("How many row numbers must `order` hold?", b.short_order),
        Property(
            "Is each batch drawn from all rows again? Shuffle once per epoch, then walk through "
            "that one order: no row comes twice, and none is left out.",
            b.drawn_each_time,
        ),
        Property(
            "`order[a:b]` goes from place a to below place b. Where does this batch end?",
            b.empty_inside,
        ),
        Property("Does a batch start where no row is left?", b.empty_batch),
        Property("The last batch may be shorter. With what do you fill it up?", b.filled_up),
        Property("How far apart do two batches begin, and how long are they?", b.overlap),
        Property("What happens to the rows that don't fill a whole batch?", b.dropped),
        Property(
            "A row that was drawn must not be drawn again in this epoch. Which order holds each "
            "row once?",
            b.twice_in_a_batch,
        ),
        Property(
            "Do you shuffle again for each batch? Shuffle once per epoch, then walk through the "
            "order.",
            b.drawn_again,
        ),
        Property(
            "Which is the first start, and which the last? Try a last batch of one row.",
            b.last_row_lost,
        ),
        Property(
            "Your loop makes a batch for every row. How far apart do two batches begin?",
            b.starts_at_every_row,
        ),
        Property("Does each batch end where the next one begins?", b.left_out),
        Property("Which y belongs to this row? One order serves both.", b.pairs_broken),
        Property("Where do the row numbers get shuffled?", b.unshuffled),
        Property(
            "The calendar is rotated or cut into pieces. A shuffle moves each day by itself.",
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
    stages=stages(first=[fair_calls]),
    parameters=("train", "num_rows", "batch_sizes", "num_updates", "seeds"),
    returns=("means", "spreads"),
    reference=v.compared(),
    points=SWEEPS,
    symptoms=[
        Symptom(
            "list-for-a-number",
            "'(list|range|tuple)' object cannot be interpreted as an integer",
            "`range` takes a number, and seeds is a list: loop over it as it is.",
        ),
        Symptom(
            "name-of-trains-argument",
            "name 'batch_size' is not defined",
            "The given loop is `for size in batch_sizes`: it calls one batch size `size`.",
        ),
        Symptom(
            "no-loop-over-seeds",
            "name 'seed' is not defined",
            "`seed` gets a value in a loop, `for seed in seeds`. Does this line stand in it?",
        ),
        Symptom(
            "train-not-called",
            "'function' and 'function'",
            "`train` alone is the function. To get a curve, call it with its three arguments.",
        ),
        Symptom(
            "argument-of-train-missing",
            r"missing \d required positional",
            "`train` takes three arguments: a batch size, a number of epochs and a seed.",
        ),
    ],
    mistakes=[
        Mistake(
            "rows-fixed-at-4096",
            "That is right for 4,096 rows. How many rows are handed in?",
            v.compared(lambda m, size, updates: updates // v.slow_updates(4096, size)),
        ),
        Mistake(
            "losses-carried-over",
            "The losses of one size are still in the list when the next size comes. Where is "
            "your list of curves made?",
            v.carried_over,
        ),
        Mistake(
            "axis-missing",
            "A curve should come back for each size, and you return one number. Along which axis "
            "are the means taken?",
            v.compared(mean=np.mean, spread=np.std),
            others=[v.compared(mean=np.mean), v.compared(spread=np.std)],
        ),
        Mistake(
            "axis-along-the-curve",
            "You average along each curve. The mean should run over the seeds: which axis is that?",
            v.compared(
                mean=lambda curves: np.mean(curves, axis=1),
                spread=lambda curves: np.std(curves, axis=1),
            ),
        ),
        Mistake(
            "mean-of-one-curve",
            "You average one curve, that of the last seed. Where do you collect the curves?",
            v.compared(
                mean=lambda curves: np.mean(curves[-1]), spread=lambda curves: np.std(curves[-1])
            ),
        ),
        Mistake(
            "last-loss-only",
            "You keep the last number of each curve. The whole curve is asked for.",
            v.compared(
                mean=lambda curves: np.mean(curves[:, -1]),
                spread=lambda curves: np.std(curves[:, -1]),
            ),
        ),
        Mistake(
            "last-size-only",
            "Only the last size is left. Where are your two lists made?",
            v.last_size,
        ),
        Mistake(
            "one-entry-per-seed",
            "You add an entry for each seed. How far are the two `append` indented?",
            v.entry_per_seed,
        ),
        Mistake(
            "divided-by-size",
            "You divide the updates by the batch size. How many updates does an epoch have?",
            v.compared(lambda m, size, updates: updates / size),  # type: ignore[arg-type,return-value]
            others=[v.compared(lambda m, size, updates: updates // size)],
        ),
        Mistake(
            "same-seed",
            "Every run has seed 0. What does the loop over the seeds change?",
            v.compared(seeds_of=lambda seeds: [0] * len(seeds)),
        ),
        Mistake(
            "updates-for-epochs",
            "You hand the number of updates over as epochs. How many updates has one epoch?",
            v.compared(lambda m, size, updates: updates),
        ),
        Mistake(
            "last-batch-not-counted",
            "The last short batch is an update too. How many updates has an epoch then?",
            v.compared(lambda m, size, updates: updates // (m // size)),
        ),
        Mistake(
            "rows-seen-for-updates",
            "Your epochs come from the number of rows seen. A short last batch counts as a whole "
            "update.",
            v.compared(lambda m, size, updates: updates * size // m),
        ),
        Mistake(
            "rounded-up",
            "One epoch too many: take as many whole epochs as fit. Which way do you round?",
            v.compared(lambda m, size, updates: math.ceil(updates / v.slow_updates(m, size))),
        ),
        Mistake(
            "rounded-to-nearest",
            "Take as many whole epochs as fit, also where nearly one more would.",
            v.compared(lambda m, size, updates: round(updates / v.slow_updates(m, size))),
        ),
        Mistake(
            "fraction-kept",
            "Only whole epochs count here. What do you do with the fraction?",
            v.compared(lambda m, size, updates: updates / v.slow_updates(m, size)),  # type: ignore[arg-type,return-value]
        ),
        Mistake(
            "multiplied",
            "You multiply updates by updates per epoch. How many epochs fit into `num_updates`?",
            v.compared(lambda m, size, updates: updates * v.slow_updates(m, size)),
        ),
        Mistake(
            "budget-ignored",
            "All sizes get the updates of one epoch as epochs. What is `num_updates` for?",
            v.compared(lambda m, size, updates: v.slow_updates(m, size)),
        ),
        Mistake(
            "arguments-of-train",
            "`train` takes the batch size first, then the epochs, then the seed.",
            v.compared(call=lambda train, size, epochs, seed: train(epochs, size, seed)),
        ),
        Mistake(
            "seeds-counted",
            "You count the seeds from 0. Which seeds were handed in?",
            v.compared(seeds_of=lambda seeds: range(len(seeds))),
        ),
        Mistake(
            "first-seed-only",
            "One seed is one lucky or unlucky run. Where are the others?",
            v.compared(seeds_of=lambda seeds: seeds[:1]),
        ),
        Mistake(
            "last-seed-only",
            "Only the last seed is left. Where is your list made: before the loop, or inside it?",
            v.compared(seeds_of=lambda seeds: seeds[-1:]),
        ),
        Mistake(
            "best-seed",
            "The lowest losses are those of lucky seeds. What is asked for?",
            v.compared(mean=lambda curves: np.min(curves, axis=0)),
        ),
        Mistake(
            "median",
            "You return medians. What is asked for?",
            v.compared(mean=lambda curves: np.median(curves, axis=0)),
        ),
        Mistake(
            "sum-for-mean",
            "These are sums over the seeds. And their mean?",
            v.compared(mean=lambda curves: np.sum(curves, axis=0)),
        ),
        Mistake(
            "spread-of-means",
            "The means are right. You take the spread of means. How far apart are the curves of "
            "the seeds, at each point?",
            v.spread_of_means,
            others=[
                partial(v.spread_of_means, axis=0),
                v.compared(spread=lambda curves: np.std(np.mean(curves, axis=0))),
            ],
        ),
        Mistake(
            "variance-for-spread",
            "The means are right. Your spread is a variance, in squared units.",
            v.compared(spread=lambda curves: np.var(curves, axis=0)),
        ),
        Mistake(
            "n-minus-1",
            "The means are right. Your spread divides by one less than the number of seeds; "
            "`np.std` as it is doesn't.",
            v.compared(spread=lambda curves: np.std(curves, axis=0, ddof=1)),
        ),
        Mistake(
            "standard-error-for-spread",
            "The means are right. Your spread is the standard error. How far apart are single "
            "runs?",
            v.compared(spread=lambda curves: np.std(curves, axis=0) / math.sqrt(len(curves))),
        ),
        Mistake(
            "range-for-spread",
            "The means are right. Your spread is the range from lowest to highest.",
            v.compared(spread=lambda curves: np.ptp(curves, axis=0)),
        ),
    ],
)

mend_epoch = e.EpochCheck(
    name="mend_epoch",
    parameters=("X", "y", "w", "lr", "batch_size", "rng"),
    returns=("w",),
    example=(*e.random_rows(10), np.array([0.4, -0.7]), 0.1, 4, np.random.default_rng(0)),
    shapes=lambda X, y, w, *rest: [w.shape],
    arguments=(10, 4),
    unchanged=e.given,
    properties=[
        Property(
            "Draw from the rng that is handed in: then a run can be repeated.", e.not_repeatable
        ),
        e.Y_LEFT,
        Property("Which y belongs to this row? Follow one row of X and its y.", e.pairs_broken),
        Property(
            "The weights that you return are those that came in. Which name do the new ones get?",
            e.nothing_moves,
        ),
        Property(
            "Does your order hold the numbers of all rows? And does every batch get its turn?",
            e.same_few_rows,
        ),
        Property(
            "Does a `return` inside the loop end the epoch after the first batch? If there is "
            "none, does each round take the same rows?",
            e.first_batch_only,
        ),
        Property(
            "Each step must begin where the one before ended. Which name do the new weights get?",
            e.last_batch_only,
        ),
        Property("Which way is downhill? The given line has the right sign.", e.uphill),
        Property("Is each row used once per epoch? Which order holds each row once?", e.redrawn),
        Property("What happens to the rows of the last batch?", e.rows_dropped),
        Property("`lr` is handed in. Where is it used?", e.own_rate),
        Property("Mean or sum over the batch? The given line has it right.", e.summed),
        Property("Compare each factor of your step with the given line.", e.scaled),
        Property("By how many rows do you divide in the last batch?", e.short_batch),
        Property(
            "Follow one row through the epoch. By what does it move its weight, and how often?",
            e.wrong_steps,
        ),
        Property(
            "Every epoch needs a new order. Draw it from the rng that is handed in.",
            e.rng_unused,
        ),
        Property(
            "The pairs are whole again. But are the rows still shuffled, again in each epoch?",
            e.unshuffled,
        ),
        Property("At which w is the slope of the second batch taken?", e.stale),
        Property(
            "Rotating or cutting up the calendar is no shuffle: each day must move by itself.",
            e.rotated,
        ),
    ],
)
