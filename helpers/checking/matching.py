"""The check of a matching: to each label one of several options. The right pairs are elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from .messages import CheckFailed, Kind, NotAttempted, passed
from .mistake import Known
from .notebook import up_to_date
from .rungs import WithRungs
from .variable import dashed


@dataclass(frozen=True)
class MatchCheck(WithRungs):
    """The check of a matching, called as `checks.exercise(answer)`.

    A check cell replies to each pair: a consequence to hold against the picture, for right and
    wrong pairs alike. The hidden part hands over the right pairs.

    Attributes
    ----------
    labels : what is to be matched, such as the letters of a picture.
    replies : what is said to each option; its keys are the options, each used once.
    """

    name: str
    labels: Sequence[str]
    replies: Mapping[str, str]
    only_notes: ClassVar[bool] = True

    def __call__(self, answer: Any, right: Mapping[str, str] | None = None) -> None:
        """Check that `answer` gives each label its own option; judge it where `right` is given.

        Raises CheckFailed for labels or options that don't fit or, with `right`, for wrong pairs;
        NotAttempted where dots are left.
        """
        up_to_date(self.name)
        if answer is ... or (isinstance(answer, Mapping) and ... in answer.values()):
            raise NotAttempted(self.name, "Replace the dots by your answer.")
        pairs = self._pairs(answer)
        if right is None:
            print(f"{self.name}: noted.")
            for label, option in pairs.items():
                print(f"{label} as {option}: {self.replies[option]}")
            return
        wrong = [label for label in self.labels if pairs[label] != right[label]]
        if not wrong:
            passed(self.name, f"with all {len(self.labels)} matched")
            return
        found = [
            Known(
                f"{dashed(label)}-as-{dashed(pairs[label])}",
                f"{label} as {pairs[label]}: {self.replies[pairs[label]]}",
            )
            for label in wrong
        ]
        known = Known("-and-".join(pair.id for pair in found), "\nHint: ".join(h for _, h in found))
        count = len(self.labels) - len(wrong)
        says = f"{count} of {len(self.labels)} are matched."
        raise CheckFailed(self.name, says, kind=Kind.CHOICE, known=known)

    def _pairs(self, answer: Any) -> dict[str, str]:
        if not isinstance(answer, Mapping):
            raise CheckFailed(
                self.name,
                f"It is {answer!r:.60}. Keep the braces as given: a letter, a colon, an option.",
                kind=Kind.TYPE,
            )
        given = {str(label).strip().upper(): option for label, option in answer.items()}
        options = {option.lower(): option for option in self.replies}
        if sorted(given) != sorted(self.labels):
            says = f"Use each of {', '.join(self.labels)} once."
            raise CheckFailed(self.name, says, kind=Kind.TYPE)
        chosen: dict[str, str] = {}
        for label in self.labels:
            option = options.get(str(given[label]).strip().lower())
            if option is None:
                known = ", ".join(f'"{option}"' for option in self.replies)
                says = f"{label} is {given[label]!r:.60}. The options are {known}."
                raise CheckFailed(self.name, says, kind=Kind.TYPE)
            chosen[label] = option
        twice = [option for option in self.replies if list(chosen.values()).count(option) > 1]
        if twice:
            says = f'"{twice[0]}" stands twice. Each label has an option of its own.'
            raise CheckFailed(self.name, says, kind=Kind.CHOICE, known=Known("option-twice", ""))
        return chosen
