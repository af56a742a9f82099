"""What Python and NumPy say when a function stops, and what helps."""

import keyword
import re

from .mistake import Known

NO_END = Known(
    "loop-without-end",
    "Which line changes what the loop's condition looks at? Does the condition ever become false?",
)
NO_START = Known(
    "no-value-to-add-to",
    "`NAME` has no value to add to yet. Give it its first value above this line, and above the "
    "loop if there is one.",
)
TEXT = Known(
    "text-for-a-number",
    "A text stands where a number belongs. Quotation marks and `str` make a text: leave them out.",
)
TRUTH = Known(
    "truth-for-a-number",
    "`==`, `<` and `>` ask something, and True or False is the answer. One `=` gives a value.",
)
COMMA = Known(
    "decimal-comma",
    "A comma makes several numbers of it. In Python a decimal has a point, as 0.05.",
)
# What nan stands for.
NOT_A_NUMBER = Known(
    "not-a-number",
    "nan is what comes of 0/0, of 0·∞, of the root or log of a negative number, and of "
    "the mean of an empty slice.",
)
# What Python and NumPy say of a slip that learners make often, and what helps; NAME stands for the
# name that they say.
KNOWN = {
    # Before "has no attribute": what stands before the dot is None.
    r"'NoneType'": Known(
        "none-in-the-middle",
        "Something in that line is None. `append`, `sort` and `shuffle` change what they are given "
        "and return None, and so does a function without `return`.",
    ),
    r"^AxisError": Known(
        "no-such-axis",
        "The array has fewer dimensions than that axis asks for. Print its shape. A generator, "
        "`(… for … in …)`, has none: square brackets make a list.",
    ),
    r"x and y to have same length|array dimensions .*must match|inhomogeneous shape": Known(
        "lengths-differ",
        "What stands together in that line has different lengths. Print each length above it: is "
        "something left out, or is a list used or begun anew inside its loop?",
    ),
    r"matmul|broadcast|not aligned": Known(
        "shapes-do-not-fit",
        "Write the shape under each factor. With @ the two inner numbers must agree; with * and + "
        "the whole shapes must, or one of them is 1.",
    ),
    r"for \^:|bitwise_xor": Known("power-by-caret", "In Python a power is `**`, not `^`."),
    r"'(function|method|builtin_function_or_method|numpy\.ufunc)'|of type function": Known(
        "function-without-brackets",
        "A function stands where a number is wanted. Put its input in round brackets right behind "
        "its name, as in `np.exp(t)`.",
    ),
    # Of a list, a tuple and a text Python says the same here.
    r"sequence by non-int|operand.*'str'|concatenate str": Known(
        "no-number-where-one",
        "Somewhere a list, a tuple or a text stands where one number is wanted. Which name in "
        "that line holds no number?",
    ),
    r"'tuple'|'list'": Known(
        "several-where-one",
        "Somewhere several numbers stand where one is wanted. Unpack them, or make them an array.",
    ),
    r"'(int|float|numpy\.float64)' object is not callable": Known(
        "star-missing",
        "A number stands right before a bracket, so Python tries to call it. Is a `*` missing?",
    ),
    r"'numpy\.ndarray' object is not callable": Known(
        "round-brackets-behind-an-array",
        "An array stands right before a round bracket, so Python tries to call it. Square brackets "
        "take values from an array, and `*` multiplies it.",
    ),
    r"'(int|float|numpy\.float64)' object is not iterable": Known(
        "loop-over-a-number",
        "One number stands where several are wanted. A loop of n turns is `for k in range(n):`.",
    ),
    r"local variable '(\w+)' (?:where|referenced)": Known(
        "used-before-it-has-a-value",
        "In this line `NAME` has no value yet: the function gives it one only later, or in a "
        "branch that did not run.",
    ),
    # NumPy and built-in functions say here what they take, and how many were given.
    r"(\w+)(?:\(\))? (?:missing (?:\d+ )?required|(?:takes|expected) at least"
    r"|takes (?:exactly|from) (?:.*\b0 (?:were )?|[2-9] .*\b1 (?:was )?)given)": Known(
        "arguments-missing",
        "The call of `NAME` has too few arguments. Compare what stands in its brackets, in order, "
        "with what it takes.",
    ),
    r"(\w+)(?:\(\))? (?:takes .* given|expected at most)": Known(
        "arguments-too-many",
        "The call of `NAME` has more arguments than it takes. Compare what stands in its brackets "
        "with what it takes.",
    ),
    r"(\w+)\(\) got an unexpected keyword": Known(
        "argument-of-another-name",
        "`NAME` takes no argument of this name. Is it spelt so?",
    ),
    r"name '(\w+)' is not defined": Known(
        "name-not-defined",
        "`NAME` has no value here. Is it spelt as above, capitals too? If it is a text, it stands "
        "between quotation marks.",
    ),
    r"(?:not enough|too many) values to unpack": Known(
        "other-count-of-names",
        "Left of `=` stands one name for each value that comes. Here their counts differ.",
    ),
    r"^KeyError": Known(
        "no-such-entry",
        "The dictionary has no entry of this name, or has none yet: `+=` needs one to add to.",
    ),
    r"index (?:is )?out of (?:range|bounds)|is out of bounds": Known(
        "index-past-the-end",
        "Places are counted from 0, so the last of n is n − 1. Which index in that line is larger?",
    ),
    r"has no attribute '(\w+)'": Known(
        "no-such-attribute",
        "Nothing called `NAME` belongs to what stands before the dot. Is it spelt so, capitals "
        "too? What stands there?",
    ),
    r"^RecursionError": Known(
        "calls-itself",
        "A function calls itself again and again. Which call in that line is meant for another?",
    ),
}


