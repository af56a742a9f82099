"""The checks of the one class: those of the lessons from which it has its exercises."""

from ..lessons.batch_size.checks import updates_per_epoch as updates_per_epoch
from ..lessons.keras.checks import classify as classify
from ..lessons.learning_rate.checks import plot_walks as plot_walks
from ..lessons.learning_rate.checks import three_walks as three_walks
from ..lessons.optimizers.checks import momentum_path as momentum_path
