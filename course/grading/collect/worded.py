"""Dates in words, as Moodle and Brightspace write them, in the languages that rosters may have.

Moodle's are of its `strftimedaydatetime`, by its language packs of version 4.5
(projectestac/moodle-langpacks, langconfig.php): "Friday, 10 July 2026, 11:30 PM", "Freitag, 10.
Juli 2026, 23:30", "viernes, 10 de julio de 2026, 23:30", "sexta, 10 de julho de 2026 às 23:30",
"2026年07月10日 星期五 23:30". Brightspace's are those in its folders'
names: "Nov 20, 2026 205 PM". The names of months are Unicode's, by Babel.
"""

import re
from datetime import datetime
from functools import cache

LANGUAGES = (
    *("en", "en_GB", "de", "fr", "es", "it", "nl", "pt"),
    *("pl", "tr", "sv", "ro", "ru", "zh", "ar"),
)
TIME = r"[,،]?(?: às)? (?P<hour>\d{1,2})[:.h]?(?P<minute>\d\d)(?:\s?(?P<half>[ap])\.?m\.?)?"
WEEKDAY = r"(?:[^\W\d]+(?:-feira)?\.?[,،]? )?"
FORMS = [
    re.compile(WEEKDAY + day + TIME, re.IGNORECASE)
    for day in (
        r"(?P<day>\d{1,2})\.? (?:de )?(?P<month>[^\W\d]+)\.?[,،]? (?:de )?(?P<year>\d{4})",
        r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
        r"(?P<year>\d{4})年(?P<month>\d\d?月)(?P<day>\d\d?)日(?: [^\W\d]+)?",
    )
]


def worded(text: str) -> datetime:
    """Return the time that a text says, without a zone. Raises ValueError."""
    plain = " ".join(text.split())
    match = next(filter(None, (form.fullmatch(plain) for form in FORMS)), None)
    month = _months().get(match["month"].casefold().lstrip("0")) if match else None
    if match is None or month is None:
        raise ValueError("no date in words that is known")
    hour = int(match["hour"])
    if half := (match["half"] or "").lower():
        if not 1 <= hour <= 12:
            raise ValueError("no hour of half a day")
        hour = hour % 12 + 12 * (half == "p")
    return datetime(int(match["year"]), month, int(match["day"]), hour, int(match["minute"]))


@cache
def _months() -> dict[str, int]:
    """Return the months by name; a name that means two of them is left out."""
    from babel.dates import get_month_names  # a tenth of a second, which few deliveries need

    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
