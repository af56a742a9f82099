"""What the process holds from which the workers are forked."""

from .imports import quick

with quick():
    import matplotlib.pyplot  # noqa: F401

    from helpers import checking, drawing  # noqa: F401

    from . import work  # noqa: F401
