"""The moving picture of the README, from the web edition's frames: ten steps into the valley.

    uv run python docs/pictures/moving.py

runs lesson 03 as the web edition does, unless nothing has changed since it did.
"""

from pathlib import Path

import nbformat
from PIL import Image

from course.publish.book import DESK, runs

LESSON, SLIDER = "03_two_weights", "epoch"
PLACE = Path(__file__).with_name("valley.webp")
STEP, END = 600, 2500  # milliseconds
WIDTH = 720


def main() -> None:
    """Write the picture."""
    root = Path(__file__).resolve().parents[2]
    notebook = nbformat.read(root / "notebooks" / LESSON / f"{LESSON[3:]}.ipynb", as_version=4)
    cells = runs.records(root, {LESSON: notebook}, root / DESK)[LESSON]["cells"]
    shown = [item for items in cells.values() for item in items if item["kind"] == "picture"]
    (moving,) = (item for item in shown if [s["name"] for s in item["sliders"]] == [SLIDER])
    frames = [Image.open(root / DESK / "frames" / LESSON / file) for file in moving["files"]]
    height = round(WIDTH * frames[0].height / frames[0].width)
    small = [
        frame.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS) for frame in frames
    ]
    times = [STEP] * (len(small) - 1) + [END]
    small[0].save(
        PLACE, save_all=True, append_images=small[1:], duration=times, loop=0, quality=70, method=4
    )
    print(f"{PLACE.name}: {len(small)} frames, {PLACE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
