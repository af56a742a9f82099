"""Answers to the exercises of lesson 02."""

from tests.bank import Exercise, Wrong, function


def _local(
    dL_da: str = "2 * (a - y)",
    da_dz: str = "3 * z**2",
    dz_dw: str = "x",
    end: str = "return dL_da, da_dz, dz_dw",
) -> str:
    lines = ["z = w * x - 1", "a = z**3"]
    lines += [f"dL_da = {dL_da}", f"da_dz = {da_dz}", f"dz_dw = {dz_dw}", end]
    return function("local_slopes(w, x, y)", *lines)


FORWARD = ["month = (1 + r_local) * (1 + r_fx)", "year = month**12"]
LOSS = "loss = 0.5 * (year - target) ** 2"
YEAR, MONTH = "dL_dyear = year - target", "dL_dmonth = dL_dyear * 12 * month**11"
LOCAL, FX = "dL_dr_local = dL_dmonth * (1 + r_fx)", "dL_dr_fx = dL_dmonth * (1 + r_local)"


def _year(
    loss: str = LOSS, year: str = YEAR, month: str = MONTH, local: str = LOCAL, fx: str = FX
) -> str:
    lines = [*FORWARD, loss, year, month, local, fx, "return loss, dL_dr_local, dL_dr_fx"]
    return function("mend_year(r_local, r_fx, target)", *lines)


