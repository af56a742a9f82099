"""What lesson 09 says in prose, and what its pictures say, comes out of a computation."""

import re
from itertools import pairwise

import numpy as np
import pytest

from helpers import figures, ravine
from helpers.check import CheckFailed, NotAttempted
from helpers.check import optimizers as check
from helpers.check import optimizers_variants as v
from helpers.check.function import FunctionCheck
from helpers.figures.optimizers import FOUR, LR
from helpers.figures.optimizers_memory import CALM, CRISIS, regimes, size, step_sizes
from helpers.gradients import numerical_gradient
from helpers.optimizers import SGD, AdaGrad, Adam, Momentum, Optimizer, RMSprop

CHECKS = [check.momentum_step, check.adagrad_step, check.rmsprop_step, check.adam_step]
CHECKS = [*CHECKS, check.mend_adam]


def moves(rule: Optimizer, slopes: list[float]) -> np.ndarray:
    """The steps (n,) of one weight."""
    w = np.zeros(1)
    seen = [0.0]
    for g in slopes:
        rule.step(w, np.array([g]))
        seen.append(float(w[0]))
    return np.diff(seen)


def loss_after(rule: Optimizer, steps: int = 60) -> float:
    return ravine.loss(ravine.walk(rule, steps)[-1])


# The market and the ravine


def test_the_crisis_is_ten_times_the_calm_year_and_its_slopes_a_hundred_times() -> None:
    calm, crisis = regimes()
    assert size(crisis) / size(calm) == pytest.approx(10, rel=0.01)
    assert (size(crisis) / size(calm)) ** 2 == pytest.approx(ravine.STEEP, rel=0.02)
    assert "0.43% in 2017 and 4.23%" in figures.calm_and_crisis().alt


def test_the_ravine_is_what_the_formulas_say() -> None:
    for w in ([2.0, -0.3], [-9.0, 0.9]):
        a, b = w
        assert ravine.loss(np.array(w)) == pytest.approx(0.5 * (a**2 + 100 * b**2))
        assert ravine.slope(np.array(w)) == pytest.approx([a, 100 * b])
        for turn in (0.0, 30.0):
            slope = numerical_gradient(lambda p, t=turn: ravine.loss(p, t), w)  # type: ignore[misc]
            assert ravine.slope(np.array(w), turn) == pytest.approx(slope, rel=1e-5)


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


def test_slopes_that_agree_add_up_and_slopes_that_quarrel_cancel() -> None:
    assert moves(Momentum(1.0), [1.0] * 300)[-1] == pytest.approx(-10)
    ends = moves(Momentum(1.0), [1.0, -1.0] * 150)[-2:]
    assert sorted(np.round(ends, 2)) == [-0.53, 0.53]


def test_at_step_16_the_slope_pulls_back_and_the_walker_goes_on() -> None:
    path = ravine.walk(Momentum(LR), 24)
    back = [n for n in range(1, 25) if path[n - 1, 0] > 0 and path[n, 0] > path[n - 1, 0]]
    assert back[0] == 16
    assert "memory moves a by +0.52 and the slope by -0.001" in figures.velocity(16).alt
    assert "memory moves a by +0.00 and the slope by +0.162" in figures.velocity(1).alt


def test_momentum_beside_vanilla() -> None:
    losses = {b: loss_after(Momentum(LR, b)) for b in (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)}
    vanilla = loss_after(SGD(LR))
    assert losses[0.0] == pytest.approx(vanilla)
    assert min(losses, key=lambda b: losses[b]) == 0.8
    assert losses[0.8] < 1e-4
    assert round(vanilla / losses[0.9]) == 47
    assert losses[0.99] > vanilla
    assert "to a = 2.46" in figures.side_by_side(0.9).alt
    assert "only to a = -3.03" in figures.side_by_side(0.0).alt
    far = ravine.walk(Momentum(LR, 0.99), 60)[:, 0]
    assert 5 < far.max() < 9 and far[-1] < far.max() - 3  # the picture ends at 9


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
    def back(rho: float | None) -> int | None:
        found = np.flatnonzero(step_sizes(rho)[CALM + CRISIS :] >= 0.9)
        return int(found[0]) + 1 if len(found) else None

    assert [back(rho) for rho in (0.0, 0.8, 0.9, 0.99, None)] == [1, 48, 100, None, None]
    assert back(0.9) is not None and (back(0.95) or 999) > 60
    assert round(step_sizes(None)[-1], 4) == 0.0022
    assert step_sizes(0.0) == pytest.approx(np.ones(240))
    assert round(step_sizes(0.9)[0], 2) == 3.16
    assert round(step_sizes(None)[CALM - 1], 2) == 0.13
    assert "are back at 90% of lr after 100 days" in figures.after_the_storm(0.9).alt
    assert "after 1 day " in figures.after_the_storm(0.0).alt
    assert "are not at 90% of lr even after 160 days" in figures.after_the_storm(0.99).alt
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
    assert np.flatnonzero(lengths < 0.9)[-1] + 2 == pytest.approx(6700, rel=0.01)


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
    assert "is 3.16·lr and the longest is 6.57·lr, at step 12" in figures.fair_start().alt
    at_099 = v.adam_walk(plain)(np.zeros(1), np.full((10, 1), 4.0), 1.0, 0.9, 0.99)[:, 0]
    assert -at_099[0] == pytest.approx(1, rel=1e-6)
    assert round(float(at_099[8] - at_099[9]), 1) == 2.1


