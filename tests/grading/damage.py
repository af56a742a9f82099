"""What happens to notebooks on their way from a release to a delivery, as functions.

A `Damage` changes a notebook in place and returns the grade_ids of the answers that are lost by it,
which are none for most. A `Saving` turns a notebook into the bytes of a file.
"""

import ast
import copy
import json
import re
from collections.abc import Callable
from random import Random

import nbformat
from nbconvert.exporters import PythonExporter
from nbformat import NotebookNode

from ..lesson import CHECK, cells
from ..sample_class.colab import saved_by_colab

Damage = Callable[[NotebookNode, Random], set[str]]
Saving = Callable[[NotebookNode, Random], bytes]
WRITTEN = "It is lower because the step is longer, and I compared both slopes with nudges."


def code_answers(notebook: NotebookNode) -> dict[str, NotebookNode]:
    found = cells(notebook, solution=True)
    return {name: cell for name, cell in found.items() if cell.cell_type == "code"}


def any_answer(notebook: NotebookNode, rng: Random) -> tuple[int, NotebookNode]:
    """Return the place of a code answer and the cell, (-1, an empty one) where there is none."""
    stubs = known(notebook, "stubs").values()
    every = code_answers(notebook).values()
    there = [cell for cell in every if cell.source.strip() and cell.source not in stubs]
    if not there:
        return -1, nbformat.v4.new_code_cell()
    cell = rng.choice(there)
    return place_of(notebook, cell), cell


def known(notebook: NotebookNode, what: str) -> dict[str, str]:
    """Return what the maker of the notebook noted: its "stubs" by grade_id, its "plain" cells."""
    noted: dict[str, str] = notebook.metadata.get(what, {})
    return noted


def place_of(notebook: NotebookNode, cell: NotebookNode) -> int:
    return next(place for place, other in enumerate(notebook.cells) if other is cell)


def twin(cell: NotebookNode) -> NotebookNode:
    return nbformat.from_dict({**copy.deepcopy(cell), "id": nbformat.v4.new_code_cell().id})


def own(source: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source)


def nothing(notebook: NotebookNode, rng: Random) -> set[str]:
    return set()


