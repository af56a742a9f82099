"""The course on one page, and the file docs/pictures/summary.svg that is made of it.

Made anew by: uv run python -c "from helpers.drawing import one_page; one_page.save()"
"""

import re
from io import StringIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes

from .picture import BACKWARD, CONTEXT, FORWARD, PARAMETER, Drawing, Picture, new_figure, still

FILE = Path(__file__).parents[2] / "docs" / "pictures" / "summary.svg"
Rows = list[tuple[str, ...]]

FOUR_LINES: Rows = [
    ("forward", "z = W·a + b, a = f(z), layer by layer"),
    ("loss", "how wrong ŷ is, one number"),
    ("backward", "gradients of all weights (chain rule)"),
    ("update", "w ← w − lr · dL/dw"),
]
BACKWARD_SWEEP: Rows = [
    ("dL/dz", "dL/da · f′(z)"),
    ("dL/dW", "dL/dz · aᵀ of the layer before"),
    ("dL/db", "dL/dz"),
    ("dL/da before", "Wᵀ · dL/dz"),
    ("of a batch", "dL/dZᵀ @ A  and  dL/dZ.sum(0)"),
    ("a fork", "gradients of all branches add up"),
]
DERIVATIVES: Rows = [
    ("xⁿ", "n · xⁿ⁻¹"),
    ("eˣ,  log x", "eˣ,  1/x"),
    ("f(g(x))", "f′(g(x)) · g′(x)"),
    ("sigmoid σ", "σ · (1 − σ), ¼ at most"),
    ("ReLU", "1 where z > 0, else 0"),
    ("linear", "1"),
    ("check it", "(f(x + h) − f(x − h)) / 2h,  h ≈ 1e-5"),
]
LOSSES: Rows = [
    ("a number, its mean", "linear", "mse", "2(ŷ − y)/(m · n_out)"),
    ("its median", "linear", "mae", "±1/(m · n_out)"),
    ("yes or no", "sigmoid", "binary_crossentropy", "(p − y)/m"),
    ("1 of k", "softmax", "categorical_crossentropy", "(P − Y)/m"),
    ("", "", "or sparse_categorical_crossentropy", ""),
]
OPTIMIZERS: Rows = [
    ("vanilla", "w ← w − lr·g", "lr 0.01"),
    ("momentum", "v ← β·v + g,  w ← w − lr·v", "lr 0.01, β 0.9"),
    ("AdaGrad", "s ← s + g²,  w ← w − lr·g/(√s + ε)", "lr 0.01"),
    ("RMSprop", "s ← ρ·s + (1 − ρ)·g², step as AdaGrad", "lr 0.001, ρ 0.9"),
    ("Adam", "m ← β1·m + (1 − β1)·g", "lr 0.001, β1 0.9"),
    ("", "v ← β2·v + (1 − β2)·g²", "β2 0.999"),
    ("", "w ← w − lr · [m/(1 − β1ᵗ)] / (√[v/(1 − β2ᵗ)] + ε)", "ε 1e-8, Keras 1e-7"),
]
DEFAULTS: Rows = [
    ("optimizer", "Adam, lr 0.001"),
    ("batch", "32 rows, shuffled anew each epoch"),
    ("start", "He for ReLU, else Glorot; biases 0"),
    ("validation", "the last rows; prices: never shuffled"),
    ("stop", "at the lowest validation loss"),
    ("exploding", "clip the gradient's norm"),
    ("judge", "several seeds, a baseline, unseen rows"),
]
TERMS: Rows = [
    ("forward pass", "inputs to loss; values are kept"),
    ("backward pass", "loss to weights: backpropagation"),
    ("learning rate", "η or lr: the step is η · gradient"),
    ("epoch", "all training rows used once"),
    ("batch size", "B, the rows that one update looks at"),
    ("gradient", "all derivatives; it points uphill"),
    ("gradient noise", "of a batch, ∝ 1/√B"),
    ("pre-activation", "z, before f; at the output: logit"),
    ("vanishing", "each sigmoid leaves ¼ or less"),
    ("overfitting", "noise learnt; validation loss turns up"),
    ("leakage", "a row knows what comes later"),
    ("test rows", "unseen until everything is chosen"),
]
MARKETS: Rows = [
    ("return", "log(price today / price yesterday)"),
    ("a year", "daily volatility · √252"),
    ("returns", "beat a constant forecast first"),
    ("volatility", "beat “tomorrow = today” first"),
]
WEAPONS: Rows = [
    ("early stopping", "go back to the lowest validation loss"),
    ("dropout", "in training a·mask/(1 − rate), else a"),
    ("L2", "loss + lam·ΣW², slope + 2·lam·W"),
]
LEFT: list[tuple[str, str, Rows, list[float]]] = [
    ("Your four lines", FORWARD, FOUR_LINES, [0, 1.0]),
    ("Backward, layer by layer", BACKWARD, BACKWARD_SWEEP, [0, 1.0]),
    ("Derivatives", BACKWARD, DERIVATIVES, [0, 1.0]),
    ("Weapons against overfitting", PARAMETER, WEAPONS, [0, 1.0]),
]
RIGHT: list[tuple[str, str, Rows, list[float]]] = [
    ("Terms", FORWARD, TERMS, [0, 1.05]),
    ("Start with", PARAMETER, DEFAULTS, [0, 0.9]),
    ("Markets", BACKWARD, MARKETS, [0, 0.9]),
]
WIDE: list[tuple[str, str, Rows, list[float]]] = [
    ("Loss and output (Keras's names)", BACKWARD, LOSSES, [0, 1.5, 2.7, 5.2]),
    ("Optimizers", PARAMETER, OPTIMIZERS, [0, 1.5, 5.2]),
]
LINE, GAP = 0.2, 0.17  # inches


