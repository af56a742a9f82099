"""What the units, weights and stops of a network's picture are called, and how numbers look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from .passes import Training

Names = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Labels:
    """Names, a list per layer: `units` from the inputs on, the others from the first weights on."""

    units: Names
    z: Names
    weights: Sequence[Names]  # [layer][j][i]: from unit i to unit j
    biases: Names

    def place(self, name: str) -> tuple[int, int]:
        """Return the layer of a hidden unit (0 is the first hidden one) and its place there.

        Raises ValueError if no hidden unit has this name.
        """
        hidden = self.units[1:-1]
        for layer, names in enumerate(hidden):
            if name in names:
                return layer, list(names).index(name)
        raise ValueError(f"no hidden unit {name!r}; there are {[n for row in hidden for n in row]}")


def steps(num_layers: int) -> list[str]:
    """Return the stops of the slider for a network with that many layers of weights.

    `steps(2)` is ["start", "forward 1", "forward 2", "loss", "backward 2", "backward 1", "update"].
    """
    there = [f"forward {k}" for k in range(1, num_layers + 1)]
    back = [f"backward {k}" for k in range(num_layers, 0, -1)]
    return ["start", *there, "loss", *back, "update"]


def labels(net: Training, units: Names | None, weights: Sequence[str] | None) -> Labels:
    """Return the names given, or the usual ones.

    Raises
    ------
    ValueError : there are more or fewer names than units or weights.
    """
    units = units or _unit_names(net.sizes)
    if tuple(map(len, units)) != net.sizes:
        raise ValueError(f"the names {units} don't fit layers of {net.sizes} units")
    number = sum(W.size for W in net.weights)
    flat = iter(weights or ([f"w{k + 1}" for k in range(number)] if number > 1 else ["w"]))
    if weights and len(weights) != number:
        raise ValueError(f"{len(weights)} names for {number} weights")
    after, total = count(1), sum(net.sizes[1:])
    numbers = [[next(after) if total > 1 else "" for _ in layer] for layer in units[1:]]
    return Labels(
        units,
        [[f"z{n}" for n in layer] for layer in numbers],
        [[[next(flat) for _ in row] for row in W] for W in net.weights],
        [[f"b{n}" for n in layer] for layer in numbers],
    )


def _unit_names(sizes: Sequence[int]) -> Names:
    hidden = sizes[1:-1]
    names = [_numbered("x", sizes[0])]
    for k, size in enumerate(hidden, start=1):
        if len(hidden) == 1:
            names.append(_numbered("h", size))
        elif size == 1:
            names.append([f"h{k}"])
        else:
            names.append([f"h{k}.{n}" for n in range(1, size + 1)])
    return [*names, _numbered("ŷ", sizes[-1])]


def _numbered(letter: str, size: int) -> list[str]:
    return [letter] if size == 1 else [f"{letter}{n}" for n in range(1, size + 1)]


def short(value: float, digits: int) -> str:
    """Return a number with so many digits, with a minus sign; below 0.001 with e, as 1.2e−5."""
    if value and abs(value) < 1e-3:
        text = f"{value:.{min(digits, 2) - 1}e}".replace("e-0", "e-").replace(".0e", "e")
    else:
        text = f"{value:.{digits}g}"
        if "e" in text:
            text = f"{value:,.0f}" if abs(value) < 1e6 else text
        text = re.sub(r"e\+0*", "e", text)
    return text.replace("-", "−") if float(value) else "0"


def with_sign(values: Sequence[float], digits: int) -> str:
    """Return a sum as it is written: 0.2 − 0.5 + 1."""
    first, *rest = values
    more = [f" {'−' if v < 0 else '+'} {short(abs(v), digits)}" for v in rest]
    return short(first, digits) + "".join(more)


def bracketed(value: float, digits: int) -> str:
    """Return a number as a factor, in brackets if it is negative."""
    text = short(value, digits)
    return f"({text})" if text.startswith("−") else text