def metadata_stripped(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in notebook.cells:
        cell.metadata.clear()
    return set()


def metadata_stripped_here_and_there(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in notebook.cells:
        if rng.random() < 0.5:
            cell.metadata.clear()
    return set()


def answer_duplicated(notebook: NotebookNode, rng: Random) -> set[str]:
    place, cell = any_answer(notebook, rng)
    if place >= 0:
        notebook.cells.insert(place, twin(cell))
    return set()


def copy_of_the_stub_below(notebook: NotebookNode, rng: Random) -> set[str]:
    place, cell = any_answer(notebook, rng)
    if place >= 0 and (stub := known(notebook, "stubs").get(grade_id(cell))):
        copied = twin(cell)
        copied.source = stub
        notebook.cells.insert(place + rng.randrange(2), copied)
    return set()


def grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def check_duplicated(notebook: NotebookNode, rng: Random) -> set[str]:
    checks = list(cells(notebook, grade=True, solution=False).values())
    if checks:
        cell = rng.choice(checks)
        notebook.cells.insert(place_of(notebook, cell), twin(cell))
    return set()


def answer_split(notebook: NotebookNode, rng: Random) -> set[str]:
    """Split a cell as JupyterLab does, which copies the metadata, or without metadata."""
    place, cell = any_answer(notebook, rng)
    lines = cell.source.split("\n")
    if place >= 0 and len(lines) > 1:
        at = rng.randrange(1, len(lines))
        rest = twin(cell)
        if rng.random() < 0.5:
            rest.metadata.clear()
        cell.source, rest.source = "\n".join(lines[:at]), "\n".join(lines[at:])
        notebook.cells.insert(place + 1, rest)
    return set()


def merged_with_the_cell_below(notebook: NotebookNode, rng: Random) -> set[str]:
    """Merge an answer with the code below, mostly its check, as Jupyter does."""
    place, cell = any_answer(notebook, rng)
    if 0 <= place < len(notebook.cells) - 1 and notebook.cells[place + 1].cell_type == "code":
        cell.source += "\n\n" + notebook.cells.pop(place + 1).source
    return set()


def merged_into_one_cell(notebook: NotebookNode, rng: Random) -> set[str]:
    """Put all answers in the cell of the first."""
    first, *others = code_answers(notebook).values() or [own("")]
    for cell in others:
        first.source += "\n\n\n" + cell.source
        del notebook.cells[place_of(notebook, cell)]
    return set()


def untouched_checks(notebook: NotebookNode) -> list[NotebookNode]:
    checks = cells(notebook, grade=True, solution=False).values()
    return [cell for cell in checks if re.fullmatch(r"checks\.\S*", cell.source)]


def checks_deleted(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in untouched_checks(notebook):
        if rng.random() < 0.5:
            del notebook.cells[place_of(notebook, cell)]
    return set()


def imports_deleted(notebook: NotebookNode, rng: Random) -> set[str]:
    if "imports" in (there := cells(notebook)):
        del notebook.cells[place_of(notebook, there["imports"])]
    return set()


def answer_deleted(notebook: NotebookNode, rng: Random) -> set[str]:
    place, cell = any_answer(notebook, rng)
    if place < 0:
        return set()
    del notebook.cells[place]
    # Other damages may have put several answers into the cell.
    names = known(notebook, "stubs")
    found = {name for name in names if re.search(rf"^(def )?{name}\b", cell.source, re.MULTILINE)}
    return found | {grade_id(cell)}


def text_deleted(notebook: NotebookNode, rng: Random) -> set[str]:
    """Delete the lesson's own cells, as some do to have less to scroll."""
    plain = known(notebook, "plain").values()
    notebook.cells = [c for c in notebook.cells if c.source not in plain or rng.random() < 0.4]
    return set()


def answer_below_its_check(notebook: NotebookNode, rng: Random) -> set[str]:
    place, cell = any_answer(notebook, rng)
    if place >= 0:
        del notebook.cells[place]
        notebook.cells.insert(min(place + 1 + rng.randrange(4), len(notebook.cells)), cell)
    return set()


def reordered(notebook: NotebookNode, rng: Random) -> set[str]:
    """Move a few cells anywhere."""
    for _ in range(3):
        cell = notebook.cells.pop(rng.randrange(len(notebook.cells)))
        notebook.cells.insert(rng.randrange(len(notebook.cells) + 1), cell)
    return set()


def imports_edited(notebook: NotebookNode, rng: Random) -> set[str]:
    if "imports" in (there := cells(notebook)):
        lines = there["imports"].source.split("\n")
        change = rng.randrange(3)
        if change == 0:
            lines.insert(rng.randrange(len(lines) + 1), "import math")
        elif change == 1:
            lines[0] = f"# {lines[0]}"
        else:
            lines.pop()
        there["imports"].source = "\n".join(lines)
    return set()


def checks_edited(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in untouched_checks(notebook):
        edits = [
            cell.source,
            f"# {cell.source}",
            "pass",
            "",
            'print("right")',
            f"\n{cell.source}\n",
        ]
        cell.source = rng.choice(edits)
    return set()


def cells_added(notebook: NotebookNode, rng: Random) -> set[str]:
    scratch = ["", "2 + 2", "print(np.pi)", "%matplotlib inline", "!ls", "scratch = [1, 2]"]
    for _ in range(4):
        notebook.cells.insert(rng.randrange(len(notebook.cells) + 1), own(rng.choice(scratch)))
    return set()


def answer_needs_an_added_cell(notebook: NotebookNode, rng: Random) -> set[str]:
    """Let an answer call a function that stands in a cell which the student added."""
    place, cell = any_answer(notebook, rng)
    name = grade_id(cell)
    whole = not re.search(r"\ndef |_mine_", cell.source) and "return" in cell.source
    if place >= 0 and whole and is_python(cell.source) and cell.source.startswith(f"def {name}("):
        mine = own(cell.source.replace(f"def {name}(", f"def _mine_{name}("))
        cell.source = f"def {name}(*given, **named):\n    return _mine_{name}(*given, **named)\n"
        notebook.cells.insert(place, mine)
    return set()


def is_python(source: str) -> bool:
    """Say whether the text is whole; half a function is none that another could call."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def answered_beside_the_stub(notebook: NotebookNode, rng: Random) -> set[str]:
    """Leave the stub and answer in a cell of one's own below it, or below the check."""
    place, cell = any_answer(notebook, rng)
    if place >= 0 and (stub := known(notebook, "stubs").get(grade_id(cell))):
        notebook.cells.insert(place + 1 + rng.randrange(2), own(cell.source))
        cell.source = stub
    return set()


def answered_in_the_check_cell(notebook: NotebookNode, rng: Random) -> set[str]:
    """Leave the stub and answer above the check, in the check's cell, or in place of the check."""
    _, cell = any_answer(notebook, rng)
    check = cells(notebook).get(grade_id(cell) + CHECK)
    if check and (stub := known(notebook, "stubs").get(grade_id(cell))):
        check.source = cell.source + (f"\n{check.source}" if rng.random() < 0.5 else "")
        cell.source = stub
    return set()


def plain_cells_edited(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in notebook.cells:
        if "nbgrader" not in cell.metadata and rng.random() < 0.3:
            cell.source += "\n# seen" if cell.cell_type == "code" else "\n\nI see."
    return set()


def grade_ids_exchanged(notebook: NotebookNode, rng: Random) -> set[str]:
    answers = list(code_answers(notebook).values())
    if len(answers) > 1:
        one, other = rng.sample(answers, 2)
        one.metadata, other.metadata = other.metadata, one.metadata
    return set()


def points_changed(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in cells(notebook, grade=True).values():
        cell.metadata.nbgrader.points = rng.choice([0, 100, -1, "5", None, 2.5])
    return set()


def roles_changed(notebook: NotebookNode, rng: Random) -> set[str]:
    """Say of locked cells that they are answers, and the other way round."""
    for cell in cells(notebook).values():
        for key in ("grade", "solution", "locked"):
            if rng.random() < 0.3:
                cell.metadata.nbgrader[key] = not cell.metadata.nbgrader[key]
    return set()


def kind_changed(notebook: NotebookNode, rng: Random) -> set[str]:
    """Make an answer a Markdown or a raw cell."""
    place, cell = any_answer(notebook, rng)
    if place >= 0:
        make = rng.choice([nbformat.v4.new_markdown_cell, nbformat.v4.new_raw_cell])
        notebook.cells[place] = make(cell.source, metadata=cell.metadata)
    return set()


def kernel_changed(notebook: NotebookNode, rng: Random) -> set[str]:
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    return set()


def glue(rng: Random) -> str:
    """Return what a program that merges texts puts between two copies: mostly nothing."""
    return rng.choice(["", "", " ", "\n", "\n\n\n"])


def text_doubled(notebook: NotebookNode, rng: Random) -> set[str]:
    """Write an answer's text again behind itself, as real-time collaboration does."""
    _, cell = any_answer(notebook, rng)
    cell.source += glue(rng) + cell.source
    return set()


def text_tripled(notebook: NotebookNode, rng: Random) -> set[str]:
    _, cell = any_answer(notebook, rng)
    cell.source = glue(rng).join([cell.source] * 3)
    return set()


def beginning_doubled(notebook: NotebookNode, rng: Random) -> set[str]:
    """Write the first part of an answer, up to anywhere, above the whole."""
    _, cell = any_answer(notebook, rng)
    if len(cell.source) > 1:
        cell.source = cell.source[: rng.randrange(1, len(cell.source))] + cell.source
    return set()


def end_doubled(notebook: NotebookNode, rng: Random) -> set[str]:
    """Write the last lines of an answer again behind its last line."""
    _, cell = any_answer(notebook, rng)
    lines = cell.source.rstrip().split("\n")
    if len(lines) > 1 and lines[-1].lstrip().startswith("return"):
        cell.source = "\n".join(lines) + "\n".join(lines[rng.randrange(1, len(lines)) :])
    return set()


def doubled_with_other_blanks(notebook: NotebookNode, rng: Random) -> set[str]:
    """Write an answer twice, once with other indentation, blanks and empty lines."""
    _, cell = any_answer(notebook, rng)
    other = cell.source.replace("    ", rng.choice(["\t", "  ", "        "]))
    other = other.replace("\n", rng.choice(["\n", "  \n", "\n\n"]))
    both = [cell.source, other]
    rng.shuffle(both)
    cell.source = glue(rng).join(both)
    return set()


def doubled_in_a_merged_cell(notebook: NotebookNode, rng: Random) -> set[str]:
    """Merge two answers, one of them there twice."""
    answers = list(code_answers(notebook).values())
    if len(answers) > 1:
        one, other = rng.sample(answers, 2)
        texts = [cell.source.rstrip() for cell in (one, other)]
        again = rng.randrange(2)
        texts[again] += glue(rng) + texts[again]
        one.source = "\n\n\n".join(texts)
        del notebook.cells[place_of(notebook, other)]
    return set()


def stub_beside_the_answer(notebook: NotebookNode, rng: Random) -> set[str]:
    """Put the stub back into the answer's cell, above or below, on a line of its own or not."""
    _, cell = any_answer(notebook, rng)
    if stub := known(notebook, "stubs").get(grade_id(cell)):
        both = [cell.source, stub]
        rng.shuffle(both)
        # A comment at the end of a stub would hide what stands behind it.
        cell.source = rng.choice(["\n", "\n\n\n"]).join(both)
    return set()


def older_version_above(notebook: NotebookNode, rng: Random) -> set[str]:
    """Keep an older version of an answer above the new one, in its cell."""
    _, cell = any_answer(notebook, rng)
    name = grade_id(cell)
    if cell.source.startswith(f"def {name}("):
        cell.source = f"def {name}(*given):\n    return None\n\n\n{cell.source}"
    return set()


def written_answer_doubled(notebook: NotebookNode, rng: Random) -> set[str]:
    for cell in cells(notebook, solution=True, grade=True).values():
        cell.source += glue(rng) + cell.source
    return set()


def notebook_doubled(notebook: NotebookNode, rng: Random) -> set[str]:
    """Have every cell twice: each below itself, or all of them again below the last."""
    again = [twin(cell) for cell in notebook.cells]
    if rng.random() < 0.5:
        for cell in again:
            cell.metadata.pop("nbgrader", None)
    if rng.random() < 0.5:
        notebook.cells = [*notebook.cells, *again]
    else:
        both = zip(notebook.cells, again, strict=True)
        notebook.cells = [cell for pair in both for cell in pair]
    return set()


DAMAGES: list[Damage] = [
    nothing, metadata_stripped, metadata_stripped_here_and_there, answer_duplicated,
    copy_of_the_stub_below, check_duplicated, answer_split, merged_with_the_cell_below,
    merged_into_one_cell, checks_deleted, imports_deleted, answer_deleted, text_deleted,
    answer_below_its_check, reordered, imports_edited, checks_edited, cells_added,
    answer_needs_an_added_cell, answered_beside_the_stub, answered_in_the_check_cell,
    plain_cells_edited, grade_ids_exchanged, points_changed, roles_changed, kind_changed,
    kernel_changed, text_doubled, text_tripled, beginning_doubled, end_doubled,
    doubled_with_other_blanks, doubled_in_a_merged_cell, stub_beside_the_answer,
    older_version_above, written_answer_doubled, notebook_doubled,
]  # fmt: skip


def as_jupyter(notebook: NotebookNode, rng: Random) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()


def as_colab(notebook: NotebookNode, rng: Random) -> bytes:
    return saved_by_colab(notebook).encode()


def as_colab_without_metadata(notebook: NotebookNode, rng: Random) -> bytes:
    metadata_stripped(notebook, rng)
    return saved_by_colab(notebook).encode()


def as_format_4_0(notebook: NotebookNode, rng: Random) -> bytes:
    return _minor(notebook, 0)


def as_format_4_4(notebook: NotebookNode, rng: Random) -> bytes:
    return _minor(notebook, 4)


def _minor(notebook: NotebookNode, minor: int) -> bytes:
    whole = json.loads(nbformat.writes(notebook))
    whole["nbformat_minor"] = minor
    for cell in whole["cells"]:
        del cell["id"]
    return json.dumps(whole).encode()


def as_format_3(notebook: NotebookNode, rng: Random) -> bytes:
    whole = json.loads(_minor(notebook, 0))
    for cell in whole["cells"]:
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
    sheets = [{"cells": whole["cells"], "metadata": {}}]
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets}
    ).encode()


def with_crlf(notebook: NotebookNode, rng: Random) -> bytes:
    for cell in notebook.cells:
        cell.source = cell.source.replace("\n", "\r\n")
    return as_jupyter(notebook, rng).replace(b"\n", b"\r\n")


def with_bom(notebook: NotebookNode, rng: Random) -> bytes:
    return b"\xef\xbb\xbf" + as_jupyter(notebook, rng)


def as_utf16(notebook: NotebookNode, rng: Random) -> bytes:
    encoding = rng.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    return as_jupyter(notebook, rng).decode().encode(encoding)


def as_windows_1252(notebook: NotebookNode, rng: Random) -> bytes:
    return as_jupyter(notebook, rng).decode().encode("cp1252", "replace")


def with_text_behind(notebook: NotebookNode, rng: Random) -> bytes:
    return as_jupyter(notebook, rng) + b"\n}\n"


def cut_after_the_last_answer(notebook: NotebookNode, rng: Random) -> bytes:
    """Cut the file in the last cell; a notebook that ends with an answer gets a cell more."""
    notebook.cells.append(nbformat.v4.new_markdown_cell("The end of the file."))
    content = as_jupyter(notebook, rng)
    return content[: content.rindex(b"The end of the file.")]


def cut_anywhere(notebook: NotebookNode, rng: Random) -> bytes:
    content = as_jupyter(notebook, rng)
    return content[: rng.randrange(len(content) // 3, len(content))]


def as_script(notebook: NotebookNode, rng: Random) -> bytes:
    """Convert it; of a raw cell nothing tells in a script where it begins."""
    if any(cell.cell_type == "raw" for cell in notebook.cells):
        return as_jupyter(notebook, rng)
    try:
        script: str = PythonExporter().from_notebook_node(notebook)[0]
    except IndentationError:  # it can't convert a function's second half
        return as_jupyter(notebook, rng)
    return script.encode()


def as_web_page(notebook: NotebookNode, rng: Random) -> bytes:
    body = "".join(f"<pre>{cell.source}</pre>" for cell in notebook.cells)
    return f"<!DOCTYPE html>\n<html><body>{body}</body></html>".encode()


def with_conflicts_beside_the_cells(notebook: NotebookNode, rng: Random) -> bytes:
    """Leave git's markers around counts, as after a merge of two runs of one notebook."""
    return _conflicts(notebook, '   "execution_count": null,')


def with_conflicts_in_the_cells(notebook: NotebookNode, rng: Random) -> bytes:
    """Leave git's markers around the first line of every function."""
    return _conflicts(notebook, '    "def ')


def _conflicts(notebook: NotebookNode, start: str) -> bytes:
    notebook.cells.append(own("def last():\n    return 0"))  # so that there is one of each
    lines = []
    for line in nbformat.writes(notebook).split("\n"):
        if line.startswith(start):
            other = line.replace("null", "7").replace("def ", "def my_")
            line = "\n".join(["<<<<<<< HEAD", line, "=======", other, ">>>>>>> 4f2c9d1 (mine)"])
        lines.append(line)
    return "\n".join(lines).encode()


def empty(notebook: NotebookNode, rng: Random) -> bytes:
    return b""


SAVINGS: list[Saving] = [
    as_jupyter, as_colab, as_colab_without_metadata, as_format_4_0, as_format_4_4, as_format_3,
    with_crlf, with_bom, as_utf16, as_windows_1252, with_text_behind, cut_after_the_last_answer,
    cut_anywhere, as_script, with_conflicts_beside_the_cells, with_conflicts_in_the_cells,
    as_web_page, empty,
]  # fmt: skip
