"""Make data/gjr_garch.csv, forecasts of GJR-GARCH(1,1), by the package arch, from the snapshot.

uv run --with arch python data/make_garch.py

    σ²_{t+1} = ω + (α + γ [e_t < 0]) e_t² + β σ²_t

e_t is a close-to-close log return less its mean: a fall may raise the variance more than a rise of
the same size (Glosten, Jagannathan and Runkle 1993, On the Relation between the Expected Value and
the Volatility of the Nominal Excess Return on Stocks, Journal of Finance 48). The four numbers and
the mean are fitted by maximum likelihood with normal errors, every `EVERY` trading days, on the
last 500, 1,000 or 2,000 returns that are known that evening, or on all. data/README.md tells more.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
EVERY = 250
WINDOWS = {"500": 500, "1000": 1000, "2000": 2000, "all": None}
ANCHOR = "2015-01-21"  # an evening with a fit: that before lesson 12's first test day
FITS_BEFORE = 8  # the first fit is so many earlier


def forecasts(close: "pd.Series[float]", window: int | None) -> "pd.Series[float]":
    """Return for each day the variance that was forecast for it the evening before."""
    from arch import arch_model

    percent = 100 * np.log(close / close.shift()).iloc[1:]  # the optimiser wants sizes near 1
    parts = []
    first = percent.index.get_loc(ANCHOR) + 1 - FITS_BEFORE * EVERY
    for known in range(first, len(percent), EVERY):  # so many returns are known
        start = 0 if window is None else max(0, known - window)
        model = arch_model(percent.iloc[start:], mean="Constant", vol="GARCH", p=1, o=1, q=1)
        fit = model.fit(last_obs=known - start, disp="off")
        # Row k is made with all returns up to k, so it is for the day after.
        made = fit.forecast(start=known - start - 1, horizon=1, reindex=False).variance["h.1"]
        days = percent.index[known : known + EVERY]
        parts.append(pd.Series(made.to_numpy()[: len(days)] / 100**2, index=days))
    return pd.concat(parts).rename_axis("date")


def write(path: Path, close: "pd.Series[float]") -> None:
    """Write a day a line; the optimiser's last steps change no more than the fourth digit."""
    table = pd.DataFrame({name: forecasts(close, window) for name, window in WINDOWS.items()})
    table.to_csv(
        path,
        date_format="%Y-%m-%d",
        lineterminator="\n",
        encoding="utf-8",
        float_format="%.3e",
    )


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    from helpers.market.prices import load_prices

    write(HERE / "gjr_garch.csv", load_prices()["close"])
