"""What lesson 05 says in prose, and what its pictures say, comes out of a computation."""

import numpy as np
import pytest

from helpers.activations import sigmoid, sigmoid_prime
from helpers.checking import CheckFailed, NotAttempted
from helpers.gradients import Array, relative_error
from helpers.lessons import xor
from helpers.lessons.xor import Net, X, checks, figures, y
from helpers.lessons.xor.checks.variants import forward as slow_forward
from helpers.lessons.xor.checks.variants import slopes as nudged
from helpers.lessons.xor.checks.variants import wrong_axis
from tests.lesson import drawn, read
from tests.overprint import overprints

UNIT = np.array([[0.9, -0.3]]), np.array([0.4])
EPOCHS = (0, 500, 3000, 10_000)


@pytest.fixture(scope="module")
def films() -> dict[int, list[Net]]:
    return {h: xor.film_of_starts(h, 200, EPOCHS) for h in (2, 3, 4)}


def test_the_rule_is_xor_and_no_line_parts_its_corners() -> None:
    assert [int(a) ^ int(b) for a, b in X] == list(y[:, 0])
    right = []
    for angle in np.deg2rad(np.arange(0, 360, 5)):
        for shift in np.linspace(-1, 1, 21):
            bought = (X - 0.5) @ [np.cos(angle), np.sin(angle)] > shift
            right.append(int((bought == (y[:, 0] > 0.5)).sum()))
    assert max(right) == 3


def test_the_scores_of_opposite_corners_add_up_to_the_same() -> None:
    for seed in range(20):
        rng = np.random.default_rng(seed)
        z00, z01, z10, z11 = X @ rng.normal(size=2) + rng.normal()
        assert z00 + z11 == pytest.approx(z01 + z10)


def test_where_the_unit_ends_every_small_step_raises_the_loss() -> None:
    def loss(step: Array) -> float:
        return float(0.5 * np.sum((xor.unit_answers(X, step[:2][np.newaxis], step[2:]) - y) ** 2))

    steps = np.random.default_rng(0).normal(size=(500, 3))
    for step in 0.01 * steps / np.linalg.norm(steps, axis=1, keepdims=True):
        assert loss(step) > loss(np.zeros(3)) + 1e-8


def test_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    cells = read("notebooks", "05_xor").cells
    (program,) = [
        cell.source.split("```python\n")[1].split("```")[0]
        for cell in cells
        if "```python" in cell.source
    ]

    def errors(text: str) -> list[float]:
        exec(text, {"np": np, "xor": xor, "sigmoid": sigmoid})
        return [round(float(line.split()[1]), 4) for line in capsys.readouterr().out.splitlines()]

    assert errors(program) == [0.4976] + 9 * [0.5]
    updates = [line for line in program.splitlines() if "- 0.1 *" in line]
    outside = program.replace("\n".join(updates) + "\n", "") + "\n".join(map(str.strip, updates))
    assert errors(outside) == 10 * [0.4976]
    rng = np.random.default_rng(0)
    W, b = rng.random((2, 1)).T, rng.random(1)
    climbed = xor.train_unit(X, y, W, b, -0.1, 100)[2]  # ŷ − y with +=
    assert np.sum((climbed - y) ** 2) > np.sum((xor.unit_answers(X, W, b) - y) ** 2)


def test_from_zero_the_loss_falls_on_one_side_and_rises_on_another() -> None:
    """Along `falls` the two units cancel but for the cube of w·x + b, which helps XOR."""

    def loss(net: Net) -> float:
        return float(0.5 * np.sum((xor.answers(net) - y[:, 0]) ** 2))

    zero = xor.equal_start(2, 0.0)
    falls = Net(
        np.array([[1.0, 1], [2, 2]]), np.array([-0.5, -1]), np.array([[-2.0, 1]]), np.array([0.5])
    )
    for step in (0.1, 0.3, 1.0):
        assert loss(Net(*(step * part for part in falls))) < loss(zero) == 0.5
        assert loss(zero._replace(b2=zero.b2 + step)) > 0.5
    assert not any(np.any(part) for part in xor.backward(X, y, *zero))


def test_rows_and_columns() -> None:
    W, b = UNIT
    assert (X @ W.T).ravel().round(12).tolist() == [0, -0.3, 0.9, 0.6]
    assert (X @ W.T + b).ravel().round(12).tolist() == [0.4, 0.1, 1.3, 1.0]
    assert "Row 2 and column 0: 1 · 0.9 + 0 · (−0.3) = 0.9" in figures.product(2).alt


