"""The checks of lesson 04 on the way back: blame through two bends."""

from . import three_weights_variants as v
from .function import FunctionCheck
from .mistake import Mistake
from .three_weights_variants import NETS, back, sigma, slope

output_blame = FunctionCheck(
    name="output_blame",
    parameters="z2, y",
    returns="dL_dz2",
    reference=v.output_blame,
    points=[(0.19, 1.0), (-1.4, 1.0), (2.3, 0.0), (1.1, 0.0)],
    mistakes=[
        Mistake(
            "That is the blame of ŷ. Which box lies between ŷ and z2, and what is its local slope?",
            lambda z2, y: sigma(z2) - y,
        ),
        Mistake(
            "Does sigmoid_prime expect z or its output?",
            lambda z2, y: (sigma(z2) - y) * slope(sigma(z2)),
        ),
        Mistake(
            "At z2 = 0 your local slope is 0: flat. Look at the curve.",
            lambda z2, y: (sigma(z2) - y) * z2 * (1 - z2),
        ),
        Mistake(
            "z2 is a score and y an outcome. What do you compare with y?",
            lambda z2, y: (z2 - y) * slope(z2),
        ),
        Mistake(
            "Raise ŷ slightly: does the loss rise or fall when ŷ is too low?",
            lambda z2, y: (y - sigma(z2)) * slope(z2),
        ),
        Mistake(
            "Put brackets around the error: what does Python multiply first?",
            lambda z2, y: sigma(z2) - y * slope(z2),
        ),
        Mistake(
            "Put brackets around 1 − ŷ: what does Python multiply first?",
            lambda z2, y: (sigma(z2) - y) * sigma(z2) - sigma(z2),
        ),
        Mistake(
            "What does the ½ in front of the square cancel?",
            lambda z2, y: 2 * (sigma(z2) - y) * slope(z2),
        ),
        Mistake(
            "You begin with the loss itself. What is the slope of L at ŷ?",
            lambda z2, y: 0.5 * (sigma(z2) - y) ** 2 * slope(z2),
        ),
        Mistake(
            "Slopes along one road: are they added or multiplied?",
            lambda z2, y: (sigma(z2) - y) + slope(z2),
        ),
        Mistake(
            "You multiply by the height of the bend. Which number is its slope?",
            lambda z2, y: (sigma(z2) - y) * sigma(z2),
        ),
        Mistake(
            "The slope of the bend has two factors. Where is ŷ itself?",
            lambda z2, y: (sigma(z2) - y) * (1 - sigma(z2)),
        ),
        Mistake(
            "The slope of the bend is there. How wrong was the forecast?",
            lambda z2, y: slope(z2),
        ),
        Mistake(
            "How many bends lie between z2 and ŷ? You multiply by the slope more than once.",
            lambda z2, y: (sigma(z2) - y) * slope(z2) ** 2,
        ),
    ],
)

