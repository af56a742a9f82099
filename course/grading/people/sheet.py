"""The lines of a CSV that somebody else made: comma, semicolon or tab, with or without a BOM."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...errors import CourseError


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


def data_rows(path: Path) -> Iterator[Line]:
    """Go through the lines that aren't empty; of two columns of one name the first counts.

    Raises
    ------
    CourseError
        Where the file is missing, unreadable, not in UTF-8 or no CSV.
    """
    text = re.sub(r"\Asep=.", "", _text(path))  # Excel's first line
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
                names = [" ".join(re.split(r"[\s_-]+", cell.strip().casefold())) for cell in row]
    except csv.Error as error:
        raise CourseError(f"{path.name} isn't a proper CSV: {error}. Export it again.") from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CourseError(
            f"There is no roster at {path}. Export the class from your LMS as CSV, or write one "
            "with the columns id, first_name, last_name, email."
        ) from None
    except OSError as error:
        raise CourseError(f"The roster {path} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path.name} isn't UTF-8. Save it again as “CSV UTF-8”.") from None