def test_the_planted_bug_takes_a_right_first_step_and_stands_still() -> None:
    given = check.mend_adam.unchanged
    assert given is not None
    rates = (0.1, 0.9, 0.999, 1e-8)
    path = given(np.zeros(1), np.full((4, 1), 4.0), *rates)[:, 0]
    assert list(np.round(-np.diff(path, prepend=0), 4)) == [0.1, 0.0235, 0.0044, 0.0007]
    right = v.adam_walk()(np.zeros(1), np.full((4, 1), 4.0), *rates)[:, 0]
    assert -np.diff(right, prepend=0) == pytest.approx(np.full(4, 0.1))
    for point in check.mend_adam.points:
        assert given(*point)[0] == pytest.approx(check.mend_adam.reference(*point)[0])


# The race


def test_who_settles_first_in_the_race() -> None:
    along, turned = ravine.race(0), ravine.race(45)
    assert {rule: when for rule, (_, when) in along.items()} == {
        "vanilla": "never",
        "momentum": "from step 44",
        "AdaGrad": "from step 3",
        "RMSprop": "from step 55",
        "Adam": "from step 36",
    }
    assert [rule for rule, (_, when) in turned.items() if when == "never"] == [
        "vanilla",
        "AdaGrad",
        "RMSprop",
    ]
    assert turned["momentum"][1] == along["momentum"][1] and turned["Adam"][1] == "from step 41"
    assert len(ravine.RATES) == 17
    assert (ravine.RATES[0], ravine.RATES[-1]) == pytest.approx((0.001, 10))
    assert max(along.values())[0] == along["AdaGrad"][0] == pytest.approx(10)
    leap = ravine.walk(AdaGrad(10.0), 60)
    assert round(leap[1, 1], 1) == -9.1 and round(ravine.loss(leap[1])) == 4141
    order = re.findall(r"(vanilla|momentum|AdaGrad|RMSprop|Adam) ", figures.race(60).alt)
    assert order[0] == "AdaGrad" and order[-1] == "vanilla"


def test_a_low_loss_at_one_moment_is_no_place_in_the_race() -> None:
    heights = ravine.losses(ravine.walk(Adam(ravine.best_rate("Adam")), 60))
    assert heights[10] < 0.03 and min(heights[9], heights[11]) > 2
    assert ravine.settled(np.array([2.0, 0.5, 3.0, 0.9])) == 3
    assert ravine.settled(np.array([0.5, 0.5])) == 0
    assert ravine.settled(np.array([0.5, 2.0])) is None


def test_turning_the_ravine() -> None:
    ends, slopes = {}, {}
    for rule, make in ravine.RULES.items():
        for turn in (0, 45):
            path = ravine.walk(make(ravine.best_rate(rule, turn=turn)), 60, turn=turn)
            ends[rule, turn] = ravine.loss(path[-1], turn)
            slopes[rule, turn] = np.abs([ravine.slope(w, turn) for w in path[:20]]).mean(axis=0)
    for rule in ("vanilla", "momentum"):
        assert ends[rule, 0] == pytest.approx(ends[rule, 45])
    assert (round(ends["AdaGrad", 45], 2), round(ends["vanilla", 45], 2)) == (9.07, 4.7)
    assert ends["vanilla", 45] > ends["RMSprop", 45] > 1
    assert ends["Adam", 45] < 0.1
    assert all(ends[rule, 0] < 0.2 for rule in ravine.RULES if rule != "vanilla")
    for rule in ("AdaGrad", "RMSprop"):
        assert 0.5 < slopes[rule, 45][0] / slopes[rule, 45][1] < 2


