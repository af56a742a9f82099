"""What lesson 10 says in prose, and what its pictures say, comes out of a computation."""

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers.checking.function import FunctionCheck
from helpers.gradients import numerical_gradient
from helpers.lessons.optimizers import checks, figures, ravine, real_net, self_check
from helpers.lessons.optimizers.checks import variants as v
from helpers.lessons.optimizers.figures.memory import (
    CALM,
    CRISIS,
    days_to_recover,
    regimes,
    size,
    step_sizes,
)
from helpers.lessons.optimizers.figures.paths import LR
from helpers.many_networks import losses_and_gradients
from helpers.market import dataset
from helpers.market.prices import load_prices
from helpers.network import Network
from helpers.optimizers import SGD, AdaGrad, Adam, Momentum, Optimizer, RMSprop
from helpers.training import minibatches
from tests.lesson import drawn

STEPS = [checks.rmsprop_step, checks.adam_step]
CHECKS = [*STEPS, checks.momentum_path, checks.mend_adam]


def moves(rule: Optimizer, slopes: list[float]) -> np.ndarray:
    """The steps (n,) of one weight."""
    w = np.zeros(1)
    seen = [0.0]
    for g in slopes:
        rule.step(w, np.array([g]))
        seen.append(float(w[0]))
    return np.diff(seen)


# The market and the ravine


def test_the_crisis_is_ten_times_the_calm_year_and_its_slopes_a_hundred_times() -> None:
    calm, crisis = regimes()
    assert size(crisis) / size(calm) == pytest.approx(10, rel=0.01)
    assert (size(crisis) / size(calm)) ** 2 == pytest.approx(100, rel=0.02)
    assert "0.43% in 2017 and 4.23%" in figures.calm_and_crisis().alt


def test_the_ravine_is_what_the_formulas_say() -> None:
    for w in ([2.0, -0.3], [-9.0, 0.9]):
        a, b = w
        assert ravine.loss(np.array(w)) == pytest.approx(0.5 * (a**2 + 100 * b**2))
        assert ravine.slope(np.array(w)) == pytest.approx([a, 100 * b])
        slope = numerical_gradient(ravine.loss, w)
        assert ravine.slope(np.array(w)) == pytest.approx(slope, rel=1e-5)


def test_vanilla_jumps_across_and_creeps_along() -> None:
    path = ravine.walk(SGD(LR), 5)
    assert path[1:, 1] / path[:-1, 1] == pytest.approx(np.full(5, -0.8))
    assert path[1:, 0] / path[:-1, 0] == pytest.approx(np.full(5, 0.982))
    assert abs(ravine.walk(SGD(0.0199), 500)[-1, 1]) < 1 < abs(ravine.walk(SGD(0.0201), 500)[-1, 1])


# Momentum


def test_the_worked_example_of_momentum() -> None:
    w, velocity = np.array([1.0]), np.zeros(1)
    seen = []
    for g in (4.0, 4.0, -2.0):
        w, velocity = v.momentum_step(w, np.array([g]), velocity, 0.2, 0.9)
        seen.append((round(float(velocity[0]), 4), round(float(w[0]), 4)))
    assert seen == [(4, 0.2), (7.6, -1.32), (4.84, -2.288)]


def test_the_first_rows_of_the_walk() -> None:
    path = checks.momentum_path.reference(np.array([-9.0, 0.9]), 0.018, 0.9, 60)
    assert path[1] == pytest.approx([-8.838, -0.72])
    assert path[2] == pytest.approx([-8.5331, -0.882], abs=5e-5)
    assert path == pytest.approx(ravine.walk(Momentum(LR), 60))
    assert checks.momentum_path.reference(np.array([-9.0, 0.9]), 0.018, 0.0, 60) == pytest.approx(
        ravine.walk(SGD(LR), 60)
    )


def test_slopes_that_agree_add_up_and_slopes_that_quarrel_cancel() -> None:
    assert moves(Momentum(1.0), [1.0] * 300)[-1] == pytest.approx(-10)
    ends = moves(Momentum(1.0), [1.0, -1.0] * 150)[-2:]
    assert sorted(np.round(ends, 2)) == [-0.53, 0.53]


def test_at_step_16_the_slope_pulls_back_and_the_walker_goes_on() -> None:
    path = ravine.walk(Momentum(LR), 24)
    back = [n for n in range(1, 25) if path[n - 1, 0] > 0 and path[n, 0] > path[n - 1, 0]]
    assert back[0] == 16
    assert "memory moves a by +0.52 and the gradient by -0.001" in figures.velocity(16).alt
    assert "memory moves a by +0.00 and the gradient by +0.162" in figures.velocity(1).alt