def summary() -> Picture:
    """Return the course on one page: terms, formulas, derivatives, losses, optimizers, defaults."""
    return Picture(_draw_summary, _describe_summary).move()


def _draw_summary() -> Drawing:
    height = 0.62 + _height(LEFT) + _height(WIDE) + 0.1
    figure, (ax,) = new_figure(8.0, height)
    figure.set_layout_engine("none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 8.0), ylim=(height, 0))
    ax.axis("off")
    ax.text(0.25, 0.32, "Downhill on one page", size=15, weight="bold", va="center")
    _column(ax, LEFT, 0.25, 0.62, 3.85)
    _column(ax, RIGHT, 4.2, 0.62, 7.75)
    _column(ax, WIDE, 0.25, 0.62 + _height(LEFT), 7.75)

    return figure, still


def _describe_summary() -> str:
    return (
        "The course on one page: the four lines of training, the backward sweep, derivatives, "
        "weapons against overfitting, terms, usual settings (Adam, 0.001, batch 32), which "
        "loss goes with which output, and the update rules of five optimizers."
    )


def page_lines(picture: Picture) -> str:
    """Return all that is written on the page, a line each, in the order of the page."""
    return "\n".join(text.get_text() for text in picture.figure.axes[0].texts)


def save(path: Path = FILE) -> None:
    """Write the page as an SVG; its description holds all the words, for search and readers."""
    picture = summary()
    buffer = StringIO()
    with mpl.rc_context({"svg.hashsalt": "downhill", "svg.fonttype": "path"}):
        about = {"Title": "Downhill on one page", "Description": page_lines(picture), "Date": None}
        picture.figure.savefig(buffer, format="svg", metadata=about)
    lines = (line.rstrip() for line in buffer.getvalue().splitlines())
    path.write_text(re.sub(r"\n+", "\n", "\n".join(lines)) + "\n", encoding="utf-8", newline="\n")


def _height(tables: list[tuple[str, str, Rows, list[float]]]) -> float:
    return sum(0.3 + LINE * len(rows) + GAP for _, _, rows, _ in tables)


def _column(
    ax: Axes,
    tables: list[tuple[str, str, Rows, list[float]]],
    x: float,
    y: float,
    end: float,
) -> None:
    """Write tables below one another: a heading in colour, a line, then rows in columns."""
    for title, colour, rows, places in tables:
        ax.text(x, y, title, size=10.5, weight="bold", color=colour, va="center")
        ax.plot([x, end], [y + 0.13, y + 0.13], color=CONTEXT, linewidth=0.8)
        y += 0.3
        for row in rows:
            for k, (place, text) in enumerate(zip(places, row, strict=True)):
                if text:
                    grey = "#333333" if k else "black"
                    ax.text(x + place, y, text, size=9, va="center", color=grey)
            y += LINE
        y += GAP