def test_the_gradients_that_come_back_to_two_units() -> None:
    alt = figures.gradients().alt
    assert "dL/dz3 = −0.04925" in alt
    assert "dL/dh1 = 0.0985, dL/dh2 = −0.07388" in alt
    assert [-0.04925 * -2, -0.04925 * 1.5] == pytest.approx([0.0985, -0.0739], abs=1e-4)
    further = figures.gradients("backward 1").alt
    assert "· 0 = 0; dL/dw2" in further and "· 0 = 0; dL/dw4" in further


def test_no_words_overprint() -> None:
    shifts = [-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75]
    assert overprints(figures.one_line(), angle=range(0, 360, 45), shift=shifts) == []
    assert overprints(figures.moved_corners(), epoch=figures.EPOCHS) == []
    assert overprints(figures.gradients(), step=figures.STOPS) == []
    stills = (figures.unit, figures.product, figures.by_hand, figures.questions)
    for still in (*stills, figures.bent_boundary):
        assert overprints(still()) == []


def test_the_table_of_one_step() -> None:
    W, b = UNIT
    Z = X @ W.T + b
    y_hat = sigmoid(Z)
    d = (y_hat - y) * sigmoid_prime(Z)
    assert (X[[1, 3]] @ W.T).ravel() == pytest.approx([-0.3, 0.6])
    rows = np.hstack([Z, y_hat - y, sigmoid_prime(Z)]).round(3)
    assert rows.tolist() == [
        [0.4, 0.599, 0.240],
        [0.1, -0.475, 0.249],
        [1.3, -0.214, 0.168],
        [1.0, 0.731, 0.197],
    ]
    assert d[:, 0].round(4).tolist() == [0.1438, -0.1185, -0.0360, 0.1437]
    assert (d.T @ X).round(3).tolist() == [[0.108, 0.025]]
    assert d.sum().round(3) == 0.133
    assert [0.99 * 0.01, sigmoid_prime(0.0)] == pytest.approx([0.0099, 0.25])


def test_one_unit_ends_at_a_half() -> None:
    after = {n: xor.train_unit(X, y, *UNIT, 0.1, n) for n in (1000, 10_000)}
    assert np.abs(after[1000][2] - 0.5).max().round(4) == 0.0004
    assert np.abs(np.append(*after[1000][:2])).max().round(4) == 0.0024
    W, b, y_hat = after[10_000]
    assert np.abs(np.concatenate([W.ravel(), b, y_hat.ravel() - 0.5])).max() < 1e-9
    d = (0.5 - y) * 0.25
    assert not np.any(d.T @ X) and d.sum() == 0  # flat ground


def test_other_starts_of_one_unit_end_no_better() -> None:
    W, b = zip(*[_unit_start(seed) for seed in range(200)], strict=True)
    stack_W, stack_b = np.stack(W), np.stack(b)
    for _ in range(10_000):
        y_hat = sigmoid(X @ stack_W.mT + stack_b[:, np.newaxis, :])
        d = (y_hat - y) * y_hat * (1 - y_hat)
        stack_W, stack_b = stack_W - 0.1 * d.mT @ X, stack_b - 0.1 * d.sum(axis=1)
    at_half = np.abs(y_hat - 0.5).max(axis=(1, 2)) < 0.01
    assert at_half.sum() == 197
    others = y_hat[~at_half, :, 0]
    assert ((others > 0.5) == (y[:, 0] > 0.5)).sum(axis=1).tolist() == [3, 3, 3]
    losses = 0.5 * ((others - y[:, 0]) ** 2).sum(axis=1)
    assert losses.round(3).tolist() == [0.503] * 3
    assert 0.5 * np.sum((0.5 - y) ** 2) == 0.5


def _unit_start(seed: int) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(1, 2)), rng.normal(size=1)


def test_the_net_by_hand() -> None:
    net = Net(
        np.full((2, 2), 10.0), np.array([-5.0, -15]), np.array([[10.0, -10]]), np.array([-5.0])
    )
    _, A1, _, y_hat = xor.forward(X, *net)
    assert A1[1].round(3).tolist() == [0.993, 0.007]
    assert y_hat[1, 0].round(3) == 0.992
    assert A1[1] == pytest.approx(A1[2])
    assert np.linalg.norm(A1[0] - A1[3]) > 1
    assert xor.solved(net)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_forward_and_backward_agree_with_slow_loops_and_nudges(seed: int) -> None:
    net = xor.start(np.random.default_rng(seed), 3)
    for mine, slow in zip(xor.forward(X, *net), slow_forward(X, *net), strict=True):
        assert mine == pytest.approx(slow)
    for mine, slow in zip(xor.backward(X, y, *net), nudged(X, y, *net), strict=True):
        assert relative_error(mine, slow) < 1e-6


