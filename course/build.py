"""lessons -> solutions -> notebooks: the derived files, always from scratch, all or nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from . import derived, glossary, marks, signature
from .course_file import read_course_file
from .derived import lessons
from .errors import CourseError, LessonError

ROOMS = ("solutions", "notebooks")


def derived_texts(root: Path) -> dict[str, str]:
    """Return the text of every derived notebook by its path, such as "notebooks/05_xor/xor.ipynb".

    A lesson's own text is there too where its points are to be mended, by "lessons/05_xor/xor.py".
    Nothing is written. Raises CourseError (LessonError with file and line where a lesson's text is
    at fault).
    """
    config, own = derived.settings(root), read_course_file(root)
    found = {}
    for text in lessons(root):
        name, file = text.parent.name, text.stem
        place = f"lessons/{name}/{text.name}"
        written = derived.read_text(text)
        solution = derived.make_solution(written, place, own)
        made = nbformat.reads(solution, as_version=4)
        if made.metadata["downhill"]["lesson_sha256"] != derived.sha256(written):
            found[place] = marks.to_text(made)
        found[f"solutions/{name}/{file}.ipynb"] = solution
        found[f"notebooks/{name}/{file}.ipynb"] = derived.release(config, name, file, solution)
    return found


def build(
    root: Path, discard: bool = False, tell: Callable[[str], object] = lambda line: None
) -> list[str]:
    """Make `solutions/`, `notebooks/` and the glossary from `lessons/`; return the lessons' names.

    Either all lessons are built or nothing is changed. A notebook in which somebody typed is not
    overwritten unless `discard` says so; running it is no typing. A notebook that no build made and
    no lesson has, such as an instructor's own, stays. `tell` is called with a sentence on each
    lesson in whose text points were mended.

    Raises CourseError (LessonError with file and line where a lesson's text is at fault).
    """
    new = derived_texts(root)
    if folders := [name for name in new if (root / name).is_dir()]:
        raise CourseError(f"{', '.join(folders)}: a notebook belongs there, not a folder. Move it.")
    there = {
        place.relative_to(root).as_posix(): signature.read_plain(place)
        for room in ROOMS
        for place in sorted((root / room).glob("*/*.ipynb"))
    }
    # One that was never signed and that no lesson has is not ours.
    ours = {
        name: found
        for name, found in there.items()
        if name in new or (found is not None and signature.signed(found) is not None)
    }
    if not discard:
        lost = [line for name, found in ours.items() for line in _lost(name, found, new.get(name))]
        if lost:
            raise CourseError("\n".join(lost))
    try:
        for name in ours.keys() - new.keys():
            (root / name).unlink()
        for name, text in new.items():
            _write(root / name, text)
            if name.startswith("lessons/"):
                tell(f"{name} now names the points that its marks give.")
        _write(root / glossary.PLACE, glossary.glossary(_solutions(new)))
    except OSError as error:
        raise CourseError(
            f"{error.filename or root} can't be written: {error.strerror}."
        ) from error
    return [text.parent.name for text in lessons(root)]


def _solutions(new: dict[str, str]) -> dict[str, NotebookNode]:
    """Return the solutions among what was derived, by lesson."""
    made = {name.split("/")[1]: text for name, text in new.items() if name.startswith("solutions/")}
    return {lesson: nbformat.reads(text, as_version=4) for lesson, text in made.items()}


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        place.unlink(missing_ok=True)  # a link that leads nowhere
    place.write_text(text, encoding="utf-8", newline="\n")


def _lost(name: str, found: dict[str, object] | None, text: str | None) -> Iterator[str]:
    """Yield a sentence if a build would lose what somebody typed, and how to keep it."""
    room, lesson, _ = name.split("/")
    drop = "`course build --discard` drops it"
    if found is None:
        yield f"{name} is damaged: bring it back from git; {drop}."
        return
    what = signature.edits(found, nbformat.reads(text, as_version=4) if text else None)
    if not what:
        return
    shown = ", ".join([*dict.fromkeys(what)][:4]) + (", and more" if len(set(what)) > 4 else "")
    edited = f"{name} was edited since it was built ({shown}). "
    if room == "notebooks":
        keep = f"`course work {lesson}` keeps a copy in work/{lesson}"
    elif text and not _differs_as_text(name, found, text):
        keep = "A lesson's text can't hold that: copy the file elsewhere to keep it"
    else:
        keep = f"`course adopt {lesson}` brings the edit into its lesson"
    yield f"{edited}{keep}; {drop}."


def _differs_as_text(name: str, found: dict[str, object], made: str) -> bool:
    """Say whether `course adopt` would change a lesson's text."""
    try:
        text = marks.to_text(_node(name, found))
    except LessonError:
        return True  # adopting says why it can't be
    return text != marks.to_text(nbformat.reads(made, as_version=4))


def _node(name: str, found: dict[str, object]) -> NotebookNode:
    """Return a notebook as nbformat has it. Raises LessonError where nbformat refuses it."""
    try:
        node = nbformat.from_dict(found)
        nbformat.validate(node)
        return nbformat.reads(nbformat.writes(node), as_version=4)
    except Exception as error:  # nbformat raises what it likes, an AttributeError among them
        why = f"{error}".strip().splitlines() or [type(error).__name__]
        raise LessonError(name, f"it is no valid notebook: {why[0]}") from error


def adopt(root: Path, lesson: str) -> tuple[bool, list[str]]:
    """Bring the solution of `lesson`, edited in JupyterLab, back into its text.

    Returns whether the text changed, and a sentence for each cell with something that the text
    can't hold: the notebook keeps it, and `course build` asks before it drops it.

    Raises CourseError for an unknown lesson, LessonError for an edit that breaks the lesson (the
    text is then left as it was).
    """
    text = derived.lesson_text(root, lesson)
    notebook = root / "solutions" / lesson / f"{lesson[3:]}.ipynb"
    if not text.exists() or not notebook.exists():
        known = ", ".join(p.parent.name for p in lessons(root))
        raise CourseError(f"There is no lesson {lesson} with a solution. There are: {known}.")
    named = notebook.relative_to(root).as_posix()
    plain = signature.read_plain(notebook)
    if plain is None:
        raise CourseError(f"{named} is damaged. Bring it back from git, or run `course build`.")
    found = _node(named, plain)
    own, old, new = read_course_file(root), derived.read_text(text), marks.to_text(found)
    if new != old:
        if not signature.edits(found):
            raise CourseError(f"{named} has no edit, and is older than its text: `course build`.")
        if found.metadata.get("downhill", {}).get("lesson_sha256") != derived.sha256(old):
            raise CourseError(
                f"Both {text.relative_to(root)} and {named} were edited since the last build. "
                "Undo one of the two edits first."
            )
        derived.make_solution(new, named, own)
    left = _left(found, marks.to_notebook(new, named, own.words))
    if new != old:
        text.write_text(new, encoding="utf-8", newline="\n")
    return new != old, left


def _left(found: NotebookNode, again: NotebookNode) -> list[str]:
    """Return what a solution has that comes not back from its text, a sentence a cell."""
    there = [c for c in found.cells if signature.signature_lines({"cells": [c]})]
    known = set(signature.signed(found) or ())
    if len(there) != len(again.cells):
        return [f"It has {len(there)} cells, and its text {len(again.cells)}: look at both."]
    said = []
    for number, (cell, back) in enumerate(zip(there, again.cells, strict=True), start=1):
        one, other = signature.typed(cell), signature.typed(back)
        parts = [part for part in one if one[part] != other[part]]
        if parts and not known.intersection(signature.signature_lines({"cells": [cell]})):
            said.append(f"Cell {number} ({cell.get('id', '')}): {', '.join(parts)}.")
    return said