def test_the_four_paths_show_what_the_replies_say() -> None:
    rates = dict(FOUR)
    paths = {rule: ravine.walk(ravine.RULES[rule](lr), 25, start=(-8.0, -1.0)) for rule, lr in FOUR}
    assert [rule for rule, _ in FOUR] == ["AdaGrad", "momentum", "vanilla", "Adam"]
    first = {rule: np.abs(path[1] - path[0]) for rule, path in paths.items()}
    for rule in ("vanilla", "momentum"):
        assert first[rule][1] > 10 * first[rule][0]
    for rule in ("AdaGrad", "Adam"):
        assert first[rule] == pytest.approx([rates[rule]] * 2)
    ada = np.diff(paths["AdaGrad"][:, 0])
    assert (np.diff(ada) < 0).all()
    assert ada[-1] < rates["AdaGrad"] / 5 and paths["AdaGrad"][-1, 0] < -3
    assert paths["Adam"][:, 0].max() > 1 and paths["momentum"][:, 0].max() > 0
    assert np.diff(paths["Adam"][:, 0])[:6] == pytest.approx(np.full(6, 0.5), rel=0.1)
    assert (paths["vanilla"][:-1, 1] * paths["vanilla"][1:, 1] < 0).all()
    steps = np.diff(paths["momentum"][:, 0])
    assert (np.diff(steps)[:6] > 0).all()
    # RMSprop, which is not among them, does what its reply says.
    for lr in (0.05, 0.1, 0.13):
        far = ravine.walk(RMSprop(lr), 25, start=(-8.0, -1.0))
        assert far[1] - far[0] == pytest.approx([lr * 10**0.5] * 2)
        assert np.diff(far[:, 0])[10:] == pytest.approx(np.full(15, lr), rel=0.2)
        assert far[-1, 0] < -4


# The checks


def test_the_first_point_is_the_task_s() -> None:
    expected = {
        "momentum_step": [(0.31, -1.56, 0.28), (3.45, -2.2, 1.1)],
        "adagrad_step": [(0.88, -1.8667, 0.3667), (25, 36, 9)],
        "rmsprop_step": [(0.8466, -1.8193, 0.3193), (15.3, 19.6, 4.9)],
        "adam_step": [(0.98788, -1.99373), (0.6, -0.38), (3.99825, 5.998)],
    }
    for one in CHECKS[:4]:
        got = one.reference(*one.points[0])
        close = 6e-6 if one.name == "adam_step" else 6e-5
        for mine, told in zip(got, expected[one.name], strict=True):
            assert mine == pytest.approx(told, abs=close)


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.name)
def test_no_number_stays_the_same_at_a_check_s_points(one: FunctionCheck) -> None:
    for values in zip(*one.points, strict=True):
        if np.isscalar(values[0]):
            assert len(set(values)) == len(values), values


@pytest.mark.parametrize("one", CHECKS[:4], ids=lambda one: one.name)
def test_a_check_walks_three_steps_and_the_slopes_change_sign(one: FunctionCheck) -> None:
    assert len(one.points) == 3
    for (_, earlier, *_rest), (w, later, *_more) in pairwise(one.points):
        assert (earlier * later < 0).any()
        # As many entries as outputs only for Adam: one array must not pass for two values.
        assert len(w) == (2 if one.name == "adam_step" else 3)
    memories = len(one.returns.split(",")) - 1
    for before, after in pairwise(one.points):
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
    assert np.allclose(check.mend_adam.reference(np.array([1.0, -2.0]), slopes, 0.2), path)
    for course, one, rest in (
        (Momentum(0.2), check.momentum_step, (0.2, 0.9)),
        (AdaGrad(0.2, 1e-8), check.adagrad_step, (0.2, 1e-8)),
        (RMSprop(0.2), check.rmsprop_step, (0.2, 0.9, 1e-8)),
    ):
        w = np.array([1.0, -2.0])
        mine, memory = w.copy(), np.zeros(2)
        for g in slopes:
            course.step(w, g)  # type: ignore[attr-defined]
            mine, memory = one.reference(mine, g, memory, *rest)
        assert np.allclose(w, mine)


def test_a_matching_is_noted_and_judged_by_the_hidden_part(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = {"A": "AdaGrad", "B": "momentum", "C": "vanilla", "D": "Adam"}
    wrong = right | {"A": "RMSprop"}
    check.match_paths(wrong)
    check.match_paths(right)
    noted = capsys.readouterr().out
    assert noted.count("match_paths: noted.") == 2 and "right" not in noted
    with pytest.raises(CheckFailed, match="3 of 4 are matched"):
        check.match_paths(wrong, right=right)
    for stub in (..., dict.fromkeys("ABCD", ...)):
        with pytest.raises(NotAttempted):
            check.match_paths(stub)


# The pictures


@pytest.mark.parametrize(
    ("make", "start", "end"),
    [
        (figures.velocity, {"step": 1}, {"step": 12}),
        (figures.side_by_side, {"beta": 0.5}, {"beta": 0.95}),
        (figures.after_the_storm, {"rho": 0.0}, {"rho": 0.99}),
        (figures.fair_start, {"beta2": 0.999}, {"beta2": 0.99}),
        (figures.race, {"step": 60}, {"step": 7}),
    ],
)
def test_moving_a_picture_is_drawing_it_there(make, start, end) -> None:  # type: ignore[no-untyped-def]
    moved, drawn = make(**start).move(**end), make(**end)
    assert moved.alt == drawn.alt
    assert moved.png() == drawn.png()