gradients = FunctionCheck(
    name="gradients",
    parameters="x, y, w",
    returns="dL_dw1, dL_dw2, dL_dw3",
    walk="dL_dw3, dL_dw2, dL_dw1",
    reference=v.gradients,
    points=NETS,
    mistakes=[
        Mistake(
            "Two numbers met in z2 = w3 · h1. Each slope is the other factor: did you exchange "
            "them?",
            back(at_w3=lambda n: n.w3, through=lambda n: n.h1),
        ),
        Mistake("What does w3 multiply on the way forward?", back(at_w3=lambda n: n.w3)),
        Mistake(
            "The blame passes from z2 back to h1. What does h1 meet on the way forward?",
            back(through=lambda n: n.h1),
        ),
        Mistake(
            "From z2 straight to z1: which weight did you walk past?", back(through=lambda n: 1)
        ),
        Mistake(
            "Between h1 and z1 lies a bend, and w1 and w2 don't hear of it. Does dL_dz1 get its "
            "local slope, and do both weights start from dL_dz1?",
            back(bend1=lambda n: 1),
        ),
        Mistake(
            "dL_dw2 has passed the first bend. Has dL_dw1?",
            back(at_w1=lambda n: n.x1 / slope(n.z1)),
        ),
        Mistake(
            "dL_dw1 has passed the first bend. Has dL_dw2?",
            back(at_w2=lambda n: n.x2 / slope(n.z1)),
        ),
        Mistake(
            "Put brackets around 1 − h1: what does Python multiply first?",
            back(bend1=lambda n: n.h1 - n.h1 / n.blame),
        ),
        Mistake(
            "Does sigmoid_prime expect z1 or h1?",
            back(bend1=lambda n: slope(n.h1)),
        ),
        Mistake(
            "At z1 = 0 your local slope is 0: flat. Look at the curve.",
            back(bend1=lambda n: n.z1 * (1 - n.z1)),
        ),
        Mistake(
            "This is the slope of the last bend. What went into the first one?",
            back(bend1=lambda n: slope(n.z2)),
        ),
        Mistake(
            "The slope is not the function: how steep is the bend at z1?",
            back(bend1=lambda n: n.h1),
        ),
        Mistake(
            "You multiply dL_dz1 by the weights. What do w1 and w2 multiply on the way forward?",
            back(at_w1=lambda n: n.w1, at_w2=lambda n: n.w2),
        ),
        Mistake(
            "dL_dw1 and dL_dw2 come out equal. Do both weights see the same input?",
            back(at_w2=lambda n: n.x1),
        ),
        Mistake(
            "You stop at z1. How far does z1 move when w1 moves by 1, and when w2 does?",
            back(at_w1=lambda n: 1, at_w2=lambda n: 1),
        ),
        Mistake(
            "Which input met w1 on the way forward?",
            back(at_w1=lambda n: n.x2, at_w2=lambda n: n.x1),
        ),
        Mistake(
            "What entered the box of w3: z2, or h1?",
            back(at_w3=lambda n: n.z2),
        ),
        Mistake(
            "w3 stands before the last bend. Can it multiply what comes out behind it, ŷ?",
            back(at_w3=lambda n: n.y_hat),
        ),
        Mistake(
            "w3 multiplies what came out of the first bend, not what went in.",
            back(at_w3=lambda n: n.z1),
        ),
        Mistake(
            "dL_dz2 holds the slope of the last bend already. Do you multiply by it again?",
            back(bend2=lambda n: slope(n.z2) ** 2),
        ),
        Mistake(
            "Your blame starts at ŷ. Which bend lies between ŷ and z2?", back(bend2=lambda n: 1)
        ),
        Mistake(
            "Neither bend has a local slope here. It may still train; are these the slopes?",
            back(bend2=lambda n: 1, bend1=lambda n: 1),
        ),
        Mistake(
            "Raise w3 slightly: does the loss rise or fall? Compare with your sign.",
            back(error=lambda n: n.y - n.y_hat),
        ),
        Mistake(
            "What does the ½ in front of the square cancel?",
            back(error=lambda n: 2 * (n.y_hat - n.y)),
        ),
        Mistake(
            "Slopes along one road: are they added or multiplied? Look at dL_dz1.",
            back(bend1=lambda n: 1 + slope(n.z1) / n.blame),
        ),
        Mistake(
            "Look at dL_dh1: does a weight scale the blame, or add to it?",
            back(through=lambda n: 1 + n.w3 / n.blame),
        ),
    ],
)

mend_slopes = FunctionCheck(
    name="mend_slopes",
    parameters="x, y, w",
    returns="dL_dw1, dL_dw2, dL_dw3",
    walk="dL_dw3, dL_dw2, dL_dw1",
    reference=v.gradients,
    points=NETS,
    unchanged=back(bend2=lambda n: slope(n.y_hat), bend1=lambda n: slope(n.h1)),
    mistakes=[
        Mistake(
            "The last bend is mended. Does the other one get what it expects?",
            back(bend1=lambda n: slope(n.h1)),
        ),
        Mistake(
            "The first bend is mended. Does the other one get what it expects?",
            back(bend2=lambda n: slope(n.y_hat)),
        ),
        Mistake(
            "Each bend gets a z now. Is it the z that went into this bend?",
            back(bend2=lambda n: slope(n.z1), bend1=lambda n: slope(n.z2)),
        ),
        Mistake(
            "You use the older program's formula. Did it take z, or the output?",
            back(bend2=lambda n: n.z2 * (1 - n.z2), bend1=lambda n: n.z1 * (1 - n.z1)),
        ),
        Mistake(
            "The bends have lost their slopes. It may still train; are these the slopes of L?",
            back(bend2=lambda n: 1, bend1=lambda n: 1),
        ),
        Mistake(
            "The blame needs how steep a bend is, and this is how high it is.",
            back(bend2=lambda n: n.y_hat, bend1=lambda n: n.h1),
        ),
        Mistake(
            "One sigmoid more makes it worse: count how often each z goes through the bend.",
            back(bend2=lambda n: slope(sigma(n.y_hat)), bend1=lambda n: slope(sigma(n.h1))),
        ),
        Mistake(
            "The sign was right. Raise w3 slightly: does the loss rise or fall?",
            back(error=lambda n: n.y - n.y_hat),
        ),
        Mistake(
            "The sign was right, and the numbers that go into sigmoid_prime are as they were.",
            back(
                error=lambda n: n.y - n.y_hat,
                bend2=lambda n: slope(n.y_hat),
                bend1=lambda n: slope(n.h1),
            ),
        ),
    ],
)
