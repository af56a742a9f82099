"""What kind of help a message gives, from its text."""

import re

# The first pattern that is found in a message says its kind; the order matters.
KINDS = {
    "known mistake": r"\nHint: (?!Write the shape under|Somewhere several numbers|An `if` takes one"
    r"|Something is None|nan is what|In Python a power)",
    "left as given": r"not attempted",
    "does not run": r"stops with|NameError|SyntaxError|out of time|IndentationError",
    "form": r"It must |It is |must be a |returns None| is None at|should be (a row|one number|an "
    r"array)|arguments stand|has shape|is nan|is inf|\bnan\b|must hold|should hold|Batch \d"
    r"|not found|overwrites",
    "sign": r"wrong sign everywhere|should be (positive|negative|zero) there",
    "factor or shift": r"times what it should be|off by the same amount",
    "transposed": r"is transposed",
    "exchanged": r"should stand, ",
    "rounded": r"Is something rounded",
    "nudge": r"Nudge .*(should move|should stay|it does not)",
    "some entries": r"\d+ of the \d+ entries of",
    "where it starts": r" agrees?\. ",
    "where it differs": r"is right at ",
    "size only": r"right sign there; it should be",
}
VAGUE = ("size only", "other")  # not more than "not equal"


def kind(message: str) -> str:
    """Return the kind of help that a refusal gives."""
    return next((name for name, says in KINDS.items() if re.search(says, message)), "other")


def hint(message: str) -> str:
    """Return the hint in a message, or nothing."""
    return message.partition("\nHint: ")[2].partition("\n")[0]
