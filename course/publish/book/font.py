"""The part of STIX Two Math that a book's mathematics needs.

Without it a browser takes the font that it finds, and on many systems none has the tables by which
roots and exponents are placed. The font comes with ziamath, under the SIL Open Font Licence.
"""

import html
import io
import logging
import re

from ..wheels import installed

FILE = "STIXTwoMath-Regular.ttf"
# Browsers show a variable, `<mi>x</mi>`, as the mathematical italic letter of its own.
ITALIC = [*range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C)]


def letters(pages: list[str]) -> set[int]:
    """Return the letters in the mathematics of pages of HTML."""
    formulas = (match for page in pages for match in re.findall(r"<math.*?</math>", page, re.S))
    return {ord(letter) for one in formulas for letter in html.unescape(re.sub("<[^>]+>", "", one))}


def of_pages(files: dict[str, bytes]) -> bytes:
    """Return the font for the pages among a site's files."""
    pages = [text.decode("utf-8") for path, text in files.items() if path.endswith(".html")]
    return subset(letters(pages))


def subset(wanted: set[int]) -> bytes:
    """Return the font with these letters, as WOFF. Raises CourseError where ziamath is missing."""
    from fontTools import subset as tools

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells each table
    options = tools.Options(layout_features=["*"], notdef_outline=True)
    (place,) = (file for file in installed("ziamath").files or [] if file.name == FILE)
    with tools.load_font(str(place.locate()), options) as font:
        cutter = tools.Subsetter(options)
        cutter.populate(unicodes=sorted({*wanted, *ITALIC}))
        cutter.subset(font)
        font.flavor = "woff"
        buffer = io.BytesIO()
        font.save(buffer)
    return buffer.getvalue()
