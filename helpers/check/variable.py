"""The check of a value that a student computes or chooses: a number, a choice, an order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..text import number
from .messages import CheckFailed, NotAttempted, passed
from .notebook import up_to_date


def attempted(name: str, answer: object) -> None:
    """Raise NotAttempted for the stub `name = ...`, also inside a list or tuple."""
    up_to_date(name)
    parts = answer if isinstance(answer, (list, tuple)) else [answer]
    if any(part is ... for part in parts):
        raise NotAttempted(name, "Replace the dots by your answer.")


@dataclass(frozen=True)
class NumberCheck:
    """The check of one number, judged by what it does and not by what it is.

    Attributes
    ----------
    right : whether a number does what is asked.
    mistakes : pairs of a condition that a wrong number meets and its hint, tried in order.
    otherwise : what is said of any other wrong number.
    effect : what a wrong number does, measured, as a sentence.
    """

    name: str
    right: Callable[[float], bool]
    mistakes: Sequence[tuple[Callable[[float], bool], str]]
    otherwise: str
    effect: Callable[[float], str] | None = None

    def __call__(self, answer: object) -> None:
        """Check `answer`; raises CheckFailed with a hint, NotAttempted for the stub."""
        attempted(self.name, answer)
        try:
            if isinstance(answer, (bool, str)):
                raise TypeError
            value = float(answer)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            raise CheckFailed(self.name, f"It must be a number; it is {answer!r:.60}.") from None
        if self.right(value):
            passed(self.name, f"with {number(value)}")
            return
        hints = [hint for applies, hint in self.mistakes if applies(value)]
        hint = (hints or [self.otherwise])[0]
        chose = f"You chose {number(value)}."
        effect = [self.effect(value)] if self.effect else []
        raise CheckFailed(self.name, " ".join([chose, *effect]), f"Hint: {hint}")


@dataclass(frozen=True)
class ChoiceCheck:
    """The check of a prediction or a multiple choice. The right answer is not in here.

    A check cell shows the reply to what was chosen: a consequence to hold against the picture,
    for right and wrong choices alike. The hidden part hands over the right one.

    Attributes
    ----------
    replies : what is said to each option; its keys are the options.
    """

    name: str
    replies: Mapping[str, str]

    def __call__(self, answer: object, right: str | None = None) -> None:
        """Check that `answer` is an option and reply to it; judge it where `right` is given.

        Raises CheckFailed for a value that is no option or, with `right`, for another option;
        NotAttempted for the stub.
        """
        attempted(self.name, answer)
        if not isinstance(answer, str) or answer.strip().lower() not in self.replies:
            options = ", ".join(f'"{option}"' for option in self.replies)
            raise CheckFailed(self.name, f"It is {answer!r:.60}. Choose one of {options}.")
        chosen = answer.strip().lower()
        if right is None:
            print(f'{self.name}: noted, "{chosen}". {self.replies[chosen]}')
        elif chosen == right:
            passed(self.name, f'with "{chosen}"')
        else:
            raise CheckFailed(self.name, f'You chose "{chosen}".', f"Hint: {self.replies[chosen]}")


@dataclass(frozen=True)
class ChoicesCheck:
    """The check of several choices at once, a list. The right answers are not in here.

    As with ChoiceCheck, a check cell replies to right and wrong choices alike.

    Attributes
    ----------
    labels : what each place of the list is about.
    replies : what each option would mean, as the end of a sentence; its keys are the options.
    against : what the replies are to be held against.
    """

    name: str
    labels: Sequence[str]
    replies: Mapping[str, str]
    against: str = "the picture"

    def __call__(self, answer: object, right: Sequence[str] | None = None) -> None:
        """Check that each entry is an option and reply to it; judge them where `right` is given.

        Raises CheckFailed for a list of another length, for an entry that is no option or, with
        `right`, for another option, the first one; NotAttempted for the stub.
        """
        attempted(self.name, answer)
        count = len(self.labels)
        if not isinstance(answer, (list, tuple)) or len(answer) != count:
            those = ", ".join(self.labels)
            raise CheckFailed(self.name, f"It must be a list of {count} choices, for {those}.")
        chosen = [" ".join(c.lower().split()) if isinstance(c, str) else c for c in answer]
        for label, choice in zip(self.labels, chosen, strict=True):
            if choice not in self.replies:
                options = ", ".join(f'"{option}"' for option in self.replies)
                raise CheckFailed(self.name, f"{label} is {choice!r:.60}. Choose one of {options}.")
        said = [
            f'{label} "{choice}": {self.replies[choice]}.'
            for label, choice in zip(self.labels, chosen, strict=True)
        ]
        if right is None:
            print("\n".join([f"{self.name}: noted. Hold it against {self.against}.", *said]))
            return
        for sentence, choice, wanted in zip(said, chosen, right, strict=True):
            if choice != wanted:
                raise CheckFailed(self.name, f"You chose {sentence}", "Hint: Is that so?")
        passed(self.name, f"with {', '.join(chosen)}")


@dataclass(frozen=True)
class OrderCheck:
    """The check of steps put in order (a Parsons problem), by walking through them.

    Attributes
    ----------
    steps : for each label, the quantities that the step needs and the one that it makes.
    given : quantities that are there from the start.
    mistakes : pairs of a condition on (the first step that fails, the whole order) and its hint,
        tried in order; so the hint is about the step that the message names.
    """

    name: str
    steps: Mapping[str, tuple[Sequence[str], str]]
    given: Sequence[str] = ()
    mistakes: Sequence[tuple[Callable[[str, list[str]], bool], str]] = ()

    def __call__(self, answer: Any) -> None:
        """Check `answer`, a list or a string of labels.

        Raises CheckFailed, naming the first step that uses what is not there yet; NotAttempted
        for the stub.
        """
        attempted(self.name, answer)
        try:
            order = [str(label).strip().upper() for label in answer if str(label).strip(" ,")]
        except TypeError:
            order = []
        labels = ", ".join(self.steps)
        if sorted(order) != sorted(self.steps):
            raise CheckFailed(self.name, f"Use each of {labels} once, as in a list of letters.")
        known = set(self.given)
        for place, label in enumerate(order, start=1):
            needs, makes = self.steps[label]
            missing = [quantity for quantity in needs if quantity not in known]
            if missing:
                hints = [hint for applies, hint in self.mistakes if applies(label, order)]
                those = "that" if len(missing) == 1 else "those"
                raise CheckFailed(
                    self.name,
                    f"Step {place}, {label}, needs {' and '.join(missing)}; "
                    f"no step has made {those} yet.",
                    *[f"Hint: {hint}" for hint in hints[:1]],
                )
            known.add(makes)
        passed(self.name, f"with {', '.join(order)}")