TIMES = Known("star-missing", "Between a number and a name stands a `*`, as in `2 * x`.")
# What Python says of code that it can't read, where its own words say too little.
SYNTAX = {
    r"expected an indented block": Known(
        "block-not-indented",
        "What belongs to a `for`, an `if` or a `def` stands four spaces further right than it. "
        "Move this line to the right.",
    ),
    r"^TabError": Known(
        "tabs-and-spaces",
        "Some lines begin with a tab and others with spaces. Begin them all with spaces, four for "
        "each step.",
    ),
    r"^IndentationError": Known(
        "lines-of-a-block-not-aligned",
        "All lines of one block begin exactly below each other. Does this line begin at the same "
        "column as the line above it, or as the `for`, `if` or `def` that it follows?",
    ),
    r"leading zeros": Known(
        "decimal-comma",
        "A decimal has a point in Python, not a comma: 0.05. A whole number does not begin with 0.",
    ),
    r"meant '=='": Known(
        "equals-for-comparison",
        "One `=` gives a value to a name. Two of them, `==`, ask whether two values are equal.",
    ),
    r"invalid character '[−–—×·∗]'": Known(
        "sign-from-a-text",
        "This sign only looks like one of Python's. Type it again: `-` is minus, `*` is times.",
    ),
    r"'return' outside function": Known(
        "return-outside-the-function",
        "`return` begins too far to the left, so it belongs to no function. Move it to the right.",
    ),
    r"invalid decimal literal": TIMES,
    r"invalid character '[“”„‘’«»]'": Known(
        "typographic-quotes",
        "These quotation marks come from a text program. Python knows only straight ones: type "
        "them again here.",
    ),
}
BEHIND_A_NUMBER = re.compile(r"(?<![\w.])\d[\d.]* +([^\W\d]\w*)")
SIDE_BY_SIDE = re.compile(r"(?<![\w.])([^\W\d]\w*)(?= +([^\W\d]\w*))")


