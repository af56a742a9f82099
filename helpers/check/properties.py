"""The check of a function that has many right answers: not its values count, but what they do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..text import number
from .messages import CheckFailed, passed
from .stages import Array, as_function, outputs, run

Safe = Callable[..., list[Array]]
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Property:
    """What a right answer does not do.

    `finding` takes the student's function (safe to call: its outputs are arrays of the right
    shape) and the arguments of the check; it returns what is wrong, as a sentence, or None.
    """

    hint: str
    finding: Callable[..., str | None]


@dataclass(frozen=True)
class PropertyCheck:
    """The check of one exercise, called as `check.lesson.exercise(answer)`.

    Attributes
    ----------
    name, parameters, returns : as in FunctionCheck.
    example : arguments with which the function can be called.
    shapes : takes the function's arguments, returns the shape of each output.
    arguments : what the properties are asked at; a call may give others.
    properties : tried in order; the first that is not fulfilled speaks.
    """

    name: str
    parameters: str
    returns: str
    example: tuple[Any, ...]
    shapes: Callable[..., Sequence[Shape]]
    arguments: tuple[Any, ...]
    properties: Sequence[Property]

    def __call__(self, answer: object, *arguments: Any) -> None:
        """Check `answer`; raises CheckFailed with a hint, NotAttempted for the stub."""
        function = as_function(self.name, self.parameters, answer, self.example)
        names = [part.strip() for part in self.returns.split(",")]

        def safe(*point: Any) -> list[Array]:
            given = zip(self.parameters.split(","), point, strict=True)
            call = ", ".join(f"{name.strip()}={_brief(value)}" for name, value in given)
            arrays = outputs(self.name, names, call, run(self.name, call, function, point))
            for name, array, shape in zip(names, arrays, self.shapes(*point), strict=True):
                if array.shape != shape:
                    raise CheckFailed(
                        self.name,
                        f"{name} has shape {array.shape}; at {call} it should be {shape}.",
                    )
            return arrays

        at = arguments or self.arguments
        safe(*self.example)
        for one in self.properties:
            wrong = one.finding(safe, *at)
            if wrong:
                raise CheckFailed(self.name, wrong, f"Hint: {one.hint}")
        passed(self.name, "in all that was tried")


def _brief(value: object) -> str:
    text = number(value)
    return "…" if text.startswith("<") or "(" in text else text
