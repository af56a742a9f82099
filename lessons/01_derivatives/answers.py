"""Answers to the exercises of lesson 01."""

from tests.bank import Exercise, Wrong


def _slope(cube: str, square: str, line: str, constant: str = "0") -> str:
    return (
        f"def slope(x):\n    from_cube = {cube}\n    from_square = {square}\n"
        f"    from_line = {line}\n    from_constant = {constant}\n"
        "    return from_cube + from_square + from_line + from_constant"
    )


def _central(line: str) -> str:
    return f"def central_difference(f, x, h):\n    return {line}"


def _gradient(df_dx: str, df_dy: str, h: str = "1e-5") -> str:
    return (
        f"def gradient(f, x, y):\n    h = {h}\n    df_dx = {df_dx}\n    df_dy = {df_dy}\n"
        "    return df_dx, df_dy"
    )


def _mend(
    df_dx: str = "2 * x * y", df_dy: str = "x**2 + 3 * z", df_dz: str = "3 * y - 2 * z"
) -> str:
    return f"def mend_gradient(x, y, z):\n    return {df_dx}, {df_dy}, {df_dz}"


BY_X = "(f(x + h, y) - f(x - h, y)) / (2 * h)"
BY_Y = "(f(x, y + h) - f(x, y - h)) / (2 * h)"
BOTH = "(f(x + h, y + h) - f(x - h, y - h)) / (2 * h)"
ONE = "def gradient(f, x, y):\n    h = 1e-5\n"

