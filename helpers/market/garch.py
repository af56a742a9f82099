"""The forecasts of GJR-GARCH(1,1) on the snapshot, shipped as data.

data/make_garch.py made them by the package arch, which nobody needs to read them.
"""

from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

FORECASTS = Path(__file__).parents[2] / "data" / "gjr_garch.csv"


def gjr_garch(dates: ArrayLike, window: int | None = None) -> NDArray[np.float64]:
    """Return the variance of the whole day, close to close, forecast the evening before: (m,).

    σ²_{t+1} = ω + (α + γ [e_t < 0]) e_t² + β σ²_t (Glosten, Jagannathan and Runkle 1993, On the
    Relation between the Expected Value and the Volatility of the Nominal Excess Return on Stocks,
    Journal of Finance 48).

    Parameters
    ----------
    dates : days, such as NumPy dates (m,); NaN comes back for a day without a forecast.
    window : on how many past returns it was fitted: 500, 1000, 2000, or None for all.

    Raises
    ------
    ValueError : another window.
    """
    header, *lines = FORECASTS.read_text(encoding="utf-8").splitlines()
    name, columns = "all" if window is None else str(window), header.split(",")
    if name not in columns[1:]:
        raise ValueError(f"The window is {window}; it must be 500, 1000, 2000 or None.")
    place = columns.index(name)
    of_day = {cells[0]: float(cells[place]) for cells in (line.split(",") for line in lines)}
    days = np.asarray(dates, dtype="datetime64[D]").astype(str)
    return np.array([of_day.get(day, np.nan) for day in days], dtype=np.float64)
