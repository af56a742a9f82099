"""Make data/sp500.csv, the S&P 500 snapshot, from the package arch, and check what was written.

uv run --with arch python data/make_snapshot.py

The same bytes come out on every machine. What the columns mean stands in data/README.md.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np
import pandas as pd

HERE = Path(__file__).parent
COLUMNS = ["open", "high", "low", "close", "volume"]
ROWS, FIRST, LAST = 5031, "1999-01-04", "2018-12-31"
SHA256 = "e2d27e1137dfaa3eaf4b81f5320249775e28aff0c5190199bb2918dd1c71d149"


def snapshot() -> pd.DataFrame:
    """Return arch's table with our names; the adjusted close goes, it repeats the close."""
    from arch.data import sp500

    table = sp500.load()
    if not table["Adj Close"].equals(table["Close"].rename("Adj Close")):
        raise ValueError("the adjusted close differs from the close")
    table = table.drop(columns="Adj Close").rename(columns=str.lower).rename_axis("date")
    return table[COLUMNS]


def write(table: pd.DataFrame, path: Path) -> None:
    """Write `table`; every price in the fewest digits that give the same float64 back."""
    table.to_csv(path, date_format="%Y-%m-%d", lineterminator="\n", encoding="utf-8")


def complaints(path: Path) -> list[str]:
    """Return what is wrong with the file at `path`; nothing, if it is the snapshot."""
    table = pd.read_csv(path, index_col="date", dtype=str)  # Python's float reads every digit
    table = table.astype({name: float for name in COLUMNS[:4]} | {"volume": "int64"})
    table.index = pd.to_datetime(table.index, format="%Y-%m-%d")
    prices = table[COLUMNS[:4]]
    rules = {
        "the columns": list(table.columns) == COLUMNS,
        "the number of rows": len(table) == ROWS,
        "the first and last day": [f"{day:%Y-%m-%d}" for day in table.index[[0, -1]]]
        == [FIRST, LAST],
        "days in order, each once": table.index.is_monotonic_increasing and table.index.is_unique,
        "no day on a weekend": bool((table.index.day_of_week < 5).all()),
        "every number finite and above 0": bool((np.isfinite(table) & (table > 0)).all(axis=None)),
        "high the highest": bool((prices.max(axis=1) == table["high"]).all()),
        "low the lowest": bool((prices.min(axis=1) == table["low"]).all()),
        "the sha256": hashlib.sha256(path.read_bytes()).hexdigest() == SHA256,
    }
    return [rule for rule, kept in rules.items() if not kept]


if __name__ == "__main__":
    target = HERE / "sp500.csv"
    write(snapshot(), target)
    wrong = complaints(target)
    sys.exit(f"{target.name} is wrong: {', '.join(wrong)}" if wrong else 0)
