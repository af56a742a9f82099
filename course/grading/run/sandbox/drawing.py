"""Figures that nobody will see are not drawn.

A lesson draws a dozen pictures, which takes several times as long as everything else. No check
looks at one. A picture is made after all if a student's code asks for any part of it.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from IPython.display import display


class Unmade:
    """Stands for a picture until somebody looks at it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


def _later(function: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(function)

    @functools.wraps(function)
    def make(*arguments: Any, **named: Any) -> Unmade:
        signature.bind(*arguments, **named)  # a wrong call is wrong now
        return Unmade(functools.partial(function, *arguments, **named))

    return make


def skip(figures: Any, widgets: Any) -> None:
    """Have the course's figures and sliders made only on demand."""
    for name in dir(figures):
        function = getattr(figures, name)
        if inspect.isfunction(function) and name != "show":
            setattr(figures, name, _later(function))
    show, slide = figures.show, widgets.slide

    @functools.wraps(show)
    def shown(picture: Any, alt: str | None = None) -> None:
        if isinstance(picture, Unmade):
            display({"text/plain": alt or "(a picture)"}, raw=True)  # type: ignore[no-untyped-call]
        else:
            show(picture, alt)

    @functools.wraps(slide)
    def slid(picture: Any, **choices: Any) -> None:
        if isinstance(picture, Unmade):
            display({"text/plain": "(a picture with sliders)"}, raw=True)  # type: ignore[no-untyped-call]
        else:
            slide(picture, **choices)

    figures.show, widgets.slide = shown, slid
