"""Three shapes of courses that people write: files beside, tests that reach in, points by hand."""

from .build import HandedIn, Shape, answer, check, code, notebook, prose, task, written

PRICES = "day,price\n1,100\n2,102\n3,99\n4,105\n5,105\n"

# Two notebooks and a data file. No cell is locked; tests use what plain cells import.
RETURNS = "prices = pd.read_csv('prices.csv')\nreturns = prices['price'].pct_change().dropna()"
VOLATILITY = "def volatility(returns):\n    return float(np.std(returns, ddof=1))"
DRAWDOWN = """\
def drawdown(prices):
    highest, most = prices[0], 0.0
    for price in prices:
        highest = max(highest, price)
        most = max(most, 1 - price / highest)
    return most"""
FILES = Shape(
    "risk",
    {
        "returns": notebook(
            prose("# Returns and their volatility"),
            code("import numpy as np\nimport pandas as pd"),
            answer("returns", RETURNS),
            check(
                "returns_test",
                2,
                "assert len(returns) == 4\nassert abs(returns.iloc[0] - 0.02) < 1e-12",
            ),
            answer("volatility", VOLATILITY),
            code("print(volatility([0.01, -0.02]))"),
            check(
                "volatility_test",
                3,
                "assert np.isclose(volatility([0.01, -0.01, 0.03]), 0.02)\n"
                "### BEGIN HIDDEN TESTS\n"
                "hidden = pd.read_csv('prices.csv')['price'].pct_change().dropna().to_numpy()\n"
                "np.testing.assert_allclose(volatility(hidden), np.std(hidden, ddof=1))\n"
                "### END HIDDEN TESTS",
            ),
        ),
        "drawdown": notebook(
            code("from pathlib import Path"),
            answer("drawdown", DRAWDOWN),
            check(
                "drawdown_test",
                1,
                "assert drawdown([1, 2, 1]) == 0.5\nassert drawdown([1, 2]) == 0",
            ),
            answer("days", "days = len(Path('prices.csv').read_text().splitlines()) - 1"),
            check("days_test", 1, "assert days == 5"),
        ),
    },
    {
        "ada": {
            "returns": HandedIn({"returns": RETURNS, "volatility": VOLATILITY}),
            "drawdown": HandedIn({"drawdown": DRAWDOWN, "days": "days = 5"}),
        },
        # A population's deviation, and a notebook that was forgotten.
        "bob": {
            "returns": HandedIn(
                {
                    "returns": RETURNS.replace("'prices.csv'", "'data/prices.csv'"),
                    "volatility": "def volatility(returns):\n    return np.std(returns)",
                }
            )
        },
        # Imports by another name, an array where the solution has a series, an answer in NumPy.
        "cyd": {
            "returns": HandedIn(
                {
                    "returns": "p = np.loadtxt('prices.csv', delimiter=',', skiprows=1)[:, 1]\n"
                    "returns = p[1:] / p[:-1] - 1",
                    "volatility": "import statistics\n"
                    "def volatility(returns):\n    return np.float64(statistics.stdev(returns))",
                }
            ),
            "drawdown": HandedIn(
                {
                    "drawdown": "import numpy as np\ndef drawdown(prices):\n"
                    "    peaks = np.maximum.accumulate(prices)\n"
                    "    return np.max(1 - prices / peaks)"
                }
            ),
        },
    },
    {"prices.csv": PRICES},
)

# Tests that reach into the student's process, answers that can't leave it.
COMPOUND = "def compound(rate, years):\n    return (1 + rate) ** years"
FUTURE = "def future_value(amount, rate, years):\n    return amount * compound(rate, years)"
ACCOUNT = """\
class Account:
    def __init__(self, amount):
        self.amount = amount
    def pay(self, rate):
        self.amount *= 1 + rate
        return self"""
DRAW = "def draw(count):\n    return [random.random() for _ in range(count)]"
SUM = """\
def sum(numbers):
    total = 0
    for number in numbers:
        total = total + number
    return total"""