def test_a_stack_trains_as_each_net_alone_and_a_film_as_one_training() -> None:
    together = xor.train(xor.starts(3, 4), 50)
    alone = xor.train(xor.start(np.random.default_rng(2), 3), 50)
    for a, b in zip(together, alone, strict=True):
        assert a[2] == pytest.approx(b, abs=1e-12)
    said = []
    frames = xor.film(xor.starts(3, 4), [0, 20, 50], progress=lambda *now: said.append(now))
    assert said == [(0, 50), (20, 50), (50, 50)]
    same = xor.film_of_starts(3, 4, [0, 20, 50], progress=lambda *now: said.append(now))
    assert said[:3] == said[3:]
    for net in (frames[-1], same[-1]):
        for a, b in zip(together, net, strict=True):
            assert np.array_equal(a, b)


def test_equal_starts_stay_equal() -> None:
    zero = xor.train(xor.equal_start(2, 0.0), 10_000)
    assert not any(np.any(part) for part in zero)
    half = xor.train(xor.equal_start(2, 0.5), 10_000)
    assert np.array_equal(half.W1[0], half.W1[1]) and half.W2[0, 0] == half.W2[0, 1]
    assert xor.answers(half).round(2).tolist() == [0.03, 0.67, 0.67, 0.67]


def test_how_many_starts_solve_xor(films: dict[int, list[Net]]) -> None:
    counts = {h: [int(xor.solved(net).sum()) for net in film] for h, film in films.items()}
    assert [counts[h][-1] for h in (2, 3, 4)] == [163, 196, 199]
    assert [counts[h][1] for h in (2, 3, 4)] == [0, 0, 0]
    assert [round(100 * end) for end in xor.interval(163, 200)] == [76, 86]
    alone = xor.solved(films[2][-1])
    assert (bool(alone[0]), bool(alone[1])) == (False, True)
    # No seed is a near miss: no rounding of a platform decides a count by much.
    for film in films.values():
        off = np.abs(xor.answers(film[-1]) - y[:, 0]).max(axis=1)
        assert not np.any((off > 0.08) & (off < 0.4))


def test_what_the_stuck_nets_answer(films: dict[int, list[Net]]) -> None:
    stuck = films[2][-1]
    values = xor.answers(stuck)[~xor.solved(stuck)]
    halves = np.abs(values - 0.5) < 0.05
    right = np.abs(values - y[:, 0]) < 0.1
    two_and_two = (halves.sum(axis=1) == 2) & (right.sum(axis=1) == 2)
    assert len(values) == 37 and two_and_two.sum() > 30
    assert xor.answers(stuck)[0].round(1).tolist() == [0, 0.5, 1, 0.5]


def test_more_training_frees_two_more(films: dict[int, list[Net]]) -> None:
    assert int(xor.solved(xor.train(films[2][-1], 30_000)).sum()) == 165


def test_a_tiny_start_never_solves_it() -> None:
    assert not np.any(xor.solved(xor.train(xor.starts(4, 200, scale=0.01), 10_000)))


def wrong_axis_stacked(net: Net) -> Net:
    """The slopes with the planted bug, for a stack of nets with as many hidden units as rows."""
    A1 = sigmoid(X @ net.W1.mT + net.b1[:, np.newaxis, :])
    y_hat = sigmoid(A1 @ net.W2.mT + net.b2[:, np.newaxis, :])
    d2 = (y_hat - y) * y_hat * (1 - y_hat)
    d1 = d2 @ net.W2 * A1 * (1 - A1)
    return Net(d1.mT @ X, d1.sum(axis=2), d2.mT @ A1, d2.sum(axis=1))


def test_the_planted_bug_hides_where_rows_and_units_are_four() -> None:
    net = xor.starts(4, 200)
    for _ in range(10_000):
        slopes = wrong_axis_stacked(net)
        net = Net(*(p - 0.5 * s for p, s in zip(net, slopes, strict=True)))
    assert int(xor.solved(net).sum()) == 117
    with pytest.raises(ValueError, match="broadcast"):
        wrong_axis(X, y, *xor.start(np.random.default_rng(0), 3), 0.5)
    one = xor.start(np.random.default_rng(5), 4)
    stacked = wrong_axis_stacked(xor.stacked([one]))
    after = wrong_axis(X, y, *one, 0.5)
    for p, s, a in zip(one, stacked, after, strict=True):
        assert p - 0.5 * s[0] == pytest.approx(a)


