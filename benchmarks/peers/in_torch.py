"""PyTorch, eager: a `Sequential`, an optimizer of `torch.optim` and the usual loop."""

import itertools
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from .tasks import EPSILON, Array, Task

torch.set_num_threads(1)

BENDS: dict[str, Callable[[], nn.Module]] = {"relu": nn.ReLU, "sigmoid": nn.Sigmoid}
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def half_squares(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Return ½ Σ (ŷ − y)²."""
    return 0.5 * ((y_hat - y) ** 2).sum()


LOSSES: dict[str, Loss] = {
    "linear": functional.mse_loss,
    "sigmoid": functional.binary_cross_entropy_with_logits,
    "softmax": functional.cross_entropy,
}


class Torch:
    """A model, its loss and its rows as tensors."""

    def __init__(self, task: Task, dtype: str = "float64") -> None:
        self.task, kind = task, getattr(torch, dtype)
        self.linears: list[nn.Linear] = []
        modules: list[nn.Module] = []
        for n_in, n_out in itertools.pairwise(task.sizes):
            self.linears.append(nn.Linear(n_in, n_out, bias=task.biases, dtype=kind))
            modules += [self.linears[-1], *(BENDS[b]() for b in [task.hidden] if b in BENDS)]
        if task.hidden in BENDS:
            modules.pop()
        if task.halves and task.output in BENDS:
            modules.append(BENDS[task.output]())
        self.model = nn.Sequential(*modules)
        self.loss = half_squares if task.halves else LOSSES[task.output]
        self.X, y = torch.tensor(task.X, dtype=kind), torch.tensor(task.y, dtype=kind)
        self.y = y.argmax(1) if task.output == "softmax" else y

    def start(self) -> None:
        """Put the start weights back, with a new optimizer."""
        with torch.no_grad():
            for linear, W, b in zip(self.linears, *self.task.layers(), strict=True):
                linear.weight.copy_(torch.tensor(W))
                if self.task.biases:
                    linear.bias.copy_(torch.tensor(b))
        parameters, lr = self.model.parameters(), self.task.lr
        self.optimizer: Any = (
            torch.optim.Adam(parameters, lr, eps=EPSILON)
            if self.task.optimizer == "adam"
            else torch.optim.SGD(parameters, lr)
        )

    def train(self) -> None:
        """Run the epochs and sum the losses up, as `helpers` does."""
        model, loss_of, optimizer, batches = (
            self.model,
            self.loss,
            self.optimizer,
            self.task.batches(),
        )
        for _ in range(self.task.epochs):
            total = 0.0
            for rows in batches:
                X, y = self.X[rows], self.y[rows]
                optimizer.zero_grad()
                loss = loss_of(model(X), y)
                loss.backward()
                optimizer.step()
                total += loss.item() * len(X)

    def layers(self) -> tuple[list[Array], list[Array]]:
        """Return the weights and the biases."""
        weights = [linear.weight.detach().double().numpy() for linear in self.linears]
        if not self.task.biases:
            return weights, [b.copy() for b in self.task.layers()[1]]
        return weights, [linear.bias.detach().double().numpy() for linear in self.linears]


make = Torch
