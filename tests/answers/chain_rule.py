"""Answers to the exercises of lesson 02."""

from . import Exercise, Wrong, function


def _local(
    dL_da: str = "2 * (a - y)",
    da_dz: str = "3 * z**2",
    dz_dw: str = "x",
    end: str = "return dL_da, da_dz, dz_dw",
) -> str:
    lines = ["z = w * x - 1", "a = z**3"]
    lines += [f"dL_da = {dL_da}", f"da_dz = {da_dz}", f"dz_dw = {dz_dw}", end]
    return function("local_slopes(w, x, y)", *lines)


def _bond(slope: str, u: str = "1 + rate / 2", price: str = "100 * u**-n") -> str:
    return function("bond_slope(rate, n)", f"u = {u}", f"price = {price}", f"return price, {slope}")


def _order(letters: str) -> str:
    return f"backward_order = {list(letters)}"


FORWARD = ["month = (1 + r_local) * (1 + r_fx)", "year = month**12"]
LOSS = "loss = 0.5 * (year - target) ** 2"
YEAR, MONTH = "dL_dyear = year - target", "dL_dmonth = dL_dyear * 12 * month**11"
LOCAL, FX = "dL_dr_local = dL_dmonth * (1 + r_fx)", "dL_dr_fx = dL_dmonth * (1 + r_local)"


def _year(
    loss: str = LOSS, year: str = YEAR, month: str = MONTH, local: str = LOCAL, fx: str = FX
) -> str:
    lines = [*FORWARD, loss, year, month, local, fx, "return loss, dL_dr_local, dL_dr_fx"]
    return function("mend_year(r_local, r_fx, target)", *lines)


VALUE = "value = price * fx + hedge * (agreed - fx)"


def _fund(
    *fx: str, price: str = "dL_dvalue * fx", value: str = "value - target", start: str = VALUE
) -> str:
    lines = [start, f"dL_dvalue = {value}", f"dL_dprice = {price}", *fx]
    lines += ["return dL_dvalue, dL_dprice, dL_dfx"]
    return function("hedged_fund(price, fx, hedge, agreed, target)", *lines)


BOTH = "dL_dfx = dL_dvalue * (price - hedge)"

