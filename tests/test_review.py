"""The reviews: each right answer by another way, each slip's reply, and no numbers in doubt."""

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from course import anatomy, derived
from course.errors import CourseError
from course.grading.lesson import read_lesson
from helpers.gradients import numerical_gradient
from helpers.lessons import review
from helpers.lessons.review.pool import POOL
from helpers.lessons.review.question import (
    APART,
    TOLERANCE,
    Question,
    QuestionKind,
    Slip,
    equal,
    say,
)
from helpers.lessons.review.questions import COUNT, drawn_kinds, reply_to

from .bank import EVERY
from .lesson import ROOT, read

SEEDS = range(200)
REVIEWS = {"03": "03_weights_review", "07": "07_networks_review", "11": "11_training_review"}


def slope(f: Callable[[float], float], at: float) -> float:
    """Return a derivative by a central difference of high order."""
    h = 1e-3
    return (8 * (f(at + h) - f(at - h)) - (f(at + 2 * h) - f(at - 2 * h))) / (12 * h)


def sigma(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def logit(a: float) -> float:
    return math.log(a) - math.log(1 - a)


def loss(x: float, w1: float, w2: float, y: float) -> float:
    return 0.5 * (w2 * (w1 * x) - y) ** 2


def matrices(m: int, n_in: int, n_out: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return A, W and dL/dZ of a dense layer."""
    return np.ones((m, n_in)), np.ones((n_out, n_in)), np.ones((m, n_out))


def of_weights(m: int, n_in: int, n_out: int) -> tuple[int, ...]:
    A, _, dL_dZ = matrices(m, n_in, n_out)
    return (dL_dZ.T @ A).shape


def of_inputs(m: int, n_in: int, n_out: int) -> tuple[int, ...]:
    _, W, dL_dZ = matrices(m, n_in, n_out)
    return (dL_dZ @ W).shape


def cross_entropy(p: float) -> float:
    """Return the derivative by the true class's logit, the second class's being 0."""
    return slope(lambda z: math.log(1 + math.exp(-z)), logit(p))


def spread(by: Callable[[float], float]) -> float:
    """Return the standard deviation that makes a factor, which grows with the variance, 1."""
    low, high = 0.0, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if by(middle**2) < 1 else (low, middle)
    return low


def clipped(g: tuple[float, float], limit: float) -> tuple[float, float]:
    """Return the vector of that length in the same direction, by its angle."""
    angle = math.atan2(g[1], g[0])
    return limit * math.cos(angle), limit * math.sin(angle)


def stable(f: Callable[[float], float], lowest: float = 0.0) -> float:
    """Return the largest rate at which a hundred steps from near the minimum end nearer to it."""
    low, high = 0.0, 10.0
    for _ in range(60):
        lr, distance = (low + high) / 2, 1.0
        for _ in range(100):
            distance -= lr * slope(f, lowest + distance)
            if abs(distance) > 1.5:
                break
        low, high = (lr, high) if abs(distance) <= 1 else (low, lr)
    return low


def walked(s: float, n: int, lr: float, d: float) -> float:
    for _ in range(n):
        d -= lr * slope(lambda w: s * w**2 / 2, d)
    return d


def updates(batch: int, epochs: int, m: int) -> int:
    return epochs * len(range(0, m, batch))


def velocity(beta: float, gradients: Iterable[float]) -> float:
    found = 0.0
    for g in gradients:
        found = beta * found + g
    return found


def adam(lr: float, g: float) -> float:
    """Return Adam's first step by all its lines."""
    m, v = 0.9 * 0 + 0.1 * g, 0.999 * 0 + 0.001 * g**2
    return -lr * (m / (1 - 0.9)) / (math.sqrt(v / (1 - 0.999)) + 1e-12)


def diagnosis(baseline: float, train: float, low: float, end: float) -> str:
    if train > 0.9 * baseline:
        return "A"
    return "B" if end > 1.2 * low else "C"


def squares(y: Any, y_hat: Any) -> float:
    return float(np.var(np.subtract(y, y_hat)) + np.mean(np.subtract(y, y_hat)) ** 2)


BY_ANOTHER_WAY: dict[str, Callable[..., Any]] = {
    "power_rule": lambda a, b, c, x: slope(lambda t: a * t**3 + b * t**2 + c, x),
    "central_difference": lambda h, low, middle, high: np.polyfit(
        [-h, 0, h], [low, middle, high], 2
    )[1],
    "gradient": lambda a, b, x, y: (
        slope(lambda t: a * t**2 + b * t * y, x),
        slope(lambda t: a * x**2 + b * x * t, y),
    ),
    "nodes_in_a_row": lambda a, b, x: slope(lambda t: (a * t + b) ** 2, x),
    "upstream_times_local": lambda q, r, up: slope(lambda t: up * (t * r), q),
    "fork": lambda a, c, x: slope(lambda t: c * (a * t + t**2), x),
    "loss_of_two_weights": loss,
    "gradient_of_w1": lambda x, w1, w2, y: slope(lambda t: loss(x, t, w2, y), w1),
    "update_rule": lambda w, g, lr: w + lr * abs(g) * (-1 if g > 0 else 1),
    "past_a_sigmoid": lambda a, up: slope(lambda z: up * sigma(z), logit(a)),
    "error_signal": lambda y_hat, y: slope(lambda z: (sigma(z) - y) ** 2 / 2, logit(y_hat)),
    "hidden_error_signal": lambda delta, w3, h1: slope(
        lambda z: delta * w3 * sigma(z), logit(h1)
    ),
    "number_of_parameters": lambda n_in, h: sum(
        np.zeros(shape).size for shape in ((h, n_in), (h,), (1, h), (1,))
    ),
    "shared_bias": lambda deltas: slope(lambda b: sum(d * b for d in deltas), 0.3),
    "relu_layer": lambda W, a, b: tuple(
        max(0, sum(w * v for w, v in zip(row, a, strict=True)) + c)
        for row, c in zip(W, b, strict=True)
    ),
    "shape_of_weights": of_weights,
    "gradient_of_the_inputs": lambda W, g: numerical_gradient(
        lambda a: float(np.dot(g, np.dot(W, a))), np.array([0.3, -0.7])
    ),
    "shape_of_inputs": of_inputs,
    "softmax_of_three": lambda z, k: 1 / sum(math.exp(other - z[k]) for other in z),
    "error_at_a_logit": cross_entropy,
    "vanishing": lambda n, w, s: math.prod([w, s] * n),
    "he_spread": lambda n_in, n_out: spread(lambda v: n_in * v / 2),
    "glorot_spread": lambda n_in, n_out: spread(lambda v: v * (n_in + n_out) / 2),
    "clipping": clipped,
    "largest_stable_rate": lambda c: stable(lambda w: c * w**2),
    "distance_left": walked,
    "stable_for_one_sample": lambda x, y: stable(lambda w: (w * x - y) ** 2 / 2, y / x),
    "number_of_updates": updates,
    "standard_error": lambda spread, n: math.sqrt(n * (spread / n) ** 2),
    "gradient_noise": lambda noise, batch, k: math.sqrt(k * (noise / k) ** 2),
    "end_velocity": lambda g, beta: velocity(beta, [g] * 2000),
    "second_velocity": lambda beta, first, second: velocity(beta, [first, second]),
    "first_step_of_adam": adam,
    "mean_squared_error": squares,
    "mean_absolute_error": lambda y, y_hat: np.mean(
        [max(a, b) - min(a, b) for a, b in zip(y, y_hat, strict=True)]
    ),
    "binary_cross_entropy": lambda p, y: -y * math.log(p) - (1 - y) * math.log(1 - p),
    "where_to_stop": lambda epochs, validation: min(
        zip(validation, epochs, strict=True)
    )[1],
    "reading_curves": diagnosis,
}  # fmt: skip

kinds = pytest.mark.parametrize("kind", POOL, ids=lambda kind: kind.name)


def draws(kind: QuestionKind) -> list[Question]:
    return [kind.draw(np.random.default_rng(seed)) for seed in SEEDS]


def test_every_kind_is_computed_by_another_way() -> None:
    assert [kind.name for kind in POOL] == list(BY_ANOTHER_WAY)


@kinds
def test_the_right_answer_by_another_way(kind: QuestionKind) -> None:
    for question in draws(kind):
        other = BY_ANOTHER_WAY[kind.name](**question.given)
        if isinstance(question.right, str):
            assert other == question.right
        else:
            assert np.allclose(other, question.right, rtol=1e-6, atol=1e-9), question
        assert reply_to(question, question.right) == ("Right.", False)


@kinds
def test_each_slip_gets_its_reply_and_none_is_in_doubt(kind: QuestionKind) -> None:
    assert len(kind.draw(np.random.default_rng(0)).slips) >= 2
    for question in draws(kind):
        for slip in question.slips:
            assert not equal(slip.value, question.right, APART)
            assert reply_to(question, slip.value) == (slip.reply, True), question


@kinds
def test_three_digits_are_enough(kind: QuestionKind) -> None:
    for question in draws(kind):
        if not isinstance(question.right, str):
            rounded = [float(f"{v:.3g}") for v in np.atleast_1d(question.right)]
            answer = rounded[0] if len(rounded) == 1 else rounded
            assert reply_to(question, answer) == ("Right.", False), question


@kinds
def test_the_text_has_the_numbers(kind: QuestionKind) -> None:
    texts = set()
    for question in draws(kind):
        texts.add(question.text)
        for name, value in question.given.items():
            if name in ("k", "h"):  # an index or a factor, or half a distance, as the text says it
                continue
            for number in np.ravel(value):
                forms = {say(abs(number)), f"{abs(number):.2f}"}
                assert any(form in question.text for form in forms), (question.text, name)
        assert re.search(r"[?.]$", question.text) and "  " not in question.text.replace(
            "epoch  ", ""
        )
        assert not re.search(r"\+ −|− −|nan|[ (]-\d", question.text), question.text
    assert len(texts) > 10, "the numbers hardly differ from run to run"


def test_the_update_rule_is_asked_for_both_signs() -> None:
    kind = next(kind for kind in POOL if kind.name == "update_rule")
    assert {math.copysign(1, question.given["g"]) for question in draws(kind)} == {-1, 1}


def test_every_diagnosis_comes_up() -> None:
    kind = next(kind for kind in POOL if kind.name == "reading_curves")
    assert {question.right for question in draws(kind)} == {"A", "B", "C"}


@kinds
def test_the_place_to_look_at_exists(kind: QuestionKind) -> None:
    (name,) = (n for n in EVERY if n[:2] == kind.lesson and n not in REVIEWS.values())
    prose = "\n".join(c.source for c in read("solutions", name).cells)
    assert f"## {kind.section}\n" in f"{prose}\n"


@pytest.mark.parametrize("lesson", REVIEWS)
def test_questions_cover_the_lessons_evenly(lesson: str) -> None:
    before = {"03": "00", "07": "03", "11": "07"}[lesson]
    seen: dict[str, int] = {f"{n:02}": 0 for n in range(1, int(lesson) + 1)}
    for seed in SEEDS:
        chosen = drawn_kinds(lesson, np.random.default_rng(seed))
        assert len({kind.name for kind in chosen}) == len(chosen) == COUNT[lesson]
        asked = [kind.lesson for kind in chosen]
        assert {n for n in seen if n > before} <= set(asked)
        assert max(map(asked.count, asked)) <= (3 if lesson == "03" else 2)
        for name in asked:
            seen[name] += 1
    for group in ({n for n in seen if n > before}, {n for n in seen if n <= before}):
        counts = [seen[n] for n in group]
        assert not counts or max(counts) <= 1.5 * min(counts), seen


def test_numbers_differ_from_run_to_run(capsys: pytest.CaptureFixture[str]) -> None:
    def shown(seed: int | None = None) -> str:
        review.start("03", seed)
        return capsys.readouterr().out

    assert shown(7) == shown(7)
    assert len({shown() for _ in range(5)}) > 1
    seed = re.search(r"seed=(\d+)", shown())
    assert seed and shown(int(seed[1])).startswith(f'review.start("03", seed={seed[1]})')


def test_again_asks_the_same_with_new_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    questions = review.start("07", seed=1)
    first = capsys.readouterr().out.partition("\n\n")[2]
    questions.again()
    second = capsys.readouterr().out
    assert first != second
    for text in (first, second):
        assert re.findall(r"^(\d+)\. ", text, re.M) == [str(n) for n in range(1, 9)]
    # The words stay, and only numbers change.
    assert (
        len({" ".join(re.sub(r"[−+\d.,()]+", "", text).split()) for text in (first, second)}) == 1
    )


def test_replies(capsys: pytest.CaptureFixture[str]) -> None:
    questions = review.start("11", seed=2)
    capsys.readouterr()
    questions.show_answers()
    told = capsys.readouterr().out.splitlines()
    right = [line.partition(". ")[2].replace("−", "-") for line in told]
    assert len(right) == 8
    answers = [a if a in "ABC" else eval(a) for a in right]
    questions.reply(answers)
    assert capsys.readouterr().out.split("\n")[:8] == [f"{n}. Right." for n in range(1, 9)]
    questions.reply({2: 12345.678, 3: "x", 4: None, 9: 1})
    said = re.sub(r"\s+", " ", capsys.readouterr().out)
    assert "1. Not answered yet. 2. Not right. Look at lesson " in said
    assert "3. This can't be read. Give one number" in said
    assert "4. Not answered yet." in said and said.endswith("There is no question 9. ")


def test_answers_of_other_forms() -> None:
    pair = Question("", (3.0, -4.0), (Slip((-4.0, 3.0), "in the other order"),))
    for answer in ((3, -4), [3, -4.0], np.array([3.0, -4.0])):
        assert reply_to(pair, answer) == ("Right.", False)
    assert reply_to(pair, (-4, 3)) == ("in the other order", True)
    for answer in (3, (3, -4, 0), "(3, -4)", (3, "x"), float("nan")):
        assert reply_to(pair, answer)[0].startswith("This can't be read. Give 2 numbers")
    letter = Question("", "A", (Slip("B", "no"),))
    assert reply_to(letter, " a ") == ("Right.", False)
    assert reply_to(letter, "b") == ("no", True)
    assert reply_to(letter, 1)[0].endswith('such as `"A"`.')
    number = Question("", 1 / 3, ())
    assert reply_to(number, np.array([0.333])) == ("Right.", False)
    assert reply_to(number, 0.33) == ("Right to two digits. Give three.", False)
    for answer in (0.3, 0.34):
        assert reply_to(number, answer) == ("Not right.", True)
    rough = Question("", (1 / 3, -1 / 9), ())
    assert reply_to(rough, (0.33, -0.11)) == ("Right to two digits. Give three.", False)
    assert reply_to(number, float("inf"))[0].startswith("This can't be read")


def test_unclear_numbers_are_drawn_again() -> None:
    def make(rng: np.random.Generator) -> Question:
        value = int(rng.integers(3))
        return Question("", 2.0, (Slip(float(value), ""),))

    kind = QuestionKind("", "", "", make)
    assert {kind.draw(np.random.default_rng(s)).slips[0].value for s in range(20)} == {0.0, 1.0}
    never = QuestionKind("never", "", "", lambda rng: Question("", 2.0, (Slip(2.0, ""),)))
    with pytest.raises(RuntimeError, match="no clear question of kind never"):
        never.draw(np.random.default_rng(0))
    assert APART > 2 * TOLERANCE


def test_a_lesson_without_a_review_is_refused() -> None:
    with pytest.raises(ValueError, match="no review follows lesson '04'; there are 03, 07, 11"):
        review.start("04")


@pytest.mark.parametrize(("lesson", "name"), REVIEWS.items())
def test_a_review_follows_its_lesson(lesson: str, name: str) -> None:
    assert EVERY[EVERY.index(name) - 1].startswith(f"{lesson}_")
    assert EVERY[EVERY.index(name) + 1].startswith(f"{int(lesson) + 1:02}_")
    notebook = read("solutions", name)
    assert anatomy.is_review(notebook) and anatomy.is_ungraded(notebook)
    code = "\n".join(c.source for c in notebook.cells if c.cell_type == "code")
    assert f'review.start("{lesson}")' in code
    assert re.findall(r"^    (\d+): \.\.\.,$", code, re.M) == [
        str(n) for n in range(1, COUNT[lesson] + 1)
    ]
    prose = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    assert f"prints {({7: 'seven', 8: 'eight'})[COUNT[lesson]]} questions" in prose


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("About 10 minutes", "About 20 minutes", "must say `About 10 minutes`"),
        ("questions = review.start", "q = review.start", "needs `questions = review.start"),
        ("\nquestions.reply(", "\n# questions.reply(", "and `questions.reply"),
    ],
)
def test_a_review_is_so_by_rule(old: str, new: str, says: str) -> None:
    notebook, name = read("solutions", REVIEWS["03"]), f"lessons/{REVIEWS['03']}/weights_review.py"
    assert anatomy.problems(notebook, name) == []
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)
    (said,) = anatomy.problems(notebook, name)
    assert says in said


@pytest.mark.parametrize("name", REVIEWS.values())
def test_course_grade_does_not_take_it(name: str) -> None:
    with pytest.raises(CourseError, match=f"{name} is ungraded"):
        read_lesson(derived.settings(ROOT), name)


@pytest.mark.parametrize("name", REVIEWS.values())
def test_an_untouched_review_runs_and_shows_text_only(name: str) -> None:
    notebook = nbformat.from_dict(read("notebooks", name))
    place = {"metadata": {"path": str(ROOT / "notebooks" / name)}}
    NotebookClient(notebook, timeout=120, startup_timeout=300, resources=place).execute()
    outputs = [out for c in notebook.cells if c.cell_type == "code" for out in c.outputs]
    assert {(out.output_type, out.name) for out in outputs} == {("stream", "stdout")}
    said = "".join(out.text for out in outputs)
    assert said.count("Not answered yet.") == COUNT[name[:2]]
