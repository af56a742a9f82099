"""Pictures and predictions as HTML. Without JavaScript a reader sees the first frame, and can open
what waits for a prediction by hand; `static/book.js` adds sliders and buttons.
"""

import json
from collections.abc import Sequence
from html import escape
from math import prod
from typing import Any

from .predictions import Guess

# In JSON inside HTML: `</script>` must not end it.
SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def figure(picture: dict[str, Any], folder: str) -> str:
    """Return a picture as `shown.frames` tells it; `folder` is where its files are, with a `/`."""
    sliders, (width, height) = picture["sliders"], picture["size"]
    first = start(sliders)
    alt = escape(picture["alts"][first])
    size = f'width="{width}" height="{height}" loading="lazy" decoding="async"'
    source = f'src="{folder}{picture["files"][first]}"'
    if not sliders:
        return f'<figure class="picture"><img alt="{alt}" {size} {source}></figure>'
    told = {"folder": folder} | {key: picture[key] for key in ("files", "alts", "sliders")}
    # The words stand below it, so the image itself needs none.
    return (
        f'<figure class="picture frames"><img alt="" {size} {source}>'
        f'<figcaption aria-live="polite">{alt}</figcaption>'
        f'<script type="application/json">{_json(told)}</script></figure>'
    )


def start(sliders: Sequence[dict[str, Any]]) -> int:
    """Return which frame a picture begins with: the last slider's stops lie side by side."""
    counts = [len(slider["labels"]) for slider in sliders]
    return sum(s["start"] * prod(counts[k + 1 :]) for k, s in enumerate(sliders))


def prediction(guesses: Sequence[Guess]) -> str:
    """Return the place for a prediction's buttons or numbers."""
    told = [{"name": guess.name, "options": guess.options} for guess in guesses]
    return f'<div class="prediction"><script type="application/json">{_json(told)}</script></div>'


def links_line(before: str, places: Sequence[tuple[str, str]], css: str) -> str:
    """Return a line of links, `places` being words and addresses."""
    listed = " · ".join(f'<a href="{escape(url)}">{escape(words)}</a>' for words, url in places)
    return f'<p class="{css}">{escape(before)} {listed}</p>'


def _json(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return "".join(SAFE.get(letter, letter) for letter in text)
