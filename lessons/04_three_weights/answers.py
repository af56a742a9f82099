"""Answers to the exercises of lesson 04."""

from tests.bank import Exercise, Wrong, function

UNPACK = ("x1, x2 = x", "w1, w2, w3 = w")


def _bend(a: str, slope: str) -> str:
    return function("bend(z)", f"a = {a}", f"slope = {slope}", "return a, slope")


def _blame(formula: str) -> str:
    return function("output_blame(z2, y)", "y_hat = sigmoid(z2)", f"return {formula}")


def _gradients(**lines: str) -> str:
    right = {
        "dL_dz2": "three_weights.output_blame(z2, y)",
        "dL_dw3": "dL_dz2 * h1",
        "dL_dh1": "dL_dz2 * w3",
        "dL_dz1": "dL_dh1 * sigmoid_prime(z1)",
        "dL_dw1": "dL_dz1 * x1",
        "dL_dw2": "dL_dz1 * x2",
    }
    body = [f"{name} = {formula}" for name, formula in (right | lines).items()]
    return function(
        "gradients(x, y, w)",
        *UNPACK,
        "z1, h1, z2, y_hat = three_weights.forward(x, w)",
        *body,
        "return dL_dw1, dL_dw2, dL_dw3",
    )


def _mend(slope2: str, slope1: str, error: str = "y_hat - y") -> str:
    return function(
        "mend_slopes(x, y, w)",
        *UNPACK,
        "z1, h1, z2, y_hat = three_weights.forward(x, w)",
        f"dL_dz2 = ({error}) * {slope2}",
        "dL_dw3 = dL_dz2 * h1",
        f"dL_dz1 = dL_dz2 * w3 * {slope1}",
        "return dL_dz1 * x1, dL_dz1 * x2, dL_dw3",
    )


