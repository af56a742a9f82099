"""How far a long run is, in one line that also reads well in a saved notebook."""

from collections.abc import Callable

BLOCKS = 20


def bar(of_what: str = "epochs") -> Callable[[int, int], None]:
    """Return a function of (done, total) that shows a bar in one line and keeps it up to date.

    It looks like `[########............] 48 of 120 trainings`, and at the end the line is
    `120 of 120 trainings`: no times, so the same run leaves the same line. It is drawn anew only
    when it would look different by a block. In a notebook the line is replaced, so a saved notebook
    keeps the last one only; in a terminal it is written over.
    """
    show = _shower()
    drawn = -1

    def progress(done: int, total: int) -> None:
        nonlocal drawn
        blocks = BLOCKS * done // total
        if done < total and blocks == drawn:
            return
        drawn = blocks
        line = f"{done} of {total} {of_what}"
        show(line if done >= total else f"[{'#' * blocks:.<{BLOCKS}}] {line}", done >= total)

    return progress


def _shower() -> Callable[[str, bool], None]:
    """Return what shows a line in place of its last one, in a notebook or in a terminal."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return _write_over
    if getattr(get_ipython(), "kernel", None) is None:
        return _write_over
    handle = None

    def replace(line: str, last: bool) -> None:
        nonlocal handle
        plain = {"text/plain": line}
        if handle is None:
            handle = display(plain, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            handle.update(plain, raw=True)

    return replace


def _write_over(line: str, last: bool) -> None:
    """Write a line over the last one, padded so that it hides it; the last one ends the line."""
    print(f"\r{line:<{BLOCKS + 50}}", end="\n" if last else "", flush=True)
