"""The field's terms stand in the lesson that teaches them, bold where they first appear."""

import re

import pytest

from course.glossary import terms_of

from .bank import LESSONS
from .lesson import ROOT, read

# Each is searched as it stands, capitals aside; (a|b) are forms of one term.
TERMS = {
    "01": "derivative, partial derivatives?, gradient, numerical derivative, "
    "truncation error, rounding error, gradient check",
    "02": "computation graph, nodes?, edges?, chain rule, forward pass, backward pass, "
    "upstream gradient, local gradient, backpropagation, "
    "automatic differentiation",
    "03": "neural network, neurons?, weights?, prediction, loss function, "
    "squared error, gradient descent, learning rate, η, update rule, epoch, "
    "hyperparameter, backpropagation",
    "04": "activation function, sigmoid, tanh, pre-activation, saturat(ed|ion|es), "
    "error signal, δ, non-linear(ity)?",
    "05": "bias, layer, hidden layer, linearly separable, initialisation, "
    "symmetry breaking, local minimum, saddle( point)?, universal approximation",
    "06": "(dense|fully connected), feed-forward, vectori[sz](ed|ation), batch, ReLU, "
    "softmax, one-hot, cross-entropy, logits?",
    "07": "vanishing gradient, exploding gradient, (Xavier|Glorot), He initialisation, "
    "gradient clipping, batch normali[sz]ation, dying ReLU",
    "08": "converge(s|nce), diverge(s|nce), oscillat(ion|es), curvature, second derivative, "
    "Hessian, learning-rate finder, local minimum",
    "09": "stochastic gradient descent, mini-batch, full-batch, iteration, "
    "gradient noise, i\\.i\\.d\\., standard error, learning-rate schedule, warm-up",
    "10": "momentum, Nesterov, AdaGrad, RMSprop, Adaptive Moment Estimation, AdamW, "
    "bias correction, ill-conditioned, exponential moving average",
    "11": "training set, validation set, test set, generali[sz]ation, underfitting, "
    "overfitting, MSE, MAE, (BCE|binary cross-entropy), "
    "(CCE|categorical cross-entropy), (expectile|quantile) loss, "
    "regulari[sz]ation",
    "12": "realised variance, log returns?, look-ahead bias, leakage, baseline, HAR, "
    "EWMA, (rolling|walk-forward), out of sample, QLIKE, HAC, Newey–West, "
    "Diebold–Mariano",
    "13": "framework, TensorFlow, automatic differentiation, callback, dropout, "
    "early stopping, L2, weight decay, accuracy, precision, recall, "
    "cross-validation",
}  # fmt: skip
TAUGHT = [(lesson, term) for lesson, all_ in TERMS.items() for term in all_.split(", ")]
# Backpropagation is met again in every lesson after the one that names it.
AGAIN = [name for name in LESSONS if "03" <= name[:2] <= "13"]


def prose(lesson: str) -> str:
    """Return what a student reads of a lesson."""
    name = next(name for name in LESSONS if name.startswith(lesson))
    cells = read("notebooks", name).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.mark.parametrize(("lesson", "term"), TAUGHT)
def test_a_term_is_taught_where_it_belongs(lesson: str, term: str) -> None:
    text = prose(lesson)
    asked = re.compile(rf"(?<!\w){term}(?!\w)".replace(" ", r"\s+"), re.I)
    assert asked.search(text), "it does not stand there"
    assert any(map(asked.search, re.findall(r"\*\*(.+?)\*\*", text, re.S))), "it is nowhere bold"


@pytest.mark.parametrize("lesson", AGAIN)
def test_backpropagation_is_met_again(lesson: str) -> None:
    assert "backpropagation" in prose(lesson[:2]).lower()


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_glossary_has_the_terms_of_a_lesson(lesson: str) -> None:
    rows = terms_of(read("solutions", lesson), lesson[:2])
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert rows
    for row in rows:
        assert f"| {row.term} | {row.symbol} | {row.meaning} | {row.lesson} |" in page
