"""Cells of a table that a spreadsheet opens: none is a formula, whatever separates cells there."""

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
UNSEEN_AT_THE_START = re.compile(
    r"^[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)
SEMICOLON = re.compile("[;\u037e\uff1b]")  # the Greek question mark and the full-width one are too


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet takes a cell with this text for a formula."""
    seen = UNSEEN_AT_THE_START.sub("", CONTROL.sub(" ", text))
    # Some spreadsheets read the full-width signs of East Asian keyboards as the plain ones.
    return unicodedata.normalize("NFKC", seen).startswith(("=", "+", "-", "@"))


def cell(text: str) -> str:
    """Return a text that is no formula, also where the spreadsheet parts cells at `;` or a tab.

    A name may change; what an LMS finds students by is checked in the roster, and stays.
    """
    seen = UNSEEN_AT_THE_START.sub("", SEMICOLON.sub(",", CONTROL.sub(" ", text))).rstrip()
    return f"'{seen}" if is_formula(seen) else seen