def test_momentum_beside_vanilla() -> None:
    vanilla, momentum = (ravine.walk(rule, 60) for rule in (SGD(LR), Momentum(LR)))
    swings = [np.sum(np.abs(path[:, 1]) > 0.1) for path in (momentum, vanilla)]
    assert swings[0] > 3 * swings[1]
    losses = [round(ravine.loss(path[-1]), 2) for path in (vanilla, momentum)]
    assert losses == [4.58, 0.10]
    assert (round(vanilla[-1, 0], 2), round(momentum[:, 0].max(), 2)) == (-3.03, 2.46)
    assert np.diff(momentum[:, 0]).min() < 0  # it turns back


def test_vanilla_s_zigzag_dies_out_and_the_walker_is_still_far_away() -> None:
    path = ravine.walk(SGD(LR), 20)
    assert (path[:-1, 1] * path[1:, 1] < 0).all()
    assert abs(path[-1, 1]) < 0.02 * abs(path[0, 1])
    assert path[-1, 0] == pytest.approx(-6.26, abs=5e-3)
    assert "only to a = -6.26" in figures.zigzag().alt


# AdaGrad and RMSprop


def test_the_worked_example_of_adagrad() -> None:
    for slopes in ([3.0, 4.0], [300.0, 400.0]):
        assert moves(AdaGrad(0.2), slopes) == pytest.approx([-0.2, -0.16])
    constant = moves(AdaGrad(0.2), [5.0] * 3)
    assert constant == pytest.approx([-0.2, -0.2 / np.sqrt(2), -0.2 / np.sqrt(3)])


def test_rmsprop_settles_at_the_square_and_steps_by_lr() -> None:
    rule = RMSprop(0.2)
    assert moves(rule, [3.0] * 300)[-1] == pytest.approx(-0.2)
    assert float(np.asarray(rule.s)[0]) == pytest.approx(9)


def test_after_the_storm() -> None:
    assert days_to_recover(0.9) == 100
    after_crisis = 0.9**20 + (1 - 0.9**20) * 100**2
    assert after_crisis == pytest.approx(8800, rel=0.005)
    left = 8800 * 0.9**100
    assert round(left, 2) == 0.23 and round(1 / np.sqrt(1 + left), 2) == 0.9
    lengths = step_sizes(0.9)
    assert np.round(lengths[[0, CALM]], 2) == pytest.approx([3.16, 3.16])
    assert (np.argsort(lengths)[-2:] % CALM == 0).all() and round(1 / np.sqrt(0.1), 2) == 3.16
    assert (step_sizes(None)[CALM + CRISIS :] < 0.9).all()
    assert round(step_sizes(None)[-1], 4) == 0.0022
    assert "are back at 90% of lr 100 days after" in figures.after_the_storm().alt
    own = moves(RMSprop(1.0), [1.0] * 3 + [100.0, 1.0])
    s, expected = 0.0, []
    for g in (1, 1, 1, 100, 1):
        s = 0.9 * s + 0.1 * g**2
        expected.append(-g / np.sqrt(s))
    assert own == pytest.approx(expected)


# Adam


def test_adam_remembers_a_crisis_for_thousands_of_days() -> None:
    slopes = [1.0] * CALM + [100.0] * CRISIS + [1.0] * 10_000
    lengths = -moves(Adam(1.0), slopes)[CALM + CRISIS :]
    assert 2000 < np.flatnonzero(lengths < 0.9)[-1] + 2 < 10_000


def test_the_first_step_of_adam_by_hand() -> None:
    g = 4.0
    m, squares = 0.1 * g, 0.001 * g**2
    assert (m, squares) == pytest.approx((0.4, 0.016))
    assert round(m / np.sqrt(squares), 2) == 3.16
    assert (m / (1 - 0.9), squares / (1 - 0.999)) == pytest.approx((4, 16))


def test_adam_s_first_step_is_about_lr() -> None:
    w = np.zeros(3)
    Adam(0.001).step(w, np.array([0.0001, 1.0, 10_000.0]))
    assert -w == pytest.approx([0.001, 0.001, 0.001], rel=2e-4)
    w = np.zeros(3)
    Momentum(0.001).step(w, np.array([0.0001, 1.0, 10_000.0]))
    assert -w == pytest.approx([1e-7, 1e-3, 10])