EXERCISES = {
    "local_slopes": Exercise(
        right={
            "a list, other names": function(
                "local_slopes(p, q, r)", "s = p * q - 1", "return [2 * s**3 - 2 * r, 3 * s * s, q]"
            ),
            "float32 array": (
                "def local_slopes(w, x, y):\n"
                "    w, x, y = np.float32(w), np.float32(x), np.float32(y)\n"
                "    z = w * x - 1\n"
                "    return np.array([2 * (z**3 - y), 3 * z**2, x])"
            ),
            "nudging": (
                "def local_slopes(w, x, y):\n"
                "    z = w * x - 1\n"
                "    boxes = [(lambda a: (a - y) ** 2, z**3), (lambda z: z**3, z),\n"
                "             (lambda w: w * x - 1, w)]\n"
                "    return tuple(central_difference(f, at) for f, at in boxes)"
            ),
            "lambda": (
                "local_slopes = lambda w, x, y: "
                "(2 * ((w * x - 1) ** 3 - y), 3 * (w * x - 1) ** 2, x)"
            ),
        },
        wrong={
            "multiplied already": Wrong(
                _local(da_dz="dL_da * 3 * z**2", dz_dw="da_dz * x"), "multiplied along the road"
            ),
            "one number": Wrong(_local(end="return dL_da * da_dz * dz_dw"), "the whole road"),
            "a half in front": Wrong(_local("a - y"), "Is there a ½"),
            "y minus a": Wrong(_local("2 * (y - a)"), "grow or shrink"),
            "y forgotten": Wrong(_local("2 * a"), "Where is y"),
            "the loss itself": Wrong(_local("(a - y) ** 2"), "is the loss itself"),
            "outer slope at x": Wrong(_local(da_dz="3 * x**2"), "taken at x"),
            "outer slope at w": Wrong(_local(da_dz="3 * w**2"), "taken at w."),
            "slope at the output": Wrong(_local(da_dz="3 * a**2"), "comes out of the cube"),
            "exponent kept": Wrong(_local(da_dz="3 * z**3"), "became of the exponent"),
            "exponent two lower": Wrong(_local(da_dz="3 * z"), "How many factors z"),
            "3 stays up": Wrong(_local(da_dz="z**2"), "What stands in front"),
            "slope of a square": Wrong(_local(da_dz="2 * z"), "Which power does this box take"),
            "next box included": Wrong(_local(da_dz="3 * z**2 * x"), "Is that still local"),
            "slope by x": Wrong(_local(dz_dw="w"), "What does w multiply"),
            "the product itself": Wrong(_local(dz_dw="w * x"), "what the product makes"),
            "the constant survives": Wrong(_local(dz_dw="x - 1"), "Lift z by a constant"),
            "every box passes it on": Wrong(_local(dz_dw="1.0"), "whatever x is"),
            "something else": Wrong(_local(dz_dw="-x"), "dz_dw has the wrong sign everywhere"),
        },
    ),
    "bond_slope": Exercise(
        right={
            "one line a box": _bond("-100 * n * u ** (-n - 1) * 0.5"),
            "a division": _bond("-n / 2 * price / u"),
            "a loop": (
                "def bond_slope(rate, n):\n"
                "    price = 100.0\n"
                "    for _ in range(n):\n"
                "        price /= 1 + rate / 2\n"
                "    return [price, -50 * n / (1 + rate / 2) ** (n + 1)]"
            ),
            "nudging": (
                "def bond_slope(rate, n):\n"
                "    price = lambda r: 100 * (1 + r / 2) ** -n\n"
                "    return price(rate), central_difference(price, rate)"
            ),
            "float32": _bond(
                "np.float32(-50 * n * u ** (-n - 1))", price="np.float32(100 * u**-n)"
            ),
        },
        wrong={
            "outer only": Wrong(_bond("-100 * n * u ** (-n - 1)"), "How far does u move"),
            "outer slope at the rate": Wrong(
                _bond("-100 * n * rate ** (-n - 1) / 2"), "enters the outer box"
            ),
            "product rule": Wrong(
                _bond("-100 * n * u ** (-n - 1) * u + 100 * u**-n / 2"), "the product rule"
            ),
            "slopes added": Wrong(_bond("-100 * n * u ** (-n - 1) + 1 / 2"), "added two slopes"),
            "exponent kept": Wrong(_bond("-100 * n * u**-n / 2"), "Has the exponent moved"),
            "exponent up": Wrong(_bond("-100 * n * u ** (1 - n) / 2"), "nearer to zero"),
            "sign": Wrong(_bond("100 * n * u ** (-n - 1) / 2"), "asks for a higher rate"),
            "100 forgotten": Wrong(_bond("-n * u ** (-n - 1) / 2"), "a hundredth"),
            "n stays up": Wrong(_bond("-100 * u ** (-n - 1) / 2"), "came down from the exponent"),
            "inner only": Wrong(_bond("1 / 2"), "slope of the second"),
            "the rate in full": Wrong(
                _bond("-100 * n * u ** (-n - 1)", u="1 + rate"), "added in one half-year"
            ),
            "years": Wrong(
                _bond("-100 * n * u ** (-2 * n - 1)", price="100 * u ** (-2 * n)"),
                "counts half-years already",
            ),
            "compounded": Wrong(
                _bond("100 * n * u ** (n - 1) / 2", price="100 * u**n"), "more than 100 today"
            ),
            "slope only": Wrong(
                "def bond_slope(rate, n):\n    return -50 * n * (1 + rate / 2) ** (-n - 1)",
                "price, dprice_drate",
            ),
            "something else": Wrong(
                _bond("-30 * n * u ** (-n - 1)"), "0.6 times what it should be"
            ),
        },
    ),
    "backward_order": Exercise(
        right={
            "blame of fx first": _order("EBDFAC"),
            "a string, price first": 'backward_order = "E B D A C F"',
            "small letters, a tuple": 'backward_order = ("e", "b", "d", "a", "f", "c")',
        },
        wrong={
            "dollars before francs": Wrong(_order("BEDAFC"), "in francs before"),
            "backward first": Wrong(_order("DEBAFC"), "has not run to its end"),
            "forwards": Wrong(_order("EBCAFD"), "From which end does blame start"),
            "blame not there": Wrong(_order("EBADFC"), "Whose blame does A multiply"),
            "a box skipped": Wrong(_order("EBDCAF"), "two boxes away"),
            "fx before the value": Wrong(_order("EBFDAC"), "blame first"),
            "one left out": Wrong(_order("EBDAF"), "Use each of"),
        },
    ),
    "mend_year": Exercise(
        right={
            "two names": _year(),
            "a root": function(
                "mend_year(a, b, c)",
                "growth = ((1 + a) * (1 + b)) ** 12",
                "blame = (growth - c) * 12 * growth / (1 + a) / (1 + b)",
                "return 0.5 * (growth - c) ** 2, blame * (1 + b), blame * (1 + a)",
            ),
            "a loop": function(
                "mend_year(r_local, r_fx, target)",
                "month = (1 + r_local) * (1 + r_fx)",
                "year = 1.0",
                "for _ in range(12):",
                "    year *= month",
                "blame = (year - target) * 12 * year / month",
                "return [(year - target) ** 2 / 2, blame * (1 + r_fx), blame * (1 + r_local)]",
            ),
            "arrays": function(
                "mend_year(r_local, r_fx, target)",
                "g = 1 + np.array([r_local, r_fx])",
                "miss = g.prod() ** 12 - target",
                "return np.array([miss**2 / 2, *(miss * 12 * g.prod() ** 11 * g[::-1])])",
            ),
        },
        wrong={
            "month in the loss": Wrong(
                _year("loss = 0.5 * (month - target) ** 2", "dL_dyear = month - target"),
                "a month, or a year",
            ),
            "month in the blame": Wrong(
                _year(year="dL_dyear = month - target"), "The loss compares years"
            ),
            "starts with 1": Wrong(_year(month="dL_dmonth = 12 * month**11"), "had arrived"),
            "no power": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * month"), "twelfth power grow"
            ),
            "12 dropped": Wrong(_year(month="dL_dmonth = dL_dyear * month**11"), "can be nudged"),
            "power kept": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * month**12"), "one of twelve equal factors"
            ),
            "power two lower": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * month**10"), "should be larger in size"
            ),
            "box skipped": Wrong(_year(month="dL_dmonth = dL_dyear"), "year's box are gone"),
            "own factor": Wrong(
                _year(
                    local="dL_dr_local = dL_dmonth * (1 + r_local)",
                    fx="dL_dr_fx = dL_dmonth * (1 + r_fx)",
                ),
                "how tall is the strip",
            ),
            "swapped, and the bug is still in": Wrong(
                function(
                    "mend_year(r_local, r_fx, target)",
                    "growth = ((1 + r_local) * (1 + r_fx)) ** 12",
                    "blame = (growth - target) * 12 * growth**11",
                    "loss = 0.5 * (growth - target) ** 2",
                    "return loss, blame * (1 + r_local), blame * (1 + r_fx)",
                ),
                "The old fault is still there",
            ),
            "last factors dropped": Wrong(
                _year(local="dL_dr_local = dL_dmonth", fx="dL_dr_fx = dL_dmonth"), "come last"
            ),
        },
    ),
    "hedged_fund": Exercise(
        right={
            "+= twice": _fund("dL_dfx = dL_dvalue * price", "dL_dfx += -dL_dvalue * hedge"),
            "the bracket": _fund(BOTH),
            "a loop over roads, a list": function(
                "hedged_fund(p, fx, h, k, t)",
                "blame = p * fx + h * (k - fx) - t",
                "slopes = [blame, blame * fx, 0.0]",
                "for road in (p, -h):",
                "    slopes[2] += blame * road",
                "return slopes",
            ),
            "float32 array": function(
                "hedged_fund(price, fx, hedge, agreed, target)",
                "value = price * fx + hedge * (agreed - fx)",
                "slopes = np.array([1, fx, np.sum([price, -hedge])])",
                "return ((value - target) * slopes).astype(np.float32)",
            ),
        },
        wrong={
            "= twice": Wrong(
                _fund("dL_dfx = dL_dvalue * price", "dL_dfx = dL_dvalue * -hedge"),
                "first road's contribution",
            ),
            "one road": Wrong(_fund("dL_dfx = dL_dvalue * price"), "fx also enters the deal"),
            "sign of the deal": Wrong(
                _fund("dL_dfx = dL_dvalue * (price + hedge)"), "does agreed − fx rise"
            ),
            "roads multiplied": Wrong(
                _fund("dL_dfx = dL_dvalue * price * -hedge"), "follow each other"
            ),
            "mean of the roads": Wrong(
                _fund("dL_dfx = dL_dvalue * np.mean([price, -hedge])"), "take their mean"
            ),
            "the deal for its slope": Wrong(
                _fund("dL_dfx = dL_dvalue * (price + hedge * (agreed - fx))"),
                "as against the deal itself",
            ),
            "hedge dropped": Wrong(
                _fund("dL_dfx = dL_dvalue * (price - 1)"), "far does the bracket"
            ),
            "starts with 1": Wrong(
                _fund("dL_dfx = price - hedge", price="fx"), "slopes of the value"
            ),
            "blame on one road only": Wrong(
                _fund("dL_dfx = dL_dvalue * price - hedge"), "lacks the blame"
            ),
            "blame on the other road only": Wrong(
                _fund("dL_dfx = price - dL_dvalue * hedge"), "The road through the deal carries"
            ),
            "no blame for fx": Wrong(_fund("dL_dfx = price - hedge"), "Your dL_dfx says"),
            "no blame for the price": Wrong(_fund(BOTH, price="fx"), "Your dL_dprice says"),
            "slope by the hedge": Wrong(
                _fund("dL_dfx = dL_dvalue * (price + (agreed - fx))"), "Which number do you nudge"
            ),
            "slope by the hedge, no blame": Wrong(
                _fund("dL_dfx = price + (agreed - fx)"), "which blame is missing"
            ),
            "the holding for its slope": Wrong(
                _fund("dL_dfx = dL_dvalue * (price * fx - hedge)"),
                "On the road through the holding",
            ),
            "the holding, no blame": Wrong(
                _fund("dL_dfx = price * fx - hedge"), "which blame has reached"
            ),
            "the loss for its slope": Wrong(
                _fund(BOTH, value="0.5 * (value - target) ** 2"), "is the loss itself"
            ),
            "no target": Wrong(_fund(BOTH, value="value"), "Where is the target"),
            "1 for the value": Wrong(_fund(BOTH, value="1.0"), "1 is what the loss"),
            "own factor": Wrong(_fund(BOTH, price="dL_dvalue * price"), "In price · fx"),
            "target minus value": Wrong(
                _fund(BOTH, value="target - value"), "lies above the target"
            ),
            "the square's 2": Wrong(_fund(BOTH, value="2 * (value - target)"), "What does the ½"),
            "something else": Wrong(
                _fund("dL_dfx = dL_dvalue * (hedge - price)"),
                "dL_dvalue and dL_dprice agree. dL_dfx has the wrong sign",
            ),
        },
    ),
}
