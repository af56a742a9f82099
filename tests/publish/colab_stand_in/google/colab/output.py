"""Colab's way to run JavaScript; JAX imports it for its debugger, and no lesson uses it."""

from collections.abc import Callable


def register_callback(name: str, callback: Callable[..., object]) -> None:
    """Let JavaScript call a function."""
    raise NotImplementedError(name)


def eval_js(script: str) -> None:
    """Run JavaScript in the browser."""
    raise NotImplementedError(script)
