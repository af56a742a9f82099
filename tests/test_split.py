"""The split keeps the order of time, and the scaler sees training rows only."""

import numpy as np
import pandas as pd
import pytest

from helpers.market.prices import Scaler, chronological_split

RNG = np.random.default_rng(20)


def test_the_parts_follow_each_other_and_lose_nothing() -> None:
    for count in (5, 17, 100, 5031):
        parts = chronological_split(count)
        assert [row for part in parts for row in range(count)[part]] == list(range(count))
    assert chronological_split(100) == (slice(0, 60), slice(60, 80), slice(80, 100))
    assert chronological_split(np.int64(10), (0.7, 0.3)) == (slice(0, 7), slice(7, 10))


def test_a_part_is_of_the_kind_that_was_given() -> None:
    frame = pd.DataFrame({"close": range(10)}, index=range(10, 0, -1))
    train, validation, test = chronological_split(frame)
    assert train["close"].tolist() == [0, 1, 2, 3, 4, 5]
    assert validation["close"].tolist() == [6, 7]
    assert test.index.tolist() == [2, 1]
    series = chronological_split(frame["close"])[1]
    assert isinstance(series, pd.Series)
    array = np.arange(20.0).reshape(10, 2)
    np.testing.assert_array_equal(chronological_split(array)[2], array[8:])


@pytest.mark.parametrize("fractions", [(0.6, 0.2), (0.6, 0.6, -0.2), (1.0, 0.0), (60, 20, 20)])
def test_fractions_that_are_none_are_refused(fractions: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="positive and add up to 1"):
        chronological_split(100, fractions)


def test_too_few_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        chronological_split(2)


def test_the_scaler_is_the_obvious_loop() -> None:
    train, test = RNG.normal(3, 2, (50, 3)), RNG.normal(0, 5, (20, 3))
    scaler = Scaler.fit(train)
    scaled = scaler.transform(test)
    for j in range(3):
        mean = sum(train[:, j]) / 50
        std = (sum((x - mean) ** 2 for x in train[:, j]) / 50) ** 0.5
        assert scaled[:, j] == pytest.approx((test[:, j] - mean) / std)
    np.testing.assert_allclose(scaler.inverse(scaled), test, rtol=1e-12)
    assert scaler.transform(train).mean(axis=0) == pytest.approx(np.zeros(3), abs=1e-12)
    one = Scaler.fit(train[:, 0])
    np.testing.assert_allclose(one.transform(test[:, 0]), scaled[:, 0])


def test_later_rows_do_not_move_the_scaler() -> None:
    rows = RNG.normal(size=(100, 2))
    train, *_ = chronological_split(rows)
    before = Scaler.fit(train)
    rows[60:] += 1000
    after = Scaler.fit(chronological_split(rows)[0])
    np.testing.assert_array_equal(before.mean, after.mean)
    np.testing.assert_array_equal(before.std, after.std)


@pytest.mark.parametrize("rows", [[], [[1.0, np.nan], [2, 3]], [[0.1, 1], [0.1, 2], [0.1, 3]]])
def test_rows_that_can_not_be_scaled_are_refused(rows: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"empty|not finite|same on all"):
        Scaler.fit(rows)
