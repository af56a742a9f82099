"""What a network's picture says at each stop, in words, and the short line above the network."""

from collections.abc import Sequence

import numpy as np

from .names import Labels, bracketed, short, with_sign
from .passes import LOSSES, Array, Passes, Training

MOST = 6  # numbers that are said one by one


def loss_formula(net: Training, several: str = "Σ") -> str:
    """Return the loss as a formula of ŷ and y."""
    formula = LOSSES[net.loss].formula
    if len(net.y) > 1 and net.loss == "half_squared_error":
        return formula.replace("½", f"½{several}")
    return f"mean of {formula}" if len(net.y) > 1 and net.loss == "mse" else formula


def target_words(net: Training, digits: int) -> str:
    """Return the target as a number or as a vector."""
    values = [short(v, digits) for v in net.y]
    return values[0] if len(values) == 1 else f"({', '.join(values)})"


def rate(net: Training) -> str:
    """Return the learning rate as it is written: 0.0001, 1e−5."""
    return f"{net.lr:g}".replace("e-0", "e−")


def heading(net: Training, labels: Labels, p: Passes, step: str, digits: int) -> str:
    """Return the line above the network; where one weight gets its gradient, with the formula."""
    kind, _, k = step.partition(" ")
    if kind == "backward" and net.weights[int(k) - 1].size == 1:
        return f"{step}: {_gradient(net, labels, p, int(k) - 1, 0, 0, digits)}"
    if kind == "forward":
        name = net.activation(int(k) - 1)
        after = "" if name == "linear" else f", then {name}"
        return f"{step}: multiply by the weights and add{after}"
    return {
        "start": "start: the inputs and the weights are known",
        "loss": f"loss: L = {loss_formula(net)}",
        "backward": f"{step}: upstream gradient × local gradient",
        "update": f"update: w ← w − η · dL/dw, with η = {rate(net)}",
    }[kind]


def finding(net: Training, labels: Labels, p: Passes, step: str, dropped: str, digits: int) -> str:
    """Return what the picture shows at a stop."""
    kind, _, k = step.partition(" ")
    few = sum(W.size for W in net.weights) <= MOST
    layer = int(k or 1) - 1
    if kind == "start":
        said = _start(net, labels, few, digits)
    elif kind == "forward":
        said = _forward(net, labels, p, layer, few, digits)
    elif kind == "loss":
        said = (
            f"Loss: {_list(labels.units[-1], p.a[-1], digits)}, the target is "
            f"y = {target_words(net, digits)}, and "
            f"L = {loss_formula(net)} = {short(p.loss, digits)}."
        )
    elif kind == "backward":
        said = _backward(net, labels, p, layer, few, digits)
    else:
        said = _update(net, labels, p, few, digits)
    return said + (f" Dropped: {dropped.replace(' ', ', ')}." if dropped else "")


def _list(names: Sequence[str], values: Array, digits: int) -> str:
    """Return name = value for each, or their range where they are many."""
    if len(values) <= MOST:
        pairs = zip(names, values, strict=True)
        return ", ".join(f"{name} = {short(value, digits)}" for name, value in pairs)
    low, high = (short(f(values), digits) for f in (np.min, np.max))
    return f"{names[0]} to {names[-1]} are between {low} and {high}"


def _start(net: Training, labels: Labels, few: bool, digits: int) -> str:
    sizes = "–".join(map(str, net.sizes))
    said = f"Network of {sizes} units: {_list(labels.units[0], net.x, digits)}"
    flat = np.concatenate([W.ravel() for W in net.weights])
    if few:
        names = [name for W in labels.weights for row in W for name in row]
        return f"{said}; {_list(names, flat, digits)}. Nothing else is computed yet."
    return (
        f"{said}. It has {len(flat)} weights, {int((flat < 0).sum())} of them negative. "
        "Nothing else is computed yet."
    )


def _forward(net: Training, labels: Labels, p: Passes, layer: int, few: bool, digits: int) -> str:
    name, units = net.activation(layer), labels.units[layer + 1]
    start = f"Forward {layer + 1}: "
    if not few:
        how = "the weighted sums" if name == "linear" else f"{name} of the weighted sums"
        return f"{start}{_kept(p, layer, units, p.a[layer + 1], digits)} ({how})."
    said = []
    for j, unit in enumerate(units):
        z = labels.z[layer][j] if name != "linear" else unit
        weights, before = labels.weights[layer][j], labels.units[layer]
        letters = " + ".join(f"{w}·{b}" for w, b in zip(weights, before, strict=True))
        numbers = " + ".join(
            f"{bracketed(w, digits)} · {bracketed(a, digits)}"
            for w, a in zip(net.weights[layer][j], p.a[layer], strict=True)
        )
        if net.biased:
            letters += f" + {labels.biases[layer][j]}"
            numbers += f" + {bracketed(net.biases[layer][j], digits)}"
        text = f"{z} = {letters} = {numbers} = {short(p.z[layer][j], digits)}"
        if name != "linear":
            argument = z if name != "softmax" else "z"
            text += f" and {unit} = {name}({argument}) = {short(p.a[layer + 1][j], digits)}"
        said.append(text)
    return start + "; ".join(said) + "."


