"""The check of an epoch that a student picks off learning curves. The right ones are elsewhere."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from helpers.checking.messages import CheckFailed, Kind, passed
from helpers.checking.mistake import Case, Known
from helpers.checking.rungs import WithRungs
from helpers.checking.variable import attempted
from helpers.many_networks import Curves

LOSS = Known("loss-for-epoch", "Is this a loss, or the epoch at which the loss was taken?")
FRACTION = Known(
    "part-of-an-epoch", "You stop after an epoch, not within one. It must be a whole number."
)
FLAT = Known(
    "argmin-of-the-table", "Do you count along the epochs only, or through the whole table?"
)
OUTSIDE = Known(
    "outside-the-curves", "That is outside of the curves. Epoch 0 is before the first step."
)


@dataclass(frozen=True)
class EpochCheck(WithRungs):
    """The check of one epoch, called as `checks.exercise(answer)`.

    A check cell says what was measured there, for right and wrong epochs alike. The hidden part
    hands over the right ones.

    Attributes
    ----------
    curves : returns the curves, (epochs, k) each.
    replies : what is said of some epochs; a case takes the epoch and the curves.
    otherwise : what is said of any other wrong epoch.
    """

    name: str
    curves: Callable[[], Curves]
    replies: Sequence[Case]
    otherwise: str
    only_notes: ClassVar[bool] = True

    def __call__(self, answer: object, right: Container[int] | None = None) -> None:
        """Check that `answer` is an epoch and say what is there; judge it where `right` is given.

        Raises CheckFailed for what is no epoch or, with `right`, for another one; NotAttempted for
        the stub.
        """
        attempted(self.name, answer)
        curves = self.curves()
        epoch = self._epoch(answer, curves)
        found = [case.known for case in self.replies if case.applies(epoch, curves)]
        measured = _measured(epoch, curves)
        if right is None:
            print(
                " ".join([f"{self.name}: noted, {epoch}.", measured, *(k.hint for k in found[:1])])
            )
        elif epoch in right:
            passed(self.name, f"with {epoch}")
        else:
            known = (found or [Known("another-epoch", self.otherwise)])[0]
            says = f"You chose {epoch}. {measured}"
            raise CheckFailed(self.name, says, kind=Kind.CHOICE, known=known)

    def _epoch(self, answer: object, curves: Curves) -> int:
        last = len(curves.validation) - 1
        value = np.asarray(answer)
        if value.size != 1 or value.dtype.kind not in "iuf":
            says = f"It must be one whole number, an epoch; it is {answer!r:.60}."
            raise CheckFailed(self.name, says, kind=Kind.TYPE)
        number = float(value.reshape(()))
        if number != round(number):
            raise CheckFailed(
                self.name,
                f"It is {number:g}, no whole number.",
                kind=Kind.TYPE,
                known=LOSS
                if np.any(np.isclose(curves.validation.mean(axis=1), number, rtol=1e-3))
                else FRACTION,
            )
        if not 0 <= number <= last:
            raise CheckFailed(
                self.name,
                f"It is {number:g}; the epochs run from 0 to {last}.",
                kind=Kind.CHOICE,
                known=FLAT if last < number < curves.validation.size else OUTSIDE,
            )
        return int(number)


def _measured(epoch: int, curves: Curves) -> str:
    """Say what the mean over the starts is at an epoch, and ten epochs before and after."""
    train, validation = (curve.mean(axis=1) for curve in curves)
    near = [
        f"{validation[at]:.3f} ten epochs {when}"
        for at, when in ((epoch - 10, "before"), (epoch + 10, "after"))
        if 0 <= at < len(validation)
    ]
    return (
        f"After {epoch} epochs the mean loss is {train[epoch]:.3f} in training and "
        f"{validation[epoch]:.3f} in validation; validation is {' and '.join(near)}."
    )
