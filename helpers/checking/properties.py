"""The check of a function that has many right answers: not its values count, but what they do."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers.text import number

from .effects import keeps, left_over
from .messages import CheckFailed, Kind, Unchanged, passed
from .mistake import Known, Symptom
from .own_work import OwnWork
from .rungs import WithRungs
from .running import Array, Function, as_function, outputs, quiet, run
from .steadiness import grows

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

    @property
    def known(self) -> Known:
        """What is known of an answer that does it; the id is the finding's name."""
        return Known(self.finding.__name__.strip("_").replace("_", "-"), self.hint)


@dataclass(frozen=True)
class PropertyCheck(WithRungs):
    """The check of one exercise, called as `checks.exercise(answer)`.

    Attributes
    ----------
    name, parameters, returns : as in FunctionCheck.
    example : arguments with which the function can be called.
    shapes : takes the function's arguments, returns the shape of each output.
    arguments : what the properties are asked at; a call may give others.
    properties : tried in order; the first that is not fulfilled speaks.
    unchanged : the behaviour of the code that was given (a planted bug), compared at `example`; it
        is "not attempted".
    own_work : where writing the function is the point, the lesson's copies of it.
    symptoms : what helps where what was found shows one of these.
    """

    name: str
    parameters: tuple[str, ...]
    returns: tuple[str, ...]
    example: tuple[Any, ...]
    shapes: Callable[..., Sequence[Shape]]
    arguments: tuple[Any, ...]
    properties: Sequence[Property]
    unchanged: Callable[..., Any] | None = None
    own_work: OwnWork | None = None
    symptoms: Sequence[Symptom] = ()

    def __call__(self, answer: object, *arguments: Any) -> None:
        """Check `answer`; raises CheckFailed with a hint, NotAttempted for the stub."""
        function = as_function(self.name, self.parameters, answer, self.example)
        try:
            self._judge(function, arguments or self.arguments)
        except CheckFailed as failed:
            if failed.kind in (Kind.VALUE, Kind.SHAPE):
                shown = [one for one in self.symptoms if one.shows(failed.lines, failed.kind)]
                helps = grows(function, self.example) or (shown and shown[0].known(answer))
                if helps:
                    failed.explain(helps)
            raise
        self.keeps_arguments(function)
        if self.own_work:
            self.own_work.judge(self.name, answer)
        passed(self.name, "in all that was tried")

    def _judge(self, function: Function, at: Sequence[Any]) -> None:
        safe = self.safe(function)
        first = self.first(safe)
        if self.unchanged and self._is_unchanged(first):
            raise Unchanged(self.name, "It returns what the given code returns.")
        for one in self.properties:
            wrong = one.finding(safe, *at)
            if wrong:
                raise CheckFailed(self.name, wrong, known=one.known)

    def keeps_arguments(self, function: Function) -> None:
        """Raise CheckFailed where a right answer overwrites what it is called with."""
        keeps(self.name, self.parameters, self.example, left_over(function, self.example))

    def first(self, safe: Callable[..., Any]) -> Any:
        """Return what the function gives at the example."""
        return safe(*self.example)

    def safe(self, function: Function) -> Callable[..., Any]:
        """Return the function as the properties call it: sound outputs, or CheckFailed."""

        def safe(*point: Any) -> list[Array]:
            given = zip(self.parameters, map(_brief, point), strict=True)
            call = ", ".join(f"{name}={text}" for name, text in given if text != "…")
            arrays = outputs(
                self.name, self.returns, call, run(self.name, call, function, copy.deepcopy(point))
            )
            for name, array, shape in zip(self.returns, arrays, self.shapes(*point), strict=True):
                if array.shape != shape:
                    raise CheckFailed(
                        self.name,
                        f"{name} has shape {array.shape}; at {call} it should be {shape}.",
                        kind=Kind.SHAPE,
                    )
            return arrays

        return safe

    def _is_unchanged(self, first: list[Array]) -> bool:
        assert self.unchanged
        with quiet():
            given = self.unchanged(*copy.deepcopy(self.example))
        parts = given if len(self.returns) > 1 else [given]
        return all(np.allclose(a, b) for a, b in zip(first, parts, strict=True))


def _brief(value: object) -> str:
    text = number(value)
    return "…" if text.startswith("<") or "(" in text else text
