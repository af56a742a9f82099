"""A learning-rate schedule with a warm-up."""


def scheduled_rate(update: int, num_updates: int, warm_up: int, lr: float) -> float:
    """Return the rate of one update: it grows for `warm_up` updates, then falls towards 0."""
    if update < warm_up:
        return lr * (update + 1) / warm_up
    return lr * (num_updates - update) / (num_updates - warm_up)