CALLS = """\
kept = compound
del compound
try:
    future_value(1, 0.1, 2)
except NameError:
    pass
else:
    raise AssertionError("future_value does not call compound")
finally:
    compound = kept
"""
PATCHED = """\
from unittest.mock import patch
with patch("__main__.compound", lambda rate, years: 7):
    assert future_value(3, 0.1, 2) == 21
"""
REACHING = Shape(
    "patching",
    {
        "interest": notebook(
            code("import random\nfees = {'card': 2.0}"),
            answer("compound", COMPOUND),
            check("compound_test", 1, "assert compound(0.1, 2) == 1.1 ** 2"),
            answer("future_value", FUTURE),
            check("future_value_right", 1, "assert abs(future_value(100, 0.1, 2) - 121) < 1e-9"),
            check("future_value_calls", 1, CALLS),
            check("future_value_patched", 1, PATCHED),
            answer("Account", ACCOUNT),
            check(
                "account_test",
                2,
                "one = Account(100)\n"
                "assert one.pay(0.1).amount == 100 * 1.1\n"
                "assert isinstance(one, Account)",
            ),
            answer("draw", DRAW),
            check(
                "draw_test",
                1,
                "random.seed(5)\nfirst = draw(3)\nrandom.seed(5)\nassert first == draw(3)",
            ),
            answer("fee", "def fee(kind):\n    return fees[kind]"),
            check(
                "fee_test",
                1,
                "fees['wire'] = 9.0\nassert fee('wire') == 9.0 and fee('card') == 2.0",
            ),
            answer("sum", SUM),
            check("sum_test", 1, "assert sum([1, 2, 3]) == 6 and sum([]) == 0"),
            answer("note", "def note(x):\n    'Return x.'\n    return x"),
            check("note_test", 1, "assert note.__doc__ and note(3) == 3"),
            check("magic_test", 1, "%precision 3\nassert compound(1, 2) == 4"),
        )
    },
    {
        "ada": {
            "interest": HandedIn(
                {
                    "compound": COMPOUND,
                    "future_value": FUTURE,
                    "Account": ACCOUNT,
                    "draw": DRAW,
                    "fee": "def fee(kind):\n    return fees[kind]",
                    "sum": SUM,
                    "note": "def note(x):\n    'Return x.'\n    return x",
                }
            )
        },
        "bob": {
            "interest": HandedIn(
                {
                    "compound": "from fractions import Fraction\ndef compound(rate, years):\n"
                    "    return Fraction((1 + rate) ** years)",
                    "future_value": "def future_value(amount, rate, years):\n"
                    "    return amount * (1 + rate) ** years",
                    "Account": ACCOUNT.replace("        return self", "        return self.amount"),
                    "draw": "generator = random.Random()\ndef draw(count):\n"
                    "    return [generator.random() for _ in range(count)]",
                    "fee": "known = dict(fees)\ndef fee(kind):\n    return known[kind]",
                    "sum": "def sum(numbers):\n    return 6",
                    "note": "def note(x):\n    return x",
                }
            )
        },
        "cyd": {
            "interest": HandedIn(
                {
                    "compound": "compound = lambda rate, years: (1 + rate) ** years",
                    "future_value": "def future_value(amount, rate, years)\n    return 3",
                    "Account": "class Account(list):\n    pass",
                }
            )
        },
    },
)

# Points by a returned number, answers in code and tasks that a person grades.
GRADE = """\
points = 0
if mean([1, 2, 3]) == 2: points += 1.5
if mean([4]) == 4: points += 0.5
if mean([]) is None: points += 1
points
"""
MEAN = "def mean(numbers):\n    return sum(numbers) / len(numbers) if numbers else None"
PARTIAL = Shape(
    "partial",
    {
        "means": notebook(
            prose("## Means"),
            answer("mean", MEAN),
            check("mean_test", 3, GRADE),
            answer("half", "half = 0.5"),
            check("half_test", 1, "round(half * 2 - 0.4, 3)"),
            check("truth_test", 1, "half == 0.5"),
            check("silent_test", 1, "half;"),
            written(
                "plot",
                2,
                code(
                    "# Draw the means.\n### BEGIN SOLUTION\nprint(mean([1, 2]))\n### END SOLUTION"
                ),
            ),
            written("why", 2, prose("Because outliers pull it.")),
            task("compare", 4, "Compare mean and median on data of your own, below."),
        )
    },
    {
        "ada": {
            "means": HandedIn(
                {
                    "mean": MEAN,
                    "half": "half = 0.7",
                    "plot": "print(mean([3, 4]))",
                    "why": "Outliers.",
                },
                more=("import statistics\nstatistics.median([1, 2, 9])",),
            )
        },
        "bob": {
            "means": HandedIn(
                {
                    "mean": "def mean(numbers):\n    return sum(numbers) / max(len(numbers), 1)",
                    "half": "import sys\nhalf = 0.2\nprint('careful', file=sys.stderr)",
                }
            )
        },
        "cyd": {
            "means": HandedIn(
                {"mean": "def mean(numbers):\n    return numbers[0]", "half": "half = 0.45"}
            )
        },
    },
)
