"""A submission rebuilt from the lesson: its locked cells and checks, the student's answers.

Whatever the student's file claims, the result has the lesson's metadata, ids, points and checks.
Of the student's file only text is used, in answer cells and in cells of the student's own. Answers
are found by grade_id, then by the names they define, then by likeness, then by place; where that is
not sure enough, the file is for a person.

Two students' files exchanged can't be seen here: a notebook does not name its author.
"""

from collections.abc import Callable
from functools import reduce

from nbformat import NotebookNode

from ..mended import Mend, Mended
from ..parcels import Repaired
from .begin import begin
from .belongs import check_lesson
from .copies import pick_copies
from .draft import Draft
from .each_cell_once import each_cell_once
from .formats import read_notebook
from .joining import joined
from .line_breaks import with_line_breaks
from .loading import NotRepairable
from .missing import check_letters, check_missing
from .parting import split_off
from .rebuild import rebuild
from .recognise import by_id, by_text, edited_plain_cells
from .repeats import functions_once, once
from .run_together import separated
from .search import by_likeness, by_names, by_place
from .slots import slots
from .stubs import without_stubs
from .told import noted
from .torn import check_torn
from .unresolved import without_markers
from .versions import last_version

__all__ = ["NotRepairable", "repair"]
MOST = 40  # things that are told

# Each says what it needs of those before it and what it gives to those after it.
PASSES: tuple[Callable[[Draft], Draft], ...] = (
    each_cell_once,
    begin,
    without_markers,
    joined,
    once,
    separated,
    with_line_breaks,
    functions_once,
    split_off,
    without_stubs,
    by_text,
    by_id,
    edited_plain_cells,
    check_lesson,
    check_torn,
    by_names,
    by_likeness,
    by_place,
    pick_copies,
    last_version,
    check_missing,
    check_letters,
    noted,
)


def repair(solution: NotebookNode, release: NotebookNode, content: bytes) -> Repaired:
    """Return the solution's cells with the student's answers in them, and what was mended.

    Raises NotRepairable, with a sentence for a person, where an answer may be lost or the file is
    no notebook of this lesson; CourseError where release and solution differ.
    """
    lesson, file = tuple(slots(solution, release)), read_notebook(content)
    kernel = release.metadata.get("kernelspec", {}).get("language", "")
    changed = [Mended(Mend.KERNEL)] if file.language and file.language != kernel else []
    begun = Draft(lesson, file, mended=(*file.mended, *changed))
    draft = reduce(lambda draft, next_pass: next_pass(draft), PASSES, begun)
    mended = draft.mended
    if len(mended) > MOST:
        mended = (*mended[:MOST], Mended(Mend.MORE, number=len(mended) - MOST))
    return Repaired(rebuild(draft.pieces, lesson, release), mended)
