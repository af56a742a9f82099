"""A submission rebuilt from the lesson: its locked cells and checks, the student's answers.

Whatever the student's file claims, the result has the lesson's metadata, ids, points and checks.
Of the student's file only text is used, in answer cells and in cells of the student's own. Answers
are found by grade_id, then by the names they define, then by likeness, then by place; where that is
not sure enough, the file is for a person.

Two students' files exchanged can't be seen here: a notebook does not name its author.
"""

from nbformat import NotebookNode

from ..parcels import Repaired
from .belongs import check_lesson
from .copies import choose
from .formats import File, read
from .loading import NotRepairable
from .merging import pieces
from .pieces import Piece
from .rebuild import in_order, rebuild
from .recognise import recognise
from .search import search, unplaced
from .slots import Role, Slot, slots
from .stubs import without_stubs
from .told import told
from .torn import check_torn

__all__ = ["NotRepairable", "repair"]
MOST = 40  # sentences


def repair(solution: NotebookNode, release: NotebookNode, content: bytes) -> Repaired:
    """Return the solution's cells with the student's answers in them, and what was mended.

    Raises NotRepairable, with a sentence for a person, where an answer may be lost or the file is
    no notebook of this lesson; CourseError where release and solution differ.
    """
    lesson = slots(solution, release)
    file = read(content)
    how = list(file.how)
    parts = without_stubs(pieces(file.cells, lesson, how, file.lossy), lesson, how)
    recognise(parts, lesson)
    check_lesson(file.cells, parts, lesson)
    check_torn(parts, lesson)
    search(parts, lesson)
    answers = [slot for slot in lesson if slot.role is Role.ANSWER]
    for slot in answers:
        there = [piece for piece in parts if piece.slot is slot]
        chosen = choose(there, slot, how)
        # In a file that was cut short, what stands in an answer's place may be something else.
        if chosen is None or (file.cut and chosen.found == "place"):
            _refuse_if_lost(file, parts, slot)
    if file.lossy:
        _refuse_broken_letters(parts)
    if not in_order(parts):
        how.append("Cells stood in another order; the lesson's order was restored.")
    if file.language and file.language != _language(release):
        how.append("The kernel was changed back.")
    how += told(parts, lesson)
    if len(how) > MOST:
        how[MOST:] = [f"{len(how) - MOST} more things were mended."]
    return Repaired(rebuild(parts, lesson, release), tuple(how))


def _language(release: NotebookNode) -> str:
    return str(release.metadata.get("kernelspec", {}).get("language", ""))


def _refuse_if_lost(file: File, parts: list[Piece], slot: Slot) -> None:
    """A missing answer was deleted only where no text can be it and the file has its end."""
    if file.cut:
        raise NotRepairable(f"The file is cut short, and its answer to `{slot.grade_id}` is gone.")
    if unplaced(parts, slot):
        raise NotRepairable(
            f"The answer to `{slot.grade_id}` is not in its place, and other cells may be it."
        )


def _refuse_broken_letters(parts: list[Piece]) -> None:
    for piece in parts:
        theirs = piece.own or (piece.slot and piece.slot.role is Role.ANSWER)
        if theirs and not piece.dropped and piece.cell.kind == "code" and "\ufffd" in piece.text:
            raise NotRepairable("Bytes of the file are damaged, some in the student's code.")
