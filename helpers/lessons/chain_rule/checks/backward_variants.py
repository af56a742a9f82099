"""The tapes at which `backward` is tried, and known wrong answers to it."""

from collections.abc import Callable

from helpers.checking.mistake import Mistake

from ..graph import FUND_INPUTS, FUND_LOSS, Tape, Values, record, zeros

Variant = Callable[[Tape], Values]
Collect = Callable[[float, float, float], float]  # of what is there, upstream and local gradient

# The text's example, then the same names wired otherwise: a quantity that feeds two nodes far
# apart, one that a node takes twice.
TAPES = [
    record(FUND_LOSS, FUND_INPUTS),
    Tape([
        ("s", [("p", 1.5), ("e", -2.0)]),
        ("k", [("s", 0.5), ("e", 3.0)]),
        ("V", [("k", -1.2), ("p", 0.7)]),
        ("L", [("V", 2.0), ("k", 0.4)]),
    ]),
    Tape([
        ("s", [("e", 2.5), ("e", 2.5)]),
        ("k", [("p", -0.61), ("s", 1.37)]),
        ("V", [("k", 0.83)]),
        ("L", [("V", 1.73), ("s", -2.2)]),
    ]),
]  # fmt: skip


def _times(there: float, upstream: float, local: float) -> float:
    return there + upstream * local


def _loop(
    start: float = 1.0,
    collect: Collect = _times,
    to_the_maker: bool = False,
) -> Variant:
    """Return the loop with other lines; `to_the_maker` gives contributions to the wrong end."""

    def variant(tape: Tape) -> Values:
        gradients, end = zeros(tape), tape[-1][0]
        gradients[end] = start
        for made, inputs in reversed(tape):
            arrived = gradients[made]
            for name, local in inputs:
                to = made if to_the_maker else name
                gradients[to] = collect(gradients[to], arrived, local)
        return gradients

    return variant


def _collected_where_it_came_from(tape: Tape) -> Values:
    gradients, end = zeros(tape), tape[-1][0]
    gradients[end] = 1.0
    for made, inputs in reversed(tape):
        for _, local in inputs:
            gradients[made] += gradients[made] * local
    return gradients


def _times_the_first_local(tape: Tape) -> Values:
    gradients = zeros(tape)
    gradients[tape[-1][0]] = 1.0
    for _, inputs in reversed(tape):
        for name, local in inputs:
            gradients[name] += inputs[0][1] * local
    return gradients


def _last_node_only(inputs: int | None) -> Variant:
    """Return the loop that ends after the last node, or after so many of its inputs."""

    def variant(tape: Tape) -> Values:
        gradients, (end, taken) = zeros(tape), tape[-1]
        gradients[end] = 1.0
        for name, local in taken[:inputs]:
            gradients[name] += local
        return gradients

    return variant


BACKWARD = [
    Mistake(
        "last-path-wins",
        "e feeds two nodes. When the second contribution arrives, what becomes of the first? "
        "Replace, or collect?",
        _loop(collect=lambda there, upstream, local: upstream * local),
    ),
    Mistake(
        "upstream-gradient-missing",
        "You add up local gradients alone, or times 1. The gradient of which quantity should "
        "multiply them?",
        _loop(collect=lambda there, upstream, local: there + local),
        [_loop(start=0.0, collect=lambda there, upstream, local: there + local)],
    ),
    Mistake(
        "local-gradient-for-upstream",
        "Both of your factors are local gradients. Which gradient has arrived at what the node "
        "made?",
        _loop(collect=lambda there, upstream, local: there + local * local),
        [_times_the_first_local],
    ),
    Mistake(
        "only-the-local-gradient",
        "You hand on the local gradient alone. Which two things are missing: what had arrived at "
        "the node, and what has already arrived at the quantity?",
        _loop(collect=lambda there, upstream, local: local),
    ),
    Mistake(
        "local-gradient-missing",
        "You hand on what has arrived, unchanged. What does each node multiply it by?",
        _loop(collect=lambda there, upstream, local: there + upstream),
        [_loop(collect=lambda there, upstream, local: upstream)],
    ),
    Mistake(
        "added-along-the-path",
        "Upstream and local gradient follow each other on one path. Do they add or multiply?",
        _loop(collect=lambda there, upstream, local: there + upstream + local),
        [_loop(collect=lambda there, upstream, local: upstream + local)],
    ),
    Mistake(
        "multiplied-at-the-fork",
        "Everything but the end stays 0, since you multiply by `gradients[name]`, which is 0. "
        "Which gradient is the factor, and how are contributions collected?",
        _loop(collect=lambda there, upstream, local: there * upstream * local),
    ),
    Mistake(
        "only-the-last-node",
        "Only the last node has handed anything back. Does the loop start at the end of the tape, "
        "and does `return` stand after the loop?",
        _last_node_only(inputs=None),
        [_last_node_only(inputs=1)],
    ),
    Mistake(
        "starts-from-0",
        "All gradients are 0. What has to stand at the end before the loop starts: how far does "
        "L move when L moves by 1?",
        _loop(start=0.0),
    ),
    Mistake(
        "starts-from-a-local-gradient",
        "You start with the local gradient of the last node, and the loop multiplies by it once "
        "more. How far does L itself move when L moves by 1?",
        lambda tape: _loop(start=tape[-1][1][0][1])(tape),
    ),
    Mistake(
        "sign-flipped",
        "You subtract the contributions. Where does the chain rule have a minus?",
        _loop(collect=lambda there, upstream, local: there - upstream * local),
    ),
    Mistake(
        "contribution-to-the-output",
        "You add to the wrong quantity: the contribution goes to what the node made. Collect it at "
        "`name`, which the node took.",
        _loop(to_the_maker=True),
        [
            _loop(collect=lambda there, upstream, local: upstream * local, to_the_maker=True),
            _collected_where_it_came_from,
        ],
    ),
]
