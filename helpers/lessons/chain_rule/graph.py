"""A formula as a computation graph: values go forward through its nodes, then gradients come back.

A quantity is a number with a name, such as z. A node takes quantities and makes one. A graph is a
list of nodes in which every node comes after those that it takes from.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Values = dict[str, float]


class Node(NamedTuple):
    """One step of a formula.

    Attributes
    ----------
    makes, takes : the names of its output and of its inputs.
    label : what is written on the node.
    rule : the step; takes one number per input, returns the output.
    local_gradients : takes the same numbers, returns one number per input: the derivative of the
        output with respect to it.
    """

    makes: str
    takes: tuple[str, ...]
    label: str
    rule: Callable[..., float]
    local_gradients: Callable[..., tuple[float, ...]]


Graph = Sequence[Node]


class Tape(tuple[tuple[str, list[tuple[str, float]]], ...]):
    """What a forward pass recorded: for each node, in order, what it made and what that took.

    An entry is ("z", [("w", 1.5), ("x", 2.0)]): z was made of w and x, with the local gradients 1.5
    and 2. Plain data, so that it can be handed to code that knows nothing of nodes.
    """

    def __repr__(self) -> str:
        entries = (
            f"{made} of {', '.join(f'{name} (×{local:g})' for name, local in inputs)}"
            for made, inputs in self
        )
        return "; ".join(entries).replace("-", "−")


def entering(node: Node, values: Values) -> list[float]:
    """Return the numbers that enter a node, in the order in which it takes them."""
    return [values[name] for name in node.takes]


def forward(graph: Graph, inputs: Mapping[str, float]) -> Values:
    """Return the value of every quantity, the inputs included."""
    values = dict(inputs)
    for node in graph:
        numbers = entering(node, values)
        values[node.makes] = node.rule(*numbers)
    return values


def local_gradients(node: Node, values: Values) -> list[tuple[str, float]]:
    """Return each input of a node with the local gradient, from what forward kept."""
    numbers = entering(node, values)
    return list(zip(node.takes, node.local_gradients(*numbers), strict=True))


def record(graph: Graph, inputs: Mapping[str, float]) -> Tape:
    """Return the tape of a forward pass: each node's output, inputs and local gradients."""
    values = forward(graph, inputs)
    return Tape((node.makes, local_gradients(node, values)) for node in graph)


def zeros(tape: Tape) -> Values:
    """Return 0.0 for every quantity on a tape: no gradient has arrived anywhere yet."""
    names = [name for made, inputs in tape for name in (*[name for name, _ in inputs], made)]
    return dict.fromkeys(names, 0.0)


def backward(graph: Graph, values: Values) -> Values:
    """Return the gradient of the last output with respect to every quantity: backpropagation.

    Each node takes the upstream gradient, which has come to its output, and hands it on, times its
    own local gradient. A quantity that feeds two nodes gets something from both: contributions add
    (Rumelhart, Hinton and Williams 1986, Learning representations by back-propagating errors).
    """
    gradients = {name: 0.0 for name in values}
    end = graph[-1].makes
    gradients[end] = 1.0  # dL/dL: the end moves as far as itself
    for node in reversed(graph):
        upstream = gradients[node.makes]
        for name, local in local_gradients(node, values):
            gradients[name] += upstream * local
    return gradients


def nudged(graph: Graph, inputs: Mapping[str, float], h: float = 1e-6) -> tuple[Values, int]:
    """Return numerical derivatives by every input, and how many forward passes that took.

    One pass gives the value to compare with; then each input is changed by `h`, alone and to one
    side, and the whole graph runs again. So n inputs take n + 1 passes.
    """
    end = graph[-1].makes
    before = forward(graph, inputs)[end]
    passes = 1
    derivatives = {}
    for name in inputs:
        moved = dict(inputs)
        moved[name] += h
        after = forward(graph, moved)[end]
        passes += 1
        derivatives[name] = (after - before) / h
    return derivatives, passes


# One weight: z = w·x + b, a = z², L = ½(a − y)².
ONE_WEIGHT = [
    Node("z", ("w", "x", "b"), "w·x + b", lambda w, x, b: w * x + b, lambda w, x, b: (x, w, 1.0)),
    Node("a", ("z",), "z²", lambda z: z**2, lambda z: (2 * z,)),
    Node("L", ("a", "y"), "½(a − y)²", lambda a, y: (a - y) ** 2 / 2, lambda a, y: (a - y, y - a)),
]
ONE_WEIGHT_INPUTS = {"w": 2.0, "x": 1.5, "b": 1.0, "y": 13.0}

# A fund owns one Swiss stock, of p francs. It has sold 60 francs in advance, at 1.08 dollars each.
# In dollars s is the stock, k what that deal is worth; the exchange rate e is the price of a franc.
FUND = [
    Node("s", ("p", "e"), "p · e", lambda p, e: p * e, lambda p, e: (e, p)),
    Node("k", ("e",), "60·(1.08 − e)", lambda e: 60 * (1.08 - e), lambda e: (-60.0,)),
    Node("V", ("s", "k"), "s + k", lambda s, k: s + k, lambda s, k: (1.0, 1.0)),
]
FUND_INPUTS = {"p": 95.0, "e": 1.1}
FUND_LOSS = [  # it had promised 100 dollars
    *FUND,
    Node("L", ("V",), "½(V − 100)²", lambda V: 0.5 * (V - 100) ** 2, lambda V: (V - 100,)),
]