def _backward(net: Training, labels: Labels, p: Passes, layer: int, few: bool, digits: int) -> str:
    said, units = [], labels.units[layer + 1]
    name, last = net.activation(layer), layer == len(net.weights) - 1
    arrived = p.dL_da[layer]
    local = LOSSES[net.loss].slope_formula if last else ""
    if few and last and arrived is not None:
        for unit, value in zip(units, arrived, strict=True):
            said.append(f"dL/d{unit} = {local} = {short(value, digits)}")
    if name != "linear" or not few:
        names = [f"dL/d{z}" for z in labels.z[layer]]
        said.append(_kept(p, layer, names, p.dL_dz[layer], digits))
    if few:
        said += [
            _gradient(net, labels, p, layer, j, i, digits)
            for j, i in np.ndindex(*net.weights[layer].shape)
        ]
    else:
        size = np.abs(p.dL_dW[layer])
        said.append(
            f"the {size.size} gradients dL/dw of this layer are up to "
            f"{short(float(size.max()), digits)} in size"
        )
    if layer:
        said.append(_passed_on(labels, p, layer, digits))
    return f"Backward {layer + 1}: " + "; ".join(said) + "."


def _gradient(
    net: Training, labels: Labels, p: Passes, layer: int, j: int, i: int, digits: int
) -> str:
    """Return how the gradient of the weight from unit i to unit j comes about."""
    after = labels.units[layer + 1] if net.activation(layer) == "linear" else labels.z[layer]
    delta, entered = (bracketed(v, digits) for v in (p.dL_dz[layer][j], p.a[layer][i]))
    return (
        f"dL/d{labels.weights[layer][j][i]} = dL/d{after[j]} · {labels.units[layer][i]} = "
        f"{delta} · {entered} = {short(p.dL_dW[layer][j, i], digits)}"
    )


def _passed_on(labels: Labels, p: Passes, layer: int, digits: int) -> str:
    """Return what goes back to the units before a layer: the sum of what arrives at each."""
    names, parts = [f"dL/d{unit}" for unit in labels.units[layer]], p.parts[layer]
    if len(names) > MOST or len(parts) == 1 or len(parts) > 3:
        arriving = _kept(p, layer - 1, names, parts.sum(0), digits)
        return f"back to the units before: {arriving}"
    sums = [
        f"{name} = {with_sign(part, digits)} = {short(part.sum(), digits)}"
        for name, part, on in zip(names, parts.T, p.masks[layer - 1], strict=True)
        if on
    ]
    return "the gradients that arrive at a unit add up: " + ", ".join(sums)


def _kept(p: Passes, layer: int, names: Sequence[str], values: Array, digits: int) -> str:
    """Return the list of what belongs to the units of a layer that are not dropped."""
    on = p.masks[layer] > 0
    kept = [name for name, one in zip(names, on, strict=True) if one]
    return _list(kept, values[on], digits) if kept else "no unit is left"


def _update(net: Training, labels: Labels, p: Passes, few: bool, digits: int) -> str:
    said = []
    if few:
        for k, W in enumerate(net.weights):
            for j, i in np.ndindex(*W.shape):
                w, slope = float(W[j, i]), float(p.dL_dW[k][j, i])
                step = f"{rate(net)} · {bracketed(slope, digits)}"
                new = short(float(p.new_weights[k][j, i]), digits)
                said.append(f"{labels.weights[k][j][i]} = {short(w, digits)} − {step} = {new}")
    else:
        count = sum(W.size for W in net.weights)
        moving = sum(int(np.count_nonzero(slopes)) for slopes in p.dL_dW)
        still = "" if moving == count else "; the others have the gradient 0"
        which = f"{moving} of the {count}" if still else f"all {count}"
        said.append(f"{which} weights move at once{still}")
    before, after = short(p.loss, digits), short(p.new_loss, digits)
    if before == after:
        way = f"stays at {before}"
    else:
        way = f"{'falls' if p.new_loss < p.loss else 'rises'} from {before} to {after}"
    return f"Update with η = {rate(net)}: {', '.join(said)}. The loss {way}."