EXERCISES = {
    "bend": Exercise(
        right={
            "quotient": _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z)) ** 2"),
            "by tanh": _bend("(1 + np.tanh(z / 2)) / 2", "0.25 / np.cosh(z / 2) ** 2"),
            "math, list": (
                "import math\n\n"
                "def bend(t):\n    s = math.exp(t) / (1 + math.exp(t))\n    return [s, s - s * s]"
            ),
            "float32 lambda": (
                "height = lambda z: np.float32(1 / (1 + np.exp(-z)))\n"
                "bend = lambda z: (height(z), height(z) * (1 - height(z)))"
            ),
            "by nudging": (
                "def bend(z):\n    s = lambda t: 1 / (1 + np.exp(-t))\n"
                "    return s(z), (s(z + 1e-5) - s(z - 1e-5)) / 2e-5"
            ),
        },
        wrong={
            "left end": Wrong(_bend("1 / (1 + np.exp(-z))", "(1 - a) ** 2"), "Far to the left"),
            "a for n": Wrong(_bend("1 / (1 + np.exp(-z))", "np.exp(-z) / a**2"), "you put a for n"),
            "a quarter": Wrong(
                _bend("1 / (1 + np.exp(-z))", "1 / 4"), "the slope in the middle only"
            ),
            "minus below": Wrong(
                _bend("1 / (1 - np.exp(-z))", "a * (1 - a)"), "or subtracted from it"
            ),
            "sign of the exponent": Wrong(
                _bend("1 / (1 + np.exp(z))", "a * (1 - a)"), "the sign in the exponent"
            ),
            "no brackets": Wrong(
                _bend("1 / 1 + np.exp(-z)", "a * (1 - a)"), "what does Python divide first"
            ),
            "z for a": Wrong(_bend("1 / (1 + np.exp(-z))", "z * (1 - z)"), "your slope says flat"),
            "slope without brackets": Wrong(
                _bend("1 / (1 + np.exp(-z))", "a * 1 - a"), "what does Python multiply first"
            ),
            "through the sigmoid twice": Wrong(
                function(
                    "bend(z)",
                    "s = lambda t: 1 / (1 + np.exp(-t))",
                    "a = s(z)",
                    "return a, s(a) * (1 - s(a))",
                ),
                "a second time",
            ),
            "square without brackets": Wrong(
                _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z) ** 2)"),
                "what is squared?",
            ),
            "a and z mixed": Wrong(
                _bend("1 / (1 + np.exp(-z))", "a * (1 - z)"), "Your slope holds a and z"
            ),
            "one minus the square": Wrong(
                _bend("1 / (1 + np.exp(-z))", "1 - a ** 2"), "Do you take a² from 1"
            ),
            "power of a function": Wrong(
                _bend("1 / (1 + np.exp**(-z))", "a * (1 - a)"), "A function stands where a number"
            ),
            "exp without np": Wrong(_bend("1 / (1 + exp(-z))", "a * (1 - a)"), "`np.exp(t)` here"),
            "names of the table": Wrong(
                _bend("1 / (1 + np.exp(-z))", "v / n ** 2"), "are names from the table"
            ),
            "lost minus": Wrong(
                _bend("1 / (1 + np.exp(-z))", "-np.exp(-z) / (1 + np.exp(-z)) ** 2"),
                "Your slope is negative",
            ),
            "no square": Wrong(
                _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z))"), "has a square"
            ),
            "height twice": Wrong(_bend("1 / (1 + np.exp(-z))", "a"), "the height of the curve"),
            "plus": Wrong(_bend("1 / (1 + np.exp(-z))", "a * (1 + a)"), "Far to the right"),
            "last node only": Wrong(
                _bend("1 / (1 + np.exp(-z))", "-1 / (1 + np.exp(-z)) ** 2"), "The last node has"
            ),
            "cubed": Wrong(
                _bend("1 / (1 + np.exp(-z))", "np.exp(-z) / (1 + np.exp(-z)) ** 3"),
                "One of the two factors is squared",
            ),
            "tanh": Wrong(_bend("np.tanh(z)", "1 - a ** 2"), "from −1 to 1"),
            "exchanged": Wrong(
                "def bend(z):\n    a = 1 / (1 + np.exp(-z))\n    return a * (1 - a), a",
                "In the place of a your function returns slope",
            ),
            "half the slope": Wrong(
                _bend("1 / (1 + np.exp(-z))", "a * (1 - a) / 2"), "0.5 times what it should be"
            ),
        },
    ),
    "output_blame": Exercise(
        right={
            "by the height": _blame("(y_hat - y) * y_hat * (1 - y_hat)"),
            "numerically": (
                "def output_blame(z2, y):\n    L = lambda z: 0.5 * (sigmoid(z) - y) ** 2\n"
                "    return (L(z2 + 1e-5) - L(z2 - 1e-5)) / 2e-5"
            ),
            "float32 lambda": (
                "output_blame = lambda z, t: np.float32((sigmoid(z) - t) * sigmoid_prime(z))"
            ),
            "one-element list": _blame("[(sigmoid(z2) - y) * sigmoid_prime(z2)]"),
        },
        wrong={
            "the half stays": Wrong(
                _blame("0.5 * (y_hat - y) * sigmoid_prime(z2)"), "What is left of the ½"
            ),
            "no outcome": Wrong(_blame("y_hat * sigmoid_prime(z2)"), "Where is the outcome y"),
            "a rise": Wrong(_blame("(y_hat - 1) * sigmoid_prime(z2)"), "1 in the place of y"),
            "a quarter": Wrong(_blame("(y_hat - y) * 0.25"), "the slope in the middle only"),
            "divides": Wrong(_blame("(y_hat - y) / sigmoid_prime(z2)"), "You divide by the slope"),
            "slope from y": Wrong(
                _blame("(y_hat - y) * y * (1 - y)"), "for every outcome of 0 or 1"
            ),
            "slope at y": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(y)"), "did not enter the sigmoid"
            ),
            "slope dropped": Wrong(_blame("y_hat - y"), "That is dL/dŷ"),
            "sigmoid_prime of the output": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(y_hat)"), "z or its output"
            ),
            "z for a": Wrong(_blame("(y_hat - y) * z2 * (1 - z2)"), "At z2 = 0"),
            "sigmoid_prime of the error": Wrong(
                _blame("sigmoid_prime(y_hat - y)"), "It is a factor of its own"
            ),
            "sigmoid_prime without brackets": Wrong(
                _blame("(y_hat - y) * sigmoid_prime"), "A function stands where a number"
            ),
            "pre-activation against outcome": Wrong(
                _blame("(z2 - y) * sigmoid_prime(z2)"), "What do you compare with y"
            ),
            "error without brackets": Wrong(
                _blame("y_hat - y * sigmoid_prime(z2)"), "brackets around the error"
            ),
            "slope without brackets": Wrong(
                _blame("(y_hat - y) * y_hat * 1 - y_hat"), "brackets around 1 − ŷ"
            ),
            "sign": Wrong(_blame("(y - y_hat) * sigmoid_prime(z2)"), "when ŷ is too low"),
            "the 2 survives": Wrong(_blame("2 * (y_hat - y) * sigmoid_prime(z2)"), "cancel"),
            "the loss itself": Wrong(
                _blame("0.5 * (y_hat - y) ** 2 * sigmoid_prime(z2)"), "You begin with the square"
            ),
            "the loss": Wrong(_blame("0.5 * (sigmoid(z2) - y) ** 2"), "That is L itself"),
            "sum": Wrong(_blame("(y_hat - y) + sigmoid_prime(z2)"), "added or multiplied"),
            "height for slope": Wrong(_blame("(y_hat - y) * y_hat"), "by the value of the sigmoid"),
            "half of the slope's factors": Wrong(
                _blame("(y_hat - y) * (1 - y_hat)"), "Where is ŷ itself"
            ),
            "no error": Wrong(_blame("sigmoid_prime(z2)"), "How wrong was the prediction"),
            "times z2": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(z2) * z2"), "You multiply by z2 as well"
            ),
            "z2 for the slope": Wrong(_blame("(y_hat - y) * z2"), "by z2 itself"),
            "times y_hat": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(z2) * y_hat"), "multiply by ŷ as well"
            ),
            "slope twice": Wrong(
                _blame("(y_hat - y) * sigmoid_prime(z2) ** 2"), "slope more than once"
            ),
            "pair": Wrong(_blame("y_hat - y, sigmoid_prime(z2)"), "dL_dz2 is a row of 2 number"),
            "calls the lesson's copy": Wrong(
                "def output_blame(z2, y):\n    return three_weights.output_blame(z2, y)",
                "`three_weights.output_blame` has computed them",
            ),
        },
    ),
    "gradients": Exercise(
        right={
            "array": (
                "def gradients(x, y, w):\n    z1, h1, z2, y_hat = three_weights.forward(x, w)\n"
                "    b = (y_hat - y) * y_hat * (1 - y_hat)\n"
                "    first = b * w[2] * h1 * (1 - h1) * np.array(x)\n"
                "    return np.append(first, b * h1)"
            ),
            "list of float32": (
                "def gradients(x, y, w):\n    z, h, s, p = three_weights.forward(x, w)\n"
                "    e = np.float32((p - y) * sigmoid_prime(s))\n"
                "    d = e * w[2] * sigmoid_prime(z)\n"
                "    return [np.float32(d * x[0]), np.float32(d * x[1]), e * h]"
            ),
            "numerically": (
                "def gradients(x, y, w):\n    slopes = []\n    for k in range(3):\n"
                "        up, down = list(w), list(w)\n        up[k] += 1e-5\n"
                "        down[k] -= 1e-5\n"
                "        above, below = (0.5 * (three_weights.forward(x, v)[3] - y) ** 2\n"
                "                        for v in (up, down))\n"
                "        slopes.append((above - below) / 2e-5)\n    return slopes"
            ),
            "by the heights": _gradients(dL_dz1="dL_dh1 * h1 * (1 - h1)"),
        },
        wrong={
            "slope twice": Wrong(
                _gradients(
                    dL_dw1="dL_dz1 * sigmoid_prime(z1) * x1",
                    dL_dw2="dL_dz1 * sigmoid_prime(z1) * x2",
                ),
                "How many sigmoids lie between h1",
            ),
            "slope of the gradient": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid_prime(dL_dh1)"), "put a gradient into"
            ),
            "a quarter": Wrong(_gradients(dL_dz1="dL_dh1 / 4"), "the slope in the middle only"),
            "inputs of one day": Wrong(
                _gradients(dL_dw1="dL_dz1 * 2", dL_dw2="dL_dz1 * 3"), "the inputs of one day"
            ),
            "w3 and h1 exchanged": Wrong(
                _gradients(dL_dw3="dL_dz2 * w3", dL_dh1="dL_dz2 * h1"), "Did you exchange them"
            ),
            "w3 for h1": Wrong(_gradients(dL_dw3="dL_dz2 * w3"), "What does w3 multiply on"),
            "h1 for w3": Wrong(_gradients(dL_dh1="dL_dz2 * h1"), "What does h1 meet"),
            "w3 skipped": Wrong(_gradients(dL_dh1="dL_dz2"), "which weight did you walk past"),
            "slope dropped": Wrong(_gradients(dL_dz1="dL_dh1"), "Between h1 and z1 lies"),
            "w1 starts at dL_dh1": Wrong(_gradients(dL_dw1="dL_dh1 * x1"), "Has dL_dw1?"),
            "w2 starts at dL_dh1": Wrong(_gradients(dL_dw2="dL_dh1 * x2"), "Has dL_dw2?"),
            "no brackets": Wrong(_gradients(dL_dz1="dL_dh1 * h1 * 1 - h1"), "around 1 − h1"),
            "sigmoid_prime of h1": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid_prime(h1)"), "expect z1 or h1"
            ),
            "z for a": Wrong(_gradients(dL_dz1="dL_dh1 * z1 * (1 - z1)"), "At z1 = 0"),
            "the other sigmoid": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid_prime(z2)"), "slope of the last sigmoid. What"
            ),
            "function for slope": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid(z1)"), "The slope is not the function"
            ),
            "times the weights": Wrong(
                _gradients(dL_dw1="dL_dz1 * w1", dL_dw2="dL_dz1 * w2"), "dL_dz1 by a weight"
            ),
            "x2 forgotten": Wrong(_gradients(dL_dw2="dL_dz1 * x1"), "come out equal"),
            "stops at z1": Wrong(_gradients(dL_dw1="dL_dz1", dL_dw2="dL_dz1"), "You stop at z1"),
            "inputs crossed": Wrong(
                _gradients(dL_dw1="dL_dz1 * x2", dL_dw2="dL_dz1 * x1"), "Which input met w1"
            ),
            "w3 sees z2": Wrong(_gradients(dL_dw3="dL_dz2 * z2"), "holds z2, which is"),
            "w3 sees nothing": Wrong(_gradients(dL_dw3="dL_dz2"), "dL_dw3 is still dL_dz2"),
            "one weight for an input": Wrong(
                _gradients(dL_dw1="dL_dz1 * w1 * x1", dL_dw2="dL_dz1 * w2 * x2"), "or by w1 · x1"
            ),
            "w2 twice": Wrong(_gradients(dL_dw2="dL_dz1 * w2 * x2"), "or by w2 · x2"),
            "from w1's derivative": Wrong(
                _gradients(dL_dw2="dL_dw1 * x2"), "Your dL_dw2 holds x1 and x2"
            ),
            "straight from z2": Wrong(
                _gradients(dL_dw1="dL_dz2 * x1"), "From z2 straight to w1 or w2"
            ),
            "w3 for the slope": Wrong(_gradients(dL_dz1="dL_dh1 * w3"), "dL_dh1 holds w3 already"),
            "last slope again": Wrong(
                _gradients(dL_dw3="dL_dz2 * sigmoid_prime(z2) * h1"),
                "has passed the last sigmoid already",
            ),
            "half of the slope": Wrong(
                _gradients(dL_dz1="dL_dh1 * (1 - h1)"), "Where is h1 itself"
            ),
            "z1 in the slope": Wrong(
                _gradients(dL_dz1="dL_dh1 * h1 * (1 - z1)"), "What does z1 do in it"
            ),
            "times z1": Wrong(
                _gradients(dL_dz1="dL_dh1 * sigmoid_prime(z1) * z1"), "multiply by z1 as well"
            ),
            "z1 for the slope": Wrong(_gradients(dL_dz1="dL_dh1 * z1"), "You multiply by z1"),
            "nothing from above": Wrong(
                _gradients(dL_dz1="sigmoid_prime(z1)"), "holds the local gradient only"
            ),
            "nothing from z2 at h1": Wrong(_gradients(dL_dh1="w3"), "dL_dh1 is w3, the local"),
            "nothing from z2 at w3": Wrong(_gradients(dL_dw3="h1"), "dL_dw3 is h1, the local"),
            "the inputs themselves": Wrong(
                _gradients(dL_dw1="x1", dL_dw2="x2"), "arrives at w1 and w2"
            ),
            "local gradients only": Wrong(
                _gradients(
                    dL_dw3="h1", dL_dh1="w3", dL_dz1="sigmoid_prime(z1)", dL_dw1="x1", dL_dw2="x2"
                ),
                "Your lines hold local gradients only",
            ),
            "weights see z1": Wrong(
                _gradients(dL_dw1="dL_dz1 * z1", dL_dw2="dL_dz1 * z1"), "You multiply dL_dz1 by z1"
            ),
            "weights see h1": Wrong(
                _gradients(dL_dw1="dL_dz1 * h1", dL_dw2="dL_dz1 * h1"), "h1 comes after w1"
            ),
            "sum of the inputs": Wrong(
                _gradients(dL_dw1="dL_dz1 * (x1 + x2)", dL_dw2="dL_dz1 * (x1 + x2)"),
                "You add the inputs",
            ),
            "w3 sees x1": Wrong(_gradients(dL_dw3="dL_dz2 * x1"), "Your dL_dw3 holds an input"),
            "w1 for w3": Wrong(_gradients(dL_dh1="dL_dz2 * w1"), "stands between h1 and z2"),
            "w3 and h1": Wrong(_gradients(dL_dh1="dL_dz2 * w3 * h1"), "holds w3 and h1"),
            "w3 sees the forecast": Wrong(
                _gradients(dL_dw3="dL_dz2 * y_hat"), "before the last sigmoid. Can it"
            ),
            "w3 sees z1": Wrong(_gradients(dL_dw3="dL_dz2 * z1"), "not what went in"),
            "last slope twice": Wrong(
                _gradients(dL_dz2="three_weights.output_blame(z2, y) * sigmoid_prime(z2)"),
                "multiply by it again",
            ),
            "last slope dropped": Wrong(_gradients(dL_dz2="y_hat - y"), "You start from dL/dŷ"),
            "both slopes dropped": Wrong(
                _gradients(dL_dz2="y_hat - y", dL_dz1="dL_dh1"), "Neither sigmoid"
            ),
            "sign": Wrong(
                _gradients(dL_dz2="(y - y_hat) * sigmoid_prime(z2)"), "Compare with your sign"
            ),
            "the 2 survives": Wrong(
                _gradients(dL_dz2="2 * (y_hat - y) * sigmoid_prime(z2)"), "cancel"
            ),
            "adds the slope": Wrong(
                _gradients(dL_dz1="dL_dh1 + sigmoid_prime(z1)"), "Look at dL_dz1"
            ),
            "adds the weight": Wrong(_gradients(dL_dh1="dL_dz2 + w3"), "Look at dL_dh1"),
            "order turned": Wrong(
                _gradients().replace(
                    "return dL_dw1, dL_dw2, dL_dw3", "return dL_dw3, dL_dw2, dL_dw1"
                ),
                "In the place of dL_dw3 your function returns dL_dw1",
            ),
            "only dL_dw1, oddly": Wrong(
                _gradients(dL_dw1="dL_dz1 * x1 ** 2"), "`dL_dw1 = dL_dz1 * x1 ** 2` gives"
            ),
            "calls the lesson's copy": Wrong(
                "def gradients(x, y, w):\n    return list(three_weights.gradients(x, y, w))",
                "`three_weights.gradients` has computed them",
            ),
        },
    ),
    "mend_slopes": Exercise(
        right={
            "z in both": _mend("sigmoid_prime(z2)", "sigmoid_prime(z1)"),
            "by the heights": _mend("y_hat * (1 - y_hat)", "h1 * (1 - h1)"),
            "the older formula with a": (
                "def from_output(a):\n    return a * (1 - a)\n\n\n"
                + _mend("from_output(y_hat)", "from_output(h1)")
            ),
            "dot, array": (
                "def mend_slopes(x, y, w):\n"
                "    z1, h1, z2, y_hat = three_weights.forward(x, w)\n"
                "    d2 = (y_hat - y) * sigmoid_prime(z2)\n"
                "    d1 = d2 * w[2] * sigmoid_prime(z1)\n"
                "    return np.array([d1 * x[0], d1 * x[1], d2 * h1])"
            ),
        },
        wrong={
            "half of the slopes": Wrong(_mend("(1 - y_hat)", "(1 - h1)"), "the first of its two"),
            "error changed": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(z1)").replace("(y_hat - y)", "y_hat"),
                "Put it back first",
            ),
            "last bend only": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(h1)"), "The last sigmoid is right now"
            ),
            "first bend only": Wrong(
                _mend("sigmoid_prime(y_hat)", "sigmoid_prime(z1)"), "The first sigmoid is right now"
            ),
            "the other z": Wrong(
                _mend("sigmoid_prime(z1)", "sigmoid_prime(z2)"), "Is it the z that went into"
            ),
            "older formula with z": Wrong(
                _mend("z2 * (1 - z2)", "z1 * (1 - z1)"), "Does that formula take z"
            ),
            "slopes dropped": Wrong(_mend("1", "1"), "have lost their slopes"),
            "heights": Wrong(_mend("sigmoid(z2)", "sigmoid(z1)"), "how high it is"),
            "height at the end": Wrong(
                _mend("sigmoid(z2)", "sigmoid_prime(z1)"), "you multiply by its height"
            ),
            "slope of an input": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(x1)"), "You put an input or a weight"
            ),
            "slope of one term": Wrong(
                _mend("sigmoid_prime(y_hat)", "sigmoid_prime(w1 * x1)"), "You put one term of z1"
            ),
            "slope of the slope": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(h1 * (1 - h1))"), "is a slope already"
            ),
            "slope of the error": Wrong(
                _mend("sigmoid_prime(y_hat - y)", "sigmoid_prime(z1)"), "What entered the last"
            ),
            "w1 for w3": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(z1)").replace("* w3", "* w1"),
                "stands between h1 and z2",
            ),
            "one sigmoid more": Wrong(
                _mend("sigmoid_prime(sigmoid(y_hat))", "sigmoid_prime(sigmoid(h1))"),
                "One sigmoid more",
            ),
            "first slope dropped": Wrong(_mend("sigmoid_prime(z2)", "1"), "Between h1 and z1 lies"),
            "no brackets": Wrong(
                _mend("sigmoid_prime(z2)", "h1 * 1 - h1"), "brackets around 1 − h1"
            ),
            "z2 in both": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(z2)"), "What went into the first one"
            ),
            "value in the middle": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid(z1)"), "The slope is not the function"
            ),
            "half of the slope": Wrong(
                _mend("sigmoid_prime(z2)", "(1 - h1)"), "Where is h1 itself"
            ),
            "last slope dropped": Wrong(_mend("1", "sigmoid_prime(z1)"), "You start from dL/dŷ"),
            "sign turned too": Wrong(
                _mend("sigmoid_prime(z2)", "sigmoid_prime(z1)", "y - y_hat"),
                "right. Raise w3 slightly",
            ),
            "only the weight changed": Wrong(
                _mend("sigmoid_prime(y_hat)", "sigmoid_prime(h1)").replace("* w3", "* w1"),
                "The weight was right",
            ),
            "only the sign turned": Wrong(
                _mend("sigmoid_prime(y_hat)", "sigmoid_prime(h1)", "y - y_hat"),
                "The sign was right, and the numbers",
            ),
            "the lesson's copy": Wrong(
                "mend_slopes = lambda x, y, w: three_weights.gradients(x, y, w)",
                "`three_weights.gradients` has computed them",
            ),
        },
    ),
}