EXERCISES = {
    "slope_sign": Exercise(
        right={
            "down": 'slope_sign = "down"',
            "capitals": "slope_sign = 'DOWN'",
            "spaces": 'slope_sign = " Down "',
        },
        wrong={
            "the secant decides": Wrong('slope_sign = "up"', "Then f(1.51) is above"),
            "flat near the bottom": Wrong('slope_sign = "level"', "to four digits"),
            "another word": Wrong('slope_sign = "negative"', "It is 'negative'"),
            "a number": Wrong("slope_sign = -0.25", "It is -0.25"),
            "two answers": Wrong('slope_sign = ["up", "down"]', "It is ['up', 'down']"),
        },
    ),
    "slope": Exercise(
        right={
            "one line per term": _slope("3 * x**2", "-3 * 2 * x", "2"),
            "one line": "def slope(t):\n    return 3 * t * t - 6 * t + 2",
            "lambda": "slope = lambda x: x * (3 * x - 6) + 2",
            "float32": "def slope(x):\n    return np.float32(3 * x**2 - 6 * x + 2)",
            "by polynomials": "slope = np.polynomial.Polynomial([1, 2, -3, 1]).deriv()",
            "a loop": (
                "def slope(x):\n    total = 0\n    for n, c in enumerate([1, 2, -3, 1]):\n"
                "        if n:\n            total += n * c * x ** (n - 1)\n    return total"
            ),
        },
        wrong={
            "the constant survives": Wrong(
                _slope("3 * x**2", "-6 * x", "2", "1"), "Lift the whole"
            ),
            "the line is lost": Wrong(_slope("3 * x**2", "-6 * x", "0"), "The line 2x climbs too"),
            "the line is kept": Wrong(_slope("3 * x**2", "-6 * x", "2 * x"), "kept the line 2x"),
            "no old power": Wrong(_slope("x**2", "-3 * x", "2"), "where did the old power go"),
            "power not lowered": Wrong(
                _slope("3 * x**3", "-6 * x**2", "2 * x"), "what becomes of the power itself"
            ),
            "factor lost": Wrong(_slope("3 * x**2", "-2 * x", "2"), "a factor stood in front"),
            "two terms off": Wrong(
                _slope("x**2", "-6", "2"), "It should equal the derivative of x³"
            ),
            "sign lost": Wrong(_slope("3 * x**2", "6 * x", "2"), "Which sign does −3x²"),
            "the cube's number lost": Wrong(
                _slope("x**2", "-6 * x", "2"), "The terms from −3x² and 2x are right"
            ),
            "the square's x lost": Wrong(
                _slope("3 * x**2", "-6", "2"), "The terms from x³ and 2x are right"
            ),
            "the line as x": Wrong(
                _slope("3 * x**2", "-6 * x", "x"), "The terms from x³ and −3x² are right"
            ),
            "the square and the line are kept": Wrong(
                _slope("3 * x**2", "-3 * x**2", "2 * x", "1"), "You kept −3x² and 2x"
            ),
            "integral": Wrong(_slope("x**4 / 4", "-(x**3)", "x**2", "x"), "Your powers went up"),
            "the height": Wrong(
                "def slope(x):\n    return x**3 - 3 * x**2 + 2 * x + 1", "the height of the curve"
            ),
            "twice": Wrong(_slope("6 * x", "-6", "0"), "the derivative of the derivative"),
            "off": Wrong(_slope("3 * x**2", "-6 * x", "2", "-4"), "off by the same amount, -4"),
            "nudged, too far": Wrong(
                "def slope(x):\n    h = 0.0001\n"
                "    return (slopes.cubic(x + h) - slopes.cubic(x)) / h",
                "within 1% at every point",
            ),
            "no return": Wrong("def slope(x):\n    3 * x**2 - 6 * x + 2", "It returns None"),
            "caret": Wrong("def slope(x):\n    return 3 * x^2 - 6 * x + 2", "stops with TypeError"),
        },
    ),
    "central_difference": Exercise(
        right={
            "one line": _central("(f(x + h) - f(x - h)) / (2 * h)"),
            "lines, other names": (
                "def central_difference(g, a, step):\n    right, left = a + step, a - step\n"
                "    return (g(right) - g(left)) / (right - left)"
            ),
            "mean of both sides": _central("((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2"),
            "lambda": "central_difference = lambda f, x, h: 0.5 * (f(x + h) - f(x - h)) / h",
            "array": _central("np.diff([f(x - h), f(x + h)]) / (2 * h)"),
            "from the left": _central("(f(x - h) - f(x + h)) / (-2 * h)"),
        },
        wrong={
            "over h": Wrong(_central("(f(x + h) - f(x - h)) / h"), "How far apart are your two"),
            "no bracket below": Wrong(
                _central("(f(x + h) - f(x - h)) / 2 * h"), "works from left to right"
            ),
            "no bracket above": Wrong(
                _central("f(x + h) - f(x - h) / (2 * h)"), "pair of brackets is missing"
            ),
            "no brackets at all": Wrong(
                _central("f(x + h) - f(x - h) / 2 * h"), "divides before it subtracts"
            ),
            "right only": Wrong(_central("(f(x + h) - f(x)) / h"), "look to the right only"),
            "left only": Wrong(_central("(f(x) - f(x - h)) / h"), "look to the left only"),
            "right only over 2h": Wrong(
                _central("(f(x + h) - f(x)) / (2 * h)"), "Are x and x + h really"
            ),
            "a rise": Wrong(_central("f(x + h) - f(x - h)"), "A slope is a rise over what"),
            "a sum": Wrong(_central("(f(x + h) + f(x - h)) / (2 * h)"), "A sum of two heights"),
            "no sign": Wrong(
                _central("abs(f(x + h) - f(x - h)) / (2 * h)"), "What becomes of the sign"
            ),
            "run without brackets": Wrong(
                _central("(f(x + h) - f(x - h)) / (x + h - x - h)"), "the run is not 0"
            ),
            "half steps": Wrong(_central("(f(x + h / 2) - f(x - h / 2)) / h"), "half a step away"),
            "the lesson's copy": Wrong(
                _central("gradients.central_difference(f, x, h)"), "has computed them"
            ),
            "over 2": Wrong(_central("(f(x + h) - f(x - h)) / 2"), "You divide by 2."),
            "over 2x": Wrong(_central("(f(x + h) - f(x - h)) / (2 * x)"), "You divide by 2x"),
            "over h squared": Wrong(
                _central("(f(x + h) - f(x - h)) / h**2"), "You divide by h squared"
            ),
            "two steps": Wrong(
                _central("(f(x + 2 * h) - f(x - 2 * h)) / (4 * h)"), "two steps apart"
            ),
            "the left one turned round": Wrong(
                _central("((f(x + h) - f(x)) / h + (f(x - h) - f(x)) / h) / 2"),
                "The slope on the left has the wrong sign",
            ),
            "always the cubic": Wrong(
                "def cubic(x):\n    return x**3 - 3 * x**2 + 2 * x + 1\n\n\n"
                + _central("(cubic(x + h) - cubic(x - h)) / (2 * h)"),
                "Does your code call f",
            ),
            "h added to the height": Wrong(
                _central("((f(x) + h) - (f(x) - h)) / (2 * h)"), "the same for every f"
            ),
            "inputs subtracted": Wrong(
                _central("f((x + h) - (x - h)) / (2 * h)"), "You subtract two inputs"
            ),
            "own h": Wrong(
                _central("(f(x + 1e-5) - f(x - 1e-5)) / 2e-5"), "stays the same when h changes"
            ),
            "wrong way round": Wrong(
                _central("(f(x - h) - f(x + h)) / (2 * h)"), "Which height is subtracted"
            ),
            "f times": Wrong(_central("(f * (x + h) - f * (x - h)) / (2 * h)"), "TypeError"),
        },
    ),
    "best_h": Exercise(
        right={
            "the foot": "best_h = 1e-5",
            "a power": "best_h = 10**-5",
            "cube root of the rounding": "best_h = np.finfo(float).eps ** (1 / 3)",
            "a power of two": "best_h = 2.0**-17",
            "float32": "best_h = np.float32(1e-6)",
            "a decimal": "best_h = 0.00001",
        },
        wrong={
            "none at all": Wrong("best_h = 0", "What is 0 divided by 0"),
            "smaller is better": Wrong("best_h = 1e-15", "Why does the left end rise"),
            "the one-sided foot": Wrong("best_h = 1e-8", "Which of the two Vs do you need"),
            "left arm": Wrong("best_h = 1e-10", "You are on the left arm"),
            "right arm": Wrong("best_h = 1e-3", "where the step is too large. Which way"),
            "a whole step": Wrong("best_h = 1", "far on the right arm"),
            "the minus forgotten": Wrong("best_h = 1e5", "Is a minus missing"),
            "the wrong sign for a power": Wrong("best_h = 10^-5", "If you wrote `10^…`"),
            "the exponent": Wrong("best_h = -5", "If this is the exponent"),
            "negative": Wrong("best_h = -2e-5", "steps to the left by itself"),
            "a word": Wrong('best_h = "1e-5"', "It must be a number"),
            "nan": Wrong("best_h = np.nan", "How far to the right of x"),
        },
    ),
    "gradient": Exercise(
        right={
            "two central differences": _gradient(BY_X, BY_Y),
            "one side": _gradient("(f(x + h, y) - f(x, y)) / h", "(f(x, y + h) - f(x, y)) / h"),
            "array": (
                "def gradient(f, x, y):\n    h = 1e-5\n"
                "    points = [(x + h, y), (x - h, y), (x, y + h), (x, y - h)]\n"
                "    a, b, c, d = (f(*point) for point in points)\n"
                "    return np.array([a - b, c - d]) / (2 * h)"
            ),
            "list, loop": (
                "def gradient(g, a, b):\n    found = []\n"
                "    for dx, dy in ((1e-5, 0), (0, 1e-5)):\n"
                "        rise = g(a + dx, b + dy) - g(a - dx, b - dy)\n"
                "        found.append(rise / 2e-5)\n    return found"
            ),
            "one side, 1e-4": _gradient(
                "(f(x + h, y) - f(x, y)) / h", "(f(x, y + h) - f(x, y)) / h", "1e-4"
            ),
            "partial functions": (
                "def slope(f, x, h):\n    return (f(x + h) - f(x - h)) / (2 * h)\n\n\n"
                "def gradient(f, x, y):\n"
                "    return slope(lambda t: f(t, y), x, 1e-5), slope(lambda t: f(x, t), y, 1e-5)"
            ),
        },
        wrong={
            "x not moved back": Wrong(
                f"{ONE}    before = f(x, y)\n    x = x + h\n    df_dx = (f(x, y) - before) / h\n"
                "    y = y + h\n    df_dy = (f(x, y) - before) / h\n    return df_dx, df_dy",
                "where it was, or one step further",
            ),
            "inputs exchanged in both": Wrong(
                _gradient(
                    "(f(y, x + h) - f(y, x - h)) / (2 * h)", "(f(y + h, x) - f(y - h, x)) / (2 * h)"
                ),
                "its two inputs in the other order",
            ),
            "the lesson's copy": Wrong(
                "def gradient(f, x, y):\n    return slopes.partials(f, x, y)",
                "`slopes.partials` has computed them",
            ),
            "another copy": Wrong(
                "def gradient(f, x, y):\n"
                "    return gradients.numerical_gradient(lambda p: f(p[0], p[1]), [x, y])",
                "`gradients.numerical_gradient` has computed them",
            ),
            "the one-input copy": Wrong(
                "def gradient(f, x, y):\n    slope = gradients.central_difference\n"
                "    return slope(lambda t: f(t, y), x), slope(lambda t: f(x, t), y)",
                "`gradients.central_difference` has computed them",
            ),
            "f with one number": Wrong(
                "def gradient(f, x, y):\n    slope = gradients.central_difference\n"
                "    return slope(f, x, 1e-5), slope(f, y, 1e-5)",
                "f takes two numbers",
            ),
            "an h from elsewhere": Wrong(
                "h = 1e-16\n\n\n"
                f"def gradient(f, x, y):\n    df_dx = {BY_X}\n    df_dy = {BY_Y}\n"
                "    return df_dx, df_dy",
                "sets no h",
            ),
            "heights": Wrong(_gradient("f(x + h, y)", "f(x, y + h)"), "heights, not slopes"),
            "no bracket above": Wrong(
                _gradient(BY_X[1:].replace(")) /", ") /"), BY_Y[1:].replace(")) /", ") /")),
                "only one of the heights is divided",
            ),
            "0 for what is held still": Wrong(
                _gradient(BY_X.replace("y", "0"), BY_Y.replace("f(x", "f(0")), "You put 0 for"
            ),
            "one number: both nudged": Wrong(
                f"{ONE}    return {BOTH}", "How many inputs can you change separately"
            ),
            "prints": Wrong(
                f"{ONE}    df_dx = {BY_X}\n    df_dy = {BY_Y}\n    print(df_dx, df_dy)",
                "It returns None",
            ),
            "one number: the length": Wrong(
                f"{ONE}    return np.hypot({BY_X}, {BY_Y})", "how long the arrow is"
            ),
            "both nudged twice": Wrong(_gradient(BOTH, BOTH), "Is y held still while x moves"),
            "by x twice": Wrong(_gradient(BY_X, BY_X), "Both are the derivative with respect to x"),
            "inputs exchanged": Wrong(
                _gradient(BY_X, "(f(y + h, x) - f(y - h, x)) / (2 * h)"),
                "In df_dy f gets its inputs",
            ),
            "by y twice": Wrong(_gradient(BY_Y, BY_Y), "Both are the derivative with respect to y"),
            "minus forgotten": Wrong(_gradient(BY_X, BY_Y, "1e5"), "h = 100000 to both sides"),
            "ten": Wrong(_gradient(BY_X, BY_Y, "10"), "h = 10 to both sides"),
            "one": Wrong(_gradient(BY_X, BY_Y, "1"), "h = 1 to both sides"),
            "a tenth": Wrong(_gradient(BY_X, BY_Y, "0.1"), "h = 0.1 to both sides"),
            "a tenth, one side": Wrong(
                _gradient("(f(x + h, y) - f(x, y)) / h", "(f(x, y + h) - f(x, y)) / h", "0.1"),
                "h = 0.1 to one side",
            ),
            "the wrong sign for a power": Wrong(_gradient(BY_X, BY_Y, "10^-5"), "a power is `**`"),
            "a coarse step, one side": Wrong(
                _gradient("(f(x + h, y) - f(x, y)) / h", "(f(x, y + h) - f(x, y)) / h", "0.002"),
                "within 1% at every point",
            ),
            "downhill": Wrong(_gradient(f"-{BY_X}", f"-{BY_Y}"), "does f grow"),
            "length 1": Wrong(
                f"{ONE}    g = np.array([{BY_X}, {BY_Y}])\n    return g / np.linalg.norm(g)",
                "Where did the steepness go",
            ),
            "the round bowl's": Wrong(_gradient("2 * x", "2 * y"), "right for x² + y² only"),
            "over h": Wrong(
                _gradient(BY_X.replace("(2 * h)", "h"), BY_Y.replace("(2 * h)", "h")),
                "two points of each difference",
            ),
            "rises": Wrong(
                _gradient("f(x + h, y) - f(x - h, y)", "f(x, y + h) - f(x, y - h)"),
                "These are rises",
            ),
            "heights added": Wrong(
                _gradient(BY_X.replace(" - f", " + f"), BY_Y.replace(" - f", " + f")),
                "You add the two heights",
            ),
            "y moves in one of the two": Wrong(
                _gradient("(f(x + h, y + h) - f(x - h, y)) / (2 * h)", BY_Y),
                "is y held still in both values",
            ),
            "one side over 2h": Wrong(
                _gradient("(f(x + h, y) - f(x, y)) / (2 * h)", "(f(x, y + h) - f(x, y)) / (2 * h)"),
                "Are your two points really",
            ),
            "lost in rounding": Wrong(_gradient(BY_X, BY_Y, "1e-18"), "did the step survive"),
            "drowned in rounding": Wrong(_gradient(BY_X, BY_Y, "1e-15"), "mostly rounding error"),
            "exchanged": Wrong(_gradient(BY_Y, BY_X), "In the place of df_dx your"),
            "no bracket": Wrong(
                _gradient(BY_X.replace("(2 * h)", "2 * h"), BY_Y.replace("(2 * h)", "2 * h")),
                "is h below the fraction bar",
            ),
        },
    ),
    "mend_gradient": Exercise(
        right={
            "the slip alone": _mend(),
            "list, other order": _mend("y * x * 2", "3 * z + x * x", "-2 * z + 3 * y"),
            "float32 array": (
                "def mend_gradient(x, y, z):\n"
                "    return np.array([2 * x * y, x**2 + 3 * z, 3 * y - 2 * z], dtype=np.float32)"
            ),
            "by nudging": (
                "def mend_gradient(x, y, z):\n    def g(p):\n"
                "        return p[0] ** 2 * p[1] + 3 * p[1] * p[2] - p[2] ** 2\n"
                "    return gradients.numerical_gradient(g, [x, y, z])"
            ),
        },
        wrong={
            "term dropped": Wrong(_mend(df_dy="x**2"), "does 6y not move with y"),
            "x moves too": Wrong(_mend(df_dy="2 * x + 3 * z"), "With x held still"),
            "the wrong factor stays": Wrong(
                _mend(df_dy="x**2 + 3 * y"), "Which of the two factors"
            ),
            "the mixed term loses its 3": Wrong(
                _mend(df_dy="x**2 + z"), "The x² in df_dy is right"
            ),
            "the first term stays": Wrong(
                _mend(df_dy="x**2 * y + 3 * z"), "The 3z in df_dy is right"
            ),
            "the mixed term stays": Wrong(_mend(df_dy="x**2 + 3 * y * z"), "You kept 3yz as it is"),
            "a term of z stays": Wrong(
                _mend(df_dy="x**2 + 3 * z - z**2"), "Should a term of z alone"
            ),
            "more than the slip, x": Wrong(_mend(df_dx="2 * x"), "df_dx was right before"),
            "more than the slip, z": Wrong(_mend(df_dz="3 - 2 * z"), "df_dz was right before"),
            "z instead": Wrong(_mend(df_dy="x**2 + 3", df_dz="3 * y"), "You changed df_dz, and it"),
            "x instead": Wrong(_mend("2 * x", "x**2 + 3"), "Which of the three disagrees"),
            "another slip, and z": Wrong(
                _mend(df_dy="x**2 + 3 + z", df_dz="3 * y - z"), "df_dz is wrong now"
            ),
            "another slip, and x": Wrong(
                _mend(df_dx="x * y", df_dy="x**2 + 3 + z"), "df_dx is wrong now"
            ),
            "sign": Wrong(_mend(df_dy="-(x**2) - 3 * z"), "df_dx agrees. df_dy has the wrong sign"),
            "gone": Wrong(
                "def mend_gradient(x, y, z):\n    return 2 * x * y, 3 * y - 2 * z",
                "must return 3 values",
            ),
        },
    ),
}
