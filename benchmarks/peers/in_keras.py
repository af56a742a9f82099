"""Keras on JAX: `Sequential`, `compile` and `fit`."""

import os

os.environ["KERAS_BACKEND"] = "jax"

import jax
import keras

from .tasks import EPSILON, Array, Task


def half_squares(y: Array, y_hat: Array) -> Array:
    """Return ½ Σ (ŷ − y)²."""
    return 0.5 * keras.ops.sum((y_hat - y) ** 2)


LOSSES = {
    "linear": lambda: "mse",
    "sigmoid": lambda: keras.losses.BinaryCrossentropy(from_logits=True),
    "softmax": lambda: keras.losses.CategoricalCrossentropy(from_logits=True),
}


class Keras:
    """A model; the output's bend is in the loss, except where the loss is of the output."""

    def __init__(self, task: Task, dtype: str = "float64") -> None:
        self.dtype = dtype
        self._count_in_it()
        self.task, self.X, self.y = task, task.X.astype(dtype), task.y.astype(dtype)
        *hidden, out = task.sizes[1:]
        last = task.output if task.halves else "linear"
        self.model = keras.Sequential(
            [
                keras.Input((task.sizes[0],)),
                *(keras.layers.Dense(n, task.hidden, use_bias=task.biases) for n in hidden),
                keras.layers.Dense(out, last, use_bias=task.biases),
            ]
        )
        loss = half_squares if task.halves else LOSSES[task.output]()
        optimizer = (
            keras.optimizers.Adam(task.lr, epsilon=EPSILON)
            if task.optimizer == "adam"
            else keras.optimizers.SGD(task.lr)
        )
        self.model.compile(optimizer, loss)

    def _count_in_it(self) -> None:
        """Tell Keras what to count in: all models of a process share this, and rows follow it."""
        jax.config.update("jax_enable_x64", True)
        keras.config.set_floatx(self.dtype)
        keras.config.set_dtype_policy(self.dtype)  # once made, it no longer follows

    def start(self) -> None:
        """Put the start weights back; the optimizer's memory to 0, so that nothing is compiled."""
        self._count_in_it()
        weights, biases = self.task.layers()
        pairs = zip(weights, biases, strict=True)
        parts = [part for W, b in pairs for part in ((W.T, b) if self.task.biases else (W.T,))]
        self.model.set_weights(parts)
        for variable in self.model.optimizer.variables:
            if variable is not self.model.optimizer._learning_rate:
                variable.assign(keras.ops.zeros_like(variable.value))

    def train(self) -> None:
        """Run the epochs."""
        task = self.task
        self.model.fit(
            self.X, self.y, batch_size=task.batch_size, epochs=task.epochs, shuffle=False, verbose=0
        )

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        parts = self.model.get_weights()
        if not self.task.biases:
            return [kernel.T for kernel in parts], [b.copy() for b in self.task.layers()[1]]
        doubles = [part.astype("float64") for part in parts]
        return [kernel.T for kernel in doubles[::2]], doubles[1::2]


make = Keras
