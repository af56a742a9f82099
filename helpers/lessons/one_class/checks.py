"""The checks of the one class: those of the lessons from which it has its exercises."""

from ..batch_size.checks import updates_per_epoch as updates_per_epoch
from ..keras.checks import classify as classify
from ..learning_rate.checks import plot_walks as plot_walks
from ..learning_rate.checks import three_walks as three_walks
from ..optimizers.checks import momentum_path as momentum_path