def test_adam_without_correction() -> None:
    plain = v.adam(m_hat=lambda n: n.m, v_hat=lambda n: n.v)
    path = v.adam_walk(plain)(np.zeros(1), np.full((40, 1), 4.0), 1.0)[:, 0]
    lengths = -np.diff(path, prepend=0)
    assert round(lengths[0], 2) == 3.16
    assert (round(lengths.max(), 2), int(lengths.argmax()) + 1) == (6.57, 12)


def test_the_planted_bug_takes_a_right_first_step_and_stands_still() -> None:
    given = checks.mend_adam.unchanged
    assert given is not None
    rates = (0.1, 0.9, 0.999, 1e-8)
    path = given(np.zeros(1), np.full((4, 1), 4.0), *rates)[:, 0]
    assert list(np.round(-np.diff(path, prepend=0), 4)) == [0.1, 0.0235, 0.0044, 0.0007]
    right = v.adam_walk()(np.zeros(1), np.full((4, 1), 4.0), *rates)[:, 0]
    assert -np.diff(right, prepend=0) == pytest.approx(np.full(4, 0.1))
    for point in checks.mend_adam.points:
        assert given(*point)[0] == pytest.approx(checks.mend_adam.reference(*point)[0])


# The real net


@pytest.fixture(scope="module")
def at_best() -> dict[real_net.Way, np.ndarray]:
    """The mean of the last six validation losses, of ten starts, for each rule and schedule."""
    return {way: real_net.last_losses(found) for way, found in real_net.six_trainings().items()}


@pytest.mark.slow
def test_what_is_kept_of_the_six_rates_comes_out_again() -> None:
    for way, kept in real_net.ENDS.items():
        again = real_net.train(*way, *real_net.RATES).validation[-6:].mean(axis=(0, 2))
        assert np.array_equal(np.isnan(again), np.isnan(kept))
        # Long steps make the last digits of a sum count: another NumPy ends elsewhere.
        tame = np.array(real_net.RATES) <= 0.03
        np.testing.assert_allclose(again[tame], np.array(kept)[tame], atol=2e-3)
        np.testing.assert_allclose(again[~tame], np.array(kept)[~tame], atol=0.1)


def test_the_six_trainings(at_best: dict[real_net.Way, np.ndarray]) -> None:
    told = {
        ("vanilla", "constant"): (0.03, 0.417),
        ("momentum", "constant"): (0.003, 0.414),
        ("Adam", "constant"): (0.01, 0.411),
        ("vanilla", "falling"): (0.1, 0.408),
        ("momentum", "falling"): (0.03, 0.406),
        ("Adam", "falling"): (0.03, 0.406),
    }
    calls: list[tuple[int, int]] = []
    real_net.six_trainings(lambda done, total: calls.append((done, total)))
    assert calls == [(done, 6) for done in range(1, 7)]
    for way, (rate, end) in told.items():
        assert real_net.best_rate(*way) == rate
        assert at_best[way].shape == (10,)
        assert at_best[way].mean() == pytest.approx(end, abs=1e-3)
        assert at_best[way].mean() == pytest.approx(np.nanmin(real_net.ENDS[way]), abs=5e-5)
        assert 0.0025 < at_best[way].std(ddof=1) < 0.0065


def test_the_schedule_and_the_rule(at_best: dict[real_net.Way, np.ndarray]) -> None:
    means = {way: float(ends.mean()) for way, ends in at_best.items()}
    falling = [f"{means[rule, 'falling']:.4f}" for rule in real_net.RULES]
    assert falling == ["0.4081", "0.4062", "0.4061"]
    assert real_net.best_rate("momentum", "constant") == pytest.approx(
        real_net.best_rate("vanilla", "constant") / 10
    )
    curves = {way: found.validation.mean(axis=1) for way, found in real_net.six_trainings().items()}
    last = {rule: curves[rule, "constant"][-1] for rule in real_net.RULES}
    assert min(last, key=lambda rule: last[rule]) == "momentum"
    jumps = [
        np.abs(np.diff(curves[rule, "constant"][-real_net.LAST :])).max() for rule in real_net.RULES
    ]
    assert round(max(jumps), 3) == 0.012
    shares = [real_net.SCHEDULES["falling"](epoch) for epoch in (0, 1, 20)]  # type: ignore[misc]
    assert shares == [1, 1 - 1 / 20, 0]


