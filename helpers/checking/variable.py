"""The check of a value that a student computes or chooses: a number or a choice."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from helpers.text import number

from .errors import COMMA, TEXT
from .messages import CheckFailed, Kind, NotAttempted, passed
from .mistake import Case, Known
from .notebook import up_to_date
from .rungs import WithRungs


def attempted(name: str, answer: object) -> None:
    """Raise NotAttempted for the stub `name = ...`, also inside a list or tuple."""
    up_to_date(name)
    parts = answer if isinstance(answer, (list, tuple)) else [answer]
    if any(part is ... for part in parts):
        raise NotAttempted(name, "Replace the dots by your answer.")


def dashed(option: str) -> str:
    """Return an option as part of an id: "too large" as "too-large"."""
    return "-".join(re.findall(r"\w+", option.lower()))


@dataclass(frozen=True)
class NumberCheck(WithRungs):
    """The check of one number, judged by what it does and not by what it is.

    Attributes
    ----------
    right : whether a number does what is asked.
    mistakes : what wrong numbers are known; a case takes the number.
    otherwise : what is said of any other wrong number.
    effect : what a wrong number does, measured, as a sentence.
    """

    name: str
    right: Callable[[float], bool]
    mistakes: Sequence[Case]
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
            says = f"It must be a number; it is {answer!r:.60}."
            kinds = {str: TEXT, tuple: COMMA}
            known = next((kinds[kind] for kind in kinds if isinstance(answer, kind)), None)
            raise CheckFailed(self.name, says, kind=Kind.TYPE, known=known) from None
        if self.right(value):
            passed(self.name, f"with {number(value)}")
            return
        found = [case.known for case in self.mistakes if case.applies(value)]
        known = (found or [Known("another-number", self.otherwise)])[0]
        chose = f"You chose {number(value)}."
        effect = [self.effect(value)] if self.effect else []
        raise CheckFailed(self.name, " ".join([chose, *effect]), known=known)


@dataclass(frozen=True)
class ChoiceCheck(WithRungs):
    """The check of a prediction or a multiple choice. The right answer is not in here.

    A check cell shows the reply to what was chosen: a consequence to hold against the picture,
    for right and wrong choices alike. The hidden part hands over the right one.

    Attributes
    ----------
    replies : what is said to each option; its keys are the options.
    """

    name: str
    replies: Mapping[str, str]
    only_notes: ClassVar[bool] = True

    def __call__(self, answer: object, right: str | None = None) -> None:
        """Check that `answer` is an option and reply to it; judge it where `right` is given.

        Raises CheckFailed for a value that is no option or, with `right`, for another option;
        NotAttempted for the stub.
        """
        attempted(self.name, answer)
        if not isinstance(answer, str) or answer.strip().lower() not in self.replies:
            options = ", ".join(f'"{option}"' for option in self.replies)
            says = f"It is {answer!r:.60}. Choose one of {options}."
            raise CheckFailed(self.name, says, kind=Kind.TYPE)
        chosen = answer.strip().lower()
        if right is None:
            print(f'{self.name}: noted, "{chosen}". {self.replies[chosen]}')
        elif chosen == right:
            passed(self.name, f'with "{chosen}"')
        else:
            known = Known(f"chose-{dashed(chosen)}", self.replies[chosen])
            raise CheckFailed(self.name, f'You chose "{chosen}".', kind=Kind.CHOICE, known=known)


@dataclass(frozen=True)
class ChoicesCheck(WithRungs):
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
    only_notes: ClassVar[bool] = True

    def __call__(self, answer: object, right: Sequence[str] | None = None) -> None:
        """Check that each entry is an option and reply to it; judge them where `right` is given.

        Raises CheckFailed for a list of another length, for an entry that is no option or, with
        `right`, for another option, the first one; NotAttempted for the stub.
        """
        attempted(self.name, answer)
        count = len(self.labels)
        if not isinstance(answer, (list, tuple)) or len(answer) != count:
            those = ", ".join(self.labels)
            says = f"It must be a list of {count} choices, for {those}."
            raise CheckFailed(self.name, says, kind=Kind.TYPE)
        chosen = [" ".join(c.lower().split()) if isinstance(c, str) else c for c in answer]
        for label, choice in zip(self.labels, chosen, strict=True):
            if choice not in self.replies:
                options = ", ".join(f'"{option}"' for option in self.replies)
                says = f"{label} is {choice!r:.60}. Choose one of {options}."
                raise CheckFailed(self.name, says, kind=Kind.TYPE)
        said = [
            f'{label} "{choice}": {self.replies[choice]}.'
            for label, choice in zip(self.labels, chosen, strict=True)
        ]
        if right is None:
            print("\n".join([f"{self.name}: noted. Compare it with {self.against}.", *said]))
            return
        for label, sentence, choice, wanted in zip(self.labels, said, chosen, right, strict=True):
            if choice != wanted:
                known = Known(f"chose-{dashed(choice)}-for-{dashed(label)}", "Is that so?")
                raise CheckFailed(self.name, f"You chose {sentence}", kind=Kind.CHOICE, known=known)
        passed(self.name, f"with {', '.join(chosen)}")
