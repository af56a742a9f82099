"""Text that any browser, file and terminal shows as it is."""

import re

LONGEST_ANSWER, LONGEST_MESSAGE = 30_000, 3_000  # characters
ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
# Controls, halves of characters, and marks that turn the direction of the text around them.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def safe_text(value: object, longest: int = LONGEST_ANSWER) -> str:
    """Return `value` as text without colours and unseen letters, cut where it is too long."""
    clean = str(value).replace("\r\n", "\n").replace("\r", "\n")
    clean = UNSEEN.sub("\N{REPLACEMENT CHARACTER}", ANSI.sub("", clean))
    if len(clean) > longest:
        return f"{clean[:longest]}\n… ({len(clean) - longest:,} more characters)"
    return clean
