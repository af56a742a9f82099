"""Plain JAX: one step, forward, backward and update, compiled; the loop over batches in Python."""

import jax
import jax.numpy as jnp
import numpy as np

from .tasks import EPSILON, Array, Task

BENDS = {"relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "linear": lambda z: z}
LOSSES = {
    "linear": lambda z, y: jnp.mean((z - y) ** 2),
    "sigmoid": lambda z, y: jnp.mean(jax.nn.softplus(z) - y * z),
    "softmax": lambda z, y: -jnp.mean(jnp.sum(y * jax.nn.log_softmax(z), axis=-1)),
}
Parameters = list[tuple[jax.Array, jax.Array]]


def loss_of(task: Task, parameters: Parameters, X: jax.Array, y: jax.Array) -> jax.Array:
    """Return the loss on a batch."""
    a = X
    for W, b in parameters[:-1]:
        a = BENDS[task.hidden](a @ W.T + b)
    W, b = parameters[-1]
    z = a @ W.T + b
    if task.halves:
        return 0.5 * jnp.sum((BENDS[task.output](z) - y) ** 2)
    return LOSSES[task.output](z, y)


class Jax:
    """The parameters as a tree of arrays, and Adam's memory beside them."""

    def __init__(self, task: Task) -> None:
        jax.config.update("jax_enable_x64", True)
        self.task = task
        self.batches = [
            (jnp.array(task.X[rows]), jnp.array(task.y[rows])) for rows in task.batches()
        ]

        def step(parameters, m, v, t, X, y):  # type: ignore[no-untyped-def]
            loss, g = jax.value_and_grad(lambda p: loss_of(task, p, X, y))(parameters)
            if not task.biases:
                g = [(dL_dW, 0 * dL_db) for dL_dW, dL_db in g]
            tree = jax.tree.map
            if task.optimizer == "sgd":
                return tree(lambda p, d: p - task.lr * d, parameters, g), m, v, t, loss
            t = t + 1
            m = tree(lambda m, d: 0.9 * m + 0.1 * d, m, g)
            v = tree(lambda v, d: 0.999 * v + 0.001 * d**2, v, g)
            scale_m, scale_v = 1 - 0.9**t, 1 - 0.999**t

            def moved(p, m, v):  # type: ignore[no-untyped-def]
                return p - task.lr * (m / scale_m) / (jnp.sqrt(v / scale_v) + EPSILON)

            return tree(moved, parameters, m, v), m, v, t, loss

        self.step = jax.jit(step)

    def start(self) -> None:
        """Put the start weights back, with a new optimizer."""
        pairs = zip(*self.task.layers(), strict=True)
        self.parameters = [(jnp.array(W), jnp.array(b)) for W, b in pairs]
        zeros = jax.tree.map(jnp.zeros_like, self.parameters)
        self.memory = (zeros, zeros, jnp.zeros(()))

    def train(self) -> None:
        """Run the epochs and sum the losses up; each loss waits for its step."""
        parameters, memory = self.parameters, self.memory
        for _ in range(self.task.epochs):
            total = 0.0
            for X, y in self.batches:
                parameters, *memory, loss = self.step(parameters, *memory, X, y)
                total += float(loss) * len(X)
        self.parameters, self.memory = jax.block_until_ready(parameters), tuple(memory)

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        weights, biases = zip(*self.parameters, strict=True)
        return [np.asarray(W) for W in weights], [np.asarray(b) for b in biases]


make = Jax