def test_start_by_start(at_best: dict[real_net.Way, np.ndarray]) -> None:
    told = {  # the mean difference, its standard error, the starts in which it is above 0
        ("vanilla constant", "vanilla falling"): (0.0087, 0.0019, 10),
        ("momentum constant", "momentum falling"): (0.0077, 0.0027, 8),
        ("Adam constant", "Adam falling"): (0.0051, 0.0015, 8),
        ("vanilla constant", "momentum constant"): (0.0028, 0.0008, 10),
        ("vanilla constant", "Adam constant"): (0.0055, 0.0024, 7),
        ("momentum constant", "Adam constant"): (0.0027, 0.0027, 6),
        ("vanilla falling", "momentum falling"): (0.0019, 0.0020, 4),
        ("vanilla falling", "Adam falling"): (0.0020, 0.0024, 6),
        ("momentum falling", "Adam falling"): (0.0001, 0.0020, 4),
    }
    assert [(" ".join(higher), " ".join(lower)) for higher, lower in real_net.PAIRS] == list(told)
    for (higher, lower), (mean, error, above) in zip(real_net.PAIRS, told.values(), strict=True):
        gains = at_best[higher] - at_best[lower]
        own_error = gains.std(ddof=1) / np.sqrt(10)
        # Another NumPy ends a little elsewhere.
        assert (gains.mean(), own_error) == pytest.approx((mean, error), abs=3e-4)
        assert abs(np.sum(gains > 0) - above) <= 1
        counts = higher[1] != lower[1] or higher == ("vanilla", "constant")
        assert (gains.mean() > 2 * own_error) == counts
        if not counts:
            assert abs(gains.mean()) < 1.2 * own_error


def test_a_start_is_the_same_net_in_all_six_trainings() -> None:
    first = [found.validation[0] for found in real_net.six_trainings().values()]
    assert len(np.unique(first[0])) == 10
    for other in first[1:]:
        assert np.array_equal(other, first[0])


def test_who_tolerates_which_rates() -> None:
    for schedule in real_net.SCHEDULES:
        gone = {
            rule: [
                rate
                for rate, end in zip(real_net.RATES, real_net.ENDS[rule, schedule], strict=True)
                if np.isnan(end)
            ]
            for rule in real_net.RULES
        }
        assert gone == {"vanilla": [0.3], "momentum": [0.1, 0.3], "Adam": []}
    below = {rule: np.sum(np.array(real_net.ENDS[rule, "falling"]) < 0.42) for rule in gone}
    assert below == {"vanilla": 2, "momentum": 3, "Adam": 4}
    default = [real_net.ENDS["Adam", schedule][0] for schedule in ("constant", "falling")]
    assert (real_net.RATES[0], [round(end, 3) for end in default]) == (0.001, [0.433, 0.458])
    curve = real_net.six_trainings()["Adam", "constant"].validation.mean(axis=1)[1:]
    assert np.ptp(curve) > 0.05  # even the best constant rate jumps
    assert "Adam 0.4112 at lr = 0.01." in figures.real_net("constant").alt
    assert "lr = 0.03, diverging at 0.1 and 0.3; Adam" in figures.real_net("falling").alt


def test_the_net_s_rows_are_lesson_12_s() -> None:
    (X, y), (X_validation, _) = real_net.evenings()
    assert X.shape == (len(y), 13) and np.linalg.matrix_rank(X) == 13
    assert X.mean(axis=0) == pytest.approx(np.zeros(13)) and float(y.mean()) == pytest.approx(0)
    dates = dataset.rows(load_prices()).dates
    years = dates[[0, len(X) - 1, len(X), len(X) + len(X_validation) - 1]].astype("datetime64[Y]")
    assert [str(year) for year in years] == ["1999", "2011", "2011", "2015"]


def test_no_batch_is_a_crisis() -> None:
    (X, y), _ = real_net.evenings()
    sizes = (13, 16, 1)
    starts = np.stack([Network(sizes, seed=seed).parameters for seed in range(10)])
    parameters, rule, rng, rows = starts.copy(), Adam(0.03), np.random.default_rng(0), []
    for epoch in range(20):
        rule.lr = 0.03 * (1 - epoch / 20)
        lengths = []
        for batch in minibatches(X, y, 64, rng):
            gradient = losses_and_gradients(parameters, sizes, *batch, "relu", "linear")[1]
            rule.step(parameters, gradient)
            lengths.append(np.linalg.norm(gradient, axis=1))
        rows.append(np.max(lengths, axis=0) / np.min(lengths, axis=0))
    later = np.array(rows)[1:]
    assert later.max() < 12 and round(float(np.median(later))) == 5