def test_the_given_step_is_not_attempted_at_square_points() -> None:
    for point in checks.SQUARE:
        assert point[0].shape[0] == point[2].shape[0]
    assert {np.sign(len(X) - len(W1)) for X, _, W1, *_ in checks.OTHER} == {-1, 1}
    with pytest.raises(NotAttempted):
        checks.mend_step(wrong_axis)


def test_copies_of_one_unit_are_no_start() -> None:
    def copied(rng: np.random.Generator, n_hidden: int) -> Net:
        net = xor.start(rng, 1)
        return Net(
            np.tile(net.W1, (n_hidden, 1)),
            np.tile(net.b1, n_hidden),
            np.tile(net.W2, (1, n_hidden)),
            net.b2,
        )

    with pytest.raises(CheckFailed, match="hidden units 0 and 1 still hold the same numbers"):
        checks.start(copied)


def test_equal_rows_of_w1_are_a_start_where_w2_differs() -> None:
    def only_the_output(rng: np.random.Generator, n_hidden: int) -> Net:
        W2 = rng.normal(size=(1, n_hidden))
        return Net(np.ones((n_hidden, 2)), np.zeros(n_hidden), W2, np.zeros(1))

    nets = xor.stacked([only_the_output(np.random.default_rng(seed), 2) for seed in range(50)])
    assert np.array_equal(nets.W1[:, 0], nets.W1[:, 1])
    assert xor.solved(xor.train(nets, 10_000)).mean() > 0.9
    checks.start(only_the_output)


def test_wilsons_interval_is_the_score_interval() -> None:
    for end in xor.interval(163, 200):
        assert abs(163 / 200 - end) == pytest.approx(1.96 * np.sqrt(end * (1 - end) / 200))


def test_what_the_pictures_say(films: dict[int, list[Net]]) -> None:
    assert "right for 2 of the 4" in figures.one_line(0, 0).alt
    assert "right for 3 of the 4" in figures.one_line(240, -0.25).alt
    for angle in (45, 225):  # through both buys; at 135 and 315 through both others
        assert "right for 1 of the 4" in figures.one_line(angle, 0).alt
        assert "on neither side" in figures.one_line(angle, 0).alt
    assert "right for 1 of the 4" in figures.one_line(135, 0).alt
    assert "neither" not in figures.one_line(0, 0).alt
    boundary = figures.bent_boundary()
    assert "one unit predicts 0.50, 0.50, 0.50, 0.50, and no line is left" in boundary.alt
    assert "2-4-1 predicts 0.01, 0.99, 0.98, 0.02, 4 of 4 right" in boundary.alt
    right = {epoch: f"right for {n} of 4" for epoch, n in ((400, 3), (500, 3), (600, 4), (700, 4))}
    for epoch, says in right.items():
        assert says in figures.moved_corners(epoch).alt
    apart = {0: 0.54, 300: 0.51, 400: 0.49, 700: 0.03, 2000: 0, 10_000: 0}
    for epoch, far in apart.items():
        assert f"{far:.2f} apart" in figures.moved_corners(epoch).alt
    assert "right for 3 of 4" in figures.moved_corners().alt  # as the lesson opens it
    asks = figures.questions().alt
    assert "Set by hand: hidden unit 1 asks “at least one?”, hidden unit 2 “both?”" in asks
    assert "trained: hidden unit 1 asks “at least one?”, hidden unit 2 “not both?”" in asks
    strip = figures.strip_of_seeds(films, EPOCHS, 10_000)
    assert "163 of 200 for 2-2-1, 196 of 200 for 2-3-1, 199 of 200 for 2-4-1" in strip.alt


def test_moving_a_picture_is_drawing_it_there(films: dict[int, list[Net]]) -> None:
    def strip(epoch: int = 500):
        return figures.strip_of_seeds(films, EPOCHS, epoch)

    for draw, state in [
        (figures.one_line, {"angle": 105, "shift": 0.25}),
        (figures.moved_corners, {"epoch": 500}),
        (strip, {"epoch": 3000}),
    ]:
        moved = drawn(draw()).move(**state)
        assert moved.alt == draw(**state).alt
        assert moved.png() == draw(**state).png()
