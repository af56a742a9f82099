"""What an answer takes from outside of it is told before what is asked of any wrong answer."""

import pytest

from helpers.checking.messages import CheckFailed
from tests.lesson import run_check

QLIKE = """ratio = np.array([2.0, 0.5])
def qlike(V, V_hat):
    return np.mean(ratio - np.log(ratio) - 1)
"""
BATCHES = """def minibatches(X, y, batch_size, rng, batches=[]):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        batches.append((X[rows], y[rows]))
    return batches
"""


@pytest.mark.parametrize(
    ("lesson", "exercise", "answer", "says"),
    [
        ("12_volatility", "qlike", QLIKE, "`ratio` is made outside of the function"),
        ("09_batch_size", "minibatches", BATCHES, "something is left over from the call before"),
    ],
)
def test_it_is_told(lesson: str, exercise: str, answer: str, says: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        run_check(lesson, exercise, answer)
    assert says in caught.value.message
    assert caught.value.message.count("Hint:") == ("left over" in says)
