"""The page of `benchmarks/training.py`."""

from collections.abc import Iterable

from benchmarks.measure import machine
from benchmarks.page import aim, table

from . import COMPILED, FLOOR, OURS, PACKAGES
from .race import Result
from .shares import PARTS
from .sweeps import Sweep

Shares = tuple[float, ...] | None
RATIOS = ("`helpers` over the floor", "C over the floor", "`helpers` over C")


def _form(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def _where(ratios: Iterable[tuple[str, float | None]]) -> list[str]:
    return [f"{where} ({_form(ratio)})" for where, ratio in ratios if ratio is not None]


def aims(results: list[Result], firsts: dict[str, float], sweeps: list[Sweep]) -> str:
    """Return which aims are met."""
    slower = _where(
        (f"{name}, {result.task.name}", ratio)
        for result in results
        for name, package in PACKAGES.items()
        if package.aimed
        if (ratio := result.ratio(name, package.against)) is not None and ratio <= 1
    )
    high = [
        f"{result.task.name} ({_form(ratio)}, not {result.task.most})"
        for result in results
        if result.task.most is not None
        if (ratio := result.ratio(OURS, FLOOR) or 0) > result.task.most
    ]
    sooner = [name for name in firsts if firsts[name] < firsts[OURS]]
    differ = [sweep.name for sweep in sweeps if not sweep.identical]
    return (
        aim("Faster than every package that isn't plain JAX, at equal precision", slower)
        + aim(
            "At most 2.1 times the floor on 784-256-128-10, 4.6 times on 20-32-1 with batches of "
            "32, 3.4 times with batches of 256",
            high,
        )
        + aim("First with a result in a new Python", sooner)
        + aim("A stack of nets gives the same bits as one net after the other", differ)
    )


def page(
    results: list[Result],
    parts: list[Shares],
    firsts: dict[str, float],
    sweeps: list[Sweep],
    loads: list[float],
) -> str:
    """Return the page."""
    there = [name for name, package in PACKAGES.items() if not package.missing()]
    absent = [f"{n} ({lacks})" for n, package in PACKAGES.items() if (lacks := package.missing())]
    needs = {"numpy"} | {need for name in there for need in PACKAGES[name].needs}
    others = [name for name in there if name not in (OURS, COMPILED)]
    times = [
        [r.task.name, *(_form(r.ratio(name, PACKAGES[name].against)) for name in others)]
        for r in results
    ]
    floors = [
        [
            r.task.name,
            _form(r.ratio(OURS, FLOOR)),
            _form(r.ratio(COMPILED, FLOOR)),
            _form(r.ratio(OURS, COMPILED)),
            *(_form(s) for s in part or [None] * len(PARTS)),
        ]
        for r, part in zip(results, parts, strict=True)
    ]
    losses = [
        [
            name,
            f"{max(r.apart.get(name, 0) for r in results):.0e}",
            f"{PACKAGES[name].tolerance:.0e}",
        ]
        for name in there
        if name != OURS
    ]
    ways = [[s.name, _form(s.ratio), "yes" if s.identical else "no"] for s in sweeps]
    rounds = len(results[0].seconds[OURS])
    return f"""# How fast the small network trains

Made by `python benchmarks/training.py --out docs/training_speed.md`. {machine(sorted(needs))}

Medians of {rounds}, in turn, in one process, in seconds of the processor for all threads of a
package together. OpenBLAS, PyTorch and XLA compute in one thread. Between
{min(loads):.1f} and {max(loads):.1f} processes wanted a processor (the load average before each
net). Left out, for what is not there: {", ".join(absent) or "nothing"}.

All start from the same weights and take the same batches in the same order, with the same
optimizer: gradient descent in lessons 03 and 05, Adam elsewhere (its ε so small that it doesn't
matter where a package adds it). All count in float64, unless the column says otherwise. What is
compiled was compiled before the clock ran.

## Aims

{aims(results, firsts, sweeps)}
## A package's time over that of `helpers`

Above 1, `helpers` is faster. What counts in float32 is compared with `helpers` in float32, all
else in float64; the column of `helpers` itself in float32 is over its float64. – means that the
package has no such net, or `helpers` none in float32. PyTorch, scikit-learn and
micrograd run step by step in Python, as `helpers` does. Keras compiles its step; so does the column
of plain JAX, where nothing but the compiled step is called, and no aim holds there.

{table(["net", *others], times)}
## The time of `helpers` over the floor

The floor is the matrix products of forward and backward alone, by `np.dot` (on small arrays quicker
than `@`) into arrays made before: no biases, no bends, no loss, no step, nothing that cuts batches.

C is the same training, compiled for this processor by `cc` (`benchmarks/peers/in_c.c`): the same
formulas, the same products of the same OpenBLAS. What it takes is the limit of a training that runs
these products; it can go below the floor where a call of `np.dot` takes longer than the product.
NumPy takes longer for two reasons. Each of its calls looks at its arguments before it computes,
which on small nets takes longer than the arithmetic; C has no such calls. And each call reads and
writes its arrays in full: an update by Adam goes over all numbers once for each of its operations,
where C goes over them once and keeps what it computes on the way in registers. That weighs on
784-256-128-10. A step that JAX compiled is called from Python and hands arrays over, too (the last
column above).

The last three columns are parts of what `helpers` does, each alone, over the same floor.

{table(["net", *RATIOS, *(f"{part} alone" for part in PARTS)], floors)}
## Time to the first result

From the start of Python to the end of the first epoch of `make_classification` with batches of 32:
imports, and what has to be compiled. Over that of `helpers`.

{table(["package", "over `helpers`"], [[n, _form(t / firsts[OURS])] for n, t in firsts.items()])}
## Sweeps

The time of nets that are trained one after the other, over that of the same nets as one stack. The
bits are those of the parameters, or of the answers, after the training.

{table(["sweep", "one by one over stacked", "same bits"], ways)}
## Equal losses

How far the loss on all rows is from that of `helpers` after the training, relative, at most. Beyond
the tolerance nothing is timed.

{table(["package", "apart", "tolerance"], losses)}"""
