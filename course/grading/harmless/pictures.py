"""Pictures in a written answer: raster types, of a bounded size, inside the page itself."""

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote

MEGABYTE = 1_000_000
LARGEST = 8 * MEGABYTE  # of one picture
TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp")
# A picture is what its first bytes say. An SVG is a program, and is none here.
STARTS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF.{4}WEBP", re.S),
}
INLINE = re.compile(r"data:image/[a-z]{1,9};base64,([A-Za-z0-9+/=]+)")


class NoPicture(Exception):  # noqa: N818 - it is no error of the program
    """What is named is not shown as a picture; the text says why, as in "it is damaged"."""


class Pictures:
    """The pictures of one cell: its attachments, and those that stand in its text.

    Each is shown once, so that what is shown is never larger than what was handed in.
    """

    def __init__(self, attachments: object) -> None:
        self._encoded: dict[str, str] = {}
        for name, kinds in attachments.items() if isinstance(attachments, Mapping) else ():
            if isinstance(kinds, Mapping):
                found = [kinds[kind] for kind in TYPES if isinstance(kinds.get(kind), str)]
                self._encoded[name] = found[0] if found else ""

    def lifted(self, source: str) -> str:
        """Return a text in which a picture's data are replaced by the name of an attachment."""

        def lift(match: re.Match[str]) -> str:
            name = f"in-the-text-{len(self._encoded)}"
            self._encoded[name] = match[1]
            return f"attachment:{name}"

        return INLINE.sub(lift, source)

    def take(self, url: str) -> str:
        """Return an attachment as a `data:` URL. Raises NoPicture."""
        name = url.removeprefix("attachment:")
        name = name if name in self._encoded else unquote(name)
        if name not in self._encoded:
            raise NoPicture("it is not in the file")
        encoded, self._encoded[name] = self._encoded[name], "again"
        if encoded == "again":
            raise NoPicture("it is shown above")
        return data_url(encoded)


def data_url(encoded: str) -> str:
    """Return a picture in base64 as a `data:` URL. Raises NoPicture."""
    size = len(encoded) * 3 / 4
    if size > LARGEST:
        most = f"{LARGEST / MEGABYTE:.0f} MB"
        raise NoPicture(f"it has {size / MEGABYTE:.1f} MB, and at most {most} are shown")
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        raise NoPicture("it is damaged") from None
    for kind, start in STARTS.items():
        if start.match(content):
            return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"
    raise NoPicture("it is no PNG, JPEG, GIF or WebP")
