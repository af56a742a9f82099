"""The picture of lesson 09 of a learning rate that grows, then falls."""

from functools import cache

from helpers.drawing.picture import BACKWARD, FORWARD, Drawing, Picture, new_figure, still
from helpers.drawing.styles import WHITE
from helpers.gradients import Array
from helpers.lessons import batch_size as lesson

from ..schedules import scheduled_rate

NUM_UPDATES, WARM_UP, BATCH = 1280, 128, 16


def schedule() -> Picture:
    """Return a constant and a scheduled rate, and the losses above the minimum, B = 16."""
    return Picture(_draw_schedule, _describe_schedule).move()


@cache
def _losses() -> tuple[Array, Array]:
    """Return the mean loss above the minimum over 20 seeds, constant and scheduled, per update."""
    runs = [
        lesson.above_minimum(lesson.walks(BATCH, NUM_UPDATES, lr, num_seeds=20))
        for lr in (lesson.LR, _rate)
    ]
    return runs[0].mean(axis=1), runs[1].mean(axis=1)


def _rate(update: int) -> float:
    return scheduled_rate(update, NUM_UPDATES, WARM_UP, lesson.LR)


def _draw_schedule() -> Drawing:
    figure, (left, right) = new_figure(8.0, 3.2, columns=2)
    left.axhline(lesson.LR, color=BACKWARD, linestyle="--")
    left.plot([_rate(update) for update in range(NUM_UPDATES)], color=FORWARD)
    left.set(xlabel="update", ylabel="learning rate", ylim=(0, 0.025))
    constant, falling = _losses()
    right.plot(constant, color=BACKWARD, linestyle="--", linewidth=1.2)
    right.plot(falling, color=FORWARD, linewidth=1.2)
    right.set(xlabel="update", ylabel="loss above the minimum", yscale="log", ylim=(1e-5, 1))
    for ax in (left, right):
        ax.set_xticks([0, 400, 800, 1200], ["0", "400", "800", "1,200"])
    left.text(1270, 0.0212, "constant", color=BACKWARD, ha="right")
    left.text(220, 0.006, "schedule", color=FORWARD, ha="left")
    right.text(1270, 6e-3, "constant", color=BACKWARD, ha="right", bbox=WHITE)
    right.text(700, 4e-5, "schedule", color=FORWARD, ha="left", bbox=WHITE)
    return figure, still


def _describe_schedule() -> str:
    constant, falling = _losses()
    return (
        f"After {NUM_UPDATES:,} updates of {BATCH} days the mean loss over 20 seeds is "
        f"{constant[-1]:.5f} above the minimum with a constant rate, and {falling[-1]:.5f} with "
        "the schedule."
    )
