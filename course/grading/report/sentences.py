"""What was mended in a file, a sentence each: the one place where it becomes text."""

from ..mended import Mend, Mended

SENTENCES = {
    Mend.TEXT_BEHIND: "Text after the notebook's end was left out.",
    Mend.OLD_FORMAT: "The notebook was in an old format, from before 2015.",
    Mend.NO_END: "The file was damaged after its last cell.",
    Mend.CUT_SHORT: (
        "The file was cut short or damaged; the {number:g} cells before that were read."
    ),
    Mend.SCRIPT: "The file was a Python script made from a notebook.",
    Mend.BYTE_ORDER_MARK: "The file began with a byte order mark.",
    Mend.ENCODING: "The file was written in {name} and not in UTF-8.",
    Mend.BROKEN_BYTES: "Some bytes of the file were no text and were replaced by \ufffd.",
    Mend.CONFLICT: (
        "The file had unresolved git conflict markers. Both versions have the same cells, so the "
        "first was taken."
    ),
    Mend.KERNEL: "The kernel was changed back.",
    Mend.NOTEBOOK_REPEATED: "Every cell of the notebook was there {times}; one of each was kept.",
    Mend.TEXT_REPEATED: "The text of {the_cell} stood in it {times}; it was kept once.",
    Mend.PART_REPEATED: "A part of the text of {the_cell} stood in it twice; it was kept once.",
    Mend.RUN_TOGETHER: (
        "The text of {the_cell} went on with other code where a line ended; the break between them "
        "was put back."
    ),
    Mend.VERSIONS: (
        "The cell of {cells} has {number:g} versions of the answer, one below the other: the last "
        "one was graded, which is also the one that Python keeps."
    ),
    Mend.CONFLICT_IN_CELL: (
        "The text of {the_cell} had unresolved git conflict markers between two equal versions, or "
        "the lesson's and another; one was kept."
    ),
    Mend.JOINED: "A function{of} was split over two cells, which were joined.",
    Mend.TEXT_ADDED: "Text added to the cell{of} was kept in a cell of its own.",
    Mend.PARTED: "The cell{of} was parted from the text that it was merged with.",
    Mend.STUB: "A stub of {cells} was left out of a cell with more in it.",
    Mend.SPLIT: "The answer {cells} was split; both pieces were kept, in order.",
    Mend.COPIES_EDITED: (
        "There were {number:g} copies of {cells}: the last one that differs from the stub was "
        "taken."
    ),
    Mend.COPIES: "There were {number:g} copies of {cells}: one was taken.",
    Mend.WRITTEN_JOINED: (
        "There were {number:g} cells of the written answer {cells}: their texts were joined."
    ),
    Mend.WRITTEN_COPIES: (
        "There were {number:g} cells of the written answer {cells}: the one with text was taken."
    ),
    Mend.METADATA_GONE: "nbgrader's metadata were gone from or wrong in {count}.",
    Mend.POINTS: "The points of {cells} were changed back.",
    Mend.METADATA: "nbgrader's metadata of {cells} were changed back.",
    Mend.BY_NAMES: "Answers found by the names that they define: {cells}.",
    Mend.BY_PLACE: "Answers found by their place between other cells: {cells}.",
    # How like it was is not said: it would tell how near a text is to the model answer.
    Mend.BY_LIKENESS: "The answer {cells} was found by likeness: recognised by its text.",
    Mend.INSIDE: "The answer {cells} stood in the cell of `{name}`.",
    Mend.PUT_BACK: "The answer cell {cells} was deleted and put back as it was released.",
    Mend.KIND: "The cell {cells} is {name} again.",
    Mend.CHECK_PUT_BACK: "The check {cells} was deleted or replaced, and was put back.",
    Mend.LOCKED_PUT_BACK: "The locked cell {cells} was deleted or replaced, and was put back.",
    Mend.LOCKED_EDITED: "The locked cell {cells} had been edited and was restored.",
    Mend.LOCKED_TWICE: "Second copies of locked cells were left out: {cells}.",
    Mend.ORDER: "Cells stood in another order; the lesson's order was restored.",
    Mend.MORE: "{number:g} more things were mended.",
    Mend.COURSE_POINTS: "The course changed the points of {cells} from {name} to {number:g}.",
    Mend.COURSE_CELL: "The course changed the cell {cells}.",
    Mend.OTHER_POINTS: (
        "The file has {name} as the points of {cells}; the lesson has {number:g}, which counts."
    ),
}
TIMES = {2: "twice", 3: "three times"}


def sentence(mended: Mended) -> str:
    """Return what was mended as a whole sentence; names of cells stand between backticks."""
    cells = ", ".join(f"`{name}`" for name in mended.cells)
    number = mended.number
    return SENTENCES[mended.what].format(
        cells=cells,
        of=f" {cells}" if cells else "",
        the_cell=f"the cell {cells}" if cells else "a cell",
        number=number,
        times=TIMES.get(int(number), f"{number:g} times"),
        count="1 cell" if number == 1 else f"{number:g} cells",
        name=mended.name,
    )


def inside(test: str, why: str) -> str:
    """Say that a test ran where a student's code can reach it."""
    return f"`{test}` ran in the student's own process, whose code can make it pass: {why}"
