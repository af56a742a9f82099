"""What lesson 01 says beyond its checks: a worked step, a sentence after success, new numbers."""

from helpers.checking.draws import between, one_of
from helpers.checking.rungs import Rung

from . import slopes

RUNGS = {
    "slope_sign": Rung(
        """
        Another curve: f(x) = 5x − x² at x = 2. Its height there is 5 · 2 − 2² = 6.
        A long step to x = 4 ends at 5 · 4 − 4² = 4. That says nothing of the place itself.
        A very short step to x = 2.01 ends at 5 · 2.01 − 2.01² = 6.0099. That is a little above 6,
        so from x = 2 this curve climbs, although the long step ended lower.
        Compute two heights of your own curve in the same way, with a very short step.
        """,
        "Gradient descent asks for this sign at every step, because the sign of the slope says on "
        "which side the loss falls.",
        nothing="The question is about one place of one picture. `checks.slope.again()` asks for "
        "the slope at other places.",
    ),
    "slope": Rung(
        """
        Another polynomial: 2x³ + 4x² − 7x + 9, one term after the other.
        In 2x³ the exponent 3 becomes a factor, 2 · 3 = 6, and the power goes down by one: 6x².
        In the same way 4x² gives 8x. The line −7x falls by 7 for each step of 1: its slope is −7.
        The 9 lifts the curve and tilts it nowhere: its slope is 0.
        At x = 0.5 the four add up to 6 · 0.5² + 8 · 0.5 − 7 + 0 = −1.5.
        """,
        "The derivative of a sum is the sum of the derivatives, so each term of a long formula can "
        "be looked at alone.",
        draw=lambda rng: (between(rng, -3, 4),),
    ),
    "central_difference": Rung(
        """
        The square f(x) = x² at x = 3 with the step 0.2. One point lies to the right, at 3.2, and
        one to the left, at 2.8. Their heights are 3.2² = 10.24 and 2.8² = 7.84.
        From the left point to the right one the curve rises by 10.24 − 7.84 = 2.4.
        How far apart do the two points lie? It is 3.2 − 2.8 = 0.4, more than one step.
        The slope of the line is rise over distance: 2.4 / 0.4 = 6.
        """,
        "The errors to the left and to the right nearly cancel, so this slope is usually much "
        "closer than the one-sided slope with the same step.",
        draw=lambda rng: (slopes.cubic, between(rng, -2, 4), one_of(rng, 0.5, 0.2, 0.1)),
    ),
    "best_h": Rung(
        """
        Two errors add up. Take f(x) = x³ at x = 2, where the slope is 12.
        With h = 0.5 the numerical derivative is (2.5³ − 1.5³) / 1 = 12.25, so it is off by 0.25.
        With a step ten times shorter it is off by 0.0025, and 0.25 / 0.0025 = 100. So this error
        falls by a factor of 100 each time. That is the error of the formula.
        The computer keeps about 16 digits, so the two heights are off by about 0.000000000000001.
        That is divided by 2h. So this second error grows by a factor of 10 each time.
        Look with the slider where the first error is small and the second not yet large.
        """,
        "Shorter is not always better: below some step the rounding error outweighs what a shorter "
        "step gains.",
        nothing="It is one choice, and the slider shows all the steps there are.",
    ),
    "gradient": Rung(
        """
        The function f(x, y) = x · y² at (2, 5), with steps of 0.1.
        Only x moves, and y stays 5: f(2.1, 5) is 2.1 · 5² = 52.5, and f(1.9, 5) is 1.9 · 5² = 47.5.
        The partial derivative with respect to x is (52.5 − 47.5) / 0.2 = 25.
        Now x is 2 again, and only y moves: 2 · 5.1² = 52.02 and 2 · 4.9² = 48.02.
        The partial derivative with respect to y is (52.02 − 48.02) / 0.2 = 20.
        Four calls of the function in all, two for each number that moves.
        """,
        "It takes two calls per input: with a million weights that is two million forward passes, "
        "where backpropagation needs one pass forward and one back.",
        draw=lambda rng: (
            one_of(rng, slopes.round_bowl, slopes.long_bowl),
            between(rng, -4, 4),
            between(rng, -4, 4),
        ),
    ),
    "mend_gradient": Rung(
        """
        Another function: x³z + 4xy at (3, 2, 5). With respect to x, term by term:
        In x³z only x moves, so z is a constant factor and stays: 3x²z. It is 3 · 3² · 5 = 135.
        In 4xy the 4 and the y stay: 4y. It is 4 · 2 = 8. In all it is 135 + 8 = 143.
        Ask the same of each of the three formulas: which letters does the term hold, which one
        moves, and are all the others still there?
        """,
        "A wrong formula can agree with the right one at some places, so a gradient check tries "
        "more than one point.",
        draw=lambda rng: (between(rng, -3, 3), between(rng, -3, 3), between(rng, -3, 3)),
    ),
}
