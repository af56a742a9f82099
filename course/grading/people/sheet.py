"""The lines of a CSV that somebody else made: comma, semicolon or tab, in whatever encoding."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import CourseError

MARKS = (
    *((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32")),
    *((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")),
)
WINDOWS = "cp1252"
SHOWN = 4  # words with the letters by which an encoding was guessed


@dataclass(frozen=True)
class Line:
    """A line below the header.

    Attributes
    ----------
    number : of the line in the file.
    cells : by the column's name in lower case, with spaces between its words.
    """

    number: int
    cells: dict[str, str]

    def first(self, names: tuple[str, ...]) -> str:
        """Return the first of these columns that has anything in it; a lone dash is nothing."""
        values = (self.cells.get(name, "") for name in names)
        return next((value for value in values if value not in ("", "-")), "")


@dataclass(frozen=True)
class SheetText:
    """A file's text; `note` says by which encoding, where that was guessed."""

    text: str
    note: str = ""


def data_rows(path: Path, text: str) -> Iterator[Line]:
    """Go through the lines that aren't empty; of two columns of one name the first counts.

    Raises CourseError where the text is no CSV.
    """
    text = re.sub(r"\Asep=.", "", text)  # Excel's first line
    header = next(filter(str.strip, text.splitlines()), "")
    separator = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    names: list[str] = []
    try:
        for row in rows:
            if not any(map(str.strip, row)):
                continue
            if names:
                pairs = list(zip(names, map(str.strip, row), strict=False))
                yield Line(rows.line_num, dict(reversed(pairs)))
            else:
                names = [_column(cell) for cell in row]
    except csv.Error as error:
        raise CourseError(f"{path.name} isn't a proper CSV: {error}. Export it again.") from None


def _column(cell: str) -> str:
    return " ".join(
        re.split(
            r"[\s_-]+", cell.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip().casefold()
        )
    )


def sheet_text(path: Path) -> SheetText:
    """Return a file's text.

    UTF-8 and what begins with a byte order mark is certain; any other encoding is guessed by
    charset-normalizer, among those that make words of the text. Where Windows' own is as likely as
    its first guess, that is taken: on the few letters of a roster many encodings look alike.

    Raises CourseError where the file is missing or unreadable, or is no text.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise CourseError(
            f"There is no roster at {path}. Export the class from your LMS as CSV, or write one "
            "with the columns id, first_name, last_name, email."
        ) from None
    except OSError as error:
        raise CourseError(f"The roster {path} can't be read: {error.strerror}.") from None
    known = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8-sig")
    try:
        text = content.decode(known)
        if "\0" not in text:  # UTF-16 without a mark is UTF-8, too
            return SheetText(text)
    except UnicodeDecodeError:
        pass
    return _guessed(path, content)


def _guessed(path: Path, content: bytes) -> SheetText:
    from charset_normalizer import from_bytes  # few rosters need it, and it takes time

    matches = [*from_bytes(content)]
    if not matches or "\0" in str(matches[0]):
        raise CourseError(f"{path.name} is no text, or damaged. Save it as “CSV UTF-8”.")
    matches = [match for match in matches if _has_words(str(match))] or matches
    best = matches[0]
    for match in matches:
        if WINDOWS in (match.encoding, *match.could_be_from_charset) and match.chaos <= best.chaos:
            return _told(path, content.decode(WINDOWS), WINDOWS)
    return _told(path, str(best), best.encoding)


def _has_words(text: str) -> bool:
    """Tell whether all that is not ASCII is in words of one script each, or punctuation.

    In another encoding names have signs in them: Łukasz would be £ukasz.
    """
    strange = {sign for sign in text if not sign.isascii()}
    if any(unicodedata.category(sign)[0] not in "LMPZ" for sign in strange):
        return False
    words = (word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii())
    return all(
        len({unicodedata.name(sign, "").split(" ")[0] for sign in word}) == 1 for word in words
    )


def _told(path: Path, text: str, encoding: str) -> SheetText:
    strange = [word for word in re.findall(r"\w+", text) if not word.isascii()][:SHOWN]
    words = f", as in {', '.join(strange)}" if strange else ""
    return SheetText(
        text,
        f"{path.name} isn't UTF-8. By its letters it was taken for {encoding}{words}. If these are "
        "wrong, save it again as “CSV UTF-8”.",
    )
