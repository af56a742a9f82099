"""Was one forecast better than another by more than luck? The test of Diebold and Mariano."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


class DieboldMariano(NamedTuple):
    """The statistic, below 0 if the first forecast lost less, and its two-sided p-value."""

    statistic: float
    p_value: float


def diebold_mariano(
    losses_1: ArrayLike,
    losses_2: ArrayLike,
    horizon: int = 1,
    lags: int | None = None,
    small_sample: bool = True,
) -> DieboldMariano:
    """Return the test of "both forecasts lose the same on average" (Diebold and Mariano 1995).

    DM = d̄ / √(variance of d̄), d_t = losses_1 − losses_2 on day t (Comparing Predictive Accuracy,
    Journal of Business & Economic Statistics 13).

    Parameters
    ----------
    losses_1, losses_2 : a loss a day, (m,), such as squared errors or `qlike_losses`.
    horizon : how many days ahead the forecasts look.
    lags : of the variance, see `newey_west`; None takes ⌊4 (m/100)^{2/9}⌋, at least horizon − 1.
    small_sample : DM · √((m + 1 − 2h + h(h − 1)/m) / m), held against Student's t with m − 1
        degrees of freedom (Harvey, Leybourne and Newbold 1997, Testing the Equality of Prediction
        Mean Squared Errors, International Journal of Forecasting 13); else the normal.

    Raises
    ------
    ValueError : the losses differ by the same number every day, or too few days.
    """
    d = np.subtract(losses_1, losses_2, dtype=np.float64)
    m = len(d)
    if not np.isfinite(d).all():
        raise ValueError("A loss is missing: leave out the days without a forecast.")
    if not 1 <= horizon < m:
        raise ValueError(f"The horizon is {horizon}; it takes 1 to {m - 1} with {m} days.")
    if lags is None:
        lags = max(horizon - 1, int(4 * (m / 100) ** (2 / 9)))
    largest = max(np.max(np.abs(losses_1)), np.max(np.abs(losses_2)))
    if np.ptp(d) <= 1e-12 * largest:
        raise ValueError(
            "The losses differ by the same number every day: there is no luck to test."
        )
    statistic = float(d.mean() / math.sqrt(newey_west(d, lags) / m))
    if not small_sample:
        return DieboldMariano(statistic, math.erfc(abs(statistic) / math.sqrt(2)))
    statistic *= math.sqrt((m + 1 - 2 * horizon + horizon * (horizon - 1) / m) / m)
    return DieboldMariano(statistic, student_t_p_value(statistic, m - 1))


def newey_west(series: ArrayLike, lags: int) -> float:
    """Return the long-run variance of a series (m,): m times the variance of its mean.

    γ₀ + 2 Σ_j (1 − j/(lags + 1)) γ_j, j from 1 to lags, with γ_j = Σ_t (d_t − d̄)(d_{t−j} − d̄) / m.
    Days that resemble their neighbours tell less than as many independent ones; the γ_j account for
    it, and these weights keep the sum from going below 0 (Newey and West 1987, A Simple, Positive
    Semi-Definite, Heteroskedasticity and Autocorrelation Consistent Covariance Matrix,
    Econometrica 55).
    """
    d = np.asarray(series, dtype=np.float64)
    m = len(d)
    if not 0 <= lags < m:
        raise ValueError(f"There are {lags} lags; {m} days allow 0 to {m - 1}.")
    d = d - d.mean()
    total = d @ d
    for j in range(1, lags + 1):
        total += 2 * (1 - j / (lags + 1)) * (d[j:] @ d[:-j])
    return float(total / m)


def student_t_p_value(t: float, freedom: int) -> float:
    """Return the probability that Student's t with `freedom` degrees is farther from 0 than `t`.

    With x = √freedom · tan θ its density becomes cos^(freedom − 1) θ, a smooth curve that 64 Gauss
    points integrate; probabilities below about 1e-10 come out as noise.
    """
    top = math.atan(abs(t) / math.sqrt(freedom))
    places, weights = np.polynomial.legendre.leggauss(64)
    area = top / 2 * float(weights @ np.cos(top / 2 * (places + 1)) ** (freedom - 1))
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(math.pi)
    return min(1.0, max(0.0, 1 - 2 * scale * area))