def _back(
    start: str = "gradients[end] = 1.0",
    upstream: str = "upstream = gradients[made]",
    collect: str = "gradients[name] += upstream * local",
    end: str = "return gradients",
) -> str:
    lines = ["gradients = graph.zeros(tape)", "end = tape[-1][0]", start]
    lines += ["for made, inputs in reversed(tape):", f"    {upstream}"]
    lines += ["    for name, local in inputs:", f"        {collect}", end]
    return function("backward(tape)", *lines)


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
                _local(da_dz="dL_da * 3 * z**2", dz_dw="da_dz * x"), "multiplied along the path"
            ),
            "one number": Wrong(_local(end="return dL_da * da_dz * dz_dw"), "the whole path"),
            "a half in front": Wrong(_local("a - y"), "Is there a ½"),
            "at z": Wrong(_local("2 * (z - y)"), "dL_da is taken at z"),
            "y minus a": Wrong(_local("2 * (y - a)"), "does the square grow"),
            "plus": Wrong(_local("2 * (a + y)"), "square a sum, or a difference"),
            "the example's numbers": Wrong(_local("6", "12", "1.2"), "the example's number"),
            "no bracket": Wrong(_local("2 * a - y"), "Which pair of brackets"),
            "square kept": Wrong(_local("2 * (a - y) ** 2"), "still has the square"),
            "two nodes in one": Wrong(_local("2 * (a - y) * 3 * z**2"), "holds two nodes already"),
            "a factor more": Wrong(_local("2 * (a - y) * a"), "one factor more"),
            "constant forgotten": Wrong(_local(da_dz="3 * (w * x) ** 2"), "z is w · x − 1"),
            "rule twice": Wrong(_local(da_dz="6 * z"), "the power rule twice"),
            "z itself": Wrong(_local(dz_dw="z"), "Your dz_dw is z itself"),
            "y forgotten": Wrong(_local("2 * a"), "Where is y"),
            "the loss itself": Wrong(_local("(a - y) ** 2"), "is the loss itself"),
            "outer slope at x": Wrong(_local(da_dz="3 * x**2"), "da_dz is taken at x"),
            "outer slope at w": Wrong(_local(da_dz="3 * w**2"), "da_dz is taken at w."),
            "slope at the output": Wrong(_local(da_dz="3 * a**2"), "comes out of the cube"),
            "exponent kept": Wrong(_local(da_dz="3 * z**3"), "became of the exponent"),
            "exponent two lower": Wrong(_local(da_dz="3 * z"), "three equal factors z"),
            "3 stays up": Wrong(_local(da_dz="z**2"), "What stands in front"),
            "the power of a square": Wrong(
                _local(da_dz="2 * z"), "Which power does this node take"
            ),
            "y alone": Wrong(_local("2 * y"), "Where is a in your dL_da"),
            "new power in front": Wrong(_local(da_dz="2 * z**2"), "Which power comes to the front"),
            "the cube": Wrong(_local(da_dz="z**3"), "the cube itself"),
            "no way back to w": Wrong(_local(dz_dw="0"), "stay where it is when w moves"),
            "next box included": Wrong(_local(da_dz="3 * z**2 * x"), "Is that still local"),
            "slope by x": Wrong(_local(dz_dw="w"), "What does w multiply"),
            "the product itself": Wrong(_local(dz_dw="w * x"), "the product itself"),
            "the constant survives": Wrong(_local(dz_dw="x - 1"), "Lift z by a constant"),
            "every box passes it on": Wrong(_local(dz_dw="1.0"), "whatever x is"),
            "something else": Wrong(_local(dz_dw="-x"), "dz_dw has the wrong sign everywhere"),
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
                "about a month, or about a year",
            ),
            "month in the backward pass": Wrong(
                _year(year="dL_dyear = month - target"), "dL_dyear takes the month"
            ),
            "starts with 1": Wrong(
                _year(month="dL_dmonth = 12 * month**11"), "Where does dL_dyear go"
            ),
            "power 1": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * month"), "the power is too low"
            ),
            "12 dropped": Wrong(
                _year(month="dL_dmonth = dL_dyear * month**11"), "of them can move"
            ),
            "power kept": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * month**12"), "how many others multiply it"
            ),
            "power two lower": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * month**10"), "month**10` gives"
            ),
            "no power": Wrong(_year(month="dL_dmonth = dL_dyear * 12"), "What else does the power"),
            "powers exchanged": Wrong(
                _year(month="dL_dmonth = dL_dyear * 11 * month**12"), "have changed places: which"
            ),
            "rates for growths": Wrong(
                _year(local="dL_dr_local = dL_dmonth * r_fx", fx="dL_dr_fx = dL_dmonth * r_local"),
                "1 + rate, not the rate",
            ),
            "one rate for a growth": Wrong(
                _year(local="dL_dr_local = dL_dmonth * r_fx"), "multiplies by a rate"
            ),
            "power of one factor": Wrong(
                _year(month="dL_dmonth = dL_dyear * 12 * (1 + r_local) ** 11"),
                "the power takes in the factor of",
            ),
            "power in the last lines": Wrong(
                _year(local="dL_dr_local = dL_dmonth * (1 + r_local) ** 11"),
                "yours do not fit together",
            ),
            "12 dropped, and the bug is still in": Wrong(
                _year(month="dL_dmonth = dL_dyear * year**11"), "The 12 was right"
            ),
            "minus": Wrong(
                _year(month="dL_dmonth = -dL_dyear * 12 * month**11"),
                "has the wrong sign everywhere, and",
            ),
            "node skipped": Wrong(
                _year(month="dL_dmonth = dL_dyear"), "local gradient of the power is missing"
            ),
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
                "The old bug is still there",
            ),
            "another power of the year": Wrong(
                function(
                    "mend_year(r_local, r_fx, target)",
                    "growth = ((1 + r_local) * (1 + r_fx)) ** 12",
                    "blame = (growth - target) * 12 * growth**12",
                    "loss = 0.5 * (growth - target) ** 2",
                    "return loss, blame * (1 + r_fx), blame * (1 + r_local)",
                ),
                "Another power does not help",
            ),
            "loss without its half": Wrong(
                _year("loss = (year - target) ** 2"), "The loss as given was right"
            ),
            "last factors dropped": Wrong(
                _year(local="dL_dr_local = dL_dmonth", fx="dL_dr_fx = dL_dmonth"),
                "lack a factor each",
            ),
        },
    ),
    "backward": Exercise(
        right={
            "+=": _back(),
            "written out": _back(collect="gradients[name] = gradients[name] + local * upstream"),
            "without upstream": _back(
                "gradients[end] = 1", "pass", "gradients[name] += gradients[made] * local"
            ),
            "own dictionary, float32": function(
                "backward(tape)",
                "found = {tape[-1][0]: np.float32(1)}",
                "for made, inputs in list(tape)[::-1]:",
                "    for name, local in inputs:",
                "        found[name] = found.get(name, 0) + found[made] * np.float32(local)",
                "return found",
            ),
        },
        wrong={
            "starts from a local gradient": Wrong(
                _back("gradients[end] = tape[-1][1][0][1]"), "multiplies by it once more"
            ),
            "asks the tape": Wrong(_back(upstream="upstream = tape[made]"), "no names for its"),
            "= for +=": Wrong(
                _back(collect="gradients[name] = upstream * local"), "what becomes of the first"
            ),
            "no upstream": Wrong(
                _back(collect="gradients[name] += local"), "local gradients alone, or times 1"
            ),
            "local only": Wrong(_back(collect="gradients[name] = local"), "Which two things are"),
            "no local": Wrong(
                _back(collect="gradients[name] += upstream"), "What does each node multiply"
            ),
            "added along the path": Wrong(
                _back(collect="gradients[name] += upstream + local"), "Do they add or multiply"
            ),
            "multiplied at the fork": Wrong(
                _back(collect="gradients[name] *= upstream * local"),
                "you multiply by `gradients[name]`",
            ),
            "starts from 0": Wrong(_back(start="gradients[end] = 0.0"), "All gradients are 0"),
            "subtracted": Wrong(
                _back(collect="gradients[name] -= upstream * local"), "You subtract"
            ),
            "to what was made": Wrong(
                _back(collect="gradients[made] += upstream * local"), "to the wrong quantity"
            ),
            "the name for its number": Wrong(
                _back(upstream="upstream = made"), "The number of a name is in"
            ),
            "local for upstream": Wrong(
                _back(upstream="upstream = inputs[0][1]"), "Both of your factors are local"
            ),
            "starts from dL/dV": Wrong(
                _back(start="gradients[end] = 3.3"), "At the end stands dL/dL"
            ),
            "return in the loop": Wrong(
                _back(collect="gradients[name] += upstream * local", end="    return gradients"),
                "Only the last node has handed",
            ),
            "the dictionary collects": Wrong(
                _back(collect="gradients += upstream * local"), "is the whole dictionary"
            ),
            "the lesson's copy": Wrong(
                function(
                    "backward(tape)",
                    "nodes = [graph.Node(made, [name for name, _ in taken], '', None,",
                    "         lambda *_, taken=taken: [local for _, local in taken])",
                    "         for made, taken in tape]",
                    "return graph.backward(nodes, graph.zeros(tape))",
                ),
                "`graph.backward` has computed them",
            ),
            "upstream of a name not there": Wrong(
                _back(upstream="upstream = gradients[name]"), "belong to the inner loop"
            ),
            "returns the last": Wrong(_back(end="return upstream"), "it returns 3.3"),
            "returns a list": Wrong(
                _back(end="return list(gradients.values())"), "it returns [  3.63"
            ),
            "no return": Wrong(_back(end="print(gradients)"), "It returns None"),
        },
    ),
}
