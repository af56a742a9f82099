"""A notebook that became a Python script: nbconvert's `# In[3]:` or the percent format's `# %%`."""

import re

MARK = re.compile(r"^# (?:In\[[ \d]*\]:|%%(?P<percent>[^\n]*))[ \t]*\n", re.MULTILINE)


def is_script(text: str) -> bool:
    """Say whether the text has a converter's marks."""
    return MARK.search(text) is not None


def cells(text: str) -> list[tuple[str, str]]:
    """Return each cell's kind and source; the metadata are lost in a script."""
    text = text.replace("\r\n", "\n")
    marks = list(MARK.finditer(text))
    found = _comments(text[: marks[0].start()]) if marks[0]["percent"] is None else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        chunk = text[mark.end() : end].strip("\n")
        if mark["percent"] is None:
            code, comments = _split(text[mark.end() : end].removeprefix("\n\n").rstrip("\n"))
            found += [("code", code), *_comments(comments)]
        elif "[markdown]" in mark["percent"]:
            found.append(("markdown", _uncommented(chunk)))
        else:
            found.append(("code", chunk))
    return [(kind, source) for kind, source in found if source]


def _split(chunk: str) -> tuple[str, str]:
    """Part a code cell from the Markdown below it: comments to the end, after two blank lines.

    The code of an empty cell is nothing, with two blank lines below.
    """
    lines = chunk.split("\n")
    start = len(lines)
    while start and (not lines[start - 1] or lines[start - 1].startswith("#")):
        start -= 1
    for number in range(max(start, 2), len(lines)):
        if lines[number] and not lines[number - 1] and not lines[number - 2]:
            return "\n".join(lines[:number]).strip("\n"), "\n".join(lines[number:])
    return chunk.strip("\n"), ""


def _comments(block: str) -> list[tuple[str, str]]:
    """Return the Markdown cells of a block of comments; a line without `#` parts two cells."""
    parts = re.split(r"\n{2,}", block.strip("\n"))
    read = [part for part in parts if part.startswith("#") and not part.startswith("#!")]
    return [("markdown", _uncommented(part)) for part in read]


def _uncommented(block: str) -> str:
    return re.sub(r"^# ?", "", block, flags=re.MULTILINE)