def known_syntax(error: BaseException | None, line: str) -> Known | None:
    """Return what helps against a syntax error in a line; None where Python's words are enough."""
    text = f"{type(error).__name__}: {error}"
    for says, known in SYNTAX.items():
        if re.search(says, text):
            return known
    # Of text in quotation marks and of comments is nothing said.
    bare = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", '""', line)
    if "invalid syntax" not in text:
        return None
    if any(not keyword.iskeyword(one[1]) for one in BEHIND_A_NUMBER.finditer(bare)):
        return TIMES
    for two in SIDE_BY_SIDE.finditer(bare):
        if not any(map(keyword.iskeyword, two.groups())):
            hint = f"`{two[1]} {two[2]}` is two names side by side. If it is a text, it stands "
            return Known(
                "two-names-side-by-side",
                f"{hint}between quotation marks. If not, is one misspelt, or is a sign missing?",
            )
    return None


# What asks for one answer where an array holds many, by what the student's line holds.
ONE_ANSWER = {
    r"(?<![\w.])(max|min|sorted)\(": Known(
        "pythons-max-on-an-array",
        "Python's `max` and `min` compare whole rows here. NumPy's compare the entries: they take "
        "axis=… and keepdims=….",
    ),
    r"\b(not|and|or)\b": Known(
        "one-answer-for-an-array",
        "`not`, `and` and `or` take one answer, and here stands one for each entry. Entry by entry "
        "it is `~` in place of `not`, `&` in place of `and`, `|` in place of `or`.",
    ),
    r"\b(if|elif|while)\b": Known(
        "if-on-an-array",
        "An `if` takes one answer, and here stands one for each entry. np.where decides entry by "
        "entry.",
    ),
    "": Known(
        "one-answer-for-an-array",
        "This line needs one answer, and here stands one for each entry.",
    ),
}


# How the symbols of the text are written in code.
NAMES_OF_SYMBOLS = {
    "ŷ": "y_hat", "η": "lr", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon",
    "λ": "lam", "ρ": "rho", "σ": "sigmoid",
}  # fmt: skip
# A comma without a space between digits, and what Python says where two numbers are one too many.
DECIMAL = re.compile(r"(?<![\w.,])\d+,\d+(?![\w.,])")
FITS_NOT = re.compile(r"broadcast|'tuple'|by non-int|must be real number")
SYMBOL = re.compile(rf"name '(\w*[{''.join(NAMES_OF_SYMBOLS)}]\w*)' is not defined")


def known_error(error: Exception, line: str) -> Known:
    """Return what is known of an error in a line: its type at least."""
    if symbol := SYMBOL.search(str(error)):
        name = "".join(NAMES_OF_SYMBOLS.get(letter, letter) for letter in symbol[1])
        hint = f"`{symbol[1]}` is how the text writes it; in code it is `{name}`."
        return Known("symbol-for-a-name", hint)
    valueless = re.search(r"(?:name|variable) '(\w+)' (?:is not|where)", str(error))
    if valueless and re.match(rf"{valueless[1]} *==", line):
        own = valueless[1]
        hint = f"`{own} == …` asks whether two values are equal. One `=` gives `{own}` its value."
        return Known("comparison-for-a-value", hint)
    if comma := DECIMAL.search(line) if FITS_NOT.search(str(error)) else None:
        hint = f"`{comma[0]}` is two numbers. If it is one, Python writes it with a point: "
        return Known("decimal-comma", f"{hint}`{comma[0].replace(',', '.')}`.")
    if "truth value of an array" in str(error):
        return next(known for says, known in ONE_ANSWER.items() if re.search(says, line))
    text = f"{type(error).__name__}: {error}"
    for says, known in KNOWN.items():
        found = re.search(says, text)
        if found:
            own = found[1] if found.lastindex else ""
            if known.id == "used-before-it-has-a-value" and re.search(rf"\b{own} *[-+*/@]+=", line):
                known = NO_START
            return Known(known.id, known.hint.replace("NAME", own))
    return Known(f"stops-with-{type(error).__name__}", "")