def test_the_reply_to_a_drawing() -> None:
    paths = [ravine.walk(rule, 60) for rule in (SGD(LR), Momentum(LR))]

    def reply(drawn: list[np.ndarray], *names: str, label: bool = True, legend: bool = True) -> str:
        ax = Figure().subplots()
        for number, path in enumerate(drawn):
            ax.plot(*path.T, **({"label": f"line {number}"} if label else {}))
        for name in names:
            getattr(ax, f"set_{name}")(name)
        if legend and label and drawn:
            ax.legend()
        return self_check.two_paths(ax)

    assert reply([]) == "Nothing is drawn in `ax` yet."
    assert "the path of momentum" in reply(paths[:1])
    assert "the path of vanilla or of momentum" in reply([path / 2 for path in paths])
    assert reply([paths[0], paths[1][:, ::-1]]).startswith("The path of momentum has a and b exch")
    assert "vanilla has 30 steps; 60 are asked for" in reply([paths[0][:31], paths[1]])
    assert "Which axis is a" in reply(paths, "xlabel")
    assert "which line is which" in reply(paths, "xlabel", "ylabel", label=False)
    assert "call `ax.legend()`" in reply(paths, "xlabel", "ylabel", legend=False)
    assert reply(paths, "xlabel", "ylabel") == (
        "Both paths are right, and everything has its name. "
        "The loss after 60 steps: vanilla 4.58, momentum 0.10."
    )
    ax = Figure().subplots()
    ax.set(xlabel="a", ylabel="b")
    for path in paths:
        ax.plot(*path.T)
        ax.text(*path[-1], "its name")
    assert "everything has its name" in self_check.two_paths(ax)


# The checks


def test_the_first_point_is_the_task_s() -> None:
    expected = {
        "rmsprop_step": [(0.8466, -1.8193, 0.3193), (15.3, 19.6, 4.9)],
        "adam_step": [(0.98788, -1.99373), (0.6, -0.38), (3.99825, 5.998)],
    }
    for one in STEPS:
        got = one.reference(*one.points[0])
        close = 6e-6 if one.name == "adam_step" else 6e-5
        for mine, told in zip(got, expected[one.name], strict=True):
            assert mine == pytest.approx(told, abs=close)


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.name)
def test_no_number_stays_the_same_at_a_check_s_points(one: FunctionCheck) -> None:
    for values in zip(*one.points, strict=True):
        if np.isscalar(values[0]):
            assert len(set(values)) == len(values), values


@pytest.mark.parametrize("one", STEPS, ids=lambda one: one.name)
def test_a_check_walks_three_steps_and_the_slopes_change_sign(one: FunctionCheck) -> None:
    walk = one.points[1:4]
    assert len(walk) == 3
    for (_, earlier, *_rest), (w, later, *_more) in pairwise(walk):
        assert (earlier * later < 0).any()
        # As many entries as outputs only for Adam: one array must not pass for two values.
        assert len(w) == (2 if one.name == "adam_step" else 3)
    memories = len(one.returns) - 1
    for before, after in pairwise(walk):
        w, *memory = one.reference(*before)
        assert after[0] == pytest.approx(w)
        for told, kept in zip(after[2 : 2 + memories], memory, strict=True):
            assert told == pytest.approx(kept)


def test_the_references_walk_as_the_course_s_classes() -> None:
    slopes = np.array([[3.0, -4.0], [-2.0, 5.0], [-1.5, -2.5], [0.2, 1.0]])
    w, rule = np.array([1.0, -2.0]), Adam(0.2)
    path = []
    for g in slopes:
        rule.step(w, g)
        path.append(w.copy())
    assert np.allclose(checks.mend_adam.reference(np.array([1.0, -2.0]), slopes, 0.2), path)
    for course, one, rest in ((RMSprop(0.2), checks.rmsprop_step, (0.2, 0.9, 1e-8)),):
        w = np.array([1.0, -2.0])
        mine, memory = w.copy(), np.zeros(2)
        for g in slopes:
            course.step(w, g)  # type: ignore[attr-defined]
            mine, memory = one.reference(mine, g, memory, *rest)
        assert np.allclose(w, mine)


# The pictures


@pytest.mark.parametrize(
    ("make", "start", "end"),
    [
        (figures.velocity, {"step": 1}, {"step": 12}),
        (figures.real_net, {"schedule": "constant"}, {"schedule": "falling"}),
    ],
)
def test_moving_a_picture_is_drawing_it_there(make, start, end) -> None:  # type: ignore[no-untyped-def]
    moved, there = drawn(make(**start)).move(**end), make(**end)
    assert moved.alt == there.alt
    assert moved.png() == there.png()
